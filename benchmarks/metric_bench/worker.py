"""Measures in a process of its own: ``python -m metric_bench.worker TASK ROW ENGINE FILE`` prints JSON.

``times`` calls ours and the hand-written code in turn, so that a busy machine slows both, and shows that they agree;
``ours`` and ``hand`` call one of them once, for its peak memory.
"""

import gc
import json
import resource
import sys
import threading
import time
from collections.abc import Callable
from typing import Any

import pandas as pd

from metric_bench.inputs import AS_OF, STEPS
from metric_bench.peers import CONFIDENCE, SUPPORT
from storelab import metrics

ROUNDS = 2
COLUMNS = {
    "rfm": ["user_id", "paid_at", "status", "paid"],
    "cohorts": ["user_id", "paid_at", "status", "paid"],
    "abc": ["sku_id", "paid"],
    "funnel": ["visitor_id", "ts", "type"],
    "sessionize": ["event_id", "visitor_id", "ts", "type"],
    "clv": ["user_id", "paid_at", "status", "paid"],
    "rules": ["order_id", "sku_id"],
}
OURS: dict[str, Callable[[Any], Any]] = {
    "rfm": lambda table: metrics.rfm_scores(table, AS_OF),
    "cohorts": lambda table: metrics.cohort_retention(table, AS_OF, value=True),
    "abc": metrics.abc_classes,
    "funnel": lambda table: metrics.step_rates(table, STEPS),
    "sessionize": lambda table: metrics.sessionize(table, visitor="visitor_id"),
    "clv": lambda table: metrics.customer_lifetime_summary(table, AS_OF),
    "rules": lambda table: metrics.association_rules(table, SUPPORT, CONFIDENCE),
}


def load(row: str, engine: str, file: str) -> Any:
    """The input as the engine has it: pandas and Polars in memory, the others as a plan that reads the file."""
    columns = COLUMNS[row]
    if engine == "pandas":
        return pd.read_parquet(file, columns=columns)
    if engine == "duckdb":
        import duckdb

        return duckdb.read_parquet(file).select(*columns)
    if engine == "spark":
        return _spark().read.parquet(file).select(*columns)
    import polars as pl

    return pl.scan_parquet(file).select(columns) if engine == "polars lazy" else pl.read_parquet(file, columns=columns)


def _spark() -> Any:
    from pyspark.sql import SparkSession

    builder = SparkSession.builder.master("local[2]").config("spark.ui.enabled", "false")
    settings = {
        "spark.ui.showConsoleProgress": "false",
        "spark.driver.host": "127.0.0.1",
        "spark.driver.bindAddress": "127.0.0.1",
        "spark.driver.memory": "4g",
        "spark.sql.shuffle.partitions": "8",
        "spark.sql.timestampType": "TIMESTAMP_NTZ",
        "spark.sql.session.timeZone": "UTC",
    }
    for name, value in settings.items():
        builder = builder.config(name, value)
    session = builder.getOrCreate()
    session.sparkContext.setLogLevel("ERROR")
    return session


def hand(row: str, engine: str) -> Callable[[Any], Any]:
    """The hand-written code of the row for the engine."""
    if engine == "pandas":
        from metric_bench import by_hand_pandas

        return getattr(by_hand_pandas, row)
    if engine in ("duckdb", "spark"):
        from metric_bench import by_hand_sql

        return lambda table: by_hand_sql.run(row, engine, table)
    from metric_bench import by_hand_polars

    function = getattr(by_hand_polars, row)
    if engine == "polars lazy":
        return function
    return lambda table: function(table.lazy()).collect()


def finished(result: Any, engine: str) -> Any:
    """Compute a lazy result in full."""
    if engine == "polars lazy":
        return result.collect(engine="streaming")
    if engine == "duckdb":
        table = result.arrow()
        return table.read_all() if hasattr(table, "read_all") else table
    if engine == "spark":
        result.write.format("noop").mode("overwrite").save()
    return result


