"""Addresses of the figures and the reports; those of the surveys stand in `survey_urls`."""

from django.urls import path

from indicators.annex3 import pages as targets
from indicators.publication.pages import publicity
from indicators.reports.pages import figures, reports
from indicators.voiding import pages as voiding

urlpatterns = [
    path("indicators/", figures.indicator_dashboard, name="indicator_dashboard"),
    path("indicators/method/", figures.indicator_method, name="indicator_method"),
    path("indicators/values/", targets.target_list, name="target_list"),
    path("indicators/values/new/", targets.target_add, name="target_add"),
    path("indicators/values/<int:year>/", targets.target_edit, name="target_edit"),
    path("indicators/media/", publicity.publication_list, name="publication_list"),
    path("indicators/media/new/", publicity.publication_add, name="publication_add"),
    path("indicators/media/<int:pk>/void/", voiding.publication_void, name="publication_void"),
    path("indicators/<str:code>/cases/", figures.indicator_cases, name="indicator_cases"),
    path("reports/", reports.report_list, name="report_list"),
    path("reports/new/", reports.report_new, name="report_new"),
    path("reports/<int:pk>/", reports.report_detail, name="report_detail"),
    path("reports/<int:pk>/preview/", reports.report_preview, name="report_preview"),
    path("reports/<int:pk>/file/<str:form>/", reports.report_file, name="report_file"),
    path("reports/<int:pk>/issue/", reports.report_issue, name="report_issue"),
    path("reports/<int:pk>/finish/", reports.report_finish, name="report_finish"),
    path("reports/<int:pk>/day/", reports.report_move, name="report_move"),
    path("reports/<int:pk>/revise/", reports.report_revise, name="report_revise"),
    path("reports/<int:pk>/send/", publicity.report_send, name="report_send"),
    path("reports/sendings/<int:pk>/void/", voiding.dispatch_void, name="dispatch_void"),
]
