"""The form of an order by which somebody acts for an absent officer."""

from typing import Any, ClassVar

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from astana_employment.department.models import Delegation, StaffMember
from astana_employment.toolbox.fields import DayField, Group, PrintableField


class DelegationForm(forms.ModelForm):  # type: ignore[type-arg]
    """An order by which somebody acts for an absent officer."""

    groups = (
        Group(_("Who acts for whom"), ("person", "acts_as")),
        Group(_("The order"), ("order_number", "order_date", "starts_on", "ends_on")),
    )

    class Meta:
        model = Delegation
        fields = ("person", "acts_as", "order_number", "order_date", "starts_on", "ends_on")
        field_classes: ClassVar[dict[str, type[forms.Field]]] = {
            "order_number": PrintableField,
            **dict.fromkeys(("order_date", "starts_on", "ends_on"), DayField),
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["person"] = forms.ModelChoiceField(
            StaffMember.objects.filter(is_active=True),
            label=pgettext_lazy("staff", "Person"),
            empty_label=_("choose"),
        )
        self.fields["acts_as"] = forms.ChoiceField(
            label=_("Acts as"), choices=Delegation.ActsAs.choices, widget=forms.RadioSelect
        )
        self.fields["order_date"] = DayField(past=True, label=_("Date of the order"))

    def _post_clean(self) -> None:
        """Leave the constraints to the action, which says beside which field they belong."""
