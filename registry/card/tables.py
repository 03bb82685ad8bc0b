"""The entries of record cards as tables: what is awaited on one card, what is due and to be judged on all."""

from typing import Any

from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from astana_employment.department.templatetags.desk import day
from astana_employment.toolbox.screens.table_page import linked, noted
from astana_employment.toolbox.screens.tables import Column, Kind, Rows, Table
from registry.card.lists import Words
from registry.card.overview import RecordCard
from registry.card.rows import CardRow, Key, read


def _shown(template: str) -> Any:
    return lambda row: render_to_string(f"registry/card/{template}.html", {"row": row})


def due_or_breach_table(about: Words, rows: Rows[Key]) -> Table[Any]:
    """Return entries of all cards by their keys: what is due, or the breaches to be judged."""
    is_late = about.is_of_breaches
    columns: list[Column[CardRow]] = [
        Column(_("Name"), screen=_person),
        Column(about.first, screen=_since if is_late else _shown("due"), kind=Kind.DAY),
        Column(
            _("Entry"),
            lambda row: row.title,
            link=lambda row: f"{row.entry.get_absolute_url()}#reason" if is_late else "",
        ),
        Column(about.last, screen=_reason if is_late else _shown("state")),
    ]
    return Table(
        title=about.table, columns=columns, rows=rows, empty=about.empty, empty_tone="", prepare=read
    )


def _person(row: CardRow) -> SafeString:
    address = reverse("person_card", args=[row.person.pk])
    return noted(linked(address, row.person.full_name), day(row.person.birth_date))


def _since(row: CardRow) -> SafeString:
    return noted(day(row.since), row.late)


def _reason(row: CardRow) -> SafeString | str:
    nothing = format_html('<span class="muted">{}</span>', _("nothing noted yet"))
    return str(getattr(row.entry, "reason", "")) or nothing


def open_table(card: RecordCard, *, may_work: bool) -> Table[CardRow]:
    """Return what is awaited on a card and what waits for judgement, with what to do for who may."""

    def entry(row: CardRow) -> SafeString:
        number = row.entry.registration.number
        others = [number] if card.registration and number != card.registration.number else []
        facts = " · ".join([*others, *(f"{fact.label}: {fact.value}" for fact in row.facts[:2])])
        return noted(linked(row.entry.get_absolute_url(), row.title), facts)

    columns: list[Column[CardRow]] = [
        Column(_("Entry"), screen=entry),
        Column(_("Due"), screen=_shown("due")),
        Column(_("State"), screen=_shown("state")),
        *([Column(_("What to do"), screen=_shown("to_do"))] if may_work else []),
    ]
    empty = _("Nothing is awaited of this person. Agree the next date for visiting.")
    title = _("Table of what is awaited")
    return Table(title=title, columns=columns, rows=card.open, empty=empty, empty_tone="")
