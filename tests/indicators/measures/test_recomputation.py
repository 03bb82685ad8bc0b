"""The figures once more, in plain SQL of another hand: they agree to the last digit."""

# ruff: noqa: E501 - plain SQL

from datetime import date, timedelta

import pytest
from django.db import connection

from astana_employment.sample.simulation.year import simulate
from astana_employment.sample.staff import load_staff
from astana_employment.toolbox.clock import today
from indicators.annex3.periods import Period
from indicators.annex3.texts import CODES
from indicators.measures import MEASURES, SOURCES, figures_of
from indicators.models import InformationItem, InformationPublication
from tests.benchmarks.cases import add_cases
from tests.factories import make_registration

# Each gives (numerator, denominator) for %(first)s to %(last)s; %(over)s is the last day that is over.
PLAIN = {
    "1.1": """
        SELECT count(*) FILTER (WHERE decided <= due), count(*) FROM (
            SELECT a.registered_on AS decided, a.due_on AS due FROM registry_intakeapplication a
            WHERE a.state IN ('open', 'accepted') AND NOT a.is_imported
            UNION ALL
            SELECT CASE q.state WHEN 'decided' THEN q.closed_on END, q.due_on FROM certificates_certificaterequest q
            WHERE NOT q.is_imported
              AND (q.state <> 'withdrawn' OR q.closed_on > q.due_on)
              AND (q.state <> 'waiting' OR NOT EXISTS (SELECT FROM certificates_requestpause p
                   WHERE p.request_id = q.id AND p.ended_on IS NULL AND p.began_on <= q.due_on))
        ) cases
        WHERE (decided <= due AND decided BETWEEN %(first)s AND %(last)s)
           OR ((decided IS NULL OR decided > due) AND due BETWEEN %(first)s AND %(last)s
               AND (decided IS NOT NULL OR due <= %(over)s))
    """,
    "1.2": """
        WITH waits AS (
            SELECT t.id, sum(i.ended_at - i.started_at) AS waited, bool_or(i.is_typed_in OR i.is_clock_off) AS bad
            FROM registry_queueticket t JOIN registry_ticketinterval i ON i.ticket_id = t.id
            WHERE i.counts_as = 'waiting' AND t.purpose IN ('hand_in', 'receive') AND t.day BETWEEN %(first)s AND %(last)s
              AND t.state IN ('serving', 'served')
            GROUP BY t.id)
        SELECT count(*) FILTER (WHERE waited <= interval '40 minutes'), count(*) FROM waits WHERE NOT bad
    """,
    "2.1": "SELECT count(*) FILTER (WHERE process), count(process) FROM indicators_surveyanswer a"
    " LEFT JOIN indicators_slipbatch b ON b.id = a.slips_id"
    " WHERE b.voided_at IS NULL AND answered_on BETWEEN %(first)s AND %(last)s",
    "2.2": """
        SELECT count(*) - count(a.id), count(*) FROM department_paper p
        LEFT JOIN department_paperannulment a ON a.paper_id = p.id AND a.is_our_error
        WHERE p.series IN ('A', 'B') AND p.issued_on BETWEEN %(first)s AND %(last)s
    """,
    "3.1": "SELECT count(*) FILTER (WHERE information), count(information) FROM indicators_surveyanswer a"
    " LEFT JOIN indicators_slipbatch b ON b.id = a.slips_id"
    " WHERE b.voided_at IS NULL AND answered_on BETWEEN %(first)s AND %(last)s",
    "3.2": """
        SELECT count(*) FILTER (WHERE state = 'accepted'), count(*) FROM registry_intakeapplication
        WHERE follows_id IS NULL AND NOT is_imported AND state <> 'open'
          AND applied_on BETWEEN %(first)s AND %(last)s
    """,
    "3.3": """
        SELECT count(DISTINCT p.item_id), count(DISTINCT i.id) FROM indicators_informationitem i
        LEFT JOIN indicators_informationpublication p ON p.item_id = i.id
          AND p.since <= %(last)s AND coalesce(p.until, 'infinity') >= %(last)s
    """,
    "4.1": """
        SELECT (SELECT count(*) FROM complaints_complaint c JOIN complaints_answer a ON a.complaint_id = c.id
                WHERE c.kind = 'complaint' AND a.is_justified AND c.finished_on IS NOT NULL
                  AND c.registered_on BETWEEN %(first)s AND %(last)s),
               (SELECT count(*) FROM registry_queueticket
                WHERE state = 'served' AND purpose <> 'complaint' AND day BETWEEN %(first)s AND %(last)s)
    """,
    "4.2": """
        SELECT count(*) FILTER (WHERE c.finished_on <= c.due_on AND a.outcome <> 'none'), count(*)
        FROM complaints_complaint c JOIN complaints_answer a ON a.complaint_id = c.id
        WHERE c.kind = 'complaint' AND a.is_justified AND c.finished_on IS NOT NULL
          AND c.due_on BETWEEN %(first)s AND %(last)s
    """,
    "4.3": "SELECT count(*) FILTER (WHERE procedure), count(procedure) FROM indicators_surveyanswer a"
    " LEFT JOIN indicators_slipbatch b ON b.id = a.slips_id"
    " WHERE b.voided_at IS NULL AND answered_on BETWEEN %(first)s AND %(last)s",
    "4.4": "SELECT count(*) FILTER (WHERE time_taken), count(time_taken) FROM indicators_surveyanswer a"
    " LEFT JOIN indicators_slipbatch b ON b.id = a.slips_id"
    " WHERE b.voided_at IS NULL AND answered_on BETWEEN %(first)s AND %(last)s",
    "5.1": "SELECT count(*) FILTER (WHERE politeness), count(politeness) FROM indicators_surveyanswer a"
    " LEFT JOIN indicators_slipbatch b ON b.id = a.slips_id"
    " WHERE b.voided_at IS NULL AND answered_on BETWEEN %(first)s AND %(last)s",
}


