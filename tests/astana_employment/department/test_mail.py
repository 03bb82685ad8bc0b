"""Mail: queued with its act, sent once, tried again when the server asks so, shown when it cannot be sent."""

import email
from collections.abc import Iterator
from datetime import timedelta
from email.header import decode_header, make_header
from email.message import EmailMessage
from pathlib import Path

import pytest
from django.db import DatabaseError, IntegrityError, transaction
from django.urls import reverse
from django.utils import translation
from procrastinate.contrib.django.models import ProcrastinateJob
from procrastinate.jobs import Job

from astana_employment.department.acts import mail as actions
from astana_employment.department.acts.mail import (
    AnotherWorker,
    begin_attempt,
    begin_handing_over,
    queue_mail,
)
from astana_employment.department.mailing.delivery import deliver
from astana_employment.department.models import AccessRecord, Event, OutgoingMail
from astana_employment.department.tasks import GrowingPauses, TryLaterError
from astana_employment.toolbox.clock import now
from astana_employment.toolbox.errors import RuleViolation, StaleRecord
from astana_employment.toolbox.mailing import rules
from astana_employment.toolbox.mailing.rules import Outcome, State, Verdict, pause_after
from tests.astana_employment.department.papers import make_paper
from tests.astana_employment.department.smtp_server import HANG_UP, MailServer, mail_server
from tests.factories import form_key

pytestmark = pytest.mark.django_db
DELIVERY = "astana_employment.department.mailing.delivery"


@pytest.fixture(autouse=True)
def _english() -> Iterator[None]:
    with translation.override("en"):
        yield


@pytest.fixture
def server(settings) -> Iterator[MailServer]:
    with mail_server() as running:
        settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", running.port
        settings.DEFAULT_FROM_EMAIL = "Жұмыспен қамту департаменті <desk@example.kz>"
        yield running


def queued(**values) -> OutgoingMail:
    given = {
        "to": "aliya@example.kz",
        "subject": "Шағымның қабылданғаны туралы C-2026-000001",
        "body": "Құрметті Әлия Серікқызы!\n.\nЖауап қоса беріліп отыр.\n",
        "case_file": "complaint:1",
        "by": None,
        "key": "complaint:1:receipt",
        **values,
    }
    return queue_mail(**given)


def jobs() -> list[dict[str, int]]:
    return list(ProcrastinateJob.objects.filter(task_name="send_mail").values_list("args", flat=True))


def state_of(mail: OutgoingMail) -> tuple[str, str]:
    mail.refresh_from_db()
    return mail.state, mail.words


# --- queueing ------------------------------------------------------------------------------------


def test_a_mail_and_its_job_are_queued_with_the_act(clerk):
    mail = queued(by=clerk)
    assert (mail.state, mail.to, mail.queued_by) == (State.WAITING, "aliya@example.kz", clerk)
    assert jobs() == [{"mail_id": mail.pk, "round": 1}]
    event = Event.objects.get(verb="mail.queued")
    assert (event.by, event.case_file) == (clerk, "complaint:1")


def test_an_act_that_is_undone_sends_nothing():
    with transaction.atomic():
        queued()
        transaction.set_rollback(True)
    assert not OutgoingMail.objects.exists()
    assert jobs() == []


def test_the_same_act_twice_queues_one_mail():
    assert queued() == queued(subject="other")
    assert len(jobs()) == 1


@pytest.mark.parametrize(
    "address", ["", "aliya", "aliya@", "a b@example.kz", "a@example.kz\nBcc: b@c.kz", "a@-.kz"]
)
def test_what_is_no_address_is_refused_beside_its_field(address):
    with pytest.raises(RuleViolation) as caught:
        queued(to=address)
    assert caught.value.field == "email"
    assert jobs() == []


def test_a_subject_is_one_line_whatever_was_typed():
    assert queued(subject="Жауап\r\nBcc: b@c.kz").subject == "Жауап Bcc: b@c.kz"


