"""Parcels: which carrier took them, how large they were and what they cost, and the carriers' price lists."""

import numpy as np

from classroom.world.columns import Coded, Columns, Floats, Ints, pick_rows
from classroom.world.made import Made
from classroom.world.orders import NO_TIME
from classroom.world.streams import stream
from classroom.world.words import CATEGORIES, CITIES, WAREHOUSES

REGIONS = ("east", "north", "far_north", "south", "central", "southwest")
_REGION_OF = {
    "上海": "east", "浙江": "east", "江苏": "east", "安徽": "east", "山东": "north", "北京": "north", "天津": "north",
    "河北": "north", "河南": "north", "陕西": "far_north", "辽宁": "far_north", "黑龙江": "far_north", "内蒙古": "far_north",
    "广东": "south", "福建": "south", "湖北": "central", "湖南": "central", "四川": "southwest", "重庆": "southwest",
    "云南": "southwest", "广西": "southwest",
}  # fmt: skip
CARRIERS = ("harbour", "heron", "reed", "own_vans", "corner")
MODES = ("platform", "third_party", "own_fleet", "instant")
_MODE_OF = (0, 1, 1, 2, 3)
STATUSES = ("on_the_way", "delivered")
# Share of each carrier but the instant one, by region: the cheap one where the ways are short.
_SHARES = np.array([
    [0.08, 0.10, 0.67, 0.15], [0.30, 0.20, 0.35, 0.15], [0.45, 0.30, 0.25, 0.0],
    [0.40, 0.25, 0.20, 0.15], [0.55, 0.30, 0.15, 0.0], [0.60, 0.30, 0.10, 0.0],
])  # fmt: skip
# Fen for the first and each further kilogram, by carrier and region; 0 where the carrier does not go.
_FIRST = np.array([
    [420, 440, 560, 440, 480, 560], [820, 860, 1050, 860, 920, 1050], [290, 310, 450, 320, 360, 480],
    [520, 540, 0, 540, 0, 0], [1500, 1600, 0, 1600, 0, 0],
])  # fmt: skip
_NEXT = np.array([
    [110, 120, 220, 120, 160, 240], [260, 280, 480, 280, 340, 500], [90, 100, 240, 100, 150, 260],
    [50, 50, 0, 50, 0, 0], [300, 300, 0, 300, 0, 0],
])  # fmt: skip
# What the carriers' price lists promise for nine parcels in ten, and the share that they say comes back undelivered.
_QUOTED = np.array([
    [72, 84, 84, 84, 96, 96], [60, 66, 66, 66, 72, 72], [72, 84, 96, 84, 84, 84],
    [72, 84, 0, 84, 0, 0], [4, 4, 0, 4, 0, 0],
])  # fmt: skip
_REJECTED = (0.008, 0.005, 0.014, 0.004, 0.010)
LITRES_A_KILO = 6.0  # the carriers bill a kilogram for every 6 litres, if that is more than the scales show
BOX_KILO = 0.15
_LITRES = {"apparel": 3.2, "home": 5.0}  # litres a kilogram of goods, without the box; others 2.6
PROMISE = np.timedelta64(5 * 86_400, "s")  # five days from payment


def carrier_rates() -> Columns:
    """Make the table ``carrier_rates``: price lists as the carriers print them."""
    carrier, region = np.nonzero(_FIRST)
    return {
        "carrier": Coded(carrier, CARRIERS),
        "mode": Coded(np.array(_MODE_OF)[carrier], MODES),
        "region": Coded(region, REGIONS),
        "first_kg": _FIRST[carrier, region],
        "next_kg": _NEXT[carrier, region],
        "p90_hours": _QUOTED[carrier, region].astype(float),
        "reject_rate": np.array(_REJECTED)[carrier],
    }


def price(carrier: Ints, region: Ints, weight: Floats, volume: Floats) -> Ints:
    """Fen of a parcel: the first kilogram, and every further one begun, of weight or of volume."""
    kilos = np.ceil(np.round(np.maximum(weight, volume / LITRES_A_KILO), 6))
    return np.asarray(_FIRST[carrier, region] + (np.maximum(kilos, 1).astype(np.int64) - 1) * _NEXT[carrier, region])


