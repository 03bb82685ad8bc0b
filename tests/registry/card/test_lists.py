"""Today's list of a window, the breaches to judge, and what both have in common with the engine."""

from datetime import date, timedelta
from itertools import product

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import translation

from astana_employment.department.models import CalendarOverride, ServiceWindow
from astana_employment.department.window_map import load_window_map, window_condition
from astana_employment.toolbox.kazakh import ALPHABET, surname_letter
from registry.card.acts.entries import close_referral, close_summons, refer, summon
from registry.card.acts.every_kind import judge
from registry.card.acts.visits import agree_visit, keep_visit
from registry.card.lists import breach_keys, due_keys
from registry.card.rows import read
from registry.models import Participation, Person, Referral, Summons, VisitAppointment
from tests.factories import make_person, make_registration

pytestmark = pytest.mark.django_db

TODAY = date(2026, 4, 15)


def on(offset: int) -> date:
    return TODAY + timedelta(days=offset)


@pytest.fixture(autouse=True)
def _in_april():
    with time_machine.travel("2026-04-15T05:00:00Z", tick=False):
        yield


def registered(surname="Ахметов", **fields):
    return make_registration(person=make_person(surname=surname, **fields), registered_on=date(2026, 1, 12))


# --- whose window --------------------------------------------------------------------------------
ODD = [
    *("Ўринов", "Єсенин", "Ґалаґан", "Їжак", "Łukasz", "Øst", "Schmidt", "Chen", "Zhang", "de la Cruz"),
    *("де ла Крус", "әбдіров", "‘Али", "-", "Ёлкин", "Ёлкин", "Ђокић", "O’Brien", "李", "Ќ", "Сейітов"),
    *("Ахметов", "Ермеков", "Иванов", "Йылмаз"),
]


@pytest.mark.parametrize("number", [1, 2, 3, 4])
def test_clause_11_the_list_of_a_window_has_whom_the_window_serves(number):
    """Readings 32, 59: the letter stored with a card leads to the window that the rule over letters gives."""
    for surname in [*ODD, *(f"{letter}бишев" for letter in ALPHABET)]:
        make_person(surname=surname)
    make_person(surname="Ахметов", routing_letter="Я")
    window = ServiceWindow.objects.get(number=number)
    split = load_window_map()
    served = {
        person.pk
        for person in Person.objects.all()
        if split.number_for(person.routing_letter or surname_letter(person.surname) or "") == number
    }
    assert served
    assert set(Person.objects.filter(window_condition(window)).values_list("pk", flat=True)) == served


# --- due today -----------------------------------------------------------------------------------
class TestDueToday:
    """Clauses 15, 17(2), 17(3): what is due, what is late, and by how many working days."""

    def test_what_is_due_or_late_the_oldest_first(self, clerk):
        late, due, ahead = registered(), registered(), registered()
        summon(registration=late, summoned_on=on(-8), by=clerk)
        agree_visit(registration=due, agreed_on=on(-10), by=clerk)
        refer(registration=ahead, kind="job", destination="ЖШС", issued_on=TODAY, by=clerk)
        rows = read(due_keys(None, TODAY))
        assert [(row.entry.slug, row.left) for row in rows] == [("summons", -4), ("visit", 0)]
        with translation.override("en"):
            assert [row.late for row in rows] == ["4 working days late", ""]

    def test_working_days_late_leave_out_what_the_department_does_not_work(self, clerk):
        row = registered()
        summon(registration=row, summoned_on=on(-8), by=clerk)
        CalendarOverride.objects.create(day=on(-1), is_working=False, note="бұйрық")
        assert read(due_keys(None, TODAY))[0].left == -3

    def test_lateness_grows_no_further_than_the_last_day_of_the_registration(self, clerk):
        card = registered()
        entry = summon(registration=card, summoned_on=on(-8), by=clerk)
        card.state, card.ended_on = "ended", on(-3)
        card.save()
        with time_machine.travel("2036-04-15T05:00:00Z", tick=False), translation.override("en"):
            row = read([("summons", entry.pk, entry.due_on)])[0]
            assert (row.late, row.left) == ("1 working day late", -1)

    def test_what_is_done_or_ended_is_not_on_the_list(self, clerk):
        kept, ended, appeared = registered(), registered(), registered()
        visit = agree_visit(registration=kept, agreed_on=on(-10), by=clerk)
        keep_visit(registration=kept, visit=visit, version=1, came_on=TODAY, by=clerk)
        summon(registration=ended, summoned_on=on(-8), by=clerk)
        ended.state, ended.ended_on = "ended", on(-1)
        ended.save()
        referral = refer(registration=appeared, kind="job", destination="ЖШС", issued_on=on(-14), by=clerk)
        close_referral(referral=referral, version=1, appeared_on=on(-13), by=clerk)
        assert list(due_keys(None, TODAY)) == []

    def test_a_window_sees_its_own_people_and_the_other_one_does_not(self, client_of, clerk, other_clerk):
        summon(registration=registered("Ахметов"), summoned_on=on(-8), by=clerk)
        url = reverse("due_list")
        assert len(client_of(clerk).get(url).context["table"].shown) == 1
        assert client_of(other_clerk).get(url).context["table"].shown == []
        assert len(client_of(other_clerk).get(url, {"windows": "all"}).context["table"].shown) == 1

    @pytest.mark.parametrize("count", [3, 60])
    def test_the_list_is_paged_and_takes_the_same_queries_however_long(self, client_of, clerk, count):
        for _number in range(count):
            summon(registration=registered(), summoned_on=on(-8), by=clerk)
        client = client_of(clerk)
        with CaptureQueriesContext(connection) as queries:
            page = client.get(reverse("due_list")).context["table"]
        assert len(page.shown) == min(count, 50)
        assert len(queries) <= 13, [query["sql"][:80] for query in queries]

    def test_the_desk_shows_the_top_of_the_list(self, client_of, clerk):
        row = registered()
        summon(registration=row, summoned_on=on(-8), by=clerk)
        text = client_of(clerk).get(reverse("desk")).content.decode()
        assert reverse("person_card", kwargs={"pk": row.person_id}) in text
        assert reverse("due_list") in text


