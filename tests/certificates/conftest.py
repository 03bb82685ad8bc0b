"""Decisions and papers for the tests of the certificates, made through the desk's own acts."""

from collections.abc import Callable, Sequence
from datetime import date, timedelta
from typing import Any
from uuid import UUID

import pytest

from astana_employment.department.models import Delegation, Paper, Role, StaffMember
from astana_employment.toolbox.clock import today
from certificates.acts.batches import continue_batch, open_batch
from certificates.acts.decisions import CertificateContent, RefusalContent, prepare
from certificates.acts.signing import sign_decision
from certificates.models import CertificateRequest, Decision, SigningBatch
from registry.standing.facts import findings_of
from tests.factories import make_registration, make_request
from tests.registry.card.rows import raise_ground


def fresh(row: Any) -> Any:
    """Return the row as the database has it now."""
    return type(row)._default_manager.get(pk=row.pk)


def prepared(
    by: StaffMember,
    *,
    request: CertificateRequest | None = None,
    version: int | None = None,
    **content: Any,
) -> Decision:
    """Prepare a certificate, on a new request at its present version unless others are given."""
    request = request or make_request(by=by)
    values: dict[str, Any] = {
        "public_works": [],
        "purpose": "",
        "language": "kk",
        "no_vacancy_confirmed": True,
        **content,
    }
    shown = fresh(request).version if version is None else version
    return prepare(request=request, content=CertificateContent(**values), by=by, version=shown)


def request_with(by: StaffMember, *grounds: int) -> CertificateRequest:
    """Make a request of somebody registered ten days ago whose card confirms these grounds."""
    registration = make_registration(by=by, registered_on=today() - timedelta(days=10))
    for ground in grounds:
        raise_ground(registration, ground)
    return make_request(registration=registration, by=by)


def refused(by: StaffMember, *, request: CertificateRequest | None = None, **content: Any) -> Decision:
    """Prepare a refusal notice on ground 6, on a new request unless one is given.

    The card shows the grounds first: what it shows already is not entered twice.
    """
    request = request or request_with(by)
    values: dict[str, Any] = {
        "grounds": [6],
        "evidence": "Мекен-жай анықтамасы № 7, 02.11.2026",
        "address": "Қарағанды қаласы, Гоголь көшесі, 3",
        "language": "kk",
        **content,
    }
    shown = {row.ground for row in findings_of(request.registration, today())}
    for ground in sorted(set(values["grounds"]) - shown):
        if ground in range(1, 9):
            raise_ground(request.registration, ground)
    version = fresh(request).version
    return prepare(request=request, content=RefusalContent(**values), by=by, version=version)


def signed(decision: Decision, by: StaffMember) -> Paper:
    """Sign a decision as it stands."""
    return sign_decision(decision=decision, reviewed_sha256=decision.snapshot_sha256, by=by)


def acts_for(person: StaffMember, acts_as: str, first: date, last: date) -> Delegation:
    """Let somebody act for an officer under an order."""
    return Delegation.objects.create(
        person=person,
        acts_as=acts_as,
        order_number="17-ж",
        order_date=first,
        starts_on=first,
        ends_on=last,
    )


@pytest.fixture
def quick_pdf(monkeypatch: pytest.MonkeyPatch) -> Callable[[], int]:
    """Make papers of a few bytes where the page itself does not matter; return how many were made."""
    made: list[object] = []

    def render(snapshot: object, issue_block: object, **_more: object) -> bytes:
        made.append(issue_block)
        return b"%PDF-1.7 " + repr((snapshot, issue_block)).encode()

    monkeypatch.setattr("certificates.acts.signing.render_paper", render)
    return lambda: len(made)


ALL_ROLES = [role.value for role in Role]


def sign_batch(*, form_key: UUID, choices: Sequence[tuple[int, str]], by: StaffMember) -> SigningBatch:
    """Choose papers to be signed, (decision id, reviewed hash) each, and sign them, as one press does."""
    return continue_batch(batch=open_batch(form_key=form_key, choices=choices, by=by), by=by)
