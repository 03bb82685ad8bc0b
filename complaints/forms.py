"""Forms of the complaints: they read what was typed; the rules are in the actions."""

from collections.abc import Iterable, Sequence
from datetime import datetime, time
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.timezone import localtime, make_aware
from django.utils.translation import gettext_lazy as _

from astana_employment.department.models import StaffMember
from astana_employment.toolbox.clock import now, today
from astana_employment.toolbox.fields import (
    DayField,
    FormWithNotices,
    NameField,
    PrintableField,
    offer,
    typed_field,
)
from astana_employment.toolbox.web.uploads import RefusedUpload
from complaints.acts.answers import Ruling
from complaints.acts.course import Change
from complaints.acts.escalation import Dissatisfaction
from complaints.acts.intake import Arrival, Author
from complaints.models import MOST_TEXT, Answer, Complaint, Level, PaperDelivery
from complaints.upload import AttachmentsField
from registry.people.forms.person import CodeField

Channel = Complaint.Channel
# What comes by the public page is not typed at the counter.
AT_THE_COUNTER = [(row.value, row.label) for row in (Channel.HAND, Channel.POST, Channel.EMAIL)]
OPENS = time(9)
_QUIET = {"autocomplete": "off", "spellcheck": "false"}


class StaffBoxes(forms.ModelMultipleChoiceField):  # type: ignore[type-arg]
    """Members of staff to tick, each with the post in the language of the screen."""

    widget = forms.CheckboxSelectMultiple

    def label_from_instance(self, obj: Any) -> str:
        """Return the name with the post."""
        return f"{obj.get_full_name()}, {obj.post}"


def _radio(label: Any, choices: Any, initial: Any = None) -> forms.ChoiceField:
    return forms.ChoiceField(label=label, choices=choices, initial=initial, widget=forms.RadioSelect)


