"""Clause 12 over plain values: what is missing."""

from datetime import date

import pytest

from registry.law.requirements import DocumentData, missing_documents

IDENTITY = DocumentData(kind="identity", form="identity_card", number="012345678")


def test_clause_12_lists_what_is_missing_in_the_order_of_the_edition():
    assert missing_documents(["identity", "iin", "work_record"], [IDENTITY]) == ["iin", "work_record"]


def test_clause_12_nothing_is_missing_when_all_was_presented():
    work = DocumentData(kind="work_record", number="№ 5")
    assert missing_documents(["identity", "work_record"], [work, IDENTITY]) == []


def test_a_document_that_nobody_asked_for_changes_nothing():
    assert missing_documents(["identity"], [IDENTITY, DocumentData(kind="sik", number="1" * 16)]) == []


@pytest.mark.parametrize(("has_mark", "missing"), [(True, []), (False, ["stateless_certificate"])])
def test_clause_12_reading_38_a_stateless_persons_certificate_bears_the_police_mark(has_mark, missing):
    certificate = DocumentData(
        kind="stateless_certificate", number="0012345", issuer="ІІД", has_police_mark=has_mark
    )
    assert missing_documents(["stateless_certificate"], [certificate]) == missing


@pytest.mark.parametrize(
    ("has_mark", "missing"), [(True, []), (False, ["identity", "stateless_certificate"])]
)
def test_reading_61_the_certificate_with_its_mark_is_the_identity_document_as_well(has_mark, missing):
    certificate = DocumentData(kind="stateless_certificate", number="ЛБ 0012345", has_police_mark=has_mark)
    assert missing_documents(["identity", "stateless_certificate"], [certificate]) == missing
    assert missing_documents(["identity", "stateless_certificate"], [IDENTITY]) == ["stateless_certificate"]


def test_clause_12_an_expired_document_was_presented_all_the_same():
    old = DocumentData(kind="identity", form="passport", number="N1234567", expires_on=date(2026, 3, 1))
    assert missing_documents(["identity"], [old]) == []
