"""The record card (clause 15): what is entered kind by kind, and what may be done with every kind.

Every act locks the registration first, so that two acts on one card never cross, then the entry at the
version under which it was shown. The database has the last word on order and limits.
"""
