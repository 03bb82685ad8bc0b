"""The indicators over a handful of cases each, counted by hand: which case is in which quarter, and why."""

from datetime import date, datetime, time
from typing import Any

import pytest

from astana_employment.department.models import Paper, PaperAnnulment, Role
from complaints.models import Answer, Complaint
from indicators.annex3.periods import Period
from indicators.measures import MEASURES
from registry.hall.acts import calls
from registry.hall.acts.day_end import close_past_days
from registry.hall.day_figures import figures_of
from tests.complaints.rows import make_complaint
from tests.factories import ASTANA, make_application, make_registration, make_request, make_staff
from tests.registry.hall.builders import stopped_clock, ticket_at

pytestmark = pytest.mark.django_db

# Tests call this year long gone, and its days off are confirmed.
FIRST, SECOND = Period(2025, 1), Period(2025, 2)


def day(text: str) -> date:
    return date.fromisoformat(f"2025-{text}")


def at(text: str) -> datetime:
    """Return ten in the morning of a day in Astana."""
    return datetime.combine(day(text), time(10), ASTANA)


def counts(code: str, period: Period = FIRST) -> tuple[int, int]:
    figure = MEASURES[code](period)
    return figure.numerator, figure.denominator


def beside(code: str, period: Period = FIRST) -> dict[str, tuple[int, int | None]]:
    return {part.code: (part.numerator, part.denominator) for part in MEASURES[code](period).beside}


# --- 1.1: a due day is ten days after the day of the intake or the request --------------------------
def test_annex_3_1_1_reading_46_an_intake_counts_on_its_decision_or_its_due_day_whichever_came_first():
    make_application(applied_on=day("01-10"), registered_on=day("01-20"))  # on the due day: in time
    make_application(applied_on=day("01-10"), registered_on=day("01-21"))  # a day late
    make_application(applied_on=day("03-25"), registered_on=day("04-10"))  # due on 4 April, and late there
    make_application(applied_on=day("03-25"))  # the same, and still not registered
    assert (counts("1.1", FIRST), counts("1.1", SECOND)) == ((1, 2), (0, 2))


def test_annex_3_1_1_who_was_turned_back_and_old_cards_are_no_cases():
    make_application(applied_on=day("01-10"), state="turned_back", missing=["work_record"])
    make_application(applied_on=day("01-10"), registered_on=day("02-10"), is_imported=True)
    assert counts("1.1") == (0, 0)


def test_annex_3_1_1_reading_9_registrations_and_certificates_stand_together_and_apart():
    registration = make_registration(registered_on=day("01-10"))
    common: dict[str, Any] = {"registration": registration, "requested_on": day("02-01")}
    make_request(state="decided", closed_on=day("02-10"), **common)
    make_request(state="decided", closed_on=day("02-14"), **common)
    make_request(state="withdrawn", closed_on=day("02-12"), withdrawn_reason="өтініші бойынша", **common)
    # Decided a day before the due day, three days late, and withdrawn late: that one was due undecided.
    assert beside("1.1") == {"intakes": (1, 1), "requests": (1, 3)}
    assert counts("1.1") == (2, 4)


def serve_next(point: int, by: Any) -> None:
    """Call who is next, who comes and is served."""
    ticket = calls.call_next(point=point, by=by)
    assert ticket is not None
    calls.finish(ticket=calls.start_serving(ticket=ticket, by=by), by=by)


# --- 1.2 ----------------------------------------------------------------------------------------
def wait(minutes: int, by: Any, purpose: str, point: int = 1) -> None:
    """Let somebody wait so long for a call."""
    with stopped_clock(at("02-04")) as clock:
        ticket_at(point, by, purpose=purpose)
        clock.move(minutes=minutes)
        serve_next(point, by)


def test_annex_3_1_2_reading_62_questions_and_complaints_are_told_beside_it(clerk, chancellery):
    wait(50, clerk, "question")
    wait(50, chancellery, "complaint", point=5)
    assert counts("1.2") == (0, 0)
    assert beside("1.2")["other_visits"] == (2, None)


def test_annex_3_1_2_reading_62_who_waited_when_the_hall_closed_is_counted_among_those_who_left(clerk):
    wait(10, clerk, "receive")
    with stopped_clock(at("02-04")):
        ticket_at(1, clerk)  # never called
        ticket_at(1, clerk)
        ticket_at(1, clerk)
        calls.call_next(point=1, by=clerk)  # never answered
    for _state in ("before the day is closed", "after"):
        assert counts("1.2") == (1, 1)
        assert beside("1.2")["abandoned"] == (3, None)
        close_past_days()


def test_the_page_of_the_day_and_the_indicator_tell_the_same_share(clerk):
    for minutes, purpose in ((5, "receive"), (41, "hand_in"), (7, "question")):
        wait(minutes, clerk, purpose)
    with stopped_clock(at("02-04")) as clock:
        ticket_at(1, clerk)
        clock.move(minutes=30)
        ticket = calls.call_next(point=1, by=clerk)
        assert ticket is not None
        calls.start_serving(ticket=ticket, by=clerk)  # never finished
        ticket_at(1, clerk)
    for _state in ("before the day is closed", "after"):
        share = figures_of(day("02-04")).within_indicator
        assert (share.numerator, share.denominator) == counts("1.2") == (2, 3)
        close_past_days()


