"""The whole file for the deputy akim holds what the author attached (clause 22)."""

import tempfile
from io import BytesIO

import pikepdf
import pytest
from django.core.files.uploadedfile import UploadedFile
from django.urls import reverse
from pypdf import PdfReader

from complaints.acts.course import assign
from complaints.acts.intake import issue_receipt, take_in
from complaints.bundle import bundle_of
from complaints.files import check_file
from complaints.models import AttachmentContent
from tests.complaints import files
from tests.complaints.rows import arrival

pytestmark = pytest.mark.django_db(transaction=True)


def checked(name, content):
    """Return a file that was inspected."""
    opened = tempfile.TemporaryFile()  # noqa: SIM115 - the upload's own file, closed with it
    return check_file(UploadedFile(opened, name, "", opened.write(content)))


@pytest.fixture
def complaint(chancellery):
    """A complaint with a PDF, a picture held upright and two Word documents of one name."""
    attached = [
        checked("хат.pdf", files.pdf()),
        checked("фото.jpg", files.picture("JPEG", (60, 20))),
        checked("өтініш.docx", files.docx()),
        checked("өтініш.docx", files.docx(text="Екінші")),
    ]
    row = take_in(arrival=arrival(), by=chancellery, files=attached)
    for one in attached:
        one.file.close()
    issue_receipt(complaint=row, by=chancellery)
    return row


def test_clause_22_attached_files_follow_as_pages_or_go_along_inside(complaint):
    complaint.refresh_from_db()
    with pikepdf.open(BytesIO(bundle_of(complaint))) as bundle:
        assert len(bundle.pages) == 2 + 2  # cover letter, receipt copy, PDF, picture
        width, height = (float(bundle.pages[3].mediabox[place]) for place in (2, 3))
        assert width == pytest.approx(8.27 * 72, abs=1)
        assert round(width / height) == 3
        kept = [bundle.attachments[name].get_file().read_bytes() for name in bundle.attachments]
    stored = AttachmentContent.objects.filter(attachment__complaint=complaint, attachment__kind="docx")
    assert len(kept) == 2
    assert sorted(kept) == sorted(bytes(row.content) for row in stored)


@pytest.mark.parametrize(
    ("language", "to_whom", "who"),
    [
        ("kk", "Кімге:Астанақаласыәкімініңорынбасарына", "(белгілеген:"),
        ("ru", "Кому:заместителюакима", "(отметка:"),
    ],
)
def test_the_cover_says_to_whom_it_goes_and_who_noted_an_act(chancellery, head, language, to_whom, who):
    row = take_in(arrival=arrival(language=language), by=chancellery)
    assign(complaint=row, level="head_of_division", to=head, by=chancellery, version=row.version, reason="")
    row.refresh_from_db()
    page = "".join(PdfReader(BytesIO(bundle_of(row))).pages[0].extract_text().split())
    assert to_whom in page
    # The name is that of the chancellery, who pressed the button: nothing may read as if she decided.
    name = "".join(chancellery.get_short_name().split())
    assert page.count(f"{who}{name})") == 2
    assert f":{name}" not in page.replace(f"{who}{name}", "")


def test_pages_of_strangers_are_saved_and_never_shown(complaint, chancellery, client_of):
    answer = client_of(chancellery).get(reverse("complaint_bundle", args=[complaint.pk]))
    assert answer["Content-Disposition"].startswith("attachment")
