"""The Arcade, a market of the group's own on which small sellers sell: accounts, orders and how each was paid."""

from dataclasses import dataclass

import numpy as np

from classroom.world.columns import Bools, Coded, Columns, Ints, Times, pick, take
from classroom.world.effects import Effects
from classroom.world.effects_risk import BrushingRing, PaidNegatives
from classroom.world.orders import NO_TIME
from classroom.world.streams import stream
from classroom.world.words import CATEGORIES, CITIES, OCCUPATIONS

FIRST = np.datetime64("2025-08-01", "s")
DAYS = 122
CLOSE = np.datetime64("2025-12-31T23:00:00", "s")
SELLERS, ITEMS = 30, 4  # item numbers: the seller's number times 100, and 1 to 4
VOUCHER_SELLERS = (4, 16)  # they sell codes, which need no parcel
AUTO_DAYS = 10  # after so many days from dispatch the money goes to the seller by itself
ACCOUNTS, ORDERS = 1500, 2600
NIGHT = np.array([2, 1, 1, 1, 1, 1, 2, 3, 5, 6, 7, 7, 8, 7, 6, 6, 6, 6, 7, 9, 12, 12, 9, 5], dtype=float)
HOMES = ("alone", "family", "hall", "office")
_POOL = 160  # shared addresses of mobile networks
_NUMBERS = 900_000


@dataclass(frozen=True)
class Market:
    """What the other tables of the Arcade are made from.

    Attributes
    ----------
    accounts, orders, payments
        The tables ``arcade_accounts``, ``arcade_orders`` and ``transactions_sec``, in order of time.
    kinds
        For each order 0 honest, 1 of a ring, 2 of somebody paid to complain.
    borrowed
        Numbers of honest orders that paid complainers show as their own, by position of their account.
    complainers
        Accounts of the paid complainers, in order.
    """

    accounts: Columns
    orders: Columns
    payments: Columns
    kinds: Ints
    borrowed: Ints
    complainers: Ints


def item_prices(seed: int) -> Ints:
    """Price of each item in fen, shape (sellers, items)."""
    rng = stream(seed, "arcade.prices")
    base = np.array([CATEGORIES[seller % len(CATEGORIES)].price for seller in range(1, SELLERS + 1)])
    yuan = base[:, None] * np.exp(rng.normal(-0.15, 0.30, (SELLERS, ITEMS)))
    prices = np.rint(yuan).astype(np.int64) * 100 - 10
    return np.clip(np.asarray(prices), 990, None)


def market(seed: int, effects: Effects) -> Market:
    """Make the accounts, orders and payments of the Arcade, honest ones and others."""
    # Numbers come from one shuffled pool: whoever is added takes the next ones and moves nobody else's.
    numbers = stream(seed, "arcade.numbers").permutation(_NUMBERS) + 100_000
    order_numbers = stream(seed, "arcade.order_numbers").permutation(_NUMBERS) + 100_000
    prices = item_prices(seed)
    accounts, people = _people(seed, numbers[:ACCOUNTS])
    honest = _honest(seed, effects, people, prices, order_numbers)
    parts, all_accounts = [honest], [accounts]
    ring = effects.brushing_ring
    if ring is not None:
        size = sum(one.accounts for one in ring.rings)
        fakes, their = _rings(seed, ring, prices, numbers[20_000 : 20_000 + size], order_numbers[40_000:])
        parts.append(fakes)
        all_accounts.append(their)
    complainers = np.zeros(0, dtype=np.int64)
    borrowed = np.zeros(0, dtype=np.int64)
    paid = effects.paid_negatives
    if paid is not None:
        complainers = numbers[60_000 : 60_000 + paid.reviews]
        bought, their, borrowed = _complainers(seed, paid, prices, complainers, order_numbers[80_000:], honest)
        parts.append(bought)
        all_accounts.append(their)
    orders = {name: np.concatenate([part[name] for part in parts]) for name in parts[0]}
    place = np.lexsort((orders["order_id"], orders["created_at"]))
    orders = {name: column[place] for name, column in orders.items()}
    table = _stack(all_accounts)
    table = take(table, np.argsort(np.asarray(table["registered_at"]), kind="stable"))
    return Market(
        accounts=table,
        orders={name: orders[name] for name in ("order_id", "user_id", "seller_id", "item_id", "created_at", "paid_at",
                                                "pieces", "paid", "refund")},
        payments=_payments(orders),
        kinds=orders["kind"],
        borrowed=borrowed,
        complainers=complainers,
    )  # fmt: skip


