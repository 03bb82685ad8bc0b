"""The acts on the record card: what each writes, what each refuses, and with which clause."""

from datetime import date, timedelta
from typing import Any

import pytest
import time_machine
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, ProgrammingError, transaction
from django.utils import translation

from astana_employment.department.models import (
    CalendarOverride,
    CalendarYear,
    Delegation,
    Event,
    ServiceStandard,
)
from astana_employment.toolbox.errors import RuleViolation, StaleRecord
from registry.card.acts.entries import (
    answer_offer,
    close_referral,
    close_summons,
    end_participation,
    offer_job,
    record_life_event,
    refer,
    start_participation,
    summon,
)
from registry.card.acts.every_kind import correct_entry, judge, note_reason, void_entry
from registry.card.acts.visits import OtherDate, agree_visit, keep_visit, undo_visit
from registry.models import (
    JobOffer,
    LifeEvent,
    Summons,
    VisitAppointment,
)
from registry.standing.facts import findings_of
from tests.factories import make_registration, make_staff, make_vacancy

pytestmark = pytest.mark.django_db

NOW = "2026-04-15T05:00:00Z"
TODAY = date(2026, 4, 15)


def on(offset: int) -> date:
    return TODAY + timedelta(days=offset)


@pytest.fixture(autouse=True)
def _in_april():
    """What is refused is read in English here: the clause is written as the standard's number."""
    with time_machine.travel(NOW, tick=False), translation.override("en"):
        yield


@pytest.fixture
def registration(clerk):
    return make_registration(by=clerk, registered_on=date(2026, 1, 12))


@pytest.fixture
def ended(clerk):
    return make_registration(by=clerk, registered_on=date(2026, 1, 12), state="ended", ended_on=on(-10))


def refused(clause, field=None):
    """Expect a rule to refuse, with its clause and beside its field."""

    class Expected:
        def __enter__(self):
            self.raised = pytest.raises(RuleViolation)
            self.info = self.raised.__enter__()
            return self.info

        def __exit__(self, *error):
            done = self.raised.__exit__(*error)
            assert (self.info.value.clause, self.info.value.field) == (clause, field)
            assert clause in self.info.value.messages[0]
            return done

    return Expected()


# --- deadlines -----------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("given", "visit", "summons", "referral"),
    [
        # 2 May was off, Sunday 4 May was worked for it; 9 May is a holiday, 10 and 11 a week-end.
        ("2008-04-30", "2008-05-12", "2008-05-05", "2008-05-08"),
        ("2008-08-28", "2008-09-08", "2008-09-02", "2008-09-05"),  # 1 September in place of Saturday
        ("2008-12-12", "2008-12-22", "2008-12-18", "2008-12-23"),  # 16 and 17 December
        ("2025-06-04", "2025-06-16", "2025-06-09", "2025-06-12"),  # Құрбан айт on Friday 6 June
        ("2025-10-24", "2025-11-03", "2025-10-29", "2025-11-03"),  # 27 October in place of Saturday
        ("2025-12-26", "2026-01-05", "2025-12-30", "2026-01-06"),  # over the New Year
        ("2026-03-19", "2026-03-30", "2026-03-26", "2026-03-31"),  # Наурыз and two days moved
        ("2026-05-06", "2026-05-18", "2026-05-12", "2026-05-15"),  # 7 May; 11 May in place of Saturday
        ("2027-03-12", "2027-03-25", "2027-03-17", "2027-03-25"),  # Constitution Day from 2027, Наурыз
        ("2027-04-30", "2027-05-11", "2027-05-05", "2027-05-12"),  # 3, 7 and 10 May
    ],
)
def test_the_three_due_days_by_the_kazakh_calendar(clerk, given, visit, summons, referral):
    """Clauses 15, 17(2), 17(3): ten calendar days rolled, five and two working days."""
    day = date.fromisoformat(given)
    with time_machine.travel(day + timedelta(hours=12), tick=False):
        row = make_registration(by=clerk, registered_on=day)
        agreed = agree_visit(registration=row, agreed_on=day, by=clerk)
        called = summon(registration=row, summoned_on=day, by=clerk)
        sent = refer(registration=row, kind="job", destination="«Астана жылу» ЖШС", issued_on=day, by=clerk)
    assert [entry.due_on.isoformat() for entry in (agreed, called, sent)] == [visit, summons, referral]
    assert [entry.due_rule["count"] for entry in (agreed, called, sent)] == [10, 2, 5]
    assert {entry.due_rule["edition"] for entry in (agreed, called, sent)} == {
        "2008" if day.year < 2013 else "2013"
    }


