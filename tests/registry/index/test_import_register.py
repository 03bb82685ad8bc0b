"""`import_register`: all or nothing, twice adds nothing, contradictions are told, the report stays short."""

import csv
import io
import re
from datetime import date

import pytest
from django.apps import apps
from django.core.management import call_command
from django.core.management.base import CommandError
from django.db import IntegrityError
from openpyxl import load_workbook

from astana_employment.department.models import Event, NumberSeries, Role, next_number, next_numbers
from astana_employment.toolbox.clock import today
from astana_employment.toolbox.tables_in.columns import template_rows
from registry.index.columns import COLUMNS
from registry.index.people_matching import Matcher
from registry.models import (
    FormerName,
    IntakeApplication,
    Person,
    PresentedDocument,
    UnemploymentRegistration,
)
from registry.people.acts.merging import merge_people
from registry.people.duplicates import duplicates_of
from tests.data.make_sample import SAMPLE, make_sample
from tests.factories import make_person, make_registration, make_staff

pytestmark = pytest.mark.django_db

AKHMETOV = {
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
    "former_number": "12/14",
    "applied_on": "03.03.2014",
    "registered_on": "11.03.2014",
    "ended_on": "30.09.2014",
}
# Somebody of another name and no number at all.
KIM = {
    **AKHMETOV,
    "surname": "Ким",
    "given_name": "Вера",
    "patronymic": "",
    "birth_date": "01.02.1980",
    "sex": "жен",
    "iin": "",
    "former_number": "",
    "identity_number": "087654321",
}
TABLES = (Person, IntakeApplication, PresentedDocument, UnemploymentRegistration, Event, NumberSeries)


@pytest.fixture(autouse=True)
def by(administrator):
    """The administrator who imports."""
    return administrator


@pytest.fixture
def load(tmp_path, capsys):
    """Return a function that imports rows and gives what was printed; CommandError is raised with stderr."""

    def run(*rows, **options):
        path = tmp_path / "cards.csv"
        with path.open("w", encoding="utf-8", newline="") as text:
            writer = csv.DictWriter(text, [column.key for column in COLUMNS], delimiter=";")
            writer.writeheader()
            writer.writerows(rows)
        call_command("import_register", str(path), **{"language": "en", **options})
        return capsys.readouterr().out

    return run


def counts():
    """Count the rows of every table an import writes to."""
    return [model._default_manager.count() for model in TABLES]


@pytest.fixture
def refused(load, capsys):
    """Return a function that imports bad rows and gives the lines of the report; nothing may be stored."""

    def run(*rows, **options):
        before = counts()
        with pytest.raises(CommandError) as caught:
            load(*rows, **options)
        assert caught.value.returncode == 1
        assert counts() == before
        return [*capsys.readouterr().err.splitlines(), str(caught.value)]

    return run


# --- what is stored ------------------------------------------------------------------------------
def test_a_card_becomes_a_person_with_documents_and_a_registration(load, by):
    said = load(AKHMETOV)
    assert "People: 1 added, 0 already there." in said
    assert "Registrations: 1 added, 0 already there." in said
    assert "Documents: 3 added." in said
    registration = UnemploymentRegistration.objects.select_related("person", "application__standard").get()
    person, application = registration.person, registration.application
    assert (person.full_name, person.iin, person.category) == (
        "Ахметов Ерлан Серікұлы",
        "791028302728",
        "citizen",
    )
    assert (registration.number, registration.former_number) == ("T-2014-000001", "12/14")
    assert (registration.registered_on, registration.ended_on) == (date(2014, 3, 11), date(2014, 9, 30))
    assert (registration.state, registration.registered_by) == ("ended", by)
    assert (registration.is_imported, registration.entered_on) == (True, today())
    assert (application.state, application.is_imported, application.missing) == ("accepted", True, [])
    assert (application.applied_on, application.due_on) == (date(2014, 3, 3), date(2014, 3, 3))
    assert application.due_rule == {"rule": "imported"}
    assert application.standard.code == "2013"
    assert set(application.documents.values_list("kind", "number")) == {
        ("identity", "012345678"),
        ("work_record", "№ 5"),
        ("iin", "791028302728"),
    }


