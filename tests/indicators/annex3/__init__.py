"""Tests of the room `indicators.annex3`."""
