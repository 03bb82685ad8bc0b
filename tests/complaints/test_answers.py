"""Deciding, answering, passing on (clause 22, readings 23, 26; arts. 91, 97 of the Code)."""

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction

from astana_employment.department.models import (
    Delegation,
    OutgoingMail,
    Paper,
    Role,
    SurveyInvitation,
    working_calendar,
)
from astana_employment.toolbox.clock import today
from astana_employment.toolbox.errors import RuleViolation
from astana_employment.toolbox.papers.font import PaperError
from complaints.acts import answers, course, escalation
from complaints.acts.answers import Ruling, decide, issue_answer, sign_answer
from complaints.acts.escalation import Dissatisfaction
from complaints.acts.intake import issue_receipt
from complaints.bundle import bundle_of, papers_of
from complaints.models import Answer, Complaint, PaperDelivery
from tests.complaints import rows
from tests.complaints.test_papers import words
from tests.factories import make_staff

pytestmark = pytest.mark.django_db

PART = Ruling(
    outcome="part", is_justified=True, text="Құжаттарыңыз қабылданады.", measures="Ескерту жасалды."
)


def version(complaint):
    return Complaint.objects.get(pk=complaint.pk).version


def lies_with(complaint, officer, level="head_of_division"):
    return course.assign(
        complaint=complaint, level=level, to=officer, by=officer, version=version(complaint), reason="ауысым"
    )


def decided(complaint, by, ruling=PART):
    return decide(complaint=complaint, ruling=ruling, by=by, version=version(complaint))


def answered(complaint, by, ruling=PART) -> Paper:
    decided(complaint, by, ruling)
    sign_answer(complaint=complaint, by=by, version=version(complaint))
    return issue_answer(complaint=complaint, by=by)


@pytest.fixture
def complaint(chancellery, head):
    row = rows.make_complaint(by=chancellery)
    issue_receipt(complaint=row, by=chancellery)
    return lies_with(row, head)


@pytest.mark.parametrize(
    ("ruling", "field"),
    [
        (Ruling(outcome="full", is_justified=False, text="Жауап", measures="шара"), "is_justified"),
        (Ruling(outcome="part", is_justified=False, text="Жауап", measures="шара"), "is_justified"),
        (Ruling(outcome="full", is_justified=True, text="Жауап", measures=" "), "measures"),
        (Ruling(outcome="none", is_justified=False, text="  "), "text"),
        (Ruling(outcome="none", is_justified=False, text="а" * 30_001), "text"),
    ],
)
def test_reading_26_what_does_not_fit_together_is_refused(complaint, head, ruling, field):
    with pytest.raises(RuleViolation) as refused:
        decided(complaint, head, ruling)
    assert refused.value.field == field
    assert not Answer.objects.exists()


def test_reading_26_is_held_by_the_database(complaint, head):
    decided(complaint, head)
    with pytest.raises(IntegrityError, match="answer_satisfied_is_justified"), transaction.atomic():
        Answer.objects.filter(complaint=complaint).update(is_justified=False)


def test_the_answer_is_numbered_signed_and_frozen(complaint, head):
    paper = answered(complaint, head)
    row = Complaint.objects.get(pk=complaint.pk)
    assert (paper.number, paper.kind, paper.language) == (f"H-{today().year}-000001", "answer", "kk")
    assert (row.state, row.finished_on, paper.signed_by) == (
        "answered",
        max(today(), row.entry.on),
        head,
    )
    text = "".join(words(bytes(paper.content.pdf)))
    assert "ішінарақанағаттандырылды" in text
    assert "21-62-18" in text
    token = SurveyInvitation.objects.get().token
    assert token in text
    assert token in "".join(words(bytes(complaint.receipt.paper.content.pdf)))
    with pytest.raises(Exception, match="frozen"), transaction.atomic():
        Answer.objects.filter(complaint=complaint).update(text="басқа")


