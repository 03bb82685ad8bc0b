"""The sample desk has complaints at every step from the arrival to the answer."""

from collections import Counter

import pytest
from django.core.management import call_command

from astana_employment.department.models import Paper
from complaints.models import Complaint

pytestmark = pytest.mark.django_db


def test_one_complaint_a_step_and_again_the_same():
    call_command("load_demo_staff")
    for _start in range(2):
        call_command("load_demo_complaints")
        assert Counter(Complaint.objects.values_list("state", flat=True)) == {
            "arrived": 1,
            "registered": 1,
            "assigned": 1,
            "answered": 1,
        }
    assert sorted(Paper.objects.values_list("series", flat=True)) == ["H", "P", "P", "P"]
