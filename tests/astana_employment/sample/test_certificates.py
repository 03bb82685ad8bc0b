"""The sample desk has a morning's requests: open, to be signed, sent back, and papers to hand over."""

from collections import Counter

import pytest
from django.core.management import call_command

from astana_employment.department.models import Paper
from astana_employment.department.window_map import load_window_map
from astana_employment.sample.certificates import REQUESTS
from astana_employment.toolbox.clock import today
from certificates.models import CertificateRequest, Decision
from registry.card.acts.entries import offer_job
from tests.factories import make_person, make_registration, make_vacancy

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("_staff")]


@pytest.fixture
def _staff():
    call_command("load_demo_staff")


def register(*surnames):
    """Register somebody of each surname, the first one last."""
    return [make_registration(person=make_person(surname=surname)) for surname in reversed(surnames)]


def test_every_window_has_something_to_do_and_the_deputy_director_something_to_sign():
    register(*("Ахметов", "Ермеков", "Лебаев", "Серіков", "Бекенов", "Жунісов", "Нұров", "Уәлиев", "Асанов"))
    call_command("load_demo_requests")
    assert Counter(CertificateRequest.objects.values_list("state", flat=True)) == {"open": 6, "decided": 2}
    assert Counter(Decision.objects.values_list("state", flat=True)) == {
        "prepared": 3,
        "returned": 1,
        "signed": 2,
    }
    split = load_window_map()
    people = [
        row.registration.person for row in CertificateRequest.objects.select_related("registration__person")
    ]
    assert Counter(split.number_of(person) for person in people) == {1: 2, 2: 2, 3: 2, 4: 2}
    assert Paper.objects.count() == 2


def test_loading_again_changes_nothing():
    register("Ахметов", "Ермеков")
    call_command("load_demo_requests")
    call_command("load_demo_requests")
    assert CertificateRequest.objects.count() == 2 < len(REQUESTS)


def test_whoever_has_an_open_offer_is_passed_over(clerk):
    """Clause 15, reading 40: such a request would wait."""
    [registration] = register("Ахметов")
    offer_job(registration=registration, vacancy=make_vacancy(), offered_on=today(), by=clerk)
    call_command("load_demo_requests")
    assert not CertificateRequest.objects.exists()
