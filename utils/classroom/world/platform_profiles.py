"""Profiles of the platforms of the shop's world: all invented, none describes a real one."""

from dataclasses import dataclass, fields

import numpy as np

from classroom.world.catalogue import COMMISSION, PAYMENT_FEE
from classroom.world.columns import MISSING, Columns, coded
from classroom.world.finance import SETTLE_DAYS


@dataclass(frozen=True)
class Profile:
    """What a platform says of itself and of its merchants, as in the table ``platform_profile``."""

    name: str
    name_en: str
    type: str
    country: str
    commission: float
    payment_fee: float
    ad_share: float
    deposit: int
    annual_fee: int
    settle_days: int
    traffic_index: int
    competition: float
    aov: int
    price_index: float
    discount_depth: float
    female_share: float
    return_rate: float
    own_logistics: bool
    delivery_days: float
    labour_hours: int
    categories: int
    group_size: int


def _ours(platform: int, *rest: object) -> tuple[object, ...]:
    """Commission and payment fee of a platform on which the group sells: the same as in the books."""
    return COMMISSION[platform] / 10_000, PAYMENT_FEE / 10_000, *rest


# commission, payment_fee, ad_share, deposit, annual_fee, settle_days, traffic_index, competition, aov, price_index,
# discount_depth, female_share, return_rate, own_logistics, delivery_days, labour_hours, categories, group_size
_ROWS: tuple[tuple[object, ...], ...] = (
    ("万巷", "Thousand Lanes", "general", "CN",
     *_ours(1, 0.085, 100_000, 30_000, int(SETTLE_DAYS[1]), 100, 0.92, 132, 1.00, 0.12, 0.55, 0.11, False, 2.9, 70, 24, 1)),
    ("仓达", "Depot Direct", "general", "CN",
     *_ours(2, 0.040, 100_000, 12_000, int(SETTLE_DAYS[2]), 72, 0.70, 158, 1.06, 0.10, 0.46, 0.11, True, 1.6, 45, 24, 1)),
    ("映市", "Reel Fair", "content", "CN",
     *_ours(3, 0.060, 20_000, 0, int(SETTLE_DAYS[3]), 85, 0.85, 96, 0.93, 0.22, 0.60, 0.18, False, 3.1, 90, 20, 1)),
    ("自家小程序", "Own mini-program", "private", "CN",
     *_ours(4, 0.030, 0, 6_000, int(SETTLE_DAYS[4]), 20, 0.20, 120, 1.00, 0.08, 0.57, 0.10, False, 2.9, 40, 24, 1)),
    ("邻拼", "Neighbour Basket", "social", "CN",
     0.030, 0.006, 0.100, 10_000, 0, 15, 95, 0.95, 52, 0.74, 0.30, 0.58, 0.14, False, 3.4, 60, 24, 3),
    ("折园", "Markdown Garden", "discount", "CN",
     0.160, 0.006, 0.020, 30_000, 0, 30, 45, 0.55, 148, 0.64, 0.45, 0.74, 0.24, False, 3.0, 35, 8, 1),
    ("峰野", "Ridgeline", "vertical", "CN",
     0.080, 0.006, 0.040, 20_000, 9_800, 10, 18, 0.45, 212, 1.08, 0.06, 0.41, 0.09, False, 2.4, 35, 4, 1),
    ("远埠", "Far Quay", "cross_border", "SG",
     0.120, 0.025, 0.060, 50_000, 18_000, 21, 40, 0.50, 236, 1.15, 0.08, 0.63, 0.07, False, 11.0, 65, 10, 1),
    ("自建站", "Own site", "own_site", "CN",
     0.000, 0.006, 0.220, 0, 48_000, 1, 2, 0.10, 124, 1.00, 0.05, 0.57, 0.10, False, 2.9, 80, 24, 1),
)  # fmt: skip
PROFILES = tuple(Profile(*row) for row in _ROWS)  # type: ignore[arg-type]


def profile_table() -> Columns:
    """Make the table ``platform_profile``; it stands still, whatever the seed."""
    table: Columns = {"platform_id": np.arange(1, len(PROFILES) + 1)}
    for field in fields(Profile):
        values = [getattr(profile, field.name) for profile in PROFILES]
        if isinstance(values[0], str):
            table[field.name] = coded(values)
        elif field.name in ("deposit", "annual_fee", "aov"):
            table[field.name] = np.array(values) * 100
        else:
            table[field.name] = np.array(values)
    sizes = np.asarray(table["group_size"])
    table["group_size"] = np.where(sizes > 1, sizes, MISSING)
    return table
