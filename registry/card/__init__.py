"""The personal record card (clause 15): its kinds of entries, its pages, lists and panels."""
