"""Measure what an update of the index costs: everything, one paragraph, one document; each in a process of its own.

Usage: python scripts/measure_update.py [--keer 1 10 100]. Prints a table in Markdown; writes only
in a temporary folder. Computing time is that of all cores together, and says more than the clock on a busy machine.
"""

import argparse
import hashlib
import json
import random
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import yaml

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from evals.bench.growth import exchange, grow  # noqa: E402

DOCUMENT = "ggdghor-bemoeizorg"
CHANGED = ("bemoeizorg", "bemoeizaken")  # the first line that holds the word gets another word
BUILD = """
import json, resource, sys
from pathlib import Path
from ingest.build import build
from ingest.settings import SHIPPED_MODEL, Settings

result = build(Settings(corpus_dir=Path(sys.argv[1]), data_dir=Path(sys.argv[2]), ready_model=SHIPPED_MODEL))
memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
passages = sum(result.generation.passages.values())
print(json.dumps({"nieuw": result.new, "passages": passages, "ingebed": result.embedded, "geheugen": memory}))
"""


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--keer", type=int, nargs="+", default=[1, 10, 100], help="how many times the corpus")
    columns = ["corpus", "wat er verandert", "passages", "ingebed", "duur (s)", "rekentijd (s)", "geheugen (MB)"]
    print(f"| {' | '.join(columns)} |\n| --- | --- |{' ---: |' * 5}")
    for factor in parser.parse_args().keer:
        with tempfile.TemporaryDirectory(prefix="deelwijzer-bijwerken-") as name:
            corpus, data_dir = Path(name) / "corpus", Path(name) / "data"
            grow(ROOT / "corpus", corpus, factor)
            for what, change in CHANGES.items():
                change(corpus)
                seconds, computing, found = build(corpus, data_dir)
                cells = [f"{factor}×", what, found["passages"], found["ingebed"]]
                cells += [f"{seconds:.1f}", f"{computing:.1f}", found["geheugen"]]
                print(f"| {' | '.join(map(str, cells))} |", flush=True)


def build(corpus: Path, data_dir: Path) -> tuple[float, float, dict[str, Any]]:
    """Build in a process of its own, as a user does; returns how long that took, with the loading of libraries."""
    command = [sys.executable, "-c", BUILD, str(corpus), str(data_dir)]
    begin, computed = time.perf_counter(), _computed()
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True)
    return time.perf_counter() - begin, _computed() - computed, json.loads(done.stdout)


def _computed() -> float:
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def change_a_paragraph(corpus: Path) -> None:
    """Change a word in one paragraph of one document."""
    manifest = _manifest(corpus)
    source = next(own for own in manifest["bronnen"] if own["id"] == DOCUMENT)
    path = corpus / "documenten" / source["id"] / source["versie"] / source["bestand"]
    lines = path.read_bytes().decode("utf-8").split("\n")
    place = next(place for place in range(len(lines) // 2, len(lines)) if CHANGED[0] in lines[place])
    lines[place] = lines[place].replace(*CHANGED)
    _write(corpus, manifest, source, path, "\n".join(lines))


def add_a_document(corpus: Path) -> None:
    """Add a document: an existing one with other words."""
    manifest = _manifest(corpus)
    source = next(own for own in manifest["bronnen"] if own["id"] == DOCUMENT)
    path = corpus / "documenten" / source["id"] / source["versie"] / source["bestand"]
    text = path.read_bytes().decode("utf-8")
    words: dict[int, list[str]] = {}
    for word in sorted(set(text.lower().split())):
        if word.isalpha():
            words.setdefault(len(word), []).append(word)
    own = {**source, "id": "nieuw-document", "nummer": "999"}
    manifest["bronnen"].append(own)
    target = corpus / "documenten" / own["id"] / own["versie"] / own["bestand"]
    target.parent.mkdir(parents=True)
    known = {length: words.get(length) or ["x" * length] for length in range(1, 100)}
    _write(corpus, manifest, own, target, exchange(text, known, random.Random("nieuw")))


def _manifest(corpus: Path) -> dict[str, Any]:
    manifest: dict[str, Any] = yaml.safe_load((corpus / "bronnen.yaml").read_text("utf-8"))
    return manifest


def _write(corpus: Path, manifest: dict[str, Any], source: dict[str, Any], path: Path, text: str) -> None:
    path.write_bytes(text.encode())
    source["sha256"] = hashlib.sha256(text.encode()).hexdigest()
    (corpus / "bronnen.yaml").write_text(yaml.safe_dump(manifest, allow_unicode=True, sort_keys=False), "utf-8")


CHANGES: dict[str, Callable[[Path], None]] = {
    "alles: er is nog geen index": lambda corpus: None,
    "één alinea": change_a_paragraph,
    "een document erbij": add_a_document,
}

if __name__ == "__main__":
    main()
