"""A person's page and what it offers: who sees it, what it says, two officers on one card, merging."""

from datetime import date, timedelta

import pytest
from django.urls import reverse

from astana_employment.department.models import AccessRecord, Event
from astana_employment.toolbox.clock import today
from registry.models import DuplicateDecision, FormerName, PersonMerge
from registry.people.acts.merging import merge_people
from registry.people.acts.people import edit_person
from registry.people.timeline import PAGE
from tests.factories import form_key, make_application, make_person, make_registration

pytestmark = pytest.mark.django_db


@pytest.fixture
def desk(client_of, clerk):
    clerk.language = "en"
    clerk.save()
    return client_of(clerk)


@pytest.fixture
def office(client_of, head):
    head.language = "en"
    head.save()
    return client_of(head)


def url(name, row):
    return reverse(name, args=[row.pk])


def text_of(response):
    return " ".join(response.content.decode().split())


class TestSeeing:
    """Who may look, and what the page says."""

    @pytest.mark.parametrize("role", ["clerk", "other_clerk", "head", "deputy", "director"])
    def test_the_people_of_the_desk_and_those_who_decide(self, client_of, request, role):
        user = request.getfixturevalue(role)
        assert client_of(user).get(url("person_detail", make_person())).status_code == 200

    @pytest.mark.parametrize("role", ["administrator", "chancellery", "monitoring"])
    def test_clause_18_nobody_else(self, client_of, request, role):
        client = client_of(request.getfixturevalue(role))
        assert client.get(url("person_detail", make_person())).status_code == 403
        assert not AccessRecord.objects.exists()

    def test_clause_18_every_look_is_logged(self, desk, clerk):
        person = make_person()
        desk.get(url("person_detail", person))
        record = AccessRecord.objects.get()
        assert (record.by, record.act, record.subject_id) == (clerk, "view", person.pk)

    def test_who_may_only_look_is_offered_no_act(self, client_of, deputy):
        registration = make_registration()
        page = text_of(client_of(deputy).get(url("person_detail", registration.person)))
        assert '<form method="post" action="/applications' not in page
        assert url("person_edit", registration.person) not in page

    def test_clause_11_another_windows_person_is_said_to_be_so(self, client_of, clerk, other_clerk):
        person = make_person(surname="Ахметов")
        for user, is_elsewhere in ((clerk, False), (other_clerk, True)):
            response = client_of(user).get(url("person_detail", person))
            assert response.context["card"].is_elsewhere is is_elsewhere
            assert response.context["card"].window_number == 1

    def test_reading_59_a_surname_of_no_known_letter_belongs_to_window_4(self, desk):
        response = desk.get(url("person_detail", make_person(surname="李")))
        assert response.context["card"].window_number == 4

    def test_an_active_registration_in_words(self, desk):
        registration = make_registration()
        page = text_of(desk.get(url("person_detail", registration.person)))
        assert registration.number in page
        assert "active" in page

    def test_clause_7_1_accepted_documents_show_when_registration_is_due(self, desk):
        application = make_application(applied_on=today())
        response = desk.get(url("person_detail", application.person))
        assert response.context["card"].to_register == application
        assert url("application_register", application) in text_of(response)

    def test_a_turned_back_person_is_told_what_is_missing(self, desk):
        application = make_application(state="turned_back", missing=["iin"])
        page = text_of(desk.get(url("person_detail", application.person)))
        assert "individual identification number" in page
        assert url("person_documents", application.person) in page

    def test_a_past_registration_allows_a_new_one(self, desk):
        day = today() - timedelta(days=30)
        registration = make_registration(registered_on=day, state="ended", ended_on=today())
        response = desk.get(url("person_detail", registration.person))
        assert response.context["card"].past_registrations == [registration]
        assert url("person_documents", registration.person) in text_of(response)

    def test_reading_32_former_names_are_shown(self, desk):
        person = make_person()
        FormerName.objects.create(person=person, surname="Омарова", why="changed", until=date(2020, 1, 1))
        assert "Омарова" in text_of(desk.get(url("person_detail", person)))

    def test_a_merged_card_leads_to_the_kept_one(self, desk, head):
        kept, merged = make_person(), make_person(surname="Ахмедов")
        merge_people(kept=kept, merged=merged, reason="бір адам", by=head)
        assert desk.get(url("person_detail", merged)).url == url("person_detail", kept)
        assert merged.iin in text_of(desk.get(url("person_detail", kept)))

    def test_an_unknown_card_is_not_found(self, desk):
        assert desk.get(reverse("person_detail", args=[10**9])).status_code == 404

    def test_at_most_twelve_queries(self, desk, clerk, monkeypatch, django_assert_max_num_queries):
        """Panels of the upper apps count their own; three of the twelve sign in and two tell the window."""
        monkeypatch.setattr("registry.people.pages.people.person_panels", lambda *_: [])
        registration = make_registration()
        person = registration.person
        for _number in range(3):
            make_person(surname="Ахмедов")
            make_application(person=person, state="turned_back", missing=["iin"])
            edit_person(person=person, version=person.version, changes={"phone": f"8 70{_number}"}, by=clerk)
            person.refresh_from_db()
        with django_assert_max_num_queries(12):
            assert desk.get(url("person_detail", person)).status_code == 200


