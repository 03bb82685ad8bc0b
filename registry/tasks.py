"""Background work of the registry; procrastinate finds this module."""

from procrastinate.contrib.django import app

from registry.hall.acts.day_end import close_past_days


@app.periodic(cron="5 0 * * *")
@app.task(name="close_past_days", queueing_lock="close_past_days")
def close_days_of_the_hall(timestamp: int) -> None:  # noqa: ARG001 the cron gives it
    """Once a day, soon after midnight, close what the day before left open in the hall."""
    close_past_days()
