"""Commands: the bench of signing."""
