"""Files that people send: taken only where a view takes them, and cut off early when they are too large.

Every upload goes into a file without a name, which is gone when the request is, also after a kill -9. What is
too large is read past, not kept: the form's other fields arrive, and the page can say what was refused.
"""

import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, TypeVar

from django.core.files.uploadedfile import UploadedFile
from django.core.files.uploadhandler import FileUploadHandler, SkipFile
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

View = TypeVar("View", bound=Callable[..., HttpResponse])

# A request that says it is larger is answered before it is read; below it the page itself says what is wrong.
MOST_BYTES_OF_A_REQUEST = 64 * 1024 * 1024


@dataclass(frozen=True)
class UploadLimits:
    """How many files a view takes, how large each and all together, in bytes."""

    files: int
    each: int
    together: int


@dataclass(frozen=True)
class RefusedUpload:
    """A file that was read past: its field and name, and whether it alone was too large, or all too many."""

    field: str
    name: str
    is_too_large: bool


def takes_files(limits: UploadLimits) -> Callable[[View], View]:
    """Mark a view as one that takes files; the outermost decorator, where the upload looks for it."""

    def mark(view: View) -> View:
        view.upload_limits = limits  # type: ignore[attr-defined]
        return view

    return mark


def refused_uploads(request: HttpRequest) -> list[RefusedUpload]:
    """Return the files of a request that were too large or too many, in their order."""
    refused: list[RefusedUpload] = getattr(request, "_refused_uploads", [])
    return refused


class LimitedUploadHandler(FileUploadHandler):
    """Keeps the files of a request within the limits of its view; the only handler there is.

    `file` is there only while one is being received: Django closes it when the rest is skipped.
    """

    file: UploadedFile

    def __init__(self, request: HttpRequest | None = None) -> None:
        super().__init__(request)
        self.files = 0
        self.together = 0

    def _limits(self) -> UploadLimits:
        match = self.request.resolver_match if self.request else None
        limits: UploadLimits = getattr(match and match.func, "upload_limits", UploadLimits(0, 0, 0))
        return limits

    def _refuse(self, *, is_too_large: bool) -> None:
        upload = RefusedUpload(self.field_name or "", self.file_name or "", is_too_large)
        self.request._refused_uploads = [*refused_uploads(self.request), upload]  # type: ignore[union-attr,arg-type]
        raise SkipFile

    def new_file(self, *args: Any, **kwargs: Any) -> None:
        """Begin a file, or skip it when there are too many."""
        super().new_file(*args, **kwargs)
        if self.files >= self._limits().files:
            self._refuse(is_too_large=False)
        self.files += 1
        self.file = UploadedFile(
            tempfile.TemporaryFile(),  # noqa: SIM115 - closed with the request
            self.file_name,
            self.content_type,
            0,
            self.charset,
            self.content_type_extra,
        )

    def receive_data_chunk(self, raw_data: bytes, start: int) -> None:
        """Keep a piece of the file, or skip the rest of it when it has grown too large."""
        limits = self._limits()
        self.together += len(raw_data)
        if start + len(raw_data) > limits.each:
            self.together -= start + len(raw_data)
            self._refuse(is_too_large=True)
        if self.together > limits.together:
            self._refuse(is_too_large=False)
        self.file.write(raw_data)

    def file_complete(self, file_size: int) -> UploadedFile:
        """Hand the file over, to be read from its beginning."""
        complete = self.file
        del self.file
        complete.seek(0)
        complete.size = file_size
        return complete

    def upload_interrupted(self) -> None:
        """Let go of a file that broke off."""
        if hasattr(self, "file"):
            self.file.close()


class BodyLimitMiddleware:
    """Answers a request that announces far too much before a byte of it is read."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Pass the request on, or say what can be sent (413)."""
        announced = request.headers.get("Content-Length", "")
        if announced.isdecimal() and int(announced) > MOST_BYTES_OF_A_REQUEST:
            return render(request, "413.html", status=413)
        return self.get_response(request)