def test_every_import_leaves_events_and_one_history_context(load, by):
    load(AKHMETOV)
    person = Person.objects.get()
    events = {event.verb: event for event in Event.objects.all()}
    assert set(events) == {"person.imported", "registration.imported", "register.imported"}
    assert events["person.imported"].case_file == person.case_file
    assert events["registration.imported"].case_file == person.case_file
    assert events["registration.imported"].happened_on == date(2014, 3, 11)
    assert events["registration.imported"].after["line"] == 2
    batch = events["register.imported"]
    assert (batch.by, batch.after["file"], batch.after["people"]) == (by, "cards.csv", 1)
    assert len(batch.after["sha256"]) == 64
    assert {str(event.label) for event in events.values()}
    history = apps.get_model("registry", "PersonEvent").objects.get()
    assert history.pgh_context.metadata == {"imported_from": "cards.csv"}


def test_reading_60_a_card_that_lacks_documents_is_accepted_with_a_notice(load):
    said = load({**AKHMETOV, "work_record_number": "", "iin": "", "rnn": "620863936044"})
    assert "line 2: The card lacks: individual identification number (IIN); document confirming" in said
    assert IntakeApplication.objects.get().missing == ["iin", "work_record"]


def test_a_card_from_before_the_first_edition_stands_under_the_first(load):
    load({**AKHMETOV, "applied_on": "", "registered_on": "10.01.2006", "ended_on": "01.02.2007"})
    assert IntakeApplication.objects.get().standard.code == "2008"


def test_numbers_follow_the_days_of_registration_within_each_year(load):
    next_number("T", 2014)
    load(
        {**KIM, "registered_on": "02.12.2014", "ended_on": "03.12.2014"},
        AKHMETOV,
        {**KIM, "registered_on": "11.01.2013", "applied_on": "", "ended_on": "11.02.2013"},
    )
    rows = UnemploymentRegistration.objects.order_by("registered_on").values_list("number", "registered_on")
    assert [number for number, _day in rows] == ["T-2013-000001", "T-2014-000002", "T-2014-000003"]
    assert next_number("T", 2014) == 4


def test_next_numbers_gives_a_row_of_numbers():
    assert list(next_numbers("T", 2014, 3)) == [1, 2, 3]
    assert list(next_numbers("T", 2014, 2)) == [4, 5]
    assert next_number("T", 2014) == 6


def test_a_registration_that_runs_is_active(load):
    load({**AKHMETOV, "ended_on": ""})
    assert UnemploymentRegistration.objects.get().state == "active"


def test_several_registrations_of_one_person_make_one_card_with_the_newest_address(load):
    said = load(
        {**AKHMETOV, "phone": "21-03-37"},
        {**AKHMETOV, "former_number": "7/20", "registered_on": "10.02.2020", "applied_on": "", "ended_on": ""}
        | {"address": "Астана, Жеңіс даңғылы, 2", "patronymic": ""},
    )
    assert "People: 1 added" in said
    person = Person.objects.get()
    assert (person.address, person.phone, person.patronymic) == (
        "Астана, Жеңіс даңғылы, 2",
        "21-03-37",
        "Серікұлы",
    )
    assert person.registrations.count() == 2


def test_an_old_and_a_new_card_of_one_person_share_their_numbers(load):
    sik = "ABCEHKMXYT123456"
    old = {**AKHMETOV, "iin": "", "sik": sik, "former_number": "1/10", "applied_on": ""}
    load(
        {**old, "registered_on": "10.02.2010", "ended_on": "10.03.2010"},
        {**AKHMETOV, "sik": sik},
        {**AKHMETOV, "former_number": "", "registered_on": "10.02.2020", "applied_on": "", "ended_on": ""},
    )
    person = Person.objects.get()
    assert (person.sik, person.iin) == (sik, "791028302728")
    assert person.registrations.count() == 3


# --- twice adds nothing --------------------------------------------------------------------------
def test_twice_adds_nothing_and_says_so(load):
    rows = (AKHMETOV, KIM, {**KIM, "registered_on": "10.02.2020", "applied_on": "", "ended_on": ""})
    load(*rows)
    before = counts()
    said = load(*rows)
    assert "People: 0 added, 2 already there." in said
    assert "Registrations: 0 added, 3 already there." in said
    assert counts() == before


def test_the_sample_of_300_is_taken_and_twice_adds_nothing(capsys):
    for first, second in ((300, 0), (0, 300)):
        call_command("import_register", str(SAMPLE), language="en")
        said = capsys.readouterr().out
        assert f"People: {first} added, {second} already there." in said
        assert f"Registrations: {first} added, {second} already there." in said
    assert Person.objects.values("category").distinct().count() == 3
    assert UnemploymentRegistration.objects.filter(state="active").exists()


def test_the_sample_is_what_its_script_makes():
    assert SAMPLE.read_bytes() == make_sample()


