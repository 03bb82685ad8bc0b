"""The pages of complaints: intake, list, file, answer; who sees what (art. 97(2); clause 18(7))."""

from datetime import date

import pytest
from django.urls import reverse
from django.utils import translation

from astana_employment.department.models import AccessRecord, Paper, Role
from astana_employment.toolbox.clock import today
from astana_employment.toolbox.screens.tables import Kind
from complaints.acts.course import add_accused, withdraw
from complaints.journal import _columns
from complaints.models import Complaint, ComplaintRegime, OralContact
from complaints.templatetags.complaints import ended_on, how_ended
from tests.complaints import rows
from tests.factories import form_key, make_staff, on

pytestmark = pytest.mark.django_db

DUE, AFTER = date(2026, 3, 6), date(2026, 3, 9)


def typed(**values):
    return {
        **form_key(),
        "channel": "hand",
        "kind": "complaint",
        "language": "kk",
        "reply_by": "post",
        "name": "Қуанышева Айгүл Әбдіқадырқызы",
        "address": "Астана қаласы, Абай даңғылы, 10-үй",
        "text": rows.TEXT,
        "received_on": f"{rows.working_day():%d.%m.%Y}",
        **values,
    }


def post(client, name, *args, **values):
    return client.post(reverse(name, args=args), {**form_key(), **values})


def act(client, complaint, slug, **values):
    version = Complaint.objects.get(pk=complaint.pk).version
    return post(client, "complaint_act", complaint.pk, slug, version=version, **values)


def test_the_whole_way_of_a_complaint(client_of, chancellery, head, deputy):
    counter, office, above = client_of(chancellery), client_of(head), client_of(deputy)
    response = counter.post(reverse("complaint_new"), typed())
    complaint = Complaint.objects.get()
    assert response.url == complaint.get_absolute_url()
    assert complaint.receipt.paper.kind == "receipt"
    assert counter.get(response.url).status_code == 200
    assert counter.get(reverse("complaint_paper", args=[complaint.pk, "receipt"])).content[:5] == b"%PDF-"
    act(counter, complaint, "deliver-receipt", how="hand", note="Қуанышева А. Ә.")
    act(counter, complaint, "assign", to=f"head_of_division:{head.pk}")
    act(office, complaint, "inquiry", recipient="Зейнетақы қоры", reason="Өтілі туралы")
    change = complaint.deadline_changes.get()
    letter = office.get(reverse("complaint_letter", args=[complaint.pk, change.pk]))
    assert letter.content[:5] == b"%PDF-"
    act(office, complaint, "inquiry-end", result="Жауап келді")
    complaint.refresh_from_db()
    values = {"outcome": "part", "is_justified": "yes", "text": "Жауап мәтіні", "measures": "Ескерту жасалды"}
    post(office, "complaint_decide", complaint.pk, version=complaint.version, **values)
    complaint.refresh_from_db()
    assert complaint.state == "decided"
    assert office.get(reverse("complaint_preview", args=[complaint.pk])).content[:5] == b"%PDF-"
    assert office.get(complaint.get_absolute_url()).status_code == 200
    post(office, "complaint_sign", complaint.pk, version=complaint.version)
    complaint.refresh_from_db()
    assert (complaint.state, complaint.answer.paper.kind) == ("answered", "answer")
    act(counter, complaint, "deliver-answer", how="post", note="№ 12")
    act(
        counter,
        complaint,
        "escalate",
        level="deputy_director",
        channel="hand",
        received_on=f"{rows.working_day():%d.%m.%Y}",
        text="Жауаппен келіспеймін",
    )
    successor = Complaint.objects.get(earlier=complaint)
    assert successor.receipt.paper is not None
    assert [staff.pk for staff in successor.accused.all()] == [head.pk]
    assert office.get(successor.get_absolute_url()).status_code == 403
    act(counter, successor, "assign", to=f"deputy_director:{deputy.pk}")
    assert above.get(reverse("complaint_bundle", args=[successor.pk])).content[:5] == b"%PDF-"
    for page in ("complaint_list", "complaint_journal", "complaint_calls", "complaint_regimes"):
        assert counter.get(reverse(page)).status_code == 200
    for form in ("pdf", "xlsx", "csv"):
        file = counter.get(reverse("complaint_journal_file", args=[form]))
        assert (file.status_code, len(b"".join(file.streaming_content)) > 100) == (200, True)


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("text", ""),
        ("text", "   \n "),
        ("text", "а" * 30_001),
        ("text", "қате \u2400 таңба ☎"),
        ("name", ""),
        ("name", "Қ" * 161),
        ("received_on", "31.02.2026"),
        ("received_on", "01.01.2099"),
        ("received_time", "25:61"),
        ("received_on", "01.01.1999"),
        ("received_on", "05.03.2019"),
        ("reply_by", "email"),
        ("email", "бұл пошта емес"),
        ("iin", "123"),
        ("earlier", "C-2026-999999"),
        ("channel", "page"),
        ("kind", "denunciation"),
        ("accused", "999999"),
    ],
)
def test_bad_input_is_answered_beside_its_field_and_nothing_is_kept(client_of, chancellery, field, value):
    response = client_of(chancellery).post(reverse("complaint_new"), typed(**{field: value}))
    assert response.status_code == 422
    assert b"error-summary" in response.content
    assert Complaint.objects.count() == 0
    assert Paper.objects.count() == 0


