"""Cards of people: opened, changed, renamed, told apart, merged."""

from datetime import date, timedelta

import pytest

from astana_employment.department.models import Event
from astana_employment.toolbox.clock import today
from astana_employment.toolbox.errors import RuleViolation, StaleRecord
from registry.models import DuplicateDecision, Person, PersonMerge
from registry.people.acts.merging import merge_people
from registry.people.acts.people import (
    add_person,
    change_name,
    correct_name,
    edit_person,
    set_routing_letter,
    tell_apart,
)
from registry.people.duplicates import LikelyDuplicates, duplicates_of
from tests.factories import make_application, make_person, make_registration

pytestmark = pytest.mark.django_db


def fields(**changes):
    return {
        "category": "citizen",
        "is_oralman": False,
        "surname": "Ахметов",
        "given_name": "Ерлан",
        "patronymic": "Серікұлы",
        "latin_name": "",
        "birth_date": date(1985, 5, 17),
        "sex": "male",
        "iin": "",
        "sik": "",
        "rnn": "",
        "address": "Астана, Абай даңғылы, 10",
        "phone": "",
        "email": "",
        **changes,
    }


class TestOpening:
    """A card is opened once."""

    def test_the_card_and_its_event(self, clerk):
        person = add_person(fields=fields(iin="791028302728"), by=clerk)
        event = Event.objects.get(verb="person.added")
        assert event.case_file == person.case_file
        assert event.after["birth_date"] == "1985-05-17"

    def test_a_number_stands_on_one_card(self, clerk):
        make_person(iin="791028302728", surname="Ким", birth_date=date(1979, 10, 28))
        with pytest.raises(RuleViolation) as refused:
            add_person(fields=fields(iin="791028302728"), by=clerk)
        assert refused.value.field == "iin"

    def test_a_number_of_a_merged_card_is_taken_as_well(self, clerk):
        kept = make_person(surname="Ким", birth_date=date(1979, 10, 28))
        make_person(iin="791028302728", surname="Ли", birth_date=date(1950, 1, 1), merged_into=kept)
        with pytest.raises(RuleViolation):
            add_person(fields=fields(iin="791028302728"), by=clerk)

    def test_a_like_card_asks_for_a_decision(self, clerk):
        card = make_person(surname="Ахмедов")
        with pytest.raises(LikelyDuplicates) as refused:
            add_person(fields=fields(), by=clerk)
        assert [like.person for like in refused.value.found] == [card]

    def test_not_the_same_person_is_recorded(self, clerk):
        card = make_person(surname="Ахмедов")
        person = add_person(fields=fields(), by=clerk, not_same_as=[card], not_same_reason="екі адам")
        decision = DuplicateDecision.objects.get()
        assert {decision.person, decision.other} == {card, person}
        assert (decision.by, decision.reason) == (clerk, "екі адам")
        assert duplicates_of(person) == duplicates_of(card) == []

    def test_without_a_reason_nothing_is_saved(self, clerk):
        card = make_person(surname="Ахмедов")
        with pytest.raises(RuleViolation) as refused:
            add_person(fields=fields(), by=clerk, not_same_as=[card])
        assert refused.value.field == "not_same_reason"
        assert Person.objects.count() == 1


class TestChanging:
    """Two officers on one card: the second is told."""

    def test_only_what_changed_is_logged(self, clerk):
        person = make_person()
        edit_person(person=person, version=1, changes=fields(iin=person.iin, phone="8 701"), by=clerk)
        event = Event.objects.get(verb="person.edited")
        assert event.changed_fields == ["address", "phone"]
        person.refresh_from_db()
        assert (person.phone, person.version, person.surname) == ("8 701", 2, "Ахметов")

    def test_the_second_is_told_who_changed_what(self, clerk, other_clerk):
        person = make_person()
        edit_person(person=person, version=1, changes={"phone": "8 701"}, by=clerk)
        with pytest.raises(StaleRecord) as refused:
            edit_person(person=person, version=1, changes={"phone": "8 702"}, by=other_clerk)
        [change] = refused.value.changes
        assert (change.by, change.changed_fields) == (clerk, ["phone"])

    def test_a_number_of_another_card_is_refused(self, clerk):
        other = make_person(surname="Ким")
        person = make_person()
        with pytest.raises(RuleViolation) as refused:
            edit_person(person=person, version=1, changes={"iin": other.iin}, by=clerk)
        assert refused.value.field == "iin"

    def test_nothing_changed_is_no_event(self, clerk):
        person = make_person()
        assert edit_person(person=person, version=1, changes={"phone": ""}, by=clerk).version == 1
        assert not Event.objects.exists()


