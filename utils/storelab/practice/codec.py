"""Turns what exercises take and return into plain JSON values and back.

One tagged form for everything that crosses a file or a process, so that nothing is ever unpickled. Plain values
(None, bool, int, finite float, str, list) stand for themselves; all else is ``{"$": tag, ...}``.
"""

from __future__ import annotations

import datetime as dt
import json
import math
import re
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import numpy as np
    import pandas as pd

# Enough to tell any two answers apart, few enough that two processors write the same digits.
FILE_DIGITS = 12
DEEPEST = 60

_NOT_A_TIME = -(2**63)
_PLAIN_TYPES = re.compile(r"bool|u?int(8|16|32|64)|float(16|32|64)|[<>=|]U\d{1,5}")


class CodecError(TypeError):
    """A value that has no plain form, such as an open file, a function or a model."""


def encode(value: Any, digits: int | None = None) -> Any:
    """Turn a value into JSON-able plain values.

    Parameters
    ----------
    value
        None, numbers, text, dates, lists, tuples, sets, dictionaries, NumPy arrays, pandas objects.
    digits
        Round floats to so many significant digits; None keeps them exactly.

    Returns
    -------
    object
        Nested lists and dictionaries with text keys; the same value always gives the same result.

    Raises
    ------
    CodecError
        If the value, or something inside it, has no plain form.
    """
    return _Encoder(digits).encode(value, 0)


def decode(plain: Any) -> Any:
    """Turn the result of `encode` back into a fresh value.

    Raises
    ------
    CodecError
        If the input was not made by `encode`.
    """
    if isinstance(plain, list):
        return [decode(item) for item in plain]
    if not isinstance(plain, dict):
        return plain
    try:
        return _DECODERS[plain["$"]](plain)
    except CodecError:
        raise
    except (KeyError, TypeError, ValueError, IndexError, OverflowError) as error:
        raise CodecError(f"not a value that the codec wrote: {error!r}") from error


def same(first: Any, second: Any) -> bool:
    """Whether two encoded values are identical."""
    return canonical(first) == canonical(second)


def canonical(plain: Any) -> str:
    """The one text of an encoded value."""
    return json.dumps(plain, sort_keys=True, separators=(",", ":"))


