"""The shop's tables: what there is, what the columns mean, and loading them.

``load("orders")`` gives a pandas frame with money in yuan; ``describe("orders")`` says what stands in it;
``raw_file("export_taobao")`` is the path of a file as a platform exports it.
"""

import hashlib
import json
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from storelab.errors import StoreLabError, suggest
from storelab.language import known_language
from storelab.language import language as language_in_force
from storelab.paths import DATA_VARIABLE, project_root

if TYPE_CHECKING:
    import pandas as pd
    import pyarrow as pa

_FEN_PER_YUAN = 100
_TYPE_NAMES = {
    "int": {"en": "whole number", "zh": "整数"},
    "float": {"en": "number", "zh": "小数"},
    "money": {"en": "money", "zh": "金额"},
    "str": {"en": "text", "zh": "文本"},
    "bool": {"en": "true/false", "zh": "真假"},
    "time": {"en": "time", "zh": "时间"},
    "date": {"en": "date", "zh": "日期"},
}
COLUMN_UNITS = {
    "yuan": "元", "second": "秒", "millisecond": "毫秒", "pieces": "件", "pages": "页", "share": "比例", "stars": "星",
    "kg": "千克", "year": "年", "day": "天", "hours": "小时", "orders": "单", "visits": "次访问", "carts": "次加购", "vouchers": "张", "characters": "字", "clicks": "次点击", "points": "分",
    "hour": "小时", "minute": "分钟", "kilogram": "千克", "litre": "升", "piece": "件", "star": "星", "point": "分",
    "person": "人", "people": "人", "words": "词", "order": "单", "review": "条评价", "listing": "条链接", "shop": "家店",
    "week": "周", "percent": "%", "search": "次搜索", "kyuan": "千元", "billion_yuan": "十亿元", "gram": "克", "mu": "亩", "row": "行",
}  # fmt: skip
_HEADINGS = {
    "en": ("column", "type", "unit", "meaning", "missing"),
    "zh": ("列", "类型", "单位", "含义", "缺失"),
}
_TABLES_HEADINGS = {
    "en": ("table", "title", "one row is", "rows"),
    "zh": ("表", "名称", "一行是", "行数"),
}

# Files whose content was found to be what the manifest says: path, size and time of change.
_verified: set[tuple[Path, int, int]] = set()


def load(name: str, columns: Sequence[str] | None = None) -> "pd.DataFrame":
    """Load one of the shop's tables.

    Parameters
    ----------
    name
        The table, such as ``"orders"``; `tables` lists them.
    columns
        Which columns, in this order; all by default.

    Returns
    -------
    pandas.DataFrame
        Money in yuan (float), times as local time of Shanghai without a zone, ids as whole numbers
        (``Int64`` where some are missing).

    Raises
    ------
    StoreLabError
        If the table or a column is unknown (the message names the nearest), or a file is missing or was changed.
    """
    import pyarrow.parquet as pq

    folder = data_folder()
    manifest = _manifest(folder, name)
    known = [column["name"] for column in manifest["columns"]]
    for column in columns or ():
        if column not in known:
            near = suggest(column, known)
            raise StoreLabError(
                _say(
                    f"Table '{name}' has no column '{column}'. "
                    + (f"Did you mean {near}?" if near else f"Its columns: {', '.join(known)}."),
                    f"表 '{name}' 里没有列 '{column}'。"
                    + (f"你要找的是 {_listed(near)} 吗？" if near else f"它的列有：{'、'.join(known)}。"),
                )
            )
    file = folder / f"{name}.parquet"
    _verify(file, manifest["file_sha256"])
    # A single file is read as such: a dataset scan would look at the folder's other files.
    return to_frame(pq.ParquetFile(file).read(columns=None if columns is None else list(columns)), manifest["columns"])


def raw_file(name: str) -> Path:
    """Path of a table's file as a system handed it over, in its own encoding and with all its dirt.

    Parameters
    ----------
    name
        ``"raw_orders"`` (UTF-8), ``"export_taobao"`` (GBK) or ``"export_jd"`` (UTF-8 with a byte order mark).

    Returns
    -------
    pathlib.Path
        A CSV file; read with ``dtype=str`` it equals ``load(name)``.

    Raises
    ------
    StoreLabError
        If the table is unknown or has no such file (the message names those that have), or the file is missing or
        was changed.
    """
    folder = data_folder()
    raw = _manifest(folder, name).get("raw_file")
    if raw is None:
        names = [other for other in _names(folder) if "raw_file" in _manifest(folder, other)]
        raise StoreLabError(
            _say(
                f"Table '{name}' has no file of its own: use load('{name}'). Tables with a file: {', '.join(names)}.",
                f"表 '{name}' 没有单独的原始文件，请用 load('{name}')。有原始文件的表：{'、'.join(names)}。",
            )
        )
    file = folder / raw["path"]
    _verify(file, raw["sha256"])
    return file


def to_frame(table: "pa.Table", columns: Sequence[dict[str, Any]]) -> "pd.DataFrame":
    """Turn a stored table into what learners see.

    Parameters
    ----------
    table
        Arrow table, with money in fen.
    columns
        The manifest's columns: ``name``, ``type`` and, where values may be missing, ``nullable``.

    Returns
    -------
    pandas.DataFrame
        The columns of ``table``, typed as `load` says.
    """
    import pandas as pd

    kinds = {column["name"]: column for column in columns}
    series: dict[str, pd.Series] = {}
    for name in table.column_names:
        column = kinds[name]
        data = table.column(name)
        if column["type"] == "money":
            series[name] = data.to_pandas().astype("float64") / _FEN_PER_YUAN
        elif column["type"] == "int" and column.get("nullable"):
            series[name] = data.to_pandas(types_mapper={data.type: pd.Int64Dtype()}.get)
        elif column["type"] in ("time", "date"):
            series[name] = data.to_pandas().astype("datetime64[us]")
        else:
            series[name] = data.to_pandas()
    return pd.DataFrame(series)


