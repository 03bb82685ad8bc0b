"""From the rows of the record card to the facts of the engine, for one registration or for all of them.

One query reads what can be evidence of a ground, whatever its kind; a second one walks the registrations
beside it in the same order. Appointments kept in time, by far the most entries, stay in the database: the
conditions of the kinds (`breaches`) leave out only what the engine would not look at.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from functools import cache
from itertools import groupby
from operator import itemgetter
from typing import Any, Final, NamedTuple

from django.db import connection
from django.db.models import (
    Case,
    CharField,
    DateField,
    F,
    Model,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
    Value,
    When,
)
from django.db.models.functions import Cast, Coalesce

from astana_employment.department.models import ServiceStandard
from astana_employment.toolbox.clock import today
from registry.card.models import (
    JobOffer,
    LifeEvent,
    Participation,
    Referral,
    Summons,
    VisitAppointment,
)
from registry.law.eligibility import (
    Appointment,
    BrokenOff,
    Facts,
    Finding,
    Judgement,
    LifeFact,
    RefusedOffer,
    findings,
)
from registry.people.models import Person, UnemploymentRegistration
from registry.standing.models import StandingDecision

CHUNK: Final = 2000
# What a list says of a person, and what the window is found by.
_NAMES: Final = ("pk", "surname", "given_name", "patronymic", "letter")
_SOME_REGISTRATION: Final = -1
_SOME_DAY: Final = date(1, 1, 1)
# The events of life that are a ground by themselves (clause 17(6)–(8)), and where the engine wants them.
_LIFE: Final = {
    LifeEvent.Kind.MOVED_AWAY.value: "moves_away",
    LifeEvent.Kind.SENTENCED.value: "sentences",
    LifeEvent.Kind.PENSION.value: "pensions",
}


class FactRow(NamedTuple):
    """One entry as the database gives it; `place` is the field of `Facts` it belongs to."""

    registration: int
    place: str
    entry: int
    day: date
    came_on: date | None
    released_on: date | None
    judgement: str


@dataclass(frozen=True, slots=True)
class Found:
    """What the card of one registration shows on a day, with what a list says of the person."""

    registration: int
    number: str
    person: Person
    findings: tuple[Finding, ...]


def facts_of(registration: UnemploymentRegistration, day: date) -> Facts:
    """Return the facts of one registration for a day (two queries); LookupError without an edition."""
    sql, parameters = _statement()
    given: dict[Any, Any] = {_SOME_REGISTRATION: registration.pk, _SOME_DAY: day}
    with connection.cursor() as cursor:
        cursor.execute(sql, [given.get(value, value) for value in parameters])
        rows = cursor.fetchall()
    return as_facts(rows, offers_to_refuse(day))


@cache
def _statement() -> tuple[str, tuple[Any, ...]]:
    """Return the query for one registration, whose places for registration and day are marked.

    Putting it together takes longer than running it, and every page of a person asks it.
    """
    rows = _rows(Q(registration=_SOME_REGISTRATION), _SOME_DAY)
    sql, parameters = rows.query.sql_with_params()
    return str(sql), tuple(parameters)


def findings_of(registration: UnemploymentRegistration, day: date) -> tuple[Finding, ...]:
    """Return the grounds that the card of a registration shows on a day (two queries)."""
    return findings(facts_of(registration, day), day)


def all_findings(day: date) -> Iterator[Found]:
    """Yield, by registration, what the cards of all registrations active on a day show; none: left out.

    Three queries at any number of registrations, and memory for a few thousand rows. What is entered while
    the list is being read may be in it or not.
    """
    wanted = offers_to_refuse(day)
    active = active_on(day).order_by("pk")
    people = active.values_list("pk", "number", *(f"person__{name}" for name in _NAMES))
    rows = _rows(Q(registration__in=active.order_by().values("pk")), day)
    entries = groupby(rows.iterator(chunk_size=CHUNK), key=itemgetter(0))
    yield from _joined(people.iterator(chunk_size=CHUNK), entries, wanted, day)


def _joined(
    people: Iterator[tuple[Any, ...]],
    entries: Iterable[tuple[int, Iterable[tuple[Any, ...]]]],
    wanted: int,
    day: date,
) -> Iterator[Found]:
    """Walk registrations and groups of entries side by side, both in the order of the registration."""
    here = next(people, None)
    for registration, rows in entries:
        found = findings(as_facts(rows, wanted), day)
        # A registration that ended between the two queries has entries and no row: it is passed over.
        while here is not None and here[0] < registration:
            here = next(people, None)
        if found and here is not None and here[0] == registration:
            person = Person(**dict(zip(_NAMES, here[2:], strict=True)))
            yield Found(registration, here[1], person, found)


def offers_to_refuse(day: date) -> int:
    """Return how many refused offers are a ground by the edition of a day (clause 17(1)).

    Where an edition has run out and none has followed yet, the last one goes on to be read; LookupError for
    a day before the first one.
    """
    begun = ServiceStandard.objects.filter(valid_from__lte=day).order_by("-valid_from")
    wanted = begun.values_list("offers_to_refuse", flat=True).first()
    if wanted is None:
        raise LookupError(f"No edition of the standard was in force on {day}")
    return wanted


def as_facts(rows: Iterable[tuple[Any, ...]], wanted: int) -> Facts:
    """Sort the rows of one registration into the facts of the engine; `wanted` is its number of refusals."""
    places: dict[str, list[Any]] = {}
    for values in rows:
        row = FactRow(*values)
        places.setdefault(row.place, []).append(_fact(row))
    return Facts(offers_to_refuse=wanted, **{place: tuple(facts) for place, facts in places.items()})


def _fact(row: FactRow) -> RefusedOffer | Appointment | BrokenOff | LifeFact:
    if row.place == "refused_offers":
        return RefusedOffer(row.entry, row.day)
    if row.place == "broken_off":
        return BrokenOff(row.entry, row.day, Judgement(row.judgement))
    if row.place in _LIFE.values():
        return LifeFact(row.entry, row.day)
    return Appointment(row.entry, row.day, row.came_on, row.released_on, Judgement(row.judgement))


def active_on(day: date) -> QuerySet[UnemploymentRegistration]:
    """Return the registrations that were active on a day, by the decisions known now.

    From today on the state itself says so; for an earlier day the last decision until then does.
    """
    rows = UnemploymentRegistration.objects.filter(registered_on__lte=day)
    if day >= today():
        return rows.filter(state=UnemploymentRegistration.State.ACTIVE)
    decided = StandingDecision.objects.filter(registration=OuterRef("pk"), decided_on__lte=day)
    last = Subquery(decided.order_by("-id").values("act")[:1])
    there = rows.filter(Q(ended_on__isnull=True) | Q(ended_on__gt=day))
    return there.alias(last_act=Coalesce(last, _text(""))).exclude(last_act=StandingDecision.Act.SUSPEND)


_NO_DAY: Final = Cast(Value(None), DateField())


def _text(value: str) -> Cast:
    return Cast(Value(value), CharField())


def _rows(of: Q, day: date) -> QuerySet[Any, tuple[Any, ...]]:
    """Return every entry that can be evidence on a day, registration by registration, as `FactRow`s."""
    first, *others = (_branch(rows.filter(of), **columns) for rows, columns in _kinds(day))
    joined: QuerySet[Any, tuple[Any, ...]] = first.union(*others, all=True)
    return joined.order_by("fact_registration")


def _kinds(day: date) -> Iterator[tuple[QuerySet[Any], dict[str, Any]]]:
    """Yield, kind by kind, the entries that can be evidence on a day and the columns they fill."""
    due = {"day": F("due_on"), "judged": F("judgement")}
    offers = JobOffer.objects.filter(answer=JobOffer.Answer.REFUSED, is_suitable=True, voided_at__isnull=True)
    yield (
        offers.filter(answered_on__lte=day),
        {"place": _text("refused_offers"), "day": F("answered_on")},
    )
    released = Case(When(outcome__in=Referral.RELEASING, then=F("outcome_on")), default=_NO_DAY)
    yield (
        Referral.objects.filter(Referral.breaches(day)),
        {**due, "place": _text("job_referrals"), "came": F("appeared_on"), "released": released},
    )
    yield (
        Summons.objects.filter(Summons.breaches(day)),
        {**due, "place": _text("summonses"), "came": F("came_on"), "released": F("cancelled_on")},
    )
    yield (
        Participation.objects.filter(Participation.breaches(day)),
        {"place": _text("broken_off"), "day": F("ended_on"), "judged": F("judgement")},
    )
    yield (
        VisitAppointment.objects.filter(VisitAppointment.breaches(day)),
        {**due, "place": _text("visits"), "came": F("came_on")},
    )
    events = LifeEvent.objects.filter(kind__in=_LIFE, voided_at__isnull=True, happened_on__lte=day)
    place = Case(*(When(kind=kind, then=_text(name)) for kind, name in _LIFE.items()))
    yield events, {"place": place, "day": F("happened_on")}


def _branch(rows: QuerySet[Model], **columns: Any) -> QuerySet[Any, tuple[Any, ...]]:
    """Bring the entries of one kind into the columns of `FactRow`; what a kind does not know is empty."""
    known = {"came": _NO_DAY, "released": _NO_DAY, "judged": _text(Judgement.OPEN), **columns}
    named = {f"fact_{name}": known[name] for name in ("place", "day", "came", "released", "judged")}
    annotated = rows.order_by().annotate(fact_registration=F("registration_id"), fact_entry=F("pk"), **named)
    values: QuerySet[Any, tuple[Any, ...]] = annotated.values_list(
        "fact_registration", "fact_place", "fact_entry", *list(named)[1:]
    )
    return values
