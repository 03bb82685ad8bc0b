"""Which window serves whom: by the letter of the present surname (clause 11, readings 32, 59)."""

from dataclasses import dataclass
from typing import Protocol

from django.db.models import Q

from astana_employment.department.models import FALLBACK_WINDOW, ServiceWindow, service_windows
from astana_employment.toolbox.kazakh import ALPHABET
from astana_employment.toolbox.reading import asked_once


class HasLetter(Protocol):
    """Whoever is served by letter: a person of the registry, which this floor does not know."""

    letter: str


@dataclass(frozen=True)
class WindowMap:
    """The split of the letters as it stands now; read once for a page."""

    number_of_letter: dict[str, int]

    def number_of(self, person: HasLetter) -> int:
        """Return the number of the person's window; a surname in no known letters goes to window 4."""
        return self.number_for(person.letter)

    def number_for(self, letter: str) -> int:
        """Return the number of the window of a letter; none, or an unknown one, goes to window 4."""
        return self.number_of_letter.get(letter, FALLBACK_WINDOW)

    def letters_of(self, window: ServiceWindow) -> list[str]:
        """Return the letters that lead to a window, the lack of one («») among those of window 4."""
        return [letter for letter in ("", *ALPHABET) if self.number_for(letter) == window.number]


@asked_once
def load_window_map() -> WindowMap:
    """Read the split of the letters (one small query)."""
    return WindowMap({letter: window.number for window in service_windows() for letter in window.own_letters})


def window_condition(window: ServiceWindow | None, person: str = "") -> Q:
    """Return the condition that a window serves a person; `person` is the way there («registration__person»).

    None stands for all windows. Readings 32, 59.
    """
    if window is None:
        return Q()
    way = f"{person}__" if person else ""
    return Q(**{f"{way}letter__in": load_window_map().letters_of(window)})
