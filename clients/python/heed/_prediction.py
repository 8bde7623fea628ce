"""One prediction while it is made."""

from __future__ import annotations

import time
import uuid
from typing import TYPE_CHECKING, Any, Dict, Mapping, Optional, Sequence, Union

if TYPE_CHECKING:
    from types import TracebackType

    from ._client import Client

Answer = Union[str, int, float, bool, Sequence[Union[str, int]]]


class Prediction:
    """Times its block and sends the event at its end. An exception in the block is counted as an error of its type and goes on.

        with client.prediction(features={"income": 3.4}) as p:
            p.answer = model.predict(...)
            p.score = 0.83

    The answer of a ranking is the list of its items, the best one first; ``scores`` are its items' scores, or the probabilities of classes.
    ``embedding`` is a list or an array of numbers. Of a ranking ``scores`` will do without an answer, of an embedding model ``embedding``.
    A block that ends with none of these and without an error sends nothing.
    """

    __slots__ = ("id", "model", "version", "endpoint", "features", "answer", "score", "scores", "segments", "embedding", "cost", "error", "_client", "_start", "_time")

    def __init__(
        self,
        client: "Client",
        model: Optional[str],
        *,
        id: Optional[str] = None,
        version: Optional[str] = None,
        endpoint: Optional[str] = None,
        features: Optional[Mapping[str, Any]] = None,
        segments: Optional[Mapping[str, Any]] = None,
    ) -> None:
        self._client = client
        self.id = id or uuid.uuid4().hex
        self.model = model
        self.version = version
        self.endpoint = endpoint
        self.features: Optional[Mapping[str, Any]] = features
        self.segments: Optional[Mapping[str, Any]] = segments
        self.answer: Optional[Answer] = None
        self.score: Optional[float] = None
        self.scores: Optional[Mapping[str, float]] = None
        self.embedding: Optional[Any] = None
        self.cost: Optional[float] = None
        self.error: Optional[str] = None
        self._start = 0.0
        self._time = 0

    def __enter__(self) -> "Prediction":
        self._time = time.time_ns() // 1_000_000
        self._start = time.perf_counter()
        return self

    def __exit__(self, kind: Optional[type], error: Optional[BaseException], trace: Optional["TracebackType"]) -> None:
        latency = time.perf_counter() - self._start
        if kind is not None:
            self.error = kind.__name__
        if any(told is not None for told in (self.answer, self.error, self.scores, self.embedding)):
            self._client.send(self._event(1000.0 * latency))

    def _event(self, latency_ms: float) -> Dict[str, Any]:
        failed = self.error is not None
        return {
            "type": "prediction",
            "model": self.model,
            "version": self.version,
            "id": self.id,
            "time": self._time,
            "endpoint": self.endpoint,
            "latency_ms": round(latency_ms, 3),
            "features": self.features,
            "prediction": None if failed else self.answer,
            "score": None if failed else self.score,
            "scores": None if failed else self.scores,
            "embedding": None if failed else self.embedding,
            "segments": self.segments,
            "cost": self.cost,
            "error": self.error,
        }
