"""The form of 002, Bijlage III: its own questions word for word, filled in where the walk gives the answer."""

from __future__ import annotations

from dataclasses import dataclass

from assistant.cite import Citer, Place
from assistant.report.wording import Wording
from assistant.verslag.form_lines import Form, FormLine
from assistant.verslag.labels import Labels
from assistant.verslag.notes import Notes
from assistant.verslag.pieces import Block, Cell, Document, Field, Heading, Line, Piece, Table, Text, Tick
from assistant.verslag.sources import short_sources
from assistant.verslag.verslag import Verslag


def write_form(form: Form, verslag: Verslag, labels: Labels, citer: Citer) -> Document:
    """Return the form of a walk."""
    return _Writer(form, verslag, labels, citer, Notes()).document()


@dataclass(frozen=True)
class _Writer:
    form: Form
    verslag: Verslag
    labels: Labels
    citer: Citer
    notes: Notes

    def document(self) -> Document:
        words, columns = self.form.words, self.form.columns
        grounds = words["voor_welke"].format(grondslag=self.verslag.conclusion["grondslag_naam"])
        introduction = [self._said(wording) for wording in self.form.introduction]
        blocks: list[Block] = [
            Text((*introduction, Line(grounds, strong=True), Line(words["hoe_ingevuld"]))),
            Text(tuple(Field(literal.words) for literal in self.form.names)),
            Heading(words["kop"]),
            Table(columns, tuple(self._row(line) for line in self.form.lines), (13, 38, 27, 22)),
            Heading(words["ondertekening"]),
            Text(tuple(Field(literal.words) for literal in self.form.signing)),
            *short_sources(self.notes, self.labels),
        ]
        kind = self.labels.kinds["formulier"]
        return Document(
            title=self.form.title,
            subtitle="",
            stem=kind.stem,
            drawn_on=self.verslag.drawn_on,
            footer=self.labels.words["voet"],
            blocks=tuple(blocks),
        )

    def _row(self, line: FormLine) -> tuple[Cell, ...]:
        place = Place.parse(line.literal.place)
        number: list[Piece] = [Line(line.number)]
        if place:
            number.append(Line(self.labels.lines(place.start, place.end), quiet=True))
        literal = Line(line.literal.words, strong=line.shape == "kop")
        on = bool(line.ticked and line.ticked.holds(self.verslag.context))
        words: list[Piece] = [Tick(literal, on) if line.shape == "vink" else literal]
        if line.warning:
            said = self._said(line.warning)
            words.append(Line(said.text, said.notes, quiet=True))
        return (tuple(number), tuple(words), self._to_fill_in(line), self._beside(line))

    def _to_fill_in(self, line: FormLine) -> Cell:
        pieces: list[Piece] = [Line(line.follows)] if line.follows else []
        if line.shape == "ja_nee":
            pieces += [Tick(Line(word), False) for word in self.form.yes_no]
        reason = self._reason() if line.reason_when and line.reason_when.holds(self.verslag.context) else ""
        return (*pieces, *(Field(name, reason) for name in line.fields))

    def _beside(self, line: FormLine) -> Cell:
        if line.facts_when and not line.facts_when.holds(self.verslag.context):
            return ()
        given = [answered for fact in line.facts if (answered := self.verslag.answer(fact))]
        return tuple(Line(f"{answered.short}: {answered.answer}", quiet=True) for answered in given)

    def _reason(self) -> str:
        """Return why the weighing came out as it did, in the words of the conclusion."""
        row = self.verslag.conclusion["bewijs"]["regel"]
        said = self.verslag.conclusion["zinnen"]
        return next((str(item["tekst"]) for item in said if row and item["id"].startswith(f"regels.{row}")), "")

    def _said(self, wording: Wording) -> Line:
        sources = self.citer.cite(wording.places, used_by=wording.text_id)
        return Line(wording.text, self.notes.numbers(source.to_json() for source in sources))
