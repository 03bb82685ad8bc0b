"""Who may open the pages of the surveys."""

from astana_employment.models import Role
from astana_employment.permissions import PUBLIC, register_access, roles

# Not the clerks: nobody types in what people think of his or her own politeness.
TYPISTS = roles(Role.CHANCELLERY, Role.HEAD_OF_DIVISION)

register_access(
    {
        "survey": PUBLIC,
        "survey_thanks": PUBLIC,
        "survey_slips": TYPISTS,
    }
)
