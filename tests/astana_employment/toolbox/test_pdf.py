"""Papers as files: what they claim, what they may read, which letters they show, how threads share them."""

import subprocess
from concurrent.futures import ThreadPoolExecutor
from io import BytesIO
from pathlib import Path

import pikepdf
import pytest
from django.core.exceptions import ValidationError
from django.utils import translation
from fontTools.pens.recordingPen import DecomposingRecordingPen
from fontTools.ttLib import TTFont
from PIL import Image
from pypdf import PdfReader

from astana_employment.toolbox.kazakh import ALPHABET
from astana_employment.toolbox.papers.font import (
    STAND_IN,
    MissingCharactersError,
    PaperError,
    font_path,
    missing_characters,
    validate_printable,
    with_stand_ins,
)
from astana_employment.toolbox.papers.pdf import join_pdfs, render_html, render_letter, render_pdf
from astana_employment.toolbox.papers.qr import qr_code, qr_source
from astana_employment.toolbox.papers.whole import NotWholeError, lost_words

NAME = "ӘБДІҚАДЫРҰЛЫ ҒҰСМАН ЩЕҢҮҺӨЁВ"


def _page(body: str, *, head: str = "") -> str:
    return f'<!DOCTYPE html><html lang="kk"><head><title>Сынақ</title>{head}</head><body>{body}</body></html>'


def _text(pdf: bytes) -> str:
    return " ".join(" ".join(page.extract_text() for page in PdfReader(BytesIO(pdf)).pages).split())


def test_a_paper_claims_pdf_a_3a_and_pdf_ua_1():
    """The claims are what an archive and a screen reader ask first; a validator confirmed them by hand."""
    with pikepdf.open(BytesIO(render_pdf(_page("<h1>Анықтама</h1>")))) as pdf:
        claims = pdf.open_metadata()
        assert (claims["pdfaid:part"], claims["pdfaid:conformance"]) == ("3", "A")
        assert claims["pdfuaid:part"] == "1"
        assert claims["dc:title"] == "Сынақ"
        assert pdf.Root.MarkInfo.Marked
        assert str(pdf.Root.Lang) == "kk"
        assert "/OutputIntents" in pdf.Root


def test_the_same_html_gives_the_same_bytes_and_another_identifier_another_file():
    html = _page("<p>Анықтама</p>")
    assert render_pdf(html) == render_pdf(html)
    assert render_pdf(html, identifier=b"one") == render_pdf(html, identifier=b"one")
    assert render_pdf(html, identifier=b"one") != render_pdf(html, identifier=b"two")


@pytest.mark.parametrize(
    "url",
    [
        "http://127.0.0.1:9/x.png",
        "https://example.org/x.png",
        "ftp://example.org/x.png",
        "file:///etc/passwd",
        "file://example.org/etc/passwd",
        "../manage.py",
        "astana_employment/%2e%2e/../../pyproject.toml",
        "no/such/picture.png",
    ],
)
@pytest.mark.parametrize(
    "way",
    [
        '<img src="{}" alt="x">',
        '<link rel="stylesheet" href="{}">',
        "<style>@import url('{}');</style>",
        "<style>@font-face {{ font-family: Foreign; src: url('{}') }}</style>",
        "<style>body {{ background: url('{}') }}</style>",
    ],
)
def test_a_paper_reads_nothing_but_project_files_and_stops_if_it_would(url, way):
    with pytest.raises(PaperError, match="may not use or lacks"):
        render_pdf(_page(f"<p>Мәтін</p>{way.format(url)}"))


def test_a_refused_paper_spoils_no_later_one():
    with pytest.raises(PaperError):
        render_pdf(_page('<img src="http://127.0.0.1:9/" alt="x">'))
    assert "Келесі қағаз" in _text(render_pdf(_page("<p>Келесі қағаз</p>")))


