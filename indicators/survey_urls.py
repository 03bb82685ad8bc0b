"""Addresses of the surveys."""

from django.urls import path

from indicators.views import surveys

urlpatterns = [
    path("survey/thank-you/", surveys.survey_thanks, name="survey_thanks"),
    path("survey/<slug:token>/", surveys.survey, name="survey"),
    path("surveys/slips/", surveys.survey_slips, name="survey_slips"),
]
