"""Forms for the devices of the hall."""

from collections.abc import Sequence
from typing import Any, ClassVar

from django import forms
from django.utils.translation import gettext_lazy as _

from astana_employment.department.models import SETTINGS, DeviceKind, DeviceLink
from astana_employment.department.web.devices import kinds_in_use
from astana_employment.toolbox.fields import Group, PrintableField


class DeviceForm(forms.ModelForm):  # type: ignore[type-arg]
    """The name and the switches of a device that is there already."""

    groups = (
        Group(_("The device"), ("kind", "place")),
        Group(_("Kiosk"), SETTINGS[DeviceKind.KIOSK]),
        Group(_("Wall display"), SETTINGS[DeviceKind.DISPLAY]),
    )

    class Meta:
        model = DeviceLink
        fields: Sequence[str] = ("place", "has_printer", "has_chime", "speaks_kk", "speaks_ru")
        field_classes: ClassVar[dict[str, type[forms.Field]]] = {"place": PrintableField}
        help_texts: ClassVar[dict[str, Any]] = {
            "place": _("For example: at the entrance, above the windows."),
            "has_printer": _("Only with a ticket printer of 80 mm at the kiosk."),
            "speaks_kk": _("Only where the browser has a Kazakh voice; else the chime remains."),
            "speaks_ru": _("Only where the browser has a Russian voice; else the chime remains."),
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.instance.pk is not None:
            self._keep(SETTINGS[self.instance.kind])

    def _keep(self, switches: tuple[str, ...]) -> None:
        for name in (row for names in SETTINGS.values() for row in names):
            if name not in switches:
                del self.fields[name]

    def changes(self) -> dict[str, Any]:
        """Return the fields that were changed in the form, with their new values."""
        return {name: self.cleaned_data[name] for name in self.changed_data}

    def _post_clean(self) -> None:
        """Leave the constraints to the action, which says beside which field they belong."""


class NewDeviceForm(DeviceForm):
    """A new device; the switches of the other kinds are left out of account."""

    class Meta(DeviceForm.Meta):
        fields = ("kind", *DeviceForm.Meta.fields)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["kind"] = forms.ChoiceField(
            label=_("Kind"), choices=kinds_in_use(), widget=forms.RadioSelect
        )
        self.initial.setdefault("has_chime", True)

    def settings(self) -> dict[str, bool]:
        """Return the switches of the chosen kind."""
        return {name: self.cleaned_data[name] for name in SETTINGS[self.cleaned_data["kind"]]}
