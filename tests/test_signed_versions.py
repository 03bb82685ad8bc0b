"""A paper whose number was given under the text before is made, a draft of that text is reviewed again."""

from collections.abc import Callable
from typing import Any

import pytest

from astana_employment.toolbox.papers.stored import DocumentError
from certificates.documents import paper_html
from complaints.answers import answer_html
from registry.standing.notices import notice_html
from tests.complaints.test_papers import answer
from tests.test_whole_papers import ISSUE, certificate, notice, refusal

SIGNED: dict[str, tuple[Callable[..., str], dict[str, Any], int]] = {
    "certificate": (paper_html, certificate("kk", 1).to_json(), 2),
    "refusal": (paper_html, refusal("ru", (8,)).to_json(), 2),
    "notice": (notice_html, notice("kk", "suspend", "ground", (2,)).to_json(), 2),
    "answer": (answer_html, answer("ru", text="Мәтін."), 1),
}


@pytest.mark.parametrize("kind", SIGNED)
def test_what_had_its_number_is_made_after_the_text_changed(kind):
    html_of, snapshot, before = SIGNED[kind]
    html = html_of({**snapshot, "template_version": before}, ISSUE.to_json())
    assert ISSUE.number in html
    with pytest.raises(DocumentError):
        html_of({**snapshot, "template_version": before - 1}, ISSUE.to_json())


@pytest.mark.parametrize("kind", ["certificate", "refusal", "answer"])
def test_a_draft_of_the_text_before_is_not_shown_as_it_would_be_printed(kind):
    html_of, snapshot, before = SIGNED[kind]
    with pytest.raises(DocumentError, match="prepare and review it again"):
        html_of({**snapshot, "template_version": before}, None)
