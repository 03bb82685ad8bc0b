"""The four windows and their 42 letters (clause 11): each letter at exactly one window."""

import pytest
from django.db import IntegrityError, connection, transaction
from django.urls import reverse
from django.utils import translation
from hypothesis import given
from hypothesis import strategies as st

from astana_employment.department.acts.windows import change_letters, letters_state
from astana_employment.department.forms.windows import read_letters
from astana_employment.department.models import (
    DEFAULT_LETTERS,
    Event,
    Role,
    ServiceWindow,
    WindowLetter,
)
from astana_employment.toolbox.errors import RuleViolation, StaleRecord
from astana_employment.toolbox.kazakh import ALPHABET
from tests.factories import form_key, make_staff


@pytest.fixture(autouse=True)
def _english():
    with translation.override("en"):
        yield


@pytest.fixture
def head(db):
    return make_staff(role=Role.HEAD_OF_DIVISION, language="en")


@pytest.fixture
def office(head, client_of):
    return client_of(head)


def split():
    """Return the letters of each window as they stand in the database."""
    return {
        window.number: set(window.letters.values_list("letter", flat=True))
        for window in ServiceWindow.objects.all()
    }


def typed(version=None, **changed):
    """Return what the page posts: the default split, with changed windows."""
    letters = {f"window_{number}": " ".join(row) for number, row in DEFAULT_LETTERS.items()}
    return {**letters, **changed, "version": letters_state() if version is None else version, **form_key()}


def test_clause_11_the_head_moves_a_letter_and_the_log_names_both_windows(head, office):
    response = office.post(
        reverse("window_letters"), typed(window_1="А Ә Б В Г Ғ Д", window_2="Е Ё Ж З И Й К Қ")
    )
    assert response.status_code == 302
    assert "Д" in split()[1]
    assert "Д" not in split()[2]
    events = Event.objects.filter(verb="window.letters_changed").order_by("subject_id")
    assert [(event.by, event.after["letters"]) for event in events] == [
        (head, "А Ә Б В Г Ғ Д"),
        (head, "Е Ё Ж З И Й К Қ"),
    ]


def test_clause_11_a_window_may_be_closed_and_its_letters_spread(office):
    office.post(reverse("window_letters"), typed(window_1="", window_2="А-Қ"))
    assert split()[1] == set()
    assert split()[2] == set("АӘБВГҒДЕЁЖЗИЙКҚ")


def test_clause_11_a_letter_left_out_is_named_beside_the_window_that_has_it(office):
    response = office.post(reverse("window_letters"), typed(window_2="Е Ё Ж З И Й К"))
    assert response.status_code == 422
    assert response.context["form"].errors == {"window_2": ["Left out: no window has Д, Қ"]}
    assert 'value="Е Ё Ж З И Й К"' in response.text
    assert split()[2] == set(DEFAULT_LETTERS[2])


def test_clause_11_a_letter_twice_is_named_beside_both_windows(office):
    response = office.post(reverse("window_letters"), typed(window_1="А Ә Б В Г Ғ Д"))
    message = ["Twice, here and at another window: Д"]
    assert response.context["form"].errors == {"window_1": message, "window_2": message}
    assert split()[1] == set(DEFAULT_LETTERS[1])


def test_a_sign_that_is_no_letter_is_named(office):
    response = office.post(reverse("window_letters"), typed(window_1="А–Ғ Q 7"))
    assert response.context["form"].errors == {"window_1": ["Not one of the 42 letters: Q, 7"]}


@pytest.mark.parametrize(
    ("letters", "message"),
    [
        ({1: "АӘБВГ"}, "Every one of the 42 letters must belong to exactly one window."),
        ({1: "АӘБВГҒД"}, "A letter may belong to one window only."),
    ],
)
def test_clause_11_past_the_form_the_database_refuses_in_our_words(head, letters, message):
    wanted = {**DEFAULT_LETTERS, **letters}
    with pytest.raises(RuleViolation, match=message):
        change_letters(letters=wanted, state=letters_state(), by=head)
    assert split() == {number: set(row) for number, row in DEFAULT_LETTERS.items()}
    assert not Event.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_clause_11_the_database_refuses_a_letter_left_out_when_the_transaction_ends():
    with pytest.raises(IntegrityError, match="every letter belongs to exactly one window"):
        WindowLetter.objects.get(letter="Д").delete()
    assert WindowLetter.objects.count() == 42


