"""Answers that readers gave to chapter 11 from the page alone, with a teacher's judgement by the question's text.

A reader's code stands as it was written; of some 130 versions the most telling stand here. The text was mended after they
were given; what it left open then (a channel that adds nothing, which clicks make MIN_CLICKS) is judged by what it says now.
"""

from classroom.cases import Trial

trials: list[Trial] = [
    Trial(
        "ad_metrics",
        """
def ad_metrics(ads, by, margin_rate):
    g = ads.groupby(by, dropna=False)[["impressions","clicks","visits","cost","orders","revenue","refund"]].sum()
    net = g["revenue"] - g["refund"]
    d = lambda a, b: a / b.where(b>0)
    out = pd.DataFrame({
        "ctr": d(g["clicks"], g["impressions"]), "cvr": d(g["orders"], g["clicks"]),
        "cpc": d(g["cost"], g["clicks"]), "cpa": d(g["cost"], g["orders"]),
        "roas": d(net, g["cost"]), "roi": d(margin_rate*net-g["cost"], g["cost"]),
        "cost_per_visit": d(g["cost"], g["visits"]), "revenue_per_conversion": d(g["revenue"], g["orders"])})
    return out.reset_index()
""",
        judgement="right",
        reader="professor",
        note="sums, zeros blanked",
    ),
    Trial(
        "ad_metrics",
        """
def ad_metrics(ads, by, margin_rate):
    rows=[]
    a = ads.fillna({"refund":0})
    for key, p in a.groupby(by, dropna=False, sort=True):
        s = p[["impressions","clicks","visits","cost","orders","revenue","refund"]].sum()
        q = lambda x,y: x/y if y else np.nan
        net = s.revenue - s.refund
        rows.append(dict(zip(by, key), ctr=q(s.clicks,s.impressions), cvr=q(s.orders,s.clicks), cpc=q(s.cost,s.clicks), cpa=q(s.cost,s.orders), roas=q(net,s.cost), roi=q(margin_rate*net-s.cost,s.cost), cost_per_visit=q(s.cost,s.visits), revenue_per_conversion=q(s.revenue,s.orders)))
    cols = list(by)+["ctr","cvr","cpc","cpa","roas","roi","cost_per_visit","revenue_per_conversion"]
    return pd.DataFrame(rows, columns=cols)
""",
        judgement="right",
        reader="professor",
        note="loop over groups",
    ),
    Trial(
        "ad_metrics",
        """
def ad_metrics(ads, by, margin_rate):
    g = ads.groupby(by, dropna=True)[["impressions","clicks","visits","cost","orders","revenue","refund"]].sum()
    net = g["revenue"] - g["refund"]
    d = lambda a, b: a / b.where(b>0)
    out = pd.DataFrame({
        "ctr": d(g["clicks"], g["impressions"]), "cvr": d(g["orders"], g["clicks"]),
        "cpc": d(g["cost"], g["clicks"]), "cpa": d(g["cost"], g["orders"]),
        "roas": d(net, g["cost"]), "roi": d(margin_rate*net-g["cost"], g["cost"]),
        "cost_per_visit": d(g["cost"], g["visits"]), "revenue_per_conversion": d(g["revenue"], g["orders"])})
    return out.reset_index()
""",
        judgement="wrong",
        misconception="wordless_rows_lost",
        reader="professor",
        note="groupby 丢了没有关键词的行",
    ),
    Trial(
        "ad_metrics",
        """
def ad_metrics(ads, by, margin_rate):
    g = ads.groupby(by, dropna=False)[["impressions","clicks","visits","cost","orders","revenue","refund"]].sum(min_count=1)
    net = g["revenue"] - g["refund"]
    d = lambda a, b: a / b.where(b>0)
    out = pd.DataFrame({
        "ctr": d(g["clicks"], g["impressions"]), "cvr": d(g["orders"], g["clicks"]),
        "cpc": d(g["cost"], g["clicks"]), "cpa": d(g["cost"], g["orders"]),
        "roas": d(net, g["cost"]), "roi": d(margin_rate*net-g["cost"], g["cost"]),
        "cost_per_visit": d(g["cost"], g["visits"]), "revenue_per_conversion": d(g["revenue"], g["orders"])})
    return out.reset_index()
""",
        judgement="wrong",
        misconception="returns_unknown_in_a_group",
        reader="professor",
        note="min_count=1：整组没有退款记录就成了缺失",
    ),
    Trial(
        "ad_metrics",
        """
def ad_metrics(ads, by, margin_rate):
    a = ads.copy()
    a["refund"] = a["refund"].fillna(0)
    d=lambda x,y: x/y.where(y>0)
    a["ctr"]=d(a.clicks,a.impressions); a["cvr"]=d(a.orders,a.clicks); a["cpc"]=d(a.cost,a.clicks); a["cpa"]=d(a.cost,a.orders)
    a["roas"]=d(a.revenue-a.refund,a.cost); a["roi"]=margin_rate*a["roas"]-1
    a["cost_per_visit"]=d(a.cost,a.visits); a["revenue_per_conversion"]=d(a.revenue,a.orders)
    return a.groupby(by, dropna=False)[["ctr","cvr","cpc","cpa","roas","roi","cost_per_visit","revenue_per_conversion"]].mean().reset_index()
""",
        judgement="wrong",
        misconception="means_of_all_ratios",
        reader="professor",
        note="各行比率的平均，零先变缺失",
    ),
    Trial(
        "ad_metrics",
        """
def ad_metrics(ads, by, margin_rate):
    ads = ads.assign(net=ads["revenue"]-ads["refund"])
    g = ads.groupby(by, dropna=False)[["impressions","clicks","visits","cost","orders","revenue","net"]].sum()
    d=lambda a,b:a/b.where(b>0); net=g.net
    return pd.DataFrame({"ctr":d(g.clicks,g.impressions),"cvr":d(g.orders,g.clicks),"cpc":d(g.cost,g.clicks),"cpa":d(g.cost,g.orders),"roas":d(net,g.cost),"roi":d(margin_rate*net-g.cost,g.cost),"cost_per_visit":d(g.cost,g.visits),"revenue_per_conversion":d(g.revenue,g.orders)}).reset_index()
""",
        judgement="wrong",
        misconception="returns_taken_off_by_row",
        reader="professor",
        note="先逐行减退款，缺失的行丢了金额",
    ),
    Trial(
        "ad_metrics",
        """
def ad_metrics(ads, by, margin_rate):
    g = ads.groupby(by, dropna=False)[["impressions","clicks","visits","cost","orders","revenue","refund"]].sum()
    net = g["revenue"] - g["refund"]
    d = lambda a, b: a / b.where(b>0)
    out = pd.DataFrame({
        "ctr": d(g["clicks"], g["impressions"]), "cvr": d(g["orders"], g["clicks"]),
        "cpc": d(g["cost"], g["clicks"]), "cpa": d(g["cost"], g["orders"]),
        "roas": d(net, g["cost"]), "roi": d(margin_rate*g["revenue"]-g["refund"]-g["cost"], g["cost"]),
        "cost_per_visit": d(g["cost"], g["visits"]), "revenue_per_conversion": d(g["revenue"], g["orders"])})
    return out.reset_index()
""",
        judgement="wrong",
        reader="professor",
        note="退款按全额从毛利里减",
    ),
    Trial(
        "break_even_roas",
        """
def break_even_roas(margin_rate):
    if margin_rate < 0 or margin_rate > 1:
        raise ValueError("margin")
    kept = margin_rate - 0.04
    if kept <= 0:
        return np.nan
    return 1 / kept
""",
        judgement="right",
        reader="professor",
        note="right at the first try",
    ),
    Trial(
        "break_even_roas",
        """
def break_even_roas(margin_rate):
    m = float(margin_rate)
    if not math.isnan(m) and not (0 <= m <= 1):
        raise ValueError("typing error")
    return 1 / (m - 0.04) if m > 0.04 else float("nan")
""",
        judgement="right",
        reader="professor",
        note="written another way",
    ),
    Trial(
        "break_even_roas",
        """
def break_even_roas(margin_rate):
    if margin_rate < 0 or margin_rate > 1:
        raise ValueError("margin")
    kept = margin_rate * 0.96
    if kept <= 0:
        return np.nan
    return 1 / kept
""",
        judgement="wrong",
        misconception="reserve_of_the_margin",
        reader="professor",
        note="预留算成毛利的一部分",
    ),
    Trial(
        "break_even_roas",
        """
def break_even_roas(margin_rate):
    if margin_rate < 0 or margin_rate > 1:
        raise ValueError("margin")
    kept = margin_rate - 0.04
    if kept <= 0:
        return np.nan
    return 1/margin_rate + 0.04
""",
        judgement="wrong",
        misconception="reserve_added_after",
        reader="professor",
        note="预留加到 ROAS 上",
    ),
    Trial(
        "break_even_roas",
        """
def break_even_roas(margin_rate):
    if not 0 < margin_rate < 1:
        raise ValueError("margin")
    kept = margin_rate - 0.04
    if kept <= 0:
        return np.nan
    return 1 / kept
""",
        judgement="wrong",
        misconception="one_refused",
        reader="professor",
        note="毛利率正好 1 也拒绝",
    ),
    Trial(
        "break_even_roas",
        """
def break_even_roas(margin_rate):
    if not 0 <= margin_rate <= 1:
        raise ValueError("margin")
    kept = margin_rate - 0.04
    if kept <= 0:
        return np.nan
    return 1 / kept
""",
        judgement="wrong",
        misconception="unknown_refused",
        reader="professor",
        note="毛利率未知时报错",
    ),
    Trial(
        "break_even_roas",
        """
def break_even_roas(margin_rate):
    if margin_rate < 0 or margin_rate > 1:
        raise ValueError("margin")
    kept = margin_rate - 0.04
    if kept < 0:
        return np.nan
    return 1 / kept
""",
        judgement="wrong",
        reader="professor",
        note="只防了小于 0，正好等于预留时除以零",
    ),
    Trial(
        "max_bid",
        """
def max_bid(cvr, margin_per_order, target_roi=0.0):
    if cvr < 0 or cvr > 1 or target_roi <= -1:
        raise ValueError("bad")
    bid = cvr * margin_per_order / (1 + target_roi)
    if bid > 8:
        return 8
    if bid < 0.10:
        return 0
    return bid
""",
        judgement="right",
        reader="professor",
        note="right at the first try",
    ),
    Trial(
        "max_bid",
        """
def max_bid(cvr, margin_per_order, target_roi=0.0):
    if cvr < 0 or cvr > 1 or target_roi <= -1:
        raise ValueError("bad")
    pass
    bid = cvr * margin_per_order / (1 + target_roi)
    return 0 if bid < 0.1 else min(8, bid)
""",
        judgement="wrong",
        misconception="unknown_rate_at_the_cap",
        reader="professor",
        note="min(8, nan) 是 8",
    ),
    Trial(
        "max_bid",
        """
def max_bid(cvr, margin_per_order, target_roi=0.0):
    if cvr < 0 or cvr > 1 or target_roi <= -1:
        raise ValueError("bad")
    pass
    bid = min(cvr*margin_per_order,8)/(1+target_roi)
    return 0 if bid < 0.1 else min(bid, 8)
""",
        judgement="wrong",
        misconception="capped_before_the_target",
        reader="professor",
        note="先封顶、后除目标",
    ),
    Trial(
        "max_bid",
        """
def max_bid(cvr, margin_per_order, target_roi=0.0):
    if cvr<0 or cvr>1 or target_roi < 0:
        raise ValueError("bad")
    pass
    bid = cvr * margin_per_order / (1 + target_roi)
    return 0 if bid < 0.1 else min(bid, 8)
""",
        judgement="wrong",
        misconception="negative_target_refused",
        reader="professor",
        note="拒绝小于 0 的目标",
    ),
    Trial(
        "max_bid",
        """
def max_bid(cvr, margin_per_order, target_roi=0.0):
    if not 0<=cvr<=1 or target_roi<=-1:
        raise ValueError("bad")
    pass
    bid = cvr * margin_per_order / (1 + target_roi)
    return 0 if bid < 0.1 else min(bid, 8)
""",
        judgement="wrong",
        misconception="unknown_rate_refused",
        reader="professor",
        note="not 0 <= cvr <= 1，未知也报错",
    ),
    Trial(
        "max_bid",
        """
def max_bid(cvr, margin_per_order, target_roi=0.0):
    if cvr<0 or cvr>1 or target_roi < -1:
        raise ValueError("bad")
    pass
    bid = cvr * margin_per_order / (1 + target_roi)
    return 0 if bid < 0.1 else min(bid, 8)
""",
        judgement="wrong",
        reader="professor",
        note="目标正好 -1 时除以零",
    ),
    Trial(
        "attribute",
        """
def attribute(paths, model="linear"):
    if model not in ["first","last","linear","position"]:
        raise ValueError(model)
    credit = {c: 0.0 for c in sorted(paths["channel"].unique())}
    conv = paths[paths["converted"]]
    for pid, p in conv.groupby("path_id"):
        p = p.sort_values("ts")
        p = p[p["ts"] >= p["ts"].max() - pd.Timedelta(days=7)]
        p = p[p["channel"] != p["channel"].shift()]
        ch = list(p["channel"]); n = len(ch)
        if model == "first": w = [1] + [0]*(n-1)
        elif model == "last": w = [0]*(n-1) + [1]
        elif model == "linear": w = [1/n]*n
        elif n == 1: w = [1]
        elif n == 2: w = [0.5,0.5]
        else: w = [0.4] + [0.2/(n-2)]*(n-2) + [0.4]
        for c, x in zip(ch, w): credit[c] += x
    return pd.Series(credit)
""",
        judgement="right",
        reader="professor",
        note="right at the first try",
    ),
    Trial(
        "attribute",
        """
def attribute(paths, model="linear"):
    if model not in ("first", "last", "linear", "position"):
        raise ValueError(model)
    p = paths[paths["converted"]].sort_values(["path_id","ts"])
    p = p[p.groupby("path_id")["ts"].transform("max") - p["ts"] <= pd.Timedelta(hours=168)]
    p = p[(p["channel"] != p["channel"].shift()) | (p["path_id"] != p["path_id"].shift())].copy()
    n = p.groupby("path_id")["ts"].transform("size"); i = p.groupby("path_id").cumcount()
    w = {"first": (i==0)*1.0, "last": (i==n-1)*1.0, "linear": 1/n,
         "position": pd.Series(np.select([n==1, n==2, (i==0)|(i==n-1)],[1.0,.5,.4], .2/(n-2).clip(lower=1)), index=p.index)}[model]
    return w.groupby(p["channel"]).sum().reindex(sorted(paths["channel"].unique()), fill_value=0.0)
""",
        judgement="right",
        reader="professor",
        note="all paths at once",
    ),
    Trial(
        "attribute",
        """
def attribute(paths, model="linear"):
    if model not in ["first","last","linear","position"]:
        raise ValueError(model)
    credit = {c: 0.0 for c in sorted(paths["channel"].unique())}
    conv = paths[paths["converted"]]
    for pid, p in conv.groupby("path_id"):
        p = p.sort_values("ts")
        p = p[p["channel"] != p["channel"].shift()]
        p = p[p["ts"] >= p["ts"].max() - pd.Timedelta(days=7)]
        ch = list(p["channel"]); n = len(ch)
        if model == "first": w = [1] + [0]*(n-1)
        elif model == "last": w = [0]*(n-1) + [1]
        elif model == "linear": w = [1/n]*n
        elif n == 1: w = [1]
        elif n == 2: w = [0.5,0.5]
        else: w = [0.4] + [0.2/(n-2)]*(n-2) + [0.4]
        for c, x in zip(ch, w): credit[c] += x
    return pd.Series(credit)
""",
        judgement="wrong",
        misconception="repeats_before_the_window",
        reader="professor",
        note="先并重复、后截窗口",
    ),
    Trial(
        "attribute",
        """
def attribute(paths, model="linear"):
    if model not in ["first","last","linear","position"]:
        raise ValueError(model)
    credit = {c: 0.0 for c in sorted(paths["channel"].unique())}
    conv = paths[paths["converted"]]
    for pid, p in conv.groupby("path_id"):
        p = p.sort_values("ts")
        p = p[p["ts"] >= p["ts"].max() - pd.Timedelta(days=7)]
        p = p[p["channel"] != p["channel"].shift()]
        ch = list(p["channel"]); n = len(ch)
        if model == "first": w = [1] + [0]*(n-1)
        elif model == "last": w = [0]*(n-1) + [1]
        elif model == "linear": w = [1/n]*n
        elif n == 1: w = [1]
        elif n == 2: w = [0.5,0.5]
        else: w = [0.4] + [0.2]*(n-2) + [0.4]
        for c, x in zip(ch, w): credit[c] += x
    return pd.Series(credit)
""",
        judgement="wrong",
        misconception="middle_not_shared",
        reader="professor",
        note="中间的每次都给 0.2",
    ),
    Trial(
        "attribute",
        """
def attribute(paths, model="linear"):
    if model not in ["first","last","linear","position"]:
        raise ValueError(model)
    credit = {c: 0.0 for c in sorted(paths["channel"].unique())}
    conv = paths[paths["converted"]]
    for pid, p in conv.groupby("path_id"):
        p = p.sort_values("ts")
        p = p[p["ts"] <= p["ts"].min()+pd.Timedelta(days=7)]
        p = p[p["channel"] != p["channel"].shift()]
        ch = list(p["channel"]); n = len(ch)
        if model == "first": w = [1] + [0]*(n-1)
        elif model == "last": w = [0]*(n-1) + [1]
        elif model == "linear": w = [1/n]*n
        elif n == 1: w = [1]
        elif n == 2: w = [0.5,0.5]
        else: w = [0.4] + [0.2/(n-2)]*(n-2) + [0.4]
        for c, x in zip(ch, w): credit[c] += x
    return pd.Series(credit)
""",
        judgement="wrong",
        misconception="window_from_the_first_click",
        reader="professor",
        note="七天从第一次点击数起",
    ),
    Trial(
        "attribute",
        """
def attribute(paths, model="linear"):
    if model not in ["first","last","linear","position"]:
        raise ValueError(model)
    credit = {c: 0.0 for c in sorted(paths["channel"].unique())}
    conv = paths[paths["converted"] & (paths["ts"] >= paths["ts"].max()-pd.Timedelta(days=7))]
    for pid, p in conv.groupby("path_id"):
        p = p.sort_values("ts")
        p = p[p["channel"] != p["channel"].shift()]
        ch = list(p["channel"]); n = len(ch)
        if model == "first": w = [1] + [0]*(n-1)
        elif model == "last": w = [0]*(n-1) + [1]
        elif model == "linear": w = [1/n]*n
        elif n == 1: w = [1]
        elif n == 2: w = [0.5,0.5]
        else: w = [0.4] + [0.2/(n-2)]*(n-2) + [0.4]
        for c, x in zip(ch, w): credit[c] += x
    return pd.Series(credit)
""",
        judgement="wrong",
        misconception="one_window_for_all_paths",
        reader="professor",
        note="整张表一个窗口",
    ),
    Trial(
        "attribute",
        """
def attribute(paths, model="linear"):
    if model not in ("first", "last", "linear", "position"):
        raise ValueError(model)
    p = paths[paths["converted"]].sort_values(["path_id","ts"])
    p = p[p.groupby("path_id")["ts"].transform("max") - p["ts"] <= pd.Timedelta(hours=168)]
    p = p[(p["channel"] != p["channel"].shift())].copy()
    n = p.groupby("path_id")["ts"].transform("size"); i = p.groupby("path_id").cumcount()
    w = {"first": (i==0)*1.0, "last": (i==n-1)*1.0, "linear": 1/n,
         "position": pd.Series(np.select([n==1, n==2, (i==0)|(i==n-1)],[1.0,.5,.4], .2/(n-2).clip(lower=1)), index=p.index)}[model]
    return w.groupby(p["channel"]).sum().reindex(sorted(paths["channel"].unique()), fill_value=0.0)
""",
        judgement="wrong",
        misconception="repeats_across_paths",
        reader="professor",
        note="并重复时跨了路径",
    ),
    Trial(
        "allocate_budget",
        """
def allocate_budget(curves, budget, step=100.0):
    if budget < 0 or step <= 0:
        raise ValueError("bad")
    spend = {c: 0.0 for c in curves["channel"]}
    left = budget
    while left > 0:
        e = min(step, left)
        best, gain = None, -np.inf
        for r in curves.sort_values("channel").itertuples():
            x = spend[r.channel]
            if x + e > r.cap: continue
            g = r.margin * r.ceiling * (np.exp(-x/r.scale) - np.exp(-(x+e)/r.scale))
            if g > gain:
                best, gain = r.channel, g
        if best is None: break
        spend[best] += e
        left -= e
    return pd.Series(spend, dtype=float)
""",
        judgement="right",
        reader="professor",
        note="starts from minus infinity",
    ),
    Trial(
        "allocate_budget",
        """
def allocate_budget(curves, budget, step=100.0):
    if budget < 0 or step <= 0:
        raise ValueError("bad")
    c = curves.sort_values("channel").set_index("channel")
    got = pd.Series(0.0, index=c.index)
    left = float(budget)
    while left > 1e-9 and len(c):
        e = min(step, left)
        room = got + e <= c["cap"] + 1e-9
        if not room.any(): break
        add = c["margin"]*c["ceiling"]*(np.exp(-got/c["scale"])-np.exp(-(got+e)/c["scale"]))
        got[add[room].idxmax()] += e
        left -= e
    return got.reindex(curves["channel"])
""",
        judgement="right",
        reader="professor",
        note="idxmax",
    ),
    Trial(
        "allocate_budget",
        """
def allocate_budget(curves, budget, step=100.0):
    if budget < 0 or step <= 0:
        raise ValueError("bad")
    spend = {c: 0.0 for c in curves["channel"]}
    left = budget
    while left > 0:
        e = min(step, left)
        best, gain = None, 0
        for r in curves.sort_values("channel").itertuples():
            x = spend[r.channel]
            if x + e > r.cap: continue
            g = r.margin * r.ceiling * (np.exp(-x/r.scale) - np.exp(-(x+e)/r.scale))
            if g > gain:
                best, gain = r.channel, g
        if best is None: break
        spend[best] += e
        left -= e
    return pd.Series(spend)
""",
        judgement="wrong",
        misconception="stops_where_nothing_is_added",
        reader="professor",
        note="第一次认真答：多带来 0 元就停",
    ),
    Trial(
        "allocate_budget",
        """
def allocate_budget(curves, budget, step=100.0):
    if budget < 0 or step <= 0:
        raise ValueError("bad")
    spend = {c: 0.0 for c in curves["channel"]}
    left = budget
    while left > 0:
        e = min(step, left)
        best, gain = None, -np.inf
        for r in curves.sort_values("channel").itertuples():
            x = spend[r.channel]
            if x + e > r.cap: continue
            g = r.margin * r.ceiling * (np.exp(-x/r.scale) - np.exp(-(x+e)/r.scale))
            if g >= gain:
                best, gain = r.channel, g
        if best is None: break
        spend[best] += e
        left -= e
    return pd.Series(spend, dtype=float)
""",
        judgement="wrong",
        misconception="ties_by_last_name",
        reader="professor",
        note="用 >=，平手给了名称在后的",
    ),
    Trial(
        "allocate_budget",
        """
def allocate_budget(curves, budget, step=100.0):
    if budget < 0 or step <= 0:
        raise ValueError("bad")
    spend = {c: 0.0 for c in curves["channel"]}
    left = budget
    while left > 0:
        e = min(step, left)
        best, gain = None, -np.inf
        for r in curves.sort_values("channel").itertuples():
            x = spend[r.channel]
            if x >= r.cap: continue
            g = r.margin * r.ceiling * (np.exp(-x/r.scale) - np.exp(-(x+e)/r.scale))
            if g > gain:
                best, gain = r.channel, g
        if best is None: break
        spend[best] += e
        left -= e
    return pd.Series(spend, dtype=float)
""",
        judgement="wrong",
        misconception="room_before_the_envelope",
        reader="professor",
        note="只看装之前满没满",
    ),
    Trial(
        "allocate_budget",
        """
def allocate_budget(curves, budget, step=100.0):
    if budget < 0 or step <= 0:
        raise ValueError("bad")
    c = curves.sort_values("channel").set_index("channel")
    got = pd.Series(0.0, index=c.index)
    left = float(budget)
    while left > 1e-9 and len(c):
        e = min(step, left)
        room = c["cap"] - got
        if not (room > 1e-9).any(): break
        add = c["margin"]*c["ceiling"]*(np.exp(-got/c["scale"])-np.exp(-(got+e)/c["scale"]))
        best = add[room > 1e-9].idxmax()
        e = min(e, room[best]); got[best] += e
        left -= e
    return got.reindex(curves["channel"])
""",
        judgement="wrong",
        misconception="envelope_opened_at_the_cap",
        reader="professor",
        note="拆信封填到上限",
    ),
    Trial(
        "allocate_budget",
        """
def allocate_budget(curves, budget, step=100.0):
    if budget < 0 or step <= 0:
        raise ValueError("bad")
    spend = {c: 0.0 for c in curves["channel"]}
    left = budget
    while left > 0:
        e = min(step, left)
        best, gain = None, -np.inf
        for r in curves.sort_values("channel").itertuples():
            x = spend[r.channel]
            if x + step > r.cap: continue
            g = r.margin * r.ceiling * (np.exp(-x/r.scale) - np.exp(-(x+e)/r.scale))
            if g > gain:
                best, gain = r.channel, g
        if best is None: break
        spend[best] += e
        left -= e
    return pd.Series(spend, dtype=float)
""",
        judgement="wrong",
        misconception="room_for_a_full_step",
        reader="professor",
        note="最后半个信封按整个看",
    ),
    Trial(
        "incremental_roi",
        """
def incremental_roi(treat, control, cost, margin_rate):
    t = (treat["during"] - treat["before"]).dropna()
    c = (control["during"] - control["before"]).dropna()
    n = len(treat)
    nan = float("nan")
    if len(t) == 0 or len(c) == 0:
        return dict.fromkeys(["lift","iroas","roi","roi_low","roi_high"], nan)
    lift = t.mean() - c.mean()
    half = 1.96 * np.sqrt(t.var()/len(t) + c.var()/len(c))
    if cost == 0:
        return {"lift": lift, "iroas": nan, "roi": nan, "roi_low": nan, "roi_high": nan}
    f = lambda x: (margin_rate * x * n - cost) / cost
    return {"lift": lift, "iroas": lift*n/cost, "roi": f(lift), "roi_low": f(lift-half), "roi_high": f(lift+half)}
""",
        judgement="right",
        reader="professor",
        note="guarded",
    ),
    Trial(
        "incremental_roi",
        """
def incremental_roi(treat, control, cost, margin_rate):
    a = treat.eval("during - before").to_numpy(float); b = control.eval("during - before").to_numpy(float)
    a, b = a[~np.isnan(a)], b[~np.isnan(b)]
    out = dict.fromkeys(["lift","iroas","roi","roi_low","roi_high"], np.nan)
    if not a.size or not b.size: return out
    lift = out["lift"] = a.mean() - b.mean()
    if cost == 0: return out
    k = len(treat) / cost
    se = np.sqrt(sum(pd.Series(x).var()/x.size for x in (a, b)))
    out.update(iroas=lift*k, roi=margin_rate*lift*k-1, roi_low=margin_rate*(lift-1.96*se)*k-1, roi_high=margin_rate*(lift+1.96*se)*k-1)
    return out
""",
        judgement="right",
        reader="professor",
        note="numpy",
    ),
    Trial(
        "incremental_roi",
        """
def incremental_roi(treat, control, cost, margin_rate):
    t = (treat["during"] - treat["before"]).dropna()
    c = (control["during"] - control["before"]).dropna()
    n = len(treat)
    nan = float("nan")
    if len(t) == 0 or len(c) == 0:
        return dict.fromkeys(["lift","iroas","roi","roi_low","roi_high"], nan)
    lift = t.mean() - c.mean()
    half = 1.96*np.sqrt(t.var()/len(treat)+c.var()/len(control))
    if cost == 0:
        return {"lift": lift, "iroas": nan, "roi": nan, "roi_low": nan, "roi_high": nan}
    f = lambda x: (margin_rate * x * n - cost) / cost
    return {"lift": lift, "iroas": lift*n/cost, "roi": f(lift), "roi_low": f(lift-half), "roi_high": f(lift+half)}
""",
        judgement="wrong",
        misconception="all_areas_under_the_root",
        reader="professor",
        note="根号里用了全部区域数",
    ),
    Trial(
        "incremental_roi",
        """
def incremental_roi(treat, control, cost, margin_rate):
    t = treat["during"].dropna()
    c = control["during"].dropna()
    n = len(treat)
    nan = float("nan")
    if len(t) == 0 or len(c) == 0:
        return dict.fromkeys(["lift","iroas","roi","roi_low","roi_high"], nan)
    lift = t.mean() - c.mean()
    half = 1.96 * np.sqrt(t.var()/len(t) + c.var()/len(c))
    if cost == 0:
        return {"lift": lift, "iroas": nan, "roi": nan, "roi_low": nan, "roi_high": nan}
    f = lambda x: (margin_rate * x * n - cost) / cost
    return {"lift": lift, "iroas": lift*n/cost, "roi": f(lift), "roi_low": f(lift-half), "roi_high": f(lift+half)}
""",
        judgement="wrong",
        misconception="only_the_test_weeks_known",
        reader="professor",
        note="只比试验期间",
    ),
    Trial(
        "incremental_roi",
        """
def incremental_roi(treat, control, cost, margin_rate):
    t = (treat["during"] - treat["before"]).dropna()
    c = (control["during"] - control["before"]).dropna()
    n = len(treat)
    nan = float("nan")
    if len(t) == 0 or len(c) == 0:
        return dict.fromkeys(["lift","iroas","roi","roi_low","roi_high"], nan)
    lift = (treat["during"].mean()-treat["before"].mean())-(control["during"].mean()-control["before"].mean())
    half = 1.96 * np.sqrt(t.var()/len(t) + c.var()/len(c))
    if cost == 0:
        return {"lift": lift, "iroas": nan, "roi": nan, "roi_low": nan, "roi_high": nan}
    f = lambda x: (margin_rate * x * n - cost) / cost
    return {"lift": lift, "iroas": lift*n/cost, "roi": f(lift), "roi_low": f(lift-half), "roi_high": f(lift+half)}
""",
        judgement="wrong",
        misconception="means_by_column",
        reader="professor",
        note="两列各算各的平均",
    ),
    Trial(
        "incremental_roi",
        """
def incremental_roi(treat, control, cost, margin_rate):
    t = (treat["during"] - treat["before"]).dropna()
    c = (control["during"] - control["before"]).dropna()
    n = len(treat)
    nan = float("nan")
    if len(t) == 0 or len(c) == 0:
        return dict.fromkeys(["lift","iroas","roi","roi_low","roi_high"], nan)
    lift = t.mean() - c.mean()
    half = 1.96 * np.sqrt(t.var()/len(t) + c.var()/len(c))
    if cost == 0:
        return {"lift": lift, "iroas": nan, "roi": nan, "roi_low": nan, "roi_high": nan}
    f = lambda x: (margin_rate * x * n - cost) / cost
    return {"lift": lift, "iroas": lift*len(t)/cost, "roi": f(lift), "roi_low": f(lift-half), "roi_high": f(lift+half)}
""",
        judgement="wrong",
        misconception="paid_areas_forgotten_in_iroas",
        reader="professor",
        note="只有 iroas 用错区域数",
    ),
    Trial(
        "incremental_roi",
        """
def incremental_roi(treat, control, cost, margin_rate):
    t = (treat["during"] - treat["before"]).dropna()
    c = (control["during"] - control["before"]).dropna()
    n = len(treat)
    nan = float("nan")
    if len(t) == 0:
        return dict.fromkeys(["lift","iroas","roi","roi_low","roi_high"], nan)
    lift = t.mean() - c.mean()
    half = 1.96 * np.sqrt(t.var()/len(t) + c.var()/len(c))
    if cost == 0:
        return {"lift": lift, "iroas": nan, "roi": nan, "roi_low": nan, "roi_high": nan}
    f = lambda x: (margin_rate * x * n - cost) / cost
    return {"lift": lift, "iroas": lift*n/cost, "roi": f(lift), "roi_low": f(lift-half), "roi_high": f(lift+half)}
""",
        judgement="wrong",
        reader="professor",
        note="只防了投放组为空",
    ),
    Trial(
        "chart_blocks",
        """
MIN_CLICKS = 5
def chart_blocks(clicks, as_of):
    c = clicks.copy()
    t = pd.Timestamp(as_of)
    c = c[c["clicked_at"] <= t - pd.Timedelta(hours=72)]
    ok = c["ordered_at"] - c["clicked_at"] <= pd.Timedelta(hours=72)
    c["p"] = c["profit"].where(ok, 0)
    names = ["00-06","06-12","12-18","18-24"]
    c["block"] = pd.cut(c["clicked_at"].dt.hour, [-1,5,11,17,23], labels=names)
    g = c.groupby("block", observed=False).agg(n=("cost","size"), cost=("cost","sum"), p=("p","sum"))
    g = g[g["n"] >= MIN_CLICKS]
    roi = (g["p"] - g["cost"]) / g["cost"]
    import matplotlib.pyplot as plt
    fig, ax = plt.subplots()
    ax.bar(list(roi.index), roi)
    ax.set_title("ROI by block"); ax.set_xlabel("Hour of click"); ax.set_ylabel("ROI")
    return ax
""",
        judgement="right",
        reader="professor",
        note="right at the first try",
    ),
    Trial(
        "chart_blocks",
        """
MIN_CLICKS = 5
def chart_blocks(clicks, as_of):
    age = pd.Timestamp(as_of) - clicks["clicked_at"]
    ripe = clicks[age >= "72h"]
    delay = ripe["ordered_at"] - ripe["clicked_at"]
    ripe = ripe.assign(earned=np.where(delay <= pd.Timedelta("3D"), ripe["profit"], 0.0), block=(ripe["clicked_at"].dt.hour // 6).map(dict(enumerate(["00-06","06-12","12-18","18-24"]))))
    t = ripe.pivot_table(index="block", values=["cost","earned"], aggfunc="sum")
    n = ripe["block"].value_counts().reindex(t.index)
    roi = (t["earned"] / t["cost"] - 1)[n >= MIN_CLICKS].rename("ROI")
    ax = roi.plot.bar(title="ROI by block")
    ax.set_xlabel("block"); ax.set_ylabel("ROI")
    return ax
""",
        judgement="right",
        reader="professor",
        note="pandas plot",
    ),
    Trial(
        "chart_blocks",
        """
MIN_CLICKS = 5
def chart_blocks(clicks, as_of):
    c = clicks.copy()
    t = pd.Timestamp(as_of)
    c = c[(c["clicked_at"] <= t - pd.Timedelta(hours=72)) & ~((c["ordered_at"]-c["clicked_at"]) > pd.Timedelta(hours=72))]
    ok = c["ordered_at"] - c["clicked_at"] <= pd.Timedelta(hours=72)
    c["p"] = c["profit"].where(ok, 0)
    names = ["00-06","06-12","12-18","18-24"]
    c["block"] = pd.cut(c["clicked_at"].dt.hour, [-1,5,11,17,23], labels=names)
    g = c.groupby("block", observed=False).agg(n=("cost","size"), cost=("cost","sum"), p=("p","sum"))
    g = g[g["n"] >= MIN_CLICKS]
    roi = (g["p"] - g["cost"]) / g["cost"]
    import matplotlib.pyplot as plt
    fig, ax = plt.subplots()
    ax.bar(list(roi.index), roi)
    ax.set_title("ROI by block"); ax.set_xlabel("Hour of click"); ax.set_ylabel("ROI")
    return ax
""",
        judgement="wrong",
        misconception="late_orders_without_cost",
        reader="professor",
        note="单太晚的点击连花费也丢了",
    ),
    Trial(
        "chart_blocks",
        """
MIN_CLICKS = 5
def chart_blocks(clicks, as_of):
    c = clicks.copy()
    t = pd.Timestamp(as_of)
    c = c[c["clicked_at"] <= t - pd.Timedelta(hours=72)]
    ok = c["ordered_at"] - c["clicked_at"] <= pd.Timedelta(hours=72)
    c["p"] = c["profit"].where(ok, 0)
    names = ["00-06","06-12","12-18","18-24"]
    c["block"] = pd.cut(c["ordered_at"].dt.hour, [-1,5,11,17,23], labels=names)
    g = c.groupby("block", observed=False).agg(n=("cost","size"), cost=("cost","sum"), p=("p","sum"))
    g = g[g["n"] >= MIN_CLICKS]
    roi = (g["p"] - g["cost"]) / g["cost"]
    import matplotlib.pyplot as plt
    fig, ax = plt.subplots()
    ax.bar(list(roi.index), roi)
    ax.set_title("ROI by block"); ax.set_xlabel("Hour of click"); ax.set_ylabel("ROI")
    return ax
""",
        judgement="wrong",
        misconception="blocks_of_the_order",
        reader="professor",
        note="按下单的钟点分",
    ),
    Trial(
        "chart_blocks",
        """
MIN_CLICKS = 5
def chart_blocks(clicks, as_of):
    c = clicks.copy()
    t = pd.Timestamp(as_of)
    c = c[c["clicked_at"] <= t - pd.Timedelta(hours=72)]
    ok = c["ordered_at"] - c["clicked_at"] <= pd.Timedelta(hours=72)
    c["p"] = c["profit"].where(ok, 0)
    names = ["00-06","06-12","12-18","18-24"]
    c["block"] = pd.cut(c["clicked_at"].dt.hour, [-1,6,12,18,24], labels=names)
    g = c.groupby("block", observed=False).agg(n=("cost","size"), cost=("cost","sum"), p=("p","sum"))
    g = g[g["n"] >= MIN_CLICKS]
    roi = (g["p"] - g["cost"]) / g["cost"]
    import matplotlib.pyplot as plt
    fig, ax = plt.subplots()
    ax.bar(list(roi.index), roi)
    ax.set_title("ROI by block"); ax.set_xlabel("Hour of click"); ax.set_ylabel("ROI")
    return ax
""",
        judgement="wrong",
        misconception="twelve_in_the_morning",
        reader="professor",
        note="pd.cut 边界差一小时",
    ),
    Trial(
        "chart_blocks",
        """
MIN_CLICKS = 5
def chart_blocks(clicks, as_of):
    c = clicks.copy()
    t = pd.Timestamp(as_of)
    c = c[c["clicked_at"] <= t - pd.Timedelta(hours=72)]
    ok = c["ordered_at"] - c["clicked_at"] <= pd.Timedelta(hours=72)
    c["p"] = c["profit"].where(ok, 0)
    names = ["00-06","06-12","12-18","18-24"]
    c["block"] = pd.cut(c["clicked_at"].dt.hour, [-1,5,11,17,23], labels=names)
    g = c.groupby("block", observed=False).agg(n=("cost","size"), cost=("cost","sum"), p=("p","sum"))
    g = g[clicks.groupby(clicks["clicked_at"].dt.hour//6).size().reindex(range(4),fill_value=0).to_numpy() >= MIN_CLICKS]
    roi = (g["p"] - g["cost"]) / g["cost"]
    import matplotlib.pyplot as plt
    fig, ax = plt.subplots()
    ax.bar(list(roi.index), roi)
    ax.set_title("ROI by block"); ax.set_xlabel("Hour of click"); ax.set_ylabel("ROI")
    return ax
""",
        judgement="wrong",
        misconception="young_clicks_make_five",
        reader="professor",
        note="数 MIN_CLICKS 时算了没满期的",
    ),
    Trial(
        "chart_blocks",
        """
MIN_CLICKS = 5
def chart_blocks(clicks, as_of):
    c = clicks.copy()
    t = pd.Timestamp(as_of)
    c = c[c["clicked_at"] <= t - pd.Timedelta(hours=72)]
    ok = c["ordered_at"] - c["clicked_at"] <= pd.Timedelta(hours=72)
    c["p"] = c["profit"].where(ok, 0)
    names = ["00-06","06-12","12-18","18-24"]
    c["block"] = pd.cut(c["clicked_at"].dt.hour, [-1,5,11,17,23], labels=names)
    g = c.groupby("block", observed=False).agg(n=("cost","size"), cost=("cost","sum"), p=("p","sum"))
    g = g[c[ok | c["ordered_at"].isna()].groupby("block",observed=False).size() >= MIN_CLICKS]
    roi = (g["p"] - g["cost"]) / g["cost"]
    import matplotlib.pyplot as plt
    fig, ax = plt.subplots()
    ax.bar(list(roi.index), roi)
    ax.set_title("ROI by block"); ax.set_xlabel("Hour of click"); ax.set_ylabel("ROI")
    return ax
""",
        judgement="wrong",
        misconception="late_orders_make_four",
        reader="professor",
        note="数 MIN_CLICKS 时丢了单太晚的",
    ),
    Trial(
        "chart_blocks",
        """
MIN_CLICKS = 5
def chart_blocks(clicks, as_of):
    c = clicks.copy()
    t = pd.Timestamp(as_of)
    c = c[c["clicked_at"] <= t - pd.Timedelta(hours=72)]
    ok = (c["ordered_at"] - c["clicked_at"] <= pd.Timedelta(hours=72)) & (c["ordered_at"] <= t - pd.Timedelta(hours=72))
    c["p"] = c["profit"].where(ok, 0)
    names = ["00-06","06-12","12-18","18-24"]
    c["block"] = pd.cut(c["clicked_at"].dt.hour, [-1,5,11,17,23], labels=names)
    g = c.groupby("block", observed=False).agg(n=("cost","size"), cost=("cost","sum"), p=("p","sum"))
    g = g[g["n"] >= MIN_CLICKS]
    roi = (g["p"] - g["cost"]) / g["cost"]
    import matplotlib.pyplot as plt
    fig, ax = plt.subplots()
    ax.bar(list(roi.index), roi)
    ax.set_title("ROI by block"); ax.set_xlabel("Hour of click"); ax.set_ylabel("ROI")
    return ax
""",
        judgement="wrong",
        misconception="ripe_orders_asked",
        reader="professor",
        note="要求订单也满 72 小时",
    ),
]
