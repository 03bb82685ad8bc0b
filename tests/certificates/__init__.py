"""Tests of certificates and refusal notices."""
