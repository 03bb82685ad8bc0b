"""What professions are called: shipped, kept by the department, and found by each name (clause 1)."""

import re
from collections import defaultdict
from functools import cache
from itertools import product

import pytest
from django.db import IntegrityError, connection, transaction
from django.urls import reverse
from django.utils.translation import override

from astana_employment.department.models import Event, Role
from astana_employment.department.reference import load_reference
from astana_employment.toolbox.clock import today
from astana_employment.toolbox.errors import RuleViolation, StaleRecord
from registry.models import Profession, ProfessionName, VacancySearch
from registry.reference import load_professions, shipped_professions
from registry.vacancies.acts import (
    add_profession,
    close_profession,
    edit_profession,
    search_vacancies,
)
from registry.vacancies.professions import known_among, known_as, likeness, others_among, tidy
from registry.vacancies.search import Wanted, fitting_keys, matches_of
from tests.factories import form_key, make_registration, make_staff, make_vacancy
from tests.plans import captured_plans

pytestmark = pytest.mark.django_db

SHIPPED = shipped_professions()


def found(*wanted):
    return set(fitting_keys(Wanted(*wanted), today()))


class TestShipped:
    """The file, and what its names find."""

    def test_more_than_400_professions_in_both_languages(self):
        assert len(SHIPPED) > 400
        assert len({row.code for row in SHIPPED}) == len(SHIPPED)
        assert all(row.names_kk and row.names_ru for row in SHIPPED)

    def test_no_name_stands_in_two_professions_nor_begins_a_word_of_another(self):
        places = [(tidy(name), row.code) for row in SHIPPED for name in {*row.names_kk, *row.names_ru}]
        assert len(dict(set(places))) == len(set(places))

    def test_clause_1_every_name_finds_every_name_of_the_other_language(self):
        """All pairs of all professions, both ways, with what the database tells of the names read once."""
        names = NamesReadOnce()
        pairs = [(each.code, *pair) for each in SHIPPED for pair in product(each.names_kk, each.names_ru)]
        both_ways = [*pairs, *((code, ru, kk) for code, kk, ru in pairs)]
        missed = [
            (code, asked, announced)
            for code, asked, announced in both_ways
            if likeness(tidy(announced), names.known_as(asked).spellings) < 0.98
        ]
        assert missed == []
        assert len(both_ways) > 2_300

    @pytest.mark.parametrize(
        ("kk", "ru"),
        [
            ("мұғалім", "учительница"),
            ("сәулетші", "Архитектор"),
            ("Зертханашы", "лаборантка"),
            ("зертханашы", "лаборант"),
            ("Орманшы", "Лесник"),
            ("орманшы", "лесничий"),
            ("мейіргер", "медицинский брат"),
            ("тоқушы", "ткачиха"),
            ("ұшқыш", "лётчик"),
            ("қазақ тілі мұғалімі", "учительница казахского языка"),
            ("аға мейіргер", "старшая медицинская сестра"),
            ("мал дәрігері", "ветврач"),
            ("жолсерік", "проводница"),
        ],
    )
    def test_clause_1_one_name_finds_the_vacancy_announced_under_another(self, kk, ru):
        in_kazakh, in_russian = make_vacancy(profession=kk), make_vacancy(profession=ru)
        make_vacancy(profession="бағдарламашы")
        assert found(kk) == found(ru) == found(ru.upper()) == {in_kazakh.pk, in_russian.pk}

    def test_a_woman_and_a_man_find_each_other(self):
        man, woman = make_vacancy(profession="учитель"), make_vacancy(profession="учительница")
        assert found("учительница") == found("учитель") == found("мұғалім") == {man.pk, woman.pk}

    @pytest.mark.parametrize(
        ("asked", "announced"),
        [
            ("водитель", "учитель"),
            ("водитель", "руководитель"),
            ("водитель", "іс жүргізуші"),
            ("водитель", "экскурсия жүргізуші"),
            ("эколог", "гинеколог"),
            ("кардиолог", "радиолог"),
            ("уролог", "невролог"),
            ("геолог", "филолог"),
            ("лётчик", "переплётчик"),
            ("певец", "краншы"),
            ("маляр", "столяр"),
            ("аналитик", "политолог"),
            ("медсестра", "мейрамхана қызметкері"),
        ],
    )
    def test_no_false_friends(self, asked, announced):
        make_vacancy(profession=announced)
        assert found(asked) == set()

    def test_what_is_a_kind_of_it_in_both_languages_is_found(self):
        coach = make_vacancy(profession="фитнес нұсқаушысы")
        doctor = make_vacancy(profession="врач-терапевт")
        assert found("дәрігер") == found("врач") == {doctor.pk}
        assert coach.pk in found("нұсқаушы")

    def test_a_veterinarian_is_sought_as_one_and_not_as_a_physician(self):
        make_vacancy(profession="врач")
        assert found("мал дәрігері") == set()

    def test_the_names_are_asked_by_one_query_that_reads_none_of_them_more_than_twice(self):
        with captured_plans(ProfessionName._meta.db_table) as plans:
            known_as("Жүк көлігінің жүргізушісі")
        (plan,) = plans
        assert plan.rows_read <= 2 * ProfessionName.objects.count()


