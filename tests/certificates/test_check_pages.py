"""The public check in a browser of nobody in particular."""

from datetime import timedelta

import pytest
from django.urls import reverse

from astana_employment.department.models import PaperAnnulment
from astana_employment.toolbox.clock import today
from certificates.acts.checking import TRIES
from certificates.acts.decisions import CertificateContent, prepare_correction
from certificates.models import Verification
from tests.certificates.conftest import fresh, prepared, refused, signed
from tests.factories import make_person, make_registration, make_request, on

pytestmark = pytest.mark.django_db


@pytest.fixture
def paper(clerk, deputy, quick_pdf):
    person = make_person(surname="Қуанышева", given_name="Айгүл", patronymic="Ерланқызы", iin="900101450016")
    request = make_request(registration=make_registration(person=person, by=clerk), by=clerk)
    return signed(prepared(clerk, request=request, purpose="Үшқоңыр банкі"), deputy)


def scan(client, paper):
    return client.get(reverse("check_paper", args=[paper.public_id]))


def typed(client, code):
    return client.get(reverse("check"), {"code": code})


def test_the_form_is_open_to_everybody(client):
    page = client.get(reverse("check"))
    assert page.status_code == 200
    assert 'lang="kk"' in page.content.decode()
    assert not Verification.objects.exists()


def test_a_valid_paper_shows_number_days_and_initials_only(client, paper):
    for answer in (scan(client, paper), typed(client, paper.check_code)):
        page = answer.content.decode()
        assert answer.status_code == 200
        assert "result-valid" in page
        assert paper.number in page
        assert "Қ.А.Е." in page
        for secret in ("Қуанышева", "ҚУАНЫШЕВА", "Айгүл", "900101450016", "Үшқоңыр", "T-2026"):
            assert secret not in page


def test_a_code_is_taken_however_it_is_typed(client, paper):
    code = paper.check_code
    cyrillic = code.translate(str.maketrans("ABEKMHPCTX", "АВЕКМНРСТХ"))
    for text in (code.lower(), f" {code[:5]}-{code[5:]} ", cyrillic, f"{code[:5]} — {code[5:]}"):
        assert "result-valid" in typed(client, text).content.decode()


def test_reading_15_a_paper_expires_after_its_last_day(client, paper):
    for later, word in ((paper.valid_until, "valid"), (paper.valid_until + timedelta(days=1), "expired")):
        with on(later):
            assert f"result-{word}" in scan(client, paper).content.decode()


def test_an_annulment_is_seen_at_once(client, paper, deputy):
    PaperAnnulment.objects.create(paper=paper, reason="Жалған құжат", is_our_error=False, by=deputy)
    page = scan(client, paper).content.decode()
    assert "result-annulled" in page
    assert "Жалған" not in page
    assert f"{today().year}" in page


def test_a_replaced_paper_names_the_one_that_holds(client, paper, clerk, deputy):
    content = CertificateContent(language="kk", purpose="", public_works=(), no_vacancy_confirmed=True)
    draft = prepare_correction(
        decision=paper.decision,
        content=content,
        reason="Аты қате",
        is_our_error=True,
        by=clerk,
        version=fresh(paper.decision.request).version,
    )
    new = signed(draft, deputy)
    page = scan(client, paper).content.decode()
    assert "result-superseded" in page
    assert new.number in page
    assert "result-valid" in scan(client, new).content.decode()


def test_a_refusal_notice_is_checked_too(client, clerk, deputy, quick_pdf):
    notice = signed(refused(clerk), deputy)
    page = scan(client, notice).content.decode()
    assert "result-valid" in page
    assert notice.number in page


def answer_in(page):
    """Return the part of a page that answers «not found»."""
    start = page.index("result-unknown")
    return page[start : page.index("</section>", start)]


def test_every_wrong_code_gets_the_same_answer(client, paper):
    wrong = ["ZZZZZZZZZZ", "1", "☎☎☎", "A-2026-000001", "' OR 1=1 --", paper.number, str(paper.public_id)]
    bodies = set()
    for code in wrong:
        answer = typed(client, code)
        assert answer.status_code == 404
        bodies.add(answer_in(answer.content.decode()))
    unknown = client.get(reverse("check_paper", args=["00000000-0000-4000-8000-000000000000"]))
    bodies.add(answer_in(unknown.content.decode()))
    assert unknown.status_code == 404
    assert len(bodies) == 1


def test_what_was_typed_is_shown_as_text(client):
    page = typed(client, '"><script>alert(1)</script>').content.decode()
    assert "<script>alert" not in page


def test_too_many_tries_are_stopped_with_a_clear_word(client, paper):
    for _ in range(TRIES):
        typed(client, "ZZZZZZZZZZ")
    answer = scan(client, paper)
    assert answer.status_code == 429
    assert int(answer["Retry-After"]) == 600
    assert paper.number not in answer.content.decode()
    assert client.get(reverse("check")).status_code == 200
    neighbour = client.get(reverse("check_paper", args=[paper.public_id]), REMOTE_ADDR="198.51.100.9")
    assert neighbour.status_code == 200


def test_behind_the_proxy_its_last_address_counts_and_cannot_be_forged(client, paper, settings):
    settings.SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    for number in range(TRIES):
        header = {"X-Forwarded-For": f"203.0.113.{number}, 198.51.100.7"}
        client.get(reverse("check"), {"code": "ZZZZZZZZZZ"}, headers=header)
    stopped = client.get(
        reverse("check"), {"code": "ZZZZZZZZZZ"}, headers={"X-Forwarded-For": "203.0.113.99, 198.51.100.7"}
    )
    free = client.get(
        reverse("check"), {"code": paper.check_code}, headers={"X-Forwarded-For": "198.51.100.8"}
    )
    assert (stopped.status_code, free.status_code) == (429, 200)


def test_answers_stay_out_of_search_engines_and_caches(client, paper):
    for answer in (client.get(reverse("check")), scan(client, paper), typed(client, "ZZZZZZZZZZ")):
        assert "noindex" in answer["X-Robots-Tag"]
        assert answer["Cache-Control"] == "no-store"


def test_the_page_names_the_only_right_address(client, settings):
    settings.PUBLIC_URL = "https://desk.astana.example"
    assert "desk.astana.example" in client.get(reverse("check")).content.decode()


def test_staff_may_check_too(clerk, paper, client_of):
    assert scan(client_of(clerk), paper).status_code == 200
