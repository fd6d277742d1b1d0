"""Orders as real systems hand them over: a list with every dirt there is, and the exports of two platforms."""

from collections.abc import Sequence

import numpy as np

from classroom.world.calendar import FIRST_DAY
from classroom.world.columns import Bools, Coded, Columns, Ints, Times, coded, concatenate, pick, take
from classroom.world.effects import DirtyOrders, Effects
from classroom.world.orders import DELIVERED, PAID, SHIPPED, Orders
from classroom.world.streams import stream

MONTH = np.datetime64("2025-10", "M")
_TO_UTC = np.timedelta64(8, "h")
LAST_EXPORT = np.datetime64("2026-01-05T03:00:00", "s")
# By status: paid, shipped, delivered, cancelled, refunded, closed.
_SHOP_WORDS = ("已付款", "已发货", "已签收", "已取消", "已退款", "已关闭")
_WAREHOUSE_WORDS = ("PAID", "SHIPPED", "DELIVERED", "CANCELLED", "REFUNDED", "CLOSED")
_TAOBAO_WORDS = ("买家已付款，等待卖家发货", "卖家已发货，等待买家确认", "交易成功", "交易关闭", "交易关闭", "交易关闭")
_TAOBAO_REASONS = (None, None, None, "买家取消订单", "退款", "超时未付款")
_JD_WORDS = ("等待出库", "等待确认收货", "完成", "已取消", "已退款", "已关闭")
_NAMELESS = (None, " ", "　", "-")
_FULL_WIDTH = str.maketrans("0123456789", "０１２３４５６７８９")
_CLEAN = DirtyOrders(duplicates=0, earlier=0, nameless=0, warehouse=0, full_width=0, padded=0)


def orders_of_the_month(orders: Orders) -> Columns:
    """Pick what the exports need of the orders of one block that were created in October 2025.

    Returns
    -------
    Columns
        Columns of ``orders``, with ``status`` as a position, and besides: pieces, and the time of the last refund.
    """
    table = orders.table
    size = len(orders.buyer)
    rows = np.flatnonzero(np.asarray(table["created_at"]).astype("datetime64[M]") == MONTH)
    pieces = np.bincount(orders.item_order, weights=np.asarray(orders.items["qty"]), minlength=size).astype(np.int64)
    refunded = np.full(size, FIRST_DAY.astype("datetime64[s]"))
    back = orders.returns
    closed_at, amount = np.asarray(back["closed_at"]), np.asarray(back["amount"])
    counts = np.flatnonzero(~np.isnat(closed_at) & (amount > 0))
    if len(counts):
        first = int(np.asarray(table["order_id"])[0])
        np.maximum.at(refunded, np.asarray(back["order_id"])[counts] - first, closed_at[counts])
    names = ("order_id", "user_id", "shop_id", "platform_id", "created_at", "paid_at", "shipped_at", "delivered_at",
             "gross", "discount", "freight", "paid", "refund")  # fmt: skip
    status = table["status"]
    assert isinstance(status, Coded)
    return {
        **{name: np.asarray(table[name])[rows] for name in names},
        "status": status.codes[rows].astype(np.int64),
        "pieces": pieces[rows],
        "refunded_at": refunded[rows],
    }


def raw_orders(seed: int, effects: Effects, blocks: Sequence[Columns]) -> Columns:
    """Make the table ``raw_orders``: one line an order of the month, and a line for each refund, full of dirt.

    Parameters
    ----------
    seed, effects
        Which world, and how dirty.
    blocks
        What `orders_of_the_month` gave for each block.
    """
    rng = stream(seed, "raw_orders")
    dirt = effects.dirty_orders or _CLEAN
    orders = concatenate(list(blocks))
    size = len(np.asarray(orders["order_id"]))
    # The first export comes in the night after the order; what it says is out of date later.
    created, paid_at = np.asarray(orders["created_at"]), np.asarray(orders["paid_at"])
    night: Times = (created.astype("datetime64[D]") + np.timedelta64(27, "h")).astype("datetime64[s]")
    then = _status_at(orders, night)
    changed = np.flatnonzero((paid_at <= night) & (then != np.asarray(orders["status"])))
    early = np.sort(rng.permutation(changed)[: round(dirt.earlier * size)])
    refunds = np.flatnonzero(np.asarray(orders["refund"]) > 0)

    row = np.r_[np.arange(size), early, refunds]
    is_early = np.r_[np.zeros(size, bool), np.ones(len(early), bool), np.zeros(len(refunds), bool)]
    is_refund = np.r_[np.zeros(size + len(early), bool), np.ones(len(refunds), bool)]
    lines = _lines(rng, dirt, orders, row, np.where(is_early, then[row], np.asarray(orders["status"])[row]), is_refund)
    moment = np.where(is_early, night[row], LAST_EXPORT)
    lines["exported_at"] = _text(moment)

    # Exact copies, and copies whose number was lost; at least one of each where there is dirt at all.
    total = len(row)
    some = total > 0
    copies = rng.integers(0, total, max(1, round(dirt.duplicates * total)) if some and dirt.duplicates else 0)
    nameless = rng.integers(0, size, max(1, round(dirt.nameless * total)) if some and dirt.nameless else 0)
    order = np.r_[np.arange(total), copies, nameless]
    blank = rng.integers(0, len(_NAMELESS), len(nameless))
    key = created[row].astype(np.int64).astype(float)
    place = np.r_[key, rng.permutation(key)[: len(copies)], rng.permutation(key)[: len(nameless)]]
    table: Columns = {}
    sort = np.argsort(place, kind="stable")
    for name, values in lines.items():
        texts = [values[n] for n in order]
        if name == "order_no":
            texts[total + len(copies) :] = [_NAMELESS[n] for n in blank]
        table[name] = coded(texts[n] for n in sort)
    return table