def test_the_answer_is_in_the_language_of_the_complaint(chancellery, head):
    row = lies_with(rows.make_complaint(by=chancellery, language="ru"), head)
    ruling = Ruling(outcome="none", is_justified=False, text="Нарушений не выявлено.")
    paper = answered(row, head, ruling)
    assert paper.language == "ru"
    assert "неудовлетворена" in "".join(words(bytes(paper.content.pdf)))


def test_signing_twice_gives_one_number_and_one_paper(complaint, head):
    decided(complaint, head)
    shown = version(complaint)
    first = sign_answer(complaint=complaint, by=head, version=shown)
    assert sign_answer(complaint=complaint, by=head, version=shown).number == first.number
    assert issue_answer(complaint=complaint, by=head) == issue_answer(complaint=complaint, by=head)
    assert Paper.objects.filter(kind="answer").count() == 1


def test_an_answer_that_could_not_be_made_keeps_its_number(complaint, head, monkeypatch):
    def fails(*_values):
        raise PaperError("no room on the disk")

    decided(complaint, head)
    sign_answer(complaint=complaint, by=head, version=version(complaint))
    monkeypatch.setattr(answers, "render_answer", fails)
    with pytest.raises(PaperError):
        issue_answer(complaint=complaint, by=head)
    assert Complaint.objects.get(pk=complaint.pk).state == "decided"
    for forbidden in (course.withdraw, answers.reopen):
        with pytest.raises(RuleViolation):
            forbidden(complaint=complaint, reason="а", by=head, version=version(complaint))
    monkeypatch.undo()
    assert issue_answer(complaint=complaint, by=head).number.endswith("-000001")
    assert Complaint.objects.get(pk=complaint.pk).state == "answered"


def test_a_decision_is_taken_back_and_written_anew(complaint, head):
    decided(complaint, head)
    answers.reopen(complaint=complaint, reason="Қате", by=head, version=version(complaint))
    answer = decided(complaint, head, Ruling(outcome="none", is_justified=False, text="Басқа жауап"))
    assert (answer.outcome, Answer.objects.count()) == ("none", 1)


def test_reading_42_who_acts_for_the_deputy_signs_as_acting(chancellery, clerk):
    Delegation.objects.create(
        person=clerk,
        acts_as="deputy_director",
        order_number="9-ж",
        order_date=today(),
        starts_on=today(),
        ends_on=today(),
    )
    row = lies_with(rows.make_complaint(by=chancellery), clerk, "deputy_director")
    paper = answered(row, clerk)
    assert "міндетінатқарушы" in "".join(words(bytes(paper.content.pdf)))


def test_an_anonymous_complaint_cannot_be_answered(chancellery, head):
    row = lies_with(rows.make_complaint(by=chancellery, authors=[], reply_by="hand"), head)
    with pytest.raises(RuleViolation):
        decided(row, head)


# --- given to the author -------------------------------------------------------------------------
def test_who_asked_for_mail_gets_receipt_and_answer_by_mail(chancellery, head):
    row = rows.make_complaint(by=chancellery, reply_by="email")
    issue_receipt(complaint=row, by=chancellery)
    lies_with(row, head)
    paper = answered(row, head)
    mails = list(OutgoingMail.objects.order_by("pk"))
    assert [list(mail.papers.values_list("kind", flat=True)) for mail in mails] == [["receipt"], ["answer"]]
    assert {mail.to for mail in mails} == {rows.AUTHOR.email}
    assert paper.number not in mails[0].subject
    assert PaperDelivery.objects.filter(how="email").count() == 2
    issue_answer(complaint=row, by=head)
    assert OutgoingMail.objects.count() == 2


def test_a_paper_of_another_complaint_is_not_noted_as_given(complaint, chancellery):
    other = rows.make_complaint(by=chancellery)
    paper = issue_receipt(complaint=other, by=chancellery)
    with pytest.raises(RuleViolation):
        escalation.deliver(complaint=complaint, paper=paper, how="hand", by=chancellery)
    escalation.deliver(complaint=other, paper=paper, how="hand", by=chancellery)
    assert PaperDelivery.objects.get().paper == paper


