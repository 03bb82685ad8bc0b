"""Suitable vacancies: found in both languages and in spite of a slip, quickly, and kept as evidence."""

from datetime import timedelta

import pytest
from django.db import ProgrammingError, transaction
from django.urls import reverse

from astana_employment.department.models import AccessRecord, Event
from astana_employment.toolbox.clock import today
from astana_employment.toolbox.errors import RuleViolation
from astana_employment.toolbox.kazakh import fold
from registry.models import Vacancy, VacancySearch
from registry.vacancies.acts import explain_search, search_vacancies
from registry.vacancies.professions import known_as
from registry.vacancies.search import Wanted, fitting_keys, matches_of, near_misses
from tests.benchmarks.vacancies import SOUGHT, add_vacancies
from tests.factories import form_key, make_registration, make_staff, make_vacancy
from tests.plans import captured_plans

pytestmark = pytest.mark.django_db


def found(*wanted):
    return set(fitting_keys(Wanted(*wanted), today()))


class TestProfession:
    """Folded, by trigrams, in Kazakh and in Russian."""

    @pytest.mark.parametrize(
        ("announced", "sought"),
        [
            ("электрик", "Электрик"),
            ("электрик", "элктрик"),
            ("Сварщик", "сваршик"),
            ("бухгалтер", "бугалтер"),
            ("Жүк көлігінің жүргізушісі", "жургизуши"),
            ("водитель автобуса", "жүргізуші"),
            ("автобус жүргізушісі", "водитель"),
            ("дәнекерлеуші", "сварщик"),
            ("электрогазосварщик", "дәнекерлеуші"),
            ("Ағаш ұстасы", "столяр"),
            ("уборщица служебных помещений", "еден жуушы"),
            ("инженер-программист", "программист"),
            ("IT маман", "it"),
            ("юрисконсульт", "юрист"),
        ],
    )
    def test_clause_1_found_as_sought(self, announced, sought):
        vacancy = make_vacancy(profession=announced)
        make_vacancy(profession="психолог")
        assert found(sought) == {vacancy.pk}

    def test_a_like_sounding_profession_is_another_one(self):
        make_vacancy(profession="менеджер")
        make_vacancy(profession="учитель")
        assert found("инженер") == found("сторож") == found("водитель") == set()

    def test_the_likest_come_first_and_of_equals_the_best_paid(self):
        like = make_vacancy(profession="электрик-монтажник", pay=500_000)
        poor, rich = make_vacancy(pay=100_000), make_vacancy(pay=300_000)
        unknown = make_vacancy(pay=None)
        keys = fitting_keys(Wanted("электрик"), today())
        assert [key for key in keys if key != like.pk] == [rich.pk, poor.pk, unknown.pk]

    def test_every_name_of_a_profession_leads_to_its_others(self):
        spellings = known_as("Водитель автобуса").spellings
        assert all(fold(other) in spellings for other in ("жүргізуші", "шофёр"))

    def test_signs_of_the_database_are_only_letters(self):
        make_vacancy()
        assert found("%%") == found("%") == found("___") == found("'; DROP TABLE") == set()


class TestExperienceAndDistrict:
    """What asks for more, or lies elsewhere, is only nearly suitable."""

    def test_no_more_experience_is_asked_than_there_is(self):
        enough, more = make_vacancy(experience_years=3), make_vacancy(experience_years=4)
        assert found("электрик", 3) == {enough.pk}
        [near] = near_misses(Wanted("электрик", 3), today())
        assert near.vacancy == more
        assert [point.fits for point in near.points] == [True, False]

    def test_a_vacancy_without_a_district_may_be_in_the_one_sought(self):
        here, unnamed = make_vacancy(district="esil"), make_vacancy(district="")
        elsewhere = make_vacancy(district="nura")
        assert found("электрик", 0, "esil") == {here.pk, unnamed.pk}
        assert found("электрик") == {here.pk, unnamed.pk, elsewhere.pk}
        assert [match.vacancy for match in near_misses(Wanted("электрик", 0, "esil"), today())] == [elsewhere]

    def test_only_what_is_open_today(self):
        make_vacancy(open_from=today() + timedelta(days=1))
        make_vacancy(open_until=today() - timedelta(days=1))
        last_day = make_vacancy(open_until=today())
        assert found("электрик") == {last_day.pk}


