"""What is attached is known by its content alone: parsed to the end, apart, within narrow limits."""

import io
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.utils import translation

from complaints import files as checking
from complaints.files import (
    MOST_BYTES,
    check_file,
    check_files,
    inspect_apart,
    tidy_name,
    turn_to_inspect,
    with_extension,
)
from complaints.inspection import Kind, Refusal, RefusedFile, inspect
from tests.complaints import files


def apart(content: bytes) -> Kind | Refusal:
    with tempfile.TemporaryFile() as file:
        file.write(content)
        file.flush()
        return inspect_apart(file)


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        (files.pdf(), Kind.PDF),
        (files.picture("JPEG"), Kind.JPEG),
        (files.picture("PNG"), Kind.PNG),
        (files.docx(), Kind.DOCX),
        (files.docx(relations=files.relation(files.LINK, outside=True)), Kind.DOCX),
    ],
)
def test_what_is_taken(content, kind):
    assert inspect(io.BytesIO(content)) is kind
    assert apart(content) is kind


@pytest.mark.parametrize(
    ("content", "refusal"),
    [
        (b"<html><script>alert(1)</script></html>", Refusal.UNKNOWN),
        (b"MZ\x90\x00", Refusal.UNKNOWN),
        (b"   %PDF-1.7", Refusal.UNKNOWN),
        (b"GIF89a", Refusal.UNKNOWN),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), Refusal.OLD_OFFICE),
        (files.pdf(password="x"), Refusal.ENCRYPTED),
        (files.pdf(javascript=True), Refusal.ACTIVE),
        (files.pdf(launch=True), Refusal.ACTIVE),
        (files.pdf(enclosed=True), Refusal.ACTIVE),
        (files.docx(main=files.MACRO_MAIN), Refusal.ACTIVE),
        (files.docx(extra={"word/vbaProject.bin": b"x"}), Refusal.ACTIVE),
        (files.docx(extra={"word/activeX/activeX1.xml": b"<a/>"}), Refusal.ACTIVE),
        (files.docx(extra={"word/embeddings/table.xlsx": b"x"}), Refusal.ACTIVE),
        (files.docx(relations=files.relation(files.TEMPLATE, outside=True)), Refusal.ACTIVE),
        (files.docx(text="DDEAUTO c:\\\\cmd.exe"), Refusal.ACTIVE),
        (
            files.docx(main="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"),
            Refusal.UNKNOWN,
        ),
        (files.docx_bomb(), Refusal.TOO_COMPLEX),
        (files.png_bomb(), Refusal.TOO_COMPLEX),
    ],
)
def test_what_is_refused(content, refusal):
    with pytest.raises(RefusedFile) as caught:
        inspect(io.BytesIO(content))
    assert caught.value.refusal is refusal


@pytest.mark.parametrize(
    "content",
    [
        files.pdf()[:200],
        b"%PDF-1.7\n<html>",
        files.picture("JPEG")[:-400],
        files.picture("PNG")[:-400],
        files.docx()[:-30],
        files.docx_that_lies(),
        files.docx(text="<!DOCTYPE"),
        b"PK\x03\x04" + bytes(100),
    ],
)
def test_what_is_damaged_is_refused_apart(content):
    found = apart(content)
    assert isinstance(found, Refusal)


def test_a_pdf_that_unpacks_to_gigabytes_ends_its_own_process_only():
    assert isinstance(apart(files.pdf_bomb()), Refusal)


# --- what people read ----------------------------------------------------------------------------


@contextmanager
def upload(name: str, content: bytes) -> Iterator[UploadedFile]:
    """A file as the upload hands it over, in a file of its own."""
    with tempfile.TemporaryFile() as file:
        file.write(content)
        yield UploadedFile(file, name, "application/pdf", len(content))


def said(name: str, content: bytes) -> str:
    with upload(name, content) as sent, pytest.raises(ValidationError) as caught:
        check_file(sent)
    # The message is put together when it is read, in the reader's language.
    with translation.override("en"):
        return caught.value.messages[0]


def test_a_page_called_pdf_is_refused_in_clear_words():
    assert (
        said("letter.pdf", b"<html>") == "letter.pdf: by its content this is no PDF, JPEG, PNG or DOCX file."
    )


def test_empty_and_large_files_are_named():
    assert said("a.pdf", b"") == "a.pdf: the file is empty."
    assert said("a.pdf", bytes(MOST_BYTES + 1)) == "a.pdf: the file is larger than 10 MB."


def test_a_checked_file_has_its_hash_and_a_name_that_tells_what_it_is():
    with upload("letter.pdf", files.picture("JPEG")) as sent:
        checked = check_file(sent)
    assert (checked.name, checked.kind) == ("letter.pdf.jpg", Kind.JPEG)
    assert len(checked.sha256) == 64


def test_the_files_of_one_form_have_one_time_together(monkeypatch):
    monkeypatch.setattr(checking, "MOST_SECONDS_TOGETHER", 0.0)
    with upload("a.pdf", files.pdf()) as first, upload("b.pdf", files.pdf()) as second:
        checked, errors = check_files([first, second])
    assert checked == []
    assert [error.params for error in errors] == [{"name": "a.pdf"}, {"name": "b.pdf"}]


def test_one_that_is_not_taken_does_not_hide_what_is_wrong_with_the_next():
    with upload("a.pdf", b"<html>") as first, upload("b.pdf", files.pdf()) as second:
        checked, errors = check_files([first, second])
    assert [file.name for file in checked] == ["b.pdf"]
    assert [error.params for error in errors] == [{"name": "a.pdf"}]


def test_there_is_one_turn_to_inspect_and_it_is_given_back(monkeypatch):
    monkeypatch.setattr(checking, "PATIENCE", 0.01)
    for _round in range(2):
        with turn_to_inspect(), pytest.raises(ValidationError), turn_to_inspect():
            pass


@pytest.mark.parametrize(
    ("name", "tidy"),
    [
        ("C:\\Users\\a\\хат.pdf", "хат.pdf"),
        ("../../etc/passwd", "passwd"),
        ("a\u202egpj.exe", "agpj.exe"),
        ("a\r\nSet-Cookie: x.pdf", "aSet-Cookie: x.pdf"),
        ("", "–"),
        ("x" * 300 + ".pdf", "x" * 88 + ".pdf"),
    ],
)
def test_names_hide_nothing(name, tidy):
    assert tidy_name(name) == tidy


def test_extensions_that_fit_stay():
    assert with_extension("a.JPEG", Kind.JPEG) == "a.JPEG"
    assert with_extension("a", Kind.PDF) == "a.pdf"
