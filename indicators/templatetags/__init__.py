"""What the templates of indicators need."""