def test_a_day_set_by_the_department_moves_what_is_due(registration, clerk):
    CalendarOverride.objects.create(day=on(1), is_working=False, note="бұйрық")
    assert summon(registration=registration, summoned_on=TODAY, by=clerk).due_on == date(2026, 4, 20)


def test_a_year_nobody_confirmed_gives_no_due_day(registration, clerk):
    CalendarYear.objects.filter(year=2026).delete()
    with refused("17(3)") as info:
        summon(registration=registration, summoned_on=TODAY, by=clerk)
    assert "2026" in info.value.messages[0]
    assert not Summons.objects.exists()


# --- visits --------------------------------------------------------------------------------------
class TestVisits:
    """Clause 15: dates for visiting, information given."""

    def test_kept_with_information_and_the_next_date_agreed(self, registration, clerk):
        agreed = agree_visit(registration=registration, agreed_on=on(-9), by=clerk)
        kept = keep_visit(
            registration=registration,
            visit=agreed,
            version=agreed.version,
            came_on=TODAY,
            information="бос орындар тізімі",
            by=clerk,
        )
        following = VisitAppointment.objects.get(closed_on__isnull=True)
        assert (kept.came_on, kept.closed_on, kept.information) == (TODAY, TODAY, "бос орындар тізімі")
        assert (following.agreed_on, following.due_on) == (TODAY, date(2026, 4, 27))
        verbs = Event.objects.filter(case_file=f"person:{registration.person_id}").values_list(
            "verb", flat=True
        )
        assert sorted(verbs) == ["card.visit_agreed", "card.visit_agreed", "card.visit_kept"]

    def test_without_an_agreed_date_the_coming_itself_is_the_visit(self, registration, clerk):
        kept = keep_visit(registration=registration, came_on=TODAY, by=clerk)
        assert (kept.agreed_on, kept.due_on, kept.came_on) == (TODAY, TODAY, TODAY)

    def test_a_missed_date_is_closed_by_the_next_one(self, registration, clerk):
        missed = agree_visit(registration=registration, agreed_on=on(-20), by=clerk)
        agree_visit(registration=registration, agreed_on=TODAY, reason="ауырды", by=clerk)
        missed.refresh_from_db()
        assert (missed.came_on, missed.closed_on, missed.reason) == (None, TODAY, "ауырды")

    def test_no_second_date_while_one_is_to_come(self, registration, clerk):
        agree_visit(registration=registration, agreed_on=on(-5), by=clerk)
        with refused("15", "agreed_on"):
            agree_visit(registration=registration, agreed_on=TODAY, by=clerk)

    def test_no_next_date_after_the_end_of_the_registration(self, ended, clerk):
        keep_visit(registration=ended, came_on=on(-12), by=clerk)
        assert not VisitAppointment.objects.filter(closed_on__isnull=True).exists()
        with refused("15", "agreed_on"):
            agree_visit(registration=ended, agreed_on=on(-12), by=clerk)

    def test_undo_awaits_the_visit_again(self, registration, clerk):
        agreed = agree_visit(registration=registration, agreed_on=on(-9), by=clerk)
        kept = keep_visit(
            registration=registration,
            visit=agreed,
            version=1,
            came_on=TODAY,
            information="ақпарат",
            reason="кешікті",
            by=clerk,
        )
        undone = undo_visit(entry=kept, version=kept.version, by=clerk)
        assert (undone.came_on, undone.closed_on, undone.information, undone.reason) == (None, None, "", "")
        assert VisitAppointment.objects.get(closed_on__isnull=True, voided_at__isnull=True) == agreed
        assert Event.objects.filter(verb="card.visit_undone", subject_id=agreed.pk).count() == 1

    def test_undo_of_a_visit_without_an_agreed_date_voids_it(self, registration, clerk):
        kept = keep_visit(registration=registration, came_on=TODAY, by=clerk)
        undo_visit(entry=kept, version=kept.version, by=clerk)
        assert not VisitAppointment.objects.filter(voided_at__isnull=True).exists()

    def test_no_undo_once_something_stands_on_it(self, registration, clerk):
        first = keep_visit(registration=registration, came_on=on(-9), by=clerk)
        pending = VisitAppointment.objects.get(closed_on__isnull=True)
        keep_visit(registration=registration, visit=pending, version=1, came_on=TODAY, by=clerk)
        with refused("15"):
            undo_visit(entry=first, version=first.version, by=clerk)

    def test_two_clerks_at_once_the_slower_one_is_told(self, registration, clerk, other_clerk):
        agreed = agree_visit(registration=registration, agreed_on=on(-9), by=clerk)
        keep_visit(registration=registration, visit=agreed, version=1, came_on=TODAY, by=clerk)
        with pytest.raises(StaleRecord) as stale:
            keep_visit(registration=registration, visit=agreed, version=1, came_on=TODAY, by=other_clerk)
        assert stale.value.changes[0].by == clerk


