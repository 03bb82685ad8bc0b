"""Commands: the complaints of the sample desk."""
