"""The tables of states, walked against all pairs, for all roles."""

from itertools import product

import pytest
from django.core.exceptions import PermissionDenied

from astana_employment.department.models import Role
from astana_employment.toolbox.errors import RuleViolation
from certificates.models import CertificateRequest, Decision
from certificates.states import DECISION_EDGES, REQUEST_EDGES, transition
from tests.factories import make_staff

STATES = {
    CertificateRequest: CertificateRequest.State.values,
    Decision: Decision.State.values,
}
# Written down a second time on purpose: the table of the design, section 4.
REQUEST = {"open": "waiting decided withdrawn", "waiting": "open withdrawn", "decided": "", "withdrawn": ""}
DECISION = {
    "prepared": "prepared returned withdrawn signing",
    "returned": "prepared withdrawn",
    "withdrawn": "",
    "signing": "signed withdrawn",
    "signed": "handed_over annulled superseded",
    "handed_over": "annulled superseded",
    "annulled": "",
    "superseded": "",
}
CLERKS = {Role.CLERK, Role.HEAD_OF_DIVISION}
DEPUTY = {Role.DEPUTY_DIRECTOR}


@pytest.mark.parametrize(
    ("edges", "table"), [(REQUEST_EDGES, REQUEST), (DECISION_EDGES, DECISION)], ids=["request", "decision"]
)
def test_the_table_is_the_designs(edges, table):
    assert set(edges) == {(before, after) for before in table for after in table[before].split()}


@pytest.mark.django_db
@pytest.mark.parametrize("model", [CertificateRequest, Decision])
def test_every_pair_of_states_is_allowed_or_refused(model):
    edges = REQUEST_EDGES if model is CertificateRequest else DECISION_EDGES
    staff = {role: make_staff(role=role) for role in Role}
    for before, after in product(STATES[model], repeat=2):
        for role, person in staff.items():
            row = model(state=before)
            allowed = edges.get((before, after))
            if allowed is None:
                with pytest.raises(RuleViolation):
                    transition(row, after, by=person)
            elif role not in allowed:
                with pytest.raises(PermissionDenied):
                    transition(row, after, by=person)
            else:
                transition(row, after, by=person)
            assert row.state == (after if allowed and role in allowed else before)


@pytest.mark.parametrize(
    ("step", "roles"),
    [
        (("prepared", "signing"), DEPUTY),
        (("prepared", "returned"), DEPUTY),
        (("signed", "handed_over"), CLERKS),
        (("signed", "annulled"), DEPUTY | {Role.HEAD_OF_DIVISION}),
    ],
)
def test_who_may_take_a_step(step, roles):
    assert DECISION_EDGES[step] == {role.value for role in roles}


def test_ended_states_are_final():
    for edges, states in ((REQUEST_EDGES, {"decided", "withdrawn"}), (DECISION_EDGES, {"withdrawn"})):
        assert not {edge for edge in edges if edge[0] in states}
