"""The people who sign in: list, add, change, new password."""

from django.db.models import F, Func
from django.db.models.functions import Collate
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from astana_employment.department.acts import staff as actions
from astana_employment.department.forms.staff import NewStaffForm, PasswordForm, StaffForm
from astana_employment.department.models import StaffMember
from astana_employment.department.pages.replies import (
    attempt,
    merged,
    officer,
    originals_of,
    page_of,
    posted_version,
    say,
    show_form,
    shown_version,
)
from astana_employment.department.permissions import may_open
from astana_employment.department.web.submission import once


@require_GET
def staff_list(request: HttpRequest) -> HttpResponse:
    """List the staff in Kazakh order, those who may sign in first."""
    key = Func(F("surname"), F("given_name"), F("patronymic"), function="kk_sort_key")
    members = StaffMember.objects.select_related("home_window").order_by(
        "-is_active", Collate(key, "C"), "pk"
    )
    context = {"page": page_of(request, members), "may_edit": may_open(request.user, "staff_edit")}
    return render(request, "astana_employment/department/staff_list.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@once
def staff_add(request: HttpRequest) -> HttpResponse:
    """Add a member of staff with a first password."""
    if request.method != "POST":
        return show_form(request, "astana_employment/department/staff_form.html", {"form": NewStaffForm()})
    form = NewStaffForm(request.POST)
    tried = attempt(
        form,
        lambda: actions.create_staff(
            fields={name: form.cleaned_data[name] for name in form.Meta.fields},
            password=form.cleaned_data["password"],
            by=officer(request),
        ),
    )
    if not tried.is_done:
        return show_form(request, "astana_employment/department/staff_form.html", {"form": form}, tried)
    say(request, _("Added: %(name)s") % {"name": form.instance}, form)
    return redirect("staff_list")


@require_http_methods(["GET", "HEAD", "POST"])
@once
def staff_edit(request: HttpRequest, pk: int) -> HttpResponse:
    """Change a member of staff, or close their account."""
    member = get_object_or_404(StaffMember, pk=pk)
    tried = None

    def make(data: QueryDict | None) -> StaffForm:
        # The form fills its instance with what was typed: it gets a row of its own.
        return StaffForm(data, instance=StaffMember.objects.get(pk=pk))

    form = make(request.POST or None)
    if request.method == "POST":
        tried = attempt(
            form,
            lambda: actions.change_staff(
                member=member, version=posted_version(request), changes=form.changes(), by=officer(request)
            ),
        )
        if tried.is_done:
            say(request, _("Saved: %(name)s") % {"name": form.instance}, form)
            return redirect("staff_list")
        if tried.is_stale:
            form = merged(form, make, originals_of(tried.changes))
    context = {"form": form, "member": member, "version": shown_version(request, member.version, tried)}
    return show_form(request, "astana_employment/department/staff_form.html", context, tried)


@require_http_methods(["GET", "HEAD", "POST"])
@once
def staff_password(request: HttpRequest, pk: int) -> HttpResponse:
    """Give a member of staff a new password."""
    member = get_object_or_404(StaffMember, pk=pk)
    template = "astana_employment/department/staff_password.html"
    if request.method != "POST":
        return show_form(request, template, {"form": PasswordForm(), "member": member})
    form = PasswordForm(request.POST)
    tried = attempt(
        form,
        lambda: actions.set_password(
            member=member, password=form.cleaned_data["password"], by=officer(request)
        ),
    )
    if not tried.is_done:
        return show_form(request, template, {"form": form, "member": member}, tried)
    say(request, _("New password set: %(name)s") % {"name": member})
    return redirect("staff_list")
