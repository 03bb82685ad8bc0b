"""The one box: exact numbers open their card, misspelt names find whoever is meant."""

from datetime import date

import pytest
from django.urls import reverse

from astana_employment.department.models import AccessRecord
from registry.models import FormerName
from registry.people import search as module
from registry.people.acts.merging import merge_people
from registry.people.prefill import prefill
from registry.people.search import (
    parse_name,
    people_with_name,
    people_with_number,
    register_lookup,
    search,
)
from tests.factories import iin_for, make_application, make_person, make_registration

pytestmark = pytest.mark.django_db


def found(text):
    return [match.person for match in search(text).matches]


class TestNumbers:
    """Whatever number stands on a paper opens the card."""

    @pytest.mark.parametrize("typed", ["791028302728", "7910 2830 2728", "791028-302728"])
    def test_an_iin(self, typed):
        person = make_person(iin="791028302728")
        assert people_with_number(typed) == [person]

    def test_a_sik_typed_in_cyrillic_letters(self):
        person = make_person(sik="12AB567890ABCDEF")
        assert people_with_number("12ав567890авсDEF") == [person]

    def test_an_rnn(self):
        person = make_person(rnn="620863936044")
        assert people_with_number("620863936044") == [person]

    def test_a_document(self):
        application = make_application()
        assert people_with_number("012345678") == [application.person]

    @pytest.mark.parametrize("typed", ["T-{y}-000001", "т-{y}-000001", "t {y} 1", "Т{y}/1"])
    def test_a_registration_number_in_any_letters(self, typed):
        registration = make_registration()
        assert people_with_number(typed.format(y=registration.year)) == [registration.person]

    def test_the_number_of_the_old_card(self):
        registration = make_registration(former_number="2015/207-Б")
        assert people_with_number("2015/207-б") == [registration.person]

    def test_several_owners_of_one_document_number_are_all_found(self):
        one, two = make_application(), make_application()
        assert set(people_with_number("012345678")) == {one.person, two.person}

    def test_a_name_is_no_number(self):
        make_person()
        assert people_with_number("Ахметов") == []

    def test_upper_apps_look_up_their_own_numbers(self, monkeypatch):
        monkeypatch.setattr(module, "_lookups", [])
        register_lookup(lambda text: "/papers/1/" if text == "A-2026-000001" else None)
        assert search("A-2026-000001").url == "/papers/1/"
        assert search("A-2026-000002").url is None


class TestNames:
    """Kazakh and Russian spellings are one; slips are forgiven."""

    @pytest.mark.parametrize(
        ("surname", "typed"),
        [
            ("Әбілқасымов", "Абилкасымов"),
            ("Қуанышева", "куанышева"),
            ("Ахметов", "Ахмедов"),
            ("Сүлейменов", "Сулейминов"),
            ("Нұрланов", "нурлан"),
            ("Ким", "Кин"),
            ("Абдрахманов", "Абд"),
            ("О", "о"),
            ("Ли", "ли"),
            ("Де ла Круз", "де ла"),
            ("Ахметов", "Aхмeтов"),
        ],
    )
    def test_found_as_typed(self, surname, typed):
        person = make_person(surname=surname)
        make_person(surname="Жүнісбекова")
        assert found(typed) == [person]

    def test_the_likest_come_first(self):
        like, exact = make_person(surname="Ахмедов"), make_person(surname="Ахметов")
        assert found("Ахметов") == [exact, like]

    def test_equally_like_ones_stand_in_kazakh_order(self):
        second, first = make_person(given_name="Бауыржан"), make_person(given_name="Әли")
        assert found("Ахметов") == [first, second]

    def test_the_second_word_is_the_beginning_of_the_given_name(self):
        person = make_person(given_name="Ерлан", patronymic="Серікұлы")
        make_person(given_name="Болат", patronymic="Ерланұлы")
        assert found("Ахметов ер") == found("Ахметов Ерлан Сер") == [person]

    def test_given_name_first(self):
        person = make_person()
        assert found("Ерлан Ахметов") == [person]

    @pytest.mark.parametrize("typed", ["Ахметов 1985", "Ахметов Ерлан 1985", "Ахметов 17.05.1985"])
    def test_the_birth_narrows(self, typed):
        person = make_person()
        make_person(birth_date=date(1986, 5, 17))
        assert found(typed) == [person]

    def test_reading_32_a_former_name_finds_the_person(self):
        person = make_person(surname="Ким")
        FormerName.objects.create(
            person=person, surname="Ахметова", given_name="Анна", why="changed", until=date(2020, 1, 1)
        )
        [match] = people_with_name(parse_name("Ахметова Анна"))
        assert (match.person, match.former) == (person, "Ахметова Анна")

    def test_merged_cards_are_found_once_under_the_kept_one(self, head):
        kept, merged = make_person(), make_person(surname="Ахмедов")
        merge_people(kept=kept, merged=merged, reason="бір адам", by=head)
        assert found("Ахмедов") == [kept]

    def test_more_than_anybody_reads_is_cut(self, monkeypatch):
        monkeypatch.setattr(module, "MOST_FOUND", 2)
        for _number in range(3):
            make_person()
        outcome = search("Ахметов")
        assert (len(outcome.matches), outcome.is_cut) == (2, True)

    def test_signs_of_the_database_are_only_letters(self):
        make_person()
        assert found("%%") == found("___") == found("%") == []


