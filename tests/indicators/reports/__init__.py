"""Tests of the room `indicators.reports`."""
