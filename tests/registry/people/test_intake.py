"""Handing in documents and registering: clauses 5(1), 7(1), 12, 13."""

import threading
from datetime import date, timedelta

import pytest
import time_machine
from django.core.exceptions import ValidationError
from django.db import connection
from django.utils import translation

from astana_employment.department.models import CalendarYear, Event, Role
from astana_employment.toolbox.clock import today
from astana_employment.toolbox.errors import RuleViolation
from registry.law.requirements import DocumentData
from registry.models import IntakeApplication, UnemploymentRegistration
from registry.people.acts.intake import hand_in_documents, return_originals
from registry.people.acts.registration import register_unemployed
from tests.factories import make_application, make_person, make_registration, make_staff
from tests.registry.hall.builders import stopped_clock

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _in_english():
    """Messages are compared in the language of the code."""
    with translation.override("en"):
        yield


IDENTITY = DocumentData(kind="identity", form="identity_card", number="012345678", issuer="ҚР ІІМ")
WORK = DocumentData(kind="work_record", number="№ 5")


def complete(person, *more):
    """Give everything that the edition of 2013 asks of a citizen."""
    return [IDENTITY, DocumentData(kind="iin", number=person.iin), WORK, *more]


@pytest.fixture
def person():
    return make_person()


def hand_in(person, clerk, documents=None, day=None, **more):
    return hand_in_documents(
        person=person,
        documents=complete(person) if documents is None else documents,
        applied_on=day or today(),
        by=clerk,
        **more,
    )


def test_clause_12_a_complete_set_is_accepted(person, clerk):
    application = hand_in(person, clerk)
    assert application.state == "accepted"
    assert application.missing == []
    assert application.documents.count() == 3
    assert application.follows is None
    event = Event.objects.get(verb="intake.accepted")
    assert (event.case_file, event.by, event.happened_on) == (person.case_file, clerk, None)


def test_clause_12_what_is_missing_is_listed_and_the_person_turned_back(person, clerk):
    application = hand_in(person, clerk, [IDENTITY])
    assert application.state == "turned_back"
    assert application.missing == ["iin", "work_record"]
    assert Event.objects.get(verb="intake.turned_back").after["missing"] == ["iin", "work_record"]


@pytest.mark.parametrize(
    ("category", "is_oralman", "missing"),
    [
        ("citizen", False, []),
        ("foreigner", False, ["residence_permit"]),
        ("stateless", False, ["stateless_certificate"]),
        ("foreigner", True, ["residence_permit", "oralman_certificate"]),
    ],
)
def test_clause_12_each_category_brings_its_own_documents(clerk, category, is_oralman, missing):
    person = make_person(category=category, is_oralman=is_oralman)
    assert hand_in(person, clerk).missing == missing


def test_reading_39_the_edition_of_the_day_decides_what_is_asked(clerk, head):
    """In 2012 SIK and RNN were asked, not the IIN."""
    person = make_person(sik="1234567890ABCDEF", rnn="620863936044")
    CalendarYear.objects.create(year=2012)
    application = hand_in(person, clerk, [IDENTITY, WORK], date(2012, 5, 14), allowed_by=head)
    assert application.standard.code == "2008"
    assert application.missing == ["sik", "rnn"]


@time_machine.travel("2026-11-18 05:00Z")
def test_clause_7_1_registration_is_due_ten_days_after_applying_on_a_working_day(person, clerk):
    application = hand_in(person, clerk)
    # 28 November 2026 is a Saturday.
    assert application.due_on == date(2026, 11, 30)
    assert application.due_rule == {
        "on": "2026-11-30",
        "unit": "calendar_days",
        "count": 10,
        "start": "2026-11-18",
        "edition": "2013",
    }


def test_clause_7_1_an_unconfirmed_calendar_year_is_named(person, clerk):
    CalendarYear.objects.filter(year=today().year).delete()
    with pytest.raises(RuleViolation, match=str(today().year)) as refused:
        hand_in(person, clerk)
    assert refused.value.clause == "7(1)"
    assert not IntakeApplication.objects.exists()


def test_reading_52_attempts_are_one_case_until_acceptance(person, clerk):
    first = hand_in(person, clerk, [IDENTITY])
    second = hand_in(person, clerk, [IDENTITY])
    third = hand_in(person, clerk)
    assert [first.follows, second.follows, third.follows] == [None, first, second]
    register_unemployed(application=third, registered_on=today(), by=clerk)
    UnemploymentRegistration.objects.update(state="ended", ended_on=today())
    assert hand_in(person, clerk, [IDENTITY]).follows is None


def test_clause_12_accepted_documents_are_not_handed_in_twice(person, clerk):
    hand_in(person, clerk)
    with pytest.raises(RuleViolation, match="accepted already"):
        hand_in(person, clerk)


def test_clause_5_1_a_registered_person_hands_in_nothing(person, clerk):
    make_registration(person=person)
    with pytest.raises(RuleViolation, match="already registered"):
        hand_in(person, clerk)


def test_a_number_presented_is_the_one_on_the_card(person, clerk):
    other = DocumentData(kind="iin", number="791028302728")
    with pytest.raises(RuleViolation) as refused:
        hand_in(person, clerk, [IDENTITY, other, WORK])
    assert refused.value.field == "iin"


