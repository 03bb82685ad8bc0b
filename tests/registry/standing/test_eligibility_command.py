"""The list of all grounds found: as a command, as a page of the head of division, as files."""

import csv
import io
import json
from datetime import timedelta
from urllib.parse import urlencode

import pytest
from django.core.management import CommandError, call_command
from openpyxl import load_workbook
from pypdf import PdfReader

from astana_employment.department.models import AccessRecord, Event
from astana_employment.toolbox.clock import today
from registry.models import Summons
from tests.factories import make_person, make_registration
from tests.registry.card import rows as card

pytestmark = pytest.mark.django_db

PAGE = "/grounds/"


@pytest.fixture
def cards(clerk):
    """Three people: window 1 with a confirmed ground, window 3 with one to be judged, window 2 with none."""
    first = today() - timedelta(days=30)
    people = [make_person(surname=surname) for surname in ("Ахметов", "Омаров", "Жұмабаев")]
    rows = [make_registration(by=clerk, person=person, registered_on=first) for person in people]
    card.raise_ground(rows[0], 3)
    card.raise_ground(rows[1], 5, "open")
    return rows


def listed(tmp_path, *words):
    target = tmp_path / "list"
    call_command("eligibility", "--out", str(target), *words)
    return target.read_bytes()


def test_json_says_everything_of_each_finding(cards, tmp_path):
    first, second = json.loads(listed(tmp_path, "--format", "json"))
    [summons] = Summons.objects.all()
    assert first == {
        "number": cards[0].number,
        "person": "Ахметов Ерлан Серікұлы",
        "window": 1,
        "ground": 3,
        "clause": "17(3)",
        "since": (summons.due_on + timedelta(days=1)).isoformat(),
        "evidence": [
            {
                "kind": "summons",
                "entry": summons.pk,
                "since": (summons.due_on + timedelta(days=1)).isoformat(),
                "judgement": "not_valid",
            }
        ],
        "needs_judgement": False,
    }
    assert (second["number"], second["window"], second["ground"]) == (cards[1].number, 3, 5)
    assert second["needs_judgement"]


def test_csv_opens_in_a_spreadsheet(cards, tmp_path):
    text = listed(tmp_path).decode("utf-8-sig")
    head, *rows = csv.reader(io.StringIO(text), delimiter=";")
    assert len(head) == 8
    assert [(row[0], row[2], row[3], row[4]) for row in rows] == [
        (cards[0].number, "1", "3", "17(3)"),
        (cards[1].number, "3", "5", "17(5)"),
    ]


def test_the_day_decides_what_is_listed(cards, tmp_path):
    before = (today() - timedelta(days=30)).isoformat()
    assert json.loads(listed(tmp_path, "--format", "json", "--on", before)) == []


def test_it_goes_to_standard_output_and_changes_nothing(cards, capfdbinary):
    call_command("eligibility", "--format", "json")
    assert len(json.loads(capfdbinary.readouterr().out)) == 2
    assert not Event.objects.exists()


@pytest.mark.parametrize("words", [("--on", "22.11.2026"), ("--format", "xml")])
def test_a_wrong_word_is_told(words):
    with pytest.raises(CommandError):
        call_command("eligibility", *words)


def test_a_day_before_every_edition_and_a_file_that_cannot_be_written_are_told(cards, tmp_path):
    with pytest.raises(CommandError, match="edition"):
        listed(tmp_path, "--on", "2001-01-01")
    with pytest.raises(CommandError):
        call_command("eligibility", "--out", str(tmp_path / "no" / "list.csv"))


def saved(response):
    # Reading to the end closes the file.
    return b"".join(response.streaming_content)


def numbers(response):
    return [row[0].text for row in response.context["table"].rows]


@pytest.mark.parametrize(
    ("filters", "shown"),
    [
        ({}, [0, 1]),
        ({"ground": "3"}, [0]),
        ({"ground": "8"}, []),
        ({"judgement": "open"}, [1]),
        ({"judgement": "made"}, [0]),
        ({"window": "3"}, [1]),
        ({"window": "1", "judgement": "open"}, []),
    ],
)
def test_the_heads_list_and_its_filters(cards, head, client_of, filters, shown):
    response = client_of(head).get(PAGE, filters)
    assert response.status_code == 200
    assert numbers(response) == [cards[place].number for place in shown]


