"""Order lines and events of the shop, made by the simulation in the size that a benchmark asks for."""

import subprocess
import sys
from pathlib import Path

AS_OF = "2025-12-31"
VALID = ("paid", "shipped", "delivered")
STEPS = ("view", "cart", "checkout", "pay")
# Blocks of 20,000 users: 61 of them have five million order lines, 1.7 of them ten million events, 8.5 fifty million.
LINES_SCALE, EVENTS_SCALE, LARGE_SCALE = 61, 1.7, 8.5


def lines(cache: Path) -> Path:
    """Order lines with their customer, time and state, as one Parquet file.

    Each line stands as a purchase of its own, which is what a log of transactions looks like to all competitors.
    """
    target = cache / "lines.parquet"
    if not target.exists():
        # The lines come with any window of visits; a day is the least.
        world = _world(cache, LINES_SCALE, ["--window", "2025-11-11", "2025-11-11"])
        _copy(
            f"""SELECT order_id, user_id, paid_at::TIMESTAMP AS paid_at, status, sku_id, qty,
            (qty * unit_price - discount_alloc) / 100.0::DOUBLE AS paid
            FROM '{world}/order_items.parquet' JOIN '{world}/orders.parquet' USING (order_id) ORDER BY order_id""",
            target,
        )
    return target


def events(cache: Path, scale: float = EVENTS_SCALE) -> Path:
    """Events of 24 months as one Parquet file."""
    target = cache / f"events-{scale:g}.parquet"
    if not target.exists():
        world = _world(cache, scale, ["--full"])
        _copy(
            f"SELECT event_id, session_id, visitor_id, ts::TIMESTAMP AS ts, type FROM '{world}/events.parquet'", target
        )
    return target


def _world(cache: Path, scale: float, options: list[str]) -> Path:
    folder = cache / f"world-{scale:g}"
    if not (folder / "manifests").exists():
        program = Path(sys.executable).with_name("classroom")
        command = [program, "world", "--scale", f"{scale:g}", *options, "--out", folder]
        subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
    return folder


def _copy(query: str, target: Path) -> None:
    import duckdb

    part = target.with_suffix(".part")
    duckdb.connect().execute(f"COPY ({query}) TO '{part}' (FORMAT parquet)")
    part.rename(target)
