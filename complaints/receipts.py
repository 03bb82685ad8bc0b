"""The second copy of a complaint with the mark of acceptance (clause 23, art. 64 of the Code) as a paper.

The copy is rendered from its snapshot and issue block alone.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, ClassVar, Literal

from astana_employment.toolbox.papers.font import with_stand_ins
from astana_employment.toolbox.papers.issue import Contacts, IssueBlock, paper_date, printed_html
from astana_employment.toolbox.papers.pdf import render_letter
from astana_employment.toolbox.papers.stored import Snapshot
from complaints.wording import ANONYMOUS, KIND


@dataclass(frozen=True, slots=True, kw_only=True)
class ReceiptSnapshot(Snapshot):
    """Every value printed on a receipt copy but the issue block's.

    `received` is day and time in Astana as printed; `authors` are names with addresses; `rule` says where
    the due day comes from, in the paper's language.
    """

    # Before, an anonymous complaint's copy named a day of answer. Nobody reviews a copy before it is signed.
    older_versions: ClassVar[frozenset[int]] = frozenset({1})

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
    template_version: int = 2
    kind: Literal["receipt"] = "receipt"


def paragraphs(text: str) -> list[str]:
    """Return the lines of a text that hold something, for printing one paragraph each."""
    return [line.strip() for line in text.splitlines() if line.strip()]


def inside_a_line(post: str) -> str:
    """Return a post as it stands after a name: «кеңсе маманы»; the Department keeps its capital."""
    return post if post.startswith("Департамент") else f"{post[:1].lower()}{post[1:]}"


def receipt_html(
    snapshot_json: Mapping[str, Any], issue_block_json: Mapping[str, Any], density: str = ""
) -> str:
    """Return the HTML of a receipt copy from its stored values; `DocumentError` if they cannot be read.

    `density` is one of the papers' DENSITIES.
    """
    snapshot = ReceiptSnapshot.from_json(snapshot_json)
    issue = IssueBlock.from_json(issue_block_json)
    language = snapshot.language
    # An anonymous one is not answered: the copy promises no day, and asks for no opinion on the answer.
    more = {"survey_url": ""} if snapshot.is_anonymous else {}
    html = printed_html(
        "complaints/pdf/receipt",
        snapshot,
        issue,
        title=KIND[snapshot.complaint_kind][language],
        registered_on=paper_date(snapshot.registered_on, language),
        due_on=paper_date(snapshot.due_on, language),
        anonymous=ANONYMOUS[language],
        accepted_post=inside_a_line(snapshot.accepted_post),
        text=paragraphs(snapshot.text),
        circumstances=paragraphs(snapshot.circumstances),
        signatory_post=snapshot.accepted_post,
        density=density,
        **more,
    )
    return with_stand_ins(html)


def render_receipt(snapshot_json: Mapping[str, Any], issue_block_json: Mapping[str, Any]) -> bytes:
    """Return the PDF of a receipt copy; the same values give the same bytes. Errors as in `render_pdf`."""
    return render_letter(lambda density: receipt_html(snapshot_json, issue_block_json, density))
