"""Addresses of the surveys."""

from django.urls import path

from indicators.views import surveys, tablet

urlpatterns = [
    path("survey/thank-you/", surveys.survey_thanks, name="survey_thanks"),
    path("survey/tablet/", tablet.survey_tablet, name="survey_tablet"),
    path("survey/tablet/thank-you/", tablet.survey_tablet_thanks, name="survey_tablet_thanks"),
    path("survey/tablet/again/", tablet.survey_tablet_again, name="survey_tablet_again"),
    path("survey/<slug:token>/", surveys.survey, name="survey"),
    path("surveys/slips/", surveys.survey_slips, name="survey_slips"),
]
