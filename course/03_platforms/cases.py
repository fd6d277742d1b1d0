"""Cases of chapter 3: inputs, right variants and wrong answers. Expected values come from the solutions in exercises.md."""

import math
from decimal import ROUND_CEILING, ROUND_DOWN, Decimal
from fractions import Fraction

import numpy as np
import pandas as pd

from classroom.cases import Exercise, World

NAN = float("nan")

# --- net_margin_per_order: what an order sent leaves, returns included ------------------------------------------------

MARGIN_CALL = (
    "metrics.net_margin_per_order(price, unit_cost, freight, platform['commission'], platform['payment_fee'], ad_rate)"
)
net_margin_per_order = Exercise(points=3, compare="equal", tolerance=1e-9, library=[MARGIN_CALL])


def terms(commission, fee, back, least=NAN):
    """A platform's terms."""
    return pd.Series({"commission": commission, "payment_fee": fee, "return_rate": back, "min_commission": least})


@net_margin_per_order.example
def an_order_by_hand():
    inputs = {"price": 100.0, "unit_cost": 50.0, "freight": 6.0, "platform": terms(0.05, 0.006, 0.1), "ad_rate": 0.1}
    # 90 - 46 - 6.8 - 4.5 - 0.6 - 10 = 22.1
    return inputs, {"commission": 4.5, "payment_fee": 0.6, "ad": 10.0, "margin": 22.1, "margin_rate": 22.1 / 90}


@net_margin_per_order.visible(en="an order of 80 yuan, one in five comes back", zh="80 元一单，五单退一单")
def one_in_five_comes_back():
    return {"price": 80.0, "unit_cost": 30.0, "freight": 5.0, "platform": terms(0.08, 0.01, 0.2), "ad_rate": 0.05}


@net_margin_per_order.visible(en="a platform with a minimum commission", zh="有最低佣金的平台")
def a_minimum_commission():
    return {"price": 40.0, "unit_cost": 12.0, "freight": 4.0, "platform": terms(0.05, 0.02, 0.25, 3.0), "ad_rate": 0.1}


@net_margin_per_order.visible(en="the minimum is lower than the share", zh="最低佣金比按比例的低")
def a_minimum_that_does_not_bind():
    return {
        "price": 200.0,
        "unit_cost": 90.0,
        "freight": 6.0,
        "platform": terms(0.06, 0.006, 0.1, 3.0),
        "ad_rate": 0.04,
    }


@net_margin_per_order.visible(edge=True, en="a loss", zh="亏本的一单")
def a_loss():
    return {"price": 50.0, "unit_cost": 45.0, "freight": 6.0, "platform": terms(0.16, 0.006, 0.24), "ad_rate": 0.02}


@net_margin_per_order.visible(edge=True, en="no return rate is known", zh="退货率未知")
def no_return_rate():
    return {"price": 60.0, "unit_cost": 20.0, "freight": 5.0, "platform": terms(0.03, 0.006, NAN, 2.0), "ad_rate": 0.1}


@net_margin_per_order.visible(edge=True, en="no advertising handed in", zh="没有传入广告费")
def no_advertising():
    return {"price": 70.0, "unit_cost": 25.0, "freight": 5.0, "platform": terms(0.1, 0.006, 0.15)}


@net_margin_per_order.visible(edge=True, en="a gift: price 0", zh="赠品：价格为 0")
def price_zero():
    return {"price": 0.0, "unit_cost": 5.0, "freight": 4.0, "platform": terms(0.05, 0.006, 0.1), "ad_rate": 0.1}


@net_margin_per_order.visible(edge=True, en="everything comes back", zh="全部退回")
def everything_back():
    return {"price": 90.0, "unit_cost": 40.0, "freight": 5.0, "platform": terms(0.05, 0.006, 1.0, 3.0), "ad_rate": 0.1}


@net_margin_per_order.hidden(worlds=3)
def other_terms(world: World):
    rng = world.rng
    least = float(rng.choice([NAN, round(float(rng.uniform(0.5, 12)), 2)]))
    back = float(rng.choice([NAN, round(float(rng.uniform(0.02, 0.4)), 3)], p=[0.2, 0.8]))
    return {
        "price": round(float(rng.uniform(20, 300)), 2),
        "unit_cost": round(float(rng.uniform(5, 150)), 2),
        "freight": round(float(rng.uniform(3, 12)), 2),
        "platform": terms(round(float(rng.uniform(0.0, 0.2)), 3), 0.006, back, least),
        "ad_rate": round(float(rng.uniform(0, 0.2)), 3),
    }


@net_margin_per_order.invariant(
    en="What is kept is margin plus all cost: more advertising leaves less.", zh="广告费越多，剩下的不会越多。"
)
def margin_below_sales_kept(result, *, price, **inputs):
    return bool(result["margin"] <= price + 1e-9)


def margin_of(
    price,
    unit_cost,
    freight,
    platform,
    ad_rate=0.0,
    *,
    on_all=False,
    fee_kept=False,
    ad_kept=False,
    minimum=True,
    smaller=False,
    resale=0.8,
    way_back=8.0,
    rate_of="kept",
    back=None,
    gross=False,
    minimum_on_all=False,
    both_ways=False,
):
    """The five figures; the options are the slips of the wrong answers."""
    if back is None:
        back = 0.0 if np.isnan(platform["return_rate"]) else platform["return_rate"]
    stay = 1 - back
    each = price * platform["commission"]
    least = platform["min_commission"]
    if minimum and not np.isnan(least):
        each = min(each, least) if smaller else max(each, least)
    commission = each if on_all else stay * each
    if minimum_on_all and not np.isnan(least):
        commission = max(stay * price * platform["commission"], least)
    fee = price * platform["payment_fee"] * (stay if fee_kept else 1)
    ad = price * ad_rate * (stay if ad_kept else 1)
    goods = unit_cost * (1 - back * resale)
    parcels = freight + back * way_back + (back * freight if both_ways else 0)
    sales = price if gross else stay * price
    margin = sales - goods - parcels - commission - fee - ad
    below = {"kept": stay * price, "price": price}[rate_of]
    rate = margin / below if below > 0 else NAN
    return {"commission": commission, "payment_fee": fee, "ad": ad, "margin": margin, "margin_rate": rate}


@net_margin_per_order.right
def by_weighted_orders(price, unit_cost, freight, platform, ad_rate=0.0):
    back = platform.fillna(0.0)["return_rate"]
    least = platform.fillna(0.0)["min_commission"]
    fee, ad = price * platform["payment_fee"], price * ad_rate
    commission = max(price * platform["commission"], least)
    # An order that stays, and one that comes back, each with its probability.
    stays = price - unit_cost - freight - commission - fee - ad
    returns = -0.2 * unit_cost - freight - 8.0 - fee - ad
    margin = (1 - back) * stays + back * returns
    kept = (1 - back) * price
    return {
        "commission": (1 - back) * commission,
        "payment_fee": fee,
        "ad": ad,
        "margin": margin,
        "margin_rate": margin / kept if kept else NAN,
    }


@net_margin_per_order.right
def by_a_list_of_costs(price, unit_cost, freight, platform, ad_rate=0.0):
    r = np.nan_to_num(platform["return_rate"])
    commission = (1 - r) * np.nanmax([price * platform["commission"], platform["min_commission"]])
    costs = [commission, price * platform["payment_fee"], price * ad_rate]
    others = [unit_cost - 0.8 * r * unit_cost, freight, 8 * r]
    kept = price - r * price
    margin = kept - sum(costs) - sum(others)
    rate = margin / kept if kept != 0 else np.nan
    return dict(zip(["commission", "payment_fee", "ad", "margin", "margin_rate"], [*costs, margin, rate], strict=True))


MARGIN_SLIPS = [
    ("commission_on_all", {"on_all": True},
     "The commission is taken for every order. It is taken only for those that are kept: times (1 − r).",
     "佣金按每一单收了。只对留下的单收：要乘（1 − r）。"),
    ("fee_on_kept_only", {"fee_kept": True},
     "The payment fee is paid for kept orders only. It is not given back: every order pays it.",
     "支付手续费只算了留下的单。退了也不还：每一单都要付。"),
    ("ads_on_kept_only", {"ad_kept": True},
     "Advertising is paid for kept orders only. A click is paid whether the parcel stays or not.",
     "广告费只算了留下的单。点击的钱，退不退货都付了。"),
    ("fee_and_ads_on_kept", {"fee_kept": True, "ad_kept": True},
     "Payment fee and advertising are both multiplied by (1 − r). Both are paid for every order.",
     "支付手续费和广告费都乘了（1 − r）。这两样单单都要付。"),
    ("minimum_ignored", {"minimum": False},
     "The minimum commission plays no part. Take the larger of price × `commission` and `min_commission`.",
     "没有管最低佣金。要取价格 × `commission` 和 `min_commission` 里大的那个。"),
    ("smaller_of_the_two", {"smaller": True},
     "The smaller of the two commissions was taken. A minimum is what is taken at least: the larger counts.",
     "取了两个佣金里小的那个。最低佣金是至少要收的：取大的。"),
    ("minimum_after_returns", {"minimum_on_all": True},
     "The minimum was compared after multiplying by (1 − r). It holds for each kept order: compare first, multiply then.",
     "先乘了（1 − r）再和最低佣金比。最低佣金是对每个留下的单说的：先比，再乘。"),
    ("goods_paid_in_full", {"resale": 0.0},
     "The goods that come back are written off in full. They can be sold again for `RESALE` of their cost.",
     "退回来的货全当报废了。还能再卖，值成本的 `RESALE`。"),
    ("goods_as_new", {"resale": 1.0},
     "The goods that come back count as new. They are worth only `RESALE` of their cost.",
     "退回来的货当成了新的。只值成本的 `RESALE`。"),
    ("resale_turned_round", {"resale": 0.2},
     "`RESALE` was turned round: 0.8 is what a returned good is still *worth*, 0.2 what is lost.",
     "`RESALE` 用反了：0.8 是退货**还值**的，0.2 才是亏掉的。"),
    ("no_way_back", {"way_back": 0.0},
     "The way back is free here. Each order that returns costs `RETURN_FREIGHT` more.",
     "退货的运费没有算。每退一单，再付 `RETURN_FREIGHT`。"),
    ("freight_twice", {"both_ways": True},
     "Returned orders pay the way there twice. There once `freight`, back once `RETURN_FREIGHT`.",
     "退货的单，去程运费算了两次。去一次 `freight`，回一次 `RETURN_FREIGHT`。"),
    ("rate_over_price", {"rate_of": "price"},
     "The margin rate is over the price. It is over the sales that are *kept*: (1 − r) × price.",
     "净利率除以了价格。要除以**留下**的销售额：（1 − r）× 价格。"),
    ("sales_not_reduced", {"gross": True},
     "Returned orders still bring their price. Of an order (1 − r) × price stays on average.",
     "退了的单，钱还当在手里。平均一单只留下（1 − r）× 价格。"),
    ("returns_ignored", {"back": 0.0},
     "Returns play no part at all: `return_rate` of the platform is r.",
     "完全没有算退货：平台的 `return_rate` 就是 r。"),
]  # fmt: skip


def slip_of_margin(options):
    def answer(price, unit_cost, freight, platform, ad_rate=0.0):
        return margin_of(price, unit_cost, freight, platform, ad_rate, **options)

    return answer


def declare(exercise, slips, make):
    """Declare the slips of one exercise: a name, options of its reference, and the misconception in both languages."""
    for name, options, english, chinese in slips:
        answer = make(options)
        answer.__name__ = name
        exercise.wrong(en=english, zh=chinese)(answer)


declare(net_margin_per_order, MARGIN_SLIPS, slip_of_margin)


@net_margin_per_order.wrong(
    en="A missing return rate made everything missing. Where nobody has told us one, take 0.",
    zh="退货率缺失，结果就全缺失了。没人告诉我们时，按 0 算。",
)
def missing_rate_spreads(price, unit_cost, freight, platform, ad_rate=0.0):
    return margin_of(price, unit_cost, freight, platform, ad_rate, back=platform["return_rate"])


