"""What a cart costs under stacked rules: percent, threshold, coupon and gift, one after the other, to the fen."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any, cast

import narwhals.stable.v2 as nw

from storelab.errors import StoreLabError, suggest
from storelab.language import pick
from storelab.metrics._checks import check_numbers
from storelab.metrics._frames import FEN, IntoFrameT, collect, fen, like, read
from storelab.metrics._totals import check_whole

# What a rule of each kind must state, and may state.
KINDS: dict[str, tuple[set[str], set[str]]] = {
    "percent": ({"rate"}, {"threshold"}),
    "threshold": ({"threshold", "off"}, {"repeat"}),
    "coupon": ({"off"}, {"threshold"}),
    "gift": ({"gift"}, {"threshold"}),
}


@dataclass(frozen=True)
class CartPrice:
    """What a cart costs, and why.

    Attributes
    ----------
    gross, discount, paid
        Yuan: before the rules, taken off by them, and left to pay; ``gross - discount`` is ``paid``.
    steps
        Yuan that each rule took off, in the order of the rules; 0 for one that did not apply, and for a gift.
    gifts
        What came with it, in the order of the rules.
    lines
        A table in the library of the cart: its rows sorted by item, price and quantity, with ``gross``, ``discount`` and
        ``paid`` (yuan), which sum to those above to the fen.
    """

    gross: float
    discount: float
    paid: float
    steps: tuple[float, ...]
    gifts: tuple[Any, ...]
    lines: Any


def price_cart(
    cart: IntoFrameT,
    rules: Sequence[Mapping[str, Any]],
    *,
    sku_id: str = "sku_id",
    qty: str = "qty",
    unit_price: str = "unit_price",
) -> CartPrice:
    """The price of a cart under several rules, each of which sees what those before it have left.

    So the order matters: 10 % off and then 50 off 300 is another price than the other way round. A discount is divided
    among the lines in proportion to what is left on them, to the fen by largest remainders (of equal ones, the larger
    amount and then the earlier line first), so that refunds of single lines add up. No rule takes a line below zero.

    Parameters
    ----------
    cart
        One row a line.
    rules
        In the order in which they apply; each with ``kind`` and

        - ``"percent"``: ``rate`` (share taken off, 0.1 for 九折), and ``threshold`` if it needs one;
        - ``"threshold"`` (满减): ``off`` yuan from ``threshold`` yuan on; with ``repeat`` for each full threshold (每满减);
        - ``"coupon"``: ``off`` yuan once, from ``threshold`` yuan on if it needs that;
        - ``"gift"``: the item ``gift`` comes with it, from ``threshold`` yuan on if it needs that.

        A threshold is compared with what is left to pay before the rule; reaching it exactly is enough.
    sku_id, qty, unit_price
        Columns: the item, pieces, yuan a piece.

    Returns
    -------
    CartPrice
        All zeros, without gifts, for an empty cart.

    Raises
    ------
    StoreLabError
        If a column is missing or holds no numbers, pieces or prices are negative, pieces no whole
        numbers, or a rule is unknown, lacks a value or
        has one out of range.
    """
    frame = read(cart, "cart", [sku_id, qty, unit_price], ids=[sku_id, qty, unit_price])
    check_numbers(frame, "cart", qty, unit_price, negative=False)
    check_whole(frame, "cart", qty)
    checked = [_rule(number, rule) for number, rule in enumerate(rules, start=1)]
    priced = frame.with_columns(_fen=fen(unit_price)).select(sku_id, qty, unit_price, "_fen")
    rows = collect(priced.sort(sku_id, "_fen", qty)).rows()
    gross = [int(row[3]) * int(row[1]) for row in rows]
    left, steps, gifts = list(gross), [], []
    for rule in checked:
        total = sum(left)
        reached = bool(rows) and total >= rule["threshold"]
        off = min(_off(rule, total), total) if reached else 0
        left = [amount - part for amount, part in zip(left, _divide(off, left), strict=True)]
        steps.append(off / FEN)
        if reached and rule["kind"] == "gift":
            gifts.append(rule["gift"])
    schema = frame.collect_schema()
    columns: dict[str, list[Any]] = {
        **{name: [row[i] for row in rows] for i, name in enumerate((sku_id, qty, unit_price))},
        "gross": [amount / FEN for amount in gross],
        "discount": [(before - after) / FEN for before, after in zip(gross, left, strict=True)],
        "paid": [amount / FEN for amount in left],
    }
    types = {name: schema[name] for name in (sku_id, qty, unit_price)}
    lines = like(frame, columns, {**types, **dict.fromkeys(["gross", "discount", "paid"], nw.Float64)})
    paid, before = sum(left), sum(gross)
    return CartPrice(before / FEN, (before - paid) / FEN, paid / FEN, tuple(steps), tuple(gifts), lines)


def _off(rule: Mapping[str, Any], total: int) -> int:
    """Fen that a rule takes off what is left, before the floor at zero."""
    if rule["kind"] == "percent":
        # Half a fen goes to the customer, and the rate is taken as it is written: 0.15 and not the float below it.
        return int(Fraction(str(rule["rate"])) * total + Fraction(1, 2))
    if rule["kind"] == "gift":
        return 0
    times = total // rule["threshold"] if rule.get("repeat") else 1
    return cast(int, rule["off"] * times)


def _divide(off: int, amounts: Sequence[int]) -> list[int]:
    """Divide fen in proportion to the amounts, none of which they exceed together."""
    total = sum(amounts)
    if not off:
        return [0] * len(amounts)
    parts = [off * amount // total for amount in amounts]
    remainders = [off * amount % total for amount in amounts]
    order = sorted(range(len(amounts)), key=lambda i: (-remainders[i], -amounts[i], i))
    for i in order[: off - sum(parts)]:
        parts[i] += 1
    return parts


def _rule(number: int, rule: Mapping[str, Any]) -> dict[str, Any]:
    """The rule with money in fen, after checking it."""
    kind = str(rule.get("kind"))
    if kind not in KINDS:
        listed = suggest(kind, KINDS) or ", ".join(f"'{one}'" for one in KINDS)
        raise StoreLabError(
            pick(
                {
                    "en": f"rules: the kind '{kind}' of rule {number} is unknown; did you mean {listed}?",
                    "zh": f"rules 的第 {number} 条规则没有 '{kind}' 这种类型；你是不是想写 {listed}？",
                }
            )
        )
    needed, possible = KINDS[kind]
    missing, unknown = needed - rule.keys(), rule.keys() - needed - possible - {"kind"}
    if missing or unknown:
        lacks, has = ", ".join(sorted(missing)) or "-", ", ".join(sorted(unknown)) or "-"
        raise StoreLabError(
            pick(
                {
                    "en": f"rules: rule {number} ('{kind}') lacks: {lacks}; does not know: {has}.",
                    "zh": f"rules 的第 {number} 条规则（'{kind}'）缺少：{lacks}；不认识：{has}。",
                }
            )
        )
    _check_values(number, kind, rule)
    money = {name: round(rule[name] * FEN) for name in ("threshold", "off") if name in rule}
    return {"threshold": 0, **rule, **money, "kind": kind}


def _check_values(number: int, kind: str, rule: Mapping[str, Any]) -> None:
    wrong = [name for name in ("threshold", "off") if name in rule and not rule[name] >= 0]
    if "rate" in rule and not 0 <= rule["rate"] <= 1:
        wrong.append("rate")
    if rule.get("repeat") and not rule["threshold"] > 0:
        wrong.append("threshold")
    if wrong:
        name, value = wrong[0], rule[wrong[0]]
        raise StoreLabError(
            pick(
                {
                    "en": f"rules: '{name}' of rule {number} ('{kind}') is {value!r}; a rate lies from 0 to 1, yuan are not negative, and a repeated threshold is above 0.",
                    "zh": f"rules 的第 {number} 条规则（'{kind}'）里 '{name}' 是 {value!r}；比例应在 0 到 1 之间，金额不能为负，每满减的门槛要大于 0。",
                }
            )
        )
