"""Files imported in the browser: looked through first, shown as a list, taken once, whatever is killed."""

import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import resolve, reverse
from procrastinate.contrib.django.models import ProcrastinateJob

from astana_employment.department import import_runs
from astana_employment.department.acts import imports as acts
from astana_employment.department.models import AccessRecord, Event, ImportContent, ImportFile, StaffMember
from astana_employment.toolbox.errors import RuleViolation, StaleRecord
from astana_employment.toolbox.web.uploads import UploadLimits
from registry.models import Person, UnemploymentRegistration, Vacancy
from tests.factories import form_key

pytestmark = pytest.mark.django_db

HEAD = "Жұмыс беруші;Мамандығы;Мекенжайы;Ашық: басталуы"
ROW = "«Астана жылу» ЖШС;электрик;Кенесары көшесі, 40;02.11.2026"


@pytest.fixture
def office(client_of, administrator):
    """The administrator's browser, in English."""
    StaffMember.objects.filter(pk=administrator.pk).update(language="en")
    administrator.refresh_from_db()
    return client_of(administrator)


def work():
    """Do what the worker was asked to."""
    for job in ProcrastinateJob.objects.filter(task_name=acts.READ_IMPORT).order_by("pk"):
        import_runs.read_import(**job.args)


def bring(office, *lines, name="list.csv", kind="vacancies", **more):
    """Bring a file by the form; return the answer."""
    upload = SimpleUploadedFile(name, "\n".join(lines).encode())
    return office.post(reverse("import_bring"), {"kind": kind, "file": upload, **more, **form_key()})


def checked(office, *lines, **more):
    """Bring a file and let the worker check it; return its row."""
    assert bring(office, *lines, **more).status_code == 302
    work()
    return ImportFile.objects.latest("pk")


def press(office, name, row):
    return office.post(reverse(name, args=[row.pk]), {"version": row.version, **form_key()})


def said(office, row, which=""):
    """Return the page of a file as text."""
    html = office.get(reverse("import_detail", args=[row.pk]), {"list": which}).content.decode()
    return " ".join(re.sub(r"<[^>]+>", " ", html).split())


# --- the way of a good file ----------------------------------------------------------------------
def test_a_file_is_looked_through_shown_and_only_then_taken(office, administrator):
    row = checked(office, HEAD, ROW, ROW)
    assert (row.state, Vacancy.objects.count()) == ("checked", 0)
    page = said(office, row)
    assert "checked, not taken" in page
    assert "Vacancies: 1 added, 1 already there." in page
    assert "Wrong: 0 Doubtful: 0 New: 1 Known: 1" in page
    assert "2 «Астана жылу» ЖШС: электрик" in page
    assert "3 «Астана жылу» ЖШС: электрик" in said(office, row, "known")
    assert press(office, "import_take", row).status_code == 302
    assert "being taken" in said(office, row)
    work()
    row.refresh_from_db()
    assert (row.state, Vacancy.objects.count()) == ("taken", 1)
    assert not ImportContent.objects.exists()
    verbs = Event.objects.filter(subject_type="department.importfile").order_by("pk")
    assert [event.verb for event in verbs] == ["import.brought", "import.asked", "import.taken"]
    assert verbs.last().after == {"vacancies": 1}
    assert Event.objects.get(verb="vacancy.imported").after["file"] == "list.csv"


def test_a_page_of_a_file_at_work_asks_again_by_itself_and_a_finished_one_does_not(office):
    bring(office, HEAD, ROW)
    address = reverse("import_detail", args=[ImportFile.objects.get().pk])
    assert b'hx-trigger="every 2s"' in office.get(address).content
    work()
    part = office.get(address, headers={"HX-Request": "true"}).content
    assert b"every 2s" not in part
    assert b"<html" not in part
    assert b'id="import-result"' in part
    looks = AccessRecord.objects.filter(subject_type="department.importfile")
    assert looks.count() == 1  # the one that showed what stands in the file


