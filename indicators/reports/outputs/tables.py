"""A report as tables: the figures, the definitions, and what a revision changed; for XLSX and CSV."""

from decimal import Decimal
from typing import IO, Any, NamedTuple

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from astana_employment.toolbox.screens.tables import Column, Kind, Table, write_csv, write_xlsx
from indicators.annex3.definitions import BESIDE, DEFINITIONS, Definition
from indicators.annex3.figures import Beside, decimal_text
from indicators.annex3.periods import title_of
from indicators.annex3.texts import CODES, COLUMNS, INDICATORS, TITLE, text_in
from indicators.reports.outputs.content import Change, ReportContent
from indicators.reports.rows import Row


class _Defined(NamedTuple):
    """One indicator with its definition."""

    code: str
    definition: Definition


def verdict(row: Row) -> str:
    """Return in words whether the target is reached, in the language of the screen."""
    if row.share is None:
        return _("no data")
    return {True: _("reached"), False: _("not reached"), None: _("no target")}[row.is_reached]


def beside_text(beside: Beside, language: str) -> str:
    """Return a count that stands beside a figure: «answered, of those asked: 120 / 400 (30 %)»."""
    label = BESIDE[beside.code]
    if beside.denominator is None:
        return f"{label}: {beside.numerator}"
    text = f"{label}: {beside.numerator} / {beside.denominator}"
    return text if beside.share is None else f"{text} ({decimal_text(beside.share, language)} %)"


def figures_table(content: ReportContent, language: str) -> Table[Row]:
    """Return the twelve rows with their counts, values in per cent."""
    return Table(
        title=text_in(TITLE, language),
        note=title_of(content.period, content.revision),
        sheet=_("Indicators"),
        rows=list(content.rows),
        columns=(
            Column(label="№", value=lambda row: row.code, width=6, kind=Kind.CODE),
            Column(
                label=text_in(COLUMNS[0], language),
                value=lambda row: text_in(row.indicator.texts, language),
                width=60,
            ),
            Column(
                label=text_in(COLUMNS[1], language), value=lambda r: r.normative, width=14, kind=Kind.FIGURE
            ),
            Column(
                label=text_in(COLUMNS[2], language), value=lambda r: r.next_target, width=14, kind=Kind.FIGURE
            ),
            Column(label=text_in(COLUMNS[3], language), value=_share, width=14, kind=Kind.FIGURE),
            Column(
                label=gettext_lazy("in the numerator"),
                value=lambda row: row.figure.numerator,
                width=12,
                kind=Kind.FIGURE,
            ),
            Column(
                label=gettext_lazy("all"),
                value=lambda row: row.figure.denominator,
                width=12,
                kind=Kind.FIGURE,
            ),
            Column(
                label=gettext_lazy("target to reach"),
                value=lambda row: row.target,
                width=12,
                kind=Kind.FIGURE,
            ),
            Column(label=gettext_lazy("result"), value=verdict, width=16),
            Column(
                label=gettext_lazy("shown beside it"),
                value=lambda row: "; ".join(beside_text(part, language) for part in row.figure.beside),
                width=40,
            ),
        ),
    )


def definitions_table(language: str) -> Table[_Defined]:
    """Return how each indicator is measured."""
    return Table(
        title=_("How the indicators are measured"),
        sheet=_("Definitions"),
        rows=[_Defined(code, DEFINITIONS[code]) for code in CODES],
        columns=(
            Column(label="№", value=lambda row: row.code, width=6, kind=Kind.CODE),
            Column(
                label=text_in(COLUMNS[0], language),
                value=lambda row: text_in(INDICATORS[row.code].texts, language),
                width=40,
            ),
            Column(label=gettext_lazy("all"), value=lambda row: row.definition.denominator, width=45),
            Column(
                label=gettext_lazy("in the numerator"), value=lambda row: row.definition.numerator, width=40
            ),
            Column(
                label=gettext_lazy("which day puts a case in a period"),
                value=lambda row: row.definition.day,
                width=40,
            ),
            Column(
                label=gettext_lazy("what is left out, and why"),
                value=lambda row: row.definition.left_out,
                width=60,
            ),
        ),
    )


def changes_table(content: ReportContent, language: str) -> Table[Change]:
    """Return what a revision changed, with the reason as a note."""
    return Table(
        title=_("What was changed"),
        note=_("Instead of %(number)s. Why: %(reason)s")
        % {"number": content.revises, "reason": content.reason},
        sheet=_("Changes"),
        rows=list(content.changes),
        columns=(
            Column(label="№", value=lambda row: row.code, width=6, kind=Kind.CODE),
            Column(
                label=text_in(COLUMNS[0], language),
                value=lambda row: text_in(INDICATORS[row.code].texts, language),
                width=60,
            ),
            Column(label=gettext_lazy("before"), value=lambda row: "{} / {}".format(*row.before), width=16),
            Column(label=gettext_lazy("now"), value=lambda row: "{} / {}".format(*row.after), width=16),
        ),
    )


def write_report_xlsx(content: ReportContent, target: IO[bytes], *, made: str, language: str) -> None:
    """Write the figures, the definitions, and for a revision the changes, each on its sheet."""
    further: list[Table[Any]] = [definitions_table(language)]
    if content.revision > 1:
        further.append(changes_table(content, language))
    write_xlsx(figures_table(content, language), target, made=made, further=further)


def write_report_csv(content: ReportContent, target: IO[bytes], *, made: str, language: str) -> None:
    """Write the twelve rows as CSV."""
    write_csv(figures_table(content, language), target, made=made)


def _share(row: Row) -> Decimal | None:
    return row.share
