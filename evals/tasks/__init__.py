"""The suites by name; each loads its cases and judges them through the assistant's door."""

from evals.tasks.citing import CORPUS
from evals.tasks.hostility import GUARD
from evals.tasks.knowledge import KENNISVRAGEN
from evals.tasks.searching import GEEN_ANTWOORD, ZOEKEN
from evals.tasks.suite import Setting, Suite
from evals.tasks.utterances import ACUUT, BEGRIP, PRIVACY
from evals.tasks.walks import CASUSSEN, EIGEN, TWEELINGEN

SUITES = {
    suite.name: suite
    for suite in (
        CASUSSEN,
        TWEELINGEN,
        CORPUS,
        GUARD,
        ACUUT,
        PRIVACY,
        BEGRIP,
        KENNISVRAGEN,
        ZOEKEN,
        GEEN_ANTWOORD,
        EIGEN,
    )
}
STANDARD = tuple(name for name in SUITES if name != EIGEN.name)
"""What runs when no suite is named; `eigen` joins when a folder with own casussen is given."""

__all__ = ["STANDARD", "SUITES", "Setting", "Suite"]
