"""Cases of chapter 8: inputs, right variants and wrong answers. Expected values come from the solutions in exercises.md."""

import math
from statistics import NormalDist

import numpy as np
import pandas as pd

from classroom.cases import Exercise, World

# --- inventory_turnover: a year of 360 days, and what a zero means ----------------------------------------------------

inventory_turnover = Exercise(
    points=3,
    compare="equal",
    tolerance=1e-9,
    library=["metrics.inventory_turnover(annual_cogs, avg_inventory)"],
)


def books(annual_cogs, avg_inventory):
    return {"annual_cogs": annual_cogs, "avg_inventory": avg_inventory}


@inventory_turnover.example
def five_turns_by_hand():
    return books(120_000.0, 24_000.0), {"turnover": 5.0, "days": 72.0}


@inventory_turnover.visible(en="the warehouses", zh="大仓")
def warehouses():
    return books(1_839_901.6, 242_556.2)


@inventory_turnover.visible(en="less than one turn a year", zh="一年不到一转")
def less_than_a_turn():
    return books(5_000.0, 20_000.0)


@inventory_turnover.visible(edge=True, en="sold out of no stock", zh="没有库存也卖了")
def no_stock():
    return books(8_000.0, 0.0)


@inventory_turnover.visible(edge=True, en="stock, and nothing sold", zh="有库存，一件没卖")
def nothing_sold():
    return books(0.0, 9_000.0)


@inventory_turnover.visible(edge=True, en="neither stock nor sales", zh="没有库存，也没有卖")
def nothing_at_all():
    return books(0.0, 0.0)


@inventory_turnover.visible(edge=True, en="a negative cost of goods sold", zh="销售成本是负的")
def negative_cost():
    return books(-100.0, 5_000.0)


@inventory_turnover.visible(edge=True, en="a negative inventory", zh="库存是负的")
def negative_stock():
    return books(5_000.0, -0.01)


@inventory_turnover.visible(edge=True, en="negative stock, and nothing sold", zh="库存是负的，一件没卖")
def negative_stock_nothing_sold():
    return books(0.0, -300.0)


@inventory_turnover.visible(edge=True, en="a negative cost and no stock", zh="销售成本是负的，没有库存")
def negative_cost_no_stock():
    return books(-50.0, 0.0)


@inventory_turnover.visible(edge=True, en="both numbers negative", zh="两个数都是负的")
def both_negative():
    return books(-6_000.0, -1_500.0)


@inventory_turnover.hidden(worlds=4)
def other_books(world: World):
    cost, stock = (float(value) for value in np.round(world.rng.lognormal(11, 1, 2), 2))
    return books(cost, stock)


@inventory_turnover.invariant(
    en="Turnover times days is 360 where both are above zero.", zh="两个数都大于零时，周转率乘以天数等于 360。"
)
def turnover_times_days(result, annual_cogs, avg_inventory):
    if annual_cogs <= 0 or avg_inventory <= 0:
        return True
    return bool(np.isclose(result["turnover"] * result["days"], 360))


def turned(cost, stock, *, year=360, checked=("cost", "stock"), zero=math.inf, zero_days=0.0, dead=math.nan, both=None):
    """Turnover and days; the options are the slips of the wrong answers."""
    if ("cost" in checked and cost < 0) or ("stock" in checked and stock < 0):
        raise ValueError("negative")
    if stock == 0 and cost == 0:
        return both or {"turnover": math.nan, "days": math.nan}
    if stock == 0:
        return {"turnover": zero, "days": zero_days}
    if cost == 0:
        return {"turnover": 0.0, "days": dead}
    return {"turnover": cost / stock, "days": year * stock / cost}


@inventory_turnover.right
def by_cases(annual_cogs, avg_inventory):
    return turned(annual_cogs, avg_inventory)


@inventory_turnover.right
def by_numpy(annual_cogs, avg_inventory):
    if min(annual_cogs, avg_inventory) < 0:
        raise ValueError("an amount below zero")
    with np.errstate(invalid="ignore", divide="ignore"):
        turnover = np.float64(annual_cogs) / np.float64(avg_inventory)
        days = 360 * np.float64(avg_inventory) / np.float64(annual_cogs)
    return {"turnover": float(turnover), "days": float(days) if np.isfinite(days) else math.nan}


@inventory_turnover.wrong(
    en="The days belong to a year of 365. The books of the group know a year of 360 days.",
    zh="天数按一年 365 天算了。集团的账一年是 360 天。",
)
def year_of_365(annual_cogs, avg_inventory):
    return turned(annual_cogs, avg_inventory, year=365)


@inventory_turnover.wrong(
    en="Turnover and days are upside down: turnover is the cost of goods sold over the stock, not the other way round.",
    zh="周转率倒过来了：应该是销售成本除以库存，不是库存除以销售成本。",
)
def upside_down(annual_cogs, avg_inventory):
    table = turned(annual_cogs, avg_inventory)
    if annual_cogs > 0 and avg_inventory > 0:
        return {"turnover": avg_inventory / annual_cogs, "days": 360 * annual_cogs / avg_inventory}
    return table


@inventory_turnover.wrong(
    en="The days are 360 times the turnover. A stock that turns fast lies for *few* days: divide 360 by the turnover.",
    zh="天数用 360 去乘了周转率。转得快，放的天数才**少**：应该是 360 除以周转率。",
)
def days_multiplied(annual_cogs, avg_inventory):
    table = turned(annual_cogs, avg_inventory)
    return {**table, "days": 360 * table["turnover"] if 0 < table["turnover"] < math.inf else table["days"]}


@inventory_turnover.wrong(
    en="The days lack the factor of 360: this is the part of a year for which the stock lasts.",
    zh="天数没有乘 360：这样算出来的是库存够卖一年的几分之几。",
)
def years_instead_of_days(annual_cogs, avg_inventory):
    return turned(annual_cogs, avg_inventory, year=1)


@inventory_turnover.wrong(
    en="The days are counted as 12, in months. The question asks for days of a year of 360.",
    zh="天数按 12 个月算成了月数。题目要的是天，一年 360 天。",
)
def months_instead_of_days(annual_cogs, avg_inventory):
    return turned(annual_cogs, avg_inventory, year=12)


@inventory_turnover.wrong(
    en="Zero stock was answered with NaN. Who sells out of no stock turns it infinitely often: `math.inf`.",
    zh="库存为零时返回了 NaN。没有库存也卖了，是无穷大：`math.inf`。",
)
def zero_stock_nan(annual_cogs, avg_inventory):
    return turned(annual_cogs, avg_inventory, zero=math.nan)


@inventory_turnover.wrong(
    en="Zero stock was answered with a turnover of 0. That would be a stock that never moves; here it is infinite.",
    zh="库存为零时，周转率返回了 0。0 是一动不动的库存；这里应该是无穷大。",
)
def zero_stock_zero(annual_cogs, avg_inventory):
    return turned(annual_cogs, avg_inventory, zero=0.0)


@inventory_turnover.wrong(
    en="Zero stock gave NaN days. Nothing lies there, so it lies for 0 days.",
    zh="库存为零时，天数返回了 NaN。什么都没放，就是放了 0 天。",
)
def zero_stock_days_nan(annual_cogs, avg_inventory):
    return turned(annual_cogs, avg_inventory, zero_days=math.nan)


@inventory_turnover.wrong(
    en="Zero stock and nothing sold gave infinity. Nothing out of nothing is not known: `math.nan`, for both numbers.",
    zh="没有库存也没有卖，却返回了无穷大。零除以零不知道是多少：两个数都是 `math.nan`。",
)
def zero_of_zero_infinite(annual_cogs, avg_inventory):
    return turned(annual_cogs, avg_inventory, both={"turnover": math.inf, "days": 0.0})


@inventory_turnover.wrong(
    en="Zero stock and nothing sold gave zeros. Nothing out of nothing is not known: `math.nan`, for both numbers.",
    zh="没有库存也没有卖，却返回了零。零除以零不知道是多少：两个数都是 `math.nan`。",
)
def zero_of_zero_zero(annual_cogs, avg_inventory):
    return turned(annual_cogs, avg_inventory, both={"turnover": 0.0, "days": 0.0})


@inventory_turnover.wrong(
    en="Neither stock nor sales gave a turnover of 0 with NaN days. Without stock the turnover is not known either.",
    zh="没有库存也没有卖时，周转率返回了 0。没有库存，周转率也不知道：`math.nan`。",
)
def zero_of_zero_half(annual_cogs, avg_inventory):
    return turned(annual_cogs, avg_inventory, both={"turnover": 0.0, "days": math.nan})


@inventory_turnover.wrong(
    en="Nothing sold gave infinite days. How long the stock will lie is not known: `math.nan`.",
    zh="一件没卖时，天数返回了无穷大。要放多久并不知道：`math.nan`。",
)
def dead_stock_infinite(annual_cogs, avg_inventory):
    return turned(annual_cogs, avg_inventory, dead=math.inf)


@inventory_turnover.wrong(
    en="Nothing sold gave 0 days. Dead stock lies long, not short; how long is not known: `math.nan`.",
    zh="一件没卖时，天数返回了 0。卖不动的货放得久，不是放得短；放多久不知道：`math.nan`。",
)
def dead_stock_zero_days(annual_cogs, avg_inventory):
    return turned(annual_cogs, avg_inventory, dead=0.0)


@inventory_turnover.wrong(
    en="Nothing sold gave the whole year, 360 days. How long the stock will lie is not known: `math.nan`.",
    zh="一件没卖时，天数返回了整年 360 天。要放多久并不知道：`math.nan`。",
)
def dead_stock_a_year(annual_cogs, avg_inventory):
    return turned(annual_cogs, avg_inventory, dead=360.0)


@inventory_turnover.wrong(
    en="Nothing sold gave a turnover of NaN. Goods lie there and none was sold: the turnover is 0; only the days are not known.",
    zh="一件没卖时，周转率返回了 NaN。货在，一件没卖，周转率就是 0；不知道的只有天数。",
)
def dead_stock_turnover_nan(annual_cogs, avg_inventory):
    table = turned(annual_cogs, avg_inventory)
    return {**table, "turnover": math.nan} if table["turnover"] == 0 else table


@inventory_turnover.wrong(
    en="A negative cost of goods sold was let through. Raise a `ValueError` if *either* is negative.",
    zh="销售成本是负的，却放过去了。**任何一个**是负的，都要抛出 `ValueError`。",
)
def negative_cost_let_through(annual_cogs, avg_inventory):
    return turned(annual_cogs, avg_inventory, checked=("stock",))


@inventory_turnover.wrong(
    en="A negative inventory was let through. Raise a `ValueError` if *either* is negative.",
    zh="库存是负的，却放过去了。**任何一个**是负的，都要抛出 `ValueError`。",
)
def negative_stock_let_through(annual_cogs, avg_inventory):
    return turned(annual_cogs, avg_inventory, checked=("cost",))


@inventory_turnover.wrong(
    en="Negative amounts were computed with. That is an error in the books: raise a `ValueError`.",
    zh="负数也照算了。那是账错了：要抛出 `ValueError`。",
)
def negative_computed(annual_cogs, avg_inventory):
    return turned(annual_cogs, avg_inventory, checked=())


@inventory_turnover.wrong(
    en="Negative amounts were answered with NaN. NaN means not known; here the books are wrong: raise a `ValueError`.",
    zh="负数返回了 NaN。NaN 是不知道；这里是账错了：要抛出 `ValueError`。",
)
def negative_nan(annual_cogs, avg_inventory):
    if annual_cogs < 0 or avg_inventory < 0:
        return {"turnover": math.nan, "days": math.nan}
    return turned(annual_cogs, avg_inventory)


@inventory_turnover.wrong(
    en="The error text was returned. `raise ValueError(...)` stops the function; `return` gives the text to whoever asked.",
    zh="错误信息被返回了。`raise ValueError(...)` 才会让函数停下；`return` 只是把文字交了出去。",
)
def error_returned(annual_cogs, avg_inventory):
    if annual_cogs < 0 or avg_inventory < 0:
        return "ValueError: negative"
    return turned(annual_cogs, avg_inventory)


@inventory_turnover.wrong(
    en="A zero raises an error too. Zero is no mistake in the books; only negative amounts are. See the table.",
    zh="零也抛出了错误。零不是记错账，负数才是。请看题目里的表。",
)
def zero_is_an_error(annual_cogs, avg_inventory):
    if annual_cogs <= 0 or avg_inventory <= 0:
        raise ValueError("zero or negative")
    return turned(annual_cogs, avg_inventory)


@inventory_turnover.wrong(
    en="The numbers are rounded. Return them as they come out.",
    zh="数字取整了。算出来是多少就返回多少。",
)
def rounded(annual_cogs, avg_inventory):
    return {name: round(value, 2) for name, value in turned(annual_cogs, avg_inventory).items()}


@inventory_turnover.wrong(
    en="The keys of the dictionary are others. They are called `turnover` and `days`.",
    zh="字典的键不对，应该叫 `turnover` 和 `days`。",
)
def other_keys(annual_cogs, avg_inventory):
    table = turned(annual_cogs, avg_inventory)
    return {"turnover": table["turnover"], "turnover_days": table["days"]}


@inventory_turnover.wrong(
    en="Two negative numbers were computed with, for a negative over a negative is positive. It is an error in the books, too: raise a `ValueError`.",
    zh="两个数都是负的，就放过去了：负负得正，看着像个正常的数。两个都负也是账错了，要抛出 `ValueError`。",
)
def both_negative_let_through(annual_cogs, avg_inventory):
    if annual_cogs < 0 and avg_inventory < 0:
        return {"turnover": annual_cogs / avg_inventory, "days": 360 * avg_inventory / annual_cogs}
    return turned(annual_cogs, avg_inventory)


@inventory_turnover.wrong(
    en="An error is raised only if *both* are negative. One is enough: `or`, not `and`.",
    zh="两个**都**是负的才抛错。有一个是负的就要抛：用 `or`，不用 `and`。",
)
def error_only_for_both(annual_cogs, avg_inventory):
    return turned(annual_cogs, avg_inventory, checked=("stock",) if annual_cogs < 0 and avg_inventory < 0 else ())


@inventory_turnover.wrong(
    en="The days belong to a year of 365, and they are rounded. A year has 360 days here, and nothing is rounded.",
    zh="天数按一年 365 天算，还取整了。这里一年是 360 天，也不要取整。",
)
def whole_days_of_365(annual_cogs, avg_inventory):
    table = turned(annual_cogs, avg_inventory, year=365)
    return {**table, "days": round(table["days"]) if table["days"] > 0 else table["days"]}


