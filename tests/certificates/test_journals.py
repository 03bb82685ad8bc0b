"""The four journals: what stands in them, no unexplained gap, any period, screen, PDF, XLSX, CSV."""

import gc
from datetime import date, datetime, timedelta
from io import BytesIO

import pytest
from django.db import connection
from django.utils import timezone, translation
from openpyxl import load_workbook
from pypdf import PdfReader

from astana_employment.department.models import AccessRecord, Role, VoidNumber, next_number
from astana_employment.toolbox.clock import now, today
from astana_employment.toolbox.screens.period import Period
from astana_employment.toolbox.screens.tables import ROWS_A_PART, row_cells
from certificates.acts.annulment import annul_paper
from certificates.acts.handing_over import hand_over
from certificates.acts.signing import void_signing
from certificates.journals import JOURNALS
from certificates.models import Decision
from registry.models import IntakeApplication, Person, UnemploymentRegistration
from registry.standing.acts import Ruling, decide_standing, issue_notice
from tests.certificates.conftest import ALL_ROLES, acts_for, fresh, prepared, refused, signed
from tests.factories import make_application, make_person, make_registration, make_request, make_staff, on
from tests.registry.card import rows as card_rows

pytestmark = pytest.mark.django_db


def rows_of(key, first=None, last=None):
    """Return the rows of a journal as lists of texts, in English."""
    with translation.override("en"):
        table = JOURNALS[key].table(Period(first or today(), last or today()))
        return [[cell.text for cell in row_cells(table, row)] for row in table.rows]


def as_dicts(key, first=None, last=None):
    """Return the rows of a journal by their English headings."""
    with translation.override("en"):
        heads = [str(column.label) for column in JOURNALS[key].table(Period(today(), today())).columns]
    return [dict(zip(heads, row, strict=True)) for row in rows_of(key, first, last)]


def begun(decision, by):
    """Number a decision and leave it being signed, as a crash would."""
    decision.state, decision.series, decision.year = "signing", "A", today().year
    decision.sequence = next_number("A", decision.year)
    decision.signed_by, decision.signed_at = by, timezone.now()
    decision.issue_block = {
        "number": f"A-{decision.year}-{decision.sequence:06d}",
        "issued_on": today().isoformat(),
    }
    decision.save()
    return decision


# --- registrations -------------------------------------------------------------------------------
def test_a_registration_stands_with_its_days_and_its_clerk(clerk):
    person = make_person(birth_date=date(1979, 10, 28), iin="791028302728")
    registration = make_registration(person=person, by=clerk)
    (row,) = as_dicts("registrations")
    shown = f"{today():%d.%m.%Y}"
    assert row == {
        "Number": registration.number,
        "Number on the old card": "",
        "Registered on": shown,
        "Surname and names": "Ахметов Ерлан Серікұлы",
        "Date of birth": "28.10.1979",
        "IIN, or SIK and RNN": "IIN: 791028302728",
        "Applied on": shown,
        "To be registered by": f"{today() + timedelta(days=10):%d.%m.%Y}",
        "In time": "in time",
        "Window": "1",
        "Registered by": "Нұрланова Ә. Қ.",
        "Ended on": "",
        "Entered later": "",
    }


def test_reading_36_an_edition_shows_the_numbers_it_asks_for():
    codes = {"iin": "791028302728", "sik": "BUGUG3G1GS08P6V7", "rnn": "620863936044"}
    make_registration(person=make_person(**codes), registered_on=date(2010, 3, 1))
    (row,) = as_dicts("registrations", date(2010, 1, 1), date(2010, 12, 31))
    assert row["IIN, or SIK and RNN"] == "SIK: BUGUG3G1GS08P6V7; RNN: 620863936044"


def test_clause_7_1_a_registration_after_its_last_day_is_late(head):
    registration = make_registration(registered_on=date(2026, 3, 2))
    application = registration.application
    application.applied_on, application.due_on = date(2026, 2, 16), date(2026, 2, 26)
    application.entered_on, application.late_entry_allowed_by = today(), head
    application.save()
    (row,) = as_dicts("registrations", date(2026, 3, 1), date(2026, 3, 31))
    assert row["In time"] == "2 working days late"


