"""One row of a card index, judged by itself: dates, numbers, words, documents, and what is mended."""

from datetime import date, timedelta

import pytest
from django.utils import translation

from astana_employment.toolbox.clock import today
from astana_employment.toolbox.tables_in.columns import plain_word
from astana_employment.toolbox.tables_in.lines import Line, Unusable
from registry.index.columns import CATEGORIES, COLUMNS, IDENTITY_FORMS, SEXES, YES_OR_NO
from registry.index.people import People

HEADINGS = {place: (column.key, column.heading("en")) for place, column in enumerate(COLUMNS)}
GOOD = {
    "surname": "Ахметов",
    "given_name": "Ерлан",
    "patronymic": "Серікұлы",
    "birth_date": "28.10.1979",
    "sex": "ер",
    "category": "азамат",
    "iin": "791028302728",
    "address": "Астана, Абай көшесі, 1",
    "identity_number": "012345678",
    "work_record_number": "№ 5",
    "registered_on": "11.03.2014",
}


@pytest.fixture(autouse=True)
def _english():
    with translation.override("en"):
        yield


def judged(**cells):
    """Check a row that is good but for these cells."""
    values = {**GOOD, **cells}
    return People.judge(Line(7, [values.get(column.key) for column in COLUMNS]), HEADINGS)


def problems(**cells):
    """Return what is wrong with a row as (column, reason)."""
    card, row = judged(**cells)
    assert (card is None) == bool(row.problems)
    assert {problem.line for problem in row.problems} <= {7}
    return [(problem.column, problem.reason) for problem in row.problems]


def notices(**cells):
    """Return the notices of a row that is in order."""
    card, row = judged(**cells)
    assert card is not None
    return [(notice.column, notice.reason) for notice in row.notices]


def card(**cells):
    """Return the card of a row that is in order."""
    found, row = judged(**cells)
    assert row.problems == []
    return found


def test_a_row_in_order():
    found = card(applied_on="03.03.2014", ended_on="30.09.2014", phone=210337, former_number="12/14")
    assert (found.surname, found.birth_date, found.sex) == ("Ахметов", date(1979, 10, 28), "male")
    assert (found.applied_on, found.registered_on) == (date(2014, 3, 3), date(2014, 3, 11))
    assert (found.ended_on, found.phone, found.codes) == (
        date(2014, 9, 30),
        "210337",
        {"iin": "791028302728"},
    )
    assert [(row.kind, row.form, row.number) for row in found.documents] == [
        ("identity", "identity_card", "012345678"),
        ("work_record", "", "№ 5"),
        ("iin", "", "791028302728"),
    ]
    assert notices() == []


# --- dates ---------------------------------------------------------------------------------------
@pytest.mark.parametrize("day", ["11.03.2014", "11/03/2014", "2014-03-11", date(2014, 3, 11), " 11.3.2014 "])
def test_reading_60_dates_as_old_cards_write_them(day):
    assert card(registered_on=day).registered_on == date(2014, 3, 11)


@pytest.mark.parametrize("day", ["11.03.14", "110314", "11/3/14"])
def test_reading_60_a_year_of_two_digits_is_refused(day):
    ((column, reason),) = problems(registered_on=day)
    assert column == "Registered on"
    assert reason.startswith("Write the year with four digits") or reason.startswith("Write the date")


@pytest.mark.parametrize(
    "day", ["31.02.2014", "2014", "кеше", 41709, 41709.5, True, "11.03.1814", "11.03.20014"]
)
def test_what_is_no_date_is_refused(day):
    assert [column for column, _reason in problems(registered_on=day)] == ["Registered on"]


def test_a_day_in_the_future_is_refused_but_for_the_end_of_a_document():
    later = f"{today() + timedelta(days=400):%d.%m.%Y}"
    assert [column for column, _reason in problems(registered_on=later)] == ["Registered on"]
    assert card(identity_expires_on=later).documents[0].expires_on == today() + timedelta(days=400)


@pytest.mark.parametrize(
    ("cells", "column", "reason"),
    [
        (
            {"applied_on": "12.03.2014"},
            "Applied on",
            "The day of applying lies after the day of registration.",
        ),
        ({"ended_on": "10.03.2014"}, "Ended on", "The registration ends before it began."),
        (
            {"birth_date": "11.03.2014"},
            "Date of birth",
            "The date of birth does not lie before the day of registration.",
        ),
        (
            {"identity_issued_on": "02.02.2010", "identity_expires_on": "01.02.2010"},
            "Identity document: valid until",
            "The document ends before it was issued.",
        ),
    ],
)
def test_days_that_contradict_each_other(cells, column, reason):
    assert problems(**cells) == [(column, reason)]


