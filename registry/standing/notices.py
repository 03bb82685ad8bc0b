"""The notice by which a person learns that the registration was suspended, resumed or ended (reading 51).

Pure functions over plain values: the notice as a snapshot, and what stands in its blanks in Kazakh and
Russian. It names the ground or the cause and tells how to complain; the evidence stays in the file. The
addressee's name is never inflected.
"""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, fields
from datetime import date
from typing import Any, Final, Self

from astana_employment.toolbox.papers.issue import (
    Contacts,
    DocumentError,
    IssueBlock,
    Json,
    Language,
    paper_date,
    printed_issue,
    printed_name,
    same_fields,
)
from astana_employment.toolbox.papers.pdf import render_html, render_letter
from registry.law.ground_texts import REFUSAL_GROUNDS

# Raise it with every change of what the templates print.
# Version 1 had the contacts as fixed words; with those values version 2 prints it word for word.
TEMPLATE_VERSION: Final = 2
_DAYS: Final = ("registered_on", "decided_on")

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
    "asked": {"kk": "Сіздің өтінішіңіз", "ru": "Ваше заявление"},
    "employed": {"kk": "жұмысқа орналасуыңыз", "ru": "трудоустройство"},
    "moved": {"kk": "Астана қаласынан көшуіңіз", "ru": "переезд из города Астаны"},
    "cleared": {
        "kk": "тоқтата тұру негіздемесі жойылды",
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
class NoticeSnapshot:
    """Every value printed on a notice but the issue block's; `standard` is the edition's code."""

    language: Language
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
    template_version: int = TEMPLATE_VERSION
    kind: str = "notice"

    def to_json(self) -> Json:
        """Return the snapshot as plain JSON values, dates as 2008-03-31."""
        days = {name: getattr(self, name).isoformat() for name in _DAYS}
        return {**asdict(self), **days, "grounds": list(self.grounds)}

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> Self:
        """Read what `to_json` wrote; a missing, unknown or misshapen field raises `DocumentError`."""
        if data.get("template_version") == 1:
            first = Contacts.first("ru" if data.get("language") == "ru" else "kk")
            data = {"contacts": asdict(first), **data, "template_version": TEMPLATE_VERSION}
        values = same_fields(cls, data)
        if values["template_version"] != TEMPLATE_VERSION or values["language"] not in POST:
            raise DocumentError(f"This notice cannot be printed: {values['template_version']!r}")
        values["contacts"] = Contacts.from_json(values["contacts"])
        try:
            values |= {name: date.fromisoformat(values[name]) for name in _DAYS}
            values["grounds"] = tuple(int(ground) for ground in values["grounds"])
        except (TypeError, ValueError) as error:
            raise DocumentError(f"A notice's snapshot is misshapen: {error}") from error
        return cls(**values)


def reasons(cause: str, grounds: Sequence[int], language: Language) -> list[str]:
    """Return why it was decided: each ground of clause 17 word for word, or the cause in a few words."""
    if cause != "ground":
        return [CAUSE[cause][language]]
    place = {
        "kk": "Стандарттың 17-тармағының {}) тармақшасы: «{}»",
        "ru": "подпункт {}) пункта 17 стандарта: «{}»",
    }[language]
    return [place.format(number, REFUSAL_GROUNDS[number].text(language)) for number in sorted(set(grounds))]


def notice_html(
    snapshot_json: Mapping[str, Any], issue_block_json: Mapping[str, Any], density: str = ""
) -> str:
    """Return the HTML of a notice from its stored values alone; `DocumentError` if they cannot be read.

    `density` is one of the papers' DENSITIES.
    """
    snapshot = NoticeSnapshot.from_json(snapshot_json)
    issue = IssueBlock.from_json(issue_block_json)
    language = snapshot.language
    printed = {field.name: getattr(snapshot, field.name) for field in fields(snapshot)}
    context = {
        **printed,
        **printed_issue(issue, language),
        "full_name": printed_name(snapshot.full_name),
        "registered_on": paper_date(snapshot.registered_on, language),
        "decided_on": paper_date(snapshot.decided_on, language),
        "decided": DECIDED[snapshot.act][language],
        "reasons": reasons(snapshot.cause, snapshot.grounds, language),
        "next": NEXT[snapshot.act][language].format(division_phone=snapshot.contacts.division_phone),
        "density": density,
        "signatory_post": (ACTING_POST if issue.acting else POST)[language],
    }
    return render_html(f"registry/standing/pdf/notice_{language}.html", context, language)


def render_notice(snapshot_json: Mapping[str, Any], issue_block_json: Mapping[str, Any]) -> bytes:
    """Return the PDF of a notice, on one page if it can be; the same values give the same bytes.

    Errors as in `render_pdf`.
    """
    return render_letter(lambda density: notice_html(snapshot_json, issue_block_json, density))
