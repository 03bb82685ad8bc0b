"""A complaint on its way: states, who decides, terms changed, withdrawn (readings 23, 25; art. 97(2))."""

from datetime import date, timedelta
from io import BytesIO

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from pypdf import PdfReader

from astana_employment.department.models import Delegation, Event, OutgoingMail, Role, working_calendar
from astana_employment.toolbox.clock import today
from astana_employment.toolbox.errors import RuleViolation, StaleRecord
from complaints.acts import course
from complaints.acts.course import Change
from complaints.bundle import letter_pdf
from complaints.models import Answer, Complaint, ComplaintAgainst, DeadlineChange
from complaints.states import COMPLAINT, State
from tests.complaints import rows
from tests.factories import make_staff

pytestmark = pytest.mark.django_db

ROLES = ("chancellery", "head", "deputy", "director")


@pytest.fixture
def complaint(chancellery):
    return rows.make_complaint(by=chancellery)


def fresh(row):
    return type(row)._default_manager.get(pk=row.pk)


def assigned(complaint, to, level="head_of_division", *, by=None, reason="ауыстыру"):
    row = fresh(complaint)
    return course.assign(complaint=row, level=level, to=to, by=by or to, version=row.version, reason=reason)


def act(function, complaint, by, **values):
    return function(complaint=complaint, by=by, version=fresh(complaint).version, **values)


# --- states --------------------------------------------------------------------------------------
def test_the_table_is_the_one_of_the_design():
    edges = COMPLAINT.edges
    open_states = {"registered", "assigned", "inquiry", "decided"}
    assert {start for start, to in edges if to == "withdrawn"} == open_states
    assert {to for start, to in edges if start == "answered"} == {"escalated", "closed"}
    assert not {start for start, _to in edges} & {"escalated", "closed", "withdrawn"}
    assert {start for start, to in edges if to == "decided"} == {"assigned", "inquiry"}


@pytest.mark.parametrize("who", ["clerk", "monitoring", "administrator"])
def test_who_has_nothing_to_do_with_complaints_leads_none(complaint, who, request):
    with pytest.raises(PermissionDenied):
        COMPLAINT.lead(complaint, State.ASSIGNED, by=request.getfixturevalue(who))


# --- who decides ---------------------------------------------------------------------------------
def test_reading_23_the_lowest_level_decides_first(complaint, head):
    assert course.allowed_levels(complaint)[0] == "head_of_division"
    assert (assigned(complaint, head).state, fresh(complaint).assigned_to) == ("assigned", head)


@pytest.mark.parametrize(
    ("role", "levels"),
    [
        (Role.CLERK, ("head_of_division", "deputy_director", "director")),
        (Role.HEAD_OF_DIVISION, ("deputy_director", "director")),
        (Role.DEPUTY_DIRECTOR, ("director",)),
        (Role.DIRECTOR, ()),
    ],
)
def test_art_97_2_the_level_lies_above_everybody_complained_of(chancellery, role, levels):
    complaint = rows.make_complaint(by=chancellery, accused=[make_staff(role=role)])
    assert course.allowed_levels(complaint) == levels


def test_art_97_2_the_head_complained_of_does_not_decide(chancellery, head):
    complaint = rows.make_complaint(by=chancellery, accused=[head])
    with pytest.raises(RuleViolation):
        assigned(complaint, head, by=chancellery)


def test_art_97_2_a_clerk_complained_of_who_acts_for_the_head_does_not_decide(chancellery, clerk):
    complaint = rows.make_complaint(by=chancellery, accused=[clerk])
    Delegation.objects.create(
        person=clerk,
        acts_as="head_of_division",
        order_number="7-ж",
        order_date=today(),
        starts_on=today(),
        ends_on=today(),
    )
    with pytest.raises(RuleViolation):
        assigned(complaint, clerk, by=chancellery)


def test_the_database_refuses_the_accused_as_decider(chancellery, head):
    complaint = rows.make_complaint(by=chancellery, accused=[head])
    with pytest.raises(IntegrityError, match="complained of"), transaction.atomic():
        Complaint.objects.filter(pk=complaint.pk).update(
            state="assigned", level="head_of_division", assigned_to=head
        )
    other = rows.make_complaint(by=chancellery)
    assigned(other, head)
    with pytest.raises(IntegrityError, match="complained of"), transaction.atomic():
        ComplaintAgainst.objects.create(complaint=other, staff=head)
    with pytest.raises(IntegrityError, match="complained of"), transaction.atomic():
        Answer.objects.create(
            complaint=complaint,
            outcome="none",
            is_justified=False,
            text="Жауап",
            level="head_of_division",
            decided_on=today(),
            decided_by=head,
        )


