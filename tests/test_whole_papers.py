"""Every word of a paper's HTML is to be read on its sheets, whatever its length, grounds and language.

What is read is what `pdftotext` reads: it leaves out what lies off the sheet, and joins words at the hyphen
of a line's end. So a line that was dropped, a text that runs over the edge, and a name that broke at its
hyphen all fail here. A heading that falls into letters, and a broken word of a table, fail as words.
"""

import subprocess
from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from io import BytesIO
from itertools import combinations

import pytest
from django.utils import translation
from weasyprint import HTML

from astana_employment.toolbox.clock import today
from astana_employment.toolbox.papers import engine
from astana_employment.toolbox.papers.issue import ActingOrder, IssueBlock
from astana_employment.toolbox.papers.pdf import DENSITIES, page_count
from astana_employment.toolbox.papers.stored import Language
from astana_employment.toolbox.papers.whole import texts_of
from astana_employment.toolbox.screens.period import Period as Days
from astana_employment.toolbox.screens.tables import write_pdf
from certificates.documents import CertificateSnapshot, RefusalSnapshot, paper_html, render_paper
from certificates.journals import JOURNALS
from certificates.wording import Period
from complaints.acts import course
from complaints.acts.intake import issue_receipt
from complaints.answers import answer_html, render_answer
from complaints.bundle import bundle_of, letter_pdf
from complaints.journal import journal_table
from complaints.receipts import receipt_html, render_receipt
from indicators.reports.outputs.content import content_of
from indicators.reports.outputs.paper import render_report
from indicators.reports.rows import live_sheet
from registry.standing.findings import finding_table
from registry.standing.notices import NoticeSnapshot, notice_html, render_notice
from tests.complaints.rows import make_complaint
from tests.complaints.test_course import act, assigned
from tests.complaints.test_papers import answer, receipt
from tests.factories import contacts, make_person, make_registration
from tests.indicators.reports.builders import last_quarter
from tests.registry.card import rows as card

LANGUAGES = ("kk", "ru")
GROUNDS = range(1, 9)
# Closely where papers were seen to lose lines, then up to two pages.
LENGTHS = (500, 610, 650, 700, 732, 793, 820, 854, 1000, 1250, 1500, 2000, 2500, 3000)
NAME = "Әбдірахманова-Жұмабекова Гүлбаһрам Нұрмұхаметқызы"
ADDRESS = "Астана қаласы, Нұр-Сұлтан көшесі, 57/2-үй, 143-пәтер"
ISSUE = IssueBlock(
    number="B-2026-000001",
    issued_on=date(2026, 11, 24),
    valid_until=date(2026, 12, 24),
    signer_name="Мұқанова Г. Т.",
    acting=None,
    check_code="K7M2-9QXD-4T",
    check_url="https://zhumyspen-qamtu.astana.kz/check/6f1b2c3d-0000-4000-8000-000000000001/",
    survey_url="https://zhumyspen-qamtu.astana.kz/survey/ABCDEFGHJKMNPQRS/",
)
ACTING = replace(ISSUE, acting=ActingOrder(order_number="45-ө", order_date=date(2026, 3, 12)))
SENTENCE = "Өтінішіме бір ай бойы жауап берілмеді, телефон арқылы да түсіндірме ала алмадым. "


def read(pdf: bytes) -> list[str]:
    """Return the words that an independent reader reads on the sheets."""
    done = subprocess.run(
        ["pdftotext", "-raw", "-", "-"], input=pdf, capture_output=True, check=True, timeout=60
    )
    return done.stdout.decode().split()


def require_on_paper(html: Callable[[str], str], pdf: bytes, *, pages: int | None = None) -> None:
    """Fail for a word of the HTML that is not on the sheets, and for another number of sheets."""
    seen = "".join(read(pdf))
    words = [
        word for text in texts_of(HTML(string=html(DENSITIES[0])).etree_element) for word in text.split()
    ]
    assert [word for word in words if word not in seen] == []
    counted = page_count(pdf)
    assert pages in (None, counted), counted


def certificate(language: Language, periods: int, purpose: str = "") -> CertificateSnapshot:
    return CertificateSnapshot(
        language=language,
        full_name=NAME,
        registration_number="T-2026-000001",
        registered_on=date(2025, 1, 31),
        public_works=tuple(
            Period(date(2026, month, 1), date(2026, month, 20)) for month in range(1, periods + 1)
        ),
        purpose=purpose,
        months_valid=1,
        standard="2008",
    )


def refusal(language: Language, grounds: tuple[int, ...]) -> RefusalSnapshot:
    return RefusalSnapshot(
        language=language,
        full_name=NAME,
        address=ADDRESS,
        grounds=grounds,
        evidence=(),
        contacts=contacts(language),
        standard="2008",
    )


