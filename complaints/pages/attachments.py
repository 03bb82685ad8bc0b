"""Attached files for those who may see the complaint: saved, never opened in the desk's own pages."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_safe

from astana_employment.department.models import AccessRecord
from astana_employment.department.pages.replies import officer
from complaints.loaders import get_complaint_for
from complaints.models import Attachment

_TYPES = {
    Attachment.Kind.PDF: "application/pdf",
    Attachment.Kind.JPEG: "image/jpeg",
    Attachment.Kind.PNG: "image/png",
    Attachment.Kind.DOCX: "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
}


@require_safe
def complaint_attachment(request: HttpRequest, pk: int) -> HttpResponse:
    """Answer with an attached file to be saved; the download stands in the read log.

    It came from a stranger: whatever a browser makes of it, it may run nothing and read nothing of the desk.
    """
    attachment = get_object_or_404(Attachment, pk=pk)
    user, act = officer(request), AccessRecord.Act.DOWNLOAD
    get_complaint_for(user, attachment.complaint_id, act=act, detail=attachment.name)
    response = HttpResponse(attachment.content.content, content_type=_TYPES[Attachment.Kind(attachment.kind)])
    response["Content-Disposition"] = content_disposition_header(True, attachment.name) or "attachment"
    response["Content-Security-Policy"] = "sandbox; default-src 'none'"
    response["X-Content-Type-Options"] = "nosniff"
    response["Cache-Control"] = "private, no-store"
    return response
