"""Tables of suppliers, quality and new products."""

from collections.abc import Iterator

import numpy as np

from classroom.world.calendar import FIRST_DAY
from classroom.world.catalogue import Catalogue
from classroom.world.columns import Coded, Columns, Ints, coded
from classroom.world.effects import Effects
from classroom.world.effects_assortment import CheapButLate
from classroom.world.ideas import idea_pool
from classroom.world.made import Made
from classroom.world.shelf import shelf_tests, trial_orders
from classroom.world.streams import stream
from classroom.world.words import CATEGORIES

MAKERS = 2 * len(CATEGORIES)  # two a class supply the goods of the catalogue
BIDDERS = 4  # that deliver nothing yet
CHEAP, CAREFUL, PLAIN, SLOPPY = (MAKERS + 1 + n for n in range(BIDDERS))
TENDER_CLASS = "backpack"
STAGES = ("material", "process", "final", "receipt")
# Makers of the outdoor goods are inspected at their own works: pieces a lot, and usual defective share.
_WORKS = {"material": (120, 0.010), "process": (200, 0.020), "final": (80, 0.011)}
_FIRST_NAMES = (
    ("禾川", "Hechuan"), ("启岭", "Qiling"), ("沐风", "Mufeng"), ("朗溪", "Langxi"), ("承木", "Chengmu"),
    ("云桥", "Yunqiao"), ("嘉屿", "Jiayu"), ("远舟", "Yuanzhou"), ("青石", "Qingshi"), ("明瑞", "Mingrui"),
    ("南乔", "Nanqiao"), ("北棠", "Beitang"), ("星野", "Xingye"),
)  # fmt: skip
_TRADES = {"home": ("家居", "Home"), "kitchen": ("厨具", "Kitchenware"), "apparel": ("服饰", "Garments"),
           "outdoor": ("户外用品", "Outdoor"), "food": ("食品", "Foods"), "beauty": ("日化", "Cosmetics")}  # fmt: skip
_REGIONS = ("浙江", "江苏", "广东", "福建", "山东", "安徽", "河南", "四川")
_TENDER_GOODS, _LINES_A_BIDDER = 6, 72
_TENDER_START, _TENDER_DAYS = np.datetime64("2025-09-01"), 84


def tables(made: Made) -> Iterator[tuple[str, Columns]]:
    """Make the tables of this group, in the order of their schema.

    Parameters
    ----------
    made
        What has been made before.
    """
    yield "suppliers", suppliers(made.seed, made.catalogue)
    yield "tender_orders", tender_orders(made.seed, made.effects, made.catalogue)
    yield "inspections", inspections(made.seed, made.effects, made.purchases)
    yield "shelf_tests", shelf_tests(made.seed, made.effects)
    yield "trial_orders", trial_orders(made.seed, made.effects)
    yield "idea_pool", idea_pool(made.seed)


def suppliers(seed: int, catalogue: Catalogue) -> Columns:
    """Make the table ``suppliers``: two makers a class of goods, and the bidders of the tender.

    Who supplies a good was known before that good was launched.
    """
    rng = stream(seed, "suppliers")
    tender = [item.cat2 for item in CATEGORIES].index(TENDER_CLASS)
    kinds = [*(n % len(CATEGORIES) for n in range(MAKERS)), *[tender] * BIDDERS]
    names: list[str] = []
    english: list[str] = []
    for trade, (zh, en) in _TRADES.items():
        mine = [n for n, kind in enumerate(kinds) if CATEGORIES[kind].cat1 == trade]
        for _, chosen in zip(mine, rng.permutation(len(_FIRST_NAMES)), strict=False):
            names.append(_FIRST_NAMES[chosen][0] + zh)
            english.append(f"{_FIRST_NAMES[chosen][1]} {en}")
    by_trade = [n for trade in _TRADES for n, kind in enumerate(kinds) if CATEGORIES[kind].cat1 == trade]
    order = np.argsort(by_trade)
    ids = np.asarray(catalogue.products["supplier_id"])
    first = np.array([catalogue.launched[ids == n + 1].min(initial=0) for n in range(MAKERS)])
    since = FIRST_DAY + (first - rng.integers(30, 900, MAKERS)).astype("timedelta64[D]")
    joined = np.r_[since, np.full(BIDDERS, _TENDER_START)]
    rows = MAKERS + BIDDERS
    return {
        "supplier_id": np.arange(1, rows + 1),
        "name": coded(names[n] for n in order),
        "name_en": coded(english[n] for n in order),
        "cat2": coded(CATEGORIES[kind].cat2 for kind in kinds),
        "region": coded(_REGIONS[n] for n in rng.integers(0, len(_REGIONS), rows)),
        "since": joined.astype("datetime64[s]"),
        "certified": rng.random(rows) < 0.7,
    }


