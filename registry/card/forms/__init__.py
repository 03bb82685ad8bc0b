"""The forms of the record card: for what happened, for what came of it, and what every entry has."""
