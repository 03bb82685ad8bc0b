"""Every write of the registry, one function an act: people, intake, registration, card, tickets, calls."""
