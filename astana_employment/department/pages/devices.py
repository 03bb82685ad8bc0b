"""The devices of the hall: list, link (shown once), switches, revoke; and the page that signs a device in."""

from typing import ClassVar

from django.conf import settings
from django.contrib.auth import logout
from django.forms import BaseForm
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext, pgettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET

from astana_employment.department.acts import devices as acts
from astana_employment.department.forms.devices import DeviceForm, NewDeviceForm
from astana_employment.department.models import SETTINGS, DeviceLink
from astana_employment.department.pages.act import DepartmentAct
from astana_employment.department.pages.tables import device_table
from astana_employment.department.web.devices import mark, start_page
from astana_employment.department.web.submission import form_page, once
from astana_employment.toolbox.clock import now
from astana_employment.toolbox.fields import ReasonForm
from astana_employment.toolbox.screens.table_page import screen_page

# In the session between making a link and showing it, and nowhere else.
_SHOWN_ONCE = "device_secret"


def _state(link: DeviceLink) -> tuple[str, str]:
    """Return the state of a link in words, and the tone it is said in."""
    if link.revoked_at is not None:
        return pgettext("device link", "revoked"), "done"
    if link.opened_at is not None:
        return gettext("signed in"), "wait"
    if link.made_at + acts.OPENS_FOR <= now():
        return gettext("never opened, over"), "missing"
    return gettext("link not opened yet"), "todo"


@require_GET
def device_list(request: HttpRequest) -> HttpResponse:
    """List the devices, the newest first, each with its state and when it was last seen."""
    rows = DeviceLink.objects.select_related("sighting")
    table = screen_page(device_table(rows, _state, _switches), request.GET)
    return render(request, "astana_employment/department/device_list.html", {"table": table})


def _switches(link: DeviceLink) -> list[object]:
    """Return the names of the switches that are on."""
    names = [name for name in SETTINGS[link.kind] if getattr(link, name)]
    return [DeviceLink._meta.get_field(name).verbose_name for name in names]  # type: ignore[union-attr]


class DeviceAdd(DepartmentAct):
    """Make a link for a device; the next page shows it, once."""

    form_class = NewDeviceForm
    back_to = "device_list"
    title = _("Make a link for a device")
    button = _("Make the link")

    def act(self, form: NewDeviceForm) -> tuple[DeviceLink, str]:
        kind, place = form.cleaned_data["kind"], form.cleaned_data["place"]
        return acts.make_device_link(kind=kind, place=place, settings=form.settings(), by=self.by)

    def after(self, done: tuple[DeviceLink, str]) -> str:
        link, secret = done
        self.request.session[_SHOWN_ONCE] = {"pk": link.pk, "secret": secret}
        return reverse("device_link", args=[link.pk])


@require_GET
@never_cache
def device_link(request: HttpRequest, pk: int) -> HttpResponse:
    """Show the address of a new link, once: asked for again it is gone."""
    link = get_object_or_404(DeviceLink, pk=pk)
    kept = request.session.pop(_SHOWN_ONCE, None)
    if kept is None or kept["pk"] != link.pk:
        return render(
            request, "astana_employment/department/device_link_over.html", {"link": link}, status=410
        )
    address = settings.PUBLIC_URL + reverse("device_open", args=[kept["secret"]])
    return render(
        request, "astana_employment/department/device_link.html", {"link": link, "address": address}
    )


class _OfDevice(DepartmentAct):
    form_class: ClassVar[type[BaseForm]] = ReasonForm
    rows, back_to = DeviceLink.objects.all(), "device_list"
    row: DeviceLink

    @property
    def over(self) -> str:
        return f"{self.row} · {self.row.get_kind_display()}"


class DeviceEdit(_OfDevice):
    """Change the name and the switches of a device."""

    template_name = "astana_employment/department/device_edit.html"
    form_class = DeviceForm
    rows = DeviceLink.objects.in_force()
    title = _("Change a device")
    button = _("Save")
    said = _("Saved: %(name)s")

    def act(self, form: DeviceForm) -> DeviceLink:
        changes = form.changes()
        return acts.change_device_link(link=self.row, version=self.version, changes=changes, by=self.by)


class DeviceRevoke(_OfDevice):
    """Sign a device out at once, with the reason."""

    title = _("Revoke the link of a device")
    lead = _(
        "The device is signed out at once and shows that its link was revoked. It comes back with a new"
        " link only."
    )
    button = _("Revoke the link")
    tone = "danger"
    said = pgettext_lazy("device link", "Revoked: %(name)s")

    def act(self, form: ReasonForm) -> DeviceLink:
        return acts.revoke_device_link(link=self.row, reason=form.cleaned_data["reason"], by=self.by)


@form_page
def device_open(request: HttpRequest, secret: str) -> HttpResponse:
    """Sign the browser in as the device of a link; whoever was signed in there is signed out.

    A second press of the button gets the mark as well: the answer to the first may have been lost.
    """
    link = acts.openable_link(secret)
    if link is None:
        return render(request, "astana_employment/department/device_over.html", status=410)
    if request.method != "POST":
        return render(request, "astana_employment/department/device_opened.html", {"link": link})
    response = _open(request, secret=secret)
    logout(request)
    mark(response, link)
    return response


@once
def _open(_request: HttpRequest, secret: str) -> HttpResponse:
    return redirect(start_page(acts.open_device_link(secret=secret)))
