"""The addresses of the norms and targets of Annex 3, and who may open them."""

from astana_employment.department.addresses import Page, page
from indicators.annex3 import pages
from indicators.roles import DRAFTERS, READERS

urlpatterns: list[Page] = [
    page("indicators/values/", pages.target_list, "target_list", READERS),
    page("indicators/values/new/", pages.TargetAdd, "target_add", DRAFTERS),
    page("indicators/values/<int:year>/", pages.TargetEdit, "target_edit", DRAFTERS),
]
