"""The shared pieces of a page: what they write, and that a mistake in a page cannot pass in silence."""

import re
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from django import forms
from django.contrib.auth.models import AnonymousUser
from django.core.paginator import Paginator
from django.template import Context, RequestContext, Template, TemplateSyntaxError
from django.template.loader import render_to_string
from django.utils import translation

from astana_employment.department.templatetags import desk

ROOT = Path(__file__).resolve().parents[3]
STYLE = (ROOT / "static" / "desk.css").read_text()


def write(source, **context):
    """Return the HTML of a bit of template."""
    return Template("{% load desk %}" + source).render(Context(context))


@pytest.fixture(autouse=True)
def _english():
    with translation.override("en"):
        yield


class Person(forms.Form):
    """A form with one field of each kind that is written differently."""

    iin = forms.CharField(label="IIN", help_text="12 digits", min_length=12)
    nickname = forms.CharField(required=False)
    sex = forms.ChoiceField(choices=[("m", "male"), ("f", "female")], widget=forms.RadioSelect)
    agrees = forms.BooleanField(label="Agrees")
    version = forms.IntegerField(widget=forms.HiddenInput)

    def clean(self):
        raise forms.ValidationError("Served at another window today.")


# --- a mistake in a page is an error -------------------------------------------------------------
@pytest.mark.parametrize(
    "source",
    [
        "{% card %}text{% endcard %}",
        "{% tag 'ready' %}",
        "{% tag 'ready' 'green' %}",
        "{% notice 'danger' %}text{% endnotice %}",
        "{% icon 'unicorn' %}",
        "{% result 'maybe' 'Perhaps' %}{% endresult %}",
        "{% confirm id='ask' title='Sign?' %}{% endconfirm %}",
        "{% task '/x' 'Sign' 'not started' %}",
        "{% due_date day 3 unit='lunar' %}",
        "{% tablebox %}{% endtablebox %}",
    ],
)
def test_a_missing_or_unknown_argument_is_an_error(source):
    with pytest.raises(TemplateSyntaxError):
        write(source, day=date(2026, 11, 22))


def test_every_icon_is_in_the_sprite_and_the_sprite_has_no_other():
    drawn = re.findall(r'<symbol id="([a-z]+)"', (ROOT / "static" / "icons" / "sprite.svg").read_text())
    assert sorted(drawn) == sorted(desk.ICONS)


# --- what a person typed never becomes markup ----------------------------------------------------
@pytest.mark.parametrize(
    "source",
    [
        "{% card title=text %}{% endcard %}",
        "{% tag text 'act' %}",
        "{% notice 'info' title=text %}{% endnotice %}",
        "{% row text text %}",
        "{% rowblock text %}{{ text }}{% endrowblock %}",
        "{% task '/x' text text 'todo' hint=text %}",
        "{% moment day text by=text %}{{ text }}{% endmoment %}",
        "{% confirm id='ask' title=text button=text count=text %}{{ text }}{% endconfirm %}",
        "{% tablebox text %}{% endtablebox %}",
        "{% result 'valid' text %}{{ text }}{% endresult %}",
    ],
)
def test_typed_text_is_escaped(source):
    page = write(source, text='<img src=x onerror="1">', day=date(2026, 11, 22))
    assert "<img" not in page
    assert "&lt;img" in page


# --- pieces --------------------------------------------------------------------------------------
def test_an_empty_value_is_said_in_words():
    assert "not given" in write("{% row 'Phone' '' %}")
    assert "not given" in write("{% row 'Phone' None %}")
    assert "not given" not in write("{% row 'Children' 0 %}")


def test_an_icon_without_a_label_is_hidden_from_screen_readers():
    assert 'aria-hidden="true"' in write("{% icon 'check' %}")
    assert 'role="img" aria-label="signed"' in write("{% icon 'check' 'signed' %}")


def test_a_shortcut_is_printed_as_it_is_pressed():
    assert ">Ctrl+Enter<" in write("{% key 'mod+enter' %}")
    assert "key-single" not in write("{% key 'mod+enter' %}")
    assert "key-single" in write("{% key 'n' %}")


