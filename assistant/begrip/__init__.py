"""How triage and understanding read a text: word groups and phrases as data, and what was learned from examples."""

from assistant.begrip.features import Reading, words_of
from assistant.begrip.learned import Learned, load_learned
from assistant.begrip.phrases import FOLDER, Hit, Phrase, PhraseBook
from assistant.begrip.reader import TextReader
from assistant.begrip.sentences import Sentence, sentences
from assistant.begrip.spelling import Spelling

__all__ = [
    "FOLDER",
    "Hit",
    "Learned",
    "Phrase",
    "PhraseBook",
    "Reading",
    "Sentence",
    "Spelling",
    "TextReader",
    "load_learned",
    "sentences",
    "words_of",
]
