"""The blanks of the two annex papers, in both languages."""

from datetime import date

import pytest

from certificates import wording
from certificates.wording import Period
from registry.law.ground_texts import REFUSAL_GROUNDS

ISSUED = date(2008, 9, 15)
SPRING = Period(date(2008, 4, 1), date(2008, 6, 30))
AUGUST = Period(date(2008, 8, 1), date(2008, 8, 31))
RUNNING = Period(date(2008, 9, 1), None)


def test_annex_1_blank_1_carries_the_name_uninflected():
    assert str(wording.blank_person("Ахметов  Ерлан Серікұлы", "kk")) == (
        "мына тұлғаның: АХМЕТОВ ЕРЛАН СЕРІКҰЛЫ –"
    )
    assert str(wording.blank_person("Ахметов Ерлан Серикович", "ru")) == "АХМЕТОВ ЕРЛАН СЕРИКОВИЧ"


def test_a_printed_name_keeps_every_kazakh_letter_in_capitals():
    assert wording.printed_name("әғқңөұүһі ë") == "ӘҒҚҢӨҰҮҺІ Ë"


@pytest.mark.parametrize(
    ("month", "expected"),
    [
        (1, "2008 жылғы 31 қаңтардан"),
        (3, "2008 жылғы 31 наурыздан"),
        (5, "2008 жылғы 31 мамырдан"),
        (7, "2008 жылғы 31 шілдеден"),
        (10, "2008 жылғы 31 қазаннан"),
        (12, "2008 жылғы 31 желтоқсаннан"),
    ],
)
def test_annex_1_blank_2_is_in_the_ablative(month, expected):
    assert wording.blank_registered_from(date(2008, month, 31), "kk") == expected


def test_annex_1_blank_2_in_russian():
    assert wording.blank_registered_from(date(2008, 3, 31), "ru") == "31 марта 2008 года"


def test_reading_18_no_public_works_is_said_and_not_left_empty():
    assert wording.blank_public_works([], ISSUED, "kk") == ("Тіркеуде тұрған кезеңде", "қатысқан жоқ")
    assert wording.blank_public_works([], ISSUED, "ru") == ("За время регистрации", "не участвовал(а)")


def test_reading_41_one_period():
    assert wording.blank_public_works([SPRING], ISSUED, "kk") == (
        "01.04.2008–30.06.2008 аралығында",
        "қатысты",
    )
    assert wording.blank_public_works([SPRING], ISSUED, "ru") == (
        "В период 01.04.2008–30.06.2008",
        "участвовал(а)",
    )


def test_reading_41_several_periods_stand_in_the_order_of_time():
    assert wording.blank_public_works([AUGUST, SPRING], ISSUED, "kk").blank == (
        "01.04.2008–30.06.2008, 01.08.2008–31.08.2008 аралығында"
    )
    assert wording.blank_public_works([AUGUST, SPRING], ISSUED, "ru").blank == (
        "В периоды 01.04.2008–30.06.2008, 01.08.2008–31.08.2008"
    )


def test_reading_41_a_running_period_ends_on_the_day_of_issue():
    assert wording.blank_public_works([RUNNING], ISSUED, "kk").blank == "01.09.2008–15.09.2008 аралығында"


def test_a_period_planned_beyond_the_day_of_issue_is_attested_up_to_that_day():
    planned = Period(date(2008, 9, 1), date(2008, 12, 31))
    assert wording.blank_public_works([planned], ISSUED, "kk").blank == "01.09.2008–15.09.2008 аралығында"


def test_a_period_that_has_not_begun_is_not_attested():
    later = Period(date(2008, 9, 16), None)
    assert wording.blank_public_works([later], ISSUED, "kk").verb == "қатысқан жоқ"


@pytest.mark.parametrize(
    ("purpose", "kk", "ru"),
    [
        ("", "талап етілген жерге ұсыну үшін", "для предъявления по месту требования"),
        ("  ", "талап етілген жерге ұсыну үшін", "для предъявления по месту требования"),
        ("Банк", "мына жерге ұсыну үшін: «Банк» –", "для предъявления в организацию: «Банк»"),
        (
            'ЖШС "Отау" және «Ел»',
            "мына жерге ұсыну үшін: «ЖШС „Отау“ және „Ел“» –",
            "для предъявления в организацию: «ЖШС „Отау“ және „Ел“»",
        ),
    ],
)
def test_annex_1_blank_4(purpose, kk, ru):
    assert (wording.blank_purpose(purpose, "kk"), wording.blank_purpose(purpose, "ru")) == (kk, ru)


