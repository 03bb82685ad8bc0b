"""The benchmark itself keeps working; its figures are no test."""

import json
import random
from unittest.mock import patch

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError

from astana_employment.department.models import Paper, Role
from registry.hall.reception_hours import Reception
from registry.models import Person
from tests.benchmarks import measures, run
from tests.benchmarks.measures import Measure, as_table, measure, misspelt
from tests.factories import make_person, make_staff
from tests.registry.hall.builders import ticket_at


@pytest.mark.django_db
def test_a_small_run_measures_everything_and_writes_it(tmp_path, capsys, monkeypatch):
    for name in ("CERTIFICATES", "VIEWS"):
        monkeypatch.setattr(measures, name, 2)
    for name, count in (("SEARCHES", 3), ("REPORTS", 2)):
        monkeypatch.setattr(measures, name, count)
    # As the wall's measure leaves them: the cases of the indicators are stored beside tickets of today.
    with patch("registry.hall.acts.tickets.reception_for", lambda *_args: Reception(None)):
        for point in (1, 2, 3, 4):
            ticket_at(point, make_staff(role=Role.CLERK, window=point))
    monkeypatch.setattr(run, "VACANCIES", 30)
    call_command("bench", json=tmp_path / "bench.json", people=60, most=70, displays=0, cases=600)
    found = json.loads((tmp_path / "bench.json").read_text())
    names = [row["name"] for row in found["measures"]]
    assert names[0] == "prepare and sign one certificate"
    assert names[-6:-3] == [
        "search a misspelt name among 70 people",
        "search a profession among 30 vacancies",
        "grounds of clause 17 on 131 active registrations",
    ]
    assert names[-2:] == ["page: the running quarter", "· the first one of a minute, computing"]
    assert [row["target"] for row in found["measures"] if row["target"]] == [
        120,
        40,
        *[30] * 8,
        15,
        15,
        30_000,
        3000,
        100,
    ]
    assert found["machine"]["cores"] >= 1
    assert (Person.objects.count(), Paper.objects.count()) == (141, 2 + measures.WARM_UP + 120)
    assert "prepare and sign one certificate" in capsys.readouterr().out


@pytest.mark.django_db
def test_nobody_measures_among_real_people(tmp_path):
    make_person()
    with pytest.raises(CommandError, match="There are people in this database"):
        call_command("bench", json=tmp_path / "bench.json")
    assert Person.objects.count() == 1


def test_a_target_is_kept_by_the_median():
    rows = [
        measure("x", [1.0, 2.0, 90.0], 2),
        measure("y", [1.0, 3.0, 90.0], 2),
        measure("z", [1.0, 2.0], None),
    ]
    assert [row.is_reached for row in rows] == [True, False, True]
    table = as_table([Measure("x", 1.0, 2.0, 3, 4), Measure("y", 4.0, 5.0, 3, 4)])
    assert table.count("reached") == table.count("MISSED") == 1


def test_a_misspelt_name_is_another_one():
    choice = random.Random(1)
    slips = {misspelt("Ахметов", choice) for _once in range(50)}
    assert "Ахметов" not in slips
    assert len(slips) > 10
