"""The decision table as a page for a privacy officer: rows in readable Dutch, with the passages they rest on."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from assistant.cite import Citer
from assistant.kader.facts import Facts
from assistant.kader.readable import Reader
from assistant.kader.table import DecisionTable
from assistant.report.wording import Texts


@dataclass(frozen=True)
class KaderPage:
    """Every row, step V row and definition, as plain data and as Markdown."""

    table: DecisionTable
    facts: Facts
    texts: Texts
    citer: Citer

    def to_json(self) -> dict[str, Any]:
        """Return the table as plain data; `als` is a list of parts that must all hold."""
        reader = self._reader()
        return {
            "versie": self.table.version,
            "vingerafdruk": self.table.fingerprint,
            "generatie": self.citer.generation,
            "regels": [
                {
                    "id": row.row_id,
                    "nummer": row.number,
                    "als": list(reader.parts(row.when_text)),
                    "conclusie": str(row.outcome),
                    "titel": self.texts.titles[row.outcome],
                    "grondslag": str(row.grondslag),
                    "grondslag_naam": self.texts.grondslag_names[row.grondslag],
                    **self._sources(row.sources, row.row_id),
                }
                for row in self.table.rows
            ],
            "omvang": [
                {
                    "id": size.row_id,
                    "als": list(reader.parts(size.when_text)),
                    "omvang": str(size.omvang) if size.omvang else "gegevens_omvang",
                    "omvang_naam": self.texts.omvang_names[size.omvang]
                    if size.omvang
                    else self.texts.kader["voorgesteld"],
                    "conclusie": str(size.outcome) if size.outcome else None,
                    "titel": self.texts.titles[size.outcome] if size.outcome else self.texts.kader["ongewijzigd"],
                    **self._sources(size.sources, size.row_id),
                }
                for size in self.table.size_rows
            ],
            "definities": [
                {
                    "id": definition.name,
                    "naam": definition.label,
                    "als": list(reader.parts(definition.when_text)),
                    **self._sources(definition.sources, definition.name),
                }
                for definition in self.table.definitions
            ],
        }

    def markdown(self) -> str:
        """Return the same as Markdown: three tables, and below them every passage word for word."""
        words, data = self.texts.kader, self.to_json()
        rules = [
            [f"{row['nummer']}", _als(words, row), f"**{row['titel']}**", row["grondslag_naam"], _places(words, row)]
            for row in data["regels"]
        ]
        sizes = [[_als(words, row), row["omvang_naam"], row["titel"], _places(words, row)] for row in data["omvang"]]
        named = [[f"*{row['naam']}*", _als(words, row), _places(words, row)] for row in data["definities"]]
        columns = {
            "regels": ("kolom_nummer", "kolom_als", "kolom_dan", "kolom_grondslag", "kolom_bronnen"),
            "omvang": ("kolom_als", "kolom_omvang", "kolom_dan", "kolom_bronnen"),
            "definities": ("kolom_begrip", "kolom_als", "kolom_bronnen"),
        }
        heads = {name: [words[column] for column in named_columns] for name, named_columns in columns.items()}
        return "\n\n".join(
            [
                f"# {words['titel']}",
                words["inleiding"],
                words["stand"].format(**data),
                f"## {words['kop_regels']}",
                _markdown_table(heads["regels"], rules),
                f"## {words['kop_omvang']}",
                words["uitleg_omvang"],
                _markdown_table(heads["omvang"], sizes),
                f"## {words['kop_definities']}",
                words["uitleg_definities"],
                _markdown_table(heads["definities"], named),
                f"## {words['kop_bronnen']}",
                *self._quotes(data),
            ]
        )

    def _quotes(self, data: Mapping[str, Any]) -> list[str]:
        """Return every cited place once, in document order, with its quote and the notes that belong beside it."""
        cited: dict[str, list[Mapping[str, Any]]] = {}
        for row in (*data["regels"], *data["omvang"], *data["definities"]):
            for place in row["plaatsen"]:
                cited.setdefault(place, [source.to_json() for source in self.citer.cite([place], used_by=row["id"])])
        blocks = []
        for place, sources in sorted(cited.items(), key=lambda item: _in_order(item[0])):
            first = sources[0]
            lines = [f"### {place}", f"{first['titel']}, {first['datum']}, {first['status']}."]
            lines += [f"> {' '.join(source['leescitaat'].split())}" for source in sources]
            lines += [f"*{note}*" for note in dict.fromkeys(note for s in sources for note in s["opmerkingen"])]
            blocks.append("\n\n".join(lines))
        return blocks

    def _sources(self, places: Sequence[str], used_by: str) -> dict[str, Any]:
        cited = self.citer.cite(places, used_by=used_by)
        return {"plaatsen": list(places), "bronnen": [source.to_json() for source in cited]}

    def _reader(self) -> Reader:
        by_id, words = self.facts.by_id, self.texts.kader
        labels: dict[str, Mapping[str, str]] = {
            name: {option.value: option.label for option in fact.options} for name, fact in by_id.items()
        }
        labels["conclusie"] = {str(code): title for code, title in self.texts.titles.items()}
        labels["grondslag"] = {str(code): name for code, name in self.texts.grondslag_names.items()}
        names = {name: fact.short for name, fact in by_id.items()}
        names |= {"conclusie": words["feit_conclusie"], "grondslag": words["feit_grondslag"]}
        return Reader(names, labels, {d.name: d.label for d in self.table.definitions}, words)


def _als(words: Mapping[str, str], row: Mapping[str, Any]) -> str:
    return f" {words['en']} ".join(row["als"])


def _places(words: Mapping[str, str], row: Mapping[str, Any]) -> str:
    return ", ".join(row["plaatsen"]) or words["geen_bron"]


def _in_order(place: str) -> tuple[str, int]:
    number, lines = place.split(":")
    return number, int(lines.split("-")[0])


def _markdown_table(head: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    lines = [head, ["---"] * len(head), *rows]
    return "\n".join("| " + " | ".join(cell.replace("|", "\\|") for cell in line) + " |" for line in lines)
