"""The lists of people and of their documents as tables: what stands in their columns."""

from typing import Any

from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from astana_employment.department.window_map import load_window_map
from astana_employment.toolbox.screens.table_page import linked, noted
from astana_employment.toolbox.screens.tables import Column, Kind, Rows, Table
from registry.people.models import Person, PresentedDocument, UnemploymentRegistration
from registry.people.search import NameMatch


def found_table(rows: Rows[NameMatch]) -> Table[Any]:
    """Return the people found, the likest first, each with the window and the present registration."""
    windows = load_window_map()

    def prepare(page: list[NameMatch]) -> list[tuple[Person, str, UnemploymentRegistration | None]]:
        current = UnemploymentRegistration.objects.current().filter(person__in=[row.person for row in page])
        registered = {registration.person_id: registration for registration in current}
        return [(row.person, row.former, registered.get(row.person.pk)) for row in page]

    columns: list[Column[Any]] = [
        Column(_("Name"), screen=_name),
        Column(_("Date of birth"), lambda row: row[0].birth_date, kind=Kind.DAY),
        Column(_("IIN"), lambda row: row[0].iin or "–", kind=Kind.NAME),
        Column(_("Window"), lambda row: windows.number_of(row[0]), kind=Kind.FIGURE),
        Column(_("Registration"), screen=lambda row: _registration(row[2])),
        Column(_("Address"), lambda row: row[0].address),
    ]
    return Table(title=_("People found"), columns=columns, rows=rows, prepare=prepare)


def _name(row: tuple[Person, str, object]) -> SafeString:
    person, former, _registered = row
    link = linked(reverse("person_detail", args=[person.pk]), person.full_name)
    return noted(link, former and ": ".join([_("formerly"), former]))


def _registration(registration: UnemploymentRegistration | None) -> SafeString:
    if registration is None:
        return format_html('<span class="muted">{}</span>', _("not registered"))
    number = format_html('<span class="nowrap">{}</span>', registration.number)
    return noted(number, registration.get_state_display())


def document_table(rows: Rows[PresentedDocument], *, attempt: int) -> Table[PresentedDocument]:
    """Return the documents that were handed in at an attempt, counted from 1."""
    columns: list[Column[PresentedDocument]] = [
        Column(
            _("Document"),
            screen=lambda row: noted(
                row.label, row.has_police_mark and _("with the mark of internal affairs")
            ),
        ),
        Column(_("Number"), lambda row: row.number, kind=Kind.NAME),
        Column(_("Issued by"), lambda row: row.issuer or "–"),
        Column(_("Date of issue"), lambda row: row.issued_on or "–", kind=Kind.DAY),
        Column(_("Valid until"), lambda row: row.expires_on or "–", kind=Kind.DAY),
    ]
    return Table(title=_("Documents of attempt %(number)s") % {"number": attempt}, columns=columns, rows=rows)
