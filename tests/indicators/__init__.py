"""Tests of the indicators, the surveys, the reports and the public pages."""