def test_the_same_form_sent_twice_takes_one_complaint_in(client_of, chancellery):
    client, values = client_of(chancellery), typed()
    first = client.post(reverse("complaint_new"), values)
    second = client.post(reverse("complaint_new"), values)
    assert first.url == second.url
    assert Complaint.objects.count() == 1


def test_several_people_sign_and_anonymous_ones_are_marked(client_of, chancellery):
    client = client_of(chancellery)
    client.post(reverse("complaint_new"), typed(others="Ахметов Ерлан; Абай даңғылы, 12\nПетренко Ольга"))
    signed = Complaint.objects.get()
    assert [one.name for one in signed.complainants.all()][1:] == ["Ахметов Ерлан", "Петренко Ольга"]
    client.post(reverse("complaint_new"), typed(name="", is_anonymous="on", reply_by="hand"))
    anonymous = Complaint.objects.latest("pk")
    assert (anonymous.is_anonymous, anonymous.representative) == (True, None)
    assert client.get(anonymous.get_absolute_url()).status_code == 200


def test_a_public_arrival_is_registered_by_the_chancellery(client_of, chancellery, head):
    complaint = rows.make_arrival()
    client = client_of(chancellery)
    assert client.get(reverse("complaint_arrived")).status_code == 200
    assert client.get(complaint.get_absolute_url()).status_code == 200
    assert post(client_of(head), "complaint_register", complaint.pk).status_code == 403
    post(client, "complaint_register", complaint.pk)
    complaint.refresh_from_db()
    assert complaint.number
    assert complaint.receipt.paper is not None


# --- who sees what -------------------------------------------------------------------------------
@pytest.mark.parametrize("who", ["clerk", "monitoring", "administrator"])
def test_who_has_nothing_to_do_with_complaints_sees_none(client_of, chancellery, who, request):
    complaint = rows.make_complaint(by=chancellery)
    client = client_of(request.getfixturevalue(who))
    for address in (reverse("complaint_list"), complaint.get_absolute_url(), reverse("complaint_journal")):
        assert client.get(address).status_code == 403


def test_art_97_2_the_accused_sees_neither_file_nor_row_and_a_colleague_does(client_of, chancellery):
    accused, colleague = make_staff(role=Role.DEPUTY_DIRECTOR), make_staff(role=Role.DEPUTY_DIRECTOR)
    complaint = rows.make_complaint(by=chancellery, accused=[accused], against="Орынбасар")
    pages = [
        complaint.get_absolute_url(),
        reverse("complaint_paper", args=[complaint.pk, "receipt"]),
        reverse("complaint_bundle", args=[complaint.pk]),
        reverse("complaint_preview", args=[complaint.pk]),
        reverse("complaint_act", args=[complaint.pk, "assign"]),
        reverse("complaint_decide", args=[complaint.pk]),
    ]
    for page in pages:
        assert client_of(accused).get(page).status_code == 403
    assert client_of(colleague).get(pages[0]).status_code == 200
    for name in ("complaint_list", "complaint_journal"):
        assert rows.AUTHOR.name not in client_of(accused).get(reverse(name)).content.decode()
        assert rows.AUTHOR.name in client_of(colleague).get(reverse(name)).content.decode()
    assert AccessRecord.objects.filter(by=colleague, subject_id=complaint.pk).exists()


