"""Entered later from paper notes: the day it speaks of, and who allowed it."""

from datetime import date
from typing import TYPE_CHECKING, Any, ClassVar

from django import forms
from django.utils.translation import gettext_lazy as _

from astana_employment.department.models import StaffMember
from astana_employment.toolbox.clock import today
from astana_employment.toolbox.fields import DayField, Group, offer
from registry.law.late_entry import staff_who_allow

if TYPE_CHECKING:
    StaffChoice = forms.ModelChoiceField[StaffMember]
else:
    StaffChoice = forms.ModelChoiceField


class OfficerField(StaffChoice):
    """A choice among the officers who may allow a later entry, each with the post."""

    def label_from_instance(self, obj: StaffMember) -> str:
        """Return name and post, as the list shows them."""
        return f"{obj.get_short_name()}, {obj.post}"


class LateEntryForm(forms.Form):
    """Two optional fields; left empty, the entry speaks of today. `day` and `officer` go to the action."""

    groups = (Group(_("Entered later from paper notes"), ("happened_on", "allowed_by")),)
    # What the rows call the day.
    beside: ClassVar = {"applied_on": "happened_on", "registered_on": "happened_on"}

    happened_on = DayField(
        label=_("Day on the paper note"),
        past=True,
        required=False,
        help_text=_("Leave empty for what happens now."),
    )
    allowed_by = OfficerField(
        label=_("Allowed by"),
        queryset=StaffMember.objects.none(),
        required=False,
        # Translators: the first choice of the list of officers who may allow a later entry
        empty_label=_("nobody chosen"),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **{"prefix": "late", **kwargs})
        offer(self, "allowed_by", staff_who_allow())

    def clean(self) -> dict[str, Any]:
        """An earlier day needs somebody who allowed it, and a permission needs its day."""
        values: dict[str, Any] = super().clean() or {}
        allowed_by = values.get("allowed_by")
        if "happened_on" in values and self.day < today() and allowed_by is None:
            self.add_error("allowed_by", _("An entry for an earlier day needs somebody who allowed it."))
        if allowed_by is not None and "happened_on" in values and not values["happened_on"]:
            self.add_error("happened_on", _("Enter the day that stands on the paper note."))
        return values

    @property
    def day(self) -> date:
        """The day the entry speaks of."""
        return self.cleaned_data.get("happened_on") or today()

    @property
    def officer(self) -> StaffMember | None:
        """Who allowed it; nobody for an entry of today."""
        allowed: StaffMember | None = self.cleaned_data.get("allowed_by")
        return allowed if self.day < today() else None

    @property
    def is_open(self) -> bool:
        """Tell whether the fields should be unfolded: something stands in them or is wrong with them."""
        return any(self[name].value() for name in self.fields) or bool(self.is_bound and self.errors)
