"""What people type into fields, and what the database refuses: read, mended, told in our words."""

from datetime import date

import pytest
from django import forms
from django.db import IntegrityError
from django.utils import translation

from astana_employment.department.models import Delegation, Role, ServiceWindow, StaffMember
from astana_employment.toolbox.errors import RuleViolation
from astana_employment.toolbox.fields import DayField, FormWithNotices, NameField, PrintableField, typed_field
from astana_employment.toolbox.violations import add_violation, constraint_errors, violation_of
from tests.factories import make_staff


@pytest.fixture(autouse=True)
def _english():
    with translation.override("en"):
        yield


class Form(FormWithNotices, forms.Form):
    """A form with one field of each kind."""

    surname = NameField(label="Surname")
    born = DayField(label="Born", past=True)
    ends = DayField(label="Ends", required=False)
    note = PrintableField(label="Note", required=False)
    text = PrintableField(label="Text", required=False, rows=3)


GOOD = {"surname": "Ахметов", "born": "1.2.1990"}


@pytest.mark.parametrize("typed", ["1.2.26", "01022026", "2026-02-01", "1/2/2026", "2026 ж. 1 ақпан"])
def test_a_day_is_read_however_it_is_typed(typed):
    form = Form({**GOOD, "born": typed})
    assert form.is_valid()
    assert form.cleaned_data["born"] == date(2026, 2, 1)
    assert form.cleaned_data["ends"] is None


@pytest.mark.parametrize("typed", ["31.02.2020", "1.1.2090", "ертең", "1.1.0208"])
def test_a_bad_day_is_told_and_stays_as_typed(typed):
    form = Form({**GOOD, "born": typed})
    assert list(form.errors) == ["born"]
    assert f'value="{typed}"' in str(form["born"])


def test_a_day_is_shown_back_day_first():
    shown = str(Form(initial={"born": date(2026, 2, 1)})["born"])
    assert 'value="01.02.2026"' in shown
    assert 'inputmode="numeric"' in shown


@pytest.mark.parametrize(("typed", "changed"), [("1.2.26", False), ("2.2.26", True), ("x", True), ("", True)])
def test_the_same_day_written_otherwise_is_no_change(typed, changed):
    assert Form.base_fields["born"].has_changed(date(2026, 2, 1), typed) is changed


def test_look_alikes_are_mended_with_a_notice_and_blanks_become_one():
    form = Form({**GOOD, "surname": "  Aхмeтов   Ұлы "})
    assert form.is_valid()
    assert form.cleaned_data["surname"] == "Ахметов Ұлы"
    assert len(form.notices) == 1
    assert "A, e" in form.notices[0]
    assert Form(GOOD).is_valid()


def test_a_clean_name_gives_no_notice():
    form = Form(GOOD)
    assert form.is_valid()
    assert form.notices == []


@pytest.mark.parametrize(
    ("name", "code"),
    [("Ахметов 2", "digits"), ("---", "letters"), ("А" * 81, "max_length"), ("Ахмет☎", "unprintable")],
)
def test_what_cannot_be_a_name_is_refused(name, code):
    form = Form({**GOOD, "surname": name})
    assert form.errors.as_data()["surname"][0].code == code


def test_a_character_the_font_lacks_is_refused_when_typed():
    form = Form({**GOOD, "note": "қате ☎", "text": "бір\r\nекі"})
    assert list(form.errors) == ["note"]
    assert "«☎» (U+260E)" in form.errors["note"][0]
    assert form.cleaned_data["text"] == "бір\nекі"


def test_a_broken_constraint_becomes_its_message_and_the_transaction_lives_on(clerk):
    beside = {"staff_clerk_has_window": "home_window"}
    with (
        pytest.raises(RuleViolation, match="A clerk needs a home window") as refused,
        constraint_errors(beside),
    ):
        StaffMember.objects.filter(pk=clerk.pk).update(home_window=None)
    assert (refused.value.field, refused.value.clause) == ("home_window", "staff_clerk_has_window")
    clerk.refresh_from_db()
    assert clerk.home_window is not None


def test_a_taken_unique_value_names_its_field(clerk):
    other = make_staff(role=Role.CLERK)
    with pytest.raises(RuleViolation, match="This user name is taken") as refused, constraint_errors():
        StaffMember.objects.filter(pk=other.pk).update(username=clerk.username)
    assert refused.value.field == "username"


def test_a_constraint_without_a_message_for_people_stays_an_error_of_the_code(clerk):
    with pytest.raises(IntegrityError, match="window_number_one_to_four"), constraint_errors():
        ServiceWindow.objects.create(number=9)
    assert violation_of("window_number_one_to_four") is None
    assert violation_of("") is None


def test_a_field_is_taken_as_what_it_is_or_not_at_all():
    assert typed_field(Form(), "born", DayField).past
    with pytest.raises(TypeError, match=r"Form\.born is no NameField"):
        typed_field(Form(), "born", NameField)


def test_the_message_is_in_the_users_language_and_beside_the_field_or_above_the_form():
    form = Form(GOOD)
    add_violation(form, RuleViolation("in the way", field="surname"))
    add_violation(form, RuleViolation("of the whole", field="other"))
    assert form.errors["surname"] == ["in the way"]
    assert form.non_field_errors() == ["of the whole"]
    message = violation_of("delegation_no_overlap")
    assert message is not None
    assert message.message == Delegation._meta.constraints[2].violation_error_message
