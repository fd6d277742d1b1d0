"""Cases of chapter 14: inputs, right variants and wrong answers. Expected values come from the solutions in exercises.md."""

import math

import numpy as np
import pandas as pd

from classroom.cases import Exercise, World


def slip(exercise: Exercise, name: str, function, en: str, zh: str) -> None:
    """Declare a wrong answer that is one argument away from the right one."""
    function.__name__ = function.__qualname__ = name
    exercise.wrong(en=en, zh=zh)(function)


def slips(exercise: Exercise, solve, *entries: tuple) -> None:
    """Declare wrong answers from (name, arguments that are wrong, text, text)."""
    for name, options, en, zh in entries:
        slip(exercise, name, lambda *args, _o=options, **inputs: solve(*args, **inputs, **_o), en, zh)


# --- cart_price: rules in their order, one coupon, thresholds of what is left -----------------------------------------

cart_price = Exercise(points=3, compare="equal", tolerance=1e-9, library=["metrics.price_cart(cart, rules)"])


def basket(*rows: tuple) -> pd.DataFrame:
    """A cart from (item, pieces, price)."""
    table = pd.DataFrame(rows, columns=["sku_id", "qty", "unit_price"])
    return table.astype({"sku_id": "int64", "qty": "int64", "unit_price": float})


def percent(rate: float, *skus: int) -> dict:
    return {"kind": "percent", "rate": rate} | ({"skus": list(skus)} if skus else {})


def threshold(level: float, off: float, repeat: bool | None = None) -> dict:
    return {"kind": "threshold", "threshold": level, "off": off} | ({} if repeat is None else {"repeat": repeat})


def coupon(level: float, off: float) -> dict:
    return {"kind": "coupon", "threshold": level, "off": off}


def gift(level: float, cost: float) -> dict:
    return {"kind": "gift", "threshold": level, "cost": cost}


@cart_price.example
def two_items_six_rules():
    rules = [percent(0.1, 1), threshold(200, 30), coupon(180, 15), coupon(100, 10), coupon(100, 20), gift(150, 9)]
    expected = {"list": 220.0, "paid": 160.0, "saved": 60.0, "gifts": 9.0, "line_1": 144.0, "line_2": 16.0}
    return {"cart": basket((1, 1, 200.0), (2, 2, 10.0)), "rules": rules}, expected


@cart_price.visible(en="three items, coupon before the percent", zh="三件商品，先券后折")
def coupon_first():
    cart = basket((12, 3, 60.0), (5, 1, 120.0), (7, 2, 50.0))
    rules = [
        gift(380, 5), coupon(500, 60), coupon(300, 40), percent(0.2, 7, 12), gift(320, 12), gift(150, 7), threshold(330, 11),
        threshold(100, 15, True), coupon(50, 45),
    ]  # fmt: skip
    return {"cart": cart, "rules": rules}


@cart_price.visible(en="a percent on everything, then two thresholds", zh="全场打折，再叠两个满减")
def percent_on_everything():
    cart = basket((31, 1, 300.0), (30, 4, 25.0), (44, 2, 40.0))
    rules = [
        percent(0.25),
        threshold(350, 50, False),
        threshold(150, 20),
        gift(280, 11),
        percent(0.5, 30),
        coupon(240, 25),
    ]
    return {"cart": cart, "rules": rules}


@cart_price.visible(edge=True, en="exactly the threshold, again and again", zh="正好到门槛，一次又一次")
def exactly_enough():
    rules = [threshold(100, 20, True), gift(240, 6), coupon(240, 40), threshold(190, 30)]
    return {"cart": basket((3, 2, 100.0), (4, 1, 100.0)), "rules": rules}


@cart_price.visible(edge=True, en="more off than is left", zh="减得比剩下的还多")
def down_to_nothing():
    rules = [percent(0.5, 8), threshold(50, 90), threshold(0, 10), gift(0, 4), gift(1, 3), coupon(0, 5)]
    return {"cart": basket((8, 1, 60.0), (9, 2, 15.0)), "rules": rules}


@cart_price.visible(edge=True, en="a percent for an empty list of goods", zh="打折的商品列表是空的")
def empty_list_of_goods():
    rules = [percent(0.4) | {"skus": []}, coupon(100, 10), percent(0.2, 9, 77)]
    return {"cart": basket((8, 1, 60.0), (9, 2, 25.0)), "rules": rules}


@cart_price.visible(edge=True, en="no rule", zh="没有优惠")
def no_rule():
    return {"cart": basket((6, 2, 35.0), (2, 1, 80.0)), "rules": []}


@cart_price.visible(edge=True, en="no rule can be used", zh="一条也用不上")
def nothing_applies():
    rules = [percent(0.3, 77), coupon(200, 30), threshold(151, 20, True), gift(150.5, 8)]
    return {"cart": basket((6, 2, 35.0), (2, 1, 80.0)), "rules": rules}


@cart_price.visible(edge=True, en="an empty cart", zh="空车")
def empty_cart():
    return {"cart": basket().head(0), "rules": [percent(0.1), threshold(100, 10), coupon(50, 5), gift(80, 3)]}


@cart_price.visible(edge=True, en="an unknown kind", zh="没见过的 kind")
def unknown_kind():
    return {"cart": basket((6, 2, 35.0)), "rules": [percent(0.1), {"kind": "cashback", "threshold": 10, "off": 5}]}


