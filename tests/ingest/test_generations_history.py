"""The history of generations: what was active since when, and the way back."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.errors import DataFileError
from ingest.generations import GenerationDamaged, Generations, NothingBefore
from ingest.history import Activation, History, way_back
from tests.ingest.conftest import make_generation


@pytest.fixture
def generations(tmp_path: Path) -> Generations:
    """Return a folder with generations a, b and c, of which none is active."""
    generations = Generations(tmp_path)
    for name in "abc":
        make_generation(generations, name)
    return generations


def active(generations: Generations) -> list[str]:
    return [own.generation for own in generations.history()]


def test_the_history_tells_since_when_and_why(generations: Generations) -> None:
    assert generations.history() == ()
    generations.activate("a", reason="eerste")
    generations.activate("b")
    assert generations.rollback(reason="was fout") == "a"
    first, second, third = generations.history()
    assert [own.generation for own in (first, second, third)] == ["a", "b", "a"]
    assert (first.reason, second.reason, third.reason) == ("eerste", "", "was fout")
    assert (first.rollback, third.rollback) == (False, True)
    assert first.since <= second.since <= third.since
    assert generations.active_id() == "a"


def test_activating_what_is_active_is_not_recorded(generations: Generations) -> None:
    generations.activate("a")
    generations.activate("a")
    assert active(generations) == ["a"]


def test_going_back_again_goes_further_back_and_stops_at_the_first(generations: Generations) -> None:
    for name in "abc":
        generations.activate(name)
    assert [generations.rollback(), generations.rollback()] == ["b", "a"]
    with pytest.raises(NothingBefore, match="'a'"):
        generations.rollback()
    assert generations.active_id() == "a"


def test_going_back_passes_over_what_is_not_there_any_more(generations: Generations) -> None:
    for name in "abc":
        generations.activate(name)
    (generations.path_of("b") / "generation.json").unlink()
    assert generations.rollback() == "a"


def test_a_damaged_generation_does_not_become_active(generations: Generations) -> None:
    generations.activate("a")
    (generations.path_of("b") / "inhoud.txt").write_text("anders", "utf-8")
    with pytest.raises(GenerationDamaged, match=r"inhoud\.txt"):
        generations.activate("b")
    assert (generations.active_id(), active(generations)) == ("a", ["a"])


def test_an_activation_that_died_before_the_pointer_moved_never_happened(generations: Generations) -> None:
    generations.activate("a")
    generations.activate("b")
    (generations.index_dir / "active").write_text("a\n", "utf-8")
    assert active(generations) == ["a"]
    generations.activate("c")
    assert active(generations) == ["a", "c"]


def test_an_index_from_before_the_history_has_one(generations: Generations) -> None:
    (generations.index_dir / "active").write_text("a\n", "utf-8")
    assert generations.history() == (Activation(generation="a", since=""),)
    generations.activate("b")
    assert active(generations) == ["a", "b"]
    assert generations.rollback() == "a"


def test_a_damaged_history_is_named_with_its_line(tmp_path: Path) -> None:
    path = tmp_path / "geschiedenis.jsonl"
    path.write_text('{"generation": "a", "since": ""}\nhalf', "utf-8")
    with pytest.raises(DataFileError, match="regel 2"):
        History(path).read("a")


@given(st.lists(st.sampled_from(["a", "b", "c", "terug"]), max_size=20))
def test_going_back_undoes_the_last_step_forward(steps: list[str]) -> None:
    stack: list[str] = []
    activations: list[Activation] = []
    for step in steps:
        if step == "terug":
            if len(stack) < 2:
                continue
            stack.pop()
            activations.append(Activation(generation=stack[-1], since="", rollback=True))
        elif not stack or stack[-1] != step:
            stack.append(step)
            activations.append(Activation(generation=step, since=""))
    assert way_back(activations) == stack[-2::-1]
