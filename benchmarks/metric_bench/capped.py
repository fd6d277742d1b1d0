"""Events larger than memory: a process that may use two gigabytes and no more.

The cap is a control group of the kernel, which ends the process that passes it; where none can be made (no Linux, or no
right to), nothing is measured.
"""

import json
import os
import resource
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

from metric_bench.inputs import STEPS

CAP = 2_000_000_000
ROOT = Path("/sys/fs/cgroup")


def measure(row: str, engine: str, file: Path, cache: Path) -> str:
    """Seconds and peak gigabytes as cells of the table, or how it ended."""
    group = _group()
    if group is None:
        return "not measured: no control group can be made here | "
    try:
        command = [sys.executable, "-m", "metric_bench.capped", row, engine, str(file), str(cache)]
        done = subprocess.run(
            command,
            cwd=Path(__file__).parents[1],
            capture_output=True,
            text=True,
            preexec_fn=lambda: (group / "cgroup.procs").write_text(str(os.getpid())),
        )
        if done.returncode:
            words = done.stderr.strip().splitlines()[-1:] or [f"ended by signal {-done.returncode}: over the cap"]
            return f"{words[0][:120]} | over {CAP / 1e9:g}"
        found = json.loads(done.stdout.splitlines()[-1])
        return f"{found['wall']:.1f} | {found['gigabytes']:.2f}"
    finally:
        group.rmdir()


def _group() -> Path | None:
    """A control group with the cap, of either version of the kernel's interface."""
    first = (ROOT / "memory").is_dir()
    group = (ROOT / "memory" if first else ROOT) / "storelab-benchmark"
    try:
        group.mkdir(exist_ok=True)
        (group / ("memory.limit_in_bytes" if first else "memory.max")).write_text(str(CAP))
    except OSError:
        return None
    return group


def run(row: str, engine: str, file: str, cache: str) -> dict[str, Any]:
    """One analysis from file to file or to its few numbers."""
    from storelab import metrics

    start = time.perf_counter()
    target = Path(cache) / f"large-{row}-{engine.replace(' ', '-')}.parquet"
    columns = ["visitor_id", "ts", "type"]
    if engine == "duckdb":
        import duckdb

        # What DuckDB itself holds; its reader and writer of files need room besides.
        duckdb.execute(f"SET memory_limit = '1GB'; SET temp_directory = '{cache}/spill'; SET threads = 2")
        duckdb.execute("SET preserve_insertion_order = false")
        events: Any = duckdb.read_parquet(file).select(*columns)
    else:
        import polars as pl

        events = pl.scan_parquet(file).select(columns)
    if row == "funnel":
        result = metrics.step_rates(events, STEPS)
        print(result if engine == "duckdb" else result.collect(), file=sys.stderr)
    else:
        result = metrics.sessionize(events, visitor="visitor_id")
        if engine == "duckdb":
            result.write_parquet(str(target))
        else:
            result.sink_parquet(target)
    seconds = time.perf_counter() - start
    target.unlink(missing_ok=True)
    return {"wall": seconds, "gigabytes": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024 / 1e9}


if __name__ == "__main__":
    print(json.dumps(run(*sys.argv[1:])))
