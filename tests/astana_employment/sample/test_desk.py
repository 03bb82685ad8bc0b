"""The sample desk has a quarter of work behind it and a day's work before it; it comes whole or never."""

from collections import Counter
from datetime import date, datetime, timedelta
from io import StringIO
from random import Random
from unittest.mock import Mock

import pytest
from django.core.management import call_command
from django.db.models import Q

from astana_employment.department.models import Delegation, OutgoingMail, Paper, Series, StaffMember
from astana_employment.department.window_map import load_window_map
from astana_employment.sample import desk
from astana_employment.sample.card_index import DATA, import_cards, import_vacancies, weekday
from astana_employment.sample.desk import fill_desk, load_desk, real_data
from astana_employment.sample.simulation.life import Life
from astana_employment.sample.simulation.people import make_up
from astana_employment.sample.simulation.season import ASTANA
from astana_employment.sample.staff import load_staff
from astana_employment.toolbox.clock import held_at, today
from certificates.lists import signed_papers
from certificates.models import CertificateRequest, Decision
from complaints.models import Complaint, OralContact
from indicators.annex3.periods import Period
from indicators.measures import figures_of
from indicators.models import IndicatorReport, InformationPublication, MediaPublication, ReportDispatch
from registry.card.acts.entries import offer_job
from registry.card.hindrances import open_hindrances
from registry.models import (
    IntakeApplication,
    Person,
    QueueTicket,
    StandingDecision,
    UnemploymentRegistration,
    Vacancy,
    VisitAppointment,
)
from registry.standing.facts import all_findings
from registry.vacancies.search import Wanted, fitting_keys
from tests.factories import make_person, make_registration, make_vacancy

pytestmark = pytest.mark.usefixtures("_fast_passwords")

FORENOON = datetime(2026, 12, 1, 11, 20, tzinfo=ASTANA)
CARDS = len((DATA / "people.csv").read_text(encoding="utf-8").splitlines()) - 1


def counts():
    models = (
        Person,
        Vacancy,
        QueueTicket,
        CertificateRequest,
        Complaint,
        Paper,
        IndicatorReport,
        StaffMember,
    )
    return [model._default_manager.count() for model in models]


@pytest.mark.django_db
def test_every_list_of_the_desk_shows_something_and_loading_again_changes_nothing():
    with held_at(FORENOON):
        load_staff()
        refused = fill_desk(people=desk.PEOPLE)
        assert sum(refused.values()) < 5
        the_record_cards_do()
        the_hall_does()
        the_windows_and_the_deputy_director_do()
        the_chancellery_does()
        the_indicators_do()
        before = counts()
        call_command("load_sample", stdout=StringIO())
        assert counts() == before


def the_record_cards_do():
    """What is due, who is late, grounds to judge, vacancies to offer."""
    found = {finding.ground for row in all_findings(today()) for finding in row.findings}
    assert found == {1, 2, 3, 4, 5, 6, 8}  # every ground but a sentence
    assert VisitAppointment.objects.filter(closed_on=None, due_on__lte=today()).exists()
    [driver] = fitting_keys(Wanted("водитель", 2, ""), today())
    assert Vacancy.objects.get(pk=driver).profession == "жүргізуші"
    states = UnemploymentRegistration.objects.filter(application__is_imported=False)
    assert set(states.values_list("state", flat=True)) == {"active", "suspended", "ended"}
    assert {"suspend", "end"} <= set(StandingDecision.objects.values_list("act", flat=True))
    assert not StandingDecision.objects.filter(paper=None).exists()
    handed_in = IntakeApplication.objects.filter(applied_on=today())
    assert set(handed_in.values_list("state", flat=True)) == {"accepted", "turned_back"}
    registered = UnemploymentRegistration.objects.values("application")
    assert handed_in.filter(state="accepted").exclude(pk__in=registered).exists()
    assert UnemploymentRegistration.objects.filter(registered_on=today()).exists()


def the_hall_does():
    tickets = QueueTicket.objects.filter(day=today())
    assert set(tickets.filter(state="waiting").values_list("point", flat=True)) == {1, 2, 3, 4, 5}
    assert tickets.filter(state="served").count() > 10
    earlier = QueueTicket.objects.exclude(day=today())
    assert not earlier.filter(state__in=("waiting", "called", "serving")).exists()


