"""Tests of the department, its tools and its launcher."""
