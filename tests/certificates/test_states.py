"""The tables of states of requests and decisions; `department/test_states.py` walks them."""

import pytest

from astana_employment.department.models import Role
from certificates import states

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
    ("edges", "table"),
    [(states.REQUEST.edges, REQUEST), (states.DECISION.edges, DECISION)],
    ids=["request", "decision"],
)
def test_the_table_is_the_designs(edges, table):
    assert set(edges) == {(before, after) for before in table for after in table[before].split()}


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
    assert states.DECISION.edges[step] == {role.value for role in roles}


def test_ended_states_are_final():
    for table, final in ((states.REQUEST, {"decided", "withdrawn"}), (states.DECISION, {"withdrawn"})):
        assert not {edge for edge in table.edges if edge[0] in final}
