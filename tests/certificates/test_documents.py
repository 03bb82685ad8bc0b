"""The two papers whole: every word of the annexes, the frame around them, and what is stored of them."""

import json
from dataclasses import replace
from datetime import date
from io import BytesIO

import pikepdf
import pytest
from pypdf import PdfReader

from astana_employment.toolbox.papers.font import MissingCharactersError
from astana_employment.toolbox.papers.issue import ActingOrder, Contacts, DocumentError, IssueBlock
from certificates.documents import (
    CertificateSnapshot,
    RefusalSnapshot,
    canonical_json,
    paper_html,
    render_paper,
    snapshot_from_json,
    snapshot_hash,
)
from certificates.wording import Period
from tests.factories import contacts

CERTIFICATE = CertificateSnapshot(
    language="kk",
    full_name="Ахметов Ерлан Серікұлы",
    registration_number="2008/01234",
    registered_on=date(2008, 3, 31),
    public_works=(Period(date(2008, 4, 1), date(2008, 4, 3)), Period(date(2008, 4, 7), None)),
    purpose="",
    months_valid=1,
    standard="2008",
)
REFUSAL = RefusalSnapshot(
    language="kk",
    full_name="Ахметов Ерлан Серікұлы",
    address="Астана қаласы, Абай даңғылы, 12-үй",
    grounds=(3,),
    evidence=("шақыру 01.04.2008",),
    contacts=contacts(),
    standard="2008",
)
ISSUE = IssueBlock(
    number="2008/000123",
    issued_on=date(2008, 4, 8),
    valid_until=date(2008, 5, 8),
    signer_name="Б. Н. Сәрсенова",
    acting=None,
    check_code="K7M2-9QXD-4T",
    check_url="https://desk.example/c/K7M29QXD4T",
)
ACTING = replace(ISSUE, acting=ActingOrder(order_number="45-ө", order_date=date(2008, 3, 12)))

# Annex 1 with its blanks filled. The annex's straight quotation marks are set as « »; its words are its own.
ANNEX_1 = (
    "Мемлекеттік қызмет көрсету стандартына 1-қосымша АНЫҚТАМА "
    "Қазақстан Республикасының «Халықты жұмыспен қамту туралы» Заңының 15-бабына сәйкес "
    "мына тұлғаның: АХМЕТОВ ЕРЛАН СЕРІКҰЛЫ – жұмыссыз ретінде жұмыспен қамту қызметінде "
    "2008 жылғы 31 наурыздан бастап тіркелгендігі жөнінде берілді. "
    "01.04.2008–03.04.2008, 07.04.2008–08.04.2008 аралығында ақылы қоғамдық жұмыстарға қатысты. "
    "Анықтама талап етілген жерге ұсыну үшін берілді. Қолданылу мерзімі берілген күннен бастап 1 ай. "
    "Департамент директорының орынбасары"
)
ANNEX_2 = (
    "Мемлекеттік қызмет көрсету стандартына 2-қосымша "
    "Кімге: АХМЕТОВ ЕРЛАН СЕРІКҰЛЫ (кімге жолданады) Астана қаласы, Абай даңғылы, 12-үй "
    "Стандарттың 17-тармағының 3) тармақшасында көзделген негізге («Астана қаласының Жұмыспен қамту және "
    "әлеуметтік бағдарламалар департаментіне шақыруы бойынша екі жұмыс күні ішінде жұмысқа жолдама алуға "
    "дәлелсіз себептермен келмегенде») (бас тарту себебін көрсету) байланысты Сізге жұмыссыздың "
    "анықтамасын ұсынудан бас тартылғандығы жөнінде хабардар етеміз. Департамент директорының орынбасары"
)


def _pages(pdf: bytes) -> list[str]:
    return [" ".join(page.extract_text().split()) for page in PdfReader(BytesIO(pdf)).pages]


def _paper(snapshot, issue=ISSUE) -> str:
    (page,) = _pages(render_paper(snapshot.to_json(), issue.to_json()))
    return page


def _preview(snapshot) -> str:
    (page,) = _pages(render_paper(snapshot.to_json(), None, today=date(2008, 4, 8)))
    return page


def test_annex_1_is_printed_word_for_word():
    text = _paper(CERTIFICATE)
    assert ANNEX_1 in text
    assert "(күні, айы, жылы)" in text


