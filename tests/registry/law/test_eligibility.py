"""Clause 17 as the engine reads it: examples of each ground, and properties over generated histories."""

import random
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from registry.law.eligibility import (
    GROUNDS,
    Appointment,
    BrokenOff,
    Facts,
    Judgement,
    LifeFact,
    RefusedOffer,
    findings,
)

DAY = date(2026, 4, 15)
APPOINTED = {2: "job_referrals", 3: "summonses", 5: "visits"}
HAPPENED = {6: "moves_away", 7: "sentences", 8: "pensions"}


def on(offset: int) -> date:
    return DAY + timedelta(days=offset)


def grounds(facts: Facts, day: date = DAY) -> list[int]:
    return [finding.ground for finding in findings(facts, day)]


def facts_with(name: str, *entries: Any) -> Facts:
    fields: dict[str, Any] = {name: entries}
    return replace(Facts(offers_to_refuse=2), **fields)


def test_no_facts_no_ground():
    assert grounds(Facts(offers_to_refuse=2)) == []


def test_clause_17_1_reading_11_one_written_refusal_is_not_enough_two_are():
    one = facts_with("refused_offers", RefusedOffer(1, on(-9)))
    two = facts_with("refused_offers", RefusedOffer(1, on(-9)), RefusedOffer(2, on(-3)))
    assert grounds(one) == []
    [finding] = findings(two, DAY)
    assert (finding.ground, finding.clause, finding.since) == (1, "17(1)", on(-3))
    assert [item.entry for item in finding.evidence] == [1, 2]


def test_clause_17_1_the_second_refusal_makes_the_ground_on_its_own_day():
    facts = facts_with("refused_offers", RefusedOffer(1, on(-9)), RefusedOffer(2, DAY))
    assert (grounds(facts, on(-1)), grounds(facts, DAY)) == ([], [1])


def test_reading_58_refused_offers_need_no_judgement():
    [finding] = findings(facts_with("refused_offers", RefusedOffer(1, on(-9)), RefusedOffer(2, on(-3))), DAY)
    assert finding.is_confirmed


@pytest.mark.parametrize(("ground", "name"), APPOINTED.items())
def test_reading_12_the_due_day_itself_is_still_in_time(ground, name):
    facts = facts_with(name, Appointment(7, due_on=DAY))
    assert grounds(facts, DAY) == []
    [finding] = findings(facts, on(1))
    assert (finding.ground, finding.since, finding.needs_judgement) == (ground, on(1), True)


@pytest.mark.parametrize("name", APPOINTED.values())
def test_coming_on_the_due_day_is_in_time_and_coming_later_heals_nothing(name):
    assert grounds(facts_with(name, Appointment(7, due_on=on(-5), came_on=on(-5)))) == []
    assert len(grounds(facts_with(name, Appointment(7, due_on=on(-5), came_on=on(-4))))) == 1


@pytest.mark.parametrize("name", APPOINTED.values())
def test_a_duty_that_fell_away_in_time_is_no_breach(name):
    assert grounds(facts_with(name, Appointment(7, due_on=on(-5), released_on=on(-5)))) == []
    assert len(grounds(facts_with(name, Appointment(7, due_on=on(-5), released_on=on(-4))))) == 1


@pytest.mark.parametrize("name", [*APPOINTED.values(), "broken_off"])
def test_reading_45_a_valid_reason_excuses_and_an_invalid_one_confirms(name):
    entry = BrokenOff(7, on(-5)) if name == "broken_off" else Appointment(7, due_on=on(-5))
    assert findings(facts_with(name, entry), DAY)[0].needs_judgement
    assert findings(facts_with(name, replace(entry, judgement=Judgement.NOT_VALID)), DAY)[0].is_confirmed
    assert grounds(facts_with(name, replace(entry, judgement=Judgement.VALID))) == []


def test_clause_17_4_stopping_counts_from_its_day():
    facts = facts_with("broken_off", BrokenOff(3, DAY))
    assert grounds(facts, on(-1)) == []
    assert grounds(facts, DAY) == [4]


