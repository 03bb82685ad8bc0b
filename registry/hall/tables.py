"""The lists of the hall as tables: what is to be done at the windows, the visits of a day and their waits."""

from collections.abc import Callable, Sequence
from datetime import date
from typing import TYPE_CHECKING, Any

from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.formats import localize
from django.utils.safestring import SafeString
from django.utils.text import capfirst
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from astana_employment.department.templatetags.desk import day, due_date
from astana_employment.toolbox.screens.table_page import linked, noted
from astana_employment.toolbox.screens.tables import Column, Kind, Table
from registry.hall.console import VisitRow, visit_rows, visits_of
from registry.hall.day_figures import DayFigures, PointDay
from registry.hall.models import Point
from registry.hall.tags import as_share, in_minutes

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise

    from registry.hall.work import Work


def work_table(
    rows: "Sequence[Work]", title: "_StrPromise", empty: "_StrPromise", *, is_all: bool
) -> "Table[Work]":
    """Return attempts at registration with the day each is due; of all windows with the number of theirs."""
    columns: list[Column[Work]] = [
        Column(_("Name"), screen=_applicant),
        Column(_("Register by"), screen=lambda row: due_date(row.application.due_on, row.left)),
        Column(_("Applied on"), lambda row: row.application.applied_on, kind=Kind.DAY),
    ]
    if is_all:
        columns.append(Column(_("Window"), lambda row: row.window_number, kind=Kind.FIGURE))
    if any(row.application.missing for row in rows):
        columns.append(Column(_("Missing"), lambda row: ", ".join(row.application.missing_labels)))
    return Table(title=title, columns=columns, rows=rows, empty=empty, empty_tone="")


def _applicant(row: "Work") -> SafeString:
    person = row.application.person
    return noted(linked(reverse("person_detail", args=[person.pk]), person.full_name), day(person.birth_date))


def visit_table(point: Point, on: date, token: str) -> Table[Any]:
    """Return the visits of a day at a point; `token` goes into the forms that take back a step."""
    acts = "registry/hall/visit_acts.html"

    def state(row: VisitRow) -> SafeString:
        clerk = row.ticket.clerk
        return noted(row.ticket.shown_state.label, clerk and clerk.get_short_name())

    columns: list[Column[VisitRow]] = [
        Column(_("Ticket"), screen=_ticket, kind=Kind.DAY, key="place"),
        Column(_("Taken at"), lambda row: localtime(row.ticket.taken_at).strftime("%H:%M"), key="taken_at"),
        Column(pgettext("visit", "Purpose"), lambda row: row.ticket.get_purpose_display(), key="purpose"),
        Column(_("State"), screen=state),
        Column(_("Waited, minutes"), screen=_waited, kind=Kind.FIGURE, key="wait"),
        Column(
            pgettext("heading", "Acts"),
            screen=lambda row: render_to_string(acts, {"visit": row, "point": point, "csrf_token": token}),
        ),
    ]
    return Table(
        title=_("Visits of the day"),
        columns=columns,
        rows=visits_of(point, on),
        empty=_("Nobody came here on this day."),
        empty_tone="",
        prepare=lambda page: visit_rows(page, on),
    )


def _ticket(row: VisitRow) -> SafeString:
    return noted(row.ticket.number, row.ticket.person and row.ticket.person.short_name)


def _waited(row: VisitRow) -> SafeString:
    minutes = "–" if row.minutes is None else row.minutes
    if row.is_typed_in:
        return noted(minutes, _("typed in later"))
    was_set_back = row.wait is not None and not row.is_measured
    return noted(minutes, was_set_back and _("the clock was set back"))


def wait_table(figures: DayFigures) -> Table[PointDay]:
    """Return the median wait by hour and point, and the figures of each point's day."""

    def figure(label: object, value: Callable[[PointDay], object]) -> Column[PointDay]:
        return Column(str(label), value, kind=Kind.FIGURE)

    def median(place: int) -> Callable[[PointDay], object]:
        return lambda row: "–" if row.by_hour[place][2] is None else localize(row.by_hour[place][2])

    within = _("Within %(minutes)s min") % {"minutes": figures.rule_minutes}
    columns: list[Column[PointDay]] = [
        Column(pgettext("hall", "Point"), lambda row: capfirst(row.point.label)),
        *(figure(hour, median(place)) for place, hour in enumerate(figures.hours)),
        figure(_("Day"), lambda row: in_minutes(row.waits.median)),
        figure(_("90th percentile"), lambda row: in_minutes(row.waits.ninetieth)),
        figure(within, lambda row: as_share(row.within_rule)),
        figure(_("Typed in"), lambda row: row.waits.typed_in),
    ]
    title = _("Median wait by hour and point, in minutes")
    return Table(title=title, columns=columns, rows=figures.points)
