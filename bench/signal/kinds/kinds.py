"""Which further failures and harmless changes there are, with parameters drawn from the seed."""

from __future__ import annotations

import numpy as np
from effects import (
    BentInputs, BentScores, FewerLabels, OtherEvents, RareCategory, Rate, RetryStorm, Saturation, ShiftedClock,
    TinyRetrainings,
)
from signalbench.effects import ChangedOutcomes, Effect, LabelBacklog, TiltedRows
from signalbench.scenarios import ANY, BINARY, TABULAR, Plan, Scenario
from signalbench.stream import Stream
from signalbench.traffic import DAY, HOUR, MINUTE

CATEGORICAL = ("elec", "bike", "embed")


def _inputs(plan: Plan, name: str, features: tuple[str, ...], bend, text: str, by_labels: bool = False) -> list[Effect]:
    start, end = plan.quality_span() if by_labels else plan.data_span()
    return [BentInputs(start, end, name=name, features=features, bend=bend, text=text, by_labels=by_labels,
                       rng=plan.effect_rng)]


def _category(plan: Plan) -> str:
    return plan.pick([name for name in plan.pool.info.categorical if name != "workingday"])


def _logit(score: np.ndarray) -> np.ndarray:
    clipped = np.clip(score, 1e-4, 1 - 1e-4)
    return np.log(clipped / (1 - clipped))


def _probability(log_odds: np.ndarray) -> np.ndarray:
    return 1 / (1 + np.exp(-log_odds))


# ---------------------------------------------------------------- failures


def label_flip(plan: Plan) -> list[Effect]:
    """Outcomes of one class turn out as the other."""
    label = plan.pick(plan.pool.info.classes)
    probability = plan.uniform(0.4, 0.8)
    return [ChangedOutcomes(*plan.quality_span(), name="label_flip", probability=probability * (plan.pool.truth == label),
                            rng=plan.effect_rng, parameters={"class": label, "probability": probability})]


def constant_offset(plan: Plan) -> list[Effect]:
    """A number is too large or too small by the same amount."""
    feature = plan.pick(plan.pool.info.numeric)
    offset = plan.uniform(0.5, 1.5) * float(np.nanstd(plan.pool.features[feature])) * plan.pick((-1, 1))

    def bend(stream: Stream, where: np.ndarray, _) -> None:
        stream.features[feature][where] += offset

    return _inputs(plan, "constant_offset", (feature,), bend, f"{feature} is {offset:+.3g} off")


def rounding(plan: Plan) -> list[Effect]:
    """A number loses its digits."""
    feature = plan.pick(plan.pool.info.numeric)
    step = plan.uniform(0.8, 1.6) * float(np.nanstd(plan.pool.features[feature]))

    def bend(stream: Stream, where: np.ndarray, _) -> None:
        stream.features[feature][where] = np.round(stream.features[feature][where] / step) * step

    return _inputs(plan, "rounding", (feature,), bend, f"{feature} comes in steps of {step:.3g}")


def stale_lookup(plan: Plan) -> list[Effect]:
    """All numbers are those that a request a day before had."""
    def bend(stream: Stream, where: np.ndarray, _) -> None:
        older = np.searchsorted(stream.time, stream.time[where] - DAY)
        for name in plan.pool.info.numeric:
            stream.features[name][where] = stream.features[name].copy()[older]

    return _inputs(plan, "stale_lookup", plan.pool.info.numeric, bend, "numbers are a day old", by_labels=True)


def time_zone(plan: Plan) -> list[Effect]:
    """The hour is another zone's."""
    hours = int(plan.rng.integers(4, 10))

    def bend(stream: Stream, where: np.ndarray, _) -> None:
        stream.features["hr"][where] = (stream.features["hr"][where] + hours) % 24

    return _inputs(plan, "time_zone", ("hr",), bend, f"hr is {hours} hours off")


def truncated_category(plan: Plan) -> list[Effect]:
    """Only the first letters of a category arrive."""
    feature = _category(plan)
    kept = int(plan.rng.integers(1, 3))

    def bend(stream: Stream, where: np.ndarray, _) -> None:
        stream.features[feature][where] = [value and value[:kept] for value in stream.features[feature][where]]

    return _inputs(plan, "truncated_category", (feature,), bend, f"{feature} has {kept} letters")


