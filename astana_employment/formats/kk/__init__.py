"""Kazakh, which Django has no formats for."""
