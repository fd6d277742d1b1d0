"""Compares an answer with what was asked for and finds the first difference, as data; `messages` puts it in words.

Lenient where it does no harm (3 or 3.0, a list or a tuple, the order of columns, the name of a Series), strict where it
changes what the shop would read (values, labels, the order of rows, missing columns, text instead of numbers).
"""

from __future__ import annotations

import datetime as dt
import math
import numbers
from collections import Counter
from collections.abc import Hashable, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from storelab.errors import suggest

if TYPE_CHECKING:
    import numpy as np
    import pandas as pd

TOLERANCE = 1e-9


@dataclass(frozen=True)
class Difference:
    """The first thing that differs.

    Attributes
    ----------
    kind
        What sort of difference, a key of `storelab.practice.messages`.
    place
        Where: pairs such as ``("column", "cvr")``, ``("row", (3, "short_video"))``, ``("key", "mix")``.
    details
        Whatever the message of this kind shows.
    """

    kind: str
    place: tuple[tuple[str, Any], ...] = ()
    details: dict[str, Any] = field(default_factory=dict)

    def inside(self, sort: str, label: Any) -> Difference:
        """The same difference, one level further out."""
        return Difference(self.kind, ((sort, label), *self.place), self.details)


def first_difference(
    given: Any, wanted: Any, tolerance: float = TOLERANCE, ignore_row_order: bool = False
) -> Difference | None:
    """Find the first difference between an answer and the expected value.

    Parameters
    ----------
    given
        What the learner's function returned.
    wanted
        What the model answer returns.
    tolerance
        Numbers agree when they differ by at most this, absolutely or relative to the expected one.
    ignore_row_order
        Whether the rows of a frame or Series may come in any order.

    Returns
    -------
    Difference or None
        None when they agree.
    """
    return _Comparison(tolerance, ignore_row_order).compare(given, wanted)


def kind_of(value: Any) -> str:
    """What sort of thing a value is, in the words of `messages`: ``"frame"``, ``"number"``, ``"text"`` ..."""
    import numpy as np
    import pandas as pd

    if value is None:
        return "nothing"
    if value is pd.NaT or value is pd.NA:
        return "missing"
    for kind, types in (
        ("frame", pd.DataFrame),
        ("series", pd.Series),
        ("index", pd.Index),
        ("boolean", (bool, np.bool_)),
        ("text", str),
        ("period", pd.Period),
        ("interval", pd.Interval),
        ("duration", (pd.Timedelta, dt.timedelta, np.timedelta64)),
        ("time", (pd.Timestamp, dt.date, np.datetime64)),
        ("list", list),
        ("tuple", tuple),
        ("dict", dict),
        ("set", (set, frozenset)),
    ):
        if isinstance(value, types):
            return kind
    if isinstance(value, np.ndarray):
        return "array" if value.ndim else kind_of(value[()])
    if isinstance(value, numbers.Number):
        return "number"
    return f"other:{type(value).__name__}"


def kinds_agree(given: Any, wanted: Any) -> bool:
    """Whether an answer has the sort of value that is asked for."""
    given_kind, wanted_kind = kind_of(given), kind_of(wanted)
    if given_kind == wanted_kind:
        return True
    if wanted_kind in ("list", "tuple", "array"):
        return given_kind in ("list", "tuple", "array")
    return given_kind == "missing" and wanted_kind == "number"