def test_annex_2_is_printed_word_for_word():
    assert ANNEX_2 in _paper(REFUSAL)


def test_reading_19_the_slip_of_the_source_is_not_printed():
    """The published annex says «ұсынуған», a slip for the ablative that «бас тарту» governs."""
    text = _paper(REFUSAL)
    assert "ұсынуған" not in text
    assert "анықтамасын ұсынудан бас тартылғандығы" in text


def test_annex_1_in_russian():
    text = _paper(replace(CERTIFICATE, language="ru", full_name="Ахметов Ерлан Серикович"))
    assert (
        "СПРАВКА В соответствии со статьей 15 Закона Республики Казахстан «О занятости населения» выдана: "
        "АХМЕТОВ ЕРЛАН СЕРИКОВИЧ, в том, что он (она) зарегистрирован(а) в качестве безработного в службе "
        "занятости с 31 марта 2008 года. "
        "В периоды 01.04.2008–03.04.2008, 07.04.2008–08.04.2008 участвовал(а) в оплачиваемых общественных "
        "работах. Справка выдана для предъявления по месту требования. Срок действия 1 месяц со дня выдачи. "
        "Заместитель директора Департамента"
    ) in text


def test_annex_2_in_russian():
    text = _paper(replace(REFUSAL, language="ru", full_name="Ахметов Ерлан Серикович", grounds=(6, 8)))
    assert (
        "В связи с основаниями, предусмотренными подпунктами 6) и 8) пункта 17 стандарта («перемена места "
        "жительства (адреса)»; «назначение пенсии»), (указать причину отказа) уведомляем об отказе Вам в "
        "предоставлении справки безработного. Заместитель директора Департамента"
    ) in text


def test_without_public_works_the_verb_is_negated():
    text = _paper(replace(CERTIFICATE, public_works=()))
    assert "Тіркеуде тұрған кезеңде ақылы қоғамдық жұмыстарға қатысқан жоқ." in text


def test_the_frame_tells_number_dates_signer_and_how_to_check():
    text = _paper(CERTIFICATE)
    assert "№ 2008/000123" in text
    assert "Берілген күні: 2008 жылғы 8 сәуір" in text
    assert "Қолданылуының соңғы күні: 2008 жылғы 8 мамыр" in text
    assert "Жұмыссыздың тіркеу нөмірі: 2008/01234" in text
    assert "орынбасары Б. Н. Сәрсенова" in text
    assert "Тексеру коды: K7M2-9QXD-4T" in text
    assert "https://desk.example/c/K7M29QXD4T" in text


def test_the_paper_does_not_call_itself_an_electronic_document():
    """The footer of Law 370-II may stand only under a paper that bears an electronic signature."""
    for snapshot in (CERTIFICATE, REFUSAL):
        assert "370" not in _paper(snapshot)


@pytest.mark.parametrize(
    ("language", "post", "order"),
    [
        (
            "kk",
            "Департамент директоры орынбасарының міндетін атқарушы",
            "Негіздеме: № 45-ө бұйрық, 12.03.2008",
        ),
        ("ru", "И. о. заместителя директора Департамента", "Основание: приказ № 45-ө от 12.03.2008"),
    ],
)
def test_reading_42_an_acting_signatory_signs_as_acting_and_names_the_order(language, post, order):
    text = _paper(replace(CERTIFICATE, language=language), ACTING)
    assert f"{post} Б. Н. Сәрсенова {order}" in text


def test_clauses_21_and_22_a_refusal_says_how_to_complain():
    kk, ru = _paper(REFUSAL), _paper(replace(REFUSAL, language="ru"))
    for words in ("9-кабинет", "12-кабинет", "әкімінің орынбасарына", "үш ай"):
        assert words in kk
    for words in ("кабинет 9", "кабинет 12", "заместителю акима", "три месяца"):
        assert words in ru


def test_the_evidence_is_reviewed_and_not_printed():
    assert "шақыру 01.04.2008" not in _paper(REFUSAL)


