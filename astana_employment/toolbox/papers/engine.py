"""The part of `pdf.py` that needs WeasyPrint; imported by the first paper, never at start.

The engine is a font configuration with the papers' fonts and style sheet already read: making it takes
longer than making a page. It serves one thread at a time, for two reasons: Pango's font maps are not meant
for two, and two threads that share one interpreter need half as much time again for the same papers.
"""

import logging
import re
from importlib.resources import files
from io import BytesIO
from pathlib import Path
from threading import Lock
from typing import Any
from urllib.parse import unquote, urlsplit

import pydyf  # type: ignore[import-untyped]
from django.conf import settings
from weasyprint import CSS, HTML
from weasyprint.css import ColorProfile
from weasyprint.text.fonts import FontConfiguration
from weasyprint.urls import FatalURLFetchingError, URLFetcher

from astana_employment.toolbox.papers.font import FONT_FAMILY, FONT_WEIGHTS, PaperError, font_path
from astana_employment.toolbox.papers.qr import SCHEME, qr_code
from astana_employment.toolbox.papers.whole import require_whole, texts_of

_TEMPLATES = Path(settings.BASE_DIR) / "templates"
_STYLE_SHEET = _TEMPLATES / "astana_employment" / "toolbox" / "pdf" / "paper.css"

# WeasyPrint writes one conformance claim a file. The second, PDF/UA-1, is added here, with the description
# of its schema that PDF/A demands for every name it does not know.
_PDF_UA_CLAIM = b"""<rdf:Description rdf:about=""
 xmlns:pdfaExtension="http://www.aiim.org/pdfa/ns/extension/"
 xmlns:pdfaSchema="http://www.aiim.org/pdfa/ns/schema#"
 xmlns:pdfaProperty="http://www.aiim.org/pdfa/ns/property#"
><pdfaExtension:schemas><rdf:Bag><rdf:li rdf:parseType="Resource"
><pdfaSchema:schema>PDF/UA Universal Accessibility Schema</pdfaSchema:schema
><pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/</pdfaSchema:namespaceURI
><pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix
><pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType="Resource"
><pdfaProperty:name>part</pdfaProperty:name><pdfaProperty:valueType>Integer</pdfaProperty:valueType
><pdfaProperty:category>internal</pdfaProperty:category
><pdfaProperty:description>Indicates, which part of ISO 14289 standard is followed</pdfaProperty:description
></rdf:li></rdf:Seq></pdfaSchema:property></rdf:li></rdf:Bag></pdfaExtension:schemas></rdf:Description>
<rdf:Description rdf:about="" xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/"
><pdfuaid:part>1</pdfuaid:part></rdf:Description>
"""
_END_OF_METADATA = b"</rdf:RDF>"


class ProjectFilesOnly(URLFetcher):  # type: ignore[misc]
    """Reads `data:` URIs and files of the project and its font package; refuses the network and all other
    files.

    WeasyPrint goes on without a style sheet, font or image that it could not fetch. So every refusal is
    kept here, and the paper is thrown away (`raise_refusal`).
    """

    def __init__(self) -> None:
        super().__init__(allowed_protocols=("data", "file"), allow_redirects=False, fail_on_errors=True)
        roots = (_TEMPLATES, Path(settings.BASE_DIR) / "static", font_path(400).parent)
        self._roots = tuple(root.resolve() for root in roots)
        self._refusal: Exception | None = None

    def fetch(self, url: str, headers: dict[str, str] | None = None) -> Any:
        """Return WeasyPrint's response for an allowed URL; raise, and remember, for any other."""
        try:
            self._check(url)
            return super().fetch(url, headers)
        except Exception as error:
            self._refusal = error
            raise

    def raise_refusal(self) -> None:
        """Raise `PaperError` if anything was refused or missing since the last call."""
        refusal, self._refusal = self._refusal, None
        if refusal:
            raise PaperError(f"A paper may not use or lacks a file: {refusal}") from refusal

    def _check(self, url: str) -> None:
        parts = urlsplit(url)
        if parts.scheme == "data":
            return
        path = Path(unquote(parts.path)).resolve()
        is_ours = any(path.is_relative_to(root) for root in self._roots)
        if parts.scheme != "file" or parts.netloc or not is_ours:
            raise PermissionError(f"{url[:200]} is neither a file of the project nor a data: URI")


class _ErrorLog(logging.Handler):
    """Keeps what WeasyPrint only logs: an image it could not draw, an image without a text."""

    def __init__(self) -> None:
        super().__init__(logging.ERROR)
        self._messages: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self._messages.append(record.getMessage())

    def taken(self) -> list[str]:
        """Return the messages since the last call."""
        messages, self._messages = self._messages, []
        return messages


_errors = _ErrorLog()
logging.getLogger("weasyprint").addHandler(_errors)


class _QrImage:
    """A QR code as WeasyPrint's image: its size is the style sheet's, its colour the text's."""

    def __init__(self, source: str) -> None:
        self._code = qr_code(source)

    def get_intrinsic_size(self, _resolution: float, _font_size: float) -> tuple[None, None, int]:
        return None, None, 1

    def draw(self, stream: Any, width: float, height: float, style: Any) -> None:
        with stream.stacked():
            stream.transform(a=width / self._code.size, d=height / self._code.size)
            stream.set_color(style["color"])
            stream.stream.append("\n".join(f"{x} {y} {length} 1 re" for x, y, length in self._code.runs))
            stream.fill()


