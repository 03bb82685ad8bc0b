"""Commands: the card index and vacancies from files, demo cards, the grounds of a day."""
