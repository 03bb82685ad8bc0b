"""The wall display."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET


@require_GET
def wall(request: HttpRequest) -> HttpResponse:
    """Show who is called to which window, the newest call largest."""
    return render(request, "public/wall.html")
