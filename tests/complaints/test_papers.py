"""The receipt copy and the answer as papers (clauses 22, 23)."""

from datetime import date
from io import BytesIO

import pytest
from pypdf import PdfReader

from astana_employment.toolbox.deadlines import DueDate
from astana_employment.toolbox.papers.issue import DocumentError, IssueBlock
from complaints.answers import AnswerSnapshot, render_answer
from complaints.receipts import ReceiptSnapshot, render_receipt
from complaints.wording import rule_text, term_to_complain
from tests.factories import contacts

BLOCK = IssueBlock(
    number="P-2026-000001",
    issued_on=date(2026, 11, 24),
    valid_until=None,
    signer_name="И. А. Соколова",
    acting=None,
    check_code="ABCDEFGHJK",
    check_url="https://desk.example/check/6f1b2c3d-0000-4000-8000-000000000001/",
    survey_url="https://desk.example/survey/ABCDEFGHJKMNPQRS/",
).to_json()
LONG = "Өтінішіме бір ай бойы жауап берілмеді, телефон арқылы да түсіндірме ала алмадым. " * 12


def receipt(language="kk", **values):
    return ReceiptSnapshot(
        **{
            "language": language,
            "complaint_kind": "complaint",
            "complaint_number": "C-2026-000001",
            "received": "24.11.2026 10:05",
            "registered_on": date(2026, 11, 24),
            "accepted_by": "Соколова И. А.",
            "accepted_post": "Кеңсе маманы" if language == "kk" else "Специалист канцелярии",
            "authors": [{"name": "Қуанышева Айгүл Әбдіқадырқызы", "address": "Астана, Абай даңғылы, 10"}],
            "is_anonymous": False,
            "against": "2-терезе маманы",
            "text": "Маман құжаттарымды қабылдамады.\n\nСебебін түсіндірмеді.",
            "circumstances": "",
            "enclosures": ["өтініштің көшірмесі, 2 бет"],
            "reply_by": "post",
            "due_on": date(2026, 12, 23),
            "rule": "тіркелген күннен кейінгі 20 жұмыс күні (ҚР Әкімшілік рәсімдік-процестік кодексінің"
            " 99-бабы)",
            "contacts": contacts(language),
            **values,
        }
    ).to_json()


def answer(language="kk", **values):
    return AnswerSnapshot(
        **{
            "language": language,
            "complaint_kind": "complaint",
            "complaint_number": "C-2026-000001",
            "registered_on": date(2026, 11, 24),
            "authors": [{"name": "Қуанышева Айгүл Әбдіқадырқызы", "address": "Астана, Абай даңғылы, 10"}],
            "level": "head_of_division",
            "outcome": "part",
            "is_justified": True,
            "measures": "Маманға ескерту жасалды.",
            "text": "Құжаттарыңыз қабылданды.\nКешірім сұраймыз.",
            "appeal_months": 3,
            "contacts": contacts(language),
            **values,
        }
    ).to_json()


def words(pdf: bytes) -> list[str]:
    """Return the text of each page without blanks (kerning reads like one)."""
    return ["".join(page.extract_text().split()) for page in PdfReader(BytesIO(pdf)).pages]


@pytest.mark.parametrize("language", ["kk", "ru"])
def test_clause_23_the_copy_bears_the_mark_of_acceptance(language):
    text = "".join(words(render_receipt(receipt(language), BLOCK)))
    for wanted in ("C-2026-000001", "24.11.202610:05", "СоколоваИ.А.", "2бет", "99-бабы", "қабылдамады"):
        assert wanted in text
    assert ("2026жылғы23желтоқсан" if language == "kk" else "23декабря2026года") in text
    assert "desk.example/survey/ABCDEFGHJKMNPQRS" in text


def test_a_long_text_goes_over_several_pages_with_their_numbers():
    pages = words(render_receipt(receipt(text="\n".join([LONG] * 12)), BLOCK))
    assert len(pages) > 2
    assert f"2/{len(pages)}" in pages[1]


def test_an_anonymous_complaint_says_what_follows():
    text = "".join(words(render_receipt(receipt(authors=[], is_anonymous=True), BLOCK)))
    assert "қаралмайды" in text


