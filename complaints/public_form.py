"""The form of the public page: what a complaint needs, asked in plain words."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from astana_employment.toolbox.clock import now
from astana_employment.toolbox.fields import PrintableField, typed_field
from astana_employment.toolbox.web.uploads import RefusedUpload
from complaints.acts.intake import Arrival, Author
from complaints.models import MOST_TEXT, Complaint
from complaints.upload import AttachmentsField

# The author speaks of himself or herself.
_REPLY_BY = [
    (way.value, _("I shall come for it myself") if way == Complaint.ReplyBy.HAND else way.label)
    for way in Complaint.ReplyBy
]


class PublicComplaintForm(forms.Form):
    """Who complains, how to answer, about whom or what, the text, the files."""

    name = PrintableField(
        label=_("Surname, given name, patronymic"),
        max_length=160,
        error_messages={"required": _("Write your name, or tick that you do not give it.")},
    )
    is_anonymous = forms.BooleanField(
        label=_("I do not give my name"),
        required=False,
        help_text=_("By law a complaint without a name is recorded, but not considered and not answered."),
    )
    others = PrintableField(
        label=_("Others who complain with you"),
        help_text=_("One name a line. The answer goes to you."),
        rows=2,
        max_length=4000,
        required=False,
    )
    address = PrintableField(
        label=_("Postal address"), help_text=_("For an answer by post."), max_length=300, required=False
    )
    phone = PrintableField(label=_("Telephone"), max_length=40, required=False)
    email = forms.CharField(
        label=_("E-mail"), help_text=_("For an answer by e-mail."), max_length=254, required=False
    )
    reply_by = forms.ChoiceField(label=_("How shall we answer?"), choices=_REPLY_BY, widget=forms.RadioSelect)
    language = forms.ChoiceField(
        label=_("In which language shall we answer?"),
        choices=[("kk", "Қазақша"), ("ru", "Русский")],
        widget=forms.RadioSelect,
    )
    against = PrintableField(
        label=_("About whom or what"),
        help_text=_("The window, the person or the decision, if you know."),
        max_length=300,
        required=False,
    )
    text = PrintableField(label=_("What happened, and what do you ask for?"), rows=10, max_length=MOST_TEXT)
    # A trap for programs that fill every field; people neither see nor reach it.
    website = forms.CharField(label=_("Leave this field empty"), max_length=200, required=False)
    attachments = AttachmentsField()

    def __init__(self, *args: Any, refused: Sequence[RefusedUpload] = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        typed_field(self, "attachments", AttachmentsField).refused = refused
        # Nobody is anonymous by oversight: no name only for who says so.
        self.fields["name"].required = not self.data.get("is_anonymous")
        self.fields["website"].widget.attrs |= {"autocomplete": "off", "tabindex": "-1"}
        for name, meaning in {
            "name": "name",
            "address": "street-address",
            "phone": "tel",
            "email": "email",
        }.items():
            self.fields[name].widget.attrs["autocomplete"] = meaning
        self.fields["email"].widget.attrs["inputmode"] = "email"

    def clean_website(self) -> str:
        """Refuse a filled trap; whoever is no program reads why and empties it."""
        if self.cleaned_data["website"]:
            raise ValidationError(_("This field is a trap for programs. Empty it and send once more."))
        return ""

    def arrival(self) -> Arrival:
        """Return what was sent, of this moment."""
        values = self.cleaned_data
        authors = [] if values["is_anonymous"] else self._authors()
        return Arrival(
            channel=Complaint.Channel.PAGE,
            text=values["text"],
            received_at=now(),
            authors=authors,
            language=values["language"],
            reply_by=values["reply_by"],
            against=values["against"],
        )

    def _authors(self) -> list[Author]:
        values = self.cleaned_data
        first = Author(
            name=values["name"], address=values["address"], phone=values["phone"], email=values["email"]
        )
        names = [line.strip() for line in values["others"].splitlines()]
        return [first, *(Author(name=name) for name in names if name)]
