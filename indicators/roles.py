"""Who drafts, issues, reads and sends the figures (reading 49)."""

from typing import Final

from astana_employment.department.models import Role

DRAFTERS: Final = frozenset({Role.HEAD_OF_DIVISION.value})
ISSUERS: Final = frozenset({Role.DEPUTY_DIRECTOR.value, Role.DIRECTOR.value})
# Who looks at figures and reports; the monitoring department reads and downloads only.
READERS: Final = frozenset({*DRAFTERS, *ISSUERS, Role.MONITORING.value})
# Who sends a report on and records it: the division, and the chancellery with its outgoing journal.
SENDERS: Final = frozenset({Role.HEAD_OF_DIVISION.value, Role.CHANCELLERY.value})
