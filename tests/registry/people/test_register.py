"""The form at the counter: what is asked, what is refused, what is saved (clauses 6, 12, 13; reading 39)."""

import threading
import uuid
from datetime import date, timedelta

import pytest
from django.db import connection
from django.test import Client
from django.urls import reverse
from django.utils import translation

from astana_employment.department.models import Event, RequiredDocument, Role
from astana_employment.toolbox.clock import today
from registry.models import DuplicateDecision, IntakeApplication, Person, UnemploymentRegistration
from tests.factories import form_key, iin_for, make_person, make_registration, make_staff

pytestmark = pytest.mark.django_db

BORN = date(1985, 5, 17)
IIN = iin_for(BORN, 321)


def typed(**changes):
    """Return a complete form of a citizen; None takes a field away, double underscores stand for hyphens."""
    values = {
        "category": "citizen",
        "surname": "Ахметов",
        "given_name": "Ерлан",
        "patronymic": "Серікұлы",
        "birth_date": "17.5.85",
        "sex": "male",
        "address": "Астана, Абай даңғылы, 10",
        "doc-identity-form": "identity_card",
        "doc-identity-number": "012345678",
        "doc-identity-issuer": "ҚР ІІМ",
        "doc-identity-issued_on": "01022020",
        "doc-iin-number": IIN,
        "doc-work_record-number": "№ 5",
        "doc-work_record-issuer": "ЖШС «Құрылыс»",
        "doc-work_record-issued_on": "2010-03-01",
        "step": "register",
        **form_key(),
    }
    values |= {name.replace("__", "-"): value for name, value in changes.items()}
    return {name: value for name, value in values.items() if value is not None}


@pytest.fixture
def desk(client_of, clerk):
    clerk.language = "en"
    clerk.save()
    return client_of(clerk)


def post(desk, **changes):
    return desk.post(reverse("person_register"), typed(**changes))


def errors_of(response):
    counter = response.context["counter"]
    forms = [counter.person, counter.late, counter.apart, *counter.documents.forms]
    with translation.override("en"):
        return {form.add_prefix(name): list(texts) for form in forms for name, texts in form.errors.items()}


