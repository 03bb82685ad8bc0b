"""The department itself: its staff, windows, calendar, editions, numbers, papers and logs.

The ground floor of the house: every other app stands on it, and it knows none of them
(only settings.py and urls.py name the apps).
"""