@inventory_turnover.wrong(
    en="The division by zero stopped the program. Ask for the three lines of the table first, divide afterwards.",
    zh="除以零，程序停了。先看表里那三行，剩下的再除。",
)
def divided_without_looking(annual_cogs, avg_inventory):
    if annual_cogs < 0 or avg_inventory < 0:
        raise ValueError("negative")
    turnover = annual_cogs / avg_inventory
    return {"turnover": turnover, "days": 360 / turnover}


@inventory_turnover.wrong(
    en="A negative amount returned nothing (`None`). Printing does not stop anybody: `raise ValueError(...)`.",
    zh="负数什么也没返回（`None`）。`print` 拦不住谁：要写 `raise ValueError(...)`。",
)
def error_printed(annual_cogs, avg_inventory):
    return None if annual_cogs < 0 or avg_inventory < 0 else turned(annual_cogs, avg_inventory)


# --- safety_stock: one evening more, rounded up, never below zero -----------------------------------------------------

safety_stock = Exercise(
    points=3,
    compare="equal",
    tolerance=1e-9,
    library=["metrics.safety_stock(mean_d, sd_d, mean_l, sd_l, service)"],
)


def good(mean_d, sd_d, mean_l, sd_l, service):
    return {"mean_d": mean_d, "sd_d": sd_d, "mean_l": mean_l, "sd_l": sd_l, "service": service}


@safety_stock.example
def fifteen_pieces_of_spread():
    return good(10.0, 3.0, 8.0, 1.2, 0.95), 25.0


@safety_stock.visible(en="a good with a punctual lorry", zh="车很准的商品")
def punctual():
    return good(9.2, 4.3, 6.0, 0.75, 0.95)


@safety_stock.visible(en="a good with an uneven lorry", zh="车没准的商品")
def uneven():
    return good(12.6, 5.1, 6.0, 4.0, 0.98)


@safety_stock.visible(edge=True, en="a service of 0.5", zh="服务水平 0.5")
def one_half():
    return good(9.0, 4.0, 6.0, 2.0, 0.5)


@safety_stock.visible(edge=True, en="a service below 0.5", zh="服务水平低于 0.5")
def below_a_half():
    return good(9.0, 4.0, 6.0, 2.0, 0.3)


@safety_stock.visible(edge=True, en="nothing varies", zh="什么都不波动")
def nothing_varies():
    return good(20.0, 0.0, 5.0, 0.0, 0.99)


@safety_stock.visible(edge=True, en="there the same evening", zh="当晚就到")
def no_lead_time():
    return good(15.0, 6.0, 0.0, 0.0, 0.9)


@safety_stock.visible(edge=True, en="only the lorry varies", zh="只有车在波动")
def only_the_lorry():
    return good(8.0, 0.0, 4.0, 1.5, 0.9)


@safety_stock.visible(edge=True, en="a good sold by the hundred", zh="一天卖几百件的商品")
def by_the_hundred():
    return good(310.0, 90.0, 7.0, 3.0, 0.95)


@safety_stock.visible(edge=True, en="a service of 1", zh="服务水平 1")
def certainty():
    return good(9.0, 4.0, 6.0, 2.0, 1.0)


@safety_stock.visible(edge=True, en="a service of 0", zh="服务水平 0")
def no_service():
    return good(9.0, 4.0, 6.0, 2.0, 0.0)


@safety_stock.visible(edge=True, en="a service in percent", zh="服务水平写成了百分数")
def in_percent():
    return good(9.0, 4.0, 6.0, 2.0, 95.0)


@safety_stock.hidden(worlds=4)
def other_goods(world: World):
    rng = world.rng
    values = (rng.uniform(2, 40), rng.uniform(1, 15), rng.integers(2, 20), rng.uniform(0, 5), rng.uniform(0.8, 0.995))
    return good(*(float(value) for value in values))


def stock_against_chance(
    mean_d, sd_d, mean_l, sd_l, service, *, extra=1.0, root=True, lorry=True, customers=True, digits=math.ceil,
    floor=True, checked="both", squared_l=False, extra_sd=False, d_squared=True, squares=True, z=None,
):  # fmt: skip
    """The shop's safety stock; the options are the slips of the wrong answers."""
    low, high = service > 0, service < 1
    if not {"both": low and high, "low": low, "high": high, "none": True, "closed": 0 <= service <= 1}[checked]:
        raise ValueError("service")
    length = (mean_l + extra) ** (2 if squared_l else 1)
    d = mean_d**2 if d_squared else mean_d
    own = (sd_l + 1) ** 2 if extra_sd else sd_l**2
    if not squares:
        own, sd_d = sd_l, math.sqrt(sd_d)
    variance = (length * sd_d**2 if customers else 0) + (d * own if lorry else 0)
    spread = math.sqrt(variance) if root else variance
    factor = NormalDist().inv_cdf(service) if z is None else z(service)
    pieces = digits(factor * spread)
    return float(max(pieces, 0) if floor else pieces)


@safety_stock.right
def by_the_formula(mean_d, sd_d, mean_l, sd_l, service):
    return stock_against_chance(mean_d, sd_d, mean_l, sd_l, service)


@safety_stock.right
def by_scipy(mean_d, sd_d, mean_l, sd_l, service):
    from scipy.stats import norm

    if service <= 0 or service >= 1:
        raise ValueError("a service level lies between 0 and 1")
    if service <= 0.5:
        return 0.0
    spread = np.hypot(np.sqrt(mean_l + 1) * sd_d, mean_d * sd_l)
    return float(np.ceil(norm.ppf(service) * spread))


@safety_stock.wrong(
    en="The extra day is missing. Wu looks only in the evening: cover the lead time plus one day.",
    zh="少了多盖的那一天。只有晚上才看：要盖供应周期再加一天。",
)
def without_the_extra_day(mean_d, sd_d, mean_l, sd_l, service):
    return stock_against_chance(mean_d, sd_d, mean_l, sd_l, service, extra=0)


@safety_stock.wrong(
    en="The part of the lorry is missing: $d^2 \\sigma_l^2$. With an uneven supplier it is the larger one.",
    zh="少了车的那一项：$d^2 \\sigma_l^2$。车没准的时候，它才是大头。",
)
def customers_only(mean_d, sd_d, mean_l, sd_l, service):
    return stock_against_chance(mean_d, sd_d, mean_l, sd_l, service, lorry=False)


@safety_stock.wrong(
    en="The part of the customers is missing: $(l + 1) \\sigma_d^2$.",
    zh="少了客人的那一项：$(l + 1) \\sigma_d^2$。",
)
def lorry_only(mean_d, sd_d, mean_l, sd_l, service):
    return stock_against_chance(mean_d, sd_d, mean_l, sd_l, service, customers=False)


@safety_stock.wrong(
    en="The root is missing: $z$ was multiplied by the variance.",
    zh="没有开方：$z$ 乘的是方差。",
)
def without_the_root(mean_d, sd_d, mean_l, sd_l, service):
    return stock_against_chance(mean_d, sd_d, mean_l, sd_l, service, root=False)


@safety_stock.wrong(
    en="The result is not rounded. Nobody can put part of a piece on the shelf: round up.",
    zh="结果没有取整。架子上放不了零点几件：要往上取整。",
)
def not_rounded(mean_d, sd_d, mean_l, sd_l, service):
    return stock_against_chance(mean_d, sd_d, mean_l, sd_l, service, digits=float)


@safety_stock.wrong(
    en="The result is rounded to the nearest piece. Round *up*, else the service is not reached.",
    zh="结果四舍五入了。要**往上**取整，不然服务水平达不到。",
)
def rounded_to_the_nearest(mean_d, sd_d, mean_l, sd_l, service):
    return stock_against_chance(mean_d, sd_d, mean_l, sd_l, service, digits=round)


@safety_stock.wrong(
    en="The result is rounded down. Round *up*, else the service is not reached.",
    zh="结果往下取整了。要**往上**取整，不然服务水平达不到。",
)
def rounded_down(mean_d, sd_d, mean_l, sd_l, service):
    return stock_against_chance(mean_d, sd_d, mean_l, sd_l, service, digits=math.floor)


@safety_stock.wrong(
    en="A service below 0.5 gave a negative stock. Less than no safety stock there cannot be: 0.",
    zh="服务水平低于 0.5 时，得了负数。安全库存最少是 0。",
)
def below_zero(mean_d, sd_d, mean_l, sd_l, service):
    return stock_against_chance(mean_d, sd_d, mean_l, sd_l, service, floor=False)


@safety_stock.wrong(
    en="A service below 0.5 gave the stock without its sign. It needs none: 0.",
    zh="服务水平低于 0.5 时，把负号去掉了。它不需要安全库存：0。",
)
def without_the_sign(mean_d, sd_d, mean_l, sd_l, service):
    return stock_against_chance(mean_d, sd_d, mean_l, sd_l, service, z=lambda level: abs(NormalDist().inv_cdf(level)))


@safety_stock.wrong(
    en="A service below 0.5 raised an error. It is a service level, if a poor one, and needs no safety stock: 0.",
    zh="服务水平低于 0.5 就抛了错。它也是服务水平，只是差一点，不需要安全库存：0。",
)
def below_a_half_refused(mean_d, sd_d, mean_l, sd_l, service):
    if service < 0.5:
        raise ValueError("service")
    return stock_against_chance(mean_d, sd_d, mean_l, sd_l, service)


@safety_stock.wrong(
    en="A service of 1 or more was let through without a `ValueError`.",
    zh="服务水平大于等于 1，没有抛出 `ValueError`。",
)
def too_high_let_through(mean_d, sd_d, mean_l, sd_l, service):
    if service >= 1:
        service = 0.9999
    return stock_against_chance(mean_d, sd_d, mean_l, sd_l, service, checked="low")


@safety_stock.wrong(
    en="A service of 0 or less was let through without a `ValueError`.",
    zh="服务水平小于等于 0，没有抛出 `ValueError`。",
)
def too_low_let_through(mean_d, sd_d, mean_l, sd_l, service):
    if service <= 0:
        return 0.0
    return stock_against_chance(mean_d, sd_d, mean_l, sd_l, service, checked="high")


@safety_stock.wrong(
    en="95 was read as 95 percent. A service level lies between 0 and 1; anything else is a `ValueError`.",
    zh="95 被当成了 95%。服务水平在 0 和 1 之间，别的都要抛出 `ValueError`。",
)
def percent_allowed(mean_d, sd_d, mean_l, sd_l, service):
    return stock_against_chance(mean_d, sd_d, mean_l, sd_l, service / 100 if service > 1 else service)


@safety_stock.wrong(
    en="A service that is none was answered with NaN. Raise a `ValueError`.",
    zh="不合格的服务水平返回了 NaN。要抛出 `ValueError`。",
)
def nan_for_no_service(mean_d, sd_d, mean_l, sd_l, service):
    return stock_against_chance(mean_d, sd_d, mean_l, sd_l, service) if 0 < service < 1 else math.nan


@safety_stock.wrong(
    en="The lead time in front of the customers' part is squared. Variances of days add up: it stands there once.",
    zh="客人那一项前面的天数平方了。各天的方差是相加的：天数不平方。",
)
def lead_time_squared(mean_d, sd_d, mean_l, sd_l, service):
    return stock_against_chance(mean_d, sd_d, mean_l, sd_l, service, squared_l=True)


@safety_stock.wrong(
    en="The mean demand is not squared in the lorry's part: $d^2 \\sigma_l^2$.",
    zh="车的那一项里，日均需求没有平方：$d^2 \\sigma_l^2$。",
)
def demand_not_squared(mean_d, sd_d, mean_l, sd_l, service):
    return stock_against_chance(mean_d, sd_d, mean_l, sd_l, service, d_squared=False)


@safety_stock.wrong(
    en="The extra day went to the standard deviation of the lead time too. Only its mean is one day longer.",
    zh="供应周期的标准差也加了一天。多一天的只有平均。",
)
def extra_day_in_the_spread(mean_d, sd_d, mean_l, sd_l, service):
    return stock_against_chance(mean_d, sd_d, mean_l, sd_l, service, extra_sd=True)


@safety_stock.wrong(
    en="The extra day went to the standard deviation of the lead time, and not to its mean. It is the other way round.",
    zh="多的一天加到了供应周期的标准差上，没有加到平均上。应该反过来。",
)
def extra_day_in_the_wrong_place(mean_d, sd_d, mean_l, sd_l, service):
    return stock_against_chance(mean_d, sd_d, mean_l, sd_l, service, extra=0, extra_sd=True)


@safety_stock.wrong(
    en="This is the reorder point: the expected demand is in it. The safety stock is what lies there *beyond* it.",
    zh="这是再订货点，把预计要卖的也算进去了。安全库存是预计**之外**多放的。",
)
def reorder_point_instead(mean_d, sd_d, mean_l, sd_l, service):
    return stock_against_chance(mean_d, sd_d, mean_l, sd_l, service) + mean_d * mean_l


@safety_stock.wrong(
    en="$z$ was always 1.645, the one of 0.95. It follows from `service`.",
    zh="$z$ 一直用 1.645，那是 0.95 的。它要由 `service` 来定。",
)
def always_1645(mean_d, sd_d, mean_l, sd_l, service):
    return stock_against_chance(mean_d, sd_d, mean_l, sd_l, service, z=lambda level: 1.645 if level > 0.5 else 0.0)


@safety_stock.wrong(
    en="$z$ was rounded to three digits. With many pieces that is one too many: take what `NormalDist().inv_cdf(service)` gives.",
    zh="$z$ 先取到了三位小数。件数一多就差出一件：`NormalDist().inv_cdf(service)` 给多少用多少。",
)
def z_of_three_digits(mean_d, sd_d, mean_l, sd_l, service):
    return stock_against_chance(
        mean_d, sd_d, mean_l, sd_l, service, z=lambda level: round(NormalDist().inv_cdf(level), 3)
    )


@safety_stock.wrong(
    en="$z$ came from a table with two digits (1.64). Take what `NormalDist().inv_cdf(service)` gives.",
    zh="$z$ 用了表上的两位小数（1.64）。`NormalDist().inv_cdf(service)` 给多少用多少。",
)
def z_from_a_table(mean_d, sd_d, mean_l, sd_l, service):
    return stock_against_chance(
        mean_d, sd_d, mean_l, sd_l, service,
        z=lambda level: {0.95: 1.64, 0.99: 2.33}.get(level, NormalDist().inv_cdf(level)),
    )  # fmt: skip


@safety_stock.wrong(
    en="$z$ is two-sided (1.96 for 0.95). Only too much demand hurts, so it is one-sided: `NormalDist().inv_cdf(service)`.",
    zh="$z$ 取成了双侧的（0.95 取 1.96）。只有需求太多才会缺货，所以是单侧：`NormalDist().inv_cdf(service)`。",
)
def two_sided(mean_d, sd_d, mean_l, sd_l, service):
    return stock_against_chance(
        mean_d,
        sd_d,
        mean_l,
        sd_l,
        service,
        z=lambda level: NormalDist().inv_cdf((1 + level) / 2) if level > 0.5 else 0.0,
    )


