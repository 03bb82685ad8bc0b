"""What a person has to bring and what of it is missing: clause 12 as functions over plain values."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

STATELESS_CERTIFICATE = "stateless_certificate"
IDENTITY = "identity"


@dataclass(frozen=True)
class DocumentData:
    """A document on the counter: data only, no scan (reading 34).

    `kind` is a kind of clause 12; `form` tells an identity card from a passport and is empty for all others.
    `number` is stored as `identifiers.clean_document_number` gives it.
    """

    kind: str
    number: str
    form: str = ""
    issuer: str = ""
    issued_on: date | None = None
    expires_on: date | None = None
    has_police_mark: bool = False


def counts_as_presented(document: DocumentData) -> bool:
    """Tell whether a document is what clause 12 asks for: a stateless person's certificate bears a mark."""
    return bool(document.number) and (document.kind != STATELESS_CERTIFICATE or document.has_police_mark)


def missing_documents(required: Iterable[str], presented: Iterable[DocumentData]) -> list[str]:
    """Return the kinds that were asked for and not presented, in the order of the edition (clause 12).

    A stateless person's certificate with its mark is the identity document as well (reading 61).
    A document past its last day still counts: the standard asks that it be presented, not that it be valid,
    and turning somebody back for it would be a rule of our own. The counter says so in a notice.
    """
    there = {document.kind for document in presented if counts_as_presented(document)}
    if STATELESS_CERTIFICATE in there:
        there.add(IDENTITY)
    return [str(kind) for kind in required if kind not in there]
