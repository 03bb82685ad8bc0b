"""Commands: a report as a file, and a simulated year."""
