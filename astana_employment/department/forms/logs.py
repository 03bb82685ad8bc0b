"""What to show of the event log and of the outgoing mail."""

from typing import Any, ClassVar

from django import forms
from django.utils.translation import gettext_lazy as _

from astana_employment.department.models import StaffMember
from astana_employment.toolbox.fields import DayField, PrintableField
from astana_employment.toolbox.mailing.rules import State
from astana_employment.toolbox.verbs import all_labels


class MailFilter(forms.Form):
    """Which mails to show; what nobody chose otherwise is what waits for somebody."""

    CHOICES: ClassVar = [
        ("", _("could not be sent")),
        ("again", _("put off, is tried again")),
        *((state.value, state.label) for state in (State.WAITING, State.SENT, State.GIVEN_UP)),
        ("all", _("all mail")),
    ]

    state = forms.ChoiceField(label=_("State"), choices=CHOICES, required=False)
    text = PrintableField(label=_("Address or subject"), max_length=100, required=False)


class EventFilter(forms.Form):
    """Which part of the log to show; nothing chosen shows all of it."""

    by = forms.ModelChoiceField(
        StaffMember.objects.all(), label=_("Who"), required=False, empty_label=_("everybody")
    )
    verb = forms.ChoiceField(label=_("What"), required=False)
    since = DayField(label=_("From"), required=False)
    until = DayField(label=_("To"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        named = sorted(((verb, str(label)) for verb, label in all_labels().items()), key=lambda row: row[1])
        self.fields["verb"].choices = [("", _("everything")), *named]  # type: ignore[attr-defined]
