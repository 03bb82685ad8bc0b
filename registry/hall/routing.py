"""Which point of the hall serves a ticket: by letter and purpose, diversions followed (clause 11)."""

from datetime import datetime

from astana_employment.department.window_map import load_window_map
from registry.hall.models import Point, Purpose, WindowDiversion


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
