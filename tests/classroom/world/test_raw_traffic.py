"""The two ways to count visits: what each misses and adds, and that the clean log is the table of visits."""

import ipaddress
from collections.abc import Callable
from urllib.parse import parse_qs, urlsplit

import numpy as np
import pandas as pd
import pytest

from classroom.world import small_world
from classroom.world.effects import BeaconFaults, LogBots

Load = Callable[[str], pd.DataFrame]
MACHINES = "bot|spider|crawl|headless|curl|python"


def local(texts: pd.Series) -> pd.Series:
    """UTC texts as local time of Shanghai without a zone."""
    return pd.to_datetime(texts).dt.tz_convert("Asia/Shanghai").dt.tz_localize(None)


def machines(log: pd.DataFrame) -> pd.Series:
    """Which requests come from machines: by name, without a cookie, or too fast."""
    moment = local(log["ts"])
    fast = []
    for cookie, times in moment.groupby(log["cookie"]):
        times = times.sort_values()
        if len(times) > 60 and (times.diff(60) < pd.Timedelta("10min")).any():
            fast.append(cookie)
    return log["ua"].str.contains(MACHINES, case=False) | log["cookie"].isna() | log["cookie"].isin(fast)


def human_visits(tables: Load) -> pd.DataFrame:
    sessions, shops = tables("sessions"), tables("shops")
    (site,) = shops.loc[shops["shop_type"] == "private", "shop_id"]
    visits = sessions[(sessions["shop_id"] == site) & (sessions["started_at"] < "2025-10-27")]
    machine = (visits["source"] == "deal_site") & (visits["pageviews"] == 1) & (visits["duration_s"] <= 2)
    return visits[~machine]


@pytest.fixture(scope="module")
def log(table: Load) -> pd.DataFrame:
    found = table("raw_server_log")
    return found.assign(moment=local(found["ts"]), machine=machines(found))


@pytest.fixture(scope="module")
def pages(log: pd.DataFrame) -> pd.DataFrame:
    """Page views of people."""
    return log[~log["machine"] & (log["status"] == 200)]


@pytest.fixture(scope="module")
def beacon(table: Load) -> pd.DataFrame:
    found = table("raw_js_beacon")
    return found.assign(moment=local(found["ts_server"]))


def test_a_good_tenth_of_the_requests_are_machines(log: pd.DataFrame) -> None:
    assert log["machine"].mean() == pytest.approx(LogBots().share, abs=0.002)
    named = log["ua"].str.contains(MACHINES, case=False)
    assert 0.05 < named.mean() < 0.10
    hidden = log[log["machine"] & ~named]
    assert hidden["cookie"].isna().any()  # without a cookie ...
    kept = hidden.dropna(subset=["cookie"])
    assert kept["cookie"].nunique() == 1  # ... but for one, which only its pace gives away
    assert kept["moment"].diff().dropna().between(pd.Timedelta("2s"), pd.Timedelta("6.1s")).all()
    assert log.loc[~log["machine"], "cookie"].notna().all()


def test_people_in_the_log_are_the_visits_of_the_shop(table: Load, pages: pd.DataFrame) -> None:
    visits = human_visits(table)
    assert abs(len(pages) - visits["pageviews"].sum()) <= 10
    pages = pages.sort_values(["cookie", "moment"])
    first = (pages["cookie"] != pages["cookie"].shift()) | (pages["moment"].diff() > pd.Timedelta("30min"))
    assert first.sum() == pytest.approx(len(visits), rel=0.005)
    assert visits["started_at"].isin(pages.loc[first, "moment"].dt.floor("s")).mean() > 0.995
    assert pages["cookie"].nunique() == pytest.approx(visits["visitor_id"].nunique(), abs=5)
    assert pages["moment"].min() >= pd.Timestamp("2025-10-13")


def test_addresses_are_nobodys(log: pd.DataFrame) -> None:
    networks = [
        ipaddress.ip_network(text) for text in ("192.0.2.0/24", "198.51.100.0/24", "203.0.113.0/24", "100.64.0.0/10")
    ]
    for address in log["ip"].unique():
        assert any(ipaddress.ip_address(address) in network for network in networks), address


def test_moved_and_missing_pages_are_few(log: pd.DataFrame) -> None:
    share = log["status"].value_counts(normalize=True)
    assert set(share.index) == {200, 301, 404}
    assert 0.005 < share[301] < 0.03
    assert 0.005 < share[404] < 0.03
    moved = log[(log["status"] == 301) & ~log["machine"]]
    pages = log[(log["status"] == 200) & ~log["machine"]].groupby("cookie")
    for row in moved.head(30).itertuples():
        later = pages.get_group(row.cookie).query("moment > @row.moment").iloc[0]
        assert later["path"] == row.path.replace("/goods/", "/item/")
        assert later["moment"] - row.moment < pd.Timedelta("0.2s")