class _Comparison:
    def __init__(self, tolerance: float, ignore_row_order: bool) -> None:
        self.tolerance = tolerance
        self.ignore_row_order = ignore_row_order

    def compare(self, given: Any, wanted: Any) -> Difference | None:
        if wanted is None and given is None:
            return None
        if not kinds_agree(given, wanted):
            return Difference("type", details={"given": kind_of(given), "wanted": kind_of(wanted)})
        kind = kind_of(wanted)
        if kind == "frame":
            return self.frames(given, wanted)
        if kind == "series":
            return self.series(given, wanted)
        if kind in ("list", "tuple", "index", "array"):
            return self.sequences(given, wanted)
        if kind == "dict":
            return self.dicts(given, wanted)
        if kind == "set":
            return self.sets(given, wanted)
        return None if self.scalars_agree(given, wanted) else _value(given, wanted)

    def scalars_agree(self, given: Any, wanted: Any) -> bool:
        if _is_missing(given) or _is_missing(wanted):
            return _is_missing(given) and _is_missing(wanted)
        given_kind, wanted_kind = kind_of(given), kind_of(wanted)
        if given_kind == wanted_kind == "number":
            return self.close(given, wanted)
        if given_kind == wanted_kind == "time":
            return _moment(given) == _moment(wanted)
        if given_kind != wanted_kind:
            return False
        return bool(given == wanted)

    def close(self, given: Any, wanted: Any) -> bool:
        if isinstance(given, complex) or isinstance(wanted, complex):
            return bool(given == wanted)
        if math.isinf(given) or math.isinf(wanted):
            return bool(given == wanted)
        return bool(abs(given - wanted) <= self.tolerance * max(1.0, abs(wanted)))

    def sequences(self, given: Any, wanted: Any) -> Difference | None:
        if getattr(given, "ndim", 1) != getattr(wanted, "ndim", 1):
            return Difference("shape", details={"given": _shape(given), "wanted": _shape(wanted)})
        if len(given) != len(wanted):
            return Difference("length", details={"given": len(given), "wanted": len(wanted)})
        for number, (one, other) in enumerate(zip(given, wanted, strict=True), start=1):
            found = self.compare_inner(one, other)
            if found:
                return found.inside("item", number)
        return None

    def compare_inner(self, given: Any, wanted: Any) -> Difference | None:
        """Inside a container None, NaN and NaT all say "missing"."""
        if _is_missing(given) or _is_missing(wanted):
            return None if self.scalars_agree(given, wanted) else _value(given, wanted)
        return self.compare(given, wanted)

    def dicts(self, given: dict[Any, Any], wanted: dict[Any, Any]) -> Difference | None:
        found = _names("keys", list(given), list(wanted))
        if found:
            return found
        answers = {_key(name): value for name, value in given.items()}
        for name, value in wanted.items():
            inner = self.compare_inner(answers[_key(name)], value)
            if inner:
                return inner.inside("key", name)
        return None

    def sets(self, given: Any, wanted: Any) -> Difference | None:
        return _names("items", sorted(given, key=repr), sorted(wanted, key=repr))

    def series(self, given: pd.Series[Any], wanted: pd.Series[Any]) -> Difference | None:
        found = self.labels(given, wanted)
        if found:
            return found
        if self.ignore_row_order:
            given, wanted = _sorted_rows(given.to_frame()).iloc[:, 0], _sorted_rows(wanted.to_frame()).iloc[:, 0]
        clash = _column_clash(given, wanted)
        if clash:
            return clash
        agree = self.columns_agree(given, wanted)
        if agree.all():
            return None
        return self.first_wrong([given], [wanted], [agree], [])

    def frames(self, given: pd.DataFrame, wanted: pd.DataFrame) -> Difference | None:
        found = _names("columns", list(given.columns), list(wanted.columns))
        if found:
            hidden = [name for name in found.details.get("missing", []) if name in list(given.index.names)]
            return Difference(found.kind, found.place, {**found.details, "in_index": hidden})
        # The order of columns is harmless, unless their names repeat.
        order = [] if wanted.columns.has_duplicates else [_key(name) for name in given.columns]
        if order:
            given = given.iloc[:, [order.index(_key(name)) for name in wanted.columns]]
        found = self.labels(given, wanted)
        if found:
            return found
        if self.ignore_row_order:
            given, wanted = _sorted_rows(given), _sorted_rows(wanted)
        names = list(wanted.columns)
        places = range(len(names))
        answers, columns = [given.iloc[:, place] for place in places], [wanted.iloc[:, place] for place in places]
        for name, answer, column in zip(names, answers, columns, strict=True):
            clash = _column_clash(answer, column)
            if clash:
                return clash.inside("column", name)
        agree = [self.columns_agree(answer, column) for answer, column in zip(answers, columns, strict=True)]
        if all(column.all() for column in agree):
            return None
        return self.first_wrong(answers, columns, agree, names)

    def first_wrong(
        self,
        answers: Sequence[pd.Series[Any]],
        columns: Sequence[pd.Series[Any]],
        agree: Sequence[np.ndarray[Any, Any]],
        names: Sequence[Any],
    ) -> Difference:
        place = next(place for place, column in enumerate(agree) if not column.all())
        row = int((~agree[place]).argmax())
        more = sum(int((~column).sum()) for column in agree) - 1
        label = _row_label(columns, row)
        found = self.compare_inner(answers[place].iloc[row], columns[place].iloc[row])
        found = found or _value(answers[place].iloc[row], columns[place].iloc[row])
        if found.kind == "value":
            found = Difference("value", found.place, {**found.details, "more": more})
        if names:
            found = found.inside("column", names[place])
        return found.inside("row", (row + 1, label))

    def labels(self, given: Any, wanted: Any) -> Difference | None:
        """Compare the index of two frames or Series."""
        import pandas as pd

        one, other = given.index, wanted.index
        plain = isinstance(other, pd.RangeIndex) and other.start == 0 and other.step == 1
        if len(one) != len(other) and (plain or self.is_numbering(one)):
            return Difference("rows", details={"given": len(one), "wanted": len(other)})
        if plain:
            if self.is_numbering(one) or len(other) == 0:
                return None
            return Difference("numbering", details={"given": _some(one)})
        if one.nlevels != other.nlevels:
            return Difference("levels", details={"given": one.nlevels, "wanted": other.nlevels})
        ours, theirs = [_key(label) for label in one], [_key(label) for label in other]
        if ours == theirs:
            return None
        if Counter(ours) != Counter(theirs):
            if self.is_numbering(one) and not self.is_numbering(other):
                return Difference("labels_wanted", details={"wanted": _some(other)})
            return _names("rows", list(one), list(other))
        if self.ignore_row_order:
            return None
        row = next(row for row, (our, their) in enumerate(zip(ours, theirs, strict=True)) if our != their)
        return Difference("row_order", details={"number": row + 1, "given": one[row], "wanted": other[row]})

    @staticmethod
    def is_numbering(index: Any) -> bool:
        import pandas as pd

        return index.nlevels == 1 and pd.api.types.is_integer_dtype(index.dtype)

    def columns_agree(self, given: pd.Series[Any], wanted: pd.Series[Any]) -> np.ndarray[Any, Any]:
        import numpy as np
        import pandas as pd

        if all(
            pd.api.types.is_numeric_dtype(column.dtype)
            and not pd.api.types.is_bool_dtype(column.dtype)
            and not pd.api.types.is_complex_dtype(column.dtype)
            for column in (given, wanted)
        ):
            ours = given.to_numpy(dtype=float, na_value=np.nan)
            theirs = wanted.to_numpy(dtype=float, na_value=np.nan)
            with np.errstate(invalid="ignore", over="ignore"):
                near = np.abs(ours - theirs) <= self.tolerance * np.maximum(1.0, np.abs(theirs))
            near &= np.isfinite(theirs)
            return np.asarray(near | (ours == theirs) | (np.isnan(ours) & np.isnan(theirs)))
        pairs = zip(given.tolist(), wanted.tolist(), strict=True)
        return np.array([self.compare_inner(one, other) is None for one, other in pairs], dtype=bool)


