"""Forms of the department's own pages, and the fields that every app's forms are made of."""
