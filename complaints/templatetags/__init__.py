"""What the templates of complaints need."""
