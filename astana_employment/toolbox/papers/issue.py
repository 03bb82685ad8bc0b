"""What signing adds to a reviewed text: number, days, signer and check code, stored as JSON and printed.

Every paper of the department has such a block beside its snapshot, and is rendered from the two alone.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Final, Literal, Self

from astana_employment.toolbox.dates import long_date, long_date_ru, numeric_date
from astana_employment.toolbox.papers.qr import qr_source

Json = dict[str, Any]
Language = Literal["kk", "ru"]


# The first papers had these in their text; later ones take them from the edition through the snapshot.
_FIRST_ADDRESS: Final[Mapping[str, str]] = {
    "kk": "Астана қаласы, Иманбаева көшесі, 68а",
    "ru": "город Астана, улица Иманбаева, 68а",
}
_FIRST_NUMBERS: Final[Mapping[str, str]] = {
    "division_phone": "21-03-37",
    "chancellery_phone": "21-22-61",
    "email": "deptrud@at.kz",
}


class DocumentError(ValueError):
    """A stored snapshot or issue block is not what this version of the desk can print."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Contacts:
    """Where a paper sends whoever complains or asks: the edition's address, telephones and e-mail."""

    address: str
    division_phone: str
    chancellery_phone: str
    email: str

    @classmethod
    def from_json(cls, data: Any) -> Self:
        """Read what `asdict` wrote; anything else raises `DocumentError`."""
        if not isinstance(data, Mapping):
            raise DocumentError("The contacts of a paper are misshapen")
        return cls(**same_fields(cls, data))

    @classmethod
    def first(cls, language: Language) -> Self:
        """Return what version 1 of the papers printed as fixed text."""
        return cls(**_FIRST_NUMBERS, address=_FIRST_ADDRESS[language])


@dataclass(frozen=True, slots=True, kw_only=True)
class ActingOrder:
    """The order by which an acting deputy director signs (reading 42)."""

    order_number: str
    order_date: date


@dataclass(frozen=True, slots=True, kw_only=True)
class IssueBlock:
    """What signing adds to a reviewed snapshot; `valid_until` is the last day, included (reading 15).

    `survey_url` asks whoever is given the paper for an opinion, once; not every paper has one.
    """

    number: str
    issued_on: date
    valid_until: date | None
    signer_name: str
    acting: ActingOrder | None
    check_code: str
    check_url: str
    survey_url: str = ""

    def to_json(self) -> Json:
        """Return the block as plain JSON values, dates as 2008-03-31."""
        acting = self.acting and {
            "order_number": self.acting.order_number,
            "order_date": self.acting.order_date.isoformat(),
        }
        return {
            "number": self.number,
            "issued_on": self.issued_on.isoformat(),
            "valid_until": self.valid_until.isoformat() if self.valid_until else None,
            "signer_name": self.signer_name,
            "acting": acting,
            "check_code": self.check_code,
            "check_url": self.check_url,
            "survey_url": self.survey_url,
        }

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> Self:
        """Read what `to_json` wrote; a missing, unknown or misshapen field raises `DocumentError`."""
        values = same_fields(cls, {"survey_url": "", **data})  # papers from before the surveys have none
        try:
            values["issued_on"] = date.fromisoformat(values["issued_on"])
            values["valid_until"] = optional_date(values["valid_until"])
            if acting := values["acting"]:
                values["acting"] = ActingOrder(
                    order_number=acting["order_number"], order_date=date.fromisoformat(acting["order_date"])
                )
        except (KeyError, TypeError, ValueError) as error:
            raise DocumentError(f"An issue block is misshapen: {error}") from error
        return cls(**values)


def paper_date(day: date, language: Language) -> str:
    """Return «2008 жылғы 31 наурыз» or «31 марта 2008 года»."""
    return long_date_ru(day) if language == "ru" else long_date(day)


def acting_order(order_number: str, order_date: date, language: Language) -> str:
    """Return the order an acting signatory signs by (reading 42), for the small print."""
    if language == "ru":
        return f"Основание: приказ № {order_number} от {numeric_date(order_date)}"
    return f"Негіздеме: № {order_number} бұйрық, {numeric_date(order_date)}"


def printed_name(full_name: str) -> str:
    """Return a name as papers print it: in capitals, in the nominative, single spaces."""
    return " ".join(full_name.split()).upper()


def printed_issue(issue: IssueBlock, language: Language) -> Json:
    """Return what `toolbox/pdf/paper.html` prints of an issue block; the post is not in it."""
    acting = issue.acting
    return {
        "preview": False,
        "number": issue.number,
        "issued_on_iso": issue.issued_on.isoformat(),
        "issued_on": paper_date(issue.issued_on, language),
        "valid_until": paper_date(issue.valid_until, language) if issue.valid_until else "",
        "signer_name": issue.signer_name,
        "acting_order": acting_order(acting.order_number, acting.order_date, language) if acting else "",
        "check_code": issue.check_code,
        "check_url": issue.check_url,
        "qr": qr_source(issue.check_url),
        "survey_url": issue.survey_url,
        "survey_qr": qr_source(issue.survey_url) if issue.survey_url else "",
    }


def same_fields(cls: type[Any], data: Mapping[str, Any]) -> Json:
    """Return stored values if they are exactly a dataclass's fields; `DocumentError` names the others."""
    if differing := set(cls.__dataclass_fields__) ^ set(data):
        raise DocumentError(f"{cls.__name__} lacks or does not know: {', '.join(sorted(differing))}")
    return dict(data)


def optional_date(text: str | None) -> date | None:
    """Return a stored date; nothing stays nothing."""
    return date.fromisoformat(text) if text is not None else None
