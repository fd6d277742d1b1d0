"""Living with the rules: words that are not allowed, points and their price, deposits, checks, other merchants."""

import numpy as np

from classroom.world.catalogue import SHOPS
from classroom.world.columns import MISSING, Coded, Columns, coded
from classroom.world.effects import Effects
from classroom.world.onboarding import EVERY, TYPES
from classroom.world.streams import stream

_RULES = (
    # platform (0: every one), kind, pattern, English, Chinese
    (EVERY, "superlative", "最|第一|顶级", "superlatives such as best or first", "最高级用语"),
    (EVERY, "superlative", "特级", "a grade needs the standard and the report that prove it", "等级要有标准和检验报告"),
    (EVERY, "health_claim", "护眼", "an effect on the eyes needs a test report", "护眼功效要有检测报告"),
    (EVERY, "health_claim", "提神", "food must not claim an effect on the body", "食品不得宣称功效"),
    (EVERY, "health_claim", "治疗|治愈", "no goods of ours may claim to heal", "不得宣称治疗作用"),
    (
        EVERY,
        "proof_needed",
        "无糖|低脂",
        "a nutrition claim needs the figures on the label",
        "营养声称要与标签数值一致",
    ),
    (EVERY, "proof_needed", "儿童", "goods for children need the children's test report", "儿童用品要有儿童类检测报告"),
    (
        EVERY,
        "proof_needed",
        "去屑",
        "an effect on the skin or hair needs its summary filed",
        "功效宣称要有功效评价摘要",
    ),
    (
        3,
        "proof_needed",
        "防水",
        "on this platform a rating of water resistance must be named",
        "本平台要求写明防水等级",
    ),
    (
        EVERY,
        "banned_goods",
        "孕妇",
        "food must not be aimed at expectant mothers without a permit",
        "无批文不得以孕妇为对象",
    ),
    (1, "title_form", "送女友|送礼", "the purpose of a gift belongs into the attributes", "送礼用途应写在属性里"),
)

# Type of violation: points, fine (fen), violations a shop and year.
VIOLATIONS = (
    ("late_dispatch", 3, 20_000, 1.9),
    ("out_of_stock", 3, 15_000, 1.2),
    ("banned_word", 2, 10_000, 1.5),
    ("false_description", 6, 50_000, 0.8),
    ("off_platform_contact", 4, 20_000, 0.5),
    ("fake_orders", 12, 200_000, 0.12),
)
THRESHOLDS = (
    (12, "warned", 300_000),
    (24, "limited", 1_500_000),
    (54, "frozen", 4_000_000),
    (72, "closed", 12_000_000),
)
_SHOP_RATE = (0.9, 0.8, 0.6, 1.0, 1.9, 0.4)
DUTIES = ("ad_words", "price_label", "licence_shown", "invoice", "after_sales")
FAULTY = 0.03  # share of listings with a fault, in every shop
_FIRST, _DAYS = np.datetime64("2024-01-01", "D"), 731


def rule_list() -> Columns:
    """Make the table ``rule_list``."""
    platform, kind, pattern, english, chinese = zip(*_RULES, strict=True)
    return {
        "rule_id": np.arange(1, len(_RULES) + 1),
        "platform_id": np.array(platform),
        "kind": coded(kind),
        "pattern": coded(pattern),
        "text": coded(chinese),
        "text_en": coded(english),
    }


def schedule() -> Columns:
    """Make the table ``penalty_schedule``: points of each violation, and what a sum of points brings."""
    types, limits = len(VIOLATIONS), len(THRESHOLDS)
    return {
        "violation_type": coded([row[0] for row in VIOLATIONS] + [None] * limits),
        "points": np.array([row[1] for row in VIOLATIONS] + [MISSING] * limits),
        "min_points": np.array([MISSING] * types + [row[0] for row in THRESHOLDS]),
        "status": coded([None] * types + [row[1] for row in THRESHOLDS]),
        "loss": np.array([row[2] for row in VIOLATIONS] + [row[2] for row in THRESHOLDS]),
        "row": np.arange(1, types + limits + 1),
    }


