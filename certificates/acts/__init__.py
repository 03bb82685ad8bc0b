"""Every write about certificates, one function an act: request, decide, sign, hand over, annul, check."""
