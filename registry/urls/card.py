"""Addresses of the record card."""

from django.urls import URLPattern, path

from registry.card.pages import card
from registry.card.pages import entry as card_entry
from registry.card.pages import lists as card_lists

ENTRY = "people/<int:pk>/card/<slug:slug>/<int:entry_pk>/"

urlpatterns: list[URLPattern] = [
    path("people/<int:pk>/card/", card.person_card, name="person_card"),
    path("people/<int:pk>/card/<slug:slug>/new/", card.card_add, name="card_add"),
    path(f"{ENTRY}answer/", card.card_answer, name="card_answer"),
    path(ENTRY, card_entry.card_entry, name="card_entry"),
    path(f"{ENTRY}correct/", card_entry.card_correct, name="card_correct"),
    path(f"{ENTRY}reason/", card_entry.card_reason, name="card_reason"),
    path(f"{ENTRY}judge/", card_entry.card_judge, name="card_judge"),
    path(f"{ENTRY}void/", card_entry.card_void, name="card_void"),
    path(f"{ENTRY}undo/", card_entry.card_undo, name="card_undo"),
    path("desk/due/", card_lists.due_list, name="due_list"),
    path("desk/judgements/", card_lists.judgement_list, name="judgement_list"),
]
