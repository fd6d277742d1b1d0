"""Answers that readers gave to chapter 13 from the page alone, with a teacher's judgement by the question's text.

A reader's code stands as it was written. The text was mended after they were given and is judged as it stands now: then
`offer_effect` compared with the minutes before the offer, and `k_factor` did not say that a friend who joined before
the inviter is nobody's friend won.
"""

from classroom.cases import Trial

trials: list[Trial] = [
    Trial(
        "live_kpis",
        """
def live_kpis(live):
    kept = live[live["viewers"] >= 100]
    sums = kept.groupby("host_id")[["viewers", "comments", "shares", "product_clicks", "orders", "gmv", "refund"]].sum()
    page = pd.DataFrame({"interaction": (sums["comments"] + sums["shares"]) / sums["viewers"]})
    page["click_rate"] = sums["product_clicks"] / sums["viewers"]
    page["click_to_order"] = sums["orders"] / sums["product_clicks"]
    page["viewer_to_order"] = sums["orders"] / sums["viewers"]
    page["gpm"] = 1000 * sums["gmv"] / sums["viewers"]
    page["net_gmv"] = sums["gmv"] - sums["refund"]
    return page
""",
        judgement="wrong",
        misconception="gmv_of_all_refund_of_some",
        reader="beginner",
        note="第一次：照第 1 课的写法，忘了退款未知的场次",
    ),
    Trial(
        "live_kpis",
        """
def live_kpis(live):
    kept = live[live["viewers"] >= 100]
    sums = kept.groupby("host_id")[["viewers", "comments", "shares", "likes", "product_clicks", "orders", "gmv", "refund"]].sum()
    clicks = sums["product_clicks"].replace(0, np.nan)
    page = pd.DataFrame({"interaction": (sums["comments"] + sums["shares"]) / sums["viewers"]})
    page["click_rate"] = sums["product_clicks"] / sums["viewers"]
    page["click_to_order"] = sums["orders"] / clicks
    page["viewer_to_order"] = sums["orders"] / sums["viewers"]
    page["gpm"] = 1000 * sums["gmv"] / sums["viewers"]
    known = kept[kept["refund"].notna()].groupby("host_id")[["gmv", "refund"]].sum()
    page["net_gmv"] = (known["gmv"] - known["refund"]).reindex(page.index)
    return page
""",
        judgement="right",
        reader="beginner",
        note="改对：照消息，只加退款已知的场次",
    ),
    Trial(
        "live_kpis",
        """
def live_kpis(live):
    kept = live[live["viewers"] >= 100]
    sums = kept.groupby("host_id")[["viewers", "comments", "shares", "likes", "product_clicks", "orders", "gmv", "refund"]].sum()
    clicks = sums["product_clicks"].copy()
    page = pd.DataFrame({"interaction": (sums["comments"] + sums["shares"]) / sums["viewers"]})
    page["click_rate"] = sums["product_clicks"] / sums["viewers"]
    page["click_to_order"] = sums["orders"] / clicks
    page["viewer_to_order"] = sums["orders"] / sums["viewers"]
    page["gpm"] = 1000 * sums["gmv"] / sums["viewers"]
    known = kept[kept["refund"].notna()].groupby("host_id")[["gmv", "refund"]].sum()
    page["net_gmv"] = (known["gmv"] - known["refund"]).reindex(page.index)
    return page
""",
        judgement="wrong",
        misconception="divided_by_no_clicks",
        reader="beginner",
        note="点击是 0 时没有管；原来的情况里订单也是 0，混过去了",
    ),
    Trial(
        "live_kpis",
        """
def live_kpis(live):
    kept = live[live["viewers"] >= 100]
    sums = kept.groupby("host_id")[["viewers", "comments", "shares", "likes", "product_clicks", "orders", "gmv", "refund"]].sum()
    clicks = sums["product_clicks"].replace(0, np.nan)
    page = pd.DataFrame({"interaction": (sums["comments"] + sums["likes"] + sums["shares"]) / sums["viewers"]})
    page["click_rate"] = sums["product_clicks"] / sums["viewers"]
    page["click_to_order"] = sums["orders"] / clicks
    page["viewer_to_order"] = sums["orders"] / sums["viewers"]
    page["gpm"] = 1000 * sums["gmv"] / sums["viewers"]
    known = kept[kept["refund"].notna()].groupby("host_id")[["gmv", "refund"]].sum()
    page["net_gmv"] = (known["gmv"] - known["refund"]).reindex(page.index)
    return page
""",
        judgement="wrong",
        misconception="likes_counted",
        reader="beginner",
        note="照第 1 课，互动率加了点赞",
    ),
    Trial(
        "live_kpis",
        """
def live_kpis(live):
    kept = live[live["viewers"] >= 100]
    sums = kept.groupby("host_id")[["viewers", "comments", "shares", "likes", "product_clicks", "orders", "gmv", "refund"]].sum()
    clicks = sums["product_clicks"].replace(0, np.nan)
    page = pd.DataFrame({"interaction": (sums["comments"] + sums["shares"]) / sums["viewers"]})
    page["click_rate"] = sums["product_clicks"] / sums["viewers"]
    page["click_to_order"] = sums["orders"] / clicks
    page["viewer_to_order"] = sums["orders"] / sums["viewers"]
    known = kept[kept["refund"].notna()].groupby("host_id")[["gmv", "refund"]].sum()
    page["gpm"] = 1000 * known["gmv"] / sums["viewers"]
    page["net_gmv"] = (known["gmv"] - known["refund"]).reindex(page.index)
    return page
""",
        judgement="wrong",
        misconception="gpm_of_known_sessions",
        reader="beginner",
        note="gpm 也只用退款已知的场次",
    ),
    Trial(
        "live_kpis",
        """
def live_kpis(live):
    names = ["interaction", "click_rate", "click_to_order", "viewer_to_order", "gpm", "net_gmv"]
    rows = {}
    for host in sorted(live["host_id"].unique()):
        mine = live[(live["host_id"] == host) & (live["viewers"] >= 100)]
        if len(mine) == 0:
            continue
        v, c, o = mine["viewers"].sum(), mine["product_clicks"].sum(), mine["orders"].sum()
        net = (mine["gmv"] - mine["refund"]).sum(min_count=1)
        rows[host] = [(mine["comments"].sum() + mine["shares"].sum()) / v, c / v, o / c if c > 0 else np.nan, o / v, mine["gmv"].sum() * 1000 / v, net]
    return pd.DataFrame.from_dict(rows, orient="index", columns=names).rename_axis("host_id")
""",
        judgement="right",
        reader="beginner",
        note="第二种对的：一位一位来，min_count=1",
    ),
    Trial(
        "conversion_by_base",
        """
def conversion_by_base(live):
    buyers = live["orders"] - live["repeat_orders"]
    a = buyers / live["viewers"]
    b = buyers / live["product_clicks"]
    c = buyers / live["checkouts"]
    plausible = "none"
    if c >= 0.70:
        plausible = "checkouts"
    if b >= 0.70:
        plausible = "product_clicks"
    if a >= 0.70:
        plausible = "viewers"
    return {"viewers": a, "product_clicks": b, "checkouts": c, "plausible": plausible}
""",
        judgement="wrong",
        reader="beginner",
        note="没管 NaN、0、比买家还少",
    ),
    Trial(
        "conversion_by_base",
        """
def conversion_by_base(live):
    repeat = live["repeat_orders"]
    if pd.isna(repeat):
        repeat = 0
    buyers = live["orders"] - repeat
    out = {}
    plausible = "none"
    for name in ["viewers", "product_clicks", "checkouts"]:
        base = live[name]
        if pd.isna(base) or base == 0 or base < buyers:
            out[name] = np.nan
        else:
            out[name] = buyers / base
        if plausible == "none" and out[name] >= 0.70:
            plausible = name
    out["plausible"] = plausible
    return out
""",
        judgement="right",
        reader="beginner",
        note="改对：看提示 1、2（for 没学过）",
    ),
    Trial(
        "conversion_by_base",
        """
def conversion_by_base(live):
    repeat = live["repeat_orders"]
    if pd.isna(repeat):
        repeat = 0
    buyers = live["orders"] - repeat
    out = {}
    plausible = "none"
    for name in ["viewers", "product_clicks", "checkouts"]:
        base = live[name]
        if pd.isna(base) or base == 0 or base < live["orders"]:
            out[name] = np.nan
        else:
            out[name] = buyers / base
        if plausible == "none" and out[name] >= 0.70:
            plausible = name
    out["plausible"] = plausible
    return out
""",
        judgement="wrong",
        misconception="base_beside_orders",
        reader="beginner",
        note="拿订单而不是买家比分母",
    ),
    Trial(
        "conversion_by_base",
        """
def conversion_by_base(live):
    repeat = live["repeat_orders"]
    if pd.isna(repeat):
        repeat = 0
    buyers = live["orders"] - repeat
    out = {}
    plausible = "none"
    for name in ["viewers", "product_clicks", "checkouts"]:
        base = live[name]
        if pd.isna(base) or base == 0 or base < buyers:
            out[name] = np.nan
        else:
            out[name] = buyers / base
        if plausible == "none" and out[name] >= 0.70:
            plausible = name
    good = {n: r for n, r in out.items() if r >= 0.70}
    plausible = min(good, key=good.get) if good else "none"
    out["plausible"] = plausible
    return out
""",
        judgement="wrong",
        misconception="the_lowest_rate",
        reader="beginner",
        note="原来的情况里没有点击比观看多的，混过去了",
    ),
    Trial(
        "conversion_by_base",
        """
def conversion_by_base(live):
    repeat = live["repeat_orders"]
    if pd.isna(repeat):
        repeat = 0
    buyers = live["orders"] - repeat
    out = {}
    plausible = "none"
    for name in ["viewers", "product_clicks", "checkouts"]:
        base = live[name]
        if pd.isna(base) or base < live["orders"] - live["repeat_orders"]:
            out[name] = np.nan
        else:
            out[name] = buyers / base
        if plausible == "none" and out[name] >= 0.70:
            plausible = name
    out["plausible"] = plausible
    return out
""",
        judgement="wrong",
        misconception="unchecked_without_repeats",
        reader="beginner",
        note="重复下单缺失时，比较永远不成立；原来的情况里混过去了",
    ),
    Trial(
        "conversion_by_base",
        """
def conversion_by_base(live):
    bases = live[["viewers", "product_clicks", "checkouts"]].astype(float)
    buyers = live["orders"] - live.fillna(0)["repeat_orders"]
    rates = (buyers / bases.where(bases > 0)).where(bases >= buyers)
    good = rates[rates >= 0.70]
    return {**rates.to_dict(), "plausible": good.index[0] if len(good) else "none"}
""",
        judgement="right",
        reader="beginner",
        note="第二种对的：where",
    ),
    Trial(
        "offer_effect",
        """
def offer_effect(minutes, pre=5, post=5):
    rows = []
    for session, part in minutes.sort_values(["session_id", "minute"]).groupby("session_id"):
        part = part.reset_index(drop=True)
        i = 0
        while i < len(part):
            name = part["offer"][i]
            if pd.isna(name):
                i = i + 1
                continue
            end = i
            while end + 1 < len(part) and part["offer"][end + 1] == name:
                end = end + 1
            before = part[(part.index >= i - pre) & (part.index < i)]
            calm = before[before["offer"].isna()]
            baseline = calm["orders"].mean()
            inside = part["orders"][i:end + 1].sum()
            tail = end
            while tail + 1 < len(part) and tail < end + post and pd.isna(part["offer"][tail + 1]):
                tail = tail + 1
            total = part["orders"][i:tail + 1].sum()
            lift = total - baseline * (tail - i + 1)
            rows.append({"session_id": session, "start": part["minute"][i], "baseline": baseline, "inside": inside, "lift": lift})
            i = end + 1
    return pd.DataFrame(rows, columns=["session_id", "start", "baseline", "inside", "lift"])
""",
        judgement="wrong",
        misconception="compared_with_minutes_before",
        reader="beginner",
        note="题目原来就是这么问的：基准取优惠之前的几分钟。现在问同样那几分钟、没开优惠的场次",
    ),
    Trial(
        "live_break_even",
        """
def live_break_even(fixed, commission, margin_rate, return_rate):
    kept = (1 - return_rate) * (margin_rate - commission) - 0.06 * return_rate
    if kept <= 0:
        return float("inf")
    return fixed / kept
""",
        judgement="wrong",
        misconception="arguments_unchecked",
        reader="beginner",
        note="第一次：忘了 ValueError",
    ),
    Trial(
        "live_break_even",
        """
def live_break_even(fixed, commission, margin_rate, return_rate):
    if fixed < 0:
        raise ValueError("fixed")
    for rate in [commission, margin_rate, return_rate]:
        if rate < 0 or rate > 1:
            raise ValueError("rate")
    kept = (1 - return_rate) * (margin_rate - commission) - 0.06 * return_rate
    if kept <= 0:
        return float("inf")
    return fixed / kept
""",
        judgement="right",
        reader="beginner",
        note="改对",
    ),
    Trial(
        "live_break_even",
        """
def live_break_even(fixed, commission, margin_rate, return_rate):
    if fixed < 0:
        raise ValueError("fixed")
    for rate in [commission, return_rate]:
        if rate < 0 or rate > 1:
            raise ValueError("rate")
    kept = (1 - return_rate) * (margin_rate - commission) - 0.06 * return_rate
    if kept <= 0:
        return float("inf")
    return fixed / kept
""",
        judgement="wrong",
        misconception="margin_unchecked",
        reader="beginner",
        note="毛利率没查；原来的情况里混过去了",
    ),
    Trial(
        "live_break_even",
        """
def live_break_even(fixed, commission, margin_rate, return_rate):
    if fixed < 0:
        raise ValueError("fixed")
    for rate in [margin_rate, return_rate]:
        if rate < 0 or rate > 1:
            raise ValueError("rate")
    kept = (1 - return_rate) * (margin_rate - commission) - 0.06 * return_rate
    if kept <= 0:
        return float("inf")
    return fixed / kept
""",
        judgement="wrong",
        misconception="commission_unchecked",
        reader="beginner",
        note="commission 不查",
    ),
    Trial(
        "live_break_even",
        """
def live_break_even(fixed, commission, margin_rate, return_rate):
    if fixed < 0:
        raise ValueError("fixed")
    for rate in [commission, margin_rate, return_rate]:
        if rate < 0 or rate > 1:
            raise ValueError("rate")
    kept = (1 - return_rate) * (margin_rate - commission) - 0.06 * return_rate * (1 - return_rate)
    if kept <= 0:
        return float("inf")
    return fixed / kept
""",
        judgement="wrong",
        misconception="returns_taken_off_twice",
        reader="beginner",
        note="6% 按退货后的",
    ),
    Trial(
        "live_break_even",
        """
def live_break_even(fixed, commission, margin_rate, return_rate):
    rates = np.array([commission, margin_rate, return_rate])
    if fixed < 0 or not ((rates >= 0) & (rates <= 1)).all():
        raise ValueError
    a_yuan = margin_rate - commission - return_rate * (margin_rate - commission + 0.06)
    return fixed / a_yuan if a_yuan > 0 else np.inf
""",
        judgement="right",
        reader="beginner",
        note="第二种对的：展开公式（浮点可能不是正好 0）",
    ),
    Trial(
        "k_factor",
        """
def k_factor(referrals, users, as_of, window=14):
    days = pd.Timedelta(days=window)
    ripe = users[users["joined_at"] + days <= as_of]
    real = referrals[referrals["inviter"] != referrals["invitee"]]
    both = real.merge(ripe, left_on="inviter", right_on="user_id", suffixes=("_friend", "_inviter"))
    came = both[both["joined_at_friend"] <= both["joined_at_inviter"] + days]
    friends = came.sort_values("sent_at").drop_duplicates("invitee")
    return len(friends) / len(ripe)
""",
        judgement="wrong",
        misconception="any_fitting_invitation",
        reader="beginner",
        note="先看合不合，再去重；没管朋友早于邀请人；也没管分母 0",
    ),
    Trial(
        "k_factor",
        """
def k_factor(referrals, users, as_of, window=14):
    days = pd.Timedelta(days=window)
    ripe = users[users["joined_at"] <= as_of]
    if len(ripe) == 0:
        return np.nan
    real = referrals[(referrals["inviter"] != referrals["invitee"]) & referrals["invitee"].notna()]
    first = real.sort_values("sent_at").drop_duplicates("invitee")
    both = first.merge(ripe, left_on="inviter", right_on="user_id", suffixes=("_friend", "_inviter"))
    came = both[both["joined_at_friend"] <= both["joined_at_inviter"] + days]
    return len(came) / len(ripe)
""",
        judgement="wrong",
        misconception="joined_by_now_below",
        reader="beginner",
        note="没满 window 也算",
    ),
    Trial(
        "k_factor",
        """
def k_factor(referrals, users, as_of, window=14):
    days = pd.Timedelta(days=window)
    ripe = users[users["joined_at"] + days <= as_of]
    if len(ripe) == 0:
        return np.nan
    real = referrals[(referrals["inviter"] != referrals["invitee"]) & referrals["invitee"].notna()]
    first = real.sort_values("sent_at").drop_duplicates("invitee")
    both = first.merge(ripe, left_on="inviter", right_on="user_id", suffixes=("_friend", "_inviter"))
    came = both[both["joined_at_friend"] <= both["joined_at_inviter"] + days]
    return len(came) / real[real["inviter"].isin(ripe["user_id"])]["inviter"].nunique()
""",
        judgement="wrong",
        misconception="successful_inviters_below",
        reader="beginner",
        note="分母只算邀请过的",
    ),
    Trial(
        "k_factor",
        """
def k_factor(referrals, users, as_of, window=14):
    days = pd.Timedelta(days=window)
    ripe = users[users["joined_at"] + days <= as_of]
    if len(ripe) == 0:
        return np.nan
    known = referrals[referrals["invitee"].notna()].sort_values("sent_at").drop_duplicates("invitee")
    first = known[known["inviter"] != known["invitee"]]
    both = first.merge(ripe, left_on="inviter", right_on="user_id", suffixes=("_f", "_i"))
    return (both["joined_at_f"] <= both["joined_at_i"] + days).sum() / len(ripe)
""",
        judgement="wrong",
        misconception="fraud_after_the_first",
        reader="beginner",
        note="先去重，后去作弊",
    ),
    Trial(
        "k_factor",
        """
def k_factor(referrals, users, as_of, window=14):
    days = pd.Timedelta(days=window)
    ripe = users[users["joined_at"] + days <= as_of]
    if len(ripe) == 0:
        return np.nan
    real = referrals[(referrals["inviter"] != referrals["invitee"]) & referrals["invitee"].notna()]
    first = real.sort_values("sent_at").drop_duplicates("invitee")
    both = first.merge(ripe, left_on="inviter", right_on="user_id", suffixes=("_friend", "_inviter"))
    came = both[(both["joined_at_friend"] >= both["joined_at_inviter"]) & (both["joined_at_friend"] <= both["joined_at_inviter"] + days)]
    return len(came) / len(ripe)
""",
        judgement="right",
        reader="beginner",
        note="朋友加入早于邀请人的不算：题目后来写明了",
    ),
    Trial(
        "k_factor",
        """
def k_factor(referrals, users, as_of, window=14):
    days = pd.Timedelta(days=window)
    ripe = users[users["joined_at"] + days <= as_of]
    if len(ripe) == 0:
        return np.nan
    real = referrals[(referrals["inviter"] != referrals["invitee"]) & referrals["invitee"].notna()]
    first = real.sort_values("sent_at").drop_duplicates("invitee")
    both = first.merge(ripe, left_on="inviter", right_on="user_id", suffixes=("_friend", "_inviter"))
    came = both[both["joined_at_friend"] <= both["joined_at_inviter"] + days]
    return len(came) / len(ripe)
""",
        judgement="wrong",
        misconception="friends_who_were_there",
        reader="beginner",
        note="除了朋友早于邀请人的没去掉，都对；那时题目没有写明",
    ),
    Trial(
        "scene_funnel",
        """
def scene_funnel(mp, steps):
    first = mp.sort_values(["ts", "visit_no"]).drop_duplicates("openid")
    people = first[["openid", "scene"]].copy()
    for step in steps:
        people[step] = people["openid"].isin(mp[mp["step"] == step]["openid"])
    counts = people.groupby("scene")[steps].sum()
    out = pd.DataFrame({"visitors": counts[steps[0]]})
    for before, step in zip(steps, steps[1:]):
        out[step] = counts[step] / counts[before]
    return out
""",
        judgement="wrong",
        misconception="steps_on_their_own",
        reader="beginner",
        note="第一次：没要求做过前面的每一步",
    ),
    Trial(
        "scene_funnel",
        """
def scene_funnel(mp, steps):
    first = mp.sort_values(["ts", "visit_no"]).drop_duplicates("openid")
    people = first[["openid", "scene"]].copy()
    so_far = True
    for step in steps:
        so_far = people["openid"].isin(mp[mp["step"] == step]["openid"]) & so_far
        people["did_" + step] = so_far
    counts = people.groupby("scene")[["did_" + step for step in steps]].sum()
    out = pd.DataFrame({"visitors": counts["did_" + steps[0]]})
    for before, step in zip(steps, steps[1:]):
        out[step] = counts["did_" + step] / counts["did_" + before]
    return out
""",
        judgement="right",
        reader="beginner",
        note="改对：每一步都 & 前一步",
    ),
    Trial(
        "scene_funnel",
        """
def scene_funnel(mp, steps):
    reached = mp.groupby(["scene", "step"])["openid"].nunique().unstack(fill_value=0).reindex(columns=steps, fill_value=0)
    out = pd.DataFrame({"visitors": reached[steps[0]]})
    for before, step in zip(steps, steps[1:]):
        out[step] = reached[step] / reached[before]
    return out
""",
        judgement="wrong",
        misconception="scene_of_each_action",
        reader="beginner",
        note="像第 4 课那样，按每个动作的场景数人",
    ),
    Trial(
        "scene_funnel",
        """
def scene_funnel(mp, steps):
    mine = mp[mp["step"].isin(steps)]
    first = mp.sort_values(["ts", "visit_no"]).groupby("openid")["scene"].first()
    mine = mine.assign(scene=mine["openid"].map(first))
    n = mine.groupby(["scene", "step"]).size().unstack(fill_value=0).reindex(columns=steps, fill_value=0)
    out = pd.DataFrame({"visitors": n[steps[0]]})
    for before, step in zip(steps, steps[1:]):
        out[step] = n[step] / n[before]
    return out
""",
        judgement="wrong",
        misconception="actions_counted",
        reader="beginner",
        note="数动作的次数，不数人",
    ),
    Trial(
        "scene_funnel",
        """
def scene_funnel(mp, steps):
    first = mp.sort_values(["ts", "visit_no"]).drop_duplicates("openid")
    people = first[["openid", "scene"]].copy()
    so_far = True
    for step in steps:
        so_far = people["openid"].isin(mp[mp["step"] == step]["openid"]) & so_far
        people["did_" + step] = so_far
    counts = people.groupby("scene")[["did_" + step for step in steps]].sum()
    out = pd.DataFrame({"visitors": people.groupby("scene")["openid"].count()})
    for before, step in zip(steps, steps[1:]):
        out[step] = counts["did_" + step] / counts["did_" + before]
    return out
""",
        judgement="wrong",
        misconception="everybody_is_a_visitor",
        reader="beginner",
        note="visitors 算全部的人",
    ),
    Trial(
        "scene_funnel",
        """
def scene_funnel(mp, steps):
    did = pd.crosstab(mp["openid"], mp["step"]).reindex(columns=steps, fill_value=0).gt(0)
    did = did.cummin(axis=1).astype(int)
    home = mp.sort_values(["ts", "visit_no"]).groupby("openid")["scene"].first()
    n = did.groupby(home).sum().rename_axis("scene")
    out = (n / n.shift(axis=1))
    out.insert(0, "visitors", n[steps[0]])
    return out.drop(columns=steps[0])
""",
        judgement="right",
        reader="beginner",
        note="第二种对的：crosstab + cummin（空表？）",
    ),
    Trial(
        "chart_profit_per_hour",
        """
from matplotlib.axes import Axes

MARGIN = 0.4
MIN_SESSIONS = 3


def chart_profit_per_hour(live):
    live = live.copy()
    counted = live[live["refund"].notna() & (live["minutes"] >= 30)].copy()
    counted["profit"] = (MARGIN - counted["commission"]) * (counted["gmv"] - counted["refund"]) - counted["fee"]
    sums = counted.groupby("host_id")[["profit", "minutes"]].sum()
    size = counted.groupby("host_id")["profit"].count()
    height = (sums["profit"] / (sums["minutes"] / 60))[size >= MIN_SESSIONS]
    return plots.bar(height, "每小时利润", unit="yuan", xlabel="主播", ylabel="每小时利润（元）")
""",
        judgement="right",
        reader="beginner",
        note="第一次",
    ),
    Trial(
        "chart_profit_per_hour",
        """
from matplotlib.axes import Axes

MARGIN = 0.4
MIN_SESSIONS = 3


def chart_profit_per_hour(live):
    counted = live[(live["minutes"] >= 30)].copy()
    counted["profit"] = (MARGIN - counted["commission"]) * (counted["gmv"] - counted["refund"]) - counted["fee"]
    sums = counted.groupby("host_id")[["profit", "minutes"]].sum()
    size = counted.groupby("host_id")["profit"].count()
    height = (sums["profit"] / (sums["minutes"] / 60))[size >= MIN_SESSIONS]
    return plots.bar(height, "每小时利润", unit="yuan", xlabel="主播", ylabel="每小时利润（元）")
""",
        judgement="wrong",
        misconception="hours_of_unknown_refunds",
        reader="beginner",
        note="退款未知也算分钟",
    ),
    Trial(
        "chart_profit_per_hour",
        """
from matplotlib.axes import Axes

MARGIN = 0.4
MIN_SESSIONS = 3


def chart_profit_per_hour(live):
    counted = live[live["refund"].notna() & (live["minutes"] >= 30)].copy()
    counted["profit"] = (MARGIN - counted["commission"]) * counted["gmv"] - counted["refund"] - counted["fee"]
    sums = counted.groupby("host_id")[["profit", "minutes"]].sum()
    size = counted.groupby("host_id")["profit"].count()
    height = (sums["profit"] / (sums["minutes"] / 60))[size >= MIN_SESSIONS]
    return plots.bar(height, "每小时利润", unit="yuan", xlabel="主播", ylabel="每小时利润（元）")
""",
        judgement="wrong",
        misconception="brackets_missing",
        reader="beginner",
        note="括号漏了",
    ),
    Trial(
        "chart_profit_per_hour",
        """
from matplotlib.axes import Axes

MARGIN = 0.4
MIN_SESSIONS = 3


def chart_profit_per_hour(live):
    counted = live[live["refund"].notna() & (live["minutes"] >= 30)].copy()
    counted["profit"] = (MARGIN - counted["commission"]) * (counted["gmv"] - counted["refund"]) - counted["fee"] * counted["minutes"] / 60
    sums = counted.groupby("host_id")[["profit", "minutes"]].sum()
    size = counted.groupby("host_id")["profit"].count()
    height = (sums["profit"] / (sums["minutes"] / 60))[size >= MIN_SESSIONS]
    return plots.bar(height, "每小时利润", unit="yuan", xlabel="主播", ylabel="每小时利润（元）")
""",
        judgement="wrong",
        misconception="fee_an_hour",
        reader="beginner",
        note="出场费当成每小时",
    ),
    Trial(
        "chart_profit_per_hour",
        """
from matplotlib.axes import Axes

MARGIN = 0.4
MIN_SESSIONS = 3


def chart_profit_per_hour(live):
    counted = live[live["refund"].notna() & (live["minutes"] >= 30)].copy()
    counted["profit"] = (MARGIN - counted["commission"]) * (counted["gmv"] - counted["refund"]) - counted["fee"]
    sums = counted.groupby("host_id")[["profit", "minutes"]].sum()
    size = counted.groupby("host_id")["profit"].count()
    counted["h"] = counted["profit"] / (counted["minutes"] / 60)
    height = counted.groupby("host_id")["h"].mean()[size >= MIN_SESSIONS]
    return plots.bar(height, "每小时利润", unit="yuan", xlabel="主播", ylabel="每小时利润（元）")
""",
        judgement="wrong",
        misconception="mean_of_hourly_profits",
        reader="beginner",
        note="各场每小时平均",
    ),
    Trial(
        "chart_profit_per_hour",
        """
from matplotlib.axes import Axes

MARGIN = 0.4
MIN_SESSIONS = 3


import matplotlib.pyplot as plt
def chart_profit_per_hour(live):
    ok = live.query("refund.notna() and minutes >= 30").assign(p=lambda d: (MARGIN - d.commission) * (d.gmv - d.refund) - d.fee)
    t = ok.groupby("host_id").agg(p=("p", "sum"), m=("minutes", "sum"), n=("p", "size")).query("n >= @MIN_SESSIONS")
    fig, ax = plt.subplots()
    ax.plot((t.p / t.m * 60).to_numpy(), range(len(t)), "o")
    ax.set_yticks(range(len(t)), t.index)
    ax.set(title="每小时利润", xlabel="元/小时", ylabel="主播")
    return ax
""",
        judgement="right",
        reader="beginner",
        note="第二种对的：横着的点图",
    ),
]