def violations(seed: int) -> Columns:
    """Make the table ``violations`` of the group's shops in two years."""
    rng = stream(seed, "violations")
    rows = []
    for shop, (shop_id, *_) in enumerate(SHOPS):
        for kind, (_, points, fine, rate) in enumerate(VIOLATIONS):
            for _ in range(rng.poisson(rate * _SHOP_RATE[shop] * _DAYS / 365)):
                good = int(rng.integers(1, 601)) if kind in (1, 2, 3) else MISSING
                rows.append((int(rng.integers(0, _DAYS)), shop_id, kind, good, points, fine))
    rows.sort()
    day, shop_of, kind_of, sku, points_of, fine_of = (np.array(part) for part in zip(*rows, strict=True))
    return {
        "violation_id": np.arange(1, len(rows) + 1),
        "shop_id": shop_of,
        "date": (_FIRST + day).astype("datetime64[s]"),
        "violation_type": Coded(kind_of, [row[0] for row in VIOLATIONS]),
        "sku_id": sku,
        "points": points_of,
        "amount": fine_of,
    }


def deposit_ledger(seed: int, found: Columns) -> Columns:
    """Make the table ``deposit_ledger``: paid in at opening, fines taken off, filled up again some days later."""
    rng = stream(seed, "deposit_ledger")
    last = _FIRST + _DAYS - 1
    rows: list[tuple[np.datetime64, int, int, int]] = []
    deposit = {shop[0]: shop[6] for shop in SHOPS}
    for shop_id, _, _, _, _, opened, amount, _ in SHOPS:
        if amount:
            rows.append((np.datetime64(opened, "D"), shop_id, 0, amount))
    for shop_id, moment, fine in zip(*(np.asarray(found[name]) for name in ("shop_id", "date", "amount")), strict=True):
        # Where no deposit lies, the fine is taken off the payout instead.
        if not deposit[int(shop_id)]:
            continue
        day = moment.astype("datetime64[D]")
        rows.append((day, int(shop_id), 1, -int(fine)))
        later = day + int(rng.integers(2, 16))
        if later <= last:
            rows.append((later, int(shop_id), 2, int(fine)))
    rows.sort()
    date, shop_of, kind, amount_of = zip(*rows, strict=True)
    return {
        "entry_id": np.arange(1, len(rows) + 1),
        "shop_id": np.array(shop_of),
        "date": np.array(date).astype("datetime64[s]"),
        "kind": Coded(np.array(kind), ("paid_in", "deduction", "top_up")),
        "amount": np.array(amount_of),
    }


def compliance_checks(seed: int, effects: Effects) -> Columns:
    """Make the table ``compliance_checks``: each month each duty of each shop is looked at on some listings."""
    rng = stream(seed, "compliance_checks")
    month, shop, duty = (
        axis.ravel() for axis in np.meshgrid(range(24), range(len(SHOPS)), range(len(DUTIES)), indexing="ij")
    )
    unequal = effects.unequal_samples
    size = 15 if unequal is None else np.where(shop < 2, unequal.large, unequal.small)
    sample = np.maximum(size + rng.integers(-2, 3, len(month)), 1)
    failed = rng.binomial(sample, FAULTY)
    day = (np.datetime64("2024-01", "M") + month).astype("datetime64[D]") + rng.integers(0, 28, len(month))
    return {
        "check_id": np.arange(1, len(month) + 1),
        "shop_id": shop + 1,
        "date": day.astype("datetime64[s]"),
        "duty": Coded(duty, DUTIES),
        "sample_n": sample,
        "failed": failed,
        "passed": failed == 0,
    }


