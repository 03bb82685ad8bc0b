"""The clerk's pages: a request taken, decided, left to wait."""

from datetime import date
from io import BytesIO

import pytest
from django.urls import reverse
from pypdf import PdfReader

from astana_employment.department.models import AccessRecord
from astana_employment.toolbox.clock import today
from certificates.acts.decisions import return_decision
from certificates.models import CertificateRequest, Decision
from tests.certificates.conftest import fresh, prepared, refused, request_with, signed
from tests.factories import form_key, make_person, make_registration, make_request

pytestmark = pytest.mark.django_db

NO_PERIODS = {
    "periods-TOTAL_FORMS": "2",
    "periods-INITIAL_FORMS": "0",
    "periods-0-started_on": "",
    "periods-0-until": "",
    "periods-1-started_on": "",
    "periods-1-until": "",
}


def url(name, *args):
    return reverse(name, args=args)


def ask(client, registration, **more):
    values = {
        **form_key(),
        "identity_form": "identity_card",
        "identity_number": "012345678",
        "language": "kk",
        "purpose": "",
        "late-happened_on": "",
        "late-allowed_by": "",
        **more,
    }
    return client.post(url("request_new", registration.pk), values)


def certificate_data(request, **more):
    return {
        **form_key(),
        **NO_PERIODS,
        "version": fresh(request).version,
        "language": "kk",
        "purpose": "банкке",
        "took_part": "no",
        "no_vacancy_confirmed": "on",
        **more,
    }


def refusal_data(request, **more):
    return {
        **form_key(),
        "version": fresh(request).version,
        "language": "kk",
        "grounds": ["2", "6"],
        "evidence": "Жолдама № 14",
        "address": "Қарағанды қаласы",
        **more,
    }


def test_a_request_is_taken_on_the_persons_page(clerk, client_of):
    registration = make_registration(by=clerk)
    client = client_of(clerk)
    assert client.get(url("request_new", registration.pk)).status_code == 200
    answer = ask(client, registration)
    request = CertificateRequest.objects.get()
    assert (answer.status_code, answer.url) == (302, url("request_detail", request.pk))
    page = client.get(answer.url)
    assert f"{request.due_on:%d.%m.%Y}" in page.content.decode()


def test_a_double_click_takes_one_request(clerk, client_of):
    registration = make_registration(by=clerk)
    client, key = client_of(clerk), form_key()
    first, second = (ask(client, registration, **key) for _ in range(2))
    assert (first.status_code, first.url) == (second.status_code, second.url)
    assert CertificateRequest.objects.count() == 1


def test_another_identity_number_is_confirmed_by_a_tick(clerk, client_of):
    registration = make_registration(by=clerk)
    client = client_of(clerk)
    answer = ask(client, registration, identity_number="999888777")
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "999888777" in page
    assert 'name="identity_differs_confirmed"' in page
    assert not CertificateRequest.objects.exists()
    again = ask(client, registration, identity_number="999888777", identity_differs_confirmed="on")
    assert again.status_code == 302


def test_bad_values_are_said_beside_their_fields_and_nothing_typed_is_lost(clerk, client_of):
    answer = ask(
        client_of(clerk),
        make_registration(by=clerk),
        identity_number="",
        purpose="Абай ☎",
        **{"late-happened_on": "32.01.2026"},
    )
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "Абай ☎" in page
    assert "32.01.2026" in page
    for name in ("identity_number", "purpose", "late-happened_on"):
        assert f'id="id_{name}_error"' in page


def test_a_late_entry_carries_both_days_and_who_allowed_it(clerk, head, client_of):
    registration = make_registration(by=clerk, registered_on=date(2026, 11, 2))
    answer = ask(
        client_of(clerk),
        registration,
        **{"late-happened_on": "3.11.26", "late-allowed_by": str(head.pk)},
    )
    assert answer.status_code == 302
    request = CertificateRequest.objects.get()
    assert (request.requested_on, request.entered_on) == (date(2026, 11, 3), today())
    assert request.late_entry_allowed_by == head
    assert "03.11.2026" in client_of(clerk).get(answer.url).content.decode()


