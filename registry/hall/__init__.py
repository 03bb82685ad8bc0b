"""The reception hall (clauses 7, 10, 11): hours, tickets, queues, consoles, kiosk and wall, waits."""
