"""The figures of the waits: median, 90th percentile, shares within 10 and 40 minutes (clause 7, 1.2).

Pure functions over waits; `visits_that_came` of the hall reads them from the intervals. A share within the
forty minutes is the numerator and denominator of indicator 1.2.
"""

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import timedelta
from statistics import median


@dataclass(frozen=True)
class Visit:
    """A visitor who was called and came: at which point, in which hour the visit began, and the wait.

    `wait` is None where nobody measured it: taken at the window, or the clock was set back; `is_typed_in`
    where it comes from paper notes.
    """

    point: int
    hour: int
    purpose: str
    wait: timedelta | None
    is_typed_in: bool = False


@dataclass(frozen=True)
class Share:
    """A part of a whole, as the report shows it."""

    numerator: int
    denominator: int

    @property
    def percent(self) -> float | None:
        """The share in percent; None of nothing."""
        return 100 * self.numerator / self.denominator if self.denominator else None


@dataclass(frozen=True)
class Waits:
    """The measured waits of some visits, and how many visits have none."""

    measured: Sequence[timedelta]
    typed_in: int
    unmeasured: int

    @property
    def count(self) -> int:
        """How many waits were measured."""
        return len(self.measured)

    @property
    def median(self) -> timedelta | None:
        """The wait that half of the visitors did not exceed; None of nothing."""
        return median_of(self.measured)

    @property
    def ninetieth(self) -> timedelta | None:
        """The wait that nine of ten visitors did not exceed (nearest rank); None of nothing."""
        if not self.measured:
            return None
        return sorted(self.measured)[math.ceil(0.9 * len(self.measured)) - 1]

    def within(self, minutes: int) -> Share:
        """Return the share of visitors who waited so many minutes or less."""
        limit = timedelta(minutes=minutes)
        return Share(sum(wait <= limit for wait in self.measured), len(self.measured))


def median_of(spans: Sequence[timedelta]) -> timedelta | None:
    """Return the middle of some spans of time; None of nothing."""
    return timedelta(seconds=median(span.total_seconds() for span in spans)) if spans else None


def waits_of(visits: Iterable[Visit]) -> Waits:
    """Return the waits of some visits; what was typed in later is counted apart and left out."""
    rows = list(visits)
    typed_in = sum(row.is_typed_in for row in rows)
    measured = [row.wait for row in rows if row.wait is not None and not row.is_typed_in]
    return Waits(measured, typed_in, len(rows) - typed_in - len(measured))
