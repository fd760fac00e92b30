"""Asks a language model for one JSON reply within a time, over LangChain; every failure is one kind of error."""

from __future__ import annotations

import logging
import queue
import threading
import time
from collections.abc import Callable, Iterator, Mapping
from importlib.util import find_spec
from typing import TYPE_CHECKING, Any

from assistant.errors import AssistantError
from assistant.llm.configuration import PROVIDERS, ModelSettings
from assistant.llm.raw import LONGEST

if TYPE_CHECKING:
    from langchain_core.language_models import BaseChatModel

_log = logging.getLogger("deelwijzer.taalmodel")
_PACKAGES = {"openai": "langchain_openai", "azure_openai": "langchain_openai"} | {
    "ollama": "langchain_ollama",
    "mistralai": "langchain_mistralai",
}
_TOO_BUSY = 429
_POLITE_PAUSE = 1.0


class ModelTrouble(AssistantError):
    """The model gave no reply: dead, too slow, busy, broken or endless. The product goes on without it."""


class Deadline:
    """How long one turn may still wait."""

    def __init__(self, seconds: float, clock: Callable[[], float] = time.monotonic) -> None:
        """Begin now."""
        self._clock = clock
        self._end = clock() + seconds

    @property
    def left(self) -> float:
        """The seconds that are left, never below 0."""
        return max(0.0, self._end - self._clock())


class LanguageModel:
    """One configured model. It keeps nothing of what it was asked."""

    def __init__(self, settings: ModelSettings) -> None:
        """Take the settings; raises AssistantError when the package of its provider is not installed."""
        for package in ("langchain", _PACKAGES[settings.provider]):
            if find_spec(package) is None:
                extra = PROVIDERS[settings.provider]
                raise AssistantError(
                    f"DEELWIJZER_MODEL is {settings.label!r} but the package {package} is not installed; "
                    f"type: pip install -c constraints.txt '.[{extra}]', or leave DEELWIJZER_MODEL out"
                )
        self.settings = settings
        self._lock = threading.Lock()
        self._chat: BaseChatModel | None = None

    def reply(self, instructions: str, data: str, schema: Mapping[str, Any], deadline: Deadline) -> str:
        """Return what the model writes, as it is; raises ModelTrouble when nothing came within the time.

        A server that is too busy (429) is asked once more, when the time it wants to wait still fits.
        """
        try:
            return self._attempt(instructions, data, schema, deadline)
        except _Busy as busy:
            if busy.pause >= deadline.left:
                raise ModelTrouble("the server is too busy") from None
            time.sleep(busy.pause)
        try:
            return self._attempt(instructions, data, schema, deadline)
        except _Busy:
            raise ModelTrouble("the server stays too busy") from None

    def _attempt(self, instructions: str, data: str, schema: Mapping[str, Any], deadline: Deadline) -> str:
        """Run one request in a thread of its own: a server that drips a byte now and then cannot hold up the turn."""
        done: queue.SimpleQueue[str | Exception] = queue.SimpleQueue()

        def work() -> None:
            try:
                done.put("".join(self._pieces(instructions, data, schema, deadline)))
            # What libraries raise here is theirs to choose (HTTP, JSON, sockets, their own); all of it means: no reply.
            except Exception as error:
                done.put(error)

        threading.Thread(target=work, name="taalmodel", daemon=True).start()
        try:
            result = done.get(timeout=deadline.left)
        except queue.Empty:
            raise ModelTrouble("no reply within the time") from None
        if isinstance(result, str):
            return result
        if _status(result) == _TOO_BUSY:
            raise _Busy(_pause(result))
        # The kind alone: the message of an error may hold text of a user or a key.
        _log.warning("Het taalmodel gaf geen antwoord (%s).", type(result).__name__)
        raise ModelTrouble(type(result).__name__) from None

    def _pieces(self, instructions: str, data: str, schema: Mapping[str, Any], deadline: Deadline) -> Iterator[str]:
        chat = self._loaded().bind(**_structured(self.settings.provider, schema))
        length = 0
        for chunk in chat.stream([("system", instructions), ("human", data)]):
            piece = chunk.content if isinstance(chunk.content, str) else ""
            length += len(piece)
            if length > LONGEST or deadline.left <= 0:
                raise ModelTrouble("the reply has no end")
            yield piece

    def _loaded(self) -> BaseChatModel:
        with self._lock:
            if self._chat is None:
                from langchain.chat_models import init_chat_model

                self._chat = init_chat_model(
                    self.settings.name,
                    model_provider=self.settings.provider,
                    temperature=0,
                    **_connection(self.settings),
                )
            return self._chat


class _Busy(Exception):
    """The server asks to come back later."""

    def __init__(self, pause: float) -> None:
        super().__init__(f"{pause} s")
        self.pause = pause


def _connection(settings: ModelSettings) -> dict[str, Any]:
    """Return how each provider wants its address, key and time-out; the only retry is our own."""
    # Written out also when empty, so that no library picks up a key or address that lies around in the environment.
    key = settings.key or "geen-sleutel"
    if settings.provider == "ollama":
        headers = {"Authorization": f"Bearer {settings.key}"} if settings.key else {}
        return {"base_url": settings.url, "client_kwargs": {"timeout": settings.seconds, "headers": headers}}
    if settings.provider == "azure_openai":
        return {"azure_endpoint": settings.url, "api_key": key, "timeout": settings.seconds, "max_retries": 0}
    if settings.provider == "mistralai":
        return {"base_url": settings.url, "api_key": key, "timeout": round(settings.seconds) or 1, "max_retries": 0}
    return {"base_url": settings.url, "api_key": key, "timeout": settings.seconds, "max_retries": 0}


def _structured(provider: str, schema: Mapping[str, Any]) -> dict[str, Any]:
    """Return how a provider is told to write JSON of this form."""
    if provider == "ollama":
        return {"format": dict(schema)}
    strict = {"name": "deelwijzer", "schema": dict(schema), "strict": True}
    return {"response_format": {"type": "json_schema", "json_schema": strict}}


def _status(error: Exception) -> int | None:
    """Return the HTTP status of an error of any provider's client, where it has one."""
    found = getattr(error, "status_code", None) or getattr(getattr(error, "response", None), "status_code", None)
    return found if isinstance(found, int) else None


def _pause(error: Exception) -> float:
    headers = getattr(getattr(error, "response", None), "headers", None) or {}
    try:
        return max(0.0, float(headers.get("retry-after", _POLITE_PAUSE)))
    except ValueError:  # a date; a server that means minutes is not waited for, and one that means now gets a second
        return _POLITE_PAUSE
