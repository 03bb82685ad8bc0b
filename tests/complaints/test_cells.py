"""The four cells add up, for any history and any day; SQL and the pure rule agree."""

from datetime import date, timedelta

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from astana_employment.department.models import Role, format_number
from complaints.cells import FOUR, Cell, cell_of
from complaints.models import Complaint, ComplaintRegime
from tests.complaints import rows
from tests.factories import make_staff

DAY = date(2026, 3, 2)
offsets = st.integers(-40, 40)


@st.composite
def histories(draw):
    """Draw what became of a complaint: when it was due, and answered, withdrawn or still open."""
    due = DAY + timedelta(days=draw(offsets))
    end = draw(st.sampled_from(["open", "answered", "withdrawn"]))
    day = DAY + timedelta(days=draw(offsets))
    return {
        "due_on": due,
        "finished_on": day if end == "answered" else None,
        "withdrawn_on": day if end == "withdrawn" else None,
    }


@given(history=histories(), days=offsets)
def test_a_complaint_is_in_exactly_one_cell_and_only_withdrawn_beside_them(history, days):
    day = DAY + timedelta(days=days)
    cell = cell_of(**history, day=day)
    is_withdrawn = history["withdrawn_on"] is not None and history["withdrawn_on"] <= day
    assert (cell in FOUR) != is_withdrawn


@given(history=histories())
def test_the_due_day_itself_is_in_time(history):
    cell = cell_of(due_on=history["due_on"], finished_on=None, withdrawn_on=None, day=history["due_on"])
    assert cell == Cell.OPEN_IN_TIME
    after = history["due_on"] + timedelta(days=1)
    assert cell_of(due_on=history["due_on"], finished_on=None, withdrawn_on=None, day=after) == Cell.OPEN_LATE


@given(history=histories(), days=offsets)
def test_what_was_answered_stays_where_it_is(history, days):
    day = DAY + timedelta(days=days)
    first = cell_of(**history, day=day)
    later = cell_of(**history, day=day + timedelta(days=1))
    if first in (Cell.ANSWERED_IN_TIME, Cell.ANSWERED_LATE, Cell.WITHDRAWN):
        assert later == first


@pytest.mark.django_db
@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(drawn=st.lists(histories(), max_size=12), days=offsets)
def test_the_cells_add_up_in_sql_as_in_the_rule(db, drawn, days):
    day = DAY + timedelta(days=days)
    with transaction.atomic():
        for number, history in enumerate(drawn, 1):
            _store(number, history)
        counts = Complaint.objects.cell_counts(day)
        listed = {cell: Complaint.objects.in_cell(cell.value, day).count() for cell in Cell}
        transaction.set_rollback(True)
    expected = [cell_of(**history, day=day) for history in drawn]
    assert counts == {cell.value: expected.count(cell) for cell in Cell}
    assert listed == {cell: expected.count(cell) for cell in Cell}
    assert sum(counts[cell.value] for cell in FOUR) + counts["withdrawn"] == len(drawn)


def _store(number, history):
    state = "answered" if history["finished_on"] else "withdrawn" if history["withdrawn_on"] else "assigned"
    Complaint.objects.create(
        channel="hand",
        reply_by="hand",
        text=rows.TEXT,
        received_at=rows.at_the_counter(DAY),
        state=state,
        series="C",
        year=2026,
        sequence=number,
        number=format_number("C", 2026, number),
        registered_at=rows.at_the_counter(DAY),
        registered_on=DAY,
        registered_by=make_staff(role=Role.CHANCELLERY),
        regime=ComplaintRegime.objects.get(code="code-350"),
        due_rule={},
        level="head_of_division",
        assigned_to=make_staff(role=Role.HEAD_OF_DIVISION),
        **history,
    )
