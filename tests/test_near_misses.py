"""Real objects, opened by who comes nearest to being let in: same role, other person; yesterday's deputy."""

import hashlib
import io
from datetime import timedelta
from typing import Any

import pytest
from django.urls import reverse

from astana_employment.department.acts.mail import queue_mail
from astana_employment.department.models import Delegation, FormSubmission, Paper, Role
from astana_employment.toolbox.clock import now, today
from complaints.acts.intake import take_in
from complaints.course_acts import ACTS
from complaints.files import CheckedFile
from complaints.inspection import Kind
from complaints.loaders import officers_of
from complaints.models import Complaint
from indicators.models import IndicatorReport
from registry.hall.acts import calls
from tests.certificates.conftest import acts_for, prepared
from tests.complaints import rows
from tests.complaints.files import picture
from tests.factories import form_key, make_registration, make_search, make_staff
from tests.indicators.reports.builders import make_draft
from tests.registry.card import rows as card_rows
from tests.registry.hall.builders import stopped_clock, ticket_at

pytestmark = pytest.mark.django_db


def url(name, *args):
    return reverse(name, args=args)


def post(client, name, *args, **values):
    return client.post(url(name, *args), {**form_key(), **values})


def act(client, complaint, slug, **values):
    version = Complaint.objects.get(pk=complaint.pk).version
    return post(client, "complaint_act", complaint.pk, slug, version=version, **values)


# --- complaints ----------------------------------------------------------------------------------


def attached(chancellery, *accused):
    """Take a complaint with a file in, about some members of staff."""
    content = picture("PNG")
    size, sha256 = len(content), hashlib.sha256(content).hexdigest()
    file = CheckedFile("сурет.png", Kind.PNG, size, sha256, io.BytesIO(content))
    return take_in(arrival=rows.arrival(accused=list(accused)), files=[file], by=chancellery)


COMPLAINT_PAGES: tuple[tuple[Any, ...], ...] = (
    ("complaint_detail",),
    ("complaint_decide",),
    ("complaint_preview",),
    ("complaint_bundle",),
    ("complaint_paper", "receipt"),
    ("complaint_paper", "answer"),
    ("complaint_letter", 1),
    *(("complaint_act", slug) for slug in ACTS),
)
COMPLAINT_FORMS: tuple[tuple[Any, ...], ...] = (
    ("complaint_register",),
    ("complaint_receipt_finish",),
    ("complaint_decide",),
    ("complaint_sign",),
    *(("complaint_act", slug) for slug in ACTS),
)


def test_art_97_2_the_person_complained_of_gets_nothing_of_the_file_by_any_address(client_of, chancellery):
    accused = make_staff(role=Role.DEPUTY_DIRECTOR)
    complaint = attached(chancellery, accused)
    mail = queue_mail(
        to="a@example.kz", subject="s", body="b", case_file=complaint.case_file, by=chancellery, key="k"
    )
    browser = client_of(accused)
    before = Complaint.objects.get(pk=complaint.pk)
    for name, *more in COMPLAINT_PAGES:
        assert browser.get(url(name, complaint.pk, *more)).status_code == 403, (name, more)
    for name, *more in COMPLAINT_FORMS:
        answer = post(browser, name, complaint.pk, *more, version=before.version)
        assert answer.status_code == 403, (name, more)
    file = complaint.attachments.get()
    assert browser.get(url("complaint_attachment", file.pk)).status_code == 403
    assert Complaint.objects.get(pk=complaint.pk).version == before.version
    chief = make_staff(role=Role.HEAD_OF_DIVISION)
    rows_of_mail = client_of(chief).get(url("mail_list"), {"state": "all"}).content.decode()
    assert mail.to in rows_of_mail


def test_art_97_2_a_head_complained_of_neither_sees_nor_moves_the_mail_of_that_file(client_of, chancellery):
    accused, colleague = (make_staff(role=Role.HEAD_OF_DIVISION) for _ in range(2))
    complaint = rows.make_complaint(by=chancellery, accused=[accused])
    mail = queue_mail(
        to="a@example.kz", subject="s", body="b", case_file=complaint.case_file, by=chancellery, key="k"
    )
    for name in ("mail_retry", "mail_give_up"):
        assert post(client_of(accused), name, mail.pk, version=1, reason="x").status_code == 404
    assert client_of(accused).get(url("mail_give_up", mail.pk)).status_code == 404
    assert client_of(colleague).get(url("mail_give_up", mail.pk)).status_code == 200