class TestKept:
    """What was sought and found is kept, and nothing of it changes but why something does not suit."""

    def test_clause_1_a_search_is_kept_with_what_it_found(self, clerk):
        vacancy = make_vacancy()
        make_vacancy(profession="повар")
        registration = make_registration(by=clerk)
        search = search_vacancies(
            registration=registration, wanted=Wanted("электрик", 2, "saryarka"), by=clerk
        )
        assert (search.found, search.looked_through, search.searched_on) == ([vacancy.pk], 2, today())
        assert (search.profession, search.experience_years, search.district) == ("электрик", 2, "saryarka")
        event = Event.objects.get(verb="vacancy.searched")
        assert (event.case_file, event.after["found_count"]) == (registration.person.case_file, 1)

    def test_nothing_is_sought_for_a_registration_that_ended(self, clerk):
        registration = make_registration(state="ended", ended_on=today())
        with pytest.raises(RuleViolation) as caught:
            search_vacancies(registration=registration, wanted=Wanted("электрик"), by=clerk)
        assert caught.value.clause == "1"
        assert not VacancySearch.objects.exists()

    def test_why_each_does_not_suit_is_added_and_one_reason_serves_for_the_rest(self, clerk):
        keys = [make_vacancy(profession="электрик").pk for _number in range(3)]
        search = self.search(clerk)
        assert sorted(search.open_questions) == keys
        explain_search(search=search, reasons={keys[0]: "түнгі ауысым"}, for_the_rest="", by=clerk)
        search = explain_search(search=search, reasons={}, for_the_rest="жол алыс", by=clerk)
        assert search.open_questions == []
        assert [match.why_not for match in matches_of(search, keys)] == [
            "түнгі ауысым",
            "жол алыс",
            "жол алыс",
        ]
        assert Event.objects.filter(verb="vacancy.not_suitable").count() == 2

    def test_nothing_said_or_of_another_vacancy_is_refused(self, clerk):
        make_vacancy()
        search = self.search(clerk)
        for reasons in ({}, {search.found[0]: "  "}, {search.found[0] + 1: "алыс"}):
            with pytest.raises(RuleViolation):
                explain_search(search=search, reasons=reasons, for_the_rest="", by=clerk)

    @pytest.mark.parametrize(
        ("column", "value"),
        [
            ("found", []),
            ("profession", "повар"),
            ("experience_years", 9),
            ("looked_through", 1000),
            ("searched_on", today() - timedelta(days=1)),
        ],
    )
    def test_the_database_keeps_what_was_found(self, clerk, column, value):
        make_vacancy()
        search = self.search(clerk)
        with pytest.raises(ProgrammingError), transaction.atomic():
            VacancySearch.objects.filter(pk=search.pk).update(**{column: value})
        with pytest.raises(ProgrammingError), transaction.atomic():
            VacancySearch.objects.filter(pk=search.pk).delete()

    def search(self, clerk):
        return search_vacancies(registration=make_registration(by=clerk), wanted=Wanted("электрик"), by=clerk)


def test_a_search_in_20_000_vacancies_reads_by_the_index_and_little_more_than_it_finds(
    clerk, django_assert_max_num_queries
):
    add_vacancies(20_000, clerk=clerk)
    for wanted in SOUGHT:
        # Five for the vacancies (the setting within its savepoint), two for the names.
        with django_assert_max_num_queries(7):
            found = fitting_keys(wanted, today())
        with captured_plans(Vacancy._meta.db_table) as plans:
            assert fitting_keys(wanted, today()) == found
        assert len(found) > 50
        (plan,) = plans
        assert "Seq Scan" not in {node["Node Type"] for node in plan.nodes}
        assert plan.rows_read <= 10 * len(found)


