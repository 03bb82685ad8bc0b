"""Every write about complaints, one function an act: intake, course, answers, escalation, oral contacts."""