def test_art_97_2_whoever_gave_the_answer_does_not_read_what_is_said_of_it(client_of, chancellery, deputy):
    """The whole file of the first complaint has the text of the second one on its cover."""
    head = make_staff(role=Role.HEAD_OF_DIVISION)
    counter, office = client_of(chancellery), client_of(head)
    complaint = rows.make_complaint(by=chancellery)
    act(counter, complaint, "assign", to=f"head_of_division:{head.pk}")
    complaint.refresh_from_db()
    ruling = {"outcome": "part", "is_justified": "yes", "text": "Жауап", "measures": "Ескерту"}
    post(office, "complaint_decide", complaint.pk, version=complaint.version, **ruling)
    complaint.refresh_from_db()
    post(office, "complaint_sign", complaint.pk, version=complaint.version)
    day = f"{rows.working_day():%d.%m.%Y}"
    wish = {"level": "deputy_director", "channel": "hand", "received_on": day, "text": "Бастық әділетсіз"}
    act(counter, complaint, "escalate", **wish)
    following = Complaint.objects.get(earlier=complaint)
    bundle = url("complaint_bundle", complaint.pk)
    own = office.get(complaint.get_absolute_url())
    assert own.status_code == 200
    assert bundle not in own.content.decode()
    assert "Бастық әділетсіз" not in own.content.decode()
    assert office.get(bundle).status_code == 403
    assert office.get(following.get_absolute_url()).status_code == 403
    assert client_of(deputy).get(bundle).content[:5] == b"%PDF-"


def test_a_colleague_of_the_same_rank_does_not_act_for_whom_it_lies_with(client_of, chancellery):
    mine, colleague = (make_staff(role=Role.DEPUTY_DIRECTOR) for _ in range(2))
    complaint = rows.make_complaint(by=chancellery)
    act(client_of(chancellery), complaint, "assign", to=f"deputy_director:{mine.pk}")
    other = client_of(colleague)
    complaint.refresh_from_db()
    for slug in ("inquiry", "inquiry-end", "extend", "forward", "leave", "reopen"):
        assert act(other, complaint, slug, recipient="а", reason="б", result="в").status_code == 403, slug
    for name in ("complaint_decide", "complaint_sign"):
        assert post(other, name, complaint.pk, version=complaint.version).status_code == 403, name
    assert Complaint.objects.get(pk=complaint.pk).version == complaint.version


def test_a_letter_of_another_complaint_is_not_found(client_of, chancellery, head):
    own, other = (rows.make_complaint(by=chancellery) for _ in range(2))
    act(client_of(chancellery), other, "assign", to=f"head_of_division:{head.pk}")
    act(client_of(head), other, "inquiry", recipient="а", reason="б")
    change = other.deadline_changes.get()
    assert client_of(head).get(url("complaint_letter", own.pk, change.pk)).status_code == 404


# --- acting officers, and keys of forms ------------------------------------------------------------


@pytest.fixture
def acting():
    """A clerk who acts for the deputy director today."""
    person = make_staff(role=Role.CLERK, window=2)
    acts_for(person, "deputy_director", today() - timedelta(days=3), today())
    return person


def end(how):
    """End the delegation: it ran out yesterday, or was revoked a moment ago."""
    rows_ = Delegation.objects.all()
    if how == "over":
        rows_.update(starts_on=today() - timedelta(days=9), ends_on=today() - timedelta(days=1))
    else:
        rows_.update(revoked_at=now(), revoked_reason="қайтып келді")


@pytest.mark.parametrize("how", ["over", "revoked"])
def test_a_delegation_that_ended_carries_nothing_on(how, acting, chancellery, client_of):
    complaint = rows.make_complaint(by=chancellery)
    act(client_of(chancellery), complaint, "assign", to=f"deputy_director:{acting.pk}")
    complaint.refresh_from_db()
    decision = prepared(make_staff(role=Role.CLERK, window=1))
    report = make_draft()
    browser = client_of(acting)
    open_today = [url("complaint_decide", complaint.pk), url("signing_list"), url("report_detail", report.pk)]
    assert [browser.get(page).status_code for page in open_today] == [200, 200, 200]
    end(how)
    assert [browser.get(page).status_code for page in open_today] == [403, 403, 403]
    choice = f"{decision.pk}:{decision.snapshot_sha256}"
    forms = [
        post(browser, "complaint_decide", complaint.pk, version=complaint.version),
        post(browser, "complaint_sign", complaint.pk, version=complaint.version),
        act(browser, complaint, "forward", recipient="а", reason="б"),
        post(browser, "signing_start", choice=choice),
        post(browser, "signing_return", decision.pk, note="x", reviewed_sha256=decision.snapshot_sha256),
        post(browser, "report_issue", report.pk, shown=""),
    ]
    assert {answer.status_code for answer in forms} == {403}
    assert acting not in officers_of("deputy_director")
    assert not Paper.objects.exclude(kind="receipt").exists()
    assert IndicatorReport.objects.get(pk=report.pk).state == "draft"


