"""The texts of the interface in Kazakh and Russian: how they are renewed, and what is wrong with them."""
