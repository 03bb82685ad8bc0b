"""The kiosk: two touches to a ticket, an answer to every bad touch, when to come instead (clauses 10, 11)."""

from collections.abc import Iterator
from datetime import datetime

import pytest
from django.test import Client
from django.urls import reverse

from astana_employment.department.models import RequiredDocument, ServiceStandard, SurveyInvitation
from astana_employment.toolbox.kazakh import ALPHABET
from registry.hall.acts.late_tickets import PaperTimes, enter_visit
from registry.hall.lobby import papers_for
from registry.models import Point, Purpose, QueueTicket, TicketInterval
from tests.astana_employment.department.devices import device_browser
from tests.factories import ASTANA, form_key
from tests.registry.hall.builders import Clock, stopped_clock, ticket_at

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def clock() -> Iterator[Clock]:
    """A clock that stands still on a working morning."""
    with stopped_clock() as clock:
        yield clock


@pytest.fixture
def kiosk() -> Client:
    """A kiosk without a printer, in English."""
    browser, _link = device_browser("kiosk")
    browser.post(reverse("set_language"), {"language": "en"})
    return browser


def touch(kiosk, letter="Қ", purpose="hand_in", key=None):
    address = reverse("kiosk_purpose", args=[letter])
    return kiosk.post(address, {"purpose": purpose, **(key or form_key())})


# --- two touches ---------------------------------------------------------------------------------
def test_all_42_letters_stand_in_the_order_of_the_alphabet(kiosk):
    text = kiosk.get(reverse("kiosk")).text
    places = [text.index(f'href="{reverse("kiosk_purpose", args=[letter])}"') for letter in ALPHABET]
    assert places == sorted(places)


def test_clause_11_two_touches_give_a_ticket_of_the_window_of_the_letter(kiosk):
    assert kiosk.get(reverse("kiosk_purpose", args=["Қ"])).status_code == 200
    response = touch(kiosk)
    ticket = QueueTicket.objects.get()
    assert response["Location"] == reverse("kiosk_ticket", args=[ticket.pk])
    assert (ticket.letter, ticket.point, ticket.purpose) == ("Қ", Point.WINDOW_2, Purpose.HAND_IN)


def test_reading_50_a_complaint_goes_to_the_chancellery(kiosk):
    touch(kiosk, purpose="complaint")
    assert QueueTicket.objects.get().point == Point.CHANCELLERY


def test_the_ticket_tells_number_window_people_wait_papers_and_survey(kiosk, clerk):
    for _person in range(2):
        ticket_at(2, clerk)
    page = kiosk.get(touch(kiosk)["Location"])
    ticket = QueueTicket.objects.latest("id")
    token = SurveyInvitation.objects.get(subject_id=ticket.pk).token
    assert ticket.number == "2-003"
    assert (page.context["place"].before, page.context["place"].minutes) == (2, 16)
    assert page.context["survey_url"].endswith(f"/survey/{token}/")
    assert "document confirming work activity" in page.text
    assert 'aria-label="QR code of the survey"' in page.text


def test_the_slip_is_made_only_where_a_printer_is(kiosk):
    assert "data-slip" not in kiosk.get(touch(kiosk)["Location"]).text
    with_printer, _link = device_browser("kiosk", has_printer=True)
    assert "data-slip" in with_printer.get(touch(with_printer)["Location"]).text


def test_no_name_and_no_number_of_a_person_is_asked_for(kiosk):
    for address in (reverse("kiosk"), reverse("kiosk_purpose", args=["Қ"])):
        assert "<input" not in kiosk.get(address).text.replace('<input type="hidden"', "")


@pytest.mark.parametrize(
    ("language", "name", "letter", "purpose"),
    [
        (
            "kk",
            "Астана қаласының Жұмыспен қамту және әлеуметтік бағдарламалар департаменті",
            "Талон алу үшін тегіңіздің бірінші әрпін басыңыз",
            "Келу мақсатыңызды таңдап, басыңыз",
        ),
        (
            "ru",
            "Департамент занятости и социальных программ города Астаны",
            "Чтобы получить талон, нажмите первую букву вашей фамилии",
            "Выберите цель посещения и нажмите на нее",
        ),
        (
            "en",
            "Department of Employment and Social Programmes of the City of Astana",
            "To take a ticket, touch the first letter of your surname",
            "Touch what you have come for",
        ),
    ],
)
def test_kiosk_and_ticket_have_the_whole_name_and_say_what_to_touch(language, name, letter, purpose):
    kiosk, _link = device_browser("kiosk", has_printer=True)
    kiosk.post(reverse("set_language"), {"language": language})
    first = kiosk.get(reverse("kiosk")).text
    assert name in first
    assert letter in first
    assert purpose in kiosk.get(reverse("kiosk_purpose", args=["Қ"])).text
    slip = kiosk.get(touch(kiosk)["Location"]).text
    assert f'<p class="slip-name">{name}</p>' in slip


# --- papers --------------------------------------------------------------------------------------
def test_clause_12_the_papers_are_those_of_the_edition(kiosk):
    asked = papers_for("hand_in")
    assert [kind.value for kind in asked.common] == ["identity", "iin", "work_record"]
    assert [kinds[0].value for _group, kinds in asked.particular] == [
        "residence_permit",
        "stateless_certificate",
        "oralman_certificate",
    ]
    edition = ServiceStandard.objects.get(valid_until__isnull=True)
    RequiredDocument.objects.filter(standard=edition, kind="work_record").delete()
    assert "work_record" not in papers_for("hand_in").common