def encoder_other(plan: Plan) -> list[Effect]:
    """An encoder maps every category to one that is known."""
    feature = _category(plan)
    values, counts = np.unique(plan.pool.features[feature].astype(str), return_counts=True)
    common = str(values[counts.argmax()])

    def bend(stream: Stream, where: np.ndarray, _) -> None:
        stream.features[feature][where] = common

    return _inputs(plan, "encoder_other", (feature,), bend, f"{feature} is always {common}")


def broken_client(plan: Plan) -> list[Effect]:
    """Half of the requests come from a client that sends zeros."""
    features = tuple(str(name) for name in plan.rng.choice(plan.pool.info.numeric, 2, replace=False))

    def bend(stream: Stream, where: np.ndarray, rng: np.random.Generator) -> None:
        hit = where & (rng.random(len(where)) < 0.5)
        for name in features:
            stream.features[name][hit] = 0

    return _inputs(plan, "broken_client", features, bend, "half of the traffic sends zeros")


def null_bursts(plan: Plan) -> list[Effect]:
    """Nulls for some minutes of every hour."""
    feature = plan.pick(plan.pool.info.numeric)
    minutes = plan.uniform(4, 12)

    def bend(stream: Stream, where: np.ndarray, _) -> None:
        stream.features[feature][where & (stream.time % HOUR < minutes * MINUTE)] = np.nan

    return _inputs(plan, "null_bursts", (feature,), bend, f"{feature} is null {minutes:.0f} minutes an hour")


def retry_storm(plan: Plan) -> list[Effect]:
    """Every request several times over."""
    start = plan.moment(0.3, 0.6, (7, 19))
    return [RetryStorm(start, start + plan.uniform(4, 10) * HOUR, times=int(plan.rng.integers(3, 6)))]


def rollback(plan: Plan) -> list[Effect]:
    """A rollback brings back another threshold of scores."""
    shift = plan.uniform(0.7, 1.3) * plan.pick((-1, 1))
    return [BentScores(*plan.data_span(), name="rollback", text=f"log-odds {shift:+.2f} after a rollback", deployed=True,
                       bend=lambda score, _: _probability(_logit(score) + shift), rng=plan.effect_rng)]


def broken_version(plan: Plan) -> list[Effect]:
    """One version of two answers at random."""
    return [BentScores(*plan.quality_span(), name="broken_version", share=0.5, by_labels=True,
                       text="half of the answers belong to other requests",
                       bend=lambda score, rng: rng.permutation(score), rng=plan.effect_rng)]


def model_swap(plan: Plan) -> list[Effect]:
    """Another model answers, and nobody says so."""
    weight = plan.uniform(0.3, 0.5)
    return [BentScores(*plan.data_span(), name="model_swap", text="a flatter model answers",
                       bend=lambda score, rng: _probability(weight * _logit(score) + rng.normal(0, 0.3, len(score))),
                       rng=plan.effect_rng)]


def saturation(plan: Plan) -> list[Effect]:
    """Slow at high load only."""
    start = plan.moment(0.3, 0.6, (0, 6))
    return [Saturation(start, start + 2 * DAY, factor=plan.uniform(4, 8))]


# ---------------------------------------------------------------- harmless


def daylight_saving(plan: Plan) -> list[Effect]:
    """Everybody comes an hour earlier."""
    return [ShiftedClock(plan.moment(0.3, 0.6, (1, 2)))]


class Campaign(TiltedRows):
    """More of one region, which is no failure."""

    def incidents(self, stream: Stream) -> list:
        return []


def campaign(plan: Plan) -> list[Effect]:
    """One region sends twice or three times as much."""
    start = plan.moment(0.3, 0.5)
    region = plan.pick(sorted(set(plan.pool.region)))
    size = plan.uniform(0.7, 1.1)
    return [Campaign(start, start + 5 * DAY, name="campaign", pool=plan.pool, weight=size * (plan.pool.region == region),
                     parameters={"region": region})]


def month_end(plan: Plan) -> list[Effect]:
    """Three days with half as much again."""
    start = plan.moment(0.4, 0.6, (0, 1))
    return [Rate(start, factor=lambda minutes: np.where((minutes >= start) & (minutes < start + 3 * DAY), 1.5, 1))]


def rare_category(plan: Plan) -> list[Effect]:
    """Three in a thousand have a new value."""
    return [RareCategory(plan.moment(0.3, 0.5), plan.end, feature=_category(plan), rng=plan.effect_rng)]


