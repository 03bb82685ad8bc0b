"""Tests of the department, and what they share with other rooms."""