@safety_stock.wrong(
    en="$z$ was taken from the distribution's `cdf`; the service level goes into its inverse, `inv_cdf`.",
    zh="$z$ 用了分布函数 `cdf`；服务水平要代进它的反函数 `inv_cdf`。",
)
def cdf_for_its_inverse(mean_d, sd_d, mean_l, sd_l, service):
    return stock_against_chance(
        mean_d, sd_d, mean_l, sd_l, service, z=lambda level: NormalDist().cdf(level) if level > 0.5 else 0.0
    )


@safety_stock.wrong(
    en="The two standard deviations were added. Independent ups and downs partly cancel: add their *squares*, then the root.",
    zh="两个标准差直接相加了。互不相干的波动会抵消一部分：**平方**相加，再开方。",
)
def deviations_added(mean_d, sd_d, mean_l, sd_l, service):
    if not 0 < service < 1:
        raise ValueError("service")
    spread = math.sqrt(mean_l + 1) * sd_d + mean_d * sd_l
    return float(max(math.ceil(NormalDist().inv_cdf(service) * spread), 0))


@safety_stock.wrong(
    en="The two standard deviations are not squared. Under the root stand variances: $\\sigma_d^2$ and $\\sigma_l^2$.",
    zh="两个标准差没有平方。根号里是方差：$\\sigma_d^2$ 和 $\\sigma_l^2$。",
)
def deviations_not_squared(mean_d, sd_d, mean_l, sd_l, service):
    return stock_against_chance(mean_d, sd_d, mean_l, sd_l, service, squares=False)


@safety_stock.wrong(
    en="Two things: the standard deviations are not squared, and the result is rounded to the nearest piece, not up.",
    zh="两处：标准差没有平方；结果四舍五入了，应该往上取整。",
)
def deviations_not_squared_and_rounded(mean_d, sd_d, mean_l, sd_l, service):
    return stock_against_chance(mean_d, sd_d, mean_l, sd_l, service, squares=False, digits=round)


@safety_stock.wrong(
    en="Two things: the mean demand is not squared in the lorry's part, and the result is rounded to the nearest piece, not up.",
    zh="两处：车的那一项里，日均需求没有平方；结果四舍五入了，应该往上取整。",
)
def demand_not_squared_and_rounded(mean_d, sd_d, mean_l, sd_l, service):
    return stock_against_chance(mean_d, sd_d, mean_l, sd_l, service, d_squared=False, digits=round)


@safety_stock.wrong(
    en="This is the reorder point of $l + 1$ days: the expected demand is in it. The safety stock is what lies there *beyond* it.",
    zh="这是 $l + 1$ 天的再订货点，把预计要卖的也算进去了。安全库存是预计**之外**多放的。",
)
def reorder_point_of_a_day_more(mean_d, sd_d, mean_l, sd_l, service):
    return stock_against_chance(mean_d, sd_d, mean_l, sd_l, service) + mean_d * (mean_l + 1)


# --- reorder_alerts: available, position, and the first rule that fits -------------------------------------------------

reorder_alerts = Exercise(points=3, compare="equal", tolerance=1e-9)

STOCK_COLUMNS = ["date", "warehouse", "sku_id", "on_hand", "reserved", "on_order"]
RULE_COLUMNS = ["sku_id", "mean_demand", "reorder_point", "max_days"]


def stock_of(*rows, day="2025-11-30"):
    """Stock from (warehouse, sku, on hand, reserved, on order) and, where it is another, the day."""
    full = [(row[5] if len(row) > 5 else day, *row[:5]) for row in rows]
    table = pd.DataFrame(full, columns=STOCK_COLUMNS)
    return table.assign(date=pd.to_datetime(table["date"]).astype("datetime64[us]"))


def rules_of(*rows):
    return pd.DataFrame(list(rows), columns=RULE_COLUMNS)


@reorder_alerts.example
def six_goods_by_hand():
    inv = stock_of(
        ("east", 1, 8, 3, 10),
        ("north", 1, 6, 1, 0),
        ("east", 2, 4, 5, 50),
        ("east", 3, 61, 0, 0),
        ("east", 4, 60, 0, 0),
        ("east", 5, 10, 0, 30),
        ("east", 6, 50, 0, 20),
    )
    params = rules_of(*[(sku, 2.0, 20, 30) for sku in range(1, 7)])
    table = pd.DataFrame(
        {
            "available": [10, -1, 61, 60, 10, 50],
            "position": [20, 49, 61, 60, 40, 70],
            "status": ["reorder", "stock_out", "overstock", "ok", "ok", "overstock"],
        },
        index=pd.Index(range(1, 7), name="sku_id"),
    )
    return {"inv": inv, "params": params, "on_date": "2025-11-30"}, table


MORNING = stock_of(
    ("south", 17, 40, 6, 0),
    ("east", 5, 3, 0, 12),
    ("east", 17, 12, 2, 30),
    ("north", 9, 0, 0, 80),
    ("east", 9, 0, 0, 0),
    ("south", 5, 2, 1, 0),
    ("east", 31, 700, 20, 0),
    ("north", 31, 90, 0, 60),
    ("east", 8, 15, 15, 40),
    ("east", 44, 9, 0, 0),
    ("north", 52, 15, 1, 40),
    ("east", 53, 25, 3, 20),
    ("east", 17, 99, 0, 0, "2025-11-29"),
    ("east", 5, 40, 0, 0, "2025-12-01"),
    ("north", 9, 25, 0, 0, "2025-12-01"),
    ("south", 31, 1, 1, 0, "2025-11-28"),
)
RULES = rules_of(
    (31, 4.5, 60, 90), (5, 1.5, 16, 60), (9, 3.0, 25, 60), (17, 2.0, 30, 45), (8, 0.5, 10, 60), (60, 1.0, 4, 30),
    (52, 2.0, 20, 45), (53, 1.0, 5, 30),
)  # fmt: skip


@reorder_alerts.visible(en="a Sunday evening in three warehouses", zh="三个仓的一个星期天晚上")
def a_sunday_evening():
    return {"inv": MORNING, "params": RULES, "on_date": "2025-11-30"}


@reorder_alerts.visible(en="the evening after", zh="第二天晚上")
def the_evening_after():
    inv = pd.concat(
        [
            MORNING,
            stock_of(
                ("east", 31, 5, 9, 0),
                ("south", 17, 33, 2, 14),
                ("east", 8, 30, 4, 0),
                ("east", 52, 9, 0, 66),
                day="2025-12-01",
            ),
        ]
    )
    return {
        "inv": inv.iloc[::-1].reset_index(drop=True),
        "params": RULES.iloc[[3, 0, 4, 1, 2, 6]].reset_index(drop=True),
        "on_date": "2025-12-01",
    }


@reorder_alerts.visible(edge=True, en="exactly on the borders", zh="正好在界线上")
def on_the_borders():
    inv = stock_of(
        ("east", 1, 20, 0, 0),
        ("east", 2, 21, 0, 0),
        ("east", 3, 60, 0, 0),
        ("east", 4, 61, 0, 0),
        ("east", 5, 6, 6, 90),
        ("east", 6, 1, 0, 0),
    )
    return {"inv": inv, "params": rules_of(*[(sku, 2.0, 20, 30) for sku in range(1, 7)]), "on_date": "2025-11-30"}


@reorder_alerts.visible(edge=True, en="nothing left, much on its way", zh="一件不剩，路上很多")
def empty_but_ordered():
    inv = stock_of(("east", 1, 0, 0, 500), ("north", 1, 3, 4, 0), ("east", 2, 0, 0, 0))
    return {"inv": inv, "params": rules_of((1, 2.0, 20, 30), (2, 2.0, 20, 30)), "on_date": "2025-11-30"}


@reorder_alerts.visible(edge=True, en="little available, enough on its way", zh="可用不多，路上够了")
def enough_on_its_way():
    inv = stock_of(("east", 1, 12, 2, 25), ("south", 2, 20, 0, 1), ("east", 3, 12, 2, 10))
    return {"inv": inv, "params": rules_of(*[(sku, 2.0, 20, 30) for sku in (1, 2, 3)]), "on_date": "2025-11-30"}


@reorder_alerts.visible(edge=True, en="too much only with what is on its way", zh="加上路上的，才是积压")
def too_much_on_its_way():
    inv = stock_of(("east", 1, 55, 5, 40), ("east", 2, 66, 9, 0), ("south", 3, 40, 0, 20))
    return {"inv": inv, "params": rules_of(*[(sku, 2.0, 20, 30) for sku in (1, 2, 3)]), "on_date": "2025-11-30"}


@reorder_alerts.visible(edge=True, en="a good without demand", zh="没有需求的商品")
def without_demand():
    inv = stock_of(("east", 1, 7, 0, 0), ("east", 2, 7, 0, 0), ("east", 3, 7, 0, 0))
    return {
        "inv": inv,
        "params": rules_of((1, 0.0, 0, 30), (2, 0.0, 7, 30), (3, 0.5, 0, 30)),
        "on_date": "2025-11-30",
    }


@reorder_alerts.visible(edge=True, en="both at once: low and too much", zh="又低又多")
def low_and_too_much():
    inv = stock_of(("east", 1, 15, 0, 3), ("east", 2, 40, 0, 0))
    return {"inv": inv, "params": rules_of((1, 0.1, 20, 60), (2, 0.1, 20, 60)), "on_date": "2025-11-30"}


@reorder_alerts.visible(edge=True, en="goods without a row, goods without a rule", zh="没有行的商品，没有规则的商品")
def without_row_or_rule():
    inv = stock_of(("east", 7, 30, 0, 0), ("east", 8, 30, 0, 0), ("north", 9, 44, 0, 0, "2025-11-29"))
    return {"inv": inv, "params": rules_of((9, 1.0, 5, 60), (7, 1.0, 5, 60)), "on_date": "2025-11-30"}


@reorder_alerts.visible(edge=True, en="no rules", zh="规则表是空的")
def no_rules():
    return {"inv": MORNING, "params": RULES.head(0), "on_date": "2025-11-30"}


@reorder_alerts.visible(edge=True, en="no stock table yet", zh="库存表是空的")
def no_stock_yet():
    return {"inv": MORNING.head(0), "params": RULES, "on_date": "2025-11-30"}


@reorder_alerts.hidden(worlds=3)
def other_mornings(world: World):
    rng = world.rng
    day = pd.Timestamp("2025-03-01") + pd.Timedelta(days=int(rng.integers(0, 290)))
    skus = rng.choice(np.arange(1, 600), 60, replace=False)
    days = [day + pd.Timedelta(days=back) for back in (-1, 0, 1)]
    rows = pd.DataFrame(
        [(when, house, sku) for when in days for house in ("east", "north", "south") for sku in skus],
        columns=["date", "warehouse", "sku_id"],
    )
    on_hand = np.where(rng.random(len(rows)) < 0.3, 0, rng.geometric(0.08, len(rows)))
    reserved = rng.binomial(on_hand, 0.15) + (rng.random(len(rows)) < 0.1)
    on_order = np.where(rng.random(len(rows)) < 0.7, 0, rng.geometric(0.05, len(rows)))
    near = rows.assign(on_hand=on_hand, reserved=reserved, on_order=on_order).sample(frac=0.8, random_state=rng)
    near = near.assign(date=near["date"].astype("datetime64[us]"))
    chosen = rng.permutation(skus)[:50]
    params = pd.DataFrame(
        {
            "sku_id": np.append(chosen, 9_999),
            "mean_demand": rng.uniform(0, 2, 51).round(2),
            "reorder_point": rng.integers(0, 40, 51),
            "max_days": rng.integers(20, 120, 51),
        }
    )
    return {"inv": near.reset_index(drop=True), "params": params, "on_date": day.strftime("%Y-%m-%d")}


@reorder_alerts.invariant(en="One row for each good of params.", zh="params 里每种商品一行。")
def one_row_each(result, params, **inputs):
    return sorted(result.index) == sorted(params["sku_id"])


def alerts(
    inv, params, on_date, *, reserved=True, on_order=True, day="exact", order=("out", "reorder", "over"), out="available",
    point="<=", over=">", days=True, missing="zero", extra=False, sort=True, empty_le=True, one_house=False,
    low="position", much="position", road="available",
):  # fmt: skip
    """The shop's list; the options are the slips of the wrong answers."""
    today = pd.Timestamp(on_date)
    if day == "exact":
        rows = inv[inv["date"] == today]
    elif day == "until":
        rows = inv[inv["date"] <= today]
    elif day == "last":
        rows = inv[inv["date"] == inv["date"].max()]
    else:
        rows = inv
    if one_house:
        rows = rows.drop_duplicates("sku_id", keep="last")
    sums = rows.groupby("sku_id")[["on_hand", "reserved", "on_order"]].sum()
    rules = params.set_index("sku_id")
    if sort:
        rules = rules.sort_index()
    if extra:
        rules = rules.reindex(sorted(set(rules.index) | set(sums.index)))
    if missing == "dropped":
        rules = rules[rules.index.isin(sums.index)]
    sums = sums.reindex(rules.index, fill_value=0)
    table = pd.DataFrame({"available": sums["on_hand"] - (sums["reserved"] if reserved else 0)})
    table["position"] = (table["available"] if road == "available" else sums["on_hand"]) + (
        sums["on_order"] if on_order else 0
    )
    limit = rules["max_days"] * (rules["mean_demand"] if days else 1)
    empty = table["available"] if out == "available" else table["position"] if out == "position" else sums["on_hand"]
    known = {"available": table["available"], "position": table["position"], "on_hand": sums["on_hand"]}
    low, much = known[low], known[much]
    tests = {
        "out": (empty <= 0) if empty_le else (empty < 0),
        "reorder": (low <= rules["reorder_point"]) if point == "<=" else (low < rules["reorder_point"]),
        "over": (much > limit) if over == ">" else (much >= limit),
    }
    names = {"out": "stock_out", "reorder": "reorder", "over": "overstock"}
    table["status"] = np.select([tests[name] for name in order], [names[name] for name in order], "ok")
    return table


@reorder_alerts.right
def by_the_rules(inv, params, on_date):
    return alerts(inv, params, on_date)


@reorder_alerts.right
def by_loop(inv, params, on_date):
    rows = {}
    for rule in params.sort_values("sku_id").itertuples():
        mine = inv[(inv["sku_id"] == rule.sku_id) & (inv["date"] == on_date)]
        available = int(mine["on_hand"].sum() - mine["reserved"].sum())
        position = available + int(mine["on_order"].sum())
        if available <= 0:
            status = "stock_out"
        elif position <= rule.reorder_point:
            status = "reorder"
        elif position > rule.max_days * rule.mean_demand:
            status = "overstock"
        else:
            status = "ok"
        rows[rule.sku_id] = [available, position, status]
    table = pd.DataFrame.from_dict(rows, orient="index", columns=["available", "position", "status"])
    return table.rename_axis("sku_id")


