"""The pages of the grounds found and of the decisions on a registration."""
