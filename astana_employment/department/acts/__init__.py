"""Every write of the department, one function an act: staff, calendar, editions, numbers, papers, mail."""
