"""A kind of entry is a class that says all of itself, and its rules say their clause and their field."""

import pytest
from django.db import models

from astana_employment.toolbox.verbs import label_of
from astana_employment.toolbox.violations import violation_of
from registry.card.forms.entries import NEW, OUTCOME
from registry.card.models import KINDS, Awaited, Judged


def test_every_kind_has_a_word_a_name_and_a_key_of_its_own():
    for said in ("label", "key"):
        assert len({str(getattr(kind, said)) for kind in KINDS.values()}) == len(KINDS)
    assert [slug for slug, kind in KINDS.items() if kind.slug != slug] == []


@pytest.mark.parametrize("kind", KINDS.values(), ids=KINDS)
def test_a_kind_names_its_own_fields_and_acts(kind):
    own = {field.name for field in kind._meta.concrete_fields}
    assert {kind.begins, *kind.fields, *kind.told, *kind.open_when} <= own
    assert kind.begins in kind.days()
    assert all(label_of(f"card.{verb}") for verb in kind.verbs)
    assert [name for name in (kind.leads_to, kind.settled_in, kind.late_by) if name and name not in own] == []


@pytest.mark.parametrize("kind", KINDS.values(), ids=KINDS)
def test_a_kind_has_its_forms(kind):
    """What is awaited of an entry can be entered: by a form of its own, or by the one for a new entry."""
    assert NEW[kind.slug].model is kind
    assert bool(kind.open_when) == (kind.slug in OUTCOME or kind.is_answered_anew)


@pytest.mark.parametrize("kind", KINDS.values(), ids=KINDS)
def test_a_rule_that_a_form_can_break_says_its_clause_and_its_field(kind):
    own = {field.name for field in kind._meta.concrete_fields}
    told = [violation_of(rule.name) for rule in kind._meta.constraints]
    for violation in filter(None, told):
        assert violation.clause == kind.clause
        assert f"clause {kind.clause}" in str(violation.message.__reduce__())
        assert violation.field is None or violation.field in own


def test_what_can_be_a_breach_is_judged_and_what_is_to_be_come_to_has_a_term():
    judged = {slug for slug, kind in KINDS.items() if issubclass(kind, Judged)}
    assert judged == {"visit", "summons", "referral", "participation"}
    assert {slug for slug in judged if issubclass(KINDS[slug], Awaited)} == {"visit", "summons", "referral"}
    assert all(
        isinstance(KINDS[slug]._meta.get_field(KINDS[slug].late_by), models.DateField) for slug in judged
    )
