"""Preparing, editing, returning and correcting."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction

from astana_employment.department.models import Event, PaperAnnulment
from astana_employment.toolbox.clock import today
from astana_employment.toolbox.errors import RuleViolation, StaleRecord
from certificates.acts.annulment import annul_paper
from certificates.acts.decisions import (
    CertificateContent,
    RefusalContent,
    prepare_correction,
    return_decision,
    withdraw_decision,
)
from certificates.documents import snapshot_hash
from certificates.models import Decision
from certificates.wording import Period
from tests.certificates.conftest import fresh, prepared, refused, signed
from tests.factories import make_person, make_registration, make_request

pytestmark = pytest.mark.django_db

CONTENT = CertificateContent(language="kk", purpose="банкке", public_works=(), no_vacancy_confirmed=True)


def correction(decision, by, content=CONTENT, **more):
    values = {"reason": "Мақсаты қате", "is_our_error": True, **more}
    version = fresh(decision.request).version
    return prepare_correction(decision=decision, content=content, by=by, version=version, **values)


def returned(decision, by, note="Мақсатын жазыңыз"):
    return return_decision(decision=decision, note=note, reviewed_sha256=decision.snapshot_sha256, by=by)


def test_a_certificate_says_what_was_decided(clerk):
    person = make_person(surname="Қуанышева", given_name="Айгүл", patronymic="")
    request = make_request(registration=make_registration(person=person, by=clerk), by=clerk)
    works = [Period(date(2026, 8, 1), date(2026, 8, 31)), Period(date(2026, 4, 1), date(2026, 6, 30))]
    decision = prepared(clerk, request=request, public_works=works, purpose="  банкке ", language="ru")
    assert decision.snapshot == {
        "kind": "certificate",
        "language": "ru",
        "full_name": "ҚУАНЫШЕВА АЙГҮЛ",
        "registration_number": request.registration.number,
        "registered_on": today().isoformat(),
        "public_works": [["2026-04-01", "2026-06-30"], ["2026-08-01", "2026-08-31"]],
        "purpose": "банкке",
        "months_valid": 1,
        "standard": "2013",
        "template_version": decision.snapshot["template_version"],
        "vacancy_search": decision.snapshot["vacancy_search"],
    }
    assert decision.snapshot_sha256 == snapshot_hash(decision.snapshot)
    assert (decision.state, decision.no_vacancy_confirmed_on) == ("prepared", today())


def test_clause_1_no_certificate_before_no_vacancy_is_confirmed(clerk):
    with pytest.raises(RuleViolation) as caught:
        prepared(clerk, no_vacancy_confirmed=False)
    assert caught.value.field == "no_vacancy_confirmed"


def test_clause_17_a_refusal_names_its_grounds_once_and_in_order(clerk):
    decision = refused(clerk, grounds=[6, 1, 6], evidence="Бірінші\n\n Екінші ")
    assert decision.grounds == [1, 6]
    assert decision.snapshot["grounds"] == [1, 6]
    *from_card, first, second = decision.snapshot["evidence"]
    assert [line.split(": ")[0] for line in from_card] == ["17(1)", "17(1)", "17(6)"]
    assert (first, second) == ("Бірінші", "Екінші")
    assert decision.evidence == "Бірінші\nЕкінші"


@pytest.mark.parametrize("grounds", [[], [0], [9], [1, 9]])
def test_clause_17_there_are_eight_grounds(clerk, grounds):
    with pytest.raises(RuleViolation) as caught:
        refused(clerk, grounds=grounds)
    assert caught.value.field == "grounds"


def test_clause_17_a_refusal_needs_an_address_and_the_card_is_evidence_enough(clerk):
    with pytest.raises(RuleViolation) as caught:
        refused(clerk, address="  ")
    assert caught.value.field == "address"
    decision = refused(clerk, evidence=" \n ")
    assert [line.split(": ")[0] for line in decision.snapshot["evidence"]] == ["17(6)"]


@pytest.mark.parametrize(("prepare", "field"), [(prepared, "purpose"), (refused, "address")])
def test_a_character_the_font_lacks_is_refused_when_prepared(clerk, prepare, field):
    with pytest.raises(RuleViolation, match="U\\+260E") as caught:
        prepare(clerk, **{field: "Абай ☎ 10"})
    assert caught.value.field == field


@pytest.mark.parametrize(
    "periods",
    [
        [Period(date(2026, 6, 30), date(2026, 6, 1))],
        [Period(date(2026, 4, 1), date(2026, 6, 30)), Period(date(2026, 6, 30), None)],
        [Period(date(2026, 4, 1), None), Period(date(2026, 6, 1), date(2026, 6, 2))],
        [Period(date(2099, 1, 1), None)],
    ],
)
def test_reading_41_impossible_periods_are_refused(clerk, periods):
    with pytest.raises(RuleViolation) as caught:
        prepared(clerk, public_works=periods)
    assert caught.value.field == "public_works"


@pytest.mark.parametrize("state", ["waiting", "decided", "withdrawn"])
def test_nothing_is_prepared_on_a_request_that_is_not_open(clerk, state):
    request = make_request(by=clerk, state=state, withdrawn_reason="себебі")
    with pytest.raises(RuleViolation):
        prepared(clerk, request=request)


def test_clause_1_a_suspended_registration_may_be_refused_but_not_certified(clerk):
    request = make_request(registration=make_registration(by=clerk, state="suspended"), by=clerk)
    with pytest.raises(RuleViolation):
        prepared(clerk, request=request)
    assert refused(clerk, request=request).state == "prepared"


@pytest.mark.parametrize("who", ["deputy", "director", "chancellery", "administrator"])
def test_who_may_not_prepare(clerk, who, request):
    with pytest.raises(PermissionDenied):
        prepared(request.getfixturevalue(who), request=make_request(by=clerk))


def test_an_edit_makes_a_new_snapshot_of_the_same_decision(clerk, other_clerk):
    first = prepared(clerk)
    second = prepared(other_clerk, request=first.request, purpose="мектепке")
    assert second.pk == first.pk
    assert second.version == first.version + 1
    assert second.snapshot_sha256 != first.snapshot_sha256
    assert second.prepared_by == other_clerk


def test_a_certificate_may_become_a_refusal_before_it_is_signed(clerk):
    decision = prepared(clerk)
    assert refused(clerk, request=decision.request).pk == decision.pk
    decision = fresh(decision)
    assert (decision.kind, decision.no_vacancy_confirmed_on) == ("refusal", None)


def test_returned_with_a_note_and_prepared_again(clerk, deputy):
    decision = returned(prepared(clerk), deputy)
    assert (decision.state, decision.returned_by) == ("returned", deputy)
    again = prepared(clerk, request=decision.request, purpose="банкке")
    assert (again.pk, again.state) == (decision.pk, "prepared")
    assert Event.objects.filter(subject_id=decision.pk, reason="Мақсатын жазыңыз").exists()


def test_returning_needs_a_note_and_the_text_that_was_reviewed(clerk, deputy):
    decision = prepared(clerk)
    with pytest.raises(RuleViolation) as caught:
        returned(decision, deputy, note=" ")
    assert caught.value.field == "note"
    prepared(clerk, request=decision.request, purpose="басқа жерге")
    with pytest.raises(StaleRecord):
        returned(decision, deputy)


def test_the_head_does_not_return_papers_without_a_delegation(clerk, head):
    with pytest.raises(PermissionDenied):
        returned(prepared(clerk), head)


def test_withdrawing_opens_the_request_for_another_decision(clerk):
    decision = prepared(clerk)
    withdraw_decision(decision=decision, by=clerk, version=fresh(decision.request).version)
    other = refused(clerk, request=decision.request)
    assert other.pk != decision.pk


def test_the_slower_of_two_officers_is_told_who_was_faster(clerk, other_clerk):
    request = make_request(by=clerk)
    prepared(other_clerk, request=request)
    with pytest.raises(StaleRecord) as caught:
        prepared(clerk, request=request, version=request.version)
    assert [(event.by, event.verb) for event in caught.value.changes] == [(other_clerk, "decision.prepared")]


def test_the_database_keeps_one_live_decision_a_request(clerk):
    decision = prepared(clerk)
    decision.pk = None
    with pytest.raises(IntegrityError, match="decision_one_live"), transaction.atomic():
        decision.save(force_insert=True)


def test_a_corrected_paper_replaces_the_old_one_when_it_is_signed(clerk, deputy, quick_pdf):
    decision = prepared(clerk)
    old = signed(decision, deputy)
    draft = correction(decision, clerk)
    assert fresh(decision).state == "signed"
    new = signed(draft, deputy)
    assert fresh(decision).state == "superseded"
    assert (new.replaces, new.sequence) == (old, old.sequence + 1)
    annulment = PaperAnnulment.objects.get(paper=old)
    assert (annulment.replaced_by, annulment.is_our_error) == (new, True)
    assert fresh(decision.request).state == "decided"


def test_a_correction_can_be_edited_and_corrected_again(clerk, deputy, quick_pdf):
    decision = prepared(clerk)
    signed(decision, deputy)
    draft = correction(decision, clerk)
    assert correction(decision, clerk, reason="Тағы да қате").pk == draft.pk
    second = signed(fresh(draft), deputy)
    third = signed(correction(fresh(draft), clerk), deputy)
    assert third.replaces == second


def test_only_a_paper_that_holds_is_corrected_and_by_its_own_kind(clerk, deputy, quick_pdf):
    decision = prepared(clerk)
    with pytest.raises(RuleViolation):
        correction(decision, clerk)
    signed(decision, deputy)
    refusal = RefusalContent(language="kk", grounds=[1], evidence="хат", address="Астана")
    with pytest.raises(RuleViolation):
        correction(decision, clerk, content=refusal)
    with pytest.raises(RuleViolation) as caught:
        correction(decision, clerk, reason=" ")
    assert caught.value.field == "reason"


def test_a_correction_of_a_paper_annulled_meanwhile_is_not_signed(clerk, deputy, quick_pdf):
    decision = prepared(clerk)
    signed(decision, deputy)
    draft = correction(decision, clerk)
    version = fresh(decision.request).version
    annul_paper(decision=decision, reason="қате", is_our_error=True, by=deputy, version=version)
    with pytest.raises(RuleViolation):
        signed(draft, deputy)
    assert fresh(draft).state == "prepared"


def test_reading_16_a_new_certificate_does_not_annul_the_old(clerk, deputy, quick_pdf):
    registration = make_registration(by=clerk, registered_on=today() - timedelta(days=3))
    papers = [
        signed(prepared(clerk, request=make_request(registration=registration, by=clerk)), deputy)
        for _ in range(2)
    ]
    assert [paper.sequence for paper in papers] == [1, 2]
    assert not PaperAnnulment.objects.exists()
    assert Decision.objects.filter(state="signed").count() == 2