def test_every_form_gets_a_key_of_its_own():
    keys = re.findall(r'name="form_key" value="([0-9a-f-]{36})"', write("{% form_key %}{% form_key %}"))
    assert len(set(keys)) == 2


def test_a_table_box_can_be_reached_and_scrolled_by_keyboard():
    box = write("{% tablebox 'Journal' %}<table></table>{% endtablebox %}")
    assert 'role="region" tabindex="0" aria-label="Journal"' in box


def test_a_confirmation_carries_verb_and_object_and_a_way_back():
    page = write(
        "{% confirm id='ask' title='Annul the certificate?' button='Annul' tone='danger' %}{% endconfirm %}"
    )
    assert 'aria-labelledby="ask-title"' in page
    assert "data-confirmed" in page
    assert "data-close" in page
    assert "data-count" not in page


# --- dates ---------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("left", "unit", "urgency", "words"),
    [
        (-2, "working", "late", "2 working days late"),
        (-1, "calendar", "late", "1 day late"),
        (0, "working", "today", "due today"),
        (1, "working", "soon", "1 working day left"),
        (3, "working", "calm", "3 working days left"),
        (3, "calendar", "calm", "3 days left"),
    ],
)
def test_a_due_date_says_in_words_how_urgent_it_is(left, unit, urgency, words):
    page = write("{% due_date day left unit=unit %}", day=date(2026, 11, 22), left=left, unit=unit)
    assert words in page
    assert f"due-{urgency}" in page
    assert "22.11.2026" in page


def test_a_due_date_that_nobody_awaits_stands_alone():
    page = write("{% due_date day None %}", day=date(2026, 11, 22))
    assert "due-over" in page
    assert "due-words" not in page


def test_a_due_date_that_nobody_awaits_may_say_how_it_ended():
    page = write("{% due_date day None ended='answered in time' %}", day=date(2026, 11, 22))
    assert "due-over" in page
    assert '<span class="due-words">answered in time</span>' in page


def test_an_instant_is_shown_as_the_clock_in_astana_shows_it():
    evening_in_utc = datetime(2026, 11, 21, 20, 30, tzinfo=UTC)
    assert write("{{ when|day }}", when=evening_in_utc) == "22.11.2026 01:30"
    assert write("{{ when|day }}|{{ when|longday }}", when=None) == "|"


@pytest.mark.parametrize(
    ("letters", "shown"),
    [("А Ә Б", "А–Б"), ("А Ә Б Г", "А–Б, Г"), ("Я", "Я"), ("Ә А", "А–Ә"), ("", "")],
)
def test_the_letters_of_a_window_are_shown_as_runs_of_the_kazakh_alphabet(letters, shown):
    assert desk.letter_range(letters) == shown


def test_an_amount_has_its_thousands_apart():
    with translation.override("kk"):
        assert desk.amount(1_280_000) == "1\xa0280\xa0000"
    assert desk.amount(None) == ""
    assert desk.amount(0) == "0"


# --- forms ---------------------------------------------------------------------------------------
def test_the_error_summary_links_every_error_to_its_field():
    page = write("{% error_summary form %}", form=Person({"iin": "9001"}))
    assert all(word in page for word in ('role="alert"', 'tabindex="-1"', "data-error-summary"))
    for anchor in ("id_iin", "id_sex_0", "id_agrees"):
        assert f'href="#{anchor}"' in page
        assert f'id="{anchor}"' in write("{{ form }}", form=Person({"iin": "9001"}))
    assert page.index("Served at another window") < page.index("id_iin")
    assert 'href="#id_version"' not in page  # hidden: there is nothing to go to
    assert "Version" in page


def test_the_error_summary_names_the_form_of_a_field_that_many_forms_have():
    class Document(forms.Form):
        title = "жеке куәлік"
        number = forms.CharField(label="Нөмірі")
        is_real = forms.BooleanField(label="Дұрыс па?")

    page = write("{% error_summary form %}", form=Document({}))
    assert "Жеке куәлік, нөмірі: " in page
    assert "дұрыс па? " in page
    assert "?:" not in page


