"""Cases of chapter 7: inputs, right variants and wrong answers. Expected values come from the solutions in exercises.md."""

import math

import numpy as np
import pandas as pd

from classroom.cases import Exercise, World

# cost_plus_price: the computed price, then the label

cost_plus_price = Exercise(
    points=3, library=["metrics.cost_plus_price(unit_cost, rate, basis, fee_rate)"], tolerance=1e-9
)


def label_of(price: float) -> float:
    """The lowest label that is not below a price, counted up from 9."""
    label = 9.0
    while price - label >= 0.01:
        label += 10
    return label


def computed(unit_cost, rate, basis, fee_rate) -> float:
    """The price before the label rule; NaN if nothing is left for the cost."""
    if basis == "cost":
        left, wanted = 1 - fee_rate, unit_cost * (1 + rate)
    elif basis == "price":
        left, wanted = 1 - fee_rate - rate, unit_cost
    else:
        raise ValueError(basis)
    return wanted / left if left > 1e-12 else math.nan


@cost_plus_price.example
def the_pan_of_the_question():
    return {"unit_cost": 40.0, "rate": 0.6, "basis": "cost", "fee_rate": 0.06}, 69.0


@cost_plus_price.visible(en="profit on the cost", zh="按成本加成")
def on_the_cost():
    return {"unit_cost": 40.0, "rate": 0.6, "basis": "cost", "fee_rate": 0.06}


@cost_plus_price.visible(en="profit on the price", zh="按售价算利润")
def on_the_price():
    return {"unit_cost": 87.0, "rate": 0.35, "basis": "price", "fee_rate": 0.08}


@cost_plus_price.visible(en="nobody says basis or fee", zh="不写 basis 和 fee_rate")
def defaults():
    return {"unit_cost": 100.0, "rate": 0.5}


@cost_plus_price.visible(en="a high fee", zh="扣点很高")
def a_high_fee():
    return {"unit_cost": 60.0, "rate": 0.5, "basis": "cost", "fee_rate": 0.25}


@cost_plus_price.visible(en="more than the cost is added", zh="加的比成本还多")
def more_than_doubled():
    return {"unit_cost": 43.0, "rate": 1.2, "basis": "cost", "fee_rate": 0.1}


@cost_plus_price.visible(edge=True, en="the computed price is a label", zh="算出来正好是标签")
def exactly_a_label():
    return {"unit_cost": 46.0, "rate": 0.5, "basis": "cost", "fee_rate": 0.0}


@cost_plus_price.visible(edge=True, en="half a fen above a label", zh="比标签多半分钱")
def half_a_fen_above():
    return {"unit_cost": 46.0034, "rate": 0.5, "basis": "cost", "fee_rate": 0.0}


@cost_plus_price.visible(edge=True, en="two fen above a label", zh="比标签多两分钱")
def two_fen_above():
    return {"unit_cost": 46.0134, "rate": 0.5, "basis": "cost", "fee_rate": 0.0}


@cost_plus_price.visible(edge=True, en="half a yuan above a label", zh="比标签多五毛")
def just_above_a_label():
    return {"unit_cost": 51.5, "rate": 0.35, "basis": "cost", "fee_rate": 0.0}


@cost_plus_price.visible(edge=True, en="a cheap good", zh="很便宜的商品")
def cheap():
    return {"unit_cost": 2.0, "rate": 0.6, "basis": "cost", "fee_rate": 0.06}


@cost_plus_price.visible(edge=True, en="fee and profit take the whole price", zh="扣点加利润占满售价")
def nothing_left():
    return {"unit_cost": 40.0, "rate": 0.7, "basis": "price", "fee_rate": 0.3}


@cost_plus_price.visible(edge=True, en="the fee takes the whole price", zh="扣点占满售价")
def all_fee():
    return {"unit_cost": 40.0, "rate": 0.2, "basis": "cost", "fee_rate": 1.0}


@cost_plus_price.visible(edge=True, en="a misspelt basis", zh="basis 写错了")
def misspelt():
    return {"unit_cost": 40.0, "rate": 0.2, "basis": "margin", "fee_rate": 0.0}


@cost_plus_price.hidden(worlds=4)
def other_goods(world: World):
    basis = str(world.rng.choice(["cost", "price"]))
    rate = round(float(world.rng.uniform(0.1, 0.5)), 3)
    return {
        "unit_cost": round(float(world.rng.uniform(2, 400)), 2),
        "rate": rate,
        "basis": basis,
        "fee_rate": round(float(world.rng.uniform(0, 0.2)), 3),
    }


@cost_plus_price.invariant(en="A label ends in 9 yuan.", zh="标签以 9 元结尾。")
def ends_in_nine(result, **inputs):
    return math.isnan(result) or round(result % 10, 6) == 9


@cost_plus_price.right
def counting_up(unit_cost, rate, basis="cost", fee_rate=0.0):
    price = computed(unit_cost, rate, basis, fee_rate)
    return price if math.isnan(price) else label_of(price)


@cost_plus_price.right
def with_whole_tens(unit_cost, rate, basis="cost", fee_rate=0.0):
    if not (basis == "cost" or basis == "price"):
        raise ValueError("basis")
    below = 1 - fee_rate if basis == "cost" else 1 - fee_rate - rate
    if round(below, 9) <= 0:
        return np.nan
    price = (unit_cost + unit_cost * rate * (basis == "cost")) / below
    tens, rest = divmod(price - 9, 10)
    return max(9.0, 9 + 10 * (tens + (rest >= 0.01)))


def labelled(price: float) -> float:
    return price if math.isnan(price) else label_of(price)


@cost_plus_price.wrong(
    en="The fee was added on top of the price. The platform takes it from the whole price, so from the addition too: divide by 1 − fee.",
    zh="扣点是在价格上加的。平台从整个售价里扣，连加上去的那截也扣：要除以 1 − 扣点。",
)
def fee_added_on_top(unit_cost, rate, basis="cost", fee_rate=0.0):
    price = computed(unit_cost, rate, basis, 0.0) if basis != "price" or rate < 1 else math.nan
    return labelled(price * (1 + fee_rate)) if computed(unit_cost, rate, basis, fee_rate) > 0 else math.nan


@cost_plus_price.wrong(
    en="The fee was counted from the cost. It is a share of the price: it belongs under the line.",
    zh="扣点是按成本算的。它是售价的几成：要放到分母里。",
)
def fee_on_the_cost(unit_cost, rate, basis="cost", fee_rate=0.0):
    exact = computed(unit_cost, rate, basis, fee_rate)
    if math.isnan(exact):
        return exact
    return labelled(unit_cost * (1 + rate + fee_rate) if basis == "cost" else unit_cost * (1 + fee_rate) / (1 - rate))


@cost_plus_price.wrong(
    en="With basis 'cost' the fee was added to the rate: cost × (1 + rate + fee). The platform takes it from the price, so the fee belongs under the line: divide by 1 − fee.",
    zh="按成本算时，扣点和 rate 加在了一起：成本 ×（1 + rate + 扣点）。平台是从售价里扣的，扣点要放到分母里：除以 1 − 扣点。",
)
def fee_added_to_the_rate(unit_cost, rate, basis="cost", fee_rate=0.0):
    if basis == "cost":
        return labelled(unit_cost * (1 + rate + fee_rate))
    return labelled(computed(unit_cost, rate, basis, fee_rate))


@cost_plus_price.wrong(
    en="With basis 'cost' a rate above 1 came out as NaN. There the rate is a share of the cost and may be any size: only 1 − fee counts.",
    zh="按成本算时，rate 超过 1 就返回了 NaN。这时 rate 是成本的几成，多大都行，只看 1 − 扣点。",
)
def room_of_the_price_basis(unit_cost, rate, basis="cost", fee_rate=0.0):
    exact = computed(unit_cost, rate, basis, fee_rate)
    return labelled(exact) if 1 - fee_rate - rate > 1e-12 else math.nan


@cost_plus_price.wrong(
    en="A price a few fen above a label still got that label. Only less than one fen above counts as the label.",
    zh="比标签多出几分钱的，也算成了这个标签。只有多出不到一分钱的才算。",
)
def few_fen_ignored(unit_cost, rate, basis="cost", fee_rate=0.0):
    exact = computed(unit_cost, rate, basis, fee_rate)
    return exact if math.isnan(exact) else max(9.0, 9.0 + 10 * math.ceil((exact - 9.05) / 10))


@cost_plus_price.wrong(en="The platform's fee is missing.", zh="漏了平台扣点。")
def no_fee(unit_cost, rate, basis="cost", fee_rate=0.0):
    exact = computed(unit_cost, rate, basis, fee_rate)
    return exact if math.isnan(exact) else labelled(computed(unit_cost, rate, basis, 0.0))


@cost_plus_price.wrong(
    en="The rate was always taken from the cost. With basis 'price' it is a share of the price, beside the fee.",
    zh="rate 总是按成本算的。basis 是 'price' 时，它是售价的几成，和扣点放在一起。",
)
def always_on_the_cost(unit_cost, rate, basis="cost", fee_rate=0.0):
    exact = computed(unit_cost, rate, basis, fee_rate)
    return exact if math.isnan(exact) else labelled(computed(unit_cost, rate, "cost", fee_rate))


@cost_plus_price.wrong(
    en="The rate was always taken from the price. With basis 'cost' it is a share of the cost.",
    zh="rate 总是按售价算的。basis 是 'cost' 时，它是成本的几成。",
)
def always_on_the_price(unit_cost, rate, basis="cost", fee_rate=0.0):
    exact = computed(unit_cost, rate, basis, fee_rate)
    return exact if math.isnan(exact) else labelled(computed(unit_cost, rate, "price", fee_rate))


@cost_plus_price.wrong(
    en="With basis 'price' profit and fee were taken off one after the other. Both are shares of the same price: subtract both from 1.",
    zh="basis 是 'price' 时，利润和扣点是一前一后去掉的。两样都是同一个售价的几成：要一起从 1 里减。",
)
def one_after_the_other(unit_cost, rate, basis="cost", fee_rate=0.0):
    exact = computed(unit_cost, rate, basis, fee_rate)
    if math.isnan(exact) or basis == "cost":
        return labelled(exact)
    return labelled(unit_cost / (1 - rate) / (1 - fee_rate))


@cost_plus_price.wrong(
    en="The profit was multiplied onto the cost with basis 'price' too, and then taken from the price again.",
    zh="basis 是 'price' 时，利润既乘在了成本上，又从售价里扣了一遍。",
)
def profit_twice(unit_cost, rate, basis="cost", fee_rate=0.0):
    exact = computed(unit_cost, rate, basis, fee_rate)
    return labelled(exact * (1 + rate) if basis == "price" else exact)


@cost_plus_price.wrong(
    en="The computed price came back without the label rule: labels end in 9 yuan.",
    zh="返回了算出来的价，没有按标签规矩来：标签以 9 元结尾。",
)
def without_a_label(unit_cost, rate, basis="cost", fee_rate=0.0):
    return computed(unit_cost, rate, basis, fee_rate)


@cost_plus_price.wrong(
    en="The label lies below the computed price, so the promised profit is not held. Go up to the next label.",
    zh="标签比算出来的价低，说好的利润就守不住了。要往上走到下一个标签。",
)
def label_below(unit_cost, rate, basis="cost", fee_rate=0.0):
    exact = computed(unit_cost, rate, basis, fee_rate)
    return exact if math.isnan(exact) else max(9.0, 9 + 10 * math.floor((exact - 9 + 1e-9) / 10))


@cost_plus_price.wrong(
    en="The nearest label was taken; half of the time it lies below the price. Take the lowest that is not below it.",
    zh="取的是最近的标签，有一半的时候会低于算出来的价。要取不低于它的最低标签。",
)
def nearest_label(unit_cost, rate, basis="cost", fee_rate=0.0):
    exact = computed(unit_cost, rate, basis, fee_rate)
    return exact if math.isnan(exact) else max(9.0, 9.0 + 10 * round((exact - 9) / 10))


@cost_plus_price.wrong(
    en="A computed price that is a label already went up by ten yuan. It stays as it is.",
    zh="算出来正好是标签的，又往上加了十元。它应该不动。",
)
def label_goes_up(unit_cost, rate, basis="cost", fee_rate=0.0):
    exact = computed(unit_cost, rate, basis, fee_rate)
    return exact if math.isnan(exact) else max(9.0, 19 + 10 * math.floor((exact - 9 + 1e-9) / 10))


@cost_plus_price.wrong(
    en="Less than a fen above a label went up to the next one. By the rule it still counts as the label.",
    zh="只比标签多不到一分钱的，跳到了下一个标签。按规矩它还算这个标签。",
)
def fen_goes_up(unit_cost, rate, basis="cost", fee_rate=0.0):
    exact = computed(unit_cost, rate, basis, fee_rate)
    return exact if math.isnan(exact) else max(9.0, 9.0 + 10 * math.ceil((exact - 9 - 1e-9) / 10))


@cost_plus_price.wrong(
    en="A price half a yuan above a label still got that label. Only less than a fen above counts as the label.",
    zh="比标签多出五毛的，也算成了这个标签。只有多出不到一分钱的才算。",
)
def yuan_ignored(unit_cost, rate, basis="cost", fee_rate=0.0):
    exact = computed(unit_cost, rate, basis, fee_rate)
    return exact if math.isnan(exact) else max(9.0, 9.0 + 10 * math.ceil((math.floor(exact + 1e-9) - 9) / 10))


