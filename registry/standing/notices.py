"""The notice by which a person learns that the registration was suspended, resumed or ended (reading 51).

Pure functions over plain values: the notice as a snapshot, and what stands in its blanks in Kazakh and
Russian. It names the ground or the cause and tells how to complain; the evidence stays in the file. The
addressee's name is never inflected.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, ClassVar, Final, Literal

from astana_employment.toolbox.papers.issue import (
    Contacts,
    IssueBlock,
    paper_date,
    printed_html,
    printed_name,
)
from astana_employment.toolbox.papers.pdf import render_letter
from astana_employment.toolbox.papers.stored import Language, Snapshot
from registry.law.ground_texts import REFUSAL_GROUNDS

POST: Final = {
    "kk": "Жұмыссыздарды жұмысқа орналастыру бөлімінің бастығы",
    "ru": "Начальник отдела по трудоустройству безработных",
}
ACTING_POST: Final = {
    "kk": "Жұмыссыздарды жұмысқа орналастыру бөлімі бастығының міндетін атқарушы",
    "ru": "И. о. начальника отдела по трудоустройству безработных",
}
DECIDED: Final = {
    "suspend": {
        "kk": "Жұмыссыз ретіндегі тіркеуіңіздің тоқтатыла тұрғанын хабарлаймыз.",
        "ru": "Сообщаем, что Ваша регистрация в качестве безработного приостановлена.",
    },
    "resume": {
        "kk": "Жұмыссыз ретіндегі тіркеуіңіздің қайта басталғанын хабарлаймыз.",
        "ru": "Сообщаем, что Ваша регистрация в качестве безработного возобновлена.",
    },
    "end": {
        "kk": "Жұмыссыз ретінде есептен шығарылғаныңызды хабарлаймыз.",
        "ru": "Сообщаем, что Вы сняты с учета в качестве безработного.",
    },
}
CAUSE: Final = {
    "asked": {"kk": "өз өтінішіңіз", "ru": "Ваше заявление"},
    "employed": {"kk": "жұмысқа орналасуыңыз", "ru": "трудоустройство"},
    "moved": {"kk": "Астана қаласынан көшуіңіз", "ru": "переезд из города Астаны"},
    "cleared": {
        "kk": "тіркеуді тоқтата тұру негіздемесі жойылды",
        "ru": "основание приостановления отпало",
    },
}
# What the person can do next; a resumed registration asks for nothing but the next visit.
NEXT: Final = {
    "suspend": {
        "kk": "Тіркеу тоқтатыла тұрған кезде жұмыссыздың анықтамасы берілмейді. Тіркеуді қайта бастау"
        " мәселесі бойынша бөлімге жүгініңіз: 9-кабинет, телефон {division_phone}.",
        "ru": "Пока регистрация приостановлена, справка безработного не выдается. По вопросу возобновления"
        " обратитесь в отдел: кабинет 9, телефон {division_phone}.",
    },
    "resume": {
        "kk": "Департаментке келудің келесі мерзімін бөлімнен біліңіз: 9-кабинет, телефон {division_phone}.",
        "ru": "Следующий срок явки в Департамент уточните в отделе: кабинет 9, телефон {division_phone}.",
    },
    "end": {
        "kk": "Стандарттың 12-тармағында көрсетілген құжаттарды тапсырып, жұмыссыз ретінде қайта тіркеле"
        " аласыз.",
        "ru": "Вы можете снова зарегистрироваться в качестве безработного, представив документы, указанные"
        " в пункте 12 стандарта.",
    },
}


@dataclass(frozen=True, slots=True, kw_only=True)
class NoticeSnapshot(Snapshot):
    """Every value printed on a notice but the issue block's; `standard` is the edition's code."""

    signed_versions: ClassVar[frozenset[int]] = frozenset({2})
    act: str
    cause: str
    grounds: tuple[int, ...]
    full_name: str
    address: str
    registration_number: str
    registered_on: date
    decided_on: date
    contacts: Contacts
    standard: str
    template_version: int = 3
    kind: Literal["notice"] = "notice"


def reasons(cause: str, grounds: Sequence[int], language: Language) -> list[str]:
    """Return why it was decided: each ground of clause 17 word for word, or the cause in a few words.

    Each begins with what it is: only a ground of the standard is called a ground.
    """
    if cause != "ground":
        return [f"{'Причина' if language == 'ru' else 'Себебі'}: {CAUSE[cause][language]}"]
    place = {
        "kk": "Негіздеме: Стандарттың 17-тармағының {}) тармақшасы: «{}»",
        "ru": "Основание: подпункт {}) пункта 17 стандарта: «{}»",
    }[language]
    return [place.format(number, REFUSAL_GROUNDS[number].text(language)) for number in sorted(set(grounds))]


def notice_html(
    snapshot_json: Mapping[str, Any], issue_block_json: Mapping[str, Any], density: str = ""
) -> str:
    """Return the HTML of a notice from its stored values alone; `DocumentError` if they cannot be read.

    `density` is one of the papers' DENSITIES.
    """
    snapshot = NoticeSnapshot.from_json(snapshot_json, is_signed=True)
    issue = IssueBlock.from_json(issue_block_json)
    language = snapshot.language
    return printed_html(
        "registry/standing/pdf/notice",
        snapshot,
        issue,
        full_name=printed_name(snapshot.full_name),
        registered_on=paper_date(snapshot.registered_on, language),
        decided_on=paper_date(snapshot.decided_on, language),
        decided=DECIDED[snapshot.act][language],
        reasons=reasons(snapshot.cause, snapshot.grounds, language),
        next=NEXT[snapshot.act][language].format(division_phone=snapshot.contacts.division_phone),
        density=density,
        signatory_post=(ACTING_POST if issue.acting else POST)[language],
    )


def render_notice(snapshot_json: Mapping[str, Any], issue_block_json: Mapping[str, Any]) -> bytes:
    """Return the PDF of a notice, on one page if it can be; the same values give the same bytes.

    Errors as in `render_pdf`.
    """
    return render_letter(lambda density: notice_html(snapshot_json, issue_block_json, density))