@pytest.mark.django_db(transaction=True)
def test_clause_11_the_database_lets_a_letter_go_and_come_in_one_transaction():
    with transaction.atomic():
        WindowLetter.objects.get(letter="Д").delete()
        WindowLetter.objects.create(letter="Д", window=ServiceWindow.objects.get(number=4))
    assert "Д" in split()[4]


def test_clause_11_the_database_refuses_a_letter_twice(db):
    window = ServiceWindow.objects.get(number=4)
    with pytest.raises(IntegrityError, match="department_windowletter_letter"), transaction.atomic():
        WindowLetter.objects.create(letter="А", window=window)


def test_clause_11_the_database_refuses_a_fifth_window_and_a_foreign_letter(db):
    with pytest.raises(IntegrityError, match="window_number_one_to_four"), transaction.atomic():
        ServiceWindow.objects.create(number=5)
    with pytest.raises(IntegrityError, match="window_letter_in_alphabet"), transaction.atomic():
        WindowLetter.objects.filter(letter="А").update(letter="Q")


def test_the_second_officer_is_told_who_changed_what(office, client_of):
    shown = letters_state()
    other = make_staff(role=Role.HEAD_OF_DIVISION, surname="Сейтов", given_name="Олжас", patronymic="")
    moved = typed(window_1="А Ә Б В Г Ғ Д", window_2="Е Ё Ж З И Й К Қ")
    client_of(other).post(reverse("window_letters"), moved)
    response = office.post(reverse("window_letters"), typed(version=shown, window_3="", window_2="Д-Р"))
    assert response.status_code == 409
    for text in ("Сейтов Олжас", "Letters: А Ә Б В Г Ғ → А Ә Б В Г Ғ Д", 'value="Д-Р"'):
        assert text in response.text
    assert "Д" in split()[1]
    values = [response.context["form"][f"window_{number}"].value() for number in range(1, 4)]
    assert values == ["А Ә Б В Г Ғ Д", "Д-Р", ""]
    assert f'name="version" value="{letters_state()}"' in response.text


def test_a_state_from_before_the_last_change_is_stale(head):
    change_letters(letters={**DEFAULT_LETTERS, 1: "", 2: "АӘБВГҒДЕЁЖЗИЙКҚ"}, state=0, by=head)
    with pytest.raises(StaleRecord):
        change_letters(letters=DEFAULT_LETTERS, state=0, by=head)


def test_after_a_change_deferred_rules_wait_for_the_end_again(head):
    change_letters(letters={**DEFAULT_LETTERS, 1: "", 2: "АӘБВГҒДЕЁЖЗИЙКҚ"}, state=0, by=head)
    change_letters(letters=DEFAULT_LETTERS, state=letters_state(), by=head)
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
    assert split() == {number: set(row) for number, row in DEFAULT_LETTERS.items()}


def test_only_the_letters_that_move_are_written(head, django_assert_max_num_queries):
    moved = {**DEFAULT_LETTERS, 1: "АӘБВГҒД", 2: "ЕЁЖЗИЙКҚ"}
    with django_assert_max_num_queries(20):
        change_letters(letters=moved, state=0, by=head)


@given(st.permutations(list(ALPHABET)), st.lists(st.sampled_from([" ", ", ", "", "; "]), min_size=42))
def test_letters_are_read_however_they_are_parted(letters, gaps):
    text = "".join(letter + gap for letter, gap in zip(letters, gaps, strict=False))
    assert read_letters(text.lower()) == (letters, [])


@pytest.mark.parametrize(
    ("text", "letters", "unknown"),
    [
        ("А–Ғ", "АӘБВГҒ", []),
        ("А - В, Г", "АӘБВГ", []),
        ("A B", "АВ", []),  # typed on a Latin keyboard
        ("А А", "АА", []),
        ("А W !", "А", ["W", "!"]),
        ("-", "", []),
        ("", "", []),
    ],
)
def test_ranges_look_alikes_and_strangers(text, letters, unknown):
    assert read_letters(text) == (list(letters), unknown)


def test_the_page_shows_windows_with_clerks_in_few_queries(office, clerk, django_assert_num_queries):
    # session, user, delegations of the user, windows with their letters, clerks
    with django_assert_num_queries(5):
        page = office.get(reverse("window_list")).text
    assert str(clerk) in page
    assert "А–Ғ" in page