# --- to judge ------------------------------------------------------------------------------------
def some_of_everything(clerk):
    """Make entries of every kind in every state around today."""
    registration = registered()
    base = {"registration": registration, "entered_by": clerk}
    for offset in range(-6, 3):
        due = on(offset)
        for came in (None, on(offset - 1), due, on(offset + 1)):
            agreed = on(offset - 4)
            VisitAppointment.objects.create(
                **base, agreed_on=agreed, due_on=due, due_rule={}, came_on=came, closed_on=agreed
            )
            for cancelled in (None, due, on(offset + 1)):
                Summons.objects.create(
                    **base,
                    summoned_on=agreed,
                    due_on=due,
                    due_rule={},
                    came_on=None if cancelled else came,
                    cancelled_on=cancelled,
                    closed_on=agreed,
                )
            for outcome, outcome_on in _outcomes(offset):
                is_before = came is not None and outcome_on is not None and outcome_on < came
                if (outcome != "did_not_appear" or came is None) and not is_before:
                    for kind in ("job", "training"):
                        Referral.objects.create(
                            **base,
                            kind=kind,
                            destination="x",
                            issued_on=agreed,
                            due_on=due,
                            due_rule={},
                            appeared_on=came,
                            outcome=outcome,
                            outcome_on=outcome_on,
                        )
        led = Referral.objects.filter(registration=registration, kind="training").earliest("issued_on")
        for ending, referral in product(Participation.Ending.values, (None, led)):
            Participation.objects.create(
                **base,
                referral=referral,
                kind="training",
                place="x",
                started_on=on(offset - 3),
                ending=ending,
                ended_on=None if ending == "running" else due,
            )


def _outcomes(offset):
    yield "open", None
    for outcome in ("employer_refused", "cancelled", "hired", "did_not_appear"):
        for day in (offset, offset + 1):
            yield outcome, on(day)


@pytest.mark.parametrize("model", [VisitAppointment, Summons, Referral, Participation])
def test_a_breach_for_the_list_is_a_breach_for_the_engine(clerk, model):
    """Reading 12: what the database finds is what the pure engine finds, for every state around the day."""
    with time_machine.travel("2026-05-20T05:00:00Z", tick=False):
        some_of_everything(clerk)
    found = set(model.objects.filter(model.breaches(TODAY)).values_list("pk", flat=True))
    assert found == {row.pk for row in model.objects.all() if row.breach_since(TODAY) is not None}
    assert 0 < len(found) < model.objects.count()


class TestToJudge:
    """Reading 45: the breaches that wait for the head of division."""

    def test_a_judged_breach_leaves_the_list(self, clerk, head):
        row = summon(registration=registered(), summoned_on=on(-8), by=clerk)
        assert [(slug, pk) for slug, pk, _day in breach_keys(TODAY)] == [("summons", row.pk)]
        judge(entry=row, version=1, judgement="not_valid", note="дәлел жоқ", by=head)
        assert list(breach_keys(TODAY)) == []

    def test_coming_late_does_not_heal_it(self, clerk):
        row = summon(registration=registered(), summoned_on=on(-8), by=clerk)
        close_summons(summons=row, version=1, closing="came", day=TODAY, by=clerk)
        assert len(list(breach_keys(TODAY))) == 1

    def test_the_list_is_the_heads_alone_and_takes_few_queries(self, client_of, clerk, head):
        for _number in range(55):
            summon(registration=registered(), summoned_on=on(-8), by=clerk)
        client = client_of(head)
        with CaptureQueriesContext(connection) as queries:
            page = client.get(reverse("judgement_list")).context["table"]
        assert (len(page.shown), page.page.paginator.count) == (50, 55)
        assert len(queries) <= 10, [query["sql"][:80] for query in queries]
        text = client_of(clerk).get(reverse("desk")).content.decode()
        assert reverse("judgement_list") not in text
        assert reverse("judgement_list") in client.get(reverse("desk")).content.decode()
