"""The forms of the record card."""
