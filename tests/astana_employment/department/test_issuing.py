"""Issuing: one function for every kind of paper, made outside of any transaction and kept in one."""

import pytest
from django.db import connection, transaction

from astana_employment.department.issuing import issue
from astana_employment.department.models import Paper, PaperContent
from astana_employment.department.records import locked
from astana_employment.toolbox.errors import RuleViolation
from astana_employment.toolbox.papers.font import PaperError
from complaints.models import Answer, Receipt
from tests.complaints import rows

pytestmark = pytest.mark.django_db(transaction=True)
PDF = b"%PDF-1.7"


def keep(row, make, by):
    paper = make(kind="receipt", signed_by=by, case_file="complaint:1", initials="")
    row.save(update_fields=["paper"])
    return paper


@pytest.fixture
def receipt(chancellery):
    return rows.make_complaint(by=chancellery).receipt


def test_the_paper_is_made_with_no_transaction_open_and_kept_in_one(receipt, chancellery):
    inside = []

    def render(snapshot, issue_block):
        inside.append(connection.in_atomic_block)
        assert (snapshot, issue_block) == (receipt.snapshot, receipt.issue_block)
        return PDF

    def note(row):
        inside.append(connection.in_atomic_block)
        return locked(row)

    paper = issue(receipt, by=chancellery, render=render, keep=keep, lock=note)
    assert inside == [False, True]
    assert (paper.number, bytes(paper.content.pdf)) == (receipt.number, PDF)
    assert Receipt.objects.get().paper == paper


def test_a_repeat_finds_the_paper_and_makes_none(receipt, chancellery):
    first = issue(receipt, by=chancellery, render=lambda *_values: PDF, keep=keep)
    assert issue(receipt, by=chancellery, render=None, keep=None) == first  # type: ignore[arg-type]


def test_a_twin_that_was_faster_has_made_the_paper(receipt, chancellery):
    def render(_snapshot, _issue_block):
        if not Paper.objects.exists():
            issue(receipt, by=chancellery, render=lambda *_values: PDF, keep=keep)
        return b"%PDF-2"

    assert bytes(issue(receipt, by=chancellery, render=render, keep=keep).content.pdf) == PDF
    assert PaperContent.objects.count() == 1


def test_what_cannot_be_made_keeps_its_number(receipt, chancellery, caplog):
    def broken(*_values):
        raise PaperError("no font")

    with pytest.raises(PaperError):
        issue(receipt, by=chancellery, render=broken, keep=keep)
    assert receipt.number in caplog.text
    assert issue(receipt, by=chancellery, render=lambda *_values: PDF, keep=keep).number == receipt.number


def test_what_breaks_while_it_is_kept_leaves_neither_paper_nor_row(receipt, chancellery):
    def breaks(row, make, by):
        keep(row, make, by)
        raise ConnectionError

    with pytest.raises(ConnectionError):
        issue(receipt, by=chancellery, render=lambda *_values: PDF, keep=breaks)
    assert not Paper.objects.exists()
    assert Receipt.objects.get().paper is None


def test_within_a_transaction_nothing_is_issued(receipt, chancellery):
    with transaction.atomic(), pytest.raises(RuntimeError):
        issue(receipt, by=chancellery, render=lambda *_values: PDF, keep=keep)
    assert not Paper.objects.exists()


def test_what_has_no_number_is_not_issued(receipt, head):
    answer = Answer.objects.create(
        complaint=receipt.complaint,
        outcome="none",
        is_justified=False,
        text="Жауап",
        level="head_of_division",
        decided_on=receipt.complaint.registered_on,
        decided_by=head,
    )
    with pytest.raises(RuleViolation):
        issue(answer, by=head, render=lambda *_values: PDF, keep=keep)
