"""Members, points, invitations and touches agree with the orders, and what is planted can be found."""

import re
from collections.abc import Callable, Mapping
from dataclasses import replace

import numpy as np
import pandas as pd
import pytest

from classroom.world.columns import Coded, Columns
from classroom.world.effects import Effects
from classroom.world.generate import Settings, generate
from classroom.world.holdouts import hold_out
from classroom.world.members import LEVELS, RULES
from classroom.world.schema import TABLES

Load = Callable[[str], pd.DataFrame]
DAY = pd.Timedelta(days=1)


def valid(orders: pd.DataFrame) -> pd.DataFrame:
    return orders[orders["paid_at"].notna() & (orders["status"] != "refunded")]


def returned(touched: pd.DataFrame, column: str, orders: pd.DataFrame, days: int = 30) -> pd.Series:
    """Whether each touched customer pays an order within so many days."""
    touched = touched.assign(row=range(len(touched)))
    pairs = touched[["row", "user_id", column]].merge(orders.dropna(subset=["paid_at"])[["user_id", "paid_at"]])
    inside = (pairs["paid_at"] >= pairs[column]) & (pairs["paid_at"] < pairs[column] + days * DAY)
    return touched["row"].isin(pairs.loc[inside, "row"])


def difference(touched: pd.DataFrame, came: pd.Series) -> tuple[float, float]:
    """Touched less control group, and its standard error."""
    rate, size = came.groupby(touched["holdout"]).mean(), touched.groupby("holdout").size()
    overall = came.mean()
    return rate[False] - rate[True], float(np.sqrt(overall * (1 - overall) * (1 / size).sum()))


def test_keys_hold(table: Load) -> None:
    users = set(table("users")["user_id"])
    members = table("members")
    assert members["user_id"].is_unique
    assert set(members["user_id"]) <= users
    for name in ("points_ledger", "member_events"):
        rows = table(name)
        assert not rows.duplicated(["user_id", "ts", "kind"]).any()
        assert set(rows["user_id"]) <= set(members["user_id"])
        assert rows["ts"].is_monotonic_increasing
        assert (rows["ts"] > rows["user_id"].map(members.set_index("user_id")["joined_at"])).all()
        assert rows["ts"].max() < pd.Timestamp("2026-01-01")
    invitations = table("referrals")
    assert not invitations.duplicated(["inviter", "sent_at"]).any()
    assert set(invitations["inviter"]) | set(invitations["invitee"].dropna()) <= users


def test_the_small_world_has_the_same_tables(world: Mapping[str, pd.DataFrame]) -> None:
    for name in ("members", "member_events", "points_ledger", "referrals"):
        assert list(world[name].columns) == [column.name for column in TABLES[name].columns]
        assert len(world[name])
    balance = world["points_ledger"].groupby("user_id")["points"].sum()
    members = world["members"].set_index("user_id")["points"]
    assert (balance.reindex(members.index, fill_value=0) == members).all()


def test_points_balance_and_follow_their_rules(table: Load) -> None:
    points, members, orders = table("points_ledger"), table("members").set_index("user_id"), table("orders")
    balance = points.groupby("user_id")["points"].sum()
    assert (balance.reindex(members.index, fill_value=0) == members["points"]).all()
    assert (points.groupby("user_id")["points"].cumsum() >= 0).all()
    # One point a whole yuan of each order paid after joining.
    paid = orders[orders["paid_at"].notna() & orders["user_id"].isin(members.index)]
    paid = paid[paid["paid_at"] > paid["user_id"].map(members["joined_at"])]
    earned = points[points["kind"] == "earn"]
    expected = np.floor(paid["paid"].round(2)).astype(int).to_numpy()
    pd.testing.assert_frame_equal(
        earned[["user_id", "ts", "points"]].sort_values(["user_id", "ts"]).reset_index(drop=True),
        pd.DataFrame({"user_id": paid["user_id"], "ts": paid["paid_at"], "points": expected})
        .query("points > 0")
        .sort_values(["user_id", "ts"])
        .reset_index(drop=True),
        check_dtype=False,
    )
    assert (earned["expires_at"] - earned["ts"] == 365 * DAY).all()
    spent = points[points["kind"] == "redeem"]
    assert (spent["points"] < 0).all()
    assert (spent["points"] % 100 == 0).all()
    assert points.loc[points["kind"] != "earn", "expires_at"].isna().all()
    # What expires was earned a year before, and the oldest points went first: after a year nothing old is left.
    gone = points[points["kind"] == "expire"]
    assert gone.merge(earned, left_on=["user_id", "ts"], right_on=["user_id", "expires_at"]).shape[0] == len(gone)
    last_year = earned[earned["ts"] >= "2025-01-01"].groupby("user_id")["points"].sum()
    assert (members["points"] <= last_year.reindex(members.index, fill_value=0)).all()


