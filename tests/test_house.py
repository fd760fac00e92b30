"""The ground rules of the house: what the README, Makefile, pins, licence and files promise is so."""

import ast
import importlib.metadata
import re
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest
import yaml
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).resolve().parent.parent
ROOMS = ["ingest", "assistant", "ui", "evals"]
PYPROJECT_TEXT = (ROOT / "pyproject.toml").read_text("utf-8")
PROJECT = tomllib.loads(PYPROJECT_TEXT)["project"]
EXTRAS: dict[str, list[str]] = PROJECT["optional-dependencies"]
REQUIREMENTS: list[str] = [*PROJECT["dependencies"], *(each for extra in EXTRAS.values() for each in extra)]
# Imported when a language model is set, and installed by the extra of that model.
ONLY_WITH_A_MODEL = {"langchain"}
# Imported by bench and report alone: what they measure and draw with comes with the tests, a peer with its own extra.
ONLY_ON_THE_BENCH = {"ir-measures", "matplotlib", "jinja2", "markupsafe", "psutil", "haystack-ai"}
# A path on one person's machine; the documents are not ours to judge.
MACHINE_PATH = re.compile(r"(?<![\w.~>-])/(?:home|root|tmp|opt|work|mnt|Users)/\w")


def tracked_files() -> list[Path]:
    listing = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, text=True, check=True).stdout
    return [ROOT / name for name in listing.split("\0") if name and (ROOT / name).is_file()]


def python_files() -> list[Path]:
    return [path for path in tracked_files() if path.suffix == ".py"]


def makefile_targets() -> dict[str, str]:
    lines = (ROOT / "Makefile").read_text("utf-8").splitlines()
    matches = [re.match(r"^([a-z]+):(?!=)[^#]*(?:## (.*))?$", line) for line in lines]
    return {match[1]: match[2] or "" for match in matches if match}


def distributions_imported_by_the_rooms() -> set[str]:
    top_level = {
        name.split(".")[0]
        for room in ROOMS
        for path in (ROOT / room).rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        for name in (
            [alias.name for alias in node.names]
            if isinstance(node, ast.Import)
            else [node.module]
            if isinstance(node, ast.ImportFrom) and node.module and not node.level
            else []
        )
    }
    dist_of = importlib.metadata.packages_distributions()
    return {
        canonicalize_name(dist_of[name][0])
        for name in top_level - sys.stdlib_module_names - set(ROOMS)
        # langgraph and its savers share one top-level name; the saver's own rule is below.
        if name in dist_of and name != "langgraph"
    }


@pytest.mark.parametrize("command", ["make run", "make test"])
def test_readme_names_the_two_commands(command: str) -> None:
    assert command in (ROOT / "README.md").read_text("utf-8")


def test_ci_runs_the_test_command_of_the_readme() -> None:
    listing = subprocess.run(
        ["git", "ls-files", "-s", ".ci/run"], cwd=ROOT, capture_output=True, text=True, check=True
    ).stdout
    assert listing.startswith("100755"), "git must know .ci/run as executable"
    assert "\nmake test " in (ROOT / ".ci" / "run").read_text("utf-8")


def test_every_make_target_says_what_it_does() -> None:
    targets = makefile_targets()
    assert {"help", "run", "test", "lint", "evals", "bench", "ingest", "chat", "clean"} <= targets.keys()
    assert [name for name, sentence in targets.items() if not sentence] == []


def test_make_help_lists_every_target() -> None:
    # Under `make test` this is a make within a make, which would announce its directory first.
    command = ["make", "--no-print-directory", "help"]
    shown = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True).stdout
    assert [line.split()[0] for line in shown.splitlines()] == list(makefile_targets())


def test_no_file_names_a_path_on_someones_machine() -> None:
    found = []
    for path in tracked_files():
        if path.is_relative_to(ROOT / "corpus" / "documenten") or path.suffix in (".png", ".safetensors", ".ttf"):
            continue
        for number, line in enumerate(path.read_text("utf-8").splitlines(), start=1):
            if MACHINE_PATH.search(line):
                found.append(f"{path.relative_to(ROOT)}:{number}: {line.strip()[:80]}")
    assert found == []


