"""The public page: whoever sends a complaint reads at once that it arrived; nothing typed is lost."""

import tempfile
import uuid
from collections.abc import Iterator
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile, UploadedFile
from django.db import DatabaseError, IntegrityError, transaction
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from astana_employment.department.models import AccessRecord, Event, Role
from astana_employment.toolbox.errors import RuleViolation
from astana_employment.toolbox.web.uploads import MOST_BYTES_OF_A_REQUEST
from complaints import files as checking
from complaints.acts import public as page_actions
from complaints.acts.attachments import attach
from complaints.acts.intake import enclosures_of, register
from complaints.files import MOST_BYTES, CheckedFile, check_file
from complaints.models import Attachment, Complaint, ComplaintAgainst, PageArrival, PageAttempt
from tests.complaints import files
from tests.complaints.rows import make_arrival, make_complaint
from tests.factories import form_key, make_staff

pytestmark = pytest.mark.django_db
NEW = "/complaints/new/"


@pytest.fixture
def visitor() -> Client:
    client = Client()
    client.cookies["desk_language"] = "en"
    return client


def typed(**values: Any) -> dict[str, Any]:
    return {
        "name": "Қуанышева Айгүл Әбдіқадырқызы",
        "address": "Астана қаласы, Абай даңғылы, 10-үй",
        "reply_by": "post",
        "language": "kk",
        "text": "Маман құжаттарымды қабылдамады.",
        **form_key(),
        **values,
    }


def file(name: str, content: bytes) -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content, "application/pdf")


def send(visitor: Client, *sent: SimpleUploadedFile, **values: Any) -> HttpResponse:
    return visitor.post(NEW, {**typed(**values), "attachments": list(sent)})  # type: ignore[return-value]


@pytest.fixture
def checked() -> Iterator[CheckedFile]:
    """A PDF that was inspected."""
    with tempfile.TemporaryFile() as opened:
        size = opened.write(files.pdf())
        yield check_file(UploadedFile(opened, "хат.pdf", "application/pdf", size))


# --- sending -------------------------------------------------------------------------------------


def test_a_complaint_arrives_at_once_with_its_files(visitor):
    letter = files.pdf()
    answer = send(visitor, file("хат.pdf", letter), file("фото.jpg", files.picture("JPEG")))
    assert answer.status_code == 302
    complaint = Complaint.objects.get()
    assert (complaint.channel, complaint.state, complaint.author) == (
        "page",
        "arrived",
        "Қуанышева Айгүл Әбдіқадырқызы",
    )
    first, second = complaint.attachments.all()
    assert (first.name, first.kind, second.name) == ("хат.pdf", "pdf", "фото.jpg")
    assert bytes(first.content.content) == letter
    page = visitor.get(answer["Location"]).text
    assert f"№ {complaint.pk}" in page
    assert "хат.pdf" in page
    assert "құжаттарымды" not in page
    event = Event.objects.get(verb="complaint.attached")
    assert first.sha256 in event.after["attachments"][0]


def test_the_same_sending_twice_is_one_complaint(visitor):
    key = form_key()
    one = send(visitor, file("a.pdf", files.pdf()), **key)
    two = send(visitor, file("a.pdf", files.pdf()), **key)
    assert one["Location"] == two["Location"]
    assert Complaint.objects.count() == Attachment.objects.count() == 1


def test_nothing_typed_is_lost_and_the_files_are_asked_for_again(visitor):
    answer = send(visitor, file("a.pdf", files.pdf()), text="", against="3-терезе")
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "3-терезе" in page
    assert "Choose the files once more" in page
    assert not Complaint.objects.exists()
    assert not Attachment.objects.exists()


def test_heavy_files_of_others_do_not_keep_a_visitor_waiting_in_a_row(visitor, monkeypatch):
    monkeypatch.setattr(checking, "PATIENCE", 0.01)
    with checking.turn_to_inspect():
        answer = send(visitor, file("a.pdf", files.pdf()), against="3-терезе")
        assert send(visitor, text="Файлсыз").status_code == 302
    assert answer.status_code == 422
    assert "looking through other files just now" in answer.content.decode()
    assert "3-терезе" in answer.content.decode()
    assert send(visitor, file("a.pdf", files.pdf())).status_code == 302


def test_an_answer_needs_where_to_send_it(visitor):
    assert "needs the e-mail address" in send(visitor, reply_by="email").content.decode()
    assert "needs the address" in send(visitor, address="").content.decode()
    assert "not an e-mail address" in send(visitor, reply_by="email", email="aigul").content.decode()


