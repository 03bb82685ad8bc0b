"""What the templates of papers and journals need."""
