"""Writes tables as Parquet files with a manifest each, piece by piece."""

import hashlib
import json
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from classroom.world.columns import MISSING, Coded, Columns, length
from classroom.world.schema import RAW_DAYS, RAW_FILES, TABLES, WINDOWED, Column, Table

if TYPE_CHECKING:
    import pyarrow as pa
    import pyarrow.parquet as pq

ROWS_PER_GROUP = 1_000_000
# Long rising or falling numbers: differences pack better than a dictionary.
_DELTA = (
    "event_id",
    "session_id",
    "visitor_id",
    "order_id",
    "coupon_id",
    "entry_id",
    "return_id",
    "review_id",
    "ticket_id",
)


def arrow_table(table: Table, piece: Columns) -> "pa.Table":
    """Turn a piece of a table into Arrow, with missing values as nulls.

    Raises
    ------
    ValueError
        If the columns are not those of the schema, or a value is missing where none may be.
    """
    import pyarrow as pa

    names = [column.name for column in table.columns]
    if list(piece) != names:
        raise ValueError(f"{table.name}: columns {list(piece)} are not those of the schema, {names}")
    arrays = []
    for column in table.columns:
        array = _arrow_array(column, piece[column.name])
        if array.null_count and not column.nullable:
            raise ValueError(f"{table.name}.{column.name}: {array.null_count} values are missing, none may be")
        arrays.append(array)
    return pa.table(arrays, names=names)


def _arrow_array(column: Column, values: Any) -> "pa.Array":
    import pyarrow as pa

    if column.type == "str":
        assert isinstance(values, Coded), column.name
        codes = pa.array(np.asarray(values.codes, dtype=np.int32), mask=values.codes == MISSING)
        return pa.DictionaryArray.from_arrays(codes, pa.array(list(values.labels), pa.string())).cast(pa.string())
    if column.type == "bool":
        return pa.array(np.asarray(values, dtype=bool))
    if column.type in ("time", "date"):
        return pa.array(np.asarray(values).astype("datetime64[ms]"), pa.timestamp("ms"), from_pandas=True)
    if column.type == "float":
        return pa.array(np.round(np.asarray(values, dtype=float), column.digits), pa.float64(), from_pandas=True)
    whole = np.asarray(values, dtype=np.int64)
    # Amounts may be negative; only columns that can miss values use -1 for it.
    return pa.array(whole, mask=(whole == MISSING) if column.nullable else None)


class Fingerprint:
    """Hash of what a table holds, whatever the pieces it comes in and however a file packs it.

    Floats count to the decimal places of the schema, for their last bits differ between processors.
    """

    def __init__(self, table: Table) -> None:
        self._columns = table.columns
        # Three streams a column: which values are there, how long the texts are, and the values.
        self._streams = {column.name: [hashlib.sha256() for _ in range(3)] for column in table.columns}

    def add(self, piece: "pa.Table") -> None:
        """Take in the next rows."""
        import pyarrow as pa

        for column in self._columns:
            there, lengths, values = self._streams[column.name]
            array = piece.column(column.name).combine_chunks()
            if isinstance(array, pa.ChunkedArray):
                array = pa.concat_arrays(array.chunks) if array.num_chunks else pa.array([], array.type)
            there.update(np.asarray(array.is_valid()).tobytes())
            array = array.drop_null()
            if column.type == "str":
                # The texts as they lie in memory, one behind the other.
                ends = np.frombuffer(array.buffers()[1], "<i4")[array.offset : array.offset + len(array) + 1]
                lengths.update(np.diff(ends).tobytes())
                if len(array):
                    values.update(memoryview(array.buffers()[2])[ends[0] : ends[-1]])
            elif column.type == "float":
                values.update(np.rint(np.asarray(array) * 10**column.digits).astype("<i8").tobytes())
            elif column.type == "bool":
                values.update(np.asarray(array).astype("u1").tobytes())
            else:
                values.update(np.asarray(array.cast("int64")).astype("<i8").tobytes())

    def hexdigest(self) -> str:
        """The hash so far."""
        whole = hashlib.sha256()
        for name, streams in self._streams.items():
            whole.update(name.encode())
            for one in streams:
                whole.update(one.digest())
        return whole.hexdigest()


@dataclass
class Written:
    """What is known of a table once it has been written."""

    rows: int = 0
    sha256: str = ""
    nulls: dict[str, int] = field(default_factory=dict)
    file: Path | None = None
    raw_sha256: str = ""


