"""The benchmark itself keeps working; its figures are no test."""

import json
import random

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError

from astana_employment.models import Paper
from registry.models import Person
from tests.benchmarks import measures
from tests.benchmarks.measures import Measure, as_table, measure, misspelt
from tests.factories import make_person


@pytest.mark.django_db
def test_a_small_run_measures_everything_and_writes_it(tmp_path, capsys, monkeypatch):
    for name in ("CERTIFICATES", "VIEWS"):
        monkeypatch.setattr(measures, name, 2)
    monkeypatch.setattr(measures, "SEARCHES", 3)
    call_command("bench", json=tmp_path / "bench.json", people=60, most=70, displays=0)
    found = json.loads((tmp_path / "bench.json").read_text())
    names = [row["name"] for row in found["measures"]]
    assert names[0] == "prepare and sign one certificate"
    assert names[-2:] == [
        "search a misspelt name among 70 people",
        "grounds of clause 17 on 131 active registrations",
    ]
    assert [row["target"] for row in found["measures"] if row["target"]] == [120, 40, *[30] * 8, 15, 30_000]
    assert found["machine"]["cores"] >= 1
    assert (Person.objects.count(), Paper.objects.count()) == (141, 2 + measures.WARM_UP)
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
