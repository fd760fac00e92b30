"""The process that reads one file: a request comes on standard input, the text or the error goes to standard output."""

import json
import sys
from dataclasses import asdict
from pathlib import Path
from typing import Any

from ingest.readers.errors import ReadError, ReaderStopped
from ingest.readers.phrases import reason
from ingest.readers.reading import Limits
from ingest.readers.within import read_within


def main() -> None:
    """Answer one request; a fault that no reader foresaw is an error about the file as well."""
    request = json.load(sys.stdin)
    limits = Limits(**request["limits"])
    _limit_memory(limits.memory_bytes)
    sys.stdout.buffer.write(json.dumps(_answer(Path(request["path"]), limits)).encode())


def _answer(path: Path, limits: Limits) -> dict[str, Any]:
    try:
        return asdict(read_within(path, limits=limits))
    except ReadError as error:
        return _told(error)
    except MemoryError:
        return _told(ReaderStopped(path, reason("geheugen", aantal=limits.memory_bytes // 1_000_000)))
    # Whatever a library does on a file that is not as it should be: the one who offered it is told in one line.
    except Exception as error:
        text = " ".join(str(error).split())[:120]
        return _told(ReaderStopped(path, f"{type(error).__name__}: {text}" if text else type(error).__name__))


def _told(error: ReadError) -> dict[str, Any]:
    return {"error": type(error).__name__, "values": {key: own for key, own in vars(error).items() if key != "path"}}


def _limit_memory(allowed: int) -> None:
    """Let this process have no more memory than this, where the system can hold it to that (Linux does)."""
    try:
        import resource
    except ImportError:  # Windows has no such limit; the one on time holds there
        return
    _, most = resource.getrlimit(resource.RLIMIT_AS)
    resource.setrlimit(resource.RLIMIT_AS, (allowed if most < 0 else min(allowed, most), most))


if __name__ == "__main__":
    main()