def test_clause_23_nobody_is_anonymous_by_oversight_and_nobody_is_refused(visitor):
    assert send(visitor, name="").status_code == 422
    answer = send(visitor, name="", is_anonymous="on")
    assert answer.status_code == 302
    assert Complaint.objects.get().is_anonymous
    assert "not considered and not answered" in visitor.get(answer["Location"]).text


def test_several_people_sign(visitor):
    send(visitor, others="Ахметов Ерлан\r\n\r\nСмағұлова Дана")
    assert [row.name for row in Complaint.objects.get().complainants.all()][1:] == [
        "Ахметов Ерлан",
        "Смағұлова Дана",
    ]


def test_a_program_that_fills_the_trap_is_told_so_and_nothing_is_stored(visitor):
    answer = send(visitor, website="https://example.com")
    assert answer.status_code == 422
    assert "trap" in answer.content.decode()
    assert not Complaint.objects.exists()


# --- bad files -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "content", "words"),
    [
        ("letter.pdf", b"<html><script>", "by its content this is no PDF"),
        ("letter.docx", files.docx(main=files.MACRO_MAIN), "has a macro"),
        ("letter.pdf", files.pdf(password="x"), "under a password"),
        ("letter.docx", files.docx_bomb(), "unpacks to far more"),
        ("letter.pdf", files.pdf()[:200], "damaged or not complete"),
        ("letter.pdf", bytes(MOST_BYTES + 1), "larger than 10 MB"),
        ("letter.pdf", b"", "is empty"),
    ],
)
def test_a_bad_file_is_named_with_what_to_do_and_nothing_is_stored(visitor, name, content, words):
    answer = send(visitor, file("good.pdf", files.pdf()), file(name, content))
    assert answer.status_code == 422
    assert words in answer.content.decode()
    assert "Маман құжаттарымды" in answer.content.decode()
    assert not Complaint.objects.exists()


def test_more_than_ten_files_and_more_than_thirty_megabytes_are_refused(visitor):
    many = [file(f"{number}.pdf", files.pdf()) for number in range(11)]
    assert "no more than 10 files" in send(visitor, *many).content.decode()
    large = [file(f"{number}.pdf", files.pdf() + bytes(9_000_000)) for number in range(4)]
    assert "30 MB together" in send(visitor, *large).content.decode()
    assert not Complaint.objects.exists()


def test_a_request_that_announces_too_much_is_answered_before_it_is_read(visitor):
    announced = {"Content-Length": str(MOST_BYTES_OF_A_REQUEST + 1)}
    answer = visitor.generic("POST", NEW, b"x", "multipart/form-data; boundary=x", headers=announced)
    assert answer.status_code == 413
    assert "The files are too large" in answer.text


def test_files_sent_to_a_page_that_takes_none_are_read_past(client_of, chancellery):
    answer = client_of(chancellery).post(
        reverse("preferences"),
        {"language": "kk", "has_shortcuts": "on", "x": file("a.pdf", b"x"), **form_key()},
    )
    assert answer.status_code == 302
    assert answer.wsgi_request.FILES == {}


# --- floods --------------------------------------------------------------------------------------


def test_a_flood_from_one_address_is_stopped_and_what_was_typed_stays(visitor, monkeypatch):
    monkeypatch.setattr(page_actions, "ATTEMPTS", 3)
    for _time in range(3):
        assert send(visitor, text="").status_code == 422
    answer = send(visitor)
    assert (answer.status_code, answer["Retry-After"]) == (429, "600")
    assert "Маман құжаттарымды" in answer.content.decode()
    assert not Complaint.objects.exists()
    elsewhere = visitor.post(NEW, typed(), REMOTE_ADDR="203.0.113.9")
    assert elsewhere.status_code == 302


def test_one_address_sends_ten_complaints_a_day_and_no_more(visitor, monkeypatch):
    monkeypatch.setattr(page_actions, "ARRIVALS", 2)
    assert [send(visitor).status_code for _time in range(3)] == [302, 302, 429]
    assert PageArrival.objects.count() == 2


def test_the_log_of_sendings_names_nobody(visitor):
    send(visitor)
    assert len(PageAttempt.objects.get().visitor) == 64


# --- all or nothing --------------------------------------------------------------------------------


