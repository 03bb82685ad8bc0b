"""The sample desk and the simulated year: people, cards and work that are made up."""
