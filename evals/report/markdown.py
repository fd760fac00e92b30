"""The report of a run as Markdown: the same figures and misses, for a merge request or an e-mail."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from evals.comparison import Comparison
from evals.report.page import Words, load_words, report_view
from evals.results import Run

View = Mapping[str, Any]


def markdown_report(
    run: Run,
    *,
    comparison: Comparison | None = None,
    selftest: Sequence[Mapping[str, Any]] = (),
    words: Words | None = None,
) -> str:
    """Return the report of a run as Markdown in Dutch; arguments as of `html_report`."""
    view = report_view(run, words or load_words(), comparison=comparison, selftest=selftest)
    return "\n".join(_lines(view)) + "\n"


def _lines(view: View) -> Iterator[str]:
    w = view["w"]
    yield f"# {w['titel']}"
    yield f"\n**{view['verdict']}**\n"
    yield from (f"- {line}" for line in view["missed"])
    if view["meta"]["selectie"]:
        yield w["selectie"].format(selectie=view["meta"]["selectie"])
    yield from _totals(view)
    for matrix in view["matrices"]:
        yield f"\n### {matrix['title']}\n"
        yield from _table(
            (w["uitkomsten"]["verwacht"], *matrix["columns"]),
            [(row["name"], *(cell["text"] for cell in row["cells"])) for row in matrix["rows"]],
        )
    if view["clicks"]:
        yield f"\n## {w['kop']['klikken']}\n\n{view['clicks']}"
    if view["latency"]:
        yield f"\n## {w['kop']['tijd']}\n"
        own = w["tijd"]
        rows = [(row["name"], row["count"], row["p50"], row["p95"]) for row in view["latency"]]
        yield from _table(("", own["aantal"], f"{own['p50']} (ms)", f"{own['p95']} (ms)"), rows)
    if view["refusals"]:
        yield f"\n## {w['kop']['weigeren']}\n"
        own = w["weigeren"]
        rows = [(row["name"], *(cell["text"] for cell in row["cells"])) for row in view["refusals"]]
        yield from _table(("", own["beantwoord"], own["geweigerd"]), rows)
    if view["coverage"]:
        yield f"\n## {w['kop']['dekking']}\n"
        rows = [(row["name"], row["reached"], row["total"], row["missing"]) for row in view["coverage"]]
        yield from _table(w["dekking"]["kolommen"], rows)
    if view["comparison"]:
        yield from _comparison(view)
    if view["selftest"]:
        yield f"\n## {w['kop']['zelftest']}\n"
        own = w["zelftest"]
        rows = [(r["fault"], r["suite"], own["ja" if r["caught"] else "nee"], r["seen"]) for r in view["selftest"]]
        yield from _table(own["kolommen"], rows)
    yield from _misses(view)
    yield f"\n## {w['kop']['waarop']}\n"
    yield from (f"- {name}: {value}" for name, value in view["ran_on"])


def _totals(view: View) -> Iterator[str]:
    own = view["w"]["totalen"]
    yield f"\n## {view['w']['kop']['totalen']}\n"
    rows = []
    for suite in view["suites"]:
        verdict = own["nee" if suite["missed"] else "ja"]
        right = f"{suite['right']}/{suite['total']}"
        rows.append((suite["name"], right, suite["share"], "; ".join(suite["figures"]), verdict))
    yield from _table((own["suite"], own["goed"], own["aandeel"], own["cijfers"], own["uitslag"]), rows)


def _comparison(view: View) -> Iterator[str]:
    own, found = view["w"]["vergelijking"], view["comparison"]
    yield f"\n## {view['w']['kop']['vergelijking']}\n\n{found['since']}\n"
    yield from (f"- **{own['achteruit'].format(regel=line)}**" for line in found["regressions"])
    if not found["tables"]:
        yield own["niets"]
    for table in found["tables"]:
        yield f"\n### {table['title']} ({len(table['rows'])})\n"
        yield from _table(own["kolommen"], table["rows"])


def _misses(view: View) -> Iterator[str]:
    w = view["w"]
    yield f"\n## {w['kop']['gevallen']}\n"
    if not view["failing"]:
        yield w["gevallen"]["geen"]
    for suite in view["failing"]:
        yield f"### {suite['title']}\n"
        if suite["apart"]:
            yield f"{w['gevallen']['toets']}\n"
        for case in suite["cases"]:
            yield f"- **{case['case_id']}**: {_plain(case['about'])}"
            yield from (f"  - {score.name}: {_plain(score.seen)}" for score in case["missed"])
        yield ""


def _table(head: Sequence[str], rows: Sequence[Sequence[object]]) -> Iterator[str]:
    yield "| " + " | ".join(head) + " |"
    yield "|" + "---|" * len(head)
    for row in rows:
        yield "| " + " | ".join(_plain(str(cell)) for cell in row) + " |"


def _plain(text: str) -> str:
    """Return text that stays in one cell of a table."""
    return " ".join(text.split()).replace("|", "\\|")
