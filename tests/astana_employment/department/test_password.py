"""Whoever signs gives the password again: every address that leads to a signature asks for it."""

from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from types import CodeType, FunctionType, MethodType, ModuleType
from typing import Any

import pytest
from django.urls import reverse

from astana_employment.department import issuing
from astana_employment.department.addresses import access_of, signing_names
from astana_employment.department.models import Paper, Role
from complaints.acts import intake
from registry.models import StandingDecision
from tests.astana_employment.department.test_permissions import address, patterns
from tests.factories import form_key, make_registration, make_staff

pytestmark = pytest.mark.django_db

PASSWORD = "Қиын-құпиясөз-7"
OURS = ("astana_employment", "registry", "certificates", "complaints", "indicators")
# Where a paper gets its number, and where it is made.
ISSUING = (issuing.new_issue_block, issuing.issue)
# The chancellery's receipt copy says that something came in: it is no signature under a decision.
NO_SIGNATURES = (intake.register, intake.issue_receipt)
# It writes down first what was chosen, so that nothing is lost, and asks then (`test_signing_pages.py`).
ASKS_ITSELF = {"signing_start"}


def codes(code: CodeType) -> Iterator[CodeType]:
    yield code
    for each in code.co_consts:
        if isinstance(each, CodeType):
            yield from codes(each)


def named_in(function: FunctionType) -> Iterator[Any]:
    """Yield what a function names: globals, what it takes from modules, what it closes over or wraps."""
    names = {name for code in codes(function.__code__) for name in code.co_names}
    for name in names & function.__globals__.keys():
        found = function.__globals__[name]
        yield from (vars(found).get(name) for name in names) if isinstance(found, ModuleType) else (found,)
    yield from (cell.cell_contents for cell in function.__closure__ or ())
    yield from vars(function).values()


def inside(thing: Any) -> Iterator[Any]:
    if isinstance(thing, MethodType):
        yield thing.__func__
    elif isinstance(thing, FunctionType):
        yield from named_in(thing) if thing.__module__.startswith((*OURS, "django")) else ()
    elif isinstance(thing, type):
        yield from (*vars(thing).values(), *thing.__mro__) if thing.__module__.startswith(OURS) else ()
    elif isinstance(thing, dict):
        yield from thing.values()
    elif isinstance(thing, list | tuple):
        yield from thing
    elif is_dataclass(thing):
        yield from (getattr(thing, field.name) for field in fields(thing))


def leads_to_signing(view: Any) -> bool:
    """Tell whether a view reaches, by what the code names, the issuing of a paper that is no receipt copy."""
    waiting, seen = [view], {id(each): each for each in NO_SIGNATURES}
    while waiting:
        thing = waiting.pop()
        if id(thing) not in seen:
            seen[id(thing)] = thing
            waiting.extend(inside(thing))
    return any(id(each) in seen for each in ISSUING)


def test_every_address_that_leads_to_signing_asks_for_the_password_and_no_other():
    leading = {str(page.name) for page in patterns() if leads_to_signing(page.callback)}
    assert leading == signing_names() | ASKS_ITSELF


def signing() -> list[Any]:
    pages = [page for page in patterns() if page.name in signing_names()]
    return [pytest.param(page, id=str(page.name)) for page in pages]


@pytest.mark.parametrize("pattern", signing())
@pytest.mark.parametrize("age", [None, 601])
def test_a_form_that_signs_is_answered_by_the_question_for_the_password(client_of, pattern, age):
    for role in access_of(str(pattern.name)):
        old, new = (client_of(make_staff(role=role), password_age=seconds) for seconds in (age, 599))
        answer = old.post(address(pattern), form_key())
        assert answer.status_code == 302
        assert answer.url.startswith(reverse("account_reauthenticate"))
        assert (
            not new.post(address(pattern), form_key())
            .get("Location", "")
            .startswith(reverse("account_reauthenticate"))
        )


@pytest.mark.parametrize("pattern", signing())
def test_who_may_not_open_it_is_refused_and_not_asked(client_of, pattern):
    stranger = make_staff(role=Role.MONITORING)
    assert client_of(stranger, password_age=None).post(address(pattern), form_key()).status_code == 403


def test_what_was_typed_stands_in_the_form_after_the_password_and_is_decided_by_a_second_press(client_of):
    head = make_staff(role=Role.HEAD_OF_DIVISION, password=PASSWORD)
    registration = make_registration(by=make_staff(role=Role.CLERK))
    page = reverse("standing_decide", args=[registration.pk, "suspend"])
    typed = {"cause": "asked", "explanation": "Өтініш № 4, 20.11.2026", "language": "ru", "version": "1"}
    browser = client_of(head, password_age=None)
    asked = browser.post(page, {**typed, **form_key()})
    wrong = browser.post(asked.url, {"password": "басқа"})
    assert wrong.status_code == 200
    back = browser.post(asked.url, {"password": PASSWORD})
    assert back.url == page
    assert not StandingDecision.objects.exists()
    shown = browser.get(page)
    assert shown.status_code == 200
    assert shown.context["form"].data["explanation"] == typed["explanation"]
    assert typed["explanation"] in shown.content.decode()
    assert not shown.context["form"].errors
    assert typed["explanation"] not in browser.get(page).content.decode()  # said once, then forgotten
    assert browser.post(page, {**typed, **form_key()}).status_code == 302
    assert StandingDecision.objects.get().paper.signed_by == head


def test_what_was_typed_at_another_address_stands_nowhere_else(client_of):
    head = make_staff(role=Role.HEAD_OF_DIVISION, password=PASSWORD)
    clerk = make_staff(role=Role.CLERK)
    mine, other = (
        reverse("standing_decide", args=[make_registration(by=clerk).pk, "suspend"]) for _number in range(2)
    )
    browser = client_of(head, password_age=None)
    browser.post(mine, {"cause": "asked", "explanation": "Өтініш № 4", **form_key()})
    assert "Өтініш № 4" not in browser.get(other).content.decode()
    assert "Өтініш № 4" in browser.get(mine).content.decode()
    assert not Paper.objects.exists()


@pytest.mark.parametrize("name", ["complaint_sign", "report_issue", "report_finish", "standing_finish"])
def test_a_button_that_signs_leads_back_to_its_page_when_it_is_opened_by_address(client_of, name):
    role = Role.HEAD_OF_DIVISION if name == "standing_finish" else Role.DEPUTY_DIRECTOR
    answer = client_of(make_staff(role=role)).get(reverse(name, args=[7]))
    detail = {"complaint_sign": "complaint_detail", "standing_finish": "standing_detail"}
    assert answer.url == reverse(detail.get(name, "report_detail"), args=[7])