class TestAccepting:
    """Everything is there: accepted, and registered with one press."""

    def test_clause_12_accept_and_register(self, desk, clerk):
        response = post(desk)
        person = Person.objects.get()
        assert response.url == reverse("person_detail", args=[person.pk])
        registration = UnemploymentRegistration.objects.get()
        assert (registration.number, registration.registered_by) == (f"T-{today().year}-000001", clerk)
        assert (person.birth_date, person.iin, person.address) == (BORN, IIN, "Астана, Абай даңғылы, 10")

    def test_clause_12_each_document_has_number_issuer_and_date(self, desk):
        post(desk)
        rows = IntakeApplication.objects.get().documents.values_list("kind", "number", "issuer", "issued_on")
        assert list(rows) == [
            ("identity", "012345678", "ҚР ІІМ", date(2020, 2, 1)),
            ("iin", IIN, "ҚР ІІМ", date(2020, 2, 1)),
            ("work_record", "№ 5", "ЖШС «Құрылыс»", date(2010, 3, 1)),
        ]

    def test_clause_7_1_accept_only_leaves_ten_days_to_register(self, desk):
        post(desk, step="accept")
        application = IntakeApplication.objects.get()
        assert application.state == "accepted"
        assert application.due_on >= today() + timedelta(days=10)
        assert not UnemploymentRegistration.objects.exists()

    def test_a_double_click_makes_one_record(self, desk):
        values = typed()
        answers = [desk.post(reverse("person_register"), values) for _press in range(2)]
        assert {answer.status_code for answer in answers} == {302}
        assert answers[0].url == answers[1].url
        assert Person.objects.count() == UnemploymentRegistration.objects.count() == 1

    def test_lookalike_letters_are_mended_with_a_notice(self, desk):
        response = desk.post(reverse("person_register"), typed(surname="Aхметoв"), follow=True)
        assert Person.objects.get().surname == "Ахметов"
        assert any("A, o" in str(message) for message in response.context["messages"])

    def test_an_iin_that_says_another_birth_is_a_notice_and_no_error(self, desk):
        other = iin_for(date(1990, 1, 1), 5)
        response = desk.post(reverse("person_register"), typed(doc__iin__number=other), follow=True)
        assert Person.objects.get().iin == other
        assert any("another date of birth" in str(message) for message in response.context["messages"])

    def test_an_expired_document_is_a_notice_and_counts_as_presented(self, desk):
        response = desk.post(
            reverse("person_register"), typed(doc__identity__expires_on="1.2.2021"), follow=True
        )
        assert UnemploymentRegistration.objects.exists()
        assert any("01.02.2021" in str(message) for message in response.context["messages"])

    def test_a_document_is_not_expired_on_its_last_day(self, desk):
        response = desk.post(
            reverse("person_register"), typed(doc__identity__expires_on=f"{today():%d.%m.%Y}"), follow=True
        )
        assert UnemploymentRegistration.objects.exists()
        assert not any("its last day was" in str(message) for message in response.context["messages"])

    def test_a_code_that_the_edition_does_not_ask_is_noted_on_the_card(self, desk):
        post(desk, doc__sik__number="12ав567890АВСDEF")
        assert Person.objects.get().sik == "12AB567890ABCDEF"
        assert not IntakeApplication.objects.get().documents.filter(kind="sik").exists()

    def test_a_foreigner_may_have_one_name(self, desk):
        post(
            desk,
            category="foreigner",
            surname="Сукарно",
            given_name="",
            patronymic="",
            doc__residence_permit__number="001234567",
            doc__residence_permit__issuer="ҚР ІІМ",
            doc__residence_permit__issued_on="01.02.2020",
        )
        assert Person.objects.get().full_name == "Сукарно"


class TestAsked:
    """Exactly the documents that the edition in force asks of the category."""

    def kinds(self, desk, **changes):
        response = post(desk, step="show", **changes)
        assert response.status_code == 200
        return [form.kind.value for form in response.context["counter"].documents.asked]

    @pytest.mark.parametrize(
        ("changes", "added"),
        [
            ({}, []),
            ({"category": "foreigner"}, ["residence_permit"]),
            ({"category": "stateless"}, ["stateless_certificate"]),
            ({"is_oralman": "on"}, ["oralman_certificate"]),
        ],
    )
    def test_clause_12_by_category(self, desk, changes, added):
        assert set(self.kinds(desk, **changes)) == {"identity", "iin", "work_record", *added}

    def test_reading_39_a_day_of_2010_is_asked_by_the_edition_of_2008(self, desk):
        assert self.kinds(desk, late__happened_on="14.05.2010") == [
            "identity",
            "sik",
            "rnn",
            "work_record",
        ]

    def test_reading_39_what_the_department_adds_to_its_edition_is_asked(self, desk):
        RequiredDocument.objects.filter(standard__code="2013", group="citizen", kind="work_record").delete()
        assert self.kinds(desk) == ["identity", "iin"]

    def test_nothing_typed_is_lost_when_the_category_changes(self, desk):
        response = post(desk, step="show", category="stateless", doc__residence_permit__number="001234567")
        page = response.content.decode()
        for value in ("Ахметов", "012345678", IIN, "№ 5", "001234567", "17.5.85"):
            assert value in page
        assert not Person.objects.exists()

    def test_htmx_gets_the_rows_alone(self, desk):
        response = desk.post(
            reverse("person_register"),
            typed(step="show", category="foreigner"),
            headers={"HX-Request": "true", "HX-Target": "documents"},
        )
        assert response.content.decode().strip().startswith('<div id="documents">')

    def test_clause_12_a_mark_of_internal_affairs_is_required_of_stateless_persons(self, desk):
        values = {
            "category": "stateless",
            "doc__stateless_certificate__number": "001234567",
            "doc__stateless_certificate__issuer": "ҚР ІІМ",
            "doc__stateless_certificate__issued_on": "01.02.2020",
        }
        assert [kind.value for kind in post(desk, **values).context["counter"].documents.missing] == [
            "stateless_certificate"
        ]
        assert post(desk, **values, doc__stateless_certificate__has_police_mark="on").status_code == 302

    def test_reading_61_a_stateless_person_is_registered_and_asks_with_the_certificate_alone(self, desk):
        values = {
            "category": "stateless",
            "doc__identity__number": "",
            "doc__identity__issuer": "",
            "doc__identity__issued_on": "",
            "doc__identity__is_absent": "on",
            "doc__stateless_certificate__number": "ЛБ 001234567",
            "doc__stateless_certificate__issuer": "ҚР ІІМ",
            "doc__stateless_certificate__issued_on": "01.02.2020",
            "doc__stateless_certificate__has_police_mark": "on",
        }
        assert post(desk, **values).status_code == 302
        registration = UnemploymentRegistration.objects.get()
        assert registration.application.missing == []
        address = reverse("request_new", args=[registration.pk])
        assert "stateless person" in desk.get(address).content.decode()
        shown = {
            "identity_form": "stateless",
            "identity_number": "ЛБ 001234567",
            "language": "kk",
            **form_key(),
        }
        response = desk.post(address, shown)
        assert response.status_code == 302
        page = desk.get(response.url).content.decode()
        assert "ЛБ 001234567" in page
        assert "stateless person" in page

    def test_reading_61_the_certificate_is_offered_to_stateless_people_alone(self, desk):
        post(desk)
        page = desk.get(reverse("request_new", args=[UnemploymentRegistration.objects.get().pk]))
        assert "stateless person" not in page.content.decode()


