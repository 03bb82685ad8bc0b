"""One key for all the spellings of a name, in Python as in the database; what a name is written with."""

import importlib
import unicodedata

import pytest
from django.db import connection
from hypothesis import given
from hypothesis import strategies as st

from astana_employment.toolbox import names
from astana_employment.toolbox.kazakh import ALPHABET
from astana_employment.toolbox.names import (
    begun_patronymics,
    fold_name,
    fold_patronymic,
    has_no_patronymic,
    not_in_names,
    one_slip_apart,
    other_layouts,
    slips_of,
    tidy_name,
)

MIGRATION = importlib.import_module("astana_employment.department.migrations.0002_names")
SPELLINGS = [
    ("Нұр-Сұлтан", "Нұр–Сұлтан"),
    ("Нұр-Сұлтан", "Нурсултан"),
    ("Д'Анжу", "Д’Анжу"),
    ("Али Заде", "Әли-Заде"),
    ("Али Заде", "Ализаде"),
    ("О`Нил", "О'Нил"),
    ("Мұса\u00adев", "Мусаев"),
    ("Мұса\u200bев", "Мусаев"),
    ("Де\u00a0ла Круз", "Де ла Круз"),
    ("Nguyễn", "Nguyen"),
    ("Đặng", "Dang"),
    ("Əliyev", "Aliyev"),
    ("ZHANG", "Zhang"),
    ("Müller", unicodedata.normalize("NFD", "Müller")),
    ("Джамбулов", "Жамбулов"),
    ("Мұхаммед", "Мухамед"),
    ("Қайырбек", "Каирбек"),
    ("Сейіт", "Сеит"),
    ("Әбілқасым", "Абилкасым"),
    ("Айгүл", "АЙГУЛЬ"),
]
# The father, and his children in Kazakh and in Russian.
PATRONYMICS = [
    ("Жұмабекұлы", "Жумабекович"),
    ("Жұмабек ұлы", "Жумабекулы"),
    ("Жұмабек-ұлы", "Жумабекович"),
    ("Серікқызы", "Сериковна"),
    ("Серік қызы", "Сериккызы"),
    ("Сергейұлы", "Сергеевич"),
    ("Николайқызы", "Николаевна"),
    ("Абайұлы", "Абаевич"),
    ("Серікбайқызы", "Серикбаевна"),
    ("Мұсаұлы", "Мусаевич"),
    ("Әліұлы", "Алиевич"),
    ("Абдуллақызы", "Абдуллаевна"),
    ("Ильяұлы", "Ильич"),
    ("Ильяқызы", "Ильинична"),
    ("Никитаұлы", "Никитич"),
    ("Дмитрийұлы", "Дмитриевич"),
    ("Юрийқызы", "Юрьевна"),
    ("Игорьұлы", "Игоревич"),
    ("Павелұлы", "Павлович"),
    ("Левқызы", "Львовна"),
    ("Яковұлы", "Яковлевич"),
    ("Амангелдіұлы", "Амангельдиевич"),
    ("Гейдар оғлы", "Гейдарович"),
    ("Серік", "Серикович"),
    ("Serikuly", "Serikovich"),
]


@pytest.mark.parametrize(("one", "other"), SPELLINGS)
def test_spellings_of_one_name_have_one_key(one, other):
    assert fold_name(one) == fold_name(other) != ""


@pytest.mark.parametrize(("kazakh", "russian"), PATRONYMICS)
def test_kazakh_and_russian_patronymics_are_one(kazakh, russian):
    assert fold_patronymic(kazakh) == fold_patronymic(russian.upper()) != ""


def test_other_names_keep_their_own_keys():
    surnames = ["Ахметов", "Ахметова", "Асанов", "Ким", "Цой", "Ли", "Zhang", "Wang", "Алиев", "Али-Заде"]
    assert len(set(map(fold_name, surnames))) == len(surnames)
    fathers = ["Жұмабекұлы", "Жұмабайұлы", "Серікұлы", "Сержанұлы", "Аманұлы", "Амантайұлы", "Ұлықбекұлы"]
    assert len(set(map(fold_patronymic, fathers))) == len(fathers)
    assert fold_patronymic("") == ""


TEXTS = st.text(alphabet=ALPHABET + ALPHABET.lower() + "ЎЄҐЇ' -–’.\u00ad\u200babcxyzéüơĐłø09ß", max_size=16)


@given(TEXTS)
def test_a_key_is_its_own_key(text):
    assert fold_name(fold_name(text)) == fold_name(text)