def test_what_was_queued_never_changes_and_is_never_deleted():
    mail = queued()
    mail.body = "other"
    with pytest.raises(DatabaseError), transaction.atomic():
        mail.save()
    with pytest.raises(DatabaseError), transaction.atomic():
        mail.delete()


# --- the server's answers ------------------------------------------------------------------------


def test_an_accepted_mail_arrives_whole_with_its_paper(server, deputy):
    paper = make_paper(signed_by=deputy)
    mail = queued(papers=[paper])
    assert deliver(mail_id=mail.pk, round=1) is None
    assert state_of(mail) == (State.SENT, "250 ok")
    assert mail.sent_at is not None
    (message,) = server.messages()
    assert (message["To"], message["Message-ID"]) == ("aliya@example.kz", mail.message_id)
    plain = email.message_from_bytes(server.accepted[0][1])  # the newer reader splits long names
    assert str(make_header(decode_header(plain["From"]))) == "Жұмыспен қамту департаменті <desk@example.kz>"
    assert message["Subject"].strip() == "Шағымның қабылданғаны туралы C-2026-000001"
    assert message["Auto-Submitted"] == "auto-generated"
    body = message.get_body()
    assert isinstance(body, EmailMessage)
    letter = body.get_content().replace("\r\n", "\n")
    assert letter == "Құрметті Әлия Серікқызы!\n.\nЖауап қоса беріліп отыр.\n"
    (attached,) = message.iter_attachments()
    assert (attached.get_filename(), attached.get_content_type()) == (
        f"{paper.number}.pdf",
        "application/pdf",
    )
    assert attached.get_content() == bytes(paper.content.pdf)


def test_a_sent_mail_is_not_sent_again_by_another_job(server):
    mail = queued()
    for _time in range(3):
        deliver(mail_id=mail.pk, round=1)
    assert len(server.accepted) == 1


def test_a_server_that_asks_to_come_again_gets_the_mail_later(server):
    server.will_say("RCPT", "451 4.7.1 greylisted, come again", "450 4.2.1 still too early")
    mail = queued()
    assert deliver(mail_id=mail.pk, round=1) == timedelta(minutes=1)
    assert state_of(mail) == (State.WAITING, "451 4.7.1 greylisted, come again")
    assert deliver(mail_id=mail.pk, round=1) == timedelta(minutes=5)
    assert deliver(mail_id=mail.pk, round=1) is None
    assert state_of(mail) == (State.SENT, "250 ok")
    assert (mail.attempts, len(server.accepted)) == (3, 1)


@pytest.mark.parametrize("word", ["RCPT", "DATA", "message"])
def test_a_refusal_for_good_is_shown_at_once_and_not_tried_again(server, word):
    server.will_say(word, "550 5.1.1 no such mailbox: Әлия")
    mail = queued()
    assert deliver(mail_id=mail.pk, round=1) is None
    assert state_of(mail) == (State.FAILED, "550 5.1.1 no such mailbox: Әлия")
    assert deliver(mail_id=mail.pk, round=1) is None
    assert (server.talks, server.accepted) == (1, [])
    assert Event.objects.get(verb="mail.failed").reason == "550 5.1.1 no such mailbox: Әлия"


@pytest.mark.parametrize(
    ("word", "words", "state"),
    [
        ("greeting", "554 5.7.1 your address is blocked", State.WAITING),
        ("MAIL", "550 5.7.1 sender not allowed", State.WAITING),
        ("MAIL", "552 5.3.4 message too big", State.FAILED),
        ("RCPT", HANG_UP, State.WAITING),
        ("DATA", HANG_UP, State.WAITING),
        ("message", "452 4.3.1 disk full", State.WAITING),
    ],
)
def test_what_is_no_fault_of_the_mail_is_tried_again(server, word, words, state):
    server.will_say(word, words)
    mail = queued()
    deliver(mail_id=mail.pk, round=1)
    assert state_of(mail)[0] == state
    assert mail.words
    assert server.accepted == []


