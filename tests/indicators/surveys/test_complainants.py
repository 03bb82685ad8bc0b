"""Complainants: their paper answer typed in, one a complaint; the results page (4.3, 4.4)."""

from datetime import timedelta

import pytest
from django.urls import reverse

from astana_employment.department.acts.surveys import Source, invite
from astana_employment.toolbox.clock import today
from indicators.models import SlipBatch, SurveyAnswer, SurveyQuestion, SurveyRemark
from indicators.surveys.acts import answer_invitation
from tests.complaints.rows import make_complaint
from tests.factories import form_key

pytestmark = pytest.mark.django_db


@pytest.fixture
def complaint(chancellery):
    return make_complaint(by=chancellery)


def typed(complaint, **values):
    return {
        "number": complaint.number.lower(),
        "filled_on": f"{today():%d.%m.%Y}",
        "procedure": "yes",
        "time_taken": "no",
        **values,
        **form_key(),
    }


def test_annex_3_4_3_a_complainants_slip_is_typed_in_once(client_of, chancellery, complaint):
    client = client_of(chancellery)
    assert client.post(reverse("survey_complainant"), typed(complaint)).status_code == 302
    answer = SurveyAnswer.objects.get()
    assert (answer.source, answer.procedure, answer.time_taken) == ("slip", True, False)
    assert answer.slips.typed_by == chancellery
    assert client.post(reverse("survey_complainant"), typed(complaint)).status_code == 422
    assert SurveyAnswer.objects.count() == 1


def test_who_answered_by_the_token_has_no_slip_left(client_of, chancellery, complaint):
    invitation = invite(subject=complaint, source=Source.COMPLAINT)
    answer_invitation(invitation=invitation, answers={SurveyQuestion.PROCEDURE: True})
    assert client_of(chancellery).post(reverse("survey_complainant"), typed(complaint)).status_code == 422
    assert not SlipBatch.objects.exists()


@pytest.mark.parametrize(
    "wrong",
    [
        {"number": "C-2026-999999"},
        {"filled_on": f"{today() - timedelta(days=2000):%d.%m.%Y}"},
        {"procedure": "", "time_taken": ""},
    ],
)
def test_a_slip_that_cannot_be_is_refused(client_of, chancellery, complaint, wrong):
    response = client_of(chancellery).post(reverse("survey_complainant"), typed(complaint, **wrong))
    assert response.status_code == 422
    assert not SurveyAnswer.objects.exists()


def test_the_results_show_answered_and_asked_and_remarks_to_few(client_of, head, monitoring, complaint):
    invitation = invite(subject=complaint, source=Source.COMPLAINT)
    answer_invitation(invitation=invitation, answers={SurveyQuestion.PROCEDURE: True}, remark="Тез қаралды")
    assert SurveyRemark.objects.get().text == "Тез қаралды"
    for viewer, sees in ((head, True), (monitoring, False)):
        html = client_of(viewer).get(reverse("survey_results")).content.decode()
        assert ("Тез қаралды" in html) is sees
        assert "Шағымданудың қолданыстағы тәртібіне қанағаттанасыз ба?" in html


def test_the_results_page_asks_the_database_few_times(client_of, head, django_assert_max_num_queries):
    client = client_of(head)
    client.get(reverse("survey_results"))
    with django_assert_max_num_queries(16):
        client.get(reverse("survey_results"), {"period": "2026Q1"})
