"""The addresses of the record card: a clerk records, the head of division judges (reading 45)."""

from astana_employment.department.addresses import Page, page, roles
from astana_employment.department.models import Role
from registry.card import pages
from registry.people.loaders import VIEW_ROLES, WORK_ROLES

LOOK = roles(*VIEW_ROLES)
WORK = roles(*WORK_ROLES)
HEAD = roles(Role.HEAD_OF_DIVISION)

ENTRY = "people/<int:pk>/card/<slug:slug>/<int:entry_pk>/"

urlpatterns: list[Page] = [
    page("people/<int:pk>/card/", pages.person_card, "person_card", LOOK),
    page("people/<int:pk>/card/<slug:slug>/new/", pages.CardAdd, "card_add", WORK),
    page(f"{ENTRY}answer/", pages.CardAnswer, "card_answer", WORK),
    page(ENTRY, pages.card_entry, "card_entry", LOOK),
    page(f"{ENTRY}correct/", pages.CardCorrect, "card_correct", WORK),
    page(f"{ENTRY}reason/", pages.CardReason, "card_reason", WORK),
    page(f"{ENTRY}judge/", pages.CardJudge, "card_judge", HEAD),
    page(f"{ENTRY}void/", pages.CardVoid, "card_void", WORK),
    page(f"{ENTRY}undo/", pages.CardUndo, "card_undo", WORK),
    page("desk/due/", pages.due_list, "due_list", WORK),
    page("desk/judgements/", pages.judgement_list, "judgement_list", HEAD),
]
