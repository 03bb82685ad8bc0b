"""Clause 17 between the record card and the papers: what is offered, what is refused, who answers for it."""

from datetime import timedelta
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction

from astana_employment.department.models import Delegation, Event
from astana_employment.toolbox.clock import today
from astana_employment.toolbox.errors import RuleViolation
from certificates.acts.decisions import RefusalContent, prepare, return_decision
from certificates.models import CertificateRequest, Decision
from registry.models import Summons, VisitAppointment
from registry.standing.acts import Ruling, decide_standing
from tests.certificates.conftest import fresh, prepared, refused, signed
from tests.factories import form_key, make_registration, make_request
from tests.registry.card import rows as card

pytestmark = pytest.mark.django_db

REASON = "Анықтама сотқа керек, бұзушылық бойынша түсініктеме алынды"


@pytest.fixture
def request_of_old(clerk):
    """A request of somebody registered long enough for every ground."""
    registration = make_registration(by=clerk, registered_on=today() - timedelta(days=30))
    return make_request(registration=registration, by=clerk)


def refuse(request, by, grounds, **content):
    values = {"grounds": grounds, "evidence": "", "address": "Астана", "language": "kk", **content}
    version = fresh(request).version
    return prepare(request=request, content=RefusalContent(**values), by=by, version=version)


# --- refusals ------------------------------------------------------------------------------------
@pytest.mark.parametrize("ground", range(1, 9))
def test_clause_17_a_refusal_rests_on_what_the_card_confirms(clerk, request_of_old, ground):
    with pytest.raises(RuleViolation) as caught:
        refuse(request_of_old, clerk, [ground])
    assert (caught.value.clause, caught.value.field) == ("17", "grounds")
    card.raise_ground(request_of_old.registration, ground)
    decision = refuse(request_of_old, clerk, [ground])
    assert decision.grounds == [ground]
    assert all(line.startswith(f"17({ground}): ") for line in decision.snapshot["evidence"])


@pytest.mark.parametrize("ground", [2, 3, 4, 5])
@pytest.mark.parametrize("judgement", ["open", "valid"])
def test_reading_12_what_nobody_judged_or_what_is_excused_is_no_ground(
    clerk, head, request_of_old, ground, judgement
):
    card.raise_ground(request_of_old.registration, 8)
    card.raise_ground(request_of_old.registration, ground, judgement)
    for officer in (clerk, head):
        with pytest.raises(RuleViolation):
            refuse(request_of_old, officer, [8, ground])
    assert refuse(request_of_old, clerk, [8]).grounds == [8]


def test_the_evidence_names_the_entries_in_the_language_of_the_paper(clerk, request_of_old):
    registration = request_of_old.registration
    summons = card.summons(registration, registration.registered_on, "not_valid", reason="ауырдым")
    lines = {}
    for language in ("kk", "ru"):
        decision = refuse(request_of_old, clerk, [3], language=language, evidence="Хат № 3")
        lines[language], added = decision.snapshot["evidence"]
        assert added == "Хат № 3"
    for line in lines.values():
        assert f" {summons.pk}; " in line
        assert "ауырдым" in line


def test_an_edit_writes_the_evidence_anew_and_keeps_what_was_added(clerk, request_of_old, client_of):
    card.raise_ground(request_of_old.registration, 3)
    refuse(request_of_old, clerk, [3], evidence="Хат № 3")
    page = client_of(clerk).get(f"/requests/{request_of_old.pk}/refusal/")
    assert page.context["form"]["evidence"].value() == "Хат № 3"
    decision = refuse(request_of_old, clerk, [3], evidence="Хат № 3")
    assert len(decision.snapshot["evidence"]) == 2


def test_the_page_offers_exactly_the_confirmed_grounds(clerk, request_of_old, client_of):
    address = f"/requests/{request_of_old.pk}/refusal/"
    nothing = client_of(clerk).get(address)
    assert not nothing.context["form"].fields["grounds"].choices
    card.raise_ground(request_of_old.registration, 5, "open")
    card.raise_ground(request_of_old.registration, 3)
    page = client_of(clerk).get(address)
    assert [number for number, _text in page.context["form"].fields["grounds"].choices] == [3]
    assert {row.finding.ground: row.is_usable for row in page.context["found"]} == {3: True, 5: False}
    posted = {**form_key(), "version": fresh(request_of_old).version, "address": "Астана", "language": "kk"}
    assert client_of(clerk).post(address, {**posted, "grounds": 5}).status_code == 422
    done = client_of(clerk).post(address, {**posted, **form_key(), "grounds": 3})
    assert done.status_code == 302
    assert Decision.objects.get().grounds == [3]


