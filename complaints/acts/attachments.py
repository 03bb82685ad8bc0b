"""Attaching files to a complaint, in the transaction in which it arrives."""

from collections.abc import Sequence

from django.db import transaction
from django.utils.translation import gettext as _

from astana_employment.department.models import StaffMember
from astana_employment.department.records import locked
from astana_employment.toolbox.clock import now
from astana_employment.toolbox.errors import RuleViolation
from astana_employment.toolbox.violations import constraint_errors
from complaints.acts.shared import record_act
from complaints.files import MOST_BYTES_TOGETHER, MOST_FILES, CheckedFile
from complaints.models import Attachment, AttachmentContent, Complaint


@transaction.atomic
def attach(*, complaint: Complaint, files: Sequence[CheckedFile], by: StaffMember | None) -> list[Attachment]:
    """Store checked files with a complaint and return them; all or none.

    `by` is None on the public page. RuleViolation (field `attachments`) for more than 10 files or 30 MB
    together, and for a complaint that has its number: the receipt copy has listed what there was.
    """
    row = locked(complaint)
    if row.number:
        raise RuleViolation(
            _("The complaint is registered; nothing can be attached any more."), field="attachments"
        )
    if len(files) > MOST_FILES or sum(file.size for file in files) > MOST_BYTES_TOGETHER:
        text = _("No more than 10 files and 30 MB together can be attached.")
        raise RuleViolation(text, field="attachments")
    with constraint_errors():
        stored = [_store(row, position, file) for position, file in enumerate(files, 1)]
    if stored:
        listed = {"attachments": [f"{each.name} {each.sha256}" for each in stored]}
        record_act("complaint.attached", row, by, after=listed)
    return stored


def _store(complaint: Complaint, position: int, file: CheckedFile) -> Attachment:
    attachment = Attachment.objects.create(
        complaint=complaint,
        position=position,
        name=file.name,
        kind=file.kind.value,
        size=file.size,
        sha256=file.sha256,
        added_at=now(),
    )
    file.file.seek(0)
    AttachmentContent.objects.create(attachment=attachment, content=file.file.read())
    return attachment