class TestTurningBack:
    """What is missing is listed, and the attempt recorded."""

    WITHOUT_WORK = {
        "doc__work_record__number": "",
        "doc__work_record__issuer": "",
        "doc__work_record__issued_on": "",
    }

    @pytest.mark.parametrize("step", ["register", "accept"])
    def test_an_empty_row_is_asked_about_first(self, desk, step):
        response = post(desk, step=step, **self.WITHOUT_WORK)
        assert response.status_code == 422
        assert "document confirming work activity" in response.content.decode()
        assert not Person.objects.exists()

    def test_clause_12_turned_back_with_the_list_to_print(self, desk):
        response = desk.post(
            reverse("person_register"), typed(step="turn_back", **self.WITHOUT_WORK), follow=True
        )
        application = IntakeApplication.objects.get()
        assert (application.state, application.missing) == ("turned_back", ["work_record"])
        assert response.redirect_chain[-1][0] == reverse("application_missing", args=[application.pk])
        assert "document confirming work activity" in response.content.decode()

    def test_a_row_ticked_as_not_presented_is_missing_whatever_stands_in_it(self, desk):
        response = post(desk, step="turn_back", doc__work_record__is_absent="on", doc__work_record__issuer="")
        assert response.status_code == 302
        assert IntakeApplication.objects.get().missing == ["work_record"]

    def test_nobody_is_turned_back_when_nothing_is_missing(self, desk):
        assert post(desk, step="turn_back").status_code == 422
        assert not Person.objects.exists()