def shipments(made: Made) -> Columns:
    """Make the table ``shipments``: one parcel for each order with a label, times as in ``orders``."""
    every = made.dispatched.orders
    sent = np.flatnonzero(~np.isnat(np.asarray(every["shipped_at"])))
    orders = {name: np.asarray(column)[sent] for name, column in every.items()}
    size = len(sent)
    region = np.array([REGIONS.index(_REGION_OF[item[1]]) for item in CITIES])[orders["city"]]
    rng = stream(made.seed, "shipments.size")
    weight, volume = _sizes(made, orders["order_id"], rng)
    carrier = pick_rows(stream(made.seed, "shipments.carrier"), _weights(made, orders, region), np.arange(size))
    arrived = ~np.isnat(orders["delivered_at"])
    return {
        "shipment_id": 1 + np.arange(size),
        "order_id": orders["order_id"],
        "warehouse": Coded(orders["warehouse"], WAREHOUSES),
        "carrier": Coded(carrier, CARRIERS),
        "mode": Coded(np.array(_MODE_OF)[carrier], MODES),
        "region": Coded(region, REGIONS),
        "weight_kg": weight,
        "volume_l": volume,
        "cost": price(carrier, region, weight, volume),
        "promised_at": orders["paid_at"] + PROMISE,
        "shipped_at": orders["shipped_at"],
        "delivered_at": np.where(arrived, orders["delivered_at"], NO_TIME),
        "status": Coded(arrived.astype(np.int64), STATUSES),
    }


def _sizes(made: Made, order_id: Ints, rng: np.random.Generator) -> tuple[Floats, Floats]:
    """Kilograms and litres of each parcel; boxes come in few sizes, so a good part is air."""
    lines = made.dispatched.lines
    row = np.searchsorted(order_id, np.asarray(lines["order_id"]))
    row = np.minimum(row, max(len(order_id) - 1, 0))
    inside = np.flatnonzero(order_id[row] == np.asarray(lines["order_id"])) if len(order_id) else np.zeros(0, np.int64)
    sku = np.asarray(lines["sku_id"])[inside] - 1
    kilos = np.asarray(made.catalogue.products["weight_kg"])[sku] * np.asarray(lines["qty"])[inside]
    density = np.array([_LITRES.get(item.cat1, 2.6) for item in CATEGORIES])[made.catalogue.category[sku]]
    weight = BOX_KILO + np.bincount(row[inside], weights=kilos, minlength=len(order_id))
    goods = np.bincount(row[inside], weights=kilos * density, minlength=len(order_id))
    air = np.exp(rng.normal(0.55, 0.25, len(order_id)))
    return np.asarray(np.round(weight, 2), dtype=float), np.asarray(
        np.round(np.maximum(goods * air, 0.8), 1), dtype=float
    )


def _weights(made: Made, orders: dict[str, np.ndarray], region: Ints) -> Floats:
    """Share of each carrier for each parcel."""
    size = len(region)
    shares = np.zeros((size, len(CARRIERS)))
    shares[:, :4] = _SHARES[region]
    effect = made.effects.carriers_differ
    if effect is None or not size:
        return shares
    hours = (orders["delivered_at"] - orders["shipped_at"]).astype(float) / 3600
    hours = np.where(np.isnat(orders["delivered_at"]), np.nan, hours)
    speed = np.zeros(size)
    for house in range(len(WAREHOUSES)):
        here = (orders["warehouse"] == house) & ~np.isnan(hours)
        if here.sum() > 1:
            log = np.log(hours[here])
            speed[here] = (log - log.mean()) / log.std()
    tilts = np.array([effect.harbour, effect.heron, effect.reed, effect.own_vans, 0.0])
    return np.asarray(shares * np.exp(np.clip(speed, -3, 3)[:, None] * tilts))