def comparable(result: Any, row: str) -> pd.DataFrame:
    """What of a finished result must agree, as pandas, whatever the engine and whoever wrote it."""
    if not isinstance(result, pd.DataFrame):
        result = result.toPandas() if hasattr(result, "toPandas") else result.to_pandas()
    if row == "cohorts":
        if not pd.api.types.is_datetime64_any_dtype(result["cohort"]):
            months = result["cohort"].astype("int64")
            dates = (months // 12).astype(str) + "-" + (months % 12 + 1).astype(str).str.zfill(2) + "-01"
            result = result.assign(cohort=pd.to_datetime(dates))
        result = result[result["retained"].fillna(0) > 0]
        columns = ["cohort", "age", "retained", "value"]
        # The month that is open by as_of has no value yet; all months of this input are over.
        return result[columns].sort_values(["cohort", "age"]).reset_index(drop=True)
    if row == "sessionize":
        result = result.rename(columns={"session_number": "session_id"})
        return result[["visitor_id", "ts", "session_id"]].sort_values(["visitor_id", "ts"]).reset_index(drop=True)
    columns = {
        "rfm": ["user_id", "recency_days", "frequency", "monetary", "r", "f", "m", "rfm"],
        "abc": ["sku_id", "value", "abc"],
        "funnel": ["step", "reached"],
        "clv": ["user_id", "frequency", "recency", "T", "monetary_value"],
    }[row]
    return result[columns].reset_index(drop=True)


def times(row: str, engine: str, file: str) -> dict[str, Any]:
    """Wall and processor seconds of ours and the hand-written code, the best of some calls in turn each."""
    table = load(row, engine, file)
    both = {"ours": OURS[row], "hand": hand(row, engine)}
    found: dict[str, list[tuple[float, float]]] = {"ours": [], "hand": []}
    results = {}
    for number in range(ROUNDS):
        for who in ("ours", "hand") if number % 2 else ("hand", "ours"):
            gc.collect()
            wall, busy = time.perf_counter(), _busy()
            result = finished(both[who](table), engine)
            found[who].append((time.perf_counter() - wall, _busy() - busy))
            if number == 0:
                results[who] = comparable(result, row)
            del result
    pd.testing.assert_frame_equal(results["ours"], results["hand"], check_dtype=False, check_column_type=False)
    best = {who: {"wall": min(w for w, _ in pairs), "busy": min(b for _, b in pairs)} for who, pairs in found.items()}
    return {**best, "rows": len(results["ours"])}


def _busy() -> float:
    """Processor seconds of this process and its children: Spark computes in one."""
    import psutil

    spent = time.process_time()
    for child in psutil.Process().children(recursive=True):
        try:
            spent += sum(child.cpu_times()[:2])
        except psutil.Error:  # it has just ended
            continue
    return spent


def memory(row: str, engine: str, file: str, who: str) -> dict[str, float]:
    """Peak memory of one call in gigabytes, with the input, the libraries and for Spark the Java side."""
    table = load(row, engine, file)
    function = OURS[row] if who == "ours" else hand(row, engine)
    watch = _Watch()
    finished(function(table), engine)
    return {"gigabytes": watch.stop()}


class _Watch:
    """The most memory that this process and its children held at once."""

    def __init__(self) -> None:
        self._most, self._on = 0, True
        self._thread = threading.Thread(target=self._look, daemon=True)
        self._thread.start()

    def _look(self) -> None:
        while self._on:
            self._most = max(self._most, _children_bytes())
            time.sleep(0.05)

    def stop(self) -> float:
        self._on = False
        self._thread.join()
        own = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024
        return (own + self._most) / 1e9


def _children_bytes() -> int:
    import psutil

    held = 0
    for child in psutil.Process().children(recursive=True):
        try:
            held += child.memory_info().rss
        except psutil.Error:  # it has just ended
            continue
    return held


def alone(row: str, engine: str, file: str, target: str) -> dict[str, float]:
    """Ours only, the best of some calls, with its result in a file to compare with a peer's."""
    table = load(row, engine, file)
    walls, busies = [], []
    for _ in range(ROUNDS):
        wall, busy = time.perf_counter(), _busy()
        result = finished(OURS[row](table), engine)
        walls.append(time.perf_counter() - wall)
        busies.append(_busy() - busy)
    result.to_parquet(target)
    return {"wall": min(walls), "busy": min(busies)}


TASKS: dict[str, Callable[..., dict[str, Any]]] = {
    "times": times,
    "alone": alone,
    "ours": lambda row, engine, file: memory(row, engine, file, "ours"),
    "hand": lambda row, engine, file: memory(row, engine, file, "hand"),
}
if __name__ == "__main__":
    print(json.dumps(TASKS[sys.argv[1]](*sys.argv[2:])))
