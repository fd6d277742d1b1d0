"""Runs the whole simulation, table by table and block by block."""

from collections.abc import Callable, Generator, Iterator
from dataclasses import dataclass, field

import numpy as np

from classroom.world import (
    accounts,
    actions,
    assortment,
    calendar,
    campaigns,
    disputes,
    experiments,
    finance,
    incidents,
    landscape,
    live,
    logistics,
    market,
    marketing,
    members,
    pages,
    paid_media,
    platform_books,
    platforms,
    pricing,
    raw_orders,
    raw_traffic,
    recommendation,
    referrals,
    replenishment,
    report,
    risk,
    search,
    service,
    social,
    stock,
    support,
    team,
    traffic,
    training,
)
from classroom.world.catalogue import make_catalogue
from classroom.world.columns import MISSING, Columns, Times, length, take
from classroom.world.customers import BLOCK, make_customers
from classroom.world.dispatched import Dispatched
from classroom.world.effects import Effects
from classroom.world.leavers import leavers
from classroom.world.made import Made
from classroom.world.orders import make_orders
from classroom.world.watched import Watched

MONTHS = 24
# Makers of the tables of single chapters, in order; `schema.GROUP_OF` says which makes which.
GROUPS = {
    "landscape": landscape,
    "platforms": platforms,
    "market": market,
    "assortment": assortment,
    "pages": pages,
    "pricing": pricing,
    "replenishment": replenishment,
    "logistics": logistics,
    "paid_media": paid_media,
    "social": social,
    "live": live,
    "campaigns": campaigns,
    "support": support,
    "recommendation": recommendation,
    "accounts": accounts,
    "risk": risk,
    "team": team,
    "training": training,
}
Progress = Callable[[str], None]


@dataclass(frozen=True)
class Settings:
    """What world to make.

    Attributes
    ----------
    seed
        Seed of every draw.
    scale
        Number of blocks of 20,000 users; a fraction makes the last block smaller.
    window
        First and last day of the tables ``sessions`` and ``events``; None for all days.
    effects
        What is planted.
    """

    seed: int = 20251111
    scale: float = 1.0
    window: tuple[np.datetime64, np.datetime64] | None = calendar.WINDOW
    effects: Effects = field(default_factory=Effects)

    @property
    def blocks(self) -> list[int]:
        """Users in each block."""
        users = round(self.scale * BLOCK)
        return [min(BLOCK, users - start) for start in range(0, users, BLOCK)]


@dataclass
class _Ids:
    """Next ids of tables that are made block by block."""

    order_id: int = 1
    return_id: int = 1
    review_id: int = 1
    ticket_id: int = 1
    survey_id: int = 1
    coupon_id: int = 1
    session_id: int = 1
    entry_id: int = 1
    case_id: int = 1


def generate(settings: Settings, progress: Progress = lambda text: None) -> Iterator[tuple[str, Columns]]:
    """Make the world piece by piece.

    Parameters
    ----------
    settings
        What world to make.
    progress
        Is told what is being made.

    Yields
    ------
    tuple
        Name of a table and a piece of it; pieces of one table come in order and belong one under the other.
    """
    made = yield from generate_shop(settings, progress)
    progress("tables of single chapters")
    yield from tables_of_chapters(made)


