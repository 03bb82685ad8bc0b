"""The addresses of the surveys, and who may open them."""

from astana_employment.department.addresses import PUBLIC, Page, devices, page, roles
from astana_employment.department.models import DeviceKind, Role
from indicators.surveys import pages

# Not the clerks: nobody types in what people think of his or her own politeness.
TYPISTS = roles(Role.CHANCELLERY, Role.HEAD_OF_DIVISION)
READERS = roles(
    *(Role.CHANCELLERY, Role.HEAD_OF_DIVISION, Role.DEPUTY_DIRECTOR, Role.DIRECTOR, Role.MONITORING)
)
TABLET = devices(DeviceKind.TABLET)

urlpatterns: list[Page] = [
    page("survey/thank-you/", pages.survey_thanks, "survey_thanks", PUBLIC),
    page("survey/tablet/", pages.survey_tablet, "survey_tablet", TABLET, starts=DeviceKind.TABLET),
    page("survey/tablet/thank-you/", pages.survey_tablet_thanks, "survey_tablet_thanks", TABLET),
    page("survey/tablet/again/", pages.survey_tablet_again, "survey_tablet_again", TABLET),
    page("survey/<slug:token>/", pages.survey, "survey", PUBLIC),
    page("surveys/", pages.survey_results, "survey_results", READERS),
    page("surveys/complainant/", pages.SurveyComplainant, "survey_complainant", TYPISTS),
    page("surveys/slips/", pages.SurveySlips, "survey_slips", TYPISTS),
    page("surveys/slips/<int:pk>/void/", pages.SlipsVoid, "slips_void", TYPISTS),
]
