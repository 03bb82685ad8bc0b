"""The answer to a complaint as a paper: what was decided, what was done, and who is above (clause 22).

The answer is rendered from its snapshot and issue block alone, in the language of the complaint.
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
    printed_issue,
    printed_name,
    same_fields,
)
from astana_employment.toolbox.papers.pdf import render_html, render_pdf
from complaints.levels import levels_above
from complaints.receipts import paragraphs
from complaints.wording import (
    JUSTIFIED,
    OUTCOME,
    how_to_file,
    post_of,
    reference_line,
    remedies,
    term_to_complain,
)

# Raise it with every change of what the templates print.
TEMPLATE_VERSION: Final = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class AnswerSnapshot:
    """Every value printed on an answer but the issue block's; `level` is that of who decided."""

    language: Language
    complaint_kind: str
    complaint_number: str
    registered_on: date
    authors: list[dict[str, str]]
    level: str
    outcome: str
    is_justified: bool
    measures: str
    text: str
    appeal_months: int
    contacts: Contacts
    template_version: int = TEMPLATE_VERSION
    kind: str = "answer"

    def to_json(self) -> Json:
        """Return the snapshot as plain JSON values, dates as 2008-03-31."""
        return {**asdict(self), "registered_on": self.registered_on.isoformat()}

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> Self:
        """Read what `to_json` wrote; a missing, unknown or misshapen field raises `DocumentError`."""
        values = same_fields(cls, data)
        if values["template_version"] != TEMPLATE_VERSION or values["language"] not in ("kk", "ru"):
            raise DocumentError(f"This answer cannot be printed: {values['template_version']!r}")
        try:
            values["registered_on"] = date.fromisoformat(values["registered_on"])
        except (TypeError, ValueError) as error:
            raise DocumentError(f"An answer's snapshot is misshapen: {error}") from error
        values["contacts"] = Contacts.from_json(values["contacts"])
        return cls(**values)


def _printed(snapshot: AnswerSnapshot, *, acting: bool) -> Json:
    language = snapshot.language
    printed = {field.name: getattr(snapshot, field.name) for field in fields(snapshot)}
    authors = [{**author, "name": printed_name(author["name"])} for author in snapshot.authors]
    return {
        **printed,
        "authors": authors,
        "reference": reference_line(
            snapshot.complaint_kind, snapshot.complaint_number, snapshot.registered_on, language
        ),
        "outcome": OUTCOME[snapshot.complaint_kind][snapshot.outcome][language],
        "justified": JUSTIFIED[snapshot.is_justified][language],
        "measures": paragraphs(snapshot.measures),
        "text": paragraphs(snapshot.text),
        "remedies": remedies(levels_above(snapshot.level), language),
        "how_to_file": how_to_file(snapshot.contacts, language),
        "term_to_complain": term_to_complain(snapshot.appeal_months, language),
        "signatory_post": post_of(snapshot.level, language, acting=acting),
    }


def answer_html(snapshot_json: Mapping[str, Any], issue_block_json: Mapping[str, Any] | None) -> str:
    """Return the HTML of an answer from its stored values, or with «ЖОБА» across it for no issue block.

    `DocumentError` if the values cannot be read.
    """
    snapshot = AnswerSnapshot.from_json(snapshot_json)
    if issue_block_json is None:
        context = {**_printed(snapshot, acting=False), "preview": True}
    else:
        issue = IssueBlock.from_json(issue_block_json)
        context = {
            **_printed(snapshot, acting=issue.acting is not None),
            **printed_issue(issue, snapshot.language),
        }
    return render_html(f"complaints/pdf/answer_{snapshot.language}.html", context, snapshot.language)


def render_answer(snapshot_json: Mapping[str, Any], issue_block_json: Mapping[str, Any] | None) -> bytes:
    """Return the PDF of an answer; the same values give the same bytes. Errors as in `render_pdf`."""
    return render_pdf(answer_html(snapshot_json, issue_block_json))
