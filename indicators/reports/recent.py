"""The figures of the dashboard, kept for a minute (`docs/decisions/0014-figures.md`); reports never are.

Each process of the server keeps its own in memory. The page says at what minute they were computed.
"""

from datetime import datetime
from typing import Final

from django.core.cache import cache

from astana_employment.toolbox.clock import now, today
from indicators.annex3.periods import Period
from indicators.reports.rows import Row, Sheet, live_sheet

KEPT_SECONDS: Final = 60


def recent_sheet(period: Period) -> tuple[Sheet, datetime]:
    """Return the rows of a period as they were within the last minute, and when they were computed."""
    key = f"indicators:{period.query}:{today()}"
    kept = cache.get(key)
    if kept is None:
        sheet = live_sheet(period)
        kept = {
            "rows": [row.to_json() for row in sheet.rows],
            "values_year": sheet.values_year,
            "target_year": sheet.target_year,
            "at": now(),
        }
        cache.set(key, kept, KEPT_SECONDS)
    sheet = Sheet(
        period=period,
        rows=tuple(map(Row.from_json, kept["rows"])),
        values_year=kept["values_year"],
        target_year=kept["target_year"],
    )
    return sheet, kept["at"]
