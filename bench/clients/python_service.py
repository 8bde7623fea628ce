"""One prediction a request behind uvicorn, watched by nothing, by prometheus_client, or by Heed: `WATCH` says which."""

from __future__ import annotations

import os
import time

WATCH = os.environ.get("WATCH", "none")
FEATURES = {f"feature_{i:02}": i * 0.25 for i in range(20)}

if WATCH == "heed":
    import heed

    client = heed.Client(
        os.environ["HEED_URL"], model="load", queue_events=200_000, queue_bytes=256 << 20, spool=os.environ.get("HEED_SPOOL") or None, spool_bytes=4 << 30
    )
elif WATCH == "prometheus":
    from prometheus_client import Counter, Histogram

    requests = Counter("ml_requests", "Requests.", ["model_name", "endpoint"])
    seconds = Histogram("ml_request_duration_seconds", "Latency.", ["model_name", "endpoint"])
    classes = Counter("ml_predictions_by_class", "Classes.", ["model_name", "predicted_class"])


def answer() -> bytes:
    return b"yes"


def predict() -> bytes:
    if WATCH == "heed":
        with client.prediction(features=FEATURES, endpoint="/predict") as p:
            result = answer()
            p.answer, p.score = "yes", 0.8
        return result
    if WATCH == "prometheus":
        start = time.perf_counter()
        result = answer()
        requests.labels("load", "/predict").inc()
        seconds.labels("load", "/predict").observe(time.perf_counter() - start)
        classes.labels("load", "yes").inc()
        return result
    return answer()


async def app(scope, receive, send):  # type: ignore[no-untyped-def]
    if scope["path"] == "/stats":
        body = repr(client.stats).encode() if WATCH == "heed" else b"none"
    else:
        body = predict()
    await send({"type": "http.response.start", "status": 200, "headers": [(b"content-length", str(len(body)).encode())]})
    await send({"type": "http.response.body", "body": body})
