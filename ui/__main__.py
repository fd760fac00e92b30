"""`python -m ui`: serves the page on this machine."""

from __future__ import annotations

import argparse
import logging
import socket
import sys
import threading
import time
from collections.abc import Mapping, Sequence
from contextlib import closing

from assistant import Assistant, AssistantError, Settings, build_assistant, silence_telemetry
from ui.errors import UiError
from ui.texts import load_page_texts

_LOG = logging.getLogger(__name__)
_HOUR = 3600.0


def main(arguments: Sequence[str] | None = None) -> int:
    """Serve the page until it is stopped; returns 2 with one line on standard error when it cannot start."""
    logging.basicConfig(level=logging.WARNING, format="%(levelname)s %(name)s: %(message)s")
    silence_telemetry()
    try:
        texts = load_page_texts()
        options = _options(arguments, texts.starting)
        address = f"http://{options.host}:{options.port}"
        if reason := _in_the_way(options.host, options.port):
            words = texts.starting["bezet"].format(adres=address, reden=reason, poort=options.port + 1)
            return _refuse(words)
        assistant = build_assistant(Settings.from_environment())
    except (AssistantError, UiError, ValueError) as error:
        return _refuse(str(error))

    # Gradio takes seconds to import; what can go wrong before has gone wrong by now.
    from ui.app import build_page, launch_options
    from ui.desk import Desk

    page = build_page(Desk(assistant, texts), texts)
    page.launch(server_name=options.host, server_port=options.port, prevent_thread_lock=True, **launch_options(texts))
    print(texts.starting["klaar"].format(adres=address), flush=True)
    threading.Thread(target=assistant.warm_up, name="warm-up", daemon=True).start()
    threading.Thread(target=_sweep_hourly, args=(assistant,), name="sweep", daemon=True).start()
    page.block_thread()
    return 0


def _sweep_hourly(assistant: Assistant) -> None:
    """Delete what expired, at the start and every hour; a time at which that fails is logged and not the last."""
    while True:
        try:
            assistant.sweep()
        except AssistantError as error:
            _LOG.error("kept walks that expired could not be deleted: %s", error)
        time.sleep(_HOUR)


def _options(arguments: Sequence[str] | None, words: Mapping[str, str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m ui", description=words["uitleg"])
    parser.add_argument("--host", default="127.0.0.1", help=words["host"])
    parser.add_argument("--port", default=7860, type=int, help=words["poort"])
    return parser.parse_args(arguments)


def _in_the_way(host: str, port: int) -> str:
    """Return why the address cannot be used, or an empty text when it can."""
    with closing(socket.socket(socket.AF_INET6 if ":" in host else socket.AF_INET, socket.SOCK_STREAM)) as probe:
        # As the server itself does: a port that was closed a moment ago is free.
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except (OSError, OverflowError) as error:
            return str(error)
    return ""


def _refuse(reason: str) -> int:
    print(reason, file=sys.stderr)
    return 2


if __name__ == "__main__":
    sys.exit(main())
