"""New casussen: walked in the terminal, or taken from a receipt of the app."""

from evals.drafting.dialogue import Dialogue
from evals.drafting.draft import draft, kept_proof, read_proof

__all__ = ["Dialogue", "draft", "kept_proof", "read_proof"]
