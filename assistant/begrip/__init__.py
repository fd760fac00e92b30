"""How triage and understanding read a text: word groups and phrases as data, and a small engine over them."""

from assistant.begrip.danger import DangerReader
from assistant.begrip.denial import is_denied
from assistant.begrip.phrases import FOLDER, Hit, Phrase, PhraseBook
from assistant.begrip.sentences import Sentence, sentences
from assistant.begrip.spelling import Spelling

__all__ = ["FOLDER", "DangerReader", "Hit", "Phrase", "PhraseBook", "Sentence", "Spelling", "is_denied", "sentences"]
