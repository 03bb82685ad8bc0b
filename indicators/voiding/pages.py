"""The page on which what was recorded wrongly is voided; each room says which row and where it leads."""

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from astana_employment.department.pages.replies import attempt, officer, say, show_form
from indicators.voiding.forms import VoidForm


def void_page(request: HttpRequest, facts: list[str], back: str, act: Callable[..., object]) -> HttpResponse:
    """Show a row by its facts, ask why it is void, and void it by `act`, which takes `reason` and `by`."""
    form = VoidForm(request.POST or None)
    context: dict[str, Any] = {"form": form, "facts": " · ".join(facts), "back": back}
    if request.method != "POST":
        return show_form(request, "indicators/voiding/void.html", context)
    tried = attempt(form, lambda: act(reason=form.cleaned_data["reason"], by=officer(request)))
    if not tried.is_done:
        return show_form(request, "indicators/voiding/void.html", context, tried)
    say(request, _("The entry is voided; it stays to be read."))
    return redirect(back)
