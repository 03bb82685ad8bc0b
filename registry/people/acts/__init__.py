"""Every write about people: cards, intake of documents, registration, merging."""
