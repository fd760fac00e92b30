"""Pictures of a run as SVG text: how many clicks a casus takes, and how long the calls through the door take."""

from __future__ import annotations

import io
import re
from collections.abc import Callable, Mapping, Sequence
from statistics import median
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from matplotlib.axes import Axes

    from evals.results import Latency

_INK, _BLUE, _ORANGE, _GRID = "#1b1b1b", "#154273", "#b4540a", "#d5d8dc"
_WIDTH, _ROW = 7.2, 0.42
_SIZE = re.compile(r' (?:width|height)="[^"]*"')


def clicks_picture(clicks: Sequence[float], aim: float, words: Mapping[str, str]) -> str:
    """Return a histogram of clicks per casus as SVG, with the median and the aim as lines that say what they are."""

    def draw(axes: Axes) -> None:
        axes.hist(clicks, bins=[n - 0.5 for n in range(1, int(max(clicks)) + 2)], color=_BLUE, rwidth=0.86)
        axes.set_xlabel(words["klikken_as"])
        axes.set_ylabel(words["casussen_as"])
        middle = median(clicks)
        axes.axvline(middle, color=_INK, linewidth=1.4, label=words["mediaan"].format(getal=f"{middle:g}"))
        axes.axvline(aim, color=_ORANGE, linewidth=1.4, linestyle="--", label=words["doel"].format(getal=f"{aim:g}"))
        axes.legend(frameon=False, loc="upper right")

    return _svg(draw, height=2.9)


def latency_picture(latency: Mapping[str, Latency], words: Mapping[str, str]) -> str:
    """Return bars of the median and the 95th percentile per kind of call as SVG, on a logarithmic axis."""
    names = list(latency)[::-1]

    def draw(axes: Axes) -> None:
        places = range(len(names))
        high = [latency[name].p95 for name in names]
        middle = [latency[name].p50 for name in names]
        axes.barh([place + 0.19 for place in places], high, height=0.36, color=_ORANGE, label=words["p95"])
        axes.barh([place - 0.19 for place in places], middle, height=0.36, color=_BLUE, label=words["p50"])
        axes.set_yticks(list(places), [words.get(f"soort_{name}", name) for name in names])
        axes.set_xscale("log")
        axes.xaxis.set_major_formatter("{x:.0f}")
        axes.set_xlabel(words["ms_as"])
        for values, shift in ((high, 0.19), (middle, -0.19)):
            for place, value in enumerate(values):
                axes.annotate(f"{value:.0f}", (value, place + shift), (4, 0), textcoords="offset points", va="center")
        axes.margins(x=0.12)
        axes.legend(frameon=False, loc="lower left", bbox_to_anchor=(0.0, 1.0), ncols=2)

    return _svg(draw, height=1.3 + _ROW * max(2, len(names)))


def _svg(draw: Callable[[Axes], None], *, height: float) -> str:
    """Draw without a screen; return an svg element that follows the width of the page and keeps letters as text."""
    import matplotlib

    matplotlib.use("svg")
    from matplotlib import pyplot

    # Letters stay text, so that they can be searched and read aloud; the salt keeps a picture the same every time.
    with matplotlib.rc_context({"svg.fonttype": "none", "font.size": 10, "svg.hashsalt": "deelwijzer"}):
        figure, axes = pyplot.subplots(figsize=(_WIDTH, height), layout="constrained")
        try:
            draw(axes)
            axes.spines[["top", "right"]].set_visible(False)
            axes.grid(axis="both", color=_GRID, linewidth=0.6)
            axes.set_axisbelow(True)
            held = io.StringIO()
            figure.savefig(held, format="svg", metadata={"Date": None, "Creator": None, "Format": None, "Type": None})
        finally:
            pyplot.close(figure)
    drawn = held.getvalue()
    # A declaration and a document type do not belong inside a page, and a size in points would not follow its width.
    opening, rest = re.split(r"(?<=>)", drawn[drawn.index("<svg") :], maxsplit=1)
    return _SIZE.sub("", opening) + rest
