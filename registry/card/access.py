"""The addresses of the record card: a clerk records, the head of division judges (reading 45)."""

from astana_employment.department.addresses import Page, page, roles
from astana_employment.department.models import Role
from registry.card.pages import card, entry, lists
from registry.people.loaders import VIEW_ROLES, WORK_ROLES

LOOK = roles(*VIEW_ROLES)
WORK = roles(*WORK_ROLES)
HEAD = roles(Role.HEAD_OF_DIVISION)

ENTRY = "people/<int:pk>/card/<slug:slug>/<int:entry_pk>/"

urlpatterns: list[Page] = [
    page("people/<int:pk>/card/", card.person_card, "person_card", LOOK),
    page("people/<int:pk>/card/<slug:slug>/new/", card.card_add, "card_add", WORK),
    page(f"{ENTRY}answer/", card.card_answer, "card_answer", WORK),
    page(ENTRY, entry.card_entry, "card_entry", LOOK),
    page(f"{ENTRY}correct/", entry.card_correct, "card_correct", WORK),
    page(f"{ENTRY}reason/", entry.card_reason, "card_reason", WORK),
    page(f"{ENTRY}judge/", entry.card_judge, "card_judge", HEAD),
    page(f"{ENTRY}void/", entry.card_void, "card_void", WORK),
    page(f"{ENTRY}undo/", entry.card_undo, "card_undo", WORK),
    page("desk/due/", lists.due_list, "due_list", WORK),
    page("desk/judgements/", lists.judgement_list, "judgement_list", HEAD),
]
