"""Acting officers (readings 17, 42, 45): appointed by order for some days, revoked with a reason."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import translation

from astana_employment.department.acts.delegations import grant_delegation, revoke_delegation
from astana_employment.department.models import Delegation, Event, Role, StaffMember
from astana_employment.toolbox.clock import today
from astana_employment.toolbox.errors import RuleViolation
from tests.factories import form_key, make_staff

ORDER: dict[str, Any] = {"order_number": "12-ж/қ", "order_date": date(2026, 1, 5)}


def days(first: int, last: int) -> dict[str, Any]:
    """Return the days of a delegation, counted from today."""
    return {"starts_on": today() + timedelta(days=first), "ends_on": today() + timedelta(days=last)}


@pytest.fixture(autouse=True)
def _english():
    with translation.override("en"):
        yield


@pytest.fixture
def head(db):
    return make_staff(role=Role.HEAD_OF_DIVISION, language="en")


@pytest.fixture
def office(head, client_of):
    return client_of(head)


def typed(person, **fields):
    return {
        "person": person.pk,
        "acts_as": "deputy_director",
        "order_number": "12-ж/қ",
        "order_date": "5.1.26",
        "starts_on": f"{today():%d.%m.%Y}",
        "ends_on": f"{today() + timedelta(days=5):%Y-%m-%d}",
        **fields,
        **form_key(),
    }


def test_reading_17_the_head_appoints_an_acting_deputy_director(head, office, clerk):
    assert not clerk.has_role(Role.DEPUTY_DIRECTOR)
    office.post(reverse("delegation_add"), typed(clerk))
    acting = StaffMember.objects.get(pk=clerk.pk)
    assert acting.has_role(Role.DEPUTY_DIRECTOR)
    assert acting.has_role(Role.CLERK)
    delegation = Delegation.objects.get()
    assert (delegation.order_number, delegation.order_date) == ("12-ж/қ", date(2026, 1, 5))
    event = Event.objects.get(verb="delegation.granted")
    assert (event.by, event.after["person"]) == (head, clerk.pk)


def test_reading_17_the_post_is_held_on_the_first_and_the_last_day_and_no_other(head, clerk):
    grant_delegation(person=clerk, acts_as="deputy_director", **ORDER, **days(2, 4), by=head)
    held = [clerk.roles_on(today() + timedelta(days=n)) for n in range(1, 6)]
    assert ["deputy_director" in roles for roles in held] == [False, True, True, True, False]


def test_reading_45_an_acting_head_opens_the_pages_of_the_head(head, clerk, client_of):
    assert client_of(clerk).get(reverse("window_letters")).status_code == 403
    grant_delegation(person=clerk, acts_as="head_of_division", **ORDER, **days(0, 0), by=head)
    assert client_of(clerk).get(reverse("window_letters")).status_code == 200


def test_a_revoked_delegation_ends_at_once_and_keeps_its_reason(head, office, clerk):
    delegation = grant_delegation(person=clerk, acts_as="deputy_director", **ORDER, **days(0, 5), by=head)
    page = reverse("delegation_revoke", args=[delegation.pk])
    office.post(page, {"reason": "Демалыстан ерте оралды", **form_key()})
    delegation.refresh_from_db()
    assert delegation.revoked_reason == "Демалыстан ерте оралды"
    assert delegation.revoked_at is not None
    assert not StaffMember.objects.get(pk=clerk.pk).has_role(Role.DEPUTY_DIRECTOR)
    assert Event.objects.get(verb="delegation.revoked").reason == "Демалыстан ерте оралды"


def test_what_is_revoked_cannot_be_revoked_again(head, office, clerk):
    delegation = grant_delegation(person=clerk, acts_as="deputy_director", **ORDER, **days(0, 5), by=head)
    revoke_delegation(delegation=delegation, reason="қате", by=head)
    page = reverse("delegation_revoke", args=[delegation.pk])
    response = office.post(page, {"reason": "тағы", **form_key()})
    assert response.status_code == 422
    assert "This delegation is revoked already." in response.text


def test_overlapping_days_are_refused_by_the_database_in_our_words(office, head, clerk):
    grant_delegation(person=clerk, acts_as="deputy_director", **ORDER, **days(3, 9), by=head)
    response = office.post(reverse("delegation_add"), typed(clerk))
    assert response.status_code == 422
    errors = response.context["form"].errors
    assert errors["starts_on"] == ["This person already acts for that officer in these days."]
    with pytest.raises(IntegrityError), transaction.atomic():
        Delegation.objects.create(person=clerk, acts_as="deputy_director", **ORDER, **days(9, 9))
    assert Delegation.objects.count() == 1


def test_days_of_a_revoked_delegation_are_free_again(head, clerk):
    first = grant_delegation(person=clerk, acts_as="deputy_director", **ORDER, **days(0, 5), by=head)
    revoke_delegation(delegation=first, reason="қате", by=head)
    grant_delegation(person=clerk, acts_as="deputy_director", **ORDER, **days(0, 5), by=head)
    assert clerk.delegations.in_force(today()).count() == 1


def test_one_person_may_act_for_both_officers(head, clerk):
    for officer in ("deputy_director", "head_of_division"):
        grant_delegation(person=clerk, acts_as=officer, **ORDER, **days(0, 5), by=head)
    assert clerk.roles_on(today()) == {"clerk", "deputy_director", "head_of_division"}


@pytest.mark.parametrize(
    ("fields", "field", "message"),
    [
        ({"ends_on": "1.1.2020", "starts_on": "1.1.2019"}, "ends_on", "These days are already over."),
        ({"starts_on": "1.1.2095", "ends_on": "1.1.2090"}, "ends_on", "The last day is before the first."),
        ({"order_date": "1.1.2090"}, "order_date", "This day is still in the future."),
        ({"starts_on": "31.02.2026"}, "starts_on", "There is no such day in the calendar."),
        ({"order_number": ""}, "order_number", "This field is required."),
        ({"acts_as": "director"}, "acts_as", "Select a valid choice."),
    ],
)
def test_a_bad_value_is_told_beside_its_field(office, clerk, fields, field, message):
    response = office.post(reverse("delegation_add"), typed(clerk, **fields))
    assert response.status_code == 422
    assert message in response.context["form"].errors[field][0]
    assert not Delegation.objects.exists()


def test_the_deputy_does_not_act_for_the_deputy(office, deputy):
    response = office.post(reverse("delegation_add"), typed(deputy))
    assert response.context["form"].errors["person"] == ["This person holds that post already."]


def test_a_closed_account_cannot_act(head):
    closed = make_staff(role=Role.CLERK, is_active=False)
    with pytest.raises(RuleViolation) as refused:
        grant_delegation(person=closed, acts_as="deputy_director", **ORDER, **days(0, 5), by=head)
    assert refused.value.field == "person"


def test_the_list_tells_each_state_in_words(office, head, clerk):
    for officer, first, last in (("deputy_director", 0, 2), ("deputy_director", 5, 6)):
        grant_delegation(person=clerk, acts_as=officer, **ORDER, **days(first, last), by=head)
    revoked = grant_delegation(person=clerk, acts_as="head_of_division", **ORDER, **days(0, 2), by=head)
    revoke_delegation(delegation=revoked, reason="қате", by=head)
    Delegation.objects.create(person=clerk, acts_as="head_of_division", **ORDER, **days(-9, -5))
    states = {state for _row, state, _tone in office.get(reverse("delegation_list")).context["table"].shown}
    assert states == {"in force", "coming", "revoked", "ended"}


def test_an_empty_list_says_what_to_do(office):
    assert "Nobody has been appointed yet." in office.get(reverse("delegation_list")).text


def test_the_list_has_a_constant_number_of_queries(office, head, django_assert_num_queries):
    for number in range(55):
        person = make_staff(role=Role.CLERK)
        grant_delegation(person=person, acts_as="deputy_director", **ORDER, **days(number, number), by=head)
    # session, user, delegations of the user, the count, the page
    with django_assert_num_queries(5):
        response = office.get(reverse("delegation_list"))
    assert len(response.context["table"].shown) == 50
