"""Opening a table: CSV or XLSX, row by row, within bounds that no file can break.

A file that cannot be read is refused as a whole, with one sentence that says what to do about it.
"""

import codecs
import csv
import re
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from django.utils.translation import gettext

from astana_employment.toolbox.tables_in.columns import Column, known_headings
from astana_employment.toolbox.tables_in.lines import Line, UnreadableFileError

# A card index of a city department has some ten thousand cards.
MOST_ROWS = 100_000
MOST_CSV_BYTES = 100_000_000
ENCODINGS = ("utf-8", "utf-16", "cp1251", "kz1048")
DELIMITERS = (";", ",")

_BOM_UTF16 = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
# As cp1251 and KZ-1048 write Russian letters; hardly any other encoding has runs of these bytes.
_CYRILLIC_BYTES = re.compile(rb"[\xc0-\xff]{3}")


def read_lines(path: Path, encoding: str | None, columns: Sequence[Column]) -> Iterator[Line]:
    """Walk through the rows of a file that are not blank, the headings first.

    `encoding` is for CSV only (UTF-8 unless given); `columns` are those that the file may have. Raises
    UnreadableFileError, also in the middle.
    """
    if not path.is_file():
        raise UnreadableFileError(gettext("There is no file %(path)s.") % {"path": path})
    ending = path.suffix.lower()
    if ending == ".csv":
        lines = _csv_lines(path, encoding or "utf-8", columns)
    elif ending == ".xlsx":
        from astana_employment.toolbox.tables_in.spreadsheet import sheet_lines

        lines = sheet_lines(path)
    else:
        raise UnreadableFileError(
            gettext("Only .csv and .xlsx files can be read. Save %(name)s as one of them.")
            % {"name": path.name}
        )
    return bounded(line for line in lines if not line.is_blank)


def bounded(lines: Iterator[Line]) -> Iterator[Line]:
    """Walk through the rows of a table; UnreadableFileError when there are too many."""
    for count, line in enumerate(lines):
        if count > MOST_ROWS:
            raise UnreadableFileError(
                gettext("The file has more than %(count)d rows. Split it into several files.")
                % {"count": MOST_ROWS}
            )
        yield line


def _csv_lines(path: Path, encoding: str, columns: Sequence[Column]) -> Iterator[Line]:
    if path.stat().st_size > MOST_CSV_BYTES:
        raise UnreadableFileError(
            gettext("The file is larger than %(size)d MB. Split it into several files.")
            % {"size": MOST_CSV_BYTES // 1_000_000}
        )
    codec = "utf-8-sig" if encoding == "utf-8" else encoding
    before = 0
    try:
        with path.open(encoding=codec, newline="") as text:
            delimiter = _delimiter_of(text, columns)
            text.seek(0)
            reader = csv.reader(text, delimiter=delimiter, strict=True)
            for cells in reader:
                yield Line(before + 1, cells)
                before = reader.line_num
    except UnicodeError:
        raise UnreadableFileError(_wrong_encoding(path, encoding)) from None
    except csv.Error as error:
        raise UnreadableFileError(
            gettext("Line %(line)d cannot be parted into cells: a quotation mark is wrong (%(error)s).")
            % {"line": before + 1, "error": error}
        ) from None


def _delimiter_of(text: Any, columns: Sequence[Column]) -> str:
    """Return the delimiter under which the first line shows the most headings."""
    first = text.readline(100_000)
    counts = {}
    for delimiter in DELIMITERS:
        cells = next(csv.reader([first], delimiter=delimiter), [])
        counts[delimiter] = known_headings(cells, columns)
    best = max(DELIMITERS, key=lambda delimiter: counts[delimiter])
    if not counts[best]:
        raise UnreadableFileError(
            gettext(
                "The first line shows no heading that is known. It must hold the headings, parted by "
                "semicolons or commas. The same command with “--template FILE.csv” writes a template."
            )
        )
    return best


def _wrong_encoding(path: Path, encoding: str) -> str:
    """Say which line is not in the encoding, and what to do; guesses at Windows' Cyrillic encoding."""
    with path.open("rb") as raw:
        start = raw.read(4)
        raw.seek(0)
        number, line = next(
            ((number, line) for number, line in enumerate(raw, 1) if not _decodes(line, encoding)), (1, b"")
        )
    if start.startswith(_BOM_UTF16) and encoding != "utf-16":
        hint = gettext("It looks like UTF-16: run the import with --encoding utf-16.")
    elif encoding == "utf-8" and _CYRILLIC_BYTES.search(line):
        hint = gettext(
            "It looks like Windows-1251: save the file as “CSV UTF-8”, or run the import with "
            "--encoding cp1251 (with --encoding kz1048 if it has Kazakh letters)."
        )
    else:
        hint = gettext("Save the file as “CSV UTF-8”, or name its encoding with --encoding.")
    return (
        gettext("Line %(line)d is not written in %(encoding)s.")
        % {
            "line": number,
            "encoding": encoding.upper(),
        }
        + f" {hint}"
    )


def _decodes(line: bytes, encoding: str) -> bool:
    try:
        line.decode(encoding)
    except UnicodeError:
        return False
    return True
