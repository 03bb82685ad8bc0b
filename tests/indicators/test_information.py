"""Indicator 3.3: information items that are published, of all that clauses 9 to 25 ask for (reading 29)."""

from datetime import date

import pytest
from django.db import IntegrityError, transaction

from astana_employment.reference import load_reference
from indicators.information import computed_share, published_share
from indicators.models import InformationItem, InformationOverride, InformationPublication

pytestmark = pytest.mark.django_db
FIRST, LAST = date(2026, 7, 1), date(2026, 9, 30)


def publish(code, since, until=None, *, by):
    return InformationPublication.objects.create(
        item=InformationItem.objects.get(code=code),
        address=f"https://astana.example/{code}/",
        since=since,
        until=until,
        entered_by=by,
    )


def test_clauses_9_to_25_are_all_there_once():
    assert list(InformationItem.objects.values_list("clause", flat=True)) == [str(n) for n in range(9, 26)]


def test_loading_again_keeps_what_the_department_changed():
    InformationItem.objects.filter(code="hours").update(title_kk="Уақыт")
    load_reference()
    assert InformationItem.objects.get(code="hours").title_kk == "Уақыт"
    assert InformationItem.objects.count() == 17


def test_annex_3_3_3_counts_what_stood_published_on_the_last_day(head):
    publish("hours", FIRST, by=head)
    publish("documents", LAST, by=head)
    publish("grounds", FIRST, date(2026, 9, 29), by=head)
    publish("contacts", date(2026, 10, 1), by=head)
    assert published_share(FIRST, LAST)[:2] == (2, 17)


def test_an_officers_value_holds_for_its_period_alone_until_it_is_taken_back(monitoring):
    override = InformationOverride.objects.create(
        first=FIRST, last=LAST, published=16, asked=17, reason="Сайт тексерілді", by=monitoring
    )
    assert published_share(FIRST, LAST) == (16, 17, override)
    assert published_share(FIRST, date(2026, 9, 29)) == (0, 17, None)
    InformationOverride.objects.create(first=FIRST, last=LAST, reason="Қате енгізілді", by=monitoring)
    assert published_share(FIRST, LAST) == (0, 17, None)
    assert computed_share(LAST) == (0, 17, None)


def test_an_item_has_one_address_at_a_time(head):
    publish("hours", FIRST, LAST, by=head)
    with pytest.raises(IntegrityError, match="information_no_overlap"), transaction.atomic():
        publish("hours", LAST, by=head)
