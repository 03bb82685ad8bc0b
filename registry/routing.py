"""Which window serves whom: by the letter of the present surname (clause 11, readings 32, 59)."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import TypeVar

from django.db.models import Q

from astana_employment.kazakh import ALPHABET
from astana_employment.models import FALLBACK_WINDOW, ServiceWindow, StaffMember, WindowLetter
from registry.models import Person, Point, Purpose, WindowDiversion

Row = TypeVar("Row")
# What follows the first letter so that it is a letter of its own: no accent that makes it another one.
_NO_ACCENT = "([^\u0300-\u036f]|$)"


@dataclass(frozen=True)
class WindowMap:
    """The split of the letters as it stands now; read once for a page."""

    number_of_letter: dict[str, int]

    def number_of(self, person: Person) -> int:
        """Return the number of the person's window; a surname in no known letters goes to window 4."""
        return self.number_for(person.letter)

    def number_for(self, letter: str | None) -> int:
        """Return the number of the window of a letter; none, or an unknown one, goes to window 4."""
        return self.number_of_letter.get(letter or "", FALLBACK_WINDOW)

    def serves(self, window: ServiceWindow | None, person: Person) -> bool:
        """Tell whether a window serves a person; None stands for all windows."""
        return window is None or self.number_of(person) == window.number

    def only(self, window: ServiceWindow | None, rows: Iterable[tuple[Person, Row]]) -> list[Row]:
        """Keep the rows whose person a window serves; each row comes with its person."""
        return [row for person, row in rows if self.serves(window, person)]


def load_window_map(viewer: StaffMember | None = None) -> WindowMap:
    """Read the split of the letters (one query; two for a viewer).

    The top bar shows the viewer's own window with its letters: it is handed what was read here.
    """
    if viewer is None or viewer.home_window_id is None:
        rows = WindowLetter.objects.order_by("id").values_list("letter", "window__number")
        return WindowMap(dict(rows))
    windows = {window.pk: window for window in ServiceWindow.objects.prefetch_related("letters")}
    viewer.home_window = windows[viewer.home_window_id]
    return WindowMap(
        {row.letter: window.number for window in windows.values() for row in window.letters.all()}
    )


def window_condition(
    window: ServiceWindow | None, person: str = "", *, viewer: StaffMember | None = None
) -> Q:
    """Return the condition that a window serves a person; `person` is the way there («registration__person»).

    For long lists: plain surnames are told apart by the database, only the few that begin with another
    letter than the 42 are read and asked (readings 32, 59). Three queries; `viewer` as for the map.
    """
    if window is None:
        return Q()
    split = load_window_map(viewer)
    letters = [letter for letter in ALPHABET if split.number_of_letter.get(letter) == window.number]
    odd = Person.objects.filter(routing_letter="").exclude(surname__regex=_begins_with(ALPHABET))
    odd_names = [
        name
        for name in odd.order_by().values_list("surname", flat=True).distinct()
        if split.serves(window, Person(surname=name))
    ]
    way = f"{person}__" if person else ""
    by_hand = Q(**{f"{way}routing_letter__in": letters})
    by_surname = Q(**{f"{way}routing_letter": "", f"{way}surname__regex": _begins_with(letters)})
    by_odd_surname = Q(**{f"{way}routing_letter": "", f"{way}surname__in": odd_names})
    return by_hand | by_surname | by_odd_surname


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


def _begins_with(letters: Iterable[str]) -> str:
    both = "".join(letter + letter.lower() for letter in letters)
    return f"^[{both}]{_NO_ACCENT}"
