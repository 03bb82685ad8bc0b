"""The rows of the indicators, gathered for Django and the sample; each lives in the room of its subject."""

from indicators.annex3.models import IndicatorTarget, TargetYear
from indicators.information.models import InformationItem, InformationOverride, InformationPublication
from indicators.publication.models import MediaPublication
from indicators.reports.models import IndicatorReport, ReportDispatch, ReportRow
from indicators.surveys.models import SlipBatch, SurveyAnswer, SurveyGuess, SurveyQuestion, SurveyRemark

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
