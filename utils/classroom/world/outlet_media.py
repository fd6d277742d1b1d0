"""Advertising of the outlet site: hold-outs and a spending test by area, and the days of the agency's report.

Sales of an area answer to money by ``ceiling * (1 - exp(-x / scale))``, as a share of its usual sales, where x is the
spending as a multiple of the usual one. What the platforms credit is a share of sales of its own.
"""

from dataclasses import dataclass

import numpy as np

from classroom.world.columns import Bools, Coded, Columns, Floats, Ints
from classroom.world.effects import Effects
from classroom.world.streams import stream

CHANNELS = ("brand_words", "category_words", "short_video", "social")
BRAND, WORDS, VIDEO, SOCIAL = range(4)
AREAS = 96
WEEKLY = 1_500_000  # fen of sales a week in a mean area
ORDER = 12_500  # fen of a mean order
FIRST, DAYS = np.datetime64("2025-06-30", "D"), 182
LEVELS = (0.0, 0.5, 1.0, 2.0)  # of the usual spending
TESTS = ("brand_words", "social")
_TEST_WEEKS = (range(0, 8), range(8, 16))  # four before, four during
SPEND_BEFORE, SPEND_WEEKS = range(16, 20), range(20, 26)
COST = np.array([0.03, 0.04, 0.04, 0.025])  # usual spending as a share of usual sales
CREDITED = np.array([0.25, 0.09, 0.06, 0.03])  # of usual sales, by the last click
_CLICK_PRICE = np.array([120.0, 190.0, 62.0, 88.0])  # fen
_CLICK_RATE = np.array([0.30, 0.031, 0.0115, 0.014])
_VIDEO_CURVE = (0.60, 3.8)
_SOCIAL_SCALE = 1.12
_SPREAD = 0.5  # of the amount of an order, as a share of the mean
_SIZE = 0.25  # standard deviation of the log of an area's sales
_WEEKDAY = np.array([0.95, 0.93, 0.95, 0.97, 1.02, 1.11, 1.07])


@dataclass(frozen=True)
class Curve:
    """How sales answer to one channel's money."""

    ceiling: float
    scale: float

    def at(self, level: Floats | float) -> Floats:
        """Share of usual sales at a multiple of the usual spending."""
        return np.asarray(self.ceiling * (1 - np.exp(-np.asarray(level, dtype=float) / self.scale)))


def curves(effects: Effects) -> tuple[Curve, ...]:
    """Of all channels, in their order; the brand word's is flat but for what it causes."""
    brand = effects.brand_word.caused if effects.brand_word is not None else float(CREDITED[BRAND])
    social = effects.social_starts.caused if effects.social_starts is not None else float(CREDITED[SOCIAL])
    words = effects.saturated_words
    return (
        Curve(brand / (1 - np.exp(-2.0)), 0.5),
        Curve(*_VIDEO_CURVE) if words is None else Curve(words.ceiling, words.scale),
        Curve(*_VIDEO_CURVE),
        Curve(float(social / (1 - np.exp(-1 / _SOCIAL_SCALE))), _SOCIAL_SCALE),
    )


def sizes(seed: int) -> Floats:
    """Sales of each area as a multiple of the mean one."""
    drawn = np.exp(_SIZE * stream(seed, "outlet_media.sizes").normal(size=AREAS))
    return np.asarray(drawn / drawn.mean())


def demand(seed: int) -> Floats:
    """Demand of each day as a multiple of the usual: weekdays, the way up to 双十一, and chance."""
    day = FIRST + np.arange(DAYS)
    weekday = (day.astype("datetime64[D]").astype(np.int64) + 3) % 7
    peak = np.datetime64("2025-11-11", "D")
    before = (peak - day).astype(np.int64)
    rise = np.where((before >= 0) & (before <= 28), 0.7 * np.exp(-before / 9.0), 0.0)
    rise += np.where((before < 0) & (before >= -7), -0.12, 0.0) + np.where(before == 0, 0.6, 0.0)
    season = 1 + 0.08 * np.clip((np.arange(DAYS) - 60) / 120, 0, 1)
    chance = np.exp(0.06 * stream(seed, "outlet_media.demand").normal(size=DAYS))
    return np.asarray(_WEEKDAY[weekday] * (season + rise) * chance)


def _weeks(seed: int) -> Floats:
    """Demand of each week."""
    return np.asarray(demand(seed).reshape(-1, 7).mean(axis=1))


