"""The fonts of the screens: complete, renamed, the same bytes each time."""

import pytest
from fontTools.ttLib import TTFont

from astana_employment.launch.webfonts import FACES, STAMP, build
from astana_employment.toolbox.kazakh import ALPHABET


@pytest.fixture(scope="module")
def fonts(tmp_path_factory):
    """Return a folder that did not exist before with the fonts in it."""
    folder = tmp_path_factory.mktemp("web") / "not" / "yet"
    assert build(folder)
    return folder


@pytest.mark.parametrize("face", FACES, ids=lambda face: face.filename)
def test_each_weight_has_every_letter_and_sign_of_our_texts(fonts, face):
    letters = ALPHABET + ALPHABET.lower() + "AZaz0189№₸«»–—…✓→"
    with TTFont(fonts / face.filename) as font:
        known = font.getBestCmap()
    assert [letter for letter in letters if ord(letter) not in known] == []


@pytest.mark.parametrize("face", FACES, ids=lambda face: face.filename)
def test_the_reserved_name_is_not_used(fonts, face):
    with TTFont(fonts / face.filename) as font:
        names = {record.nameID: str(record) for record in font["name"].names}
    assert not [text for number, text in names.items() if number in (1, 3, 4, 6, 16) and "Source" in text]
    assert names[1].startswith(face.family)
    assert "Open Font License" in names[13]


def test_a_second_run_does_nothing_and_a_spoilt_folder_is_made_again_with_the_same_bytes(fonts):
    first = {path.name: path.read_bytes() for path in fonts.iterdir()}
    assert not build(fonts)
    (fonts / STAMP).write_text("of another day")
    assert build(fonts)
    assert {path.name: path.read_bytes() for path in fonts.iterdir()} == first


def test_a_missing_weight_is_made_again(fonts):
    missing = fonts / FACES[0].filename
    missing.unlink()
    assert build(fonts)
    assert missing.is_file()