@pytest.mark.parametrize(("ground", "name"), HAPPENED.items())
def test_clauses_17_6_to_17_8_stand_from_their_day_without_judging(ground, name):
    facts = facts_with(name, LifeFact(3, DAY))
    assert grounds(facts, on(-1)) == []
    [finding] = findings(facts, DAY)
    assert (finding.ground, finding.is_confirmed, finding.since) == (ground, True, DAY)


def test_one_confirmed_breach_is_enough_beside_an_unjudged_one():
    facts = facts_with(
        "summonses",
        Appointment(1, due_on=on(-9)),
        Appointment(2, due_on=on(-5), judgement=Judgement.NOT_VALID),
    )
    [finding] = findings(facts, DAY)
    assert finding.is_confirmed
    assert len(finding.evidence) == 2


days = st.integers(-40, 40).map(on)
judgements = st.sampled_from(Judgement)
entries = st.integers(1, 1000)
appointments = st.builds(
    Appointment,
    entry=entries,
    due_on=days,
    came_on=st.none() | days,
    released_on=st.none() | days,
    judgement=judgements,
)
life_facts = st.lists(st.builds(LifeFact, entry=entries, happened_on=days), max_size=2).map(tuple)
histories = st.builds(
    Facts,
    offers_to_refuse=st.integers(1, 3),
    refused_offers=st.lists(st.builds(RefusedOffer, entry=entries, refused_on=days), max_size=4).map(tuple),
    job_referrals=st.lists(appointments, max_size=4).map(tuple),
    summonses=st.lists(appointments, max_size=4).map(tuple),
    visits=st.lists(appointments, max_size=6).map(tuple),
    broken_off=st.lists(
        st.builds(BrokenOff, entry=entries, stopped_on=days, judgement=judgements), max_size=3
    ).map(tuple),
    moves_away=life_facts,
    sentences=life_facts,
    pensions=life_facts,
)


@given(histories, days)
def test_never_a_ground_without_evidence(facts, day):
    for finding in findings(facts, day):
        assert finding.evidence
        assert finding.since <= day
        assert finding.since == min(item.since for item in finding.evidence)


@given(histories, days, st.randoms(use_true_random=False))
def test_the_order_of_entry_does_not_change_the_result(facts, day, chance):
    def shuffled(items: tuple[object, ...]) -> tuple[object, ...]:
        return tuple(random.Random(chance.random()).sample(items, len(items)))

    mixed = replace(
        facts,
        **{
            name: shuffled(getattr(facts, name))
            for name in ("refused_offers", "broken_off", *APPOINTED.values(), *HAPPENED.values())
        },
    )
    assert findings(mixed, day) == findings(facts, day)


@given(histories, days, st.integers(1, 30))
def test_a_later_day_never_makes_a_ground_vanish(facts, day, later):
    before, after = findings(facts, day), findings(facts, day + timedelta(days=later))
    shown_later = {finding.ground: set(finding.evidence) for finding in after}
    for finding in before:
        if finding.ground == 1:
            entries_of = {item.entry for item in shown_later[1]}
            assert {item.entry for item in finding.evidence} <= entries_of
        else:
            assert set(finding.evidence) <= shown_later[finding.ground]


@given(histories, days, st.sampled_from([*APPOINTED.values(), "broken_off"]))
def test_excusing_a_breach_removes_its_evidence_and_its_ground_when_none_is_left(facts, day, name):
    number = {**{value: key for key, value in APPOINTED.items()}, "broken_off": 4}[name]
    excused = replace(
        facts, **{name: tuple(replace(item, judgement=Judgement.VALID) for item in getattr(facts, name))}
    )
    assert number not in grounds(excused, day)
    assert [g for g in grounds(facts, day) if g != number] == grounds(excused, day)


def test_the_engine_knows_each_ground_of_clause_17_once():
    assert list(GROUNDS) == list(range(1, 9))
