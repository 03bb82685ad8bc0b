"""The repeated pieces of a page, as template tags: `{% load desk %}`. `docs/look.md` shows each in one line.

A missing argument, an unknown tone or an unknown icon is an error when the page is made, never a blank spot
on the screen.
"""

from collections.abc import Iterable, Iterator
from datetime import date, datetime
from typing import Any
from uuid import uuid4

from django import template
from django.core.paginator import Page
from django.forms import BaseForm
from django.forms.boundfield import BoundField
from django.template.context import Context
from django.template.exceptions import TemplateSyntaxError
from django.template.loader import render_to_string
from django.templatetags.static import static
from django.utils import timezone
from django.utils.formats import date_format, number_format
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.text import capfirst
from django.utils.translation import gettext, ngettext

from astana_employment.department import permissions
from astana_employment.toolbox.kazakh import ALPHABET
from astana_employment.toolbox.papers.qr import qr_code, qr_source
from astana_employment.toolbox.screens.charts import Bars, Trend

register = template.Library()

FOLDER = "astana_employment/toolbox/components/"
SPRITE = "icons/sprite.svg"
ICONS = frozenset(
    [
        *(
            "annulled",
            "arrow",
            "check",
            "clock",
            "close",
            "copy",
            "cross",
            "document",
            "error",
            "info",
            "key",
        ),
        *("lock", "next", "pen", "person", "print", "queue", "replaced", "search", "seal", "star", "undo"),
        *("smile", "frown"),
        "warning",
    ]
)
# What a tone means is the same on every screen; the word beside it says it, the colour only repeats it.
TAG_TONES = frozenset(["done", "wait", "todo", "missing", "act", "late"])
NOTICE_ICONS = {"info": "info", "success": "check", "warning": "warning", "error": "error"}
# Django's message levels, as `message.level_tag` names them.
MESSAGE_TONES = {
    "debug": "info",
    "info": "info",
    "success": "success",
    "warning": "warning",
    "error": "error",
}
RESULT_ICONS = {
    "valid": "seal",
    "expired": "clock",
    "annulled": "annulled",
    "superseded": "replaced",
    "unknown": "search",
}


def _known(kind: str, word: str, words: Iterable[str]) -> str:
    """Return the word if it is one of the words; else the page is wrong and must not be made."""
    if word not in words:
        raise TemplateSyntaxError(f"{kind} {word!r} is not one of {', '.join(sorted(words))}")
    return word


def _component(name: str, **context: Any) -> SafeString:
    """Render a component's template; the context is only what is given here."""
    return render_to_string(f"{FOLDER}{name}.html", context)


# --- small pieces --------------------------------------------------------------------------------
@register.simple_tag
def icon(name: str, label: str = "") -> SafeString:
    """Draw an icon of the sprite; without a label it is decoration and hidden from screen readers."""
    href = f"{static(SPRITE)}#{_known('icon', name, ICONS)}"
    if label:
        return format_html('<svg class="icon" role="img" aria-label="{}"><use href="{}"/></svg>', label, href)
    return format_html('<svg class="icon" aria-hidden="true"><use href="{}"/></svg>', href)


@register.simple_tag
def qr(text: str, label: str) -> SafeString:
    """Draw a text as a QR code with its quiet zone; the label tells screen readers what it is."""
    code = qr_code(qr_source(text))
    path = "".join(f"M{x} {y}h{width}v1h-{width}z" for x, y, width in code.runs)
    return format_html(
        '<svg class="qr" role="img" aria-label="{}" viewBox="-4 -4 {side} {side}">'
        '<path fill="#fff" d="M-4-4h{side}v{side}h-{side}z"/><path d="{}"/></svg>',
        label,
        path,
        side=code.size + 8,
    )


@register.simple_tag
def tag(text: str, tone: str) -> SafeString:
    """Write a state in words: done, wait (others act), todo (not started), missing, act (you act), late."""
    return format_html('<span class="tag tag-{}">{}</span>', _known("tone", tone, TAG_TONES), text)


@register.simple_tag
def key(keys: str) -> SafeString:
    """Print a shortcut on its button: `{% key "n" %}`; write the same keys into `data-key`."""
    names = {"mod": "Ctrl", "alt": "Alt", "shift": "Shift", "enter": "Enter", "escape": "Esc"}
    shown = "+".join(names.get(part, part.upper()) for part in keys.split("+"))
    kind = "key" if "+" in keys else "key key-single"
    return format_html('<kbd class="{}" aria-hidden="true">{}</kbd>', kind, shown)


@register.simple_tag
def chart(picture: Bars | Trend) -> SafeString:
    """Draw a picture of `charts.py`: `{% chart waits %}`; put a table with its numbers beside it."""
    return _component(picture.template, chart=picture)


