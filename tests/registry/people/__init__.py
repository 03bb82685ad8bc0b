"""Tests of the room `registry.people`."""
