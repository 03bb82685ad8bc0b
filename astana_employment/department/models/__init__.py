"""The department's rows; one file an aggregate."""

from astana_employment.department.models.calendar import (
    CalendarOverride,
    CalendarYear,
    working_calendar,
)
from astana_employment.department.models.device import (
    SETTINGS,
    DeviceKind,
    DeviceLink,
    DeviceSighting,
    secret_hash,
)
from astana_employment.department.models.event import APPEND_ONLY, NEVER_DELETED, AccessRecord, Event, changed
from astana_employment.department.models.import_file import ImportContent, ImportFile
from astana_employment.department.models.mail import OutgoingMail
from astana_employment.department.models.number import (
    NumberSeries,
    Series,
    VoidNumber,
    format_number,
    next_number,
    next_numbers,
    parse_number,
)
from astana_employment.department.models.paper import (
    IssuedRow,
    Paper,
    PaperAnnulment,
    PaperContent,
    PaperKind,
    make_check_code,
)
from astana_employment.department.models.staff import Delegation, Role, StaffMember
from astana_employment.department.models.standard import (
    DocumentKind,
    PersonCategory,
    RequiredDocument,
    ServiceStandard,
)
from astana_employment.department.models.submission import FormSubmission
from astana_employment.department.models.survey import SurveyInvitation
from astana_employment.department.models.validity import Dated, DatedQuerySet
from astana_employment.department.models.window import (
    DEFAULT_LETTERS,
    FALLBACK_WINDOW,
    ServiceWindow,
    WindowLetter,
    service_windows,
)

__all__ = [
    "APPEND_ONLY",
    "DEFAULT_LETTERS",
    "FALLBACK_WINDOW",
    "NEVER_DELETED",
    "SETTINGS",
    "AccessRecord",
    "CalendarOverride",
    "CalendarYear",
    "Dated",
    "DatedQuerySet",
    "Delegation",
    "DeviceKind",
    "DeviceLink",
    "DeviceSighting",
    "DocumentKind",
    "Event",
    "FormSubmission",
    "ImportContent",
    "ImportFile",
    "IssuedRow",
    "NumberSeries",
    "OutgoingMail",
    "Paper",
    "PaperAnnulment",
    "PaperContent",
    "PaperKind",
    "PersonCategory",
    "RequiredDocument",
    "Role",
    "Series",
    "ServiceStandard",
    "ServiceWindow",
    "StaffMember",
    "SurveyInvitation",
    "VoidNumber",
    "WindowLetter",
    "changed",
    "format_number",
    "make_check_code",
    "next_number",
    "next_numbers",
    "parse_number",
    "secret_hash",
    "service_windows",
    "working_calendar",
]
