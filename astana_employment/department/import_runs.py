"""What the worker does with a file: read it, compare, and take it when it was asked to.

All of it can be killed at any moment and done again: rows are stored in one transaction, and that the file
was taken is said in the same one.
"""

import logging
from pathlib import Path
from tempfile import TemporaryDirectory

from django.db import InterfaceError, OperationalError
from django.utils import translation
from django.utils.translation import gettext as _

from astana_employment.department.acts import imports as acts
from astana_employment.department.imports import import_kinds
from astana_employment.department.models import ImportFile
from astana_employment.toolbox.tables_in.columns import UnreadableFileError
from astana_employment.toolbox.tables_in.importing import Report
from astana_employment.toolbox.tables_in.lines import Source

logger = logging.getLogger(__name__)

_ROWS_BETWEEN = 500


class WatchedReport(Report):
    """A report that shows how far the reading is, and says in the storing transaction that it was done."""

    def __init__(self, file: ImportFile) -> None:
        super().__init__()
        self.file = file

    def count_row(self) -> None:
        """Count a row; every five hundredth is shown on the page."""
        super().count_row()
        if self.rows % _ROWS_BETWEEN == 0:
            ImportFile.objects.filter(pk=self.file.pk, round=self.file.round).update(rows_read=self.rows)

    def seal(self) -> None:
        """Say that the file was taken."""
        acts.record_taken(file=self.file, report=self)


def read_import(*, file_id: int, round: int) -> None:
    """Check or take a file, as its state says; nothing when the job is of an earlier round.

    Errors of the database are raised, so that the job is run again; any other leaves the file refused.
    """
    file = ImportFile.objects.select_related("brought_by").get(pk=file_id)
    if file.round != round or not file.is_at_work:
        return
    with translation.override(file.language):
        try:
            _read(file)
        except acts.AnotherRound:
            logger.info("The file %s was done with by another worker.", file_id)
        except UnreadableFileError as error:
            acts.record_refusal(file=file, words=str(error))
        except (OperationalError, InterfaceError):
            raise
        except Exception:
            logger.exception("A file could not be imported: %s", file_id)
            words = _("An error of the desk stopped the reading; nothing was stored. Check the file again.")
            acts.record_refusal(file=file, words=words)


def _read(file: ImportFile) -> None:
    kind = import_kinds()[file.kind]
    report = WatchedReport(file)
    is_rehearsal = file.state == ImportFile.State.CHECKING
    with TemporaryDirectory() as folder:
        path = Path(folder) / f"file{Path(file.name).suffix.lower()}"
        path.write_bytes(file.content.content)
        source = Source(path, file.encoding or None, file.language, called=file.name)
        by = file.brought_by
        kind.importer(**{kind.argument: source}, by=by, is_rehearsal=is_rehearsal, report=report)
    if is_rehearsal or report.bad_rows:
        acts.record_check(file=file, report=report)
