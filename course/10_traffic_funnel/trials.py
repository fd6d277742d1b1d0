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
    # A second reading, after which the chapter was mended; judged by the questions as they stand now.
    Trial(
        "traffic_quality",
        """
FEE_AGENCY = 0.05

def traffic_quality(sessions, orders, ads, by):
    cols = ["visits", "bounce_rate", "pages_per_visit", "cvr", "value_per_visit", "cost_per_visit"]
    s = sessions[sessions["is_bot"] == False].copy()
    names = sorted(s[by].dropna().unique())
    good = orders[orders["paid_at"].notnull() & orders["session_id"].notnull()]
    rows = []
    for name in names:
        g = s[s[by] == name]
        n = len(g)
        ids = set(g["session_id"])
        o = good[good["session_id"].isin(ids)]
        row = {}
        row["visits"] = n
        row["bounce_rate"] = np.sum((g["pageviews"] == 1) & (g["duration_s"] < 10)) / n
        row["pages_per_visit"] = np.sum(g["pageviews"]) / n
        row["cvr"] = o["session_id"].nunique() / n
        row["value_per_visit"] = (np.sum(o["paid"]) - np.sum(o["refund"])) / n
        if by == "source":
            row["cost_per_visit"] = np.sum(ads[ads["channel"] == name]["cost"]) * 1.05 / n
        else:
            row["cost_per_visit"] = np.nan
        rows.append(row)
    out = pd.DataFrame(rows, index=names, columns=cols)
    return out.sort_values("visits", ascending=False, kind="mergesort")
""",
        judgement="right",
        reader="professor",
    ),
    Trial(
        "traffic_quality",
        """
FEE_AGENCY = 0.05

def traffic_quality(sessions, orders, ads, by):
    cols = ["visits", "bounce_rate", "pages_per_visit", "cvr", "value_per_visit", "cost_per_visit"]
    s = sessions[sessions["is_bot"] == False].copy()
    names = sorted(s[by].dropna().unique())
    good = orders[orders["paid_at"].notnull() & orders["session_id"].notnull()]
    rows = []
    for name in names:
        g = s[s[by] == name]
        n = len(g)
        ids = set(g["session_id"])
        o = good[good["session_id"].isin(ids)]
        row = {}
        row["visits"] = n
        row["bounce_rate"] = np.sum((g["pageviews"] == 1) & (g["duration_s"] <= 10)) / n
        row["pages_per_visit"] = np.sum(g["pageviews"]) / n
        row["cvr"] = o["session_id"].nunique() / n
        row["value_per_visit"] = (np.sum(o["paid"]) - np.sum(o["refund"])) / n
        if by == "source":
            row["cost_per_visit"] = np.sum(ads[ads["channel"] == name]["cost"]) * 1.05 / n
        else:
            row["cost_per_visit"] = np.nan
        rows.append(row)
    out = pd.DataFrame(rows, index=names, columns=cols)
    return out.sort_values("visits", ascending=False, kind="mergesort")
""",
        judgement="wrong",
        misconception="ten_seconds_included",
        reader="professor",
        note="10 seconds exactly is not 'less than 10'",
    ),
    Trial(
        "traffic_quality",
        """
FEE_AGENCY = 0.05

def traffic_quality(sessions, orders, ads, by):
    cols = ["visits", "bounce_rate", "pages_per_visit", "cvr", "value_per_visit", "cost_per_visit"]
    s = sessions[sessions["is_bot"] == False].copy()
    names = sorted(s[by].dropna().unique())
    good = orders[(orders["paid"] > 0) & orders["session_id"].notnull()]
    rows = []
    for name in names:
        g = s[s[by] == name]
        n = len(g)
        ids = set(g["session_id"])
        o = good[good["session_id"].isin(ids)]
        row = {}
        row["visits"] = n
        row["bounce_rate"] = np.sum((g["pageviews"] == 1) & (g["duration_s"] < 10)) / n
        row["pages_per_visit"] = np.sum(g["pageviews"]) / n
        row["cvr"] = o["session_id"].nunique() / n
        row["value_per_visit"] = (np.sum(o["paid"]) - np.sum(o["refund"])) / n
        if by == "source":
            row["cost_per_visit"] = np.sum(ads[ads["channel"] == name]["cost"]) * 1.05 / n
        else:
            row["cost_per_visit"] = np.nan
        rows.append(row)
    out = pd.DataFrame(rows, index=names, columns=cols)
    return out.sort_values("visits", ascending=False, kind="mergesort")
""",
        judgement="wrong",
        misconception="free_orders_left_out",
        reader="professor",
        note="zero-yuan voucher orders are paid by paid_at",
    ),
    Trial(
        "traffic_quality",
        """
FEE_AGENCY = 0.05

def traffic_quality(sessions, orders, ads, by):
    cols = ["visits", "bounce_rate", "pages_per_visit", "cvr", "value_per_visit", "cost_per_visit"]
    s = sessions[sessions["is_bot"] == False].copy()
    names = sorted(s[by].dropna().unique())
    good = orders[orders["paid_at"].notnull() & orders["session_id"].notnull()]
    rows = []
    for name in names:
        g = s[s[by] == name]
        n = len(g)
        ids = set(g["session_id"])
        o = good[good["session_id"].isin(ids)]
        row = {}
        row["visits"] = n
        row["bounce_rate"] = np.sum((g["pageviews"] == 1) & (g["duration_s"] < 10)) / n
        row["pages_per_visit"] = np.sum(g["pageviews"]) / n
        row["cvr"] = o["session_id"].nunique() / n
        row["value_per_visit"] = (np.sum(o["paid"]) - np.sum(o["refund"])) / n
        if by == "source":
            row["cost_per_visit"] = np.sum(ads[ads["channel"] == name]["cost"]) / n
        else:
            row["cost_per_visit"] = np.nan
        rows.append(row)
    out = pd.DataFrame(rows, index=names, columns=cols)
    return out.sort_values("visits", ascending=False, kind="mergesort")
""",
        judgement="wrong",
        misconception="fee_forgotten",
        reader="professor",
        note="fee forgotten",
    ),
    Trial(
        "traffic_quality",
        """
FEE_AGENCY = 0.05

def traffic_quality(sessions, orders, ads, by):
    cols = ["visits", "bounce_rate", "pages_per_visit", "cvr", "value_per_visit", "cost_per_visit"]
    s = sessions[sessions["is_bot"] == False].copy()
    names = sorted(s[by].dropna().unique())
    good = orders[orders["paid_at"].notnull() & orders["session_id"].notnull()]
    rows = []
    for name in names:
        g = s[s[by] == name]
        n = len(g)
        ids = set(g["session_id"])
        o = good[good["session_id"].isin(ids)]
        row = {}
        row["visits"] = n
        row["bounce_rate"] = np.sum((g["pageviews"] == 1) & (g["duration_s"] < 10)) / n
        row["pages_per_visit"] = np.sum(g["pageviews"]) / n
        row["cvr"] = o["session_id"].nunique() / n
        row["value_per_visit"] = (np.sum(o["paid"]) - np.sum(o["refund"])) / n
        if by == "source":
            row["cost_per_visit"] = np.sum(ads[ads["channel"] == name]["cost"]) * 1.05 / n
        else:
            row["cost_per_visit"] = np.nan
        rows.append(row)
    out = pd.DataFrame(rows, index=names, columns=cols)
    return out.sort_values("visits", ascending=False, kind="mergesort").astype(float)
""",
        judgement="right",
        reader="professor",
        note="visits as float",
    ),
    Trial(
        "traffic_quality",
        """
FEE_AGENCY = 0.05

def traffic_quality(sessions, orders, ads, by):
    cols = ["visits", "bounce_rate", "pages_per_visit", "cvr", "value_per_visit", "cost_per_visit"]
    s = sessions[sessions["is_bot"] == False].copy()
    names = sorted(s[by].dropna().unique())
    good = orders[orders["paid_at"].notnull() & orders["session_id"].notnull()]
    rows = []
    for name in names:
        g = s[s[by] == name]
        n = len(g)
        ids = set(g["session_id"])
        o = good[good["session_id"].isin(ids)]
        row = {}
        row["visits"] = n
        row["bounce_rate"] = np.sum((g["pageviews"] == 1) & (g["duration_s"] < 10)) / n
        row["pages_per_visit"] = np.sum(g["pageviews"]) / n
        row["cvr"] = o["session_id"].nunique() / n
        row["value_per_visit"] = (np.sum(o["paid"]) - np.sum(o["refund"])) / n
        if by == "source":
            row["cost_per_visit"] = np.sum(ads[ads["channel"] == name]["cost"]) * 1.05 / n
        else:
            row["cost_per_visit"] = None
        rows.append(row)
    out = pd.DataFrame(rows, index=names, columns=cols)
    return out.sort_values("visits", ascending=False, kind="mergesort")
""",
        judgement="right",
        reader="professor",
        note="None for the missing cost, which the question now allows",
    ),
    Trial(
        "traffic_quality",
        """
FEE_AGENCY = 0.05

def traffic_quality(sessions, orders, ads, by):
    cols = ["visits", "bounce_rate", "pages_per_visit", "cvr", "value_per_visit", "cost_per_visit"]
    s = sessions[sessions["is_bot"] == False].copy()
    names = sorted(s[by].dropna().unique())
    good = orders[orders["paid_at"].notnull() & orders["session_id"].notnull()]
    rows = []
    for name in names:
        g = s[s[by] == name]
        n = len(g)
        ids = set(g["session_id"])
        o = good[good["session_id"].isin(ids)]
        row = {}
        row["visits"] = n
        row["bounce_rate"] = np.sum((g["pageviews"] == 1) & (g["duration_s"] < 10)) / n
        row["pages_per_visit"] = np.sum(g["pageviews"]) / n
        row["cvr"] = len(o) / n
        row["value_per_visit"] = (np.sum(o["paid"]) - np.sum(o["refund"])) / n
        if by == "source":
            row["cost_per_visit"] = np.sum(ads[ads["channel"] == name]["cost"]) * 1.05 / n
        else:
            row["cost_per_visit"] = np.nan
        rows.append(row)
    out = pd.DataFrame(rows, index=names, columns=cols)
    return out.sort_values("visits", ascending=False, kind="mergesort")
""",
        judgement="wrong",
        misconception="orders_over_visits",
        reader="professor",
        note="orders, not visits",
    ),
    Trial(
        "traffic_quality",
        """
FEE_AGENCY = 0.05

def traffic_quality(sessions, orders, ads, by):
    cols = ["visits", "bounce_rate", "pages_per_visit", "cvr", "value_per_visit", "cost_per_visit"]
    s = sessions[sessions["is_bot"] == False].copy()
    names = sorted(s[by].dropna().unique())
    good = orders[orders["paid_at"].notnull() & orders["session_id"].notnull()]
    rows = []
    for name in names:
        g = s[s[by] == name]
        n = len(g)
        ids = set(g["session_id"])
        o = good[good["session_id"].isin(ids)]
        row = {}
        row["visits"] = n
        row["bounce_rate"] = np.sum((g["pageviews"] == 1) & (g["duration_s"] < 10)) / n
        row["pages_per_visit"] = np.sum(g["pageviews"]) / n
        row["cvr"] = o["session_id"].nunique() / n
        row["value_per_visit"] = (np.sum(o["paid"])) / n
        if by == "source":
            row["cost_per_visit"] = np.sum(ads[ads["channel"] == name]["cost"]) * 1.05 / n
        else:
            row["cost_per_visit"] = np.nan
        rows.append(row)
    out = pd.DataFrame(rows, index=names, columns=cols)
    return out.sort_values("visits", ascending=False, kind="mergesort")
""",
        judgement="wrong",
        misconception="refunds_not_deducted",
        reader="professor",
        note="refund forgotten",
    ),
    Trial(
        "traffic_quality",
        """
FEE_AGENCY = 0.05

def traffic_quality(sessions, orders, ads, by):
    cols = ["visits", "bounce_rate", "pages_per_visit", "cvr", "value_per_visit", "cost_per_visit"]
    s = sessions.copy()
    names = sorted(s[by].dropna().unique())
    good = orders[orders["paid_at"].notnull() & orders["session_id"].notnull()]
    rows = []
    for name in names:
        g = s[s[by] == name]
        n = len(g)
        ids = set(g["session_id"])
        o = good[good["session_id"].isin(ids)]
        row = {}
        row["visits"] = n
        row["bounce_rate"] = np.sum((g["pageviews"] == 1) & (g["duration_s"] < 10)) / n
        row["pages_per_visit"] = np.sum(g["pageviews"]) / n
        row["cvr"] = o["session_id"].nunique() / n
        row["value_per_visit"] = (np.sum(o["paid"]) - np.sum(o["refund"])) / n
        if by == "source":
            row["cost_per_visit"] = np.sum(ads[ads["channel"] == name]["cost"]) * 1.05 / n
        else:
            row["cost_per_visit"] = np.nan
        rows.append(row)
    out = pd.DataFrame(rows, index=names, columns=cols)
    return out.sort_values("visits", ascending=False, kind="mergesort")
""",
        judgement="wrong",
        misconception="flagged_sessions_kept",
        reader="professor",
        note="flagged visits kept",
    ),
    Trial(
        "traffic_quality",
        """
FEE_AGENCY = 0.05

def traffic_quality(sessions, orders, ads, by):
    cols = ["visits", "bounce_rate", "pages_per_visit", "cvr", "value_per_visit", "cost_per_visit"]
    s = sessions[sessions["is_bot"] == False].copy()
    names = sorted(s[by].dropna().unique())
    good = orders[orders["paid_at"].notnull() & orders["session_id"].notnull()]
    rows = []
    for name in names:
        g = s[s[by] == name]
        n = len(g)
        ids = set(g["session_id"])
        o = good[good["session_id"].isin(ids)]
        row = {}
        row["visits"] = n
        row["bounce_rate"] = np.sum((g["pageviews"] == 1) & (g["duration_s"] < 10)) / n
        row["pages_per_visit"] = np.sum(g["pageviews"]) / n
        row["cvr"] = o["session_id"].nunique() / n
        row["value_per_visit"] = (np.sum(o["paid"]) - np.sum(o["refund"])) / n
        if by == "source":
            row["cost_per_visit"] = np.sum(ads[ads["channel"] == name]["cost"]) * 1.05 / n
        else:
            row["cost_per_visit"] = np.nan
        rows.append(row)
    out = pd.DataFrame(rows, index=names, columns=cols)
    return out.sort_values("visits", ascending=False)
""",
        judgement="wrong",
        misconception="ties_left_to_the_sort",
        reader="professor",
        note="ties are not guaranteed in order of name with quicksort (works for small n)",
    ),
    Trial(
        "funnel",
        """
def funnel(events, steps, unit="visitor_id"):
    ev = events[events[unit].notnull()].sort_values("ts")
    start = {}
    last = {}
    reached = []
    for k, step in enumerate(steps):
        rows = ev[ev["type"] == step]
        now = {}
        for u, t in zip(rows[unit], rows["ts"]):
            if u in now:
                continue
            if k == 0:
                now[u] = t
            elif u in last and t >= last[u] and t - start[u] <= pd.Timedelta(hours=24):
                now[u] = t
        if k == 0:
            start = now
        last = now
        reached.append(len(now))
    r = np.array(reached, dtype=float)
    rate = np.full(len(r), np.nan)
    for k in range(1, len(r)):
        if r[k - 1] > 0:
            rate[k] = r[k] / r[k - 1]
    overall = r / r[0] if len(r) and r[0] > 0 else np.full(len(r), np.nan)
    return pd.DataFrame({"reached": reached, "step_rate": rate, "overall_rate": overall, "loss": 1 - rate}, index=steps)
""",
        judgement="right",
        reader="professor",
    ),
    Trial(
        "funnel",
        """
def funnel(events, steps, unit="visitor_id"):
    ev = events[events[unit].notnull()].sort_values("ts")
    start = {}
    last = {}
    reached = []
    for k, step in enumerate(steps):
        rows = ev[ev["type"] == step]
        now = {}
        for u, t in zip(rows[unit], rows["ts"]):
            if u in now:
                continue
            if k == 0:
                now[u] = t
            elif u in last and t > last[u] and t - start[u] <= pd.Timedelta(hours=24):
                now[u] = t
        if k == 0:
            start = now
        last = now
        reached.append(len(now))
    r = np.array(reached, dtype=float)
    rate = np.full(len(r), np.nan)
    for k in range(1, len(r)):
        if r[k - 1] > 0:
            rate[k] = r[k] / r[k - 1]
    overall = r / r[0] if len(r) and r[0] > 0 else np.full(len(r), np.nan)
    return pd.DataFrame({"reached": reached, "step_rate": rate, "overall_rate": overall, "loss": 1 - rate}, index=steps)
""",
        judgement="wrong",
        misconception="same_second_dropped",
        reader="professor",
        note="same second counts",
    ),
    Trial(
        "funnel",
        """
def funnel(events, steps, unit="visitor_id"):
    ev = events[events[unit].notnull()].sort_values("ts")
    start = {}
    last = {}
    reached = []
    for k, step in enumerate(steps):
        rows = ev[ev["type"] == step]
        now = {}
        for u, t in zip(rows[unit], rows["ts"]):
            if u in now:
                continue
            if k == 0:
                now[u] = t
            elif u in last and t >= last[u] and t - start[u] < pd.Timedelta(hours=24):
                now[u] = t
        if k == 0:
            start = now
        last = now
        reached.append(len(now))
    r = np.array(reached, dtype=float)
    rate = np.full(len(r), np.nan)
    for k in range(1, len(r)):
        if r[k - 1] > 0:
            rate[k] = r[k] / r[k - 1]
    overall = r / r[0] if len(r) and r[0] > 0 else np.full(len(r), np.nan)
    return pd.DataFrame({"reached": reached, "step_rate": rate, "overall_rate": overall, "loss": 1 - rate}, index=steps)
""",
        judgement="wrong",
        misconception="a_full_day_left_out",
        reader="professor",
        note="exactly 24 hours included",
    ),
    Trial(
        "funnel",
        """
def funnel(events, steps, unit="visitor_id"):
    ev = events[events[unit].notnull()].sort_values("ts")
    start = {}
    last = {}
    reached = []
    for k, step in enumerate(steps):
        rows = ev[ev["type"] == step]
        now = {}
        for u, t in zip(rows[unit], rows["ts"]):
            if u in now:
                continue
            if k == 0:
                now[u] = t
            elif u in last and t >= last[u] and t - last[u] <= pd.Timedelta(hours=24):
                now[u] = t
        if k == 0:
            start = now
        last = now
        reached.append(len(now))
    r = np.array(reached, dtype=float)
    rate = np.full(len(r), np.nan)
    for k in range(1, len(r)):
        if r[k - 1] > 0:
            rate[k] = r[k] / r[k - 1]
    overall = r / r[0] if len(r) and r[0] > 0 else np.full(len(r), np.nan)
    return pd.DataFrame({"reached": reached, "step_rate": rate, "overall_rate": overall, "loss": 1 - rate}, index=steps)
""",
        judgement="wrong",
        misconception="clock_restarts_at_each_step",
        reader="professor",
        note="clock restarted at each step",
    ),
    Trial(
        "funnel",
        """
def funnel(events, steps, unit="visitor_id"):
    ev = events[events[unit].notnull()].sort_values("ts")
    start = {}
    last = {}
    reached = []
    for k, step in enumerate(steps):
        rows = ev[ev["type"] == step]
        now = {}
        for u, t in zip(rows[unit], rows["ts"]):
            if u in now:
                continue
            if k == 0:
                now[u] = t
            elif u in last and t >= last[u] and t - start[u] <= np.timedelta64(24, "h"):
                now[u] = t
        if k == 0:
            start = now
        last = now
        reached.append(len(now))
    r = np.array(reached, dtype=float)
    rate = np.full(len(r), np.nan)
    for k in range(1, len(r)):
        if r[k - 1] > 0:
            rate[k] = r[k] / r[k - 1]
    overall = r / r[0] if len(r) and r[0] > 0 else np.full(len(r), np.nan)
    return pd.DataFrame({"reached": reached, "step_rate": rate, "overall_rate": overall, "loss": 1 - rate}, index=steps)
""",
        judgement="right",
        reader="professor",
        note="NumPy timedelta",
    ),
    Trial(
        "funnel",
        """
def funnel(events, steps, unit="visitor_id"):
    ev = events[events[unit].notnull()].sort_values("ts")
    start = {}
    last = {}
    reached = []
    for k, step in enumerate(steps):
        rows = ev[ev["type"] == step]
        now = {}
        for u, t in zip(rows[unit], rows["ts"]):
            if u in now:
                continue
            if k == 0:
                now[u] = t
            elif u in last and t >= last[u] and (t - start[u]).seconds <= 86400:
                now[u] = t
        if k == 0:
            start = now
        last = now
        reached.append(len(now))
    r = np.array(reached, dtype=float)
    rate = np.full(len(r), np.nan)
    for k in range(1, len(r)):
        if r[k - 1] > 0:
            rate[k] = r[k] / r[k - 1]
    overall = r / r[0] if len(r) and r[0] > 0 else np.full(len(r), np.nan)
    return pd.DataFrame({"reached": reached, "step_rate": rate, "overall_rate": overall, "loss": 1 - rate}, index=steps)
""",
        judgement="wrong",
        misconception="no_time_limit",
        reader="professor",
        note=".seconds drops the days: no limit at all",
    ),
    Trial(
        "funnel",
        """
def funnel(events, steps, unit="visitor_id"):
    ev = events[events[unit].notnull()].sort_values("ts")
    start = {}
    last = {}
    reached = []
    for k, step in enumerate(steps):
        rows = ev[ev["type"] == step]
        now = {}
        for u, t in zip(rows[unit], rows["ts"]):
            if k == 0:
                now[u] = t
            elif u in last and t >= last[u] and t - start[u] <= pd.Timedelta(hours=24):
                now[u] = t
        if k == 0:
            start = now
        last = now
        reached.append(len(now))
    r = np.array(reached, dtype=float)
    rate = np.full(len(r), np.nan)
    for k in range(1, len(r)):
        if r[k - 1] > 0:
            rate[k] = r[k] / r[k - 1]
    overall = r / r[0] if len(r) and r[0] > 0 else np.full(len(r), np.nan)
    return pd.DataFrame({"reached": reached, "step_rate": rate, "overall_rate": overall, "loss": 1 - rate}, index=steps)
""",
        judgement="wrong",
        misconception="latest_moment_of_a_step",
        reader="professor",
        note="last event instead of earliest",
    ),
    Trial(
        "funnel",
        """
def funnel(events, steps, unit="visitor_id"):
    ev = events[events[unit].notnull()]
    start = {}
    last = {}
    reached = []
    for k, step in enumerate(steps):
        rows = ev[ev["type"] == step]
        now = {}
        for u, t in zip(rows[unit], rows["ts"]):
            if u in now:
                continue
            if k == 0:
                now[u] = t
            elif u in last and t >= last[u] and t - start[u] <= pd.Timedelta(hours=24):
                now[u] = t
        if k == 0:
            start = now
        last = now
        reached.append(len(now))
    r = np.array(reached, dtype=float)
    rate = np.full(len(r), np.nan)
    for k in range(1, len(r)):
        if r[k - 1] > 0:
            rate[k] = r[k] / r[k - 1]
    overall = r / r[0] if len(r) and r[0] > 0 else np.full(len(r), np.nan)
    return pd.DataFrame({"reached": reached, "step_rate": rate, "overall_rate": overall, "loss": 1 - rate}, index=steps)
""",
        judgement="wrong",
        misconception="first_row_taken_for_the_earliest",
        reader="professor",
        note="rows not sorted",
    ),
    Trial(
        "mix_rate_effect",
        """
def mix_rate_effect(before, after):
    nan = float("nan")
    tot = {}
    for p, t in ((0, before), (1, after)):
        for s, vis, o in zip(t["source"], t["visits"], t["orders"]):
            a = tot.setdefault(s, np.zeros((2, 2)))
            a[p, 0] += vis
            a[p, 1] += o
    merged = {}
    for s, a in tot.items():
        key = s if a[:, 0].sum() >= 100 else "other"
        merged[key] = merged.get(key, np.zeros((2, 2))) + a
    V0 = sum(a[0, 0] for a in merged.values())
    V1 = sum(a[1, 0] for a in merged.values())
    if V0 == 0 or V1 == 0:
        return {"change": nan, "mix": nan, "rate": nan}
    mix = rate = 0.0
    for a in merged.values():
        if a[0, 0] == 0 and a[1, 0] == 0:
            continue
        s0, s1 = a[0, 0] / V0, a[1, 0] / V1
        r0 = a[0, 1] / a[0, 0] if a[0, 0] > 0 else None
        r1 = a[1, 1] / a[1, 0] if a[1, 0] > 0 else None
        if r0 is None:
            r0 = r1
        if r1 is None:
            r1 = r0
        mix += (s1 - s0) * (r0 + r1) / 2
        rate += (r1 - r0) * (s0 + s1) / 2
    O0 = sum(a[0, 1] for a in merged.values())
    O1 = sum(a[1, 1] for a in merged.values())
    return {"change": O1 / V1 - O0 / V0, "mix": mix, "rate": rate}
""",
        judgement="right",
        reader="professor",
    ),
    Trial(
        "mix_rate_effect",
        """
def mix_rate_effect(before, after):
    nan = float("nan")
    tot = {}
    for p, t in ((0, before), (1, after)):
        for s, vis, o in zip(t["source"], t["visits"], t["orders"]):
            a = tot.setdefault(s, np.zeros((2, 2)))
            a[p, 0] += vis
            a[p, 1] += o
    merged = {}
    for s, a in tot.items():
        key = s if a[:, 0].sum() > 100 else "other"
        merged[key] = merged.get(key, np.zeros((2, 2))) + a
    V0 = sum(a[0, 0] for a in merged.values())
    V1 = sum(a[1, 0] for a in merged.values())
    if V0 == 0 or V1 == 0:
        return {"change": nan, "mix": nan, "rate": nan}
    mix = rate = 0.0
    for a in merged.values():
        if a[0, 0] == 0 and a[1, 0] == 0:
            continue
        s0, s1 = a[0, 0] / V0, a[1, 0] / V1
        r0 = a[0, 1] / a[0, 0] if a[0, 0] > 0 else None
        r1 = a[1, 1] / a[1, 0] if a[1, 0] > 0 else None
        if r0 is None:
            r0 = r1
        if r1 is None:
            r1 = r0
        mix += (s1 - s0) * (r0 + r1) / 2
        rate += (r1 - r0) * (s0 + s1) / 2
    O0 = sum(a[0, 1] for a in merged.values())
    O1 = sum(a[1, 1] for a in merged.values())
    return {"change": O1 / V1 - O0 / V0, "mix": mix, "rate": rate}
""",
        judgement="wrong",
        misconception="exactly_a_hundred_is_small",
        reader="professor",
        note="exactly 100 is not fewer than 100",
    ),
    Trial(
        "mix_rate_effect",
        """
def mix_rate_effect(before, after):
    nan = float("nan")
    tot = {}
    for p, t in ((0, before), (1, after)):
        for s, vis, o in zip(t["source"], t["visits"], t["orders"]):
            a = tot.setdefault(s, np.zeros((2, 2)))
            a[p, 0] += vis
            a[p, 1] += o
    merged = {}
    for s, a in tot.items():
        key = s if a[0, 0] >= 100 and a[1, 0] >= 100 else "other"
        merged[key] = merged.get(key, np.zeros((2, 2))) + a
    V0 = sum(a[0, 0] for a in merged.values())
    V1 = sum(a[1, 0] for a in merged.values())
    if V0 == 0 or V1 == 0:
        return {"change": nan, "mix": nan, "rate": nan}
    mix = rate = 0.0
    for a in merged.values():
        if a[0, 0] == 0 and a[1, 0] == 0:
            continue
        s0, s1 = a[0, 0] / V0, a[1, 0] / V1
        r0 = a[0, 1] / a[0, 0] if a[0, 0] > 0 else None
        r1 = a[1, 1] / a[1, 0] if a[1, 0] > 0 else None
        if r0 is None:
            r0 = r1
        if r1 is None:
            r1 = r0
        mix += (s1 - s0) * (r0 + r1) / 2
        rate += (r1 - r0) * (s0 + s1) / 2
    O0 = sum(a[0, 1] for a in merged.values())
    O1 = sum(a[1, 1] for a in merged.values())
    return {"change": O1 / V1 - O0 / V0, "mix": mix, "rate": rate}
""",
        judgement="wrong",
        misconception="small_in_either_period",
        reader="professor",
        note="small judged per period",
    ),
    Trial(
        "mix_rate_effect",
        """
def mix_rate_effect(before, after):
    nan = float("nan")
    tot = {}
    for p, t in ((0, before), (1, after)):
        for s, vis, o in zip(t["source"], t["visits"], t["orders"]):
            a = tot.setdefault(s, np.zeros((2, 2)))
            a[p, 0] += vis
            a[p, 1] += o
    merged = {}
    for s, a in tot.items():
        key = s if a[:, 0].sum() >= 100 else None
        merged[key] = merged.get(key, np.zeros((2, 2))) + a
    V0 = sum(a[0, 0] for a in merged.values())
    V1 = sum(a[1, 0] for a in merged.values())
    if V0 == 0 or V1 == 0:
        return {"change": nan, "mix": nan, "rate": nan}
    mix = rate = 0.0
    for a in merged.values():
        if a[0, 0] == 0 and a[1, 0] == 0:
            continue
        s0, s1 = a[0, 0] / V0, a[1, 0] / V1
        r0 = a[0, 1] / a[0, 0] if a[0, 0] > 0 else None
        r1 = a[1, 1] / a[1, 0] if a[1, 0] > 0 else None
        if r0 is None:
            r0 = r1
        if r1 is None:
            r1 = r0
        mix += (s1 - s0) * (r0 + r1) / 2
        rate += (r1 - r0) * (s0 + s1) / 2
    O0 = sum(a[0, 1] for a in merged.values())
    O1 = sum(a[1, 1] for a in merged.values())
    return {"change": O1 / V1 - O0 / V0, "mix": mix, "rate": rate}
""",
        judgement="right",
        reader="professor",
        note="merged key called None",
    ),
    Trial(
        "mix_rate_effect",
        """
def mix_rate_effect(before, after):
    nan = float("nan")
    tot = {}
    for p, t in ((0, before), (1, after)):
        for s, vis, o in zip(t["source"], t["visits"], t["orders"]):
            a = tot.setdefault(s, np.zeros((2, 2)))
            a[p, 0] += vis
            a[p, 1] += o
    merged = {}
    for s, a in tot.items():
        key = s if a[:, 0].sum() >= 100 else "other"
        merged[key] = merged.get(key, np.zeros((2, 2))) + a
    V0 = sum(a[0, 0] for a in merged.values())
    V1 = sum(a[1, 0] for a in merged.values())
    if V0 == 0 or V1 == 0:
        return {"change": nan, "mix": nan, "rate": nan}
    mix = rate = 0.0
    for a in merged.values():
        s0, s1 = a[0, 0] / V0, a[1, 0] / V1
        r0 = a[0, 1] / a[0, 0] if a[0, 0] > 0 else None
        r1 = a[1, 1] / a[1, 0] if a[1, 0] > 0 else None
        if r0 is None:
            r0 = r1
        if r1 is None:
            r1 = r0
        mix += (s1 - s0) * (r0 + r1) / 2
        rate += (r1 - r0) * (s0 + s1) / 2
    O0 = sum(a[0, 1] for a in merged.values())
    O1 = sum(a[1, 1] for a in merged.values())
    return {"change": O1 / V1 - O0 / V0, "mix": mix, "rate": rate}
""",
        judgement="wrong",
        reader="professor",
        note="a source without any visits crashes",
    ),
    Trial(
        "mix_rate_effect",
        """
def mix_rate_effect(before, after):
    nan = float("nan")
    tot = {}
    for p, t in ((0, before), (1, after)):
        for s, vis, o in zip(t["source"], t["visits"], t["orders"]):
            a = tot.setdefault(s, np.zeros((2, 2)))
            a[p, 0] += vis
            a[p, 1] += o
    merged = {}
    for s, a in tot.items():
        key = s if a[:, 0].sum() >= 100 else "other"
        merged[key] = merged.get(key, np.zeros((2, 2))) + a
    V0 = sum(a[0, 0] for a in merged.values())
    V1 = sum(a[1, 0] for a in merged.values())
    if V0 == 0 or V1 == 0:
        return {"change": nan, "mix": nan, "rate": nan}
    mix = rate = 0.0
    for a in merged.values():
        if a[0, 0] == 0 and a[1, 0] == 0:
            continue
        s0, s1 = a[0, 0] / V0, a[1, 0] / V1
        r0 = a[0, 1] / a[0, 0] if a[0, 0] > 0 else None
        r1 = a[1, 1] / a[1, 0] if a[1, 0] > 0 else None
        if r0 is None:
            r0 = 0.0
        if r1 is None:
            r1 = r0
        mix += (s1 - s0) * (r0 + r1) / 2
        rate += (r1 - r0) * (s0 + s1) / 2
    O0 = sum(a[0, 1] for a in merged.values())
    O1 = sum(a[1, 1] for a in merged.values())
    return {"change": O1 / V1 - O0 / V0, "mix": mix, "rate": rate}
""",
        judgement="wrong",
        misconception="new_source_at_zero",
        reader="professor",
        note="new source given rate 0",
    ),
    Trial(
        "mix_rate_effect",
        """
def mix_rate_effect(before, after):
    nan = float("nan")
    tot = {}
    for p, t in ((0, before), (1, after)):
        for s, vis, o in zip(t["source"], t["visits"], t["orders"]):
            a = tot.setdefault(s, np.zeros((2, 2)))
            a[p, 0] += vis
            a[p, 1] += o
    merged = {}
    for s, a in tot.items():
        key = s if True else "other"
        merged[key] = merged.get(key, np.zeros((2, 2))) + a
    V0 = sum(a[0, 0] for a in merged.values())
    V1 = sum(a[1, 0] for a in merged.values())
    if V0 == 0 or V1 == 0:
        return {"change": nan, "mix": nan, "rate": nan}
    mix = rate = 0.0
    for a in merged.values():
        if a[0, 0] == 0 and a[1, 0] == 0:
            continue
        s0, s1 = a[0, 0] / V0, a[1, 0] / V1
        r0 = a[0, 1] / a[0, 0] if a[0, 0] > 0 else None
        r1 = a[1, 1] / a[1, 0] if a[1, 0] > 0 else None
        if r0 is None:
            r0 = r1
        if r1 is None:
            r1 = r0
        mix += (s1 - s0) * (r0 + r1) / 2
        rate += (r1 - r0) * (s0 + s1) / 2
    O0 = sum(a[0, 1] for a in merged.values())
    O1 = sum(a[1, 1] for a in merged.values())
    return {"change": O1 / V1 - O0 / V0, "mix": mix, "rate": rate}
""",
        judgement="wrong",
        misconception="small_sources_alone",
        reader="professor",
        note="no small-source rule",
    ),
    Trial(
        "mix_rate_effect",
        """
def mix_rate_effect(before, after):
    nan = float("nan")
    tot = {}
    for p, t in ((0, before), (1, after)):
        for s, vis, o in zip(t["source"], t["visits"], t["orders"]):
            a = tot.setdefault(s, np.zeros((2, 2)))
            a[p, 0] += vis
            a[p, 1] += o
    merged = {}
    for s, a in tot.items():
        key = s if a[:, 0].sum() >= 100 else "other"
        merged[key] = merged.get(key, np.zeros((2, 2))) + a
    V0 = sum(a[0, 0] for a in merged.values())
    V1 = sum(a[1, 0] for a in merged.values())
    if V0 == 0 or V1 == 0:
        return {"change": None, "mix": None, "rate": None}
    mix = rate = 0.0
    for a in merged.values():
        if a[0, 0] == 0 and a[1, 0] == 0:
            continue
        s0, s1 = a[0, 0] / V0, a[1, 0] / V1
        r0 = a[0, 1] / a[0, 0] if a[0, 0] > 0 else None
        r1 = a[1, 1] / a[1, 0] if a[1, 0] > 0 else None
        if r0 is None:
            r0 = r1
        if r1 is None:
            r1 = r0
        mix += (s1 - s0) * (r0 + r1) / 2
        rate += (r1 - r0) * (s0 + s1) / 2
    O0 = sum(a[0, 1] for a in merged.values())
    O1 = sum(a[1, 1] for a in merged.values())
    return {"change": O1 / V1 - O0 / V0, "mix": mix, "rate": rate}
""",
        judgement="right",
        reader="professor",
        note="None for NaN, which the question now allows",
    ),
    Trial(
        "mix_rate_effect",
        """
def mix_rate_effect(before, after):
    nan = float("nan")
    tot = {}
    for p, t in ((0, before), (1, after)):
        for s, vis, o in zip(t["source"], t["visits"], t["orders"]):
            a = tot.setdefault(s, np.zeros((2, 2)))
            a[p, 0] += vis
            a[p, 1] += o
    merged = {}
    for s, a in tot.items():
        key = s if a[:, 0].sum() >= 100 else "other"
        merged[key] = merged.get(key, np.zeros((2, 2))) + a
    V0 = sum(a[0, 0] for a in merged.values())
    V1 = sum(a[1, 0] for a in merged.values())
    if V0 == 0 or V1 == 0:
        return dict.fromkeys(["change", "mix", "rate"], 0.0)
    mix = rate = 0.0
    for a in merged.values():
        if a[0, 0] == 0 and a[1, 0] == 0:
            continue
        s0, s1 = a[0, 0] / V0, a[1, 0] / V1
        r0 = a[0, 1] / a[0, 0] if a[0, 0] > 0 else None
        r1 = a[1, 1] / a[1, 0] if a[1, 0] > 0 else None
        if r0 is None:
            r0 = r1
        if r1 is None:
            r1 = r0
        mix += (s1 - s0) * (r0 + r1) / 2
        rate += (r1 - r0) * (s0 + s1) / 2
    O0 = sum(a[0, 1] for a in merged.values())
    O1 = sum(a[1, 1] for a in merged.values())
    return {"change": O1 / V1 - O0 / V0, "mix": mix, "rate": rate}
""",
        judgement="wrong",
        misconception="zero_for_an_empty_period",
        reader="professor",
        note="0 instead of NaN",
    ),
    Trial(
        "mix_rate_effect",
        """
def mix_rate_effect(before, after):
    nan = float("nan")
    tot = {}
    for p, t in ((0, before), (1, after)):
        for s, vis, o in zip(t["source"], t["visits"], t["orders"]):
            a = tot.setdefault(s, np.zeros((2, 2)))
            a[p, 0] += vis
            a[p, 1] += o
    merged = {}
    for s, a in tot.items():
        key = s if a[:, 0].sum() >= 100 else "other"
        merged[key] = merged.get(key, np.zeros((2, 2))) + a
    V0 = sum(a[0, 0] for a in merged.values())
    V1 = sum(a[1, 0] for a in merged.values())
    if V0 == 0 or V1 == 0:
        return {"change": nan, "mix": nan, "rate": nan}
    mix = rate = 0.0
    for a in merged.values():
        if a[0, 0] == 0 and a[1, 0] == 0:
            continue
        s0, s1 = a[0, 0] / V0, a[1, 0] / V1
        r0 = a[0, 1] / a[0, 0] if a[0, 0] > 0 else None
        r1 = a[1, 1] / a[1, 0] if a[1, 0] > 0 else None
        if r0 is None:
            r0 = 0.0
        if r1 is None:
            r1 = 0.0
        mix += (s1 - s0) * (r0 + r1) / 2
        rate += (r1 - r0) * (s0 + s1) / 2
    O0 = sum(a[0, 1] for a in merged.values())
    O1 = sum(a[1, 1] for a in merged.values())
    return {"change": O1 / V1 - O0 / V0, "mix": mix, "rate": rate}
""",
        judgement="wrong",
        misconception="missing_rate_as_zero",
        reader="professor",
        note="missing rates filled with 0 in both directions",
    ),
    Trial(
        "mix_rate_effect",
        """
def mix_rate_effect(before, after):
    nan = float("nan")
    tot = {}
    for p, t in ((0, before), (1, after)):
        for s, vis, o in zip(t["source"], t["visits"], t["orders"]):
            a = tot.setdefault(s, np.zeros((2, 2)))
            a[p, 0] += vis
            a[p, 1] += o
    merged = {}
    for s, a in tot.items():
        key = s if a[1, 0] >= 100 else "other"
        merged[key] = merged.get(key, np.zeros((2, 2))) + a
    V0 = sum(a[0, 0] for a in merged.values())
    V1 = sum(a[1, 0] for a in merged.values())
    if V0 == 0 or V1 == 0:
        return {"change": nan, "mix": nan, "rate": nan}
    mix = rate = 0.0
    for a in merged.values():
        if a[0, 0] == 0 and a[1, 0] == 0:
            continue
        s0, s1 = a[0, 0] / V0, a[1, 0] / V1
        r0 = a[0, 1] / a[0, 0] if a[0, 0] > 0 else None
        r1 = a[1, 1] / a[1, 0] if a[1, 0] > 0 else None
        if r0 is None:
            r0 = r1
        if r1 is None:
            r1 = r0
        mix += (s1 - s0) * (r0 + r1) / 2
        rate += (r1 - r0) * (s0 + s1) / 2
    O0 = sum(a[0, 1] for a in merged.values())
    O1 = sum(a[1, 1] for a in merged.values())
    return {"change": O1 / V1 - O0 / V0, "mix": mix, "rate": rate}
""",
        judgement="wrong",
        misconception="small_by_the_later_period",
        reader="professor",
        note="small judged by the after period only",
    ),
    Trial(
        "mix_rate_effect",
        """
def mix_rate_effect(before, after):
    nan = float("nan")
    tot = {}
    for p, t in ((0, before), (1, after)):
        for s, vis, o in zip(t["source"], t["visits"], t["orders"]):
            a = tot.setdefault(s, np.zeros((2, 2)))
            a[p, 0] += vis
            a[p, 1] += o
    merged = {}
    for s, a in tot.items():
        key = s if a[:, 0].sum() >= 100 else "other"
        merged[key] = merged.get(key, np.zeros((2, 2))) + a
    V0 = sum(a[0, 0] for a in merged.values())
    V1 = sum(a[1, 0] for a in merged.values())
    if V0 == 0 or V1 == 0:
        return {"change": nan, "mix": nan, "rate": nan}
    mix = rate = 0.0
    for a in merged.values():
        if a[0, 0] == 0 and a[1, 0] == 0:
            continue
        s0, s1 = a[0, 0] / V0, a[1, 0] / V1
        r0 = a[0, 1] / a[0, 0] if a[0, 0] > 0 else None
        r1 = a[1, 1] / a[1, 0] if a[1, 0] > 0 else None
        if r0 is None:
            r0 = r1
        if r1 is None:
            r1 = r0
        mix += (s1 - s0) * (r0 + r1) / 2
        rate += (r1 - r0) * s0
    O0 = sum(a[0, 1] for a in merged.values())
    O1 = sum(a[1, 1] for a in merged.values())
    return {"change": O1 / V1 - O0 / V0, "mix": mix, "rate": rate}
""",
        judgement="wrong",
        misconception="rate_with_old_shares",
        reader="professor",
        note="old weights for the rate (Laspeyres)",
    ),
    Trial(
        "funnel",
        """
def funnel(events, steps, unit="visitor_id"):
    ev = events[events[unit].notnull()].sort_values("ts")
    start = {}
    last = {}
    reached = []
    for k, step in enumerate(steps):
        rows = ev[ev["type"] == step].drop_duplicates(unit)
        now = {}
        for u, t in zip(rows[unit], rows["ts"]):
            if u in now:
                continue
            if k == 0:
                now[u] = t
            elif u in last and t >= last[u] and t - start[u] <= pd.Timedelta(hours=24):
                now[u] = t
        if k == 0:
            start = now
        last = now
        reached.append(len(now))
    r = np.array(reached, dtype=float)
    rate = np.full(len(r), np.nan)
    for k in range(1, len(r)):
        if r[k - 1] > 0:
            rate[k] = r[k] / r[k - 1]
    overall = r / r[0] if len(r) and r[0] > 0 else np.full(len(r), np.nan)
    return pd.DataFrame({"reached": reached, "step_rate": rate, "overall_rate": overall, "loss": 1 - rate}, index=steps)
""",
        judgement="wrong",
        misconception="first_event_of_each_type",
        reader="professor",
        note="takes the unit's first event of each type, even when it lies before the previous step; later allowed ones are lost",
    ),
    Trial(
        "transition_matrix",
        """
def transition_matrix(events):
    if len(events) == 0:
        return pd.DataFrame()
    ev = events.sort_values(["session_id", "ts", "event_id"])
    pages = sorted(ev["page"].unique())
    rows = ["start"] + pages
    cols = pages + ["exit"]
    C = np.zeros((len(rows), len(cols)))
    for sid, g in ev.groupby("session_id"):
        walk = ["start"]
        prev = None
        for p, k in zip(g["page"], g["sku_id"]):
            k = None if pd.isnull(k) else k
            if prev == (p, k):
                continue
            walk.append(p)
            prev = (p, k)
        walk.append("exit")
        for a, b in zip(walk[:-1], walk[1:]):
            C[rows.index(a), cols.index(b)] += 1
    P = C / C.sum(axis=1, keepdims=True)
    return pd.DataFrame(P, index=rows, columns=cols)
""",
        judgement="right",
        reader="professor",
    ),
    Trial(
        "transition_matrix",
        """
def transition_matrix(events):
    if len(events) == 0:
        return pd.DataFrame()
    ev = events.sort_values(["session_id", "ts", "event_id"])
    pages = sorted(ev["page"].unique())
    rows = ["start"] + pages
    cols = pages + ["exit"]
    C = np.zeros((len(rows), len(cols)))
    for sid, g in ev.groupby("session_id"):
        walk = ["start"]
        prev = None
        for p, k in zip(g["page"], g["sku_id"]):
            if prev == (p, k):
                continue
            walk.append(p)
            prev = (p, k)
        walk.append("exit")
        for a, b in zip(walk[:-1], walk[1:]):
            C[rows.index(a), cols.index(b)] += 1
    P = C / C.sum(axis=1, keepdims=True)
    return pd.DataFrame(P, index=rows, columns=cols)
""",
        judgement="wrong",
        misconception="missing_product_never_equal",
        reader="professor",
        note="nan == nan may fail: missing sku not the same",
    ),
    Trial(
        "transition_matrix",
        """
def transition_matrix(events):
    if len(events) == 0:
        return pd.DataFrame()
    ev = events.sort_values(["session_id", "ts", "event_id"])
    pages = sorted(ev["page"].unique())
    rows = ["start"] + pages
    cols = pages + ["exit"]
    C = np.zeros((len(rows), len(cols)))
    for sid, g in ev.groupby("session_id"):
        walk = ["start"]
        prev = None
        for p, k in zip(g["page"], g["sku_id"]):
            k = None if pd.isnull(k) else k
            if prev is not None and prev[0] == p:
                continue
            walk.append(p)
            prev = (p, k)
        walk.append("exit")
        for a, b in zip(walk[:-1], walk[1:]):
            C[rows.index(a), cols.index(b)] += 1
    P = C / C.sum(axis=1, keepdims=True)
    return pd.DataFrame(P, index=rows, columns=cols)
""",
        judgement="wrong",
        misconception="other_product_taken_for_a_reload",
        reader="professor",
        note="another product is a step",
    ),
    Trial(
        "transition_matrix",
        """
def transition_matrix(events):
    if len(events) == 0:
        return pd.DataFrame()
    ev = events.sort_values(["session_id", "ts", "event_id"])
    pages = sorted(ev["page"].unique())
    rows = ["start"] + pages
    cols = pages + ["exit"]
    C = np.zeros((len(rows), len(cols)))
    for sid, g in ev.groupby("session_id"):
        walk = ["start"]
        prev = None
        for p, k in zip(g["page"], g["sku_id"]):
            k = None if pd.isnull(k) else k
            if (p, k) in seen:
                continue
            seen.add((p, k))
            walk.append(p)
            prev = (p, k)
        walk.append("exit")
        for a, b in zip(walk[:-1], walk[1:]):
            C[rows.index(a), cols.index(b)] += 1
    P = C / C.sum(axis=1, keepdims=True)
    return pd.DataFrame(P, index=rows, columns=cols)
""",
        judgement="wrong",
        reader="professor",
        note="crash: seen undefined",
    ),
    Trial(
        "transition_matrix",
        """
def transition_matrix(events):
    if len(events) == 0:
        return pd.DataFrame()
    ev = events.sort_values(["session_id", "ts", "event_id"])
    pages = sorted(ev["page"].unique())
    rows = ["start"] + pages
    cols = pages + ["exit"]
    C = np.zeros((len(rows), len(cols)))
    for sid, g in ev.groupby("session_id"):
        walk = ["start"]
        prev = None
        seen = set()
        for p, k in zip(g["page"], g["sku_id"]):
            k = None if pd.isnull(k) else k
            if (p, k) in seen:
                continue
            seen.add((p, k))
            walk.append(p)
            prev = (p, k)
        walk.append("exit")
        for a, b in zip(walk[:-1], walk[1:]):
            C[rows.index(a), cols.index(b)] += 1
    P = C / C.sum(axis=1, keepdims=True)
    return pd.DataFrame(P, index=rows, columns=cols)
""",
        judgement="wrong",
        misconception="every_repeat_dropped",
        reader="professor",
        note="any repeat in the visit dropped, not only consecutive",
    ),
    Trial(
        "transition_matrix",
        """
def transition_matrix(events):
    if len(events) == 0:
        return pd.DataFrame()
    ev = events.sort_values(["session_id", "ts"])
    pages = sorted(ev["page"].unique())
    rows = ["start"] + pages
    cols = pages + ["exit"]
    C = np.zeros((len(rows), len(cols)))
    for sid, g in ev.groupby("session_id"):
        walk = ["start"]
        prev = None
        for p, k in zip(g["page"], g["sku_id"]):
            k = None if pd.isnull(k) else k
            if prev == (p, k):
                continue
            walk.append(p)
            prev = (p, k)
        walk.append("exit")
        for a, b in zip(walk[:-1], walk[1:]):
            C[rows.index(a), cols.index(b)] += 1
    P = C / C.sum(axis=1, keepdims=True)
    return pd.DataFrame(P, index=rows, columns=cols)
""",
        judgement="wrong",
        misconception="ties_in_the_order_of_rows",
        reader="professor",
        note="ties by event_id forgotten",
    ),
    Trial(
        "transition_matrix",
        """
def transition_matrix(events):
    if len(events) == 0:
        return pd.DataFrame()
    ev = events.sort_values(["session_id", "ts", "event_id"])
    pages = sorted(ev["page"].unique())
    rows = ["start"] + pages
    cols = pages + ["exit"]
    C = np.zeros((len(rows), len(cols)), dtype=int)
    for sid, g in ev.groupby("session_id"):
        walk = ["start"]
        prev = None
        for p, k in zip(g["page"], g["sku_id"]):
            k = None if pd.isnull(k) else k
            if prev == (p, k):
                continue
            walk.append(p)
            prev = (p, k)
        walk.append("exit")
        for a, b in zip(walk[:-1], walk[1:]):
            C[rows.index(a), cols.index(b)] += 1
    P = C / C.sum(axis=1, keepdims=True)
    return pd.DataFrame(P, index=rows, columns=cols)
""",
        judgement="right",
        reader="professor",
        note="integer counts",
    ),
    Trial(
        "transition_matrix",
        """
def transition_matrix(events):
    if len(events) == 0:
        return pd.DataFrame(index=["start"], columns=["exit"], dtype=float)
    ev = events.sort_values(["session_id", "ts", "event_id"])
    pages = sorted(ev["page"].unique())
    rows = ["start"] + pages
    cols = pages + ["exit"]
    C = np.zeros((len(rows), len(cols)))
    for sid, g in ev.groupby("session_id"):
        walk = ["start"]
        prev = None
        for p, k in zip(g["page"], g["sku_id"]):
            k = None if pd.isnull(k) else k
            if prev == (p, k):
                continue
            walk.append(p)
            prev = (p, k)
        walk.append("exit")
        for a, b in zip(walk[:-1], walk[1:]):
            C[rows.index(a), cols.index(b)] += 1
    P = C / C.sum(axis=1, keepdims=True)
    return pd.DataFrame(P, index=rows, columns=cols)
""",
        judgement="wrong",
        misconception="labels_without_a_load",
        reader="professor",
        note="not an empty frame",
    ),
    Trial(
        "transition_matrix",
        """
def transition_matrix(events):
    if len(events) == 0:
        return pd.DataFrame()
    ev = events.sort_values(["session_id", "ts", "event_id"])
    pages = sorted(ev["page"].unique())
    rows = ["start"] + pages
    cols = pages + ["exit"]
    C = np.zeros((len(rows), len(cols)))
    for sid, g in ev.groupby("session_id"):
        walk = ["start"]
        prev = None
        for p, k in zip(g["page"], g["sku_id"]):
            k = None if pd.isnull(k) else k
            if prev == (p, k):
                continue
            walk.append(p)
            prev = (p, k)
        walk.append("exit")
        for a, b in zip(walk[:-1], walk[1:]):
            C[rows.index(a), cols.index(b)] += 1
    P = C / C.sum(axis=0, keepdims=True)
    return pd.DataFrame(P, index=rows, columns=cols)
""",
        judgement="wrong",
        misconception="divided_by_arrivals",
        reader="professor",
        note="columns normalised",
    ),
    Trial(
        "keyword_value",
        """
FEE = 20.0

def keyword_value(kw, margin):
    cols = ["keyword", "clicks", "orders", "value", "is_long_tail"]
    total = kw["volume"].sum()
    rows = []
    for i, r in kw.iterrows():
        clicks = 0.0 if r["volume"] == 0 else r["volume"] * r["ctr"]
        orders = 0.0 if clicks == 0 else clicks * r["cvr"]
        if clicks == 0:
            value = 0.0
        else:
            value = orders * margin - clicks * r["cpc"] - FEE
        above = kw.loc[kw["volume"] > r["volume"], "volume"].sum()
        tail = bool(total > 0 and above / total >= 0.8)
        rows.append([r["keyword"], clicks, orders, value, tail])
    out = pd.DataFrame(rows, columns=cols)
    out = out.sort_values(["value", "keyword"], ascending=[False, True])
    return out.reset_index(drop=True)
""",
        judgement="right",
        reader="professor",
    ),
    Trial(
        "keyword_value",
        """
FEE = 20.0

def keyword_value(kw, margin):
    cols = ["keyword", "clicks", "orders", "value", "is_long_tail"]
    total = kw["volume"].sum()
    rows = []
    for i, r in kw.iterrows():
        clicks = 0.0 if r["volume"] == 0 else r["volume"] * r["ctr"]
        orders = 0.0 if clicks == 0 else clicks * r["cvr"]
        if clicks == 0:
            value = 0.0
        else:
            value = orders * margin - clicks * r["cpc"] - 20
        above = kw.loc[kw["volume"] > r["volume"], "volume"].sum()
        tail = bool(total > 0 and above / total >= 0.8)
        rows.append([r["keyword"], clicks, orders, value, tail])
    out = pd.DataFrame(rows, columns=cols)
    out = out.sort_values(["value", "keyword"], ascending=[False, True])
    return out.reset_index(drop=True)
""",
        judgement="right",
        reader="professor",
        note="the constant written out; by the page FEE is 20, but not robust",
    ),
    Trial(
        "keyword_value",
        """
FEE = 20.0

def keyword_value(kw, margin):
    cols = ["keyword", "clicks", "orders", "value", "is_long_tail"]
    total = kw["volume"].sum()
    rows = []
    for i, r in kw.iterrows():
        clicks = 0.0 if r["volume"] == 0 else r["volume"] * r["ctr"]
        orders = 0.0 if clicks == 0 else clicks * r["cvr"]
        if clicks == 0:
            value = 0.0
        else:
            value = orders * margin - clicks * r["cpc"] - FEE
        above = kw.loc[kw["volume"] > r["volume"], "volume"].sum()
        tail = bool(total > 0 and above / total > 0.8)
        rows.append([r["keyword"], clicks, orders, value, tail])
    out = pd.DataFrame(rows, columns=cols)
    out = out.sort_values(["value", "keyword"], ascending=[False, True])
    return out.reset_index(drop=True)
""",
        judgement="wrong",
        misconception="strictly_more_than_eighty",
        reader="professor",
        note="exactly 80 % belongs to the tail",
    ),
    Trial(
        "keyword_value",
        """
FEE = 20.0

def keyword_value(kw, margin):
    cols = ["keyword", "clicks", "orders", "value", "is_long_tail"]
    total = kw["volume"].sum()
    rows = []
    for i, r in kw.iterrows():
        clicks = 0.0 if r["volume"] == 0 else r["volume"] * r["ctr"]
        orders = 0.0 if clicks == 0 else clicks * r["cvr"]
        if clicks == 0:
            value = 0.0
        else:
            value = orders * margin - clicks * r["cpc"] - FEE
        above = kw.loc[kw["volume"] > r["volume"], "volume"].sum()
        tail = bool(above >= 0.8 * total)
        rows.append([r["keyword"], clicks, orders, value, tail])
    out = pd.DataFrame(rows, columns=cols)
    out = out.sort_values(["value", "keyword"], ascending=[False, True])
    return out.reset_index(drop=True)
""",
        judgement="wrong",
        misconception="all_tail_without_searches",
        reader="professor",
        note="nobody searched: 0 >= 0 is True",
    ),
    Trial(
        "keyword_value",
        """
FEE = 20.0

def keyword_value(kw, margin):
    cols = ["keyword", "clicks", "orders", "value", "is_long_tail"]
    total = kw["volume"].sum()
    rows = []
    for i, r in kw.iterrows():
        clicks = 0.0 if r["volume"] == 0 else r["volume"] * r["ctr"]
        orders = 0.0 if clicks == 0 else clicks * r["cvr"]
        if clicks == 0:
            value = 0.0
        else:
            value = orders * margin - clicks * r["cpc"] - FEE
        above = kw.loc[kw["volume"] >= r["volume"], "volume"].sum()
        tail = bool(total > 0 and above / total >= 0.8)
        rows.append([r["keyword"], clicks, orders, value, tail])
    out = pd.DataFrame(rows, columns=cols)
    out = out.sort_values(["value", "keyword"], ascending=[False, True])
    return out.reset_index(drop=True)
""",
        judgement="wrong",
        misconception="own_volume_included",
        reader="professor",
        note="own group included",
    ),
    Trial(
        "keyword_value",
        """
FEE = 20.0

def keyword_value(kw, margin):
    cols = ["keyword", "clicks", "orders", "value", "is_long_tail"]
    total = kw["volume"].sum()
    rows = []
    for i, r in kw.iterrows():
        clicks = 0.0 if r["volume"] == 0 else r["volume"] * r["ctr"]
        orders = 0.0 if clicks == 0 else clicks * r["cvr"]
        value = orders * margin - clicks * r["cpc"] - (FEE if orders > 0 else 0)
        above = kw.loc[kw["volume"] > r["volume"], "volume"].sum()
        tail = bool(total > 0 and above / total >= 0.8)
        rows.append([r["keyword"], clicks, orders, value, tail])
    out = pd.DataFrame(rows, columns=cols)
    out = out.sort_values(["value", "keyword"], ascending=[False, True])
    return out.reset_index(drop=True)
""",
        judgement="wrong",
        misconception="fee_only_with_orders",
        reader="professor",
        note="fee by orders instead of clicks; unknown cvr then...",
    ),
    Trial(
        "keyword_value",
        """
FEE = 20.0

def keyword_value(kw, margin):
    cols = ["keyword", "clicks", "orders", "value", "is_long_tail"]
    total = kw["volume"].sum()
    rows = []
    for i, r in kw.iterrows():
        clicks = 0.0 if r["volume"] == 0 else r["volume"] * r["ctr"]
        orders = 0.0 if clicks == 0 else clicks * r["cvr"]
        value = orders * margin - clicks * r["cpc"] - FEE * (clicks > 0)
        above = kw.loc[kw["volume"] > r["volume"], "volume"].sum()
        tail = bool(total > 0 and above / total >= 0.8)
        rows.append([r["keyword"], clicks, orders, value, tail])
    out = pd.DataFrame(rows, columns=cols)
    out = out.sort_values(["value", "keyword"], ascending=[False, True])
    return out.reset_index(drop=True)
""",
        judgement="right",
        reader="professor",
        note="the price of a click is always known, as the question now says",
    ),
    Trial(
        "keyword_value",
        """
FEE = 20.0

def keyword_value(kw, margin):
    cols = ["keyword", "clicks", "orders", "value", "is_long_tail"]
    total = kw["volume"].sum()
    rows = []
    for i, r in kw.iterrows():
        clicks = 0.0 if r["volume"] == 0 else r["volume"] * r["ctr"]
        orders = 0.0 if clicks == 0 else clicks * r["cvr"]
        if clicks == 0:
            value = 0.0
        else:
            value = orders * margin - clicks * r["cpc"] - FEE
        above = kw.loc[kw["volume"] > r["volume"], "volume"].sum()
        tail = bool(total > 0 and above / total >= 0.8)
        rows.append([r["keyword"], clicks, orders, value, tail])
    out = pd.DataFrame(rows, columns=cols)
    out = out.sort_values(["value", "keyword"], ascending=[False, True])
    return out
""",
        judgement="right",
        reader="professor",
        note="rows not renumbered, which does not matter any more",
    ),
    Trial(
        "keyword_value",
        """
FEE = 20.0

def keyword_value(kw, margin):
    cols = ["keyword", "clicks", "orders", "value", "is_long_tail"]
    total = kw["volume"].sum()
    rows = []
    for i, r in kw.iterrows():
        clicks = 0.0 if r["volume"] == 0 else r["volume"] * r["ctr"]
        orders = clicks * r["cvr"]
        if clicks == 0:
            value = 0.0
        else:
            value = orders * margin - clicks * r["cpc"] - FEE
        above = kw.loc[kw["volume"] > r["volume"], "volume"].sum()
        tail = bool(total > 0 and above / total >= 0.8)
        rows.append([r["keyword"], clicks, orders, value, tail])
    out = pd.DataFrame(rows, columns=cols)
    out = out.sort_values(["value", "keyword"], ascending=[False, True])
    return out.reset_index(drop=True)
""",
        judgement="wrong",
        misconception="orders_without_clicks_missing",
        reader="professor",
        note="0 * NaN",
    ),
    Trial(
        "keyword_value",
        """
FEE = 20.0

def keyword_value(kw, margin):
    cols = ["keyword", "clicks", "orders", "value", "is_long_tail"]
    kw = kw.fillna(0)
    total = kw["volume"].sum()
    rows = []
    for i, r in kw.iterrows():
        clicks = 0.0 if r["volume"] == 0 else r["volume"] * r["ctr"]
        orders = 0.0 if clicks == 0 else clicks * r["cvr"]
        if clicks == 0:
            value = 0.0
        else:
            value = orders * margin - clicks * r["cpc"] - FEE
        above = kw.loc[kw["volume"] > r["volume"], "volume"].sum()
        tail = bool(total > 0 and above / total >= 0.8)
        rows.append([r["keyword"], clicks, orders, value, tail])
    out = pd.DataFrame(rows, columns=cols)
    out = out.sort_values(["value", "keyword"], ascending=[False, True])
    return out.reset_index(drop=True)
""",
        judgement="wrong",
        misconception="missing_as_zero",
        reader="professor",
        note="missing rates as zero",
    ),
    Trial(
        "keyword_value",
        """
FEE = 20.0

def keyword_value(kw, margin):
    out = kw.copy()
    out["clicks"] = np.where(out["volume"] == 0, 0.0, out["volume"] * out["ctr"])
    out["orders"] = np.where(out["clicks"] == 0, 0.0, out["clicks"] * out["cvr"])
    out["value"] = np.where(out["clicks"] == 0, 0.0, out["orders"] * margin - out["clicks"] * out["cpc"] - FEE)
    s = out.sort_values("volume", ascending=False)
    out["is_long_tail"] = (s["volume"].cumsum() - s["volume"]) / s["volume"].sum() >= 0.8
    out = out.sort_values(["value", "keyword"], ascending=[False, True]).reset_index(drop=True)
    return out[["keyword", "clicks", "orders", "value", "is_long_tail"]]
""",
        judgement="wrong",
        misconception="equal_volumes_split",
        reader="professor",
        note="running total: words with the same volume are in the sum of the second one",
    ),
    Trial(
        "compose_title",
        """
def compose_title(kw, max_chars=30):
    d = kw.dropna(subset=["value"])
    d = d[d["value"] > 0].groupby("keyword")["value"].max()
    ratio = (d / d.index.str.len()).sort_values(ascending=False)
    title = []
    for w in ratio.index:
        if len(" ".join(title + [w])) <= max_chars:
            title.append(w)
    return title
""",
        judgement="wrong",
        misconception="value_per_character_first",
        reader="professor",
        note="greedy by value per character: first fair idea",
    ),
    Trial(
        "compose_title",
        """
def compose_title(kw, max_chars=30):
    d = kw.dropna(subset=["value"])
    d = d[d["value"] > 0].groupby("keyword")["value"].max()
    ratio = (d / d.index.str.len()).sort_values(ascending=False)
    title = []
    for w in ratio.index:
        if len("".join(title + [w])) <= max_chars:
            title.append(w)
    return title
""",
        judgement="wrong",
        misconception="value_per_character_without_spaces",
        reader="professor",
        note="spaces not counted",
    ),
    Trial(
        "compose_title",
        """
def compose_title(kw, max_chars=30):
    best = {}
    for w, val in zip(kw["keyword"], kw["value"]):
        if pd.isnull(val) or val <= 0:
            continue
        if w not in best or val > best[w]:
            best[w] = val
    notes = {0: (0.0, [])}
    for w in best:
        for room, (val, words) in list(notes.items()):
            r = room + len(w) + 1
            if r > max_chars + 1:
                continue
            if r not in notes or notes[r][0] < val + best[w]:
                notes[r] = (val + best[w], words + [w])
    return max(notes.values(), key=lambda x: x[0])[1]
""",
        judgement="right",
        reader="professor",
    ),
    Trial(
        "compose_title",
        """
def compose_title(kw, max_chars=30):
    best = {}
    for w, val in zip(kw["keyword"], kw["value"]):
        if pd.isnull(val) or val <= 0:
            continue
        if w not in best or val > best[w]:
            best[w] = val
    notes = {0: (0.0, [])}
    for w in best:
        for room, (val, words) in list(notes.items()):
            r = room + len(w) + 1
            if r > max_chars:
                continue
            if r not in notes or notes[r][0] < val + best[w]:
                notes[r] = (val + best[w], words + [w])
    return max(notes.values(), key=lambda x: x[0])[1]
""",
        judgement="wrong",
        misconception="one_character_lost",
        reader="professor",
        note="one character of room lost",
    ),
    Trial(
        "compose_title",
        """
def compose_title(kw, max_chars=30):
    best = {}
    for w, val in zip(kw["keyword"], kw["value"]):
        if pd.isnull(val) or val <= 0:
            continue
        if w not in best or val > best[w]:
            best[w] = val
    notes = {0: (0.0, [])}
    for w in best:
        for room, (val, words) in list(notes.items())[::-1]:
            r = room + len(w) + 1
            if r > max_chars + 1:
                continue
            if r not in notes or notes[r][0] < val + best[w]:
                notes[r] = (val + best[w], words + [w])
    return max(notes.values(), key=lambda x: x[0])[1]
""",
        judgement="right",
        reader="professor",
        note="notes in another order",
    ),
    Trial(
        "compose_title",
        """
def compose_title(kw, max_chars=30):
    best = {}
    for w, val in zip(kw["keyword"], kw["value"]):
        if pd.isnull(val) or val <= 0:
            continue
        best[w] = best.get(w, 0) + val
    notes = {0: (0.0, [])}
    for w in best:
        for room, (val, words) in list(notes.items()):
            r = room + len(w) + 1
            if r > max_chars + 1:
                continue
            if r not in notes or notes[r][0] < val + best[w]:
                notes[r] = (val + best[w], words + [w])
    return max(notes.values(), key=lambda x: x[0])[1]
""",
        judgement="wrong",
        misconception="values_of_a_word_added_up",
        reader="professor",
        note="duplicate ad groups added up",
    ),
    Trial(
        "compose_title",
        """
def compose_title(kw, max_chars=30):
    best = {}
    for w, val in zip(kw["keyword"], kw["value"]):
        if pd.isnull(val) or val <= 0:
            continue
        if w not in best or val > best[w]:
            best[w] = val
    notes = {0: (0.0, [])}
    for w in best:
        for room, (val, words) in list(notes.items()):
            r = room + len(w) + 1
            if r > max_chars + 1:
                continue
            if r not in notes or notes[r][0] < val + best[w]:
                notes[r] = (val + best[w], words + [w])
    return tuple(max(notes.values(), key=lambda x: x[0])[1])
""",
        judgement="right",
        reader="professor",
        note="a tuple, which the question now allows",
    ),
    Trial(
        "compose_title",
        """
def compose_title(kw, max_chars=30):
    best = {}
    for w, val in zip(kw["keyword"], kw["value"]):
        if pd.isnull(val) or val <= 0:
            continue
        if w not in best or val > best[w]:
            best[w] = val
    notes = {0: (0.0, [])}
    for w in best:
        for room, (val, words) in list(notes.items()):
            r = room + len(w.replace(" ", "")) + 1
            if r > max_chars + 1:
                continue
            if r not in notes or notes[r][0] < val + best[w]:
                notes[r] = (val + best[w], words + [w])
    return max(notes.values(), key=lambda x: x[0])[1]
""",
        judgement="wrong",
        misconception="spaces_inside_words_not_counted",
        reader="professor",
        note="space inside a word not counted",
    ),
    Trial(
        "compose_title",
        """
def compose_title(kw, max_chars=30):
    d = kw.dropna(subset=["value"])
    d = d[d["value"] > 0].groupby("keyword")["value"].max()
    ratio = d.sort_values(ascending=False)
    title = []
    for w in ratio.index:
        if len(" ".join(title + [w])) <= max_chars:
            title.append(w)
    return title
""",
        judgement="wrong",
        misconception="dearest_first",
        reader="professor",
        note="greedy by value",
    ),
    Trial(
        "compose_title",
        """
from itertools import combinations
def compose_title(kw, max_chars=30):
    d = kw.dropna(subset=["value"])
    d = d[d["value"] > 0].groupby("keyword")["value"].max()
    best, bv = [], 0
    for n in range(1, len(d) + 1):
        if n > 6:
            break
        for c in combinations(d.index, n):
            if len(" ".join(c)) <= max_chars and d[list(c)].sum() > bv:
                best, bv = list(c), d[list(c)].sum()
    return best
""",
        judgement="wrong",
        misconception="at_most_six_words",
        reader="professor",
        note="tries all choices of at most 6 words only (slow)",
    ),
    Trial(
        "chart_position",
        """
MIN_IMPRESSIONS = 100
import matplotlib.pyplot as plt

def chart_position(rank_log):
    d = rank_log[rank_log["impressions"] > 0].copy()
    d["offer"] = list(zip(d["sku_id"], d["keyword"]))
    keep, rate = {}, {}
    for o, g in d.groupby("offer"):
        keep[o] = len(set(g["rank"])) >= 2
        rate[o] = g["clicks"].sum() / g["impressions"].sum()
    d = d[[keep[o] for o in d["offer"]]]
    d["expected"] = [n * rate[o] for n, o in zip(d["impressions"], d["offer"])]
    ranks, index = [], []
    for r in range(1, 11):
        g = d[d["rank"] == r]
        e = g["expected"].sum()
        if g["impressions"].sum() >= MIN_IMPRESSIONS and e > 0:
            ranks.append(r)
            index.append(g["clicks"].sum() / e)
    fig, ax = plt.subplots()
    ax.bar(range(len(ranks)), index)
    ax.set_xticks(range(len(ranks)))
    ax.set_xticklabels(ranks)
    ax.set_title("Slot index by rank")
    ax.set_xlabel("rank")
    ax.set_ylabel("slot index")
    return ax
""",
        judgement="right",
        reader="professor",
    ),
    Trial(
        "chart_position",
        """
MIN_IMPRESSIONS = 100
import matplotlib.pyplot as plt

def chart_position(rank_log):
    d = rank_log[rank_log["impressions"] > 0].copy()
    d["offer"] = list(zip(d["sku_id"], d["keyword"]))
    keep, rate = {}, {}
    for o, g in d.groupby("offer"):
        keep[o] = len(set(g["rank"])) >= 2
        rate[o] = g["clicks"].sum() / g["impressions"].sum()
    d = d[[keep[o] for o in d["offer"]]]
    d["expected"] = [n * rate[o] for n, o in zip(d["impressions"], d["offer"])]
    ranks, index = [], []
    for r in range(1, 11):
        g = d[d["rank"] == r]
        e = g["expected"].sum()
        if g["impressions"].sum() >= MIN_IMPRESSIONS and e > 0:
            ranks.append(r)
            index.append(g["clicks"].sum() / e)
    fig, ax = plt.subplots()
    ax.bar(range(len(ranks)), index)
    ax.set_xticks(range(len(ranks)))
    ax.set_xticklabels(ranks)
    ax.set_title("Slot index by rank")
    ax.set_xlabel("rank")
    ax.set_ylabel("slot index")
    ax.axhline(1, color="grey")
    return ax
""",
        judgement="right",
        reader="professor",
        note="reference line at 1",
    ),
    Trial(
        "chart_position",
        """
MIN_IMPRESSIONS = 100
import matplotlib.pyplot as plt

def chart_position(rank_log):
    d = rank_log[rank_log["impressions"] > 0].copy()
    d["offer"] = list(zip(d["sku_id"], d["keyword"]))
    keep, rate = {}, {}
    for o, g in d.groupby("offer"):
        keep[o] = len(set(g["rank"])) >= 2
        rate[o] = g["clicks"].sum() / g["impressions"].sum()
    d = d[[keep[o] for o in d["offer"]]]
    d["expected"] = [n * rate[o] for n, o in zip(d["impressions"], d["offer"])]
    ranks, index = [], []
    for r in range(1, 11):
        g = d[d["rank"] == r]
        e = g["expected"].sum()
        if g["impressions"].sum() >= MIN_IMPRESSIONS and e > 0:
            ranks.append(r)
            index.append(g["clicks"].sum() / e)
    fig, ax = plt.subplots()
    ax.bar(ranks, index)
    ax.set_title("Slot index by rank")
    ax.set_xlabel("rank")
    ax.set_ylabel("slot index")
    return ax
""",
        judgement="right",
        reader="professor",
        note="bars stand at the numbers of their ranks",
    ),
    Trial(
        "chart_position",
        """
MIN_IMPRESSIONS = 100
import matplotlib.pyplot as plt

def chart_position(rank_log):
    d = rank_log[rank_log["impressions"] > 0].copy()
    d["offer"] = list(zip(d["sku_id"], d["keyword"]))
    keep, rate = {}, {}
    for o, g in d.groupby("offer"):
        keep[o] = len(set(g["rank"])) >= 2
        rate[o] = g["clicks"].sum() / g["impressions"].sum()
    d = d[[keep[o] for o in d["offer"]]]
    d["expected"] = [n * rate[o] for n, o in zip(d["impressions"], d["offer"])]
    ranks, index = [], []
    for r in range(1, 11):
        g = d[d["rank"] == r]
        e = g["expected"].sum()
        if g["impressions"].sum() > MIN_IMPRESSIONS and e > 0:
            ranks.append(r)
            index.append(g["clicks"].sum() / e)
    fig, ax = plt.subplots()
    ax.bar(range(len(ranks)), index)
    ax.set_xticks(range(len(ranks)))
    ax.set_xticklabels(ranks)
    ax.set_title("Slot index by rank")
    ax.set_xlabel("rank")
    ax.set_ylabel("slot index")
    return ax
""",
        judgement="wrong",
        misconception="more_than_the_minimum",
        reader="professor",
        note="exactly 100 is enough",
    ),
    Trial(
        "chart_position",
        """
MIN_IMPRESSIONS = 100
import matplotlib.pyplot as plt

def chart_position(rank_log):
    d = rank_log[rank_log["impressions"] > 0].copy()
    d["offer"] = list(zip(d["sku_id"], d["keyword"]))
    keep, rate = {}, {}
    for o, g in d.groupby("offer"):
        keep[o] = len(set(g["rank"])) >= 2
        rate[o] = g["clicks"].sum() / g["impressions"].sum()
    d = d[[keep[o] for o in d["offer"]]]
    d["expected"] = [n * rate[o] for n, o in zip(d["impressions"], d["offer"])]
    ranks, index = [], []
    for r in sorted(d["rank"].unique()):
        g = d[d["rank"] == r]
        e = g["expected"].sum()
        if g["impressions"].sum() >= MIN_IMPRESSIONS and e > 0:
            ranks.append(r)
            index.append(g["clicks"].sum() / e)
    fig, ax = plt.subplots()
    ax.bar(range(len(ranks)), index)
    ax.set_xticks(range(len(ranks)))
    ax.set_xticklabels(ranks)
    ax.set_title("Slot index by rank")
    ax.set_xlabel("rank")
    ax.set_ylabel("slot index")
    return ax
""",
        judgement="wrong",
        misconception="all_ranks",
        reader="professor",
        note="ranks beyond 10 shown",
    ),
    Trial(
        "chart_position",
        """
MIN_IMPRESSIONS = 100
import matplotlib.pyplot as plt

def chart_position(rank_log):
    d = rank_log[rank_log["impressions"] > 0].copy()
    d["offer"] = list(zip(d["sku_id"], d["keyword"]))
    keep, rate = {}, {}
    for o, g in d.groupby("offer"):
        keep[o] = len(set(g["rank"][g["rank"] <= 10])) >= 2
        rate[o] = g["clicks"].sum() / g["impressions"].sum()
    d = d[[keep[o] for o in d["offer"]]]
    d["expected"] = [n * rate[o] for n, o in zip(d["impressions"], d["offer"])]
    ranks, index = [], []
    for r in range(1, 11):
        g = d[d["rank"] == r]
        e = g["expected"].sum()
        if g["impressions"].sum() >= MIN_IMPRESSIONS and e > 0:
            ranks.append(r)
            index.append(g["clicks"].sum() / e)
    fig, ax = plt.subplots()
    ax.bar(range(len(ranks)), index)
    ax.set_xticks(range(len(ranks)))
    ax.set_xticklabels(ranks)
    ax.set_title("Slot index by rank")
    ax.set_xlabel("rank")
    ax.set_ylabel("slot index")
    return ax
""",
        judgement="wrong",
        misconception="moves_within_ten_only",
        reader="professor",
        note="movement beyond rank 10 not counted",
    ),
    Trial(
        "chart_position",
        """
MIN_IMPRESSIONS = 100
import matplotlib.pyplot as plt

def chart_position(rank_log):
    d = rank_log.copy()
    d["offer"] = list(zip(d["sku_id"], d["keyword"]))
    keep, rate = {}, {}
    for o, g in d.groupby("offer"):
        keep[o] = len(set(g["rank"])) >= 2
        rate[o] = g["clicks"].sum() / g["impressions"].sum()
    d = d[[keep[o] for o in d["offer"]]]
    d["expected"] = [n * rate[o] for n, o in zip(d["impressions"], d["offer"])]
    ranks, index = [], []
    for r in range(1, 11):
        g = d[d["rank"] == r]
        e = g["expected"].sum()
        if g["impressions"].sum() >= MIN_IMPRESSIONS and e > 0:
            ranks.append(r)
            index.append(g["clicks"].sum() / e)
    fig, ax = plt.subplots()
    ax.bar(range(len(ranks)), index)
    ax.set_xticks(range(len(ranks)))
    ax.set_xticklabels(ranks)
    ax.set_title("Slot index by rank")
    ax.set_xlabel("rank")
    ax.set_ylabel("slot index")
    return ax
""",
        judgement="wrong",
        misconception="ranks_without_impressions_counted",
        reader="professor",
        note="rows without impressions not left out before rule 1",
    ),
    Trial(
        "chart_position",
        """
MIN_IMPRESSIONS = 100
import matplotlib.pyplot as plt

def chart_position(rank_log):
    d = rank_log[rank_log["impressions"] > 0].copy()
    d["offer"] = list(zip(d["sku_id"], d["keyword"]))
    keep, rate = {}, {}
    for o, g in d.groupby("offer"):
        keep[o] = len(set(g["rank"])) >= 2
        rate[o] = g["clicks"].sum() / g["impressions"].sum()
    d = d[[keep[o] for o in d["offer"]]]
    d["expected"] = [n * rate[o] for n, o in zip(d["impressions"], d["offer"])]
    ranks, index = [], []
    for r in range(1, 11):
        g = d[d["rank"] == r]
        e = g["expected"].sum()
        if g["impressions"].sum() >= MIN_IMPRESSIONS and e > 0:
            ranks.append(r)
            index.append((g["clicks"] / g["expected"]).mean())
    fig, ax = plt.subplots()
    ax.bar(range(len(ranks)), index)
    ax.set_xticks(range(len(ranks)))
    ax.set_xticklabels(ranks)
    ax.set_title("Slot index by rank")
    ax.set_xlabel("rank")
    ax.set_ylabel("slot index")
    return ax
""",
        judgement="wrong",
        misconception="mean_of_ratios",
        reader="professor",
        note="mean of row ratios",
    ),
    Trial(
        "chart_position",
        """
MIN_IMPRESSIONS = 100
import matplotlib.pyplot as plt

def chart_position(rank_log):
    d = rank_log[rank_log["impressions"] > 0].copy()
    d["offer"] = list(d["sku_id"])
    keep, rate = {}, {}
    for o, g in d.groupby("offer"):
        keep[o] = len(set(g["rank"])) >= 2
        rate[o] = g["clicks"].sum() / g["impressions"].sum()
    d = d[[keep[o] for o in d["offer"]]]
    d["expected"] = [n * rate[o] for n, o in zip(d["impressions"], d["offer"])]
    ranks, index = [], []
    for r in range(1, 11):
        g = d[d["rank"] == r]
        e = g["expected"].sum()
        if g["impressions"].sum() >= MIN_IMPRESSIONS and e > 0:
            ranks.append(r)
            index.append(g["clicks"].sum() / e)
    fig, ax = plt.subplots()
    ax.bar(range(len(ranks)), index)
    ax.set_xticks(range(len(ranks)))
    ax.set_xticklabels(ranks)
    ax.set_title("Slot index by rank")
    ax.set_xlabel("rank")
    ax.set_ylabel("slot index")
    return ax
""",
        judgement="wrong",
        misconception="words_mixed",
        reader="professor",
        note="offer = item only",
    ),
    Trial(
        "chart_position",
        """
MIN_IMPRESSIONS = 100
import matplotlib.pyplot as plt

def chart_position(rank_log):
    d = rank_log[rank_log["impressions"] > 0].copy()
    d["offer"] = list(zip(d["sku_id"], d["keyword"]))
    keep, rate = {}, {}
    for o, g in d.groupby("offer"):
        keep[o] = True
        rate[o] = g["clicks"].sum() / g["impressions"].sum()
    d = d[[keep[o] for o in d["offer"]]]
    d["expected"] = [n * rate[o] for n, o in zip(d["impressions"], d["offer"])]
    ranks, index = [], []
    for r in range(1, 11):
        g = d[d["rank"] == r]
        e = g["expected"].sum()
        if g["impressions"].sum() >= MIN_IMPRESSIONS and e > 0:
            ranks.append(r)
            index.append(g["clicks"].sum() / e)
    fig, ax = plt.subplots()
    ax.bar(range(len(ranks)), index)
    ax.set_xticks(range(len(ranks)))
    ax.set_xticklabels(ranks)
    ax.set_title("Slot index by rank")
    ax.set_xlabel("rank")
    ax.set_ylabel("slot index")
    return ax
""",
        judgement="wrong",
        misconception="never_moved_kept",
        reader="professor",
        note="offers that never moved kept",
    ),
    Trial(
        "traffic_quality",
        """
def traffic_quality(sessions, orders, ads, by):
    s = sessions[sessions["is_bot"] == False].copy()
    s["bounce"] = (s["pageviews"] == 1) & (s["duration_s"] < 10)
    paid = orders[orders["paid_at"].notna()].copy()
    paid["value"] = paid["paid"] - paid["refund"]
    money = paid.groupby("session_id")["value"].sum().reset_index()
    s = s.merge(money, on="session_id", how="left")
    s["value"] = s["value"].fillna(0)
    s["bought"] = s["value"] > 0
    out = s.groupby(by).agg(
        visits=("session_id", "count"),
        bounce_rate=("bounce", "mean"),
        pages_per_visit=("pageviews", "mean"),
        cvr=("bought", "mean"),
        value_per_visit=("value", "mean"),
    )
    if by == "source":
        cost = ads.groupby("channel")["cost"].sum() * 1.05
        out["cost_per_visit"] = cost / out["visits"]
        out["cost_per_visit"] = out["cost_per_visit"].fillna(0)
    else:
        out["cost_per_visit"] = np.nan
    return out.sort_values("visits", ascending=False)
""",
        judgement="wrong",
        misconception="only_visits_that_left_money",
        reader="shop assistant",
        note="bought = value>0, so coupon-to-0/refunded orders are lost; ties not sorted by name",
    ),
    Trial(
        "traffic_quality",
        """
def traffic_quality(sessions, orders, ads, by):
    s = sessions[sessions["is_bot"] == False].copy()
    s["bounce"] = (s["pageviews"] == 1) & (s["duration_s"] < 10)
    paid = orders[orders["paid_at"].notna()].copy()
    paid["value"] = paid["paid"] - paid["refund"]
    money = paid.groupby("session_id")["value"].sum().reset_index()
    s = s.merge(money, on="session_id", how="left")
    s["value"] = s["value"].fillna(0)
    s["bought"] = s["session_id"].isin(paid["session_id"])
    out = s.groupby(by).agg(
        visits=("session_id", "count"),
        bounce_rate=("bounce", "mean"),
        pages_per_visit=("pageviews", "mean"),
        cvr=("bought", "mean"),
        value_per_visit=("value", "mean"),
    )
    if by == "source":
        cost = ads.groupby("channel")["cost"].sum() * 1.05
        out["cost_per_visit"] = cost / out["visits"]
        out["cost_per_visit"] = out["cost_per_visit"].fillna(0)
    else:
        out["cost_per_visit"] = np.nan
    out = out.reset_index().sort_values(["visits", by], ascending=[False, True])
    return out.set_index(by)
""",
        judgement="right",
        reader="shop assistant",
    ),
    Trial(
        "traffic_quality",
        """
def traffic_quality(sessions, orders, ads, by):
    s = sessions[sessions["is_bot"] == False].copy()
    s["bounce"] = (s["pageviews"] == 1) & (s["duration_s"] < 10)
    paid = orders[orders["paid_at"].notna()].copy()
    paid["value"] = paid["paid"] - paid["refund"]
    money = paid.groupby("session_id")["value"].sum().reset_index()
    s = s.merge(money, on="session_id", how="left")
    s["value"] = s["value"].fillna(0)
    s["bought"] = s["session_id"].isin(paid["session_id"])
    out = s.groupby(by).agg(
        visits=("session_id", "count"),
        bounce_rate=("bounce", "mean"),
        pages_per_visit=("pageviews", "mean"),
        cvr=("bought", "mean"),
        value_per_visit=("value", "mean"),
    )
    if by == "source":
        cost = ads.groupby("channel")["cost"].sum() * 1.05
        out["cost_per_visit"] = cost / out["visits"]
        out["cost_per_visit"] = out["cost_per_visit"].fillna(0)
    else:
        out["cost_per_visit"] = np.nan
    out = out.sort_values("visits", ascending=False, kind="stable")
    return out
""",
        judgement="right",
        reader="shop assistant",
    ),
    Trial(
        "traffic_quality",
        """
def traffic_quality(sessions, orders, ads, by):
    s = sessions[~sessions["is_bot"]]
    paid = orders[orders["paid_at"].notna()]
    m = s.merge(paid, on="session_id", how="left")
    m["bounce"] = (m["pageviews"] == 1) & (m["duration_s"] < 10)
    m["net"] = (m["paid"] - m["refund"]).fillna(0)
    m["bought"] = m["order_id"].notna()
    g = m.groupby(by)
    out = pd.DataFrame({"visits": g["session_id"].nunique(), "bounce_rate": g["bounce"].mean(), "pages_per_visit": g["pageviews"].mean(), "cvr": g["bought"].mean()})
    out["value_per_visit"] = g["net"].sum() / out["visits"]
    cost = ads.groupby("channel")["cost"].sum() * 1.05
    out["cost_per_visit"] = (cost / out["visits"]).reindex(out.index).fillna(0) if by == "source" else np.nan
    return out.reset_index().sort_values(["visits", by], ascending=[False, True]).set_index(by)
""",
        judgement="wrong",
        misconception="means_over_merged_rows",
        reader="shop assistant",
        note="row fan-out: two orders per session distort means (visits counted with nunique)",
    ),
    Trial(
        "traffic_quality",
        """
def traffic_quality(sessions, orders, ads, by):
    s = sessions[~sessions["is_bot"]].copy()
    s["bounce"] = (s["pageviews"] == 1) & (s["duration_s"] < 10)
    paid = orders[orders["paid_at"].notna()].copy()
    paid["net"] = paid["paid"] - paid["refund"]
    s = s.merge(paid, on="session_id", how="left")
    s["net"] = s["net"].fillna(0)
    s["bought"] = s["order_id"].notna()
    out = s.groupby(by).agg(visits=("session_id", "count"), bounce_rate=("bounce", "mean"), pages_per_visit=("pageviews", "mean"), cvr=("bought", "mean"), value_per_visit=("net", "mean"))
    if by == "source":
        cost = ads.groupby("channel")["cost"].sum() * 1.05
        out["cost_per_visit"] = (cost / out["visits"]).reindex(out.index).fillna(0)
    else:
        out["cost_per_visit"] = np.nan
    return out.reset_index().sort_values(["visits", by], ascending=[False, True]).set_index(by)
""",
        judgement="wrong",
        misconception="merge_repeats_visits",
        reader="shop assistant",
        note="row fan-out",
    ),
    Trial(
        "funnel",
        """
def funnel(events, steps, unit="visitor_id"):
    e = events.dropna(subset=[unit])
    start = e[e["type"] == steps[0]].groupby(unit)["ts"].min()
    moment = start
    reached = [len(start)]
    for step in steps[1:]:
        done = e[e["type"] == step].merge(moment.rename("before"), on=unit)
        done = done.merge(start.rename("start"), on=unit)
        done = done[done["ts"] >= done["before"]]
        done = done[done["ts"] <= done["start"] + pd.Timedelta(hours=24)]
        moment = done.groupby(unit)["ts"].min()
        reached.append(len(moment))
    out = pd.DataFrame({"reached": reached}, index=steps)
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
    e = events.dropna(subset=[unit])
    start = e[e["type"] == steps[0]].groupby(unit)["ts"].min()
    moment = start
    reached = [len(start)]
    for step in steps[1:]:
        done = e[e["type"] == step].merge(moment.rename("before"), on=unit)
        done = done.merge(start.rename("start"), on=unit)
        done = done[done["ts"] >= done["before"]]
        done = done[(done["ts"] - done["start"]).dt.total_seconds() / 3600 <= 24]
        moment = done.groupby(unit)["ts"].min()
        reached.append(len(moment))
    out = pd.DataFrame({"reached": reached}, index=steps)
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
    e = events.dropna(subset=[unit])
    first = e.pivot_table(index=unit, columns="type", values="ts", aggfunc="min").reindex(columns=steps)
    ok = first[steps[0]].notna()
    reached = [ok.sum()]
    for a, b in zip(steps, steps[1:]):
        ok = ok & (first[b] >= first[a]) & (first[b] - first[steps[0]] <= pd.Timedelta(hours=24))
        reached.append(ok.sum())
    out = pd.DataFrame({"reached": reached}, index=steps)
    out["step_rate"] = out["reached"] / out["reached"].shift()
    out["overall_rate"] = out["reached"] / out["reached"].iloc[0]
    out["loss"] = 1 - out["step_rate"]
    return out
""",
        judgement="wrong",
        misconception="first_event_of_each_type",
        reader="shop assistant",
        note="first event of each type instead of first after previous step",
    ),
    Trial(
        "mix_rate_effect",
        """
def mix_rate_effect(before, after):
    b = before.groupby("source")[["visits", "orders"]].sum()
    a = after.groupby("source")[["visits", "orders"]].sum()
    if b["visits"].sum() == 0 or a["visits"].sum() == 0:
        return {"change": np.nan, "mix": np.nan, "rate": np.nan}
    t = b.join(a, lsuffix="_0", rsuffix="_1", how="outer").fillna(0)
    small = t["visits_0"] + t["visits_1"] < 100
    t.index = np.where(small, "other", t.index)
    t = t.groupby(level=0).sum()
    s0 = t["visits_0"] / t["visits_0"].sum()
    s1 = t["visits_1"] / t["visits_1"].sum()
    r0 = (t["orders_0"] / t["visits_0"]).fillna(0)
    r1 = (t["orders_1"] / t["visits_1"]).fillna(0)
    mix = ((s1 - s0) * (r0 + r1) / 2).sum()
    rate = ((r1 - r0) * (s0 + s1) / 2).sum()
    return {"change": mix + rate, "mix": mix, "rate": rate}
""",
        judgement="wrong",
        misconception="missing_rate_as_zero",
        reader="shop assistant",
        note="missing rate filled with 0",
    ),
    Trial(
        "mix_rate_effect",
        """
def mix_rate_effect(before, after):
    b = before.groupby("source")[["visits", "orders"]].sum()
    a = after.groupby("source")[["visits", "orders"]].sum()
    if b["visits"].sum() == 0 or a["visits"].sum() == 0:
        return {"change": np.nan, "mix": np.nan, "rate": np.nan}
    t = b.join(a, lsuffix="_0", rsuffix="_1", how="outer").fillna(0)
    small = t["visits_0"] + t["visits_1"] < 100
    t.index = np.where(small, "other", t.index)
    t = t.groupby(level=0).sum()
    s0 = t["visits_0"] / t["visits_0"].sum()
    s1 = t["visits_1"] / t["visits_1"].sum()
    r0 = t["orders_0"] / t["visits_0"]
    r1 = t["orders_1"] / t["visits_1"]
    r0 = r0.fillna(r1)
    r1 = r1.fillna(r0)
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
    b = before.groupby("source")[["visits", "orders"]].sum()
    a = after.groupby("source")[["visits", "orders"]].sum()
    if b["visits"].sum() == 0 or a["visits"].sum() == 0:
        return {"change": np.nan, "mix": np.nan, "rate": np.nan}
    t = b.join(a, lsuffix="_0", rsuffix="_1", how="outer").fillna(0)
    small = (t["visits_0"] < 100) | (t["visits_1"] < 100)
    t.index = np.where(small, "other", t.index)
    t = t.groupby(level=0).sum()
    s0 = t["visits_0"] / t["visits_0"].sum()
    s1 = t["visits_1"] / t["visits_1"].sum()
    r0 = t["orders_0"] / t["visits_0"]
    r1 = t["orders_1"] / t["visits_1"]
    r0 = r0.fillna(r1)
    r1 = r1.fillna(r0)
    mix = ((s1 - s0) * (r0 + r1) / 2).sum()
    rate = ((r1 - r0) * (s0 + s1) / 2).sum()
    return {"change": mix + rate, "mix": mix, "rate": rate}
""",
        judgement="wrong",
        misconception="small_in_either_period",
        reader="shop assistant",
        note="small judged per period",
    ),
    Trial(
        "mix_rate_effect",
        """
def mix_rate_effect(before, after):
    b = before.groupby("source")[["visits", "orders"]].sum()
    a = after.groupby("source")[["visits", "orders"]].sum()
    if b["visits"].sum() == 0 or a["visits"].sum() == 0:
        return {"change": np.nan, "mix": np.nan, "rate": np.nan}
    t = b.join(a, lsuffix="_0", rsuffix="_1", how="outer").fillna(0)



    s0 = t["visits_0"] / t["visits_0"].sum()
    s1 = t["visits_1"] / t["visits_1"].sum()
    r0 = t["orders_0"] / t["visits_0"]
    r1 = t["orders_1"] / t["visits_1"]
    r0 = r0.fillna(r1)
    r1 = r1.fillna(r0)
    mix = ((s1 - s0) * (r0 + r1) / 2).sum()
    rate = ((r1 - r0) * (s0 + s1) / 2).sum()
    return {"change": mix + rate, "mix": mix, "rate": rate}
""",
        judgement="wrong",
        misconception="small_sources_alone",
        reader="shop assistant",
        note="small not merged",
    ),
    Trial(
        "mix_rate_effect",
        """
def mix_rate_effect(before, after):
    b = before.groupby("source")[["visits", "orders"]].sum()
    a = after.groupby("source")[["visits", "orders"]].sum()
    if b["visits"].sum() == 0 or a["visits"].sum() == 0:
        return {"change": np.nan, "mix": np.nan, "rate": np.nan}
    t = b.join(a, lsuffix="_0", rsuffix="_1", how="outer").fillna(0)
    small = t["visits_0"] + t["visits_1"] < 100
    t.index = np.where(small, "other", t.index)
    t = t.groupby(level=0).sum()
    s0 = t["visits_0"] / t["visits_0"].sum()
    s1 = t["visits_1"] / t["visits_1"].sum()
    r0 = t["orders_0"] / t["visits_0"]
    r1 = t["orders_1"] / t["visits_1"]
    r0 = r0.fillna(r1)
    r1 = r1.fillna(r0)
    mix = ((s1 - s0) * (r0 + r1) / 2).sum()
    rate = ((r1 - r0) * (s0 + s1) / 2).sum()
    return {"change": a["orders"].sum() / a["visits"].sum() - b["orders"].sum() / b["visits"].sum(), "mix": mix, "rate": rate}
""",
        judgement="right",
        reader="shop assistant",
    ),
    Trial(
        "mix_rate_effect",
        """
def mix_rate_effect(before, after):
    b = before.groupby("source")[["visits", "orders"]].sum()
    a = after.groupby("source")[["visits", "orders"]].sum()
    if b["visits"].sum() == 0 or a["visits"].sum() == 0:
        return {"change": np.nan, "mix": np.nan, "rate": np.nan}
    t = b.join(a, lsuffix="_0", rsuffix="_1", how="outer").fillna(0)
    small = t["visits_0"] + t["visits_1"] < 100
    t.index = np.where(small, "other", t.index)
    t = t.groupby(level=0).sum()
    s0 = t["visits_0"] / t["visits_0"].sum()
    s1 = t["visits_1"] / t["visits_1"].sum()
    r0 = t["orders_0"] / t["visits_0"]
    r1 = t["orders_1"] / t["visits_1"]
    r0 = r0.fillna(r1)
    r1 = r1.fillna(r0)
    mix = ((s1 - s0) * r0).sum()
    rate = ((r1 - r0) * s1).sum()
    return {"change": mix + rate, "mix": mix, "rate": rate}
""",
        judgement="wrong",
        misconception="old_rates_new_shares",
        reader="shop assistant",
        note="not midpoint weights",
    ),
    Trial(
        "transition_matrix",
        """
def transition_matrix(events):
    e = events.sort_values(["session_id", "ts", "event_id"])
    last = e.groupby("session_id")[["page", "sku_id"]].shift(1)
    refresh = (e["page"] == last["page"]) & (e["sku_id"] == last["sku_id"])
    e = e[~refresh]
    nxt = e.groupby("session_id")["page"].shift(-1).fillna("exit")
    moves = pd.DataFrame({"from": e["page"], "to": nxt})
    return pd.crosstab(moves["from"], moves["to"], normalize="index")
""",
        judgement="wrong",
        misconception="neither_start_nor_missing_products",
        reader="shop assistant",
        note="no start, NaN sku never equal, no ordering, empty",
    ),
    Trial(
        "transition_matrix",
        """
def transition_matrix(events):
    if len(events) == 0:
        return pd.DataFrame()
    e = events.sort_values(["session_id", "ts", "event_id"]).copy()
    e["sku_id"] = e["sku_id"].fillna(0)
    last = e.groupby("session_id")[["page", "sku_id"]].shift(1)
    refresh = (e["page"] == last["page"]) & (e["sku_id"] == last["sku_id"])
    e = e[~refresh]
    nxt = e.groupby("session_id")["page"].shift(-1).fillna("exit")
    moves = pd.DataFrame({"from": e["page"], "to": nxt})
    first = e.drop_duplicates("session_id")
    start = pd.DataFrame({"from": "start", "to": first["page"]})
    moves = pd.concat([start, moves])
    m = pd.crosstab(moves["from"], moves["to"], normalize="index")
    pages = sorted(e["page"].unique())
    return m.reindex(index=["start"] + pages, columns=pages + ["exit"])
""",
        judgement="right",
        reader="shop assistant",
        note="crosstab always fills 0",
    ),
    Trial(
        "transition_matrix",
        """
def transition_matrix(events):
    if len(events) == 0:
        return pd.DataFrame()
    e = events.sort_values(["session_id", "ts", "event_id"]).copy()
    e["sku_id"] = e["sku_id"].fillna(0)
    last = e.groupby("session_id")[["page", "sku_id"]].shift(1)
    refresh = (e["page"] == last["page"]) & (e["sku_id"] == last["sku_id"])
    e = e[~refresh]
    nxt = e.groupby("session_id")["page"].shift(-1).fillna("exit")
    moves = pd.DataFrame({"from": e["page"], "to": nxt})
    first = e.drop_duplicates("session_id")
    start = pd.DataFrame({"from": "start", "to": first["page"]})
    moves = pd.concat([start, moves])
    m = pd.crosstab(moves["from"], moves["to"], normalize="index")
    pages = sorted(e["page"].unique())
    return m.reindex(index=["start"] + pages, columns=pages + ["exit"], fill_value=0)
""",
        judgement="right",
        reader="shop assistant",
    ),
    Trial(
        "transition_matrix",
        """
def transition_matrix(events):
    if len(events) == 0:
        return pd.DataFrame()
    e = events.sort_values(["session_id", "ts", "event_id"]).copy()
    e["sku_id"] = e["sku_id"].fillna(0)
    last = e.groupby("session_id")[["page", "sku_id"]].shift(1)
    nxt = e.groupby("session_id")["page"].shift(-1).fillna("exit")
    moves = pd.DataFrame({"from": e["page"], "to": nxt})
    first = e.drop_duplicates("session_id")
    start = pd.DataFrame({"from": "start", "to": first["page"]})
    moves = pd.concat([start, moves])
    m = pd.crosstab(moves["from"], moves["to"], normalize="index")
    pages = sorted(e["page"].unique())
    return m.reindex(index=["start"] + pages, columns=pages + ["exit"], fill_value=0)
""",
        judgement="wrong",
        misconception="reloads_counted",
        reader="shop assistant",
        note="refresh kept",
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
    k = k.sort_values(["value", "keyword"], ascending=[False, True]).reset_index(drop=True)
    return k[["keyword", "clicks", "orders", "value", "is_long_tail"]]
""",
        judgement="wrong",
        misconception="own_volume_included",
        reader="shop assistant",
        note="own volume in cumsum; fee always; 0-volume not handled",
    ),
    Trial(
        "keyword_value",
        """
FEE = 20.0
def keyword_value(kw, margin):
    k = kw.copy()
    k["clicks"] = k["volume"] * k["ctr"]
    k.loc[k["volume"] == 0, "clicks"] = 0
    k["orders"] = k["clicks"] * k["cvr"]
    k.loc[k["clicks"] == 0, "orders"] = 0
    k["value"] = k["orders"] * margin - k["clicks"] * k["cpc"] - FEE
    k.loc[k["clicks"] == 0, "value"] = 0
    k["more"] = [k.loc[k["volume"] > v, "volume"].sum() for v in k["volume"]]
    k["is_long_tail"] = k["more"] >= 0.8 * k["volume"].sum()
    k.loc[k["volume"].sum() == 0, "is_long_tail"] = False
    k = k.sort_values(["value", "keyword"], ascending=[False, True]).reset_index(drop=True)
    return k[["keyword", "clicks", "orders", "value", "is_long_tail"]]
""",
        judgement="wrong",
        reader="shop assistant",
        note="bug: .loc[bool] adds a row",
    ),
    Trial(
        "keyword_value",
        """
FEE = 20.0
def keyword_value(kw, margin):
    k = kw.copy()
    k["clicks"] = k["volume"] * k["ctr"]
    k.loc[k["volume"] == 0, "clicks"] = 0
    k["orders"] = k["clicks"] * k["cvr"]
    k.loc[k["clicks"] == 0, "orders"] = 0
    k["value"] = k["orders"] * margin - k["clicks"] * k["cpc"] - FEE
    k.loc[k["clicks"] == 0, "value"] = 0
    more = [k.loc[k["volume"] > v, "volume"].sum() for v in k["volume"]]
    total = k["volume"].sum()
    k["is_long_tail"] = [m >= 0.8 * total and total > 0 for m in more]
    k = k.sort_values(["value", "keyword"], ascending=[False, True]).reset_index(drop=True)
    return k[["keyword", "clicks", "orders", "value", "is_long_tail"]]
""",
        judgement="right",
        reader="shop assistant",
    ),
    Trial(
        "keyword_value",
        """
FEE = 20.0
def keyword_value(kw, margin):
    k = kw.copy()
    k["clicks"] = k["volume"] * k["ctr"]
    k.loc[k["volume"] == 0, "clicks"] = 0
    k["orders"] = k["clicks"] * k["cvr"]
    k.loc[k["clicks"] == 0, "orders"] = 0
    k["value"] = k["orders"] * margin - k["clicks"] * k["cpc"] - FEE
    k.loc[k["clicks"] == 0, "value"] = 0
    more = [k.loc[k["volume"] > v, "volume"].sum() for v in k["volume"]]
    total = k["volume"].sum()
    k["is_long_tail"] = [total > 0 and m / total >= 0.8 for m in more]
    k = k.sort_values(["value", "keyword"], ascending=[False, True]).reset_index(drop=True)
    return k[["keyword", "clicks", "orders", "value", "is_long_tail"]]
""",
        judgement="right",
        reader="shop assistant",
    ),
    Trial(
        "keyword_value",
        """
FEE = 20.0
def keyword_value(kw, margin):
    k = kw.copy()
    k["clicks"] = k["volume"] * k["ctr"].fillna(0)
    k.loc[k["volume"] == 0, "clicks"] = 0
    k["orders"] = k["clicks"] * k["cvr"]
    k.loc[k["clicks"] == 0, "orders"] = 0
    k["value"] = k["orders"] * margin - k["clicks"] * k["cpc"] - FEE
    k.loc[k["clicks"] == 0, "value"] = 0
    more = [k.loc[k["volume"] > v, "volume"].sum() for v in k["volume"]]
    total = k["volume"].sum()
    k["is_long_tail"] = [m >= 0.8 * total and total > 0 for m in more]
    k = k.sort_values(["value", "keyword"], ascending=[False, True]).reset_index(drop=True)
    return k[["keyword", "clicks", "orders", "value", "is_long_tail"]]
""",
        judgement="wrong",
        misconception="missing_ctr_as_zero",
        reader="shop assistant",
        note="missing ctr as 0",
    ),
    Trial(
        "keyword_value",
        """
FEE = 20.0
def keyword_value(kw, margin):
    k = kw.copy()
    k["clicks"] = k["volume"] * k["ctr"]
    k.loc[k["volume"] == 0, "clicks"] = 0
    k["orders"] = k["clicks"] * k["cvr"]
    k.loc[k["clicks"] == 0, "orders"] = 0
    k["value"] = k["orders"] * margin - k["clicks"] * k["cpc"] - FEE

    more = [k.loc[k["volume"] > v, "volume"].sum() for v in k["volume"]]
    total = k["volume"].sum()
    k["is_long_tail"] = [m >= 0.8 * total and total > 0 for m in more]
    k = k.sort_values(["value", "keyword"], ascending=[False, True]).reset_index(drop=True)
    return k[["keyword", "clicks", "orders", "value", "is_long_tail"]]
""",
        judgement="wrong",
        misconception="fee_for_every_word",
        reader="shop assistant",
        note="fee on words with no clicks",
    ),
    Trial(
        "compose_title",
        """
from itertools import combinations
def compose_title(kw, max_chars=30):
    k = kw[kw["value"] > 0].groupby("keyword")["value"].max()
    k = k[k.index.str.len() <= max_chars]
    best, best_value = [], 0
    for n in range(1, len(k) + 1):
        for c in combinations(k.index, n):
            if len(" ".join(c)) <= max_chars and k[list(c)].sum() > best_value:
                best, best_value = list(c), k[list(c)].sum()
    return best
""",
        judgement="right",
        reader="shop assistant",
        note="exhaustive: exact, but slow for many words",
    ),
    Trial(
        "compose_title",
        """
def compose_title(kw, max_chars=30):
    k = kw[kw["value"] > 0].groupby("keyword")["value"].max()
    best = {0: (0, [])}
    for w, v in k.items():
        for pos, (val, words) in list(best.items()):
            new = pos + len(w) + 1
            if new <= max_chars + 1:
                if new not in best or best[new][0] < val + v:
                    best[new] = (val + v, words + [w])
    return max(best.values(), key=lambda x: x[0])[1]
""",
        judgement="right",
        reader="shop assistant",
    ),
    Trial(
        "compose_title",
        """
def compose_title(kw, max_chars=30):
    k = kw[kw["value"] > 0].groupby("keyword")["value"].max()
    best = {0: (0, [])}
    for w, v in k.items():
        for pos, (val, words) in list(best.items()):
            new = pos + len(w)
            if new <= max_chars:
                if new not in best or best[new][0] < val + v:
                    best[new] = (val + v, words + [w])
    return max(best.values(), key=lambda x: x[0])[1]
""",
        judgement="wrong",
        misconception="spaces_not_counted",
        reader="shop assistant",
        note="spaces not counted",
    ),
    Trial(
        "compose_title",
        """
def compose_title(kw, max_chars=30):
    k = kw[kw["value"] > 0].groupby("keyword")["value"].max()
    best = {0: (0, [])}
    for w, v in k.items():
        for pos, (val, words) in best.items():
            new = pos + len(w) + 1
            if new <= max_chars + 1:
                if new not in best or best[new][0] < val + v:
                    best[new] = (val + v, words + [w])
    return max(best.values(), key=lambda x: x[0])[1]
""",
        judgement="wrong",
        reader="shop assistant",
        note="crash: dict changes size",
    ),
    Trial(
        "chart_position",
        """
MIN_IMPRESSIONS = 100
def chart_position(rank_log):
    d = rank_log[rank_log["impressions"] > 0].copy()
    g = d.groupby(["sku_id", "keyword"])
    d["n"] = g["rank"].transform("nunique")
    d = d[d["n"] >= 2]
    g = d.groupby(["sku_id", "keyword"])
    d["ctr"] = g["clicks"].transform("sum") / g["impressions"].transform("sum")
    d["expected"] = d["impressions"] * d["ctr"]
    r = d.groupby("rank")[["impressions", "clicks", "expected"]].sum()
    r = r[r["impressions"] > MIN_IMPRESSIONS]
    index = r["clicks"] / r["expected"]
    return plots.bar(index, "位置指数", xlabel="名次", ylabel="指数")
""",
        judgement="wrong",
        misconception="more_than_the_minimum",
        reader="shop assistant",
        note="> instead of >=; ranks after 10",
    ),
    Trial(
        "chart_position",
        """
MIN_IMPRESSIONS = 100
def chart_position(rank_log):
    d = rank_log[rank_log["impressions"] > 0].copy()
    g = d.groupby(["sku_id", "keyword"])
    d["n"] = g["rank"].transform("nunique")
    d = d[d["n"] >= 2]
    g = d.groupby(["sku_id", "keyword"])
    d["ctr"] = g["clicks"].transform("sum") / g["impressions"].transform("sum")
    d["expected"] = d["impressions"] * d["ctr"]
    r = d.groupby("rank")[["impressions", "clicks", "expected"]].sum()
    r = r[r.index <= 10]
    r = r[r["impressions"] >= MIN_IMPRESSIONS]
    index = r["clicks"] / r["expected"]
    return plots.bar(index, "位置指数", xlabel="名次", ylabel="指数")
""",
        judgement="right",
        reader="shop assistant",
        note="expected>0 not filtered, but 0/0 is NaN and plots.bar draws no bar for it: chart obeys rule 4",
    ),
    Trial(
        "chart_position",
        """
MIN_IMPRESSIONS = 100
def chart_position(rank_log):
    d = rank_log[rank_log["impressions"] > 0].copy()
    g = d.groupby(["sku_id", "keyword"])
    d["n"] = g["rank"].transform("nunique")
    d = d[d["n"] >= 2]
    g = d.groupby(["sku_id", "keyword"])
    d["ctr"] = g["clicks"].transform("sum") / g["impressions"].transform("sum")
    d["expected"] = d["impressions"] * d["ctr"]
    r = d.groupby("rank")[["impressions", "clicks", "expected"]].sum()
    r = r[(r.index <= 10) & (r["expected"] > 0)]
    r = r[r["impressions"] >= MIN_IMPRESSIONS]
    index = r["clicks"] / r["expected"]
    return plots.bar(index, "位置指数", xlabel="名次", ylabel="指数")
""",
        judgement="right",
        reader="shop assistant",
    ),
    Trial(
        "chart_position",
        """
MIN_IMPRESSIONS = 100
def chart_position(rank_log):
    d = rank_log[rank_log["impressions"] > 0].copy()
    d = d[d["rank"] <= 10]
    g = d.groupby(["sku_id", "keyword"])
    d["n"] = g["rank"].transform("nunique")
    d = d[d["n"] >= 2]
    g = d.groupby(["sku_id", "keyword"])
    d["ctr"] = g["clicks"].transform("sum") / g["impressions"].transform("sum")
    d["expected"] = d["impressions"] * d["ctr"]
    r = d.groupby("rank")[["impressions", "clicks", "expected"]].sum()
    r = r[(r["impressions"] >= MIN_IMPRESSIONS) & (r["expected"] > 0)]
    return plots.bar(r["clicks"] / r["expected"], "位置指数", xlabel="名次", ylabel="指数")
""",
        judgement="wrong",
        misconception="later_ranks_cut_off_first",
        reader="shop assistant",
        note="rank>10 dropped too early",
    ),
    Trial(
        "chart_position",
        """
MIN_IMPRESSIONS = 100
def chart_position(rank_log):
    d = rank_log[rank_log["impressions"] > 0].copy()
    d["n"] = d.groupby(["sku_id", "keyword"])["rank"].transform("nunique")
    d = d[d["n"] >= 2]
    d["own"] = d["clicks"] / d["impressions"]
    d["ctr"] = d.groupby(["sku_id", "keyword"])["own"].transform("mean")
    d["expected"] = d["impressions"] * d["ctr"]
    r = d.groupby("rank")[["impressions", "clicks", "expected"]].sum()
    r = r[(r.index <= 10) & (r["impressions"] >= MIN_IMPRESSIONS) & (r["expected"] > 0)]
    return plots.bar(r["clicks"] / r["expected"], "位置指数", xlabel="名次", ylabel="指数")
""",
        judgement="wrong",
        misconception="own_rate_as_a_mean_of_days",
        reader="shop assistant",
        note="mean of daily ctr",
    ),
    Trial(
        "chart_position",
        """
MIN_IMPRESSIONS = 100
def chart_position(rank_log):
    d = rank_log[rank_log["impressions"] > 0].copy()
    g = d.groupby(["sku_id", "keyword"])
    d["n"] = g["rank"].transform("nunique")
    d = d[d["n"] >= 2]
    g = d.groupby(["sku_id", "keyword"])
    d["ctr"] = g["clicks"].transform("sum") / g["impressions"].transform("sum")
    d["expected"] = d["impressions"] * d["ctr"]
    r = d.groupby("rank")[["impressions", "clicks", "expected"]].sum()
    r = r[(r.index <= 10) & (r["impressions"] >= MIN_IMPRESSIONS)]
    ax = (r["clicks"] / r["expected"]).plot(kind="bar", title="index")
    ax.set_xlabel("rank")
    ax.set_ylabel("index")
    return ax
""",
        judgement="wrong",
        misconception="ranks_without_expected_clicks",
        reader="shop assistant",
        note="expected=0 rank kept",
    ),
    Trial(
        "traffic_quality",
        """
def traffic_quality(sessions, orders, ads, by):
    groups = sessions.groupby(by)
    table = pd.DataFrame({
        "visits": groups["session_id"].count(),
        "bounce_rate": groups["bounced"].mean(),
        "pages_per_visit": groups["pageviews"].mean(),
    })
    return table
""",
        judgement="wrong",
        reader="beginner",
        note="the column `bounced` of lesson 1, which the question does not give",
    ),
    Trial(
        "traffic_quality",
        """
def traffic_quality(sessions, orders, ads, by):
    real = sessions[sessions["is_bot"] == False].copy()
    real["bounced"] = (real["pageviews"] == 1) & (real["duration_s"] < 10)
    both = real.merge(orders, on="session_id", how="left")
    both["bought"] = both["paid_at"].notna()
    both["money"] = both["paid"] - both["refund"]
    heaps = both.groupby(by)
    table = pd.DataFrame({
        "visits": heaps["session_id"].count(),
        "bounce_rate": heaps["bounced"].mean(),
        "pages_per_visit": heaps["pageviews"].mean(),
        "cvr": heaps["bought"].mean(),
        "value_per_visit": heaps["money"].sum() / heaps["session_id"].count(),
    })
    table["cost_per_visit"] = ads.groupby("channel")["cost"].sum() * 1.05 / table["visits"]
    return table.sort_values("visits", ascending=False)
""",
        judgement="wrong",
        reader="beginner",
        note="joined before adding up, unpaid orders kept",
    ),
    Trial(
        "traffic_quality",
        """
def traffic_quality(sessions, orders, ads, by):
    real = sessions[sessions["is_bot"] == False].copy()
    real["bounce"] = (real["pageviews"] == 1) & (real["duration_s"] < 10)
    paid = orders[orders["paid_at"].notna()].copy()
    paid["money"] = paid["paid"] - paid["refund"]
    per = paid.groupby("session_id")["money"].sum().reset_index()
    per["bought"] = True
    real = real.merge(per, on="session_id", how="left")
    real["money"] = real["money"].fillna(0)
    real["bought"] = real["bought"].notna()
    heaps = real.groupby(by)
    table = pd.DataFrame({
        "visits": heaps["session_id"].count(),
        "bounce_rate": heaps["bounce"].mean(),
        "pages_per_visit": heaps["pageviews"].mean(),
        "cvr": heaps["bought"].mean(),
        "value_per_visit": heaps["money"].mean(),
    })
    table["cost_per_visit"] = ads.groupby("channel")["cost"].sum() * 1.05 / table["visits"]
    return table.sort_values("visits", ascending=False)
""",
        judgement="wrong",
        misconception="free_sources_missing",
        reader="beginner",
        note="free sources left missing",
    ),
    Trial(
        "traffic_quality",
        """
def traffic_quality(sessions, orders, ads, by):
    real = sessions[sessions["is_bot"] == False].copy()
    real["bounce"] = (real["pageviews"] == 1) & (real["duration_s"] < 10)
    paid = orders[orders["paid_at"].notna()].copy()
    paid["money"] = paid["paid"] - paid["refund"]
    per = paid.groupby("session_id")["money"].sum().reset_index()
    per["bought"] = True
    real = real.merge(per, on="session_id", how="left")
    real["money"] = real["money"].fillna(0)
    real["bought"] = real["bought"].notna()
    heaps = real.groupby(by)
    table = pd.DataFrame({
        "visits": heaps["session_id"].count(),
        "bounce_rate": heaps["bounce"].mean(),
        "pages_per_visit": heaps["pageviews"].mean(),
        "cvr": heaps["bought"].mean(),
        "value_per_visit": heaps["money"].mean(),
    })
    table["cost_per_visit"] = (ads.groupby("channel")["cost"].sum() * 1.05 / table["visits"]).fillna(0)
    return table.sort_values("visits", ascending=False)
""",
        judgement="wrong",
        misconception="cost_zero_for_other_columns",
        reader="beginner",
        note="0 for the cost by device",
    ),
    Trial(
        "traffic_quality",
        """
def traffic_quality(sessions, orders, ads, by):
    real = sessions[sessions["is_bot"] == False].copy()
    real["bounce"] = (real["pageviews"] == 1) & (real["duration_s"] < 10)
    paid = orders[orders["paid_at"].notna()].copy()
    paid["money"] = paid["paid"] - paid["refund"]
    per = paid.groupby("session_id")["money"].sum().reset_index()
    per["bought"] = True
    real = real.merge(per, on="session_id", how="left")
    real["money"] = real["money"].fillna(0)
    real["bought"] = real["bought"].notna()
    heaps = real.groupby(by)
    table = pd.DataFrame({
        "visits": heaps["session_id"].count(),
        "bounce_rate": heaps["bounce"].mean(),
        "pages_per_visit": heaps["pageviews"].mean(),
        "cvr": heaps["bought"].mean(),
        "value_per_visit": heaps["money"].mean(),
    })
    if by == "source":
        cost = ads.groupby("channel")["cost"].sum().reindex(table.index, fill_value=0)
        table["cost_per_visit"] = cost * 1.05 / table["visits"]
    else:
        table["cost_per_visit"] = np.nan
    table = table.reset_index().sort_values(["visits", by], ascending=[False, True])
    return table.set_index(by)
""",
        judgement="right",
        reader="beginner",
    ),
    Trial(
        "traffic_quality",
        """
def traffic_quality(sessions, orders, ads, by):
    real = sessions[~sessions["is_bot"]].copy()
    real["bounce"] = (real["pageviews"] == 1) & (real["duration_s"] < 10)
    paid = orders[orders["paid_at"].notna()].copy()
    paid["money"] = paid["paid"] - paid["refund"]
    per = paid.groupby("session_id")["money"].sum().reset_index()
    per["bought"] = True
    real = real.merge(per, on="session_id", how="left")
    real["money"] = real["money"].fillna(0)
    real["bought"] = real["bought"].notna()
    heaps = real.groupby(by)
    table = pd.DataFrame({
        "visits": heaps["session_id"].count(),
        "bounce_rate": heaps["bounce"].mean(),
        "pages_per_visit": heaps["pageviews"].sum() / heaps["session_id"].count(),
        "cvr": heaps["bought"].mean(),
        "value_per_visit": heaps["money"].mean(),
    })
    if by == "source":
        cost = ads.groupby("channel")["cost"].sum().reindex(table.index, fill_value=0)
        table["cost_per_visit"] = cost * 1.05 / table["visits"]
    else:
        table["cost_per_visit"] = np.nan
    table = table.reset_index().sort_values(["visits", by], ascending=[False, True])
    return table.set_index(by)
""",
        judgement="right",
        reader="beginner",
    ),
    Trial(
        "traffic_quality",
        """
def traffic_quality(sessions, orders, ads, by):
    real = sessions[sessions["is_bot"] == False].copy()
    real["bounce"] = (real["pageviews"] == 1) & (real["duration_s"] < 10)
    paid = orders[orders["paid_at"].notna()].copy()
    paid["money"] = paid["paid"] - paid["refund"]
    per = paid.groupby("session_id")["money"].sum().reset_index()
    per["bought"] = True
    real = real.merge(per, on="session_id", how="left")
    real["money"] = real["money"].fillna(0)
    real["bought"] = real["bought"].notna()
    heaps = real.groupby(by)
    table = pd.DataFrame({
        "visits": heaps["session_id"].count(),
        "bounce_rate": heaps["bounce"].mean(),
        "pages_per_visit": heaps["pageviews"].mean(),
        "cvr": heaps["bought"].mean(),
        "value_per_visit": heaps["money"].mean(),
    })
    if by == "source":
        cost = ads.groupby("channel")["cost"].sum().reindex(table.index, fill_value=0)
        table["cost_per_visit"] = cost / 0.95 / table["visits"]
    else:
        table["cost_per_visit"] = np.nan
    table = table.reset_index().sort_values(["visits", by], ascending=[False, True])
    return table.set_index(by)
""",
        judgement="wrong",
        misconception="divided_by_ninety_five_percent",
        reader="beginner",
        note="divided by 0.95",
    ),
    Trial(
        "traffic_quality",
        """
def traffic_quality(sessions, orders, ads, by):
    real = sessions[sessions["is_bot"] == False].copy()
    real["bounce"] = (real["pageviews"] == 1) & (real["duration_s"] < 10)
    paid = orders[orders["paid_at"].notna()].copy()
    paid["money"] = paid["paid"] - paid["refund"]
    per = paid.groupby("session_id")["money"].sum().reset_index()
    per["bought"] = True
    real = real.merge(per, on="session_id", how="left")
    real["money"] = real["money"].fillna(0)
    real["bought"] = real["bought"].notna()
    heaps = real.groupby(by)
    table = pd.DataFrame({
        "visits": heaps["session_id"].count(),
        "bounce_rate": heaps["bounce"].mean(),
        "pages_per_visit": heaps["pageviews"].mean(),
        "cvr": heaps["bought"].mean(),
        "value_per_visit": heaps["money"].mean(),
    })
    if by == "source":
        cost = ads.groupby("channel")["cost"].sum().reindex(table.index, fill_value=0)
        table["cost_per_visit"] = cost * 1.05 / table["visits"]
    else:
        table["cost_per_visit"] = np.nan
    table = table.reset_index().sort_values(["visits", by], ascending=[True, True])
    return table.set_index(by)
""",
        judgement="wrong",
        misconception="fewest_visits_first",
        reader="beginner",
        note="smallest first",
    ),
    Trial(
        "traffic_quality",
        """
def traffic_quality(sessions, orders, ads, by):
    real = sessions[sessions["is_bot"] == False].copy()
    real["bounce"] = (real["pageviews"] == 1) & (real["duration_s"] < 10)
    paid = orders[orders["paid_at"].notna()].copy()
    paid["money"] = paid["paid"] - paid["refund"]
    per = paid.groupby("session_id")["money"].sum().reset_index()
    per["bought"] = True
    real = real.merge(per, on="session_id", how="left")
    real["money"] = real["money"].fillna(0)
    real["bought"] = real["bought"].notna()
    heaps = real.groupby(by)
    table = pd.DataFrame({
        "visits": heaps["session_id"].count(),
        "bounce_rate": heaps["bounce"].mean(),
        "pages_per_visit": heaps["pageviews"].mean(),
        "cvr": heaps["bought"].mean(),
        "value_per_visit": heaps["money"].mean(),
    })
    if by == "source":
        cost = ads.groupby("channel")["cost"].sum().reindex(table.index, fill_value=0)
        table["cost_per_visit"] = cost * 1.05 / table["visits"]
    else:
        table["cost_per_visit"] = np.nan
    table = table.reset_index().sort_values(["visits", by], ascending=[False, True])
    return table
""",
        judgement="wrong",
        reader="beginner",
        note="the values are a column, not the index",
    ),
    Trial(
        "funnel",
        """
def funnel(events, steps, unit="visitor_id"):
    reached = []
    for step in steps:
        reached.append(len(events[events["type"] == step]))
    return pd.DataFrame({"reached": reached})
""",
        judgement="wrong",
        reader="beginner",
        note="events, and no rates",
    ),
    Trial(
        "funnel",
        """
def funnel(events, steps, unit="visitor_id"):
    counts = events.groupby("type")[unit].nunique().reindex(steps, fill_value=0)
    table = pd.DataFrame({"reached": counts})
    table["step_rate"] = table["reached"] / table["reached"].shift(1)
    table["overall_rate"] = table["reached"] / table["reached"].max()
    table["loss"] = 1 - table["step_rate"]
    return table
""",
        judgement="wrong",
        reader="beginner",
        note="each type by itself, and the overall rate over the largest",
    ),
    Trial(
        "funnel",
        """
def funnel(events, steps, unit="visitor_id"):
    moment = events[events["type"] == steps[0]].groupby(unit)["ts"].min()
    start = moment.rename("start")
    reached = pd.Series({steps[0]: len(moment)}, name="reached")
    for step in steps[1:]:
        done = events[events["type"] == step].merge(moment.rename("before"), on=unit)
        done = done.merge(start, on=unit)
        hours = (done["ts"] - done["start"]).dt.total_seconds() / 3600
        moment = done[(done["ts"] >= done["before"]) & (hours <= 24)].groupby(unit)["ts"].min()
        reached[step] = len(moment)
    table = pd.DataFrame({"reached": reached})
    table["step_rate"] = table["reached"] / table["reached"].shift(1)
    table["overall_rate"] = table["reached"] / table["reached"].iloc[0]
    table["loss"] = 1 - table["step_rate"]
    return table
""",
        judgement="right",
        reader="beginner",
    ),
    Trial(
        "funnel",
        """
def funnel(events, steps, unit="visitor_id"):
    moment = events[events["type"] == steps[0]].groupby(unit)["ts"].min()
    start = moment.rename("start")
    reached = pd.Series({steps[0]: len(moment)}, name="reached")
    for step in steps[1:]:
        done = events[events["type"] == step].merge(moment.rename("before"), on=unit)
        done = done.merge(start, on=unit)
        hours = (done["ts"] - done["start"]) / pd.Timedelta("1h")
        moment = done[(done["ts"] >= done["before"]) & (hours <= 24)].groupby(unit)["ts"].min()
        reached[step] = len(moment)
    table = pd.DataFrame({"reached": reached})
    table["step_rate"] = table["reached"] / table["reached"].shift(1)
    table["overall_rate"] = table["reached"] / table["reached"].iloc[0]
    table["loss"] = 1 - table["step_rate"]
    return table
""",
        judgement="right",
        reader="beginner",
    ),
    Trial(
        "funnel",
        """
def funnel(events, steps, unit="visitor_id"):
    unit = "visitor_id"
    moment = events[events["type"] == steps[0]].groupby(unit)["ts"].min()
    start = moment.rename("start")
    reached = pd.Series({steps[0]: len(moment)}, name="reached")
    for step in steps[1:]:
        done = events[events["type"] == step].merge(moment.rename("before"), on=unit)
        done = done.merge(start, on=unit)
        hours = (done["ts"] - done["start"]).dt.total_seconds() / 3600
        moment = done[(done["ts"] >= done["before"]) & (hours <= 24)].groupby(unit)["ts"].min()
        reached[step] = len(moment)
    table = pd.DataFrame({"reached": reached})
    table["step_rate"] = table["reached"] / table["reached"].shift(1)
    table["overall_rate"] = table["reached"] / table["reached"].iloc[0]
    table["loss"] = 1 - table["step_rate"]
    return table
""",
        judgement="wrong",
        misconception="always_by_visitor",
        reader="beginner",
        note="`unit` overwritten",
    ),
    Trial(
        "funnel",
        """
def funnel(events, steps, unit="visitor_id"):
    moment = events[events["type"] == steps[0]].groupby(unit)["ts"].min()
    start = moment.rename("start")
    reached = pd.Series({steps[0]: len(moment)}, name="reached")
    for step in steps[1:]:
        done = events[events["type"] == step].merge(moment.rename("before"), on=unit)
        done = done.merge(start, on=unit)
        hours = (done["ts"] - done["start"]).dt.total_seconds() / 3600
        moment = done[(done["ts"] >= done["before"]) & (hours <= 24)].groupby(unit)["ts"].min()
        reached[step] = len(moment)
    table = pd.DataFrame({"reached": reached})
    table["step_rate"] = table["reached"] / table["reached"].shift(1)
    table["overall_rate"] = table["reached"] / table["reached"].iloc[0]
    table["loss"] = 1 - table["step_rate"]
    return table.reset_index()
""",
        judgement="wrong",
        reader="beginner",
        note="steps as a column",
    ),
    Trial(
        "funnel",
        """
def funnel(events, steps, unit="visitor_id"):
    moment = events[events["type"] == steps[0]].groupby(unit)["ts"].min()
    start = moment.rename("start")
    reached = pd.Series({steps[0]: len(moment)}, name="reached")
    for step in steps[1:]:
        done = events[events["type"] == step].merge(moment.rename("before"), on=unit)
        done = done.merge(start, on=unit)
        hours = (done["ts"] - done["start"]).dt.total_seconds() / 3600
        moment = done[(done["ts"] >= done["before"]) & (hours <= 24)].groupby(unit)["ts"].min()
        reached[step] = len(moment)
    table = pd.DataFrame({"reached": reached})
    table["step_rate"] = table["reached"] / table["reached"].shift(1)
    table["overall_rate"] = table["reached"] / table["reached"].sum()
    table["loss"] = 1 - table["step_rate"]
    return table
""",
        judgement="wrong",
        reader="beginner",
        note="overall rate over the sum of all steps",
    ),
    Trial(
        "funnel",
        """
def funnel(events, steps, unit="visitor_id"):
    moment = events[events["type"] == steps[0]].groupby(unit)["ts"].min()
    start = moment.rename("start")
    reached = pd.Series({steps[0]: len(moment)}, name="reached")
    for step in steps[1:]:
        done = events[events["type"] == step].merge(moment.rename("before"), on=unit)
        done = done.merge(start, on=unit)
        hours = (done["ts"] - done["start"]).dt.total_seconds() / 3600
        moment = done[(done["ts"] >= done["before"]) & (hours <= 24)].groupby(unit)["ts"].min()
        reached[step] = len(moment)
    table = pd.DataFrame({"reached": reached})
    table["step_rate"] = table["reached"] / table["reached"].shift(1)
    table["overall_rate"] = table["reached"] / table["reached"].iloc[0]
    table["loss"] = 1 - table["step_rate"]
    return table.fillna(0)
""",
        judgement="wrong",
        misconception="zeros_for_missing_rates",
        reader="beginner",
        note="missing rates as 0",
    ),
    Trial(
        "funnel",
        """
def funnel(events, steps, unit="visitor_id"):
    moment = events[events["type"] == steps[0]].groupby(unit)["ts"].max()
    start = moment.rename("start")
    reached = pd.Series({steps[0]: len(moment)}, name="reached")
    for step in steps[1:]:
        done = events[events["type"] == step].merge(moment.rename("before"), on=unit)
        done = done.merge(start, on=unit)
        hours = (done["ts"] - done["start"]).dt.total_seconds() / 3600
        moment = done[(done["ts"] >= done["before"]) & (hours <= 24)].groupby(unit)["ts"].min()
        reached[step] = len(moment)
    table = pd.DataFrame({"reached": reached})
    table["step_rate"] = table["reached"] / table["reached"].shift(1)
    table["overall_rate"] = table["reached"] / table["reached"].iloc[0]
    table["loss"] = 1 - table["step_rate"]
    return table
""",
        judgement="wrong",
        misconception="clock_starts_at_the_last_first_step",
        reader="beginner",
        note="clock from the last view",
    ),
    Trial(
        "mix_rate_effect",
        """
def mix_rate_effect(before, after):
    b = (before["orders"] / before["visits"]).mean()
    a = (after["orders"] / after["visits"]).mean()
    return {"change": a - b, "mix": 0.0, "rate": a - b}
""",
        judgement="wrong",
        misconception="one_mean_for_everything",
        reader="beginner",
        note="one mean for everything",
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
        reader="beginner",
        note="no small sources",
    ),
    Trial(
        "mix_rate_effect",
        """
def mix_rate_effect(before, after):
    b = before.groupby("source")[["visits", "orders"]].sum()
    a = after.groupby("source")[["visits", "orders"]].sum()
    both = b.merge(a, on="source", how="outer", suffixes=("_0", "_1")).fillna(0)
    small = both["visits_0"] + both["visits_1"] < 100
    other = both[small].sum()
    both = both[~small]
    both.loc["other"] = other
    s0 = both["visits_0"] / both["visits_0"].sum()
    s1 = both["visits_1"] / both["visits_1"].sum()
    r0 = both["orders_0"] / both["visits_0"]
    r1 = both["orders_1"] / both["visits_1"]
    r0 = r0.fillna(r1)
    r1 = r1.fillna(r0)
    mix = ((s1 - s0) * (r0 + r1) / 2).sum()
    rate = ((r1 - r0) * (s0 + s1) / 2).sum()
    change = both["orders_1"].sum() / both["visits_1"].sum() - both["orders_0"].sum() / both["visits_0"].sum()
    return {"change": change, "mix": mix, "rate": rate}
""",
        judgement="wrong",
        misconception="missing_skipped_by_the_sum",
        reader="beginner",
        note="no guard for an empty period",
    ),
    Trial(
        "mix_rate_effect",
        """
def mix_rate_effect(before, after):
    if before["visits"].sum() == 0 or after["visits"].sum() == 0:
        return {"change": np.nan, "mix": np.nan, "rate": np.nan}
    b = before.groupby("source")[["visits", "orders"]].sum()
    a = after.groupby("source")[["visits", "orders"]].sum()
    both = b.merge(a, on="source", how="outer", suffixes=("_0", "_1")).fillna(0)
    small = both["visits_0"] + both["visits_1"] < 100
    other = both[small].sum()
    both = both[~small]
    both.loc["other"] = other
    s0 = both["visits_0"] / both["visits_0"].sum()
    s1 = both["visits_1"] / both["visits_1"].sum()
    r0 = both["orders_0"] / both["visits_0"]
    r1 = both["orders_1"] / both["visits_1"]
    r0 = r0.fillna(r1)
    r1 = r1.fillna(r0)
    mix = ((s1 - s0) * (r0 + r1) / 2).sum()
    rate = ((r1 - r0) * (s0 + s1) / 2).sum()
    change = both["orders_1"].sum() / both["visits_1"].sum() - both["orders_0"].sum() / both["visits_0"].sum()
    return {"change": change, "mix": mix, "rate": rate}
""",
        judgement="right",
        reader="beginner",
    ),
    Trial(
        "mix_rate_effect",
        """
def mix_rate_effect(before, after):
    if before["visits"].sum() == 0 or after["visits"].sum() == 0:
        return {"change": np.nan, "mix": np.nan, "rate": np.nan}
    b = before.groupby("source")[["visits", "orders"]].sum()
    a = after.groupby("source")[["visits", "orders"]].sum()
    both = b.merge(a, on="source", how="outer", suffixes=("_0", "_1")).fillna(0)
    both = both[both["visits_0"] + both["visits_1"] >= 100]
    s0 = both["visits_0"] / both["visits_0"].sum()
    s1 = both["visits_1"] / both["visits_1"].sum()
    r0 = both["orders_0"] / both["visits_0"]
    r1 = both["orders_1"] / both["visits_1"]
    r0 = r0.fillna(r1)
    r1 = r1.fillna(r0)
    mix = ((s1 - s0) * (r0 + r1) / 2).sum()
    rate = ((r1 - r0) * (s0 + s1) / 2).sum()
    return {"change": mix + rate, "mix": mix, "rate": rate}
""",
        judgement="wrong",
        misconception="small_sources_dropped",
        reader="beginner",
        note="small sources dropped",
    ),
    Trial(
        "mix_rate_effect",
        """
def mix_rate_effect(before, after):
    if before["visits"].sum() == 0 or after["visits"].sum() == 0:
        return {"change": np.nan, "mix": np.nan, "rate": np.nan}
    b = before.groupby("source")[["visits", "orders"]].sum()
    a = after.groupby("source")[["visits", "orders"]].sum()
    both = b.merge(a, on="source", how="outer", suffixes=("_0", "_1")).fillna(0)
    small = both["visits_0"] + both["visits_1"] < 100
    other = both[small].sum()
    both = both[~small]
    both.loc["other"] = other
    s0 = both["visits_0"] / both["visits_0"].sum()
    s1 = both["visits_1"] / both["visits_1"].sum()
    r0 = both["orders_0"] / both["visits_0"]
    r1 = both["orders_1"] / both["visits_1"]
    r0 = r0.fillna(r1)
    r1 = r1.fillna(r0)
    mix = ((s1 - s0) * r1).sum()
    rate = ((r1 - r0) * s0).sum()
    change = both["orders_1"].sum() / both["visits_1"].sum() - both["orders_0"].sum() / both["visits_0"].sum()
    return {"change": change, "mix": mix, "rate": rate}
""",
        judgement="wrong",
        misconception="new_rates_old_shares",
        reader="beginner",
        note="new rates, old shares",
    ),
    Trial(
        "mix_rate_effect",
        """
def mix_rate_effect(before, after):
    if before["visits"].sum() == 0 or after["visits"].sum() == 0:
        return {"change": np.nan, "mix": np.nan, "rate": np.nan}
    b = before.groupby("source")[["visits", "orders"]].sum()
    a = after.groupby("source")[["visits", "orders"]].sum()
    both = b.merge(a, on="source", how="outer", suffixes=("_0", "_1")).fillna(0)
    small = both["visits_0"] + both["visits_1"] < 100
    other = both[small].sum()
    both = both[~small]
    both.loc["other"] = other
    s0 = both["visits_0"] / both["visits_0"].sum()
    s1 = both["visits_1"] / both["visits_1"].sum()
    r0 = both["orders_0"] / both["visits_0"]
    r1 = both["orders_1"] / both["visits_1"]
    r0 = r0.fillna(r1)
    r1 = r1.fillna(r0)
    mix = ((s1 - s0) * (r0 + r1) / 2).sum()
    rate = ((r1 - r0) * (s0 + s1) / 2).sum()
    change = both["orders_0"].sum() / both["visits_0"].sum() - both["orders_1"].sum() / both["visits_1"].sum()
    return {"change": change, "mix": mix, "rate": rate}
""",
        judgement="wrong",
        misconception="change_the_wrong_way_round",
        reader="beginner",
        note="change the wrong way round",
    ),
    Trial(
        "mix_rate_effect",
        """
def mix_rate_effect(before, after):
    if before["visits"].sum() == 0 or after["visits"].sum() == 0:
        return {"change": np.nan, "mix": np.nan, "rate": np.nan}
    b = before.groupby("source")[["visits", "orders"]].sum()
    a = after.groupby("source")[["visits", "orders"]].sum()
    both = b.merge(a, on="source", how="outer", suffixes=("_0", "_1")).fillna(0)
    small = both["visits_0"] + both["visits_1"] < 100
    other = both[small].sum()
    both = both[~small]
    both.loc["other"] = other
    s0 = both["visits_0"] / both["visits_0"].sum()
    s1 = both["visits_1"] / both["visits_1"].sum()
    r0 = both["orders_0"] / both["visits_0"]
    r1 = both["orders_1"] / both["visits_1"]
    r0 = r0.fillna(r1)
    r1 = r1.fillna(r0)
    mix = ((s1 - s0) * (r0 + r1) / 2).sum()
    rate = ((r1 - r0) * (s0 + s1) / 2).sum()
    change = both["orders_1"].sum() / both["visits_1"].sum() - both["orders_0"].sum() / both["visits_0"].sum()
    return {"change": change * 100, "mix": mix * 100, "rate": rate * 100}
""",
        judgement="wrong",
        misconception="in_percentage_points",
        reader="beginner",
        note="percentage points",
    ),
    Trial(
        "mix_rate_effect",
        """
def mix_rate_effect(before, after):
    if before["visits"].sum() == 0 or after["visits"].sum() == 0:
        return {"change": np.nan, "mix": np.nan, "rate": np.nan}
    b = before.groupby("source")[["visits", "orders"]].sum()
    a = after.groupby("source")[["visits", "orders"]].sum()
    both = b.merge(a, on="source", how="outer", suffixes=("_0", "_1")).fillna(0)
    small = both["visits_0"] + both["visits_1"] < 100
    other = both[small].sum()
    both = both[~small]
    both.loc["other"] = other
    s0 = both["visits_0"] / both["visits_0"].sum()
    s1 = both["visits_1"] / both["visits_1"].sum()
    r0 = both["orders_0"] / both["visits_0"]
    r1 = both["orders_1"] / both["visits_1"]
    r0 = r0.fillna(r1)
    r1 = r1.fillna(r0)
    mix = ((s1 - s0) * (r0 + r1) / 2).sum()
    rate = ((r1 - r0) * (s0 + s1) / 2).sum()
    change = both["orders_1"].sum() / both["visits_1"].sum() - both["orders_0"].sum() / both["visits_0"].sum()
    return {"change": round(change, 3), "mix": round(mix, 3), "rate": round(rate, 3)}
""",
        judgement="wrong",
        misconception="rounded_values",
        reader="beginner",
        note="rounded",
    ),
    Trial(
        "mix_rate_effect",
        """
def mix_rate_effect(before, after):
    if before["visits"].sum() == 0 or after["visits"].sum() == 0:
        return {"change": np.nan, "mix": np.nan, "rate": np.nan}
    b = before.groupby("source")[["visits", "orders"]].sum()
    a = after.groupby("source")[["visits", "orders"]].sum()
    both = b.merge(a, on="source", how="outer", suffixes=("_0", "_1")).fillna(0)
    small = both["visits_0"] + both["visits_1"] < 100
    other = both[small].sum()
    both = both[~small]
    both.loc["other"] = other
    s0 = both["visits_0"] / both["visits_0"].sum()
    s1 = both["visits_1"] / both["visits_1"].sum()
    r0 = both["orders_0"] / both["visits_0"]
    r1 = both["orders_1"] / both["visits_1"]
    r0 = r0.fillna(0)
    r1 = r1.fillna(0)
    mix = ((s1 - s0) * (r0 + r1) / 2).sum()
    rate = ((r1 - r0) * (s0 + s1) / 2).sum()
    change = both["orders_1"].sum() / both["visits_1"].sum() - both["orders_0"].sum() / both["visits_0"].sum()
    return {"change": change, "mix": mix, "rate": rate}
""",
        judgement="wrong",
        misconception="missing_rate_as_zero",
        reader="beginner",
        note="a missing rate as 0",
    ),
    Trial(
        "mix_rate_effect",
        """
def mix_rate_effect(before, after):
    if before["visits"].sum() == 0 or after["visits"].sum() == 0:
        return {"change": np.nan, "mix": np.nan, "rate": np.nan}
    b = before.copy(); b["r"] = b["orders"] / b["visits"]
    a = after.copy(); a["r"] = a["orders"] / a["visits"]
    v0 = b.groupby("source")["visits"].sum(); v1 = a.groupby("source")["visits"].sum()
    s0 = v0 / v0.sum(); s1 = v1 / v1.sum()
    r0 = b.groupby("source")["r"].mean(); r1 = a.groupby("source")["r"].mean()
    mix = ((s1 - s0) * (r0 + r1) / 2).sum()
    rate = ((r1 - r0) * (s0 + s1) / 2).sum()
    return {"change": mix + rate, "mix": mix, "rate": rate}
""",
        judgement="wrong",
        misconception="mean_rates_and_small_sources_alone",
        reader="beginner",
        note="mean of daily rates by source",
    ),
    Trial(
        "transition_matrix",
        """
def transition_matrix(events):
    e = events.sort_values("ts")
    nxt = e["page"].shift(-1)
    return pd.crosstab(e["page"], nxt, normalize="index")
""",
        judgement="wrong",
        reader="beginner",
        note="neither start nor exit",
    ),
    Trial(
        "transition_matrix",
        """
def transition_matrix(events):
    if len(events) == 0:
        return pd.DataFrame()
    e = events.sort_values(["session_id", "ts", "event_id"]).copy()
    e["sku_id"] = e["sku_id"].fillna(0)
    heaps = e.groupby("session_id")
    same = (e["page"] == heaps["page"].shift(1)) & (e["sku_id"] == heaps["sku_id"].shift(1))
    e = e[~same].copy()
    e["next"] = e.groupby("session_id")["page"].shift(-1).fillna("exit")
    e["from"] = e["page"]
    first = e.drop_duplicates("session_id").copy()
    first["next"] = first["page"]
    first["from"] = "start"
    both = pd.concat([first, e])
    return pd.crosstab(both["from"], both["next"], normalize="index")
""",
        judgement="wrong",
        misconception="start_and_exit_among_the_pages",
        reader="beginner",
        note="rows and columns not in order",
    ),
    Trial(
        "transition_matrix",
        """
def transition_matrix(events):
    if len(events) == 0:
        return pd.DataFrame()
    e = events.sort_values(["session_id", "ts", "event_id"]).copy()
    e["sku_id"] = e["sku_id"].fillna(0)
    heaps = e.groupby("session_id")
    same = (e["page"] == heaps["page"].shift(1)) & (e["sku_id"] == heaps["sku_id"].shift(1))
    e = e[~same].copy()
    e["next"] = e.groupby("session_id")["page"].shift(-1).fillna("exit")
    e["from"] = e["page"]
    first = e.drop_duplicates("session_id").copy()
    first["next"] = first["page"]
    first["from"] = "start"
    both = pd.concat([first, e])
    m = pd.crosstab(both["from"], both["next"], normalize="index")
    return m.reindex(index=["start", "cart", "home", "item"], columns=["cart", "home", "item", "exit"], fill_value=0)
""",
        judgement="wrong",
        reader="beginner",
        note="the pages of the example written out",
    ),
    Trial(
        "transition_matrix",
        """
def transition_matrix(events):
    if len(events) == 0:
        return pd.DataFrame()
    e = events.sort_values(["session_id", "ts", "event_id"]).copy()
    e["sku_id"] = e["sku_id"].fillna(-1)
    heaps = e.groupby("session_id")
    same = (e["page"] == heaps["page"].shift(1)) & (e["sku_id"] == heaps["sku_id"].shift(1))
    e = e[~same].copy()
    e["next"] = e.groupby("session_id")["page"].shift(-1).fillna("exit")
    e["from"] = e["page"]
    first = e.drop_duplicates("session_id").copy()
    first["next"] = first["page"]
    first["from"] = "start"
    both = pd.concat([first, e])
    pages = sorted(e["page"].unique())
    m = pd.crosstab(both["from"], both["next"], normalize="index")
    return m.reindex(index=["start"] + pages, columns=pages + ["exit"], fill_value=0)
""",
        judgement="right",
        reader="beginner",
    ),
    Trial(
        "transition_matrix",
        """
def transition_matrix(events):
    if len(events) == 0:
        return pd.DataFrame()
    e = events.sort_values(["session_id", "ts", "event_id"]).copy()
    e["sku_id"] = e["sku_id"].fillna(-1)
    same = (e["page"] == e["page"].shift(1)) & (e["sku_id"] == e["sku_id"].shift(1))
    e = e[~same].copy()
    e["next"] = e["page"].shift(-1).fillna("exit")
    pages = sorted(e["page"].unique())
    m = pd.crosstab(e["page"], e["next"], normalize="index")
    return m.reindex(index=["start"] + pages, columns=pages + ["exit"], fill_value=0)
""",
        judgement="wrong",
        misconception="next_row_of_whoever",
        reader="beginner",
        note="next row of whoever",
    ),
    Trial(
        "transition_matrix",
        """
def transition_matrix(events):
    if len(events) == 0:
        return pd.DataFrame()
    e = events.sort_values(["session_id", "ts", "event_id"]).copy()
    e["sku_id"] = e["sku_id"].fillna(0)
    heaps = e.groupby("session_id")
    same = (e["page"] == heaps["page"].shift(1)) & (e["sku_id"] == heaps["sku_id"].shift(1))
    e = e[~same].copy()
    e["next"] = e.groupby("session_id")["page"].shift(-1).fillna("exit")
    e["from"] = e["page"]
    first = e.drop_duplicates("session_id").copy()
    first["next"] = first["page"]
    first["from"] = "start"
    both = pd.concat([first, e])
    pages = sorted(e["page"].unique())
    m = pd.crosstab(both["from"], both["next"], normalize="index")
    return m.reindex(index=["start"] + pages, columns=pages + ["exit"], fill_value=0)
""",
        judgement="right",
        reader="beginner",
    ),
    Trial(
        "transition_matrix",
        """
def transition_matrix(events):
    if len(events) == 0:
        return pd.DataFrame()
    e = events.sort_values(["session_id", "ts", "event_id"]).copy()
    e["sku_id"] = e["sku_id"].fillna(-1)
    heaps = e.groupby("session_id")
    same = (e["page"] == heaps["page"].shift(1)) & (e["sku_id"] == heaps["sku_id"].shift(1))
    e = e[~same].copy()
    e["next"] = e.groupby("session_id")["page"].shift(-1).fillna("exit")
    e["from"] = e["page"]
    first = e.drop_duplicates("session_id").copy()
    first["next"] = first["page"]
    first["from"] = "start"
    both = pd.concat([first, e])
    pages = sorted(e["page"].unique())
    m = pd.crosstab(both["from"], both["next"])
    return m.reindex(index=["start"] + pages, columns=pages + ["exit"], fill_value=0)
""",
        judgement="wrong",
        misconception="numbers_of_steps",
        reader="beginner",
        note="numbers, not shares",
    ),
    Trial(
        "keyword_value",
        """
FEE = 20.0
def keyword_value(kw, margin):
    t = kw.copy()
    t["clicks"] = t["volume"] * t["ctr"]
    t["orders"] = t["clicks"] * t["cvr"]
    t["value"] = t["orders"] * margin - t["clicks"] * t["cpc"] - FEE
    t["is_long_tail"] = False
    return t.sort_values("value", ascending=False)
""",
        judgement="wrong",
        reader="beginner",
        note="all columns returned, fee for every word, no long tail",
    ),
    Trial(
        "keyword_value",
        """
FEE = 20.0
def keyword_value(kw, margin):
    t = kw.sort_values("volume", ascending=False).copy()
    t["clicks"] = t["volume"] * t["ctr"]
    t["orders"] = t["clicks"] * t["cvr"]
    t["value"] = t["orders"] * (margin - t["cpc"]) - FEE
    t["is_long_tail"] = t["volume"].cumsum() / t["volume"].sum() >= 0.8
    return t[["keyword", "clicks", "orders", "value", "is_long_tail"]].sort_values("value", ascending=False)
""",
        judgement="wrong",
        reader="beginner",
        note="running sum with the word itself, price per order",
    ),
    Trial(
        "keyword_value",
        """
FEE = 20.0
def keyword_value(kw, margin):
    t = kw.sort_values("volume", ascending=False).copy()
    t["clicks"] = t["volume"] * t["ctr"]
    t["orders"] = t["clicks"] * t["cvr"]
    t["value"] = t["orders"] * margin - t["clicks"] * t["cpc"] - FEE * (t["clicks"] > 0)
    t["is_long_tail"] = (t["volume"].cumsum() - t["volume"]) / t["volume"].sum() >= 0.8
    t = t[["keyword", "clicks", "orders", "value", "is_long_tail"]]
    return t.sort_values(["value", "keyword"], ascending=[False, True]).reset_index()
""",
        judgement="wrong",
        reader="beginner",
        note="an extra column `index`",
    ),
    Trial(
        "keyword_value",
        """
FEE = 20.0
def keyword_value(kw, margin):
    t = kw.sort_values("volume", ascending=False).copy()
    t["clicks"] = t["volume"] * t["ctr"]
    t["orders"] = t["clicks"] * t["cvr"]
    t["value"] = t["orders"] * margin - t["clicks"] * t["cpc"] - FEE * (t["clicks"] > 0)
    t["is_long_tail"] = (t["volume"].cumsum() - t["volume"]) / t["volume"].sum() >= 0.8
    t = t[["keyword", "clicks", "orders", "value", "is_long_tail"]]
    return t.sort_values(["value", "keyword"], ascending=[False, True]).reset_index(drop=True)
""",
        judgement="wrong",
        misconception="nothing_times_unknown_left_missing",
        reader="beginner",
        note="no searches times a missing rate",
    ),
    Trial(
        "keyword_value",
        """
FEE = 20.0
def keyword_value(kw, margin):
    t = kw.fillna(0).sort_values("volume", ascending=False).copy()
    t["clicks"] = t["volume"] * t["ctr"]
    t["orders"] = t["clicks"] * t["cvr"]
    t["value"] = t["orders"] * margin - t["clicks"] * t["cpc"] - FEE * (t["clicks"] > 0)
    t["is_long_tail"] = (t["volume"].cumsum() - t["volume"]) / t["volume"].sum() >= 0.8
    t = t[["keyword", "clicks", "orders", "value", "is_long_tail"]]
    return t.sort_values(["value", "keyword"], ascending=[False, True]).reset_index(drop=True)
""",
        judgement="wrong",
        misconception="missing_as_zero",
        reader="beginner",
        note="missing as 0",
    ),
    Trial(
        "keyword_value",
        """
FEE = 20.0
def keyword_value(kw, margin):
    t = kw.copy()
    t["ctr"] = t["ctr"].where(t["volume"] > 0, 0)
    t["clicks"] = t["volume"] * t["ctr"]
    t["cvr"] = t["cvr"].where(t["clicks"] != 0, 0)
    t["orders"] = t["clicks"] * t["cvr"]
    t["value"] = t["orders"] * margin - t["clicks"] * t["cpc"] - FEE * (t["clicks"] > 0)
    total = t["volume"].sum()
    tail = []
    for v in t["volume"]:
        more = t[t["volume"] > v]["volume"].sum()
        tail.append(total > 0 and more >= 0.8 * total)
    t["is_long_tail"] = tail
    t = t.sort_values(["value", "keyword"], ascending=[False, True])
    return t[["keyword", "clicks", "orders", "value", "is_long_tail"]].reset_index(drop=True)
""",
        judgement="right",
        reader="beginner",
    ),
    Trial(
        "keyword_value",
        """
FEE = 20.0
def keyword_value(kw, margin):
    t = kw.copy()
    t["ctr"] = t["ctr"].where(t["volume"] > 0, 0)
    t["clicks"] = t["volume"] * t["ctr"]
    t["cvr"] = t["cvr"].where(t["clicks"] != 0, 0)
    t["orders"] = t["clicks"] * t["cvr"]
    t["value"] = t["orders"] * margin - t["clicks"] * t["cpc"] - FEE * (t["clicks"] > 0)
    total = t["volume"].sum()
    tail = []
    for v in t["volume"]:
        more = t[t["volume"] > v]["volume"].sum()
        tail.append(total > 0 and more >= 0.8 * total)
    t["is_long_tail"] = tail
    t = t.sort_values(["value", "keyword"], ascending=[False, True])
    return t[["keyword", "clicks", "orders", "value", "is_long_tail"]]
""",
        judgement="right",
        reader="beginner",
        note="rows not renumbered, which does not matter any more",
    ),
    Trial(
        "compose_title",
        """
def compose_title(kw, max_chars=30):
    t = kw.sort_values("value", ascending=False)
    return list(t["keyword"].head(3))
""",
        judgement="wrong",
        reader="beginner",
        note="all words by value, no limit",
    ),
    Trial(
        "compose_title",
        """
def compose_title(kw, max_chars=30):
    t = kw[kw["value"] > 0].groupby("keyword")["value"].max().reset_index()
    t["per"] = t["value"] / (t["keyword"].str.len() + 1)
    t = t.sort_values("per", ascending=False)
    words = []
    for w in t["keyword"]:
        if len(" ".join(words + [w])) <= max_chars:
            words = words + [w]
    return words
""",
        judgement="wrong",
        misconception="value_per_character_and_space_first",
        reader="beginner",
        note="value per character first",
    ),
    Trial(
        "compose_title",
        """
def compose_title(kw, max_chars=30):
    return ["tent", "UV"]
""",
        judgement="wrong",
        reader="beginner",
        note="the example's answer written out",
    ),
    Trial(
        "compose_title",
        """
def compose_title(kw, max_chars=30):
    t = kw[kw["value"] > 0].groupby("keyword")["value"].max()
    best = {0: (0, [])}
    for word in t.index:
        size = len(word) + 1
        for used in list(best):
            total, words = dict(best)[used]
        old = dict(best)
        for used in old:
            total, words = old[used]
            place = used + size
            if place <= max_chars + 1:
                if place not in best or best[place][0] < total + t[word]:
                    best[place] = (total + t[word], words + [word])
    answer = []
    top = 0
    for used in best:
        if best[used][0] > top:
            top, answer = best[used]
    return answer
""",
        judgement="right",
        reader="beginner",
    ),
    Trial(
        "compose_title",
        """
def compose_title(kw, max_chars=30):
    t = kw[kw["value"] > 0].groupby("keyword")["value"].first()
    best = {0: (0, [])}
    for word in t.index:
        size = len(word) + 1
        for used in list(best):
            total, words = dict(best)[used]
        old = dict(best)
        for used in old:
            total, words = old[used]
            place = used + size
            if place <= max_chars + 1:
                if place not in best or best[place][0] < total + t[word]:
                    best[place] = (total + t[word], words + [word])
    answer = []
    top = 0
    for used in best:
        if best[used][0] > top:
            top, answer = best[used]
    return answer
""",
        judgement="wrong",
        misconception="not_the_largest_value",
        reader="beginner",
        note="first value of a word",
    ),
    Trial(
        "compose_title",
        """
def compose_title(kw, max_chars=30):
    t = kw[kw["value"] > 0].groupby("keyword")["value"].max()
    best = {0: (0, [])}
    for word in t.index:
        size = len(word) + 1
        for used in list(best):
            total, words = dict(best)[used]
        old = dict(best)
        for used in old:
            total, words = old[used]
            place = used + size
            if place <= max_chars + 1:
                if place not in best or best[place][0] < total + t[word]:
                    best[place] = (total + t[word], words + [word])
    answer = []
    top = 0
    for used in best:
        if best[used][0] > top:
            top, answer = best[used]
    return " ".join(answer)
""",
        judgement="wrong",
        misconception="one_text",
        reader="beginner",
        note="one text",
    ),
    Trial(
        "compose_title",
        """
def compose_title(kw, max_chars=30):
    t = kw[kw["value"] >= 0].groupby("keyword")["value"].max()
    best = {0: (0, [])}
    for word in t.index:
        size = len(word) + 1
        for used in list(best):
            total, words = dict(best)[used]
        old = dict(best)
        for used in old:
            total, words = old[used]
            place = used + size
            if place <= max_chars + 1:
                if place not in best or best[place][0] < total + t[word]:
                    best[place] = (total + t[word], words + [word])
    answer = []
    top = 0
    for used in best:
        if best[used][0] > top:
            top, answer = best[used]
    return answer
""",
        judgement="right",
        reader="beginner",
    ),
    Trial(
        "chart_position",
        """
MIN_IMPRESSIONS = 100
def chart_position(rank_log):
    t = rank_log.groupby("rank")[["clicks", "impressions"]].sum()
    return plots.bar(t["clicks"] / t["impressions"], "位置", xlabel="名次", ylabel="点击率")
""",
        judgement="wrong",
        misconception="raw_click_rate",
        reader="beginner",
        note="raw click rate",
    ),
    Trial(
        "chart_position",
        """
MIN_IMPRESSIONS = 100
def chart_position(rank_log):
    t = rank_log[rank_log["impressions"] > 0].copy()
    g = t.groupby(["sku_id", "keyword"])
    t["ctr"] = g["clicks"].transform("sum") / g["impressions"].transform("sum")
    t["expected"] = t["impressions"] * t["ctr"]
    s = t.groupby("rank")[["clicks", "expected"]].sum()
    return plots.bar(s["clicks"] / s["expected"], "位置指数", xlabel="名次", ylabel="指数")
""",
        judgement="wrong",
        misconception="never_moved_kept",
        reader="beginner",
        note="offers that never moved kept",
    ),
    Trial(
        "chart_position",
        """
MIN_IMPRESSIONS = 100
def chart_position(rank_log):
    t = rank_log[rank_log["impressions"] > 0].copy()
    g = t.groupby(["sku_id", "keyword"])
    t = t[g["rank"].transform("nunique") >= 2].copy()
    g = t.groupby(["sku_id", "keyword"])
    t["ctr"] = g["clicks"].transform("sum") / g["impressions"].transform("sum")
    t["expected"] = t["impressions"] * t["ctr"]
    s = t.groupby("rank")[["clicks", "expected", "impressions"]].sum()
    s = s[(s["impressions"] >= MIN_IMPRESSIONS) & (s["expected"] > 0)]
    s = s.reindex([r for r in range(1, 11) if r in s.index])
    return plots.bar(s["clicks"] / s["expected"], "位置指数", xlabel="名次", ylabel="位置指数")
""",
        judgement="right",
        reader="beginner",
    ),
    Trial(
        "chart_position",
        """
MIN_IMPRESSIONS = 100
def chart_position(rank_log):
    t = rank_log[rank_log["impressions"] > 0].copy()
    t["expected"] = t["impressions"] * t["clicks"].sum() / t["impressions"].sum()
    s = t.groupby("rank")[["clicks", "expected", "impressions"]].sum()
    return plots.bar((s["clicks"] / s["expected"]).head(10), "位置指数", xlabel="名次", ylabel="位置指数")
""",
        judgement="wrong",
        misconception="click_rate_over_the_average",
        reader="beginner",
        note="expected from all goods",
    ),
    Trial(
        "chart_position",
        """
MIN_IMPRESSIONS = 100
def chart_position(rank_log):
    t = rank_log[rank_log["impressions"] > 0].copy()
    g = t.groupby(["sku_id", "keyword"])
    t = t[g["rank"].transform("nunique") >= 3].copy()
    g = t.groupby(["sku_id", "keyword"])
    t["ctr"] = g["clicks"].transform("sum") / g["impressions"].transform("sum")
    t["expected"] = t["impressions"] * t["ctr"]
    s = t.groupby("rank")[["clicks", "expected", "impressions"]].sum()
    s = s[(s["impressions"] >= MIN_IMPRESSIONS) & (s["expected"] > 0)]
    s = s.reindex([r for r in range(1, 11) if r in s.index])
    return plots.bar(s["clicks"] / s["expected"], "位置指数", xlabel="名次", ylabel="位置指数")
""",
        judgement="wrong",
        reader="beginner",
        note="three ranks asked for",
    ),
    Trial(
        "chart_position",
        """
MIN_IMPRESSIONS = 100
def chart_position(rank_log):
    t = rank_log[rank_log["impressions"] > 0].copy()
    g = t.groupby(["sku_id", "keyword"])
    t = t[g["rank"].transform("nunique") >= 2].copy()
    g = t.groupby(["sku_id", "keyword"])
    t["ctr"] = g["clicks"].transform("sum") / g["impressions"].transform("sum")
    t["expected"] = t["impressions"] * t["ctr"]
    s = t.groupby("rank")[["clicks", "expected", "impressions"]].sum()
    s = s[(s["impressions"] >= MIN_IMPRESSIONS) & (s["expected"] > 0)]
    s = s.reindex([r for r in range(1, 11) if r in s.index])
    return plots.bar(s["clicks"] / s["expected"], "位置指数")
""",
        judgement="wrong",
        reader="beginner",
        note="one axis without a label",
    ),
    Trial(
        "chart_position",
        """
MIN_IMPRESSIONS = 100
def chart_position(rank_log):
    t = rank_log[rank_log["impressions"] > 0].copy()
    g = t.groupby(["sku_id", "keyword"])
    t = t[g["rank"].transform("nunique") >= 2].copy()
    g = t.groupby(["sku_id", "keyword"])
    t["ctr"] = g["clicks"].transform("sum") / g["impressions"].transform("sum")
    t["expected"] = t["impressions"] * t["ctr"]
    s = t.groupby("rank")[["clicks", "expected", "impressions"]].sum()
    s = s[(s["impressions"] >= MIN_IMPRESSIONS) & (s["expected"] > 0)]
    s = s.reindex([r for r in range(1, 11) if r in s.index])
    plots.bar(s["clicks"] / s["expected"], "位置指数", xlabel="名次", ylabel="位置指数")
""",
        judgement="wrong",
        reader="beginner",
        note="nothing returned",
    ),
]