class TestHistory:
    """The events of the file, the latest first, thirty at a time."""

    def test_the_older_ones_are_a_page_further(self, desk, clerk):
        person = make_person()
        for number in range(PAGE + 2):
            person = edit_person(
                person=person, version=person.version, changes={"phone": f"8 {number}"}, by=clerk
            )
        history = desk.get(url("person_detail", person)).context["history"]
        assert len(history.entries) == PAGE
        older = desk.get(url("person_detail", person), {"before": history.older}).context["history"]
        assert len(older.entries) == 2
        assert older.older is None

    def test_a_change_tells_before_and_after(self, desk, clerk):
        person = make_person(phone="8 701")
        edit_person(person=person, version=1, changes={"phone": "8 702"}, by=clerk)
        assert "Telephone: 8 701 → 8 702" in text_of(desk.get(url("person_detail", person)))

    def test_the_history_of_a_merged_card_stands_on_the_kept_one(self, desk, clerk, head):
        kept, merged = make_person(), make_person()
        edit_person(person=merged, version=1, changes={"phone": "8 702"}, by=clerk)
        merged.refresh_from_db()
        merge_people(kept=kept, merged=merged, reason="бір адам", by=head)
        verbs = [row.event.verb for row in desk.get(url("person_detail", kept)).context["history"].entries]
        assert verbs.count("person.edited") == 2
        assert "person.merged" in verbs


class TestEditing:
    """The second officer is told who changed what, and keeps what was typed."""

    def values(self, person, **changes):
        return {
            "category": person.category,
            "birth_date": "17.05.1985",
            "sex": person.sex,
            "iin": person.iin,
            "address": person.address,
            "version": "1",
            **form_key(),
            **changes,
        }

    def test_a_change_is_saved_and_logged(self, desk):
        person = make_person()
        response = desk.post(url("person_edit", person), self.values(person, phone="8 701"))
        assert response.url == url("person_detail", person)
        assert Event.objects.get(verb="person.edited").changed_fields == ["phone"]

    def test_the_second_is_told_and_loses_nothing(self, desk, other_clerk):
        person = make_person()
        edit_person(person=person, version=1, changes={"address": "Астана, Сарыарқа, 1"}, by=other_clerk)
        response = desk.post(url("person_edit", person), self.values(person, phone="8 701"))
        page = text_of(response)
        assert response.status_code == 409
        assert str(other_clerk) in page
        assert "Астана, Сарыарқа, 1" in page
        assert 'value="8 701"' in page
        again = desk.post(url("person_edit", person), self.values(person, phone="8 701", version="2"))
        assert again.status_code == 302

    def test_a_number_of_another_card_leads_there(self, desk):
        person, other = make_person(), make_person(surname="Ким")
        response = desk.post(url("person_edit", person), self.values(person, iin=other.iin))
        assert response.status_code == 422
        assert url("person_detail", other) in text_of(response)

    def test_reading_32_a_changed_name(self, desk):
        person = make_person(surname="Ахметова")
        values = {"surname": "Kим", "given_name": "Анна", "why": "changed", "version": "1", **form_key()}
        refused = desk.post(url("person_name", person), values)
        assert refused.status_code == 422
        assert "reason" in refused.context["form"].errors
        response = desk.post(url("person_name", person), {**values, "reason": "неке куәлігі", **form_key()})
        assert response.status_code == 302
        person.refresh_from_db()
        assert (person.surname, person.former_names.get().surname) == ("Ким", "Ахметова")

    def test_a_corrected_name_on_a_stale_page(self, desk, other_clerk):
        person = make_person()
        edit_person(person=person, version=1, changes={"phone": "8"}, by=other_clerk)
        values = {"surname": "Ақметов", "given_name": "Ерлан", "why": "corrected", "version": "1"}
        assert desk.post(url("person_name", person), {**values, **form_key()}).status_code == 409

    def test_clause_11_another_letter_for_the_window(self, desk):
        person = make_person()
        desk.post(url("person_window", person), {"letter": "Л", "version": "1", **form_key()})
        assert desk.get(url("person_detail", person)).context["card"].window_number == 3
        refused = desk.post(url("person_window", person), {"letter": "Q", "version": "2", **form_key()})
        assert refused.status_code == 422

    @pytest.mark.parametrize("name", ["person_edit", "person_name", "person_window", "person_documents"])
    def test_who_may_only_look_cannot_change(self, client_of, deputy, name):
        assert client_of(deputy).get(url(name, make_person())).status_code == 403