def generate_shop(
    settings: Settings, progress: Progress = lambda text: None
) -> Generator[tuple[str, Columns], None, Made]:
    """Make the shop without the tables of single chapters; returns what these need.

    Parameters
    ----------
    settings
        What world to make.
    progress
        Is told what is being made.

    Yields
    ------
    tuple
        Name of a table and a piece of it; pieces of one table come in order and belong one under the other.
    """
    seed, effects = settings.seed, settings.effects
    progress("catalogue")
    catalogue = make_catalogue(seed, effects)
    words = search.keywords(seed, effects)
    offers = marketing.promotions(seed, effects)
    yield "shops", catalogue.shops
    yield "products", catalogue.products
    yield "listings", catalogue.listings
    yield "calendar", calendar.calendar()
    yield "keywords", words
    yield "promotions", offers
    yield "search_rank", search.search_rank(seed, effects, catalogue, words)
    yield "site_pages", search.site_pages(seed, effects)
    yield "content_posts", search.content_posts(seed)
    yield "metric_dict", report.metric_dict()
    yield "incidents", incidents.incidents(effects)
    yield "decision_log", experiments.decision_log(seed, effects)
    yield "ab_tests", experiments.ab_tests(seed, effects)

    busy = calendar.busyness(seed)
    plan = traffic.make_plan(effects)
    flows, ads, payouts, daily = (
        stock.empty_flows(),
        marketing.empty_ads(),
        finance.empty_payouts(),
        report.empty_report(),
    )
    takings = platform_books.empty_takings()
    own_sales = market.empty_sales()
    ids = _Ids()
    watched = Watched()
    dispatched = Dispatched()
    exported: list[Columns] = []
    on_site: list[tuple[Columns, Columns]] = []
    for block, size in enumerate(settings.blocks):
        progress(f"block {block + 1} of {len(settings.blocks)}: customers and orders")
        customers = make_customers(seed, block, size, effects)
        orders = make_orders(
            seed, block, customers, catalogue, plan.order_shares, (ids.order_id, ids.return_id), effects
        )
        # Visits are planned for the orders that would have been.
        expected = traffic.expected_orders(busy, orders)
        orders = incidents.strike(seed, block, effects, orders, (traffic.PAID_SEARCH, traffic.SHORT_VIDEO))
        yield "users", customers.table
        coupons = marketing.coupons(seed, block, customers, orders, offers, ids.coupon_id)
        yield "coupons", coupons
        yield "order_items", orders.items
        yield "returns", orders.returns
        watched.add_orders(orders)
        cases = disputes.disputes(seed, block, orders, ids.case_id)
        yield "disputes", cases
        # The parcels of the first customers are sample enough.
        dispatched.add(orders, keep=block == 0)
        moods = effects.satisfied_stay
        leaves = leavers(orders.buyer, np.asarray(orders.table["created_at"]), orders.paid)
        reviews = service.reviews(seed, block, moods, catalogue, orders, leaves, ids.review_id)
        yield "reviews", reviews
        tickets = service.tickets(seed, block, moods, orders, leaves, ids.ticket_id)
        yield "cs_tickets", tickets
        surveys = service.surveys(seed, block, moods, customers, orders, leaves, ids.survey_id)
        yield "surveys", surveys
        membership = members.join(seed, block, effects.members_choose, customers, orders)
        points = members.points_ledger(seed, block, customers, orders, membership)
        yield "members", members.members(customers, orders, reviews, tickets, membership, points)
        yield "points_ledger", points
        yield "member_events", members.member_events(seed, block, effects, customers, orders, membership)
        yield "referrals", referrals.referrals(seed, block, customers, orders)
        entries = finance.ledger(catalogue, orders)
        yield "ledger", _numbered(entries, ids)
        finance.add_payouts(payouts, orders)
        platform_books.add_takings(takings, orders)
        report.add_orders(daily, orders)
        market.add_sales(own_sales, catalogue, orders)
        stock.add_flows(flows, orders)

        earlier = traffic.plan_returns(seed, block, orders)
        counters = traffic.Counters(ids.session_id)
        session_of_order = np.asarray(orders.table["session_id"])
        for month in range(MONTHS):
            progress(f"block {block + 1} of {len(settings.blocks)}: visits of month {month + 1} of {MONTHS}")
            visits = traffic.make_visits(
                seed, block, month, customers, orders, earlier, expected, plan, effects, counters
            )
            has_order = visits.order != MISSING
            session_of_order[visits.order[has_order]] = np.asarray(visits.table["session_id"])[has_order]
            marketing.add_ads(ads, visits, orders)
            report.add_visits(daily, visits, orders)
            shown = _overlaps(month, settings.window)
            if shown or month == raw_traffic.MONTH:
                events, told = actions.make_events(seed, block, month, visits, orders, earlier[1], catalogue, words)
                if month == raw_traffic.MONTH:
                    on_site.append(raw_traffic.visits_of_the_site(visits, events))
                if shown:
                    for name, piece in _cut(_session_table(visits.table, told), events, settings.window):
                        # The first customers are sample enough.
                        if name == "sessions" and block == 0:
                            watched.add_visits(piece)
                        yield name, piece
        exported.append(raw_orders.orders_of_the_month(orders))
        yield "orders", orders.table
        ids.session_id = counters.session_id
        ids.order_id += length(orders.table)
        ids.return_id += length(orders.returns)
        ids.case_id += length(cases)
        ids.review_id += length(reviews)
        ids.ticket_id += length(tickets)
        ids.survey_id += length(surveys)
        ids.coupon_id += length(coupons)

    progress("raw exports")
    site = raw_traffic.Site(seed, on_site)
    yield "raw_server_log", raw_traffic.server_log(seed, effects, site)
    yield "raw_js_beacon", raw_traffic.js_beacon(seed, effects, site)
    yield "raw_orders", raw_orders.raw_orders(seed, effects, exported)
    yield "export_taobao", raw_orders.export_taobao(seed, exported, catalogue.shops)
    yield "export_jd", raw_orders.export_jd(seed, exported, catalogue.shops)
    progress("stock")
    inventory, purchases = stock.make_stock(seed, catalogue, flows)
    yield "inventory_daily", inventory
    yield "purchase_orders", purchases
    progress("books")
    spending = marketing.make_ads(seed, ads, words)
    yield "ads_daily", spending
    yield "ledger", _numbered(finance.media_entries(spending), ids)
    yield "settlements", finance.settlements(payouts)
    yield "metric_daily", report.metric_daily(daily, effects, inventory, spending)
    return Made(
        seed=seed,
        effects=effects,
        catalogue=catalogue,
        inventory=inventory,
        purchases=purchases,
        spending=spending,
        takings=takings,
        scale=settings.scale,
        own_sales=own_sales,
        watched=watched,
        dispatched=dispatched,
    )


