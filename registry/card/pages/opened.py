"""Which form a kind of entry has, and which act it calls: for new entries and for what came of them."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from django.http import Http404, HttpRequest
from django.utils.translation import gettext as _

from astana_employment.department.models import StaffMember
from astana_employment.department.pages.replies import officer, posted_version
from astana_employment.toolbox.clock import today
from astana_employment.toolbox.dates import numeric_date
from registry.card.acts.life_events import record_life_event
from registry.card.acts.offers import answer_offer, offer_job
from registry.card.acts.participation import end_participation, start_participation
from registry.card.acts.referrals import close_referral, refer
from registry.card.acts.summonses import close_summons, summon
from registry.card.acts.visits import agree_visit, keep_visit, latest_next_visit, pending_visit
from registry.card.forms.entries import (
    EntryForm,
    LifeEventForm,
    OfferForm,
    ParticipationForm,
    ReferralForm,
    SummonsForm,
    VisitForm,
)
from registry.card.forms.outcomes import (
    OfferAnswerForm,
    ParticipationEndForm,
    ReferralOutcomeForm,
    SummonsClosingForm,
)
from registry.card.models import (
    CardEntry,
    JobOffer,
    Participation,
    Referral,
    Summons,
    VisitAppointment,
)
from registry.people.models import UnemploymentRegistration

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise


@dataclass
class Opened:
    """A form, the act it asks for, and what the page says around it.

    `said` tells what was done; `steps` are further buttons (value, label) beside «Save».
    """

    title: "str | _StrPromise"
    form: EntryForm
    act: Callable[[], CardEntry]
    said: Callable[[CardEntry], str]
    hint: str = ""
    entry: CardEntry | None = None
    steps: list[tuple[str, str]] = field(default_factory=list)


def open_new(request: HttpRequest, registration: UnemploymentRegistration, slug: str) -> Opened:
    """Return the form for a new entry of a kind; Http404 for an unknown one."""
    if slug not in _NEW:
        raise Http404
    return _NEW[slug](request, registration, officer(request))


def open_answer(request: HttpRequest, entry: CardEntry) -> Opened:
    """Return the form for what came of an entry; Http404 for a kind of which nothing comes."""
    opener = _ANSWERS.get(type(entry))
    if opener is None:
        raise Http404
    opened = opener(request, entry, officer(request))
    opened.entry = entry
    return opened


# --- new -----------------------------------------------------------------------------------------
def _visit(request: HttpRequest, registration: UnemploymentRegistration, by: StaffMember) -> Opened:
    pending = _awaited(request, registration)
    is_late = pending is not None and pending.due_on < today()
    is_over = registration.state == UnemploymentRegistration.State.ENDED
    latest = None if is_over else latest_next_visit(today())
    form = VisitForm(request.POST or None, is_late=is_late, latest=latest)
    steps = [] if pending is not None and not is_late else [("agree", _agree_label(pending))]

    def act() -> CardEntry:
        values = form.cleaned_data
        common = {"registration": registration, "by": by, "reason": values.get("reason", "")}
        common["other"] = form.other
        if request.POST.get("step") == "agree":
            note = values["note"] or values["information"]
            return agree_visit(agreed_on=values["came_on"], note=note, **common)
        return keep_visit(
            visit=pending,
            version=posted_version(request),
            came_on=values["came_on"],
            information=values["information"],
            note=values["note"],
            **common,
        )

    hint = _("Agreed to come by %(day)s.") % {"day": numeric_date(pending.due_on)} if pending else ""
    return Opened(_("Visit"), form, act, _said_of_visit, hint=hint, entry=pending, steps=steps)


def _awaited(request: HttpRequest, registration: UnemploymentRegistration) -> VisitAppointment | None:
    """Return the awaited visit; while a form is sent, the one that the form was shown for."""
    if request.method != "POST":
        return pending_visit(registration)
    key = request.POST.get("entry", "")
    rows = VisitAppointment.objects.filter(registration=registration).select_related("registration")
    return rows.filter(pk=int(key)).first() if key.isdecimal() and len(key) < 19 else None


def _agree_label(pending: VisitAppointment | None) -> str:
    return _("Did not come: agree the next date") if pending else _("Only agree the next date")


def _said_of_visit(entry: CardEntry) -> str:
    if not isinstance(entry, VisitAppointment) or entry.came_on is None:
        due_on = getattr(entry, "due_on", today())
        return _("The next visit is agreed: to come by %(day)s.") % {"day": numeric_date(due_on)}
    following = pending_visit(entry.registration)
    if following is None:
        return _("Visit kept on %(day)s.") % {"day": numeric_date(entry.came_on)}
    return _("Visit kept on %(day)s. The next one: to come by %(next)s.") % {
        "day": numeric_date(entry.came_on),
        "next": numeric_date(following.due_on),
    }


def _summons(request: HttpRequest, registration: UnemploymentRegistration, by: StaffMember) -> Opened:
    form = SummonsForm(request.POST or None)

    def act() -> CardEntry:
        return summon(registration=registration, by=by, **form.cleaned_data)

    return Opened(_("Summons"), form, act, _due(_("Summoned: to come by %(day)s.")))


def _offer(request: HttpRequest, registration: UnemploymentRegistration, by: StaffMember) -> Opened:
    form = OfferForm(request.POST or None, initial=_from_address(request, "vacancy", "find", "vacancy_find"))

    def act() -> CardEntry:
        values = {name: value for name, value in form.cleaned_data.items() if name != "find"}
        return offer_job(registration=registration, by=by, **values)

    def said(entry: CardEntry) -> str:
        return _("Job offered: %(name)s.") % {"name": _vacancy(entry)}

    return Opened(_("Job offer"), form, act, said)


def _referral(request: HttpRequest, registration: UnemploymentRegistration, by: StaffMember) -> Opened:
    form = ReferralForm(request.POST or None, initial=_from_address(request, "vacancy", "kind", "find"))

    def act() -> CardEntry:
        values = {name: value for name, value in form.cleaned_data.items() if name != "find"}
        return refer(registration=registration, by=by, **values)

    return Opened(_("Referral"), form, act, _due(_("Referral given: to appear by %(day)s.")))


def _participation(request: HttpRequest, registration: UnemploymentRegistration, by: StaffMember) -> Opened:
    initial = _from_address(request, "referral", "kind")
    form = ParticipationForm(request.POST or None, registration=registration, initial=initial)

    def act() -> CardEntry:
        return start_participation(registration=registration, by=by, **form.cleaned_data)

    return Opened(_("Training and public works"), form, act, lambda _entry: _("The start is entered."))


def _life_event(request: HttpRequest, registration: UnemploymentRegistration, by: StaffMember) -> Opened:
    form = LifeEventForm(request.POST or None)

    def act() -> CardEntry:
        return record_life_event(registration=registration, by=by, **form.cleaned_data)

    return Opened(_("Event of life"), form, act, lambda _entry: _("The event of life is entered."))


# --- what came of it -----------------------------------------------------------------------------
def _summons_closing(request: HttpRequest, entry: Summons, by: StaffMember) -> Opened:
    form = SummonsClosingForm(request.POST or None)

    def act() -> CardEntry:
        return close_summons(summons=entry, version=posted_version(request), by=by, **form.cleaned_data)

    return Opened(_("What came of the summons"), form, act, _done, hint=_to_come_by(entry))


def _offer_answer(request: HttpRequest, entry: JobOffer, by: StaffMember) -> Opened:
    form = OfferAnswerForm(request.POST or None)

    def act() -> CardEntry:
        return answer_offer(offer=entry, version=posted_version(request), by=by, **form.cleaned_data)

    return Opened(_("Answer to the job offer"), form, act, _done, hint=_vacancy(entry))


def _referral_outcome(request: HttpRequest, entry: Referral, by: StaffMember) -> Opened:
    form = ReferralOutcomeForm(request.POST or None, referral=entry)

    def act() -> CardEntry:
        return close_referral(referral=entry, version=posted_version(request), by=by, **form.cleaned_data)

    hint = f"{entry.destination}. {_to_come_by(entry)}"
    return Opened(_("What came of the referral"), form, act, _done, hint=hint)


def _participation_end(request: HttpRequest, entry: Participation, by: StaffMember) -> Opened:
    form = ParticipationEndForm(request.POST or None)

    def act() -> CardEntry:
        return end_participation(
            participation=entry, version=posted_version(request), by=by, **form.cleaned_data
        )

    return Opened(_("How the participation ended"), form, act, _done, hint=entry.place)


def _done(_entry: CardEntry) -> str:
    return _("Entered on the card.")


def _due(text: str) -> Callable[[CardEntry], str]:
    return lambda entry: text % {"day": numeric_date(getattr(entry, "due_on", today()))}


def _vacancy(entry: CardEntry) -> str:
    return str(entry.vacancy) if isinstance(entry, JobOffer) else ""


def _to_come_by(entry: Summons | Referral) -> str:
    return _("To come by %(day)s.") % {"day": numeric_date(entry.due_on)}


def _from_address(request: HttpRequest, *names: str) -> dict[str, Any]:
    """Return what the address brings along, as a list of vacancies or another entry links it."""
    return {name: request.GET[name] for name in names if request.GET.get(name)}


_NEW: dict[str, Callable[[HttpRequest, UnemploymentRegistration, StaffMember], Opened]] = {
    "visit": _visit,
    "summons": _summons,
    "offer": _offer,
    "referral": _referral,
    "participation": _participation,
    "life-event": _life_event,
}
_ANSWERS: dict[type[CardEntry], Callable[[HttpRequest, Any, StaffMember], Opened]] = {
    Summons: _summons_closing,
    JobOffer: _offer_answer,
    Referral: _referral_outcome,
    Participation: _participation_end,
}
