"""Who may open the public page, and the files that came with a complaint."""

from astana_employment.department.permissions import PUBLIC, register_access, roles
from complaints.loaders import VIEW_ROLES

register_access(
    {
        "public_complaint": PUBLIC,
        "public_complaint_arrived": PUBLIC,
        "complaint_attachment": roles(*VIEW_ROLES),
    }
)
