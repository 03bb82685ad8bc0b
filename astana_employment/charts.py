"""Small pictures of a course of figures as SVG, for screens and papers alike; no library, no style sheet.

Coordinates are made into text here: a template in Kazakh would write them with a decimal comma. The picture has
presentation attributes only, which print rightly and which the Content-Security-Policy allows.
"""

from base64 import b64encode
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from django.template.loader import render_to_string
from django.utils.safestring import SafeString, mark_safe

WIDTH, HEIGHT = 300, 120
_LEFT, _RIGHT, _TOP, _BOTTOM = 14, 14, 10, 34
_LEAST_SPAN = Decimal(4)


@dataclass(frozen=True, slots=True)
class Line:
    """A level to hold the figures against, drawn across: a target or a norm."""

    value: Decimal
    dashes: str = "5 3"
    colour: str = "#8a5a00"


@dataclass(frozen=True, slots=True, kw_only=True)
class Trend:
    """A course of figures; None is a gap. `is_open` draws the last one hollow: it may still change.

    `labels` stand under the points in two lines: quarter and year, say. `text` says all of it in words, for
    who does not see the picture.
    """

    text: str
    labels: Sequence[tuple[str, str]]
    values: Sequence[Decimal | None]
    lines: Sequence[Line] = ()
    is_open: bool = False
    family: str = "inherit"

    def svg(self) -> SafeString:
        """Return the picture as an `<svg>` element."""
        return mark_safe(  # noqa: S308  (made by our own template, which escapes)
            render_to_string("astana_employment/components/trend.svg", self._drawn()).strip()
        )

    def source(self) -> str:
        """Return the `src` of an `<img>` with the picture, for a paper; the `alt` is `text`."""
        return "data:image/svg+xml;base64," + b64encode(self.svg().encode()).decode()

    def _drawn(self) -> dict[str, object]:
        low, high = self._range()
        places = [_LEFT + _step(len(self.values)) * number for number in range(len(self.values))]

        def level(value: Decimal) -> str:
            room = HEIGHT - _TOP - _BOTTOM
            return f"{HEIGHT - _BOTTOM - float((value - low) / (high - low)) * room:.1f}"

        points = [
            (f"{x:.1f}", level(value)) if value is not None else None
            for x, value in zip(places, self.values, strict=True)
        ]
        last = max((number for number, point in enumerate(points) if point), default=-1)
        return {
            "text": self.text,
            "family": self.family,
            "width": str(WIDTH),
            "height": str(HEIGHT),
            "right": str(WIDTH - _RIGHT),
            "left": str(_LEFT),
            "floor": str(HEIGHT - _BOTTOM + 6),
            "lines": [(level(line.value), line.dashes, line.colour) for line in self.lines],
            "runs": [" ".join(map(",".join, run)) for run in _runs(points) if len(run) > 1],
            "dots": [
                (*point, self.is_open and number == len(points) - 1, number == last)
                for number, point in enumerate(points)
                if point
            ],
            "ticks": [
                (f"{x:.1f}", above, below) for x, (above, below) in zip(places, self.labels, strict=True)
            ],
            "up": str(HEIGHT - 15),
            "down": str(HEIGHT - 3),
        }

    def _range(self) -> tuple[Decimal, Decimal]:
        """Return the lowest and highest level of the picture, some air around all that is drawn."""
        drawn = [value for value in self.values if value is not None] + [line.value for line in self.lines]
        low, high = min(drawn, default=Decimal(0)), max(drawn, default=Decimal(100))
        span = max(high - low, _LEAST_SPAN if high > 1 else Decimal("0.2"))
        middle = (low + high) / 2
        return middle - span * Decimal("0.58"), middle + span * Decimal("0.58")


def _step(count: int) -> float:
    return (WIDTH - _LEFT - _RIGHT) / max(count - 1, 1)


def _runs(points: Sequence[tuple[str, str] | None]) -> list[list[tuple[str, str]]]:
    """Part the points at their gaps."""
    runs: list[list[tuple[str, str]]] = [[]]
    for point in points:
        if point is None:
            runs.append([])
        else:
            runs[-1].append(point)
    return runs
