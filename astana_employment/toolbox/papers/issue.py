"""What signing adds to a reviewed text: number, days, signer and check code, stored as JSON and printed.

Every paper of the department has such a block beside its snapshot, and is rendered from the two alone.
"""

from dataclasses import dataclass
from datetime import date
from typing import Any

from astana_employment.toolbox.dates import long_date, long_date_ru, numeric_date
from astana_employment.toolbox.papers.pdf import render_html
from astana_employment.toolbox.papers.qr import qr_source
from astana_employment.toolbox.papers.stored import DocumentError as DocumentError
from astana_employment.toolbox.papers.stored import Json, Language, Snapshot, Stored


@dataclass(frozen=True, slots=True, kw_only=True)
class Contacts(Stored):
    """Where a paper sends whoever complains or asks: the edition's address, telephones and e-mail."""

    address: str
    division_phone: str
    chancellery_phone: str
    email: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ActingOrder(Stored):
    """The order by which an acting deputy director signs (reading 42)."""

    order_number: str
    order_date: date


@dataclass(frozen=True, slots=True, kw_only=True)
class IssueBlock(Stored):
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


def printed_issue(issue: IssueBlock | None, language: Language) -> Json:
    """Return what `toolbox/pdf/paper.html` prints of an issue block but the post; none makes a preview."""
    if issue is None:
        return {"preview": True}
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


def printed_html(template: str, snapshot: Snapshot, issue: IssueBlock | None, **more: Any) -> str:
    """Return the HTML of a paper: snapshot, issue block (none makes a preview) and what is made of them.

    `template` is its path without language and ending.
    """
    language = snapshot.language
    context = {**snapshot.values(), **printed_issue(issue, language), **more}
    return render_html(f"{template}_{language}.html", context, language)
