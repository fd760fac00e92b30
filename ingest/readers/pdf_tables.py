"""Tables of a PDF page: by the lines drawn around their cells, or by rows of short pieces that stand in columns."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import mean, median

from ingest.readers.pdf_cells import JoinCell
from ingest.readers.pdf_lines import Piece, Word, line_pieces, text_of
from ingest.readers.pdf_page import Rule

_TOUCH = 3.0
_MOST_RULES = 2000
_GAP = 6.0
_CELL_LETTERS = 18  # a column of prose has more letters on a line than this
_FILLED = 0.72  # and its lines fill more of its width
_ROWS = 3
_MARKS = ("•", "▪", "◦", "–", "-")
SEPARATOR = " | "


@dataclass
class _Grid:
    """Level and upright lines that touch each other."""

    rules: list[Rule]
    xs: list[float]
    ys: list[float]

    def holds(self, word: Word, y: float) -> bool:
        return self.xs[0] <= (word.x0 + word.x1) / 2 <= self.xs[-1] and self.ys[0] <= y <= self.ys[-1] + 1

    def upright(self, x: float, y: float) -> bool:
        return any(not r.level and abs(r.x0 - x) <= _TOUCH and r.y0 - 1 <= y <= r.y1 + 1 for r in self.rules)

    def level(self, x: float, y: float) -> bool:
        return any(r.level and abs(r.y0 - y) <= _TOUCH and r.x0 - 1 <= x <= r.x1 + 1 for r in self.rules)


def ruled_tables(pieces: list[Piece], rules: Sequence[Rule], join: JoinCell) -> list[Piece]:
    """Return the pieces of a page in which what stands inside drawn cells has become tables."""
    rest = list(pieces)
    tables: list[Piece] = []
    for grid in _grids(rules):
        inside: list[tuple[float, float, Word]] = []
        outside: list[Piece] = []
        for piece in rest:
            held = [word for word in piece.words if grid.holds(word, piece.y - 0.3 * piece.size)]
            if not held:
                outside.append(piece)
                continue
            inside.extend((piece.y, piece.size, word) for word in held)
            left = [word for word in piece.words if word not in held]
            if left:
                outside.append(Piece(words=left, x0=left[0].x0, x1=left[-1].x1, y=piece.y, size=piece.size))
        rows = _rows_of_grid(grid, inside, join)
        if not rows:
            continue
        rest = outside
        size = median(size for _, size, _ in inside)
        tables.append(
            Piece(words=[], x0=grid.xs[0], x1=grid.xs[-1], y=grid.ys[-1], size=size, top=grid.ys[0], rows=rows)
        )
    return [*rest, *tables]


def _grids(rules: Sequence[Rule]) -> list[_Grid]:
    """Return the sets of touching lines that make at least two columns of cells."""
    groups: list[list[Rule]] = []
    for rule in _different(rules):
        touching = [group for group in groups if any(_touch(rule, other) for other in group)]
        groups = [group for group in groups if group not in touching]
        groups.append([rule, *(other for group in touching for other in group)])
    grids = []
    for group in groups:
        xs = _snapped([rule.x0 for rule in group if not rule.level])
        ys = _snapped([rule.y0 for rule in group if rule.level])
        if len(xs) >= 3 and len(ys) >= 2:
            grids.append(_Grid(rules=group, xs=xs, ys=ys))
    return grids


def _different(rules: Sequence[Rule]) -> list[Rule]:
    """Return rules without those drawn twice; none when there are so many that they are a drawing and no table."""
    places = {(round(rule.x0), round(rule.y0), round(rule.x1), round(rule.y1)): rule for rule in rules}
    return list(places.values()) if len(places) <= _MOST_RULES else []


def _touch(one: Rule, other: Rule) -> bool:
    return (
        one.x0 <= other.x1 + _TOUCH
        and other.x0 <= one.x1 + _TOUCH
        and one.y0 <= other.y1 + _TOUCH
        and other.y0 <= one.y1 + _TOUCH
    )


def _snapped(values: list[float]) -> list[float]:
    snapped: list[float] = []
    for value in sorted(values):
        if not snapped or value - snapped[-1] > _TOUCH:
            snapped.append(value)
    return snapped


def _rows_of_grid(grid: _Grid, inside: list[tuple[float, float, Word]], join: JoinCell) -> tuple[str, ...]:
    """Return the rows of a table; a cell over several columns or rows stands once, where it begins."""
    cells: dict[tuple[int, int], list[tuple[float, Word]]] = {}
    for y, size, word in inside:
        row = max(i for i, top in enumerate(grid.ys[:-1]) if i == 0 or top <= y - 0.3 * size)
        column = max(i for i, left in enumerate(grid.xs[:-1]) if i == 0 or left <= (word.x0 + word.x1) / 2)
        middle_y = (grid.ys[row] + grid.ys[row + 1]) / 2
        while column > 0 and not grid.upright(grid.xs[column], middle_y):
            column -= 1
        middle_x = (grid.xs[column] + grid.xs[column + 1]) / 2
        while row > 0 and not grid.level(middle_x, grid.ys[row]):
            row -= 1
        cells.setdefault((row, column), []).append((y, word))
    rows = []
    for row in range(len(grid.ys) - 1):
        texts = [_cell(cells.get((row, column), []), join) for column in range(len(grid.xs) - 1)]
        if any(texts):
            rows.append(SEPARATOR.join(texts))
    return tuple(rows)


def _cell(words: list[tuple[float, Word]], join: JoinCell) -> str:
    lines: list[list[Word]] = []
    last = 0.0
    for y, word in sorted(words, key=lambda own: own[0]):
        if lines and y - last <= 0.25 * word.size:
            lines[-1].append(word)
        else:
            lines.append([word])
            last = y
    return join([text_of(sorted(line, key=lambda own: own.x0)) for line in lines])


def is_table(left: Sequence[Piece], right: Sequence[Piece], size: float) -> bool:
    """Whether two sets of pieces beside each other are the cells of a table, and not two columns of prose."""
    if any(piece.rows or piece.text.startswith(_MARKS) for piece in (*left, *right)):
        return False
    lines = [piece.y for piece in right]
    beside = sum(any(abs(piece.y - y) <= 0.25 * size for y in lines) for piece in left)
    if min(len(left), len(right)) < 3 or beside < 0.7 * min(len(left), len(right)):
        return False
    if _rows_stand_level(left, right, size):
        return True
    return not all(_is_prose(column) for column in _columns([*left, *right]))


def _is_prose(column: Sequence[Piece]) -> bool:
    """Whether the lines of a column are long, and mostly fill it."""
    width = max(piece.x1 for piece in column) - min(piece.x0 for piece in column)
    lines = line_pieces(column)  # the wide spaces of justified text cut lines into pieces
    filled = median((line[-1].x1 - line[0].x0) / max(width, 1.0) for line in lines)
    return mean(sum(len(piece.text) for piece in line) for line in lines) >= _CELL_LETTERS and filled >= _FILLED


def _columns(pieces: Sequence[Piece]) -> list[list[Piece]]:
    """Return pieces by the column they begin in."""
    edges = _column_edges(pieces)
    columns: list[list[Piece]] = [[] for _ in edges]
    for piece in pieces:
        columns[_column_of(piece, edges)].append(piece)
    return columns


def _column_of(piece: Piece, edges: Sequence[float]) -> int:
    return max(index for index, edge in enumerate(edges) if index == 0 or edge <= piece.x0 + 1)


def _rows_stand_level(left: Sequence[Piece], right: Sequence[Piece], size: float) -> bool:
    """Whether each paragraph on one side begins beside one on the other: those are rows, however long their cells."""
    heights = [[line[0].y for line in line_pieces(side)] for side in (left, right)]
    steps = Counter(round(below - above) for side in heights for above, below in pairwise(side))
    usual = max(steps, key=lambda step: (steps[step], -step))
    starts = [side[:1] + [below for above, below in pairwise(side) if below - above > 1.15 * usual] for side in heights]
    return len(starts[0]) == len(starts[1]) >= _ROWS and all(
        abs(one - other) <= 0.25 * size for one, other in zip(*starts, strict=True)
    )


def unruled_table(pieces: Sequence[Piece], join: JoinCell) -> Piece:
    """Return pieces that stand in columns as a table.

    A row begins where the space above a line is wider than inside a row; where that is everywhere the same, at each
    line that has something in the first column.
    """
    lines = line_pieces(pieces)
    edges = _column_edges(pieces)
    gaps = [below[0].y - above[0].y for above, below in pairwise(lines)]
    widest, closest = max(gaps, default=0.0), min(gaps, default=0.0)
    by_gap = widest > 1.3 * closest
    rows: list[list[list[str]]] = []
    for position, line in enumerate(lines):
        cells: list[list[Word]] = [[] for _ in edges]
        for piece in line:
            cells[_column_of(piece, edges)].extend(piece.words)
        apart = position == 0 or gaps[position - 1] > 1.15 * closest
        if position == 0 or (apart if by_gap else bool(cells[0])):
            rows.append([[] for _ in edges])
        for cell, words in zip(rows[-1], cells, strict=True):
            if words:
                cell.append(text_of(words))
    texts = tuple(SEPARATOR.join(join(cell) for cell in row) for row in rows)
    return Piece(
        words=[],
        x0=min(piece.x0 for piece in pieces),
        x1=max(piece.x1 for piece in pieces),
        y=lines[-1][0].y,
        size=lines[0][0].size,
        top=lines[0][0].y,
        rows=texts,
    )


def _column_edges(pieces: Sequence[Piece]) -> list[float]:
    """Return where the columns of a table begin: after each strip that no piece comes into."""
    edges: list[float] = []
    reached = float("-inf")
    for piece in sorted(pieces, key=lambda own: own.x0):
        if piece.x0 > reached + _GAP or not edges:
            edges.append(piece.x0)
        reached = max(reached, piece.x1)
    return edges