def test_an_entry_made_later_shows_both_days_and_who_allowed_it(head):
    registration = make_registration(registered_on=date(2026, 3, 2))
    registration.entered_on, registration.late_entry_allowed_by = date(2026, 3, 4), head
    registration.save()
    (row,) = as_dicts("registrations", date(2026, 3, 1), date(2026, 3, 31))
    assert row["Registered on"] == "02.03.2026"
    assert row["Entered later"] == "entered 04.03.2026, allowed by: Нұрланова Ә. Қ."


def test_a_card_of_the_old_index_is_neither_late_nor_in_time():
    make_registration(registered_on=date(2014, 3, 3), is_imported=True, former_number="12/14")
    (row,) = as_dicts("registrations", date(2014, 1, 1), date(2014, 12, 31))
    assert (row["In time"], row["To be registered by"], row["Number on the old card"]) == ("", "", "12/14")
    assert row["Entered later"].startswith("from the card index, ")


def test_a_period_includes_its_first_and_its_last_day():
    for day in (date(2026, 2, 27), date(2026, 3, 1), date(2026, 3, 31), date(2026, 4, 1)):
        make_registration(registered_on=day)
    days = [row["Registered on"] for row in as_dicts("registrations", date(2026, 3, 1), date(2026, 3, 31))]
    assert days == ["01.03.2026", "31.03.2026"]


# --- notices on registrations --------------------------------------------------------------------
def decided(registration, by, act="end", **ruling):
    return decide_standing(
        registration=registration,
        ruling=Ruling(act=act, cause="asked", explanation="Өтініш № 4", **ruling),
        by=by,
        version=fresh(registration).version,
    )


def test_reading_51_a_notice_stands_with_its_decision_and_cause(clerk, head, quick_pdf):
    registration = make_registration(by=clerk)
    notice = issue_notice(decision=decided(registration, head, "suspend"), by=head)
    cut_short = decided(registration, head)
    first, second = as_dicts("notices")
    assert first == {
        "Number": notice.number,
        "Issued on": f"{today():%d.%m.%Y}",
        "Surname and names": registration.person.full_name,
        "Registration": registration.number,
        "Decision": "suspended",
        "Cause": "asked for it",
        "Decided by": head.get_short_name(),
        "Notice": "made",
    }
    assert (second["Number"], second["Decision"], second["Notice"]) == (
        cut_short.number,
        "ended",
        "not made yet",
    )
    assert as_dicts("notices", today() + timedelta(days=1), today() + timedelta(days=2)) == []


def test_clause_17_a_notice_on_grounds_names_them_and_the_order_of_who_acts(clerk, other_clerk):
    acts_for(other_clerk, "head_of_division", today(), today())
    registration = make_registration(by=clerk, registered_on=today() - timedelta(days=40))
    for ground in (2, 5):
        card_rows.raise_ground(registration, ground)
    decision = decide_standing(
        registration=registration,
        ruling=Ruling(act="suspend", cause="ground", grounds=[5, 2]),
        by=other_clerk,
        version=1,
    )
    (row,) = as_dicts("notices")
    assert (row["Number"], row["Cause"]) == (decision.number, "clause 17: 2), 5)")
    assert "acting, order 17-ж" in row["Decided by"]


# --- certificates and refusals -------------------------------------------------------------------
def test_a_certificate_stands_with_who_signed_and_how_it_was_handed_over(clerk, deputy, quick_pdf):
    paper = signed(prepared(clerk, purpose="банкке"), deputy)
    decision = paper.decision
    hand_over(
        decision=decision,
        how="in_person",
        identity_number="012345678",
        by=clerk,
        version=fresh(decision.request).version,
    )
    (row,) = as_dicts("certificates")
    shown = f"{today():%d.%m.%Y}"
    assert row["Number"] == paper.number
    assert (row["Issued on"], row["Valid until"]) == (shown, f"{paper.valid_until:%d.%m.%Y}")
    assert row["Surname and names"].casefold() == "ахметов ерлан серікұлы"
    assert row["Registration"] == decision.request.registration.number
    assert row["Where it will be presented"] == "банкке"
    assert (row["Prepared by"], row["Signed by"]) == ("Нұрланова Ә. Қ.", "Нұрланова Ә. Қ.")
    assert (row["State"], row["Handed over on"], row["How"]) == ("valid", shown, "handed over in person")