class _Encoder:
    def __init__(self, digits: int | None) -> None:
        self.digits = digits

    def encode(self, value: Any, depth: int) -> Any:
        if depth > DEEPEST:
            raise CodecError(f"nested more than {DEEPEST} levels deep, or containing itself")
        if value is None or isinstance(value, bool):
            return value
        kind = type(value)
        module = kind.__module__.partition(".")[0]
        if module == "numpy":
            return self.numpy(value, depth)
        if module == "pandas" or any(base.__module__.startswith("pandas.") for base in kind.__mro__):
            return self.pandas(value, depth)
        if isinstance(value, int):
            return int(value)
        if isinstance(value, float):
            return self.float(float(value))
        if isinstance(value, str):
            return str(value)
        if isinstance(value, list):
            return [self.encode(item, depth + 1) for item in value]
        if isinstance(value, tuple):
            return {"$": "tuple", "v": [self.encode(item, depth + 1) for item in value]}
        if isinstance(value, set | frozenset):
            items = sorted((self.encode(item, depth + 1) for item in value), key=canonical)
            return {"$": "frozenset" if isinstance(value, frozenset) else "set", "v": items}
        if isinstance(value, dict):
            pairs = [[self.encode(key, depth + 1), self.encode(item, depth + 1)] for key, item in value.items()]
            return {"$": "dict", "v": pairs}
        if isinstance(value, dt.datetime):
            return {"$": "datetime", "v": value.isoformat()}
        if isinstance(value, dt.date):
            return {"$": "date", "v": value.isoformat()}
        raise CodecError(f"a {kind.__name__} cannot be written as plain data")

    def float(self, number: float) -> Any:
        if math.isnan(number):
            return {"$": "float", "v": "nan"}
        if math.isinf(number):
            return {"$": "float", "v": "inf" if number > 0 else "-inf"}
        return number if self.digits is None else float(f"{number:.{self.digits}g}")

    def numpy(self, value: Any, depth: int) -> Any:
        import numpy as np

        if isinstance(value, np.ndarray):
            column = self.column(value.reshape(-1), depth)
            return {"$": "array", "shape": list(value.shape), "column": column}
        if isinstance(value, np.generic):
            return {"$": "numpy", "column": self.column(np.asarray(value).reshape(1), depth)}
        raise CodecError(f"a {type(value).__name__} cannot be written as plain data")

    def pandas(self, value: Any, depth: int) -> Any:
        import pandas as pd

        if value is pd.NA:
            return {"$": "NA"}
        if value is pd.NaT:
            return {"$": "NaT"}
        if isinstance(value, pd.DataFrame):
            # Names may repeat; to ask for each column by its position takes pandas three times as long.
            columns = [self.column(column.array, depth) for _, column in value.items()]
            return {
                "$": "frame",
                "index": self.index(value.index, depth),
                "columns": self.index(value.columns, depth),
                "data": columns,
            }
        if isinstance(value, pd.Series):
            return {
                "$": "series",
                "index": self.index(value.index, depth),
                "name": self.encode(value.name, depth + 1),
                "column": self.column(value.array, depth),
            }
        if isinstance(value, pd.Index):
            return self.index(value, depth)
        if isinstance(value, pd.Timestamp):
            return {
                "$": "timestamp",
                "v": int(value.asm8.astype("int64")),
                "unit": value.unit,
                "tz": None if value.tz is None else str(value.tz),
            }
        if isinstance(value, pd.Timedelta):
            return {"$": "timedelta", "v": int(value.asm8.astype("int64")), "unit": value.unit}
        if isinstance(value, pd.Period):
            return {"$": "period", "v": value.ordinal, "freq": value.freqstr}
        if isinstance(value, pd.Interval):
            ends = [self.encode(value.left, depth + 1), self.encode(value.right, depth + 1)]
            return {"$": "interval", "v": ends, "closed": value.closed}
        if isinstance(value, pd.api.extensions.ExtensionArray):
            return {"$": "pandas_array", "column": self.column(value, depth)}
        raise CodecError(f"a {type(value).__name__} cannot be written as plain data")

    def index(self, index: pd.Index, depth: int) -> Any:
        import pandas as pd

        if isinstance(index, pd.MultiIndex):
            levels = [self.column(index.get_level_values(level).array, depth) for level in range(index.nlevels)]
            return {"$": "multiindex", "names": [self.encode(name, depth + 1) for name in index.names], "v": levels}
        name = self.encode(index.name, depth + 1)
        if isinstance(index, pd.RangeIndex):
            return {"$": "range", "v": [index.start, index.stop, index.step], "name": name}
        plain = {"$": "index", "name": name, "column": self.column(index.array, depth)}
        if isinstance(index, pd.DatetimeIndex | pd.TimedeltaIndex) and index.freqstr is not None:
            plain["freq"] = index.freqstr
        return plain

    def column(self, values: Any, depth: int) -> dict[str, Any]:
        """Encode a one-dimensional array as its type ``t`` and values ``v``."""
        import numpy as np
        import pandas as pd

        if isinstance(values, pd.arrays.NumpyExtensionArray):
            values = values.to_numpy()
        kind = values.dtype
        if isinstance(kind, pd.CategoricalDtype):
            categories = self.column(values.categories.array, depth + 1)
            codes = [int(code) for code in values.codes]
            return {"t": "category", "v": codes, "categories": categories, "ordered": bool(values.ordered)}
        if isinstance(kind, pd.IntervalDtype):
            left, right = self.column(values.left.array, depth + 1), self.column(values.right.array, depth + 1)
            return {"t": "interval", "v": [left, right], "closed": values.closed}
        if isinstance(kind, pd.PeriodDtype):
            return {"t": "period", "v": _times(values.asi8), "freq": kind.name[len("period[") : -1]}
        if isinstance(kind, pd.DatetimeTZDtype):
            return {"t": "datetime", "v": _times(values.asi8), "unit": kind.unit, "tz": str(kind.tz)}
        if isinstance(kind, pd.StringDtype):
            missing = "NA" if kind.na_value is pd.NA else "nan"
            texts = values.to_numpy(dtype=object, na_value=None).tolist()
            return {"t": "string", "v": texts, "storage": kind.storage, "missing": missing}
        if isinstance(kind, np.dtype):
            return self.plain_column(np.asarray(values), kind, depth)
        if kind.name in _NULLABLE:
            items = [None if pd.isna(item) else self.encode(item.item(), depth + 1) for item in values]
            return {"t": kind.name, "v": items}
        raise CodecError(f"a column of type {kind} cannot be written as plain data")

    def plain_column(self, values: np.ndarray[Any, Any], kind: np.dtype[Any], depth: int) -> dict[str, Any]:
        if kind.kind in "biu":
            return {"t": kind.name, "v": values.tolist()}
        if kind.kind == "f" and kind.itemsize <= 8:
            return {"t": kind.name, "v": [_short(self.float(number)) for number in values.tolist()]}
        if kind.kind in "mM":
            import numpy as np

            unit = np.datetime_data(kind)[0]
            name = "timedelta" if kind.kind == "m" else "datetime"
            return {"t": name, "v": _times(values.view("int64")), "unit": unit, "numpy": True}
        if kind.kind == "U":
            return {"t": kind.str, "v": [str(text) for text in values]}
        if kind.kind == "O":
            return {"t": "object", "v": [self.encode(item, depth + 1) for item in values]}
        raise CodecError(f"a column of type {kind} cannot be written as plain data")


