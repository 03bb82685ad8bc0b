"""The pages of the hall: the clerk's console, the head's overview, kiosk, wall, visits."""
