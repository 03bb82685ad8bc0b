"""Complaints of those who were served: taken in, assigned, decided, answered, some of them late."""

from collections.abc import Callable

from astana_employment.department.models import StaffMember
from astana_employment.sample.simulation.engine import Engine, Staff
from astana_employment.sample.simulation.hall import Hall, Visit
from astana_employment.sample.simulation.opinions import Opinions
from astana_employment.sample.simulation.people import Somebody
from astana_employment.sample.simulation.season import any_hour, at
from complaints.acts.answers import Ruling, decide, issue_answer, sign_answer
from complaints.acts.course import allowed_levels, assign
from complaints.acts.escalation import close
from complaints.acts.intake import Arrival, Author, issue_receipt, take_in
from complaints.models import Answer, Complaint
from registry.hall.models.queue import Purpose
from registry.models import QueueTicket

COMPLAINS = 0.017
# Working days until the answer; the last ones are past the term of fifteen.
DAYS, SHARES = (3, 6, 9, 12, 14, 17, 19), (12, 20, 24, 20, 12, 8, 4)
OUTCOMES, OUTCOME_SHARES = (
    (Answer.Outcome.FULL, Answer.Outcome.PART, Answer.Outcome.NONE),
    (18, 12, 70),
)
TEXTS = (
    *("Кезекте ұзақ күттім.", "Маман дөрекі сөйледі.", "Анықтама кешіктірілді."),
    "Құжаттарымды қабылдамады, себебін түсіндірмеді.",
)


class Grievances:
    """The chancellery and whoever decides."""

    def __init__(self, engine: Engine, staff: Staff, hall: Hall, opinions: Opinions) -> None:
        self.engine, self.staff, self.hall, self.opinions = engine, staff, hall, opinions

    def after_visit(self, _ticket: QueueTicket, who: Somebody) -> None:
        """Let a few of the visitors complain, in writing, within the week."""
        if not self.engine.chance(COMPLAINS):
            return
        if day := self.engine.day_after(self.engine.dice.randint(1, 5)):
            instant = any_hour(day, self.engine.dice)
            if self.engine.chance(0.6):
                self.engine.plan(instant, lambda: self._come(who))
            else:
                self.engine.plan(
                    instant, lambda: self._take_in(who, Complaint.Channel.POST, self.staff.chancellery)
                )

    def _come(self, who: Somebody) -> None:
        def serve(officer: StaffMember) -> None:
            self._take_in(who, Complaint.Channel.HAND, officer)

        self.hall.arrive(Visit(who.letter, Purpose.COMPLAINT, serve, lambda _ticket: None))

    def _take_in(self, who: Somebody, channel: str, officer: StaffMember) -> None:
        name = " ".join(str(who.fields[part]) for part in ("surname", "given_name", "patronymic"))
        reply = Complaint.ReplyBy.HAND if channel == Complaint.Channel.HAND else Complaint.ReplyBy.POST
        arrival = Arrival(
            channel=channel,
            text=self.engine.dice.choice(TEXTS),
            received_at=self.engine.now,
            authors=[Author(name=name, address=str(who.fields["address"]), iin=who.iin)],
            language=who.language,
            reply_by=reply,
        )
        complaint = take_in(arrival=arrival, by=officer)
        issue_receipt(complaint=complaint, by=officer)
        self._on_day(1, lambda: self._assign(complaint))

    def _on_day(self, working_days: int, act: Callable[[], object]) -> None:
        if day := self.engine.day_after(working_days):
            self.engine.plan(at(day, 16, self.engine.dice.randrange(60)), act)

    def _assign(self, complaint: Complaint) -> None:
        row = Complaint.objects.get(pk=complaint.pk)
        level = allowed_levels(row)[0]
        officers = {
            member.role: member for member in (self.staff.head, self.staff.deputy, self.staff.director)
        }
        officer = officers[level]
        assign(complaint=row, level=level, to=officer, by=self.staff.chancellery, version=row.version)
        self._on_day(self.engine.dice.choices(DAYS, SHARES)[0], lambda: self._answer(complaint, officer))

    def _answer(self, complaint: Complaint, officer: StaffMember) -> None:
        row = Complaint.objects.get(pk=complaint.pk)
        outcome = self.engine.dice.choices(OUTCOMES, OUTCOME_SHARES)[0]
        is_content = outcome != Answer.Outcome.NONE
        ruling = Ruling(
            outcome=outcome,
            is_justified=is_content,
            text="Шағымыңыз қаралды." if is_content else "Бұзушылық анықталған жоқ.",
            measures="Маманға ескерту жасалды." if is_content else "",
        )
        decide(complaint=row, ruling=ruling, by=officer, version=row.version)
        decided = Complaint.objects.get(pk=row.pk)
        sign_answer(complaint=decided, by=officer, version=decided.version)
        issue_answer(complaint=decided, by=officer)
        is_late = decided.due_on is not None and self.engine.today > decided.due_on
        self.opinions.after_complaint(decided, is_content=is_content, is_late=is_late)
        self._on_day(20, lambda: self._close(decided))

    def _close(self, complaint: Complaint) -> None:
        row = Complaint.objects.get(pk=complaint.pk)
        close(complaint=row, by=self.staff.chancellery, version=row.version)
