"""Editions of the standard (reading 39): shown whole, followed without a gap, corrected with a reason."""

from datetime import date, time

import pytest
from django.urls import reverse
from django.utils import translation

from astana_employment.department.acts.standards import add_standard, change_standard, documents_of
from astana_employment.department.models import Event, RequiredDocument, Role, ServiceStandard
from astana_employment.toolbox.errors import RuleViolation
from tests.factories import form_key, make_staff

TITLES = {"title_kk": "Стандарт", "title_ru": "Стандарт", "title_en": "Standard"}


@pytest.fixture(autouse=True)
def _english():
    with translation.override("en"):
        yield


@pytest.fixture
def head(db):
    return make_staff(role=Role.HEAD_OF_DIVISION, language="en")


@pytest.fixture
def office(head, client_of):
    return client_of(head)


@pytest.fixture
def edition(db):
    return ServiceStandard.objects.get(code="2013")


def new(**fields):
    return {
        "code": "2027",
        "valid_from": "1.1.2027",
        **TITLES,
        "reason": "Қаулы № 1",
        **fields,
        **form_key(),
    }


def as_form(office, edition, **fields):
    """Return what the page of an edition posts back, with changes."""
    form = office.get(reverse("standard_edit", args=[edition.pk])).context["form"]
    values = {name: form[name].value() for name in form.fields}
    shown = {name: value for name, value in values.items() if value not in (None, False)}
    times = {name: f"{value:%H:%M}" for name, value in shown.items() if isinstance(value, time)}
    return {**shown, **times, "version": edition.version, "reason": "Түзету", **fields, **form_key()}


def test_reading_39_a_new_edition_copies_the_latest_and_closes_it_the_day_before(head, office, edition):
    response = office.post(reverse("standard_add"), new())
    added = ServiceStandard.objects.get(code="2027")
    assert response["Location"] == reverse("standard_edit", args=[added.pk])
    edition.refresh_from_db()
    assert (edition.valid_until, edition.version) == (date(2026, 12, 31), 2)
    assert (added.valid_from, added.valid_until) == (date(2027, 1, 1), None)
    assert added.certificate_days == edition.certificate_days
    assert documents_of(added) == documents_of(edition)
    assert ServiceStandard.objects.on(date(2026, 12, 31)) == edition
    assert ServiceStandard.objects.on(date(2027, 1, 1)) == added
    verbs = set(Event.objects.filter(by=head, reason="Қаулы № 1").values_list("verb", flat=True))
    assert verbs == {"standard.added", "standard.changed"}


@pytest.mark.parametrize(
    ("fields", "field", "message"),
    [
        ({"valid_from": "1.1.2013"}, "valid_from", "The latest edition begins on 01.01.2013"),
        ({"code": "2013"}, "code", "This value is already taken."),
        ({"code": "жаңа"}, "code", "Enter a valid “slug”"),
        ({"reason": ""}, "reason", "This field is required."),
        ({"valid_from": "ертең"}, "valid_from", "Write the date as day, month, year"),
    ],
)
def test_a_bad_new_edition_changes_nothing(office, edition, fields, field, message):
    response = office.post(reverse("standard_add"), new(**fields))
    assert response.status_code == 422
    assert message in response.context["form"].errors[field][0]
    edition.refresh_from_db()
    assert (edition.valid_until, ServiceStandard.objects.count()) == (None, 2)


def test_a_limit_is_corrected_with_its_reason(head, office, edition):
    form = as_form(office, edition, certificate_days="12")
    assert office.post(reverse("standard_edit", args=[edition.pk]), form).status_code == 302
    edition.refresh_from_db()
    assert (edition.certificate_days, edition.version) == (12, 2)
    event = Event.objects.get(verb="standard.changed")
    assert (event.by, event.reason) == (head, "Түзету")
    assert (event.before, event.after) == ({"certificate_days": 10}, {"certificate_days": 12})


def test_clause_12_the_documents_of_a_category_are_ticked_in_a_table(office, edition):
    form = as_form(office, edition, documents_citizen=["work_record", "identity", "iin", "rnn"])
    office.post(reverse("standard_edit", args=[edition.pk]), form)
    kinds = ServiceStandard.objects.get(pk=edition.pk).required_kinds("citizen", is_oralman=False)
    assert [str(kind) for kind in kinds] == ["identity", "rnn", "iin", "work_record"]
    event = Event.objects.get(verb="standard.changed")
    assert event.after == {"documents_citizen": "identity, rnn, iin, work_record"}
    assert "registered at a glance" not in event.before
    log = office.get(reverse("event_list")).text
    assert "taxpayer&#x27;s registration number (RNN)" in log


