"""The commands of the sample."""
