"""The words a card index uses for a category, a sex, a document and yes or no, in three languages."""

import re
from collections.abc import Mapping

from astana_employment.toolbox.kazakh import mend_lookalikes

_GAPS = re.compile(r"[\s\-.,]+")


def plain_word(text: str) -> str:
    """Return a word as it is compared: small letters, look-alikes mended, blanks and dots left out."""
    return _GAPS.sub("", mend_lookalikes(text)[0].casefold()).replace("ё", "е")


def _dictionary(words: dict[str, tuple[str, ...]]) -> Mapping[str, str]:
    return {plain_word(word): meaning for meaning, spellings in words.items() for word in spellings}


CATEGORIES = _dictionary(
    {
        "citizen": (
            *("азамат", "азаматша", "ҚР азаматы", "Қазақстан Республикасының азаматы"),
            *("гражданин", "гражданка", "гражданин РК", "гражданка РК", "гражданин Республики Казахстан"),
            *("citizen", "citizen of Kazakhstan"),
        ),
        "foreigner": (
            *("шетелдік", "шетел азаматы"),
            *("иностранец", "иностранка", "иностранный гражданин", "иностранная гражданка"),
            *("foreigner", "foreign citizen"),
        ),
        "stateless": (
            *("азаматтығы жоқ", "азаматтығы жоқ адам"),
            *("лицо без гражданства", "без гражданства", "ЛБГ"),
            *("stateless", "stateless person"),
        ),
    }
)

SEXES = _dictionary(
    {
        "female": ("әйел", "ә", "женский", "жен", "ж", "female", "f"),
        "male": ("ер", "еркек", "е", "мужской", "муж", "м", "male", "m"),
    }
)

IDENTITY_FORMS = _dictionary(
    {
        "identity_card": (
            *("жеке куәлік", "куәлік", "удостоверение личности", "удостоверение", "уд. личности"),
            *("identity card", "ID card"),
        ),
        "passport": ("паспорт", "төлқұжат", "passport"),
    }
)

YES_OR_NO = {
    **dict.fromkeys(map(plain_word, ("иә", "ия", "да", "yes", "y", "+", "1", "true", "бар", "есть")), True),
    **dict.fromkeys(map(plain_word, ("жоқ", "нет", "no", "n", "0", "false", "ложь")), False),
}
