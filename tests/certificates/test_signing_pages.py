"""The signer's pages: list and preview, one press for many, the password, the results."""

import html
from datetime import timedelta

import pgtrigger
import pytest
from django.urls import reverse
from django.utils import translation

from astana_employment.department.models import Paper, Role, VoidNumber
from astana_employment.toolbox.clock import today
from astana_employment.toolbox.papers.font import PaperError
from astana_employment.toolbox.papers.stored import OUTDATED
from certificates.documents import snapshot_hash
from certificates.models import SigningBatch
from tests.certificates.conftest import acts_for, fresh, prepared, refused, signed
from tests.factories import form_key, make_request, make_staff

pytestmark = pytest.mark.django_db


def url(name, *args):
    return reverse(name, args=args)


@pytest.fixture
def signer(deputy, client_of):
    """A deputy director's browser in which the password was given just now."""
    return client_of(deputy)


def choice(decision):
    return f"{decision.pk}:{decision.snapshot_sha256}"


def press(client, *decisions, **more):
    data = {**form_key(), "choice": [choice(decision) for decision in decisions], **more}
    return client.post(url("signing_start"), data)


def test_the_most_urgent_paper_stands_first(clerk, signer):
    later = prepared(clerk)
    sooner = prepared(clerk, request=make_request(by=clerk, requested_on=today() - timedelta(days=5)))
    page = signer.get(url("signing_list")).content.decode()
    assert page.index(choice(sooner)) < page.index(choice(later))


def test_the_list_is_sorted_by_its_headings_and_a_row_opens_in_the_same_order(clerk, signer):
    later = prepared(clerk)
    sooner = prepared(clerk, request=make_request(by=clerk, requested_on=today() - timedelta(days=5)))
    page = signer.get(url("signing_list"), {"sort": "-due"}).content.decode()
    assert page.index(choice(later)) < page.index(choice(sooner))
    assert f'href="?open={later.pk}&amp;sort=-due"' in page


def test_nothing_to_sign_is_said(signer):
    assert "notice-success" in signer.get(url("signing_list")).content.decode()


def test_the_row_opens_preview_and_evidence_with_and_without_a_script(clerk, signer):
    decision = refused(clerk, evidence="Жолдама № 14")
    address = f"{url('signing_list')}?open={decision.pk}"
    whole = signer.get(address).content.decode()
    part = signer.get(address, headers={"HX-Request": "true"}).content.decode()
    for page in (whole, part):
        assert url("decision_preview", decision.pk) in page
        assert "Жолдама № 14" in page
        assert "мекен-жайды ауыстырғанда" in page
    assert "<html" in whole
    assert "<html" not in part


def test_what_was_not_opened_is_marked_until_it_was(clerk, signer):
    decision = prepared(clerk)
    assert 'class="is-seen"' not in " ".join(signer.get(url("signing_list")).content.decode().split())
    signer.get(f"{url('signing_list')}?open={decision.pk}")
    page = " ".join(signer.get(url("signing_list")).content.decode().split())
    assert "is-seen" in page
    prepared(clerk, request=decision.request, purpose="басқа жерге")
    again = " ".join(signer.get(url("signing_list")).content.decode().split())
    assert "is-seen" not in again


def test_ones_own_paper_cannot_be_chosen(clerk, client_of):
    acts_for(clerk, "deputy_director", today(), today())
    decision = prepared(clerk)
    page = client_of(clerk).get(url("signing_list")).content.decode()
    box = page[page.index(choice(decision)) :]
    assert "disabled" in box[: box.index(">")]


def test_chosen_papers_are_signed_and_each_has_its_result(clerk, other_clerk, signer, quick_pdf):
    good, changed = prepared(clerk), prepared(clerk)
    stale = choice(changed)
    prepared(other_clerk, request=changed.request, purpose="басқа жерге")
    data = {**form_key(), "choice": [choice(good), stale]}
    answer = signer.post(url("signing_start"), data)
    batch = SigningBatch.objects.get()
    assert (answer.status_code, answer.url) == (302, url("signing_batch", batch.pk))
    page = signer.get(answer.url).content.decode()
    assert Paper.objects.get().number in page
    assert other_clerk.get_short_name() in page


def test_nothing_chosen_is_said_and_nothing_is_made(clerk, signer):
    prepared(clerk)
    answer = press(signer)
    assert answer.status_code == 422
    assert "notice-error" in answer.content.decode()
    assert not SigningBatch.objects.exists()


def test_a_misshapen_choice_counts_as_none(clerk, signer):
    prepared(clerk)
    assert signer.post(url("signing_start"), {**form_key(), "choice": ["1", "x:y"]}).status_code == 422


def test_a_repeated_press_signs_once(clerk, signer, quick_pdf):
    decision, key = prepared(clerk), form_key()
    first, second = (press(signer, decision, **key) for _ in range(2))
    assert first.url == second.url
    assert (Paper.objects.count(), SigningBatch.objects.count()) == (1, 1)