def _stack(tables: list[Columns]) -> Columns:
    joined: Columns = {}
    for name, column in tables[0].items():
        if isinstance(column, Coded):
            codes = [table[name].codes for table in tables]  # type: ignore[union-attr]
            joined[name] = Coded(np.concatenate(codes), column.labels)
        else:
            joined[name] = np.concatenate([np.asarray(table[name]) for table in tables])
    return joined


@dataclass(frozen=True)
class _People:
    """Honest accounts: number, home, group of the home, and when they registered."""

    number: Ints
    home: Ints
    group: Ints
    registered: Times


def _account_table(rng: np.random.Generator, number: Ints, registered: Times, verified: Bools) -> Columns:
    size = len(number)
    return {
        "user_id": number,
        "registered_at": registered,
        "verified": verified,
        "birth_year": 2025 - np.clip(rng.gamma(7.0, 2.6, size) + 17, 18, 79).astype(np.int64),
        "gender": Coded((rng.random(size) < 0.42).astype(np.int32), ["female", "male"]),
        "city": Coded(pick(rng, [city[4] for city in CITIES], size).astype(np.int32), [city[0] for city in CITIES]),
        "occupation": Coded(pick(rng, [18, 30, 10, 10, 6, 6, 10, 10], size).astype(np.int32), OCCUPATIONS),
    }


def _people(seed: int, number: Ints) -> tuple[Columns, _People]:
    rng = stream(seed, "arcade.accounts")
    size = len(number)
    home = pick(rng, [0.60, 0.20, 0.11, 0.09], size)
    # Households of two to four; halls and offices are filled one after the other.
    group = np.arange(size)
    family = np.flatnonzero(home == 1)
    group[family] = size + np.repeat(np.arange(len(family)), rng.integers(2, 5, len(family)))[: len(family)]
    office = np.flatnonzero(home == 3)
    group[office] = 2 * size + np.repeat(np.arange(len(office)), rng.integers(3, 13, len(office)))[: len(office)]
    ago = np.minimum(rng.exponential(260, size), 560)
    start = FIRST + (rng.random(size) ** 0.8 * 100 * 86400).astype(np.int64) * np.timedelta64(1, "s")
    registered = start - (ago * 86400).astype(np.int64) * np.timedelta64(1, "s")
    table = _account_table(rng, number, registered, rng.random(size) < 0.87)
    return table, _People(number, home, group, registered)


def _hex(rng: np.random.Generator, size: int, digits: int) -> list[str]:
    """Names that say nothing: hexadecimal numbers."""
    return [f"{value:0{digits}x}" for value in rng.integers(0, 16**digits, size)]


def _times(rng: np.random.Generator, size: int, first: np.datetime64, days: int) -> Times:
    """Moments spread over days, more in the evening."""
    day = rng.integers(0, days, size)
    hour = pick(rng, NIGHT, size)
    seconds = day * 86400 + hour * 3600 + rng.integers(0, 3600, size)
    return np.asarray(first + seconds * np.timedelta64(1, "s"))


