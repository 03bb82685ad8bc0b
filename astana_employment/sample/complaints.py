"""Complaints for the sample desk: one to be registered, one new, one being looked into, one answered.

They go through the same acts as anybody's, so whatever a rule refuses is refused here. Nobody in them exists.
"""

from typing import Final

from astana_employment.sample.staff import demo_member
from astana_employment.toolbox.clock import now
from complaints.acts.answers import Ruling, decide, issue_answer, sign_answer
from complaints.acts.course import allowed_levels, assign
from complaints.acts.intake import Arrival, Author, arrive, issue_receipt, take_in
from complaints.models import Answer, Complaint

# Who decides at a level, of the sample's staff.
OFFICERS: Final = {"head_of_division": "bauyrzhan", "deputy_director": "gulnara", "director": "askar"}


def load_complaints() -> None:
    """Take the complaints in, and lead each to where it stands."""
    _arrived()
    _taken_in(
        Author(name="Тілеубаев Марат Серікұлы", address="Астана қаласы, Кенесары көшесі, 24, 11-пәтер"),
        "Анықтама уақытында дайын болмады, ешкім себебін түсіндірмеді.",
        against="Анықтаманы беру мерзімі",
    )
    _assigned(
        _taken_in(
            Author(name="Ковалева Елена Петровна", address="город Астана, улица Сейфуллина, 40"),
            "Мне отказали в приеме документов и не объяснили, каких не хватает.",
            language="ru",
            against="Прием документов",
        )
    )
    _answered(
        _assigned(
            _taken_in(
                Author(name="Жүнісова Раушан Болатқызы", address="Астана қаласы, Бөгенбай батыр көшесі, 7"),
                "Кезекте елу минут күттім, 2-терезе түскі үзілістен кейін кеш ашылды.",
                against="2-терезе",
            )
        )
    )


def _arrived() -> None:
    """The public page brought one; the chancellery has not numbered it yet."""
    author = Author(name="Сапаров Данияр Талғатұлы", phone="+7 701 555 41 07")
    text = "Нөмірім таблода шақырылмай өтіп кетті."
    channel, reply_by = Complaint.Channel.PAGE, Complaint.ReplyBy.HAND
    arrive(
        arrival=Arrival(channel=channel, text=text, received_at=now(), authors=[author], reply_by=reply_by),
        by=None,
    )


def _taken_in(author: Author, text: str, *, language: str = "kk", against: str = "") -> Complaint:
    chancellery = demo_member("irina")
    arrival = Arrival(
        channel=Complaint.Channel.HAND,
        text=text,
        received_at=now(),
        authors=[author],
        language=language,
        reply_by=Complaint.ReplyBy.POST,
        against=against,
    )
    complaint = take_in(arrival=arrival, by=chancellery)
    issue_receipt(complaint=complaint, by=chancellery)
    return complaint


def _assigned(complaint: Complaint) -> Complaint:
    level = allowed_levels(complaint)[0]
    officer, chancellery = demo_member(OFFICERS[level]), demo_member("irina")
    return assign(complaint=complaint, level=level, to=officer, by=chancellery, version=complaint.version)


def _answered(complaint: Complaint) -> None:
    officer = demo_member(OFFICERS[complaint.level])
    ruling = Ruling(
        outcome=Answer.Outcome.FULL,
        is_justified=True,
        text="Шағымыңыз қаралып, негізделген деп танылды: 2-терезе сол күні он бес минут кеш ашылған.",
        measures="Маманға ескерту жасалды, терезелердің ашылу уақыты күн сайын тексеріледі.",
    )
    decide(complaint=complaint, ruling=ruling, by=officer, version=complaint.version)
    decided = Complaint.objects.get(pk=complaint.pk)
    sign_answer(complaint=decided, by=officer, version=decided.version)
    issue_answer(complaint=decided, by=officer)
