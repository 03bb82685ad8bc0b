"""The lists of the department as tables: what stands in their columns, and by which one may sort them."""

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from datetime import date
from typing import Any

from django.db.models import CharField, Prefetch, QuerySet, Value, prefetch_related_objects
from django.db.models.functions import Cast, Concat, LPad
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import pgettext, pgettext_lazy

from astana_employment.department.models import (
    FALLBACK_WINDOW,
    CalendarOverride,
    CalendarYear,
    Delegation,
    DeviceLink,
    DocumentKind,
    Event,
    NumberSeries,
    OutgoingMail,
    RequiredDocument,
    ServiceStandard,
    ServiceWindow,
    StaffMember,
    VoidNumber,
    format_number,
    service_windows,
)
from astana_employment.department.templatetags.desk import day, icon, letter_range, tag
from astana_employment.department.year_view import CalendarDay
from astana_employment.toolbox.screens.table_page import by_name, kazakh_order, linked, noted
from astana_employment.toolbox.screens.tables import Column, Kind, Table

# As the number reads: T-2026-000001.
_NUMBER = Concat("series", Cast("year", CharField()), LPad(Cast("sequence", CharField()), 9, Value("0")))


def delegation_table(
    rows: "QuerySet[Delegation]", state: Callable[[Delegation], tuple[str, str]]
) -> Table[Any]:
    """Return the delegations, each with its state in words and the tone it is said in."""
    columns: list[Column[Any]] = [
        Column(
            pgettext_lazy("staff", "Person"),
            lambda row: row[0].person,
            key="person",
            sort=by_name("person__"),
        ),
        Column(_("Acts as"), lambda row: row[0].get_acts_as_display()),
        Column(
            _("Order"),
            screen=lambda row: noted(row[0].order_number, day(row[0].order_date)),
            key="order",
            sort="order_date",
        ),
        Column(
            _("Days"),
            lambda row: f"{day(row[0].starts_on)} – {day(row[0].ends_on)}",
            kind=Kind.DAY,
            key="days",
            sort="starts_on",
        ),
        Column(_("State"), screen=_delegation_state),
    ]
    return Table(
        title=_("Acting officers"),
        columns=columns,
        rows=rows,
        empty=_(
            "Nobody has been appointed yet. When the deputy director or the head of division is away,"
            " appoint here who acts for them, so that papers can be signed."
        ),
        prepare=lambda page: [(row, *state(row)) for row in page],
    )


def _delegation_state(row: tuple[Delegation, str, str]) -> SafeString:
    delegation, state, tone = row
    if delegation.revoked_at:
        return noted(tag(state, tone), f"{day(delegation.revoked_at)} · {delegation.revoked_reason}")
    if tone == "done":
        return tag(state, tone)
    word = _("Revoke")
    address = reverse("delegation_revoke", args=[delegation.pk])
    link = linked(address, word, label=f"{word}: {delegation.person}")
    return format_html("{}<br>{}", tag(state, tone), link)


def device_table(
    rows: "QuerySet[DeviceLink]",
    state: Callable[[DeviceLink], tuple[str, str]],
    switches: Callable[[DeviceLink], list[object]],
) -> Table[Any]:
    """Return the devices with when each was last seen, what is switched on, its state and its tone."""
    columns: list[Column[Any]] = [
        Column(
            _("Name or place"),
            lambda row: row[0],
            link=lambda row: "" if row[0].revoked_at else reverse("device_edit", args=[row[0].pk]),
            key="place",
            sort=kazakh_order("place"),
        ),
        Column(_("Kind"), lambda row: row[0].get_kind_display(), key="kind"),
        Column(
            _("Switched on"),
            screen=lambda row: _lines(row[2], _("nothing")),
        ),
        Column(
            _("Last seen"),
            screen=lambda row: day(row[1].seen_at) if row[1] else _muted(_("never")),
            key="seen",
            sort="sighting__seen_at",
        ),
        Column(_("State"), screen=_device_state),
    ]
    return Table(
        title=_("Kiosks and displays"),
        columns=columns,
        rows=rows,
        empty=_(
            "No device has a link yet. The ticket kiosk, the wall display and the survey tablet work"
            " without anybody's password: make a link here and open it once on the device."
        ),
        prepare=lambda page: [
            (row, getattr(row, "sighting", None), switches(row), *state(row)) for row in page
        ],
    )


def _lines(each: Iterable[object], nothing: str) -> SafeString:
    return format_html_join(SafeString("<br>"), "{}", ((one,) for one in each)) or _muted(nothing)


def _muted(text: str) -> SafeString:
    return format_html('<span class="muted">{}</span>', text)