def _honest(seed: int, effects: Effects, people: _People, prices: Ints, order_numbers: Ints) -> dict[str, np.ndarray]:
    rng = stream(seed, "arcade.orders")
    size = ORDERS
    # A few buy often: they are many orders from one device, and one account.
    taste = rng.gamma(0.9, 1.0, ACCOUNTS)
    who = pick(rng, taste, size)
    # The sale of 11 November, and five days of a low price on one item at the end of August.
    offer = np.arange(size) < 62
    known = people.registered < np.datetime64("2025-08-20", "s")
    who = np.where(offer, pick(rng, taste * known, size), who)
    seller = pick(rng, rng.gamma(2.0, 1.0, SELLERS), size) + 1
    item = pick(rng, [5, 3, 2, 1], size) + 1
    created = _times(rng, size, FIRST, DAYS)
    sale = rng.random(size) < 0.12
    created = np.where(sale, np.datetime64("2025-11-10T20:00:00", "s") + rng.integers(0, 28 * 3600, size), created)
    created = np.where(offer, _times(rng, size, np.datetime64("2025-08-26", "s"), 5), created)
    seller, item = np.where(offer, 28, seller), np.where(offer, 2, item)
    # Nobody orders before having an account.
    early = created < people.registered[who]
    created = np.where(early, people.registered[who] + rng.integers(600, 40 * 86400, size), created)
    last = FIRST + np.timedelta64(DAYS * 86400 - 1, "s")
    created = np.where(created > last, last - rng.integers(0, 86400, size), created)
    pieces = 1 + (rng.random(size) < 0.16) + (rng.random(size) < 0.04)
    coupon = np.where(rng.random(size) < 0.22, rng.integers(2, 9, size) * 100, 0)
    paid = np.maximum(prices[seller - 1, item - 1] * pieces - coupon, 500)
    voucher = np.isin(seller, VOUCHER_SELLERS)
    times = _honest_times(rng, created, voucher)
    back = rng.random(size) < np.where(voucher, 0.02, 0.085)
    refund = np.where(back, np.where(rng.random(size) < 0.7, paid, np.rint(paid * 0.4)), 0).astype(np.int64)
    devices, addresses, ips = _where_from(seed, effects, people, who)
    disputed, returned = _disputes(rng, times["received_at"], times["released_at"], paid, refund, voucher)
    # A complaint stops the clock: the money stays where it is until the case is closed.
    held = disputed < times["released_at"]
    closed = disputed + rng.integers(2 * 86400, 6 * 86400, size) * np.timedelta64(1, "s")
    times["released_at"] = np.where(
        held, np.minimum(np.maximum(closed, times["released_at"]), CLOSE), times["released_at"]
    )
    return {
        "order_id": order_numbers[:size],
        "user_id": people.number[who],
        "seller_id": seller,
        "item_id": seller * 100 + item,
        "created_at": created,
        "pieces": pieces.astype(np.int64),
        "paid": paid,
        "refund": refund,
        **times,
        "device_id": devices,
        "address_hash": addresses,
        "ip": ips,
        "disputed_at": disputed,
        "returned": returned,
        "kind": np.zeros(size, dtype=np.int64),
    }


def _honest_times(rng: np.random.Generator, created: Times, voucher: Bools) -> dict[str, np.ndarray]:
    size = len(created)
    second = np.timedelta64(1, "s")
    paid = created + rng.integers(20, 700, size) * second
    shipped = paid + np.where(voucher, rng.integers(30, 300, size), rng.integers(3 * 3600, 44 * 3600, size)) * second
    way = np.where(voucher, 0, (rng.gamma(9, 7.2, size) * 3600).astype(np.int64))
    received = shipped + way * second
    keen = rng.random(size) < 0.58
    thought = np.where(voucher, rng.exponential(3 * 3600, size), rng.exponential(30 * 3600, size)).astype(np.int64)
    timer = shipped + np.timedelta64(AUTO_DAYS * 86400, "s")
    released = np.where(keen, np.minimum(received + (thought + 60) * second, timer), np.maximum(timer, received))
    return {"paid_at": paid, "shipped_at": shipped, "received_at": received, "released_at": released}


