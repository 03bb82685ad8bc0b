"""Who is unemployed: people, the intake of their documents, and their registrations."""
