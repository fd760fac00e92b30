"""The terminal: what the assistant says as text, and the walk as a conversation at a prompt."""

from assistant.terminal.chat import converse
from assistant.terminal.replies import show_hits, show_turn, show_walk

__all__ = ["converse", "show_hits", "show_turn", "show_walk"]