@cost_plus_price.wrong(
    en="The price went up to the next whole ten. Labels end in 9: 9, 19, 29.",
    zh="往上取到了整十。标签以 9 结尾：9、19、29。",
)
def whole_tens(unit_cost, rate, basis="cost", fee_rate=0.0):
    exact = computed(unit_cost, rate, basis, fee_rate)
    return exact if math.isnan(exact) else 10.0 * math.ceil(exact / 10)


@cost_plus_price.wrong(
    en="First a whole ten upwards, then one yuan off: a price such as 69.30 comes out at 69, below what was computed.",
    zh="先往上取整十，再减一元：69.30 这样的价会变成 69，比算出来的低。",
)
def ten_less_one(unit_cost, rate, basis="cost", fee_rate=0.0):
    exact = computed(unit_cost, rate, basis, fee_rate)
    return exact if math.isnan(exact) else 10.0 * math.ceil((exact - 1e-9) / 10) - 1


@cost_plus_price.wrong(
    en="The label ends in 9 tenths. The rule wants 9 yuan: 9, 19, 29.",
    zh="标签以 0.9 元结尾。规矩要的是以 9 元结尾：9、19、29。",
)
def nine_tenths(unit_cost, rate, basis="cost", fee_rate=0.0):
    exact = computed(unit_cost, rate, basis, fee_rate)
    return exact if math.isnan(exact) else math.ceil(exact - 0.9 - 1e-9) + 0.9


@cost_plus_price.wrong(
    en="Fee and profit leave nothing, and a price came out. No price is high enough: NaN.",
    zh="扣点和利润已经占满，却算出了一个价。定多高都没用：应该是 NaN。",
)
def price_without_room(unit_cost, rate, basis="cost", fee_rate=0.0):
    exact = computed(unit_cost, rate, basis, fee_rate)
    return 9.0 if math.isnan(exact) else labelled(exact)


@cost_plus_price.wrong(
    en="Where nothing is left, infinity came out. The rule says NaN: there is no such price.",
    zh="扣光了的情况得到了无穷大。规矩说是 NaN：没有这样的价。",
)
def infinite_price(unit_cost, rate, basis="cost", fee_rate=0.0):
    exact = computed(unit_cost, rate, basis, fee_rate)
    return math.inf if math.isnan(exact) else labelled(exact)


@cost_plus_price.wrong(
    en="Where nothing is left, an error was raised. That case is no mistake of the caller: return NaN.",
    zh="扣光了的情况抛出了错误。这不是调用的人弄错了：返回 NaN。",
)
def error_without_room(unit_cost, rate, basis="cost", fee_rate=0.0):
    exact = computed(unit_cost, rate, basis, fee_rate)
    if math.isnan(exact):
        raise ValueError("nothing is left")
    return labelled(exact)


@cost_plus_price.wrong(
    en="A misspelt basis passed as 'price'. A number under a wrong name is worse than an error: raise a ValueError.",
    zh="basis 写错了，却当成 'price' 算了。名不副实的数比报错更糟：要抛出 ValueError。",
)
def any_basis(unit_cost, rate, basis="cost", fee_rate=0.0):
    return labelled(computed(unit_cost, rate, "cost" if basis == "cost" else "price", fee_rate))


@cost_plus_price.wrong(
    en="A misspelt basis passed as 'cost'. Raise a ValueError instead.",
    zh="basis 写错了，却当成 'cost' 算了。要抛出 ValueError。",
)
def any_basis_is_cost(unit_cost, rate, basis="cost", fee_rate=0.0):
    return labelled(computed(unit_cost, rate, "price" if basis == "price" else "cost", fee_rate))


@cost_plus_price.wrong(
    en="A misspelt basis was answered with NaN. NaN means that no price is high enough; a misspelt word is a ValueError.",
    zh="basis 写错了，返回的是 NaN。NaN 的意思是定多高都没用；写错字要抛出 ValueError。",
)
def misspelt_is_nan(unit_cost, rate, basis="cost", fee_rate=0.0):
    return labelled(computed(unit_cost, rate, basis, fee_rate)) if basis in ("cost", "price") else math.nan


# price_elasticity: log on log with an effect of each product

price_elasticity = Exercise(
    points=3,
    tolerance=1e-6,
    library=[
        "metrics.price_elasticity(history, controls or [], item='sku_id')['elasticity']",
        "metrics.price_elasticity(history[~history['stock_out']], controls or [], item='sku_id')['elasticity']",
    ],
)
DAY_COLUMNS = ["sku_id", "price", "units", "stock_out", "promo", "rival"]


def days_of(*rows: tuple) -> pd.DataFrame:
    """Days of products: item, price, pieces, sold out, on promotion, the rival's log price."""
    filled = [(*row, *(False, False, 0.0)[len(row) - 3 :]) for row in rows]
    table = pd.DataFrame(filled, columns=DAY_COLUMNS)
    return table.astype({"price": float, "units": int, "stock_out": bool, "promo": bool, "rival": float})


SHELF = days_of(
    (1, 20, 31), (1, 24, 22), (1, 27, 18, False, False, 0.05), (1, 22, 40, False, True, -0.04), (1, 30, 14),
    (2, 60, 9), (2, 72, 7), (2, 66, 8, False, False, 0.10), (2, 54, 25, False, True), (2, 80, 4, False, False, -0.06),
    (3, 40, 12), (3, 45, 9), (3, 40, 14), (1, 26, 3, True), (2, 90, 1, True, False, 0.02), (3, 50, 2, True),
)  # fmt: skip
RACK = days_of(
    (9, 199, 14, False, False, 0.01), (7, 15, 60), (9, 210, 10), (8, 88, 5, False, True, 0.2), (7, 18, 44, False, True),
    (9, 179, 21, False, True, -0.03), (7, 12, 75, False, False, 0.04), (8, 99, 6), (8, 88, 4), (7, 15, 51, False, False, -0.02),
    (9, 189, 16), (7, 18, 30), (9, 229, 0, False, False, 0.07), (7, 13, 1, True),
)  # fmt: skip


def regression(
    history, controls=None, stock_out=True, zero="half", prices=3, item=True, logs=True, first=True, raw=False
):
    """The coefficient with a dummy for each product; the options are the slips of the wrong answers below."""
    rows = history[~history["stock_out"]] if stock_out else history
    if zero == "dropped":
        rows = rows[rows["units"] > 0]
    counted = rows if first else history
    many = counted.groupby("sku_id")["price"].nunique()
    rows = rows[rows["sku_id"].isin(many[many >= prices].index)]
    if not len(rows):
        return math.nan
    units = {
        "half": rows["units"].replace(0, 0.5),
        "one": rows["units"] + 1,
        "half_more": rows["units"] + 0.5,
        "dropped": rows["units"],
        "floor": rows["units"].replace(0, 1),
    }[zero]
    response, price = (np.log(units), np.log(rows["price"])) if logs else (units, rows["price"])
    price = rows["price"] if raw else price
    design = [price.to_numpy(float), *(rows[name].to_numpy(float) for name in controls or [])]
    if item:
        design += [(rows["sku_id"] == one).to_numpy(float) for one in rows["sku_id"].unique()]
    else:
        design.append(np.ones(len(rows)))
    return float(np.linalg.lstsq(np.column_stack(design), response.to_numpy(float), rcond=None)[0][0])


@price_elasticity.example
def the_doubling_of_the_question():
    history = days_of((1, 10, 80), (1, 20, 20), (1, 40, 5), (1, 20, 3, True), (2, 7, 9), (2, 9, 4))
    return {"history": history, "controls": None}, -2.0


@price_elasticity.visible(en="one shelf, no controls", zh="一架货，没有控制变量")
def one_shelf():
    return {"history": SHELF}


@price_elasticity.visible(en="another shelf, shuffled, with a control", zh="另一架货，顺序打乱，有一个控制变量")
def another_shelf():
    return {"history": RACK, "controls": ["promo"]}


@price_elasticity.visible(en="two controls", zh="两个控制变量")
def two_controls():
    return {"history": SHELF, "controls": ["promo", "rival"]}


@price_elasticity.visible(edge=True, en="an empty list of controls", zh="控制变量是空列表")
def empty_list():
    return {"history": RACK, "controls": []}


@price_elasticity.visible(edge=True, en="days without a sale", zh="有一件没卖的日子")
def many_zeros():
    history = days_of((4, 30, 0), (4, 25, 2), (4, 20, 3), (4, 35, 0), (4, 25, 1), (5, 12, 6), (5, 10, 9), (5, 14, 5))
    return {"history": history}


@price_elasticity.visible(edge=True, en="a third price only on a sold-out day", zh="第三个价只出现在断货日")
def third_price_sold_out():
    history = days_of((1, 10, 30), (1, 12, 21), (1, 15, 4, True), (2, 10, 9), (2, 12, 7), (2, 15, 5), (2, 11, 8))
    return {"history": history}


@price_elasticity.visible(edge=True, en="three days, two prices", zh="三天，只有两个价")
def three_days_two_prices():
    history = days_of(
        (1, 10, 30), (1, 12, 10), (1, 10, 34), (2, 10, 9), (2, 12, 7), (2, 15, 5), (3, 20, 4), (3, 22, 4), (3, 25, 2)
    )
    return {"history": history}


@price_elasticity.visible(edge=True, en="nothing remains", zh="一行也没剩下")
def nothing_remains():
    return {"history": days_of((1, 10, 30), (1, 12, 21), (2, 15, 4, True))}


@price_elasticity.visible(edge=True, en="no days", zh="空表")
def no_days():
    return {"history": SHELF.head(0), "controls": ["promo"]}


@price_elasticity.hidden(worlds=3)
def other_shelves(world: World):
    rng = world.rng
    rows = []
    for item in range(1, 7):
        base, level = rng.uniform(10, 200), rng.uniform(2, 40)
        tried = (base * np.array([0.8, 0.9, 1.0, 1.15])).round(1)[: 2 if item == 6 else 4]
        for _ in range(14):
            price, promo = float(rng.choice(tried)), bool(rng.random() < 0.2)
            units = rng.poisson(level * (price / base) ** -2 * (1.6 if promo else 1))
            rows.append((item, price, int(units), bool(rng.random() < 0.1), promo, float(rng.normal(0, 0.1))))
    return {"history": days_of(*rows), "controls": [["promo"], ["promo", "rival"], None][int(rng.integers(3))]}


@price_elasticity.right
def with_dummies(history, controls=None):
    return regression(history, controls)


@price_elasticity.right
def with_statsmodels(history, controls=None):
    import statsmodels.api as sm

    kept = history.loc[~history["stock_out"]].copy()
    kept["y"] = np.log(np.where(kept["units"] == 0, 0.5, kept["units"]))
    kept = kept.groupby("sku_id").filter(lambda days: days["price"].nunique() > 2)
    if kept.empty:
        return np.nan
    design = pd.get_dummies(kept["sku_id"], dtype=float)
    design.columns = [f"item {name}" for name in design.columns]
    for name in controls or ():
        design[name] = kept[name].astype(float)
    design["log_price"] = np.log(kept["price"])
    return sm.OLS(kept["y"], design).fit().params["log_price"]


@price_elasticity.wrong(
    en="Sold-out days are still in. They show what was left, not what was wanted.",
    zh="断货的日子还在里面。那天看到的是剩下的货，不是想买的人。",
)
def sold_out_kept(history, controls=None):
    return regression(history, controls, stock_out=False)


@price_elasticity.wrong(
    en="Days without a sale were left out. By the rule they count as half a piece: dear days without a sale are what elasticity is about.",
    zh="一件没卖的日子被去掉了。按规矩它们算半件：价高而没卖出去的日子，正是弹性要看的。",
)
def zeros_dropped(history, controls=None):
    return regression(history, controls, zero="dropped")


@price_elasticity.wrong(
    en="One piece was added to every day. Only days without a sale change, to half a piece.",
    zh="每一天都加了一件。只有一件没卖的日子要改，改成半件。",
)
def one_added(history, controls=None):
    return regression(history, controls, zero="one")


@price_elasticity.wrong(
    en="Half a piece was added to every day. Only days without a sale become half a piece.",
    zh="每一天都加了半件。只有一件没卖的日子才算半件，别的日子不动。",
)
def half_added(history, controls=None):
    return regression(history, controls, zero="half_more")


@price_elasticity.wrong(
    en="The price went in without its logarithm, only the units have one. That is percent per yuan: take logarithms of both.",
    zh="件数取了对数，价格没有取。那是每元变百分之几：两边都要取对数。",
)
def raw_prices(history, controls=None):
    return regression(history, controls, raw=True)


@price_elasticity.wrong(
    en="Days without a sale were set to one piece. The rule says half a piece.",
    zh="一件没卖的日子改成了一件。规矩是半件。",
)
def zeros_as_one(history, controls=None):
    return regression(history, controls, zero="floor")


