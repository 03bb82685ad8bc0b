"""Two officers with the same person at the same moment, in real transactions."""

from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from datetime import date, timedelta
from threading import Barrier

import pytest
from django.db import IntegrityError, connections, transaction

from astana_employment.toolbox.clock import today
from astana_employment.toolbox.errors import RuleViolation
from registry.card.acts.entries import record_life_event
from registry.models import IntakeApplication, LifeEvent, Person, UnemploymentRegistration
from registry.people.acts.merging import merge_people
from registry.people.acts.people import add_person
from registry.people.acts.registration import register_unemployed
from registry.people.duplicates import LikelyDuplicates
from tests.factories import iin_for, make_application, make_person, make_registration

pytestmark = pytest.mark.django_db(transaction=True)

CARD = {
    "category": "citizen",
    "surname": "Жарысбаев",
    "given_name": "Ерлан",
    "birth_date": date(1985, 5, 17),
    "sex": "male",
    "address": "Абай даңғылы, 10",
}


def opened_at_once(by, *, iin):
    """Open the same card twice at the same moment; return what came of each."""
    together = Barrier(2)

    def add(_number):
        together.wait(timeout=10)
        try:
            return add_person(fields={**CARD, "iin": iin}, by=by)
        except (LikelyDuplicates, RuleViolation) as error:
            return error
        finally:
            connections.close_all()

    with ThreadPoolExecutor(2) as pool:
        return sorted(type(result).__name__ for result in pool.map(add, range(2)))


def test_without_an_iin_the_second_officer_is_shown_the_first_ones_card(clerk):
    assert opened_at_once(clerk, iin="") == ["LikelyDuplicates", "Person"]
    assert Person.objects.filter(surname="Жарысбаев").count() == 1


def test_with_an_iin_one_card_is_opened(clerk):
    iin = iin_for(date(1985, 5, 17), 4711)
    assert opened_at_once(clerk, iin=iin) == ["Person", "RuleViolation"]
    assert Person.objects.filter(iin=iin).count() == 1


def at_once(*acts):
    """Do every act at the same moment, each in a transaction of its own; return what came of each."""
    together = Barrier(len(acts))

    def do(act):
        together.wait(timeout=10)
        try:
            return act()
        except RuleViolation as error:
            return error
        finally:
            connections.close_all()

    with ThreadPoolExecutor(len(acts)) as pool:
        return list(pool.map(do, acts))


def test_merging_and_registering_never_wait_for_each_other(clerk, head):
    """Both lock the person before what belongs to it: in different orders the database would abort one."""
    for _number in range(8):
        kept, merged = make_person(), make_person()
        application = make_application(person=merged, by=clerk)
        merge, registered = at_once(
            lambda kept=kept, merged=merged: merge_people(
                kept=kept, merged=merged, reason="Бір адам", by=head
            ),
            lambda application=application: register_unemployed(
                application=application, registered_on=today(), by=clerk
            ),
        )
        assert merge.kept == kept
        if isinstance(registered, RuleViolation):  # the card was merged first
            registered = register_unemployed(
                application=IntakeApplication.objects.get(pk=application.pk), registered_on=today(), by=clerk
            )
        registered.refresh_from_db()
        assert registered.person == kept


def test_merging_and_a_move_never_wait_for_each_other(clerk, head):
    for _number in range(8):
        kept, merged = make_person(), make_person()
        registration = make_registration(person=merged, by=clerk)
        merge, moved = at_once(
            lambda kept=kept, merged=merged: merge_people(
                kept=kept, merged=merged, reason="Бір адам", by=head
            ),
            lambda registration=registration: record_life_event(
                registration=registration,
                kind="moved_within",
                happened_on=today(),
                new_address="Астана, 5",
                by=clerk,
            ),
        )
        assert merge.kept == kept
        assert isinstance(moved, LifeEvent)


def test_clause_15_an_entry_and_the_end_of_its_registration_at_once_agree(clerk):
    """The entry locks its registration in the database itself, so that no end slips in before it."""
    for _number in range(8):
        registration = make_registration(by=clerk, registered_on=today() - timedelta(days=9))
        last = today() - timedelta(days=4)

        def enter(registration=registration, last=last):
            with suppress(IntegrityError), transaction.atomic():
                LifeEvent.objects.create(
                    registration=registration,
                    kind="pension",
                    happened_on=last + timedelta(days=1),
                    entered_by=clerk,
                )

        def end(registration=registration, last=last):
            with suppress(IntegrityError), transaction.atomic():
                UnemploymentRegistration.objects.filter(pk=registration.pk).update(
                    state="ended", ended_on=last
                )

        at_once(enter, end)
        registration.refresh_from_db()
        assert (registration.ended_on is None) == registration.lifeevent_entries.exists()