class TestPages:
    """From the person's card to the result, and on to an offer or a referral."""

    def post(self, client, registration, **data):
        url = reverse("vacancy_search", args=[registration.person_id])
        return client.post(url, {"profession": "электрик", **data, **form_key()})

    def test_a_search_leads_to_its_result_with_the_ways_on(self, client_of, clerk):
        vacancy = make_vacancy()
        registration = make_registration(by=clerk)
        client = client_of(clerk)
        response = self.post(client, registration, experience_years="2")
        search = VacancySearch.objects.get()
        assert response.url == reverse("vacancy_search_detail", args=[registration.person_id, search.pk])
        text = client.get(response.url).content.decode()
        for slug in ("offer", "referral"):
            assert reverse("card_add", args=[registration.person_id, slug]) in text
        assert f"vacancy={vacancy.pk}" in text

    def test_a_way_on_opens_the_form_with_the_vacancy_chosen(self, client_of, clerk):
        vacancy = make_vacancy()
        registration = make_registration(by=clerk)
        url = reverse("card_add", args=[registration.person_id, "offer"])
        text = client_of(clerk).get(url, {"vacancy": vacancy.pk}).content.decode()
        assert f'<option value="{vacancy.pk}" selected>' in text

    def test_the_last_search_is_the_beginning_of_the_next(self, client_of, clerk):
        registration = make_registration(by=clerk)
        client = client_of(clerk)
        self.post(client, registration, experience_years="7", district="nura")
        form = client.get(reverse("vacancy_search", args=[registration.person_id])).context["form"]
        assert form.initial == {"profession": "электрик", "experience_years": 7, "district": "nura"}

    @pytest.mark.parametrize(
        ("field", "value"), [("profession", ""), ("experience_years", "61"), ("district", "omsk")]
    )
    def test_what_cannot_be_sought_is_asked_again(self, client_of, clerk, field, value):
        registration = make_registration(by=clerk)
        response = self.post(client_of(clerk), registration, **{field: value})
        assert response.status_code == 422
        assert field in response.context["form"].errors
        assert not VacancySearch.objects.exists()

    def test_reasons_are_kept_page_by_page(self, client_of, clerk):
        for _number in range(51):
            make_vacancy()
        registration = make_registration(by=clerk)
        client = client_of(clerk)
        url = self.post(client, registration).url
        search = VacancySearch.objects.get()
        explain = reverse("vacancy_search_explain", args=[registration.person_id, search.pk])
        last = search.found[50]
        response = client.post(f"{explain}?page=2", {f"why_{last}": "денсаулығы", **form_key()})
        assert response.url == f"{url}?page=2"
        search.refresh_from_db()
        assert search.why_not == {str(last): "денсаулығы"}
        client.post(explain, {"for_the_rest": "өтілі сай емес", **form_key()})
        search.refresh_from_db()
        assert search.open_questions == []

    def test_the_result_costs_a_fixed_number_of_queries(
        self, client_of, clerk, django_assert_max_num_queries
    ):
        for number in range(120):
            make_vacancy(experience_years=number % 4)
        registration = make_registration(by=clerk)
        client = client_of(clerk)
        url = self.post(client, registration).url
        with django_assert_max_num_queries(15):
            assert client.get(url).status_code == 200

    def test_clause_18_a_look_stands_in_the_read_log(self, client_of, clerk):
        registration = make_registration(by=clerk)
        client_of(clerk).get(reverse("vacancy_search", args=[registration.person_id]))
        assert AccessRecord.objects.filter(by=clerk, subject_id=registration.person_id).exists()

    def test_a_search_stands_under_its_own_person_only(self, client_of, clerk):
        registration, other = make_registration(by=clerk), make_registration(by=clerk)
        client = client_of(clerk)
        self.post(client, registration)
        search = VacancySearch.objects.get()
        url = reverse("vacancy_search_detail", args=[other.person_id, search.pk])
        assert client.get(url).status_code == 404

    def test_the_deputy_reads_a_search_but_makes_none(self, client_of, clerk, deputy):
        registration = make_registration(by=clerk)
        url = self.post(client_of(clerk), registration).url
        client = client_of(deputy)
        assert client.get(url).status_code == 200
        assert self.post(client, registration).status_code == 403
        search = VacancySearch.objects.get()
        explain = reverse("vacancy_search_explain", args=[registration.person_id, search.pk])
        assert client.post(explain, form_key()).status_code == 403

    @pytest.mark.parametrize("role", ["administrator", "chancellery", "monitoring"])
    def test_clause_18_others_see_no_search(self, client_of, clerk, role):
        registration = make_registration(by=clerk)
        url = self.post(client_of(clerk), registration).url
        assert client_of(make_staff(role=role)).get(url).status_code == 403

    def test_who_is_not_registered_is_told_so(self, client_of, clerk):
        registration = make_registration(by=clerk, state="ended", ended_on=today())
        response = client_of(clerk).get(reverse("vacancy_search", args=[registration.person_id]))
        assert response.url == reverse("person_detail", args=[registration.person_id])

    def test_the_person_page_leads_there(self, client_of, clerk):
        registration = make_registration(by=clerk)
        client = client_of(clerk)
        self.post(client, registration)
        text = client.get(reverse("person_detail", args=[registration.person_id])).content.decode()
        search = VacancySearch.objects.get()
        assert reverse("vacancy_search", args=[registration.person_id]) in text
        assert reverse("vacancy_search_detail", args=[registration.person_id, search.pk]) in text
