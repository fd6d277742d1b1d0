"""Which orders look like brushing: shared devices and addresses, rings of accounts, receipts too fast, money back."""

from collections.abc import Sequence
from typing import Any, cast

import narwhals.stable.v2 as nw

from storelab.metrics._checks import check_numbers
from storelab.metrics._composite import Weights, shares_of
from storelab.metrics._elapsed import HOUR, with_elapsed
from storelab.metrics._formulas import check_range
from storelab.metrics._frames import Frame, IntoFrameT, collect, fen, finish, like, ratio, read, same_library
from storelab.metrics._periods import check_times

WEIGHTS = {"device": 0.2, "address": 0.2, "ip": 0.1, "ring": 0.25, "speed": 0.15, "refund": 0.1}


def brushing_score(
    orders: IntoFrameT,
    sec: IntoFrameT,
    weights: Weights = WEIGHTS,
    *,
    shared_by: int = 5,
    ring_size: int = 10,
    fast_hours: float = 24.0,
    order_id: str = "order_id",
    user_id: str = "user_id",
    paid: str = "paid",
    refund: str = "refund",
    device_id: str = "device_id",
    address: str = "address_hash",
    ip: str = "ip",
    paid_at: str = "paid_at",
    released_at: str = "released_at",
) -> IntoFrameT:
    """Risk from 0 to 1 that an order is fake, from six signs.

    ``device``, ``address`` and ``ip``: how many other accounts ordered with the same one, over ``shared_by`` less one,
    1 at most. ``ring``: accounts that hang together over devices and addresses, over any number of steps, less one over
    ``ring_size`` less one. ``speed``: falls from 1 for goods that are confirmed as received at the moment of payment to
    0 after ``fast_hours``. ``refund``: share of the payment that went back. An ip makes no ring, for a whole campus or
    district can have one.

    A family shares an address, and a dormitory a device: the score says where to look first. Choose the threshold by
    what mistakes cost (`choose_threshold`), and measure it on labelled orders (`brushing_detection_quality`).

    Parameters
    ----------
    orders, sec
        One row an order, and a payment of an order; both of the same library.
    weights
        Of the six signs; they are divided by their sum.
    shared_by, ring_size, fast_hours
        Where a sign is full (or, for hours, begins), as above.
    order_id
        Column of both tables. An order without a row in ``sec`` has no signs but ``refund``.
    user_id, paid, refund
        Columns of ``orders``: the account, yuan paid, yuan refunded.
    device_id, address, ip, paid_at, released_at
        Columns of ``sec``; what is missing is shared with nobody, and not fast.

    Returns
    -------
    frame
        ``order_id``, the six signs and ``risk``, sorted by ``order_id``.

    Raises
    ------
    StoreLabError
        If a column is missing or of the wrong type, an order has no id or account, an amount is negative, goods were
        received before they were paid, a limit is out of its range, or the weights do not name the six signs.
    """
    check_range("shared_by", shared_by, 2)
    check_range("ring_size", ring_size, 2)
    check_range("fast_hours", fast_hours, 0, above=True)
    shares = shares_of(weights, WEIGHTS)
    deals = read(orders, "orders", [order_id, user_id, paid, refund], ids=[order_id, user_id])
    checks = read(sec, "sec", [order_id, device_id, address, ip, paid_at, released_at], ids=[order_id])
    same_library(deals, checks)
    check_numbers(deals, "orders", paid, refund, negative=False)
    check_times(checks, "sec", paid_at, released_at)
    timed = with_elapsed(checks, "sec", "_took", paid_at, released_at)
    joined = deals.select(order_id, user_id, paid, refund).join(
        timed.select(order_id, device_id, address, ip, "_took"), on=order_id, how="left"
    )
    for sign, column in {"device": device_id, "address": address, "ip": ip}.items():
        joined = _with_shared(joined, sign, column, user_id, shared_by)
    joined = _with_rings(joined, [device_id, address], user_id, ring_size)
    slowness = nw.col("_took") / (fast_hours * HOUR)
    signed = joined.with_columns(
        speed=nw.when(nw.col("_took") < fast_hours * HOUR).then(1.0 - slowness).otherwise(nw.lit(0.0)),
        refund_share=ratio(_fen_up_to(refund, paid), fen(paid)).fill_null(0.0),
    )
    named = signed.select(order_id, "device", "address", "ip", "ring", "speed", refund=nw.col("refund_share"))
    risk: nw.Expr = nw.lit(0.0)
    for sign, share in shares.items():
        risk = risk + nw.col(sign) * share
    return cast(IntoFrameT, finish(named.with_columns(risk=risk).sort(order_id)))


def _fen_up_to(column: str, most: str) -> nw.Expr:
    return nw.when(fen(column) > fen(most)).then(fen(most)).otherwise(fen(column))


def _with_shared(joined: Frame, sign: str, column: str, user_id: str, shared_by: int) -> Frame:
    """Add a sign: how many other accounts used the same device, address or ip."""
    known = joined.filter(~nw.col(column).is_null()).select(column, user_id).unique()
    counts = known.group_by(column).agg(_accounts=nw.len())
    others = (nw.col("_accounts").cast(nw.Float64) - 1.0) / (shared_by - 1)
    marked = joined.join(counts, on=column, how="left").with_columns(
        **{sign: nw.when(others > 1.0).then(nw.lit(1.0)).otherwise(others).fill_null(0.0)}
    )
    return marked.drop("_accounts")


def _with_rings(joined: Frame, columns: Sequence[str], user_id: str, ring_size: int) -> Frame:
    """Add the sign ``ring``: how many accounts hang together over what they share."""
    sizes = _ring_sizes([_shared_pairs(joined, column, user_id) for column in columns])
    kind = joined.collect_schema()[user_id]
    table = {user_id: list(sizes), "_ring": [min((size - 1) / (ring_size - 1), 1.0) for size in sizes.values()]}
    rings = cast(Frame, nw.from_native(like(joined, table, {user_id: kind, "_ring": nw.Float64})))
    return joined.join(rings, on=user_id, how="left").with_columns(ring=nw.col("_ring").fill_null(0.0)).drop("_ring")


def _shared_pairs(joined: Frame, column: str, user_id: str) -> list[tuple[Any, Any]]:
    """Accounts with what they share; what only one account uses ties nobody, and stays in the engine."""
    known = joined.filter(~nw.col(column).is_null()).select(column, user_id).unique()
    shared = known.group_by(column).agg(_accounts=nw.len()).filter(nw.col("_accounts") > 1)
    return collect(known.join(shared.select(column), on=column, how="semi").select(column, user_id)).rows()


def _ring_sizes(kinds: Sequence[list[tuple[Any, Any]]]) -> dict[Any, int]:
    """Accounts in the ring of each account that shares anything."""
    parent: dict[Any, Any] = {}

    def root(node: Any) -> Any:
        while parent.setdefault(node, node) != node:
            parent[node] = parent[parent[node]]
            node = parent[node]
        return node

    accounts = set()
    for place, pairs in enumerate(kinds):
        for thing, account in pairs:
            accounts.add(account)
            # An account, a device and an address may have the same value and are told apart by their kind.
            parent[root(("account", account))] = root((place, thing))
    sizes: dict[Any, int] = {}
    for account in accounts:
        top = root(("account", account))
        sizes[top] = sizes.get(top, 0) + 1
    return {account: sizes[root(("account", account))] for account in accounts}