def test_tags_and_referrers_tell_the_source(table: Load, beacon: pd.DataFrame) -> None:
    visits = human_visits(table).drop_duplicates("started_at", keep=False).set_index("started_at")
    views = beacon[beacon["event"] == "page_view"].drop_duplicates("event_uid")
    views = views[~views["referrer"].fillna("").str.startswith("https://mall.example")]
    origin = {"search.example": "search", "feed.example": "recommend", "video.example": "short_video",
              "social.example": "social", None: "direct"}  # fmt: skip
    kind = {"cpc": "paid", "paid_video": "paid", "paid_social": "paid", "share": "social"}
    medium = {
        "search": "organic",
        "recommend": "organic",
        "short_video": "social",
        "social": "social",
        "direct": "owned",
    }
    right = wrong = 0
    for row in views.itertuples():
        query = parse_qs(urlsplit(row.url).query)
        if "utm_source" in query:
            source = query["utm_source"][0].strip().lower()
            told = (source, kind[query["utm_medium"][0]])
        else:
            host = urlsplit(row.referrer).hostname if isinstance(row.referrer, str) else None
            told = (origin[host], medium[origin[host]])
        # Every beacon takes a moment to arrive.
        near = visits.loc[row.moment - pd.Timedelta("3s") : row.moment]
        if len(near) == 1:
            expected = (near["source"].iloc[0], near["medium"].iloc[0])
            right, wrong = right + (told == expected), wrong + (told != expected)
    assert right > 1500
    assert wrong <= 0.005 * right
    raw = views["url"].str.extract("utm_source=([^&]*)")[0].dropna()
    assert 0.01 < (raw.str.lower().str.replace("%20", "") != raw).mean() < 0.08


def test_the_script_misses_some_people_and_all_machines(
    log: pd.DataFrame, pages: pd.DataFrame, beacon: pd.DataFrame
) -> None:
    people = pages["cookie"].unique()
    assert 0.05 < 1 - np.isin(people, beacon["cid"]).mean() < 0.08
    assert np.isin(beacon["cid"], people).all()
    views = beacon[beacon["event"] == "page_view"].drop_duplicates("event_uid")
    daily = views.groupby(views["moment"].dt.date).size() / pages.groupby(pages["moment"].dt.date).size()
    double = pd.Timestamp(BeaconFaults().double_day).date()
    assert daily[double] == pytest.approx(2 * daily.drop(double).mean(), rel=0.06)
    assert daily.drop(double).between(0.86, 0.97).all()


def test_a_doubled_beacon_has_another_number_and_a_repeated_one_the_same(beacon: pd.DataFrame) -> None:
    again = beacon[beacon["event_uid"].duplicated(keep=False)].sort_values(["event_uid", "moment"])
    assert again["event_uid"].duplicated().sum() == pytest.approx(BeaconFaults().repeated * len(beacon), rel=0.5)
    gaps = again.groupby("event_uid")["moment"].diff().dropna()
    assert gaps.between(pd.Timedelta("1s"), pd.Timedelta("31s")).all()
    same = ["cid", "url", "event", "referrer"]
    once = beacon.drop_duplicates("event_uid").sort_values([*same, "moment"])
    close = (once["moment"].diff() < pd.Timedelta("50ms")) & (
        once[same].fillna("") == once[same].shift().fillna("")
    ).all(axis=1)
    double = once["moment"].dt.strftime("%Y-%m-%d") == BeaconFaults().double_day
    assert close[double].mean() == pytest.approx(0.5, abs=0.02)
    assert close[~double].mean() < 0.001


def test_some_clocks_are_wrong(beacon: pd.DataFrame) -> None:
    error = (pd.to_datetime(beacon["ts_client"]) - beacon["moment"]).abs() > pd.Timedelta("1min")
    assert 0.02 < error.groupby(beacon["cid"]).any().mean() < 0.06


def test_small_worlds_have_both(world: dict[str, pd.DataFrame]) -> None:
    for tables in (world, small_world(7)):
        log = tables["raw_server_log"]
        assert 0.06 < machines(log).mean() < 0.2
        visits = human_visits(tables.__getitem__)
        pages = log[~machines(log) & (log["status"] == 200)]
        assert abs(len(pages) - visits["pageviews"].sum()) <= 6
        assert tables["raw_js_beacon"]["cid"].isin(log["cookie"]).all()
