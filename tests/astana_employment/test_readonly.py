"""A GET changes nothing: a view that tries to is stopped by the middleware."""

import pytest
from django.db import transaction
from django.http import HttpResponse
from django.urls import reverse

from astana_employment.models import AccessRecord, ServiceWindow, StaffMember, WindowLetter
from astana_employment.readonly import ReadOnlyGetMiddleware, WriteDuringRead
from astana_employment.records import record_access


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
    assert "astana_employment.readonly.ReadOnlyGetMiddleware" in settings.MIDDLEWARE
    assert client.get(reverse("home")).status_code == 200