def test_a_project_file_and_a_data_uri_are_allowed():
    picture = "data:image/svg+xml,%3Csvg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 1 1'/%3E"
    draft = "astana_employment/toolbox/pdf/draft_kk.svg"
    assert render_pdf(_page(f'<img src="{picture}" alt="x"><img src="{draft}" alt="x">'))


def test_a_picture_without_a_description_is_an_error():
    with pytest.raises(PaperError, match="alt description"):
        render_pdf(_page('<img src="astana_employment/toolbox/pdf/draft_kk.svg">'))


def test_every_kazakh_letter_and_sign_is_printable():
    text = ALPHABET + ALPHABET.lower() + "№«»„“–—…₸0123456789 ()/.,;:\u00a0"
    assert missing_characters(text) == ""
    validate_printable(text)


def test_a_character_the_font_lacks_is_refused_when_typed():
    assert missing_characters("Ә☎Ғ龍☎") == "☎龍"
    with pytest.raises(ValidationError) as refused:
        validate_printable("Жасыл ☎")
    with translation.override("en"):
        message = "The paper's font has no character «☎» (U+260E). Please write it another way."
        assert refused.value.messages == [message]


@pytest.mark.parametrize("text", ["☎", "&#9742;", "<img src='x' alt='☎'>"])
def test_a_character_the_font_lacks_is_refused_before_rendering(text):
    with pytest.raises(MissingCharactersError) as refused:
        render_pdf(_page(f"<p>{text}</p>"))
    assert refused.value.characters == "☎"


@pytest.mark.parametrize(
    ("text", "printed"),
    [
        ("шағым😀.pdf", f"шағым{STAND_IN}.pdf"),
        ("❤️", STAND_IN),
        ("👨‍👩‍👧", STAND_IN * 3),
        ("и\u0306 е\u0308", "й ё"),
        ("ал\u200bма\u2003ағаш\x07", "алма ағаш"),
        ("Ә—№ 5\u00a0км\n", "Ә—№ 5\u00a0км\n"),
    ],
)
def test_what_the_font_lacks_has_a_stand_in_or_is_left_out_where_it_shows_nothing(text, printed):
    assert with_stand_ins(text) == printed
    assert missing_characters(printed) == ""
    assert _text(render_pdf(_page(f"<p>{printed}</p>"))) == " ".join(printed.split())


# --- whole ---------------------------------------------------------------------------------------
# A float that crosses the end of the page is dropped by the layout, and the page count stays one.
_DROPPED = '<div style="height: 232mm"></div><div style="display: flow-root">{}</div>'
_FLOAT = '<p style="float: left; width: 60mm">бірінші екінші үшінші төртінші бесінші алтыншы {}</p>'


@pytest.mark.parametrize(
    "body",
    [
        pytest.param(_DROPPED.format(_FLOAT.format("соңғы " * 60)), id="a float across the end of the page"),
        pytest.param('<p style="white-space: nowrap">бас ' + "сөз " * 60 + "соңғы</p>", id="beyond the edge"),
        pytest.param('<p style="position: absolute; top: 400mm">соңғы</p>', id="below the sheet"),
        pytest.param('<p style="margin-left: -80mm; white-space: nowrap">соңғы</p>', id="left of the sheet"),
        pytest.param('<p style="visibility: hidden">соңғы</p>', id="not drawn"),
        pytest.param('<p style="display: none">соңғы</p>', id="left out"),
    ],
)
def test_a_paper_that_lost_a_word_is_not_made(body):
    with pytest.raises(NotWholeError, match="соңғы"):
        render_pdf(_page(body))


def test_a_word_that_stands_twice_is_lost_when_it_is_read_once():
    assert lost_words(["Берілді", "Берілді"], "Берілді") == ["Берілді"]
    assert lost_words(["Берілді күні"], "күніБерілді") == []
    assert lost_words(["мына бетті ашыңыз:", "https://a.kz/"], "мынабеттіашыңыз:") == ["https://a.kz/"]


