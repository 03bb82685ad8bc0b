"""Who may open the pages of the surveys and of the published information."""

from astana_employment.department.models import DeviceKind, Role
from astana_employment.department.permissions import PUBLIC, devices, register_access, roles
from astana_employment.department.web.devices import register_start_page

# Not the clerks: nobody types in what people think of his or her own politeness.
TYPISTS = roles(Role.CHANCELLERY, Role.HEAD_OF_DIVISION)
READERS = roles(
    *(Role.CHANCELLERY, Role.HEAD_OF_DIVISION, Role.DEPUTY_DIRECTOR, Role.DIRECTOR, Role.MONITORING)
)
EDITORS = roles(Role.HEAD_OF_DIVISION, Role.MONITORING)
TABLET = devices(DeviceKind.TABLET)

register_access(
    {
        "survey": PUBLIC,
        "survey_thanks": PUBLIC,
        "survey_tablet": TABLET,
        "survey_tablet_thanks": TABLET,
        "survey_tablet_again": TABLET,
        "survey_slips": TYPISTS,
        "slips_void": TYPISTS,
        "survey_complainant": TYPISTS,
        "survey_results": READERS,
        "information_list": EDITORS,
        "information_publish_all": EDITORS,
        "information_item": EDITORS,
        "information_override": roles(Role.MONITORING),
    }
)
register_start_page(DeviceKind.TABLET, "survey_tablet")