def tables_of_chapters(made: Made) -> Iterator[tuple[str, Columns]]:
    """Make the tables of single chapters, which nothing in the shop depends on."""
    for group in GROUPS.values():
        yield from group.tables(made)


def _numbered(entries: Columns, ids: _Ids) -> Columns:
    first = ids.entry_id
    ids.entry_id += length(entries)
    return {"entry_id": np.arange(first, ids.entry_id), **entries}


def _overlaps(month: int, window: tuple[np.datetime64, np.datetime64] | None) -> bool:
    this = np.datetime64("2024-01", "M") + month
    return window is None or bool(window[0].astype("datetime64[M]") <= this <= window[1].astype("datetime64[M]"))


def _session_table(table: Columns, told: Columns) -> Columns:
    """Put the columns in the order that the schema states."""
    merged = {**table, **told}
    order = ("session_id", "visitor_id", "user_id", "shop_id", "started_at", "source", "medium", "campaign", "device",
             "is_new", "landing", "pageviews", "duration_s", "bounced", "load_ms", "is_bot")  # fmt: skip
    return {name: merged[name] for name in order}


def _cut(
    sessions: Columns, events: Columns, window: tuple[np.datetime64, np.datetime64] | None
) -> Iterator[tuple[str, Columns]]:
    """Keep the visits that start inside the window, with all their events."""
    if window is not None:
        started: Times = np.asarray(sessions["started_at"])
        inside = (started >= window[0]) & (started < window[1] + np.timedelta64(1, "D"))
        kept = np.asarray(sessions["session_id"])[inside]
        sessions = take(sessions, inside)
        session = np.asarray(events["session_id"])
        # Both are sorted by session_id and the window is one stretch of them.
        first, last = (int(kept[0]), int(kept[-1])) if len(kept) else (0, -1)
        events = take(events, (session >= first) & (session <= last))
    yield "sessions", sessions
    yield "events", events
