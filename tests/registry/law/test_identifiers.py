"""IIN, RNN, SIK and document numbers: what is taken, what is refused and with which code."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.utils import translation
from hypothesis import assume, given
from hypothesis import strategies as st

from registry.law.identifiers import (
    clean_document_number,
    clean_iin,
    clean_rnn,
    clean_sik,
    document_number_notice,
    iin_facts,
)

IINS = ["791028302728", "061211600012", "800101300706", "800101300718"]
RNNS = ["620863936044", "620547390559", "031314814370", "620310000055", "620310000168", "620310000931"]

eleven_digits = st.text(alphabet="0123456789", min_size=11, max_size=11)
places = st.integers(0, 11)
digits = st.sampled_from("0123456789")


@pytest.fixture(autouse=True)
def in_english():
    """Messages are looked at in the language of the code."""
    with translation.override("en"):
        yield


def fault(clean, *text):
    """Say with which code `clean` refuses, None when it takes the text."""
    try:
        clean(*text)
    except ValidationError as error:
        return error.code
    return None


def first_remainder(number):
    return sum(int(digit) * weight for digit, weight in zip(number, range(1, 12), strict=False)) % 11


def with_check_digit(clean, start):
    """Give the numbers that begin with `start` and are taken: one, or none where none is issued."""
    return [start + last for last in "0123456789" if fault(clean, start + last) is None]


@pytest.mark.parametrize("number", IINS)
def test_clause_12_a_right_iin_is_taken(number):
    assert clean_iin(number) == number


@pytest.mark.parametrize("number", RNNS)
def test_clause_12_a_right_rnn_is_taken(number):
    assert clean_rnn(number) == number


@pytest.mark.parametrize("clean", [clean_iin, clean_rnn, clean_sik])
def test_reading_36_no_number_is_no_fault(clean):
    assert clean("") == clean("  ") == clean(" - ") == ""


def test_blanks_and_dashes_of_every_kind_are_left_out():
    assert clean_iin(" 791028 302\u00a0728\n") == "791028302728"
    assert clean_rnn("6208–6393-6044") == "620863936044"
    assert clean_sik("abcd 1234-EFGH—5678") == "ABCD1234EFGH5678"


@pytest.mark.parametrize("clean", [clean_iin, clean_rnn])
@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("79102830272", "length"),
        ("7910283027280", "length"),
        ("79102830272О", "characters"),  # a Cyrillic О for the zero
        ("79102830272٨", "characters"),  # an Arabic eight
        ("791028302.28", "characters"),
        ("қ91028302728", "characters"),  # typed on the Kazakh layout
        ("111111111111", "all_equal"),
        ("000000000000", "all_equal"),
    ],
)
def test_each_fault_of_a_twelve_digit_number_has_its_code(clean, text, code):
    assert fault(clean, text) == code


def test_a_wrong_check_digit_is_told_apart():
    assert fault(clean_iin, "860904350505") == "checksum"
    assert fault(clean_rnn, "620863936045") == "checksum"


def test_the_rnn_of_a_legal_entity_is_refused_as_such():
    assert fault(clean_rnn, "620800936044") == "legal_entity"


@pytest.mark.parametrize("number", RNNS)
@pytest.mark.parametrize("last", "0123456789")
def test_any_other_last_digit_breaks_an_rnn(number, last):
    assert fault(clean_rnn, number[:11] + last) == (None if last == number[11] else "checksum")


@given(eleven_digits)
def test_eleven_digits_of_an_iin_have_one_check_digit_or_none(start):
    assume(len(set(start)) > 1)
    assert len(with_check_digit(clean_iin, start)) <= 1
    if first_remainder(start) < 10:
        assert with_check_digit(clean_iin, start) == [f"{start}{first_remainder(start)}"]


@given(eleven_digits)
def test_eleven_digits_of_an_rnn_have_one_check_digit_or_none(start):
    assume(len(set(start)) > 1 and start[4] != "0")
    assert len(with_check_digit(clean_rnn, start)) <= 1
    if first_remainder(start[:10] + "0") + int(start[10]) < 10:
        assert len(with_check_digit(clean_rnn, start)) == 1


@given(eleven_digits, places, digits)
def test_one_wrong_digit_breaks_an_iin_within_the_first_weighing(start, place, digit):
    """Not the eleventh digit, which weighs 11, and not where the slip leads to the second weighing."""
    assume(place != 10 and first_remainder(start) < 10)
    number = f"{start}{first_remainder(start)}"
    slipped = number[:place] + digit + number[place + 1 :]
    assume(slipped != number and len(set(slipped)) > 1 and first_remainder(slipped[:11]) < 10)
    assert fault(clean_iin, slipped) == "checksum"


def test_the_eleventh_digit_of_an_iin_is_not_checked_in_the_first_weighing():
    assert first_remainder("79102830272") < 10
    assert all(fault(clean_iin, f"7910283027{digit}8") is None for digit in "0123456789")


@given(st.text())
def test_no_text_makes_a_check_fail_otherwise_than_by_refusing(text):
    for clean in (clean_iin, clean_rnn, clean_sik):
        fault(clean, text)
    fault(clean_document_number, "passport", text)


@pytest.mark.parametrize(
    ("iin", "born", "sex"),
    [
        ("791028302728", date(1979, 10, 28), "male"),
        ("061211600012", date(2006, 12, 11), "female"),
        ("800101300706", date(1980, 1, 1), "male"),
        ("991231100000", date(1899, 12, 31), "male"),
        ("991231200000", date(1899, 12, 31), "female"),
        ("790230400000", None, "female"),  # no 30 February: says nothing of the birth
        ("791028002728", None, None),  # a foreigner's
        ("", None, None),
    ],
)
def test_what_an_iin_seems_to_say_is_only_told(iin, born, sex):
    assert iin_facts(iin) == (born, sex)


def test_since_august_2013_an_iin_need_not_hold_a_date():
    number = next(iter(with_check_digit(clean_iin, "99999930000")))
    assert clean_iin(number) == number
    assert iin_facts(number) == (None, "male")


def test_a_sik_is_mended_and_put_in_capitals():
    assert clean_sik("авекмнрстух12345") == "ABEKMHPCTYX12345"


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("0123456789ABCDEF", None),
        ("GHJKMNPRSTUVWXYZ", None),
        ("0123456789ABCDE", "length"),
        ("0123456789ABCDEFG", "length"),
        *((f"0123456789ABCDE{letter}", "characters") for letter in "ILOQДО_٣"),
    ],
)
def test_clause_12_a_sik_has_sixteen_characters_of_its_alphabet(text, code):
    assert fault(clean_sik, text) == code


def test_the_message_names_the_strange_characters_once_each():
    with pytest.raises(ValidationError, match="Check: O I'"):
        clean_sik("0123456789ABCOIO")


@pytest.mark.parametrize(
    ("kind", "typed", "stored"),
    [
        ("identity_card", " 012 345-678 ", "012345678"),
        ("identity_card", "012345678", "012345678"),
        ("passport", "n 1234567", "N1234567"),
        ("passport", "ав1234567", "AB1234567"),  # noted on a Cyrillic layout
        ("passport", "ІД1234567", "ІД1234567"),  # no Latin doubles: left as it is
        ("oralman_certificate", "қр № 0012–34/5", "ҚР № 0012-34/5"),
        ("work_record", "№ 5", "№ 5"),
        ("work_record", "б/н", "Б/Н"),
        ("residence_permit", "", ""),
        ("iin", "791028 302728", "791028302728"),
        ("rnn", "620863936044", "620863936044"),
        ("sik", "0123456789abcdef", "0123456789ABCDEF"),
    ],
)
def test_clause_12_document_numbers_are_tidied(kind, typed, stored):
    assert clean_document_number(kind, typed) == stored


@pytest.mark.parametrize(
    ("kind", "text", "code"),
    [
        ("passport", "N12", "length"),
        ("passport", "N" + "1" * 20, "length"),
        ("work_record", "1" * 21, "length"),
        ("residence_permit", "0123_4567", "characters"),
        ("residence_permit", "<b>1234</b>", "characters"),
        ("iin", "860904350505", "checksum"),
        ("rnn", "620800936044", "legal_entity"),
        ("sik", "0123456789ABCDE", "length"),
    ],
)
def test_clause_12_a_document_number_outside_its_form_is_refused(kind, text, code):
    assert fault(clean_document_number, kind, text) == code


def test_an_identity_card_without_nine_digits_gets_a_notice_only():
    assert document_number_notice("identity_card", "012345678") is None
    assert document_number_notice("identity_card", "") is None
    assert "nine digits" in (document_number_notice("identity_card", "01234567") or "")
    assert document_number_notice("passport", "N1234567") is None


@pytest.mark.parametrize(
    ("clean", "text", "said"),
    [
        (clean_iin, "1", "IIN"),
        (clean_rnn, "1", "RNN"),
        (clean_iin, "x" * 12, "IIN"),
        (clean_iin, "2" * 12, "IIN"),
        (clean_rnn, "620863936045", "RNN"),
        (clean_sik, "1", "SIK"),
    ],
)
def test_every_message_says_which_number_it_is_about(clean, text, said):
    with pytest.raises(ValidationError, match=said):
        clean(text)
