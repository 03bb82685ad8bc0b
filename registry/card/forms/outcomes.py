"""The forms for what came of an entry, and what may be done with every kind of entry."""

from typing import Any

from django import forms
from django.db import models
from django.utils.translation import gettext_lazy as _

from astana_employment.toolbox.clock import today
from astana_employment.toolbox.fields import DayField, PrintableField
from registry.card.forms.entries import MOST_VACANCIES, EntryForm, VacancyField
from registry.card.kinds import CardKind
from registry.card.models import CardEntry, JobOffer, Judged, Participation, Referral, Summons
from registry.vacancies.models import Vacancy


class SummonsClosingForm(EntryForm):
    """The person came, did not come in time, or the summons is cancelled."""

    model = Summons
    names = ("reason", "note")

    closing = forms.ChoiceField(
        label=_("What came of it"),
        choices=[("came", _("came")), ("did_not_come", _("did not come")), ("cancelled", _("cancelled"))],
        widget=forms.RadioSelect,
    )
    day = DayField(label=_("Day"), past=True)

    first = ("closing", "day")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **{"initial": {"closing": "came", "day": today()}, **kwargs})


class OfferAnswerForm(EntryForm):
    """The person's answer to an offer."""

    model = JobOffer
    names = ("answer", "answered_on", "refusal_document", "note")

    without = ("open",)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **{"initial": {"answered_on": today()}, **kwargs})
        self.fields["answered_on"].required = True


class ReferralOutcomeForm(EntryForm):
    """The appearance, what came of the referral, or both."""

    model = Referral
    names = ("appeared_on", "outcome", "outcome_on", "reason", "note")

    def __init__(self, *args: Any, referral: Referral, **kwargs: Any) -> None:
        start = {"outcome": "open", "appeared_on": referral.appeared_on}
        super().__init__(*args, **{"initial": start, **kwargs})
        is_job = referral.kind == Referral.Kind.JOB
        other = Referral.Outcome.STARTED if is_job else Referral.Outcome.HIRED
        field = self.fields["outcome"]
        if isinstance(field, forms.ChoiceField):
            field.choices = [row for row in Referral.Outcome.choices if row[0] != other]
        self.label("outcome_on", _("Day of the outcome"), _("Leave empty for today."))

    def clean(self) -> dict[str, Any]:
        """An outcome without a day is one of today."""
        values: dict[str, Any] = super().clean() or {}
        if values.get("outcome") not in (None, "open") and "outcome_on" not in self.errors:
            values["outcome_on"] = values.get("outcome_on") or today()
        return values


class ParticipationEndForm(EntryForm):
    """How and when a participation ended."""

    model = Participation
    names = ("ending", "ended_on", "reason", "note")

    without = ("running",)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **{"initial": {"ended_on": today()}, **kwargs})
        self.fields["ended_on"].required = True


class CorrectionForm(EntryForm):
    """All that can be corrected in an entry."""

    def __init__(self, entry: CardEntry, kind: CardKind, *args: Any, **kwargs: Any) -> None:
        self.model, self.names = kind.model, kind.fields
        initial = {name: getattr(entry, "vacancy_id" if name == "vacancy" else name) for name in kind.fields}
        super().__init__(*args, initial=initial, **kwargs)
        field = self.fields.get("vacancy")
        if isinstance(field, VacancyField):
            vacancies = Vacancy.objects.filter(
                models.Q(pk=initial["vacancy"] or 0) | models.Q(pk__in=_open_on(entry, kind))
            )
            field.queryset = vacancies.order_by("profession", "employer", "pk")
        if "destination" in self.fields:
            self.fields["destination"].required = False

    def changes(self) -> dict[str, Any]:
        """Return the fields for `correct_entry`."""
        return dict(self.cleaned_data)


def _open_on(entry: CardEntry, kind: CardKind) -> list[int]:
    day = getattr(entry, kind.day)
    return list(Vacancy.objects.open_on(day).order_by("-pk").values_list("pk", flat=True)[:MOST_VACANCIES])


class SaidForm(forms.Form):
    """What the person says of a breach."""

    reason = PrintableField(label=_("What the person says"), max_length=400, rows=2)


class JudgementForm(forms.Form):
    """Whether the reason is valid, and why."""

    judgement = forms.ChoiceField(
        label=_("Reason"),
        choices=[choice for choice in Judged.Judgement.choices if choice[0] != "open"],
        widget=forms.RadioSelect,
    )
    note = PrintableField(label=_("Why it is judged so"), max_length=400, rows=2)


class VoidForm(forms.Form):
    """Why an entry is void."""

    reason = PrintableField(label=_("Why the entry is void"), max_length=200)