def test_the_key_of_somebody_elses_form_opens_nothing_and_does_nothing(client_of, chancellery):
    accused = make_staff(role=Role.DEPUTY_DIRECTOR)
    key, day = form_key(), f"{rows.working_day():%d.%m.%Y}"
    typed = {
        **{"channel": "hand", "kind": "complaint", "language": "kk", "reply_by": "post"},
        **{"name": "Ахметов Ерлан", "address": "Астана", "text": rows.TEXT, "received_on": day},
    }
    first = client_of(chancellery).post(url("complaint_new"), {**key, **typed, "accused": accused.pk})
    complaint = Complaint.objects.get()
    other = client_of(accused)
    assert other.post(url("complaint_new"), {**key, **typed}).status_code == 403
    call = other.post(url("complaint_call_new"), {**key, "caller": "x", "subject": "y", "called_on": day})
    assert call.url == first.url
    assert other.get(call.url).status_code == 403
    assert (Complaint.objects.get(), FormSubmission.objects.get().by) == (complaint, chancellery)


# --- reports, the hall, cards ----------------------------------------------------------------------


@pytest.mark.parametrize("who", ["monitoring", "chancellery", "clerk"])
def test_a_draft_of_a_report_is_for_who_drafts_and_issues(who, request, client_of):
    report = make_draft()
    browser = client_of(request.getfixturevalue(who))
    for name in ("report_detail", "report_preview", "report_send"):
        assert browser.get(url(name, report.pk)).status_code == 403, name
    for form in ("pdf", "xlsx", "csv", "json"):
        assert browser.get(url("report_file", report.pk, form)).status_code == 403
    for name in ("report_issue", "report_finish", "report_move", "report_revise", "report_send"):
        assert post(browser, name, report.pk, reason="x", shown="").status_code == 403, name


def test_a_clerk_does_not_move_a_ticket_that_was_handed_over_but_may_take_it_back(
    client_of, clerk, other_clerk
):
    with stopped_clock():
        ticket = ticket_at(1, clerk)
        calls.call_next(point=1, by=clerk)
        ticket.refresh_from_db()
        calls.hand_over(ticket=ticket, to_point=3, by=clerk)
        ticket.refresh_from_db()
        for slug in ("recall", "serve", "finish", "no-show", "left", "put-back", "hand-over"):
            answer = post(client_of(clerk), "ticket_act", ticket.pk, slug, version=ticket.version, to_point=1)
            assert answer.status_code == 403, slug
        assert (
            post(client_of(clerk), "queue_next", 1, finish=ticket.pk, version=ticket.version).status_code
            == 403
        )
        assert post(client_of(clerk), "queue_next", 3).status_code == 403
        back = post(client_of(clerk), "ticket_act", ticket.pk, "undo", version=ticket.version)
        assert back.status_code == 302
        ticket.refresh_from_db()
        assert ticket.point == 1


def test_what_stands_on_another_persons_card_is_not_found_under_ones_own(client_of, clerk):
    own, other = (make_registration(by=clerk) for _ in range(2))
    search = make_search(registration=other)
    entry = card_rows.summons(other, today())
    browser = client_of(clerk)
    assert browser.get(url("vacancy_search_detail", own.person_id, search.pk)).status_code == 404
    assert post(browser, "vacancy_search_explain", own.person_id, search.pk).status_code == 404
    key = {"pk": own.person_id, "slug": "summons", "entry_pk": entry.pk}
    assert browser.get(reverse("card_entry", kwargs=key)).status_code == 404
    for name in ("card_correct", "card_reason", "card_void", "card_undo"):
        assert browser.post(reverse(name, kwargs=key), form_key()).status_code == 404, name
