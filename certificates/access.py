"""The addresses of requests, signing, papers, journals and the public check, and who may open them."""

from astana_employment.department.addresses import PUBLIC, Page, page, roles
from certificates.pages import checking, decisions, journals, papers, requests, signing, unsigned
from certificates.states import ANNULLERS, PREPARERS, SIGNERS
from registry.people.loaders import VIEW_ROLES

LOOK = roles(*VIEW_ROLES)

urlpatterns: list[Page] = [
    page("journals/", journals.journal, "journals", LOOK),
    page("journals/<slug:key>/", journals.journal, "journals", LOOK),
    page("journals/<slug:key>/<slug:form>/", journals.journal_file, "journal_file", LOOK),
    page("requests/", requests.request_list, "request_list", LOOK),
    page("registrations/<int:pk>/request/", requests.RequestNew, "request_new", PREPARERS),
    page("requests/<int:pk>/", requests.request_detail, "request_detail", LOOK),
    page("requests/<int:pk>/wait/", requests.RequestPause, "request_pause", PREPARERS),
    page("requests/<int:pk>/go-on/", requests.RequestResume, "request_resume", PREPARERS),
    page("requests/<int:pk>/withdraw/", requests.RequestWithdraw, "request_withdraw", PREPARERS),
    page("requests/<int:pk>/certificate/", decisions.CertificatePrepare, "decision_certificate", PREPARERS),
    page("requests/<int:pk>/refusal/", decisions.RefusalPrepare, "decision_refusal", PREPARERS),
    page("decisions/<int:pk>/withdraw/", decisions.DecisionWithdraw, "decision_withdraw", PREPARERS),
    page("decisions/<int:pk>/preview/", decisions.preview, "decision_preview", LOOK),
    page("signing/", signing.signing_list, "signing_list", SIGNERS),
    page("signing/sign/", signing.signing_start, "signing_start", SIGNERS),
    page("signing/batches/<int:pk>/", signing.signing_batch, "signing_batch", SIGNERS, signs=True),
    page("signing/<int:pk>/return/", unsigned.SigningReturn, "signing_return", SIGNERS),
    page("signing/<int:pk>/finish/", signing.signing_finish, "signing_finish", SIGNERS, signs=True),
    page("signing/<int:pk>/void/", unsigned.SigningVoid, "signing_void", SIGNERS),
    page("papers/", papers.paper_list, "paper_list", PREPARERS),
    page("papers/print/", papers.paper_print, "paper_print", PREPARERS),
    page("papers/<int:pk>/", papers.paper_detail, "paper_detail", LOOK),
    page("papers/<int:pk>/file/", papers.paper_file, "paper_file", LOOK),
    page("papers/<int:pk>/hand-over/", papers.PaperHandOver, "paper_hand_over", PREPARERS),
    page("papers/<int:pk>/correct/", decisions.correct, "paper_correct", PREPARERS),
    page("papers/<int:pk>/annul/", papers.PaperAnnul, "paper_annul", ANNULLERS),
    page("check/", checking.check, "check", PUBLIC),
    page("check/<uuid:public_id>/", checking.check_address, "check_paper", PUBLIC),
]
