"""The letters of the four windows (clause 11), as people type them."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from astana_employment.department.models import ServiceWindow
from astana_employment.toolbox.kazakh import ALPHABET, mend_lookalikes


class LettersForm(forms.Form):
    """The letters of each window, typed in a row: «А Ә Б», «АӘБ» and «А–Ғ» all serve."""

    def __init__(self, windows: Iterable[ServiceWindow], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.former = {window.number: window.letter_list for window in windows}
        for number, letters in self.former.items():
            self.fields[f"window_{number}"] = forms.CharField(
                label=_("Window %(number)d") % {"number": number},
                initial=letters,
                required=False,
                max_length=200,
                widget=forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false"}),
            )
            # A window may be closed and have none, but «optional» would mislead: every letter counts.
            template = "astana_employment/department/letters_field.html"
            self.fields[f"window_{number}"].template_name = template  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        """Read the letters, and say beside each window which ones are foreign, double or left out."""
        letters: dict[int, list[str]] = {}
        for number in self.former:
            known, unknown = read_letters(self.cleaned_data.get(f"window_{number}", ""))
            letters[number] = known
            if unknown:
                self._say(number, _("Not one of the 42 letters: %(letters)s"), unknown)
        if not self.errors:
            self._check_doubles(letters)
            self._check_missing(letters)
        return {"letters": letters}

    def typed(self) -> dict[str, str]:
        """Return the typed letters of each field in the order of the alphabet, as the log writes them."""
        letters: dict[int, list[str]] = self.cleaned_data["letters"]
        return {
            f"window_{number}": " ".join(sorted(row, key=ALPHABET.index)) for number, row in letters.items()
        }

    def _check_doubles(self, letters: dict[int, list[str]]) -> None:
        counts = [letter for row in letters.values() for letter in row]
        for number, row in letters.items():
            doubled = [letter for letter in dict.fromkeys(row) if counts.count(letter) > 1]
            if doubled:
                self._say(number, _("Twice, here and at another window: %(letters)s"), doubled)

    def _check_missing(self, letters: dict[int, list[str]]) -> None:
        """Say which letters have no window, beside the window that has them now."""
        missing = set(ALPHABET).difference(*letters.values())
        for number, former in self.former.items():
            lost = [letter for letter in former.split() if letter in missing]
            if lost:
                self._say(number, _("Left out: no window has %(letters)s"), lost)

    def _say(self, number: int, message: Any, letters: list[str]) -> None:
        self.add_error(f"window_{number}", ValidationError(message, params={"letters": ", ".join(letters)}))


def read_letters(text: str) -> tuple[list[str], list[str]]:
    """Read letters as people type them: gives those of the 42, doubles kept, and the signs that are none.

    A dash between two letters means all between them; a Latin letter that looks like one of the 42 is it.
    """
    known: list[str] = []
    unknown: list[str] = []
    is_range = False
    for sign in text.upper():
        letter = mend_lookalikes(f"Ж{sign}")[0][1:]
        if sign in " ,;.\t":
            continue
        if sign in "-–—":
            is_range = bool(known)
        elif letter not in ALPHABET:
            unknown.append(sign)
        else:
            first = ALPHABET.index(known[-1]) + 1 if is_range else ALPHABET.index(letter)
            known += ALPHABET[first : ALPHABET.index(letter)] + letter
            is_range = False
    return known, list(dict.fromkeys(unknown))
