"""The Dutch sentences of the readers: remarks for the maintainer, reasons in errors, names of kinds of files."""

from functools import cache
from pathlib import Path

from ingest.datafiles import read_yaml
from ingest.errors import DataFileError

_FILE = Path(__file__).with_name("teksten.yaml")


@cache
def _phrases() -> dict[str, dict[str, str]]:
    content = read_yaml(_FILE)
    for part in ("opmerkingen", "redenen", "soorten", "maten"):
        sentences = content.get(part) if isinstance(content, dict) else None
        if not isinstance(sentences, dict) or not all(isinstance(text, str) for text in sentences.values()):
            raise DataFileError(_FILE, part, "expected names with a sentence each")
    return dict(content)


def remark(name: str, **values: object) -> str:
    """Return a remark for the maintainer, with its values filled in."""
    return _phrases()["opmerkingen"][name].format(**values)


def reason(name: str, **values: object) -> str:
    """Return why a file cannot be read, as it stands inside an error."""
    return _phrases()["redenen"][name].format(**values)


def kind_name(kind: str) -> str:
    """Return what a kind of file is called."""
    return _phrases()["soorten"][kind]


def measure(name: str) -> str:
    """Return what a limit counts."""
    return _phrases()["maten"][name]


def page_list(pages: list[int]) -> str:
    """Return page numbers as people write them: 3, 5-8, 12."""
    runs: list[list[int]] = []
    for page in sorted(set(pages)):
        if runs and page == runs[-1][1] + 1:
            runs[-1][1] = page
        else:
            runs.append([page, page])
    return ", ".join(str(first) if first == last else f"{first}-{last}" for first, last in runs)
