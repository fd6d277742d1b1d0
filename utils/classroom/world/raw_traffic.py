"""Two ways to count the visits of the group's own site: the log of its server, and the script in its pages."""

from collections.abc import Sequence
from urllib.parse import quote

import numpy as np

from classroom.world.actions import (
    CAMPAIGN,
    CART,
    CART_PAGE,
    CHECKOUT,
    CHECKOUT_PAGE,
    CLICK,
    DONE,
    FAVORITE,
    HOME,
    ITEM,
    LIST,
    ORDER,
    PAY,
    PAY_PAGE,
    SEARCH,
    SEARCH_PAGE,
    VIEW,
)
from classroom.world.catalogue import GOODS, SHOPS
from classroom.world.columns import MISSING, Coded, Columns, Floats, Ints, Times, coded, pick, take
from classroom.world.effects import BeaconFaults, Effects
from classroom.world.streams import stream
from classroom.world.traffic import (
    CAMPAIGN_NAMES,
    DEAL_SITE,
    DIRECT,
    MACHINE,
    PAID,
    PAID_SEARCH,
    RECOMMEND,
    SHARED,
    SHORT_VIDEO,
    SOCIAL,
    Visits,
)
from classroom.world.traffic import SEARCH as FROM_SEARCH

MONTH = 21  # October 2025, counted from the first month of the world
DAYS = (np.datetime64("2025-10-13", "D"), np.datetime64("2025-10-26", "D"))
SITE = "https://mall.example"
_OWN_SHOP = next(shop[0] for shop in SHOPS if shop[2] == "private")
_TO_UTC = np.timedelta64(8, "h")
_PAGE_PATHS = {
    HOME: "/",
    LIST: "/list",
    SEARCH_PAGE: "/search",
    ITEM: "/item/",
    CART_PAGE: "/cart",
    CHECKOUT_PAGE: "/checkout",
    PAY_PAGE: "/pay",
    DONE: "/done",
    CAMPAIGN: "/promo",
}
_REFERRERS = {
    FROM_SEARCH: "https://search.example/s",
    RECOMMEND: "https://feed.example/",
    PAID_SEARCH: "https://search.example/s",
    SHORT_VIDEO: "https://video.example/",
    SOCIAL: "https://social.example/",
    DEAL_SITE: "https://deals.example/",
}
# Source and utm_medium of tagged visits.
_TAGS = {
    PAID_SEARCH: ("paid_search", "cpc"),
    SHORT_VIDEO: ("short_video", "paid_video"),
    SOCIAL: ("social", "paid_social"),
    DEAL_SITE: ("deal_site", "cpc"),
}
_ACTIONS = {VIEW: "page_view", CHECKOUT: "page_view", CLICK: "click", SEARCH: "search", FAVORITE: "favorite",
            CART: "cart", ORDER: "order", PAY: "pay"}  # fmt: skip
_MOBILE = (
    "Mozilla/5.0 (Linux; Android 14; V2309A) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/126.0.0.0 Mobile Safari/537.36",
    "Mozilla/5.0 (Linux; Android 13; SM-A5460) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/122.0.0.0 Mobile Safari/537.36 MicroMessenger/8.0.50",
    "Mozilla/5.0 (iPhone; CPU iPhone OS 17_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/17.5 Mobile/15E148 Safari/604.1",
    "Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Mobile/15E148 MicroMessenger/8.0.52",
)
_DESKTOP = (
    "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/128.0.0.0 Safari/537.36",
    "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/127.0.0.0 Safari/537.36 Edg/127.0.0.0",
    "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/17.4 Safari/605.1.15",
    "Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:129.0) Gecko/20100101 Firefox/129.0",
)
_TABLET = (
    "Mozilla/5.0 (iPad; CPU OS 17_4 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/17.4 Mobile/15E148 Safari/604.1",
    "Mozilla/5.0 (Linux; Android 13; TB320FC) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/125.0.0.0 Safari/537.36",
)
_AGENTS = (_MOBILE, _DESKTOP, _TABLET)
_HEADLESS = (
    "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) HeadlessChrome/118.0.0.0 Safari/537.36"
)
_CRAWLERS = (
    "Mozilla/5.0 (compatible; Baiduspider/2.0; +http://www.baidu.com/search/spider.html)",
    "Mozilla/5.0 (compatible; bingbot/2.0; +http://www.bing.com/bingbot.htm)",
    "Sogou web spider/4.0(+http://www.sogou.com/docs/help/webmasters.htm#07)",
    "Mozilla/5.0 (compatible; Bytespider; spider-feedback@bytedance.com)",
    "Mozilla/5.0 (compatible; 360Spider)",
    "python-requests/2.31.0",
    "curl/8.4.0",
)
_CRAWLER_SHARES = (0.34, 0.18, 0.14, 0.12, 0.10, 0.08, 0.04)
# Moment, network address, user agent, path, status, cookie.
_Request = tuple[np.datetime64, str, str, str, int, str | None]
_TLS = ("TLSv1.3", "TLSv1.2", "TLSv1.1")


