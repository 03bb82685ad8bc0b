"""Which cells of a spreadsheet hold a formula or an error, read from the file itself.

Each finder takes the file and the name of a sheet, and returns by row and column, both from 0, what stands
there. Only positions are read: a file that lies about them says «formula» in a wrong place, no more.
"""

import re
import struct
import zipfile
from collections import defaultdict
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Final

from defusedxml.ElementTree import fromstring

FORMULA, ERROR = "formula", "error"
Found = dict[int, dict[int, str]]

_PIECE: Final = 1_000_000
# An XML part that only says what other parts there are.
_LONGEST_INDEX: Final = 20_000_000
_LONGEST_MARK: Final = 20


def _part(archive: zipfile.ZipFile, name: str) -> bytes:
    with archive.open(name) as part:
        return part.read(_LONGEST_INDEX)


def _has(archive: zipfile.ZipFile, name: str, marks: tuple[bytes, ...]) -> bool:
    """Tell whether a part holds one of these; 1.6 s for 4.5 million cells, looking for tags takes 8 s."""
    rest = b""
    with archive.open(name) as part:
        while piece := part.read(_PIECE):
            rest = rest[-_LONGEST_MARK:] + piece
            if any(mark in rest for mark in marks):
                return True
    return False


def _tags(archive: zipfile.ZipFile, name: str, tag: re.Pattern[bytes]) -> Iterator[re.Match[bytes]]:
    """Walk through the tags of a part, a megabyte at a time: a sheet may unpack to more than fits."""
    rest = b""
    with archive.open(name) as part:
        while piece := part.read(_PIECE):
            rest += piece
            cut = rest.rfind(b"<")
            yield from tag.finditer(rest, 0, cut)
            rest = rest[cut:]
    yield from tag.finditer(rest)


# --- XLSX ----------------------------------------------------------------------------------------
# Some of what has these is none, which costs time only.
_XLSX_MARKS: Final = (b"<f", b":f", b't="e"', b"t='e'")
_XLSX_TAG: Final = re.compile(rb"<(?:\w+:)?(row|c|f)(?=[\s/>])([^>]*)")
_XLSX_PLACE: Final = re.compile(rb"\br=[\"']([A-Z]*)(\d+)[\"']")
_XLSX_ERROR: Final = re.compile(rb"\bt=[\"']e[\"']")


def in_xlsx(path: Path, sheet: str) -> Found:
    """Find them in an XLSX; a cell that names no place stands behind the one before it."""
    found: Found = defaultdict(dict)
    with zipfile.ZipFile(path) as archive:
        name = _xlsx_part(archive, sheet)
        if not _has(archive, name, _XLSX_MARKS):
            return found
        row = column = -1
        for tag in _tags(archive, name, _XLSX_TAG):
            kind, place = tag[1], _XLSX_PLACE.search(tag[2])
            if kind == b"row":
                row, column = int(place[2]) - 1 if place else row + 1, -1
            elif kind == b"c":
                column = _column(place[1]) if place else column + 1
                row = int(place[2]) - 1 if place else row
                if _XLSX_ERROR.search(tag[2]):
                    found[row][column] = ERROR
            else:
                found[row][column] = FORMULA
    return found


def _column(letters: bytes) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + letter - 64
    return number - 1


def _xlsx_part(archive: zipfile.ZipFile, sheet: str) -> str:
    """Return the part that has a sheet; KeyError when there is none."""
    relations = fromstring(_part(archive, "xl/_rels/workbook.xml.rels"), forbid_dtd=True)
    targets = {relation.get("Id"): relation.get("Target", "") for relation in relations}
    for element in fromstring(_part(archive, "xl/workbook.xml"), forbid_dtd=True).iter():
        if element.tag.endswith("}sheet") and element.get("name") == sheet:
            identity = next(value for key, value in element.items() if key.endswith("}id"))
            target: str = targets[identity]
            return target.lstrip("/") if target.startswith("/") else f"xl/{target}"
    raise KeyError(sheet)


# --- ODS -----------------------------------------------------------------------------------------
# A spreadsheet that changes its form writes a plain yes or no as such a formula.
_ODS_FORMULA: Final = re.compile(rb"\btable:formula=[\"'](?!of:=(?:TRUE|FALSE)\(\)[\"'])")
_ODS_TAG: Final = re.compile(rb"<table:(table|table-row|table-cell|covered-table-cell)(?=[\s/>])([^>]*)")
_ODS_NAME: Final = re.compile(rb"\btable:name=[\"']([^\"']*)[\"']")
_ODS_ROWS: Final = re.compile(rb"\btable:number-rows-repeated=[\"'](\d+)[\"']")
_ODS_COLUMNS: Final = re.compile(rb"\btable:number-columns-repeated=[\"'](\d+)[\"']")
_ENTITIES: Final = {b"&amp;": b"&", b"&lt;": b"<", b"&gt;": b">", b"&quot;": b'"', b"&apos;": b"'"}


