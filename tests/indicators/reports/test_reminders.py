"""Clause 2: who is reminded of a report, and when; and which reports are expected at all."""

from datetime import date

import pytest
from django.core.management import CommandError, call_command

from astana_employment.department.models import OutgoingMail, Role
from indicators.reports.acts.reminders import send_due_reminders
from indicators.reports.acts.sending import record_dispatch
from indicators.reports.schedule import Standing, expected_in
from tests.factories import make_registration, make_staff, on
from tests.indicators.reports.builders import issue, make_draft


@pytest.fixture
def people(db):
    make_registration(registered_on=date(2026, 2, 2))
    return [
        make_staff(role=Role.HEAD_OF_DIVISION, email="head@example.kz"),
        make_staff(role=Role.DEPUTY_DIRECTOR, email="deputy@example.kz", language="ru"),
        make_staff(role=Role.DIRECTOR),
        make_staff(role=Role.MONITORING, email="akim@example.kz"),
    ]


def test_clause_2_the_head_and_the_deputy_are_reminded_ten_three_and_one_day_before(people):
    # The 10th of October 2026 is a Saturday: the report is to be sent on the 9th.
    for day, expected in ((28, 0), (29, 2)):
        with on(date(2026, 9, day)):
            send_due_reminders()
        assert OutgoingMail.objects.count() == expected
    with on(date(2026, 10, 6)):
        send_due_reminders()
        send_due_reminders()
    assert OutgoingMail.objects.count() == 4
    with on(date(2026, 10, 8)):
        assert send_due_reminders() == 1
    mails = OutgoingMail.objects.order_by("id")
    assert mails.count() == 6
    assert {mail.to for mail in mails} == {"head@example.kz", "deputy@example.kz"}
    assert "III тоқсан" in mails.get(key=f"report-due:2026Q3:1:{people[0].pk}").subject
    assert "09.10.2026" in mails.get(key=f"report-due:2026Q3:1:{people[1].pk}").body
    with on(date(2026, 10, 9)):
        assert send_due_reminders() == 0


@pytest.mark.django_db(transaction=True)
def test_nobody_is_reminded_of_what_was_sent():
    make_registration(registered_on=date(2026, 2, 2))
    head = make_staff(role=Role.HEAD_OF_DIVISION, email="head@example.kz")
    with on(date(2026, 10, 5)):
        report = issue(make_draft(by=head))
        record_dispatch(
            report=report, sent_on=date(2026, 10, 5), how="courier", outgoing_number="1", note="", by=head
        )
        rows = {row.period.code: row for row in expected_in(2026)}
        assert rows["2026Q3"].standing == Standing.SENT
        assert not rows["2026Q3"].is_late
    with on(date(2026, 10, 6)):
        assert send_due_reminders() == 0


@pytest.mark.django_db
def test_a_report_is_late_from_the_day_after_the_due_day():
    make_registration(registered_on=date(2026, 7, 2))
    for day, late in ((10, False), (11, True)):
        with on(date(2026, 10, day)):
            rows = {row.period.code: row for row in expected_in(2026)}
        assert rows["2026Q3"].is_late is late
        assert "2026Q1" not in rows, "nothing was due before the desk's first case"
        assert rows["2026"].due_on == date(2026, 12, 14)


# --- the command ---------------------------------------------------------------------------------
@pytest.mark.django_db
@pytest.mark.parametrize("form", ["pdf", "xlsx", "csv", "json"])
def test_the_command_writes_a_draft(form, tmp_path, capsys):
    target = tmp_path / f"report.{form}"
    call_command("indicator_report", "--period", "2026Q2", "--format", form, "--out", str(target))
    assert target.stat().st_size > 300
    assert "жоба" in capsys.readouterr().out


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("period", "as_of"),
    [("2098Q1", None), ("2026Q9", None), ("2026", "2027-02-01"), ("2025Q1", "2025-02-01"), ("abc", None)],
)
def test_the_command_refuses_in_words_and_writes_nothing(period, as_of, tmp_path):
    target = tmp_path / "report.csv"
    words = ["--period", period, "--format", "csv", "--out", str(target)]
    with pytest.raises(CommandError):
        call_command("indicator_report", *words, *(["--as-of", as_of] if as_of else []))
    assert not target.exists()
