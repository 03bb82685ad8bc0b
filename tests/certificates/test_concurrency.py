"""Real threads and real transactions: numbers without gap or double, and one winner of each race."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from itertools import count
from threading import Barrier, Thread
from uuid import uuid4

import pytest
from django.core.exceptions import PermissionDenied
from django.db import connection, connections

from astana_employment.department.models import NumberSeries, Paper, Role
from astana_employment.toolbox.errors import RuleViolation, StaleRecord
from certificates.acts.handing_over import hand_over
from certificates.acts.requests import request_certificate
from certificates.models import CertificateRequest, Decision, Handover
from tests.certificates.conftest import fresh, prepared, sign_batch, signed
from tests.factories import make_registration, make_request, make_staff

pytestmark = pytest.mark.django_db(transaction=True)

THREADS = 8


def own_connection(work: Callable[..., object]) -> Callable[..., object]:
    """Give the thread back its database connection when it is done."""

    def run(*values: object) -> object:
        try:
            return work(*values)
        except (RuleViolation, StaleRecord, PermissionDenied) as error:
            return error
        finally:
            connections.close_all()

    return run


def at_once(*works: Callable[[], object]) -> list[object]:
    """Run functions at the same moment, each in a thread; return their results or refusals."""
    together = Barrier(len(works))

    def start(work: Callable[[], object]) -> object:
        together.wait(timeout=10)
        return work()

    with ThreadPoolExecutor(len(works)) as pool:
        return list(pool.map(own_connection(start), works))


def test_two_hundred_papers_from_eight_threads_have_two_hundred_consecutive_numbers(clerk, deputy, quick_pdf):
    decisions = [prepared(clerk) for _ in range(200)]
    with ThreadPoolExecutor(THREADS) as pool:
        papers = list(pool.map(own_connection(lambda decision: signed(decision, deputy)), decisions))
    assert {type(paper) for paper in papers} == {Paper}
    assert sorted(Paper.objects.values_list("sequence", flat=True)) == list(range(1, 201))
    assert NumberSeries.objects.get(series="A").last_number == 200
    assert Decision.objects.filter(state="signed").count() == 200


def test_real_papers_are_made_in_eight_threads_at_once(clerk, deputy):
    decisions = [prepared(clerk) for _ in range(16)]
    with ThreadPoolExecutor(THREADS) as pool:
        list(pool.map(own_connection(lambda decision: signed(decision, deputy)), decisions))
    numbers = Paper.objects.order_by("sequence").values_list("sequence", flat=True)
    assert list(numbers) == list(range(1, 17))
    hashes = set(Paper.objects.values_list("sha256", flat=True))
    assert len(hashes) == 16


def test_no_lock_is_held_while_a_paper_is_made(clerk, deputy, monkeypatch):
    slow, quick = prepared(clerk), prepared(clerk)
    done: list[Paper] = []

    def render(snapshot, issue_block):
        assert not connection.in_atomic_block
        if issue_block["number"].endswith("000001"):
            other = Thread(target=own_connection(lambda: done.append(signed(quick, deputy))))
            other.start()
            other.join(timeout=10)
        return b"%PDF"

    monkeypatch.setattr("certificates.acts.signing.render_paper", render)
    assert signed(slow, deputy).sequence == 1
    assert [paper.sequence for paper in done] == [2]


def test_a_process_killed_between_number_and_paper_loses_neither(clerk, deputy, monkeypatch):
    class Killed(BaseException):
        """What a thread sees of a kill: no handler of ours runs."""

    def die(*_values):
        raise Killed

    decision = prepared(clerk)
    with monkeypatch.context() as patch:
        patch.setattr("certificates.acts.signing.render_paper", die)
        with pytest.raises(Killed):
            signed(decision, deputy)
    connections.close_all()
    assert fresh(decision).state == "signing"
    assert signed(decision, deputy).sequence == 1
    assert NumberSeries.objects.get(series="A").last_number == 1


def test_one_decision_signed_by_two_threads_is_one_paper(clerk, deputy):
    decision = prepared(clerk)
    results = at_once(*[lambda: signed(decision, deputy)] * 4)
    assert len({paper.pk for paper in results if isinstance(paper, Paper)}) == 1
    assert Paper.objects.count() == 1


def test_a_batch_posted_twice_at_once_is_signed_once(clerk, deputy, quick_pdf):
    key, decisions = uuid4(), [prepared(clerk) for _ in range(5)]
    choices = [(decision.pk, decision.snapshot_sha256) for decision in decisions]
    at_once(*[lambda: sign_batch(form_key=key, choices=choices, by=deputy)] * 3)
    assert sorted(Paper.objects.values_list("sequence", flat=True)) == [1, 2, 3, 4, 5]


def test_two_officers_preparing_at_once_make_one_decision(clerk):
    request = make_request(by=clerk)
    officers = [make_staff(role=Role.CLERK) for _ in range(4)]

    def prepare(by):
        return lambda: prepared(by, request=request, version=request.version)

    results = at_once(*[prepare(by) for by in officers])
    assert [type(result) for result in results].count(Decision) == 1
    assert [type(result) for result in results].count(StaleRecord) == 3
    assert Decision.objects.count() == 1


def test_a_request_is_taken_once_however_many_windows_try(clerk):
    registration = make_registration(by=clerk)

    def ask():
        return request_certificate(
            registration=registration, identity_form="identity_card", identity_number="012345678", by=clerk
        )

    results = at_once(*[ask] * 4)
    assert CertificateRequest.objects.count() == 1
    assert sum(isinstance(result, RuleViolation) for result in results) == 3


def test_a_paper_is_handed_over_once_however_many_windows_try(clerk, deputy, quick_pdf):
    decision = prepared(clerk)
    signed(decision, deputy)
    version = fresh(decision.request).version

    def give():
        return hand_over(
            decision=decision, how="in_person", identity_number="012345678", by=clerk, version=version
        )

    at_once(*[give] * 4)
    assert Handover.objects.count() == 1


def test_signing_and_editing_at_once_never_sign_a_text_that_was_not_reviewed(clerk, deputy, quick_pdf):
    for turn in count(1):
        decision = prepared(clerk)
        at_once(
            lambda decision=decision: signed(decision, deputy),  # type: ignore[misc]
            lambda decision=decision: prepared(clerk, request=decision.request, purpose="басқа жерге"),  # type: ignore[misc]
        )
        after = fresh(decision)
        if after.paper is None:
            assert after.state == "prepared"
        else:
            assert after.paper.content.snapshot == decision.snapshot
        if turn == 10:
            break