def test_without_a_day_of_applying_it_is_the_day_of_registration():
    assert card().applied_on == date(2014, 3, 11)


# --- what must be there --------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("key", "reason"),
    [
        ("surname", "Enter the surname."),
        ("birth_date", "Enter the date of birth."),
        ("category", "Enter the category: citizen, foreigner or stateless."),
        ("address", "Enter the address."),
        ("registered_on", "Enter the day of registration."),
        ("identity_number", "Enter the number of the identity document."),
    ],
)
@pytest.mark.parametrize("empty", [None, "", "  "])
def test_an_empty_cell_that_must_be_filled(key, reason, empty):
    heading = next(column.heading("en") for column in COLUMNS if column.key == key)
    assert problems(**{key: empty}) == [(heading, reason)]


def test_a_person_with_one_name_is_taken_with_a_notice():
    assert notices(given_name="", patronymic="") == [("Given name", "The card has no given name.")]


def test_every_fault_of_a_row_is_told_at_once():
    found = problems(surname="", birth_date="x", category="марсиан", iin="1", registered_on="")
    assert [column for column, _reason in found] == [
        "Surname",
        "IIN",
        "Date of birth",
        "Category",
        "Registered on",
    ]


def test_a_value_without_a_heading_is_not_dropped_in_silence():
    cells = [GOOD.get(column.key) for column in COLUMNS]
    found, row = People.judge(Line(7, [*cells, "жоғалған"]), HEADINGS)
    assert found is None
    assert "which has no heading" in row.problems[0].reason


@pytest.mark.parametrize("key", ["surname", "iin", "registered_on", "sex", "identity_number", "phone"])
def test_a_formula_is_refused_in_every_kind_of_column(key):
    found, row = judged(**{key: Unusable("The cell holds a formula.")})
    assert found is None
    assert {problem.reason for problem in row.problems} == {"The cell holds a formula."}


# --- names and texts -----------------------------------------------------------------------------
def test_latin_look_alikes_are_mended_with_a_notice():
    assert card(surname="Axмeтoв").surname == "Ахметов"
    ((column, text),) = notices(surname="Axмeтoв")
    assert column == "Surname"
    assert "A, x, e, o" in text


@pytest.mark.parametrize(
    ("name", "reason"),
    [
        ("Ахметов2", "A name has no digits."),
        ("---", "Write the name in letters."),
        ("Ахметов☎", "The paper's font has no character «☎» (U+260E). Please write it another way."),
        ("А" * 81, "At most 80 characters fit; 81 were given."),
        ("Ахме\x00тов", "The paper's font has no character «\x00» (U+0000). Please write it another way."),
    ],
)
def test_names_that_cannot_be_names(name, reason):
    assert problems(surname=name) == [("Surname", reason)]


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("address", "x" * 201),
        ("phone", "1" * 41),
        ("email", "жоқ"),
        ("latin_name", "x" * 161),
        ("address", "☎"),
    ],
)
def test_texts_that_do_not_fit(key, value):
    assert len(problems(**{key: value})) == 1


# --- numbers -------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("key", "number"),
    [
        ("iin", "791028302729"),
        ("iin", "79102830272"),
        ("iin", "7,91028E+11"),
        ("rnn", "620863936045"),
        ("sik", "ABCDEFGHI0123456"),
    ],
)
def test_a_number_with_a_slip_is_refused(key, number):
    assert [column for column, _reason in problems(**{key: number})] == [key.upper()]


def test_zeros_that_a_spreadsheet_dropped_are_put_back_only_if_the_number_then_fits():
    cells = {"iin": 61211600012, "birth_date": "11.12.2006", "registered_on": "11.03.2025"}
    assert card(**cells).codes == {"iin": "061211600012"}
    ((_column, text),) = [row for row in notices(**cells) if row[0] == "IIN" and "Zeros" in row[1]]
    assert text.startswith("Zeros that the spreadsheet had dropped")
    assert [column for column, _reason in problems(iin=61211600013)] == ["IIN"]
    as_text = {**cells, "iin": "61211600012"}
    assert card(**as_text).codes == {"iin": "061211600012"}
    assert [text for column, text in notices(**as_text) if "Zeros" in text] == [text]
    ((column, reason),) = problems(iin="61211600013")
    assert (column, "Zeros at the beginning may be lost" in reason) == ("IIN", True)
    assert card(rnn="31314814370").codes["rnn"] == "031314814370"
    assert card(identity_number=12345678.0).documents[0].number == "012345678"


