"""Services as child processes, run by the Python that has Debian's packages."""

from __future__ import annotations

import os
import pathlib
import subprocess
import sys
import tempfile
import urllib.error
import urllib.request
from typing import Dict, List, Optional

from tests.server import ROOT, free_port, until

PACKAGES = "python3-fastapi python3-uvicorn python3-flask gunicorn python3-prometheus-client"


def interpreter() -> str:
    """One that imports what the services need; a failure names the packages that bring it."""
    for candidate in (os.environ.get("PYTHON"), sys.executable, "/usr/bin/python3"):
        if candidate and os.path.exists(candidate):
            imports = subprocess.run([candidate, "-c", "import fastapi, uvicorn, flask, gunicorn, prometheus_client"], capture_output=True)
            if imports.returncode == 0:
                return candidate
    raise RuntimeError(f"expected a Python with FastAPI: sudo apt-get install -y {PACKAGES}")


class Service:
    """A server that listens on a free port of the loopback interface."""

    def __init__(self, arguments: List[str], folder: str, environment: Dict[str, str], ready: str = "/") -> None:
        self.port = free_port()
        self.url = f"http://127.0.0.1:{self.port}"
        self._log = tempfile.TemporaryFile()
        path = os.pathsep.join([str(ROOT / "clients" / "python"), folder])
        command = [interpreter(), *(a.replace("PORT", str(self.port)) for a in arguments)]
        self._process = subprocess.Popen(
            command, cwd=folder, env={**os.environ, "PYTHONPATH": path, **environment}, stdout=self._log, stderr=subprocess.STDOUT
        )
        try:
            until(lambda: self._answers(ready), 60)
        except AssertionError:
            self.stop()
            raise

    def get(self, path: str, body: Optional[bytes] = None) -> str:
        request = urllib.request.Request(self.url + path, body, {"Content-Type": "application/json"} if body else {})
        with urllib.request.urlopen(request, timeout=30) as answer:
            return answer.read().decode()

    def stop(self) -> None:
        """Asks it to end, as a deployment does, and waits until it has."""
        if self._process.poll() is None:
            self._process.terminate()
            try:
                self._process.wait(30)
            except subprocess.TimeoutExpired:
                self._process.kill()
                self._process.wait()
        self._log.close()

    def _answers(self, path: str) -> bool:
        if self._process.poll() is not None:
            self._log.seek(0)
            raise RuntimeError(f"the service ended with {self._process.returncode}: {self._log.read().decode()[-2000:]}")
        try:
            self.get(path)
            return True
        except urllib.error.HTTPError:
            # An error of its own is an answer, too.
            return True
        except (urllib.error.URLError, OSError):
            return False


def write(folder: str, name: str, text: str) -> None:
    pathlib.Path(folder, name).write_text(text)