def test_reassignment_needs_a_reason_and_is_logged(complaint, head, deputy, chancellery):
    assigned(complaint, head)
    with pytest.raises(RuleViolation):
        assigned(complaint, deputy, "deputy_director", by=chancellery, reason=" ")
    assigned(complaint, deputy, "deputy_director", by=chancellery, reason="Бастық демалыста")
    event = Event.objects.get(verb="complaint.reassigned")
    assert (event.reason, event.after["level"]) == ("Бастық демалыста", "deputy_director")


def test_only_who_holds_the_post_decides_at_a_level(complaint, clerk, chancellery):
    with pytest.raises(RuleViolation):
        assigned(complaint, clerk, by=chancellery)


def test_the_same_role_is_not_enough(complaint, head):
    assigned(complaint, head)
    other = make_staff(role=Role.HEAD_OF_DIVISION)
    with pytest.raises(PermissionDenied):
        act(course.begin_inquiry, complaint, other, change=Change(reason="а", recipient="б"))


def test_reading_45_who_no_longer_holds_the_post_of_its_level_decides_it_no_more(complaint, deputy):
    acting = Delegation.objects.create(
        person=deputy,
        acts_as="head_of_division",
        order_number="7-ж",
        order_date=today(),
        starts_on=today() - timedelta(days=1),
        ends_on=today(),
    )
    assigned(complaint, deputy)
    acting.ends_on = acting.starts_on
    acting.save()
    with pytest.raises(PermissionDenied):
        act(course.begin_inquiry, complaint, fresh(deputy), change=Change(reason="а", recipient="б"))


def test_a_complaint_shown_at_an_earlier_version_is_not_changed(complaint, head, chancellery):
    version = complaint.version
    assigned(complaint, head)
    with pytest.raises(StaleRecord):
        course.withdraw(complaint=complaint, reason="өтініш", by=chancellery, version=version)


# --- terms changed -------------------------------------------------------------------------------
def test_art_99_an_inquiry_leaves_the_term_of_a_complaint_and_tells_the_author(complaint, head):
    assigned(complaint, head)
    change = act(
        course.begin_inquiry, complaint, head, change=Change(reason="жұмыс өтілі", recipient="Зейнетақы қоры")
    )
    assert change.old_due_on == change.new_due_on == fresh(complaint).due_on
    assert "Зейнетақы қоры" in change.letter
    assert fresh(complaint).state == "inquiry"
    act(course.end_inquiry, complaint, head, result="Жауап келді")
    assert fresh(complaint).state == "assigned"


def test_art_99_the_term_of_a_complaint_is_not_extended(complaint, head):
    assigned(complaint, head)
    with pytest.raises(RuleViolation, match="99"):
        act(course.extend, complaint, head, new_due_on=today() + timedelta(days=60), reason="көп")


def test_art_76_another_appeal_is_extended_once_within_two_months(chancellery, head):
    appeal = rows.make_complaint(
        by=chancellery,
        kind="other",
        reply_by="email",
    )
    assigned(appeal, head)
    due = fresh(appeal).due_on
    with pytest.raises(RuleViolation):
        act(course.extend, appeal, head, new_due_on=due + timedelta(days=90), reason="көп")
    new = working_calendar().next_working_day(due + timedelta(days=7))
    change = act(course.extend, appeal, head, new_due_on=new, reason="Құжаттар зерделенуде")
    assert (change.old_due_on, change.new_due_on, fresh(appeal).due_on) == (due, new, new)
    assert change.is_emailed
    assert OutgoingMail.objects.get(key__contains="change").to == rows.AUTHOR.email
    with pytest.raises(RuleViolation):
        act(course.extend, appeal, head, new_due_on=new + timedelta(days=3), reason="тағы")
    event = Event.objects.get(verb="complaint.extended")
    assert (event.before["due_on"], event.after["due_on"]) == (due.isoformat(), new.isoformat())


