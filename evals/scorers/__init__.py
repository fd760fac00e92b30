"""Scorers: each compares one thing and says in a sentence what it saw."""

from evals.scorers.conclusion import concluded, nothing_forbidden, outcome
from evals.scorers.grounding import quotes_literal, required_cited, sentences_cited
from evals.scorers.replies import citations_of, grounds_of, plain, quoted_lines, sentences_of, sources_of

__all__ = [
    "citations_of",
    "concluded",
    "grounds_of",
    "nothing_forbidden",
    "outcome",
    "plain",
    "quoted_lines",
    "quotes_literal",
    "required_cited",
    "sentences_cited",
    "sentences_of",
    "sources_of",
]
