"""Indicator 3.3: information items that are published, of all that clauses 9 to 25 ask for (reading 29)."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.urls import reverse

from astana_employment.department.models import Event
from astana_employment.department.reference import load_reference
from astana_employment.toolbox.clock import today
from astana_employment.toolbox.errors import RuleViolation
from indicators.information import acts
from indicators.information.upkeep import computed_share, published_share
from indicators.models import InformationItem, InformationOverride, InformationPublication
from tests.factories import form_key

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


def test_the_head_enters_all_pages_at_once_and_withdraws_one(client_of, head, settings):
    client = client_of(head)
    response = client.post(reverse("information_publish_all"), {"since": f"{today():%d.%m.%Y}", **form_key()})
    assert response.url == reverse("information_list")
    assert computed_share(today())[:2] == (17, 17)
    hours = InformationPublication.objects.get(item__code="hours")
    assert hours.address == f"{settings.PUBLIC_URL}/service/contacts/#hours"
    client.post(reverse("information_item", args=["hours"]), {"until": f"{today():%d.%m.%Y}", **form_key()})
    hours.refresh_from_db()
    assert hours.until == today()
    assert Event.objects.filter(verb="information.ended", by=head).exists()
    assert client.get(reverse("information_list")).status_code == 200


def test_two_addresses_at_a_time_and_days_to_come_are_refused(head):
    item = InformationItem.objects.get(code="hours")
    acts.publish(item=item, address="https://astana.example/", since=today(), by=head)
    with pytest.raises(RuleViolation) as refused:
        acts.publish(item=item, address="https://astana.example/2", since=today(), by=head)
    assert refused.value.field == "since"
    with pytest.raises(RuleViolation):
        acts.publish(
            item=InformationItem.objects.get(code="windows"),
            address="https://astana.example/",
            since=today() + timedelta(days=1),
            by=head,
        )


def test_reading_29_monitoring_sets_a_value_with_a_reason_that_is_kept(client_of, monitoring, head):
    client = client_of(monitoring)
    values = {"period": "2026Q3", "published": "15", "asked": "17", "reason": "Екі бет ашылмады"}
    assert client.post(reverse("information_override"), {**values, **form_key()}).status_code == 302
    assert published_share(FIRST, LAST)[:2] == (15, 17)
    assert "Екі бет ашылмады" in client.get(reverse("information_list")).content.decode()
    for wrong in ({"reason": ""}, {"published": "18"}, {"asked": ""}, {"period": "2026Q5"}):
        assert (
            client.post(reverse("information_override"), {**values, **wrong, **form_key()}).status_code == 422
        )
    assert client_of(head).get(reverse("information_override")).status_code == 403


def test_only_the_monitoring_department_overrides(head):
    with pytest.raises(PermissionDenied):
        acts.override_share(first=FIRST, last=LAST, published=1, asked=2, reason="x", by=head)
