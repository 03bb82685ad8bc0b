"""The counts behind 2.1, 3.1, 4.3, 4.4 and 5.1, and what the database holds of the answers."""

from datetime import date

import pytest
from django.db import IntegrityError, transaction

from astana_employment.department.acts.surveys import Source
from indicators.models import SlipBatch, SurveyRemark
from indicators.surveys.results import SurveyCount, answers_in, asked_in, audience_of, counts_in
from tests.indicators.builders import make_answer, make_invitation

pytestmark = pytest.mark.django_db
FIRST, LAST = date(2026, 7, 1), date(2026, 9, 30)


def test_annex_3_2_1_satisfied_of_answered_of_asked():
    make_answer(answered_on=FIRST, process=True)
    make_answer(answered_on=LAST, process=False, politeness=True)
    make_answer(answered_on=LAST, politeness=False)
    for day in (FIRST, FIRST, LAST, LAST):
        make_invitation(asked_on=day)
    assert answers_in(FIRST, LAST, "process") == SurveyCount(1, 2, 4)
    assert answers_in(FIRST, LAST, "politeness") == SurveyCount(1, 2, 4)
    assert answers_in(FIRST, LAST, "information") == SurveyCount(0, 0, 4)


def test_reading_54_the_day_of_the_answer_decides_the_period():
    make_answer(answered_on=date(2026, 6, 30))
    make_answer(answered_on=date(2026, 10, 1))
    assert answers_in(FIRST, LAST, "process") == SurveyCount(0, 0, 0)


def test_asked_are_never_fewer_than_answered():
    make_answer(answered_on=FIRST, source="tablet")
    make_invitation(asked_on=date(2026, 6, 30))
    assert answers_in(FIRST, LAST, "process") == SurveyCount(1, 1, 1)


def test_slips_given_out_count_as_asked_but_a_complainants_slip_does_not_count_twice(head):
    SlipBatch.objects.create(audience="visitor", filled_on=FIRST, handed_out=12, typed_by=head)
    SlipBatch.objects.create(audience="complainant", filled_on=FIRST, handed_out=1, typed_by=head)
    make_invitation(asked_on=FIRST, source=Source.COMPLAINT)
    assert asked_in(FIRST, LAST, "visitor") == 12
    assert asked_in(FIRST, LAST, "complainant") == 1


def test_all_five_questions_in_four_queries(django_assert_num_queries):
    make_answer(
        answered_on=FIRST, audience="complainant", source="complaint", procedure=True, time_taken=False
    )
    with django_assert_num_queries(4):
        counts = counts_in(FIRST, LAST)
    assert counts["procedure"] == SurveyCount(1, 1, 1)
    assert counts["time_taken"] == SurveyCount(0, 1, 1)
    assert [audience_of(question) for question in counts] == ["visitor"] * 3 + ["complainant"] * 2


@pytest.mark.parametrize(
    ("fields", "broken"),
    [
        ({"process": None}, "survey_answer_own_questions"),
        ({"procedure": True}, "survey_answer_own_questions"),
        ({"process": True, "source": "complaint"}, "survey_answer_source_fits"),
        ({"process": True, "source": "slip"}, "survey_answer_slip_has_batch"),
    ],
)
def test_the_database_keeps_answers_whole(fields, broken):
    with pytest.raises(IntegrityError, match=broken), transaction.atomic():
        make_answer(**fields)


def test_a_remark_knows_its_month_and_not_its_day():
    with pytest.raises(IntegrityError, match="survey_remark_month_only"), transaction.atomic():
        SurveyRemark.objects.create(audience="visitor", month=date(2026, 7, 2), text="Рақмет")
