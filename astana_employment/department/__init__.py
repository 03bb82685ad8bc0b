"""The department itself: staff, windows, calendar, editions, devices, numbers, papers, logs, mail."""