def test_what_the_desk_changed_since_is_no_contradiction(load):
    load({**AKHMETOV, "ended_on": ""})
    person = Person.objects.get()
    FormerName.objects.create(
        person=person,
        surname="Ахметов",
        given_name="Ерлан",
        patronymic="Серікұлы",
        why="changed",
        until=today(),
    )
    Person.objects.update(surname="Ахметбек", address="Астана, Тұран даңғылы, 3")
    UnemploymentRegistration.objects.update(state="ended", ended_on=date(2015, 1, 1))
    assert "People: 0 added, 1 already there." in load({**AKHMETOV, "ended_on": ""})
    assert Person.objects.get().address == "Астана, Тұран даңғылы, 3"


def test_another_spelling_of_a_name_is_the_same_name(load):
    load({**KIM, "surname": "Әбілқасымова", "given_name": "Айгүл"})
    assert "People: 0 added, 1 already there." in load(
        {**KIM, "surname": "Абилкасымова", "given_name": "Айгуль"}
    )


def test_the_numbers_of_a_merged_card_lead_to_the_card_that_holds(load, head):
    load(AKHMETOV)
    merged = Person.objects.get()
    kept = make_person(birth_date=date(1979, 10, 28))
    merge_people(kept=kept, merged=merged, reason="бір адам", by=head)
    assert "Registrations: 0 added, 1 already there." in load(AKHMETOV)


def test_a_card_that_is_there_is_never_changed(load):
    make_person(surname="Ким", given_name="Вера", patronymic="", birth_date=date(1980, 2, 1), sex="female")
    person = Person.objects.get()
    said = load(
        {**KIM, "iin": person.iin, "rnn": "620863936044", "patronymic": "Олеговна"},
    )
    assert f"Ким В. ({person.pk}) is there without these numbers, and was left as it is: RNN." in said
    person.refresh_from_db()
    assert (person.rnn, person.patronymic, person.version) == ("", "", 1)
    assert person.registrations.count() == 1


# --- contradictions ------------------------------------------------------------------------------
def bad(refused, *rows, **options):
    """Import rows of which the last alone is bad; return the one reason."""
    report = refused(*rows, **options)
    assert len(report) == 2
    line, reason = report[0].split(": ", 1)
    assert line == f"line {len(rows) + 1}"
    return reason


LATER = {"registered_on": "10.02.2020", "applied_on": "", "ended_on": "", "former_number": ""}


@pytest.mark.parametrize(
    ("changes", "reason"),
    [
        ({"birth_date": "29.10.1979"}, "line 2 has this number and another date of birth: 28.10.1979."),
        ({"surname": "Оспанов"}, "line 2 has this number and another name."),
        ({"patronymic": "Қайратұлы"}, "line 2 has this number and another name."),
        ({"sex": "әйел"}, "line 2 has this number and another sex."),
        ({"rnn": "031314814370"}, "line 2 has another RNN: 620863936044."),
    ],
)
def test_a_row_with_a_known_number_and_other_data_is_bad(refused, changes, reason):
    first = {**AKHMETOV, "rnn": "620863936044"}
    assert bad(refused, first, {**first, **LATER, **changes}) == reason


def test_a_row_that_contradicts_the_card_that_is_there_is_bad(load, refused):
    load(AKHMETOV)
    person = Person.objects.get()
    assert bad(refused, {**AKHMETOV, "birth_date": "29.10.1979"}) == (
        f"Ахметов Е. С. ({person.pk}) has this number and another date of birth: 28.10.1979."
    )


@pytest.mark.parametrize(
    "changes",
    [{"ended_on": "01.10.2014"}, {"former_number": "13/14"}, {"registered_on": "12.03.2014"}],
)
def test_a_registration_that_is_there_with_other_data_is_bad(load, refused, changes):
    load(AKHMETOV)
    reason = bad(refused, {**AKHMETOV, **changes})
    assert reason == (
        "The registration is there already as T-2014-000001 with other data: 11.03.2014–30.09.2014."
    )


def test_numbers_of_two_people_in_one_row_are_bad(refused):
    other = {**KIM, "rnn": "620863936044"}
    reason = bad(refused, AKHMETOV, other, {**AKHMETOV, **LATER, "rnn": "620863936044"})
    assert reason == "Its numbers belong to different people: line 2; line 3."


