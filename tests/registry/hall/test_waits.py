"""The figures of the waits: clause 7(2), 7(3) and indicator 1.2 over plain values."""

from datetime import timedelta

from hypothesis import given
from hypothesis import strategies as st

from registry.hall.waits import Share, Visit, waits_of

SPANS = st.lists(st.integers(0, 7200).map(lambda seconds: timedelta(seconds=seconds)), min_size=1)


def visits(*minutes, **fields):
    return [
        Visit(1, 9, "receive", None if value is None else timedelta(minutes=value), **fields)
        for value in minutes
    ]


def test_annex_3_1_2_reading_1_forty_minutes_are_within_forty_minutes_and_ten_within_ten():
    waits = waits_of(visits(10, 40, 40.1))
    assert waits.within(40) == Share(2, 3)
    assert waits.within(10) == Share(1, 3)


def test_what_was_typed_in_is_counted_apart_and_left_out():
    waits = waits_of([*visits(5, None), *visits(90, None, is_typed_in=True)])
    assert (waits.count, waits.unmeasured, waits.typed_in) == (1, 1, 2)
    assert waits.within(40) == Share(1, 1)


def test_of_nothing_there_is_no_figure():
    waits = waits_of([])
    assert (waits.median, waits.ninetieth, waits.within(10).percent) == (None, None, None)


@given(SPANS)
def test_nine_of_ten_wait_no_longer_than_the_ninetieth_percentile(spans):
    waits = waits_of([Visit(1, 9, "receive", span) for span in spans])
    assert waits.ninetieth in spans
    assert sum(span <= waits.ninetieth for span in spans) * 10 >= len(spans) * 9
    assert waits.median is not None
    assert min(spans) <= waits.median <= max(spans)
