"""The engines on which metrics must agree: a pandas table in each of them, and results of any back as pandas."""

import os
from collections.abc import Callable
from functools import lru_cache
from typing import Any

import pandas as pd
import polars as pl
import pyarrow as pa
import pytest

LAZY = ("polars lazy", "duckdb", "spark")
NAMES = ("pandas", "polars", *LAZY)


@lru_cache(maxsize=1)
def spark_session() -> Any:
    """Spark on this machine, quiet and small, started once for all tests of a process.

    Times without a zone are the default, as in the course's tables; one shuffle partition, for the tables are tiny.
    """
    from shutil import which

    from pyspark.sql import SparkSession

    if which("java") is None and not os.environ.get("CI"):
        pytest.skip("Spark needs a Java runtime: apt-get install default-jre-headless")
    # Every address stays on this machine, whatever its host name resolves to.
    os.environ.setdefault("SPARK_LOCAL_IP", "127.0.0.1")
    session = (
        SparkSession.builder.master("local[2]")
        .appName("store-lab tests")
        .config("spark.ui.enabled", "false")
        .config("spark.ui.showConsoleProgress", "false")
        .config("spark.driver.bindAddress", "127.0.0.1")
        .config("spark.driver.host", "127.0.0.1")
        .config("spark.driver.memory", "1g")
        .config("spark.sql.shuffle.partitions", "1")
        .config("spark.sql.timestampType", "TIMESTAMP_NTZ")
        .config("spark.sql.session.timeZone", "UTC")
        .config("spark.sql.execution.arrow.pyspark.enabled", "true")
        .getOrCreate()
    )
    session.sparkContext.setLogLevel("ERROR")
    return session


def arrow(frame: pd.DataFrame) -> pa.Table:
    """The table as Arrow: NaN of pandas is a missing value, times are microseconds."""
    table = pa.Table.from_pandas(frame, preserve_index=False)
    fields = [
        pa.field(field.name, pa.timestamp("us", field.type.tz)) if pa.types.is_timestamp(field.type) else field
        for field in table.schema
    ]
    return table.cast(pa.schema(fields))


def _duckdb(frame: pd.DataFrame) -> Any:
    import duckdb

    duckdb.execute("SET TimeZone = 'UTC'")  # the zone that a time with a zone shows, whatever the machine's
    return duckdb.from_arrow(arrow(frame))


def _spark(frame: pd.DataFrame) -> Any:
    return spark_session().createDataFrame(arrow(frame))


CONVERTERS: dict[str, Callable[[pd.DataFrame], Any]] = {
    "pandas": lambda frame: frame,
    "polars": pl.from_pandas,
    "polars lazy": lambda frame: pl.from_pandas(frame).lazy(),
    "duckdb": _duckdb,
    "spark": _spark,
}


def kind(name: str) -> type:
    """The type of the engine's frames."""
    if name == "duckdb":
        import duckdb

        return duckdb.DuckDBPyRelation
    if name == "spark":
        from pyspark.sql import DataFrame

        return DataFrame
    return {"pandas": pd.DataFrame, "polars": pl.DataFrame, "polars lazy": pl.LazyFrame}[name]


def to_pandas(result: Any) -> pd.DataFrame:
    """A result of any engine as a pandas table, rows in the order of the result."""
    if isinstance(result, pl.LazyFrame):
        result = result.collect()
    if isinstance(result, pl.DataFrame):
        return result.to_pandas()
    if isinstance(result, pd.DataFrame):
        return result
    if isinstance(result, kind("duckdb")):
        table = result.arrow()
        return (table if isinstance(table, pa.Table) else table.read_all()).to_pandas()
    return result.toArrow().to_pandas()
