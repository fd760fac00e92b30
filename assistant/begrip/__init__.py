"""How triage and understanding read a text: word groups and phrases as data, and a small engine over them."""

from assistant.begrip.denial import is_denied
from assistant.begrip.phrases import FOLDER, Hit, Phrase, PhraseBook
from assistant.begrip.sentences import Sentence, sentences

__all__ = ["FOLDER", "Hit", "Phrase", "PhraseBook", "Sentence", "is_denied", "sentences"]