class TestApplications:
    """Registering later, and the originals."""

    def test_clause_5_1_register_with_one_press(self, desk):
        application = make_application()
        response = desk.post(url("application_register", application), form_key())
        assert response.url == url("person_detail", application.person)
        assert application.person.registrations.get().registered_on == today()

    def test_registering_twice_says_why_not(self, desk):
        application = make_registration().application
        response = desk.post(url("application_register", application), form_key())
        assert response.status_code == 422
        assert "already" in text_of(response)

    def test_clause_7_1_not_before_the_day_of_applying(self, desk, head):
        application = make_application()
        day = today() - timedelta(days=1)
        values = {"late-happened_on": f"{day:%d.%m.%Y}", "late-allowed_by": head.pk, **form_key()}
        response = desk.post(url("application_register", application), values)
        assert response.status_code == 422
        assert "happened_on" in response.context["form"].errors

    def test_clause_12_originals_are_returned(self, desk, clerk):
        application = make_application()
        desk.post(url("application_originals", application), form_key())
        application.refresh_from_db()
        assert application.originals_returned_by == clerk
        page = text_of(desk.get(url("person_detail", application.person)))
        assert "Originals returned:" in page
        assert url("application_originals", application) not in page
        again = desk.post(url("application_originals", application), form_key(), follow=True)
        assert "already" in text_of(again)

    def test_the_list_of_missing_documents_says_where_and_when(self, desk):
        application = make_application(state="turned_back", missing=["iin"])
        page = text_of(desk.get(url("application_missing", application)))
        assert "09:00–13:00" in page
        assert "individual identification number" in page


class TestLikeCards:
    """Told apart by the desk, merged by the head of division."""

    def test_not_the_same_person(self, desk):
        person, other = make_person(), make_person(surname="Ахмедов")
        values = {"seen": [other.pk], "not_same_reason": "ағасы"}
        assert desk.post(url("person_not_same", person), {**values, **form_key()}).status_code == 302
        assert DuplicateDecision.objects.get().reason == "ағасы"
        assert desk.get(url("person_detail", person)).context["card"].duplicates == []

    def test_without_a_reason_it_is_refused_beside_the_field(self, desk):
        person, other = make_person(), make_person(surname="Ахмедов")
        response = desk.post(url("person_not_same", person), {"seen": [other.pk], **form_key()})
        assert response.status_code == 422
        assert "not_same_reason" in response.context["apart"].errors

    def test_a_clerk_does_not_merge(self, desk):
        assert desk.get(url("person_merge", make_person())).status_code == 403

    def test_both_cards_stand_side_by_side(self, office):
        one, two = make_person(phone="8 701"), make_person(surname="Ахмедов", phone="8 702")
        page = text_of(office.get(url("person_merge", one), {"other": two.pk}))
        assert "8 701" in page
        assert "8 702" in page

    def test_another_card_is_found_by_its_number(self, office):
        one, two = make_person(), make_person(surname="Ким")
        assert office.get(url("person_merge", one), {"q": two.iin}).context["other"] == two
        assert office.get(url("person_merge", one), {"q": "000"}).status_code == 422
        assert office.get(url("person_merge", one)).status_code == 200

    def test_merged_and_led_to_the_kept_card(self, office):
        one, two = make_person(), make_person(surname="Ахмедов")
        values = {"other": two.pk, "kept": two.pk, "reason": "бір адам", **form_key()}
        response = office.post(url("person_merge", one), values)
        assert response.url == url("person_detail", two)
        assert (PersonMerge.objects.get().kept, PersonMerge.objects.get().merged) == (two, one)

    def test_clause_5_1_overlapping_registrations_are_refused_with_the_reason(self, office):
        one, two = make_registration(), make_registration()
        values = {"other": two.person_id, "kept": one.person_id, "reason": "бір адам", **form_key()}
        response = office.post(url("person_merge", one.person), values)
        assert response.status_code == 422
        assert one.number in text_of(response)

    def test_without_a_reason_nothing_is_merged(self, office):
        one, two = make_person(), make_person()
        response = office.post(url("person_merge", one), {"other": two.pk, "kept": one.pk, **form_key()})
        assert response.status_code == 422
        assert not PersonMerge.objects.exists()
