"""The four cells a registered complaint is in, exactly one at any day: answered or open, in time or late.

Pure; `ComplaintQuerySet.in_cells` says the same in SQL, and a property test holds the two together. A
complaint that its author withdrew asks for no answer and is counted beside the cells.
"""

from datetime import date
from enum import StrEnum


class Cell(StrEnum):
    """Where a complaint stands; `WITHDRAWN` is beside the four."""

    ANSWERED_IN_TIME = "answered_in_time"
    ANSWERED_LATE = "answered_late"
    OPEN_IN_TIME = "open_in_time"
    OPEN_LATE = "open_late"
    WITHDRAWN = "withdrawn"


FOUR = (Cell.ANSWERED_IN_TIME, Cell.ANSWERED_LATE, Cell.OPEN_IN_TIME, Cell.OPEN_LATE)


def cell_of(*, due_on: date, finished_on: date | None, withdrawn_on: date | None, day: date) -> Cell:
    """Return the cell at the end of `day`: what happened later is not known yet; the due day is in time."""
    if withdrawn_on is not None and withdrawn_on <= day:
        return Cell.WITHDRAWN
    if finished_on is not None and finished_on <= day:
        return Cell.ANSWERED_IN_TIME if finished_on <= due_on else Cell.ANSWERED_LATE
    return Cell.OPEN_IN_TIME if day <= due_on else Cell.OPEN_LATE