def test_a_paper_goes_on_overleaf_and_is_whole():
    rows = "".join(f"<tr><td>{row}-жол</td><td>{'сөз ' * 40}</td></tr>" for row in range(60))
    table = f"<table><thead><tr><th>Нөмірі</th><th>Мәтін</th></tr></thead>{rows}</table>"
    pdf = render_pdf(_page(f"{table}<p>{'ұзын мәтін ' * 900}</p><p>{'Ұ' * 4000}</p>"))
    assert len(PdfReader(BytesIO(pdf)).pages) > 4


def test_a_letter_takes_the_roomiest_density_that_is_whole_on_one_page():
    def html_of(density):
        height = {"": 260, "dense": 225, "dense close": 100}[density]
        return _page(
            f'<div style="height: {height}mm; break-inside: avoid">{density or "roomy"}</div><p>соңы</p>'
        )

    assert _text(render_letter(html_of)) == "dense соңы"
    # Nothing keeps it to one page: the fewest pages there are, the roomiest of them.
    assert _text(render_letter(lambda density: html_of("").replace("roomy", density or "roomy"))).startswith(
        "roomy"
    )


def test_a_letter_that_no_density_keeps_whole_is_not_made():
    with pytest.raises(NotWholeError):
        render_letter(lambda density: _page(f'<p style="position: absolute; top: 400mm">соңғы</p>{density}'))


@pytest.mark.parametrize("width", range(60, 125, 5))
def test_a_name_and_an_address_never_break_at_their_own_hyphen(width):
    words = "Жұмабекова-Әбдіқадырова Нұр-Сұлтан 57/2-үй 143-пәтер A-2026-000001"
    pdf = render_pdf(_page(f'<p style="width: {width}mm">{words} {words}</p>'))
    lines = subprocess.run(["pdftotext", "-raw", "-", "-"], input=pdf, capture_output=True, check=True).stdout
    assert lines.decode().split() == (f"{words} {words}").split()


def _glyph(font, number):
    pen = DecomposingRecordingPen(font.getGlyphSet())
    font.getGlyphSet()[font.getGlyphName(number)].draw(pen)
    return pen.value


@pytest.mark.parametrize("weight", [400, 600, 700])
def test_every_letter_is_drawn_with_its_own_outline(weight):
    """The text layer of a ruined paper looks right: so the embedded outlines are compared."""
    html = _page(f'<p style="font: {weight} 12pt Paper Serif">{ALPHABET} {ALPHABET.lower()}</p>')
    source = TTFont(font_path(weight))
    drawn = ""
    with pikepdf.open(BytesIO(render_pdf(html))) as pdf:
        (font,) = pdf.pages[0].Resources.Font.values()
        embedded = TTFont(BytesIO(font.DescendantFonts[0].FontDescriptor.FontFile2.read_bytes()))
        for line in font.ToUnicode.read_bytes().decode().splitlines():
            match line.replace(">", "").split(" <"):
                case [number, letters] if number.startswith("<") and number != "<0000":
                    letter = bytes.fromhex(letters).decode("utf-16-be")
                    right = source.getGlyphID(source.getBestCmap()[ord(letter)])
                    assert _glyph(embedded, int(number[1:], 16)) == _glyph(source, right), letter
                    drawn += letter
                case _:
                    pass
    assert set(drawn) >= set(ALPHABET + ALPHABET.lower())


def test_each_letter_of_a_name_leaves_its_own_ink(tmp_path):
    """Looks at the pixels: a blank, a box or a doubled glyph shows here and nowhere in the text."""
    letters = [letter for letter in dict.fromkeys(NAME) if letter != " "]
    rows = "".join(f"<p>{letter}</p>" for letter in letters)
    style = "<style>@page{size:60pt 1600pt;margin:0} p{font:40pt/50pt Paper Serif;height:50pt}</style>"
    paper = tmp_path / "name.pdf"
    paper.write_bytes(render_pdf(_page(rows, head=style)))
    subprocess.run(
        ["pdftoppm", "-r", "72", "-gray", "-singlefile", paper, tmp_path / "name"], check=True, timeout=60
    )
    page = Image.open(tmp_path / "name.pgm")
    cells = [page.crop((0, 50 * row, 60, 50 * row + 50)) for row in range(len(letters))]
    ink = [sum(255 - level for level in cell.tobytes()) for cell in cells]
    assert min(ink) > 20_000, dict(zip(letters, ink, strict=True))
    assert len({cell.tobytes() for cell in cells}) == len(letters)


