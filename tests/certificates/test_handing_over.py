"""Handing over and annulling."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.db import ProgrammingError, transaction

from astana_employment.department.models import Event, PaperAnnulment
from astana_employment.toolbox.clock import today
from astana_employment.toolbox.errors import RuleViolation
from certificates.acts.annulment import annul_paper
from certificates.acts.handing_over import hand_over
from certificates.acts.shared import paper_of
from certificates.models import Decision, Handover
from certificates.status import PaperStatus, status_of
from tests.certificates.conftest import acts_for, fresh, prepared, refused, signed

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("quick_pdf")]


def issued(clerk, deputy, make=prepared) -> Decision:
    decision: Decision = make(clerk)
    signed(decision, deputy)
    decision.refresh_from_db()
    return decision


def give(decision, by, **more):
    values = {"how": "in_person", "identity_number": "012345678", **more}
    return hand_over(decision=decision, by=by, version=fresh(decision.request).version, **values)


def annul(decision, by, **more):
    values = {"reason": "Қате тіркелген", "is_our_error": True, **more}
    return annul_paper(decision=decision, by=by, version=fresh(decision.request).version, **values)


def test_clause_16_a_certificate_is_handed_to_the_person(clerk, deputy):
    decision = issued(clerk, deputy)
    handover = give(decision, clerk)
    assert fresh(decision).state == "handed_over"
    assert (handover.handed_on, handover.entered_on, handover.by) == (today(), today(), clerk)
    assert Event.objects.filter(verb="paper.handed_over").count() == 1


def test_clause_16_a_certificate_is_never_posted(clerk, deputy):
    decision = issued(clerk, deputy)
    with pytest.raises(RuleViolation) as caught:
        give(decision, clerk, how="posted", identity_number="")
    assert (caught.value.clause, caught.value.field) == ("16", "how")
    assert fresh(decision).state == "signed"


def test_reading_44_a_notice_may_be_posted_without_a_document(clerk, deputy):
    handover = give(issued(clerk, deputy, refused), clerk, how="posted", identity_number="")
    assert (handover.how, handover.identity_number) == ("posted", "")
    assert Event.objects.filter(verb="paper.posted").count() == 1


def test_in_person_the_identity_document_is_asked(clerk, deputy):
    decision = issued(clerk, deputy)
    with pytest.raises(RuleViolation) as caught:
        give(decision, clerk, identity_number="")
    assert caught.value.field == "identity_number"
    with pytest.raises(RuleViolation) as caught:
        give(decision, clerk, identity_number="999888777")
    assert caught.value.field == "identity_differs_confirmed"


def test_a_paper_is_handed_over_once(clerk, other_clerk, deputy):
    decision = issued(clerk, deputy)
    give(decision, clerk)
    with pytest.raises(RuleViolation):
        give(decision, other_clerk)
    assert Handover.objects.count() == 1


def test_nothing_unsigned_is_handed_over(clerk):
    with pytest.raises(RuleViolation):
        give(prepared(clerk), clerk)


def test_handing_over_cannot_be_older_than_the_paper(clerk, deputy, head):
    decision = issued(clerk, deputy)
    with pytest.raises(RuleViolation) as caught:
        give(decision, clerk, handed_on=today() - timedelta(days=1), allowed_by=head)
    assert caught.value.field == "handed_on"


def test_the_deputy_does_not_hand_over(clerk, deputy):
    with pytest.raises(PermissionDenied):
        give(issued(clerk, deputy), deputy)


def test_a_handover_is_never_changed(clerk, deputy):
    give(issued(clerk, deputy), clerk)
    with pytest.raises(ProgrammingError, match="Cannot update"), transaction.atomic():
        Handover.objects.update(note="басқа")


@pytest.mark.parametrize("is_handed_over", [False, True])
@pytest.mark.parametrize("who", ["deputy", "head"])
def test_a_paper_is_annulled_with_its_reason(clerk, deputy, who, is_handed_over, request):
    decision = issued(clerk, deputy)
    if is_handed_over:
        give(decision, clerk)
    annulment = annul(decision, request.getfixturevalue(who), is_our_error=False)
    assert fresh(decision).state == "annulled"
    assert (annulment.reason, annulment.is_our_error) == ("Қате тіркелген", False)
    assert status_of(annulment.paper, today()) == PaperStatus.ANNULLED


def test_a_clerk_does_not_annul_but_an_acting_head_does(clerk, deputy):
    decision = issued(clerk, deputy)
    with pytest.raises(PermissionDenied):
        annul(decision, clerk)
    acts_for(clerk, "head_of_division", today(), today())
    assert annul(decision, clerk).by == clerk


def test_annulling_needs_a_reason_and_is_done_once(clerk, deputy):
    decision = issued(clerk, deputy)
    with pytest.raises(RuleViolation) as caught:
        annul(decision, deputy, reason="  ")
    assert caught.value.field == "reason"
    annul(decision, deputy)
    with pytest.raises(RuleViolation):
        annul(decision, deputy)
    with pytest.raises(RuleViolation):
        give(decision, clerk)
    assert PaperAnnulment.objects.count() == 1


def test_reading_15_the_last_day_is_included(clerk, deputy):
    paper = paper_of(issued(clerk, deputy))
    assert paper.valid_until is not None
    assert status_of(paper, paper.valid_until) == PaperStatus.VALID
    assert status_of(paper, paper.valid_until + timedelta(days=1)) == PaperStatus.EXPIRED


def test_a_refusal_notice_never_expires(clerk, deputy):
    paper = paper_of(issued(clerk, deputy, refused))
    assert status_of(paper, today() + timedelta(days=4000)) == PaperStatus.VALID
