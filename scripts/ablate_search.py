"""Measures what each part of search adds, by leaving it out, on the same questions.

    python scripts/ablate_search.py                   # toets; writes evals/bench/ablatie.md
    python scripts/ablate_search.py --deel ontwikkel  # to choose by; writes nothing

The weights of fusion were learned on leer and ontwikkel with all parts there, and stay as they are when one is left
out; that is why toets is reported. Parts of the index need an index of their own, so this builds several in turn.
"""

import argparse
import sys
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, fields, replace
from pathlib import Path

from rich.console import Console

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from evals import retrieval  # noqa: E402
from evals.bench.report import REPORTED  # noqa: E402
from evals.bench.sheets import Sheet, circumstances, write_sheets  # noqa: E402
from evals.cases import Zoekvraag, load_zoeken  # noqa: E402
from evals.corpus import Corpus, Stretch  # noqa: E402
from evals.intervals import difference  # noqa: E402
from evals.retrieval import Figures  # noqa: E402
from ingest.build import build  # noqa: E402
from ingest.retrieval.fusion import ranking  # noqa: E402
from ingest.retrieval.search import ALL_PARTS, SearchParts  # noqa: E402
from ingest.settings import IndexParts, settings_from_environment  # noqa: E402
from ingest.store import Store, open_store  # noqa: E402

KINDS = ("alledaags", "term", "casus")
DEPTH = 10


@dataclass(frozen=True)
class Variant:
    """One way of searching: what was left out, its figures by question, and which questions it refused."""

    name: str
    figures: dict[str, Figures]
    refused: dict[str, bool]


def index_variants() -> dict[str, IndexParts]:
    """Return the whole index, one without each of its parts, and one without any, each with a model of its own."""
    names = [field.name for field in fields(IndexParts)]
    without = {f"index zonder {name}": replace(IndexParts(), **{name: False}) for name in names}
    return {"alles": IndexParts(), **without, "index zonder al deze": IndexParts(**dict.fromkeys(names, False))}


def search_variants() -> dict[str, SearchParts]:
    """Return a search without each of its parts."""
    scorers = sorted(ALL_PARTS.scorers)
    return {
        **{f"zonder {name}": replace(ALL_PARTS, scorers=ALL_PARTS.scorers - {name}) for name in scorers},
        "zonder kinds_of_question": replace(ALL_PARTS, kinds_of_question=False),
        "zonder kinds_of_passage": replace(ALL_PARTS, kinds_of_passage=False),
        "zonder neighbours": replace(ALL_PARTS, neighbours=False),
    }


def measure(name: str, store: Store, parts: SearchParts, questions: Sequence[Zoekvraag]) -> Variant:
    """Return what a search with these parts gives."""
    numbers = Corpus().numbers
    asked, refused = {}, {}
    for question in questions:
        found = store.search(question.vraag, k=DEPTH, parts=parts)
        refused[question.id] = not found.answerable
        hits = [hit.passage for hit in found.hits]
        shown = [Stretch(numbers[hit.document], hit.start_line, hit.end_line) for hit in hits]
        if question.relevant:
            asked[question.id] = (shown, retrieval.places_of(question))
    return Variant(name, retrieval.figures_of(asked), refused)


def measure_scorers(store: Store, questions: Sequence[Zoekvraag]) -> Iterator[Variant]:
    """Yield what each scorer gives alone: its own order, without the weights, which may hardly count it."""
    numbers, index = Corpus().numbers, store.search_index()
    asked: dict[str, dict[str, tuple[list[Stretch], list[retrieval.Place]]]] = {}
    for question in questions:
        if question.relevant:
            for name, scores in index.evidence(question.vraag).scores.items():
                hits = [store.passages[position] for position in ranking(scores, DEPTH)]
                found = [Stretch(numbers[hit.document], hit.start_line, hit.end_line) for hit in hits]
                asked.setdefault(name, {})[question.id] = (found, retrieval.places_of(question))
    for name, own in sorted(asked.items()):
        yield Variant(f"alleen {name}", retrieval.figures_of(own), {})


