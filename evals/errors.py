"""The errors of the evals: each says what is wrong, where, and what to do."""


class EvalError(Exception):
    """Base class of every error the evals raise on purpose."""


class SuiteError(EvalError):
    """A suite file does not have the form it must have."""

    def __init__(self, file: str, key: str, reason: str) -> None:
        """Name the file, the key in it and the reason."""
        super().__init__(f"{file}: {key}: {reason}")


class CorpusError(EvalError):
    """A source reference points to no text in the documents."""


class ResultError(EvalError):
    """A recorded result cannot be read."""
