"""Annex 3 itself: the twelve indicators, their definitions, periods, norms and targets."""