def test_clause_17_one_ground_stands_in_the_dative_and_is_quoted_word_for_word():
    assert wording.refusal_reason([6], "kk") == (
        "Стандарттың 17-тармағының 6) тармақшасында көзделген негізге («мекен-жайды ауыстырғанда»)"
    )
    assert wording.refusal_reason([6], "ru") == (
        "основанием, предусмотренным подпунктом 6) пункта 17 стандарта («перемена места жительства (адреса)»)"
    )


def test_clause_17_several_grounds_stand_in_the_plural_and_in_their_order():
    assert wording.refusal_reason([8, 6], "kk") == (
        "Стандарттың 17-тармағының 6) және 8) тармақшаларында көзделген негіздерге "
        "(«мекен-жайды ауыстырғанда»; «зейнетақы тағайындағанда»)"
    )
    assert wording.refusal_reason([8, 6, 1], "ru") == (
        "основаниями, предусмотренными подпунктами 1), 6) и 8) пункта 17 стандарта "
        "(«письменный отказ от двух предложенных вариантов подходящей работы»; "
        "«перемена места жительства (адреса)»; «назначение пенсии»)"
    )


def test_clause_17_a_ground_named_twice_is_quoted_once():
    assert wording.refusal_reason([6, 6], "kk") == wording.refusal_reason([6], "kk")


@pytest.mark.parametrize("grounds", [[], [0], [9], [3, 9]])
def test_clause_17_knows_eight_grounds_and_a_refusal_needs_one(grounds):
    with pytest.raises(ValueError, match="clause 17"):
        wording.refusal_reason(grounds, "kk")


def test_clause_17_the_eight_grounds_are_complete_in_three_languages():
    assert list(REFUSAL_GROUNDS) == list(range(1, 9))
    assert all(
        ground.text(language) for ground in REFUSAL_GROUNDS.values() for language in ("kk", "ru", "en")
    )
    assert REFUSAL_GROUNDS[3].clause == "17-3"
    with pytest.raises(KeyError):
        REFUSAL_GROUNDS[3].text("de")


@pytest.mark.parametrize("number", range(1, 9))
def test_clause_17_quotes_no_latin_letter_in_cyrillic_words(number):
    """The published text mixes Latin «i» into Kazakh words: it would print alike and never be found."""
    assert not any(char.isascii() and char.isalpha() for char in REFUSAL_GROUNDS[number].kk)


def test_annex_2_addressee_and_the_refused():
    assert str(wording.addressee("Ахметов Ерлан Серікұлы", "kk")) == "Кімге: АХМЕТОВ ЕРЛАН СЕРІКҰЛЫ"
    assert str(wording.addressee("Ахметов Ерлан", "ru")) == "Кому: АХМЕТОВ ЕРЛАН"
    assert (wording.blank_to_you("kk"), wording.blank_to_you("ru")) == ("Сізге", "Вам")


def test_reading_42_the_post_of_an_acting_signatory_and_the_order():
    assert wording.signatory_post(acting=False, language="kk") == "Департамент директорының орынбасары"
    assert wording.signatory_post(acting=True, language="kk") == (
        "Департамент директоры орынбасарының міндетін атқарушы"
    )
    assert wording.signatory_post(acting=False, language="ru") == "Заместитель директора Департамента"
    assert wording.signatory_post(acting=True, language="ru") == "И. о. заместителя директора Департамента"
    assert wording.acting_order("45-ө", date(2008, 3, 12), "kk") == "Негіздеме: № 45-ө бұйрық, 12.03.2008"
    assert wording.acting_order("45-ө", date(2008, 3, 12), "ru") == "Основание: приказ № 45-ө от 12.03.2008"


@pytest.mark.parametrize(
    ("months", "kk", "ru"),
    [
        (1, "1 ай", "1 месяц"),
        (3, "3 ай", "3 месяца"),
        (6, "6 ай", "6 месяцев"),
        (11, "11 ай", "11 месяцев"),
        (12, "12 ай", "12 месяцев"),
        (24, "24 ай", "24 месяца"),
    ],
)
def test_annex_1_validity_agrees_with_its_number(months, kk, ru):
    assert (wording.validity(months, "kk"), wording.validity(months, "ru")) == (kk, ru)
