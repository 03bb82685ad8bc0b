"""The page of one act: shown, to be corrected, overtaken by a colleague, done once."""

import inspect
from datetime import date
from types import SimpleNamespace
from typing import Any, NamedTuple

import pytest
from django.urls import reverse
from django.utils import translation

from astana_employment.department.acts import imports
from astana_employment.department.acts.mail import begin_attempt, queue_mail, record_outcome, retry
from astana_employment.department.forms.devices import DeviceForm
from astana_employment.department.import_runs import read_import
from astana_employment.department.models import (
    DeviceLink,
    Event,
    FormSubmission,
    ImportFile,
    OutgoingMail,
    Role,
    ServiceStandard,
    StaffMember,
)
from astana_employment.department.pages.act import ActView
from astana_employment.department.templatetags.desk import fields
from astana_employment.toolbox.mailing.rules import Outcome, Verdict
from indicators.annex3.periods import Period
from indicators.models import MediaPublication
from tests.astana_employment.department.devices import make_link
from tests.astana_employment.department.test_permissions import patterns
from tests.factories import form_key, make_staff
from tests.indicators.reports.builders import make_draft
from tests.registry.hall.builders import stopped_clock

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _english():
    with translation.override("en"):
        yield


@pytest.fixture
def office(client_of):
    return client_of(make_staff(role=Role.HEAD_OF_DIVISION, language="en"))


@pytest.fixture
def device():
    return make_link("display")[0]


@pytest.fixture
def page(device):
    return reverse("device_edit", args=[device.pk])


def typed(response: Any, **changed: Any) -> dict[str, Any]:
    """Return what a browser would post from a shown page, with changes."""
    sent: dict[str, Any] = {"version": response.context["version"]}
    for field in response.context["form"]:
        value = field.value()
        if isinstance(value, bool):
            sent |= {field.html_name: "on"} if value else {}
        else:
            shown = field.field.widget.format_value(value)
            sent[field.html_name] = "" if shown is None else shown
    return {**sent, **changed, **form_key()}


# --- shown, to be corrected, done ------------------------------------------------------------------
def test_the_page_is_shown_with_its_version_and_changes_nothing(office, page):
    response = office.get(page)
    assert (response.status_code, office.head(page).status_code) == (200, 200)
    assert "Change a device" in response.text
    assert 'name="version" value="1"' in response.text
    assert not Event.objects.filter(verb="device.changed").exists()


@pytest.mark.parametrize("method", ["put", "patch", "delete", "options"])
def test_another_method_is_refused(office, page, method):
    response = getattr(office, method)(page)
    assert (response.status_code, response["Allow"]) == (405, "GET, HEAD, POST")


def test_what_is_to_be_corrected_comes_back_as_typed_and_may_be_sent_again(office, page, device):
    wrong = typed(office.get(page), place="", speaks_ru="on")
    response = office.post(page, wrong)
    assert response.status_code == 422
    assert response.context["form"]["speaks_ru"].value() is True
    assert 'name="version" value="1"' in response.text
    assert not FormSubmission.objects.exists()
    assert office.post(page, {**wrong, "place": "Есік алдында"}).status_code == 302
    device.refresh_from_db()
    assert (device.place, device.speaks_ru, device.version) == ("Есік алдында", True, 2)


def test_a_rule_that_the_act_refuses_by_is_told_beside_its_field(office, page):
    taken = make_link("display")[0]
    response = office.post(page, typed(office.get(page), place=taken.place))
    assert response.status_code == 422
    assert response.context["form"].errors["place"] == ["A device of this kind has this name already."]


def test_it_is_done_once_and_said(office, page):
    data = typed(office.get(page), place="Есік алдында")
    first, second = office.post(page, data), office.post(page, data, follow=True)
    assert first.url == second.redirect_chain[0][0] == reverse("device_list")
    assert Event.objects.filter(verb="device.changed").count() == 1
    assert "Saved: Есік алдында" in second.text


def test_a_repeat_finds_its_answer_when_the_act_took_its_row_away(office):
    day = {"what": "figures", "year": "2026", "published_on": "1.2.2026"}
    office.post(reverse("publication_add"), {**day, "medium": "Газет", "place": "№ 1", **form_key()})
    page = reverse("publication_void", args=[MediaPublication.objects.get().pk])
    data = {"reason": "Қате.", **form_key()}
    assert office.post(page, data).url == office.post(page, data).url == reverse("publication_list")
    assert office.get(page).status_code == 404


@pytest.mark.parametrize(
    ("said", "words"), [("Kept.", "Kept."), ("", ""), ("%(name)s, %(year)d: %(label)s", "01.02, 2027: қаулы")]
)
def test_what_is_said_names_what_was_done(said, words):
    class Done(SimpleNamespace):
        def __str__(self) -> str:
            return "01.02"

    view: Any = SimpleNamespace(said=said)
    assert ActView.words(view, None, Done(year=2027, label="қаулы")) == words


def test_a_group_without_a_field_of_the_form_is_left_out(device):
    shown = fields(DeviceForm(instance=device))
    assert shown.count("<legend>") == 2
    assert "Kiosk" not in shown