@price_elasticity.wrong(
    en="Products with two prices are still in. The rule asks for three different ones.",
    zh="只有两个价的商品还在里面。规矩要三个不同的价。",
)
def two_prices_enough(history, controls=None):
    return regression(history, controls, prices=2)


@price_elasticity.wrong(
    en="More than three different prices were asked for. Three are enough.", zh="要求了三个以上的价。三个就够了。"
)
def four_prices(history, controls=None):
    return regression(history, controls, prices=4)


@price_elasticity.wrong(
    en="The number of prices was counted before sold-out days were left out. The order of the rules matters: a price that only a sold-out day had does not count.",
    zh="数有几个价的时候，断货日还没去掉。规矩有先后：只在断货日出现过的价不算。",
)
def prices_counted_first(history, controls=None):
    return regression(history, controls, first=False)


@price_elasticity.wrong(
    en="Days were counted, not different prices. Three days at two prices are two prices.",
    zh="数的是天数，不是不同的价。三天两个价，还是两个价。",
)
def days_counted(history, controls=None):
    rows = history[~history["stock_out"]]
    return regression(rows[rows.groupby("sku_id")["price"].transform("size") >= 3], controls, prices=0)


@price_elasticity.wrong(
    en="All products share one constant, so the answer mixes 'dear products sell less' with 'a price went up'. Each product has an effect of its own.",
    zh="所有商品共用一个常数，于是“贵的商品本来卖得少”和“涨了价”混在一起。每个商品要有自己的效应。",
)
def one_cloud(history, controls=None):
    return regression(history, controls, item=False)


@price_elasticity.wrong(en="The controls were not used.", zh="没有用上控制变量。")
def controls_ignored(history, controls=None):
    return regression(history)


@price_elasticity.wrong(en="Only the first control was used.", zh="只用了第一个控制变量。")
def first_control_only(history, controls=None):
    return regression(history, (controls or [])[:1])


@price_elasticity.wrong(
    en="'promo' was used whether or not it stands in controls. Use the columns that controls names.",
    zh="不管 controls 里有没有，都用了 'promo'。要用 controls 点名的列。",
)
def always_promo(history, controls=None):
    return regression(history, list(dict.fromkeys([*(controls or []), "promo"])))


@price_elasticity.wrong(
    en="The product's mean was taken off price and units, not off the controls. Take it off every column.",
    zh="价格和件数减了商品的平均，控制变量没减。每一列都要减。",
)
def controls_with_their_means(history, controls=None):
    rows = history[~history["stock_out"]]
    rows = rows[rows.groupby("sku_id")["price"].transform("nunique") >= 3]
    if rows.empty:
        return math.nan
    both = pd.DataFrame({"y": np.log(rows["units"].clip(lower=0.5)), "x": np.log(rows["price"])})
    both -= both.groupby(rows["sku_id"]).transform("mean")
    design = np.column_stack([both["x"], *(rows[name].astype(float) for name in controls or [])])
    return float(np.linalg.lstsq(design, both["y"].to_numpy(), rcond=None)[0][0])


@price_elasticity.wrong(
    en="That is pieces per yuan, not percent per percent: take logarithms of both.",
    zh="得到的是每元几件，不是百分之几对百分之几：两边都要取对数。",
)
def without_logarithms(history, controls=None):
    return regression(history, controls, logs=False)


@price_elasticity.wrong(
    en="Slope of log price on log units: the axes are swapped. Units answer to the price.",
    zh="求的是对数价格对对数件数的斜率：两边反了。是件数随价格动。",
)
def axes_swapped(history, controls=None):
    rows = history[~history["stock_out"]]
    rows = rows[rows.groupby("sku_id")["price"].transform("nunique") >= 3]
    if rows.empty:
        return math.nan
    both = pd.DataFrame({"y": np.log(rows["units"].clip(lower=0.5)), "x": np.log(rows["price"])})
    both -= both.groupby(rows["sku_id"]).transform("mean")
    return float(both["x"].cov(both["y"]) / both["y"].var())


@price_elasticity.wrong(
    en="Logarithms to base 10 on one side and natural ones on the other.",
    zh="一边用了以 10 为底的对数，另一边是自然对数。",
)
def mixed_bases(history, controls=None):
    return regression(history, controls) / math.log(10)


@price_elasticity.wrong(
    en="An elasticity a product was averaged. The question asks for one coefficient over all rows, so products with more days and prices weigh more.",
    zh="每个商品算了一个弹性再平均。题目要的是全部行合在一起的一个系数，天数和价格多的商品分量更重。",
)
def mean_of_products(history, controls=None):
    rows = history[~history["stock_out"]]
    rows = rows[rows.groupby("sku_id")["price"].transform("nunique") >= 3]
    found = [regression(days, controls) for _, days in rows.groupby("sku_id")]
    return float(np.mean(found)) if found else math.nan


@price_elasticity.wrong(
    en="The sign is off: with a higher price less is sold, so the elasticity is negative here.",
    zh="正负号反了：价高了卖得少，这里的弹性是负的。",
)
def without_its_sign(history, controls=None):
    return -regression(history, controls)


@price_elasticity.wrong(
    en="Where nothing remains 0 came out. That would mean that demand does not answer to the price; nobody knows: NaN.",
    zh="一行也没剩下时返回了 0。那等于说需求对价格没反应；其实是不知道：NaN。",
)
def nothing_is_zero(history, controls=None):
    value = regression(history, controls)
    return 0.0 if math.isnan(value) else value


# optimal_price: the formula with packing, and a cap

optimal_price = Exercise(
    points=3,
    tolerance=1e-9,
    library=[
        "metrics.optimal_price(elasticity, unit_cost, fee_rate)",
        "metrics.optimal_price(elasticity, unit_cost, fee_rate, 3.0)",
    ],
)


def best(elasticity, unit_cost, fee_rate=0.0, packing=3.0, cap=3.0):
    if not elasticity < -1:
        raise ValueError("elasticity")
    return min(elasticity / (1 + elasticity) * (unit_cost + packing) / (1 - fee_rate), cap * unit_cost)


@optimal_price.example
def the_price_of_the_question():
    return {"elasticity": -2.5, "unit_cost": 27.0, "fee_rate": 0.04}, 2.5 / 1.5 * 30 / 0.96


@optimal_price.visible(en="elastic demand", zh="需求有弹性")
def elastic():
    return {"elasticity": -2.5, "unit_cost": 27.0, "fee_rate": 0.04}


@optimal_price.visible(en="no fee is named", zh="不写 fee_rate")
def no_fee_named():
    return {"elasticity": -3.4, "unit_cost": 12.5}


@optimal_price.visible(en="a dear good", zh="贵的商品")
def dear():
    return {"elasticity": -1.8, "unit_cost": 210.0, "fee_rate": 0.1}


@optimal_price.visible(edge=True, en="the cap holds", zh="封顶起作用")
def capped():
    return {"elasticity": -1.2, "unit_cost": 27.0, "fee_rate": 0.04}


@optimal_price.visible(edge=True, en="just under the cap", zh="刚好在封顶下面")
def under_the_cap():
    return {"elasticity": -1.6, "unit_cost": 40.0, "fee_rate": 0.0}


@optimal_price.visible(edge=True, en="packing lifts the price over the cap", zh="加上包装费就超过封顶")
def packing_lifts_over():
    return {"elasticity": -1.75, "unit_cost": 9.0, "fee_rate": 0.1}


@optimal_price.visible(edge=True, en="elasticity of exactly -1", zh="弹性正好是 −1")
def exactly_minus_one():
    return {"elasticity": -1.0, "unit_cost": 27.0, "fee_rate": 0.04}


@optimal_price.visible(edge=True, en="demand that hardly answers", zh="需求几乎没反应")
def inelastic():
    return {"elasticity": -0.5, "unit_cost": 27.0, "fee_rate": 0.04}


@optimal_price.visible(edge=True, en="a positive elasticity", zh="弹性是正数")
def positive():
    return {"elasticity": 2.5, "unit_cost": 27.0, "fee_rate": 0.0}


@optimal_price.hidden(worlds=4)
def other_prices(world: World):
    rng = world.rng
    return {
        "elasticity": round(float(rng.uniform(-4, -1.05)), 2),
        "unit_cost": round(float(rng.uniform(5, 300)), 2),
        "fee_rate": round(float(rng.uniform(0, 0.2)), 3),
    }


@optimal_price.invariant(en="The price covers cost, packing and fee.", zh="售价要盖住成本、包装费和扣点。")
def covers_the_cost(result, *, unit_cost, fee_rate=0.0, **inputs):
    return result >= min((unit_cost + 3) / (1 - fee_rate), 3 * unit_cost) - 1e-9


@optimal_price.right
def by_a_mark_up(elasticity, unit_cost, fee_rate=0.0):
    if elasticity >= -1:
        raise ValueError("no best price")
    covered = (unit_cost + 3) / (1 - fee_rate)
    price = covered * (1 + 1 / (abs(elasticity) - 1))
    return price if price < 3 * unit_cost else 3 * unit_cost


@optimal_price.right
def by_a_search_of_the_profit(elasticity, unit_cost, fee_rate=0.0):
    if elasticity >= -1:
        raise ValueError(elasticity)
    # Profit's slope: units * ((1 - fee)(1 + e) - e cost / price) = 0.
    low, high = 1e-9, 1e9
    for _ in range(200):
        middle = (low + high) / 2
        if (1 - fee_rate) * (1 + elasticity) - elasticity * (unit_cost + 3) / middle > 0:
            low = middle
        else:
            high = middle
    return np.minimum(low, 3.0 * unit_cost)


@optimal_price.wrong(en="The packing is missing.", zh="漏了包装费。")
def packing_forgotten(elasticity, unit_cost, fee_rate=0.0):
    return best(elasticity, unit_cost, fee_rate, packing=0)


@optimal_price.wrong(
    en="The packing was added to the finished price. It is a cost like the goods: it belongs inside the formula.",
    zh="包装费加在了算好的价格上。它和货一样是成本：要放进公式里。",
)
def packing_on_top(elasticity, unit_cost, fee_rate=0.0):
    if elasticity >= -1:
        raise ValueError
    return min(elasticity / (1 + elasticity) * unit_cost / (1 - fee_rate) + 3, 3 * unit_cost)


@optimal_price.wrong(
    en="The packing was left out of the fee. Fee is taken from the whole price: divide cost and packing by 1 − fee.",
    zh="包装费没有算上扣点。扣点按整个售价收：成本和包装费都要除以 1 − 扣点。",
)
def packing_without_fee(elasticity, unit_cost, fee_rate=0.0):
    if elasticity >= -1:
        raise ValueError
    return min(elasticity / (1 + elasticity) * (unit_cost / (1 - fee_rate) + 3), 3 * unit_cost)


@optimal_price.wrong(
    en="The cap is missing: never above three times the unit cost.", zh="漏了封顶：不超过单位成本的三倍。"
)
def no_cap(elasticity, unit_cost, fee_rate=0.0):
    return best(elasticity, unit_cost, fee_rate, cap=math.inf)


@optimal_price.wrong(
    en="The cap holds packing as well. It is three times the unit cost alone.",
    zh="封顶把包装费也算进去了。封顶只是单位成本的三倍。",
)
def cap_with_packing(elasticity, unit_cost, fee_rate=0.0):
    return min(best(elasticity, unit_cost, fee_rate, cap=math.inf), 3 * (unit_cost + 3))


@optimal_price.wrong(
    en="The cap was raised by the fee. It is three times the unit cost, as it stands.",
    zh="封顶又除以了 1 − 扣点。封顶就是单位成本的三倍。",
)
def cap_with_fee(elasticity, unit_cost, fee_rate=0.0):
    return min(best(elasticity, unit_cost, fee_rate, cap=math.inf), 3 * unit_cost / (1 - fee_rate))


@optimal_price.wrong(
    en="Three times the unit cost was taken as the lowest price. It is the highest.",
    zh="把单位成本的三倍当成了最低价。它是最高价。",
)
def cap_as_floor(elasticity, unit_cost, fee_rate=0.0):
    return max(best(elasticity, unit_cost, fee_rate, cap=math.inf), 3 * unit_cost)


@optimal_price.wrong(
    en="The unit cost was capped, not the price: three times packing and cost came under the formula.",
    zh="封顶封在了代入公式的成本上，应该封在算出来的售价上。",
)
def factor_capped(elasticity, unit_cost, fee_rate=0.0):
    if elasticity >= -1:
        raise ValueError
    return min(elasticity / (1 + elasticity), 3.0) * (unit_cost + 3) / (1 - fee_rate)


@optimal_price.wrong(en="The fee is missing.", zh="漏了扣点。")
def fee_forgotten(elasticity, unit_cost, fee_rate=0.0):
    return best(elasticity, unit_cost, 0.0)


@optimal_price.wrong(
    en="The fee was multiplied on. It is taken from the price: divide by 1 − fee.",
    zh="扣点是乘上去的。它从售价里扣：要除以 1 − 扣点。",
)
def fee_multiplied(elasticity, unit_cost, fee_rate=0.0):
    if elasticity >= -1:
        raise ValueError
    return min(elasticity / (1 + elasticity) * (unit_cost + 3) * (1 + fee_rate), 3 * unit_cost)


