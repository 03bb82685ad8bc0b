"""The devices of the hall: list, link (shown once), switches, revoke; and the page that signs a device in."""

from django.conf import settings
from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods

from astana_employment.department.acts import devices as actions
from astana_employment.department.forms.devices import DeviceForm, NewDeviceForm
from astana_employment.department.models import SETTINGS, DeviceLink
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
from astana_employment.department.pages.tables import device_table
from astana_employment.department.web.devices import mark, start_page
from astana_employment.department.web.submission import once
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
        return _("signed in"), "wait"
    if link.made_at + actions.OPENS_FOR <= now():
        return _("never opened, over"), "missing"
    return _("link not opened yet"), "todo"


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


@require_http_methods(["GET", "HEAD", "POST"])
@once
def device_add(request: HttpRequest) -> HttpResponse:
    """Make a link for a device; the next page shows it, once."""
    template = "astana_employment/department/device_form.html"
    if request.method != "POST":
        return show_form(request, template, {"form": NewDeviceForm()})
    form = NewDeviceForm(request.POST)

    def make() -> None:
        link, secret = actions.make_device_link(
            kind=form.cleaned_data["kind"],
            place=form.cleaned_data["place"],
            settings=form.settings(),
            by=officer(request),
        )
        request.session[_SHOWN_ONCE] = {"pk": link.pk, "secret": secret}

    tried = attempt(form, make)
    if not tried.is_done:
        return show_form(request, template, {"form": form}, tried)
    return redirect("device_link", request.session[_SHOWN_ONCE]["pk"])


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


@require_http_methods(["GET", "HEAD", "POST"])
@once
def device_edit(request: HttpRequest, pk: int) -> HttpResponse:
    """Change the name and the switches of a device."""
    link = get_object_or_404(DeviceLink.objects.in_force(), pk=pk)
    tried = None

    def make(data: QueryDict | None) -> DeviceForm:
        return DeviceForm(data, instance=DeviceLink.objects.get(pk=pk))

    form = make(request.POST or None)
    if request.method == "POST":
        tried = attempt(
            form,
            lambda: actions.change_device_link(
                link=link, version=posted_version(request), changes=form.changes(), by=officer(request)
            ),
        )
        if tried.is_done:
            say(request, _("Saved: %(name)s") % {"name": form.cleaned_data["place"]})
            return redirect("device_list")
        if tried.is_stale:
            form = merged(form, make, originals_of(tried.changes))
    context = {"form": form, "link": link, "version": shown_version(request, link.version, tried)}
    return show_form(request, "astana_employment/department/device_form.html", context, tried)


@require_http_methods(["GET", "HEAD", "POST"])
@once
def device_revoke(request: HttpRequest, pk: int) -> HttpResponse:
    """Sign a device out at once, with the reason."""
    link = get_object_or_404(DeviceLink, pk=pk)
    template = "astana_employment/department/device_revoke.html"
    if request.method != "POST":
        return show_form(request, template, {"form": ReasonForm(), "link": link})
    form = ReasonForm(request.POST)
    tried = attempt(
        form,
        lambda: actions.revoke_device_link(
            link=link, reason=form.cleaned_data["reason"], by=officer(request)
        ),
    )
    if not tried.is_done:
        return show_form(request, template, {"form": form, "link": link}, tried)
    say(request, pgettext("device link", "Revoked: %(name)s") % {"name": link})
    return redirect("device_list")


@require_http_methods(["GET", "HEAD", "POST"])
def device_open(request: HttpRequest, secret: str) -> HttpResponse:
    """Sign the browser in as the device of a link; whoever was signed in there is signed out.

    A second press of the button gets the mark as well: the answer to the first may have been lost.
    """
    link = actions.openable_link(secret)
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
    return redirect(start_page(actions.open_device_link(secret=secret)))