def measure_all(questions: Sequence[Zoekvraag]) -> Iterator[Variant]:
    """Build every index in a folder of its own and yield what each variant gives; the whole one comes first."""
    # The model that ships was taught with all parts: to leave one out, or to compare with that, it is taught here.
    settings = replace(settings_from_environment(), ready_model=None)
    for name, index in index_variants().items():
        with tempfile.TemporaryDirectory(prefix="deelwijzer-ablatie-") as folder:
            build(replace(settings, data_dir=Path(folder), index=index))
            store = open_store(Path(folder))
            yield measure(name, store, ALL_PARTS, questions)
            if index == IndexParts():
                for part, parts in search_variants().items():
                    yield measure(part, store, parts, questions)
                yield from measure_scorers(store, questions)
    with tempfile.TemporaryDirectory(prefix="deelwijzer-ablatie-") as folder:
        build(replace(settings_from_environment(), data_dir=Path(folder)))
        yield measure("alles, met het model zoals het meekomt", open_store(Path(folder)), ALL_PARTS, questions)


def sheet_of(variants: Sequence[Variant], questions: Sequence[Zoekvraag], part: str) -> Sheet:
    """Return the table: nDCG@10 overall and per kind, what leaving a part out costs, and refusals."""
    whole = variants[0]
    ids = {kind: [question.id for question in questions if question.soort == kind] for kind in KINDS}
    answerable = [question.id for question in questions if question.relevant]
    without = [question.id for question in questions if not question.relevant]

    def ndcg(variant: Variant, names: Sequence[str]) -> list[float]:
        return [variant.figures[name].ndcg for name in names]

    def refusals(variant: Variant, names: Sequence[str]) -> str:
        if not variant.refused:
            return "–"
        return f"{retrieval.average([float(variant.refused[name]) for name in names]):.0%}"

    rows = [
        [
            variant.name,
            f"{retrieval.average(ndcg(variant, answerable)):.3f}",
            *(f"{retrieval.average(ndcg(variant, ids[kind])):.3f}" for kind in KINDS),
            "–" if variant is whole else str(difference(ndcg(variant, answerable), ndcg(whole, answerable))),
            refusals(variant, without),
            refusals(variant, answerable),
        ]
        for variant in variants
    ]
    columns = ["wat", "nDCG@10", *KINDS, "verschil met alles", "terecht geweigerd", "ten onrechte geweigerd"]
    note = (
        "Eén onderdeel tegelijk weg; de gewichten zijn geleerd met alles erbij en blijven staan. Verschil: per vraag, "
        "met 95 %-interval door bootstrap. Het zoekmodel is per rij opnieuw geleerd, van de onderdelen die in die rij "
        "meedoen; alleen de laatste rij heeft het model zoals het meekomt. Eén scorer alleen: zijn eigen volgorde, "
        "zonder gewichten; hij zegt niet of er een antwoord is."
    )
    return Sheet(f"Wat elk onderdeel toevoegt, deel {part} ({len(answerable)} vragen)", columns, rows, [note])


def main() -> int:
    """Measure, show, and write the table when the part kept apart was measured; returns 0."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--deel", default=REPORTED, help="leer, ontwikkel or toets")
    given = parser.parse_args()
    questions, began = load_zoeken(given.deel), circumstances()
    variants = []
    for variant in measure_all(questions):
        print(f"{variant.name} …", file=sys.stderr)
        variants.append(variant)
    sheet = sheet_of(variants, questions, given.deel)
    sheet.show(Console())
    if given.deel == REPORTED:
        write_sheets(
            "ablatie", "Wat elk onderdeel van zoeken toevoegt", "python scripts/ablate_search.py", began, [sheet]
        )
    return 0


if __name__ == "__main__":
    sys.exit(main())
