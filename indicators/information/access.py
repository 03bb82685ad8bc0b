"""The addresses of the information items of clauses 9 to 25, and who may open them."""

from astana_employment.department.addresses import Page, page, roles
from astana_employment.department.models import Role
from indicators.information import pages

EDITORS = roles(Role.HEAD_OF_DIVISION, Role.MONITORING)

urlpatterns: list[Page] = [
    page("information/", pages.information_list, "information_list", EDITORS),
    page("information/all/", pages.InformationPublishAll, "information_publish_all", EDITORS),
    page("information/override/", pages.ShareOverride, "information_override", roles(Role.MONITORING)),
    page("information/<slug:code>/", pages.InformationEntry, "information_item", EDITORS),
]
