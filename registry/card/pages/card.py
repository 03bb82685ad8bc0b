"""The record card of a person on one screen, and its forms: in place by htmx, else on a page of their own."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from astana_employment.department.pages.replies import (
    Attempt,
    attempt,
    officer,
    say,
    show_form,
    shown_version,
)
from astana_employment.department.web.submission import once
from registry.card.kinds import KINDS
from registry.card.models import CardEntry, VisitAppointment
from registry.card.overview import load_record_card
from registry.card.pages.opened import Opened, open_answer, open_new
from registry.people.loaders import get_person_for
from registry.people.models import Person, UnemploymentRegistration


@require_GET
def person_card(request: HttpRequest, pk: int) -> HttpResponse:
    """Show the card: what is due, what waits for judgement, the timeline page by page."""
    person = get_person_for(officer(request), pk)
    if person.pk != pk:
        return redirect("person_card", pk=person.pk)
    page = request.GET.get("page", "")
    number = int(page) if page.isdecimal() and len(page) < 7 else 1
    card = load_record_card(person, page=max(number, 1))
    kept = request.GET.get("kept", "")
    context = {
        "person": person,
        "card": card,
        "kinds": list(KINDS.values()),
        "next_visit": next((row for row in card.awaited if row.kind.slug == "visit"), None),
        "open_summons": next((row for row in card.awaited if row.kind.slug == "summons"), None),
        "just_kept": next(
            (
                row
                for row in card.timeline.rows
                if row.kind.slug == "visit" and str(row.entry.pk) == kept and not row.is_open
            ),
            None,
        ),
    }
    return render(request, "registry/card/card.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@once
def card_add(request: HttpRequest, pk: int, slug: str) -> HttpResponse:
    """Enter something new: on the registration that has not ended, else on the last one."""
    person = get_person_for(officer(request), pk)
    if person.pk != pk:
        return redirect("card_add", pk=person.pk, slug=slug)
    registration = present_registration(person)
    if registration is None:
        messages.info(request, _("The record card begins with the registration as unemployed."))
        return redirect("person_detail", pk=person.pk)
    return _form(request, person, open_new(request, registration, slug), registration=registration)


@require_http_methods(["GET", "HEAD", "POST"])
@once
def card_answer(request: HttpRequest, pk: int, slug: str, entry_pk: int) -> HttpResponse:
    """Enter what came of a summons, an offer, a referral or a participation."""
    entry = entry_for(request, pk, slug, entry_pk)
    return _form(
        request, entry.registration.person, open_answer(request, entry), registration=entry.registration
    )


def present_registration(person: Person) -> UnemploymentRegistration | None:
    """Return the registration that has not ended, else the last one."""
    rows = list(person.registrations.order_by("-registered_on", "-id"))
    return next((row for row in rows if row.ended_on is None), rows[0] if rows else None)


def entry_for(request: HttpRequest, pk: int, slug: str, entry_pk: int) -> CardEntry:
    """Return an entry of a person's card for whoever may see the person; Http404 for another person's."""
    person = get_person_for(officer(request), pk)
    kind = KINDS.get(slug)
    if kind is None:
        raise Http404
    rows = kind.model._default_manager.select_related("registration__person", "entered_by")
    entry: CardEntry = get_object_or_404(rows, pk=entry_pk, registration__person=person)
    return entry


def card_url(person: Person, entry: CardEntry | None = None) -> str:
    """Return the address of a card; with a visit just kept, it offers to undo that."""
    url = reverse("person_card", kwargs={"pk": person.pk})
    is_kept = isinstance(entry, VisitAppointment) and entry.came_on is not None
    return f"{url}?kept={entry.pk}" if entry is not None and is_kept else url


def _form(
    request: HttpRequest, person: Person, opened: Opened, *, registration: UnemploymentRegistration
) -> HttpResponse:
    tried: Attempt | None = None
    if request.method == "POST":
        done: list[CardEntry] = []
        tried = attempt(opened.form, lambda: done.append(opened.act()))
        if tried.is_done:
            url = card_url(person, done[0])
            if "kept=" not in url:  # a kept visit is told on the card itself, beside «Undo»
                say(request, opened.said(done[0]))
            return HttpResponseRedirect(url)
        if opened.entry is not None and tried.is_stale:
            opened.entry.refresh_from_db()
    context = {
        "person": person,
        "registration": registration,
        "opened": opened,
        "form": opened.form,
        "version": shown_version(request, opened.entry.version, tried) if opened.entry else 0,
    }
    is_part = request.method == "GET" and request.headers.get("HX-Target") == "entry-form"
    return show_form(request, f"registry/card/form.html{'#form' if is_part else ''}", context, tried)
