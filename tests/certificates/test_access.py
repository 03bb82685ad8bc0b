"""Who may open which page of requests and papers; the near misses are of the same house and rank."""

from datetime import timedelta

import pytest
from django.urls import reverse

from astana_employment.department.models import Paper
from astana_employment.toolbox.clock import today
from certificates.models import Decision
from tests.certificates.conftest import acts_for, fresh, prepared, signed
from tests.factories import form_key, make_registration

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("quick_pdf")]

CLERKS = {"clerk", "other_clerk", "head"}
LOOK = CLERKS | {"deputy", "director"}
PEOPLE = [*sorted(LOOK), "administrator", "chancellery", "monitoring"]

PAGES = {
    "request_list": LOOK,
    "request_new": CLERKS,
    "request_detail": LOOK,
    "request_pause": CLERKS,
    "request_resume": CLERKS,
    "request_withdraw": CLERKS,
    "decision_certificate": CLERKS,
    "decision_refusal": CLERKS,
    "decision_preview": LOOK,
    "signing_list": {"deputy"},
    "signing_return": {"deputy"},
    "signing_void": {"deputy"},
    "paper_list": CLERKS,
    "paper_print": CLERKS,
    "paper_detail": LOOK,
    "paper_file": LOOK,
    "paper_hand_over": CLERKS,
    "paper_correct": CLERKS,
    "paper_annul": {"deputy", "head"},
}


@pytest.fixture
def objects(clerk, deputy):
    """An open request with a draft, and a signed paper, both made by the clerk of window 1."""
    draft = prepared(clerk)
    paper = signed(prepared(clerk), deputy)
    return {
        "request_new": [make_registration(by=clerk).pk],
        "request": [draft.request_id],
        "decision": [draft.request_id],
        "decision_preview": [draft.pk],
        "signing": [draft.pk],
        "paper": [paper.pk],
    }


def address(name, objects):
    if name in {"request_list", "signing_list", "paper_list", "paper_print"}:
        return reverse(name)
    return reverse(name, args=objects.get(name) or objects[name.partition("_")[0]])


@pytest.mark.parametrize("who", PEOPLE)
def test_each_page_opens_for_its_roles_and_for_no_other(who, objects, request, client_of):
    client = client_of(request.getfixturevalue(who))
    answers = {name: client.get(address(name, objects)).status_code for name in PAGES}
    opened = {name for name, status in answers.items() if status in (200, 302)}
    refused = {name for name, status in answers.items() if status == 403}
    assert opened == {name for name, roles in PAGES.items() if who in roles}
    assert refused == set(PAGES) - opened


@pytest.mark.parametrize("name", sorted(PAGES))
def test_nobody_comes_in_without_signing_in(name, objects, client):
    answer = client.get(address(name, objects))
    assert answer.status_code == 302
    assert answer.url.startswith(reverse("account_login"))


def test_a_clerk_does_not_sign(clerk, other_clerk, client_of):
    decision = prepared(clerk)
    data = {**form_key(), "choice": f"{decision.pk}:{decision.snapshot_sha256}"}
    for person in (clerk, other_clerk):
        assert client_of(person).post(reverse("signing_start"), data).status_code == 403
    assert not Paper.objects.exists()


def test_the_head_signs_with_a_delegation_and_only_in_its_days(clerk, head, client_of):
    signing = reverse("signing_list")
    assert client_of(head).get(signing).status_code == 403
    acts_for(head, "deputy_director", today() + timedelta(days=1), today() + timedelta(days=9))
    assert client_of(head).get(signing).status_code == 403
    acts_for(head, "deputy_director", today(), today())
    assert client_of(head).get(signing).status_code == 200


def test_a_clerk_of_another_window_covers(clerk, other_clerk, objects, client_of):
    client = client_of(other_clerk)
    request = Decision.objects.get(pk=objects["signing"][0]).request
    data = {**form_key(), "version": fresh(request).version, "reason": "өз өтініші бойынша"}
    assert client.post(reverse("request_withdraw", args=[request.pk]), data).status_code == 302


@pytest.mark.parametrize(
    ("name", "who", "leads_to"),
    [
        ("signing_start", "deputy", "signing_list"),
        ("signing_finish", "deputy", "signing_list"),
        ("decision_withdraw", "clerk", "request_detail"),
    ],
)
def test_a_press_after_the_session_ended_leads_back_to_its_page(
    name, who, leads_to, objects, request, client_of
):
    args = [] if name == "signing_start" else objects["signing"]
    answer = client_of(request.getfixturevalue(who)).get(reverse(name, args=args))
    target = [] if leads_to == "signing_list" else objects["request"]
    assert answer.url == reverse(leads_to, args=target)
    assert Decision.objects.get(pk=objects["signing"][0]).state == "prepared"


def test_the_search_leads_nobody_to_a_paper_they_may_not_see(objects, chancellery, client_of):
    number = Paper.objects.get().number
    assert client_of(chancellery).get(reverse("person_search"), {"q": number}).status_code == 403