_NULLABLE = {
    "Int8", "Int16", "Int32", "Int64", "UInt8", "UInt16", "UInt32", "UInt64", "Float32", "Float64", "boolean",
}  # fmt: skip


def _short(number: Any) -> Any:
    """Inside float columns NaN is null and infinity is text: frames are full of them."""
    if isinstance(number, dict):
        return None if number["v"] == "nan" else number["v"]
    return number


def _times(stamps: Any) -> list[int | None]:
    return [None if stamp == _NOT_A_TIME else int(stamp) for stamp in stamps]


def _stamps(values: list[int | None]) -> Any:
    import numpy as np

    return np.array([_NOT_A_TIME if stamp is None else stamp for stamp in values], dtype="int64")


def _decode_column(plain: dict[str, Any]) -> Any:
    """A NumPy array, or a pandas array where NumPy has no such type."""
    import numpy as np
    import pandas as pd

    kind, values = plain["t"], plain["v"]
    if kind == "object":
        column = np.empty(len(values), dtype=object)
        for place, item in enumerate(values):
            column[place] = decode(item)
        return column
    if kind == "category":
        dtype = pd.CategoricalDtype(pd.Index(_decode_column(plain["categories"])), plain["ordered"])
        return pd.Categorical.from_codes(values, dtype=dtype)
    if kind == "interval":
        left, right = (pd.Index(_decode_column(end)) for end in values)
        return pd.arrays.IntervalArray.from_arrays(left, right, closed=plain["closed"])
    if kind == "period":
        return pd.PeriodIndex.from_ordinals(_stamps(values), freq=plain["freq"]).array  # type: ignore[attr-defined]
    if kind == "datetime" or kind == "timedelta":
        letter = "M8" if kind == "datetime" else "m8"
        array = _stamps(values).view(f"{letter}[{plain['unit']}]")
        if plain.get("tz") is None:
            return array
        return pd.DatetimeIndex(array).tz_localize("UTC").tz_convert(plain["tz"]).array
    if kind == "string":
        missing = pd.NA if plain["missing"] == "NA" else np.nan
        return pd.array(values, dtype=pd.StringDtype(plain["storage"], na_value=missing))
    if kind in _NULLABLE:
        numbers = [math.nan if item == {"$": "float", "v": "nan"} else item for item in values]
        return pd.array([_infinite(item) for item in numbers], dtype=kind)
    if not _PLAIN_TYPES.fullmatch(kind):
        # The plain form may come from a learner's process; a type such as '<U1000000000' would fill the memory.
        raise CodecError(f"a column of type {kind[:40]!r} is none that the codec writes")
    if kind.startswith("float"):
        return np.array([math.nan if item is None else _infinite(item) for item in values], dtype=kind)
    return np.array(values, dtype=kind)


