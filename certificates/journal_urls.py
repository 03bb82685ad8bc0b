"""Addresses of the journals; `journal_access.py` says who may open them."""

from django.urls import path

import certificates.journal_access  # noqa: F401  (registers who may open these addresses)
from certificates.pages import journals

urlpatterns = [
    path("journals/", journals.journal, name="journals"),
    path("journals/<slug:key>/", journals.journal, name="journals"),
    path("journals/<slug:key>/<slug:form>/", journals.journal_file, name="journal_file"),
]
