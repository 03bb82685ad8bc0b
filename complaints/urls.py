"""Addresses of the complaints; `permissions.py` says who may open them."""

from django.urls import URLPattern, path

from complaints.pages import answers, files, intake, journals, lists

urlpatterns: list[URLPattern] = [
    path("complaints/", lists.complaint_list, name="complaint_list"),
    path("complaints/take-in/", intake.complaint_new, name="complaint_new"),
    path("complaints/arrived/", intake.complaint_arrived, name="complaint_arrived"),
    path("complaints/journal/", journals.complaint_journal, name="complaint_journal"),
    path("complaints/journal/<slug:form>/", journals.complaint_journal_file, name="complaint_journal_file"),
    path("complaints/calls/", lists.call_list, name="complaint_calls"),
    path("complaints/calls/new/", lists.call_new, name="complaint_call_new"),
    path("complaints/terms/", lists.regime_list, name="complaint_regimes"),
    path("complaints/terms/<int:pk>/", lists.regime_edit, name="complaint_regime_edit"),
    path("complaints/<int:pk>/", files.complaint_detail, name="complaint_detail"),
    path("complaints/<int:pk>/register/", intake.complaint_register, name="complaint_register"),
    path("complaints/<int:pk>/receipt/", intake.complaint_receipt_finish, name="complaint_receipt_finish"),
    path("complaints/<int:pk>/decide/", answers.complaint_decide, name="complaint_decide"),
    path("complaints/<int:pk>/draft/", answers.complaint_preview, name="complaint_preview"),
    path("complaints/<int:pk>/sign/", answers.complaint_sign, name="complaint_sign"),
    path("complaints/<int:pk>/file/", files.complaint_bundle, name="complaint_bundle"),
    path("complaints/<int:pk>/papers/<slug:kind>/", files.complaint_paper, name="complaint_paper"),
    path("complaints/<int:pk>/letters/<int:change_pk>/", files.complaint_letter, name="complaint_letter"),
    path("complaints/<int:pk>/act/<slug:slug>/", files.complaint_act, name="complaint_act"),
]