@reorder_alerts.wrong(
    en="Reserved pieces still count as available. They are sold and wait for the parcel: subtract them.",
    zh="已卖未发的还算成可用。它们已经卖掉，只等打包：要减去。",
)
def reserved_counted(inv, params, on_date):
    return alerts(inv, params, on_date, reserved=False)


@reorder_alerts.wrong(
    en="What is on its way is missing in the position, so goods that were ordered yesterday are ordered again.",
    zh="头寸里没加在途，昨天刚订的货今天又要订一遍。",
)
def on_order_forgotten(inv, params, on_date):
    return alerts(inv, params, on_date, on_order=False)


@reorder_alerts.wrong(
    en="A stock-out was seen in the position. Customers cannot buy what is on the road: look at *available*.",
    zh="缺货看成了头寸。路上的货客人买不到：要看**可用**。",
)
def stock_out_by_position(inv, params, on_date):
    return alerts(inv, params, on_date, out="position")


@reorder_alerts.wrong(
    en="A stock-out was seen in `on_hand`. What is reserved is gone already: look at *available*.",
    zh="缺货看成了在库。已卖未发的等于没有了：要看**可用**。",
)
def stock_out_by_on_hand(inv, params, on_date):
    return alerts(inv, params, on_date, out="on_hand")


@reorder_alerts.wrong(
    en="Available exactly 0 is no stock-out here. 0 or less is one.",
    zh="可用正好是 0，没有算缺货。小于等于 0 就是缺货。",
)
def zero_is_not_out(inv, params, on_date):
    return alerts(inv, params, on_date, empty_le=False)


@reorder_alerts.wrong(
    en="A position exactly at the reorder point is not ordered here. At the point *or below*: `<=`.",
    zh="头寸正好等于再订货点，没有订。**小于等于**就订：`<=`。",
)
def below_the_point_only(inv, params, on_date):
    return alerts(inv, params, on_date, point="<")


@reorder_alerts.wrong(
    en="A position of exactly `max_days` times demand counts as overstock. Only *more* than that does.",
    zh="头寸正好等于 `max_days` 乘以日均，算成了积压。**大于**才算。",
)
def overstock_at_the_border(inv, params, on_date):
    return alerts(inv, params, on_date, over=">=")


@reorder_alerts.wrong(
    en="The order of the rules is another: `reorder` was asked before `stock_out`. The first rule that fits counts.",
    zh="规则的先后不对：`reorder` 问在了 `stock_out` 前面。从上往下，先符合哪条算哪条。",
)
def reorder_first(inv, params, on_date):
    return alerts(inv, params, on_date, order=("reorder", "out", "over"))


@reorder_alerts.wrong(
    en="`overstock` was asked before `reorder`. The first rule that fits counts, from top to bottom.",
    zh="`overstock` 问在了 `reorder` 前面。从上往下，先符合哪条算哪条。",
)
def overstock_before_reorder(inv, params, on_date):
    return alerts(inv, params, on_date, order=("out", "over", "reorder"))


@reorder_alerts.wrong(
    en="`overstock` was asked first of all. A good with nothing available is a stock-out, whatever is on its way.",
    zh="最先问的是 `overstock`。可用为零的就是缺货，不管路上有多少。",
)
def overstock_first(inv, params, on_date):
    return alerts(inv, params, on_date, order=("over", "out", "reorder"))


@reorder_alerts.wrong(
    en="The rows of all days were added up. Take only those of `on_date`: stock of different evenings is not added.",
    zh="各天的行加在一起了。只取 `on_date` 那天：不同晚上的库存不能相加。",
)
def all_days_added(inv, params, on_date):
    return alerts(inv, params, on_date, day="all")


@reorder_alerts.wrong(
    en="The rows up to `on_date` were added up. Take only those of the day itself.",
    zh="`on_date` 之前的行也加进去了。只取当天。",
)
def earlier_days_added(inv, params, on_date):
    return alerts(inv, params, on_date, day="until")


@reorder_alerts.wrong(
    en="The last day of the table was taken instead of `on_date`.",
    zh="取了表里最后一天，没有用 `on_date`。",
)
def the_last_day(inv, params, on_date):
    return alerts(inv, params, on_date, day="last")


@reorder_alerts.wrong(
    en="Only one warehouse of each good was taken. Add the warehouses up.",
    zh="每种商品只取了一个仓。各仓要加总。",
)
def one_warehouse(inv, params, on_date):
    return alerts(inv, params, on_date, one_house=True)


@reorder_alerts.wrong(
    en="Goods of `params` without a row on that day are missing. They have nothing: available 0, a stock-out.",
    zh="`params` 里那天没有行的商品丢了。它们什么都没有：可用 0，缺货。",
)
def goods_without_row_dropped(inv, params, on_date):
    return alerts(inv, params, on_date, missing="dropped")


@reorder_alerts.wrong(
    en="Goods without a rule are in the list. Only the goods of `params` belong there.",
    zh="没有规则的商品也列出来了。只要 `params` 里的商品。",
)
def goods_without_rule_kept(inv, params, on_date):
    return alerts(inv, params, on_date, extra=True)


@reorder_alerts.wrong(
    en="The rows stand in the order of `params`. Sort by `sku_id`, ascending.",
    zh="行是按 `params` 的次序排的。要按 `sku_id` 从小到大。",
)
def not_sorted(inv, params, on_date):
    return alerts(inv, params, on_date, sort=False)


@reorder_alerts.wrong(
    en="`max_days` was compared with pieces. Days become pieces by `mean_demand`: multiply.",
    zh="`max_days` 直接和件数比了。天数要乘以 `mean_demand` 才是件数。",
)
def days_for_pieces(inv, params, on_date):
    return alerts(inv, params, on_date, days=False)


@reorder_alerts.wrong(
    en="`sku_id` is a column here; it should be the index.",
    zh="`sku_id` 成了一列；它应该是索引。",
)
def sku_as_column(inv, params, on_date):
    return alerts(inv, params, on_date).reset_index()


@reorder_alerts.wrong(
    en="Goods without demand were divided by zero and ended as `ok`. Anything above 0 times demand is overstock.",
    zh="没有需求的商品除以了零，结果成了 `ok`。0 乘以任何天数都是 0，多一件就是积压。",
)
def divided_by_no_demand(inv, params, on_date):
    table = alerts(inv, params, on_date)
    still = params.set_index("sku_id")["mean_demand"].reindex(table.index) == 0
    table["status"] = table["status"].mask(still & (table["status"] == "overstock"), "ok")
    return table


@reorder_alerts.wrong(
    en="Only goods that need something are in the list. The goods that are `ok` belong there, too.",
    zh="只列了有问题的商品。`ok` 的也要列。",
)
def only_alarms(inv, params, on_date):
    table = alerts(inv, params, on_date)
    return table[table["status"] != "ok"]


@reorder_alerts.wrong(
    en="`reorder` was decided by *available*. What is on its way counts here: look at the *position*, else it is ordered twice.",
    zh="`reorder` 是按**可用**判的。这一条要算在途：看**头寸**，不然会重复下单。",
)
def reorder_by_available(inv, params, on_date):
    return alerts(inv, params, on_date, low="available")


@reorder_alerts.wrong(
    en="`overstock` was decided by *available*. What is on its way will lie there too: look at the *position*.",
    zh="`overstock` 是按**可用**判的。路上的货到了也要压着：看**头寸**。",
)
def overstock_by_available(inv, params, on_date):
    return alerts(inv, params, on_date, much="available")


@reorder_alerts.wrong(
    en="The position stands in its column, yet `reorder` and `overstock` were decided by *available*. Only `stock_out` looks at that.",
    zh="头寸算出来放在列里了，可 `reorder` 和 `overstock` 还是按**可用**判的。看可用的只有 `stock_out`，这两条看头寸。",
)
def position_never_used(inv, params, on_date):
    return alerts(inv, params, on_date, low="available", much="available")


@reorder_alerts.wrong(
    en="`overstock` was decided by `on_hand`. Look at the *position*: less what is reserved, plus what is on its way.",
    zh="`overstock` 是按在库判的。要看**头寸**：减去已卖未发，加上在途。",
)
def overstock_by_on_hand(inv, params, on_date):
    return alerts(inv, params, on_date, much="on_hand")


@reorder_alerts.wrong(
    en="The position is on hand plus on order: reserved pieces are not subtracted. It starts from *available*.",
    zh="头寸是用在库加在途算的，没减已卖未发。头寸要从**可用**加起。",
)
def position_without_reserved(inv, params, on_date):
    return alerts(inv, params, on_date, road="on_hand")


@reorder_alerts.wrong(
    en="Both borders are missed: available exactly 0 is a stock-out, a position exactly at the point is ordered. `<=`, twice.",
    zh="两条界线都差了“等于”：可用正好 0 也是缺货，头寸正好等于再订货点也要订。两处都用 `<=`。",
)
def both_borders_missed(inv, params, on_date):
    return alerts(inv, params, on_date, empty_le=False, point="<")


@reorder_alerts.wrong(
    en="A later rule overwrote an earlier one. The *first* that fits counts: write them from the bottom up, or use `np.select`.",
    zh="后写的规则盖掉了先写的。**先**符合哪条算哪条：要么倒着写，要么用 `np.select`。",
)
def later_rule_wins(inv, params, on_date):
    return alerts(inv, params, on_date, order=("over", "reorder", "out"))


# --- simulate_policy: three rules, one book ---------------------------------------------------------------------------

simulate_policy = Exercise(
    points=3,
    compare="equal",
    tolerance=1e-9,
    library=[
        "metrics.simulate_policy(demand, 's,Q', {'point': params['s'], 'quantity': params['Q']}, lead_time)"
        "[['fill_rate', 'mean_stock', 'orders', 'received', 'closing']].iloc[0].to_dict()"
    ],
)


def play(demand, policy, params, lead_time):
    return {"demand": np.array(demand, dtype=float), "policy": policy, "params": params, "lead_time": lead_time}


@simulate_policy.example
def five_days_by_hand():
    inputs = play([3, 4, 5, 2, 6], "s,Q", {"s": 4, "Q": 6}, 2)
    return inputs, {"fill_rate": 0.8, "mean_stock": 2.8, "orders": 2, "received": 6, "closing": 0}


WEEKS = [5, 3, 8, 0, 12, 9, 4, 6, 2, 7, 11, 10, 3, 5, 1, 6, 9, 14, 2, 4, 8]


@simulate_policy.visible(en="fixed quantity, three weeks", zh="定量补货，三周")
def fixed_three_weeks():
    return play(WEEKS, "s,Q", {"s": 18, "Q": 30}, 3)


@simulate_policy.visible(en="periodic, three weeks", zh="定期补货，三周")
def periodic_three_weeks():
    return play(WEEKS, "R,S", {"R": 3, "S": 52}, 4)


@simulate_policy.visible(en="mixed, three weeks", zh="混合补货，三周")
def mixed_three_weeks():
    return play(WEEKS[::-1], "R,s,S", {"R": 2, "s": 38, "S": 50}, 5)


@simulate_policy.visible(
    edge=True, en="exactly at the point, there the next morning", zh="正好到再订货点，第二天早上就到"
)
def exactly_at_the_point():
    return play([4, 4, 6, 4, 4, 5, 9], "s,Q", {"s": 8, "Q": 8}, 1)


@simulate_policy.visible(
    edge=True, en="a lot that does not lift the position above the point", zh="一份不够抬过再订货点"
)
def a_small_lot():
    return play([9, 9, 1, 2, 3, 0, 4], "s,Q", {"s": 15, "Q": 5}, 3)


@simulate_policy.visible(edge=True, en="an evening of looking without need", zh="看了，不缺货")
def looked_without_need():
    return play([0, 0, 0, 0, 3, 0], "R,S", {"R": 2, "S": 20}, 1)


@simulate_policy.visible(edge=True, en="mixed, exactly at the point", zh="混合补货，正好到再订货点")
def mixed_at_the_point():
    return play([5, 5, 1, 4, 6, 0, 9, 8], "R,s,S", {"R": 2, "s": 10, "S": 20}, 2)


@simulate_policy.visible(edge=True, en="mixed, the point is the level", zh="混合补货，再订货点等于上限")
def mixed_point_is_level():
    return play([0, 0, 0, 4, 2, 6], "R,s,S", {"R": 2, "s": 12, "S": 12}, 1)


@simulate_policy.visible(edge=True, en="several orders on the way", zh="路上有好几单")
def several_on_the_way():
    return play([6, 7, 5, 8, 6, 7, 9, 4, 6], "R,S", {"R": 1, "S": 30}, 4)


@simulate_policy.visible(edge=True, en="nothing asked for", zh="没有人买")
def nothing_asked():
    return play([0, 0, 0], "s,Q", {"s": 2, "Q": 5}, 1)


@simulate_policy.visible(edge=True, en="no days", zh="一天也没有")
def no_days():
    return play([], "R,s,S", {"R": 7, "s": 5, "S": 9}, 2)


@simulate_policy.visible(edge=True, en="a policy that does not exist", zh="没有这种办法")
def unknown_policy():
    return play([3, 4], "Q,s", {"s": 2, "Q": 5}, 1)