def _value(given: Any, wanted: Any) -> Difference:
    return Difference("value", details={"given": given, "wanted": wanted})


def _is_missing(value: Any) -> bool:
    import pandas as pd

    if value is None or value is pd.NA or value is pd.NaT:
        return True
    kind = kind_of(value)
    if kind in ("time", "duration"):
        return bool(pd.isna(value))
    return kind == "number" and not isinstance(value, complex) and bool(value != value)


def _moment(value: Any) -> Any:
    import pandas as pd

    return pd.Timestamp(value)


def _shape(value: Any) -> str:
    return " x ".join(str(length) for length in getattr(value, "shape", (len(value),)))


def _key(label: Any) -> Hashable:
    """A label in the form in which two spellings of the same label are equal."""
    import numpy as np

    if isinstance(label, tuple):
        return tuple(_key(part) for part in label)
    if _is_missing(label):
        return ("missing",)
    if isinstance(label, bool | np.bool_):
        return ("boolean", bool(label))
    if isinstance(label, float | np.floating):
        # Labels are not compared within a tolerance, so the last digits are dropped on both sides.
        return float(f"{label:.9g}")
    if kind_of(label) == "time":
        return ("time", _moment(label))
    return label if isinstance(label, Hashable) else repr(label)


def _names(what: str, given: list[Any], wanted: list[Any]) -> Difference | None:
    """Compare two collections of names whose order does not matter."""
    ours, theirs = Counter(_key(name) for name in given), Counter(_key(name) for name in wanted)
    if ours == theirs:
        return None
    missing = _unmatched(wanted, theirs - ours)
    extra = _unmatched(given, ours - theirs)
    near = {}
    for name in missing:
        if isinstance(name, str):
            found = suggest(name, [other for other in extra if isinstance(other, str)])
            if found:
                near[name] = found
    return Difference(f"{what}_names", details={"missing": missing, "extra": extra, "near": near})


