"""Annex 3 word for word: the twelve indicators, their groups, its columns, and its figures of 2008.

They stand in `texts.toml`. The Kazakh is the resolution's own, cleaned as `docs/indicators.md` says (one
sentence of 3.3 reordered); the Russian follows the model standard. The six figures of 1.1 and 1.2 are
reconstructed: the printed table had been torn apart there by a page break (reading 30).
"""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from types import MappingProxyType
from typing import Any, Final

from django.utils.translation import get_language

Texts = MappingProxyType[str, str]


def text_in(texts: Texts, language: str | None = None) -> str:
    """Return a text of the annex in a language, by default that of the screen."""
    return texts[language or get_language() or "kk"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Indicator:
    """One row of Annex 3. All are «at least» but 4.1, which is better when lower."""

    code: str
    texts: Texts
    lower_is_better: bool = False

    @property
    def text(self) -> str:
        """The indicator in the language of the screen."""
        return text_in(self.texts)

    @property
    def slug(self) -> str:
        """The code as part of an address or an id: «1-1»."""
        return self.code.replace(".", "-")


@dataclass(frozen=True, slots=True)
class Group:
    """One of the five groups of Annex 3."""

    number: int
    texts: Texts
    indicators: tuple[Indicator, ...]

    @property
    def text(self) -> str:
        """The group in the language of the screen."""
        return text_in(self.texts)


@dataclass(frozen=True, slots=True)
class Values:
    """The three figures of a row of Annex 3 in per cent: norm, target for the next year, current value."""

    normative: Decimal
    target: Decimal
    current: Decimal


_STORED = tomllib.loads(Path(__file__).with_suffix(".toml").read_text(encoding="utf-8"))


def _texts(stored: Mapping[str, Any]) -> Texts:
    return MappingProxyType({language: stored[language] for language in ("kk", "ru", "en")})


def _indicator(stored: Mapping[str, Any]) -> Indicator:
    lower_is_better = stored.get("lower_is_better", False)
    return Indicator(code=stored["code"], texts=_texts(stored), lower_is_better=lower_is_better)


ANNEX: Final = _texts(_STORED["annex"])
TITLE: Final = _texts(_STORED["title"])
COLUMNS: Final = tuple(map(_texts, _STORED["columns"]))
GROUPS: Final = tuple(
    Group(row["number"], _texts(row), tuple(map(_indicator, row["indicators"]))) for row in _STORED["groups"]
)
INDICATORS: Final = MappingProxyType({row.code: row for group in GROUPS for row in group.indicators})
CODES: Final = tuple(INDICATORS)

_ROWS = {row["code"]: row for group in _STORED["groups"] for row in group["indicators"]}
FIGURES_2008: Final = MappingProxyType(
    {code: Values(*map(Decimal, row["figures"])) for code, row in _ROWS.items()}
)
RECONSTRUCTED_2008: Final = frozenset(code for code, row in _ROWS.items() if row.get("is_reconstructed"))
