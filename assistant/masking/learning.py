"""Learns the second look at names and writes geleerd.json: python -m assistant.masking.learning SUITES CORPUS."""

from __future__ import annotations

import random
import re
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from math import sqrt
from pathlib import Path
from typing import Any

from assistant.datafiles import read_yaml, write_learned
from assistant.errors import AssistantError, DataFileError
from assistant.masking.known import NameLists
from assistant.masking.lists import FOLDER
from assistant.masking.names import NameFinder
from assistant.masking.places import PlaceFinder
from assistant.masking.rehearsal import Marked, Rehearsal
from assistant.masking.second_look import FILE
from assistant.masking.session import MaskingSession
from assistant.masking.view import view
from assistant.masking.vocabulary import Vocabulary
from assistant.masking.word_clues import LetterSense, WordClues, letter_pieces
from assistant.masking.wordsense import WordSense

_SEED = 20
_RENAMED = 8
# How often a name is read as one that stands in no list, as the names of strangers do.
_UNLISTED = 0.5
_FREQUENT, _PIECES = 500, 6000
_OFTEN_ENOUGH, _WORTH_KEEPING = 3, 0.08
# The log odds from which on a word is masked; chosen on the files left out, see docs/maskeren.md.
LIMIT = -1.0
_WORD = re.compile(r"(?<![\w'-])[a-z]+(?:'[a-z]+)?(?![\w-])")
_USAGE = "usage: python -m assistant.masking.learning SUITES CORPUS   (evals/suites corpus)"

Example = tuple[list[str], bool]


class Lessons:
    """Makes examples of words with their clues out of marked sentences and ordinary questions."""

    def __init__(
        self, lists: NameLists, vocabulary: Vocabulary, marked: Sequence[str], ordinary: Sequence[str]
    ) -> None:
        """Take the texts to learn from; the letters of names are learned here."""
        self._lists, self._vocabulary = lists, vocabulary
        self._sense = WordSense(lists, vocabulary)
        self._finder = NameFinder(lists, vocabulary, PlaceFinder.load(vocabulary), None)
        self._marked, self._ordinary = marked, ordinary
        counts = Counter(word for text in ordinary for word in _WORD.findall(view(text).plain))
        self.frequent = sorted(word for word, _ in counts.most_common(_FREQUENT))
        self.letters = learn_letters(lists, vocabulary)
        # A word that ordinary questions write in lower case is a word, unless it is a name and nothing else.
        family = lists.family | lists.family_also_rare
        self.common = sorted(
            word
            for word in counts
            if word not in vocabulary.words
            and word not in lists.given
            and (word not in vocabulary.dictionary or word in family or word in lists.given_also_word)
        )
        self.clues = WordClues(lists, vocabulary, self._sense, self.letters, self.frequent)

    def examples(self) -> list[Example]:
        """Return the words worth a second look, with their clues and whether they are part of a name."""
        chance = random.Random(_SEED)
        rehearsal = Rehearsal(self._lists, self._vocabulary, _SEED)
        found: list[Example] = []
        for sentence in self._marked:
            found += self._of_marked(Marked.parse(sentence), None)
            if "PERSOON" in sentence:
                for _ in range(_RENAMED):
                    found += self._of_marked(Marked.parse(rehearsal.renamed(sentence)), chance)
        for text in self._ordinary:
            found += self._of_ordinary(view(text).plain)
        return found

    def _of_marked(self, sentence: Marked, chance: random.Random | None) -> Iterator[Example]:
        words = self._finder.words(sentence.plain, list(sentence.others))
        name = [any(start <= token.start < end for start, end in sentence.names) for token in words]
        unlisted = {place for place, is_name in enumerate(name) if is_name and chance and chance.random() < _UNLISTED}
        for place, token in enumerate(words):
            if self.clues.is_doubtful(token) or (place in unlisted and token.letters and len(token.word) > 2):
                yield list(self.clues.of(words, place, unlisted=unlisted)), name[place]

    def _of_ordinary(self, plain: str) -> Iterator[Example]:
        """Yield the words of a question in which the rules see no name; what they do see may be one."""
        findings = [(found.start, found.end) for found in self._finder.find(plain, [], MaskingSession())]
        words = self._finder.words(plain, findings)
        for place, token in enumerate(words):
            if self.clues.is_doubtful(token):
                yield list(self.clues.of(words, place)), False


