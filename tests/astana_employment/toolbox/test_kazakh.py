"""Letters: their order, their spellings, and the window a surname goes to."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from astana_employment.toolbox.kazakh import (
    ALPHABET,
    FOLD_FROM,
    FOLD_TO,
    SORT_FROM,
    SORT_TO,
    fold,
    initials,
    is_cyrillic,
    latin_lookalikes,
    mend_lookalikes,
    short_name,
    sort_key,
    surname_letter,
    without_accents,
)

kazakh_words = st.text(alphabet=ALPHABET + ALPHABET.lower(), max_size=12)


def test_the_alphabet_has_the_33_russian_letters_and_nine_more():
    russian = "АБВГДЕЁЖЗИЙКЛМНОПРСТУФХЦЧШЩЪЫЬЭЮЯ"
    assert len(ALPHABET) == len(set(ALPHABET)) == 42
    assert set(ALPHABET) - set(russian) == set("ӘҒҚҢӨҰҮҺІ")
    assert [letter for letter in ALPHABET if letter in russian] == list(russian)


def test_names_sort_as_in_a_kazakh_dictionary():
    names = "Абаев Аяпов Әбілқасым Байжан Галым Гүлім Ғабит Ерасыл Ёлкин Камал Қанат Оспан Өтеген"
    names += " Умаров Ұлан Үміт Хан Һәкім Ысқақ Ідіріс Эльдаров"
    assert sorted(set(names.split()), key=sort_key) == names.split()


def test_small_letters_blanks_digits_and_latin_sort_where_a_reader_looks():
    names = ["12 үй", "Smith", "Ахметов Е", "ахметов-Ким", "Ахметова"]
    assert sorted(set(names), key=sort_key) == names


@given(kazakh_words, kazakh_words)
def test_sort_keys_compare_as_the_places_of_the_letters(one, other):
    def places(word):
        return [ALPHABET.index(letter.upper()) for letter in word]

    assert (sort_key(one) < sort_key(other)) == (places(one) < places(other))


def test_the_sort_alphabet_orders_under_collate_c():
    assert len(SORT_FROM) == len(SORT_TO) == 42
    encoded = [letter.encode() for letter in SORT_TO]
    assert encoded == sorted(encoded)
    # No lower-cased text holds one of them, so no other character is taken for a Kazakh letter.
    assert all(letter != letter.lower() for letter in SORT_TO)


@pytest.mark.parametrize(
    ("kazakh", "russian"),
    [
        ("Әбілқасым", "Абилкасым"),
        ("Қуанышева", "Куанышева"),
        ("Айгүл", "Айгуль"),
        ("Әсел", "Асель"),
        ("Ғалым", "Галим"),
        ("Қадыр", "Кадир"),
        ("Серікбай", "Серикбаи"),
        ("Өмірзақ", "Омирзак"),
        ("Жаңабай", "Жанабай"),
        ("Гауһар", "Гаухар"),
        ("Ёлкин", "Елкин"),
        ("Эльмира", "Елмира"),
        ("Дмитрий", "Дмитрии"),
        ("Ўразов", "Уразов"),
    ],
)
def test_kazakh_and_russian_spellings_fold_together(kazakh, russian):
    assert fold(kazakh) == fold(russian)
    assert fold(kazakh.upper()) == fold(russian.lower())


def test_different_names_stay_different():
    names = ["Ахметов", "Ахметова", "Асанов", "Есенов", "Осанов", "Жунусов", "Шунусов", "Smith"]
    assert len(set(map(fold, names))) == len(names)


@given(st.text(alphabet=ALPHABET + ALPHABET.lower() + "ЎЄҐЇ -'abcXYZ09"))
def test_folding_twice_changes_nothing(text):
    assert fold(fold(text)) == fold(text)


def test_the_fold_tables_have_the_shape_that_translate_of_sql_needs():
    assert len(set(FOLD_FROM)) == len(FOLD_FROM)
    assert FOLD_FROM[len(FOLD_TO) :] == "ъь"
    assert not set(FOLD_TO) & set(FOLD_FROM)


@pytest.mark.parametrize("letter", ALPHABET)
def test_clause_11_each_of_the_42_letters_leads_to_itself(letter):
    assert surname_letter(letter + "абаев") == letter
    assert surname_letter(f"  {letter.lower()}абаев") == letter


@pytest.mark.parametrize(
    ("surname", "letter"),
    [
        ("Ўразов", "У"),
        ("Єсенін", "Е"),
        ("Ґаландзь", "Г"),
        ("Їжак", "І"),
        ("Łukasiewicz", "Л"),
        ("Ørsted", "О"),
        ("ëлкин", "Ё"),
    ],
)
def test_reading_59_letters_outside_the_42(surname, letter):
    assert surname_letter(surname) == letter


@pytest.mark.parametrize(
    ("surname", "letter"),
    [
        ("Shaw", "Ш"),
        ("CHAN", "Ч"),
        ("zhukov", "Ж"),
        ("Khan", "Х"),
        ("Tsoi", "Ц"),
        ("Yakovlev", "Я"),
        ("Yusuf", "Ю"),
        ("Yoder", "Ё"),
        ("Yılmaz", "Й"),
        ("Cohen", "К"),
        ("Hansen", "Х"),
        ("Johnson", "Ж"),
        ("Quinn", "Қ"),
        ("Wang", "У"),
        ("Xerxes", "К"),
        ("Müller", "М"),
        ("Çelik", "К"),
        ("O'Neil", "О"),
        ("d'Arc", "Д"),
        ("'t Hooft", "Т"),
        ("de la Cruz", "Д"),
        ("(Smith)", "С"),
    ],
)
def test_reading_59_a_latin_surname_goes_by_its_sound(surname, letter):
    assert surname_letter(surname) == letter


@pytest.mark.parametrize("letter", "ABCDEFGHIJKLMNOPQRSTUVWXYZ")
def test_reading_59_every_latin_letter_leads_somewhere(letter):
    assert surname_letter(letter + "enna") in set(ALPHABET)


@pytest.mark.parametrize("surname", ["王", "محمد", "Ђокић", "Əliyev", "Þór", "", "  ", "- 12"])
def test_reading_59_any_other_surname_goes_to_window_4_by_hand(surname):
    assert surname_letter(surname) is None


def test_reading_59_a_latin_letter_that_looks_cyrillic_counts_as_the_cyrillic_one():
    assert surname_letter("Cабитов") == "С"  # typed with a Latin C, which alone would sound К
    assert surname_letter("Pахимов") == "Р"
    assert surname_letter("Cabitov") == "К"


def test_a_letter_written_in_two_code_points_counts_as_one():
    assert surname_letter(unicodedata.normalize("NFD", "Йосыпов")) == "Й"
    assert mend_lookalikes(unicodedata.normalize("NFD", "Йосыпов")) == ("Йосыпов", [])


@pytest.mark.parametrize(
    ("typed", "mended", "replaced"),
    [
        ("Aхметов", "Ахметов", ["A"]),
        ("Кaрaеb", "Кaрaеb", []),
        ("Гауhар", "Гауһар", ["h"]),
        ("Iлияс Сeрiк", "Ілияс Серік", ["I", "e", "i"]),
        ("Алëна", "Алёна", ["ë"]),
        ("Əбiлов", "Әбілов", ["Ə", "i"]),
        ("Ким-Smith", "Ким-Smith", []),
        ("Cooper", "Cooper", []),
        ("Ахметов", "Ахметов", []),
        ("Пётr", "Пётr", []),
        ("CССР COOP", "СССР COOP", ["C"]),
        ("", "", []),
    ],
)
def test_lookalikes_are_mended_only_where_the_rest_is_cyrillic(typed, mended, replaced):
    assert mend_lookalikes(typed) == (mended, replaced)


@given(st.text(alphabet=ALPHABET + "abcehikopxyABCEHKMOPTXzZ -"))
def test_mending_twice_finds_nothing_the_second_time(text):
    mended, _replaced = mend_lookalikes(text)
    assert mend_lookalikes(mended) == (mended, [])


@given(kazakh_words)
def test_a_kazakh_word_needs_no_mending(word):
    assert mend_lookalikes(word) == (word, [])


def test_cyrillic_letters_in_a_code_become_latin():
    assert latin_lookalikes("12АВЕКМНРСТУХ") == ("12ABEKMHPCTYX", list("АВЕКМНРСТУХ"))
    assert latin_lookalikes("ах-1Д") == ("ax-1Д", ["а", "х"])
    assert latin_lookalikes("AB12") == ("AB12", [])


def test_cyrillic_and_latin_are_told_apart():
    assert all(map(is_cyrillic, ALPHABET + ALPHABET.lower()))
    assert not any(map(is_cyrillic, "ABCëØ1 -王\x00"))
    assert without_accents("Müller Çelik Łuk") == "Muller Celik Łuk"


@pytest.mark.parametrize(
    ("names", "letters", "short"),
    [
        (("Ахметов", "Ерлан", "Серікұлы"), "А.Е.С.", "Ахметов Е. С."),
        (("Ахметов", "Ерлан", ""), "А.Е.", "Ахметов Е."),
        (("Салтыков-Щедрин", "Михаил", "Евграфович"), "С.М.Е.", "Салтыков-Щедрин М. Е."),
        (("d'Arc", "jeanne", ""), "D.J.", "d'Arc J."),
        (("Сухарно", "", ""), "С.", "Сухарно"),
    ],
)
def test_initials_and_short_names(names, letters, short):
    assert initials(*names) == letters
    assert short_name(*names) == short
