"""What requests and papers show on a person's page and on the desk; their numbers in the search box."""

import re
from typing import Any
from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext as _

from astana_employment.department.models import (
    Paper,
    Series,
    ServiceWindow,
    StaffMember,
    format_number,
    working_calendar,
)
from astana_employment.department.models.paper import CODE_LENGTH
from astana_employment.toolbox.clock import today
from astana_employment.toolbox.deadlines import left_until
from astana_employment.toolbox.kazakh import latin_lookalikes
from astana_employment.toolbox.screens.table_page import top_page
from certificates.acts.checking import tidy_code
from certificates.lists import returned_to, signed_papers, undecided_requests
from certificates.models import CertificateRequest, Decision
from certificates.states import PREPARERS
from certificates.tables import paper_table, request_table
from registry.models import Person
from registry.people.loaders import VIEW_ROLES
from registry.people.models.registration import current_registration
from registry.people.panels import (
    MOST_SHOWN,
    DeskPanel,
    PersonPanel,
    register_desk_panel,
    register_person_panel,
    top_of,
)
from registry.people.search import register_lookup

_NUMBER = re.compile(
    rf"([{Series.CERTIFICATE.value}{Series.REFUSAL.value}])[\s/-]*(\d{{4}})[\s/-]+0*(\d{{1,6}})"
)


def person_panel(person: Person, viewer: StaffMember) -> dict[str, Any] | None:
    """Return the requests and papers of a person, and whether a new request can be taken."""
    if not viewer.has_role(*VIEW_ROLES):
        return None
    requests = CertificateRequest.objects.filter(registration__person=person).order_by("-id")
    rows = list(requests.prefetch_related("decisions")[:MOST_SHOWN])
    papers = Decision.objects.filter(request__registration__person=person, paper__isnull=False)
    current = current_registration(person)
    active = current if current and current.state == current.State.ACTIVE else None
    is_undecided = any(row.state in ("open", "waiting") for row in rows)
    calendar, day = working_calendar(), today()
    return {
        "requests": [(row, row.live_decision, left_until(row.due_on, day, calendar)) for row in rows],
        "papers": list(papers.select_related("paper").order_by("-paper__issued_on", "-id")[:MOST_SHOWN]),
        "registration": active,
        "may_ask": active is not None and not is_undecided and bool(viewer.roles & PREPARERS),
    }


def requests_panel(window: ServiceWindow | None, viewer: StaffMember) -> dict[str, Any] | None:
    """Return the undecided requests of a window, the most urgent first."""
    if not viewer.has_role(*VIEW_ROLES):
        return None
    first, count = top_of(undecided_requests(window).prefetch_related("decisions"))
    words = {"title": _("List of requests"), "empty": _("Nobody waits for a decision.")}
    table = top_page(request_table(first), slice(3), **words)
    return {"table": table, "count": count, "window_code": _code(window)}


def returned_panel(_window: ServiceWindow | None, viewer: StaffMember) -> dict[str, Any] | None:
    """Return what came back to the viewer with a note; nothing when nothing did."""
    rows = list(returned_to(viewer)[:MOST_SHOWN]) if viewer.roles & PREPARERS else []
    return {"rows": rows} if rows else None


def papers_panel(window: ServiceWindow | None, viewer: StaffMember) -> dict[str, Any] | None:
    """Return the signed papers of a window that wait to be printed and handed over."""
    if not viewer.roles & PREPARERS:
        return None
    first, count = top_of(signed_papers(window, today()))
    words = {"title": _("List of papers"), "empty": _("No signed paper lies here.")}
    table = top_page(paper_table(first), slice(1, 5), **words)
    return {"table": table, "count": count, "window_code": _code(window)}


def paper_address(typed: str) -> str | None:
    """Return the page of a paper whose number, check code or QR address was typed or scanned, else None."""
    text = latin_lookalikes(typed.strip().upper())[0]
    papers = Paper.objects.filter(decision__isnull=False)
    if found := _NUMBER.fullmatch(text):
        series, year, sequence = found.groups()
        papers = papers.filter(number=format_number(series, int(year), int(sequence)))
    elif public_id := _public_id(text):
        papers = papers.filter(public_id=public_id)
    elif len(code := tidy_code(typed)) == CODE_LENGTH:
        papers = papers.filter(check_code=code)
    else:
        return None
    key = papers.values_list("pk", flat=True).first()
    return reverse("paper_detail", args=[key]) if key is not None else None


def _public_id(text: str) -> UUID | None:
    try:
        return UUID(text.rstrip("/").rpartition("/")[2])
    except ValueError:
        return None


def _code(window: ServiceWindow | None) -> str:
    return str(window.number) if window else "all"


register_person_panel(PersonPanel("certificates/panels/person.html", 10, person_panel))
register_desk_panel(DeskPanel("certificates/panels/returned.html", 5, returned_panel))
register_desk_panel(DeskPanel("certificates/panels/requests.html", 10, requests_panel))
register_desk_panel(DeskPanel("certificates/panels/papers.html", 20, papers_panel))
register_lookup(paper_address)