def test_overlaps_within_the_file_are_told(refused):
    reason = bad(refused, AKHMETOV, {**AKHMETOV, **LATER, "registered_on": "29.09.2014"})
    assert reason == "Overlaps another registration of this person: line 2, 11.03.2014–30.09.2014."
    assert "Overlaps" in bad(
        refused,
        {**AKHMETOV, "ended_on": ""},
        {**AKHMETOV, **LATER},
    )


def test_an_overlap_with_a_registration_that_is_there_is_told(load, refused):
    registration = make_registration(person=make_person(birth_date=date(1979, 10, 28)))
    row = {**AKHMETOV, "iin": registration.person.iin, "ended_on": ""}
    assert bad(refused, row) == (
        f"Overlaps another registration of this person: {registration.number}, {today():%d.%m.%Y}–…."
    )


def test_the_day_one_registration_ends_another_may_begin(load):
    load(AKHMETOV, {**AKHMETOV, **LATER, "registered_on": "30.09.2014"})
    assert UnemploymentRegistration.objects.count() == 2


def test_a_registration_that_ended_on_its_day_overlaps_nothing(load):
    load(
        {**AKHMETOV, "ended_on": "11.03.2014"},
        {**AKHMETOV, **LATER, "registered_on": "10.03.2014", "ended_on": "12.03.2014"},
    )
    assert UnemploymentRegistration.objects.count() == 2


def test_the_same_row_twice_is_bad(refused):
    assert bad(refused, AKHMETOV, AKHMETOV) == "The same registration stands on line 2."


# --- people without numbers ----------------------------------------------------------------------
def test_without_numbers_name_and_birth_date_make_the_person(load):
    load(KIM, {**KIM, **LATER})
    assert Person.objects.count() == 1


def test_another_birth_date_is_another_person(load):
    load(KIM, {**KIM, **LATER, "birth_date": "02.02.1980"})
    assert Person.objects.count() == 2


def test_like_people_with_other_numbers_are_not_merged_but_noticed(load):
    twin = {**AKHMETOV, **LATER, "iin": "", "rnn": "620863936044"}
    said = load(AKHMETOV, twin)
    assert (
        "line 3: Same name and date of birth as line 2, but other numbers: taken for another person." in said
    )
    assert Person.objects.count() == 2
    before = counts()
    assert "People: 0 added, 2 already there." in load(AKHMETOV, twin)
    assert counts() == before


def test_a_row_without_numbers_that_fits_several_people_is_bad(refused):
    twin = {**AKHMETOV, **LATER, "iin": "", "rnn": "620863936044"}
    nobody = {**AKHMETOV, **LATER, "iin": "", "registered_on": "10.02.2022"}
    assert bad(refused, AKHMETOV, twin, nobody) == (
        "Several people have this name and date of birth: line 2; line 3. Enter an IIN, SIK or RNN."
    )


def test_a_row_without_numbers_and_with_another_sex_is_bad(refused):
    assert bad(refused, KIM, {**KIM, **LATER, "sex": "ер"}) == (
        "line 2 has this name and date of birth and another sex."
    )


# --- likely duplicates ---------------------------------------------------------------------------
def test_reading_61_a_stateless_person_with_the_certificate_alone_is_taken(load):
    certificate = {"stateless_certificate_number": "ЛБ 123456", "stateless_certificate_police_mark": "иә"}
    said = load({**AKHMETOV, "category": "азаматтығы жоқ", "identity_number": "", **certificate})
    assert "The card lacks" not in said
    assert IntakeApplication.objects.get().missing == []
    assert set(PresentedDocument.objects.values_list("kind", flat=True)) == {
        *("stateless_certificate", "work_record", "iin")
    }


def test_reading_61_without_its_mark_the_certificate_is_no_identity_document(refused):
    row = {**AKHMETOV, "category": "азаматтығы жоқ", "identity_number": ""}
    report = refused({**row, "stateless_certificate_number": "ЛБ 123456"})
    assert report[0] == "line 2, identity_number (P2): Enter the number of the identity document."


def kinds_of(said):
    """Return the lines that tell of likely duplicates, without their heads."""
    return [line for line in said.splitlines() if "May be the same person as" in line]


def test_likely_duplicates_are_told_as_the_desk_tells_them(load):
    card = make_person(surname="Ахметов", birth_date=date(1979, 10, 28), iin="")
    said = load({**AKHMETOV, "surname": "Ахмтеов"})
    known = f"Ахметов Е. С. ({card.pk})"
    assert kinds_of(said) == [
        f"line 2: May be the same person as {known}: the same date of birth, a like surname."
    ]
    assert "Likely duplicates, the same date of birth, a like surname: 1" in said
    person = Person.objects.exclude(pk=card.pk).get()
    assert [like.person for like in duplicates_of(person)] == [card]


