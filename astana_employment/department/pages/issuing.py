"""The one answer of a page that makes a paper: it is made, or why it could not be, with its number kept."""

from collections.abc import Callable

from django.contrib import messages
from django.http import HttpRequest
from django.utils.translation import gettext as _

from astana_employment.department.models import IssuedRow, Paper
from astana_employment.department.pages.replies import say
from astana_employment.toolbox.errors import RuleViolation
from astana_employment.toolbox.papers.font import PaperError
from astana_employment.toolbox.papers.stored import OUTDATED, DocumentError


def issue_on_page(request: HttpRequest, row: IssuedRow, act: Callable[[], Paper], done: str = "") -> None:
    """Make the paper of a row by its act, and say `done` with its number, or why it could not be made.

    Call it when the first transaction is over: what is refused here undoes nothing.
    """
    try:
        paper = act()
    except RuleViolation as error:
        messages.error(request, " ".join(error.messages))
    except DocumentError:
        messages.error(request, f"{row.number}: {OUTDATED}")
    except PaperError as error:
        text = _("The paper %(number)s could not be made: %(error)s. It keeps its number; finish it below.")
        messages.error(request, text % {"number": row.number, "error": error.reason})
    else:
        if done:
            say(request, done % {"number": paper.number})