def test_only_whom_it_lies_with_decides(client_of, chancellery, head):
    complaint = rows.make_complaint(by=chancellery)
    act(client_of(chancellery), complaint, "assign", to=f"head_of_division:{head.pk}")
    other = client_of(make_staff(role=Role.HEAD_OF_DIVISION))
    assert other.get(reverse("complaint_decide", args=[complaint.pk])).status_code == 403
    assert act(other, complaint, "inquiry", recipient="а", reason="б").status_code == 403
    assert client_of(head).get(reverse("complaint_decide", args=[complaint.pk])).status_code == 200


def test_an_act_on_a_file_that_moved_on_is_answered_409(client_of, chancellery, head):
    complaint = rows.make_complaint(by=chancellery)
    version = complaint.version
    act(client_of(chancellery), complaint, "assign", to=f"head_of_division:{head.pk}")
    response = post(
        client_of(chancellery), "complaint_act", complaint.pk, "withdraw", version=version, reason="а"
    )
    assert response.status_code == 409


def test_the_list_asks_the_database_a_constant_number_of_times(
    client_of, chancellery, django_assert_max_num_queries
):
    client = client_of(chancellery)
    for _number in range(3):
        rows.make_complaint(by=chancellery)
    with django_assert_max_num_queries(16):
        client.get(reverse("complaint_list"))
    for _number in range(6):
        rows.make_complaint(by=chancellery)
    with django_assert_max_num_queries(16):
        client.get(reverse("complaint_list"))


def test_the_list_finds_by_number_name_and_cell(client_of, chancellery):
    complaint = rows.make_complaint(by=chancellery)
    client = client_of(chancellery)
    for query in (f"q={complaint.number}", "q=қуаныш", "cell=open_in_time", "cell=all", "whose="):
        assert complaint.number in client.get(f"{reverse('complaint_list')}?{query}").content.decode()
    for query in ("q=жоқ", "cell=answered_late", "whose=mine"):
        assert (
            complaint.get_absolute_url()
            not in client.get(f"{reverse('complaint_list')}?{query}").content.decode()
        )


@pytest.mark.parametrize(
    ("values", "words", "day"),
    [
        ({"state": "assigned"}, "", None),
        ({"state": "answered", "finished_on": DUE}, "answered in time", DUE),
        ({"state": "closed", "ending": "answered", "finished_on": AFTER}, "answered late", AFTER),
        ({"state": "closed", "ending": "forwarded", "finished_on": DUE}, "forwarded in time", DUE),
        ({"state": "closed", "ending": "forwarded", "finished_on": AFTER}, "forwarded late", AFTER),
        ({"state": "closed", "ending": "anonymous", "finished_on": DUE}, "anonymous, left without", DUE),
        ({"state": "withdrawn", "withdrawn_on": AFTER}, "withdrawn", AFTER),
    ],
)
def test_a_complaint_that_asks_for_no_answer_says_when_and_how_it_ended(values, words, day):
    complaint = Complaint(due_on=DUE, **values)
    with translation.override("en"):
        assert how_ended(complaint).startswith(words)
        assert bool(how_ended(complaint)) == bool(words)
    assert ended_on(complaint) == day


def test_the_page_of_a_withdrawn_complaint_shows_no_day_as_if_it_were_due(client_of, chancellery):
    # In the morning: what comes after the department has closed counts from its next working day.
    with on(date(2026, 11, 24), 10):
        complaint = rows.make_complaint(by=chancellery)
        withdraw(complaint=complaint, reason="Өтінішін кері алды", by=chancellery, version=complaint.version)
        page = client_of(chancellery).get(complaint.get_absolute_url()).content.decode()
    head = page[page.index('class="page-head"') : page.index('class="page-body"')]
    assert 'datetime="2026-11-24"' in head
    assert "кері алынды" in head
    assert f"{complaint.due_on:%d.%m.%Y}" not in head


def test_the_printed_journal_has_room_for_a_date_on_one_line(chancellery):
    columns = _columns(chancellery)
    millimetre = 273 / sum(column.width for column in columns)  # the table of a landscape A4
    assert all(column.width * millimetre > 15 for column in columns if column.kind == Kind.DAY)


