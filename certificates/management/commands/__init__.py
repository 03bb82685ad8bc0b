"""Commands: `make bench`, and the requests of the sample desk."""
