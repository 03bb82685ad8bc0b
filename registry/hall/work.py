"""What is to be done at a window, or at all four: the lists of the first page of the working day."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.db.models import Exists, OuterRef, QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from astana_employment.department.models import ServiceWindow, StaffMember, working_calendar
from astana_employment.department.window_map import load_window_map, window_condition
from astana_employment.toolbox.clock import today
from astana_employment.toolbox.deadlines import left_until
from astana_employment.toolbox.screens.table_page import TablePage, screen_page
from registry.hall.tables import work_table
from registry.people.models import IntakeApplication, UnemploymentRegistration
from registry.people.panels import desk_panels, top_of

State = IntakeApplication.State
# A list longer than this is worked off from its top; what is not seen today is seen when the top is done.
MOST_SHOWN = 50
# What each list is called, and what it says when nobody stands on it.
TO_REGISTER = _("Accepted, to be registered"), _("No accepted documents wait for registration.")
TURNED_BACK = _("Turned back, documents awaited"), _("Nobody who was turned back is awaited.")
# Whoever was turned back and has not come again for so long is found by the search.
WAITING_DAYS = 90


@dataclass(frozen=True)
class Work:
    """An attempt on the list, with the working days left until the registration is due."""

    application: IntakeApplication
    left: int
    window_number: int


@dataclass(frozen=True)
class WorkList:
    """The top of a list and how long all of it is."""

    rows: list[Work]
    count: int
    table: TablePage

    @property
    def hidden(self) -> int:
        """How many are not shown."""
        return self.count - len(self.rows)


def asked_window(request: HttpRequest, viewer: StaffMember) -> ServiceWindow | None:
    """Return one's own window; None, for all four, with `windows=all` and for who works at none."""
    return None if request.GET.get("windows") == "all" else viewer.own_window


def work_lists(request: HttpRequest, viewer: StaffMember) -> dict[str, Any]:
    """Return the work of one's own window, or with `windows=all` of all four, as a page shows it."""
    window = asked_window(request, viewer)
    since = today() - timedelta(days=WAITING_DAYS)
    return {
        "is_all": window is None,
        "has_window": viewer.own_window is not None,
        "to_register": _work(_to_register(), window, *TO_REGISTER),
        "turned_back": _work(_turned_back(since), window, *TURNED_BACK),
        "panels": desk_panels(window, viewer),
    }


def _registered_now() -> Exists:
    """Tell of an attempt whether its person is registered: then nothing is to be done with it."""
    return Exists(UnemploymentRegistration.objects.current().filter(person=OuterRef("person")))


def _to_register() -> QuerySet[IntakeApplication]:
    """Accepted documents whose registration is still to be made, the most urgent first."""
    rows = IntakeApplication.objects.filter(state=State.ACCEPTED, registered_on__isnull=True)
    return rows.exclude(_registered_now()).order_by("due_on", "id")


def _turned_back(since: date) -> QuerySet[IntakeApplication]:
    """Attempts turned back since a day of which nothing has come yet, the most urgent first."""
    later = IntakeApplication.objects.filter(person=OuterRef("person"), id__gt=OuterRef("id"))
    rows = IntakeApplication.objects.filter(state=State.TURNED_BACK, applied_on__gte=since)
    return rows.exclude(Exists(later)).exclude(_registered_now()).order_by("due_on", "id")


def _work(applications: QuerySet[IntakeApplication], window: ServiceWindow | None, *words: Any) -> WorkList:
    day, calendar, windows = today(), working_calendar(), load_window_map()
    rows = applications.filter(window_condition(window, "person")).select_related("person")
    first, count = top_of(rows, MOST_SHOWN)
    shown = [Work(row, left_until(row.due_on, day, calendar), windows.number_of(row.person)) for row in first]
    table = work_table(shown, *words, is_all=window is None)
    return WorkList(shown, count, screen_page(table, None))
