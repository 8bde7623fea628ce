"""The model behind FastAPI: /predict, /feedback, /metrics. Heed sees every prediction; three lines say so."""

from __future__ import annotations

import os
import pathlib
from typing import Dict

import heed
from fastapi import FastAPI, HTTPException, Response
from prometheus_client import CONTENT_TYPE_LATEST, Counter, Histogram, generate_latest
from pydantic import BaseModel

from model import CLASSES, FEATURES, write_baseline

STATE = pathlib.Path(os.environ.get("SERVICE_STATE", pathlib.Path(__file__).resolve().parent / "state"))
STATE.mkdir(parents=True, exist_ok=True)

model = write_baseline(STATE / "baseline.ndjson")
client = heed.Client(os.environ.get("HEED_URL", "http://127.0.0.1:4333"), model="housing-service", version="1", spool=str(STATE / "spool"))
app = FastAPI(title="housing")
requests = Counter("service_requests", "Requests by path and status.", ["path", "status"])
seconds = Histogram("service_request_duration_seconds", "Time of a prediction.")


class Feedback(BaseModel):
    id: str
    label: str


@app.post("/predict")
def predict(features: Dict[str, float]) -> Dict[str, object]:
    missing = [name for name in FEATURES if name not in features]
    if missing:
        requests.labels("/predict", "422").inc()
        raise HTTPException(422, f"expected the features {', '.join(missing)}")
    with seconds.time(), client.prediction(features=features, endpoint="/predict") as p:
        p.score = model.probability(features)
        p.answer = CLASSES[p.score >= 0.5]
    requests.labels("/predict", "200").inc()
    return {"id": p.id, "prediction": p.answer, "score": p.score}


@app.post("/feedback")
def feedback(truth: Feedback) -> Dict[str, bool]:
    requests.labels("/feedback", "200").inc()
    return {"queued": client.feedback(truth.id, truth.label)}


@app.get("/metrics")
def metrics() -> Response:
    return Response(generate_latest(), media_type=CONTENT_TYPE_LATEST)


@app.on_event("shutdown")
def end() -> None:
    client.close()