@pytest.mark.parametrize(("language", "mark"), [("kk", "ЖОБА"), ("ru", "ПРОЕКТ")])
@pytest.mark.parametrize("snapshot", [CERTIFICATE, REFUSAL])
def test_a_preview_bears_the_mark_of_a_draft_and_no_number(snapshot, language, mark):
    snapshot = replace(snapshot, language=language)
    text = _preview(snapshot)
    assert mark in text
    assert "№" not in text
    assert ISSUE.check_code not in text
    html = paper_html(snapshot.to_json(), None, today=date(2008, 4, 8))
    assert f"draft_{language}.svg" in html
    assert "qr:" not in html
    assert mark not in _paper(snapshot)


def test_a_preview_ends_a_running_period_today():
    assert "07.04.2008–08.04.2008" in _preview(CERTIFICATE)


def test_long_names_three_periods_and_four_grounds_keep_to_one_page():
    name = "Нұрмұхаммедқожаева-Әбдіқадырова Гүлбаһрам Мұхаммедияр-Сұлтанмахмұтқызы"
    periods = tuple(Period(date(2008, month, 1), date(2008, month, 28)) for month in (1, 2, 3))
    place = "Астана қаласының «Жасыл ел» еңбек жасағының штабы"
    for language in ("kk", "ru"):
        long = replace(CERTIFICATE, language=language, full_name=name, public_works=periods, purpose=place)
        assert name.upper() in _paper(long, ACTING)
        refused = replace(REFUSAL, language=language, full_name=name, grounds=(2, 3, 4, 5))
        assert name.upper() in _paper(refused, ACTING)


@pytest.mark.parametrize("issue", [ISSUE, ACTING])
@pytest.mark.parametrize("language", ["kk", "ru"])
@pytest.mark.parametrize("grounds", [(5,), (3, 4), tuple(range(1, 9))])
def test_clause_17_a_refusal_keeps_to_one_page_whatever_its_grounds(grounds, language, issue):
    name = "Әбдірахманова-Жұмабекова Гүлбаһрам Нұрмұхаметқызы"
    address = "Астана қаласы, Бөгенбай батыр даңғылы, 57/2-үй, 143-пәтер"
    refused = replace(REFUSAL, language=language, full_name=name, address=address, grounds=grounds)
    assert len(_pages(render_paper(refused.to_json(), issue.to_json()))) == 1


@pytest.mark.parametrize(("language", "words"), [("kk", "бастап 3 ай."), ("ru", "Срок действия 3 месяца со")])
def test_another_edition_prints_its_own_validity(language, words):
    assert words in _paper(replace(CERTIFICATE, language=language, months_valid=3))


@pytest.mark.parametrize("language", ["kk", "ru"])
def test_another_edition_prints_its_own_contacts(language):
    new = Contacts(
        address="Жаңа көше, 1", division_phone="55-55-55", chancellery_phone="66-66-66", email="new@at.kz"
    )
    text = _paper(replace(REFUSAL, language=language, contacts=new))
    for words in ("Жаңа көше, 1", "55-55-55", "66-66-66", "new@at.kz", "75-21-68"):
        assert words in text
    for old in ("21-03-37", "21-22-61", "deptrud@at.kz"):
        assert old not in text


def test_contacts_of_another_shape_are_refused():
    for misshapen in (None, {}, {"address": "x"}):
        with pytest.raises(DocumentError):
            RefusalSnapshot.from_json({**REFUSAL.to_json(), "contacts": misshapen})


def test_a_word_wider_than_the_page_is_broken_and_not_cut_off():
    long = replace(CERTIFICATE, purpose="Ұ" * 120)
    lines = _paper(long).split()
    assert max(line.count("Ұ") for line in lines) < 60
    assert sum(line.count("Ұ") for line in lines) == _paper(CERTIFICATE).count("Ұ") + 120


def test_a_second_page_bears_the_number_and_its_count():
    everything = replace(REFUSAL, grounds=tuple(range(1, 9)), address="Астана қаласы, Абай даңғылы " * 40)
    first, second = _pages(render_paper(everything.to_json(), ACTING.to_json()))
    assert "№ 2008/000123" in first
    assert "№ 2008/000123" in second
    assert "2 / 2" in second