def test_the_filled_in_table_of_the_card_index_is_taken(office):
    template = office.get(reverse("import_template", args=["register", "csv"]))
    upload = SimpleUploadedFile("карточки.csv", template.content)
    answer = office.post(reverse("import_bring"), {"kind": "register", "file": upload, **form_key()})
    assert answer.status_code == 302
    work()
    row = ImportFile.objects.get()
    assert "Ахметов Ерлан Серікұлы, 11.03.2014" in said(office, row, "new")
    press(office, "import_take", row)
    work()
    assert (Person.objects.count(), UnemploymentRegistration.objects.count()) == (1, 1)


# --- doubtful and wrong --------------------------------------------------------------------------
def test_a_wrong_row_is_listed_with_its_cell_and_nothing_can_be_taken(office):
    row = checked(office, HEAD, ROW.replace("02.11.2026", "31.02.2026"), ROW)
    page = said(office, row)
    assert "Wrong: 1 Doubtful: 0" in page
    assert "D2 Ашық: басталуы There is no such day in the calendar. Found: “31.02.2026”." in page
    assert "a file is taken only when none of its rows is wrong" in page
    assert "Take the file" not in page
    assert press(office, "import_take", row).status_code == 422
    assert Vacancy.objects.count() == 0


def test_a_doubtful_row_is_listed(office):
    page = said(office, checked(office, "Тізім;;;", HEAD, ROW), "doubtful")
    assert "Doubtful: 1" in page
    assert "This stands above the headings and was not read: Тізім" in page


def test_a_file_that_brings_nothing_new_is_not_taken(office, administrator):
    first = checked(office, HEAD, ROW)
    press(office, "import_take", first)
    work()
    row = checked(office, HEAD, ROW)
    assert "Known: 1" in said(office, row)
    with pytest.raises(RuleViolation):
        acts.take(file=row, version=row.version, by=administrator)


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("cards.xls", "cards.xls is not what its name says: inside it is CSV."),
        ("cards.csv", "These headings are not known"),
    ],
)
def test_a_file_that_cannot_be_read_says_why(office, name, words):
    row = checked(office, HEAD + ";Түсі", ROW, name=name)
    assert row.state == "refused"
    assert words in said(office, row)


def test_an_error_of_the_desk_refuses_the_file_and_it_can_be_checked_again(office, monkeypatch, caplog):
    with monkeypatch.context() as broken:
        broken.setattr(import_runs, "_read", lambda file: 1 / 0)
        row = checked(office, HEAD, ROW)
    assert "could not be imported" in caplog.text
    assert "An error of the desk stopped the reading; nothing was stored." in said(office, row)
    assert press(office, "import_check", row).status_code == 302
    work()
    row.refresh_from_db()
    assert (row.state, row.words) == ("checked", "")


# --- the form ------------------------------------------------------------------------------------
def test_the_form_says_which_files_are_taken(office, monkeypatch):
    answer = bring(office, "x", name="a.pdf")
    assert answer.status_code == 422
    assert "Only .xlsx, .xls, .ods and .csv files can be read. Save a.pdf" in answer.content.decode()
    assert "The file is empty." in bring(office).content.decode()
    assert not ImportFile.objects.exists()


def test_a_file_that_is_too_large_is_read_past_and_refused(office, monkeypatch):
    monkeypatch.setattr(office_view(), "upload_limits", UploadLimits(1, 10, 10))
    answer = bring(office, HEAD, ROW)
    assert answer.status_code == 422
    assert "The file is larger than 40 MB. Split it into several files." in answer.content.decode()


def office_view():
    """Return the view under the address of the form."""
    return resolve(reverse("import_bring")).func


def test_windows_1251_is_read_when_the_form_names_it(office):
    text = "Работодатель;Профессия;Адрес;Открыта с\nА;Б;В;02.11.2026"
    upload = SimpleUploadedFile("a.csv", text.encode("cp1251"))
    wanted = {"kind": "vacancies", "file": upload, "encoding": "cp1251", **form_key()}
    assert office.post(reverse("import_bring"), wanted).status_code == 302
    work()
    assert ImportFile.objects.get().state == "checked"