def export_taobao(seed: int, blocks: Sequence[Columns], shops: Columns) -> Columns:
    """Make the table ``export_taobao``: what the first platform's back end exports for its shops, newest first.

    Parameters
    ----------
    seed
        Which world.
    blocks
        What `orders_of_the_month` gave for each block.
    shops
        The table ``shops``.
    """
    rng = stream(seed, "export_taobao")
    orders = _of_platform(blocks, 1)
    orders = take(orders, np.argsort(-np.asarray(orders["created_at"]).astype(np.int64), kind="stable"))
    size = len(np.asarray(orders["order_id"]))
    status, paid = np.asarray(orders["status"]), np.asarray(orders["paid"])
    created, middle = np.asarray(orders["created_at"]), rng.integers(10, 100, size)
    number = [
        f'="{str(day).replace("-", "")}{part}{order:09d}"'
        for day, part, order in zip(
            created.astype("datetime64[D]"), middle, np.asarray(orders["order_id"]), strict=True
        )
    ]

    def money(fen: Ints) -> list[str | None]:
        signed, padded = rng.random(size) < 0.3, rng.random(size) < 0.02
        return [
            f"{'￥' if sign else ''}{_yuan(value)}{' ' if blank else ''}"
            for value, sign, blank in zip(fen, signed, padded, strict=True)
        ]

    pieces, refund = np.asarray(orders["pieces"]), np.asarray(orders["refund"])
    columns: dict[str, tuple[list[str | None], str | None]] = {
        "订单编号": ([*number], "合计"),
        "店铺名称": (_shop_names(shops, orders), None),
        "买家会员名": ([f"tb{user:06d}" for user in np.asarray(orders["user_id"])], None),
        "买家应付货款": (money(np.asarray(orders["gross"]) - np.asarray(orders["discount"])), None),
        "买家应付邮费": (money(np.asarray(orders["freight"])), None),
        "买家实付金额": (money(paid), f"￥{_yuan(int(paid.sum()))}"),
        "订单状态": ([_TAOBAO_WORDS[n] for n in status], None),
        "订单关闭原因": ([_TAOBAO_REASONS[n] for n in status], None),
        "订单创建时间": (_text(created), None),
        "订单付款时间": (_text(np.asarray(orders["paid_at"])), None),
        "宝贝总数量": ([str(n) for n in pieces], str(pieces.sum())),
        "退款金额": (money(refund), f"￥{_yuan(int(refund.sum()))}"),
    }
    return {name: coded([*texts, last]) for name, (texts, last) in columns.items()}


def export_jd(seed: int, blocks: Sequence[Columns], shops: Columns) -> Columns:
    """Make the table ``export_jd``: what the second platform's back end exports for its shops, oldest first.

    Parameters
    ----------
    seed, blocks, shops
        As for `export_taobao`.
    """
    rng = stream(seed, "export_jd")
    orders = _of_platform(blocks, 2)
    size = len(np.asarray(orders["order_id"]))
    status = np.asarray(orders["status"])
    middle = rng.integers(0, 10, size)
    due = np.asarray(orders["gross"]) - np.asarray(orders["discount"]) + np.asarray(orders["freight"])
    unit = rng.random(size) < 0.4
    return {
        # A tab behind the number keeps spreadsheets from rounding it.
        "订单号": coded(
            f"25{part}{order:09d}\t" for part, order in zip(middle, np.asarray(orders["order_id"]), strict=True)
        ),
        "店铺名称": coded(_shop_names(shops, orders)),
        "客户账号": coded(f"jd_{user}" for user in np.asarray(orders["user_id"])),
        "下单时间": coded(_text(np.asarray(orders["created_at"]), "slashes")),
        "付款时间": coded(_text(np.asarray(orders["paid_at"]), "slashes")),
        "商品数量": coded(str(n) for n in np.asarray(orders["pieces"])),
        "订单金额": coded(
            f"{_yuan(fen, commas=False)}{'元' if named else ''}" for fen, named in zip(due, unit, strict=True)
        ),
        "结算金额": coded(_yuan(fen) for fen in np.asarray(orders["paid"])),
        "状态": coded(_JD_WORDS[n] for n in status),
        "退款金额": coded(_yuan(fen) for fen in np.asarray(orders["refund"])),
    }