def test_annex_3_1_2_reading_2_both_queues_count_and_the_one_for_complaints_does_not(clerk, chancellery):
    wait(10, clerk, "hand_in")
    wait(40, clerk, "receive")
    wait(41, clerk, "receive")
    wait(5, chancellery, "complaint", point=5)
    assert counts("1.2") == (2, 3)
    assert beside("1.2") == {
        "within_rule": (1, 3),
        "not_measured": (0, None),
        "abandoned": (0, None),
        "other_visits": (1, None),
    }


# --- 2.2 ----------------------------------------------------------------------------------------
def make_paper(number: int, kind: str = "certificate", series: str = "A") -> Paper:
    return Paper.objects.create(
        kind=kind, language="kk", series=series, year=2025, sequence=number, number=f"{series}-2025-{number}",
        case_file="person:1", issued_on=day("02-03"), valid_until=day("03-03"), sha256="0" * 64,
        check_code=f"{series}{number:09d}", initials="А. Б.", signed_by=make_staff(role=Role.DEPUTY_DIRECTOR),
    )  # fmt: skip


def test_annex_3_2_2_only_what_was_annulled_for_our_own_error_was_drawn_up_wrongly(head):
    papers = [make_paper(number) for number in (1, 2, 3)]
    PaperAnnulment.objects.create(paper=papers[0], reason="қате", is_our_error=True, by=head)
    PaperAnnulment.objects.create(paper=papers[1], reason="жоғалды", is_our_error=False, by=head)
    make_paper(1, kind="notice", series="X")  # no document in which the service ends (clause 5(2))
    assert (counts("2.2", FIRST), counts("2.2", SECOND)) == ((2, 3), (0, 0))


# --- 3.2 ----------------------------------------------------------------------------------------
def test_annex_3_3_2_readings_4_and_52_a_case_is_a_persons_attempts_and_counts_on_the_first():
    incomplete: dict[str, Any] = {"state": "turned_back", "missing": ["work_record"]}
    first = make_application(applied_on=day("03-31"), **incomplete)
    make_application(person=first.person, applied_on=day("04-01"), follows=first)
    make_application(applied_on=day("03-31"))
    make_application(applied_on=day("03-31"), state="open")  # nobody knows yet
    assert (counts("3.2", FIRST), counts("3.2", SECOND)) == ((1, 2), (0, 0))


# --- 4.1 and 4.2 ----------------------------------------------------------------------------------
def make_answered(registered: str, finished: str, *, outcome: str = "full", **values: Any) -> Complaint:
    """Make a complaint of a day, answered on another one; justified unless told otherwise."""
    is_justified = values.pop("is_justified", True)
    with stopped_clock(at(registered)):
        complaint = make_complaint(**values)
    judge = make_staff(role=Role.HEAD_OF_DIVISION)
    Complaint.objects.filter(pk=complaint.pk).update(
        state="answered", level="head_of_division", assigned_to=judge, finished_on=day(finished)
    )
    Answer.objects.create(
        complaint=complaint, outcome=outcome, is_justified=is_justified, measures="шара", text="жауап",
        level="head_of_division", decided_on=day(finished), decided_by=judge,
    )  # fmt: skip
    complaint.refresh_from_db()
    return complaint


def serve(text: str, by: Any, purpose: str = "receive", point: int = 1) -> None:
    """Let somebody take a ticket, be called and be served on a day."""
    with stopped_clock(at(text)):
        ticket_at(point, by, purpose=purpose)
        serve_next(point, by)


def test_annex_3_4_1_reading_53_justified_complaints_to_visits_served_without_those_for_a_complaint(
    clerk, chancellery
):
    make_answered("02-04", "02-10")
    make_answered("02-04", "02-10", is_justified=False, outcome="none")
    make_answered("04-02", "04-10")  # another quarter
    for purpose in ("hand_in", "receive"):
        serve("02-04", clerk, purpose)
    serve("02-04", chancellery, "complaint", point=5)
    with stopped_clock(at("02-05")):
        ticket_at(1, clerk)  # who only waits is not served
    assert counts("4.1") == (1, 2)


def test_annex_3_4_2_reading_47_justified_complaints_count_on_their_due_day():
    complaint = make_answered("02-04", "02-10")
    assert complaint.due_on == day("03-04")  # 20 working days (art. 99)
    make_answered("02-04", "03-05")  # a day late
    make_answered("02-04", "03-04", outcome="none")  # in time, justified, and not satisfied
    make_answered("02-04", "02-10", is_justified=False, outcome="none")
    make_answered("03-20", "03-25")  # due in April
    make_answered("02-04", "02-10", kind="other")
    assert (counts("4.2", FIRST), counts("4.2", SECOND)) == ((1, 3), (1, 1))
    assert beside("4.2") == {"in_time": (2, 3)}
