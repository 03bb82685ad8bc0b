"""Files that come along with a complaint: read from the upload, inspected, named so that nobody is misled."""

import subprocess
import sys
import threading
import time
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from hashlib import sha256
from typing import TYPE_CHECKING, BinaryIO, Final, cast

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext_lazy as _

from complaints.inspection import MOST_SECONDS, Kind, Refusal

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

MOST_BYTES: Final = 10 * 1024 * 1024
MOST_FILES: Final = 10
MOST_BYTES_TOGETHER: Final = 30 * 1024 * 1024
LONGEST_NAME: Final = 100

EXTENSIONS: Final[Mapping[Kind, tuple[str, ...]]] = {
    Kind.PDF: ("pdf",),
    Kind.JPEG: ("jpg", "jpeg"),
    Kind.PNG: ("png",),
    Kind.DOCX: ("docx",),
}
_REFUSALS: "Final[Mapping[Refusal, StrOrPromise]]" = {
    Refusal.UNKNOWN: _("%(name)s: by its content this is no PDF, JPEG, PNG or DOCX file."),
    Refusal.OLD_OFFICE: _(
        "%(name)s: this is a file of an old version of Word or one under a password. Save it as PDF or DOCX"
        " without a password."
    ),
    Refusal.DAMAGED: _(
        "%(name)s: the file is damaged or not complete. Open it, save it anew and choose it again."
    ),
    Refusal.ENCRYPTED: _("%(name)s: the file is under a password. Save it without one."),
    Refusal.ACTIVE: _(
        "%(name)s: the file has a macro, a script, an enclosed object or a template from outside in it."
        " Save it as a plain PDF."
    ),
    Refusal.TOO_COMPLEX: _(
        "%(name)s: the file unpacks to far more than a letter needs. Save it as a plain PDF."
    ),
}
EMPTY: "Final[StrOrPromise]" = _("%(name)s: the file is empty.")
TOO_LARGE: "Final[StrOrPromise]" = _("%(name)s: the file is larger than 10 MB.")
TOO_MANY: "Final[StrOrPromise]" = _("%(name)s: no more than 10 files and 30 MB together can be attached.")

BUSY: "Final[StrOrPromise]" = _(
    "The desk is looking through other files just now. Choose the files again and send once more in a minute."
)
TOO_LONG: "Final[StrOrPromise]" = _(
    "%(name)s: looking through the files before it took too long. Attach fewer files, or save them as plain"
    " PDF."
)

# All files of one form together: a plain one takes a moment, and meanwhile a web thread is held.
MOST_SECONDS_TOGETHER: Final = 20.0

# One inspection at a time in each process: together they must not need more memory than the machine has.
# Those whose form comes meanwhile are told so: waiting in a row, they would hold every thread of the desk.
_one_inspection = threading.Lock()
PATIENCE: Final = 5.0  # seconds


@dataclass(frozen=True)
class CheckedFile:
    """A file that may be stored: its name, what it is, and its bytes, still in the upload's own file."""

    name: str
    kind: Kind
    size: int
    sha256: str
    file: BinaryIO


@contextmanager
def turn_to_inspect() -> Iterator[None]:
    """Have the only inspection of this process; ValidationError when another form's files take long."""
    if not _one_inspection.acquire(timeout=PATIENCE):
        raise ValidationError(BUSY, code="busy")
    try:
        yield
    finally:
        _one_inspection.release()


def check_files(uploads: Sequence[UploadedFile]) -> tuple[list[CheckedFile], list[ValidationError]]:
    """Return the files of a form that may be stored, and what is wrong with the others.

    The first that uses up the time for all of them ends the look: what comes after it is refused unread.
    """
    checked: list[CheckedFile] = []
    errors: list[ValidationError] = []
    give_up = time.monotonic() + MOST_SECONDS_TOGETHER
    with turn_to_inspect():
        for upload in uploads:
            try:
                if time.monotonic() > give_up:
                    raise ValidationError(TOO_LONG, params={"name": tidy_name(upload.name or "")})
                checked.append(check_file(upload))
            except ValidationError as error:
                errors.append(error)
    return checked, errors


def check_file(upload: UploadedFile) -> CheckedFile:
    """Return an uploaded file checked; ValidationError says what is wrong with it and what to do."""
    name = tidy_name(upload.name or "")
    size = upload.size or 0
    if not size or size > MOST_BYTES:
        raise ValidationError(TOO_LARGE if size else EMPTY, params={"name": name})
    file = cast(BinaryIO, upload.file)
    found = inspect_apart(file)
    if isinstance(found, Refusal):
        raise ValidationError(_REFUSALS[found], params={"name": name})
    upload.seek(0)
    digest = sha256()
    for piece in upload.chunks():
        digest.update(piece)
    return CheckedFile(with_extension(name, found), found, size, digest.hexdigest(), file)


def inspect_apart(file: BinaryIO) -> Kind | Refusal:
    """Let a process of its own say what a file is; one that dies or takes too long has met too much."""
    file.seek(0)
    try:
        done = subprocess.run(
            [sys.executable, "-m", "complaints.inspection"],
            stdin=file,
            capture_output=True,
            cwd=settings.BASE_DIR,
            env={"PATH": "/usr/bin:/bin", "LANG": "C.UTF-8"},
            timeout=MOST_SECONDS * 2,
            check=False,
        )
    except subprocess.TimeoutExpired:
        return Refusal.TOO_COMPLEX
    word = done.stdout.decode("ascii", "replace")
    if done.returncode:
        return Refusal.TOO_COMPLEX
    return Kind(word) if word in {kind.value for kind in Kind} else Refusal(word)


def tidy_name(name: str) -> str:
    """Return a file's name for showing and saving: no folders, no signs that hide or turn letters, short."""
    plain = name.replace("\\", "/").rpartition("/")[2]
    plain = "".join(sign for sign in plain if unicodedata.category(sign)[0] not in "CZ" or sign == " ")
    stem, dot, extension = " ".join(plain.split()).rpartition(".")
    if not dot:
        return extension[:LONGEST_NAME] or "–"
    return f"{stem[: LONGEST_NAME - 12]}.{extension[:10]}"


def with_extension(name: str, kind: Kind) -> str:
    """Return a name that says what the file is: a picture called letter.pdf becomes letter.pdf.jpg."""
    endings = EXTENSIONS[kind]
    return name if name.lower().rpartition(".")[2] in endings else f"{name}.{endings[0]}"