def _halves(seed: int, name: str) -> Bools:
    """Areas of similar sales in pairs; a coin decides which of the two sees no advertisement."""
    rng = stream(seed, "geo_tests.lot." + name)
    order = np.argsort(sizes(seed))
    first = rng.integers(0, 2, AREAS // 2)
    held = np.zeros(AREAS, dtype=bool)
    held[order.reshape(-1, 2)[np.arange(AREAS // 2), first]] = True
    return held


def _sold(rng: np.random.Generator, mean: Floats) -> tuple[Ints, Ints]:
    """Orders and fen where so many fen are expected."""
    orders = rng.poisson(mean / ORDER)
    each = 1 + _SPREAD * rng.normal(size=orders.shape) / np.sqrt(np.maximum(orders, 1))
    return orders.astype(np.int64), np.rint(orders * ORDER * np.maximum(each, 0.2)).astype(np.int64)


def _fair(rng: np.random.Generator, mean: Floats, groups: Floats) -> tuple[Ints, Ints]:
    """Orders and fen where so many are expected; chance favours no group, so that what a test shows isn't luck.

    ``groups`` has one column of zeros and ones for each group that is compared.
    """
    chance = rng.normal(size=len(mean)) * np.sqrt(mean * ORDER * (1 + _SPREAD**2))
    chance -= groups @ np.linalg.lstsq(groups, chance, rcond=None)[0]
    revenue = np.maximum(mean + chance, 0.0)
    each = ORDER * (1 + 0.4 * _SPREAD * rng.normal(size=len(mean)) / np.sqrt(np.maximum(mean / ORDER, 1)))
    return np.rint(revenue / each).astype(np.int64), np.rint(revenue).astype(np.int64)


def _marks(*codes: Ints) -> Floats:
    """A column of zeros and ones for each value of each array."""
    return np.concatenate([code[:, None] == np.unique(code) for code in codes], axis=1).astype(float)


def geo_tests(seed: int, effects: Effects) -> Columns:
    """Make the table ``geo_tests``: two hold-outs by area, four weeks before and four during.

    Parameters
    ----------
    seed, effects
        Which world, and what is planted.
    """
    size, weeks, parts = sizes(seed), _weeks(seed), []
    for test, (name, span) in enumerate(zip(TESTS, _TEST_WEEKS, strict=True)):
        channel = CHANNELS.index(name)
        held, caused = _halves(seed, name), float(curves(effects)[channel].at(1.0))
        week, area = (axis.ravel() for axis in np.meshgrid(np.array(span), np.arange(AREAS), indexing="ij"))
        during = week >= span[0] + 4
        off = during & held[area]
        level = WEEKLY * size[area] * weeks[week]
        # Streams by what is drawn: an effect on sales leaves costs and credits alone.
        groups = _marks(2 * during + held[area])
        orders, revenue = _fair(stream(seed, f"geo_tests.{name}.sales"), level * np.where(off, 1 - caused, 1.0), groups)
        ad_orders, ad_revenue = _sold(stream(seed, f"geo_tests.{name}.credit"), level * CREDITED[channel])
        cost = level * COST[channel] * np.exp(0.04 * stream(seed, f"geo_tests.{name}.cost").normal(size=len(week)))
        parts.append(
            {
                "test_id": np.full(len(week), test),
                "area_id": area + 1,
                "week": (FIRST + 7 * week).astype("datetime64[s]"),
                "arm": held[area].astype(np.int32),
                "during": during,
                "cost": np.where(off, 0, np.rint(cost)).astype(np.int64),
                "ad_orders": np.where(off, 0, np.minimum(ad_orders, orders)),
                "ad_revenue": np.where(off, 0, np.minimum(ad_revenue, revenue)),
                "orders": orders,
                "revenue": revenue,
            }
        )
    joined: Columns = {name: np.concatenate([part[name] for part in parts]) for name in parts[0]}
    joined["test_id"] = Coded(np.asarray(joined["test_id"]), TESTS)
    joined["arm"] = Coded(np.asarray(joined["arm"]), ("shown", "held_out"))
    return joined


def spend_levels(seed: int) -> Ints:
    """Position of each area's level in `LEVELS`, for three channels: each pair of levels of two channels equally often."""
    rng = stream(seed, "spend_test.lot")
    one, two = (axis.ravel() for axis in np.meshgrid(np.arange(4), np.arange(4)))
    plan = np.stack([one, two, (one + two) % 4], axis=1)
    order = np.argsort(sizes(seed)).reshape(-1, 16)
    found = np.zeros((AREAS, 3), dtype=np.int64)
    for block in order:
        found[rng.permutation(block)] = plan
    return found


def spend_test(seed: int, effects: Effects) -> Columns:
    """Make the table ``spend_test``, one row an area: the spending drawn for it, and its sales a week.

    Parameters
    ----------
    seed, effects
        Which world, and what is planted.
    """
    size, weeks, answer = sizes(seed), _weeks(seed), curves(effects)
    usual = WEEKLY * size * weeks[list(SPEND_WEEKS)].mean()
    level = np.array(LEVELS)[spend_levels(seed)]
    change = sum(
        answer[channel].at(level[:, k]) - float(answer[channel].at(1.0)) for k, channel in enumerate((1, 2, 3))
    )
    count, earlier = len(SPEND_WEEKS), WEEKLY * size * weeks[list(SPEND_BEFORE)].sum()
    groups = _marks(*spend_levels(seed).T)
    _, before = _fair(stream(seed, "spend_test.before"), earlier, groups)
    orders, revenue = _fair(stream(seed, "spend_test.sales"), usual * (1 + change) * count, groups)
    spending = (
        usual[:, None] * COST[1:] * level * np.exp(0.02 * stream(seed, "spend_test.cost").normal(size=level.shape))
    )
    table: Columns = {"area_id": np.arange(1, AREAS + 1)}
    for k, name in enumerate(CHANNELS[1:]):
        table[f"{name}_level"] = level[:, k]
        table[f"{name}_cost"] = np.rint(spending[:, k]).astype(np.int64)
    return {
        **table,
        "revenue_before": np.rint(before / len(SPEND_BEFORE)).astype(np.int64),
        "orders": np.rint(orders / count).astype(np.int64),
        "revenue": np.rint(revenue / count).astype(np.int64),
    }


def outlet_ads(seed: int, effects: Effects, geo: Columns, spend: Columns) -> Columns:
    """Make the table ``outlet_ads``, one row a day and channel; weeks that a test covers sum to the test's bills.

    Parameters
    ----------
    seed, effects
        Which world, and what is planted.
    geo, spend
        The tables ``geo_tests`` and ``spend_test``.
    """
    by_day, answer = demand(seed), curves(effects)
    follows = effects.spending_follows
    exponent = follows.exponent if follows is not None else 0.0
    rng = stream(seed, "outlet_ads")
    chance = np.exp(rng.normal(0, (0.05, 0.12, 0.12, 0.12), (DAYS, 4)))
    spent = WEEKLY * AREAS / 7 * COST * by_day[:, None] ** exponent * chance
    fixed = _bills(geo, spend)
    for (channel, week), bill in fixed.items():
        days = slice(7 * week, 7 * week + 7)
        spent[days, channel] *= bill / spent[days, channel].sum()
    cost = np.rint(spent).astype(np.int64)
    for (channel, week), bill in fixed.items():
        cost[7 * week + 6, channel] += bill - cost[7 * week : 7 * week + 7, channel].sum()
    usual = WEEKLY * AREAS / 7 * by_day
    level = spent / (usual[:, None] * COST)
    share = np.stack(
        [CREDITED[n] * answer[n].at(level[:, n]) / max(float(answer[n].at(1.0)), 1e-9) for n in range(4)], axis=1
    )
    # Half of the areas without the advertisement: what is left is credited as usual, in them.
    share = np.where(level < 0.7, CREDITED * level, share)
    wear = _wear(effects)
    price = _CLICK_PRICE * np.exp(0.03 * rng.normal(size=(DAYS, 4)))
    rate = _CLICK_RATE * np.exp(0.025 * rng.normal(size=(DAYS, 4)))
    price[:, VIDEO] /= wear
    rate[:, VIDEO] *= wear
    share[:, VIDEO] *= wear
    clicks = np.maximum(np.rint(spent / price), 1).astype(np.int64)
    sold = [_sold(stream(seed, f"outlet_ads.{name}"), usual * share[:, n]) for n, name in enumerate(CHANNELS)]
    orders, revenue = (np.stack(parts, axis=1) for parts in zip(*sold, strict=True))
    for (channel, week), sums in _credits(geo).items():
        days = slice(7 * week, 7 * week + 7)
        orders[days, channel] = _shared_out(sums[0], spent[days, channel])
        revenue[days, channel] = _shared_out(sums[1], orders[days, channel])
    day, place = (axis.ravel() for axis in np.meshgrid(np.arange(DAYS), np.arange(4), indexing="ij"))
    return {
        "date": (FIRST + day).astype("datetime64[s]"),
        "channel": Coded(place, CHANNELS),
        "impressions": np.rint(clicks / rate).astype(np.int64).ravel(),
        "clicks": clicks.ravel(),
        "cost": cost.ravel(),
        "orders": np.minimum(orders, clicks).ravel(),
        "revenue": revenue.ravel(),
    }


def outlet_days(seed: int, geo: Columns, spend: Columns) -> Columns:
    """Make the table ``outlet_days``: all sales of the site; the weeks of a test are the sums over its areas.

    Parameters
    ----------
    seed, geo, spend
        Which world, and the tables ``geo_tests`` and ``spend_test``.
    """
    by_day, of_week = demand(seed).reshape(-1, 7), _week_of(geo)
    orders, revenue = np.zeros((2, DAYS // 7, 7), dtype=np.int64)
    for week in range(DAYS // 7):
        rows = of_week == week
        if rows.any():
            sums = [int(np.asarray(geo[name])[rows].sum()) for name in ("orders", "revenue")]
        elif week in SPEND_BEFORE:
            # Four weeks of which the mean is known: each gets its part by demand.
            part = by_day[week].sum() / by_day[list(SPEND_BEFORE)].sum() * len(SPEND_BEFORE)
            total = round(float(np.asarray(spend["revenue_before"]).sum() * part))
            sums = [round(total / ORDER), total]
        else:
            sums = [int(np.asarray(spend[name]).sum()) for name in ("orders", "revenue")]
        orders[week], revenue[week] = (_shared_out(total, by_day[week]) for total in sums)
    return {
        "date": (FIRST + np.arange(DAYS)).astype("datetime64[s]"),
        "orders": orders.ravel(),
        "revenue": revenue.ravel(),
    }


def _bills(geo: Columns, spend: Columns) -> dict[tuple[int, int], int]:
    """Fen that all areas together paid for a channel in a week of a test."""
    found: dict[tuple[int, int], int] = {}
    tests = geo["test_id"]
    assert isinstance(tests, Coded)
    for test, name in enumerate(TESTS):
        for week in _TEST_WEEKS[test]:
            rows = (tests.codes == test) & (_week_of(geo) == week)
            found[CHANNELS.index(name), week] = int(np.asarray(geo["cost"])[rows].sum())
    for name in CHANNELS[1:]:
        for week in SPEND_WEEKS:
            found[CHANNELS.index(name), week] = int(np.asarray(spend[f"{name}_cost"]).sum())
    return found


def _credits(geo: Columns) -> dict[tuple[int, int], tuple[int, int]]:
    """Orders and fen credited to a channel in a week of its hold-out."""
    found = {}
    tests = geo["test_id"]
    assert isinstance(tests, Coded)
    for test, name in enumerate(TESTS):
        for week in _TEST_WEEKS[test]:
            rows = (tests.codes == test) & (_week_of(geo) == week)
            sums = (int(np.asarray(geo[column])[rows].sum()) for column in ("ad_orders", "ad_revenue"))
            found[CHANNELS.index(name), week] = (next(sums), next(sums))
    return found


def _week_of(geo: Columns) -> Ints:
    days = np.asarray(geo["week"]).astype("datetime64[D]") - FIRST
    return np.asarray(days.astype(np.int64) // 7)


def _shared_out(total: int, weights: Floats | Ints) -> Ints:
    """Whole numbers in proportion to the weights that sum to the total."""
    upto = np.rint(total * np.cumsum(weights) / max(float(np.sum(weights)), 1e-9)).astype(np.int64)
    return np.diff(np.r_[0, upto])


def _wear(effects: Effects) -> Floats:
    """What is left of the click rate of short video, day by day."""
    worn = effects.worn_pictures
    if worn is None:
        return np.ones(DAYS)
    age = (FIRST + np.arange(DAYS) - np.datetime64(worn.since, "D")).astype(np.int64)
    return np.asarray(1 - (1 - worn.left) * np.clip(age / worn.days, 0, 1))
