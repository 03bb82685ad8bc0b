"""What an operator runs to fill a sample."""