# --- overtaken -------------------------------------------------------------------------------------
class Overtaken(NamedTuple):
    """A page with what is typed here and what a colleague saves first."""

    make: Any
    mine: dict[str, Any]
    theirs: dict[str, Any]
    role: str = Role.HEAD_OF_DIVISION


def failed_mail() -> list[Any]:
    mail = queue_mail(to="a@example.kz", subject="s", body="b", case_file="", by=None, key="k")
    begin_attempt(mail_id=mail.pk, round=1)
    record_outcome(mail=mail, attempt=1, outcome=Outcome(Verdict.NEVER, "550 no such mailbox"))
    return [mail.pk]


def checked_file() -> list[Any]:
    content = "Жұмыс беруші;Мамандығы;Мекенжайы;Ашық: басталуы\nА;Б;В;02.11.2026".encode()
    by = make_staff(role=Role.ADMINISTRATOR)
    file = imports.bring(kind="vacancies", name="a.csv", content=content, encoding="", by=by)
    read_import(file_id=file.pk, round=file.round)
    return [file.pk]


# The colleague of the mail or the file does another thing than the page, which makes it out of date.
PAGES = {
    "staff_edit": Overtaken(
        lambda: [make_staff(role=Role.CLERK).pk],
        {"surname": "Сейтова"},
        {"given_name": "Айгүл"},
        Role.ADMINISTRATOR,
    ),
    "device_edit": Overtaken(
        lambda: [make_link("display")[0].pk], {"place": "Есік алдында"}, {"speaks_ru": "on"}
    ),
    "standard_edit": Overtaken(
        lambda: [ServiceStandard.objects.get(code="2013").pk],
        {"queue_minutes": "15", "reason": "Түзету"},
        {"division_phone": "55-55", "documents_oralman": ["iin"], "reason": "Қаулы"},
    ),
    "window_letters": Overtaken(
        list,
        {"window_3": "Л М Н Ң О Ө П", "window_4": "Р-Я"},
        {"window_1": "А Ә Б В Г Ғ Д", "window_2": "Е Ё Ж З И Й К Қ"},
    ),
    "target_edit": Overtaken(
        lambda: [2008], {"target-2-1": "85,5", "reason": "Түзету"}, {"target-1-1": "75", "reason": "Қаулы"}
    ),
    "report_move": Overtaken(
        lambda: [make_draft(period=Period(2026, as_of=date(2026, 11, 20))).pk],
        {"as_of": "22.11.2026"},
        {"as_of": "21.11.2026"},
    ),
    "mail_give_up": Overtaken(failed_mail, {"reason": "Қолына берілді"}, {}),
    "import_take": Overtaken(checked_file, {}, {}, Role.ADMINISTRATOR),
    "import_check": Overtaken(checked_file, {}, {}, Role.ADMINISTRATOR),
    "import_discard": Overtaken(checked_file, {}, {}, Role.ADMINISTRATOR),
}


def overtake(colleague: Any, page: str, case: Overtaken) -> None:
    """Let the colleague act first."""
    if case.theirs:
        assert colleague.post(page, typed(colleague.get(page), **case.theirs)).status_code == 302
        return
    by = StaffMember.objects.get(pk=colleague.session["_auth_user_id"])
    if file := ImportFile.objects.first():
        imports.check_again(file=file, version=file.version, by=by)
        return
    mail = OutgoingMail.objects.get()
    retry(mail=mail, version=mail.version, by=by)


@pytest.mark.parametrize("name", PAGES)
def test_what_a_colleague_did_meanwhile_is_told_and_what_was_typed_is_kept(name, client_of):
    case = PAGES[name]
    mine = client_of(make_staff(role=case.role, language="en"))
    colleague = client_of(make_staff(role=case.role, surname="Сейтов", given_name="Олжас", patronymic=""))
    with stopped_clock():
        page = reverse(name, args=case.make())
        data = typed(mine.get(page), **case.mine)
        overtake(colleague, page, case)
        response = mine.post(page, data)
        assert response.status_code == 409
        assert "Somebody changed this meanwhile" in response.text
        assert "Сейтов Олжас" in response.text
        form = response.context["form"]
        assert {field: form[field].value() for field in case.mine} == case.mine
        saved = colleague.get(page).context
        left_alone = (case.theirs.keys() & form.fields.keys()) - {*case.mine, "reason"}
        for field in left_alone:
            assert typed(response)[field] == typed(colleague.get(page))[field]
        assert response.context["version"] == saved["version"] != data["version"]
        assert not FormSubmission.objects.filter(key=data["form_key"]).exists()
        if case.theirs:
            assert mine.post(page, typed(response)).status_code == 302


def test_every_page_with_a_version_stands_among_them():
    """Of the department and the indicators; the rooms between have their own tests."""
    bound = {
        str(pattern.name)
        for pattern in patterns()
        if (view := getattr(pattern.callback, "view_class", None)) is not None
        and view.__module__.startswith(("astana_employment.", "indicators."))
        and "self.version" in inspect.getsource(view.act)
    }
    assert bound == set(PAGES)


def test_a_colleague_who_took_the_row_away_leaves_nothing_to_merge(office, page, device):
    data = typed(office.get(page))
    DeviceLink.objects.filter(pk=device.pk).update(revoked_at=device.made_at, revoked_reason="ескі")
    assert office.post(page, data).status_code == 404
