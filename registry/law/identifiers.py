"""The numbers on people's documents: IIN, RNN, SIK and document numbers, tidied and checked.

A `clean_…` function takes what was typed, scanned or imported and gives what is stored: no blanks, no
dashes, capitals. It raises ValidationError with a code that tells the faults apart: `length`, `characters`,
`all_equal`, `legal_entity`, `checksum`. Empty text stays empty: which numbers a person must bring is a
matter of the edition of the standard (clause 12, reading 36).
"""

import re
from collections.abc import Iterable, Iterator
from datetime import date
from typing import TYPE_CHECKING, Literal

from django.core.exceptions import ValidationError
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from astana_employment.toolbox.dates import numeric_date
from astana_employment.toolbox.kazakh import latin_lookalikes

if TYPE_CHECKING:
    from django.utils.functional import _StrOrPromise

Sex = Literal["female", "male"]

_IIN, _RNN = _("IIN"), _("RNN")

# The two ways of weighing an IIN; in the first the eleventh digit weighs 11, that is nothing (modulo 11).
_IIN_WEIGHTS = ((1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11), (3, 4, 5, 6, 7, 8, 9, 10, 11, 1, 2))
# An RNN is weighed with 1…10, 1; each further try shifts the weights by one.
_RNN_WEIGHTS = tuple(tuple((shift + place) % 10 + 1 for place in range(11)) for shift in range(10))

# The seventh digit of an IIN says the century; 0 (foreigners) and 7–9 say nothing.
_IIN_CENTURIES = {"1": 1800, "2": 1800, "3": 1900, "4": 1900, "5": 2000, "6": 2000}

_GAPS = re.compile(r"[\s\u2010-\u2015\u2043\u2212-]+")
_DASHES = re.compile(r"[‐‑‒–—−]")
_NOT_IN_SIK = re.compile(r"[^0-9A-HJKMNPR-Z]")
_NOT_IN_DOCUMENT = re.compile(r"[^0-9A-ZА-ЯЁӘҒҚҢӨҰҮҺІ№ /-]")
_SMALL = frozenset(letter for letter in map(chr, range(0x0430, 0x0530)) if letter.islower())
_SHORTEST_DOCUMENT, _LONGEST_DOCUMENT = 4, 20


def clean_iin(text: str) -> str:
    """Give the 12 digits of an individual identification number (ЖСН, ИИН).

    Only the check digit is held against it: since August 2013 the first digits need not be the date of
    birth (see `iin_facts`). Raises ValidationError.
    """
    number = _GAPS.sub("", text)
    if not number:
        return ""
    _check_digits(number, _IIN)
    if not _check_digit_fits(number, _IIN_WEIGHTS):
        raise _checksum_error(_IIN)
    return number


def clean_rnn(text: str) -> str:
    """Give the 12 digits of a natural person's taxpayer registration number (СТН, РНН).

    The fifth digit of a legal entity's number is 0; such a number is refused. Raises ValidationError.
    """
    number = _GAPS.sub("", text)
    if not number:
        return ""
    _check_digits(number, _RNN)
    if number[4] == "0":
        raise ValidationError(
            _("This RNN is a legal entity's: its fifth digit is 0. Ask for the person's own."),
            code="legal_entity",
        )
    if not _check_digit_fits(number, _RNN_WEIGHTS):
        raise _checksum_error(_RNN)
    return number


def clean_sik(text: str) -> str:
    """Give the 16 characters of a social individual code (ӘЖК, СИК): digits, Latin capitals, no I, L, O, Q.

    Cyrillic letters that look like Latin ones are mended (`kazakh.latin_lookalikes` says which, for a
    notice). The code has no public checksum. Raises ValidationError.
    """
    code = latin_lookalikes(_capitals(_GAPS.sub("", text)))[0]
    if not code:
        return ""
    if strange := _NOT_IN_SIK.findall(code):
        raise ValidationError(
            _("A SIK has digits and Latin letters, but no I, L, O or Q. Check: %(characters)s"),
            code="characters",
            params={"characters": _listed(strange)},
        )
    if len(code) != 16:
        raise ValidationError(
            _("A SIK has 16 characters; %(count)s were given."), code="length", params={"count": len(code)}
        )
    return code


def iin_facts(iin: str) -> tuple[date | None, Sex | None]:
    """Give the date of birth and the sex that a cleaned IIN seems to say, each None if it says none.

    For a notice when they differ from the document, never for an error: since 26 August 2013 the digits
    are not tied to either.
    """
    century = _IIN_CENTURIES.get(iin[6:7])
    if century is None:
        return None, None
    sex: Sex = "male" if iin[6] in "135" else "female"
    try:
        return date(century + int(iin[:2]), int(iin[2:4]), int(iin[4:6])), sex
    except ValueError:
        return None, sex


def iin_notices(iin: str, born: date | None, sex: str) -> list[str]:
    """Give what is unusual about a cleaned IIN: digits that are no date, another birth or sex than known.

    Notices only, at the desk and in the import alike: since August 2013 an IIN need not agree with either.
    """
    if not iin:
        return []
    said_born, said_sex = iin_facts(iin)
    found = []
    if said_born is None and not _is_date(iin[:6]):
        found.append(
            gettext("The first six digits of the IIN are no date of birth. Compare it with the document.")
        )
    if said_born and born and said_born != born:
        text = gettext("The IIN seems to say another date of birth: %(day)s. Compare it with the document.")
        found.append(text % {"day": numeric_date(said_born)})
    if said_sex and sex and said_sex != sex:
        found.append(gettext("The IIN seems to say another sex. Compare it with the document."))
    return found


