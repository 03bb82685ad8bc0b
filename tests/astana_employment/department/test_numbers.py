"""Number journals: an office that starts in the middle of a year goes on counting where it was."""

import pytest
from django.urls import reverse
from django.utils import translation

from astana_employment.department.acts.numbers import start_series
from astana_employment.department.models import Event, NumberSeries, Role, VoidNumber, next_number
from astana_employment.toolbox.clock import today
from astana_employment.toolbox.errors import RuleViolation
from tests.factories import form_key, make_staff


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


def typed(**fields):
    return {"series": "A", "year": today().year, "first_number": "217", **fields, **form_key()}


def test_the_journal_goes_on_at_the_number_set(head, office):
    year = today().year
    response = office.post(reverse("series_start"), typed(), follow=True)
    assert f"The next number of this journal: A-{year}-000217" in response.text
    assert [next_number("A", year), next_number("A", year)] == [217, 218]
    event = Event.objects.get(verb="number.series_started")
    assert (event.by, event.after) == (head, {"series": "A", "year": year, "first_number": 217})


def test_a_journal_that_has_given_a_number_keeps_its_beginning(office):
    year = today().year
    next_number("A", year)
    response = office.post(reverse("series_start"), typed())
    assert response.status_code == 422
    errors = response.context["form"].errors
    assert errors == {"series": ["This journal has begun already; its first number is fixed."]}
    assert next_number("A", year) == 2


def test_the_database_refuses_a_second_beginning(head, monkeypatch):
    start_series(series="A", year=2026, first_number=5, by=head)
    nothing = NumberSeries.objects.none()
    monkeypatch.setattr(NumberSeries.objects, "filter", lambda **_wanted: nothing)
    with pytest.raises(RuleViolation, match="has begun already"):
        start_series(series="A", year=2026, first_number=9, by=head)


@pytest.mark.parametrize(
    ("fields", "field", "message"),
    [
        ({"first_number": "0"}, "first_number", "greater than or equal to 1"),
        ({"first_number": "мың"}, "first_number", "Enter a whole number."),
        ({"series": "Q"}, "series", "Select a valid choice."),
        ({"year": "1999"}, "year", "Select a valid choice."),
    ],
)
def test_a_bad_value_is_told_beside_its_field(office, fields, field, message):
    response = office.post(reverse("series_start"), typed(**fields))
    assert response.status_code == 422
    assert message in response.context["form"].errors[field][0]
    assert not NumberSeries.objects.exists()


def test_the_page_shows_last_numbers_and_void_ones(office, head):
    next_number("B", 2026)
    VoidNumber.objects.create(series="A", year=2026, sequence=7, reason="электр өшті", by=head)
    page = office.get(reverse("series_list")).text
    for text in ("B-2026-000001", "A-2026-000007", "электр өшті"):
        assert text in page


def test_an_empty_page_says_so(office):
    page = office.get(reverse("series_list")).text
    assert "No number has been given yet." in page
    assert "None: every number given stands on a paper." in page


def test_the_page_has_a_constant_number_of_queries(office, head, django_assert_num_queries):
    VoidNumber.objects.bulk_create(
        VoidNumber(series="A", year=2026, sequence=number, reason="қате", by=head) for number in range(1, 60)
    )
    # session, user, delegations of the user, journals, the count, the page
    with django_assert_num_queries(6):
        page = office.get(reverse("series_list")).context["void"].page
    assert len(page) == 50
