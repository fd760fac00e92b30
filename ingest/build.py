"""A build: from the documents of the corpus to a new generation, activated only when it is whole."""

import hashlib
import json
from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass, field, replace
from datetime import UTC, datetime
from pathlib import Path

from ingest.generations import FORMAT, Generation, GenerationDamaged, Generations, file_checksums
from ingest.keeping import Tidied, tidy
from ingest.layout import load_layouts
from ingest.manifest import Manifest, Source, load_manifest, read_document, read_stored
from ingest.passages import make_passages
from ingest.reading import WordEvidence
from ingest.records import DocumentInfo, Passage
from ingest.retrieval.index import WrittenIndex, write_index
from ingest.retrieval.outside import FILE as OUTSIDE
from ingest.retrieval.questions import FOLDER as QUESTIONS
from ingest.retrieval.questions import ExampleQuestions, load_questions
from ingest.retrieval.shipped_model import checksum_file
from ingest.settings import Settings
from ingest.structure import read_structure
from ingest.versions.earlier import write_earlier
from ingest.versions.own import source_at

Progress = Callable[[str], None]


@dataclass(frozen=True, kw_only=True)
class BuildResult:
    """What a build came to: the generation of the corpus, and whether it was made by this build.

    `dropped` names the places whose example questions were left out, for their passage changed or is gone. `embedded`
    counts the texts that this build embedded, `reused` those whose vector was there from an earlier one. `tidied` names
    the old generations that made way.
    """

    generation: Generation
    new: bool
    dropped: tuple[str, ...] = ()
    embedded: int = 0
    reused: int = 0
    tidied: Tidied = field(default_factory=Tidied)


def read_passages(corpus_dir: Path, manifest: Manifest) -> dict[str, tuple[list[str], list[Passage]]]:
    """Return the stored lines and the passages of each document by id; raises when a file is not the manifest's."""
    layouts = load_layouts()
    said = {source.id: read_stored(corpus_dir, source) for source in manifest.bronnen}
    stored = {document: list(text.lines) for document, text in said.items()}
    evidence, no_evidence = WordEvidence(stored.values()), WordEvidence(())
    return {
        source.id: (
            stored[source.id],
            make_passages(
                source,
                stored[source.id],
                read_structure(stored[source.id], layouts.of(source.id), said[source.id]),
                layouts.of(source.id),
                evidence if said[source.id].may_break_words else no_evidence,
            ),
        )
        for source in manifest.bronnen
    }


def build(
    settings: Settings,
    *,
    activate: bool = True,
    manifest: Manifest | None = None,
    reason: str = "",
    force: bool = False,
    progress: Progress = lambda step: None,
) -> BuildResult:
    """Make a generation of the corpus and activate it.

    When there is a whole one that was made from the same corpus, settings and code, that one is taken unless `force`.
    With `activate` off the active one stays. `manifest` takes the place of the one in the corpus folder; `reason` comes
    in the history. `progress` is called with the name of each step that begins. Raises IngestError; the active
    generation then stays.
    """
    generations = Generations(settings.data_dir)
    with generations.lock():
        generations.remove_unfinished()
        progress("lezen")
        manifest = load_manifest(settings.corpus_dir) if manifest is None else manifest
        for source in manifest.bronnen:
            read_document(settings.corpus_dir, source)  # a changed document is told, also when the index is up to date
        fingerprint = _fingerprint(settings, manifest)
        found = None if force else _made_before(generations, fingerprint)
        result = found or _make(generations, settings, manifest, fingerprint, progress)
        if activate and result.generation.id != generations.active_id():
            progress("activeren")
            generations.activate(result.generation.id, reason=reason)
        return replace(result, tidied=tidy(generations, settings.keep))


