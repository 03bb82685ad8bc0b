"""The interface is complete in Kazakh, Russian and English, and the check that says so can fail."""

from datetime import date, datetime, timedelta
from pathlib import Path

import polib
import pytest
from django import forms
from django.contrib.auth.password_validation import password_validators_help_texts
from django.core.management import call_command
from django.core.management.base import CommandError
from django.utils import formats, translation
from django.utils.timesince import timesince

from astana_employment.toolbox.catalogues.faults import (
    bare_texts,
    catalogue_faults,
    coverage_faults,
    entry_faults,
    faults,
)
from astana_employment.toolbox.catalogues.packages import package_faults
from astana_employment.toolbox.catalogues.texts import (
    APPS,
    TRANSLATED,
    CatalogueError,
    catalogue_path,
    extract,
    read_catalogue,
)

ROOT = Path(__file__).resolve().parent.parent
CODE = """
from django.utils.translation import gettext as _, ngettext, pgettext

# Translators: a greeting in the top bar
print(_("Hello, %(name)s."), pgettext("month", "May"), ngettext("%(n)d day", "%(n)d days", 2))
"""
TEMPLATE = """{% load i18n %}
<p>{% translate "Nobody is registered." %}</p>
{% blocktranslate trimmed count n=rows|length %}{{ n }} row{% plural %}{{ n }} rows{% endblocktranslate %}
"""


@pytest.fixture
def tree(tmp_path, monkeypatch):
    """A small project of one module and one template, its catalogues renewed once; we stand in its folder."""
    for folder in (*APPS, "templates", "locale"):
        (tmp_path / folder).mkdir()
    (tmp_path / "registry" / "views.py").write_text(CODE)
    (tmp_path / "templates" / "page.html").write_text(TEMPLATE)
    monkeypatch.chdir(tmp_path)
    call_command("makemessages", verbosity=0)
    return tmp_path


def entry(**fields):
    """Return a catalogue's entry."""
    return polib.POEntry(**fields)


def test_every_text_is_said_in_kazakh_and_russian():
    assert faults(ROOT) == []


@pytest.mark.parametrize("language", TRANSLATED)
@pytest.mark.parametrize("folder", ["locale", "locale_django"])
def test_every_entry_counts_for_the_statistics_of_gettext_too(language, folder):
    catalogue = read_catalogue(catalogue_path(ROOT, language, folder))
    assert len(catalogue) > 30
    assert [] == catalogue.untranslated_entries() == catalogue.fuzzy_entries() == catalogue.obsolete_entries()


def test_texts_are_found_in_code_and_templates_with_their_comments(tree):
    found = {e.msgid: e for e in extract(tree)}
    assert set(found) == {
        "Hello, %(name)s.",
        "May",
        "%(n)d day",
        "Nobody is registered.",
        "%(n)s row",
    }
    assert "a greeting in the top bar" in found["Hello, %(name)s."].comment
    assert found["May"].msgctxt == "month"
    assert found["%(n)s row"].msgid_plural == "%(n)s rows"


def test_renewing_keeps_translations_drops_the_rest_and_names_no_lines(tree, capsys):
    path = catalogue_path(tree, "ru")
    catalogue = read_catalogue(path)
    catalogue.find("Nobody is registered.").msgstr = "Никто не зарегистрирован."
    catalogue.append(entry(msgid="Nobody asks for this", msgstr="Никто не просит"))
    catalogue.save()
    (tree / "registry" / "views.py").write_text("\n\n" + CODE)
    call_command("makemessages")
    renewed = path.read_text()
    assert "Никто не зарегистрирован." in renewed
    assert "Nobody asks for this" not in renewed
    assert "views.py:" not in renewed.replace("registry/views.py\n", "")
    assert "kk: 5 not translated\nru: 4 not translated\n" in capsys.readouterr().out
    call_command("makemessages", verbosity=0)
    assert path.read_text() == renewed


def test_a_changed_plural_must_be_translated_anew(tree):
    path = catalogue_path(tree, "kk")
    catalogue = read_catalogue(path)
    catalogue.find("%(n)d day").msgstr_plural = {0: "%(n)d күн", 1: "%(n)d күн"}
    catalogue.save()
    (tree / "registry" / "views.py").write_text(CODE.replace("%(n)d days", "%(n)d full days"))
    call_command("makemessages", verbosity=0)
    changed = read_catalogue(path).find("%(n)d day")
    assert changed is not None
    assert changed.msgid_plural == "%(n)d full days"
    assert not changed.translated()
    assert entry_faults(changed, "kk") == ["fuzzy"]


