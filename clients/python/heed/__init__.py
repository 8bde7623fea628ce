"""Sends a service's predictions, labels and corrections to Heed.

A call never blocks on the network and never raises into the service: events wait in a bounded queue, a background
thread sends them in batches over one connection, and what could not be sent is counted in ``Client.stats``.

    import heed

    heed.configure("http://127.0.0.1:4333", model="sentiment")

    @heed.monitor()
    def predict(text: str, length: int) -> str:
        heed.current().score = 0.93
        return "positive"

    heed.feedback(prediction_id, "negative")
"""

from ._client import Client, Stats
from ._monitor import configure, correction, current, default_client, deployment, feedback, flush, monitor
from ._prediction import Prediction

__all__ = [
    "Client",
    "Prediction",
    "Stats",
    "configure",
    "correction",
    "current",
    "default_client",
    "deployment",
    "feedback",
    "flush",
    "monitor",
]