@optimal_price.wrong(
    en="Elasticity without its sign went into the formula: 2.5 / 3.5 is below 1 and the price below the cost. Keep the minus.",
    zh="弹性没带负号就代进了公式：2.5 ÷ 3.5 小于 1，价格就低于成本了。负号要留着。",
)
def sign_dropped(elasticity, unit_cost, fee_rate=0.0):
    if elasticity >= -1:
        raise ValueError
    size = abs(elasticity)
    return min(size / (1 + size) * (unit_cost + 3) / (1 - fee_rate), 3 * unit_cost)


@optimal_price.wrong(
    en="The quotient is upside down: elasticity stands above the line.", zh="分子分母倒过来了：弹性在上面。"
)
def upside_down(elasticity, unit_cost, fee_rate=0.0):
    if elasticity >= -1:
        raise ValueError
    return min((1 + elasticity) / elasticity * (unit_cost + 3) / (1 - fee_rate), 3 * unit_cost)


@optimal_price.wrong(
    en="A mark-up of 1 / |e| on the cost. That share belongs to the *price*: the mark-up on the cost is 1 / (|e| − 1).",
    zh="按成本加成了 1 ÷ |e|。那是**售价**里利润的份额：成本的加成率是 1 ÷（|e| − 1）。",
)
def share_of_price_on_cost(elasticity, unit_cost, fee_rate=0.0):
    if elasticity >= -1:
        raise ValueError
    return min((1 + 1 / abs(elasticity)) * (unit_cost + 3) / (1 - fee_rate), 3 * unit_cost)


@optimal_price.wrong(
    en="Where demand is not elastic the cap came out. There is no best price there: raise a ValueError.",
    zh="需求缺乏弹性时返回了封顶价。这时没有最优价：要抛出 ValueError。",
)
def inelastic_gets_the_cap(elasticity, unit_cost, fee_rate=0.0):
    return 3 * unit_cost if elasticity >= -1 else best(elasticity, unit_cost, fee_rate)


@optimal_price.wrong(
    en="Where demand is not elastic NaN came out. The rule wants a ValueError.",
    zh="需求缺乏弹性时返回了 NaN。规矩要的是抛出 ValueError。",
)
def inelastic_is_nan(elasticity, unit_cost, fee_rate=0.0):
    return math.nan if elasticity >= -1 else best(elasticity, unit_cost, fee_rate)


@optimal_price.wrong(
    en="An elasticity of exactly −1 was let through. It belongs to those that are refused.",
    zh="弹性正好 −1 的放过去了。它也在拒绝之列。",
)
def minus_one_allowed(elasticity, unit_cost, fee_rate=0.0):
    if elasticity > -1:
        raise ValueError
    return 3 * unit_cost if elasticity == -1 else best(elasticity, unit_cost, fee_rate)


@optimal_price.wrong(
    en="Only an elasticity of exactly −1 was refused, or a number came out above it. All from −1 upwards are refused.",
    zh="只拒绝了正好 −1 的。大于等于 −1 的都要拒绝。",
)
def only_minus_one_refused(elasticity, unit_cost, fee_rate=0.0):
    if elasticity == -1:
        raise ValueError
    return min(elasticity / (1 + elasticity) * (unit_cost + 3) / (1 - fee_rate), 3 * unit_cost)


@optimal_price.wrong(
    en="A positive elasticity passed because only the range from −1 to 0 was refused.",
    zh="只拒绝了 −1 到 0 之间的，正的弹性放过去了。",
)
def positive_allowed(elasticity, unit_cost, fee_rate=0.0):
    if -1 <= elasticity <= 0:
        raise ValueError
    return min(elasticity / (1 + elasticity) * (unit_cost + 3) / (1 - fee_rate), 3 * unit_cost)


@optimal_price.wrong(en="The price was rounded to whole yuan. Do not round.", zh="价格四舍五入到了整元。不要四舍五入。")
def rounded(elasticity, unit_cost, fee_rate=0.0):
    return float(round(best(elasticity, unit_cost, fee_rate)))


@optimal_price.wrong(en="The price was rounded to the fen. Do not round.", zh="价格四舍五入到了分。不要四舍五入。")
def rounded_to_the_fen(elasticity, unit_cost, fee_rate=0.0):
    return round(best(elasticity, unit_cost, fee_rate), 2)


@optimal_price.wrong(
    en="The sign of the elasticity was dropped before it was compared with −1. Then 2.5 (sales rise with the price) passes for −2.5: compare first.",
    zh="先去掉了弹性的正负号，才和 −1 比。这样 2.5（越贵卖得越多）就混成了 −2.5：要先比，再去符号。",
)
def size_compared(elasticity, unit_cost, fee_rate=0.0):
    return best(-abs(elasticity), unit_cost, fee_rate)


@optimal_price.wrong(
    en="A price above the cap was refused with an error. The cap is a price: return three times the unit cost.",
    zh="超过封顶就抛出了错误。封顶也是一个价：返回单位成本的三倍。",
)
def above_the_cap_refused(elasticity, unit_cost, fee_rate=0.0):
    if best(elasticity, unit_cost, fee_rate, cap=math.inf) > 3 * unit_cost:
        raise ValueError("too high")
    return best(elasticity, unit_cost, fee_rate)


@optimal_price.wrong(
    en="An elasticity of exactly −1 reached the formula, which divides by 0 there. Refuse it first, with a ValueError.",
    zh="弹性正好 −1 的进了公式，除数成了 0。要先拒绝它，抛出 ValueError。",
)
def minus_one_divides(elasticity, unit_cost, fee_rate=0.0):
    if elasticity > -1:
        raise ValueError
    return min(elasticity / (1 + elasticity) * (unit_cost + 3) / (1 - fee_rate), 3 * unit_cost)


# contribution_waterfall: where the money of an order goes

contribution_waterfall = Exercise(points=3, tolerance=1e-9)
STEPS = ["list", "discount", "fee", "freight", "cost", "contribution"]


def order_of(list_price, qty, shop_discount, platform_coupon, unit_cost, fee_rate) -> pd.Series:
    names = ["list_price", "qty", "shop_discount", "platform_coupon", "unit_cost", "fee_rate"]
    return pd.Series([list_price, qty, shop_discount, platform_coupon, unit_cost, fee_rate], index=names, dtype=float)


def staircase(order, **slip) -> pd.Series:
    """The six steps; the options are the slips of the wrong answers below."""
    pieces = order["qty"]
    if pieces == 0 and not slip.get("cancelled_counts"):
        return pd.Series(0.0, index=STEPS)
    off, coupon = (0.0 if math.isnan(order[name]) else order[name] for name in ("shop_discount", "platform_coupon"))
    pieces_of_goods = 1 if slip.get("one_piece") else pieces
    listed = order["list_price"] * pieces_of_goods
    ours = listed - off * (pieces if slip.get("discount_a_piece") else 1)
    paid = ours - coupon
    fee = order["fee_rate"] * {"ours": ours, "paid": paid, "listed": listed}[slip.get("fee", "ours")]
    base = {"paid": paid, "ours": ours, "listed": listed}[slip.get("threshold", "paid")]
    free = base > 99 if slip.get("strict") else base >= 99
    freight = 6.0 if slip.get("always_freight") or (free != bool(slip.get("swapped"))) else 0.0
    if slip.get("never_freight"):
        freight = 0.0
    discount = off * (pieces if slip.get("discount_a_piece") else 1) + (coupon if slip.get("coupon_ours") else 0.0)
    cost = order["unit_cost"] * (1 if slip.get("one_cost") else pieces)
    signs = -1.0 if not slip.get("no_signs") else 1.0
    values = [listed, signs * discount, signs * fee, signs * freight, signs * cost]
    total = listed - discount - fee - freight - cost
    return pd.Series([*values, total], index=STEPS, dtype=float)


@contribution_waterfall.example
def the_order_of_the_question():
    values = [120.0, -10.0, -5.5, 0.0, -50.0, 54.5]
    return {"order": order_of(60, 2, 10, 15, 25, 0.05)}, pd.Series(values, index=STEPS)


@contribution_waterfall.visible(en="two pieces, both discounts", zh="两件，两种优惠都有")
def two_pieces():
    return {"order": order_of(60, 2, 10, 15, 25, 0.05)}


@contribution_waterfall.visible(en="three pieces, sent at our cost", zh="三件，我们出运费")
def three_pieces():
    return {"order": order_of(79, 3, 30, 8, 41.5, 0.056)}


@contribution_waterfall.visible(en="one piece, no discount", zh="一件，没有优惠")
def one_piece_order():
    return {"order": order_of(45, 1, 0, 0, 22, 0.06)}


@contribution_waterfall.visible(edge=True, en="the customer pays exactly 99", zh="客人正好付 99")
def exactly_99():
    return {"order": order_of(62, 2, 15, 10, 20, 0.05)}


@contribution_waterfall.visible(edge=True, en="99 before the coupon, less after it", zh="减券前满 99，减券后不满")
def coupon_takes_it_below():
    return {"order": order_of(110, 1, 5, 12, 48, 0.05)}


@contribution_waterfall.visible(edge=True, en="no coupon: missing", zh="没有券：缺失")
def missing_coupon():
    return {"order": order_of(130, 1, 12, math.nan, 60, 0.08)}


@contribution_waterfall.visible(edge=True, en="no discount: missing", zh="没有店铺优惠：缺失")
def missing_discount():
    return {"order": order_of(34, 4, math.nan, 20, 19, 0.05)}


@contribution_waterfall.visible(edge=True, en="an order at a loss", zh="亏本的一单")
def at_a_loss():
    return {"order": order_of(120, 1, 40, 0, 85, 0.1)}


@contribution_waterfall.visible(edge=True, en="a cancelled order", zh="取消的订单")
def cancelled():
    return {"order": order_of(60, 0, 10, 5, 25, 0.05)}


@contribution_waterfall.hidden(worlds=4)
def other_orders(world: World):
    rng = world.rng
    price, qty = round(float(rng.uniform(20, 200)), 1), int(rng.integers(1, 5))
    return {
        "order": order_of(
            price,
            qty,
            float(rng.choice([0, 5, 10, 20, math.nan])),
            float(rng.choice([0, 8, 15, math.nan])),
            round(float(price * rng.uniform(0.3, 0.7)), 1),
            round(float(rng.uniform(0, 0.12)), 3),
        )
    }


@contribution_waterfall.invariant(en="The last step is the sum of the five before it.", zh="最后一级是前面五级之和。")
def steps_add_up(result, **inputs):
    return abs(result.iloc[:5].sum() - result.iloc[5]) < 1e-6


@contribution_waterfall.right
def step_by_step(order):
    return staircase(order)


@contribution_waterfall.right
def with_a_dictionary(order):
    o = {name: 0.0 if pd.isna(value) else float(value) for name, value in order.items()}
    on = float(o["qty"] > 0)
    steps = {"list": on * o["list_price"] * o["qty"], "discount": -on * o["shop_discount"]}
    goods = steps["list"] + steps["discount"]
    steps["fee"] = -goods * o["fee_rate"]
    steps["freight"] = -6.0 if on and round(goods - o["platform_coupon"], 6) >= 99 else 0.0
    steps["cost"] = -o["qty"] * o["unit_cost"]
    return pd.Series({**steps, "contribution": math.fsum(steps.values())})


@contribution_waterfall.wrong(
    en="The platform's coupon was taken off what we get. The platform pays it to us; it only lowers what the customer pays.",
    zh="平台券从我们收的钱里扣了。券由平台补给我们，只让客人少付。",
)
def coupon_is_ours(order):
    return staircase(order, coupon_ours=True)


@contribution_waterfall.wrong(
    en="The fee was counted from what the customer pays. The coupon does not lower the fee: list less the shop's discount.",
    zh="扣点按客人付的钱算了。券不减少扣点：按标价金额减店铺优惠算。",
)
def fee_on_the_paid(order):
    return staircase(order, fee="paid")


@contribution_waterfall.wrong(
    en="The fee was counted from the list amount. Take the shop's discount off first.",
    zh="扣点按标价金额算了。要先减店铺优惠。",
)
def fee_on_the_list(order):
    return staircase(order, fee="listed")


@contribution_waterfall.wrong(
    en="For the 99 yuan the coupon was forgotten. What counts is what the customer pays for the goods, after both discounts.",
    zh="看满不满 99 时漏了平台券。要看减完两种优惠后客人付的货款。",
)
def threshold_before_the_coupon(order):
    return staircase(order, threshold="ours")


@contribution_waterfall.wrong(
    en="The 99 yuan were compared with the list amount. Take both discounts off first.",
    zh="拿标价金额去比 99。要先减完两种优惠。",
)
def threshold_on_the_list(order):
    return staircase(order, threshold="listed")


@contribution_waterfall.wrong(
    en="Exactly 99 yuan is '99 or more': the freight is ours.", zh="正好 99 元也算“满 99”：运费我们出。"
)
def more_than_99(order):
    return staircase(order, strict=True)


@contribution_waterfall.wrong(
    en="Freight is the wrong way round: from 99 yuan on it is ours, below that the customer's.",
    zh="运费反了：满 99 元我们出，不满客人自己出。",
)
def freight_swapped(order):
    return staircase(order, swapped=True)


