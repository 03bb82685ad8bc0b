"""Fifty displays follow a call within two seconds for less than a core; `make bench` measures it finely."""

import time
from typing import Any

import pytest

from astana_employment.department.models import Role
from tests.benchmarks.displays import watching
from tests.benchmarks.wall import call_all, cookies_for, delays
from tests.factories import make_staff

DISPLAYS = 50


@pytest.mark.measured
@pytest.mark.django_db(transaction=True)
def test_fifty_displays_follow_every_call_within_two_seconds_for_less_than_a_core(live_server: Any) -> None:
    cookies = cookies_for(DISPLAYS, make_staff(role=Role.ADMINISTRATOR))
    clerks = [make_staff(role=Role.CLERK, window=number) for number in (1, 2, 3, 4)]
    with watching(live_server.thread.port, cookies) as watch:
        time.sleep(1.5)
        start = time.process_time(), watch.answers
        made = call_all(clerks, 6)
        time.sleep(2)
        spent, answers = time.process_time() - start[0], watch.answers - start[1]
    assert max(delays(watch, made, DISPLAYS)) < 2000
    assert watch.not_modified > 0
    # Each display asks once a second; the displays and the clerks are reckoned in, since they run here too.
    assert spent / answers * DISPLAYS < 1, f"{spent:.2f} s of processor time for {answers} answers"
