"""The clauses of the standard as the public pages tell them: the Kazakh word for word, and translations.

They stand in `clauses.toml`. The Kazakh is the standard's own, with its spacing mended and Latin look-alikes
replaced (clauses 3, 5(2) and 19 with the order of their words restored); Russian and English are ours.
"""

import tomllib
from pathlib import Path
from types import MappingProxyType
from typing import Final, NamedTuple

from registry.law.ground_texts import REFUSAL_GROUNDS


class ClauseText(NamedTuple):
    """A clause in three languages, a paragraph a line."""

    kk: str
    ru: str
    en: str

    def paragraphs(self, language: str) -> list[str]:
        """Return the paragraphs in `kk`, `ru` or `en`."""
        return {"kk": self.kk, "ru": self.ru, "en": self.en}[language].splitlines()


def _grounds(language: str) -> str:
    lines = [f"{row.number}) {row.text(language)}" for row in REFUSAL_GROUNDS.values()]
    return ";\n".join(lines)


def _clause(texts: dict[str, str]) -> ClauseText:
    told = {language: text.replace("{grounds}", _grounds(language)) for language, text in texts.items()}
    return ClauseText(**told)


_STORED = tomllib.loads(Path(__file__).with_suffix(".toml").read_text(encoding="utf-8"))
CLAUSES: Final = MappingProxyType({int(number): _clause(texts) for number, texts in _STORED.items()})
