"""Small counts in the open figures: hidden, and not to be computed back."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indicators.annex3.figures import share_of
from indicators.publication.protection import (
    FEWEST_FOR_A_SHARE,
    THRESHOLD,
    Shown,
    hides_year,
    is_small,
    protected,
    protected_year,
)

COUNTS = st.integers(0, 60).flatmap(lambda all_: st.tuples(st.integers(0, all_), st.just(all_)))


def figure(counts):
    return counts, share_of(*counts)


@pytest.mark.parametrize(
    ("counts", "shown"),
    [
        ((50, 60), Shown(50, 60, Decimal("83.33"))),
        ((60, 60), Shown(60, 60, Decimal("100.00"))),
        ((0, 0), Shown(0, 0, None)),
        ((5, 60), Shown(5, 60, Decimal("8.33"))),
        ((55, 60), Shown(55, 60, Decimal("91.67"))),
        ((4, 60), Shown(None, None, Decimal(7), is_protected=True)),
        ((58, 60), Shown(None, None, Decimal(97), is_protected=True)),
        ((1, 700), Shown(None, None, None, is_protected=True)),
        ((1, 90), Shown(None, None, Decimal(1), is_protected=True)),
        ((699, 700), Shown(None, None, Decimal(99), is_protected=True)),
        ((2, 19), Shown(None, None, None, is_protected=True)),
        ((3, 3), Shown(None, None, None, is_protected=True)),
    ],
)
def test_a_count_of_one_to_four_people_is_not_shown(counts, shown):
    assert protected("2.1", *figure(counts)) == shown


def test_items_of_information_are_no_people():
    assert protected("3.3", *figure((16, 17))) == Shown(16, 17, Decimal("94.12"))


@given(COUNTS)
def test_what_is_shown_has_no_small_count_and_a_rounded_share_is_never_none_or_all(counts):
    shown = protected("5.1", *figure(counts))
    if shown.is_protected:
        assert is_small(counts)
        assert (shown.numerator, shown.denominator) == (None, None)
        assert shown.share is None or counts[1] >= FEWEST_FOR_A_SHARE
        if shown.share is not None:
            assert (shown.share == 0) == (counts[0] == 0)
            assert (shown.share == 100) == (counts[0] == counts[1])
    else:
        assert not any(0 < count < THRESHOLD for count in (*counts, counts[1] - counts[0]))


@given(st.lists(COUNTS, min_size=4, max_size=4), st.sets(st.integers(0, 3)))
def test_no_protected_quarter_can_be_computed_from_its_year(quarters, published):
    """Whoever subtracts what is shown from the year learns no count of one to four people."""
    year = (sum(row[0] for row in quarters), sum(row[1] for row in quarters))
    figures = {f"2026Q{number + 1}": {"2.1": figure(quarters[number])} for number in sorted(published)}
    figures["2026"] = {"2.1": figure(year)}
    shown = {name: rows["2.1"] for name, rows in protected_year(figures, "2026").items()}
    total = shown["2026"]
    if total.numerator is None or total.denominator is None:
        return
    known = [shown[name] for name in shown if name != "2026"]
    assert not any(row.is_protected for row in known)
    rest = (
        total.numerator - sum(row.numerator or 0 for row in known),
        total.denominator - sum(row.denominator or 0 for row in known),
    )
    assert not is_small(rest)


def test_a_preliminary_year_is_held_against_the_first_three_quarters_and_the_final_one():
    quarters = {f"2026Q{number}": {"2.1": figure((40, 50))} for number in (1, 2, 3, 4)}
    preliminary = {"2026 preliminary": {"2.1": figure((158, 197))}}
    shown = protected_year({**quarters, **preliminary, "2026": {"2.1": figure((160, 200))}}, "2026")
    assert shown["2026 preliminary"]["2.1"].is_protected
    assert hides_year((158, 197), [(40, 50)] * 3) is False


def test_what_a_preliminary_year_adds_to_the_first_three_quarters_is_a_count_like_any_other():
    quarters = {f"2026Q{number}": {"2.1": figure((40, 50))} for number in (1, 2, 3)}
    figures = {**quarters, "2026Q4": {"2.1": figure((20, 40))}, "2026": {"2.1": figure((140, 190))}}
    # Two of three people more than by the end of September.
    shown = protected_year({**figures, "2026 preliminary": {"2.1": figure((122, 153))}}, "2026")
    assert shown["2026 preliminary"]["2.1"].is_protected
    assert not shown["2026"]["2.1"].is_protected


def test_a_year_with_a_protected_quarter_shows_its_share_in_whole_per_cent():
    quarters = [(48, 50), (40, 50), (40, 50), (40, 50)]
    figures = {f"2026Q{place}": {"5.1": figure(counts)} for place, counts in enumerate(quarters, 1)}
    shown = protected_year({**figures, "2026": {"5.1": figure((168, 200))}}, "2026")
    assert shown["2026"]["5.1"] == Shown(None, None, Decimal(84), is_protected=True)
    assert shown["2026Q2"]["5.1"].numerator == 40