def visits_of_the_site(visits: Visits, events: Columns) -> tuple[Columns, Columns]:
    """Pick the visits of the group's own site in the two weeks, and what was done in them.

    Parameters
    ----------
    visits
        The visits of October 2025 of one block.
    events
        Their events.

    Returns
    -------
    tuple
        The visits (with codes instead of texts, and whether a machine comes), and their events.
    """
    started, shop = np.asarray(visits.table["started_at"]), np.asarray(visits.table["shop_id"])
    inside = (shop == _OWN_SHOP) & (started >= DAYS[0]) & (started < DAYS[1] + np.timedelta64(1, "D"))
    rows = np.flatnonzero(inside)
    codes = {}
    for name in ("medium", "device"):
        column = visits.table[name]
        assert isinstance(column, Coded)
        codes[name] = column.codes[rows].astype(np.int64)
    session_id = np.asarray(visits.table["session_id"])
    kept: Columns = {
        "session_id": session_id[rows],
        "visitor_id": np.asarray(visits.table["visitor_id"])[rows],
        "started_at": started[rows],
        "source": visits.source[rows],
        "campaign": visits.campaign[rows],
        "machine": visits.what[rows] == MACHINE,
        **codes,
    }
    return kept, take(events, np.flatnonzero(inside[np.asarray(events["session_id"]) - session_id[0]]))


class Site:
    """What really happened on the site: people's actions and the pages they stood on, in order of visit and time.

    Attributes
    ----------
    visits
        The visits of all blocks.
    session, number
        Of each action: position of the visit, and number inside it.
    kind, moment
        Of each action: what it is, and when, with milliseconds, local time.
    page
        Of each action: position of the page load that it belongs to.
    loads
        Positions of the actions that load a page.
    path
        Of each page load: address without what advertising adds.
    tag
        Of each visit: what advertising adds to the first address; empty where nothing.
    """

    def __init__(self, seed: int, blocks: Sequence[tuple[Columns, Columns]]) -> None:
        rng = stream(seed, "raw_traffic")
        self.visits, events = _joined(blocks)
        ids = np.asarray(self.visits["session_id"])
        self.session = np.searchsorted(ids, np.asarray(events["session_id"]))
        kind, page = events["type"], events["page"]
        assert isinstance(kind, Coded)
        assert isinstance(page, Coded)
        self.kind = kind.codes.astype(np.int64)
        self.moment = _with_milliseconds(rng, np.asarray(events["ts"]), self.session)
        loads = np.asarray(events["page_load_ms"]) != MISSING
        self.loads = np.flatnonzero(loads)
        self.page = np.cumsum(loads) - 1
        self.path = _paths(take(events, self.loads))
        self.tag = _tags(rng, self.visits)
        self.first = np.r_[True, self.session[1:] != self.session[:-1]] if len(self.session) else loads

    def addresses(self) -> list[str]:
        """Address of each page load, with what advertising adds to the first of a visit."""
        tagged = []
        for path, session, first in zip(
            self.path, self.session[self.loads].tolist(), self.first[self.loads].tolist(), strict=True
        ):
            tag = self.tag[session] if first else ""
            tagged.append(f"{path}{'&' if '?' in path else '?'}{tag}" if tag else path)
        return tagged


