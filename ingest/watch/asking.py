"""One question to one publisher: is what stands at this address still what was seen there before?"""

import hashlib
import ssl
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ingest.watch.limits import WatchLimits
from ingest.watch.memory import Seen

if TYPE_CHECKING:
    from httpx import Client, Response

_AGENT = "Deelwijzer (kijkt of er een nieuwere versie is)"
_FILES = (".pdf", ".docx", ".odt", ".txt", ".md")  # at such an address a web page is a notice that the file is gone
_LATER = (429, 500, 502, 503, 504)  # these may pass
_FIRST_WAIT = 1.0  # seconds; each next one is twice as long
_WHOLE = 10  # times the wait for a single answer: more than this for all of it is a server that lets it drip


class Unreachable(Exception):
    """A publisher gave no usable answer; `reason` is a key of teksten.yaml, `again` whether it may pass."""

    def __init__(self, reason: str, detail: str = "", *, again: bool = False, wait: float | None = None) -> None:
        super().__init__(f"{reason} {detail}")
        self.reason = reason
        self.detail = detail
        self.again = again
        self.wait = wait


class Gone(Exception):
    """The publisher says that nothing stands at this address any more."""


@dataclass(frozen=True, kw_only=True)
class Reply:
    """What stands at an address: `seen` is None when it is what was seen before. `moved` is its address for good."""

    seen: Seen | None
    moved: str = ""


class Asker:
    """Asks addresses, with limits and patience."""

    def __init__(self, limits: WatchLimits, *, sleep: Callable[[float], None] = time.sleep) -> None:
        self._limits = limits
        self._sleep = sleep

    def ask(self, address: str, known: Seen | None, into: Path | None = None) -> Reply:
        """Return what stands at an address, in the file `into` when that is given and it is not what was known.

        Raises Gone, and Unreachable after as many tries as the limits allow; OSError when `into` cannot be written.
        """
        from tenacity import Retrying, retry_if_exception, stop_after_attempt

        trying = Retrying(
            stop=stop_after_attempt(self._limits.tries),
            retry=retry_if_exception(lambda error: isinstance(error, Unreachable) and error.again),
            wait=self._wait,
            sleep=self._sleep,
            reraise=True,
        )
        reply: Reply = trying(self._once, address, known, into)
        return reply

    def _wait(self, state: Any) -> float:
        """Return how long to wait before the next try; raises what went wrong when that is too long."""
        error = state.outcome.exception()
        if error.wait is not None and error.wait > self._limits.patience:
            raise error
        return float(error.wait or min(_FIRST_WAIT * 2 ** (state.attempt_number - 1), self._limits.patience))

    def _once(self, address: str, known: Seen | None, into: Path | None) -> Reply:
        headers = {"User-Agent": _AGENT, "Accept-Encoding": "identity"}
        if known is not None and known.etag:
            headers["If-None-Match"] = known.etag
        if known is not None and known.last_modified:
            headers["If-Modified-Since"] = known.last_modified
        with _named_faults(), self._client() as client, client.stream("GET", address, headers=headers) as response:
            moved = _moved(response)
            if response.status_code == 304 and known is not None:
                return Reply(seen=None, moved=moved)
            self._check(response)
            checksum = self._read(response, into)
            seen = Seen(
                sha256=checksum,
                etag=response.headers.get("ETag", ""),
                last_modified=response.headers.get("Last-Modified", ""),
            )
            return Reply(seen=seen, moved=moved)

    def _client(self) -> "Client":
        import httpx

        def only_encrypted(request: httpx.Request) -> None:  # for every redirect too
            if not request.url.host:
                raise Unreachable("adres")
            if request.url.scheme != "https" and not (self._limits.http and request.url.scheme == "http"):
                raise Unreachable("geen_https", str(request.url))

        return httpx.Client(
            verify=ssl.create_default_context(),  # the certificates of this machine, with those an organisation added
            timeout=self._limits.seconds,
            follow_redirects=True,
            max_redirects=self._limits.redirects,
            event_hooks={"request": [only_encrypted]},
        )

    def _check(self, response: "Response") -> None:
        status = response.status_code
        if status in (404, 410):
            raise Gone
        if status in _LATER:
            wait = _asked_wait(response.headers.get("Retry-After", ""))
            raise Unreachable("antwoord", str(status), again=True, wait=wait)
        if status != 200:
            raise Unreachable("antwoord", str(status))
        asked = [own.request.url.path.lower() for own in (*response.history, response)]
        is_page = response.headers.get("Content-Type", "").startswith("text/html")
        if is_page and any(path.endswith(_FILES) for path in asked):
            raise Unreachable("webpagina")
        if int(response.headers.get("Content-Length", 0)) > self._limits.file_bytes:
            raise Unreachable("te_groot", str(self._limits.file_bytes))

    def _read(self, response: "Response", into: Path | None) -> str:
        digest, size, begin = hashlib.sha256(), 0, time.monotonic()
        with _file(into) as write:
            for block in response.iter_bytes():
                size += len(block)
                if size > self._limits.file_bytes:
                    raise Unreachable("te_groot", str(self._limits.file_bytes))
                if time.monotonic() - begin > _WHOLE * self._limits.seconds:
                    raise Unreachable("te_langzaam")
                digest.update(block)
                write(block)
        if size == 0:
            raise Unreachable("leeg")
        return digest.hexdigest()


def _moved(response: "Response") -> str:
    """Return where the file stands now, when every redirect on the way to it was for good."""
    for_good = bool(response.history) and all(own.status_code in (301, 308) for own in response.history)
    return str(response.url) if for_good else ""


def _asked_wait(value: str) -> float | None:
    """Return how many seconds a server asks to wait, by a number or a moment; None when it asks nothing readable."""
    if value.strip().isdecimal():
        return float(value)
    try:
        moment = parsedate_to_datetime(value)
    except ValueError:
        return None
    return max(0.0, (moment.replace(tzinfo=moment.tzinfo or UTC) - datetime.now(UTC)).total_seconds())


@contextmanager
def _file(path: Path | None) -> Iterator[Callable[[bytes], Any]]:
    if path is None:
        yield lambda block: None
        return
    with path.open("wb") as file:
        yield file.write


@contextmanager
def _named_faults() -> Iterator[None]:
    """Give what httpx can raise the name that a reader knows it by."""
    import httpx

    try:
        yield
    except httpx.TooManyRedirects:
        raise Unreachable("omleiding") from None
    except httpx.TimeoutException:
        raise Unreachable("te_langzaam", again=True) from None
    except (httpx.InvalidURL, httpx.UnsupportedProtocol):
        raise Unreachable("adres") from None
    except (httpx.DecodingError, httpx.RemoteProtocolError):
        raise Unreachable("afgebroken", again=True) from None
    except httpx.TransportError as error:
        if isinstance(_first_cause(error), ssl.SSLError):
            raise Unreachable("certificaat") from None
        raise Unreachable("geen_verbinding", again=True) from None


def _first_cause(error: BaseException) -> BaseException:
    cause = error.__cause__ or error.__context__
    return error if cause is None else _first_cause(cause)
