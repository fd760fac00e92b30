"""A build: from the documents of the corpus to a new generation, activated only when it is whole."""

import hashlib
import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from pathlib import Path

from ingest.generations import FORMAT, Generation, GenerationDamaged, Generations, file_checksums
from ingest.layout import load_layouts
from ingest.manifest import Manifest, Source, document_lines, document_path, load_manifest, read_document
from ingest.passages import make_passages, search_text
from ingest.reading import WordEvidence
from ingest.records import CORPUS_MODEL, DocumentInfo, ModelIdentity, Passage
from ingest.retrieval.corpus_model import Example, build_corpus_model
from ingest.retrieval.dense import EmbeddedPassage, build_dense_index, vectors_of
from ingest.retrieval.embedding import Encoder, StaticEncoder, TransformerEncoder, checksum_of
from ingest.retrieval.groups import groups_of
from ingest.retrieval.lexical import HEADINGS, TEXT, TEXT_AND_QUESTIONS, build_lexical_index, load_lexical_index
from ingest.retrieval.neighbours import Neighbours
from ingest.retrieval.outside import FILE as OUTSIDE
from ingest.retrieval.outside import Outside, load_topics
from ingest.retrieval.questions import FOLDER as QUESTIONS
from ingest.retrieval.questions import ExampleQuestions, load_questions
from ingest.retrieval.thesaurus import load_concepts, thesaurus_of
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
    texts = [search_text(passage) for passage in passages]
    asked = [questions.of_passage.get(passage.passage_id, ()) for passage in passages]
    progress("woorden")
    concepts = load_concepts(settings.corpus_dir / "begrippen.yaml")
    (folder / "thesaurus.json").write_text(json.dumps(thesaurus_of(concepts).phrases, ensure_ascii=False), "utf-8")
    (folder / "groups.json").write_text(json.dumps(groups_of(passages)), "utf-8")
    parts = settings.index
    fields = {
        TEXT: texts,
        TEXT_AND_QUESTIONS: [
            "\n".join([text, *(own if parts.questions_in_words else ())])
            for text, own in zip(texts, asked, strict=True)
        ],
        HEADINGS: ["\n".join(passage.heading_path) for passage in passages],
    }
    build_lexical_index(folder / "lexical", fields)
    progress("model")
    if settings.embedding.model is None:
        build_corpus_model(folder / "model", *lessons_for(settings, manifest, passages, questions))
    encoder = _encoder(settings, folder / "model")
    progress("inbedden")
    model = ModelIdentity(
        model=settings.embedding.model or CORPUS_MODEL,
        dimension=int(encoder.encode(["gegevens"]).shape[1]),
        checksum=checksum_of(settings.embedding, folder / "model"),
        query_prefix=settings.embedding.query_prefix,
        passage_prefix=settings.embedding.passage_prefix,
        revision=settings.embedding.revision,
    )
    embedded = [
        EmbeddedPassage(passage_id=passage.passage_id, text=text, questions=own if parts.questions_in_vectors else ())
        for passage, text, own in zip(passages, texts, asked, strict=True)
    ]
    vectors = build_dense_index(folder / "chroma", embedded, encoder, model)
    Neighbours.of_vectors(vectors).write(folder)
    _outside(folder, settings, [question for own in asked for question in own], encoder, model).write(folder)
    return model


def _outside(
    folder: Path, settings: Settings, examples: Sequence[str], encoder: Encoder, model: ModelIdentity
) -> Outside:
    from scipy import sparse

    topics = load_topics(settings.corpus_dir / OUTSIDE)
    questions = [question for topic in topics for question in topic.vragen]
    lexical = load_lexical_index(folder / "lexical")
    grams = [lexical.ngram_vector(question) for question in (*examples, *questions)]
    return Outside.learned(
        vectors_of([(topic.onderwerp, topic.vragen) for topic in topics], encoder, model),
        vectors_of([(question, ()) for question in questions], encoder, model),
        vectors_of([(question, ()) for question in examples], encoder, model),
        sparse.vstack(grams).tocsr() if grams else lexical.ngram_vector(""),
    )


def _encoder(settings: Settings, corpus_model: Path) -> Encoder:
    name = settings.embedding.model
    return StaticEncoder(corpus_model) if name is None else TransformerEncoder(name, settings.embedding.revision)


def lessons_for(
    settings: Settings, manifest: Manifest, passages: Sequence[Passage], questions: ExampleQuestions
) -> tuple[list[str], list[Example]]:
    """Return what the model learns from: the texts, and the words that lead to each of them.

    Those are the example questions of a passage, and the words for what it defines. The topics that the documents do
    not treat are texts of their own, so that a question about one of them has somewhere else to go.
    """
    texts = [search_text(passage) for passage in passages]
    examples: list[Example] = []
    if settings.index.questions_in_model:
        for position, passage in enumerate(passages):
            own = questions.of_passage.get(passage.passage_id, ())
            examples += [Example(text=text, answers=(position,)) for text in own]
    if settings.index.thesaurus_in_model:
        numbers = {source.id: source.nummer for source in manifest.bronnen}
        places = [(numbers[passage.document], passage.start_line, passage.end_line) for passage in passages]
        for concept in load_concepts(settings.corpus_dir / "begrippen.yaml"):
            if answers := tuple(position for position, place in enumerate(places) if concept.rests_on(*place)):
                words = (concept.term, *concept.gewoon, concept.definitie)
                examples += [Example(text=text, answers=answers) for text in words if text]
    if settings.index.outside_in_model:
        for topic in load_topics(settings.corpus_dir / OUTSIDE):
            examples += [Example(text=text, answers=(len(texts),)) for text in topic.vragen]
            texts.append(topic.text)
    return texts, examples


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