# --- summonses -----------------------------------------------------------------------------------
class TestFreelyAgreed:
    """Clause 15: the next visit may be agreed freely, within the interval of the edition."""

    def agree(self, registration, clerk, day, why="емханаға барады"):
        return agree_visit(
            registration=registration, agreed_on=on(-2), other=OtherDate(day, why), by=clerk, note="хат"
        )

    def test_an_earlier_working_day_is_agreed_with_its_reason(self, registration, clerk):
        visit = self.agree(registration, clerk, on(2))
        assert (visit.due_on, visit.note) == (on(2), "хат; емханаға барады")
        assert (visit.due_rule["on"], visit.due_rule["latest"]) == ("2026-04-17", "2026-04-23")
        assert Event.objects.get(verb="card.visit_agreed").after["due_on"] == "2026-04-17"
        assert visit.breach_since(on(2)) is None
        assert visit.breach_since(on(3)) is not None

    def test_the_last_day_of_the_interval_is_allowed(self, registration, clerk):
        assert self.agree(registration, clerk, on(8)).due_on == on(8)

    @pytest.mark.parametrize(
        ("offset", "why", "field"),
        [
            (-2, "себеп", "next_on"),  # the day of the visit itself
            (9, "себеп", "next_on"),  # the day after the last one
            (3, "себеп", "next_on"),  # a Saturday
            (2, "", "next_why"),
        ],
    )
    def test_what_the_edition_does_not_allow_is_refused(self, registration, clerk, offset, why, field):
        with refused("15", field):
            self.agree(registration, clerk, on(offset), why)
        assert not VisitAppointment.objects.exists()

    def test_it_is_agreed_when_a_visit_is_kept(self, registration, clerk):
        keep_visit(registration=registration, came_on=TODAY, other=OtherDate(on(5), "оқуда"), by=clerk)
        assert VisitAppointment.objects.get(closed_on__isnull=True).due_on == on(5)

    def test_a_correction_keeps_it_while_it_fits(self, registration, clerk):
        visit = self.agree(registration, clerk, on(2))
        moved = correct_entry(entry=visit, version=1, changes={"agreed_on": on(-1)}, by=clerk)
        assert (moved.due_on, moved.due_rule["latest"]) == (on(2), "2026-04-24")
        far = correct_entry(entry=moved, version=2, changes={"agreed_on": on(-20)}, by=clerk)
        assert far.due_on == date(2026, 4, 6)
        assert "latest" not in far.due_rule

    def test_the_edition_says_how_far(self, registration, clerk):
        ServiceStandard.objects.update(visit_interval_days=20)
        assert self.agree(registration, clerk, on(15)).due_on == on(15)


