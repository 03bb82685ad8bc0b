"""Files of every kind that people and attackers send, made here byte by byte."""

import io
import zipfile
import zlib
from collections.abc import Mapping

import pikepdf
from PIL import Image

MAIN = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
MACRO_MAIN = "application/vnd.ms-word.document.macroEnabled.main+xml"
LINK = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/hyperlink"
TEMPLATE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/attachedTemplate"


def pdf(
    *, javascript: bool = False, launch: bool = False, enclosed: bool = False, password: str = ""
) -> bytes:
    """Return a PDF of one page; with a script, a program to start, an enclosed file, or a password."""
    made, out = pikepdf.new(), io.BytesIO()
    made.add_blank_page()
    if javascript:
        action = pikepdf.Dictionary(S=pikepdf.Name.JavaScript, JS=pikepdf.String("app.alert(1)"))
        made.Root.OpenAction = made.make_indirect(action)
    if launch:
        action = pikepdf.Dictionary(S=pikepdf.Name.Launch, F=pikepdf.String("cmd.exe"))
        made.pages[0].obj.AA = pikepdf.Dictionary(O=action)
    if enclosed:
        made.attachments["virus.exe"] = b"MZ"
    made.save(out, encryption=pikepdf.Encryption(owner=password, user=password) if password else False)
    return out.getvalue()


def picture(kind: str, size: tuple[int, int] = (40, 30)) -> bytes:
    """Return a JPEG or PNG picture."""
    out = io.BytesIO()
    Image.effect_noise(size, 50).save(out, kind)
    return out.getvalue()


def docx(
    *,
    main: str = MAIN,
    extra: Mapping[str, bytes] | None = None,
    relations: str = "",
    text: str = "Шағым",
) -> bytes:
    """Return a Word document; `extra` are further parts, `relations` further relations of the document."""
    out = io.BytesIO()
    types = (
        '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Override PartName="/word/document.xml" ContentType="{main}"/></Types>'
    )
    package = "http://schemas.openxmlformats.org/package/2006/relationships"
    word = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", types)
        archive.writestr(
            "word/_rels/document.xml.rels", f'<Relationships xmlns="{package}">{relations}</Relationships>'
        )
        run = f"<w:p><w:r><w:t>{text}</w:t></w:r></w:p>"
        body = f'<w:document xmlns:w="{word}"><w:body>{run}</w:body></w:document>'
        archive.writestr("word/document.xml", body)
        for name, content in (extra or {}).items():
            archive.writestr(name, content)
    return out.getvalue()


def relation(kind: str, *, outside: bool) -> str:
    """Return a relation of a document to something, inside or outside of it."""
    mode = ' TargetMode="External"' if outside else ""
    return f'<Relationship Id="r9" Type="{kind}" Target="https://example.com/x"{mode}/>'


def docx_bomb() -> bytes:
    """Return a document of some hundred kilobytes that unpacks to two hundred megabytes."""
    return docx(extra={f"word/media/{number}.xml": bytes(50_000_000) for number in range(4)})


def docx_that_lies() -> bytes:
    """Return a document whose directory says that a huge part is small."""
    plain, big = docx(), docx(extra={"word/media/1.xml": bytes(5_000_000)})
    size = (5_000_000).to_bytes(4, "little")
    assert size in big
    assert plain
    return big.replace(size, (10).to_bytes(4, "little"))


def png_bomb() -> bytes:
    """Return a picture of 30,000 by 30,000 points in a few kilobytes."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return len(data).to_bytes(4, "big") + kind + data + zlib.crc32(kind + data).to_bytes(4, "big")

    side = (30_000).to_bytes(4, "big")
    head = chunk(b"IHDR", side + side + bytes([1, 0, 0, 0, 0]))
    return b"\x89PNG\r\n\x1a\n" + head + chunk(b"IDAT", zlib.compress(bytes(1_000_000))) + chunk(b"IEND", b"")


def pdf_bomb() -> bytes:
    """Return a PDF whose table of objects unpacks to two gigabytes."""
    packer = zlib.compressobj(9)
    packed = b"".join(packer.compress(bytes(10_000_000)) for _time in range(200)) + packer.flush()
    head = b"%PDF-1.5\n"
    table = (
        b"1 0 obj <</Type /XRef /Size 300000000 /W [1 4 2] /Root 2 0 R /Filter /FlateDecode /Length "
        + str(len(packed)).encode()
        + b">> stream\n"
        + packed
        + b"\nendstream endobj\n"
    )
    return head + table + b"startxref\n" + str(len(head)).encode() + b"\n%%EOF\n"