def test_the_certificate_is_prepared_and_shown_as_a_draft(clerk, client_of):
    request = make_request(by=clerk)
    client = client_of(clerk)
    answer = client.post(url("decision_certificate", request.pk), certificate_data(request))
    assert (answer.status_code, answer.url) == (302, url("request_detail", request.pk))
    decision = Decision.objects.get()
    page = client.get(answer.url).content.decode()
    assert url("decision_preview", decision.pk) in page
    draft = client.get(url("decision_preview", decision.pk))
    assert draft["Content-Type"] == "application/pdf"
    assert draft["Content-Disposition"].startswith("inline")
    assert draft["X-Frame-Options"] == "SAMEORIGIN"
    assert "object-src" not in draft["Content-Security-Policy"]
    assert "no-store" in draft["Cache-Control"]
    text = "".join(page.extract_text() for page in PdfReader(BytesIO(draft.content)).pages)
    assert "ЖОБА" in text
    assert "банкке" in text


def test_reading_41_periods_are_typed_in_rows_and_rows_can_be_added(clerk, client_of):
    request = make_request(by=clerk)
    client = client_of(clerk)
    data = certificate_data(
        request,
        took_part="yes",
        **{
            "periods-0-started_on": "1.4.26",
            "periods-0-until": "30.06.2026",
            "periods-1-started_on": "010826",
        },
    )
    more = client.post(url("decision_certificate", request.pk), {**data, "more": "1"})
    page = more.content.decode()
    assert more.status_code == 200
    assert "periods-3-until" in page
    assert 'value="1.4.26"' in page
    assert not Decision.objects.exists()
    assert client.post(url("decision_certificate", request.pk), data).status_code == 302
    assert Decision.objects.get().snapshot["public_works"] == [
        ["2026-04-01", "2026-06-30"],
        ["2026-08-01", None],
    ]


@pytest.mark.parametrize(
    ("change", "name"),
    [
        ({"took_part": ""}, "took_part"),
        ({"took_part": "yes"}, "took_part"),
        ({"no_vacancy_confirmed": ""}, "no_vacancy_confirmed"),
        ({"purpose": "Абай ☎"}, "purpose"),
        ({"took_part": "yes", "periods-0-until": "1.1.2026"}, "periods-0-started_on"),
        ({"took_part": "yes", "periods-0-started_on": "1.13.2026"}, "periods-0-started_on"),
        ({"took_part": "yes", "periods-0-started_on": "1.1.2099"}, "periods-0-started_on"),
        (
            {"took_part": "yes", "periods-0-started_on": "30.6.2026", "periods-0-until": "1.6.2026"},
            "periods-0-until",
        ),
    ],
)
def test_a_certificate_form_says_what_is_wrong(clerk, client_of, change, name):
    request = make_request(by=clerk)
    answer = client_of(clerk).post(
        url("decision_certificate", request.pk), certificate_data(request, **change)
    )
    assert answer.status_code == 422
    assert f'id="id_{name}_error"' in answer.content.decode()
    assert not Decision.objects.exists()


def test_rows_that_overlap_are_said_above_the_form(clerk, client_of):
    request = make_request(by=clerk)
    works = {
        "periods-0-started_on": "1.6.2026",
        "periods-0-until": "30.6.2026",
        "periods-1-started_on": "15.6.2026",
    }
    answer = client_of(clerk).post(
        url("decision_certificate", request.pk), certificate_data(request, took_part="yes", **works)
    )
    assert answer.status_code == 422
    assert "data-error-summary" in answer.content.decode()


def test_clause_17_the_eight_grounds_stand_word_for_word(clerk, client_of):
    request = request_with(clerk, *range(1, 9))
    page = client_of(clerk).get(url("decision_refusal", request.pk)).content.decode()
    assert "1) екі лайықты жұмыс ұсынылғанда жазбаша бас тартса" in page
    assert "8) зейнетақы тағайындағанда" in page
    assert page.count('name="grounds"') == 8
    assert request.registration.person.address in page