class TestSummonses:
    """Clause 17(3)."""

    def test_two_open_summonses_are_refused(self, registration, clerk):
        summon(registration=registration, summoned_on=on(-1), by=clerk)
        with refused("17(3)"):
            summon(registration=registration, summoned_on=TODAY, by=clerk)

    def test_came(self, registration, clerk):
        row = summon(registration=registration, summoned_on=on(-2), by=clerk)
        row = close_summons(summons=row, version=1, closing="came", day=on(-1), by=clerk)
        assert (row.came_on, row.closed_on) == (on(-1), on(-1))
        summon(registration=registration, summoned_on=TODAY, by=clerk)

    def test_did_not_come_only_when_the_two_days_have_passed(self, registration, clerk):
        row = summon(registration=registration, summoned_on=on(-2), by=clerk)
        with refused("17(3)", "day"):
            close_summons(summons=row, version=1, closing="did_not_come", day=TODAY, by=clerk)
        old = close_summons(summons=row, version=1, closing="cancelled", day=TODAY, by=clerk)
        assert (old.came_on, old.cancelled_on) == (None, TODAY)

    def test_came_before_being_summoned(self, registration, clerk):
        row = summon(registration=registration, summoned_on=on(-2), by=clerk)
        with refused("17(3)", "day"):
            close_summons(summons=row, version=1, closing="came", day=on(-3), by=clerk)


# --- offers --------------------------------------------------------------------------------------
class TestOffers:
    """Clauses 1 and 17(1)."""

    def test_a_written_refusal_has_its_document(self, registration, clerk):
        offer = offer_job(registration=registration, vacancy=make_vacancy(), offered_on=on(-3), by=clerk)
        with refused("17(1)", "refusal_document"):
            answer_offer(offer=offer, version=1, answer="refused", answered_on=TODAY, by=clerk)
        answered = answer_offer(
            offer=offer, version=1, answer="refused", answered_on=TODAY, refusal_document="№ 4", by=clerk
        )
        assert (answered.answer, answered.refusal_document) == ("refused", "№ 4")

    def test_answered_before_it_was_offered(self, registration, clerk):
        offer = offer_job(registration=registration, vacancy=make_vacancy(), offered_on=on(-3), by=clerk)
        with refused("17(1)", "answered_on"):
            answer_offer(offer=offer, version=1, answer="accepted", answered_on=on(-4), by=clerk)

    def test_a_closed_vacancy_is_not_offered(self, registration, clerk):
        closed = make_vacancy(open_until=on(-4))
        with refused("1", "vacancy"):
            offer_job(registration=registration, vacancy=closed, offered_on=on(-3), by=clerk)
        assert offer_job(registration=registration, vacancy=closed, offered_on=on(-4), by=clerk).pk

    def test_the_database_refuses_a_closed_vacancy_too(self, registration, clerk):
        closed = make_vacancy(open_until=on(-4))
        with pytest.raises(IntegrityError, match="the vacancy is closed"), transaction.atomic():
            JobOffer.objects.create(
                registration=registration, vacancy=closed, offered_on=on(-3), entered_by=clerk
            )
        offer = offer_job(registration=registration, vacancy=closed, offered_on=on(-4), by=clerk)
        with pytest.raises(IntegrityError, match="the vacancy is closed"), transaction.atomic():
            JobOffer.objects.filter(pk=offer.pk).update(offered_on=on(-3))


