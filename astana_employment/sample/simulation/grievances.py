"""Complaints: taken in, assigned, asked about, decided, answered, some of them late, some passed on."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

from astana_employment.department.models import StaffMember
from astana_employment.sample.simulation.engine import Engine, Staff
from astana_employment.sample.simulation.hall import Hall, Visit
from astana_employment.sample.simulation.opinions import Opinions
from astana_employment.sample.simulation.people import Somebody
from astana_employment.sample.simulation.season import any_hour
from astana_employment.toolbox.web.visitors import visitor_key
from complaints.acts.answers import Ruling, decide, issue_answer, sign_answer
from complaints.acts.course import Change, allowed_levels, assign, begin_inquiry, withdraw
from complaints.acts.escalation import Dissatisfaction, close, escalate, escalation_levels
from complaints.acts.intake import Arrival, Author, issue_receipt, take_in
from complaints.acts.public import arrive_by_page
from complaints.models import Answer, Complaint
from registry.hall.models.queue import Purpose

State, Channel = Complaint.State, Complaint.Channel
COMPLAINS = 0.017
# Working days until the answer; the last ones are past the term of twenty.
DAYS, SHARES = (3, 6, 9, 12, 17, 21, 23), (12, 20, 24, 20, 12, 8, 4)
OUTCOMES, OUTCOME_SHARES = (
    (Answer.Outcome.FULL, Answer.Outcome.PART, Answer.Outcome.NONE),
    (18, 12, 70),
)
TEXTS = (
    *("Кезекте ұзақ күттім.", "Маман дөрекі сөйледі.", "Анықтама кешіктірілді."),
    "Құжаттарымды қабылдамады, себебін түсіндірмеді.",
)


@dataclass(frozen=True)
class Course:
    """How a complaint comes, after how many working days it is decided and how, the state it gets to."""

    channel: str
    days: int = 0
    last: str = State.CLOSED
    outcome: str = Answer.Outcome.NONE


class Grievances:
    """The chancellery and whoever decides."""

    def __init__(self, engine: Engine, staff: Staff, hall: Hall, opinions: Opinions) -> None:
        self.engine, self.staff, self.hall, self.opinions = engine, staff, hall, opinions

    def after_visit(self, who: Somebody) -> None:
        """Let a few of the visitors complain, in writing, within the week."""
        if self.engine.chance(COMPLAINS) and (day := self.engine.day_after(self.engine.dice.randint(1, 5))):
            course = Course(
                Channel.HAND if self.engine.chance(0.6) else Channel.POST,
                self.engine.dice.choices(DAYS, SHARES)[0],
                outcome=self.engine.dice.choices(OUTCOMES, OUTCOME_SHARES)[0],
            )
            self.engine.plan(any_hour(day, self.engine.dice), lambda: self.complain(who, course))

    def complain(self, who: Somebody, course: Course) -> None:
        """Bring a complaint to the chancellery, by whatever way, now."""
        if course.channel == Channel.PAGE:
            arrival = self._arrival(who, course.channel)
            arrive_by_page(arrival=arrival, files=(), visitor=visitor_key("192.0.2.1"))
        elif course.channel == Channel.HAND:
            serve = partial(self._take_in, who, course)
            self.hall.arrive(Visit(who.letter, Purpose.COMPLAINT, serve, stays=True))
        else:
            self._take_in(who, course, self.staff.chancellery)

    def _arrival(self, who: Somebody, channel: str) -> Arrival:
        name = " ".join(str(who.fields[part]) for part in ("surname", "given_name", "patronymic"))
        reply = {Channel.HAND: Complaint.ReplyBy.HAND, Channel.POST: Complaint.ReplyBy.POST}
        return Arrival(
            channel=channel,
            text=self.engine.dice.choice(TEXTS),
            received_at=self.engine.now,
            authors=[Author(name=name, address=str(who.fields["address"]), iin=who.iin, email=who.email)],
            language=who.language,
            reply_by=reply.get(Channel(channel), Complaint.ReplyBy.EMAIL),
        )

    def _take_in(self, who: Somebody, course: Course, officer: StaffMember) -> None:
        complaint = take_in(arrival=self._arrival(who, course.channel), by=officer)
        issue_receipt(complaint=complaint, by=officer)
        if course.last != State.REGISTERED:
            self._next(1, complaint, course, self._assign)

    def _next(
        self, days: int, complaint: Complaint, course: Course, act: Callable[[Complaint, Course], object]
    ) -> None:
        """Let an act follow so many working days later, on the complaint as it is then."""
        self.engine.on_day(days, lambda: act(Complaint.objects.get(pk=complaint.pk), course))

    def _assign(self, row: Complaint, course: Course) -> None:
        level = allowed_levels(row)[0]
        deciders = (self.staff.head, self.staff.deputy, self.staff.director)
        officer = next(member for member in deciders if member.role == level)
        assign(complaint=row, level=level, to=officer, by=self.staff.chancellery, version=row.version)
        if course.last == State.INQUIRY:
            self._next(2, row, course, self._inquire)
        elif course.last == State.WITHDRAWN:
            self._next(2, row, course, self._withdraw)
        elif course.last != State.ASSIGNED:
            self._next(course.days, row, course, self._answer)

    def _officer(self, row: Complaint) -> StaffMember:
        if row.assigned_to is None:
            raise LookupError(f"complaint {row.pk} lies with nobody")
        return row.assigned_to

    def _inquire(self, row: Complaint, _course: Course) -> None:
        change = Change(reason="Терезе күнделігі сұралды.", recipient="Ақпараттандыру бөлімі")
        begin_inquiry(complaint=row, change=change, by=self._officer(row), version=row.version)

    def _withdraw(self, row: Complaint, _course: Course) -> None:
        reason = "Автордың жазбаша өтініші."
        withdraw(complaint=row, reason=reason, by=self.staff.chancellery, version=row.version)

    def _answer(self, row: Complaint, course: Course) -> None:
        officer = self._officer(row)
        is_content = course.outcome != Answer.Outcome.NONE
        ruling = Ruling(
            outcome=course.outcome,
            is_justified=is_content,
            text="Шағымыңыз қаралды." if is_content else "Бұзушылық анықталған жоқ.",
            measures="Маманға ескерту жасалды." if is_content else "",
        )
        decide(complaint=row, ruling=ruling, by=officer, version=row.version)
        if course.last == State.DECIDED:
            return
        decided = Complaint.objects.get(pk=row.pk)
        sign_answer(complaint=decided, by=officer, version=decided.version)
        issue_answer(complaint=decided, by=officer)
        is_late = decided.due_on is not None and self.engine.today > decided.due_on
        self.opinions.after_complaint(decided, is_content=is_content, is_late=is_late)
        if course.last == State.ESCALATED:
            self._next(3, decided, course, self._escalate)
        elif course.last == State.CLOSED:
            self._next(20, decided, course, self._close)

    def _escalate(self, row: Complaint, _course: Course) -> None:
        wish = Dissatisfaction(
            level=escalation_levels(row)[0], text="Жауаппен келіспеймін.", received_at=self.engine.now
        )
        passed_on = escalate(complaint=row, wish=wish, by=self.staff.chancellery, version=row.version)
        if passed_on.successor is not None:
            issue_receipt(complaint=passed_on.successor, by=self.staff.chancellery)

    def _close(self, row: Complaint, _course: Course) -> None:
        close(complaint=row, by=self.staff.chancellery, version=row.version)
