"""What was recorded wrongly is voided: the row stays with the reason, and counts nowhere."""

from datetime import date

import pytest
from django.db import DatabaseError, transaction

from astana_employment.department.acts.surveys import Source
from astana_employment.department.models import Event, Role
from astana_employment.toolbox.clock import today
from astana_employment.toolbox.errors import RuleViolation
from indicators.annex3.periods import Period
from indicators.measures import MEASURES, SOURCES
from indicators.models import MediaPublication, ReportDispatch, SlipBatch, SurveyAnswer, SurveyQuestion
from indicators.publication.acts import record_publication, void_publication
from indicators.reports.acts.reports import revise_report
from indicators.reports.acts.sending import record_dispatch, void_dispatch
from indicators.reports.schedule import Standing, expected_in
from indicators.surveys.acts import Slip, type_in_complainants_slip, type_in_slips, void_slips
from indicators.surveys.results import answers_in
from tests.factories import form_key, make_registration, make_staff, on
from tests.indicators.builders import make_answer, make_invitation
from tests.indicators.reports.builders import issue, last_quarter, make_draft

commits = pytest.mark.django_db(transaction=True)


@pytest.fixture
def chancellery():
    return make_staff(role=Role.CHANCELLERY)


def slips(by, *, count=3, satisfied=False):
    rows = [Slip({SurveyQuestion.PROCESS: satisfied}) for _ in range(count)]
    return type_in_slips(filled_on=today(), handed_out=9, slips=rows, by=by)


def publication(by):
    return record_publication(
        what="figures", year=2026, medium="Астана ақшамы", place="№ 12", published_on=today(), by=by
    )


def send(report, by, number="77", day=None):
    return record_dispatch(
        report=report, sent_on=day or today(), how="courier", outgoing_number=number, by=by
    )


# --- slips ---------------------------------------------------------------------------------------
@pytest.mark.django_db
def test_the_slips_of_a_voided_batch_count_nowhere_and_are_kept(chancellery):
    make_answer()
    kept = slips(chancellery, count=2, satisfied=True)
    wrong = slips(chancellery)
    void_slips(batch=wrong, reason="Басқа күннің парақтары.", by=chancellery)
    period = Period.quarter_of(today())
    figure = MEASURES["2.1"](period)
    assert (figure.numerator, figure.denominator) == (3, 3)
    assert SOURCES["2.1"][0].cases(period).count() == 3
    assert answers_in(today(), today(), "process").asked == kept.handed_out
    assert SurveyAnswer.objects.count() == 6
    event = Event.objects.get(verb="survey.slips_voided")
    assert (event.by, event.reason) == (chancellery, "Басқа күннің парақтары.")


@pytest.mark.django_db
def test_a_complainants_slip_is_not_voided_for_it_used_the_one_invitation(chancellery):
    invitation = make_invitation(source=Source.COMPLAINT)
    batch = type_in_complainants_slip(
        invitation=invitation, filled_on=today(), slip=Slip({SurveyQuestion.PROCEDURE: True}), by=chancellery
    )
    with pytest.raises(RuleViolation):
        void_slips(batch=batch, reason="Қате.", by=chancellery)


# --- what all three have in common ---------------------------------------------------------------
@pytest.mark.django_db
@pytest.mark.parametrize("reason", ["", "   "])
def test_voiding_needs_a_reason(reason, chancellery):
    with pytest.raises(RuleViolation) as refused:
        void_publication(publication=publication(chancellery), reason=reason, by=chancellery)
    assert refused.value.field == "reason"


@pytest.mark.django_db
def test_a_row_is_voided_once_and_never_changed_or_deleted(chancellery):
    row = void_publication(publication=publication(chancellery), reason="Қате.", by=chancellery)
    with pytest.raises(RuleViolation):
        void_publication(publication=row, reason="Тағы.", by=chancellery)
    rows = MediaPublication.objects.filter(pk=row.pk)
    other = publication(chancellery)
    for change in (
        lambda: rows.update(void_reason="басқа"),
        lambda: rows.update(voided_at=None, voided_by=None, void_reason=""),
        lambda: MediaPublication.objects.filter(pk=other.pk).update(medium="Басқа"),
        rows.delete,
    ):
        with pytest.raises(DatabaseError), transaction.atomic():
            change()


@pytest.mark.django_db
def test_who_may_void_is_who_records(chancellery, head, client_of):
    row, batch = publication(head), slips(head)
    for role, status in ((Role.MONITORING, 403), (Role.DIRECTOR, 403), (Role.CHANCELLERY, 200)):
        user = client_of(make_staff(role=role))
        assert user.get(f"/indicators/media/{row.pk}/void/").status_code == status
        assert user.get(f"/surveys/slips/{batch.pk}/void/").status_code == status


@pytest.mark.django_db
def test_the_pages_void_and_show_what_was_voided(head, client_of):
    row, batch, user = publication(head), slips(head), client_of(head)
    for address, back in (
        (f"/indicators/media/{row.pk}/void/", "/indicators/media/"),
        (f"/surveys/slips/{batch.pk}/void/", "/surveys/"),
    ):
        empty = user.post(address, {**form_key(), "reason": ""})
        assert empty.status_code == 422
        answer = user.post(address, {**form_key(), "reason": "Қате терілген."})
        assert answer.status_code == 302
        assert "Қате терілген." in user.get(back).content.decode()
        assert user.get(address).status_code == 404
    assert not MediaPublication.objects.valid().exists()
    assert not SlipBatch.objects.valid().exists()


# --- sendings ------------------------------------------------------------------------------------
@commits
def test_a_voided_sending_was_none_and_its_number_is_free_again(head, client_of):
    report = issue(make_draft(by=head))
    wrong = send(report, head)
    user = client_of(head)
    address = f"/reports/sendings/{wrong.pk}/void/"
    user.post(address, {**form_key(), "reason": "Нөмірі қате."})
    wrong.refresh_from_db()
    assert wrong.is_voided
    page = user.get(f"/reports/{report.pk}/").content.decode()
    assert "Нөмірі қате." in page
    with pytest.raises(RuleViolation):
        void_dispatch(dispatch=wrong, reason="Тағы.", by=head)
    right = send(report, head)
    assert [row.pk for row in ReportDispatch.objects.valid()] == [right.pk]


@commits
def test_clause_2_a_voided_sending_leaves_the_report_unsent(head):
    make_registration(registered_on=last_quarter().first)
    report = issue(make_draft(by=head))
    sending = send(report, head)
    period = last_quarter()

    def standing():
        return {row.period: row for row in expected_in(period.year)}[period].standing

    assert standing() == Standing.SENT
    void_dispatch(dispatch=sending, reason="Жіберілмеген.", by=head)
    assert standing() == Standing.ISSUED


@commits
def test_clause_2_what_was_sent_in_time_is_not_late_when_it_is_revised_later(head, deputy):
    make_registration(registered_on=date(2026, 7, 2))
    with on(date(2026, 10, 5)):
        report = issue(make_draft(by=head), deputy)
        send(report, head)
    with on(date(2026, 11, 20)):
        issue(revise_report(report=report, reason="Кейін табылды.", by=head), deputy)
        row = {row.period.code: row for row in expected_in(2026)}["2026Q3"]
    assert row.standing == Standing.ISSUED
    assert not row.is_late