@pytest.mark.parametrize("writes", ["head", "acting", "chancellery"])
def test_a_letter_is_signed_with_the_whole_post_and_the_initials_first(chancellery, head, clerk, writes):
    row = rows.make_complaint(by=chancellery)
    by = {"head": head, "acting": clerk, "chancellery": chancellery}[writes]
    if writes == "acting":
        days = {"starts_on": today(), "ends_on": today(), "order_date": today()}
        Delegation.objects.create(person=clerk, acts_as="head_of_division", order_number="9-ж", **days)
    if writes != "chancellery":
        assigned(row, by, by=chancellery)
    change = act(course.forward, row, by, change=Change(reason="құзыреті", recipient="Әкімдік"))
    page = PdfReader(BytesIO(letter_pdf(fresh(row), fresh(change)))).pages[0].extract_text()
    post = {
        "head": "Жұмыссыздарды жұмысқа орналастыру бөлімінің бастығы",
        "acting": "Жұмыссыздарды жұмысқа орналастыру бөлімі бастығының міндетін атқарушы",
        "chancellery": chancellery.post_kk,
    }[writes]
    assert "".join(post.split()) in "".join(page.split())
    assert "".join(by.get_signature_name().split()) in "".join(page.split())


def test_law_221_an_inquiry_makes_it_thirty_days(monkeypatch, chancellery, head):
    rows.set_clock(monkeypatch, rows.at_the_counter(date(2008, 4, 1)))
    complaint = rows.make_complaint(by=chancellery)
    assert (complaint.due_on, complaint.entry.regime.code) == (date(2008, 4, 16), "law-221")
    assigned(complaint, head)
    change = act(course.begin_inquiry, complaint, head, change=Change(reason="сұрау", recipient="Қор"))
    # 1 May is a holiday, 2 May was moved there from Sunday 4 May, which is worked.
    assert (change.new_due_on, fresh(complaint).due_on) == (date(2008, 5, 4), date(2008, 5, 4))
    extended = act(course.extend, complaint, head, new_due_on=date(2008, 6, 3), reason="көлемі үлкен")
    assert extended.notice_due_on == date(2008, 4, 4)


def test_art_65_forwarding_is_due_in_three_working_days_and_closes_the_complaint(complaint, chancellery):
    change = act(
        course.forward, complaint, chancellery, change=Change(reason="құзыреті", recipient="Әкімдік")
    )
    row = fresh(complaint)
    assert (row.state, row.ending, row.finished_on) == (
        "closed",
        "forwarded",
        max(today(), row.registered_on),
    )
    assert working_calendar().working_days_between(row.registered_on, row.due_on) == 3
    assert (change.kind, "Әкімдік" in change.letter) == ("forwarding", True)


def test_what_was_written_on_a_change_stays(complaint, chancellery):
    change = act(
        course.forward, complaint, chancellery, change=Change(reason="құзыреті", recipient="Әкімдік")
    )
    with pytest.raises(Exception, match="append_only"), transaction.atomic():
        DeadlineChange.objects.filter(pk=change.pk).update(reason="басқа")


# --- ends without an answer ----------------------------------------------------------------------
def test_withdrawn_by_its_author_from_any_open_state(chancellery, head):
    for state in ("registered", "assigned", "inquiry"):
        complaint = rows.make_complaint(by=chancellery)
        if state != "registered":
            assigned(complaint, head)
        if state == "inquiry":
            act(course.begin_inquiry, complaint, head, change=Change(reason="а", recipient="б"))
        act(course.withdraw, complaint, chancellery, reason="Өтініш бойынша")
        row = fresh(complaint)
        assert (row.state, row.finished_on) == ("withdrawn", None)
        assert row.withdrawn_on is not None
    with pytest.raises(RuleViolation):
        act(course.withdraw, complaint, chancellery, reason="тағы")


def test_an_anonymous_complaint_is_left_without_consideration(chancellery, head, complaint):
    anonymous = rows.make_complaint(by=chancellery, authors=[], reply_by="hand")
    assigned(anonymous, head)
    act(course.leave_anonymous, anonymous, head, reason="Авторы белгісіз")
    assert (fresh(anonymous).state, fresh(anonymous).ending) == ("closed", "anonymous")
    assigned(complaint, head)
    with pytest.raises(RuleViolation):
        act(course.leave_anonymous, complaint, head, reason="Авторы белгісіз")


def test_a_repeated_complaint_is_linked_to_the_earlier_one(complaint, chancellery):
    second = rows.make_complaint(by=chancellery)
    act(course.link_earlier, second, chancellery, earlier=complaint)
    assert list(complaint.later.all()) == [second]
    for wrong in (second, rows.make_arrival(), rows.make_complaint(by=chancellery)):
        with pytest.raises(RuleViolation):
            act(course.link_earlier, second, chancellery, earlier=wrong)
