"""The commands that show what search has to go by: questions per passage, words without an everyday word, the model."""

from collections import Counter
from collections.abc import Mapping
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Annotated

from pydantic import Field

from ingest.build import by_number, read_passages
from ingest.datafiles import DataModel, load_model
from ingest.errors import IngestError
from ingest.manifest import load_manifest
from ingest.records import Passage
from ingest.retrieval.analysis import content_words, question_words, stem
from ingest.retrieval.questions import FOLDER, load_questions, stamp_questions
from ingest.retrieval.thesaurus import load_concepts
from ingest.settings import Settings

_ANSWERED = 0
FEWEST_QUESTIONS = 5
_PASSAGES = 3  # a word in so many passages is one of the documents' own
_SHORTEST_TERM = 5


class _PlainWords(DataModel):
    woorden: Annotated[str, Field(min_length=1)]


class FolderExists(IngestError):
    """A model would be written over something."""

    def __init__(self, path: Path) -> None:
        super().__init__(f"{path} exists already. Name a folder that does not.")
        self.path = path


def show_questions(settings: Settings, texts: Mapping[str, str], *, stamp: bool) -> int:
    """Print per document which passages have example questions, and what keeps questions from being used."""
    manifest = load_manifest(settings.corpus_dir)
    passages = by_number(manifest, read_passages(settings.corpus_dir, manifest))
    folder = settings.corpus_dir / FOLDER
    if stamp:
        print(texts["gestempeld"].format(aantal=stamp_questions(folder, passages)))
    questions = load_questions(folder, passages)
    for number, own in passages.items():
        asked = {place_of(number, passage): questions.of_passage.get(passage.passage_id) for passage in own}
        skipped = {place_of(number, passage) for passage in own if passage.passage_id in questions.skipped}
        without = [place for place, given in asked.items() if not given and place not in skipped]
        few = [place for place, given in asked.items() if given and len(given) < FEWEST_QUESTIONS]
        counts = [len(given) for given in asked.values() if given]
        line = texts["document"]
        print(line.format(nummer=number, met=len(counts), vragen=sum(counts), over=len(skipped), zonder=len(without)))
        if without:
            print(texts["zonder"].format(plekken=", ".join(without)))
        if few:
            print(texts["te_weinig"].format(minimum=FEWEST_QUESTIONS, plekken=", ".join(few)))
    if questions.unstamped:
        print(texts["ongestempeld"].format(plekken=", ".join(questions.unstamped)))
    if questions.outdated:
        print(texts["verouderd"].format(plekken=", ".join(questions.outdated)))
    if not questions.dropped:
        print(texts["goed"])
    return _ANSWERED


def show_terms(settings: Settings, texts: Mapping[str, str]) -> int:
    """Print the words of the documents that no concept and no example question says in another way."""
    manifest = load_manifest(settings.corpus_dir)
    passages = by_number(manifest, read_passages(settings.corpus_dir, manifest))
    questions = load_questions(settings.corpus_dir / FOLDER, passages)
    concepts = load_concepts(settings.corpus_dir / "begrippen.yaml")
    said = [text for concept in concepts for text in (*concept.names, *concept.gewoon)]
    said += [question for own in questions.of_passage.values() for question in own]
    said.append(load_model(settings.corpus_dir / "geen_begrip.yaml", _PlainWords).woorden)
    known = {stem(word) for text in said for word in content_words(text)}
    counts: Counter[str] = Counter()
    forms: dict[str, Counter[str]] = {}
    places: dict[str, str] = {}
    for number, own in passages.items():
        for passage in own:
            words = [word for word in content_words(passage.reading_text) if word.isalpha()]
            for form in {stem(word) for word in words} - known:
                counts[form] += 1
                places.setdefault(form, place_of(number, passage))
            for word in words:
                forms.setdefault(stem(word), Counter())[word] += 1
    lacking = []
    for form, count in counts.most_common():
        word = min(forms[form], key=lambda own: (-forms[form][own], own))
        if count >= _PASSAGES and len(word) >= _SHORTEST_TERM and word not in question_words():
            lacking.append((word, count, places[form]))
    print(texts["kop"].format(aantal=len(lacking), documenten=_PASSAGES))
    for word, count, place in lacking:
        print(texts["woord"].format(woord=word, passages=count, plek=place))
    bare = [concept.term for concept in concepts if not concept.gewoon]
    print(texts["kaal"].format(aantal=len(bare), begrippen=", ".join(bare)) if bare else texts["niet_kaal"])
    return _ANSWERED


def make_model(settings: Settings, texts: Mapping[str, str], folder: Path, *, replace: bool) -> int:
    """Make the default embedding model anew from the corpus and its example questions.

    It goes to `folder`, where any sentence-transformers program can load it. With `replace` that is the one that ships
    with the project: the old one stays until the new one is whole, and its checksum is written beside it.
    """
    from ingest.retrieval.corpus_model import DIMENSION, build_corpus_model
    from ingest.retrieval.embedding import folder_checksum
    from ingest.retrieval.index import lessons_for
    from ingest.retrieval.shipped_model import replace_shipped_model

    if folder.exists() and not replace:
        raise FolderExists(folder)
    manifest = load_manifest(settings.corpus_dir)
    documents = read_passages(settings.corpus_dir, manifest)
    questions = load_questions(settings.corpus_dir / FOLDER, by_number(manifest, documents))
    passages = [passage for _, own in documents.values() for passage in own]
    lessons = lessons_for(settings, manifest, passages, questions)
    folder.parent.mkdir(parents=True, exist_ok=True)
    with TemporaryDirectory(dir=folder.parent) as temporary:
        made = Path(temporary) / "model"
        build_corpus_model(made, *lessons)
        if replace:
            replace_shipped_model(made, folder)
        else:
            made.rename(folder)
    print(texts["klaar"].format(map=folder, dimensie=DIMENSION, controlesom=folder_checksum(folder)))
    return _ANSWERED


def place_of(number: str, passage: Passage) -> str:
    """Return how data files cite a passage."""
    return f"{number}:{passage.start_line}-{passage.end_line}"
