"""Addresses of the surveys and of the published information."""

from django.urls import path

from indicators.information import pages as information
from indicators.surveys.pages import phone as surveys
from indicators.surveys.pages import results, tablet
from indicators.voiding import pages as voiding

urlpatterns = [
    path("survey/thank-you/", surveys.survey_thanks, name="survey_thanks"),
    path("survey/tablet/", tablet.survey_tablet, name="survey_tablet"),
    path("survey/tablet/thank-you/", tablet.survey_tablet_thanks, name="survey_tablet_thanks"),
    path("survey/tablet/again/", tablet.survey_tablet_again, name="survey_tablet_again"),
    path("survey/<slug:token>/", surveys.survey, name="survey"),
    path("surveys/", results.survey_results, name="survey_results"),
    path("surveys/complainant/", results.survey_complainant, name="survey_complainant"),
    path("information/", information.information_list, name="information_list"),
    path("information/all/", information.information_publish_all, name="information_publish_all"),
    path("information/override/", information.information_override, name="information_override"),
    path("information/<slug:code>/", information.information_item, name="information_item"),
    path("surveys/slips/", surveys.survey_slips, name="survey_slips"),
    path("surveys/slips/<int:pk>/void/", voiding.slips_void, name="slips_void"),
]
