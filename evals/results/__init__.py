"""Results: what a run gave, as objects for a report and as JSON for machines."""

from evals.results.case import RIGHT, CaseResult, Citation, Figure, Said, Score, hash_of
from evals.results.matrix import ORDER, Matrix
from evals.results.run import Latency, Meta, Run
from evals.results.suite import CLICKS, FELL, Floor, SuiteResult

__all__ = [
    "CLICKS",
    "FELL",
    "ORDER",
    "RIGHT",
    "CaseResult",
    "Citation",
    "Figure",
    "Floor",
    "Latency",
    "Matrix",
    "Meta",
    "Run",
    "Said",
    "Score",
    "SuiteResult",
    "hash_of",
]
