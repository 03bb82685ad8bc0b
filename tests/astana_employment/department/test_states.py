"""Every table of states, walked against all pairs of states, for all roles."""

import gc
from itertools import product

import pytest
from django.core.exceptions import PermissionDenied

from astana_employment.department.acts import imports
from astana_employment.department.acts.mail import BY_PERSON, BY_WORKER
from astana_employment.department.models import ImportFile, OutgoingMail, Role
from astana_employment.department.states import ANYBODY, States
from astana_employment.toolbox.errors import RuleViolation
from certificates.models import CertificateRequest, Decision
from certificates.states import DECISION, REQUEST
from complaints.models import Complaint
from complaints.states import COMPLAINT
from indicators.models import IndicatorReport
from indicators.reports.states import REPORT
from registry.hall.ticket_states import TICKET
from registry.models import QueueTicket, UnemploymentRegistration
from registry.standing.states import REGISTRATION
from tests.factories import make_staff

MACHINES = [
    pytest.param(table, model, id=name)
    for name, table, model in (
        ("a mail by the worker", BY_WORKER, OutgoingMail),
        ("a mail by a person", BY_PERSON, OutgoingMail),
        ("an import by the worker", imports.BY_WORKER, ImportFile),
        ("an import by a person", imports.BY_PERSON, ImportFile),
        ("a registration", REGISTRATION, UnemploymentRegistration),
        ("a ticket", TICKET, QueueTicket),
        ("a request", REQUEST, CertificateRequest),
        ("a decision", DECISION, Decision),
        ("a complaint", COMPLAINT, Complaint),
        ("a report", REPORT, IndicatorReport),
    )
]


@pytest.mark.django_db
@pytest.mark.parametrize(("table", "model"), MACHINES)
def test_every_pair_of_states_is_allowed_or_refused(table, model):
    states = [value for value, _label in model._meta.get_field("state").choices]
    staff = {role: make_staff(role=role) for role in Role}
    assert {state for edge in table.edges for state in edge} <= set(states)
    for before, after in product(states, repeat=2):
        allowed = table.edges.get((before, after))
        for role, person in staff.items():
            row = model(state=before)
            may_go = allowed is not None and (allowed is ANYBODY or role in allowed)
            assert table.allow(row, after, by=person) == may_go
            if allowed is None:
                with pytest.raises(RuleViolation, match=str(row.get_state_display())):
                    table.lead(row, after, by=person)
            elif not may_go:
                with pytest.raises(PermissionDenied):
                    table.lead(row, after, by=person)
            else:
                table.lead(row, after, by=person)
            assert row.state == (after if may_go else before)


def test_no_table_is_left_out():
    tables = [each for each in gc.get_objects() if type(each) is States]
    assert {id(table) for table in tables} == {id(row.values[0]) for row in MACHINES}


def test_who_is_not_named_takes_only_what_asks_for_no_role():
    assert BY_WORKER.allow(OutgoingMail(state="waiting"), "sending")
    assert not REPORT.allow(IndicatorReport(state="draft"), "issued")
    with pytest.raises(PermissionDenied):
        REPORT.lead(IndicatorReport(state="draft"), "issued")
