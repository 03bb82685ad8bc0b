"""Addresses of the grounds found, and of the decisions on a registration."""

from django.urls import URLPattern, path

from registry.standing.pages import findings, standing

urlpatterns: list[URLPattern] = [
    path("grounds/", findings.finding_list, name="finding_list"),
    path("grounds/<slug:form>/", findings.finding_file, name="finding_file"),
    path("registrations/<int:pk>/standing/<slug:act>/", standing.standing_decide, name="standing_decide"),
    path("standing/<int:pk>/", standing.standing_detail, name="standing_detail"),
    path("standing/<int:pk>/notice/", standing.standing_file, name="standing_file"),
    path("standing/<int:pk>/finish/", standing.standing_finish, name="standing_finish"),
]
