"""The Dutch sentences of conclusions, from teksten/*.yaml: each with its condition and the places it rests on."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from assistant.datafiles import places, read_yaml, texts
from assistant.errors import DataFileError
from assistant.kader.codes import FIVE_STEPS, Grondslag, Omvang, Outcome
from assistant.kader.conditions import Always, Condition, parse
from assistant.kader.table import check_values
from assistant.report.turning_texts import TurningTexts, load_turning_texts

SECTIONS = ("voorwaarden", "vastleggen", "informeren", "evalueren")
"""The four lists that stand under every conclusion."""

SHARING = ("wel", "niet")
"""The two lists that stand beside each other: what is shared, and what is not."""

RUNGS = ("plicht", "anoniem", "meldrecht", "b", "c", "d", "e")
"""The rungs of the ladder, in the order of rule P7."""


@dataclass(frozen=True)
class Wording:
    """One sentence (or a few) with the condition under which it is said and its places."""

    text_id: str
    when: Condition
    text: str
    places: tuple[str, ...]


@dataclass(frozen=True)
class Side:
    """What one document says where documents differ."""

    position: str
    places: tuple[str, ...]


@dataclass(frozen=True)
class Difference:
    """A point on which the documents differ, and which one the rule follows."""

    text_id: str
    title: str
    when: Condition
    sides: tuple[Side, ...]
    follows: str


@dataclass(frozen=True)
class RungPart:
    """One of the grounds of rung e, and why it can fall away."""

    ground: str
    name: str
    closed: tuple[Wording, ...]


@dataclass(frozen=True)
class Rung:
    """How a rung of the ladder is described, open and closed, and the grounds it has when it is reached."""

    name: str
    opened: Wording
    closed: tuple[Wording, ...]
    reached: Condition
    parts: tuple[RungPart, ...]


@dataclass(frozen=True)
class Texts:
    """Every sentence a conclusion can speak."""

    titles: Mapping[Outcome, str]
    outcomes: Mapping[Outcome, tuple[Wording, ...]]
    grondslag_names: Mapping[Grondslag, str]
    grondslagen: Mapping[Grondslag, tuple[Wording, ...]]
    omvang_names: Mapping[Omvang, str]
    sizes: Mapping[Omvang, tuple[Wording, ...]]
    sections: Mapping[str, tuple[Wording, ...]]
    sharing: Mapping[str, tuple[Wording, ...]]
    rows: Mapping[str, tuple[Wording, ...]]  # the first that holds says why the row decided
    steps: Mapping[str, tuple[Wording, ...]]
    rungs: Mapping[str, Rung]
    rung_unknown: Wording
    notices: Mapping[str, Wording]
    differences: tuple[Difference, ...]
    sentences: Mapping[str, str]
    receipt: Mapping[str, str]
    kader: Mapping[str, str]
    turning: TurningTexts

    def every_wording(self) -> Iterator[tuple[str, Sequence[str]]]:
        """Yield (text id, places) of everything that cites, so that all places can be checked at the start."""
        for group in (*self.outcomes.values(), *self.grondslagen.values(), *self.sizes.values()):
            for wording in group:
                yield wording.text_id, wording.places
        for group in (*self.sections.values(), *self.sharing.values(), *self.steps.values(), *self.rows.values()):
            for wording in group:
                yield wording.text_id, wording.places
        for wording in self.notices.values():
            yield wording.text_id, wording.places
        for rung in self.rungs.values():
            for wording in (rung.opened, *rung.closed, *(w for part in rung.parts for w in part.closed)):
                yield wording.text_id, wording.places
        yield self.rung_unknown.text_id, self.rung_unknown.places
        for difference in self.differences:
            for side in difference.sides:
                yield difference.text_id, side.places


def load_texts(folder: Path, differences: Path, domains: Mapping[str, Sequence[str]]) -> Texts:
    """Read all wordings.

    Raises DataFileError (file, key, what was expected) for a missing code, an unknown fact or value in a condition,
    or a sentence without a place.
    """
    reader = WordingReader(said_domains(domains))
    outcomes = reader.file(folder / "uitkomsten.yaml", [str(code) for code in Outcome])
    grounds = reader.file(folder / "grondslagen.yaml", [*map(str, Grondslag), "omvang"])
    parts = reader.file(folder / "onderdelen.yaml", [*SECTIONS, "regels", "stappen", "treden", "trede_onbekend"])
    sharing = reader.file(folder / "delen.yaml", SHARING)
    sizes = texts(grounds["omvang"], "grondslagen.yaml", "omvang", required=[str(code) for code in Omvang])
    ladder = texts(parts["treden"], "onderdelen.yaml", "treden", required=RUNGS)
    steps = texts(parts["stappen"], "onderdelen.yaml", "stappen", required=[str(step) for step in FIVE_STEPS])
    return Texts(
        titles={code: outcomes[code]["titel"] for code in Outcome},
        outcomes={code: reader.sentences(outcomes[code]["zinnen"], "uitkomsten.yaml", code) for code in Outcome},
        grondslag_names={code: grounds[code]["naam"] for code in Grondslag},
        grondslagen={code: reader.sentences(grounds[code]["uitleg"], "grondslagen.yaml", code) for code in Grondslag},
        omvang_names={code: sizes[code]["naam"] for code in Omvang},
        sizes={code: reader.sentences(sizes[code]["zinnen"], "grondslagen.yaml", f"omvang.{code}") for code in Omvang},
        sections={name: reader.sentences(parts[name], "onderdelen.yaml", name) for name in SECTIONS},
        sharing={name: reader.sentences(sharing[name], "delen.yaml", name) for name in SHARING},
        rows={name: reader.variants(item, f"regels.{name}") for name, item in parts["regels"].items()},
        steps={name: reader.variants(items, f"stappen.{name}") for name, items in steps.items()},
        rungs={name: reader.rung(item, f"treden.{name}") for name, item in ladder.items()},
        rung_unknown=reader.sentence(parts["trede_onbekend"], "onderdelen.yaml", "trede_onbekend"),
        notices={
            name: reader.sentence(item, "meldingen.yaml", name)
            for name, item in reader.file(folder / "meldingen.yaml").items()
        },
        differences=reader.differences(differences),
        sentences={name: str(text) for name, text in reader.file(folder / "zinnen.yaml").items()},
        receipt={name: str(text) for name, text in reader.file(folder / "bewijs.yaml").items()},
        kader={name: str(text) for name, text in reader.file(folder / "kader.yaml").items()},
        turning=load_turning_texts(folder / "keerpunten.yaml", domains),
    )


def said_domains(domains: Mapping[str, Sequence[str]]) -> dict[str, Sequence[str]]:
    """Return what the condition of a sentence may name: the facts, and the verdict as if it were facts."""
    return {**domains, "conclusie": tuple(Outcome), "grondslag": tuple(Grondslag), "omvang": tuple(Omvang)}


@dataclass(frozen=True)
class WordingReader:
    """Reads sentences with their conditions and places; a mistake names the file, the key and what was expected."""

    domains: Mapping[str, Sequence[str]]

    def file(self, path: Path, required: Sequence[str] = ()) -> dict[str, Any]:
        """Return the mapping in a file."""
        return read_yaml(path, required=required)

    def sentences(self, items: Any, file: str, key: str) -> tuple[Wording, ...]:
        """Return a list of sentences."""
        if not isinstance(items, list):
            raise DataFileError(file, key, "a list of sentences was expected")
        return tuple(self.sentence(item, file, f"{key}[{i}]") for i, item in enumerate(items))

    def variants(self, item: Any, key: str) -> tuple[Wording, ...]:
        """Return the variants of one sentence, of which the last always fits."""
        items = item if isinstance(item, list) else [item]
        found = self.sentences(items, "onderdelen.yaml", key)
        if not found or not isinstance(found[-1].when, Always):
            raise DataFileError("onderdelen.yaml", key, "the last variant must have no `als`, so that one always fits")
        return found

    def sentence(self, item: Any, file: str, key: str) -> Wording:
        """Return one sentence; raises DataFileError for one without a place."""
        entry = texts(item, file, key, required=("tekst", "bronnen"), optional=("id", "als"))
        if not entry["bronnen"]:
            raise DataFileError(file, f"{key}.bronnen", "a sentence without a source is not said; give at least one")
        return Wording(
            entry.get("id") or key,
            self.condition(entry, file, key),
            entry["tekst"],
            places(entry["bronnen"], file, key),
        )

    def condition(self, entry: Mapping[str, Any], file: str, key: str) -> Condition:
        """Return the condition under `als`, or one that always holds."""
        if "als" not in entry:
            return Always()
        condition = parse(str(entry["als"]), file=file, key=key)
        check_values(condition, self.domains, file, key)
        return condition

    def rung(self, item: Any, key: str) -> Rung:
        """Return a rung of the ladder."""
        entry = texts(item, "onderdelen.yaml", key, required=("naam", "open", "dicht"), optional=("onderdelen",))
        grounds = entry.get("onderdelen") or {"als": "altijd", "gronden": {}}
        parts = []
        for ground, raw in texts(grounds, "onderdelen.yaml", key, required=("als", "gronden"))["gronden"].items():
            part = texts(raw, "onderdelen.yaml", f"{key}.{ground}", required=("naam", "dicht"))
            if ground not in list(Grondslag):
                raise DataFileError("onderdelen.yaml", f"{key}.onderdelen", f"{ground!r} is no grondslag")
            closed = self.sentences(part["dicht"], "onderdelen.yaml", f"{key}.{ground}.dicht")
            parts.append(RungPart(ground, part["naam"], closed))
        return Rung(
            entry["naam"],
            self.sentence(entry["open"], "onderdelen.yaml", f"{key}.open"),
            self.variants(entry["dicht"], f"{key}.dicht"),
            self.condition(grounds, "onderdelen.yaml", key),
            tuple(parts),
        )

    def differences(self, path: Path) -> tuple[Difference, ...]:
        """Return the points on which the documents differ."""
        found = []
        for i, item in enumerate(read_yaml(path, required=("verschillen",))["verschillen"]):
            entry = texts(item, path.name, f"[{i}]", required=("id", "titel", "als", "kanten", "volgt"))
            key = f"verschillen.{entry['id']}"
            sides = []
            for raw in entry["kanten"]:
                side = texts(raw, path.name, key, required=("standpunt", "bronnen"))
                sides.append(Side(side["standpunt"], places(side["bronnen"], path.name, key)))
            if len(sides) < 2:
                raise DataFileError(path.name, key, "a difference has at least two sides")
            condition = self.condition(entry, path.name, key)
            found.append(Difference(entry["id"], entry["titel"], condition, tuple(sides), entry["volgt"]))
        return tuple(found)


def first_that_holds(wordings: Sequence[Wording], answers: Mapping[str, str]) -> Wording | None:
    """Return the first wording whose condition holds, or None."""
    return next((wording for wording in wordings if wording.when.holds(answers)), None)
