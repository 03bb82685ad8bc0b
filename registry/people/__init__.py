"""People, what they hand in, their registration, and finding them."""
