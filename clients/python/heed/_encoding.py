"""Events as lines of JSON."""

from __future__ import annotations

import datetime
import decimal
import json
from typing import Any, Mapping


def encode(event: Mapping[str, Any]) -> bytes:
    """One line without its end. Members that are ``None`` are left out; NaN and infinities are written bare, as Heed reads them."""
    present = {key: value for key, value in event.items() if value is not None}
    return json.dumps(present, default=plain, separators=(",", ":"), ensure_ascii=False).encode("utf-8", "surrogatepass")


def plain(value: Any) -> Any:
    """What ``json`` does not know: scalars and arrays of NumPy and pandas, decimals, times, enums; anything else as its text."""
    if isinstance(value, decimal.Decimal):
        return float(value)
    if isinstance(value, (datetime.datetime, datetime.date, datetime.time)):
        return value.isoformat()
    if type(value).__name__ in ("NAType", "NaTType"):
        return None
    for method in ("tolist", "item"):
        convert = getattr(value, method, None)
        if callable(convert):
            return convert()
    if isinstance(value, (set, frozenset, tuple)):
        return list(value)
    if isinstance(value, Mapping):
        return dict(value)
    return str(value)