class NamesReadOnce:
    """Answers as `known_as` does, without a query for each."""

    def __init__(self):
        self.names, self.keys = defaultdict(list), defaultdict(set)
        for row in ProfessionName.objects.all():
            self.names[row.profession_id].append(row.name)
            self.keys[row.head].add(row.profession_id)

    @cache  # noqa: B019 (it lives as long as its test)
    def known_as(self, asked):
        text = tidy(asked)
        beginnings = {word[:end] for word in re.findall(r"\w+", text) for end in range(2, len(word) + 1)}
        return known_among(text, {key: self.names[key] for head in beginnings for key in self.keys[head]})


class TestLoaded:
    """Loaded once, and never over what the department made of it."""

    def test_loading_twice_changes_nothing(self):
        before = list(Profession.objects.order_by("pk").values())
        load_reference()
        assert list(Profession.objects.order_by("pk").values()) == before
        assert len(before) == len(SHIPPED)

    def test_what_the_department_changed_or_closed_stays(self, head):
        changed, closed = Profession.objects.get(code="cook"), Profession.objects.get(code="baker")
        edit_profession(profession=changed, version=1, names_kk=["аспаз"], names_ru=["повар"], by=head)
        close_profession(profession=closed, version=1, reason="екі рет", by=head)
        load_reference()
        changed.refresh_from_db()
        assert (changed.names_kk, changed.names_ru) == (["аспаз"], ["повар"])
        assert not Profession.objects.in_use().filter(code="baker").exists()

    def test_a_name_of_the_department_s_own_profession_stays_there(self, head):
        with connection.cursor() as cursor:
            # What the reference data left to be checked at the end, if this test was the one that loaded it.
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
            cursor.execute("TRUNCATE registry_profession, registry_professionname, registry_professionevent")
        own = add_profession(names_kk=["аспазшы"], names_ru=["повар"], by=head)
        add_profession(names_kk=["наубайшы", "нан пісіруші"], names_ru=["булочник"], by=head)
        load_professions()
        assert ProfessionName.objects.get(search_name="повар").profession == own
        assert Profession.objects.get(code="cook").names_ru == ["повариха"]
        assert not Profession.objects.filter(code="baker").exists()

    def test_the_database_keeps_professions_and_their_names_apart(self, head):
        row = add_profession(names_kk=["дәмтатушы"], names_ru=["сомелье"], by=head)
        with pytest.raises(IntegrityError, match="profession_name_once"), transaction.atomic():
            Profession.objects.create(names_kk=["шараптанушы"], names_ru=["Сомелье"])
        with pytest.raises(IntegrityError, match="profession_named_in_both"), transaction.atomic():
            Profession.objects.create(names_kk=[], names_ru=["каскадёр"])
        with pytest.raises(Exception, match="Cannot delete"), transaction.atomic():
            row.delete()


