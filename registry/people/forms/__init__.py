"""What is typed at the desk about people and their documents."""
