"""The editions of the standard: all their limits, a new edition, corrections."""

from dataclasses import dataclass
from typing import Any

from django.forms import BaseForm
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from astana_employment.department.acts import standards as actions
from astana_employment.department.forms.standards import NewStandardForm, StandardForm
from astana_employment.department.models import DocumentKind, RequiredDocument, ServiceStandard
from astana_employment.department.pages.replies import (
    attempt,
    merged,
    officer,
    originals_of,
    posted_version,
    say,
    show_form,
    shown_version,
)
from astana_employment.department.pages.tables import standard_table
from astana_employment.department.permissions import may_open
from astana_employment.department.web.submission import once
from astana_employment.toolbox.clock import today
from astana_employment.toolbox.screens.table_page import screen_page

HOURS = ("opens_at", "intake_until", "lunch_from", "lunch_until", "last_ticket_at", "closes_at")
CONTACTS = ("address_kk", "address_ru", "address_en", "division_phone", "chancellery_phone", "email")
TERMS = tuple(name for name in actions.LIMITS if name not in {*HOURS, *CONTACTS})


@require_GET
def standard_list(request: HttpRequest) -> HttpResponse:
    """List the editions, the latest first."""
    table = screen_page(standard_table(today()), request.GET)
    context = {"table": table, "may_add": may_open(request.user, "standard_add")}
    return render(request, "astana_employment/department/standard_list.html", context)


@require_GET
def standard_detail(request: HttpRequest, pk: int) -> HttpResponse:
    """Show every limit, hour, contact and required document of an edition."""
    edition = get_object_or_404(ServiceStandard, pk=pk)
    asked = actions.documents_of(edition)
    context = {
        "edition": edition,
        "terms": _facts(edition, TERMS),
        "hours": _facts(edition, HOURS),
        "contacts": _facts(edition, CONTACTS),
        "groups": RequiredDocument.Group.labels,
        "matrix": [
            (kind.label, [kind in asked[group] for group in RequiredDocument.Group.values])
            for kind in DocumentKind
        ],
        "may_edit": may_open(request.user, "standard_edit"),
    }
    return render(request, "astana_employment/department/standard_detail.html", context)


def _facts(edition: ServiceStandard, names: tuple[str, ...]) -> list[tuple[Any, Any]]:
    """Return the named fields with their labels, ready to be shown."""
    fields = [(edition._meta.get_field(name), getattr(edition, name)) for name in names]
    return [(getattr(field, "verbose_name", ""), _in_words(value)) for field, value in fields]


def _in_words(value: Any) -> Any:
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    return value


@require_http_methods(["GET", "HEAD", "POST"])
@once
def standard_add(request: HttpRequest) -> HttpResponse:
    """Add an edition that copies the latest one and follows it."""
    template = "astana_employment/department/standard_add.html"
    latest = ServiceStandard.objects.latest("valid_from")
    if request.method != "POST":
        titles = {name: getattr(latest, name) for name in actions.TITLES}
        return show_form(request, template, {"form": NewStandardForm(initial=titles), "latest": latest})
    form = NewStandardForm(request.POST)
    tried = attempt(
        form,
        lambda: actions.add_standard(
            code=form.cleaned_data["code"],
            titles=form.titles(),
            valid_from=form.cleaned_data["valid_from"],
            reason=form.cleaned_data["reason"],
            by=officer(request),
        ),
    )
    if not tried.is_done:
        return show_form(request, template, {"form": form, "latest": latest}, tried)
    say(request, _("Added: edition %(code)s") % {"code": form.cleaned_data["code"]})
    return redirect("standard_edit", ServiceStandard.objects.get(code=form.cleaned_data["code"]).pk)


@require_http_methods(["GET", "HEAD", "POST"])
@once
def standard_edit(request: HttpRequest, pk: int) -> HttpResponse:
    """Correct the limits of an edition, with the reason."""
    edition = get_object_or_404(ServiceStandard, pk=pk)
    tried = None

    def make(data: QueryDict | None) -> StandardForm:
        # The form fills its instance with what was typed: it gets a row of its own.
        return StandardForm(data, instance=ServiceStandard.objects.get(pk=pk))

    form = make(request.POST or None)
    if request.method == "POST":
        tried = attempt(
            form,
            lambda: actions.change_standard(
                standard=edition,
                version=posted_version(request),
                changes=form.changes(),
                documents=form.documents(),
                reason=form.cleaned_data["reason"],
                by=officer(request),
            ),
        )
        if tried.is_done:
            say(request, _("Saved: edition %(code)s") % {"code": edition.code})
            return redirect("standard_detail", pk)
        if tried.is_stale:
            form = merged(form, make, originals_of(tried.changes))
    version = shown_version(request, edition.version, tried)
    context = {"edition": edition, "version": version, **_parts(form)}
    return show_form(request, "astana_employment/department/standard_form.html", context, tried)


def _parts(form: BaseForm) -> dict[str, Any]:
    """Return the form and its fields in the parts of the page."""
    return {
        "form": form,
        "terms": [form[name] for name in TERMS],
        "hours": [form[name] for name in HOURS],
        "contacts": [form[name] for name in CONTACTS],
        "matrix": _matrix(form),
        "groups": [form[f"documents_{group}"] for group in RequiredDocument.Group.values],
    }


@dataclass(frozen=True)
class Box:
    """One tick of the table of documents: whether a group presents a document."""

    name: str
    id: str
    label: str
    is_ticked: bool


def _matrix(form: BaseForm) -> list[tuple[DocumentKind, list[Box]]]:
    """Return each document with its boxes, one for each group."""
    fields = [form[f"documents_{group}"] for group in RequiredDocument.Group.values]
    return [
        (
            kind,
            [
                Box(
                    name=field.html_name,
                    id=f"{field.auto_id}_{place}",
                    label=str(field.label),
                    is_ticked=kind in (field.value() or []),
                )
                for field in fields
            ],
        )
        for place, kind in enumerate(DocumentKind)
    ]
