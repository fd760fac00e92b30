"""The files that search reads, written once: words, model, vectors, neighbours, and what lies outside."""

import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from ingest.manifest import Manifest
from ingest.passages import search_text
from ingest.records import CORPUS_MODEL, ModelIdentity, Passage
from ingest.retrieval.corpus_model import Example, build_corpus_model
from ingest.retrieval.dense import EmbeddedPassage, build_dense_index, vectors_of
from ingest.retrieval.embedding import Encoder, StaticEncoder, TransformerEncoder, checksum_of
from ingest.retrieval.groups import groups_of
from ingest.retrieval.lexical import HEADINGS, TEXT, TEXT_AND_QUESTIONS, build_lexical_index, load_lexical_index
from ingest.retrieval.neighbours import Neighbours
from ingest.retrieval.outside import FILE as OUTSIDE
from ingest.retrieval.outside import Outside, load_topics
from ingest.retrieval.questions import ExampleQuestions
from ingest.retrieval.shipped_model import copy_shipped_model
from ingest.retrieval.thesaurus import load_concepts, thesaurus_of
from ingest.retrieval.vector_cache import FILE as CACHE
from ingest.retrieval.vector_cache import cached
from ingest.settings import Settings


@dataclass(frozen=True, kw_only=True)
class WrittenIndex:
    """What an index was made with: the model, and how many texts it embedded and how many it had embedded before."""

    model: ModelIdentity
    embedded: int
    reused: int


def write_index(
    folder: Path,
    settings: Settings,
    manifest: Manifest,
    passages: Sequence[Passage],
    questions: ExampleQuestions,
    progress: Callable[[str], None],
) -> WrittenIndex:
    """Write the index of the passages to the folder of a generation; returns what it was made with.

    What the same model embedded for an earlier generation is not embedded again.
    """
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
    if settings.embedding.model is None and settings.ready_model is not None:
        copy_shipped_model(settings.ready_model, folder / "model")
    elif settings.embedding.model is None:
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
    inside = [question for own in asked for question in own]
    # Beside whole questions, the bare words that people look up: else whatever is short sounds like outside.
    inside += [name for concept in concepts for name in (*concept.names, *concept.gewoon)]
    inside += sorted({heading for passage in passages for heading in passage.heading_path})
    with cached(encoder, model.checksum, settings.data_dir / "index" / CACHE) as remembering:
        vectors = build_dense_index(folder / "chroma", embedded, remembering, model)
        Neighbours.of_vectors(vectors).write(folder)
        _outside(folder, settings, inside, remembering, model).write(folder)
    return WrittenIndex(model=model, embedded=remembering.embedded, reused=remembering.reused)


def _outside(
    folder: Path, settings: Settings, inside: Sequence[str], encoder: Encoder, model: ModelIdentity
) -> Outside:
    topics = load_topics(settings.corpus_dir / OUTSIDE)
    questions = [question for topic in topics for question in topic.vragen]
    grams = load_lexical_index(folder / "lexical").ngram_rows([*inside, *questions])
    return Outside.learned(
        vectors_of([(topic.onderwerp, topic.vragen) for topic in topics], encoder, model),
        vectors_of([(question, ()) for question in questions], encoder, model),
        vectors_of([(question, ()) for question in inside], encoder, model),
        grams,
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
