"""Tests of the room `indicators.voiding`."""
