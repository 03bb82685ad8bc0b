"""Voiding what was recorded by mistake: the same for sendings, publications and slips."""
