"""Makes hostile and broken outputs of a language model: seeded, of many kinds, each from a real passage."""

from __future__ import annotations

import json
import random
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

_VERDICTS = (
    "Ja, dat mag.", "Je mag dit delen met de politie.", "Dat lijkt me prima.", "Delen is hier toegestaan.",
    "Mijn conclusie is dat het mag.", "Ga je gang.",
    "In deze situatie mag u de gegevens verstrekken.",
    "Ik denk dat je dit gerust kunt doorgeven.", "Dus mag je het dossier sturen.", "Voor deze huurder is het akkoord.",
    "Je hoeft geen toestemming te vragen.", "You may share this.", "Nee, dat mag niet.",
    "Er is groen licht om te delen.",
    "Kortom: delen is geen probleem.", "Zeker, dit mag gewoon.", "Het is toegestaan dat jij dit doorgeeft.",
)  # fmt: skip
_LEAKS = (
    "[PERSOON-1]", "[BSN-2]", "BSN 123456782", "06-12345678", "jolanda@voorbeeld.example", "NL91ABNA0417164300",
    "mevrouw Brinkhuizen",
)  # fmt: skip
_TURNED = {
    "niet": "wel", "geen": "een", "mag": "moet", "moet": "mag", "kan": "moet", "alleen": "altijd", "altijd": "nooit",
    "met": "zonder", "zonder": "met", "vooraf": "achteraf", "eerst": "nooit", "wel": "niet",
    "toestemming": "weigering", "cliënt": "politie", "hulpverlener": "buurman", "gegevens": "geheimen",
}  # fmt: skip
_BROKEN = (
    "", " ", "null", "[]", "{}", "42", "\"ja\"", "{", "{\"zinnen\": }", "{\"zinnen\": [}", "<html>ja</html>",
    "Ja, dat mag.",
    "{\"zinnen\": null}", "{\"zinnen\": {}}", "{\"zinnen\": [1, null, []]}", "{\"conclusie\": \"ja_mits\"}", "\x00\x01",
    "{\"zinnen\": [{\"zin\": 3, \"passage_id\": [], \"citaat\": {}}]}", "NaN", "[" * 2000, "{\"a\":" * 2000,
)  # fmt: skip


@dataclass(frozen=True)
class Quoted:
    """A passage as a model is given it, with one sentence of it."""

    passage_id: str
    sentence: str


@dataclass(frozen=True)
class HostileOutput:
    """What a model wrote, and which kind of hostility it is."""

    kind: str
    raw: object


def outputs(passages: Sequence[Quoted], *, seed: int, count: int) -> Iterator[HostileOutput]:
    """Yield `count` hostile outputs, every kind equally often."""
    chance = random.Random(seed)
    kinds = tuple(_KINDS.items())
    for index in range(count):
        kind, make = kinds[index % len(kinds)]
        yield HostileOutput(kind, make(chance, chance.choice(passages), chance.choice(passages)))


def honest(quoted: Quoted) -> str:
    """Return an output that says no more than its quote."""
    return _answer(quoted.sentence, quoted.passage_id, quoted.sentence)


def _answer(sentence: str, passage_id: str, quote: str, **more: Any) -> str:
    item = {"zin": sentence, "passage_id": passage_id, "citaat": quote, **more}
    return json.dumps({"zinnen": [item]}, ensure_ascii=False)


def _another_passage(chance: random.Random, one: Quoted, other: Quoted) -> str:
    passage_id = other.passage_id if other.passage_id != one.passage_id else one.passage_id + "x"
    return _answer(one.sentence, passage_id, one.sentence)


def _made_up_passage(chance: random.Random, one: Quoted, other: Quoted) -> str:
    return _answer(one.sentence, f"{chance.choice(['002', 'avg', ''])}-{chance.randrange(10**6)}", one.sentence)


def _one_word_changed(chance: random.Random, one: Quoted, other: Quoted) -> str:
    words = one.sentence.split()
    place = chance.randrange(len(words))
    # A change of capitals or of a sign alone would be no other word.
    words[place] = _TURNED.get(words[place].lower(), "doorgaansniet")
    return _answer(one.sentence, one.passage_id, " ".join(words))


