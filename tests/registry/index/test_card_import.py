"""Entries of old cards come over with the people: all of them or none, twice adds nothing."""

import csv
import io
from datetime import date
from pathlib import Path

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError
from django.utils import translation
from openpyxl import load_workbook

from astana_employment.department.models import CalendarYear, Event
from astana_employment.toolbox.tables_in.columns import plain_word
from astana_employment.toolbox.tables_in.files import as_xlsx
from astana_employment.toolbox.tables_in.lines import Source
from registry.card.acts.entries import summon
from registry.card.acts.every_kind import void_entry
from registry.index.columns import COLUMNS
from registry.index.entry_columns import ENTRY_COLUMNS, ENTRY_KINDS, RESULTS
from registry.index.register import import_register
from registry.models import (
    JobOffer,
    LifeEvent,
    Participation,
    Person,
    Referral,
    Summons,
    UnemploymentRegistration,
    Vacancy,
    VisitAppointment,
)
from registry.standing.facts import findings_of
from tests.data.make_entries import SAMPLE as ENTRIES
from tests.data.make_entries import make_entries
from tests.data.make_sample import SAMPLE as PEOPLE
from tests.factories import make_registration

pytestmark = pytest.mark.django_db

HEAD = [column.heading("kk") for column in ENTRY_COLUMNS]
MODELS = (VisitAppointment, Summons, JobOffer, Referral, Participation, LifeEvent)


@pytest.fixture(autouse=True)
def _in_english():
    with translation.override("en"):
        yield


@pytest.fixture
def registration(clerk):
    return make_registration(
        by=clerk, registered_on=date(2026, 1, 12), former_number="7/26", is_imported=True
    )


@pytest.fixture
def ended(clerk):
    return make_registration(
        by=clerk,
        registered_on=date(2014, 3, 11),
        ended_on=date(2014, 9, 30),
        state="ended",
        former_number="123/14",
        is_imported=True,
    )


def row(**values):
    """Return a row of the table; what is not given is empty."""
    return [values.get(column.key, "") for column in ENTRY_COLUMNS]


def file_of(tmp_path, *rows, name="entries.csv"):
    text = io.StringIO()
    csv.writer(text, delimiter=";").writerows([HEAD, *rows])
    path = tmp_path / name
    path.write_bytes(text.getvalue().encode("utf-8-sig"))
    return path


def load(path, by, **more):
    return import_register(source=None, entries=Source(Path(path)), by=by, **more)


def reasons(report):
    return [(problem.line, problem.column, problem.reason) for problem in report.problems]


def stored():
    return sum(model._default_manager.count() for model in MODELS)


# --- what comes over -----------------------------------------------------------------------------
@pytest.fixture
def one_of_each(tmp_path, administrator, ended):
    """Bring over a card with an entry of every kind; return the report."""
    iin = ended.person.iin
    path = file_of(
        tmp_path,
        row(iin=iin, kind="келу", day="11.03.2014", came_on="20.03.2014", note="тізім берілді"),
        row(former_number="123/14", kind="посещение", day="20.03.2014", due_on="31.03.2014"),
        row(former_number="123/14", kind="visit", day="07.04.2014", came_on="25.04.2014", reason="ауырды"),
        row(iin=iin, kind="шақыру", day="12.03.2014", came_on="13.03.2014"),
        row(iin=iin, kind="вызов", day="02.04.2014", result="келмеді", result_on="10.04.2014"),
        row(
            iin=iin,
            kind="жұмыс ұсынысы",
            day="14.03.2014",
            place="«Целинград» ЖШС",
            profession="аспаз",
            result="отказался",
            result_on="17.03.2014",
            document="№ 4 өтініш",
        ),
        row(
            iin=iin,
            kind="направление на работу",
            day="17.03.2014",
            came_on="19.03.2014",
            place="«Астана жылу» ЖШС",
            profession="электрик",
            result="отказ работодателя",
            result_on="20.03.2014",
        ),
        row(
            iin=iin,
            kind="қоғамдық жұмыс",
            day="01.04.2014",
            place="Көгалдандыру",
            result="өз еркімен тоқтатты",
            result_on="20.05.2014",
            reason="ауыр",
        ),
        row(iin=iin, kind="Астана ішінде көшті", day="05.05.2014", place="Астана, Тұран, 7"),
    )
    return load(path, administrator)