@pytest.mark.django_db
def test_the_database_makes_the_same_keys():
    ends = ["", "ұлы", "қызы", "ович", "евна", "ич", "-Оғлы", "үлы"]
    texts = [one for pair in SPELLINGS + PATRONYMICS for one in pair]
    texts += [
        name + end for name in ("Ахмет", "Дджаббар", "Ааа", "İzmir", "ﬁnn", "Strauß", "ΟΔΟΣ") for end in ends
    ]
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT name, kk_name(name), kk_patronymic(name), kk_given(name, name)"
            " FROM unnest(%s::text[]) AS given(name)",
            [texts],
        )
        for text, name, patronymic, both in cursor.fetchall():
            assert (name, patronymic) == (fold_name(text), fold_patronymic(text)), text
            assert both == f"{name} {patronymic}"


def test_the_database_was_given_the_same_tables():
    tables = (
        "SIGNS",
        "LETTERS_FROM",
        "LETTERS_TO",
        "ZH",
        "TWICE",
        "SON_OR_DAUGHTER",
        "LAST_VOWELS",
        "FLEETING",
    )
    assert all(getattr(MIGRATION, table) == getattr(names, table) for table in tables)


@pytest.mark.parametrize("begun", ["Сер", "Серик", "Сериков", "Серікұ", "Серікұлы", "Серікқызы", "СЕРИКОВИЧ"])
def test_the_beginning_of_a_patronymic_leads_to_its_key(begun):
    assert any("серик".startswith(key) for key in begun_patronymics(begun))


@pytest.mark.parametrize(
    ("one", "other", "is_one"),
    [
        ("ахметов", "ахмтеов", True),
        ("ахметов", "ахмедов", True),
        ("ахметов", "ахетов", True),
        ("ахметов", "аххметов", True),
        ("ахметов", "хаметов", True),
        ("ахметов", "ахметво", True),
        ("ахметов", "ахметова", True),
        ("ахметов", "ахметов", False),
        ("ахметов", "амхетво", False),
        ("ахметов", "ахмто", False),
        ("ким", "мик", False),
    ],
)
def test_one_slip_is_one_letter_or_two_neighbours_exchanged(one, other, is_one):
    assert one_slip_apart(one, other) is one_slip_apart(other, one) is is_one


@given(st.text(alphabet="абвгде", min_size=3, max_size=7).map(fold_name))
def test_the_slips_of_a_word_are_keys_of_other_words(word):
    slips = slips_of(word)
    assert word not in slips
    assert all(fold_name(slip) == slip for slip in slips)


def test_every_kind_of_slip_is_among_the_slips_of_a_word():
    assert {"ахмтеов", "ахмедов", "ахетов", "ахмнетов", "хаметов", "ахметово", "бахметов"} <= slips_of(
        "ахметов"
    )
    assert {"zahng", "zhng", "zhanng", "zhong"} - slips_of("zhang") == {"zhanng"}


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("F[vtnjd Thkfy 1985", "ахметов ерлан 1985"),
        ("0fyfn", "қанат"),
        ("<jkfn", "болат"),
        ("ЯРФТП ЦУШ", "zhang wei"),
    ],
)
def test_what_was_typed_on_another_layout(typed, meant):
    assert meant in other_layouts(typed)


def test_a_hyphen_is_a_letter_on_the_kazakh_layout():
    assert other_layouts("-ntuty") == ["-теген", "өтеген"]
    assert other_layouts("1985") == []


@pytest.mark.parametrize(
    "text",
    [
        "нет",
        "НЕТ",
        "жоқ",
        "Жок",
        "отсутствует",
        "б/о",
        "Б/О",
        "-",
        "—",
        "--",
        "нет отчества",
        "не указано",
        "none",
    ],
)
def test_who_says_in_words_that_there_is_no_patronymic_has_none(text):
    assert has_no_patronymic(tidy_name(text))


@pytest.mark.parametrize("text", ["", "Серікұлы", "Бо-Ра", "Нетанович", "А."])
def test_a_patronymic_is_not_taken_for_none(text):
    assert not has_no_patronymic(text)


@pytest.mark.parametrize(
    ("typed", "stored"),
    [
        ("Нұр–Сұлтан", "Нұр-Сұлтан"),
        ("Д`Анжу", "Д’Анжу"),
        ("Д'Анжу", "Д'Анжу"),
        ("Ким\u00ad\u200b\ufeff", "Ким"),
    ],
)
def test_a_name_is_stored_with_one_hyphen_and_nothing_unseen(typed, stored):
    assert tidy_name(typed) == stored


def test_all_but_letters_hyphen_apostrophe_dot_and_blank_is_strange():
    assert not_in_names("Өтеген-Кызы О’Нил Д'Анжу Ж. Nguyễn 李") == []
    assert not_in_names("<b>Иванов</b>") == ["<", ">", "/"]
    assert not_in_names("=Ах*ет?в_1") == ["=", "*", "?", "_", "1"]
