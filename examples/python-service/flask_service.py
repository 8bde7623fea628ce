"""The same model behind Flask, as short as it gets: the decorator takes the arguments as features and the result as the answer."""

from __future__ import annotations

import os
import pathlib
import tempfile

import heed
from flask import Flask, jsonify, request

from model import CLASSES, FEATURES, write_baseline

heed.configure(os.environ.get("HEED_URL", "http://127.0.0.1:4333"), model="housing-service", version="1")
model = write_baseline(pathlib.Path(tempfile.mkdtemp()) / "baseline.ndjson")
app = Flask(__name__)


@heed.monitor()
def predict(**features: float) -> str:
    heed.current().score = model.probability(features)
    return CLASSES[heed.current().score >= 0.5]


@app.post("/predict")
def answer():  # type: ignore[no-untyped-def]
    return jsonify(prediction=predict(**{name: float(request.json[name]) for name in FEATURES}))
