"""Addresses of requests, signing, papers and the public check."""

from django.urls import include, path

from certificates.pages import checking, decisions, papers, requests, signing

urlpatterns = [
    path("", include("certificates.journal_urls")),
    path("requests/", requests.request_list, name="request_list"),
    path("registrations/<int:pk>/request/", requests.request_new, name="request_new"),
    path("requests/<int:pk>/", requests.request_detail, name="request_detail"),
    path("requests/<int:pk>/wait/", requests.request_pause, name="request_pause"),
    path("requests/<int:pk>/go-on/", requests.request_resume, name="request_resume"),
    path("requests/<int:pk>/withdraw/", requests.request_withdraw, name="request_withdraw"),
    path("requests/<int:pk>/certificate/", decisions.certificate, name="decision_certificate"),
    path("requests/<int:pk>/refusal/", decisions.refusal, name="decision_refusal"),
    path("decisions/<int:pk>/withdraw/", decisions.withdraw, name="decision_withdraw"),
    path("decisions/<int:pk>/preview/", decisions.preview, name="decision_preview"),
    path("signing/", signing.signing_list, name="signing_list"),
    path("signing/sign/", signing.signing_start, name="signing_start"),
    path("signing/batches/<int:pk>/", signing.signing_batch, name="signing_batch"),
    path("signing/<int:pk>/return/", signing.signing_return, name="signing_return"),
    path("signing/<int:pk>/finish/", signing.signing_finish, name="signing_finish"),
    path("signing/<int:pk>/void/", signing.signing_void, name="signing_void"),
    path("papers/", papers.paper_list, name="paper_list"),
    path("papers/print/", papers.paper_print, name="paper_print"),
    path("papers/<int:pk>/", papers.paper_detail, name="paper_detail"),
    path("papers/<int:pk>/file/", papers.paper_file, name="paper_file"),
    path("papers/<int:pk>/hand-over/", papers.paper_hand_over, name="paper_hand_over"),
    path("papers/<int:pk>/correct/", decisions.correct, name="paper_correct"),
    path("papers/<int:pk>/annul/", papers.paper_annul, name="paper_annul"),
    path("check/", checking.check, name="check"),
    path("check/<uuid:public_id>/", checking.check_address, name="check_paper"),
]
