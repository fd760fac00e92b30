"""The tables of the bench: quality beside the peers, per kind of question, refusal, and what it costs."""

from __future__ import annotations

from evals.bench.run import Bench
from evals.bench.sheets import Sheet

_MEASURE = (
    "Een plek is een stuk regels dat de vraag beantwoordt (graad 2) of voor een deel (graad 1). Een treffer laat een "
    "plek zien als zij samen minstens de helft van de kortste van de twee hebben; elke plek telt één keer, bij de "
    "eerste treffer die haar laat zien. Gerekend met ir-measures. "
    "Tussen haken: 95 %-interval door bootstrap over de vragen (2000 trekkingen)."
)
_ALONE = (
    "Elk systeem draait in een eigen proces. Zoeken: elke vraag drie keer, warm. Indexeren: ook het laden van de "
    "bibliotheken, bij deelwijzer ook het starten van Python en het lezen van de documenten. Geheugen: wat het proces "
    "groeit tot na de eerste zoekvraag, met de bibliotheken; bij deelwijzer is dat de hele assistent."
)


def tables(bench: Bench) -> list[Sheet]:
    """Return the tables of a run."""
    return [_quality(bench), _kinds(bench), _refusal(bench), _costs(bench)]


def _quality(bench: Bench) -> Sheet:
    ours = bench.systems[0]
    rows = []
    for system in bench.systems:
        figures = [str(bench.figure(system, name)) for name in ("ndcg", "recall", "rr")]
        rows.append([system.title, str(system.pieces), *figures, "–" if system is ours else str(bench.lead(system))])
    columns = ["systeem", "stukken", "nDCG@10", "recall@5", "MRR", "voorsprong deelwijzer (nDCG)"]
    title = f"Zoeken: {len(bench.ids())} vragen met antwoord, deel {bench.part}"
    return Sheet(title, columns, rows, [_MEASURE, *bench.absent])


def _kinds(bench: Bench) -> Sheet:
    rows = [
        [system.title, *(str(bench.figure(system, "ndcg", kind)) for kind in bench.kinds)] for system in bench.systems
    ]
    columns = ["systeem", *(f"{kind} ({len(bench.ids(kind))})" for kind in bench.kinds)]
    return Sheet("nDCG@10 per soort vraag", columns, rows)


def _refusal(bench: Bench) -> Sheet:
    rows = []
    for system in bench.systems:
        right, without, wrong, answerable = bench.refusals(system)
        rows.append([system.title, _share(right, without), _share(wrong, answerable)])
    return Sheet(
        "Geen antwoord in de handreikingen",
        ["systeem", "terecht geweigerd", "ten onrechte geweigerd"],
        rows,
        ["De anderen weigeren alleen als zij niets vinden."],
    )


def _costs(bench: Bench) -> Sheet:
    rows = [
        [
            system.title,
            f"{system.search.p50:.1f}",
            f"{system.search.p95:.1f}",
            f"{system.index_seconds:.1f}",
            f"{system.memory:.0f}",
        ]
        for system in bench.systems
    ]
    columns = ["systeem", "zoeken p50 (ms)", "zoeken p95 (ms)", "indexeren (s)", "geheugen (MB)"]
    turns = bench.systems[0].turns
    walked = [] if turns is None else [f"Een beurt in de stappen: p50 {turns.p50:.1f} ms, p95 {turns.p95:.1f} ms."]
    return Sheet("Wat het kost", columns, rows, [_ALONE, *walked])


def _share(some: int, of: int) -> str:
    return f"{some} van {of} ({some / of:.0%})" if of else "–"
