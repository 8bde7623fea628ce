"""Batches on disk while the server is away."""

from __future__ import annotations

import os
from typing import List, Optional, Tuple


class Spool:
    """A folder of files, one batch each, oldest first, bounded by bytes. A batch is in place whole or not at all.

    The processes of one service may share a folder: each writes files of its own, and sends what ended processes left.
    """

    def __init__(self, folder: str, most_bytes: int) -> None:
        os.makedirs(folder, exist_ok=True)
        self._folder = folder
        self._most_bytes = most_bytes
        self._next = 0

    def put(self, lines: List[bytes]) -> bool:
        """False where there is no room; an error of the file system is raised."""
        body = b"\n".join(lines)
        if self.size() + len(body) > self._most_bytes:
            return False
        name = f"{os.getpid():010d}-{self._next:010d}"
        self._next += 1
        part = os.path.join(self._folder, name + ".part")
        with open(part, "wb") as file:
            file.write(body)
            file.flush()
            os.fsync(file.fileno())
        os.replace(part, os.path.join(self._folder, name + ".ndjson"))
        return True

    def oldest(self) -> Optional[Tuple[str, List[bytes]]]:
        """The path and the lines of the oldest batch that belongs to this process or to one that has ended."""
        for name in sorted(self._names(), key=self._age):
            if not self._is_ours(name):
                continue
            path = os.path.join(self._folder, name)
            try:
                with open(path, "rb") as file:
                    return path, [line for line in file.read().split(b"\n") if line]
            except FileNotFoundError:
                continue
        return None

    def drop(self, path: str) -> None:
        try:
            os.remove(path)
        except FileNotFoundError:
            pass

    def size(self) -> int:
        total = 0
        for name in self._names():
            try:
                total += os.path.getsize(os.path.join(self._folder, name))
            except FileNotFoundError:
                continue
        return total

    def _names(self) -> List[str]:
        return [name for name in os.listdir(self._folder) if name.endswith(".ndjson")]

    def _age(self, name: str) -> Tuple[float, str]:
        try:
            return os.path.getmtime(os.path.join(self._folder, name)), name
        except FileNotFoundError:
            return float("inf"), name

    @staticmethod
    def _is_ours(name: str) -> bool:
        owner = int(name.split("-", 1)[0]) if name[:10].isdigit() else 0
        if owner in (0, os.getpid()):
            return True
        try:
            os.kill(owner, 0)
        except ProcessLookupError:
            return True
        except OSError:
            return False
        return False