def server_log(seed: int, effects: Effects, site: Site) -> Columns:
    """Make the table ``raw_server_log``: every request for a page, by people and machines.

    Parameters
    ----------
    seed, effects
        Which world, and how many machines.
    site
        What really happened.
    """
    rng = stream(seed, "raw_server_log")
    visits = site.visits
    people = ~np.asarray(visits["machine"])
    session = site.session[site.loads]
    by_people = np.flatnonzero(people[session])
    moment, path = site.moment[site.loads], site.addresses()
    visitor = np.asarray(visits["visitor_id"])[session]
    agent, address = _who(seed, visits)
    cookie = [_cookie(number) for number in visitor]
    requests: list[_Request] = [
        (moment[n], address[session[n]], agent[session[n]], path[n], 200, cookie[n]) for n in by_people.tolist()
    ]
    # Old addresses lead on to the new one at once; some addresses do not exist.
    items = np.array([path[n].startswith("/item/") for n in by_people.tolist()], dtype=bool)
    old = by_people[items][rng.random(int(items.sum())) < 0.02]
    before = moment[old] - rng.integers(20, 90, len(old)).astype("timedelta64[ms]")
    requests += [
        (when, address[session[n]], agent[session[n]], path[n].replace("/item/", "/goods/"), 301, cookie[n])
        for n, when in zip(old.tolist(), before, strict=True)
    ]
    lost = by_people[rng.random(len(by_people)) < 0.008]
    after = moment[lost] + rng.integers(900, 4_000, len(lost)).astype("timedelta64[ms]")
    nowhere = rng.integers(GOODS + 1, 999, len(lost))
    requests += [
        (when, address[session[n]], agent[session[n]], f"/item/{bad}", 404, cookie[n])
        for n, when, bad in zip(lost.tolist(), after, nowhere, strict=True)
    ]
    secure = pick(rng, [0.86, 0.14], len(requests)).tolist()
    if effects.log_bots is not None:
        by_machines = np.flatnonzero(~people[session])
        machines: list[_Request] = [
            (moment[n], _machine_address(rng), _HEADLESS, path[n], 200, None) for n in by_machines.tolist()
        ]
        share = effects.log_bots.share
        others = max(0, round(share / (1 - share) * len(requests)) - len(machines))
        scrapers = round(effects.log_bots.scrapers * others)
        machines += _scrapers(rng, scrapers) + _crawlers(rng, others - scrapers)
        secure += pick(rng, [0.25, 0.68, 0.07], len(machines)).tolist()
        requests += machines
    times = np.array([request[0] for request in requests], dtype="datetime64[ms]")
    slow = np.array([3.0 if request[3].startswith(("/checkout", "/pay", "/search")) else 1.0 for request in requests])
    quick = np.array([request[4] != 200 for request in requests], dtype=bool)
    taken = np.where(quick, 6.0, 62.0 * slow) * np.exp(rng.normal(0, 0.55, len(requests)))
    sort = np.argsort(times, kind="stable")
    return {
        "ts": _utc(times[sort]),
        **{
            name: coded(requests[n][place] for n in sort.tolist())
            for place, name in ((1, "ip"), (2, "ua"), (3, "path"))
        },
        "status": np.array([requests[n][4] for n in sort.tolist()], dtype=np.int64),
        "ms": np.maximum(np.rint(taken[sort]), 1).astype(np.int64),
        "tls_version": coded(_TLS[secure[n]] for n in sort.tolist()),
        "cookie": coded(requests[n][5] for n in sort.tolist()),
    }


