"""Commands: the card index and vacancies from files, the grounds of a day."""
