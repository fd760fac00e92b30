"""The thesaurus says nothing the documents do not: every term stands in them, every reference can be opened."""

import re
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml

CORPUS = Path(__file__).resolve().parents[2] / "corpus"
REQUIRED_KEYS = {"term", "gewoon", "definitie", "bronnen", "richting"}
OPTIONAL_KEYS = {"vormen"}
DIRECTIONS = {"beide", "gewoon_naar_term"}
LONGEST_SENTENCE = 28
MOST_SENTENCES = 2

Entry = dict[str, Any]


def read_yaml(name: str) -> Any:
    """Return what the YAML file `name` in corpus/ holds."""
    return yaml.safe_load((CORPUS / name).read_text("utf-8"))


@cache
def sources() -> dict[str, str]:
    """Return the text of every document in the manifest, by its number."""
    texts = {}
    for source in read_yaml("bronnen.yaml")["bronnen"]:
        file = CORPUS / "documenten" / source["id"] / source["versie"] / source["bestand"]
        texts[source["nummer"]] = file.read_text("utf-8")
    return texts


@pytest.fixture(scope="module")
def entries() -> list[Entry]:
    """Return the entries of the thesaurus."""
    content = read_yaml("begrippen.yaml")
    assert set(content) == {"begrippen"}
    entries: list[Entry] = content["begrippen"]
    return entries


def names(entry: Entry) -> list[str]:
    """Return the term of `entry` and its other forms."""
    return [entry["term"], *entry.get("vormen", [])]


def on_one_line(text: str) -> list[str]:
    """Return `text` on one line, twice: a hyphen at a line end taken out, and kept (it may belong to the word)."""
    joined = (re.sub(r"-[ \t]*\n\s*", hyphen, text) for hyphen in ("", "-"))
    return [re.sub(r"\s+", " ", variant).casefold() for variant in joined]


def lines_at(reference: str) -> list[str]:
    """Return the lines that `reference` ("002:574-576" or "002:26") points to, and fail if they do not exist."""
    match = re.fullmatch(r"(\d{3}):([1-9]\d*)(?:-([1-9]\d*))?", reference)
    assert match, f"{reference!r} is not written as NNN:a-b"
    document, first, last = match[1], int(match[2]), int(match[3] or match[2])
    lines = sources()[document].split("\n")  # as stored: nothing else ends a line
    assert first <= last <= len(lines), f"{reference!r}: the document has {len(lines)} lines"
    return lines[first - 1 : last]


def test_there_are_at_least_two_hundred_terms(entries: list[Entry]) -> None:
    assert len(entries) >= 200


def test_an_entry_has_exactly_the_agreed_shape(entries: list[Entry]) -> None:
    for entry in entries:
        assert REQUIRED_KEYS <= set(entry) <= REQUIRED_KEYS | OPTIONAL_KEYS, entry
        assert entry["richting"] in DIRECTIONS, entry
        lists = {key: entry[key] for key in ("gewoon", "bronnen", "vormen") if key in entry}
        assert all(isinstance(values, list) and values for values in lists.values()), entry
        assert all(len(set(values)) == len(values) for values in lists.values()), entry
        for value in (entry["term"], entry["definitie"], *(value for values in lists.values() for value in values)):
            assert isinstance(value, str) and value == value.strip() != "", (entry["term"], value)


def test_a_term_or_form_belongs_to_one_entry_only(entries: list[Entry]) -> None:
    owners: dict[str, str] = {}
    for entry in entries:
        for name in names(entry):
            earlier = owners.setdefault(name.casefold(), entry["term"])
            assert earlier == entry["term"], f"{name!r} stands under {earlier!r} and under {entry['term']!r}"


def test_every_term_and_form_stands_in_the_documents(entries: list[Entry]) -> None:
    readable = [variant for text in sources().values() for variant in on_one_line(text)]
    missing = [name for entry in entries for name in names(entry) if not any(name.casefold() in t for t in readable)]
    assert missing == []


def test_every_reference_lies_within_its_document(entries: list[Entry]) -> None:
    empty = [ref for entry in entries for ref in entry["bronnen"] if not "".join(lines_at(ref)).strip()]
    assert empty == []


def test_a_cited_passage_speaks_of_the_term(entries: list[Entry]) -> None:
    silent = []
    for entry in entries:
        cited = [variant for ref in entry["bronnen"] for variant in on_one_line("\n".join(lines_at(ref)))]
        if not any(name.casefold() in text for name in names(entry) for text in cited):
            silent.append(entry["term"])
    assert silent == []


def test_everyday_words_are_lower_case_and_add_something(entries: list[Entry]) -> None:
    for entry in entries:
        for words in entry["gewoon"]:
            assert words == words.lower(), (entry["term"], words)
            assert words not in {name.casefold() for name in names(entry)}, (entry["term"], words)


def test_a_definition_is_one_or_two_short_sentences(entries: list[Entry]) -> None:
    for entry in entries:
        sentences = re.split(r"(?<=[.!?])\s+", entry["definitie"])
        assert len(sentences) <= MOST_SENTENCES, entry["term"]
        for sentence in sentences:
            assert sentence[-1] in ".?" and len(sentence.split()) <= LONGEST_SENTENCE, (entry["term"], sentence)