# --- killed, twice, meanwhile --------------------------------------------------------------------
def test_killed_while_taking_it_is_done_again_and_nothing_is_doubled(office, monkeypatch):
    row = checked(office, HEAD, ROW)
    press(office, "import_take", row)
    killed = type("Killed", (BaseException,), {})
    with monkeypatch.context() as broken:

        def die(self):
            raise killed

        broken.setattr(import_runs.WatchedReport, "seal", die)
        with pytest.raises(killed):
            work()
    row.refresh_from_db()
    assert (row.state, Vacancy.objects.count()) == ("taking", 0)
    work()
    work()
    row.refresh_from_db()
    assert (row.state, Vacancy.objects.count()) == ("taken", 1)
    assert Event.objects.filter(verb="import.taken").count() == 1


def test_a_job_of_an_earlier_round_does_nothing(office, administrator):
    row = checked(office, HEAD, ROW)
    acts.take(file=row, version=row.version, by=administrator)
    import_runs.read_import(file_id=row.pk, round=1)
    row.refresh_from_db()
    assert (row.state, Vacancy.objects.count()) == ("taking", 0)


def test_another_worker_that_was_faster_stores_it_once(office, administrator, monkeypatch):
    row = checked(office, HEAD, ROW)
    acts.take(file=row, version=row.version, by=administrator)
    file = ImportFile.objects.get()
    work()
    with pytest.raises(acts.AnotherRound):
        acts.record_taken(file=file, report=import_runs.WatchedReport(file))
    assert Vacancy.objects.count() == 1


def test_a_second_administrator_is_told_that_it_moved_on(office, administrator):
    row = checked(office, HEAD, ROW)
    acts.discard(file=row, version=row.version, by=administrator)
    with pytest.raises(StaleRecord):
        acts.take(file=row, version=row.version, by=administrator)
    assert press(office, "import_take", row).status_code in (409, 422)


def test_progress_is_counted_while_it_is_read(office, monkeypatch):
    monkeypatch.setattr(import_runs, "_ROWS_BETWEEN", 2)
    seen = []
    count = import_runs.WatchedReport.count_row

    def watch(self):
        count(self)
        seen.append(ImportFile.objects.get().rows_read)

    monkeypatch.setattr(import_runs.WatchedReport, "count_row", watch)
    checked(office, HEAD, *(ROW.replace("40", str(number)) for number in range(5)))
    assert seen == [0, 2, 2, 4, 4]


def test_a_discarded_file_leaves_its_name_and_nothing_of_its_people(office):
    row = checked(office, HEAD, ROW)
    press(office, "import_discard", row)
    row.refresh_from_db()
    assert (row.state, row.report, ImportContent.objects.count()) == ("given_up", None, 0)
    assert row.name in office.get(reverse("import_list")).content.decode()


# --- who -----------------------------------------------------------------------------------------
@pytest.mark.parametrize("who", ["head", "clerk", "director", "monitoring"])
def test_only_the_administrator_imports(client_of, office, request, who):
    row = checked(office, HEAD, ROW)
    other = client_of(request.getfixturevalue(who))
    for name, words in (("import_list", []), ("import_bring", []), ("import_detail", [row.pk])):
        assert other.get(reverse(name, args=words)).status_code == 403
    assert other.post(reverse("import_take", args=[row.pk]), form_key()).status_code == 403
    assert ImportFile.objects.get().state == "checked"


def test_empty_tables_are_offered_for_each_kind(office):
    page = office.get(reverse("import_list")).content.decode()
    for kind in ("register", "entries", "vacancies"):
        for ending in ("xlsx", "csv"):
            address = reverse("import_template", args=[kind, ending])
            assert address in page
            assert office.get(address).status_code == 200
    assert office.get(reverse("import_template", args=["people", "xlsx"])).status_code == 404
    assert office.get(reverse("import_template", args=["vacancies", "pdf"])).status_code == 404