def test_reading_24_a_call_is_logged_and_is_no_complaint(client_of, chancellery):
    client = client_of(chancellery)
    values = {"called_on": f"{today():%d.%m.%Y}", "matter": "Кезек туралы", "told": "Жазбаша беру тәртібі"}
    post(client, "complaint_call_new", **values)
    assert OralContact.objects.get().matter == "Кезек туралы"
    assert Complaint.objects.count() == 0
    assert post(client, "complaint_call_new", **{**values, "matter": ""}).status_code == 422
    assert client.get(reverse("complaint_calls")).status_code == 200


def test_reading_56_the_head_sets_whether_a_last_day_off_moves(client_of, head, chancellery):
    regime = ComplaintRegime.objects.get(code="law-221")
    post(client_of(head), "complaint_regime_edit", regime.pk)
    regime.refresh_from_db()
    assert regime.rolls is False
    assert post(client_of(chancellery), "complaint_regime_edit", regime.pk).status_code == 403


def test_the_chancellery_has_its_queue_and_the_complaints_in_the_top_bar(client_of, chancellery):
    client = client_of(chancellery)
    page = client.get(client.get("/").url).content.decode()
    assert f'href="{reverse("complaint_list")}"' in page


def test_the_public_check_answers_for_receipt_and_answer(client, client_of, chancellery):
    client_of(chancellery).post(reverse("complaint_new"), typed())
    paper = Paper.objects.get(kind="receipt")
    page = client.get(reverse("check"), {"code": paper.check_code}).content.decode()
    assert paper.number in page
    assert "Қуанышева" not in page


def test_the_event_log_tells_its_readers_nothing_of_what_is_in_a_file(client_of, chancellery, head, deputy):
    complaint = rows.make_complaint(by=chancellery, accused=[head], reply_by="email")
    act(client_of(chancellery), complaint, "assign", to=f"deputy_director:{deputy.pk}")
    act(client_of(deputy), complaint, "inquiry", recipient="Зейнетақы қоры", reason="Құпия себеп")
    page = client_of(head).get(reverse("event_list")).content.decode()
    assert complaint.number in page
    mail = f"{reverse('mail_list')}?state=all"
    page += client_of(head).get(mail).content.decode()
    for secret in ("Құпия себеп", rows.AUTHOR.email, "Зейнетақы"):
        assert secret not in page


def test_a_decision_overtaken_by_a_colleague_says_what_changed_and_keeps_what_was_typed(
    client_of, chancellery, head
):
    complaint = rows.make_complaint(by=chancellery)
    act(client_of(chancellery), complaint, "assign", to=f"head_of_division:{head.pk}")
    shown = Complaint.objects.get().version
    other = make_staff(role=Role.DEPUTY_DIRECTOR)
    add_accused(complaint=complaint, staff=other, by=chancellery, version=shown)
    values = {"outcome": "part", "is_justified": "yes", "text": "Жауап мәтіні", "measures": "Ескерту жасалды"}
    response = post(client_of(head), "complaint_decide", complaint.pk, version=shown, **values)
    page = response.content.decode()
    assert response.status_code == 409
    assert str(chancellery) in page
    assert "Жауап мәтіні" in page
    assert "Ескерту жасалды" in page
    assert Complaint.objects.get().state == "assigned"


def test_a_signature_overtaken_by_a_colleague_says_what_changed_and_signs_nothing(
    client_of, chancellery, head
):
    complaint = rows.make_complaint(by=chancellery)
    act(client_of(chancellery), complaint, "assign", to=f"head_of_division:{head.pk}")
    office = client_of(head)
    values = {"outcome": "part", "is_justified": "yes", "text": "Жауап мәтіні", "measures": "Ескерту жасалды"}
    post(office, "complaint_decide", complaint.pk, version=Complaint.objects.get().version, **values)
    shown = Complaint.objects.get().version
    other = make_staff(role=Role.DEPUTY_DIRECTOR)
    add_accused(complaint=complaint, staff=other, by=chancellery, version=shown)
    response = post(office, "complaint_sign", complaint.pk, version=shown)
    assert response.status_code == 409
    assert str(chancellery) in response.content.decode()
    assert not Paper.objects.filter(kind="answer").exists()
    again = post(office, "complaint_sign", complaint.pk, version=Complaint.objects.get().version)
    assert again.status_code == 302
    assert Paper.objects.filter(kind="answer").exists()
