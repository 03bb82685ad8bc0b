"""A double click or a repeated POST makes one record; a form to be corrected may be sent again."""

import threading
import uuid

import pytest
from django.db import connection
from django.test import Client
from django.urls import reverse

from astana_employment.department.models import (
    CalendarOverride,
    Delegation,
    Event,
    FormSubmission,
    Role,
)
from tests.factories import form_key, make_staff


@pytest.fixture
def head(db):
    return make_staff(role=Role.HEAD_OF_DIVISION, language="en")


@pytest.fixture
def office(head, client_of):
    return client_of(head)


def typed(**fields):
    return {"day": "7.7.2008", "kind": "off", "note": "Астана күні", **form_key(), **fields}


def test_the_same_post_twice_makes_one_record_and_leads_to_the_same_place(office):
    data = typed()
    first = office.post(reverse("calendar_day"), data)
    second = office.post(reverse("calendar_day"), data)
    assert (first.status_code, second.status_code) == (302, 302)
    assert first["Location"] == second["Location"]
    assert CalendarOverride.objects.count() == 1
    assert Event.objects.count() == 1


def test_a_form_with_errors_may_be_sent_again_with_its_key(office):
    data = typed(day="31.02.2008")
    assert office.post(reverse("calendar_day"), data).status_code == 422
    assert not FormSubmission.objects.exists()
    assert office.post(reverse("calendar_day"), {**data, "day": "7.7.2008"}).status_code == 302
    assert CalendarOverride.objects.count() == 1


def test_a_refused_act_leaves_nothing_behind(office, clerk):
    data = {
        "person": clerk.pk,
        "acts_as": "deputy_director",
        "order_number": "1",
        "order_date": "1.1.2020",
        "starts_on": "1.1.2020",
        "ends_on": "2.1.2020",
        **form_key(),
    }
    assert office.post(reverse("delegation_add"), data).status_code == 422
    assert not Delegation.objects.exists()
    assert not Event.objects.exists()
    assert not FormSubmission.objects.exists()


@pytest.mark.parametrize("key", [None, "", "no key", "123"])
def test_a_form_without_its_key_is_a_bad_request_with_a_page_of_ours(office, key):
    data = {name: value for name, value in typed(form_key=key).items() if value is not None}
    response = office.post(reverse("calendar_day"), data)
    assert response.status_code == 400
    assert "400.html" in [template.name for template in response.templates]
    assert not CalendarOverride.objects.exists()


def test_every_page_with_a_form_of_the_department_carries_a_fresh_key(office):
    pages = [office.get(reverse("calendar_day")).text for _number in range(2)]
    keys = {uuid.UUID(page.split('name="form_key" value="')[1].split('"')[0]) for page in pages}
    assert len(keys) == 2


@pytest.mark.django_db(transaction=True)
def test_eight_presses_at_once_make_one_record():
    head = make_staff(role=Role.HEAD_OF_DIVISION)
    data = typed()
    start = threading.Barrier(8)
    answers: list[tuple[int, str]] = []

    def press():
        try:
            client = Client()
            client.force_login(head, backend="django.contrib.auth.backends.ModelBackend")
            start.wait()
            response = client.post(reverse("calendar_day"), data)
            answers.append((response.status_code, response["Location"]))
        finally:
            connection.close()

    threads = [threading.Thread(target=press) for _number in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert answers == [(302, f"{reverse('calendar')}?year=2008")] * 8
    assert CalendarOverride.objects.count() == 1
    assert Event.objects.count() == 1