@contribution_waterfall.wrong(
    en="The freight is always ours in your steps. Below 99 yuan the customer pays it.",
    zh="运费总算成我们出。不满 99 元是客人出的。",
)
def freight_always(order):
    return staircase(order, always_freight=True)


@contribution_waterfall.wrong(en="The freight is missing.", zh="漏了运费。")
def freight_never(order):
    return staircase(order, never_freight=True)


@contribution_waterfall.wrong(
    en="The cost is that of one piece. All pieces cost.", zh="成本只算了一件。每一件都有成本。"
)
def cost_of_one(order):
    return staircase(order, one_cost=True)


@contribution_waterfall.wrong(
    en="The list amount is the price of one piece. Multiply by the pieces.", zh="标价金额只算了一件。要乘以件数。"
)
def list_of_one(order):
    return staircase(order, one_piece=True)


@contribution_waterfall.wrong(
    en="The shop's discount was multiplied by the pieces. It is yuan off the whole order.",
    zh="店铺优惠乘了件数。它是整单减的钱。",
)
def discount_a_piece(order):
    return staircase(order, discount_a_piece=True)


@contribution_waterfall.wrong(
    en="Deductions came out positive. Steps downwards carry a minus, so that the six fit into one staircase.",
    zh="扣掉的钱写成了正数。往下的台阶要带负号，六级才接得上。",
)
def without_signs(order):
    return staircase(order, no_signs=True)


@contribution_waterfall.wrong(
    en="A missing discount or coupon made other steps missing. Missing means none: 0.",
    zh="优惠或券缺失，别的台阶也跟着缺失了。缺失就是没有：0。",
)
def missing_spreads(order):
    if order[["shop_discount", "platform_coupon"]].isna().any():
        return pd.Series([order["list_price"] * order["qty"], *[math.nan] * 5], index=STEPS)
    return staircase(order)


@contribution_waterfall.wrong(
    en="A missing coupon turned freight off. Missing means 0: the customer pays the rest.",
    zh="券缺失时运费变成了 0。缺失就是 0：照样比 99。",
)
def missing_coupon_is_no_freight(order):
    steps = staircase(order)
    if math.isnan(order["platform_coupon"]):
        steps["contribution"] -= steps["freight"]
        steps["freight"] = 0.0
    return steps


@contribution_waterfall.wrong(
    en="A cancelled order still lost its discount, or paid a freight. Of 0 pieces nothing is counted.",
    zh="取消的订单还扣了优惠或运费。0 件什么都不算。",
)
def cancelled_counts(order):
    return staircase(order, cancelled_counts=True)


@contribution_waterfall.wrong(
    en="A cancelled order came out as missing. It is known: nothing came in, nothing went out.",
    zh="取消的订单返回了缺失。它是清楚的：没进也没出，都是 0。",
)
def cancelled_is_missing(order):
    return staircase(order) if order["qty"] else pd.Series(math.nan, index=STEPS)


@contribution_waterfall.wrong(en="The contribution leaves out the cost of the goods.", zh="贡献毛益里漏了商品成本。")
def contribution_without_cost(order):
    steps = staircase(order)
    steps["contribution"] -= steps["cost"]
    return steps


@contribution_waterfall.wrong(en="The contribution leaves out the freight.", zh="贡献毛益里漏了运费。")
def contribution_without_freight(order):
    steps = staircase(order)
    steps["contribution"] -= steps["freight"]
    return steps


@contribution_waterfall.wrong(
    en="Running totals came out instead of steps. Each label holds its own amount; only the last is a sum.",
    zh="返回的是一路累计的余额，不是每一级。每个标签写自己的数，只有最后一个是和。",
)
def running_totals(order):
    steps = staircase(order)
    return pd.Series([*steps.iloc[:5].cumsum(), steps["contribution"]], index=STEPS)


@contribution_waterfall.wrong(en="The six labels stand in another order.", zh="六个标签的顺序不对。")
def other_order(order):
    return staircase(order)[["list", "discount", "cost", "fee", "freight", "contribution"]]


@contribution_waterfall.wrong(
    en="The platform's coupon was counted in the discount, so fee and contribution shrank too. The platform pays it to us: it only decides whether the customer reaches 99 yuan.",
    zh="平台券算进了 discount，扣点和贡献毛益也跟着少了。券由平台补给我们，只用来看客人付的货款满不满 99。",
)
def coupon_in_the_discount(order):
    return staircase(order, fee="paid", coupon_ours=True)


@contribution_waterfall.wrong(
    en="The steps were rounded to the fen. Do not round.", zh="各级四舍五入到了分。不要四舍五入。"
)
def steps_rounded(order):
    return staircase(order).round(2)


# dynamic_price: stock, rival, cap, floor

dynamic_price = Exercise(points=3, tolerance=1e-9)


def tonight(base, cover_days, target_days, rival, floor, cap, **slip) -> float:
    """The price by the rules; the options are the slips of the wrong answers below."""
    strength, low, high = slip.get("strength", 0.5), slip.get("low", 0.85), slip.get("high", 1.10)
    if math.isnan(cover_days):
        factor = slip.get("unknown", 1.0)
    else:
        share = (target_days - cover_days) / target_days
        if slip.get("over_cover"):
            share = (target_days - cover_days) / cover_days if cover_days else math.inf
        if slip.get("swapped"):
            share = -share
        factor = min(max(1 + strength * share, low), high)
    price = base * factor
    bound = slip.get("bound", 1.05) * rival
    known = not math.isnan(rival)
    if slip.get("floor_first"):
        price = max(price, floor)
        price = min(price, bound) if known else price
        return float(min(price, cap))
    if slip.get("cap_last"):
        price = min(price, bound) if known else price
        return float(min(max(price, floor), cap))
    if slip.get("floor_before_rival"):
        price = max(min(price, cap), floor)
        return float(min(price, bound) if known else price)
    if known and not slip.get("no_rival"):
        price = bound if slip.get("match") else min(price, bound)
    if not slip.get("no_cap"):
        price = min(price, cap)
    return float(price if slip.get("no_floor") else max(price, floor))


def night(base, cover, target, rival, floor, cap):
    return {
        "base": float(base),
        "cover_days": float(cover),
        "target_days": float(target),
        "rival": float(rival),
        "floor": float(floor),
        "cap": float(cap),
    }


@dynamic_price.example
def the_night_of_the_question():
    return night(100, 15, 30, 98, 80, 130), 1.05 * 98


@dynamic_price.visible(en="little stock, a cheap rival", zh="货少，竞品便宜")
def little_stock():
    return night(100, 15, 30, 98, 80, 130)


@dynamic_price.visible(en="a little too much stock", zh="货稍多")
def some_stock():
    return night(159, 50, 40, 200, 90, 220)


@dynamic_price.visible(en="a little too little stock", zh="货稍少")
def rather_little():
    return night(60, 27, 30, 75, 40, 90)


@dynamic_price.visible(en="far too much stock", zh="货多得多")
def much_stock():
    return night(80, 95, 30, 90, 50, 120)


@dynamic_price.visible(edge=True, en="the floor against the rival", zh="底价压过竞品")
def floor_against_rival():
    return night(100, 30, 30, 60, 85, 130)


@dynamic_price.visible(edge=True, en="the floor against the cap", zh="底价压过封顶")
def floor_against_cap():
    return night(100, 20, 30, 150, 110, 95)


@dynamic_price.visible(edge=True, en="the cap holds", zh="封顶起作用")
def cap_holds():
    return night(100, 28, 30, 140, 60, 101)


@dynamic_price.visible(edge=True, en="the floor holds against full shelves", zh="货太多，碰到底价")
def floor_holds():
    return night(100, 90, 30, 140, 92, 130)


@dynamic_price.visible(edge=True, en="no rival", zh="没有竞品")
def no_rival():
    return night(100, 18, 30, math.nan, 60, 130)


@dynamic_price.visible(edge=True, en="nobody knows the stock", zh="没人知道库存")
def unknown_stock():
    return night(100, math.nan, 30, 120, 60, 130)


@dynamic_price.visible(edge=True, en="neither stock nor rival known", zh="库存和竞品都不知道")
def nothing_known():
    return night(70, math.nan, 30, math.nan, 60, 130)


@dynamic_price.visible(edge=True, en="nothing is sold: infinite cover", zh="一件没卖：可售天数无穷大")
def nothing_sold():
    return night(100, math.inf, 30, 120, 60, 130)


@dynamic_price.visible(edge=True, en="sold out tonight", zh="今晚卖光")
def sold_out():
    return night(100, 0, 30, 120, 60, 130)


@dynamic_price.hidden(worlds=5)
def other_nights(world: World):
    rng = world.rng
    base = round(float(rng.uniform(20, 300)), 1)
    cover = float(
        rng.choice(
            [round(rng.uniform(5, 90), 1), round(rng.uniform(20, 45), 1), math.nan, math.inf], p=[0.3, 0.5, 0.1, 0.1]
        )
    )
    return night(
        base,
        cover,
        float(rng.integers(15, 60)),
        float(rng.choice([round(base * rng.uniform(0.7, 1.3), 1), math.nan], p=[0.8, 0.2])),
        round(base * rng.uniform(0.6, 1.02), 1),
        round(base * rng.uniform(0.95, 1.4), 1),
    )


@dynamic_price.invariant(en="The price is never below the floor.", zh="价格不低于底价。")
def at_least_the_floor(result, *, floor, **inputs):
    return result >= floor - 1e-9


@dynamic_price.invariant(
    en="Above the floor, the price is at most the cap and at most 5 % above a known rival.",
    zh="在底价之上，价格不高于封顶，也不比已知的竞品贵 5% 以上。",
)
def within_the_bounds(result, *, floor, cap, rival, **inputs):
    high = cap if math.isnan(rival) else min(cap, 1.05 * rival)
    return result <= max(high, floor) + 1e-9


@dynamic_price.right
def rule_after_rule(base, cover_days, target_days, rival, floor, cap):
    return tonight(base, cover_days, target_days, rival, floor, cap)


@dynamic_price.right
def with_pandas_missing(base, cover_days, target_days, rival, floor, cap):
    factor = 1.0
    if pd.notna(cover_days):
        factor = 1 + (target_days - cover_days) / (2 * target_days)
        factor = 0.85 if factor < 0.85 else 1.1 if factor > 1.1 else factor
    price = np.nanmin([base * factor, rival * 1.05, cap])
    return price if price > floor else floor


@dynamic_price.wrong(
    en="The stock moves the price the wrong way: too much stock lowers it.", zh="库存的方向反了：货多要降价。"
)
def stock_swapped(base, cover_days, target_days, rival, floor, cap):
    return tonight(base, cover_days, target_days, rival, floor, cap, swapped=True)


@dynamic_price.wrong(en="The 0.5 in front of the stock term is missing.", zh="库存那一项前面的 0.5 漏了。")
def full_strength(base, cover_days, target_days, rival, floor, cap):
    return tonight(base, cover_days, target_days, rival, floor, cap, strength=1.0)


@dynamic_price.wrong(
    en="The difference was divided by the cover. The rule divides by the target.",
    zh="差除以了可售天数。规矩是除以目标天数。",
)
def over_the_cover(base, cover_days, target_days, rival, floor, cap):
    return tonight(base, cover_days, target_days, rival, floor, cap, over_cover=True)


@dynamic_price.wrong(en="The factor goes below 0.85.", zh="倍数低过了 0.85。")
def no_lower_end(base, cover_days, target_days, rival, floor, cap):
    return tonight(base, cover_days, target_days, rival, floor, cap, low=0.0)


@dynamic_price.wrong(en="The factor goes above 1.10.", zh="倍数高过了 1.10。")
def no_upper_end(base, cover_days, target_days, rival, floor, cap):
    return tonight(base, cover_days, target_days, rival, floor, cap, high=9.0)


@dynamic_price.wrong(
    en="The factor was cut to 0.90 at the lower end. The two ends differ: 0.85 and 1.10.",
    zh="下限截到了 0.90。两头不一样：0.85 和 1.10。",
)
def ends_alike(base, cover_days, target_days, rival, floor, cap):
    return tonight(base, cover_days, target_days, rival, floor, cap, low=0.9)


@dynamic_price.wrong(
    en="The factor was cut to 1.15 at the upper end. The two ends differ: 0.85 and 1.10.",
    zh="上限截到了 1.15。两头不一样：0.85 和 1.10。",
)
def upper_end_fifteen(base, cover_days, target_days, rival, floor, cap):
    return tonight(base, cover_days, target_days, rival, floor, cap, high=1.15)


@dynamic_price.wrong(en="The stock was not looked at.", zh="没有看库存。")
def stock_ignored(base, cover_days, target_days, rival, floor, cap):
    return tonight(
        base, cover_days, target_days, rival, floor, cap, strength=0.0 if not math.isinf(cover_days) else 0.5
    )


@dynamic_price.wrong(en="The rival does not bound the price.", zh="竞品没有起作用。")
def rival_ignored(base, cover_days, target_days, rival, floor, cap):
    return tonight(base, cover_days, target_days, rival, floor, cap, no_rival=True)


@dynamic_price.wrong(
    en="The price was bounded by the rival's itself. Up to 5 % above it is allowed.",
    zh="拿竞品价本身当了上限。可以比它贵 5%。",
)
def rival_exactly(base, cover_days, target_days, rival, floor, cap):
    return tonight(base, cover_days, target_days, rival, floor, cap, bound=1.0)


