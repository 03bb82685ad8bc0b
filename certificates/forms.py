"""Forms of requests and papers: they read what was typed; the rules are in the actions."""

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING, Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from astana_employment.department.models import PersonCategory
from astana_employment.toolbox.clock import today
from astana_employment.toolbox.fields import DayField, PrintableField, offer
from certificates.models import CertificateRequest, Handover, RequestPause
from certificates.wording import Period
from registry.law.eligibility import Finding
from registry.standing.forms import ground_choices

LANGUAGES = [("kk", "Қазақша"), ("ru", "Русский")]
YES_NO = [("yes", _("yes")), ("no", _("no"))]
EMPTY_ROWS = 2
MOST_ROWS = 40


class LanguageField(forms.ChoiceField):
    """The language of a paper."""

    widget = forms.RadioSelect

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(
            **{"label": _("Language of the paper"), "choices": LANGUAGES, "initial": "kk", **kwargs}
        )


class YesNoField(forms.TypedChoiceField):
    """A question that has to be answered: gives True or False."""

    widget = forms.RadioSelect

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**{"choices": YES_NO, "coerce": lambda answer: answer == "yes", **kwargs})


class IdentityForm(forms.Form):
    """The identity document shown at the window; the confirmation is asked only when the number differs."""

    identity_number = forms.CharField(
        label=_("Number of the identity document shown"),
        max_length=40,
        widget=forms.TextInput(attrs={"size": 22, "autocomplete": "off", "data-scan": True}),
    )
    identity_differs_confirmed = forms.BooleanField(
        label=_("The number differs from the record; I have compared the document with the person"),
        required=False,
    )

    @property
    def asks_to_confirm(self) -> bool:
        """Tell whether the number differed, so that the confirmation has to be shown."""
        return "identity_differs_confirmed" in self.errors or bool(
            self.is_bound and self.data.get("identity_differs_confirmed")
        )


class RequestForm(IdentityForm):
    """A registered person asks for the certificate."""

    identity_form = forms.ChoiceField(
        label=_("Identity document"),
        choices=CertificateRequest.IdentityForm.choices,
        widget=forms.RadioSelect,
    )
    purpose = PrintableField(
        label=_("Where it will be presented"),
        max_length=120,
        required=False,
        help_text=_("Empty: “where it is asked for”."),
    )
    language = LanguageField()

    field_order = ("identity_form", "identity_number")

    def __init__(self, *args: Any, category: str, **kwargs: Any) -> None:
        """Offer the certificate to a stateless person alone, and first."""
        super().__init__(*args, **kwargs)
        forms_of_identity = CertificateRequest.IdentityForm
        is_stateless = category == PersonCategory.STATELESS
        self.fields["identity_form"].initial = (
            forms_of_identity.STATELESS if is_stateless else forms_of_identity.IDENTITY_CARD
        )
        if not is_stateless:
            certificate = forms_of_identity.STATELESS
            offer(self, "identity_form", [row for row in forms_of_identity.choices if row[0] != certificate])


class PauseForm(forms.Form):
    """What a request waits for (reading 40)."""

    cause = forms.ChoiceField(
        label=_("What it waits for"), choices=RequestPause.Cause.choices, widget=forms.RadioSelect
    )
    note = forms.CharField(label=_("Employer and work"), max_length=200)
    began_on = DayField(label=_("Since"), past=True, initial=today)


class ResumeForm(forms.Form):
    """What came of it."""

    outcome = forms.ChoiceField(
        label=_("Outcome"), choices=RequestPause.Outcome.choices, widget=forms.RadioSelect
    )
    ended_on = DayField(label=_("Ended on"), past=True, initial=today)


class ReturnForm(forms.Form):
    """What the clerk has to change."""

    note = forms.CharField(
        label=_("What has to be changed"), max_length=400, widget=forms.Textarea(attrs={"rows": 3})
    )
    reviewed_sha256 = forms.CharField(widget=forms.HiddenInput, max_length=64)


