"""The addresses of the complaints and of their public page, and who may open them."""

from astana_employment.department.addresses import PUBLIC, Page, page, roles
from complaints.acts.regimes import SETTERS
from complaints.loaders import VIEW_ROLES
from complaints.pages import answers, attachments, files, intake, journals, lists, public
from complaints.states import DECIDERS, TAKERS

LOOK = roles(*VIEW_ROLES)

urlpatterns: list[Page] = [
    page("complaints/", lists.complaint_list, "complaint_list", LOOK),
    page("complaints/take-in/", intake.ComplaintNew, "complaint_new", TAKERS),
    page("complaints/arrived/", intake.complaint_arrived, "complaint_arrived", TAKERS),
    page("complaints/journal/", journals.complaint_journal, "complaint_journal", LOOK),
    page("complaints/journal/<slug:form>/", journals.complaint_journal_file, "complaint_journal_file", LOOK),
    page("complaints/calls/", lists.call_list, "complaint_calls", LOOK),
    page("complaints/calls/new/", lists.CallNew, "complaint_call_new", LOOK),
    page("complaints/terms/", lists.regime_list, "complaint_regimes", LOOK | SETTERS),
    page("complaints/terms/<int:pk>/", lists.RegimeEdit, "complaint_regime_edit", SETTERS),
    page("complaints/<int:pk>/", files.complaint_detail, "complaint_detail", LOOK),
    page("complaints/<int:pk>/register/", intake.complaint_register, "complaint_register", TAKERS),
    page("complaints/<int:pk>/receipt/", intake.complaint_receipt_finish, "complaint_receipt_finish", LOOK),
    page("complaints/<int:pk>/decide/", answers.ComplaintDecide, "complaint_decide", DECIDERS),
    page("complaints/<int:pk>/draft/", answers.complaint_preview, "complaint_preview", LOOK),
    page("complaints/<int:pk>/sign/", answers.ComplaintSign, "complaint_sign", DECIDERS, signs=True),
    page("complaints/<int:pk>/file/", files.complaint_bundle, "complaint_bundle", LOOK),
    page("complaints/<int:pk>/papers/<slug:kind>/", files.complaint_paper, "complaint_paper", LOOK),
    page("complaints/<int:pk>/letters/<int:change_pk>/", files.complaint_letter, "complaint_letter", LOOK),
    page("complaints/<int:pk>/act/<slug:slug>/", files.ComplaintAct, "complaint_act", LOOK),
    page("complaints/new/", public.public_complaint, "public_complaint", PUBLIC),
    page(
        "complaints/arrived/<uuid:token>/",
        public.public_complaint_arrived,
        "public_complaint_arrived",
        PUBLIC,
    ),
    page("complaints/attachments/<int:pk>/", attachments.complaint_attachment, "complaint_attachment", LOOK),
]
