"""What the tests of ingest share: the corpus as it was read, and a small corpus that builds in a moment."""

import hashlib
import json
from dataclasses import asdict, dataclass
from pathlib import Path

import pytest
import yaml

from ingest.generations import FORMAT, Generation, Generations, file_checksums
from ingest.layout import load_layouts
from ingest.manifest import Source, document_lines, document_path, load_manifest, read_document
from ingest.passages import make_passages
from ingest.reading import WordEvidence
from ingest.records import ModelIdentity, Passage
from ingest.structure import Structure, read_structure

CORPUS = Path(__file__).parents[2] / "corpus"

SMALL_DOCUMENT = """ 1. Delen
Mag je gegevens delen? Dat mag als het nodig is voor de hulp aan de cliënt. Deel niet meer
dan nodig is, en leg vast wat je deelde.

Leg uit waarom:
• aan de cliënt;
• aan je collega.
"""


@dataclass(frozen=True, kw_only=True)
class ReadDocument:
    """A document of the real corpus, read."""

    source: Source
    stored: list[str]
    structure: Structure
    passages: list[Passage]

    def at(self, start: int, end: int) -> list[Passage]:
        """Return the passages that overlap these lines, found the slow way."""
        return [passage for passage in self.passages if passage.start_line <= end and passage.end_line >= start]

    def one(self, line: int) -> Passage:
        """Return the passage of a line."""
        (passage,) = self.at(line, line)
        return passage


@pytest.fixture(scope="session")
def read() -> dict[str, ReadDocument]:
    """Return the documents of the real corpus by number."""
    manifest, layouts = load_manifest(CORPUS), load_layouts()
    stored = {
        source.nummer: document_lines(read_document(CORPUS, source), document_path(CORPUS, source))
        for source in manifest.bronnen
    }
    evidence = WordEvidence(stored.values())
    documents = {}
    for source in manifest.bronnen:
        lines, layout = stored[source.nummer], layouts.of(source.id)
        structure = read_structure(lines, layout)
        passages = make_passages(source, lines, structure, layout, evidence)
        documents[source.nummer] = ReadDocument(source=source, stored=lines, structure=structure, passages=passages)
    return documents


@pytest.fixture
def small_corpus(tmp_path: Path) -> Path:
    """Return a corpus folder with one short document."""
    corpus = tmp_path / "corpus"
    folder = corpus / "documenten" / "klein" / "1"
    folder.mkdir(parents=True)
    (folder / "klein.txt").write_text(SMALL_DOCUMENT, "utf-8")
    source = {
        "id": "klein",
        "nummer": "000",
        "titel": "Klein",
        "uitgever": "test",
        "versie": "1",
        "datum": "2026",
        "status": "actueel",
        "opmerking": "",
        "bestand": "klein.txt",
        "sha256": hashlib.sha256(SMALL_DOCUMENT.encode()).hexdigest(),
    }
    write_manifest(corpus, [source])
    return corpus


def write_manifest(corpus: Path, sources: list[dict[str, str]]) -> None:
    """Write bronnen.yaml."""
    (corpus / "bronnen.yaml").write_text(yaml.safe_dump({"bronnen": sources}, allow_unicode=True), "utf-8")


def manifest_of(corpus: Path) -> list[dict[str, str]]:
    """Return the sources of bronnen.yaml, to change one."""
    sources: list[dict[str, str]] = yaml.safe_load((corpus / "bronnen.yaml").read_text("utf-8"))["bronnen"]
    return sources


def make_generation(generations: Generations, name: str) -> None:
    """Put a generation there that cannot be searched: enough to be pointed at, and to be kept or not."""
    folder = generations.path_of(name)
    (folder / "chroma").mkdir(parents=True)
    (folder / "chroma" / "chroma.sqlite3").touch()
    (folder / "documenten").mkdir()
    for file, content in (("documents.json", "[]"), ("passages.jsonl", ""), ("inhoud.txt", name)):
        (folder / file).write_text(content, "utf-8")
    model = ModelIdentity(model="corpus", dimension=1, checksum="", query_prefix="", passage_prefix="", revision=None)
    description = Generation(
        id=name,
        made="2026-01-01T00:00:00+00:00",
        format=FORMAT,
        fingerprint=name,
        model=model,
        reranker=None,
        passages={},
        files=file_checksums(folder),
    )
    (folder / "generation.json").write_text(json.dumps(asdict(description)), "utf-8")
