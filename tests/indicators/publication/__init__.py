"""Tests of the room `indicators.publication`."""
