"""Money that leaves the bank week by week, and what was there at the beginning."""

import numpy as np

from classroom.world.calendar import DAYS, FIRST_DAY, LAST_DAY
from classroom.world.columns import Coded, Columns, Ints
from classroom.world.filing import vat_filings
from classroom.world.made import Made
from classroom.world.shop_accounts import ACCOUNTS, shop_costs

KINDS = (
    "opening", "goods_deposit", "goods_balance", "media", "campaign_fee", "annual_fee", "freight", "staff", "content",
    "warehouse", "recharge", "tax",
)  # fmt: skip
# What a contract or a law fixes, whatever is sold; wages and rent go out whether a parcel leaves or not.
CERTAIN = ("opening", "annual_fee", "staff", "content", "tax")
OPENING = 56_000_000  # fen in the bank on the first morning, for a world of 20,000 users
LATER = 45  # days after arrival, where suppliers give credit
WEEKS = -(-DAYS // 7)


def cashflow(made: Made) -> Columns:
    """Make the table ``cashflow``: all that moves money except the platforms' payouts and reserves.

    The bills of a month are paid on its last day, advertising day by day, goods as the suppliers' terms say, tax when
    it is filed.
    """
    flows = np.zeros((WEEKS, len(KINDS)), dtype=np.int64)
    flows[0, 0] = round(OPENING * made.scale)
    _goods(made, flows)
    day = (np.asarray(made.spending["date"]).astype("datetime64[D]") - FIRST_DAY).astype(np.int64)
    np.add.at(flows[:, KINDS.index("media")], day // 7, -np.asarray(made.spending["cost"]))
    costs = shop_costs(made)
    account, when = costs["account"], np.asarray(costs["date"]).astype("datetime64[D]")
    assert isinstance(account, Coded)
    place = np.array([KINDS.index(name) for name in ACCOUNTS])[account.codes]
    monthly = np.flatnonzero(place != KINDS.index("media"))
    week = (when - FIRST_DAY).astype(np.int64) // 7
    np.add.at(flows, (week[monthly], place[monthly]), np.asarray(costs["amount"])[monthly])
    for filing in vat_filings(made):
        flows[int((filing.filed_on - FIRST_DAY).astype(int)) // 7, KINDS.index("tax")] -= filing.tax
    row, kind = np.nonzero(flows)
    return {
        "week": (FIRST_DAY + 7 * row).astype("datetime64[s]"),
        "kind": Coded(kind.astype(np.int64), KINDS),
        "amount": flows[row, kind],
        "certain": np.isin(kind, [KINDS.index(name) for name in CERTAIN]),
    }


def _goods(made: Made, flows: Ints) -> None:
    """Pay for the goods: a deposit with the order and the rest of what arrived well, or all of it later."""
    bought = made.purchases
    cost = np.asarray(bought["unit_cost"])
    ordered = (np.asarray(bought["ordered_at"]).astype("datetime64[D]") - FIRST_DAY).astype(np.int64)
    received = (np.asarray(bought["received_at"]).astype("datetime64[D]") - FIRST_DAY).astype(np.int64)
    terms = made.effects.goods_paid_first
    share, wait = (terms.deposit, 0) if terms is not None else (0.0, LATER)
    deposit = np.floor(np.asarray(bought["qty"]) * cost * share + 1e-6).astype(np.int64)
    rest = np.asarray(bought["qty_ok"]) * cost - deposit
    last = int((LAST_DAY - FIRST_DAY).astype(int))
    for when, amount, name in ((ordered, deposit, "goods_deposit"), (received + wait, rest, "goods_balance")):
        # Deposits of before the books were opened were paid then.
        shown = (when >= 0) & (when <= last)
        np.add.at(flows[:, KINDS.index(name)], when[shown] // 7, -amount[shown])
