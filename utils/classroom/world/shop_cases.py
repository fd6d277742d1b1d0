"""Cases: seven invented shops, week by week; what made some grow and others break, and what did not."""

from collections.abc import Mapping

import numpy as np

from classroom.world.columns import Columns, Floats, coded
from classroom.world.effects import Effects
from classroom.world.streams import stream

WEEKS = 40
FIRST_MONDAY = np.datetime64("2024-09-02")
# Case: kind, goods; visits a week, conversion, value of an order, advertising a week, posts a week.
_SHOPS: Mapping[str, tuple[str, str, float, float, float, float, float]] = {
    "bloom": ("success", "clothing", 14_000, 0.030, 150, 9_000, 4),
    "sprout": ("success", "baby", 14_000, 0.034, 214, 6_000, 3),
    "harbour": ("failure", "home", 20_000, 0.031, 120, 8_000, 3),
    "ember": ("failure", "kitchen", 16_000, 0.033, 180, 9_500, 4),
    "lantern": ("failure", "lamps", 15_000, 0.030, 110, 12_000, 2),
    "thread": ("copy", "clothing", 13_000, 0.030, 145, 8_000, 3),
    "copper": ("calm", "kitchen", 15_000, 0.032, 170, 9_000, 4),
}
# Background and what people say, Chinese and English.
_TEXTS: Mapping[str, tuple[str, str, str, str]] = {
    "bloom": ("服装店，第 13 周开始天天发穿搭内容，第 20 周换了新详情页。销售额翻了近一倍。", "A clothing shop. It began to post outfits every day in week 13, and had a new product page in week 20. Sales nearly doubled.",
              "店主说：是新详情页的功劳。", "The owner says that the new page did it."),
    "sprout": ("母婴店，第 13 周起给会员分级，高等级配专属顾问。客单价和复购都上去了。", "A shop for mothers and babies. From week 13 customers have tiers, the upper ones an adviser of their own. Spending a customer and repurchase rose.",
               "顾问组说：是我们让每位顾客每单买得更多。", "The advisers say that they made everybody buy more an order."),
    "harbour": ("家居店，第 16 周换了一家便宜的仓库。冬天过后，销售额掉了四成多。", "A shop for the home. It moved to a cheaper warehouse in week 16. By the end of winter it had lost more than two fifths of its sales.",
                "老板说：客服太慢，把顾客气走了。", "The owner says that the service desk was too slow and drove customers away."),
    "ember": ("厨具品牌，第 14 周换了供应商。第 20 周，一条“涂层脱落”的帖子传开了；四周后才道歉。", "A kitchen brand. It changed a supplier in week 14. In week 20 a post about coating that comes off went round; the brand said sorry four weeks later.",
              "公关说：全怪那条帖子。", "The press office says that it was all the post's fault."),
    "lantern": ("灯具店，靠广告引流。第 18 周起点击涨价，预算没有加。", "A shop for lamps that lives on advertising. From week 18 a click cost more, and the budget stayed.",
                "运营说：是竞争对手降价。", "The specialist says that a rival cut its price."),
    "thread": ("另一家服装店，第 13 周起照着别人的办法天天发内容。", "Another clothing shop. From week 13 it copied the daily posts.", "店主说：内容发够了，销售自然会来。", "The owner says that enough posts bring sales by themselves."),
    "copper": ("厨具店，四十周里没有出过什么事。", "A kitchen shop in whose forty weeks nothing happened.", "没有人说什么。", "Nobody says anything."),
}  # fmt: skip


def cases() -> Columns:
    """Make the table ``cases``: what each shop was and what people say of it."""
    names = list(_SHOPS)
    columns: Columns = {
        "case_id": coded(names),
        "kind": coded(_SHOPS[name][0] for name in names),
        "goods": coded(_SHOPS[name][1] for name in names),
    }
    for place, column in enumerate(("background_zh", "background_en", "told_zh", "told_en")):
        columns[column] = coded(_TEXTS[name][place] for name in names)
    return columns


def _ramp(start: int, weeks: int = 4) -> Floats:
    """From 0 before a week to 1 some weeks later."""
    return np.clip((np.arange(1, WEEKS + 1) - start + 1) / weeks, 0.0, 1.0)


def case_weeks(seed: int, effects: Effects) -> Columns:
    """Make the table ``case_weeks``: forty weeks of each case."""
    parts = [_weeks_of(seed, effects, name) for name in _SHOPS]
    joined: Columns = {
        "case_id": coded(name for name in _SHOPS for _ in range(WEEKS)),
        "week": np.tile(np.arange(1, WEEKS + 1), len(_SHOPS)),
        "monday": np.tile(FIRST_MONDAY + 7 * np.arange(WEEKS), len(_SHOPS)),
    }
    for column in parts[0]:
        joined[column] = np.concatenate([np.asarray(part[column]) for part in parts])
    return joined


