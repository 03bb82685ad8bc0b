"""The bank of vacancies: entered, listed, changed and closed by whoever works at the desk."""

from datetime import timedelta

import pytest
from django.apps import apps
from django.db import IntegrityError, transaction
from django.urls import reverse

from astana_employment.department.models import Event
from astana_employment.toolbox.clock import today
from astana_employment.toolbox.dates import numeric_date
from astana_employment.toolbox.errors import RuleViolation, StaleRecord
from registry.models import JobOffer, Vacancy
from registry.vacancies.acts import add_vacancy, close_vacancy, edit_vacancy
from tests.factories import form_key, make_registration, make_staff, make_vacancy

pytestmark = pytest.mark.django_db

POSTED = {
    "employer": "«Астана жылу» ЖШС",
    "profession": "дәнекерлеуші",
    "address": "Астана қаласы, Кенесары көшесі, 40",
    "district": "saryarka",
    "pay": "250000",
    "experience_years": "2",
    "needs": "III рұқсат тобы",
    "open_from": "01.11.2026",
    "open_until": "",
    "source": "хат № 14",
}


def values(**changes):
    return {
        "employer": "«Астана жылу» ЖШС",
        "profession": "дәнекерлеуші",
        "address": "Астана",
        "open_from": today(),
        **changes,
    }


class TestActs:
    """Every write is an event; two at once do not overwrite each other."""

    def test_a_vacancy_is_entered_once(self, clerk):
        vacancy = add_vacancy(fields=values(), by=clerk)
        assert vacancy.entered_by == clerk
        assert Event.objects.get(verb="vacancy.added").after["profession"] == "дәнекерлеуші"
        with pytest.raises(RuleViolation) as caught:
            add_vacancy(fields=values(), by=clerk)
        assert caught.value.field == "employer"

    def test_it_does_not_close_before_it_opens_in_the_act_nor_in_the_database(self, clerk):
        day = today() - timedelta(days=1)
        with pytest.raises(RuleViolation) as caught:
            add_vacancy(fields=values(open_until=day), by=clerk)
        assert caught.value.field == "open_until"
        vacancy = make_vacancy(open_from=today())
        with pytest.raises(IntegrityError), transaction.atomic():
            Vacancy.objects.filter(pk=vacancy.pk).update(open_until=day)

    def test_a_change_is_kept_and_the_slower_of_two_is_told(self, clerk, other_clerk):
        vacancy = make_vacancy(pay=100_000)
        edit_vacancy(vacancy=vacancy, version=1, changes={"pay": 120_000}, by=clerk)
        event = Event.objects.get(verb="vacancy.edited")
        assert (event.before, event.after) == ({"pay": 100_000}, {"pay": 120_000})
        with pytest.raises(StaleRecord) as caught:
            edit_vacancy(vacancy=vacancy, version=1, changes={"pay": 90_000}, by=other_clerk)
        assert [row.by for row in caught.value.changes] == [clerk]
        states = apps.get_model("registry", "VacancyEvent").objects.filter(pgh_obj=vacancy).order_by("pgh_id")
        assert list(states.values_list("pay", flat=True)) == [100_000, 120_000]

    def test_the_same_values_are_no_change(self, clerk):
        vacancy = make_vacancy(pay=100_000)
        assert edit_vacancy(vacancy=vacancy, version=1, changes={"pay": 100_000}, by=clerk).version == 1
        assert not Event.objects.filter(verb="vacancy.edited").exists()

    def test_a_closed_vacancy_is_open_on_its_last_day_only(self, clerk):
        vacancy = make_vacancy(open_until=None)
        day = today() - timedelta(days=1)
        closed = close_vacancy(vacancy=vacancy, version=1, closed_on=day, by=clerk, reason="орын толды")
        assert closed.is_open_on(day)
        assert not closed.is_open_on(today())
        assert Event.objects.get(verb="vacancy.closed").reason == "орын толды"
        with pytest.raises(RuleViolation) as caught:
            close_vacancy(vacancy=vacancy, version=2, closed_on=today(), by=clerk)
        assert caught.value.field == "closed_on"

    @pytest.mark.parametrize("days", [1, -400])
    def test_it_is_closed_neither_in_the_future_nor_before_it_opened(self, clerk, days):
        vacancy = make_vacancy(open_from=today() - timedelta(days=300), open_until=None)
        with pytest.raises(RuleViolation) as caught:
            close_vacancy(vacancy=vacancy, version=1, closed_on=today() + timedelta(days=days), by=clerk)
        assert caught.value.field == "closed_on"


class TestList:
    """Those open today, or all, by profession, employer and district."""

    def shown(self, client, **asked):
        return {row.pk for row in client.get(reverse("vacancy_list"), asked).context["table"].page}

    def test_those_open_today_unless_all_are_asked_for(self, client_of, clerk):
        is_open = make_vacancy()
        closed = make_vacancy(open_until=today() - timedelta(days=1))
        client = client_of(clerk)
        assert self.shown(client) == {is_open.pk}
        assert self.shown(client, show="all") == {is_open.pk, closed.pk}

    def test_profession_in_either_language_employer_and_district_narrow(self, client_of, clerk):
        welder = make_vacancy(profession="Сварщик", employer="«Нұр құрылыс»", district="nura")
        make_vacancy(profession="аспаз", district="esil")
        client = client_of(clerk)
        for asked in ({"q": "дәнекерлеуші"}, {"q": "сварщ"}, {"q": "құрылыс"}, {"district": "nura"}):
            assert self.shown(client, **asked) == {welder.pk}
        assert self.shown(client, q="жоқ мұндай") == set()

    def test_a_wrong_filter_shows_what_is_open(self, client_of, clerk):
        vacancy = make_vacancy()
        assert self.shown(client_of(clerk), district="omsk", show="x") == {vacancy.pk}

    def test_an_empty_list_says_what_to_do(self, client_of, clerk):
        clerk.language = "en"
        clerk.save()
        assert "Enter one" in client_of(clerk).get(reverse("vacancy_list")).content.decode()

    def test_a_page_costs_a_fixed_number_of_queries(self, client_of, clerk, django_assert_max_num_queries):
        for _number in range(60):
            make_vacancy()
        client = client_of(clerk)
        with django_assert_max_num_queries(7):
            response = client.get(reverse("vacancy_list"), {"page": 2})
        assert len(response.context["table"].page) == 10