def test_likely_duplicates_within_the_file_are_told_beside_the_later_line(load):
    other = {**AKHMETOV, **LATER, "iin": "", "birth_date": "29.10.1979", "patronymic": "Серикович"}
    married = {**KIM, **LATER, "surname": "Соколова", "patronymic": "Олеговна", "iin": "800201400011"}
    document = {**KIM, **LATER, "surname": "Цой", "given_name": "Ан", "birth_date": "05.06.1991"}
    said = load(AKHMETOV, other, {**KIM, "patronymic": "Олегқызы"}, {**married, "iin": ""}, document)
    assert kinds_of(said) == [
        "line 3: May be the same person as line 2: the same identity document;"
        " the same name, a near date of birth.",
        "line 5: May be the same person as line 4: the same identity document;"
        " the same date of birth, given name and patronymic.",
        "line 6: May be the same person as line 4: the same identity document.",
        "line 6: May be the same person as line 5: the same identity document.",
    ]
    assert "Likely duplicates, the same identity document: 4" in said


def test_desk_and_import_tell_of_the_same_cards(load):
    rows = [
        {
            **KIM,
            "surname": surname,
            "given_name": given,
            "birth_date": day,
            "identity_number": f"01234567{number}",
        }
        for number, (surname, given, day) in enumerate(
            [
                ("Ким", "Вера", "01.02.1980"),
                ("Кам", "Вера", "01.02.1980"),
                ("Әли-Заде", "Вера", "01.03.1980"),
                ("Али Заде", "Вера", "03.01.1980"),
                ("Цой", "Вера", "01.02.1981"),
            ]
        )
    ]
    said = load(*rows)
    told = {tuple(re.findall(r"line (\d+)", line)) for line in kinds_of(said)}
    people = list(Person.objects.order_by("pk"))
    line_of = {person.pk: str(number) for number, person in enumerate(people, 2)}
    at_desk = {
        (line_of[person.pk], line_of[like.person.pk])
        for person in people
        for like in duplicates_of(person)
        if like.person.pk < person.pk
    }
    assert told == at_desk == {("3", "2"), ("5", "4")}


def test_who_is_there_already_is_not_told_again(load):
    make_person(surname="Ахмедов", birth_date=date(1979, 10, 28), iin="")
    assert len(kinds_of(load(AKHMETOV))) == 1
    assert kinds_of(load(AKHMETOV)) == []


def test_kazakh_and_russian_patronymics_are_one_person(load):
    load(AKHMETOV, KIM)
    said = load({**AKHMETOV, "patronymic": "Серикович"}, {**KIM, "surname": "КИМ"})
    assert "People: 0 added, 2 already there." in said


