"""The people who sign in: added, changed, closed; and the desk never loses its last administrator."""

import threading

import pytest
from django.db import connection
from django.urls import reverse
from django.utils import translation

from astana_employment.department.acts.staff import change_staff, create_staff, set_password
from astana_employment.department.models import Event, Role, ServiceWindow, StaffMember
from astana_employment.department.posts import usual_posts
from astana_employment.toolbox.errors import RuleViolation, StaleRecord
from tests.factories import form_key, make_staff

GOOD_PASSWORD = "терезе-мен-есік-42"

pytestmark = pytest.mark.usefixtures("_fast_passwords")


@pytest.fixture(autouse=True)
def _english():
    with translation.override("en"):
        yield


@pytest.fixture
def admin(db):
    return make_staff(role=Role.ADMINISTRATOR, language="en", surname="Ким", given_name="Виталий")


@pytest.fixture
def office(admin, client_of):
    return client_of(admin)


@pytest.mark.parametrize(
    ("patronymic", "in_a_list", "beside_a_signature"),
    [("Төлегенқызы", "Мұқанова Г. Т.", "Г. Т. Мұқанова"), ("", "Мұқанова Г.", "Г. Мұқанова")],
)
def test_in_a_signature_the_initials_stand_before_the_surname(patronymic, in_a_list, beside_a_signature):
    member = StaffMember(surname="Мұқанова", given_name="Гүлнар", patronymic=patronymic)
    assert member.get_short_name() == in_a_list
    assert member.get_signature_name() == beside_a_signature


def typed(**fields):
    """Return what an administrator types for a new clerk at window 2."""
    return {
        "surname": "Әбілқасымова",
        "given_name": "Меруерт",
        "patronymic": "",
        "username": "meruert",
        "password": GOOD_PASSWORD,
        "role": Role.CLERK.value,
        "home_window": ServiceWindow.objects.get(number=2).pk,
        "language": "kk",
        **fields,
        **form_key(),
    }


def as_form(member, **fields):
    """Return what the page of a member of staff posts back, with changes."""
    names = ("surname", "given_name", "patronymic", "username", "role", "post_kk", "post_ru", "post_en")
    return {
        **{name: getattr(member, name) for name in names},
        "home_window": member.home_window_id or "",
        "language": member.language,
        "is_active": "on",
        "version": member.version,
        **fields,
        **form_key(),
    }


def test_the_administrator_adds_a_clerk_who_can_sign_in(office, client):
    response = office.post(reverse("staff_add"), typed(), follow=True)
    assert "Added: Әбілқасымова Меруерт" in response.text
    member = StaffMember.objects.get(username="meruert")
    assert member.home_window is not None
    assert (member.role, member.home_window.number) == ("clerk", 2)
    assert {name: getattr(member, name) for name in usual_posts("clerk")} == usual_posts("clerk")
    client.post(reverse("account_login"), {"login": "meruert", "password": GOOD_PASSWORD})
    assert client.get(reverse("preferences")).status_code == 200


def test_the_log_says_who_added_whom_and_never_the_password(admin, office):
    office.post(reverse("staff_add"), typed())
    event = Event.objects.get(verb="staff.created")
    assert event.by == admin
    assert (event.after["username"], event.after["home_window"]) == ("meruert", 2)
    assert GOOD_PASSWORD not in str(event.after)
    assert "password" not in event.after


@pytest.mark.parametrize(
    ("fields", "message"),
    [
        ({"password": "12345678"}, "This password is too common."),
        ({"password": "қысқа"}, "This password is too short."),
        ({"username": "меруерт"}, "Use Latin letters, digits, dot, hyphen and underscore only."),
        ({"home_window": ""}, "A clerk needs a home window."),
        ({"surname": ""}, "This field is required."),
        ({"surname": "Иванов2"}, "A name has no digits."),
        ({"given_name": "Мер☎"}, "The paper&#x27;s font has no character «☎» (U+260E)."),
        ({"post_kk": "маман ☎"}, "The paper&#x27;s font has no character «☎» (U+260E)."),
        ({"role": "king"}, "Select a valid choice. king is not one of the available choices."),
    ],
)
def test_a_bad_value_is_told_beside_its_field_and_nothing_typed_is_lost(office, fields, message):
    response = office.post(reverse("staff_add"), typed(patronymic="Асқарқызы", **fields))
    assert response.status_code == 422
    assert message in response.text
    assert 'value="Асқарқызы"' in response.text
    assert not StaffMember.objects.filter(given_name="Меруерт").exists()


def test_a_user_name_is_taken_whatever_its_capitals(office):
    office.post(reverse("staff_add"), typed())
    response = office.post(reverse("staff_add"), typed(username="Meruert"))
    assert response.status_code == 422
    assert "This user name is taken." in response.text


