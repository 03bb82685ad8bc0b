"""The sample desk has a working day: what is due, who is late, grounds to judge, vacancies to offer."""

from datetime import date, timedelta

import pytest
from django.core.management import call_command

from astana_employment.sample import cards as demo
from astana_employment.sample.management.commands import load_demo_cards
from astana_employment.toolbox.clock import today
from registry.models import Person, Vacancy, VisitAppointment
from registry.standing.facts import all_findings
from registry.vacancies.search import Wanted, fitting_keys

pytestmark = pytest.mark.django_db


@pytest.fixture
def _loaded(administrator):
    call_command("load_demo_cards")


@pytest.mark.usefixtures("_loaded")
def test_every_ground_but_a_sentence_is_found_on_some_card():
    found = {finding.ground for row in all_findings(today()) for finding in row.findings}
    assert found == {1, 2, 3, 4, 5, 6, 8}


@pytest.mark.usefixtures("_loaded")
def test_somebody_is_due_and_a_driver_finds_a_vacancy():
    assert VisitAppointment.objects.filter(closed_on=None, due_on__lte=today()).exists()
    [found] = fitting_keys(Wanted("водитель", 2, ""), today())
    assert Vacancy.objects.get(pk=found).profession == "жүргізуші"


@pytest.mark.usefixtures("_loaded")
def test_loading_again_changes_nothing():
    people, vacancies = Person.objects.count(), Vacancy.objects.count()
    call_command("load_demo_cards")
    assert (Person.objects.count(), Vacancy.objects.count()) == (people, vacancies)
    assert people == len(demo.CARDS)


@pytest.mark.parametrize("later", range(7))
def test_the_sample_can_be_started_on_any_day_of_the_week(administrator, monkeypatch, later):
    day = today() - timedelta(days=later)
    monkeypatch.setattr(load_demo_cards, "today", lambda: day)
    call_command("load_demo_cards")
    assert Person.objects.count() == len(demo.CARDS)


def test_a_day_off_gives_way_to_a_weekday():
    friday = date(2026, 11, 20)
    assert demo.weekday(friday, 0) == friday
    assert demo.weekday(friday, 1) == date(2026, 11, 23)
    assert demo.weekday(friday, -5) == date(2026, 11, 13)