class _Images(dict[str, Any]):
    """WeasyPrint's cache of the images of one paper, in which every QR code is found without being
    fetched."""

    def __contains__(self, url: object) -> bool:
        return super().__contains__(url) or (isinstance(url, str) and url.startswith(SCHEME))

    def __missing__(self, url: str) -> _QrImage:
        image = self[url] = _QrImage(url)
        return image


class _StandardColours(ColorProfile):  # type: ignore[misc]
    """The sRGB profile that PDF/A wants, read once and written as it stands.

    WeasyPrint would read it anew for every paper and leave the file open; and a profile that was written once
    comes out with other bytes the second time.
    """

    def __init__(self) -> None:
        self._file = (files("weasyprint.pdf") / "sRGB2014.icc").read_bytes()
        super().__init__(BytesIO(self._file), "sRGB2014.icc", "relative-colorimetric", (["r"], ["g"], ["b"]))

    @property
    def content(self) -> bytes:
        return self._file


def _font_faces() -> str:
    return "".join(
        f"@font-face {{ font-family: '{FONT_FAMILY}'; font-weight: {weight}; "
        f"src: url('{font_path(weight).as_uri()}') format('truetype') }}\n"
        for weight in FONT_WEIGHTS
    )


class _Engine:
    def __init__(self) -> None:
        self._fetcher = ProjectFilesOnly()
        self._fonts = FontConfiguration()
        self._style = CSS(
            string=_font_faces() + _STYLE_SHEET.read_text(encoding="utf-8"),
            base_url=_STYLE_SHEET.as_uri(),
            font_config=self._fonts,
            url_fetcher=self._fetcher,
        )
        self._fetcher.raise_refusal()
        self._colours = _StandardColours()

    def render(self, html: str, identifier: bytes) -> bytes:
        source = HTML(string=html, base_url=_TEMPLATES.as_uri() + "/", url_fetcher=self._fetcher)
        texts = list(texts_of(source.etree_element))
        _keep_hyphens_inside(source.etree_element)
        pdf: bytes = source.write_pdf(
            stylesheets=[self._style],
            font_config=self._fonts,
            pdf_variant="pdf/a-3a",
            pdf_tags=True,
            pdf_identifier=identifier,
            cache=_Images(),
            color_profiles={"paper": self._colours},
            output_intent="paper",
            finisher=_finish,
        )
        self._fetcher.raise_refusal()
        require_whole(texts, pdf)
        return pdf


# A line that ends with the hyphen of a name or an address is a loss: who copies the text from the file, or
# searches it, finds the two halves as one word. The word joiner after it is invisible and draws nothing.
_INNER_HYPHEN = re.compile(r"(?<=\w)-(?=\w)")


def _keep_hyphens_inside(root: Any) -> None:
    """Let no line of an HTML tree break at a hyphen within a word, as far as the word fits on a line."""
    for element in root.find("body").iter():
        if isinstance(element.tag, str) and element.tag != "style":
            element.text = element.text and _INNER_HYPHEN.sub("-\u2060", element.text)
        element.tail = element.tail and _INNER_HYPHEN.sub("-\u2060", element.tail)


class _Written(pydyf.Object):  # type: ignore[misc]
    """An object of the file in its final bytes: a file with an identifier asks for them twice."""

    def __init__(self, source: Any) -> None:
        super().__init__()
        self.number, self.generation = source.number, source.generation
        self._data: bytes = source.data
        self._compressible: bool = source.compressible

    @property
    def data(self) -> bytes:
        return self._data

    @property
    def compressible(self) -> bool:
        return self._compressible


def _finish(_document: Any, pdf: Any) -> None:
    _claim_pdf_ua(pdf)
    pdf.objects[:] = [thing if thing.free == "f" else _Written(thing) for thing in pdf.objects]


def _claim_pdf_ua(pdf: Any) -> None:
    number = int(pdf.catalog["Metadata"].split()[0])
    metadata = pdf.objects[number]
    content = b"".join(metadata.stream)
    if content.count(_END_OF_METADATA) != 1:
        raise PaperError("WeasyPrint's metadata has changed: the PDF/UA claim has no place")
    metadata.stream = [content.replace(_END_OF_METADATA, _PDF_UA_CLAIM + _END_OF_METADATA)]


_one_at_a_time = Lock()
_engines: list[_Engine] = []


def render(html: str, identifier: bytes) -> bytes:
    """Return the PDF of `html`; raises `PaperError` if anything was refused or reported as an error.

    Safe from any thread. An engine that met an error is thrown away with the paper.
    """
    with _one_at_a_time:
        engine = _engines.pop() if _engines else _Engine()
        _errors.taken()
        try:
            pdf = engine.render(html, identifier)
        except FatalURLFetchingError as error:  # a BaseException: nobody else would catch it
            raise PaperError(f"A paper may not use or lacks a file: {error.__cause__}") from error
        if messages := _errors.taken():
            raise PaperError(f"The paper is not whole: {'; '.join(messages)}")
        _engines.append(engine)
    return pdf