def test_a_connection_that_drops_after_the_message_leaves_it_uncertain_and_is_never_repeated(server):
    server.will_say("message", HANG_UP)
    mail = queued()
    assert deliver(mail_id=mail.pk, round=1) is None
    assert state_of(mail)[0] == State.UNCERTAIN
    assert deliver(mail_id=mail.pk, round=1) is None
    assert len(server.accepted) == 1


def test_no_server_at_all_is_tried_again(server, settings):
    settings.EMAIL_PORT = 1
    mail = queued()
    assert deliver(mail_id=mail.pk, round=1) == timedelta(minutes=1)
    assert "refused" in state_of(mail)[1]


def test_after_three_days_of_asking_it_could_not_be_sent(server):
    server.will_say("RCPT", *["451 later"] * 20)
    mail = queued()
    pauses = []
    while (pause := deliver(mail_id=mail.pk, round=1)) is not None:
        pauses.append(pause)
    assert state_of(mail) == (State.FAILED, "451 later")
    assert pauses == sorted(pauses)
    assert timedelta(days=2) < sum(pauses, timedelta()) < timedelta(days=4)


def test_a_kazakh_domain_is_written_as_servers_know_it(server):
    mail = queued(to="aliya@пошта.қаз")
    deliver(mail_id=mail.pk, round=1)
    assert "xn--" in server.accepted[0][0]
    assert server.accepted[0][0] == f"aliya@{'пошта.қаз'.encode('idna').decode()}"


# --- files -----------------------------------------------------------------------------------------


def test_without_a_server_mail_becomes_a_file_for_its_owner_alone(settings, tmp_path):
    settings.EMAIL_HOST, settings.MAIL_FOLDER = "", tmp_path / "data" / "mail"
    mail = queued()
    deliver(mail_id=mail.pk, round=1)
    (file,) = settings.MAIL_FOLDER.iterdir()
    assert state_of(mail) == (State.SENT, file.name)
    assert file.stat().st_mode & 0o077 == 0
    assert mail.message_id.encode() in file.read_bytes()


def test_a_folder_that_cannot_be_written_is_said_and_tried_again(settings):
    settings.EMAIL_HOST, settings.MAIL_FOLDER = "", Path("/proc/mail")
    mail = queued()
    assert deliver(mail_id=mail.pk, round=1) == timedelta(minutes=1)
    assert state_of(mail)[1].startswith("/proc/mail: ")


# --- workers that die, and their jobs ----------------------------------------------------------------


def test_a_worker_that_died_before_the_last_word_is_replaced(server):
    mail = queued()
    begin_attempt(mail_id=mail.pk, round=1)
    deliver(mail_id=mail.pk, round=1)
    assert state_of(mail)[0] == State.SENT
    assert (mail.attempts, len(server.accepted)) == (2, 1)


def test_a_worker_that_died_at_the_last_word_leaves_the_mail_to_people(server):
    mail = queued()
    taken = begin_attempt(mail_id=mail.pk, round=1)
    assert taken is not None
    begin_handing_over(mail=taken, attempt=1)
    assert deliver(mail_id=mail.pk, round=1) is None
    assert state_of(mail)[0] == State.UNCERTAIN
    assert server.talks == 0


def test_a_worker_taken_for_dead_may_not_say_the_last_word(server, monkeypatch):
    """It slept; another one has the mail meanwhile."""
    mail = queued()
    real = actions.begin_handing_over

    def slept(**values) -> None:
        monkeypatch.setattr(f"{DELIVERY}.begin_handing_over", real)
        deliver(mail_id=mail.pk, round=1)
        real(**values)

    monkeypatch.setattr(f"{DELIVERY}.begin_handing_over", slept)
    assert deliver(mail_id=mail.pk, round=1) is None
    assert state_of(mail)[0] == State.SENT
    assert len(server.accepted) == 1


def test_an_outcome_of_an_attempt_that_was_replaced_is_not_recorded():
    mail = queued()
    first = begin_attempt(mail_id=mail.pk, round=1)
    begin_attempt(mail_id=mail.pk, round=1)
    assert first is not None
    with pytest.raises(AnotherWorker):
        actions.record_outcome(mail=first, attempt=1, outcome=Outcome(Verdict.NEVER, "550"))


