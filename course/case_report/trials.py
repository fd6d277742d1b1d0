"""Answers to the case report written from the released notebook alone, with a teacher's judgement by the question's text.

They come from a walk-through of the notebook and from a reader who tried two plausible readings of every rule.
"""

from classroom.cases import Trial

trials: list[Trial] = [
    Trial(
        "profit_gap",
        """
def profit_gap(plan, actual):
    both = plan.merge(actual, on="week", suffixes=("_plan", "_real"))
    if both.empty:
        return {"visits": 0, "conversion": 0, "price": 0, "unit_cost": 0, "total": 0}
    s = both.sum(numeric_only=True)
    def figures(kind):
        v, o = s["visits_" + kind], s["orders_" + kind]
        return [v, o / v if v else None, s["sales_" + kind] / o if o else None, s["cost_" + kind] / o if o else None]
    now, real = figures("plan"), figures("real")
    profit = lambda f: f[0] * f[1] * (f[2] - f[3])
    out = {}
    for i, name in enumerate(["visits", "conversion", "price", "unit_cost"]):
        before = profit(now)
        if real[i] is not None:
            now[i] = real[i]
        out[name] = profit(now) - before
    out["total"] = sum(out.values())
    return out
""",
        judgement="right",
        reader="walk-through",
        note="replaces one figure after the other in a list",
    ),
    Trial(
        "profit_gap",
        """
def profit_gap(plan, actual):
    p = plan[["visits", "orders", "sales", "cost"]].sum()
    a = actual[["visits", "orders", "sales", "cost"]].sum()
    pc, pp, pk = p.orders / p.visits, p.sales / p.orders, p.cost / p.orders
    ac, ap, ak = a.orders / a.visits, a.sales / a.orders, a.cost / a.orders
    out = {
        "visits": (a.visits - p.visits) * pc * (pp - pk),
        "conversion": a.visits * (ac - pc) * (pp - pk),
        "price": a.orders * (ap - pp),
        "unit_cost": -a.orders * (ak - pk),
    }
    out["total"] = sum(out.values())
    return out
""",
        judgement="wrong",
        misconception="weeks_of_each_table",
        reader="walk-through",
        note="no look at the weeks at all, and 0 / 0 where nothing was ordered",
    ),
    Trial(
        "profit_gap",
        """
def profit_gap(plan, actual):
    weeks = set(plan["week"]) & set(actual["week"])
    p = plan[plan["week"].isin(weeks)]
    a = actual[actual["week"].isin(weeks)]
    if len(p) == 0:
        return dict(visits=0.0, conversion=0.0, price=0.0, unit_cost=0.0, total=0.0)
    v0, n0, s0, k0 = p.visits.sum(), p.orders.sum(), p.sales.sum(), p.cost.sum()
    v1, n1, s1, k1 = a.visits.sum(), a.orders.sum(), a.sales.sum(), a.cost.sum()
    m0 = (s0 - k0) / n0
    out = {
        "visits": (v1 - v0) * n0 / v0 * m0,
        "conversion": v0 * (n1 / v1 - n0 / v0) * m0 if v1 else 0.0,
        "price": n0 * (s1 / n1 - s0 / n0) if n1 else 0.0,
        "unit_cost": -n0 * (k1 / n1 - k0 / n0) if n1 else 0.0,
    }
    out["total"] = sum(out.values())
    return out
""",
        judgement="wrong",
        misconception="each_alone",
        reader="walk-through",
        note="each effect with the plan's other figures",
    ),
    Trial(
        "order_of_breaks",
        """
BRANCHES = ["supply", "service", "market", "conversion", "traffic"]
SLACK = 0.25
MIN_KNOWN = 5


def order_of_breaks(weeks, metrics, baseline_weeks=10):
    w = weeks.sort_values("week").reset_index(drop=True)
    found = []
    for m in metrics.to_dict("records"):
        col = w[m["metric"]]
        base = col[:baseline_weeks].dropna()
        if len(base) < MIN_KNOWN:
            continue
        d = SLACK * (base.max() - base.min())
        out = (col > base.max() + d) if m["worse"] == "up" else (col < base.min() - d)
        for i in range(baseline_weeks, len(w)):
            if out[i] and out[i + 1 : i + 3].any():
                break
        else:
            continue
        found.append([w.loc[i, "week"], BRANCHES.index(m["branch"]), m["metric"]])
    found.sort()
    return pd.Series([f[0] for f in found], index=[f[2] for f in found])
""",
        judgement="right",
        reader="walk-through",
        note="out[i + 1 : i + 3] is a slice of places",
    ),
    Trial(
        "order_of_breaks",
        """
BRANCHES = ["supply", "service", "market", "conversion", "traffic"]
SLACK = 0.25
MIN_KNOWN = 5


def order_of_breaks(weeks, metrics, baseline_weeks=10):
    w = weeks.sort_values("week").set_index("week")
    found = []
    for m in metrics.to_dict("records"):
        col = w[m["metric"]]
        base = col.iloc[:baseline_weeks].dropna()
        if len(base) < MIN_KNOWN:
            continue
        d = SLACK * (base.max() - base.min())
        later = col.iloc[baseline_weeks:]
        out = (later > base.max() + d) if m["worse"] == "up" else (later < base.min() - d)
        broken = out & out.shift(-1, fill_value=False)
        if broken.any():
            found.append([broken.idxmax(), BRANCHES.index(m["branch"]), m["metric"]])
    found.sort()
    return pd.Series([f[0] for f in found], index=[f[2] for f in found])
""",
        judgement="wrong",
        misconception="the_very_next_week",
        reader="walk-through",
        note="the rule of chapter 20: two weeks in a row",
    ),
    Trial(
        "order_of_breaks",
        """
BRANCHES = ["supply", "service", "market", "conversion", "traffic"]


def order_of_breaks(weeks, metrics, baseline_weeks=10):
    w = weeks.sort_values("week").set_index("week")
    rows = []
    for _, m in metrics.iterrows():
        col = w[m.metric]
        base = col.iloc[:baseline_weeks]
        if base.count() < 5:
            continue
        d = 0.25 * (base.max() - base.min())
        later = col.iloc[baseline_weeks:]
        out = later > base.max() + d if m.worse == "up" else later < base.min() - d
        hit = out & (out.shift(-1, fill_value=False) | out.shift(-2, fill_value=False))
        if hit.any():
            rows.append((hit.idxmax(), m.metric))
    rows.sort()
    return pd.Series({name: week for week, name in rows}, dtype=float)
""",
        judgement="wrong",
        misconception="ties_by_name",
        reader="walk-through",
        note="the branch was forgotten",
    ),
    Trial(
        "cost_of_waiting",
        """
USUAL_WEEKS = 8


def cost_of_waiting(weeks, since, lead=2):
    w = weeks.sort_values("week")
    known = w[~w["campaign"] & w["profit"].notna()]
    before = known[known["week"] < since].tail(USUAL_WEEKS)
    if len(before) == 0:
        raise ValueError("no usual week")
    usual = before["profit"].mean()
    gap = {row.week: max(usual - row.profit, 0) for row in known.itertuples()}
    last = w["week"].max() - lead
    result, total = {}, 0.0
    for week in range(since, last + 1):
        if week > since:
            total += gap.get(week + lead, 0.0)
        result[week] = total
    return pd.Series(result, dtype=float)
""",
        judgement="right",
        reader="walk-through",
        note="a dictionary of shortfalls",
    ),
    Trial(
        "cost_of_waiting",
        """
USUAL_WEEKS = 8


def cost_of_waiting(weeks, since, lead=2):
    w = weeks.sort_values("week")
    known = w[~w["campaign"] & w["profit"].notna()]
    before = known[known["week"] < since].tail(USUAL_WEEKS)
    if len(before) == 0:
        raise ValueError("no usual week")
    usual = before["profit"].mean()
    w = w[w["week"] >= since]
    gap = (usual - w["profit"]).clip(lower=0).fillna(0)
    gap[w["campaign"]] = 0
    gap.index = w["week"]
    cost = gap.cumsum() - gap.iloc[0]
    return cost[cost.index <= w["week"].max() - lead]
""",
        judgement="wrong",
        misconception="without_the_lead",
        reader="walk-through",
        note="waiting costs the weeks that pass, not those that the decision would have saved",
    ),
    Trial(
        "cost_of_waiting",
        """
USUAL_WEEKS = 8


def cost_of_waiting(weeks, since, lead=2):
    w = weeks.sort_values("week").set_index("week")
    calm = w["profit"].where(~w["campaign"])
    before = calm[calm.index < since].dropna().tail(USUAL_WEEKS)
    if before.empty:
        raise ValueError("no usual week")
    gap = (before.mean() - calm).fillna(0)
    last = w.index.max() - lead
    return pd.Series(
        {week: gap[(gap.index > since + lead) & (gap.index <= week + lead)].sum() for week in range(since, last + 1)},
        dtype=float,
    )
""",
        judgement="wrong",
        misconception="good_weeks_pay_back",
        reader="walk-through",
        note="the zero of rule 2 was read as the zero of campaigns only",
    ),
    Trial(
        "choose_measures",
        """
from itertools import combinations

CAUTION = 0.8


def choose_measures(measures, hours, weeks_left):
    m = measures.copy()
    m["run"] = (weeks_left - m["starts_after"]).clip(lower=0)
    m["value"] = m["chance"] * m["gain"] * m["run"] - m["weekly_cost"] * m["run"] - m["cost"]
    m["careful"] = CAUTION * m["chance"] * m["gain"] * m["run"] - m["weekly_cost"] * m["run"] - m["cost"]
    good = m[m["careful"] > 0].set_index("measure")
    best = (0, 0, [])
    for k in range(1, len(good) + 1):
        for names in combinations(sorted(good.index), k):
            part = good.loc[list(names)]
            h = part["hours"].sum()
            if h <= hours:
                best = min(best, (-part["value"].sum(), h, list(names)))
    return {"measures": best[2], "value": -best[0], "hours": best[1]}
""",
        judgement="right",
        reader="walk-through",
        note="whole numbers where nothing is chosen",
    ),
    Trial(
        "choose_measures",
        """
CAUTION = 0.8


def choose_measures(measures, hours, weeks_left):
    m = measures.copy()
    run = (weeks_left - m["starts_after"]).clip(lower=0)
    cost = m["weekly_cost"] * run + m["cost"]
    m["value"] = m["chance"] * m["gain"] * run - cost
    m = m[CAUTION * m["chance"] * m["gain"] * run - cost > 0]
    taken, used, value = [], 0.0, 0.0
    for row in m.sort_values(["value", "hours", "measure"], ascending=[False, True, True]).itertuples():
        if used + row.hours <= hours:
            taken.append(row.measure)
            used += row.hours
            value += row.value
    return {"measures": sorted(taken), "value": value, "hours": used}
""",
        judgement="wrong",
        misconception="best_first",
        reader="walk-through",
        note="the best, then what still fits",
    ),
    Trial(
        "choose_measures",
        """
from itertools import combinations


def choose_measures(measures, hours, weeks_left):
    rows = []
    for r in measures.itertuples():
        run = max(weeks_left - r.starts_after, 0)
        value = r.chance * 0.8 * r.gain * run - r.weekly_cost * run - r.cost
        if value > 0:
            rows.append((r.measure, value, r.hours))
    best = (0.0, 0.0, [])
    for k in range(len(rows) + 1):
        for part in combinations(sorted(rows), k):
            h = float(sum(p[2] for p in part))
            if h <= hours:
                best = min(best, (-sum(p[1] for p in part), h, [p[0] for p in part]))
    return {"measures": best[2], "value": -best[0], "hours": best[1]}
""",
        judgement="wrong",
        misconception="cautious_value_counts",
        reader="walk-through",
        note="one value instead of two",
    ),
    Trial(
        "transfer_test",
        """
Z = 1.96
MIN_PAIRS = 5
WORTH = 0.25


def transfer_test(weeks, low, usual):
    rate = weeks.set_index("week")["conversion"]
    w = weeks.dropna(subset=["in_stock"]).copy()
    w["next"] = (w["week"] + 1).map(rate) if len(w) else []
    w = w.dropna(subset=["next"])
    a, b = w[w["in_stock"] < low], w[w["in_stock"] >= low]
    x, y, n, m = int((a["next"] < usual).sum()), int((b["next"] < usual).sum()), len(a), len(b)
    out = {"signals": n, "others": m, "share": x / n if n else np.nan, "other_share": y / m if m else np.nan}
    out.update(low_end=np.nan, high_end=np.nan, verdict="open")
    if n >= MIN_PAIRS and m >= MIN_PAIRS:
        p, q = (x + 1) / (n + 2), (y + 1) / (m + 2)
        half = Z * (p * (1 - p) / (n + 2) + q * (1 - q) / (m + 2)) ** 0.5
        out["low_end"], out["high_end"] = p - q - half, p - q + half
        if out["low_end"] > 0:
            out["verdict"] = "holds"
        elif out["high_end"] < WORTH:
            out["verdict"] = "fails"
    return out
""",
        judgement="right",
        reader="walk-through",
        note="map on an empty Series is avoided by the question about its length",
    ),
    Trial(
        "transfer_test",
        """
Z = 1.96
MIN_PAIRS = 5
WORTH = 0.25


def transfer_test(weeks, low, usual):
    w = weeks.sort_values("week").copy()
    w["next"] = w["conversion"].shift(-1)
    w = w.dropna(subset=["in_stock", "next"])
    a, b = w[w["in_stock"] < low], w[w["in_stock"] >= low]
    x, y, n, m = int((a["next"] < usual).sum()), int((b["next"] < usual).sum()), len(a), len(b)
    out = {"signals": n, "others": m, "share": x / n if n else np.nan, "other_share": y / m if m else np.nan}
    out.update(low_end=np.nan, high_end=np.nan, verdict="open")
    if n >= MIN_PAIRS and m >= MIN_PAIRS:
        p, q = (x + 1) / (n + 2), (y + 1) / (m + 2)
        half = Z * (p * (1 - p) / (n + 2) + q * (1 - q) / (m + 2)) ** 0.5
        out["low_end"], out["high_end"] = p - q - half, p - q + half
        if out["low_end"] > 0:
            out["verdict"] = "holds"
        elif out["high_end"] < WORTH:
            out["verdict"] = "fails"
    return out
""",
        judgement="wrong",
        misconception="next_row",
        reader="walk-through",
        note="the next row of the sorted table",
    ),
    Trial(
        "transfer_test",
        """
Z = 1.96
MIN_PAIRS = 5
WORTH = 0.25


def transfer_test(weeks, low, usual):
    nxt = weeks[["week", "conversion"]].assign(week=weeks["week"] - 1)
    w = weeks[["week", "in_stock"]].merge(nxt, on="week").dropna()
    s = w["in_stock"] < low
    hit = w["conversion"] < usual
    n, m = int(s.sum()), int((~s).sum())
    share, other = hit[s].mean(), hit[~s].mean()
    if n < MIN_PAIRS or m < MIN_PAIRS:
        lo = hi = np.nan
        verdict = "open"
    else:
        half = Z * np.sqrt(share * (1 - share) / n + other * (1 - other) / m)
        lo, hi = share - other - half, share - other + half
        verdict = "holds" if lo > 0 else "fails" if hi < WORTH else "open"
    return {"signals": n, "others": m, "share": share, "other_share": other, "low_end": lo, "high_end": hi, "verdict": verdict}
""",
        judgement="wrong",
        misconception="interval_without_the_added",
        reader="walk-through",
        note="rule 4 was skimmed",
    ),
    Trial(
        "transfer_test",
        """
Z = 1.96
MIN_PAIRS = 5


def transfer_test(weeks, low, usual):
    nxt = weeks[["week", "conversion"]].assign(week=weeks["week"] - 1)
    w = weeks[["week", "in_stock"]].merge(nxt, on="week").dropna()
    s = w["in_stock"] < low
    hit = w["conversion"] < usual
    n, m, x, y = int(s.sum()), int((~s).sum()), int(hit[s].sum()), int(hit[~s].sum())
    out = {"signals": n, "others": m, "share": x / n if n else np.nan, "other_share": y / m if m else np.nan}
    if min(n, m) < MIN_PAIRS:
        return {**out, "low_end": np.nan, "high_end": np.nan, "verdict": "open"}
    p, q = (x + 1) / (n + 2), (y + 1) / (m + 2)
    half = Z * np.sqrt(p * (1 - p) / (n + 2) + q * (1 - q) / (m + 2))
    return {**out, "low_end": p - q - half, "high_end": p - q + half, "verdict": "holds" if p - q - half > 0 else "fails"}
""",
        judgement="wrong",
        misconception="not_shown_is_refuted",
        reader="walk-through",
        note="two verdicts instead of three",
    ),
    Trial(
        "profit_gap",
        """
def profit_gap(plan, actual):
    weeks = set(plan["week"]) & set(actual["week"])
    if not weeks: return dict.fromkeys(["visits", "conversion", "price", "unit_cost", "total"], 0)
    p = plan[plan["week"].isin(weeks)][["visits", "orders", "sales", "cost"]].sum()
    a = actual[actual["week"].isin(weeks)][["visits", "orders", "sales", "cost"]].sum()
    f = [p.visits, p.orders / p.visits, p.sales / p.orders, p.cost / p.orders]
    g = [a.visits, a.orders / a.visits if a.visits else f[1], a.sales / a.orders if a.orders else f[2], a.cost / a.orders if a.orders else f[3]]
    profit = lambda z: z[0] * z[1] * (z[2] - z[3])
    out = {}
    for i, name in enumerate(["visits", "conversion", "price", "unit_cost"]):
        new = f[:i] + [g[i]] + f[i + 1:]
        out[name] = profit(new) - profit(f)
        f = new
    out["total"] = sum(out.values())
    return out
""",
        judgement="right",
        reader="professor",
        note="a list of four figures, one replaced after the other",
    ),
    Trial(
        "profit_gap",
        """
def profit_gap(plan, actual):
    weeks = set(plan["week"]) & set(actual["week"])
    if not weeks: return dict.fromkeys(["visits", "conversion", "price", "unit_cost", "total"], 0)
    p = plan.head(len(weeks))[["visits", "orders", "sales", "cost"]].sum()
    a = actual[actual["week"].isin(weeks)][["visits", "orders", "sales", "cost"]].sum()
    f = [p.visits, p.orders / p.visits, p.sales / p.orders, p.cost / p.orders]
    g = [a.visits, a.orders / a.visits if a.visits else f[1], a.sales / a.orders if a.orders else f[2], a.cost / a.orders if a.orders else f[3]]
    profit = lambda z: z[0] * z[1] * (z[2] - z[3])
    out = {}
    for i, name in enumerate(["visits", "conversion", "price", "unit_cost"]):
        new = f[:i] + [g[i]] + f[i + 1:]
        out[name] = profit(new) - profit(f)
        f = new
    out["total"] = sum(out.values())
    return out
""",
        judgement="wrong",
        misconception="first_rows_of_the_plan",
        reader="professor",
        note="as many rows from the top of the plan as there are common weeks",
    ),
    Trial(
        "profit_gap",
        """
def profit_gap(plan, actual):
    weeks = set(plan["week"]) & set(actual["week"])
    if not weeks: return dict.fromkeys(["visits", "conversion", "price", "unit_cost", "total"], 0)
    p = plan[plan["week"].between(min(weeks), max(weeks))][["visits", "orders", "sales", "cost"]].sum()
    a = actual[actual["week"].isin(weeks)][["visits", "orders", "sales", "cost"]].sum()
    f = [p.visits, p.orders / p.visits, p.sales / p.orders, p.cost / p.orders]
    g = [a.visits, a.orders / a.visits if a.visits else f[1], a.sales / a.orders if a.orders else f[2], a.cost / a.orders if a.orders else f[3]]
    profit = lambda z: z[0] * z[1] * (z[2] - z[3])
    out = {}
    for i, name in enumerate(["visits", "conversion", "price", "unit_cost"]):
        new = f[:i] + [g[i]] + f[i + 1:]
        out[name] = profit(new) - profit(f)
        f = new
    out["total"] = sum(out.values())
    return out
""",
        judgement="wrong",
        misconception="weeks_between",
        reader="professor",
        note="all plan weeks between the first and the last common week",
    ),
    Trial(
        "profit_gap",
        """
def profit_gap(plan, actual):
    weeks = set(plan["week"]) & set(actual["week"])
    if not weeks: return dict.fromkeys(["visits", "conversion", "price", "unit_cost", "total"], 0)
    p = plan[plan["week"].isin(weeks)][["visits", "orders", "sales", "cost"]].sum()
    a = actual[actual["week"].isin(weeks)][["visits", "orders", "sales", "cost"]].sum()
    f = [p.visits, p.orders / p.visits, p.sales / p.orders, p.cost / p.orders]
    g = [a.visits, a.orders / a.visits if a.visits else f[1], a.sales / a.orders if a.orders else f[2], a.cost / a.orders if a.orders else f[3]]
    profit = lambda z: z[0] * z[1] * (z[2] - z[3])
    out = {}
    for i, name in enumerate(["visits", "conversion", "price", "unit_cost"]):
        new = f[:i] + [g[i]] + f[i + 1:]
        out[name] = profit(new) - profit(f)
        pass
    out["total"] = sum(out.values())
    return out
""",
        judgement="wrong",
        misconception="each_alone",
        reader="professor",
        note="what was replaced did not stay so",
    ),
    Trial(
        "profit_gap",
        """
def profit_gap(plan, actual):
    weeks = set(plan["week"]) & set(actual["week"])
    if not weeks: return dict.fromkeys(["visits", "conversion", "price", "unit_cost", "total"], 0)
    p = plan[["visits", "orders", "sales", "cost"]].sum()
    a = actual[actual["week"].isin(weeks)][["visits", "orders", "sales", "cost"]].sum()
    f = [p.visits, p.orders / p.visits, p.sales / p.orders, p.cost / p.orders]
    g = [a.visits, a.orders / a.visits if a.visits else f[1], a.sales / a.orders if a.orders else f[2], a.cost / a.orders if a.orders else f[3]]
    profit = lambda z: z[0] * z[1] * (z[2] - z[3])
    out = {}
    for i, name in enumerate(["visits", "conversion", "price", "unit_cost"]):
        new = f[:i] + [g[i]] + f[i + 1:]
        out[name] = profit(new) - profit(f)
        f = new
    out["total"] = sum(out.values())
    return out
""",
        judgement="wrong",
        misconception="all_weeks_of_the_plan",
        reader="professor",
        note="only the actual table was cut to the common weeks",
    ),
    Trial(
        "order_of_breaks",
        """
BRANCHES = ["supply", "service", "market", "conversion", "traffic"]
SLACK = 0.25
MIN_KNOWN = 5


def order_of_breaks(weeks, metrics, baseline_weeks=10):
    w = weeks.sort_values("week").reset_index(drop=True)
    base, later = w.iloc[:baseline_weeks], w.iloc[baseline_weeks:]
    found = []
    for m in metrics.itertuples():
        known = base[m.metric].dropna()
        if len(known) < MIN_KNOWN: continue
        s = SLACK * (known.max() - known.min())
        v = later[m.metric]
        bad = (v > known.max() + s) if m.worse == "up" else (v < known.min() - s)
        brk = bad & (bad.shift(-1, fill_value=False) | bad.shift(-2, fill_value=False))
        if brk.any(): found.append((w.loc[brk.idxmax(), "week"], BRANCHES.index(m.branch), m.metric))
    return pd.Series({f[2]: f[0] for f in sorted(found)}, dtype=float)
""",
        judgement="right",
        reader="professor",
        note="shift by one and by two",
    ),
    Trial(
        "order_of_breaks",
        """
BRANCHES = ["supply", "service", "market", "conversion", "traffic"]
SLACK = 0.25
MIN_KNOWN = 5


def order_of_breaks(weeks, metrics, baseline_weeks=10):
    w = weeks.sort_values("week").reset_index(drop=True)
    base, later = w[w["week"] < w["week"].min() + baseline_weeks], w[w["week"] >= w["week"].min() + baseline_weeks]
    found = []
    for m in metrics.itertuples():
        known = base[m.metric].dropna()
        if len(known) < MIN_KNOWN: continue
        s = SLACK * (known.max() - known.min())
        v = later[m.metric]
        bad = (v > known.max() + s) if m.worse == "up" else (v < known.min() - s)
        brk = bad & (bad.shift(-1, fill_value=False) | bad.shift(-2, fill_value=False))
        if brk.any(): found.append((w.loc[brk.idxmax(), "week"], BRANCHES.index(m.branch), m.metric))
    return pd.Series({f[2]: f[0] for f in sorted(found)}, dtype=float)
""",
        judgement="wrong",
        misconception="baseline_by_the_calendar",
        reader="professor",
        note="the first weeks by number, gaps counted in",
    ),
    Trial(
        "order_of_breaks",
        """
BRANCHES = ["supply", "service", "market", "conversion", "traffic"]
SLACK = 0.25
MIN_KNOWN = 5


def order_of_breaks(weeks, metrics, baseline_weeks=10):
    w = weeks.sort_values("week").reset_index(drop=True)
    base, later = w.iloc[:baseline_weeks], w.iloc[baseline_weeks:]
    found = []
    for m in metrics.itertuples():
        known = base[m.metric].dropna()
        if len(known) < MIN_KNOWN: continue
        s = SLACK * (known.max() - known.min())
        v = later[m.metric].dropna()
        bad = (v > known.max() + s) if m.worse == "up" else (v < known.min() - s)
        brk = bad & (bad.shift(-1, fill_value=False) | bad.shift(-2, fill_value=False))
        if brk.any(): found.append((w.loc[brk.idxmax(), "week"], BRANCHES.index(m.branch), m.metric))
    return pd.Series({f[2]: f[0] for f in sorted(found)}, dtype=float)
""",
        judgement="wrong",
        misconception="next_two_known",
        reader="professor",
        note="missing values dropped before the next two were looked at",
    ),
    Trial(
        "order_of_breaks",
        """
BRANCHES = ["supply", "service", "market", "conversion", "traffic"]
SLACK = 0.25
MIN_KNOWN = 5


def order_of_breaks(weeks, metrics, baseline_weeks=10):
    w = weeks.sort_values("week").reset_index(drop=True)
    base, later = w.iloc[:baseline_weeks], w.iloc[baseline_weeks:]
    found = []
    for m in metrics.itertuples():
        known = base[m.metric].dropna()
        if len(known) <= MIN_KNOWN: continue
        s = SLACK * (known.max() - known.min())
        v = later[m.metric]
        bad = (v > known.max() + s) if m.worse == "up" else (v < known.min() - s)
        brk = bad & (bad.shift(-1, fill_value=False) | bad.shift(-2, fill_value=False))
        if brk.any(): found.append((w.loc[brk.idxmax(), "week"], BRANCHES.index(m.branch), m.metric))
    return pd.Series({f[2]: f[0] for f in sorted(found)}, dtype=float)
""",
        judgement="wrong",
        misconception="five_known_are_too_few",
        reader="professor",
        note="<= for <",
    ),
    Trial(
        "cost_of_waiting",
        """
USUAL_WEEKS = 8


def cost_of_waiting(weeks, since, lead=2):
    w = weeks.set_index("week").sort_index()
    ok = w["profit"].notna() & ~w["campaign"].astype(bool)
    usual = w.loc[ok & (w.index < since), "profit"].tail(USUAL_WEEKS)
    if len(usual) == 0: raise ValueError("no usual week")
    short = (usual.mean() - w["profit"]).clip(lower=0).where(ok, 0)
    last = w.index.max()
    return pd.Series({k: sum(short.get(x, 0) for x in range(since + lead + 1, k + lead + 1)) for k in range(since, last - lead + 1)}, dtype=float)
""",
        judgement="right",
        reader="professor",
        note="a sum over a range of weeks for each line",
    ),
    Trial(
        "cost_of_waiting",
        """
USUAL_WEEKS = 8


def cost_of_waiting(weeks, since, lead=2):
    w = weeks.set_index("week").sort_index()
    ok = w["profit"].notna() & ~w["campaign"].astype(bool)
    usual = w.loc[~w["campaign"].astype(bool) & (w.index < since), "profit"].tail(USUAL_WEEKS)
    if len(usual) == 0: raise ValueError("no usual week")
    short = (usual.mean() - w["profit"]).clip(lower=0).where(ok, 0)
    last = w.index.max()
    return pd.Series({k: sum(short.get(x, 0) for x in range(since + lead + 1, k + lead + 1)) for k in range(since, last - lead + 1)}, dtype=float)
""",
        judgement="wrong",
        misconception="missing_takes_a_place",
        reader="professor",
        note="a missing profit is one of the eight",
    ),
    Trial(
        "cost_of_waiting",
        """
USUAL_WEEKS = 8


def cost_of_waiting(weeks, since, lead=2):
    w = weeks.set_index("week").sort_index()
    ok = w["profit"].notna() & ~w["campaign"].astype(bool)
    usual = w.loc[ok & (w.index < since), "profit"].tail(USUAL_WEEKS)
    if len(usual) == 0: raise ValueError("no usual week")
    short = (usual.mean() - w["profit"]).clip(lower=0).where(ok, 0)
    last = w.index[w["profit"].notna()].max()
    return pd.Series({k: sum(short.get(x, 0) for x in range(since + lead + 1, k + lead + 1)) for k in range(since, last - lead + 1)}, dtype=float)
""",
        judgement="wrong",
        misconception="last_known_week",
        reader="professor",
        note="the last week with a known profit for the last of the table",
    ),
    Trial(
        "cost_of_waiting",
        """
USUAL_WEEKS = 8


def cost_of_waiting(weeks, since, lead=2):
    w = weeks.set_index("week").sort_index()
    ok = w["profit"].notna() & ~w["campaign"].astype(bool)
    usual = w.loc[ok & (w.index < since), "profit"].tail(USUAL_WEEKS)
    if len(usual) == 0: raise ValueError("no usual week")
    short = (usual.mean() - w["profit"]).clip(lower=0).where(ok, 0)
    last = w.index.max()
    return pd.Series({k: sum(short.get(x, 0) for x in range(since + lead + 0, k + lead + 0)) for k in range(since, last - lead + 1)}, dtype=float)
""",
        judgement="wrong",
        misconception="one_week_too_early",
        reader="professor",
        note="one week early at both ends",
    ),
    Trial(
        "choose_measures",
        """
from itertools import combinations

CAUTION = 0.8


def choose_measures(measures, hours, weeks_left):
    t = measures.sort_values("measure")
    run = (weeks_left - t["starts_after"]).clip(lower=0)
    value = t["chance"] * t["gain"] * run - t["weekly_cost"] * run - t["cost"]
    careful = CAUTION * t["chance"] * t["gain"] * run - t["weekly_cost"] * run - t["cost"]
    rows = [(n, v, h) for n, v, h, c in zip(t["measure"], value, t["hours"], careful) if c > 0]
    sets = [s for k in range(len(rows) + 1) for s in combinations(rows, k) if sum(r[2] for r in s) <= hours]
    best = min((-sum(r[1] for r in s), sum(r[2] for r in s), [r[0] for r in s]) for s in sets)
    return {"measures": best[2], "value": -best[0], "hours": best[1]}
""",
        judgement="right",
        reader="professor",
        note="sets filtered by hours, then the least tuple",
    ),
    Trial(
        "choose_measures",
        """
from itertools import combinations

CAUTION = 0.8


def choose_measures(measures, hours, weeks_left):
    t = measures.sort_values("measure")
    run = (weeks_left - t["starts_after"]).clip(lower=0)
    value = t["chance"] * t["gain"] * run - t["weekly_cost"] * run - t["cost"]
    careful = value + (CAUTION - 1) * t["chance"] * t["gain"] * run
    rows = [(n, v, h) for n, v, h, c in zip(t["measure"], value, t["hours"], careful) if c > 0]
    sets = [s for k in range(len(rows) + 1) for s in combinations(rows, k) if sum(r[2] for r in s) <= hours]
    best = min((-sum(r[1] for r in s), sum(r[2] for r in s), [r[0] for r in s]) for s in sets)
    return {"measures": best[2], "value": -best[0], "hours": best[1]}
""",
        judgement="right",
        reader="professor",
        note="the cautious value as the value minus a fifth of the gain",
    ),
    Trial(
        "choose_measures",
        """
from itertools import combinations

CAUTION = 0.8


def choose_measures(measures, hours, weeks_left):
    t = measures.sort_values("measure")
    run = (weeks_left - t["starts_after"]).clip(lower=0)
    value = t["chance"] * t["gain"] * run - t["weekly_cost"] * run - t["cost"]
    careful = CAUTION * t["chance"] * t["gain"] * run - t["weekly_cost"] * run - t["cost"]
    rows = [(n, v, h) for n, v, h, c in zip(t["measure"], careful, t["hours"], careful) if c > 0]
    sets = [s for k in range(len(rows) + 1) for s in combinations(rows, k) if sum(r[2] for r in s) <= hours]
    best = min((-sum(r[1] for r in s), sum(r[2] for r in s), [r[0] for r in s]) for s in sets)
    return {"measures": best[2], "value": -best[0], "hours": best[1]}
""",
        judgement="wrong",
        misconception="cautious_value_counts",
        reader="professor",
        note="one value instead of two",
    ),
    Trial(
        "choose_measures",
        """
from itertools import combinations

CAUTION = 0.8


def choose_measures(measures, hours, weeks_left):
    t = measures.sort_values("measure")
    run = (weeks_left - t["starts_after"]).clip(lower=0)
    value = t["chance"] * t["gain"] * run - t["weekly_cost"] * run - t["cost"]
    careful = CAUTION * value
    rows = [(n, v, h) for n, v, h, c in zip(t["measure"], value, t["hours"], careful) if c > 0]
    sets = [s for k in range(len(rows) + 1) for s in combinations(rows, k) if sum(r[2] for r in s) <= hours]
    best = min((-sum(r[1] for r in s), sum(r[2] for r in s), [r[0] for r in s]) for s in sets)
    return {"measures": best[2], "value": -best[0], "hours": best[1]}
""",
        judgement="wrong",
        misconception="without_caution",
        reader="professor",
        note="the caution on the whole value, costs included, which never changes its sign",
    ),
    Trial(
        "transfer_test",
        """
Z = 1.96
MIN_PAIRS = 5
WORTH = 0.25


def transfer_test(weeks, low, usual):
    nxt = weeks[["week", "conversion"]].assign(week=weeks["week"] - 1).rename(columns={"conversion": "next"})
    d = weeks[["week", "in_stock"]].merge(nxt, on="week").dropna()
    a, b = d["next"][d["in_stock"] < low] < usual, d["next"][d["in_stock"] >= low] < usual
    out = {"signals": len(a), "others": len(b), "share": a.mean(), "other_share": b.mean(), "low_end": np.nan, "high_end": np.nan, "verdict": "open"}
    if min(len(a), len(b)) >= MIN_PAIRS:
        p, q = (a.sum() + 1) / (len(a) + 2), (b.sum() + 1) / (len(b) + 2)
        half = Z * (p * (1 - p) / (len(a) + 2) + q * (1 - q) / (len(b) + 2)) ** 0.5
        lo, hi = p - q - half, p - q + half
        out.update(low_end=lo, high_end=hi, verdict="holds" if lo > 0 else "fails" if hi < WORTH else "open")
    return out
""",
        judgement="right",
        reader="professor",
        note="shares as means of true and false",
    ),
    Trial(
        "transfer_test",
        """
Z = 1.96
MIN_PAIRS = 5
WORTH = 0.25


def transfer_test(weeks, low, usual):
    nxt = weeks[["week", "conversion"]].assign(week=weeks["week"] - 1).rename(columns={"conversion": "next"})
    d = weeks[["week", "in_stock"]].merge(nxt, on="week").dropna()
    a, b = d["next"][d["in_stock"] < low] < usual, d["next"][d["in_stock"] >= low] < usual
    out = {"signals": len(a), "others": len(b), "share": a.mean(), "other_share": b.mean(), "low_end": np.nan, "high_end": np.nan, "verdict": "open"}
    if len(a) >= MIN_PAIRS:
        p, q = (a.sum() + 1) / (len(a) + 2), (b.sum() + 1) / (len(b) + 2)
        half = Z * (p * (1 - p) / (len(a) + 2) + q * (1 - q) / (len(b) + 2)) ** 0.5
        lo, hi = p - q - half, p - q + half
        out.update(low_end=lo, high_end=hi, verdict="holds" if lo > 0 else "fails" if hi < WORTH else "open")
    return out
""",
        judgement="wrong",
        misconception="signals_alone_asked",
        reader="professor",
        note="only the signals were asked for their number",
    ),
    Trial(
        "transfer_test",
        """
Z = 1.96
MIN_PAIRS = 5
WORTH = 0.25


def transfer_test(weeks, low, usual):
    nxt = weeks[["week", "conversion"]].assign(week=weeks["week"] - 1).rename(columns={"conversion": "next"})
    d = weeks.sort_values("week").assign(next=lambda x: x["conversion"].shift(-1)).dropna(subset=["in_stock", "next"])
    a, b = d["next"][d["in_stock"] < low] < usual, d["next"][d["in_stock"] >= low] < usual
    out = {"signals": len(a), "others": len(b), "share": a.mean(), "other_share": b.mean(), "low_end": np.nan, "high_end": np.nan, "verdict": "open"}
    if min(len(a), len(b)) >= MIN_PAIRS:
        p, q = (a.sum() + 1) / (len(a) + 2), (b.sum() + 1) / (len(b) + 2)
        half = Z * (p * (1 - p) / (len(a) + 2) + q * (1 - q) / (len(b) + 2)) ** 0.5
        lo, hi = p - q - half, p - q + half
        out.update(low_end=lo, high_end=hi, verdict="holds" if lo > 0 else "fails" if hi < WORTH else "open")
    return out
""",
        judgement="wrong",
        misconception="next_row",
        reader="professor",
        note="the next row of the sorted table",
    ),
    Trial(
        "transfer_test",
        """
Z = 1.96
MIN_PAIRS = 5
WORTH = 0.25


def transfer_test(weeks, low, usual):
    nxt = weeks[["week", "conversion"]].assign(week=weeks["week"] - 1).rename(columns={"conversion": "next"})
    d = weeks[["week", "in_stock"]].merge(nxt, on="week").dropna()
    a, b = d["next"][d["in_stock"] < low] < usual, d["next"][d["in_stock"] >= low] < usual
    out = {"signals": len(a), "others": len(b), "share": a.mean(), "other_share": b.mean(), "low_end": np.nan, "high_end": np.nan, "verdict": "open"}
    if min(len(a), len(b)) >= MIN_PAIRS:
        p, q = (a.sum() + 1) / (len(a) + 2), (b.sum() + 1) / (len(b) + 2)
        half = Z * (p * (1 - p) / (len(a) + 2) + q * (1 - q) / (len(b) + 2)) ** 0.5
        lo, hi = p - q - half, p - q + half
        out.update(low_end=lo, high_end=hi, verdict="fails" if hi < WORTH else "holds" if lo > 0 else "open")
    return out
""",
        judgement="wrong",
        misconception="fails_before_holds",
        reader="professor",
        note="the other question first",
    ),
    Trial(
        "transfer_test",
        """
Z = 1.96
MIN_PAIRS = 5
WORTH = 0.25


def transfer_test(weeks, low, usual):
    nxt = weeks[["week", "conversion"]].assign(week=weeks["week"] - 1).rename(columns={"conversion": "next"})
    d = weeks[["week", "in_stock"]].merge(nxt, on="week").dropna()
    a, b = d["next"][d["in_stock"] < low] < usual, d["next"][d["in_stock"] >= low] < usual
    out = {"signals": len(a), "others": len(b), "share": a.mean(), "other_share": b.mean(), "low_end": np.nan, "high_end": np.nan, "verdict": "open"}
    if min(len(a), len(b)) >= MIN_PAIRS:
        p, q = a.mean(), b.mean()
        half = Z * (p * (1 - p) / (len(a) + 2) + q * (1 - q) / (len(b) + 2)) ** 0.5
        lo, hi = p - q - half, p - q + half
        out.update(low_end=lo, high_end=hi, verdict="holds" if lo > 0 else "fails" if hi < WORTH else "open")
    return out
""",
        judgement="wrong",
        misconception="added_to_n_alone",
        reader="professor",
        note="plain shares over the larger numbers",
    ),
    Trial(
        "choose_measures",
        """
from itertools import combinations

CAUTION = 0.8


def choose_measures(measures,hours,weeks_left):
    t=measures.sort_values("measure").reset_index(drop=True)
    run=np.maximum(weeks_left-t["starts_after"],0); fix=t["weekly_cost"]*run+t["cost"]; up=t["chance"]*t["gain"]*run
    t["value"]=up-fix; t=t[CAUTION*up-fix>0]
    best=None
    for mask in range(2**len(t)):
        s=t[[bool(mask>>i&1) for i in range(len(t))]]
        if s["hours"].sum()>hours: continue
        key=(-s["value"].sum(), s["hours"].sum(), s["measure"].tolist())
        if best is None or key<best: best=key
    return {"measures":best[2],"value":float(-best[0]),"hours":float(best[1])}
""",
        judgement="wrong",
        reader="professor",
        note="stops with a KeyError where the table is empty: table[[]] picks no columns",
    ),
]
