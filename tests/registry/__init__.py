"""Tests of the registry, the record card and the hall."""
