"""What was recorded about people stays, whoever asks the database to forget it."""

import pytest
from django.db import DatabaseError, connection, transaction

from registry.models import UnemploymentRegistration
from registry.people.acts.merging import merge_people
from registry.people.acts.people import tell_apart
from tests.factories import make_person, make_registration

pytestmark = pytest.mark.django_db


def refused(statement):
    with pytest.raises(DatabaseError, match="Cannot"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)


def test_a_registration_and_its_attempt_are_never_deleted(clerk):
    make_registration(by=clerk)
    refused("DELETE FROM registry_unemploymentregistration")
    refused("DELETE FROM registry_intakeapplication")


@pytest.mark.parametrize("change", ["sequence = sequence + 1", "year = year + 1", "number = 'T-2026-999999'"])
def test_a_number_that_was_given_does_not_change(clerk, change):
    make_registration(by=clerk)
    refused(f"UPDATE registry_unemploymentregistration SET {change}")


def test_all_else_of_a_registration_may_change(clerk):
    registration = make_registration(by=clerk)
    registration.state, registration.ended_on = "ended", registration.registered_on
    registration.save()
    assert UnemploymentRegistration.objects.get().state == "ended"


def test_a_merge_and_a_decision_on_duplicates_stay_as_they_were_made(clerk, head):
    kept, merged, other = (make_person() for _number in range(3))
    tell_apart(person=kept, other=other, reason="Әкесінің аты басқа", by=clerk)
    merge_people(kept=kept, merged=merged, reason="Бір адам", by=head)
    for table in ("registry_duplicatedecision", "registry_personmerge"):
        refused(f"UPDATE {table} SET reason = 'x'")
        refused(f"DELETE FROM {table}")
