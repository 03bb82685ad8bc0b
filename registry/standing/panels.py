"""«Grounds found today» on a person's page, with what was decided on the registration and its notices.

It shows and decides nothing: whoever may decide is led to the form.
"""

import re
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from astana_employment.department.models import Paper, PaperKind, Series, StaffMember, format_number
from astana_employment.department.models.paper import CODE_LENGTH
from astana_employment.toolbox.clock import today
from astana_employment.toolbox.kazakh import latin_lookalikes
from registry.law.eligibility import Finding
from registry.law.ground_texts import REFUSAL_GROUNDS
from registry.people.loaders import VIEW_ROLES
from registry.people.models import Person, UnemploymentRegistration
from registry.people.models.registration import current_registration
from registry.people.panels import MOST_SHOWN, PersonPanel, register_person_panel
from registry.people.search import register_lookup
from registry.standing.evidence import entry_url, in_short
from registry.standing.facts import findings_of
from registry.standing.models import StandingDecision
from registry.standing.states import DECIDERS, Act, acts_from

ALL_GROUNDS = frozenset(REFUSAL_GROUNDS)
_NUMBER = re.compile(rf"{Series.NOTICE.value}[\s/-]*(\d{{4}})[\s/-]+0*(\d{{1,6}})")
TITLES = {
    Act.SUSPEND: _("Suspend the registration"),
    Act.RESUME: _("Resume the registration"),
    Act.END: _("End the registration"),
}


@dataclass(frozen=True)
class Item:
    """One entry that shows a ground, in short, and the address of the entry on the card."""

    text: str
    url: str


@dataclass(frozen=True)
class ShownFinding:
    """A ground found on a card as a screen shows it; `is_usable`: it is confirmed and fits the act."""

    finding: Finding
    text: str
    evidence: list[Item]
    is_usable: bool


def shown_findings(
    found: Iterable[Finding], person: int, usable: Collection[int] = ALL_GROUNDS
) -> list[ShownFinding]:
    """Return a person's findings in the language of the screen; `usable` are the grounds that fit an act."""
    language = get_language() or "kk"
    return [
        ShownFinding(
            finding,
            REFUSAL_GROUNDS[finding.ground].text(language),
            [Item(in_short(item.kind, item.since), entry_url(person, item)) for item in finding.evidence],
            is_usable=finding.is_confirmed and finding.ground in usable,
        )
        for finding in found
    ]


def standing_panel(person: Person, viewer: StaffMember) -> dict[str, Any] | None:
    """Return the grounds found today, what may be decided, and the decisions there are (three queries)."""
    if not viewer.has_role(*VIEW_ROLES):
        return None
    registration = current_registration(person)
    decisions = StandingDecision.objects.filter(registration__person=person).order_by("-id")
    rows = list(decisions.select_related("paper", "registration")[:MOST_SHOWN])
    if registration is None and not rows:
        return None
    found = shown_findings(findings_of(registration, today()), person.pk) if registration else []
    may_decide = bool(viewer.roles & DECIDERS)
    acts = _acts(registration) if registration and may_decide else []
    return {"registration": registration, "found": found, "decisions": rows, "acts": acts}


def _acts(registration: UnemploymentRegistration) -> list[tuple[str, str, str]]:
    """Return what can be decided on a registration: the act, its name, the address of its form."""
    return [
        (act.value, str(TITLES[act]), reverse("standing_decide", args=[registration.pk, act.value]))
        for act in acts_from(registration.state)
    ]


def notice_address(typed: str) -> str | None:
    """Return the page of the decision whose notice's number or check code was typed or scanned, else None."""
    text = latin_lookalikes(typed.strip().upper())[0]
    papers = Paper.objects.filter(kind=PaperKind.NOTICE)
    if found := _NUMBER.fullmatch(text):
        year, sequence = found.groups()
        papers = papers.filter(number=format_number(Series.NOTICE, int(year), int(sequence)))
    elif len(code := re.sub(r"[^0-9A-Z]", "", text)) == CODE_LENGTH:
        papers = papers.filter(check_code=code)
    else:
        return None
    key = papers.values_list("standing_decision__pk", flat=True).first()
    return reverse("standing_detail", args=[key]) if key is not None else None


register_lookup(notice_address)
register_person_panel(PersonPanel("registry/standing/panel.html", 4, standing_panel))
