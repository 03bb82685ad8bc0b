"""Which window serves whom: by the letter of the present surname (clause 11, readings 32, 59)."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TypeVar

from astana_employment.models import FALLBACK_WINDOW, ServiceWindow, StaffMember, WindowLetter
from registry.models import Person

Row = TypeVar("Row")


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
