"""What the kiosk and the wall display ask: the choices, the papers to bring, what is shown now."""

import hashlib
import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any, Final

from django.core.cache import cache
from django.db.models import QuerySet
from django.templatetags.static import static
from django.utils import timezone
from django.utils.translation import get_language, override
from django.utils.translation import gettext as _

from astana_employment.department.acts.surveys import survey_url
from astana_employment.department.models import (
    DeviceLink,
    DocumentKind,
    PersonCategory,
    SurveyInvitation,
)
from astana_employment.department.records import subject_type
from astana_employment.toolbox.clock import now, today
from registry.hall.models import Point, Purpose, QueueTicket
from registry.hall.questions import WallCall, papers_to_bring, place_of, reception_for, wall_state
from registry.hall.reception_hours import Reception

# What all displays ask for within so many seconds is asked of the database once in each process.
KEPT_SECONDS: Final = 0.4
# Everybody in the hall reads one of the two; the language buttons change the rest of the screen.
HALL_LANGUAGES: Final = ("kk", "ru")


@dataclass(frozen=True)
class Choice:
    """A purpose on the kiosk's second page, and whether tickets for it are given now."""

    purpose: Purpose
    reception: Reception


def choices(instant: datetime) -> list[Choice]:
    """Return the purposes in the order of the kiosk, each with whether it is open at an instant.

    Only documents for a registration have hours of their own (clause 10, reading 20).
    """
    hall = reception_for(Purpose.QUESTION, instant)
    intake = reception_for(Purpose.HAND_IN, instant)
    return [Choice(purpose, intake if purpose == Purpose.HAND_IN else hall) for purpose in Purpose]


@dataclass(frozen=True)
class Papers:
    """What to bring for a purpose: everybody, and beside it the citizens, foreigners … each."""

    common: Sequence[DocumentKind]
    particular: Sequence[tuple[str, Sequence[DocumentKind]]]


def papers_for(purpose: str) -> Papers:
    """Return what to bring: the kiosk does not know who stands before it, so each category is named."""
    asked = {category: papers_to_bring(purpose, category) for category in PersonCategory.values}
    first, *others = asked.values()
    common = [kind for kind in first if all(kind in kinds for kinds in others)]
    groups = [
        (str(PersonCategory(category).label), [kind for kind in kinds if kind not in common])
        for category, kinds in asked.items()
    ]
    oralman = papers_to_bring(purpose, PersonCategory.CITIZEN, is_oralman=True)
    added = [kind for kind in oralman if kind not in asked[PersonCategory.CITIZEN]]
    groups.append((_("oralman, in addition"), added))
    return Papers(common, [(label, kinds) for label, kinds in groups if kinds])


def _invitation_of(ticket: QueueTicket) -> SurveyInvitation:
    """Return the invitation to the survey that was made with a ticket."""
    return SurveyInvitation.objects.get(subject_type=subject_type(ticket), subject_id=ticket.pk)


def ticket_words(ticket: QueueTicket) -> dict[str, Any]:
    """Return what a ticket says, on the screen and on paper."""
    return {
        "ticket": ticket,
        "place": place_of(ticket),
        "papers": papers_for(ticket.purpose),
        "survey_url": survey_url(_invitation_of(ticket)),
    }


def tickets_of(link: DeviceLink) -> "QuerySet[QueueTicket]":
    """Return today's tickets of a kiosk; another kiosk's, and yesterday's, are not its to show."""
    return QueueTicket.objects.of_day(today()).filter(device=link.place)


# --- the wall ------------------------------------------------------------------------------------
@dataclass(frozen=True)
class Shown:
    """A call as the wall writes and says it."""

    call: int
    number: str
    point: str
    is_window: bool
    speech: dict[str, str]


@dataclass(frozen=True)
class Feed:
    """All that a display shows at an instant, in the language of its screen."""

    calls: Sequence[Shown]
    closed: str
    come: str


def feed() -> Feed:
    """Return what displays show now, at most `KEPT_SECONDS` old."""
    key = f"wall:{get_language()}"
    kept: Feed | None = cache.get(key)
    if kept is None:
        kept = _feed()
        cache.set(key, kept, KEPT_SECONDS)
    return kept


def _feed() -> Feed:
    reception = reception_for(Purpose.QUESTION, now())
    return Feed([_shown(call) for call in wall_state().calls], reception.reason, reception.come)


def _shown(call: WallCall) -> Shown:
    is_window = call.point != Point.CHANCELLERY
    point = str(call.point) if is_window else "\n".join(_in_both(Point.CHANCELLERY))
    return Shown(
        call.call, call.number, point, is_window, {code: _said(call, code) for code in HALL_LANGUAGES}
    )


def _in_both(point: Point) -> list[str]:
    """Return the name of a point in Kazakh and in Russian: everybody in the hall reads one of the two."""
    names = []
    for code in HALL_LANGUAGES:
        with override(code):
            names.append(str(point.label))
    return names


def _said(call: WallCall, language: str) -> str:
    """Return what a voice says: the parts of the number apart, else it is read as a difference."""
    code, _dash, sequence = call.number.partition("-")
    with override(language):
        if call.point == Point.CHANCELLERY:
            text = _("Ticket: %(code)s, %(sequence)d. Please come to the chancellery.")
        else:
            text = _("Ticket: %(code)s, %(sequence)d. Please come to window %(window)d.")
        return text % {"code": code, "sequence": int(sequence), "window": call.point}


def state_for(link: DeviceLink) -> dict[str, Any]:
    """Return the answer to a display: what is shown, its switches, and the script it should run."""
    return {
        **asdict(feed()),
        "chime": link.has_chime,
        "voices": [code for code in HALL_LANGUAGES if getattr(link, f"speaks_{code}")],
        "script": static("wall.js"),
    }


def etag_of(state: dict[str, Any]) -> str:
    """Return a short text that changes exactly when a display has something else to show."""
    return f'"{hashlib.sha256(json.dumps(state, sort_keys=True).encode()).hexdigest()[:16]}"'


def clock_time(instant: datetime) -> str:
    """Return the time of day in Astana, as the wall writes it: «10:42»."""
    return f"{timezone.localtime(instant):%H:%M}"
