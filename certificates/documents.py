"""What a paper says, as typed values: the snapshot a signer reviews, and the issue block that signing adds.

Both are stored as JSON. A paper is rendered from the two alone, never from live rows, so it can be made
again, byte for byte, after a crash between numbering and storing.
"""

import json
import re
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import date
from hashlib import sha256
from typing import Any, Final, Literal, Self

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from astana_employment.toolbox import clock
from astana_employment.toolbox.papers.issue import ActingOrder as ActingOrder
from astana_employment.toolbox.papers.issue import Contacts as Contacts
from astana_employment.toolbox.papers.issue import DocumentError as DocumentError
from astana_employment.toolbox.papers.issue import IssueBlock as IssueBlock
from astana_employment.toolbox.papers.issue import optional_date, printed_issue, same_fields
from astana_employment.toolbox.papers.pdf import render_html, render_letter, render_pdf
from certificates import wording
from certificates.wording import Language, Period

# Raise it with every change of what the templates print: a snapshot reviewed under another version must be
# prepared and reviewed again, not printed with a text its signer has never seen. Version 1 had the contacts
# and the month of validity as fixed words; with those values version 2 prints it word for word.
TEMPLATE_VERSION: Final = 2
LANGUAGES: Final = ("kk", "ru")

Json = dict[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class CertificateSnapshot:
    """Every value printed on Annex 1 but the issue block's; `standard` is the edition's code.

    `vacancy_search` is reviewed, not printed: what was sought in the bank of vacancies and found (clause 1).
    """

    language: Language
    full_name: str
    registration_number: str
    registered_on: date
    public_works: tuple[Period, ...]
    purpose: str
    months_valid: int
    standard: str
    vacancy_search: Json | None = None
    template_version: int = TEMPLATE_VERSION
    kind: Literal["certificate"] = "certificate"

    def to_json(self) -> Json:
        """Return the snapshot as plain JSON values, dates as 2008-03-31."""
        searched = {} if self.vacancy_search is None else {"vacancy_search": self.vacancy_search}
        return {
            **searched,
            "kind": self.kind,
            "language": self.language,
            "full_name": self.full_name,
            "registration_number": self.registration_number,
            "registered_on": self.registered_on.isoformat(),
            "public_works": [
                [start.isoformat(), until.isoformat() if until else None]
                for start, until in self.public_works
            ],
            "purpose": self.purpose,
            "months_valid": self.months_valid,
            "standard": self.standard,
            "template_version": self.template_version,
        }

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> Self:
        """Read what `to_json` wrote; a missing, unknown or misshapen field raises `DocumentError`.

        Papers from before there was a bank of vacancies have no search.
        """
        values = _checked(cls, {"vacancy_search": None, **_of_first_version(data, months_valid=1)})
        try:
            values["months_valid"] = int(values["months_valid"])
            values["registered_on"] = date.fromisoformat(values["registered_on"])
            values["public_works"] = tuple(
                Period(date.fromisoformat(start), optional_date(until))
                for start, until in values["public_works"]
            )
        except (TypeError, ValueError) as error:
            raise DocumentError(f"A certificate's snapshot is misshapen: {error}") from error
        return cls(**values)


@dataclass(frozen=True, slots=True, kw_only=True)
class RefusalSnapshot:
    """Every value printed on Annex 2 but the issue block's; `evidence` is reviewed, not printed."""

    language: Language
    full_name: str
    address: str
    grounds: tuple[int, ...]
    evidence: tuple[str, ...]
    contacts: Contacts
    standard: str
    template_version: int = TEMPLATE_VERSION
    kind: Literal["refusal"] = "refusal"

    def to_json(self) -> Json:
        """Return the snapshot as plain JSON values."""
        return {
            "kind": self.kind,
            "language": self.language,
            "full_name": self.full_name,
            "address": self.address,
            "grounds": list(self.grounds),
            "evidence": list(self.evidence),
            "contacts": asdict(self.contacts),
            "standard": self.standard,
            "template_version": self.template_version,
        }

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> Self:
        """Read what `to_json` wrote; a missing, unknown or misshapen field raises `DocumentError`."""
        first = asdict(Contacts.first("ru" if data.get("language") == "ru" else "kk"))
        values = _checked(cls, _of_first_version(data, contacts=first))
        values["contacts"] = Contacts.from_json(values["contacts"])
        try:
            values["grounds"] = tuple(int(ground) for ground in values["grounds"])
            values["evidence"] = tuple(str(note) for note in values["evidence"])
        except (TypeError, ValueError) as error:
            raise DocumentError(f"A refusal's snapshot is misshapen: {error}") from error
        return cls(**values)


Snapshot = CertificateSnapshot | RefusalSnapshot


def snapshot_from_json(data: Mapping[str, Any]) -> Snapshot:
    """Read a snapshot of either kind; an unknown kind raises `DocumentError`."""
    if data.get("kind") == "certificate":
        return CertificateSnapshot.from_json(data)
    if data.get("kind") == "refusal":
        return RefusalSnapshot.from_json(data)
    raise DocumentError(f"There is no paper of the kind {data.get('kind')!r}")


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

    A refusal notice is a letter and is set in one of the papers' DENSITIES.

    A preview is as of `today` (by default the desk's), a paper as of its day of issue. Raises
    `DocumentError` for values this version cannot print.
    """
    snapshot = snapshot_from_json(snapshot_json)
    issue = IssueBlock.from_json(issue_block_json) if issue_block_json is not None else None
    as_of = issue.issued_on if issue else today or clock.today()
    specific = (
        _certificate_context(snapshot, as_of)
        if isinstance(snapshot, CertificateSnapshot)
        else _refusal_context(snapshot, density)
    )
    context = {**_issue_context(issue, snapshot.language), **specific}
    template = f"certificates/pdf/{snapshot.kind}_{snapshot.language}.html"
    return render_html(template, context, snapshot.language)


def render_paper(
    snapshot_json: Mapping[str, Any],
    issue_block_json: Mapping[str, Any] | None,
    *,
    today: date | None = None,
) -> bytes:
    """Return the PDF of a paper from its snapshot and issue block alone; without an issue block the preview.

    The same values give the same bytes. Raises `DocumentError` as `paper_html`, `PaperError` as `render_pdf`.
    """
    if snapshot_json.get("kind") == "refusal":
        return render_letter(
            lambda density: paper_html(snapshot_json, issue_block_json, today=today, density=density)
        )
    return render_pdf(paper_html(snapshot_json, issue_block_json, today=today))


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
        "registration_number": snapshot.registration_number,
        "validity": wording.validity(snapshot.months_valid, language),
    }


def _refusal_context(snapshot: RefusalSnapshot, density: str) -> Json:
    language = snapshot.language
    return {
        "addressee": wording.addressee(snapshot.full_name, language),
        "address": snapshot.address,
        "reason": wording.refusal_reason(snapshot.grounds, language),
        "density": density,
        "to_you": wording.blank_to_you(language),
        "contacts": snapshot.contacts,
    }


def _issue_context(issue: IssueBlock | None, language: Language) -> Json:
    acting = issue is not None and issue.acting is not None
    post = {"signatory_post": wording.signatory_post(acting=acting, language=language)}
    return {**post, **(printed_issue(issue, language) if issue else {"preview": True})}


def _of_first_version(data: Mapping[str, Any], **printed: Any) -> Mapping[str, Any]:
    """Return a snapshot of version 1 as one of version 2, with what its paper printed as fixed words."""
    if data.get("template_version") != 1:
        return data
    return {**printed, **data, "template_version": 2}


def _checked(cls: type[Any], data: Mapping[str, Any]) -> Json:
    values = same_fields(cls, data)
    if values["language"] not in LANGUAGES:
        raise DocumentError(f"There is no paper in the language {values['language']!r}")
    if values["template_version"] != TEMPLATE_VERSION:
        raise DocumentError(
            f"The paper was reviewed under version {values['template_version']!r} of its text; "
            f"version {TEMPLATE_VERSION} is in use: prepare and review it again"
        )
    return values
