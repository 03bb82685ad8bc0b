"""The addresses of the grounds found and of the decisions on a registration, and who may open them."""

from astana_employment.department.addresses import Page, page, roles
from registry.people.loaders import VIEW_ROLES
from registry.standing import pages
from registry.standing.states import DECIDERS

LOOK = roles(*VIEW_ROLES)

urlpatterns: list[Page] = [
    page("grounds/", pages.finding_list, "finding_list", DECIDERS),
    page("grounds/<slug:form>/", pages.finding_file, "finding_file", DECIDERS),
    page(
        "registrations/<int:pk>/standing/<slug:act>/",
        pages.StandingDecide,
        "standing_decide",
        DECIDERS,
        signs=True,
    ),
    page("standing/<int:pk>/", pages.standing_detail, "standing_detail", LOOK),
    page("standing/<int:pk>/notice/", pages.standing_file, "standing_file", LOOK),
    page("standing/<int:pk>/finish/", pages.standing_finish, "standing_finish", DECIDERS, signs=True),
]
