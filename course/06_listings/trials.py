"""Answers that readers gave to chapter 6 from the page alone, with a teacher's judgement by the question's text.

A reader's code stands as it was written; answers of one reader that came out alike in every case stand once. The text was
mended after they were given: what it left open then (0 ms, values before the step, a week without rows) is judged by what
it says now.
"""

from classroom.cases import Trial

trials: list[Trial] = [
    Trial(
        "step_dropoff",
        """
LIMIT = pd.Timedelta(minutes=30)
def step_dropoff(events, steps):
    now = events[events["type"] == steps[0]].groupby("session_id")["ts"].min()
    rows = []
    for a, b in zip(steps, steps[1:]):
        e = events[events["type"] == b].copy()
        e["t0"] = e["session_id"].map(now)
        e = e[(e["ts"] >= e["t0"]) & (e["ts"] - e["t0"] <= LIMIT)]
        nxt = e.groupby("session_id")["ts"].min()
        lost = now.index.difference(nxt.index)
        v = events[(events["type"] == a) & events["session_id"].isin(lost)].groupby("session_id")["value"].max().sum()
        rows.append([a, len(now), len(lost), len(lost)/len(now) if len(now) else np.nan, v])
        now = nxt
    return pd.DataFrame(rows, columns=["step","reached","lost","loss","value_lost"])
""",
        judgement="wrong",
        reader="shop assistant",
        note="空表时，空的 Series 用 map 接过来不是时间",
    ),
    Trial(
        "step_dropoff",
        """
LIMIT = pd.Timedelta(minutes=30)
def step_dropoff(events, steps):
    now = events[events["type"] == steps[0]].groupby("session_id")["ts"].min()
    rows = []
    for a, b in zip(steps, steps[1:]):
        e = events[events["type"] == b].copy()
        e = e.merge(now.rename("t0"), on="session_id")
        e = e[(e["ts"] >= e["t0"]) & (e["ts"] - e["t0"] <= LIMIT)]
        nxt = e.groupby("session_id")["ts"].min()
        lost = now.index.difference(nxt.index)
        v = events[(events["type"] == a) & events["session_id"].isin(lost)].groupby("session_id")["value"].max().sum()
        rows.append([a, len(now), len(lost), len(lost)/len(now) if len(now) else np.nan, v])
        now = nxt
    return pd.DataFrame(rows, columns=["step","reached","lost","loss","value_lost"])
""",
        judgement="right",
        reader="shop assistant",
        note="merge 接上时刻",
    ),
    Trial(
        "step_dropoff",
        """
LIMIT = pd.Timedelta(minutes=30)
def step_dropoff(events, steps):
    p = events.pivot_table(index="session_id", columns="type", values="ts", aggfunc="min").reindex(columns=steps)
    v = events.pivot_table(index="session_id", columns="type", values="value", aggfunc="max").reindex(index=p.index, columns=steps)
    ok = p[steps[0]].notna()
    rows = []
    for a, b in zip(steps, steps[1:]):
        nxt = ok & (p[b] >= p[a]) & (p[b] - p[a] <= LIMIT)
        lost = ok & ~nxt
        rows.append([a, ok.sum(), lost.sum(), lost.sum()/ok.sum() if ok.sum() else np.nan, v.loc[lost, a].sum()])
        ok = nxt
    return pd.DataFrame(rows, columns=["step","reached","lost","loss","value_lost"])
""",
        judgement="wrong",
        misconception="first_event_ever",
        reader="shop assistant",
        note="每种动作只看第一次",
    ),
    Trial(
        "step_dropoff",
        """
LIMIT = pd.Timedelta(minutes=30)
def step_dropoff(events, steps):
    now = events[events["type"] == steps[0]].groupby("session_id")["ts"].min()
    rows = []
    for a, b in zip(steps, steps[1:]):
        e = events[events["type"] == b].copy()
        e["t0"] = e["session_id"].map(now)
        e = e[(e["ts"] >= e["t0"]) & (e["ts"] - e["t0"] <= LIMIT)]
        nxt = e.groupby("session_id")["ts"].min()
        lost = now.index.difference(nxt.index)
        v = events[(events["type"] == a) & events["session_id"].isin(lost)].groupby("session_id")["value"].last().sum()
        rows.append([a, len(now), len(lost), len(lost)/len(now) if len(now) else np.nan, v])
        now = nxt
    return pd.DataFrame(rows, columns=["step","reached","lost","loss","value_lost"])
""",
        judgement="wrong",
        misconception="value_of_the_last_row",
        reader="shop assistant",
        note="货值取表里最后一行",
    ),
    Trial(
        "step_dropoff",
        """
LIMIT = pd.Timedelta(minutes=30)
def step_dropoff(events, steps):
    now = events[events["type"] == steps[0]].groupby("session_id")["ts"].min()
    rows = []
    for a, b in zip(steps, steps[1:]):
        e = events[events["type"] == b].copy()
        e["t0"] = e["session_id"].map(now)
        e = e[(e["ts"] >= e["t0"]) & (e["ts"] - e["t0"] < LIMIT)]
        nxt = e.groupby("session_id")["ts"].min()
        lost = now.index.difference(nxt.index)
        v = events[(events["type"] == a) & events["session_id"].isin(lost)].groupby("session_id")["value"].max().sum()
        rows.append([a, len(now), len(lost), len(lost)/len(now) if len(now) else np.nan, v])
        now = nxt
    return pd.DataFrame(rows, columns=["step","reached","lost","loss","value_lost"])
""",
        judgement="wrong",
        misconception="thirty_minutes_too_late",
        reader="shop assistant",
        note="正好 30 分钟算迟",
    ),
    Trial(
        "step_dropoff",
        """
LIMIT = pd.Timedelta(minutes=30)
def step_dropoff(events, steps):
    now = events[events["type"] == steps[0]].groupby("session_id")["ts"].min()
    first = now; rows = []
    for a, b in zip(steps, steps[1:]):
        e = events[events["type"] == b].copy()
        e = e.merge(now.rename("t0"), on="session_id").merge(first.rename("first"), on="session_id")
        e = e[(e["ts"] >= e["t0"]) & (e["ts"] - e["first"] <= LIMIT)]
        nxt = e.groupby("session_id")["ts"].min()
        lost = now.index.difference(nxt.index)
        v = events[(events["type"] == a) & events["session_id"].isin(lost)].groupby("session_id")["value"].max().sum()
        rows.append([a, len(now), len(lost), len(lost)/len(now) if len(now) else np.nan, v])
        now = nxt
    return pd.DataFrame(rows, columns=["step","reached","lost","loss","value_lost"])
""",
        judgement="wrong",
        misconception="limit_from_the_first_step",
        reader="shop assistant",
        note="30 分钟从第一步算",
    ),
    Trial(
        "step_dropoff",
        """
LIMIT = pd.Timedelta(minutes=30)
def step_dropoff(events, steps):
    now = events[events["type"] == steps[0]].groupby("session_id")["ts"].min()
    rows = []
    for a, b in zip(steps, steps[1:]):
        e = events[events["type"] == b].copy()
        e = e.merge(now.rename("t0"), on="session_id")
        e = e[(e["ts"] > e["t0"]) & (e["ts"] - e["t0"] <= LIMIT)]
        nxt = e.groupby("session_id")["ts"].min()
        lost = now.index.difference(nxt.index)
        v = events[(events["type"] == a) & events["session_id"].isin(lost)].groupby("session_id")["value"].max().sum()
        rows.append([a, len(now), len(lost), len(lost)/len(now) if len(now) else np.nan, v])
        now = nxt
    return pd.DataFrame(rows, columns=["step","reached","lost","loss","value_lost"])
""",
        judgement="wrong",
        misconception="same_moment_does_not_count",
        reader="shop assistant",
        note="同一刻不算",
    ),
    Trial(
        "step_dropoff",
        """
LIMIT = pd.Timedelta(minutes=30)
def step_dropoff(events, steps):
    now = events[events["type"] == steps[0]].groupby("session_id")["ts"].min()
    rows = []
    for a, b in zip(steps, steps[1:]):
        e = events[events["type"] == b].copy()
        e = e.merge(now.rename("t0"), on="session_id")
        e = e[(e["ts"] >= e["t0"]) & (e["ts"] - e["t0"] <= LIMIT)]
        nxt = e.groupby("session_id")["ts"].min()
        lost = now.index.difference(nxt.index)
        c = events[(events["type"] == a) & events["session_id"].isin(lost)].merge(now.rename("t0"), on="session_id"); v = c[c["ts"] >= c["t0"]].groupby("session_id")["value"].max().sum()
        rows.append([a, len(now), len(lost), len(lost)/len(now) if len(now) else np.nan, v])
        now = nxt
    return pd.DataFrame(rows, columns=["step","reached","lost","loss","value_lost"])
""",
        judgement="wrong",
        misconception="value_since_the_step",
        reader="shop assistant",
        note="货值只看那一刻之后",
    ),
    Trial(
        "step_dropoff",
        """
LIMIT = pd.Timedelta(minutes=30)
def step_dropoff(events, steps):
    now = events[events["type"] == steps[0]].groupby("session_id")["ts"].max()
    rows = []
    for a, b in zip(steps, steps[1:]):
        e = events[events["type"] == b].copy()
        e = e.merge(now.rename("t0"), on="session_id")
        e = e[(e["ts"] >= e["t0"]) & (e["ts"] - e["t0"] <= LIMIT)]
        nxt = e.groupby("session_id")["ts"].max()
        lost = now.index.difference(nxt.index)
        v = events[(events["type"] == a) & events["session_id"].isin(lost)].groupby("session_id")["value"].max().sum()
        rows.append([a, len(now), len(lost), len(lost)/len(now) if len(now) else np.nan, v])
        now = nxt
    return pd.DataFrame(rows, columns=["step","reached","lost","loss","value_lost"])
""",
        judgement="wrong",
        misconception="last_cart_starts",
        reader="shop assistant",
        note="从最后一个动作算",
    ),
    Trial(
        "listing_quality",
        """
TARGETS = {"n_main": 5, "n_detail": 12, "n_scene": 3, "has_video": 1, "desc_len": 500, "attrs_filled": 15}
def listing_quality(listings, weights):
    last = listings.sort_values("version").groupby("sku_id").last()
    w = pd.Series(weights)
    t = pd.Series(TARGETS)[w.index]
    parts = last[w.index].astype(float).div(t).clip(upper=1)
    score = 100 * (parts * w).sum(axis=1) / (parts.notna() * w).sum(axis=1)
    score[last["n_main"] == 0] = 0
    return score
""",
        judgement="wrong",
        misconception="old_version_fills_the_gap",
        reader="shop assistant",
        note="groupby 的 last 跳过缺失",
    ),
    Trial(
        "listing_quality",
        """
TARGETS = {"n_main": 5, "n_detail": 12, "n_scene": 3, "has_video": 1, "desc_len": 500, "attrs_filled": 15}
def listing_quality(listings, weights):
    last = listings.sort_values("version").drop_duplicates("sku_id", keep="last").set_index("sku_id").sort_index()
    w = pd.Series(weights)
    t = pd.Series(TARGETS)[w.index]
    parts = last[w.index].astype(float).div(t).clip(upper=1)
    score = 100 * (parts * w).sum(axis=1) / (parts.notna() * w).sum(axis=1)
    score[last["n_main"] == 0] = 0
    return score
""",
        judgement="right",
        reader="shop assistant",
        note="drop_duplicates",
    ),
    Trial(
        "listing_quality",
        """
TARGETS = {"n_main": 5, "n_detail": 12, "n_scene": 3, "has_video": 1, "desc_len": 500, "attrs_filled": 15}
def listing_quality(listings, weights):
    listings = listings.sort_values("version").groupby("sku_id").tail(1)
    w = {}
    for k in weights: w[k] = weights[k]
    out = {}
    for _, r in listings.iterrows():
        up = down = 0
        for k, v in w.items():
            if pd.notna(r[k]):
                up += v * min(1, r[k] / TARGETS[k]); down += v
        out[r["sku_id"]] = 0.0 if r["n_main"] == 0 else (100 * up / down if down else np.nan)
    return pd.Series(out, dtype=float).sort_index()
""",
        judgement="right",
        reader="shop assistant",
        note="逐行循环",
    ),
    Trial(
        "listing_quality",
        """
TARGETS = {"n_main": 5, "n_detail": 12, "n_scene": 3, "has_video": 1, "desc_len": 500, "attrs_filled": 15}
def listing_quality(listings, weights):
    last = listings.sort_values("version").drop_duplicates("sku_id", keep="last").set_index("sku_id").sort_index()
    w = pd.Series(weights)
    t = pd.Series(TARGETS)[w.index]
    parts = last[w.index].astype(float).div(t).clip(upper=1).fillna(0)
    score = 100 * (parts * w).sum(axis=1) / w.sum()
    score[last["n_main"].fillna(0) == 0] = 0
    return score
""",
        judgement="wrong",
        misconception="missing_as_zero",
        reader="shop assistant",
        note="缺失当 0",
    ),
    Trial(
        "listing_quality",
        """
TARGETS = {"n_main": 5, "n_detail": 12, "n_scene": 3, "has_video": 1, "desc_len": 500, "attrs_filled": 15}
def listing_quality(listings, weights):
    listings = listings.sort_values("version").groupby("sku_id").tail(1)
    w = {}
    for k in weights: w[k] = weights[k]
    out = {}
    for _, r in listings.iterrows():
        up = down = 0
        for k, v in w.items():
            if pd.notna(r[k]):
                up += v * min(1, r[k] / TARGETS[k]); down += v
        out[r["sku_id"]] = 0.0 if (r["n_main"] == 0 and "n_main" in weights) else (100 * up / down if down else np.nan)
    return pd.Series(out, dtype=float).sort_index()
""",
        judgement="wrong",
        misconception="main_picture_rule_only_with_weight",
        reader="shop assistant",
        note="没给主图权重就不看",
    ),
    Trial(
        "listing_quality",
        """
TARGETS = {"n_main": 5, "n_detail": 12, "n_scene": 3, "has_video": 1, "desc_len": 500, "attrs_filled": 15}
def listing_quality(listings, weights):
    last = listings.sort_values("version").groupby("sku_id").last()
    w = pd.Series(weights); t = pd.Series(TARGETS)
    parts = last[t.index].astype(float).div(t).clip(upper=1)
    s = 100 * (parts * w).sum(axis=1) / w.sum()
    s[last["n_main"] == 0] = 0
    return s
""",
        judgement="wrong",
        misconception="missing_as_zero",
        reader="shop assistant",
        note="分母没去掉缺失的权重",
    ),
    Trial(
        "bounce_by_speed",
        """
READ_SECONDS = 10
def bounce_by_speed(sessions, edges_ms):
    s = sessions[~sessions["is_bot"] & sessions["load_ms"].notna()].copy()
    s["b"] = s["bounced"] & (s["duration_s"] < READ_SECONDS)
    s["seg"] = pd.cut(s["load_ms"], [0] + list(edges_ms) + [np.inf], labels=False, include_lowest=True)
    rows = []
    fr = [0] + list(edges_ms); to = list(edges_ms) + [np.nan]
    z = 1.96
    for d in sorted(s["device"].unique()):
        for k in range(len(fr)):
            x = s[(s["device"] == d) & (s["seg"] == k)]
            n = len(x)
            if n == 0:
                rows.append([d, fr[k], to[k], 0, np.nan, np.nan, np.nan]); continue
            p = x["b"].mean()
            mid = p + z*z/(2*n); h = z*math.sqrt(p*(1-p)/n + z*z/(4*n*n)); dd = 1 + z*z/n
            rows.append([d, fr[k], to[k], n, p, (mid-h)/dd, (mid+h)/dd])
    return pd.DataFrame(rows, columns=["device","from_ms","to_ms","n","rate","low","high"])
""",
        judgement="right",
        reader="shop assistant",
        note="cut 含最左端",
    ),
    Trial(
        "bounce_by_speed",
        """
READ_SECONDS = 10
def bounce_by_speed(sessions, edges_ms):
    s = sessions[~sessions["is_bot"] & sessions["load_ms"].notna()].copy()
    s["b"] = s["bounced"] & (s["duration_s"] < READ_SECONDS)
    s["seg"] = pd.cut(s["load_ms"], [0] + list(edges_ms) + [np.inf], labels=False)
    rows = []
    fr = [0] + list(edges_ms); to = list(edges_ms) + [np.nan]
    z = 1.96
    for d in sorted(s["device"].unique()):
        for k in range(len(fr)):
            x = s[(s["device"] == d) & (s["seg"] == k)]
            n = len(x)
            if n == 0:
                rows.append([d, fr[k], to[k], 0, np.nan, np.nan, np.nan]); continue
            p = x["b"].mean()
            mid = p + z*z/(2*n); h = z*math.sqrt(p*(1-p)/n + z*z/(4*n*n)); dd = 1 + z*z/n
            rows.append([d, fr[k], to[k], n, p, (mid-h)/dd, (mid+h)/dd])
    return pd.DataFrame(rows, columns=["device","from_ms","to_ms","n","rate","low","high"])
""",
        judgement="wrong",
        misconception="zero_falls_out",
        reader="shop assistant",
        note="cut 不含 0",
    ),
    Trial(
        "bounce_by_speed",
        """
READ_SECONDS = 10
def bounce_by_speed(sessions, edges_ms):
    s = sessions[~sessions["is_bot"] & sessions["load_ms"].notna()].copy()
    s["b"] = s["bounced"] & (s["duration_s"] < READ_SECONDS)
    s["seg"] = pd.cut(s["load_ms"], [0] + list(edges_ms) + [np.inf], labels=False, right=False)
    rows = []
    fr = [0] + list(edges_ms); to = list(edges_ms) + [np.nan]
    z = 1.96
    for d in sorted(s["device"].unique()):
        for k in range(len(fr)):
            x = s[(s["device"] == d) & (s["seg"] == k)]
            n = len(x)
            if n == 0:
                rows.append([d, fr[k], to[k], 0, np.nan, np.nan, np.nan]); continue
            p = x["b"].mean()
            mid = p + z*z/(2*n); h = z*math.sqrt(p*(1-p)/n + z*z/(4*n*n)); dd = 1 + z*z/n
            rows.append([d, fr[k], to[k], n, p, (mid-h)/dd, (mid+h)/dd])
    return pd.DataFrame(rows, columns=["device","from_ms","to_ms","n","rate","low","high"])
""",
        judgement="wrong",
        misconception="edge_in_the_upper_band",
        reader="shop assistant",
        note="端点放进上面一段",
    ),
    Trial(
        "bounce_by_speed",
        """
READ_SECONDS = 10
def bounce_by_speed(sessions, edges_ms):
    s = sessions[~sessions["is_bot"] & sessions["load_ms"].notna()].copy(); s = s[~(s["bounced"] & (s["duration_s"] >= 10))]
    s["b"] = s["bounced"] & (s["duration_s"] < READ_SECONDS)
    s["seg"] = pd.cut(s["load_ms"], [0] + list(edges_ms) + [np.inf], labels=False)
    rows = []
    fr = [0] + list(edges_ms); to = list(edges_ms) + [np.nan]
    z = 1.96
    for d in sorted(s["device"].unique()):
        for k in range(len(fr)):
            x = s[(s["device"] == d) & (s["seg"] == k)]
            n = len(x)
            if n == 0:
                rows.append([d, fr[k], to[k], 0, np.nan, np.nan, np.nan]); continue
            p = x["b"].mean()
            mid = p + z*z/(2*n); h = z*math.sqrt(p*(1-p)/n + z*z/(4*n*n)); dd = 1 + z*z/n
            rows.append([d, fr[k], to[k], n, p, (mid-h)/dd, (mid+h)/dd])
    return pd.DataFrame(rows, columns=["device","from_ms","to_ms","n","rate","low","high"])
""",
        judgement="wrong",
        misconception="readers_left_out",
        reader="shop assistant",
        note="看够 10 秒的从分母里去掉",
    ),
    Trial(
        "bounce_by_speed",
        """
from storelab import metrics
READ_SECONDS = 10
def bounce_by_speed(sessions, edges_ms):
    s = sessions[~sessions["is_bot"] & sessions["load_ms"].notna()].copy()
    s["b"] = s["bounced"] & (s["duration_s"] < READ_SECONDS)
    fr = [0] + list(edges_ms); to = list(edges_ms) + [np.nan]
    s["from_ms"] = np.array(fr)[np.searchsorted(edges_ms, s["load_ms"], side="left")]
    g = s.groupby(["device","from_ms"])["b"].agg(n="size", k="sum").reset_index()
    g["to_ms"] = g["from_ms"].map(dict(zip(fr, to)))
    g["rate"] = g["k"]/g["n"]
    g["low"], g["high"] = metrics.wilson_interval(g["k"], g["n"])
    return g[["device","from_ms","to_ms","n","rate","low","high"]]
""",
        judgement="wrong",
        misconception="only_bands_seen",
        reader="shop assistant",
        note="没有访问的段没有行",
    ),
    Trial(
        "ab_test",
        """
from statistics import NormalDist
MIN_COUNT = 10
def ab_test(x_a, n_a, x_b, n_b):
    nan = float("nan")
    if n_a == 0 or n_b == 0:
        return dict.fromkeys(["diff","lift","z","p_value","ci_low","ci_high"], nan)
    pa, pb = x_a/n_a, x_b/n_b
    d = pb - pa
    r = {"diff": d, "lift": d/pa if pa else nan, "z": nan, "p_value": nan, "ci_low": nan, "ci_high": nan}
    if min(x_a, x_b, n_a-x_a, n_b-x_b) >= MIN_COUNT:
        p = (x_a+x_b)/(n_a+n_b)
        r["z"] = d/math.sqrt(p*(1-p)*(1/n_a+1/n_b))
        r["p_value"] = 2*(1-NormalDist().cdf(abs(r["z"])))
        se = math.sqrt(pa*(1-pa)/n_a+pb*(1-pb)/n_b)
        r["ci_low"], r["ci_high"] = d-1.96*se, d+1.96*se
    return r
""",
        judgement="right",
        reader="shop assistant",
    ),
    Trial(
        "ab_test",
        """
from statistics import NormalDist
MIN_COUNT = 10
def ab_test(x_a, n_a, x_b, n_b):
    nan = float("nan")
    if n_a == 0 or n_b == 0:
        return dict.fromkeys(["diff","lift","z","p_value","ci_low","ci_high"], nan)
    pa, pb = x_a/n_a, x_b/n_b
    d = pb - pa
    r = {"diff": d, "lift": d/pa if pa else nan, "z": nan, "p_value": nan, "ci_low": nan, "ci_high": nan}
    if min(n_a, n_b) >= MIN_COUNT:
        p = (x_a+x_b)/(n_a+n_b)
        r["z"] = d/math.sqrt(p*(1-p)*(1/n_a+1/n_b))
        r["p_value"] = 2*(1-NormalDist().cdf(abs(r["z"])))
        se = math.sqrt(pa*(1-pa)/n_a+pb*(1-pb)/n_b)
        r["ci_low"], r["ci_high"] = d-1.96*se, d+1.96*se
    return r
""",
        judgement="wrong",
        misconception="small_trials_told",
        reader="shop assistant",
        note="看的是访客够不够 10 位",
    ),
    Trial(
        "ab_test",
        """
from statistics import NormalDist
MIN_COUNT = 10
def ab_test(x_a, n_a, x_b, n_b):
    nan = float("nan")
    if n_a == 0 or n_b == 0:
        return dict.fromkeys(["diff","lift","z","p_value","ci_low","ci_high"], nan)
    pa, pb = x_a/n_a, x_b/n_b
    d = pb - pa
    r = {"diff": d, "lift": d/pa if pa else nan, "z": nan, "p_value": nan, "ci_low": nan, "ci_high": nan}
    if min(x_a, x_b, n_a-x_a, n_b-x_b) >= MIN_COUNT:
        p = (pa+pb)/2
        r["z"] = d/math.sqrt(p*(1-p)*(1/n_a+1/n_b))
        r["p_value"] = 2*(1-NormalDist().cdf(abs(r["z"])))
        se = math.sqrt(pa*(1-pa)/n_a+pb*(1-pb)/n_b)
        r["ci_low"], r["ci_high"] = d-1.96*se, d+1.96*se
    return r
""",
        judgement="wrong",
        misconception="mean_of_rates_pooled",
        reader="shop assistant",
    ),
    Trial(
        "ab_test",
        """
from statistics import NormalDist
MIN_COUNT = 10
def ab_test(x_a, n_a, x_b, n_b):
    nan = float("nan")
    if n_a == 0 or n_b == 0:
        return dict.fromkeys(["diff","lift","z","p_value","ci_low","ci_high"], nan)
    pa, pb = x_a/n_a, x_b/n_b
    d = pb - pa
    r = {"diff": d, "lift": d/pa if pa else nan, "z": nan, "p_value": nan, "ci_low": nan, "ci_high": nan}
    if min(x_a, x_b, n_a-x_a, n_b-x_b) >= MIN_COUNT:
        p = (x_a+x_b)/(n_a+n_b)
        r["z"] = d/math.sqrt(p*(1-p)*(1/n_a+1/n_b))
        r["p_value"] = (1-NormalDist().cdf(abs(r["z"])))
        se = math.sqrt(pa*(1-pa)/n_a+pb*(1-pb)/n_b)
        r["ci_low"], r["ci_high"] = d-1.96*se, d+1.96*se
    return r
""",
        judgement="wrong",
        misconception="one_sided",
        reader="shop assistant",
    ),
    Trial(
        "sample_size",
        """
from statistics import NormalDist
LOST = 0.05
def sample_size(p0, mde, alpha=0.05, power=0.8):
    z = NormalDist().inv_cdf
    p1 = p0+mde; p = (p0+p1)/2
    n = (z(1-alpha/2)*math.sqrt(2*p*(1-p)) + z(power)*math.sqrt(p0*(1-p0)+p1*(1-p1)))**2/mde**2
    return math.ceil(n/(1-LOST))
""",
        judgement="right",
        reader="shop assistant",
    ),
    Trial(
        "sample_size",
        """
from statistics import NormalDist
LOST = 0.05
def sample_size(p0, mde, alpha=0.05, power=0.8):
    z = NormalDist().inv_cdf
    p1 = p0+mde; p = (p0+p1)/2
    n = (z(1-alpha/2)*math.sqrt(2*p*(1-p)) + z(power)*math.sqrt(p0*(1-p0)+p1*(1-p1)))**2/mde**2
    return math.ceil(n*(1+LOST))
""",
        judgement="wrong",
        misconception="five_percent_more",
        reader="shop assistant",
    ),
    Trial(
        "sample_size",
        """
from statistics import NormalDist
LOST = 0.05
def sample_size(p0, mde, alpha=0.05, power=0.8):
    z = NormalDist().inv_cdf
    p1 = p0+mde; p = (p0+p1)/2
    n = (z(1-alpha/2)*math.sqrt(2*p*(1-p)) + z(power)*math.sqrt(p0*(1-p0)+p1*(1-p1)))**2/mde**2
    return math.ceil(math.ceil(n)/(1-LOST))
""",
        judgement="wrong",
        misconception="rounded_twice",
        reader="shop assistant",
    ),
    Trial(
        "srm_pvalue",
        """
def srm_pvalue(n_a, n_b, ratio=0.5):
    n = n_a+n_b
    if n == 0: return float("nan")
    ea, eb = n*ratio, n*(1-ratio)
    c = max(0,abs(n_a-ea)-0.5)**2/ea + max(0,abs(n_b-eb)-0.5)**2/eb
    return math.erfc(math.sqrt(c/2))
""",
        judgement="right",
        reader="shop assistant",
    ),
    Trial(
        "srm_pvalue",
        """
def srm_pvalue(n_a, n_b, ratio=0.5):
    n = n_a+n_b
    if n == 0: return float("nan")
    ea, eb = n*ratio, n*(1-ratio)
    c = (abs(n_a-ea)-0.5)**2/ea + (abs(n_b-eb)-0.5)**2/eb
    return math.erfc(math.sqrt(c/2))
""",
        judgement="wrong",
        misconception="below_zero",
        reader="shop assistant",
    ),
    Trial(
        "srm_pvalue",
        """
def srm_pvalue(n_a, n_b, ratio=0.5):
    n = n_a+n_b
    if n == 0: return float("nan")
    ea = n_b*ratio/(1-ratio); eb = n_a*(1-ratio)/ratio
    c = max(0,abs(n_a-ea)-0.5)**2/ea + max(0,abs(n_b-eb)-0.5)**2/eb
    return math.erfc(math.sqrt(c/2))
""",
        judgement="wrong",
        misconception="plan_from_the_other_version",
        reader="shop assistant",
    ),
    Trial(
        "chart_weeks",
        """
import matplotlib.pyplot as plt
MIN_UNITS = 200
def chart_weeks(daily):
    d = daily.copy()
    d["day"] = (pd.to_datetime(d["date"]) - pd.to_datetime(d["date"]).min()).dt.days + 1
    xs, ys = [], []
    for k in range(7, d["day"].max()+1, 7):
        g = d[d["day"] <= k].groupby("variant")[["units","conversions"]].sum().reindex(["A","B"]).fillna(0)
        if (g["units"] >= MIN_UNITS).all():
            r = g["conversions"]/g["units"]
            xs.append(k); ys.append(r["B"]-r["A"])
    fig, ax = plt.subplots()
    ax.plot(xs, ys, marker="o")
    ax.set_title("领先"); ax.set_xlabel("天"); ax.set_ylabel("B 领先 A")
    return ax
""",
        judgement="right",
        reader="shop assistant",
        note="线带点",
    ),
    Trial(
        "chart_weeks",
        """
import matplotlib.pyplot as plt
MIN_UNITS = 200
def chart_weeks(daily):
    d = daily.copy()
    d["day"] = (pd.to_datetime(d["date"]) - pd.to_datetime(d["date"]).min()).dt.days + 1
    xs, ys = [], []
    for k in range(7, d["day"].max()+1, 7):
        g = d[d["day"] <= k].groupby("variant")[["units","conversions"]].sum().reindex(["A","B"]).fillna(0)
        if (g["units"] >= MIN_UNITS).all():
            r = g["conversions"]/g["units"]
            xs.append(k); ys.append(r["B"]-r["A"])
    fig, ax = plt.subplots()
    ax.bar([str(x) for x in xs], [100*y for y in ys]);
    ax.set_title("领先"); ax.set_xlabel("天"); ax.set_ylabel("领先（百分点）")
    return ax
""",
        judgement="right",
        reader="shop assistant",
        note="柱子，百分点写在轴上",
    ),
    Trial(
        "chart_weeks",
        """
import matplotlib.pyplot as plt
MIN_UNITS = 200
def chart_weeks(daily):
    d = daily.copy()
    d["day"] = (d["date"] - d["date"].min()).dt.days + 1
    d["week"] = (d["day"] - 1) // 7 + 1
    s = d.pivot_table(index="week", columns="variant", values=["units","conversions"], aggfunc="sum").cumsum()
    s = s[s.index * 7 <= d["day"].max()]
    s = s[(s["units"] >= MIN_UNITS).all(axis=1)]
    lead = s["conversions"]["B"]/s["units"]["B"] - s["conversions"]["A"]/s["units"]["A"]
    fig, ax = plt.subplots()
    ax.plot(lead.index*7, lead.values, marker="o")
    ax.set_title("领先"); ax.set_xlabel("天"); ax.set_ylabel("B 领先 A")
    return ax
""",
        judgement="wrong",
        misconception="empty_week_missing",
        reader="shop assistant",
        note="累计是对的，空的一周没画",
    ),
    Trial(
        "chart_weeks",
        """
import matplotlib.pyplot as plt
MIN_UNITS = 200
def chart_weeks(daily):
    d = daily.copy()
    d["day"] = (pd.to_datetime(d["date"]) - pd.to_datetime(d["date"]).min()).dt.days + 1
    xs, ys = [], []
    for k in range(7, d["day"].max()+1, 7):
        g = d[(d["day"] <= k) & (d["day"] > k-7)].groupby("variant")[["units","conversions"]].sum().reindex(["A","B"]).fillna(0)
        if (g["units"] >= MIN_UNITS).all():
            r = g["conversions"]/g["units"]
            xs.append(k); ys.append(r["B"]-r["A"])
    fig, ax = plt.subplots()
    ax.plot(xs, ys, marker="o")
    ax.set_title("领先"); ax.set_xlabel("天"); ax.set_ylabel("B 领先 A")
    return ax
""",
        judgement="wrong",
        misconception="each_week_alone",
        reader="shop assistant",
    ),
    Trial(
        "chart_weeks",
        """
import matplotlib.pyplot as plt
MIN_UNITS = 200
def chart_weeks(daily):
    d = daily.copy()
    d["day"] = (pd.to_datetime(d["date"]) - pd.to_datetime(d["date"]).min()).dt.days + 1
    xs, ys = [], []
    for k in range(7, d["day"].max()+7, 7):
        g = d[d["day"] <= k].groupby("variant")[["units","conversions"]].sum().reindex(["A","B"]).fillna(0)
        if (g["units"] >= MIN_UNITS).all():
            r = g["conversions"]/g["units"]
            xs.append(k); ys.append(r["B"]-r["A"])
    fig, ax = plt.subplots()
    ax.plot(xs, ys, marker="o")
    ax.set_title("领先"); ax.set_xlabel("天"); ax.set_ylabel("B 领先 A")
    return ax
""",
        judgement="wrong",
        misconception="unfinished_week_as_whole",
        reader="shop assistant",
    ),
    Trial(
        "chart_weeks",
        """
import matplotlib.pyplot as plt
MIN_UNITS = 200
def chart_weeks(daily):
    d = daily.copy()
    d["day"] = (pd.to_datetime(d["date"]) - pd.to_datetime(d["date"]).min()).dt.days + 1
    xs, ys = [], []
    for k in range(7, d["day"].max()+1, 7):
        g = d[d["day"] <= k].groupby("variant")[["units","conversions"]].sum().reindex(["A","B"]).fillna(0)
        if (g["units"] >= MIN_UNITS).all():
            r = g["conversions"]/g["units"]
            xs.append(k); ys.append(r["B"]-r["A"])
    fig, ax = plt.subplots()
    ax.plot(xs, ys, marker="o")
    ax.set_xlabel("天"); ax.set_ylabel("B 领先 A")
    return ax
""",
        judgement="wrong",
        misconception="title_missing",
        reader="shop assistant",
    ),
]
