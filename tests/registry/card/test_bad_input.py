"""Bad input to the record card: refused with the reason and the clause in the form, and by the database.

The forms are posted as a clerk does; the database is asked in SQL, past every form and act.
"""

from datetime import date, timedelta

import pytest
import time_machine
from django.db import IntegrityError, connection, transaction
from django.urls import reverse
from django.utils import translation

from astana_employment.toolbox.errors import RuleViolation
from astana_employment.toolbox.violations import constraint_name, violation_of
from registry.card.acts.entries import offer_job, refer, start_participation, summon
from registry.card.acts.every_kind import correct_entry
from registry.card.acts.visits import agree_visit
from registry.card.models import KINDS
from registry.models import Summons
from registry.vacancies.acts import close_vacancy, edit_vacancy
from tests.factories import form_key, make_registration, make_vacancy

pytestmark = pytest.mark.django_db

TODAY = date(2026, 4, 15)


def on(offset: int) -> date:
    return TODAY + timedelta(days=offset)


def said(offset: int) -> str:
    return f"{on(offset):%d.%m.%Y}"


@pytest.fixture(autouse=True)
def _in_april():
    """The clause is written as the standard's number; read in English here."""
    with time_machine.travel("2026-04-15T05:00:00Z", tick=False), translation.override("en"):
        yield


@pytest.fixture
def clerk(clerk):
    clerk.language = "en"
    clerk.save()
    return clerk


@pytest.fixture
def registration(clerk):
    return make_registration(by=clerk, registered_on=on(-90))


@pytest.fixture
def ended(clerk):
    return make_registration(by=clerk, registered_on=on(-90), state="ended", ended_on=on(-10))


@pytest.fixture
def card(registration, clerk):
    """A card with one open entry of each kind that can be answered, of ten days ago, on one vacancy."""
    of = {"registration": registration, "by": clerk}
    vacancy = make_vacancy()
    led = refer(**of, kind="training", destination="№ 2 колледж", issued_on=on(-12))
    return {
        "visit": agree_visit(**of, agreed_on=on(-10)),
        "summons": summon(**of, summoned_on=on(-10)),
        "offer": offer_job(**of, vacancy=vacancy, offered_on=on(-10)),
        "referral": refer(**of, kind="job", vacancy=vacancy, issued_on=on(-10)),
        "participation": start_participation(
            **of, kind="training", referral=led, place="№ 2 колледж", started_on=on(-10)
        ),
        "led": led,
        "vacancy": vacancy,
    }


# --- in the form ---------------------------------------------------------------------------------
def refused_in_the_form(client, address, clause, field, **values):
    """Post a form and expect it back with the clause beside its field and what was typed kept."""
    response = client.post(address, {**form_key(), "note": "телефонмен", **values})
    assert response.status_code == 422
    form = response.context["form"]
    errors = form.errors.get(field) if field else form.non_field_errors()
    assert errors, form.errors
    assert f"clause {clause}" in errors[0]
    assert "телефонмен" in response.content.decode()


ANSWERED_TOO_EARLY = [
    ("summons", "17(3)", "day", {"closing": "came", "day": said(-11)}),
    ("summons", "17(3)", "day", {"closing": "cancelled", "day": said(-11)}),
    ("summons", "17(3)", "day", {"closing": "did_not_come", "day": said(-10)}),
    ("offer", "17(1)", "answered_on", {"answer": "accepted", "answered_on": said(-11)}),
    ("referral", "17(2)", "appeared_on", {"outcome": "open", "appeared_on": said(-11)}),
    ("referral", "17(2)", "outcome_on", {"outcome": "cancelled", "outcome_on": said(-11)}),
    (
        "referral",
        "17(2)",
        "outcome_on",
        {"outcome": "hired", "appeared_on": said(-5), "outcome_on": said(-6)},
    ),
    ("participation", "17(4)", "ended_on", {"ending": "completed", "ended_on": said(-11)}),
]


@pytest.mark.parametrize(("slug", "clause", "field", "values"), ANSWERED_TOO_EARLY)
def test_answered_before_it_was_given_in_the_form(client_of, clerk, card, slug, clause, field, values):
    entry = card[slug]
    address = reverse("card_answer", args=[entry.registration.person_id, slug, entry.pk])
    refused_in_the_form(client_of(clerk), address, clause, field, version=entry.version, **values)


def test_a_visit_kept_before_it_was_agreed_in_the_form(client_of, clerk, card, registration):
    visit = card["visit"]
    address = reverse("card_add", args=[registration.person_id, "visit"])
    values = {"entry": visit.pk, "version": visit.version, "came_on": said(-11)}
    refused_in_the_form(client_of(clerk), address, "15", "came_on", **values)


