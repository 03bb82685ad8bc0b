"""A year of desk work, made up but gone through by the very actions that people use; for trials and tests."""