def test_the_check_finds_a_text_that_the_catalogue_lacks_and_one_that_is_left_over(tree):
    catalogue = read_catalogue(catalogue_path(tree, "kk"))
    assert list(coverage_faults(catalogue, extract(tree))) == []
    (tree / "templates" / "page.html").write_text('{% load i18n %}{% translate "Somebody is registered." %}')
    found = "\n".join(coverage_faults(catalogue, extract(tree)))
    assert "“Somebody is registered.”: missing" in found
    assert "“Nobody is registered.”: nothing asks for it" in found


def test_an_obsolete_entry_is_a_fault(tree):
    catalogue = read_catalogue(catalogue_path(tree, "kk"))
    catalogue.append(entry(msgid="Gone", msgstr="Кетті", obsolete=True))
    assert [fault for fault in coverage_faults(catalogue, extract(tree)) if "obsolete" in fault]


@pytest.mark.parametrize(
    ("fields", "fault"),
    [
        ({"msgid": "Sign", "msgstr": ""}, "not translated"),
        ({"msgid": "Sign", "msgstr": "Қол қою", "flags": ["fuzzy"]}, "fuzzy"),
        ({"msgid": "Until %(day)s", "msgstr": "%(days)s дейін"}, "placeholders"),
        ({"msgid": "%s of %s", "msgstr": "%s"}, "placeholders"),
        ({"msgid": "Sign {n} documents", "msgstr": "Құжаттарға қол қою"}, "braces"),
        ({"msgid": "See <a href='%(u)s'>here</a>", "msgstr": "Мұнда <b>%(u)s</b>"}, "tags"),
        ({"msgid": "Window\n", "msgstr": "Терезе"}, "blanks"),
        ({"msgid": "It is signed.", "msgstr": "Қол қойылды"}, "final marks"),
        ({"msgid": "Certificate", "msgstr": "Aнықтама"}, "Latin letters"),  # the first letter is Latin
        (
            {"msgid": "%(n)d day", "msgid_plural": "%(n)d days", "msgstr_plural": {0: "%(n)d күн", 1: ""}},
            "not translated",
        ),
        (
            {"msgid": "%(n)d day", "msgid_plural": "%(n)d days", "msgstr_plural": {0: "%(n)d күн"}},
            "2 plural forms",
        ),
        (
            {"msgid": "%(n)d day", "msgid_plural": "%(n)d days", "msgstr_plural": {0: "күн", 1: "%(n)d күн"}},
            "placeholders",
        ),
    ],
)
def test_the_check_names_each_kind_of_fault(fields, fault):
    found = entry_faults(entry(**fields), "kk")
    assert len(found) == 1
    assert fault in found[0]


@pytest.mark.parametrize(
    "fields",
    [
        {"msgid": "%(n)s of %(all)s", "msgstr": "барлығы %(all)s, оның ішінде %(n)s"},
        {"msgid": "Jan.", "msgstr": "қаң"},
        {"msgid": "PDF file", "msgstr": "PDF файлы"},
        {
            "msgid": "%(n)d day",
            "msgid_plural": "%(n)d days",
            "msgstr_plural": {0: "%(n)d күн", 1: "%(n)d күн"},
        },
    ],
)
def test_the_check_lets_a_good_translation_pass(fields):
    assert entry_faults(entry(**fields), "kk") == []