@register.simple_tag(takes_context=True)
def may_open(context: Context, url_name: str) -> bool:
    """Tell whether the visitor may open a page, so that nobody is shown a link that is closed to them."""
    return permissions.may_open(context.get("user"), url_name)


@register.simple_tag
def form_key() -> SafeString:
    """Write the one-time key by which the server knows a second press of the same button."""
    return format_html('<input type="hidden" name="form_key" value="{}">', uuid4())


# --- pieces that hold other pieces ---------------------------------------------------------------
@register.simple_block_tag
def card(content: str, title: str, level: int = 2, id: str = "", tone: str = "") -> SafeString:
    """Frame a part of the page under its heading; tone "act" marks the card somebody must deal with."""
    return _component("card", content=content, title=title, level=level, id=id, tone=tone)


@register.simple_block_tag
def notice(content: str, tone: str, title: str = "", role: str = "") -> SafeString:
    """Say something about the page: info, success, warning, error; role "status" or "alert" reads it out."""
    icon_name = NOTICE_ICONS[_known("notice", tone, NOTICE_ICONS)]
    return _component("notice", content=content, tone=tone, title=title, role=role, icon_name=icon_name)


@register.filter
def notice_tone(level_tag: str) -> str:
    """Return the tone of a notice for a message of Django's messages framework."""
    return MESSAGE_TONES[level_tag]


@register.simple_block_tag
def result(content: str, state: str, word: str) -> SafeString:
    """Answer a public check: valid, expired, annulled, superseded or unknown, by word, icon and colour."""
    icon_name = RESULT_ICONS[_known("result", state, RESULT_ICONS)]
    return _component("result", content=content, state=state, word=word, icon_name=icon_name)


@register.simple_block_tag
def summary(content: str) -> SafeString:
    """Hold the `row`s that describe one thing."""
    return format_html('<dl class="summary">{}</dl>', content)


@register.simple_tag
def row(label: str, value: Any, *, note: str = "") -> SafeString:
    """Write one fact, "label: value"; an empty value says so instead of leaving a hole."""
    return _component("row", label=label, value=value, note=note, is_empty=value is None or value == "")


@register.simple_block_tag
def rowblock(content: str, label: str) -> SafeString:
    """Write one fact whose value is more than a word: a tag, a link, a list."""
    return format_html("<div><dt>{}</dt><dd>{}</dd></div>", label, content)


@register.simple_block_tag
def moment(content: str, when: date | datetime, title: str, by: str = "", tone: str = "") -> SafeString:
    """Tell one event of a `<ol class="timeline">`: when, what, by whom, and the details between the tags."""
    return _component(
        "moment",
        content=content,
        when=when,
        day=_local(when),
        title=title,
        by=by,
        tone=tone,
        stamp=when.isoformat(),
    )


@register.simple_tag
def task(url: str, title: str, state: str, tone: str, *, hint: str = "", keys: str = "") -> SafeString:
    """Offer one act in a `<ul class="tasks">`; the whole row is the link, the state stands at its end."""
    return _component(
        "task", url=url, title=title, state=state, tone=_known("tone", tone, TAG_TONES), hint=hint, keys=keys
    )


@register.simple_block_tag
def tablebox(content: str, label: str) -> SafeString:
    """Let a wide table scroll inside its own box, also by keyboard, so that the page never does."""
    return format_html(
        '<div class="table-box" role="region" tabindex="0" aria-label="{}">{}</div>', label, content
    )


@register.simple_block_tag
def confirm(
    content: str, id: str, title: str, button: str, tone: str = "primary", count: str = ""
) -> SafeString:
    """Ask once more before sign, refuse or annul; opened by a submit button with `data-confirm="<id>"`.

    `title` and `button` carry verb and object. `count` is a text with «{n}» for the button when the number
    of chosen rows belongs to it.
    """
    tone = _known("tone", tone, ["primary", "danger"])
    return _component("confirm", content=content, id=id, title=title, button=button, tone=tone, count=count)


# --- dates ---------------------------------------------------------------------------------------
def _local(value: date | datetime) -> str:
    """Return a date or a local instant as the locale writes it in short."""
    if isinstance(value, datetime):
        local = timezone.localtime(value) if timezone.is_aware(value) else value
        return date_format(local, "SHORT_DATETIME_FORMAT")
    return date_format(value, "SHORT_DATE_FORMAT")


@register.filter
def day(value: date | datetime | None) -> str:
    """Write a date in short (22.11.2026), an instant with its time in Astana; nothing for None."""
    return "" if value is None else _local(value)


@register.filter
def longday(value: date | None) -> str:
    """Write a date in words, as a paper does; nothing for None."""
    return "" if value is None else date_format(value, "DATE_FORMAT")


