"""Tables to look at: translated headers, formatted values. The data frame itself stays as it is."""

import html
from collections.abc import Mapping
from typing import Any

import pandas as pd

from storelab.errors import StoreLabError, suggest
from storelab.glossary import label
from storelab.language import pick
from storelab.plots._units import check_unit, value_text


class Table:
    """A frame made ready for display; its cells are texts.

    Attributes
    ----------
    texts
        The formatted frame, with translated labels.
    """

    def __init__(self, texts: pd.DataFrame, numeric: list[bool], corner: str, indexed: bool) -> None:
        self.texts = texts
        self._numeric = numeric
        self._corner = corner
        self._indexed = indexed

    def __repr__(self) -> str:
        return self.texts.to_string(index=self._indexed)

    def _repr_html_(self) -> str:
        head = "".join(
            f'<th scope="col" style="text-align:{_side(number)}">{html.escape(str(name))}</th>'
            for name, number in zip(self.texts.columns, self._numeric, strict=True)
        )
        if self._indexed:
            head = f'<th scope="col" style="text-align:left">{html.escape(self._corner)}</th>{head}'
        body = "".join(self._row(name, row) for name, row in zip(self.texts.index, self.texts.to_numpy(), strict=True))
        return f"<table><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>"

    def _row(self, name: Any, row: Any) -> str:
        cells = "".join(
            f'<td style="text-align:{_side(number)}">{html.escape(text)}</td>'
            for text, number in zip(row, self._numeric, strict=True)
        )
        first = f'<th scope="row" style="text-align:left">{html.escape(str(name))}</th>' if self._indexed else ""
        return f"<tr>{first}{cells}</tr>"


def table(frame: pd.DataFrame | pd.Series, units: Mapping[str, str] | str | None = None) -> Table:
    """A table for reading: headers and categories in the learner's language, numbers with their units.

    Parameters
    ----------
    frame
        What to show; it is not changed. A series shows as one column.
    units
        Unit of each column that is no plain number, such as ``{"bounce_rate": "percent"}``, or one for all columns.

    Returns
    -------
    Table
        Shows itself in a notebook. A frame with a plain numbered index shows without it.

    Raises
    ------
    StoreLabError
        If ``units`` names a column that is not there, or an unknown unit.
    """
    data = frame.to_frame(frame.name if frame.name is not None else "value") if isinstance(frame, pd.Series) else frame
    wanted = dict.fromkeys(data.columns, units) if isinstance(units, str) else dict(units or {})
    for column, unit in wanted.items():
        if column not in data.columns:
            known = [str(name) for name in data.columns]
            near = suggest(str(column), known) or ", ".join(known)
            raise StoreLabError(
                pick(
                    {
                        "en": f"units: the table has no column '{column}'; did you mean {near}?",
                        "zh": f"units：表里没有 '{column}' 这一列；你是不是想写 {near}？",
                    }
                )
            )
        check_unit(unit)
    numeric: list[bool] = []
    columns = []
    for position, name in enumerate(data.columns):
        values = data.iloc[:, position]
        numeric.append(pd.api.types.is_numeric_dtype(values) and not pd.api.types.is_bool_dtype(values))
        # An id is a name made of digits: no separators in it.
        counts = numeric[-1] and not str(name).endswith("_id")
        unit = wanted.get(name, "number")
        columns.append([_cell(value, str(name), unit if counts else None) for value in values])
    texts = pd.DataFrame(dict(enumerate(columns)), index=_index(data.index), dtype=object)
    texts.columns = pd.Index(
        [label(name, None if data.columns.name is None else str(data.columns.name)) for name in data.columns]
    )
    names = [str(name) for name in data.index.names if name is not None]
    return Table(texts, numeric, " / ".join(label(name) for name in names), not _plain(data.index))


def _cell(value: Any, column: str, unit: str | None) -> str:
    if unit is not None:
        return value_text(value, unit, compact=False)
    if isinstance(value, pd.Timestamp):
        return f"{value:%Y-%m-%d}" if value == value.normalize() else f"{value:%Y-%m-%d %H:%M}"
    if not isinstance(value, (list, tuple, dict, set)) and pd.isna(value):
        return "–"
    return label(value, column)


def _index(index: pd.Index) -> list[str]:
    if isinstance(index, pd.MultiIndex):
        return [
            " / ".join(label(part, str(name)) for part, name in zip(key, index.names, strict=True)) for key in index
        ]
    if isinstance(index, pd.DatetimeIndex):
        return [f"{day:%Y-%m-%d}" for day in index]
    return [label(value, None if index.name is None else str(index.name)) for value in index]


def _plain(index: pd.Index) -> bool:
    return index.name is None and isinstance(index, pd.RangeIndex)


def _side(number: bool) -> str:
    return "right" if number else "left"
