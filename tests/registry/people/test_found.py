"""How many pairs that mean one person are found, by kind, in the search and among likely duplicates."""

import random
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from itertools import combinations, pairwise
from typing import NamedTuple

import pytest
from django.db import connection

from astana_employment.toolbox.names import fold_name
from registry.law.identifiers import plain_number
from registry.law.likeness import Features, Reason, near_days, reasons_of_likeness
from registry.models import FormerName, Person
from registry.people.duplicates import likely_duplicates
from registry.people.search import search
from tests.factories import make_application, make_person, make_registration

RECALL = 0.98
BORN = date(1985, 5, 17)
# A surname in Kazakh and in Russian letters.
SURNAMES = [
    *(("Әбілқасымов", "Абилкасымов"), ("Қуанышева", "Куанышева"), ("Жүнісбекова", "Жунисбекова")),
    *(("Сәрсенбаев", "Сарсенбаев"), ("Өтегенов", "Отегенов"), ("Ғабдуллин", "Габдуллин")),
    *(("Нұрғалиев", "Нургалиев"), ("Жаңабергенов", "Жанабергенов"), ("Қайыржанов", "Кайыржанов")),
    *(("Мұхамбетжанова", "Мухамбетжанова"), ("Сейітқали", "Сеиткали"), ("Үмбетов", "Умбетов")),
    *(("Жақыпов", "Жакипов"), ("Ыбыраев", "Ибираев"), ("Шәріпов", "Шарипов"), ("Бәкіров", "Бакиров")),
    *(("Нұр-Сұлтан", "Нурсултан"), ("Әли-Заде", "Али Заде"), ("Д'Анжу", "Д’Анжу"), ("Жамбылов", "Джамбылов")),
    *(("Төлегенов", "Толегенов"), ("Құлмағамбетов", "Кулмагамбетов"), ("Дүйсенбі", "Дуйсенби")),
    *(("Өмірзақова", "Омирзакова"), ("Тоқтаров", "Токтаров"), ("Мұсаев", "Мусаев"), ("Әшімов", "Ашимов")),
]
RUSSIAN = [
    "Соколова",
    "Кузнецов",
    "Ким",
    "Цой",
    "Пак",
    "Шевченко",
    "Григорьев",
    "Щербакова",
    "Ефимова",
    "Ан",
    "Юн",
    "Ильин",
    "Яковлев",
    "Чернышёв",
]
GIVEN = [
    *(("Әсел", "Асель"), ("Айгүл", "Айгуль"), ("Ғалым", "Галым"), ("Қанат", "Канат"), ("Гүлнәр", "Гульнар")),
    *(("Жәнібек", "Жанибек"), ("Мейірхан", "Мейрхан"), ("Ұлжан", "Улжан"), ("Нұрлан", "Нурлан")),
    *(("Сәуле", "Сауле"), ("Өміртай", "Омиртай"), ("Шынар", "Шинар")),
]
# The father's children in Kazakh and in Russian.
FATHERS = [
    *(("Жұмабекұлы", "Жумабекович"), ("Серікқызы", "Сериковна"), ("Абайұлы", "Абаевич")),
    *(("Мұсақызы", "Мусаевна"), ("Қайратұлы", "Кайратович"), ("Әбдіқызы", "Абдиевна")),
    *(("Сергейұлы", "Сергеевич"), ("Нұрғалиқызы", "Нургалиевна"), ("Ғалымұлы", "Галымович")),
    *(("Бөкенбайұлы", "Бокенбаевич"), ("Амангелдіқызы", "Амангельдиевна"), ("Ильяұлы", "Ильич")),
]
SLIPS = ("one letter less", "one more", "another one", "two exchanged")


class Pair(NamedTuple):
    """One person as on the card, and as typed another time."""

    card: Features
    typed: Features


def features(surname: str, given: str = "Ерлан", patronymic: str = "", born: date = BORN) -> Features:
    return Features(surname, given, patronymic, born, ("", "", ""))


def slip(word: str, kind: str, choice: random.Random) -> str:
    """Return a word with one slip; the first letter is as often hit as any other."""
    while True:
        place = choice.randrange(len(word) - 1)
        letter = choice.choice("аеиокрнтлс")
        slipped = {
            "one letter less": word[:place] + word[place + 1 :],
            "one more": word[:place] + letter + word[place:],
            "another one": word[:place] + letter + word[place + 1 :],
            "two exchanged": word[:place] + word[place + 1] + word[place] + word[place + 2 :],
        }[kind]
        if fold_name(slipped) != fold_name(word):
            return slipped


def spellings() -> Iterator[Pair]:
    for number, (kazakh, russian) in enumerate(SURNAMES):
        names = GIVEN[number % len(GIVEN)]
        yield Pair(features(kazakh, names[0]), features(russian, names[1]))
        yield Pair(features(russian.upper(), names[1].upper()), features(kazakh.lower(), names[0].lower()))


def patronymics() -> Iterator[Pair]:
    for number, (kazakh, russian) in enumerate(FATHERS * 4):
        surname, names = SURNAMES[number % len(SURNAMES)], GIVEN[number % len(GIVEN)]
        yield Pair(features(surname[0], names[0], kazakh), features(surname[1], names[1], russian))


