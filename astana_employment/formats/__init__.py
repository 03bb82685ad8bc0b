"""How dates and numbers are written and read in each language (Django's FORMAT_MODULE_PATH)."""