def test_reading_42_the_journal_names_the_order_of_an_acting_officer(clerk, head, quick_pdf):
    acts_for(head, "deputy_director", today(), today())
    signed(prepared(clerk), head)
    (row,) = as_dicts("certificates")
    assert row["Signed by"] == f"Нұрланова Ә. Қ., acting, order 17-ж of {today():%d.%m.%Y}"


def test_an_annulled_and_an_expired_certificate_say_so(clerk, deputy, head, quick_pdf):
    annulled = signed(prepared(clerk), deputy).decision
    annul_paper(
        decision=annulled, reason="қате", is_our_error=True, by=head, version=fresh(annulled.request).version
    )
    signed(prepared(clerk), deputy)
    issued_on = today()
    with on(issued_on + timedelta(days=40)):
        rows = as_dicts("certificates", issued_on, issued_on)
    assert [row["State"] for row in rows] == ["annulled", "expired"]


def test_clause_17_a_refusal_stands_with_its_grounds(clerk, deputy, quick_pdf):
    paper = signed(refused(clerk, grounds=[6, 2]), deputy)
    hand_over(decision=paper.decision, how="posted", by=clerk, version=fresh(paper.decision.request).version)
    (row,) = as_dicts("refusals")
    assert (row["Number"], row["Grounds of clause 17"], row["How"]) == (paper.number, "2), 6)", "posted")
    assert as_dicts("certificates") == []


def test_a_number_whose_paper_is_still_being_signed_is_no_gap(clerk, deputy, quick_pdf):
    stuck = begun(prepared(clerk), deputy)
    paper = signed(prepared(clerk), deputy)
    rows = as_dicts("certificates")
    assert [(row["Number"], row["State"]) for row in rows] == [
        (stuck.number, "being signed"),
        (paper.number, "valid"),
    ]


def test_a_void_number_stands_in_its_place_with_the_reason(clerk, deputy, quick_pdf):
    first = signed(prepared(clerk), deputy)
    stuck = begun(prepared(clerk), deputy)
    void_signing(decision=stuck, reason="қағаз бүлінді", by=deputy)
    last = signed(prepared(clerk), deputy)
    rows = as_dicts("certificates")
    assert [row["Number"] for row in rows] == [first.number, stuck.number, last.number]
    assert rows[1]["Surname and names"] == "void: қағаз бүлінді"
    assert set(list(rows[1].values())[1:]) == {"", "void: қағаз бүлінді"}


def test_a_number_voided_in_a_later_month_explains_the_gap_in_the_earlier_one(deputy):
    make_registration(registered_on=date(2026, 3, 2))
    lost = next_number("T", 2026)
    make_registration(registered_on=date(2026, 3, 2))
    VoidNumber.objects.create(series="T", year=2026, sequence=lost, reason="қате", by=deputy, at=now())
    numbers = [row["Number"] for row in as_dicts("registrations", date(2026, 3, 1), date(2026, 3, 31))]
    assert numbers == ["T-2026-000001", "T-2026-000002", "T-2026-000003"]
    assert [row["Number"] for row in as_dicts("registrations")] == ["T-2026-000002"]


def test_a_void_number_of_another_journal_stays_out(deputy):
    next_number("B", today().year)
    VoidNumber.objects.create(series="B", year=today().year, sequence=1, reason="қате", by=deputy, at=now())
    assert as_dicts("certificates") == []
    assert len(as_dicts("refusals")) == 1


# --- on screen -----------------------------------------------------------------------------------
def test_the_page_shows_this_month_unless_told_otherwise(client_of, clerk):
    registration = make_registration()
    make_registration(registered_on=today() - timedelta(days=62))
    response = client_of(clerk).get("/journals/")
    assert response.context["table"].page.paginator.count == 1
    assert registration.number in response.content.decode()


