"""A real Heed with one model, and a listener that fails as it is told."""

from __future__ import annotations

import gzip
import http.server
import json
import os
import pathlib
import random
import socket
import subprocess
import tempfile
import threading
import time
import urllib.error
import urllib.request
from typing import Any, List, Optional

ROOT = pathlib.Path(__file__).resolve().parents[3]
PROGRAM = os.environ.get("HEED_PROGRAM", str(ROOT / "artifacts" / "heed" / "heed"))


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


class HeedServer:
    """``heed serve`` in a folder of its own, with the classification model "credit"."""

    def __init__(self) -> None:
        if not os.path.exists(PROGRAM):
            raise RuntimeError(f"expected the program heed at {PROGRAM}: ./heed --version builds it")
        self._folder = tempfile.TemporaryDirectory()
        folder = pathlib.Path(self._folder.name)
        chance = random.Random(7)
        rows = []
        for i in range(400):
            good = chance.random() < 0.6
            event = {
                "type": "prediction", "model": "credit", "id": f"b{i}", "time": 1767225600000 + 60000 * i,
                "features": {"income": chance.gauss(3, 1), "region": chance.choice(["north", "south"])},
                "prediction": "approve" if good else "deny", "score": chance.random(),
            }
            rows.append(json.dumps(event))
            rows.append(json.dumps({"type": "label", "model": "credit", "id": f"b{i}", "time": 1767225600000 + 60000 * i, "label": event["prediction"]}))
        (folder / "baseline.ndjson").write_text("\n".join(rows) + "\n")
        self.port = free_port()
        self.url = f"http://127.0.0.1:{self.port}"
        (folder / "heed.yml").write_text(
            f"server: {{ listen: 127.0.0.1:{self.port}, data: data }}\n"
            "models:\n  - { name: credit, baseline: baseline.ndjson, segments: [region] }\n"
        )
        self._config = str(folder / "heed.yml")
        self._process: Optional["subprocess.Popen[bytes]"] = None
        self.start()

    def start(self) -> None:
        self._process = subprocess.Popen([PROGRAM, "serve", self._config], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        until(lambda: self._ready(), 30)

    def kill(self) -> None:
        if self._process is not None:
            self._process.kill()
            self._process.wait()
            self._process = None

    def close(self) -> None:
        self.kill()
        self._folder.cleanup()

    def metric(self, name: str) -> float:
        """The sum of a metric of ``/metrics`` over its series."""
        with urllib.request.urlopen(self.url + "/metrics", timeout=10) as answer:
            lines = answer.read().decode().splitlines()
        return sum(float(line.rsplit(" ", 1)[1]) for line in lines if line.startswith((name + " ", name + "{")))

    def model(self) -> Any:
        with urllib.request.urlopen(self.url + "/v1/models/credit", timeout=10) as answer:
            return json.load(answer)

    def _ready(self) -> bool:
        try:
            with urllib.request.urlopen(self.url + "/readyz", timeout=1) as answer:
                return bool(answer.status == 200)
        except (urllib.error.URLError, OSError):
            return False


class Listener:
    """Takes batches and answers with the statuses that it was told, then with 200."""

    def __init__(self, statuses: Optional[List[int]] = None, port: Optional[int] = None) -> None:
        self.bodies: List[List[Any]] = []
        self.connections = 0
        left = list(statuses or [])
        listener = self

        class Handler(http.server.BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def setup(self) -> None:
                listener.connections += 1
                super().setup()

            def do_POST(self) -> None:
                body = self.rfile.read(int(self.headers["Content-Length"]))
                if self.headers.get("Content-Encoding") == "gzip":
                    body = gzip.decompress(body)
                events = [json.loads(line) for line in body.splitlines()]
                status = left.pop(0) if left else 200
                if status == 200:
                    listener.bodies.append(events)
                answer = json.dumps({"accepted": len(events) if status == 200 else 0, "rejected": []}).encode()
                self.send_response(status)
                self.send_header("Content-Length", str(len(answer)))
                self.end_headers()
                self.wfile.write(answer)

            def log_message(self, *_: Any) -> None:
                pass

        self._server = http.server.ThreadingHTTPServer(("127.0.0.1", port or 0), Handler)
        self._server.daemon_threads = True
        self.port = int(self._server.server_address[1])
        self.url = f"http://127.0.0.1:{self.port}"
        threading.Thread(target=self._server.serve_forever, args=(0.02,), daemon=True).start()

    @property
    def events(self) -> List[Any]:
        return [event for body in list(self.bodies) for event in body]

    def close(self) -> None:
        self._server.shutdown()
        self._server.server_close()


def until(condition: Any, seconds: float = 15) -> None:
    end = time.monotonic() + seconds
    while not condition():
        if time.monotonic() > end:
            raise AssertionError("the condition did not come true in time")
        threading.Event().wait(0.02)