def _disputes(
    rng: np.random.Generator, received: Times, released: Times, paid: Ints, refund: Ints, voucher: Bools
) -> tuple[Times, Ints]:
    """When a buyer complained to the Arcade, and what came back: all while it was held, little afterwards."""
    size = len(paid)
    disputed = rng.random(size) < np.where(refund > 0, 0.16, 0.022)
    when = received + (rng.exponential(4.2 * 86400, size).astype(np.int64) + 1800) * np.timedelta64(1, "s")
    disputed &= when < CLOSE
    got = np.where(when < released, paid, np.where(rng.random(size) < 0.40, paid, 0))
    got = np.where(voucher, np.minimum(got, paid // 2), got)
    return np.where(disputed, when, NO_TIME), np.where(disputed, got, 0).astype(np.int64)


def _where_from(seed: int, effects: Effects, people: _People, who: Ints) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Device, address and network of each honest order; students share a counter where there is one."""
    rng = stream(seed, "arcade.devices")
    size = len(people.number)
    own_device = np.array(_hex(rng, size, 12), dtype=object)
    own_address = np.array(_hex(rng, size, 10), dtype=object)
    own_ip = np.array([f"10.{a}.{b}.{c}" for a, b, c in rng.integers(1, 255, (size, 3))], dtype=object)
    tablet = np.array(_hex(rng, size, 12), dtype=object)
    address, ip = own_address.copy(), own_ip.copy()
    for kind in (1, 3):
        for members in _groups(people.group, people.home == kind):
            address[members], ip[members] = own_address[members[0]], own_ip[members[0]]
    lent = np.full(size, -1)
    point = effects.honest_sharing
    if point is not None:
        hall_rng = stream(seed, "arcade.honest_sharing")
        students = np.flatnonzero(people.home == 2)
        for members in np.split(students, np.cumsum(point.halls))[: len(point.halls)]:
            if not len(members):
                continue
            address[members], ip[members] = own_address[members[0]], own_ip[members[0]]
            borrows = hall_rng.random(len(members)) < point.lent
            lent[members] = np.where(borrows, hall_rng.choice(members, len(members)), -1)
    helper = np.full(size, -1)
    if point is not None:
        alone = hall_rng.permutation(np.intersect1d(np.flatnonzero(people.home == 0), who))
        for members in np.split(alone, np.cumsum(point.helpers))[: len(point.helpers)]:
            helper[members] = members[0] if len(members) else -1
    device = own_device[who]
    leader = np.full(size, -1)
    for members in _groups(people.group, people.home == 1):
        leader[members] = members[0]
    shared = (leader[who] >= 0) & (rng.random(len(who)) < 0.30)
    device = np.where(shared, tablet[np.maximum(leader[who], 0)], device)
    borrowed = (lent[who] >= 0) & (rng.random(len(who)) < 0.6)
    device = np.where(borrowed, own_device[np.maximum(lent[who], 0)], device)
    helped = (helper[who] >= 0) & (rng.random(len(who)) < 0.85)
    device = np.where(helped, own_device[np.maximum(helper[who], 0)], device)
    # A browser that tells nothing, and an order sent to another place.
    device[rng.random(len(who)) < 0.05] = None
    elsewhere = rng.random(len(who)) < 0.07
    sent_to = np.where(elsewhere, np.array(_hex(rng, len(who), 10), dtype=object), address[who])
    roaming = rng.random(len(who)) < 0.45
    net = np.array([f"100.{64 + a}.{b}.{c}" for a, b, c in rng.integers(0, 60, (_POOL, 3))], dtype=object)
    seen = np.where(roaming, net[rng.integers(0, _POOL, len(who))], ip[who])
    return device, sent_to, seen


def _groups(group: Ints, mask: Bools) -> list[Ints]:
    """Positions of the accounts of each home, of those the mask names."""
    chosen = np.flatnonzero(mask)
    order = chosen[np.argsort(group[chosen], kind="stable")]
    cuts = np.flatnonzero(np.diff(group[order])) + 1
    return [np.asarray(part) for part in np.split(order, cuts) if len(part)]


def _rings(
    seed: int, effect: BrushingRing, prices: Ints, number: Ints, order_numbers: Ints
) -> tuple[dict[str, np.ndarray], Columns]:
    rng = stream(seed, "arcade.brushing_ring")
    pieces, first_account, first_order = [], 0, 0
    begun = np.zeros(len(number), dtype="datetime64[s]")
    for ring in effect.rings:
        n = ring.orders
        members = np.arange(first_account, first_account + ring.accounts)
        first_account += ring.accounts
        # Each account orders once, then chance gives out the rest.
        who = rng.permutation(np.concatenate([members, rng.choice(members, n - ring.accounts)]))
        start = np.datetime64(ring.start, "s")
        begun[members] = start
        created = _times(rng, n, start, ring.days)
        item = pick(rng, [7, 3, 1, 0.5], n)
        coupon = np.where(rng.random(n) < 0.3, rng.integers(2, 9, n) * 100, 0)
        paid = np.maximum(prices[ring.seller - 1, item] - coupon, 500)
        alone = rng.random(n) < effect.alone
        devices, addresses = np.array(_hex(rng, ring.devices, 12)), np.array(_hex(rng, ring.addresses, 10))
        # One account keeps to one phone and one address, as whoever runs it has learned.
        phone = rng.integers(0, ring.devices, ring.accounts)[who - members[0]]
        door = rng.integers(0, ring.addresses, ring.accounts)[who - members[0]]
        device = np.where(alone, np.array(_hex(rng, n, 12)), devices[phone]).astype(object)
        address = np.where(alone, np.array(_hex(rng, n, 10)), addresses[door]).astype(object)
        ip = np.array([f"100.{64 + a}.{b}.{c}" for a, b, c in rng.integers(0, 60, (n, 3))], dtype=object)
        paid_at = created + rng.integers(20, 400, n) * np.timedelta64(1, "s")
        quick = rng.random(n) < ring.quick
        usual = _honest_times(rng, created, np.zeros(n, dtype=bool))
        shipped = np.where(quick, paid_at + rng.integers(600, 7200, n) * np.timedelta64(1, "s"), usual["shipped_at"])
        received = np.where(quick, shipped + rng.integers(1800, 43_200, n), usual["received_at"])
        released = np.where(quick, received + rng.integers(60, 3600, n), np.maximum(usual["released_at"], received))
        pieces.append(
            {
                "order_id": order_numbers[first_order : first_order + n],
                "user_id": number[who],
                "seller_id": np.full(n, ring.seller),
                "item_id": ring.seller * 100 + item + 1,
                "created_at": created,
                "pieces": np.ones(n, dtype=np.int64),
                "paid": paid,
                "refund": np.zeros(n, dtype=np.int64),
                "paid_at": paid_at,
                "shipped_at": shipped,
                "received_at": received,
                "released_at": released,
                "device_id": device,
                "address_hash": address,
                "ip": ip,
                "disputed_at": np.full(n, NO_TIME),
                "returned": np.zeros(n, dtype=np.int64),
                "kind": np.ones(n, dtype=np.int64),
            }
        )
        first_order += n
    size = len(number)
    registered: Times = np.asarray(begun - (rng.uniform(6, 260, size) * 86400).astype("timedelta64[s]"))
    orders = {name: np.concatenate([piece[name] for piece in pieces]) for name in pieces[0]}
    return orders, _account_table(rng, number, registered, rng.random(size) < effect.verified)


def _complainers(
    seed: int, effect: PaidNegatives, prices: Ints, number: Ints, order_numbers: Ints, honest: dict[str, np.ndarray]
) -> tuple[dict[str, np.ndarray], Columns, Ints]:
    """Accounts that were paid to complain; some buy the item first, the others show an order of somebody else."""
    rng = stream(seed, "arcade.paid_negatives")
    size = effect.reviews
    start = np.datetime64(effect.start, "s")
    borrows = rng.random(size) < effect.borrowed
    mask = (honest["item_id"] == effect.item) & (honest["created_at"] < start)
    others = rng.permutation(honest["order_id"][mask])
    borrowed = np.where(borrows, np.resize(others, size), -1)
    buys = np.flatnonzero(~borrows)
    n = len(buys)
    created = start - rng.integers(3 * 86400, 8 * 86400, n) * np.timedelta64(1, "s")
    times = _honest_times(rng, created, np.zeros(n, dtype=bool))
    seller = effect.item // 100
    paid = np.full(n, prices[seller - 1, effect.item % 100 - 1])
    refund = np.where(rng.random(n) < 0.4, paid, 0)
    registered = start - (rng.exponential(26, size) * 86400 + 5 * 86400).astype(np.int64) * np.timedelta64(1, "s")
    registered = np.minimum(registered, start - np.timedelta64(9, "D"))
    orders = {
        "order_id": order_numbers[:n],
        "user_id": number[buys],
        "seller_id": np.full(n, seller),
        "item_id": np.full(n, effect.item),
        "created_at": created,
        "pieces": np.ones(n, dtype=np.int64),
        "paid": paid,
        "refund": refund,
        **times,
        "device_id": np.array(_hex(rng, n, 12), dtype=object),
        "address_hash": np.array(_hex(rng, n, 10), dtype=object),
        "ip": np.array([f"100.{64 + a}.{b}.{c}" for a, b, c in rng.integers(0, 60, (n, 3))], dtype=object),
        "disputed_at": np.full(n, NO_TIME),
        "returned": np.zeros(n, dtype=np.int64),
        "kind": np.full(n, 2),
    }
    return orders, _account_table(rng, number, registered, rng.random(size) < 0.74), borrowed


def _payments(orders: dict[str, np.ndarray]) -> Columns:
    """Make the table ``transactions_sec``, one row an order."""
    state = np.where(orders["refund"] >= orders["paid"], 1, 0)
    state = np.where(np.isnat(orders["disputed_at"]), state, 2)
    return {
        "order_id": orders["order_id"],
        "device_id": _named(orders["device_id"]),
        "ip": _named(orders["ip"]),
        "address_hash": _named(orders["address_hash"]),
        "escrow_state": Coded(state.astype(np.int32), ["released", "refunded", "disputed"]),
        "paid_at": orders["paid_at"],
        "shipped_at": orders["shipped_at"],
        "received_at": orders["received_at"],
        "released_at": orders["released_at"],
        "disputed_at": orders["disputed_at"],
        "returned": orders["returned"],
        "label_fake": orders["kind"] == 1,
    }


def _named(values: np.ndarray) -> Coded:
    labels: dict[str, int] = {}
    codes = [-1 if value is None else labels.setdefault(value, len(labels)) for value in values]
    return Coded(np.array(codes, dtype=np.int32), list(labels))
