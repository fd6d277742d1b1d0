"""The group's outlet site: prices that were set by a drawn plan, what they sold, and what shoppers were shown."""

import numpy as np

from classroom.world.catalogue import Catalogue
from classroom.world.columns import Bools, Coded, Columns, Floats, Ints
from classroom.world.effects import Effects
from classroom.world.effects_pricing import ElasticityByRole, RegularsPayMore
from classroom.world.streams import stream

FIRST = np.datetime64("2025-02-24", "D")
WEEKS = 26
DAYS = 7 * WEEKS
ROLES = ("bestseller", "core", "traffic", "tail")
PROMOTED_WEEKS = (2, 7, 13, 16, 24)
QUOTED = slice(19 * 7, 23 * 7)  # four weeks without a promotion
STEPS = np.array([0.80, 0.88, 0.96, 1.04, 1.12])  # of the base price
NEAR_200 = np.array([17_900, 18_500, 18_900, 19_500, 19_900, 20_200, 20_500, 20_900, 21_500, 21_900])
CROSS = 1.0  # percent more pieces for each percent more of the rival's price
HISTORIES = ("first", "returning", "regular")
DEVICES = ("android", "ios", "desktop")
REBATE_FROM, REBATE = 3, 0.10
_PER_ROLE, _NEAR = 12, 14
_LEVEL = {"bestseller": 30.0, "core": 15.0, "traffic": 26.0, "tail": 9.0}
_NEAR_LEVEL = 18.0
_WEEKDAY = np.array([0.95, 0.93, 0.94, 0.97, 1.02, 1.12, 1.10])
_BASE = 0.92  # of the list price
_CUT = 0.80  # price on promotion, of the price of the plan


def role_of(catalogue: Catalogue) -> Coded:
    """Role of each good in the range."""
    role = catalogue.products["role"]
    assert isinstance(role, Coded)
    return role


def elasticity_of(roles: Coded, effect: ElasticityByRole | None) -> Floats:
    """Elasticity of each good; the same for all where the effect is off."""
    known = effect or ElasticityByRole(-2.2, -2.2, -2.2, -2.2)
    return np.array([getattr(known, name) for name in roles.labels])[roles.codes]


def _goods(seed: int, catalogue: Catalogue) -> tuple[Ints, Ints]:
    """Positions of the goods with drawn steps, and of those with prices near 200 yuan."""
    rng = stream(seed, "price_history.goods")
    roles, listed = role_of(catalogue), np.asarray(catalogue.price)
    old = np.asarray(catalogue.launched) < 0
    near = np.flatnonzero(old & (listed >= 17_900) & (listed <= 24_900))
    far = old & ((listed < 15_000) | (listed > 27_000)) & (listed > 3_000)
    chosen = [
        rng.choice(np.flatnonzero(far & (roles.codes == roles.labels.index(role))), _PER_ROLE, replace=False)
        for role in ROLES
    ]
    return np.sort(np.concatenate(chosen)), np.sort(rng.choice(near, min(_NEAR, len(near)), replace=False))


def price_history(seed: int, effects: Effects, catalogue: Catalogue) -> Columns:
    """Make the table ``price_history``, one row a day and good of the outlet.

    Parameters
    ----------
    seed, effects, catalogue
        Which world, what is planted, and the goods.
    """
    steps, near = _goods(seed, catalogue)
    goods = np.r_[steps, near]
    planned, on_offer = _prices(seed, catalogue, steps, near)
    base = np.r_[_BASE * np.asarray(catalogue.price)[steps], np.full(len(near), float(np.median(NEAR_200)))]
    roles = role_of(catalogue).take(goods)
    rival, rival_base = _rival_prices(seed, effects, roles, planned, base, len(steps))

    rng = stream(seed, "price_history.units")
    level = np.array([_LEVEL[name] for name in roles.labels])[roles.codes]
    level[len(steps) :] = _NEAR_LEVEL
    level = level * np.exp(rng.normal(0, 0.30, len(goods)))
    weeks = np.exp(0.12 * np.sin(2 * np.pi * np.arange(WEEKS) / WEEKS) + rng.normal(0, 0.04, WEEKS))
    season = np.repeat(weeks, 7) * np.tile(_WEEKDAY, WEEKS)
    visits = effects.promotion_visits.visits if effects.promotion_visits else 1.0
    demand = level[:, None] * season * np.where(on_offer, visits, 1.0)
    own, other = planned / base[:, None], rival / rival_base[:, None]
    elasticity = elasticity_of(roles, effects.elasticity_by_role)[:, None]
    noise = np.exp(rng.normal(0, 0.12, demand.shape))
    jump = np.ones(demand.shape)
    if effects.jump_at_199 is not None:
        low = planned[len(steps) :] <= effects.jump_at_199.threshold
        jump[len(steps) :] = np.where(low, 1 + effects.jump_at_199.jump, 1.0)
    wanted = rng.poisson(demand * own**elasticity * other**CROSS * jump * noise)
    others = rng.poisson(0.9 * level[:, None] * season * other**-2.5 * own**CROSS * noise)
    empty = rng.random(demand.shape) < np.where(on_offer, 0.09, 0.02)
    units = np.where(empty, rng.binomial(wanted, rng.uniform(0.2, 0.8, demand.shape)), wanted)
    order = np.argsort(np.tile(np.arange(DAYS), len(goods)), kind="stable")
    plan = np.repeat(np.arange(len(goods)) >= len(steps), DAYS).astype(np.int32)
    return {
        "date": np.tile((FIRST + np.arange(DAYS)).astype("datetime64[s]"), len(goods))[order],
        "sku_id": np.repeat(goods + 1, DAYS)[order],
        "plan": Coded(plan[order], ("steps", "near_200")),
        "price": planned.ravel()[order],
        "rival_price": rival.ravel()[order],
        "promo": on_offer.ravel()[order],
        "units": units.ravel()[order],
        "rival_units": others.ravel()[order],
        "stock_out": empty.ravel()[order],
    }


