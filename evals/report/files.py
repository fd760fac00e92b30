"""The files of a report: a page and a text beside the result they are about."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from evals.comparison import Comparison
from evals.report.markdown import markdown_report
from evals.report.page import html_report
from evals.results import Run


def write_report(
    run: Run,
    beside: Path,
    *,
    comparison: Comparison | None = None,
    selftest: Sequence[Mapping[str, Any]] = (),
) -> Path:
    """Write the report of a run as HTML and Markdown beside a file (its name, other endings); return the page."""
    page = beside.with_suffix(".html")
    page.write_text(html_report(run, comparison=comparison, selftest=selftest), "utf-8")
    text = markdown_report(run, comparison=comparison, selftest=selftest)
    beside.with_suffix(".md").write_text(text, "utf-8")
    return page