@net_margin_per_order.wrong(
    en="Without sales kept the rate is 0 here. Nothing can be divided by nothing: `NaN`.",
    zh="什么都没留下时，净利率成了 0。除数是 0，应该是 `NaN`。",
)
def zero_rate_without_sales(price, unit_cost, freight, platform, ad_rate=0.0):
    found = margin_of(price, unit_cost, freight, platform, ad_rate)
    return {**found, "margin_rate": 0.0 if np.isnan(found["margin_rate"]) else found["margin_rate"]}


@net_margin_per_order.wrong(
    en="The figures were rounded to fen. Return them as they come out.",
    zh="结果取到了分。算出来多少就返回多少。",
)
def rounded_to_fen(price, unit_cost, freight, platform, ad_rate=0.0):
    return {name: round(value, 2) for name, value in margin_of(price, unit_cost, freight, platform, ad_rate).items()}


@net_margin_per_order.wrong(
    en="The margin rate is in percent; the question asks for a fraction.",
    zh="净利率用了百分数，题目要的是小数。",
)
def rate_in_percent(price, unit_cost, freight, platform, ad_rate=0.0):
    found = margin_of(price, unit_cost, freight, platform, ad_rate)
    return {**found, "margin_rate": 100 * found["margin_rate"]}


@net_margin_per_order.wrong(
    en="A loss was cut off at 0. A negative margin is what the bookkeeper wants to see.",
    zh="亏损被截成了 0。会计要看的正是负数。",
)
def no_losses(price, unit_cost, freight, platform, ad_rate=0.0):
    found = margin_of(price, unit_cost, freight, platform, ad_rate)
    margin = max(found["margin"], 0.0)
    below = found["margin"] / found["margin_rate"] if found["margin_rate"] else NAN
    return {**found, "margin": margin, "margin_rate": margin / below if below == below else NAN}


# --- break_even_orders: whole orders for the fixed cost and a reserve, to the fen --------------------------------------

break_even_orders = Exercise(
    points=3, compare="equal", tolerance=1e-9, library=["metrics.break_even_orders(fixed_cost, unit_margin)"]
)


@break_even_orders.example
def ten_thousand_by_hand():
    # 11,000 / 4.56 = 2,412.28
    return {"fixed_cost": 10_000.0, "unit_margin": 4.569}, 2413


@break_even_orders.visible(en="a shop of the outdoor platform", zh="户外平台的一家店")
def an_outdoor_shop():
    return {"fixed_cost": 92_900.0, "unit_margin": 56.727}


@break_even_orders.visible(en="a small fixed cost", zh="固定成本不大")
def a_small_fixed_cost():
    return {"fixed_cost": 612.35, "unit_margin": 7.318}


@break_even_orders.visible(edge=True, en="reached exactly: 700 yuan at 10 fen each", zh="正好够：700 元，一单一角")
def reached_exactly():
    return {"fixed_cost": 700.0, "unit_margin": 0.1}


@break_even_orders.visible(en="cheap orders", zh="一单只挣几角")
def cheap_orders():
    return {"fixed_cost": 5_000.0, "unit_margin": 0.567}


@break_even_orders.visible(edge=True, en="0.29 yuan an order", zh="一单 0.29 元")
def twenty_nine_fen():
    return {"fixed_cost": 290.0, "unit_margin": 0.29}


@break_even_orders.visible(edge=True, en="exactly 4.56 yuan an order", zh="正好 4.56 元一单")
def exactly_whole_fen():
    return {"fixed_cost": 4_560.0, "unit_margin": 4.56}


@break_even_orders.visible(edge=True, en="no fixed cost", zh="没有固定成本")
def no_fixed_cost():
    return {"fixed_cost": 0.0, "unit_margin": 3.5}


@break_even_orders.visible(edge=True, en="an order that leaves nothing", zh="一单不赚钱")
def nothing_left():
    return {"fixed_cost": 1_000.0, "unit_margin": 0.0}


@break_even_orders.visible(edge=True, en="an order that loses money, no fixed cost", zh="一单亏钱，没有固定成本")
def a_loss_without_fixed_cost():
    return {"fixed_cost": 0.0, "unit_margin": -2.5}


@break_even_orders.visible(edge=True, en="less than a fen an order", zh="一单不足一分")
def less_than_a_fen():
    return {"fixed_cost": 50.0, "unit_margin": 0.009}


@break_even_orders.visible(edge=True, en="a negative fixed cost", zh="固定成本为负")
def a_negative_fixed_cost():
    return {"fixed_cost": -100.0, "unit_margin": 5.0}


@break_even_orders.hidden(worlds=3)
def other_shops_costs(world: World):
    rng = world.rng
    return {
        "fixed_cost": round(float(rng.uniform(200, 90_000)), 2),
        "unit_margin": round(float(rng.uniform(0.3, 60)), 3),
    }


