"""What is typed at the desk and what is read in from a file is cleaned and told by the same rules."""

import pytest
from django.utils import translation

from astana_employment.toolbox.tables_in.lines import Line
from registry.index.columns import COLUMNS
from registry.index.people import People
from registry.people.forms.counter import NewPersonCounter
from tests.registry.index.test_import_rows import GOOD

pytestmark = pytest.mark.django_db

HEADINGS = {place: (column.key, column.key) for place, column in enumerate(COLUMNS)}
LOST = "a letter was lost: the file was probably saved in a one-byte encoding"
# The cell of the file, and the field of the desk.
FIELDS = {
    **{
        name: name
        for name in ("surname", "given_name", "patronymic", "latin_name", "address", "phone", "email")
    },
    **{kind: f"doc-{kind}-number" for kind in ("iin", "sik", "rnn")},
    "identity_number": "doc-identity-number",
}
# What is given for a field, and what comes of it: a value, or a part of the fault; then a part of the notice.
GIVEN = [
    ("surname", "Ахметов", "Ахметов", ""),
    ("surname", "Нұр–Сұлтан", "Нұр-Сұлтан", ""),
    ("surname", "Д’Анжу", "Д’Анжу", ""),
    ("surname", "Ким\u00ad\u200b", "Ким", ""),
    ("surname", "Де  ла\u00a0Круз", "Де ла Круз", ""),
    ("surname", "Aхмeтов", "Ахметов", "A, e"),
    ("surname", "<b>Иванов</b>", "Check: < > /", ""),
    ("surname", "=Иванов", "Check: =", ""),
    ("given_name", "С?лтан", LOST, ""),
    ("surname", "Ах*етов", LOST, ""),
    ("surname", "?????", LOST, ""),
    ("surname", "Ахметов_Ким", "Check: _", ""),
    ("surname", "Ахметов2", "A name has no digits.", ""),
    ("surname", "---", "Write the name in letters.", ""),
    ("patronymic", "нет", "", ""),
    ("patronymic", "жоқ", "", ""),
    ("patronymic", "Отсутствует", "", ""),
    ("patronymic", "б/о", "", ""),
    ("patronymic", "-", "", ""),
    ("patronymic", "Серік ұлы", "Серік ұлы", ""),
    ("latin_name", "Аkhmetov Yerlan", "Akhmetov Yerlan", "А"),
    ("latin_name", "Ахметов", "Write this name in Latin letters", ""),
    ("iin", "7910 2830 2728", "791028302728", ""),
    ("iin", "791028302729", "its last digit does not fit", ""),
    ("iin", "999999300001", "999999300001", "no date of birth"),
    ("iin", "800101300706", "800101300706", "another date of birth: 01.01.1980"),
    ("sik", "0123456789abcdeß", "Check: ß", ""),
    ("sik", "АВСЕHКМХУТ123456", "ABCEHKMXYT123456", "А, В, С"),
    ("sik", "0123456789ABCDEO", "Check: O", ""),
    ("rnn", "620863936045", "its last digit does not fit", ""),
    ("identity_number", "012 345-678", "012345678", ""),
    ("identity_number", "01234567", "01234567", "nine digits"),
    ("identity_number", "0123ß5678", "Check: ß", ""),
    ("phone", "телефон", "A telephone number has digits", ""),
    ("email", "жоқ", "valid email", ""),
    ("address", "☎", "The paper's font has no character", ""),
]


@pytest.fixture(autouse=True)
def _english():
    with translation.override("en"):
        yield


def at_the_desk(key, text):
    """Return what the form makes of a text: its value, its faults, its notices without their labels."""
    typed = {
        "category": "citizen",
        "surname": "Ахметов",
        "given_name": "Ерлан",
        "patronymic": "Серікұлы",
        "birth_date": "28.10.1979",
        "sex": "male",
        "address": "Астана, Абай көшесі, 1",
        "doc-identity-form": "identity_card",
        "doc-identity-number": "012345678",
        "doc-identity-issuer": "ҚР ІІМ",
        "doc-identity-issued_on": "01.02.2010",
        "doc-iin-number": "791028302728",
        FIELDS[key]: text,
    }
    counter = NewPersonCounter(typed, step="turn_back")
    counter.person.is_valid()
    counter.documents.is_valid()
    counter.late.is_valid()
    name = FIELDS[key].rsplit("-", 1)[-1]
    kind = FIELDS[key].split("-")[1] if key not in counter.person.fields else ""
    form = counter.documents.by_kind(kind) if kind else counter.person
    faults = [str(fault) for fault in form.errors.get(name, [])]
    notices = {notice.split(": ", 1)[-1] if ": " in notice else notice for notice in counter.warnings}
    return form.cleaned_data.get(name), faults, notices | set(counter.warnings)


def in_a_file(key, text):
    """Return what the import makes of a text: its value, its faults, its notices."""
    cells = [{**GOOD, "identity_form": "жеке куәлік", key: text}.get(column.key) for column in COLUMNS]
    card, row = People.judge(Line(7, cells), HEADINGS)
    assert (card is None) == bool(row.problems)
    faults = [problem.reason for problem in row.problems if problem.column == key]
    return (
        row[key] if not faults else None,
        faults,
        [note.reason for note in row.notices if note.column == key],
    )


@pytest.mark.parametrize(("key", "text", "expected", "noticed"), GIVEN)
def test_desk_and_import_say_the_same(key, text, expected, noticed):
    value, faults, notices = at_the_desk(key, text)
    read, told, noted = in_a_file(key, text)
    assert (value, faults) == (read, told)
    assert (expected in faults[0]) if faults else value == expected
    assert set(noted) <= notices
    assert bool(noted) is bool(noticed)
    assert all(noticed in note for note in noted)