def slips() -> Iterator[Pair]:
    choice = random.Random(2008)
    # In two letters, and in what one slip leaves of three, nobody knows a name again.
    surnames = [word for word in [*(pair[0] for pair in SURNAMES), *RUSSIAN] if len(fold_name(word)) > 3]
    for word in surnames:
        for kind in SLIPS:
            yield Pair(features(word), features(slip(word, kind, choice)))


KINDS: dict[str, Callable[[], Iterator[Pair]]] = {
    "spellings": spellings,
    "patronymics": patronymics,
    "slips": slips,
}


def assert_recall(pairs: list[Pair], is_found: Callable[[Pair], bool]) -> None:
    """Hold the share of the pairs that is found; the report of a failure names the lost ones."""
    lost = [(pair.card[:3], pair.typed[:3]) for pair in pairs if not is_found(pair)]
    assert len(lost) <= len(pairs) * (1 - RECALL), lost


@pytest.mark.parametrize("kind", KINDS)
def test_likely_duplicates_are_told(kind):
    pairs = list(KINDS[kind]())
    assert_recall(pairs, lambda pair: bool(reasons_of_likeness(pair.typed, pair.card)))


@pytest.mark.parametrize("kind", ["spellings", "patronymics"])
def test_another_spelling_with_a_slip_in_the_date_of_birth_is_told(kind):
    days = sorted(near_days(BORN))
    pairs = [
        Pair(card, typed._replace(birth_date=days[number % len(days)]))
        for number, (card, typed) in enumerate(KINDS[kind]())
    ]
    near = [Reason.NEAR_BIRTH_DATE]
    assert_recall(pairs, lambda pair: reasons_of_likeness(pair.typed, pair.card) == near)


def test_a_changed_surname_is_told_whatever_the_patronymic_is_written_in():
    pairs = [Pair(card._replace(surname="Соколова"), typed) for card, typed in patronymics()]
    same = [Reason.SAME_GIVEN_NAMES]
    assert_recall(pairs, lambda pair: reasons_of_likeness(pair.typed, pair.card) == same)


def test_different_people_with_other_dates_of_birth_are_never_told():
    choice = random.Random(17)
    born = [date(1955, 1, 1) + timedelta(days=choice.randrange(18_000)) for _once in range(160)]
    people = []
    for day in born:
        surname, given, father = (
            choice.choice(names)[choice.randrange(2)] for names in (SURNAMES, GIVEN, FATHERS)
        )
        people.append(features(surname, given, father, day))
    others = [(one, two) for one, two in combinations(people, 2) if one.birth_date != two.birth_date]
    told = [
        pair
        for pair in others
        if reasons_of_likeness(*pair) and fold_name(pair[0].given_name) != fold_name(pair[1].given_name)
    ]
    assert len(others) > 12_000
    assert told == []


def test_namesakes_whose_dates_of_birth_no_slip_explains_are_not_told():
    card = features("Ахметов", "Ерлан", "Серікұлы")
    for born in (date(1985, 9, 3), date(1986, 2, 28), date(1984, 7, 9), date(1962, 3, 30)):
        assert reasons_of_likeness(card._replace(birth_date=born), card) == []
        assert born not in near_days(BORN)
    assert len(near_days(BORN)) < 60


@pytest.mark.parametrize(
    ("day", "near"),
    [
        (date(1985, 5, 17), date(1958, 5, 17)),
        (date(1985, 5, 17), date(1985, 5, 7)),
        (date(1985, 5, 17), date(1975, 5, 17)),
        (date(1985, 3, 4), date(1985, 4, 3)),
        (date(1985, 12, 31), date(1986, 1, 1)),
        (date(1989, 5, 17), date(1990, 5, 17)),
        (date(1988, 2, 29), date(1988, 2, 28)),
    ],
)
def test_the_slips_of_a_date(day, near):
    assert near in near_days(day)
    assert day in near_days(near)
    assert day not in near_days(day)


