"""A build: from the documents of the corpus to a new generation, activated only when it is whole."""

import hashlib
import json
from collections.abc import Callable
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from pathlib import Path

from ingest.generations import FORMAT, Generation, GenerationDamaged, Generations, file_checksums
from ingest.layout import load_layouts
from ingest.manifest import Manifest, Source, document_lines, document_path, load_manifest, read_document
from ingest.passages import make_passages, search_text
from ingest.reading import WordEvidence
from ingest.records import CORPUS_MODEL, DocumentInfo, ModelIdentity, Passage
from ingest.retrieval.corpus_model import build_corpus_model
from ingest.retrieval.dense import build_dense_index
from ingest.retrieval.embedding import StaticEncoder, TransformerEncoder, checksum_of
from ingest.retrieval.lexical import build_lexical_index
from ingest.retrieval.questions import FOLDER as QUESTIONS
from ingest.retrieval.thesaurus import load_thesaurus
from ingest.settings import Settings
from ingest.structure import read_structure

Progress = Callable[[str], None]


@dataclass(frozen=True, kw_only=True)
class BuildResult:
    """What a build came to: the generation that is active now, and whether it was made by this build."""

    generation: Generation
    new: bool


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
        made = datetime.now(UTC)
        generation_id = f"{made:%Y%m%dT%H%M%S%f}-{fingerprint[:8]}"
        folder = generations.unfinished(generation_id)
        try:
            model = _write(folder, settings, manifest, documents, progress)
        except BaseException:  # a stop by the user leaves as little behind as a fault
            generations.remove_unfinished()
            raise
        generation = Generation(
            id=generation_id,
            made=made.isoformat(timespec="seconds"),
            format=FORMAT,
            fingerprint=fingerprint,
            model=model,
            passages={document: len(passages) for document, (_, passages) in documents.items()},
            files=file_checksums(folder),
        )
        progress("activeren")
        generations.finish(folder, generation)
        return BuildResult(generation=generation, new=True)


def _write(
    folder: Path,
    settings: Settings,
    manifest: Manifest,
    documents: dict[str, tuple[list[str], list[Passage]]],
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
    texts = [search_text(passage) for passage in passages]
    progress("woorden")
    thesaurus = load_thesaurus(settings.corpus_dir / "begrippen.yaml")
    (folder / "thesaurus.json").write_text(json.dumps(thesaurus.phrases, ensure_ascii=False), "utf-8")
    build_lexical_index(folder / "lexical", texts)
    progress("model")
    if settings.embedding.model is None:
        build_corpus_model(folder / "model", texts)
    name = settings.embedding.model
    encoder = StaticEncoder(folder / "model") if name is None else TransformerEncoder(name)
    progress("inbedden")
    model = ModelIdentity(
        model=name or CORPUS_MODEL,
        dimension=int(encoder.encode(["gegevens"]).shape[1]),
        checksum=checksum_of(settings.embedding, folder / "model"),
        query_prefix=settings.embedding.query_prefix,
        passage_prefix=settings.embedding.passage_prefix,
    )
    build_dense_index(folder / "chroma", texts, [passage.passage_id for passage in passages], encoder, model)
    return model


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
    digest = hashlib.sha256(json.dumps(asdict(settings.embedding), sort_keys=True).encode())
    own = Path(__file__).parent
    code = sorted(path for pattern in ("*.py", "*.yaml") for path in own.rglob(pattern))
    corpus = settings.corpus_dir
    data = [corpus / "bronnen.yaml", corpus / "begrippen.yaml", *sorted((corpus / QUESTIONS).glob("*.yaml"))]
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
