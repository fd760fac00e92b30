"""What two other de-identifiers make of the same sentences; each runs in an environment of its own.

python -m evals.masking_peers deduce leer ontwikkel     where deduce>=3, PyYAML and pydantic are installed
python -m evals.masking_peers presidio leer ontwikkel   where presidio-analyzer, PyYAML and pydantic are installed
"""

from __future__ import annotations

import importlib
import json
import sys
from collections.abc import Callable, Iterator
from typing import Any

from evals.errors import EvalError
from evals.masking import Find, load_sentences, measure_masking

# Presidio's recognizers that work by pattern alone and can mean something in a Dutch sentence.
_PRESIDIO = (
    "EmailRecognizer",
    "IbanRecognizer",
    "PhoneRecognizer",
    "DateRecognizer",
    "CreditCardRecognizer",
    "IpRecognizer",
)


def deduce() -> Find:
    """Return deduce, a de-identifier of Dutch medical text; its first start builds its lists and takes minutes."""
    engine: Any = importlib.import_module("deduce").Deduce()

    def find(text: str) -> Iterator[tuple[int, int]]:
        return ((found.start_char, found.end_char) for found in engine.deidentify(text).annotations)

    return find


def presidio() -> Find:
    """Return the pattern recognizers of Presidio, with Dutch phone numbers; no language model."""
    module: Any = importlib.import_module("presidio_analyzer.predefined_recognizers")
    recognizers = []
    for name in _PRESIDIO:
        own = {"supported_regions": ("NL", "BE", "DE")} if name == "PhoneRecognizer" else {}
        recognizers.append(getattr(module, name)(supported_language="nl", **own))

    def find(text: str) -> Iterator[tuple[int, int]]:
        for recognizer in recognizers:
            found = recognizer.analyze(text=text, entities=recognizer.supported_entities, nlp_artifacts=None)
            yield from ((hit.start, hit.end) for hit in found if hit.score > 0)

    return find


PEERS: dict[str, Callable[[], Find]] = {"deduce": deduce, "presidio": presidio}


def main(arguments: list[str]) -> None:
    """Print one JSON line per part, in the form of `python -m evals masking --json`."""
    if len(arguments) < 2 or arguments[0] not in PEERS:
        sys.exit(f"usage: python -m evals.masking_peers {'|'.join(PEERS)} PART [PART ...]")
    find = PEERS[arguments[0]]()
    for part in arguments[1:]:
        json.dump({"deel": part, **measure_masking(load_sentences(part), find).to_json()}, sys.stdout)
        sys.stdout.write("\n")


if __name__ == "__main__":
    try:
        main(sys.argv[1:])
    except EvalError as error:
        sys.exit(str(error))
