"""Signed papers: printing, the paper's page, handing over, annulling, correcting."""

from datetime import timedelta
from hashlib import sha256
from io import BytesIO

import pytest
from django.urls import reverse
from pypdf import PdfReader

from astana_employment.department.models import AccessRecord, Paper
from astana_employment.department.models.paper import DamagedPaperError, stored_pdf
from astana_employment.toolbox.clock import today
from certificates.models import Decision, Handover
from certificates.panels import paper_address
from tests.certificates.conftest import fresh, prepared, refused, request_with, signed
from tests.certificates.test_request_pages import certificate_data, refusal_data
from tests.factories import form_key, make_person, make_registration, make_request, on

pytestmark = pytest.mark.django_db


def url(name, *args):
    return reverse(name, args=args)


@pytest.fixture
def paper(clerk, deputy, quick_pdf) -> Paper:
    return signed(prepared(clerk), deputy)


def posted(client, name, paper, **more):
    version = fresh(paper.decision.request).version
    data = {**form_key(), "version": version, "late-happened_on": "", "late-allowed_by": "", **more}
    return client.post(url(name, paper.pk), data)


def test_the_papers_of_a_window_print_in_one_go_in_the_order_of_their_numbers(clerk, deputy, client_of):
    papers = [signed(make(clerk), deputy) for make in (prepared, refused, prepared)]
    client = client_of(clerk)
    page = client.get(url("paper_list")).content.decode()
    assert page.count("checked") == 3
    keys = "&".join(f"paper={paper.pk}" for paper in reversed(papers))
    answer = client.get(f"{url('paper_print')}?{keys}")
    assert answer["Content-Type"] == "application/pdf"
    texts = [page.extract_text() for page in PdfReader(BytesIO(answer.content)).pages]
    order = [papers[0], papers[2], papers[1]]
    assert [paper.number in text for paper, text in zip(order, texts, strict=True)] == [True] * 3
    prints = AccessRecord.objects.filter(act="print").values_list("subject_id", flat=True)
    assert set(prints) == {paper.pk for paper in papers}
    assert "checked" not in client.get(url("paper_list")).content.decode()


def test_a_reprint_is_the_same_bytes_and_is_logged(clerk, paper, client_of):
    client = client_of(clerk)
    for times in (1, 2):
        answer = client.get(f"{url('paper_print')}?paper={paper.pk}")
        assert sha256(answer.content).hexdigest() == paper.sha256
        assert AccessRecord.objects.filter(act="print", subject_id=paper.pk, by=clerk).count() == times


def test_the_file_is_saved_as_it_was_signed_and_logged(deputy, paper, client_of):
    answer = client_of(deputy).get(url("paper_file", paper.pk))
    assert sha256(answer.content).hexdigest() == paper.sha256
    assert answer["Content-Disposition"] == f'attachment; filename="{paper.number}.pdf"'
    assert AccessRecord.objects.get(act="download").subject_id == paper.pk


def test_a_damaged_store_gives_no_paper(paper):
    paper.sha256 = "0" * 64
    with pytest.raises(DamagedPaperError):
        stored_pdf(paper)


def test_an_annulled_paper_is_not_printed(clerk, head, paper, client_of):
    assert posted(client_of(head), "paper_annul", paper, reason="Қате", is_our_error="no").status_code == 302
    answer = client_of(clerk).get(f"{url('paper_print')}?paper={paper.pk}")
    assert answer.status_code == 302
    assert not AccessRecord.objects.filter(act="print").exists()


@pytest.mark.parametrize("keys", ["", "?paper=x", "?paper=987654"])
def test_printing_nothing_leads_back(clerk, client_of, keys):
    assert client_of(clerk).get(url("paper_print") + keys).url == url("paper_list")


@pytest.mark.parametrize(("days", "is_marked"), [(30, False), (31, True)])
def test_clause_18_9_a_paper_counts_as_uncollected_after_thirty_days(
    clerk, deputy, client_of, monkeypatch, days, is_marked
):
    monkeypatch.setattr("certificates.acts.signing.render_paper", lambda *_values: b"%PDF")
    with on(today() - timedelta(days=days)):
        paper = signed(prepared(clerk), deputy)
    client = client_of(clerk)
    assert paper.number in client.get(url("paper_list")).content.decode()
    uncollected = client.get(url("paper_list") + "?show=uncollected").content.decode()
    assert (paper.number in uncollected) is is_marked
    assert ("tag-late" in uncollected) is is_marked


def test_the_list_shows_ones_own_window_or_all_and_what_was_not_printed(clerk, deputy, client_of, quick_pdf):
    registration = make_registration(person=make_person(surname="Сейітов"), by=clerk)
    elsewhere = signed(prepared(clerk, request=make_request(registration=registration, by=clerk)), deputy)
    here = signed(prepared(clerk), deputy)
    client = client_of(clerk)
    assert elsewhere.number not in client.get(url("paper_list")).content.decode()
    everywhere = client.get(url("paper_list") + "?window=all").content.decode()
    assert elsewhere.number in everywhere
    client.get(f"{url('paper_print')}?paper={here.pk}")
    assert here.number not in client.get(url("paper_list") + "?show=print").content.decode()


@pytest.mark.parametrize("count", [3, 52])
def test_the_list_asks_the_same_few_questions_however_long_it_is(
    clerk, deputy, client_of, quick_pdf, django_assert_max_num_queries, count
):
    for _ in range(count):
        signed(prepared(clerk), deputy)
    client = client_of(clerk)
    with django_assert_max_num_queries(14):
        page = client.get(url("paper_list")).content.decode()
    assert page.count('name="paper"') == min(count, 50)