# --- referrals -----------------------------------------------------------------------------------
class TestReferrals:
    """Clauses 15 and 17(2)."""

    @pytest.fixture
    def referral(self, registration, clerk):
        return refer(
            registration=registration, kind="job", vacancy=make_vacancy(), issued_on=on(-2), by=clerk
        )

    def test_the_vacancy_names_the_destination(self, referral):
        assert referral.destination == str(referral.vacancy)

    def test_appeared_first_the_outcome_later(self, referral, clerk):
        came = close_referral(referral=referral, version=1, appeared_on=on(-1), by=clerk)
        done = close_referral(
            referral=came, version=came.version, outcome="hired", outcome_on=TODAY, by=clerk
        )
        assert (done.appeared_on, done.outcome, done.outcome_on) == (on(-1), "hired", TODAY)

    @pytest.mark.parametrize("field", ["appeared_on", "outcome_on"])
    def test_answered_before_it_was_given(self, referral, clerk, field):
        days: dict[str, Any] = {field: on(-3)}
        if field == "outcome_on":
            days["outcome"] = "cancelled"
        with refused("17(2)", field):
            close_referral(referral=referral, version=1, by=clerk, **days)

    def test_did_not_appear_only_when_the_five_days_have_passed(self, referral, clerk):
        with refused("17(2)", "outcome_on"):
            close_referral(referral=referral, version=1, outcome="did_not_appear", outcome_on=TODAY, by=clerk)

    def test_nobody_is_hired_without_having_appeared(self, referral, clerk):
        with refused("17(2)", "appeared_on"):
            close_referral(referral=referral, version=1, outcome="hired", outcome_on=TODAY, by=clerk)

    def test_training_is_started_and_a_job_is_not(self, registration, referral, clerk):
        with refused("15", "outcome"):
            close_referral(
                referral=referral, version=1, appeared_on=TODAY, outcome="started", outcome_on=TODAY, by=clerk
            )
        with refused("15", "vacancy"):
            refer(
                registration=registration, kind="training", vacancy=make_vacancy(), issued_on=TODAY, by=clerk
            )

    def test_a_destination_is_needed(self, registration, clerk):
        with refused("15", "destination"):
            refer(registration=registration, kind="public_works", issued_on=TODAY, by=clerk)


# --- participation and life ----------------------------------------------------------------------
class TestParticipation:
    """Clause 17(4) and blank 3 of Annex 1."""

    def test_started_and_broken_off_with_what_the_person_says(self, registration, clerk):
        row = start_participation(
            registration=registration, kind="public_works", place="Көгалдандыру", started_on=on(-30), by=clerk
        )
        row = end_participation(
            participation=row,
            version=1,
            ending="stopped_by_person",
            ended_on=on(-2),
            reason="ауыр жұмыс",
            by=clerk,
        )
        assert row.period == (on(-30), on(-2))
        assert row.reason == "ауыр жұмыс"

    def test_ended_before_it_started(self, registration, clerk):
        row = start_participation(
            registration=registration, kind="training", place="Колледж", started_on=on(-30), by=clerk
        )
        with refused("17(4)", "ended_on"):
            end_participation(participation=row, version=1, ending="completed", ended_on=on(-31), by=clerk)

    def test_reading_63_only_what_the_department_referred_to_is_a_breach(self, registration, clerk):
        row = start_participation(
            registration=registration, kind="training", place="Колледж", started_on=on(-30), by=clerk
        )
        row = end_participation(
            participation=row, version=1, ending="stopped_by_person", ended_on=on(-2), by=clerk
        )
        assert row.breach_since(TODAY) is None
        assert not findings_of(registration, TODAY)
        referral = refer(
            registration=registration, kind="training", destination="Колледж", issued_on=on(-31), by=clerk
        )
        row = correct_entry(entry=row, version=2, changes={"referral": referral}, by=clerk)
        assert row.breach_since(TODAY) == on(-2)
        assert [finding.ground for finding in findings_of(registration, TODAY)] == [4]

    def test_a_referral_of_another_kind_cannot_be_said_afterwards(self, registration, clerk):
        row = start_participation(
            registration=registration, kind="training", place="Колледж", started_on=on(-5), by=clerk
        )
        works = refer(
            registration=registration, kind="public_works", destination="Парк", issued_on=on(-9), by=clerk
        )
        with refused("17(4)", "referral"):
            correct_entry(entry=row, version=1, changes={"referral": works}, by=clerk)

    def test_it_begins_with_its_own_referral(self, registration, clerk):
        referral = refer(
            registration=registration, kind="training", destination="Колледж", issued_on=on(-9), by=clerk
        )
        row = start_participation(
            registration=registration,
            kind="training",
            place="",
            started_on=on(-5),
            referral=referral,
            by=clerk,
        )
        assert (row.place, row.referral) == ("Колледж", referral)
        with refused("17(4)", "referral"):
            start_participation(
                registration=registration,
                kind="public_works",
                place="Парк",
                started_on=on(-5),
                referral=referral,
                by=clerk,
            )
        with refused("15"):
            void_entry(entry=referral, version=1, reason="қате", by=clerk)


