"""The department's background work; procrastinate finds this module in every app.

A job is a row in the database, put there in the transaction of the act (`acts/mail.py`), and taken
from there by the worker (`department/worker.py`). `docs/mail.md` says how an app adds a task of its own that
runs at set times.
"""

import logging
from datetime import timedelta
from typing import Any

from django.conf import settings
from django.db import InterfaceError, OperationalError
from procrastinate import BaseRetryStrategy, JobContext, RetryDecision, RetryStrategy
from procrastinate.contrib.django import app
from procrastinate.jobs import Job

from astana_employment.department.acts.imports import READ_IMPORT
from astana_employment.department.acts.mail import SEND_MAIL
from astana_employment.department.import_runs import read_import
from astana_employment.department.mailing.delivery import deliver

logger = logging.getLogger(__name__)

# After an error that is no server's answer, such as a database that restarts.
_PAUSE_AFTER_ERROR = timedelta(seconds=30)


class TryLaterError(Exception):
    """The mail server asked to come again; `pause` says when."""

    def __init__(self, pause: timedelta) -> None:
        """Remember the pause."""
        super().__init__(f"again in {pause}")
        self.pause = pause


class GrowingPauses(BaseRetryStrategy):
    """Runs a job again after the pause that its error names, or soon after an error of another kind."""

    def get_retry_decision(self, *, exception: BaseException, job: Job) -> RetryDecision:  # noqa: ARG002
        """Return when; how often a mail is tried is counted on the mail itself."""
        if isinstance(exception, TryLaterError):
            pause = exception.pause
        else:
            pause = _PAUSE_AFTER_ERROR
            is_database = isinstance(exception, OperationalError | InterfaceError)
            reason = "the database is away" if is_database else "an error of the desk"
            error = None if is_database else exception
            logger.error("A mail could not be tried, once more in %s: %s", pause, reason, exc_info=error)
        return RetryDecision(retry_in={"seconds": int(pause.total_seconds())})


@app.task(name=SEND_MAIL, retry=GrowingPauses())
def send_mail(*, mail_id: int, round: int) -> None:
    """Send one mail, if it still waits; TryLaterError makes procrastinate run the job again."""
    pause = deliver(mail_id=mail_id, round=round)
    if pause is not None:
        raise TryLaterError(pause)


@app.task(name=READ_IMPORT, retry=RetryStrategy(wait=30, retry_exceptions=[OperationalError, InterfaceError]))
def read_import_file(*, file_id: int, round: int) -> None:
    """Check or take one file; what was interrupted is done again."""
    read_import(file_id=file_id, round=round)


@app.periodic(cron="* * * * * */30")  # the sixth place are seconds
@app.task(name="rescue_stalled_jobs", queueing_lock="rescue_stalled_jobs", pass_context=True)
async def rescue_stalled_jobs(context: JobContext, timestamp: int) -> None:  # noqa: ARG001 the cron gives it
    """Twice a minute give back the jobs of workers that have not been heard of for a while."""
    manager: Any = context.app.job_manager
    for job in await manager.get_stalled_jobs(seconds_since_heartbeat=settings.WORKER_SECONDS_UNTIL_STALLED):
        await manager.retry_job(job)