def _prices(seed: int, catalogue: Catalogue, steps: Ints, near: Ints) -> tuple[Ints, Bools]:
    """Prices in fen and days on promotion, one row a good; a new price is drawn each fortnight, whatever sold before."""
    rng = stream(seed, "price_history.prices")
    slots = WEEKS // 2
    drawn = STEPS[rng.integers(0, len(STEPS), (len(steps), slots))]
    of_steps = np.repeat(_BASE * np.asarray(catalogue.price)[steps][:, None] * drawn, 14, axis=1)
    of_near = np.repeat(NEAR_200[rng.integers(0, len(NEAR_200), (len(near), slots))], 14, axis=1)
    joins = np.zeros((len(steps), WEEKS), dtype=bool)
    joins[:, PROMOTED_WEEKS] = rng.random((len(steps), len(PROMOTED_WEEKS))) < 0.6
    on_offer = np.repeat(joins, 7, axis=1)
    # Labels of the outlet end in 9 tenths.
    labelled = np.rint(of_steps * np.where(on_offer, _CUT, 1.0) / 100).astype(np.int64) * 100 - 10
    return np.concatenate([labelled, of_near]), np.concatenate([on_offer, np.zeros(of_near.shape, dtype=bool)])


def _rival_prices(
    seed: int, effects: Effects, roles: Coded, planned: Ints, base: Floats, steps: int
) -> tuple[Ints, Floats]:
    """The nearest rival's price of each good and day, and its usual price."""
    rng = stream(seed, "price_history.rival")
    usual = base * np.exp(rng.normal(0.0, 0.05, len(base)))
    own_moves = np.array([0.94, 0.97, 1.0, 1.03, 1.06])[rng.integers(0, 5, (len(base), -(-DAYS // 21) + 1))]
    shift = rng.integers(0, 21, len(base))
    price = np.array([np.repeat(row, 21)[start : start + DAYS] for row, start in zip(own_moves, shift, strict=True)])
    follows = effects.rival_follows
    if follows is not None:
        traffic = np.flatnonzero(roles.codes[:steps] == roles.labels.index("traffic"))
        answered = np.roll(planned[traffic], follows.days, axis=1)
        answered[:, : follows.days] = planned[traffic][:, :1]
        price[traffic] = (answered / base[traffic][:, None]) ** follows.share
    return np.rint(usual[:, None] * price / 100).astype(np.int64) * 100 - 10, usual


def price_quotes(seed: int, effect: RegularsPayMore | None, catalogue: Catalogue, history: Columns) -> Columns:
    """Make the table ``price_quotes``: what shoppers of the outlet were shown for half of the goods in four weeks.

    Parameters
    ----------
    seed, effect, catalogue
        Which world, what is planted, and the goods.
    history
        The table ``price_history``, whose prices are those on the shelf.
    """
    rng = stream(seed, "price_quotes")
    plan = history["plan"]
    assert isinstance(plan, Coded)
    sku, day = np.asarray(history["sku_id"]), np.asarray(history["date"]).astype("datetime64[D]")
    shown = (plan.codes == 0) & (day >= FIRST + QUOTED.start) & (day < FIRST + QUOTED.stop)
    shown &= np.isin(sku, np.unique(sku[plan.codes == 0])[::2])
    rows = np.flatnonzero(shown)
    row = np.repeat(rows, rng.poisson(11.0, len(rows)))
    shelf = np.asarray(history["price"])[row]
    dear = np.log(shelf / np.median(shelf))
    # Regular buyers look at the cheaper goods, owners of one kind of phone at the dearer ones.
    lean = np.stack([0.30 * np.exp(0.2 * dear), 0.42 * np.exp(0.1 * dear), 0.28 * np.exp(-0.45 * dear)], axis=1)
    history_code = (rng.random(len(row))[:, None] > np.cumsum(lean / lean.sum(axis=1, keepdims=True), axis=1)).sum(1)
    lean = np.stack([0.55 * np.exp(-0.2 * dear), 0.33 * np.exp(0.4 * dear), np.full(len(row), 0.12)], axis=1)
    device = (rng.random(len(row))[:, None] > np.cumsum(lean / lean.sum(axis=1, keepdims=True), axis=1)).sum(1)
    history_code, device = np.minimum(history_code, 2), np.minimum(device, 2)
    regular = history_code == 2
    many = rng.random(len(row)) < np.where(regular, 0.42, 0.06)
    qty = np.where(many, rng.integers(REBATE_FROM, 6, len(row)), 1 + (rng.random(len(row)) < 0.1))
    raised = np.zeros(len(row))
    if effect is not None:
        hit = regular & (rng.random(len(row)) < effect.share)
        raised = np.where(hit, rng.uniform(effect.low, effect.high, len(row)), 0.0)
    price = np.where(raised > 0, np.rint(shelf * (1 + raised) / 10) * 10, shelf).astype(np.int64)
    off = np.where(qty >= REBATE_FROM, np.rint(REBATE * qty * price), 0.0).astype(np.int64)
    bought = rng.random(len(row)) < np.clip(np.where(regular, 0.22, 0.10) * (1 + raised) ** -3.0, 0, 1)
    return {
        "quote_id": np.arange(1, len(row) + 1),
        "date": day[row].astype("datetime64[s]"),
        "sku_id": sku[row],
        "history": Coded(history_code.astype(np.int32), HISTORIES),
        "device": Coded(device.astype(np.int32), DEVICES),
        "qty": qty,
        "unit_price": price,
        "discount_alloc": off,
        "bought": bought,
    }