def test_letters_of_another_alphabet_are_mended_and_said(office):
    response = office.post(reverse("staff_add"), typed(surname="Aхмeтова"), follow=True)
    assert StaffMember.objects.get(username="meruert").surname == "Ахметова"
    assert "these letters came from another alphabet and were replaced: A, e" in response.text


def test_only_clerks_keep_a_window(admin):
    fields = {"username": "head9", "surname": "А", "given_name": "Б", "role": "head_of_division"}
    window = ServiceWindow.objects.get(number=3)
    member = create_staff(fields={**fields, "home_window": window}, password=GOOD_PASSWORD, by=admin)
    assert member.home_window is None


def test_the_database_refuses_a_clerk_without_a_window(admin):
    fields = {"username": "clerk9", "surname": "А", "given_name": "Б", "role": "clerk"}
    with pytest.raises(RuleViolation) as refused:
        create_staff(fields=fields, password=GOOD_PASSWORD, by=admin)
    assert refused.value.field == "home_window"
    assert not StaffMember.objects.filter(username="clerk9").exists()


def test_a_change_is_logged_with_before_and_after_and_raises_the_version(admin, office, clerk):
    office.post(reverse("staff_edit", args=[clerk.pk]), as_form(clerk, surname="Ысқақова"))
    clerk.refresh_from_db()
    assert (clerk.surname, clerk.version) == ("Ысқақова", 2)
    event = Event.objects.get(verb="staff.changed")
    assert (event.by, event.subject_id) == (admin, clerk.pk)
    assert (event.before, event.after) == ({"surname": "Нұрланова"}, {"surname": "Ысқақова"})


def test_saving_without_a_change_writes_nothing(office, clerk):
    office.post(reverse("staff_edit", args=[clerk.pk]), as_form(clerk))
    clerk.refresh_from_db()
    assert clerk.version == 1
    assert not Event.objects.exists()


def test_the_second_officer_is_told_who_changed_what(office, clerk, client_of):
    form = as_form(clerk, given_name="Айым")
    other = make_staff(role=Role.ADMINISTRATOR, surname="Сейтов", given_name="Олжас", patronymic="")
    client_of(other).post(reverse("staff_edit", args=[clerk.pk]), as_form(clerk, surname="Ысқақова"))
    response = office.post(reverse("staff_edit", args=[clerk.pk]), form)
    assert response.status_code == 409
    for text in ("Сейтов Олжас", "Surname: Нұрланова → Ысқақова", 'value="Айым"'):
        assert text in response.text
    clerk.refresh_from_db()
    assert clerk.given_name == "Әсел"

    assert 'name="version" value="2"' in response.text
    assert 'value="Ысқақова"' in response.text
    shown = {name: field.value() for name in as_form(clerk) for field in _fields(response, name)}
    again = {**as_form(clerk), **shown}
    assert office.post(reverse("staff_edit", args=[clerk.pk]), again).status_code == 302
    clerk.refresh_from_db()
    assert (clerk.given_name, clerk.surname, clerk.version) == ("Айым", "Ысқақова", 3)
    assert Event.objects.first().after == {"given_name": "Айым"}


def _fields(response, name):
    """Return the field of the answered form that has a name, in a list; empty when it has none."""
    form = response.context["form"]
    return [form[name]] if name in form.fields else []


def test_what_both_officers_changed_keeps_the_words_of_the_second(office, clerk, client_of):
    form = as_form(clerk, surname="Қалиева", home_window=ServiceWindow.objects.get(number=1).pk)
    third = ServiceWindow.objects.get(number=3)
    other = client_of(make_staff(role=Role.ADMINISTRATOR))
    theirs = as_form(clerk, surname="Ысқақова", home_window=third.pk, is_active="")
    other.post(reverse("staff_edit", args=[clerk.pk]), theirs)
    shown = office.post(reverse("staff_edit", args=[clerk.pk]), form).context["form"]
    values = {name: shown[name].value() for name in ("surname", "home_window", "is_active")}
    assert values == {"surname": "Қалиева", "home_window": str(third.pk), "is_active": False}


def test_a_form_without_a_version_counts_as_stale(admin, clerk):
    with pytest.raises(StaleRecord):
        change_staff(member=clerk, version=-1, changes={"surname": "А"}, by=admin)


def test_a_closed_account_is_signed_out_at_once_and_cannot_sign_in(office, client, client_of):
    clerk = make_staff(role=Role.CLERK, password=GOOD_PASSWORD, username="aigul")
    signed_in = client_of(clerk)
    assert signed_in.get(reverse("preferences")).status_code == 200
    office.post(reverse("staff_edit", args=[clerk.pk]), as_form(clerk, is_active=""))
    assert signed_in.get(reverse("preferences")).status_code == 302
    client.post(reverse("account_login"), {"login": "aigul", "password": GOOD_PASSWORD})
    assert client.get(reverse("preferences")).status_code == 302