class CertificateForm(forms.Form):
    """What a clerk decides for a certificate."""

    language = LanguageField()
    purpose = PrintableField(
        label=_("Where it will be presented"),
        max_length=120,
        required=False,
        help_text=_("Empty: “where it is asked for”."),
    )
    took_part = YesNoField(label=_("Took part in paid public works while registered?"))
    no_vacancy_confirmed = forms.BooleanField(
        label=_("There is no suitable vacancy for this person today (clause 1)."), required=False
    )
    override_reason = forms.CharField(
        label=_("Why the certificate is issued in spite of it"),
        max_length=400,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("The deputy director reads it before signing; it is not printed."),
    )

    def __init__(self, *args: Any, may_override: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not may_override:
            del self.fields["override_reason"]


class PeriodForm(forms.Form):
    """One period of paid public works; the last day stays empty while it runs."""

    started_on = DayField(label=_("From"), required=False)
    until = DayField(label=_("To"), required=False)

    def clean(self) -> dict[str, Any]:
        """Ask for the first day when only the last one was typed."""
        data = super().clean() or self.cleaned_data
        if data.get("until") and not data.get("started_on") and "started_on" not in self.errors:
            self.add_error("started_on", ValidationError(_("Enter the first day."), code="required"))
        self._check_order(data.get("started_on"), data.get("until"))
        return data

    def _check_order(self, start: date | None, until: date | None) -> None:
        """Say beside the row what the act would refuse above the form."""
        if start and start > today():
            self.add_error("started_on", _("A period of paid public works has not begun yet."))
        elif start and until and until < start:
            self.add_error("until", _("A period of paid public works ends before it began."))

    @property
    def period(self) -> Period | None:
        """The period, or None for an empty row."""
        start = self.cleaned_data.get("started_on")
        return Period(start, self.cleaned_data.get("until")) if start else None


if TYPE_CHECKING:
    _PeriodForms = forms.BaseFormSet[PeriodForm]
else:
    _PeriodForms = forms.BaseFormSet


class BasePeriodSet(_PeriodForms):
    """The rows of periods."""

    @property
    def periods(self) -> list[Period]:
        """The periods typed in, empty rows left out."""
        return [form.period for form in self.forms if form.period is not None]


def period_set(data: Any = None, *, periods: Sequence[Period] = (), more: bool = False) -> BasePeriodSet:
    """Return the rows of periods, filled or posted; `more` adds empty rows to what was posted."""
    factory = forms.formset_factory(PeriodForm, formset=BasePeriodSet, extra=EMPTY_ROWS, max_num=MOST_ROWS)
    if data is not None and more:
        data = data.copy()
        posted = data.get("periods-TOTAL_FORMS", "")
        count = int(posted) if posted.isdecimal() and len(posted) < 4 else 0
        data["periods-TOTAL_FORMS"] = str(min(count + EMPTY_ROWS, MOST_ROWS))
    initial = [{"started_on": row.started_on, "until": row.until} for row in periods]
    rows = factory(data, initial=initial, prefix="periods")
    if not isinstance(rows, BasePeriodSet):
        raise TypeError("the rows of periods are of another kind")
    return rows


class RefusalForm(forms.Form):
    """What a clerk decides for a refusal notice; only confirmed grounds can be chosen (clause 17)."""

    grounds = forms.TypedMultipleChoiceField(
        label=_("Confirmed grounds of clause 17"), coerce=int, widget=forms.CheckboxSelectMultiple
    )
    evidence = PrintableField(
        label=_("What else the deputy director should know"),
        rows=5,
        max_length=2000,
        required=False,
        help_text=_(
            "The entries of the record card that show the grounds are written down by themselves. "
            "One fact a line; it is not printed."
        ),
    )
    address = PrintableField(label=_("Address of the person"), max_length=200)
    language = LanguageField()

    def __init__(self, *args: Any, found: Sequence[Finding], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, "grounds", ground_choices(found))


class CorrectionForm(forms.Form):
    """Why a signed paper is replaced."""

    reason = forms.CharField(
        label=_("What was wrong"), max_length=400, widget=forms.Textarea(attrs={"rows": 3})
    )
    is_our_error = YesNoField(label=_("Was it our error?"))


class AnnulForm(forms.Form):
    """Why a paper is annulled."""

    reason = forms.CharField(label=_("Reason"), max_length=400, widget=forms.Textarea(attrs={"rows": 3}))
    is_our_error = YesNoField(label=_("Was it our error?"))


class HandOverForm(IdentityForm):
    """A paper is given to the person or, a notice, posted."""

    how = forms.ChoiceField(
        label=_("How"),
        choices=Handover.How.choices,
        initial=Handover.How.IN_PERSON,
        widget=forms.RadioSelect,
    )
    note = forms.CharField(label=_("Note"), max_length=200, required=False)

    field_order = ("how", "identity_number")

    def __init__(self, *args: Any, can_be_posted: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.can_be_posted = can_be_posted
        if can_be_posted:
            self.fields["identity_number"].required = False
        else:
            del self.fields["how"]


def content_of_request(request: CertificateRequest) -> dict[str, Any]:
    """Return what a first certificate form takes over from the request."""
    return {"language": request.language, "purpose": request.purpose}