@dynamic_price.wrong(en="The bound is 5 % below the rival. It is 5 % above.", zh="上限成了比竞品便宜 5%。应该是贵 5%。")
def below_the_rival(base, cover_days, target_days, rival, floor, cap):
    return tonight(base, cover_days, target_days, rival, floor, cap, bound=0.95)


@dynamic_price.wrong(
    en="The price was raised to the rival's bound. It is an upper bound: a price below it stays.",
    zh="价格被抬到了竞品的上限。那只是上限：低于它的不用动。",
)
def rival_matched(base, cover_days, target_days, rival, floor, cap):
    return tonight(base, cover_days, target_days, rival, floor, cap, match=True)


@dynamic_price.wrong(en="The floor is missing.", zh="漏了底价。")
def without_floor(base, cover_days, target_days, rival, floor, cap):
    return tonight(base, cover_days, target_days, rival, floor, cap, no_floor=True)


@dynamic_price.wrong(en="The cap is missing.", zh="漏了封顶。")
def without_cap(base, cover_days, target_days, rival, floor, cap):
    return tonight(base, cover_days, target_days, rival, floor, cap, no_cap=True)


@dynamic_price.wrong(
    en="The floor was applied first, and rival or cap pushed the price below it again. The floor is the last word.",
    zh="底价先用了，后来又被竞品或封顶压了下去。底价要放在最后。",
)
def floor_first(base, cover_days, target_days, rival, floor, cap):
    return tonight(base, cover_days, target_days, rival, floor, cap, floor_first=True)


@dynamic_price.wrong(
    en="The cap came after the floor. If somebody sets it below the floor, the floor holds.",
    zh="封顶放在了底价后面。万一封顶比底价低，也是底价说了算。",
)
def cap_last(base, cover_days, target_days, rival, floor, cap):
    return tonight(base, cover_days, target_days, rival, floor, cap, cap_last=True)


@dynamic_price.wrong(
    en="The rival came last and pushed the price below the floor. The floor holds against the rival too.",
    zh="竞品放在了最后，把价格压到了底价以下。底价也压得过竞品。",
)
def rival_last(base, cover_days, target_days, rival, floor, cap):
    return tonight(base, cover_days, target_days, rival, floor, cap, floor_before_rival=True)


@dynamic_price.wrong(
    en="A missing rival made the price missing or 0. Nobody else sells it: no bound.",
    zh="竞品价缺失，结果也跟着缺失了。别家没有，就没有这道限制。",
)
def missing_rival_spreads(base, cover_days, target_days, rival, floor, cap):
    return math.nan if math.isnan(rival) else tonight(base, cover_days, target_days, rival, floor, cap)


@dynamic_price.wrong(
    en="A missing rival counted as 0, so only the floor was left.", zh="竞品价缺失当成了 0，结果只剩底价。"
)
def missing_rival_is_zero(base, cover_days, target_days, rival, floor, cap):
    return tonight(base, cover_days, target_days, 0.0 if math.isnan(rival) else rival, floor, cap)


@dynamic_price.wrong(
    en="A missing cover made the price missing. Nobody knows the stock: factor 1.",
    zh="可售天数缺失，结果也跟着缺失了。不知道库存：倍数是 1。",
)
def missing_cover_spreads(base, cover_days, target_days, rival, floor, cap):
    return math.nan if math.isnan(cover_days) else tonight(base, cover_days, target_days, rival, floor, cap)


@dynamic_price.wrong(
    en="A missing cover was taken for empty shelves, so the price rose to the upper end. Unknown is factor 1.",
    zh="可售天数缺失被当成了没货，涨到了上限。不知道就是倍数 1。",
)
def missing_cover_is_zero(base, cover_days, target_days, rival, floor, cap):
    return tonight(base, cover_days, target_days, rival, floor, cap, unknown=1.1)


@dynamic_price.wrong(
    en="A missing cover was taken for full shelves, so the price fell to the lower end. Unknown is factor 1.",
    zh="可售天数缺失被当成了货太多，降到了下限。不知道就是倍数 1。",
)
def missing_cover_is_endless(base, cover_days, target_days, rival, floor, cap):
    return tonight(base, cover_days, target_days, rival, floor, cap, unknown=0.85)


@dynamic_price.wrong(
    en="An infinite cover was treated as unknown. It is known: nothing is sold, factor 0.85.",
    zh="无穷大的可售天数当成了不知道。其实知道：一件没卖，倍数 0.85。",
)
def endless_is_unknown(base, cover_days, target_days, rival, floor, cap):
    return tonight(base, math.nan if math.isinf(cover_days) else cover_days, target_days, rival, floor, cap)


@dynamic_price.wrong(
    en="The price was kept within 5 % of the rival on both sides. Only the upper side is bounded: we may be as cheap as we like.",
    zh="价格被夹在了竞品上下 5% 之间。规矩只管上限：比竞品便宜多少都行。",
)
def rival_on_both_sides(base, cover_days, target_days, rival, floor, cap):
    price = tonight(base, cover_days, target_days, rival, 0.0, math.inf)
    price = price if math.isnan(rival) else max(price, 0.95 * rival)
    return float(max(min(price, cap), floor))


@dynamic_price.wrong(
    en="The rival's bound was applied before the stock factor, so the factor lifted the price over it again. Stock first, then the rival.",
    zh="竞品的上限用在了库存倍数之前，乘了倍数又超过去了。先乘库存倍数，再看竞品。",
)
def rival_before_stock(base, cover_days, target_days, rival, floor, cap):
    bounded = base if math.isnan(rival) else min(base, 1.05 * rival)
    return tonight(bounded, cover_days, target_days, math.nan, floor, cap)


@dynamic_price.wrong(en="The price was rounded to whole yuan. Do not round.", zh="价格四舍五入到了整元。不要四舍五入。")
def rounded_to_the_yuan(base, cover_days, target_days, rival, floor, cap):
    return float(round(tonight(base, cover_days, target_days, rival, floor, cap)))


# price_fairness: the same product on the same day

price_fairness = Exercise(
    points=3,
    tolerance=1e-9,
    library=["metrics.price_fairness(items, group, date=date).set_index(group).drop(columns='items')"],
)
LINE_COLUMNS = ["date", "sku_id", "qty", "unit_price", "discount_alloc", "buyer"]
AUDIT = ["cells", "gap", "low", "high"]


def lines_of(*rows: tuple) -> pd.DataFrame:
    """Lines from ("day hour:minute", item, pieces, yuan a piece, yuan off, group) of November 2025."""
    table = pd.DataFrame(list(rows), columns=LINE_COLUMNS)
    moments = pd.to_datetime([f"2025-11-{moment}" for moment in table["date"]]).astype("datetime64[us]")
    return table.assign(date=moments).astype({"unit_price": float, "discount_alloc": float})


QUESTION_LINES = lines_of(
    ("03 09:00", 1, 1, 21, 0, "regular"), ("03 08:00", 1, 1, 20, 0, "other"), ("03 22:00", 1, 1, 20, 0, "other"),
    ("04 10:00", 1, 1, 22, 0, "regular"), ("04 11:00", 1, 1, 24, 0, "regular"), ("04 08:00", 1, 1, 20, 0, "other"),
    ("04 12:00", 1, 1, 20, 0, "other"), ("04 13:00", 1, 1, 26, 0, "other"),
)  # fmt: skip
WEEK_LINES = lines_of(
    ("05 09:10", 3, 1, 42.0, 0, "regular"), ("05 10:00", 3, 2, 40.0, 4, "new"), ("05 21:00", 3, 1, 40.0, 0, "back"),
    ("05 23:50", 3, 1, 39.0, 0, "new"), ("05 23:55", 3, 4, 40.0, 16, "regular"), ("06 00:10", 3, 1, 41.0, 0, "regular"),
    ("06 09:00", 3, 2, 40.0, 0, "back"), ("06 12:00", 3, 1, 40.0, 0, "new"), ("06 15:00", 3, 1, 43.0, 0, "regular"),
    ("05 08:00", 9, 1, 105.0, 0, "regular"), ("05 09:00", 9, 1, 100.0, 0, "new"), ("05 18:00", 9, 1, 102.0, 6, "back"),
    ("05 19:00", 9, 2, 100.0, 0, "back"), ("06 20:00", 9, 1, 106.0, 0, "regular"), ("06 21:00", 9, 1, 100.0, 0, "back"),
    ("06 22:00", 9, 2, 110.0, 12, "new"), ("07 10:00", 9, 1, 104.0, 0, "regular"), ("07 11:00", 9, 3, 100.0, 0, "new"),
)  # fmt: skip
PHONE_LINES = lines_of(
    ("12 20:00", 5, 1, 60.0, 0, "ios"), ("11 09:00", 5, 1, 61.0, 1, "ios"), ("12 07:00", 5, 2, 58.0, 2, "android"),
    ("11 10:00", 5, 2, 60.0, 0, "android"), ("11 23:00", 5, 1, 59.0, 0, "android"), ("12 21:00", 5, 1, 60.0, 0, "android"),
    ("12 22:00", 5, 1, 66.0, 0, "ios"), ("11 12:00", 2, 1, 12.0, 0, "ios"), ("11 13:00", 2, 1, 11.0, 0, "android"),
    ("11 14:00", 2, 2, 12.0, 0, "android"), ("11 15:00", 2, 5, 12.0, 6, "ios"), ("12 12:00", 2, 1, 10.0, 0, "ios"),
    ("11 16:00", 2, 1, 12.5, 0, "ios"),
).rename(columns={"date": "shown_at", "buyer": "device"})  # fmt: skip


def audited(items, group, date="date", **slip) -> pd.DataFrame:
    """The table by the rules, cell by cell; the options are the slips of the wrong answers below."""
    most = slip.get("most", 3)
    lines = items[items["qty"] < most] if most else items
    names = sorted(lines[group].dropna().unique())
    if slip.get("all_groups"):
        names = sorted(items[group].dropna().unique())
    if not slip.get("missing_as_others"):
        lines = lines[lines[group].notna()]
    if slip.get("weighted"):
        lines = lines.loc[lines.index.repeat(lines["qty"])].reset_index(drop=True)
    if slip.get("free_dropped"):
        lines = lines[lines["unit_price"] > 0]
    day = lines[date] if slip.get("by_hour") else lines[date].dt.normalize()
    off = lines["discount_alloc"] if not slip.get("no_discount") else 0.0
    paid = lines["unit_price"] - off / (1 if slip.get("discount_a_piece") else lines["qty"])
    if slip.get("paid_total"):
        paid = lines["unit_price"] * lines["qty"] - off
    keys = [day] if slip.get("no_item") else [lines["sku_id"]] if slip.get("no_day") else [lines["sku_id"], day]
    middle = slip.get("middle", "median")
    needed = slip.get("needed", 2)
    found = {name: [] for name in names}
    for _, places in paid.groupby(keys):
        who = lines.loc[places.index, group]
        for name in names:
            own, rest = places[who == name], places[who != name]
            if slip.get("among_all"):
                rest = places
            if slip.get("fewer_own"):
                enough = len(own) >= 2 and len(rest) >= 1
            else:
                enough = len(own) >= 1 and len(rest) >= needed
            if not enough or not (getattr(rest, middle)() > 0 or slip.get("zero_kept")):
                continue
            if slip.get("by_groups"):
                rest = rest.groupby(who[who != name]).median()
            one, other = getattr(own, slip.get("own_middle", middle))(), getattr(rest, middle)()
            gap = one - other if slip.get("yuan") else (one / other - 1 if other else math.inf)
            found[name].append(other / one - 1 if slip.get("swapped") else gap)
    rows = {}
    for name, gaps in found.items():
        series = pd.Series(gaps, dtype=float)
        n = len(series)
        spread = series.std(ddof=slip.get("ddof", 1)) if n > 1 else math.nan
        root = n if slip.get("no_root") else math.sqrt(n) if n else math.nan
        reach = slip.get("times", 2) * (spread if slip.get("spread_only") else spread / root) if n > 1 else math.nan
        if n == 1 and slip.get("one_is_exact"):
            reach = 0.0
        value = series.median() if slip.get("median_of_gaps") else series.mean()
        value = value * (100 if slip.get("percent") else 1)
        reach = reach * (100 if slip.get("percent") else 1)
        if n or not slip.get("drop_empty"):
            rows[name] = [n, value, value - reach, value + reach]
    table = pd.DataFrame.from_dict(rows, orient="index", columns=AUDIT)
    return table.astype({"cells": int, "gap": float, "low": float, "high": float})


@price_fairness.example
def the_two_days_of_the_question():
    reach = 2 * math.sqrt(0.005) / math.sqrt(2)  # gaps 0.05 and 0.15: s = sqrt(2 * 0.05 ** 2 / 1)
    table = pd.DataFrame(
        [[1, 20 / 23 - 1, math.nan, math.nan], [2, 0.1, 0.1 - reach, 0.1 + reach]],
        index=["other", "regular"],
        columns=AUDIT,
    )
    return {"items": QUESTION_LINES, "group": "buyer"}, table.astype({"cells": int})


