"""Fifty displays follow a call within two seconds (issue: the wall); `make bench` measures what it costs."""

import time
from typing import Any

import pytest

from astana_employment.models import Role
from tests.benchmarks.displays import watching
from tests.benchmarks.wall import call_all, cookies_for, delays
from tests.factories import make_staff

DISPLAYS = 50


@pytest.mark.django_db(transaction=True)
def test_fifty_displays_follow_every_call_within_two_seconds(live_server: Any) -> None:
    cookies = cookies_for(DISPLAYS, make_staff(role=Role.ADMINISTRATOR))
    clerks = [make_staff(role=Role.CLERK, window=number) for number in (1, 2, 3, 4)]
    with watching(live_server.thread.port, cookies) as watch:
        time.sleep(1.5)
        made = call_all(clerks, 6)
        time.sleep(2)
    assert max(delays(watch, made, DISPLAYS)) < 2000
    assert watch.not_modified > 0
