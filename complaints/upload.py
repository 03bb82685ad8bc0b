"""The form field for attached files: several at once, each inspected when the form is read."""

from collections.abc import Sequence
from typing import Any, Final

from django import forms
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext_lazy as _

from astana_employment.toolbox.web.uploads import RefusedUpload, UploadLimits
from complaints.files import (
    EXTENSIONS,
    MOST_BYTES,
    MOST_BYTES_TOGETHER,
    MOST_FILES,
    TOO_LARGE,
    TOO_MANY,
    CheckedFile,
    check_files,
    tidy_name,
)

# What a view that takes attachments says of itself: `@takes_files(ATTACHMENT_LIMITS)`.
ATTACHMENT_LIMITS: Final = UploadLimits(MOST_FILES, MOST_BYTES, MOST_BYTES_TOGETHER)
_ACCEPTED: Final = ",".join(f".{ending}" for endings in EXTENSIONS.values() for ending in endings)


class FilesInput(forms.FileInput):
    """A file field that takes several; the script says at once which one is too large."""

    allow_multiple_selected = True


class AttachmentsField(forms.FileField):
    """Files to attach; the value is a list of `CheckedFile`, empty when none was chosen.

    `refused` are the files that the upload read past; the form of a request sets them.
    """

    widget = FilesInput
    refused: Sequence[RefusedUpload] = ()

    def __init__(self, **kwargs: Any) -> None:
        values = {
            "label": _("Files"),
            "required": False,
            "help_text": _("PDF, JPEG, PNG or DOCX, up to 10 files of 10 MB each and 30 MB together."),
            **kwargs,
        }
        super().__init__(**values)

    def widget_attrs(self, widget: forms.Widget) -> dict[str, Any]:
        """Let the browser offer files of these kinds only, and tell the script the limits."""
        return {
            **super().widget_attrs(widget),
            "accept": _ACCEPTED,
            "data-most-bytes": str(MOST_BYTES),
            "data-too-large": TOO_LARGE,
        }

    def clean(self, data: Any, initial: Any = None) -> list[CheckedFile]:  # noqa: ARG002 there is none
        """Inspect the files; ValidationError names every one that is not taken, and why."""
        uploads: list[UploadedFile] = data or []
        errors = [
            ValidationError(
                TOO_LARGE if each.is_too_large else TOO_MANY, params={"name": tidy_name(each.name)}
            )
            for each in self.refused
        ]
        checked, faults = check_files(uploads) if uploads else ([], [])
        errors += faults
        if errors:
            raise ValidationError(errors)
        return checked
