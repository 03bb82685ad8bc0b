"""A GET changes nothing: a view that tries to is stopped by the middleware."""

import threading
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import transaction
from django.http import HttpResponse
from django.urls import reverse

from astana_employment.department.models import (
    AccessRecord,
    CalendarYear,
    ServiceWindow,
    StaffMember,
    WindowLetter,
    service_windows,
    working_calendar,
)
from astana_employment.department.records import record_access
from astana_employment.toolbox.reading import asked_once
from astana_employment.toolbox.web.readonly import ReadOnlyGetMiddleware, WriteDuringRead


def insert(_request):
    ServiceWindow.objects.create(number=4)
    return HttpResponse()


def update(_request):
    StaffMember.objects.update(surname="А")
    return HttpResponse()


def delete(_request):
    WindowLetter.objects.all().delete()
    return HttpResponse()


def save_many(_request):
    WindowLetter.objects.bulk_create([WindowLetter(letter="А", window_id=1)])
    return HttpResponse()


@pytest.mark.parametrize("view", [insert, update, delete, save_many])
@pytest.mark.parametrize("method", ["get", "head"])
def test_a_write_during_a_read_is_stopped(db, clerk, rf, view, method):
    with pytest.raises(WriteDuringRead), transaction.atomic():
        ReadOnlyGetMiddleware(view)(getattr(rf, method)("/"))
    clerk.refresh_from_db()
    assert clerk.surname == "Нұрланова"


def test_a_post_may_write(db, clerk, rf):
    assert ReadOnlyGetMiddleware(update)(rf.post("/")).status_code == 200
    clerk.refresh_from_db()
    assert clerk.surname == "А"


def test_looking_may_write_that_one_looked(clerk, rf):
    def look(_request):
        record_access(by=clerk, act=AccessRecord.Act.VIEW, subject=clerk)
        return HttpResponse()

    ReadOnlyGetMiddleware(look)(rf.get("/"))
    assert AccessRecord.objects.get().subject_id == clerk.pk


def test_after_the_request_writing_is_free_again(clerk, rf):
    ReadOnlyGetMiddleware(lambda _request: HttpResponse())(rf.get("/"))
    clerk.surname = "Б"
    clerk.save()
    clerk.refresh_from_db()
    assert clerk.surname == "Б"


def test_a_row_lock_is_a_read(clerk, rf):
    def lock(_request):
        StaffMember.objects.select_for_update().get(pk=clerk.pk)
        return HttpResponse()

    assert ReadOnlyGetMiddleware(lock)(rf.get("/")).status_code == 200


def test_the_middleware_is_in_force(db, client, settings):
    assert "astana_employment.toolbox.web.readonly.ReadOnlyGetMiddleware" in settings.MIDDLEWARE
    assert client.get(reverse("home")).status_code == 200


def test_a_page_asks_once_for_the_calendar_and_the_windows(clerk, rf, django_assert_num_queries):
    confirmed = CalendarYear.objects.count()

    def look(_request):
        assert {len(working_calendar().confirmed_years) for _once in range(3)} == {confirmed}
        assert {len(service_windows()) for _once in range(3)} == {4}
        return HttpResponse()

    with django_assert_num_queries(3):
        ReadOnlyGetMiddleware(look)(rf.get("/"))
    with django_assert_num_queries(9):
        ReadOnlyGetMiddleware(look)(rf.post("/"))


def test_the_next_page_asks_anew(clerk, rf):
    seen = []

    def look(_request):
        seen.append(2030 in working_calendar().confirmed_years)
        return HttpResponse()

    ReadOnlyGetMiddleware(look)(rf.get("/"))
    CalendarYear.objects.create(year=2030)
    ReadOnlyGetMiddleware(look)(rf.get("/"))
    assert seen == [False, True]


def test_one_request_never_sees_what_another_was_told(clerk, rf):
    """Each thread keeps its own answers, however their requests overlap."""
    inside, changed = threading.Event(), threading.Event()
    questions = []

    @asked_once
    def question():
        questions.append(threading.get_ident())
        return len(questions)

    def first(_request):
        before = question()
        inside.set()
        assert changed.wait(10)
        return HttpResponse(str((before, question())))

    def second(_request):
        assert inside.wait(10)
        answer = question()
        changed.set()
        return HttpResponse(str(answer))

    with ThreadPoolExecutor(2) as pool:
        one = pool.submit(ReadOnlyGetMiddleware(first), rf.get("/"))
        two = pool.submit(ReadOnlyGetMiddleware(second), rf.get("/"))
        assert (one.result().content, two.result().content) == (b"(1, 1)", b"2")
