"""The event log: filtered by who, what and when; it shows what changed, but nothing of people's cards."""

from datetime import UTC, datetime

import pytest
from django.db import DatabaseError, transaction
from django.urls import reverse
from django.utils import translation

from astana_employment.department.models import Event, Role
from astana_employment.department.records import record_event
from tests.complaints.rows import make_complaint
from tests.factories import make_person, make_registration, make_staff


@pytest.fixture(autouse=True)
def _english():
    with translation.override("en"):
        yield


@pytest.fixture
def head(db):
    return make_staff(role=Role.HEAD_OF_DIVISION, language="en", surname="Әбдірахманов")


@pytest.fixture
def office(head, client_of):
    return client_of(head)


def log(subject, by, verb="staff.changed", **values):
    return record_event(verb=verb, subject=subject, by=by, **values)


def shown(office, **wanted):
    """Return the events that the page shows under a filter."""
    return [row["event"] for row in office.get(reverse("event_list"), wanted).context["table"].shown]


def test_the_log_shows_who_did_what_to_whom_and_what_changed(office, head, clerk):
    log(clerk, head, before={"surname": "Ахмет"}, after={"surname": "Ахметова"}, reason="неке")
    page = office.get(reverse("event_list")).text
    for text in ("Әбдірахманов", "member of staff changed", str(clerk), "Ахмет", "Ахметова", "неке"):
        assert text in page


def test_clause_18_values_of_a_persons_card_are_not_shown_here(office, head):
    person = make_person(surname="Жасырын")
    log(person, head, before={"address": "Ескі көше"}, after={"address": "Жаңа көше"})
    page = office.get(reverse("event_list")).text
    assert "Жаңа көше" not in page
    assert "Ескі көше" not in page
    assert "Жасырын" not in page
    assert "Address" in page


def test_the_log_calls_cases_by_the_numbers_of_the_journals_and_nobody_by_name(office, chancellery, clerk):
    complaint = make_complaint(by=chancellery)
    registration = make_registration(by=clerk, person=make_person(surname="Жасырын"))
    log(registration, clerk, verb="registration.suspended")
    subjects = [row["subject"] for row in described(office)]
    assert registration.number in subjects
    assert complaint.number in subjects
    assert not any(subject.startswith("№") for subject in subjects)
    assert "Жасырын" not in office.get(reverse("event_list")).text


@pytest.mark.parametrize(("language", "words"), [("kk", "ішкі нөмірі: 777"), ("ru", "внутренний номер: 777")])
def test_what_has_no_number_of_a_journal_says_that_its_number_is_an_internal_one(
    db, client_of, language, words
):
    head = make_staff(role=Role.HEAD_OF_DIVISION, language=language)
    Event.objects.create(verb="person.edited", subject_type="registry.person", subject_id=777, by=head)
    assert words in client_of(head).get(reverse("event_list")).text


def test_the_log_is_filtered_by_who_and_what(office, head, clerk, deputy):
    one = log(clerk, head)
    two = log(clerk, deputy)
    three = log(clerk, deputy, verb="staff.password_set")
    assert shown(office) == [three, two, one]
    assert shown(office, by=deputy.pk) == [three, two]
    assert shown(office, by=deputy.pk, verb="staff.changed") == [two]


def test_the_days_of_the_filter_are_days_in_astana(office, head, clerk):
    # 19:30 and 18:30 UTC on 31 May 2026 are 00:30 on 1 June and 23:30 on 31 May in Astana.
    june = log_at(clerk, head, datetime(2026, 5, 31, 19, 30, tzinfo=UTC))
    may = log_at(clerk, head, datetime(2026, 5, 31, 18, 30, tzinfo=UTC))
    assert shown(office, since="1.6.2026", until="1.6.2026") == [june]
    assert shown(office, since="31.5.2026", until="31.5.2026") == [may]
    assert shown(office, until="31052026") == [may]


def described(office):
    """Return the rows of the page."""
    return office.get(reverse("event_list")).context["table"].shown


def log_at(subject, by, at):
    return Event.objects.create(
        verb="staff.changed", subject_type="department.staffmember", subject_id=subject.pk, by=by, at=at
    )


@pytest.mark.parametrize("wrong", [{"since": "99.99.2020"}, {"by": "9999999"}, {"verb": "x"}])
def test_a_filter_that_cannot_be_read_is_told_and_shows_nothing(office, head, clerk, wrong):
    log(clerk, head)
    response = office.get(reverse("event_list"), wrong)
    assert response.status_code == 422
    assert response.context["table"].shown == []
    assert set(response.context["form"].errors) == set(wrong)


def test_an_empty_log_says_so_and_so_does_an_empty_filter(office):
    assert "Nothing has been done yet." in office.get(reverse("event_list")).text
    page = office.get(reverse("event_list"), {"since": "1.1.2020"}).text
    assert "Nothing was done that fits." in page


def test_what_is_gone_keeps_its_number(office, head, clerk):
    log(clerk, head, verb="calendar.day_unset")
    Event.objects.create(
        verb="calendar.day_unset", subject_type="department.calendaroverride", subject_id=777, by=head
    )
    assert "internal number: 777" in office.get(reverse("event_list")).text


def test_the_log_has_pages_and_a_constant_number_of_queries(office, head, django_assert_num_queries):
    for _number in range(60):
        log(make_staff(role=Role.CLERK), head, after={"surname": "А"})
    # session, user, delegations of the user, staff for the filter, the count, the page, names of subjects
    with django_assert_num_queries(7):
        response = office.get(reverse("event_list"), {"verb": "staff.changed"})
    assert len(response.context["table"].shown) == 50
    assert "verb=staff.changed&amp;page=2" in response.text


@pytest.mark.parametrize("act", ["update", "delete"])
def test_the_log_only_grows(head, clerk, act):
    event = log(clerk, head)
    rows = Event.objects.filter(pk=event.pk)
    with pytest.raises(DatabaseError), transaction.atomic():
        rows.update(verb="staff.created") if act == "update" else rows.delete()
    assert Event.objects.get(pk=event.pk).verb == "staff.changed"


def test_an_act_without_a_name_cannot_be_recorded(head, clerk):
    with pytest.raises(KeyError):
        record_event(verb="staff.vanished", subject=clerk, by=head)