def test_a_complaint_is_stored_with_all_its_files_or_not_at_all(visitor, monkeypatch):
    from complaints.models import AttachmentContent

    real, made = AttachmentContent.objects.create, []

    def breaks_at_the_second(**values: Any) -> Any:
        made.append(values)
        if len(made) == 2:
            raise DatabaseError
        return real(**values)

    monkeypatch.setattr(AttachmentContent.objects, "create", breaks_at_the_second)
    visitor.raise_request_exception = False
    answer = send(visitor, file("a.pdf", files.pdf()), file("b.pdf", files.pdf()))
    assert answer.status_code == 500
    assert not Complaint.objects.exists()
    assert not Attachment.objects.exists()


def test_what_is_attached_neither_changes_nor_goes(checked):
    (attachment,) = attach(complaint=make_arrival(), files=[checked], by=None)
    with pytest.raises(DatabaseError), transaction.atomic():
        Attachment.objects.filter(pk=attachment.pk).update(name="other.pdf")
    with pytest.raises(DatabaseError), transaction.atomic():
        attachment.content.delete()


def test_nothing_is_attached_once_the_number_is_given(checked, chancellery):
    complaint = make_complaint(by=chancellery)
    with pytest.raises(RuleViolation):
        attach(complaint=complaint, files=[checked], by=chancellery)
    with pytest.raises(IntegrityError, match="before the number"), transaction.atomic():
        Attachment.objects.create(
            complaint=complaint,
            position=1,
            name="a.pdf",
            kind="pdf",
            size=1,
            sha256="0" * 64,
            added_at=complaint.received_at,
        )


def test_the_receipt_copy_lists_what_was_attached(checked, chancellery):
    complaint = make_arrival(enclosures="Арыз, 2 парақ")
    attach(complaint=complaint, files=[checked], by=None)
    complaint = register(complaint=complaint, by=chancellery)
    assert enclosures_of(complaint) == ["Арыз, 2 парақ", "хат.pdf (1 КБ)"]
    assert complaint.receipt.snapshot["enclosures"] == enclosures_of(complaint)


@pytest.mark.parametrize(
    "values",
    [
        {"position": 11},
        {"position": 0},
        {"size": 0},
        {"size": MOST_BYTES + 1},
        {"kind": "html"},
        {"sha256": "x"},
        {"name": " "},
    ],
)
def test_the_database_refuses_what_no_file_is(values):
    complaint = make_arrival()
    given = {"position": 1, "name": "a.pdf", "kind": "pdf", "size": 1, "sha256": "0" * 64, **values}
    with pytest.raises(IntegrityError), transaction.atomic():
        Attachment.objects.create(complaint=complaint, added_at=complaint.received_at, **given)


# --- downloading -----------------------------------------------------------------------------------


@pytest.fixture
def attached(checked) -> Attachment:
    return attach(complaint=make_arrival(), files=[checked], by=None)[0]


def test_a_file_is_saved_never_shown_and_the_read_log_says_by_whom(attached, chancellery, client_of):
    answer = client_of(chancellery).get(reverse("complaint_attachment", args=[attached.pk]))
    assert answer.content == bytes(attached.content.content)
    assert answer["Content-Disposition"].startswith("attachment")
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert answer["Content-Security-Policy"] == "sandbox; default-src 'none'"
    assert answer["Cache-Control"] == "private, no-store"
    look = AccessRecord.objects.get(act="download")
    assert (look.by, look.detail, look.subject_id) == (chancellery, "хат.pdf", attached.complaint_id)


def test_neither_a_clerk_nor_the_person_complained_of_gets_it(attached, clerk, client_of):
    accused = make_staff(role=Role.HEAD_OF_DIVISION)
    ComplaintAgainst.objects.create(complaint=attached.complaint, staff=accused)
    other_head = make_staff(role=Role.HEAD_OF_DIVISION)
    address = reverse("complaint_attachment", args=[attached.pk])
    assert client_of(clerk).get(address).status_code == 403
    assert client_of(accused).get(address).status_code == 403
    assert client_of(other_head).get(address).status_code == 200
    assert client_of(other_head).get(reverse("complaint_attachment", args=[10**9])).status_code == 404


def test_an_arrival_is_shown_to_who_has_its_address_only(visitor):
    unknown = visitor.get(reverse("public_complaint_arrived", args=[uuid.uuid4()]))
    assert unknown.status_code == 404


def test_after_registration_the_arrival_shows_number_and_day(visitor, chancellery):
    address = send(visitor)["Location"]
    complaint = register(complaint=Complaint.objects.get(), by=chancellery)
    page = visitor.get(address).text
    assert complaint.number in page
    assert visitor.get(address)["X-Robots-Tag"] == "noindex, nofollow"
