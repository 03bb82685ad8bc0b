"""The sample staff, and the compiled translations."""

import os
import re
from io import StringIO
from urllib.parse import urlsplit

import polib
import pytest
from django.core.management import call_command
from django.urls import reverse

from astana_employment.department.management.commands.compile_translations import compile_if_newer
from astana_employment.department.models import DeviceLink, Role, StaffMember
from astana_employment.sample.greeting import devices, logins
from astana_employment.sample.staff import MEMBERS, demo_accounts
from tests.factories import form_key

pytestmark = pytest.mark.usefixtures("_fast_passwords")


def printed(command, *words):
    out = StringIO()
    call_command(command, *words, stdout=out)
    return out.getvalue()


def load_staff():
    return printed("load_sample", "--staff-only")


@pytest.fixture
def _sample(db, _fast_passwords, monkeypatch):
    monkeypatch.delenv("DEMO_PASSWORD", raising=False)
    load_staff()


@pytest.mark.usefixtures("_sample")
def test_ten_people_with_every_role_and_a_clerk_at_each_window():
    assert StaffMember.objects.count() == 10
    assert set(StaffMember.objects.values_list("role", flat=True)) == set(Role.values)
    windows = StaffMember.objects.filter(role="clerk").values_list("home_window__number", flat=True)
    assert sorted(windows) == [1, 2, 3, 4]


@pytest.mark.usefixtures("_sample")
def test_loading_again_changes_nothing():
    StaffMember.objects.filter(username="aigul").update(surname="Басқа")
    load_staff()
    assert StaffMember.objects.count() == 10
    assert StaffMember.objects.get(username="aigul").surname == "Басқа"


@pytest.mark.usefixtures("_sample")
def test_each_of_them_can_sign_in(client):
    client.post(reverse("account_login"), {"login": MEMBERS[0].username, "password": "astana-2008"})
    assert client.get(reverse("preferences")).status_code == 200


@pytest.mark.usefixtures("_sample")
def test_the_table_names_user_role_window_and_password():
    table = load_staff()
    line = next(line for line in table.splitlines() if "daniyar" in line)
    assert line.split() == ["daniyar", "clerk", "2", "astana-2008"]
    assert len(table.strip().splitlines()) == 11


@pytest.mark.usefixtures("_sample")
def test_a_changed_password_and_a_closed_account_are_not_printed():
    changed = StaffMember.objects.get(username="olga")
    changed.set_password("өз-құпия-сөзім-1")
    changed.save()
    StaffMember.objects.filter(username="irina").update(is_active=False)
    table = load_staff()
    assert "olga" not in table
    assert "irina" not in table
    assert "aigul" in table


def test_without_the_sample_nothing_is_printed(db):
    assert list(logins(demo_accounts())) == []


def test_the_password_of_the_sample_can_be_set(db, monkeypatch):
    monkeypatch.setenv("DEMO_PASSWORD", "сынақ-2026-сөзі")
    assert "сынақ-2026-сөзі" in load_staff()
    assert StaffMember.objects.get(username="admin").check_password("сынақ-2026-сөзі")


def test_a_catalogue_is_compiled_when_it_is_newer(tmp_path):
    source = tmp_path / "django.po"
    catalogue = polib.POFile()
    catalogue.metadata = {"Content-Type": "text/plain; charset=utf-8"}
    catalogue.append(polib.POEntry(msgid="window", msgstr="терезе"))
    catalogue.save(str(source))
    assert compile_if_newer(source)
    assert polib.mofile(str(source.with_suffix(".mo"))).find("window").msgstr == "терезе"
    assert not compile_if_newer(source)
    later = source.stat().st_mtime + 10
    os.utime(source, (later, later))
    assert compile_if_newer(source)
    assert [path.name for path in sorted(tmp_path.iterdir())] == ["django.mo", "django.po"]


def test_the_command_counts_what_it_compiled(tmp_path, settings):
    folder = tmp_path / "kk" / "LC_MESSAGES"
    folder.mkdir(parents=True)
    polib.POFile().save(str(folder / "django.po"))
    settings.LOCALE_PATHS = [tmp_path]
    assert printed("compile_translations").strip() == "1 of 1 catalogues compiled"
    assert printed("compile_translations").strip() == "0 of 1 catalogues compiled"


def device_addresses():
    return [urlsplit(address).path for address in re.findall(r"http\S+", "\n".join(devices(demo_accounts())))]


@pytest.mark.usefixtures("_sample")
def test_each_start_prints_the_addresses_of_a_kiosk_and_a_display(client):
    former, _former_display = device_addresses()
    kiosk, display = device_addresses()
    assert client.get(former).status_code == 410
    assert client.get(display).status_code == 200
    assert client.post(kiosk, form_key()).url == reverse("kiosk")
    assert client.get(reverse("kiosk")).status_code == 200
    assert DeviceLink.objects.in_force().count() == 2


@pytest.mark.usefixtures("_sample")
def test_no_device_gets_an_address_once_the_administrators_password_is_changed():
    admin = StaffMember.objects.get(username="admin")
    admin.set_password("басқа құпиясөз")
    admin.save()
    assert devices(demo_accounts()) == []