def test_a_closed_vacancy_in_the_form(client_of, clerk, registration):
    closed = make_vacancy(open_until=on(-4))
    for slug, values in (
        ("offer", {"offered_on": said(-3), "answer": "open"}),
        ("referral", {"kind": "job", "issued_on": said(-3)}),
    ):
        address = reverse("card_add", args=[registration.person_id, slug])
        refused_in_the_form(client_of(clerk), address, "1", "vacancy", vacancy=closed.pk, **values)


def test_two_open_summonses_in_the_form(client_of, clerk, card, registration):
    address = reverse("card_add", args=[registration.person_id, "summons"])
    refused_in_the_form(client_of(clerk), address, "17(3)", None, summoned_on=said(0))


AFTER_THE_END = [
    ("visit", "came_on", {}),
    ("summons", "summoned_on", {}),
    ("offer", "offered_on", {"answer": "open"}),
    ("referral", "issued_on", {"kind": "training", "destination": "№ 2 колледж"}),
    ("participation", "started_on", {"kind": "training", "place": "№ 2 колледж"}),
    ("life-event", "happened_on", {"kind": "pension"}),
]


@pytest.mark.parametrize(("slug", "day", "values"), AFTER_THE_END)
@pytest.mark.parametrize("offset", [-9, -91, 1])
def test_a_day_outside_the_registration_in_the_form(client_of, clerk, ended, slug, day, values, offset):
    if slug == "offer":
        values = {**values, "vacancy": make_vacancy().pk}
    address = reverse("card_add", args=[ended.person_id, slug])
    response = client_of(clerk).post(address, {**form_key(), **values, day: said(offset)})
    assert response.status_code == 422
    assert list(response.context["form"].errors) == [day]


# --- in the database -----------------------------------------------------------------------------
def refused_by_the_database(statement, *values):
    """Run SQL and return the name of the rule that refuses it; it has a message with a clause."""
    with pytest.raises(IntegrityError) as caught, transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement, values)
    name = constraint_name(caught.value)
    violation = violation_of(name)
    assert violation is not None
    assert "clause" in str(violation.message)
    return name


WRONG_ORDER = [
    ("visit", "registry_visitappointment", "due_on", "visit_due_after_agreed"),
    ("visit", "registry_visitappointment", "came_on", "visit_came_after_agreed"),
    ("offer", "registry_joboffer", "answered_on", "offer_answer_in_order"),
    ("referral", "registry_referral", "due_on", "referral_due_in_order"),
    ("referral", "registry_referral", "appeared_on", "referral_appeared_in_order"),
    ("referral", "registry_referral", "outcome_on", "referral_outcome_in_order"),
    ("summons", "registry_summons", "due_on", "summons_due_in_order"),
    ("summons", "registry_summons", "came_on", "summons_came_in_order"),
    ("summons", "registry_summons", "cancelled_on", "summons_cancelled_in_order"),
    ("summons", "registry_summons", "closed_on", "summons_closed_in_order"),
    ("participation", "registry_participation", "ended_on", "participation_in_order"),
]
# What an answer needs beside its day, so that nothing but the order is wrong.
BESIDE = {
    "came_on": ", closed_on = due_on",
    "cancelled_on": ", closed_on = due_on",
    "answered_on": ", answer = 'accepted'",
    "outcome_on": ", outcome = 'cancelled'",
    "ended_on": ", ending = 'completed'",
}


@pytest.mark.parametrize(("slug", "table", "column", "rule"), WRONG_ORDER)
def test_days_in_the_wrong_order_in_the_database(card, slug, table, column, rule):
    statement = f"UPDATE {table} SET {column} = %s{BESIDE.get(column, '')} WHERE id = %s"
    assert refused_by_the_database(statement, on(-11), card[slug].pk) == rule
    assert violation_of(rule).clause == KINDS[slug].clause


def test_an_outcome_before_the_appearance_in_the_database(card):
    name = refused_by_the_database(
        "UPDATE registry_referral SET appeared_on = %s, outcome = 'hired', outcome_on = %s WHERE id = %s",
        on(-5),
        on(-6),
        card["referral"].pk,
    )
    assert name == "referral_outcome_after_appearing"


def test_clause_17_3_two_open_summonses_in_the_database(card):
    copied = "registration_id, entered_by_id, note, void_reason, is_imported, version, reason, judgement"
    rest = "judgement_note, summoned_on, due_on, due_rule"
    name = refused_by_the_database(
        f"INSERT INTO registry_summons ({copied}, {rest}) "
        f"SELECT {copied}, {rest} FROM registry_summons WHERE id = %s",
        card["summons"].pk,
    )
    assert name == "summons_one_open"
    summons = card["summons"]
    assert Summons.objects.filter(pk=summons.pk).update(closed_on=on(-7)) == 1
    assert summon(registration=summons.registration, summoned_on=on(-6), by=summons.entered_by).pk
    name = refused_by_the_database(
        "UPDATE registry_summons SET closed_on = NULL WHERE id = %s", card["summons"].pk
    )
    assert name == "summons_one_open"


