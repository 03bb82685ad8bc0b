"""What was made for somebody who is signed in stays in no browser."""

import pytest
from django.urls import reverse

from tests.factories import make_person

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("name", ["home", "desk", "preferences", "request_list"])
def test_no_page_for_staff_is_kept(client_of, clerk, name):
    assert client_of(clerk).get(reverse(name))["Cache-Control"] == "private, no-store"


def test_a_card_and_a_refusal_to_show_it_are_not_kept(client_of, clerk, monitoring):
    card = reverse("person_detail", args=[make_person().pk])
    assert client_of(clerk).get(card)["Cache-Control"] == "private, no-store"
    refused = client_of(monitoring).get(card)
    assert (refused.status_code, refused["Cache-Control"]) == (403, "private, no-store")


def test_the_front_page_of_visitors_may_be_kept(client):
    assert not client.get(reverse("home")).has_header("Cache-Control")
