"""QR codes for papers: `<img src="qr:…" alt="…">` in a paper's HTML is drawn by `engine` as lines of
the page.

Vector lines stay sharp in every printer and, unlike a picture, need no /Interpolate, which PDF/A forbids.
They are drawn straight onto the page, because reading an SVG of 300 lines takes WeasyPrint a tenth of the
whole paper's time.
"""

from typing import NamedTuple
from urllib.parse import quote, unquote

import segno

SCHEME = "qr:"


class QrCode(NamedTuple):
    """A code of `size` by `size` modules; each run is (x, y, width) of dark modules, from the top left."""

    size: int
    runs: tuple[tuple[int, int, int], ...]


def qr_source(text: str) -> str:
    """Return the `src` of an `<img>` that shows `text` as a QR code."""
    return SCHEME + quote(text, safe="")


def qr_code(source: str) -> QrCode:
    """Return the code of a `src` made by `qr_source`, without a quiet zone: the paper leaves the margin.

    Error level M survives a fold or a stamp on the corner. A text that no QR code can hold raises
    `ValueError`.
    """
    matrix = segno.make(unquote(source.removeprefix(SCHEME)), error="m", micro=False).matrix
    runs: list[tuple[int, int, int]] = []
    for y, row in enumerate(matrix):
        start = None
        for x, dark in enumerate([*row, 0]):
            if dark and start is None:
                start = x
            elif not dark and start is not None:
                runs.append((start, y, x - start))
                start = None
    return QrCode(len(matrix), tuple(runs))
