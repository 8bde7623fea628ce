"""The client inside real servers: their workers, their neighbours, and the example."""

from __future__ import annotations

import json
import pathlib
import subprocess
import tempfile
import unittest
import urllib.request
from typing import List

from tests.server import PROGRAM, ROOT, HeedServer, Listener, free_port, until
from tests.services import Service, interpreter, write

WSGI = """
import os, heed
client = heed.Client(os.environ["HEED_URL"], model="credit", interval=0.1)
client.deployment("7")  # Before the fork: the parent's own event.

def app(environ, start_response):
    with client.prediction(features={"x": 1.0}) as p:
        p.answer = "yes"
    start_response("200 OK", [("Content-Type", "text/plain"), ("Connection", "close")])
    return [f"{os.getpid()} {p.id}".encode()]
"""

ASGI = """
import os, heed
client = heed.Client(os.environ["HEED_URL"], model="credit", interval=0.1)

async def app(scope, receive, send):
    with client.prediction(features={"x": 1.0}) as p:
        p.answer = "yes"
    await send({"type": "http.response.start", "status": 200, "headers": [(b"connection", b"close")]})
    await send({"type": "http.response.body", "body": f"{os.getpid()} {p.id}".encode()})
"""

NEIGHBOURS = """
import os, sys, heed
from prometheus_client import Counter, generate_latest
counter = Counter("requests", "All of them.", ["model_name"])
before = generate_latest()
client = heed.Client(os.environ["HEED_URL"], model="credit", interval=0.1)
for i in range(100):
    with client.prediction(features={"x": i}) as p:
        p.answer = "yes"
    counter.labels("credit").inc()
client.close()
after = generate_latest().decode()
strip = lambda text: sorted(line.split(" ")[0] for line in text.splitlines() if not line.startswith("#"))
new = set(strip(after)) - set(strip(before.decode()))
assert new == {'requests_total{model_name="credit"}', 'requests_created{model_name="credit"}'}, new
assert 'requests_total{model_name="credit"} 100.0' in after
"""


FEATURES = json.dumps({
    "MedInc": 3.5, "HouseAge": 24, "AveRooms": 5.2, "AveBedrms": 1.1, "Population": 507, "AveOccup": 3, "Latitude": 33.8, "Longitude": -116.2,
}).encode()


class Workers(unittest.TestCase):
    def setUp(self) -> None:
        self.listener = Listener()
        self.addCleanup(self.listener.close)
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.folder = folder.name

    def predictions(self) -> List[str]:
        return [event["id"] for event in self.listener.events if event["type"] == "prediction"]

    def asked(self, service: Service, count: int) -> List[str]:
        """Ids of predictions that more than one worker made."""
        answers = [service.get("/").split() for _ in range(count)]
        workers = {worker for worker, _ in answers}
        while len(workers) < 2:
            answers.append(service.get("/").split())
            workers.add(answers[-1][0])
        return [id for _, id in answers]

    def test_forked_workers_of_gunicorn_send_each_prediction_once(self) -> None:
        write(self.folder, "service.py", WSGI)
        arguments = ["-m", "gunicorn", "--preload", "--workers", "3", "--bind", "127.0.0.1:PORT", "service:app"]
        service = Service(arguments, self.folder, {"HEED_URL": self.listener.url})
        try:
            ids = self.asked(service, 60)
        finally:
            service.stop()
        until(lambda: set(ids) <= set(self.predictions()))
        self.assertEqual(len(self.predictions()), len(set(self.predictions())))
        self.assertEqual(1, sum(event["type"] == "deployment" for event in self.listener.events))

    def test_spawned_workers_of_uvicorn_send_each_prediction_once(self) -> None:
        write(self.folder, "service.py", ASGI)
        arguments = ["-m", "uvicorn", "service:app", "--workers", "2", "--lifespan", "off", "--port", "PORT", "--log-level", "warning"]
        service = Service(arguments, self.folder, {"HEED_URL": self.listener.url})
        try:
            ids = self.asked(service, 60)
        finally:
            service.stop()
        until(lambda: set(ids) <= set(self.predictions()))
        self.assertEqual(len(self.predictions()), len(set(self.predictions())))

    def test_prometheus_client_shows_what_it_would_without_heed(self) -> None:
        environment = {"HEED_URL": self.listener.url, "PYTHONPATH": str(ROOT / "clients" / "python")}
        done = subprocess.run([interpreter(), "-c", NEIGHBOURS], env=environment, capture_output=True, timeout=60)
        self.assertEqual(0, done.returncode, done.stderr.decode())
        self.assertEqual(100, len(self.predictions()))


class Examples(unittest.TestCase):
    """examples/python-service as ./run starts it, on other ports, with an outage of the server in between."""

    def test_the_python_service_runs_and_loses_nothing_while_heed_is_away(self) -> None:
        example = ROOT / "examples" / "python-service"
        with tempfile.TemporaryDirectory() as state:
            port = free_port()
            environment = {"HEED_URL": f"http://127.0.0.1:{port}", "SERVICE_STATE": state}
            service = Service(["-m", "uvicorn", "service:app", "--port", "PORT", "--log-level", "warning"], str(example), environment, ready="/metrics")
            self.addCleanup(service.stop)
            config = (example / "heed.yml").read_text().replace("127.0.0.1:4333", f"127.0.0.1:{port}").replace("127.0.0.1:8000", f"127.0.0.1:{service.port}")
            config = config.replace("state/", state + "/").replace("rules/", f"{example}/rules/").replace("alertmanager: ", f"alertmanager: {example}/")
            path = pathlib.Path(state, "heed.yml")
            path.write_text(config)

            # The server is not there yet: the service answers all the same.
            ids = [json.loads(service.get("/predict", FEATURES))["id"] for _ in range(20)]
            server = RunningConfig(str(path), port)
            self.addCleanup(server.kill)
            until(lambda: server.counters()["predictions"] == 20, 60)
            server.kill()
            ids += [json.loads(service.get("/predict", FEATURES))["id"] for _ in range(20)]
            for id in ids:
                service.get("/feedback", json.dumps({"id": id, "label": "above"}).encode())
            server.start()
            until(lambda: server.counters()["predictions"] == 40, 60)
            until(lambda: server.counters()["labels"] == 40, 60)
            self.assertIn('service_requests_total{path="/predict",status="200"} 40.0', service.get("/metrics"))


    def test_the_flask_service_sends_its_arguments_and_its_answer(self) -> None:
        listener = Listener()
        self.addCleanup(listener.close)
        arguments = ["-m", "flask", "--app", "flask_service", "run", "--port", "PORT"]
        service = Service(arguments, str(ROOT / "examples" / "python-service"), {"HEED_URL": listener.url})
        self.addCleanup(service.stop)
        answer = json.loads(service.get("/predict", FEATURES))
        until(lambda: len(listener.events) == 1)
        event = listener.events[0]
        self.assertEqual((answer["prediction"], 3.5, "housing-service"), (event["prediction"], event["features"]["MedInc"], event["model"]))
        self.assertLessEqual(event["score"], 1)


class RunningConfig(HeedServer):
    """``heed serve`` of a file that is there."""

    def __init__(self, config: str, port: int) -> None:
        self._config = config
        self.url = f"http://127.0.0.1:{port}"
        self._process = None
        assert pathlib.Path(PROGRAM).exists(), f"expected the program heed at {PROGRAM}: ./heed --version builds it"
        self.start()

    def counters(self) -> dict:  # type: ignore[type-arg]
        with urllib.request.urlopen(self.url + "/v1/models/housing-service", timeout=10) as answer:
            return dict(json.load(answer)["counters"])
