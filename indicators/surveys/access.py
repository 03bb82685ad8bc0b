"""The addresses of the surveys, and who may open them."""

from astana_employment.department.addresses import PUBLIC, Page, devices, page, roles
from astana_employment.department.models import DeviceKind, Role
from indicators.surveys.pages import phone, results, tablet, voiding

# Not the clerks: nobody types in what people think of his or her own politeness.
TYPISTS = roles(Role.CHANCELLERY, Role.HEAD_OF_DIVISION)
READERS = roles(
    *(Role.CHANCELLERY, Role.HEAD_OF_DIVISION, Role.DEPUTY_DIRECTOR, Role.DIRECTOR, Role.MONITORING)
)
TABLET = devices(DeviceKind.TABLET)

urlpatterns: list[Page] = [
    page("survey/thank-you/", phone.survey_thanks, "survey_thanks", PUBLIC),
    page("survey/tablet/", tablet.survey_tablet, "survey_tablet", TABLET, starts=DeviceKind.TABLET),
    page("survey/tablet/thank-you/", tablet.survey_tablet_thanks, "survey_tablet_thanks", TABLET),
    page("survey/tablet/again/", tablet.survey_tablet_again, "survey_tablet_again", TABLET),
    page("survey/<slug:token>/", phone.survey, "survey", PUBLIC),
    page("surveys/", results.survey_results, "survey_results", READERS),
    page("surveys/complainant/", results.survey_complainant, "survey_complainant", TYPISTS),
    page("surveys/slips/", phone.survey_slips, "survey_slips", TYPISTS),
    page("surveys/slips/<int:pk>/void/", voiding.slips_void, "slips_void", TYPISTS),
]
