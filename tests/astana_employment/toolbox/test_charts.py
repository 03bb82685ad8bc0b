"""Pictures of figures: every place lies inside the picture, and its words stand in it."""

import pytest
from django.template import Context, Template
from django.utils.translation import override
from hypothesis import given
from hypothesis import strategies as st

from astana_employment.toolbox.screens.charts import bars, trend

VALUES = st.lists(st.none() | st.floats(0, 10_000), min_size=1, max_size=12)


def points(values):
    return [(str(place), value, f"{value}") for place, value in enumerate(values)]


def drawn(picture, language="kk"):
    with override(language):
        return Template("{% load desk %}{% chart picture %}").render(Context({"picture": picture}))


@given(VALUES, st.none() | st.floats(0, 10_000))
def test_all_of_a_trend_lies_inside_the_picture(values, target):
    picture = trend(label="x", points=points(values), target=None if target is None else (target, "y"))
    known = [value for value in values if value is not None]
    assert len(picture.dots) == len(known)
    assert len(picture.ticks) == len(values)
    for dot in picture.dots:
        assert 0 <= float(dot.x) <= picture.width
        assert 0 <= float(dot.y) <= picture.height


@given(VALUES, st.none() | st.floats(0, 10_000))
def test_all_bars_stand_on_the_ground_inside_the_picture(values, limit):
    picture = bars(label="x", points=points(values), limit=None if limit is None else (limit, "y"))
    for bar in picture.bars:
        assert 0 <= float(bar.x) <= picture.width
        assert float(bar.y) >= 0
        assert abs(float(bar.y) + float(bar.height) - float(picture.base)) <= 0.2


def test_a_missing_value_parts_the_line():
    picture = trend(label="x", points=points([1, 2, None, 3, 4]))
    assert len(picture.pieces) == 2
    assert "3" not in [dot.label for dot in picture.dots if dot.text == "None"]


def test_a_bar_above_the_limit_is_marked():
    picture = bars(label="x", points=points([9, 10, 11, None]), limit=(10, "10 мин"))
    assert [bar.is_over for bar in picture.bars] == [False, False, True, False]


def test_pictures_that_are_compared_have_one_scale():
    low = bars(label="x", points=points([5]), top=50)
    high = bars(label="x", points=points([50]), top=50)
    assert float(low.bars[0].height) * 9 < float(high.bars[0].height)


@pytest.mark.parametrize("language", ["kk", "ru", "en"])
def test_no_language_puts_a_comma_into_a_place_and_no_style_is_needed(language):
    for picture in (
        bars(label="Күту", points=points([1.5, 2]), limit=(1.7, "шек")),
        trend(label="Үлес", points=points([1.5, 2]), target=(1.7, "мақсат")),
    ):
        svg = drawn(picture, language)
        assert 'role="img"' in svg
        assert "style" not in svg
        assert 'viewBox="0 0 300' in svg
        assert "," not in svg.split("points=")[0]
