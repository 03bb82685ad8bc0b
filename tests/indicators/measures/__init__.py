"""Tests of the room `indicators.measures`."""