def test_the_servers_word_is_kept_while_the_database_restarts(server, monkeypatch):
    from django.db import OperationalError

    real, failures = actions.record_outcome, [OperationalError("gone"), OperationalError("gone")]

    def record(**values) -> OutgoingMail:
        if failures:
            raise failures.pop()
        return real(**values)

    monkeypatch.setattr(f"{DELIVERY}.record_outcome", record)
    monkeypatch.setattr(f"{DELIVERY}.close_old_connections", lambda: None)
    monkeypatch.setattr("time.sleep", lambda seconds: None)
    mail = queued()
    deliver(mail_id=mail.pk, round=1)
    assert state_of(mail)[0] == State.SENT


def test_a_job_runs_again_after_the_pause_of_its_error_or_soon():
    strategy, job = GrowingPauses(), Job(id=1, queue="default", lock=None, queueing_lock=None, task_name="x")
    later = strategy.get_retry_decision(exception=TryLaterError(timedelta(hours=3)), job=job)
    soon = strategy.get_retry_decision(exception=DatabaseError(), job=job)
    assert later.retry_at is not None
    assert soon.retry_at is not None
    assert timedelta(hours=2) < later.retry_at - soon.retry_at < timedelta(hours=3)


# --- pauses ------------------------------------------------------------------------------------------


def test_pauses_grow_and_end():
    pauses = [pause_after(number) for number in range(1, len(rules.PAUSES) + 1)]
    assert None not in pauses
    assert pause_after(len(rules.PAUSES) + 1) is None


@pytest.mark.parametrize(
    "values",
    [
        {"to": "nobody"},
        {"subject": ""},
        {"subject": "a\nb"},
        {"state": "sent"},
        {"state": "failed"},
        {"state": "x"},
    ],
)
def test_the_database_refuses_what_makes_no_sense(values):
    given = {"to": "a@b.kz", "subject": "x", "key": "y", "message_id": "<z>", "queued_at": now(), **values}
    with pytest.raises(IntegrityError), transaction.atomic():
        OutgoingMail.objects.create(**given)


# --- what people decide ----------------------------------------------------------------------------


def failed(server: MailServer, **values) -> OutgoingMail:
    server.will_say("RCPT", "550 5.1.1 no such mailbox")
    mail = queued(**values)
    deliver(mail_id=mail.pk, round=1)
    mail.refresh_from_db()
    return mail


def test_trying_again_is_a_new_round_and_the_same_message(server, chancellery):
    mail = failed(server)
    again = actions.retry(mail=mail, version=mail.version, by=chancellery)
    assert jobs()[-1] == {"mail_id": mail.pk, "round": 2}
    assert deliver(mail_id=mail.pk, round=1) is None
    assert server.accepted == []
    deliver(mail_id=mail.pk, round=2)
    assert state_of(mail)[0] == State.SENT
    assert server.messages()[0]["Message-ID"] == again.message_id == mail.message_id


def test_giving_up_ends_it_with_the_reason(server, chancellery):
    mail = failed(server)
    actions.give_up(mail=mail, reason="поштамен жіберілді", version=mail.version, by=chancellery)
    assert state_of(mail)[0] == State.GIVEN_UP
    event = Event.objects.get(verb="mail.given_up")
    assert (event.reason, event.by) == ("поштамен жіберілді", chancellery)
    assert deliver(mail_id=mail.pk, round=1) is None


def test_a_sent_mail_is_neither_tried_again_nor_given_up(server, chancellery):
    mail = queued()
    deliver(mail_id=mail.pk, round=1)
    mail.refresh_from_db()
    with pytest.raises(RuleViolation):
        actions.retry(mail=mail, version=mail.version, by=chancellery)
    with pytest.raises(RuleViolation):
        actions.give_up(mail=mail, reason="x", version=mail.version, by=chancellery)