class TestLifeEvents:
    """Clause 17(6)–(8), reading 13."""

    def test_reading_13_a_move_updates_the_address(self, registration, clerk):
        address = "Астана қаласы, Тұран даңғылы, 7"
        record_life_event(
            registration=registration, kind="moved_within", happened_on=on(-3), new_address=address, by=clerk
        )
        registration.person.refresh_from_db()
        assert registration.person.address == address

    def test_an_older_move_entered_later_leaves_the_address(self, registration, clerk):
        for day, address in ((on(-3), "Астана, 7"), (on(-9), "Астана, 1")):
            record_life_event(
                registration=registration, kind="moved_within", happened_on=day, new_address=address, by=clerk
            )
        registration.person.refresh_from_db()
        assert registration.person.address == "Астана, 7"

    def test_a_move_needs_the_address(self, registration, clerk):
        with refused("17(6)", "new_address"):
            record_life_event(registration=registration, kind="moved_away", happened_on=on(-3), by=clerk)


# --- outside the registration --------------------------------------------------------------------
def test_no_entry_after_the_end_or_before_the_beginning(ended, clerk):
    for day in (on(-9), date(2026, 1, 11)):
        with refused("15", "summoned_on"):
            summon(registration=ended, summoned_on=day, by=clerk)
        with pytest.raises(IntegrityError, match="outside its registration"), transaction.atomic():
            LifeEvent.objects.create(registration=ended, kind="pension", happened_on=day, entered_by=clerk)
    assert summon(registration=ended, summoned_on=on(-10), by=clerk).pk


def test_nothing_is_entered_for_a_day_to_come(registration, clerk):
    with refused("15", "offered_on"):
        offer_job(registration=registration, vacancy=make_vacancy(), offered_on=on(1), by=clerk)


def test_an_earlier_entry_is_corrected_after_the_end_but_not_out_of_it(ended, clerk):
    row = summon(registration=ended, summoned_on=on(-20), by=clerk)
    row = correct_entry(entry=row, version=1, changes={"came_on": on(-19)}, by=clerk)
    assert (row.came_on, row.closed_on) == (on(-19), on(-19))
    with refused("15", "came_on"):
        correct_entry(entry=row, version=row.version, changes={"came_on": on(-9)}, by=clerk)
    with pytest.raises(IntegrityError, match="outside its registration"), transaction.atomic():
        Summons.objects.filter(pk=row.pk).update(came_on=on(-9))


