"""What a handed-in file really is: by its content alone, parsed to the end, in a process of its own.

`python -m complaints.inspection` reads a file from standard input and prints a kind (`pdf`) or a refusal
(`damaged`). Parsers of other people's files have faults, and small files unpack to huge ones: so this process
gives itself narrow limits of memory and time first, knows neither database nor settings, and may simply die.
"""

import resource
import sys
import zipfile
from enum import Enum
from typing import BinaryIO, Final
from xml.etree.ElementTree import Element

MOST_MEMORY: Final = 700_000_000
MOST_SECONDS: Final = 15
MOST_PIXELS: Final = 60_000_000
MOST_ENTRIES: Final = 2_000
MOST_UNPACKED: Final = 150_000_000
MOST_XML: Final = 20_000_000


class Kind(Enum):
    """What is taken."""

    PDF = "pdf"
    JPEG = "jpeg"
    PNG = "png"
    DOCX = "docx"


class Refusal(Enum):
    """Why a file is not taken."""

    UNKNOWN = "unknown"
    OLD_OFFICE = "old_office"
    DAMAGED = "damaged"
    ENCRYPTED = "encrypted"
    ACTIVE = "active"
    TOO_COMPLEX = "too_complex"


class RefusedFile(Exception):
    """The file is not taken."""

    def __init__(self, refusal: Refusal) -> None:
        super().__init__(refusal.value)
        self.refusal = refusal


# What begins a file of each kind. A PDF may stand behind other bytes for some readers; not here.
_BEGINNINGS: Final = (
    (b"%PDF-", Kind.PDF),
    (b"\xff\xd8\xff", Kind.JPEG),
    (b"\x89PNG\r\n\x1a\n", Kind.PNG),
    (b"PK\x03\x04", Kind.DOCX),
)
_OLD_OFFICE: Final = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


def inspect(file: BinaryIO) -> Kind:
    """Return what a file is. RefusedFile for what is not taken; any other error means that it is damaged."""
    beginning = file.read(16)
    file.seek(0)
    for signature, kind in _BEGINNINGS:
        if beginning.startswith(signature):
            {Kind.PDF: _pdf, Kind.DOCX: _docx}.get(kind, _picture)(file)
            return kind
    # Word files of before 2007, and newer ones under a password, are both of this kind.
    raise RefusedFile(Refusal.OLD_OFFICE if beginning.startswith(_OLD_OFFICE) else Refusal.UNKNOWN)


# --- PDF -----------------------------------------------------------------------------------------
_ACTIONS: Final = ("/JavaScript", "/Launch", "/ImportData", "/SubmitForm", "/RichMediaExecute")


def _pdf(file: BinaryIO) -> None:
    """Read every object; scripts, programs to start and enclosed files are not taken."""
    import pikepdf

    try:
        pdf = pikepdf.open(file)
    except pikepdf.PasswordError:
        raise RefusedFile(Refusal.ENCRYPTED) from None
    with pdf:
        if pdf.is_encrypted:
            raise RefusedFile(Refusal.ENCRYPTED)
        if not len(pdf.pages):
            raise RefusedFile(Refusal.DAMAGED)
        for found in pdf.objects:
            if isinstance(found, pikepdf.Stream | pikepdf.Dictionary):
                _pdf_values(found, 0)
        for page in pdf.pages:
            page.get("/Contents")


def _pdf_values(found: object, depth: int) -> None:
    """Look at a dictionary and the ones written inside it; what stands apart is looked at as its own."""
    import pikepdf

    if depth > 50 or not isinstance(found, pikepdf.Stream | pikepdf.Dictionary | pikepdf.Array):
        return
    if isinstance(found, pikepdf.Array):
        inside = list(found)
    else:
        if "/JS" in found or "/EF" in found or str(found.get("/S", "")) in _ACTIONS:
            raise RefusedFile(Refusal.ACTIVE)
        inside = [value for _name, value in found.items()]
    for value in inside:
        if not getattr(value, "is_indirect", False):
            _pdf_values(value, depth + 1)


# --- pictures ------------------------------------------------------------------------------------
def _picture(file: BinaryIO) -> None:
    """Decode every pixel."""
    from PIL import Image

    Image.MAX_IMAGE_PIXELS = None  # it would only warn; the size is checked before a pixel is read
    with Image.open(file, formats=["JPEG", "PNG"]) as picture:
        if picture.width * picture.height > MOST_PIXELS:
            raise RefusedFile(Refusal.TOO_COMPLEX)
        picture.load()


