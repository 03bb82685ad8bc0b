"""Tests of the room `registry.card`."""
