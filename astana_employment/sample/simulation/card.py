"""What happens on one person's record card: visits, offers, public works, the end (clause 15)."""

from collections.abc import Callable
from datetime import timedelta

from astana_employment.department.models import StaffMember
from astana_employment.sample.simulation.engine import Engine, Staff
from astana_employment.sample.simulation.season import any_hour
from registry.card.acts.entries import (
    close_referral,
    end_participation,
    offer_job,
    record_life_event,
    refer,
    start_participation,
)
from registry.card.acts.every_kind import judge
from registry.card.acts.visits import agree_visit, keep_visit, pending_visit
from registry.models import (
    JobOffer,
    LifeEvent,
    Participation,
    Referral,
    StandingDecision,
    UnemploymentRegistration,
    Vacancy,
)
from registry.models import VisitAppointment as Visit
from registry.standing.acts import Ruling, decide_standing, issue_notice

State = UnemploymentRegistration.State
Act, Cause = StandingDecision.Act, StandingDecision.Cause
LATE, NEVER, NOT_VALID, SUSPENDED = 0.05, 0.02, 0.45, 0.5
WORKS, STOPS, REFUSES_TWICE, PENSION, MOVES = 0.14, 0.08, 0.03, 0.015, 0.02
LONGEST = 150  # working days until somebody has found work


