"""Answers that readers gave to chapter 20 from the page alone, with a teacher's judgement by the question's text.

A reader's code stands as it was written. Answers of one reader that came out alike in every case stand once. The text was
mended after they were given; what it left open then (what MIN_HANDOVERS counts, sent exactly at `now`, joined points) is
judged by what it says now.
"""

from classroom.cases import Trial

trials: list[Trial] = [
    Trial(
        "critical_path",
        """
HANDOVER = 0.5

def critical_path(tasks):
    t = tasks.set_index("task_id")
    dep = {}
    for k, d in t["depends_on"].items():
        dep[k] = [x.strip() for x in d.split(",") if x.strip() in t.index] if isinstance(d, str) else []
    end, way = {}, {}
    while len(end) < len(t):
        got = [k for k in dep if k not in end and all(x in end for x in dep[k])]
        if not got:
            raise ValueError("circle")
        for k in got:
            best, w = 0.0, []
            opts = [(end[x] + (HANDOVER if t.loc[x, "role"] != t.loc[k, "role"] else 0), way[x]) for x in dep[k]]
            if opts:
                best = max(o[0] for o in opts)
                w = min(o[1] for o in opts if o[0] == best)
            end[k] = best + float(t.loc[k, "duration"])
            way[k] = w + [k]
    if not end:
        return (0.0, [])
    m = max(end.values())
    return (m, min(way[k] for k in end if end[k] == m))
""",
        judgement="right",
        reader="owner",
        note="first try",
    ),
    Trial(
        "critical_path",
        """
HANDOVER = 0.5

def critical_path(tasks):
    t = tasks.set_index("task_id")
    dep = {}
    for k, d in t["depends_on"].items():
        dep[k] = [x.strip() for x in d.split(",") ] if isinstance(d, str) else []
    end, way = {}, {}
    while len(end) < len(t):
        got = [k for k in dep if k not in end and all(x in end or x not in t.index for x in dep[k])]
        if not got:
            raise ValueError("circle")
        for k in got:
            best, w = 0.0, []
            opts = [((end[x] + (HANDOVER if t.loc[x, "role"] != t.loc[k, "role"] else 0), way[x]) if x in t.index else (HANDOVER, [])) for x in dep[k]]
            if opts:
                best = max(o[0] for o in opts)
                w = min(o[1] for o in opts if o[0] == best)
            end[k] = best + float(t.loc[k, "duration"])
            way[k] = w + [k]
    if not end:
        return (0.0, [])
    m = max(end.values())
    return (m, min(way[k] for k in end if end[k] == m))
""",
        judgement="wrong",
        misconception="handover_from_the_done",
        reader="owner",
        note="a finished predecessor costs a hand-over",
    ),
    Trial(
        "critical_path",
        """
HANDOVER = 0.5

def critical_path(tasks):
    t = tasks.set_index("task_id")
    dep = {}
    for k, d in t["depends_on"].items():
        dep[k] = [x for x in d.split(",") if x in t.index] if isinstance(d, str) else []
    end, way = {}, {}
    while len(end) < len(t):
        got = [k for k in dep if k not in end and all(x in end for x in dep[k])]
        if not got:
            raise ValueError("circle")
        for k in got:
            best, w = 0.0, []
            opts = [(end[x] + (HANDOVER if t.loc[x, "role"] != t.loc[k, "role"] else 0), way[x]) for x in dep[k]]
            if opts:
                best = max(o[0] for o in opts)
                w = min(o[1] for o in opts if o[0] == best)
            end[k] = best + float(t.loc[k, "duration"])
            way[k] = w + [k]
    if not end:
        return (0.0, [])
    m = max(end.values())
    return (m, min(way[k] for k in end if end[k] == m))
""",
        judgement="wrong",
        misconception="first_before_only",
        reader="owner",
        note="split without strip",
    ),
    Trial(
        "critical_path",
        """
HANDOVER = 0.5

def critical_path(tasks):
    t = tasks.set_index("task_id")
    dep = {}
    for k, d in t["depends_on"].items():
        dep[k] = [x.strip() for x in d.split(",") if x.strip() in t.index] if isinstance(d, str) else []
    end, way = {}, {}
    while len(end) < len(t):
        got = [k for k in dep if k not in end and all(x in end for x in dep[k])]
        if not got:
            raise ValueError("circle")
        for k in got:
            best, w = 0.0, []
            opts = [(end[x] + (HANDOVER if t.loc[x, "role"] != t.loc[k, "role"] else 0), way[x]) for x in dep[k]]
            if opts:
                best = max(o[0] for o in opts)
                w = min(o[1] for o in opts if o[0] == best)
            end[k] = best + float(t.loc[k, "duration"])
            way[k] = w + [k]
    if not end:
        return (0.0, [])
    m = max(end.values())
    return (m, min((way[k] for k in end if end[k] == m), key=lambda w: (len(w), w)))
""",
        judgement="wrong",
        misconception="shortest_of_ties",
        reader="owner",
        note="of ties the shortest list",
    ),
    Trial(
        "critical_path",
        """
HANDOVER = 0.5

def critical_path(tasks):
    t = tasks.set_index("task_id")
    dep = {}
    for k, d in t["depends_on"].items():
        dep[k] = [x.strip() for x in d.split(",") if x.strip() in t.index] if isinstance(d, str) else []
    end, way = {}, {}
    while len(end) < len(t):
        got = [k for k in dep if k not in end and all(x in end for x in dep[k])]
        if not got:
            raise ValueError("circle")
        for k in got:
            best, w = 0.0, []
            opts = [(end[x] + (HANDOVER if t.loc[x, "role"] != t.loc[k, "role"] else 0), way[x]) for x in dep[k]]
            if opts:
                best = max(o[0] for o in opts)
                w = min(o[1] for o in opts if o[0] == best)
            end[k] = best + float(t.loc[k, "duration"])
            way[k] = w + [k]
    if not end:
        return (0.0, [])
    k = list(t.index)[-1]
    return (end[k], way[k])
""",
        judgement="wrong",
        misconception="last_row_is_the_end",
        reader="owner",
        note="the last row as the end",
    ),
    Trial(
        "critical_path",
        """
HANDOVER = 0.5

def critical_path(tasks):
    end, way, role = {}, {}, {}
    for _, r in tasks.iterrows():
        best, w = 0.0, []
        if isinstance(r["depends_on"], str):
            for x in r["depends_on"].split(", "):
                if x in end:
                    e = end[x] + (HANDOVER if role[x] != r["role"] else 0)
                    if e > best or (e == best and way[x] < w):
                        best, w = e, way[x]
        k = r["task_id"]
        end[k], way[k], role[k] = best + r["duration"], w + [k], r["role"]
    if not end:
        return (0.0, [])
    m = max(end.values())
    return (m, min(way[k] for k in end if end[k] == m))
""",
        judgement="wrong",
        misconception="rows_as_they_come",
        reader="owner",
        note="rows taken as sorted",
    ),
    Trial(
        "kpi_score",
        """
def kpi_score(actual, target, weight, lower_better, cap=1.2):
    att = {}
    for k, w in weight.items():
        a = actual.get(k, np.nan)
        if w > 0 and not np.isnan(a):
            if k in lower_better:
                att[k] = target[k] / a if a != 0 else cap
            else:
                att[k] = a / target[k]
    if not att:
        return np.nan
    bad = any(att[k] < 1 for k in att if k in lower_better)
    s = 0
    for k in att:
        top = min(1, cap) if (bad and k not in lower_better) else cap
        s += weight[k] * min(att[k], top)
    return s / sum(weight[k] for k in att)
""",
        judgement="right",
        reader="owner",
        note="first try",
    ),
    Trial(
        "kpi_score",
        """
def kpi_score(actual, target, weight, lower_better, cap=1.2):
    att = {}
    for k, w in weight.items():
        a = actual.get(k, np.nan)
        if w > 0 and not np.isnan(a):
            if k in lower_better:
                att[k] = target[k] / a if a != 0 else cap
            else:
                att[k] = a / target[k]
    if not att:
        return np.nan
    bad = any(att[k] < 1 for k in att if k in lower_better)
    s = 0
    for k in att:
        top = min(1, cap) if (False and k not in lower_better) else cap
        s += weight[k] * min(att[k], top)
    return s / sum(weight[k] for k in att)
""",
        judgement="wrong",
        misconception="haste_still_pays",
        reader="owner",
        note="no clause",
    ),
    Trial(
        "kpi_score",
        """
def kpi_score(actual, target, weight, lower_better, cap=1.2):
    att = {}
    for k, w in weight.items():
        a = actual.get(k, np.nan)
        if w > 0 and not np.isnan(a):
            if k in lower_better:
                att[k] = target[k] / a if a != 0 else cap
            else:
                att[k] = a / target[k]
    if not att:
        return np.nan
    bad = any(att[k] < 1 for k in att)
    s = 0
    for k in att:
        top = min(1, cap) if (bad and k not in lower_better) else cap
        s += weight[k] * min(att[k], top)
    return s / sum(weight[k] for k in att)
""",
        judgement="wrong",
        misconception="failed_by_any_key",
        reader="owner",
        note="clause by any figure",
    ),
    Trial(
        "kpi_score",
        """
def kpi_score(actual, target, weight, lower_better, cap=1.2):
    att = {}
    for k, w in weight.items():
        a = actual.get(k, np.nan)
        if w > 0 and not np.isnan(a):
            if k in lower_better:
                att[k] = target[k] / a if a != 0 else cap
            else:
                att[k] = a / target[k]
    if not att:
        return np.nan
    bad = any(att[k] < 1 for k in att if k in lower_better)
    s = 0
    for k in att:
        top = min(1, cap) if (bad and k not in lower_better) else cap
        s += weight[k] * min(att[k], top)
    return s / sum(weight.values())
""",
        judgement="wrong",
        misconception="weight_stays_below",
        reader="owner",
        note="missing dropped, weight kept",
    ),
    Trial(
        "kpi_score",
        """
def kpi_score(actual, target, weight, lower_better, cap=1.2):
    att = {}
    for k, w in weight.items():
        a = actual.get(k, np.nan)
        if w > 0 and not np.isnan(a):
            if k in lower_better:
                att[k] = target[k] / a if a != 0 else 99
            else:
                att[k] = a / target[k]
    if not att:
        return np.nan
    bad = any(att[k] < 1 for k in att if k in lower_better)
    s = 0
    for k in att:
        top = min(1, cap) if (bad and k not in lower_better) else 99
        s += weight[k] * min(att[k], top)
    return min(s / sum(weight[k] for k in att), cap)
""",
        judgement="wrong",
        misconception="without_cap",
        reader="owner",
        note="cap on the whole score only",
    ),
    Trial(
        "kpi_score",
        """
def kpi_score(actual, target, weight, lower_better, cap=1.2):
    att = {}
    for k, w in weight.items():
        a = actual.get(k, np.nan)
        if w > 0 and k in actual:
            if k in lower_better:
                att[k] = target[k] / a if a != 0 else cap
            else:
                att[k] = a / target[k]
    if not att:
        return np.nan
    bad = any(att[k] < 1 for k in att if k in lower_better)
    s = 0
    for k in att:
        top = min(1, cap) if (bad and k not in lower_better) else cap
        s += weight[k] * min(att[k], top)
    return s / sum(weight[k] for k in att)
""",
        judgement="wrong",
        misconception="nan_spoils_all",
        reader="owner",
        note="NaN kept",
    ),
    Trial(
        "skill_gap",
        """
def skill_gap(required, held, weight):
    df = pd.DataFrame({"required": required})
    df["held"] = held.reindex(df.index)
    df.loc[~df.index.isin(held.index), "held"] = 0
    df["weight"] = weight.reindex(df.index).fillna(1)
    df["gap"] = (df["required"] - df["held"]).clip(lower=0)
    df["weighted_gap"] = df["gap"] * df["weight"]
    df["name"] = df.index
    top = df[df["gap"] >= 1].sort_values(["weighted_gap", "gap", "name"], ascending=[False, False, True])
    rest = df[~(df["gap"] >= 1)].sort_values("name")
    out = pd.concat([top, rest])
    out["learning_order"] = [float(i + 1) for i in range(len(top))] + [np.nan] * len(rest)
    return out[["gap", "weighted_gap", "learning_order"]]
""",
        judgement="right",
        reader="owner",
        note="first try",
    ),
    Trial(
        "skill_gap",
        """
def skill_gap(required, held, weight):
    df = pd.DataFrame({"required": required})
    df["held"] = held.reindex(df.index)
    df.loc[~df.index.isin(held.index), "held"] = 0
    df["weight"] = weight.reindex(df.index).fillna(1)
    df["gap"] = (df["required"] - df["held"]).clip(lower=0)
    df["weighted_gap"] = df["gap"] * df["weight"]
    df["name"] = df.index
    top = df[df["gap"] >= 1].sort_values(["weighted_gap", "gap", "name"], ascending=[False, True, True])
    rest = df[~(df["gap"] >= 1)].sort_values("name")
    out = pd.concat([top, rest])
    out["learning_order"] = [float(i + 1) for i in range(len(top))] + [np.nan] * len(rest)
    return out[["gap", "weighted_gap", "learning_order"]]
""",
        judgement="wrong",
        misconception="smaller_gap_first",
        reader="owner",
        note="ties: smaller gap first",
    ),
    Trial(
        "skill_gap",
        """
def skill_gap(required, held, weight):
    df = pd.DataFrame({"required": required})
    df["held"] = held.reindex(df.index)
    df.loc[~df.index.isin(held.index), "held"] = 0
    df["weight"] = weight.reindex(df.index).fillna(1)
    df["gap"] = (df["required"] - df["held"]).clip(lower=0)
    df["weighted_gap"] = df["gap"] * df["weight"]
    df["name"] = df.index
    top = df[df["gap"] >= 1].sort_values(["weighted_gap", "gap", "name"], ascending=[False, False, False])
    rest = df[~(df["gap"] >= 1)].sort_values("name")
    out = pd.concat([top, rest])
    out["learning_order"] = [float(i + 1) for i in range(len(top))] + [np.nan] * len(rest)
    return out[["gap", "weighted_gap", "learning_order"]]
""",
        judgement="wrong",
        misconception="names_backwards",
        reader="owner",
        note="ties: names backwards",
    ),
    Trial(
        "skill_gap",
        """
def skill_gap(required, held, weight):
    df = pd.DataFrame({"required": required})
    df = df.reindex(df.index.union(held.index))
    df["held"] = held.reindex(df.index)
    df.loc[~df.index.isin(held.index), "held"] = 0
    df["weight"] = weight.reindex(df.index).fillna(1)
    df["gap"] = (df["required"] - df["held"]).clip(lower=0)
    df["weighted_gap"] = df["gap"] * df["weight"]
    df["name"] = df.index
    top = df[df["gap"] >= 1].sort_values(["weighted_gap", "gap", "name"], ascending=[False, False, True])
    rest = df[~(df["gap"] >= 1)].sort_values("name")
    out = pd.concat([top, rest])
    out["learning_order"] = [float(i + 1) for i in range(len(top))] + [np.nan] * len(rest)
    return out[["gap", "weighted_gap", "learning_order"]]
""",
        judgement="wrong",
        misconception="skills_of_both_missing",
        reader="owner",
        note="rows of held, too",
    ),
    Trial(
        "skill_gap",
        """
def skill_gap(required, held, weight):
    df = pd.DataFrame({"required": required})
    df["held"] = held.reindex(df.index)
    df.loc[~df.index.isin(held.index), "held"] = 0
    df["weight"] = weight.reindex(df.index).fillna(1)
    df["gap"] = (df["required"] - df["held"]).clip(lower=0)
    df["weighted_gap"] = df["gap"] * df["weight"]
    df["name"] = df.index
    top = df[df["gap"] >= 1].sort_values(["weighted_gap", "gap", "name"], ascending=[False, False, True])
    rest = df[~(df["gap"] >= 1)].sort_values("name")
    out = pd.concat([top, rest])
    out["learning_order"] = [float(i + 1) for i in range(len(top))] + [np.nan] * len(rest)
    out.loc[top.index, "learning_order"] = top["weighted_gap"].rank(ascending=False, method="min")
    return out[["gap", "weighted_gap", "learning_order"]]
""",
        judgement="wrong",
        misconception="shared_places",
        reader="owner",
        note='rank(method="min")',
    ),
    Trial(
        "skill_gap",
        """
def skill_gap(required, held, weight):
    df = pd.DataFrame({"required": required})
    df["held"] = held.reindex(df.index)
    df.loc[~df.index.isin(held.index), "held"] = 0
    df["weight"] = weight.reindex(df.index).fillna(1)
    df["gap"] = (df["required"] - df["held"]).clip(lower=0)
    df["weighted_gap"] = df["gap"] * df["weight"]
    df["name"] = df.index
    top = df[df["gap"] >= 1].sort_values(["weighted_gap", "gap", "name"], ascending=[False, False, True])
    rest = df[~(df["gap"] >= 1)].sort_values("name")
    rest = rest[~(rest["gap"] == 0)]
    out = pd.concat([top, rest])
    out["learning_order"] = [float(i + 1) for i in range(len(top))] + [np.nan] * len(rest)
    return out[["gap", "weighted_gap", "learning_order"]]
""",
        judgement="wrong",
        misconception="rows_with_a_gap_only",
        reader="owner",
        note="no gap, no row",
    ),
    Trial(
        "skill_gap",
        """
def skill_gap(required, held, weight):
    df = pd.DataFrame({"required": required})
    df["held"] = held.reindex(df.index)
    df.loc[~df.index.isin(held.index), "held"] = 0
    df["weight"] = weight.reindex(df.index).fillna(1)
    df["gap"] = (df["required"] - df["held"]).clip(lower=0)
    df["weighted_gap"] = df["gap"] * df["weight"]
    df["name"] = df.index
    top = df[df["gap"] >= 1].sort_values(["weighted_gap", "gap", "name"], ascending=[False, False, True])
    rest = df[~(df["gap"] >= 1)].sort_values("name")
    out = pd.concat([top, rest])
    out["learning_order"] = [float(i + 1) for i in range(len(top))] + [float(len(top) + 1)] * len(rest)
    return out[["gap", "weighted_gap", "learning_order"]]
""",
        judgement="wrong",
        misconception="rest_on_the_last_place",
        reader="owner",
        note="the rest numbered",
    ),
    Trial(
        "chart_waits",
        """
MIN_HANDOVERS = 3

import matplotlib.pyplot as plt
def chart_waits(handovers, now):
    now = pd.Timestamp(now)
    h = handovers[(handovers["sent_at"] <= now) & (handovers["from_desk"] != handovers["to_desk"])].copy()
    end = h["taken_at"].fillna(now).clip(upper=now)
    h["wait"] = (end - h["sent_at"]).dt.total_seconds() / 3600
    g = h.groupby("to_desk")["wait"].agg(["mean", "size"])
    g = g[g["size"] >= MIN_HANDOVERS]
    fig, ax = plt.subplots()
    ax.bar(g.index, g["mean"])
    ax.set_title("各工位平均等待")
    ax.set_xlabel("工位")
    ax.set_ylabel("小时")
    return ax
""",
        judgement="right",
        reader="owner",
        note="first try",
    ),
    Trial(
        "chart_waits",
        """
MIN_HANDOVERS = 3

import matplotlib.pyplot as plt
def chart_waits(handovers, now):
    now = pd.Timestamp(now)
    h = handovers[(handovers["sent_at"] <= now) & (handovers["from_desk"] != handovers["to_desk"])].copy()
    end = h["taken_at"].fillna(now).clip(upper=now)
    h["wait"] = (end - h["sent_at"]).dt.total_seconds() / 3600
    h["took"] = h["taken_at"] <= now
    g = h.groupby("to_desk").agg(mean=("wait", "mean"), size=("took", "sum"))
    g = g[g["size"] >= MIN_HANDOVERS]
    fig, ax = plt.subplots()
    ax.bar(g.index, g["mean"])
    ax.set_title("各工位平均等待")
    ax.set_xlabel("工位")
    ax.set_ylabel("小时")
    return ax
""",
        judgement="wrong",
        misconception="taken_up_three_times",
        reader="owner",
        note='the question said "taken up at least 3 times" then; it says "handed" now',
    ),
    Trial(
        "chart_waits",
        """
MIN_HANDOVERS = 3

import matplotlib.pyplot as plt
def chart_waits(handovers, now):
    now = pd.Timestamp(now)
    h = handovers[(handovers["sent_at"] <= now) & (handovers["from_desk"] != handovers["to_desk"])].copy()
    end = h["taken_at"].fillna(now).clip(upper=now)
    h["wait"] = (end - h["sent_at"]).dt.total_seconds() / 3600
    g = h.groupby("to_desk")["wait"].agg(["mean", "size"])
    g["size"] = h.groupby("to_desk")["taken_at"].count()
    g = g[g["size"] >= MIN_HANDOVERS]
    fig, ax = plt.subplots()
    ax.bar(g.index, g["mean"])
    ax.set_title("各工位平均等待")
    ax.set_xlabel("工位")
    ax.set_ylabel("小时")
    return ax
""",
        judgement="wrong",
        misconception="taken_up_at_any_time",
        reader="owner",
        note="as above, taken up at any time",
    ),
    Trial(
        "chart_waits",
        """
MIN_HANDOVERS = 3

import matplotlib.pyplot as plt
def chart_waits(handovers, now):
    now = pd.Timestamp(now)
    h = handovers[(handovers["sent_at"] <= now) & (handovers["from_desk"] != handovers["to_desk"])].copy()
    end = h["taken_at"].fillna(now)
    h["wait"] = (end - h["sent_at"]).dt.total_seconds() / 3600
    g = h.groupby("to_desk")["wait"].agg(["mean", "size"])
    g = g[g["size"] >= MIN_HANDOVERS]
    fig, ax = plt.subplots()
    ax.bar(g.index, g["mean"])
    ax.set_title("各工位平均等待")
    ax.set_xlabel("工位")
    ax.set_ylabel("小时")
    return ax
""",
        judgement="wrong",
        misconception="future_is_known",
        reader="owner",
        note="taken later: real wait",
    ),
    Trial(
        "chart_waits",
        """
MIN_HANDOVERS = 3

import matplotlib.pyplot as plt
def chart_waits(handovers, now):
    now = pd.Timestamp(now)
    h = handovers[(handovers["sent_at"] < now) & (handovers["from_desk"] != handovers["to_desk"])].copy()
    end = h["taken_at"].fillna(now).clip(upper=now)
    h["wait"] = (end - h["sent_at"]).dt.total_seconds() / 3600
    g = h.groupby("to_desk")["wait"].agg(["mean", "size"])
    g = g[g["size"] >= MIN_HANDOVERS]
    fig, ax = plt.subplots()
    ax.bar(g.index, g["mean"])
    ax.set_title("各工位平均等待")
    ax.set_xlabel("工位")
    ax.set_ylabel("小时")
    return ax
""",
        judgement="wrong",
        misconception="sent_now_left_out",
        reader="owner",
        note="passed then: no case stood on the boundary",
    ),
    Trial(
        "chart_waits",
        """
MIN_HANDOVERS = 3

import matplotlib.pyplot as plt
def chart_waits(handovers, now):
    now = pd.Timestamp(now)
    h = handovers[(handovers["sent_at"] <= now) & (handovers["from_desk"] != handovers["to_desk"])].copy()
    end = h["taken_at"].fillna(now).clip(upper=now)
    h["wait"] = (end - h["sent_at"]).dt.seconds / 3600
    g = h.groupby("to_desk")["wait"].agg(["mean", "size"])
    g = g[g["size"] >= MIN_HANDOVERS]
    fig, ax = plt.subplots()
    ax.bar(g.index, g["mean"])
    ax.set_title("各工位平均等待")
    ax.set_xlabel("工位")
    ax.set_ylabel("小时")
    return ax
""",
        judgement="wrong",
        misconception="days_fell_away",
        reader="owner",
        note=".dt.seconds",
    ),
    Trial(
        "chart_waits",
        """
MIN_HANDOVERS = 3

import matplotlib.pyplot as plt
def chart_waits(handovers, now):
    now = pd.Timestamp(now)
    h = handovers[(handovers["sent_at"] <= now) & (handovers["from_desk"] != handovers["to_desk"])].copy()
    end = h["taken_at"].fillna(now).clip(upper=now)
    h["wait"] = (end - h["sent_at"]).dt.total_seconds() / 3600
    g = h.groupby("to_desk")["wait"].agg(["mean", "size"])
    g = g[g["size"] >= MIN_HANDOVERS]
    fig, ax = plt.subplots()
    ax.plot(g.index, g["mean"])
    ax.set_title("各工位平均等待")
    ax.set_xlabel("工位")
    ax.set_ylabel("小时")
    return ax
""",
        judgement="right",
        reader="owner",
        note="the text says now: points may be joined",
    ),
    Trial(
        "first_cause",
        """
MIN_KNOWN = 4
def first_cause(case, baseline_weeks=8, z=3.0):
    t = case.sort_values("week").reset_index(drop=True)
    m = t.drop(columns="week")
    base = m.iloc[:baseline_weeks]
    keep = (base.count() >= MIN_KNOWN) & (base.std() > 0)
    m = m.loc[:, keep]
    d = ((m - base.mean()[keep]) / base.std()[keep]).iloc[baseline_weeks:]
    side = np.sign(d).where(d.abs() > z, 0)
    hit = (side != 0) & (side == side.shift(-1))
    rows = hit.any(axis=1)
    if not rows.any():
        return {}
    i = rows.idxmax()
    best = d.loc[i].abs()[hit.loc[i]].idxmax()
    return {"metric": best, "week": pd.Timestamp(t["week"][i]).strftime("%Y-%m-%d"), "side": "up" if d.loc[i, best] > 0 else "down"}
""",
        judgement="right",
        reader="learner",
        note="第一版",
    ),
    Trial(
        "first_cause",
        """
MIN_KNOWN = 4
def first_cause(case, baseline_weeks=8, z=3.0):
    t = case.sort_values("week").reset_index(drop=True)
    m = t.drop(columns="week")
    base = m.iloc[:baseline_weeks]
    keep = (base.count() >= MIN_KNOWN) & (base.std() > 0)
    m = m.loc[:, keep]
    d = ((m - base.mean()[keep]) / base.std()[keep]).iloc[baseline_weeks:]
    side = np.sign(d).where(d.abs() > z, 0)
    hit = (side != 0) & (side == side.shift(-1))
    rows = hit.any(axis=1)
    if not rows.any():
        return {}
    i = rows.idxmax()
    best = (m - base.mean()[keep]).loc[i].abs()[hit.loc[i]].idxmax()
    return {"metric": best, "week": pd.Timestamp(t["week"][i]).strftime("%Y-%m-%d"), "side": "up" if d.loc[i, best] > 0 else "down"}
""",
        judgement="wrong",
        misconception="tie_in_its_own_units",
        reader="learner",
        note="并列比原来单位",
    ),
    Trial(
        "first_cause",
        """
MIN_KNOWN = 4
def first_cause(case, baseline_weeks=8, z=3.0):
    t = case.sort_values("week").reset_index(drop=True)
    m = t.drop(columns="week")
    base = m.iloc[:baseline_weeks]
    keep = (base.count() >= MIN_KNOWN) & (base.std() > 0)
    m = m.loc[:, keep]
    d = ((m - base.median()[keep]) / base.std()[keep]).iloc[baseline_weeks:]
    side = np.sign(d).where(d.abs() > z, 0)
    hit = (side != 0) & (side == side.shift(-1))
    rows = hit.any(axis=1)
    if not rows.any():
        return {}
    i = rows.idxmax()
    best = d.loc[i].abs()[hit.loc[i]].idxmax()
    return {"metric": best, "week": pd.Timestamp(t["week"][i]).strftime("%Y-%m-%d"), "side": "up" if d.loc[i, best] > 0 else "down"}
""",
        judgement="wrong",
        misconception="median_for_the_mean",
        reader="learner",
        note="用中位数",
    ),
    Trial(
        "first_cause",
        """
MIN_KNOWN = 4
def first_cause(case, baseline_weeks=8, z=3.0):
    t = case.sort_values("week").reset_index(drop=True)
    m = t.drop(columns="week")
    base = m.iloc[:baseline_weeks]
    keep = (base.count() >= MIN_KNOWN) & (base.std() > 0)
    m = m.loc[:, keep]
    d = ((m - base.mean()[keep]) / base.std()[keep]).iloc[baseline_weeks:]
    d = d.dropna(how="all")
    side = np.sign(d).where(d.abs() > z, 0)
    hit = (side != 0) & (side == side.shift(-1))
    rows = hit.any(axis=1)
    if not rows.any():
        return {}
    i = rows.idxmax()
    best = d.loc[i].abs()[hit.loc[i]].idxmax()
    return {"metric": best, "week": pd.Timestamp(t["week"][i]).strftime("%Y-%m-%d"), "side": "up" if d.loc[i, best] > 0 else "down"}
""",
        judgement="wrong",
        misconception="empty_weeks_dropped",
        reader="learner",
        note="去掉全缺的周",
    ),
    Trial(
        "first_cause",
        """
MIN_KNOWN = 4
def first_cause(case, baseline_weeks=8, z=3.0):
    t = case.sort_values("week").reset_index(drop=True)
    m = t.drop(columns="week")
    base = m.iloc[:baseline_weeks]
    keep = (base.count() >= MIN_KNOWN) & (base.std() > 0)
    m = m.loc[:, keep]
    d = ((m - base.mean()[keep]) / base.std()[keep])
    side = np.sign(d).where(d.abs() > z, 0)
    hit = (side != 0) & (side == side.shift(-1))
    rows = hit.any(axis=1)
    if not rows.any():
        return {}
    i = rows.idxmax()
    best = d.loc[i].abs()[hit.loc[i]].idxmax()
    return {"metric": best, "week": pd.Timestamp(t["week"][i]).strftime("%Y-%m-%d"), "side": "up" if d.loc[i, best] > 0 else "down"}
""",
        judgement="wrong",
        misconception="usual_weeks_searched",
        reader="learner",
        note="基准周也找",
    ),
    Trial(
        "first_cause",
        """
MIN_KNOWN = 4
def first_cause(case, baseline_weeks=8, z=3.0):
    t = case.sort_values("week").reset_index(drop=True)
    m = t.drop(columns="week")
    base = m.iloc[:baseline_weeks]
    keep = (base.count() >= MIN_KNOWN) & (base.std() > 0)
    m = m.loc[:, keep]
    d = ((m - base.mean()[keep]) / base.std()[keep]).iloc[baseline_weeks:]
    side = np.sign(d).where(d.abs() > z, 0)
    hit = (side != 0) & (side.shift(-1) != 0) & side.shift(-1).notna()
    rows = hit.any(axis=1)
    if not rows.any():
        return {}
    i = rows.idxmax()
    best = d.loc[i].abs()[hit.loc[i]].idxmax()
    return {"metric": best, "week": pd.Timestamp(t["week"][i]).strftime("%Y-%m-%d"), "side": "up" if d.loc[i, best] > 0 else "down"}
""",
        judgement="wrong",
        misconception="either_side_will_do",
        reader="learner",
        note="两侧都算",
    ),
    Trial(
        "certificate",
        """
WEIGHTS = {"homework": 0.3, "theory": 0.2, "practice": 0.25, "case_report": 0.15, "class_performance": 0.1}
def certificate(scores, rules):
    best = scores.groupby("learner").max().sort_index()
    best["total"] = sum(w * best[k].fillna(0) for k, w in WEIGHTS.items())
    out = pd.Series("none", index=best.index)
    ok = pd.Series(True, index=best.index)
    for rank, r in rules.sort_values("rank").groupby("rank"):
        for m, l in zip(r["measure"], r["least"]):
            ok &= best[m] >= l
        out[ok] = r["level"].iloc[0]
    return out
""",
        judgement="right",
        reader="learner",
        note="第一版",
    ),
    Trial(
        "certificate",
        """
WEIGHTS = {"homework": 0.3, "theory": 0.2, "practice": 0.25, "case_report": 0.15, "class_performance": 0.1}
def certificate(scores, rules):
    best = scores.groupby("learner").max().sort_index()
    best["total"] = sum(w * best[k].fillna(0) for k, w in WEIGHTS.items()).round(1)
    out = pd.Series("none", index=best.index)
    ok = pd.Series(True, index=best.index)
    for rank, r in rules.sort_values("rank").groupby("rank"):
        for m, l in zip(r["measure"], r["least"]):
            ok &= best[m] >= l
        out[ok] = r["level"].iloc[0]
    return out
""",
        judgement="wrong",
        misconception="rounded_to_one_decimal",
        reader="learner",
        note="总分保留一位",
    ),
    Trial(
        "certificate",
        """
WEIGHTS = {"homework": 0.3, "theory": 0.2, "practice": 0.25, "case_report": 0.15, "class_performance": 0.1}
def certificate(scores, rules):
    best = scores.groupby("learner").last().sort_index()
    best["total"] = sum(w * best[k].fillna(0) for k, w in WEIGHTS.items())
    out = pd.Series("none", index=best.index)
    ok = pd.Series(True, index=best.index)
    for rank, r in rules.sort_values("rank").groupby("rank"):
        for m, l in zip(r["measure"], r["least"]):
            ok &= best[m] >= l
        out[ok] = r["level"].iloc[0]
    return out
""",
        judgement="wrong",
        misconception="last_attempt_only",
        reader="learner",
        note="最后一次",
    ),
    Trial(
        "certificate",
        """
WEIGHTS = {"homework": 0.3, "theory": 0.2, "practice": 0.25, "case_report": 0.15, "class_performance": 0.1}
def certificate(scores, rules):
    s = scores.copy()
    s["total"] = sum(w * s[k].fillna(0) for k, w in WEIGHTS.items())
    best = s.groupby("learner").max()
    out = pd.Series("none", index=best.index)
    ok = pd.Series(True, index=best.index)
    for rank, r in rules.groupby("rank"):
        for m, l in zip(r["measure"], r["least"]):
            ok &= best[m] >= l
        out[ok] = r["level"].iloc[0]
    return out
""",
        judgement="wrong",
        misconception="best_total_of_an_attempt",
        reader="learner",
        note="单次总分最高",
    ),
    Trial(
        "policy",
        """
def policy(scenario, role):
    return {}
""",
        judgement="wrong",
        misconception="do_nothing",
        reader="learner",
        note="什么都不做",
    ),
    Trial(
        "policy",
        """
from storelab.store import reference_policy
def policy(scenario, role):
    return dict(reference_policy(scenario, role))
""",
        judgement="wrong",
        misconception="the_reference",
        reader="learner",
        note="交参照方案",
    ),
]
