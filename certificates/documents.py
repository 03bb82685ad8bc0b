"""What a paper says, as typed values: the snapshot a signer reviews, and the issue block that signing adds.

Both are stored as JSON. A paper is rendered from the two alone, never from live rows, so it can be made
again, byte for byte, after a crash between numbering and storing.
"""

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from hashlib import sha256
from typing import Any, ClassVar, Literal

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from astana_employment.toolbox import clock
from astana_employment.toolbox.papers.issue import Contacts, DocumentError, IssueBlock, printed_html
from astana_employment.toolbox.papers.pdf import render_letter
from astana_employment.toolbox.papers.stored import Json, Snapshot
from certificates import wording
from certificates.wording import Period


@dataclass(frozen=True, slots=True, kw_only=True)
class CertificateSnapshot(Snapshot):
    """Every value printed on Annex 1 but the issue block's; `standard` is the edition's code.

    `vacancy_search` is reviewed, not printed: what was sought in the bank of vacancies and found (clause 1).
    """

    signed_versions: ClassVar[frozenset[int]] = frozenset({2})
    full_name: str
    registration_number: str
    registered_on: date
    public_works: tuple[Period, ...]
    purpose: str
    months_valid: int
    standard: str
    vacancy_search: Json | None = None
    template_version: int = 3
    kind: Literal["certificate"] = "certificate"


@dataclass(frozen=True, slots=True, kw_only=True)
class RefusalSnapshot(Snapshot):
    """Every value printed on Annex 2 but the issue block's; `evidence` is reviewed, not printed."""

    signed_versions: ClassVar[frozenset[int]] = frozenset({2})
    full_name: str
    address: str
    grounds: tuple[int, ...]
    evidence: tuple[str, ...]
    contacts: Contacts
    standard: str
    template_version: int = 3
    kind: Literal["refusal"] = "refusal"


def snapshot_from_json(
    data: Mapping[str, Any], *, is_signed: bool = False
) -> CertificateSnapshot | RefusalSnapshot:
    """Read a snapshot of either kind, of a paper that has its number or of a draft.

    An unknown kind raises `DocumentError`.
    """
    if data.get("kind") == "certificate":
        return CertificateSnapshot.from_json(data, is_signed=is_signed)
    if data.get("kind") == "refusal":
        return RefusalSnapshot.from_json(data, is_signed=is_signed)
    raise DocumentError(f"There is no paper of the kind {data.get('kind')!r}")


def readable_snapshot(
    data: Mapping[str, Any], *, is_signed: bool = False
) -> CertificateSnapshot | RefusalSnapshot | None:
    """Return a snapshot for a page; None for one that this version cannot print: the page says OUTDATED."""
    try:
        return snapshot_from_json(data, is_signed=is_signed)
    except DocumentError:
        return None


def canonical_json(data: Mapping[str, Any]) -> bytes:
    """Return JSON with one spelling only: sorted keys, no blanks, UTF-8."""
    return json.dumps(
        data, sort_keys=True, ensure_ascii=False, separators=(",", ":"), allow_nan=False
    ).encode()


def snapshot_hash(snapshot_json: Mapping[str, Any]) -> str:
    """Return the SHA-256 (hexadecimal) of a snapshot: what the signer reviewed is what is printed."""
    return sha256(canonical_json(snapshot_json)).hexdigest()


def paper_html(
    snapshot_json: Mapping[str, Any],
    issue_block_json: Mapping[str, Any] | None,
    *,
    today: date | None = None,
    density: str = "",
) -> str:
    """Return the HTML of a paper; without an issue block that of the preview.

    It is set in one of the papers' DENSITIES.

    A preview is as of `today` (by default the desk's), a paper as of its day of issue. Raises
    `DocumentError` for values this version cannot print.
    """
    snapshot = snapshot_from_json(snapshot_json, is_signed=issue_block_json is not None)
    issue = IssueBlock.from_json(issue_block_json) if issue_block_json is not None else None
    if isinstance(snapshot, CertificateSnapshot):
        more = _certificate_context(snapshot, issue.issued_on if issue else today or clock.today())
    else:
        more = _refusal_context(snapshot)
    is_acting = issue is not None and issue.acting is not None
    post = wording.signatory_post(acting=is_acting, language=snapshot.language)
    return printed_html(
        f"certificates/pdf/{snapshot.kind}", snapshot, issue, signatory_post=post, density=density, **more
    )


def render_paper(
    snapshot_json: Mapping[str, Any],
    issue_block_json: Mapping[str, Any] | None,
    *,
    today: date | None = None,
) -> bytes:
    """Return the PDF of a paper from its snapshot and issue block alone; without an issue block the preview.

    The same values give the same bytes. Raises `DocumentError` as `paper_html`, `PaperError` as `render_pdf`.
    """
    return render_letter(
        lambda density: paper_html(snapshot_json, issue_block_json, today=today, density=density)
    )


# A period keeps to one line: «07.04.2008–» at the end of a line reads like an open one.
_PERIOD = re.compile(r"([\d.]+–[\d.]+)")


def _unbroken_periods(text: str) -> SafeString:
    *pieces, last = _PERIOD.split(text)
    pairs = zip(pieces[::2], pieces[1::2], strict=True)
    return format_html("{}{}", format_html_join("", '{}<span class="unbroken">{}</span>', pairs), last)


def _certificate_context(snapshot: CertificateSnapshot, as_of: date) -> Json:
    language = snapshot.language
    works = wording.blank_public_works(snapshot.public_works, as_of, language)
    return {
        "person": wording.blank_person(snapshot.full_name, language),
        "registered_from": wording.blank_registered_from(snapshot.registered_on, language),
        "public_works": works._replace(blank=_unbroken_periods(works.blank)),
        "purpose": wording.blank_purpose(snapshot.purpose, language),
        "validity": wording.validity(snapshot.months_valid, language),
    }


def _refusal_context(snapshot: RefusalSnapshot) -> Json:
    language = snapshot.language
    return {
        "addressee": wording.addressee(snapshot.full_name, language),
        "reason": wording.refusal_reason(snapshot.grounds, language),
        "to_you": wording.blank_to_you(language),
    }
