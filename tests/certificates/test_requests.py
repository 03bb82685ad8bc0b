"""Asking for the certificate, waiting, withdrawing."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import PermissionDenied

from astana_employment.department.models import Event
from astana_employment.toolbox.clock import today
from astana_employment.toolbox.errors import RuleViolation, StaleRecord
from certificates.acts.requests import begin_pause, end_pause, request_certificate, withdraw_request
from certificates.models import CertificateRequest
from registry.models import PresentedDocument
from registry.people.signals import registration_ended
from tests.certificates.conftest import fresh, prepared
from tests.factories import make_registration, make_request, on

pytestmark = pytest.mark.django_db


def ask(registration, by, **more):
    values = {"identity_form": "identity_card", "identity_number": "012345678", **more}
    return request_certificate(registration=registration, by=by, **values)


def test_clause_15_reading_3_no_documents_are_asked_but_the_identity_document(clerk):
    request = ask(make_registration(by=clerk), clerk, purpose="  банкке  ", language="ru")
    assert (request.state, request.purpose, request.language) == ("open", "банкке", "ru")
    assert request.requested_on == request.entered_on == today()
    assert Event.objects.get(verb="request.made").subject_id == request.pk


def test_clause_7_1_due_ten_calendar_days_after_the_later_day_on_a_working_day(clerk):
    with on(date(2026, 10, 15)):
        request = ask(make_registration(by=clerk, registered_on=date(2026, 9, 1)), clerk)
    # 25 October 2026 is Republic Day and a Sunday; its Monday is off, too.
    assert request.due_on == date(2026, 10, 27)
    assert request.due_rule["start"] == "2026-10-15"
    assert request.due_rule["count"] == 10


@pytest.mark.parametrize("state", ["suspended", "ended"])
def test_clause_1_only_an_active_registration(clerk, state):
    registration = make_registration(by=clerk, state=state, ended_on=today() if state == "ended" else None)
    with pytest.raises(RuleViolation) as caught:
        ask(registration, clerk)
    assert caught.value.clause == "1"


def test_clause_16_another_identity_number_must_be_confirmed(clerk):
    registration = make_registration(by=clerk)
    with pytest.raises(RuleViolation) as caught:
        ask(registration, clerk, identity_number="999888777")
    assert caught.value.field == "identity_differs_confirmed"
    assert "012345678" in caught.value.messages[0]
    request = ask(registration, clerk, identity_number="999888777", identity_differs_confirmed=True)
    assert request.identity_number == "999888777"
    assert Event.objects.get(verb="request.made").after["identity_differs"] is True


def test_clause_16_with_no_document_on_record_there_is_nothing_to_compare(clerk):
    registration = make_registration(by=clerk)
    PresentedDocument.objects.filter(application__person=registration.person).delete()
    assert ask(registration, clerk, identity_number="999888777").pk


@pytest.mark.parametrize("number", ["", "   ", "12", "12☎45"])
def test_clause_16_a_number_that_cannot_be_one_is_refused(clerk, number):
    with pytest.raises(RuleViolation) as caught:
        ask(make_registration(by=clerk), clerk, identity_number=number)
    assert caught.value.field == "identity_number"


def test_one_undecided_request_at_a_time(clerk, other_clerk):
    registration = make_registration(by=clerk)
    ask(registration, clerk)
    with pytest.raises(RuleViolation) as caught:
        ask(registration, other_clerk)
    assert caught.value.clause == "request_one_undecided"


def test_an_earlier_day_needs_somebody_who_allowed_it(clerk, head):
    registration = make_registration(by=clerk, registered_on=today() - timedelta(days=9))
    yesterday = today() - timedelta(days=1)
    with pytest.raises(RuleViolation) as caught:
        ask(registration, clerk, requested_on=yesterday)
    assert caught.value.field == "allowed_by"
    request = ask(registration, clerk, requested_on=yesterday, allowed_by=head)
    assert (request.requested_on, request.entered_on) == (yesterday, today())
    assert request.late_entry_allowed_by == head
    event = Event.objects.get(verb="request.made")
    assert (event.happened_on, event.allowed_by) == (yesterday, head)


def test_a_request_cannot_be_older_than_the_registration(clerk, head):
    registration = make_registration(by=clerk)
    with pytest.raises(RuleViolation) as caught:
        ask(registration, clerk, requested_on=today() - timedelta(days=1), allowed_by=head)
    assert caught.value.field == "requested_on"


@pytest.mark.parametrize("who", ["deputy", "chancellery", "administrator"])
def test_who_may_not_take_a_request(clerk, who, request):
    with pytest.raises(PermissionDenied):
        ask(make_registration(by=clerk), request.getfixturevalue(who))


def test_a_clerk_of_another_window_may_cover(clerk, other_clerk):
    assert ask(make_registration(by=clerk), other_clerk).taken_by == other_clerk


def wait(request, by, **more):
    values = {"cause": "referral", "note": "Бейтерек ЖШС, сатушы", **more}
    return begin_pause(request=request, by=by, version=fresh(request).version, **values)


def stop(request, by, outcome, **more):
    return end_pause(request=request, by=by, version=fresh(request).version, outcome=outcome, **more)


def test_reading_40_an_employers_refusal_gives_ten_days_from_then(clerk, monkeypatch):
    asked, refused = date(2026, 11, 2), date(2026, 11, 9)
    request = make_request(by=clerk, requested_on=asked)
    wait(request, clerk, began_on=asked)
    assert fresh(request).state == "waiting"
    after = stop(request, clerk, "employer_refused", ended_on=refused)
    assert (after.state, after.due_on) == ("open", date(2026, 11, 19))
    event = Event.objects.get(verb="request.pause_ended")
    assert (event.before["due_on"], event.after["due_on"]) == ("2026-11-12", "2026-11-19")


def test_reading_40_hired_means_withdrawn(clerk):
    request = make_request(by=clerk)
    wait(request, clerk)
    after = stop(request, clerk, "hired")
    assert (after.state, after.withdrawn_reason) == ("withdrawn", "Бейтерек ЖШС, сатушы")


def test_reading_40_waiting_takes_back_what_was_prepared(clerk):
    decision = prepared(clerk)
    wait(decision.request, clerk)
    assert fresh(decision).state == "withdrawn"
    with pytest.raises(RuleViolation) as caught:
        prepared(clerk, request=decision.request)
    assert caught.value.clause == "reading 40"


def test_waiting_twice_or_stopping_without_waiting_is_refused(clerk):
    request = make_request(by=clerk)
    with pytest.raises(RuleViolation):
        stop(request, clerk, "vacancy_gone")
    wait(request, clerk)
    with pytest.raises(RuleViolation):
        wait(request, clerk)


@pytest.mark.parametrize("shift", [-1, 1])
def test_waiting_begins_between_the_request_and_today(clerk, shift):
    request = make_request(by=clerk)
    with pytest.raises(RuleViolation) as caught:
        wait(request, clerk, began_on=today() + timedelta(days=shift))
    assert caught.value.field == "began_on"


def test_waiting_needs_to_say_for_what(clerk):
    with pytest.raises(RuleViolation) as caught:
        wait(make_request(by=clerk), clerk, note=" ")
    assert caught.value.field == "note"


def test_withdrawing_needs_a_reason_and_takes_the_draft_along(clerk):
    decision = prepared(clerk)
    request = fresh(decision.request)
    with pytest.raises(RuleViolation):
        withdraw_request(request=request, reason="", by=clerk, version=request.version)
    withdraw_request(request=request, reason="өз өтініші бойынша", by=clerk, version=request.version)
    assert (fresh(request).state, fresh(decision).state) == ("withdrawn", "withdrawn")


def test_who_saw_an_older_version_is_told_who_changed_what(clerk, other_clerk):
    request = make_request(by=clerk)
    wait(request, other_clerk)
    with pytest.raises(StaleRecord) as caught:
        withdraw_request(request=request, reason="керек емес", by=clerk, version=1)
    assert [(event.by, event.verb) for event in caught.value.changes] == [
        (other_clerk, "request.pause_began")
    ]


def test_an_ending_registration_withdraws_what_is_undecided(clerk):
    decision = prepared(clerk)
    registration = decision.request.registration
    registration_ended.send(sender=type(registration), registration=registration, by=clerk)
    assert fresh(decision.request).state == "withdrawn"
    assert fresh(decision).state == "withdrawn"


def test_undecided_requests_come_most_urgent_first(clerk):
    later = make_request(by=clerk)
    sooner = make_request(by=clerk, requested_on=today() - timedelta(days=3), state="waiting")
    make_request(by=clerk, state="decided")
    assert list(CertificateRequest.objects.undecided()) == [sooner, later]