def test_a_reason_judged_valid_before_signing_stops_the_refusal(clerk, deputy, request_of_old, quick_pdf):
    card.raise_ground(request_of_old.registration, 3)
    decision = refuse(request_of_old, clerk, [3])
    Summons.objects.update(judgement="valid")
    with pytest.raises(RuleViolation):
        signed(decision, deputy)
    assert fresh(decision).state == "prepared"
    Summons.objects.update(judgement="not_valid")
    assert signed(decision, deputy).kind == "refusal"


def test_reading_57_what_was_known_then_stays_in_the_snapshot(clerk, deputy, request_of_old, quick_pdf):
    card.raise_ground(request_of_old.registration, 5)
    decision = refuse(request_of_old, clerk, [5])
    signed(decision, deputy)
    before = fresh(decision).snapshot
    VisitAppointment.objects.update(judgement="valid", reason="кейін дәлелденді")
    assert fresh(decision).snapshot == before


# --- certificates --------------------------------------------------------------------------------
@pytest.mark.parametrize("judgement", ["open", "not_valid"])
def test_a_certificate_in_spite_of_a_ground_is_the_heads_alone(clerk, head, request_of_old, judgement):
    card.raise_ground(request_of_old.registration, 3, judgement)
    for officer, reason in ((clerk, ""), (clerk, REASON), (head, ""), (head, "  ")):
        with pytest.raises(RuleViolation) as caught:
            prepared(officer, request=request_of_old, override_reason=reason)
        assert (caught.value.clause, caught.value.field) == ("17", "override_reason")
    decision = prepared(head, request=request_of_old, override_reason=f" {REASON} ")
    kept = (decision.override_grounds, decision.override_reason, decision.override_by)
    assert kept == ([3], REASON, head)
    assert Event.objects.get(verb="decision.prepared").after["override"] == REASON


def test_who_acts_for_the_head_may_give_the_reason(other_clerk, request_of_old):
    card.raise_ground(request_of_old.registration, 3)
    day = today()
    Delegation.objects.create(
        person=other_clerk,
        acts_as="head_of_division",
        order_number="9-ж",
        order_date=day,
        starts_on=day,
        ends_on=day,
    )
    decision = prepared(other_clerk, request=request_of_old, override_reason=REASON)
    assert decision.override_by == other_clerk


@pytest.mark.parametrize("who", ["deputy", "director"])
def test_near_miss_higher_officers_do_not_prepare(who, request_of_old, request):
    with pytest.raises(PermissionDenied):
        prepared(request.getfixturevalue(who), request=request_of_old, override_reason=REASON)


def test_the_reason_covers_a_clerks_edit_until_a_ground_more_is_raised(clerk, head, deputy, request_of_old):
    registration = request_of_old.registration
    card.raise_ground(registration, 3)
    decision = prepared(head, request=request_of_old, override_reason=REASON)
    return_decision(decision=decision, note="мақсаты", reviewed_sha256=decision.snapshot_sha256, by=deputy)
    edited = prepared(clerk, request=request_of_old, purpose="сотқа")
    assert (edited.pk, edited.override_by, edited.prepared_by) == (decision.pk, head, clerk)
    card.raise_ground(registration, 8)
    with pytest.raises(RuleViolation):
        prepared(clerk, request=request_of_old, purpose="банкке")
    again = prepared(head, request=request_of_old, override_reason="Зейнетақы әлі төленбейді")
    assert again.override_grounds == [3, 8]


def test_where_no_ground_is_raised_no_reason_is_kept(clerk, head, request_of_old):
    card.raise_ground(request_of_old.registration, 3)
    prepared(head, request=request_of_old, override_reason=REASON)
    Summons.objects.update(judgement="valid")
    decision = prepared(clerk, request=request_of_old)
    kept = (decision.override_grounds, decision.override_reason, decision.override_by)
    assert kept == ([], "", None)


def test_a_certificate_that_becomes_a_refusal_has_no_override(clerk, head, request_of_old):
    card.raise_ground(request_of_old.registration, 3)
    prepared(head, request=request_of_old, override_reason=REASON)
    decision = refuse(request_of_old, clerk, [3])
    assert (decision.kind, decision.override_reason, decision.override_by) == ("refusal", "", None)


def test_a_ground_raised_after_preparing_stops_the_signature(clerk, deputy, request_of_old, quick_pdf):
    decision = prepared(clerk, request=request_of_old)
    card.raise_ground(request_of_old.registration, 5, "open")
    with pytest.raises(RuleViolation) as caught:
        signed(decision, deputy)
    assert caught.value.clause == "17"
    assert fresh(decision).state == "prepared"


