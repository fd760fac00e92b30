"""A publisher's web server on this machine, that can do all that a watch may meet."""

import hashlib
import ssl
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path


class Publisher:
    """What the server offers, and what it was asked."""

    def __init__(self) -> None:
        self.content = b"de eerste versie"
        self.etag = True
        self.last_modified = ""
        self.asked: list[tuple[str, dict[str, str]]] = []
        self.failures: list[tuple[int, dict[str, str]]] = []  # answered first, one for each time it is asked
        self.address = ""

    def at(self, path: str) -> str:
        """Return the address of a path."""
        return f"{self.address}{path}"


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    publisher: Publisher

    def do_GET(self) -> None:
        own = self.publisher
        own.asked.append((self.path, dict(self.headers)))
        if own.failures:
            self._answer(*own.failures.pop(0))
            return
        name = self.path.partition("?")[0].rsplit("/", 1)[-1]
        special: dict[str, Callable[[], None]] = {
            "lus.pdf": lambda: self._answer(302, {"Location": "/lus.pdf"}),
            "verhuisd.pdf": lambda: self._answer(301, {"Location": "/nieuw/stuk.pdf"}),
            "even-elders.pdf": lambda: self._answer(302, {"Location": "/nieuw/stuk.pdf"}),
            "naar-de-voordeur.pdf": lambda: self._answer(302, {"Location": "/welkom"}),
            "naar-elders.pdf": lambda: self._answer(302, {"Location": "ftp://127.0.0.1/stuk.pdf"}),
            "welkom": lambda: self._answer(200, {"Content-Type": "text/html; charset=utf-8"}, b"<h1>Welkom</h1>"),
            "weg.pdf": lambda: self._answer(404, {}),
            "voorgoed-weg.pdf": lambda: self._answer(410, {}),
            "verboden.pdf": lambda: self._answer(403, {}),
            "stuk.500": lambda: self._answer(500, {}),
            "leeg.pdf": lambda: self._answer(200, {}),
            "stil.pdf": lambda: time.sleep(5),
            "druppelt.pdf": lambda: self._drip(),
            "afgebroken.pdf": lambda: self._answer(200, {"Content-Length": "1000"}, b"half"),
            "reus.pdf": lambda: self._answer(200, {"Content-Length": "3000000000"}, b"x"),
            "stille-reus.pdf": lambda: self._endless(),
            "onzin.pdf": lambda: self._raw(b"dit is geen antwoord\r\n\r\n"),
        }
        special.get(name, self._offer)()

    def _offer(self) -> None:
        own = self.publisher
        headers = {"Content-Type": "application/pdf"}
        if own.etag:
            headers["ETag"] = f'"{hashlib.sha256(own.content).hexdigest()[:8]}"'
        if own.last_modified:
            headers["Last-Modified"] = own.last_modified
        same = bool(own.etag) and self.headers.get("If-None-Match") == headers.get("ETag")
        same = same or (bool(own.last_modified) and self.headers.get("If-Modified-Since") == own.last_modified)
        self._answer(304 if same else 200, headers, b"" if same else own.content)

    def _answer(self, status: int, headers: dict[str, str], content: bytes = b"") -> None:
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name, value)
        if "Content-Length" not in headers:
            self.send_header("Content-Length", str(len(content)))
        self.send_header("Connection", "close")
        self.end_headers()
        self.wfile.write(content)

    def _drip(self) -> None:
        self.send_response(200)
        self.send_header("Content-Length", "1000")
        self.end_headers()
        for _ in range(100):
            self.wfile.write(b"x")
            time.sleep(0.05)

    def _endless(self) -> None:
        self.send_response(200)
        self.send_header("Connection", "close")
        self.end_headers()
        while True:
            self.wfile.write(bytes(65536))

    def _raw(self, content: bytes) -> None:
        self.wfile.write(content)
        self.close_connection = True

    def log_message(self, format: str, *arguments: object) -> None:
        """Keep quiet."""


class _Server(ThreadingHTTPServer):
    daemon_threads = True
    block_on_close = False

    def handle_error(self, request: object, client_address: object) -> None:
        """Keep quiet about a client that went away: that is what is tested."""


@contextmanager
def publisher(certificate: Path | None = None) -> Iterator[Publisher]:
    """Let a publisher serve on a free port of this machine, over TLS when it has a certificate with its key."""
    own = Publisher()
    server = _Server(("127.0.0.1", 0), type("Handler", (_Handler,), {"publisher": own}))
    if certificate is not None:
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(certificate)
        server.socket = context.wrap_socket(server.socket, server_side=True)
    own.address = f"http{'s' if certificate else ''}://127.0.0.1:{server.server_address[1]}/"
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()
    try:
        yield own
    finally:
        server.shutdown()
        thread.join()
        with suppress(OSError):
            server.server_close()
