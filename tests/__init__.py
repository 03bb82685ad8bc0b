"""Tests of the desk; the folders mirror the apps."""
