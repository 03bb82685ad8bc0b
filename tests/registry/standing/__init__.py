"""Tests of the room `registry.standing`."""