class TestPages:
    """Entering, changing, closing."""

    def test_a_vacancy_is_entered_and_shown(self, client_of, clerk):
        client = client_of(clerk)
        response = client.post(reverse("vacancy_add"), {**POSTED, **form_key()})
        vacancy = Vacancy.objects.get()
        assert response.url == reverse("vacancy_list")
        assert (vacancy.pay, vacancy.experience_years, vacancy.open_until) == (250_000, 2, None)
        text = client.get(reverse("vacancy_detail", args=[vacancy.pk])).content.decode()
        assert "III рұқсат тобы" in text

    @pytest.mark.parametrize(
        ("field", "value"),
        [
            ("employer", ""),
            ("profession", "☃"),
            ("pay", "көп"),
            ("experience_years", "-1"),
            ("open_from", "31.02.2026"),
            ("open_until", "01.01.2020"),
            ("district", "omsk"),
        ],
    )
    def test_what_is_wrong_is_said_beside_its_field(self, client_of, clerk, field, value):
        response = client_of(clerk).post(reverse("vacancy_add"), {**POSTED, field: value, **form_key()})
        assert response.status_code == 422
        assert field in response.context["form"].errors
        assert not Vacancy.objects.exists()

    def test_a_stale_change_keeps_what_was_typed(self, client_of, clerk, other_clerk):
        vacancy = make_vacancy()
        edit_vacancy(vacancy=vacancy, version=1, changes={"pay": 120_000}, by=other_clerk)
        url = reverse("vacancy_edit", args=[vacancy.pk])
        client = client_of(clerk)
        response = client.post(url, {**POSTED, "version": "1", **form_key()})
        assert response.status_code == 409
        assert "дәнекерлеуші" in response.content.decode()
        response = client.post(url, {**POSTED, "version": "2", **form_key()})
        assert response.url == reverse("vacancy_detail", args=[vacancy.pk])
        vacancy.refresh_from_db()
        assert vacancy.profession == "дәнекерлеуші"

    def test_a_field_left_alone_shows_what_a_colleague_made_of_it(self, client_of, clerk, other_clerk):
        vacancy = make_vacancy()
        url = reverse("vacancy_edit", args=[vacancy.pk])
        client = client_of(clerk)
        shown = client.get(url).context["form"]
        typed = {name: shown[name].value() or "" for name in shown.fields}
        edit_vacancy(vacancy=vacancy, version=1, changes={"pay": 120_000}, by=other_clerk)
        posted = {**typed, "open_from": "01.01.2008", "profession": "аспаз", "version": "1", **form_key()}
        form = client.post(url, posted).context["form"]
        assert (form["pay"].value(), form["profession"].value()) == ("120000", "аспаз")

    def test_closing_says_how_many_offers_are_open(self, client_of, clerk):
        vacancy = make_vacancy(open_until=None)
        JobOffer.objects.create(
            registration=make_registration(by=clerk), vacancy=vacancy, offered_on=today(), entered_by=clerk
        )
        client = client_of(clerk)
        url = reverse("vacancy_close", args=[vacancy.pk])
        assert client.get(url).context["open_offers"] == 1
        posted = {"closed_on": numeric_date(today()), "reason": "", "version": "1", **form_key()}
        assert client.post(url, posted).url == reverse("vacancy_detail", args=[vacancy.pk])
        vacancy.refresh_from_db()
        assert vacancy.open_until == today()

    @pytest.mark.parametrize("name", ["vacancy_edit", "vacancy_close", "vacancy_detail"])
    def test_an_unknown_vacancy_is_404(self, client_of, clerk, name):
        assert client_of(clerk).get(reverse(name, args=[999])).status_code == 404

    @pytest.mark.parametrize("ending", ["csv", "xlsx"])
    def test_the_empty_table_can_be_saved(self, client_of, clerk, ending):
        response = client_of(clerk).get(reverse("vacancy_template", args=[ending]))
        assert f'filename="vacancies.{ending}"' in response["Content-Disposition"]
        assert client_of(clerk).get(reverse("vacancy_template", args=["pdf"])).status_code == 404

    def test_the_deputy_looks_but_enters_nothing(self, client_of, deputy):
        vacancy = make_vacancy()
        client = client_of(deputy)
        assert client.get(reverse("vacancy_detail", args=[vacancy.pk])).status_code == 200
        assert reverse("vacancy_add") not in client.get(reverse("vacancy_list")).content.decode()
        assert client.get(reverse("vacancy_add")).status_code == 403
        for name in ("vacancy_edit", "vacancy_close"):
            assert client.post(reverse(name, args=[vacancy.pk]), form_key()).status_code == 403

    @pytest.mark.parametrize("role", ["administrator", "chancellery", "monitoring"])
    def test_others_do_not_see_the_bank(self, client_of, role):
        assert client_of(make_staff(role=role)).get(reverse("vacancy_list")).status_code == 403