def test_the_error_summary_reads_formsets():
    formset = forms.formset_factory(Person, extra=0, min_num=2, validate_min=True)
    page = write(
        "{% error_summary formset %}", formset=formset({"form-TOTAL_FORMS": 1, "form-INITIAL_FORMS": 0})
    )
    assert "at least 2" in page
    assert 'href="#id_form-0-iin"' in page


def test_there_is_no_error_summary_without_errors():
    assert write("{% error_summary form %}", form=Person()) == ""


def test_a_wrong_field_keeps_what_was_typed_and_names_its_help_and_error():
    page = str(Person({"iin": "9001"})["iin"].as_field_group())
    assert 'value="9001"' in page
    assert 'aria-invalid="true"' in page
    described = re.search(r'aria-describedby="([^"]+)"', page)
    assert described
    assert described[1].split() == ["id_iin_helptext", "id_iin_error"]
    assert all(f'id="{name}"' in page for name in described[1].split())


def test_only_what_may_be_left_out_is_marked():
    form = Person()
    assert "(optional)" in form["nickname"].as_field_group()
    assert "(optional)" not in form["iin"].as_field_group()


def test_radio_buttons_stand_in_a_fieldset_with_a_legend():
    page = Person()["sex"].as_field_group()
    assert re.search(r"<fieldset[^>]*>\s*<legend>Sex</legend>", page)
    assert 'for="id_sex_1">female</label>' in page


# --- lists ---------------------------------------------------------------------------------------
def test_the_pages_of_a_list_keep_its_filters(rf):
    context = RequestContext(rf.get("/journal/?window=3&page=2"), {"page": Paginator(range(90), 10).page(2)})
    context.request.user = AnonymousUser()
    page = Template("{% load desk %}{% pagination page 'Pages' %}").render(context)
    assert 'href="?window=3&amp;page=3"' in page
    assert page.count('aria-current="page"') == 1


def test_a_list_of_one_page_has_no_pages_to_turn(rf):
    context = RequestContext(rf.get("/"), {"page": Paginator(range(9), 10).page(1)})
    context.request.user = AnonymousUser()
    assert "<nav" not in Template("{% load desk %}{% pagination page 'Pages' %}").render(context)


# --- pages that must come whatever happened ------------------------------------------------------
def test_the_page_of_an_inner_error_needs_no_context_and_no_database():
    page = render_to_string("500.html")
    assert "Бірдеңе" in page
    assert 'lang="ru"' in page
    assert 'lang="en"' in page


# --- the stylesheet ------------------------------------------------------------------------------
def luminance(colour):
    """Return the relative luminance of `#rrggbb` as WCAG 2.2 defines it."""
    digits = colour * 2 if len(colour) == 3 else colour
    parts = [int(digits[place : place + 2], 16) / 255 for place in (0, 2, 4)]
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one, other):
    """Return the contrast of two tokens of the stylesheet, 1 to 21."""
    tokens = dict(re.findall(r"--([a-z-]+): #([0-9a-f]{3,6});", STYLE))
    light, dark = sorted((luminance(tokens[one]), luminance(tokens[other])), reverse=True)
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize(
    ("text", "ground"),
    [
        *(
            (text, ground)
            for text in ("ink", "muted", "sky")
            for ground in ("page", "paper", "sky-pale", "sky-mist")
        ),
        *(("paper", ground) for ground in ("night", "sky-deep", "sky", "good", "bad", "muted")),
        *((f"{tone}", f"{tone}-pale") for tone in ("good", "warn", "bad")),
        *((text, "sun") for text in ("ink", "sun-deep")),
        ("sky-deep", "sky-pale"),
    ],
)
def test_text_stands_out_from_its_ground(text, ground):
    assert contrast(text, ground) >= 4.5


@pytest.mark.parametrize("ground", ["paper", "page", "sky-mist"])
def test_the_edge_of_a_field_stands_out(ground):
    assert contrast("field", ground) >= 3


def test_the_look_comes_from_this_house_alone():
    script = (ROOT / "static" / "desk.js").read_text()
    assert "@import" not in STYLE
    assert re.findall(r"url\(\"?(?:https?:)?//", STYLE) == []
    assert re.findall(r"^\s*import\b|\beval\(|localStorage", script, re.MULTILINE) == []
    assert script.count("\n") <= 250
