"""What stands in the columns of the four journals."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any, Generic, TypeVar

from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from astana_employment.department.models import (
    RequiredDocument,
    StaffMember,
    VoidNumber,
    working_calendar,
)
from astana_employment.department.templatetags.desk import days_in_words
from astana_employment.department.window_map import load_window_map
from astana_employment.toolbox.clock import today
from astana_employment.toolbox.dates import numeric_date
from astana_employment.toolbox.deadlines import WorkingCalendar, lateness
from astana_employment.toolbox.screens.tables import Column, Kind
from certificates.models import Decision, Handover
from certificates.status import status_of
from registry.models import LateEntry, StandingDecision, UnemploymentRegistration

Row = TypeVar("Row")
Registrations = list[Column["Entry[UnemploymentRegistration]"]]
Decisions = list[Column["Entry[Decision]"]]
Notices = list[Column["Entry[StandingDecision]"]]

_CODES = {"iin": _("IIN"), "sik": _("SIK"), "rnn": _("RNN")}


@dataclass(frozen=True, slots=True)
class Entry(Generic[Row]):
    """A row of a journal, or a number that will never stand on a paper."""

    row: Row | None
    void: VoidNumber | None


def _of(read: Callable[[Any], Any]) -> Callable[[Entry[Any]], Any]:
    """Return the value of a column that a void number leaves empty."""
    return lambda entry: None if entry.row is None else read(entry.row)


def _number(entry: Entry[Any]) -> str:
    return str(entry.void) if entry.row is None else str(entry.row.number)


def _or_void(read: Callable[[Any], Any]) -> Callable[[Entry[Any]], Any]:
    """Return the value of the column in which a void number says why it is void."""

    def value(entry: Entry[Any]) -> Any:
        if entry.void is not None:
            return gettext("void: %(reason)s") % {"reason": entry.void.reason}
        return read(entry.row)

    return value


def _entered_later(row: LateEntry | None) -> str:
    """Say on which day an entry about an earlier day was made, and who allowed it."""
    if row is None:
        return ""
    day = numeric_date(row.entered_on)
    if row.is_imported:
        return gettext("from the card index, %(day)s") % {"day": day}
    if row.late_entry_allowed_by is None:
        return ""
    return gettext("entered %(day)s, allowed by: %(name)s") % {
        "day": day,
        "name": row.late_entry_allowed_by.get_short_name(),
    }


# --- registrations -------------------------------------------------------------------------------
def registration_columns() -> Registrations:
    """Return the columns of the journal of registrations; what they look up is read once, here."""
    windows = load_window_map()
    calendar = working_calendar()
    asked = _codes_asked()
    return [
        Column(label=_("Number"), value=_number, width=14, kind=Kind.CODE),
        Column(label=_("Number on the old card"), value=_of(lambda row: row.former_number), width=13),
        Column(label=_("Registered on"), value=_of(lambda row: row.registered_on), width=10, kind=Kind.DAY),
        Column(
            label=_("Surname and names"),
            value=_or_void(lambda row: row.person.full_name),
            width=28,
            kind=Kind.NAME,
            link=lambda entry: _person_address(entry.row.person_id) if entry.row else "",
        ),
        Column(
            label=_("Date of birth"), value=_of(lambda row: row.person.birth_date), width=10, kind=Kind.DAY
        ),
        Column(
            label=_("IIN, or SIK and RNN"),
            value=_of(lambda row: _codes(row, asked)),
            width=21,
            kind=Kind.CODE,
        ),
        Column(
            label=_("Applied on"), value=_of(lambda row: row.application.applied_on), width=10, kind=Kind.DAY
        ),
        Column(
            label=_("To be registered by"),
            value=_of(lambda row: None if row.is_imported else row.application.due_on),
            width=10,
            kind=Kind.DAY,
        ),
        Column(label=_("In time"), value=_of(lambda row: _in_time(row, calendar)), width=12),
        Column(
            label=_("Window"), value=_of(lambda row: windows.number_of(row.person)), width=8, kind=Kind.FIGURE
        ),
        Column(
            label=_("Registered by"),
            value=_of(lambda row: row.registered_by.get_short_name()),
            width=16,
            kind=Kind.NAME,
        ),
        Column(label=_("Ended on"), value=_of(lambda row: row.ended_on), width=10, kind=Kind.DAY),
        Column(label=_("Entered later"), value=_of(_entered_later), width=18),
    ]


def _person_address(pk: int) -> str:
    return reverse("person_detail", args=[pk])


def _codes_asked() -> dict[int, list[str]]:
    """Return which of the three numbers each edition asks for (reading 36), by the edition's key."""
    asked: dict[int, list[str]] = {}
    rows = (
        RequiredDocument.objects.filter(kind__in=_CODES).order_by("position").values_list("standard", "kind")
    )
    for standard, kind in rows:
        kinds = asked.setdefault(standard, [])
        if kind not in kinds:
            kinds.append(kind)
    return asked


