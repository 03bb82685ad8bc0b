"""Tests of the room `registry.law`."""
