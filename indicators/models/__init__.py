"""The rows of the quality indicators; one file an aggregate."""

from indicators.models.information import InformationItem, InformationOverride, InformationPublication
from indicators.models.survey import SlipBatch, SurveyAnswer, SurveyGuess, SurveyQuestion, SurveyRemark

__all__ = [
    "InformationItem",
    "InformationOverride",
    "InformationPublication",
    "SlipBatch",
    "SurveyAnswer",
    "SurveyGuess",
    "SurveyQuestion",
    "SurveyRemark",
]