# --- corrections ---------------------------------------------------------------------------------
class TestCorrections:
    """What was typed wrong is corrected in place; its former versions stay."""

    def test_a_new_first_day_counts_the_due_day_anew(self, registration, clerk):
        row = summon(registration=registration, summoned_on=on(-5), by=clerk)
        row = correct_entry(entry=row, version=1, changes={"summoned_on": on(-1)}, by=clerk)
        assert row.due_on == date(2026, 4, 16)
        event = Event.objects.get(verb="card.corrected")
        assert event.before == {"summoned_on": on(-5).isoformat(), "due_on": "2026-04-14"}
        assert event.after["due_on"] == "2026-04-16"
        tracked: Any = Summons
        versions = tracked.pgh_event_model.objects.filter(pgh_obj=row).order_by("pgh_id")
        assert [version.summoned_on for version in versions] == [on(-5), on(-1)]

    def test_nothing_changed_leaves_no_trace(self, registration, clerk):
        row = summon(registration=registration, summoned_on=on(-5), by=clerk)
        assert correct_entry(entry=row, version=1, changes={"note": ""}, by=clerk).version == 1
        assert not Event.objects.filter(verb="card.corrected").exists()

    def test_a_kept_visit_corrected_to_not_kept_is_closed_by_the_next_date(self, registration, clerk):
        kept = keep_visit(registration=registration, came_on=on(-30), by=clerk)
        pending = VisitAppointment.objects.get(closed_on__isnull=True)
        kept = keep_visit(registration=registration, visit=pending, version=1, came_on=on(-9), by=clerk)
        row = correct_entry(entry=kept, version=kept.version, changes={"came_on": None}, by=clerk)
        assert (row.came_on, row.closed_on) == (None, on(-9))

    def test_who_came_without_a_date_still_came(self, registration, clerk):
        kept = keep_visit(registration=registration, came_on=on(-3), by=clerk)
        row = correct_entry(entry=kept, version=1, changes={"came_on": on(-4)}, by=clerk)
        assert {row.agreed_on, row.due_on, row.came_on, row.closed_on} == {on(-4)}
        with refused("15", "came_on"):
            correct_entry(entry=row, version=row.version, changes={"came_on": None}, by=clerk)

    def test_a_corrected_vacancy_must_have_been_open(self, registration, clerk):
        offer = offer_job(registration=registration, vacancy=make_vacancy(), offered_on=on(-3), by=clerk)
        with refused("1", "vacancy"):
            correct_entry(
                entry=offer, version=1, changes={"vacancy": make_vacancy(open_until=on(-4))}, by=clerk
            )

    def test_a_vacancy_that_closed_since_hinders_no_other_correction(self, registration, clerk):
        vacancy = make_vacancy()
        offer = offer_job(registration=registration, vacancy=vacancy, offered_on=on(-3), by=clerk)
        vacancy.open_until = on(-3)
        vacancy.save()
        assert correct_entry(entry=offer, version=1, changes={"note": "қағаз"}, by=clerk).note == "қағаз"

    def test_a_voided_entry_stays_as_it_is(self, registration, clerk):
        row = summon(registration=registration, summoned_on=on(-5), by=clerk)
        row = void_entry(entry=row, version=1, reason="басқа адам", by=clerk)
        with refused("15"):
            correct_entry(entry=row, version=row.version, changes={"note": "x"}, by=clerk)
        assert Event.objects.get(verb="card.voided").reason == "басқа адам"
        summon(registration=registration, summoned_on=TODAY, by=clerk)

    def test_voiding_says_why(self, registration, clerk):
        row = summon(registration=registration, summoned_on=on(-5), by=clerk)
        with refused("15", "reason"):
            void_entry(entry=row, version=1, reason="", by=clerk)


