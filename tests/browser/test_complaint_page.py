"""The public page of complaints and the page of the mail, as people see and use them."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

from playwright.sync_api import Page, expect

from astana_employment.department.acts.mail import begin_attempt, queue_mail, record_outcome
from astana_employment.department.models import OutgoingMail, StaffMember
from astana_employment.toolbox.mailing.rules import Outcome, Verdict
from complaints.files import MOST_BYTES
from complaints.models import Complaint
from tests.complaints import files


def test_a_visitor_complains_from_the_front_page_and_mends_what_was_wrong(
    page: Page, live_server: Any, is_accessible: Callable[[], None], transactional_db: None, tmp_path: Path
) -> None:
    (tmp_path / "хат.pdf").write_bytes(b"<html>")
    (tmp_path / "фото.jpg").write_bytes(files.picture("JPEG"))
    (tmp_path / "үлкен.pdf").write_bytes(bytes(MOST_BYTES + 1))
    page.goto(live_server.url)
    page.get_by_role("link", name="Шағым жазу").click()
    is_accessible()

    choose = page.locator("input[type=file]")
    choose.set_input_files(tmp_path / "үлкен.pdf")
    expect(page.get_by_role("alert")).to_have_text("үлкен.pdf: файл 10 МБ-тан үлкен.")
    assert choose.input_value() == ""

    page.get_by_label("Не болды").fill("Маман құжаттарымды қабылдамады.")
    choose.set_input_files(tmp_path / "хат.pdf")
    expect(page.get_by_role("alert")).to_have_count(0)
    page.get_by_role("button", name="Шағымды жіберу").click()
    summary = page.locator("[data-error-summary]")
    expect(summary).to_be_focused()
    expect(summary).to_contain_text("Аты-жөніңізді жазыңыз")
    expect(summary).to_contain_text("хат.pdf: мазмұны бойынша бұл PDF")
    expect(page.get_by_label("Не болды")).to_have_value("Маман құжаттарымды қабылдамады.")
    expect(page.get_by_text("Файлдарды қайта таңдаңыз")).to_be_visible()
    is_accessible()

    page.get_by_label("Тегі, аты, әкесінің аты").fill("Қуанышева Айгүл")
    page.get_by_label("Пошта мекенжайы").fill("Астана қаласы, Абай даңғылы, 10-үй")
    choose.set_input_files(tmp_path / "фото.jpg")
    page.get_by_role("button", name="Шағымды жіберу").click()
    expect(page.get_by_role("heading", name="Шағымыңыз түсті")).to_be_visible()
    complaint = Complaint.objects.get()
    expect(page.get_by_text(f"№ {complaint.pk}")).to_be_visible()
    expect(page.get_by_text("фото.jpg")).to_be_visible()
    is_accessible()


def test_nobody_sees_the_trap(page: Page, live_server: Any, transactional_db: None) -> None:
    page.goto(f"{live_server.url}/complaints/new/")
    box = page.locator(".trap").bounding_box()
    assert box is not None
    assert (box["width"], box["height"]) == (1, 1)
    assert page.locator("[name=website]").get_attribute("tabindex") == "-1"


def test_the_chancellery_sees_what_could_not_be_sent_and_tries_again(
    page: Page, live_server: Any, sign_in: Any, is_accessible: Callable[[], None], chancellery: StaffMember
) -> None:
    to, words = "aigul@example.kz", "550 5.1.1 no such mailbox"
    mail = queue_mail(to=to, subject="Жауап", body="Мәтін", case_file="", by=None, key="1")
    begin_attempt(mail_id=mail.pk, round=1)
    record_outcome(mail=mail, attempt=1, outcome=Outcome(Verdict.NEVER, words))
    sign_in(chancellery)
    page.goto(f"{live_server.url}/department/mail/")
    expect(page.get_by_text(words)).to_be_visible()
    is_accessible()
    page.get_by_role("link", name="Тоқтату").click()
    is_accessible()
    page.go_back()
    page.get_by_role("button", name="Қайта жіберу").click()
    expect(page.get_by_text(f"Қайта жіберіледі: {to}")).to_be_visible()
    assert OutgoingMail.objects.get().state == "waiting"
    is_accessible()
