"""What a spreadsheet makes of what was typed: a date of 1/2, a number of 2E5, an IIN without its zeros.

It can seldom be undone, since what was typed is gone; so people are told what was found, and what to do.
"""

import re
from datetime import date

from django.utils.translation import gettext as _

from astana_employment.toolbox.dates import numeric_date
from astana_employment.toolbox.tables_in.columns import Column
from astana_employment.toolbox.tables_in.lines import Cell

# A spreadsheet keeps fifteen digits of a number.
_MOST_DIGITS = 15
# 2,00E+05 in a CSV: what a spreadsheet showed of a number that was too wide.
_SHORTENED = re.compile(r"-?\d([.,]\d+)?E[+-]?\d{2,}", re.IGNORECASE)
# Few digits and many zeros: a number that somebody may have typed as 2E5.
_ROUND = re.compile(r"([1-9]\d{0,2}?)(0{3,})")
_TOO_NARROW = re.compile(r"#{3,}")
_ERROR = re.compile(r"#(N/A|NAME\?|NULL!|NUM!|REF!|VALUE!|DIV/0!|[А-Я/]+[!?0]*)|Err:\d{3}")


def is_number(cell: Cell) -> bool:
    """Tell whether a spreadsheet keeps a cell as a number, and so without zeros at its beginning."""
    return isinstance(cell, int | float) and not isinstance(cell, bool)


def lost_value(text: str) -> str:
    """Say why a text stands for a value that is gone; «» when it does not."""
    if _TOO_NARROW.fullmatch(text):
        return _("The column was too narrow when the file was saved. Make it wider and save the file again.")
    if _ERROR.fullmatch(text):
        return _("The cell holds an error of the spreadsheet.")
    return ""


def notice_of(cell: Cell, text: str, column: Column) -> str:
    """Say what may have been typed where a column of texts holds a date or a round number; «» for nothing."""
    if not column.is_text:
        return ""
    if isinstance(cell, date):
        return _(
            "The spreadsheet keeps the date %(day)s here. If something like 1/2 was typed, it was changed: "
            "compare with the paper."
        ) % {"day": numeric_date(cell)}
    said = _ROUND.fullmatch(text) if is_number(cell) else None
    if said:
        return _(
            "The spreadsheet keeps the number %(number)s here. If %(typed)s was typed, it was changed: "
            "compare with the paper."
        ) % {"number": text, "typed": f"{said[1]}E{len(said[2])}"}
    if _SHORTENED.fullmatch(text):
        return _(
            "The spreadsheet may have changed here what was typed (%(text)s): compare with the paper."
        ) % {"text": text}
    return ""


def cause_of(cell: Cell, text: str, column: Column, digits: int) -> str:
    """Say what probably spoilt a cell that is wrong, and what to do about it; «» when nothing is known."""
    if column.is_day:
        return _day_cause(cell)
    if isinstance(cell, date):
        return _(
            "The spreadsheet made a date of what was typed. Format the column as text and type it again."
        )
    if _SHORTENED.fullmatch(text) or (is_number(cell) and len(text) > _MOST_DIGITS):
        return _(
            "The spreadsheet shortened the number; its last digits are lost. Format the column as text and "
            "type it again."
        )
    if text.isdecimal() and len(text) < digits:
        return _(
            "Zeros at the beginning may be lost: a spreadsheet drops them from numbers. Format the column as "
            "text and type the number again."
        )
    return ""


def _day_cause(cell: Cell) -> str:
    if not is_number(cell):
        return ""
    return _("The spreadsheet keeps a number here. Format the column as dates, or type the day as a text.")
