"""Trains the classifier of danger: a line with a margin on both sides, and how sure it is at which distance."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from assistant.begrip.linear import values

# Tried by leaving out one file of examples at a time.
_STRENGTH = 0.5
# How sure it is at a distance is read off from examples that were not learned from, in so many parts.
_PARTS = 5
_ROUNDS = 5000

Lesson = tuple[Sequence[str], bool]


def learned_danger(lessons: Sequence[Lesson], rarity: Mapping[str, float], digits: int) -> dict[str, Any]:
    """Return the classifier as plain data: of the two labels only `ja` keeps its weights."""
    from scipy.sparse import csr_matrix
    from sklearn.feature_extraction import DictVectorizer
    from sklearn.linear_model import LogisticRegression
    from sklearn.model_selection import StratifiedKFold, cross_val_predict
    from sklearn.svm import LinearSVC

    columns = DictVectorizer()
    matrix = csr_matrix(columns.fit_transform([values(features, rarity) for features, _ in lessons]))
    # What LinearSVC is made of reads no longer numbers than these.
    matrix.indices, matrix.indptr = matrix.indices.astype("int32"), matrix.indptr.astype("int32")
    labels = [danger for _, danger in lessons]
    model = LinearSVC(C=_STRENGTH, max_iter=_ROUNDS, random_state=0)
    parts = StratifiedKFold(_PARTS, shuffle=True, random_state=0)
    distances = cross_val_predict(model, matrix, labels, cv=parts, method="decision_function")
    sure = LogisticRegression(C=1e3).fit(distances.reshape(-1, 1), labels)
    slope, begin = float(sure.coef_[0][0]), float(sure.intercept_[0])
    model.fit(matrix, labels)
    weights = {
        feature: round(slope * float(weight), digits)
        for feature, weight in zip(columns.feature_names_, model.coef_[0], strict=True)
    }
    return {
        "waarden": ["ja"],
        "begin": [round(slope * float(model.intercept_[0]) + begin, 3)],
        # A feature that counts for nothing stays: the value of the others depends on which are there.
        "gewichten": {feature: [rarity[feature], weight] for feature, weight in weights.items()},
    }
