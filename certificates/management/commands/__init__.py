"""Commands: the benchmark, and sample requests."""
