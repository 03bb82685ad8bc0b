"""The second copy of a complaint with the mark of acceptance (clause 23, art. 64 of the Code) as a paper.

The copy is rendered from its snapshot and issue block alone.
"""

from collections.abc import Mapping
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
    same_fields,
)
from astana_employment.toolbox.papers.pdf import render_html, render_pdf
from complaints.wording import ANONYMOUS, KIND

# Raise it with every change of what the templates print.
TEMPLATE_VERSION: Final = 1
_DAYS: Final = ("registered_on", "due_on")


@dataclass(frozen=True, slots=True, kw_only=True)
class ReceiptSnapshot:
    """Every value printed on a receipt copy but the issue block's.

    `received` is day and time in Astana as printed; `authors` are names with addresses; `rule` says where
    the due day comes from, in the paper's language.
    """

    language: Language
    complaint_kind: str
    complaint_number: str
    received: str
    registered_on: date
    accepted_by: str
    accepted_post: str
    authors: list[dict[str, str]]
    is_anonymous: bool
    against: str
    text: str
    circumstances: str
    enclosures: list[str]
    reply_by: str
    due_on: date
    rule: str
    contacts: Contacts
    template_version: int = TEMPLATE_VERSION
    kind: str = "receipt"

    def to_json(self) -> Json:
        """Return the snapshot as plain JSON values, dates as 2008-03-31."""
        return {**asdict(self), **{name: getattr(self, name).isoformat() for name in _DAYS}}

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> Self:
        """Read what `to_json` wrote; a missing, unknown or misshapen field raises `DocumentError`."""
        values = same_fields(cls, data)
        if values["template_version"] != TEMPLATE_VERSION or values["language"] not in ("kk", "ru"):
            raise DocumentError(f"This receipt copy cannot be printed: {values['template_version']!r}")
        try:
            values |= {name: date.fromisoformat(values[name]) for name in _DAYS}
        except (TypeError, ValueError) as error:
            raise DocumentError(f"A receipt copy's snapshot is misshapen: {error}") from error
        values["contacts"] = Contacts.from_json(values["contacts"])
        return cls(**values)


def paragraphs(text: str) -> list[str]:
    """Return the lines of a text that hold something, for printing one paragraph each."""
    return [line.strip() for line in text.splitlines() if line.strip()]


def receipt_html(snapshot_json: Mapping[str, Any], issue_block_json: Mapping[str, Any]) -> str:
    """Return the HTML of a receipt copy from its stored values; `DocumentError` if they cannot be read."""
    snapshot = ReceiptSnapshot.from_json(snapshot_json)
    issue = IssueBlock.from_json(issue_block_json)
    language = snapshot.language
    printed = {field.name: getattr(snapshot, field.name) for field in fields(snapshot)}
    context = {
        **printed,
        **printed_issue(issue, language),
        "title": KIND[snapshot.complaint_kind][language],
        "registered_on": paper_date(snapshot.registered_on, language),
        "due_on": paper_date(snapshot.due_on, language),
        "anonymous": ANONYMOUS[language],
        "text": paragraphs(snapshot.text),
        "circumstances": paragraphs(snapshot.circumstances),
        "signatory_post": snapshot.accepted_post,
    }
    return render_html(f"complaints/pdf/receipt_{language}.html", context, language)


def render_receipt(snapshot_json: Mapping[str, Any], issue_block_json: Mapping[str, Any]) -> bytes:
    """Return the PDF of a receipt copy; the same values give the same bytes. Errors as in `render_pdf`."""
    return render_pdf(receipt_html(snapshot_json, issue_block_json))