def _device_state(row: tuple[Any, ...]) -> SafeString:
    link, *_others, state, tone = row
    if link.revoked_at:
        return noted(tag(state, tone), f"{day(link.revoked_at)} · {link.revoked_reason}")
    word = pgettext("device link", "Revoke")
    revoke = linked(reverse("device_revoke", args=[link.pk]), word, label=f"{word}: {link}")
    return format_html("{}<br>{}", tag(state, tone), revoke)


def mail_table(
    rows: "QuerySet[OutgoingMail]",
    described: Callable[[OutgoingMail], dict[str, Any]],
    *,
    token: str,
    is_filtered: bool,
) -> Table[Any]:
    """Return the mail with what the server said and what may be done; `token` goes into its forms."""
    answer = "astana_employment/department/mail_answer.html"
    columns: list[Column[Any]] = [
        Column(_("To whom and what"), screen=_mail_head, key="to"),
        Column(_("State"), screen=_mail_state, key="state"),
        Column(
            _("Answer of the server"),
            screen=lambda row: render_to_string(answer, {"row": row, "csrf_token": token}),
        ),
    ]
    nothing = _("No letter is left unsent. What the mail server refuses will stand here, with its own words.")
    return Table(
        title=_("Mail"),
        columns=columns,
        rows=rows,
        empty=_("No mail fits. Change the filter.") if is_filtered else nothing,
        empty_tone="info" if is_filtered else "success",
        prepare=lambda page: [described(mail) for mail in page],
    )


def _mail_head(row: dict[str, Any]) -> SafeString:
    mail = row["mail"]
    papers = (
        format_html('<span class="nowrap">{} {}</span>', icon("document"), paper.number)
        for paper in mail.papers.all()
    )
    return noted(mail.to, mail.subject, *papers)


def _mail_state(row: dict[str, Any]) -> SafeString:
    mail = row["mail"]
    facts = [
        (_("Queued"), day(mail.queued_at)),
        (_("Sent"), day(mail.sent_at)),
        (_("Attempts"), "" if mail.sent_at else mail.attempts),
        (_("Next attempt"), day(mail.next_attempt_at)),
    ]
    notes = (f"{label}: {value}" for label, value in facts if value)
    return noted(tag(mail.get_state_display(), row["tone"]), *notes)


def series_table() -> Table[NumberSeries]:
    """Return the journals with the last number given in each."""
    columns: list[Column[NumberSeries]] = [
        Column(_("Journal"), lambda row: capfirst(row.get_series_display())),
        Column(_("Year"), lambda row: row.year),
        Column(_("Last number given"), screen=_last_number),
    ]
    return Table(
        title=_("Journals"),
        columns=columns,
        rows=list(NumberSeries.objects.all()),
        empty=_(
            "No number has been given yet. Each journal begins with 1 every year; an office that starts in"
            " the middle of a year sets its first number here."
        ),
    )


def _last_number(row: NumberSeries) -> SafeString | str:
    if not row.last_number:
        return _("none yet")
    number = format_number(row.series, row.year, row.last_number)
    return format_html('<span class="number">{}</span>', number)


def void_number_table() -> Table[VoidNumber]:
    """Return the numbers that were given in vain, the latest first."""
    columns: list[Column[VoidNumber]] = [
        Column(_("Number"), str, kind=Kind.CODE, key="number", sort=_NUMBER),
        Column(_("Reason"), lambda row: row.reason),
        Column(_("Recorded"), screen=lambda row: noted(day(row.at), row.by), key="at"),
    ]
    return Table(
        title=_("Void numbers"),
        columns=columns,
        rows=VoidNumber.objects.select_related("by"),
        empty=_("None: every number given stands on a paper."),
    )


def staff_table(*, may_edit: bool) -> Table[StaffMember]:
    """Return the staff in Kazakh order, those who may sign in first; with links for whoever may edit."""

    def edit(member: StaffMember) -> str:
        return reverse("staff_edit", args=[member.pk]) if may_edit else ""

    columns: list[Column[StaffMember]] = [
        Column(
            _("Name"), screen=lambda row: noted(linked(edit(row), row), row.post), key="name", sort=by_name()
        ),
        Column(_("User name"), lambda row: row.username, key="username"),
        Column(_("Role"), lambda row: row.get_role_display(), key="role"),
        Column(_("Window"), lambda row: row.home_window or "–", key="window", sort="home_window__number"),
        Column(
            _("State"),
            screen=lambda row: (
                tag(_("may sign in"), "done") if row.is_active else tag(_("account closed"), "wait")
            ),
        ),
    ]
    if may_edit:
        columns.append(Column(_("Password"), screen=_password_link))
    rows = StaffMember.objects.select_related("home_window").order_by("-is_active", by_name(), "pk")
    return Table(title=_("Staff"), columns=columns, rows=rows)


def _password_link(member: StaffMember) -> SafeString:
    said = _("Set a new password")
    address = reverse("staff_password", args=[member.pk])
    return linked(address, _("Set a new one"), label=f"{said}: {member}")


