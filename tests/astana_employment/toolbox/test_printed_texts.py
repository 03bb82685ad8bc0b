"""The checks of texts that no catalogue has, and of sentences that only a page puts together."""

import polib
import pytest

from astana_employment.toolbox.catalogues.composed import composed_faults, meaning_faults
from astana_employment.toolbox.catalogues.printed import printed_faults, printed_texts
from astana_employment.toolbox.catalogues.texts import APPS
from tests.test_repository import ROOT


@pytest.fixture
def put(tmp_path):
    """Return a function that writes a file into a small project of ours and returns the project."""
    for folder in (*APPS, "templates"):
        (tmp_path / folder).mkdir()

    def write(name, text):
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)
        return tmp_path

    return write


def test_every_text_outside_the_catalogues_is_said_well():
    assert list(printed_faults(ROOT)) == []
    assert list(composed_faults(ROOT)) == []


@pytest.mark.parametrize(
    ("place", "language"),
    [
        ("templates/certificates/pdf/certificate_kk.html", "kk"),
        ("templates/complaints/pdf/receipt_ru.html", "ru"),
        ("templates/500.html", "ru"),
        ("templates/503.html", "kk"),
        ("complaints/wording.py", "kk"),
        ("registry/standing/notices.py", "ru"),
        ("complaints/reference.py", "kk"),
        ("astana_employment/department/reference.py", "ru"),
        ("astana_employment/department/posts.py", "kk"),
        ("indicators/publication/clauses.toml", "ru"),
    ],
)
def test_papers_wordings_reference_data_and_error_pages_are_read(place, language):
    assert any((one.place, one.language) == (place, language) for one in printed_texts(ROOT))


@pytest.mark.parametrize(
    ("place", "text", "fault"),
    [
        (
            "templates/x/pdf/letter_kk.html",
            "<p>Соңғы жарамды күні</p>",
            "қолданылуының соңғы күні",
        ),
        ("templates/x/pdf/letter_ru.html", "<span>Как вас обслужили?</span>", "a small «вы» on a paper"),
        ("templates/x/pdf/letter_ru.html", "<dt>Основание срока</dt>", "порядок исчисления срока"),
        ("templates/500.html", '<p lang="ru">Это лицо не найдено.</p>', "«лицо» for a person"),
        ("complaints/wording.py", 'A = {"ru": f"Лицо: {name}"}', "«лицо» for a person"),
        ("complaints/wording.py", 'A = {"kk": "Заңға сәйкес жасырын өтініш қаралмайды"}', "анонимді"),
        ("complaints/reference.py", 'A = {"b_kk": "ҚР 12.01.2007 ж. № 221 Заңы"}', "12 қаңтардағы"),
        ("complaints/reference.py", 'A = {"b_ru": "Закон РК от 12.01.2007 № 221"}', "12 января 2007 года"),
        ("indicators/publication/clauses.toml", 'a = "в отдел содействия трудоустройству"', "отдел по труд"),
    ],
)
def test_a_text_outside_the_catalogues_is_held_to_the_same_style(put, place, text, fault):
    found = list(printed_faults(put(place, text)))
    assert len(found) == 1
    assert found[0].startswith(f"{place}: ")
    assert fault in found[0]


@pytest.mark.parametrize(
    ("place", "text"),
    [
        ("templates/x/pdf/letter_ru.html", "<p>Сообщаем, что Вы сняты с учета.</p>"),
        (
            "indicators/publication/clauses.toml",
            'a = "орналастыруға жәрдемдесу бөліміне мына мекен-жай"',
        ),
        ("registry/index/columns.py", 'A = "лицо | людей"'),
        ("registry/acts.py", '"""Is «лицо»."""\n'),
        ("templates/page.html", "<p>лицо</p>"),
    ],
)
def test_good_texts_the_words_of_the_law_and_of_old_files_pass(put, place, text):
    assert list(printed_faults(put(place, text))) == []


@pytest.mark.parametrize(
    ("html", "fault"),
    [
        ("{{ event.at|day }} – {{ event.label }}: {{ event.by.get_short_name }}", "whom it was for"),
        ("{{ event.label }}, {{ row.by }}", "whom it was for"),
        ('{% translate "Past the hour, for ticket" %} {{ row.ticket.number }}:', "with the number in it"),
        ('{% translate "Ticket" %} <b>{{ ticket.number }}</b>', "with the number in it"),
        ("{{ decision.get_kind_display|capfirst }} {{ paper.number }}", "with the number in it"),
    ],
)
def test_a_sentence_put_together_from_a_label_and_a_value_is_found(put, html, fault):
    found = list(composed_faults(put("templates/x/page.html", html)))
    assert len(found) == 1
    assert fault in found[0]


@pytest.mark.parametrize(
    "html",
    [
        "{{ event.label }} (белгілеген: {{ event.by.get_short_name }})",
        '{% translate "Ticket" %}: {{ ticket.number }}',
        "{% blocktranslate trimmed with number=a.number %}Ticket {{ number }}{% endblocktranslate %}",
    ],
)
def test_a_sentence_that_says_who_and_a_number_inside_its_text_pass(put, html):
    assert list(composed_faults(put("templates/x/page.html", html))) == []


@pytest.mark.parametrize(
    ("msgid", "context", "place", "faults"),
    [
        ("letter", None, "complaints/models/course.py", 1),
        ("letter", None, "templates/registry/hall/queue.html", 0),
        ("letter", "mail", "complaints/models/course.py", 0),
        ("Visit", None, "templates/registry/hall/person_panel.html", 1),
        ("Person", None, "astana_employment/department/forms/delegations.py", 1),
        ("in person", None, "complaints/public_form.py", 1),
    ],
)
def test_a_short_text_of_two_meanings_needs_a_context(msgid, context, place, faults):
    wanted = polib.POFile()
    wanted.append(polib.POEntry(msgid=msgid, msgctxt=context, occurrences=[(place, "")]))
    assert len(list(meaning_faults(wanted))) == faults