def test_the_signer_reads_the_reason_and_signs(head, deputy, request_of_old, quick_pdf, client_of):
    card.raise_ground(request_of_old.registration, 5)
    decision = prepared(head, request=request_of_old, override_reason=REASON)
    page = client_of(deputy).get(f"/signing/?open={decision.pk}").content.decode()
    assert REASON in page
    assert signed(decision, deputy).kind == "certificate"


def test_the_reason_stays_to_be_read_in_the_file(clerk, head, deputy, request_of_old, quick_pdf, client_of):
    card.raise_ground(request_of_old.registration, 5)
    decision = prepared(head, request=request_of_old, override_reason=REASON)
    client = client_of(clerk)
    assert REASON in client.get(f"/requests/{request_of_old.pk}/").content.decode()
    paper = signed(decision, deputy)
    assert REASON in client.get(f"/papers/{paper.pk}/").content.decode()


def test_the_database_keeps_an_override_whole_and_frozen(clerk, head, deputy, request_of_old, quick_pdf):
    card.raise_ground(request_of_old.registration, 5)
    decision = prepared(head, request=request_of_old, override_reason=REASON)
    halves: tuple[dict[str, Any], ...] = (
        {"override_reason": ""},
        {"override_by": None},
        {"override_grounds": []},
    )
    for half in halves:
        with pytest.raises(IntegrityError, match="decision_override_whole"), transaction.atomic():
            Decision.objects.filter(pk=decision.pk).update(**half)
    signed(decision, deputy)
    with pytest.raises(IntegrityError, match="frozen"), transaction.atomic():
        Decision.objects.filter(pk=decision.pk).update(override_reason="басқа")


def test_a_clerks_page_says_who_can_go_on_and_the_heads_asks_why(clerk, head, request_of_old, client_of):
    card.raise_ground(request_of_old.registration, 5)
    address = f"/requests/{request_of_old.pk}/certificate/"
    for_clerk = client_of(clerk).get(address)
    assert for_clerk.context["is_stopped"]
    assert "override_reason" not in for_clerk.context["form"].fields
    for_head = client_of(head).get(address)
    assert not for_head.context["is_stopped"]
    assert "override_reason" in for_head.context["form"].fields


def test_a_certificate_without_any_ground_asks_nothing(clerk, request_of_old):
    decision = prepared(clerk, request=request_of_old, version=request_of_old.version)
    assert decision.override_grounds == []


# --- ending --------------------------------------------------------------------------------------
def end(registration, by):
    return decide_standing(
        registration=registration,
        ruling=Ruling(act="end", cause="asked", explanation="Өтініш № 4"),
        by=by,
        version=fresh(registration).version,
    )


@pytest.mark.parametrize("prepare", [prepared, refused])
def test_ending_a_registration_withdraws_the_decision_being_prepared(clerk, head, prepare):
    decision = prepare(clerk)
    end(decision.request.registration, head)
    assert fresh(decision).state == "withdrawn"
    assert fresh(decision.request).state == "withdrawn"


def test_a_registration_does_not_end_while_a_paper_is_being_signed(clerk, head, deputy):
    decision = prepared(clerk)
    Decision.objects.filter(pk=decision.pk).update(
        state="signing",
        series="A",
        year=2026,
        sequence=1,
        issue_block={"number": "A-2026-000001"},
        signed_by=deputy,
        signed_at="2026-11-22T10:00Z",
    )
    with pytest.raises(RuleViolation):
        end(decision.request.registration, head)
    assert fresh(decision.request.registration).state == "active"


def test_reading_43_a_certificate_signed_before_the_end_stays_valid(clerk, head, deputy, quick_pdf):
    decision = prepared(clerk)
    signed(decision, deputy)
    end(decision.request.registration, head)
    assert fresh(decision).state == "signed"
    assert not CertificateRequest.objects.undecided().exists()


def test_a_suspended_registration_is_not_certified_until_it_is_resumed(clerk, head, deputy, quick_pdf):
    decision = prepared(clerk)
    registration = decision.request.registration
    for act, cause in (("suspend", "asked"), ("resume", "cleared")):
        ruling = Ruling(act=act, cause=cause, explanation="Өтініш № 4")
        version = fresh(registration).version
        decide_standing(registration=registration, ruling=ruling, by=head, version=version)
        if act == "suspend":
            with pytest.raises(RuleViolation):
                signed(decision, deputy)
    assert signed(decision, deputy).kind == "certificate"