@pytest.mark.parametrize(
    ("sought", "values"),
    [
        ("791028302728", {"doc-iin-number": "791028302728"}),
        ("7910 2830 2729", {"doc-iin-number": "791028302729"}),
        ("620863936044", {"doc-rnn-number": "620863936044"}),
        ("1234567890abcdef", {"doc-sik-number": "1234567890ABCDEF"}),
        ("ахметов ерлан", {"surname": "Ахметов", "given_name": "Ерлан"}),
        ("Ахметов Ерлан Серікұлы", {"surname": "Ахметов", "given_name": "Ерлан", "patronymic": "Серікұлы"}),
        ("Ахметов 17.5.85", {"surname": "Ахметов", "birth_date": "17.05.1985"}),
    ],
)
def test_what_was_sought_goes_on_into_the_form(sought, values):
    assert prefill(sought) == values


class TestPage:
    """The page of the search."""

    def get(self, client, text, **more):
        return client.get(reverse("person_search"), {"q": text, **more})

    def test_an_exact_number_opens_the_card(self, client_of, clerk):
        person = make_person(iin="791028302728")
        response = self.get(client_of(clerk), "791028302728")
        assert response.url == reverse("person_detail", args=[person.pk])

    def test_a_number_of_a_merged_card_opens_the_kept_one_and_says_so(self, client_of, clerk, head):
        kept, merged = make_person(), make_person(surname="Ахмедов")
        merge_people(kept=kept, merged=merged, reason="бір адам", by=head)
        client = client_of(clerk)
        response = client.get(reverse("person_search"), {"q": merged.iin}, follow=True)
        assert response.redirect_chain[-1][0] == reverse("person_detail", args=[kept.pk])
        assert "Ахмедов" in str(next(iter(response.context["messages"])))

    def test_nobody_found_offers_the_form_with_what_was_typed(self, client_of, clerk):
        clerk.language = "en"
        clerk.save()
        response = self.get(client_of(clerk), iin_for(date(1990, 1, 1), 7))
        text = response.content.decode()
        assert "Nobody found" in text
        assert f"{reverse('person_register')}?q=9001013" in text

    @pytest.mark.parametrize(("typed", "is_told"), [("791028302729", True), ("791028302728", False)])
    def test_a_slip_in_the_number_is_told_when_nobody_has_it(self, client_of, clerk, typed, is_told):
        response = self.get(client_of(clerk), typed)
        assert bool(response.context["slip"]) is is_told

    def test_who_may_only_look_is_not_offered_the_form(self, client_of, deputy):
        assert reverse("person_register") not in self.get(client_of(deputy), "Жоқ").content.decode()

    def test_every_search_stands_in_the_read_log(self, client_of, clerk):
        self.get(client_of(clerk), "Ахметов")
        record = AccessRecord.objects.get(act="search")
        assert (record.by, record.detail, record.subject_id) == (clerk, "Ахметов", None)

    @pytest.mark.parametrize(
        "typed", ["\x00", "'; DROP TABLE", "%", "\\", "9" * 500, "🙂", "A-2026-99999999999"]
    )
    def test_odd_signs_find_nobody_and_break_nothing(self, client_of, clerk, typed):
        assert self.get(client_of(clerk), typed).status_code == 200

    def test_a_page_of_people_costs_a_fixed_number_of_queries(
        self, client_of, clerk, django_assert_max_num_queries
    ):
        for _number in range(60):
            make_person()
        client = client_of(clerk)
        with django_assert_max_num_queries(15):
            response = self.get(client, "Ахметов", page=2)
        assert len(response.context["table"].shown) == 10

    @pytest.mark.parametrize("role", ["administrator", "chancellery", "monitoring"])
    def test_clause_18_others_do_not_search_people(self, client_of, request, role):
        assert self.get(client_of(request.getfixturevalue(role)), "Ахметов").status_code == 403
