"""Background work of the indicators; procrastinate finds this module."""

from procrastinate.contrib.django import app

from indicators.reports.acts.reminders import send_due_reminders


@app.periodic(cron="15 3 * * *")
@app.task(name="remind_of_reports", queueing_lock="remind_of_reports")
def remind_of_reports(timestamp: int) -> None:  # noqa: ARG001 the cron gives it
    """Once a day, early in the morning in Astana, queue the reminders that fall on the day."""
    send_due_reminders()
