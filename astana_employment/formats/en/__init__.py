"""English, day first as here."""
