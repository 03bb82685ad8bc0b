"""The information of clauses 9 to 25: where each item is published, since when, and indicator 3.3 by hand."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_safe

from astana_employment.department.models import StaffMember
from astana_employment.department.pages.act import ActView
from astana_employment.department.permissions import may_open
from astana_employment.toolbox.clock import today
from astana_employment.toolbox.screens.table_page import TablePage, screen_page
from indicators.information.acts import (
    override_share,
    publish,
    publish_own_pages,
    withdraw_publication,
)
from indicators.information.forms import OverrideForm, PublishAllForm, PublishForm, WithdrawForm
from indicators.information.models import InformationItem, InformationOverride, InformationPublication
from indicators.information.tables import history_table, item_table, override_table
from indicators.information.upkeep import computed_share


@require_safe
def information_list(request: HttpRequest) -> HttpResponse:
    """List the items with the address at which each stands today."""
    standing = {row.item_id: row for row in InformationPublication.objects.in_force(today())}
    rows = [(item, standing.get(item.pk)) for item in InformationItem.objects.all()]
    overrides = InformationOverride.objects.select_related("by")[:20]
    context = {
        "items": screen_page(item_table(rows), request.GET),
        "share": computed_share(today()),
        "has_gaps": any(row is None for _item, row in rows),
        "overrides": screen_page(override_table(list(overrides)), None),
        "may_override": may_open(request.user, "information_override"),
    }
    return render(request, "indicators/information/list.html", context)


class _OfInformation(ActView):
    frame = "indicators/base.html"
    back_to = "information_list"
    over = _("Published information")


class InformationPublishAll(_OfInformation):
    """Enter the desk's own page for every item that has no address now."""

    form_class = PublishAllForm
    title = _("Publish all on our own pages")
    button = _("Enter as published")

    @property
    def lead(self) -> str:
        text = _(
            "Every item without an address is entered with the page of the desk. Enter it only when these"
            " pages can be read on the Internet:"
        )
        return f"{text} {settings.PUBLIC_URL}"

    def act(self, form: PublishAllForm) -> list[InformationPublication]:
        return publish_own_pages(since=form.cleaned_data["since"], by=self.by)

    def words(self, form: PublishAllForm, done: list[InformationPublication]) -> str:
        count = computed_share(today()).published
        return ngettext("%(count)d item is published.", "%(count)d items are published.", count) % {
            "count": count
        }


class InformationEntry(_OfInformation):
    """Enter the address of an item, or the last day of the one it has; show the history."""

    template_name = "indicators/information/item.html"
    said = _("Kept.")
    row: InformationItem
    table: TablePage
    standing: InformationPublication | None

    def load(self, by: StaffMember, code: str) -> InformationItem:
        item = get_object_or_404(InformationItem, code=code)
        rows = InformationPublication.objects.filter(item=item).select_related("entered_by")
        self.standing = rows.filter(until__isnull=True).first()
        self.table = screen_page(history_table(rows), None)
        return item

    @property
    def title(self) -> str:
        return self.row.title

    @property
    def button(self) -> object:
        return _("Withdraw") if self.standing else _("Enter as published")

    def make_form(self, data: QueryDict | None) -> PublishForm | WithdrawForm:
        own = {"address": f"{settings.PUBLIC_URL}{self.row.page}"}
        return WithdrawForm(data) if self.standing else PublishForm(data, initial=own)

    def act(self, form: PublishForm | WithdrawForm) -> InformationPublication:
        if self.standing is None:
            return publish(item=self.row, by=self.by, **form.cleaned_data)
        return withdraw_publication(publication=self.standing, by=self.by, **form.cleaned_data)


class ShareOverride(_OfInformation):
    """Set indicator 3.3 of a period by hand, with a reason, or take that back (reading 29)."""

    form_class = OverrideForm
    title = _("Set the value by hand")
    lead = _(
        "The value holds for this period instead of the computed one. Earlier values and reasons are kept."
        " Leave both figures empty to take it back."
    )
    button = _("Keep the value")
    said = _("Kept. The value and its reason stand in the list.")

    def act(self, form: OverrideForm) -> InformationOverride:
        values = dict(form.cleaned_data)
        period = values.pop("period")
        return override_share(first=period.first, last=period.last, by=self.by, **values)
