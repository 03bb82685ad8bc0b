"""The one-time link: the first administrator of a desk comes in by it, once, within a day, and alone."""

import threading
from io import StringIO

import pytest
from django.core.management import call_command
from django.db import connection
from django.test import Client
from django.urls import reverse

from astana_employment.department.models import Event, Role, StaffMember
from astana_employment.department.pages.welcome import make_token
from tests.factories import form_key, make_staff

PASSWORD = "терезе-мен-есік-42"

pytestmark = pytest.mark.usefixtures("_fast_passwords")


def typed(**fields):
    names = {"surname": "Ким", "given_name": "Виталий", "patronymic": "", "username": "kim"}
    return {**names, "password": PASSWORD, **fields, **form_key()}


def link():
    return reverse("welcome", args=[make_token()])


def test_the_command_prints_a_link_that_makes_the_administrator(db, client, settings):
    settings.PUBLIC_URL = "https://desk.example.kz"
    out = StringIO()
    call_command("administrator_link", stdout=out)
    address = out.getvalue().split("https://desk.example.kz")[1].strip()
    response = client.post(address, typed())
    assert response["Location"] == reverse("account_login")
    member = StaffMember.objects.get()
    assert (member.username, member.role, member.post_ru) == ("kim", "administrator", "Администратор системы")
    assert Event.objects.get().by is None
    client.post(reverse("account_login"), {"login": "kim", "password": PASSWORD})
    assert client.get(reverse("staff_list")).status_code == 200


def test_the_link_works_once(db, client):
    address = link()
    client.post(address, typed())
    assert client.get(address).status_code == 410
    assert client.post(address, typed(username="kim2")).status_code == 410
    assert StaffMember.objects.count() == 1


def test_the_link_is_dead_when_an_administrator_exists_and_the_command_says_so(db, client, administrator):
    assert client.get(link()).status_code == 410
    out = StringIO()
    call_command("administrator_link", stdout=out)
    assert "exists already" in out.getvalue()
    assert "/welcome/" not in out.getvalue()


def test_a_closed_administrator_does_not_keep_the_desk_shut(db, client):
    make_staff(role=Role.ADMINISTRATOR, is_active=False)
    assert client.get(link()).status_code == 200


def test_the_link_is_good_for_a_day(db, client, time_machine):
    time_machine.move_to("2026-03-02T05:00:00Z", tick=False)
    address = link()
    time_machine.move_to("2026-03-03T04:59:00Z", tick=False)
    assert client.get(address).status_code == 200
    time_machine.move_to("2026-03-03T05:01:00Z", tick=False)
    assert client.get(address).status_code == 410


@pytest.mark.parametrize("token", ["x", "IndlbGNvbWUi:1:forged"])
def test_a_forged_link_does_nothing(db, client, token):
    assert client.get(reverse("welcome", args=[token])).status_code == 410
    assert client.post(reverse("welcome", args=[token]), typed()).status_code == 410
    assert not StaffMember.objects.exists()


def test_a_weak_password_is_refused_and_what_was_typed_stays(db, client):
    client.cookies["desk_language"] = "en"
    response = client.post(link(), typed(password="12345678"))
    assert response.status_code == 422
    assert "This password is too common." in response.text
    assert 'value="Виталий"' in response.text
    assert not StaffMember.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_of_two_who_use_the_link_at_once_one_becomes_administrator():
    address = link()
    start = threading.Barrier(2)
    statuses: list[int] = []

    def enter(name):
        try:
            start.wait()
            statuses.append(Client().post(address, typed(username=name)).status_code)
        finally:
            connection.close()

    threads = [threading.Thread(target=enter, args=(name,)) for name in ("first", "second")]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert StaffMember.objects.filter(role=Role.ADMINISTRATOR).count() == 1
    assert 302 in statuses
    assert set(statuses) <= {302, 410, 422}
    assert statuses.count(302) == 1
