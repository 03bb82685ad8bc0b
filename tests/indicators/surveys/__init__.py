"""Tests of the room `indicators.surveys`."""
