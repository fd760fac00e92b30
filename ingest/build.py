"""A build: from the documents of the corpus to a new generation, activated only when it is whole."""

import hashlib
import json
from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from pathlib import Path

from ingest.generations import FORMAT, Generation, GenerationDamaged, Generations, file_checksums
from ingest.layout import load_layouts
from ingest.manifest import Manifest, Source, document_lines, document_path, load_manifest, read_document
from ingest.passages import make_passages
from ingest.reading import WordEvidence
from ingest.records import DocumentInfo, ModelIdentity, Passage
from ingest.retrieval.index import write_index
from ingest.retrieval.outside import FILE as OUTSIDE
from ingest.retrieval.questions import FOLDER as QUESTIONS
from ingest.retrieval.questions import ExampleQuestions, load_questions
from ingest.retrieval.shipped_model import checksum_file
from ingest.settings import Settings
from ingest.structure import read_structure

Progress = Callable[[str], None]


@dataclass(frozen=True, kw_only=True)
class BuildResult:
    """What a build came to: the generation that is active now, and whether it was made by this build.

    `dropped` names the places whose example questions were left out, for their passage changed or is gone.
    """

    generation: Generation
    new: bool
    dropped: tuple[str, ...] = ()


def read_passages(corpus_dir: Path, manifest: Manifest) -> dict[str, tuple[list[str], list[Passage]]]:
    """Return the stored lines and the passages of each document by id; raises when a file is not the manifest's."""
    layouts = load_layouts()
    stored = {
        source.id: document_lines(read_document(corpus_dir, source), document_path(corpus_dir, source))
        for source in manifest.bronnen
    }
    evidence = WordEvidence(stored.values())
    return {
        source.id: (
            stored[source.id],
            make_passages(
                source,
                stored[source.id],
                read_structure(stored[source.id], layouts.of(source.id)),
                layouts.of(source.id),
                evidence,
            ),
        )
        for source in manifest.bronnen
    }


def build(settings: Settings, *, force: bool = False, progress: Progress = lambda step: None) -> BuildResult:
    """Make and activate a generation of the corpus.

    When the active one was made from the same corpus, settings and code and is whole, nothing is made unless `force`.
    `progress` is called with the name of each step that begins. Raises IngestError; the active generation then stays.
    """
    generations = Generations(settings.data_dir)
    with generations.lock():
        generations.remove_unfinished()
        progress("lezen")
        manifest = load_manifest(settings.corpus_dir)
        for source in manifest.bronnen:
            read_document(settings.corpus_dir, source)  # a changed document is told, also when the index is up to date
        fingerprint = _fingerprint(settings)
        current = _intact_active(generations, fingerprint)
        if current is not None and not force:
            return BuildResult(generation=current, new=False)
        documents = read_passages(settings.corpus_dir, manifest)
        questions = load_questions(settings.corpus_dir / QUESTIONS, by_number(manifest, documents))
        made = datetime.now(UTC)
        generation_id = f"{made:%Y%m%dT%H%M%S%f}-{fingerprint[:8]}"
        folder = generations.unfinished(generation_id)
        try:
            model = _write(folder, settings, manifest, documents, questions, progress)
        except BaseException:  # a stop by the user leaves as little behind as a fault
            generations.remove_unfinished()
            raise
        generation = Generation(
            id=generation_id,
            made=made.isoformat(timespec="seconds"),
            format=FORMAT,
            fingerprint=fingerprint,
            model=model,
            reranker=settings.reranker,
            passages={document: len(passages) for document, (_, passages) in documents.items()},
            files=file_checksums(folder),
        )
        progress("activeren")
        generations.finish(folder, generation)
        return BuildResult(generation=generation, new=True, dropped=questions.dropped)


def _write(
    folder: Path,
    settings: Settings,
    manifest: Manifest,
    documents: dict[str, tuple[list[str], list[Passage]]],
    questions: ExampleQuestions,
    progress: Progress,
) -> ModelIdentity:
    """Write everything but the description of a generation to its folder; returns the model that was used."""
    (folder / "documenten").mkdir()
    infos = [asdict(_info(source)) for source in manifest.bronnen]
    (folder / "documents.json").write_text(json.dumps(infos, ensure_ascii=False, indent=1), "utf-8")
    passages = [passage for _, own in documents.values() for passage in own]
    for source in manifest.bronnen:
        (folder / "documenten" / f"{source.nummer}.txt").write_bytes(read_document(settings.corpus_dir, source))
    with (folder / "passages.jsonl").open("w", encoding="utf-8") as file:
        file.writelines(json.dumps(asdict(passage), ensure_ascii=False) + "\n" for passage in passages)
    return write_index(folder, settings, manifest, passages, questions, progress)


def by_number(manifest: Manifest, documents: Mapping[str, tuple[list[str], list[Passage]]]) -> dict[str, list[Passage]]:
    """Return the passages by the number of their document, as data files cite them."""
    return {source.nummer: documents[source.id][1] for source in manifest.bronnen}


def _info(source: Source) -> DocumentInfo:
    return DocumentInfo(
        id=source.id,
        number=source.nummer,
        title=source.titel,
        publisher=source.uitgever,
        version=source.versie,
        date=source.datum,
        status=source.status,
        remark=source.opmerking,
        source_file=source.bestand,
        source_sha256=source.sha256,
    )


def _fingerprint(settings: Settings) -> str:
    """Return a checksum over all that decides what a generation holds: the data, the settings and this code."""
    decisive = [asdict(settings.embedding), asdict(settings.index), settings.reranker]
    digest = hashlib.sha256(json.dumps(decisive, sort_keys=True).encode())
    own = Path(__file__).parent
    code = sorted(path for pattern in ("*.py", "*.yaml") for path in own.rglob(pattern))
    corpus = settings.corpus_dir
    data = [
        corpus / "bronnen.yaml",
        corpus / "begrippen.yaml",
        corpus / OUTSIDE,
        *sorted((corpus / QUESTIONS).glob("*.yaml")),
    ]
    if settings.ready_model is not None:
        data.append(checksum_file(settings.ready_model))
    for path in [*code, *(path for path in data if path.exists())]:
        digest.update(path.name.encode())
        digest.update(path.read_bytes())
    return digest.hexdigest()


def _intact_active(generations: Generations, fingerprint: str) -> Generation | None:
    active = generations.active_id()
    if active is None:
        return None
    try:
        generation = generations.read(active)
    except GenerationDamaged:
        return None  # the build that asked makes a whole one
    same = generation.fingerprint == fingerprint and generations.damage(generation) is None
    return generation if same else None
