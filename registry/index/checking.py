"""One row of a card index, judged by itself: a `Card` of clean values, or what is wrong, column by column."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING, TypeVar

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.utils.translation import gettext as _

from astana_employment.toolbox.dates import numeric_date, parse_day
from astana_employment.toolbox.kazakh import latin_lookalikes, mend_lookalikes
from astana_employment.toolbox.papers.font import validate_printable
from astana_employment.toolbox.tables_in.lines import Line, Unusable
from astana_employment.toolbox.tables_in.report import Remark
from registry.index.words import CATEGORIES, IDENTITY_FORMS, SEXES, YES_OR_NO, plain_word
from registry.law.identifiers import (
    clean_document_number,
    clean_iin,
    clean_rnn,
    clean_sik,
    document_number_notice,
    iin_facts,
)
from registry.law.requirements import DocumentData, counts_as_presented

if TYPE_CHECKING:
    from django.utils.functional import _StrOrPromise

T = TypeVar("T")
# The days of applying, of registration and of its end.
Days = tuple[date | None, date | None, date | None]

CODES = ("iin", "sik", "rnn")
_DIGIT = re.compile(r"\d")
_LETTER = re.compile(r"[^\W\d_]")
# Lengths of the columns in the database.
_LENGTHS = {"address": 200, "phone": 40, "email": 254, "latin_name": 160, "former_number": 40}
_LONGEST_NAME, _LONGEST_ISSUER = 80, 160
_CODE_CHECKS = {"iin": clean_iin, "sik": clean_sik, "rnn": clean_rnn}
_OTHER_DOCUMENTS = ("residence_permit", "stateless_certificate", "oralman_certificate", "work_record")


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


@dataclass
class RowCheck:
    """The cells of a row under their keys, and what was found wrong or worth a notice."""

    line: Line
    headings: Mapping[int, tuple[str, str]]
    problems: list[Remark] = field(default_factory=list)
    notices: list[Remark] = field(default_factory=list)

    def __post_init__(self) -> None:
        """Put the cells under their keys; a value without a heading above it is wrong."""
        self._names = dict(self.headings.values())
        self._cells = {
            key: self.line.cells[place]
            for place, (key, _text) in self.headings.items()
            if place < len(self.line.cells)
        }
        for place, cell in enumerate(self.line.cells):
            if place not in self.headings and cell not in (None, ""):
                self.fail(
                    "",
                    _("There is a value in column %(number)d, which has no heading.") % {"number": place + 1},
                )
                break

    def fail(self, key: str, reason: "_StrOrPromise") -> None:
        """Note what is wrong with a column, or («») with the whole row."""
        self.problems.append(Remark(self.line.number, self._names.get(key, key), str(reason)))

    def notice(self, key: str, text: "_StrOrPromise") -> None:
        """Note what was mended or is unusual."""
        self.notices.append(Remark(self.line.number, self._names.get(key, key), str(text)))

    def raw(self, key: str) -> object:
        """Return a cell, None for an empty or unusable one; the latter is noted as a problem."""
        cell = self._cells.get(key)
        if isinstance(cell, Unusable):
            self.fail(key, cell.reason)
            self._cells[key] = None
            return None
        return cell

    def text(self, key: str) -> str:
        """Return a cell as text on one line; a whole number of a spreadsheet without «.0»."""
        cell = self.raw(key)
        if cell is None:
            return ""
        if isinstance(cell, float) and cell.is_integer():
            cell = int(cell)
        return " ".join((numeric_date(cell) if isinstance(cell, date) else str(cell)).split())

    def take(self, key: str, clean: Callable[[str], T], default: T) -> T:
        """Return a cell as `clean` makes it; its ValidationError or ValueError is noted as a problem."""
        try:
            return clean(self.text(key))
        except ValidationError as error:
            self.fail(key, error.messages[0])
        except ValueError as error:
            self.fail(key, error.args[0])
        return default

    def has_failed(self, key: str) -> bool:
        """Tell whether something is wrong with a column."""
        name = self._names.get(key, key)
        return any(problem.column == name for problem in self.problems)


def check_row(line: Line, headings: Mapping[int, tuple[str, str]]) -> tuple[Card | None, RowCheck]:
    """Judge a row by itself; the card is None when anything is wrong with it."""
    row = RowCheck(line, headings)
    surname, given_name, patronymic = _names(row)
    codes = {key: number for key in CODES if (number := _code(row, key))}
    birth_date = _day(row, "birth_date", needed=_("Enter the date of birth."))
    category = _word(
        row, "category", CATEGORIES, needed=_("Enter the category: citizen, foreigner or stateless.")
    )
    sex = _sex(row, codes.get("iin", ""))
    applied_on, registered_on, ended_on = _registration_days(row, birth_date)
    texts = {key: _text(row, key) for key in ("latin_name", "phone", "former_number")}
    address = _text(row, "address", needed=_("Enter the address."))
    email = _email(row)
    is_oralman = bool(_word(row, "is_oralman", YES_OR_NO))
    documents = _documents(row, codes)
    if row.problems or not (birth_date and category and sex and applied_on and registered_on):
        return None, row
    card = Card(
        line=line.number,
        surname=surname,
        given_name=given_name,
        patronymic=patronymic,
        birth_date=birth_date,
        sex=sex,
        category=category,
        is_oralman=is_oralman,
        codes=codes,
        address=address,
        email=email,
        documents=documents,
        applied_on=applied_on,
        registered_on=registered_on,
        ended_on=ended_on,
        **texts,
    )
    _compare_with_iin(row, card)
    return card, row


def _names(row: RowCheck) -> list[str]:
    """Return surname, given name and patronymic; only the surname must be there."""
    names = [_name(row, key) for key in ("surname", "given_name", "patronymic")]
    if not names[0] and not row.has_failed("surname"):
        row.fail("surname", _("Enter the surname."))
    elif not names[1] and not row.has_failed("given_name"):
        row.notice("given_name", _("The card has no given name."))
    return names


def _name(row: RowCheck, key: str) -> str:
    """Return a name as the forms of the desk take it: look-alikes mended, every letter printable."""

    def clean(text: str) -> str:
        mended, replaced = mend_lookalikes(text)
        if _DIGIT.search(mended):
            raise ValidationError(_("A name has no digits."))
        if mended and not _LETTER.search(mended):
            raise ValidationError(_("Write the name in letters."))
        if replaced:
            row.notice(
                key,
                _("Letters of another alphabet were replaced: %(letters)s. Check the result: %(text)s")
                % {"letters": ", ".join(replaced), "text": mended},
            )
        return _printable(mended, _LONGEST_NAME)

    return row.take(key, clean, "")


def _printable(text: str, longest: int) -> str:
    if len(text) > longest:
        raise ValidationError(
            _("At most %(longest)d characters fit; %(count)d were given.")
            % {"longest": longest, "count": len(text)}
        )
    validate_printable(text)
    return text


def _text(row: RowCheck, key: str, *, needed: str = "") -> str:
    text = row.take(key, lambda value: _printable(value, _LENGTHS[key]), "")
    if needed and not text and not row.has_failed(key):
        row.fail(key, needed)
    return text


def _email(row: RowCheck) -> str:
    def clean(text: str) -> str:
        if text:
            validate_email(text)
        return _printable(text, _LENGTHS["email"])

    return row.take("email", clean, "")


def _day(row: RowCheck, key: str, *, needed: str = "", past: bool = True) -> date | None:
    """Return a day; reading 60: spreadsheet dates and day-first texts, no two-digit years."""
    text = row.text(key)
    if not text:
        if needed and not row.has_failed(key):
            row.fail(key, needed)
        return None
    return row.take(key, lambda _text: parse_day(text, past=past, two_digit_years=False), None)


def _word(row: RowCheck, key: str, words: Mapping[str, T], *, needed: str = "") -> T | None:
    """Return what a word means; a word that is not in the list is a problem that names it."""
    text = row.text(key)
    if not text:
        if needed and not row.has_failed(key):
            row.fail(key, needed)
        return None
    meaning = words.get(plain_word(text))
    if meaning is None:
        row.fail(
            key,
            _("The word “%(word)s” is not known here. docs/import.md lists the words.") % {"word": text[:40]},
        )
    return meaning


def _code(row: RowCheck, key: str) -> str:
    """Return an IIN, SIK or RNN; what was mended in it is said in a notice."""

    def clean(text: str) -> str:
        if key != "sik":
            text = _with_lost_zeros(row, key, text, 12)
        if key == "sik" and (replaced := latin_lookalikes(text.upper())[1]):
            row.notice(
                key,
                _("Cyrillic letters were replaced by Latin ones: %(letters)s.")
                % {"letters": ", ".join(replaced)},
            )
        return _CODE_CHECKS[key](text)

    return row.take(key, clean, "")


def _sex(row: RowCheck, iin: str) -> str:
    """Return the sex; where the column is empty, the IIN says it."""
    sex = _word(row, "sex", SEXES)
    if sex is None and not row.has_failed("sex"):
        sex = iin_facts(iin)[1]
        if sex is None and not row.has_failed("iin"):
            row.fail("sex", _("Enter the sex."))
    return sex or ""


def _registration_days(row: RowCheck, birth_date: date | None) -> Days:
    """Return the three days of the registration, in their order; without a day of applying it is the same."""
    registered_on = _day(row, "registered_on", needed=_("Enter the day of registration."))
    applied_on = _day(row, "applied_on") or registered_on
    ended_on = _day(row, "ended_on")
    if registered_on and applied_on and applied_on > registered_on:
        row.fail("applied_on", _("The day of applying lies after the day of registration."))
    if registered_on and ended_on and ended_on < registered_on:
        row.fail("ended_on", _("The registration ends before it began."))
    if registered_on and birth_date and birth_date >= registered_on:
        row.fail("birth_date", _("The date of birth does not lie before the day of registration."))
    return applied_on, registered_on, ended_on


# --- documents -----------------------------------------------------------------------------------
def _documents(row: RowCheck, codes: Mapping[str, str]) -> list[DocumentData]:
    """Return the documents of clause 12 that the card names; only the identity document must be there."""
    found = [_identity(row), *(_document(row, kind) for kind in _OTHER_DOCUMENTS)]
    numbers = [DocumentData(kind=key, number=number) for key, number in codes.items() if number]
    return [document for document in found if document is not None] + numbers


def _identity(row: RowCheck) -> DocumentData | None:
    form = _word(row, "identity_form", IDENTITY_FORMS)
    if form is None and not row.has_failed("identity_form"):
        form = _likely_form(row)
    document = _document(row, "identity", form=form or "passport")
    if document is None:
        if not row.has_failed("identity_number"):
            row.fail("identity_number", _("Enter the number of the identity document."))
        return None
    if unusual := document_number_notice(document.form, document.number):
        row.notice("identity_number", unusual)
    return document


def _likely_form(row: RowCheck) -> str:
    """Return what an identity document is by its number: an identity card has nine digits."""
    plain = row.text("identity_number").replace(" ", "")
    is_card = plain.isdecimal() and (len(plain) == 9 or _is_number(row.raw("identity_number")))
    return "identity_card" if is_card else "passport"


def _is_number(cell: object) -> bool:
    """Tell whether a spreadsheet keeps a cell as a number, and so without zeros at its beginning."""
    return isinstance(cell, int | float) and not isinstance(cell, bool)


def _with_lost_zeros(row: RowCheck, key: str, text: str, length: int) -> str:
    """Put back the zeros that a spreadsheet drops from a number of a known length, and say so."""
    if not (_is_number(row.raw(key)) and text.isdecimal() and len(text) < length):
        return text
    row.notice(key, _("Zeros that the spreadsheet had dropped were put back at the beginning."))
    return text.zfill(length)


def _document(row: RowCheck, kind: str, *, form: str = "") -> DocumentData | None:
    """Return a document, None when the card has no number for it."""

    def number_of(text: str) -> str:
        if form == "identity_card":
            text = _with_lost_zeros(row, f"{kind}_number", text, 9)
        return clean_document_number(form or kind, text)

    number = row.take(f"{kind}_number", number_of, "")
    issuer = row.take(f"{kind}_issuer", lambda text: _printable(text, _LONGEST_ISSUER), "")
    issued_on = _day(row, f"{kind}_issued_on")
    expires_on = _day(row, f"{kind}_expires_on", past=False)
    has_mark = bool(_word(row, f"{kind}_police_mark", YES_OR_NO))
    if issued_on and expires_on and expires_on < issued_on:
        row.fail(f"{kind}_expires_on", _("The document ends before it was issued."))
    if not number:
        if (issuer or issued_on or expires_on or has_mark) and not row.has_failed(f"{kind}_number"):
            row.notice(f"{kind}_number", _("The document has no number and was left out."))
        return None
    document = DocumentData(kind, number, form, issuer, issued_on, expires_on, has_mark)
    if not counts_as_presented(document):
        row.notice(
            f"{kind}_police_mark", _("The certificate has no mark of registration with internal affairs.")
        )
    return document


def _compare_with_iin(row: RowCheck, card: Card) -> None:
    """Say when the IIN seems to tell another birth date or sex: a notice, since 2013 they may differ."""
    born, sex = iin_facts(card.codes.get("iin", ""))
    if born and born != card.birth_date:
        row.notice(
            "iin",
            _("The IIN seems to say another date of birth: %(day)s. Compare it with the document.")
            % {"day": numeric_date(born)},
        )
    if sex and sex != card.sex:
        row.notice("iin", _("The IIN seems to say another sex. Compare it with the document."))