def the_windows_and_the_deputy_director_do():
    """Requests that are open, to be signed, sent back, and papers to hand over, for every window."""
    states = Counter(CertificateRequest.objects.values_list("state", flat=True))
    assert states["open"] >= 6
    decisions = Counter(Decision.objects.values_list("state", flat=True))
    assert decisions["prepared"] == 3
    assert decisions["returned"] == 1
    assert decisions["signed"] >= 2
    # On the first of a month, as here, the journals begin anew.
    assert Decision.objects.filter(state="signed", signed_at__date=today()).exists()
    assert signed_papers(None, today(), "uncollected").exists()
    split = load_window_map()
    at_hand = Q(state="open") | Q(decisions__state="signed")
    rows = CertificateRequest.objects.filter(at_hand).select_related("registration__person")
    windows = Counter(split.number_of(row.registration.person) for row in rows)
    assert all(windows[number] >= 2 for number in (1, 2, 3, 4))
    papers = Paper.objects.filter(series__in=(Series.CERTIFICATE, Series.REFUSAL))
    assert papers.count() == Decision.objects.exclude(paper=None).count()
    # Clause 15, reading 40: whoever has an offer or a referral open gets no paper prepared.
    for decision in Decision.objects.filter(state="prepared").select_related("request__registration"):
        assert not open_hindrances(decision.request.registration)


def the_chancellery_does():
    """Complaints at every step from the arrival to the end, in each of the four cells; mails, calls."""
    assert set(Complaint.objects.values_list("state", flat=True)) == set(Complaint.State.values)
    assert min(Complaint.objects.cell_counts(today()).values()) > 0
    series = Counter(Paper.objects.values_list("series", flat=True))
    assert series[Series.RECEIPT] == Complaint.objects.registered().count()
    assert series[Series.ANSWER] == Complaint.objects.filter(answer__paper__isnull=False).count()
    assert Complaint.objects.registered().filter(registered_on=today()).exists()
    assert OutgoingMail.objects.exists()
    assert OralContact.objects.exists()


def the_indicators_do():
    """The last report is issued, sent and printed; it and the running quarter have figures for all twelve."""
    [report] = IndicatorReport.objects.all()
    assert (report.year, report.quarter, report.state) == (2026, 3, "issued")
    assert ReportDispatch.objects.get().report == report
    assert set(MediaPublication.objects.values_list("what", flat=True)) == {"standard", "figures"}
    assert InformationPublication.objects.count() == 17
    assert Delegation.objects.exists()
    for period in (report.period, Period.quarter_of(today())):
        assert all(figure.denominator for figure in figures_of(period).values())


@pytest.mark.django_db
def test_whoever_has_an_open_offer_is_passed_over(clerk):
    """Clause 15, reading 40: such a request would wait."""
    life = Life(Mock(), make_up(1, Random(1)))
    assert not life.is_ready()
    life.card = Mock(registration=make_registration())
    assert life.is_ready()
    offer_job(registration=life.card.registration, vacancy=make_vacancy(), offered_on=today(), by=clerk)
    assert not life.is_ready()


@pytest.mark.django_db
@pytest.mark.parametrize(
    "moment",
    [
        datetime(2026, 11, 29, 12, tzinfo=ASTANA),  # a Sunday
        datetime(2026, 1, 6, 8, tzinfo=ASTANA),  # before the opening
        datetime(2026, 12, 1, 23, tzinfo=ASTANA),
    ],
)
def test_the_sample_can_be_started_at_any_hour(moment):
    with held_at(moment):
        load_staff()
        fill_desk(people=4)
        waiting = QueueTicket.objects.filter(state="waiting")
        assert waiting.exists() == (moment.hour == 23)
        assert not waiting.exclude(day=today()).exists()
        assert Decision.objects.filter(state="signed").exists()
        assert IndicatorReport.objects.filter(state="issued").exists()


@pytest.mark.django_db
@pytest.mark.parametrize("later", range(7))
def test_the_card_index_can_be_loaded_on_any_day_of_the_week(administrator, later):
    day = today() - timedelta(days=later)
    import_vacancies(day)
    import_cards(day)
    assert Person.objects.count() == CARDS


def test_a_day_off_gives_way_to_a_weekday():
    friday = date(2026, 11, 20)
    assert weekday(friday, 0) == friday
    assert weekday(friday, 1) == date(2026, 11, 23)
    assert weekday(friday, -5) == date(2026, 11, 13)


@pytest.mark.django_db(transaction=True)
def test_of_a_start_that_is_killed_nothing_is_left(monkeypatch):
    """Although every paper is kept in a transaction of its own."""

    def killed(_day):
        assert Paper.objects.exists()
        raise KeyboardInterrupt

    monkeypatch.setattr(desk, "import_cards", killed)
    with held_at(FORENOON):
        load_staff()
        with pytest.raises(KeyboardInterrupt):
            load_desk(people=1)
    assert real_data() is None


@pytest.mark.django_db
def test_made_up_people_are_not_mixed_with_real_ones():
    make_person()
    call_command("load_sample", stdout=StringIO())
    assert Person.objects.count() == 1
    assert StaffMember.objects.filter(username="aigul").exists()


@pytest.mark.django_db(transaction=True)
def test_a_year_that_nobody_has_confirmed_stops_no_start():
    out = StringIO()
    with held_at(datetime(2031, 3, 3, 11, tzinfo=ASTANA)):
        call_command("load_sample", stdout=out)
    assert "2031" in out.getvalue() or "2030" in out.getvalue()
    assert "aigul" in out.getvalue()
    assert real_data() is None