@pytest.mark.parametrize(
    ("fields", "field"), [({"is_active": ""}, "is_active"), ({"role": "chancellery"}, "role")]
)
def test_the_last_administrator_cannot_be_locked_out(admin, office, fields, field):
    response = office.post(reverse("staff_edit", args=[admin.pk]), as_form(admin, **fields))
    assert response.status_code == 422
    assert "Nobody else could administer the desk." in response.context["form"].errors[field][0]
    admin.refresh_from_db()
    assert (admin.role, admin.is_active) == ("administrator", True)


def test_one_of_two_administrators_may_go(admin, office):
    other = make_staff(role=Role.ADMINISTRATOR)
    office.post(reverse("staff_edit", args=[other.pk]), as_form(other, is_active=""))
    other.refresh_from_db()
    assert not other.is_active


def test_a_closed_administrator_does_not_count(admin):
    make_staff(role=Role.ADMINISTRATOR, is_active=False)
    with pytest.raises(RuleViolation):
        change_staff(member=admin, version=1, changes={"is_active": False}, by=admin)


@pytest.mark.django_db(transaction=True)
def test_two_administrators_who_close_each_other_at_once_leave_one():
    pair = [make_staff(role=Role.ADMINISTRATOR) for _number in range(2)]
    start = threading.Barrier(2)
    refused: list[RuleViolation] = []

    def close(member, by):
        try:
            start.wait()
            change_staff(member=member, version=1, changes={"is_active": False}, by=by)
        except RuleViolation as error:
            refused.append(error)
        finally:
            connection.close()

    threads = [threading.Thread(target=close, args=(pair[n], pair[1 - n])) for n in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert StaffMember.objects.filter(role=Role.ADMINISTRATOR, is_active=True).count() == 1
    assert len(refused) == 1


def test_a_new_password_ends_the_sessions_and_is_not_logged(office, client_of):
    clerk = make_staff(role=Role.CLERK, password="ескі-құпия-сөз-77")
    signed_in = client_of(clerk)
    page = reverse("staff_password", args=[clerk.pk])
    office.post(page, {"password": GOOD_PASSWORD, **form_key()})
    clerk.refresh_from_db()
    assert clerk.check_password(GOOD_PASSWORD)
    assert signed_in.get(reverse("preferences")).status_code == 302
    event = Event.objects.get(verb="staff.password_set")
    assert (event.before, event.after) == ({}, {})


def test_a_password_like_the_user_name_is_refused(office, clerk, admin):
    clerk.username = "zhannadilova"
    clerk.save()
    page = reverse("staff_password", args=[clerk.pk])
    response = office.post(page, {"password": "zhannadilova1", **form_key()})
    assert response.status_code == 422
    assert "The password is too similar to the user name." in response.text
    with pytest.raises(RuleViolation):
        set_password(member=clerk, password="zhannadilova1", by=admin)


def test_the_list_is_in_kazakh_order_with_closed_accounts_last(office):
    for surname in ("Яковлев", "Әлиев", "Алиев", "Қалиев", "Калиев"):
        make_staff(role=Role.CHANCELLERY, surname=surname)
    make_staff(role=Role.CHANCELLERY, surname="Абаев", is_active=False)
    page = office.get(reverse("staff_list")).context["table"].page
    surnames = [member.surname for member in page]
    assert surnames == ["Алиев", "Әлиев", "Калиев", "Ким", "Қалиев", "Яковлев", "Абаев"]


def test_the_list_is_sorted_as_the_address_asks(office):
    for surname in ("Яковлев", "Әлиев", "Алиев"):
        make_staff(role=Role.CHANCELLERY, surname=surname)
    response = office.get(reverse("staff_list"), {"sort": "-name"})
    assert [member.surname for member in response.context["table"].page] == [
        "Яковлев",
        "Ким",
        "Әлиев",
        "Алиев",
    ]
    assert '<th scope="col" aria-sort="descending"><a href="?sort=name">Name</a></th>' in response.text
    assert '<th scope="col"><a href="?sort=username">User name</a></th>' in response.text
    rubbish = office.get(reverse("staff_list"), {"sort": "password"})
    assert rubbish.context["table"].page[0].surname == "Алиев"


def test_the_list_has_pages_and_a_constant_number_of_queries(office, django_assert_num_queries):
    for _number in range(60):
        make_staff(role=Role.CLERK, window=2)
    # session, user, delegations of the user, the count, the page
    with django_assert_num_queries(5):
        response = office.get(reverse("staff_list"))
    assert len(response.context["table"].page) == 50
    assert len(office.get(reverse("staff_list"), {"page": 2}).context["table"].page) == 11


def test_the_head_sees_the_staff_but_no_way_to_change_them(db, client_of):
    head = make_staff(role=Role.HEAD_OF_DIVISION, language="en")
    page = client_of(head).get(reverse("staff_list")).text
    assert "The administrator of the desk adds and changes people." in page
    assert reverse("staff_edit", args=[head.pk]) not in page
