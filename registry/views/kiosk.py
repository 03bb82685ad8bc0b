"""The ticket kiosk."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from astana_employment.kazakh import ALPHABET


@require_GET
def kiosk(request: HttpRequest) -> HttpResponse:
    """Ask for the first letter of the surname."""
    return render(request, "public/kiosk.html", {"letters": ALPHABET})
