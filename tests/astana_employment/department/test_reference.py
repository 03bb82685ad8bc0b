"""The reference data and the rules that the database itself keeps."""

import pytest
from django.db import IntegrityError, connection, transaction

from astana_employment.department.models import (
    DEFAULT_LETTERS,
    DocumentKind,
    Event,
    NumberSeries,
    ServiceStandard,
    WindowLetter,
    next_number,
)
from astana_employment.department.records import record_event
from astana_employment.department.reference import load_reference
from astana_employment.toolbox.kazakh import ALPHABET, fold, sort_key
from tests.factories import make_staff

pytestmark = pytest.mark.django_db


def test_reading_31_default_letters_cover_the_alphabet_once():
    assert sorted("".join(DEFAULT_LETTERS.values())) == sorted(ALPHABET)


def test_loading_twice_changes_nothing():
    before = list(ServiceStandard.objects.values())
    load_reference()
    assert list(ServiceStandard.objects.values()) == before


@pytest.mark.parametrize(
    ("edition", "category", "is_oralman", "kinds"),
    [
        ("2008", "citizen", False, ["identity", "sik", "rnn", "work_record"]),
        ("2008", "foreigner", False, ["identity", "residence_permit", "sik", "rnn", "work_record"]),
        ("2008", "stateless", False, ["identity", "stateless_certificate", "sik", "rnn", "work_record"]),
        ("2013", "citizen", False, ["identity", "iin", "work_record"]),
        ("2013", "citizen", True, ["identity", "iin", "work_record", "oralman_certificate"]),
        (
            "2013",
            "foreigner",
            True,
            ["identity", "residence_permit", "iin", "work_record", "oralman_certificate"],
        ),
    ],
)
def test_clause_12_reading_37_oralman_is_a_mark_beside_the_category(edition, category, is_oralman, kinds):
    standard = ServiceStandard.objects.get(code=edition)
    assert standard.required_kinds(category, is_oralman=is_oralman) == [DocumentKind(kind) for kind in kinds]


def test_clause_11_a_letter_left_out_is_refused_when_the_transaction_ends():
    WindowLetter.objects.filter(letter="Қ").delete()
    with pytest.raises(IntegrityError, match="exactly one window"):
        connection.check_constraints()


def test_clause_11_a_letter_twice_is_refused():
    row = WindowLetter.objects.exclude(window__number=1).first()
    with pytest.raises(IntegrityError, match="windowletter_letter"), transaction.atomic():
        WindowLetter.objects.create(letter=row.letter, window_id=row.window_id)


def test_numbers_follow_each_other_and_never_go_back():
    assert [next_number("A", 2026) for _ in range(3)] == [1, 2, 3]
    with pytest.raises(IntegrityError, match="only grows"), transaction.atomic():
        NumberSeries.objects.filter(series="A").update(last_number=2)


def test_the_event_log_only_grows():
    staff = make_staff(role="administrator")
    event = record_event(verb="staff.created", subject=staff, by=staff)
    for change in (lambda: Event.objects.filter(pk=event.pk).update(reason="x"), event.delete):
        with pytest.raises(Exception, match="Cannot"), transaction.atomic():
            change()
    with pytest.raises(KeyError):
        record_event(verb="staff.unheard_of", subject=staff, by=staff)


@pytest.mark.parametrize(
    "name", ["Әбілқасымұлы", "Қуанышева", "Ёлкин", "Щукин", "O'Neil", "Айгүль", "ІЗБАСАР"]
)
def test_sql_and_python_fold_and_sort_alike(name):
    with connection.cursor() as cursor:
        cursor.execute("SELECT kk_fold(%s), kk_sort_key(%s, '', '')", [name, name])
        assert cursor.fetchone() == (fold(name), sort_key(name))