def _codes(row: UnemploymentRegistration, asked: dict[int, list[str]]) -> str:
    """Return the numbers that the edition of the registration asks for; if there is none, what there is."""
    person = row.person
    wished = [kind for kind in asked.get(row.application.standard_id, ()) if getattr(person, kind)]
    kinds = wished or [kind for kind in _CODES if getattr(person, kind)]
    return "; ".join(f"{_CODES[kind]}: {getattr(person, kind)}" for kind in kinds)


def _in_time(row: UnemploymentRegistration, calendar: WorkingCalendar) -> str:
    """Say whether the ten days were kept (clause 7(1)); nothing for a card from the old index."""
    if row.is_imported:
        return ""
    late = lateness(row.application.due_on, row.registered_on, calendar)
    if late is None:
        return gettext("in time")
    if late.days == 0:  # on the days off after a due Friday
        return gettext("late")
    return days_in_words(-late.days, working=late.unit == "working_days")[1]


# --- certificates and refusals -------------------------------------------------------------------
def _paper_columns() -> Decisions:
    """Return the columns with which both journals of papers begin."""
    return [
        Column(label=_("Number"), value=_number, width=14, kind=Kind.CODE, link=_paper_address),
        Column(label=_("Issued on"), value=_of(_issued_on), width=10, kind=Kind.DAY),
    ]


def _paper_address(entry: Entry[Decision]) -> str:
    has_paper = entry.row is not None and entry.row.paper_id is not None
    return reverse("paper_detail", args=[entry.row.paper_id]) if entry.row and has_paper else ""


def _issued_on(row: Decision) -> date:
    """Return the printed day of issue; while signing goes on it stands in the issue block only."""
    block = row.issue_block or {}
    return row.paper.issued_on if row.paper else date.fromisoformat(block["issued_on"])


def _person_column() -> Column[Entry[Decision]]:
    """Return the name as printed on the paper, or why the number is void."""
    return Column(
        label=_("Surname and names"),
        value=_or_void(lambda row: row.snapshot["full_name"]),
        width=28,
        kind=Kind.NAME,
        link=lambda entry: _person_address(entry.row.request.registration.person_id) if entry.row else "",
    )


def _end_columns() -> Decisions:
    """Return the columns with which both journals of papers end: who signed, what became of the paper."""
    return [
        Column(
            label=_("Prepared by"),
            value=_of(lambda row: row.prepared_by.get_short_name()),
            width=18,
            kind=Kind.NAME,
        ),
        Column(label=_("Signed by"), value=_of(_signed_by), width=18),
        Column(label=_("State"), value=_of(_state), width=12),
        Column(
            label=_("Handed over on"),
            value=_of(lambda row: handover.handed_on if (handover := _handover(row)) else None),
            width=15,
            kind=Kind.DAY,
        ),
        Column(
            label=_("How"),
            value=_of(lambda row: handover.get_how_display() if (handover := _handover(row)) else ""),
            width=13,
        ),
        Column(label=_("Entered later"), value=_of(lambda row: _entered_later(_handover(row))), width=16),
    ]


