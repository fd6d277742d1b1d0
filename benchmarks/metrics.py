"""Metrics beside hand-written code of each engine and beside other libraries: ``python benchmarks/metrics.py``.

Five million order lines and ten million events are made by the simulation and kept in a cache folder; peers are
installed into environments of their own there. Ratios are printed and written to ``benchmarks/RESULTS.md``. With
``--quick`` only some small metrics are set beside pandas, on the course's own tables.
"""

import argparse
import json
import os
import platform
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

import pandas as pd
from metric_bench import capped, inputs, peers, quick, report
from results import write_section

HERE = Path(__file__).parent
ENGINES = ("pandas", "polars", "polars lazy", "duckdb", "spark")
LINES, EVENTS = ("rfm", "cohorts", "abc", "clv"), ("funnel", "sessionize")
BASKETS = 300_000
LIMIT = 1.3
PARTS = ("engines", "peers", "large")
HOW_ENGINES = (
    "Ours and the hand-written code were called in turn in one process for the time, the best of two calls each, and"
    " once each in a process of its own for the peak memory, which includes the input and the libraries. The results"
    " were compared. pandas and Polars have the input in memory; Polars lazy, DuckDB and Spark read the file. Wanted: a"
    f" ratio of at most {LIMIT}."
)
HOW_PEERS = (
    "Ours on pandas. Each peer in an environment of its own, on the same rows as ours; the best of two calls, or one if"
    " it takes half a minute. The peer's time includes dropping the orders that are not valid. Association rules: the"
    f" first {BASKETS:,} orders."
)
HOW_LARGE = "From a file to a file or a few numbers, in a process that may use 2 GB, which the kernel sees to."


