"""The bench: quality and latency are added up right."""

import pytest

from evals.bench import latency, quality
from evals.cases import Zoekvraag
from evals.corpus import Stretch


def question(text: str, *relevant: str) -> Zoekvraag:
    return Zoekvraag(id="vraag", soort="term", vraag=text, relevant=list(relevant))


def test_quality_is_the_mean_over_the_questions() -> None:
    def search(_: str) -> list[Stretch]:
        return [Stretch("000", 3, 4)]

    measured = quality("proef", 3, search, [question("a", "000:3-4"), question("b", "000:1-2")])
    assert (measured.ndcg, measured.recall) == (0.5, 0.5)


def test_latency_gives_median_and_95th_percentile_in_milliseconds() -> None:
    measured = latency("proef", iter(number / 1000 for number in range(1, 102)))
    assert measured.count == 101
    assert [measured.p50, measured.p95] == pytest.approx([51, 96])