def test_a_summons_is_not_answered_twice_over_in_the_database(card):
    name = refused_by_the_database(
        "UPDATE registry_summons SET came_on = due_on, cancelled_on = due_on, closed_on = due_on "
        "WHERE id = %s",
        card["summons"].pk,
    )
    assert name == "summons_came_or_cancelled"


@pytest.mark.parametrize("table", ["registry_joboffer", "registry_referral"])
def test_clause_1_a_closed_vacancy_in_the_database(card, table):
    closed = make_vacancy(open_until=on(-11))
    name = refused_by_the_database(
        f"UPDATE {table} SET vacancy_id = %s WHERE vacancy_id IS NOT NULL",
        closed.pk,
    )
    assert name == "vacancy_must_be_open"


def test_clause_1_a_vacancy_is_not_closed_behind_an_offer(card, clerk):
    vacancy = card["vacancy"]
    name = refused_by_the_database(
        "UPDATE registry_vacancy SET open_until = %s WHERE id = %s", on(-11), vacancy.pk
    )
    assert name == "vacancy_open_when_used"
    with pytest.raises(RuleViolation, match="clause 1") as caught:
        close_vacancy(vacancy=vacancy, version=1, closed_on=on(-11), by=clerk)
    assert caught.value.field == "closed_on"
    with pytest.raises(RuleViolation, match="clause 1"):
        edit_vacancy(vacancy=vacancy, version=1, changes={"open_from": on(-9)}, by=clerk)
    assert close_vacancy(vacancy=vacancy, version=1, closed_on=on(-10), by=clerk).open_until == on(-10)


def test_what_was_taken_back_does_not_keep_a_vacancy_open(card, clerk):
    for table, taken_back in (
        ("registry_joboffer", "answer = 'withdrawn', answered_on = offered_on"),
        ("registry_referral", "outcome = 'cancelled', outcome_on = issued_on"),
    ):
        with connection.cursor() as cursor:
            cursor.execute(f"UPDATE {table} SET {taken_back} WHERE vacancy_id IS NOT NULL")
    assert close_vacancy(vacancy=card["vacancy"], version=1, closed_on=on(-11), by=clerk).version == 2


@pytest.mark.parametrize(
    ("table", "day"),
    [
        ("registry_visitappointment", "agreed_on"),
        ("registry_joboffer", "offered_on"),
        ("registry_referral", "issued_on"),
        ("registry_summons", "summoned_on"),
        ("registry_participation", "started_on"),
    ],
)
def test_clause_15_no_day_outside_the_registration_in_the_database(card, table, day):
    alone = ", referral_id = NULL" if table == "registry_participation" else ""
    statement = f"UPDATE {table} SET {day} = %s{alone}"
    assert refused_by_the_database(statement, on(-91)) == "entry_within_registration"


def test_clause_15_an_entry_is_not_moved_to_a_registration_that_ended_before(card, ended):
    name = refused_by_the_database(
        "UPDATE registry_summons SET registration_id = %s, summoned_on = %s", ended.pk, on(-9)
    )
    assert name == "entry_within_registration"


@pytest.mark.parametrize("days", [{"ended_on": on(-13), "state": "ended"}, {"registered_on": on(-11)}])
def test_clause_15_a_registration_does_not_leave_its_entries_outside(card, registration, days):
    changes = ", ".join(f"{name} = %s" for name in days)
    name = refused_by_the_database(
        f"UPDATE registry_unemploymentregistration SET {changes} WHERE id = %s",
        *days.values(),
        registration.pk,
    )
    assert name in {"registration_holds_its_entries", "registration_day_or_allowed"}


def test_clause_17_4_nobody_takes_part_before_the_referral_was_given(card, clerk):
    for table, column, day in (
        ("registry_participation", "started_on", on(-13)),
        ("registry_referral", "issued_on", on(-9)),
    ):
        key = card["participation" if "participation" in table else "led"].pk
        statement = f"UPDATE {table} SET {column} = %s WHERE id = %s"
        assert refused_by_the_database(statement, day, key) == "participation_after_referral"
    with pytest.raises(RuleViolation, match=r"clause 17\(4\)"):
        correct_entry(entry=card["led"], version=1, changes={"issued_on": on(-9)}, by=clerk)
