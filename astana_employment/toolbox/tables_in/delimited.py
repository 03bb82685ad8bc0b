"""Reading a text table (CSV) row by row, as Excel, LibreOffice and 1C write it.

UTF-8 and UTF-16 are told apart by their first bytes; what parts the cells is said by a first line `sep=;`, as
Excel writes it, or found out by the headings.
"""

import codecs
import csv
import re
from collections.abc import Iterator, Sequence
from contextlib import suppress
from itertools import islice
from pathlib import Path

from django.utils.translation import gettext

from astana_employment.toolbox.tables_in.columns import (
    MOST_ABOVE,
    Column,
    UnreadableFileError,
    known_headings,
)
from astana_employment.toolbox.tables_in.lines import Line

ENCODINGS = ("utf-8", "utf-16", "cp1251", "kz1048")
DELIMITERS = (";", ",", "\t")

_SAID = re.compile(r"\ufeff?sep=(.)\r?\n?", re.IGNORECASE)
# Longer than any heading row; a file may be one line without end.
_LONGEST_HEAD = 100_000
# As cp1251 and KZ-1048 write Russian letters; hardly any other encoding has runs of these bytes.
_CYRILLIC_BYTES = re.compile(rb"[\xc0-\xff]{3}")


def text_lines(path: Path, encoding: str | None, columns: Sequence[Column]) -> Iterator[Line]:
    """Walk through the rows of a text table, with the numbers of their first lines.

    `encoding` is found out unless given; `columns` are those that it may have. UnreadableFileError, also in
    the middle.
    """
    encoding = encoding or _encoding_of(path)
    before = 0
    try:
        with path.open(encoding="utf-8-sig" if encoding == "utf-8" else encoding, newline="") as text:
            first = [text.readline(_LONGEST_HEAD) for _number in range(MOST_ABOVE + 1)]
            said = _SAID.fullmatch(first[0])
            delimiter = said[1] if said else _delimiter_of(first, columns)
            text.seek(0)
            skipped = before = 1 if said else 0
            reader = csv.reader(islice(text, skipped, None), delimiter=delimiter, strict=True)
            for cells in reader:
                yield Line(before + 1, cells)
                before = skipped + reader.line_num
    except UnicodeError:
        raise UnreadableFileError(_wrong_encoding(path, encoding)) from None
    except csv.Error as error:
        raise UnreadableFileError(
            gettext("Line %(line)d cannot be parted into cells: a quotation mark is wrong (%(error)s).")
            % {"line": before + 1, "error": error}
        ) from None


def _encoding_of(path: Path) -> str:
    """Return UTF-16 for a file that begins as such, with its mark or without; else UTF-8."""
    with path.open("rb") as raw:
        start = raw.read(4)
    if start.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return "utf-16"
    # A heading in Kazakh has high bytes of 4; one in English, or «sep=», has noughts.
    if len(start) == 4 and start[1] == start[3] and start[1] in (0, 4):
        return "utf-16-le"
    if len(start) == 4 and start[0] == start[2] and start[0] in (0, 4):
        return "utf-16-be"
    return "utf-8"


def _delimiter_of(first: Sequence[str], columns: Sequence[Column]) -> str:
    """Return the delimiter under which one of the first lines shows the most headings."""
    counts = {delimiter: _most_headings(first, delimiter, columns) for delimiter in DELIMITERS}
    best = max(counts, key=lambda delimiter: counts[delimiter])
    if not counts[best]:
        raise UnreadableFileError(
            gettext(
                "The first lines show no heading that is known. One line must hold the headings, parted by "
                "semicolons, commas or tabs. The import offers an empty template."
            )
        )
    return best


def _most_headings(first: Sequence[str], delimiter: str, columns: Sequence[Column]) -> int:
    """Return how many headings a row has at most; rows that cannot be parted are told when they are read."""
    most = 0
    with suppress(csv.Error):
        for row in csv.reader(first, delimiter=delimiter):
            most = max(most, known_headings(row, columns))
    return most


def _wrong_encoding(path: Path, encoding: str) -> str:
    """Say which line is not in the encoding, and what to do; guesses at Windows' Cyrillic encoding."""
    with path.open("rb") as raw:
        bad = ((number, line) for number, line in enumerate(raw, 1) if not _decodes(line, encoding))
        number, line = next(bad, (1, b""))
    if encoding == "utf-8" and _CYRILLIC_BYTES.search(line):
        hint = gettext(
            "It looks like Windows-1251: save the file as “CSV UTF-8”, or name its encoding: cp1251, or "
            "kz1048 if it has Kazakh letters (--encoding on the command line)."
        )
    else:
        hint = gettext("Save the file as “CSV UTF-8”, or name its encoding (--encoding on the command line).")
    said = gettext("Line %(line)d is not written in %(encoding)s.")
    return said % {"line": number, "encoding": encoding.upper()} + f" {hint}"


def _decodes(line: bytes, encoding: str) -> bool:
    try:
        line.decode(encoding)
    except UnicodeError:
        return False
    return True
