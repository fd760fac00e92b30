"""How search grows: the same questions on a corpus several times as large, by copies with other words."""

from __future__ import annotations

import hashlib
import random
import re
import shutil
import tempfile
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import product
from pathlib import Path

import yaml

from evals.bench.run import ROOT, TITLES, Progress, Spread, build_index, installed, model_for, run_worker
from evals.bench.sheets import Sheet
from evals.corpus import CORPUS_DIR
from evals.errors import EvalError

FACTORS = (1, 10, 100)
_MOST_DOCUMENTS = 1000  # a document is cited by three figures
_EXCHANGED = 0.4  # of the words: enough that no copy has the vectors of another, and the lines stay lines of text
_WORD = re.compile(r"[^\W\d_]{4,}")
_EVERY = 5  # one in so many questions is asked: this measures time, not quality


@dataclass(frozen=True)
class Grown:
    """What one system does on the corpus `factor` times over."""

    factor: int
    system: str
    pieces: int
    index_seconds: float
    memory: float
    search: Spread


def measure_growth(factors: Sequence[int], progress: Progress) -> Iterator[Grown]:
    """Measure every installed system on the corpus, so many times over. Raises EvalError."""
    systems, _ = installed()
    with tempfile.TemporaryDirectory(prefix="deelwijzer-groei-") as name:
        folder = Path(name)
        progress("model van de documenten zelf")
        build_index(ROOT, folder / "model")
        model = model_for(folder / "model")
        for factor in factors:
            progress(f"{factor}×: index bouwen")
            code, data_dir = folder / f"{factor}", folder / f"{factor}" / "data"
            grow(CORPUS_DIR, code / "corpus", factor)
            # ingest reads the corpus that lies beside it, so it goes along.
            shutil.copytree(ROOT / "ingest", code / "ingest", ignore=shutil.ignore_patterns("__pycache__"))
            built = build_index(code, data_dir, model)
            for system in systems:
                progress(f"{factor}×: {TITLES[system]}")
                found = run_worker(system, code / "corpus", data_dir, model, ["--every", str(_EVERY), "--rounds", "1"])
                seconds = built if found["indexeren"] is None else found["indexeren"]
                times = Spread.of(found["tijden"])
                yield Grown(factor, system, found["stukken"], seconds, found["geheugen"], times)
            shutil.rmtree(code)


def grow(corpus_dir: Path, target: Path, factor: int) -> None:
    """Write a corpus to `target` that holds every document `factor` times: once as it is, the rest with other words.

    A word gives way to one of the documents' own of the same length, so that lines stay as long and vectors differ. The
    same factor gives the same corpus. Raises EvalError when documents cannot be numbered any more.
    """
    manifest = yaml.safe_load((corpus_dir / "bronnen.yaml").read_text("utf-8"))
    originals = list(manifest["bronnen"])
    if factor * len(originals) > _MOST_DOCUMENTS:
        raise EvalError(f"{factor} times {len(originals)} documents: a corpus numbers at most {_MOST_DOCUMENTS}")
    shutil.copytree(corpus_dir, target)
    texts = {source["id"]: _path(corpus_dir, source).read_bytes().decode("utf-8") for source in originals}
    words = _words_by_length(texts.values())
    taken = {source["nummer"] for source in originals}
    free = (number for number in map("{:03}".format, range(_MOST_DOCUMENTS)) if number not in taken)
    for copy, source in product(range(1, factor), originals):
        text = exchange(texts[source["id"]], words, random.Random(f"{copy} {source['id']}"))
        own = {**source, "id": f"{source['id']}-{copy}", "nummer": next(free)}
        own["sha256"] = hashlib.sha256(text.encode()).hexdigest()
        path = _path(target, own)
        path.parent.mkdir(parents=True)
        path.write_bytes(text.encode())
        manifest["bronnen"].append(own)
    (target / "bronnen.yaml").write_text(yaml.safe_dump(manifest, allow_unicode=True, sort_keys=False), "utf-8")


def exchange(text: str, words: Mapping[int, Sequence[str]], chance: random.Random) -> str:
    """Return a text with part of its words exchanged for others of the same length, and nothing else changed."""

    def other(match: re.Match[str]) -> str:
        word = match[0]
        if chance.random() >= _EXCHANGED:
            return word
        found = chance.choice(words[len(word)])
        return found.capitalize() if word[0].isupper() else found

    return _WORD.sub(other, text)


def growth_sheet(grown: Sequence[Grown]) -> Sheet:
    """Return the table of a growth run."""
    first = {row.system: row.search.p50 for row in grown if row.factor == grown[0].factor}
    rows = [
        [
            TITLES[row.system],
            f"{row.factor}×",
            str(row.pieces),
            f"{row.search.p50:.1f}",
            f"{row.search.p95:.1f}",
            f"{row.search.p50 / first[row.system]:.1f}×",
            f"{row.index_seconds:.1f}",
            f"{row.memory:.0f}",
        ]
        for row in sorted(grown, key=lambda row: (list(TITLES).index(row.system), row.factor))
    ]
    note = (
        f"De corpus is vergroot met kopieën waarin {_EXCHANGED:.0%} van de woorden van vier letters of meer is "
        "verruild voor even lange andere. Bij elke grootte wordt ingebed met het model dat bij deze documenten hoort: "
        "indexeren is hier dus zonder leren. Zoeken: één op de vijf toetsvragen, één keer, warm."
    )
    columns = ["systeem", "corpus", "stukken", "p50 (ms)", "p95 (ms)", "groei p50", "indexeren (s)", "geheugen (MB)"]
    return Sheet("Groei", columns, rows, [note])


def _words_by_length(texts: Iterable[str]) -> Mapping[int, list[str]]:
    found: dict[int, set[str]] = defaultdict(set)
    for text in texts:
        for word in _WORD.findall(text):
            found[len(word)].add(word.lower())
    return {length: sorted(own) for length, own in found.items()}


def _path(corpus_dir: Path, source: Mapping[str, str]) -> Path:
    return corpus_dir / "documenten" / source["id"] / source["versie"] / source["bestand"]
