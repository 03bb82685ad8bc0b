"""The rows of the quality indicators; one file an aggregate."""

from indicators.models.information import InformationItem, InformationOverride, InformationPublication
from indicators.models.publicity import MediaPublication, ReportDispatch
from indicators.models.report import IndicatorReport, ReportRow
from indicators.models.survey import SlipBatch, SurveyAnswer, SurveyGuess, SurveyQuestion, SurveyRemark
from indicators.models.target import IndicatorTarget, TargetYear

__all__ = [
    "IndicatorReport",
    "IndicatorTarget",
    "InformationItem",
    "InformationOverride",
    "InformationPublication",
    "MediaPublication",
    "ReportDispatch",
    "ReportRow",
    "SlipBatch",
    "SurveyAnswer",
    "SurveyGuess",
    "SurveyQuestion",
    "SurveyRemark",
    "TargetYear",
]
