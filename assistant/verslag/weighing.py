"""The verslag of the weighing: what was asked, answered, weighed and concluded, for the file of the person."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from assistant.verslag.labels import Labels
from assistant.verslag.notes import Notes
from assistant.verslag.pieces import Block, Cell, Document, Field, Heading, Line, Piece, Table, Text, Tick
from assistant.verslag.sources import appendices
from assistant.verslag.verslag import StepTaken, Verslag
from ingest.store import DocumentInfo

_CERTAIN = "hoog"
_PER_PART = "– "


def write_weighing(verslag: Verslag, labels: Labels, documents: Mapping[str, DocumentInfo]) -> Document:
    """Return the verslag of a walk; `documents` are by their id."""
    writer = _Writer(verslag, labels)
    blocks = [*writer.body(), *appendices(writer.notes, labels, verslag.conclusion["bewijs"], documents)]
    kind = labels.kinds["afweging"]
    return Document(
        title=kind.title,
        subtitle=f"{labels.weighing['uitkomst']}: {verslag.conclusion['titel']}",
        stem=kind.stem,
        drawn_on=verslag.drawn_on,
        footer=labels.words["voet"],
        blocks=tuple(blocks),
    )


@dataclass(frozen=True)
class _Writer:
    verslag: Verslag
    labels: Labels
    notes: Notes = field(default_factory=Notes)

    def body(self) -> list[Block]:
        """Return the verslag up to its appendices, in the order in which a reader needs it."""
        parts: Sequence[Callable[[], list[Block]]] = (
            self._to_fill_in,
            self._situation,
            self._conclusion,
            self._sharing,
            self._conditions,
            self._afterwards,
            self._consulted,
            self._steps,
            self._ladder,
            self._differences,
            self._ageing,
        )
        return [block for part in parts for block in part()]

    def _to_fill_in(self) -> list[Block]:
        words = self.labels.weighing
        dated = Field(words["datum"], self.labels.date(self.verslag.drawn_on))
        blank = tuple(Field(words[name]) for name in ("client", "professional", "organisatie"))
        explained = Text((Line(words["invullen_uitleg"]),), "stil")
        return [Heading(words["invullen_kop"]), explained, Text((*blank, dated))]

    def _situation(self) -> list[Block]:
        words = self.labels.weighing
        if not self.verslag.situation:
            return [
                Heading(words["situatie"]),
                Text((Line(words["geen_situatie"]),), "stil"),
                Text((Field(words["situatie_veld"]),)),
            ]
        told = tuple(Line(text) for text in self.verslag.situation)
        explained = Text((Line(words["situatie_uitleg"]),), "stil")
        return [Heading(words["situatie"]), Text(told, "citaat"), explained]

    def _conclusion(self) -> list[Block]:
        words, conclusion = self.labels.weighing, self.verslag.conclusion
        facts = [
            Field(words["uitkomst"], conclusion["titel"]),
            Field(words["grondslag"], conclusion["grondslag_naam"]),
            Field(words["omvang"], conclusion["omvang_naam"]),
        ]
        facts += [
            Field(words[fact], given.answer) for fact in ("ontvanger", "doel") if (given := self.verslag.answer(fact))
        ]
        said = [item for item in conclusion["zinnen"] if not item.get("stap")]
        blocks: list[Block] = [Heading(words["conclusie"]), Text(tuple(facts))]
        unknown = [given.short for fact in conclusion["onbekend"] if (given := self.verslag.answer(fact))]
        if unknown:
            blocks += [Heading(words["onbekend"], 2), Text(tuple(map(Line, unknown)), "punten")]
        no_advice = Text((Line(self.labels.words["geen_advies"], strong=True),), "let_op")
        return [*blocks, Heading(words["waarom"], 2), self._points(said), no_advice]

    def _sharing(self) -> list[Block]:
        words, sharing = self.labels.weighing, self.verslag.conclusion["delen"]
        if not (sharing["wel"] or sharing["niet"]):
            return []
        cells = tuple(tuple(map(self.notes.line, sharing[name])) for name in ("wel", "niet"))
        shared = words.get(f"wel_{self.verslag.conclusion['code']}", words["wel"])
        return [Heading(words["delen"]), Table((shared, words["niet"]), (cells,), (50, 50))]

    def _conditions(self) -> list[Block]:
        words, conditions = self.labels.weighing, self.verslag.conclusion["voorwaarden"]
        if not conditions:
            return []
        ticks = tuple(Tick(self.notes.line(item), i in self.verslag.ticked) for i, item in enumerate(conditions))
        explained = Text((Line(words["voorwaarden_uitleg"]),), "stil")
        return [Heading(words["voorwaarden"]), explained, Text(ticks)]

    def _afterwards(self) -> list[Block]:
        words = self.labels.weighing
        told = self.verslag.answer("betrokkene_geinformeerd")
        known = [Field(words["geinformeerd"], told.answer)] if told else []
        blocks = [
            *self._section("informeren", [*known, Field(words["hoe_geinformeerd"])]),
            *self._section("vastleggen", [Field(words["gedeeld"])]),
            *self._section("evalueren", [Field(words["evaluatiedatum"])]),
        ]
        return [Heading(words["daarna"]), *blocks] if blocks else []

    def _section(self, name: str, fields: Iterable[Field]) -> list[Block]:
        said = self.verslag.conclusion[name]
        if not said:
            return []
        return [Heading(self.labels.weighing[name], 2), self._points(said), Text(tuple(fields))]

    def _consulted(self) -> list[Block]:
        words = self.labels.weighing
        given = self.verslag.answer("collega_geraadpleegd")
        known = [Field(words["collega"], given.answer)] if given else []
        blank = [Field(words[name]) for name in ("collega_wie", "collega_wanneer", "collega_uitkomst")]
        blocks: list[Block] = [Heading(words["overleg"]), Text((*known, *blank))]
        if self.verslag.remarks:
            blocks.append(Heading(words["opmerkingen"], 2))
            for remark in self.verslag.remarks:
                day = self.labels.date(remark.on)
                signed = words["opmerking_door"].format(wie=remark.by, datum=day) if remark.by else day
                blocks.append(Text((Line(remark.text), Line(signed, quiet=True)), "citaat"))
        return blocks

    def _steps(self) -> list[Block]:
        words = self.labels.weighing
        taken = [block for step in self.verslag.steps if step.answers for block in self._step(step)]
        return [Heading(words["per_stap"]), *taken] if taken else []

    def _step(self, step: StepTaken) -> list[Block]:
        words = self.labels.weighing
        before = step.step == "vooraf"
        title = step.title if before else words["stap"].format(nummer=step.step, titel=step.title)
        said = [self.notes.line(item) for item in self.verslag.conclusion["zinnen"] if item.get("stap") == step.step]
        rows = []
        for given in step.answers:
            answer: list[Piece] = [Line(given.answer, strong=True)]
            if given.derived:
                answer.append(Line(words["afgeleid"], quiet=True))
            rows.append(((Line(given.question, self.notes.numbers(given.sources, quoted=False)),), tuple(answer)))
        table = Table((words["vraag"], words["antwoord"]), tuple(rows), (62, 38))
        return [Heading(title, 2), *([Text(tuple(said), "aanloop")] if said else []), table]

    def _ladder(self) -> list[Block]:
        words = self.labels.weighing
        rungs = self.verslag.conclusion["ladder"]
        if not rungs:
            return []
        rows = [
            self._rung(rung, prefix)
            for above in rungs
            for rung, prefix in [(above, ""), *((part, _PER_PART) for part in above.get("onderdelen", ()))]
        ]
        header = (words["trede"], words["stand"], words["waarom_trede"])
        explained = Text((Line(words["ladder_uitleg"]),), "stil")
        return [Heading(words["ladder"]), explained, Table(header, tuple(rows), (28, 20, 52))]

    def _rung(self, rung: Mapping[str, Any], prefix: str) -> tuple[Cell, ...]:
        counts = rung["stand"] in ("open", "in_zicht")
        state = Line(self.labels.weighing[f"stand_{rung['stand']}"], strong=counts)
        why = (self.notes.line(rung["uitleg"]),) if rung["uitleg"] else ()
        return ((Line(prefix + rung["naam"], strong=counts),), (state,), why)

    def _differences(self) -> list[Block]:
        words = self.labels.weighing
        blocks: list[Block] = []
        for conflict in self.verslag.conclusion["tegenspraak"]:
            rows = []
            for side in conflict["kanten"]:
                origins = dict.fromkeys(f"{s['titel']}, {s['datum']} ({s['status']})" for s in side["bronnen"])
                rows.append((tuple(map(Line, origins)), (self.notes.line(side),)))
            table = Table((words["document"], words["standpunt"]), tuple(rows), (40, 60))
            blocks += [Heading(conflict["titel"], 2), table, Text((Line(conflict["volgt"]),))]
        return [Heading(words["tegenspraak"]), *blocks] if blocks else []

    def _ageing(self) -> list[Block]:
        words = self.labels.weighing
        lines: list[Line] = []
        for item in self.verslag.conclusion["veroudering"]:
            certain = item["zekerheid"] == _CERTAIN
            now = item["hoe_het_is"] if certain else item["tekst"]
            label = words["hoe_het_is" if certain else "hoe_het_is_onzeker"]
            said = f"{words['in_document']}: {item['in_document']} {label}: {now}"
            lines += [Line(item["verwijzing"], strong=True), Line(said, self.notes.numbers(item["bronnen"]))]
        return [Heading(words["veroudering"]), Text(tuple(lines))] if lines else []

    def _points(self, said: Iterable[Mapping[str, Any]]) -> Text:
        return Text(tuple(map(self.notes.line, said)), "punten")
