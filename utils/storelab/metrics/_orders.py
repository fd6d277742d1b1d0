"""Which orders count: paid ones, and valid ones."""

from collections.abc import Sequence
from datetime import date
from typing import Any

import narwhals.stable.v2 as nw

from storelab.metrics._checks import refuse_before
from storelab.metrics._frames import Frame, check_ids, present, read, rows_where, scalars
from storelab.metrics._periods import between, check_times, until

# Paid and not refunded in full; "refunded" is an order whose goods were all refunded, "cancelled" and "closed" were
# never paid. A partial refund leaves an order valid.
VALID_STATUS = ("paid", "shipped", "delivered")


def is_valid(status: str, paid_at: str) -> nw.Expr:
    """True for a valid order (M040)."""
    return nw.col(status).is_in(list(VALID_STATUS)) & ~nw.col(paid_at).is_null()


def valid(
    native: Any,
    columns: Sequence[str],
    user_id: str,
    paid_at: str,
    status: str,
    *,
    since: date | None = None,
    last: date | None = None,
    as_of: date | None = None,
) -> Frame:
    """The valid orders of a period, dated by their payment: customer, time, and the columns named.

    Parameters
    ----------
    native
        One row an order.
    columns
        Columns that are needed besides the three named ones.
    user_id, paid_at, status
        Columns of the customer, the time of payment (missing: never) and the state.
    since, last
        The first and the last day that count; None is no limit.
    as_of
        A day on which something must have been known: refused if it lies before the first payment.

    Raises
    ------
    StoreLabError
        If a column is missing or holds no times, an order has no customer, or ``as_of`` lies before all payments.
    """
    frame = read(native, "orders", [user_id, paid_at, status, *columns])
    check_times(frame, "orders", paid_at)
    first = {} if as_of is None else {"_first": nw.col(paid_at).min()}
    seen = scalars(frame, **present([user_id]), **first)
    check_ids("orders", [user_id], seen)
    if as_of is not None:
        refuse_before("orders", paid_at, seen["_first"], as_of)
    chosen = is_valid(status, paid_at)
    if last is not None:
        chosen = chosen & (until(paid_at, last) if since is None else between(paid_at, since, last))
    return rows_where(frame, chosen, *dict.fromkeys([user_id, paid_at, *columns]))
