"""Files to import: brought, looked through by the worker, shown as a list, and only then taken."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import get_language, gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_GET

from astana_employment.department.acts import imports as acts
from astana_employment.department.forms.imports import LIMITS, BringForm
from astana_employment.department.import_reports import LISTS
from astana_employment.department.imports import import_kinds
from astana_employment.department.models import AccessRecord, ImportFile
from astana_employment.department.pages.act import DepartmentAct, Fact
from astana_employment.department.pages.import_tables import file_table, list_names, list_table, state_tag
from astana_employment.department.pages.replies import officer
from astana_employment.department.records import record_access
from astana_employment.toolbox.screens.table_page import screen_page
from astana_employment.toolbox.tables_in.columns import template_rows
from astana_employment.toolbox.tables_in.files import as_csv, as_xlsx
from astana_employment.toolbox.web.uploads import refused_uploads, takes_files

_CONTENT_TYPES = {
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "csv": "text/csv; charset=utf-8",
}


@require_GET
def import_list(request: HttpRequest) -> HttpResponse:
    """List the files that were brought, the newest first, and offer empty templates."""
    table = screen_page(file_table(ImportFile.objects.select_related("brought_by")), request.GET)
    context = {"table": table, "kinds": import_kinds().values()}
    return render(request, "astana_employment/department/import_list.html", context)


@require_GET
def import_template(request: HttpRequest, kind: str, ending: str) -> HttpResponse:  # noqa: ARG001 (a view)
    """Give an empty table of a kind; as a CSV the first of its sheets."""
    if kind not in import_kinds() or ending not in _CONTENT_TYPES:
        raise Http404
    tables = import_kinds()[kind].tables
    rows = [template_rows(get_language() or "kk", columns) for columns in tables.values()]
    content = as_xlsx(*rows, names=[str(name) for name in tables]) if ending == "xlsx" else as_csv(rows[0])
    response = HttpResponse(content, content_type=_CONTENT_TYPES[ending])
    response["Content-Disposition"] = f'attachment; filename="{kind}.{ending}"'
    return response


@require_GET
def import_detail(request: HttpRequest, pk: int) -> HttpResponse:
    """Show how far a file is and what it would change; asked for by the page itself, only that part."""
    row = get_object_or_404(ImportFile.objects.select_related("brought_by"), pk=pk)
    which = request.GET.get("list", "")
    if row.report and which not in LISTS:
        which = next((name for name in LISTS if row.report["counts"][name]), LISTS[0])
    context = {
        "file": row,
        "kind": import_kinds()[row.kind],
        "state": state_tag(row),
        "may_take": acts.may_take(row),
        "may_check": acts.BY_PERSON.allow(row, ImportFile.State.CHECKING),
        "may_discard": acts.BY_PERSON.allow(row, ImportFile.State.GIVEN_UP),
        "counts": _counts(row),
        "lists": list_names(row, which) if row.report else [],
        "table": screen_page(list_table(row, which), request.GET) if row.report else None,
    }
    part = "result" if request.headers.get("HX-Request") else "detail"
    if row.report and not row.is_at_work:  # until then nothing of anybody's data is shown
        record_access(by=officer(request), act=AccessRecord.Act.VIEW, subject=row)
    return render(request, f"astana_employment/department/import_{part}.html", context)


def _counts(row: ImportFile) -> list[str]:
    """Return what the report counts, in words."""
    if not row.report:
        return []
    added, there = row.report["added"], row.report["there"]
    return [
        str(text) % {"added": added.get(name, 0), "there": there.get(name, 0)}
        for name, text in import_kinds()[row.kind].counts.items()
    ]


class ImportBring(DepartmentAct):
    """Bring a file: it is looked through first, and nothing of it is stored."""

    form_class = BringForm
    back_to = "import_list"
    title = _("Bring a file to import")
    lead = _(
        "The desk looks the file through and shows which rows are new, known, doubtful or wrong. Nothing is"
        " stored until you have seen that."
    )
    button = _("Look it through")

    @takes_files(LIMITS)
    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        """Take a file with the form."""
        return super().dispatch(request, *args, **kwargs)

    def make_form(self, data: QueryDict | None) -> BringForm:
        refused = refused_uploads(self.request)
        return BringForm(data, self.request.FILES or None, refused=refused, initial={"kind": "register"})

    def act(self, form: BringForm) -> ImportFile:
        upload = form.cleaned_data["file"]
        return acts.bring(
            kind=form.cleaned_data["kind"],
            name=upload.name,
            content=upload.read(),
            encoding=form.cleaned_data["encoding"],
            by=self.by,
        )

    def after(self, done: ImportFile) -> str:
        return reverse("import_detail", args=[done.pk])


class _OfFile(DepartmentAct):
    rows = ImportFile.objects.all()
    row: ImportFile

    @property
    def over(self) -> str:
        return self.row.name

    @property
    def back(self) -> str:
        return reverse("import_detail", args=[self.row.pk])

    def facts(self) -> list[Fact]:
        return [Fact(_("What the file holds"), import_kinds()[self.row.kind].label)]


class ImportTake(_OfFile):
    """Have a file taken that was looked through."""

    title = _("Take the file")
    lead = _("All rows of the file are stored, or none. An import cannot be undone.")
    is_asked = True

    def facts(self) -> list[Fact]:
        return [*super().facts(), *(Fact(gettext("Brings"), text) for text in _counts(self.row))]

    def act(self, form: Any) -> ImportFile:
        return acts.take(file=self.row, version=self.version, by=self.by)


class ImportCheck(_OfFile):
    """Have a file looked through once more."""

    title = _("Look it through again")
    lead = _("What the desk holds may have changed since the file was looked through.")

    def act(self, form: Any) -> ImportFile:
        return acts.check_again(file=self.row, version=self.version, by=self.by)


class ImportDiscard(_OfFile):
    """Discard a file that is not taken."""

    title = _("Discard the file")
    lead = _("The file is deleted from the desk; its name and its check sum stay in the list.")
    tone = "danger"
    said = _("Discarded: %(name)s")

    def act(self, form: Any) -> ImportFile:
        return acts.discard(file=self.row, version=self.version, by=self.by)
