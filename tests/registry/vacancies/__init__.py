"""Tests of the room `registry.vacancies`."""