def test_the_files_say_what_the_page_says(cards, head, client_of):
    client = client_of(head)
    filters = urlencode({"judgement": "open"})
    text = saved(client.get(f"{PAGE}csv/?{filters}")).decode("utf-8-sig")
    assert [row[0] for row in csv.reader(io.StringIO(text), delimiter=";")][1:] == [cards[1].number]
    book = load_workbook(io.BytesIO(saved(client.get(f"{PAGE}xlsx/?{filters}"))))
    cells = [cell.value for row in book.active.iter_rows() for cell in row]
    assert cards[1].number in cells
    assert cards[0].number not in cells
    pdf = PdfReader(io.BytesIO(saved(client.get(f"{PAGE}pdf/?{filters}"))))
    printed = pdf.pages[0].extract_text()
    assert cards[1].number in printed
    assert cards[0].number not in printed
    for wrong in (f"{PAGE}pdf/?part=2", f"{PAGE}docx/"):
        assert client.get(wrong).status_code == 404


def test_entries_that_count_since_the_same_day_are_told_together(clerk, head, client_of):
    """Clause 17(1): the two refusals make the ground on one day."""
    registration = make_registration(by=clerk, registered_on=today() - timedelta(days=30))
    card.raise_ground(registration, 1)
    [row] = client_of(head).get(PAGE).context["table"].rows
    assert "Жұмыс ұсынысы (2), негіз пайда болған күн: " in row[6].text


def test_the_look_is_logged(cards, head, client_of):
    client_of(head).get(PAGE, {"ground": "3"})
    saved(client_of(head).get(f"{PAGE}csv/"))
    acts = AccessRecord.objects.filter(detail__startswith="grounds").order_by("id")
    assert [(row.act, row.by) for row in acts] == [("view", head), ("download", head)]
    assert "ground=3" in acts[0].detail


@pytest.mark.parametrize("who", ["clerk", "deputy", "administrator", "monitoring"])
def test_the_list_is_the_heads_alone(who, request, client_of):
    client = client_of(request.getfixturevalue(who))
    assert client.get(PAGE).status_code == 403
    assert client.get(f"{PAGE}csv/").status_code == 403


@pytest.mark.parametrize("filters", [{"on": "31.02.2026"}, {"on": "01.01.2001"}, {"ground": "9"}])
def test_a_wrong_filter_is_told(head, client_of, filters):
    assert client_of(head).get(PAGE, filters).status_code == 422
    assert client_of(head).get(f"{PAGE}csv/", filters).status_code == 422


def test_an_empty_list_says_so(head, client_of):
    assert client_of(head).get(PAGE).context["table"].empty in client_of(head).get(PAGE).content.decode()


def test_a_long_list_is_paged_in_a_fixed_number_of_queries(
    clerk, head, client_of, django_assert_max_num_queries
):
    first = today() - timedelta(days=30)
    client = client_of(head)
    counts = []
    for _round in range(2):
        for _number in range(40):
            registration = make_registration(by=clerk, registered_on=first)
            card.raise_ground(registration, 8)
        with django_assert_max_num_queries(12) as queries:
            response = client.get(PAGE)
        counts.append(len(queries))
    assert counts[0] == counts[1]
    assert len(numbers(response)) == 50
    assert response.context["table"].page.paginator.count == 80
    assert len(numbers(client.get(PAGE, {"page": "2"}))) == 30


def test_the_persons_page_takes_four_queries_for_its_panel(clerk, django_assert_num_queries):
    from registry.standing.panels import standing_panel

    registration = make_registration(by=clerk, registered_on=today() - timedelta(days=30))
    for ground in range(1, 9):
        card.raise_ground(registration, ground)
    assert clerk.roles
    with django_assert_num_queries(4):
        panel = standing_panel(registration.person, clerk)
    assert panel is not None
    assert [row.finding.ground for row in panel["found"]] == list(range(1, 9))
