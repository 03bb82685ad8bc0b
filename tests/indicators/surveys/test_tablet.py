"""The tablet at the exit: signed in by its link, one visitor after the other."""

import pytest
from django.conf import settings
from django.urls import reverse

from astana_employment.department.models import DeviceKind
from indicators.models import SurveyAnswer
from tests.astana_employment.department.devices import device_browser
from tests.factories import form_key

pytestmark = pytest.mark.django_db


def test_the_tablet_takes_one_answer_after_the_other():
    tablet, _link = device_browser(DeviceKind.TABLET)
    for _ in range(2):
        assert tablet.get(reverse("survey_tablet")).status_code == 200
        response = tablet.post(reverse("survey_tablet"), {"politeness": "yes", **form_key()})
        assert response["Location"] == reverse("survey_tablet_thanks")
        assert tablet.get(response["Location"]).status_code == 200
    assert SurveyAnswer.objects.filter(source="tablet", politeness=True).count() == 2


def test_the_next_visitor_starts_in_kazakh():
    tablet, _link = device_browser(DeviceKind.TABLET)
    tablet.post(reverse("set_language"), {"language": "ru", "next": reverse("survey_tablet")})
    assert "Как вас обслужили?" in tablet.get(reverse("survey_tablet")).content.decode()
    assert tablet.get(reverse("survey_tablet_again"))["Location"] == reverse("survey_tablet")
    assert settings.LANGUAGE_COOKIE_NAME not in {
        name for name, morsel in tablet.cookies.items() if morsel.value
    }
    assert "Сізге қалай қызмет көрсетілді?" in tablet.get(reverse("survey_tablet")).content.decode()


def test_nothing_chosen_is_told_and_nothing_is_kept():
    tablet, _link = device_browser(DeviceKind.TABLET)
    assert tablet.post(reverse("survey_tablet"), form_key()).status_code == 422
    assert not SurveyAnswer.objects.exists()


def test_a_kiosk_is_no_tablet_and_a_browser_is_no_device(client):
    kiosk, _link = device_browser(DeviceKind.KIOSK)
    assert kiosk.get(reverse("survey_tablet")).status_code == 302
    assert client.get(reverse("survey_tablet")).status_code == 403
