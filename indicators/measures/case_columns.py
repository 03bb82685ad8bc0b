"""How the cases behind a figure are shown: the columns of each source, and who may not see which case."""

from collections.abc import Sequence
from typing import Any, Final

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from astana_employment.department.models import StaffMember
from astana_employment.toolbox.screens.tables import Column, Kind
from complaints.loaders import visible_to

Columns = Sequence[Column[Any]]


def _link(url_name: str, key: str = "pk") -> Any:
    """Return a function that gives the address of a row's page."""

    def link(row: Any) -> str:
        value = row
        for part in key.split("__"):
            value = getattr(value, part)
        return reverse(url_name, args=[value])

    return link


def _minutes(row: Any) -> int | None:
    return None if row.wait is None else int(row.wait.total_seconds() // 60)


def _day(label: Any, name: str) -> Column[Any]:
    return Column(label=label, value=lambda row: getattr(row, name), width=12, kind=Kind.DAY)


def _state() -> Column[Any]:
    return Column(label=_("state"), value=lambda row: row.get_state_display(), width=16)


_INTAKE: Columns = (
    Column(
        label=_("Person"),
        value=lambda row: row.person.full_name,
        width=40,
        kind=Kind.NAME,
        link=_link("person_detail", "person_id"),
    ),
    _day(_("Applied on"), "applied_on"),
)
_COMPLAINT: Columns = (
    Column(
        label=_("Number"),
        value=lambda row: row.number,
        width=16,
        kind=Kind.CODE,
        link=_link("complaint_detail"),
    ),
    _day(_("Registered on"), "registered_on"),
    _day(_("Answer by"), "due_on"),
    _day(_("Answered on"), "finished_on"),
    Column(label=_("Decision"), value=lambda row: row.answer.get_outcome_display(), width=20),
)
_TICKET: Columns = (
    Column(label=_("Ticket"), value=lambda row: row.number, width=10, kind=Kind.CODE),
    _day(_("Day"), "day"),
    Column(label=_("Purpose of the visit"), value=lambda row: row.get_purpose_display(), width=20),
)

COLUMNS: Final[dict[str, Columns]] = {
    "intakes": (*_INTAKE, _day(_("Register by"), "due_on"), _day(_("Registered on"), "registered_on")),
    "requests": (
        Column(
            label=_("Person"),
            value=lambda row: row.registration.person.full_name,
            width=40,
            kind=Kind.NAME,
            link=_link("request_detail"),
        ),
        _day(_("Requested on"), "requested_on"),
        _day(_("Decide by"), "due_on"),
        _day(_("Closed on"), "closed_on"),
        _state(),
    ),
    "tickets": (
        *_TICKET,
        Column(label=_("Waited, minutes"), value=_minutes, width=12, kind=Kind.FIGURE),
    ),
    "visits": (*_TICKET, _state()),
    "documents": (
        Column(
            label=_("Number"),
            value=lambda row: row.number,
            width=16,
            kind=Kind.CODE,
            link=_link("paper_detail"),
        ),
        Column(label=_("Document"), value=lambda row: row.get_kind_display(), width=16),
        _day(_("Issued on"), "issued_on"),
        Column(
            label=_("Annulled or replaced because"),
            value=lambda row: row.annulment.reason if hasattr(row, "annulment") else "",
            width=40,
        ),
    ),
    "attempts": (
        *_INTAKE,
        _state(),
        Column(label=_("Missing documents"), value=lambda row: "; ".join(row.missing_labels), width=40),
    ),
    "items": (
        Column(label=_("Item"), value=lambda row: row.title, width=50),
        Column(label=_("Clause"), value=lambda row: row.clause, width=8),
        Column(label=_("Page of the desk"), value=lambda row: row.page, width=30),
    ),
    "answers": (
        _day(_("Day"), "answered_on"),
        Column(label=_("How it came"), value=lambda row: row.get_source_display(), width=24),
        Column(
            label=_("Answer"),
            value=lambda row: _("satisfied") if row.satisfied else _("not satisfied"),
            width=16,
        ),
    ),
    "complaints": _COMPLAINT,
    "due": _COMPLAINT,
}
_RELATED: Final = {
    "intakes": ("person",),
    "attempts": ("person",),
    "requests": ("registration__person",),
    "documents": ("annulment",),
    "complaints": ("answer",),
    "due": ("answer",),
}


def shown_cases(source: str, cases: "QuerySet[Any]", user: StaffMember) -> "QuerySet[Any]":
    """Return the cases of a source with what their columns need, in a steady order.

    Complaints about this very person are left out: nobody sees those (art. 97(2) of the Code).
    """
    if source in ("complaints", "due"):
        cases = cases.filter(pk__in=visible_to(user).values("pk"))
    related = _RELATED.get(source, ())
    return (cases.select_related(*related) if related else cases).order_by("pk")
