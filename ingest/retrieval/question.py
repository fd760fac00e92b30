"""What a question looks like, and how much of it the documents speak of."""

import math
from collections.abc import Sequence

from ingest.retrieval.analysis import content_words, fold, language, question_words, stem, words
from ingest.retrieval.lexical import LexicalIndex
from ingest.retrieval.thesaurus import Thesaurus


class Coverage:
    """Knows which words of a question the corpus knows, and which of them given passages speak of.

    Words weigh by how rare they are, and one that nobody wrote weighs most. An everyday word that stands for a term of
    the documents is known, and spoken of where the term is.
    """

    def __init__(self, lexical: LexicalIndex, thesaurus: Thesaurus) -> None:
        self._lexical = lexical
        self._thesaurus = thesaurus
        self._unknown = max(lexical.idf.values(), default=1.0)

    def of(self, query: str, read: Sequence[int]) -> dict[str, float]:
        """Return the share of a question that is known, literally known, asked before, and spoken of in `read`."""
        subject = {word for word in content_words(query) if word not in question_words()}
        forms = {word: self._forms(word) for word in subject}
        weights = {word: self._lexical.idf.get(stem(word), self._unknown) for word in subject}
        enough = sum(weights.values()) or 1.0
        terms = [self._lexical.terms_of(position) for position in read]
        known = [word for word in subject if any(form <= self._lexical.idf.keys() for form in forms[word])]
        spoken = [word for word in subject if any(form <= own for form in forms[word] for own in terms)]
        literal = [word for word in subject if any(stem(word) in own for own in terms)]
        asked = [word for word in subject if self._lexical.knows(stem(word))]
        shares = {"bekend": known, "gevraagd": asked, "besproken": spoken, "letterlijk": literal}
        found = {name: sum(weights[word] for word in own) / enough for name, own in shares.items()}
        return {**found, "onderwerp": math.log1p(len(subject))}

    def in_documents(self, query: str) -> float:
        """Return which share of the words of a question stands in the documents as it was typed."""
        own = content_words(query)
        return sum(stem(word) in self._lexical.idf for word in own) / len(own) if own else 0.0

    def rarity(self, query: str) -> float:
        """Return how rare the words of a question that the documents know are, on average, between 0 and 1."""
        known = [self._lexical.idf[stem(word)] for word in content_words(query) if stem(word) in self._lexical.idf]
        return sum(known) / len(known) / self._unknown if known else 0.0

    def _forms(self, word: str) -> list[frozenset[str]]:
        """Return the sets of stems that stand for a word: itself, both its parts, a close form of it, its terms."""
        forms = [frozenset({stem(word)})]
        if parts := self._lexical.analyser.parts(word):
            forms.append(frozenset(stem(part) for part in parts))
        forms.extend(frozenset({close}) for close in self._lexical.close_terms(word))
        for term in self._thesaurus.terms_for_word(word):
            forms.append(frozenset(stem(part) for part in content_words(term)))
        return forms


def question_features(query: str, coverage: Coverage) -> dict[str, float]:
    """Return what tells the kinds of questions apart: a term looked up, a plain question, a situation that is told."""
    own = words(query)
    folded = fold(query)
    count = len(own)
    return {
        "lengte": math.log1p(count),
        "zinnen": math.log1p(sum(folded.count(sign) for sign in ".!?")),
        "ik": float(any(word in language().ik for word in own)),
        "opzoeken": float(any(f" {opening} " in f" {folded} " for opening in language().opzoeken)),
        "nummer": float(any(word[0].isdigit() for word in own)),
        "inhoud": len(content_words(query)) / count if count else 0.0,
        "documentwoorden": coverage.in_documents(query),
        "zeldzaam": coverage.rarity(query),
    }