def test_levels_follow_from_orders_reviews_and_contacts(table: Load) -> None:
    members = table("members").set_index("user_id")
    year = valid(table("orders")).query("paid_at >= '2025-01-01'")
    spend = (year["paid"] - year["refund"]).groupby(year["user_id"]).sum().round(2)
    count = year.groupby("user_id").size()
    active = pd.concat(
        table(name)[["user_id", column]].set_axis(["user_id", "ts"], axis=1)
        for name, column in (("orders", "created_at"), ("reviews", "created_at"), ("cs_tickets", "opened_at"))
    )
    days = active[active["ts"] >= "2025-01-01"].assign(ts=lambda rows: rows["ts"].dt.normalize()).drop_duplicates()
    values = pd.DataFrame({"spend": spend, "orders": count, "days": days.groupby("user_id").size()})
    values = values.reindex(members.index).fillna(0)
    expected = pd.Series("bronze", index=members.index)
    for level, (least, orders, active_days) in zip(LEVELS, RULES, strict=True):
        meets = (values["spend"] >= least / 100) & (values["orders"] >= orders) & (values["days"] >= active_days)
        expected[meets] = level
    pd.testing.assert_series_equal(members["level"], expected, check_names=False, check_dtype=False)
    last = active.groupby("user_id")["ts"].max().reindex(members.index).fillna(members["joined_at"])
    assert (members["last_active"] == last.where(last > members["joined_at"], members["joined_at"])).all()
    share = members["level"].value_counts(normalize=True)
    assert share.index.tolist() == list(LEVELS)
    assert share["platinum"] > 0.01


