"""`manage.py indicator_report`: the report of a period as a file, the issued one or a draft."""

from argparse import ArgumentParser, ArgumentTypeError
from datetime import date
from io import BytesIO
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import translation
from django.utils.translation import gettext as _

from astana_employment.toolbox.clock import today
from astana_employment.toolbox.papers.font import PaperError
from indicators.annex3.periods import Period, PeriodError
from indicators.models import IndicatorReport
from indicators.reports.outputs.files import FORMATS, draft_content, write_draft, write_issued


class Command(BaseCommand):
    """Writes the report of a period that is over; nothing is stored, numbered or issued."""

    help = "Write the indicator report of a period that is over as PDF, XLSX, CSV or JSON."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Say which period, in which form, and where to."""
        parser.add_argument("--period", required=True, help="2026Q3 or 2026")
        parser.add_argument("--as-of", type=_day, help="last day counted of a year, such as 2026-11-30")
        parser.add_argument("--format", required=True, choices=FORMATS)
        parser.add_argument("--out", required=True, type=Path, help="the file to write")
        parser.add_argument("--language", default="kk", choices=("kk", "ru", "en"))

    def handle(self, *_args: object, **options: Any) -> None:
        """Write the file and say what it is; CommandError for a period that cannot be reported."""
        with translation.override(options["language"]):
            try:
                period = Period.parse(options["period"], options["as_of"])
                if period.quarter and period.as_of:
                    raise PeriodError(_("A quarterly report has no day “as of”."))
                period.refuse_unfinished(today())
                told = self._write(period, options)
            except (PeriodError, PaperError, OSError) as error:
                raise CommandError(str(error)) from error
        self.stdout.write(f"{options['out']}: {told}")

    def _write(self, period: Period, options: dict[str, Any]) -> str:
        """Write the file, whole or not at all, and return what was written."""
        target = BytesIO()
        issued = IndicatorReport.objects.of(period).in_force().select_related("paper").first()
        if issued is not None and issued.period == period:
            write_issued(issued, options["format"], target, language=options["language"])
            told = _("issued report %(number)s") % {"number": issued.number}
        else:
            content = draft_content(period)
            write_draft(content, options["format"], target, language=options["language"], made_by="")
            told = _("draft, nothing is issued")
        options["out"].write_bytes(target.getvalue())
        return told


def _day(text: str) -> date:
    """Read 2026-11-30; argparse shows the message of its own error for what is no day."""
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise ArgumentTypeError(f"{text} is no day; write it as 2026-11-30") from error