def tender_orders(seed: int, effects: Effects, catalogue: Catalogue) -> Columns:
    """Make the table ``tender_orders``: trial deliveries of the bidders, which never went on sale.

    The columns are those of ``purchase_orders`` that a scorecard needs.
    """
    rng = stream(seed, "tender_orders")
    plain = CheapButLate(price=1.0, on_time=0.88, days_late=2.5)
    cheap = effects.cheap_but_late or plain
    ids = np.asarray(catalogue.products["supplier_id"])
    kind = [item.cat2 for item in CATEGORIES].index(TENDER_CLASS)
    goods = np.flatnonzero(catalogue.category == kind)[:_TENDER_GOODS]
    makers = sorted(set((ids[catalogue.category == kind]).tolist()))
    # Price against the market, share in time, mean days of delay, defective share.
    bids = {
        makers[0]: (1.01, 0.88, 2.5, 0.012),
        makers[-1]: (1.00, 0.86, 2.5, 0.013),
        CHEAP: (cheap.price, cheap.on_time, cheap.days_late, 0.013),
        CAREFUL: (1.07, 0.93, 2.0, 0.004),
        PLAIN: (1.02, 0.87, 2.5, 0.012),
        SLOPPY: (0.97, 0.86, 2.5, 0.042),
    }
    parts = []
    for supplier, (price, on_time, delay, share) in bids.items():
        size = _LINES_A_BIDDER
        sku = goods[np.arange(size) % len(goods)]
        qty = rng.integers(6, 15, size)
        defects = rng.binomial(qty, share)
        ordered = _TENDER_START + rng.permutation(np.linspace(0, _TENDER_DAYS, size).astype(int)).astype(
            "timedelta64[D]"
        )
        due = ordered + np.timedelta64(14, "D")
        late = np.zeros(size, dtype=np.int64)
        behind = rng.permutation(size)[: round((1 - on_time) * size)]
        late[behind] = 1 + rng.poisson(max(delay - 1, 0), len(behind))
        early = -rng.integers(0, 4, size)
        received = due + np.where(late > 0, late, early).astype("timedelta64[D]")
        cost = np.round(catalogue.cost[sku] * price * rng.normal(1, 0.01, size) / 10).astype(np.int64) * 10
        parts.append((np.full(size, supplier), sku + 1, qty, cost, ordered, due, received, qty - defects, defects))
    columns = [np.concatenate([part[n] for part in parts]) for n in range(9)]
    order = np.lexsort((columns[0], columns[4]))
    names = ("supplier_id", "sku_id", "qty", "unit_cost", "ordered_at", "due_at", "received_at", "qty_ok", "qty_defect")
    table: Columns = {"po_id": 900_001 + np.arange(len(order))}
    for name, column in zip(names, columns, strict=True):
        values = column[order]
        table[name] = values.astype("datetime64[s]") if values.dtype.kind == "M" else values
    return table


def inspections(seed: int, effects: Effects, purchases: Columns) -> Columns:
    """Make the table ``inspections``: weekly lots at the works of eight makers, and what the warehouses counted.

    A lot of the stage ``receipt`` is all that a supplier delivered in a month, with the defects of ``purchase_orders``.
    """
    rng = stream(seed, "inspections")
    shift = effects.process_shift
    kinds = [n for n, item in enumerate(CATEGORIES) if item.cat1 == "outdoor"]
    works = sorted(kind + 1 + half for kind in kinds for half in (0, len(CATEGORIES)))
    weeks = np.arange(1, 53)
    parts: list[tuple[Ints, Ints, Ints, Ints, np.ndarray]] = []
    for place, (stage, (size, usual)) in enumerate(_WORKS.items()):
        for supplier in works:
            share = np.full(len(weeks), usual)
            # The shift is drawn from a stream of its own below, so that the usual lots stay.
            found = rng.binomial(size, share)
            if shift is not None and supplier == shift.supplier and stage != "material":
                bad = (weeks >= shift.first) & (weeks <= shift.last)
                worse = shift.share if stage == "process" else usual + (shift.share - _WORKS["process"][1]) / 2
                drawn = stream(seed, f"inspections.{stage}").binomial(size, worse, int(bad.sum()))
                found[bad] = drawn
            dates = np.datetime64("2025-01-03") + (7 * (weeks - 1) + place).astype("timedelta64[D]")
            parts.append((np.full(52, supplier), np.full(52, place), np.full(52, size), found, dates))
    parts.append(_receipts(purchases))
    supplier_id, at, n, defects, date = (np.concatenate([part[k] for part in parts]) for k in range(5))
    order = np.lexsort((at, supplier_id, date))
    return {
        "lot_id": 1 + np.arange(len(order)),
        "supplier_id": supplier_id[order],
        "stage": Coded(at[order], STAGES),
        "n": n[order],
        "defects": defects[order],
        "date": date[order].astype("datetime64[s]"),
    }


def _receipts(purchases: Columns) -> tuple[Ints, Ints, Ints, Ints, np.ndarray]:
    supplier = np.asarray(purchases["supplier_id"])
    month = np.asarray(purchases["received_at"]).astype("datetime64[M]")
    good, bad = np.asarray(purchases["qty_ok"]), np.asarray(purchases["qty_defect"])
    keys, place = np.unique(np.stack([supplier, month.astype(np.int64)]), axis=1, return_inverse=True)
    place = place.reshape(-1)
    pieces = np.bincount(place, weights=good + bad, minlength=keys.shape[1]).astype(np.int64)
    defects = np.bincount(place, weights=bad, minlength=keys.shape[1]).astype(np.int64)
    last = (keys[1] + 1).astype("datetime64[M]").astype("datetime64[D]") - np.timedelta64(1, "D")
    return keys[0], np.full(keys.shape[1], STAGES.index("receipt")), pieces, defects, last
