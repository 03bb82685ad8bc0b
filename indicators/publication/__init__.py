"""What the public sees of the figures: pages, open data, the mass media."""