def _weeks_of(seed: int, effects: Effects, name: str) -> Columns:
    rng = stream(seed, "case_weeks", list(_SHOPS).index(name))
    _, _, visits0, conversion0, value0, spend, posts0 = _SHOPS[name]
    one = np.ones(WEEKS)
    level = {
        "visits": visits0 * one, "conversion": conversion0 * one, "value": value0 * one, "late": 0.045 * one,
        "reply": 6.0 * one, "returns": 0.052 * one, "bad": 0.03 * one, "click": 1.1 * one, "posts": posts0 * one,
    }  # fmt: skip
    _CHANGES.get(name, _unchanged)(effects, level)
    noise = {key: np.exp(spread * rng.normal(size=WEEKS)) for key, spread in (("visits", 0.03), ("conversion", 0.025), ("value", 0.02), ("reply", 0.12), ("click", 0.05))}  # fmt: skip
    visits = np.rint(level["visits"] * noise["visits"]).astype(np.int64)
    orders = rng.binomial(visits, np.clip(level["conversion"] * noise["conversion"], 0, 1))
    sales = np.rint(100 * orders * level["value"] * noise["value"]).astype(np.int64)
    reviews = rng.binomial(orders, 0.35)
    return {
        "visits": visits,
        "orders": orders,
        "sales": sales,
        "posts": rng.poisson(level["posts"]),
        "ad_spend": np.rint(100 * spend * np.exp(0.02 * rng.normal(size=WEEKS))).astype(np.int64),
        "late_share": np.round(rng.binomial(orders, level["late"]) / orders, 5),
        "reply_minutes": np.round(level["reply"] * noise["reply"], 2),
        "return_share": np.round(rng.binomial(orders, level["returns"]) / orders, 5),
        "bad_share": np.round(rng.binomial(reviews, level["bad"]) / np.maximum(reviews, 1), 5),
        "click_cost": np.round(level["click"] * noise["click"], 3),
    }


def _unchanged(effects: Effects, level: dict[str, Floats]) -> None:
    """Nothing happens."""


def _bloom(effects: Effects, level: dict[str, Floats]) -> None:
    level["posts"] *= 1 + 4 * _ramp(13, 1)
    if effects.content_visits:
        grown = _ramp(effects.content_visits.starts, 14)
        level["visits"] *= effects.content_visits.visits**grown
        level["conversion"] *= effects.content_visits.conversion**grown


def _thread(effects: Effects, level: dict[str, Floats]) -> None:
    level["posts"] *= 1 + 6 * _ramp(13, 1)
    if effects.copy_fails:
        grown = _ramp(13, 8)
        level["visits"] *= effects.copy_fails.visits**grown
        level["conversion"] *= effects.copy_fails.conversion**grown


def _sprout(effects: Effects, level: dict[str, Floats]) -> None:
    if effects.tier_mix:
        grown = _ramp(13, 12)
        level["value"] *= 1.17**grown
        level["conversion"] *= 1.20**grown


def _harbour(effects: Effects, level: dict[str, Floats]) -> None:
    planted = effects.first_mover
    if planted:
        late, desk, gone = _ramp(planted.late_from, 5), _ramp(planted.desk_from, 5), _ramp(planted.sales_from, 8)
        level["late"] += (planted.late - level["late"]) * late
        level["reply"] *= (planted.reply / level["reply"]) ** desk
        level["bad"] += 0.07 * _ramp(planted.late_from + 3, 6)
        level["visits"] *= planted.visits**gone
        level["conversion"] *= 0.88**gone


def _ember(effects: Effects, level: dict[str, Floats]) -> None:
    planted = effects.returns_first
    if planted:
        level["returns"] += (planted.returns - level["returns"]) * _ramp(planted.returns_from, 3)
        level["bad"] += 0.06 * _ramp(planted.returns_from + 2, 4)
        week = np.arange(1, WEEKS + 1)
        level["visits"] *= np.select(
            [week == planted.post, week == planted.post + 1], [1.9, 1.5], np.where(week > planted.post + 1, 0.85, 1.0)
        )
        mended = 0.5 * np.clip((week - planted.post - 4) / (WEEKS - planted.post - 4), 0, 1)
        level["conversion"] *= np.where(week >= planted.post, planted.conversion ** (1 - mended), 1.0)
        level["reply"] *= np.where((week >= planted.post) & (week < planted.post + 6), 3.0, 1.0)