def _lines(
    rng: np.random.Generator, dirt: DirtyOrders, orders: Columns, row: Ints, status: Ints, is_refund: Bools
) -> dict[str, list[str | None]]:
    """Write the lines of the given orders; ``status`` as far as it was known, refunds as lines of their own."""
    size = len(row)
    unpaid = np.isnat(np.asarray(orders["paid_at"]))[row]
    # The warehouse knows paid orders only, and keeps its clock in UTC.
    warehouse = (rng.random(size) < dirt.warehouse) & ~unpaid & ~is_refund
    moment: Times = np.where(is_refund, np.asarray(orders["refunded_at"])[row], np.asarray(orders["created_at"])[row])
    utc = [f"{text}Z" for text in np.datetime_as_string(np.asarray(moment - _TO_UTC), unit="s")]
    styles = {style: _text(moment, style) for style in ("dashes", "slashes", "chinese")}
    style = np.array(list(styles))[pick(rng, [0.6, 0.25, 0.15], size)]
    fen = np.where(is_refund, -np.asarray(orders["refund"])[row], np.asarray(orders["paid"])[row])
    sign = pick(rng, [0.65, 0.15, 0.05, 0.15], size)
    wide = {name: rng.random(size) < dirt.full_width for name in ("order_no", "buyer", "amount", "pieces")}
    padded = {name: rng.random(size) < dirt.padded for name in ("order_no", "buyer", "amount")}
    shop_style = pick(rng, [0.7, 0.2, 0.1], size)
    order_id, user, shop = (np.asarray(orders[name])[row] for name in ("order_id", "user_id", "shop_id"))
    pieces = np.where(is_refund, 0, np.asarray(orders["pieces"])[row])

    def cell(name: str, n: int, text: str) -> str:
        text = text.translate(_FULL_WIDTH) if wide[name][n] else text
        return f" {text} " if name in padded and padded[name][n] else text

    def amount(n: int) -> str:
        number = _yuan(int(fen[n]), commas=sign[n] < 3)
        return (number, f"¥{number}", f"￥{number}", f"{number}元")[sign[n]]

    def word(n: int) -> str:
        if is_refund[n]:
            return "退款"
        return (_WAREHOUSE_WORDS if warehouse[n] else _SHOP_WORDS)[status[n]]

    everyone = range(size)
    return {
        "order_no": [cell("order_no", n, f"{'R' if is_refund[n] else ''}{order_id[n]}") for n in everyone],
        "system": ["wms" if warehouse[n] else "shop" for n in everyone],
        "shop": [
            (f"{shop[n]}", f"店铺{shop[n]}", f"{shop[n]}".translate(_FULL_WIDTH))[shop_style[n]] for n in everyone
        ],
        "buyer": [cell("buyer", n, str(user[n])) for n in everyone],
        "created": [utc[n] if warehouse[n] else styles[style[n]][n] for n in everyone],
        "amount": [cell("amount", n, amount(n)) for n in everyone],
        "pieces": [cell("pieces", n, str(pieces[n])) for n in everyone],
        "status": [word(n) for n in everyone],
        "ref_no": [str(order_id[n]) if is_refund[n] else None for n in everyone],
    }


def _status_at(orders: Columns, moment: Times) -> Ints:
    """Status of each paid order at a moment soon after it was placed, before anything came back."""
    shipped, delivered = np.asarray(orders["shipped_at"]), np.asarray(orders["delivered_at"])
    return np.where(delivered <= moment, DELIVERED, np.where(shipped <= moment, SHIPPED, PAID))


def _of_platform(blocks: Sequence[Columns], platform: int) -> Columns:
    orders = concatenate(list(blocks))
    return take(orders, np.flatnonzero(np.asarray(orders["platform_id"]) == platform))


def _shop_names(shops: Columns, orders: Columns) -> list[str | None]:
    names = shops["name"]
    assert isinstance(names, Coded)
    by_id = dict(zip(np.asarray(shops["shop_id"]).tolist(), names.strings(), strict=True))
    return [by_id[shop] for shop in np.asarray(orders["shop_id"]).tolist()]


def _yuan(fen: int, commas: bool = True) -> str:
    """Fen as yuan with two decimals, such as ``-1,234.50``."""
    whole, part = divmod(abs(int(fen)), 100)
    return f"{'-' if fen < 0 else ''}{whole:{',' if commas else ''}}.{part:02d}"


def _text(times: Times, style: str = "dashes") -> list[str | None]:
    """Times as a system writes them; None where there is none."""
    texts = np.datetime_as_string(times, unit="s").tolist()
    if style == "dashes":
        return [None if text == "NaT" else text.replace("T", " ") for text in texts]
    form = "{}/{}/{} {}" if style == "slashes" else "{}年{}月{}日 {}"
    return [
        None if text == "NaT" else form.format(text[:4], int(text[5:7]), int(text[8:10]), text[11:]) for text in texts
    ]
