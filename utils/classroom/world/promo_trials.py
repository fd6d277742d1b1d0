"""What the outlet tried by lot: tools of promotion, coupons, deposits; and the orders of its flash sales."""

import numpy as np

from classroom.world.columns import Coded, Columns, Floats, Ints
from classroom.world.effects_campaigns import CheapDeposits, CouponForRegulars, ToolsDiffer
from classroom.world.orders import NO_TIME
from classroom.world.streams import stream

TOOLS = ("none", "price_off", "money_off", "gift", "voucher")
SEGMENTS = ("new", "regular")
VISITORS = (4_800, 3_200)  # of each tool: new visitors, regulars
THRESHOLD, MONEY_OFF = 19_900, 3_000
PRICE_OFF = 0.10
GIFT_FROM, GIFT_COST = 15_000, 900
VOUCHER_FROM, VOUCHER = 9_900, 1_500
_MEDIAN_BASKET, _SPREAD = 11_500.0, 0.55
_FILL_FROM = 15_000

COUPONS = ("festival", "first_order", "come_back")
_FACE = (2_000, 1_500, 2_500)
_FROM = (9_900, 5_900, 9_900)
GIVEN, HELD_OUT = 3_000, 1_500
_USED = 0.88  # of the orders of those who have the coupon and a basket large enough

EVENTS = ("618", "double_11")
_ASKED = (3_000, 6_000)  # for each deposit
DEPOSITS = (1_000, 5_000)
PRESALE_PRICE, PRESALE_COST = 19_900, 9_600
_DEPOSIT_FROM = ("2025-05-16", "2025-10-20")
_BALANCE_FROM = ("2025-05-30T20:00:00", "2025-10-31T20:00:00")
_DEPOSIT_DAYS, _BALANCE_HOURS = 11, 76

FLASH = (("2025-02-20", 0.5, 4.0), ("2025-04-24", 0.3, 38.0), ("2025-07-14", 0.5, 5.0), ("2025-10-16", 0.2, 190.0))
FLASH_PIECES, FLASH_MINUTES = 300, 120


def _baskets(rng: np.random.Generator, size: int) -> Floats:
    """Values of baskets in fen; how they are spread is fixed and only who has which is drawn."""
    # Middle of each of equally likely slices, by the logistic distribution, which needs no table of the normal one.
    share = (np.arange(size) + 0.5) / size
    standard = np.log(share / (1 - share)) * np.sqrt(3) / np.pi
    return rng.permutation(np.round(_MEDIAN_BASKET * np.exp(_SPREAD * standard) / 10) * 10)


def _chosen(rng: np.random.Generator, size: int, share: float) -> np.ndarray:
    chosen = np.zeros(size, dtype=bool)
    chosen[: round(size * share)] = True
    return rng.permutation(chosen)


def tool_trial(seed: int, effect: ToolsDiffer | None) -> Columns:
    """Make the table ``tool_trial``, one row a visitor, whose tool was drawn by lot.

    Parameters
    ----------
    seed, effect
        Which world, and what is planted; without it no tool makes anybody order.
    """
    rng = stream(seed, "tool_trial")
    known = effect or ToolsDiffer()
    parts: list[Columns] = []
    for number, tool in enumerate(TOOLS):
        for segment, size in enumerate(VISITORS):
            rate = getattr(known, tool if effect else "none")[segment]
            ordered = _chosen(rng, size, rate)
            basket = np.zeros(size)
            basket[ordered] = _baskets(rng, int(ordered.sum()))
            if tool == "money_off" and effect is not None:
                near = np.flatnonzero((basket >= _FILL_FROM) & (basket < THRESHOLD))
                filled = near[_chosen(rng, len(near), known.filled)]
                basket[filled] = THRESHOLD + np.round(rng.uniform(0, 1_600, len(filled)) / 10) * 10
            off = {
                "price_off": PRICE_OFF * basket,
                "money_off": np.where(basket >= THRESHOLD, MONEY_OFF, 0),
                "voucher": np.where(basket >= VOUCHER_FROM, VOUCHER, 0),
            }.get(tool, np.zeros(size))
            parts.append(
                {
                    "segment": np.full(size, segment),
                    "tool": np.full(size, number),
                    "ordered": ordered,
                    "list_value": basket.astype(np.int64),
                    "paid": np.round(basket - off).astype(np.int64),
                    "goods_cost": np.round(basket * rng.uniform(0.46, 0.54, size)).astype(np.int64),
                    "gift_cost": np.where((basket >= GIFT_FROM) & (tool == "gift"), GIFT_COST, 0),
                }
            )
    order = rng.permutation(sum(VISITORS) * len(TOOLS))
    joined = {name: np.concatenate([np.asarray(part[name]) for part in parts])[order] for name in parts[0]}
    return {
        "unit_id": 950_001 + np.arange(len(order)),
        "segment": Coded(joined.pop("segment").astype(np.int32), SEGMENTS),
        "tool": Coded(joined.pop("tool").astype(np.int32), TOOLS),
        **joined,
    }