@simulate_policy.hidden(worlds=5)
def other_years(world: World):
    rng = world.rng
    demand = rng.poisson(rng.uniform(3, 12), 90)
    policy = ["s,Q", "R,S", "R,s,S"][int(rng.integers(0, 3))]
    level = int(rng.integers(40, 120))
    params = {
        "s,Q": {"s": level // 2, "Q": int(rng.integers(10, 60))},
        "R,S": {"R": int(rng.integers(1, 10)), "S": level},
        "R,s,S": {"R": int(rng.integers(1, 6)), "s": level // 2, "S": level},
    }[policy]
    return play(demand, policy, params, int(rng.integers(1, 8)))


@simulate_policy.invariant(
    en="At first + received = sold + closing: no piece may get lost.", zh="开始时 + 到货 = 售出 + 期末：一件也不能少。"
)
def the_books_balance(result, demand, policy, params, **inputs):
    if policy not in ("s,Q", "R,S", "R,s,S") or not np.sum(demand):
        return True
    first = params["s"] + params["Q"] if policy == "s,Q" else params["S"]
    sold = result["fill_rate"] * float(np.sum(demand))
    return bool(np.isclose(first + result["received"], sold + result["closing"]))


def played(
    demand, policy, params, lead_time, *, late=0, on_order=True, lots=False, first_look="R", strict=False, backlog=False,
    stock_at="evening", opening=None, count="placed", fill="pieces", point=True, order_at="evening", unknown="error",
    level_by="position", empty=math.nan,
):  # fmt: skip
    """The game of the question; the options are the slips of the wrong answers."""
    if policy not in ("s,Q", "R,S", "R,s,S"):
        if unknown == "error":
            raise ValueError(policy)
        return {"fill_rate": math.nan, "mean_stock": math.nan, "orders": 0, "received": 0, "closing": 0}
    start = params["s"] + params["Q"] if policy == "s,Q" else params["S"]
    on_hand = start if opening is None else opening(params, policy)
    arrivals, received, sold, orders, days_met, stock = {}, 0, 0, 0, 0, []
    reached = 0
    for day, asked in enumerate(demand, start=1):
        morning = on_hand
        coming = arrivals.pop(day, 0)
        reached += coming > 0
        on_hand, received = on_hand + coming, received + coming
        taken = asked if backlog else min(on_hand, asked)
        days_met += taken == asked and (not backlog or on_hand >= asked)
        if order_at == "morning":
            morning = on_hand
        on_hand -= taken
        sold += taken
        stock.append({"evening": on_hand, "morning": on_hand + taken, "middle": on_hand + taken / 2}[stock_at])
        seen = morning if order_at == "morning" else on_hand
        position = seen + (sum(arrivals.values()) if on_order else 0)
        if policy == "s,Q":
            low = position < params["s"] if strict else position <= params["s"]
            times = (math.floor((params["s"] - position) / params["Q"]) + 1) if lots else 1
            amount = times * params["Q"] if low else 0
        else:
            looks = {"1": (day - 1) % params["R"] == 0, "R": day % params["R"] == 0, "all": True}[first_look]
            if policy == "R,s,S" and point:
                looks &= position < params["s"] if strict else position <= params["s"]
            held = position if level_by == "position" else seen
            amount = max(params["S"] - held, 0) if level_by != "level" else params["S"]
            amount = amount if looks else 0
            if looks and count == "looks" and amount == 0:
                orders += 1
        if amount > 0:
            arrivals[day + lead_time + late] = arrivals.get(day + lead_time + late, 0) + amount
            orders += 1
    if count == "reached":
        orders = reached
    total = sum(demand)
    share = sold / total if total else empty
    if fill == "days" and len(demand):
        share = days_met / len(demand)
    if fill == "evenings" and stock:
        share = float(np.mean(np.array(stock) > 0))
    return {
        "fill_rate": share if total else empty,
        "mean_stock": sum(stock) / len(stock) if stock else empty,
        "orders": orders,
        "received": received,
        "closing": on_hand,
    }


@simulate_policy.right
def by_a_note_of_arrivals(demand, policy, params, lead_time):
    return played(demand, policy, params, lead_time)


@simulate_policy.right
def by_arrays(demand, policy, params, lead_time):
    rules = {"s,Q": ("s", "Q"), "R,S": ("R", "S"), "R,s,S": ("R", "s", "S")}
    if policy not in rules:
        raise ValueError(f"{policy} is none of {', '.join(rules)}")
    n = len(demand)
    due, stock, sold = np.zeros(n + lead_time + 1), np.zeros(n), np.zeros(n)
    on_hand = params["S"] if "S" in params else params["s"] + params["Q"]
    on_order, orders = 0.0, 0
    for t in range(n):
        on_hand, on_order = on_hand + due[t], on_order - due[t]
        sold[t] = min(on_hand, demand[t])
        on_hand -= sold[t]
        stock[t] = on_hand
        position = on_order + on_hand
        wanted = 0.0
        if policy == "s,Q":
            wanted = params["Q"] * (position <= params["s"])
        elif (t + 1) % params["R"] == 0 and ("s" not in params or position <= params["s"]):
            wanted = params["S"] - position
        if wanted > 0:
            due[t + lead_time] += wanted
            on_order += wanted
            orders += 1
    asked = float(np.sum(demand))
    return {
        "fill_rate": float(sold.sum()) / asked if asked > 0 else float("nan"),
        "mean_stock": float(stock.mean()) if n else float("nan"),
        "orders": orders,
        "received": float(due[:n].sum()),
        "closing": float(on_hand),
    }


@simulate_policy.wrong(
    en="Orders arrive a day late. One from the evening of day t is there on the morning of day t + lead_time.",
    zh="货晚到了一天。第 t 天晚上下的单，第 t + lead_time 天早上到。",
)
def a_day_late(demand, policy, params, lead_time):
    return played(demand, policy, params, lead_time, late=1)


@simulate_policy.wrong(
    en="What is on its way is not in the position, so the same gap is ordered again every evening.",
    zh="头寸里没算在途，同一个缺口每晚都再订一遍。",
)
def on_the_way_forgotten(demand, policy, params, lead_time):
    return played(demand, policy, params, lead_time, on_order=False)


@simulate_policy.wrong(
    en="Several lots were ordered at once. The rule orders exactly `Q`, once, also if the position stays below `s`.",
    zh="一次订了好几份。规矩是只订一份 `Q`，哪怕订完头寸还不到 `s`。",
)
def several_lots(demand, policy, params, lead_time):
    return played(demand, policy, params, lead_time, lots=True)


@simulate_policy.wrong(
    en="The first look was on the first evening. It is on the evening of day `R`, then 2`R`, 3`R`.",
    zh="第一晚就看了。应该是第 `R` 天晚上，然后 2`R`、3`R`。",
)
def looked_on_the_first_evening(demand, policy, params, lead_time):
    return played(demand, policy, params, lead_time, first_look="1")


@simulate_policy.wrong(
    en="A position exactly at `s` did not order. At `s` *or below*: `<=`.",
    zh="头寸正好等于 `s` 没有订。**小于等于** `s` 就订：`<=`。",
)
def below_s_only(demand, policy, params, lead_time):
    return played(demand, policy, params, lead_time, strict=True)


@simulate_policy.wrong(
    en="Customers waited for what was not there, and the stock fell below zero. The rest is lost.",
    zh="不够的客人等着了，库存成了负数。不够的那部分是丢掉的。",
)
def customers_wait(demand, policy, params, lead_time):
    return played(demand, policy, params, lead_time, backlog=True)


@simulate_policy.wrong(
    en="`mean_stock` was taken before the customers came. It is the mean of the evenings.",
    zh="`mean_stock` 用的是客人来之前的库存。要用晚上的平均。",
)
def stock_before_customers(demand, policy, params, lead_time):
    return played(demand, policy, params, lead_time, stock_at="morning")


@simulate_policy.wrong(
    en="`mean_stock` is the mean of morning and evening. It is the mean of the evenings alone.",
    zh="`mean_stock` 用了早晚的平均。只用晚上的。",
)
def stock_of_noon(demand, policy, params, lead_time):
    return played(demand, policy, params, lead_time, stock_at="middle")


@simulate_policy.wrong(
    en="The play began with an empty shelf. At first there are `s` + `Q` or `S` pieces on hand.",
    zh="开始时架子是空的。应该有 `s` + `Q` 件，或者 `S` 件。",
)
def began_empty(demand, policy, params, lead_time):
    return played(demand, policy, params, lead_time, opening=lambda params, policy: 0)


@simulate_policy.wrong(
    en='With `"s,Q"` the play began with `Q` pieces. It begins with `s` + `Q`.',
    zh='`"s,Q"` 开始时只有 `Q` 件。应该是 `s` + `Q` 件。',
)
def began_with_a_lot(demand, policy, params, lead_time):
    return played(demand, policy, params, lead_time, opening=lambda params, policy: params.get("Q", params.get("S")))


@simulate_policy.wrong(
    en="Orders were counted when they arrived. Count those that were placed.",
    zh="单数按到货数了。要数下了几单。",
)
def arrivals_counted(demand, policy, params, lead_time):
    return played(demand, policy, params, lead_time, count="reached")


@simulate_policy.wrong(
    en="Evenings of looking counted as orders, also where nothing was ordered.",
    zh="看了没订的晚上也算了一单。",
)
def looks_counted(demand, policy, params, lead_time):
    return played(demand, policy, params, lead_time, count="looks")


@simulate_policy.wrong(
    en="`fill_rate` is the share of days on which everybody got what they wanted. It is pieces sold over pieces asked for.",
    zh="`fill_rate` 算成了没有缺货的天数占比。应该是售出件数除以想买的件数。",
)
def share_of_days(demand, policy, params, lead_time):
    return played(demand, policy, params, lead_time, fill="days")


@simulate_policy.wrong(
    en='`"R,s,S"` ordered at every look. It orders only with the position at `s` or below; without that it is `"R,S"`.',
    zh='`"R,s,S"` 每次看都订了。头寸小于等于 `s` 才订；不看 `s` 就成了 `"R,S"`。',
)
def mixed_without_the_point(demand, policy, params, lead_time):
    return played(demand, policy, params, lead_time, point=False)


@simulate_policy.wrong(
    en="The order was placed in the morning, before the customers of the day. Look in the evening.",
    zh="单子是早上下的，当天的客人还没来。要在晚上看。",
)
def ordered_in_the_morning(demand, policy, params, lead_time):
    return played(demand, policy, params, lead_time, order_at="morning")


@simulate_policy.wrong(
    en="An unknown policy was answered with numbers. Raise a `ValueError`.",
    zh="没有的办法也返回了数。要抛出 `ValueError`。",
)
def unknown_answered(demand, policy, params, lead_time):
    return played(demand, policy, params, lead_time, unknown="numbers")


@simulate_policy.wrong(
    en="The order fills up what is *on hand* to `S`, and forgets what is on its way: `S` minus *position*.",
    zh="订货是把**在库**补到 `S`，忘了在途：应该是 `S` 减**头寸**。",
)
def filled_by_on_hand(demand, policy, params, lead_time):
    return played(demand, policy, params, lead_time, level_by="on_hand")


@simulate_policy.wrong(
    en="Every order is `S` pieces. Only what is missing up to `S` is ordered: `S` minus position.",
    zh="每单都订了 `S` 件。只订差的那部分：`S` 减头寸。",
)
def whole_level_ordered(demand, policy, params, lead_time):
    return played(demand, policy, params, lead_time, level_by="level")


@simulate_policy.wrong(
    en="Nothing asked for, or no days, gave 0 instead of NaN. A share of nothing is not known.",
    zh="没有人买、或者一天也没有时，返回了 0。没有就是不知道：`math.nan`。",
)
def zero_for_nothing(demand, policy, params, lead_time):
    return played(demand, policy, params, lead_time, empty=0.0)


@simulate_policy.wrong(
    en="Nothing asked for gave a fill rate of 1. A share of nothing is not known: `math.nan`.",
    zh="没有人买时，满足率返回了 1。没有就是不知道：`math.nan`。",
)
def all_of_nothing(demand, policy, params, lead_time):
    table = played(demand, policy, params, lead_time)
    return {**table, "fill_rate": 1.0} if math.isnan(table["fill_rate"]) else table


@simulate_policy.wrong(
    en="`received` counts all pieces that were ordered. Those still on the way have not arrived.",
    zh="`received` 数了所有订的件数。还在路上的没有到。",
)
def ordered_for_received(demand, policy, params, lead_time):
    table = played(demand, policy, params, lead_time)
    return {**table, "received": sum(_placed(demand, policy, params, lead_time))}


def _placed(demand, policy, params, lead_time):
    """Pieces of each order placed."""
    on_hand = params["s"] + params["Q"] if policy == "s,Q" else params["S"]
    due, amounts = {}, []
    for day, asked in enumerate(demand, start=1):
        on_hand += due.pop(day, 0)
        on_hand -= min(on_hand, asked)
        position = on_hand + sum(due.values())
        if policy == "s,Q":
            amount = params["Q"] if position <= params["s"] else 0
        else:
            looks = day % params["R"] == 0 and position <= params.get("s", math.inf)
            amount = params["S"] - position if looks else 0
        if amount > 0:
            due[day + lead_time] = amount
            amounts.append(amount)
    return amounts


@simulate_policy.wrong(
    en="`closing` includes what is on its way. It is what is on hand in the last evening.",
    zh="`closing` 把在途也算了。只算最后一晚在库的。",
)
def closing_with_the_road(demand, policy, params, lead_time):
    table = played(demand, policy, params, lead_time)
    return {**table, "closing": table["closing"] + sum(_placed(demand, policy, params, lead_time)) - table["received"]}


@simulate_policy.wrong(
    en=(
        "The days are counted from 0, and an order is there on day + lead_time + 1, looked at on the first evening: that is the clock of lesson "
        "4. Here day 1 is the first, it arrives on day t + lead_time, and the first look is on day `R`."
    ),
    zh="日子从 0 数起，到货是“天数 + lead_time + 1”，第一晚就看：那是第 4 课的钟。这里从第 1 天数起，第 t + lead_time 天早上到，第 `R` 天晚上才看第一次。",
)
def clock_of_the_lesson(demand, policy, params, lead_time):
    return played(demand, policy, params, lead_time, late=1, first_look="1")


@simulate_policy.wrong(
    en='With `"s,Q"` the play began with `s` pieces. It begins with `s` + `Q`.',
    zh='`"s,Q"` 开始时只有 `s` 件。应该是 `s` + `Q` 件。',
)
def began_with_the_point(demand, policy, params, lead_time):
    return played(demand, policy, params, lead_time, opening=lambda params, policy: params.get("S", params.get("s")))


@simulate_policy.wrong(
    en="The rule looked every evening. With `R` it looks only on the evenings of day `R`, 2`R`, 3`R`.",
    zh="每晚都看、每晚都订了。有 `R` 的办法，只在第 `R`、2`R`、3`R` 天晚上看。",
)
def looked_every_evening(demand, policy, params, lead_time):
    return played(demand, policy, params, lead_time, first_look="all")


@simulate_policy.wrong(
    en="`fill_rate` is the share of evenings with something left. It is pieces sold over pieces asked for.",
    zh="`fill_rate` 算成了晚上还有货的天数占比。应该是售出件数除以想买的件数。",
)
def share_of_evenings(demand, policy, params, lead_time):
    return played(demand, policy, params, lead_time, fill="evenings")


# --- newsvendor: full cartons of twelve -------------------------------------------------------------------------------

newsvendor = Exercise(
    points=3, compare="equal", tolerance=1e-9, library=["metrics.newsvendor(price, cost, salvage, mu, sigma)"]
)


def boxes(price, cost, salvage, mu, sigma):
    return {"price": price, "cost": cost, "salvage": salvage, "mu": mu, "sigma": sigma}


@newsvendor.example
def nine_cartons_by_hand():
    return boxes(50.0, 20.0, 10.0, 100.0, 20.0), 108.0


@newsvendor.visible(en="boxes for Spring Festival", zh="春节礼盒")
def spring_festival():
    return boxes(128.0, 62.0, 20.0, 427.6, 102.6)


@newsvendor.visible(en="moon cakes: little is earned, leftovers bring a little", zh="月饼：赚得少，剩下的还值一点")
def moon_cakes():
    return boxes(90.0, 64.0, 24.0, 310.0, 95.0)


@newsvendor.visible(en="lanterns: leftovers bring nearly what they cost", zh="灯笼：剩下的差不多能退回本钱")
def lanterns():
    return boxes(25.0, 12.0, 10.0, 640.0, 210.0)


@newsvendor.visible(edge=True, en="leftovers bring nothing", zh="剩下的一文不值")
def worth_nothing():
    return boxes(30.0, 18.0, 0.0, 150.0, 40.0)


@newsvendor.visible(edge=True, en="a demand that is known", zh="需求说得准")
def known_demand():
    return boxes(50.0, 20.0, 10.0, 131.0, 0.0)


@newsvendor.visible(edge=True, en="exactly full cartons", zh="正好整箱")
def exactly_full():
    return boxes(50.0, 20.0, 10.0, 132.0, 0.0)


@newsvendor.visible(edge=True, en="a demand that may be nothing", zh="可能一盒也卖不掉")
def may_be_nothing():
    return boxes(30.0, 28.0, 2.0, 20.0, 40.0)


@newsvendor.visible(edge=True, en="less than a carton", zh="不到一箱")
def less_than_a_carton():
    return boxes(50.0, 20.0, 10.0, 9.0, 2.0)


@newsvendor.visible(edge=True, en="sold at cost", zh="按成本卖")
def sold_at_cost():
    return boxes(40.0, 40.0, 10.0, 200.0, 30.0)


@newsvendor.visible(edge=True, en="sold below cost", zh="卖得比成本低")
def sold_below_cost():
    return boxes(35.0, 40.0, 10.0, 200.0, 30.0)


@newsvendor.visible(edge=True, en="leftovers at cost", zh="剩下的按成本退")
def leftovers_at_cost():
    return boxes(60.0, 40.0, 40.0, 200.0, 30.0)


@newsvendor.visible(edge=True, en="leftovers above cost, price below", zh="残值比成本高，售价比成本低")
def leftovers_above_cost():
    return boxes(38.0, 40.0, 45.0, 200.0, 30.0)


@newsvendor.hidden(worlds=4)
def other_festivals(world: World):
    rng = world.rng
    cost = float(rng.integers(20, 80))
    price, salvage = cost * float(rng.uniform(1.1, 2.5)), cost * float(rng.uniform(0, 0.8))
    return boxes(price, cost, salvage, float(rng.uniform(50, 900)), float(rng.uniform(10, 200)))


@newsvendor.invariant(en="Full cartons: the boxes divide by 12.", zh="整箱：盒数能被 12 除尽。")
def full_cartons(result, **inputs):
    return result >= 0 and result % 12 == 0


def cartons(
    price, cost, salvage, mu, sigma, *, ratio=None, carton=12, digits=math.floor, floor=True, checked=True,
    strict=False, poor="zero", first="salvage", unit=12, z=True,
):  # fmt: skip
    """Boxes in full cartons; the options are the slips of the wrong answers."""
    if first == "price" and price <= cost:
        return 0.0
    if checked and (salvage > cost if strict else salvage >= cost):
        raise ValueError("salvage")
    if price <= cost and poor == "zero":
        return 0.0
    if price <= cost and poor == "mean":
        return float(unit * math.floor(mu / carton))
    if price <= cost and poor == "error":
        raise ValueError("price")
    share = (price - cost) / (price - salvage) if ratio is None else ratio(price, cost, salvage)
    share = min(max(share, 1e-9), 1 - 1e-9)
    quantity = mu + (NormalDist().inv_cdf(share) if z else share) * sigma
    number = digits(quantity / carton)
    return float(unit * (max(number, 0) if floor else number))


@newsvendor.right
def by_the_rule(price, cost, salvage, mu, sigma):
    return cartons(price, cost, salvage, mu, sigma)


@newsvendor.right
def by_scipy_and_remainder(price, cost, salvage, mu, sigma):
    from scipy.stats import norm

    if cost <= salvage:
        raise ValueError("salvage is not below cost")
    missed, left = price - cost, cost - salvage
    if missed <= 0:
        return 0.0
    quantity = max(mu + norm.ppf(missed / (missed + left)) * sigma, 0)
    return float(quantity // 12 * 12)


@newsvendor.wrong(
    en="The boxes are rounded down to whole boxes, but the factory ships full cartons of 12.",
    zh="只取整到了整盒。工厂只发整箱，一箱 12 盒。",
)
def whole_boxes(price, cost, salvage, mu, sigma):
    return cartons(price, cost, salvage, mu, sigma, carton=1, unit=1)


@newsvendor.wrong(
    en="The quantity is not cut to full cartons of 12.",
    zh="没有取成整箱，一箱 12 盒。",
)
def not_in_cartons(price, cost, salvage, mu, sigma):
    return cartons(price, cost, salvage, mu, sigma, carton=1, unit=1, digits=float)


@newsvendor.wrong(
    en="The cartons are rounded up. A started carton is not sent: round down.",
    zh="箱数往上取整了。不满一箱不发：要往下取整。",
)
def cartons_rounded_up(price, cost, salvage, mu, sigma):
    return cartons(price, cost, salvage, mu, sigma, digits=math.ceil)


@newsvendor.wrong(
    en="The cartons are rounded to the nearest. A started carton is not sent: round down.",
    zh="箱数四舍五入了。不满一箱不发：要往下取整。",
)
def cartons_rounded(price, cost, salvage, mu, sigma):
    return cartons(price, cost, salvage, mu, sigma, digits=round)


@newsvendor.wrong(
    en="This is the number of cartons. Return boxes: times 12.",
    zh="返回的是箱数。要返回盒数：乘以 12。",
)
def number_of_cartons(price, cost, salvage, mu, sigma):
    return cartons(price, cost, salvage, mu, sigma, unit=1)


@newsvendor.wrong(
    en="A carton holds 10 here. It holds 12.",
    zh="一箱算成了 10 盒。一箱是 12 盒。",
)
def cartons_of_ten(price, cost, salvage, mu, sigma):
    return cartons(price, cost, salvage, mu, sigma, carton=10, unit=10)


@newsvendor.wrong(
    en="The quantity fell below zero. Nobody can order fewer than no boxes: 0.",
    zh="订量成了负数。最少订 0 盒。",
)
def below_no_boxes(price, cost, salvage, mu, sigma):
    return cartons(price, cost, salvage, mu, sigma, floor=False)


@newsvendor.wrong(
    en="The critical ratio is divided by the price. Leftovers bring `salvage`: divide by price less salvage.",
    zh="临界比的分母用了售价。剩下的还能得 `salvage`：分母是售价减残值。",
)
def divided_by_price(price, cost, salvage, mu, sigma):
    return cartons(price, cost, salvage, mu, sigma, ratio=lambda p, c, s: (p - c) / p)


@newsvendor.wrong(
    en="The critical ratio is divided by the cost. Below the fraction stands price less salvage.",
    zh="临界比的分母用了成本。分母是售价减残值。",
)
def divided_by_cost(price, cost, salvage, mu, sigma):
    return cartons(price, cost, salvage, mu, sigma, ratio=lambda p, c, s: (p - c) / c)


@newsvendor.wrong(
    en=(
        "The quantity lies on the wrong side of the mean: above the fraction stands what a missing box loses, price less cost, "
        "and $z$ is added."
    ),
    zh="订量落到平均的另一边去了：分子是少一盒少赚的钱，售价减成本；$z$ 是加上去的。",
)
def complement(price, cost, salvage, mu, sigma):
    return cartons(price, cost, salvage, mu, sigma, ratio=lambda p, c, s: (c - s) / (p - s))


@newsvendor.wrong(
    en="The mean demand was ordered. With unequal costs of too few and too many the best quantity lies beside it.",
    zh="订的是平均需求。少一盒和多一盒的代价不一样，最好的订量不在平均上。",
)
def mean_ordered(price, cost, salvage, mu, sigma):
    return cartons(price, cost, salvage, mu, sigma, ratio=lambda p, c, s: 0.5)


@newsvendor.wrong(
    en="The critical ratio itself was multiplied by sigma. First turn it into $z$: `NormalDist().inv_cdf(ratio)`.",
    zh="拿临界比直接乘了 sigma。要先换成 $z$：`NormalDist().inv_cdf(临界比)`。",
)
def ratio_for_z(price, cost, salvage, mu, sigma):
    return cartons(price, cost, salvage, mu, sigma, z=False)


@newsvendor.wrong(
    en="The mean was multiplied by the critical ratio. The ratio is a chance, not a share of the demand.",
    zh="拿平均去乘了临界比。临界比是把握，不是需求的几成。",
)
def ratio_of_the_mean(price, cost, salvage, mu, sigma):
    if salvage >= cost:
        raise ValueError("salvage")
    return float(12 * math.floor(max((price - cost) / (price - salvage), 0) * mu / 12)) if price > cost else 0.0


@newsvendor.wrong(
    en="`salvage` at cost or above raised no `ValueError`.",
    zh="`salvage` 大于等于 `cost`，没有抛出 `ValueError`。",
)
def salvage_let_through(price, cost, salvage, mu, sigma):
    return cartons(price, cost, salvage, mu, sigma, checked=False)


@newsvendor.wrong(
    en="`salvage` exactly at `cost` was let through. Leftovers then cost nothing: `>=`.",
    zh="`salvage` 正好等于 `cost` 放过去了。那样剩下的一点不亏：要用 `>=`。",
)
def salvage_at_cost(price, cost, salvage, mu, sigma):
    return cartons(price, cost, salvage, mu, sigma, strict=True)


@newsvendor.wrong(
    en="The price was looked at before the salvage. A salvage at cost or above is an error *whatever the price*.",
    zh="先看了售价，后看残值。残值大于等于成本，**不管售价多少**都是错误。",
)
def price_first(price, cost, salvage, mu, sigma):
    return cartons(price, cost, salvage, mu, sigma, first="price")


@newsvendor.wrong(
    en="A price at or below cost raised an error. Nothing is earned, so nothing is ordered: 0.0.",
    zh="售价不高于成本时抛了错。不赚就不订：0.0。",
)
def poor_price_refused(price, cost, salvage, mu, sigma):
    return cartons(price, cost, salvage, mu, sigma, poor="error")


@newsvendor.wrong(
    en="At a price at or below cost the mean was ordered. Nothing is earned, so nothing is ordered: 0.0.",
    zh="售价不高于成本，还照平均订了。不赚就不订：0.0。",
)
def mean_at_a_poor_price(price, cost, salvage, mu, sigma):
    return cartons(price, cost, salvage, mu, sigma, poor="mean")


@newsvendor.wrong(
    en="With `sigma` 0 nothing was ordered. A demand that is known is ordered: $q$ is `mu`.",
    zh="`sigma` 是 0 时一盒没订。需求说得准，就照它订：$q$ 就是 `mu`。",
)
def nothing_for_a_known_demand(price, cost, salvage, mu, sigma):
    boxes_ordered = cartons(price, cost, salvage, mu, sigma)
    return boxes_ordered if sigma else 0.0


@newsvendor.wrong(
    en="With `sigma` 0 the mean itself was returned. $q$ is `mu` then, and still only full cartons are sent: round down to 12.",
    zh="`sigma` 是 0 时，把 `mu` 原样返回了。这时 $q$ 是 `mu`，工厂照样只发整箱：还要按 12 往下取整。",
)
def known_demand_not_in_cartons(price, cost, salvage, mu, sigma):
    if sigma == 0 and salvage < cost < price:
        return float(mu)
    return cartons(price, cost, salvage, mu, sigma)


# --- forecast_error: by day, holes left out ---------------------------------------------------------------------------

forecast_error = Exercise(
    points=3,
    compare="equal",
    tolerance=1e-9,
    library=["{k: metrics.forecast_error(actual.tolist(), forecast.tolist())[k] for k in ('mae', 'wape', 'bias')}"],
)


def by_day(first="2025-05-01", **days):
    """A Series from d1=10, d3=6: the value of the first day, of the third; a missing one is None."""
    start = pd.Timestamp(first)
    index = [start + pd.Timedelta(days=int(name[1:]) - 1) for name in days]
    values = [math.nan if value is None else float(value) for value in days.values()]
    return pd.Series(values, index=pd.DatetimeIndex(index), dtype=float)


@forecast_error.example
def three_days_by_hand():
    inputs = {"actual": by_day(d1=10, d2=0, d3=6, d4=None), "forecast": by_day(d3=9, d1=8, d2=-1, d5=7)}
    return inputs, {"mae": 5 / 3, "wape": 5 / 16, "bias": 1 / 3}


@forecast_error.visible(en="a week of the depot", zh="前置仓的一周")
def a_week():
    return {
        "actual": by_day(d1=14, d2=9, d3=0, d4=21, d5=17, d6=30, d7=12),
        "forecast": by_day(d1=12, d2=12, d3=4, d4=15, d5=19, d6=22, d7=15),
    }


@forecast_error.visible(en="two calendars that do not meet", zh="两本对不上的日历")
def two_calendars():
    return {
        "actual": by_day(d6=8, d2=5, d9=11, d4=None, d3=7, d1=2),
        "forecast": by_day(d1=4, d3=9, d2=-3, d4=6, d8=5, d6=None, d9=16),
    }


@forecast_error.visible(edge=True, en="the same days, shuffled", zh="同样的日子，次序打乱")
def shuffled():
    return {"actual": by_day(d1=10, d2=20, d3=30), "forecast": by_day(d3=30, d1=12, d2=18)}


@forecast_error.visible(edge=True, en="forecasts below zero", zh="负的预测")
def below_zero_forecasts():
    return {"actual": by_day(d1=0, d2=3, d3=4), "forecast": by_day(d1=-5, d2=-2, d3=4)}


@forecast_error.visible(edge=True, en="nothing was sold", zh="一件没卖")
def nothing_sold_at_all():
    return {"actual": by_day(d1=0, d2=0), "forecast": by_day(d1=2, d2=3)}


@forecast_error.visible(edge=True, en="a perfect plan for days without sales", zh="没卖的日子，计划也是零")
def perfect_zero():
    return {"actual": by_day(d1=0, d2=0), "forecast": by_day(d1=0, d2=-1)}


@forecast_error.visible(edge=True, en="no day in common", zh="没有一天对得上")
def no_day_in_common():
    return {"actual": by_day(d1=3, d2=4), "forecast": by_day(d3=3, d4=4)}


@forecast_error.visible(edge=True, en="only holes in common", zh="对得上的日子都是空的")
def only_holes():
    return {"actual": by_day(d1=None, d2=4), "forecast": by_day(d1=3, d2=None)}


@forecast_error.visible(edge=True, en="empty", zh="空的")
def nothing_to_compare():
    return {"actual": by_day(), "forecast": by_day()}


@forecast_error.visible(edge=True, en="one day", zh="只有一天")
def one_day():
    return {"actual": by_day(d1=8), "forecast": by_day(d1=5)}


@forecast_error.hidden(worlds=3)
def other_plans(world: World):
    rng = world.rng
    days = pd.date_range("2025-06-01", periods=60)
    actual = pd.Series(rng.poisson(6, 60).astype(float), index=days)
    forecast = pd.Series(rng.normal(6, 5, 60).round(1), index=days)
    actual[rng.random(60) < 0.15] = math.nan
    forecast[rng.random(60) < 0.15] = math.nan
    return {
        "actual": actual[rng.random(60) < 0.9].sample(frac=1, random_state=rng),
        "forecast": forecast[rng.random(60) < 0.9].sample(frac=1, random_state=rng),
    }


@forecast_error.invariant(en="The bias is never larger than the mean absolute error.", zh="偏差的大小不会超过 MAE。")
def bias_within_mae(result, **inputs):
    return math.isnan(result["mae"]) or abs(result["bias"]) <= result["mae"] + 1e-9


def off_by(
    actual, forecast, *, match="day", clip=True, holes="drop", sign=1, zero_days=True, wape="sums", none=math.nan,
    divide="actual", mean="all", bias="mean", squared=False, no_sales=math.nan,
):  # fmt: skip
    """The errors; the options are the slips of the wrong answers."""
    if match == "place":
        size = min(len(actual), len(forecast))
        days = pd.DataFrame({"a": actual.to_numpy()[:size], "f": forecast.to_numpy()[:size]})
    elif match == "actual":
        days = pd.DataFrame({"a": actual, "f": forecast.reindex(actual.index)})
    elif match == "forecast":
        days = pd.DataFrame({"a": actual.reindex(forecast.index), "f": forecast})
    else:
        days = pd.DataFrame({"a": actual, "f": forecast})
    days = days.astype(float)
    days = days.dropna() if holes == "drop" else days.fillna(0) if holes == "zero" else days.fillna({holes: 0}).dropna()
    if clip:
        days["f"] = days["f"].clip(lower=0)
    if not zero_days:
        days = days[days["a"] > 0]
    if days.empty:
        return dict.fromkeys(("mae", "wape", "bias"), none)
    off = sign * (days["f"] - days["a"])
    size = off.abs()
    total = days["f" if divide == "forecast" else "a"].sum()
    below = total if total else math.nan
    shares = (size / days["a"].where(days["a"] > 0)).mean()
    result = {"sums": float(size.sum() / below), "mape": float(shares), "mean": float(size.mean() / below)}[wape]
    return {
        "mae": float(np.sqrt((off**2).mean()))
        if squared
        else float(size.sum())
        if mean == "sum"
        else float(size.mean()),
        "wape": no_sales if math.isnan(result) and wape == "sums" else result,
        "bias": float(off.sum())
        if bias == "sum"
        else float(off.sum() / below)
        if bias == "share"
        else float(off.mean()),
    }


@forecast_error.right
def by_one_table(actual, forecast):
    return off_by(actual, forecast)


@forecast_error.right
def by_pairs(actual, forecast):
    pairs = []
    for day, wanted in actual.items():
        if day in forecast.index and not pd.isna(wanted) and not pd.isna(forecast[day]):
            pairs.append((wanted, max(forecast[day], 0)))
    if not pairs:
        return {"mae": math.nan, "wape": math.nan, "bias": math.nan}
    errors = [planned - wanted for wanted, planned in pairs]
    total = sum(wanted for wanted, _ in pairs)
    absolute = sum(abs(error) for error in errors)
    return {
        "mae": absolute / len(pairs),
        "wape": absolute / total if total > 0 else math.nan,
        "bias": sum(errors) / len(pairs),
    }


@forecast_error.wrong(
    en="The two were compared by place. Compare the same *day*: the index is the key, the order is not.",
    zh="按位置对的。要按**日期**对：看索引，不看先后。",
)
def by_place(actual, forecast):
    return off_by(actual, forecast, match="place")


@forecast_error.wrong(
    en="Negative forecasts were left as they are. Below 0 counts as 0.",
    zh="负的预测没有处理。小于 0 的按 0 算。",
)
def negatives_kept(actual, forecast):
    return off_by(actual, forecast, clip=False)


@forecast_error.wrong(
    en="Days with a negative forecast were left out. They count, with a forecast of 0.",
    zh="预测为负的日子去掉了。它们要算，预测按 0 算。",
)
def negatives_dropped(actual, forecast):
    return off_by(actual, forecast[forecast.isna() | (forecast >= 0)])


@forecast_error.wrong(
    en="The absolute value of negative forecasts was taken. Below 0 counts as 0.",
    zh="负的预测取了绝对值。小于 0 的按 0 算。",
)
def negatives_turned(actual, forecast):
    return off_by(actual, forecast.abs())


@forecast_error.wrong(
    en="Holes were filled with 0 on both sides. A day that is missing somewhere is not known and does not count.",
    zh="两边的空都填成了 0。缺了的日子是不知道，不算。",
)
def holes_are_zero(actual, forecast):
    return off_by(actual, forecast, holes="zero")


@forecast_error.wrong(
    en="Days without a forecast were compared with 0. They do not count.",
    zh="没有预测的日子，当成预测 0 来比了。这些日子不算。",
)
def no_forecast_is_zero(actual, forecast):
    return off_by(actual, forecast, holes="f")


@forecast_error.wrong(
    en="Days without an actual were compared with 0. They do not count: the till is not in yet.",
    zh="没有实际的日子，当成卖了 0 来比了。这些日子不算：账还没出来。",
)
def no_actual_is_zero(actual, forecast):
    return off_by(actual, forecast, holes="a")


@forecast_error.wrong(
    en="The bias has the wrong sign. It is forecast minus actual: above 0 the plan was too high.",
    zh="偏差的正负号反了。是预测减实际：大于 0，计划偏高。",
)
def bias_turned(actual, forecast):
    return off_by(actual, forecast, sign=-1)


@forecast_error.wrong(
    en="Days with an actual of 0 were left out. They count: on them a plan above 0 is wrong, too.",
    zh="实际是 0 的日子去掉了。它们要算：那天计划大于 0，也是错。",
)
def zero_days_dropped(actual, forecast):
    return off_by(actual, forecast, zero_days=False)


@forecast_error.wrong(
    en="This is MAPE, the mean of the shares of single days. WAPE is the sum of the errors over the sum of the actuals.",
    zh="这是 MAPE，各天比例的平均。WAPE 是误差之和除以实际之和。",
)
def mape_instead(actual, forecast):
    return off_by(actual, forecast, wape="mape")


@forecast_error.wrong(
    en="The WAPE divides by the sum of the forecasts. Below the fraction stands what was sold.",
    zh="WAPE 的分母用了预测之和。分母是实际之和。",
)
def over_the_forecast(actual, forecast):
    return off_by(actual, forecast, divide="forecast")


@forecast_error.wrong(
    en="The WAPE divides the *mean* error by the *sum* of the actuals. Take sums for both.",
    zh="WAPE 拿**平均**误差除以实际的**合计**。两边都用合计。",
)
def mean_over_sum(actual, forecast):
    return off_by(actual, forecast, wape="mean")


@forecast_error.wrong(
    en="`mae` is the sum of the absolute errors. It is their mean.",
    zh="`mae` 是绝对误差的合计。要的是平均。",
)
def sum_for_mean(actual, forecast):
    return off_by(actual, forecast, mean="sum")


@forecast_error.wrong(
    en="`mae` is the root of the mean square. It is the mean of the absolute errors.",
    zh="`mae` 用了均方根。要的是绝对误差的平均。",
)
def root_mean_square(actual, forecast):
    return off_by(actual, forecast, squared=True)


@forecast_error.wrong(
    en="`bias` is the sum of the errors. It is their mean, in pieces a day.",
    zh="`bias` 是误差的合计。要的是平均，一天差几件。",
)
def bias_summed(actual, forecast):
    return off_by(actual, forecast, bias="sum")


@forecast_error.wrong(
    en="`bias` is a share of the actuals. It is the mean error, in pieces a day.",
    zh="`bias` 除以了实际。要的是平均误差，一天差几件。",
)
def bias_as_share(actual, forecast):
    return off_by(actual, forecast, bias="share")


@forecast_error.wrong(
    en="`bias` is the mean of the absolute errors. It keeps its sign: too high and too low cancel.",
    zh="`bias` 用了绝对值。它要留着正负号：偏高和偏低会抵消。",
)
def bias_without_sign(actual, forecast):
    table = off_by(actual, forecast)
    return {**table, "bias": table["mae"]}


@forecast_error.wrong(
    en="Without a day that counts the errors are 0. Nothing is known then: `math.nan`.",
    zh="一天也不算数时返回了 0。那是不知道：`math.nan`。",
)
def zero_without_days(actual, forecast):
    return off_by(actual, forecast, none=0.0)


@forecast_error.wrong(
    en="Where nothing was sold the WAPE is 0. Nothing can be divided by then: `math.nan`.",
    zh="一件没卖时，WAPE 返回了 0。没有东西可除：`math.nan`。",
)
def zero_without_sales(actual, forecast):
    return off_by(actual, forecast, no_sales=0.0)


@forecast_error.wrong(
    en="Where nothing was sold the WAPE is infinite. Nothing can be divided by then: `math.nan`.",
    zh="一件没卖时，WAPE 返回了无穷大。没有东西可除：`math.nan`。",
)
def infinite_without_sales(actual, forecast):
    table = off_by(actual, forecast)
    return {**table, "wape": math.inf} if math.isnan(table["wape"]) and not math.isnan(table["mae"]) else table


@forecast_error.wrong(
    en="The numbers are rounded. Return them as they come out.",
    zh="数字取整了。算出来是多少就返回多少。",
)
def two_decimals(actual, forecast):
    return {name: round(value, 2) for name, value in off_by(actual, forecast).items()}


@forecast_error.wrong(
    en="The WAPE is in percent. Return a share: 0.3, not 30.",
    zh="WAPE 用了百分数。要返回 0.3，不是 30。",
)
def wape_in_percent(actual, forecast):
    table = off_by(actual, forecast)
    return {**table, "wape": 100 * table["wape"]}


@forecast_error.wrong(
    en="This is MAPE, and a day with an actual of 0 made it infinite. WAPE adds up first, then divides: sum of errors over sum of actuals.",
    zh="这是 MAPE，碰到实际是 0 的日子就成了无穷大。WAPE 先加总再相除：误差之和除以实际之和。",
)
def mape_with_infinity(actual, forecast):
    table = off_by(actual, forecast)
    days = pd.DataFrame({"a": actual, "f": forecast}).astype(float).dropna()
    with np.errstate(divide="ignore", invalid="ignore"):
        shares = (days["f"].clip(lower=0) - days["a"]).abs() / days["a"]
    return {**table, "wape": float(shares.mean())}


@forecast_error.wrong(
    en="The WAPE divides by the actuals of *all* days. Only the days that count belong below the fraction, too.",
    zh="WAPE 的分母用了**所有**日子的实际。分母也只加算数的那些天。",
)
def over_all_actuals(actual, forecast):
    table, total = off_by(actual, forecast), actual.sum()
    absolute = table["mae"] * len(pd.DataFrame({"a": actual, "f": forecast}).dropna())
    return {**table, "wape": float(absolute / total) if total else math.nan}


@forecast_error.wrong(
    en="Both were sorted and then compared by place. A day that only one of them has shifts all that follow: compare by day.",
    zh="先排了序，再按位置对。只要有一天只在一边有，后面就全错开了：要按日期对。",
)
def by_place_after_sorting(actual, forecast):
    return off_by(actual.sort_index(), forecast.sort_index(), match="place")


@forecast_error.wrong(
    en="Two things: holes were filled with 0, and negative forecasts were left as they are. Leave out the one, lift the other to 0.",
    zh="两处：空的填成了 0，负的预测没处理。空的日子不算；负的预测按 0 算。",
)
def holes_filled_negatives_kept(actual, forecast):
    return off_by(actual, forecast, holes="zero", clip=False)


@forecast_error.wrong(
    en="Two things: holes were filled with 0, and the bias has the wrong sign. Leave those days out; bias is forecast minus actual.",
    zh="两处：空的填成了 0，偏差的正负号也反了。空的日子不算；偏差是预测减实际。",
)
def holes_filled_bias_turned(actual, forecast):
    return off_by(actual, forecast, holes="zero", sign=-1)


# --- chart_cover ------------------------------------------------------------------------------------------------------

chart_cover = Exercise(points=3, compare="chart", tolerance=1e-6)

SHELF_COLUMNS = ["date", "category", "item_id", "on_hand", "sold"]


def shelf(day, *goods):
    """Stock from (category, item, [on hand ...], [sold ...]), the last entry on ``day``; None is a day without a row."""
    rows = []
    for category, item, on_hand, sold in goods:
        for back, (left, gone) in enumerate(zip(on_hand[::-1], sold[::-1], strict=True)):
            if left is not None:
                rows.append((pd.Timestamp(day) - pd.Timedelta(days=back), category, item, left, gone))
    table = pd.DataFrame(rows, columns=SHELF_COLUMNS)
    return table.assign(date=table["date"].astype("datetime64[us]"))


def draw_cover(cover):
    """Bars in plain matplotlib, with title and labels."""
    import matplotlib.pyplot as plt

    _, axes = plt.subplots()
    axes.bar(list(cover), list(cover.values()))
    axes.set(title="Days that the stock lasts", xlabel="category", ylabel="days")
    return axes


@chart_cover.example
def noodles_by_hand():
    stock = shelf(
        "2025-11-30",
        ("noodles", 1, [9, 14, 0, 20], [4, 6, 0, 5]),
        ("noodles", 2, [25, 22, 19, 16], [3, 3, 3, 3]),
    )
    return {"stock": stock, "on_date": "2025-11-30"}, [("noodles", 4.5)]


AUTUMN = shelf(
    "2025-11-30",
    ("noodles", 1, [9, 14, 0, 0, 20], [4, 6, 8, 0, 5]),
    ("noodles", 2, [25, 22, 19, 16, 12], [3, 3, 3, 3, 4]),
    ("noodles", 3, [41, 40, 38, 35, 33], [0, 1, 2, 3, 2]),
    ("juices", 7, [0, 12, 30, 9, 2], [14, 18, 22, 21, 7]),
    ("juices", 8, [6, 0, 0, 44, 31], [9, 6, 0, 11, 13]),
    ("tissues", 11, [70, 68, 68, 61, 60], [0, 2, 0, 7, 1]),
    ("tissues", 12, [8, 8, 8, 8, 8], [0, 0, 0, 0, 0]),
    ("soaps", 20, [12, 9, 7, 6, 4], [3, 3, 2, 1, 2]),
)


@chart_cover.visible(en="four categories in November", zh="十一月的四个类别")
def four_categories():
    return {"stock": AUTUMN.sample(frac=1, random_state=4).reset_index(drop=True), "on_date": "2025-11-30"}


@chart_cover.visible(en="the same depot two days earlier", zh="同一个仓，早两天")
def two_days_earlier():
    return {"stock": AUTUMN.iloc[::-1].reset_index(drop=True), "on_date": "2025-11-28"}


@chart_cover.visible(edge=True, en="longer than 28 days", zh="超过 28 天的记录")
def longer_than_the_window():
    days = 33
    return {
        "stock": shelf(
            "2025-10-31",
            ("juices", 1, [20] * days, [40] * 4 + [50] + [10] * 27 + [17]),
            ("noodles", 2, [15] * days, [30] * 5 + [24] + [6] * 27),
        ),
        "on_date": "2025-10-31",
    }


@chart_cover.visible(edge=True, en="sold out for most of the time", zh="大半时间卖断")
def sold_out_mostly():
    return {
        "stock": shelf(
            "2025-11-30",
            ("juices", 1, [0, 0, 10, 0, 6], [2, 0, 12, 3, 8]),
            ("tissues", 2, [0, 0, 0, 0, 0], [5, 0, 0, 0, 0]),
            ("noodles", 3, [9, 8, 4, 0, 0], [1, 1, 4, 4, 0]),
        ),
        "on_date": "2025-11-30",
    }


@chart_cover.visible(edge=True, en="goods without sales", zh="没有卖的商品")
def goods_without_sales():
    return {
        "stock": shelf(
            "2025-11-30",
            ("soaps", 1, [30, 30, 30], [0, 0, 0]),
            ("soaps", 2, [12, 10, 6], [2, 2, 4]),
            ("tissues", 3, [50, 50, 50], [0, 0, 0]),
        ),
        "on_date": "2025-11-30",
    }


@chart_cover.visible(edge=True, en="a good without a row on the day", zh="当天没有行的商品")
def no_row_on_the_day():
    return {
        "stock": shelf(
            "2025-11-30",
            ("noodles", 1, [9, 8, None], [3, 1, None]),
            ("noodles", 2, [20, 16, 12], [4, 4, 4]),
            ("pet_snacks", 3, [7, 6, None], [2, 1, None]),
        ),
        "on_date": "2025-11-30",
    }


@chart_cover.hidden(worlds=3)
def other_depots(world: World):
    rng = world.rng
    goods = []
    for item in range(1, 13):
        on_hand = np.where(rng.random(40) < 0.2, 0, rng.integers(1, 60, 40))
        goods.append((["juices", "noodles", "tissues"][item % 3], item, on_hand.tolist(), rng.poisson(5, 40).tolist()))
    stock = shelf("2025-11-30", *goods).sample(frac=1, random_state=rng).reset_index(drop=True)
    return {"stock": stock, "on_date": f"2025-11-{int(rng.integers(24, 31))}"}


def covers(
    stock, on_date, *, window=28, ahead=False, open_only=True, dead="dropped", how="sums", left="day", later=False,
    by=("category", "item_id"), fill=0,
):  # fmt: skip
    """Cover of each category; the options are the slips of the wrong answers."""
    day = pd.Timestamp(on_date)
    first = day - pd.Timedelta(days=window)
    recent = stock[(stock["date"] > first) & (stock["date"] <= day)]
    if ahead:
        recent = stock[(stock["date"] >= first) & (stock["date"] <= day)]
    if later:
        recent = stock
    known = recent[recent["on_hand"] > 0] if open_only else recent
    pace = known.groupby(list(by))["sold"].mean()
    if how == "total":
        pace = known.groupby(list(by))["sold"].sum() / window
    if dead == "dropped":
        pace = pace[pace > 0]
    today = recent[recent["date"] == day] if left == "day" else stock[stock["date"] == stock["date"].max()]
    on_hand = today.groupby(list(by))["on_hand"].sum()
    if left == "latest":
        on_hand = recent.sort_values("date").groupby(list(by))["on_hand"].last()
    if dead == "stock":
        everything = on_hand.groupby("category").sum()
        pieces = everything.reindex(pace[pace > 0].groupby("category").sum().index)
    else:
        on_hand = (
            on_hand.reindex(pace.index, fill_value=fill)
            if fill is not None
            else on_hand[on_hand.index.isin(pace.index)]
        )
        pieces = on_hand.groupby("category").sum()
    if how == "mean":
        ratio = (on_hand / pace).groupby("category").mean()
    elif how == "median":
        ratio = (on_hand / pace).groupby("category").median()
    elif fill is None:
        ratio = pieces / pace.reindex(on_hand.index).groupby("category").sum()
    else:
        ratio = pieces / pace.groupby("category").sum()
    return {name: float(value) for name, value in ratio.items() if np.isfinite(value)}


@chart_cover.right
def by_sums(stock, on_date):
    return draw_cover(covers(stock, on_date))


@chart_cover.right
def by_loops(stock, on_date):
    day = pd.Timestamp(on_date)
    pieces, paces = {}, {}
    for (category, _), rows in stock.groupby(["category", "item_id"]):
        age = (day - rows["date"]).dt.days
        seen = rows[(age >= 0) & (age < 28) & (rows["on_hand"] > 0)]
        if len(seen) and seen["sold"].sum() > 0:
            paces[category] = paces.get(category, 0) + seen["sold"].mean()
            pieces[category] = pieces.get(category, 0) + rows.loc[age == 0, "on_hand"].sum()
    return draw_cover({name: pieces[name] / paces[name] for name in sorted(paces, reverse=True)})


@chart_cover.wrong(
    en="Evenings without stock are in the pace. Then a sold-out good looks slow, and lasts for ever: leave them out.",
    zh="卖断的晚上也算进了速度。那样断过货的商品看着慢，像能卖很久：要去掉。",
)
def sold_out_evenings_in(stock, on_date):
    return draw_cover(covers(stock, on_date, open_only=False))


@chart_cover.wrong(
    en="The window has 29 days. `on_date` and the 27 days before it: *after* the day minus 28.",
    zh="窗口成了 29 天。应该是 `on_date` 和它前面的 27 天：**晚于**那天减 28 天。",
)
def a_day_too_many(stock, on_date):
    return draw_cover(covers(stock, on_date, ahead=True))


@chart_cover.wrong(
    en="The window has 27 days. With `on_date` it is 28.",
    zh="窗口成了 27 天。连 `on_date` 在内要 28 天。",
)
def a_day_too_few(stock, on_date):
    return draw_cover(covers(stock, on_date, window=27))


@chart_cover.wrong(
    en="The pace is a mean over the whole table. Only the last 28 days up to `on_date` count.",
    zh="速度用了整张表的平均。只算到 `on_date` 为止的最近 28 天。",
)
def whole_table(stock, on_date):
    return draw_cover(covers(stock, on_date, later=True))


@chart_cover.wrong(
    en="The pieces sold were divided by 28. Divide by the evenings that count: the mean of those with stock left.",
    zh="售出的总数除以了 28。要除以算数的晚上：取有货的那些晚上的平均。",
)
def divided_by_28(stock, on_date):
    return draw_cover(covers(stock, on_date, how="total"))


@chart_cover.wrong(
    en="The covers of the goods were averaged. Add up the pieces, add up the paces, divide then.",
    zh="把各商品的天数平均了。应该件数加总、速度加总，再相除。",
)
def mean_of_covers(stock, on_date):
    return draw_cover(covers(stock, on_date, how="mean"))


@chart_cover.wrong(
    en="The median of the goods' covers was taken. Add up the pieces, add up the paces, divide then.",
    zh="取了各商品天数的中位数。应该件数加总、速度加总，再相除。",
)
def median_of_covers(stock, on_date):
    return draw_cover(covers(stock, on_date, how="median"))


@chart_cover.wrong(
    en="Goods without pace are still in the pieces on hand. Leave them out altogether.",
    zh="没有速度的商品，在库还加进去了。整个都不要算。",
)
def dead_goods_in_the_pieces(stock, on_date):
    return draw_cover(covers(stock, on_date, dead="stock"))


@chart_cover.wrong(
    en="The stock is that of the last day in the table, not of `on_date`.",
    zh="在库用了表里最后一天的，不是 `on_date` 的。",
)
def stock_of_the_last_day(stock, on_date):
    return draw_cover(covers(stock, on_date, left="last"))


@chart_cover.wrong(
    en="A good without a row on the day got its last known stock. It has 0 on hand.",
    zh="当天没有行的商品，用了它最近一次的在库。应该算 0。",
)
def last_known_stock(stock, on_date):
    return draw_cover(covers(stock, on_date, left="latest"))


@chart_cover.wrong(
    en="Goods without a row on the day were left out, pace and all. Their pace counts, with 0 on hand.",
    zh="当天没有行的商品整个去掉了。它们的速度要算，在库是 0。",
)
def no_row_no_good(stock, on_date):
    return draw_cover(covers(stock, on_date, fill=None))


@chart_cover.wrong(
    en="One bar a good. One bar for each *category* is asked for.",
    zh="一种商品一根柱子。要的是一个**类别**一根。",
)
def a_bar_each_good(stock, on_date):
    day = pd.Timestamp(on_date)
    recent = stock[(stock["date"] > day - pd.Timedelta(days=28)) & (stock["date"] <= day)]
    pace = recent[recent["on_hand"] > 0].groupby("item_id")["sold"].mean()
    pace = pace[pace > 0]
    left = recent[recent["date"] == day].set_index("item_id")["on_hand"].reindex(pace.index, fill_value=0)
    return draw_cover({str(item): float(value) for item, value in (left / pace).items()})


@chart_cover.wrong(
    en="The pace is that of whole categories on evenings when something was left of any good. Take it good by good.",
    zh="速度是按整个类别算的。要一种商品一种商品地算，再加总。",
)
def pace_of_the_category(stock, on_date):
    day = pd.Timestamp(on_date)
    recent = stock[(stock["date"] > day - pd.Timedelta(days=28)) & (stock["date"] <= day)]
    pace = recent[recent["on_hand"] > 0].groupby("category")["sold"].mean()
    left = recent[recent["date"] == day].groupby("category")["on_hand"].sum()
    cover = (left / pace[pace > 0]).dropna()
    return draw_cover({name: float(value) for name, value in cover.items()})


@chart_cover.wrong(
    en="The days of the category were added up: pieces sold a day of all goods together, on evenings when all had stock left.",
    zh="先按天把类别加总了，还把有一种卖断的那天整天去掉。要一种商品一种商品地去掉卖断的晚上。",
)
def days_of_the_category(stock, on_date):
    day = pd.Timestamp(on_date)
    recent = stock[(stock["date"] > day - pd.Timedelta(days=28)) & (stock["date"] <= day)]
    daily = recent.groupby(["category", "date"]).agg(sold=("sold", "sum"), least=("on_hand", "min"))
    pace = daily[daily["least"] > 0].groupby("category")["sold"].mean()
    left = recent[recent["date"] == day].groupby("category")["on_hand"].sum()
    cover = (left / pace[pace > 0]).dropna()
    return draw_cover({name: float(value) for name, value in cover.items()} or {"none": 0.0})


@chart_cover.wrong(
    en="The bars are pieces on hand. Divide by the pace to get days.",
    zh="柱子画的是在库件数。要除以速度，才是天数。",
)
def pieces_for_days(stock, on_date):
    cover = covers(stock, on_date)
    today = stock[stock["date"] == pd.Timestamp(on_date)].groupby("category")["on_hand"].sum()
    return draw_cover({name: float(today.get(name, 0)) for name in cover})


@chart_cover.wrong(
    en="The bars are upside down: the share of the stock that sells in a day. Days are stock over pace.",
    zh="除反了：这是一天卖掉库存的几成。天数是在库除以速度。",
)
def pace_over_stock(stock, on_date):
    cover = covers(stock, on_date)
    return draw_cover({name: 1 / value if value else 0.0 for name, value in cover.items()})


@chart_cover.wrong(
    en="The cover is in weeks. Days are asked for.",
    zh="画的是周数。要的是天数。",
)
def weeks_for_days(stock, on_date):
    return draw_cover({name: value / 7 for name, value in covers(stock, on_date).items()})


@chart_cover.wrong(
    en="The right bars, but without a title and axis labels: nobody else can read this chart.",
    zh="柱子是对的，但没有标题，轴也没有名称：别人看不懂这张图。",
)
def bare_bars(stock, on_date):
    axes = draw_cover(covers(stock, on_date))
    axes.set(title="", xlabel="", ylabel="")
    return axes


@chart_cover.wrong(
    en="Only the days on which something was sold are in the pace. Quiet days with stock left count, too.",
    zh="速度只算了有卖出的日子。有货却没卖的日子也要算。",
)
def only_days_with_sales(stock, on_date):
    day = pd.Timestamp(on_date)
    recent = stock[(stock["date"] > day - pd.Timedelta(days=28)) & (stock["date"] <= day)]
    goods = ["category", "item_id"]
    pace = recent[(recent["on_hand"] > 0) & (recent["sold"] > 0)].groupby(goods)["sold"].mean()
    left = recent[recent["date"] == day].set_index(goods)["on_hand"].reindex(pace.index, fill_value=0)
    cover = left.groupby("category").sum() / pace.groupby("category").sum()
    return draw_cover({name: float(value) for name, value in cover.items()})


@chart_cover.wrong(
    en="Two things: the pace is that of whole categories, sold-out evenings in it, and the window has 29 days.",
    zh="两处：速度按整个类别平均，卖断的晚上也在里面；窗口多了一天。",
)
def category_means(stock, on_date):
    day = pd.Timestamp(on_date)
    recent = stock[(stock["date"] >= day - pd.Timedelta(days=28)) & (stock["date"] <= day)]
    pace = recent.groupby("category")["sold"].mean()
    cover = (stock[stock["date"] == day].groupby("category")["on_hand"].mean() / pace[pace > 0]).dropna()
    return draw_cover({name: float(value) for name, value in cover.items()})


@chart_cover.wrong(
    en="The right bars, but without a title: nobody knows what is shown.",
    zh="柱子是对的，但没有标题：别人不知道画的是什么。",
)
def no_title(stock, on_date):
    axes = draw_cover(covers(stock, on_date))
    axes.set(title="")
    return axes


@chart_cover.wrong(
    en="The right bars, but the axis of the days has no label: days or pieces?",
    zh="柱子是对的，但表示天数的轴没有名称：是天，还是件？",
)
def no_label_of_days(stock, on_date):
    axes = draw_cover(covers(stock, on_date))
    axes.set(ylabel="")
    return axes