class TestEnteredLater:
    """Entries made from paper notes carry both days and who allowed it."""

    def test_both_days_stand_on_it_and_in_the_log(self, person, clerk, head):
        day = today() - timedelta(days=2)
        application = hand_in(person, clerk, day=day, allowed_by=head)
        assert (application.applied_on, application.entered_on) == (day, today())
        assert application.late_entry_allowed_by == head
        event = Event.objects.get(verb="intake.accepted")
        assert (event.happened_on, event.allowed_by) == (day, head)

    def test_nobody_allowed_it(self, person, clerk):
        with pytest.raises(RuleViolation) as refused:
            hand_in(person, clerk, day=today() - timedelta(days=1))
        assert refused.value.field == "allowed_by"

    def test_a_clerk_cannot_allow_it(self, person, clerk, other_clerk):
        with pytest.raises(RuleViolation) as refused:
            hand_in(person, clerk, day=today() - timedelta(days=1), allowed_by=other_clerk)
        assert refused.value.field == "allowed_by"

    def test_a_day_in_the_future_is_refused(self, person, clerk, head):
        with pytest.raises(RuleViolation) as refused:
            hand_in(person, clerk, day=today() + timedelta(days=1), allowed_by=head)
        assert refused.value.field == "applied_on"

    def test_a_day_without_an_edition_is_refused(self, person, clerk, head):
        with pytest.raises(RuleViolation, match="No edition"):
            hand_in(person, clerk, day=date(2008, 3, 30), allowed_by=head)

    def test_reading_52_attempts_are_entered_in_their_order(self, person, clerk, head):
        hand_in(person, clerk, [IDENTITY])
        with pytest.raises(RuleViolation, match="A later attempt"):
            hand_in(person, clerk, [IDENTITY], today() - timedelta(days=1), allowed_by=head)


class TestOldCards:
    """Reading 60: an old card is accepted with what it lacks, under the first edition if need be."""

    def test_reading_60_an_incomplete_old_card_is_accepted(self, person, clerk):
        application = hand_in(person, clerk, [IDENTITY], date(2015, 6, 1), is_imported=True)
        assert (application.state, application.is_imported) == ("accepted", True)
        assert application.missing == ["iin", "work_record"]

    def test_a_card_older_than_the_standard_stands_under_the_first_edition(self, person, clerk):
        application = hand_in(person, clerk, [IDENTITY], date(2005, 6, 1), is_imported=True)
        assert application.standard.code == "2008"

    def test_an_ended_registration_keeps_its_days_and_number(self, person, clerk):
        application = hand_in(person, clerk, day=date(2015, 6, 1), is_imported=True)
        registration = register_unemployed(
            application=application,
            registered_on=date(2015, 6, 3),
            ended_on=date(2016, 2, 1),
            former_number="15/207",
            by=clerk,
            is_imported=True,
        )
        assert (registration.state, registration.former_number) == ("ended", "15/207")
        assert registration.number == "T-2015-000001"


class TestRegistering:
    """Clause 5(1): a registration with its number, never two that overlap."""

    def test_clause_5_1_the_registration_has_its_number(self, person, clerk):
        registration = register_unemployed(
            application=hand_in(person, clerk), registered_on=today(), by=clerk
        )
        assert registration.number == f"T-{today().year}-000001"
        assert registration.state == "active"
        event = Event.objects.get(verb="person.registered")
        assert (event.case_file, event.after["number"]) == (person.case_file, registration.number)

    def test_clause_12_a_turned_back_attempt_leads_nowhere(self, person, clerk):
        with pytest.raises(RuleViolation, match="Only accepted"):
            register_unemployed(
                application=hand_in(person, clerk, [IDENTITY]), registered_on=today(), by=clerk
            )

    def test_clause_5_1_an_application_is_used_once(self, person, clerk):
        application = hand_in(person, clerk)
        register_unemployed(application=application, registered_on=today(), by=clerk)
        with pytest.raises(RuleViolation, match="already"):
            register_unemployed(application=application, registered_on=today(), by=clerk)

    def test_clause_7_1_not_before_the_day_of_applying(self, person, clerk, head):
        application = hand_in(person, clerk)
        with pytest.raises(RuleViolation) as refused:
            register_unemployed(
                application=application,
                registered_on=today() - timedelta(days=1),
                by=clerk,
                allowed_by=head,
            )
        assert refused.value.field == "registered_on"

    @stopped_clock()  # in the first days of a year the two would be of different journals
    def test_no_two_registrations_overlap_and_no_number_is_lost(self, person, clerk, head):
        day = today() - timedelta(days=20)
        make_registration(person=person, registered_on=day, state="ended", ended_on=today())
        application = make_application(person=person, by=clerk, applied_on=day)
        with pytest.raises(ValidationError, match="already registered"):
            register_unemployed(
                application=application,
                registered_on=day + timedelta(days=1),
                by=clerk,
                allowed_by=head,
            )
        other = register_unemployed(application=make_application(by=clerk), registered_on=today(), by=clerk)
        assert other.sequence == 2


def test_clause_12_reading_34_originals_are_returned_once(person, clerk):
    application = hand_in(person, clerk)
    returned = return_originals(application=application, by=clerk)
    assert returned.originals_returned_by == clerk
    with pytest.raises(RuleViolation):
        return_originals(application=application, by=clerk)
    assert Event.objects.filter(verb="intake.originals_returned").count() == 1


@pytest.mark.django_db(transaction=True)
def test_two_windows_registering_at_once_give_one_registration(transactional_db):
    clerk = make_staff(role=Role.CLERK)
    application = make_application(by=clerk)
    outcomes: list[str] = []

    def register():
        try:
            outcomes.append(
                register_unemployed(application=application, registered_on=today(), by=clerk).number
            )
        except RuleViolation:
            outcomes.append("refused")
        finally:
            connection.close()

    threads = [threading.Thread(target=register) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(outcomes) == sorted([f"T-{today().year}-000001", *["refused"] * 3])
