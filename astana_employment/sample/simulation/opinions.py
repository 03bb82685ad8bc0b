"""What people think of it: answers by token, on the tablet, on paper slips, and from complainants."""

from datetime import timedelta

from astana_employment.department.models import SurveyInvitation
from astana_employment.department.records import subject_type
from astana_employment.sample.simulation.engine import Engine, Staff
from complaints.models import Complaint
from indicators.models import SurveyQuestion
from indicators.surveys.acts import Answers, Slip, answer_invitation, answer_on_tablet, type_in_slips
from registry.models import QueueTicket

BY_TOKEN, ON_TABLET, LEFT_OUT = 0.22, 0.08, 0.06
REMARKS = (
    *("Рақмет, тез қызмет көрсетілді.", "Кезек ұзақ.", "Орындық аз.", "Маман бәрін түсіндірді."),
    *("Спасибо за внимание.", "Долго ждали.", "Понятно объяснили."),
)


class Opinions:
    """Asks the dice what somebody answers."""

    def __init__(self, engine: Engine, staff: Staff) -> None:
        self.engine, self.staff = engine, staff

    def after_visit(self, ticket: QueueTicket, wait: timedelta) -> None:
        """Let some answer at the exit or from home; whoever waited long is less content."""
        dice = self.engine.dice.random()
        if dice < BY_TOKEN:
            self.engine.later(lambda: self._by_token(ticket, wait), hours=self.engine.dice.uniform(0.1, 30))
        elif dice < BY_TOKEN + ON_TABLET:
            self.engine.later(lambda: answer_on_tablet(answers=self._of_visitor(wait)), minutes=2)

    def after_complaint(self, complaint: Complaint, *, is_content: bool, is_late: bool) -> None:
        """Let more than half of the complainants answer, some days after the answer has come."""
        if self.engine.chance(0.7):
            share = 0.8 if is_content else 0.5
            answers = {
                SurveyQuestion.PROCEDURE: self.engine.chance(share),
                SurveyQuestion.TIME_TAKEN: self.engine.chance(0.25 if is_late else 0.82),
            }
            days = self.engine.dice.uniform(1, 6)
            self.engine.later(lambda: self._answer(complaint.pk, subject_type(complaint), answers), days=days)

    def slips(self) -> None:
        """Let the chancellery type in the paper slips of the day."""
        count = self.engine.dice.randint(4, 12)
        slips = [Slip(self._of_visitor(timedelta(minutes=12))) for _ in range(count)]
        given = count + self.engine.dice.randint(0, 20)
        type_in_slips(filled_on=self.engine.today, handed_out=given, slips=slips, by=self.staff.chancellery)

    def _by_token(self, ticket: QueueTicket, wait: timedelta) -> None:
        remark = self.engine.dice.choice(REMARKS) if self.engine.chance(0.08) else ""
        self._answer(ticket.pk, subject_type(ticket), self._of_visitor(wait), remark)

    def _answer(self, pk: int, kind: str, answers: Answers, remark: str = "") -> None:
        invitation = SurveyInvitation.objects.get(subject_type=kind, subject_id=pk)
        answer_invitation(invitation=invitation, answers=answers, remark=remark)

    def _of_visitor(self, wait: timedelta) -> Answers:
        minutes = wait.total_seconds() / 60
        process = 0.93 if minutes <= 10 else 0.78 if minutes <= 40 else 0.35
        shares = {
            SurveyQuestion.PROCESS: process,
            SurveyQuestion.INFORMATION: 0.9,
            SurveyQuestion.POLITENESS: 0.84 if minutes <= 40 else 0.6,
        }
        answers = {
            question: None if self.engine.chance(LEFT_OUT) else self.engine.chance(share)
            for question, share in shares.items()
        }
        if all(answer is None for answer in answers.values()):
            return {**answers, SurveyQuestion.PROCESS: True}
        return answers