@cart_price.hidden(worlds=6)
def other_carts(world: World):
    rng = world.rng
    n = int(rng.integers(2, 6))
    prices = rng.integers(12, 180, n).astype(float)
    cart = basket(*zip(rng.choice(90, n, replace=False) + 1, rng.integers(1, 4, n), prices, strict=True))
    some = [int(sku) for sku in cart["sku_id"].sample(max(n // 2, 1), random_state=rng)]
    rules = [
        percent(0.15, *some), threshold(147.3, 21.0, True), coupon(333.3, 50.0), coupon(88.8, 12.0), gift(133.7, 9.0),
        percent(0.08), threshold(241.7, 18.0), coupon(61.3, 7.0), gift(300.3, 14.0),
    ]  # fmt: skip
    return {"cart": cart, "rules": [rules[k] for k in rng.permutation(len(rules))]}


@cart_price.invariant(en="The lines add up to what is paid.", zh="各行的实付加起来，等于总实付。")
def lines_add_up(result, **inputs):
    lines = [value for name, value in result.items() if name.startswith("line_")]
    return math.isclose(sum(lines), result["paid"], abs_tol=1e-9)


def till(
    cart, rules, *, order="list", base="left", compare="left", strict=False, repeat="asked", coupons="first_usable", floor=True,
    share="left", gift_paid=False, gift_saved=False, gifts="all", unknown="raise", skus="asked", qty=True, keys="line", saved="value",
    lines=True, gift_repeat=False, touched=False,
):  # fmt: skip
    """The till; the arguments are the ways to get a rule wrong."""
    amount = cart["qty"] * cart["unit_price"] if qty else cart["unit_price"]
    full = {int(sku): float(value) for sku, value in zip(cart["sku_id"], amount, strict=True)}
    left, gift_sum, used, seen = dict(full), 0.0, False, False
    discounted: set = set()
    if order == "percent_first":
        rules = sorted(rules, key=lambda rule: rule["kind"] != "percent")
    elif order == "coupon_last":
        rules = sorted(rules, key=lambda rule: rule["kind"] == "coupon")
    elif order == "gift_last":
        rules = sorted(rules, key=lambda rule: rule["kind"] == "gift")
    if coupons == "best":
        usable = [rule["off"] for rule in rules if rule["kind"] == "coupon" and rule["threshold"] <= sum(full.values())]
        best = max(usable, default=0)
    for rule in rules:
        total, kind = sum(left.values()), rule["kind"]
        if kind == "percent":
            chosen = rule.get("skus", list(left) if skus != "none_if_absent" else [])
            if skus == "everything" or (skus == "empty_means_all" and not chosen):
                chosen = list(left)
            discounted |= set(chosen) if "skus" in rule else set()
            source = full if base == "list" else left
            left = {k: (left[k] - rule["rate"] * source[k]) if k in chosen else left[k] for k in left}
            continue
        if kind not in ("threshold", "coupon", "gift"):
            if unknown == "raise":
                raise ValueError(kind)
            continue
        measure = sum(full.values()) if compare == "list" else total
        if compare == "full_price_lines":
            measure = sum(value for k, value in left.items() if k not in discounted)
        if compare == "gift_list" and kind == "gift":
            measure = sum(full.values())
        enough = measure > rule["threshold"] if strict else measure >= rule["threshold"]
        if kind == "coupon" and coupons == "first_listed" and seen:
            continue
        seen = seen or kind == "coupon"
        if kind == "coupon" and coupons == "best" and rule["off"] != best:
            continue
        if not enough or (kind == "coupon" and used and coupons in ("first_usable", "best")):
            continue
        if kind == "gift":
            if gifts == "one" and gift_sum:
                continue
            times = total // rule["threshold"] if gift_repeat and rule["threshold"] else 1
            gift_sum += times * rule["cost"]
            continue
        used = used or kind == "coupon"
        again = rule.get("repeat", False)
        times = 1
        if kind == "threshold" and rule["threshold"] and ((again and repeat == "asked") or repeat == "always"):
            times = total // rule["threshold"]
        off = times * rule["off"]
        off = min(off, total) if floor else off
        weights = {"left": left, "list": full, "equal": dict.fromkeys(left, 1.0)}.get(share, left)
        if touched and kind == "threshold":
            weights = {k: value if k not in discounted else 0.0 for k, value in left.items()}
        whole = sum(weights.values())
        if share == "dearest" and left:
            top = max(left, key=lambda k: left[k])
            left = {k: value - off if k == top else value for k, value in left.items()}
        elif whole:
            left = {k: value - off * weights[k] / whole for k, value in left.items()}
    paid = sum(left.values()) + (gift_sum if gift_paid else 0.0)
    before = float(sum(full.values()))
    difference = before - paid + (gift_sum if gift_saved else 0.0)
    if saved == "rate":
        difference = difference / before if before else 0.0
    found = {"list": before, "paid": float(paid), "saved": float(difference), "gifts": float(gift_sum)}
    if not lines:
        return found
    if keys == "line":
        return found | {f"line_{k}": float(value) for k, value in left.items()}
    if keys == "place":
        return found | {f"line_{n}": float(value) for n, value in enumerate(left.values(), start=1)}
    return found | {f"line_{k}": full[k] - float(value) for k, value in left.items()}


@cart_price.right
def with_a_series(cart, rules):
    lines = pd.Series((cart["qty"] * cart["unit_price"]).to_numpy(float), index=cart["sku_id"].to_list(), dtype=float)
    start, gifts, free_coupon = lines.sum(), 0.0, True
    for rule in rules:
        match rule["kind"]:
            case "percent":
                hit = lines.index.isin(rule["skus"]) if "skus" in rule else np.ones(len(lines), dtype=bool)
                lines[hit] -= rule["rate"] * lines[hit]
            case "gift":
                gifts += rule["cost"] * bool(lines.sum() >= rule["threshold"])
            case "threshold" | "coupon":
                now = lines.sum()
                if now < rule["threshold"] or now == 0:
                    continue
                off = rule["off"]
                if rule["kind"] == "coupon":
                    if not free_coupon:
                        continue
                    free_coupon = False
                elif rule.get("repeat"):
                    off *= int(now / rule["threshold"])
                lines -= min(off, now) / now * lines
            case other:
                raise ValueError(other)
    answer = {
        "list": float(start),
        "paid": float(lines.sum()),
        "saved": float(start - lines.sum()),
        "gifts": float(gifts),
    }
    answer.update({f"line_{sku}": float(value) for sku, value in lines.items()})
    return answer


@cart_price.right
def on_a_copy_of_the_cart(cart, rules):
    kinds = {"percent", "threshold", "coupon", "gift"}
    table = cart.copy()
    table["now"] = (table["qty"] * table["unit_price"]).astype(float)
    full = float(table["now"].sum())
    spent_coupon, gifts = [], []
    for rule in rules:
        if rule["kind"] not in kinds:
            raise ValueError("kind")
        if "percent" == rule["kind"]:  # noqa: SIM300
            rows = table["sku_id"].isin(rule.get("skus", table["sku_id"]))
            table.loc[rows, "now"] = table.loc[rows, "now"] * (1 - rule["rate"])
            continue
        total = float(table["now"].sum())
        reached = total >= rule["threshold"]
        if rule["kind"] == "gift" and reached:
            gifts.append(rule["cost"])
        elif reached and not (rule["kind"] == "coupon" and spent_coupon):
            if rule["kind"] == "coupon":
                spent_coupon.append(rule)
            count = math.floor(total / rule["threshold"]) if rule.get("repeat", False) else 1
            new_total = max(total - count * rule["off"], 0.0)
            table["now"] *= new_total / total if total > 0 else 1.0
    paid = float(table["now"].sum())
    result = {"list": full, "paid": paid, "saved": full - paid, "gifts": float(sum(gifts))}
    for sku, value in zip(table["sku_id"], table["now"], strict=True):
        result["line_" + str(sku)] = float(value)
    return result


slips(
    cart_price, till,
    ("percents_first", {"order": "percent_first"},
     "The percent rules were applied first. The order of the list holds, whatever the kind.", "先算了所有打折。要按列表的先后，不管是哪种。"),
    ("coupons_last", {"order": "coupon_last"},
     "Coupons were applied last. The order of the list holds.", "券放到了最后算。要按列表的先后。"),
    ("gifts_last", {"order": "gift_last"},
     "Gifts were decided at the end. Each looks at what the cart costs when its turn comes.", "赠品到最后才判断。轮到它时整车还剩多少，就看多少。"),
    ("percent_of_the_list_price", {"base": "list"},
     "A percent was taken of the list price. It takes its share of what earlier rules have left.", "打折按原价算了。要按前面规则剩下的金额算。"),
    ("thresholds_of_the_list_value", {"compare": "list"},
     "Thresholds were compared with the list value. The cart has to cost that much *still*, after the rules before.",
     "门槛和原价比了。要看前面的规则之后，整车**还剩**多少。"),
    ("gift_threshold_of_the_list_value", {"compare": "gift_list"},
     "The gift's threshold was compared with the list value. What the cart still costs counts for gifts, too.", "赠品的门槛和原价比了。赠品也看整车还剩多少。"),
    ("only_lines_at_the_full_price", {"compare": "full_price_lines"},
     "Lines with a percent off were left out of the threshold. All lines count, at what is left on them.", "打过折的行没算进门槛。所有行都算，按剩下的金额。"),
    ("more_than_the_threshold", {"strict": True},
     "Exactly the threshold was not enough. It is: `>=`.", "正好等于门槛没算够。要算够：`>=`。"),
    ("repeat_forgotten", {"repeat": "never"},
     "A threshold with `repeat` was taken off once. Once for *every* full threshold.", "`repeat` 为真的只减了一次。每满一个门槛减一次。"),
    ("always_repeated", {"repeat": "always"},
     "A threshold without `repeat` was taken off several times. Without the key it is `False`: once.", "没有 `repeat` 的也减了好几次。没有这个键就当 `False`：一次。"),
    ("every_coupon", {"coupons": "all"},
     "More than one coupon was used. One a cart: later ones are ignored.", "用了不止一张券。一车一张，后面的不管。"),
    ("only_the_first_in_the_list", {"coupons": "first_listed"},
     "A coupon that could not be used was taken for the one coupon of the cart. It is the first that *can* be used.",
     "用不上的券，也占了那一张的名额。要的是第一张**用得上**的。"),
    ("the_largest_coupon", {"coupons": "best"},
     "The largest coupon was looked for. The first in the list that can be used counts.", "挑了面额最大的券。要用列表里第一张用得上的。"),
    ("below_zero", {"floor": False},
     "More was taken off than was left. Never below 0.", "减得比剩下的还多。最多减到 0。"),
    ("shared_equally", {"share": "equal"},
     "The yuan off were divided equally among the lines. In proportion to what is left on them.", "减的钱平均摊到了各行。要按各行剩下的金额按比例摊。"),
    ("shared_by_list_value", {"share": "list"},
     "The yuan off were divided in proportion to list values. What is *left* on the lines decides.", "减的钱按原价摊了。要按各行**剩下**的金额摊。"),
    ("all_off_the_dearest", {"share": "dearest"},
     "All yuan off went to one line. They are divided among all.", "减的钱全算在一行头上了。要摊到各行。"),
    ("not_shared_to_discounted_lines", {"touched": True},
     "The threshold's yuan went only to lines without a percent. All lines bear them.", "满减只摊给了没打折的行。每一行都要摊。"),
    ("gift_paid_by_the_customer", {"gift_paid": True},
     "The gift's cost is in `paid`. The gift costs us, not the customer.", "`paid` 里加了赠品成本。赠品是店里出钱，客人不付。"),
    ("gift_in_saved", {"gift_saved": True},
     "The gift's cost is in `saved`. `saved` is `list` less `paid`.", "`saved` 里加了赠品成本。它就是 `list` 减 `paid`。"),
    ("one_gift_only", {"gifts": "one"},
     "Only one gift was counted. Only coupons are limited to one; gifts add up.", "赠品只算了一件。只有券限一张，赠品都要加。"),
    ("gift_for_each_threshold", {"gift_repeat": True},
     "Several gifts came from one rule. A gift rule brings one.", "一条规则送了好几件。一条只送一件。"),
    ("unknown_kinds_ignored", {"unknown": "skip"},
     "An unknown kind was skipped. Raise a `ValueError`: a typing error in a rule must not pass in silence.", "没见过的 kind 跳过去了。要抛出 `ValueError`，规则写错了不能悄悄放过。"),
    ("skus_ignored", {"skus": "everything"},
     "A percent for some items was taken off all lines.", "只给几件商品的折扣，打到了所有行上。"),
    ("absent_skus_mean_none", {"skus": "none_if_absent"},
     "A percent without `skus` did nothing. It holds for all lines.", "没有 `skus` 的折扣没起作用。没有就是所有行。"),
    ("empty_skus_mean_all", {"skus": "empty_means_all"},
     "An empty list of `skus` took the percent off everything. It names no goods, so nothing comes off; only an *absent* key means all.",
     "`skus` 是空列表，折扣却打到了所有行上。空列表就是一件也没有，不打折；**没有**这个键才是全部。"),
    ("pieces_ignored", {"qty": False},
     "A line was taken at the price of one piece. Pieces times price.", "一行只按一件的价钱算了。要件数乘单价。"),
    ("lines_numbered", {"keys": "place"},
     "The lines are numbered 1, 2, 3. The key holds the item's number.", "各行按 1、2、3 编了号。键里要用商品编号。"),
    ("saved_on_the_lines", {"keys": "saved"},
     "The lines hold what was saved on them. What is *paid* for each is asked for.", "各行写的是省下的钱。要的是**实付**。"),
    ("saved_as_a_share", {"saved": "rate"},
     "`saved` is a share. Yuan are asked for.", "`saved` 写成了比例。要元。"),
    ("lines_missing", {"lines": False},
     "The items' own amounts are missing: one key for each, such as `\"line_7\"`.", "少了每件商品的实付：每件一个键，比如 `\"line_7\"`。"),
)  # fmt: skip


@cart_price.wrong(
    en="Only the total was carried along: every percent came off everything, every coupon was used, no threshold was taken twice or stopped at 0, and the lines are missing. Keep what is left on *each line*.",
    zh="只记了整车的金额：折扣都打在了全部上，券张张都用，满减不会重复、也不停在 0，每行的实付也没有。要记住**每一行**还剩多少。",
)
def only_the_total(cart, rules):
    paid = before = float((cart["qty"] * cart["unit_price"]).sum())
    gifts = 0.0
    for rule in rules:
        if rule["kind"] == "percent":
            paid *= 1 - rule["rate"]
        elif rule["kind"] in ("threshold", "coupon") and paid >= rule["threshold"]:
            paid -= rule["off"]
        elif rule["kind"] == "gift" and paid >= rule["threshold"]:
            gifts += rule["cost"]
    return {"list": before, "paid": paid, "saved": before - paid, "gifts": gifts}


# --- break_even_uplift: with the platform's share of what is paid -----------------------------------------------------

break_even_uplift = Exercise(
    points=2, compare="equal", tolerance=1e-9, library=["metrics.break_even_uplift(margin_rate, discount)"]
)
OWN_FEE = 0.05


def offer(margin_rate: float, discount: float) -> dict:
    return {"margin_rate": margin_rate, "discount": discount}


@break_even_uplift.example
def a_fifth_off():
    return offer(0.55, 0.2), 0.5 / 0.31 - 1


@break_even_uplift.visible(en="towels, a tenth off", zh="毛巾九折")
def a_tenth_off():
    return offer(0.48, 0.1)


@break_even_uplift.visible(en="lamps, 30 % off", zh="小夜灯七折")
def thirty_off():
    return offer(0.63, 0.3)


@break_even_uplift.visible(edge=True, en="no discount", zh="不打折")
def without_discount():
    return offer(0.4, 0.0)


@break_even_uplift.visible(edge=True, en="the margin is the fee", zh="毛利正好等于抽成")
def margin_is_the_fee():
    return offer(0.05, 0.25)


@break_even_uplift.visible(edge=True, en="less than the fee, no discount", zh="毛利不够抽成，不打折")
def less_than_the_fee():
    return offer(0.03, 0.0)


@break_even_uplift.visible(edge=True, en="exactly nothing is left", zh="打折后正好不剩")
def nothing_left():
    return offer(0.43, 0.4)


@break_even_uplift.visible(edge=True, en="less than a billionth of a yuan is left", zh="剩下的不到十亿分之一元")
def almost_nothing_left():
    return offer(0.5250000005, 0.5)


@break_even_uplift.visible(edge=True, en="half price of a thin margin", zh="毛利薄，打五折")
def less_than_nothing():
    return offer(0.32, 0.5)


@break_even_uplift.visible(edge=True, en="only the fee eats the rest", zh="剩下的全被抽成吃掉")
def eaten_by_the_fee():
    return offer(0.33, 0.3)


@break_even_uplift.visible(edge=True, en="all goods free", zh="白送")
def given_away():
    return offer(0.6, 1.0)


@break_even_uplift.visible(edge=True, en="goods that cost nothing", zh="商品没有成本")
def goods_without_cost():
    return offer(1.0, 0.5)


@break_even_uplift.visible(edge=True, en="a negative discount", zh="折扣是负数")
def negative_discount():
    return offer(0.02, -0.1)


@break_even_uplift.visible(edge=True, en="a discount above 1", zh="折扣大于 1")
def discount_above_one():
    return offer(0.5, 20.0)


@break_even_uplift.visible(edge=True, en="a margin above 1", zh="毛利率大于 1")
def margin_above_one():
    return offer(1.2, 0.1)


@break_even_uplift.hidden(worlds=8)
def other_offers(world: World):
    margin, discount = (float(x) for x in np.round(world.rng.uniform([0.02, 0.0], [0.8, 0.6]), 3))
    return offer(margin, discount)


@break_even_uplift.invariant(en="A discount never needs fewer pieces.", zh="打折不会反而只要卖得更少。")
def never_fewer(result, **inputs):
    return math.isnan(result) or result >= -1e-9


def more_pieces(
    margin_rate, discount, *, before="fee", after="fee", less_one=True, nothing_before="nan", nothing_after="inf", zero_first=False,
    check="first", limit_margin=True, ends=True, part="uplift", margin_first=False, percent=False,
):  # fmt: skip
    """The uplift; the arguments are the ways to get a rule wrong."""
    m, d, f = margin_rate, discount, OWN_FEE
    wrong = not 0 <= d <= 1 or (limit_margin and m > 1)
    if not ends:
        wrong = not 0 < d < 1 or m >= 1
    if wrong and check == "first":
        raise ValueError("inputs")
    if zero_first and d == 0:
        return 0.0
    kept = {"fee": m - f, "none": m}[before]
    rest = {
        "fee": (1 - d) * (1 - f) - (1 - m),
        "none": m - d,
        "full": m - d - f,
        "cost_too": (1 - d) * (1 - f) - (1 - m) * (1 - d),
        "fee_on_cost": (1 - d) - (1 - m) - f * (1 - m),
    }[after]
    if margin_first and rest < 1e-9:
        return math.inf
    if kept <= 0 and nothing_before == "nan":
        return math.nan
    if check == "after" and wrong:
        raise ValueError("inputs")
    if check == "never" and wrong:
        return math.nan
    if rest < (1e-9 if nothing_after not in ("strict", "zero") else 0) or (nothing_after == "zero" and rest == 0):
        return {
            "inf": math.inf,
            "nan": math.nan,
            "strict": math.inf,
            "zero": math.inf,
            "negative": kept / rest - 1 if rest else math.inf,
        }[nothing_after]
    if rest == 0:
        return math.inf
    value = kept / rest - (1 if less_one else 0)
    if part == "of_the_new":
        value = 1 - rest / kept if kept else math.nan
    return 100 * value if percent else value


@break_even_uplift.right
def in_other_words(margin_rate, discount):
    if discount < 0 or discount > 1 or margin_rate > 1:
        raise ValueError("out of range")
    cost, price = 1 - margin_rate, 1 - discount
    usual, left = 1 - OWN_FEE - cost, price - OWN_FEE * price - cost
    if usual <= 1e-12:
        return math.nan
    return (usual - left) / left if left >= 1e-9 else math.inf


@break_even_uplift.right
def with_the_difference(margin_rate, discount):
    if not (0 <= discount <= 1):
        raise ValueError("discount")
    if margin_rate > 1:
        raise ValueError("margin_rate")
    keep = margin_rate - OWN_FEE
    if not keep > 0:
        return float("nan")
    given = discount * (1 - OWN_FEE)
    return float("inf") if keep - given < 1e-9 else given / (keep - given)


slips(
    break_even_uplift, more_pieces,
    ("fee_forgotten", {"before": "none", "after": "none"},
     "The platform's fee is missing: this is the lesson's d / (m − d).", "忘了平台抽成：这是课文里的 d ÷（m − d）。"),
    ("fee_on_the_full_price", {"after": "full"},
     "The fee was taken on the full price, with the discount, too. The platform takes its share of what is *paid*.",
     "打折后的抽成还按原价算。平台抽的是**实付**的比例。"),
    ("fee_only_with_the_discount", {"before": "none"},
     "Without the discount the fee was forgotten. It is due either way.", "不打折那边忘了抽成。打不打折都要抽。"),
    ("fee_only_without_the_discount", {"after": "none"},
     "With the discount the fee was forgotten. It is due either way.", "打折那边忘了抽成。打不打折都要抽。"),
    ("goods_cheaper_too", {"after": "cost_too"},
     "The cost of the goods was cut by the discount. What we pay the supplier does not change.", "商品成本也跟着打了折。进价不会因为我们打折就变。"),
    ("how_many_times", {"less_one": False},
     "This is how many times as many pieces. *More* is asked for: less 1.", "这是要卖到几倍。问的是**多卖**多少：再减 1。"),
    ("share_of_the_new_quantity", {"part": "of_the_new"},
     "The additional pieces were divided by the new number. They are a share of the old.", "多卖的件数除以了新的件数。要除以原来的。"),
    ("no_discount_is_zero", {"zero_first": True},
     "A discount of 0 gave 0 before it was asked whether anything is kept. `NaN` also with a discount of 0.", "折扣是 0 就直接给了 0，没先看留不留得下钱。折扣是 0 也可能是 `NaN`。"),
    ("nothing_after_first", {"margin_first": True},
     "`inf` where nothing is kept even without a discount. Ask for that first: there is nothing to preserve, `NaN`.", "不打折也留不下钱，却给了 `inf`。要先看这一条：没有什么可保的，`NaN`。"),
    ("never_is_missing", {"nothing_after": "nan"},
     "With the discount nothing is left: no number of pieces is enough. That is `math.inf`, not `NaN`.", "打折后留不下钱：卖多少都不够。那是 `math.inf`，不是 `NaN`。"),
    ("fewer_than_nothing", {"nothing_after": "negative"},
     "A negative uplift came out where each piece loses money. No number of pieces is enough: `math.inf`.", "每件都亏，却算出了负的提升。卖多少都不够：`math.inf`。"),
    ("a_rest_too_small_to_see", {"nothing_after": "zero"},
     "So little is left that the reckoning itself is less exact, and thousands of millions of pieces came out. Below `1e-9` counts as nothing: `math.inf`.",
     "剩下的小得连计算误差都不如，却算出要多卖几十亿倍。不到 `1e-9` 就当没有：`math.inf`。"),
    ("no_error", {"check": "never"},
     "Impossible inputs gave a number or `NaN`. Raise a `ValueError`.", "不可能的输入也给了结果。要抛出 `ValueError`。"),
    ("error_too_late", {"check": "after"},
     "The inputs were checked after something had been returned already. This check comes first.", "已经返回了结果，才去检查输入。这一条要最先判断。"),
    ("margin_not_checked", {"limit_margin": False},
     "A margin above 1 was accepted. Raise a `ValueError`.", "毛利率大于 1 也接受了。要抛出 `ValueError`。"),
    ("ends_refused", {"ends": False},
     "0 and 1 were refused. Only *below* 0 and *above* 1 is impossible.", "0 和 1 也不接受了。只有**小于** 0、**大于** 1 才不行。"),
    ("in_percent", {"percent": True},
     "This is in percent. A share is asked for: 0.61, not 61.", "写成了百分数。要小数：0.61，不是 61。"),
)  # fmt: skip


# --- promo_uplift: a baseline of 28 days ------------------------------------------------------------------------------

promo_uplift = Exercise(
    points=4, compare="equal", tolerance=1e-9,
    library=['metrics.promotion_uplift(daily, start, end, post_days, sales="sales")'],
)  # fmt: skip
UPLIFT_KEYS = ["baseline", "actual", "uplift", "uplift_rate", "pull_forward", "net"]


def diary(first: str, values: list, special: tuple = (), shops: int = 1, shuffle: int = 0) -> pd.DataFrame:
    """Rows of days from a first day; day numbers in ``special`` are marked; several shops share a day's sales."""
    dates = pd.date_range(first, periods=len(values))
    rows = []
    for n, (day, value) in enumerate(zip(dates, values, strict=True)):
        for shop in range(shops):
            part = value if shops == 1 else (value * 0.75 if shop == 0 else value * 0.25)
            # Of a special day only one shop's row says so, now the first and now the last.
            marked = n in special and (shops == 1 or shop == n % shops)
            rows.append((day, float(part), marked))
    table = pd.DataFrame(rows, columns=["date", "sales", "special"])
    table["date"] = table["date"].astype("datetime64[s]")
    if shuffle:
        table = table.iloc[np.argsort((np.arange(len(table)) * shuffle) % len(table), kind="stable")]
    return table.reset_index(drop=True)


def weekly(level: float, days: int, growth: float = 0.0, first_weekday: int = 0) -> list:
    """Sales with a shape of the week: whole numbers, growing by so much a day."""
    shape = [0, -8, -12, -4, 4, 20, 12]
    return [level + shape[(first_weekday + n) % 7] + round(growth * n) for n in range(days)]


@promo_uplift.example
def a_tenth_of_growth():
    values = [100.0] * 14 + [110.0] * 14 + [200.0, 180.0, 90.0, 120.0]
    inputs = {"daily": diary("2026-03-02", values), "start": "2026-03-30", "end": "2026-03-31", "post_days": 2}
    expected = {
        "baseline": 231.0,
        "actual": 380.0,
        "uplift": 149.0,
        "uplift_rate": 149 / 231,
        "pull_forward": 21.0,
        "net": 128.0,
    }
    return inputs, expected


# 2025-04-07 is a Monday. A week more than the 28 days stands before, with quite other sales.
SPRING = [
    *[400] * 7, *weekly(100, 28, 0.5), *[176, 168, 172, 190, 205],
    *[70, 74, 81, 76, 80, 95, 108, 118, 96, 101, 105, 111, 118, 135], *weekly(116, 5),
]  # fmt: skip
SPRING[16], SPRING[23], SPRING[38] = 320, 300, 260


@promo_uplift.visible(en="two shops, five days of promotion", zh="两家店，活动五天")
def two_shops_in_spring():
    daily = diary("2025-04-07", SPRING, special=(10, 16, 23, 24, 38, 44), shops=2, shuffle=17)
    return {"daily": daily, "start": "2025-05-12", "end": "2025-05-16"}


@promo_uplift.visible(en="one shop, a weekend, ten days after", zh="一家店，一个周末，之后十天")
def a_weekend():
    values = [*[30] * 9, *weekly(64, 28, -0.4, 4), *[131, 122], *[31, 33, 40, 45, 60, 71, 64, 49, 50, 47], *[300] * 6]
    values[12], values[30] = 12, 9
    daily = diary("2025-08-06", values, special=(12, 20, 30, 42), shuffle=23)
    return {"daily": daily, "start": "2025-09-12", "end": "2025-09-13", "post_days": 10}


@promo_uplift.visible(edge=True, en="sold more than usual afterwards", zh="之后反而卖得更多")
def no_dip():
    values = [*[55] * 5, *weekly(80, 28, 0.3, 2), *[140, 150, 160], *weekly(112, 14, 0.0, 2)]
    daily = diary("2025-03-03", values, special=(11,), shops=2, shuffle=5)
    return {"daily": daily, "start": "2025-04-05", "end": "2025-04-07"}


@promo_uplift.visible(edge=True, en="the days after are not over", zh="之后那几天还没过完")
def not_over_yet():
    values = [*[55] * 5, *weekly(80, 28, 0.3), *[140, 150, 160], *[60, 64, 70, 80, 90]]
    return {"daily": diary("2025-03-03", values, special=(20,)), "start": "2025-04-05", "end": "2025-04-07"}


@promo_uplift.visible(edge=True, en="no days after asked for", zh="不看之后")
def nothing_after():
    values = [*[55] * 5, *weekly(80, 28, 0.3), *[140, 150, 160]]
    return {
        "daily": diary("2025-03-03", values, special=(20,)),
        "start": "2025-04-05",
        "end": "2025-04-07",
        "post_days": 0,
    }


# Every Sunday of the 28 days before Monday 2025-06-30 is special.
NO_SUNDAY = [*weekly(90, 28, 0.6), *[150, 140, 155], *[70, 75, 80, 90, 95, 100, 98]]


@promo_uplift.visible(edge=True, en="no usual Sunday, and none is needed", zh="没有平常的星期日，也用不到")
def sunday_not_needed():
    daily = diary("2025-06-02", NO_SUNDAY, special=(6, 13, 20, 27))
    return {"daily": daily, "start": "2025-06-30", "end": "2025-07-02", "post_days": 3}


@promo_uplift.visible(edge=True, en="no usual Sunday, and one is needed afterwards", zh="没有平常的星期日，之后要用到")
def sunday_needed():
    daily = diary("2025-06-02", NO_SUNDAY, special=(6, 13, 20, 27), shuffle=11)
    return {"daily": daily, "start": "2025-06-30", "end": "2025-07-02", "post_days": 5}


@promo_uplift.visible(edge=True, en="a Sunday that is not in the table yet", zh="要用的星期日还没进表")
def sunday_not_there_yet():
    daily = diary("2025-06-02", NO_SUNDAY[:33], special=(6, 13, 20, 27))
    return {"daily": daily, "start": "2025-06-30", "end": "2025-07-02", "post_days": 6}


@promo_uplift.visible(edge=True, en="the first fortnight is all special", zh="前两周没有平常日")
def first_half_special():
    daily = diary("2025-06-02", NO_SUNDAY, special=tuple(range(14)))
    return {"daily": daily, "start": "2025-06-30", "end": "2025-07-02", "post_days": 3}


@promo_uplift.visible(edge=True, en="nothing sold in the first fortnight", zh="前两周没卖出东西")
def first_half_zero():
    values = [*[0] * 14, *weekly(50, 14), 90, 80, 40, 44]
    return {"daily": diary("2025-06-02", values), "start": "2025-06-30", "end": "2025-07-01", "post_days": 2}


@promo_uplift.visible(edge=True, en="nothing sold in the second fortnight", zh="后两周没卖出东西")
def second_half_zero():
    values = [*weekly(50, 14), *[0] * 14, 90, 80, 10, 0]
    return {"daily": diary("2025-06-02", values), "start": "2025-06-30", "end": "2025-07-01", "post_days": 2}


@promo_uplift.hidden(worlds=4)
def other_promotions(world: World):
    days, book = world.table("promo_days"), world.table("campaign_book")
    row = book[book["start"].between("2024-03-20", "2025-11-20")].sample(1, random_state=world.rng).iloc[0]
    own = days.loc[days["goods_group"].eq(row["goods_group"])]
    near = own[own["date"].between(row["start"] - pd.Timedelta(days=40), row["end"] + pd.Timedelta(days=20))]
    daily = near[["date"]].assign(sales=near["revenue"].astype(float), special=world.rng.random(len(near)) < 0.08)
    daily = pd.concat([daily.assign(sales=daily["sales"] * part) for part in (0.4, 0.6)])
    post = int(world.rng.integers(5, 15))
    daily = daily.sample(frac=1, random_state=world.rng).reset_index(drop=True)
    return {"daily": daily, "start": str(row["start"].date()), "end": str(row["end"].date()), "post_days": post}


@promo_uplift.invariant(en="Net is never above the uplift.", zh="净增不会比提升还多。")
def net_below_uplift(result, **inputs):
    return math.isnan(result["net"]) or result["net"] <= result["uplift"] + 1e-9


def reckon(
    daily, start, end, post_days=14, *, special="any", sums=True, trend="halves", weekday=True, back=28, off=0, level="mean",
    rate_of="baseline", sign=1, credit=False, add=False, post_from=1, drop_special_after=False, partial=False, missing="nan",
    own_post=None, zero_post=False, per_day=False, zero_trend="nan", needed="all", trend_special=False, pull_in_net=True, clip=False,
    drop_special_during=False, usual_days=None,
):  # fmt: skip
    """The figures of a promotion; the arguments are the ways to get a rule wrong."""
    first, last, day = pd.Timestamp(start), pd.Timestamp(end), pd.Timedelta(days=1)
    post = post_days if own_post is None else own_post
    how = {"any": "any", "all": "all", "first": "first", "none": "any"}[special]
    if sums:
        table = daily.groupby("date").agg(sales=("sales", "sum"), special=("special", how))
    else:
        table = daily.set_index("date").sort_index()
    marked = table["special"].astype(bool) & (special != "none")
    window = (table.index >= first - (back - off) * day) & (table.index < first + off * day)
    usual = table.loc[window & ~marked, "sales"]
    if usual_days:
        usual = table.loc[(table.index < first) & ~marked, "sales"].iloc[-usual_days:]
    for_trend = table.loc[window, "sales"] if trend_special else usual
    middle = first - (back // 2) * day
    early, later = for_trend[for_trend.index < middle].mean(), for_trend[for_trend.index >= middle].mean()
    factor = {"halves": 1.0, "none": 1.0, "upside_down": 1.0}.get(trend, 1.0)
    if trend == "halves":
        factor = later / early if early else (np.nan if zero_trend == "nan" else 1.0)
    elif trend == "totals":
        early, later = for_trend[for_trend.index < middle].sum(), for_trend[for_trend.index >= middle].sum()
        factor = later / early if early else np.nan
    elif trend == "upside_down":
        factor = early / later if later else np.nan
    elif trend == "second_half":
        factor = 1.0
    elif trend == "twice":
        factor = (later / early) ** 2 if early else np.nan
    elif trend == "added":
        factor = 1.0
    base_days = usual[usual.index >= middle] if trend == "second_half" else usual
    levels = base_days.groupby(base_days.index.day_of_week).agg(level)
    if not weekday:
        levels = pd.Series(base_days.agg(level), index=range(7))
    during = pd.date_range(first, last)
    after = pd.date_range(last + post_from * day, periods=post)
    if drop_special_after:
        after = after[~after.isin(table.index[marked])]
        during = during[~during.isin(table.index[marked])]
    line = (levels * factor).reindex(range(7)).astype(float)
    if trend == "added":
        line = line + (later - early)
    wanted = [*during.day_of_week, *after.day_of_week]
    if needed == "in_table":
        wanted = [*during.day_of_week, *after[after.isin(table.index)].day_of_week]
    if needed == "seven":
        wanted = list(range(7))
    broken = bool(line.reindex(wanted).isna().any())
    if missing == "zero":
        line, broken = line.fillna(0.0), False
    elif missing == "mean":
        line, broken = line.fillna(usual.mean() * factor), False
    counted = table.index.isin(during) & (~marked if drop_special_during else True)
    actual = float(table.loc[counted, "sales"].sum())
    baseline = float(line.reindex(during.day_of_week).sum()) if not broken else np.nan
    if missing == "skipped" and np.isfinite(line).any():
        baseline = float(line.reindex(during.day_of_week).sum())
        broken = False
    there = after[after.isin(table.index)]
    sold = float(table.loc[table.index.isin(after), "sales"].sum())
    if len(there) < len(after):
        if partial == "so_far":
            after = there
        elif partial != "nothing_sold":
            sold = np.nan
    pulled = sign * (float(line.reindex(after.day_of_week).sum()) - sold) if not broken else np.nan
    if zero_post and post == 0:
        pulled = np.nan
    uplift = actual - baseline
    if np.isnan(pulled):
        net = np.nan
    else:
        net = uplift - (pulled if credit else max(pulled, 0.0)) if pull_in_net else uplift
        if add:
            net = uplift + max(pulled, 0.0)
    if clip and not np.isnan(pulled):
        pulled = max(pulled, 0.0)
    divisor = baseline if rate_of == "baseline" else actual
    result = {
        "baseline": baseline, "actual": actual, "uplift": uplift,
        "uplift_rate": uplift / divisor if divisor else np.nan, "pull_forward": pulled, "net": net,
    }  # fmt: skip
    if per_day:
        for name in ("baseline", "actual", "uplift"):
            result[name] /= len(during)
    return {name: float(value) for name, value in result.items()}


@promo_uplift.right
def by_a_dictionary_of_days(daily, start, end, post_days=14):
    sold, odd = {}, set()
    for day, value, flag in zip(daily["date"], daily["sales"], daily["special"], strict=True):
        key = pd.Timestamp(day).toordinal()
        sold[key] = sold.get(key, 0.0) + value
        if flag:
            odd.add(key)
    first, last = pd.Timestamp(start).toordinal(), pd.Timestamp(end).toordinal()
    usual = [d for d in range(first - 28, first) if d in sold and d not in odd]

    def mean(days):
        return sum(sold[d] for d in days) / len(days) if days else math.nan

    early, late = mean([d for d in usual if d < first - 14]), mean([d for d in usual if d >= first - 14])
    trend = late / early if early else math.nan

    def line(days):
        return [mean([u for u in usual if u % 7 == d % 7]) * trend for d in days]

    days, then = range(first, last + 1), range(last + 1, last + 1 + post_days)
    actual = sum(sold[d] for d in days)
    known = not math.isnan(sum(line(days)) + sum(line(then)))
    baseline = sum(line(days)) if known else math.nan
    uplift = actual - baseline
    pulled = math.nan
    if known and all(d in sold for d in then):
        pulled = float(sum(line(then)) - sum(sold[d] for d in then))
    return {
        "baseline": baseline, "actual": actual, "uplift": uplift,
        "uplift_rate": uplift / baseline if baseline else math.nan,
        "pull_forward": pulled, "net": math.nan if math.isnan(pulled) else uplift - max(0.0, pulled),
    }  # fmt: skip


@promo_uplift.right
def with_a_calendar_of_days(daily, start, end, post_days=14):
    days = daily.groupby("date")["sales"].sum().to_frame()
    days["odd"] = daily.groupby("date")["special"].sum() > 0
    start, end = pd.to_datetime(start), pd.to_datetime(end)
    frame = pd.DataFrame(index=pd.date_range(start - pd.Timedelta(28, "D"), end + pd.Timedelta(post_days, "D")))
    frame = frame.join(days)
    frame["weekday"] = frame.index.dayofweek
    past = frame[frame.index < start]
    past = past[past["odd"].eq(False)]
    half = start - pd.Timedelta(14, "D")
    one, two = past.loc[past.index < half, "sales"].mean(), past.loc[past.index >= half, "sales"].mean()
    growth = two / one if one != 0 else float("nan")
    frame["line"] = frame["weekday"].map(past.groupby("weekday")["sales"].mean()) * growth
    run, rest = frame[(frame.index >= start) & (frame.index <= end)], frame[frame.index > end]
    actual = float(run["sales"].sum())
    out = dict.fromkeys(UPLIFT_KEYS, float("nan")) | {"actual": actual}
    if pd.concat([run["line"], rest["line"]]).isna().any():
        return out
    out["baseline"] = float(run["line"].sum())
    out["uplift"] = actual - out["baseline"]
    out["uplift_rate"] = out["uplift"] / out["baseline"] if out["baseline"] else float("nan")
    out["pull_forward"] = float((rest["line"] - rest["sales"]).sum(skipna=False)) if len(rest) else 0.0
    out["net"] = out["uplift"] - out["pull_forward"] if out["pull_forward"] >= 0 else out["uplift"]
    return out | ({"net": float("nan")} if math.isnan(out["pull_forward"]) else {})


slips(
    promo_uplift, reckon,
    ("special_days_kept", {"special": "none"},
     "Special days are in the baseline. Only usual days make levels and trend.", "special 日也进了基线。水平和趋势只用平常日。"),
    ("special_only_if_all_rows", {"special": "all"},
     "A day was special only if all its rows were. One row is enough.", "一天所有行都是 special 才算。有一行就算。"),
    ("first_row_decides", {"special": "first"},
     "The first row of a day decided whether it is special. Any row does.", "只看了一天的第一行是不是 special。哪一行都算。"),
    ("rows_for_days", {"sums": False},
     "Means were taken over rows, one a shop. Add the rows of a day first.", "平均的是行（一家店一行）。先把同一天的行加起来。"),
    ("no_trend", {"trend": "none"},
     "The trend is missing from the baseline.", "基线里没有乘趋势。"),
    ("trend_upside_down", {"trend": "upside_down"},
     "The trend is upside down: the *last* fortnight over the first.", "趋势除反了：**后**两周除以前两周。"),
    ("trend_twice", {"trend": "twice"},
     "The trend was applied twice. Once, and the same for all days.", "趋势乘了两遍。只乘一遍，每天都一样。"),
    ("second_half_only", {"trend": "second_half"},
     "The levels come from the last fortnight alone. They are means of all usual days, times the trend.", "水平只用了后两周。要用全部平常日的平均，再乘趋势。"),
    ("trend_added", {"trend": "added"},
     "The difference of the halves was added. The trend is a ratio, and multiplied.", "把两半之差加上去了。趋势是比值，要乘。"),
    ("trend_with_special_days", {"trend_special": True},
     "Special days are in the trend. It takes usual days only.", "趋势里算了 special 日。它只用平常日。"),
    ("weekday_ignored", {"weekday": False},
     "All days got one level. Each weekday has its own.", "每天用了同一个水平。星期几各有各的。"),
    ("all_earlier_days", {"back": 60},
     "Days earlier than 28 days before the start are in the baseline.", "开始之前超过 28 天的日子也进了基线。"),
    ("two_weeks_only", {"back": 14},
     "Only 14 days before the start were used. 28.", "只用了开始之前 14 天。要 28 天。"),
    ("first_day_in_the_baseline", {"off": 1},
     "The first day of the promotion is in its own baseline. The 28 days end the day before.", "活动第一天进了自己的基线。28 天到前一天为止。"),
    ("median_level", {"level": "median"},
     "The level is a median. The mean is asked for.", "水平用了中位数。要平均。"),
    ("rate_of_actual", {"rate_of": "actual"},
     "`uplift_rate` was divided by the actual sales. By the baseline.", "`uplift_rate` 除以了实际。要除以基线。"),
    ("pull_forward_turned_round", {"sign": -1},
     "`pull_forward` has the wrong sign: baseline less sales.", "`pull_forward` 正负反了：基线减销售额。"),
    ("negative_pull_credited", {"credit": True},
     "More than the usual was sold afterwards, and that was added to `net`. A negative pull-forward counts as 0.", "之后卖得比平常多，也加进了 `net`。负的 `pull_forward` 按 0 算。"),
    ("pull_added", {"add": True},
     "The pull-forward was added to the uplift. It comes off.", "`pull_forward` 加到提升上去了。要减。"),
    ("pull_left_out", {"pull_in_net": False},
     "`net` is the uplift alone. What is missing afterwards comes off.", "`net` 就是提升。还要减去之后少卖的。"),
    ("last_day_counted_twice", {"post_from": 0},
     "The days after begin with the promotion's last day. They begin the day behind it.", "之后的日子从活动最后一天就开始数了。要从第二天开始。"),
    ("special_days_dropped_later", {"drop_special_after": True},
     "Special days in the promotion or after it were left out. There they count as they are.", "活动期间和之后的 special 日没算。那里照常算。"),
    ("unfinished_is_nothing_sold", {"partial": "nothing_sold"},
     "Days that are not in the table yet were taken for days without sales. `NaN` until they are over.", "还没进表的日子，当成没卖出东西了。没过完就是 `NaN`。"),
    ("as_far_as_it_goes", {"partial": "so_far"},
     "The days after were counted as far as the table goes. `NaN` until they are over.", "之后的日子有几天算了几天。没过完就是 `NaN`。"),
    ("unknown_weekday_is_nothing", {"missing": "skipped"},
     "A weekday without a usual day was left out of the sum, as if nothing were sold on it. All but `actual` are `NaN`.", "没有平常日的星期几，求和时跳过去了，等于当 0。除了 `actual` 都是 `NaN`。"),
    ("unknown_weekday_is_average", {"missing": "mean"},
     "A weekday without a usual day got the average. All but `actual` are `NaN`.", "没有平常日的星期几，用总平均补了。除了 `actual` 都是 `NaN`。"),
    ("only_days_in_the_table", {"needed": "in_table"},
     "A weekday is needed also for a day that is not in the table yet.", "还没进表的日子，它的星期几也算要用到的。"),
    ("all_seven_needed", {"needed": "seven"},
     "A weekday that nobody needs made everything `NaN`.", "用不到的星期几没有平常日，结果也全成了 `NaN`。"),
    ("always_fourteen", {"own_post": 14},
     "The days after are always 14. `post_days` says how many.", "之后总是看 14 天。看几天由 `post_days` 定。"),
    ("no_days_after_unknown", {"zero_post": True},
     "With `post_days=0` nothing can be missing: `pull_forward` is 0.", "`post_days=0` 时没有什么可少的：`pull_forward` 是 0。"),
    ("trend_of_totals", {"trend": "totals"},
     "The trend divides the totals of the two fortnights. With special days left out they hold different numbers of days: divide the *means*.",
     "趋势拿两段的总和相除了。去掉 special 日以后，两段天数不一样：要用**平均**相除。"),
    ("pull_forward_clipped", {"clip": True},
     "A negative `pull_forward` was set to 0 in its own key. It stands there as it is; it counts as 0 in `net` only.",
     "负的 `pull_forward` 自己也改成 0 了。它照原样写，只在算 `net` 时当 0。"),
    ("special_days_dropped_during", {"drop_special_during": True},
     "Special days *of the promotion* were left out of `actual`. In the promotion they count as they are; only usual days leave them out.",
     "`actual` 里去掉了**活动期间**的 special 日。活动里的照常算，只有平常日才去掉。"),
    ("twenty_eight_usual_days", {"usual_days": 28},
     "The last 28 *usual* days were taken, however far back. The window is 28 days of the calendar; its special days leave gaps.",
     "取了最近 28 个**平常**日，追到了更早。要的是日历上的 28 天，去掉 special 日，少几天就少几天。"),
    ("per_day", {"per_day": True},
     "`baseline`, `actual` and `uplift` are per day. Sums over the promotion.", "`baseline`、`actual`、`uplift` 是一天的平均。要整个活动的和。"),
    ("no_trend_from_nothing", {"zero_trend": "one"},
     "The first fortnight sold nothing, and the trend was taken as 1. It is not known: `NaN`.", "前两周没卖出东西，趋势当成了 1。那是不知道：`NaN`。"),
)  # fmt: skip


@promo_uplift.wrong(
    en="Two slips at once: rows marked special were dropped *before* the shops of a day were added, so a part of such a day stayed in; and the halves were the first and the last 14 *rows*, not the two fortnights of the calendar. First one row a day, then dates.",
    zh="两处一起错了：把同一天各店加起来**之前**就去掉了标 special 的行，那一天还剩下一部分；两段又取了最前、最后 14 **行**，不是日历上的两个两周。先做成一天一行，再按日期切。",
)
def rows_dropped_and_halves_by_rows(daily, start, end, post_days=14):
    first, last, day = pd.Timestamp(start), pd.Timestamp(end), pd.Timedelta(days=1)
    before = daily[(daily["date"] >= first - 28 * day) & (daily["date"] < first) & ~daily["special"].astype(bool)]
    by_day = before.groupby("date")["sales"].sum()
    level = by_day.groupby(by_day.index.dayofweek).mean()
    trend = by_day[-14:].mean() / by_day[:14].mean()
    days = daily.groupby("date")["sales"].sum()
    during, after = days[first:last], days[last + day : last + post_days * day]
    line = [float((pd.Series(part.index.dayofweek).map(level) * trend).sum()) for part in (during, after)]
    uplift, pulled = float(during.sum()) - line[0], line[1] - float(after.sum())
    return {
        "baseline": line[0], "actual": float(during.sum()), "uplift": uplift,
        "uplift_rate": uplift / line[0] if line[0] else math.nan, "pull_forward": pulled, "net": uplift - pulled,
    }  # fmt: skip


# --- promo_roi: each cost once ----------------------------------------------------------------------------------------

promo_roi = Exercise(
    points=2, compare="equal", tolerance=1e-9,
    library=['metrics.return_on_investment(uplift["net"] * margin_rate, sum(costs.values()))'],
)  # fmt: skip


@promo_roi.example
def a_return_of_one():
    costs = {"discount": 1500.0, "media": 1200.0, "supplier_subsidy": -700.0, "sunk_staff": 900.0}
    return {"uplift": {"net": 12000.0, "beside": 2000.0}, "costs": costs, "margin_rate": 0.4}, 1.0


@promo_roi.visible(en="a towel week with all keys", zh="毛巾周，键都有")
def a_towel_week():
    uplift = {
        "baseline": 38000.0,
        "actual": 61000.0,
        "uplift": 23000.0,
        "pull_forward": 7400.0,
        "net": 15600.0,
        "beside": 3100.0,
    }
    costs = {
        "fee": 400.0,
        "discount": 3300.0,
        "platform_subsidy": -900.0,
        "sunk_page": 1700.0,
        "sunken_stock": 350.0,
        "labour": 500.0,
        "coupon": 640.0,
    }
    return {"uplift": uplift, "costs": costs, "margin_rate": 0.55}


@promo_roi.visible(en="lamps, nothing beside, two subsidies", zh="小夜灯，没影响别的商品，两笔补贴")
def lamps_with_subsidies():
    costs = {
        "presunk_media": 800.0, "gift": 1100.0, "brand_subsidy": -300.0, "sunk_rent": 2500.0, "bank_subsidy": -250.0,
        "sunk_refund": -400.0, "discount": 950.0,
    }  # fmt: skip
    return {"uplift": {"uplift": 9900.0, "net": 8200.0}, "costs": costs, "margin_rate": 0.63}


@promo_roi.visible(edge=True, en="it sold less than usual", zh="卖得比平常还少")
def below_usual():
    costs = {"discount": 700.0, "media": 300.0, "sunk_staff": 200.0}
    return {"uplift": {"net": -1500.0, "beside": 400.0}, "costs": costs, "margin_rate": 0.5}


@promo_roi.visible(edge=True, en="subsidies pay for it all", zh="补贴正好抵掉")
def paid_by_subsidies():
    return {
        "uplift": {"net": 5000.0},
        "costs": {"discount": 800.0, "subsidy": -800.0, "sunk_staff": 300.0},
        "margin_rate": 0.4,
    }


@promo_roi.visible(edge=True, en="subsidies pay more than it cost", zh="补贴比花费还多")
def more_than_paid():
    return {"uplift": {"net": 5000.0}, "costs": {"discount": 800.0, "subsidy": -1200.0}, "margin_rate": 0.4}


@promo_roi.visible(edge=True, en="no costs", zh="没有花费")
def no_costs():
    return {"uplift": {"net": 5000.0, "beside": 100.0}, "costs": {}, "margin_rate": 0.4}


@promo_roi.visible(edge=True, en="net unknown", zh="净增缺失")
def net_unknown():
    return {"uplift": {"uplift": 6000.0, "net": math.nan}, "costs": {"discount": 800.0}, "margin_rate": 0.4}


@promo_roi.visible(edge=True, en="beside unknown", zh="别的商品少卖多少，缺失")
def beside_unknown():
    return {"uplift": {"net": 6000.0, "beside": math.nan}, "costs": {"discount": 800.0}, "margin_rate": 0.4}


@promo_roi.visible(edge=True, en="a cost unknown", zh="有一项花费缺失")
def cost_unknown():
    return {"uplift": {"net": 6000.0}, "costs": {"discount": 800.0, "media": math.nan}, "margin_rate": 0.4}


@promo_roi.visible(edge=True, en="only a sunk cost unknown", zh="缺失的是不算的那一项")
def sunk_unknown():
    return {"uplift": {"net": 6000.0}, "costs": {"discount": 800.0, "sunk_staff": math.nan}, "margin_rate": 0.4}


@promo_roi.hidden(worlds=6)
def other_campaigns(world: World):
    rng = world.rng
    uplift = {"uplift": 0.0, "net": float(rng.integers(-2000, 20000))}
    if rng.random() < 0.7:
        uplift["beside"] = float(rng.integers(0, 4000))
    uplift["uplift"] = uplift["net"] + 900.0
    names = [
        "discount",
        "sunk_staff",
        "media",
        "subsidy",
        "sunk_page",
        "fee",
        "coupon",
        "mysunk_labour",
        "sunken_stock",
    ]
    costs = {name: float(rng.integers(100, 2500)) for name in rng.permutation(names)}
    costs["subsidy"] *= -1
    return {"uplift": uplift, "costs": costs, "margin_rate": float(np.round(rng.uniform(0.2, 0.7), 2))}


@promo_roi.invariant(en="A finite ROI or NaN comes back.", zh="返回的是有限的 ROI 或 NaN。")
def finite_or_missing(result, **inputs):
    return not math.isinf(result)


def paid_back(
    uplift, costs, margin_rate, *, key="net", beside=-1, beside_margin=True, sunk="starts", leave_out=(), subsidy="sum", less_cost=True,
    base="cost", margin=True, unknown=None, zero="nan", negative="nan", margin_after=False,
):  # fmt: skip
    """ROI; the arguments are the ways to get a rule wrong."""
    known = {}
    for name, yuan in costs.items():
        out = {
            "starts": name.startswith("sunk_"),
            "contains": "sunk_" in name,
            "never": False,
            "short": name.startswith("sunk"),
        }[sunk]
        if out or name in leave_out:
            continue
        if subsidy == "left_out" and yuan < 0:
            continue
        known[name] = abs(yuan) if subsidy == "positive" else yuan
    if unknown == "zero":
        known = {name: 0.0 if math.isnan(yuan) else yuan for name, yuan in known.items()}
    cost = sum(known.values())
    if unknown == "sunk_too":
        cost += sum(yuan * 0 for name, yuan in costs.items())
    net, gone = uplift.get(key, uplift["net"]), uplift.get("beside", 0.0)
    if unknown == "zero":
        net, gone = (0.0 if math.isnan(x) else x for x in (net, gone))
    if unknown == "beside_zero":
        gone = 0.0 if math.isnan(gone) else gone
    rate = margin_rate if margin else 1.0
    gain = (net + beside * gone) * rate if beside_margin else net * rate + beside * gone
    if beside == 0:
        gain = net * rate
    if margin_after and net:
        gain -= costs.get("discount", 0.0)
    if math.isnan(cost) or math.isnan(gain):
        return math.nan
    if cost == 0:
        return {"nan": math.nan, "zero": 0.0, "inf": math.inf}[zero]
    if cost < 0 and negative == "nan":
        return math.nan
    if base == "gain":
        return (gain - cost) / gain if gain else math.nan
    return (gain - cost) / cost if less_cost else gain / cost


@promo_roi.right
def with_a_loop(uplift, costs, margin_rate):
    spent = 0.0
    for name in costs:
        if name[:5] != "sunk_":
            spent += costs[name]
    gain = margin_rate * uplift["net"] - margin_rate * uplift.get("beside", 0)
    if math.isnan(spent) or math.isnan(gain) or spent <= 0:
        return math.nan
    return gain / spent - 1


@promo_roi.right
def with_a_series_of_costs(uplift, costs, margin_rate):
    table = pd.Series(costs, dtype=float)
    counted = table[[not str(name).startswith("sunk_") for name in table.index]] if len(table) else table
    total = counted.sum(skipna=False)
    if not total > 0:
        return float("nan")
    more = uplift["net"] - uplift.get("beside", 0)
    return float((more * margin_rate - total) / total)


slips(
    promo_roi, paid_back,
    ("discount_not_a_cost", {"leave_out": ("discount",)},
     "The discount is missing from the cost. The margin is at the full price here, so what was taken off for all buyers is a cost.", "花费里少了让利。毛利率按原价，让给所有买家的钱就是花费。"),
    ("discount_twice", {"margin_after": True},
     "The discount was counted twice, off the gain and in the cost.", "让利算了两遍：毛利里减了，花费里又算。"),
    ("sunk_costs_in", {"sunk": "never"},
     "Sunk costs are in. They would have been paid without the campaign, too.", "`sunk_` 的花费也算了。不办活动也要付，不算。"),
    ("sunk_anywhere_in_the_name", {"sunk": "contains"},
     "A name that only *contains* `sunk_` was left out. It has to begin with it.", "名称**中间**有 `sunk_` 的也去掉了。要以它开头才算。"),
    ("sunk_without_the_line", {"sunk": "short"},
     "Names that begin with `sunk` were left out. `sunken_stock` is none of those: they begin with `sunk_`, with the line.",
     "`sunk` 开头的都去掉了。`sunken_stock` 不算在内：要以 `sunk_` 开头，带下划线。"),
    ("only_net_and_costs", {"beside": 0, "sunk": "never"},
     "Two things are missing: `beside` comes off `net`, and costs that begin with `sunk_` do not count.",
     "少了两样：`net` 要减 `beside`；`sunk_` 开头的花费不算。"),
    ("beside_forgotten", {"beside": 0},
     "What other goods lost is missing: `beside` comes off `net`.", "别的商品少卖的没减：`net` 要减 `beside`。"),
    ("beside_added", {"beside": 1},
     "`beside` was added. It is what other goods *lost*: it comes off.", "`beside` 加上去了。它是别的商品**少卖**的，要减。"),
    ("beside_without_margin", {"beside_margin": False},
     "`beside` came off the gross profit as sales. It is sales, too: times the margin rate.", "`beside` 直接从毛利里减了。它也是销售额，要乘毛利率。"),
    ("uplift_for_net", {"key": "uplift"},
     "The uplift before the dip was taken. `net` counts.", "用了没扣回落的 `uplift`。要用 `net`。"),
    ("sales_for_profit", {"margin": False},
     "Sales stand above the line. Gross profit: times the margin rate.", "分子用了销售额。要毛利：乘毛利率。"),
    ("cost_not_taken_off", {"less_cost": False},
     "The cost was not taken off the gain: this is gain / cost, one too many.", "毛利没有减花费：这是毛利 ÷ 花费，多了 1。"),
    ("divided_by_the_gain", {"base": "gain"},
     "It was divided by the gain. Below the line stands the cost.", "除以了毛利。分母是花费。"),
    ("subsidies_left_out", {"subsidy": "left_out"},
     "Subsidies were left out. They are negative costs and count.", "补贴没算。它是负的花费，要算。"),
    ("subsidies_as_costs", {"subsidy": "positive"},
     "Subsidies were added to the cost. They lower it.", "补贴加进花费里了。它会让花费变小。"),
    ("unknown_is_nothing", {"unknown": "zero"},
     "A missing number was taken as 0. Then nobody knows the ROI: `NaN`.", "缺失的数按 0 算了。那就没人知道 ROI：`NaN`。"),
    ("unknown_beside_is_nothing", {"unknown": "beside_zero"},
     "`beside` is there but unknown, and was taken as 0. Only an *absent* key is 0.", "`beside` 有这个键，只是缺失，却按 0 算了。**没有**这个键才是 0。"),
    ("sunk_unknown_matters", {"unknown": "sunk_too"},
     "A missing sunk cost made the ROI `NaN`. It does not count, known or not.", "`sunk_` 的花费缺失，ROI 就成了 `NaN`。它本来就不算。"),
    ("no_cost_is_zero", {"zero": "zero"},
     "With a cost of 0 the ROI is 0 here. Nothing can be divided by: `NaN`.", "花费是 0，ROI 写成了 0。没有东西可除：`NaN`。"),
    ("no_cost_is_infinite", {"zero": "inf"},
     "With a cost of 0 the ROI is infinite here. `NaN`.", "花费是 0，ROI 写成了无穷大。应该是 `NaN`。"),
    ("negative_cost_divided_by", {"negative": "divide"},
     "It was divided by a negative cost. The sign turns round then: `NaN`.", "除以了负的花费，正负会颠倒过来：要 `NaN`。"),
)  # fmt: skip


# --- coupon_stats: redemption, and what came on top -------------------------------------------------------------------

coupon_stats = Exercise(points=4, compare="equal", tolerance=1e-9)
STATS = [
    "promo_id", "issued", "redemption", "treated_rate", "holdout_rate", "difference", "low", "high", "incremental_orders",
    "incremental_low", "incremental_high", "cost", "cost_per_order",
]  # fmt: skip


def cards(*rows: tuple) -> pd.DataFrame:
    """Coupons from (promotion, user, face, used, held out)."""
    moment = pd.Timestamp("2025-11-03 20:15")
    table = pd.DataFrame(
        [
            (promo, user, float(face), moment + pd.Timedelta(hours=7 * n) if used else pd.NaT, bool(held))
            for n, (promo, user, face, used, held) in enumerate(rows)
        ],
        columns=["promo_id", "user_id", "face", "used_at", "holdout"],
    )
    table["used_at"] = table["used_at"].astype("datetime64[s]")
    table.insert(0, "coupon_id", 700 + np.arange(len(table)) * 3)
    return table.astype({"promo_id": "int64", "user_id": "int64", "face": float, "holdout": bool})


def people(text: str) -> pd.DataFrame:
    """The table ``holdout`` from "11T+ 12H- 13T?": user, group, ordered (? and ! are missing: None and NaN)."""
    rows = []
    for word in text.split():
        user, group, ordered = int(word[:-2]), word[-2], {"+": True, "-": False, "?": None, "!": math.nan}[word[-1]]
        paid = 40.0 + user % 7 * 9 if ordered is True else 0.0
        rows.append((user, {"T": "treated", "H": "holdout"}[group], ordered, paid))
    table = pd.DataFrame(rows, columns=["user_id", "group", "ordered", "paid"])
    return table.astype({"user_id": "int64", "ordered": object, "paid": float})


@coupon_stats.example
def promotion_seven():
    coupons = cards(
        *[(7, user, 20, user <= 3, False) for user in range(1, 7)], *[(7, user, 20, False, True) for user in range(7, 11)]
    )  # fmt: skip
    half = 1.96 * math.sqrt(4 / 6 * 2 / 6 / 6 + 0.25 / 4)
    row = (7, 6, 0.5, 4 / 6, 0.5, 1 / 6, 1 / 6 - half, 1 / 6 + half, 1.0, 1 - 6 * half, 1 + 6 * half, 60.0, 60.0)
    holdout = people("1T+ 2T+ 3T+ 4T+ 5T- 6T- 7H+ 8H+ 9H- 10H-")
    return {"coupons": coupons, "holdout": holdout}, pd.DataFrame([row], columns=STATS)


# User 21 has two coupons of promotion 3; 24 has coupons of both; 31 is held out but has a used coupon by mistake;
# 29 and 40 stand in one table only.
COUPONS = cards(
    (9, 31, 15, True, True), (3, 21, 20, True, False), (3, 21, 30, True, False), (9, 24, 15, False, False), (3, 22, 20, False, False),
    (3, 24, 20, True, False), (9, 33, 15, False, True), (3, 25, 20, False, True), (9, 34, 15, True, False), (3, 26, 25, False, True),
    (9, 35, 25, False, False), (3, 27, 20, False, True), (9, 36, 15, True, False), (3, 28, 20, False, False), (9, 37, 15, True, True),
    (3, 29, 40, True, False), (9, 38, 15, False, False), (3, 23, 20, True, False), (9, 25, 15, False, True), (9, 31, 10, False, True),
)  # fmt: skip
USERS = people("40T+ 24T+ 31H+ 33H- 21T+ 38T- 22T- 26H- 23T+ 25H? 27H+ 28T! 34T+ 35T- 36T+ 37H- 41H+ 42H+")


@coupon_stats.visible(en="two promotions", zh="两个活动")
def two_promotions():
    return {"coupons": COUPONS, "holdout": USERS}


@coupon_stats.visible(en="three promotions, one with the larger hold-out", zh="三个活动，一个留出的人更多")
def three_promotions():
    coupons = cards(
        *[(12, 100 + n, 25, n in (1, 4, 6), n >= 8) for n in range(20)],
        *[(4, 100 + n, 10, n % 3 == 0, False) for n in range(2, 8)], *[(4, 130 + n, 10, False, n % 2 == 0) for n in range(9)],
        *[(25, 140 + n, 50, n == 2, n in (5, 6)) for n in range(7)], (12, 101, 40, True, False), (12, 103, 40, False, False),
    )  # fmt: skip
    coupons = coupons.iloc[np.argsort((np.arange(len(coupons)) * 13) % len(coupons), kind="stable")].reset_index(
        drop=True
    )
    first = "".join(f"{100 + n}{'T' if n < 8 else 'H'}{'+-?+-+'[n % 6]} " for n in range(20))
    second = "".join(f"{130 + n}{'H' if n % 2 == 0 else 'T'}{'-+-'[n % 3]} " for n in range(9))
    third = "".join(f"{140 + n}{'H' if n in (5, 6) else 'T'}{'+!'[n % 2]} " for n in range(7))
    return {"coupons": coupons, "holdout": people(third + first + second + "150T+ 151H-")}


@coupon_stats.visible(edge=True, en="the hold-out ordered more", zh="留出的反而下单多")
def ordered_more_without():
    coupons = cards(*[(5, n, 20, n < 3, False) for n in range(1, 7)], *[(5, n, 20, False, True) for n in range(7, 11)])
    return {"coupons": coupons, "holdout": people("1T+ 2T+ 3T- 4T- 5T- 6T- 7H+ 8H+ 9H+ 10H-")}


@coupon_stats.visible(edge=True, en="no difference at all", zh="一点差别也没有")
def no_difference():
    coupons = cards(*[(5, n, 20, n < 2, False) for n in range(1, 5)], *[(5, n, 20, False, True) for n in range(5, 9)])
    return {"coupons": coupons, "holdout": people("1T+ 2T- 3T+ 4T- 5H+ 6H- 7H- 8H+")}


@coupon_stats.visible(edge=True, en="nobody is held out", zh="一个也没留出")
def nobody_held_out():
    coupons = cards(*[(8, n, 20, n < 3, False) for n in range(1, 6)], *[(2, n, 10, False, True) for n in (1, 9)])
    return {"coupons": coupons, "holdout": people("1T+ 2T+ 3T- 4T- 5T-")}


@coupon_stats.visible(edge=True, en="nobody of the coupons in the other table", zh="发券的人另一张表里都没有")
def strangers_only():
    return {"coupons": cards((6, 1, 20, True, False), (6, 2, 30, False, False)), "holdout": people("8T+ 9H-")}


@coupon_stats.visible(edge=True, en="no coupons", zh="一张券也没有")
def no_coupons():
    return {"coupons": COUPONS.head(0), "holdout": USERS}


@coupon_stats.hidden(worlds=4)
def other_quarters(world: World):
    rng = world.rng
    trial = world.table("coupon_trial").sample(260, random_state=rng)
    promo = trial["coupon"].map({"festival": 3, "first_order": 8, "come_back": 5})
    treated = trial["group"] == "treated"
    table = pd.DataFrame({"promo_id": promo, "user_id": trial["user_id"], "face": trial["face"].astype(float)})
    table["used_at"] = pd.Series(pd.Timestamp("2025-05-01 10:00"), index=trial.index).where(trial["used"])
    table["used_at"] = table["used_at"].astype("datetime64[s]")
    table["holdout"] = ~treated
    again = table.sample(40, random_state=rng).assign(used_at=pd.NaT)
    other = table.sample(50, random_state=rng).assign(promo_id=11, used_at=pd.NaT)
    coupons = pd.concat([table, again.astype(table.dtypes), other.astype(table.dtypes)])
    coupons = coupons.sample(frac=1, random_state=rng).reset_index(drop=True)
    coupons.insert(0, "coupon_id", 1 + np.arange(len(coupons)))
    ordered = trial["ordered"].astype(bool) | (rng.random(len(trial)) < 0.25)
    answers = pd.Series(
        [
            math.nan if x < 0.06 else None if x < 0.1 else bool(y)
            for x, y in zip(rng.random(len(trial)), ordered, strict=True)
        ],
        dtype=object,
    )
    holdout = pd.DataFrame(
        {
            "user_id": trial["user_id"].to_numpy(), "group": np.where(treated, "treated", "holdout"), "ordered": answers,
            "paid": trial["paid"].to_numpy(float),
        }
    )  # fmt: skip
    return {"coupons": coupons, "holdout": holdout.iloc[: len(holdout) - 12].reset_index(drop=True)}


@coupon_stats.invariant(
    en="Nobody is used who was not given: redemption lies between 0 and 1.", zh="核销率在 0 和 1 之间。"
)
def redemption_is_a_share(result, **inputs):
    return bool(result["redemption"].dropna().between(0, 1).all())


def tally(
    coupons, holdout, *, issued="given", redemption="coupons", unit="user", groups="column", missing="no", users="both", error="unpooled",
    z=1.96, times="treated", cost="used", cost_from="given", negative="nan", order="promo", zero_group="nan", dedupe="promo", half_sum=False,
    spread="rate",
):  # fmt: skip
    """The table of coupons; the arguments are the ways to get a rule wrong."""
    keys = {"promo": ["promo_id", "user_id"], "all": ["user_id"], "none": ["coupon_id"]}[dedupe]
    pairs = coupons.drop_duplicates(keys)[["promo_id", "user_id", "holdout"]].rename(columns={"holdout": "kept"})
    pairs = pairs.merge(holdout, on="user_id", how="left" if users == "strangers_too" else "inner")
    if groups == "coupons":
        pairs["group"] = np.where(pairs["kept"].astype(bool), "holdout", "treated")
    if users == "strangers_too":
        pairs["group"] = pairs["group"].where(pairs["group"].notna(), np.where(pairs["kept"], "holdout", "treated"))
    if missing == "dropped":
        pairs = pairs[pairs["ordered"].notna()]
    done = pairs["ordered"].isna() | pairs["ordered"].eq(True) if missing == "yes" else pairs["ordered"].eq(True)
    if missing == "converted":
        done = pairs["ordered"].astype(bool)
    pairs["done"] = done.fillna(False).astype(bool)
    everybody = holdout.assign(done=holdout["ordered"].eq(True).fillna(False).astype(bool))
    rows = []
    for promo, mine in coupons.groupby("promo_id", sort=order == "promo"):
        given = mine if issued == "planned" else mine[~mine["holdout"].astype(bool)]
        used = given["used_at"].notna()
        own = everybody if users == "all" else pairs[pairs["promo_id"] == promo]
        treated, held = (own.loc[own["group"] == name, "done"] for name in ("treated", "holdout"))
        if unit == "used":
            takers = set(given.loc[used, "user_id"])
            mine_now = pairs[pairs["promo_id"] == promo]
            treated = mine_now.loc[mine_now["group"] == "treated", "user_id"].isin(takers)
        n, k = len(treated), len(held)
        p = treated.mean() if n else (np.nan if zero_group == "nan" else 0.0)
        q = held.mean() if k else (np.nan if zero_group == "nan" else 0.0)
        variance = p * (1 - p) / max(n, 1) + q * (1 - q) / max(k, 1)
        if error == "pooled" and n + k:
            both = (treated.sum() + held.sum()) / (n + k)
            variance = both * (1 - both) * (1 / max(n, 1) + 1 / max(k, 1)) if n and k else np.nan
        if error == "treated":
            variance = p * (1 - p) / max(n, 1)
        if error == "n_less_one":
            variance = p * (1 - p) / max(n - 1, 1) + q * (1 - q) / max(k - 1, 1)
        half = z * np.sqrt(variance)
        if half_sum:
            half = z * (np.sqrt(p * (1 - p) / max(n, 1)) + np.sqrt(q * (1 - q) / max(k, 1)))
        gap = [p - q, p - q - half, p - q + half]
        if order == "low_from_rates":
            gap[1:] = [p - half, p + half]
        size = {"treated": n, "issued": len(given), "everybody": n + k, "held": k}[times]
        extra = [value * size for value in gap]
        source = mine if cost_from == "planned" else given
        taken = source["used_at"].notna() if cost == "used" else pd.Series(True, index=source.index)
        total = float(source.loc[taken, "face"].sum())
        if cost == "one_face":
            total = float(used.sum() * given["face"].iloc[0]) if len(given) else 0.0
        if extra[0] > 0:
            each = total / extra[0]
        else:
            each = {"nan": np.nan, "number": total / extra[0] if extra[0] else np.nan, "inf": np.inf}[negative]
            if np.isnan(extra[0]):
                each = np.nan
        rate = used.mean() if len(given) else np.nan
        if redemption == "users" and len(given):
            rate = given.loc[used, "user_id"].nunique() / given["user_id"].nunique()
        if redemption == "orders" and n:
            rate = used.sum() / treated.sum() if treated.sum() else np.nan
        rows.append([promo, len(given), rate, p, q, *gap, *extra, total, each])
    return pd.DataFrame(rows, columns=STATS)


@coupon_stats.right
def by_grouping(coupons, holdout):
    given = coupons[~coupons["holdout"]]
    out = pd.DataFrame({"promo_id": np.sort(coupons["promo_id"].unique())})
    out["issued"] = out["promo_id"].map(given["promo_id"].value_counts()).fillna(0).astype(int)
    used = given[given["used_at"].notna()]
    counts = out["promo_id"].map(used["promo_id"].value_counts()).fillna(0)
    out["redemption"] = counts / out["issued"].where(out["issued"] > 0)
    pairs = coupons[["promo_id", "user_id"]].drop_duplicates().merge(holdout, on="user_id", how="inner")
    pairs["yes"] = [value is True or value == True for value in pairs["ordered"]]  # noqa: E712
    sizes = {}
    for name in ("treated", "holdout"):
        found = pairs[pairs["group"] == name].groupby("promo_id")["yes"]
        sizes[name] = out["promo_id"].map(found.size())
        out[f"{name}_rate"] = out["promo_id"].map(found.sum()) / sizes[name]
    p, q = out["treated_rate"], out["holdout_rate"]
    out["difference"] = p - q
    error = (p * (1 - p) / sizes["treated"] + q * (1 - q) / sizes["holdout"]) ** 0.5
    out["low"], out["high"] = p - q - 1.96 * error, p - q + 1.96 * error
    for new, old in (("orders", "difference"), ("low", "low"), ("high", "high")):
        out[f"incremental_{new}"] = out[old] * sizes["treated"]
    out["cost"] = out["promo_id"].map(used.groupby("promo_id")["face"].sum()).fillna(0.0).astype(float)
    out["cost_per_order"] = (out["cost"] / out["incremental_orders"]).where(out["incremental_orders"] > 0)
    return out[STATS]


@coupon_stats.right
def with_sets_of_users(coupons, holdout):
    group = dict(zip(holdout["user_id"], holdout["group"], strict=True))
    bought = {
        user for user, value in zip(holdout["user_id"], holdout["ordered"], strict=True) if pd.notna(value) and value
    }
    rows = []
    for promo in sorted(set(coupons["promo_id"])):
        mine = coupons.loc[coupons["promo_id"] == promo]
        given = mine.loc[mine["holdout"] == False]  # noqa: E712
        users = set(mine["user_id"])
        one = {user for user in users if group.get(user) == "treated"}
        two = {user for user in users if group.get(user) == "holdout"}
        p = len(one & bought) / len(one) if one else math.nan
        q = len(two & bought) / len(two) if two else math.nan
        reach = 1.96 * math.sqrt(p * (1 - p) / len(one) + q * (1 - q) / len(two)) if one and two else math.nan
        gap = p - q
        cost = float(given.loc[given["used_at"].notna(), "face"].sum())
        more = gap * len(one)
        rows.append(
            {
                "promo_id": promo, "issued": len(given), "redemption": given["used_at"].notna().sum() / len(given) if len(given) else math.nan,
                "treated_rate": p, "holdout_rate": q, "difference": gap, "low": gap - reach, "high": gap + reach,
                "incremental_orders": more, "incremental_low": (gap - reach) * len(one), "incremental_high": (gap + reach) * len(one),
                "cost": cost, "cost_per_order": cost / more if more > 0 else math.nan,
            }
        )  # fmt: skip
    return pd.DataFrame(rows, columns=STATS)


slips(
    coupon_stats, tally,
    ("held_out_coupons_issued", {"issued": "planned"},
     "Coupons that were held out are among those issued. They were never given out.", "留出的券也算进了发出。它们没有发。"),
    ("users_who_redeemed", {"redemption": "users"},
     "Redemption is a share of users. Of *coupons*: who has two counts twice.", "核销率算成了用户的占比。要按**券**：有两张就算两张。"),
    ("redemption_by_orders", {"redemption": "orders"},
     "The used coupons were divided by orders. By the coupons given out.", "用掉的券除以了订单。要除以发出的券。"),
    ("users_counted_by_coupon", {"dedupe": "none"},
     "A user with two coupons of a promotion counts twice in the rates. Each user once in a promotion.", "同一个活动有两张券的用户，下单率里算了两次。每位用户只算一次。"),
    ("user_in_one_promotion_only", {"dedupe": "all"},
     "A user with coupons of two promotions counts in one of them only. Once *in each*.", "有两个活动的券的用户，只算在了一个里。**每个活动**都要算一次。"),
    ("everybody_in_the_table", {"users": "all"},
     "Users without a coupon of the promotion are in its rates.", "没有这个活动的券的用户，也进了下单率。"),
    ("strangers_as_no", {"users": "strangers_too"},
     "Users who are missing in `holdout` count as without an order. They count in no rate.", "`holdout` 表里没有的用户，当成没下单算了。他们不进下单率。"),
    ("missing_orders_as_yes", {"missing": "yes"},
     "A missing `ordered` counts as an order. It counts as no.", "`ordered` 缺失，当成下单了。要当没下单。"),
    ("ordered_converted", {"missing": "converted"},
     "`astype(bool)` made some missing values of `ordered` true (`NaN` is, `None` is not). Both are missing and count as no: compare with `True`.",
     "`astype(bool)` 把一部分缺失的 `ordered` 变成了真（`NaN` 会，`None` 不会）。两种都是缺失，当没下单：去和 `True` 比。"),
    ("missing_orders_dropped", {"missing": "dropped"},
     "Users with a missing `ordered` were dropped. They count as without an order.", "`ordered` 缺失的用户去掉了。要当没下单，留着。"),
    ("orders_with_the_coupon", {"unit": "used"},
     "The treated rate counts who *used* a coupon. Who ordered counts, with or without it.", "发券组的下单率数的是**用券**的人。要数下单的，用没用券都算。"),
    ("pooled_error", {"error": "pooled"},
     "The standard error is pooled. Each group has its own part under the root.", "标准误合在一起算了。根号里两组各算各的。"),
    ("error_of_one_group", {"error": "treated"},
     "The standard error is that of the treated alone. The hold-out's part is missing under the root.", "标准误只算了发券组。根号里少了留出组那一项。"),
    ("one_less", {"error": "n_less_one"},
     "Under the root it was divided by n − 1. By n.", "根号里除以了 n − 1。要除以 n。"),
    ("errors_added", {"half_sum": True},
     "The two groups' errors were added. Their squares are added, then the root is taken.", "两组的误差直接相加了。要先平方相加，再开方。"),
    ("one_error_wide", {"z": 1.0},
     "The interval is one standard error wide. 1.96 of them.", "区间只有 1 个标准误。要 1.96 个。"),
    ("interval_of_the_rate", {"order": "low_from_rates"},
     "`low` and `high` lie around the treated rate. Around the difference.", "`low` 和 `high` 围着发券组的下单率。要围着差值。"),
    ("times_coupons", {"times": "issued"},
     "The difference was multiplied by the coupons given out. By the treated *users*.", "差值乘了发出的券数。要乘发券组的**用户**数。"),
    ("times_everybody", {"times": "everybody"},
     "The difference was multiplied by all users. The held-out got no coupon: by the treated ones.", "差值乘了所有用户。留出的没有券：只乘发券组。"),
    ("cost_of_all_given", {"cost": "given"},
     "Coupons that nobody used are in the cost.", "没人用的券也算进了花费。"),
    ("cost_of_held_out_coupons", {"cost_from": "planned"},
     "A held-out coupon that is marked as used is in the cost. It was not given out.", "留出的券有使用记录，也算进了花费。它没有发出去。"),
    ("one_face_for_all", {"cost": "one_face"},
     "All used coupons were taken at one face value. Each has its own.", "用掉的券都按一个面额算了。各张有各张的面额。"),
    ("negative_price", {"negative": "number"},
     "A negative cost per order came out. Where no order came on top there is no price: `NaN`.", "每单花费算出了负数。没有多带来订单，就没有价钱：`NaN`。"),
    ("infinite_price", {"negative": "inf"},
     "`cost_per_order` is infinite. Where no order came on top: `NaN`.", "`cost_per_order` 写成了无穷大。没有多带来订单就填 `NaN`。"),
    ("empty_group_is_zero", {"zero_group": "zero"},
     "A group without users got a rate of 0. It is not known: `NaN`, and so is what needs it.", "没有用户的一组，下单率写成了 0。那是不知道：`NaN`，用到它的也是。"),
    ("groups_by_the_coupon", {"groups": "coupons"},
     "The column `holdout` of the coupons decided about the groups. The *group* of the user does.", "分组看了券的 `holdout` 列。要看用户的 `group`。"),
    ("promotions_as_they_came", {"order": "came"},
     "The promotions stand in the order in which they came. Rising by `promo_id`.", "活动按来的先后排了。要按 `promo_id` 从小到大。"),
)  # fmt: skip


@coupon_stats.wrong(
    en="Each user was kept once in the whole table of coupons, before anything was counted: coupons vanished, and users from their second promotion. Count coupons first; for the rates keep each *pair* of promotion and user once.",
    zh="先把整张券表按用户去了重：有的券不见了，用户也只剩在一个活动里。先数券；算下单率时，再让**活动和用户**每对只留一次。",
)
def users_once_in_all(coupons, holdout):
    return tally(coupons.drop_duplicates("user_id"), holdout)


@coupon_stats.wrong(
    en="One merge was used for everything: coupons of treated users stand for coupons given out, and a user with two coupons counts twice in the rates. Coupons and users are counted in two tables.",
    zh="全都从一次合并里算了：发券组用户的券当成了发出的券，有两张券的用户下单率里算了两次。券和用户，要分两张表来数。",
)
def one_merge_for_all(coupons, holdout):
    both = coupons.merge(holdout, on="user_id", how="left", suffixes=("", "_y"))
    rows = []
    for promo, mine in both.groupby("promo_id"):
        treated, held = mine[mine["group"] == "treated"], mine[mine["group"] == "holdout"]
        n = len(treated)
        p, q = (float(part["ordered"].dropna().astype(float).mean()) for part in (treated, held))
        half = 1.96 * math.sqrt(p * (1 - p) / max(n, 1) + q * (1 - q) / max(len(held), 1))
        gap = [p - q, p - q - half, p - q + half]
        cost = float(mine.loc[mine["used_at"].notna(), "face"].sum())
        with np.errstate(divide="ignore", invalid="ignore"):
            each = float(np.divide(cost, gap[0] * n))
        rows.append(
            [promo, n, treated["used_at"].notna().mean(), p, q, *gap, *[value * n for value in gap], cost, each]
        )
    return pd.DataFrame(rows, columns=STATS)


# --- back_plan: from the first day backwards --------------------------------------------------------------------------

back_plan = Exercise(points=3, compare="equal", tolerance=1e-9)
PLAN = ["task_id", "days_needed", "latest_start", "latest_end", "earliest_start", "late"]


def jobs(text: str, free: str = "2026-03-01") -> pd.DataFrame:
    """Tasks from lines "id kind days [after A, B] [from date]"."""
    rows = []
    for line in text.strip().splitlines():
        head, _, free_from = line.strip().partition(" from ")
        head, _, after = head.partition(" after ")
        task, kind, days = head.split()
        rows.append(
            (task, int(days), after or None, {"o": "own", "s": "supplier"}[kind], pd.Timestamp(free_from or free))
        )
    table = pd.DataFrame(rows, columns=["task_id", "days", "depends_on", "kind", "free_from"])
    return table.astype({"days": "int64", "depends_on": object, "free_from": "datetime64[s]"})


@back_plan.example
def order_page_test():
    tasks = jobs("order s 5\npage o 2\ntest o 1 after order, page", free="2026-03-04")
    rows = [
        ("order", 6, "2026-03-03", "2026-03-08", "2026-03-04", True), ("page", 2, "2026-03-07", "2026-03-08", "2026-03-04", False),
        ("test", 1, "2026-03-09", "2026-03-09", "2026-03-10", True),
    ]  # fmt: skip
    expected = pd.DataFrame(rows, columns=PLAN)
    for name in ("latest_start", "latest_end", "earliest_start"):
        expected[name] = pd.to_datetime(expected[name])
    return {"event_date": "2026-03-10", "tasks": tasks}, expected


@back_plan.visible(en="a spring sale with ten tasks", zh="一场年货节，十件事")
def spring_sale():
    tasks = jobs(
        """
        receive o 2 after goods
        choose o 2
        goods s 13 after choose
        page o 5 after choose from 2026-01-08
        prices o 1 after page, signup
        signup o 3 after choose
        warm_up o 6 after prices
        packers s 7 from 2026-01-09
        try_out o 1 after receive, packers
        rehearse o 1 after try_out, warm_up
        """,
        free="2026-01-02",
    )
    return {"event_date": "2026-01-24", "tasks": tasks}


@back_plan.visible(en="a week in a leap February", zh="闰年二月里的一周")
def leap_week():
    tasks = jobs(
        """
        video s 10 after script
        boxes s 4
        script o 3 from 2024-02-12
        print s 6 after script from 2024-02-21
        load o 2 after boxes,  print
        air o 1 after video, load
        thanks o 2
        """,
        free="2024-02-20",
    )
    return {"event_date": "2024-03-03", "tasks": tasks}


@back_plan.visible(edge=True, en="just in time, and a day late", zh="正好来得及，和晚一天")
def just_in_time():
    tasks = jobs("b o 4 from 2026-05-02\na o 4 from 2026-05-03\nc o 4 from 2026-05-02")
    return {"event_date": "2026-05-06", "tasks": tasks}


@back_plan.visible(edge=True, en="one task that two wait for", zh="两件事等同一件")
def two_wait():
    tasks = jobs("z o 1 after x\ny o 6 after x\nx s 1\nw o 3 after y, z", free="2026-06-01")
    return {"event_date": "2026-06-15", "tasks": tasks}


@back_plan.visible(edge=True, en="no tasks", zh="没有任务")
def no_tasks():
    return {"event_date": "2026-06-15", "tasks": jobs("x o 1").head(0)}


@back_plan.visible(edge=True, en="waits for a task that is not there", zh="等一件不在表里的事")
def missing_task():
    return {"event_date": "2026-06-15", "tasks": jobs("x o 1\ny o 2 after x, q")}


@back_plan.visible(edge=True, en="three wait for each other", zh="三件事转圈等")
def in_a_circle():
    return {"event_date": "2026-06-15", "tasks": jobs("x o 1 after z\ny o 2 after x\nz o 1 after y\nw o 1")}


@back_plan.hidden(worlds=5)
def other_plans(world: World):
    rng = world.rng
    names = [f"t{n}" for n in rng.permutation(9)]
    rows = []
    for n, name in enumerate(names):
        before = [names[k] for k in range(n) if rng.random() < 0.3]
        kind = "s" if rng.random() < 0.4 else "o"
        day = pd.Timestamp("2026-08-01") + pd.Timedelta(days=int(rng.integers(0, 6)))
        after = f" after {', '.join(before)}" if before else ""
        rows.append(f"{name} {kind} {int(rng.integers(1, 12))}{after} from {day.date()}")
    order = rng.permutation(len(rows))
    return {"event_date": "2026-08-29", "tasks": jobs("\n".join(rows[k] for k in order))}


@back_plan.invariant(en="Each task fills exactly the days it needs.", zh="每件事正好占满所需的天数。")
def fills_its_days(result, **inputs):
    return bool(((result["latest_end"] - result["latest_start"]).dt.days + 1 == result["days_needed"]).all())


def schedule(
    event_date, tasks, *, fifth="supplier", rounding="up", first_only=False, last="day_before", plus_one=True, successors="start",
    pick="min", free="both", gap=1, late="after", sort=("latest_start", "task_id"), check_missing=True, check_circle=True, raw="needed",
    pred_days="needed", late_from="start", forward="max", forward_gap=1,
):  # fmt: skip
    """The plan; the arguments are the ways to get a rule wrong."""
    day, rows = pd.Timedelta(days=1), tasks.set_index("task_id").to_dict("index")
    before: dict = {}
    for task, row in rows.items():
        value = row["depends_on"]
        names = [name.strip() for name in value.split(",")] if isinstance(value, str) else []
        before[task] = names[:1] if first_only else names
    if any(name not in rows for names in before.values() for name in names):
        if check_missing:
            raise ValueError("missing")
        before = {task: [name for name in names if name in rows] for task, names in before.items()}
    need = {}
    for task, row in rows.items():
        exact = row["days"] * 6
        more = {
            "up": -(-exact // 5),
            "down": exact // 5,
            "nearest": round(exact / 5),
            "none": row["days"],
            "double": 2 * row["days"],
        }[rounding]
        need[task] = int(more if (row["kind"] == "supplier" or fifth == "all") else row["days"])
    order: list = []
    while len(order) < len(rows):
        ready = [task for task in rows if task not in order and set(before[task]) <= set(order)]
        if not ready:
            if check_circle:
                raise ValueError("circle")
            ready = [task for task in rows if task not in order]
        order += ready
    early, begin = {}, {}
    for task in order:
        length = {name: need[name] if pred_days == "needed" else rows[name]["days"] for name in rows}
        ends = [
            early.get(name, rows[name]["free_from"]) + (length[name] - (0 if gap and forward_gap else 1)) * day
            for name in before[task]
        ]
        if forward == "min" and ends:
            ends = [min(ends)]
        starts = {
            "both": [rows[task]["free_from"], *ends],
            "own": [rows[task]["free_from"]],
            "tasks": ends or [rows[task]["free_from"]],
        }[free]
        early[task] = max(starts)
    for task in reversed(order):
        others = [other for other in rows if task in before[other]]
        starts = [begin.get(other, pd.Timestamp(event_date)) for other in others]
        if successors == "none":
            starts = []
        end = {"min": min, "max": max}[pick](starts) if starts else pd.Timestamp(event_date)
        if last == "event_day" and not starts:
            end = end + day
        if not gap and starts:
            end = end + day
        begin[task] = end - (need[task] + (0 if plus_one else 1)) * day
    plan = pd.DataFrame({"task_id": list(rows), "days_needed": [need[task] for task in rows]})
    plan["latest_start"] = pd.to_datetime(plan["task_id"].map(begin))
    plan["latest_end"] = plan["latest_start"] + pd.to_timedelta(plan["days_needed"] - (1 if plus_one else 0), unit="D")
    plan["earliest_start"] = pd.to_datetime(plan["task_id"].map(early))
    limit = plan["latest_start"] if late_from == "start" else plan["latest_end"]
    plan["late"] = plan["earliest_start"] >= limit if late == "from" else plan["earliest_start"] > limit
    if late_from == "free":
        plan["late"] = plan["task_id"].map({t: rows[t]["free_from"] for t in rows}) > plan["latest_start"]
    if raw == "days":
        plan["days_needed"] = [int(rows[task]["days"]) for task in plan["task_id"]]
    if sort is None:
        return plan
    return plan.sort_values(list(sort), kind="stable", ignore_index=True)


@back_plan.right
def with_recursion(event_date, tasks):
    table = tasks.set_index("task_id")
    waits = {}
    for task, text in table["depends_on"].items():
        waits[task] = [] if pd.isna(text) else [part.strip() for part in text.split(",")]
        if not set(waits[task]) <= set(table.index):
            raise ValueError(task)
    need = {
        t: math.ceil(d * 12 / 10 - 1e-9) if k == "supplier" else d
        for t, d, k in zip(table.index, table["days"], table["kind"], strict=True)
    }
    days = {t: pd.Timedelta(int(n), "D") for t, n in need.items()}

    def earliest(task, path=()):
        if task in path:
            raise ValueError("circle")
        done = [earliest(name, (*path, task)) + days[name] for name in waits[task]]
        return max([table.loc[task, "free_from"], *done])

    def latest(task):
        following = [latest(other) for other, names in waits.items() if task in names]
        return min(following, default=pd.Timestamp(event_date)) - days[task]

    rows = []
    for task in table.index:
        first = earliest(task)
        start = latest(task)
        rows.append(
            (task, int(need[task]), start, start + days[task] - pd.Timedelta(1, "D"), first, bool(first > start))
        )
    plan = pd.DataFrame(rows, columns=PLAN)
    for name in ("latest_start", "latest_end", "earliest_start"):
        plan[name] = pd.to_datetime(plan[name])
    return plan.sort_values(["latest_start", "task_id"]).reset_index(drop=True)


@back_plan.right
def until_nothing_changes(event_date, tasks):
    plan = tasks[["task_id", "depends_on", "free_from"]].copy()
    supplier = tasks["kind"].eq("supplier")
    plan["days_needed"] = tasks["days"].where(~supplier, (tasks["days"] * 6 + 4) // 5).astype("int64")
    known = list(plan["task_id"])
    links = []
    for task, text in zip(plan["task_id"], plan["depends_on"], strict=True):
        for name in str(text).split(",") if isinstance(text, str) else []:
            if name.strip() not in known:
                raise ValueError(f"{name} is not a task")
            links.append((name.strip(), task))
    span = {t: pd.Timedelta(days=int(n)) for t, n in zip(known, plan["days_needed"], strict=True)}
    early = dict(zip(known, plan["free_from"], strict=True))
    late = {t: pd.Timestamp(event_date) - span[t] for t in known}
    for _ in range(len(known) + 1):
        changed = False
        for one, two in links:
            if early[one] + span[one] > early[two]:
                early[two], changed = early[one] + span[one], True
            if late[two] - span[one] < late[one]:
                late[one], changed = late[two] - span[one], True
        if not changed:
            break
    else:
        raise ValueError("circle")
    plan["latest_start"] = pd.to_datetime(plan["task_id"].map(late))
    plan["latest_end"] = pd.to_datetime(
        plan["task_id"].map({t: late[t] + span[t] - pd.Timedelta(days=1) for t in known})
    )
    plan["earliest_start"] = pd.to_datetime(plan["task_id"].map(early))
    plan["late"] = (plan["earliest_start"] > plan["latest_start"]).astype(bool)
    return plan[PLAN].sort_values(["latest_start", "task_id"], ignore_index=True)


slips(
    back_plan, schedule,
    ("a_fifth_for_all", {"fifth": "all"},
     "A fifth more was taken for our own tasks, too. Only for those of suppliers.", "自己做的事也加了五分之一。只有供应商的才加。"),
    ("no_fifth", {"rounding": "none"},
     "Suppliers got no fifth more.", "供应商的没有加五分之一。"),
    ("rounded_down", {"rounding": "down"},
     "A fifth more was rounded down. Up: a part of a day fills a day.", "加了五分之一以后向下取整了。要向上：占半天也是一天。"),
    ("rounded_to_the_nearest", {"rounding": "nearest"},
     "A fifth more was rounded to the nearest day. Up.", "加了五分之一以后四舍五入了。要向上取整。"),
    ("one_predecessor_only", {"first_only": True},
     "Only the first name in `depends_on` was used. All must be done before; those behind a comma carry a blank: `strip()` them.", "`depends_on` 只用了第一个。全都要先做完；逗号后面的名字带空格，用 `strip()` 去掉。"),
    ("until_the_event_day", {"last": "event_day"},
     "The last tasks end on the event's first day. They end the day before.", "最后的事排到了活动当天才做完。要前一天做完。"),
    ("start_plus_days", {"plus_one": False},
     "A task was given a day too many: start plus its days is the day *after* the end. Two days from the 7th are the 7th and 8th.",
     "多占了一天：开始日加天数，是做完的**第二天**。从 7 日起两天，是 7 日、8 日。"),
    ("same_day_handover", {"gap": 0},
     "A task begins on the day on which its predecessor ends. A task fills whole days: the day after.", "前一件做完的当天就开始下一件了。一件事占满整天，要第二天。"),
    ("begins_on_the_day_of_the_end", {"forward_gap": 0},
     "The earliest start is the day on which a predecessor is done. That day is still full: the day after.",
     "最早开始写成了前置任务做完的当天。那天还占着，要第二天。"),
    ("everything_on_its_own", {"successors": "none", "free": "own", "check_missing": False, "check_circle": False},
     "`depends_on` was not used at all: each task ends the day before the event and begins when somebody is free. Those that wait for it, and those it waits for, move both dates.",
     "`depends_on` 完全没用：每件事都排到活动前一天才做完，有人有空就开始。谁在等它、它在等谁，两头的日子都会变。"),
    ("all_until_the_event", {"successors": "none"},
     "Each task was planned to end before the event, whoever waits for it.", "每件事都排到活动前才做完，没管谁在等它。"),
    ("the_last_who_waits", {"pick": "max"},
     "Of several tasks that wait, the one that begins last was taken. The *earliest* `latest_start` of them counts.", "有几件事在等，取了最晚开始的那件。要取 `latest_start` **最早**的。"),
    ("predecessors_ignored", {"free": "own"},
     "The earliest start is `free_from` alone. The predecessors must be done, too.", "最早开始只看了 `free_from`。前置任务也要做完。"),
    ("hands_ignored", {"free": "tasks"},
     "With predecessors, `free_from` was forgotten. The later of the two counts.", "有前置任务时忘了 `free_from`。两个取晚的。"),
    ("the_first_predecessor_done", {"forward": "min"},
     "A task began when the first of its predecessors was done. All of them: the last.", "前置任务做完一件就开始了。要等最后一件。"),
    ("predecessors_without_the_fifth", {"pred_days": "raw"},
     "For the earliest start the predecessors' own `days` were taken. Suppliers need a fifth more there, too.", "算最早开始时，前置任务用了原来的 `days`。供应商的那里也要加五分之一。"),
    ("the_same_day_is_late", {"late": "from"},
     "A task that can begin on its latest day is late here. The same day is in time: `>`.", "最早开始正好是最晚那天，也算晚了。同一天来得及：用 `>`。"),
    ("late_by_the_end", {"late_from": "end"},
     "Late was judged by the latest *end*. By the latest start.", "晚不晚看了最晚**结束**。要看最晚开始。"),
    ("late_by_free_hands", {"late_from": "free"},
     "Late was judged by `free_from`. By the earliest start, which waits for predecessors, too.", "晚不晚看了 `free_from`。要看最早开始，它还要等前置任务。"),
    ("sorted_by_name", {"sort": ("task_id",)},
     "The rows are sorted by name. By `latest_start` first.", "按名称排了。要先按 `latest_start`。"),
    ("ties_as_they_came", {"sort": ("latest_start",)},
     "Tasks of the same `latest_start` stand as they came. By `task_id`.", "`latest_start` 相同的按来的先后排了。要按 `task_id`。"),
    ("not_sorted", {"sort": None},
     "The rows stand as in the input. By `latest_start`, then `task_id`.", "行还是原来的先后。要按 `latest_start`、再按 `task_id`。"),
    ("missing_task_ignored", {"check_missing": False},
     "A task that is not in the table was ignored. Raise a `ValueError`.", "依赖的事不在表里，没管它。要抛出 `ValueError`。"),
    ("circle_ignored", {"check_circle": False},
     "Tasks that wait for each other got dates. Raise a `ValueError`.", "转圈等的任务也排出了日子。要抛出 `ValueError`。"),
    ("days_as_given", {"raw": "days"},
     "`days_needed` holds `days` as they are given. With the fifth for suppliers.", "`days_needed` 写的是原来的 `days`。供应商的要加五分之一。"),
)  # fmt: skip


# --- chart_dip --------------------------------------------------------------------------------------------------------

chart_dip = Exercise(points=3, compare="chart", tolerance=1e-6)


def draw_phases(heights: dict, title="After the campaign", xlabel="week", ylabel="times the usual"):
    """Bars in plain matplotlib, with title and labels."""
    import matplotlib.pyplot as plt

    _, axes = plt.subplots()
    axes.bar([str(name) for name in heights], list(heights.values()))
    axes.set(title=title, xlabel=xlabel, ylabel=ylabel)
    return axes


@chart_dip.example
def twice_and_a_dip():
    values = [*[100.0] * 12, 900.0, *[100.0] * 15, 250.0, 150.0, *[60.0] * 10]
    return {"daily": diary("2025-03-03", values, special=(12,)), "start": "2025-03-31", "end": "2025-04-01"}, [
        (0, 2.0),
        (1, 0.6),
    ]


# A week more than the 28 days stands before, and a week more than needed behind.
AUTUMN = [
    *[260] * 7, *weekly(90, 28, 0.4), *[210, 198, 190, 240, 260, 281, 230], *[55, 50, 51, 57, 60, 80, 74],
    *[82, 75, 79, 80, 88, 100, 96], *[150] * 7,
]  # fmt: skip
AUTUMN[15], AUTUMN[29], AUTUMN[45] = 420, 18, 200


@chart_dip.visible(en="two shops, a week in autumn", zh="两家店，秋天的一周")
def a_week_in_autumn():
    daily = diary("2025-08-25", AUTUMN, special=(9, 15, 29, 38, 45, 52), shops=2, shuffle=19)
    return {"daily": daily, "start": "2025-09-29", "end": "2025-10-05"}


@chart_dip.visible(en="one shop, three days", zh="一家店，三天")
def three_days():
    values = [
        *[12] * 6,
        *weekly(40, 28, 0.2, 3),
        *[95, 88, 60],
        *[44, 40, 33, 30, 36, 50, 47],
        *[41, 38, 35, 42, 44, 58, 55],
        *[20] * 4,
    ]
    values[14], values[25] = 130, 3
    daily = diary("2025-04-04", values, special=(14, 25, 35, 41), shuffle=13)
    return {"daily": daily, "start": "2025-05-08", "end": "2025-05-10"}


@chart_dip.visible(edge=True, en="the second week is one day short", zh="第二周差一天")
def one_day_short():
    values = [*[30] * 3, *weekly(50, 28), *[120, 130], *[44, 40, 33, 30, 36, 50, 47], *[41, 38, 35, 42, 44, 58]]
    daily = diary("2025-04-04", values, special=(8,), shops=2, shuffle=7)
    return {"daily": daily, "start": "2025-05-05", "end": "2025-05-06"}


@chart_dip.visible(edge=True, en="a day is missing in the first week", zh="第一周缺了一天")
def a_hole():
    values = [*[30] * 3, *weekly(50, 28), *[120, 130], *[44, 40, 33, 30, 36, 50, 47], *[41, 38, 35, 42, 44, 58, 60]]
    daily = diary("2025-04-04", values, special=(20,))
    return {
        "daily": daily[daily["date"] != "2025-05-09"].reset_index(drop=True),
        "start": "2025-05-05",
        "end": "2025-05-06",
    }


@chart_dip.visible(edge=True, en="only the campaign so far", zh="刚过完活动")
def only_the_campaign():
    values = [*[30] * 3, *weekly(50, 28), *[120, 130, 90]]
    return {"daily": diary("2025-04-04", values, special=(20, 32)), "start": "2025-05-05", "end": "2025-05-07"}


@chart_dip.hidden(worlds=3)
def other_dips(world: World):
    inputs = dict(other_promotions(world))
    inputs.pop("post_days")
    return inputs


def phase_heights(
    daily, start, end, *, special=True, how="any", sums=True, back=28, off=0, drop_special=False, partial=False, shift=0, per_day=True,
    ratio="ratio", weeks=(7, 7), second_from=7, middle="mean", cumulative=False, usual_from="days",
):  # fmt: skip
    """Heights by phase; the arguments are the ways to get a rule wrong."""
    first, last, day = pd.Timestamp(start), pd.Timestamp(end), pd.Timedelta(days=1)
    if sums:
        table = daily.groupby("date").agg(sales=("sales", "sum"), special=("special", how))
    else:
        table = daily.groupby("date").agg(sales=("sales", "mean"), special=("special", how))
        table["sales"] = table["sales"]
    marked = table["special"].astype(bool)
    window = (table.index >= first - (back - off) * day) & (table.index < first + off * day)
    chosen = table.loc[window & ~marked if special else window, "sales"]
    usual = chosen.mean() if middle == "mean" else chosen.median()
    if usual_from == "rows":
        rows = daily[(daily["date"] >= first - back * day) & (daily["date"] < first) & ~daily["special"]]
        usual = rows["sales"].mean()
    spans = {
        0: pd.date_range(first, last),
        1: pd.date_range(last + (1 + shift) * day, periods=weeks[0]),
        2: pd.date_range(last + (1 + shift + second_from) * day, periods=weeks[1]),
    }
    heights = {}
    for name, dates in spans.items():
        sales = table["sales"].reindex(dates)
        if drop_special:
            sales = sales[~dates.isin(table.index[marked])]
        if partial == "so_far":
            sales = sales.dropna()
        elif partial == "zero":
            sales = sales.fillna(0.0)
        if not len(sales) or sales.isna().any():
            continue
        value = sales.mean() if per_day else sales.sum()
        heights[name] = {"ratio": value / usual, "change": value / usual - 1, "yuan": value, "gap": value - usual}[
            ratio
        ]
    if cumulative and 1 in heights and 2 in heights:
        heights[2] = (heights[1] + heights[2]) / 2
    return {name: float(value) for name, value in heights.items()}


@chart_dip.right
def bars_of_phases(daily, start, end):
    return draw_phases(phase_heights(daily, start, end))


@chart_dip.right
def points_of_phases(daily, start, end):
    import matplotlib.pyplot as plt

    days = daily.pivot_table(index="date", values=["sales", "special"], aggfunc={"sales": "sum", "special": "max"})
    start, end = pd.to_datetime(start), pd.to_datetime(end)
    ago = (start - days.index).days
    quiet = days[(ago >= 1) & (ago <= 28) & (days["special"] == 0)]
    place = np.select([days.index < start, days.index <= end], [-1, 0], 1 + ((days.index - end).days - 1) // 7)
    sums = days.groupby(place)["sales"].agg(["mean", "size"])
    want = {0: (end - start).days + 1, 1: 7, 2: 7}
    keep = [n for n in want if n in sums.index and sums.loc[n, "size"] == want[n]]
    _, axes = plt.subplots()
    axes.plot(keep, sums.loc[keep, "mean"] / quiet["sales"].mean(), "o")
    axes.set(title="dip", xlabel="week", ylabel="usual = 1")
    return axes


def wall(**options):
    return lambda daily, start, end: draw_phases(phase_heights(daily, start, end, **options))


for _name, _options, _en, _zh in (
    ("special_days_in_the_usual", {"special": False},
     "Special days are in the usual. They are left out of it.", "平常里算了 special 日。平常不算它们。"),
    ("special_only_if_all_rows", {"how": "all"},
     "A day was special only if all its rows were. One is enough.", "一天所有行都是 special 才算。有一行就算。"),
    ("special_days_dropped_everywhere", {"drop_special": True},
     "Special days were left out of the phases, too. There they count.", "各段里的 special 日也没算。那里要算。"),
    ("usual_of_rows", {"usual_from": "rows"},
     "The usual is the mean of rows, one a shop. Add the rows of a day first.", "平常取了行的平均（一家店一行）。先把同一天的行加起来。"),
    ("all_days_before", {"back": 400},
     "All days before the start make the usual. Only the last `BEFORE`.", "开始之前的日子全进了平常。只要最后 `BEFORE` 天。"),
    ("two_weeks_before", {"back": 14}, "The usual comes from 14 days. `BEFORE` is 28.", "平常只取了 14 天。`BEFORE` 是 28。"),
    ("first_day_in_the_usual", {"off": 1},
     "The campaign's first day is in the usual. It ends the day before.", "活动第一天进了平常。平常到前一天为止。"),
    ("usual_median", {"middle": "median"}, "The usual is a median. The mean is asked for.", "平常用了中位数。要平均。"),
    ("week_from_the_last_day", {"shift": -1},
     "The first week begins on the campaign's last day. It begins the day after.", "第一周从活动最后一天开始了。要从第二天开始。"),
    ("two_weeks_in_one", {"weeks": (7, 14), "second_from": 0},
     "Phase 2 holds both weeks. Only the second one.", "第 2 段把两周都算进去了。只要第二周。"),
    ("unfinished_weeks_drawn", {"partial": "so_far"},
     "A phase of which days are missing has a mark. It has none until all its days are there.", "缺了日子的段也画了。日子没齐就不画。"),
    ("missing_days_are_zero", {"partial": "zero"},
     "Days that are not in the table count as 0. Such a phase has no mark.", "不在表里的日子当成了 0。这样的段不画。"),
    ("sums_for_means", {"per_day": False},
     "The heights are sums of the phase. Per day: means.", "高度是整段的和。要一天的平均。"),
    ("change_for_ratio", {"ratio": "change"},
     "The heights are changes. 1 is as usual: no 1 comes off.", "高度成了变化。和平常一样是 1，不要减 1。"),
    ("yuan_for_ratio", {"ratio": "yuan"}, "The heights are yuan. Divide by the usual.", "高度是元。要除以平常。"),
    ("gap_in_yuan", {"ratio": "gap"}, "The heights are differences. A ratio is asked for.", "高度是差。要比值。"),
):  # fmt: skip
    slip(chart_dip, _name, wall(**_options), _en, _zh)


@chart_dip.wrong(
    en="The right marks, but without a title and axis labels: nobody else can read this chart.",
    zh="标记是对的，但没有标题，轴也没有名称：别人看不懂这张图。",
)
def bare_bars(daily, start, end):
    return draw_phases(phase_heights(daily, start, end), title="", xlabel="", ylabel="")


@chart_dip.wrong(
    en="One bar for everything after the campaign. Two weeks, two marks.",
    zh="活动之后合成了一根柱子。两周，两个标记。",
)
def one_bar_for_both_weeks(daily, start, end):
    heights = phase_heights(daily, start, end)
    later = [heights.pop(name) for name in (1, 2) if name in heights]
    return draw_phases(heights | ({1: sum(later) / len(later)} if later else {}))