class TestBadInput:
    """Every bad value has its own message beside its field; nothing typed is lost."""

    @pytest.mark.parametrize(
        ("field", "value", "message"),
        [
            ("surname", "", "required"),
            ("surname", "Ахметов7", "no digits"),
            ("surname", "Ахметов☎", "no character"),
            ("given_name", "", "required"),
            ("latin_name", "Ахметов", "Latin"),
            ("birth_date", "31.02.1985", "no such day"),
            ("birth_date", "1.1.2099", "future"),
            ("birth_date", "завтра", "day, month, year"),
            ("sex", "", "required"),
            ("category", "martian", "valid choice"),
            ("address", "", "required"),
            ("address", "Абай ☎", "no character"),
            ("phone", "тел", "digits"),
            ("email", "кім@", "email"),
            ("doc-iin-number", "791028302729", "last digit"),
            ("doc-iin-number", "12345", "12 digits"),
            ("doc-rnn-number", "620800936044", "legal entity"),
            ("doc-sik-number", "12345678I0ABCDEF", "no I, L, O or Q"),
            ("doc-identity-number", "12!", "letters, digits"),
            ("doc-identity-issuer", "", "not presented"),
            ("doc-identity-issued_on", "1.1.2099", "future"),
            ("doc-identity-expires_on", "1.1.2019", "before it was issued"),
            ("late-happened_on", "1.1.2099", "future"),
            ("late-happened_on", "23.11.2025", "allowed"),
        ],
    )
    def test_beside_its_field(self, desk, field, value, message):
        response = desk.post(reverse("person_register"), {**typed(), field: value})
        assert response.status_code == 422
        errors = errors_of(response)
        expected = "late-allowed_by" if message == "allowed" else field
        assert list(errors) == [expected]
        assert message in errors[expected][0]
        assert "Астана, Абай" in response.content.decode() or field == "address"
        assert not Person.objects.exists()

    def test_all_faults_are_told_at_once(self, desk):
        errors = errors_of(post(desk, surname="", doc__iin__number="1", late__happened_on="x"))
        assert set(errors) == {"surname", "doc-iin-number", "late-happened_on"}

    def test_a_number_of_another_card_leads_to_that_card(self, desk):
        other = make_person(iin=IIN, surname="Ким", birth_date=date(1960, 1, 1))
        response = post(desk)
        assert response.status_code == 422
        assert "doc-iin-number" in errors_of(response)
        assert reverse("person_detail", args=[other.pk]) in response.content.decode()

    def test_without_its_key_nothing_is_done(self, desk):
        assert post(desk, form_key=None).status_code == 400
        assert not Person.objects.exists()


class TestDuplicates:
    """Likely duplicates stand beside the form before anything is saved."""

    def test_somebody_like_it_asks_for_a_decision(self, desk):
        like = make_person(surname="Ахмедов")
        response = post(desk)
        assert response.status_code == 422
        assert [found.person for found in response.context["counter"].found] == [like]
        assert Person.objects.count() == 1

    def test_they_stand_there_at_once_when_the_search_brought_the_name(self, desk):
        make_person(surname="Ахмедов")
        page = desk.get(reverse("person_register"), {"q": "Ахметов Ерлан 17.05.1985"})
        assert "Ахмедов" in page.content.decode()

    def test_they_are_shown_while_one_types(self, desk):
        make_person(surname="Ахмедов")
        response = desk.post(
            reverse("person_register"),
            {"surname": "Ахметов", "birth_date": "17.05.1985", **form_key()},
            headers={"HX-Request": "true", "HX-Target": "duplicates"},
        )
        assert response.status_code == 200
        assert "Ахмедов" in response.content.decode()

    def test_not_the_same_person_is_recorded_for_each_that_was_shown(self, desk):
        shown = [make_person(surname="Ахмедов"), make_person(surname="Ақметов")]
        response = post(desk, seen=[card.pk for card in shown], not_same_reason="ағасы")
        assert response.status_code == 302
        assert {row.reason for row in DuplicateDecision.objects.all()} == {"ағасы"}
        assert DuplicateDecision.objects.count() == 2

    def test_a_reason_for_a_card_that_was_not_shown_is_not_enough(self, desk):
        shown, later = make_person(surname="Ахмедов"), make_person(surname="Ақметов")
        response = post(desk, seen=[shown.pk], not_same_reason="ағасы")
        assert response.status_code == 422
        assert later in [found.person for found in response.context["counter"].found]
        assert not DuplicateDecision.objects.exists()

    def test_without_a_reason_nothing_is_saved(self, desk):
        like = make_person(surname="Ахмедов")
        assert "not_same_reason" in errors_of(post(desk, seen=[like.pk]))


