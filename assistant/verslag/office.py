"""The office: says which papers a walk has, and writes one of them as a file."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from assistant.cite import Citer
from assistant.errors import InputError
from assistant.report.statements import say_those_that_hold
from assistant.verslag import as_docx, as_markdown, as_pdf
from assistant.verslag.form import write_form
from assistant.verslag.form_lines import Form, load_form
from assistant.verslag.labels import FORMATS, KINDS, Labels, load_labels
from assistant.verslag.leaflet import Leaflet, load_leaflet, write_leaflet
from assistant.verslag.pieces import Document
from assistant.verslag.verslag import Verslag, context_of
from assistant.verslag.weighing import write_weighing
from ingest.store import DocumentInfo


@dataclass(frozen=True)
class Download:
    """A file for the user; it exists in memory only."""

    name: str
    media_type: str
    content: bytes


@dataclass(frozen=True)
class Papers:
    """The words of all three papers."""

    labels: Labels
    form: Form
    leaflet: Leaflet

    def cited(self) -> Iterator[tuple[str, tuple[str, ...], str]]:
        """Yield (who, places, text) of everything that cites; what stands between “quotes” is literal."""
        yield from self.form.cited()
        yield from self.leaflet.cited()
        for kind in self.labels.kinds.values():
            for wording in kind.warnings:
                yield f"{kind.kind}.{wording.text_id}", wording.places, wording.text


def load_papers(folder: Path, domains: Mapping[str, Sequence[str]]) -> Papers:
    """Read the words of the papers; raises DataFileError naming the file, the key and what was expected."""
    return Papers(
        labels=load_labels(folder / "verslag.yaml", domains),
        form=load_form(folder / "verslag_formulier.yaml", domains),
        leaflet=load_leaflet(folder / "verslag_informatieblad.yaml", domains),
    )


@dataclass(frozen=True)
class Office:
    """Writes the papers of a walk that ended."""

    papers: Papers
    citer: Citer
    documents: Mapping[str, DocumentInfo]

    def offer(self, conclusion: Mapping[str, Any] | None) -> list[dict[str, Any]]:
        """Return every paper as plain data, with whether it is there, why not, and what to mind before it is given."""
        context = context_of(conclusion) if conclusion else None
        return [self._offer(kind, context) for kind in KINDS]

    def write(self, verslag: Verslag | None, kind: str, form: str) -> Download:
        """Return a paper as a file.

        Raises InputError without a verslag (there is no conclusion yet), for a kind or format that does not exist, and
        for a paper that this conclusion does not have.
        """
        if verslag is None:
            raise InputError(f"verslag: {self.papers.labels.words['alleen_na_conclusie']}")
        for given, known in ((kind, KINDS), (form, FORMATS)):
            if given not in known:
                raise InputError(f"verslag: {given!r} bestaat niet; kies uit {', '.join(known)}")
        labels = self.papers.labels
        if not labels.kinds[kind].when.holds(verslag.context):
            raise InputError(f"verslag: {kind!r} is er niet bij deze conclusie. {labels.kinds[kind].why_not}")
        document = self._compose(verslag, kind)
        words = {**labels.words, "opmerking": labels.weighing["opmerking"]}
        if form == "docx":
            media_type, content = as_docx.MEDIA_TYPE, as_docx.write_docx(document, words)
        elif form == "pdf":
            media_type, content = as_pdf.MEDIA_TYPE, as_pdf.write_pdf(document, words)
        else:
            media_type, content = as_markdown.MEDIA_TYPE, as_markdown.write_markdown(document, words)
        return Download(f"{document.stem}-{document.drawn_on.isoformat()}.{form}", media_type, content)

    def _compose(self, verslag: Verslag, kind: str) -> Document:
        papers = self.papers
        if kind == "formulier":
            return write_form(papers.form, verslag, papers.labels, self.citer)
        if kind == "informatieblad":
            return write_leaflet(papers.leaflet, verslag, papers.labels, self.citer)
        return write_weighing(verslag, papers.labels, self.documents)

    def _offer(self, name: str, context: Mapping[str, str] | None) -> dict[str, Any]:
        labels = self.papers.labels
        kind = labels.kinds[name]
        there = context is not None and kind.when.holds(context)
        warned = say_those_that_hold(kind.warnings, context, self.citer) if context is not None and there else ()
        return {
            "soort": name,
            "titel": kind.title,
            "uitleg": kind.explanation,
            "beschikbaar": there,
            "waarom_niet": "" if there else labels.words["nog_niet"] if context is None else kind.why_not,
            "let_op": [statement.to_json() for statement in warned],
            "formaten": [{"formaat": form, "naam": labels.formats[form]} for form in FORMATS],
        }
