"""What pages show beside their templates: tables, pictures of figures, what changed, periods, years."""
