"""The clock of the desk, and how a simulation holds it."""

from datetime import UTC, date, datetime
from threading import Thread
from zoneinfo import ZoneInfo

import pytest

from astana_employment.toolbox.clock import held_at, now, today

LATE_EVENING = datetime(2026, 1, 12, 20, 30, tzinfo=UTC)


def test_a_held_clock_gives_the_instant_and_the_day_in_astana():
    with held_at(LATE_EVENING):
        assert now() == LATE_EVENING
        assert today() == date(2026, 1, 13)
    assert now() > datetime(2026, 6, 1, tzinfo=UTC)


def test_the_instant_is_given_back_in_utc():
    with held_at(datetime(2026, 1, 12, 9, 0, tzinfo=ZoneInfo("Asia/Almaty"))):
        assert now().isoformat() == "2026-01-12T04:00:00+00:00"


def test_blocks_stand_in_each_other_and_an_error_lets_the_clock_go():
    with held_at(LATE_EVENING):
        with pytest.raises(KeyError), held_at(datetime(2025, 1, 1, tzinfo=UTC)):
            raise KeyError
        assert now() == LATE_EVENING


def test_other_threads_keep_the_real_time():
    seen = []
    with held_at(LATE_EVENING):
        thread = Thread(target=lambda: seen.append(now()))
        thread.start()
        thread.join()
    assert seen[0] != LATE_EVENING


def test_an_instant_without_a_zone_is_refused():
    with pytest.raises(ValueError, match="time zone"), held_at(datetime(2026, 1, 1)):  # noqa: DTZ001
        pass