def _make(
    generations: Generations, settings: Settings, manifest: Manifest, fingerprint: str, progress: Progress
) -> BuildResult:
    documents = read_passages(settings.corpus_dir, manifest)
    questions = load_questions(settings.corpus_dir / QUESTIONS, by_number(manifest, documents))
    made = datetime.now(UTC)
    generation_id = f"{made:%Y%m%dT%H%M%S%f}-{fingerprint[:8]}"
    folder = generations.unfinished(generation_id)
    try:
        written = _write(folder, settings, manifest, documents, questions, progress)
        generation = Generation(
            id=generation_id,
            made=made.isoformat(timespec="seconds"),
            format=FORMAT,
            fingerprint=fingerprint,
            model=written.model,
            reranker=settings.reranker,
            passages={document: len(passages) for document, (_, passages) in documents.items()},
            files=file_checksums(folder),
        )
        generations.finish(folder, generation)
    except BaseException:  # a stop by the user leaves as little behind as a fault
        generations.remove_unfinished()
        raise
    return BuildResult(
        generation=generation,
        new=True,
        dropped=questions.dropped,
        embedded=written.embedded,
        reused=written.reused,
    )


def _write(
    folder: Path,
    settings: Settings,
    manifest: Manifest,
    documents: dict[str, tuple[list[str], list[Passage]]],
    questions: ExampleQuestions,
    progress: Progress,
) -> WrittenIndex:
    """Write everything but the description of a generation to its folder; returns what its index was made with."""
    (folder / "documenten").mkdir()
    infos = [asdict(info_of(source)) for source in manifest.bronnen]
    (folder / "documents.json").write_text(json.dumps(infos, ensure_ascii=False, indent=1), "utf-8")
    passages = [passage for _, own in documents.values() for passage in own]
    for source in manifest.bronnen:
        (folder / "documenten" / f"{source.nummer}.txt").write_bytes(read_document(settings.corpus_dir, source))
    _keep_cited_versions(folder, settings, manifest, documents)
    with (folder / "passages.jsonl").open("w", encoding="utf-8") as file:
        file.writelines(json.dumps(asdict(passage), ensure_ascii=False) + "\n" for passage in passages)
    return write_index(folder, settings, manifest, passages, questions, progress)


def _keep_cited_versions(
    folder: Path, settings: Settings, manifest: Manifest, documents: dict[str, tuple[list[str], list[Passage]]]
) -> None:
    """Keep, of each document that is cited in another version than it has now, that version and where words went."""
    for source in manifest.bronnen:
        if source.cited_version != source.versie:
            cited = source_at(settings, source.id, source.cited_version)
            lines, passages = read_passages(settings.corpus_dir, Manifest(bronnen=(cited,)))[cited.id]
            write_earlier(folder, info_of(cited), lines, passages, documents[source.id][1])


def by_number(manifest: Manifest, documents: Mapping[str, tuple[list[str], list[Passage]]]) -> dict[str, list[Passage]]:
    """Return the passages by the number of their document, as data files cite them."""
    return {source.nummer: documents[source.id][1] for source in manifest.bronnen}


def info_of(source: Source) -> DocumentInfo:
    """Return what a generation says of a document."""
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
        local=source.lokaal,
    )


def _fingerprint(settings: Settings, manifest: Manifest) -> str:
    """Return a checksum over all that decides what a generation holds: the data, the settings and this code."""
    decisive = [asdict(settings.embedding), asdict(settings.index), settings.reranker, manifest.model_dump()]
    digest = hashlib.sha256(json.dumps(decisive, sort_keys=True).encode())
    own = Path(__file__).parent
    code = sorted(path for pattern in ("*.py", "*.yaml") for path in own.rglob(pattern))
    corpus = settings.corpus_dir
    data = [
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


def _made_before(generations: Generations, fingerprint: str) -> BuildResult | None:
    """Return a whole generation that was made of the same: the active one, else the latest."""
    active = generations.active_id()
    whole = [own for own in generations.ids() if not generations.is_archived(own)]
    for generation_id in sorted(whole, key=lambda own: (own == active, own), reverse=True):
        try:
            generation = generations.read(generation_id)
        except GenerationDamaged:
            continue  # the build that asked makes a whole one
        if generation.fingerprint == fingerprint and generations.damage(generation) is None:
            return BuildResult(generation=generation, new=False)
    return None