@pytest.mark.parametrize("snapshot", [CERTIFICATE, REFUSAL], ids=["certificate", "refusal"])
@pytest.mark.parametrize(
    ("language", "asked"), [("kk", "Сізге қалай қызмет көрсетілді?"), ("ru", "Как Вас обслужили?")]
)
def test_the_foot_asks_for_an_opinion_beside_the_check(snapshot, language, asked):
    asking = replace(ISSUE, survey_url="https://desk.example/survey/ABCDEFGHJKMNPQRS/")
    text = _paper(replace(snapshot, language=language), asking)
    assert asked in text
    assert ISSUE.check_code in text
    assert asking.survey_url in paper_html(snapshot.to_json(), asking.to_json())
    assert asked not in _paper(replace(snapshot, language=language))
    assert asked not in _preview(replace(snapshot, language=language))


def test_an_issue_block_from_before_the_surveys_is_read():
    stored = ISSUE.to_json()
    del stored["survey_url"]
    assert IssueBlock.from_json(stored) == ISSUE


def test_the_same_values_give_the_same_bytes():
    assert render_paper(CERTIFICATE.to_json(), ISSUE.to_json()) == render_paper(
        CERTIFICATE.to_json(), ISSUE.to_json()
    )


def test_the_file_names_the_paper_its_day_and_its_language():
    with pikepdf.open(BytesIO(render_paper(CERTIFICATE.to_json(), ISSUE.to_json()))) as pdf:
        assert str(pdf.docinfo["/Title"]) == "Анықтама № 2008/000123"
        assert str(pdf.docinfo["/CreationDate"]).startswith("D:20080408")
        assert str(pdf.Root.Lang) == "kk"


def test_what_was_typed_is_text_and_never_markup():
    html = paper_html(replace(CERTIFICATE, purpose="<b>Банк</b>").to_json(), ISSUE.to_json())
    assert "<b>" not in html
    assert "&lt;b&gt;Банк&lt;/b&gt;" in html


def test_a_name_the_font_cannot_print_is_refused():
    with pytest.raises(MissingCharactersError):
        render_paper(replace(CERTIFICATE, full_name="王 Ли").to_json(), ISSUE.to_json())


@pytest.mark.parametrize("document", [CERTIFICATE, REFUSAL, ISSUE, ACTING, replace(ISSUE, valid_until=None)])
def test_documents_survive_storage(document):
    stored = json.loads(canonical_json(document.to_json()))
    assert type(document).from_json(stored) == document
    if not isinstance(document, IssueBlock):
        assert snapshot_from_json(stored) == document


def test_the_hash_is_of_the_values_and_not_of_their_order():
    values = CERTIFICATE.to_json()
    assert snapshot_hash(dict(reversed(values.items()))) == snapshot_hash(values)
    assert snapshot_hash({**values, "purpose": "Банк"}) != snapshot_hash(values)
    assert len(snapshot_hash(values)) == 64
    assert "Ерлан".encode() in canonical_json(values)


@pytest.mark.parametrize(
    "change",
    [
        {"kind": "receipt"},
        {"language": "en"},
        {"template_version": CERTIFICATE.template_version + 1},
        {"template_version": CERTIFICATE.template_version - 1},
        {"registered_on": "31.03.2008"},
        {"registered_on": None},
        {"public_works": [["2008-04-01"]]},
        {"months_valid": "one"},
        {"colour": "red"},
    ],
)
def test_a_snapshot_this_version_cannot_print_is_refused(change):
    with pytest.raises(DocumentError):
        snapshot_from_json({**CERTIFICATE.to_json(), **change})


@pytest.mark.parametrize("field", ["language", "grounds", "template_version"])
def test_a_snapshot_with_a_field_missing_is_refused(field):
    values = REFUSAL.to_json()
    del values[field]
    with pytest.raises(DocumentError, match=field):
        snapshot_from_json(values)


@pytest.mark.parametrize(
    "change", [{"issued_on": "8 сәуір"}, {"acting": {"order_number": "1"}}, {"valid_until": 7}, {"extra": 1}]
)
def test_a_misshapen_issue_block_is_refused(change):
    with pytest.raises(DocumentError):
        IssueBlock.from_json({**ISSUE.to_json(), **change})


def test_a_refusals_misshapen_grounds_are_refused():
    with pytest.raises(DocumentError):
        RefusalSnapshot.from_json({**REFUSAL.to_json(), "grounds": ["three"]})
