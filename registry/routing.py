"""Which window serves whom: by the letter of the present surname (clause 11, readings 32, 59)."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Q

from astana_employment.kazakh import ALPHABET
from astana_employment.models import FALLBACK_WINDOW, ServiceWindow, service_windows
from astana_employment.reading import asked_once
from registry.models import Person, Point, Purpose, WindowDiversion


@dataclass(frozen=True)
class WindowMap:
    """The split of the letters as it stands now; read once for a page."""

    number_of_letter: dict[str, int]

    def number_of(self, person: Person) -> int:
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


def destination(window: int, instant: datetime) -> Point:
    """Return the window that serves a window's letters at an instant, diversions followed (clause 11)."""
    ways = dict(WindowDiversion.objects.in_force(instant).values_list("window__number", "to_window__number"))
    while window in ways:
        window = ways.pop(window)
    return Point(window)


def point_for(letter: str, purpose: str, instant: datetime) -> Point:
    """Return the point that serves a letter (one of the 42, or none) and a purpose at an instant.

    A complaint goes to the chancellery (reading 50), no letter to window 4 (reading 59).
    """
    if purpose == Purpose.COMPLAINT:
        return Point.CHANCELLERY
    return destination(load_window_map().number_for(letter), instant)
