"""Signing one paper: who may, what is frozen, what a crash leaves behind."""

from datetime import date, timedelta
from uuid import UUID

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, ProgrammingError, connection, transaction

from astana_employment.department.models import (
    Event,
    Paper,
    PaperContent,
    Role,
    SurveyInvitation,
    VoidNumber,
)
from astana_employment.toolbox.clock import today
from astana_employment.toolbox.errors import RuleViolation, StaleRecord
from astana_employment.toolbox.papers.font import PaperError
from certificates.acts.requests import begin_pause
from certificates.acts.signing import finish_signing, sign_decision, void_signing
from certificates.models import Decision
from tests.certificates.conftest import acts_for, fresh, prepared, refused, signed
from tests.factories import make_person, make_registration, make_request, make_staff, on

pytestmark = pytest.mark.django_db


def test_signing_gives_number_days_signer_and_code(clerk, deputy):
    decision = prepared(clerk)
    paper = signed(decision, deputy)
    decision = fresh(decision)
    assert paper.number == f"A-{today().year}-000001"
    assert paper.issued_on == today()
    assert decision.state == "signed"
    assert decision.signed_by == deputy
    assert decision.request.state == "decided"
    assert decision.issue_block["signer_name"] == deputy.get_signature_name()
    assert decision.issue_block["check_code"] == paper.check_code
    assert decision.issue_block["check_url"].endswith(f"/check/{paper.public_id}/")
    invitation = SurveyInvitation.objects.get(source="paper", subject_id=decision.pk)
    assert decision.issue_block["survey_url"].endswith(f"/survey/{invitation.token}/")
    assert bytes(paper.content.pdf).startswith(b"%PDF")
    assert Event.objects.filter(verb="paper.issued", subject_id=decision.pk, by=deputy).count() == 1


def test_reading_15_a_certificate_is_valid_for_a_month(clerk, deputy, quick_pdf):
    with on(date(2026, 1, 31)):
        assert signed(prepared(clerk), deputy).valid_until == date(2026, 2, 28)


def test_a_refusal_has_its_own_journal_and_no_end(clerk, deputy, quick_pdf):
    paper = signed(refused(clerk), deputy)
    assert (paper.number, paper.valid_until) == (f"B-{today().year}-000001", None)


def test_the_hash_that_was_reviewed_stays(clerk, deputy, quick_pdf):
    decision = prepared(clerk)
    paper = signed(decision, deputy)
    assert fresh(decision).snapshot_sha256 == decision.snapshot_sha256
    assert paper.content.snapshot == decision.snapshot


def test_a_paper_changed_since_it_was_reviewed_is_not_signed(clerk, other_clerk, deputy, quick_pdf):
    decision = prepared(clerk)
    prepared(other_clerk, request=decision.request, purpose="банкке")
    with pytest.raises(StaleRecord) as caught:
        signed(decision, deputy)
    assert [event.by for event in caught.value.changes] == [other_clerk]
    assert fresh(decision).state == "prepared"


@pytest.mark.parametrize("role", [Role.CLERK, Role.HEAD_OF_DIVISION, Role.DIRECTOR, Role.ADMINISTRATOR])
def test_only_the_deputy_director_signs(clerk, quick_pdf, role):
    decision = prepared(clerk)
    with pytest.raises(PermissionDenied):
        signed(decision, make_staff(role=role))
    assert fresh(decision).state == "prepared"


def test_reading_42_an_acting_deputy_signs_and_the_paper_says_so(clerk, head, quick_pdf):
    order = acts_for(head, "deputy_director", today(), today())
    decision = prepared(clerk)
    signed(decision, head)
    decision = fresh(decision)
    assert decision.acting_under == order
    assert decision.issue_block["acting"] == {
        "order_number": "17-ж",
        "order_date": today().isoformat(),
    }


def test_reading_42_an_order_that_ended_yesterday_gives_no_right_to_sign(clerk, head, quick_pdf):
    acts_for(head, "deputy_director", today() - timedelta(days=5), today() - timedelta(days=1))
    with pytest.raises(PermissionDenied):
        signed(prepared(clerk), head)


def test_the_preparer_does_not_sign_even_as_acting_deputy(clerk, quick_pdf):
    acts_for(clerk, "deputy_director", today(), today())
    decision = prepared(clerk)
    with pytest.raises(RuleViolation) as caught:
        signed(decision, clerk)
    assert caught.value.clause == "signer"
    assert fresh(decision).state == "prepared"


def test_the_database_refuses_a_signer_who_prepared(clerk, deputy, quick_pdf):
    decision = prepared(clerk)
    signed(decision, deputy)
    with pytest.raises(IntegrityError, match="decision_signer_is_not_preparer"), transaction.atomic():
        Decision.objects.filter(pk=decision.pk).update(prepared_by=deputy)


def test_clause_1_no_certificate_for_a_registration_that_is_not_active(clerk, deputy, quick_pdf):
    decision = prepared(clerk)
    registration = decision.request.registration
    registration.state = "suspended"
    registration.save()
    with pytest.raises(RuleViolation) as caught:
        signed(decision, deputy)
    assert caught.value.clause == "1"


def test_reading_40_nothing_is_signed_while_the_request_waits(clerk, deputy, quick_pdf):
    decision = prepared(clerk)
    request = fresh(decision.request)
    begin_pause(request=request, cause="vacancy", note="Бейтерек ЖШС", by=clerk, version=request.version)
    with pytest.raises(RuleViolation):
        signed(decision, deputy)


def test_a_name_changed_after_preparing_is_noticed(clerk, deputy, quick_pdf):
    decision = prepared(clerk)
    person = decision.request.registration.person
    person.surname = "Бекова"
    person.save()
    with pytest.raises(RuleViolation) as caught:
        signed(decision, deputy)
    assert caught.value.clause == "snapshot"