class TestActs:
    """Added, corrected, closed; each with an event, each felt by the next search."""

    def test_a_profession_that_is_added_finds_at_once(self, head):
        vacancy = make_vacancy(profession="каскадёр")
        assert found("қауіпті рөлдер орындаушы") == set()
        row = add_profession(names_kk=["қауіпті рөлдер орындаушы"], names_ru=["каскадёр"], by=head)
        assert found("қауіпті рөлдер орындаушы") == {vacancy.pk}
        event = Event.objects.get(verb="profession.added")
        assert (event.by, event.subject_id) == (head, row.pk)
        assert event.after == {"names_kk": "қауіпті рөлдер орындаушы", "names_ru": "каскадёр"}

    def test_corrected_names_find_and_those_taken_out_no_longer(self, head):
        vacancy = make_vacancy(profession="повариха")
        row = Profession.objects.get(code="cook")
        edit_profession(profession=row, version=1, names_kk=row.names_kk, names_ru=["кашевар"], by=head)
        assert found("аспазшы") == set()
        assert make_vacancy(profession="кашевар").pk in found("аспазшы")
        event = Event.objects.get(verb="profession.edited")
        assert event.before == {"names_ru": "повар, повариха"}
        assert vacancy.pk not in found("кашевар")

    def test_nothing_changed_writes_no_event(self, head):
        row = Profession.objects.get(code="cook")
        edit_profession(profession=row, version=1, names_kk=row.names_kk, names_ru=row.names_ru, by=head)
        assert not Event.objects.filter(verb="profession.edited").exists()

    def test_a_closed_one_finds_no_longer_and_its_names_may_stand_elsewhere(self, head):
        vacancy = make_vacancy(profession="повар")
        row = Profession.objects.get(code="cook")
        row = close_profession(profession=row, version=1, reason="екі рет енгізілген", by=head)
        assert (found("аспазшы"), row.closed_on) == (set(), today())
        assert Event.objects.get(verb="profession.closed").reason == "екі рет енгізілген"
        for act in (
            lambda: close_profession(profession=row, version=2, reason="тағы", by=head),
            lambda: edit_profession(profession=row, version=2, names_kk=["а"], names_ru=["б"], by=head),
        ):
            with pytest.raises(RuleViolation) as caught:
                act()
            assert caught.value.clause == "1"
        add_profession(names_kk=["аспазшы"], names_ru=["повар"], by=head)
        assert found("аспазшы") == {vacancy.pk}

    @pytest.mark.parametrize(
        ("names_kk", "names_ru", "field"),
        [(["Аспазшы"], ["кашевар"], "names_kk"), (["дәмші"], ["кашевар", "ПОВАР"], "names_ru")],
    )
    def test_a_name_of_another_profession_is_refused_with_its_place(self, head, names_kk, names_ru, field):
        with pytest.raises(RuleViolation) as caught, override("ru"):
            add_profession(names_kk=names_kk, names_ru=names_ru, by=head)
        assert (caught.value.field, caught.value.clause) == (field, "1")
        assert "аспазшы / повар" in caught.value.messages[0]

    def test_who_saw_an_older_version_is_told(self, head, administrator):
        row = Profession.objects.get(code="cook")
        edit_profession(profession=row, version=1, names_kk=["аспаз"], names_ru=["повар"], by=head)
        for act, values in (
            (edit_profession, {"names_kk": ["аспаз"], "names_ru": ["кашевар"]}),
            (close_profession, {"reason": "артық"}),
        ):
            with pytest.raises(StaleRecord):
                act(profession=row, version=1, by=administrator, **values)

    def test_clause_1_a_search_keeps_the_names_it_compared(self, clerk, head):
        vacancy = make_vacancy(profession="повар")
        registration = make_registration(by=clerk)
        search = search_vacancies(registration=registration, wanted=Wanted("аспазшы"), by=clerk)
        assert search.compared == ["аспаз", "повар", "повариха"]
        close_profession(profession=Profession.objects.get(code="cook"), version=1, reason="x", by=head)
        [match] = matches_of(search, search.found)
        assert match.vacancy == vacancy
        with override("en"):
            [match] = matches_of(VacancySearch.objects.get(), search.found)
        assert match.points[0].text == "another name of the profession sought: повар"
        with pytest.raises(Exception, match="Cannot update"), transaction.atomic():
            VacancySearch.objects.update(compared=[])

    def test_a_slip_is_forgiven_unless_it_makes_another_profession(self):
        known = known_as("кардиолог")
        assert others_among(["радиолог", "кардеолог", "неведомый"], known) == {"радиолог"}
        assert others_among(["радиолог"], known_as("кордиолох")) == set()


