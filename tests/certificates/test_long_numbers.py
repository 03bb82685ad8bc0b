"""Numbers in addresses and hidden fields that are longer than any key, or than Python reads."""

import pytest
from django.urls import reverse

from astana_employment.department.pages.replies import number_in
from registry.models import Person
from tests.certificates.conftest import prepared
from tests.factories import form_key, make_person, make_request

pytestmark = pytest.mark.django_db

LONG = "9" * 5000


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("17", 17),
        ("9" * 18, 10**18 - 1),
        ("9" * 19, None),
        (LONG, None),
        ("", None),
        ("-1", None),
        ("²", None),
    ],
)
def test_a_number_is_read_or_there_is_none(text, number):
    assert number_in(text) == number


def test_lists_and_cards_do_not_stumble_over_a_long_number(client_of, clerk, deputy):
    card = reverse("person_detail", args=[make_person().pk])
    assert client_of(clerk).get(card, {"before": LONG}).status_code == 200
    assert client_of(clerk).get(reverse("paper_print"), {"paper": LONG}).status_code == 302
    assert client_of(deputy).get(reverse("signing_list"), {"open": LONG}).status_code == 200


def test_a_long_version_is_one_that_no_card_has(client_of, clerk):
    person = make_person(address="Абай даңғылы, 10")
    values = {"category": "citizen", "birth_date": "17.05.1985", "sex": "male", "address": "Басқа көше, 3"}
    page = client_of(clerk).post(
        reverse("person_edit", args=[person.pk]), {**values, "version": LONG, **form_key()}
    )
    assert page.status_code == 409
    assert Person.objects.get(pk=person.pk).address == "Абай даңғылы, 10"


def test_a_long_choice_or_count_of_rows_is_answered_as_none(client_of, clerk, deputy):
    decision = prepared(clerk)
    choice = {"choice": f"{LONG}:{decision.snapshot_sha256}", **form_key()}
    assert client_of(deputy).post(reverse("signing_start"), choice).status_code == 422
    rows = {"step": "more", "periods-TOTAL_FORMS": LONG, "periods-INITIAL_FORMS": "0", **form_key()}
    address = reverse("decision_certificate", args=[make_request(by=clerk).pk])
    assert client_of(clerk).post(address, rows).status_code < 500
