"""One row of a card index, judged by itself: a `Card` of clean values, or what is wrong, column by column."""

from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from astana_employment.toolbox.tables_in.rows import Row
from registry.index.columns import DOCUMENTS
from registry.law.identifiers import clean_document_number, iin_facts, iin_notices, number_notices
from registry.law.requirements import IDENTITY, DocumentData, counts_as_presented, missing_documents
from registry.people.duplicates import CODES, IDENTITY_KINDS

# Fields of a card that are the cell of a column as it is.
_NAMES = ("surname", "given_name", "patronymic")
_PLAIN = (
    *("birth_date", "category", "latin_name", "address", "phone", "email"),
    *("former_number", "registered_on", "ended_on"),
)


@dataclass(slots=True)
class Card:
    """One registration of one person, as a row gives it; every value is clean."""

    line: int
    surname: str
    given_name: str
    patronymic: str
    birth_date: date
    sex: str
    category: str
    is_oralman: bool
    latin_name: str
    codes: dict[str, str]
    address: str
    phone: str
    email: str
    documents: list[DocumentData]
    former_number: str
    applied_on: date
    registered_on: date
    ended_on: date | None

    @property
    def identity_number(self) -> str:
        """The number of the identity document, or of the certificate that is one (reading 61)."""
        numbers = {document.kind: document.number for document in self.documents}
        return next((numbers[kind] for kind in IDENTITY_KINDS if kind in numbers), "")


def check_card(row: Row) -> Card:
    """Return the card of a row; what is wrong is noted in the row, and the card is then of no use."""
    names = {name: row[name] for name in _NAMES}
    codes = {key: row[key] for key in CODES if row[key]}
    plain = {name: row[name] for name in _PLAIN}
    _check_days(row)
    card = Card(
        line=row.number,
        sex=row["sex"] or iin_facts(codes.get("iin", ""))[1] or "",
        is_oralman=row["is_oralman"] is True,
        codes=codes,
        documents=_documents(row, codes),
        applied_on=row["applied_on"] or row["registered_on"],
        **names,
        **plain,
    )
    if not card.given_name:
        row.notice("given_name", _("The card has no given name."))
    if not card.sex and not row.has_failed("iin"):
        row.fail("sex", _("Enter the sex."))
    if not row.problems:
        for notice in iin_notices(codes.get("iin", ""), card.birth_date, card.sex):
            row.notice("iin", notice)
    return card


def _check_days(row: Row) -> None:
    registered_on, applied_on = row["registered_on"], row["applied_on"]
    if registered_on is None:
        return
    if applied_on and applied_on > registered_on:
        row.fail("applied_on", _("The day of applying lies after the day of registration."))
    if row["ended_on"] and row["ended_on"] < registered_on:
        row.fail("ended_on", _("The registration ends before it began."))
    if row["birth_date"] and row["birth_date"] >= registered_on:
        row.fail("birth_date", _("The date of birth does not lie before the day of registration."))


# --- documents -----------------------------------------------------------------------------------
def _documents(row: Row, codes: dict[str, str]) -> list[DocumentData]:
    """Return the documents of clause 12 that the card names; only the identity document must be there.

    A stateless person's certificate with its mark is one (reading 61).
    """
    form = row["identity_form"] or _likely_form(row)
    found = [_document(row, kind, form if kind == IDENTITY else "") for kind in DOCUMENTS]
    if missing_documents([IDENTITY], filter(None, found)):
        row.fail("identity_number", _("Enter the number of the identity document."))
    numbers = [DocumentData(kind=key, number=number) for key, number in codes.items()]
    return [document for document in found if document] + numbers


def _likely_form(row: Row) -> str:
    """Return what an identity document is by its number: an identity card has nine digits."""
    plain = row.text("identity_number").replace(" ", "")
    is_card = plain.isdecimal() and (len(plain) == 9 or row.is_number("identity_number"))
    return "identity_card" if is_card else "passport"


def _document(row: Row, kind: str, form: str) -> DocumentData | None:
    """Return a document, None when the card has no number for it."""
    key = f"{kind}_number"
    number = row.take(
        key, lambda text: clean_document_number(form or kind, text), digits=9 * (form == "identity_card")
    )
    for notice in number_notices(form or kind, row.text(key), number):
        row.notice(key, notice)
    found = {part: row[f"{kind}_{part}"] for part in DOCUMENTS[kind] if part not in ("form", "number")}
    issued_on, expires_on = found.get("issued_on"), found.get("expires_on")
    if issued_on and expires_on and expires_on < issued_on:
        row.fail(f"{kind}_expires_on", _("The document ends before it was issued."))
    if not number:
        if any(found.values()):
            row.notice(key, _("The document has no number and was left out."))
        return None
    found["has_police_mark"] = found.pop("police_mark", False) is True
    document = DocumentData(kind, number, form, **found)
    if not counts_as_presented(document):
        row.notice(
            f"{kind}_police_mark", _("The certificate has no mark of registration with internal affairs.")
        )
    return document