@pytest.mark.parametrize(
    ("language", "msgid", "msgstr", "fault"),
    [
        ("kk", "Window %(number)s", "Терезе  %(number)s", "two blanks"),
        ("kk", "The word “%(word)s”", 'Сөз "%(word)s"', "quotation marks"),
        ("kk", "Signed: %(day)s", "Қол қойылды - %(day)s", "hyphen for a dash"),
        ("kk", "To %(name)s", "%(name)sға", "ending glued"),
        ("kk", "To %(name)s", "«%(name)s»-ге", "ending glued"),
        ("kk", "Sign {n} documents", "{n}-ден аз құжатқа қол қою", "ending glued"),
        ("kk", "%(count)d papers", "%(count)d құжаттар", "plural after a number"),
        ("kk", "One of the 42 letters", "42 әріптердің бірі", "plural after a number"),
        ("kk", "The entry stands on %(place)s", "Жазба мында тұр: %(place)s", "word of speech"),
        ("kk", "Address", "Мекен-жайы", "former spelling"),
        ("kk", "Ask the department", "Ол үшін департаментке хабарласыңыз", "small letter"),
        ("ru", "To %(name)s", "%(name)sу", "ending glued"),
        ("ru", "Attempt %(number)s", "%(number)s-я попытка", "ending glued"),
        ("ru", "Once more", "Ещё раз", "ё"),
        ("ru", "How shall we answer?", "Как Вам ответить?", "capital Вы"),
        ("ru", "The department is closed", "Сегодня департамент закрыт", "small letter"),
        ("ru", "The person was hired.", "Лицо трудоустроено.", "«лицо» for a person"),
        ("ru", "Its numbers belong to different people.", "Номера принадлежат разным лицам.", "«лицо»"),
        ("ru", "People", "Лица", "«лицо» for a person"),
        ("ru", "by the public page", "через общедоступную страницу", "say «через сайт»"),
        ("ru", "Hand it over", "Передать тому, кто решает", "передать на рассмотрение"),
        ("ru", "Read this code", "Считайте этот код", "отсканируйте"),
        ("ru", "Title in Kazakh", "Название на казахском", "на казахском языке"),
        ("ru", "Decide by %(day)s", "Последний день решения: %(day)s", "не позднее"),
        ("ru", "The division", "Отдел трудоустройства безработных", "отдел по трудоустройству безработных"),
        ("ru", "The department", "Департамент занятости города", "whole name"),
        ("ru", "Changed: %(act)s, %(who)s.", "Изменено: %(act)s, %(who)s.", "whom it was for"),
        ("kk", "Changed: %(act)s: %(who)s.", "Өзгерді: %(act)s: %(who)s.", "whom it was for"),
        ("kk", "anonymous", "жасырын", "анонимді"),
        ("kk", "The inquiry has ended.", "Сұрату аяқталды.", "сұрау салу"),
        ("kk", "Ticket %(number)s", "Талон %(number)s", "number comes first"),
        ("kk", "Valid until", "Соңғы жарамды күні", "қолданылуының соңғы күні"),
        ("kk", "The department", "Жұмыспен қамту департаменті", "whole name"),
        ("kk", "The division", "жұмысқа орналастыруға жәрдемдесу бөлімі", "жұмысқа орналастыру бөлімі"),
        ("kk", "The law", "ҚР 12.01.2007 ж. № 221 Заңы", "2007 жылғы 12 қаңтардағы"),
    ],
)
def test_the_check_strikes_out_what_a_native_reader_would(language, msgid, msgstr, fault):
    found = entry_faults(entry(msgid=msgid, msgstr=msgstr), language)
    assert len(found) == 1
    assert fault in found[0]


def test_a_counted_noun_stays_singular_in_kazakh():
    fields = {"msgid": "%(total)s entry", "msgid_plural": "%(total)s entries"}
    counted = dict.fromkeys((0, 1), "%(total)s жазбалар")
    assert entry_faults(entry(**fields, msgstr_plural=counted), "kk") == [
        "a plural after a number: “%(total)s жазбалар”"
    ]


@pytest.mark.parametrize(
    ("language", "msgid", "msgstr"),
    [
        ("kk", "Window %(number)d", "%(number)d-терезе"),
        ("kk", "The values of %(year)s", "%(year)s жылғы мәндер"),
        ("kk", "Digits and + ( ) - only.", "Тек цифрлар және + ( ) - таңбалары."),
        ("kk", "Employment department", "Жұмыспен қамту және әлеуметтік бағдарламалар департаменті"),
        ("kk", "One of the 42 letters", "42 әріптің бірі"),
        ("kk", 'See <a class="x">here</a>', '<a class="x">Мұнда</a> қараңыз'),
        ("ru", "You are told. You sign.", "Сообщаем. Вы подписываете."),
        ("ru", "stateless person", "лицо без гражданства"),
        ("ru", "Body or official", "Орган или должностное лицо"),
        ("ru", "A legal entity's RNN", "Это РНН юридического лица"),
        ("ru", "In Kazakh or in Russian", "На казахском или русском языке"),
        ("kk", "Ask for information", "Ақпарат сұрату"),
        ("kk", "Ticket %(number)s", "№ %(number)s талон"),
        ("kk", "Since 1 January", "2013 жылғы 1 қаңтардан бастап"),
    ],
)
def test_the_check_leaves_good_style_alone(language, msgid, msgstr):
    assert entry_faults(entry(msgid=msgid, msgstr=msgstr), language) == []


def test_russian_needs_four_plural_forms():
    three = entry(msgid="day", msgid_plural="days", msgstr_plural={0: "день", 1: "дня", 2: "дней"})
    assert entry_faults(three, "ru") == ["needs 4 plural forms"]


def test_a_text_that_stands_twice_is_a_fault():
    catalogue = polib.POFile()
    catalogue.extend([entry(msgid="Sign", msgstr="Қол қою"), entry(msgid="Sign", msgstr="Қолтаңба")])
    assert any("stands twice" in fault for fault in catalogue_faults(catalogue, "kk"))