def test_each_weight_is_one_embedded_font_file():
    html = _page("<p>Қалыпты <b>Қалың</b> <strong>Қалың</strong></p>")
    with pikepdf.open(BytesIO(render_pdf(html))) as pdf:
        fonts = pdf.pages[0].Resources.Font
        assert len(fonts) == 2
        assert all("/FontFile2" in font.DescendantFonts[0].FontDescriptor for font in fonts.values())


def test_eight_threads_at_once_mix_no_names():
    names = [f"{letter}{letter.lower()}жан {number}" for number, letter in enumerate(ALPHABET[:40])]
    with ThreadPoolExecutor(8) as threads:
        papers = threads.map(lambda name: render_pdf(_page(f"<p>{name}</p>")), names)
        assert [_text(paper) for paper in papers] == names


def test_join_keeps_every_page_in_order():
    papers = [render_pdf(_page(f"<p>Қағаз {number}</p>")) for number in (1, 2, 3)]
    joined = join_pdfs(papers)
    assert [page.extract_text().strip() for page in PdfReader(BytesIO(joined)).pages] == [
        "Қағаз 1",
        "Қағаз 2",
        "Қағаз 3",
    ]
    with pytest.raises(ValueError, match="nothing to join"):
        join_pdfs([])


@pytest.mark.parametrize(
    ("language", "name"),
    [("kk", "мемлекеттік мекемесі"), ("ru", "Государственное учреждение"), ("en", "State institution")],
)
def test_the_letterhead_is_in_the_papers_language_whatever_the_users_is(language, name):
    with translation.override("en"):
        html = render_html("astana_employment/toolbox/pdf/base.html", {}, language)
        assert translation.get_language() == "en"
    assert f'<html lang="{language}">' in html
    assert name in _text(render_pdf(html))


def test_a_qr_code_is_drawn_as_lines_and_has_a_text(tmp_path):
    url = "https://desk.example/c/K7M29QXD4T?a=1&b=ә"
    source = qr_source(url)
    pdf = render_pdf(
        _page(
            f'<img src="{source}" alt="Тексеру" style="width: 87mm; height: 87mm">',
            head="<style>@page{size:87mm 87mm;margin:0} body{margin:0} img{display:block}</style>",
        )
    )
    with pikepdf.open(BytesIO(pdf)) as opened:
        assert not opened.pages[0].Resources.get("/XObject", {})
        assert any(
            str(thing.get("/Alt", "")) == "Тексеру"
            for thing in opened.objects
            if isinstance(thing, pikepdf.Dictionary)
        )
    _assert_drawn(pdf, source, tmp_path)


def _assert_drawn(pdf: bytes, source: str, folder: Path) -> None:
    code = qr_code(source)
    (folder / "qr.pdf").write_bytes(pdf)
    pixels = str(code.size * 5)
    command = ["pdftoppm", "-scale-to", pixels, "-gray", "-singlefile", "qr.pdf", "qr"]
    subprocess.run(command, check=True, timeout=60, cwd=folder)
    picture = Image.open(folder / "qr.pgm")
    levels = picture.tobytes()
    dark = {(x + step, y) for x, y, length in code.runs for step in range(length)}
    drawn = {
        (x, y)
        for x in range(code.size)
        for y in range(code.size)
        if levels[(5 * y + 2) * picture.width + 5 * x + 2] < 128
    }
    assert drawn == dark
