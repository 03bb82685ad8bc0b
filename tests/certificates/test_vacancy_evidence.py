"""A certificate rests on the day's search (clause 1), a request waits for the record card (reading 40)."""

from datetime import timedelta

import pytest
from django.db import transaction
from django.urls import reverse

from astana_employment.toolbox.clock import today
from astana_employment.toolbox.errors import RuleViolation
from certificates.acts.decisions import CertificateContent, prepare_correction
from certificates.acts.requests import begin_pause, end_pause, request_certificate
from certificates.models import CertificateRequest
from registry.card.acts.entries import answer_offer, close_referral, offer_job, refer
from registry.card.acts.every_kind import correct_entry, void_entry
from registry.card.hindrances import open_hindrances
from registry.models import VacancySearch
from registry.vacancies.acts import explain_search
from tests.certificates.conftest import fresh, prepared, signed
from tests.factories import make_registration, make_request, make_search, make_vacancy

pytestmark = pytest.mark.django_db

CONTENT = CertificateContent(language="kk", purpose="", public_works=(), no_vacancy_confirmed=True)


@pytest.fixture
def waiting(clerk):
    """A request of a registration some days old, with nothing on the card."""
    registration = make_registration(by=clerk, registered_on=today() - timedelta(days=3))
    return make_request(registration=registration, by=clerk)


def offered(request, by, **fields):
    values = {"offered_on": today(), **fields}
    return offer_job(registration=request.registration, vacancy=make_vacancy(), by=by, **values)


def referred(request, by, **fields):
    values = {"kind": "job", "vacancy": make_vacancy(), "issued_on": today(), **fields}
    return refer(registration=request.registration, by=by, **values)


def closed(referral, by, outcome, **fields):
    values = {"outcome": outcome, "outcome_on": today(), "appeared_on": today(), **fields}
    return close_referral(referral=referral, version=referral.version, by=by, **values)


def state(request):
    return CertificateRequest.objects.get(pk=request.pk).state


class TestEvidence:
    """What was sought and found stands in the snapshot, and the tick stays the officer's (reading 8)."""

    def test_clause_1_the_certificate_keeps_the_search_of_the_day(self, clerk, waiting):
        vacancy = make_vacancy()
        search = make_search(
            registration=waiting.registration,
            found=[vacancy.pk],
            why_not={str(vacancy.pk): "денсаулығы"},
            looked_through=7,
            by=clerk,
        )
        decision = prepared(clerk, request=waiting)
        assert decision.vacancy_search == search
        kept = decision.snapshot["vacancy_search"]
        assert kept["found"] == [{"vacancy": str(vacancy), "why_not": "денсаулығы"}]
        assert (kept["profession"], kept["looked_through"]) == ("электрик", 7)

    def test_clause_1_without_a_search_of_today_nothing_is_prepared(self, clerk):
        request = make_request(by=clerk)
        other = make_registration(by=clerk, registered_on=today())
        bare = CertificateRequest.objects.get(pk=request.pk)
        CertificateRequest.objects.filter(pk=request.pk).update(registration=other)
        with pytest.raises(RuleViolation) as caught:
            prepared(clerk, request=bare)
        assert (caught.value.clause, caught.value.field) == ("1", "no_vacancy_confirmed")
        make_search(registration=other, searched_on=today() - timedelta(days=1))
        with pytest.raises(RuleViolation):
            prepared(clerk, request=bare)
        make_search(registration=other)
        assert prepared(clerk, request=bare).state == "prepared"

    def test_clause_1_each_vacancy_found_needs_its_reason(self, clerk, waiting):
        search = make_search(registration=waiting.registration, found=[make_vacancy().pk, make_vacancy().pk])
        explain_search(search=search, reasons={search.found[0]: "алыс"}, for_the_rest="", by=clerk)
        with pytest.raises(RuleViolation) as caught:
            prepared(clerk, request=waiting)
        assert caught.value.clause == "1"
        explain_search(search=search, reasons={}, for_the_rest="өтілі жетпейді", by=clerk)
        assert prepared(clerk, request=waiting).vacancy_search == search

    def test_reading_8_the_search_alone_confirms_nothing(self, clerk, waiting):
        with pytest.raises(RuleViolation) as caught:
            prepared(clerk, request=waiting, no_vacancy_confirmed=False)
        assert caught.value.field == "no_vacancy_confirmed"

    def test_a_correction_may_rest_on_the_search_of_the_paper_it_replaces(self, clerk, deputy, quick_pdf):
        decision = prepared(clerk)
        signed(decision, deputy)
        VacancySearch.objects.create(
            registration=make_registration(), searched_on=today(), profession="x", looked_through=0, by=clerk
        )
        draft = prepare_correction(
            decision=fresh(decision),
            content=CONTENT,
            reason="тегі қате",
            is_our_error=True,
            by=clerk,
            version=fresh(decision.request).version,
        )
        assert draft.vacancy_search == decision.vacancy_search

    def test_the_form_leads_to_the_search_and_the_signer_sees_it(self, client_of, clerk, deputy, waiting):
        text = client_of(clerk).get(reverse("decision_certificate", args=[waiting.pk])).content.decode()
        search = VacancySearch.objects.get()
        found_url = reverse("vacancy_search_detail", args=[waiting.registration.person_id, search.pk])
        assert found_url in text
        decision = prepared(clerk, request=waiting)
        shown = client_of(deputy).get(reverse("signing_list"), {"open": decision.pk})
        assert "электрик" in shown.content.decode()


