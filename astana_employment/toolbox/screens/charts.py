"""Pictures of figures as SVG, made on the server: a line with its target, and bars with a limit.

Pure functions that give places on the picture, as texts, so that no language puts a comma into them. The
templates use presentation attributes only: they look the same on the screen and in a PDF. A picture says in
words what it shows (`label`); the page has a table with the same numbers beside it.
"""

from base64 import b64encode
from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar, Final

from django.template.loader import render_to_string

_PAD: Final = 14.0
# Room for the words above the picture and for the labels under it.
_TOP, _FOOT = 16.0, 16.0
# So much of the height stays free above the highest value and below the lowest.
_AIR: Final = 0.12


@dataclass(frozen=True)
class Dot:
    """A value on the picture: its place, its label on the axis, and the value in words.

    `below` is a second line of the label; `is_open` is a value that may still change, drawn hollow.
    """

    x: str
    y: str
    label: str
    text: str
    below: str = ""
    is_open: bool = False


@dataclass(frozen=True)
class Line:
    """A horizontal line on the picture with its words: a target, a limit."""

    y: str
    text: str


@dataclass(frozen=True)
class Picture:
    """What every picture has: what it shows in words, its size, and where its lines and labels end."""

    label: str
    width: int
    height: int

    template: ClassVar = ""

    @property
    def right(self) -> str:
        """Where the lines end."""
        return _text(self.width - _PAD)

    @property
    def foot(self) -> str:
        """Where the labels under the picture stand."""
        return _text(self.height - 3)


@dataclass(frozen=True)
class Trend(Picture):
    """A line of values over time, with the target as a dashed line; gaps where there is no value."""

    pieces: Sequence[str]
    dots: Sequence[Dot]
    ticks: Sequence[Dot]
    target: Line | None
    norm: Line | None
    floor: str

    template: ClassVar = "chart_trend"

    @property
    def under(self) -> str:
        """Where the second line of the labels stands."""
        return _text(self.height - 3)

    @property
    def foot(self) -> str:
        """Where the labels stand: higher if they have a second line."""
        return _text(self.height - (17 if any(tick.below for tick in self.ticks) else 3))


@dataclass(frozen=True)
class Bar:
    """A bar with its label on the axis and its value in words; `is_over` the limit."""

    x: str
    y: str
    width: str
    height: str
    middle: str
    text_y: str
    label: str
    text: str
    is_over: bool


@dataclass(frozen=True)
class Bars(Picture):
    """Bars beside each other, with a limit as a dashed line."""

    bars: Sequence[Bar]
    base: str
    limit: Line | None

    template: ClassVar = "chart_bars"


def trend(
    *,
    label: str,
    points: Sequence[tuple[str, float | None, str]],
    target: tuple[float, str] | None = None,
    norm: tuple[float, str] | None = None,
    is_open: bool = False,
    width: int = 300,
    height: int = 110,
) -> Trend:
    """Draw values over time. `points` are (label under it, value or None, value in words), the oldest first.

    `label` says the whole picture in words. `target` (dashed) and `norm` (dotted) are values with their
    words. A line break in a point's label puts its end on a second line. With `is_open` the last value is
    drawn hollow.
    """
    values = [value for _label, value, _words in points if value is not None]
    low, high = _range(values + [line[0] for line in (target, norm) if line])
    foot = _FOOT + (14 if any("\n" in name for name, _value, _words in points) else 0)
    step = (width - 2 * _PAD) / max(len(points) - 1, 1)
    dots: list[Dot] = []
    ticks: list[Dot] = []
    pieces: list[list[str]] = [[]]
    for place, (name, value, words) in enumerate(points):
        x = _text(_PAD + place * step)
        upper, _break, below = name.partition("\n")
        ticks.append(Dot(x, "", upper, words, below))
        if value is None:
            pieces.append([])
            continue
        is_last = is_open and place == len(points) - 1
        dot = Dot(x, _height_of(value, low, high, height - foot), name, words, is_open=is_last)
        dots.append(dot)
        pieces[-1].append(f"{dot.x},{dot.y}")
    base = height - foot
    aim = Line(_height_of(target[0], low, high, base), target[1]) if target else None
    rule = Line(_height_of(norm[0], low, high, base), norm[1]) if norm else None
    joined = [" ".join(piece) for piece in pieces if len(piece) > 1]
    return Trend(label, width, height, joined, dots, ticks, aim, rule, _text(base + 3))


def bars(
    *,
    label: str,
    points: Sequence[tuple[str, float | None, str]],
    limit: tuple[float, str] | None = None,
    top: float | None = None,
    width: int = 300,
    height: int = 130,
) -> Bars:
    """Draw values beside each other, from nought. `points` are (label under it, value or None, in words).

    `top` is the value the picture reaches at least: give pictures that are compared the same one.
    """
    values = [value for _label, value, _words in points if value is not None]
    high = max([top or 0.0, *values, limit[0] if limit else 0.0]) * (1 + _AIR) or 1.0
    step = (width - 2 * _PAD) / max(len(points), 1)
    base = height - _FOOT
    drawn = []
    for place, (name, value, words) in enumerate(points):
        tall = (value or 0.0) / high * (base - _TOP)
        left = _PAD + place * step + step * 0.15
        drawn.append(
            Bar(
                x=_text(left),
                y=_text(base - tall),
                width=_text(step * 0.7),
                height=_text(tall),
                middle=_text(left + step * 0.35),
                text_y=_text(base - tall - 3),
                label=name,
                text=words if value is not None else "",
                is_over=value is not None and limit is not None and value > limit[0],
            )
        )
    line = Line(_text(base - limit[0] / high * (base - _TOP)), limit[1]) if limit else None
    return Bars(label, width, height, drawn, _text(base), line)


def image_source(picture: Picture, family: str) -> str:
    """Return the `src` of an `<img>` that shows a picture on a paper, in its font; `alt` is the label."""
    template = f"astana_employment/toolbox/components/{picture.template}.html"
    svg = render_to_string(template, {"chart": picture, "family": family})
    return "data:image/svg+xml;base64," + b64encode(svg.encode()).decode()


def _range(values: Sequence[float]) -> tuple[float, float]:
    low, high = min(values, default=0.0), max(values, default=1.0)
    air = (high - low or 1.0) * _AIR
    return low - air, high + air


def _height_of(value: float, low: float, high: float, base: float) -> str:
    return _text(base - (value - low) / (high - low) * (base - _TOP))


def _text(place: float) -> str:
    return f"{place:.1f}"
