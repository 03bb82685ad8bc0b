"""The public pages and the open data are open to everybody."""

from astana_employment.department.permissions import PUBLIC, register_access

register_access(
    {
        "service": PUBLIC,
        "service_indicators": PUBLIC,
        "open_json": PUBLIC,
        "open_csv": PUBLIC,
    }
)