@pytest.mark.parametrize("key", JOURNALS)
def test_an_empty_journal_says_so_and_offers_no_file(client_of, clerk, key):
    page = (
        client_of(clerk)
        .get(f"/journals/{key}/", {"since": "1.1.2009", "until": "31.1.2009"})
        .content.decode()
    )
    assert "journal_file" not in page
    assert "/pdf/" not in page
    with translation.override("kk"):
        assert str(JOURNALS[key].empty) in page


@pytest.mark.parametrize(
    ("since", "until", "field"),
    [("31.2.2026", "1.3.2026", "since"), ("1.3.2026", "", "until"), ("2.3.2026", "1.3.2026", "until")],
)
@pytest.mark.parametrize("ending", ["", "xlsx/"])
def test_a_bad_period_is_said_beside_its_field_and_kept(client_of, clerk, since, until, field, ending):
    response = client_of(clerk).get(f"/journals/registrations/{ending}", {"since": since, "until": until})
    assert response.status_code == 422
    assert list(response.context["form"].errors) == [field]
    assert f'value="{since}"' in response.content.decode()


@pytest.mark.parametrize("path", ["/journals/paid/", "/journals/paid/pdf/", "/journals/refusals/docx/"])
def test_what_is_no_journal_and_no_format_is_not_found(client_of, clerk, path):
    assert client_of(clerk).get(path).status_code == 404


@pytest.mark.parametrize("part", ["0", "2", "x", "9999999"])
def test_a_part_that_is_not_there_is_not_found(client_of, clerk, part):
    make_registration()
    assert client_of(clerk).get("/journals/registrations/pdf/", {"part": part}).status_code == 404


@pytest.mark.parametrize("role", ALL_ROLES)
@pytest.mark.parametrize("path", ["/journals/", "/journals/certificates/", "/journals/refusals/csv/"])
def test_clause_18_8_only_the_desk_and_those_who_decide_open_a_journal(client_of, role, path):
    allowed = {Role.CLERK, Role.HEAD_OF_DIVISION, Role.DEPUTY_DIRECTOR, Role.DIRECTOR}
    response = client_of(make_staff(role=role)).get(path)
    b"".join(response)
    assert response.status_code == (200 if role in allowed else 403)


def test_the_read_log_knows_who_opened_and_who_downloaded(client_of, clerk):
    make_registration()
    client = client_of(clerk)
    client.get("/journals/registrations/")
    b"".join(client.get("/journals/registrations/xlsx/"))
    acts = AccessRecord.objects.filter(by=clerk, subject_type="registry.unemploymentregistration").order_by(
        "id"
    )
    assert [row.act for row in acts] == ["view", "download"]
    assert acts[1].detail.endswith(" xlsx 1/1")


def _papers(count, clerk, deputy, head):
    for _number in range(count):
        request = make_request(by=clerk)
        signed(prepared(clerk, request=request), deputy)
        decided(request.registration, head, "suspend")


@pytest.mark.parametrize("key", ["registrations", "certificates", "notices"])
def test_a_page_of_fifty_asks_no_more_than_a_page_of_one(
    client_of, clerk, deputy, head, quick_pdf, django_assert_num_queries, django_assert_max_num_queries, key
):
    client = client_of(clerk)
    _papers(1, clerk, deputy, head)
    with django_assert_max_num_queries(17) as few:
        client.get(f"/journals/{key}/")
    _papers(54, clerk, deputy, head)
    with django_assert_num_queries(len(few.captured_queries)):
        response = client.get(f"/journals/{key}/")
    assert len(response.context["table"].rows) == 50
    assert len(client.get(f"/journals/{key}/", {"page": 2}).context["table"].rows) == 5


