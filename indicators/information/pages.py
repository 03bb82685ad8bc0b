"""The information of clauses 9 to 25: where each item is published, since when, and indicator 3.3 by hand."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_safe

from astana_employment.department.pages.replies import attempt, officer, say, show_form
from astana_employment.department.permissions import may_open
from astana_employment.department.web.submission import once
from astana_employment.toolbox.clock import today
from indicators.information.acts import (
    override_share,
    publish,
    publish_own_pages,
    withdraw_publication,
)
from indicators.information.forms import OverrideForm, PublishAllForm, PublishForm, WithdrawForm
from indicators.information.models import InformationItem, InformationOverride, InformationPublication
from indicators.information.upkeep import computed_share


@require_safe
def information_list(request: HttpRequest) -> HttpResponse:
    """List the items with the address at which each stands today."""
    standing = {row.item_id: row for row in InformationPublication.objects.in_force(today())}
    rows = [(item, standing.get(item.pk)) for item in InformationItem.objects.all()]
    context = {
        "rows": rows,
        "share": computed_share(today()),
        "has_gaps": any(row is None for _item, row in rows),
        "overrides": InformationOverride.objects.select_related("by")[:20],
        "may_override": may_open(request.user, "information_override"),
    }
    return render(request, "indicators/information/list.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@once
def information_publish_all(request: HttpRequest) -> HttpResponse:
    """Enter the desk's own page for every item that has no address now."""
    template, by = "indicators/information/all.html", officer(request)
    if request.method != "POST":
        return show_form(request, template, {"form": PublishAllForm(), "address": settings.PUBLIC_URL})
    form = PublishAllForm(request.POST)
    tried = attempt(form, lambda: publish_own_pages(since=form.cleaned_data["since"], by=by))
    if not tried.is_done:
        return show_form(request, template, {"form": form, "address": settings.PUBLIC_URL}, tried)
    count = computed_share(today()).published
    say(
        request,
        ngettext("%(count)d item is published.", "%(count)d items are published.", count) % {"count": count},
    )
    return redirect("information_list")


@require_http_methods(["GET", "HEAD", "POST"])
@once
def information_item(request: HttpRequest, code: str) -> HttpResponse:
    """Enter the address of an item, or the last day of the one it has; show the history."""
    item = get_object_or_404(InformationItem, code=code)
    by = officer(request)
    history = InformationPublication.objects.filter(item=item).select_related("entered_by")
    standing = history.filter(until__isnull=True).first()
    form: PublishForm | WithdrawForm
    if standing is None:
        own = {"address": f"{settings.PUBLIC_URL}{item.page}"}
        form = publishing = PublishForm(request.POST or None, initial=own)
    else:
        form = withdrawing = WithdrawForm(request.POST or None)
    context = {"item": item, "form": form, "standing": standing, "history": history}
    template = "indicators/information/item.html"
    if request.method != "POST":
        return show_form(request, template, context)

    def act() -> None:
        if standing is None:
            publish(item=item, by=by, **publishing.cleaned_data)
        else:
            withdraw_publication(publication=standing, by=by, **withdrawing.cleaned_data)

    tried = attempt(form, act)
    if not tried.is_done:
        return show_form(request, template, context, tried)
    say(request, _("Kept."))
    return redirect("information_list")


@require_http_methods(["GET", "HEAD", "POST"])
@once
def information_override(request: HttpRequest) -> HttpResponse:
    """Set indicator 3.3 of a period by hand, with a reason, or take that back (reading 29)."""
    template, by = "indicators/information/override.html", officer(request)
    if request.method != "POST":
        return show_form(request, template, {"form": OverrideForm()})
    form = OverrideForm(request.POST)

    def act() -> None:
        values = dict(form.cleaned_data)
        period = values.pop("period")
        override_share(first=period.first, last=period.last, by=by, **values)

    tried = attempt(form, act)
    if not tried.is_done:
        return show_form(request, template, {"form": form}, tried)
    say(request, _("Kept. The value and its reason stand in the list."))
    return redirect("information_list")