def replaced_notice(letters: Iterable[str]) -> str:
    """Give a notice of Cyrillic letters that became the Latin ones they look like, «» when there are none."""
    said = gettext("Cyrillic letters were replaced by Latin ones: %(letters)s.")
    listed = ", ".join(letters)
    return said % {"letters": listed} if listed else ""


def number_notices(kind: str, typed: str, number: str) -> list[str]:
    """Give what is worth a look in a number cleaned from what was typed: replaced letters, odd form."""
    replaced = latin_lookalikes(typed.upper())[1] if number.isascii() else []
    return list(filter(None, (replaced_notice(replaced), document_number_notice(kind, number))))


def plain_number(number: str) -> str:
    """Give a number as it is sought: no blanks and hyphens, Latin capitals; `kk_number` of the database."""
    capitals = (letter.upper() if len(letter.upper()) == 1 else letter for letter in _GAPS.sub("", number))
    return latin_lookalikes("".join(capitals))[0]


def clean_document_number(kind: str, text: str) -> str:
    """Give a document's number as it is stored: capitals, single blanks, plain hyphens.

    The number of an identity card or a passport is stored without any blank or hyphen, to be found again.
    `kind` is a kind of document of clause 12, or for the identity document its form (`identity_card`,
    `passport`). A SIK, RNN or IIN is checked as such; any other number is free within 4 to 20 letters,
    digits, blanks and № / -; a work record's may be shorter («№ 5»). Raises ValidationError.
    """
    if checked := {"iin": clean_iin, "rnn": clean_rnn, "sik": clean_sik}.get(kind):
        return checked(text)
    number = " ".join(_capitals(_DASHES.sub("-", text)).split())
    if not number:
        return ""
    if kind in ("identity_card", "passport"):
        number = _in_latin(_GAPS.sub("", number))
    if strange := _NOT_IN_DOCUMENT.findall(number):
        raise ValidationError(
            _("A document's number has letters, digits, blanks and № / - only. Check: %(characters)s"),
            code="characters",
            params={"characters": _listed(strange)},
        )
    shortest = 1 if kind == "work_record" else _SHORTEST_DOCUMENT
    if not shortest <= len(number) <= _LONGEST_DOCUMENT:
        raise ValidationError(
            _("A number of this document has %(shortest)s to %(longest)s characters; %(count)s were given."),
            code="length",
            params={"shortest": shortest, "longest": _LONGEST_DOCUMENT, "count": len(number)},
        )
    return number


def document_number_notice(kind: str, number: str) -> str | None:
    """Give a notice for a cleaned number that is allowed but unusual, None for a usual one.

    Only the identity card has a form that is known for certain: nine digits.
    """
    if kind == "identity_card" and number and not re.fullmatch(r"[0-9]{9}", number):
        return gettext("An identity card's number usually has nine digits. Compare it with the card.")
    return None


def _is_date(digits: str) -> bool:
    """Tell whether yymmdd is a day of some century; 2000 was a leap year, as every fourth two digits are."""
    try:
        date(2000 + int(digits[:2]), int(digits[2:4]), int(digits[4:]))
    except ValueError:
        return False
    return True


def _check_digits(number: str, name: "_StrOrPromise") -> None:
    """Refuse what is not twelve digits, or one digit twelve times over."""
    if not (number.isascii() and number.isdecimal()):
        raise ValidationError(_("An %(name)s has digits only."), code="characters", params={"name": name})
    if len(number) != 12:
        raise ValidationError(
            _("An %(name)s has 12 digits; %(count)s were given."),
            code="length",
            params={"name": name, "count": len(number)},
        )
    if len(set(number)) == 1:
        raise ValidationError(
            _("An %(name)s is never one digit twelve times over."),
            code="all_equal",
            params={"name": name},
        )


def _check_digit_fits(number: str, tries: tuple[tuple[int, ...], ...]) -> bool:
    """Tell whether the last digit is the remainder modulo 11 that the first fitting weights give.

    A remainder of 10 is no digit: the next weights are tried; when none is left, the number is not issued.
    """
    digits = [int(digit) for digit in number]
    return next((rest == digits[11] for rest in _remainders(digits, tries) if rest < 10), False)


def _remainders(digits: list[int], tries: tuple[tuple[int, ...], ...]) -> Iterator[int]:
    for weights in tries:
        yield sum(digit * weight for digit, weight in zip(digits[:11], weights, strict=True)) % 11


def _checksum_error(name: "_StrOrPromise") -> ValidationError:
    return ValidationError(
        _("This %(name)s has a slip: its last digit does not fit the others. Compare it with the document."),
        code="checksum",
        params={"name": name},
    )


def _capitals(text: str) -> str:
    """Give capitals of Latin and Cyrillic letters alone: ß would become two letters, and ſ another one."""
    return "".join(letter.upper() if letter.isascii() or letter in _SMALL else letter for letter in text)


def _in_latin(number: str) -> str:
    """Give a number in Latin letters if all its Cyrillic ones have a Latin double: passports have those."""
    mended = latin_lookalikes(number)[0]
    return mended if mended.isascii() else number


def _listed(characters: list[str]) -> str:
    return " ".join(dict.fromkeys(characters))