@price_fairness.visible(en="the lines of the question", zh="题目里的几行")
def the_lines_of_the_question():
    return {"items": QUESTION_LINES, "group": "buyer"}


@price_fairness.visible(en="three kinds of buyers, two products", zh="三类顾客，两个商品")
def three_kinds():
    return {"items": WEEK_LINES, "group": "buyer"}


@price_fairness.visible(en="other columns: device and shown_at", zh="别的列名：device 和 shown_at")
def other_columns():
    return {"items": PHONE_LINES, "group": "device", "date": "shown_at"}


@price_fairness.visible(edge=True, en="lines without a group", zh="有的行没有分组")
def without_a_group():
    items = pd.concat(
        [WEEK_LINES, lines_of(("06 10:00", 3, 1, 50, 0, None), ("05 11:00", 9, 1, 90, 0, None))], ignore_index=True
    )
    return {"items": items, "group": "buyer"}


@price_fairness.visible(edge=True, en="a group whose lines are all rebates", zh="某一组全是满件折")
def all_rebates():
    items = pd.concat(
        [QUESTION_LINES, lines_of(("03 10:00", 1, 3, 20, 6, "club"), ("04 10:00", 1, 4, 20, 8, "club"))],
        ignore_index=True,
    )
    return {"items": items, "group": "buyer"}


@price_fairness.visible(edge=True, en="a group without a cell", zh="某一组没有格子")
def no_cell():
    items = pd.concat([QUESTION_LINES, lines_of(("09 10:00", 4, 1, 30, 0, "club"))], ignore_index=True)
    return {"items": items, "group": "buyer"}


@price_fairness.visible(edge=True, en="others paid nothing", zh="其他人付了 0 元")
def others_paid_nothing():
    gifts = lines_of(
        ("08 09:00", 6, 1, 9, 9, "other"), ("08 10:00", 6, 1, 9, 9, "other"), ("08 11:00", 6, 1, 9, 0, "regular")
    )
    return {"items": pd.concat([QUESTION_LINES, gifts], ignore_index=True), "group": "buyer"}


@price_fairness.visible(edge=True, en="a line at 0 yuan", zh="有一行单价 0 元")
def a_free_line():
    gifts = lines_of(
        ("08 09:00", 6, 1, 8, 0, "other"), ("08 10:00", 6, 1, 8, 0, "other"), ("08 11:00", 6, 1, 0, 0, "regular")
    )
    return {"items": pd.concat([QUESTION_LINES, gifts], ignore_index=True), "group": "buyer"}


@price_fairness.visible(edge=True, en="no lines left", zh="一行也没剩下")
def none_left():
    return {"items": lines_of(("03 10:00", 1, 3, 20, 6, "club")), "group": "buyer"}


@price_fairness.visible(edge=True, en="no lines", zh="空表")
def no_lines():
    return {"items": WEEK_LINES.head(0), "group": "buyer"}


@price_fairness.hidden(worlds=3)
def other_audits(world: World):
    rng = world.rng
    rows = []
    for _ in range(220):
        item, day = int(rng.integers(1, 5)), int(rng.integers(1, 6))
        who = str(rng.choice(["back", "new", "regular"]))
        qty = int(rng.choice([1, 1, 1, 2, 2, 3, 4]))
        price = round(
            20.0 * item * (1.05 if who == "regular" and rng.random() < 0.6 else 1.0)
            + float(rng.choice([0, 0, 0.5, -0.5])),
            2,
        )
        off = float(rng.choice([0, 0, 0, 2]))
        moment = f"{day:02d} {int(rng.integers(0, 24)):02d}:{int(rng.integers(0, 60)):02d}"
        rows.append((moment, item, qty, price, off, None if rng.random() < 0.04 else who))
    items = lines_of(*rows)
    if rng.random() < 0.5:
        return {"items": items.rename(columns={"date": "paid_at", "buyer": "kind"}), "group": "kind", "date": "paid_at"}
    return {"items": items, "group": "buyer"}


@price_fairness.right
def cell_by_cell(items, group, date="date"):
    return audited(items, group, date)


@price_fairness.right
def with_loops_and_numpy(items, group, date="date"):
    kept = items.loc[items["qty"].lt(3)].dropna(subset=[group])
    paid = (kept["qty"] * kept["unit_price"] - kept["discount_alloc"]) / kept["qty"]
    cells: dict = {}
    for sku, moment, name, price in zip(kept["sku_id"], kept[date], kept[group], paid, strict=True):
        cells.setdefault((sku, moment.date()), []).append((name, price))
    out = []
    for name in sorted(set(kept[group])):
        gaps = []
        for rows in cells.values():
            own = [price for who, price in rows if who == name]
            rest = [price for who, price in rows if who != name]
            if own and len(rest) > 1 and np.median(rest) > 0:
                gaps.append(np.median(own) / np.median(rest) - 1)
        n = len(gaps)
        mean = np.mean(gaps) if n else np.nan
        half = 2 * np.std(gaps, ddof=1) / n**0.5 if n > 1 else np.nan
        out.append((name, n, mean, mean - half, mean + half))
    return pd.DataFrame(out, columns=["group", *AUDIT]).astype({"cells": int}).set_index("group")


SLIPS = [
    ("rebates_kept", {"most": 0}, "Lines of three pieces or more are still in. They hold the open rebate and hide the gap.", "三件及以上的行还在里面。它们带着公开的满件折，会把差距盖住。"),
    ("three_pieces_kept", {"most": 4}, "Lines of exactly three pieces are still in. Three or more are left out.", "正好三件的行还在里面。三件及以上都要去掉。"),
    ("two_pieces_left_out", {"most": 2}, "Lines of two pieces were left out too. The rebate begins at three.", "两件的行也去掉了。满三件才打折。"),
    ("missing_group_as_others", {"missing_as_others": True}, "Lines without a group stand among the others. Nobody knows whose they are: leave them out.", "没有分组的行算进了“其他人”。不知道是谁的：要去掉。"),
    ("hours_apart", {"by_hour": True}, "Times were compared, not days: lines at 8:00 and at 9:00 belong to one cell.", "比的是时刻，不是日期：8:00 和 9:00 的行是同一格。"),
    ("without_the_discount", {"no_discount": True}, "The discount of the line is missing: the price is what was paid a piece.", "漏了这一行减的钱：价格是每件实付多少。"),
    ("discount_off_each_piece", {"discount_a_piece": True}, "The discount was taken off each piece. It is off the whole line: divide by the pieces.", "优惠从每一件里扣了。它是整行减的钱：要除以件数。"),
    ("amount_of_the_line", {"paid_total": True}, "Amounts of lines were compared. Two pieces cost more than one: divide by the pieces.", "比的是整行的金额。两件当然比一件贵：要除以件数。"),
    ("products_mixed", {"no_item": True}, "A cell held all products of a day. Dear products then look like an unfair price.", "一格里放了当天所有商品。商品贵，就成了“价格不公”。"),
    ("days_mixed", {"no_day": True}, "A cell held all days of a product. Prices move from day to day: compare within one day.", "一格里放了一个商品的所有日子。价格天天变：要在同一天里比。"),
    ("means_for_medians", {"middle": "mean"}, "Means were taken in a cell. The rule says medians.", "格子里取的是平均。规矩是中位数。"),
    ("mean_of_the_own", {"own_middle": "mean"}, "The group's own price is a mean of its lines. It is a median, as for the others.", "这一组自己的价取了平均。和其他人一样，要取中位数。"),
    ("weighted_by_pieces", {"weighted": True}, "Each line counts as often as it has pieces. Pieces are no weights: one line, one price.", "一行买几件就算了几次。不按件数加权：一行一个价。"),
    ("free_lines_dropped", {"free_dropped": True}, "Lines at 0 yuan were left out. No rule says so: only the others' median has to be above 0.", "单价 0 元的行被去掉了。规矩没这么说：只要求其他人的中位数大于 0。"),
    ("divided_by_n_to_the_end", {"ddof": 0, "one_is_exact": True}, "The standard deviation was divided by the number of cells (ddof=0), so one cell has an interval of width 0. The sample's divisor is cells − 1, and one cell gives NaN.", "标准差除以了格子数（ddof=0），只有一格时区间宽度成了 0。样本标准差要除以格子数 − 1；只有一格就是 NaN。"),
    ("one_other_is_enough", {"needed": 1}, "Cells with one line of the others count in your table. At least two are asked for.", "其他人只有一行的格子也算了。至少要两行。"),
    ("three_others_needed", {"needed": 3}, "Cells with two lines of the others were left out. Two are enough.", "其他人有两行的格子被去掉了。两行就够。"),
    ("two_own_needed", {"fewer_own": True}, "The two lines were asked of the group itself. They are asked of the others.", "要求两行的成了这一组自己。应该是其他人至少两行。"),
    ("compared_with_all", {"among_all": True}, "The group was compared with everybody, itself included. Take the others alone.", "拿这一组和包括自己在内的所有人比了。只能和其他人比。"),
    ("median_of_groups", {"by_groups": True}, "A median a group, then the median of those. Put the lines of all other groups together first.", "先求各组的中位数，再取中位数。要把其他各组的行合在一起再取。"),
    ("gap_in_yuan", {"yuan": True}, "The gap is in yuan. It is a quotient minus 1.", "差距用了元。它是两个价之比减 1。"),
    ("quotient_upside_down", {"swapped": True}, "The quotient is upside down: the group's price stands above the line.", "分子分母反了：这一组的价在上面。"),
    ("median_of_the_gaps", {"median_of_gaps": True}, "The median of the cell gaps came out. The last step is a mean.", "各格差距取了中位数。最后一步是平均。"),
    ("gap_in_percent", {"percent": True}, "The gap is in percent. Use a fraction: 0.05.", "差距用了百分数。要用小数：0.05。"),
    ("divided_by_n", {"ddof": 0}, "The standard deviation was divided by the number of cells. The sample's divisor is cells − 1.", "标准差除以了格子数。样本标准差要除以格子数 − 1。"),
    ("one_point_nine_six", {"times": 1.96}, "The interval uses 1.96. The rule of this question says 2.", "区间用了 1.96。这道题的规矩是 2。"),
    ("one_error_wide", {"times": 1}, "The interval is one standard error wide on each side. The rule says two.", "区间两边各只有一倍。规矩是两倍。"),
    ("without_the_root", {"spread_only": True}, "The interval shows the spread of the cells, not of their mean: divide by the root of the number of cells.", "区间是各格的离散程度，不是平均数的：要除以格子数的平方根。"),
    ("divided_by_cells", {"no_root": True}, "The spread was divided by the number of cells. Divide by its root.", "除以了格子数。要除以它的平方根。"),
    ("one_cell_is_certain", {"one_is_exact": True}, "With one cell low and high equal the gap. One cell says nothing about the spread: NaN.", "只有一格时，low、high 等于差距。一格看不出离散程度：NaN。"),
    ("empty_group_left_out", {"drop_empty": True}, "A group without a cell has no row. It has lines: give it a row with 0 cells and NaN.", "没有格子的组没有占行。它有行：给它一行，格子数 0，其余 NaN。"),
    ("groups_of_rebates", {"all_groups": True}, "A group that has no line left after rule 1 has a row.", "按规矩 1 去掉之后一行也不剩的组，也占了一行。"),
    ("nothing_paid_kept", {"zero_kept": True}, "A cell in which the others paid 0 counts, with an infinite gap. Leave it out.", "其他人付 0 元的格子也算了，差距成了无穷大。要去掉。"),
]  # fmt: skip


def _fairness_slip(name: str, slip: dict, en: str, zh: str) -> None:
    def wrong(items, group, date="date"):
        return audited(items, group, date, **slip)

    wrong.__name__ = name
    price_fairness.wrong(en=en, zh=zh)(wrong)


for _slip in SLIPS:
    _fairness_slip(*_slip)


@price_fairness.wrong(
    en="Lines of three pieces or more were left out for the group, not for the others. They are left out on both sides.",
    zh="三件及以上的行，只在这一组里去掉了，其他人那边还在。两边都要去掉。",
)
def others_keep_the_rebate(items, group, date="date"):
    lines = items[items[group].notna()]
    lines = lines.assign(
        _day=lines[date].dt.normalize(), _paid=lines["unit_price"] - lines["discount_alloc"] / lines["qty"]
    )
    plain = lines[lines["qty"] < 3]
    rows = {}
    for name in sorted(plain[group].unique()):
        own = plain[plain[group] == name].groupby(["sku_id", "_day"])["_paid"].median()
        rest = lines[lines[group] != name].groupby(["sku_id", "_day"])["_paid"].agg(["median", "size"])
        rest = rest.loc[(rest["size"] >= 2) & (rest["median"] > 0), "median"]
        gaps = (own / rest - 1).dropna()
        reach = 2 * gaps.std() / math.sqrt(len(gaps)) if len(gaps) > 1 else math.nan
        rows[name] = [len(gaps), gaps.mean(), gaps.mean() - reach, gaps.mean() + reach]
    table = pd.DataFrame.from_dict(rows, orient="index", columns=AUDIT)
    return table.astype({"cells": int, "gap": float, "low": float, "high": float})