def plainly(code, period):
    days = {"first": period.first, "last": period.last, "over": min(period.last, today() - timedelta(days=1))}
    with connection.cursor() as cursor:
        cursor.execute(PLAIN[code], days)
        return cursor.fetchone()


def periods():
    running = Period.quarter_of(today())
    year = Period(today().year - 1)
    as_of = Period(today().year - 1, as_of=date(today().year - 1, 11, 30))
    return [running, *running.quarters_before(5), year, as_of]


@pytest.fixture
def cases(clerk):
    for _number in range(40):
        make_registration(by=clerk, registered_on=today() - timedelta(days=700))
    add_cases(6000, days=600, clerk=clerk)
    for item in InformationItem.objects.order_by("position")[:7]:
        InformationPublication.objects.create(
            item=item, address="https://www.astana.kz/a", since=today() - timedelta(days=90), entered_by=clerk
        )


@pytest.mark.django_db
def test_the_figures_agree_with_plain_sql_to_the_last_digit(cases):
    assert set(PLAIN) == set(CODES)
    empty = set(CODES)
    for period in periods():
        for code in CODES:
            figure = MEASURES[code](period)
            assert (figure.numerator, figure.denominator) == plainly(code, period), (code, period)
            if figure.denominator:
                empty.discard(code)
    assert not empty, "nothing was compared"


@pytest.mark.django_db
def test_the_surveys_counted_together_are_the_surveys_counted_one_by_one(cases):
    for period in periods()[:3]:
        together = figures_of(period)
        assert together == {code: MEASURES[code](period) for code in CODES}


@pytest.mark.django_db
def test_the_lists_behind_a_figure_are_its_counts(cases):
    for period in periods()[:3]:
        for code in set(CODES) - {"4.1"}:
            figure = MEASURES[code](period)
            lists = [source.cases(period) for source in SOURCES[code]]
            in_it = sum(rows.filter(is_counted=True).count() for rows in lists)
            not_in_it = sum(rows.filter(is_counted=False).count() for rows in lists)
            assert (in_it, in_it + not_in_it) == (figure.numerator, figure.denominator), code


@pytest.mark.django_db
def test_reading_46_every_case_counts_once(cases):
    quarters = Period(today().year - 1).quarters()
    parts = [MEASURES["1.1"](quarter) for quarter in quarters]
    whole = MEASURES["1.1"](Period(today().year - 1))
    assert sum(part.denominator for part in parts) == whole.denominator
    assert sum(part.numerator for part in parts) == whole.numerator


@pytest.mark.django_db(transaction=True)
def test_a_simulated_year_of_desk_work_agrees_with_plain_sql():
    load_staff()
    simulate(people=40, seed=7, year=2025)
    empty = set(CODES)
    for period in (*Period(2025).quarters(), Period(2025), Period(2025, as_of=date(2025, 11, 30))):
        for code in CODES:
            figure = MEASURES[code](period)
            assert (figure.numerator, figure.denominator) == plainly(code, period), (code, period)
            if figure.denominator:
                empty.discard(code)
    assert empty <= {"4.2", "4.3", "4.4"}, f"nothing was compared: {empty}"
