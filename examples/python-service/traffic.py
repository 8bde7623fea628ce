"""Sends rows of production to the service, and the truth of each some rows later."""

from __future__ import annotations

import collections
import json
import sys
import urllib.request
from typing import Any, Deque, Tuple

from model import rows

DELAY = 50


def post(url: str, body: Any) -> Any:
    request = urllib.request.Request(url, json.dumps(body).encode(), {"Content-Type": "application/json"})
    with urllib.request.urlopen(request, timeout=10) as answer:
        return json.load(answer)


def main(service: str, count: int) -> None:
    waiting: Deque[Tuple[str, str]] = collections.deque()
    right = 0
    for i, (features, label) in enumerate(rows("production")):
        if i == count:
            break
        answer = post(service + "/predict", features)
        right += answer["prediction"] == label
        waiting.append((answer["id"], label))
        if len(waiting) > DELAY:
            name, truth = waiting.popleft()
            post(service + "/feedback", {"id": name, "label": truth})
    for name, truth in waiting:
        post(service + "/feedback", {"id": name, "label": truth})
    print(f"{count} predictions, {right / count:.1%} of them right")


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]))