def test_every_python_file_opens_with_what_it_is_about() -> None:
    silent = [str(path.relative_to(ROOT)) for path in python_files() if not path.read_text("utf-8").startswith('"""')]
    assert silent == []


@pytest.mark.parametrize("requirement", REQUIREMENTS)
def test_every_dependency_carries_its_reason(requirement: str) -> None:
    line = next(line for line in PYPROJECT_TEXT.splitlines() if f'"{requirement}"' in line)
    assert re.search(r",\s+# \w.{8,}", line), f"say beside {requirement!r} what it is for"


@pytest.mark.parametrize("requirement", REQUIREMENTS)
def test_every_dependency_is_pinned_within_its_range(requirement: str) -> None:
    wanted = Requirement(requirement)
    assert wanted.specifier.contains(pins()[canonicalize_name(wanted.name)])


def pins() -> dict[str, str]:
    lines = (ROOT / "constraints.txt").read_text("utf-8").splitlines()
    pairs = [line.split("==") for line in lines if line and not line.startswith("#")]
    return {canonicalize_name(name): version for name, version in pairs}


def test_pins_name_a_release_and_no_build_or_place() -> None:
    # A local build (+cpu) or an address would tie the list to one machine.
    assert {name: version for name, version in pins().items() if not re.fullmatch(r"[0-9][0-9a-z.]*", version)} == {}


def test_the_rooms_import_what_is_declared_and_nothing_else() -> None:
    declared = {canonicalize_name(Requirement(requirement).name) for requirement in PROJECT["dependencies"]}
    savers_and_graph = {name for name in declared if name.startswith("langgraph")}
    imported = distributions_imported_by_the_rooms()
    assert imported - ONLY_WITH_A_MODEL - ONLY_ON_THE_BENCH == declared - savers_and_graph
    for extra in ("ollama", "openai", "mistral"):
        asked = {canonicalize_name(Requirement(each).name) for each in EXTRAS[extra]}
        assert asked >= ONLY_WITH_A_MODEL
    on_the_bench = EXTRAS["dev"] + EXTRAS["bench"]
    assert {canonicalize_name(Requirement(each).name) for each in on_the_bench} >= ONLY_ON_THE_BENCH


@pytest.mark.parametrize("module", ["langgraph.graph", "langgraph.checkpoint.sqlite"])
def test_both_parts_of_langgraph_are_used(module: str) -> None:
    source = "".join(path.read_text("utf-8") for path in (ROOT / "assistant").rglob("*.py"))
    assert f"from {module} import" in source


def test_the_licence_is_the_one_that_is_declared() -> None:
    first_line = (ROOT / "LICENSE").read_text("utf-8").splitlines()[0]
    assert first_line == f"SPDX-License-Identifier: {PROJECT['license']}" == "SPDX-License-Identifier: EUPL-1.2"


def test_the_changelog_describes_this_version() -> None:
    assert f"## [{PROJECT['version']}]" in (ROOT / "CHANGELOG.md").read_text("utf-8")


def test_the_notice_names_every_document_of_the_manifest() -> None:
    notice = " ".join((ROOT / "NOTICE").read_text("utf-8").split())
    manifest = yaml.safe_load((ROOT / "corpus" / "bronnen.yaml").read_text("utf-8"))
    titles = [document["titel"] for document in manifest["bronnen"]]
    assert titles
    assert [title for title in titles if title not in notice] == []


def test_a_test_that_reaches_out_fails_even_when_it_swallows_the_refusal(tmp_path: Path) -> None:
    # 192.0.2.0/24 is reserved for documentation: no machine answers there.
    reaching_out = """
import contextlib, socket
def test_out():
    with socket.socket() as out, contextlib.suppress(OSError):
        out.connect(("192.0.2.1", 9))
"""
    (tmp_path / "test_out.py").write_text(reaching_out, "utf-8")
    command = [sys.executable, "-m", "pytest", "-q", "-p", "tests.conftest", "--rootdir", str(tmp_path), str(tmp_path)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 1
    assert "192.0.2.1:9" in done.stdout
