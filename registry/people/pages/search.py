"""The one box in which everything begins."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from astana_employment.department.models import AccessRecord
from astana_employment.department.pages.replies import officer
from astana_employment.department.records import record_access
from astana_employment.toolbox.screens.table_page import screen_page
from registry.people.models import Person
from registry.people.prefill import slip_in_number
from registry.people.search import NameMatch, search
from registry.people.tables import found_table

LONGEST_QUESTION = 100


@require_GET
def person_search(request: HttpRequest) -> HttpResponse:
    """Open the card or paper of an exact number at once; else show whose name is like the one typed."""
    question = question_of(request)
    if not question:
        return render(request, "registry/people/search.html", {"question": ""})
    record_access(by=officer(request), act=AccessRecord.Act.SEARCH, subject=Person, detail=question)
    outcome = search(question)
    if outcome.url is not None:
        return redirect(outcome.url)
    if outcome.people and (answer := _open(request, outcome.people)) is not None:
        return answer
    matches = outcome.matches or [NameMatch(card, 1.0) for card in _kept(outcome.people)]
    context = {
        "question": question,
        "table": screen_page(found_table(matches), request.GET),
        "is_cut": outcome.is_cut,
        "read_as": outcome.read_as,
        "slip": slip_in_number(question) if not matches else "",
    }
    return render(request, "registry/people/search.html", context)


def question_of(request: HttpRequest) -> str:
    """Return what was typed, without what cannot be typed, and not longer than a name can be."""
    typed = " ".join(request.GET.get("q", "").split())
    return "".join(filter(str.isprintable, typed))[:LONGEST_QUESTION]


def _open(request: HttpRequest, people: list[Person]) -> HttpResponse | None:
    """Lead to the one card that has the number; None when several have it."""
    kept = _kept(people)
    if len(kept) > 1:
        return None
    if all(card.merged_into_id is not None for card in people):
        text = _("The card with this number, %(merged)s, was merged into this one.")
        messages.info(request, text % {"merged": people[0].full_name})
    return redirect("person_detail", pk=kept[0].pk)


def _kept(people: list[Person]) -> list[Person]:
    return list({kept.pk: kept for kept in (card.merged_into or card for card in people)}.values())
