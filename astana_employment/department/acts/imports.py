"""Files to import: brought, checked by the worker, and only then taken; or discarded."""

from hashlib import sha256

from django.db import transaction
from django.utils.translation import gettext as _
from procrastinate.contrib.django import app

from astana_employment.department.import_reports import report_data
from astana_employment.department.models import ImportContent, ImportFile, StaffMember
from astana_employment.department.records import locked, locked_at_version, record_event
from astana_employment.department.states import ANYBODY, States
from astana_employment.toolbox.clock import now
from astana_employment.toolbox.errors import RuleViolation
from astana_employment.toolbox.tables_in.importing import Report

_STATE = ImportFile.State
BY_WORKER = States(
    {
        (_STATE.CHECKING, _STATE.CHECKED): ANYBODY,
        (_STATE.CHECKING, _STATE.REFUSED): ANYBODY,
        (_STATE.TAKING, _STATE.TAKEN): ANYBODY,
        (_STATE.TAKING, _STATE.CHECKED): ANYBODY,
        (_STATE.TAKING, _STATE.REFUSED): ANYBODY,
    }
)
BY_PERSON = States(
    {
        (_STATE.CHECKED, _STATE.TAKING): ANYBODY,
        (_STATE.CHECKED, _STATE.CHECKING): ANYBODY,
        (_STATE.REFUSED, _STATE.CHECKING): ANYBODY,
        (_STATE.CHECKED, _STATE.GIVEN_UP): ANYBODY,
        (_STATE.REFUSED, _STATE.GIVEN_UP): ANYBODY,
    }
)

# The worker's task, by its name: the task itself stands above, it calls the steps further down.
READ_IMPORT = "read_import"


class AnotherRound(RuntimeError):
    """The job is of an earlier round, or another worker has done it meanwhile: nothing is stored twice."""


@transaction.atomic
def bring(*, kind: str, name: str, content: bytes, encoding: str, by: StaffMember) -> ImportFile:
    """Keep a file and have it checked; RuleViolation (field `file`) for one that is empty."""
    if not content:
        raise RuleViolation(_("The file is empty."), clause="import", field="file")
    row = ImportFile.objects.create(
        kind=kind,
        name=name,
        size=len(content),
        sha256=sha256(content).hexdigest(),
        encoding=encoding,
        language=by.language,
        brought_by=by,
        brought_at=now(),
    )
    ImportContent.objects.create(file=row, content=content)
    record_event(verb="import.brought", subject=row, by=by, after={"file": name, "sha256": row.sha256})
    _enqueue(row)
    return row


def _enqueue(row: ImportFile) -> None:
    """Give the file to the worker, which has one at a time; the job is a row of this transaction."""
    app.configure_task(READ_IMPORT, lock=READ_IMPORT).defer(file_id=row.pk, round=row.round)


def _again(row: ImportFile, state: str) -> ImportFile:
    BY_PERSON.lead(row, state)
    row.round += 1
    row.rows_read, row.words = 0, ""
    _save(row)
    _enqueue(row)
    return row


def _save(row: ImportFile) -> None:
    row.version += 1
    row.save()


def may_take(file: ImportFile) -> bool:
    """Tell whether a file may be taken: it was checked, no row of it is wrong, and it brings something."""
    if not file.report or file.report["bad_rows"] or not any(file.report["added"].values()):
        return False
    return BY_PERSON.allow(file, _STATE.TAKING)


@transaction.atomic
def take(*, file: ImportFile, version: int, by: StaffMember) -> ImportFile:
    """Have a checked file taken; RuleViolation when a row of it is wrong, or nothing in it is new."""
    row = locked_at_version(file, version)
    if row.state == _STATE.CHECKED and not may_take(row):
        raise RuleViolation(
            _("There is nothing to take: correct the file and bring it again."), clause="import"
        )
    record_event(verb="import.asked", subject=row, by=by, after={"file": row.name})
    return _again(row, _STATE.TAKING)


@transaction.atomic
def check_again(*, file: ImportFile, version: int, by: StaffMember) -> ImportFile:
    """Have a file checked once more, for what the desk holds may have changed."""
    row = locked_at_version(file, version)
    record_event(verb="import.checked_again", subject=row, by=by, after={"file": row.name})
    return _again(row, _STATE.CHECKING)


@transaction.atomic
def discard(*, file: ImportFile, version: int, by: StaffMember) -> ImportFile:
    """Give a file up: its bytes and what was found in it are deleted."""
    row = locked_at_version(file, version)
    BY_PERSON.lead(row, _STATE.GIVEN_UP)
    ImportContent.objects.filter(file=row).delete()
    row.report, row.words = None, ""
    _save(row)
    record_event(verb="import.discarded", subject=row, by=by, after={"file": row.name})
    return row


# --- the worker's steps ----------------------------------------------------------------------------
def _own(file: ImportFile) -> ImportFile:
    """Lock a file in its own round; AnotherRound when it went on without us."""
    row = locked(file)
    if row.round != file.round or not row.is_at_work:
        raise AnotherRound(file.pk)
    return row


@transaction.atomic
def record_check(*, file: ImportFile, report: Report) -> None:
    """Keep what a reading found, without storing anything of it."""
    row = _own(file)
    BY_WORKER.lead(row, _STATE.CHECKED)
    row.report, row.rows_read = report_data(report), report.rows
    _save(row)


@transaction.atomic
def record_taken(*, file: ImportFile, report: Report) -> None:
    """Say that the file was taken, in the transaction that stored its rows: a repeat finds it taken."""
    row = _own(file)
    BY_WORKER.lead(row, _STATE.TAKEN)
    row.report, row.rows_read, row.taken_at = report_data(report), report.rows, now()
    ImportContent.objects.filter(file=row).delete()
    _save(row)
    record_event(verb="import.taken", subject=row, by=row.brought_by, after=dict(report.added))


@transaction.atomic
def record_refusal(*, file: ImportFile, words: str) -> None:
    """Say why the file could not be read; nothing of it was stored."""
    row = _own(file)
    BY_WORKER.lead(row, _STATE.REFUSED)
    row.words, row.report = words, None
    _save(row)
