"""Reports: drafted by the head, issued by the deputy director or director, frozen, revised (reading 49)."""

import json
from datetime import date
from io import BytesIO
from threading import Barrier, Thread
from typing import Any

import openpyxl
import pytest
from django.core.exceptions import PermissionDenied
from django.db import DatabaseError, IntegrityError, connection, transaction

from astana_employment.department.models import Event, Paper, Role
from astana_employment.toolbox.clock import today
from astana_employment.toolbox.errors import RuleViolation, StaleRecord
from astana_employment.toolbox.papers.stored import DocumentError
from certificates.status import PaperStatus, status_of
from indicators.annex3.definitions import VERSION
from indicators.annex3.periods import Period
from indicators.annex3.texts import CODES, COLUMNS, INDICATORS, TITLE
from indicators.models import IndicatorReport, TargetYear
from indicators.reports.acts.reports import (
    draft_report,
    make_paper,
    move_draft,
    revise_report,
    seal_report,
)
from indicators.reports.outputs.content import ReportContent
from indicators.reports.outputs.files import draft_content, issued_content, write_draft, write_issued
from indicators.reports.outputs.paper import report_html
from indicators.reports.rows import live_sheet
from indicators.reports.states import REPORT
from tests.factories import make_application, make_staff
from tests.indicators.builders import make_answer
from tests.indicators.reports.builders import issue, last_quarter, make_draft, seal, values_of
from tests.registry.hall.builders import stopped_clock

commits = pytest.mark.django_db(transaction=True)


# --- who, and when -------------------------------------------------------------------------------
@pytest.mark.django_db
@pytest.mark.parametrize("role", [Role.CLERK, Role.DEPUTY_DIRECTOR, Role.DIRECTOR, Role.MONITORING])
def test_reading_49_only_the_head_of_division_drafts(role):
    with pytest.raises(PermissionDenied):
        draft_report(period=last_quarter(), by=make_staff(role=role))


@pytest.mark.django_db
@pytest.mark.parametrize("role", [Role.HEAD_OF_DIVISION, Role.CHANCELLERY, Role.MONITORING])
def test_reading_49_only_the_deputy_director_or_the_director_issues(role):
    with pytest.raises(PermissionDenied):
        seal(make_draft(), make_staff(role=role))


@pytest.mark.django_db
def test_whoever_drafted_it_does_not_issue_it_not_even_when_acting(head):
    head.delegations.create(
        acts_as="deputy_director", order_number="1", order_date=today(), starts_on=today(), ends_on=today()
    )
    draft = make_draft(by=head)
    with pytest.raises(RuleViolation):
        seal(draft, type(head).objects.get(pk=head.pk))


@pytest.mark.django_db
@pytest.mark.parametrize(
    "period",
    [
        lambda: Period.quarter_of(today()),
        lambda: Period(today().year + 1),
        lambda: Period(today().year),
        lambda: Period(today().year, as_of=today()),
    ],
)
def test_a_period_that_is_not_over_cannot_be_drafted(head, period):
    with pytest.raises(RuleViolation):
        draft_report(period=period(), by=head)
    assert not IndicatorReport.objects.exists()


@pytest.mark.django_db
def test_there_is_one_draft_of_a_period(head):
    make_draft(by=head)
    with pytest.raises(RuleViolation) as caught:
        make_draft(by=head)
    assert caught.value.field == "period"


@pytest.mark.django_db
def test_reading_27_the_preliminary_annual_report_counts_to_a_day_that_can_be_moved(head):
    with stopped_clock():  # 24 November: in the first days of a year there is nothing to be preliminary about
        draft = make_draft(period=Period(2026, as_of=date(2026, 11, 23)), by=head)
        assert draft.is_preliminary
        moved = move_draft(report=draft, as_of=date(2026, 11, 22), version=draft.version, by=head)
        assert moved.period.last == date(2026, 11, 22)
        with pytest.raises(RuleViolation):
            move_draft(report=moved, as_of=today(), version=moved.version, by=head)


@pytest.mark.django_db
def test_without_approved_values_a_report_is_not_issued(deputy):
    draft = make_draft(period=Period(2008, 1))
    TargetYear.objects.update(year=2009)
    with pytest.raises(RuleViolation, match="2008"):
        seal(draft, deputy)


# --- what is frozen ------------------------------------------------------------------------------
@pytest.mark.django_db
def test_issuing_freezes_figures_values_definition_who_and_when(deputy):
    period = last_quarter()
    make_answer(answered_on=period.last, process=True)
    make_answer(answered_on=period.last, process=False)
    report = seal(make_draft(), deputy)
    make_answer(answered_on=period.last, process=True)
    assert report.number.startswith("E-")
    assert (report.state, report.issued_by, report.definition_version) == ("issued", deputy, VERSION)
    assert values_of("2.1", report) == (1, 2)
    assert report.rows.count() == 12
    content = issued_content(report)
    assert [row.code for row in content.rows] == list(CODES)
    assert content.rows[2].target == 80
    assert Event.objects.filter(verb="report.issued", subject_id=report.pk).exists()


@pytest.mark.django_db
def test_what_was_issued_under_the_older_text_is_read_for_good(deputy):
    content = issued_content(seal(make_draft(), deputy))
    older = ReportContent.from_json({**content.to_json(), "template_version": 1})
    assert (older.rows, older.period) == (content.rows, content.period)
    with pytest.raises(DocumentError):
        ReportContent.from_json({**content.to_json(), "template_version": 0})


