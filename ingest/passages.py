"""Passages: pieces of a document put together into what is found, shown and cited as one."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from typing import cast

from ingest.layout import Layout
from ingest.lines import Role, ends_sentence, fingerprint
from ingest.manifest import Source
from ingest.pieces import Piece, Shape, cut_pieces
from ingest.reading import WordEvidence, reading_text
from ingest.records import Kind, Passage, PassageId
from ingest.structure import Structure

LONGEST = 25
_COMFORTABLE = 12  # paragraphs of one block are put together up to this many lines
_AFTERTHOUGHT = 2  # so short a paragraph straight after a list says nothing without it
_OPENING = 22


@dataclass
class _Group:
    """Pieces that will be one passage, unless they are too long for one."""

    pieces: list[Piece]

    @property
    def last(self) -> Piece:
        return self.pieces[-1]

    @property
    def length(self) -> int:
        return self.last.last - self.pieces[0].first + 1

    def with_piece(self, piece: Piece) -> int:
        return piece.last - self.pieces[0].first + 1


def make_passages(
    source: Source, stored: Sequence[str], structure: Structure, layout: Layout, evidence: WordEvidence
) -> list[Passage]:
    """Return the passages of a document in order.

    Every line that carries text is in exactly one passage. A passage holds at most LONGEST lines, keeps to one section
    and never begins or ends inside a sentence.
    """
    groups = [part for group in _group(cut_pieces(structure, layout)) for part in _split(group)]
    repeated = _repeated_openings(groups)
    return [_passage(source, stored, structure, group, evidence, repeated) for group in groups]


def search_text(passage: Passage) -> str:
    """Return what a passage is found by: its headings and its words."""
    return "\n".join([*passage.heading_path, passage.reading_text])


def _group(pieces: list[Piece]) -> list[_Group]:
    groups: list[_Group] = []
    headings: list[Piece] = []
    fresh = True  # nothing may be added to the last group
    for piece in pieces:
        if piece.shape is Shape.HEADING:
            if headings and headings[-1].path != piece.path[: len(headings[-1].path)]:
                _drop_headings(headings)
            headings.append(piece)
            fresh = True
        elif piece.shape is Shape.NOTE:
            groups.append(_Group([piece]))
            fresh = True
        elif headings or fresh or not _belongs(groups[-1], piece):
            groups.append(_Group([*headings, piece]))
            headings.clear()
            fresh = False
        else:
            groups[-1].pieces.append(piece)
    _drop_headings(headings)
    return groups


def _drop_headings(headings: list[Piece]) -> None:
    """Make headings with nothing under them residue: they say no more than the heading paths do."""
    for piece in headings:
        for line in piece.lines:
            line.role, line.rule = Role.RESIDUE, "kop zonder tekst"
    headings.clear()


def _belongs(group: _Group, piece: Piece) -> bool:
    """Whether a piece goes on what the group began: a list, a table, a box, a block of paragraphs."""
    last = group.last
    if last.path != piece.path:
        return False
    announced = last.shape is Shape.PARAGRAPH and not ends_sentence(last.lines[-1].text.rstrip(":;"))
    if last.zone is not piece.zone:
        quoted = piece.zone is not None and piece.zone.rule.soort == "citaat"
        return quoted and last.ends_with_colon and last.zone is None
    if piece.zone is not None:
        return piece.zone.rule.soort != "tabel" or group.with_piece(piece) <= LONGEST
    if piece.shape is Shape.ITEM:
        begun = last.block == piece.block or "•" in last.lines[-1].text
        return last.shape is Shape.ITEM or announced or last.ends_with_colon or begun
    same_block = last.block == piece.block
    if last.shape is Shape.ITEM:
        return same_block and len(piece.lines) <= _AFTERTHOUGHT
    return same_block and group.with_piece(piece) <= _COMFORTABLE


def _split(group: _Group) -> list[_Group]:
    """Return a group in parts of at most LONGEST lines, cut between pieces if that will do, else between sentences."""
    if group.length <= LONGEST:
        return [group]
    parts = _balanced([[piece] for piece in group.pieces])
    split: list[_Group] = []
    for part in parts:
        if part.length > LONGEST and len(part.pieces) == 1:
            split.extend(_Group(pieces) for pieces in _sentence_parts(part.pieces[0]))
        elif part.length > LONGEST:
            split.extend(_balanced([cut for piece in part.pieces for cut in _sentence_parts(piece)]))
        else:
            split.append(part)
    return split


def _sentence_parts(piece: Piece) -> list[list[Piece]]:
    """Return a piece cut after each line that ends a sentence, put together again into parts of even length."""
    if piece.notes:
        return [[piece]]
    runs: list[Piece] = []
    begin = 0
    for position, line in enumerate(piece.lines):
        complete = ends_sentence(line.text) and not line.text.endswith((":", ";"))
        if complete or position == len(piece.lines) - 1:
            runs.append(
                Piece(
                    shape=piece.shape,
                    lines=piece.lines[begin : position + 1],
                    path=piece.path,
                    zone=piece.zone,
                    block=piece.block,
                )
            )
            begin = position + 1
    joined = []
    for part in _balanced([[run] for run in runs]):
        lines = [line for run in part.pieces for line in run.lines]
        joined.append([Piece(shape=piece.shape, lines=lines, path=piece.path, zone=piece.zone, block=piece.block)])
    return joined


def _balanced(units: list[list[Piece]]) -> list[_Group]:
    """Return units put together into the fewest parts of at most LONGEST lines, of about equal length.

    A heading or an announcement ("...:") stays with what follows.
    """
    total = units[-1][-1].last - units[0][0].first + 1
    target = total / -(-total // LONGEST)
    parts: list[_Group] = []
    for unit in units:
        current = parts[-1] if parts else None
        if current is not None:
            bound = current.last.shape is Shape.HEADING or current.last.ends_with_colon
            length = current.with_piece(unit[-1])
            if length <= (LONGEST if bound else min(LONGEST, target + 2)):
                current.pieces.extend(unit)
                continue
        parts.append(_Group(list(unit)))
    return parts


def _kind(group: _Group, repeated: set[str]) -> Kind:
    if any(piece.shape is Shape.NOTE for piece in group.pieces):
        return "voetnoot"
    zone = next((piece.zone for piece in reversed(group.pieces) if piece.zone is not None), None)
    if zone is not None:
        return cast(Kind, zone.rule.soort)
    items = [piece for piece in group.pieces if piece.shape is Shape.ITEM]
    if len(items) > 1 and all(_opening(item) in repeated for item in items):
        return "kader"
    return "lijst" if items else "alinea"


def _opening(piece: Piece) -> str:
    return fingerprint(piece.lines[0].text)[:_OPENING]


def _repeated_openings(groups: list[_Group]) -> set[str]:
    """Return how the items begin that a document prints more than once: those are boxes."""
    seen: set[str] = set()
    repeated: set[str] = set()
    for group in groups:
        for piece in group.pieces:
            if piece.shape is Shape.ITEM and len(opening := _opening(piece)) == _OPENING:
                (repeated if opening in seen else seen).add(opening)
    return repeated


def _passage(
    source: Source,
    stored: Sequence[str],
    structure: Structure,
    group: _Group,
    evidence: WordEvidence,
    repeated: set[str],
) -> Passage:
    start, end = group.pieces[0].first, group.last.last
    text = "\n".join(stored[start - 1 : end])
    # The id says where the passage stands, for people who read it; the hash changes when the words do.
    digest = hashlib.sha256(f"{source.id}\n{source.versie}\n{text}".encode()).hexdigest()[:8]
    return Passage(
        passage_id=PassageId(f"{source.id}-{start:04d}-{end:04d}-{digest}"),
        document=source.id,
        version=source.versie,
        source_file=source.bestand,
        source_sha256=source.sha256,
        start_line=start,
        end_line=end,
        page=structure.pages.number_of(structure.pages.index_of(start)),
        heading_path=group.last.path,
        kind=_kind(group, repeated),
        text=text,
        reading_text=reading_text(group.pieces, evidence),
    )