def tables(language: str | None = None) -> "pd.DataFrame":
    """List the tables.

    Parameters
    ----------
    language
        ``"en"`` or ``"zh"``; by default the language in force.

    Returns
    -------
    pandas.DataFrame
        One row a table: name, title, what one row is, number of rows.
    """
    import pandas as pd

    chosen = known_language(language or language_in_force())
    folder = data_folder()
    manifests = [_manifest(folder, name) for name in _names(folder)]
    rows = [(m["table"], m["title"][chosen], m["grain"][chosen], m["rows"]) for m in manifests]
    return pd.DataFrame(rows, columns=list(_TABLES_HEADINGS[chosen]))


def describe(name: str, language: str | None = None) -> "pd.DataFrame":
    """Say what the columns of a table mean.

    Parameters
    ----------
    name
        The table.
    language
        ``"en"`` or ``"zh"``; by default the language in force.

    Returns
    -------
    pandas.DataFrame
        One row a column: name, type, unit, meaning, number of missing values.

    Raises
    ------
    StoreLabError
        If the table is unknown.
    """
    import pandas as pd

    chosen = known_language(language or language_in_force())
    rows = [
        (
            column["name"],
            _TYPE_NAMES[column["type"]][chosen],
            COLUMN_UNITS.get(column["unit"], column["unit"]) if chosen == "zh" else column["unit"],
            column[chosen],
            column["nulls"],
        )
        for column in _manifest(data_folder(), name)["columns"]
    ]
    return pd.DataFrame(rows, columns=list(_HEADINGS[chosen]))


def data_folder() -> Path:
    """The folder of the tables: ``STORELAB_DATA`` if set, else ``datasets/`` here or above, else the course's.

    Raises
    ------
    StoreLabError
        If there is none.
    """
    import os

    if os.environ.get(DATA_VARIABLE):
        folder = Path(os.environ[DATA_VARIABLE])
        if not (folder / "manifests").is_dir():
            raise StoreLabError(
                _say(
                    f"{DATA_VARIABLE} names {folder}, but there is no folder 'manifests' in it: "
                    "set it to a folder with the shop's tables, or unset it.",
                    f"环境变量 {DATA_VARIABLE} 指向 {folder}，但里面没有 manifests 文件夹：请改为数据表所在的文件夹，或取消这个变量。",
                )
            )
        return folder
    for start in (Path.cwd(), *Path.cwd().parents):
        if (start / "datasets" / "manifests").is_dir():
            return start / "datasets"
    folder = project_root() / "datasets"
    if not (folder / "manifests").is_dir():
        raise StoreLabError(
            _say(
                f"The shop's tables are missing: {folder} has no folder 'manifests'. Unpack the course again, or run 'make data'.",
                f"找不到数据表：{folder} 里没有 manifests 文件夹。请重新解压课程，或运行 make data。",
            )
        )
    return folder


def _names(folder: Path) -> list[str]:
    return sorted(file.stem for file in (folder / "manifests").glob("*.json"))


def _manifest(folder: Path, name: str) -> dict[str, Any]:
    file = folder / "manifests" / f"{name}.json"
    if not file.is_file():
        names = _names(folder)
        near = suggest(name, names)
        raise StoreLabError(
            _say(
                f"There is no table '{name}'. " + (f"Did you mean {near}?" if near else f"Tables: {', '.join(names)}."),
                f"没有名为 '{name}' 的表。"
                + (f"你要找的是 {_listed(near)} 吗？" if near else f"现有的表：{'、'.join(names)}。"),
            )
        )
    try:
        content: dict[str, Any] = json.loads(file.read_text(encoding="utf-8"))
    except ValueError as error:
        raise StoreLabError(
            _say(
                f"{file} is damaged ({error}). Unpack the course again, or run 'make data'.",
                f"{file} 已损坏（{error}）。请重新解压课程，或运行 make data。",
            )
        ) from error
    return content


def _verify(file: Path, sha256: str) -> None:
    """Compare a file with its manifest, once for each state of the file."""
    if not file.is_file():
        raise StoreLabError(
            _say(
                f"The data file {file} is missing. Unpack the course again, or run 'make data'.",
                f"缺少数据文件 {file}。请重新解压课程，或运行 make data。",
            )
        )
    state = file.stat()
    mark = (file.resolve(), state.st_size, state.st_mtime_ns)
    if mark in _verified:
        return
    with file.open("rb") as stream:
        found = hashlib.file_digest(stream, "sha256").hexdigest()
    if found != sha256:
        raise StoreLabError(
            _say(
                f"The data file {file} is not the one that its manifest describes: it was changed or is damaged. "
                "Your results would differ from the lessons. Unpack the course again, or run 'make data'.",
                f"数据文件 {file} 和清单里登记的不一致，可能被改动或已损坏，算出来的结果会和课文对不上。请重新解压课程，或运行 make data。",
            )
        )
    _verified.add(mark)


def _listed(near: str) -> str:
    return near.replace(", ", "、")


def _say(en: str, zh: str) -> str:
    return zh if language_in_force() == "zh" else en
