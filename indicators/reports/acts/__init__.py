"""Every write about reports, and the reminders of their days."""