def test_every_kind_comes_over_whole_with_its_event(one_of_each, ended):
    assert reasons(one_of_each) == []
    assert (one_of_each.added["entries"], stored()) == (9, 9)
    events = Event.objects.filter(verb="card.imported", case_file=ended.person.case_file)
    assert sorted(event.after["line"] for event in events) == list(range(2, 11))


def test_clause_15_visits_come_over_as_they_stood_on_the_card(one_of_each):
    first, missed, late = VisitAppointment.objects.order_by("agreed_on")
    assert (first.due_on, first.came_on, first.information) == (
        date(2014, 3, 26),
        date(2014, 3, 20),
        "тізім берілді",
    )
    # The date that nobody kept was closed by the next one.
    assert (missed.came_on, missed.closed_on) == (None, date(2014, 4, 7))
    assert (late.reason, late.closed_on) == ("ауырды", date(2014, 4, 25))


def test_clause_17_offers_referrals_and_participation_come_over_as_they_stood(one_of_each, ended):
    offer = JobOffer.objects.get()
    assert (offer.answer, offer.refusal_document) == ("refused", "№ 4 өтініш")
    assert offer.vacancy.is_open_on(date(2014, 3, 14))
    assert not offer.vacancy.is_open_on(date(2014, 3, 15))
    referral = Referral.objects.get()
    assert (referral.destination, referral.outcome) == ("электрик, «Астана жылу» ЖШС", "employer_refused")
    assert referral.due_on == date(2014, 3, 27)  # 21 and 24 March were Наурыз
    assert Participation.objects.get().ending == "stopped_by_person"
    ended.person.refresh_from_db()
    assert ended.person.address != "Астана, Тұран, 7"


def test_reading_63_the_import_says_which_referral_led_there_from_the_file_or_the_card(
    tmp_path, administrator, ended
):
    works = {"former_number": "123/14", "place": "Көгалдандыру", "result_on": "20.05.2014"}
    stopped = {
        **works,
        "kind": "қоғамдық жұмыс",
        "result": "өз еркімен тоқтатты",
        "referred_on": "31.03.2014",
    }
    led = row(**{**works, "result": "", "result_on": ""}, kind="қоғамдық жұмысқа жолдама", day="31.03.2014")
    unknown = load(file_of(tmp_path, row(**stopped, day="01.04.2014")), administrator)
    assert ["31.03.2014" in problem.reason for problem in unknown.problems] == [True]
    report = load(file_of(tmp_path, row(**stopped, day="01.04.2014"), led), administrator)
    assert (reasons(report), report.added["entries"]) == ([], 2)
    later = {**stopped, "place": "Парк", "kind": "общественные работы"}
    report = load(file_of(tmp_path, row(**later, day="02.04.2014")), administrator)
    assert (reasons(report), report.added["entries"]) == ([], 1)
    assert {entry.referral for entry in Participation.objects.all()} == {Referral.objects.get()}
    early = load(file_of(tmp_path, row(**later, day="20.03.2014")), administrator)
    assert early.added["entries"] == 0


@pytest.mark.parametrize(
    ("told", "kept"),
    [
        ({"result": "ауызша бас тартты"}, ("oral", True, "")),
        (
            {"result": "отказался", "document": "№ 4", "is_suitable": "нет"},
            ("refused", False, "№ 4"),
        ),
    ],
)
def test_clause_17_1_an_oral_refusal_and_an_unsuitable_job_come_over_and_are_no_ground(
    tmp_path, administrator, ended, told, kept
):
    offer = {
        "former_number": "123/14",
        "kind": "ұсыныс",
        "place": "«Целинград» ЖШС",
        "result_on": "17.03.2014",
    }
    rows = [row(**offer, **told, day="14.03.2014", profession=name) for name in ("аспаз", "даяшы")]
    assert reasons(load(file_of(tmp_path, *rows), administrator)) == []
    stored_ones = JobOffer.objects.values_list("answer", "is_suitable", "refusal_document")
    assert list(stored_ones) == [kept, kept]
    assert not findings_of(ended, date(2014, 3, 18))


def test_due_days_of_unconfirmed_years_are_counted_and_told(tmp_path, administrator, ended):
    CalendarYear.objects.filter(year=2014).delete()
    path = file_of(
        tmp_path, row(former_number="123/14", kind="шақыру", day="20.03.2014", came_on="21.03.2014")
    )
    report = load(path, administrator)
    # Four days off stand between.
    assert Summons.objects.get().due_on == date(2014, 3, 27)
    assert ["2014" in notice.reason for notice in report.notices] == [True]


