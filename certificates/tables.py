"""The lists of requests and papers as tables: what stands in their columns, and by which one may sort."""

from collections.abc import Callable
from typing import Any

from django.db.models import QuerySet
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from astana_employment.department.models import working_calendar
from astana_employment.department.templatetags.desk import due_date, tag
from astana_employment.toolbox.clock import today
from astana_employment.toolbox.deadlines import left_until
from astana_employment.toolbox.screens.table_page import linked, noted, ticks
from astana_employment.toolbox.screens.tables import Column, Kind, Rows, Table
from certificates.models import CertificateRequest, Decision, SigningOutcome
from certificates.templatetags.papers import kind_tag, outdated, request_state

_OUTCOME_TONES = {"failed": "late", "signed": "done", "waiting": "wait"}


def request_table(rows: Rows[CertificateRequest]) -> Table[CertificateRequest]:
    """Return requests, whose decisions are fetched along, with the working days left to decide each."""
    calendar, on = working_calendar(), today()
    columns: list[Column[CertificateRequest]] = [
        Column(
            _("Person"),
            lambda row: row.registration.person.full_name,
            link=lambda row: reverse("request_detail", args=[row.pk]),
            key="person",
            sort="registration__person__sort_key",
        ),
        Column(
            _("Decide by"),
            screen=lambda row: due_date(
                row.due_on, None if row.state == "waiting" else left_until(row.due_on, on, calendar)
            ),
            key="due",
            sort="due_on",
        ),
        Column(_("State"), screen=lambda row: request_state(row, row.live_decision)),
        Column(_("Requested on"), lambda row: row.requested_on, kind=Kind.DAY, key="requested_on"),
        Column(
            _("Registration"),
            lambda row: row.registration.number,
            kind=Kind.CODE,
            key="number",
            sort="registration__number",
        ),
    ]
    empty = _("Nobody waits for a decision. A request is taken on the page of the person.")
    return Table(title=_("Requests to be decided"), columns=columns, rows=rows, empty=empty)


def _person(row: Decision) -> str:
    return row.request.registration.person.full_name


def paper_table(rows: Rows[Any]) -> Table[Any]:
    """Return signed papers with whether they are printed, to be ticked for the printer or handed over."""
    state = "certificates/parts/print_state.html"
    columns: list[Column[Any]] = [
        ticks("paper", lambda row: row.paper_id, str, checked=lambda row: not row.is_printed),
        Column(_("Number"), screen=_paper, key="number", sort="paper__number"),
        Column(_("Person"), _person, key="person", sort="request__registration__person__sort_key"),
        Column(
            _("Signed on"),
            lambda row: row.paper and row.paper.issued_on,
            kind=Kind.DAY,
            key="signed",
            sort="paper__issued_on",
        ),
        Column(_("State"), screen=lambda row: render_to_string(state, {"row": row})),
        Column(_("What to do"), screen=_hand_over),
    ]
    empty = _("No signed paper lies here. Papers come to this list when the deputy director has signed them.")
    return Table(title=_("Signed papers to print and hand over"), columns=columns, rows=rows, empty=empty)


def _paper(row: Decision) -> SafeString:
    address = reverse("paper_detail", args=[row.paper_id])
    return format_html('<a class="number" href="{}">{}</a><br>{}', address, row.number, kind_tag(row))


def _hand_over(row: Decision) -> SafeString:
    words = _("Hand over")
    return linked(reverse("paper_hand_over", args=[row.paper_id]), words, label=f"{words}: {row.number}")


def signing_table(
    rows: "QuerySet[Decision]", described: Callable[[list[Decision]], list[dict[str, Any]]]
) -> Table[Any]:
    """Return what awaits a signature, each row described by what the signer sees of it."""
    person = "certificates/parts/signing_person.html"
    columns: list[Column[Any]] = [
        ticks(
            "choice",
            lambda one: f"{one['row'].pk}:{one['row'].snapshot_sha256}",
            lambda one: _person(one["row"]),
            disabled=lambda one: one["is_own"] or bool(outdated(one["row"])),
        ),
        Column(
            _("Person"),
            screen=lambda one: render_to_string(person, one),
            key="person",
            sort="request__registration__person__sort_key",
        ),
        Column(
            _("Sign by"),
            screen=lambda one: due_date(one["row"].request.due_on, one["left"]),
            key="due",
            sort="request__due_on",
        ),
    ]
    return Table(
        title=_("Papers to be signed"),
        columns=columns,
        rows=rows,
        empty=_("Nothing awaits your signature."),
        empty_tone="success",
        prepare=described,
        look=lambda one: one["look"],
    )


def outcome_table(rows: Rows[SigningOutcome]) -> Table[SigningOutcome]:
    """Return what became of each paper of one press of «Sign»."""
    columns: list[Column[SigningOutcome]] = [
        Column(_("Person"), lambda row: _person(row.decision)),
        Column(
            _("Paper"),
            screen=lambda row: (
                _paper(row.decision) if row.decision.paper_id else row.decision.get_kind_display()
            ),
        ),
        Column(
            _("Result"),
            screen=lambda row: noted(
                tag(row.get_result_display(), _OUTCOME_TONES[row.result]),
                row.result == "failed" and row.reason,
            ),
        ),
    ]
    return Table(title=_("Result of signing"), columns=columns, rows=rows)
