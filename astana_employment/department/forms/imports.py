"""The form that brings a file to be imported."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext_lazy as _

from astana_employment.department.imports import import_kinds
from astana_employment.toolbox.tables_in.files import KINDS, only_these_kinds, too_large
from astana_employment.toolbox.web.uploads import RefusedUpload, UploadLimits

MOST_BYTES = 40_000_000
LIMITS = UploadLimits(1, MOST_BYTES, MOST_BYTES)
_LONGEST_NAME = 120


class BringForm(forms.Form):
    """What the file holds, the file, and how its text is written when it is a CSV."""

    kind = forms.ChoiceField(label=_("What the file holds"), widget=forms.RadioSelect)
    file = forms.FileField(
        label=_("File"),
        help_text=_(".xlsx, .xls, .ods or .csv, up to 40 MB."),
        allow_empty_file=True,
    )
    encoding = forms.ChoiceField(
        label=_("Encoding of a CSV"),
        required=False,
        choices=[("", _("found out")), ("cp1251", "Windows-1251"), ("kz1048", "KZ-1048")],
        help_text=_("Only for a CSV whose letters come out wrong."),
    )

    def __init__(self, *args: Any, refused: Sequence[RefusedUpload] = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.refused = refused
        self.fields["kind"].choices = [(kind.key, kind.label) for kind in import_kinds().values()]  # type: ignore[attr-defined]
        self.fields["file"].widget.attrs["accept"] = ",".join(KINDS)

    def clean_file(self) -> UploadedFile:
        """Return the file; ValidationError says which files are taken."""
        upload: UploadedFile = self.cleaned_data["file"]
        upload.name = Path((upload.name or "").replace("\\", "/")).name[-_LONGEST_NAME:]
        if Path(upload.name).suffix.lower() not in KINDS:
            raise ValidationError(only_these_kinds(upload.name))
        return upload

    def clean(self) -> dict[str, Any] | None:
        """Say of a file that was read past that it is too large."""
        if self.refused:
            self.errors.pop("file", None)
            self.add_error("file", too_large(MOST_BYTES))
        return super().clean()
