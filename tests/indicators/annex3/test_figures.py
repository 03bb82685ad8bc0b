"""A figure is two counts; its share, its target, and the periods it is of."""

from datetime import date
from decimal import Decimal
from fractions import Fraction
from itertools import pairwise

import pytest
from django.utils import translation
from hypothesis import given
from hypothesis import strategies as st

from indicators.annex3.definitions import BESIDE, DEFINITIONS
from indicators.annex3.figures import Beside, Figure, decimal_text, is_reached, share_of
from indicators.annex3.periods import Period, PeriodError
from indicators.annex3.texts import CODES, FIGURES_2008, GROUPS, INDICATORS, RECONSTRUCTED_2008

counts = st.integers(min_value=0, max_value=10**7)


# --- figures -------------------------------------------------------------------------------------
def test_no_case_is_no_data_neither_nought_nor_a_hundred():
    assert Figure(0, 0).share is None
    assert is_reached(None, Decimal(90), lower_is_better=False) is None


@given(counts, st.integers(min_value=1, max_value=10**7))
def test_a_share_is_the_fraction_to_half_a_hundredth(numerator, denominator):
    exact = Fraction(100 * numerator, denominator)
    share = share_of(numerator, denominator)
    assert share is not None
    assert abs(Fraction(share) - exact) <= Fraction(1, 200)


@given(counts, st.integers(min_value=1, max_value=10**6))
def test_a_share_grows_with_its_numerator(numerator, denominator):
    less, more = share_of(numerator, denominator), share_of(numerator + 1, denominator)
    assert less is not None
    assert more is not None
    assert less <= more


def test_a_half_is_rounded_up():
    assert share_of(1, 800) == Decimal("0.13")  # 0.125


def test_only_4_1_is_better_when_lower():
    assert [code for code, row in INDICATORS.items() if row.lower_is_better] == ["4.1"]
    assert is_reached(Decimal("0.09"), Decimal("0.1"), lower_is_better=True)
    assert not is_reached(Decimal("0.11"), Decimal("0.1"), lower_is_better=True)
    assert is_reached(Decimal(95), Decimal(95), lower_is_better=False)


def test_a_figure_comes_back_from_json_with_what_stands_beside_it():
    figure = Figure(3, 4, (Beside("within_rule", 2, 4), Beside("abandoned", 1)))
    assert Figure.read(3, 4, figure.beside_json()) == figure


@pytest.mark.parametrize(
    ("value", "kk", "en"), [("77.92", "77,92", "77.92"), ("90.00", "90", "90"), ("0.01", "0,01", "0.01")]
)
def test_a_value_is_written_without_needless_noughts(value, kk, en):
    assert decimal_text(Decimal(value), "kk") == kk
    assert decimal_text(Decimal(value), "en") == en


# --- Annex 3 -------------------------------------------------------------------------------------
def test_annex_3_has_twelve_indicators_in_five_groups():
    assert [len(group.indicators) for group in GROUPS] == [2, 2, 3, 4, 1]
    assert len(CODES) == 12
    assert set(FIGURES_2008) == set(CODES) == set(DEFINITIONS)


def test_reading_30_the_six_figures_of_1_1_and_1_2_are_the_reconstructed_ones():
    assert {"1.1", "1.2"} == RECONSTRUCTED_2008
    assert FIGURES_2008["1.1"].normative == 90
    assert FIGURES_2008["1.2"].current == 95


def test_every_definition_says_everything_in_words():
    for definition in DEFINITIONS.values():
        assert all([definition.numerator, definition.denominator, definition.day, definition.left_out])
    assert all(BESIDE.values())


# --- periods -------------------------------------------------------------------------------------
@given(st.dates(date(2008, 1, 1), date(2099, 12, 31)))
def test_a_day_lies_in_its_quarter(day):
    quarter = Period.quarter_of(day)
    assert quarter.first <= day <= quarter.last
    assert Period.parse(quarter.code) == quarter


def test_the_quarters_fill_the_year_without_a_gap():
    quarters = Period(2026).quarters()
    assert quarters[0].first == date(2026, 1, 1)
    assert quarters[-1].last == date(2026, 12, 31)
    assert all((later.first - earlier.last).days == 1 for earlier, later in pairwise(quarters))


def test_reading_55_a_year_as_of_a_day_ends_with_that_day():
    period = Period(2026, as_of=date(2026, 11, 30))
    assert (period.last, period.is_partial) == (date(2026, 11, 30), True)
    assert [row.code for row in period.quarters()] == ["2026Q1", "2026Q2", "2026Q3"]


@pytest.mark.parametrize("text", ["", "2026Q5", "2026Q0", "20261", "Q3", "2007", "2100Q1", "2026Q3x"])
def test_what_is_no_period_is_refused_in_words(text):
    with pytest.raises(PeriodError) as caught:
        Period.parse(text)
    assert str(caught.value)


def test_an_as_of_day_outside_the_year_is_refused():
    with pytest.raises(PeriodError):
        Period(2026, as_of=date(2027, 1, 1))


TODAY = date(2026, 11, 24)


@pytest.mark.parametrize(
    ("period", "word"),
    [
        (Period(2027, 1), "future"),
        (Period(2026, 4), "31.12.2026"),
        (Period(2026), "31.12.2026"),
        (Period(2026, as_of=TODAY), "not over"),
    ],
)
def test_a_period_in_the_future_and_an_unfinished_one_are_refused_clearly(period, word):
    with translation.override("en"), pytest.raises(PeriodError, match=word):
        period.refuse_unfinished(TODAY)


def test_a_period_that_is_over_may_be_reported():
    Period(2026, 3).refuse_unfinished(TODAY)
    Period(2026, as_of=date(2026, 11, 23)).refuse_unfinished(TODAY)


def test_the_quarters_before_go_back_over_the_new_year():
    assert [row.code for row in Period(2026, 2).quarters_before(3)] == ["2025Q3", "2025Q4", "2026Q1"]
    assert Period(2008, 1).quarters_before(3) == []