@pytest.mark.django_db
class TestSearch:
    """The search among people of like and of common names."""

    @pytest.fixture
    def people(self):
        """Store the people of all pairs, each once, and three hundred bearers of common names."""
        cards = {pair.card[:3] for kind in KINDS.values() for pair in kind()}
        common = ["Ахметова", "Оспанов", "Нұрланова", "Сулейменов", "Касенова", "Иванов"]
        names = [*sorted(cards), *((word, given, "") for word in common for given, _other in GIVEN * 4)]
        fixed = {"birth_date": BORN, "sex": "male", "category": "citizen", "address": "Астана"}
        keys = ("surname", "given_name", "patronymic")
        Person.objects.bulk_create(Person(**dict(zip(keys, name, strict=True)), **fixed) for name in names)

    @pytest.mark.parametrize("kind", KINDS)
    def test_who_is_meant_is_found(self, people, kind):
        choice = random.Random(61)
        pairs = list(KINDS[kind]())
        pairs = choice.sample(pairs, min(len(pairs), 60))

        def is_found(pair: Pair) -> bool:
            words = (pair.typed.surname, pair.typed.given_name, pair.typed.patronymic)
            matches = search(" ".join(filter(None, words))).matches
            return pair.card[:3] in {
                (match.person.surname, match.person.given_name, match.person.patronymic) for match in matches
            }

        assert_recall(pairs, is_found)

    @pytest.mark.parametrize(
        ("surname", "latin", "typed"),
        [
            ("Али Заде", "", "Ализаде"),
            ("Ализаде", "", "Али Заде Ерлан"),
            ("Де ла Круз", "", "Круз"),
            ("Де ла Круз", "", "де ла круз ер"),
            ("Склодовская-Кюри", "", "Кюри"),
            ("Nguyễn", "", "Nguyen"),
            ("Чжан", "ZHANG WEI", "zhang wei"),
            ("Чжан", "ZHANG WEI", "Wei Zhang"),
            ("Чжан", "ZHANG WEI", "ZHANG"),
            ("ZHANG", "", "Zahng"),
            ("ZHANG", "", "Ярфтп"),
            ("Ахметов", "", "F[vtnjd"),
            ("Өтеген", "", "-ntuty"),
            ("Қанатов", "", "0fyfnjd thkfy"),
            ("Ахметов", "", "Ахмтеов"),
            ("Ахметов", "", "Ахметов Елран"),
            ("Ахметов", "", "Ерлан Ахмтеов"),
            ("Ким", "", "Икм"),
        ],
    )
    def test_found_as_typed(self, people, surname, latin, typed):
        person = make_person(surname=surname, latin_name=latin)
        assert person in [match.person for match in search(typed).matches]

    def test_words_are_dropped_from_the_end_and_that_is_said(self):
        person = make_person(patronymic="Серікұлы")
        outcome = search("Ахметов Ерлан Болатұлы")
        assert [match.person for match in outcome.matches] == [person]
        assert outcome.read_as == "Ахметов Ерлан"
        assert search("Ахметов Ерлан Серикович").read_as == ""

    def test_a_slip_in_the_given_name_counts_only_where_nobody_has_the_name(self):
        slipped, exact = make_person(given_name="Марат"), make_person(given_name="Мурат")
        assert [match.person for match in search("Ахметов Мурат").matches] == [exact]
        Person.objects.filter(pk=exact.pk).update(given_name="Болат")
        assert [match.person for match in search("Ахметов Мурат").matches] == [slipped]

    def test_a_former_surname_of_several_words_is_found(self):
        person = make_person(surname="Ким")
        names = {"surname": "Склодовская-Кюри", "given_name": "Мария"}
        FormerName.objects.create(person=person, **names, why="changed", until=date(2020, 1, 1))
        assert search("Кюри Мария").matches[0].former == "Склодовская-Кюри Мария"

    def test_the_page_says_what_was_searched_instead(self, client_of, clerk):
        clerk.language = "en"
        clerk.save()
        make_person()
        page = client_of(clerk).get("/people/", {"q": "F[vtnjd Thkfy"}).content.decode()
        assert "These are found for “ахметов ерлан”." in page


@pytest.mark.django_db
class TestNumbers:
    """Numbers of documents and of old cards, with and without blanks."""

    @pytest.mark.parametrize(
        ("stored", "typed"),
        [
            ("АБ 123456", "аб123456"),
            ("№ 0012-34/5", "№0012 34/5"),
            ("N1234567", "n 123 45 67"),
            ("АВ 77", "AB-77"),
        ],
    )
    def test_a_document_is_found_however_its_number_is_written(self, stored, typed):
        application = make_application(person=make_person())
        application.documents.update(number=stored)
        assert search(typed).people == [application.person]

    @pytest.mark.parametrize(
        "number", ["аб 12-34 5", "№ 0012–34/5", "n\u00a0123\u202f45", "қр 7", "straße 1", "AB—1"]
    )
    def test_the_database_makes_the_same_plain_number(self, number):
        with connection.cursor() as cursor:
            cursor.execute("SELECT kk_number(%s)", [number])
            assert cursor.fetchone() == (plain_number(number),)

    def test_the_number_of_the_old_card_is_found_without_its_blanks(self):
        registration = make_registration(former_number="12 – 34 Б")
        assert search("12-34б").people == [registration.person]

    def test_a_stateless_persons_certificate_is_an_identity_document(self):
        application = make_application(person=make_person(surname="Ким", birth_date=date(1990, 1, 1)))
        application.documents.update(kind="stateless_certificate", form="", number="ЛБ 123456")
        fields = {"surname": "Ли", "given_name": "Ан", "patronymic": "", "birth_date": BORN}
        [like] = likely_duplicates(fields, identity_number="ЛБ123456")
        assert like.person == application.person


def test_two_neighbours_exchanged_are_one_slip_in_every_surname():
    for surname, _russian in SURNAMES:
        word = fold_name(surname)
        for place, (one, other) in enumerate(pairwise(word)):
            slipped = fold_name(word[:place] + other + one + word[place + 2 :])
            if slipped != word and len(slipped) == len(word):
                assert reasons_of_likeness(features(slipped), features(surname)) == [Reason.LIKE_SURNAME]
