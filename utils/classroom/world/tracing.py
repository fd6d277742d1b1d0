"""Lots of tea, each followed from the field to the shop in a chain of records."""

import hashlib

import numpy as np

from classroom.world.columns import Columns, coded
from classroom.world.effects import Effects
from classroom.world.streams import stream

LOTS = 40
NO_HASH = "0" * 64
NODES = ("farm", "co_op", "factory", "packing", "warehouse", "shop")
FARMS = ("F01", "F02", "F03", "F04", "F05", "F06")
# Mu of tea garden by the county's register, and the most fresh leaf that a mu gives in the season, kilograms.
_MU = (14, 22, 9, 31, 12, 18)
BEST_LEAF = 110
_DRY = 0.22  # kilograms of dry tea from one of fresh leaf
_BAG = 0.25
_SEASON = np.datetime64("2025-04-01T06:00:00", "s")


def seal(index: int, item: str, node: str, ts: str, payload: str, prev_hash: str) -> str:
    """SHA-256 of a record, in hex: its six fields joined by ``|``, as UTF-8.

    Parameters
    ----------
    index, item, node, ts, payload, prev_hash
        The fields as they stand in the table; ``ts`` as ``2025-04-01 06:00:00``.
    """
    return hashlib.sha256("|".join([str(index), item, node, ts, payload, prev_hash]).encode("utf-8")).hexdigest()


def trace_records(seed: int, effects: Effects) -> Columns:
    """Make the table ``trace_records``."""
    rng = stream(seed, "trace_records")
    false, altered = effects.false_harvest, effects.altered_record
    farm_of = np.arange(LOTS) % len(FARMS)
    rows: list[tuple[int, str, str, str, str, str, str]] = []
    for lot in range(LOTS):
        farm = int(farm_of[lot])
        lots = int((farm_of == farm).sum())
        leaf = _MU[farm] * BEST_LEAF * rng.uniform(0.62, 0.86) / lots
        if false is not None and farm == false.farm:
            leaf *= false.factor
        dry = leaf * _DRY * rng.uniform(0.96, 1.0)
        bags = int(dry * rng.uniform(0.97, 0.99) / _BAG)
        payloads = (
            f"leaf_kg={leaf:.0f};farm={FARMS[farm]}",
            f"leaf_kg={leaf:.0f}",
            f"dry_kg={dry:.1f}",
            f"bags={bags}",
            f"bags={bags}",
            f"bags={bags}",
        )
        hours = np.cumsum(rng.uniform(6, 60, len(NODES))).astype(int) + 24 * lot
        previous, item = NO_HASH, f"T{lot + 1:02d}"
        for index, (node, payload) in enumerate(zip(NODES, payloads, strict=True)):
            ts = str(_SEASON + np.timedelta64(int(hours[index]), "h")).replace("T", " ")
            own = seal(index, item, node, ts, payload, previous)
            shown = payload
            if altered is not None and (lot + 1, index) == (altered.lot, altered.block):
                shown = f"bags={bags + altered.bags}"
            rows.append((index, item, node, ts, shown, previous, own))
            previous = own
    index_, item_, node_, ts_, payload_, prev_, hash_ = zip(*rows, strict=True)
    return {
        "index": np.array(index_),
        "item": coded(item_),
        "node": coded(node_),
        "ts": np.array([text.replace(" ", "T") for text in ts_], dtype="datetime64[s]"),
        "payload": coded(payload_),
        "prev_hash": coded(prev_),
        "hash": coded(hash_),
    }


def trace_farms() -> Columns:
    """Make the table ``trace_farms``: the county's register, which is no part of the chain."""
    return {
        "farm": coded(FARMS),
        "area_mu": np.array(_MU),
        "best_leaf_kg": np.full(len(FARMS), BEST_LEAF),
    }
