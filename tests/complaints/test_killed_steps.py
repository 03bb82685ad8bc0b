"""A complaint with its files is stored or nothing is: killed at any step, no half of it, no number lost."""

import os
import signal
import subprocess
import sys
from pathlib import Path
from urllib.parse import quote

import pytest
from django.db import connection

from astana_employment.department.models import NumberSeries, Paper
from complaints.acts.intake import issue_receipt
from complaints.models import Attachment, Complainant, Complaint, ComplaintAgainst, Receipt
from tests.complaints.killed import STEPS

pytestmark = pytest.mark.django_db(transaction=True)
ROOT = Path(__file__).resolve().parents[2]
# Before the numbers are kept nothing may remain; afterwards only the copy is still to be made.
_WHOLE = ("paper", "store", "mail")


def run(step: str, staff: int) -> int:
    """Take a complaint in, in a process that dies at a step, and return how it ended."""
    database = connection.settings_dict
    host, user = quote(str(database["HOST"]), safe=""), quote(str(database["USER"]))
    secret = f":{quote(str(database['PASSWORD']))}" if database["PASSWORD"] else ""
    url = f"postgres://{user}{secret}@{host}:{database['PORT']}/{database['NAME']}"
    words = [sys.executable, "-m", "tests.complaints.killed", step, str(staff)]
    return subprocess.run(words, cwd=ROOT, env={**os.environ, "DATABASE_URL": url}, check=False).returncode


def test_killed_at_any_step_no_half_complaint_remains_and_no_number_is_lost(chancellery):
    for step in STEPS:
        assert run(step, chancellery.pk) == -signal.SIGKILL, step
        whole = Complaint.objects.count()
        assert whole == sum(step in _WHOLE for step in list(STEPS)[: list(STEPS).index(step) + 1]), step
        for model in (Complainant, Attachment, Receipt):
            assert model.objects.count() == whole, (step, model)
        assert not ComplaintAgainst.objects.exists()
        assert not Paper.objects.exists()
    assert run("none", chancellery.pk) == 0
    for complaint in Complaint.objects.filter(receipt__paper=None):
        issue_receipt(complaint=complaint, by=chancellery)
    numbers = list(Complaint.objects.order_by("sequence").values_list("sequence", flat=True))
    assert numbers == [1, 2, 3, 4]
    assert sorted(Paper.objects.values_list("sequence", flat=True)) == [1, 2, 3, 4]
    assert set(NumberSeries.objects.values_list("last_number", flat=True)) == {4}
