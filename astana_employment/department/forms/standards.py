"""Forms of the editions of the standard: titles, limits, hours, contacts, required documents."""

from typing import Any, ClassVar

from django import forms
from django.forms.boundfield import BoundField, BoundWidget
from django.utils.translation import gettext_lazy as _

from astana_employment.department.acts.standards import LIMITS, TITLES, documents_of
from astana_employment.department.models import DocumentKind, RequiredDocument, ServiceStandard
from astana_employment.toolbox.fields import DayField, Group, PrintableField

HOURS = ("opens_at", "intake_until", "lunch_from", "lunch_until", "last_ticket_at", "closes_at")
CONTACTS = ("address_kk", "address_ru", "address_en", "division_phone", "chancellery_phone", "email")
TERMS = tuple(name for name in LIMITS if name not in {*HOURS, *CONTACTS})


class LimitField(forms.IntegerField):
    """A limit of the standard: a whole number from 1 to 999."""

    widget = forms.TextInput

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**{**kwargs, "min_value": 1, "max_value": 999})

    def widget_attrs(self, widget: forms.Widget) -> dict[str, Any]:
        """Return attributes for typing digits."""
        own = super().widget_attrs(widget)
        return {**own, "inputmode": "numeric", "size": "6", "autocomplete": "off"}


class NewStandardForm(forms.Form):
    """A new edition; its limits begin as those of the latest one."""

    code = forms.SlugField(
        label=_("Code"),
        max_length=20,
        help_text=_("Short, for example the year: 2027. It cannot be changed."),
    )
    valid_from = DayField(label=_("In force from"))
    title_kk = PrintableField(label=_("Title in Kazakh"), max_length=300, rows=2)
    title_ru = PrintableField(label=_("Title in Russian"), max_length=300, rows=2)
    title_en = PrintableField(label=_("Title in English"), max_length=300, rows=2)
    reason = PrintableField(
        label=_("Reason"), max_length=200, help_text=_("The resolution that brings the new edition.")
    )

    def titles(self) -> dict[str, str]:
        """Return the titles under the names of their fields."""
        return {name: self.cleaned_data[name] for name in TITLES}


class StandardForm(forms.ModelForm):  # type: ignore[type-arg]
    """The limits, hours, contacts and required documents of an edition."""

    reason = PrintableField(label=_("Reason for the change"), max_length=200)
    groups = (Group(_("Terms"), TERMS), Group(_("Hours"), HOURS), Group(_("Contacts"), CONTACTS))

    class Meta:
        model = ServiceStandard
        fields = LIMITS
        field_classes: ClassVar[dict[str, type[forms.Field]]] = {
            **{name: LimitField for name in LIMITS if name.endswith(("_days", "_minutes", "_months"))},
            "offers_to_refuse": LimitField,
            **dict.fromkeys(("address_kk", "address_ru", "address_en"), PrintableField),
            **dict.fromkeys(("division_phone", "chancellery_phone"), PrintableField),
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        asked = documents_of(self.instance)
        for group, label in RequiredDocument.Group.choices:
            self.fields[f"documents_{group}"] = forms.MultipleChoiceField(
                label=label,
                choices=DocumentKind.choices,
                initial=asked[group],
                required=False,
                widget=forms.CheckboxSelectMultiple,
            )

    def changes(self) -> dict[str, Any]:
        """Return the limits that were changed in the form, and those alone."""
        return {name: self.cleaned_data[name] for name in self.changed_data if name in LIMITS}

    def documents(self) -> dict[str, list[str]]:
        """Return the ticked documents of each group."""
        return {group: self.cleaned_data[f"documents_{group}"] for group in RequiredDocument.Group.values}

    @property
    def columns(self) -> list[BoundField]:
        """The columns of the table of documents: one for each group."""
        return [self[f"documents_{group}"] for group in RequiredDocument.Group.values]

    @property
    def matrix(self) -> list[tuple[DocumentKind, list[tuple[str, BoundWidget]]]]:
        """Each document with the box of every group, and what the group is called."""
        boxes = zip(*([(str(field.label), box) for box in field] for field in self.columns), strict=True)
        return [(kind, list(row)) for kind, row in zip(DocumentKind, boxes, strict=True)]