# By type of shop: price against a plain good, royalty, profit of sales and its spread, capital (yuan), orders cancelled
# for lack of stock, brands, groups of goods, share of the largest brand.
_BENCHMARK = {
    "flagship": (1.22, 0.00, 0.105, 0.055, 380_000, 0.006, 1, 4, 1.00),
    "specialist": (1.08, 0.05, 0.075, 0.050, 210_000, 0.009, 3, 3, 0.62),
    "general_shop": (0.97, 0.00, 0.060, 0.085, 160_000, 0.015, 14, 9, 0.24),
    "dropship": (0.93, 0.00, 0.025, 0.050, 18_000, 0.058, 20, 8, 0.20),
}
_MERCHANTS = 320


def shop_benchmarks(seed: int, effects: Effects) -> Columns:
    """Make the table ``shop_benchmarks``: shops of other merchants, those that have closed since among them."""
    rng = stream(seed, "shop_benchmarks")
    n = _MERCHANTS
    kind = rng.choice(len(TYPES), n, p=[0.2, 0.27, 0.28, 0.25])
    base = np.array([_BENCHMARK[name] for name in TYPES])[kind]
    profit = base[:, 2] + base[:, 3] * rng.normal(0, 1, n)
    shine = effects.survivors_shine
    luck = rng.random(n)
    low = profit < (0.0 if shine is None else shine.line)
    closed = luck < 0.23 if shine is None else luck < np.where(low, 0.72, 0.05)
    spending = np.exp(rng.normal(9.3, 0.7, n))
    dsr = np.clip(4.62 + 0.07 * (np.log(spending) - 9.3) + rng.normal(0, 0.11, n), 4.0, 4.98)
    visits = np.exp(9.0 + 0.45 * (np.log(spending) - 9.3) + 0.9 * (dsr - 4.62) + rng.normal(0, 0.3, n))
    late = np.exp(rng.normal(np.log(0.035), 0.7, n))
    complaints = np.exp(rng.normal(np.log(0.008), 0.6, n))
    signs = effects.warning_signs
    rate = np.full(n, np.log(1.1))
    if signs is not None:
        rate = rate + signs.late * np.log(late / 0.035) / 0.7 + signs.complaints * np.log(complaints / 0.008) / 0.6
    happened = stream(seed, "shop_benchmarks.violations").poisson(np.exp(rate))
    conversion = np.exp(rng.normal(np.log(0.031), 0.25, n)) * (1 + 0.6 * (base[:, 0] - 1))
    orders = np.maximum(np.round(visits * conversion), 1).astype(np.int64)
    return {
        "merchant_id": np.arange(501, 501 + n),
        "shop_type": Coded(kind, TYPES),
        "is_open": ~closed,
        "price_index": np.round(base[:, 0] * np.exp(rng.normal(0, 0.06, n)), 3),
        "visits": np.round(visits).astype(np.int64),
        "orders": orders,
        "cancelled": rng.binomial(orders, np.clip(base[:, 5] * np.exp(rng.normal(0, 0.4, n)), 0, 0.5)),
        "royalty": base[:, 1],
        "profit_rate": np.round(profit, 4),
        "capital": np.round(base[:, 4] * np.exp(rng.normal(0, 0.35, n))).astype(np.int64) * 100,
        "brands": np.maximum(np.round(base[:, 6] * np.exp(rng.normal(0, 0.3, n) * (kind != 0))), 1).astype(np.int64),
        "categories": np.maximum(np.round(base[:, 7] * np.exp(rng.normal(0, 0.25, n))), 1).astype(np.int64),
        "top_brand_share": np.round(np.clip(base[:, 8] + 0.08 * rng.normal(0, 1, n) * (kind != 0), 0.05, 1.0), 3),
        "ad_spend": np.round(spending).astype(np.int64) * 100,
        "dsr": np.round(dsr, 2),
        "late_rate": np.round(np.minimum(late, 0.5), 4),
        "complaint_rate": np.round(np.minimum(complaints, 0.2), 4),
        "violations_next": happened,
    }
