"""What comes from outside blocks no paper that has to be given (clause 23): through the pages of the desk."""

import subprocess
import unicodedata

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from astana_employment.department.models.paper import stored_pdf
from astana_employment.toolbox.papers.font import STAND_IN
from astana_employment.toolbox.papers.whole import NotWholeError
from complaints.models import Attachment, Complaint
from tests.complaints import files
from tests.complaints.test_pages import act, post, typed

pytestmark = pytest.mark.django_db


def read(pdf: bytes) -> str:
    """Return what is to be read on the sheets."""
    done = subprocess.run(["pdftotext", "-raw", "-", "-"], input=pdf, capture_output=True, check=True)
    return done.stdout.decode()


def copy_of(complaint: Complaint) -> str:
    """Return what is to be read on the receipt copy of a complaint."""
    paper = complaint.receipt.paper
    assert paper is not None
    return read(stored_pdf(paper))


def take_in(client, **values) -> Complaint:
    """Take a complaint in at the counter's page."""
    client.post(reverse("complaint_new"), typed(**values))
    return Complaint.objects.latest("pk")


@pytest.mark.parametrize("language", ["kk", "ru"])
@pytest.mark.parametrize(
    ("name", "printed"),
    [
        ("шағым😀.pdf", f"шағым{STAND_IN}.pdf"),
        ("❤️ хат.pdf", f"{STAND_IN} хат.pdf"),
        ("王芳.pdf", f"{STAND_IN}{STAND_IN}.pdf"),
        (unicodedata.normalize("NFD", "мой ёж.pdf"), "мой ёж.pdf"),
    ],
)
def test_clause_23_a_files_name_the_font_lacks_is_printed_with_a_stand_in_and_kept_as_it_came(
    name, printed, language, client_of, chancellery, head
):
    counter = client_of(chancellery)
    file = SimpleUploadedFile(name, files.pdf())
    complaint = take_in(counter, language=language, attachments=[file])
    assert Attachment.objects.get().name == name
    assert name in counter.get(complaint.get_absolute_url()).content.decode()
    assert printed in copy_of(complaint)
    act(counter, complaint, "assign", to=f"head_of_division:{head.pk}")
    whole = client_of(head).get(reverse("complaint_bundle", args=[complaint.pk]))
    assert whole.status_code == 200
    assert read(whole.content).count(printed) == 2  # cover letter, receipt copy


@pytest.mark.parametrize(
    ("language", "why"),
    [("kk", "мәтіннің бәрі параққа сыймады"), ("ru", "не весь текст поместился на листе")],
)
def test_clause_23_what_hinders_a_copy_is_said_on_its_own_complaint_in_the_readers_language(
    language, why, client_of, chancellery, monkeypatch
):
    def broken(*values):
        raise NotWholeError("The paper lost these words: …")

    chancellery.language = language
    chancellery.save()
    counter = client_of(chancellery)
    with monkeypatch.context() as patch:
        patch.setattr("complaints.acts.intake.render_receipt", broken)
        page = counter.post(reverse("complaint_new"), typed(), follow=True).content.decode()
    first = Complaint.objects.get()
    assert why in page
    assert first.receipt.number in page
    assert "lost" not in page
    page = counter.post(reverse("complaint_new"), typed(text="Басқа шағым"), follow=True).content.decode()
    second = Complaint.objects.latest("pk")
    assert second.receipt.paper is not None
    assert first.receipt.number not in page
    assert why not in page
    post(counter, "complaint_receipt_finish", first.pk)
    first.receipt.refresh_from_db()
    assert first.receipt.paper.number == first.receipt.number


@pytest.mark.parametrize(
    ("language", "promises"),
    [
        ("kk", ["Жауап берілетін", "Мерзім", "біле аласыз", "қанағаттандыңыз", "/survey/"]),
        ("ru", ["Срок ответа", "срока", "узнать", "довольны", "/survey/"]),
    ],
)
def test_an_anonymous_complaint_is_promised_no_day_and_asked_for_no_opinion(
    language, promises, client_of, chancellery
):
    counter = client_of(chancellery)
    signed = copy_of(take_in(counter, language=language))
    assert [words for words in promises if words not in signed] == []
    page = counter.post(
        reverse("complaint_new"),
        typed(language=language, name="", is_anonymous="on", reply_by="hand"),
        follow=True,
    ).content.decode()
    anonymous = Complaint.objects.latest("pk")
    copy = copy_of(anonymous)
    assert [words for words in promises if words in copy] == []
    assert anonymous.receipt.issue_block["survey_url"] == ""
    assert anonymous.number in page
