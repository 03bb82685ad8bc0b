"""The answer to a complaint as a paper: what was decided, what was done, and who is above (clause 22).

The answer is rendered from its snapshot and issue block alone, in the language of the complaint.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, ClassVar, Literal

from astana_employment.toolbox.papers.font import with_stand_ins
from astana_employment.toolbox.papers.issue import Contacts, IssueBlock, printed_html, printed_name
from astana_employment.toolbox.papers.pdf import render_letter
from astana_employment.toolbox.papers.stored import Snapshot
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


@dataclass(frozen=True, slots=True, kw_only=True)
class AnswerSnapshot(Snapshot):
    """Every value printed on an answer but the issue block's; `level` is that of who decided."""

    signed_versions: ClassVar[frozenset[int]] = frozenset({1})
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
    template_version: int = 2
    kind: Literal["answer"] = "answer"


def answer_html(
    snapshot_json: Mapping[str, Any], issue_block_json: Mapping[str, Any] | None, density: str = ""
) -> str:
    """Return the HTML of an answer from its stored values, or with «ЖОБА» across it for no issue block.

    `density` is one of the papers' DENSITIES. `DocumentError` if the values cannot be read.
    """
    snapshot = AnswerSnapshot.from_json(snapshot_json, is_signed=issue_block_json is not None)
    issue = None if issue_block_json is None else IssueBlock.from_json(issue_block_json)
    language, kind = snapshot.language, snapshot.complaint_kind
    is_acting = issue is not None and issue.acting is not None
    html = printed_html(
        "complaints/pdf/answer",
        snapshot,
        issue,
        authors=[{**author, "name": printed_name(author["name"])} for author in snapshot.authors],
        reference=reference_line(kind, snapshot.complaint_number, snapshot.registered_on, language),
        outcome=OUTCOME[kind][snapshot.outcome][language],
        justified=JUSTIFIED[kind][snapshot.is_justified][language],
        measures=paragraphs(snapshot.measures),
        text=paragraphs(snapshot.text),
        remedies=remedies(levels_above(snapshot.level), language),
        how_to_file=how_to_file(snapshot.contacts, language),
        term_to_complain=term_to_complain(snapshot.appeal_months, language),
        signatory_post=post_of(snapshot.level, language, acting=is_acting),
        density=density,
    )
    return with_stand_ins(html)


def render_answer(snapshot_json: Mapping[str, Any], issue_block_json: Mapping[str, Any] | None) -> bytes:
    """Return the PDF of an answer; the same values give the same bytes. Errors as in `render_pdf`."""
    return render_letter(lambda density: answer_html(snapshot_json, issue_block_json, density))