@pytest.mark.django_db
def test_what_is_issued_cannot_change(deputy):
    report = seal(make_draft(), deputy)
    attempts: list[dict[str, Any]] = [{"snapshot": {}}, {"issued_by": None}, {"year": 2024}, {"reason": "x"}]
    for values in attempts:
        with pytest.raises(DatabaseError), transaction.atomic():
            IndicatorReport.objects.filter(pk=report.pk).update(**values)
    for act in (lambda: report.rows.update(numerator=1), report.delete):
        with pytest.raises((DatabaseError, IntegrityError)), transaction.atomic():
            act()


@pytest.mark.django_db
def test_figures_that_moved_after_they_were_looked_at_are_not_issued(deputy):
    draft = make_draft()
    shown = live_sheet(draft.period).seal
    make_answer(answered_on=draft.period.last)
    with pytest.raises(StaleRecord):
        seal_report(report=draft, shown=shown, by=deputy)
    draft.refresh_from_db()
    assert draft.state == "draft"


@pytest.mark.django_db
def test_a_second_issue_of_the_same_report_is_refused(deputy, director):
    draft = make_draft()
    seal(draft, deputy)
    with pytest.raises(RuleViolation):
        seal(draft, director)


@commits
def test_issued_twice_at_the_same_moment_there_is_one_report():
    draft = make_draft()
    people = [make_staff(role=Role.DEPUTY_DIRECTOR), make_staff(role=Role.DIRECTOR)]
    barrier, done, refused = Barrier(2), [], []

    def act(by):
        try:
            barrier.wait()
            done.append(seal(draft, by).number)
        except RuleViolation as error:
            refused.append(error)
        finally:
            connection.close()

    threads = [Thread(target=act, args=(by,)) for by in people]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert (len(done), len(refused)) == (1, 1)
    assert IndicatorReport.objects.get().number == done[0]


@commits
def test_the_paper_is_made_once_and_is_read_back_word_for_word(deputy):
    report = issue(make_draft(), deputy)
    again = make_paper(report=report, by=deputy)
    assert (Paper.objects.count(), again) == (1, report.paper)
    assert report.paper.kind == "report"
    assert report.snapshot is not None
    html = report_html(report.snapshot, report.issue_block)
    for words in (TITLE["kk"], *(column["kk"] for column in COLUMNS), report.number):
        assert words in html
    assert all(row.texts["kk"] in html for row in INDICATORS.values())


def test_every_edge_is_walked_and_revised_is_final():
    assert set(REPORT.edges) == {("draft", "issued"), ("issued", "revised")}


# --- revisions -----------------------------------------------------------------------------------
@commits
def test_a_revision_shows_what_changed_and_why_and_the_old_stays(head, deputy):
    period = last_quarter()
    make_answer(answered_on=period.last, process=True)
    old = issue(make_draft(by=head), deputy)
    make_answer(answered_on=period.last, process=False)
    with pytest.raises(RuleViolation):
        revise_report(report=old, reason="  ", by=head)
    draft = revise_report(report=old, reason="Қағаз парақшалар кеш енгізілді", by=head)
    new = issue(draft, deputy)
    old.refresh_from_db()
    assert (old.state, new.state, new.paper.replaces) == ("revised", "issued", old.paper)
    assert old.paper is not None
    assert status_of(old.paper, today()) is PaperStatus.SUPERSEDED
    content = issued_content(new)
    assert content.reason == draft.reason
    assert {row.code: (row.before, row.after) for row in content.changes}["2.1"] == ((1, 1), (1, 2))
    assert values_of("2.1", old) == (1, 1)
    assert IndicatorReport.objects.of(period).in_force().get() == new


# --- files ---------------------------------------------------------------------------------------
def written(form, content):
    target = BytesIO()
    write_draft(content, form, target, language="kk", made_by="Тест")
    return target.getvalue()


@pytest.mark.django_db
def test_the_spreadsheet_has_real_numbers_and_a_sheet_of_definitions():
    make_answer(answered_on=last_quarter().last, process=True)
    book = openpyxl.load_workbook(BytesIO(written("xlsx", draft_content(last_quarter()))))
    assert len(book.sheetnames) == 2
    rows = {row[0].value: row for row in book.worksheets[0].iter_rows(min_row=6)}
    assert [cell.value for cell in rows["2.1"][2:7]] == [90, 80, 100, 1, 1]
    assert rows["4.2"][4].value is None
    assert {row[0].value for row in book.worksheets[1].iter_rows(min_row=6)} == set(CODES)


@pytest.mark.django_db
def test_the_csv_opens_by_itself_and_holds_no_formula():
    text = written("csv", draft_content(last_quarter())).decode()
    assert text.startswith("﻿")
    assert len(text.splitlines()) == 13
    assert all(not cell.startswith(("=", "+", "-", "@")) for cell in text.split(";"))


@pytest.mark.django_db
def test_the_json_says_no_data_as_null():
    data = json.loads(written("json", draft_content(last_quarter())))
    rows = {row["code"]: row for row in data["indicators"]}
    assert list(rows) == list(CODES)
    assert (rows["2.1"]["share"], rows["2.1"]["is_reached"], rows["2.1"]["target"]) == (None, None, 80.0)
    assert (data["format"], data["number"]) == ("astana-indicators/1", None)


@pytest.mark.django_db
def test_a_file_of_an_issued_report_is_made_of_what_was_frozen(deputy):
    report = seal(make_draft(), deputy)
    make_application(applied_on=last_quarter().last)
    content = issued_content(report)
    assert content.rows[0].figure.denominator == 0
    with pytest.raises(ValueError, match="paper"):
        write_issued(report, "json", BytesIO(), language="kk")
