"""What a native reader strikes out of a translation: rules of Kazakh and Russian that a machine can hold.

Each rule is a pattern of one language and what it shows. A find that stands in the English source as well (a
name, a format, a sign that the text is about) is no fault.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Final, NamedTuple

_LETTER = r"[^\W\d_]"
_FILLED_IN = r"(?:%\(\w+\)[sd]|\{\w*\})»?"
_FIGURE = r"(?<![\d№–.-])\d+"
# -лар in its sounds with what may follow it: әріптер, әріптерді, күндерінің.
_PLURAL = rf"[ \xa0]{_LETTER}{{2,}}[лдт][ае]р[ыі]?(?:[мнғгдт][аеыі]?[нңр]?)?\b"
_ENDINGS = (
    *("ға", "ге", "қа", "ке", "на", "не", "да", "де", "та", "те", "нда", "нде", "дан", "ден", "тан", "тен"),
    *("нан", "нен", "ны", "ні", "ды", "ді", "ты", "ті", "н", "ның", "нің", "дың", "дің", "тың", "тің"),
    *("мен", "бен", "пен", "сы", "сі", "ы", "і"),
)


class Rule(NamedTuple):
    """What a find shows, and the pattern that good texts of a language do not have."""

    shows: str
    pattern: re.Pattern[str]


_COMMON = (
    Rule("two blanks", re.compile(r"(?<=\S)[ \xa0]{2,}(?=\S)")),
    Rule("quotation marks other than « »", re.compile(r'["“”„]')),
    Rule("a hyphen for a dash", re.compile(r" - ")),
)
_RULES: Final[Mapping[str, Sequence[Rule]]] = {
    "kk": (
        *_COMMON,
        Rule("an ending glued to what is filled in", re.compile(rf"{_FILLED_IN}{_LETTER}+")),
        Rule(
            "an ending glued to what is filled in",
            re.compile(rf"{_FILLED_IN}-(?:{'|'.join(_ENDINGS)})(?!{_LETTER})"),
        ),
        Rule("a plural after a number", re.compile(rf"(?:%\(\w+\)d|{_FIGURE}){_PLURAL}")),
        Rule("a word of speech for «мұнда», «мына жерде»", re.compile(r"\b[мМ]ында\b")),
        Rule("the former spelling of «мекенжай»", re.compile(r"[мМ]екен-жай")),
        Rule("the Department in a small letter", re.compile(r"\bдепартамент(?!і)")),
    ),
    "ru": (
        *_COMMON,
        Rule("an ending glued to what is filled in", re.compile(rf"{_FILLED_IN}-?{_LETTER}+")),
        Rule("ё, which the law texts do not write", re.compile(r"[ёЁ]")),
        Rule("a capital Вы inside a sentence", re.compile(r"(?<=[\w,;)–] )В(?:ы|ас|ам|ами|аш\w*)\b")),
        Rule("the Department in a small letter", re.compile(r"\bдепартамент")),
    ),
}
_COUNTED: Final = Rule("a plural after a number", re.compile(rf"(?:%\(\w+\)[sd]|\{{\w*\}}){_PLURAL}"))
_TAG = re.compile(r"</?[a-zA-Z][^<>]*>")


def style_faults(source: str, translation: str, language: str, *, is_counted: bool = False) -> Iterator[str]:
    """Say what a native reader would strike out; `is_counted` for a text that has plural forms."""
    source, translation = _TAG.sub("", source), _TAG.sub("", translation)
    counted = [_COUNTED] if is_counted and language == "kk" else []
    found = [
        f"{rule.shows}: “{match[0]}”"
        for rule in [*_RULES[language], *counted]
        if (match := rule.pattern.search(translation)) and match[0] not in source
    ]
    yield from dict.fromkeys(found)
