from __future__ import annotations

import asyncio
import datetime
import decimal
import json
import math
import os
import subprocess
import sys
import tempfile
import threading
import unittest

import heed
from heed._encoding import encode
from tests.server import HeedServer, Listener, free_port, until


class Encoding(unittest.TestCase):
    def test_what_json_does_not_know_becomes_plain(self) -> None:
        class Scalar:
            def item(self) -> float:
                return 2.5

        class Array:
            def tolist(self) -> list[int]:
                return [1, 2]

        line = encode({"a": Scalar(), "b": Array(), "c": decimal.Decimal("1.5"), "d": datetime.date(2026, 1, 2), "e": {3}, "f": None, "g": object})
        read = json.loads(line)
        self.assertEqual((2.5, [1, 2], 1.5, "2026-01-02", [3]), tuple(read[k] for k in "abcde"))
        self.assertNotIn("f", read)
        self.assertIsInstance(read["g"], str)

    def test_nan_is_written_as_heed_reads_it(self) -> None:
        self.assertEqual(b'{"x":NaN,"y":-Infinity}', encode({"x": math.nan, "y": -math.inf}))


class Delivery(unittest.TestCase):
    def setUp(self) -> None:
        self.listener = Listener()
        self.addCleanup(self.listener.close)

    def client(self, **options: object) -> heed.Client:
        client = heed.Client(self.listener.url, model="credit", version="3", **options)  # type: ignore[arg-type]
        self.addCleanup(client.close)
        return client

    def test_a_block_sends_its_prediction_with_its_latency(self) -> None:
        client = self.client()
        with client.prediction(features={"income": 3.4}, endpoint="/predict") as p:
            p.answer, p.score = "approve", 0.83
        self.assertTrue(client.feedback(p.id, "deny"))
        self.assertTrue(client.flush())
        prediction, label = self.listener.events
        self.assertEqual(
            ("prediction", "credit", "3", p.id, "/predict", "approve", 0.83, {"income": 3.4}),
            tuple(prediction[k] for k in ("type", "model", "version", "id", "endpoint", "prediction", "score", "features")),
        )
        self.assertGreaterEqual(prediction["latency_ms"], 0)
        self.assertEqual(("label", p.id, "deny"), (label["type"], label["id"], label["label"]))
        self.assertEqual(2, client.stats.sent)

    def test_lists_are_rankings_scores_grades_and_embeddings(self) -> None:
        class Array:
            def __init__(self, *values: object) -> None:
                self.values = list(values)

            def item(self) -> object:
                if len(self.values) != 1:
                    raise ValueError("can only convert an array of size 1 to a Python scalar")
                return self.values[0]

            def tolist(self) -> list[object]:
                return self.values

        client = self.client()
        with client.prediction() as p:
            p.answer, p.scores = ["i-7", "i-3"], {"i-7": 0.91, "i-3": 0.4}
        client.feedback(p.id, ["i-3"])
        client.correction(p.id, {"i-3": 2, "i-40": 1})
        with client.prediction() as p:
            p.embedding = Array(0.5, 1.0)
        for result in (Array("i-7", "i-3"), Array("deny"), {"prediction": [], "embedding": [1.0]}):
            heed.monitor(client=client)(lambda result=result: result)()
        self.assertTrue(client.flush())
        told = [{k: v for k, v in event.items() if k in ("prediction", "scores", "embedding", "label")} for event in self.listener.events]
        self.assertEqual(
            [
                {"prediction": ["i-7", "i-3"], "scores": {"i-7": 0.91, "i-3": 0.4}},
                {"label": ["i-3"]},
                {"label": {"i-3": 2, "i-40": 1}},
                {"embedding": [0.5, 1.0]},
                {"prediction": ["i-7", "i-3"]},
                {"prediction": "deny"},
                {"prediction": [], "embedding": [1.0]},
            ],
            told,
        )

    def test_an_exception_is_an_error_of_its_type_and_goes_on(self) -> None:
        client = self.client()
        with self.assertRaises(TimeoutError):
            with client.prediction() as p:
                p.answer = "approve"
                raise TimeoutError
        client.flush()
        self.assertEqual("TimeoutError", self.listener.events[0]["error"])
        self.assertNotIn("prediction", self.listener.events[0])

    def test_batches_go_over_one_connection(self) -> None:
        client = self.client(batch_events=50, queue_events=5000)
        for i in range(1000):
            client.feedback(i, "deny")
        self.assertTrue(client.flush())
        self.assertEqual([str(i) for i in range(1000)], [event["id"] for event in self.listener.events])
        self.assertEqual(1, self.listener.connections)
        self.assertLessEqual(max(map(len, self.listener.bodies)), 50)

    def test_a_full_queue_drops_and_counts_and_never_blocks(self) -> None:
        client = heed.Client(f"http://127.0.0.1:{free_port()}", model="credit", queue_events=10, exit_seconds=1)
        taken = sum(client.feedback(i, "deny") for i in range(1000))
        client.close()
        stats = client.stats
        self.assertEqual(taken, stats.taken)
        self.assertEqual((1000, 0), (stats.dropped, stats.sent))
        self.assertFalse(client.feedback(1, "deny"))
        self.assertNotIn("heed-sender", [thread.name for thread in threading.enumerate()])

    def test_busy_and_broken_answers_are_repeated_and_refusals_are_not(self) -> None:
        self.listener.close()
        self.listener = Listener([429, 503, 500, 400, 413])
        self.addCleanup(self.listener.close)
        client = self.client(interval=0.05)
        client.feedback(1, "deny")
        until(lambda: client.stats.rejected == 1)
        self.assertEqual(3, client.stats.failures)
        for i in range(4):
            client.feedback(i, "deny")
        self.assertTrue(client.flush(10))
        self.assertEqual(["0", "1", "2", "3"], [event["id"] for event in self.listener.events])

    def test_many_threads_lose_nothing(self) -> None:
        client = self.client(queue_events=100_000)
        threads = [threading.Thread(target=lambda k=k: [client.feedback(f"{k}-{i}", "deny") for i in range(500)]) for k in range(8)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        self.assertTrue(client.flush(20))
        self.assertEqual(4000, len({event["id"] for event in self.listener.events}))

    def test_a_forked_child_sends_its_own_events_only(self) -> None:
        client = self.client(interval=60)
        client.feedback("parent", "deny")
        child = os.fork()
        if child == 0:
            client.feedback("child", "deny")
            client.flush()
            os._exit(0)
        os.waitpid(child, 0)
        self.assertEqual(["child"], [event["id"] for event in self.listener.events])
        client.flush()
        self.assertEqual(["child", "parent"], [event["id"] for event in self.listener.events])

    def test_the_end_of_the_process_sends_what_is_left(self) -> None:
        program = f"import heed; c = heed.Client({self.listener.url!r}, model='credit', interval=60); c.feedback('last', 'deny')"
        subprocess.run([sys.executable, "-c", program], check=True, timeout=30)
        self.assertEqual(["last"], [event["id"] for event in self.listener.events])

    def test_a_wrong_address_is_told_at_once(self) -> None:
        with self.assertRaisesRegex(ValueError, "expected the address of a Heed server"):
            heed.Client("127.0.0.1:4333")


class Spool(unittest.TestCase):
    def test_an_outage_fills_the_disk_buffer_and_its_end_empties_it(self) -> None:
        port = free_port()
        with tempfile.TemporaryDirectory() as folder:
            client = heed.Client(f"http://127.0.0.1:{port}", model="credit", queue_events=50, batch_events=50, interval=0.02, spool=folder)
            for i in range(500):
                while not client.feedback(i, "deny"):
                    threading.Event().wait(0.002)
            until(lambda: client.stats.spooled >= 400)
            listener = Listener(port=port)
            self.addCleanup(listener.close)
            until(lambda: len({event["id"] for event in listener.events}) == 500, 40)
            client.close()
            until(lambda: os.listdir(folder) == [])

    def test_what_an_ended_process_left_is_sent_by_the_next(self) -> None:
        with tempfile.TemporaryDirectory() as folder:
            program = (
                f"import heed; c = heed.Client('http://127.0.0.1:{free_port()}', model='credit', interval=0.02, spool={folder!r}, exit_seconds=3)\n"
                "import time\nc.feedback('first', 'deny'); time.sleep(0.5); c.feedback('second', 'deny')"
            )
            subprocess.run([sys.executable, "-c", program], check=True, timeout=30)
            listener = Listener()
            self.addCleanup(listener.close)
            with heed.Client(listener.url, model="credit", interval=0.02, spool=folder) as client:
                client.feedback("third", "deny")
                until(lambda: {event["id"] for event in listener.events} == {"first", "second", "third"})


class Monitor(unittest.TestCase):
    def setUp(self) -> None:
        self.listener = Listener()
        self.addCleanup(self.listener.close)
        self.client = heed.Client(self.listener.url)
        self.addCleanup(self.client.close)

    def test_arguments_are_features_and_the_result_is_the_answer(self) -> None:
        ids = []

        @heed.monitor("credit", client=self.client, segments=lambda income, region: {"region": region})
        def predict(income: float, region: str = "north") -> str:
            heed.current().score = 0.4
            ids.append(heed.current().id)
            return "deny"

        self.assertEqual("deny", predict(3.5))
        self.client.flush()
        (event,) = self.listener.events
        self.assertEqual(({"income": 3.5, "region": "north"}, {"region": "north"}, "deny", 0.4, ids[0], "predict"),
                         tuple(event[k] for k in ("features", "segments", "prediction", "score", "id", "endpoint")))

    def test_async_functions_keep_their_predictions_apart(self) -> None:
        @heed.monitor("credit", client=self.client)
        async def predict(features: dict[str, float]) -> dict[str, object]:
            await asyncio.sleep(0)
            heed.current().cost = features["income"]
            return {"prediction": "approve", "score": features["income"] / 10}

        async def run() -> None:
            await asyncio.gather(*(predict({"income": float(i)}) for i in range(10)))

        asyncio.run(run())
        self.client.flush()
        self.assertEqual({(float(i), float(i), i / 10) for i in range(10)},
                         {(e["features"]["income"], e["cost"], e["score"]) for e in self.listener.events})

    def test_a_broken_hook_does_not_break_the_service(self) -> None:
        @heed.monitor("credit", client=self.client, features=lambda *_: 1 / 0)
        def predict(x: int) -> str:
            return "deny"

        self.assertEqual("deny", predict(1))
        self.client.flush()
        self.assertEqual("deny", self.listener.events[0]["prediction"])


class RealServer(unittest.TestCase):
    def test_a_kill_of_the_server_loses_nothing_within_the_buffer(self) -> None:
        server = HeedServer()
        self.addCleanup(server.close)
        client = heed.Client(server.url, model="credit", version="7", interval=0.05, queue_events=20_000)
        self.addCleanup(client.close)

        def predict(n: int) -> None:
            for _ in range(n):
                with client.prediction(features={"income": 3.0, "region": "north"}) as p:
                    p.answer, p.score = "approve", 0.9
                client.feedback(p.id, "approve")

        predict(500)
        self.assertTrue(client.flush(20))
        server.kill()
        predict(500)
        server.start()
        predict(500)
        self.assertTrue(client.flush(60))
        self.assertEqual((0, 0, 3000), (client.stats.dropped, client.stats.rejected, client.stats.sent))
        until(lambda: server.metric("ml_requests_total") >= 1500, 40)
        self.assertEqual(1500, server.metric("ml_requests_total"))

    def test_refusals_of_the_server_are_counted(self) -> None:
        server = HeedServer()
        self.addCleanup(server.close)
        with heed.Client(server.url) as client, self.assertLogs("heed", "WARNING") as logs:
            client.send({"type": "label", "model": "nobody", "id": "1", "label": "x"})
            client.send({"type": "deployment", "model": "credit", "version": "8"})
            self.assertTrue(client.flush(20))
            self.assertEqual((1, 1), (client.stats.sent, client.stats.rejected))
        self.assertIn("nobody", logs.output[0])


if __name__ == "__main__":
    unittest.main()