@pytest.mark.parametrize("language", ["kk", "ru"])
def test_clause_22_the_answer_names_the_next_level_and_how_to_reach_it(language):
    text = "".join(words(render_answer(answer(language), BLOCK)))
    for phone in ("21-62-18", "21-04-92", "75-21-68", "21-22-61"):
        assert phone in text
    above = "".join(words(render_answer(answer(language, level="director"), BLOCK)))
    assert "21-62-18" not in above
    assert "75-21-68" in above


@pytest.mark.parametrize(
    ("language", "kind", "said", "unsaid"),
    [
        ("ru", "complaint", "Жалобаудовлетвореначастично.Признанаобоснованной.", "Признанообоснованным"),
        ("ru", "other", "Обращениеудовлетвореночастично.Признанообоснованным.", "Признана"),
        ("kk", "other", "Жолданымішінарақанағаттандырылды.Негізделгендептанылды.", "Өтінішішінара"),
    ],
)
def test_the_ruling_agrees_with_what_was_decided_on(language, kind, said, unsaid):
    text = "".join(words(render_answer(answer(language, complaint_kind=kind), BLOCK)))
    assert said in text
    assert unsaid not in text


def test_the_remedy_reads_as_one_sentence_with_the_levels_and_the_term():
    text = "".join(words(render_answer(answer("ru"), BLOCK)))
    assert "неудовлетвореныответом,жалобуможноподать:" in text
    assert "Жалобуможноподатьвтечение3месяцевсодня,когдасталоизвестнообответе." in text


@pytest.mark.parametrize(
    ("language", "captions"),
    [
        ("kk", ("СоколоваИ.А.,кеңсемаманы", "Мерзімдіесептеунегізі", "Қаралубарысытуралыкеңседен")),
        ("ru", ("Принял(а)", "СоколоваИ.А.,специалистканцелярии", "Порядокисчислениясрока")),
    ],
)
def test_the_mark_of_acceptance_speaks_as_an_office_does(language, captions):
    text = "".join(words(render_receipt(receipt(language, complaint_kind="other"), BLOCK)))
    for caption in captions:
        assert caption in text
    # An appeal is no complaint, and nothing has been considered yet.
    assert "Шағымның" not in text
    assert ("Жауапалғаннанкейін:" if language == "kk" else "Когдаполучитеответ:") in text


@pytest.mark.parametrize(("months", "said"), [(1, "1 месяца"), (3, "3 месяцев"), (21, "21 месяца")])
def test_the_term_to_complain_stands_in_the_genitive(months, said):
    assert f"в течение {said} со дня" in term_to_complain(months, "ru")


@pytest.mark.parametrize(
    ("count", "unit", "said"),
    [
        (20, "working_days", "20 рабочих дней после дня регистрации (статья 99)"),
        (21, "working_days", "21 рабочий день после дня регистрации (статья 99)"),
        (3, "calendar_days", "3 календарных дня после дня регистрации (статья 99)"),
    ],
)
def test_the_rule_of_a_term_counts_days_as_people_do(count, unit, said):
    start = date(2026, 11, 24)
    due = DueDate(on=date(2026, 12, 23), unit=unit, count=count, start=start, edition="code-350")
    assert rule_text(due, "статья 99", "ru") == said


def test_a_preview_has_no_number():
    text = "".join(words(render_answer(answer(), None)))
    assert "H-" not in text
    assert "Тексерукоды" not in text


@pytest.mark.parametrize("language", ["kk", "ru"])
def test_clause_23_a_copy_that_got_its_number_under_the_former_text_is_still_made(language):
    former = receipt(language, authors=[], is_anonymous=True, enclosures=["шағым😀.pdf (1 КБ)"])
    text = "".join(words(render_receipt({**former, "template_version": 1}, BLOCK)))
    assert "шағым☐.pdf" in text
    assert "survey" not in text
    assert ("23желтоқсан" if language == "kk" else "23декабря") not in text


def test_a_snapshot_of_another_version_is_not_printed():
    with pytest.raises(DocumentError):
        render_receipt({**receipt(), "template_version": 99}, BLOCK)
    with pytest.raises(DocumentError):
        render_answer({**answer(), "unknown": 1}, BLOCK)
