"""Tests of the sample desk and of the simulated year."""