def given_name(number):
    """Return a name of its own for each number below a hundred."""
    return "Б" + "ав" * (number % 10) + "ек" * (number // 10)


def test_what_is_not_listed_is_written_beside_the_file(load, tmp_path):
    rows = [{**KIM, "given_name": given_name(number), "iin": ""} for number in range(30)]
    said = load(*rows)
    written = tmp_path / "cards-notices.txt"
    assert f"All notices: {written}" in said
    text = written.read_text("utf-8-sig")
    assert text.count("The card lacks") == 30
    # Beside each line at most ten others, as on the desk.
    assert len(kinds_of(text)) == sum(min(before, 10) for before in range(30))
    assert len(kinds_of(said)) == 200
    assert written.stat().st_mode & 0o077 == 0


# --- the report ----------------------------------------------------------------------------------
def test_one_bad_row_among_good_ones_stores_nothing(refused):
    report = refused(AKHMETOV, {**KIM, "birth_date": "31.02.1980", "category": ""}, KIM)
    assert report == [
        "line 3, birth_date (D3): There is no such day in the calendar. Found: “31.02.1980”.",
        "line 3, category (F3): Enter the category: citizen, foreigner or stateless.",
        "1 bad row of 3; the first 1 are listed. Nothing was stored.",
    ]


def test_bad_rows_are_all_counted_and_the_first_200_listed(refused):
    report = refused(*({**KIM, "birth_date": f"{number}"} for number in range(1000)))
    assert len(report) == 201
    assert report[0].startswith("line 2, ")
    assert report[199].startswith("line 201, ")
    assert report[200] == "1000 bad rows of 1000; the first 200 are listed. Nothing was stored."


def test_notices_are_all_counted_and_the_first_200_listed(load):
    said = load(*({**KIM, "given_name": given_name(number)} for number in range(1, 80)))
    assert said.count("The card lacks") == 79
    rows = [
        {**KIM, "surname": f"Ким{'абв'[number // 70]}", "given_name": given_name(number % 70)}
        for number in range(210)
    ]
    said = load(*rows)
    assert said.count("The card lacks") == 200
    assert "210 notices in all; the first 200 are listed." in said


@pytest.mark.parametrize("language", ["kk", "ru", "en"])
def test_the_report_and_the_headings_come_in_three_languages(load, tmp_path, language):
    call_command("import_register", template=tmp_path / "t.csv", language=language)
    rows = list(csv.reader(io.StringIO((tmp_path / "t.csv").read_text("utf-8-sig")), delimiter=";"))
    assert rows == template_rows(language, COLUMNS)
    with pytest.raises(CommandError):
        load({**KIM, "birth_date": "31.02.1980"}, language=language)


@pytest.mark.parametrize("name", ["template.csv", "template.xlsx"])
def test_the_template_can_be_imported_as_it_is(tmp_path, capsys, name):
    call_command("import_register", template=tmp_path / name, language="kk")
    call_command("import_register", str(tmp_path / name), language="en")
    assert "People: 1 added, 0 already there." in capsys.readouterr().out


def test_the_cells_of_the_spreadsheet_template_are_text(tmp_path):
    call_command("import_register", template=tmp_path / "t.xlsx", language="ru")
    sheet = load_workbook(tmp_path / "t.xlsx").worksheets[0]
    assert (sheet["A1"].value, sheet["A2"].number_format, sheet.freeze_panes) == ("Фамилия", "@", "A2")


def test_a_template_overwrites_nothing_and_has_a_known_ending(tmp_path):
    (tmp_path / "t.csv").write_text("бұрынғы")
    with pytest.raises(CommandError, match="exists already"):
        call_command("import_register", template=tmp_path / "t.csv", language="en")
    with pytest.raises(CommandError, match=r"\.csv or an \.xlsx"):
        call_command("import_register", template=tmp_path / "t.ods", language="en")
    assert (tmp_path / "t.csv").read_text() == "бұрынғы"


def test_a_file_that_cannot_be_read_is_refused_in_one_line(tmp_path):
    path = tmp_path / "cards.csv"
    path.write_bytes("Тегі;Аты\n".encode())
    before = counts()
    with pytest.raises(CommandError) as caught:
        call_command("import_register", str(path), language="en")
    assert str(caught.value).startswith("These columns are missing: Date of birth; ")
    assert counts() == before


def test_a_person_entered_at_the_same_moment_is_no_crash(load, monkeypatch):
    make_person(birth_date=date(1979, 10, 28), iin="791028302728")
    monkeypatch.setattr("registry.index.people.load_matcher", lambda _cards: Matcher([]))
    before = counts()
    with pytest.raises(CommandError, match="at the same moment; nothing was changed"):
        load(AKHMETOV)
    assert counts() == before


def test_another_broken_rule_of_the_database_is_not_taken_for_a_race(load, monkeypatch):
    monkeypatch.setattr("registry.index.people.format_number", lambda *_args: None)
    with pytest.raises(IntegrityError):
        load(AKHMETOV)


def test_a_check_stores_nothing(load):
    before = counts()
    said = load(AKHMETOV, check=True)
    assert "People: 1 added" in said
    assert "This was a check only: nothing was stored." in said
    assert counts() == before


# --- who ------------------------------------------------------------------------------------------
def test_somebody_else_can_be_named(load):
    clerk = make_staff(role=Role.HEAD_OF_DIVISION, username="bastyq")
    load(AKHMETOV, by="bastyq")
    assert UnemploymentRegistration.objects.get().registered_by == clerk


@pytest.mark.parametrize("username", ["nobody", "gone"])
def test_whoever_cannot_sign_in_cannot_import(load, username):
    make_staff(role=Role.ADMINISTRATOR, username="gone", is_active=False)
    with pytest.raises(CommandError, match="There is no member of staff with the user name"):
        load(AKHMETOV, by=username)


def test_without_an_administrator_a_name_is_needed(load, by):
    by.role = Role.DIRECTOR
    by.save()
    with pytest.raises(CommandError, match="Say who imports: --by USERNAME"):
        load(AKHMETOV)


def test_something_to_do_is_needed():
    with pytest.raises(CommandError, match="Name the file"):
        call_command("import_register", language="en")