# --- DOCX ----------------------------------------------------------------------------------------
_MAIN: Final = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
_ACTIVE_TYPES: Final = (
    "macroenabled",
    "vbaproject",
    "vbadata",
    "activex",
    "oleobject",
    "ms-office.attachedtoolbars",
)
_ACTIVE_NAMES: Final = ("vbaproject", "vbadata", "/activex/", "/embeddings/", "oleobject", ".bin", ".exe")
_LINK: Final = "/hyperlink"


def _docx(file: BinaryIO) -> None:
    """Unpack every part within limits; macros, controls, enclosed objects, outside templates are refused."""
    with zipfile.ZipFile(file) as archive:
        entries = archive.infolist()
        names = [entry.filename for entry in entries]
        if len(entries) > MOST_ENTRIES or sum(entry.file_size for entry in entries) > MOST_UNPACKED:
            raise RefusedFile(Refusal.TOO_COMPLEX)
        if any(entry.flag_bits & 0x1 for entry in entries):
            raise RefusedFile(Refusal.ENCRYPTED)
        if len(set(names)) != len(names):
            raise RefusedFile(Refusal.DAMAGED)
        if "[Content_Types].xml" not in names:
            raise RefusedFile(Refusal.UNKNOWN)
        _check_types(_xml(archive, "[Content_Types].xml"))
        if any(word in f"/{name.lower()}" for name in names for word in _ACTIVE_NAMES):
            raise RefusedFile(Refusal.ACTIVE)
        for name in names:
            if name.endswith(".rels"):
                _check_relations(_xml(archive, name))
        _unpack(archive, entries)


def _check_types(types: Element) -> None:
    """See that it is a Word document, and that no part of it is one that acts."""
    known = [part.get("ContentType", "").lower() for part in types]
    if any(word in kind for kind in known for word in _ACTIVE_TYPES):
        raise RefusedFile(Refusal.ACTIVE)
    if _MAIN.lower() not in known:
        raise RefusedFile(Refusal.UNKNOWN)


def _check_relations(relations: Element) -> None:
    """Refuse what would be fetched from outside when the document is opened; links are only followed."""
    for relation in relations:
        if relation.get("TargetMode") == "External" and not relation.get("Type", "").endswith(_LINK):
            raise RefusedFile(Refusal.ACTIVE)


def _xml(archive: zipfile.ZipFile, name: str) -> Element:
    from defusedxml.ElementTree import fromstring

    with archive.open(name) as part:
        text = part.read(MOST_XML + 1)
    if len(text) > MOST_XML:
        raise RefusedFile(Refusal.TOO_COMPLEX)
    root: Element = fromstring(text, forbid_dtd=True)
    return root


def _unpack(archive: zipfile.ZipFile, entries: list[zipfile.ZipInfo]) -> None:
    """Read every part, whatever its header says of its size; a wrong checksum raises BadZipFile."""
    unpacked = 0
    for entry in entries:
        with archive.open(entry) as part:
            while piece := part.read(1_000_000):
                unpacked += len(piece)
                if unpacked > MOST_UNPACKED:
                    raise RefusedFile(Refusal.TOO_COMPLEX)
    text = _xml(archive, "word/document.xml")
    if any("DDEAUTO" in (part.text or "").upper() for part in text.iter()):
        raise RefusedFile(Refusal.ACTIVE)


# --- the process ---------------------------------------------------------------------------------
def main() -> int:
    """Limit this process, inspect standard input, print one word; always 0 unless killed."""
    resource.setrlimit(resource.RLIMIT_CPU, (MOST_SECONDS, MOST_SECONDS))
    resource.setrlimit(resource.RLIMIT_AS, (MOST_MEMORY, MOST_MEMORY))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
    try:
        word = inspect(sys.stdin.buffer).value
    except RefusedFile as refused:
        word = refused.refusal.value
    except MemoryError:
        word = Refusal.TOO_COMPLEX.value
    except Exception:  # whatever a parser says of a broken file
        word = Refusal.DAMAGED.value
    sys.stdout.write(word)
    return 0


if __name__ == "__main__":
    sys.exit(main())