def _lantern(effects: Effects, level: dict[str, Floats]) -> None:
    dearer = _ramp(18, 6)
    level["click"] *= 1.9**dearer
    level["visits"] *= 0.70 ** _ramp(18, 7)


_CHANGES = {"bloom": _bloom, "thread": _thread, "sprout": _sprout, "harbour": _harbour, "ember": _ember, "lantern": _lantern}  # fmt: skip

TIERS = ("first", "regular", "top")


def case_tiers(seed: int, effects: Effects) -> Columns:
    """Make the table ``case_tiers``: twelve weeks of the shop for babies before and after, by the tier in which customers began."""
    rng = stream(seed, "case_tiers")
    customers0, frequency0, value0, again0 = (2_600, 1_100, 420), (1.08, 1.5, 2.2), (150.0, 235.0, 390.0), (0.24, 0.41, 0.58)  # fmt: skip
    planted = effects.tier_mix
    rows: dict[str, list[object]] = {
        name: [] for name in ("period", "tier", "customers", "orders", "sales", "came_again")
    }
    for period in ("before", "after"):
        after = period == "after" and planted is not None
        for place, tier in enumerate(TIERS):
            customers = customers0[place] * (planted.customers[place] if after and planted else 1.0)
            customers = round(customers * float(np.exp(0.01 * rng.normal())))
            frequency = frequency0[place] * (planted.frequency[place] if after and planted else 1.0)
            orders = customers + int(rng.poisson(customers * (frequency - 1)))
            value = value0[place] * (planted.within if after and planted else 1.0) * float(np.exp(0.004 * rng.normal()))
            again = again0[place] + (0.06 if after and place == 2 else 0.0)
            for name, number in zip(rows, (period, tier, customers, orders, round(100 * orders * value), int(rng.binomial(customers, again))), strict=True):  # fmt: skip
                rows[name].append(number)
    return {
        "case_id": coded(["sprout"] * len(rows["period"])),
        "period": coded(str(one) for one in rows["period"]),
        "tier": coded(str(one) for one in rows["tier"]),
        **{name: np.array(rows[name], dtype=np.int64) for name in ("customers", "orders", "sales", "came_again")},
    }


def case_trials(seed: int, effects: Effects) -> Columns:
    """Make the table ``case_trials``: by lot, some customers of two shops got a call from an adviser."""
    rng = stream(seed, "case_trials")
    lifts = (effects.care_transfers.lift, effects.care_transfers.elsewhere) if effects.care_transfers else (0.0, 0.0)
    shops, called, customers, again = [], [], [], []
    for shop, base, lift in (("sprout", 0.33, lifts[0]), ("anvil", 0.21, lifts[1])):
        for reached in (False, True):
            people = 1_400 + int(rng.integers(-30, 31))
            shops.append(shop)
            called.append(reached)
            customers.append(people)
            again.append(int(rng.binomial(people, base + lift * reached)))
    return {
        "shop": coded(shops),
        "called": np.array(called),
        "customers": np.array(customers, dtype=np.int64),
        "came_again": np.array(again, dtype=np.int64),
    }


def case_leavers(seed: int, effects: Effects) -> Columns:
    """Make the table ``case_leavers``: customers of the shop for the home by what they met, and how many never came again."""
    rng = stream(seed, "case_leavers")
    planted = effects.waiters_were_late
    asked, late_leaves, slow_leaves = (planted.asked_because, planted.late_leaves, planted.slow_leaves) if planted else (0.2, 0.0, 0.0)  # fmt: skip
    late = rng.random(9_000) < 0.17
    slow = rng.random(9_000) < np.where(late, asked, asked / 6 if planted else asked)
    left = rng.random(9_000) < 0.30 + late_leaves * late + slow_leaves * slow
    columns: dict[str, list[int]] = {"late": [], "slow": [], "customers": [], "left": []}
    for is_late in (False, True):
        for is_slow in (False, True):
            here = (late == is_late) & (slow == is_slow)
            for name, number in zip(columns, (is_late, is_slow, here.sum(), left[here].sum()), strict=True):
                columns[name].append(int(number))
    return {
        "case_id": coded(["harbour"] * 4),
        "late": np.array(columns["late"], dtype=bool),
        "slow": np.array(columns["slow"], dtype=bool),
        "customers": np.array(columns["customers"], dtype=np.int64),
        "left": np.array(columns["left"], dtype=np.int64),
    }