def test_the_manifest_states_the_rules_that_hold() -> None:
    level = next(column for column in TABLES["members"].columns if column.name == "level")
    numbers = [value for least, orders, days in RULES[1:].tolist() for value in (least // 100, orders, days)]
    for text, start in ((level.en, "silver from"), (level.zh, "白银需消费")):
        found = re.findall(r"\d+", text[text.index(start) :])
        assert [int(one) for one in found[: len(numbers)]] == numbers


def test_not_quite_half_of_the_buyers_are_members(table: Load) -> None:
    members, orders = table("members"), table("orders").dropna(subset=["paid_at"])
    share = members["user_id"].isin(orders["user_id"]).sum() / orders["user_id"].nunique()
    assert 0.40 < share < 0.50
    cost = members.groupby("recruit_channel")["recruit_cost"].mean()
    recent = (members["last_active"] >= "2025-10-01").groupby(members["recruit_channel"]).mean()
    assert cost.idxmax() == recent.idxmin() == "store"


def cohort_of_members(members: pd.DataFrame, orders: pd.DataFrame) -> pd.DataFrame:
    """Customers of 2024 on its last day: members or not, what they had bought, and what came in 180 days."""
    day = pd.Timestamp("2025-01-01")
    paid = orders.dropna(subset=["paid_at"])
    past = paid[paid["paid_at"] < day].groupby("user_id")["paid_at"].agg(["size", "max"])
    future = paid[paid["paid_at"].between(day, day + 180 * DAY)]
    joined = members.set_index("user_id")["joined_at"].reindex(past.index)
    return pd.DataFrame(
        {
            "orders": past["size"],
            "band": pd.cut(past["size"], [0, 1, 2, 3, 4, 6, 9, 14, 20, 30, 999], labels=False),
            "recency": pd.cut((day - past["max"]) / DAY, [-1, 30, 90, 180, 366], labels=False),
            "member": joined < day,
            "later": joined >= day,
            "again": past.index.isin(future["user_id"]),
        }
    )


def gaps(frame: pd.DataFrame) -> tuple[float, float]:
    """Repurchase of members less that of others: plain, and between customers alike in orders and recency."""
    plain = frame.groupby("member")["again"].mean()
    cells = frame.groupby(["band", "recency", "member"])["again"].agg(["mean", "size"]).unstack("member").dropna()
    weight = cells[("size", True)]
    matched = (cells[("mean", True)] - cells[("mean", False)]) * weight
    return plain[True] - plain[False], matched.sum() / weight.sum()


def test_members_are_better_before_they_join_and_joining_changes_nothing(table: Load) -> None:
    frame = cohort_of_members(table("members"), table("orders"))
    naive, matched = gaps(frame)
    assert naive > 0.15
    assert abs(matched) < 0.035
    others = frame[~frame["member"]].groupby("later")["orders"].mean()
    assert others[True] > 1.2 * others[False]


def test_reactivation_is_mostly_natural_return(table: Load) -> None:
    sent = table("member_events").query("kind == 'reactivation'")
    assert 0.27 < sent["holdout"].mean() < 0.33
    assert (sent.loc[sent["holdout"], "cost"] == 0).all()
    came = returned(sent, "ts", table("orders"))
    gain, error = difference(sent, came)
    assert 0.008 < gain < 0.035
    assert came[sent["holdout"]].mean() > 3 * gain
    assert gain > 1.5 * error


def test_care_calls_bring_nothing_beyond_chance(table: Load) -> None:
    calls = table("member_events").query("kind == 'care_call'")
    gain, error = difference(calls, returned(calls, "ts", table("orders")))
    assert abs(gain) < 1.5 * error
    assert 0.45 < calls["holdout"].mean() < 0.55


def test_the_win_back_coupon_brings_two_points_and_costs_more(table: Load) -> None:
    coupons, orders, lines = table("coupons"), table("orders"), table("order_items")
    sent = coupons[coupons["kind"] == "win_back"]
    assert not coupons.loc[coupons["kind"] != "win_back", "holdout"].any()
    came = returned(sent, "issued_at", orders)
    gain, error = difference(sent, came)
    assert 0.008 < gain < 0.035
    assert gain > 1.5 * error
    # Groups are alike in what they had bought before.
    before = sent[["coupon_id", "user_id", "issued_at", "holdout"]].merge(
        orders.dropna(subset=["paid_at"])[["user_id", "paid_at"]]
    )
    before = before[before["paid_at"] < before["issued_at"]].groupby(["holdout", "coupon_id"]).size()
    assert before[False].mean() == pytest.approx(before[True].mean(), rel=0.1)
    # The order carries the coupon, and its discount the face.
    used = sent.dropna(subset=["order_id"]).merge(orders, on="order_id", suffixes=("", "_of_order"))
    assert len(used) > 300
    assert (used["coupon_id"] == used["coupon_id_of_order"]).all()
    assert (used["user_id"] == used["user_id_of_order"]).all()
    assert (used["discount"] >= used["face"]).all()
    assert (used["gross"] >= used["threshold"]).all()
    assert not used["holdout"].any()
    assert (used["used_at"] - used["issued_at"]).between(pd.Timedelta(0), 30 * DAY).all()
    # Two points of extra orders, at their usual gross profit, are less than the faces given away.
    profit = lines["qty"] * (lines["unit_price"] - lines["unit_cost"]) - lines["discount_alloc"]
    per_order = profit.groupby(lines["order_id"]).sum().reindex(orders.dropna(subset=["paid_at"])["order_id"]).mean()
    assert Effects().win_back_coupon is not None
    assert Effects().win_back_coupon.lift * (~sent["holdout"]).sum() * per_order < used["face"].sum()


def test_the_cheapest_channel_brings_the_poorest_customers(table: Load) -> None:
    users, orders, ads = table("users").set_index("user_id"), table("orders"), table("ads_daily")
    paid = orders.dropna(subset=["paid_at"])
    first = paid.groupby("user_id")["paid_at"].min()
    new = users[(users["registered_at"] >= "2024-01-01")].index.intersection(first[first < "2025-01-01"].index)
    channel = users.loc[new, "acq_channel"]
    cost = ads[ads["date"] < "2025-01-01"].groupby("channel")["cost"].sum()
    per_customer = (cost / channel.value_counts()).dropna()
    assert per_customer.idxmin() == "short_video"
    assert "deal_site" not in set(users["acq_channel"])
    year = paid[paid["user_id"].isin(new) & (paid["paid_at"] < paid["user_id"].map(first) + 365 * DAY)]
    value = year.groupby("user_id")["paid"].sum().groupby(channel).mean()
    again = (year.groupby("user_id").size() > 1).groupby(channel).mean()
    assert value.idxmin() == again.idxmin() == "short_video"
    assert value["short_video"] < 0.75 * value["paid_search"]
    assert (value / per_customer)["short_video"] < (value / per_customer)["social"]


def test_campaign_customers_come_back_less_for_two_months(table: Load) -> None:
    users, orders = table("users").set_index("user_id"), table("orders").dropna(subset=["paid_at"])
    orders = orders[orders["user_id"].map(users["registered_at"]) >= "2024-01-01"]
    first = orders.groupby("user_id")["paid_at"].min()
    first = first[first < "2025-10-15"]
    campaign = first.between("2024-10-27", "2024-11-13")
    wait = (orders["paid_at"] - orders["user_id"].map(first)) / DAY
    soon = first.index.isin(orders.loc[(wait > 0) & (wait <= 60), "user_id"])
    assert soon[campaign].mean() < 0.8 * soon[~campaign].mean()
    # And every cohort rises in November, whatever its age.
    month = orders["paid_at"].dt.to_period("M")
    old = orders["user_id"].map(first) < pd.Timestamp("2025-06-01")
    buyers = orders[old].groupby(month)["user_id"].nunique()
    assert buyers[pd.Period("2025-11")] > 1.15 * buyers[[pd.Period("2025-10"), pd.Period("2025-12")]].max()


def test_the_satisfied_stay(table: Load) -> None:
    orders = table("orders").dropna(subset=["paid_at"]).sort_values(["user_id", "paid_at"])
    wait = (orders.groupby("user_id")["paid_at"].shift(-1) - orders["paid_at"]) / DAY
    again = (wait <= 90).set_axis(orders["order_id"])[(orders["paid_at"] < "2025-10-02").to_numpy()]
    reviews = table("reviews")
    by_stars = reviews["order_id"].map(again).dropna().astype(float).groupby(reviews["rating"]).mean()
    assert 0.02 < by_stars[5] - by_stars[[1, 2, 3]].mean() < 0.15
    late = (orders["delivered_at"] - orders["paid_at"]).set_axis(orders["order_id"]) > 5 * DAY
    by_delivery = again.astype(float).groupby(late.reindex(again.index)).mean()
    assert 0.04 < by_delivery[False] - by_delivery[True] < 0.11
    surveys = table("surveys").dropna(subset=["csat"]).query("sent_at < '2025-10-02'")
    came = returned(surveys, "sent_at", orders, 90)
    high, low = came[surveys["csat"] == 5].mean(), came[surveys["csat"] <= 3].mean()
    assert 0.05 < high - low < 0.25
    aspects = ["quality", "price", "service", "logistics", "trust"]
    fall = surveys.loc[came, aspects].astype(float).mean() - surveys.loc[~came, aspects].astype(float).mean()
    assert fall.nlargest(2).index.tolist() == ["logistics", "price"]


def test_invitations_lead_to_real_first_orders(table: Load) -> None:
    invitations, users = table("referrals"), table("users").set_index("user_id")
    paid = table("orders").dropna(subset=["paid_at"]).sort_values("created_at")
    first = paid.drop_duplicates("user_id").set_index("user_id")
    came = invitations.dropna(subset=["invitee"])
    assert came["invitee"].is_unique
    assert (came["invitee"].map(users["acq_channel"]) == "social").all()
    registered = came["invitee"].map(users["registered_at"])
    assert (came["sent_at"] < came["opened_at"]).all()
    assert (came["opened_at"] <= registered).all()
    assert (came["inviter"] != came["invitee"]).all()
    pd.testing.assert_series_equal(
        came["ordered_at"], came["invitee"].map(first["created_at"]), check_names=False, check_dtype=False
    )
    assert came["value"].isna().equals(came["ordered_at"].isna())
    bought = came.dropna(subset=["value"])
    assert (bought["value"] == bought["invitee"].map(first["paid"])).all()
    nobody = invitations["invitee"].isna()
    assert invitations.loc[nobody, ["ordered_at", "value"]].isna().all().all()
    # Inviters are good customers who had bought before.
    assert (invitations["inviter"].map(first["paid_at"]) < invitations["sent_at"]).all()
    count = paid.groupby("user_id").size()
    inviter = count.index.isin(invitations["inviter"])
    assert count[inviter].mean() > 2 * count[~inviter].mean()


@pytest.fixture(scope="module")
def without() -> Mapping[str, pd.DataFrame]:
    """The same shop at full size, without visits and with the effects of this chapter switched off."""
    names = (
        "channel_quality",
        "campaign_customers",
        "members_choose",
        "reactivation",
        "win_back_coupon",
        "late_leave",
        "satisfied_stay",
    )
    effects = replace(Effects(), **dict.fromkeys(names))
    found: dict[str, pd.DataFrame] = {}
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("classroom.world.generate.MONTHS", 0)
        for name, piece in generate(Settings(effects=effects)):
            if name in ("users", "orders", "reviews", "members", "member_events", "coupons"):
                found[name] = frame(piece)
            if name == "orders":  # the last of them
                break
    return found


def frame(piece: Columns) -> pd.DataFrame:
    return pd.DataFrame({name: one.strings() if isinstance(one, Coded) else one for name, one in piece.items()})


def test_without_the_effects_nothing_is_found(without: Mapping[str, pd.DataFrame]) -> None:
    orders = without["orders"].dropna(subset=["paid_at"]).sort_values(["user_id", "paid_at"])
    assert not (without["coupons"]["kind"] == "win_back").any()
    sent = without["member_events"].query("kind == 'reactivation'")
    gain, error = difference(sent, returned(sent, "ts", orders))
    assert abs(gain) < error
    count = orders.groupby("user_id").size()
    channel = without["users"].set_index("user_id")["acq_channel"]
    by_channel = count.groupby(channel).mean()
    assert by_channel["short_video"] == pytest.approx(by_channel["search"], rel=0.12)
    wait = (orders.groupby("user_id")["paid_at"].shift(-1) - orders["paid_at"]) / DAY
    again = (wait <= 90).set_axis(orders["order_id"])[(orders["paid_at"] < "2025-10-02").to_numpy()]
    by_stars = without["reviews"]["order_id"].map(again).dropna().astype(float)
    by_stars = by_stars.groupby(without["reviews"]["rating"]).mean()
    assert abs(by_stars[5] - by_stars[[1, 2, 3]].mean()) < 0.035
    # Whoever joins is like all who bought since the programme began.
    members, since = without["members"], orders[orders["paid_at"] >= "2024-03-01"].groupby("user_id").size()
    by_order = members[members["recruit_channel"] != "store"]["user_id"]
    assert since[since.index.isin(by_order)].mean() == pytest.approx(since.mean(), rel=0.06)
    registered = without["users"].set_index("user_id")["registered_at"]
    first = orders[orders["user_id"].map(registered) >= "2024-01-01"].groupby("user_id")["paid_at"].min()
    first = first[first < "2025-10-15"]
    campaign = first.between("2024-10-27", "2024-11-13")
    later = (orders["paid_at"] - orders["user_id"].map(first)) / DAY
    soon = first.index.isin(orders.loc[(later > 0) & (later <= 60), "user_id"])
    assert soon[campaign].mean() > 0.85 * soon[~campaign].mean()


def test_groups_differ_by_the_gain_and_are_alike_by_stratum() -> None:
    rng = np.random.default_rng(1)
    stratum = rng.integers(0, 5, 40_000)
    came = rng.random(40_000) < 0.05 + 0.05 * stratum
    for gain in (0.0, 0.02):
        held = hold_out(np.random.default_rng(2), stratum, came, 0.3, gain)
        assert held.mean() == pytest.approx(0.3, abs=0.001)
        assert came[~held].mean() - came[held].mean() == pytest.approx(gain, abs=0.004)
        share = pd.Series(held).groupby(stratum).mean()
        assert share.to_numpy() == pytest.approx(np.full(5, 0.3), abs=0.002)
    assert len(hold_out(rng, stratum[:0], came[:0], 0.3, 0.02)) == 0
