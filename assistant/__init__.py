"""The door of the assistant: what the page, the terminal and the evals may use."""

from assistant.assistant import Assistant
from assistant.build import build_assistant
from assistant.errors import AssistantError, DataFileError, InputError, KeepingError
from assistant.feedback import Feedback
from assistant.file_walk import WalkResult
from assistant.sessions import Said
from assistant.settings import Settings, silence_telemetry
from assistant.turns import Turn
from assistant.verslag import Download

__all__ = [
    "Assistant",
    "AssistantError",
    "DataFileError",
    "Download",
    "Feedback",
    "InputError",
    "KeepingError",
    "Said",
    "Settings",
    "Turn",
    "WalkResult",
    "build_assistant",
    "silence_telemetry",
]
