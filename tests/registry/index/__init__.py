"""Tests of the room `registry.index`."""