class Card:
    """The record card of one registration, kept by the clerk who opened it."""

    def __init__(
        self, engine: Engine, staff: Staff, registration: UnemploymentRegistration, clerk: StaffMember
    ) -> None:
        self.engine, self.staff, self.clerk = engine, staff, clerk
        self.pk = registration.pk
        self.is_latecomer = False
        self._come: Callable[[], object] = lambda: None

    @property
    def registration(self) -> UnemploymentRegistration:
        """The registration as it is now."""
        return UnemploymentRegistration.objects.select_related("person").get(pk=self.pk)

    def begin(self, come: Callable[[], object], *, is_latecomer: bool = False) -> None:
        """Agree the first visit, and let the year bring what it brings; `come` takes a ticket for a visit.

        A latecomer misses the first visit without a good reason, and is suspended for it.
        """
        self._come, self.is_latecomer = come, is_latecomer
        visit = agree_visit(registration=self.registration, agreed_on=self.engine.today, by=self.clerk)
        self._plan_visit(visit)
        if is_latecomer:
            return
        dice = self.engine.dice
        self._on_day(int(dice.triangular(5, LONGEST, 40)), self._find_work)
        for share, act in (
            (WORKS, self._start_works),
            (REFUSES_TWICE, self._refuse_two_jobs),
            (PENSION, self._retire),
            (MOVES, self._move_away),
        ):
            if self.engine.chance(share):
                self._on_day(dice.randint(4, 45), act)

    def _on_day(self, working_days: int, act: Callable[[], object]) -> None:
        self.engine.on_day(working_days, act, hour=15)

    # --- visits ----------------------------------------------------------------------------------
    def _plan_visit(self, visit: Visit) -> None:
        if not self.is_latecomer and self.engine.chance(NEVER):
            return
        if self.is_latecomer or self.engine.chance(LATE):
            day = self.engine.day_after(self.engine.dice.randint(1, 6), since=visit.due_on)
        else:
            day = self.engine.day_near(visit.due_on - timedelta(days=self.engine.dice.randint(0, 2)))
        if day is not None:
            self.engine.plan(any_hour(day, self.engine.dice), self._come_if_registered)

    def _come_if_registered(self) -> None:
        if self.registration.state != State.ENDED:
            self._come()

    def keep_visit(self, clerk: StaffMember) -> None:
        """Mark at the window that the person came; a visit that was missed gets the reason, and is judged."""
        registration = self.registration
        visit = pending_visit(registration)
        if visit is None or registration.state == State.ENDED:
            return
        is_late = self.engine.today > visit.due_on
        kept = keep_visit(
            registration=registration,
            came_on=self.engine.today,
            by=clerk,
            visit=visit,
            version=visit.version,
            information="Бос лауазымдар туралы ақпарат берілді.",
            reason="Ауырып қалдым." if is_late else "",
        )
        if is_late:
            self._on_day(1, lambda: self._judge(kept))
        following = pending_visit(registration)
        if following is not None:
            self._plan_visit(following)

    def _judge(self, entry: Visit | Participation) -> None:
        fresh = type(entry).objects.get(pk=entry.pk)
        is_valid = not self.is_latecomer and not self.engine.chance(NOT_VALID)
        judge(
            entry=fresh,
            version=fresh.version,
            judgement="valid" if is_valid else "not_valid",
            note="Анықтамасы бар." if is_valid else "Дәлелі жоқ.",
            by=self.staff.head,
        )
        ground = 5 if isinstance(entry, Visit) else 4
        if not is_valid and (self.is_latecomer or self.engine.chance(SUSPENDED)):
            self._on_day(1, lambda: self._suspend(ground))

    # --- the standing ----------------------------------------------------------------------------
    def _decide(self, act: str, cause: str, grounds: tuple[int, ...] = (), explanation: str = "") -> None:
        registration = self.registration
        decision = decide_standing(
            registration=registration,
            ruling=Ruling(act=act, cause=cause, grounds=grounds, explanation=explanation),
            by=self.staff.head,
            version=registration.version,
        )
        issue_notice(decision=decision, by=self.staff.head)

    def _suspend(self, ground: int) -> None:
        if self.registration.state == State.ACTIVE:
            self._decide(Act.SUSPEND, Cause.GROUND, (ground,))
            self.is_latecomer = False
            self._on_day(self.engine.dice.randint(15, 20), self._resume)

    def _resume(self) -> None:
        if self.registration.state == State.SUSPENDED:
            self._decide(Act.RESUME, Cause.CLEARED, explanation="Негіз жойылды.")

    def _end(self, kind: str, cause: str, grounds: tuple[int, ...] = (), **event: str) -> None:
        registration = self.registration
        if registration.state == State.ENDED:
            return
        record_life_event(
            registration=registration,
            kind=kind,
            happened_on=self.engine.today,
            by=self.clerk,
            document="Анықтама",
            **event,
        )
        self._decide(Act.END, cause, grounds)

    def _find_work(self) -> None:
        self._end(LifeEvent.Kind.EMPLOYED, Cause.EMPLOYED)

    def _retire(self) -> None:
        self._end(LifeEvent.Kind.PENSION, Cause.GROUND, (8,))

    def _move_away(self) -> None:
        self._end(
            LifeEvent.Kind.MOVED_AWAY, Cause.MOVED, new_address="Қарағанды қаласы, Бұқар жырау даңғылы, 5"
        )

    # --- works and offers ------------------------------------------------------------------------
    def _start_works(self) -> None:
        registration = self.registration
        if registration.state != State.ACTIVE:
            return
        kind, day = Participation.Kind.PUBLIC_WORKS, self.engine.today
        led = refer(
            registration=registration,
            kind=kind,
            destination="Қаланы көгалдандыру",
            issued_on=day,
            by=self.clerk,
        )
        close_referral(
            referral=led,
            version=led.version,
            outcome=Referral.Outcome.STARTED,
            appeared_on=day,
            outcome_on=day,
            by=self.clerk,
        )
        works = start_participation(
            registration=registration, referral=led, kind=kind, started_on=day, by=self.clerk
        )
        self._on_day(self.engine.dice.randint(15, 40), lambda: self._end_works(works))

    def _end_works(self, works: Participation) -> None:
        stops = self.engine.chance(STOPS)
        ending = Participation.Ending.STOPPED_BY_PERSON if stops else Participation.Ending.COMPLETED
        ended = end_participation(
            participation=works,
            version=works.version,
            ending=ending,
            ended_on=self.engine.today,
            by=self.clerk,
            reason="Жұмыс ауыр." if stops else "",
        )
        if stops:
            self._on_day(1, lambda: self._judge(ended))

    def _refuse_two_jobs(self) -> None:
        registration = self.registration
        if registration.state != State.ACTIVE:
            return
        for vacancy in Vacancy.objects.open_on(self.engine.today).order_by("pk")[:2]:
            offer_job(
                registration=registration,
                vacancy=vacancy,
                offered_on=self.engine.today,
                by=self.clerk,
                answer=JobOffer.Answer.REFUSED,
                answered_on=self.engine.today,
                refusal_document="Жазбаша бас тарту",
            )