def test_a_job_that_is_in_the_bank_is_not_entered_twice(tmp_path, administrator, registration):
    values = {"kind": "ұсыныс", "place": "«Целинград» ЖШС", "profession": "аспаз"}
    path = file_of(
        tmp_path,
        row(former_number="7/26", day="15.01.2026", **values),
        row(former_number="7/26", day="16.01.2026", **values),
    )
    Vacancy.objects.create(
        employer="«Целинград» ЖШС",
        profession="аспаз",
        address="Астана",
        open_from=date(2026, 1, 15),
        entered_by=administrator,
    )
    load(path, administrator)
    assert Vacancy.objects.count() == 1
    assert JobOffer.objects.count() == 2


# --- all or nothing ------------------------------------------------------------------------------
BAD = {
    "kind": row(former_number="7/26", kind="әңгіме", day="15.01.2026"),
    "no kind": row(former_number="7/26", day="15.01.2026"),
    "two-digit year": row(former_number="7/26", kind="келу", day="15.01.26"),
    "nobody": row(kind="келу", day="15.01.2026"),
    "unknown number": row(former_number="999/26", kind="келу", day="15.01.2026"),
    "before": row(former_number="7/26", kind="шақыру", day="11.01.2026"),
    "came before": row(former_number="7/26", kind="шақыру", day="15.01.2026", came_on="14.01.2026"),
    "no such result": row(
        former_number="7/26", kind="шақыру", day="15.01.2026", result="келісті", result_on="16.01.2026"
    ),
    "result without day": row(former_number="7/26", kind="шақыру", day="15.01.2026", result="келмеді"),
    "no document": row(
        former_number="7/26",
        kind="ұсыныс",
        day="15.01.2026",
        place="x",
        profession="y",
        result="бас тартты",
        result_on="15.01.2026",
    ),
    "no place": row(former_number="7/26", kind="жолдама", day="15.01.2026"),
    "hired at a course": row(
        former_number="7/26",
        kind="оқуға жолдама",
        day="15.01.2026",
        place="x",
        result="жұмысқа алынды",
        result_on="16.01.2026",
    ),
    "visit with document": row(former_number="7/26", kind="келу", day="15.01.2026", document="№ 1"),
}


@pytest.mark.parametrize("name", BAD)
def test_one_bad_row_and_nothing_is_stored(tmp_path, administrator, registration, name):
    good = row(former_number="7/26", kind="шақыру", day="13.01.2026", came_on="14.01.2026")
    report = load(file_of(tmp_path, good, BAD[name]), administrator)
    assert [problem.line for problem in report.problems] == [3]
    assert report.problems[0].table == "entries.csv"
    assert stored() == 0


def test_after_the_end_of_the_registration_nothing_comes_over(tmp_path, administrator, ended):
    path = file_of(tmp_path, row(former_number="123/14", kind="шақыру", day="01.10.2014"))
    report = load(path, administrator)
    assert "15" in report.problems[0].reason
    assert ended.number in report.problems[0].reason


def test_two_open_summonses_are_refused(tmp_path, administrator, clerk, registration):
    rows = [row(former_number="7/26", kind="шақыру", day=f"{day}.01.2026") for day in (13, 20)]
    report = load(file_of(tmp_path, *rows), administrator)
    assert [(line, "17(3)" in reason) for line, _column, reason in reasons(report)] == [(3, True)]
    summon(registration=registration, summoned_on=date(2026, 1, 12), by=clerk)
    assert load(file_of(tmp_path, rows[0]), administrator).bad_rows == 1


def test_a_bad_entry_keeps_the_people_out_too(tmp_path, administrator):
    bad = file_of(tmp_path, row(former_number="1/12", kind="шақыру", day="01.01.1999"))
    report = import_register(source=Source(PEOPLE), entries=Source(bad), by=administrator)
    assert report.bad_rows == 1
    assert not Person.objects.exists()


# --- twice ---------------------------------------------------------------------------------------
def test_twice_adds_nothing_and_what_was_voided_stays_void(tmp_path, administrator, head, registration):
    path = file_of(
        tmp_path,
        row(former_number="7/26", kind="шақыру", day="13.01.2026", came_on="14.01.2026"),
        row(former_number="7/26", kind="оқу", day="13.01.2026", place="Колледж"),
    )
    load(path, administrator)
    void_entry(entry=Summons.objects.get(), version=1, reason="басқа адам", by=head)
    again = load(path, administrator)
    assert (again.added["entries"], again.there["entries"], stored()) == (0, 2, 2)


