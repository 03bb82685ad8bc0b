"""Editions of the standard: a new one follows the latest without a gap; limits of one are corrected."""

from collections.abc import Iterable, Mapping
from datetime import date, timedelta
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from astana_employment.department.models import (
    DocumentKind,
    RequiredDocument,
    ServiceStandard,
    StaffMember,
)
from astana_employment.department.records import (
    apply_changes,
    field_values,
    locked,
    locked_at_version,
    record_event,
)
from astana_employment.toolbox.errors import RuleViolation
from astana_employment.toolbox.violations import constraint_errors

TITLES = ("title_kk", "title_ru", "title_en")
# Everything of an edition that may be corrected; its days in force follow from the editions around it.
LIMITS = tuple(
    field.name
    for field in ServiceStandard._meta.concrete_fields
    if field.name not in {"id", "code", "version", "valid_from", "valid_until", *TITLES}
)
Documents = Mapping[str, Iterable[str]]


@transaction.atomic
def add_standard(
    *, code: str, titles: dict[str, str], valid_from: date, reason: str, by: StaffMember
) -> ServiceStandard:
    """Add an edition that copies the latest one; that one ends on the day before (reading 39).

    RuleViolation when it would begin before the latest one does, or the code is taken.
    """
    latest = locked(ServiceStandard.objects.latest("valid_from"))
    if valid_from <= latest.valid_from:
        raise RuleViolation(
            _("The latest edition begins on %(day)s; a new one must begin later."),
            clause="reading 39",
            field="valid_from",
            params={"day": latest.valid_from.strftime("%d.%m.%Y")},
        )
    _close(latest, valid_from - timedelta(days=1), reason=reason, by=by)
    limits = {name: getattr(latest, name) for name in LIMITS}
    with constraint_errors():
        edition = ServiceStandard.objects.create(code=code, valid_from=valid_from, **titles, **limits)
    _write_documents(edition, documents_of(latest))
    record_event(
        verb="standard.added",
        subject=edition,
        by=by,
        reason=reason,
        after=field_values(edition, ("code", "valid_from")),
    )
    return edition


@transaction.atomic
def change_standard(
    *,
    standard: ServiceStandard,
    version: int,
    changes: dict[str, Any],
    documents: Documents,
    reason: str,
    by: StaffMember,
) -> ServiceStandard:
    """Correct limits, hours, contacts or documents of an edition that was shown at `version`.

    Due dates and papers made under it keep the values they were made with. StaleRecord when somebody else
    changed it; RuleViolation when the hours do not follow each other or a category needs no identity
    document (clause 12).
    """
    edition = locked_at_version(standard, version)
    before, after = apply_changes(edition, changes)
    was, asked = _as_text(documents_of(edition)), _as_text(documents)
    for group in was:
        if was[group] != asked[group]:
            before[f"documents_{group}"], after[f"documents_{group}"] = was[group], asked[group]
    if not after:
        return edition
    _check_documents(documents)
    edition.version += 1
    with constraint_errors():
        edition.save()
    _write_documents(edition, documents)
    record_event(verb="standard.changed", subject=edition, by=by, reason=reason, before=before, after=after)
    return edition


def documents_of(standard: ServiceStandard) -> dict[str, list[str]]:
    """Return the documents that an edition asks of each group, in its order."""
    asked: dict[str, list[str]] = {group: [] for group in RequiredDocument.Group.values}
    for row in standard.required_documents.all():
        asked[row.group].append(row.kind)
    return asked


def _close(edition: ServiceStandard, last_day: date, *, reason: str, by: StaffMember) -> None:
    """End an edition on a day; one that ends earlier already is stretched, so that no day has none."""
    before, after = apply_changes(edition, {"valid_until": last_day})
    edition.version += 1
    edition.save()
    record_event(verb="standard.changed", subject=edition, by=by, reason=reason, before=before, after=after)


def _check_documents(documents: Documents) -> None:
    for group, kinds in documents.items():
        if group != RequiredDocument.Group.ORALMAN and DocumentKind.IDENTITY not in set(kinds):
            raise RuleViolation(
                _("Everybody presents an identity card or a passport."),
                clause="12",
                field=f"documents_{group}",
            )


def _write_documents(edition: ServiceStandard, documents: Documents) -> None:
    """Write what is asked of each group, in the order in which clause 12 names the documents."""
    order = DocumentKind.values
    rows = [
        RequiredDocument(standard=edition, group=group, kind=kind)
        for group, kinds in documents.items()
        for kind in sorted(kinds, key=order.index)
    ]
    for position, row in enumerate(rows, 1):
        row.position = position
    edition.required_documents.all().delete()
    RequiredDocument.objects.bulk_create(rows)


def _as_text(documents: Documents) -> dict[str, str]:
    """Return the documents of each group as the event log stores them: kinds in clause 12's order."""
    order = DocumentKind.values
    return {
        group: ", ".join(sorted(documents.get(group, ()), key=order.index))
        for group in RequiredDocument.Group.values
    }
