"""Other libraries on the same input, each in an environment of its own.

``python peers.py PEER FILE TARGET`` runs inside of a peer's environment, where Store Lab is not installed: it prints
seconds and peak memory as JSON and writes the peer's result to TARGET, for ours to be compared with.
"""

import json
import os
import resource
import subprocess
import sys
import time
import venv
from collections.abc import Callable
from pathlib import Path
from typing import Any

AS_OF = "2025-12-31"
ROUNDS = 2
PATIENCE = 30  # seconds, after which one call is enough
# What is measured, by what package, against which of our rows.
PEERS = {
    "pymc-marketing rfm_segments": ("pymc-marketing", "rfm"),
    "pymc-marketing rfm_summary": ("pymc-marketing", "clv"),
    "lifetimes summary_data": ("lifetimes", "clv"),
    "retentioneering funnel": ("retentioneering", "funnel"),
    "retentioneering split_sessions": ("retentioneering", "sessionize"),
    "mlxtend association_rules": ("mlxtend", "rules"),
}
# A library that counts its users must not do so from a benchmark: its own switch, and no way out besides.
QUIET = {
    "RETENTIONEERING_NO_TRACK": "1",
    "http_proxy": "http://127.0.0.1:9",
    "https_proxy": "http://127.0.0.1:9",
    "HTTP_PROXY": "http://127.0.0.1:9",
    "HTTPS_PROXY": "http://127.0.0.1:9",
}


def environment(package: str, cache: Path) -> Path:
    """The Python of the package's own environment, made with pip where it is missing."""
    folder = cache / "peers" / package
    python = folder / "bin" / "python"
    if not (folder / "ready").exists():
        venv.create(folder, with_pip=True)
        subprocess.run([python, "-m", "pip", "install", "-q", package, "psutil", "pyarrow"], check=True)
        (folder / "ready").touch()
    return python


def measure(peer: str, file: Path, cache: Path) -> dict[str, Any]:
    """Seconds, gigabytes and the result's file of a peer in its environment."""
    python = environment(PEERS[peer][0], cache)
    target = cache / f"peer-{peer.replace(' ', '-')}.parquet"
    done = subprocess.run(
        [python, __file__, peer, file, target], env=os.environ | QUIET, check=True, capture_output=True, text=True
    )
    return json.loads(done.stdout.splitlines()[-1]) | {"file": str(target)}


def _lines(file: str) -> Any:
    import pandas as pd

    table = pd.read_parquet(file, columns=["user_id", "paid_at", "status", "paid"])
    return table


def _bought(table: Any) -> Any:
    """The valid purchases: ours finds them itself, so the peer's time holds it too."""
    import pandas as pd

    kept = table["status"].isin(["paid", "shipped", "delivered"])
    return table.loc[
        kept & (table["paid_at"] < pd.Timestamp(AS_OF) + pd.Timedelta(days=1)), ["user_id", "paid_at", "paid"]
    ]


def _rfm_segments(file: str) -> Callable[[], Any]:
    from pymc_marketing.clv.utils import rfm_segments

    table = _lines(file)
    return lambda: rfm_segments(_bought(table), "user_id", "paid_at", "paid", observation_period_end=AS_OF)


def _rfm_summary(file: str) -> Callable[[], Any]:
    from pymc_marketing.clv.utils import rfm_summary

    table = _lines(file)
    return lambda: rfm_summary(_bought(table), "user_id", "paid_at", "paid", observation_period_end=AS_OF)


def _lifetimes(file: str) -> Callable[[], Any]:
    from lifetimes.utils import summary_data_from_transaction_data

    table = _lines(file)

    def run() -> Any:
        summary = summary_data_from_transaction_data(
            _bought(table), "user_id", "paid_at", "paid", observation_period_end=AS_OF
        )
        return summary.reset_index().rename(columns={"user_id": "customer_id"})

    return run


def _events(file: str) -> Any:
    import pandas as pd

    return pd.read_parquet(file, columns=["visitor_id", "ts", "type"])


def _stream(table: Any) -> Any:
    from retentioneering.eventstream.eventstream import Eventstream

    schema = {"path_cols": ["visitor_id"], "event_col": "type", "timestamp_col": "ts"}
    return Eventstream(table, schema=schema)


def _funnel(file: str) -> Callable[[], Any]:
    import pandas as pd

    table = _events(file)
    steps = ["view", "cart", "checkout", "pay"]
    return lambda: pd.DataFrame(_stream(table).funnel_data(steps=steps)["steps"])


def _sessions(file: str) -> Callable[[], Any]:
    table = _events(file)
    return lambda: _stream(table).split_sessions(session_col="session", timeout="30m").df


def _rules(file: str) -> Callable[[], Any]:
    import pandas as pd
    from mlxtend.frequent_patterns import association_rules, fpgrowth
    from mlxtend.preprocessing import TransactionEncoder

    table = pd.read_parquet(file, columns=["order_id", "sku_id"])

    def run() -> Any:
        baskets = table.groupby("order_id")["sku_id"].agg(list)
        encoder = TransactionEncoder()
        matrix = encoder.fit(baskets).transform(baskets, sparse=True)
        frame = pd.DataFrame.sparse.from_spmatrix(matrix, columns=[str(name) for name in encoder.columns_])
        found = fpgrowth(frame, min_support=SUPPORT, use_colnames=True, max_len=2)
        rules = association_rules(found, metric="confidence", min_threshold=CONFIDENCE)
        one = {name: rules[name].map(lambda items: int(next(iter(items)))) for name in ("antecedents", "consequents")}
        return rules[["support", "confidence", "lift"]].assign(**one)

    return run


SUPPORT, CONFIDENCE = 0.0005, 0.0
RUNS = {
    "pymc-marketing rfm_segments": _rfm_segments,
    "pymc-marketing rfm_summary": _rfm_summary,
    "lifetimes summary_data": _lifetimes,
    "retentioneering funnel": _funnel,
    "retentioneering split_sessions": _sessions,
    "mlxtend association_rules": _rules,
}


def _main(peer: str, file: str, target: str) -> None:
    call = RUNS[peer](file)
    walls, busies = [], []
    while len(walls) < ROUNDS and sum(walls) < PATIENCE:
        wall, busy = time.perf_counter(), time.process_time()
        result = call()
        walls.append(time.perf_counter() - wall)
        busies.append(time.process_time() - busy)
    result.to_parquet(target)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024 / 1e9
    print(json.dumps({"wall": min(walls), "busy": min(busies), "gigabytes": peak}))


if __name__ == "__main__":
    _main(*sys.argv[1:])