@pytest.mark.parametrize(
    ("word", "sex"),
    [
        *((word, "male") for word in ("ер", "Е", "еркек", "ер адам", "Мужчина", "муж.", "М", "male", "man")),
        *((word, "female") for word in ("әйел", "Ә", "әйел адам", "женщина", "Жен.", "ж", "Female", "woman")),
    ],
)
def test_sex_is_said_in_the_words_of_three_languages(word, sex):
    assert card(sex=word).sex == sex


@pytest.mark.parametrize(
    ("word", "is_oralman"),
    [
        *((word, True) for word in ("иә", "Да", "yes", "+", "✓", True, "ИСТИНА", "ақиқат", "есть", 1.0)),
        *((word, False) for word in ("жоқ", "Нет", "no", "-", "–", False, "ЛОЖЬ", "жалған", "", 0.0)),
    ],
)
def test_yes_and_no_are_said_in_the_words_of_three_languages(word, is_oralman):
    assert card(is_oralman=word, oralman_certificate_number="").is_oralman is is_oralman


def test_what_a_spreadsheet_made_of_a_former_number_is_noticed():
    assert [column for column, _text in notices(former_number=date(2026, 2, 1))] == ["Former number"]
    assert [column for column, _text in notices(former_number=200000.0)] == ["Former number"]
    assert notices(former_number="1/2") == notices(former_number=12.0) == []


def test_cyrillic_look_alikes_in_a_sik_are_mended_with_a_notice():
    assert card(sik="АВСЕHКМХУТ123456").codes["sik"] == "ABCEHKMXYT123456"
    assert [column for column, _text in notices(sik="АВСЕHКМХУТ123456")] == ["SIK"]


def test_an_iin_that_seems_to_say_otherwise_is_only_noticed():
    assert [column for column, _text in notices(birth_date="01.01.1980", sex="әйел")] == ["IIN", "IIN"]


# --- words ---------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("word", "category"),
    [
        ("Азамат", "citizen"),
        ("гражданка РК", "citizen"),
        ("CITIZEN", "citizen"),
        ("шетелдiк", "foreigner"),
        ("Иностранец", "foreigner"),
        ("foreigner", "foreigner"),
        ("азаматтығы жоқ адам", "stateless"),
        ("Лицо без гражданства", "stateless"),
        ("stateless", "stateless"),
    ],
)
def test_categories_in_three_languages(word, category):
    assert card(category=word).category == category


def test_a_word_nobody_knows_is_named():
    ((column, reason),) = problems(category="марсиан")
    assert (column, "“марсиан”" in reason) == ("Category", True)


def test_no_word_means_two_things():
    for words in (CATEGORIES, SEXES, IDENTITY_FORMS, YES_OR_NO):
        assert all(plain_word(word) == word for word in words)
    assert len(YES_OR_NO) == 28


def test_the_sex_may_be_left_to_the_iin():
    assert card(sex="").sex == "male"
    assert problems(sex="", iin="", rnn="620863936044") == [("Sex", "Enter the sex.")]
    assert [column for column, _reason in problems(sex="", iin="1")] == ["IIN"]


# --- documents -----------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("number", "written", "form"),
    [
        ("012345678", "", "identity_card"),
        ("N01234567", "", "passport"),
        ("N01234567", "жеке куәлік", "identity_card"),
        ("012345678", "Паспорт", "passport"),
    ],
)
def test_what_an_identity_document_is(number, written, form):
    assert card(identity_number=number, identity_form=written).documents[0].form == form


def test_a_document_without_a_number_is_left_out_with_a_notice():
    found = notices(work_record_number="", work_record_issuer="Зауыт")
    assert found == [("Work record: number", "The document has no number and was left out.")]


def test_the_certificate_of_a_stateless_person_needs_the_mark():
    cells = {"category": "stateless", "stateless_certificate_number": "123456789"}
    assert [column for column, _text in notices(**cells)] == ["Stateless person's certificate: police mark"]
    assert notices(**cells, stateless_certificate_police_mark="иә") == []


def test_a_document_number_with_strange_signs_is_refused():
    assert [column for column, _reason in problems(work_record_number="<script>")] == ["Work record: number"]
