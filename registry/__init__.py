"""Who is unemployed: people, intake, registrations, record card, vacancies, the reception hall."""
