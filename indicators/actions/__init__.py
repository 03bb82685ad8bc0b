"""Every write about indicators, one function an act: targets, reports, surveys, information, publicity."""