def js_beacon(seed: int, effects: Effects, site: Site) -> Columns:
    """Make the table ``raw_js_beacon``: what the script in the pages reports.

    Parameters
    ----------
    seed, effects
        Which world, and what the script misses or counts too often.
    site
        What really happened.
    """
    rng = stream(seed, "raw_js_beacon")
    faults = effects.beacon_faults or BeaconFaults(0.0, 0.0, 0.0, 0.0, "")
    visits = site.visits
    visitors, of_visit = np.unique(np.asarray(visits["visitor_id"]), return_inverse=True)
    blocks = rng.random(len(visitors)) < faults.blocked
    wrong = rng.random(len(visitors)) < faults.wrong_clocks
    minutes = rng.uniform(2, 45, len(visitors)) * rng.choice([-1, 1], len(visitors))
    ahead = np.where(wrong, np.rint(minutes * 60_000), np.rint(rng.normal(0, 400, len(visitors)))).astype(np.int64)
    seen = ~np.asarray(visits["machine"]) & ~blocks[of_visit]
    reported = np.isin(site.kind, list(_ACTIONS))
    arrives = rng.random(len(site.kind)) >= faults.lost
    rows = np.flatnonzero(seen[site.session] & reported & arrives)
    fired = site.moment[rows]
    travel = (80 + rng.gamma(2.0, 90.0, len(rows))).astype(np.int64)
    uid = rng.integers(0, 2**63, len(rows))

    again = np.flatnonzero(rng.random(len(rows)) < faults.repeated)
    late = rng.integers(2_000, 30_000, len(again))
    twice = np.flatnonzero(fired.astype("datetime64[D]") == np.datetime64(faults.double_day or "NaT", "D"))
    gap = rng.integers(2, 40, len(twice))
    part = np.r_[np.arange(len(rows)), again, twice]
    extra = np.r_[np.zeros(len(rows), np.int64), np.zeros(len(again), np.int64), gap]
    delay = np.r_[travel, travel[again] + late, travel[twice]]
    number = np.r_[uid, uid[again], rng.integers(0, 2**63, len(twice))]

    on_client = fired[part] + extra.astype("timedelta64[ms]")
    on_server = on_client + delay.astype("timedelta64[ms]")
    clock = ahead[of_visit[site.session[rows]]][part].astype("timedelta64[ms]")
    sort = np.argsort(on_server, kind="stable")
    action = rows[part][sort]
    load = site.page[action]
    addresses, referrers = site.addresses(), _referrers(site)
    visitor = np.asarray(visits["visitor_id"])[site.session[action]]
    client = np.char.replace(np.datetime_as_string((on_client + clock)[sort], unit="ms"), "T", " ")
    return {
        "ts_client": coded(client.tolist()),
        "ts_server": _utc(on_server[sort]),
        "cid": coded(_cookie(number) for number in visitor),
        "url": coded(f"{SITE}{addresses[n]}" for n in load.tolist()),
        "referrer": coded(referrers[n] for n in load.tolist()),
        "event": coded(_ACTIONS[kind] for kind in site.kind[action].tolist()),
        "event_uid": coded(f"{one:016x}" for one in number[sort].tolist()),
    }


def _joined(blocks: Sequence[tuple[Columns, Columns]]) -> tuple[Columns, Columns]:
    from classroom.world.columns import concatenate

    return concatenate([visits for visits, _ in blocks]), concatenate([events for _, events in blocks])


def _with_milliseconds(rng: np.random.Generator, second: Times, session: Ints) -> Times:
    """Times with milliseconds that keep the order of the actions inside a visit."""
    part = rng.integers(100, 700, len(second))
    follows = np.r_[False, (session[1:] == session[:-1]) & (second[1:] == second[:-1])] if len(second) else part > 0
    for row in np.flatnonzero(follows).tolist():
        part[row] = min(part[row - 1] + 25, 999)
    return second.astype("datetime64[ms]") + part.astype("timedelta64[ms]")


def _paths(pages: Columns) -> list[str]:
    page, query = pages["page"], pages["query"]
    assert isinstance(page, Coded)
    assert isinstance(query, Coded)
    quoted = [quote(word) for word in query.labels]
    found = []
    for code, good, word in zip(
        page.codes.tolist(), np.asarray(pages["sku_id"]).tolist(), query.codes.tolist(), strict=True
    ):
        path = _PAGE_PATHS[code]
        if code == ITEM:
            path += str(good)
        elif code == SEARCH_PAGE and word != MISSING:
            path += f"?q={quoted[word]}"
        found.append(path)
    return found


def _tags(rng: np.random.Generator, visits: Columns) -> list[str]:
    """What stands behind the first address of each visit; a few were typed carelessly."""
    source, medium = np.asarray(visits["source"]), np.asarray(visits["medium"])
    campaign = np.asarray(visits["campaign"])
    shared = rng.random(len(source)) < 0.70  # of the links that friends send on
    careless = pick(rng, [0.96, 0.02, 0.02], len(source))
    tags = []
    for row in range(len(source)):
        if medium[row] == PAID:
            name, kind = _TAGS[int(source[row])]
            rest = f"&utm_campaign={CAMPAIGN_NAMES[campaign[row]]}"
        elif source[row] == SOCIAL and medium[row] == SHARED and shared[row]:
            name, kind, rest = "social", "share", ""
        else:
            tags.append("")
            continue
        name = (name, name.title(), f"{name}%20")[careless[row]]
        tags.append(f"utm_source={name}&utm_medium={kind}{rest}")
    return tags


