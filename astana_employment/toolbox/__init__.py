"""What everybody needs and no row knows: letters, days, refusals, papers, screens, requests."""