def test_without_a_form_key_nothing_is_signed(clerk, signer):
    assert signer.post(url("signing_start"), {"choice": choice(prepared(clerk))}).status_code == 400


@pytest.mark.parametrize("seconds_ago", [None, 601])
def test_the_password_is_asked_again_after_ten_minutes_and_the_choice_is_kept(
    clerk, client_of, quick_pdf, seconds_ago
):
    signer = make_staff(role=Role.DEPUTY_DIRECTOR, password="Қиын-құпиясөз-7")
    client = client_of(signer, password_age=seconds_ago)
    answer = press(client, prepared(clerk), prepared(clerk))
    batch = SigningBatch.objects.get()
    assert answer.url.startswith(url("account_reauthenticate"))
    assert not Paper.objects.exists()
    confirmed = client.post(answer.url, {"password": "Қиын-құпиясөз-7"})
    assert confirmed.url == url("signing_batch", batch.pk)
    page = client.get(confirmed.url).content.decode()
    assert "card-act" in page
    done = client.post(confirmed.url, form_key())
    assert done.url == confirmed.url
    assert Paper.objects.count() == 2
    assert "card-act" not in client.get(confirmed.url).content.decode()


def test_a_wrong_password_signs_nothing(clerk, client_of, quick_pdf):
    signer = make_staff(role=Role.DEPUTY_DIRECTOR, password="Қиын-құпиясөз-7")
    client = client_of(signer, password_age=None)
    answer = press(client, prepared(clerk))
    client.post(answer.url, {"password": "басқа"})
    batch = SigningBatch.objects.get()
    assert client.post(url("signing_batch", batch.pk), form_key()).url.startswith(
        url("account_reauthenticate")
    )
    assert not Paper.objects.exists()


def test_a_password_given_nine_minutes_ago_is_enough(clerk, deputy, client_of, quick_pdf):
    client = client_of(deputy, password_age=540)
    press(client, prepared(clerk))
    assert Paper.objects.count() == 1


def test_nobody_sees_somebody_elses_batch(clerk, signer, client_of, quick_pdf):
    press(signer, prepared(clerk))
    other = client_of(make_staff(role=Role.DEPUTY_DIRECTOR))
    assert other.get(url("signing_batch", SigningBatch.objects.get().pk)).status_code == 404


def test_a_paper_is_returned_with_a_note(clerk, signer):
    decision = prepared(clerk)
    data = {**form_key(), "note": "Мақсатын жазыңыз", "reviewed_sha256": decision.snapshot_sha256}
    assert signer.post(url("signing_return", decision.pk), data).status_code == 302
    assert fresh(decision).returned_note == "Мақсатын жазыңыз"


def test_returning_without_a_note_or_a_changed_paper_is_refused(clerk, other_clerk, signer):
    decision = prepared(clerk)
    data = {**form_key(), "note": "", "reviewed_sha256": decision.snapshot_sha256}
    assert signer.post(url("signing_return", decision.pk), data).status_code == 422
    prepared(other_clerk, request=decision.request, purpose="басқа жерге")
    answer = signer.post(url("signing_return", decision.pk), {**data, "note": "Қате"})
    assert answer.status_code == 409
    assert str(other_clerk) in answer.content.decode()
    assert fresh(decision).state == "prepared"


@pytest.fixture
def cut_short(clerk, deputy, monkeypatch):
    """A decision whose paper could not be made after it had got its number."""

    def broken(*_values):
        raise PaperError("no font")

    decision = prepared(clerk)
    with monkeypatch.context() as patch:
        patch.setattr("certificates.acts.signing.render_paper", broken)
        with pytest.raises(PaperError):
            signed(decision, deputy)
    return fresh(decision)


def test_a_signing_cut_short_stands_on_top_and_is_finished(cut_short, signer, quick_pdf):
    page = signer.get(url("signing_list")).content.decode()
    assert cut_short.number in page
    for _ in range(2):
        assert signer.post(url("signing_finish", cut_short.pk), form_key()).status_code == 302
    assert Paper.objects.get().number == cut_short.number


def test_finishing_what_still_cannot_be_made_says_why(cut_short, signer, monkeypatch):
    def broken(*_values):
        raise PaperError("no font")

    monkeypatch.setattr("certificates.acts.signing.render_paper", broken)
    answer = signer.post(url("signing_finish", cut_short.pk), form_key(), follow=True)
    page = answer.content.decode()
    assert html.escape(str(PaperError.reason)) in page
    assert "no font" not in page  # the log's words are not the signer's
    assert not Paper.objects.exists()


def test_finishing_what_is_not_being_signed_says_so(clerk, signer):
    decision = prepared(clerk)
    answer = signer.post(url("signing_finish", decision.pk), form_key(), follow=True)
    assert "notice-error" in answer.content.decode()


def test_a_number_is_given_up_with_its_reason(cut_short, signer):
    address = url("signing_void", cut_short.pk)
    assert cut_short.number in signer.get(address).content.decode()
    assert signer.post(address, form_key()).status_code == 422
    assert signer.post(address, {**form_key(), "reason": "Үлгі ауысты"}).status_code == 302
    assert str(VoidNumber.objects.get()) == cut_short.number


