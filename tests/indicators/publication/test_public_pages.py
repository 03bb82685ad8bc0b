"""The public pages and the open data: real addresses, issued figures only, cached, small counts protected."""

import csv
import io
import json
from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils.html import escape

from indicators.information.reference import ITEMS
from indicators.models import InformationItem
from indicators.publication.clauses import CLAUSES
from indicators.publication.pages import PAGES
from tests.indicators.builders import make_answer
from tests.indicators.reports.builders import issue, last_quarter, make_draft

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("item", ITEMS, ids=lambda item: item.code)
def test_clauses_9_to_25_stand_on_the_page_that_the_item_names(client, item):
    path, _hash, anchor = item.page.partition("#")
    html = client.get(path).content.decode()
    if anchor:
        assert f'id="{anchor}"' in html
    for paragraph in CLAUSES[int(item.clause)].paragraphs("kk"):
        assert escape(paragraph) in html


@pytest.mark.parametrize("language", ["kk", "ru", "en"])
@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.slug)
def test_each_page_speaks_three_languages(client, page, language):
    client.cookies["desk_language"] = language
    html = client.get(reverse("service", args=[page.slug])).content.decode()
    assert escape(CLAUSES[page.parts[0].clause].paragraphs(language)[0]) in html


def test_an_unknown_page_is_not_found(client):
    assert client.get("/service/prices/").status_code == 404


def test_clause_9_the_front_page_leads_to_all_of_them(client):
    html = client.get(reverse("home")).content.decode()
    for page in PAGES:
        assert reverse("service", args=[page.slug]) in html
    assert reverse("service_indicators") in html


def test_the_items_of_the_list_are_all_on_our_own_pages():
    ours = {reverse("service", args=[page.slug]) for page in PAGES} | {reverse("service_indicators")}
    assert {item.page.partition("#")[0] for item in InformationItem.objects.all()} <= ours


def test_before_the_first_report_the_page_says_so_and_the_files_are_empty(client):
    assert (
        "Әзірге бірде-бір есеп бекітілген жоқ." in client.get(reverse("service_indicators")).content.decode()
    )
    assert json.loads(client.get(reverse("open_json")).content)["reports"] == []


@pytest.fixture
def issued(transactional_db, head):
    """The report of the last quarter: of fifty answers two are not satisfied with the service."""
    day = last_quarter().first + timedelta(days=3)
    for number in range(50):
        make_answer(answered_on=day, process=number >= 2, politeness=number >= 10)
    return issue(make_draft(by=head))


@pytest.mark.django_db(transaction=True)
def test_clause_2_the_issued_figures_are_open_data_with_small_counts_protected(client, issued):
    data = json.loads(client.get(reverse("open_json")).content)
    (report,) = data["reports"]
    rows = {row["indicator"]: row for row in report["values"]}
    assert (report["period"], report["number"]) == (last_quarter().code, issued.number)
    assert len(rows) == 12
    assert rows["2.1"] | {"numerator": None, "denominator": None, "share": 96.0} == rows["2.1"]
    assert (rows["5.1"]["numerator"], rows["5.1"]["denominator"], rows["5.1"]["share"]) == (40, 50, 80.0)
    assert rows["1.1"]["is_reached"] is None


@pytest.mark.django_db(transaction=True)
def test_the_csv_says_the_same_as_the_json(client, issued):
    response = client.get(reverse("open_csv"))
    text = response.content.decode("utf-8-sig")
    rows = list(csv.DictReader(io.StringIO(text), delimiter=";"))
    values = json.loads(client.get(reverse("open_json")).content)["reports"][0]["values"]
    assert response.content.startswith(b"\xef\xbb\xbf")
    for row, value in zip(rows, values, strict=True):
        assert row["indicator"] == value["indicator"]
        assert row["numerator"] == ("" if value["numerator"] is None else str(value["numerator"]))
        assert row["is_protected"] == str(value["is_protected"]).lower()


@pytest.mark.django_db(transaction=True)
def test_a_draft_is_not_read_and_whoever_has_the_figures_gets_304(client, head):
    make_draft(by=head)
    first = client.get(reverse("open_json"))
    assert json.loads(first.content)["reports"] == []
    assert "public" in first["Cache-Control"]
    again = client.get(reverse("open_json"), headers={"if-none-match": first["ETag"]})
    assert again.status_code == 304


@pytest.mark.django_db(transaction=True)
def test_another_issued_report_changes_the_mark(client, head):
    before = client.get(reverse("open_csv"))["ETag"]
    issue(make_draft(by=head))
    assert client.get(reverse("open_csv"), headers={"if-none-match": before}).status_code == 200


@pytest.mark.django_db(transaction=True)
def test_the_public_page_shows_the_issued_figures(client, issued, django_assert_max_num_queries):
    with django_assert_max_num_queries(8):
        html = client.get(reverse("service_indicators")).content.decode()
    assert issued.number in html
    assert "дөңгелектелген" in html
