"""The addresses of figures and reports, and who may open them."""

from astana_employment.department.addresses import SIGNED_IN, Page, page
from indicators.reports.loaders import CASE_VIEWERS, REPORT_VIEWERS
from indicators.reports.pages import figures, reports
from indicators.roles import DRAFTERS, ISSUERS, READERS, SENDERS

urlpatterns: list[Page] = [
    page("indicators/", figures.indicator_dashboard, "indicator_dashboard", READERS),
    page("indicators/method/", figures.indicator_method, "indicator_method", SIGNED_IN),
    page("indicators/<str:code>/cases/", figures.indicator_cases, "indicator_cases", CASE_VIEWERS),
    page("reports/", reports.report_list, "report_list", REPORT_VIEWERS),
    page("reports/new/", reports.ReportNew, "report_new", DRAFTERS),
    page("reports/<int:pk>/", reports.report_detail, "report_detail", REPORT_VIEWERS),
    page("reports/<int:pk>/preview/", reports.report_preview, "report_preview", CASE_VIEWERS),
    page("reports/<int:pk>/file/<str:form>/", reports.report_file, "report_file", REPORT_VIEWERS),
    page("reports/<int:pk>/issue/", reports.ReportIssue, "report_issue", ISSUERS, signs=True),
    page("reports/<int:pk>/finish/", reports.report_finish, "report_finish", ISSUERS, signs=True),
    page("reports/<int:pk>/day/", reports.ReportMove, "report_move", DRAFTERS),
    page("reports/<int:pk>/revise/", reports.ReportRevise, "report_revise", DRAFTERS),
    page("reports/<int:pk>/send/", reports.ReportSend, "report_send", SENDERS),
    page("reports/sendings/<int:pk>/void/", reports.DispatchVoid, "dispatch_void", SENDERS),
]
