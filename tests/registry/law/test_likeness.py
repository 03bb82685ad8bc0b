"""How alike two cards are, as pure comparisons and over the table."""

from datetime import date

import pytest
from django.db import connection
from hypothesis import given
from hypothesis import strategies as st

from astana_employment.toolbox.kazakh import fold
from registry.law.likeness import (
    Features,
    Reason,
    is_one_slip,
    reasons_of_likeness,
    trigram_similarity,
)
from registry.people.duplicates import REASONS, duplicates_of, likely_duplicates
from tests.factories import make_application, make_person

BORN = date(1985, 5, 17)


def features(surname="Ахметов", given="Ерлан", patronymic="Серікұлы", born=BORN, sik="", former=()):
    return Features(surname, given, patronymic, born, ("", sik, ""), former)


@pytest.mark.parametrize(
    ("card", "reason"),
    [
        (features(surname="Ахмедов"), Reason.LIKE_SURNAME),
        (features(surname="Ақметов", given="Әлия", patronymic=""), Reason.LIKE_SURNAME),
        (features(surname="Иванова", former=("ахметов",)), Reason.LIKE_SURNAME),
        (features(surname="Жүнісова"), Reason.SAME_GIVEN_NAMES),
        (features(born=date(1985, 5, 18)), Reason.NEAR_BIRTH_DATE),
        (features(born=date(1958, 5, 17)), Reason.NEAR_BIRTH_DATE),
        (features(born=date(1985, 5, 7), patronymic=""), Reason.NEAR_BIRTH_DATE),
    ],
)
def test_cards_that_may_be_one_persons(card, reason):
    assert reasons_of_likeness(features(), card) == [reason]


@pytest.mark.parametrize(
    "card",
    [
        features(surname="Иванов", given="Пётр", patronymic="Ильич"),
        features(born=date(1970, 1, 2)),
        features(born=date(1985, 6, 17), patronymic="Қайратұлы"),
        features(surname="Жүнісова", given="Әлия"),
    ],
)
def test_cards_of_different_people_are_not_shown(card):
    assert reasons_of_likeness(features(), card) == []


def test_a_slip_in_a_code_is_one_character_or_two_neighbours():
    assert is_one_slip("1234567890ABCDEF", "1234567890ABCDE0")
    assert is_one_slip("1234567890ABCDEF", "2134567890ABCDEF")
    assert not is_one_slip("1234567890ABCDEF", "3214567890ABCDEF")
    assert not is_one_slip("1234567890ABCDEF", "1234567890ABCDEF")
    assert not is_one_slip("", "")
    card = features(surname="Ким", given="Анна", patronymic="", sik="1234567890ABCDE0")
    assert reasons_of_likeness(features(sik="1234567890ABCDEF"), card) == [Reason.LIKE_NUMBER]


@pytest.mark.django_db
@pytest.mark.parametrize(("one", "two"), [("ахметов", "ахмедов"), ("де ла круз", "круз"), ("ли", "лим")])
def test_similarity_agrees_with_the_database(one, two):
    with connection.cursor() as cursor:
        cursor.execute("SELECT similarity(%s, %s)", [one, two])
        assert trigram_similarity(one, two) == pytest.approx(cursor.fetchone()[0], abs=1e-6)


@given(st.text(alphabet="аәбвғқңөұүһі ", min_size=1), st.text(alphabet="агкноуи ", min_size=1))
def test_similarity_is_symmetric_and_at_most_one(one, two):
    assert trigram_similarity(one, two) == trigram_similarity(two, one) <= 1


def test_kazakh_and_russian_spellings_are_one():
    assert trigram_similarity(fold("Әбілқасымов"), fold("Абилкасымов")) == 1


@pytest.mark.django_db
class TestInTheRegistry:
    """The candidates that the indexes give are compared, and decisions are kept."""

    def fields(self, **changes):
        return {
            "surname": "Ахмедов",
            "given_name": "Ерлан",
            "patronymic": "Серікұлы",
            "birth_date": BORN,
            **changes,
        }

    def test_a_like_card_is_found_with_its_reason(self):
        card = make_person(surname="Ахметов")
        [like] = likely_duplicates(self.fields())
        assert like.person == card
        assert like.reasons == [REASONS[Reason.LIKE_SURNAME]]

    def test_the_same_identity_document_is_found_under_any_name(self):
        card = make_application(person=make_person(surname="Ким", birth_date=date(1990, 1, 1))).person
        [like] = likely_duplicates(self.fields(), identity_number="012345678")
        assert (like.person, like.reasons) == (card, [REASONS[Reason.SAME_DOCUMENT]])

    def test_day_and_month_swapped_are_found(self):
        card = make_person(surname="Ахмедов", birth_date=date(1985, 3, 4))
        [like] = likely_duplicates(self.fields(birth_date=date(1985, 4, 3)))
        assert like.person == card

    def test_a_merged_card_is_left_out(self):
        kept = make_person(surname="Жұмабаев", birth_date=date(1999, 1, 1))
        make_person(surname="Ахметов", merged_into=kept)
        assert likely_duplicates(self.fields()) == []

    def test_one_query_for_a_card(self, django_assert_num_queries):
        card = make_person()
        make_person(surname="Ахмедов")
        with django_assert_num_queries(1):
            assert len(duplicates_of(card)) == 1
