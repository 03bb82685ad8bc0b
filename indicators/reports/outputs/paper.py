"""The report as a paper: Annex 3's own table, then a page of pictures; PDF/A-3a and PDF/UA-1.

Made from the stored content and issue block alone, so that the same values give the same bytes.
"""

from collections.abc import Mapping
from typing import Any, Final

from django.utils import translation

from astana_employment.toolbox.papers.issue import IssueBlock, printed_issue
from astana_employment.toolbox.papers.pdf import render_html, render_pdf
from indicators.annex3.figures import decimal_text
from indicators.annex3.periods import title_of
from indicators.annex3.texts import ANNEX, COLUMNS, GROUPS, TITLE, text_in
from indicators.reports.outputs.content import ReportContent
from indicators.reports.outputs.pictures import pictures
from indicators.reports.outputs.tables import verdict
from indicators.reports.rows import Row

POST: Final = {
    "": "Департамент директорының орынбасары",
    "deputy_director": "Департамент директорының орынбасары",
    "director": "Департамент директоры",
}
ACTING_POST: Final = "Департамент директоры орынбасарының міндетін атқарушы"
LANGUAGE: Final = "kk"


def render_report(content_json: Mapping[str, Any], issue_block_json: Mapping[str, Any] | None) -> bytes:
    """Return the PDF of a report; without an issue block a preview with «ЖОБА» across it.

    `DocumentError` for values that cannot be read, `PaperError` as in `render_pdf`.
    """
    return render_pdf(report_html(content_json, issue_block_json))


def report_html(content_json: Mapping[str, Any], issue_block_json: Mapping[str, Any] | None) -> str:
    """Return the HTML of a report from its stored values alone."""
    content = ReportContent.from_json(content_json)
    issue = IssueBlock.from_json(issue_block_json) if issue_block_json else None
    with translation.override(LANGUAGE):
        context = {
            "annex": text_in(ANNEX, LANGUAGE),
            "title": text_in(TITLE, LANGUAGE),
            "period": title_of(content.period, content.revision),
            "period_days": f"{content.period.first:%d.%m.%Y}–{content.period.last:%d.%m.%Y}",
            "columns": [text_in(column, LANGUAGE) for column in COLUMNS],
            "groups": _groups(content),
            "values_year": content.values_year,
            "target_year": content.target_year,
            "definition_version": content.definition_version,
            "revises": content.revises,
            "reason": content.reason,
            "changes": [
                {
                    "code": row.code,
                    "before": "{} / {}".format(*row.before),
                    "after": "{} / {}".format(*row.after),
                }
                for row in content.changes
            ],
            "has_reconstructed": any(row.is_reconstructed for row in content.rows),
            "pictures": pictures(content.rows, content.trend, LANGUAGE),
            "signatory_post": ACTING_POST if issue and issue.acting else POST[content.signer],
            **printed_issue(issue, LANGUAGE),
        }
    return render_html("indicators/reports/pdf/report_kk.html", context, LANGUAGE)


def _groups(content: ReportContent) -> list[dict[str, Any]]:
    rows = {row.code: row for row in content.rows}
    return [
        {
            "number": group.number,
            "text": text_in(group.texts, LANGUAGE),
            "rows": [_printed(rows[indicator.code]) for indicator in group.indicators],
        }
        for group in GROUPS
    ]


def _printed(row: Row) -> dict[str, Any]:
    return {
        "code": row.code,
        "text": text_in(row.indicator.texts, LANGUAGE),
        "normative": decimal_text(row.normative, LANGUAGE),
        "next_target": decimal_text(row.next_target, LANGUAGE),
        "share": decimal_text(row.share, LANGUAGE) or verdict(row),
        "is_reconstructed": row.is_reconstructed,
    }
