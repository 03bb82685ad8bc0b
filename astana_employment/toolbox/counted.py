"""A number with its noun where a paper writes it out; screens have gettext's plural forms.

Kazakh nouns stay singular after a number and need nothing.
"""


def counted_ru(count: int, one: str, few: str, many: str) -> str:
    """Return a number with the form of its Russian noun: «1 месяц», «3 месяца», «20 месяцев»."""
    if count % 10 == 1 and count % 100 != 11:
        return f"{count} {one}"
    is_few = count % 10 in (2, 3, 4) and count % 100 not in (12, 13, 14)
    return f"{count} {few if is_few else many}"
