"""The complaints' rows; one file an aggregate."""

from complaints.models.attachment import Attachment, AttachmentContent, PageArrival, PageAttempt
from complaints.models.complaint import (
    FINISHED,
    MOST_TEXT,
    OPEN,
    Complaint,
    Level,
)
from complaints.models.course import (
    Answer,
    DeadlineChange,
    Escalation,
    OralContact,
    PaperDelivery,
    Receipt,
)
from complaints.models.people import Complainant, ComplaintAgainst
from complaints.models.regime import ComplaintRegime

__all__ = [
    "FINISHED",
    "MOST_TEXT",
    "OPEN",
    "Answer",
    "Attachment",
    "AttachmentContent",
    "Complainant",
    "Complaint",
    "ComplaintAgainst",
    "ComplaintRegime",
    "DeadlineChange",
    "Escalation",
    "Level",
    "OralContact",
    "PageArrival",
    "PageAttempt",
    "PaperDelivery",
    "Receipt",
]
