"""The public check: what is found, what is said, how often."""

from datetime import timedelta

import pytest
from django.db import ProgrammingError, transaction
from django.utils import timezone

from astana_employment.toolbox.clock import held_at
from astana_employment.toolbox.web.visitors import visitor_key
from certificates.acts.checking import TRIES, TooManyChecks, check_paper, tidy_code
from certificates.models import Verification
from tests.certificates.conftest import prepared, signed


@pytest.fixture
def paper(clerk, deputy, quick_pdf):
    return signed(prepared(clerk), deputy)


@pytest.mark.django_db
def test_a_paper_is_found_by_its_address_and_by_its_code(paper):
    assert check_paper(visitor="a", public_id=paper.public_id).paper == paper
    assert check_paper(visitor="a", code=paper.check_code).paper == paper
    assert list(Verification.objects.values_list("paper", "visitor")) == [(paper.pk, "a")] * 2


@pytest.mark.django_db
def test_a_wrong_code_finds_nothing_and_is_logged(paper):
    assert check_paper(visitor="a", code="ZZZZZZZZZZ") is None
    assert check_paper(visitor="a", code="") is None
    assert Verification.objects.filter(paper=None).count() == 2


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        (" abcde-23456 ", "ABCDE23456"),
        ("ABCDE – 23456", "ABCDE23456"),
        ("АВСЕН23456", "ABCEH23456"),  # every letter Cyrillic
        ("авсен 23456", "ABCEH23456"),
        ("ҰҢ☎", ""),
    ],
)
def test_a_code_is_read_however_it_was_typed(typed, code):
    assert tidy_code(typed) == code


@pytest.mark.django_db
def test_a_visitor_is_stopped_after_twenty_tries_and_others_are_not(paper):
    for _ in range(TRIES):
        check_paper(visitor="a", code="ZZZZZZZZZZ")
    with pytest.raises(TooManyChecks):
        check_paper(visitor="a", code=paper.check_code)
    assert Verification.objects.count() == TRIES
    assert check_paper(visitor="b", code=paper.check_code).paper == paper


@pytest.mark.django_db
def test_a_visitor_who_waits_is_let_in_again(paper):
    for _ in range(TRIES):
        check_paper(visitor="a", code="ZZZZZZZZZZ")
    later = timezone.now() + timedelta(minutes=10, seconds=1)
    with held_at(later):
        assert check_paper(visitor="a", code=paper.check_code).paper == paper


@pytest.mark.django_db
def test_the_log_of_checks_only_grows(paper):
    check_paper(visitor="a", code=paper.check_code)
    with pytest.raises(ProgrammingError, match="Cannot update"), transaction.atomic():
        Verification.objects.update(visitor="b")


def test_a_visitor_is_known_by_a_keyed_hash_only(settings):
    key = visitor_key("203.0.113.7")
    assert len(key) == 64
    assert "203" not in key
    assert key != visitor_key("203.0.113.8")
    settings.SECRET_KEY = "another"
    assert key != visitor_key("203.0.113.7")


def test_a_household_has_one_ipv6_network():
    assert visitor_key("2001:db8:1:2::1") == visitor_key("2001:db8:1:2:ffff::9")
    assert visitor_key("2001:db8:1:2::1") != visitor_key("2001:db8:1:3::1")
