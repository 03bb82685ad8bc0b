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
# -лар in its sounds with what may follow it: әріптер, әріптерді, күндерінің; January only sounds like it.
_PLURAL = rf"[ \xa0](?!қаңтар){_LETTER}{{2,}}[лдт][ае]р[ыі]?(?:[мнғгдт][аеыі]?[нңр]?)?\b"
_ENDINGS = (
    *("ға", "ге", "қа", "ке", "на", "не", "да", "де", "та", "те", "нда", "нде", "дан", "ден", "тан", "тен"),
    *("нан", "нен", "ны", "ні", "ды", "ді", "ты", "ті", "н", "ның", "нің", "дың", "дің", "тың", "тің"),
    *("мен", "бен", "пен", "сы", "сі", "ы", "і"),
)


# Set words of the law that are no name for a person of ours.
_PERSONS_OF_LAW = re.compile(
    r"\b(?:юридическ|физическ|должностн)\w+ лиц\w*|\bлиц\w{0,3} без гражданства", re.I
)


class Rule(NamedTuple):
    """What a find shows, the pattern that good texts of a language do not have, and where it may stand."""

    shows: str
    pattern: re.Pattern[str]
    allowed: re.Pattern[str] | None = None


def _rejected(*words: tuple[str, str]) -> tuple[Rule, ...]:
    """Return the rules of words that a reader struck out: what is said instead, and the pattern."""
    return tuple(Rule(f"a rejected word, say {better}", re.compile(wrong, re.I)) for better, wrong in words)


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
        *_rejected(
            ("«анонимді»: the other is secret", r"\bжасырын (?:шағым|өтініш|жолданым)|^жасырын$|^жасырын,"),
            ("«сұрау салу», the noun of the laws", r"(?<!ақпарат )\bсұрату(?:ы|да|дан|ды|дың|ға)?\b"),
            ("«сайт»", r"жалпыға қолжетімді бет"),
            ("«қолданылуының соңғы күні»", r"соңғы жарамды күн"),
            ("«автоматты түрде»", r"өздігінен (?:жазыл|басыл)"),
            ("«электрондық»", r"электронды түрде"),
            ("«сканерлеңіз»", r"\bоқытыңыз"),
            ("«қаралады»", r"қаралуда болады"),
            ("«күшінде емес»", r"күші енді жоқ"),
            (
                "«№ 12 талон»: the number comes first",
                r"(?<!№ )\b(?:талон|анықтама|тіркеу|есеп) (?:№ )?%\(number\)s",
            ),
            ("«қарауға беру»", r"шешім қабылдайтын адамға бер"),
            ("«мерзімді есептеу негізі»", r"мерзім ережесі"),
            ("«2007 жылғы 12 қаңтардағы»", r"\d\d\.\d\d\.\d{4} ж\."),
            ("«заңды түрде»", r"заң бойынша өзгертіл"),
            ("the Department's whole name", r"жұмыспен қамту департамент"),
            ("«жұмыссыздарды жұмысқа орналастыру бөлімі»", r"орналастыруға жәрдемдесу бөлім"),
        ),
    ),
    "ru": (
        *_COMMON,
        Rule("an ending glued to what is filled in", re.compile(rf"{_FILLED_IN}-?{_LETTER}+")),
        Rule("ё, which the law texts do not write", re.compile(r"[ёЁ]")),
        Rule("the Department in a small letter", re.compile(r"\bдепартамент")),
        Rule(
            "«лицо» for a person, say «человек», «безработный», «сотрудник»",
            re.compile(r"\bлиц(?:о|а|у|ом|е|ам|ами|ах)?\b", re.I),
            _PERSONS_OF_LAW,
        ),
        *_rejected(
            ("«через сайт»", r"общедоступн\w+ (?:страниц|форм)"),
            ("«отсканируйте»: the other is «count» as well", r"\bсчитайте\b"),
            ("«передать на рассмотрение»", r"тому, кто решает"),
            ("«на казахском языке»", r"\bна (?:казахском|русском|английском)\b(?! языке| или)"),
            ("«просрочен»: a case is not late itself", r"\bопозда(?:л|ть)"),
            (
                "«по карточке есть основание»",
                r"показывает основани|не показывает оснований|показывающие основани",
            ),
            (
                "«принять не позднее»: the other is its own last day",
                r"последний день (?:решения|регистрации)",
            ),
            ("«порядок исчисления срока»", r"основание срока"),
            ("«от 12 января 2007 года № 221»", r"\bот \d\d\.\d\d\.\d{4} №"),
            ("«автоматически»", r"вносятся сами\b"),
            ("the Department's whole name", r"департамент\w* занятости(?! и социальных программ)"),
            (
                "«отдел по трудоустройству безработных»",
                r"отдел\w* (?:содействия )?трудоустройств|отдел\w* по трудоустройству(?! безработных)",
            ),
        ),
    ),
}
# A screen speaks to everybody, a paper to one person.
_TO_EVERYBODY: Final = Rule(
    "a capital Вы inside a sentence", re.compile(r"(?<=[\w,;)–] )В(?:ы|ас|ам|ами|аш\w*)\b")
)
_TO_ONE: Final = Rule("a small «вы» on a paper", re.compile(r"\bв(?:ы|ас|ам|ами|аш\w*)\b"))
_COUNTED: Final = Rule("a plural after a number", re.compile(rf"(?:%\(\w+\)[sd]|\{{\w*\}}){_PLURAL}"))
_TAG = re.compile(r"</?[a-zA-Z][^<>]*>")


def style_faults(
    source: str, translation: str, language: str, *, is_counted: bool = False, on_paper: bool = False
) -> Iterator[str]:
    """Say what a native reader would strike out.

    `is_counted` for a text that has plural forms, `on_paper` for one that is printed and signed.
    """
    source, translation = _TAG.sub("", source), _TAG.sub("", translation)
    rules = list(_RULES[language])
    if is_counted and language == "kk":
        rules.append(_COUNTED)
    if language == "ru":
        rules.append(_TO_ONE if on_paper else _TO_EVERYBODY)
    found = [
        f"{rule.shows}: “{match[0]}”"
        for rule in rules
        if (match := rule.pattern.search(_without(rule.allowed, translation))) and match[0] not in source
    ]
    yield from dict.fromkeys(found)


def _without(allowed: re.Pattern[str] | None, text: str) -> str:
    return allowed.sub("", text) if allowed else text
