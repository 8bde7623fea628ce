"""The decorator, and one client for the whole service."""

from __future__ import annotations

import asyncio
import contextvars
import functools
import inspect
import threading
from typing import Any, Callable, Mapping, Optional, TypeVar

from ._client import Client, Id
from ._prediction import Prediction

Function = TypeVar("Function", bound=Callable[..., Any])

_current: "contextvars.ContextVar[Optional[Prediction]]" = contextvars.ContextVar("heed_prediction", default=None)
_default: Optional[Client] = None
_making = threading.Lock()


def configure(url: str, **options: Any) -> Client:
    """Makes the client that the functions of this module use; takes what :class:`Client` takes."""
    global _default
    client = Client(url, **options)
    with _making:
        old, _default = _default, client
    if old is not None:
        old.close()
    return client


def default_client() -> Client:
    """The configured client; without one, a server on this machine at Heed's own port."""
    global _default
    with _making:
        if _default is None:
            _default = Client("http://127.0.0.1:4333")
        return _default


def current() -> Prediction:
    """The prediction that is being made: for its id, score, segments, cost. Outside of one, a prediction that is never sent."""
    return _current.get() or Prediction(default_client(), None)


def feedback(id: Id, label: Any, **options: Any) -> bool:
    """See :meth:`Client.feedback`."""
    return default_client().feedback(id, label, **options)


def correction(id: Id, label: Any, **options: Any) -> bool:
    """See :meth:`Client.correction`."""
    return default_client().correction(id, label, **options)


def deployment(version: Optional[str] = None, **options: Any) -> bool:
    """See :meth:`Client.deployment`."""
    return default_client().deployment(version, **options)


def flush(seconds: float = 5.0) -> bool:
    """See :meth:`Client.flush`."""
    return default_client().flush(seconds)


def monitor(
    model: Optional[str] = None,
    *,
    version: Optional[str] = None,
    endpoint: Optional[str] = None,
    features: Optional[Callable[..., Optional[Mapping[str, Any]]]] = None,
    segments: Optional[Callable[..., Optional[Mapping[str, Any]]]] = None,
    answer: Optional[Callable[[Any], Any]] = None,
    id: Optional[Callable[..., Optional[Id]]] = None,
    client: Optional[Client] = None,
) -> Callable[[Function], Function]:
    """Watches a function, or an async function, that makes one prediction a call.

    Its arguments are the features (a single mapping is taken apart) and its result is the answer, unless ``features``, ``segments``,
    ``id`` (each called with the arguments, defaults included) and ``answer`` (called with the result) say otherwise. A result that is a mapping with
    ``prediction`` may bring ``score``, ``scores`` and ``embedding``. Inside the function :func:`current` is the prediction.
    """

    def decorate(function: Function) -> Function:
        signature = inspect.signature(function)

        def begin(args: Any, kwargs: Any) -> Prediction:
            prediction = (client or default_client()).prediction(model, version=version, endpoint=endpoint or function.__name__)
            _quietly(lambda: _describe(prediction, args, kwargs))
            return prediction

        def _describe(prediction: Prediction, args: Any, kwargs: Any) -> None:
            bound = signature.bind(*args, **kwargs)
            bound.apply_defaults()
            chosen = id(*bound.args, **bound.kwargs) if id is not None else None
            if chosen is not None:
                prediction.id = str(chosen)
            prediction.segments = segments(*bound.args, **bound.kwargs) if segments is not None else None
            prediction.features = features(*bound.args, **bound.kwargs) if features is not None else _features_of(bound.arguments)

        @functools.wraps(function)
        def watched(*args: Any, **kwargs: Any) -> Any:
            with begin(args, kwargs) as prediction:
                token = _current.set(prediction)
                try:
                    result = function(*args, **kwargs)
                finally:
                    _current.reset(token)
                _quietly(lambda: _take_result(prediction, result, answer))
                return result

        @functools.wraps(function)
        async def watched_async(*args: Any, **kwargs: Any) -> Any:
            with begin(args, kwargs) as prediction:
                token = _current.set(prediction)
                try:
                    result = await function(*args, **kwargs)
                finally:
                    _current.reset(token)
                _quietly(lambda: _take_result(prediction, result, answer))
                return result

        return watched_async if asyncio.iscoroutinefunction(function) else watched  # type: ignore[return-value]

    return decorate


def _features_of(arguments: Mapping[str, Any]) -> Mapping[str, Any]:
    named = {name: value for name, value in arguments.items() if name not in ("self", "cls")}
    only = next(iter(named.values())) if len(named) == 1 else None
    return only if isinstance(only, Mapping) else named


def _take_result(prediction: Prediction, result: Any, answer: Optional[Callable[[Any], Any]]) -> None:
    if answer is not None:
        result = answer(result)
    if isinstance(result, Mapping) and "prediction" in result:
        prediction.score = result.get("score", prediction.score)
        prediction.scores = result.get("scores", prediction.scores)
        prediction.embedding = result.get("embedding", prediction.embedding)
        result = result["prediction"]
    if prediction.answer is None:
        prediction.answer = _plain_answer(result)


def _plain_answer(result: Any) -> Any:
    """An array of one number, as most models return for one row, is that number; a longer one is a ranking."""
    if not callable(getattr(result, "item", None)):
        return result
    try:
        return result.item()
    except (ValueError, RuntimeError):
        return result.tolist()


def _quietly(action: Callable[[], None]) -> None:
    """What the service gave for its monitoring must not break it."""
    try:
        action()
    except Exception:
        default = _default
        if default is not None:
            default._counters.add("failures", 1)