def test_the_same_entry_twice_in_a_file_is_a_slip(tmp_path, administrator, registration):
    same = row(former_number="7/26", kind="оқу", day="13.01.2026", place="Колледж")
    assert load(file_of(tmp_path, same, same), administrator).bad_rows == 1


def test_a_rehearsal_stores_nothing(tmp_path, administrator, registration):
    path = file_of(tmp_path, row(former_number="7/26", kind="оқу", day="13.01.2026", place="Колледж"))
    assert load(path, administrator, is_rehearsal=True).added["entries"] == 1
    assert stored() == 0


# --- files ---------------------------------------------------------------------------------------
def test_the_sample_is_as_its_maker_makes_it_and_comes_over_whole(administrator):
    assert ENTRIES.read_bytes() == make_entries()
    report = import_register(source=Source(PEOPLE), entries=Source(ENTRIES), by=administrator)
    assert reasons(report) == []
    assert report.added["entries"] == stored() > 1000
    assert all(model._default_manager.exists() for model in MODELS)
    again = import_register(source=Source(PEOPLE), entries=Source(ENTRIES), by=administrator)
    assert (again.added["entries"], again.there["entries"]) == (0, report.added["entries"])


def test_a_spreadsheet_has_its_entries_in_further_sheets(tmp_path, administrator, registration):
    people = [column.heading("kk") for column in COLUMNS]
    entries = [HEAD, row(former_number="7/26", kind="оқу", day="13.01.2026", place="Колледж")]
    path = tmp_path / "cards.xlsx"
    path.write_bytes(as_xlsx([people], entries, [["Қосымша", "кесте"]], names=("1", "Жазбалар", "Басқа")))
    report = import_register(source=Source(path), by=administrator)
    assert (report.added["entries"], Participation.objects.count()) == (1, 1)
    assert [notice.table for notice in report.notices] == ["Басқа"]


def test_the_template_has_both_tables(tmp_path):
    path = tmp_path / "template.xlsx"
    call_command("import_register", template=path, language="kk", stdout=io.StringIO())
    book = load_workbook(path)
    assert [cell.value for cell in book.worksheets[1][1]] == HEAD
    call_command("import_register", template=tmp_path / "template.csv", language="kk", stdout=io.StringIO())
    assert len(list(tmp_path.glob("template*.csv"))) == 2


def test_the_command_tells_what_came_over_and_names_the_table_of_a_bad_row(
    tmp_path, administrator, registration
):
    good = file_of(tmp_path, row(former_number="7/26", kind="оқу", day="13.01.2026", place="Колледж"))
    out, err = io.StringIO(), io.StringIO()
    call_command("import_register", entries=good, language="en", stdout=out)
    assert "Entries of the cards: 1 added, 0 already there." in out.getvalue()
    bad = file_of(tmp_path, BAD["no place"], name="bad.csv")
    with pytest.raises(CommandError):
        call_command("import_register", entries=bad, language="en", stderr=err)
    assert "bad.csv: line 2" in err.getvalue()


def test_an_entry_on_the_day_one_registration_ends_and_the_next_begins_is_the_nexts(
    tmp_path, administrator, ended, clerk
):
    following = make_registration(
        by=clerk, person=ended.person, registered_on=date(2014, 9, 30), former_number="9/14", is_imported=True
    )
    path = file_of(tmp_path, row(iin=ended.person.iin, kind="оқу", day="30.09.2014", place="Колледж"))
    load(path, administrator)
    assert Participation.objects.get().registration == following
    assert UnemploymentRegistration.objects.count() == 2


def test_the_documentation_lists_every_column_and_word():
    page = (Path(__file__).parents[3] / "docs" / "import.md").read_text("utf-8")
    text = page.split("## The entries of the cards")[1]
    rows = [
        line.split(" | ")
        for line in text.splitlines()
        if line.startswith(("| ● |", "| | ")) and "---" not in line
    ]
    listed = [tuple(cell.strip(" |") for cell in row[1:4]) for row in rows if len(row) >= 5][1:]
    assert listed == [column.headings for column in ENTRY_COLUMNS]
    assert {row[1] for row in rows if row[0] == "| ●"} == {c.headings[0] for c in ENTRY_COLUMNS if c.needed}
    words = {
        plain_word(word) for cell in text.split("|") for part in cell.split(";") for word in part.split(",")
    }
    assert set(ENTRY_KINDS.values()) == {ENTRY_KINDS[word] for word in words if word in ENTRY_KINDS}
    assert set(RESULTS.values()) == {RESULTS[word] for word in words if word in RESULTS}
