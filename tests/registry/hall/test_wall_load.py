"""Fifty displays follow every call, each asking no oftener than it may; `make bench` measures how fast."""

import time
from typing import Any

import pytest

from astana_employment.department.models import Role
from tests.benchmarks.displays import EVERY, watching
from tests.benchmarks.wall import call_all, cookies_for, delays
from tests.factories import make_staff

DISPLAYS = 50
CALLS = 6
GIVE_UP_AFTER = 60


@pytest.mark.django_db(transaction=True)
def test_fifty_displays_follow_every_call_and_ask_no_oftener_than_once_a_second(live_server: Any) -> None:
    """How fast they follow is the machine's; that a slow one loses no call and is asked no more is ours."""
    cookies = cookies_for(DISPLAYS, make_staff(role=Role.ADMINISTRATOR))
    clerks = [make_staff(role=Role.CLERK, window=number) for number in (1, 2, 3, 4)]
    with watching(live_server.thread.port, cookies) as watch:
        begun = time.perf_counter()
        time.sleep(1.5)
        made = call_all(clerks, CALLS)
        give_up = time.monotonic() + GIVE_UP_AFTER
        while (
            any(len(watch.seen.get(one.call, {})) < DISPLAYS for one in made) and time.monotonic() < give_up
        ):
            time.sleep(0.1)
        answers, lasted = watch.answers, time.perf_counter() - begun
    assert len(delays(watch, made, DISPLAYS)) == DISPLAYS * CALLS
    assert watch.not_modified > 0
    # Both ends of the span may fall between two questions of a display.
    assert answers <= DISPLAYS * (lasted / EVERY + 2)