@break_even_orders.right
def by_whole_fen(fixed_cost, unit_margin):
    fen = int((Decimal(str(unit_margin)) * 100).to_integral_value(ROUND_DOWN))
    if unit_margin <= 0 or fen == 0:
        raise ValueError("an order leaves nothing")
    if fixed_cost < 0:
        raise ValueError("negative fixed cost")
    need = 110 * round(fixed_cost * 100)
    return -(-need // (100 * fen))


@break_even_orders.right
def by_decimals(fixed_cost, unit_margin):
    margin = Decimal(str(unit_margin)).quantize(Decimal("0.01"), ROUND_DOWN)
    cost = Decimal(str(fixed_cost))
    if cost < 0 or margin <= 0:
        raise ValueError((fixed_cost, unit_margin))
    return int((cost * Decimal("1.1") / margin).to_integral_value(ROUND_CEILING))


def orders_for(
    fixed_cost, unit_margin, *, reserve="0.1", drop=True, check=True, up=True, more=0, half=False, fraction=True
):
    """The number of orders; the options are the slips of the wrong answers."""
    if check and (fixed_cost < 0 or unit_margin < 0.01):
        raise ValueError((fixed_cost, unit_margin))
    margin = Fraction(str(unit_margin)) * 100
    if half:
        margin = Fraction(math.floor(margin + Fraction(1, 2)))
    elif drop:
        margin = Fraction(math.floor(margin))
    target = Fraction(str(fixed_cost)) * 100 * (1 + Fraction(reserve))
    share = target / margin
    return (math.ceil(share) if up else math.floor(share)) + (more if share > 0 else 0)


def slip_of_orders(options):
    def answer(fixed_cost, unit_margin):
        return orders_for(fixed_cost, unit_margin, **options)

    return answer


ORDER_SLIPS = [
    ("no_reserve", {"reserve": "0"},
     "The reserve is missing. The margins must earn the fixed cost and `RESERVE` of it on top.",
     "没有加预备金。毛益要挣回固定成本，再加上它的 `RESERVE`。"),
    ("nothing_dropped", {"drop": False},
     "The part below a fen was kept. Drop it first: 4.569 counts as 4.56.",
     "不足一分的没有舍掉。要先舍：4.569 算 4.56。"),
    ("rounded_half_up", {"half": True},
     "The margin was rounded to fen. What is below a fen is *dropped*: 4.569 counts as 4.56, not 4.57.",
     "毛益四舍五入到了分。不足一分的要**舍掉**：4.569 算 4.56，不是 4.57。"),
    ("rounded_down", {"up": False},
     "The count of orders was rounded down. One order too few doesn't pay: round up.",
     "订单数向下取整了。少一单就不够：要向上取整。"),
    ("one_more", {"up": False, "more": 1},
     "One was added to the rounded-down count. Where the margins reach the target *exactly*, that is one too many.",
     "先舍再加了一单。**正好**够的时候，就多了一单。"),
    ("reserve_from_the_total", {"reserve": str(Fraction(1, 9))},
     "The reserve was taken as a tenth of the *total*. It is a tenth of the fixed cost, on top.",
     "预备金算成了**合计**的一成。它是固定成本的一成，加在上面。"),
    ("no_reserve_nor_drop", {"reserve": "0", "drop": False},
     "Both the reserve and the dropped fen are missing: that is the plain break-even of the lesson.",
     "预备金没加，零头也没舍：这是课上那个普通的保本订单数。"),
]  # fmt: skip
declare(break_even_orders, ORDER_SLIPS, slip_of_orders)


@break_even_orders.wrong(
    en="Floats were used: 700 × 1.1 gives 770.0000000000001 and 0.29 × 100 gives 28.999…. Compute with `Fraction(str(value))`.",
    zh="用了普通小数：700 × 1.1 会得到 770.0000000000001，0.29 × 100 会得到 28.999…。用 `Fraction(str(value))` 算。",
)
def in_floats(fixed_cost, unit_margin):
    margin = math.floor(unit_margin * 100) / 100
    if margin <= 0 or fixed_cost < 0:
        raise ValueError
    return math.ceil(fixed_cost * 1.1 / margin)


@break_even_orders.wrong(
    en="The fen are dropped in floats: 0.29 × 100 gives 28.999…, so that 0.29 becomes 0.28. Use `Fraction(str(value))`.",
    zh="用普通小数舍零头：0.29 × 100 得 28.999…，0.29 就成了 0.28。用 `Fraction(str(value))`。",
)
def dropped_in_floats(fixed_cost, unit_margin):
    fen = math.floor(unit_margin * 100)
    if fen <= 0 or fixed_cost < 0:
        raise ValueError
    return math.ceil(Fraction(str(fixed_cost)) * 110 / fen)


@break_even_orders.wrong(
    en="The division is done in floats, and a target that is reached exactly comes out one order too high. Stay with fractions.",
    zh="除法用了普通小数，正好够的时候会多出一单。从头到尾用分数。",
)
def divided_in_floats(fixed_cost, unit_margin):
    fen = math.floor(Fraction(str(unit_margin)) * 100)
    if fen <= 0 or fixed_cost < 0:
        raise ValueError
    return math.ceil(fixed_cost * 1.1 / (fen / 100))


@break_even_orders.wrong(
    en="An order that leaves nothing was answered with 0 orders. No number of orders ever pays: raise a `ValueError`.",
    zh="一单不赚钱，返回了 0 单。卖多少单都回不了本：要抛出 `ValueError`。",
)
def zero_for_a_loss(fixed_cost, unit_margin):
    return orders_for(fixed_cost, unit_margin) if unit_margin >= 0.01 else 0


@break_even_orders.wrong(
    en="An order that leaves nothing was answered with infinity. Raise a `ValueError`.",
    zh="一单不赚钱，返回了无穷大。要抛出 `ValueError`。",
)
def infinite_for_a_loss(fixed_cost, unit_margin):
    return orders_for(fixed_cost, unit_margin) if unit_margin >= 0.01 else float("inf")


@break_even_orders.wrong(
    en="Without fixed cost the answer was 0, whatever an order leaves. A margin of 0 or less is an error there, too.",
    zh="没有固定成本时，不管一单剩多少都返回了 0。毛益不大于 0，这时也是错误。",
)
def no_cost_no_question(fixed_cost, unit_margin):
    return 0 if fixed_cost == 0 else orders_for(fixed_cost, unit_margin)


@break_even_orders.wrong(
    en="A negative fixed cost was answered with a number. Nobody pays us for opening: raise a `ValueError`.",
    zh="固定成本是负数，却返回了一个数。没有谁倒贴钱请我们开店：要抛出 `ValueError`。",
)
def negative_cost_accepted(fixed_cost, unit_margin):
    return max(orders_for(abs(fixed_cost), unit_margin), 0) if fixed_cost < 0 else orders_for(fixed_cost, unit_margin)


@break_even_orders.wrong(
    en="A margin of 0.009 passed the check, and after dropping it is 0.00: look for 0 *after* dropping.",
    zh="0.009 通过了检查，舍掉以后却是 0.00：要在舍掉**之后**再看是不是 0。",
)
def checked_before_dropping(fixed_cost, unit_margin):
    if unit_margin <= 0 or fixed_cost < 0:
        raise ValueError
    fen = math.floor(Fraction(str(unit_margin)) * 100)
    return math.ceil(Fraction(str(fixed_cost)) * 110 / fen) if fen else 0


@break_even_orders.wrong(
    en="The count is no whole number. Orders come whole: round up.",
    zh="返回的不是整数。订单只能一单一单地来：向上取整。",
)
def not_whole(fixed_cost, unit_margin):
    whole = orders_for(fixed_cost, unit_margin)
    exact = fixed_cost * 1.1 / (math.floor(Fraction(str(unit_margin)) * 100) / 100)
    return exact if abs(exact - whole) > 1e-6 else whole


@break_even_orders.wrong(
    en="The result was returned as a text or printed. Return the number.",
    zh="返回的是一段文字。要返回数字。",
)
def as_a_text(fixed_cost, unit_margin):
    return f"{orders_for(fixed_cost, unit_margin)}"


# --- rank_platforms: weighted scores with directions, missing values and ties ------------------------------------------

RANK_CALL = (
    "metrics.rank_options(scores.rename_axis('platform').reset_index(), weights, directions)"
    ".set_index('platform')['score']"
)
rank_platforms = Exercise(points=3, compare="equal", tolerance=1e-9, library=[RANK_CALL])


def platforms_of(names, **columns):
    return pd.DataFrame({name: np.array(values, dtype=float) for name, values in columns.items()}, index=list(names))


@rank_platforms.example
def four_platforms_by_hand():
    scores = platforms_of("ABCD", aov=[100, 150, 200, 120], deposit=[20, NAN, 50, 0])
    # A: 3/4 * 0 + 1/4 * 0.6; B: 3/4 * 0.5; C: 3/4; D: 3/4 * 0.2 + 1/4
    expected = pd.Series([0.75, 0.4, 0.375, 0.15], index=["C", "D", "B", "A"], name="score")
    inputs = {
        "scores": scores,
        "weights": {"aov": 3, "deposit": 1},
        "directions": {"aov": "benefit", "deposit": "cost"},
    }
    return inputs, expected


FIVE = platforms_of(
    ["ridge", "basket", "quay", "garden", "lanes"],
    traffic=[18, 95, 40, 45, 100],
    commission=[0.08, 0.03, 0.12, 0.16, 0.05],
    hours=[35, 60, 65, 35, 70],
    aov=[212, 52, 236, NAN, 132],
    women=[0.41, 0.58, 0.63, 0.74, 0.55],
)


@rank_platforms.visible(en="five platforms, four criteria", zh="五个平台，四条标准")
def five_platforms():
    return {
        "scores": FIVE,
        "weights": {"traffic": 3, "commission": 2, "hours": 2, "aov": 1.5},
        "directions": {"traffic": "benefit", "commission": "cost", "hours": "cost", "aov": "benefit"},
    }


@rank_platforms.visible(en="other weights, one of them 0", zh="换一组权重，有一个是 0")
def other_weights():
    return {
        "scores": FIVE,
        "weights": {"women": 5, "aov": 4, "traffic": 0, "hours": 1},
        "directions": {"women": "benefit", "aov": "benefit", "traffic": "benefit", "hours": "cost"},
    }


@rank_platforms.visible(edge=True, en="a cost that one platform doesn't say", zh="有一家没说的成本")
def a_missing_cost():
    scores = platforms_of(["north", "east", "west"], deposit=[NAN, 10, 60], aov=[90, 80, 100])
    return {
        "scores": scores,
        "weights": {"deposit": 1, "aov": 1},
        "directions": {"deposit": "cost", "aov": "benefit"},
    }


@rank_platforms.visible(edge=True, en="a criterion on which all are equal", zh="大家都一样的标准")
def an_equal_criterion():
    scores = platforms_of(["b", "a", "c"], fee=[0.006, 0.006, NAN], aov=[80, 120, 100])
    return {"scores": scores, "weights": {"fee": 1, "aov": 3}, "directions": {"fee": "cost", "aov": "benefit"}}


@rank_platforms.visible(edge=True, en="a tie, and tenths that don't add up in floats", zh="并列，和加起来有零头的小数")
def a_tie():
    scores = platforms_of(["zeta", "beta", "alfa"], x=[0, 1, 1], y=[1, 0.3, 0.3], z=[1, 0, 0])
    return {
        "scores": scores,
        "weights": {"x": 0.7, "y": 0.1, "z": 0.6},
        "directions": {"x": "benefit", "y": "benefit", "z": "benefit"},
    }


@rank_platforms.visible(edge=True, en="nothing is known of one criterion", zh="有一条标准谁都没说")
def an_unknown_criterion():
    scores = platforms_of(["p", "q"], aov=[100, 90], returns=[NAN, NAN])
    return {"scores": scores, "weights": {"aov": 1, "returns": 1}, "directions": {"aov": "benefit", "returns": "cost"}}


@rank_platforms.visible(edge=True, en="one platform", zh="只有一个平台")
def one_platform():
    return {
        "scores": FIVE.loc[["quay"]],
        "weights": {"aov": 2, "hours": 1},
        "directions": {"aov": "benefit", "hours": "cost"},
    }


@rank_platforms.visible(edge=True, en="all weights are 0", zh="权重全为 0")
def no_weight():
    return {"scores": FIVE, "weights": {"aov": 0, "hours": 0}, "directions": {"aov": "benefit", "hours": "cost"}}


@rank_platforms.visible(edge=True, en="an empty table", zh="空表")
def no_platforms():
    return {"scores": FIVE.head(0), "weights": {"aov": 1}, "directions": {"aov": "benefit"}}


@rank_platforms.hidden(worlds=3)
def other_platforms(world: World):
    rng, n = world.rng, int(world.rng.integers(4, 9))
    names = rng.permutation([f"platform_{chr(97 + place)}" for place in range(n)])
    columns = {f"c{place}": np.round(rng.lognormal(3, 0.8, n), 1) for place in range(5)}
    columns["c4"] = np.where(rng.random(n) < 0.3, NAN, columns["c4"])
    columns["c3"] = np.full(n, 7.0)
    used = ["c0", "c1", "c3", "c4"]
    return {
        "scores": pd.DataFrame(columns, index=list(names)),
        "weights": {name: float(np.round(rng.uniform(0.5, 3), 1)) for name in used},
        "directions": {name: str(rng.choice(["benefit", "cost"])) for name in used},
    }


@rank_platforms.invariant(en="Scores lie between 0 and 1.", zh="得分在 0 和 1 之间。")
def scores_between_0_and_1(result, **inputs):
    return bool(((result > -1e-9) & (result < 1 + 1e-9)).all())


@rank_platforms.invariant(en="The best platform stands first.", zh="最好的排在最前。")
def best_first(result, **inputs):
    return bool((result.diff().dropna() < 1e-6).all())


def ranked(
    scores,
    weights,
    directions,
    *,
    turn=True,
    fill_first=False,
    missing=0.0,
    equal=0.5,
    normal=True,
    known_weights=False,
    by_max=False,
    z=False,
    order="rank",
    digits=None,
    skip_equal=False,
    equal_missing=False,
    name="score",
):
    """The scores; the options are the slips of the wrong answers."""
    if normal and sum(weights.values()) == 0:
        raise ValueError("no weight")
    table, weight_table = {}, {}
    for criterion, weight in weights.items():
        values = scores[criterion].fillna(0.0) if fill_first else scores[criterion]
        low, high = values.min(), values.max()
        if z:
            scaled = (values - values.mean()) / values.std()
        elif by_max:
            scaled = values / high
        elif high > low:
            scaled = (values - low) / (high - low)
        elif equal_missing:
            scaled = pd.Series(equal, index=scores.index)
        else:
            scaled = values * 0 + equal
        if turn and directions[criterion] == "cost" and (high > low or by_max):
            scaled = 1 - scaled
        constant = not high > low
        table[criterion] = scaled.fillna(missing) * weight
        weight_table[criterion] = pd.Series(0.0 if skip_equal and constant else float(weight), index=scores.index) * (
            scaled.notna() if known_weights else 1.0
        )
    total = pd.DataFrame(table, index=scores.index).sum(axis=1)
    if normal:
        total = total / pd.DataFrame(weight_table, index=scores.index).sum(axis=1)
    total = total.rename(name)
    if digits is not None:
        total = total.round(digits)
    if order == "rank":
        places = sorted(total.index, key=lambda key: (-round(total[key], 9), key))
    elif order == "name":
        places = sorted(total.index)
    elif order == "worst":
        places = sorted(total.index, key=lambda key: (round(total[key], 9), key))
    elif order == "reverse_ties":
        places = sorted(sorted(total.index, reverse=True), key=lambda key: -round(total[key], 9))
    elif order == "raw":
        places = sorted(total.index, key=lambda key: (-total[key], key))
    else:
        places = list(total.index)
    return total.loc[places]


@rank_platforms.right
def by_loops(scores, weights, directions):
    whole = sum(weights.values())
    if not whole:
        raise ValueError("weights are all 0")
    points = dict.fromkeys(scores.index, 0.0)
    for criterion, weight in weights.items():
        known = {name: value for name, value in scores[criterion].items() if value == value}
        for name, value in known.items():
            low, high = min(known.values()), max(known.values())
            if low == high:
                share = 0.5
            elif directions[criterion] == "cost":
                share = (high - value) / (high - low)
            else:
                share = (value - low) / (high - low)
            points[name] += weight * share / whole
    names = sorted(points, key=lambda name: (-round(points[name], 9), name))
    return pd.Series(
        [points[name] for name in names], index=pd.Index(names, dtype=scores.index.dtype), name="score", dtype=float
    )


@rank_platforms.right
def by_matrix(scores, weights, directions):
    weight = pd.Series(weights, dtype=float)
    if weight.sum() == 0:
        raise ValueError("weights")
    values = scores[list(weights)] * [1 if directions[name] == "benefit" else -1 for name in weights]
    spread = values.max() - values.min()
    scaled = (values - values.min()).div(spread.where(spread > 0))
    flat = spread.index[~(spread > 0)]
    scaled[flat] = values[flat].notna() * 0.5
    total = (scaled.fillna(0) @ (weight / weight.sum())).rename("score")
    sorted_by_name = total.sort_index()
    return sorted_by_name.loc[sorted_by_name.round(9).sort_values(ascending=False, kind="stable").index]


RANK_SLIPS = [
    ("directions_ignored", {"turn": False},
     "All criteria count as 'more is better'. For a `cost` the smallest value gets 1.",
     "每条标准都当成越大越好了。`cost` 是最小的得 1。"),
    ("missing_as_zero_value", {"fill_first": True},
     "Missing values became the *value* 0 before scaling. Scale the known ones first; then the missing get the *score* 0.",
     "缺失在缩放之前就换成了**数值** 0。要先缩放已知的，再给缺失的 0 **分**。"),
    ("missing_in_the_middle", {"missing": 0.5},
     "A missing value got half a score. A platform that doesn't say gets 0 for it.",
     "缺失的给了一半的分。不肯说的，这条得 0 分。"),
    ("missing_left_out_of_weights", {"known_weights": True},
     "The weight of a missing value was left out below the line, so that the platform is judged by the rest. Divide by all weights.",
     "缺失那条的权重没有算进除数，等于只看别的标准。要除以全部权重。"),
    ("equal_gets_zero", {"equal": 0.0},
     "Where all known values are equal, they got 0. Each known one gets 0.5.",
     "已知的值都一样时给了 0 分。已知的都得 0.5。"),
    ("equal_gets_one", {"equal": 1.0},
     "Where all known values are equal, they got 1. Each known one gets 0.5.",
     "已知的值都一样时给了 1 分。已知的都得 0.5。"),
    ("equal_also_for_the_missing", {"equal_missing": True},
     "Where all known values are equal, the platform that doesn't say got 0.5 as well. A missing value always gets 0.",
     "已知的值都一样时，没说的那家也得了 0.5。缺失的总是 0。"),
    ("equal_criterion_skipped", {"skip_equal": True, "equal": 0.0},
     "A criterion on which all are equal was left out, with its weight. Each known value gets 0.5, and its weight stays below the line.",
     "大家都一样的标准连权重一起跳过了。已知的得 0.5，权重照样算进除数。"),
    ("weights_not_normalised", {"normal": False},
     "The sum was not divided by the sum of the weights: scores go beyond 1, and weights of 0 pass.",
     "没有除以权重之和：得分会超过 1，权重全为 0 也没有报错。"),
    ("share_of_the_best", {"by_max": True},
     "Values were divided by the best one. Min–max scaling also takes the worst off: the worst gets 0.",
     "用了“除以最大值”。缩放还要减去最差的：最差的得 0。"),
    ("standard_scores", {"z": True},
     "Values were scaled by mean and standard deviation. Here the best gets 1 and the worst 0.",
     "用平均和标准差缩放了。这里最好的得 1，最差的得 0。"),
    ("not_sorted", {"order": "as_given"},
     "The platforms stand in the order of the table. The best comes first.",
     "平台还是原来的顺序。最好的要排在最前。"),
    ("sorted_by_name", {"order": "name"},
     "The platforms are sorted by name. The best score comes first; the name decides only ties.",
     "按名字排了。要先按得分，名字只管并列的。"),
    ("worst_first", {"order": "worst"},
     "The worst stands first. Sort descending.",
     "最差的排在了最前。要从大到小排。"),
    ("ties_backwards", {"order": "reverse_ties"},
     "Equal scores stand in descending order of name. Ascending is asked for.",
     "得分相同的，名字是从大到小排的。要从小到大。"),
    ("rounded_scores", {"digits": 2},
     "The scores were rounded. Only the *order* uses rounded scores; return them as they are.",
     "得分取整了。只有**排序**用取整的，返回的不取整。"),
]  # fmt: skip


def slip_of_ranks(options):
    def answer(scores, weights, directions):
        return ranked(scores, weights, directions, **options)

    return answer


declare(rank_platforms, RANK_SLIPS, slip_of_ranks)


@rank_platforms.wrong(
    en="With all weights 0 an empty or missing result came back. Raise a `ValueError`.",
    zh="权重全为 0 时返回了缺失。要抛出 `ValueError`。",
)
def no_error_without_weight(scores, weights, directions):
    if sum(weights.values()) == 0:
        return pd.Series(NAN, index=scores.index, name="score")
    return ranked(scores, weights, directions)


@rank_platforms.wrong(
    en="Platforms with a missing value were left out. They stay, with 0 for what they don't say.",
    zh="有缺失的平台被去掉了。要留着，没说的那条得 0。",
)
def incomplete_left_out(scores, weights, directions):
    return ranked(scores.dropna(subset=list(weights)), weights, directions)


# --- missing_documents: layers of requirements, scope and remaining validity -------------------------------------------

missing_documents = Exercise(points=3, compare="equal")


def required_of(*rows):
    columns = ["platform", "category", "doc_type", "required", "scope"]
    return pd.DataFrame(list(rows), columns=columns).astype({"required": bool})


def held_of(*rows):
    table = pd.DataFrame(list(rows), columns=["doc_type", "scope", "issued_on", "valid_until"])
    for name in ("issued_on", "valid_until"):
        table[name] = pd.to_datetime(table[name])
    return table


@missing_documents.example
def two_papers_by_hand():
    required = required_of(
        ("all", "all", "licence", True, "category"),
        ("all", "outdoor/sports_care", "medical_filing", True, "category"),
        ("all", "food", "food_permit", True, "category"),
        ("P", "outdoor", "quality_report", True, "category"),
    )
    held = held_of(
        ("licence", "all", "2019-01-01", None),
        ("quality_report", "home;outdoor", "2025-01-30", "2026-01-29"),
        ("medical_filing", "beauty", "2024-05-01", "2029-05-01"),
    )
    inputs = {
        "required": required,
        "held": held,
        "platform": "P",
        "category": "outdoor/sports_care",
        "on_date": "2025-12-31",
    }
    return inputs, ["medical_filing", "quality_report"]


ASKED = required_of(
    ("all", "all", "licence", True, "category"),
    ("all", "all", "trademark", True, "none"),
    ("all", "food", "food_permit", True, "category"),
    ("all", "beauty", "cosmetics_filing", True, "category"),
    ("all", "outdoor/sports_care", "medical_filing", True, "category"),
    ("all", "outdoor/tent", "fire_test", True, "category"),
    ("P", "all", "quality_report", True, "category"),
    ("P", "food", "import_record", False, "category"),
    ("Q", "all", "invoice", True, "none"),
    ("Q", "outdoor", "quality_report", True, "none"),
)
HELD = held_of(
    ("licence", "home;outdoor;food", "2018-09-12", None),
    ("trademark", "brandless", "2017-03-01", "2027-03-01"),
    ("quality_report", "home;food", "2025-03-04", "2026-03-03"),
    ("food_permit", "food", "2021-02-08", "2026-02-07"),
    ("fire_test", "outdoor/tent;outdoor/backpack", "2025-06-01", "2026-06-01"),
    ("medical_filing", "outdoor", "2026-02-01", "2031-01-31"),
)


def case_of(platform, category, day, required=ASKED, held=HELD):
    return {"required": required, "held": held, "platform": platform, "category": category, "on_date": day}


@missing_documents.visible(en="knee pads on platform P", zh="在 P 平台卖护膝")
def knee_pads():
    return case_of("P", "outdoor/sports_care", "2025-12-31")


@missing_documents.visible(en="snacks on platform P in January", zh="一月在 P 平台卖零食")
def snacks_in_january():
    return case_of("P", "food/snack", "2026-01-12", required=ASKED[::-1].reset_index(drop=True))


@missing_documents.visible(en="tents on platform Q", zh="在 Q 平台卖帐篷")
def tents():
    return case_of("Q", "outdoor/tent", "2025-12-31")


@missing_documents.visible(edge=True, en="tents in May", zh="五月卖帐篷")
def tents_in_may():
    return case_of("Q", "outdoor/tent", "2026-05-10")


@missing_documents.visible(edge=True, en="exactly 30 days are left", zh="正好还有 30 天")
def thirty_days_left():
    return case_of("P", "food/snack", "2026-01-08")


@missing_documents.visible(edge=True, en="issued on the day itself", zh="当天签发")
def issued_today():
    return case_of("Q", "outdoor/sports_care", "2026-02-01")


@missing_documents.visible(
    edge=True, en="one type asked for twice, once for any scope", zh="同一种要两次，一次不看范围"
)
def asked_twice():
    extra = required_of(("Q", "outdoor/sports_care", "quality_report", True, "category"))
    return case_of("Q", "outdoor/sports_care", "2026-01-20", required=pd.concat([extra, ASKED], ignore_index=True))


@missing_documents.visible(edge=True, en="one type asked for twice, both not met", zh="同一种要两次，两次都没满足")
def asked_twice_and_missing():
    extra = required_of(("Q", "outdoor/sports_care", "quality_report", True, "category"))
    return case_of("Q", "outdoor/sports_care", "2026-03-01", required=pd.concat([ASKED, extra], ignore_index=True))


@missing_documents.visible(edge=True, en="an entry that only looks like ours", zh="只是看着像的范围")
def looks_like_ours():
    required = required_of(
        ("all", "door", "licence", True, "category"),
        ("all", "all", "report", True, "category"),
        ("all", "all", "permit", True, "category"),
    )
    held = held_of(
        ("licence", "outdoor;doorbell", "2020-01-01", None),
        ("report", "indoor", "2020-01-01", None),
        ("permit", "all", "2020-01-01", None),
    )
    return case_of("P", "door/mat", "2025-12-31", required, held)


@missing_documents.visible(edge=True, en="an old paper and a new one", zh="一张旧的，一张新的")
def old_and_new():
    required = required_of(("all", "all", "licence", True, "category"), ("P", "food", "report", True, "none"))
    held = held_of(
        ("report", "all", "2020-01-01", "2024-01-01"),
        ("report", "beauty", "2024-01-02", "2028-01-01"),
        ("licence", "all", "2020-01-01", "2025-06-30"),
    )
    return case_of("P", "food/tea", "2025-12-31", required, held)


@missing_documents.visible(edge=True, en="nothing is held", zh="一张也没有")
def nothing_held():
    return case_of("P", "food/tea", "2025-12-31", held=HELD.head(0))


@missing_documents.visible(edge=True, en="nothing is asked for", zh="什么也不要")
def nothing_asked():
    return case_of("P", "food/tea", "2025-12-31", required=ASKED.head(0))


@missing_documents.hidden(worlds=3)
def other_papers(world: World):
    rng = world.rng
    papers = [f"paper_{letter}" for letter in "abcdefgh"]
    paths = ["all", "food", "food/tea", "food/snack", "home", "home/lamp"]
    required = required_of(
        *[
            (
                str(rng.choice(["all", "P", "Q"])),
                str(rng.choice(paths)),
                str(rng.choice(papers)),
                bool(rng.random() < 0.8),
                str(rng.choice(["category", "none"])),
            )
            for _ in range(14)
        ]
    )
    asked_on = pd.to_datetime("2025-12-31")
    held = held_of(
        *[
            (
                paper,
                ";".join(rng.choice(["food", "food/tea", "home", "home/lamp", "beauty"], 2, replace=False))
                if rng.random() < 0.7
                else "all",
                asked_on + pd.Timedelta(days=int(rng.integers(-900, 3))),
                None if rng.random() < 0.2 else asked_on + pd.Timedelta(days=int(rng.choice([-5, 0, 29, 30, 31, 400]))),
            )
            for paper in rng.choice(papers, 10)
        ]
    )
    return case_of("P", str(rng.choice(["food/tea", "home/lamp"])), "2025-12-31", required, held)


@missing_documents.invariant(en="Each type stands once, in alphabetical order.", zh="每种只出现一次，按字母顺序。")
def sorted_and_once(result, **inputs):
    return list(result) == sorted(set(result))


def short_of(
    required,
    held,
    platform,
    category,
    on_date,
    *,
    advised=False,
    platforms=("all", "own"),
    layers=("all", "department", "path"),
    margin=30,
    strict=False,
    endless=True,
    issued=True,
    issued_strict=False,
    scope="entries",
    obey_none=True,
    covers=("all", "department", "path"),
    once=True,
    order=True,
    any_row=False,
    oldest=False,
):
    """The missing papers; the options are the slips of the wrong answers."""
    day = pd.Timestamp(on_date)
    department = category.split("/")[0]
    own = {"all": "all", "department": department, "path": category}
    wanted = {own[name] for name in layers}
    where = {"all": "all", "own": platform}
    found, met = [], set()
    for row in required.itertuples():
        if not (row.required or advised) or row.platform not in {where[name] for name in platforms}:
            continue
        if row.category not in wanted:
            continue
        good = False
        rows = held[held["doc_type"] == row.doc_type]
        for paper in rows.head(1).itertuples() if oldest else rows.itertuples():
            until = paper.valid_until
            limit = day + pd.Timedelta(days=margin)
            lasting = endless if pd.isna(until) else (until > limit if strict else until >= limit)
            begun = not issued or (paper.issued_on < day if issued_strict else paper.issued_on <= day)
            fits = {own[name] for name in covers}
            if scope == "ignored" or (row.scope == "none" and obey_none):
                covered = True
            elif scope == "text":
                covered = any(one in paper.scope for one in fits)
            elif scope == "equal":
                covered = paper.scope in fits
            else:
                covered = bool(set(paper.scope.split(";")) & fits)
            good = good or (lasting and begun and covered)
        if good:
            met.add(row.doc_type)
        else:
            found.append(row.doc_type)
    if any_row:
        found = [paper for paper in found if paper not in met]
    if once:
        found = list(dict.fromkeys(found))
    return sorted(found) if order else found


@missing_documents.right
def row_by_row(required, held, platform, category, on_date):
    return short_of(required, held, platform, category, on_date)


@missing_documents.right
def by_merge(required, held, platform, category, on_date):
    department = category.split("/")[0]
    need = required[required["required"]].query(
        "platform in ['all', @platform] and category in ['all', @department, @category]"
    )
    day = pd.Timestamp(on_date)
    ends = held["valid_until"].fillna(pd.Timestamp("2200-01-01"))
    good = held[(held["issued_on"] <= day) & ((ends - day).dt.days >= 30)]
    pairs = need.reset_index(drop=True).reset_index().merge(good, on="doc_type", suffixes=("", "_held"))
    entries = [set(scope.split(";")) for scope in pairs["scope_held"]]
    fits = [bool(entry & {"all", department, category}) for entry in entries]
    met = pairs.loc[(pairs["scope"] == "none") | np.array(fits, dtype=bool), "index"]
    return sorted(set(need.reset_index(drop=True).drop(index=met.unique())["doc_type"]))


DOCUMENT_SLIPS = [
    ("advised_too", {"advised": True},
     "Papers that are only advised were asked for as well. Keep the rows whose `required` is true.",
     "只是建议的也算成了必须。只留 `required` 为真的行。"),
    ("own_platform_only", {"platforms": ("own",)},
     "Only the platform's own rows were used. Rows of `\"all\"` hold on every platform.",
     "只看了这家平台自己的行。`\"all\"` 的行哪家都要。"),
    ("general_rows_only", {"platforms": ("all",)},
     "The platform's own rows are missing. It asks for more than `\"all\"`.",
     "漏了这家平台自己的行。除了 `\"all\"` 的，它还有自己的要求。"),
    ("department_only", {"layers": ("all", "department")},
     "The list stops at the department. A row may also name our whole path, such as `outdoor/sports_care`.",
     "只查到一级类目。要求行也可能写完整路径，比如 `outdoor/sports_care`。"),
    ("path_only", {"layers": ("all", "path")},
     "Rows of the department are missing. What `outdoor` must have, `outdoor/sports_care` must have.",
     "漏了写一级类目的行。`outdoor` 要的，`outdoor/sports_care` 也要。"),
    ("without_all_goods", {"layers": ("department", "path")},
     "Rows with category `\"all\"` are missing: they hold for all goods.",
     "漏了类目写 `\"all\"` 的行：什么货都要。"),
    ("valid_today_is_enough", {"margin": 0},
     "A paper that is valid today was taken. It must last `MARGIN_DAYS` days more.",
     "今天没过期就算数了。还要再管 `MARGIN_DAYS` 天。"),
    ("more_than_thirty_days", {"strict": True},
     "A paper that ends exactly `MARGIN_DAYS` days later was refused. At least: `>=`.",
     "正好还有 `MARGIN_DAYS` 天的被判成不行。“至少”包括正好：`>=`。"),
    ("endless_is_expired", {"endless": False},
     "A missing `valid_until` was taken as expired. It means no end.",
     "`valid_until` 缺失当成了过期。缺失表示长期有效。"),
    ("not_yet_issued", {"issued": False},
     "A paper that is issued only later was counted. It must be issued on the day or before.",
     "以后才签发的证也算了。签发日期要不晚于那天。"),
    ("issued_today_refused", {"issued_strict": True},
     "A paper issued on the day itself was refused. On the day or before: `<=`.",
     "当天签发的被判成不行。当天也算：`<=`。"),
    ("scope_ignored", {"scope": "ignored"},
     "Any paper of the type was enough. Where the row asks for `\"category\"`, the paper must cover us.",
     "只要有这种证就算数了。要求行写 `\"category\"` 时，还要管得到我们。"),
    ("scope_as_text", {"scope": "text"},
     "The scope was searched as a text, and part of a word was found. Split it at `;` and look for a whole entry.",
     "把范围当成一段文字来找，找到了半个词。先用 `;` 拆开，再找完整的一项。"),
    ("scope_equal", {"scope": "equal"},
     "A scope with several entries was never found. Split it at `;`.",
     "有好几项的范围一个也没对上。先用 `;` 拆开。"),
    ("scope_always", {"obey_none": False},
     "The scope was demanded also where the row says `\"none\"`. There any paper of the type will do.",
     "要求行写 `\"none\"`，也查了范围。这时只要有这种证就行。"),
    ("all_does_not_cover", {"covers": ("department", "path")},
     "A paper with scope `\"all\"` was refused. It covers everything.",
     "范围是 `\"all\"` 的证被判成不行。它什么都管。"),
    ("department_does_not_cover", {"covers": ("all", "path")},
     "A paper for the whole department was refused. It covers its groups, too.",
     "管整个一级类目的证被判成不行。下面的二级类目它也管。"),
    ("path_does_not_cover", {"covers": ("all", "department")},
     "A paper for exactly our path was refused. It covers us.",
     "正好写着我们完整路径的证被判成不行。它管得到我们。"),
    ("twice_in_the_list", {"once": False},
     "A type stands twice in the list. Each once.",
     "同一种出现了两次。每种只写一次。"),
    ("order_of_the_table", {"order": False},
     "The list stands in the order of the table. Sort it.",
     "列表是表里的顺序。要排序。"),
    ("one_of_two_is_enough", {"any_row": True},
     "A type that two rows ask for was struck off when one of them was met. Both must be met.",
     "两行都要同一种，满足一行就划掉了。两行都要满足。"),
    ("first_paper_only", {"oldest": True},
     "Only the first paper of a type was looked at. Any that is good will do.",
     "一种证只看了第一张。只要有一张管用就行。"),
]  # fmt: skip


def slip_of_documents(options):
    def answer(required, held, platform, category, on_date):
        return short_of(required, held, platform, category, on_date, **options)

    return answer


declare(missing_documents, DOCUMENT_SLIPS, slip_of_documents)


@missing_documents.wrong(
    en="A set came back. A list in alphabetical order is asked for.",
    zh="返回的是集合。题目要的是按字母排好的列表。",
)
def a_set(required, held, platform, category, on_date):
    return set(short_of(required, held, platform, category, on_date))


# --- onboarding_stats: cases made of tries, open ones beside, a P90 that occurred --------------------------------------

STATS_CALL = "metrics.onboarding_stages(log, '2100-01-01').set_index('stage')"
onboarding_stats = Exercise(points=3, compare="equal", tolerance=1e-9, library=[STATS_CALL])

STAGES = ["apply", "documents", "fees", "review", "training", "opening"]
STATS_COLUMNS = ["closed", "open", "pass_rate", "median_days", "p90_days"]


def log_of(*rows):
    """A log from (application, stage, entered on, days or None, passed)."""
    table = pd.DataFrame(list(rows), columns=["application_id", "stage", "entered_at", "days", "passed"])
    table["entered_at"] = pd.to_datetime(table["entered_at"])
    days = pd.to_numeric(table["days"])
    table["left_at"] = table["entered_at"] + pd.to_timedelta(days, unit="D").dt.round("s")
    result = np.where(table["passed"], "passed", "rejected").astype(object)
    table["result"] = pd.Series(result, dtype=object).where(days.notna(), None)
    return table[["application_id", "stage", "entered_at", "left_at", "result"]]


def same_day(stage, first, *cases, on="2025-03-03"):
    """One try each: (days, passed), numbered from ``first``."""
    return [(first + place, stage, on, days, passed) for place, (days, passed) in enumerate(cases)]


@onboarding_stats.example
def review_and_fees_by_hand():
    log = log_of(
        *same_day("review", 1, (2, True), (3, True), (4, True), (5, False), (20, False), (None, False)),
        (1, "fees", "2025-02-01", 1, False),
        (1, "fees", "2025-02-05", 2, True),
    )
    rows = [[1, 0, 1.0, 3.0, NAN], [5, 1, 0.6, 4.0, 20.0]]
    return {"log": log}, pd.DataFrame(rows, index=pd.Index(["fees", "review"], name="stage"), columns=STATS_COLUMNS)


SPRING_LOG = log_of(
    *same_day(
        "review", 11, (2.5, True), (30, True), (4, False), (3, True), (6, True), (5, True), (8, False), (1, True)
    ),
    *same_day("review", 31, (7, True), (9, True), (12, True), (None, True), (None, True), on="2025-04-01"),
    *same_day("apply", 11, (0.5, True), (0.25, True), (1, True), on="2025-02-01"),
    *same_day("documents", 41, (3, True), (4, True), (2, True), (6, False), on="2025-02-10"),
    (51, "documents", "2025-02-20", 1.5, True),
    (51, "documents", "2025-02-10", 4, False),
    (52, "documents", "2025-02-12", 2, True),
    (52, "documents", "2025-02-20", 3, False),
    (53, "documents", "2025-02-11", 9, False),
    (53, "documents", "2025-02-25", None, False),
    (61, "opening", "2025-05-01", 1, True),
)


@onboarding_stats.visible(en="a spring of applications", zh="一个春天的申请")
def a_spring_of_applications():
    return {"log": SPRING_LOG.sample(frac=1, random_state=4).reset_index(drop=True)}


@onboarding_stats.visible(en="an autumn, with papers sent back twice", zh="一个秋天，资质退回两次")
def an_autumn():
    return {
        "log": log_of(
            (7, "documents", "2025-10-20", 2, True),
            (7, "documents", "2025-10-09", 3, False),
            (7, "documents", "2025-10-01", 5.25, False),
            *same_day("documents", 8, (4, True), (1, False), (3, True), (2, True), (6, True), on="2025-10-02"),
            *same_day("training", 8, (2, True), (3, True), (2, True), (4, True), (2.5, True), on="2025-11-02"),
            *same_day("fees", 8, (1, True), (None, True), on="2025-10-20"),
        )
    }


@onboarding_stats.visible(edge=True, en="only open cases in one stage", zh="有个环节全都没办结")
def only_open():
    return {
        "log": log_of(*same_day("review", 1, (None, True), (None, True)), *same_day("fees", 1, (1, True), (2, False)))
    }


@onboarding_stats.visible(edge=True, en="an open try before a closed one", zh="有一趟没有离开时间，后一趟办完了")
def an_open_try_first():
    return {
        "log": log_of(
            (1, "documents", "2025-03-01", None, False),
            (1, "documents", "2025-03-10", 4, True),
            *same_day("documents", 2, (2, True), (5, True), (3, False), (9, True)),
        )
    }


@onboarding_stats.visible(edge=True, en="exactly ten closed cases", zh="正好十件办结")
def ten_closed():
    return {"log": log_of(*same_day("review", 1, *[(days, days != 7) for days in (3, 9, 1, 7, 5, 2, 40, 4, 6, 8)]))}


@onboarding_stats.visible(edge=True, en="exactly five closed cases", zh="正好五件办结")
def five_closed():
    return {"log": log_of(*same_day("review", 1, (3, True), (1, True), (2, True), (11, False), (4, True)))}


@onboarding_stats.visible(edge=True, en="four closed cases", zh="只有四件办结")
def four_closed():
    return {"log": log_of(*same_day("review", 1, (3, True), (1, True), (2, True), (11, False)))}


@onboarding_stats.visible(edge=True, en="an empty log", zh="空日志")
def an_empty_log():
    return {"log": SPRING_LOG.head(0)}


@onboarding_stats.hidden(worlds=3)
def other_logs(world: World):
    rng, rows = world.rng, []
    for application in range(1, 41):
        for stage in rng.permutation(STAGES)[:4]:
            start = pd.Timestamp("2025-03-01") + pd.Timedelta(hours=int(rng.integers(0, 2000)))
            for _ in range(1 + int(rng.random() < 0.25)):
                days = None if rng.random() < 0.1 else round(float(rng.exponential(6)), 2) + 0.1
                rows.append((application, stage, start, days, bool(rng.random() < 0.8)))
                start = start + pd.Timedelta(days=(days or 3) + float(rng.integers(1, 4)))
    return {"log": log_of(*[rows[place] for place in rng.permutation(len(rows))])}


@onboarding_stats.invariant(
    en="Closed and open cases of all stages are the applications' stages in the log.",
    zh="办结加未办结，等于日志里的件数。",
)
def cases_add_up(result, *, log, **inputs):
    return int(result["closed"].sum() + result["open"].sum()) == len(log.drop_duplicates(["application_id", "stage"]))


def stats_of(
    log,
    *,
    by_try=False,
    span=False,
    last_only=False,
    first_only=False,
    any_passed=False,
    first_result=False,
    by_row=False,
    open_rule="any",
    open_in_rate=False,
    quantile="rank",
    least=5,
    whole_days=False,
    order="stages",
    all_stages=False,
    open_days=None,
    percent=False,
    rejected_out=False,
    rank=0.9,
    hours=False,
):
    """The table; the options are the slips of the wrong answers."""
    cases = {}
    frame = log if by_row else log.sort_values("entered_at")
    for place, row in enumerate(frame.itertuples()):
        key = (row.stage, place if by_try else row.application_id)
        cases.setdefault(key, []).append(row)
    rows = {}
    known = {stage for stage, _ in cases}
    names = [stage for stage in STAGES if all_stages or stage in known]
    if order == "alphabet":
        names = sorted(names)
    elif order == "seen":
        names = list(dict.fromkeys(log["stage"]))
    for stage in names:
        times, passes, waiting = [], [], 0
        for (where, _), tries in cases.items():
            if where != stage:
                continue
            lengths = [(one.left_at - one.entered_at).total_seconds() / 86_400 for one in tries]
            still = [pd.isna(one.left_at) for one in tries]
            is_open = {"any": any(still), "last": still[-1], "all": all(still)}[open_rule]
            if is_open and open_days is None:
                waiting += 1
                if open_in_rate:
                    passes.append(False)
                continue
            waiting += is_open
            lengths = [0.0 if pd.isna(one) else one for one in lengths]
            days = sum(lengths)
            if span:
                days = (tries[-1].left_at - tries[0].entered_at).total_seconds() / 86_400
            elif last_only:
                days = lengths[-1]
            elif first_only:
                days = lengths[0]
            outcome = [one.result == "passed" for one in tries]
            good = any(outcome) if any_passed else outcome[0] if first_result else outcome[-1]
            if rejected_out and not good:
                passes.append(good)
                continue
            if is_open:
                days = open_days
            times.append(math.floor(days) if whole_days else days * (24 if hours else 1))
            passes.append(good)
        times.sort()
        n = len(times)
        p90 = NAN
        if n >= least:
            if quantile == "rank":
                p90 = times[math.ceil(round(rank * n, 9)) - 1]
            elif quantile == "floor":
                p90 = times[min(math.floor(0.9 * n), n - 1)]
            elif quantile == "lower":
                p90 = float(np.quantile(times, 0.9, method="lower"))
            elif quantile == "higher":
                p90 = float(np.quantile(times, 0.9, method="higher"))
            else:
                p90 = float(np.quantile(times, 0.9))
        closed = len(passes) if not open_in_rate else len(passes) - waiting
        rate = sum(passes) / len(passes) if passes else NAN
        median = float(np.median(times)) if times else NAN
        rows[stage] = [closed, waiting, 100 * rate if percent else rate, median, p90]
    table = pd.DataFrame.from_dict(rows, orient="index", columns=STATS_COLUMNS).rename_axis("stage")
    return table.astype({"closed": "int64", "open": "int64"})


@onboarding_stats.right
def by_loops_over_cases(log):
    return stats_of(log)


@onboarding_stats.right
def by_two_groupings(log):
    rows = log.assign(days=(log["left_at"] - log["entered_at"]) / pd.Timedelta(days=1))
    rows = rows.sort_values(["stage", "application_id", "entered_at"])
    grouped = rows.groupby(["stage", "application_id"])
    cases = grouped.agg(tries=("entered_at", "size"), ended=("left_at", "count"), days=("days", "sum")).reset_index()
    final = rows.drop_duplicates(["stage", "application_id"], keep="last")
    cases["passed"] = (final["result"] == "passed").to_numpy(dtype=float)
    done = cases[cases["tries"] == cases["ended"]]
    stages = [stage for stage in STAGES if stage in set(log["stage"])]
    out = pd.DataFrame(index=pd.Index(stages, name="stage", dtype=object))
    out["closed"] = done.groupby("stage").size().reindex(stages, fill_value=0)
    out["open"] = cases.groupby("stage").size().reindex(stages, fill_value=0) - out["closed"]
    out["pass_rate"] = done.groupby("stage")["passed"].mean().reindex(stages)
    out["median_days"] = done.groupby("stage")["days"].median().reindex(stages)
    ninety = {
        stage: group.sort_values().iloc[-(-9 * len(group) // 10) - 1]
        for stage, group in done.groupby("stage")["days"]
        if len(group) >= 5
    }
    out["p90_days"] = [ninety.get(stage, NAN) for stage in stages]
    return out.astype({"closed": "int64", "open": "int64", "pass_rate": float, "median_days": float, "p90_days": float})


STATS_SLIPS = [
    ("each_try_a_case", {"by_try": True},
     "Each try was counted as a case of its own. An application in a stage is one case, with all its tries.",
     "每一趟当成了一件。一份申请在一个环节里，几趟合成一件。"),
    ("from_first_to_last", {"span": True},
     "The days run from the first try's beginning to the last one's end. The time between two tries doesn't count: add the tries up.",
     "天数从第一趟开始算到最后一趟结束。两趟之间的时间不算：各趟相加。"),
    ("last_try_only", {"last_only": True},
     "Only the days of the last try were taken. Add up all tries of the case.",
     "只算了最后一趟的天数。要把这一件的各趟相加。"),
    ("first_try_only", {"first_only": True, "first_result": True},
     "Only the first try was looked at. The days are those of all tries, the result is that of the last.",
     "只看了第一趟。天数要各趟相加，结果看最后一趟。"),
    ("result_of_the_first", {"first_result": True},
     "The result is that of the first try. Papers sent back and passed later are passed: take the last by `entered_at`.",
     "结果看的是第一趟。退回以后又通过的，是通过：按 `entered_at` 取最后一趟。"),
    ("passed_at_some_time", {"any_passed": True},
     "A case passed if any try passed. Only the last one decides.",
     "只要有一趟通过就算通过了。要看最后一趟。"),
    ("order_of_the_rows", {"by_row": True},
     "The last *row* was taken for the last try. The rows come in any order: sort by `entered_at`.",
     "把最后一**行**当成了最后一趟。行的先后是乱的：先按 `entered_at` 排。"),
    ("open_if_the_last_is", {"open_rule": "last"},
     "A case counted as open only if its last try was. One open try is enough, whatever the others say.",
     "只看最后一趟有没有办结。只要有一趟没办结，这一件就没办结。"),
    ("open_if_all_are", {"open_rule": "all"},
     "A case counted as open only if all its tries were. One open try is enough.",
     "各趟都没办结才算未办结。有一趟没办结就是。"),
    ("open_as_not_passed", {"open_in_rate": True},
     "Open cases stand below the line of the pass rate. Nobody knows yet how they end: leave them out.",
     "通过率的分母里有未办结的。结果还不知道：不要算。"),
    ("open_as_zero_days", {"open_days": 0.0},
     "Open cases came in with 0 days and as rejected. They belong beside the times, not among them.",
     "未办结的按 0 天、驳回算进去了。要另外数，不能混进天数。"),
    ("interpolated_p90", {"quantile": "linear"},
     "The P90 is interpolated (`quantile(0.9)`). A time that occurred is asked for: case number ⌈0.9 n⌉.",
     "P90 用了插值（`quantile(0.9)`）。要的是真有过的天数：第 ⌈0.9 n⌉ 件。"),
    ("one_place_too_high", {"quantile": "floor"},
     "The P90 stands one place too high: counting from 0, case number ⌈0.9 n⌉ has position ⌈0.9 n⌉ − 1.",
     "P90 取高了一位：从 0 数起，第 ⌈0.9 n⌉ 件的位置是 ⌈0.9 n⌉ − 1。"),
    ("lower_neighbour", {"quantile": "lower"},
     "The P90 is the lower neighbour of the interpolated place, within which fewer than 90 of 100 were done.",
     "P90 取了插值位置下面的那一件，在它之内办完的不到九成。"),
    ("p90_of_few", {"least": 1},
     "A P90 was given for fewer than `MIN_CLOSED` closed cases. It would only be the largest: `NaN`.",
     "办结不到 `MIN_CLOSED` 件也给了 P90。那不过是最大的一个：要 `NaN`。"),
    ("more_than_the_least", {"least": 6},
     "With exactly `MIN_CLOSED` closed cases there is no P90 here. Fewer than that: `NaN`; exactly that many is enough.",
     "正好 `MIN_CLOSED` 件时没有给 P90。**不到**才是 `NaN`，正好就够了。"),
    ("eighty_of_a_hundred", {"rank": 0.8},
     "Eight of ten were taken instead of nine.",
     "取了十分之八，不是十分之九。"),
    ("whole_days", {"whole_days": True},
     "The days were cut to whole ones (`.dt.days`). Keep the parts of days: `.dt.total_seconds() / 86400`.",
     "天数只留了整天（`.dt.days`）。零头要留着：`.dt.total_seconds() / 86400`。"),
    ("hours_for_days", {"hours": True},
     "The times are in hours. Days are asked for.",
     "时间用了小时。题目要的是天。"),
    ("in_alphabetical_order", {"order": "alphabet"},
     "The stages stand in alphabetical order. Use the order of `STAGES`.",
     "环节按字母排了。要按 `STAGES` 的顺序。"),
    ("in_order_of_the_log", {"order": "seen"},
     "The stages stand in the order of the log. Use the order of `STAGES`.",
     "环节按日志里出现的先后排了。要按 `STAGES` 的顺序。"),
    ("stages_that_do_not_occur", {"all_stages": True},
     "Stages that do not occur in the log have a row. Leave them out.",
     "日志里没有的环节也列了。不要列。"),
    ("times_of_passed_only", {"rejected_out": True},
     "The times are only those of cases that passed. Rejected cases are closed, too.",
     "天数只算了通过的。驳回的也是办结。"),
    ("pass_rate_in_percent", {"percent": True},
     "The pass rate is in percent; a fraction is asked for.",
     "通过率用了百分数，题目要的是小数。"),
]  # fmt: skip


def slip_of_stats(options):
    def answer(log):
        return stats_of(log, **options)

    return answer


declare(onboarding_stats, STATS_SLIPS, slip_of_stats)


# --- penalty_status: points in a window, once a day and type, appeals, and when they lapse -----------------------------

STATUS_CALL = (
    "metrics.penalty_status(violations, schedule, on_date, window_days).set_index('shop_id')"
    "[['points', 'status', 'points_to_next']]"
)
penalty_status = Exercise(points=3, compare="equal", tolerance=1e-9, library=[STATUS_CALL])

SCHEDULE = pd.DataFrame(
    {
        "violation_type": [None, "late", "word", None, "false", None],
        "points": [NAN, 3.0, 2.0, NAN, 6.0, NAN],
        "min_points": [24.0, NAN, NAN, 12.0, NAN, 48.0],
        "status": ["limited", None, None, "warned", None, "closed"],
    }
)


def violations_of(*rows):
    table = pd.DataFrame(list(rows), columns=["shop_id", "date", "violation_type", "points", "appeal"])
    table["date"] = pd.to_datetime(table["date"])
    return table.astype({"shop_id": "int64", "points": "int64"})


@penalty_status.example
def two_shops_by_hand():
    violations = violations_of(
        (1, "2024-12-31", "false", 6, None),
        (1, "2025-03-01", "false", 6, "lost"),
        (1, "2025-03-01", "false", 4, None),
        (1, "2025-03-01", "word", 6, None),
        (2, "2025-05-10", "fake", 12, "won"),
    )
    schedule = SCHEDULE[SCHEDULE["status"] != "closed"]
    expected = pd.DataFrame(
        {"points": [12, 0], "status": ["warned", "clear"], "days_to_lapse": [60.0, NAN]},
        index=pd.Index([1, 2], name="shop_id"),
    )
    return {"violations": violations, "schedule": schedule, "on_date": "2025-12-31"}, expected


YEAR = violations_of(
    (5, "2025-02-18", "late", 3, None),
    (5, "2025-08-13", "late", 3, None),
    (5, "2025-08-13", "late", 5, "lost"),
    (5, "2025-08-13", "word", 2, None),
    (5, "2025-03-18", "false", 6, None),
    (5, "2024-11-02", "fake", 12, None),
    (3, "2025-06-01", "fake", 12, "won"),
    (3, "2025-06-01", "fake", 8, None),
    (3, "2025-07-09", "late", 3, "lost"),
    (1, "2025-04-04", "false", 6, None),
    (1, "2025-09-30", "false", 6, None),
    (8, "2024-03-03", "false", 6, None),
    (2, "2026-01-02", "fake", 12, None),
    (2, "2025-12-31", "late", 3, None),
    (4, "2025-01-01", "fake", 12, None),
    (4, "2025-05-05", "fake", 12, None),
    (6, "2025-10-10", "fake", 30, None),
    (6, "2025-10-11", "fake", 30, None),
)


@penalty_status.visible(en="the shops on the last day of the year", zh="年底那天的各家店")
def end_of_the_year():
    return {"violations": YEAR, "schedule": SCHEDULE, "on_date": "2025-12-31"}


@penalty_status.visible(en="the same shops in September, 180 days", zh="同样的店，九月看，180 天")
def september():
    shuffled = YEAR.sample(frac=1, random_state=2).reset_index(drop=True)
    return {
        "violations": shuffled,
        "schedule": SCHEDULE[::-1].reset_index(drop=True),
        "on_date": "2025-09-30",
        "window_days": 180,
    }


@penalty_status.visible(edge=True, en="a year ago to the day, and a day less", zh="去年的同一天，和差一天")
def to_the_day():
    violations = violations_of((1, "2024-12-31", "fake", 12, None), (2, "2025-01-01", "fake", 12, None))
    return {"violations": violations, "schedule": SCHEDULE, "on_date": "2025-12-31"}


@penalty_status.visible(edge=True, en="exactly at a threshold, and one below", zh="正好到线，和差一分")
def at_a_threshold():
    violations = violations_of(
        (1, "2025-05-01", "a", 24, None), (2, "2025-05-01", "a", 23, None), (3, "2025-05-01", "a", 11, None)
    )
    return {"violations": violations, "schedule": SCHEDULE, "on_date": "2025-12-31"}


@penalty_status.visible(edge=True, en="one type twice on a day", zh="同一天同一类型两次")
def twice_on_a_day():
    violations = violations_of(
        (1, "2025-05-01", "late", 3, None),
        (1, "2025-05-01", "late", 3, None),
        (1, "2025-05-02", "late", 3, None),
        (2, "2025-05-01", "late", 3, None),
        (1, "2025-05-01", "word", 3, None),
        (2, "2025-05-01", "late", 9, "won"),
        (3, "2025-05-01", "late", 5, None),
        (3, "2025-05-01", "late", 3, None),
        (3, "2025-05-01", "late", 8, None),
    )
    return {"violations": violations, "schedule": SCHEDULE, "on_date": "2025-12-31", "window_days": 300}


@penalty_status.visible(edge=True, en="a window of one day", zh="窗口只有一天")
def one_day():
    violations = violations_of(
        (1, "2025-12-31", "late", 3, None), (1, "2025-12-30", "late", 3, None), (2, "2026-01-01", "late", 3, None)
    )
    return {"violations": violations, "schedule": SCHEDULE, "on_date": "2025-12-31", "window_days": 1}


@penalty_status.visible(edge=True, en="every appeal was won", zh="申诉全部成功")
def all_won():
    violations = violations_of((7, "2025-12-01", "late", 3, "won"), (4, "2025-11-01", "fake", 12, "won"))
    return {"violations": violations, "schedule": SCHEDULE, "on_date": "2025-12-31"}


@penalty_status.visible(edge=True, en="no violations", zh="没有违规")
def no_violations():
    return {"violations": YEAR.head(0), "schedule": SCHEDULE, "on_date": "2025-12-31"}


@penalty_status.hidden(worlds=3)
def other_years(world: World):
    rng, n = world.rng, 60
    violations = violations_of(
        *[
            (
                int(rng.integers(1, 8)),
                pd.Timestamp("2024-10-01") + pd.Timedelta(days=int(rng.integers(0, 470))),
                str(rng.choice(["late", "word", "false", "fake"])),
                int(rng.choice([2, 3, 6, 12])),
                [None, "lost", "won"][int(rng.choice(3, p=[0.7, 0.15, 0.15]))],
            )
            for _ in range(n)
        ]
    )
    violations = pd.concat(
        [violations, violations.head(12).assign(points=lambda rows: rows["points"] + 1)], ignore_index=True
    )
    return {
        "violations": violations.sample(frac=1, random_state=rng).reset_index(drop=True),
        "schedule": SCHEDULE,
        "on_date": "2025-12-31",
        "window_days": int(rng.choice([180, 365])),
    }


@penalty_status.invariant(en="Every shop of the table has a row.", zh="表里的每家店都有一行。")
def every_shop(result, *, violations, **inputs):
    return list(result.index) == sorted(violations["shop_id"].unique())


def status_table(
    violations,
    schedule,
    on_date,
    window_days=365,
    *,
    closed=False,
    no_end=False,
    today_in=True,
    won=True,
    lost_out=False,
    no_appeal_only=False,
    once="max",
    keys=("shop_id", "date", "violation_type"),
    strict=False,
    lapsed_gone=False,
    clear="clear",
    lapse="oldest",
    add=0,
    upside=False,
    won_after=False,
    calendar_year=False,
    nan_as_zero=False,
    sorted_rows=True,
    next_higher=False,
):
    """The table; the options are the slips of the wrong answers."""
    today = pd.Timestamp(on_date)
    first = today - pd.Timedelta(days=window_days - (0 if closed else 1))
    if calendar_year:
        first = pd.Timestamp(year=today.year, month=1, day=1)
    shops = list(dict.fromkeys(violations["shop_id"]))
    if sorted_rows:
        shops = sorted(shops)
    chosen = violations[violations["date"] >= first]
    if not no_end:
        chosen = chosen[(chosen["date"] <= today) if today_in else (chosen["date"] < today)]
    if won and not won_after:
        chosen = chosen[chosen["appeal"] != "won"]
    if lost_out:
        chosen = chosen[chosen["appeal"] != "lost"]
    if no_appeal_only:
        chosen = chosen[chosen["appeal"] == "lost"]
    if once == "max":
        chosen = chosen.sort_values("points", kind="stable").drop_duplicates(list(keys), keep="last")
    elif once == "first":
        chosen = chosen.drop_duplicates(list(keys), keep="first")
    elif once == "min":
        chosen = chosen.sort_values("points", kind="stable").drop_duplicates(list(keys), keep="first")
    if won_after:
        chosen = chosen[chosen["appeal"] != "won"]
    rungs = sorted((m, s) for m, s in zip(schedule["min_points"], schedule["status"], strict=True) if m == m)
    rows = []
    for shop in shops:
        mine = chosen[chosen["shop_id"] == shop]
        total = int(mine["points"].sum())
        reached = [name for line, name in rungs if (total > line if strict else total >= line)]
        status = (reached[0] if upside else reached[-1]) if reached else clear
        if next_higher:
            status = next((name for line, name in rungs if total <= line), clear)
        day = NAN
        if len(mine):
            date = mine["date"].max() if lapse == "newest" else mine["date"].min()
            day = float((date - today).days + window_days + add)
            if lapse == "age":
                day = float((today - date).days)
        elif nan_as_zero:
            day = 0.0
        if len(mine) or not lapsed_gone:
            rows.append((shop, total, status, day))
    table = pd.DataFrame(rows, columns=["shop_id", "points", "status", "days_to_lapse"]).set_index("shop_id")
    return table.astype({"points": "int64", "days_to_lapse": float})


@penalty_status.right
def shop_by_shop(violations, schedule, on_date, window_days=365):
    return status_table(violations, schedule, on_date, window_days)


@penalty_status.right
def by_cut(violations, schedule, on_date, window_days=365):
    today = pd.Timestamp(on_date)
    age = (today - violations["date"]).dt.days
    counted = violations[(age >= 0) & (age < window_days) & ~violations["appeal"].isin(["won"])]
    daily = counted.pivot_table(
        index=["shop_id", "date", "violation_type"], values="points", aggfunc="max"
    ).reset_index()
    shops = sorted(violations["shop_id"].unique())
    out = pd.DataFrame(index=pd.Index(shops, name="shop_id", dtype="int64"))
    sums = daily.groupby("shop_id")["points"].sum() if len(daily) else pd.Series(dtype=float)
    out["points"] = sums.reindex(out.index).fillna(0).astype("int64")
    known = schedule[schedule["min_points"].notna()].sort_values("min_points")
    place = np.searchsorted(known["min_points"].to_numpy(float), out["points"].to_numpy(float), side="right")
    out["status"] = np.array(["clear", *known["status"]], dtype=object)[place]
    oldest = daily.groupby("shop_id")["date"].min() if len(daily) else pd.Series(dtype="datetime64[ns]")
    out["days_to_lapse"] = [
        float((oldest[shop] - today).days + window_days) if shop in oldest.index else NAN for shop in shops
    ]
    return out


STATUS_SLIPS = [
    ("a_day_too_long", {"closed": True},
     "The window is a day too long: with 365 days the same day a year before is out.",
     "窗口多了一天：365 天时，去年的同一天不算。"),
    ("future_counts", {"no_end": True},
     "Violations after `on_date` were counted. On that day nobody knows them yet.",
     "`on_date` 之后的违规也算了。那天还不知道有这些。"),
    ("today_left_out", {"today_in": False},
     "The day itself was left out. The window ends on `on_date`, that day included.",
     "漏了当天。窗口到 `on_date` 为止，含当天。"),
    ("appeals_ignored", {"won": False},
     "Violations whose appeal was won still count. They don't.",
     "申诉成功的还在扣分。成功的一律不算。"),
    ("lost_appeals_out", {"lost_out": True},
     "Violations whose appeal was *lost* were left out, too. They count.",
     "申诉**失败**的也去掉了。失败的要算。"),
    ("only_lost_appeals", {"no_appeal_only": True},
     "Violations without an appeal vanished: a missing `appeal` means that none was made, and they count.",
     "没有申诉的不见了：`appeal` 缺失表示没申诉，要算。"),
    ("every_line_counts", {"once": "no"},
     "Several violations of one type on one day were added up. They are one: the one with the most points.",
     "同一天同一类型的几次都加了。只算一次，取分最多的。"),
    ("the_first_of_the_day", {"once": "first"},
     "Of several violations on one day the first row was kept. Keep the one with the most points.",
     "同一天的几次，留了第一行。要留分最多的。"),
    ("the_least_of_the_day", {"once": "min"},
     "Of several violations on one day the one with the fewest points was kept. Keep the most.",
     "同一天的几次，留了分最少的。要留最多的。"),
    ("one_a_day", {"keys": ("shop_id", "date")},
     "Only one violation a day was kept. Different *types* on one day all count.",
     "一天只留了一次。同一天不同**类型**的都算。"),
    ("one_of_each_type", {"keys": ("shop_id", "violation_type")},
     "Each type was counted only once in the whole window. Once a *day*.",
     "每种类型整个窗口只算了一次。是一**天**一次。"),
    ("one_for_all_shops", {"keys": ("date", "violation_type")},
     "Violations of *different shops* on one day were made one. Once a day and type for each shop.",
     "**不同店**同一天的违规合成了一次。是每家店一天一次。"),
    ("won_appeals_removed_last", {"won_after": True},
     "The won appeal was chosen as the day's highest and then removed, and with it the other one of that day. Leave out won appeals first.",
     "先挑了当天分最多的，它恰好申诉成功，再去掉，当天另一次也跟着没了。要先去掉申诉成功的。"),
    ("above_the_line_only", {"strict": True},
     "Points exactly at a threshold did not reach it. Exactly is reached: `>=`.",
     "正好到线的没算够着。正好就算：`>=`。"),
    ("lowest_status", {"upside": True},
     "The lowest threshold reached gives the status here. The highest one does. (Sort by `min_points`.)",
     "状态取了够得着的最低一档。要取最高的一档。（先按 `min_points` 排。）"),
    ("next_status", {"next_higher": True},
     "The status is that of the next threshold above. It is the highest one that is *reached*.",
     "状态取了上面还没到的一档。要取**够得着**的最高一档。"),
    ("lapsed_shops_vanish", {"lapsed_gone": True},
     "Shops without points that count vanished. Every shop of the table has a row, with 0 and `clear`.",
     "没有算数的分的店不见了。表里的每家店都要有一行：0 分，`clear`。"),
    ("no_word_for_clear", {"clear": None},
     "Below the lowest threshold the status is missing. Write `\"clear\"`.",
     "不到最低一档时状态缺失。要写 `\"clear\"`。"),
    ("newest_lapses", {"lapse": "newest"},
     "The days run until the *newest* violation lapses. The oldest lapses first.",
     "算的是**最近**那次清零的天数。最早的先清。"),
    ("a_day_early", {"add": -1},
     "The points lapse a day too early: date + `window_days` − `on_date`.",
     "清零早了一天：日期 + `window_days` − `on_date`。"),
    ("age_of_the_oldest", {"lapse": "age"},
     "The days *since* the oldest violation were given. Asked for are the days until it lapses.",
     "给的是最早那次**过去**了几天。题目要的是还有几天清。"),
    ("zero_days_without_points", {"nan_as_zero": True},
     "Without points that count `days_to_lapse` is 0. Nothing can lapse: `NaN`.",
     "没有算数的分时，`days_to_lapse` 成了 0。没什么可清：`NaN`。"),
    ("calendar_year", {"calendar_year": True},
     "The points of the calendar year were taken. The window slides: the last `window_days` days.",
     "取的是自然年的分。窗口是滚动的：最近 `window_days` 天。"),
    ("in_order_of_appearance", {"sorted_rows": False},
     "The shops stand in the order of the table. Sort by `shop_id`.",
     "店铺是表里的先后。要按 `shop_id` 排。"),
]  # fmt: skip


def slip_of_status(options):
    def answer(violations, schedule, on_date, window_days=365):
        return status_table(violations, schedule, on_date, window_days, **options)

    return answer


declare(penalty_status, STATUS_SLIPS, slip_of_status)


@penalty_status.wrong(
    en="365 days were written into the function. Use `window_days`.",
    zh="函数里写死了 365 天。要用 `window_days`。",
)
def always_a_year(violations, schedule, on_date, window_days=365):
    return status_table(violations, schedule, on_date, 365)


@penalty_status.wrong(
    en="`shop_id` stands as a column. Make it the index.",
    zh="`shop_id` 成了一列。要作索引。",
)
def shop_as_a_column(violations, schedule, on_date, window_days=365):
    return status_table(violations, schedule, on_date, window_days).reset_index()


# --- chart_mix_risk ----------------------------------------------------------------------------------------------------

chart_mix_risk = Exercise(points=3, compare="chart", tolerance=1e-6)


def sales_of(**platforms):
    """Sales by platform, ``p2=[100, None, 300]``, from January 2025 on; None where the platform has no row."""
    rows = [
        (pd.Timestamp(2025, 1 + place, 1), int(name[1:]), float(amount))
        for name, amounts in platforms.items()
        for place, amount in enumerate(amounts)
        if amount is not None
    ]
    return pd.DataFrame(rows, columns=["month", "platform_id", "amount"])


def draw_bars(risk):
    import matplotlib.pyplot as plt

    _, axes = plt.subplots()
    axes.bar([str(k) for k in risk], list(risk.values()))
    axes.set(title="Swing of sales by number of platforms", xlabel="platforms", ylabel="coefficient of variation")
    return axes


@chart_mix_risk.example
def two_platforms_by_hand():
    return {"sales": sales_of(p1=[150, 100, 50, None], p2=[100, 200, 300, 900])}, [(1, 0.5), (2, 50 / 300)]


@chart_mix_risk.visible(en="four platforms, half a year", zh="四个平台，半年")
def half_a_year():
    sales = sales_of(
        p1=[90, 80, 100, 95, 120, 150],
        p2=[60, 45, 66, 60, 80, 95],
        p5=[20, 60, None, 40, 10, 30],
        p3=[30, 28, 36, 40, 35, 52],
    )
    return {"sales": sales.sample(frac=1, random_state=1).reset_index(drop=True)}


@chart_mix_risk.visible(en="the smallest number is not the largest platform", zh="编号小的不是最大的")
def largest_has_the_largest_number():
    return {"sales": sales_of(p1=[10, 20, 15, 12, 30], p4=[50, 70, 65, 40, 90], p7=[200, 150, 260, 240, 300])}


@chart_mix_risk.visible(edge=True, en="two platforms of equal size", zh="两家一样大")
def equal_totals():
    return {"sales": sales_of(p9=[40, 60, 20], p2=[10, 30, 80], p5=[100, 120, 90])}


@chart_mix_risk.visible(
    edge=True, en="the largest only because of a month that is not complete", zh="多亏不完整的月份才最大"
)
def large_in_an_incomplete_month():
    return {"sales": sales_of(p1=[100, 120, 140, None], p2=[60, 80, 40, 900], p3=[30, 20, 45, 10])}


@chart_mix_risk.visible(edge=True, en="one platform", zh="只有一个平台")
def one_platform_only():
    return {"sales": sales_of(p3=[50, 70, 90, 50])}


@chart_mix_risk.visible(edge=True, en="a month of 0 yuan is complete", zh="卖了 0 元的月份也完整")
def a_month_of_nothing():
    return {"sales": sales_of(p1=[100, 120, 80], p2=[50, 0, 40])}


@chart_mix_risk.visible(edge=True, en="two complete months", zh="只有两个完整的月份")
def two_months():
    return {"sales": sales_of(p1=[100, 140, 90], p2=[30, 20, None])}


@chart_mix_risk.hidden(worlds=3)
def other_groups(world: World):
    rng = world.rng
    common = rng.normal(0, 0.3, 12)
    numbers = rng.choice(np.arange(1, 20), int(rng.integers(3, 6)), replace=False)
    tables = {}
    for number in numbers:
        amounts = np.round(rng.uniform(20, 300) * np.exp(rng.uniform(0, 1) * common + rng.normal(0, 0.2, 12)), 2)
        tables[f"p{number}"] = [None if rng.random() < 0.06 else float(amount) for amount in amounts]
    for amounts in tables.values():
        amounts[0], amounts[5], amounts[9] = (one or 40.0 for one in (amounts[0], amounts[5], amounts[9]))
    return {"sales": sales_of(**tables).sample(frac=1, random_state=rng).reset_index(drop=True)}


def risks(
    sales,
    *,
    incomplete=None,
    order="total",
    ddof=1,
    single=False,
    mean_of=False,
    number="cv",
    smallest=False,
    ties="up",
    total_of_all=False,
    gaps_dropped_by=None,
    zero_out=False,
    percent=False,
):
    """The mark of each number of platforms; the options are the slips of the wrong answers."""
    wide = sales.pivot(index="month", columns="platform_id", values="amount")
    if zero_out:
        wide = wide[(wide != 0).all(axis=1)]
    whole = wide.dropna() if incomplete is None else wide.fillna(incomplete) if incomplete == 0 else wide
    size = (wide if total_of_all else whole).sum()
    if order == "number":
        names = sorted(whole.columns)
    elif order == "seen":
        names = list(dict.fromkeys(sales["platform_id"]))
    elif order == "steady":
        names = sorted(whole.columns, key=lambda name: (whole[name].std() / whole[name].mean(), name))
    else:
        sign = 1 if ties == "up" else -1
        names = sorted(whole.columns, key=lambda name: ((size[name] if smallest else -size[name]), sign * name))
    marks = {}
    for k in range(1, len(names) + 1):
        part = whole[names[:k]]
        line = whole[names[k - 1]] if single else part.mean(axis=1) if mean_of else part.sum(axis=1)
        spread = line.std(ddof=ddof)
        value = {"cv": spread / line.mean(), "sd": spread, "var": spread**2 / line.mean() ** 2}[number]
        if mean_of:
            value = (part.std(ddof=ddof) / part.mean()).mean()
        marks[k] = float(value) * (100 if percent else 1)
    return marks


@chart_mix_risk.right
def bars_in_plain_matplotlib(sales):
    return draw_bars(risks(sales))


@chart_mix_risk.right
def a_line_with_points(sales):
    import matplotlib.pyplot as plt

    everybody = sales["platform_id"].nunique()
    counts = sales.groupby("month")["platform_id"].nunique()
    kept = sales[sales["month"].isin(counts.index[counts == everybody])]
    size = kept.groupby("platform_id")["amount"].sum().reset_index()
    names = size.sort_values(["amount", "platform_id"], ascending=[False, True])["platform_id"].tolist()
    values = []
    for k in range(len(names)):
        sums = kept[kept["platform_id"].isin(names[: k + 1])].groupby("month")["amount"].sum()
        values.append(sums.std() / sums.mean())
    _, axes = plt.subplots()
    axes.plot(range(1, len(names) + 1), values, marker="o")
    axes.set(title="One more platform", xlabel="number of platforms", ylabel="CV")
    return axes


CHART_SLIPS = [
    ("gaps_as_zero", {"incomplete": 0},
     "A month that a platform lacks counts as 0 yuan there. Leave out months that are not complete.",
     "平台缺的月份当成了 0 元。不完整的月份不用。"),
    ("in_order_of_number", {"order": "number"},
     "The platforms stand in order of their number. The largest comes first.",
     "平台按编号排了。要从大到小。"),
    ("in_order_of_the_table_rows", {"order": "seen"},
     "The platforms stand in the order of the table. The largest comes first.",
     "平台按表里的先后排了。要从大到小。"),
    ("smallest_first", {"smallest": True},
     "The smallest platform comes first. Begin with the largest.",
     "从最小的平台开始了。要从最大的开始。"),
    ("steadiest_first", {"order": "steady"},
     "The platforms were sorted by their own swing. Sort by total.",
     "按各自的波动排了。要按总额排。"),
    ("ties_by_larger_number", {"ties": "down"},
     "Platforms with equal totals stand in descending order of number. Ascending.",
     "总额相同的，编号大的排在了前面。要从小到大。"),
    ("totals_of_all_months", {"total_of_all": True},
     "The order uses totals of *all* months. Use the complete ones, as for everything else.",
     "排序用了**全部**月份的总额。要用完整的月份，和别处一样。"),
    ("population_deviation", {"ddof": 0},
     "The standard deviation was divided by n (as NumPy does). Divide by n − 1.",
     "标准差除以了 n（NumPy 的做法）。要除以 n − 1。"),
    ("each_platform_alone", {"single": True},
     "Each mark shows one platform alone. Add up the first k.",
     "每个标记画的是单独一家。要把前 k 家加起来。"),
    ("mean_of_the_swings", {"mean_of": True},
     "The coefficients of the platforms were averaged. Add up the *amounts* month by month, then take the coefficient: only so can ups and downs cancel out.",
     "把各家的变异系数平均了。要先逐月加**金额**再算：这样涨跌才能相抵。"),
    ("standard_deviation_only", {"number": "sd"},
     "The marks are standard deviations in yuan. Divide by the mean.",
     "画的是标准差（元）。要除以平均。"),
    ("squared", {"number": "var"},
     "The marks are squared coefficients (variance over squared mean). Take the standard deviation.",
     "画的是变异系数的平方。要用标准差，不用方差。"),
    ("percent_unsaid_risk", {"percent": True},
     "The heights are percentages, but the axis does not say so. Use plain numbers such as 0.25.",
     "高度用了百分数，轴上却没写。用 0.25 这样的小数。"),
    ("zero_months_left_out", {"zero_out": True},
     "A month with 0 yuan was left out. A row with 0 is a row: the month is complete.",
     "卖了 0 元的月份被去掉了。有一行，哪怕是 0，也算完整。"),
]  # fmt: skip


def slip_of_chart(options):
    def answer(sales):
        return draw_bars(risks(sales, **options))

    return answer


declare(chart_mix_risk, CHART_SLIPS, slip_of_chart)


@chart_mix_risk.wrong(
    en="The right marks, but without a title and axis labels: nobody else can read this chart.",
    zh="标记是对的，但没有标题，轴也没有名称：别人看不懂这张图。",
)
def bare_bars(sales):
    axes = draw_bars(risks(sales))
    axes.set(title="", xlabel="", ylabel="")
    return axes


@chart_mix_risk.wrong(
    en="The last number of platforms is missing. Go on to all platforms.",
    zh="少了最后一个标记。要一直画到全部平台。",
)
def one_mark_short(sales):
    found = risks(sales)
    return draw_bars({k: value for k, value in found.items() if k < max(len(found), 2)})


@chart_mix_risk.wrong(
    en="The marks are counted from 0. The first stands for one platform.",
    zh="标记从 0 数起了。第一个是一家平台。",
)
def counted_from_zero(sales):
    return draw_bars({k - 1: value for k, value in risks(sales).items()})
