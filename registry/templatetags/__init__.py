"""What the templates of the hall need."""
