"""From rows to facts to findings: nothing is lost on the way, and nothing that was voided arrives."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from django.db.models import Q
from django.utils import timezone
from hypothesis import given, settings
from hypothesis import strategies as st

from astana_employment.department.models import ServiceStandard
from registry.law.eligibility import BrokenOff, Facts, Judgement, LifeFact, RefusedOffer, findings
from registry.models import (
    JobOffer,
    LifeEvent,
    Participation,
    Referral,
    StandingDecision,
    Summons,
    VisitAppointment,
)
from registry.standing.facts import active_on, all_findings, facts_of, findings_of
from tests.factories import make_person, make_registration
from tests.registry.card import rows as card

pytestmark = pytest.mark.django_db

FIRST = date(2026, 3, 2)
DAY = date(2026, 4, 15)


def registered(clerk, **fields):
    return make_registration(by=clerk, registered_on=FIRST, **fields)


def on(offset):
    return FIRST + timedelta(days=offset)


def grounds(registration, day=DAY):
    return [row.ground for row in findings_of(registration, day)]


@pytest.mark.parametrize("ground", range(1, 9))
def test_clause_17_each_ground_arrives_from_the_card(clerk, ground):
    registration = registered(clerk)
    assert grounds(registration) == []
    card.raise_ground(registration, ground)
    [finding] = findings_of(registration, DAY)
    assert (finding.ground, finding.is_confirmed) == (ground, True)


def test_an_entry_becomes_its_fact(clerk):
    registration = registered(clerk)
    late = card.referral(registration, on(7), appeared_on=on(9), outcome="hired", outcome_on=on(9))
    facts = facts_of(registration, DAY)
    assert facts.job_referrals == (late.appointment(),)
    assert facts == replace(Facts(offers_to_refuse=2), job_referrals=facts.job_referrals)


def test_clause_17_2_only_referrals_to_work_count(clerk):
    registration = registered(clerk)
    card.referral(registration, on(7), kind="training")
    card.referral(registration, on(7), kind="public_works")
    assert grounds(registration) == []


def test_clause_17_1_only_suitable_jobs_refused_in_writing_count(clerk):
    registration = registered(clerk)
    card.refused_offer(registration, on(1))
    card.refused_offer(registration, on(2), is_suitable=False)
    card.refused_offer(registration, on(3), answer="accepted", refusal_document="")
    assert grounds(registration) == []
    card.refused_offer(registration, on(4))
    assert grounds(registration) == [1]


def test_clause_17_1_the_edition_says_how_many_refusals(clerk):
    registration = registered(clerk)
    card.refused_offer(registration, on(1))
    ServiceStandard.objects.filter(code="2013").update(offers_to_refuse=1)
    assert grounds(registration) == [1]


def test_reading_13_moving_within_astana_is_no_ground(clerk):
    registration = registered(clerk)
    card.life_event(registration, on(3), "moved_within")
    card.life_event(registration, on(3), "employed")
    assert grounds(registration) == []


def test_reading_14_a_new_registration_starts_clean(clerk):
    person = make_person()
    old = registered(clerk, person=person)
    for ground in range(1, 9):
        card.raise_ground(old, ground)
    type(old).objects.filter(pk=old.pk).update(state="ended", ended_on=on(20))
    new = make_registration(by=clerk, person=person, registered_on=on(20))
    assert grounds(old) == list(range(1, 9))
    assert grounds(new) == []


def test_reading_57_what_comes_after_the_day_is_left_out(clerk):
    registration = registered(clerk)
    card.summons(registration, on(10))
    card.life_event(registration, on(12), "pension")
    assert grounds(registration, on(10)) == []
    assert grounds(registration, on(11)) == [3]
    assert grounds(registration, on(12)) == [3, 8]


@pytest.mark.parametrize("model", [JobOffer, Referral, Summons, Participation, VisitAppointment, LifeEvent])
def test_a_voided_entry_never_counts(clerk, model):
    registration = registered(clerk)
    for ground in range(1, 9):
        card.raise_ground(registration, ground)
    before = set(grounds(registration))
    model.objects.update(voided_at=timezone.now(), void_reason="қате")
    gone = {
        JobOffer: {1},
        Referral: {2},
        Summons: {3},
        Participation: {4},
        VisitAppointment: {5},
        LifeEvent: {6, 7, 8},
    }[model]
    assert set(grounds(registration)) == before - gone


@pytest.mark.parametrize("ground", [2, 3, 4, 5])
def test_reading_45_a_judgement_confirms_or_takes_the_ground_away(clerk, ground):
    registration = registered(clerk)
    card.raise_ground(registration, ground, "open")
    [finding] = findings_of(registration, DAY)
    assert finding.needs_judgement
    model = {2: Referral, 3: Summons, 4: Participation, 5: VisitAppointment}[ground]
    model.objects.update(**card.judged(registration, "not_valid"))
    [finding] = findings_of(registration, DAY)
    assert finding.is_confirmed
    model.objects.update(**card.judged(registration, "valid"))
    assert grounds(registration) == []


OFFSETS = st.integers(min_value=0, max_value=40)
MAYBE = st.none() | OFFSETS
JUDGEMENTS = st.sampled_from(["open", "valid", "not_valid"])
ENTRY = st.tuples(
    st.sampled_from(["visit", "summons", "referral", "offer", "participation", "life"]),
    OFFSETS,
    MAYBE,
    MAYBE,
    JUDGEMENTS,
    st.booleans(),
)
PLACES = {"moved_away": "moves_away", "sentenced": "sentences", "pension": "pensions"}


def enter(registration, entry):
    """Make the row of a generated entry; return the fact it is by itself, whether or not it is a breach."""
    kind, offset, came, released, judgement, _is_voided = entry
    row: Any
    day = on(offset)
    came_on = None if came is None else on(came)
    if kind == "visit":
        row = card.visit(registration, day, judgement, came_on=came_on)
        return row, "visits", row.appointment()
    if kind == "summons":
        # Whoever came to a summons did not have it cancelled: the database refuses both at once.
        answer = {"came_on": came_on} if released is None else {"cancelled_on": on(released)}
        row = card.summons(registration, day, judgement, summoned_on=FIRST, **answer)
        return row, "summonses", row.appointment()
    if kind == "referral":
        # An outcome never lies before the appearance: the database refuses that.
        last = max(released or 0, came or 0)
        outcome = {} if released is None else {"outcome": "employer_refused", "outcome_on": on(last)}
        row = card.referral(registration, day, judgement, appeared_on=came_on, **outcome)
        return row, "job_referrals", row.appointment()
    if kind == "participation":
        row = card.broken_off(registration, day, judgement)
        return row, "broken_off", BrokenOff(row.pk, day, Judgement(judgement))
    if kind == "offer":
        row = card.refused_offer(registration, day)
        return row, "refused_offers", RefusedOffer(row.pk, day)
    event = list(PLACES)[offset % 3]
    row = card.life_event(registration, day, event)
    return row, PLACES[event], LifeFact(row.pk, day)


@settings(max_examples=40)
@given(entries=st.lists(ENTRY, max_size=8), asked=OFFSETS)
def test_rows_and_plain_facts_give_the_same_findings(entries, asked):
    registration = make_registration(registered_on=FIRST)
    places: dict[str, list[Any]] = {}
    for entry in entries:
        row, place, fact = enter(registration, entry)
        if entry[-1]:
            card.void(row)
        else:
            places.setdefault(place, []).append(fact)
    plain = Facts(offers_to_refuse=2, **{name: tuple(facts) for name, facts in places.items()})
    expected = findings(plain, on(asked))
    assert findings_of(registration, on(asked)) == expected
    listed = {row.registration: row.findings for row in all_findings(on(asked))}
    assert listed.get(registration.pk, ()) == expected


def test_all_findings_walks_hundreds_of_cards_in_three_queries(clerk, django_assert_num_queries):
    wanted = {}
    for number in range(150):
        registration = registered(clerk, person=make_person(surname=f"Ахметов{'а' * (number % 3)}"))
        if number % 3:
            card.raise_ground(registration, number % 8 + 1, "open")
            card.raise_ground(registration, 8)
            wanted[registration.pk] = sorted({number % 8 + 1, 8})
    with django_assert_num_queries(3):
        found = list(all_findings(DAY))
    assert {row.registration: [item.ground for item in row.findings] for row in found} == wanted
    assert [row.registration for row in found] == sorted(wanted)
    assert {row.person.surname for row in found} == {"Ахметова", "Ахметоваа"}


def test_all_findings_leaves_out_who_is_not_active(clerk):
    kept = registered(clerk)
    for registration in (kept, registered(clerk, state="suspended"), registered(clerk)):
        card.raise_ground(registration, 8)
    type(kept).objects.filter(pk=registration.pk).update(state="ended", ended_on=on(9))
    assert [row.registration for row in all_findings(timezone.localdate())] == [kept.pk]


def decide(registration, act, cause, day):
    StandingDecision.objects.create(
        registration=registration,
        act=act,
        cause=cause,
        explanation="өтініші бойынша",
        decided_on=day,
        by=registration.registered_by,
        issue_block={"number": "X"},
        snapshot={},
    )


def test_an_earlier_day_is_seen_by_the_decisions_until_then(clerk):
    registration = registered(clerk)
    decide(registration, "suspend", "asked", on(10))
    decide(registration, "resume", "cleared", on(20))
    type(registration).objects.filter(pk=registration.pk).update(state="ended", ended_on=on(30))
    active = [offset for offset in (0, 9, 10, 19, 20, 29, 30, 31) if active_on(on(offset)).exists()]
    assert active == [0, 9, 20, 29]


def test_a_registration_that_ends_while_the_list_is_read_is_passed_over(clerk, monkeypatch):
    registrations = [registered(clerk) for _ in range(3)]
    for registration in registrations:
        card.raise_ground(registration, 8)
    from registry.standing import facts

    everybody = facts.active_on
    monkeypatch.setattr(facts, "active_on", lambda day: everybody(day).exclude(pk=registrations[1].pk))
    entries = facts._rows
    monkeypatch.setattr(facts, "_rows", lambda _of, day: entries(Q(), day))
    found = [row.registration for row in facts.all_findings(DAY)]
    assert found == [registrations[0].pk, registrations[2].pk]


def test_no_edition_is_said_and_not_guessed(clerk):
    with pytest.raises(LookupError):
        facts_of(registered(clerk), date(2007, 1, 1))
