"""A process that works on an index and is killed at a chosen moment: the n-th change of a file, or after some time.

It reads orders as lines of JSON, and forks for each, for loading the libraries takes longer than all that is tested.
"""

import json
import os
import select
import signal
import sys
import time
import traceback
from collections.abc import Callable
from pathlib import Path
from typing import Any

from ingest.build import build
from ingest.generations import Generations
from ingest.settings import SHIPPED_MODEL, Settings
from ingest.store import open_store

_WRITES = os.O_WRONLY | os.O_RDWR | os.O_CREAT
_CHANGES = {"os.rename", "os.remove", "os.rmdir", "os.mkdir", "os.truncate", "shutil.rmtree", "sqlite3.connect"}


def work(order: dict[str, Any]) -> Any:
    """Do what an order says."""
    data_dir = Path(order["data_dir"])
    match order["do"]:
        case "build":
            settings = Settings(
                corpus_dir=Path(order["corpus_dir"]), data_dir=data_dir, ready_model=SHIPPED_MODEL, keep=2
            )
            return build(settings, force=True, activate=order.get("activate", True)).generation.id
        case "activate":
            return Generations(data_dir).activate(order["generation"])
        case "rollback":
            return Generations(data_dir).rollback()
        case "answer":
            store = open_store(data_dir, order.get("generation"))
            found = [store.search(question).hits for question in order["questions"]]
            return [[(hit.passage.passage_id, hit.passage.text, round(hit.score, 5)) for hit in hits] for hits in found]
    raise ValueError(order)


def die_at(order: dict[str, Any]) -> Callable[[], int]:
    """Arrange for death at the change that an order names, if it names one; returns what counts the changes."""
    own, count = str(order["data_dir"]), 0

    def watch(event: str, arguments: tuple[Any, ...]) -> None:
        nonlocal count
        if event == "open":
            changes = isinstance(arguments[2], int) and bool(arguments[2] & _WRITES)
        else:
            changes = event in _CHANGES
        if changes and str(arguments[0]).startswith(own):
            count += 1
            if count == order.get("change"):
                os.kill(os.getpid(), signal.SIGKILL)

    sys.addaudithook(watch)
    return lambda: count


def run(order: dict[str, Any], pipe: int) -> None:
    """Do an order in this process, write what came of it to a pipe, and end the process."""
    try:
        count = die_at(order)
        answer = {"result": work(order), "changes": count()}
        with os.fdopen(pipe, "w") as file:
            json.dump(answer, file)
        os._exit(0)
    finally:
        traceback.print_exc()
        os._exit(1)


def main() -> None:
    """Do the orders that come in, each in a process of its own; answers each with how that ended."""
    for module in ("chromadb", "scipy.sparse", "sklearn.linear_model", "sklearn.feature_extraction.text", "bm25s"):
        __import__(module)
    for line in sys.stdin:
        order = json.loads(line)
        begin = time.monotonic()
        reading, writing = os.pipe()
        child = os.fork()
        if child == 0:
            os.close(reading)
            run(order, writing)
        os.close(writing)
        with os.fdopen(reading) as pipe:
            if "seconds" in order and not select.select([pipe], [], [], order["seconds"])[0]:
                os.kill(child, signal.SIGKILL)
            content = pipe.read()
        _, status = os.waitpid(child, 0)
        ended = {"status": status, "seconds": time.monotonic() - begin, **json.loads(content or "{}")}
        print(json.dumps(ended), flush=True)


if __name__ == "__main__":
    main()