@price_fairness.wrong(
    en="The groups stand in the order in which they came. Sort them.", zh="组名按出现的先后排了。要排序。"
)
def groups_as_they_came(items, group, date="date"):
    table = audited(items, group, date)
    return table.reindex([name for name in items[group].dropna().unique() if name in table.index])


@price_fairness.wrong(
    en="The column names 'date' and 'buyer' are fixed in your answer. Use the columns that group and date name.",
    zh="答案里写死了 'date' 和 'buyer' 两列。要用 group 和 date 点名的列。",
)
def fixed_names(items, group, date="date"):
    return audited(items, "buyer", "date")


@price_fairness.wrong(en="The group is a column, not the index.", zh="组名是一列，不是索引。")
def group_as_a_column(items, group, date="date"):
    return audited(items, group, date).rename_axis(group).reset_index()


# chart_profit_by_price: a bar a tried price

chart_profit_by_price = Exercise(points=3, compare="chart", tolerance=1e-6)


def tried(*rows: tuple) -> pd.DataFrame:
    """Days from (price, pieces, on promotion, sold out)."""
    table = pd.DataFrame(
        [(*row, *(False, False)[len(row) - 2 :]) for row in rows], columns=["price", "units", "promo", "stock_out"]
    )
    table.insert(0, "date", pd.date_range("2025-03-03", periods=len(table)))
    return table.astype({"promo": bool, "stock_out": bool, "price": int, "units": int})


def bars_of(earned: pd.Series):
    """A bar chart in plain matplotlib, with title and labels."""
    import matplotlib.pyplot as plt

    _, axes = plt.subplots()
    axes.bar([str(price) for price in earned.index], earned.to_numpy(float))
    axes.set(title="Profit by price", xlabel="price (yuan)", ylabel="profit a day (yuan)")
    return axes


def earned_by_price(history, unit_cost, fee_rate, **slip) -> pd.Series:
    """Mean profit by price; the options are the slips of the wrong answers below."""
    days = history
    if not slip.get("promo"):
        days = days[~days["promo"]]
    if not slip.get("sold_out"):
        days = days[~days["stock_out"]]
    if slip.get("zeros_dropped"):
        days = days[days["units"] > 0]
    fee = 0.0 if slip.get("no_fee") else fee_rate
    kept = days["price"] * (1 - fee) - (0 if slip.get("no_cost") else unit_cost)
    if slip.get("fee_on_cost"):
        kept = days["price"] - unit_cost * (1 + fee_rate)
    if slip.get("margin"):
        kept = (days["price"] - unit_cost) * (1 - fee_rate)
    profit = (1 if slip.get("a_piece") else days["units"]) * kept
    counted = history if slip.get("all_days") else days
    size = counted.groupby("price")["units"].size().reindex(profit.groupby(days["price"]).size().index)
    found = profit.groupby(days["price"]).agg(slip.get("how", "mean"))
    return found[size >= slip.get("least", 5)]


LAMP = tried(
    (40, 3), (40, 2), (40, 0), (40, 4), (40, 1), (40, 9, True), (50, 2), (50, 1), (50, 2), (50, 1),
    (45, 3), (45, 2), (45, 2), (45, 0), (45, 1), (45, 3), (45, 1, False, True), (50, 0, False, True), (55, 2), (55, 1),
)  # fmt: skip
POT = tried(
    (129, 4), (99, 9), (119, 6), (129, 3), (99, 12), (119, 5), (109, 8), (99, 11), (129, 2), (119, 7), (99, 20, True),
    (109, 6), (129, 4), (119, 4), (99, 8), (109, 7), (129, 5), (119, 6), (99, 10), (109, 2, False, True), (109, 9), (139, 3),
    (109, 7), (139, 2), (129, 1, True), (139, 3), (139, 2), (139, 0, False, True), (109, 5), (99, 3, True, True),
)  # fmt: skip


@chart_profit_by_price.example
def the_lamp_of_the_question():
    history = tried((40, 3), (40, 2), (40, 0), (40, 4), (40, 1), (40, 9, True), (50, 2), (50, 1), (50, 2), (50, 1))
    return {"history": history, "unit_cost": 20.0, "fee_rate": 0.1}, [(40, 32.0)]


@chart_profit_by_price.visible(en="a lamp at three prices", zh="一盏灯，三个价")
def a_lamp():
    return {"history": LAMP, "unit_cost": 20.0, "fee_rate": 0.1}


@chart_profit_by_price.visible(en="a pot, days mixed", zh="一口锅，日子打乱")
def a_pot():
    return {"history": POT, "unit_cost": 61.5, "fee_rate": 0.056}


@chart_profit_by_price.visible(edge=True, en="sold below cost", zh="低于成本卖")
def below_cost():
    rows = (
        [(18, n) for n in (9, 8, 10, 7, 11)]
        + [(24, n) for n in (4, 5, 3, 4, 6, 5)]
        + [(30, n) for n in (2, 1, 0, 2, 1)]
    )
    return {"history": tried(*rows), "unit_cost": 21.0, "fee_rate": 0.05}


@chart_profit_by_price.visible(edge=True, en="days without a sale", zh="一件没卖的日子")
def days_without_a_sale():
    rows = [(60, n) for n in (2, 0, 1, 0, 0, 3)] + [(70, n) for n in (0, 0, 1, 0, 0)] + [(80, 0)] * 5
    return {"history": tried(*rows), "unit_cost": 30.0, "fee_rate": 0.06}


@chart_profit_by_price.visible(
    edge=True, en="a price with five days, one of them on promotion", zh="有五天，其中一天是活动日"
)
def four_days_left():
    rows = [(35, n) for n in (5, 4, 6, 5, 4)] + [(39, n) for n in (4, 3, 5, 4)] + [(39, 12, True)]
    rows += [(42, n) for n in (3, 2, 3, 4)] + [(42, 1, False, True)]
    return {"history": tried(*rows), "unit_cost": 18.0, "fee_rate": 0.05}


@chart_profit_by_price.hidden(worlds=3)
def other_products(world: World):
    rng = world.rng
    base = int(rng.integers(40, 180))
    tried_prices = [base - 10, base, base + 7, base + 15, base + 30]
    rows = [(base, 3)] * 5
    for _ in range(60):
        price = int(rng.choice(tried_prices, p=[0.3, 0.2, 0.25, 0.2, 0.05]))
        units = int(rng.poisson(6 * (price / base) ** -2))
        rows.append((price, units, bool(rng.random() < 0.1), bool(rng.random() < 0.08)))
    return {
        "history": tried(*rows),
        "unit_cost": float(round(0.5 * base, 1)),
        "fee_rate": round(float(rng.uniform(0.02, 0.1)), 3),
    }


@chart_profit_by_price.right
def row_by_row(history, unit_cost, fee_rate):
    found: dict = {}
    for day in history.itertuples():
        if not day.promo and not day.stock_out:
            found.setdefault(day.price, []).append(day.units * (day.price * (1 - fee_rate) - unit_cost))
    return bars_of(pd.Series({price: sum(all_) / len(all_) for price, all_ in sorted(found.items()) if len(all_) >= 5}))


@chart_profit_by_price.right
def with_seaborn(history, unit_cost, fee_rate):
    import matplotlib.pyplot as plt
    import seaborn as sns

    calm = history.query("not promo and not stock_out").copy()
    calm["profit"] = calm["units"] * (calm["price"] - fee_rate * calm["price"] - unit_cost)
    calm = calm.groupby("price").filter(lambda days: len(days) > 4)
    _, axes = plt.subplots()
    sns.barplot(calm, x="price", y="profit", errorbar=None, ax=axes)
    axes.set(title="What the tried prices earned", xlabel="price", ylabel="profit a day")
    return axes


CHART_SLIPS = [
    ("promotions_kept", {"promo": True}, "Days on promotion are still in: they sold through the home page, not through the price.", "活动日还在里面：那天卖得多是首页的功劳，不是价格的。"),
    ("sold_out_days_kept", {"sold_out": True}, "Sold-out days are still in: they show what was left.", "断货日还在里面：那天看到的只是剩下的货。"),
    ("days_of_nothing_dropped", {"zeros_dropped": True}, "Days without a sale were left out. They count: a price that sells on one day of five earns little.", "一件没卖的日子被去掉了。要算：五天才卖一天的价，赚不了多少。"),
    ("fee_left_out", {"no_fee": True}, "The fee is missing.", "漏了扣点。"),
    ("cost_left_out", {"no_cost": True}, "That is revenue after the fee. Take the cost of the goods off.", "那是扣点后的收入。还要减商品成本。"),
    ("fee_from_the_cost", {"fee_on_cost": True}, "The fee was counted from the cost. It is a share of the price.", "扣点按成本算了。它是售价的几成。"),
    ("fee_from_the_margin", {"margin": True}, "The fee was counted from price less cost. It is taken from the whole price.", "扣点按差价算了。它从整个售价里扣。"),
    ("profit_of_a_piece", {"a_piece": True}, "The bars show what one piece keeps. Multiply by the pieces of the day.", "柱子是每件留下的钱。要乘以当天的件数。"),
    ("sums_of_days", {"how": "sum"}, "The bars are sums: a price that was asked on more days looks better. Take the mean.", "柱子是总和：用得久的价就显得好。要取平均。"),
    ("median_of_days", {"how": "median"}, "The bars are medians of the days. The rule says mean.", "柱子是各天的中位数。规矩是平均。"),
    ("best_day", {"how": "max"}, "The bars show the best day of each price.", "柱子是每个价最好的一天。"),
    ("few_days_kept", {"least": 1}, "Prices with very few days have a bar. At least MIN_DAYS are needed.", "只有几天的价也画了。至少要 MIN_DAYS 天。"),
    ("more_than_five", {"least": 6}, "A price with exactly five days has no bar. At least five means >=.", "正好五天的价没有画。“至少”要用 >=。"),
    ("days_counted_before", {"all_days": True}, "Days were counted before promotion and sold-out days were left out. Rule 1 comes first.", "数天数的时候，活动日和断货日还没去掉。规矩 1 在前。"),
]  # fmt: skip


def _chart_slip(name: str, slip: dict, en: str, zh: str) -> None:
    def wrong(history, unit_cost, fee_rate):
        return bars_of(earned_by_price(history, unit_cost, fee_rate, **slip))

    wrong.__name__ = name
    chart_profit_by_price.wrong(en=en, zh=zh)(wrong)


for _slip in CHART_SLIPS:
    _chart_slip(*_slip)


@chart_profit_by_price.wrong(
    en="The right bars, but without a title and axis labels: nobody else can read this chart.",
    zh="柱子是对的，但没有标题，轴也没有名称：别人看不懂这张图。",
)
def bare_chart(history, unit_cost, fee_rate):
    axes = bars_of(earned_by_price(history, unit_cost, fee_rate))
    axes.set(title="", xlabel="", ylabel="")
    return axes


@chart_profit_by_price.wrong(
    en="The vertical axis has no name: nobody sees that these are yuan of profit. Title and both axes are asked for.",
    zh="竖轴没有名称，看不出是利润多少元。图要有标题，两条轴都要有名称。",
)
def one_label_missing(history, unit_cost, fee_rate):
    axes = bars_of(earned_by_price(history, unit_cost, fee_rate))
    axes.set_ylabel("")
    return axes


@chart_profit_by_price.wrong(
    en="The values are right, but the places are 0, 1, 2: the reader cannot see which price earned what. Show the price.",
    zh="高度对了，位置却是 0、1、2：看不出是哪个价。要标上价格。",
)
def places_without_prices(history, unit_cost, fee_rate):
    earned = earned_by_price(history, unit_cost, fee_rate)
    return bars_of(earned.set_axis(range(len(earned))))


@chart_profit_by_price.wrong(
    en="The profits were rounded to whole yuan. Do not round.", zh="利润四舍五入到了整元。不要四舍五入。"
)
def profits_rounded(history, unit_cost, fee_rate):
    return bars_of(earned_by_price(history, unit_cost, fee_rate).round())


@chart_profit_by_price.wrong(en="The bars show mean pieces, not profit.", zh="柱子是平均件数，不是利润。")
def pieces_shown(history, unit_cost, fee_rate):
    days = history[~history["promo"] & ~history["stock_out"]].groupby("price")["units"].agg(["mean", "size"])
    return bars_of(days.loc[days["size"] >= 5, "mean"])


@chart_profit_by_price.wrong(
    en="Prices that lose money have no bar, or one of 0. A loss is shown as it is, below 0.",
    zh="亏钱的价没有画，或者画成了 0。亏损要照实画在 0 以下。",
)
def losses_hidden(history, unit_cost, fee_rate):
    return bars_of(earned_by_price(history, unit_cost, fee_rate).clip(lower=0))


@chart_profit_by_price.wrong(
    en="Each day has a bar of its own. One bar a price: the mean over its days.",
    zh="每天一根柱子。一个价一根：取各天的平均。",
)
def a_bar_a_day(history, unit_cost, fee_rate):
    days = history[~history["promo"] & ~history["stock_out"]].sort_values("price", kind="stable")
    profit = days["units"] * (days["price"] * (1 - fee_rate) - unit_cost)
    return bars_of(profit.set_axis([f"{price} ({n})" for n, price in enumerate(days["price"])]))
