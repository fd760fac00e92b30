"""Learns how search weighs its scorers, and when there is no answer, from the practice questions of the evals.

    python scripts/fit_search_model.py            # writes ingest/retrieval/gewichten.yaml
    python scripts/fit_search_model.py --check    # writes nothing, shows what held-out questions say

It needs an index (`python -m ingest build`). Only the parts `leer` and `ontwikkel` are read, never `toets`.
"""

import argparse
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import yaml
from numpy.typing import NDArray

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from ingest.retrieval.fusion import WEIGHTS_FILE, Weights, brought_to_one, kinds_of_question, ranking  # noqa: E402
from ingest.retrieval.search import ALL_PARTS, READ, Evidence, SearchIndex  # noqa: E402
from ingest.store import Store, data_dir_from_environment, open_store  # noqa: E402

SUITES = ROOT / "evals" / "suites" / "zoeken"
PARTS = ("leer", "ontwikkel")
NO_ANSWER = "geen_antwoord"
PASSAGE_KINDS = ("citaat", "formulier", "kader", "lijst", "tabel", "voetnoot")
FOLDS = 5
ROUNDS = 400
REFUSED_AT_MOST = 0.04  # of the answerable questions; the aim is 0.05, and other questions will differ a little
DEPTH = 10

Matrix = NDArray[np.float32]


@dataclass(frozen=True, kw_only=True)
class Question:
    """A practice question, what search knows about it, and what each passage is worth to it."""

    kind: str
    text: str
    evidence: Evidence
    places: tuple[tuple[int, tuple[int, ...]], ...]  # grade of a place, passages that show it

    def worth(self, passages: int) -> Matrix:
        """Return the grade of the best place that each passage shows."""
        grades: Matrix = np.zeros(passages, dtype=np.float32)
        for grade, shown_by in self.places:
            grades[list(shown_by)] = np.maximum(grades[list(shown_by)], grade)
        return grades

    def ndcg(self, ranked: Sequence[int]) -> float:
        """Return nDCG@10 with the grades as gains; each place counts once."""
        left = list(self.places)
        reached = 0.0
        for rank, position in enumerate(ranked[:DEPTH]):
            shown = [place for place in left if position in place[1]]
            left = [place for place in left if place not in shown]
            reached += sum(grade for grade, _ in shown) / np.log2(rank + 2)
        ideal = sorted((grade for grade, _ in self.places), reverse=True)[:DEPTH]
        return float(min(1.0, reached / sum(grade / np.log2(rank + 2) for rank, grade in enumerate(ideal))))


def read_questions(store: Store, index: SearchIndex) -> Iterator[Question]:
    """Yield the practice questions of the parts that may be learned from."""
    positions = {passage.passage_id: position for position, passage in enumerate(store.passages)}
    for part in PARTS:
        for path in sorted((SUITES / part).glob("*.yaml")):
            for entry in yaml.safe_load(path.read_text("utf-8")):
                places = []
                for answer in entry["relevant"]:
                    number, _, lines = answer["plek"].partition(":")
                    start, _, end = lines.partition("-")
                    first, last = int(start), int(end or start)
                    found = store.passages_at(store.document_by_number(number).id, first, last)
                    shown_by = [
                        positions[own.passage_id]
                        for own in found
                        if 2 * (min(last, own.end_line) - max(first, own.start_line) + 1)
                        >= min(last - first, own.end_line - own.start_line) + 1
                    ]
                    places.append((int(answer["graad"]), tuple(shown_by)))
                evidence = index.evidence(entry["vraag"])
                yield Question(kind=entry["soort"], text=entry["vraag"], evidence=evidence, places=tuple(places))


def fit_kinds(questions: Sequence[Question]) -> dict[str, Any]:
    """Return per kind of question the logistic decision that tells it from the others."""
    from sklearn.linear_model import LogisticRegression

    names = sorted(questions[0].evidence.question)
    rows = np.array([[question.evidence.question[name] for name in names] for question in questions])
    model = LogisticRegression(C=3.0, max_iter=5000).fit(rows, [question.kind for question in questions])
    return {
        str(kind): logistic(names, weights, bias)
        for kind, weights, bias in zip(model.classes_, model.coef_, model.intercept_, strict=True)
    }


def fit_fusion(questions: Sequence[Question], likely: Matrix, kinds: Matrix, held_back: float) -> tuple[Matrix, Matrix]:
    """Return the weight of each scorer per kind of question, and of each kind of passage.

    The softmax over all passages of the weighted sum is brought near to the grades (a listwise loss). No weight of a
    scorer is below nothing, and those per kind are held to those of all questions.
    """
    import torch

    scores = np.stack([scorer_rows(question) for question in questions])
    worth = np.stack([question.worth(scores.shape[1]) for question in questions])
    wanted = torch.from_numpy(worth / worth.sum(axis=1, keepdims=True))
    rows, shares, kind_rows = torch.from_numpy(scores), torch.from_numpy(likely), torch.from_numpy(kinds)
    common = torch.full((scores.shape[2],), 3.0, requires_grad=True)
    own = torch.zeros(likely.shape[1], scores.shape[2], requires_grad=True)
    by_passage = torch.zeros(kinds.shape[1], requires_grad=True)
    optimizer = torch.optim.Adam([common, own, by_passage], lr=0.05)
    for _ in range(ROUNDS):
        weights = shares @ torch.relu(common + own)
        sums = torch.einsum("qpf,qf->qp", rows, weights) + kind_rows @ by_passage
        loss = -(wanted * torch.log_softmax(sums, dim=1)).sum(dim=1).mean()
        loss = loss + held_back * (own.square().mean() + 0.3 * by_passage.square().sum() + 0.1 * common.square().mean())
        optimizer.zero_grad()
        loss.backward()  # type: ignore[no-untyped-call]
        optimizer.step()
    return torch.relu(common + own).detach().numpy(), by_passage.detach().numpy()