# --- files ---------------------------------------------------------------------------------------
def test_the_spreadsheet_has_real_dates_and_a_frozen_heading(client_of, clerk):
    registration = make_registration()
    response = client_of(clerk).get("/journals/registrations/xlsx/")
    sheet = load_workbook(BytesIO(b"".join(response))).worksheets[0]
    assert sheet.freeze_panes == "B6"
    assert sheet["A6"].value == registration.number
    assert sheet["C6"].value == datetime.combine(registration.registered_on, datetime.min.time())
    assert sheet["C6"].number_format == "dd.mm.yyyy"
    assert response["Content-Disposition"].startswith('attachment; filename="registrations_')
    assert response["Cache-Control"] == "no-store"


def test_the_print_is_an_a4_sheet_across_in_the_language_of_the_screen(client_of, clerk):
    make_registration()
    clerk.language = "ru"
    clerk.save()
    response = client_of(clerk).get("/journals/registrations/pdf/")
    reader = PdfReader(BytesIO(b"".join(response)))
    text = reader.pages[0].extract_text()
    assert response["Content-Type"] == "application/pdf"
    assert str(reader.root_object["/Lang"]) == "ru"
    assert [round(float(side)) for side in reader.pages[0].mediabox[2:]] == [842, 595]
    assert "Ахметов Ерлан" in text
    assert clerk.get_short_name() in text
    assert "1 / 1" in text


def _many_registrations(count):
    """Store many registrations at once, all of one day; the history triggers are left out for speed."""
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL session_replication_role = replica")
    _store_many(count)
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL session_replication_role = origin")
        cursor.execute("ANALYZE")


def _store_many(count):
    clerk = make_staff(role=Role.CLERK)
    first = make_application(by=clerk)
    day = today()
    persons = [
        Person(
            surname="Ахметов",
            given_name=f"Ерлан{'а' * (number % 5)}",
            category="citizen",
            birth_date=date(1980, 1, 1),
            sex="male",
            address="Астана",
        )
        for number in range(count)
    ]
    persons = Person.objects.bulk_create(persons, 2000)
    applications = IntakeApplication.objects.bulk_create(
        [
            IntakeApplication(
                person=person,
                standard=first.standard,
                applied_on=day,
                entered_on=day,
                due_on=day,
                due_rule={},
                state="accepted",
                taken_by=clerk,
            )
            for person in persons
        ],
        2000,
    )
    UnemploymentRegistration.objects.bulk_create(
        [
            UnemploymentRegistration(
                person_id=application.person_id,
                application=application,
                series="T",
                year=day.year,
                sequence=number,
                number=f"T-{day.year}-{number:06d}",
                registered_on=day,
                entered_on=day,
                registered_by=clerk,
            )
            for number, application in enumerate(applications, 1)
        ],
        2000,
    )


def test_a_long_journal_is_never_held_in_memory_as_a_whole():
    _many_registrations(3000)
    alive = []
    for number, _entry in enumerate(JOURNALS["registrations"].table(Period(today(), today())).rows):
        if number % 250 == 0:
            gc.collect()
            alive.append(sum(type(row) is UnemploymentRegistration for row in gc.get_objects()))
    assert number == 2999
    assert max(alive) <= 1001


def test_a_long_journal_is_printed_in_parts(client_of, clerk, monkeypatch):
    made = []

    def render(_name, context, _language):
        made.append(context)
        return "<p>"

    monkeypatch.setattr("astana_employment.toolbox.screens.tables.render_html", render)
    monkeypatch.setattr("astana_employment.toolbox.screens.tables.render_pdf", str.encode)
    _many_registrations(ROWS_A_PART + 3)
    client = client_of(clerk)
    page = client.get("/journals/registrations/").content.decode()
    assert '<option value="2">2 / 2</option>' in page
    response = client.get("/journals/registrations/pdf/", {"part": "2"})
    b"".join(response)
    assert response["Content-Disposition"].endswith('-2.pdf"')
    assert (made[0]["part"], made[0]["parts"], len(made[0]["rows"])) == (2, 2, 3)
    assert made[0]["rows"][0][0].text == f"T-{today().year}-{ROWS_A_PART + 1:06d}"


def test_decisions_without_a_number_stand_in_no_journal(clerk):
    prepared(clerk)
    assert Decision.objects.count() == 1
    assert as_dicts("certificates") == []