class TestWaiting:
    """While an offer or a referral of the card is open the request waits, and goes on by itself."""

    def test_reading_40_an_offer_lets_it_wait_and_withdraws_what_is_prepared(self, clerk, waiting):
        decision = prepared(clerk, request=waiting)
        offered(waiting, clerk)
        assert (state(waiting), fresh(decision).state) == ("waiting", "withdrawn")
        pause = waiting.pauses.get()
        assert (pause.cause, pause.began_on, pause.is_from_card) == ("vacancy", today(), True)

    def test_reading_40_a_job_that_does_not_suit_is_no_hindrance(self, clerk, waiting):
        offered(waiting, clerk, is_suitable=False)
        assert state(waiting) == "open"

    def test_reading_58_a_refused_offer_lets_it_go_on(self, clerk, waiting):
        offer = offered(waiting, clerk)
        answer_offer(
            offer=offer,
            version=1,
            answer="refused",
            answered_on=today(),
            refusal_document="бас тарту",
            by=clerk,
        )
        assert state(waiting) == "open"
        assert waiting.pauses.get().outcome == "offer_refused"

    def test_clause_7_1_after_the_employers_reasoned_refusal_it_is_due_ten_days_later(self, clerk):
        first = today() - timedelta(days=3)
        registration = make_registration(by=clerk, registered_on=first)
        waiting = make_request(registration=registration, by=clerk, requested_on=first)
        referral = referred(waiting, clerk, issued_on=today() - timedelta(days=1))
        assert waiting.pauses.get().cause == "referral"
        closed(referral, clerk, "employer_refused")
        request = CertificateRequest.objects.get(pk=waiting.pk)
        assert (request.state, request.pauses.get().outcome) == ("open", "employer_refused")
        assert request.due_on >= today() + timedelta(days=10)
        assert request.due_rule["start"] == today().isoformat()

    def test_reading_40_whoever_is_hired_needs_no_certificate(self, clerk, waiting):
        closed(referred(waiting, clerk), clerk, "hired")
        request = CertificateRequest.objects.get(pk=waiting.pk)
        assert (request.state, request.pauses.get().outcome) == ("withdrawn", "hired")
        assert request.withdrawn_reason

    def test_an_accepted_offer_waits_for_the_outcome_of_its_referral(self, clerk, waiting):
        offer = offered(waiting, clerk, answer="accepted", answered_on=today())
        assert state(waiting) == "waiting"
        referral = referred(waiting, clerk, vacancy=offer.vacancy)
        assert state(waiting) == "waiting"
        closed(referral, clerk, "employer_refused")
        assert state(waiting) == "open"

    def test_it_waits_until_the_last_of_several_is_answered(self, clerk, waiting):
        one, other = offered(waiting, clerk), referred(waiting, clerk)
        answer_offer(offer=one, version=1, answer="withdrawn", answered_on=today(), by=clerk)
        assert state(waiting) == "waiting"
        closed(other, clerk, "not_agreed")
        assert state(waiting) == "open"
        assert waiting.pauses.get().outcome == "not_hired"

    def test_an_entry_voided_or_corrected_lets_it_go_on(self, clerk, waiting):
        void_entry(entry=offered(waiting, clerk), version=1, reason="қате", by=clerk)
        assert state(waiting) == "open"
        offer = offered(waiting, clerk)
        correct_entry(entry=offer, version=1, changes={"is_suitable": False}, by=clerk)
        assert state(waiting) == "open"
        assert [pause.outcome for pause in waiting.pauses.all()] == ["vacancy_gone", "vacancy_gone"]

    @pytest.mark.parametrize("kind", ["training", "public_works"])
    def test_annex_1_training_and_public_works_are_no_hindrance(self, clerk, waiting, kind):
        referred(waiting, clerk, kind=kind, vacancy=None, destination="Оқу орталығы")
        assert state(waiting) == "open"

    def test_reading_40_a_request_made_meanwhile_waits_from_the_beginning(self, clerk):
        registration = make_registration(by=clerk)
        offer_job(registration=registration, vacancy=make_vacancy(), offered_on=today(), by=clerk)
        request = request_certificate(
            registration=registration,
            identity_form="identity_card",
            identity_number="012345678",
            by=clerk,
        )
        assert request.state == "waiting"

    def test_what_waits_for_the_card_is_not_ended_by_hand(self, clerk, waiting):
        offered(waiting, clerk)
        version = fresh(waiting).version
        with pytest.raises(RuleViolation) as caught:
            end_pause(request=waiting, outcome="vacancy_gone", by=clerk, version=version)
        assert caught.value.clause == "reading 40"
        assert state(waiting) == "waiting"

    def test_what_was_let_wait_by_hand_is_not_ended_by_the_card(self, clerk, waiting):
        begin_pause(request=waiting, cause="vacancy", note="«Нұр», аспаз", by=clerk, version=1)
        referral = referred(waiting, clerk)
        closed(referral, clerk, "employer_refused")
        assert state(waiting) == "waiting"

    def test_a_lapsed_referral_is_a_matter_of_clause_17_2_not_of_waiting(self, clerk):
        registration = make_registration(by=clerk, registered_on=today() - timedelta(days=40))
        refer(
            registration=registration,
            kind="job",
            destination="«Нұр»",
            issued_on=today() - timedelta(days=30),
            by=clerk,
        )
        assert open_hindrances(registration) == []

    def test_what_the_card_has_open_without_a_pause_stops_the_certificate_alone(self, clerk, waiting):
        offered(waiting, clerk)
        waiting.pauses.all().delete()
        CertificateRequest.objects.filter(pk=waiting.pk).update(state="open")
        with pytest.raises(RuleViolation) as caught:
            prepared(clerk, request=waiting)
        assert caught.value.clause == "reading 40"

    def test_nothing_is_offered_while_the_paper_is_being_signed(self, clerk, waiting):
        decision = prepared(clerk, request=waiting)
        type(decision).objects.filter(pk=decision.pk).update(
            state="signing",
            series="A",
            year=2026,
            sequence=1,
            issue_block={},
            signed_at=decision.prepared_at,
            signed_by=make_search(registration=waiting.registration).by,
        )
        with pytest.raises(RuleViolation), transaction.atomic():
            offered(waiting, clerk)
        assert open_hindrances(waiting.registration) == []
