"""Take in a new version of a document from beginning to end: add, diff, rehearse, ask, activate.

It stands here and not in a room: ingest may not use evals, and evals may not use ingest. Each step is the command that
can be typed on its own, so that what `make update` does can be followed and repeated.
"""

import subprocess
import sys
from pathlib import Path

from ingest.datafiles import read_yaml
from ingest.settings import settings_from_environment
from ingest.versions.gate import objections
from ingest.versions.own import OwnVersions
from ingest.versions.timeline import newest_with

ROOT = Path(__file__).resolve().parent.parent
_GOT_WORSE = 1
_WORDS_OF_A_REASON = 3


def main(arguments: list[str]) -> int:
    """Do the whole; returns the exit code of the step that stopped it, and 3 when the user chose to stop."""
    words = read_yaml(Path(__file__).with_name("update.teksten.yaml"))
    if len(arguments) < 3 or not all(arguments[:3]):
        print(words["gebruik"], file=sys.stderr)
        return 2
    file, document, version, *further = arguments
    settings = settings_from_environment()

    def step(number: int, name: str, *command: str) -> int:
        print(f"\n{words['stap'].format(nummer=number, naam=words[name])}", flush=True)
        return subprocess.run([sys.executable, "-m", *command], cwd=ROOT, check=False).returncode

    if OwnVersions(settings).find(document, version) is None:
        place = str(Path(file).resolve())
        code = step(1, "klaarzetten", "ingest", "add", place, "--document", document, "--version", version, *further)
    else:  # it was stopped before the end and goes on
        code = step(1, "klaarzetten", "ingest", "prepare", document, version)
    generation = newest_with(settings, document, version)
    if code or generation is None:
        return code
    page = settings.data_dir.resolve() / "vergelijkingen" / f"{document}-{version}.html"
    page.parent.mkdir(parents=True, exist_ok=True)
    if "--local" not in further:
        code = step(2, "vergelijken", "ingest", "diff", document, version)
        written = subprocess.run(
            [sys.executable, "-m", "ingest", "diff", document, version, "--html", str(page)],
            cwd=ROOT,
            check=False,
            stdout=subprocess.DEVNULL,  # the same as was just shown
        )
        if code or written.returncode:
            return code or written.returncode
        print(words["pagina"].format(bestand=page), flush=True)
    code = step(3, "oefenen", "evals", "rehearse", generation)
    if code not in (0, _GOT_WORSE):
        return code
    against = objections(settings, generation)
    worse = bool(against.lost or against.worse)
    reason = ""
    agreed = _ask(words["vraag_toch" if worse else "vraag"]).lower() == "ja"
    if agreed and worse:
        # A word such as "nee" or "ok" tells nobody later why this was done.
        reason = _ask(words["vraag_reden"])
        agreed = len(reason.split()) >= _WORDS_OF_A_REASON
    if not agreed:
        print(words["reden_te_kort"] if reason else words["gestopt"])
        return 3
    return step(4, "in_gebruik", "ingest", "activate", generation, *(["--accept", reason] if worse else []))


def _ask(question: str) -> str:
    """Return what the user types; nothing when there is nobody to ask."""
    print(question, end="", flush=True)
    return sys.stdin.readline().strip()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