def test_signing_twice_gives_the_same_paper(clerk, deputy, quick_pdf):
    decision = prepared(clerk)
    assert signed(decision, deputy) == signed(decision, deputy)
    assert Paper.objects.count() == 1
    assert quick_pdf() == 1


def test_somebody_elses_signature_is_not_taken_for_ones_own(clerk, deputy, quick_pdf):
    decision = prepared(clerk)
    signed(decision, deputy)
    with pytest.raises(RuleViolation):
        signed(decision, make_staff(role=Role.DEPUTY_DIRECTOR))


def test_signing_refuses_to_run_inside_a_transaction(clerk, deputy):
    decision = prepared(clerk)
    with pytest.raises(RuntimeError, match="durable"), transaction.atomic():
        signed(decision, deputy)


def broken(*_values, **_more):
    raise PaperError("no paper today")


def test_a_crash_after_numbering_leaves_the_number_and_the_next_attempt_finishes_it(
    clerk, deputy, monkeypatch
):
    first, second = prepared(clerk), prepared(clerk)
    with monkeypatch.context() as patch:
        patch.setattr("certificates.acts.signing.render_paper", broken)
        with pytest.raises(PaperError):
            signed(first, deputy)
    stuck = fresh(first)
    assert (stuck.state, stuck.paper) == ("signing", None)
    assert signed(second, deputy).sequence == 2
    paper = signed(first, deputy)
    assert (paper.sequence, paper.check_code) == (1, stuck.issue_block["check_code"])
    assert fresh(first).state == "signed"


def test_another_deputy_finishes_what_was_cut_short_and_the_signer_stays(clerk, deputy, monkeypatch):
    decision = prepared(clerk)
    with monkeypatch.context() as patch:
        patch.setattr("certificates.acts.signing.render_paper", broken)
        with pytest.raises(PaperError):
            signed(decision, deputy)
    other = make_staff(role=Role.DEPUTY_DIRECTOR)
    paper = finish_signing(decision=decision, by=other)
    assert paper.signed_by == deputy
    assert Event.objects.get(verb="paper.issued").by == other


def test_a_signing_that_cannot_be_finished_is_voided_and_its_number_is_kept(clerk, deputy, monkeypatch):
    decision = prepared(clerk)
    with monkeypatch.context() as patch:
        patch.setattr("certificates.acts.signing.render_paper", broken)
        with pytest.raises(PaperError):
            signed(decision, deputy)
    void = void_signing(decision=decision, reason="Қаріп жоқ", by=deputy)
    assert (void.series, void.sequence, str(void)) == ("A", 1, f"A-{today().year}-000001")
    assert fresh(decision).state == "withdrawn"
    again = prepared(clerk, request=fresh(decision.request))
    assert again.pk != decision.pk
    assert signed(again, deputy).sequence == 2
    assert VoidNumber.objects.count() == 1


def test_voiding_needs_a_reason_and_a_signing(clerk, deputy):
    decision = prepared(clerk)
    with pytest.raises(RuleViolation):
        void_signing(decision=decision, reason="керек емес", by=deputy)


@pytest.mark.parametrize("model", [Paper, PaperContent])
@pytest.mark.parametrize("statement", ["UPDATE {table} SET {column} = {column}", "DELETE FROM {table}"])
def test_a_stored_paper_is_neither_changed_nor_deleted(clerk, deputy, quick_pdf, model, statement):
    signed(prepared(clerk), deputy)
    column = model._meta.pk.column
    sql = statement.format(table=model._meta.db_table, column=column)
    with pytest.raises(ProgrammingError, match="Cannot update or delete"), transaction.atomic():
        connection.cursor().execute(sql)


@pytest.mark.parametrize(
    "change", [{"snapshot": {}}, {"issue_block": {}}, {"series": "B"}, {"year": 2008}, {"sequence": 9}]
)
def test_what_was_reviewed_and_issued_is_frozen_when_signing_begins(clerk, deputy, quick_pdf, change):
    decision = prepared(clerk)
    signed(decision, deputy)
    with pytest.raises(IntegrityError, match="frozen"), transaction.atomic():
        Decision.objects.filter(pk=decision.pk).update(**change)


def test_a_snapshot_that_does_not_fit_its_hash_is_not_signed(clerk, deputy, quick_pdf):
    decision = prepared(clerk)
    Decision.objects.filter(pk=decision.pk).update(snapshot={**decision.snapshot, "purpose": "басқа"})
    with pytest.raises(RuleViolation) as caught:
        signed(decision, deputy)
    assert caught.value.clause == "snapshot"


def test_the_public_address_cannot_be_guessed_from_the_number(clerk, deputy, quick_pdf):
    papers = [signed(prepared(clerk), deputy) for _ in range(2)]
    assert len({paper.public_id for paper in papers}) == 2
    assert all(isinstance(paper.public_id, UUID) and paper.public_id.version == 4 for paper in papers)


def test_a_certificate_of_an_older_registration_cites_its_day(clerk, deputy, quick_pdf):
    registration = make_registration(person=make_person(), by=clerk, registered_on=date(2026, 3, 31))
    decision = prepared(clerk, request=make_request(registration=registration, by=clerk))
    assert signed(decision, deputy).content.snapshot["registered_on"] == "2026-03-31"


def test_a_decision_signed_with_the_wrong_hash_text_is_refused(clerk, deputy):
    decision = prepared(clerk)
    with pytest.raises(StaleRecord):
        sign_decision(decision=decision, reviewed_sha256="0" * 64, by=deputy)
    with pytest.raises(StaleRecord):
        prepared(clerk, request=decision.request, version=1)