class TestPages:
    """The head of division and the administrator keep the names, among the department's pages."""

    def post(self, client, name, *args, **data):
        return client.post(reverse(name, args=args), {**data, **form_key()})

    def test_the_list_shows_both_languages_and_the_ways_on(self, client_of, head):
        row = Profession.objects.get(code="architect")
        text = client_of(head).get(reverse("profession_list"), {"q": "АРХИТЕКТОР"}).content.decode()
        assert "сәулетші, архитектор" in text
        for name in ("profession_edit", "profession_close"):
            assert reverse(name, args=[row.pk]) in text
        assert reverse("profession_add") in text
        assert "мұғалім, ұстаз" not in text

    def test_the_list_goes_in_kazakh_order_page_by_page_at_a_fixed_cost(
        self, client_of, head, django_assert_max_num_queries
    ):
        client = client_of(head)
        with django_assert_max_num_queries(5):
            table = client.get(reverse("profession_list")).context["table"]
        assert len(table.shown) == 50
        assert table.page.paginator.count == len(SHIPPED)
        assert table.shown[0].names_kk == ["авиадиспетчер"]
        last = client.get(reverse("profession_list"), {"sort": "-ru"}).context["table"].shown[0]
        assert last.names_ru[0].startswith("э") or last.names_ru[0].startswith("ю")

    @pytest.mark.parametrize(
        ("language", "words"),
        [
            ("kk", ("Бұлай аталатын мамандық жоқ", "Мамандықтар")),
            ("ru", ("Профессии с таким названием нет", "Профессии")),
            ("en", ("No profession is called like this", "Professions")),
        ],
    )
    def test_an_empty_list_says_what_to_do_in_the_language_of_the_screen(self, client_of, language, words):
        client = client_of(make_staff(role=Role.HEAD_OF_DIVISION, language=language))
        text = client.get(reverse("profession_list"), {"q": "жоқ мамандық"}).content.decode()
        assert all(word in text for word in words)

    def test_a_profession_is_added_corrected_and_closed(self, client_of, administrator):
        client = client_of(administrator)
        response = self.post(
            client, "profession_add", names_kk="дәмтатушы", names_ru="сомелье\nСомелье, винный стюард"
        )
        assert response.url == reverse("profession_list")
        row = Profession.objects.get(code="", names_kk=["дәмтатушы"])
        assert (row.names_ru, row.entered_by) == (["сомелье", "винный стюард"], administrator)
        page = client.get(reverse("profession_edit", args=[row.pk])).content.decode()
        assert "сомелье, винный стюард" in page
        self.post(
            client, "profession_edit", row.pk, names_kk="дәмтатушы", names_ru="сомелье", version=row.version
        )
        row.refresh_from_db()
        assert (row.names_ru, row.version) == (["сомелье"], 2)
        assert self.post(client, "profession_close", row.pk, reason="", version=2).status_code == 422
        self.post(client, "profession_close", row.pk, reason="қолданылмайды", version=2)
        closed = client.get(reverse("profession_list"), {"show": "closed", "q": "СОМЕЛЬЕ"}).content.decode()
        assert "дәмтатушы" in closed
        assert reverse("profession_close", args=[row.pk]) not in closed
        assert client.get(reverse("profession_edit", args=[row.pk])).status_code == 404

    @pytest.mark.parametrize(
        ("names_kk", "names_ru", "field"),
        [
            ("", "сомелье", "names_kk"),
            ("дәмтатушы", " , ", "names_ru"),
            ("дәмтатушы", "я дегустатор", "names_ru"),
            ("дәмтатушы", "IT", "names_ru"),
            ("дәмтатушы", "<b>сомелье", "names_ru"),
            ("д" * 81, "сомелье", "names_kk"),
            ("дәмтатушы", "повар", "names_ru"),
        ],
    )
    def test_what_cannot_be_a_name_is_said_beside_its_field(self, client_of, head, names_kk, names_ru, field):
        response = self.post(client_of(head), "profession_add", names_kk=names_kk, names_ru=names_ru)
        assert response.status_code == 422
        assert list(response.context["form"].errors) == [field]
        assert not Profession.objects.filter(code="").exists()

    def test_the_second_user_is_told_and_keeps_what_was_typed(self, client_of, head, administrator):
        row = Profession.objects.get(code="cook")
        edit_profession(profession=row, version=1, names_kk=["аспаз"], names_ru=row.names_ru, by=head)
        typed = {"names_kk": "аспазшы, аспаз", "names_ru": "повар, кашевар", "version": 1}
        response = self.post(client_of(administrator), "profession_edit", row.pk, **typed)
        assert response.status_code == 409
        form = response.context["form"]
        assert (form["names_kk"].value(), form["names_ru"].value()) == ("аспаз", "повар, кашевар")
        row.refresh_from_db()
        assert row.names_ru == ["повар", "повариха"]

    @pytest.mark.parametrize("role", ["clerk", "deputy_director", "director", "chancellery", "monitoring"])
    def test_nobody_else_keeps_them(self, client_of, role):
        client = client_of(make_staff(role=role))
        row = Profession.objects.get(code="cook")
        for name, args in (("profession_list", []), ("profession_add", []), ("profession_edit", [row.pk])):
            assert client.get(reverse(name, args=args)).status_code == 403
        assert self.post(client, "profession_close", row.pk, reason="x", version=1).status_code == 403
        assert Profession.objects.in_use().filter(pk=row.pk).exists()

    def test_the_department_s_pages_lead_there(self, client_of, administrator):
        text = client_of(administrator).get(reverse("department")).content.decode()
        assert reverse("profession_list") in text

    def test_the_event_log_and_the_page_tell_what_was_done(self, client_of, head):
        row = add_profession(names_kk=["дәмтатушы"], names_ru=["сомелье"], by=head)
        edit_profession(profession=row, version=1, names_kk=["дәмші"], names_ru=["сомелье"], by=head)
        log = client_of(head).get(reverse("event_list")).content.decode()
        assert "мамандық атаулары түзетілді" in log
        assert "Қазақша атаулары" in log
        assert "names_kk" not in log
        page = client_of(head).get(reverse("profession_edit", args=[row.pk])).content.decode()
        assert "дәмтатушы" in page
        assert "мамандық қосылды" in page

    def test_the_result_of_a_search_says_what_was_compared(self, client_of, clerk):
        registration = make_registration(by=clerk)
        search = search_vacancies(registration=registration, wanted=Wanted("аспазшы"), by=clerk)
        url = reverse("vacancy_search_detail", args=[registration.person_id, search.pk])
        assert "аспаз, повар, повариха" in client_of(clerk).get(url).content.decode()