def feature_added(plan: Plan) -> list[Effect]:
    """Events have one feature more."""
    return [OtherEvents(plan.moment(0.3, 0.6), change=lambda event: event["features"].update(loyalty_points=7))]


def endpoint_moved(plan: Plan) -> list[Effect]:
    """All traffic goes to another endpoint."""
    return [OtherEvents(plan.moment(0.3, 0.6), change=lambda event: event.update(endpoint="/v2/predict"))]


def load_test(plan: Plan) -> list[Effect]:
    """Ten times the traffic for an hour of the night."""
    start = plan.moment(0.3, 0.7, (1, 4))
    return [Rate(start, factor=lambda minutes: np.where((minutes >= start) & (minutes < start + HOUR), 10, 1))]


def batch_job(plan: Plan) -> list[Effect]:
    """Every night hundreds of requests within ten minutes."""
    moment = 3 * HOUR + 17 * MINUTE
    return [Rate(plan.start, factor=lambda minutes: np.where((minutes % DAY >= moment) & (minutes % DAY < moment + 10 * MINUTE), 60, 1))]


def labels_at_once(plan: Plan) -> list[Effect]:
    """Labels of five days come within minutes."""
    start = plan.moment(0.3, 0.5)
    return [LabelBacklog(start, start + 5 * DAY, rng=plan.effect_rng)]


def tiny_retrainings(plan: Plan) -> list[Effect]:
    """A new version every week, with nearly the same scores."""
    return [TinyRetrainings(tuple(plan.start + (2 + 7 * week) * DAY + 10 * HOUR for week in range(3)), rng=plan.effect_rng)]


def fewer_labels(plan: Plan) -> list[Effect]:
    """Half as many labels as before."""
    return [FewerLabels(plan.moment(0.3, 0.5), plan.end, rng=plan.effect_rng)]


def weekend_pause(plan: Plan) -> list[Effect]:
    """Nobody asks at weekends, in the baseline and ever after. The epoch began on a Thursday."""
    return [Rate(plan.start, factor=lambda minutes: np.where((minutes // DAY + 3) % 7 >= 5, 0, 1))]


def _harmless(name: str, description: str, pools: tuple[str, ...], make) -> Scenario:
    return Scenario(name, description, pools, make, benign=True, routine_deployment=False)


SCENARIOS = (
    Scenario("label_flip", "outcomes of one class flip", BINARY, label_flip),
    Scenario("constant_offset", "a number is off by a constant", TABULAR, constant_offset),
    Scenario("rounding", "a number loses its digits", TABULAR, rounding),
    Scenario("stale_lookup", "numbers are a day old", ("elec",), stale_lookup),
    Scenario("time_zone", "the hour is another zone's", ("bike",), time_zone),
    Scenario("truncated_category", "a category is cut", CATEGORICAL, truncated_category),
    Scenario("encoder_other", "all categories become one", CATEGORICAL, encoder_other),
    Scenario("broken_client", "half of the traffic sends zeros", TABULAR, broken_client),
    Scenario("null_bursts", "nulls for some minutes an hour", TABULAR, null_bursts),
    Scenario("retry_storm", "every request several times", ANY, retry_storm),
    Scenario("rollback", "a rollback moves the scores", BINARY, rollback, routine_deployment=False),
    Scenario("broken_version", "one version of two is broken", BINARY, broken_version),
    Scenario("model_swap", "another model, silently", BINARY, model_swap, routine_deployment=False),
    Scenario("saturation", "slow at high load", ANY, saturation),
    _harmless("daylight_saving", "everybody an hour earlier", ("housing", "embed"), daylight_saving),
    _harmless("campaign", "one region sends more", ("elec", "embed"), campaign),
    _harmless("month_end", "three busy days", ANY, month_end),
    _harmless("rare_category", "a new, rare category", CATEGORICAL, rare_category),
    _harmless("feature_added", "one feature more", ANY, feature_added),
    _harmless("endpoint_moved", "another endpoint", ANY, endpoint_moved),
    _harmless("load_test", "ten times the traffic at night", ANY, load_test),
    _harmless("batch_job", "a nightly batch", ANY, batch_job),
    _harmless("labels_at_once", "labels of five days at once", BINARY, labels_at_once),
    _harmless("tiny_retrainings", "weekly versions, nearly the same", BINARY, tiny_retrainings),
    _harmless("fewer_labels", "half of the labels", BINARY, fewer_labels),
    _harmless("weekend_pause", "nobody at weekends", ("housing", "embed"), weekend_pause),
)
