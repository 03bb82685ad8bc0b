"""Thin views of the department's own pages."""