def main() -> int:
    """Print the tables and write them; 1 when a ratio is over the limit, or a peer is faster."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--quick", action="store_true", help="small metrics beside pandas, in seconds")
    parser.add_argument("--cache", type=Path, help="folder for inputs and peers (default: a temporary one)")
    parser.add_argument("--engines", nargs="+", choices=ENGINES, default=list(ENGINES))
    parser.add_argument("--parts", nargs="+", choices=PARTS, default=list(PARTS), help="all, in one run, by default")
    options = parser.parse_args()
    if options.quick:
        return quick.main()
    with tempfile.TemporaryDirectory() as folder:
        cache = options.cache or Path(folder)
        cache.mkdir(parents=True, exist_ok=True)
        cache = cache.resolve()
        held = [
            _engines(cache, options.engines) if "engines" in options.parts else True,
            _peers(cache) if "peers" in options.parts else True,
            _large(cache) if "large" in options.parts else True,
        ]
        return int(not all(held))


def _engines(cache: Path, engines: list[str]) -> bool:
    files = {row: inputs.lines(cache) for row in LINES} | {row: inputs.events(cache) for row in EVENTS}
    found: list[dict[str, Any]] = []
    for engine in engines:
        for row, file in files.items():
            one = _worker("times", row, engine, file) | {"row": row, "engine": engine}
            for who in ("ours", "hand"):
                one[f"{who}_gb"] = _worker(who, row, engine, file)["gigabytes"]
            found.append(one)
            print(report.engines_table([one]).splitlines()[-1], flush=True)
            # After each row, so that a run that is stopped leaves what it has measured.
            write_section("Metrics", f"{_sizes(files)} {_machine()}\n\n{HOW_ENGINES}\n\n{report.engines_table(found)}")
    return all(one["ours"]["busy"] <= LIMIT * one["hand"]["busy"] for one in found)


def _peers(cache: Path) -> bool:
    files = {row: inputs.lines(cache) for row in LINES} | {row: inputs.events(cache) for row in EVENTS}
    files["rules"] = _baskets(cache)
    found: list[dict[str, Any]] = []
    for peer, (package, row) in peers.PEERS.items():
        found.append(_peer(peer, package, row, files[row], cache))
        print(report.peers_table(found[-1:]).splitlines()[-1], flush=True)
        write_section("Metrics, peers", f"{_sizes(files)} {_machine()}\n\n{HOW_PEERS}\n\n{report.peers_table(found)}")
    return all(one["peer_figures"]["busy"] >= one["ours"]["busy"] for one in found)


def _large(cache: Path) -> bool:
    file = inputs.events(cache, inputs.LARGE_SCALE)
    found: list[dict[str, Any]] = []
    for row in EVENTS:
        for engine in ("duckdb", "polars lazy"):
            outcome = capped.measure(row, engine, file, cache)
            found.append({"row": row, "engine": engine, "events": _rows(file), "outcome": outcome})
            print(report.large_table(found[-1:]).splitlines()[-1], flush=True)
            write_section("Metrics, larger than memory", f"{_machine()} {HOW_LARGE}\n\n{report.large_table(found)}")
    return not any("over" in one["outcome"] for one in found)


def _worker(task: str, row: str, engine: str, file: Path) -> dict[str, Any]:
    command = [sys.executable, "-m", "metric_bench.worker", task, row, engine, str(file)]
    done = subprocess.run(command, cwd=HERE, check=True, stdout=subprocess.PIPE, text=True)
    return json.loads(done.stdout.splitlines()[-1])


def _peer(peer: str, package: str, row: str, file: Path, cache: Path) -> dict[str, Any]:
    """Ours on pandas and the peer in turn, each in its own process, and whether the two say the same."""
    target = cache / "ours.parquet"
    figures = peers.measure(peer, file, cache)
    mine = _worker_alone(row, file, target)
    python = peers.environment(package, cache)
    command = [str(python), "-c", f"from importlib.metadata import version; print(version('{package}'))"]
    version = subprocess.run(command, check=True, capture_output=True, text=True).stdout.strip()
    same = _same(row, peer, pd.read_parquet(figures["file"]), pd.read_parquet(target))
    return {"peer": peer, "row": row, "version": version, "peer_figures": figures, "ours": mine, "same": same}


def _worker_alone(row: str, file: Path, target: Path) -> dict[str, Any]:
    command = [sys.executable, "-m", "metric_bench.worker", "alone", row, "pandas", str(file), str(target)]
    done = subprocess.run(command, cwd=HERE, check=True, stdout=subprocess.PIPE, text=True)
    return json.loads(done.stdout.splitlines()[-1])


def _same(row: str, peer: str, theirs: pd.DataFrame, ours: pd.DataFrame) -> str:
    if row == "clv":
        columns = ["frequency", "recency", "T", "monetary_value"]
        expected = ours.set_index("user_id")[columns].fillna(0.0)
        found = theirs.set_index("customer_id")[columns].sort_index()
        pd.testing.assert_frame_equal(found, expected, check_dtype=False, check_names=False, rtol=1e-9)
        return "yes"
    if row == "rfm":
        # Another definition: frequency in days, recency to the last day, quartiles whose ties are broken by order.
        return "other definition" if len(theirs) == len(ours) else "other customers"
    if row == "funnel":
        same = theirs["unique_paths"].to_list() == ours["reached"].to_list()
        return (
            "yes" if same else f"other definition: {theirs['unique_paths'].to_list()} for {ours['reached'].to_list()}"
        )
    if row == "sessionize":
        count = theirs["session"].nunique()
        return "yes" if count == ours["session_id"].iloc[-1] else f"{count} visits for {ours['session_id'].iloc[-1]}"
    keys = ["antecedents", "consequents"]
    pairs = ours.rename(columns={"antecedent": "antecedents", "consequent": "consequents"}).set_index(keys).sort_index()
    found = theirs.set_index(keys).sort_index()
    columns = ["support", "confidence", "lift"]
    pd.testing.assert_frame_equal(found[columns], pairs[columns], check_dtype=False, rtol=1e-9)
    return "yes"


def _baskets(cache: Path) -> Path:
    """Order lines of the first orders: a matrix of all of them would not fit mlxtend into memory."""
    target = cache / "baskets.parquet"
    if not target.exists():
        table = pd.read_parquet(inputs.lines(cache), columns=["order_id", "sku_id"])
        table[table["order_id"] <= BASKETS].to_parquet(target)
    return target


def _rows(file: Path) -> int:
    import pyarrow.parquet as pq

    return pq.ParquetFile(file).metadata.num_rows


def _sizes(files: dict[str, Path]) -> str:
    return f"{_rows(files['rfm']):,} order lines, {_rows(files['funnel']):,} events."


def _machine() -> str:
    return (
        f"{os.cpu_count()} processors, {platform.machine()}, Python {platform.python_version()}; load of the last quarter"
        f" of an hour {os.getloadavg()[2]:.1f} (a quiet machine: at most 2; on a busy one, processor seconds are the ones"
        " to read)."
    )


if __name__ == "__main__":
    sys.exit(main())
