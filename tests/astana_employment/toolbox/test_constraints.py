"""A constraint carries its clause and its form field; a migration sees Django's own."""

import pytest
from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import RangeOperators
from django.db import models
from django.db.models import F, Q

from astana_employment.toolbox.constraints import Check, Exclude, Unique

PAIRS = [
    (Check, models.CheckConstraint, {"condition": Q(ends_on__gte=F("starts_on"))}),
    (Unique, models.UniqueConstraint, {"fields": ["series", "year"], "condition": Q(voided_at__isnull=True)}),
    (Exclude, ExclusionConstraint, {"expressions": [("person", RangeOperators.EQUAL)]}),
]


@pytest.mark.parametrize(("ours", "djangos", "rule"), PAIRS, ids=["check", "unique", "exclude"])
def test_a_migration_sees_djangos_own_constraint(ours, djangos, rule):
    common = {"name": "in_order", "violation_error_message": "Wrong order.", **rule}
    constraint, plain = ours(**common, clause="17(3)", field="ends_on"), djangos(**common)
    assert constraint.deconstruct() == plain.deconstruct()
    assert constraint == plain
    twin = constraint.clone()
    assert (type(twin), twin.clause, twin.field) == (ours, "17(3)", "ends_on")