class TestNames:
    """Reading 32: routed by the present surname, found by the former."""

    def test_reading_32_a_changed_name_keeps_the_former(self, clerk):
        person = make_person(surname="Ахметова")
        person = change_name(
            person=person, version=1, names={"surname": "Ким"}, reason="неке куәлігі № 5", by=clerk
        )
        former = person.former_names.get()
        assert (former.surname, former.why, former.until) == ("Ахметова", "changed", today())
        assert (person.letter, person.search_surname) == ("К", "ким")
        assert Event.objects.get().verb == "person.name_changed"

    def test_a_corrected_name_keeps_the_former(self, clerk):
        person = correct_name(person=make_person(), version=1, names={"surname": "Ақметов"}, by=clerk)
        assert person.former_names.get().why == "corrected"

    def test_a_change_names_its_document(self, clerk):
        with pytest.raises(RuleViolation) as refused:
            change_name(person=make_person(), version=1, names={"surname": "Ким"}, reason="", by=clerk)
        assert refused.value.field == "reason"

    def test_the_same_name_is_no_change(self, clerk):
        with pytest.raises(RuleViolation):
            correct_name(person=make_person(), version=1, names={"surname": "Ахметов"}, by=clerk)

    def test_clause_11_the_letter_can_be_set_by_hand(self, clerk):
        person = set_routing_letter(person=make_person(surname="李"), version=1, letter="Л", by=clerk)
        assert person.letter == "Л"
        with pytest.raises(RuleViolation):
            set_routing_letter(person=person, version=2, letter="Q", by=clerk)


class TestMerging:
    """Two cards of one person: merged, recorded, both found."""

    def test_everything_moves_to_the_kept_card(self, head):
        kept, merged = make_person(iin=""), make_person(surname="Ахмедов", phone="8 701")
        registration = make_registration(person=merged)
        merge = merge_people(kept=kept, merged=merged, reason="бір адам", by=head)
        for row in (kept, merged, registration, registration.application):
            row.refresh_from_db()
        assert (registration.person, registration.application.person) == (kept, kept)
        assert kept.iin == merged.iin != ""
        assert (kept.phone, merged.merged_into) == ("8 701", kept)
        assert kept.former_names.get().surname == "Ахмедов"
        assert PersonMerge.objects.get() == merge
        event = Event.objects.get(verb="person.merged")
        assert (event.case_file, event.after["merged"]) == (kept.case_file, merged.full_name)
        assert Event.objects.get(verb="person.edited").changed_fields == ["iin", "phone"]

    def test_a_card_merged_earlier_follows(self, head):
        first, second, third = make_person(), make_person(), make_person()
        merge_people(kept=second, merged=first, reason="бір адам", by=head)
        merge_people(kept=third, merged=second, reason="бір адам", by=head)
        first.refresh_from_db()
        assert first.merged_into == third

    def test_clause_5_1_overlapping_registrations_are_named(self, head):
        one, two = make_registration(), make_registration()
        with pytest.raises(RuleViolation) as refused:
            merge_people(kept=one.person, merged=two.person, reason="бір адам", by=head)
        assert one.number in str(refused.value)
        assert two.number in str(refused.value)
        assert not PersonMerge.objects.exists()

    def test_registrations_one_after_the_other_may_meet(self, head):
        day = today() - timedelta(days=30)
        one = make_registration(registered_on=day, state="ended", ended_on=today())
        two = make_registration()
        merge_people(kept=one.person, merged=two.person, reason="бір адам", by=head)
        assert one.person.registrations.count() == 2

    def test_a_merged_card_is_not_merged_again(self, head):
        kept, merged = make_person(), make_person()
        merge_people(kept=kept, merged=merged, reason="бір адам", by=head)
        with pytest.raises(RuleViolation):
            merge_people(kept=make_person(), merged=merged, reason="бір адам", by=head)

    def test_a_merge_has_its_reason_and_two_cards(self, head):
        person = make_person()
        with pytest.raises(RuleViolation):
            merge_people(kept=person, merged=make_person(), reason="", by=head)
        with pytest.raises(RuleViolation):
            merge_people(kept=person, merged=person, reason="бір адам", by=head)


def test_telling_apart_twice_keeps_the_first_decision(clerk, head):
    one, two = make_person(), make_person()
    first = tell_apart(person=one, other=two, reason="екі адам", by=clerk)
    assert tell_apart(person=two, other=one, reason="тағы", by=head) == first
    assert Event.objects.count() == 1


def test_attempts_of_both_cards_stay(head):
    kept, merged = make_person(), make_person()
    make_application(person=kept, state="turned_back", missing=["iin"])
    make_application(person=merged, state="turned_back", missing=["iin"])
    merge_people(kept=kept, merged=merged, reason="бір адам", by=head)
    assert kept.applications.count() == 2