def test_a_certificate_is_handed_over_in_person_only(clerk, paper, client_of):
    client = client_of(clerk)
    page = client.get(url("paper_hand_over", paper.pk)).content.decode()
    assert 'name="how"' not in page
    answer = posted(client, "paper_hand_over", paper, identity_number="012345678", how="posted")
    assert answer.status_code == 302
    assert Handover.objects.get().how == "in_person"
    assert paper.number in client.get(answer.url).content.decode()  # what was done
    assert paper.number not in client.get(answer.url).content.decode()  # and gone from the list


def test_handing_over_without_a_document_is_refused_beside_the_field(clerk, paper, client_of):
    answer = posted(client_of(clerk), "paper_hand_over", paper, identity_number="")
    assert answer.status_code == 422
    assert 'id="id_identity_number_error"' in answer.content.decode()


def test_reading_44_a_notice_is_posted(clerk, deputy, client_of, quick_pdf):
    notice = signed(refused(clerk), deputy)
    client = client_of(clerk)
    answer = posted(client, "paper_hand_over", notice, how="posted", identity_number="")
    assert answer.status_code == 302
    handover = Handover.objects.get()
    assert handover.how == "posted"
    said = f"{notice.number}: {handover.get_how_display()}"
    assert said in client.get(answer["Location"]).content.decode()


def test_who_hands_over_second_is_told_who_was_first(clerk, other_clerk, paper, client_of):
    shown = fresh(paper.decision.request).version
    posted(client_of(other_clerk), "paper_hand_over", paper, identity_number="012345678")
    answer = posted(client_of(clerk), "paper_hand_over", paper, identity_number="012345678", version=shown)
    assert answer.status_code == 409
    assert str(other_clerk) in answer.content.decode()


def test_annulling_asks_why_and_whose_error(deputy, paper, client_of):
    client = client_of(deputy)
    page = client.get(url("paper_annul", paper.pk)).content.decode()
    assert "data-confirm" in page
    assert posted(client, "paper_annul", paper, reason="", is_our_error="").status_code == 422
    assert posted(client, "paper_annul", paper, reason="Қате", is_our_error="yes").status_code == 302
    assert "Қате" in client.get(url("paper_detail", paper.pk)).content.decode()


def test_a_certificate_is_corrected_and_both_papers_name_each_other(clerk, deputy, paper, client_of):
    client = client_of(clerk)
    data = certificate_data(paper.decision.request, purpose="мектепке", reason="Қате", is_our_error="yes")
    page = client.get(url("paper_correct", paper.pk))
    assert page.status_code == 200
    answer = client.post(url("paper_correct", paper.pk), data)
    assert answer.url == url("request_detail", paper.decision.request_id)
    draft = Decision.objects.get(corrects=paper.decision)
    assert "Қате" in client.get(url("paper_correct", paper.pk)).content.decode()
    assert paper.number in client.get(answer.url).content.decode()
    new = signed(draft, deputy)
    old_page = client.get(url("paper_detail", paper.pk)).content.decode()
    new_page = client.get(url("paper_detail", new.pk)).content.decode()
    assert url("paper_detail", new.pk) in old_page
    assert url("paper_detail", paper.pk) in new_page


def test_a_notice_is_corrected_by_a_notice(clerk, deputy, client_of, quick_pdf):
    notice = signed(refused(clerk, request=request_with(clerk, 2, 6)), deputy)
    data = refusal_data(notice.decision.request, reason="Қате", is_our_error="no")
    client = client_of(clerk)
    assert "Қарағанды" in client.get(url("paper_correct", notice.pk)).content.decode()
    assert client.post(url("paper_correct", notice.pk), data).status_code == 302
    assert Decision.objects.get(corrects=notice.decision).grounds == [2, 6]


def test_a_correction_needs_its_reason(clerk, paper, client_of):
    data = certificate_data(paper.decision.request, reason="", is_our_error="")
    page = client_of(clerk).post(url("paper_correct", paper.pk), data)
    assert page.status_code == 422
    for name in ("reason", "is_our_error"):
        assert f'id="id_{name}_error"' in page.content.decode()


def test_the_papers_page_has_its_hash_and_code_and_is_logged(clerk, paper, client_of):
    page = client_of(clerk).get(url("paper_detail", paper.pk)).content.decode()
    assert paper.sha256 in page
    assert paper.check_code[:5] in page
    assert AccessRecord.objects.filter(act="view", subject_id=paper.pk).count() == 1


@pytest.mark.parametrize("spelling", ["{number}", "{lower}", "{cyrillic}", "{short}", "{blanks}"])
def test_the_search_box_finds_a_paper_by_its_number(paper, spelling):
    typed = spelling.format(
        number=paper.number,
        lower=paper.number.lower(),
        cyrillic=paper.number.replace("A", "А"),
        short=f"A {paper.year} {paper.sequence}",
        blanks=f" {paper.number} ",
    )
    assert paper_address(typed) == url("paper_detail", paper.pk)


def test_the_search_box_finds_a_paper_by_code_and_by_scan(paper, client_of, clerk):
    code, address = paper.check_code, url("paper_detail", paper.pk)
    assert paper_address(f"{code[:5]} {code[5:]}") == address
    assert paper_address(str(paper.public_id).upper()) == address
    assert paper_address(f"http://desk/check/{paper.public_id}/") == address
    assert client_of(clerk).get(url("person_search"), {"q": paper.number}).url == address


@pytest.mark.parametrize("typed", ["", "Ахметов", "A-2026-999999", "ZZZZZZZZZZ", "850517300057", "A-1"])
def test_the_search_box_goes_on_when_there_is_no_such_paper(paper, typed):
    assert paper_address(typed) is None
