"""What the pages of requests and papers share."""

from astana_employment.department.models import Event
from astana_employment.department.records import subject_type
from certificates.models import CertificateRequest, Decision


def history_of(request: CertificateRequest, decisions: list[Decision]) -> list[Event]:
    """Return the acts on a request and its decisions, the newest first (two queries)."""
    of_request = Event.objects.filter(subject_type=subject_type(CertificateRequest), subject_id=request.pk)
    of_decisions = Event.objects.filter(
        subject_type=subject_type(Decision), subject_id__in=[row.pk for row in decisions]
    )
    return list((of_request | of_decisions).select_related("by", "allowed_by").order_by("-id"))
