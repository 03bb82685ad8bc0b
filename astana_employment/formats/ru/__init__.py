"""Russian, as Kazakhstan writes it."""