def test_clause_12_nobody_comes_without_an_identity_document(office, edition):
    form = as_form(office, edition, documents_foreigner=["iin"])
    response = office.post(reverse("standard_edit", args=[edition.pk]), form)
    assert response.status_code == 422
    errors = response.context["form"].errors
    assert errors == {"documents_foreigner": ["Everybody presents an identity card or a passport."]}


def test_clause_12_a_category_that_is_not_named_at_all_is_refused(head, edition):
    with pytest.raises(RuleViolation):
        change_standard(
            standard=edition,
            version=1,
            changes={},
            documents={group: [] for group in RequiredDocument.Group.values},
            reason="қате",
            by=head,
        )
    assert edition.required_documents.count() > 0


@pytest.mark.parametrize(
    ("fields", "field", "message"),
    [
        ({"certificate_days": "0"}, "certificate_days", "greater than or equal to 1"),
        ({"certificate_days": "он"}, "certificate_days", "Enter a whole number."),
        ({"lunch_from": "25:00"}, "lunch_from", "Enter a valid time."),
        ({"email": "deptrud"}, "email", "Enter a valid email address."),
        ({"reason": ""}, "reason", "This field is required."),
        ({"opens_at": "15:00"}, "__all__", "The hours must follow each other"),
    ],
)
def test_a_bad_value_is_told_beside_its_field(office, edition, fields, field, message):
    form = as_form(office, edition, **fields)
    response = office.post(reverse("standard_edit", args=[edition.pk]), form)
    assert response.status_code == 422
    assert message in response.context["form"].errors[field][0]
    edition.refresh_from_db()
    assert edition.version == 1


def test_the_second_officer_is_told_who_changed_what(office, edition, client_of):
    form = as_form(office, edition, queue_minutes="15")
    other = make_staff(role=Role.ADMINISTRATOR, surname="Сейтов", given_name="Олжас", patronymic="")
    theirs = client_of(other)
    documents = ["oralman_certificate", "iin"]
    changed = {"division_phone": "55-55", "opens_at": "08:30", "documents_oralman": documents}
    theirs.post(reverse("standard_edit", args=[edition.pk]), as_form(theirs, edition, **changed))
    response = office.post(reverse("standard_edit", args=[edition.pk]), form)
    assert response.status_code == 409
    for text in ("Сейтов Олжас", "Telephone of the division: 21-03-37 → 55-55", 'value="15"'):
        assert text in response.text
    shown = response.context["form"]
    assert shown["division_phone"].value() == "55-55"
    assert shown["documents_oralman"].value() == ["oralman_certificate", "iin"]
    assert shown["opens_at"].value() == "08:30"


def test_saving_without_a_change_writes_nothing(office, edition):
    office.post(reverse("standard_edit", args=[edition.pk]), as_form(office, edition))
    assert not Event.objects.exists()


def test_everybody_on_the_staff_reads_every_limit(client_of, edition, clerk):
    clerk.language = "en"
    clerk.save()
    page = client_of(clerk).get(reverse("standard_detail", args=[edition.pk])).text
    assert "Days to decide on a certificate (calendar days, clause 7(1))" in page
    assert "individual identification number (IIN)" in page
    assert reverse("standard_edit", args=[edition.pk]) not in page


def test_reading_35_the_list_marks_the_edition_in_force(office, django_assert_num_queries):
    # session, user, delegations of the user, editions
    with django_assert_num_queries(4):
        rows = office.get(reverse("standard_list")).context["table"].shown
    assert [(row.code, is_in_force) for row, is_in_force in rows] == [("2013", True), ("2008", False)]


def test_a_day_has_exactly_one_edition_after_several_were_added(head):
    for year in (2027, 2028):
        add_standard(code=str(year), titles=TITLES, valid_from=date(year, 1, 1), reason="қаулы", by=head)
    codes = [ServiceStandard.objects.on(date(year, 6, 1)).code for year in (2008, 2020, 2027, 2028, 2040)]
    assert codes == ["2008", "2013", "2027", "2028", "2028"]


@pytest.mark.parametrize(
    ("language", "address"),
    [
        ("kk", "Астана қаласы, Иманбаева көшесі, 68а"),
        ("ru", "город Астана, улица Иманбаева, 68а"),
        ("en", "68a Imanbayeva Street, Astana"),
    ],
)
def test_the_address_is_in_the_language_of_the_screen(db, language, address):
    standard = ServiceStandard.objects.get(code="2013")
    with translation.override(language):
        assert standard.address == address
    standard.address_en = ""
    with translation.override("en"):
        assert standard.address == standard.address_ru
