"""A figure is two counts, never a percentage alone; here it becomes one, and is held against its target.

Shares are in per cent with two decimals, halves rounded up, and a target is compared with the share as it is
printed. No case at all is «no data»: neither 0 nor 100 %.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from typing import Any, Final, Self

CENT: Final = Decimal("0.01")


def share_of(numerator: int, denominator: int | None) -> Decimal | None:
    """Return a share in per cent with two decimals; None, «no data», for a denominator of nought."""
    if not denominator:
        return None
    return (Decimal(100 * numerator) / denominator).quantize(CENT, ROUND_HALF_UP)


@dataclass(frozen=True, slots=True)
class Beside:
    """A further count beside a figure; a bare count has no denominator. `definitions` tells of `code`."""

    code: str
    numerator: int
    denominator: int | None = None

    @property
    def share(self) -> Decimal | None:
        """The share in per cent, if it is one."""
        return share_of(self.numerator, self.denominator)


@dataclass(frozen=True, slots=True)
class Figure:
    """What an indicator gives for a period: numerator, denominator, and what is shown beside it."""

    numerator: int
    denominator: int
    beside: tuple[Beside, ...] = ()

    @property
    def share(self) -> Decimal | None:
        """The share in per cent; None without a case."""
        return share_of(self.numerator, self.denominator)

    def beside_json(self) -> list[dict[str, Any]]:
        """Return what stands beside as plain JSON values."""
        return [
            {"code": row.code, "numerator": row.numerator, "denominator": row.denominator}
            for row in self.beside
        ]

    @classmethod
    def read(cls, numerator: int, denominator: int, beside: Iterable[Mapping[str, Any]] = ()) -> Self:
        """Read what was stored with `beside_json`."""
        rows = tuple(Beside(row["code"], row["numerator"], row["denominator"]) for row in beside)
        return cls(numerator, denominator, rows)


def is_reached(share: Decimal | None, target: Decimal | None, *, lower_is_better: bool) -> bool | None:
    """Tell whether a share keeps its target; None when there is no share or no target to compare."""
    if share is None or target is None:
        return None
    return share <= target if lower_is_better else share >= target


def decimal_text(value: Decimal | None, language: str) -> str:
    """Return a number without needless noughts: «77,92», «90», «0,01»; English has a point. None is empty."""
    if value is None:
        return ""
    text = f"{value:.2f}".rstrip("0").rstrip(".")
    return text if language == "en" else text.replace(".", ",")
