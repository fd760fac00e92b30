"""The lines of the form of 002, Bijlage III, as the data file gives them: its own words and where they stand."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from assistant.datafiles import places, read_yaml, texts
from assistant.errors import DataFileError
from assistant.kader.conditions import Condition, parse
from assistant.kader.table import check_values
from assistant.report.wording import Wording, WordingReader, said_domains

_SHAPES = ("vink", "ja_nee", "invullen", "kop")


@dataclass(frozen=True)
class Literal:
    """Words of the form with the lines they stand on."""

    words: str
    place: str


@dataclass(frozen=True)
class FormLine:
    """One numbered line of the form: its words, how it is filled in, and what of the walk stands beside it."""

    number: str
    literal: Literal
    shape: str
    fields: tuple[str, ...]
    follows: str  # what the form says to do then, in its own words
    ticked: Condition | None
    facts: tuple[str, ...]
    facts_when: Condition | None
    reason_when: Condition | None
    warning: Wording | None


@dataclass(frozen=True)
class Form:
    """The whole form."""

    title: str
    introduction: tuple[Wording, ...]
    words: Mapping[str, str]
    columns: tuple[str, ...]
    yes_no: tuple[str, ...]
    names: tuple[Literal, ...]
    lines: tuple[FormLine, ...]
    signing: tuple[Literal, ...]

    def cited(self) -> Iterator[tuple[str, tuple[str, ...], str]]:
        """Yield (who, places, text) of everything that cites; literal words stand between “quotes” in the text."""
        for wording in self.introduction:
            yield f"formulier.{wording.text_id}", wording.places, wording.text
        for literal in (*self.names, *self.signing):
            yield "formulier", (literal.place,), f"“{literal.words}”"
        for line in self.lines:
            who = f"formulier.{line.number}"
            for words in filter(None, (line.number, line.literal.words, line.follows, *line.fields)):
                # A quotation within the words would end ours; its halves are looked up each.
                for part in words.replace("“", "”").split("”"):
                    yield who, (line.literal.place,), f"“{part}”"
            if line.warning:
                yield who, line.warning.places, line.warning.text


def load_form(path: Path, domains: Mapping[str, Sequence[str]]) -> Form:
    """Read teksten/verslag_formulier.yaml.

    Raises DataFileError (file, key, what was expected) for a missing or unknown key, shape, fact or value.
    """
    required = ("titel", "inleiding", "voor_welke", "hoe_ingevuld", "kolommen", "kop", "ondertekening")
    data = read_yaml(path, required=(*required, "ja_nee", "namen", "regels", "onderaan"))
    file = path.name
    reader = WordingReader(said_domains(domains))
    columns = texts(data["kolommen"], file, "kolommen", required=("nummer", "vraag", "invullen", "uit"))
    return Form(
        title=data["titel"],
        introduction=reader.sentences(data["inleiding"], file, "inleiding"),
        words={name: str(data[name]) for name in ("voor_welke", "hoe_ingevuld", "kop", "ondertekening")},
        columns=tuple(columns[name] for name in ("nummer", "vraag", "invullen", "uit")),
        yes_no=places(data["ja_nee"], file, "ja_nee"),
        names=tuple(_literal(item, file, f"namen[{i}]") for i, item in enumerate(data["namen"])),
        lines=tuple(_line(item, reader, file, f"regels[{i}]") for i, item in enumerate(data["regels"])),
        signing=tuple(_literal(item, file, f"onderaan[{i}]") for i, item in enumerate(data["onderaan"])),
    )


def _literal(item: Any, file: str, key: str) -> Literal:
    entry = texts(item, file, key, required=("letterlijk", "bron"))
    return Literal(entry["letterlijk"], entry["bron"])


def _line(item: Any, reader: WordingReader, file: str, key: str) -> FormLine:
    entry = texts(
        item,
        file,
        key,
        required=("nummer", "letterlijk", "bron", "vorm"),
        optional=("velden", "gevolg", "aan", "uit", "uit_als", "reden_als", "let_op"),
    )
    if entry["vorm"] not in _SHAPES:
        raise DataFileError(file, f"{key}.vorm", f"{entry['vorm']!r} is none of {', '.join(_SHAPES)}")
    facts = tuple(entry.get("uit", ()))
    for fact in facts:
        if fact not in reader.domains:
            raise DataFileError(file, f"{key}.uit", f"{fact!r} is no fact")

    def condition(name: str) -> Condition | None:
        if name not in entry:
            return None
        parsed = parse(entry[name], file=file, key=f"{key}.{name}")
        check_values(parsed, reader.domains, file, f"{key}.{name}")
        return parsed

    return FormLine(
        number=entry["nummer"],
        literal=Literal(entry["letterlijk"], entry["bron"]),
        shape=entry["vorm"],
        fields=tuple(entry.get("velden", ())),
        follows=entry.get("gevolg", ""),
        ticked=condition("aan"),
        facts=facts,
        facts_when=condition("uit_als"),
        reason_when=condition("reden_als"),
        warning=reader.sentence(entry["let_op"], file, f"{key}.let_op") if "let_op" in entry else None,
    )