def days_in_words(left: int, *, working: bool) -> tuple[str, str]:
    """Return how urgent a due date is ("late", "today", "soon", "calm") and the words that say it.

    `left` is the number of days to go, working or calendar days; below nought the date has passed.
    """
    days = abs(left)
    if left == 0:
        return "today", gettext("due today")
    if left < 0 and working:
        return "late", ngettext("%(days)d working day late", "%(days)d working days late", days) % {
            "days": days
        }
    if left < 0:
        return "late", ngettext("%(days)d day late", "%(days)d days late", days) % {"days": days}
    if working:
        words = ngettext("%(days)d working day left", "%(days)d working days left", days) % {"days": days}
    else:
        words = ngettext("%(days)d day left", "%(days)d days left", days) % {"days": days}
    return ("soon" if left == 1 else "calm"), words


@register.simple_tag
def due_date(day: date, left: int | None, *, unit: str = "working", ended: str = "") -> SafeString:
    """Write a due date bold, words under it, a bar beside it.

    `left=None` when nothing is due any more; `ended` then says how it ended.
    """
    is_working = _known("unit", unit, ["working", "calendar"]) == "working"
    urgency, words = ("over", ended) if left is None else days_in_words(left, working=is_working)
    return _component("due", day=_local(day), stamp=day.isoformat(), urgency=urgency, words=words)


@register.filter
def letter_range(letters: str) -> str:
    """Shorten the letters of a window, parted by spaces, to runs of the alphabet: «А Ә Б Г» → «А–Б, Г»."""
    runs: list[list[str]] = []
    for letter in sorted(letters.split(), key=ALPHABET.index):
        if runs and ALPHABET.index(letter) == ALPHABET.index(runs[-1][-1]) + 1:
            runs[-1].append(letter)
        else:
            runs.append([letter])
    return ", ".join(run[0] if len(run) == 1 else f"{run[0]}–{run[-1]}" for run in runs)


@register.filter
def amount(value: int | None) -> str:
    """Write an amount of money with its thousands apart (280 000); nothing for None."""
    return "" if value is None else number_format(value, use_l10n=True, force_grouping=True)


# --- forms and lists -----------------------------------------------------------------------------
def _anchor(field: BoundField) -> str:
    """Return the id a link to the field leads to; a group of choices leads to its first."""
    return field.id_for_label or f"{field.auto_id}_0"


def _errors(forms: Iterable[Any]) -> Iterator[dict[str, str]]:
    """Yield what is wrong in forms and formsets, first what concerns a whole form."""
    for form in forms:
        if isinstance(form, list):
            yield from _errors(form)
            continue
        if not isinstance(form, BaseForm):
            yield from ({"anchor": "", "label": "", "text": str(text)} for text in form.non_form_errors())
            yield from _errors(form.forms)
            continue
        yield from ({"anchor": "", "label": "", "text": str(text)} for text in form.non_field_errors())
        for field in form:
            anchor = "" if field.is_hidden else _anchor(field)
            yield from (
                {"anchor": anchor, "label": _label_above(form, field), "text": str(text)}
                for text in field.errors
            )


def _label_above(form: BaseForm, field: BoundField) -> str:
    """Name a field as a list above the form must: with the title of its form, which many "Number"s share.

    A label that is a sentence of its own keeps its mark; any other gets a colon.
    """
    title = capfirst(getattr(form, "title", ""))
    label = f"{title}, {str(field.label).lower()}" if title else str(field.label)
    return label if label.endswith((".", "?", "!")) else f"{label}:"


@register.simple_tag
def error_summary(*forms: Any) -> SafeString:
    """List all errors of forms, formsets and lists of them, each linked to its field; nothing without any.

    desk.js moves the focus here, so that a screen reader reads it and Tab goes on to the first link.
    """
    errors = list(_errors(forms))
    return _component("error_summary", errors=errors) if errors else SafeString("")


@register.simple_tag
def fields(form: BaseForm) -> SafeString:
    """Write the fields of a form, in the groups that its class names (`groups`), or one below the other.

    A field that the form does not have this time is left out of its group, and a group without any goes.
    """
    groups = [
        {**each._asdict(), "fields": found}
        for each in getattr(form, "groups", ())
        if (found := [form[name] for name in each.names if name in form.fields])
    ]
    return _component("fields", form=form, groups=groups)


@register.simple_tag
def facts(lines: Iterable[Any]) -> SafeString:
    """Write lines with `label` and `value` as a summary; nothing when there are none."""
    return _component("facts", facts=list(lines))


@register.inclusion_tag(f"{FOLDER}pagination.html", takes_context=True)
def pagination(context: Context, page: "Page[Any]", label: str) -> dict[str, Any]:  # noqa: ARG001 its request
    """Link the pages of a list and keep the filters of the address; nothing for a single page."""
    numbers = page.paginator.get_elided_page_range(page.number, on_each_side=1, on_ends=1)
    return {"page": page, "numbers": numbers, "label": label}