# --- passed on -----------------------------------------------------------------------------------
def test_clause_22_the_next_level_gets_the_whole_file_with_a_term_of_its_own(complaint, head, chancellery):
    answered(complaint, head)
    assert escalation.escalation_levels(complaint) == ("deputy_director", "director", "deputy_akim")
    passed = escalation.escalate(
        complaint=complaint,
        wish=Dissatisfaction(level="deputy_director", text="Келіспеймін"),
        by=chancellery,
        version=version(complaint),
    )
    successor = passed.successor
    assert successor is not None
    assert Complaint.objects.get(pk=complaint.pk).state == "escalated"
    assert (successor.state, successor.earlier, successor.text) == ("registered", complaint, "Келіспеймін")
    assert successor.number != complaint.number
    assert course.allowed_levels(successor) == ("deputy_director", "director")
    assert [one.name for one in successor.complainants.all()] == [rows.AUTHOR.name]


def test_clause_22_the_deputy_akim_gets_the_file_as_a_bundle(complaint, head, chancellery):
    answered(complaint, head)
    passed = escalation.escalate(
        complaint=complaint,
        wish=Dissatisfaction(level="deputy_akim", text="Келіспеймін"),
        by=chancellery,
        version=version(complaint),
    )
    assert passed.forward_by == working_calendar().add_working_days(today(), 3)
    row = Complaint.objects.get(pk=complaint.pk)
    pages = words(bundle_of(row))
    numbers = [paper.number for paper in papers_of(row)]
    assert len(numbers) == 2
    assert all(number in pages[0] for number in numbers)
    assert "әкімініңорынбасары" in pages[0]
    assert len(pages) >= 3
    sent = escalation.record_sent(escalation=passed, note="Курьермен, № 14", by=chancellery)
    assert sent.sent_on == today()
    with pytest.raises(RuleViolation):
        escalation.record_sent(escalation=passed, note="тағы", by=chancellery)


def test_only_an_answered_complaint_is_passed_on_and_only_upwards(complaint, head, chancellery):
    wish = Dissatisfaction(level="deputy_director", text="Келіспеймін")
    with pytest.raises(RuleViolation):
        escalation.escalate(complaint=complaint, wish=wish, by=chancellery, version=version(complaint))
    answered(complaint, head)
    below = Dissatisfaction(level="head_of_division", text="Келіспеймін")
    with pytest.raises(RuleViolation):
        escalation.escalate(complaint=complaint, wish=below, by=chancellery, version=version(complaint))
    with pytest.raises(PermissionDenied):
        escalation.escalate(complaint=complaint, wish=wish, by=head, version=version(complaint))
    escalation.close(complaint=complaint, by=chancellery, version=version(complaint))
    assert Complaint.objects.get(pk=complaint.pk).ending == "answered"


def test_another_deputy_does_not_sign_for_whom_it_lies_with(chancellery, deputy):
    row = lies_with(rows.make_complaint(by=chancellery), deputy, "deputy_director")
    decided(row, deputy)
    other = make_staff(role=Role.DEPUTY_DIRECTOR)
    with pytest.raises(PermissionDenied):
        sign_answer(complaint=row, by=other, version=version(row))


def test_a_kill_between_paper_and_state_leaves_neither_and_the_next_attempt_makes_both(
    complaint, head, monkeypatch
):
    """Found on a bad day: the answer had gone out, and the complaint stood as undecided for good."""
    decided(complaint, head)
    sign_answer(complaint=complaint, by=head, version=version(complaint))

    def killed(*_values, **_more):
        raise ConnectionError

    with monkeypatch.context() as patch:
        patch.setattr(answers, "save", killed)
        with pytest.raises(ConnectionError):
            issue_answer(complaint=complaint, by=head)
    assert Answer.objects.get(complaint=complaint).paper is None
    paper = issue_answer(complaint=complaint, by=head)
    complaint.refresh_from_db()
    assert (complaint.state, complaint.answer.paper) == ("answered", paper)