def test_who_saw_an_older_state_is_told(server, chancellery):
    mail = failed(server)
    with pytest.raises(StaleRecord):
        actions.retry(mail=mail, version=mail.version - 1, by=chancellery)


# --- the page ------------------------------------------------------------------------------------------


@pytest.fixture
def office(chancellery, client_of):
    chancellery.language = "en"
    chancellery.save()
    return client_of(chancellery)


def test_the_page_shows_what_could_not_be_sent_in_the_servers_words(server, office, chancellery):
    failed(server)
    sent = queued(key="other", to="sent@example.kz")
    deliver(mail_id=sent.pk, round=1)
    page = office.get(reverse("mail_list")).text
    assert "550 5.1.1 no such mailbox" in page
    assert "aliya@example.kz" in page
    assert "sent@example.kz" not in page
    assert "sent@example.kz" in office.get(reverse("mail_list"), {"state": "sent"}).text
    assert AccessRecord.objects.filter(by=chancellery, subject_type="department.outgoingmail").count() == 2


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ({"state": "all"}, 1),
        ({"state": "again"}, 0),
        ({"state": "all", "text": "ALIYA"}, 1),
        ({"text": "zz"}, 0),
    ],
)
def test_filters(server, office, query, found):
    failed(server)
    assert len(office.get(reverse("mail_list"), query).context["rows"]) == found


def test_a_filter_that_cannot_be_read_is_said(office):
    assert office.get(reverse("mail_list"), {"state": "nonsense"}).status_code == 422


def test_empty_and_without_a_server_the_page_says_so(office, settings):
    settings.EMAIL_HOST, settings.MAIL_FOLDER = "", Path("/data/mail")
    page = office.get(reverse("mail_list")).text
    assert "No letter is left unsent" in page
    assert "/data/mail" in page


def test_the_chancellery_tries_again_and_gives_up(server, office):
    mail = failed(server)
    answer = office.post(reverse("mail_retry", args=[mail.pk]), {"version": mail.version, **form_key()})
    assert answer.status_code == 302
    mail.refresh_from_db()
    assert mail.state == State.WAITING
    address = reverse("mail_give_up", args=[mail.pk])
    assert "how the person gets to know" in office.get(address).text
    assert office.post(address, {"version": mail.version, "reason": "", **form_key()}).status_code == 422
    stale = office.post(address, {"version": mail.version - 1, "reason": "x", **form_key()})
    assert stale.status_code == 409
    office.post(address, {"version": mail.version, "reason": "by post", **form_key()})
    assert state_of(mail)[0] == State.GIVEN_UP


def test_a_retry_that_comes_too_late_is_answered_with_the_list(server, office):
    mail = failed(server)
    address = reverse("mail_retry", args=[mail.pk])
    assert office.post(address, {"version": mail.version - 1, **form_key()}).status_code == 409
    sent = queued(key="other")
    deliver(mail_id=sent.pk, round=1)
    sent.refresh_from_db()
    late = office.post(reverse("mail_retry", args=[sent.pk]), {"version": sent.version, **form_key()})
    assert late.status_code == 422
    assert "the present state is “sent”" in late.text


def test_a_clerk_may_not_see_the_mail(clerk, client_of, server):
    mail = failed(server)
    assert client_of(clerk).get(reverse("mail_list")).status_code == 403
    assert client_of(clerk).post(reverse("mail_retry", args=[mail.pk]), form_key()).status_code == 403


def test_the_list_asks_the_same_however_many_mails(server, office, django_assert_max_num_queries):
    for number in range(8):
        failed(server, key=str(number))
    with django_assert_max_num_queries(14):
        office.get(reverse("mail_list"))


def test_the_chancellery_has_mail_in_its_bar_and_the_head_under_department(office, head, client_of):
    address = f'href="{reverse("mail_list")}"'
    assert office.get(reverse("standard_list")).text.count(address) >= 1
    bar = client_of(head).get(reverse("home"), follow=True).text
    assert address not in bar
