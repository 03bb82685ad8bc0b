"""The public pages: the service clause by clause, the issued figures; and what appeared in the mass media."""

from dataclasses import dataclass
from itertools import chain
from typing import TYPE_CHECKING, Any, Final

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import etag, require_safe

from astana_employment.department.acts.standards import documents_of
from astana_employment.department.models import DocumentKind, RequiredDocument, ServiceStandard
from astana_employment.department.pages.act import ActView
from astana_employment.department.permissions import may_open
from astana_employment.toolbox.clock import today
from astana_employment.toolbox.dates import numeric_date
from astana_employment.toolbox.screens.table_page import screen_page
from indicators.annex3.models import TargetYear
from indicators.annex3.tables import annex_table
from indicators.publication import open_data
from indicators.publication.acts import record_publication, void_publication
from indicators.publication.clauses import CLAUSES
from indicators.publication.forms import PublicationForm
from indicators.publication.models import MediaPublication
from indicators.publication.tables import publication_table, report_table
from indicators.voiding.forms import VoidForm
from indicators.voiding.pages import VoidView

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise

REPORTS_SHOWN: Final = 8
# A published figure changes with the next report; whoever asks within the hour may be answered from a cache.
KEPT_SECONDS: Final = 3600


@dataclass(frozen=True)
class Part:
    """A part of a page: a clause of the standard under its heading."""

    clause: int
    heading: "_StrPromise"
    anchor: str = ""

    @property
    def paragraphs(self) -> list[str]:
        """The clause in the language of the screen, a paragraph an item."""
        return CLAUSES[self.clause].paragraphs(get_language() or "kk")


@dataclass(frozen=True)
class ServicePage:
    """One page on the service."""

    slug: str
    title: "_StrPromise"
    parts: tuple[Part, ...]


PAGES: Final = (
    ServicePage(
        "procedure",
        _("Procedure of the service"),
        (
            Part(1, _("What the service is")),
            Part(5, _("What it ends in")),
            Part(6, _("For whom")),
            Part(7, _("Time limits")),
            Part(8, _("Price")),
            Part(14, _("Where to apply"), "where"),
            Part(15, _("Visits, information and referral to work"), "visits"),
            Part(16, _("Coming in person for the certificate"), "in-person"),
            Part(18, _("Principles of work"), "principles"),
            Part(9, _("Where all this is told"), "told"),
        ),
    ),
    ServicePage(
        "documents",
        _("Documents to bring"),
        (Part(12, _("Documents to present"), "list"), Part(13, _("No forms"), "forms")),
    ),
    ServicePage(
        "grounds", _("Grounds for suspension and refusal"), (Part(17, _("The eight grounds"), "list"),)
    ),
    ServicePage(
        "complaints",
        _("If you want to complain"),
        (
            Part(21, _("To whom"), "to"),
            Part(22, _("How to complain"), "how"),
            Part(23, _("How a complaint is considered"), "time"),
        ),
    ),
    ServicePage(
        "contacts",
        _("Contacts and hours"),
        (
            Part(24, _("Contacts and hours of reception"), "people"),
            Part(10, _("Opening hours"), "hours"),
            Part(11, _("Windows and hall"), "windows"),
            Part(25, _("Further information"), "further"),
        ),
    ),
)
_BY_SLUG = {page.slug: page for page in PAGES}


@require_safe
def service(request: HttpRequest, slug: str) -> HttpResponse:
    """Tell one part of the standard, with what the edition in force says of hours, address and documents."""
    page = _BY_SLUG.get(slug)
    if page is None:
        raise Http404
    standard = ServiceStandard.objects.on(today())
    documents = _documents(standard) if slug == "documents" else []
    context = {
        "page": page,
        "standard": standard,
        "documents": documents,
        "asks_iin": DocumentKind.IIN.label in chain.from_iterable(kinds for _group, kinds in documents),
    }
    return render(request, "indicators/publication/service.html", context)


def _documents(standard: ServiceStandard) -> list[tuple[Any, list[Any]]]:
    asked = documents_of(standard)
    return [
        (group.label, [DocumentKind(kind).label for kind in asked[group]]) for group in RequiredDocument.Group
    ]


@require_safe
def service_indicators(request: HttpRequest) -> HttpResponse:
    """Show the issued figures of the last periods, and the approved values of Annex 3 (clauses 2, 19, 20)."""
    values = TargetYear.objects.filter(year__lte=today().year).prefetch_related("targets").first()
    reports = open_data.published_reports()[:REPORTS_SHOWN]
    context = {
        "reports": [(report, screen_page(report_table(report), None)) for report in reports],
        "values": values,
        "annex": screen_page(annex_table(values), None) if values else None,
        "indicator_parts": [
            Part(19, _("How the results are measured"), "measured"),
            Part(20, _("Who approves the targets"), "targets"),
        ],
    }
    return render(request, "indicators/publication/indicators.html", context)


def _mark(_request: HttpRequest) -> str:
    return open_data.etag()


@require_safe
@etag(_mark)
def open_json(_request: HttpRequest) -> HttpResponse:
    """Give the issued figures as JSON; 304 to whoever has them already."""
    body = open_data.as_json(open_data.published_reports())
    return _open(HttpResponse(body, content_type="application/json; charset=utf-8"))


@require_safe
@etag(_mark)
def open_csv(_request: HttpRequest) -> HttpResponse:
    """Give the issued figures as CSV; 304 to whoever has them already."""
    body = open_data.as_csv(open_data.published_reports())
    response = HttpResponse(body, content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = 'attachment; filename="astana-indicators.csv"'
    return _open(response)


def _open(response: HttpResponse) -> HttpResponse:
    """Let caches keep it for a while, and pages of other sites read it."""
    response["Cache-Control"] = f"public, max-age={KEPT_SECONDS}"
    response["Access-Control-Allow-Origin"] = "*"
    return response


# --- what appeared in the mass media (resolution, clause 2) ----------------------------------------
@require_safe
def publication_list(request: HttpRequest) -> HttpResponse:
    """List what appeared when and where, the latest first."""
    table = publication_table(may_void=may_open(request.user, "publication_void"))
    context = {"table": screen_page(table, request.GET)}
    return render(request, "indicators/publication/publications.html", context)


class PublicationAdd(ActView):
    """Record a publication."""

    frame = "indicators/base.html"
    form_class = PublicationForm
    back_to = "publication_list"
    title = _("Record a publication")
    button = _("Record the publication")
    said = _("The publication is recorded.")

    def act(self, form: PublicationForm) -> MediaPublication:
        return record_publication(by=self.by, **form.cleaned_data)


class PublicationVoid(VoidView):
    """Void the record of a publication."""

    rows, back_to = MediaPublication.objects.valid(), "publication_list"
    row: MediaPublication

    @property
    def over(self) -> str:
        row = self.row
        return " · ".join([row.get_what_display(), row.medium, row.place, numeric_date(row.published_on)])

    def act(self, form: VoidForm) -> MediaPublication:
        return void_publication(publication=self.row, reason=form.cleaned_data["reason"], by=self.by)