class _Received(forms.Form):
    """When something came: the day, and the hour if it is known."""

    received_on = DayField(label=_("Received on"), past=True)
    received_time = forms.TimeField(
        label=_("at"),
        required=False,
        input_formats=["%H:%M", "%H.%M", "%H%M"],
        help_text=_("Left empty: now, or 9:00 of an earlier day."),
        widget=forms.TextInput(attrs={"size": 6, "inputmode": "numeric", "autocomplete": "off"}),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("initial", {}).setdefault("received_on", today())
        super().__init__(*args, **kwargs)

    @property
    def received_at(self) -> datetime:
        """The instant of a valid form, in Astana's time."""
        day, hour = self.cleaned_data["received_on"], self.cleaned_data["received_time"]
        if hour is None and day == localtime(now()).date():
            return now()
        return make_aware(datetime.combine(day, hour or OPENS))


class IntakeForm(FormWithNotices, _Received):
    """A complaint as the chancellery takes it in, with a person waiting."""

    name = NameField(
        label=_("Full name"),
        any_signs=True,
        max_length=160,
        error_messages={"required": _("Write who complains, or tick that the author is not named.")},
    )
    address = PrintableField(
        label=_("Address"),
        max_length=300,
        widget=forms.TextInput(attrs=_QUIET),
        error_messages={"required": _("An answer by post needs the address.")},
    )
    phone = forms.CharField(
        label=_("Telephone"),
        max_length=40,
        required=False,
        widget=forms.TextInput(attrs={**_QUIET, "inputmode": "tel", "size": 20}),
    )
    email = forms.EmailField(
        label=_("E-mail"), required=False, widget=forms.EmailInput(attrs={**_QUIET, "size": 30})
    )
    iin = CodeField("iin", label=_("IIN"), required=False)
    others = PrintableField(
        label=_("Who signed as well"),
        required=False,
        max_length=6000,
        rows=2,
        help_text=_("One person a line: full name; address."),
    )
    is_anonymous = forms.BooleanField(
        label=_("The author is not named"),
        required=False,
        help_text=_("An anonymous complaint is registered, but by law not considered and not answered."),
    )
    channel = _radio(_("How it came"), AT_THE_COUNTER, Channel.HAND.value)
    kind = _radio(_("Kind"), Complaint.Kind.choices, Complaint.Kind.COMPLAINT.value)
    language = _radio(_("Language"), [("kk", "Қазақша"), ("ru", "Русский")], "kk")
    reply_by = _radio(_("How to answer"), Complaint.ReplyBy.choices, Complaint.ReplyBy.POST.value)
    accused = StaffBoxes(
        StaffMember.objects.none(), label=_("Members of staff complained of"), required=False
    )
    against = PrintableField(label=_("About whom or what, in words"), max_length=300, required=False)
    text = PrintableField(label=_("Text of the complaint"), max_length=MOST_TEXT, rows=8)
    circumstances = PrintableField(label=_("Circumstances"), max_length=MOST_TEXT, required=False, rows=3)
    enclosures = PrintableField(
        label=_("Enclosed papers"),
        max_length=2000,
        required=False,
        rows=2,
        help_text=_("One a line, with the number of sheets; the receipt copy lists them."),
    )
    attachments = AttachmentsField()
    earlier = forms.CharField(
        label=_("Number of an earlier complaint"),
        max_length=20,
        required=False,
        help_text=_("If the same author complained of the same before."),
        widget=forms.TextInput(attrs={**_QUIET, "size": 18, "placeholder": "C-2026-000001"}),
    )

    def __init__(self, *args: Any, refused: Sequence[RefusedUpload] = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        typed_field(self, "attachments", AttachmentsField).refused = refused
        staff = StaffMember.objects.filter(is_active=True).order_by("surname", "given_name")
        offer(self, "accused", staff)
        is_named = not self["is_anonymous"].value()
        self.fields["name"].required = is_named
        self.fields["address"].required = is_named and self["reply_by"].value() == Complaint.ReplyBy.POST

    def clean_earlier(self) -> Complaint | None:
        """Return the complaint of a number; an unknown number is an error."""
        return find_by_number(self.cleaned_data["earlier"])

    def clean(self) -> dict[str, Any]:
        """Refuse a name beside the mark that there is none."""
        data = super().clean() or {}
        if data.get("is_anonymous") and data.get("name"):
            self.add_error("is_anonymous", _("The author is named: take the tick away."))
        return data

    @property
    def arrival(self) -> Arrival:
        """What a valid form takes in."""
        data = self.cleaned_data
        plain = ("channel", "kind", "language", "against", "text", "circumstances", "enclosures", "earlier")
        return Arrival(
            **{name: data[name] for name in plain},
            reply_by=data["reply_by"],
            received_at=self.received_at,
            accused=list(data["accused"]),
            authors=() if data["is_anonymous"] else self._authors(),
        )

    def _authors(self) -> list[Author]:
        data = self.cleaned_data
        first = Author(**{name: data[name] for name in ("name", "address", "phone", "email", "iin")})
        lines = [line.partition(";") for line in data["others"].splitlines() if line.strip()]
        return [first, *(Author(name=name.strip(), address=place.strip()) for name, _s, place in lines)]


def find_by_number(text: str) -> Complaint | None:
    """Return the complaint of a typed number, None for an empty text; ValidationError for an unknown one."""
    number = text.strip().upper().replace("С", "C")
    if not number:
        return None
    found = Complaint.objects.filter(number=number).first()
    if found is None:
        raise ValidationError(_("No complaint has this number."), code="unknown")
    return found


# --- acts on a complaint -------------------------------------------------------------------------
class LongReasonForm(forms.Form):
    """Why something is done, in as many words as a letter about it needs."""

    reason = PrintableField(label=_("Reason"), max_length=600, rows=3)


class NoteForm(forms.Form):
    """A note that may be left out."""

    reason = PrintableField(label=_("Note"), max_length=600, rows=2, required=False)


class AssignForm(forms.Form):
    """Who decides: the officers of each level that may; a reason once it lies with somebody."""

    to = _radio(_("Who decides"), [])
    reason = PrintableField(label=_("Reason"), max_length=600, rows=2)

    def __init__(
        self, *args: Any, officers: Iterable[tuple[str, StaffMember]], is_first: bool, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self._found = {f"{level}:{staff.pk}": (level, staff) for level, staff in officers}
        choices = [
            (key, f"{Level(level).label}: {staff.get_full_name()}")
            for key, (level, staff) in self._found.items()
        ]
        offer(self, "to", choices)
        if choices:
            self.initial.setdefault("to", choices[0][0])
        if is_first:
            del self.fields["reason"]

    @property
    def wish(self) -> dict[str, Any]:
        """Level, person and reason of a valid form."""
        level, staff = self._found[self.cleaned_data["to"]]
        return {"level": level, "to": staff, "reason": self.cleaned_data.get("reason", "")}


class AccusedForm(forms.Form):
    """One more member of staff who is complained of."""

    staff = forms.ModelChoiceField(StaffMember.objects.none(), label=_("Member of staff"))

    def __init__(self, *args: Any, complaint: Complaint, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        known = complaint.against_rows.values("staff")
        staff = StaffMember.objects.filter(is_active=True).exclude(pk__in=known)
        offer(self, "staff", staff)


class EarlierForm(forms.Form):
    """The number of an earlier complaint."""

    earlier = forms.CharField(label=_("Number of an earlier complaint"), max_length=20)

    def clean_earlier(self) -> Complaint | None:
        """Return the complaint of the number."""
        return find_by_number(self.cleaned_data["earlier"])


class RecipientForm(LongReasonForm):
    """Whom an inquiry asks, or to whom a complaint is forwarded, and why."""

    recipient = PrintableField(label=_("Body or official"), max_length=300)
    field_order = ("recipient", "reason")

    @property
    def change(self) -> Change:
        """What a valid form says."""
        return Change(**self.cleaned_data)


class InquiryResultForm(forms.Form):
    """What an inquiry brought."""

    result = PrintableField(label=_("What the inquiry brought"), max_length=600, rows=3)


class ExtendForm(LongReasonForm):
    """The new day of a term, and why."""

    new_due_on = DayField(label=_("New date of the answer"))
    field_order = ("new_due_on", "reason")


class DeliveryForm(forms.Form):
    """How a paper reached the author."""

    how = _radio(
        _("How"), [(row.value, row.label) for row in (PaperDelivery.How.HAND, PaperDelivery.How.POST)]
    )
    note = PrintableField(label=_("To whom, or the number of the letter"), max_length=200, required=False)


class SentForm(forms.Form):
    """How a file went to the deputy akim."""

    note = PrintableField(
        label=_("How it was sent"),
        max_length=200,
        help_text=_("By courier, by post or electronically; the number of the letter."),
    )


class EscalationForm(_Received):
    """What the author is not satisfied with, and the level it goes to."""

    level = _radio(_("To which level"), [])
    channel = _radio(_("How it came"), AT_THE_COUNTER, Channel.HAND.value)
    text = PrintableField(label=_("What the author is not satisfied with"), max_length=MOST_TEXT, rows=6)

    def __init__(self, *args: Any, levels: Iterable[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = [(level, Level(level).label) for level in levels]
        offer(self, "level", choices)
        self.initial.setdefault("level", choices[0][0] if choices else "")

    @property
    def wish(self) -> Dissatisfaction:
        """What a valid form says."""
        data = self.cleaned_data
        return Dissatisfaction(
            level=data["level"], text=data["text"], channel=data["channel"], received_at=self.received_at
        )


class DecisionForm(forms.Form):
    """The decision, and the answer in the complaint's language."""

    outcome = _radio(_("Decision"), Answer.Outcome.choices)
    is_justified = forms.TypedChoiceField(
        label=_("The complaint is"),
        choices=[("yes", _("justified")), ("no", _("not justified"))],
        coerce=lambda value: value == "yes",
        widget=forms.RadioSelect,
        help_text=_("What is satisfied, in full or in part, was justified (reading 26)."),
    )
    text = PrintableField(label=_("Text of the answer"), max_length=MOST_TEXT, rows=12)
    measures = PrintableField(
        label=_("Measures taken"),
        max_length=4000,
        rows=4,
        required=False,
        help_text=_("They stand in the answer below the text; needed for what is satisfied."),
    )

    @property
    def ruling(self) -> Ruling:
        """What a valid form decides."""
        return Ruling(**self.cleaned_data)
