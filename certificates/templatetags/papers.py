"""States of requests and papers as tags: the same word and the same loudness on every screen."""

from datetime import date
from typing import TYPE_CHECKING

from django import template
from django.utils.safestring import SafeString
from django.utils.translation import gettext

from astana_employment.department.models import Event
from astana_employment.department.templatetags.desk import tag
from astana_employment.toolbox.papers.stored import OUTDATED
from certificates.acts.vacancy_evidence import search_of_today
from certificates.documents import readable_snapshot
from certificates.models import CertificateRequest, Decision
from certificates.status import PaperStatus
from registry.models import District, VacancySearch

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

register = template.Library()

# Loud when whoever reads it has to act, quiet when it is done (rule 14 of the look).
DECISION_TONES = {
    "prepared": "wait",
    "returned": "act",
    "withdrawn": "done",
    "signing": "wait",
    "signed": "act",
    "handed_over": "done",
    "annulled": "missing",
    "superseded": "missing",
}
STATUS_TONES = {
    PaperStatus.VALID: "done",
    PaperStatus.EXPIRED: "wait",
    PaperStatus.ANNULLED: "missing",
    PaperStatus.SUPERSEDED: "missing",
}


@register.simple_tag
def todays_search(subject: CertificateRequest) -> VacancySearch | None:
    """Return the search for suitable vacancies on which a certificate prepared now would rest."""
    return search_of_today(subject.registration)


@register.filter
def district_name(code: str) -> str:
    """Write a district in words."""
    return str(District(code).label)


@register.filter
def outdated(decision: Decision) -> "StrOrPromise":
    """Say what to do with a decision prepared under another version of its text; nothing of any other."""
    snapshot = readable_snapshot(decision.snapshot, is_signed=bool(decision.issue_block))
    return OUTDATED if snapshot is None else ""


@register.simple_tag
def decision_state(decision: Decision) -> SafeString:
    """Write where a decision stands."""
    return tag(decision.get_state_display(), DECISION_TONES[decision.state])


@register.filter
def decision_tone(state: str) -> str:
    """Return how loudly a state is said."""
    return DECISION_TONES[state]


@register.simple_tag
def request_state(subject: CertificateRequest, live: Decision | None = None) -> SafeString:
    """Write where a request stands: what is prepared on it, else its own state."""
    if live is not None:
        return decision_state(live)
    if subject.state == CertificateRequest.State.OPEN:
        return tag(gettext("nothing prepared yet"), "todo")
    return tag(subject.get_state_display(), "wait" if subject.state == "waiting" else "done")


@register.simple_tag
def kind_tag(decision: Decision) -> SafeString:
    """Write which paper it is; a refusal stands out among certificates."""
    tone = "missing" if decision.kind == Decision.Kind.REFUSAL else "done"
    return tag(decision.get_kind_display(), tone)


@register.simple_tag
def status_tag(status: PaperStatus) -> SafeString:
    """Write what a paper is worth."""
    return tag(str(status.label), STATUS_TONES[status])


@register.filter
def moment_tone(event: Event) -> str:
    """Return the tone of an event in a history: what asks for an act, and what ended badly."""
    if event.verb in {"decision.returned", "request.pause_began"}:
        return "act"
    return "bad" if event.verb in {"paper.annulled", "number.voided"} else ""


@register.filter
def period_text(period: tuple[date, date | None]) -> str:
    """Write a period of paid public works; an open end stays open."""
    start, until = period
    return f"{start:%d.%m.%Y} – {until:%d.%m.%Y}" if until else f"{start:%d.%m.%Y} – …"
