"""Makes the fonts of the screens: `python -m astana_employment.launch.webfonts`, run at set-up.

The two PyPI packages carry whole desktop fonts. Cut to the letters that Kazakh, Russian and English need and
packed as WOFF2, a weight shrinks from some 250 KB to 20. The licence (OFL 1.1) reserves the name "Source"
for unchanged files, so the cut ones are "Desk Sans" and "Desk Serif"; copyright and licence stay inside.

The same packages give the same bytes on every machine, and a second run does nothing.
"""

import hashlib
import importlib.util
import logging
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import fontTools
from fontTools import subset
from fontTools.ttLib import TTFont

TARGET = Path(__file__).resolve().parent.parent.parent / "build" / "webfonts" / "fonts"
STAMP = ".made-from"

# Latin, Cyrillic with the Kazakh letters, and the signs of our texts: quotes, dashes, №, ₸, arrows, ✓.
CHARACTERS = [
    *range(0x20, 0x7F),
    *range(0xA0, 0x100),
    *range(0x400, 0x500),
    *range(0x2010, 0x2027),
    *(0x2030, 0x2039, 0x203A, 0x20AC, 0x20B8, 0x2116),
    *range(0x2190, 0x2194),
    *(0x2212, 0x2713),
]
FEATURES = ["kern", "liga", "tnum", "lnum", "locl", "ccmp", "mark", "mkmk"]
# Copyright, family, style, identifier, full name, version, PostScript name, licence and its address.
NAME_IDS = [0, 1, 2, 3, 4, 5, 6, 13, 14]


@dataclass(frozen=True)
class Face:
    """One weight: the package and file it is cut from, and the name it gets."""

    package: str
    source_name: str
    family: str
    weight: str

    @property
    def source(self) -> Path:
        """The whole font in the installed package; LookupError when the package is missing."""
        spec = importlib.util.find_spec(self.package)
        if spec is None or spec.origin is None:
            raise LookupError(f"{self.package} is not installed")
        return Path(spec.origin).parent / "files" / f"{self.source_name}-{self.weight}.ttf"

    @property
    def filename(self) -> str:
        """The name of the cut file."""
        return f"{self.family.replace(' ', '')}-{self.weight}.woff2"


FACES = [
    *(Face("font_source_sans_pro", "SourceSansPro", "Desk Sans", w) for w in ("Regular", "Semibold", "Bold")),
    *(Face("font_source_serif_pro", "SourceSerifPro", "Desk Serif", w) for w in ("Regular", "Semibold")),
]


def _options() -> subset.Options:
    options = subset.Options()
    options.layout_features = FEATURES
    options.name_IDs = NAME_IDS
    options.hinting = False  # screens of this century draw these sizes well without it
    options.flavor = "woff2"
    return options


def _rename(font: TTFont, face: Face) -> None:
    """Write our name over the reserved one wherever a program reads a name."""
    full = f"{face.family} {face.weight}"
    names = {1: full, 3: full, 4: full, 6: f"{face.family.replace(' ', '')}-{face.weight}"}
    for record in font["name"].names:
        if record.nameID in names:
            record.string = names[record.nameID]


def _cut(face: Face, target: Path) -> None:
    """Cut one weight into `target`; `recalcTimestamp` off keeps the clock out of the bytes."""
    options = _options()
    with TTFont(face.source, recalcTimestamp=False) as font:
        cutter = subset.Subsetter(options)
        cutter.populate(unicodes=CHARACTERS)
        cutter.subset(font)
        _rename(font, face)
        subset.save_font(font, target / face.filename, options)


def _ingredients() -> Iterator[bytes]:
    """Yield all that the result depends on: this recipe, the tool, the source fonts."""
    yield Path(__file__).read_bytes()
    yield str(fontTools.version).encode()
    for face in FACES:
        yield face.source.read_bytes()


def _fingerprint() -> str:
    digest = hashlib.sha256()
    for part in _ingredients():
        digest.update(hashlib.sha256(part).digest())
    return digest.hexdigest()


def build(target: Path = TARGET) -> bool:
    """Make the fonts in `target`, which is created; return False when all were there and up to date."""
    stamp, fingerprint = target / STAMP, _fingerprint()
    is_complete = all((target / face.filename).is_file() for face in FACES)
    if is_complete and stamp.is_file() and stamp.read_text() == fingerprint:
        return False
    target.mkdir(parents=True, exist_ok=True)
    # The tool warns that it drops tables it does not know (FFTM); nothing on a screen uses them.
    logging.getLogger("fontTools").setLevel(logging.ERROR)
    for face in FACES:
        _cut(face, target)
    stamp.write_text(fingerprint)  # last, so that a run cut short is repeated
    return True


if __name__ == "__main__":
    sys.stdout.write("Web fonts made.\n" if build() else "Web fonts are up to date.\n")
