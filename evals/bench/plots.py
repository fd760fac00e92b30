"""The pictures of the bench: quality with its intervals beside speed, and how search grows with the corpus."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from evals.bench.growth import Grown
from evals.bench.run import TITLES, Bench
from evals.bench.worker import OURS

_COLOURS = {OURS: "#0b5cad"}
_OTHER = "#9aa5b1"
_MARKS = "osD^vP*"


def draw_bench(bench: Bench, path: Path) -> None:
    """Draw nDCG@10 per kind of question with its interval, and the times of a search."""
    systems = list(reversed(bench.systems))  # the first one on top
    panels: Sequence[str | None] = [None, *bench.kinds]
    figure, axes = _figure(len(panels) + 1, width=3.1 * (len(panels) + 1.6), height=0.45 * len(systems) + 1.6)
    colours = [_COLOURS.get(system.system, _OTHER) for system in systems]
    for axis, kind in zip(axes, panels, strict=False):
        values = [bench.figure(system, "ndcg", kind) for system in systems]
        means = [value.mean for value in values]
        errors = [[v.mean - v.low for v in values], [v.high - v.mean for v in values]]
        axis.barh([system.title for system in systems], means, xerr=errors, color=colours, ecolor="#333333", capsize=2)
        axis.set_title(f"nDCG@10, {kind or 'alle vragen'} ({len(bench.ids(kind))})", fontsize=9)
        axis.set_xlim(0, 1)
    last = axes[-1]
    last.barh([system.title for system in systems], [system.search.p95 for system in systems], color="#dde3ea")
    last.barh([system.title for system in systems], [system.search.p50 for system in systems], color=colours)
    last.set_xscale("log")
    last.set_title("zoeken in ms: p50 (donker), p95 (licht)", fontsize=9)
    _save(figure, path)


def draw_growth(grown: Sequence[Grown], path: Path) -> None:
    """Draw how the median time of a search and the time to index grow with the corpus."""
    figure, axes = _figure(2, width=11, height=4.2)
    lines: Mapping[str, list[Grown]] = {
        system: [row for row in grown if row.system == system] for system in dict.fromkeys(row.system for row in grown)
    }
    for mark, (system, rows) in zip(_MARKS, lines.items(), strict=False):
        look = {"marker": mark, "color": _COLOURS.get(system, _OTHER), "linewidth": 2 if system == OURS else 1}
        factors = [row.factor for row in rows]
        axes[0].plot(factors, [row.search.p50 for row in rows], label=TITLES[system], **look)
        axes[1].plot(factors, [row.index_seconds for row in rows], label=TITLES[system], **look)
    for axis, title in zip(axes, ("zoeken p50 (ms)", "indexeren (s)"), strict=True):
        axis.set(xscale="log", yscale="log", xlabel="keer de corpus", title=title)
    figure.legend(*axes[0].get_legend_handles_labels(), loc="outside lower center", ncols=3, fontsize=8)
    _save(figure, path)


def _figure(panels: int, *, width: float, height: float) -> tuple[Any, Sequence[Any]]:
    from matplotlib.figure import Figure

    figure = Figure(figsize=(width, height), layout="constrained")
    return figure, figure.subplots(1, panels, sharey=panels > 2)


def _save(figure: Any, path: Path) -> None:
    path.parent.mkdir(exist_ok=True)
    # No version of the library in the file: the same figures give the same picture.
    figure.savefig(path, dpi=110, metadata={"Software": None})
