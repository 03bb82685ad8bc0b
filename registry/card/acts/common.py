"""What every act on the record card begins and ends with."""

from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from datetime import date
from typing import Any, NamedTuple, TypeVar

from django.utils.translation import gettext_lazy as _

from astana_employment.department.models import Role, ServiceStandard, StaffMember, working_calendar
from astana_employment.department.records import field_values, locked, locked_at_version, record_event
from astana_employment.department.terms import confirmed_years, edition_on
from astana_employment.toolbox.clock import today
from astana_employment.toolbox.dates import numeric_date
from astana_employment.toolbox.deadlines import DueDate, Unit, due_date
from astana_employment.toolbox.errors import RuleViolation
from astana_employment.toolbox.violations import constraint_errors
from registry.card.breaches import breach_since
from registry.card.hindrances import tell_hindrances
from registry.card.models import CardEntry, Judged
from registry.people.models import UnemploymentRegistration
from registry.vacancies.models import Vacancy

Entry = TypeVar("Entry", bound=CardEntry)


class Rule(NamedTuple):
    """Where a rule that the database holds stands in the standard, and the field it concerns."""

    clause: str
    field: str | None


RULES: dict[str, Rule] = {
    "visit_due_after_agreed": Rule("15", "agreed_on"),
    "visit_came_after_agreed": Rule("15", "came_on"),
    "visit_one_pending": Rule("15", None),
    "offer_answer_in_order": Rule("17(1)", "answered_on"),
    "offer_answered_has_day": Rule("17(1)", "answered_on"),
    "offer_refusal_has_document": Rule("17(1)", "refusal_document"),
    "offer_once": Rule("17(1)", "vacancy"),
    "referral_due_in_order": Rule("17(2)", "issued_on"),
    "referral_appeared_in_order": Rule("17(2)", "appeared_on"),
    "referral_outcome_in_order": Rule("17(2)", "outcome_on"),
    "referral_outcome_after_appearing": Rule("17(2)", "outcome_on"),
    "referral_outcome_has_day": Rule("17(2)", "outcome_on"),
    "referral_no_show_did_not_appear": Rule("17(2)", "appeared_on"),
    "summons_due_in_order": Rule("17(3)", "summoned_on"),
    "summons_came_in_order": Rule("17(3)", "came_on"),
    "summons_cancelled_in_order": Rule("17(3)", "cancelled_on"),
    "summons_one_open": Rule("17(3)", None),
    "summons_came_or_cancelled": Rule("17(3)", "cancelled_on"),
    "summons_closed_in_order": Rule("17(3)", None),
    "participation_in_order": Rule("17(4)", "ended_on"),
    "participation_after_referral": Rule("17(4)", "started_on"),
    "participation_ended_has_day": Rule("17(4)", "ended_on"),
    "life_event_move_has_address": Rule("17(6)", "new_address"),
    "entry_within_registration": Rule("15", None),
    "vacancy_must_be_open": Rule("1", "vacancy"),
}


@contextmanager
def card_rules() -> Iterator[None]:
    """Turn what the database refuses into RuleViolation with the clause and the form's field."""
    try:
        with constraint_errors():
            yield
    except RuleViolation as error:
        rule = RULES.get(error.clause)
        if rule is None:
            raise
        raise RuleViolation(error.message, clause=rule.clause, field=rule.field) from error


def begin(
    registration: UnemploymentRegistration, days: Mapping[str, date | None]
) -> UnemploymentRegistration:
    """Lock the registration an entry belongs to and return it; RuleViolation for a day outside of it."""
    row = locked(registration)
    check_days(row, days)
    return row


def check_days(registration: UnemploymentRegistration, days: Mapping[str, date | None]) -> None:
    """Refuse, beside its field, a day in the future or outside the registration (clause 15)."""
    for field, day in days.items():
        if day is None:
            continue
        if day > today():
            raise RuleViolation(_("This day is still in the future (clause 15)."), clause="15", field=field)
        if day < registration.registered_on:
            raise RuleViolation(
                _("The registration began later, on %(day)s (clause 15)."),
                clause="15",
                field=field,
                params={"day": numeric_date(registration.registered_on)},
            )
        if registration.ended_on is not None and day > registration.ended_on:
            raise RuleViolation(
                _("The registration ended on %(day)s; a later entry does not belong to it (clause 15)."),
                clause="15",
                field=field,
                params={"day": numeric_date(registration.ended_on)},
            )