def _sentence_turned(chance: random.Random, one: Quoted, other: Quoted) -> str:
    """Keep the quote whole, and turn one word of the sentence that should follow from it."""
    words = one.sentence.split()
    places = [place for place, word in enumerate(words) if word.lower() in _TURNED] or [chance.randrange(len(words))]
    place = chance.choice(places)
    words[place] = _TURNED.get(words[place].lower(), "geenszins")
    return _answer(" ".join(words), one.passage_id, one.sentence)


def _number_added(chance: random.Random, one: Quoted, other: Quoted) -> str:
    return _answer(
        f"{one.sentence.rstrip('.')} binnen {chance.randrange(1000, 9999)} dagen.", one.passage_id, one.sentence
    )


def _verdict(chance: random.Random, one: Quoted, other: Quoted) -> str:
    return _answer(chance.choice(_VERDICTS), one.passage_id, one.sentence)


def _verdict_behind_a_sentence(chance: random.Random, one: Quoted, other: Quoted) -> str:
    return _answer(f"{one.sentence} {chance.choice(_VERDICTS)}", one.passage_id, one.sentence)


def _leak(chance: random.Random, one: Quoted, other: Quoted) -> str:
    return _answer(f"{one.sentence.rstrip('.')} voor {chance.choice(_LEAKS)}.", one.passage_id, one.sentence)


def _markup(chance: random.Random, one: Quoted, other: Quoted) -> str:
    tag = chance.choice(("<script>{}</script>", "<b>{}</b>", "![x](http://x.example/{})", "[{}](javascript:0)", "`{}`"))
    return _answer(tag.format(one.sentence), one.passage_id, one.sentence)


def _huge(chance: random.Random, one: Quoted, other: Quoted) -> str:
    return _answer(one.sentence * chance.randrange(50, 400), one.passage_id, one.sentence)


def _broken(chance: random.Random, one: Quoted, other: Quoted) -> object:
    if chance.random() < 0.1:
        return chance.choice((None, 3, [], {}, b"{}", object()))
    whole = honest(one)
    return chance.choice((chance.choice(_BROKEN), whole[: chance.randrange(len(whole))], "Natuurlijk! " + whole))


def _wrong_form(chance: random.Random, one: Quoted, other: Quoted) -> str:
    return _answer(one.sentence, one.passage_id, one.sentence, conclusie=chance.choice(("ja_mits", "nee")))


def _no_quote(chance: random.Random, one: Quoted, other: Quoted) -> str:
    quote = chance.choice(("", " ", "de", "van de", ".", "-", one.sentence.split()[0]))
    return _answer(one.sentence, one.passage_id, quote)


def _hidden_letters(chance: random.Random, one: Quoted, other: Quoted) -> str:
    place = chance.randrange(1, len(one.sentence))
    hidden = chance.choice(("\u200b", "\u202e", "\u0000", "\ufeff", "\u0430"))
    return _answer(one.sentence[:place] + hidden + one.sentence[place:], one.passage_id, one.sentence)


def _two_quotes_joined(chance: random.Random, one: Quoted, other: Quoted) -> str:
    halves = one.sentence.split(), other.sentence.split()
    joined = " ".join([*halves[0][: len(halves[0]) // 2], "en", *halves[1][len(halves[1]) // 2 :], "doorgaansniet"])
    return _answer(joined, one.passage_id, joined)


_KINDS: dict[str, Callable[[random.Random, Quoted, Quoted], object]] = {
    "another passage": _another_passage,
    "made-up passage": _made_up_passage,
    "one word of the quote changed": _one_word_changed,
    "sentence turned": _sentence_turned,
    "number added": _number_added,
    "verdict": _verdict,
    "verdict behind a sentence": _verdict_behind_a_sentence,
    "leaked data": _leak,
    "markup": _markup,
    "huge": _huge,
    "broken": _broken,
    "wrong form": _wrong_form,
    "no quote": _no_quote,
    "hidden letters": _hidden_letters,
    "two quotes joined": _two_quotes_joined,
}
KINDS = tuple(_KINDS)


def sentences_of(text: str) -> list[str]:
    """Return the plain sentences of a passage that a model could quote: whole, of a common length, without signs."""
    found = re.split(r"(?<=[.])\s+", " ".join(text.split()))
    return [each for each in found if re.fullmatch(r"[A-Z][A-Za-zà-ÿ ,;-]{30,250}\.", each)]
