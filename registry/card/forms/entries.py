"""The forms of each kind of entry: for a new one, and for what came of it."""

from typing import Any, TypeVar

from django import forms
from django.db import models
from django.http import QueryDict
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from astana_employment.department.models import StaffMember
from astana_employment.toolbox.clock import today
from astana_employment.toolbox.dates import numeric_date
from astana_employment.toolbox.fields import DayField, PrintableField, typed_field
from registry.card.acts.entries import (
    answer_offer,
    close_referral,
    close_summons,
    end_participation,
    offer_job,
    record_life_event,
    refer,
    start_participation,
    summon,
)
from registry.card.acts.visits import OtherDate, agree_visit, keep_visit, latest_next_visit
from registry.card.forms.base import (
    MOST_VACANCIES,
    EntryForm,
    NewForm,
    OutcomeForm,
    ReferralField,
    VacancyField,
)
from registry.card.models import (
    CardEntry,
    JobOffer,
    LifeEvent,
    Participation,
    Referral,
    Summons,
    VisitAppointment,
)
from registry.people.models import UnemploymentRegistration
from registry.vacancies.models import Vacancy


class VisitForm(NewForm):
    """The person came, or a missed visit is agreed anew; the next date may be agreed freely."""

    model = VisitAppointment
    names = ("came_on", "information", "reason", "note")
    first = ("came_on", "information", "reason", "next_on", "next_why")
    start = {"came_on": today}
    needs = {"came_on": True}
    called = {"came_on": (_("Day"), "")}
    # A visit that was kept is told on the card itself, beside «Undo».
    said = _("The next visit is agreed: to come by %(day)s.")

    next_on = DayField(label=_("Another date for the next visit"), required=False)
    next_why = PrintableField(label=_("Why another date"), max_length=200, required=False)

    def __init__(
        self, data: QueryDict | None, *, registration: UnemploymentRegistration, entry: Any, **asked: Any
    ) -> None:
        super().__init__(data, registration=registration, entry=entry, **asked)
        is_late = entry is not None and entry.due_on < today()
        if not is_late:
            del self.fields["reason"]
        is_over = registration.state == UnemploymentRegistration.State.ENDED
        latest = None if is_over else latest_next_visit(today())
        if latest is None:
            del self.fields["next_on"], self.fields["next_why"]
        else:
            text = _("Leave empty for the last day that the standard allows: %(day)s.")
            self.fields["next_on"].help_text = text % {"day": numeric_date(latest)}
        if entry is None:
            self.steps = (("agree", gettext("Only agree the next date")),)
            return
        self.hint = gettext("Agreed to come by %(day)s.") % {"day": numeric_date(entry.due_on)}
        if is_late:
            self.steps = (("agree", gettext("Did not come: agree the next date")),)

    def clean(self) -> dict[str, Any]:
        """A reason for another date says nothing without that date."""
        values: dict[str, Any] = super().clean() or {}
        if values.get("next_why") and not values.get("next_on") and "next_on" not in self.errors:
            self.add_error("next_on", _("Enter the other date, or leave both fields empty."))
        return values

    def save(self, *, by: StaffMember, version: int) -> CardEntry:
        """Mark the visit as kept, or agree the next date alone."""
        values = {"reason": "", **self.cleaned_data}
        on, why = values.pop("next_on", None), values.pop("next_why", "")
        common: dict[str, Any] = {
            "registration": self.registration,
            "by": by,
            "reason": values.pop("reason"),
            "other": OtherDate(on, why) if on else None,
        }
        if self.data.get("step") == "agree":
            note = values["note"] or values["information"]
            return agree_visit(agreed_on=values["came_on"], note=note, **common)
        return keep_visit(visit=self.entry, version=version, **values, **common)


class SummonsForm(NewForm):
    """A summons to receive a referral."""

    model = Summons
    names = ("summoned_on", "note")
    start = {"summoned_on": today}
    act = staticmethod(summon)
    said = _("Summoned: to come by %(day)s.")


class SummonsClosingForm(OutcomeForm):
    """The person came, did not come in time, or the summons is cancelled."""

    model = Summons
    heading = _("What came of the summons")
    names = ("reason", "note")
    first = ("closing", "day")
    start = {"closing": "came", "day": today}
    act = staticmethod(close_summons)

    closing = forms.ChoiceField(
        label=_("What came of it"),
        choices=[("came", _("came")), ("did_not_come", _("did not come")), ("cancelled", _("cancelled"))],
        widget=forms.RadioSelect,
    )
    day = DayField(label=_("Day"), past=True)