def take(entry: Entry, version: int) -> Entry:
    """Lock an entry that was shown at `version`; its registration is locked before it.

    StaleRecord if it was changed meanwhile, RuleViolation for a voided one.
    """
    locked(entry.registration)
    row = locked_at_version(entry, version)
    if row.voided_at is not None:
        raise RuleViolation(_("This entry was voided; it can no longer be changed (clause 15)."), clause="15")
    return row


def term(start: date, *, kind: str) -> DueDate:
    """Count the due day of a «visit», «referral» or «summons» by the edition in force on its first day.

    RuleViolation when no edition was in force or the days off of a year are not confirmed.
    """
    standard = edition_on(start)
    count, unit, clause = _terms(standard)[kind]
    with confirmed_years(clause):
        return due_date(
            start,
            count=count,
            unit=unit,
            calendar=working_calendar(),
            edition=standard.code,
            roll=standard.rolls_to_working_day,
        )


def _terms(standard: ServiceStandard) -> dict[str, tuple[int, Unit, str]]:
    return {
        "visit": (standard.visit_interval_days, "calendar_days", "15"),
        "referral": (standard.referral_working_days, "working_days", "17(2)"),
        "summons": (standard.summons_working_days, "working_days", "17(3)"),
    }


def refuse_closed_vacancy(vacancy: Vacancy | None, day: date) -> None:
    """A vacancy that is not open on the day is neither offered nor referred to (clause 1)."""
    if vacancy is not None and not vacancy.is_open_on(day):
        raise RuleViolation(_("The vacancy is not open on this day (clause 1)."), clause="1", field="vacancy")


def store(entry: CardEntry) -> None:
    """Save a new or changed entry; what the database refuses is a RuleViolation."""
    if entry.pk is not None:
        entry.version += 1
    with card_rules():
        entry.save()


def is_judged(entry: CardEntry) -> bool:
    """Tell whether the head of division has judged the reason of an entry."""
    return isinstance(entry, Judged) and entry.judgement != Judged.Judgement.OPEN


def is_head(officer: StaffMember) -> bool:
    """Tell whether somebody is the head of division or acts for him or her today (readings 17, 45)."""
    return Role.HEAD_OF_DIVISION in officer.roles_on(today())


def refuse_unjudging(entry: CardEntry, by: StaffMember) -> None:
    """A breach that the head of division has judged is made none again by the head alone (reading 45)."""
    if is_judged(entry) and breach_since(entry, today()) is None and not is_head(by):
        raise RuleViolation(
            _("The head of division has judged this entry; only the head can change that now (reading 45)."),
            clause="reading 45",
        )


def facts_of(entry: CardEntry, names: Iterable[str]) -> dict[str, Any]:
    """Return the named fields of an entry for the event log; a vacancy by its name."""
    values = field_values(entry, names)
    vacancy = getattr(entry, "vacancy", None)
    if "vacancy" in values and vacancy is not None:
        values["vacancy"] = str(vacancy)
    return values


def record(
    verb: str,
    entry: CardEntry,
    *,
    by: StaffMember,
    day: date | None = None,
    before: dict[str, Any] | None = None,
    after: dict[str, Any] | None = None,
    reason: str = "",
) -> None:
    """Append an act on an entry to the event log; `day` is when it took place, unless today.

    What an offer or a referral means for a request that waits is told to the apps above (reading 40).
    """
    record_event(
        verb=f"card.{verb}",
        subject=entry,
        by=by,
        case_file=f"person:{entry.registration.person_id}",
        reason=reason,
        before=before,
        after=after,
        happened_on=day if day != today() else None,
    )
    tell_hindrances(entry, by=by)
