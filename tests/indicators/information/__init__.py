"""Tests of the room `indicators.information`."""
