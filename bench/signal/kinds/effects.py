"""Further failures and harmless changes, as effects of the signal benchmark's streams."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

import numpy as np
from signalbench.effects import (
    BURST_EVIDENCE, GRACE, QUALITY_ALLOWANCE, QUALITY_WORDS, SERVICE_ALLOWANCE, Effect, Incident, Span,
    _harm, _label_evidence, _over, _ticket_or_page,
)
from signalbench.evidence import NotVisible, collect, distribution_sample_size, ks_distance, rate_sample_size
from signalbench.stream import LATENCY_SLO_MS, Stream
from signalbench.traffic import MINUTE, RateCurve

ANSWER_WORDS = ["score*", "prediction*", "output*", "confidence", "class*"]
REPEAT_WORDS = ["duplicate*", "repeat*", "retr*", "frozen", "equal", "same"]

Bend = Callable[[Stream, np.ndarray, np.random.Generator], None]


@dataclass
class BentInputs(Span):
    """What the model gets of one or two features goes wrong in any way."""

    name: str = ""
    features: tuple[str, ...] = ()
    bend: Bend = field(kw_only=True)
    text: str = ""
    by_labels: bool = False  # only outcomes show it
    rng: np.random.Generator = field(kw_only=True)
    where: np.ndarray = field(init=False)
    healthy: dict[str, np.ndarray] = field(init=False, default_factory=dict)

    def change_inputs(self, stream: Stream) -> None:
        self.where = stream.between(self.start, self.end)
        self.healthy = {name: stream.features[name][self.where].copy() for name in self.features}
        self.bend(stream, self.where, self.rng)

    def needed(self, stream: Stream, name: str) -> tuple[int, str]:
        """The sample size for the plainest change of a feature: lost values, another mix, or other numbers."""
        before, after = self.healthy[name], stream.features[name][self.where]
        if before.dtype == object:
            shares = [((before == value).mean(), (after == value).mean(), value)
                      for value in set(before[before != None]) | set(after[after != None])]  # noqa: E711
            was, now, value = max(shares, key=lambda share: abs(share[0] - share[1]))
            return rate_sample_size(was, now), f"share of {value} in {name} {was:.3f} -> {now:.3f}"
        lost = np.isnan(after).mean() - np.isnan(before).mean()
        if lost > 0.01:
            return rate_sample_size(np.isnan(before).mean(), np.isnan(after).mean()), f"{lost:.1%} of {name} are lost"
        distance = ks_distance(before, after)
        if distance == 0:
            raise NotVisible(f"{name} is what it was")
        return (distribution_sample_size(distance, stream.design_effect),
                f"KS distance of {name} {distance:.3f}")

    def incidents(self, stream: Stream) -> list[Incident]:
        if self.by_labels:
            evidence, hints, layer = _label_evidence(self, stream, self.where), {"kind": QUALITY_WORDS}, "quality"
        else:
            needed, measure = min(self.needed(stream, name) for name in self.features)
            evidence = collect("events", stream.time[self.where], needed, measure)
            hints, layer = {"feature": list(self.features)}, "data"
        harm, _ = _harm(stream, self.where)
        return [Incident(
            self.name, self.start, self.end, evidence.deadline(self.start, QUALITY_ALLOWANCE),
            _over(stream, self.where, self.end), "ticket", _ticket_or_page(stream, self.where), hints, layer,
            self.text, evidence, {"features": list(self.features), "harm": round(harm, 3)},
        )]


@dataclass
class BentScores(Span):
    """The probabilities of some answers change; by_labels where their distribution does not."""

    name: str = ""
    share: float = 1.0
    bend: Callable[[np.ndarray, np.random.Generator], np.ndarray] = field(kw_only=True)
    text: str = ""
    by_labels: bool = False
    deployed: bool = False
    rng: np.random.Generator = field(kw_only=True)
    where: np.ndarray = field(init=False)

    def change_outputs(self, stream: Stream) -> None:
        self.where = stream.between(self.start, self.end)
        hit = self.where & (self.rng.random(len(self.where)) < self.share)
        stream.score[hit] = self.bend(stream.score[hit], self.rng)
        stream.decide()

    def change_service(self, stream: Stream) -> None:
        if self.deployed:
            stream.deployments += [self.start, self.end]

    def incidents(self, stream: Stream) -> list[Incident]:
        harm, _ = _harm(stream, self.where)
        hints = {"kind": QUALITY_WORDS if self.by_labels else [*ANSWER_WORDS, *QUALITY_WORDS]}
        if self.by_labels:
            evidence = _label_evidence(self, stream, self.where)
        else:
            distance = ks_distance(stream.clean_score[self.where], stream.score[self.where])
            evidence = collect("events", stream.time[self.where],
                               distribution_sample_size(distance, stream.design_effect),
                               f"KS distance of the scores {distance:.3f}")
        return [Incident(
            self.name, self.start, self.end, evidence.deadline(self.start, QUALITY_ALLOWANCE),
            _over(stream, self.where, self.end), "ticket", _ticket_or_page(stream, self.where), hints,
            "quality" if self.by_labels else "output", self.text, evidence, {"harm": round(harm, 3)},
        )]


@dataclass
class RetryStorm(Span):
    """A client sends every request several times over: more traffic, of the same few requests."""

    times: int = 4

    def bend_traffic(self, curve: RateCurve) -> None:
        curve.rate[curve.between(self.start, self.end)] *= self.times

    def change_truth(self, stream: Stream) -> None:
        inside = np.flatnonzero(stream.between(self.start, self.end))
        first = inside[(np.arange(len(inside)) // self.times) * self.times]
        for column in (*stream.features.values(), stream.row, stream.truth, stream.clean_truth):
            column[inside] = column[first]
        if stream.embedding is not None:
            stream.embedding[inside] = stream.embedding[first]

    def incidents(self, stream: Stream) -> list[Incident]:
        where = stream.between(self.start, self.end)
        evidence = collect("events", stream.time[where], 30, f"every request comes {self.times} times")
        return [Incident(
            "retry_storm", self.start, self.end, evidence.deadline(self.start, QUALITY_ALLOWANCE),
            self.end + GRACE, "ticket", ["ticket", "page"], {"kind": REPEAT_WORDS}, "data",
            f"every request is sent {self.times} times", evidence, {"times": self.times},
        )]


@dataclass
class Saturation(Span):
    """Answers become slow where there is much load, and only there."""

    factor: float = 6.0
    busy: float = 1.15  # times the mean load
    slow: np.ndarray = field(init=False)

    def change_service(self, stream: Stream) -> None:
        minute = ((stream.time - stream.calendar.start) // MINUTE).astype(int)
        load = stream.curve.rate[minute] / stream.curve.healthy.mean()
        inside = stream.between(self.start, self.end) & (load > self.busy)
        stream.latency[inside] *= 1 + (self.factor - 1) * np.clip((load[inside] - self.busy) / 0.2, 0, 1)
        self.slow = inside & (stream.latency > LATENCY_SLO_MS)

    def incidents(self, stream: Stream) -> list[Incident]:
        evidence = collect("slow requests", stream.time[self.slow], BURST_EVIDENCE,
                           f"{self.slow.sum()} slow requests, all at high load")
        return [Incident(
            "saturation", self.start, self.end, evidence.deadline(self.start, SERVICE_ALLOWANCE, 10 * MINUTE),
            self.end + GRACE, "page", ["page", "ticket"], {"kind": ["latency*", "slow*", "p99", "duration"]},
            "service", "latency grows with the load", evidence, {"factor": self.factor},
        )]


# ---------------------------------------------------------------- harmless


@dataclass
class Rate(Effect):
    """Traffic is multiplied minute by minute."""

    start: float
    factor: Callable[[np.ndarray], np.ndarray] = field(kw_only=True)  # of the minutes since the epoch, in seconds

    def bend_traffic(self, curve: RateCurve) -> None:
        curve.rate *= self.factor(curve.minutes)


@dataclass
class ShiftedClock(Effect):
    """From one moment on people come an hour earlier by UTC: daylight saving time."""

    start: float

    def bend_traffic(self, curve: RateCurve) -> None:
        later = np.flatnonzero(curve.minutes >= self.start)
        curve.rate[later] = curve.rate[np.minimum(later + 60, len(curve.rate) - 1)]


@dataclass
class FewerLabels(Span):
    """Only some of the labels are asked for."""

    kept: float = 0.5
    rng: np.random.Generator = field(kw_only=True)

    def change_feedback(self, stream: Stream) -> None:
        dropped = stream.between(self.start, self.end) & (self.rng.random(len(stream.time)) >= self.kept)
        stream.label_time[dropped] = np.nan


@dataclass
class TinyRetrainings(Effect):
    """A new version every week, whose scores differ a little."""

    moments: tuple[float, ...]
    rng: np.random.Generator = field(kw_only=True)

    def change_outputs(self, stream: Stream) -> None:
        for moment in self.moments:
            later = stream.time >= moment
            clipped = np.clip(stream.clean_score[later], 1e-4, 1 - 1e-4)
            log_odds = np.log(clipped / (1 - clipped)) + self.rng.normal(0, 0.03)
            stream.score[later] = 1 / (1 + np.exp(-log_odds))
        stream.decide()

    def change_service(self, stream: Stream) -> None:
        stream.deployments += list(self.moments)


@dataclass
class RareCategory(Span):
    """A value that nobody has seen before, three times in a thousand."""

    feature: str = ""
    share: float = 0.003
    rng: np.random.Generator = field(kw_only=True)

    def change_inputs(self, stream: Stream) -> None:
        hit = stream.between(self.start, self.end) & (self.rng.random(len(stream.time)) < self.share)
        stream.features[self.feature][hit] = "brand_new"


@dataclass
class OtherEvents(Effect):
    """Events look different from one moment on, in what says nothing of the model."""

    start: float
    change: Callable[[dict], None] = field(kw_only=True)


def changed_events(effects: list[Effect], written):
    """The stream's events, each as the effects that bear on events leave it."""
    changes = [effect for effect in effects if isinstance(effect, OtherEvents)]
    for moment, event in written:
        for effect in changes:
            if event["type"] == "prediction" and moment >= effect.start:
                effect.change(event)
        yield moment, event


