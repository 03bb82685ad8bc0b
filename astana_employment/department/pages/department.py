"""The department at a glance: what needs somebody's hand, and the way to each of its pages."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from astana_employment.department.models import CalendarYear, Delegation, ServiceStandard, StaffMember
from astana_employment.toolbox.clock import today


@require_GET
def department(request: HttpRequest) -> HttpResponse:
    """Show who acts for whom today, whether the calendar is confirmed, and the edition in force."""
    day = today()
    years = (day.year, day.year + 1)
    confirmed = set(CalendarYear.objects.filter(year__in=years).values_list("year", flat=True))
    context = {
        "acting": Delegation.objects.in_force(day).select_related("person"),
        "unconfirmed": [year for year in years if year not in confirmed],
        "edition": ServiceStandard.objects.on(day),
        "staff_count": StaffMember.objects.filter(is_active=True).count(),
    }
    return render(request, "astana_employment/department/department.html", context)
