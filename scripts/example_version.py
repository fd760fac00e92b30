"""Write the made-up "May 2026" version of a document that docs/bijwerken.md and its test take in."""

import sys
from pathlib import Path
from typing import Any

import yaml

ROOT = Path(__file__).resolve().parent.parent


def example_version(root: Path = ROOT) -> str:
    """Return the text of the example: a passage moved, a sentence turned around, a section added, a passage gone."""
    edits: dict[str, Any] = yaml.safe_load(Path(__file__).with_name("example_version.yaml").read_text("utf-8"))
    manifest = yaml.safe_load((root / "corpus" / "bronnen.yaml").read_text("utf-8"))
    source = next(own for own in manifest["bronnen"] if own["id"] == edits["document"])
    folder = root / "corpus" / "documenten" / source["id"] / source["versie"]
    lines = (folder / source["bestand"]).read_bytes().decode("utf-8").split("\n")
    first, last = edits["verplaats"]["regels"]
    moved = lines[first - 1 : last]
    gone = {*range(first, last + 1), *range(edits["weg"][0], edits["weg"][1] + 1)}
    made = []
    for number, line in enumerate(lines, start=1):
        if number not in gone:
            made.append(edits["vervang"]["door"] if number == edits["vervang"]["regel"] else line)
        if number == edits["verplaats"]["na"]:
            made += ["", *moved, ""]
        if number == edits["voeg_toe"]["na"]:
            made += edits["voeg_toe"]["regels"]
    return "\n".join(made)


if __name__ == "__main__":
    Path(sys.argv[1]).write_text(example_version(), "utf-8")