def scorer_rows(question: Question) -> Matrix:
    """Return a row per passage with its score by each scorer, as fusion sees them."""
    return np.stack([brought_to_one(question.evidence.scores[name]) for name in scorer_names()], axis=1)


def scorer_names() -> list[str]:
    """Return the scorers in the order of the columns."""
    return sorted(ALL_PARTS.scorers)


def logistic(names: Sequence[str], weights: Sequence[float], bias: float) -> dict[str, Any]:
    """Return a decision as gewichten.yaml writes it."""
    return {
        "basis": round(float(bias), 4),
        "gewichten": {name: round(float(weight), 4) for name, weight in zip(names, weights, strict=True)},
    }


def fitted(questions: Sequence[Question], kinds: Matrix, held_back: float) -> dict[str, Any]:
    """Return all of gewichten.yaml but the decision whether there is an answer."""
    good = [question for question in questions if question.kind != NO_ANSWER]
    deciders = fit_kinds(good)
    weights = Weights.model_validate({**EMPTY, "soorten": deciders})
    names = list(deciders)
    likely = np.array(
        [[kinds_of_question(question.evidence.question, weights.soorten)[name] for name in names] for question in good],
        dtype=np.float32,
    )
    by_kind, by_passage = fit_fusion(good, likely, kinds, held_back)
    return {
        **EMPTY,
        "soorten": deciders,
        "scorers": {
            name: dict(zip(scorer_names(), (round(float(value), 4) for value in row), strict=True))
            for name, row in zip(names, by_kind, strict=True)
        },
        "passagesoorten": {kind: round(float(value), 4) for kind, value in zip(PASSAGE_KINDS, by_passage, strict=True)},
    }


EMPTY: dict[str, Any] = {
    "soorten": {},
    "scorers": {},
    "passagesoorten": {},
    "beantwoordbaar": {"basis": 0.0, "gewichten": {}},
    "grens": 0.0,
}


def fit_answerable(
    questions: Sequence[Question], index: SearchIndex, weights: Weights
) -> tuple[dict[str, Any], float, dict[str, float]]:
    """Return the decision whether there is an answer, its threshold, and how it did on questions held out."""
    from sklearn.linear_model import LogisticRegression
    from sklearn.model_selection import StratifiedKFold, cross_val_predict
    from sklearn.pipeline import make_pipeline
    from sklearn.preprocessing import StandardScaler

    features = []
    for question in questions:
        best = ranking(index.fused(question.evidence, ALL_PARTS, weights), READ)
        features.append(index.answer_features(question.text, question.evidence, best))
    names = sorted(features[0])
    rows = np.array([[own[name] for name in names] for own in features])
    answered = np.array([question.kind != NO_ANSWER for question in questions])
    pipeline = make_pipeline(StandardScaler(), LogisticRegression(C=0.3, max_iter=5000))
    folds = StratifiedKFold(FOLDS, shuffle=True, random_state=0)
    held_out = cross_val_predict(pipeline, rows, answered, cv=folds, method="decision_function")
    threshold = float(np.quantile(held_out[answered], REFUSED_AT_MOST))
    pipeline.fit(rows, answered)
    scaler, model = pipeline[0], pipeline[1]
    slopes = model.coef_[0] / scaler.scale_
    decision = logistic(names, slopes, model.intercept_[0] - float(slopes @ scaler.mean_))
    figures = {
        "onbeantwoordbaar herkend": float((held_out[~answered] < threshold).mean()),
        "beantwoordbaar geweigerd": float((held_out[answered] < threshold).mean()),
    }
    return decision, round(threshold, 4), figures


def held_out_figures(
    questions: Sequence[Question], index: SearchIndex, kinds: Matrix, held_back: float
) -> dict[str, float]:
    """Return the mean nDCG@10 per kind of question, each question scored by weights that were learned without it."""
    good = [question for question in questions if question.kind != NO_ANSWER]
    values: dict[str, list[float]] = {}
    for fold in range(FOLDS):
        rest = [question for place, question in enumerate(good) if place % FOLDS != fold]
        weights = Weights.model_validate(fitted(rest, kinds, held_back))
        for question in good[fold::FOLDS]:
            value = question.ndcg(ranking(index.fused(question.evidence, ALL_PARTS, weights), DEPTH))
            for name in ("alles", question.kind):
                values.setdefault(name, []).append(value)
    return {name: float(np.mean(own)) for name, own in values.items()}


def main() -> int:
    """Learn the weights, print what held-out questions say, and write them; returns 0."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--check", action="store_true", help="write nothing")
    parser.add_argument("--held-back", type=float, default=0.03, help="how strongly weights are kept small")
    given = parser.parse_args()
    store = open_store(data_dir_from_environment())
    index = store.search_index()
    questions = list(read_questions(store, index))
    kinds = np.array([[passage.kind == kind for kind in PASSAGE_KINDS] for passage in store.passages], dtype=np.float32)
    for name, value in held_out_figures(questions, index, kinds, given.held_back).items():
        print(f"nDCG@10 {name}: {value:.3f}")
    content = fitted(questions, kinds, given.held_back)
    weights = Weights.model_validate(content)
    content["beantwoordbaar"], content["grens"], figures = fit_answerable(questions, index, weights)
    for name, value in figures.items():
        print(f"{name}: {value:.3f}")
    if not given.check:
        head = "# Geleerd van de oefenvragen (leer en ontwikkel) met: python scripts/fit_search_model.py\n"
        WEIGHTS_FILE.write_text(head + yaml.safe_dump(content, allow_unicode=True, sort_keys=True), "utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
