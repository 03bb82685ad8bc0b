"""The unemployment certificate (Annex 1) and the refusal notice (Annex 2), from request to check."""
