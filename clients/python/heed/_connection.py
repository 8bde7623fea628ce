"""One connection to the server."""

from __future__ import annotations

import gzip
import http.client
import json
import ssl
import urllib.parse
from typing import Any, Dict, List, Mapping, NamedTuple, Optional

LEAST_GZIP_BYTES = 1024


class Answer(NamedTuple):
    """What the server said of a batch."""

    status: int
    accepted: int
    rejected: int
    reason: str
    retry_after: Optional[float]


class Connection:
    """Kept open between batches, opened anew after an error. Used by one thread."""

    def __init__(self, url: str, headers: Mapping[str, str], timeout: float, context: Optional[ssl.SSLContext]) -> None:
        parts = urllib.parse.urlsplit(url)
        if parts.scheme not in ("http", "https") or not parts.hostname:
            raise ValueError(f"expected the address of a Heed server like http://127.0.0.1:4333, found {url!r}")
        self._parts = parts
        self._path = parts.path.rstrip("/") + "/v1/events"
        self._headers = dict(headers)
        self._timeout = timeout
        self._context = context
        self._open: Optional[http.client.HTTPConnection] = None

    def post(self, lines: List[bytes]) -> Answer:
        """Raises ``OSError`` or ``http.client.HTTPException`` where no answer came."""
        body = b"\n".join(lines) + b"\n"
        headers: Dict[str, str] = {"Content-Type": "application/x-ndjson", **self._headers}
        if len(body) >= LEAST_GZIP_BYTES:
            body = gzip.compress(body, compresslevel=1)
            headers["Content-Encoding"] = "gzip"
        kept = self._open is not None
        try:
            return self._exchange(body, headers)
        except (http.client.RemoteDisconnected, ConnectionResetError, BrokenPipeError):
            self.close()
            if not kept:
                raise
        except Exception:
            self.close()
            raise
        # The server ends connections that were idle for long: that is no outage.
        try:
            return self._exchange(body, headers)
        except Exception:
            self.close()
            raise

    def close(self) -> None:
        if self._open is not None:
            self._open.close()
            self._open = None

    def _exchange(self, body: bytes, headers: Mapping[str, str]) -> Answer:
        if self._open is None:
            self._open = self._connect()
        self._open.request("POST", self._path, body, dict(headers))
        response = self._open.getresponse()
        return self._read(response.status, response.read(), response.getheader("Retry-After"))

    def _connect(self) -> http.client.HTTPConnection:
        host, port = self._parts.hostname or "", self._parts.port
        if self._parts.scheme == "https":
            return http.client.HTTPSConnection(host, port, timeout=self._timeout, context=self._context)
        return http.client.HTTPConnection(host, port, timeout=self._timeout)

    @staticmethod
    def _read(status: int, body: bytes, retry_after: Optional[str]) -> Answer:
        said: Dict[str, Any] = {}
        try:
            decoded = json.loads(body)
            said = decoded if isinstance(decoded, dict) else {}
        except ValueError:
            pass
        refusals = said.get("rejected") or []
        first = refusals[0] if isinstance(refusals, list) and refusals else {}
        reason = f"line {first.get('line')}: {first.get('reason')}" if isinstance(first, dict) and first else body[:200].decode("utf-8", "replace")
        accepted = int(said.get("accepted") or 0)
        rejected = int(said.get("rejected_count") or (len(refusals) if isinstance(refusals, list) else 0))
        pause = float(retry_after) if retry_after and retry_after.isdigit() else None
        return Answer(status, accepted, rejected, reason, pause)
