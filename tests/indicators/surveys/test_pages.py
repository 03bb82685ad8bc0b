"""The survey by token, and the paper slips: what people see, what is kept, and what is not."""

from datetime import date, timedelta
from threading import Barrier, Thread

import pytest
from django.db import connection
from django.test import Client
from django.urls import reverse

from astana_employment.department.acts.surveys import Source
from astana_employment.department.models import Event, FormSubmission
from astana_employment.toolbox.clock import today
from astana_employment.toolbox.errors import RuleViolation
from indicators.models import SlipBatch, SurveyAnswer, SurveyGuess, SurveyQuestion, SurveyRemark
from indicators.surveys.acts import GUESSES, answer_invitation, invitation_of
from tests.factories import form_key
from tests.indicators.builders import make_invitation

pytestmark = pytest.mark.django_db
GOOD = {"process": "yes", "information": "no", "politeness": ""}


def page(invitation):
    return reverse("survey", args=[invitation.token])


def test_annex_3_a_visitor_answers_once_and_may_leave_a_question_out(client):
    invitation = make_invitation()
    assert client.get(page(invitation)).status_code == 200
    response = client.post(page(invitation), {**GOOD, "remark": " Рақмет ", **form_key()})
    assert response.url == reverse("survey_thanks")
    assert client.get(response.url).status_code == 200
    answer = SurveyAnswer.objects.get()
    assert (answer.process, answer.information, answer.politeness) == (True, False, None)
    assert (answer.answered_on, answer.source, answer.audience) == (today(), "ticket", "visitor")
    assert client.get(page(invitation)).status_code == 410
    assert client.post(page(invitation), {**GOOD, **form_key()}).status_code == 410
    assert SurveyAnswer.objects.count() == 1


def test_a_second_press_of_the_same_button_is_led_to_the_thanks(client):
    invitation, key = make_invitation(), form_key()
    first = client.post(page(invitation), {**GOOD, **key})
    assert client.post(page(invitation), {**GOOD, **key}).url == first.url
    assert SurveyAnswer.objects.count() == 1


def test_nothing_leads_from_the_visit_to_its_answer(client):
    invitation = make_invitation()
    client.post(page(invitation), {**GOOD, "remark": "Кезек ұзақ", **form_key()})
    assert {field.name for field in SurveyAnswer._meta.get_fields()} == {
        *("id", "answered_on", "audience", "source", "slips"),
        *SurveyQuestion.values,
    }
    assert SurveyRemark.objects.get().month == today().replace(day=1)
    assert not Event.objects.exists()
    assert invitation.token not in FormSubmission.objects.get().location


def test_complainants_are_asked_their_own_questions(client):
    invitation = make_invitation(source=Source.COMPLAINT)
    client.post(page(invitation), {"process": "yes", "procedure": "no", "time_taken": "yes", **form_key()})
    answer = SurveyAnswer.objects.get()
    assert (answer.process, answer.procedure, answer.time_taken) == (None, False, True)


def test_an_answer_without_any_choice_comes_back_with_the_remark(client):
    invitation = make_invitation()
    response = client.post(page(invitation), {"remark": "Кезек ұзақ", **form_key()})
    assert response.status_code == 422
    assert "Кезек ұзақ" in response.content.decode()
    invitation.refresh_from_db()
    assert not invitation.is_answered


def test_an_invented_token_gets_a_clear_answer_and_guessing_is_stopped(client):
    good = make_invitation()
    for _ in range(GUESSES):
        assert client.get(reverse("survey", args=["ABCDEFGHJKMNPQRS"])).status_code == 404
    stopped = client.get(page(good))
    assert stopped.status_code == 429
    assert stopped["Retry-After"] == "600"
    assert Client(REMOTE_ADDR="10.1.1.9").get(page(good)).status_code == 200
    assert SurveyGuess.objects.count() == GUESSES


def test_guessing_by_post_is_counted_too(client):
    client.post(reverse("survey", args=["ABCDEFGHJKMNPQRS"]), {**GOOD, **form_key()})
    assert SurveyGuess.objects.count() == 1


def test_who_answers_is_never_counted_as_guessing(client):
    client.get(page(make_invitation()))
    assert not SurveyGuess.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_of_two_answers_at_the_same_moment_one_is_kept():
    invitation = make_invitation()
    start, refused = Barrier(2), []

    def answer():
        start.wait()
        try:
            answer_invitation(invitation=invitation, answers={SurveyQuestion.PROCESS: True})
        except RuleViolation as error:
            refused.append(error.clause)
        finally:
            connection.close()

    threads = [Thread(target=answer) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert SurveyAnswer.objects.count() == 1
    assert refused == ["one answer a token"]


def slips(*rows, day=None, handed_out=""):
    data = {"filled_on": f"{day or today():%d.%m.%Y}", "handed_out": handed_out}
    data |= {"slip-TOTAL_FORMS": "20", "slip-INITIAL_FORMS": "0"}
    for number, marks in enumerate(rows):
        for name, mark in zip(("process", "information", "politeness", "remark"), marks, strict=False):
            data[f"slip-{number}-{name}"] = mark
    return {**data, **form_key()}


def test_slips_are_typed_in_by_the_dozen_and_marked(client_of, chancellery):
    day = today() - timedelta(days=3)
    client = client_of(chancellery)
    response = client.post(
        reverse("survey_slips"), slips("111", "120", ["2", "", "1", "Тез"], "000", day=day, handed_out="30")
    )
    assert response.status_code == 302
    batch = SlipBatch.objects.get()
    assert (batch.filled_on, batch.handed_out, batch.typed_by) == (day, 30, chancellery)
    assert SurveyAnswer.objects.filter(slips=batch, source="slip", answered_on=day).count() == 3
    assert SurveyRemark.objects.get().text == "Тез"
    event = Event.objects.get(verb="survey.slips_typed")
    assert (event.by, event.happened_on, event.after["slips_typed"]) == (chancellery, day, 4)
    assert f"{day:%d.%m.%Y}" in client.get(response.url).content.decode()


@pytest.mark.parametrize(
    ("rows", "fields"),
    [
        ((), {}),
        (("113",), {}),
        (("111", "111"), {"handed_out": "1"}),
        (("111",), {"day": date(2099, 1, 1)}),
    ],
)
def test_slips_that_cannot_be_come_back_as_typed(client_of, head, rows, fields):
    response = client_of(head).post(reverse("survey_slips"), slips(*rows, **fields))
    assert response.status_code == 422
    assert not SlipBatch.objects.exists()


def test_nobody_types_in_what_people_think_of_his_own_politeness(client_of, clerk):
    assert client_of(clerk).get(reverse("survey_slips")).status_code == 403


def test_a_token_is_found_as_it_was_printed():
    invitation = make_invitation()
    assert invitation_of(token=invitation.token, visitor="a") == invitation
    assert invitation_of(token=invitation.token[:-1], visitor="a") is None