def standard_table(on: date) -> Table[Any]:
    """Return the editions, the latest first, each with whether it is in force on a day."""
    columns: list[Column[Any]] = [
        Column(
            _("Edition"),
            lambda row: row[0].code,
            link=lambda row: reverse("standard_detail", args=[row[0].pk]),
            key="code",
        ),
        Column(_("In force from"), lambda row: row[0].valid_from, kind=Kind.DAY, key="valid_from"),
        Column(_("In force until"), lambda row: row[0].valid_until or "–", kind=Kind.DAY),
        Column(_("State"), screen=lambda row: tag(_("in force today"), "act") if row[1] else ""),
    ]
    rows = [
        (row, row.valid_from <= on and (row.valid_until is None or row.valid_until >= on))
        for row in ServiceStandard.objects.order_by("-valid_from")
    ]
    return Table(title=_("Editions of the standard"), columns=columns, rows=rows)


def event_table(
    rows: "QuerySet[Event]", described: Callable[[list[Event]], list[dict[str, Any]]], *, is_filtered: bool
) -> Table[Any]:
    """Return the event log: when, who, what, and what it changed."""
    details = "astana_employment/department/event_details.html"
    columns: list[Column[Any]] = [
        Column(_("When"), lambda row: row["event"].at, kind=Kind.DAY, key="at", sort="pk"),
        Column(
            _("Who"),
            lambda row: row["event"].by.get_short_name() if row["event"].by else _("the desk itself"),
        ),
        Column(_("What"), screen=lambda row: noted(row["event"].label, f"{row['kind']}: {row['subject']}")),
        Column(_("Details"), screen=lambda row: render_to_string(details, {"row": row})),
    ]
    return Table(
        title=_("Event log"),
        columns=columns,
        rows=rows,
        empty=_("Nothing was done that fits. Change the filter or show everything.")
        if is_filtered
        else _("Nothing has been done yet. Every act at the desk will stand here."),
        prepare=described,
    )


def window_table() -> Table[ServiceWindow]:
    """Return the windows with the letters each serves and the clerks who sit there."""
    windows = service_windows()
    prefetch_related_objects(windows, Prefetch("clerks", StaffMember.objects.filter(is_active=True)))
    rest = _("and surnames that begin with none of the 42 letters")

    def letters(row: ServiceWindow) -> SafeString:
        runs = format_html("<b>{}</b>", letter_range(row.letter_list))
        return noted(runs, row.letter_list, rest if row.number == FALLBACK_WINDOW else "")

    columns: list[Column[ServiceWindow]] = [
        Column(_("Window"), lambda row: row.number),
        Column(_("Letters"), screen=letters),
        Column(_("Clerks"), screen=lambda row: _lines(row.clerks.all(), _("nobody"))),
    ]
    return Table(title=_("Windows"), columns=columns, rows=windows)


def special_day_table(rows: Sequence[tuple[CalendarDay, CalendarOverride | None]], token: str) -> Table[Any]:
    """Return the special days of a year; `token` goes into the forms that unset those set here."""
    name = "astana_employment/department/special_day.html"
    columns: list[Column[Any]] = [
        Column(_("Day"), lambda row: row[0].day, kind=Kind.DAY),
        Column(_("Kind of day"), lambda row: row[0].label),
        Column(
            _("What it is"),
            screen=lambda row: render_to_string(
                name, {"day": row[0], "override": row[1], "csrf_token": token}
            ),
        ),
    ]
    return Table(title=_("Special days"), columns=columns, rows=rows)


def confirmed_table(rows: Sequence[CalendarYear]) -> Table[CalendarYear]:
    """Return the years that somebody confirmed, the latest first."""
    columns: list[Column[CalendarYear]] = [
        Column(_("Year"), lambda row: row.year, link=lambda row: f"?year={row.year}"),
        Column(_("Confirmed by"), lambda row: row.confirmed_by or _("shipped with the desk")),
        Column(_("Source"), lambda row: row.note if row.confirmed_by else ""),
    ]
    return Table(title=_("Confirmed years"), columns=columns, rows=rows)


def required_table(asked: Mapping[str, Collection[str]]) -> Table[DocumentKind]:
    """Return which kinds of documents are asked of which group of people (clause 12)."""

    def column(group: str, label: object) -> Column[DocumentKind]:
        dash = '<span aria-hidden="true">–</span><span class="visually-hidden">{}</span>'
        marks = {True: icon("check", _("asked")), False: format_html(dash, _("not asked"))}
        return Column(str(label), screen=lambda kind: marks[kind in asked[group]])

    groups = (column(value, label) for value, label in RequiredDocument.Group.choices)
    columns: list[Column[DocumentKind]] = [Column(_("Document"), lambda kind: kind.label), *groups]
    return Table(title=_("Documents (clause 12)"), columns=columns, rows=list(DocumentKind))