def _referrers(site: Site) -> list[str | None]:
    """Where each page load came from: the site before, or the page before."""
    source = np.asarray(site.visits["source"])
    session = site.session[site.loads]
    first = site.first[site.loads]
    found: list[str | None] = []
    for n, path in enumerate(site.path):
        if not first[n]:
            found.append(f"{SITE}{site.path[n - 1].split('?')[0]}")
        elif source[session[n]] == FROM_SEARCH and "?q=" in path:
            found.append(f"{_REFERRERS[FROM_SEARCH]}?{path.split('?')[1]}")
        else:
            found.append(None if source[session[n]] == DIRECT else _REFERRERS[int(source[session[n]])])
    return found


def _who(seed: int, visits: Columns) -> tuple[list[str], list[str]]:
    """User agent and network address of each visit: a visitor keeps the agent, and mostly the address."""
    rng = stream(seed, "raw_traffic.devices")
    visitors, of_visit = np.unique(np.asarray(visits["visitor_id"]), return_inverse=True)
    agent, home = rng.random(len(visitors)), rng.integers(0, 2**20, len(visitors))
    away = np.where(rng.random(len(of_visit)) < 0.25, rng.integers(0, 2**20, len(of_visit)), home[of_visit])
    agents, addresses = [], []
    for row, device in enumerate(np.asarray(visits["device"]).tolist()):
        choice = _AGENTS[device]
        agents.append(choice[int(agent[of_visit[row]] * len(choice))])
        # Many share one address: mobile networks and offices have few for all.
        number = int(away[row])
        addresses.append(
            f"100.{64 + number % 8}.{number // 8 % 16}.{1 + number // 128 % 200}"
            if device == 0
            else f"203.0.113.{1 + number % 254}"
        )
    return agents, addresses


def _cookie(visitor: int) -> str:
    return f"{(int(visitor) * 0x9E3779B97F4A7C15 + 0x632BE59BD9B4E019) % 2**64:016x}"


def _utc(moment: Times) -> Coded:
    return coded(f"{text}Z" for text in np.datetime_as_string(moment - _TO_UTC, unit="ms").tolist())


def _machine_address(rng: np.random.Generator) -> str:
    return f"{('192.0.2', '198.51.100')[int(rng.integers(2))]}.{int(rng.integers(1, 255))}"


def _any_moment(rng: np.random.Generator, size: int) -> Times:
    span = int((DAYS[1] - DAYS[0]).astype(int) + 1) * 86_400_000
    return DAYS[0].astype("datetime64[ms]") + rng.integers(0, span, size).astype("timedelta64[ms]")


def _scrapers(rng: np.random.Generator, count: int) -> list[_Request]:
    """Machines that look like browsers and ask for page after page; one of several keeps its cookie."""
    runs = max(1, round(count / 120))
    requests: list[_Request] = []
    for run, size in enumerate(rng.multinomial(count, np.full(runs, 1 / runs)).tolist()):
        pace: Floats = rng.uniform(2_000, 6_000, size)
        # Ends before the two weeks do.
        start = DAYS[0].astype("datetime64[ms]") + np.timedelta64(int(rng.integers(0, 13 * 86_400_000)), "ms")
        times = start + np.cumsum(pace).astype("timedelta64[ms]")
        first = int(rng.integers(1, GOODS + 1))
        agent, address = _DESKTOP[int(rng.integers(len(_DESKTOP)))], _machine_address(rng)
        cookie = f"{int(rng.integers(0, 2**63)):016x}" if run == 0 and runs > 1 else None
        for step, when in enumerate(times):
            requests.append((when, address, agent, f"/item/{(first + step - 1) % GOODS + 1}", 200, cookie))
    return requests


def _crawlers(rng: np.random.Generator, count: int) -> list[_Request]:
    """Machines that say what they are."""
    agent = pick(rng, _CRAWLER_SHARES, count).tolist()
    what = pick(rng, [0.62, 0.12, 0.08, 0.06, 0.06, 0.06], count).tolist()
    goods = rng.integers(1, GOODS + 1, count).tolist()
    requests: list[_Request] = []
    for row, when in enumerate(_any_moment(rng, count)):
        good = goods[row]
        path, status = (
            (f"/item/{good}", 200),
            ("/list", 200),
            ("/", 200),
            ("/robots.txt", 200),
            (f"/goods/{good}", 301),
            (f"/item/{good + GOODS}", 404),
        )[what[row]]
        requests.append((when, _machine_address(rng), _CRAWLERS[agent[row]], path, status, None))
    return requests
