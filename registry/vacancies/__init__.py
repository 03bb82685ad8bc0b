"""The bank of vacancies and the search for suitable ones (clause 1)."""
