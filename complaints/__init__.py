"""Complaints (clauses 21 to 23): taken in, due, decided, answered, passed to the higher level."""
