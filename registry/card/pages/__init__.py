"""The pages of the record card."""
