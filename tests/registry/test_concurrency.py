"""Two officers with the same person at the same moment, in real transactions."""

from concurrent.futures import ThreadPoolExecutor
from datetime import date
from threading import Barrier

import pytest
from django.db import connections

from astana_employment.errors import RuleViolation
from registry.actions.people import add_person
from registry.duplicates import LikelyDuplicates
from registry.models import Person
from tests.factories import iin_for

pytestmark = pytest.mark.django_db(transaction=True)

CARD = {
    "category": "citizen",
    "surname": "Жарысбаев",
    "given_name": "Ерлан",
    "birth_date": date(1985, 5, 17),
    "sex": "male",
    "address": "Абай даңғылы, 10",
}


def opened_at_once(by, *, iin):
    """Open the same card twice at the same moment; return what came of each."""
    together = Barrier(2)

    def add(_number):
        together.wait(timeout=10)
        try:
            return add_person(fields={**CARD, "iin": iin}, by=by)
        except (LikelyDuplicates, RuleViolation) as error:
            return error
        finally:
            connections.close_all()

    with ThreadPoolExecutor(2) as pool:
        return sorted(type(result).__name__ for result in pool.map(add, range(2)))


def test_without_an_iin_the_second_officer_is_shown_the_first_ones_card(clerk):
    assert opened_at_once(clerk, iin="") == ["LikelyDuplicates", "Person"]
    assert Person.objects.filter(surname="Жарысбаев").count() == 1


def test_with_an_iin_one_card_is_opened(clerk):
    iin = iin_for(date(1985, 5, 17), 4711)
    assert opened_at_once(clerk, iin=iin) == ["Person", "RuleViolation"]
    assert Person.objects.filter(iin=iin).count() == 1
