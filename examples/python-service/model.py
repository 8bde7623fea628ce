"""A small real model: is the median house value of a census block above the median? Logistic regression, standard library only."""

from __future__ import annotations

import gzip
import json
import math
import pathlib
from typing import Any, Dict, Iterator, List, Tuple

DATA = pathlib.Path(__file__).resolve().parents[1] / "housing"
FEATURES = ["MedInc", "HouseAge", "AveRooms", "AveBedrms", "Population", "AveOccup", "Latitude", "Longitude"]
CLASSES = ["below", "above"]

Row = Tuple[Dict[str, float], str]


def rows(name: str) -> Iterator[Row]:
    """Features and true class of each labelled row of a file of events."""
    features: Dict[str, Dict[str, float]] = {}
    with gzip.open(DATA / f"{name}.ndjson.gz", "rt", encoding="utf-8") as lines:
        for line in lines:
            event = json.loads(line)
            if event["type"] == "prediction":
                features[event["id"]] = event["features"]
            elif event["id"] in features:
                yield features.pop(event["id"]), event["label"]


class Model:
    """Weights of the standardized features, then the intercept."""

    def __init__(self, means: List[float], deviations: List[float], weights: List[float]) -> None:
        self.means, self.deviations, self.weights = means, deviations, weights

    def probability(self, features: Dict[str, Any]) -> float:
        """Of the class ``above``."""
        inputs = self._inputs(features)
        score = self.weights[-1] + sum(w * x for w, x in zip(self.weights, inputs))
        return 1 / (1 + math.exp(-max(-30.0, min(30.0, score))))

    def _inputs(self, features: Dict[str, Any]) -> List[float]:
        # Beyond four deviations a value says no more: some blocks have hundreds of people a household.
        return [max(-4.0, min(4.0, (float(features[name]) - m) / d)) for name, m, d in zip(FEATURES, self.means, self.deviations)]

    @staticmethod
    def train(data: List[Row], epochs: int = 12, rate: float = 0.05) -> "Model":
        columns = [[row[name] for row, _ in data] for name in FEATURES]
        means = [sum(c) / len(c) for c in columns]
        deviations = [math.sqrt(sum((x - m) ** 2 for x in c) / len(c)) or 1.0 for c, m in zip(columns, means)]
        model = Model(means, deviations, [0.0] * (len(FEATURES) + 1))
        prepared = [(model._inputs(row), 1.0 if label == "above" else 0.0) for row, label in data]
        weights = model.weights
        for epoch in range(epochs):
            step = rate / (1 + epoch)
            for inputs, truth in prepared:
                score = weights[-1] + sum(w * x for w, x in zip(weights, inputs))
                error = truth - 1 / (1 + math.exp(-max(-30.0, min(30.0, score))))
                for i, x in enumerate(inputs):
                    weights[i] += step * error * x
                weights[-1] += step * error
        return model


def write_baseline(path: pathlib.Path) -> Model:
    """Trains on two rows of three, and writes what the model says of every third one: what it does on data that it has not seen."""
    data = list(rows("baseline"))
    model = Model.train([row for i, row in enumerate(data) if i % 3])
    start = 1_767_225_600_000
    with path.open("w", encoding="utf-8") as out:
        for i, (features, label) in enumerate(data[::3]):
            score = model.probability(features)
            common = {"model": "housing-service", "id": f"baseline-{i}", "time": start + 60_000 * i}
            answer = CLASSES[score >= 0.5]
            out.write(json.dumps({"type": "prediction", **common, "features": features, "prediction": answer, "score": round(score, 6)}) + "\n")
            out.write(json.dumps({"type": "label", **common, "label": label}) + "\n")
    return model