def _unmatched(names: list[Any], left: Counter[Hashable]) -> list[Any]:
    found = []
    for name in names:
        if left[_key(name)] > 0:
            left[_key(name)] -= 1
            found.append(name)
    return found


def _some(index: Any, count: int = 3) -> list[Any]:
    return list(index[:count])


def _row_label(columns: Sequence[pd.Series[Any]], row: int) -> Any:
    """What a person would call this row: its label, or the first text in it when rows are only numbered."""
    index = columns[0].index
    if not _Comparison.is_numbering(index):
        return index[row]
    for column in columns:
        if isinstance(column.iloc[row], str):
            return column.iloc[row]
    return None


def _column_sort(column: pd.Series[Any]) -> str:
    """The sort of values in a column; ``"any"`` when it is empty, missing throughout or mixed."""
    import pandas as pd

    types = pd.api.types
    for sort, test in (
        ("boolean", types.is_bool_dtype),
        ("number", types.is_numeric_dtype),
        ("time", types.is_datetime64_any_dtype),
        ("duration", types.is_timedelta64_dtype),
    ):
        if test(column.dtype):
            return "any" if sort != "boolean" and column.isna().all() else sort
    kinds = {kind_of(value) for value in column.dropna().tolist()}
    return kinds.pop() if len(kinds) == 1 else "any"


def _column_clash(given: pd.Series[Any], wanted: pd.Series[Any]) -> Difference | None:
    ours, theirs = _column_sort(given), _column_sort(wanted)
    if "any" in (ours, theirs) or ours == theirs or len(wanted) == 0:
        return None
    return Difference("column_type", details={"given": ours, "wanted": theirs})


def _sorted_rows(frame: pd.DataFrame) -> pd.DataFrame:
    """Rows in an order that depends on what they hold alone; floats decide last because they may differ a little."""
    columns = [frame.iloc[:, place] for place in range(frame.shape[1])]
    exact = [column for column in columns if column.dtype.kind != "f"]
    rough = [column for column in columns if column.dtype.kind == "f"]
    numbering = _Comparison.is_numbering(frame.index)
    labels = [""] * len(frame) if numbering else [repr(_key(label)) for label in frame.index]

    def key(row: int) -> tuple[str, ...]:
        values = [repr(_key(column.iloc[row])) for column in exact]
        return (labels[row], *values, *(f"{column.iloc[row]:.6g}" for column in rough))

    return frame.iloc[sorted(range(len(frame)), key=key)]