class TestLater:
    """Entered later from paper notes: both days, and who allowed it."""

    def test_both_days_are_kept(self, desk, head):
        day = today() - timedelta(days=3)
        post(desk, late__happened_on=f"{day:%d.%m.%Y}", late__allowed_by=head.pk)
        registration = UnemploymentRegistration.objects.get()
        assert (registration.registered_on, registration.entered_on) == (day, today())
        assert registration.late_entry_allowed_by == head
        event = Event.objects.get(verb="person.registered")
        assert (event.happened_on, event.allowed_by) == (day, head)

    def test_only_heads_and_deputies_are_offered(self, desk, head, deputy, other_clerk):
        response = desk.get(reverse("person_register"), {"q": "Ахметов"})
        offered = response.context["counter"].late.fields["allowed_by"].queryset
        assert set(offered) == {head, deputy}


class TestDoor:
    """The form is reached from the search only, and by the desk only."""

    def test_without_a_search_there_is_no_form(self, desk):
        assert desk.get(reverse("person_register")).url == reverse("person_search")

    def test_what_was_sought_stands_in_the_form(self, desk):
        response = desk.get(reverse("person_register"), {"q": IIN})
        assert response.context["counter"].documents.by_kind("iin")["number"].value() == IIN

    @pytest.mark.parametrize("role", ["deputy", "director", "administrator", "chancellery", "monitoring"])
    def test_others_cannot_register(self, client_of, request, role):
        client = client_of(request.getfixturevalue(role))
        assert client.post(reverse("person_register"), typed()).status_code == 403
        assert not Person.objects.exists()


class TestNextAttempt:
    """Somebody turned back comes again: only the documents are asked."""

    def turned_back(self, desk):
        post(desk, step="turn_back", **TestTurningBack.WITHOUT_WORK)
        return Person.objects.get()

    def test_reading_52_the_next_attempt_follows_the_first(self, desk):
        person = self.turned_back(desk)
        url = reverse("person_documents", args=[person.pk])
        form = desk.get(url).context["counter"].documents
        assert form.by_kind("identity")["number"].value() == "012345678"
        response = desk.post(url, typed())
        assert response.url == reverse("person_detail", args=[person.pk])
        last = person.applications.first()
        assert (last.state, last.follows.state) == ("accepted", "turned_back")
        assert person.registrations.count() == 1

    def test_a_document_left_at_home_today_is_missing_again(self, desk):
        person = self.turned_back(desk)
        desk.post(
            reverse("person_documents", args=[person.pk]),
            typed(doc__identity__is_absent="on", step="turn_back"),
        )
        assert person.applications.first().missing == ["identity"]

    def test_a_registered_person_is_refused_with_a_message(self, desk):
        person = make_registration().person
        values = typed(doc__iin__number=person.iin)
        response = desk.post(reverse("person_documents", args=[person.pk]), values)
        assert response.status_code == 422
        assert "already registered" in response.content.decode()


@pytest.mark.django_db(transaction=True)
def test_two_clerks_registering_one_iin_at_once(transactional_db):
    """One wins; the other is led to the card. No number of the journal is lost."""
    clerks = [make_staff(role=Role.CLERK), make_staff(role=Role.CLERK)]
    names = ("Ахметов", "Жүнісов")
    barrier, answers = threading.Barrier(2), []

    def register(clerk, surname):
        client = Client()
        client.force_login(clerk, backend="django.contrib.auth.backends.ModelBackend")
        values = typed(surname=surname, given_name=surname[::-1].capitalize(), patronymic="")
        values["form_key"] = str(uuid.uuid4())
        barrier.wait()
        answers.append(client.post(reverse("person_register"), values).status_code)
        connection.close()

    threads = [threading.Thread(target=register, args=pair) for pair in zip(clerks, names, strict=True)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(answers) == [302, 422]
    assert Person.objects.count() == 1
    assert UnemploymentRegistration.objects.get().sequence == 1
