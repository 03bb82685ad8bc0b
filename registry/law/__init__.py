"""The law as functions over plain values: no row is known here."""
