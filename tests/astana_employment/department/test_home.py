"""The front door: visitors learn what the desk does, staff come to the first page of their work."""

import os
import secrets
import subprocess
import sys

import pytest
from django.db import connection
from django.test import Client
from django.urls import reverse

from astana_employment.department.models import CalendarYear, RequiredDocument, Role, ServiceStandard
from astana_employment.settings import BASE_DIR
from tests.factories import form_key, make_staff


def test_clause_10_the_front_page_tells_hours_and_address_of_the_edition(client, db):
    ServiceStandard.objects.filter(code="2013").update(address_kk="Жаңа көше, 1", opens_at="08:30")
    page = client.get(reverse("home")).text
    assert "Жаңа көше, 1" in page
    assert "08:30–18:00" in page
    assert "21-03-37" in page


def test_clause_12_the_front_page_lists_the_documents_of_each_category(client, db):
    client.cookies["desk_language"] = "en"
    page = client.get(reverse("home")).text
    for text in ("individual identification number (IIN)", "foreigner&#x27;s residence permit"):
        assert text in page
    assert "taxpayer" not in page
    RequiredDocument.objects.create(
        standard=ServiceStandard.objects.get(code="2013"), group="citizen", kind="rnn", position=99
    )
    assert "taxpayer&#x27;s registration number (RNN)" in client.get(reverse("home")).text


def test_clauses_21_to_23_the_front_page_tells_where_to_complain(client, db):
    client.cookies["desk_language"] = "en"
    page = client.get(reverse("home")).text
    assert "office 9" in page
    assert "office 12, telephone 21-22-61" in page
    assert "deptrud@at.kz" in page


def test_the_front_page_offers_the_check_and_the_sign_in(client, db):
    page = client.get(reverse("home")).text
    assert f'action="{reverse("check")}"' in page
    assert reverse("account_login") in page
    assert reverse("set_language") in page


def test_the_front_page_needs_few_queries(client, db, django_assert_num_queries):
    with django_assert_num_queries(2):
        client.get(reverse("home"))


@pytest.mark.parametrize("role", Role.values)
def test_everybody_comes_to_a_page_they_may_open(client_of, db, role):
    response = client_of(make_staff(role=role)).get(reverse("home"), follow=True)
    assert response.status_code == 200
    assert response.redirect_chain


def test_the_administrator_comes_to_the_department(client_of, administrator):
    response = client_of(administrator).get(reverse("home"))
    assert response["Location"] == reverse("department")


def test_the_department_warns_of_an_unconfirmed_year(client_of, db, time_machine):
    time_machine.move_to("2027-03-01T05:00:00Z")
    CalendarYear.objects.filter(year=2028).delete()  # confirmed where the tests are run that late
    head = make_staff(role=Role.HEAD_OF_DIVISION, language="en")
    page = client_of(head).get(reverse("department")).text
    assert "The calendar of 2028 is not confirmed" in page
    assert "The calendar of 2027 is not confirmed" not in page


def test_health_says_that_server_and_database_work(client, db):
    assert client.get(reverse("health")).text == "ok"


def test_a_post_without_its_token_gets_a_page_of_ours(db, client_of, clerk):
    strict = Client(enforce_csrf_checks=True)
    strict.force_login(clerk, backend="django.contrib.auth.backends.ModelBackend")
    response = strict.post(reverse("preferences"), {"language": "ru", **form_key()})
    assert response.status_code == 403
    assert "403_csrf.html" in [template.name for template in response.templates]
    clerk.refresh_from_db()
    assert clerk.language == "kk"


def test_an_address_that_does_not_exist_gets_a_page_of_ours(db, client):
    response = client.get("/no/such/page/")
    assert response.status_code == 404
    assert "404.html" in [template.name for template in response.templates]


def test_a_public_desk_passes_the_checks_of_a_deployment():
    settings = {
        "PUBLIC_URL": "https://desk.example.kz",
        "SECRET_KEY": secrets.token_urlsafe(60),
        "DEBUG": "0",
    }
    # The tests of the browser set it for themselves.
    inherited = {name: text for name, text in os.environ.items() if name != "DJANGO_ALLOW_ASYNC_UNSAFE"}
    done = subprocess.run(
        [sys.executable, "manage.py", "check", "--deploy", "--fail-level", "WARNING"],
        cwd=BASE_DIR,
        env={**inherited, **settings},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.stderr == ""
    assert done.returncode == 0


def test_every_page_forbids_what_it_does_not_bring_itself(db, client):
    policy = client.get(reverse("home"))["Content-Security-Policy"]
    assert "default-src 'self'" in policy
    assert "unsafe" not in policy
    assert connection.vendor == "postgresql"
