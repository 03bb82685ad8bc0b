"""A Russian noun takes its form from the number before it."""

import pytest

from astana_employment.toolbox.counted import counted_ru


@pytest.mark.parametrize(
    ("count", "said"),
    [
        (0, "0 месяцев"),
        (1, "1 месяц"),
        (2, "2 месяца"),
        (4, "4 месяца"),
        (5, "5 месяцев"),
        (11, "11 месяцев"),
        (12, "12 месяцев"),
        (21, "21 месяц"),
        (101, "101 месяц"),
        (111, "111 месяцев"),
        (112, "112 месяцев"),
        (122, "122 месяца"),
    ],
)
def test_one_few_and_many(count, said):
    assert counted_ru(count, "месяц", "месяца", "месяцев") == said
