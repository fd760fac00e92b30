"""The arrows between the rooms hold: ui and evals -> assistant -> ingest.store, and nothing points back."""

import ast
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent

# Per room, the modules of other rooms that it may import.
ALLOWED: dict[str, set[str]] = {
    "ingest": set(),
    "assistant": {"ingest.store"},
    "ui": {"assistant"},
    "evals": {"assistant"},
}
# Each takes seconds to import and `python -m assistant walk` needs none: they are imported where they are used.
HEAVY = {
    "torch",
    "sentence_transformers",
    "transformers",
    "chromadb",
    "langchain_chroma",
    "gradio",
    "sklearn",
}


def files_of(room: str) -> list[Path]:
    return sorted((ROOT / room).rglob("*.py"))


def imported_modules(tree: ast.AST) -> Iterator[str]:
    """Yield every absolute import as a dotted name; `from a import b` yields `a.b` only where b is a module."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            for alias in node.names:
                inner = f"{node.module}.{alias.name}"
                yield inner if is_module(inner) else node.module


def is_module(dotted: str) -> bool:
    path = ROOT.joinpath(*dotted.split("."))
    return path.with_suffix(".py").exists() or (path / "__init__.py").exists()


def runs_at_import(tree: ast.Module) -> Iterator[ast.stmt]:
    """Yield the statements that run when the module is imported; those under TYPE_CHECKING never run."""
    waiting: list[ast.AST] = list(tree.body)
    while waiting:
        node = waiting.pop()
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda):
            continue
        if isinstance(node, ast.If) and ast.unparse(node.test) in {"TYPE_CHECKING", "typing.TYPE_CHECKING"}:
            waiting.extend(node.orelse)
            continue
        if isinstance(node, ast.stmt):
            yield node
        waiting.extend(ast.iter_child_nodes(node))


def parse(path: Path) -> ast.Module:
    return ast.parse(path.read_text("utf-8"), filename=str(path))


@pytest.mark.parametrize("room", ALLOWED)
def test_the_room_exists_and_has_code(room: str) -> None:
    assert (ROOT / room / "__init__.py").is_file()


@pytest.mark.parametrize("room", ALLOWED)
def test_imports_follow_the_arrows(room: str) -> None:
    others = ALLOWED.keys() - {room}
    wrong = [
        f"{path.relative_to(ROOT)} imports {module}"
        for path in files_of(room)
        for module in imported_modules(parse(path))
        if module.split(".")[0] in others and module not in ALLOWED[room]
    ]
    assert wrong == []


@pytest.mark.parametrize("room", ["ui", "evals"])
def test_only_what_the_assistant_offers_is_used_from_outside(room: str) -> None:
    offered = offered_by_the_assistant()
    wrong = [
        f"{path.relative_to(ROOT)} uses assistant.{alias.name}"
        for path in files_of(room)
        for node in ast.walk(parse(path))
        if isinstance(node, ast.ImportFrom) and node.module == "assistant"
        for alias in node.names
        if alias.name not in offered
    ]
    assert wrong == []


def offered_by_the_assistant() -> set[str]:
    for node in parse(ROOT / "assistant" / "__init__.py").body:
        if isinstance(node, ast.Assign) and ast.unparse(node.targets[0]) == "__all__":
            names: list[str] = ast.literal_eval(node.value)
            return set(names)
    raise AssertionError("assistant/__init__.py has no __all__")


@pytest.mark.parametrize("room", ALLOWED)
def test_a_room_climbs_out_of_itself_by_no_relative_import(room: str) -> None:
    wrong = [
        f"{path.relative_to(ROOT)}: {ast.unparse(node)}"
        for path in files_of(room)
        for node in ast.walk(parse(path))
        if isinstance(node, ast.ImportFrom) and node.level >= len(path.relative_to(ROOT).parts)
    ]
    assert wrong == []


@pytest.mark.parametrize("room", ["ingest", "assistant"])
def test_heavy_libraries_are_not_imported_with_the_module(room: str) -> None:
    wrong = [
        f"{path.relative_to(ROOT)}:{statement.lineno} {ast.unparse(statement)}"
        for path in files_of(room)
        for statement in runs_at_import(parse(path))
        if isinstance(statement, ast.Import | ast.ImportFrom)
        for module in imported_modules(statement)
        if module.split(".")[0] in HEAVY
    ]
    assert wrong == []


def test_an_import_is_seen_however_it_is_written() -> None:
    source = "import ingest.passages\nfrom ingest import store\nfrom ingest.store import Store\nfrom ingest import x\n"
    assert list(imported_modules(ast.parse(source))) == ["ingest.passages", "ingest.store", "ingest.store", "ingest"]


def test_opening_the_door_loads_nothing_heavy() -> None:
    """Libraries that we may import can import others, so the rule is also seen at work."""
    program = "import sys, assistant, ingest.store; print(*{name.split('.')[0] for name in sys.modules})"
    done = subprocess.run([sys.executable, "-c", program], cwd=ROOT, capture_output=True, text=True, check=True)
    assert HEAVY & set(done.stdout.split()) == set()


def test_an_import_inside_a_function_does_not_count_as_one_at_import() -> None:
    source = "if True:\n    import torch\nclass A:\n    import chromadb\ndef f() -> None:\n    import gradio\n"
    at_import = [
        module
        for statement in runs_at_import(ast.parse(source))
        if isinstance(statement, ast.Import)
        for module in imported_modules(statement)
    ]
    assert sorted(at_import) == ["chromadb", "torch"]