def test_the_texts_of_packages_are_watched_over():
    own = read_catalogue(catalogue_path(ROOT, "kk", "locale_django"))
    gone = own.find("This password is too common.")
    assert gone
    own.remove(gone)
    own.append(entry(msgid="No package says this", msgstr="Мұны ешкім айтпайды"))
    found = "\n".join(package_faults(own, "kk"))
    assert "“This password is too common.”: not translated by django" in found
    assert "“No package says this”: no package says this" in found


@pytest.mark.parametrize(
    ("html", "words"),
    [
        ("<p>Nobody is here</p>", "Nobody is here"),
        ('<input placeholder="Search">', "Search"),
        ('{% if a %}<a title="Ашу" href="/x/">{{ a }}</a>{% endif %}', "Ашу"),
    ],
)
def test_words_that_nobody_marked_are_found(tree, html, words):
    (tree / "templates" / "bare.html").write_text(html)
    assert list(bare_texts(tree)) == [f"templates/bare.html: not marked for translation: {words}"]


def test_markup_and_marked_words_are_not_taken_for_bare_ones(tree):
    (tree / "templates" / "good.html").write_text(
        "{# A note #}{% comment %}Another{% endcomment %}<!-- third -->"
        '<b class="big">{% translate "One" %}</b>'
        "{% blocktranslate trimmed %}Two <i>words</i>{% endblocktranslate %} · 12:30&nbsp;{{ name }}"
    )
    assert list(bare_texts(tree)) == []


def test_the_command_fails_when_something_is_planted(settings, tree, capsys):
    settings.BASE_DIR = tree
    for language in TRANSLATED:
        source = catalogue_path(ROOT, language, "locale_django")
        target = catalogue_path(tree, language, "locale_django")
        target.parent.mkdir(parents=True)
        target.write_bytes(source.read_bytes())
    with pytest.raises(CommandError, match="10 faults"):
        call_command("check_translations")
    assert "“Nobody is registered.”: not translated" in capsys.readouterr().err


def test_the_command_passes_over_this_repository(capsys):
    call_command("check_translations")
    assert "Every text is said" in capsys.readouterr().out


@pytest.mark.parametrize("command", ["check_translations", "makemessages"])
def test_without_gettext_the_commands_say_what_to_install(monkeypatch, tree, command):
    monkeypatch.setenv("PATH", str(tree))
    with pytest.raises(CommandError, match="GNU gettext tools"):
        call_command(command)


def test_a_template_that_cannot_be_read_is_named(tree):
    (tree / "templates" / "bad.html").write_text("{% load i18n %}{% blocktranslate %}{% if a %}{% endif %}")
    with pytest.raises(SyntaxError, match=r"templates/bad\.html"):
        extract(tree)


def test_a_missing_catalogue_is_named(tree):
    catalogue_path(tree, "kk").unlink()
    with pytest.raises(CatalogueError, match=r"locale/kk.*no such catalogue"):
        faults(tree)


@pytest.mark.parametrize(
    ("language", "long", "month", "weekday"),
    [
        ("kk", "2026 ж. 22 қараша", "2026 ж. қараша", "жексенбі"),
        ("ru", "22 ноября 2026 г.", "ноябрь 2026 г.", "воскресенье"),
        ("en", "22 November 2026", "November 2026", "Sunday"),
    ],
)
def test_months_and_weekdays_take_their_small_letters(language, long, month, weekday):
    day = date(2026, 11, 22)
    with translation.override(language):
        assert formats.date_format(day) == long
        assert formats.date_format(day, "YEAR_MONTH_FORMAT") == month
        assert formats.date_format(day, "l") == weekday


def test_django_speaks_kazakh_where_its_own_catalogue_is_silent():
    with translation.override("kk"):
        with pytest.raises(forms.ValidationError) as short:
            forms.CharField(min_length=3).clean("а")
        with pytest.raises(forms.ValidationError) as unknown:
            forms.ChoiceField(choices=[("a", "a")]).clean("z")
        start = datetime(2026, 2, 1)  # noqa: DTZ001
        hours = timesince(start, start + timedelta(hours=2, minutes=5))
        helps = password_validators_help_texts()
    assert short.value.messages == ["Таңба саны тым аз: кемінде 3 керек (енгізілгені: 1)."]
    assert unknown.value.messages == ["Тізімнен таңдаңыз. Мұндай нұсқа жоқ: z."]
    assert hours == "2\xa0сағат, 5\xa0минут"
    assert helps
    assert all("құпиясөз" in text.lower() for text in helps)


def test_english_is_the_text_of_the_code():
    with translation.override("en"):
        assert translation.gettext("Sign in") == "Sign in"
        assert translation.ngettext("%(days)d day left", "%(days)d days left", 1) == "%(days)d day left"
