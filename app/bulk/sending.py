"""Pages to a running service, over HTTP."""

import json
from collections.abc import Sequence
from typing import Any
from urllib.parse import urlencode, urlsplit

import urllib3
from urllib3.exceptions import HTTPError, LocationParseError

from app.bulk.outcome import Taken
from app.bulk.record import Record
from app.errors import SetupError

SENDERS = 8
PATIENCE_SECONDS = 60.0
FIRST_PAUSE_SECONDS, LONGEST_PAUSE_SECONDS = 1.0, 15.0
_TIMEOUT = urllib3.Timeout(connect=10, read=120)  # seconds; a page may wait for others to be read


class Sending:
    """Sends each page by POST /ingest; a busy service or a lost connection is waited for."""

    n_at_once = SENDERS

    def __init__(self, url: str, key: str | None, *, patience_seconds: float = PATIENCE_SECONDS) -> None:
        """Look whether a service answers at `url`; raise SetupError.

        One that is busy or gone later is tried again for about `patience_seconds`.
        """
        parts = urlsplit(url)
        if parts.scheme not in ("http", "https") or not parts.hostname:
            raise SetupError(f"--to: {url} is no address: write it as http://127.0.0.1:8000")
        self._url = url.rstrip("/")
        self._headers = {"User-Agent": "clipfile"} | ({"Authorization": f"Bearer {key}"} if key else {})
        self._pool = urllib3.PoolManager(
            maxsize=SENDERS, block=True, retries=_plan_retries(patience_seconds), timeout=_TIMEOUT
        )
        try:
            answer = self._pool.request("GET", f"{self._url}/healthz", headers=self._headers, retries=2)
        except (HTTPError, LocationParseError) as error:
            raise SetupError(f"no service answers at {url}: {_say(error)}") from None
        if answer.status != 200:
            raise SetupError(f"{url} is not a Clipfile: GET /healthz is answered with {answer.status}")

    def close(self) -> None:
        """Close all connections."""
        self._pool.clear()

    def list_known(self, records: Sequence[Record]) -> Sequence[Taken | None]:
        """Know nothing: the service sees by itself what it has, without reading it again."""
        return [None] * len(records)

    def take(self, record: Record) -> Taken:
        """Send a page. Raise SetupError where the service does not answer, or does not let us."""
        body, headers, query = _write(record)
        address = f"{self._url}/ingest" + (f"?{urlencode(query)}" if query else "")
        try:
            answer = self._pool.request("POST", address, body=body, headers=self._headers | headers)
        except HTTPError as error:
            raise SetupError(f"the service does not answer any more: {_say(error)}") from None
        return _read_answer(answer.status, _read_json(answer.data))


def _plan_retries(seconds: float) -> urllib3.Retry:
    """Plan as many tries, each after twice the pause before, as fill the seconds."""
    total, pause = 0, FIRST_PAUSE_SECONDS
    while seconds > 0:
        total, seconds, pause = total + 1, seconds - pause, min(2 * pause, LONGEST_PAUSE_SECONDS)
    return urllib3.Retry(
        total=total,
        backoff_factor=FIRST_PAUSE_SECONDS / 2,  # the library doubles it before the second try
        backoff_max=LONGEST_PAUSE_SECONDS,
        backoff_jitter=0.5,
        status_forcelist=(429, 502, 503, 504),
        allowed_methods=None,  # POST too: a page that comes twice is answered as unchanged
        raise_on_status=False,
    )


def _write(record: Record) -> tuple[bytes, dict[str, str], dict[str, str]]:
    """Give body, headers and query of a request.

    As JSON where headers were kept with the page and its bytes come out of JSON as they are; else as it is.
    """
    page = record.page
    told = {"url": page.url} if page.url else {}
    if record.time_is_told:
        told["captured_at"] = page.captured_at.isoformat()
    if record.headers and page.charset == "utf-8" and page.media_type != "application/xhtml+xml":
        name = "text" if page.media_type == "text/plain" else "html"
        try:
            written = json.dumps({**told, name: page.raw.decode(), "headers": dict(record.headers)})
        except UnicodeDecodeError:
            pass
        else:
            return written.encode(), {"Content-Type": "application/json"}, {}
    content_type = f"{page.media_type}; charset={page.charset}" if page.charset else page.media_type
    return page.raw, {"Content-Type": content_type}, told


def _read_json(body: bytes) -> dict[str, Any]:
    try:
        read = json.loads(body)
    except ValueError:
        return {}
    return read if isinstance(read, dict) else {}


def _read_answer(status: int, told: dict[str, Any]) -> Taken:
    """Understand an answer; raise SetupError for one that any page would get."""
    detail = told.get("detail") or told.get("title")
    if "outcome" in told:
        article_id = (told.get("article") or {}).get("id")
        return Taken(told["outcome"], told.get("reason"), detail, article_id)
    match status:
        case 401 | 403:
            raise SetupError(f"the service does not let us in ({status}): give a key that may ingest, with --key")
        case 404 | 405 | 429 | 502 | 503 | 504:
            raise SetupError(f"the service takes no pages now ({status}{f', {detail}' if detail else ''})")
        case _:
            return Taken("failed", f"http_{status}", detail)


def _say(error: Exception) -> str:
    reason = getattr(error, "reason", None) or error
    first_line = str(reason).splitlines()[0]
    return first_line.rpartition("): ")[2].rpartition("] ")[2]  # less the connection and the error's number
