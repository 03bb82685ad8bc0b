"""What was typed in the search box and found nobody goes on into the form."""

from django.core.exceptions import ValidationError

from astana_employment.toolbox.dates import numeric_date
from registry.law.identifiers import clean_iin, clean_rnn, clean_sik
from registry.people.forms.documents import prefix_of
from registry.people.search import parse_name


def prefill(sought: str) -> dict[str, str]:
    """Return the first values of the form: the number or the name, and the date of birth, that was sought."""
    if number := _number(sought):
        return number
    name = parse_name(sought)
    values = dict(zip(("surname", "given_name", "patronymic"), map(_capital, name.words), strict=False))
    if name.born_on is not None:
        values["birth_date"] = numeric_date(name.born_on)
    return values


def slip_in_number(sought: str) -> str:
    """Return what is wrong with twelve digits that are no IIN and no RNN; nothing for anything else."""
    compact = "".join(sought.split())
    if len(compact) != 12 or not compact.isdecimal():
        return ""
    faults: list[str] = []
    for clean in (clean_iin, clean_rnn):
        try:
            clean(compact)
        except ValidationError as error:
            faults += error.messages
        else:
            return ""
    return faults[0]


def _number(sought: str) -> dict[str, str] | None:
    """Return the field of a number. Twelve digits with a slip go to the IIN: the form says what is wrong."""
    compact = "".join(sought.split())
    if not any(map(str.isdigit, compact)):
        return None
    for kind, clean in (("iin", clean_iin), ("rnn", clean_rnn), ("sik", clean_sik)):
        try:
            return {f"{prefix_of(kind)}-number": clean(compact)}
        except ValidationError:
            continue
    is_like_iin = len(compact) == 12 and compact.isdecimal()
    return {f"{prefix_of('iin')}-number": compact} if is_like_iin else None


def _capital(word: str) -> str:
    """A name typed in small letters gets its capital; one typed with care stays as it is."""
    return word[:1].upper() + word[1:] if word.islower() else word
