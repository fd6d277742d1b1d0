"""What the shops cost besides what the ledger books to them: ``platform_costs`` split to shops, and the warehouses."""

import numpy as np

from classroom.world import fulfilment, platforms
from classroom.world.catalogue import SHOP_PLATFORM, SHOP_SHARES
from classroom.world.columns import MISSING, Coded, Columns, Ints
from classroom.world.made import Made

ACCOUNTS = ("media", "campaign_fee", "annual_fee", "freight", "staff", "content", "warehouse", "recharge")
# The kinds of `platform_costs` in the order of the accounts; the warehouse comes with its recharge.
_KINDS = ("media", "levy", "annual_fee", "freight_out", "staff", "content")
_WAREHOUSE, _RECHARGE = ACCOUNTS.index("warehouse"), ACCOUNTS.index("recharge")
FIRST_MONTH = np.datetime64("2024-01", "M")


def month_of(date: np.ndarray) -> Ints:
    """Number of the month, counted from the first of the world."""
    return np.asarray((date.astype("datetime64[M]") - FIRST_MONTH).astype(np.int64))


def last_day(month: Ints) -> np.ndarray:
    """The last day of a month by its number."""
    return (FIRST_MONTH + month + 1).astype("datetime64[D]") - np.timedelta64(1, "D")


def shop_costs(made: Made) -> Columns:
    """Make the table ``shop_costs``: costs negative, by month and account, of a shop or of all.

    What the kinds of ``platform_costs`` come to by month and platform is the same here, to the fen. The warehouses cost
    what ``warehouse_costs`` says; other companies of the group pay for the space that they use, so that what is left is
    the line ``warehouse`` of ``platform_costs``.
    """
    costs = platforms.platform_costs(made)
    kind = costs["kind"]
    assert isinstance(kind, Coded)
    month, platform = month_of(np.asarray(costs["month"])), np.asarray(costs["platform_id"])
    amount = np.asarray(costs["amount"])
    rows: list[tuple[int, int, int, int, int]] = []
    for row in range(len(month)):
        name = kind.labels[kind.codes[row]]
        if name in _KINDS:
            rows += _of_shops(made, int(month[row]), int(platform[row]), _KINDS.index(name), int(amount[row]))
    charged = amount[kind.codes == list(kind.labels).index("warehouse")]
    houses = fulfilment.warehouse_costs(made)
    spent = np.zeros(len(charged), dtype=np.int64)
    np.add.at(spent, month_of(np.asarray(houses["date"])), -np.asarray(houses["amount"]))
    for number, (whole, ours) in enumerate(zip(spent, charged, strict=True)):
        rows += [
            (number, MISSING, MISSING, _WAREHOUSE, -int(whole)),
            (number, MISSING, MISSING, _RECHARGE, int(whole - ours)),
        ]
    # Shared entries, whose shop is missing, stand last.
    rows.sort(key=lambda entry: (entry[0], entry[3], entry[1] == MISSING, entry[1]))
    when, shop, of_platform, account, money = (np.array(column, dtype=np.int64) for column in zip(*rows, strict=True))
    return {
        "date": last_day(when).astype("datetime64[s]"),
        "account": Coded(account, ACCOUNTS),
        "shop_id": shop,
        "platform_id": of_platform,
        "amount": money,
    }


def _of_shops(made: Made, month: int, platform: int, account: int, amount: int) -> list[tuple[int, int, int, int, int]]:
    """Split an amount to the shops of its platform, to the fen: the last shop takes what rounding leaves."""
    if platform == MISSING:
        return [(month, MISSING, MISSING, account, -amount)]
    shops = [shop for shop in range(1, len(SHOP_PLATFORM)) if SHOP_PLATFORM[shop] == platform]
    parts = SHOP_SHARES[np.array(shops) - 1] / SHOP_SHARES[np.array(shops) - 1].sum()
    dear = made.effects.dear_flagship
    if dear is not None and dear.shop in shops:
        own = {"media": dear.media, "campaign_fee": dear.campaign_fee, "staff": dear.staff}.get(ACCOUNTS[account])
        if own is not None:
            rest = 1 - parts[shops.index(dear.shop)]
            parts = np.where(np.array(shops) == dear.shop, own, parts * (1 - own) / rest)
    cuts = np.floor(amount * np.cumsum(parts) + 1e-6).astype(np.int64)
    cuts[-1] = amount
    given = np.diff(np.r_[0, cuts])
    return [(month, shop, platform, account, -int(part)) for shop, part in zip(shops, given, strict=True) if part]
