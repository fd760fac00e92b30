"""Draws the conclusion of a receipt again, and says what is the same and what differs."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from assistant.errors import IncompleteWalk, InputError
from assistant.kader.agenda import Agenda
from assistant.report.conclusion import CompletedWalk, Conclusion
from assistant.report.receipt import CitedPassage, Receipt, text_hash
from assistant.report.wording import Texts
from ingest.store import Passage, PassageId, PassageNotFound, Store, StoreError

_CODES = ("conclusie", "grondslag", "omvang")


@dataclass(frozen=True)
class Finding:
    """One thing that was compared, in a Dutch sentence."""

    kind: str  # tabel, generatie, productversie, antwoord, conclusie, grondslag, omvang, regel, omvangregel, passage
    text: str
    weighs: bool = True  # False: worth knowing, but the conclusion and its passages are the same

    def to_json(self) -> dict[str, Any]:
        """Return the finding as plain data."""
        return {"soort": self.kind, "tekst": self.text, "telt": self.weighs}


@dataclass(frozen=True)
class Replay:
    """A receipt, compared with today."""

    same: tuple[Finding, ...]
    different: tuple[Finding, ...]
    summary: str
    now: Mapping[str, Any] | None  # the receipt of today's conclusion, when one could be drawn
    then: tuple[Passage, ...] = ()  # passages that differ now, with the words they had

    @property
    def equal(self) -> bool:
        """Whether today gives the same conclusion, by the same rows, on passages with the same words."""
        return not any(finding.weighs for finding in self.different)

    @property
    def in_short(self) -> str:
        """The summary, and each difference that weighs."""
        return " ".join([self.summary, *(finding.text for finding in self.different if finding.weighs)])

    def to_json(self) -> dict[str, Any]:
        """Return the comparison as plain data."""
        return {
            "gelijk": self.equal,
            "samenvatting": self.summary,
            "hetzelfde": [finding.to_json() for finding in self.same],
            "anders": [finding.to_json() for finding in self.different],
            "nu": dict(self.now) if self.now else None,
            "toen": [
                {
                    "passage_id": passage.passage_id,
                    "document": passage.document,
                    "version": passage.version,
                    "start_line": passage.start_line,
                    "end_line": passage.end_line,
                    "text": passage.text,
                    "leestekst": passage.reading_text,
                }
                for passage in self.then
            ],
        }


@dataclass
class Replayer:
    """Compares receipts with the table and the generation of today."""

    agenda: Agenda
    store: Store
    texts: Texts
    draw: Callable[[CompletedWalk], Conclusion]
    _same: list[Finding] = field(default_factory=list)
    _different: list[Finding] = field(default_factory=list)

    def replay(self, receipt: Receipt, *, where: str) -> Replay:
        """Return what is the same and what differs.

        Raises InputError when the receipt cannot be right: it names the table of today, but facts that table has not.
        """
        self._same, self._different = [], []
        table = self.agenda.table
        same_table = receipt.table_fingerprint == table.fingerprint
        self._compare("tabel", receipt.table_fingerprint, table.fingerprint, weighs=False)
        if not same_table and receipt.table_version != table.version:
            self._note("tabelversie_anders", "tabel", toen=receipt.table_version, nu=table.version)
        self._compare("generatie", receipt.generation, self.store.generation, weighs=False)
        now = self._drawn_again(receipt, same_table=same_table, where=where)
        if now is not None:
            self._verdict(receipt, now, same_table=same_table)
        then = self._passages(receipt)
        equal = not any(finding.weighs for finding in self._different)
        summary = self._say("samenvatting_gelijk" if equal else "samenvatting_anders", datum=receipt.date)
        return Replay(tuple(self._same), tuple(self._different), summary, now, tuple(then))

    def _drawn_again(self, receipt: Receipt, *, same_table: bool, where: str) -> Mapping[str, Any] | None:
        try:
            answers = self.agenda.facts.check(receipt.answers, where=where)
            conclusion = self.draw(CompletedWalk(self.agenda, answers))
        except InputError as error:
            if same_table:
                raise
            self._differs("antwoord_vervallen", "antwoord", uitleg=str(error))
            return None
        except IncompleteWalk:
            names = [self.agenda.facts.by_id[fact].short for fact in self.agenda.missing(receipt.answers)]
            self._differs("antwoord_ontbreekt", "antwoord", feiten=", ".join(names))
            return None
        now: Mapping[str, Any] = conclusion.to_json()["bewijs"]
        if now["afgeleid"] != receipt.derived:
            self._note("afgeleid_anders", "antwoord")
        else:
            self._agrees("antwoorden_gelijk", "antwoord", aantal=len(answers))
        return now

    def _verdict(self, receipt: Receipt, now: Mapping[str, Any], *, same_table: bool) -> None:
        """Compare the verdict, and name both rows whenever something differs."""
        then = dict(zip(_CODES, receipt.verdict, strict=True))
        names: dict[str, Mapping[Any, str]] = {
            "conclusie": self.texts.titles,
            "grondslag": self.texts.grondslag_names,
            "omvang": self.texts.omvang_names,
        }
        for code in _CODES:
            old, new = (names[code].get(value, value) for value in (then[code], now[code]))
            if then[code] == now[code]:
                self._agrees(f"{code}_gelijk", code, nu=new)
            else:
                self._differs(f"{code}_anders", code, toen=old, nu=new, rij=now["regel"] or self._say("geen_regel"))
        for key, old_row in (("regel", receipt.row), ("omvangregel", receipt.size_row)):
            self._compare(key, old_row or self._say("geen_regel"), now[key] or self._say("geen_regel"))
        if same_table and any(then[code] != now[code] for code in _CODES):
            self._differs("bewijs_past_niet", "conclusie")

    def _passages(self, receipt: Receipt) -> list[Passage]:
        """Compare every cited passage; returns those that are gone, as the generation of then has them."""
        literal, lost = 0, []
        for cited in receipt.passages:
            place = f"{cited.number}:{cited.start_line}-{cited.end_line}"
            now = self._where_now(cited)
            if now == place:
                literal += 1
            elif now is not None:
                self._note("passage_verplaatst", "passage", plaats=place, nu=now, document=cited.document)
            else:
                self._lost(cited, place)
                lost.append(cited)
        if literal:
            self._agrees("passages_gelijk", "passage", aantal=literal, totaal=len(receipt.passages))
        return self._of_then(receipt, lost) if lost else []

    def _where_now(self, cited: CitedPassage) -> str | None:
        """Return where the words of a passage stand in its document today, or None when they do not."""
        wanted = (cited.start_line, cited.end_line)
        own = [passage for passage in self.store.passages if passage.document == cited.document]
        same = [(p.start_line, p.end_line) for p in own if text_hash(p.text) == cited.text_sha256]
        if not same:
            return self._laid_out_anew(cited)
        start, end = wanted if wanted in same else same[0]
        return f"{cited.number}:{start}-{end}"

    def _laid_out_anew(self, cited: CitedPassage) -> str | None:
        """Return where the same words stand in a newer version that breaks its lines elsewhere."""
        try:
            found = self.store.locate(cited.number, cited.start_line, cited.end_line)
        except StoreError:
            return None
        same = found.written_for == cited.version and found.fate in ("gelijk", "verplaatst")
        return f"{cited.number}:{found.start}-{found.end}" if same else None

    def _lost(self, cited: CitedPassage, place: str) -> None:
        """Tell apart: other words on this place, or no such place any more."""
        try:
            there = self.store.passages_at(cited.document, cited.start_line, cited.end_line)
        except StoreError:
            there = []
        key = "passage_gewijzigd" if there else "passage_verdwenen"
        self._differs(key, "passage", plaats=place, document=cited.document)

    def _of_then(self, receipt: Receipt, lost: Sequence[CitedPassage]) -> list[Passage]:
        """Return passages with the words they had, from the generation that the receipt names."""
        then = self.store.other(receipt.generation)
        if then is None:
            self._note("generatie_weg", "generatie", toen=receipt.generation)
            return []
        found = []
        for cited in lost:
            try:
                passage = then.passage(PassageId(cited.passage_id))
            except PassageNotFound:
                continue  # the receipt names passages that its generation never had; the other findings say so
            if text_hash(passage.text) == cited.text_sha256:
                found.append(passage)
                place = f"{cited.number}:{cited.start_line}-{cited.end_line}"
                said = {"plaats": place, "versie": passage.version, "tekst": passage.reading_text}
                self._note("passage_toen", "passage", **said)
        return found

    def _compare(self, kind: str, then: str, now: str, *, weighs: bool = True) -> None:
        if then == now:
            self._agrees(f"{kind}_gelijk", kind, nu=now)
        elif weighs:
            self._differs(f"{kind}_anders", kind, toen=then, nu=now)
        else:
            self._note(f"{kind}_anders", kind, toen=then, nu=now)

    def _agrees(self, key: str, kind: str, **filled: object) -> None:
        self._same.append(Finding(kind, self._say(key, **filled)))

    def _differs(self, key: str, kind: str, **filled: object) -> None:
        self._different.append(Finding(kind, self._say(key, **filled)))

    def _note(self, key: str, kind: str, **filled: object) -> None:
        self._different.append(Finding(kind, self._say(key, **filled), weighs=False))

    def _say(self, key: str, **filled: object) -> str:
        return self.texts.receipt[key].format(**filled)


def as_text(found: Mapping[str, Any], words: Mapping[str, str]) -> str:
    """Return a comparison as readable lines: the summary, what differs, what is worth knowing, and what is the same."""
    lines = [found["samenvatting"]]
    differing = [finding for finding in found["anders"] if finding["telt"]]
    noted = [finding for finding in found["anders"] if not finding["telt"]]
    for head, findings in (("kop_anders", differing), ("kop_weetje", noted), ("kop_hetzelfde", found["hetzelfde"])):
        if findings:
            lines += ["", words[head], *(f"  • {finding['tekst']}" for finding in findings)]
    return "\n".join(lines)