def test_a_refusal_is_prepared_and_edited(clerk, client_of):
    request = request_with(clerk, 2, 6, 8)
    client = client_of(clerk)
    assert client.post(url("decision_refusal", request.pk), refusal_data(request)).status_code == 302
    page = client.get(url("decision_refusal", request.pk)).content.decode()
    assert "Жолдама № 14" in page
    assert page.count("checked") == 3  # two grounds and the language
    changed = refusal_data(request, grounds=["8"])
    assert client.post(url("decision_refusal", request.pk), changed).status_code == 302
    assert Decision.objects.get().grounds == [8]


@pytest.mark.parametrize("name", ["grounds", "address"])
def test_a_refusal_form_says_what_is_missing(clerk, client_of, name):
    request = request_with(clerk, 2, 6)
    data = {**refusal_data(request), name: [] if name == "grounds" else ""}
    answer = client_of(clerk).post(url("decision_refusal", request.pk), data)
    assert answer.status_code == 422
    assert f'id="id_{name}_error"' in answer.content.decode()


def test_the_second_officer_is_told_who_changed_what_and_keeps_what_was_typed(clerk, other_clerk, client_of):
    request = make_request(by=clerk)
    data = certificate_data(request, purpose="мектепке")
    prepared(other_clerk, request=request, purpose="банкке")
    client = client_of(clerk)
    answer = client.post(url("decision_certificate", request.pk), data)
    page = answer.content.decode()
    assert answer.status_code == 409
    assert str(other_clerk) in page
    assert "банкке" in page
    assert 'value="мектепке"' in page
    again = client.post(
        url("decision_certificate", request.pk), {**data, **form_key(), "version": fresh(request).version}
    )
    assert again.status_code == 302
    assert Decision.objects.get().snapshot["purpose"] == "мектепке"


def test_what_is_prepared_can_be_withdrawn(clerk, client_of):
    decision = prepared(clerk)
    data = {**form_key(), "version": fresh(decision.request).version}
    answer = client_of(clerk).post(url("decision_withdraw", decision.pk), data)
    assert answer.status_code == 302
    assert fresh(decision).state == "withdrawn"


def test_a_withdrawal_overtaken_by_an_edit_says_what_changed(clerk, other_clerk, client_of):
    decision = prepared(clerk)
    shown = fresh(decision.request).version
    prepared(other_clerk, request=decision.request, purpose="банкке")
    client, address = client_of(clerk), url("decision_withdraw", decision.pk)
    answer = client.post(address, {**form_key(), "version": shown})
    page = answer.content.decode()
    assert answer.status_code == 409
    assert str(other_clerk) in page
    assert "банкке" in page
    assert fresh(decision).state == "prepared"
    data = {**form_key(), "version": fresh(decision.request).version}
    assert client.post(address, data).url == url("request_detail", decision.request_id)
    assert fresh(decision).state == "withdrawn"


def test_who_left_a_field_alone_is_shown_the_colleagues_value(clerk, other_clerk, client_of):
    request = request_with(clerk, 2, 6)
    client, address = client_of(clerk), url("decision_refusal", request.pk)
    client.post(address, refusal_data(request, grounds=["2"]))
    data = refusal_data(request, grounds=["2"], address="Астана қаласы, Сарыарқа, 5")
    refused(other_clerk, request=request, grounds=[2, 6], evidence=data["evidence"], address=data["address"])
    data["address"] = "Астана қаласы, Сарыарқа, 7"
    answer = client.post(address, data)
    page = answer.content.decode()
    assert answer.status_code == 409
    assert 'value="Астана қаласы, Сарыарқа, 7"' in page
    assert page.count("checked") == 3  # the colleague's two grounds and the language


