"""Signing many at once: a result for each paper, a repeat does no harm."""

from uuid import uuid4

import pytest
from django.core.exceptions import PermissionDenied

from astana_employment.department.models import Paper, Role
from astana_employment.toolbox.clock import today
from astana_employment.toolbox.errors import RuleViolation
from astana_employment.toolbox.papers.font import PaperError
from certificates.acts.batches import continue_batch, open_batch
from certificates.models import SigningBatch
from tests.certificates.conftest import acts_for, fresh, prepared, refused, sign_batch
from tests.factories import make_staff

pytestmark = pytest.mark.django_db


def chosen(*decisions):
    return [(decision.pk, decision.snapshot_sha256) for decision in decisions]


def results(batch):
    return [outcome.result for outcome in batch.outcomes.order_by("id")]


def test_each_paper_of_a_batch_has_its_result(clerk, deputy, quick_pdf):
    batch = sign_batch(form_key=uuid4(), choices=chosen(prepared(clerk), refused(clerk)), by=deputy)
    assert results(batch) == ["signed", "signed"]
    assert Paper.objects.count() == 2


def test_a_failure_keeps_its_reason_and_stops_no_other(clerk, other_clerk, deputy, quick_pdf):
    first, changed, last = prepared(clerk), prepared(clerk), prepared(clerk)
    choices = chosen(first, changed, last)
    prepared(other_clerk, request=changed.request, purpose="басқа жерге")
    batch = sign_batch(form_key=uuid4(), choices=choices, by=deputy)
    assert results(batch) == ["signed", "failed", "signed"]
    reason = batch.outcomes.get(decision=changed).reason
    assert other_clerk.get_short_name() in reason
    assert fresh(changed).state == "prepared"


def test_ones_own_paper_in_a_batch_fails_alone(clerk, other_clerk, quick_pdf):
    acts_for(clerk, "deputy_director", today(), today())
    batch = sign_batch(form_key=uuid4(), choices=chosen(prepared(clerk), prepared(other_clerk)), by=clerk)
    assert results(batch) == ["failed", "signed"]


@pytest.mark.parametrize("error", [PaperError("no font"), ZeroDivisionError("slip")])
def test_a_paper_that_cannot_be_made_keeps_its_number_and_the_rest_is_signed(
    clerk, deputy, monkeypatch, error
):
    bad, good = prepared(clerk, purpose="қате"), prepared(clerk)

    def render(snapshot, _issue):
        if snapshot["purpose"]:
            raise error
        return b"%PDF"

    monkeypatch.setattr("certificates.acts.signing.render_paper", render)
    batch = sign_batch(form_key=uuid4(), choices=chosen(bad, good), by=deputy)
    assert results(batch) == ["failed", "signed"]
    assert batch.outcomes.get(decision=bad).reason
    assert fresh(bad).state == "signing"


def test_a_repeated_key_returns_the_same_batch_and_signs_nothing_twice(clerk, deputy, quick_pdf):
    key, decision = uuid4(), prepared(clerk)
    first = sign_batch(form_key=key, choices=chosen(decision), by=deputy)
    second = sign_batch(form_key=key, choices=chosen(decision, prepared(clerk)), by=deputy)
    assert second == first
    assert (Paper.objects.count(), quick_pdf()) == (1, 1)


def test_a_batch_cut_short_goes_on_with_what_waits(clerk, deputy, quick_pdf):
    key, decisions = uuid4(), [prepared(clerk), prepared(clerk)]
    batch = open_batch(form_key=key, choices=chosen(*decisions), by=deputy)
    assert results(batch) == ["waiting", "waiting"]
    assert results(continue_batch(batch=batch, by=deputy)) == ["signed", "signed"]


def test_nobody_goes_on_with_somebody_elses_batch(clerk, deputy, quick_pdf):
    key, decision = uuid4(), prepared(clerk)
    batch = open_batch(form_key=key, choices=chosen(decision), by=deputy)
    other = make_staff(role=Role.DEPUTY_DIRECTOR)
    with pytest.raises(PermissionDenied):
        continue_batch(batch=batch, by=other)
    with pytest.raises(PermissionDenied):
        sign_batch(form_key=key, choices=chosen(decision), by=other)
    assert not Paper.objects.exists()


def test_a_clerk_opens_no_batch(clerk, other_clerk):
    with pytest.raises(PermissionDenied):
        open_batch(form_key=uuid4(), choices=chosen(prepared(clerk)), by=other_clerk)


@pytest.mark.parametrize("choices", [[], [(987654, "0" * 64)]])
def test_nothing_or_something_unknown_is_no_batch(deputy, choices):
    with pytest.raises(RuleViolation):
        sign_batch(form_key=uuid4(), choices=choices, by=deputy)
    assert not SigningBatch.objects.exists()
