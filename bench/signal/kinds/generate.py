#!/usr/bin/env python3
"""Labelled streams with further kinds of failure and of harmless change, beside those of the signal benchmark.

    HEED_SIGNAL=../shared/signal bench/signal/kinds/generate.py --seed 11 --scenario all --out streams

Streams, truth files, deadlines and scores are those of the signal benchmark: see its README. No threshold of Heed was chosen on these.
"""

from __future__ import annotations

import argparse
import os
import sys
from pathlib import Path

SIGNAL = Path(os.environ.get("HEED_SIGNAL", Path(__file__).resolve().parents[4] / "shared" / "signal"))
HERE = Path(__file__).resolve().parent
sys.path[:] = [str(SIGNAL), *(path for path in sys.path if Path(path or ".").resolve() != HERE), str(HERE)]

import generate  # noqa: E402 - the benchmark's
import kinds  # noqa: E402
from effects import changed_events  # noqa: E402
from signalbench import scenarios  # noqa: E402


def install() -> None:
    """Puts the further scenarios in the place of the benchmark's own."""
    scenarios.SCENARIOS.clear()
    scenarios.SCENARIOS.update({scenario.name: scenario for scenario in kinds.SCENARIOS})
    drawn: list = []
    plan, written = generate.plan_scenario, generate.events

    def planned(*arguments):
        pool, effects = plan(*arguments)
        drawn[:] = effects
        return pool, effects

    generate.plan_scenario = planned
    generate.events = lambda stream: changed_events(drawn, written(stream))


def main() -> None:
    install()
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--seed", type=int, required=True)
    parser.add_argument("--scenario", default="all", choices=["all", *scenarios.SCENARIOS])
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--days", type=int, default=21)
    parser.add_argument("--rate", type=float, default=1.5, help="mean requests a minute")
    arguments = parser.parse_args()
    names = list(scenarios.SCENARIOS) if arguments.scenario == "all" else [arguments.scenario]
    for name in names:
        truth = generate.generate(name, arguments.seed, arguments.days, arguments.rate, arguments.out)
        print(f"{name}: {truth['pool']}, {truth['event_count']} events", flush=True)


if __name__ == "__main__":
    main()
