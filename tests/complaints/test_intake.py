"""Taking complaints in: number, term, receipt copy (clauses 22, 23; arts. 63, 64 of the Code)."""

import pytest

from astana_employment.department.models import Event, SurveyInvitation
from astana_employment.toolbox.errors import RuleViolation
from complaints.acts.intake import register
from complaints.models import Receipt
from tests.complaints import rows

pytestmark = pytest.mark.django_db


def test_clause_23_a_complaint_gets_its_number_term_and_receipt_copy(chancellery):
    complaint = rows.make_complaint(by=chancellery)
    year = complaint.registered_on.year
    assert complaint.number == f"C-{year}-000001"
    assert complaint.receipt.number.startswith("P-")
    assert (complaint.state, complaint.registered_by) == ("registered", chancellery)
    assert (complaint.entry.due.unit, complaint.entry.due.count, complaint.entry.due.edition) == (
        "working_days",
        20,
        "code-350",
    )
    assert complaint.receipt.snapshot["accepted_post"] == chancellery.post_kk
    event = Event.objects.get(verb="complaint.registered")
    assert (event.case_file, event.after["number"]) == (f"complaint:{complaint.pk}", complaint.number)
    assert SurveyInvitation.objects.get().audience == "complainant"


def test_what_comes_by_the_public_page_waits_for_the_chancellery(chancellery):
    complaint = rows.make_arrival()
    assert (complaint.state, complaint.number, complaint.due_on) == ("arrived", "", None)
    registered = register(complaint=complaint, by=chancellery)
    assert registered.number
    with pytest.raises(RuleViolation):
        register(complaint=complaint, by=chancellery)
    assert Receipt.objects.count() == 1
