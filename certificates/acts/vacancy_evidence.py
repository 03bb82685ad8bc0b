"""The evidence of "no suitable vacancy" on a certificate (clause 1): the day's search in the bank."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from astana_employment.toolbox.clock import today
from astana_employment.toolbox.errors import RuleViolation
from certificates.models import Decision
from registry.card.hindrances import open_hindrances
from registry.models import UnemploymentRegistration, Vacancy, VacancySearch

FIELD = "no_vacancy_confirmed"


def search_of_today(registration: UnemploymentRegistration) -> VacancySearch | None:
    """Return the last search for a person that was made today, if one was."""
    searches = VacancySearch.objects.filter(registration=registration, searched_on=today())
    return searches.select_related("by").order_by("-id").first()


def attach_search(draft: Decision) -> None:
    """Let a certificate rest on today's search, and write what it found into the snapshot, not to be printed.

    The search decides nothing: the tick is the officer's (reading 8). RuleViolation while an offer or a
    referral is open (reading 40), without a search of today, and while a vacancy found has nothing said about
    why it does not suit. A correction may rest on the search of the paper it replaces.
    """
    registration = draft.request.registration
    if draft.corrects is None and (open_now := open_hindrances(registration)):
        raise RuleViolation(
            _("The record card has an open offer or referral: %(note)s. Enter what came of it first."),
            clause="reading 40",
            params={"note": open_now[0].note},
        )
    search = search_of_today(registration)
    if search is None and draft.corrects is not None:
        search = draft.corrects.vacancy_search
    elif search is None:
        raise RuleViolation(
            _("Search the bank of vacancies for this person today, before you confirm (clause 1)."),
            clause="1",
            field=FIELD,
        )
    elif search.open_questions:
        raise RuleViolation(
            _("Say of each vacancy found today why it does not suit the person (clause 1)."),
            clause="1",
            field=FIELD,
        )
    draft.vacancy_search = search
    if search is not None:
        draft.snapshot["vacancy_search"] = evidence_json(search)


def evidence_json(search: VacancySearch) -> dict[str, Any]:
    """Return a search as the snapshot keeps it: what was asked, each vacancy and why it does not suit."""
    rows = Vacancy.objects.in_bulk(search.found)
    return {
        "search": search.pk,
        "searched_on": search.searched_on.isoformat(),
        "by": search.by.get_short_name(),
        "profession": search.profession,
        "compared": search.compared,
        "experience_years": search.experience_years,
        "district": search.district,
        "looked_through": search.looked_through,
        "found": [
            {"vacancy": str(rows[key]), "why_not": search.why_not.get(str(key), "")} for key in search.found
        ],
    }
