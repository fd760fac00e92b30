"""Writes the list of words of the documents anew: python -m assistant.masking corpus/documenten."""

import sys
from pathlib import Path

from assistant.masking.known import persons
from assistant.masking.lists import FOLDER
from assistant.masking.vocabulary import DOCUMENT_WORDS, write_document_words


def main(folder: Path) -> None:
    """Read every text below the folder and write the data file."""
    texts = [path.read_text("utf-8") for path in sorted(folder.rglob("*.txt"))]
    write_document_words(texts, persons(), FOLDER / DOCUMENT_WORDS)


if __name__ == "__main__":
    if len(sys.argv) != 2 or not Path(sys.argv[1]).is_dir():
        sys.exit("usage: python -m assistant.masking FOLDER, with the documents in it")
    main(Path(sys.argv[1]))