def learn_letters(lists: NameLists, vocabulary: Vocabulary) -> LetterSense:
    """Return how much pieces of letters tell of a name, from the lists of names and of Dutch words."""
    family = lists.family | lists.family_also_rare
    names = sorted(name for name in lists.given | lists.given_also_word | family if name.isalpha() and len(name) > 2)
    words = sorted(
        word
        for word in vocabulary.words | vocabulary.dictionary
        if word.isalpha() and len(word) > 2 and word not in lists.given and word not in family
    )
    rows = [letter_pieces(word) for word in (*names, *words)]
    weights, start = _fit(rows, [True] * len(names) + [False] * len(words), _PIECES, shared=True, even=True, c=3.0)
    return LetterSense(weights, start)


def learn(lessons: Lessons) -> dict[str, Any]:
    """Return what geleerd.json holds, ready for JSON."""
    examples = lessons.examples()
    weights, start = _fit([clues for clues, _ in examples], [is_name for _, is_name in examples], None, c=0.5)
    return {
        "letters": lessons.letters.weights,
        "letters_begin": lessons.letters.start,
        "veelgebruikt": lessons.frequent,
        "gewoon": lessons.common,
        "kenmerken": weights,
        "begin": start,
        "grens": LIMIT,
    }


def _fit(
    rows: Sequence[Sequence[str]],
    labels: Sequence[bool],
    most: int | None,
    *,
    shared: bool = False,
    even: bool = False,
    c: float,
) -> tuple[dict[str, float], float]:
    """Fit a logistic regression; `shared` divides a row over its pieces, `even` makes both labels count alike."""
    from scipy.sparse import csr_matrix
    from sklearn.linear_model import LogisticRegression

    counts = Counter(piece for row in rows for piece in set(row))
    kept = sorted(piece for piece, count in counts.most_common(most) if count >= _OFTEN_ENOUGH)
    column = {piece: place for place, piece in enumerate(kept)}
    cells = [
        (number, column[piece], 1 / sqrt(len(row)) if shared else 1.0)
        for number, row in enumerate(rows)
        for piece in row
        if piece in column
    ]
    where, what, values = zip(*cells, strict=True)
    matrix = csr_matrix((values, (where, what)), shape=(len(rows), len(kept)))
    model = LogisticRegression(C=c, max_iter=500, class_weight="balanced" if even else None).fit(matrix, list(labels))
    weights = {piece: round(float(weight), 2) for piece, weight in zip(kept, model.coef_[0], strict=True)}
    return {piece: weight for piece, weight in weights.items() if abs(weight) >= _WORTH_KEEPING}, float(
        round(model.intercept_[0], 3)
    )


def marked_sentences(suites: Path) -> list[str]:
    """Return the sentences of the suite privacy to learn from. Raises DataFileError when there are none."""
    return [item["tekst"] for path in _paths(suites / "privacy", "leer*.yaml") for item in _items(path)]


def ordinary_texts(suites: Path, corpus: Path) -> list[str]:
    """Return questions and paragraphs that hold hardly any name. Raises DataFileError when there are none."""
    folders = (suites / "begrip", suites / "acuut")
    found = [item["vraag"] for folder in folders for path in _paths(folder, "leer*.yaml") for item in _items(path)]
    found += [item["vraag"] for path in _paths(suites / "zoeken" / "leer", "*.yaml") for item in _items(path)]
    found += [
        text for path in _paths(corpus / "vragen", "*.yaml") for item in _items(path) for text in item.get("vragen", ())
    ]
    outside = read_yaml(corpus / "buiten_de_documenten.yaml")["onderwerpen"]
    found += [text for topic in outside for text in topic["vragen"]]
    return found + [text for path in _paths(corpus, "documenten/*/*/*.txt") for text in _paragraphs(path)]


def _paths(folder: Path, pattern: str) -> list[Path]:
    paths = sorted(folder.glob(pattern))
    if not paths:
        raise DataFileError(f"{folder.name}/{pattern}", "-", f"no file found in {folder}; {_USAGE}")
    return paths


def _paragraphs(path: Path) -> list[str]:
    return [part.replace("\n", " ") for part in path.read_text("utf-8").split("\n\n") if part.strip()]


def _items(path: Path) -> list[dict[str, Any]]:
    import yaml

    with path.open(encoding="utf-8") as stream:
        return list(yaml.load(stream, Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader)))


def main(arguments: list[str]) -> int:
    """Learn and write; return the exit code."""
    if len(arguments) != 2:
        print(_USAGE, file=sys.stderr)
        return 2
    try:
        vocabulary = Vocabulary.load()
        suites, corpus = map(Path, arguments)
        lessons = Lessons(
            NameLists.load(vocabulary), vocabulary, marked_sentences(suites), ordinary_texts(suites, corpus)
        )
        learned = learn(lessons)
    except AssistantError as error:
        print(error, file=sys.stderr)
        return 2
    write_learned(learned, FOLDER / FILE)
    return 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