# --- judgement -----------------------------------------------------------------------------------
class TestJudging:
    """Reading 45: a clerk writes down what the person says, the head of division judges."""

    @pytest.fixture
    def breach(self, registration, clerk):
        return summon(registration=registration, summoned_on=on(-9), by=clerk)

    def test_the_head_judges_with_a_note(self, breach, clerk, head):
        row = note_reason(entry=breach, version=1, reason="ауырды", by=clerk)
        row = judge(entry=row, version=row.version, judgement="valid", note="анықтама № 3", by=head)
        assert (row.judgement, row.judged_by, row.judgement_note) == ("valid", head, "анықтама № 3")
        assert row.judged_at is not None

    def test_reading_45_a_clerk_does_not_judge(self, breach, clerk, deputy):
        for officer in (clerk, deputy):
            with pytest.raises(PermissionDenied):
                judge(entry=breach, version=1, judgement="valid", note="иә", by=officer)

    def test_reading_45_who_acts_for_the_head_judges_while_the_order_holds(self, breach, clerk):
        acting = make_staff(role="clerk")
        order = {"person": acting, "acts_as": "head_of_division", "order_number": "7", "order_date": on(-9)}
        Delegation.objects.create(**order, starts_on=on(-9), ends_on=on(-1))
        with pytest.raises(PermissionDenied):
            judge(entry=breach, version=1, judgement="valid", note="иә", by=acting)
        Delegation.objects.create(**order, starts_on=TODAY, ends_on=on(3))
        judge(entry=breach, version=1, judgement="not_valid", note="дәлел жоқ", by=acting)

    def test_what_is_no_breach_is_not_judged(self, registration, clerk, head):
        row = summon(registration=registration, summoned_on=TODAY, by=clerk)
        with refused("17"):
            judge(entry=row, version=1, judgement="valid", note="иә", by=head)
        with refused("17"):
            note_reason(entry=row, version=1, reason="ауырды", by=clerk)

    def test_a_judgement_and_a_reason_are_not_empty(self, breach, clerk, head):
        with refused("reading 45", "note"):
            judge(entry=breach, version=1, judgement="valid", note="", by=head)
        with refused("reading 45", "judgement"):
            judge(entry=breach, version=1, judgement="open", note="иә", by=head)
        with refused("reading 45", "reason"):
            note_reason(entry=breach, version=1, reason="", by=clerk)

    def test_a_clerk_does_not_undo_a_judgement_by_other_ways(self, breach, clerk, head):
        row = judge(entry=breach, version=1, judgement="not_valid", note="дәлел жоқ", by=head)
        version = row.version
        with refused("reading 45"):
            correct_entry(entry=row, version=version, changes={"came_on": on(-8)}, by=clerk)
        with refused("reading 45"):
            void_entry(entry=row, version=version, reason="қате", by=clerk)
        with refused("reading 45"):
            close_summons(summons=row, version=version, closing="came", day=on(-8), by=clerk)
        with refused("reading 45", "reason"):
            note_reason(entry=row, version=version, reason="жаңа сөз", by=clerk)
        late = close_summons(summons=row, version=version, closing="came", day=TODAY, by=clerk)
        assert late.judgement == "not_valid"
        assert void_entry(entry=late, version=late.version, reason="қате", by=head).voided_at

    def test_the_database_wants_a_judge(self, breach):
        with pytest.raises(IntegrityError, match="summons_judged_has_judge"), transaction.atomic():
            Summons.objects.filter(pk=breach.pk).update(judgement="valid")


def test_every_entry_leaves_its_event_with_the_day_it_took_place(registration, clerk):
    refer(registration=registration, kind="training", destination="Колледж", issued_on=on(-4), by=clerk)
    event = Event.objects.get(verb="card.referred")
    assert (event.happened_on, event.by) == (on(-4), clerk)
    assert event.after["destination"] == "Колледж"


def test_no_entry_is_ever_deleted(registration, clerk):
    summon(registration=registration, summoned_on=on(-3), by=clerk)
    agree_visit(registration=registration, agreed_on=on(-3), by=clerk)
    for model in (Summons, VisitAppointment):
        with pytest.raises(ProgrammingError, match="Cannot delete"), transaction.atomic():
            model.objects.all().delete()
