"""The information items of clauses 9 to 25 and how the department keeps them."""
