"""`manage.py simulate_year`: by the real acts, the same for a seed, never mixed with real data."""

from datetime import date
from io import StringIO
from random import Random

import pytest
from django.core.management import CommandError, call_command

from astana_employment.department.models import Event, working_calendar
from astana_employment.department.reference import load_reference
from astana_employment.sample.simulation.engine import Engine
from astana_employment.sample.simulation.people import make_up
from astana_employment.sample.simulation.season import MONTHS, WEEKDAYS, weight, working_days
from astana_employment.toolbox.clock import now
from certificates.models import CertificateRequest
from indicators.annex3.periods import Period
from indicators.measures import figures_of
from indicators.models import SurveyAnswer
from registry.law.identifiers import clean_iin
from registry.models import Person, QueueTicket, UnemploymentRegistration
from tests.factories import make_person

YEAR = 2025


def simulate(**options):
    out = StringIO()
    call_command("simulate_year", people=4, year=YEAR, stdout=out, **options)
    return out.getvalue()


@pytest.mark.django_db(transaction=True)
def test_a_year_goes_through_the_real_acts():
    told = simulate(seed=7)
    assert f"{YEAR}: " in told
    assert UnemploymentRegistration.objects.exists()
    assert CertificateRequest.objects.exists()
    assert SurveyAnswer.objects.exists()
    assert set(QueueTicket.objects.values_list("day__year", flat=True)) == {YEAR}
    assert set(Event.objects.exclude(verb="staff.created").values_list("at__year", flat=True)) == {YEAR}
    figures = figures_of(Period(YEAR))
    assert figures["1.2"].denominator >= figures["3.2"].denominator > 0
    assert figures["3.3"].numerator == 17


@pytest.mark.django_db
def test_a_desk_with_data_is_left_alone():
    make_person()
    with pytest.raises(CommandError, match="empty register"):
        simulate(seed=1)
    assert Person.objects.count() == 1


@pytest.mark.django_db
@pytest.mark.parametrize("options", [{"year": 2012}, {"year": 2090}, {"year": 2024}, {"people": 0}])
def test_years_and_numbers_that_cannot_be_are_refused(options):
    with pytest.raises(CommandError):
        call_command("simulate_year", **{"people": 1, "seed": 1, "year": YEAR, **options})


@pytest.mark.django_db
def test_mondays_januaries_and_septembers_are_full():
    days = working_days(date(YEAR, 1, 1), date(YEAR, 12, 31), working_calendar())
    mean = sum(weight(day) for day in days) / len(days)
    for month in (1, 9):
        of_month = [weight(day) for day in days if day.month == month]
        assert sum(of_month) / len(of_month) > 1.3 * mean
    assert max(WEEKDAYS) == WEEKDAYS[0]
    assert len(MONTHS) == 12


def test_made_up_people_have_numbers_of_their_own():
    people = [make_up(number, Random(number)) for number in range(300)]
    assert len({person.iin for person in people}) == 300
    assert all(clean_iin(person.iin) == person.iin for person in people)
    assert make_up(5, Random(5)) == make_up(5, Random(5))


def test_what_seldom_happens_happens_as_often_as_its_share_says():
    engine = Engine([], now(), Random(3))
    happened = [engine.chance(0.03) for _time in range(300)]
    assert sum(happened) == 9
    assert max(len(run) for run in "".join("x" if once else " " for once in happened).split("x")) < 34


@pytest.mark.django_db(transaction=True)
def test_the_same_seed_gives_the_same_figures_and_another_one_does_not():
    told = []
    for seed in (11, 11, 12):
        call_command("flush", verbosity=0, interactive=False)
        load_reference()
        simulate(seed=seed)
        told.append(figures_of(Period(YEAR)))
    assert told[0] == told[1] != told[2]
