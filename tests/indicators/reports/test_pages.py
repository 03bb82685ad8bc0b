"""Pages of the indicators: who may open which, what is logged, and how many queries a list takes."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from astana_employment.department.models import AccessRecord, Role
from astana_employment.toolbox.clock import today
from complaints.models import Complaint
from indicators.annex3.texts import CODES
from indicators.measures import SOURCES
from indicators.measures.case_columns import shown_cases
from indicators.models import IndicatorReport, MediaPublication, ReportDispatch
from tests.benchmarks.cases import add_cases
from tests.complaints.rows import make_complaint
from tests.factories import form_key, make_registration, make_staff
from tests.indicators.reports.builders import issue, last_quarter, make_draft, seal

commits = pytest.mark.django_db(transaction=True)
CASES = "/indicators/1.1/cases/"


# --- who -----------------------------------------------------------------------------------------
@pytest.mark.django_db
@pytest.mark.parametrize(
    ("role", "opens"),
    [
        (Role.HEAD_OF_DIVISION, True),
        (Role.DEPUTY_DIRECTOR, True),
        (Role.DIRECTOR, True),
        (Role.MONITORING, False),
        (Role.CHANCELLERY, False),
        (Role.CLERK, False),
        (Role.ADMINISTRATOR, False),
    ],
)
def test_clause_18_7_the_cases_behind_a_figure_are_for_who_decides(role, opens, client_of):
    answer = client_of(make_staff(role=role)).get(CASES)
    assert answer.status_code == (200 if opens else 403)


@pytest.mark.django_db
def test_the_monitoring_department_sees_figures_but_no_links_to_cases(monitoring, head, client_of):
    page = client_of(monitoring).get("/indicators/")
    assert page.status_code == 200
    assert "/cases/" not in page.content.decode()
    assert "/cases/" in client_of(head).get("/indicators/").content.decode()


@pytest.mark.django_db
def test_a_draft_is_not_for_the_monitoring_department(monitoring, head, client_of):
    draft = make_draft(by=head)
    assert client_of(monitoring).get(f"/reports/{draft.pk}/").status_code == 403
    assert f"/reports/{draft.pk}/" not in client_of(monitoring).get("/reports/").content.decode()
    assert client_of(head).get(f"/reports/{draft.pk}/").status_code == 200


@pytest.mark.django_db
@pytest.mark.parametrize("path", ["issue/", "revise/", "send/", "day/", "finish/"])
def test_the_monitoring_department_reads_and_downloads_only(path, monitoring, deputy, client_of):
    report = seal(make_draft(), deputy)
    answer = client_of(monitoring).post(f"/reports/{report.pk}/{path}", form_key())
    assert answer.status_code == 403


@pytest.mark.django_db
def test_the_acting_deputy_of_today_may_issue_and_of_yesterday_may_not(client_of):
    clerk = make_staff(role=Role.CLERK)
    draft = make_draft()
    order = {"acts_as": "deputy_director", "order_number": "1", "order_date": today()}
    day = today() - timedelta(days=1)
    clerk.delegations.create(**order, starts_on=day, ends_on=day)
    assert client_of(clerk).get(f"/reports/{draft.pk}/").status_code == 403
    clerk.delegations.create(**order, starts_on=today(), ends_on=today())
    assert 'name="shown"' in client_of(clerk).get(f"/reports/{draft.pk}/").content.decode()


@pytest.mark.django_db
def test_art_97_2_nobody_sees_a_complaint_about_himself_in_a_list(head, director, client_of):
    complaint = make_complaint()
    complaint.against_rows.create(staff=head)
    rows = Complaint.objects.all()
    assert not shown_cases("due", rows, head).exists()
    assert shown_cases("due", rows, director).exists()


# --- what is logged ------------------------------------------------------------------------------
@pytest.mark.django_db
def test_a_look_at_the_cases_stands_in_the_read_log(head, client_of):
    client_of(head).get(f"{CASES}?period=2026Q1&source=requests&in=no")
    record = AccessRecord.objects.get(by=head)
    assert record.subject_type == "certificates.certificaterequest"
    assert record.detail == "1.1 2026Q1 requests not in"


@commits
def test_a_download_of_a_report_stands_in_the_read_log(monitoring, deputy, client_of):
    report = issue(make_draft(), deputy)
    client = client_of(monitoring)
    for form, begins in (("pdf", b"%PDF"), ("xlsx", b"PK"), ("csv", b"\xef\xbb\xbf"), ("json", b"{")):
        answer = client.get(f"/reports/{report.pk}/file/{form}/")
        assert answer.content.startswith(begins)
    downloads = AccessRecord.objects.filter(by=monitoring, act="download", subject_id=report.pk)
    assert downloads.count() == 4
    assert client.get(f"/reports/{report.pk}/file/exe/").status_code == 404


# --- bad addresses -------------------------------------------------------------------------------
@pytest.mark.django_db
@pytest.mark.parametrize(
    "path",
    [
        "/indicators/9.9/cases/",
        f"{CASES}?period=2999Q1",
        f"{CASES}?period=x",
        f"{CASES}?source=visits",
        f"{CASES}?period=2026&as_of=2027-01-01",
        f"{CASES}?period=2026&as_of=x",
        "/indicators/?period=2098Q1",
        "/reports/999999/",
    ],
)
def test_an_invented_address_is_not_found(path, head, client_of):
    assert client_of(head).get(path).status_code == 404


@pytest.mark.django_db
def test_an_unfinished_quarter_is_refused_beside_its_field(head, client_of):
    client = client_of(head)
    for period in (f"{today().year}Q{(today().month + 2) // 3}", f"{today().year + 1}", "abc"):
        answer = client.post("/reports/new/", {"period": period, "as_of": "", **form_key()})
        assert answer.status_code == 422
        assert "period" in answer.context["form"].errors
    answer = client.post("/reports/new/", {"period": "2025Q1", "as_of": "01.02.2025", **form_key()})
    assert "as_of" in answer.context["form"].errors
    assert not IndicatorReport.objects.exists()


# --- issuing through the page --------------------------------------------------------------------
@commits
def test_issuing_asks_for_a_recent_password(head, client_of, deputy):
    draft = make_draft(by=head)
    client = client_of(deputy, password_age=601)
    shown = client.get(f"/reports/{draft.pk}/").context["sheet"].seal
    answer = client.post(f"/reports/{draft.pk}/issue/", {"shown": shown, **form_key()})
    assert answer.url.startswith("/confirm/")
    draft.refresh_from_db()
    assert draft.state == "draft"


@commits
def test_one_press_issues_one_report_and_its_paper(head, client):
    deputy = make_staff(role=Role.DEPUTY_DIRECTOR, username="deputy-one", password="Sapa-2026-kuz")
    client.post("/sign-in/", {"login": deputy.username, "password": "Sapa-2026-kuz"})
    draft = make_draft(by=head)
    shown = client.get(f"/reports/{draft.pk}/").context["sheet"].seal
    address, data = f"/reports/{draft.pk}/issue/", {"shown": shown, **form_key()}
    assert client.post(address, {**data, "shown": "0", **form_key()}).status_code == 409
    first, second = client.post(address, data), client.post(address, data)
    assert (first.status_code, second.status_code) == (302, 302)
    draft.refresh_from_db()
    assert (draft.state, draft.paper.number) == ("issued", draft.number)
    assert client.post(address, {**data, **form_key()}).status_code == 422


# --- sending and publishing ----------------------------------------------------------------------
@commits
def test_clause_2_the_sending_is_recorded_and_not_before_the_issue(chancellery, deputy, client_of):
    report = issue(make_draft(), deputy)
    client = client_of(chancellery)
    data = {"how": "courier", "outgoing_number": "12-3/45", "note": ""}
    early = client.post(f"/reports/{report.pk}/send/", {**data, "sent_on": "1.1.2026", **form_key()})
    assert (early.status_code, set(early.context["form"].errors)) == (422, {"sent_on"})
    day = f"{today():%d.%m.%Y}"
    assert (
        client.post(f"/reports/{report.pk}/send/", {**data, "sent_on": day, **form_key()}).status_code == 302
    )
    again = client.post(f"/reports/{report.pk}/send/", {**data, "sent_on": day, **form_key()})
    assert set(again.context["form"].errors) == {"outgoing_number"}
    assert ReportDispatch.objects.get().outgoing_number == "12-3/45"


@pytest.mark.django_db
def test_clause_2_a_publication_is_recorded(chancellery, monitoring, client_of):
    data = {
        "what": "figures",
        "year": "2026",
        "medium": "«Астана ақшамы»",
        "place": "№ 34, 2-бет",
        "published_on": "1.2.2026",
    }
    client = client_of(chancellery)
    assert client.post("/indicators/media/new/", {**data, **form_key()}).status_code == 302
    assert "Астана ақшамы" in client_of(monitoring).get("/indicators/media/").content.decode()
    assert MediaPublication.objects.get().by == chancellery
    assert client_of(monitoring).get("/indicators/media/new/").status_code == 403


# --- how many queries ----------------------------------------------------------------------------
@pytest.fixture
def many_cases(clerk):
    for _number in range(20):
        make_registration(by=clerk, registered_on=today() - timedelta(days=700))
    add_cases(3000, days=200, clerk=clerk)


def queries(client, path):
    with CaptureQueriesContext(connection) as captured:
        answer = client.get(path)
    assert answer.status_code == 200, path
    return len(captured)


@pytest.mark.django_db
def test_every_list_behind_a_figure_takes_a_steady_number_of_queries(many_cases, head, client_of):
    client = client_of(head)
    period = last_quarter().code
    client.get(CASES)
    for code in CODES:
        for source in SOURCES[code]:
            for wanted in ("yes", "no"):
                path = f"/indicators/{code}/cases/?period={period}&source={source.key}&in={wanted}"
                assert queries(client, path) <= 9, path


@pytest.mark.django_db
def test_the_dashboard_takes_25_queries_at_most(many_cases, head, client_of):
    client = client_of(head)
    client.get("/indicators/")
    assert queries(client, "/indicators/") <= 25


@pytest.mark.django_db
def test_the_list_of_reports_takes_the_same_number_of_queries_however_many(head, deputy, client_of):
    client = client_of(head)
    make_registration(by=make_staff(role=Role.CLERK), registered_on=today() - timedelta(days=900))
    client.get("/reports/")
    before = queries(client, "/reports/")
    for quarter in last_quarter().quarters_before(2):
        seal(make_draft(period=quarter, by=head), deputy)
    assert queries(client, "/reports/") <= before + 2  # the files sent along with each