@pytest.mark.parametrize("count", [3, 52])
def test_the_list_asks_the_same_few_questions_however_long_it_is(
    clerk, signer, django_assert_max_num_queries, count
):
    for _ in range(count):
        prepared(clerk)
    with django_assert_max_num_queries(14):
        page = signer.get(url("signing_list")).content.decode()
    assert page.count('name="choice"') == min(count, 50)


def made_by_an_earlier_version(decision):
    """Write what is prepared, or even issued, as the version of the desk before this one did."""
    snapshot = {**decision.snapshot, "template_version": 1}
    snapshot.pop("months_valid", None)
    decision.snapshot, decision.snapshot_sha256 = snapshot, snapshot_hash(snapshot)
    with pgtrigger.ignore("certificates.Decision:frozen_when_signing"):
        decision.save()
    return decision


@pytest.mark.parametrize("language", ["kk", "ru", "en"])
def test_a_paper_of_an_earlier_version_says_what_to_do_and_the_others_are_signed(
    clerk, deputy, signer, quick_pdf, language
):
    deputy.language = language
    deputy.save()
    old, good = made_by_an_earlier_version(prepared(clerk)), prepared(clerk)
    with translation.override(language):
        said = html.escape(str(OUTDATED))
    page = signer.get(url("signing_list")).content.decode()
    box = page[page.index(choice(old)) :]
    assert said in page
    assert "disabled" in box[: box.index(">")]
    review = signer.get(f"{url('signing_list')}?open={old.pk}", headers={"HX-Request": "true"})
    assert said in review.content.decode()
    assert choice(old) not in review.content.decode()
    result = signer.get(press(signer, old, good).url).content.decode()
    assert said in result
    assert (fresh(old).state, fresh(good).state) == ("prepared", "signed")
    assert not fresh(old).issue_block


@pytest.mark.parametrize(("make", "address"), [(prepared, "certificate"), (refused, "refusal")])
def test_the_clerk_prepares_a_paper_of_an_earlier_version_again(clerk, client_of, signer, make, address):
    old = made_by_an_earlier_version(make(clerk))
    client = client_of(clerk)
    detail = client.get(url("request_detail", old.request_id)).content.decode()
    assert html.escape(str(OUTDATED)) in detail
    assert "<iframe" not in detail
    preview = client.get(url("decision_preview", old.pk), follow=True)
    assert preview.redirect_chain == [(url("request_detail", old.request_id), 302)]
    assert client.get(url(f"decision_{address}", old.request_id)).status_code == 200
    data = {**form_key(), "note": "Қайта дайындаңыз", "reviewed_sha256": old.snapshot_sha256}
    assert signer.post(url("signing_return", old.pk), data).status_code == 302
    again = make(clerk, request=old.request)
    assert (again.pk, again.snapshot["template_version"]) == (old.pk, 3)


def test_a_signing_cut_short_is_finished_though_its_text_changed_since(cut_short, signer, quick_pdf):
    cut_short.snapshot = {**cut_short.snapshot, "template_version": 2}
    cut_short.snapshot_sha256 = snapshot_hash(cut_short.snapshot)
    with pgtrigger.ignore("certificates.Decision:frozen_when_signing"):
        cut_short.save()
    assert html.escape(str(OUTDATED)) not in signer.get(url("signing_list")).content.decode()
    assert signer.post(url("signing_finish", cut_short.pk), form_key()).status_code == 302
    assert Paper.objects.get().number == cut_short.number


def test_a_signing_of_an_earlier_version_cut_short_says_what_to_do(cut_short, signer, quick_pdf):
    made_by_an_earlier_version(cut_short)
    page = signer.get(url("signing_list")).content.decode()
    assert html.escape(str(OUTDATED)) in page
    assert url("signing_void", cut_short.pk) in page
    assert ">Finish<" not in page


def test_finishing_a_signing_of_an_earlier_version_says_what_to_do(cut_short, signer):
    made_by_an_earlier_version(cut_short)
    answer = signer.post(url("signing_finish", cut_short.pk), form_key(), follow=True)
    assert f"{cut_short.number}: {html.escape(str(OUTDATED))}" in answer.content.decode()
    assert not Paper.objects.exists()


def test_an_issued_paper_of_an_earlier_version_is_shown_handed_over_and_corrected(
    clerk, deputy, client_of, quick_pdf
):
    paper = signed(prepared(clerk), deputy)
    old = made_by_an_earlier_version(fresh(paper.decision))
    client = client_of(clerk)
    addresses = [
        url("paper_detail", paper.pk),
        url("paper_file", paper.pk),
        url("paper_correct", paper.pk),
        url("paper_hand_over", paper.pk),
        url("paper_list"),
        url("request_detail", old.request_id),
        url("person_detail", old.request.registration.person_id),
        url("journals", "certificates"),
        url("check_paper", paper.public_id),
    ]
    assert {address: client.get(address).status_code for address in addresses} == dict.fromkeys(
        addresses, 200
    )
