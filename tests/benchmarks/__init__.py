"""`make bench`: the desk against its targets, on a database of 100,000 people."""