def test_clause_16_who_receives_brings_the_identity_document_and_who_asks_brings_nothing():
    assert [kind.value for kind in papers_for("receive").common] == ["identity"]
    for purpose in ("question", "complaint"):
        assert (papers_for(purpose).common, papers_for(purpose).particular) == ([], [])


# --- closed --------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("when", "reason", "come"),
    [
        ((24, 8, 59), "The department is not open yet.", "Come today from: 09:00"),
        ((24, 13, 0), "Lunch break.", "Come today from: 14:00"),
        ((24, 17, 0), "No tickets are given any more today.", "Come on: 25.11.2026, from 09:00"),
        ((28, 11, 0), "Today is a day off.", "Come on: 30.11.2026, from 09:00"),
    ],
)
def test_clause_10_a_closed_hour_says_when_to_come(kiosk, clock, when, reason, come):
    day, hour, minute = when
    clock.set(datetime(2026, 11, day, hour, minute, tzinfo=ASTANA))
    text = kiosk.get(reverse("kiosk")).text
    assert reason in text
    assert come in text
    assert reverse("kiosk_purpose", args=["А"]) not in text
    refused = touch(kiosk, purpose="question")
    assert refused.status_code == 422
    assert come in refused.text
    assert not QueueTicket.objects.exists()


def test_clause_10_after_13_documents_are_not_taken_and_everything_else_is(kiosk, clock):
    clock.set(datetime(2026, 11, 24, 14, 30, tzinfo=ASTANA))
    assert "Come on: 25.11.2026, from 09:00" in kiosk.get(reverse("kiosk")).text
    page = kiosk.get(reverse("kiosk_purpose", args=["А"])).text
    assert 'value="hand_in"' not in page
    assert 'value="receive"' in page
    assert touch(kiosk, purpose="hand_in").status_code == 422
    assert touch(kiosk, purpose="receive").status_code == 302


def test_a_page_left_open_overnight_works_the_next_day(kiosk, clock):
    key = form_key()
    kiosk.get(reverse("kiosk_purpose", args=["А"]))
    clock.move(hours=24)
    assert touch(kiosk, key=key).status_code == 302
    assert QueueTicket.objects.get().day == clock.instant.date()


def test_a_clock_that_jumps_back_gives_a_ticket_all_the_same(kiosk, clock):
    touch(kiosk)
    clock.move(minutes=-30)
    assert touch(kiosk).status_code == 302
    assert [ticket.number for ticket in QueueTicket.objects.order_by("id")] == ["2-001", "2-002"]


# --- bad touches ---------------------------------------------------------------------------------
@pytest.mark.parametrize("letter", ["Q", "1", "АБ", "ß", "Қ̆"])
def test_a_letter_outside_the_alphabet_has_its_answer(kiosk, letter):
    for response in (kiosk.get(reverse("kiosk_purpose", args=[letter])), touch(kiosk, letter)):
        assert response.status_code == 422
        assert "There is no such letter." in response.text
        assert reverse("kiosk_purpose", args=["А"]) in response.text
    assert not QueueTicket.objects.exists()


def test_a_small_letter_is_the_same_letter(kiosk):
    touch(kiosk, "қ")
    assert QueueTicket.objects.get().letter == "Қ"


@pytest.mark.parametrize("purpose", ["", "dance"])
def test_no_purpose_has_its_answer(kiosk, purpose):
    response = touch(kiosk, purpose=purpose)
    assert response.status_code == 422
    assert "Touch what you have come for." in response.text
    assert not QueueTicket.objects.exists()


def test_a_double_touch_makes_one_ticket(kiosk):
    key = form_key()
    first, second = touch(kiosk, key=key), touch(kiosk, key=key)
    assert first["Location"] == second["Location"]
    assert QueueTicket.objects.count() == TicketInterval.objects.count() == 1


def test_a_kiosk_shows_its_own_tickets_of_today_only(kiosk, clock, clerk):
    own = touch(kiosk)["Location"]
    other = reverse("kiosk_ticket", args=[ticket_at(1, clerk).pk])
    assert kiosk.get(own).status_code == 200
    assert kiosk.get(other)["Location"] == reverse("kiosk")
    assert kiosk.get(reverse("kiosk_ticket", args=[999_999]))["Location"] == reverse("kiosk")
    clock.move(hours=24)
    assert kiosk.get(own)["Location"] == reverse("kiosk")


# --- the clerk's paper ---------------------------------------------------------------------------
def test_a_ticket_given_by_a_clerk_is_offered_for_printing(client_of, clerk):
    browser = client_of(clerk)
    address = reverse("queue_take", args=[1])
    response = browser.post(
        address, {"purpose": "receive", "letter": "Қ", "wait": "", **form_key()}, follow=True
    )
    slip = reverse("ticket_slip", args=[QueueTicket.objects.get().pk])
    assert f'<a href="{slip}">' in response.text
    assert browser.get(slip).context["ticket"].number == "2-001"


def test_whoever_works_in_the_hall_prints_a_ticket_of_today_and_nobody_else(
    client_of, clerk, chancellery, director, clock
):
    slip = reverse("ticket_slip", args=[ticket_at(3, clerk).pk])
    assert client_of(chancellery).get(slip).status_code == 200
    assert client_of(director).get(slip).status_code == 403
    clock.move(hours=24)
    assert client_of(clerk).get(slip).status_code == 404


def test_a_visit_from_paper_notes_has_no_ticket_to_print(client_of, clerk, clock):
    times = PaperTimes(called_at=clock.instant, finished_at=clock.instant)
    visit = enter_visit(point=1, purpose="receive", times=times, by=clerk)
    assert client_of(clerk).get(reverse("ticket_slip", args=[visit.pk])).status_code == 404