class _WithVacancy(NewForm):
    """A form with a choice among the vacancies that are open, narrowed by what is typed."""

    called = {
        "find": (
            _("Search in the bank of vacancies"),
            _("Profession or employer; narrows the list, and the arrow down chooses from it."),
        )
    }

    find = PrintableField(max_length=80, required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["find"].widget.attrs["data-chooses"] = "#vacancy-choice select"
        self.shown = self._vacancies()
        field = typed_field(self, "vacancy", VacancyField)
        choices = [(row.pk, field.label_from_instance(row)) for row in self.shown]
        # Nothing is chosen for anybody, unless only one is left of the search.
        is_only = field.required and len(choices) == 1
        label = _("choose a vacancy") if field.required else field.empty_label
        field.widget.choices = [*([] if is_only else [("", str(label))]), *choices]

    def _vacancies(self) -> list[Vacancy]:
        words = str(self["find"].value() or "").strip()
        rows = Vacancy.objects.open_on(today())
        if words:
            like = models.Q(profession__icontains=words) | models.Q(employer__icontains=words)
            rows = rows.filter(like)
        shown = list(rows.order_by("profession", "employer", "pk")[:MOST_VACANCIES])
        chosen = self["vacancy"].value()
        if chosen and str(chosen).isdecimal() and int(chosen) not in {row.pk for row in shown}:
            shown = [*Vacancy.objects.filter(pk=int(chosen)), *shown]
        return shown


class OfferForm(_WithVacancy):
    """A job offered, with the answer if it was given at once."""

    model = JobOffer
    names = ("vacancy", "offered_on", "is_suitable", "answer", "answered_on", "refusal_document", "note")
    first = ("find", "vacancy")
    start = {"offered_on": today, "is_suitable": True, "answer": "open"}
    brought = ("vacancy", "find")
    act = staticmethod(offer_job)
    said = _("Job offered: %(name)s.")

    def clean(self) -> dict[str, Any]:
        """An answer without a day was given when the job was offered."""
        values: dict[str, Any] = super().clean() or {}
        if values.get("answer") not in (None, "open") and "answered_on" not in self.errors:
            values["answered_on"] = values.get("answered_on") or values.get("offered_on")
        return values


class OfferAnswerForm(OutcomeForm):
    """The person's answer to an offer."""

    model = JobOffer
    heading = _("Answer to the job offer")
    names = ("answer", "answered_on", "refusal_document", "note")
    without = ("open",)
    start = {"answered_on": today}
    needs = {"answered_on": True}
    act = staticmethod(answer_offer)


class ReferralForm(_WithVacancy):
    """A referral to a job, to training or to public works."""

    model = Referral
    names = ("kind", "vacancy", "destination", "issued_on", "note")
    first = ("kind", "find", "vacancy", "destination")
    start = {"kind": "job", "issued_on": today}
    brought = ("vacancy", "kind", "find")
    needs = {"destination": False}
    called = {
        **_WithVacancy.called,
        "destination": (_("Where to"), _("Leave empty for a vacancy of the bank: its employer is written.")),
    }
    act = staticmethod(refer)
    said = _("Referral given: to appear by %(day)s.")


class ReferralOutcomeForm(OutcomeForm):
    """The appearance, what came of the referral, or both."""

    model = Referral
    heading = _("What came of the referral")
    names = ("appeared_on", "outcome", "outcome_on", "reason", "note")
    start = {"outcome": "open"}
    shows = ("appeared_on",)
    called = {"outcome_on": (_("Day of the outcome"), _("Leave empty for today."))}
    act = staticmethod(close_referral)

    def __init__(self, data: QueryDict | None, *, entry: Referral) -> None:
        is_job = entry.kind == Referral.Kind.JOB
        self.without = (Referral.Outcome.STARTED if is_job else Referral.Outcome.HIRED,)
        super().__init__(data, entry=entry)

    def clean(self) -> dict[str, Any]:
        """An outcome without a day is one of today."""
        values: dict[str, Any] = super().clean() or {}
        if values.get("outcome") not in (None, "open") and "outcome_on" not in self.errors:
            values["outcome_on"] = values.get("outcome_on") or today()
        return values


class ParticipationForm(NewForm):
    """Training or public works began."""

    model = Participation
    names = ("kind", "referral", "place", "started_on", "note")
    start = {"kind": "public_works", "started_on": today}
    brought = ("referral", "kind")
    needs = {"place": False}
    called = {"place": (_("Where"), _("Leave empty to take it from the referral."))}
    act = staticmethod(start_participation)
    said = _("The start is entered.")

    def __init__(self, *args: Any, registration: UnemploymentRegistration, **kwargs: Any) -> None:
        super().__init__(*args, registration=registration, **kwargs)
        field = self.fields["referral"]
        if isinstance(field, ReferralField):
            field.offer_those_of(registration)

    def clean(self) -> dict[str, Any]:
        """A place is needed where no referral names it."""
        values: dict[str, Any] = super().clean() or {}
        if not values.get("place") and not values.get("referral") and "place" not in self.errors:
            self.add_error("place", _("Enter where."))
        return values


class ParticipationEndForm(OutcomeForm):
    """How and when a participation ended."""

    model = Participation
    heading = _("How the participation ended")
    names = ("ending", "ended_on", "reason", "note")
    without = ("running",)
    start = {"ended_on": today}
    needs = {"ended_on": True}
    act = staticmethod(end_participation)


class LifeEventForm(NewForm):
    """An event of life."""

    model = LifeEvent
    names = ("kind", "happened_on", "new_address", "document", "note")
    start = {"kind": "moved_within", "happened_on": today}
    called = {"new_address": (_("New address"), _("For a move only."))}
    act = staticmethod(record_life_event)
    said = _("The event of life is entered.")


_Form = TypeVar("_Form", bound=EntryForm)


def _by_kind(*forms_: type[_Form]) -> dict[str, type[_Form]]:
    return {form.model.slug: form for form in forms_}


NEW = _by_kind(VisitForm, SummonsForm, OfferForm, ReferralForm, ParticipationForm, LifeEventForm)
OUTCOME = _by_kind(SummonsClosingForm, OfferAnswerForm, ReferralOutcomeForm, ParticipationEndForm)