def in_ods(path: Path, sheet: str) -> Found:
    """Find them in an ODS, where rows and cells are counted, and may be repeated."""
    found: Found = defaultdict(dict)
    with zipfile.ZipFile(path) as archive:
        if not _has(archive, "content.xml", (b"table:formula=",)):
            return found
        is_ours, row, column, more = False, -1, 0, 1
        for tag in _tags(archive, "content.xml", _ODS_TAG):
            if tag[1] == b"table":
                is_ours, row, more = _ods_name(tag[2]) == sheet, -1, 1
            elif tag[1] == b"table-row":
                row, column, more = row + more, 0, _repeated(_ODS_ROWS, tag[2])
            else:
                width = _repeated(_ODS_COLUMNS, tag[2])
                if is_ours and _ODS_FORMULA.search(tag[2]):
                    _fill(found, range(row, row + more), range(column, column + width))
                column += width
    return found


def _fill(found: Found, rows: range, columns: range) -> None:
    for row in rows:
        found[row].update(dict.fromkeys(columns, FORMULA))


def _repeated(pattern: re.Pattern[bytes], attributes: bytes) -> int:
    said = pattern.search(attributes)
    return int(said[1]) if said else 1


def _ods_name(attributes: bytes) -> str:
    said = _ODS_NAME.search(attributes)
    name = said[1] if said else b""
    for entity, sign in reversed(_ENTITIES.items()):
        name = name.replace(entity, sign)
    return name.decode()


# --- XLS -----------------------------------------------------------------------------------------
_FORMULA, _ARRAY_ERROR, _SHEET, _END = 0x0006, 0x0205, 0x0085, 0x000A
_LAST: Final = 0xFFFFFFFA  # sector numbers from here on are marks


def in_xls(path: Path, sheet: str) -> Found:
    """Find them in an XLS of 1997 or later: a stream of records inside a file of sectors.

    struct.error, IndexError or KeyError for a file that is damaged.
    """
    found: Found = defaultdict(dict)
    stream = _workbook_stream(path.read_bytes())
    start = next(_sheet_starts(stream, sheet), None)
    if start is None:
        raise KeyError(sheet)
    for kind, body in _records(stream, start):
        if kind == _END:
            break
        if kind == _FORMULA or (kind == _ARRAY_ERROR and body[7]):
            row, column = struct.unpack_from("<HH", body)
            found[row][column] = FORMULA if kind == _FORMULA else ERROR
    return found


def _records(stream: bytes, start: int) -> Iterator[tuple[int, bytes]]:
    while start + 4 <= len(stream):
        kind, length = struct.unpack_from("<HH", stream, start)
        yield kind, stream[start + 4 : start + 4 + length]
        start += 4 + length


def _sheet_starts(stream: bytes, sheet: str) -> Iterator[int]:
    """Walk through the beginnings of the sheets of a name; there should be one."""
    for kind, body in _records(stream, 0):
        if kind == _END:
            return
        if kind == _SHEET:
            start, length, is_wide = *struct.unpack_from("<I", body), body[6], body[7] & 1
            letters = body[8 : 8 + length * (2 if is_wide else 1)]
            if letters.decode("utf-16-le" if is_wide else "latin-1") == sheet:
                yield start


def _workbook_stream(data: bytes) -> bytes:
    """Return the stream «Workbook» of a compound file."""
    sector = 1 << struct.unpack_from("<H", data, 30)[0]
    directory_start, mini_cutoff, mini_start = (
        struct.unpack_from("<I", data, place)[0] for place in (48, 56, 60)
    )
    table = _sector_table(data, sector)
    directory = _chain(data, sector, sector, table, directory_start)
    entries = [directory[place : place + 128] for place in range(0, len(directory), 128)]
    root = entries[0]
    for entry in entries:
        length = struct.unpack_from("<H", entry, 64)[0]
        if entry[: max(length - 2, 0)].decode("utf-16-le", "replace") in ("Workbook", "Book"):
            start, size = struct.unpack_from("<II", entry, 116)
            if size >= mini_cutoff:
                return _chain(data, sector, sector, table, start)[:size]
            small = _chain(data, sector, sector, table, struct.unpack_from("<I", root, 116)[0])
            mini_table = _numbers(_chain(data, sector, sector, table, mini_start))
            return _chain(small, 64, 0, mini_table, start)[:size]
    raise KeyError("Workbook")


def _sector_table(data: bytes, sector: int) -> list[int]:
    """Return for each sector the one that follows it."""
    parts = list(struct.unpack_from("<109I", data, 76))
    following, per_sector = struct.unpack_from("<I", data, 68)[0], sector // 4
    while following < _LAST and len(parts) * sector < len(data) * 2:
        more = struct.unpack_from(f"<{per_sector}I", data, sector + following * sector)
        parts += more[:-1]
        following = more[-1]
    return [
        number
        for part in parts
        if part < _LAST
        for number in struct.unpack_from(f"<{per_sector}I", data, sector + part * sector)
    ]


def _numbers(data: bytes) -> list[int]:
    return list(struct.unpack(f"<{len(data) // 4}I", data[: len(data) // 4 * 4]))


def _chain(data: bytes, sector: int, offset: int, table: list[int], start: int) -> bytes:
    """Return the sectors from `start` on, joined; a chain that runs in a circle is an IndexError."""
    pieces = []
    while start < _LAST:
        pieces.append(data[offset + start * sector : offset + (start + 1) * sector])
        if len(pieces) > len(table):
            raise IndexError(start)
        start = table[start]
    return b"".join(pieces)


FINDERS: Final[dict[str, Callable[[Path, str], Found]]] = {"xlsx": in_xlsx, "ods": in_ods, "xls": in_xls}