def notice(language: Language, act: str, cause: str, grounds: tuple[int, ...] = ()) -> NoticeSnapshot:
    return NoticeSnapshot(
        language=language,
        act=act,
        cause=cause,
        grounds=grounds,
        full_name=NAME,
        address=ADDRESS,
        registration_number="T-2026-000001",
        registered_on=date(2026, 1, 31),
        decided_on=date(2026, 11, 24),
        contacts=contacts(language),
        standard="2008",
    )


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("grounds", [*combinations(GROUNDS, 1), *combinations(GROUNDS, 2), tuple(GROUNDS)])
def test_clause_17_a_refusal_is_whole_on_one_page_on_each_ground_and_each_pair(grounds, language):
    snapshot = refusal(language, grounds).to_json()
    block = (ACTING if len(grounds) > 2 else ISSUE).to_json()
    require_on_paper(
        lambda density: paper_html(snapshot, block, density=density), render_paper(snapshot, block), pages=1
    )


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("purpose", ["", "«Отбасы банк» АҚ-ның Нұр-Сұлтан қаласындағы филиалы"])
@pytest.mark.parametrize("periods", range(11))
def test_annex_1_a_certificate_is_whole_on_one_page_with_up_to_ten_periods(periods, purpose, language):
    snapshot = certificate(language, periods, purpose).to_json()
    block = (ACTING if purpose else ISSUE).to_json()
    require_on_paper(
        lambda density: paper_html(snapshot, block, density=density), render_paper(snapshot, block), pages=1
    )


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(
    ("act", "cause", "grounds"),
    [
        *(("suspend", "ground", grounds) for grounds in combinations(GROUNDS, 1)),
        *(("suspend", "ground", (ground, ground + 1)) for ground in GROUNDS[:-1]),
        ("suspend", "ground", (2, 5)),
        ("suspend", "ground", tuple(GROUNDS)),
        ("resume", "cleared", ()),
        *(("end", cause, ()) for cause in ("asked", "employed", "moved")),
    ],
)
def test_reading_51_a_notice_on_a_registration_is_whole_on_one_page(act, cause, grounds, language):
    snapshot = notice(language, act, cause, grounds).to_json()
    block = (ACTING if len(grounds) > 2 else ISSUE).to_json()
    require_on_paper(
        lambda density: notice_html(snapshot, block, density), render_notice(snapshot, block), pages=1
    )


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("length", LENGTHS)
def test_clause_22_an_answer_is_whole_whatever_its_length(length, language):
    text = (SENTENCE * 40)[:length]
    snapshot, block = answer(language, text=text), ISSUE.to_json()
    require_on_paper(lambda density: answer_html(snapshot, block, density), render_answer(snapshot, block))


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("length", LENGTHS)
def test_clause_23_a_receipt_copy_is_whole_whatever_its_length(length, language):
    text = (SENTENCE * 40)[:length]
    snapshot, block = receipt(language, text=text), ISSUE.to_json()
    require_on_paper(lambda density: receipt_html(snapshot, block, density), render_receipt(snapshot, block))


# --- what is made of rows ------------------------------------------------------------------------
@pytest.fixture
def made(monkeypatch):
    """Every paper made meanwhile: its HTML and its PDF."""
    papers: list[tuple[str, bytes]] = []
    render = engine.render

    def kept(html: str, identifier: bytes) -> bytes:
        pdf = render(html, identifier)
        papers.append((html, pdf))
        return pdf

    monkeypatch.setattr(engine, "render", kept)
    return papers


def require_all_on_paper(made, *, count: int) -> None:
    assert len(made) >= count
    for html, pdf in made:
        require_on_paper(dict.fromkeys(DENSITIES, html).__getitem__, pdf)


@pytest.mark.django_db
@pytest.mark.parametrize("language", LANGUAGES)
def test_clause_22_a_letter_and_the_whole_file_are_whole(language, made, chancellery, head):
    complaint = make_complaint(by=chancellery, language=language, text=SENTENCE * 10)
    issue_receipt(complaint=complaint, by=chancellery)
    assigned(complaint, head)
    asked = course.Change(reason=SENTENCE * 4, recipient="Нұр-Сұлтан қаласындағы Зейнетақы қоры")
    change = act(course.begin_inquiry, complaint, head, change=asked)
    complaint.refresh_from_db()
    letter_pdf(complaint, change)
    bundle_of(complaint)
    require_all_on_paper(made, count=3)


@pytest.mark.django_db
@pytest.mark.parametrize("language", [*LANGUAGES, "en"])
def test_every_journal_is_whole_breaks_no_word_and_does_not_speak_of_the_page(
    language, made, clerk, chancellery
):
    person = make_person(surname="Жұмабекова-Әбдіқадырова", given_name="Гүлбаһрам", sex="female")
    registration = make_registration(by=clerk, person=person, registered_on=today() - timedelta(days=40))
    card.raise_ground(registration, 5)
    make_complaint(by=chancellery, language="ru", against="Специалист второго окна отдела по трудоустройству")
    full = Days(today() - timedelta(days=60), today())
    with translation.override(language):
        for days in (full, Days(today() - timedelta(days=900), today() - timedelta(days=800))):
            tables = [journal.table(days) for journal in JOURNALS.values()]
            for table in [*tables, journal_table(days, chancellery), finding_table(days.last)]:
                write_pdf(table, BytesIO(), made="Жасалды: 24.11.2026")
    require_all_on_paper(made, count=12)
    for html, pdf in made:
        read_words = set(read(pdf))
        (body,) = HTML(string=html).etree_element.iter("body")
        words = {word for text in texts_of(body) for word in text.split()}
        assert words - read_words == set()
        assert not read_words & {"above.", "Жоғарыда", "Жоғарыдағы", "выше."}


@pytest.mark.django_db
def test_annex_3_a_report_is_whole(made):
    render_report(content_of(live_sheet(last_quarter())).to_json(), None)
    require_all_on_paper(made, count=1)


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_heading_is_read_as_one_word(language):
    snapshot, block = certificate(language, 1).to_json(), ISSUE.to_json()
    heading = {"kk": "АНЫҚТАМА", "ru": "СПРАВКА"}[language]
    assert heading in read(render_paper(snapshot, block))
    copy = read(render_receipt(receipt(language), block))
    assert {"kk": "ШАҒЫМ", "ru": "ЖАЛОБА"}[language] in copy
    assert "K7M2-9QXD-4T" in copy
