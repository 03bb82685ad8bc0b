"""Who may look at requests and papers; the only ways in which a view loads them."""

from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404

from astana_employment.department.models import AccessRecord, Paper, StaffMember
from astana_employment.department.records import record_access
from certificates.models import CertificateRequest, Decision
from registry.models import UnemploymentRegistration
from registry.people.loaders import VIEW_ROLES


def _require_viewer(user: StaffMember) -> None:
    if not user.has_role(*VIEW_ROLES):
        raise PermissionDenied


def get_registration_for(user: StaffMember, pk: int) -> UnemploymentRegistration:
    """Return a registration with its person; Http404, or PermissionDenied for a role that may not look."""
    _require_viewer(user)
    rows = UnemploymentRegistration.objects.select_related("person")
    registration = get_object_or_404(rows, pk=pk)
    record_access(by=user, act=AccessRecord.Act.VIEW, subject=registration.person, detail=registration.number)
    return registration


def get_request_for(user: StaffMember, pk: int) -> CertificateRequest:
    """Return a request with its person, the look written into the read log (clause 18(7), (8))."""
    _require_viewer(user)
    rows = CertificateRequest.objects.select_related("registration__person", "standard", "taken_by")
    request = get_object_or_404(rows, pk=pk)
    record_access(by=user, act=AccessRecord.Act.VIEW, subject=request)
    return request


def get_decision_for(user: StaffMember, pk: int) -> Decision:
    """Return a decision with its request and person, the look written into the read log."""
    _require_viewer(user)
    rows = Decision.objects.with_person().select_related(
        "request__standard", "signed_by", "returned_by", "corrects__paper"
    )
    decision = get_object_or_404(rows, pk=pk)
    record_access(by=user, act=AccessRecord.Act.VIEW, subject=decision)
    return decision


def get_paper_for(user: StaffMember, pk: int, *, act: str = AccessRecord.Act.VIEW) -> Decision:
    """Return the decision of an issued paper, by the paper's key; the look is logged on the paper."""
    _require_viewer(user)
    rows = Decision.objects.with_person().select_related(
        "request__standard",
        "signed_by",
        "override_by",
        "acting_under",
        "paper__annulment__replaced_by",
        "paper__annulment__by",
        "paper__replaces",
        "handover__by",
    )
    decision = get_object_or_404(rows, paper=pk)
    record_access(by=user, act=act, subject=Paper(pk=pk), detail=decision.number)
    return decision
