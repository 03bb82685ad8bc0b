"""The values of Annex 3 by year (clause 20, reading 49): entered, corrected with their history, refused."""

from datetime import timedelta
from decimal import Decimal

import pytest
from django.apps import apps
from django.core.exceptions import PermissionDenied

from astana_employment.department.models import Event, Role
from astana_employment.toolbox.clock import today
from astana_employment.toolbox.errors import RuleViolation, StaleRecord
from indicators.annex3.acts import add_target_year, change_target_year
from indicators.annex3.periods import Period
from indicators.annex3.texts import FIGURES_2008, Values
from indicators.models import IndicatorTarget, TargetYear
from indicators.reports.rows import live_sheet
from tests.factories import form_key, make_staff

pytestmark = pytest.mark.django_db


def entered(head, year=2026, **fields):
    values = {
        "year": year,
        "decision_number": "5",
        "decision_date": today(),
        "values": dict(FIGURES_2008),
        "by": head,
        **fields,
    }
    return add_target_year(**values)


def posted(form, **changes):
    data = {name: field.value() for name, field in ((f.html_name, f) for f in form)}
    return {**{name: value or "" for name, value in data.items()}, **changes, **form_key()}


def test_the_figures_of_2008_ship_with_the_desk_the_reconstructed_ones_marked():
    year = TargetYear.objects.get(year=2008)
    assert year.values() == dict(FIGURES_2008)
    marked = year.targets.filter(is_reconstructed=True).values_list("indicator", flat=True)
    assert set(marked) == {"1.1", "1.2"}


@pytest.mark.parametrize("role", [Role.DEPUTY_DIRECTOR, Role.DIRECTOR, Role.MONITORING, Role.CLERK])
def test_only_the_head_of_division_enters_values(role):
    with pytest.raises(PermissionDenied):
        entered(make_staff(role=role))


def test_a_year_is_entered_once(head):
    entered(head)
    with pytest.raises(RuleViolation) as caught:
        entered(head)
    assert caught.value.field == "year"


@pytest.mark.parametrize("wrong", ["100.01", "150", "-1"])
def test_a_target_above_a_hundred_is_refused_by_the_database_too(head, wrong):
    values = {**FIGURES_2008, "2.1": Values(Decimal(90), Decimal(wrong), Decimal(77))}
    with pytest.raises(RuleViolation):
        entered(head, values=values)
    assert not TargetYear.objects.filter(year=2026).exists()


def test_a_missing_value_and_a_decision_of_tomorrow_are_refused(head):
    with pytest.raises(RuleViolation, match=r"5\.1"):
        entered(head, values={code: row for code, row in FIGURES_2008.items() if code != "5.1"})
    with pytest.raises(RuleViolation) as caught:
        entered(head, decision_date=today() + timedelta(days=1))
    assert caught.value.field == "decision_date"


def test_a_change_keeps_the_old_value_and_who_changed_it(head):
    year = TargetYear.objects.get(year=2008)
    values = {**FIGURES_2008, "1.1": Values(Decimal(90), Decimal(80), Decimal(70))}
    change = {
        "decision_number": year.decision_number,
        "decision_date": year.decision_date,
        "values": values,
        "by": head,
    }
    with pytest.raises(RuleViolation) as caught:
        change_target_year(target_year=year, version=1, reason=" ", **change)
    assert caught.value.field == "reason"
    change_target_year(target_year=year, version=1, reason="түпнұсқа табылды", **change)
    event = Event.objects.get(verb="targets.changed")
    assert (event.by, event.before, event.after) == (head, {"target 1.1": "70.00"}, {"target 1.1": "80"})
    row = IndicatorTarget.objects.get(target_year=year, indicator="1.1")
    assert not row.is_reconstructed
    history = apps.get_model("indicators.IndicatorTargetEvent").objects.filter(pgh_obj=row).order_by("pgh_id")
    assert [entry.target for entry in history] == [Decimal(70), Decimal(80)]
    with pytest.raises(StaleRecord):
        change_target_year(target_year=year, version=1, reason="тағы", **change)


def test_clause_20_what_is_to_be_reached_was_approved_the_year_before(head):
    entered(
        head, year=2025, values=dict.fromkeys(FIGURES_2008, Values(Decimal(91), Decimal(92), Decimal(93)))
    )
    entered(
        head, year=2026, values=dict.fromkeys(FIGURES_2008, Values(Decimal(94), Decimal(95), Decimal(96)))
    )
    sheet = live_sheet(Period(2026, 1))
    row = sheet.rows[0]
    assert row.approved == {"normative": 94, "next_target": 95, "target": 92}
    assert live_sheet(Period(2008, 2)).rows[2].target == 80
    assert live_sheet(Period(2024, 2)).values_year == 2008


def test_the_form_refuses_beside_the_field_and_loses_nothing(head, client_of):
    client = client_of(head)
    form = client.get("/indicators/values/new/").context["form"]
    answer = client.post(
        "/indicators/values/new/",
        posted(
            form,
            **{"year": "2026", "decision_number": "7", "decision_date": "1.2.26"},
            **{"target-2-1": "101", "current-4-1": "", "normative-5-1": "тоқсан"},
        ),
    )
    assert answer.status_code == 422
    assert set(answer.context["form"].errors) == {"target-2-1", "current-4-1", "normative-5-1"}
    assert 'value="101"' in answer.content.decode()
    assert not TargetYear.objects.filter(year=2026).exists()


def test_values_are_entered_through_the_page_with_a_decimal_comma(head, client_of):
    client = client_of(head)
    form = client.get("/indicators/values/new/").context["form"]
    data = posted(
        form, **{"year": "2026", "decision_number": "7", "decision_date": "1.2.26", "target-4-1": "0,3"}
    )
    assert client.post("/indicators/values/new/", data).status_code == 302
    assert TargetYear.objects.get(year=2026).values()["4.1"].target == Decimal("0.30")


def test_a_page_shown_before_a_colleagues_change_answers_409(head, client_of):
    client = client_of(head)
    form = client.get("/indicators/values/2008/").context["form"]
    data = {**posted(form), "reason": "себебі", "target-1-1": "75", "version": "1"}
    TargetYear.objects.filter(year=2008).update(version=2)
    assert client.post("/indicators/values/2008/", data).status_code == 409
