"""Tests of the room `registry.hall`."""
