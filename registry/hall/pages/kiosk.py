"""The ticket kiosk: first letter of the surname, purpose, ticket; and the paper that a clerk prints."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from astana_employment.department.models import ServiceStandard, SurveyInvitation
from astana_employment.department.web.devices import the_device
from astana_employment.department.web.submission import form_page, once
from astana_employment.toolbox.clock import now, today
from astana_employment.toolbox.errors import RuleViolation
from astana_employment.toolbox.kazakh import ALPHABET
from registry.hall.acts.tickets import take_ticket
from registry.hall.lobby import choices, ticket_words, tickets_of
from registry.hall.models import Purpose, QueueTicket
from registry.hall.questions import reception_for

# Seconds without a touch until the start comes back; a ticket on paper is in the hand already.
IDLE, IDLE_PRINTED, IDLE_ON_SCREEN = 30, 20, 60


@require_GET
def kiosk(request: HttpRequest) -> HttpResponse:
    """Ask for the first letter of the surname, or say when to come while no tickets are given."""
    return _letters(request)


def _letters(request: HttpRequest, *, error: str = "", status: int = 200) -> HttpResponse:
    instant = now()
    context = {
        "letters": ALPHABET,
        "reception": reception_for(Purpose.QUESTION, instant),
        "intake": reception_for(Purpose.HAND_IN, instant),
        "standard": ServiceStandard.objects.on(today()),
        "error": error,
        "is_start": True,
    }
    return _page(request, "kiosk", context, status=status)


def _page(
    request: HttpRequest, name: str, context: dict[str, Any], *, idle: int = IDLE, status: int = 200
) -> HttpResponse:
    """Make a page of the kiosk that stays for so many seconds."""
    whole = {**context, "idle_seconds": idle}
    return render(request, f"registry/hall/{name}.html", whole, status=status)


@form_page
@once
def kiosk_purpose(request: HttpRequest, letter: str) -> HttpResponse:
    """Ask for the purpose; the second touch makes the ticket."""
    letter = letter.upper()
    if letter not in ALPHABET or len(letter) != 1:
        return _letters(request, error=_("There is no such letter. Touch one of the letters."), status=422)
    if request.method != "POST":
        return _purposes(request, letter)
    try:
        ticket = take_ticket(
            letter=letter, purpose=_purpose_in(request), device=the_device(request).place
        ).ticket
    except RuleViolation as error:
        return _purposes(request, letter, error=" ".join(error.messages), status=422)
    return redirect("kiosk_ticket", ticket.pk)


def _purpose_in(request: HttpRequest) -> str:
    """Return the posted purpose; RuleViolation for what is none."""
    purpose = request.POST.get("purpose", "")
    if purpose not in Purpose.values:
        raise RuleViolation(_("Touch what you have come for."))
    return purpose


def _purposes(request: HttpRequest, letter: str, *, error: str = "", status: int = 200) -> HttpResponse:
    context = {"letter": letter, "choices": choices(now()), "error": error}
    return _page(request, "kiosk_purpose", context, status=status)


@require_GET
def kiosk_ticket(request: HttpRequest, pk: int) -> HttpResponse:
    """Show a ticket that this kiosk gave today, for the eyes and for the printer."""
    link = the_device(request)
    ticket = tickets_of(link).filter(pk=pk).first()
    if ticket is None:
        return redirect("kiosk")
    context = {**ticket_words(ticket), "has_printer": link.has_printer}
    idle = IDLE_PRINTED if link.has_printer else IDLE_ON_SCREEN
    return _page(request, "kiosk_ticket", context, idle=idle)


@require_GET
def ticket_slip(request: HttpRequest, pk: int) -> HttpResponse:
    """Show the paper of a ticket of today to whoever works in the hall, for printing without the kiosk.

    Http404 as well for a visit entered from paper notes: it was over before its ticket was made.
    """
    ticket = get_object_or_404(QueueTicket.objects.of_day(today()), pk=pk)
    try:
        words = ticket_words(ticket)
    except SurveyInvitation.DoesNotExist as error:
        raise Http404 from error
    return render(request, "registry/hall/slip.html", words)
