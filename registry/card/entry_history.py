"""The former versions of an entry, as the database kept them, with who made each and by which act."""

from dataclasses import dataclass, field
from datetime import datetime
from itertools import pairwise, zip_longest
from typing import TYPE_CHECKING, Any

from django.db import models

from astana_employment.department.models import Event, StaffMember
from astana_employment.department.records import subject_type
from registry.card.models import CardEntry
from registry.card.rows import Fact, whole_facts

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise


@dataclass(frozen=True)
class Version:
    """How an entry read from a moment on, and what made it so."""

    at: datetime
    label: "StrOrPromise"
    by: StaffMember | None
    facts: list[Fact]
    is_present: bool
    # What reads otherwise than in the version before.
    changed: list[Fact] = field(default_factory=list)


def versions_of(entry: CardEntry) -> list[Version]:
    """Return all versions of an entry, the present one first: two queries.

    Every act saves an entry once and records one event, so the two logs go step by step.
    """
    kind = type(entry)
    tracked: type[models.Model] = getattr(kind, "pgh_event_model")  # noqa: B009  (made by pghistory)
    related = ["vacancy"] if "vacancy" in kind.fields else []
    rows: list[Any] = list(
        tracked._default_manager.filter(pgh_obj_id=entry.pk).select_related(*related).order_by("pgh_id")
    )
    acts = Event.objects.filter(subject_type=subject_type(entry), subject_id=entry.pk).select_related("by")
    versions = [
        Version(
            row.pgh_created_at,
            act.label if act is not None else "",
            act.by if act is not None else None,
            whole_facts(kind, row),
            is_present=row is rows[-1],
        )
        for row, act in zip_longest(rows, acts.order_by("id")[: len(rows)])
    ]
    for former, version in pairwise(versions):
        version.changed.extend(fact for fact in version.facts if fact not in former.facts)
    return versions[::-1]