def collect(pieces: Iterable[tuple[str, Columns]], folder: Path | None) -> dict[str, Written]:
    """Fingerprint all pieces and, where a folder is given, write them.

    Parameters
    ----------
    pieces
        What `classroom.world.generate.generate` yields.
    folder
        Where the Parquet files go; None only looks.
    """
    prints: dict[str, Fingerprint] = {}
    writers: dict[str, pq.ParquetWriter] = {}
    found: dict[str, Written] = {}
    try:
        for name, piece in pieces:
            table = TABLES[name]
            arrow = arrow_table(table, piece)
            prints.setdefault(name, Fingerprint(table)).add(arrow)
            state = found.setdefault(name, Written(nulls={column.name: 0 for column in table.columns}))
            state.rows += length(piece)
            for column in table.columns:
                state.nulls[column.name] += arrow.column(column.name).null_count
            if folder is not None:
                if name not in writers:
                    state.file = folder / f"{name}.parquet"
                    writers[name] = _writer(state.file, table, arrow.schema)
                writers[name].write_table(arrow, row_group_size=ROWS_PER_GROUP)
            if name in RAW_FILES:  # comes in one piece
                content = raw_content(name, arrow)
                state.raw_sha256 = hashlib.sha256(content).hexdigest()
                if folder is not None:
                    raw = folder / raw_path(name)
                    raw.parent.mkdir(exist_ok=True)
                    raw.write_bytes(content)
    finally:
        for writer in writers.values():
            writer.close()
    for name, state in found.items():
        state.sha256 = prints[name].hexdigest()
    return found


def _writer(file: Path, table: Table, schema: "pa.Schema") -> "pq.ParquetWriter":
    import pyarrow.parquet as pq

    delta = [column.name for column in table.columns if column.name in _DELTA or column.type in ("time", "date")]
    rest = [column.name for column in table.columns if column.name not in delta and column.type != "bool"]
    return pq.ParquetWriter(
        file,
        schema,
        compression="zstd",
        compression_level=12,
        use_dictionary=rest,
        column_encoding=dict.fromkeys(delta, "DELTA_BINARY_PACKED"),
    )


def raw_path(name: str) -> str:
    """Where the text file of a table lies, seen from the folder of the tables."""
    return f"raw/{name}.csv"


def raw_content(name: str, arrow: "pa.Table") -> bytes:
    """The text file of a table, in its own encoding: lines end as on Windows, cells with a comma stand in quotes."""

    def cell(text: str | None) -> str:
        return "" if text is None else f'"{text}"' if "," in text else text

    rows = [arrow.column_names, *zip(*(column.to_pylist() for column in arrow.columns), strict=True)]
    return "".join(",".join(map(cell, row)) + "\r\n" for row in rows).encode(RAW_FILES[name])


def column_entry(column: Column) -> dict[str, Any]:
    """What a manifest says of a column, whatever the data."""
    entry: dict[str, Any] = {
        "name": column.name,
        "type": column.type,
        "unit": column.unit,
        "en": column.en,
        "zh": column.zh,
    }
    if column.type == "money":
        entry["stored"] = "fen"
    if column.nullable:
        entry["nullable"] = True
    return entry


def manifest(name: str, written: Written, command: str, window: tuple[str, str] | None) -> dict[str, Any]:
    """What stands in ``datasets/manifests/<table>.json``.

    Parameters
    ----------
    name, written
        The table, and what `collect` found; without a file the entry ``file_sha256`` stays empty.
    command
        The command that makes it.
    window
        First and last day of visits and events; None for all days.
    """
    table = TABLES[name]
    columns = [{**column_entry(column), "nulls": written.nulls[column.name]} for column in table.columns]
    raw = {}
    if name in RAW_FILES:
        raw = {"raw_file": {"path": raw_path(name), "encoding": RAW_FILES[name], "sha256": written.raw_sha256}}
    return {
        **raw,
        "table": name,
        "title": {"en": table.title[0], "zh": table.title[1]},
        "grain": {"en": table.grain[0], "zh": table.grain[1]},
        "columns": columns,
        "keys": list(table.key),
        "foreign_keys": [{"column": column, "table": other} for column, other in table.foreign_keys],
        "rows": written.rows,
        "sha256": written.sha256,
        "file_sha256": file_hash(written.file) if written.file else "",
        "command": command,
        "chapters": list(table.chapters),
        "window": list(window if window and name in WINDOWED else RAW_DAYS.get(name, ("2024-01-01", "2025-12-31"))),
    }


def file_hash(file: Path) -> str:
    """SHA-256 of a file's bytes."""
    with file.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()


def write_manifest(folder: Path, content: dict[str, Any]) -> None:
    """Write one manifest: sorted keys, UTF-8, one final newline."""
    folder.mkdir(parents=True, exist_ok=True)
    text = json.dumps(content, ensure_ascii=False, indent=1, sort_keys=True)
    (folder / f"{content['table']}.json").write_text(text + "\n", encoding="utf-8")
