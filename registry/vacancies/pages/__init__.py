"""The pages of the bank and of the search for suitable vacancies."""