def certificate_columns() -> Decisions:
    """Return the columns of the journal of certificates."""
    return [
        *_paper_columns(),
        Column(
            label=_("Valid until"),
            value=_of(lambda row: row.paper.valid_until if row.paper else None),
            width=14,
            kind=Kind.DAY,
        ),
        _person_column(),
        Column(
            label=_("Registration"),
            value=_of(lambda row: row.request.registration.number),
            width=14,
            kind=Kind.CODE,
        ),
        Column(label=_("Where it will be presented"), value=_of(_purpose), width=20),
        *_end_columns(),
    ]


def refusal_columns() -> Decisions:
    """Return the columns of the journal of refusal notices."""
    return [
        *_paper_columns(),
        _person_column(),
        Column(
            label=_("Grounds of clause 17"),
            value=_of(lambda row: ", ".join(f"{ground})" for ground in sorted(row.grounds))),
            width=12,
        ),
        *_end_columns(),
    ]


# --- notices on registrations --------------------------------------------------------------------
def notice_columns() -> Notices:
    """Return the columns of the journal of notices: what was decided on a registration, why and by whom."""
    return [
        Column(
            label=_("Number"),
            value=_number,
            width=14,
            kind=Kind.CODE,
            link=lambda entry: reverse("standing_detail", args=[entry.row.pk]) if entry.row else "",
        ),
        Column(label=_("Issued on"), value=_of(lambda row: row.decided_on), width=10, kind=Kind.DAY),
        Column(
            label=_("Surname and names"),
            value=_or_void(lambda row: row.snapshot["full_name"]),
            width=28,
            kind=Kind.NAME,
            link=lambda entry: _person_address(entry.row.registration.person_id) if entry.row else "",
        ),
        Column(
            label=_("Registration"), value=_of(lambda row: row.registration.number), width=14, kind=Kind.CODE
        ),
        Column(label=_("Decision"), value=_of(lambda row: row.get_act_display()), width=14),
        Column(label=_("Cause"), value=_of(_cause), width=22),
        Column(label=_("Decided by"), value=_of(_decided_by), width=22),
        Column(label=_("Notice"), value=_of(_notice_state), width=14),
    ]


def _cause(row: StandingDecision) -> str:
    """Return the grounds of clause 17 by their numbers, or the other cause in words."""
    if not row.grounds:
        return str(row.get_cause_display())
    return gettext("clause 17: %(grounds)s") % {
        "grounds": ", ".join(f"{one})" for one in sorted(row.grounds))
    }


def _decided_by(row: StandingDecision) -> str:
    acting = row.issue_block["acting"]
    if acting is None:
        return row.by.get_short_name()
    return _acting(row.by, acting["order_number"], date.fromisoformat(acting["order_date"]))


def _notice_state(row: StandingDecision) -> str:
    return gettext("made") if row.paper_id else gettext("not made yet")


def _purpose(row: Decision) -> str:
    return str(row.snapshot["purpose"]) or gettext("where required")


def _signed_by(row: Decision) -> str:
    """Name the signer, and the order by which he or she acts for the deputy director (reading 42)."""
    if row.signed_by is None:
        return ""
    if row.acting_under is None:
        return row.signed_by.get_short_name()
    return _acting(row.signed_by, row.acting_under.order_number, row.acting_under.order_date)


def _acting(by: StaffMember, order_number: str, order_date: date) -> str:
    return gettext("%(name)s, acting, order %(number)s of %(day)s") % {
        "name": by.get_short_name(),
        "number": order_number,
        "day": numeric_date(order_date),
    }


def _state(row: Decision) -> str:
    """Say what the paper is worth today, in the words of the public check; or that it is being signed."""
    return str(row.get_state_display() if row.paper is None else status_of(row.paper, today()).label)


def _handover(row: Decision) -> Handover | None:
    return getattr(row, "handover", None)