def _infinite(item: Any) -> Any:
    if isinstance(item, dict):
        item = item["v"]
    return float(item) if isinstance(item, str) else item


def _decode_index(plain: dict[str, Any]) -> Any:
    import pandas as pd

    if plain["$"] == "multiindex":
        levels = [_decode_column(level) for level in plain["v"]]
        return pd.MultiIndex.from_arrays(levels, names=[decode(name) for name in plain["names"]])
    name = decode(plain["name"])
    if plain["$"] == "range":
        start, stop, step = plain["v"]
        return pd.RangeIndex(start, stop, step, name=name)
    values = _decode_column(plain["column"])
    # Without the type pandas would guess one for columns of Python objects.
    index = pd.Index(values, name=name, dtype=values.dtype, tupleize_cols=False)
    if "freq" in plain:
        index = type(index)(index, freq=plain["freq"])
    return index


def _decode_array(plain: dict[str, Any]) -> Any:
    return _decode_column(plain["column"]).reshape(plain["shape"])


def _decode_scalar(plain: dict[str, Any]) -> Any:
    return _decode_column(plain["column"])[0]


def _decode_series(plain: dict[str, Any]) -> Any:
    import pandas as pd

    values = _decode_column(plain["column"])
    return pd.Series(values, index=_decode_index(plain["index"]), name=decode(plain["name"]), dtype=values.dtype)


def _decode_frame(plain: dict[str, Any]) -> Any:
    import pandas as pd

    index = _decode_index(plain["index"])
    columns = [_decode_column(column) for column in plain["data"]]
    # Numbered first, named afterwards: names may repeat. For Python objects and texts pandas would guess another type.
    given = {
        place: column if column.dtype.kind in "biufmM" else pd.Series(column, index=index, dtype=column.dtype)
        for place, column in enumerate(columns)
    }
    frame = pd.DataFrame(given, index=index)
    frame.columns = _decode_index(plain["columns"])
    return frame


def _decode_timestamp(plain: dict[str, Any]) -> Any:
    import numpy as np
    import pandas as pd

    stamp = pd.Timestamp(np.datetime64(plain["v"], plain["unit"]))
    return stamp if plain["tz"] is None else stamp.tz_localize("UTC").tz_convert(plain["tz"])


def _decode_timedelta(plain: dict[str, Any]) -> Any:
    import numpy as np
    import pandas as pd

    return pd.Timedelta(np.timedelta64(plain["v"], plain["unit"]))


def _decode_period(plain: dict[str, Any]) -> Any:
    import pandas as pd

    return pd.Period(ordinal=plain["v"], freq=plain["freq"])


def _decode_interval(plain: dict[str, Any]) -> Any:
    import pandas as pd

    left, right = (decode(end) for end in plain["v"])
    return pd.Interval(left, right, closed=plain["closed"])


def _decode_missing(plain: dict[str, Any]) -> Any:
    import pandas as pd

    return pd.NA if plain["$"] == "NA" else pd.NaT


def _decode_pandas_array(plain: dict[str, Any]) -> Any:
    import pandas as pd

    return pd.array(_decode_column(plain["column"]))


_DECODERS: dict[str, Callable[[dict[str, Any]], Any]] = {
    "float": lambda plain: float(plain["v"]),
    "tuple": lambda plain: tuple(decode(item) for item in plain["v"]),
    "set": lambda plain: {decode(item) for item in plain["v"]},
    "frozenset": lambda plain: frozenset(decode(item) for item in plain["v"]),
    "dict": lambda plain: {decode(key): decode(item) for key, item in plain["v"]},
    "datetime": lambda plain: dt.datetime.fromisoformat(plain["v"]),
    "date": lambda plain: dt.date.fromisoformat(plain["v"]),
    "numpy": _decode_scalar,
    "array": _decode_array,
    "NA": _decode_missing,
    "NaT": _decode_missing,
    "frame": _decode_frame,
    "series": _decode_series,
    "index": _decode_index,
    "range": _decode_index,
    "multiindex": _decode_index,
    "timestamp": _decode_timestamp,
    "timedelta": _decode_timedelta,
    "period": _decode_period,
    "interval": _decode_interval,
    "pandas_array": _decode_pandas_array,
}
