"""Papers: HTML to PDF that is PDF/A-3a (to be kept) and PDF/UA-1 (to be read aloud) at once.

WeasyPrint is imported by the first paper, not by the start of the server. How a page is made, and why,
stands in `docs/decisions/0004-papers.md`.
"""

import html as html_text
from collections.abc import Callable, Mapping, Sequence
from hashlib import sha256
from io import BytesIO
from typing import Any, Final

from django.template.loader import render_to_string
from django.utils import translation

from astana_employment.toolbox.papers.font import MissingCharactersError, missing_characters
from astana_employment.toolbox.papers.whole import NotWholeError

# The letterhead, in the words of the standard's clause 4.
DEPARTMENT_NAME = {
    "kk": "«Астана қаласының Жұмыспен қамту және әлеуметтік бағдарламалар департаменті» мемлекеттік мекемесі",
    "ru": "Государственное учреждение «Департамент занятости и социальных программ города Астаны»",
    "en": "State institution “Department of Employment and Social Programmes of the City of Astana”",
}
DEPARTMENT_PLACE = {
    "kk": "Астана қаласы, Иманбаева көшесі, 68а",
    "ru": "город Астана, улица Иманбаева, 68а",
    "en": "Astana, Imanbayeva street, 68a",
}


def render_pdf(html: str, *, identifier: bytes = b"") -> bytes:
    """Return the PDF/A-3a and PDF/UA-1 of a whole HTML document that extends
    `astana_employment/toolbox/pdf/base.html`.

    The same HTML and identifier give the same bytes; without an identifier the HTML's own hash serves.
    Raises `MissingCharactersError` before anything is rendered, and `PaperError` when the HTML names a file
    outside the project or anything on the network, or when WeasyPrint reports an error.
    """
    if characters := missing_characters(html_text.unescape(html)):
        raise MissingCharactersError(characters)
    from astana_employment.toolbox.papers.engine import render

    return render(html, identifier or sha256(html.encode()).digest()[:16])


# How closely a paper is set: roomy, and the two classes of `paper.css` for a long one.
DENSITIES: Final = ("", "dense", "dense close")


def render_letter(html_of: Callable[[str], str]) -> bytes:
    """Return the PDF of a paper in the roomiest of the DENSITIES that keeps all of it to one page.

    One that no density keeps to a page gets as few pages as it can, as roomy as they allow; more than two
    are no letter any more, and stay roomy. `html_of` gives the HTML in a density. The same paper gives the
    same bytes; errors as in `render_pdf`, `NotWholeError` only when no density is whole.
    """
    made: list[tuple[int, int, bytes]] = []
    lost: NotWholeError | None = None
    for place, density in enumerate(DENSITIES):
        try:
            pdf = render_pdf(html_of(density))
        except NotWholeError as error:
            lost = error
            continue
        pages = page_count(pdf)
        made.append((pages, place, pdf))
        if pages != 2:
            break
    if not made and lost:
        raise lost
    return min(made)[2]


def page_count(pdf: bytes) -> int:
    """Return how many pages a PDF has."""
    import pikepdf

    with pikepdf.open(BytesIO(pdf)) as opened:
        return len(opened.pages)


def render_html(template: str, context: Mapping[str, Any], language: str) -> str:
    """Return the HTML of a paper in `language` (kk, ru or en: the paper's, whatever the user's own is).

    The template extends `toolbox/pdf/base.html`, which sets the letterhead from what is added here.
    """
    letterhead = {
        "language": language,
        "department_name": DEPARTMENT_NAME[language],
        "department_place": DEPARTMENT_PLACE[language],
    }
    with translation.override(language):
        return render_to_string(template, {**context, **letterhead})


def join_pdfs(papers: Sequence[bytes], enclosed: Mapping[str, bytes] | None = None) -> bytes:
    """Return one PDF with the pages of all papers in order, for printing them in one go.

    `enclosed` are files by name that have no pages and go along inside. It is a print job, not a paper: it is
    not stored and claims no PDF/A. No papers raise `ValueError`.
    """
    if not papers:
        raise ValueError("There is nothing to join")
    import pikepdf

    with pikepdf.new() as joined:
        for paper in papers:
            with pikepdf.open(BytesIO(paper)) as source:
                joined.pages.extend(source.pages)
        for name, content in (enclosed or {}).items():
            joined.attachments[name] = content
        output = BytesIO()
        joined.save(output)
        return output.getvalue()
