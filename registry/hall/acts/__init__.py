"""Every write of the hall: tickets, calls, diversions, tickets typed in later."""