def test_reading_40_a_request_waits_and_goes_on(clerk, client_of):
    request = make_request(by=clerk)
    client = client_of(clerk)
    day = f"{today():%d.%m.%Y}"
    wait = {"cause": "vacancy", "note": "Бейтерек ЖШС", "began_on": day, "version": request.version}
    assert client.post(url("request_pause", request.pk), {**form_key(), **wait}).status_code == 302
    page = client.get(url("request_detail", request.pk)).content.decode()
    assert "Бейтерек ЖШС" in page
    assert url("decision_certificate", request.pk) not in page
    go_on = {"outcome": "vacancy_gone", "ended_on": day, "version": fresh(request).version}
    assert client.post(url("request_resume", request.pk), {**form_key(), **go_on}).status_code == 302
    assert fresh(request).state == "open"


@pytest.mark.parametrize("name", ["request_pause", "request_resume", "request_withdraw"])
def test_small_acts_say_what_is_missing(clerk, client_of, name):
    request = make_request(by=clerk)
    client = client_of(clerk)
    assert client.get(url(name, request.pk)).status_code == 200
    answer = client.post(url(name, request.pk), {**form_key(), "version": request.version})
    assert answer.status_code == 422


def test_a_request_is_withdrawn_with_its_reason(clerk, client_of):
    request = make_request(by=clerk)
    data = {**form_key(), "version": request.version, "reason": "өз өтініші бойынша"}
    client = client_of(clerk)
    assert client.post(url("request_withdraw", request.pk), data).status_code == 302
    assert "өз өтініші бойынша" in client.get(url("request_detail", request.pk)).content.decode()


def test_looking_at_a_request_is_logged(clerk, client_of):
    request = make_request(by=clerk)
    client_of(clerk).get(url("request_detail", request.pk))
    record = AccessRecord.objects.get()
    assert (record.by, record.act, record.subject_id) == (clerk, "view", request.pk)


def test_the_list_shows_ones_own_window_and_all_on_demand(clerk, client_of):
    make_request(by=clerk)
    elsewhere = make_registration(person=make_person(surname="Сейітов"), by=clerk)
    make_request(registration=elsewhere, by=clerk)
    client = client_of(clerk)
    assert "Сейітов" not in client.get(url("request_list")).content.decode()
    assert "Сейітов" in client.get(url("request_list") + "?window=all").content.decode()
    page = client.get(url("request_list") + "?window=4").content.decode()
    assert "Сейітов" in page
    assert "Ахметов" not in page


def test_an_empty_list_says_what_to_do(clerk, client_of):
    assert "notice-info" in client_of(clerk).get(url("request_list")).content.decode()


@pytest.mark.parametrize("count", [3, 52])
def test_the_list_asks_the_same_few_questions_however_long_it_is(
    clerk, client_of, django_assert_max_num_queries, count
):
    for _ in range(count):
        make_request(by=clerk)
    client = client_of(clerk)
    with django_assert_max_num_queries(14):
        page = client.get(url("request_list")).content.decode()
    assert page.count("due-words") <= 50


def test_the_persons_page_offers_the_request_and_then_shows_it(clerk, client_of):
    registration = make_registration(by=clerk)
    client = client_of(clerk)
    address = url("person_detail", registration.person.pk)
    assert url("request_new", registration.pk) in client.get(address).content.decode()
    request = make_request(registration=registration, by=clerk)
    page = client.get(address).content.decode()
    assert url("request_new", registration.pk) not in page
    assert url("request_detail", request.pk) in page


def test_the_desk_shows_what_is_undecided_returned_and_signed(clerk, deputy, client_of, quick_pdf):
    request = make_request(by=clerk)
    back = prepared(clerk)
    return_decision(decision=back, note="Мақсатын жазыңыз", reviewed_sha256=back.snapshot_sha256, by=deputy)
    paper = signed(prepared(clerk), deputy)
    page = client_of(clerk).get(url("desk")).content.decode()
    assert url("request_detail", request.pk) in page
    assert "Мақсатын жазыңыз" in page
    assert paper.number in page
