"""Answers that readers gave to chapter 10 from the page alone, with a teacher's judgement by the question's text.

A reader's code stands as it was written, after the constant of its cell.
"""

from classroom.cases import Trial

trials: list[Trial] = [
    Trial(
        "traffic_quality",
        """
def traffic_quality(sessions, orders, ads, by):
    s = sessions[sessions["is_bot"] == False].copy()
    s["bounce"] = s["pageviews"] == 1
    o = orders[orders["paid_at"].notna()]
    m = s.merge(o, on="session_id", how="left")
    g = m.groupby(by)
    out = pd.DataFrame({
        "visits": g["session_id"].count(),
        "bounce_rate": g["bounce"].mean(),
        "pages_per_visit": g["pageviews"].mean(),
        "cvr": g["order_id"].count() / g["session_id"].count(),
        "value_per_visit": g["paid"].sum() / g["session_id"].count(),
    })
    cost = ads.groupby("channel")["cost"].sum()
    out["cost_per_visit"] = cost / out["visits"]
    return out.sort_values("visits", ascending=False)
""",
        judgement="wrong",
        misconception="merged_without_the_rules",
        reader="shop assistant",
        note="joined first, then counted; no rule of the shop yet",
    ),
    Trial(
        "traffic_quality",
        """
def traffic_quality(sessions, orders, ads, by):
    s = sessions[sessions["is_bot"] == False].copy()
    s["bounce"] = (s["pageviews"] == 1) & (s["duration_s"] < 10)
    o = orders[orders["paid_at"].notna()].copy()
    o = o.groupby("session_id")["paid"].sum().reset_index()
    m = s.merge(o, on="session_id", how="left")
    g = m.groupby(by)
    out = pd.DataFrame({
        "visits": g["session_id"].count(),
        "bounce_rate": g["bounce"].mean(),
        "pages_per_visit": g["pageviews"].mean(),
        "cvr": g["paid"].count() / g["session_id"].count(),
        "value_per_visit": g["paid"].sum() / g["session_id"].count(),
    })
    cost = ads.groupby("channel")["cost"].sum()
    out["cost_per_visit"] = cost / out["visits"]
    return out.sort_values("visits", ascending=False)
""",
        judgement="wrong",
        misconception="money_rules_forgotten",
        reader="shop assistant",
        note="orders added up first now; refund, fee and free sources open",
    ),
    Trial(
        "traffic_quality",
        """
def traffic_quality(sessions, orders, ads, by):
    s = sessions[sessions["is_bot"] == False].copy()
    s["bounce"] = (s["pageviews"] == 1) & (s["duration_s"] < 10)
    o = orders[orders["paid_at"].notna()].copy()
    o["net"] = o["paid"] - o["refund"]
    o = o.groupby("session_id")["net"].sum().reset_index()
    m = s.merge(o, on="session_id", how="left")
    g = m.groupby(by)
    out = pd.DataFrame({
        "visits": g["session_id"].count(),
        "bounce_rate": g["bounce"].mean(),
        "pages_per_visit": g["pageviews"].mean(),
        "cvr": g["net"].count() / g["session_id"].count(),
        "value_per_visit": g["net"].sum() / g["session_id"].count(),
    })
    cost = ads.groupby("channel")["cost"].sum() * 1.05
    out["cost_per_visit"] = (cost / out["visits"]).fillna(0)
    return out.sort_values("visits", ascending=False)
""",
        judgement="wrong",
        misconception="cost_zero_for_other_columns",
        reader="shop assistant",
        note="one edge: by device",
    ),
    Trial(
        "traffic_quality",
        """
def traffic_quality(sessions, orders, ads, by):
    s = sessions[sessions["is_bot"] == False].copy()
    s["bounce"] = (s["pageviews"] == 1) & (s["duration_s"] < 10)
    o = orders[orders["paid_at"].notna()].copy()
    o["net"] = o["paid"] - o["refund"]
    o = o.groupby("session_id")["net"].sum().reset_index()
    m = s.merge(o, on="session_id", how="left")
    g = m.groupby(by)
    out = pd.DataFrame({
        "visits": g["session_id"].count(),
        "bounce_rate": g["bounce"].mean(),
        "pages_per_visit": g["pageviews"].mean(),
        "cvr": g["net"].count() / g["session_id"].count(),
        "value_per_visit": g["net"].sum() / g["session_id"].count(),
    })
    if by == "source":
        cost = ads.groupby("channel")["cost"].sum() * 1.05
        out["cost_per_visit"] = (cost / out["visits"]).fillna(0)
    else:
        out["cost_per_visit"] = np.nan
    return out.sort_values("visits", ascending=False)
""",
        judgement="wrong",
        reader="shop assistant",
        note="all rules, but the order among equal numbers is left to the sort",
    ),
    Trial(
        "traffic_quality",
        """
def traffic_quality(sessions, orders, ads, by):
    s = sessions[sessions["is_bot"] == False].copy()
    s["bounce"] = (s["pageviews"] == 1) & (s["duration_s"] < 10)
    o = orders[orders["paid_at"].notna()].copy()
    o["net"] = o["paid"] - o["refund"]
    o = o.groupby("session_id")["net"].sum().reset_index()
    m = s.merge(o, on="session_id", how="left")
    g = m.groupby(by)
    out = pd.DataFrame({
        "visits": g["session_id"].count(),
        "bounce_rate": g["bounce"].mean(),
        "pages_per_visit": g["pageviews"].mean(),
        "cvr": g["net"].count() / g["session_id"].count(),
        "value_per_visit": g["net"].sum() / g["session_id"].count(),
    })
    if by == "source":
        cost = ads.groupby("channel")["cost"].sum() * 1.05
        out["cost_per_visit"] = (cost.reindex(out.index) / out["visits"]).fillna(0)
    else:
        out["cost_per_visit"] = np.nan
    return out.sort_values("visits", ascending=False, kind="stable")
""",
        judgement="right",
        reader="shop assistant",
        note="the same with a stable sort",
    ),
    Trial(
        "traffic_quality",
        """
def traffic_quality(sessions, orders, ads, by):
    m = sessions[~sessions["is_bot"]].merge(orders[orders["paid_at"].notna()], on="session_id", how="left")
    g = m.groupby(by)
    out = pd.DataFrame({"visits": g["session_id"].nunique(), "bounce_rate": g["pageviews"].apply(lambda x: (x == 1).mean()),
      "pages_per_visit": g["pageviews"].mean(), "cvr": g["order_id"].count()/g.size(), "value_per_visit": g["paid"].sum()/g.size()})
    out["cost_per_visit"] = ads.groupby("channel")["cost"].sum()*1.05/out["visits"]
    return out.sort_values("visits", ascending=False)
""",
        judgement="wrong",
        misconception="rates_of_merged_rows",
        reader="professor",
        note="unique visits, but rates over joined rows",
    ),
    Trial(
        "traffic_quality",
        """
def traffic_quality(sessions, orders, ads, by):
    s = sessions.loc[~sessions["is_bot"].astype(bool)].copy()
    ok = orders[orders["paid_at"].notna() & orders["session_id"].notna()]
    net = (ok["paid"] - ok["refund"]).groupby(ok["session_id"]).sum()
    s["net"] = s["session_id"].map(net.to_dict()).astype(float).fillna(0.0)
    s["b"] = s["session_id"].isin(ok["session_id"])
    s["lost"] = s["pageviews"].eq(1)
    g = s.groupby(by)
    out = pd.DataFrame({"visits": g.size(), "bounce_rate": g["lost"].mean(), "pages_per_visit": g["pageviews"].mean(), "cvr": g["b"].mean(), "value_per_visit": g["net"].mean()})
    c = ads.groupby("channel")["cost"].sum()*1.05
    out["cost_per_visit"] = c.reindex(out.index).fillna(0)/out["visits"] if by == "source" else np.nan
    return out.sort_index().sort_values("visits", ascending=False, kind="stable")
""",
        judgement="wrong",
        misconception="seconds_ignored",
        reader="professor",
        note="bounce as in the lesson",
    ),
    Trial(
        "traffic_quality",
        """
def traffic_quality(sessions, orders, ads, by):
    s = sessions.loc[~sessions["is_bot"].astype(bool)].copy()
    ok = orders[orders["paid_at"].notna() & orders["session_id"].notna()]
    net = (ok["paid"] - ok["refund"]).groupby(ok["session_id"]).sum()
    s["net"] = s["session_id"].map(net.to_dict()).astype(float).fillna(0.0)
    s["b"] = s["session_id"].isin(ok["session_id"])
    s["lost"] = s["pageviews"].eq(1) & s["duration_s"].lt(10)
    g = s.groupby(by)
    out = pd.DataFrame({"visits": g.size(), "bounce_rate": g["lost"].mean(), "pages_per_visit": g["pageviews"].mean(), "cvr": g["b"].mean(), "value_per_visit": g["net"].mean()})
    c = ads.groupby("channel")["cost"].sum()*1.05
    out["cost_per_visit"] = c.reindex(out.index).fillna(0)/sessions.groupby(by).size().reindex(out.index) if by == "source" else np.nan
    return out.sort_index().sort_values("visits", ascending=False, kind="stable")
""",
        judgement="wrong",
        misconception="cost_over_all_sessions",
        reader="professor",
    ),
    Trial(
        "traffic_quality",
        """
def traffic_quality(sessions, orders, ads, by):
    cols = ["visits", "bounce_rate", "pages_per_visit", "cvr", "value_per_visit", "cost_per_visit"]
    flag = sessions["is_bot"].to_numpy(dtype=bool)
    sid = sessions["session_id"].to_numpy()[~flag]
    key = sessions[by].to_numpy(dtype=object)[~flag]
    pv = sessions["pageviews"].to_numpy(float)[~flag]
    du = sessions["duration_s"].to_numpy(float)[~flag]
    names, inv = np.unique(key.astype(str), return_inverse=True) if len(key) else (np.array([], dtype=object), np.array([], int))
    n = np.bincount(inv, minlength=len(names)).astype("int32")
    net, bought = {}, set()
    for i, pa, a, r in zip(orders["session_id"], orders["paid_at"], orders["paid"], orders["refund"]):
        if pd.isna(pa) or pd.isna(i): continue
        net[i] = net.get(i, 0.0) + a - r; bought.add(i)
    val = np.array([net.get(i, 0.0) for i in sid], float); buy = np.array([i in bought for i in sid], float)
    B = lambda x: np.bincount(inv, weights=x, minlength=len(names)) / n
    cost = dict(ads.groupby("channel")["cost"].sum()) if by == "source" else {}
    cpv = [1.05*cost.get(k, 0.0)/v if by == "source" else np.nan for k, v in zip(names, n)]
    out = pd.DataFrame({"visits": n, "bounce_rate": B(((pv == 1) & (du < 10)).astype(float)), "pages_per_visit": B(pv), "cvr": B(buy), "value_per_visit": B(val), "cost_per_visit": cpv}, index=names, columns=cols)
    return out.iloc[np.lexsort((names, -n.astype(int)))] if len(names) else out
""",
        judgement="right",
        reader="professor",
        note="NumPy counts, int32, no index name",
    ),
    Trial(
        "traffic_quality",
        """
def _tq(sessions, orders, ads, by):
    cols = ["visits", "bounce_rate", "pages_per_visit", "cvr", "value_per_visit", "cost_per_visit"]
    flag = sessions["is_bot"].to_numpy(dtype=bool)
    sid = sessions["session_id"].to_numpy()[~flag]
    key = sessions[by].to_numpy(dtype=object)[~flag]
    pv = sessions["pageviews"].to_numpy(float)[~flag]
    du = sessions["duration_s"].to_numpy(float)[~flag]
    names, inv = np.unique(key.astype(str), return_inverse=True) if len(key) else (np.array([], dtype=object), np.array([], int))
    n = np.bincount(inv, minlength=len(names)).astype("int32")
    net, bought = {}, set()
    for i, pa, a, r in zip(orders["session_id"], orders["paid_at"], orders["paid"], orders["refund"]):
        if pd.isna(pa) or pd.isna(i): continue
        net[i] = net.get(i, 0.0) + a - r; bought.add(i)
    val = np.array([net.get(i, 0.0) for i in sid], float); buy = np.array([i in bought for i in sid], float)
    B = lambda x: np.bincount(inv, weights=x, minlength=len(names)) / n
    cost = dict(ads.groupby("channel")["cost"].sum()) if by == "source" else {}
    cpv = [1.05*cost.get(k, 0.0)/v if by == "source" else np.nan for k, v in zip(names, n)]
    out = pd.DataFrame({"visits": n, "bounce_rate": B(((pv == 1) & (du < 10)).astype(float)), "pages_per_visit": B(pv), "cvr": B(buy), "value_per_visit": B(val), "cost_per_visit": cpv}, index=names, columns=cols)
    return out.iloc[np.lexsort((names, -n.astype(int)))] if len(names) else out

def traffic_quality(sessions, orders, ads, by):
    t = _tq(sessions, orders, ads, by).astype({"visits": "Int64", "cvr": "Float64"})
    t.index = pd.CategoricalIndex(t.index, name=by)
    return t
""",
        judgement="right",
        reader="professor",
        note="nullable and categorical types",
    ),
    Trial(
        "traffic_quality",
        """
def traffic_quality(sessions, orders, ads, by):
    s = sessions.loc[~sessions["is_bot"].astype(bool)].copy()
    ok = orders[(orders["paid"] > 0) & orders["session_id"].notna()]
    net = (ok["paid"] - ok["refund"]).groupby(ok["session_id"]).sum()
    s["net"] = s["session_id"].map(net.to_dict()).astype(float).fillna(0.0)
    s["b"] = s["session_id"].isin(ok["session_id"])
    s["lost"] = s["pageviews"].eq(1) & s["duration_s"].lt(10)
    g = s.groupby(by)
    out = pd.DataFrame({"visits": g.size(), "bounce_rate": g["lost"].mean(), "pages_per_visit": g["pageviews"].mean(), "cvr": g["b"].mean(), "value_per_visit": g["net"].mean()})
    c = ads.groupby("channel")["cost"].sum()*1.05
    out["cost_per_visit"] = c.reindex(out.index).fillna(0)/out["visits"] if by == "source" else np.nan
    return out.sort_index().sort_values("visits", ascending=False, kind="stable")
""",
        judgement="wrong",
        misconception="free_orders_left_out",
        reader="professor",
        note="paid > 0 in place of paid_at",
    ),
    Trial(
        "traffic_quality",
        """
def traffic_quality(sessions, orders, ads, by):
    s = sessions.loc[~sessions["is_bot"].astype(bool)].copy()
    ok = orders[orders["paid_at"].notna() & orders["session_id"].notna()]
    net = (ok["paid"] - ok["refund"]).groupby(ok["session_id"]).sum()
    s["net"] = s["session_id"].map(net.to_dict()).astype(float).fillna(0.0)
    s["b"] = s["session_id"].isin(ok["session_id"])
    s["lost"] = s["pageviews"].eq(1) & s["duration_s"].le(10)
    g = s.groupby(by)
    out = pd.DataFrame({"visits": g.size(), "bounce_rate": g["lost"].mean(), "pages_per_visit": g["pageviews"].mean(), "cvr": g["b"].mean(), "value_per_visit": g["net"].mean()})
    c = ads.groupby("channel")["cost"].sum()*1.05
    out["cost_per_visit"] = c.reindex(out.index).fillna(0)/out["visits"] if by == "source" else np.nan
    return out.sort_index().sort_values("visits", ascending=False, kind="stable")
""",
        judgement="wrong",
        misconception="ten_seconds_included",
        reader="professor",
    ),
    Trial(
        "traffic_quality",
        """
def traffic_quality(sessions, orders, ads, by):
    s = sessions.loc[~sessions["is_bot"].astype(bool)].copy()
    ok = orders[orders["paid_at"].notna() & orders["session_id"].notna()]
    net = (ok["paid"]).groupby(ok["session_id"]).sum()
    s["net"] = s["session_id"].map(net.to_dict()).astype(float).fillna(0.0)
    s["b"] = s["session_id"].isin(ok["session_id"])
    s["lost"] = s["pageviews"].eq(1) & s["duration_s"].lt(10)
    g = s.groupby(by)
    out = pd.DataFrame({"visits": g.size(), "bounce_rate": g["lost"].mean(), "pages_per_visit": g["pageviews"].mean(), "cvr": g["b"].mean(), "value_per_visit": g["net"].mean()})
    c = ads.groupby("channel")["cost"].sum()*1.05
    out["cost_per_visit"] = c.reindex(out.index).fillna(0)/out["visits"] if by == "source" else np.nan
    return out.sort_index().sort_values("visits", ascending=False, kind="stable")
""",
        judgement="wrong",
        misconception="refunds_not_deducted",
        reader="professor",
    ),
    Trial(
        "traffic_quality",
        """
def traffic_quality(sessions, orders, ads, by):
    s = sessions.loc[~sessions["is_bot"].astype(bool)].copy()
    ok = orders[orders["paid_at"].notna() & orders["session_id"].notna()]
    net = (ok["paid"] - ok["refund"]).groupby(ok["session_id"]).sum()
    s["net"] = s["session_id"].map(net.to_dict()).astype(float).fillna(0.0)
    s["b"] = s["session_id"].isin(ok["session_id"])
    s["lost"] = s["pageviews"].eq(1) & s["duration_s"].lt(10)
    g = s.groupby(by)
    out = pd.DataFrame({"visits": g.size(), "bounce_rate": g["lost"].mean(), "pages_per_visit": g["pageviews"].mean(), "cvr": g["b"].mean(), "value_per_visit": g["net"].mean()})
    c = ads.groupby("channel")["cost"].sum()
    out["cost_per_visit"] = c.reindex(out.index).fillna(0)/out["visits"] if by == "source" else np.nan
    return out.sort_index().sort_values("visits", ascending=False, kind="stable")
""",
        judgement="wrong",
        misconception="fee_forgotten",
        reader="professor",
    ),
    Trial(
        "traffic_quality",
        """
def traffic_quality(sessions, orders, ads, by):
    s = sessions.loc[~sessions["is_bot"].astype(bool)].copy()
    ok = orders[orders["paid_at"].notna() & orders["session_id"].notna()]
    net = (ok["paid"] - ok["refund"]).groupby(ok["session_id"]).sum()
    s["net"] = s["session_id"].map(net.to_dict()).astype(float).fillna(0.0)
    s["b"] = s["session_id"].isin(ok["session_id"])
    s["lost"] = s["pageviews"].eq(1) & s["duration_s"].lt(10)
    g = s.groupby(by)
    out = pd.DataFrame({"visits": g.size(), "bounce_rate": g["lost"].mean(), "pages_per_visit": g["pageviews"].mean(), "cvr": g["b"].mean(), "value_per_visit": g["net"].mean()})
    c = ads.groupby("channel")["cost"].sum()*1.05
    out["cost_per_visit"] = c.reindex(out.index).fillna(0)/out["visits"] if by == "source" else np.nan
    return out.sort_index().sort_values("visits", ascending=False, kind="stable")
""",
        judgement="right",
        reader="professor",
    ),
    Trial(
        "traffic_quality",
        """
def traffic_quality(sessions, orders, ads, by):
    cols = ["visits", "bounce_rate", "pages_per_visit", "cvr", "value_per_visit", "cost_per_visit"]
    s = sessions[~sessions["is_bot"].astype(bool)]
    ok = orders[orders["paid_at"].notna() & orders["session_id"].notna()]
    m = s.merge(ok.astype({"session_id": s["session_id"].dtype}), on="session_id", how="left"+"") if len(s) else s.assign(paid=0., refund=0., order_id=1)
    m["b"] = m["order_id"].notna(); m["net"] = (m["paid"] - m["refund"]).fillna(0).astype(float); m["l"] = (m["pageviews"] == 1) & (m["duration_s"] < 10)
    if "device_x" in m: m = m.rename(columns={"device_x": "device"})
    g = m.groupby(by); out = pd.DataFrame({"visits": g["session_id"].size(), "bounce_rate": g["l"].mean(), "pages_per_visit": g["pageviews"].mean(), "cvr": g["b"].mean(), "value_per_visit": g["net"].mean()})
    out["cost_per_visit"] = (ads.groupby("channel")["cost"].sum()*1.05).reindex(out.index).fillna(0)/out["visits"] if by == "source" else np.nan
    return out.sort_index().sort_values("visits", ascending=False, kind="stable")
""",
        judgement="wrong",
        misconception="merge_repeats_visits",
        reader="professor",
        note="only the joined rows are wrong",
    ),
    Trial(
        "funnel",
        """
def funnel(events, steps, unit="visitor_id"):
    n = []
    for s in steps:
        n.append(events[events["type"] == s][unit].nunique())
    out = pd.DataFrame({"reached": n}, index=steps)
    out["step_rate"] = out["reached"] / out["reached"].shift()
    out["overall_rate"] = out["reached"] / out["reached"].iloc[0]
    out["loss"] = 1 - out["step_rate"]
    return out
""",
        judgement="wrong",
        misconception="each_type_by_itself",
        reader="shop assistant",
    ),
    Trial(
        "funnel",
        """
def funnel(events, steps, unit="visitor_id"):
    people = None
    n = []
    for s in steps:
        d = events[events["type"] == s]
        if people is not None:
            d = d[d[unit].isin(people)]
        people = d[unit].unique()
        n.append(len(people))
    out = pd.DataFrame({"reached": n}, index=steps)
    out["step_rate"] = out["reached"] / out["reached"].shift()
    out["overall_rate"] = out["reached"] / out["reached"].iloc[0]
    out["loss"] = 1 - out["step_rate"]
    return out
""",
        judgement="wrong",
        misconception="steps_in_any_order",
        reader="shop assistant",
    ),
    Trial(
        "funnel",
        """
def funnel(events, steps, unit="visitor_id"):
    moment = events[events["type"] == steps[0]].groupby(unit)["ts"].min()
    n = [len(moment)]
    for step in steps[1:]:
        done = events[events["type"] == step].merge(moment.rename("before"), on=unit)
        done = done[(done["ts"] >= done["before"]) & (done["ts"] - done["before"] <= pd.Timedelta("24h"))]
        moment = done.groupby(unit)["ts"].min()
        n.append(len(moment))
    out = pd.DataFrame({"reached": n}, index=steps)
    out["step_rate"] = out["reached"] / out["reached"].shift()
    out["overall_rate"] = out["reached"] / out["reached"].iloc[0]
    out["loss"] = 1 - out["step_rate"]
    return out
""",
        judgement="wrong",
        misconception="clock_restarts_at_each_step",
        reader="shop assistant",
    ),
    Trial(
        "funnel",
        """
def funnel(events, steps, unit="visitor_id"):
    moment = events[events["type"] == steps[0]].groupby(unit)["ts"].min()
    start = moment
    n = [len(moment)]
    for step in steps[1:]:
        done = events[events["type"] == step].merge(moment.rename("before"), on=unit).merge(start.rename("start"), on=unit)
        done = done[(done["ts"] >= done["before"]) & (done["ts"] - done["start"] < pd.Timedelta("24h"))]
        moment = done.groupby(unit)["ts"].min()
        n.append(len(moment))
    out = pd.DataFrame({"reached": n}, index=steps)
    out["step_rate"] = out["reached"] / out["reached"].shift()
    out["overall_rate"] = out["reached"] / out["reached"].iloc[0]
    out["loss"] = 1 - out["step_rate"]
    return out
""",
        judgement="wrong",
        misconception="a_full_day_left_out",
        reader="shop assistant",
    ),
    Trial(
        "funnel",
        """
def funnel(events, steps, unit="visitor_id"):
    moment = events[events["type"] == steps[0]].groupby(unit)["ts"].min()
    start = moment
    n = [len(moment)]
    for step in steps[1:]:
        done = events[events["type"] == step].merge(moment.rename("before"), on=unit).merge(start.rename("start"), on=unit)
        done = done[(done["ts"] >= done["before"]) & (done["ts"] - done["start"] <= pd.Timedelta("24h"))]
        moment = done.groupby(unit)["ts"].min()
        n.append(len(moment))
    out = pd.DataFrame({"reached": n}, index=steps)
    out["step_rate"] = out["reached"] / out["reached"].shift()
    out["overall_rate"] = out["reached"] / out["reached"].iloc[0]
    out["loss"] = 1 - out["step_rate"]
    return out
""",
        judgement="right",
        reader="shop assistant",
    ),
    Trial(
        "funnel",
        """
def funnel(events, steps, unit="visitor_id"):
    r = pd.Series([events.loc[events["type"] == s, unit].nunique() for s in steps], index=steps)
    out = pd.DataFrame({"reached": r}); out["step_rate"] = r / r.shift(); out["overall_rate"] = r / r.iloc[0]; out["loss"] = 1 - out["step_rate"]
    return out
""",
        judgement="wrong",
        misconception="each_type_by_itself",
        reader="professor",
    ),
    Trial(
        "funnel",
        """
def funnel(events, steps, unit="visitor_id"):
    ev = events.dropna(subset=[unit]); first = ev[ev["type"] == steps[0]].groupby(unit)["ts"].min(); cur = first; n = [len(cur)]
    for s in steps[1:]:
        e = ev[ev["type"] == s]; e = e.join(cur.rename("b"), on=unit)
        e = e[(e["ts"] >= e["b"]) & (e["ts"] - e["b"] <= pd.Timedelta(hours=24))]
        cur = e.groupby(unit)["ts"].min(); n.append(len(cur))
    r = pd.Series(n, index=steps); p = r.shift().where(r.shift() > 0)
    out = pd.DataFrame({"reached": r, "step_rate": r/p, "overall_rate": r/(r.iloc[0] if r.iloc[0] else np.nan)}); out["loss"] = 1 - out["step_rate"]; return out
""",
        judgement="wrong",
        misconception="clock_restarts_at_each_step",
        reader="professor",
    ),
    Trial(
        "funnel",
        """
def funnel(events, steps, unit="visitor_id"):
    ev = events.dropna(subset=[unit]); first = ev[ev["type"] == steps[0]].groupby(unit)["ts"].min(); cur = first; n = [len(cur)]
    for s in steps[1:]:
        e = ev[ev["type"] == s].join(cur.rename("b"), on=unit).join(first.rename("f"), on=unit)
        e = e[(e["ts"] > e["b"]) & (e["ts"] - e["f"] < pd.Timedelta(hours=24))]
        cur = e.groupby(unit)["ts"].min(); n.append(len(cur))
    r = pd.Series(n, index=steps); p = r.shift().where(r.shift() > 0)
    out = pd.DataFrame({"reached": r, "step_rate": r/p, "overall_rate": r/(r.iloc[0] if r.iloc[0] else np.nan)}); out["loss"] = 1 - out["step_rate"]; return out
""",
        judgement="wrong",
        reader="professor",
        note="two slips: strictly after, and less than 24 hours",
    ),
    Trial(
        "funnel",
        """
def funnel(events, steps, unit="visitor_id"):
    ev = events.dropna(subset=[unit]); first = ev[ev["type"] == steps[0]].groupby(unit)["ts"].min(); cur = first; n = [len(cur)]
    for s in steps[1:]:
        e = ev[ev["type"] == s].join(cur.rename("b"), on=unit).join(first.rename("f"), on=unit)
        e = e[(e["ts"] >= e["b"]) & ((e["ts"] - e["f"]).dt.days < 1)]
        cur = e.groupby(unit)["ts"].min(); n.append(len(cur))
    r = pd.Series(n, index=steps); p = r.shift().where(r.shift() > 0)
    out = pd.DataFrame({"reached": r, "step_rate": r/p, "overall_rate": r/(r.iloc[0] if r.iloc[0] else np.nan)}); out["loss"] = 1 - out["step_rate"]; return out
""",
        judgement="wrong",
        misconception="a_full_day_left_out",
        reader="professor",
        note="whole days",
    ),
    Trial(
        "funnel",
        """
def funnel(events, steps, unit="visitor_id"):
    from collections import defaultdict
    by = defaultdict(list)
    for u, t, k in zip(events[unit], events["ts"], events["type"]):
        if not pd.isna(u): by[u].append((t, k))
    counts = np.zeros(len(steps), dtype=np.int16)
    for ev in by.values():
        ts0 = prev = None
        for j, s in enumerate(steps):
            c = [t for t, k in ev if k == s and (prev is None or (t >= prev and t - ts0 <= pd.Timedelta("1D")))]
            if not c: break
            prev = min(c); ts0 = prev if ts0 is None else ts0; counts[j] += 1
    f = counts.astype(float); f0 = np.where(f > 0, f, np.nan)
    rate = np.r_[np.nan, f[1:] / f0[:-1]]
    return pd.DataFrame({"reached": counts, "step_rate": rate, "overall_rate": f / f0[0], "loss": 1 - rate}, index=pd.Index(steps, name="step", dtype="string"))
""",
        judgement="right",
        reader="professor",
        note="visitor by visitor",
    ),
    Trial(
        "funnel",
        """
def funnel(events, steps, unit="visitor_id"):
    ev = events[events[unit].notna()]
    start = ev.loc[ev["type"].eq(steps[0])].groupby(unit)["ts"].min()
    cur = start.copy(); n = [cur.size]
    for s in steps[1:]:
        e = ev.loc[ev["type"].eq(s), [unit, "ts"]]
        lo = cur.reindex(e[unit]).to_numpy(); st = start.reindex(e[unit]).to_numpy(); t = e["ts"].to_numpy()
        if len(cur)==0 or len(e)==0:
            cur = cur.iloc[:0]; n.append(0); continue
        keep = (t >= lo) & (t <= st + np.timedelta64(86400, "s"))
        cur = e[keep].groupby(unit)["ts"].min(); n.append(cur.size)
    r = pd.array(n, dtype="Int64"); f = pd.Series(n, index=steps, dtype=float); prev = f.shift().replace(0, np.nan)
    return pd.DataFrame({"reached": r, "step_rate": (f/prev).astype("Float64").array, "overall_rate": (f/(f.iloc[0] or np.nan)).array, "loss": (1-f/prev).array}, index=steps)
""",
        judgement="right",
        reader="professor",
        note="NumPy moments, nullable types",
    ),
    Trial(
        "funnel",
        """
def funnel(events, steps, unit="visitor_id"):
    ev = events.dropna(subset=[unit]); first = ev[ev["type"] == steps[0]].groupby(unit)["ts"].min(); cur = first; n = [len(cur)]
    for s in steps[1:]:
        e = ev[ev["type"] == s].join(cur.rename("b"), on=unit).join(first.rename("f"), on=unit)
        e = e[(e["ts"] >= e["b"]) & (e["ts"] - e["f"] <= pd.Timedelta(hours=24))]
        cur = e.groupby(unit)["ts"].min(); n.append(len(cur))
    r = pd.Series(n, index=steps); p = r.shift().where(r.shift() > 0); z = r.iloc[0] if r.iloc[0] else np.nan
    out = pd.DataFrame({"reached": r, "step_rate": r/p, "overall_rate": r/z}); out["loss"] = (r.shift()-r)/z; return out
""",
        judgement="wrong",
        misconception="loss_over_the_first_step",
        reader="professor",
    ),
    Trial(
        "funnel",
        """
def funnel(events, steps, unit="visitor_id"):
    ev = events.dropna(subset=[unit]); first = ev[ev["type"] == steps[0]].groupby(unit)["ts"].max(); cur = first; n = [len(cur)]
    for s in steps[1:]:
        e = ev[ev["type"] == s].join(cur.rename("b"), on=unit).join(first.rename("f"), on=unit)
        e = e[(e["ts"] >= e["b"]) & (e["ts"] - e["f"] <= pd.Timedelta(hours=24))]
        cur = e.groupby(unit)["ts"].min(); n.append(len(cur))
    r = pd.Series(n, index=steps); p = r.shift().where(r.shift() > 0); z = r.iloc[0] if r.iloc[0] else np.nan
    out = pd.DataFrame({"reached": r, "step_rate": r/p, "overall_rate": r/z}); out["loss"] = 1-r/p; return out
""",
        judgement="wrong",
        misconception="clock_starts_at_the_last_first_step",
        reader="professor",
    ),
    Trial(
        "funnel",
        """
def funnel(events, steps, unit="visitor_id"):
    ev = events.dropna(subset=[unit]); reach = {}
    for u, g in ev.sort_values("ts").groupby(unit):
        best = 0
        for t0 in g.loc[g["type"] == steps[0], "ts"]:
            k, t = 1, t0
            for s in steps[1:]:
                c = g[(g["type"] == s) & (g["ts"] >= t) & (g["ts"] <= t0 + pd.Timedelta(hours=24))]["ts"]
                if c.empty: break
                t = c.min(); k += 1
            best = max(best, k)
        reach[u] = best
    x = np.array(list(reach.values()), int); r = pd.Series([int((x > i).sum()) for i in range(len(steps))], index=steps)
    p = r.shift().where(r.shift() > 0); z = r.iloc[0] if r.iloc[0] else np.nan
    return pd.DataFrame({"reached": r, "step_rate": r/p, "overall_rate": r/z, "loss": 1-r/p})
""",
        judgement="wrong",
        misconception="best_of_several_journeys",
        reader="professor",
    ),
    Trial(
        "mix_rate_effect",
        """
def mix_rate_effect(before, after):
    b = before.groupby("source")[["visits", "orders"]].sum()
    a = after.groupby("source")[["visits", "orders"]].sum()
    s0 = b["visits"] / b["visits"].sum()
    s1 = a["visits"] / a["visits"].sum()
    r0 = b["orders"] / b["visits"]
    r1 = a["orders"] / a["visits"]
    mix = ((s1 - s0) * (r0 + r1) / 2).sum()
    rate = ((r1 - r0) * (s0 + s1) / 2).sum()
    return {"change": mix + rate, "mix": mix, "rate": rate}
""",
        judgement="wrong",
        misconception="small_sources_alone",
        reader="shop assistant",
        note="vanished sources are lost as well",
    ),
    Trial(
        "mix_rate_effect",
        """
def mix_rate_effect(before, after):
    b = before.groupby("source")[["visits", "orders"]].sum()
    a = after.groupby("source")[["visits", "orders"]].sum()
    b.index = [s if v >= 100 else "other" for s, v in b["visits"].items()]
    a.index = [s if v >= 100 else "other" for s, v in a["visits"].items()]
    b = b.groupby(level=0).sum()
    a = a.groupby(level=0).sum()
    s0 = b["visits"] / b["visits"].sum()
    s1 = a["visits"] / a["visits"].sum()
    r0 = b["orders"] / b["visits"]
    r1 = a["orders"] / a["visits"]
    mix = ((s1 - s0) * (r0 + r1) / 2).sum()
    rate = ((r1 - r0) * (s0 + s1) / 2).sum()
    return {"change": mix + rate, "mix": mix, "rate": rate}
""",
        judgement="wrong",
        misconception="small_in_each_period",
        reader="shop assistant",
        note="new sources and zeros open as well",
    ),
    Trial(
        "mix_rate_effect",
        """
def mix_rate_effect(before, after):
    b = before.groupby("source")[["visits", "orders"]].sum()
    a = after.groupby("source")[["visits", "orders"]].sum()
    t = b.join(a, how="outer", lsuffix="0", rsuffix="1").fillna(0)
    tot = t["visits0"] + t["visits1"]
    t.index = [s if v >= 100 else "other" for s, v in tot.items()]
    t = t.groupby(level=0).sum()
    s0 = t["visits0"] / t["visits0"].sum()
    s1 = t["visits1"] / t["visits1"].sum()
    r0 = (t["orders0"] / t["visits0"]).fillna(0)
    r1 = (t["orders1"] / t["visits1"]).fillna(0)
    mix = ((s1 - s0) * (r0 + r1) / 2).sum()
    rate = ((r1 - r0) * (s0 + s1) / 2).sum()
    return {"change": mix + rate, "mix": mix, "rate": rate}
""",
        judgement="wrong",
        misconception="missing_rate_as_zero",
        reader="shop assistant",
    ),
    Trial(
        "mix_rate_effect",
        """
def mix_rate_effect(before, after):
    if len(before) == 0 or len(after) == 0:
        return {"change": np.nan, "mix": np.nan, "rate": np.nan}
    b = before.groupby("source")[["visits", "orders"]].sum()
    a = after.groupby("source")[["visits", "orders"]].sum()
    t = b.join(a, how="outer", lsuffix="0", rsuffix="1").fillna(0)
    tot = t["visits0"] + t["visits1"]
    t.index = [s if v >= 100 else "other" for s, v in tot.items()]
    t = t.groupby(level=0).sum()
    s0 = t["visits0"] / t["visits0"].sum()
    s1 = t["visits1"] / t["visits1"].sum()
    r0 = t["orders0"] / t["visits0"]
    r1 = t["orders1"] / t["visits1"]
    r0, r1 = r0.fillna(r1), r1.fillna(r0)
    mix = ((s1 - s0) * (r0 + r1) / 2).sum()
    rate = ((r1 - r0) * (s0 + s1) / 2).sum()
    return {"change": mix + rate, "mix": mix, "rate": rate}
""",
        judgement="wrong",
        misconception="zeros_taken_for_no_change",
        reader="shop assistant",
    ),
    Trial(
        "mix_rate_effect",
        """
def mix_rate_effect(before, after):
    if before["visits"].sum() == 0 or after["visits"].sum() == 0:
        return {"change": np.nan, "mix": np.nan, "rate": np.nan}
    b = before.groupby("source")[["visits", "orders"]].sum()
    a = after.groupby("source")[["visits", "orders"]].sum()
    t = b.join(a, how="outer", lsuffix="0", rsuffix="1").fillna(0)
    tot = t["visits0"] + t["visits1"]
    t.index = [s if v >= 100 else "other" for s, v in tot.items()]
    t = t.groupby(level=0).sum()
    s0 = t["visits0"] / t["visits0"].sum()
    s1 = t["visits1"] / t["visits1"].sum()
    r0 = t["orders0"] / t["visits0"]
    r1 = t["orders1"] / t["visits1"]
    r0, r1 = r0.fillna(r1), r1.fillna(r0)
    mix = ((s1 - s0) * (r0 + r1) / 2).sum()
    rate = ((r1 - r0) * (s0 + s1) / 2).sum()
    return {"change": mix + rate, "mix": mix, "rate": rate}
""",
        judgement="right",
        reader="shop assistant",
    ),
    Trial(
        "mix_rate_effect",
        """
def mix_rate_effect(before, after):
    b = before.groupby("source")[["visits","orders"]].sum(); a = after.groupby("source")[["visits","orders"]].sum()
    s0, s1 = b.visits/b.visits.sum(), a.visits/a.visits.sum(); r0, r1 = b.orders/b.visits, a.orders/a.visits
    mix = ((s1-s0)*r0).sum(); rate = ((r1-r0)*s1).sum()
    return {"change": mix+rate, "mix": mix, "rate": rate}
""",
        judgement="wrong",
        misconception="old_rates_and_small_sources_alone",
        reader="professor",
    ),
    Trial(
        "mix_rate_effect",
        """
def mix_rate_effect(before, after):
    b = before.groupby("source")[["visits","orders"]].sum(); a = after.groupby("source")[["visits","orders"]].sum()
    s0, s1 = b.visits/b.visits.sum(), a.visits/a.visits.sum(); r0, r1 = b.orders/b.visits, a.orders/a.visits
    mix = ((s1-s0)*(r0+r1)/2).sum(); rate = ((r1-r0)*(s0+s1)/2).sum()
    return {"change": mix+rate, "mix": mix, "rate": rate}
""",
        judgement="wrong",
        misconception="small_sources_alone",
        reader="professor",
    ),
    Trial(
        "mix_rate_effect",
        """
def mix_rate_effect(before, after):
    v0 = before.groupby("source")["visits"].sum(); v1 = after.groupby("source")["visits"].sum()
    if v0.sum() == 0 or v1.sum() == 0: return dict.fromkeys(("change","mix","rate"), float("nan"))
    idx = v0.index.union(v1.index); small = set(idx[(v0.reindex(idx, fill_value=0) < 100) | (v1.reindex(idx, fill_value=0) < 100)])
    f = lambda d: d.assign(source=d["source"].where(~d["source"].isin(small), "other")).groupby("source")[["visits","orders"]].sum()
    b, a = f(before), f(after); idx = b.index.union(a.index); b, a = b.reindex(idx, fill_value=0), a.reindex(idx, fill_value=0)
    r0 = b.orders/b.visits.where(b.visits>0); r1 = a.orders/a.visits.where(a.visits>0); r0, r1 = r0.fillna(r1), r1.fillna(r0)
    s0, s1 = b.visits/b.visits.sum(), a.visits/a.visits.sum()
    mix = ((s1-s0)*(r0+r1)/2).sum(); rate = ((r1-r0)*(s0+s1)/2).sum()
    return {"change": mix+rate, "mix": mix, "rate": rate}
""",
        judgement="wrong",
        reader="professor",
        note="small if below 100 in either period",
    ),
    Trial(
        "mix_rate_effect",
        """
def mix_rate_effect(before, after):
    both = pd.concat([before.assign(p=0), after.assign(p=1)])
    tot = both.groupby("source")["visits"].transform("sum")
    t = both[tot >= 100].pivot_table(index="source", columns="p", values=["visits","orders"], aggfunc="sum", fill_value=0)
    v = t["visits"].reindex(columns=[0,1], fill_value=0); o = t["orders"].reindex(columns=[0,1], fill_value=0)
    if (v.sum() == 0).any(): return dict.fromkeys(("change","mix","rate"), float("nan"))
    r = o/v.where(v>0); r0 = r[0].fillna(r[1]); r1 = r[1].fillna(r[0]); s = v/v.sum()
    mix = ((s[1]-s[0])*(r0+r1)/2).sum(); rate = ((r1-r0)*(s[0]+s[1])/2).sum()
    return {"change": mix+rate, "mix": mix, "rate": rate}
""",
        judgement="wrong",
        misconception="small_sources_dropped",
        reader="professor",
    ),
    Trial(
        "mix_rate_effect",
        """
def mix_rate_effect(before, after):
    from fractions import Fraction as F
    from collections import Counter
    V = [Counter(), Counter()]; O = [Counter(), Counter()]
    for k, d in enumerate((before, after)):
        for s, v, o in zip(d["source"], d["visits"], d["orders"]):
            V[k][s] += int(v); O[k][s] += int(o)
    nm = {s: (s if V[0][s] + V[1][s] >= 100 else "other") for s in set(V[0]) | set(V[1])}
    W = [Counter(), Counter()]; P = [Counter(), Counter()]
    for k in (0, 1):
        for s, n in nm.items(): W[k][n] += V[k][s]; P[k][n] += O[k][s]
    N = [sum(W[0].values()), sum(W[1].values())]
    if 0 in N: return {k: np.float64("nan") for k in ("rate", "mix", "change")}
    rate = F(0); ch = F(sum(P[1].values()), N[1]) - F(sum(P[0].values()), N[0])
    for s in set(nm.values()):
        if W[0][s] and W[1][s]:
            rate += (F(P[1][s], W[1][s]) - F(P[0][s], W[0][s])) * (F(W[0][s], N[0]) + F(W[1][s], N[1])) / 2
    return {"rate": np.float64(rate), "mix": np.float64(float(ch - rate)), "change": np.array(float(ch))}
""",
        judgement="right",
        reader="professor",
        note="exact fractions",
    ),
    Trial(
        "mix_rate_effect",
        """
def mix_rate_effect(before, after):
    both = pd.concat([before.assign(p=0), after.assign(p=1)])
    tot = both.groupby("source")["visits"].transform("sum")
    both["source"] = both["source"].where(tot >= 100, "other")
    t = both.groupby(["source","p"])[["visits","orders"]].sum().unstack("p", fill_value=0)
    v = t["visits"].reindex(columns=[0,1], fill_value=0); o = t["orders"].reindex(columns=[0,1], fill_value=0)
    if (v.sum() == 0).any(): return dict.fromkeys(("change","mix","rate"), float("nan"))
    r = o/v.where(v>0); r0 = r[0].fillna(r[1]); r1 = r[1].fillna(r[0]); s = v/v.sum()
    mix = ((s[1]-s[0])*r0).sum(); rate = ((r1-r0)*s[1]).sum()
    return {"change": mix+rate, "mix": mix, "rate": rate}
""",
        judgement="wrong",
        misconception="old_rates_new_shares",
        reader="professor",
    ),
    Trial(
        "mix_rate_effect",
        """
def mix_rate_effect(before, after):
    both = pd.concat([before.assign(p=0), after.assign(p=1)])
    tot = both.groupby("source")["visits"].transform("sum")
    both["source"] = both["source"].where(tot >= 100, "other")
    t = both.groupby(["source","p"])[["visits","orders"]].sum().unstack("p", fill_value=0)
    v = t["visits"].reindex(columns=[0,1], fill_value=0); o = t["orders"].reindex(columns=[0,1], fill_value=0)
    if (v.sum() == 0).any(): return dict.fromkeys(("change","mix","rate"), float("nan"))
    r = o/v.where(v>0); r0 = r[0].fillna(0); r1 = r[1].fillna(0); s = v/v.sum()
    mix = ((s[1]-s[0])*(r0+r1)/2).sum(); rate = ((r1-r0)*(s[0]+s[1])/2).sum()
    return {"change": mix+rate, "mix": mix, "rate": rate}
""",
        judgement="wrong",
        misconception="missing_rate_as_zero",
        reader="professor",
    ),
    Trial(
        "mix_rate_effect",
        """
def mix_rate_effect(before, after):
    f = lambda d: d.assign(r=d.orders/d.visits).groupby("source").agg(v=("visits","sum"), r=("r","mean"))
    b, a = f(before), f(after); s0, s1 = b.v/b.v.sum(), a.v/a.v.sum()
    mix = ((s1-s0)*(a.r+b.r)/2).sum(); rate = ((a.r-b.r)*(s0+s1)/2).sum()
    return {"change": mix+rate, "mix": mix, "rate": rate}
""",
        judgement="wrong",
        misconception="mean_rates_and_small_sources_alone",
        reader="professor",
    ),
    Trial(
        "mix_rate_effect",
        """
def mix_rate_effect(before, after):
    both = pd.concat([before.assign(p=0), after.assign(p=1)])
    tot = both.groupby("source")["visits"].transform("sum")
    both["source"] = both["source"].where(tot >= 100, "other")
    t = both.groupby(["source","p"])[["visits","orders"]].sum().unstack("p", fill_value=0)
    v = t["visits"].reindex(columns=[0,1], fill_value=0); o = t["orders"].reindex(columns=[0,1], fill_value=0)
    if (v.sum() == 0).any(): return dict.fromkeys(("change","mix","rate"), float("nan"))
    r = o/v.where(v>0); r0 = r[0].fillna(r[1]); r1 = r[1].fillna(r[0]); s = v/v.sum()
    mix = ((s[1]-s[0])*(r0+r1)/2).sum(); rate = ((r1-r0)*(s[0]+s[1])/2).sum()
    return {"change": mix+rate, "mix": mix, "rate": rate}
""",
        judgement="right",
        reader="professor",
    ),
    Trial(
        "mix_rate_effect",
        """
def mix_rate_effect(before, after):
    both = pd.concat([before.assign(p=0), after.assign(p=1)])
    both["source"] = both["source"].where(both.groupby("source")["visits"].transform("sum") >= 100, "other")
    both["q"] = both["orders"]/both["visits"].where(both["visits"] > 0)
    v = both.pivot_table(index="source", columns="p", values="visits", aggfunc="sum", fill_value=0).reindex(columns=[0,1], fill_value=0)
    if (v.sum() == 0).any(): return dict.fromkeys(("change","mix","rate"), float("nan"))
    r = both.groupby(["source","p"])["q"].mean().unstack().reindex(columns=[0,1]); r0, r1 = r[0].fillna(r[1]), r[1].fillna(r[0]); s = v/v.sum()
    mix = ((s[1]-s[0])*(r0+r1)/2).sum(); rate = ((r1-r0)*(s[0]+s[1])/2).sum()
    return {"change": mix+rate, "mix": mix, "rate": rate}
""",
        judgement="wrong",
        misconception="mean_of_daily_rates",
        reader="professor",
    ),
    Trial(
        "transition_matrix",
        """
def transition_matrix(events):
    e = events.sort_values(["session_id", "ts"])
    nxt = e.groupby("session_id")["page"].shift(-1).fillna("exit")
    return pd.crosstab(e["page"], nxt, normalize="index")
""",
        judgement="wrong",
        misconception="matrix_of_the_lesson",
        reader="shop assistant",
    ),
    Trial(
        "transition_matrix",
        """
def transition_matrix(events):
    e = events.sort_values(["session_id", "ts"])
    e["prev"] = e.groupby("session_id")["page"].shift(1).fillna("start")
    a = e[["prev", "page"]].rename(columns={"prev": "from", "page": "to"})
    last = e.groupby("session_id")["page"].last()
    b = pd.DataFrame({"from": last, "to": "exit"})
    m = pd.concat([a, b])
    return pd.crosstab(m["from"], m["to"], normalize="index")
""",
        judgement="wrong",
        misconception="reloads_counted_and_not_in_order",
        reader="shop assistant",
        note="equal times open as well",
    ),
    Trial(
        "transition_matrix",
        """
def transition_matrix(events):
    e = events.sort_values(["session_id", "ts"])
    e = e.drop_duplicates(["session_id", "page", "sku_id"])
    e["prev"] = e.groupby("session_id")["page"].shift(1).fillna("start")
    a = e[["prev", "page"]].rename(columns={"prev": "from", "page": "to"})
    last = e.groupby("session_id")["page"].last()
    b = pd.DataFrame({"from": last, "to": "exit"})
    m = pd.concat([a, b])
    t = pd.crosstab(m["from"], m["to"], normalize="index")
    pages = sorted(e["page"].unique())
    return t.reindex(index=["start"] + pages, columns=pages + ["exit"], fill_value=0)
""",
        judgement="wrong",
        misconception="every_repeat_dropped",
        reader="shop assistant",
        note="equal times open as well",
    ),
    Trial(
        "transition_matrix",
        """
def transition_matrix(events):
    if len(events) == 0:
        return pd.DataFrame()
    e = events.sort_values(["session_id", "ts", "event_id"])
    g = e.groupby("session_id")
    same = (e["page"] == g["page"].shift()) & (e["sku_id"] == g["sku_id"].shift())
    e = e[~same]
    e["prev"] = e.groupby("session_id")["page"].shift(1).fillna("start")
    a = e[["prev", "page"]].rename(columns={"prev": "from", "page": "to"})
    last = e.groupby("session_id")["page"].last()
    b = pd.DataFrame({"from": last, "to": "exit"})
    m = pd.concat([a, b])
    t = pd.crosstab(m["from"], m["to"], normalize="index")
    pages = sorted(e["page"].unique())
    return t.reindex(index=["start"] + pages, columns=pages + ["exit"], fill_value=0)
""",
        judgement="wrong",
        misconception="missing_product_never_equal",
        reader="shop assistant",
    ),
    Trial(
        "transition_matrix",
        """
def transition_matrix(events):
    if len(events) == 0:
        return pd.DataFrame()
    e = events.sort_values(["session_id", "ts", "event_id"]).copy()
    e["sku_id"] = e["sku_id"].fillna(-1)
    g = e.groupby("session_id")
    same = (e["page"] == g["page"].shift()) & (e["sku_id"] == g["sku_id"].shift())
    e = e[~same].copy()
    e["prev"] = e.groupby("session_id")["page"].shift(1).fillna("start")
    a = e[["prev", "page"]].rename(columns={"prev": "from", "page": "to"})
    last = e.groupby("session_id")["page"].last()
    b = pd.DataFrame({"from": last, "to": "exit"})
    m = pd.concat([a, b])
    t = pd.crosstab(m["from"], m["to"], normalize="index")
    pages = sorted(e["page"].unique())
    return t.reindex(index=["start"] + pages, columns=pages + ["exit"], fill_value=0)
""",
        judgement="right",
        reader="shop assistant",
    ),
    Trial(
        "transition_matrix",
        """
def transition_matrix(events):
    if events.empty: return pd.DataFrame()
    e = events.sort_values(["session_id","ts","event_id"])
    prev = e.groupby("session_id")["page"].shift().fillna("start"); last = e.drop_duplicates("session_id", keep="last")
    frm = pd.concat([prev, last["page"]]); to = pd.concat([e["page"], pd.Series("exit", index=last.index)])
    m = pd.crosstab(frm.values, to.values, normalize="index"); p = sorted(e["page"].unique())
    return m.reindex(index=["start"]+p, columns=p+["exit"], fill_value=0.0)
""",
        judgement="wrong",
        misconception="reloads_counted",
        reader="professor",
    ),
    Trial(
        "transition_matrix",
        """
def transition_matrix(events):
    if events.empty: return pd.DataFrame()
    e = events.sort_values(["session_id","ts","event_id"]).drop_duplicates(["session_id","page","sku_id"])
    prev = e.groupby("session_id")["page"].shift().fillna("start"); last = e.drop_duplicates("session_id", keep="last")
    frm = pd.concat([prev, last["page"]]); to = pd.concat([e["page"], pd.Series("exit", index=last.index)])
    m = pd.crosstab(frm.values, to.values, normalize="index"); p = sorted(e["page"].unique())
    return m.reindex(index=["start"]+p, columns=p+["exit"], fill_value=0.0)
""",
        judgement="wrong",
        misconception="every_repeat_dropped",
        reader="professor",
    ),
    Trial(
        "transition_matrix",
        """
def transition_matrix(events):
    if events.empty: return pd.DataFrame()
    e = events.sort_values(["session_id","ts","event_id"]); e = e[e["page"] != e.groupby("session_id")["page"].shift()]
    prev = e.groupby("session_id")["page"].shift().fillna("start"); last = e.drop_duplicates("session_id", keep="last")
    frm = pd.concat([prev, last["page"]]); to = pd.concat([e["page"], pd.Series("exit", index=last.index)])
    m = pd.crosstab(frm.values, to.values, normalize="index"); p = sorted(e["page"].unique())
    return m.reindex(index=["start"]+p, columns=p+["exit"], fill_value=0.0)
""",
        judgement="wrong",
        misconception="other_product_taken_for_a_reload",
        reader="professor",
    ),
    Trial(
        "transition_matrix",
        """
def transition_matrix(events):
    if events.empty: return pd.DataFrame()
    e = events.sort_values(["session_id","ts","event_id"]); g = e.groupby("session_id")
    e = e[~((e["page"] == g["page"].shift()) & (e["sku_id"] == g["sku_id"].shift()))]
    prev = e.groupby("session_id")["page"].shift().fillna("start"); last = e.drop_duplicates("session_id", keep="last")
    frm = pd.concat([prev, last["page"]]); to = pd.concat([e["page"], pd.Series("exit", index=last.index)])
    m = pd.crosstab(frm.values, to.values, normalize="index"); p = sorted(e["page"].unique())
    return m.reindex(index=["start"]+p, columns=p+["exit"], fill_value=0.0)
""",
        judgement="wrong",
        misconception="missing_product_never_equal",
        reader="professor",
    ),
    Trial(
        "transition_matrix",
        """
def transition_matrix(events):
    if len(events) == 0: return pd.DataFrame()
    o = np.lexsort((events["event_id"].to_numpy(), events["ts"].to_numpy(), events["session_id"].to_numpy()))
    sid = events["session_id"].to_numpy()[o]; pg = events["page"].to_numpy(dtype=object)[o].astype(str); sk = np.nan_to_num(events["sku_id"].astype(float).to_numpy()[o], nan=-1)
    rel = np.r_[False, (sid[1:] == sid[:-1]) & (pg[1:] == pg[:-1]) & (sk[1:] == sk[:-1])]
    sid, pg = sid[~rel], pg[~rel]; names, k = np.unique(pg, return_inverse=True); n = len(names)
    first = np.r_[True, sid[1:] != sid[:-1]]; last = np.r_[sid[1:] != sid[:-1], True]
    C = np.zeros((n+1, n+1)); np.add.at(C[0], k[first], 1); np.add.at(C[1:, n], k[last], 1)
    i = np.flatnonzero(~last); np.add.at(C, (k[i]+1, k[i+1]), 1)
    return pd.DataFrame(C / C.sum(1, keepdims=True), index=["start", *names], columns=[*names, "exit"])
""",
        judgement="right",
        reader="professor",
        note="counts in NumPy",
    ),
    Trial(
        "transition_matrix",
        """
def transition_matrix(events):
    if events.empty: return pd.DataFrame()
    e = events.sort_values(["session_id","ts","event_id"]); key = e["page"].astype(str) + "|" + e["sku_id"].astype(str)
    e = e[key.ne(key.groupby(e["session_id"]).shift())]
    prev = e.groupby("session_id")["page"].shift().fillna("start").rename("from"); nxt = e["page"].rename("to")
    last = e.groupby("session_id").tail(1)
    m = pd.concat([pd.DataFrame({"from": prev, "to": nxt}), pd.DataFrame({"from": last["page"], "to": "exit"})]).value_counts(["from","to"], sort=False).unstack(fill_value=0)
    m = m.reindex(index=pd.Index(["start", *sorted(e["page"].unique())], name="from"), columns=pd.CategoricalIndex([*sorted(e["page"].unique()), "exit"], name="to"), fill_value=0)
    return m.div(m.sum(axis=1), axis=0)
""",
        judgement="wrong",
        misconception="missing_product_never_equal",
        reader="professor",
        note="text of a missing value stays missing",
    ),
    Trial(
        "transition_matrix",
        """
def transition_matrix(events):
    if events.empty: return pd.DataFrame()
    e = events.sort_values(["session_id","ts"]); k = e["sku_id"].fillna(-1); g = e["session_id"]
    e = e[~((e["page"] == e.groupby(g)["page"].shift()) & (k == k.groupby(g).shift()))]
    prev = e.groupby("session_id")["page"].shift().fillna("start"); last = e.drop_duplicates("session_id", keep="last")
    frm = pd.concat([prev, last["page"]]); to = pd.concat([e["page"], pd.Series("exit", index=last.index)])
    m = pd.crosstab(frm.values, to.values, normalize="index"); p = sorted(e["page"].unique())
    return m.reindex(index=["start"]+p, columns=p+["exit"], fill_value=0.0)
""",
        judgement="wrong",
        misconception="ties_in_the_order_of_rows",
        reader="professor",
    ),
    Trial(
        "transition_matrix",
        """
def transition_matrix(events):
    if events.empty: return pd.DataFrame()
    e = events.sort_values(["session_id","ts","event_id"]); k = e["sku_id"].fillna(-1); g = e["session_id"]
    e = e[~((e["page"] == e.groupby(g)["page"].shift()) & (k == k.groupby(g).shift()))]
    prev = e.groupby("session_id")["page"].shift().fillna("start"); last = e.drop_duplicates("session_id", keep="last")
    frm = pd.concat([prev, last["page"]]); to = pd.concat([e["page"], pd.Series("exit", index=last.index)])
    m = pd.crosstab(frm.values, to.values, normalize="all"); p = sorted(e["page"].unique())
    return m.reindex(index=["start"]+p, columns=p+["exit"], fill_value=0.0)
""",
        judgement="wrong",
        misconception="divided_by_all_steps",
        reader="professor",
    ),
    Trial(
        "transition_matrix",
        """
def transition_matrix(events):
    if events.empty: return pd.DataFrame()
    e = events.sort_values(["session_id","ts","event_id"]); key = e["page"].astype(str) + "|" + e["sku_id"].map(lambda x: "none" if pd.isna(x) else str(int(x)))
    e = e[key.ne(key.groupby(e["session_id"]).shift())]; pages = sorted(e["page"].unique())
    prev = e.groupby("session_id")["page"].shift().fillna("start"); last = e.groupby("session_id").tail(1)
    z = pd.concat([pd.DataFrame({"from": prev, "to": e["page"]}), pd.DataFrame({"from": last["page"], "to": "exit"})])
    m = z.value_counts(["from","to"], sort=False).unstack(fill_value=0).reindex(index=["start", *pages], columns=[*pages, "exit"], fill_value=0)
    m = m.div(m.sum(axis=1), axis=0); m.columns = pd.CategoricalIndex(m.columns, name="to"); return m
""",
        judgement="right",
        reader="professor",
    ),
    Trial(
        "keyword_value",
        """
FEE = 20.0
def keyword_value(kw, margin):
    k = kw.copy()
    k["clicks"] = k["volume"] * k["ctr"]
    k["orders"] = k["clicks"] * k["cvr"]
    k["value"] = k["orders"] * margin - k["clicks"] * k["cpc"] - FEE
    k = k.sort_values("volume", ascending=False)
    k["is_long_tail"] = k["volume"].cumsum() / k["volume"].sum() >= 0.8
    k = k.sort_values("value", ascending=False)
    return k[["keyword", "clicks", "orders", "value", "is_long_tail"]]
""",
        judgement="wrong",
        misconception="own_volume_included",
        reader="shop assistant",
        note="fee for every word and order among equals as well",
    ),
    Trial(
        "keyword_value",
        """
FEE = 20.0
def keyword_value(kw, margin):
    k = kw.copy()
    k["clicks"] = k["volume"] * k["ctr"]
    k["orders"] = k["clicks"] * k["cvr"]
    k["value"] = k["orders"] * margin - k["clicks"] * k["cpc"] - FEE
    k = k.sort_values("volume", ascending=False)
    k["is_long_tail"] = (k["volume"].cumsum() - k["volume"]) / k["volume"].sum() >= 0.8
    k = k.sort_values("value", ascending=False)
    return k[["keyword", "clicks", "orders", "value", "is_long_tail"]]
""",
        judgement="wrong",
        reader="shop assistant",
        note="fee for every word, equal volumes, order among equals",
    ),
    Trial(
        "keyword_value",
        """
FEE = 20.0
def keyword_value(kw, margin):
    k = kw.fillna(0)
    k["clicks"] = k["volume"] * k["ctr"]
    k["orders"] = k["clicks"] * k["cvr"]
    k["value"] = k["orders"] * margin - k["clicks"] * k["cpc"] - FEE
    k.loc[k["clicks"] == 0, "value"] = 0
    k = k.sort_values("volume", ascending=False)
    k["is_long_tail"] = (k["volume"].cumsum() - k["volume"]) / k["volume"].sum() >= 0.8
    k = k.sort_values("value", ascending=False).reset_index(drop=True)
    return k[["keyword", "clicks", "orders", "value", "is_long_tail"]]
""",
        judgement="wrong",
        reader="shop assistant",
        note="missing read as 0, equal volumes",
    ),
    Trial(
        "keyword_value",
        """
FEE = 20.0
def keyword_value(kw, margin):
    k = kw.copy()
    k["clicks"] = k["volume"] * k["ctr"]
    k["orders"] = k["clicks"] * k["cvr"]
    k["value"] = k["orders"] * margin - k["clicks"] * k["cpc"]
    k.loc[k["clicks"] > 0, "value"] = k["value"] - FEE
    k = k.sort_values("volume", ascending=False)
    k["is_long_tail"] = (k["volume"].cumsum() - k["volume"]) / k["volume"].sum() >= 0.8
    k = k.sort_values(["value", "keyword"], ascending=False).reset_index(drop=True)
    return k[["keyword", "clicks", "orders", "value", "is_long_tail"]]
""",
        judgement="wrong",
        reader="shop assistant",
        note="keyword descending, equal volumes",
    ),
    Trial(
        "keyword_value",
        """
FEE = 20.0
def keyword_value(kw, margin):
    k = kw.copy()
    k["clicks"] = k["volume"] * k["ctr"]
    k["orders"] = k["clicks"] * k["cvr"]
    k["value"] = k["orders"] * margin - k["clicks"] * k["cpc"]
    k.loc[k["clicks"] > 0, "value"] = k["value"] - FEE
    k = k.sort_values("volume", ascending=False)
    k["is_long_tail"] = (k["volume"].cumsum() - k["volume"]) / k["volume"].sum() >= 0.8
    k = k.sort_values(["value", "keyword"], ascending=[False, True]).reset_index(drop=True)
    return k[["keyword", "clicks", "orders", "value", "is_long_tail"]]
""",
        judgement="wrong",
        reader="shop assistant",
        note="equal volumes; 0 clicks with a missing cvr",
    ),
    Trial(
        "keyword_value",
        """
FEE = 20.0
def keyword_value(kw, margin):
    k = kw.copy()
    k["clicks"] = k["volume"] * k["ctr"]
    k["orders"] = k["clicks"] * k["cvr"]
    k["value"] = k["orders"] * margin - k["clicks"] * k["cpc"]
    k.loc[k["clicks"] > 0, "value"] = k["value"] - FEE
    more = k["volume"].map(lambda v: k.loc[k["volume"] > v, "volume"].sum())
    k["is_long_tail"] = more / k["volume"].sum() >= 0.8
    k = k.sort_values(["value", "keyword"], ascending=[False, True]).reset_index(drop=True)
    return k[["keyword", "clicks", "orders", "value", "is_long_tail"]]
""",
        judgement="wrong",
        misconception="nothing_times_unknown_left_missing",
        reader="shop assistant",
        note="written before the question said what 0 clicks and a missing cvr give",
    ),
    Trial(
        "keyword_value",
        """
FEE = 20.0
def keyword_value(kw, margin):
    d = kw[["keyword"]].copy(); d["clicks"] = kw["volume"]*kw["ctr"]; d["orders"] = d["clicks"]*kw["cvr"]
    d["value"] = d["orders"]*margin - d["clicks"]*kw["cpc"] - FEE
    o = kw["volume"].sort_values(ascending=False); d["is_long_tail"] = (o.cumsum()/o.sum() > 0.8).reindex(d.index)
    return d[["keyword","clicks","orders","value","is_long_tail"]].sort_values(["value","keyword"], ascending=[False, True]).reset_index(drop=True)
""",
        judgement="wrong",
        misconception="own_volume_included",
        reader="professor",
        note="fee for every word as well",
    ),
    Trial(
        "keyword_value",
        """
FEE = 20.0
def keyword_value(kw, margin):
    d = kw[["keyword"]].copy(); d["clicks"] = kw["volume"]*kw["ctr"]; d["orders"] = d["clicks"]*kw["cvr"]
    d["value"] = d["orders"]*margin - d["clicks"]*kw["cpc"] - FEE*(d["clicks"] > 0)
    o = kw["volume"].sort_values(ascending=False); d["is_long_tail"] = (o.cumsum().shift(fill_value=0) >= 0.8*o.sum()).reindex(d.index) & (o.sum() > 0)
    return d[["keyword","clicks","orders","value","is_long_tail"]].sort_values(["value","keyword"], ascending=[False, True]).reset_index(drop=True)
""",
        judgement="wrong",
        reader="professor",
        note="equal volumes; 0 clicks with a missing cvr",
    ),
    Trial(
        "keyword_value",
        """
FEE = 20.0
def keyword_value(kw, margin):
    d = kw[["keyword"]].copy(); d["clicks"] = kw["volume"]*kw["ctr"]; d["orders"] = d["clicks"]*kw["cvr"]
    d["value"] = d["orders"]*margin - d["clicks"]*kw["cpc"] - FEE*(d["clicks"] > 0)
    d["is_long_tail"] = [kw.loc[kw["volume"] > v, "volume"].sum() > 0.8*kw["volume"].sum() for v in kw["volume"]]
    return d[["keyword","clicks","orders","value","is_long_tail"]].sort_values(["value","keyword"], ascending=[False, True]).reset_index(drop=True)
""",
        judgement="wrong",
        reader="professor",
        note="strictly more than 80 %; 0 clicks with a missing cvr",
    ),
    Trial(
        "keyword_value",
        """
FEE = 20.0
def keyword_value(kw, margin):
    d = kw[["keyword"]].copy(); d["clicks"] = kw["volume"]*kw["ctr"]; d["orders"] = d["clicks"]*kw["cvr"].fillna(0)
    d["value"] = d["orders"]*margin - d["clicks"]*kw["cpc"] - FEE*(d["clicks"] > 0)
    d["is_long_tail"] = [kw["volume"].sum() > 0 and kw.loc[kw["volume"] > v, "volume"].sum() >= 0.8*kw["volume"].sum() for v in kw["volume"]]
    return d[["keyword","clicks","orders","value","is_long_tail"]].sort_values(["value","keyword"], ascending=[False, True]).reset_index(drop=True)
""",
        judgement="wrong",
        misconception="missing_cvr_as_zero",
        reader="professor",
    ),
    Trial(
        "keyword_value",
        """
FEE = 20.0
def keyword_value(kw, margin):
    d = kw[["keyword"]].copy(); d["clicks"] = kw["volume"]*kw["ctr"]; d["orders"] = d["clicks"]*kw["cvr"]
    d["value"] = d["orders"]*margin - d["orders"]*kw["cpc"] - FEE*(d["clicks"] > 0)
    d["is_long_tail"] = [kw["volume"].sum() > 0 and kw.loc[kw["volume"] > v, "volume"].sum() >= 0.8*kw["volume"].sum() for v in kw["volume"]]
    return d[["keyword","clicks","orders","value","is_long_tail"]].sort_values(["value","keyword"], ascending=[False, True]).reset_index(drop=True)
""",
        judgement="wrong",
        misconception="paid_per_order",
        reader="professor",
    ),
    Trial(
        "keyword_value",
        """
FEE = 20.0
def keyword_value(kw, margin):
    v = kw["volume"].to_numpy(dtype=float); total = v.sum()
    above = (np.less.outer(v, v) * v).sum(1)
    tail = (5*above >= 4*total) & (total > 0)
    c = v*kw["ctr"].to_numpy(float); o = c*kw["cvr"].to_numpy(float)
    val = np.where(c == 0, 0.0, o*margin - c*kw["cpc"].to_numpy(float) - FEE)
    d = pd.DataFrame({"keyword": kw["keyword"].to_numpy(object), "clicks": c, "orders": o, "value": val, "is_long_tail": tail.astype(object)})
    val2 = np.where(np.isnan(val), -np.inf, val)
    order = sorted(range(len(d)), key=lambda i: (-val2[i], d["keyword"].iat[i]))
    return d.iloc[order].reset_index(drop=True)
""",
        judgement="wrong",
        reader="professor",
        note="value 0 without clicks, orders left missing; written before the question said what holds",
    ),
    Trial(
        "keyword_value",
        """
FEE = 20.0
def keyword_value(kw, margin):
    d = kw[["keyword"]].copy(); d["clicks"] = kw["volume"]*kw["ctr"]; d["orders"] = d["clicks"]*kw["cvr"]
    d["value"] = d["orders"]*margin - d["clicks"]*kw["cpc"] - FEE*(d["clicks"] > 0)
    by = kw.groupby("volume")["volume"].sum().sort_index(ascending=False); above = by.cumsum() - by
    d["is_long_tail"] = (kw["volume"].map(above).mul(10).ge(8*kw["volume"].sum()) & bool(kw["volume"].sum())).astype("boolean")
    return d.sort_values(["value","keyword"], ascending=[False, True], ignore_index=True).astype({"clicks":"Float64","orders":"Float64","keyword":"string"})
""",
        judgement="wrong",
        misconception="nothing_times_unknown_left_missing",
        reader="professor",
        note="written before the question said what 0 clicks and a missing cvr give",
    ),
    Trial(
        "keyword_value",
        """
FEE = 20.0
def keyword_value(kw, margin):
    d = kw[["keyword"]].copy(); d["clicks"] = kw["volume"]*kw["ctr"]; d["orders"] = d["clicks"]*kw["cvr"]
    d["value"] = d["orders"]*margin - d["clicks"]*kw["cpc"] - FEE*(d["clicks"] > 0)
    d["is_long_tail"] = [d["clicks"][d["clicks"] > c].sum() >= 0.8*d["clicks"].sum() for c in d["clicks"]]
    return d.sort_values(["value","keyword"], ascending=[False, True]).reset_index(drop=True)
""",
        judgement="wrong",
        misconception="long_tail_by_clicks",
        reader="professor",
    ),
    Trial(
        "keyword_value",
        """
def keyword_value(kw, margin):
    d = kw[["keyword"]].copy(); d["clicks"] = kw["volume"]*kw["ctr"]; d["orders"] = d["clicks"]*kw["cvr"]
    d["value"] = d["orders"]*margin - d["clicks"]*kw["cpc"] - 20.0
    tot = kw["volume"].sum(); d["is_long_tail"] = [bool(tot > 0 and kw.loc[kw["volume"] > v, "volume"].sum() >= 0.8*tot) for v in kw["volume"]]
    return d.sort_values(["value","keyword"], ascending=[False, True]).reset_index(drop=True)
""",
        judgement="wrong",
        misconception="fee_for_every_word",
        reader="professor",
        note="0 clicks with a missing cvr as well",
    ),
    Trial(
        "keyword_value",
        """
FEE = 20.0
def keyword_value(kw, margin):
    d = kw[["keyword"]].copy(); d["clicks"] = (kw["volume"]*kw["ctr"]).mask(kw["volume"].eq(0), 0.0); d["orders"] = (d["clicks"]*kw["cvr"]).mask(d["clicks"].eq(0), 0.0)
    d["value"] = d["orders"]*margin - d["clicks"]*kw["cpc"] - FEE*(d["clicks"] > 0)
    tot = kw["volume"].sum(); d["is_long_tail"] = [bool(tot > 0 and kw.loc[kw["volume"] > v, "volume"].sum() >= 0.8*tot) for v in kw["volume"]]
    return d.sort_values(["value","keyword"], ascending=[False, True]).reset_index(drop=True)
""",
        judgement="right",
        reader="professor",
        note="nothing times unknown is 0",
    ),
    Trial(
        "compose_title",
        """
def compose_title(kw, max_chars=30):
    k = kw.copy()
    k["per"] = k["value"] / k["keyword"].str.len()
    k = k.sort_values("per", ascending=False)
    title = ""
    words = []
    for w in k["keyword"]:
        if len(title + w) <= max_chars:
            title = title + w
            words.append(w)
    return words
""",
        judgement="wrong",
        misconception="value_per_character_without_spaces",
        reader="shop assistant",
        note="worthless and repeated words as well",
    ),
    Trial(
        "compose_title",
        """
def compose_title(kw, max_chars=30):
    k = kw[kw["value"] > 0].sort_values("value", ascending=False).drop_duplicates("keyword")
    k["per"] = k["value"] / k["keyword"].str.len()
    k = k.sort_values("per", ascending=False)
    words = []
    for w in k["keyword"]:
        if len(" ".join(words + [w])) <= max_chars:
            words.append(w)
    return words
""",
        judgement="wrong",
        misconception="value_per_character_first",
        reader="shop assistant",
    ),
    Trial(
        "compose_title",
        """
def compose_title(kw, max_chars=30):
    k = kw[kw["value"] > 0].sort_values("value", ascending=False).drop_duplicates("keyword")
    from itertools import combinations
    best, words = 0, []
    ks = dict(zip(k["keyword"], k["value"]))
    for n in range(1, 5):
        for c in combinations(ks, n):
            if len("".join(c)) <= max_chars and sum(ks[w] for w in c) > best:
                best, words = sum(ks[w] for w in c), list(c)
    return words
""",
        judgement="wrong",
        reader="shop assistant",
        note="at most four words, spaces not counted",
    ),
    Trial(
        "compose_title",
        """
def compose_title(kw, max_chars=30):
    k = kw[kw["value"] > 0].sort_values("value", ascending=False).drop_duplicates("keyword")
    best = {0: (0, [])}
    for w, v in zip(k["keyword"], k["value"]):
        for used, (val, words) in list(best.items()):
            u = used + len(w) + 1
            if u <= max_chars + 1 and (u not in best or best[u][0] < val + v):
                best[u] = (val + v, words + [w])
    return max(best.values(), key=lambda x: x[0])[1]
""",
        judgement="right",
        reader="shop assistant",
        note="notes by room; the copy of the notes keeps a word from being used twice",
    ),
    Trial(
        "compose_title",
        """
def compose_title(kw, max_chars=30):
    k = kw.dropna(subset=["value"]); k = k[k["value"] > 0].groupby("keyword")["value"].max()
    out = []
    for w in (k/k.index.str.len()).sort_values(ascending=False).index if len(k) else []:
        if sum(map(len, out)) + len(w) <= max_chars: out.append(w)
    return out
""",
        judgement="wrong",
        misconception="value_per_character_without_spaces",
        reader="professor",
    ),
    Trial(
        "compose_title",
        """
def compose_title(kw, max_chars=30):
    k = kw.dropna(subset=["value"]); k = k[k["value"] > 0].groupby("keyword")["value"].max(); out = []
    for w in (k/(k.index.str.len()+1)).sort_values(ascending=False).index if len(k) else []:
        if len(" ".join(out+[w])) <= max_chars: out.append(w)
    return out
""",
        judgement="wrong",
        misconception="value_per_character_and_space_first",
        reader="professor",
    ),
    Trial(
        "compose_title",
        """
def compose_title(kw, max_chars=30):
    k = kw.dropna(subset=["value"]); k = k[k["value"] > 0].groupby("keyword")["value"].sum(); best = {0: (0.0, [])}
    for w, v in k.items():
        for r, (t, ws) in sorted(best.items(), reverse=True):
            q = r + len(w) + 1
            if q <= max_chars + 1 and t + v > best.get(q, (-1,))[0]: best[q] = (t + v, ws + [w])
    return max(best.values())[1]
""",
        judgement="wrong",
        misconception="values_of_a_word_added_up",
        reader="professor",
    ),
    Trial(
        "compose_title",
        """
def compose_title(kw, max_chars=30):
    m = {}
    for w, v in zip(kw["keyword"], kw["value"]):
        if pd.notna(v) and v > 0 and len(w) <= max_chars: m[w] = max(m.get(w, 0), float(v))
    it = sorted(m.items(), key=lambda x: -x[1]/(len(x[0])+1)); best = [0.0, []]
    def bound(i, room):
        s = 0.0
        for w, v in it[i:]:
            c = len(w)+1
            if c <= room: s += v; room -= c
            else: return s + v*room/c
        return s
    def go(i, room, val, ch):
        if val > best[0]: best[0], best[1] = val, ch
        if i == len(it) or val + bound(i, room) <= best[0] + 1e-12: return
        w, v = it[i]
        if len(w)+1 <= room: go(i+1, room-len(w)-1, val+v, ch+[np.str_(w)])
        go(i+1, room, val, ch)
    go(0, max_chars+1, 0.0, [])
    return best[1]
""",
        judgement="right",
        reader="professor",
        note="branch and bound, NumPy strings",
    ),
    Trial(
        "compose_title",
        """
def compose_title(kw, max_chars=30):
    k = kw.dropna(subset=["value"]); k = k[k["value"] > 0].groupby("keyword")["value"].max(); best = {0: (0.0, [])}
    for w, v in k.items():
        for r, (t, ws) in sorted(best.items(), reverse=True):
            q = r + len(w) + 1
            if q <= max_chars + 1 and t + v > best.get(q, (-1,))[0]: best[q] = (t + v, ws + [w])
    return np.array(max(best.values())[1])
""",
        judgement="right",
        reader="professor",
        note="an array of the right words: read as a list",
    ),
    Trial(
        "compose_title",
        """
def compose_title(kw, max_chars=30):
    k = kw.dropna(subset=["value"]); k = k[k["value"] > 0].groupby("keyword")["value"].first(); best = {0: (0.0, [])}
    for w, v in k.items():
        c = len(w) + 1
        for r, (t, ws) in sorted(best.items(), reverse=True):
            q = r + c
            if q <= max_chars + 1 and t + v > best.get(q, (-1,))[0]: best[q] = (t + v, ws + [w])
    return max(best.values())[1]
""",
        judgement="wrong",
        misconception="not_the_largest_value",
        reader="professor",
    ),
    Trial(
        "compose_title",
        """
def compose_title(kw, max_chars=30):
    k = kw.dropna(subset=["value"]); k = k[k["value"] > 0].groupby("keyword")["value"].last(); best = {0: (0.0, [])}
    for w, v in k.items():
        c = len(w) + 1
        for r, (t, ws) in sorted(best.items(), reverse=True):
            q = r + c
            if q <= max_chars + 1 and t + v > best.get(q, (-1,))[0]: best[q] = (t + v, ws + [w])
    return max(best.values())[1]
""",
        judgement="wrong",
        misconception="not_the_largest_value",
        reader="professor",
    ),
    Trial(
        "compose_title",
        """
def compose_title(kw, max_chars=30):
    k = kw.dropna(subset=["value"]); k = k[k["value"] > 0].groupby("keyword")["value"].mean(); best = {0: (0.0, [])}
    for w, v in k.items():
        c = len(w) + 1
        for r, (t, ws) in sorted(best.items(), reverse=True):
            q = r + c
            if q <= max_chars + 1 and t + v > best.get(q, (-1,))[0]: best[q] = (t + v, ws + [w])
    return max(best.values())[1]
""",
        judgement="wrong",
        misconception="not_the_largest_value",
        reader="professor",
    ),
    Trial(
        "compose_title",
        """
def compose_title(kw, max_chars=30):
    k = kw.dropna(subset=["value"]); k = k[k["value"] > 0].groupby("keyword")["value"].max(); best = {0: (0.0, [])}
    for w, v in k.items():
        c = len(w.replace(" ", "")) + 1
        for r, (t, ws) in sorted(best.items(), reverse=True):
            q = r + c
            if q <= max_chars + 1 and t + v > best.get(q, (-1,))[0]: best[q] = (t + v, ws + [w])
    return max(best.values())[1]
""",
        judgement="wrong",
        misconception="spaces_inside_words_not_counted",
        reader="professor",
    ),
    Trial(
        "compose_title",
        """
def compose_title(kw, max_chars=30):
    k = kw.dropna(subset=["value"]); k = k[k["value"] > 0].groupby("keyword")["value"].max(); out = []
    for w in k.sort_values(ascending=False).index:
        if len(" ".join(out+[w])) <= max_chars: out.append(w)
    return out
""",
        judgement="wrong",
        misconception="dearest_first",
        reader="professor",
    ),
    Trial(
        "compose_title",
        """
def compose_title(kw, max_chars=30):
    k = kw.dropna(subset=["value"]); k = k[k["value"] > 0].groupby("keyword")["value"].max()
    if not len(k): return []
    def g(idx):
        out = []
        for w in idx:
            if len(" ".join(out+[w])) <= max_chars: out.append(w)
        return out
    return max([g(k.sort_values(ascending=False).index), g((k/(k.index.str.len()+1)).sort_values(ascending=False).index)], key=lambda o: k[o].sum() if o else 0)
""",
        judgement="wrong",
        misconception="better_of_two_orders",
        reader="professor",
    ),
    Trial(
        "compose_title",
        """
def compose_title(kw, max_chars=30):
    from itertools import combinations
    k = kw.dropna(subset=["value"]); k = k[k["value"] > 0].groupby("keyword")["value"].max()
    best = (0, [])
    for n in range(1, min(len(k), 5)+1):
        for c in combinations(k.index, n):
            t = " ".join(c)
            if len(t) <= max_chars:
                v = k[[w in t for w in k.index]].sum()
                if v > best[0]: best = (v, list(c))
    return best[1]
""",
        judgement="wrong",
        reader="professor",
        note="words inside other words earn as well; the question has since ruled it out",
    ),
    Trial(
        "chart_position",
        """
def chart_position(rank_log):
    d = rank_log.copy()
    g = d.groupby("rank")[["impressions", "clicks"]].sum()
    ctr = g["clicks"] / g["impressions"]
    ctr = ctr.loc[1:10]
    idx = ctr / (d["clicks"].sum() / d["impressions"].sum())
    ax = plots.bar(idx, "slot_curves")
    return ax
""",
        judgement="wrong",
        misconception="click_rate_over_the_average_without_label",
        reader="shop assistant",
    ),
    Trial(
        "chart_position",
        """
def chart_position(rank_log):
    d = rank_log[rank_log["impressions"] > 0].copy()
    n = d.groupby(["sku_id", "keyword"])["rank"].transform("count")
    d = d[n >= 2]
    g = d.groupby(["sku_id", "keyword"])
    d["own"] = g["clicks"].transform("sum") / g["impressions"].transform("sum")
    d["index"] = d["clicks"] / d["impressions"] / d["own"]
    idx = d.groupby("rank")["index"].mean().loc[1:10]
    return plots.bar(idx, "slot_curves", title="位置指数", xlabel="名次", ylabel="指数")
""",
        judgement="wrong",
        reader="shop assistant",
        note="the title twice: the call stops",
    ),
    Trial(
        "chart_position",
        """
def chart_position(rank_log):
    d = rank_log[rank_log["impressions"] > 0].copy()
    g = d.groupby(["sku_id", "keyword"])
    d = d[g["rank"].transform("nunique") >= 2]
    g = d.groupby(["sku_id", "keyword"])
    d["own"] = g["clicks"].transform("sum") / g["impressions"].transform("sum")
    d["exp"] = d["impressions"] * d["own"]
    t = d.groupby("rank")[["impressions", "clicks", "exp"]].sum()
    idx = (t["clicks"] / t["exp"]).loc[1:10]
    return plots.bar(idx, title="位置指数", xlabel="名次", ylabel="指数")
""",
        judgement="wrong",
        misconception="rare_ranks_kept",
        reader="shop assistant",
    ),
    Trial(
        "chart_position",
        """
MIN_IMPRESSIONS = 100
def chart_position(rank_log):
    d = rank_log[rank_log["impressions"] > 0].copy()
    g = d.groupby(["sku_id", "keyword"])
    d = d[g["rank"].transform("nunique") >= 2]
    g = d.groupby(["sku_id", "keyword"])
    d["own"] = g["clicks"].transform("sum") / g["impressions"].transform("sum")
    d["exp"] = d["impressions"] * d["own"]
    t = d.groupby("rank")[["impressions", "clicks", "exp"]].sum()
    t = t[t["impressions"] >= MIN_IMPRESSIONS]
    idx = (t["clicks"] / t["exp"]).loc[1:10]
    return plots.bar(idx, title="位置指数", xlabel="名次", ylabel="指数")
""",
        judgement="right",
        reader="shop assistant",
        note="a rank without expected clicks has no bar",
    ),
    Trial(
        "chart_position",
        """
def chart_position(rank_log):
    d = rank_log[rank_log["impressions"] > 0].copy()
    g = d.groupby(["sku_id", "keyword"])
    d = d[g["rank"].transform("nunique") >= 2].copy()
    g = d.groupby(["sku_id", "keyword"])
    d["own"] = g["clicks"].transform("sum") / g["impressions"].transform("sum")
    d["exp"] = d["impressions"] * d["own"]
    t = d.groupby("rank")[["impressions", "clicks", "exp"]].sum()
    t = t[(t["impressions"] >= 100) & (t["exp"] > 0)]
    idx = (t["clicks"] / t["exp"]).loc[1:10]
    return plots.bar(idx, title="1", xlabel="x", ylabel="y")
""",
        judgement="right",
        reader="shop assistant",
        note="title and labels are poor",
    ),
    Trial(
        "chart_position",
        """
def chart_position(rank_log):
    d = rank_log[rank_log["impressions"] > 0].copy(); g = d.groupby(["sku_id","keyword"])
    d = d[g["rank"].transform("nunique") > 1].copy(); g = d.groupby(["sku_id","keyword"])
    d["x"] = d["clicks"]/d["impressions"]/(g["clicks"].transform("sum")/g["impressions"].transform("sum"))
    t = d[d["rank"].between(1,10)].groupby("rank")["x"].mean()
    return plots.bar(t, title="Slot index", xlabel="rank", ylabel="index")
""",
        judgement="wrong",
        misconception="mean_of_ratios",
        reader="professor",
    ),
    Trial(
        "chart_position",
        """
MIN_IMPRESSIONS = 100
def chart_position(rank_log):
    d = rank_log[rank_log["impressions"] > 0].copy(); g = d.groupby(["sku_id"])
    d = d[g["rank"].transform("nunique") > 1].copy(); g = d.groupby(["sku_id"])
    d["e"] = d["impressions"]*g["clicks"].transform("sum")/g["impressions"].transform("sum")
    t = d[d["rank"].between(1,10)].groupby("rank")[["clicks","impressions","e"]].sum()
    t = t[(t["impressions"] >= MIN_IMPRESSIONS) & (t["e"] > 0)]
    idx = t["clicks"]/t["e"]
    return plots.bar(idx, title="Slot index", xlabel="rank", ylabel="index")
""",
        judgement="wrong",
        misconception="words_mixed",
        reader="professor",
    ),
    Trial(
        "chart_position",
        """
MIN_IMPRESSIONS = 100
def chart_position(rank_log):
    t = rank_log[rank_log["rank"] <= 10].groupby("rank")[["clicks","impressions"]].sum(); t = t[t.impressions >= MIN_IMPRESSIONS]
    return plots.bar((t.clicks/t.impressions)/(t.clicks.sum()/t.impressions.sum()), title="CTR", xlabel="rank", ylabel="index")
""",
        judgement="wrong",
        misconception="click_rate_over_the_average",
        reader="professor",
    ),
    Trial(
        "chart_position",
        """
MIN_IMPRESSIONS = 100
def chart_position(rank_log):
    d = rank_log[(rank_log["impressions"] > 0) & (rank_log["rank"] <= 10)].copy(); g = d.groupby(["sku_id","keyword"])
    d = d[g["rank"].transform("nunique") > 1].copy(); g = d.groupby(["sku_id","keyword"])
    d["e"] = d["impressions"]*g["clicks"].transform("sum")/g["impressions"].transform("sum")
    t = d[d["rank"].between(1,10)].groupby("rank")[["clicks","impressions","e"]].sum()
    t = t[(t["impressions"] >= MIN_IMPRESSIONS) & (t["e"] > 0)]
    idx = t["clicks"]/t["e"]
    return plots.bar(idx, title="Slot index", xlabel="rank", ylabel="index")
""",
        judgement="wrong",
        misconception="later_ranks_cut_off_first",
        reader="professor",
    ),
    Trial(
        "chart_position",
        """
import matplotlib.pyplot as plt
MIN_IMPRESSIONS = 100
def chart_position(rank_log):
    d = rank_log[rank_log["impressions"] > 0].copy(); g = d.groupby(["sku_id","keyword"])
    d = d[g["rank"].transform("nunique") > 1].copy(); g = d.groupby(["sku_id","keyword"])
    d["e"] = d["impressions"]*g["clicks"].transform("sum")/g["impressions"].transform("sum")
    t = d[d["rank"].between(1,10)].groupby("rank")[["clicks","impressions","e"]].sum()
    t = t[(t["impressions"] >= MIN_IMPRESSIONS) & (t["e"] > 0)]
    idx = t["clicks"]/t["e"]
    fig, ax = plt.subplots(); ax.bar(idx.index.astype(int), idx.to_numpy()); ax.axhline(1, ls="--"); ax.set(title="Slot index", xlabel="rank", ylabel="clicks / expected"); return ax
""",
        judgement="right",
        reader="professor",
        note="a line at 1",
    ),
    Trial(
        "chart_position",
        """
import matplotlib.pyplot as plt
MIN_IMPRESSIONS = 100
def chart_position(rank_log):
    d = rank_log[rank_log["impressions"] > 0].copy(); g = d.groupby(["sku_id","keyword"])
    d = d[g["rank"].transform("nunique") > 1].copy(); g = d.groupby(["sku_id","keyword"])
    d["e"] = d["impressions"]*g["clicks"].transform("sum")/g["impressions"].transform("sum")
    t = d[d["rank"].between(1,10)].groupby("rank")[["clicks","impressions","e"]].sum()
    t = t[(t["impressions"] >= MIN_IMPRESSIONS) & (t["e"] > 0)]
    idx = t["clicks"]/t["e"]
    fig, ax = plt.subplots(); return idx.plot.bar(ax=ax, title="Slot index", xlabel="rank", ylabel="clicks / expected", color="grey")
""",
        judgement="right",
        reader="professor",
        note="pandas plotting",
    ),
    Trial(
        "chart_position",
        """
import matplotlib.pyplot as plt
MIN_IMPRESSIONS = 100
def chart_position(rank_log):
    d = rank_log[rank_log["impressions"] > 0].copy(); g = d.groupby(["sku_id","keyword"])
    d = d[g["rank"].transform("nunique") > 1].copy(); g = d.groupby(["sku_id","keyword"])
    d["e"] = d["impressions"]*g["clicks"].transform("sum")/g["impressions"].transform("sum")
    t = d[d["rank"].between(1,10)].groupby("rank")[["clicks","impressions","e"]].sum()
    t = t[(t["impressions"] >= MIN_IMPRESSIONS) & (t["e"] > 0)]
    idx = t["clicks"]/t["e"]
    fig, ax = plt.subplots(); ax.barh(idx.index, idx.to_numpy()); ax.set(title="Slot index", xlabel="index", ylabel="rank"); return ax
""",
        judgement="right",
        reader="professor",
        note="lying bars",
    ),
    Trial(
        "chart_position",
        """
import matplotlib.pyplot as plt
MIN_IMPRESSIONS = 100
def chart_position(rank_log):
    d = rank_log[rank_log["impressions"] > 0].copy(); g = d.groupby(["sku_id","keyword"])
    d = d[g["rank"].transform("nunique") > 1].copy(); g = d.groupby(["sku_id","keyword"])
    d["e"] = d["impressions"]*g["clicks"].transform("sum")/g["impressions"].transform("sum")
    t = d[d["rank"].between(1,10)].groupby("rank")[["clicks","impressions","e"]].sum()
    t = t[(t["impressions"] >= MIN_IMPRESSIONS) & (t["e"] > 0)]
    idx = t["clicks"]/t["e"]
    fig, ax = plt.subplots(); ax.bar(idx.index.astype(str), idx.to_numpy()); fig.suptitle("Slot index"); ax.set(xlabel="rank", ylabel="index"); return ax
""",
        judgement="right",
        reader="professor",
        note="title of the figure",
    ),
    Trial(
        "chart_position",
        """
import matplotlib.pyplot as plt
MIN_IMPRESSIONS = 100
def chart_position(rank_log):
    d = rank_log[rank_log["impressions"] > 0].copy(); g = d.groupby(["sku_id","keyword"])
    d = d[g["rank"].transform("nunique") > 1].copy(); g = d.groupby(["sku_id","keyword"])
    d["e"] = d["impressions"]*g["clicks"].transform("sum")/g["impressions"].transform("sum")
    t = d[d["rank"].between(1,10)].groupby("rank")[["clicks","impressions","e"]].sum()
    t = t[(t["impressions"] >= MIN_IMPRESSIONS) & (t["e"] > 0)]
    idx = t["clicks"]/t["e"]
    fig, ax = plt.subplots(); f = idx.reindex(range(1,11)); ax.bar(f.index, f.to_numpy()); ax.set(title="t", xlabel="rank", ylabel="index"); return ax
""",
        judgement="right",
        reader="professor",
    ),
    Trial(
        "chart_position",
        """
import matplotlib.pyplot as plt
MIN_IMPRESSIONS = 100
def chart_position(rank_log):
    d = rank_log[rank_log["impressions"] > 0].copy(); g = d.groupby(["sku_id","keyword"])
    d = d[g["rank"].transform("nunique") > 1].copy(); g = d.groupby(["sku_id","keyword"])
    d["e"] = d["impressions"]*g["clicks"].transform("sum")/g["impressions"].transform("sum")
    t = d[d["rank"].between(1,10)].groupby("rank")[["clicks","impressions","e"]].sum()
    t = t[(t["impressions"] >= MIN_IMPRESSIONS) & (t["e"] > 0)]
    idx = t["clicks"]/t["e"]
    fig, ax = plt.subplots(); ax.bar(idx.index, idx.to_numpy()-1, bottom=1); ax.set(title="t", xlabel="rank", ylabel="index"); return ax
""",
        judgement="wrong",
        reader="professor",
        note="bars from 1 up: their height is the index minus 1",
    ),
    Trial(
        "chart_position",
        """
import matplotlib.pyplot as plt
MIN_IMPRESSIONS = 100
def chart_position(rank_log):
    d = rank_log[rank_log["impressions"] > 0].copy(); g = d.groupby(["sku_id","keyword"])
    d = d[g["rank"].transform("nunique") > 1].copy(); g = d.groupby(["sku_id","keyword"])
    d["e"] = d["impressions"]*g["clicks"].transform("sum")/g["impressions"].transform("sum")
    t = d[d["rank"].between(1,10)].groupby("rank")[["clicks","impressions","e"]].sum()
    t = t[(t["impressions"] >= MIN_IMPRESSIONS) & (t["e"] > 0)]
    idx = t["clicks"]/t["e"]
    fig, ax = plt.subplots(); b = ax.bar([str(i) for i in idx.index], idx.to_numpy()); ax.bar_label(b, fmt="%.2f"); ax.axhline(1); ax.set(title="t", xlabel="rank", ylabel="index"); return ax
""",
        judgement="right",
        reader="professor",
    ),
    Trial(
        "chart_position",
        """
MIN_IMPRESSIONS = 100
def chart_position(rank_log):
    big = rank_log.groupby("rank")["impressions"].sum(); big = big[big >= MIN_IMPRESSIONS].index
    d = rank_log[rank_log["impressions"] > 0].copy(); g = d.groupby(["sku_id","keyword"])
    d = d[g["rank"].transform("nunique") > 1].copy(); g = d.groupby(["sku_id","keyword"])
    d["e"] = d["impressions"]*g["clicks"].transform("sum")/g["impressions"].transform("sum")
    t = d[d["rank"].between(1,10)].groupby("rank")[["clicks","impressions","e"]].sum()
    t = t[(t.index.isin(big)) & (t["e"] > 0)]
    idx = t["clicks"]/t["e"]
    return plots.bar(idx, title="Slot index", xlabel="rank", ylabel="index")
""",
        judgement="wrong",
        misconception="impressions_before_rule_one",
        reader="professor",
    ),
    Trial(
        "chart_position",
        """
MIN_IMPRESSIONS = 100
def chart_position(rank_log):
    d = rank_log.copy(); g = d.groupby(["sku_id","keyword"])
    d = d[(g["rank"].transform("nunique") > 1) & (d["impressions"] > 0)].copy(); g = d.groupby(["sku_id","keyword"])
    d["e"] = d["impressions"]*g["clicks"].transform("sum")/g["impressions"].transform("sum")
    t = d[d["rank"].between(1,10)].groupby("rank")[["clicks","impressions","e"]].sum()
    t = t[(t["impressions"] >= MIN_IMPRESSIONS) & (t["e"] > 0)]
    idx = t["clicks"]/t["e"]
    return plots.bar(idx, title="Slot index", xlabel="rank", ylabel="index")
""",
        judgement="wrong",
        misconception="ranks_without_impressions_counted",
        reader="professor",
    ),
    Trial(
        "chart_position",
        """
MIN_IMPRESSIONS = 100
def chart_position(rank_log):
    d = rank_log[rank_log["impressions"] > 0].copy(); g = d.groupby(["sku_id","keyword"])
    d = d[g["rank"].transform("nunique") > 1].copy(); g = d.groupby(["sku_id","keyword"])
    d["e"] = d["impressions"]*g["clicks"].transform("sum")/g["impressions"].transform("sum")
    t = d[d["rank"].between(1,10)].groupby("rank")[["clicks","impressions","e"]].sum()
    t = t[(t["impressions"] >= MIN_IMPRESSIONS) & (t["e"] > 0)]
    idx = (t["clicks"]/t["impressions"])/(d["clicks"].sum()/d["impressions"].sum())
    return plots.bar(idx, title="Slot index", xlabel="rank", ylabel="index")
""",
        judgement="wrong",
        misconception="expected_from_all_goods",
        reader="professor",
    ),
    Trial(
        "chart_position",
        """
import matplotlib.pyplot as plt

MIN_IMPRESSIONS = 100
def chart_position(rank_log):
    d = rank_log[rank_log["impressions"] > 0].copy(); g = d.groupby(["sku_id","keyword"])
    d = d[g["rank"].transform("nunique") > 1].copy(); g = d.groupby(["sku_id","keyword"])
    d["e"] = d["impressions"]*g["clicks"].transform("sum")/g["impressions"].transform("sum")
    t = d[d["rank"].between(1,10)].groupby("rank")[["clicks","impressions","e"]].sum()
    t = t[(t["impressions"] >= MIN_IMPRESSIONS) & (t["e"] > 0)]
    idx = t["clicks"]/t["e"]
    fig, ax = plt.subplots()
    for r, h in list(idx.items())[::-1]: ax.bar([r], [h], width=.5)
    ax.set_xticks(list(idx.index), [f"slot {r}" for r in idx.index]); ax.set_title("Slot index"); ax.set_xlabel("rank"); ax.set_ylabel("x expected"); return ax
""",
        judgement="right",
        reader="professor",
    ),
    Trial(
        "chart_position",
        """
import matplotlib.pyplot as plt

MIN_IMPRESSIONS = 100
def chart_position(rank_log):
    d = rank_log[rank_log["impressions"] > 0].copy(); g = d.groupby(["sku_id","keyword"])
    d = d[g["rank"].transform("nunique") > 1].copy(); g = d.groupby(["sku_id","keyword"])
    d["e"] = d["impressions"]*g["clicks"].transform("sum")/g["impressions"].transform("sum")
    t = d[d["rank"].between(1,10)].groupby("rank")[["clicks","impressions","e"]].sum()
    t = t[(t["impressions"] >= MIN_IMPRESSIONS) & (t["e"] > 0)]
    idx = t["clicks"]/t["e"]
    fig, ax = plt.subplots(); ax.bar(idx.index, idx.to_numpy()); ax.set_xticks(list(idx.index), [f"#{r}" for r in idx.index]); ax.set(title="t", xlabel="rank", ylabel="index"); return ax
""",
        judgement="right",
        reader="professor",
    ),
]