def coupon_trial(seed: int, effect: CouponForRegulars | None) -> Columns:
    """Make the table ``coupon_trial``, one row a customer of the outlet who was chosen for a coupon.

    Parameters
    ----------
    seed, effect
        Which world, and what is planted; without it each coupon lifts orders by four points.
    """
    rng = stream(seed, "coupon_trial")
    known = effect or CouponForRegulars((0.15, 0.19), (0.02, 0.06), (0.03, 0.07))
    parts: list[Columns] = []
    for number, name in enumerate(COUPONS):
        held_rate, given_rate = getattr(known, name)
        for treated, size in ((False, HELD_OUT), (True, GIVEN)):
            ordered = _chosen(rng, size, given_rate if treated else held_rate)
            basket = np.zeros(size)
            basket[ordered] = _baskets(rng, int(ordered.sum()))
            able = ordered & (basket >= _FROM[number]) & treated
            # Some who order for less than the threshold add something.
            able |= ordered & (basket >= 0.6 * _FROM[number]) & treated
            used = able & (rng.random(size) < _USED)
            basket[used] = np.maximum(basket[used], _FROM[number])
            parts.append(
                {
                    "coupon": np.full(size, number),
                    "group": np.full(size, int(treated)),
                    "face": np.full(size, _FACE[number]),
                    "ordered": ordered,
                    "used": used,
                    "paid": (basket - _FACE[number] * used).astype(np.int64),
                    "goods_cost": np.round(basket * rng.uniform(0.46, 0.54, size)).astype(np.int64),
                }
            )
    order = rng.permutation((GIVEN + HELD_OUT) * len(COUPONS))
    joined = {name: np.concatenate([np.asarray(part[name]) for part in parts])[order] for name in parts[0]}
    return {
        "user_id": 970_001 + np.arange(len(order)),
        "coupon": Coded(joined.pop("coupon").astype(np.int32), COUPONS),
        "group": Coded(joined.pop("group").astype(np.int32), ("holdout", "treated")),
        **joined,
    }


def presale_orders(seed: int, effect: CheapDeposits | None) -> Columns:
    """Make the table ``presale_orders``, one row a visitor who was asked for a deposit, in order of event and number.

    Parameters
    ----------
    seed, effect
        Which world, and what is planted; without it both deposits are paid and left behind alike.
    """
    rng = stream(seed, "presale_orders")
    known = effect or CheapDeposits((0.12, 0.12), (0.2, 0.2))
    parts: list[Columns] = []
    for event, size in enumerate(_ASKED):
        for kind, deposit in enumerate(DEPOSITS):
            paid = _chosen(rng, size, known.paid[kind])
            kept = np.zeros(size, dtype=bool)
            kept[paid] = _chosen(rng, int(paid.sum()), 1 - known.forfeited[kind])
            seconds = (rng.beta(0.8, 1.3, size) * _DEPOSIT_DAYS * 86_400).astype(np.int64)
            late = (rng.beta(0.5, 2.2, size) * _BALANCE_HOURS * 3_600).astype(np.int64)
            first = np.datetime64(_DEPOSIT_FROM[event], "s") + seconds.astype("timedelta64[s]")
            last = np.datetime64(_BALANCE_FROM[event], "s") + late.astype("timedelta64[s]")
            parts.append(
                {
                    "event": np.full(size, event),
                    "deposit": np.full(size, deposit),
                    "deposited_at": np.where(paid, first, NO_TIME),
                    "balance": np.full(size, PRESALE_PRICE - deposit),
                    "balance_paid_at": np.where(kept, last, NO_TIME),
                    "goods_cost": np.full(size, PRESALE_COST),
                }
            )
    mixed = [rng.permutation(2 * size) + 2 * sum(_ASKED[:event]) for event, size in enumerate(_ASKED)]
    order: Ints = np.concatenate(mixed)
    joined = {name: np.concatenate([np.asarray(part[name]) for part in parts])[order] for name in parts[0]}
    return {
        "unit_id": 990_001 + np.arange(len(order)),
        "event": Coded(joined.pop("event").astype(np.int32), EVENTS),
        **joined,
    }


def flash_orders(seed: int) -> Columns:
    """Make the table ``flash_orders``, one row a piece sold in a flash sale, in order of time."""
    rng = stream(seed, "flash_orders")
    parts: list[Columns] = []
    for number, (day, depth, minutes) in enumerate(FLASH, start=1):
        # Twice as many would like one in the time named; the first come are served.
        waits = np.sort(rng.exponential(minutes / np.log(2), 2 * FLASH_PIECES))[:FLASH_PIECES]
        waits = waits[waits <= FLASH_MINUTES]
        opened = np.datetime64(f"{day}T20:00:00", "s")
        parts.append(
            {
                "sale_id": np.full(len(waits), number),
                "discount_rate": np.full(len(waits), depth),
                "ordered_at": opened + np.ceil(waits * 60).astype("timedelta64[s]"),
                "is_new": rng.random(len(waits)) < 0.3,
            }
        )
    return {name: np.concatenate([np.asarray(part[name]) for part in parts]) for name in parts[0]}
