"""Answers that readers gave to chapter 15 from the page alone, with a teacher's judgement by the question's text.

A reader's code stands as it was written. Answers that came out alike in every case stand once, and the most telling ones of
each exercise. The text was mended after they were given; what it left open then (escalated contacts without an answer, whole
seconds, what counts as the same text) is judged by what it says now.
"""

from classroom.cases import Trial

trials: list[Trial] = [
    Trial(
        "response_metrics",
        """
def response_metrics(tickets, target_s=30.0):
    t = tickets.copy()
    t["gave"] = (t["gave_up_at"] - t["opened_at"]).dt.total_seconds()
    t = t[~(t["gave"] <= 10)]
    t["wait"] = (t["agent_reply_at"] - t["opened_at"]).dt.total_seconds()
    t["solved"] = t["resolved_at"].notna()
    t["first"] = t["solved"] & ~t["reopened"] & ~t["escalated"]
    g = t.groupby("channel")
    out = pd.DataFrame({
        "contacts": g.size(),
        "unanswered": g["wait"].apply(lambda w: w.isna().sum()),
        "median_s": g["wait"].median(),
        "p90_s": g["wait"].quantile(0.9),
        "in_target": g["wait"].apply(lambda w: (w <= target_s).mean()),
        "fcr": g["first"].sum() / g["solved"].sum(),
        "escalation": g["escalated"].sum() / g["wait"].count(),
    })
    return out
""",
        judgement="wrong",
        misconception="escalated_without_an_answer",
        reader="shop assistant",
        note="first try: an escalated contact without an answer is above the line, and an empty channel has no row",
    ),
    Trial(
        "response_metrics",
        """
def response_metrics(tickets, target_s=30.0):
    channels = sorted(tickets["channel"].unique())
    t = tickets.copy()
    t["gave"] = (t["gave_up_at"] - t["opened_at"]).dt.total_seconds()
    t = t[~(t["gave"] <= 10)]
    t["wait"] = (t["agent_reply_at"] - t["opened_at"]).dt.total_seconds()
    t["solved"] = t["resolved_at"].notna()
    t["first"] = t["solved"] & ~t["reopened"] & ~t["escalated"]
    g = t.groupby("channel")
    out = pd.DataFrame({
        "contacts": g.size(),
        "unanswered": g["wait"].apply(lambda w: w.isna().sum()),
        "median_s": g["wait"].median(),
        "p90_s": g["wait"].quantile(0.9),
        "in_target": g["wait"].apply(lambda w: (w <= target_s).mean()),
        "fcr": g["first"].sum() / g["solved"].sum(),
        "escalation": g["escalated"].sum() / g["wait"].count(),
    }).reindex(channels)
    out[["contacts", "unanswered"]] = out[["contacts", "unanswered"]].fillna(0).astype(int)
    out.index.name = "channel"
    return out
""",
        judgement="wrong",
        misconception="escalated_without_an_answer",
        reader="shop assistant",
        note="every channel has a row; the page then said only: escalated / answered",
    ),
    Trial(
        "response_metrics",
        """
def response_metrics(tickets, target_s=30.0):
    channels = sorted(tickets["channel"].unique())
    t = tickets.copy()
    t["gave"] = (t["gave_up_at"] - t["opened_at"]).dt.total_seconds()
    t = t[~(t["gave"] <= 10)]
    t["wait"] = (t["agent_reply_at"] - t["opened_at"]).dt.total_seconds()
    t["solved"] = t["resolved_at"].notna()
    t["first"] = t["solved"] & ~t["reopened"] & ~t["escalated"]
    t["esc"] = t["escalated"] & t["wait"].notna()
    g = t.groupby("channel")
    out = pd.DataFrame({
        "contacts": g.size(),
        "unanswered": g["wait"].apply(lambda w: w.isna().sum()),
        "median_s": g["wait"].median(),
        "p90_s": g["wait"].quantile(0.9),
        "in_target": g["wait"].apply(lambda w: (w <= target_s).mean()),
        "fcr": g["first"].sum() / g["solved"].sum(),
        "escalation": g["esc"].sum() / g["wait"].count(),
    }).reindex(channels)
    out[["contacts", "unanswered"]] = out[["contacts", "unanswered"]].fillna(0).astype(int)
    out.index.name = "channel"
    return out
""",
        judgement="right",
        reader="shop assistant",
        note="third try",
    ),
    Trial(
        "response_metrics",
        """
def response_metrics(tickets, target_s=30.0):
    channels = sorted(tickets["channel"].unique())
    t = tickets.copy()
    t["gave"] = (t["gave_up_at"] - t["opened_at"]).dt.total_seconds()
    t = t[~(t["gave"] <= 10)]
    t["wait"] = (t["agent_reply_at"] - t["opened_at"]).dt.total_seconds()
    t["solved"] = t["resolved_at"].notna() & t["agent_reply_at"].notna()
    t["first"] = t["solved"] & ~t["reopened"] & ~t["escalated"]
    t["esc"] = t["escalated"] & t["wait"].notna()
    g = t.groupby("channel")
    out = pd.DataFrame({
        "contacts": g.size(),
        "unanswered": g["wait"].apply(lambda w: w.isna().sum()),
        "median_s": g["wait"].median(),
        "p90_s": g["wait"].quantile(0.9),
        "in_target": g["wait"].apply(lambda w: (w <= target_s).mean()),
        "fcr": g["first"].sum() / g["solved"].sum(),
        "escalation": g["esc"].sum() / g["wait"].count(),
    }).reindex(channels)
    out[["contacts", "unanswered"]] = out[["contacts", "unanswered"]].fillna(0).astype(int)
    out.index.name = "channel"
    return out
""",
        judgement="wrong",
        misconception="solved_by_a_person",
        reader="professor",
        note="solved only if a person answered",
    ),
    Trial(
        "response_metrics",
        """
def response_metrics(tickets, target_s=30.0):
    channels = sorted(tickets["channel"].unique())
    t = tickets.copy()
    t["gave"] = (t["gave_up_at"] - t["opened_at"]).dt.total_seconds()
    t = t[~(t["gave"] <= 10)]
    t["wait"] = (t["agent_reply_at"] - t["opened_at"]).dt.total_seconds()
    t["solved"] = t["resolved_at"].notna()
    t["first"] = t["solved"] & ~t["reopened"] & ~t["escalated"]
    t["esc"] = t["escalated"] & t["wait"].notna()
    g = t.groupby("channel")
    out = pd.DataFrame({
        "contacts": g.size(),
        "unanswered": g["wait"].apply(lambda w: w.isna().sum()),
        "median_s": g["wait"].median(),
        "p90_s": g["wait"].quantile(0.9),
        "in_target": g["wait"].apply(lambda w: (w // 1 <= target_s).mean()),
        "fcr": g["first"].sum() / g["solved"].sum(),
        "escalation": g["esc"].sum() / g["wait"].count(),
    }).reindex(channels)
    out[["contacts", "unanswered"]] = out[["contacts", "unanswered"]].fillna(0).astype(int)
    out.index.name = "channel"
    return out
""",
        judgement="right",
        reader="professor",
        note="waits cut to whole seconds: the page says that times are whole seconds",
    ),
    Trial(
        "response_metrics",
        """
def response_metrics(tickets, target_s=30.0):
    channels = sorted(tickets["channel"].unique())
    t = tickets.copy()
    t["gave"] = (t["gave_up_at"] - t["opened_at"]).dt.total_seconds()
    t = t[~(t["gave"] <= 10)]
    t["wait"] = (t["agent_reply_at"] - t["opened_at"]).dt.total_seconds()
    t["solved"] = t["resolved_at"].notna()
    t["first"] = t["solved"] & ~t["reopened"] & ~t["escalated"]
    t["esc"] = t["escalated"] & t["wait"].notna()
    g = t.groupby("channel")
    out = pd.DataFrame({
        "contacts": g.size(),
        "unanswered": g["wait"].apply(lambda w: w.isna().sum()),
        "median_s": g["wait"].median(),
        "p90_s": g["wait"].quantile(0.9),
        "in_target": g["wait"].apply(lambda w: (w <= target_s).mean()),
        "fcr": (g["first"].sum() / g["solved"].sum()).fillna(0),
        "escalation": g["esc"].sum() / g["wait"].count(),
    }).reindex(channels)
    out[["contacts", "unanswered"]] = out[["contacts", "unanswered"]].fillna(0).astype(int)
    out.index.name = "channel"
    return out
""",
        judgement="wrong",
        misconception="nothing_solved_is_zero",
        reader="professor",
        note="0 where nothing is solved",
    ),
    Trial(
        "response_metrics",
        """
def response_metrics(tickets, target_s=30.0):
    channels = sorted(tickets["channel"].unique())
    t = tickets.copy()
    t["gave"] = (t["gave_up_at"] - t["opened_at"]).dt.total_seconds()
    t = t[~(t["gave"] <= 10)]
    t["wait"] = (t["agent_reply_at"] - t["opened_at"]).dt.total_seconds()
    t["solved"] = t["resolved_at"].notna()
    t["first"] = t["solved"] & ~t["reopened"] & ~t["escalated"]
    t["esc"] = t["escalated"] & t["wait"].notna()
    g = t.groupby("channel")
    out = pd.DataFrame({
        "contacts": g.size(),
        "unanswered": g["wait"].apply(lambda w: w.isna().sum()),
        "median_s": g["wait"].mean(),
        "p90_s": g["wait"].quantile(0.9),
        "in_target": g["wait"].apply(lambda w: (w <= target_s).mean()),
        "fcr": g["first"].sum() / g["solved"].sum(),
        "escalation": g["esc"].sum() / g["wait"].count(),
    }).reindex(channels)
    out[["contacts", "unanswered"]] = out[["contacts", "unanswered"]].fillna(0).astype(int)
    out.index.name = "channel"
    return out
""",
        judgement="wrong",
        misconception="mean_for_median",
        reader="professor",
        note="the mean",
    ),
    Trial(
        "agents_needed",
        """
def agents_needed(calls_per_hour, aht_min, wait_s, level):
    a = calls_per_hour * aht_min / 60
    n = 2
    while True:
        b = 1
        for k in range(1, n + 1):
            b = a * b / (k + a * b)
        if n > a:
            c = b / (1 - a / n * (1 - b))
            share = 1 - c * np.exp(-(n - a) * wait_s / (60 * aht_min))
        else:
            share = 0
        if share >= level and a / n <= 0.85:
            return n
        n = n + 1
""",
        judgement="wrong",
        misconception="two_without_calls",
        reader="shop assistant",
        note="first try: no errors raised, two people without calls",
    ),
    Trial(
        "agents_needed",
        """
def agents_needed(calls_per_hour, aht_min, wait_s, level):
    if calls_per_hour < 0 or wait_s < 0 or aht_min <= 0 or not 0 <= level < 1:
        raise ValueError("check the numbers")
    if calls_per_hour == 0:
        return 0
    a = calls_per_hour * aht_min / 60
    n = 2
    while True:
        b = 1
        for k in range(1, n + 1):
            b = a * b / (k + a * b)
        if n > a:
            c = b / (1 - a / n * (1 - b))
            share = 1 - c * np.exp(-(n - a) * wait_s / (60 * aht_min))
        else:
            share = 0
        if share >= level and a / n <= 0.85:
            return n
        n = n + 1
""",
        judgement="right",
        reader="shop assistant",
        note="second try",
    ),
    Trial(
        "agents_needed",
        """
def agents_needed(calls_per_hour, aht_min, wait_s, level):
    import math
    if min(calls_per_hour, wait_s, level) < 0 or aht_min <= 0 or level >= 1:
        raise ValueError
    a = calls_per_hour * aht_min / 60
    if a == 0:
        return 0
    inv = [1.0]                       # 1/B
    n = 1
    while True:
        inv.append(1 + n / a * inv[-1])
        if n >= 2 and a / n <= 0.85:
            B = 1 / inv[-1]
            C = n * B / (n - a * (1 - B))
            if 1 - C * math.exp(-(n - a) * wait_s / 60 / aht_min) >= level:
                return n
        n += 1
""",
        judgement="right",
        reader="professor",
        note="itertools, from the least number that the 85 % allow",
    ),
    Trial(
        "agents_needed",
        """
def agents_needed(calls_per_hour, aht_min, wait_s, level):
    if calls_per_hour < 0 or wait_s < 0 or aht_min <= 0 or level < 0 or level > 1:
        raise ValueError("no")
    if calls_per_hour == 0:
        return 0
    a = calls_per_hour * aht_min / 60
    b, n = 1.0, 0
    while n < 500:
        n += 1
        b = a * b / (n + a * b)
        if n <= a or n < 2 or a / n > 0.85:
            continue
        c = b / (1 - a / n * (1 - b))
        if 1 - c * np.exp(-(n - a) * wait_s / (60 * aht_min)) >= level:
            return n
""",
        judgement="wrong",
        misconception="level_one_accepted",
        reader="professor",
        note="level 1 let through",
    ),
    Trial(
        "agents_needed",
        """
def agents_needed(calls_per_hour, aht_min, wait_s, level):
    if calls_per_hour == 0:
        return 0
    if calls_per_hour < 0 or wait_s < 0 or aht_min <= 0 or level < 0 or level >= 1:
        raise ValueError("no")
    a = calls_per_hour * aht_min / 60
    b, n = 1.0, 0
    while True:
        n += 1
        b = a * b / (n + a * b)
        if n <= a or n < 2 or a / n > 0.85:
            continue
        c = b / (1 - a / n * (1 - b))
        if 1 - c * np.exp(-(n - a) * wait_s / (60 * aht_min)) >= level:
            return n
""",
        judgement="wrong",
        misconception="zero_before_checks",
        reader="professor",
        note="0 before the errors; was accepted",
    ),
    Trial(
        "agents_needed",
        """
def agents_needed(calls_per_hour, aht_min, wait_s, level):
    if calls_per_hour < 0 or wait_s < 0 or aht_min <= 0 or level < 0 or level >= 1:
        raise ValueError("no")
    if calls_per_hour == 0:
        return 0
    a = np.ceil(calls_per_hour * aht_min / 60)
    b, n = 1.0, 0
    while True:
        n += 1
        b = a * b / (n + a * b)
        if n <= a or n < 2 or a / n > 0.85:
            continue
        c = b / (1 - a / n * (1 - b))
        if 1 - c * np.exp(-(n - a) * wait_s / (60 * aht_min)) >= level:
            return n
""",
        judgement="wrong",
        misconception="load_rounded_up",
        reader="professor",
        note="the load in whole people",
    ),
    Trial(
        "sla_report",
        """
def sla_report(cases, limits):
    cols = ["opened_at", "accepted_at", "verified_at", "settled_at", "followed_up_at"]
    steps = ["accept", "verify", "settle", "follow_up"]
    c = cases[~cases["withdrawn"]]
    reach = c[cols].max().max()
    rows = []
    for step, s, e in zip(steps, cols, cols[1:]):
        begun = c[c[s].notna()]
        hours = ((begun[e] - begun[s]).dt.total_seconds() / 3600).dropna()
        op = begun[begun[e].isna()]
        age = (reach - op[s]).dt.total_seconds() / 3600
        rows.append([len(hours), len(op), int((age > limits[step]).sum()), hours.median(),
                     (hours <= limits[step]).mean() if len(hours) else np.nan])
    return pd.DataFrame(rows, index=pd.Index(steps, name="step"),
                        columns=["closed", "open", "overdue", "median_hours", "on_time"])
""",
        judgement="wrong",
        misconception="reach_without_withdrawn",
        reader="shop assistant",
        note="first try: withdrawn cases gone before the reach was taken",
    ),
    Trial(
        "sla_report",
        """
def sla_report(cases, limits):
    cols = ["opened_at", "accepted_at", "verified_at", "settled_at", "followed_up_at"]
    steps = ["accept", "verify", "settle", "follow_up"]
    reach = pd.Timestamp.now()
    c = cases[~cases["withdrawn"].astype(bool)]
    rows = []
    for step, s, e in zip(steps, cols, cols[1:]):
        begun = c[c[s].notna()]
        hours = ((begun[e] - begun[s]).dt.total_seconds() / 3600).dropna()
        op = begun[begun[e].isna()]
        age = (reach - op[s]).dt.total_seconds() / 3600
        rows.append([len(hours), len(op), int((age > limits[step]).sum()), hours.median(),
                     (hours <= limits[step]).mean() if len(hours) else np.nan])
    return pd.DataFrame(rows, index=pd.Index(steps, name="step"),
                        columns=["closed", "open", "overdue", "median_hours", "on_time"])
""",
        judgement="wrong",
        misconception="until_today",
        reader="professor",
        note="today instead of the reach",
    ),
    Trial(
        "sla_report",
        """
def sla_report(cases, limits):
    cols = ["opened_at", "accepted_at", "verified_at", "settled_at", "followed_up_at"]
    steps = ["accept", "verify", "settle", "follow_up"]
    reach = cases[cols].max().max()
    c = cases[~cases["withdrawn"].astype(bool)]
    rows = []
    for step, s, e in zip(steps, cols, cols[1:]):
        begun = c[c[s].notna()]
        hours = ((begun[e] - begun["opened_at"]).dt.total_seconds() / 3600).dropna()
        op = begun[begun[e].isna()]
        age = (reach - op[s]).dt.total_seconds() / 3600
        rows.append([len(hours), len(op), int((age > limits[step]).sum()), hours.median(),
                     (hours <= limits[step]).mean() if len(hours) else np.nan])
    return pd.DataFrame(rows, index=pd.Index(steps, name="step"),
                        columns=["closed", "open", "overdue", "median_hours", "on_time"])
""",
        judgement="wrong",
        misconception="times_from_the_opening",
        reader="professor",
        note="all times from the opening",
    ),
    Trial(
        "sla_report",
        """
def sla_report(cases, limits):
    cols = ["opened_at", "accepted_at", "verified_at", "settled_at", "followed_up_at"]
    steps = ["accept", "verify", "settle", "follow_up"]
    reach = cases[cols].max().max()
    c = cases[~cases["withdrawn"].astype(bool)]
    rows = []
    for step, s, e in zip(steps, cols, cols[1:]):
        begun = c[c[s].notna()]
        hours = ((begun[e] - begun[s]).dt.total_seconds() // 3600).dropna()
        op = begun[begun[e].isna()]
        age = (reach - op[s]).dt.total_seconds() / 3600
        rows.append([len(hours), len(op), int((age > limits[step]).sum()), hours.median(),
                     (hours <= limits[step]).mean() if len(hours) else np.nan])
    return pd.DataFrame(rows, index=pd.Index(steps, name="step"),
                        columns=["closed", "open", "overdue", "median_hours", "on_time"])
""",
        judgement="wrong",
        misconception="whole_hours",
        reader="professor",
        note="whole hours; was accepted",
    ),
    Trial(
        "sla_report",
        """
def sla_report(cases, limits):
    cols = ["opened_at", "accepted_at", "verified_at", "settled_at", "followed_up_at"]
    steps = list(("accept", "verify", "settle", "follow_up"))
    reach = pd.Series(cases[cols].to_numpy().ravel()).max()
    kept = cases.loc[cases["withdrawn"] != True]
    long = pd.concat([pd.DataFrame({"step": st, "a": kept[x].to_numpy(), "b": kept[y].to_numpy()})
                      for st, x, y in zip(steps, cols[:-1], cols[1:])], ignore_index=True)
    long["a"], long["b"] = pd.to_datetime(long["a"]), pd.to_datetime(long["b"])
    long = long[long["a"].notna()]
    lim = long["step"].map(limits).astype(float)
    h = pd.Timedelta(hours=1)
    long["t"] = (long["b"] - long["a"]) / h
    long["closed"] = long["b"].notna()
    long["open"] = ~long["closed"]
    long["overdue"] = long["open"] & ((reach - long["a"]) / h > lim)
    long["ok"] = long["closed"] & (long["t"] <= lim)
    g = long.groupby("step")
    out = g[["closed", "open", "overdue", "ok"]].sum().reindex(steps, fill_value=0)
    out["median_hours"] = g["t"].median().reindex(steps)
    out["on_time"] = out["ok"] / out["closed"].replace(0, np.nan)
    out[["closed", "open", "overdue"]] = out[["closed", "open", "overdue"]].astype(int)
    return out[["closed", "open", "overdue", "median_hours", "on_time"]]
""",
        judgement="right",
        reader="shop assistant",
        note="long form and groupby, after the empty table was minded",
    ),
    Trial(
        "sla_report",
        """
def sla_report(cases, limits):
    cols = ["opened_at", "accepted_at", "verified_at", "settled_at", "followed_up_at"]
    steps = ["accept", "verify", "settle", "follow_up"]
    reach = cases[cols].max().max()
    c = cases[~cases["withdrawn"].astype(bool)]
    rows = []
    for step, s, e in zip(steps, cols, cols[1:]):
        begun = c[c[s].notna()]
        hours = ((begun[e] - begun[s]).dt.total_seconds() / 3600).dropna()
        op = begun[begun[e].isna()]
        age = (reach - op[s]).dt.total_seconds() // 3600
        rows.append([len(hours), len(op), int((age > limits[step]).sum()), hours.median(),
                     (hours <= limits[step]).mean() if len(hours) else np.nan])
    return pd.DataFrame(rows, index=pd.Index(steps, name="step"),
                        columns=["closed", "open", "overdue", "median_hours", "on_time"])
""",
        judgement="wrong",
        misconception="age_in_whole_hours",
        reader="professor",
        note="age in whole hours; was accepted",
    ),
    Trial(
        "sla_report",
        """
def sla_report(cases, limits):
    cols = ["opened_at", "accepted_at", "verified_at", "settled_at", "followed_up_at"]
    steps = ["accept", "verify", "settle", "follow_up"]
    reach = cases[cols].max().max()
    c = cases[~cases["withdrawn"].astype(bool)]
    rows = []
    for step, s, e in zip(steps, cols, cols[1:]):
        begun = c[c[s].notna()]
        hours = ((begun[e] - begun[s]).dt.total_seconds() / 3600).round(2).dropna()
        op = begun[begun[e].isna()]
        age = (reach - op[s]).dt.total_seconds() / 3600
        rows.append([len(hours), len(op), int((age > limits[step]).sum()), hours.median(),
                     (hours <= limits[step]).mean() if len(hours) else np.nan])
    return pd.DataFrame(rows, index=pd.Index(steps, name="step"),
                        columns=["closed", "open", "overdue", "median_hours", "on_time"])
""",
        judgement="wrong",
        misconception="rounded_hours",
        reader="professor",
        note="rounded to two places; was accepted",
    ),
    Trial(
        "csat_nps",
        """
def csat_nps(surveys, weights=None):
    s = surveys[surveys["answered_at"].notna()].copy()
    s["w"] = 1 if weights is None else s[weights]
    s = s.sort_values("answered_at").groupby("user_id").last()
    s = s[s["w"] > 0]
    z = 1.96
    c = s.dropna(subset=["csat"])
    w = c["w"]
    n = w.sum() ** 2 / (w ** 2).sum()
    p = w[c["csat"] >= 4].sum() / w.sum()
    r = z * np.sqrt(p * (1 - p) / n + z ** 2 / (4 * n ** 2))
    m = p + z ** 2 / (2 * n)
    k = 1 + z ** 2 / n
    q = s.dropna(subset=["nps"])
    w = q["w"]
    n2 = w.sum() ** 2 / (w ** 2).sum()
    P = w[q["nps"] >= 9].sum() / w.sum()
    D = w[q["nps"] <= 6].sum() / w.sum()
    v = 100 * (P - D)
    r2 = 100 * z * np.sqrt((P + D - (P - D) ** 2) / n2)
    return {"csat": p, "csat_low": (m - r) / k, "csat_high": (m + r) / k,
            "nps": v, "nps_low": max(v - r2, -100), "nps_high": min(v + r2, 100)}
""",
        judgement="wrong",
        misconception="last_mark_of_each_column",
        reader="shop assistant",
        note="second try: groupby.last skips missing marks",
    ),
    Trial(
        "csat_nps",
        """
def csat_nps(surveys, weights=None):
    s = surveys[surveys["answered_at"].notna()].copy()
    s["w"] = 1.0 if weights is None else s[weights]
    s = s.sort_values("answered_at", kind="stable").drop_duplicates("user_id", keep="last")
    s = s[s["w"] > 0]
    z = 1.96
    out = dict.fromkeys(["csat", "csat_low", "csat_high", "nps", "nps_low", "nps_high"], np.nan)
    c = s[s["csat"].notna()]
    if len(c):
        w = c["w"]
        n = w.sum() ** 2 / (w ** 2).sum()
        p = w[c["csat"] >= 4].sum() / w.sum()
        r = z * np.sqrt(p * (1 - p) / n + z ** 2 / (4 * n ** 2))
        m = p + z ** 2 / (2 * n)
        out["csat"] = p
        out["csat_low"] = (m - r) / (1 + z ** 2 / n)
        out["csat_high"] = (m + r) / (1 + z ** 2 / n)
    q = s[s["nps"].notna()]
    if len(q):
        w = q["w"]
        n = w.sum() ** 2 / (w ** 2).sum()
        P = w[q["nps"] >= 9].sum() / w.sum()
        D = w[q["nps"] <= 6].sum() / w.sum()
        r = 100 * z * np.sqrt((P + D - (P - D) ** 2) / n)
        v = 100 * (P - D)
        out["nps"], out["nps_low"], out["nps_high"] = v, max(v - r, -100), min(v + r, 100)
    return out
""",
        judgement="right",
        reader="shop assistant",
        note="third try",
    ),
    Trial(
        "csat_nps",
        """
def csat_nps(surveys, weights=None):
    s = surveys[surveys["answered_at"].notna()].copy()
    s["w"] = 1.0 if weights is None else s[weights]
    s = s.drop_duplicates("user_id", keep="last")
    s = s[s["w"] > 0]
    z = 1.96
    out = dict.fromkeys(["csat", "csat_low", "csat_high", "nps", "nps_low", "nps_high"], np.nan)
    c = s[s["csat"].notna()]
    if len(c):
        w = c["w"]
        n = w.sum() ** 2 / (w ** 2).sum()
        p = w[c["csat"] >= 4].sum() / w.sum()
        r = z * np.sqrt(p * (1 - p) / n + z ** 2 / (4 * n ** 2))
        m = p + z ** 2 / (2 * n)
        out["csat"] = p
        out["csat_low"] = (m - r) / (1 + z ** 2 / n)
        out["csat_high"] = (m + r) / (1 + z ** 2 / n)
    q = s[s["nps"].notna()]
    if len(q):
        w = q["w"]
        n = w.sum() ** 2 / (w ** 2).sum()
        P = w[q["nps"] >= 9].sum() / w.sum()
        D = w[q["nps"] <= 6].sum() / w.sum()
        r = 100 * z * np.sqrt((P + D - (P - D) ** 2) / n)
        v = 100 * (P - D)
        out["nps"], out["nps_low"], out["nps_high"] = v, max(v - r, -100), min(v + r, 100)
    return out
""",
        judgement="wrong",
        misconception="last_row_of_the_table",
        reader="professor",
        note="the last row of the table",
    ),
    Trial(
        "csat_nps",
        """
def csat_nps(surveys, weights=None):
    s = surveys.copy()
    s["w"] = 1.0 if weights is None else s[weights]
    s = s.sort_values("answered_at", kind="stable", na_position="first").drop_duplicates("user_id", keep="last")
    s = s[s["w"] > 0]
    z = 1.96
    out = dict.fromkeys(["csat", "csat_low", "csat_high", "nps", "nps_low", "nps_high"], np.nan)
    c = s[s["csat"].notna()]
    if len(c):
        w = c["w"]
        n = w.sum() ** 2 / (w ** 2).sum()
        p = w[c["csat"] >= 4].sum() / w.sum()
        r = z * np.sqrt(p * (1 - p) / n + z ** 2 / (4 * n ** 2))
        m = p + z ** 2 / (2 * n)
        out["csat"] = p
        out["csat_low"] = (m - r) / (1 + z ** 2 / n)
        out["csat_high"] = (m + r) / (1 + z ** 2 / n)
    q = s[s["nps"].notna()]
    if len(q):
        w = q["w"]
        n = w.sum() ** 2 / (w ** 2).sum()
        P = w[q["nps"] >= 9].sum() / w.sum()
        D = w[q["nps"] <= 6].sum() / w.sum()
        r = 100 * z * np.sqrt((P + D - (P - D) ** 2) / n)
        v = 100 * (P - D)
        out["nps"], out["nps_low"], out["nps_high"] = v, max(v - r, -100), min(v + r, 100)
    return out
""",
        judgement="wrong",
        misconception="unanswered_first",
        reader="professor",
        note="unanswered sorted to the front, not removed; was accepted",
    ),
    Trial(
        "csat_nps",
        """
def csat_nps(surveys, weights=None):
    s = surveys[surveys["answered_at"].notna()].copy()
    s["w"] = 1.0 if weights is None else s[weights]
    s = s.sort_values("answered_at", kind="stable").drop_duplicates("user_id", keep="last")
    s = s[s["w"] > 0]
    z = 1.96
    out = dict.fromkeys(["csat", "csat_low", "csat_high", "nps", "nps_low", "nps_high"], np.nan)
    c = s
    if len(c):
        w = c["w"]
        n = w.sum() ** 2 / (w ** 2).sum()
        p = w[c["csat"] >= 4].sum() / w.sum()
        r = z * np.sqrt(p * (1 - p) / n + z ** 2 / (4 * n ** 2))
        m = p + z ** 2 / (2 * n)
        out["csat"] = p
        out["csat_low"] = (m - r) / (1 + z ** 2 / n)
        out["csat_high"] = (m + r) / (1 + z ** 2 / n)
    q = s[s["nps"].notna()]
    if len(q):
        w = q["w"]
        n = w.sum() ** 2 / (w ** 2).sum()
        P = w[q["nps"] >= 9].sum() / w.sum()
        D = w[q["nps"] <= 6].sum() / w.sum()
        r = 100 * z * np.sqrt((P + D - (P - D) ** 2) / n)
        v = 100 * (P - D)
        out["nps"], out["nps_low"], out["nps_high"] = v, max(v - r, -100), min(v + r, 100)
    return out
""",
        judgement="wrong",
        misconception="missing_is_not_content",
        reader="professor",
        note="a missing mark counted as not content",
    ),
    Trial(
        "csat_nps",
        """
def csat_nps(surveys, weights=None):
    s = surveys[surveys["answered_at"].notna()].copy()
    s["w"] = 1.0 if weights is None else s[weights]
    s = s.sort_values("answered_at", kind="stable").drop_duplicates("user_id", keep="last")
    s = s[s["w"] > 0]
    z = 1.96
    out = dict.fromkeys(["csat", "csat_low", "csat_high", "nps", "nps_low", "nps_high"], np.nan)
    c = s[s["csat"].notna()]
    if len(c):
        w = c["w"]
        n = w.sum() ** 2 / (w ** 2).sum()
        p = w[c["csat"] >= 4].sum() / w.sum()
        r = z * np.sqrt(p * (1 - p) / n + z ** 2 / (4 * n ** 2))
        m = p + z ** 2 / (2 * n)
        out["csat"] = p
        out["csat_low"] = (m - r) / (1 + z ** 2 / n)
        out["csat_high"] = (m + r) / (1 + z ** 2 / n)
    q = s[s["nps"].notna()]
    if len(q):
        w = q["w"]
        n = w.sum() ** 2 / (w ** 2).sum()
        P = w[q["nps"] >= 9].sum() / w.sum()
        D = w[q["nps"] <= 6].sum() / w.sum()
        r = 100 * z * np.sqrt((P + D) / n)
        v = 100 * (P - D)
        out["nps"], out["nps_low"], out["nps_high"] = v, max(v - r, -100), min(v + r, 100)
    return out
""",
        judgement="wrong",
        misconception="spread_without_the_square",
        reader="professor",
        note="the square left out",
    ),
    Trial(
        "csat_nps",
        """
def csat_nps(surveys, weights=None):
    s = surveys[surveys["answered_at"].notna()].copy()
    s["w"] = 1.0 if weights is None else s[weights]
    s = s.sort_values("answered_at", kind="stable").drop_duplicates("user_id", keep="last")
    s = s[s["w"] > 0]
    z = 1.96
    out = dict.fromkeys(["csat", "csat_low", "csat_high", "nps", "nps_low", "nps_high"], np.nan)
    c = s[s["csat"].notna()]
    if len(c):
        w = c["w"]
        n = w.sum() ** 2 / (w ** 2).sum()
        p = w[c["csat"] >= 4].sum() / w.sum()
        r = z * np.sqrt(p * (1 - p) / n + z ** 2 / (4 * n ** 2))
        m = p + z ** 2 / (2 * n)
        out["csat"] = p
        out["csat_low"] = (m - r) / (1 + z ** 2 / n)
        out["csat_high"] = (m + r) / (1 + z ** 2 / n)
    q = s[s["nps"].notna()]
    if len(q):
        w = q["w"]
        n = w.sum() ** 2 / (w ** 2).sum()
        P = w[q["nps"] >= 9].sum() / w.sum()
        D = w[q["nps"] <= 6].sum() / w.sum()
        r = 100 * z * np.sqrt((P + D - (P - D) ** 2) / n)
        v = (P - D)
        out["nps"], out["nps_low"], out["nps_high"] = v, max(v - r, -100), min(v + r, 100)
    return out
""",
        judgement="wrong",
        misconception="nps_alone_a_share",
        reader="professor",
        note="NPS not times 100",
    ),
    Trial(
        "review_aspects",
        """
GOOD = ["好", "快", "喜欢", "good", "fast", "love"]
BAD = ["差", "慢", "破", "异味", "bad", "slow", "broken", "smell"]
NOT = ["不", "没", "没有", "not", "no"]


def review_aspects(reviews, lexicon):
    r = reviews.dropna(subset=["text"]).drop_duplicates(subset=["text"])
    res = []
    for aspect, words in lexicon.items():
        mentions = 0
        negative = 0
        for t in r["text"].str.lower():
            total = 0
            hit = False
            for c in re.split("[,.!?，。！？]", t):
                if any(w in c for w in words):
                    hit = True
                    for w in GOOD + BAD:
                        if w in c:
                            v = 1 if w in GOOD else -1
                            if any(c[:c.find(w)].endswith(x) for x in NOT):
                                v = -v
                            total += v
            mentions += hit
            negative += total < 0
        res.append([aspect, mentions, negative, negative / mentions if mentions else np.nan])
    return pd.DataFrame(res, columns=["aspect", "mentions", "negative", "negative_share"]).set_index("aspect")
""",
        judgement="wrong",
        misconception="copies_and_blanks",
        reader="shop assistant",
        note="first try: same text by two customers, and blanks",
    ),
    Trial(
        "review_aspects",
        """
GOOD = ["好", "快", "喜欢", "good", "fast", "love"]
BAD = ["差", "慢", "破", "异味", "bad", "slow", "broken", "smell"]
NOT = ["不", "没", "没有", "not", "no"]


def review_aspects(reviews, lexicon):
    r = reviews.dropna(subset=["text"]).drop_duplicates(subset=["user_id", "text"])
    res = []
    for aspect, words in lexicon.items():
        mentions = 0
        negative = 0
        for t in r["text"].str.lower():
            total = 0
            hit = False
            for c in re.split("[,.!?，。！？]", t):
                if any(w in c for w in words):
                    hit = True
                    for w in GOOD + BAD:
                        if w in c:
                            v = 1 if w in GOOD else -1
                            if any(c[:c.find(w)].strip().endswith(x) for x in NOT):
                                v = -v
                            total += v
            mentions += hit
            negative += total < 0
        res.append([aspect, mentions, negative, negative / mentions if mentions else np.nan])
    return pd.DataFrame(res, columns=["aspect", "mentions", "negative", "negative_share"]).set_index("aspect")
""",
        judgement="right",
        reader="shop assistant",
        note="third try",
    ),
    Trial(
        "review_aspects",
        """
GOOD = ["好", "快", "喜欢", "good", "fast", "love"]
BAD = ["差", "慢", "破", "异味", "bad", "slow", "broken", "smell"]
NOT = ["不", "没", "没有", "not", "no"]


def review_aspects(reviews, lexicon):
    r = reviews.dropna(subset=["text"]).drop_duplicates(["user_id", "text"])

    def judge(c):
        score = 0
        for words, sign in ((GOOD, 1), (BAD, -1)):
            for w in words:
                i = c.find(w)
                if i >= 0:
                    before = c[:i].rstrip()
                    score += -sign if any(before.endswith(x) for x in NOT) else sign
        return score

    rows = {a: [0, 0] for a in lexicon}
    for t in r["text"]:
        clauses = re.split("[,.!?]", t.lower())
        for a, words in lexicon.items():
            named = [c for c in clauses if any(w in c for w in words)]
            if named:
                rows[a][0] += 1
                rows[a][1] += sum(judge(c) for c in named) < 0
    out = pd.DataFrame.from_dict(rows, orient="index", columns=["mentions", "negative"])
    out["negative_share"] = out["negative"] / out["mentions"].replace(0, np.nan)
    return out.rename_axis("aspect")
""",
        judgement="wrong",
        misconception="latin_signs_only",
        reader="professor",
        note="cut at Latin signs only",
    ),
    Trial(
        "review_aspects",
        """
GOOD = ["好", "快", "喜欢", "good", "fast", "love"]
BAD = ["差", "慢", "破", "异味", "bad", "slow", "broken", "smell"]
NOT = ["不", "没", "没有", "not", "no"]


def review_aspects(reviews, lexicon):
    r = reviews.dropna(subset=["text"]); r = r.assign(text=r["text"].str.lower()).drop_duplicates(["user_id", "text"])

    def judge(c):
        score = 0
        for words, sign in ((GOOD, 1), (BAD, -1)):
            for w in words:
                i = c.find(w)
                if i >= 0:
                    before = c[:i].rstrip()
                    score += -sign if any(before.endswith(x) for x in NOT) else sign
        return score

    rows = {a: [0, 0] for a in lexicon}
    for t in r["text"]:
        clauses = re.split("[,.!?，。！？]", t.lower())
        for a, words in lexicon.items():
            named = [c for c in clauses if any(w in c for w in words)]
            if named:
                rows[a][0] += 1
                rows[a][1] += sum(judge(c) for c in named) < 0
    out = pd.DataFrame.from_dict(rows, orient="index", columns=["mentions", "negative"])
    out["negative_share"] = out["negative"] / out["mentions"].replace(0, np.nan)
    return out.rename_axis("aspect")
""",
        judgement="wrong",
        misconception="alike_in_small_letters",
        reader="professor",
        note="duplicates after lower-casing; was accepted",
    ),
    Trial(
        "review_aspects",
        """
GOOD = ["好", "快", "喜欢", "good", "fast", "love"]
BAD = ["差", "慢", "破", "异味", "bad", "slow", "broken", "smell"]
NOT = ["不", "没", "没有", "not", "no"]


def review_aspects(reviews, lexicon):
    r = reviews.dropna(subset=["text"]).drop_duplicates(["user_id", "text"])

    def judge(c):
        score = 0
        for words, sign in ((GOOD, 1), (BAD, -1)):
            for w in words:
                i = c.rfind(w)
                if i >= 0:
                    before = c[:i].rstrip()
                    score += -sign if any(before.endswith(x) for x in NOT) else sign
        return score

    rows = {a: [0, 0] for a in lexicon}
    for t in r["text"]:
        clauses = re.split("[,.!?，。！？]", t.lower())
        for a, words in lexicon.items():
            named = [c for c in clauses if any(w in c for w in words)]
            if named:
                rows[a][0] += 1
                rows[a][1] += sum(judge(c) for c in named) < 0
    out = pd.DataFrame.from_dict(rows, orient="index", columns=["mentions", "negative"])
    out["negative_share"] = out["negative"] / out["mentions"].replace(0, np.nan)
    return out.rename_axis("aspect")
""",
        judgement="wrong",
        misconception="the_last_place",
        reader="professor",
        note="rfind; was accepted",
    ),
    Trial(
        "review_aspects",
        r"""
GOOD = ["好", "快", "喜欢", "good", "fast", "love"]
BAD = ["差", "慢", "破", "异味", "bad", "slow", "broken", "smell"]
NOT = ["不", "没", "没有", "not", "no"]


def review_aspects(reviews, lexicon):
    r = reviews.dropna(subset=["text"]).drop_duplicates(["user_id", "text"])

    def judge(c):
        score = 0
        for words, sign in ((GOOD, 1), (BAD, -1)):
            for w in words:
                m = re.search(r"\b" + w + r"\b", c) if w.isascii() else None; i = m.start() if m else (-1 if w.isascii() else c.find(w))
                if i >= 0:
                    before = c[:i].rstrip()
                    score += -sign if any(before.endswith(x) for x in NOT) else sign
        return score

    rows = {a: [0, 0] for a in lexicon}
    for t in r["text"]:
        clauses = re.split("[,.!?，。！？]", t.lower())
        for a, words in lexicon.items():
            named = [c for c in clauses if any(w in c for w in words)]
            if named:
                rows[a][0] += 1
                rows[a][1] += sum(judge(c) for c in named) < 0
    out = pd.DataFrame.from_dict(rows, orient="index", columns=["mentions", "negative"])
    out["negative_share"] = out["negative"] / out["mentions"].replace(0, np.nan)
    return out.rename_axis("aspect")
""",
        judgement="wrong",
        misconception="whole_words_only",
        reader="professor",
        note="English opinions as whole words; was accepted",
    ),
    Trial(
        "review_aspects",
        r"""
GOOD = ["好", "快", "喜欢", "good", "fast", "love"]
BAD = ["差", "慢", "破", "异味", "bad", "slow", "broken", "smell"]
NOT = ["不", "没", "没有", "not", "no"]


def review_aspects(reviews, lexicon):
    r = reviews.dropna(subset=["text"]).drop_duplicates(["user_id", "text"])

    def judge(c):
        score = 0
        for words, sign in ((GOOD, 1), (BAD, -1)):
            for w in words:
                i = c.find(w)
                if i >= 0:
                    before = c[:i].rstrip()
                    score += -sign if any(re.search((r"\b" if x.isascii() else "") + x + "$", before) for x in NOT) else sign
        return score

    rows = {a: [0, 0] for a in lexicon}
    for t in r["text"]:
        clauses = re.split("[,.!?，。！？]", t.lower())
        for a, words in lexicon.items():
            named = [c for c in clauses if any(w in c for w in words)]
            if named:
                rows[a][0] += 1
                rows[a][1] += sum(judge(c) for c in named) < 0
    out = pd.DataFrame.from_dict(rows, orient="index", columns=["mentions", "negative"])
    out["negative_share"] = out["negative"] / out["mentions"].replace(0, np.nan)
    return out.rename_axis("aspect")
""",
        judgement="wrong",
        misconception="whole_denials_only",
        reader="professor",
        note="denials as whole words; was accepted",
    ),
    Trial(
        "review_aspects",
        """
GOOD = ["好", "快", "喜欢", "good", "fast", "love"]
BAD = ["差", "慢", "破", "异味", "bad", "slow", "broken", "smell"]
NOT = ["不", "没", "没有", "not", "no"]


def review_aspects(reviews, lexicon):
    r = reviews.dropna(subset=["text"]).drop_duplicates(["user_id", "text"])

    def judge(c):
        score = 0
        for words, sign in ((GOOD, 1), (BAD, -1)):
            for w in words:
                i = c.find(w)
                if i >= 0:
                    before = c[:i].rstrip()
                    score += -sign if any(before.endswith(x) for x in NOT) else sign
        return score

    rows = {a: [0, 0] for a in lexicon}
    for t in r["text"]:
        clauses = re.split("[,.!?，。！？]", t.lower())
        for a, words in lexicon.items():
            named = [c for c in clauses if any(w in c for w in words)]
            if named:
                rows[a][0] += len(named)
                rows[a][1] += sum(judge(c) for c in named) < 0
    out = pd.DataFrame.from_dict(rows, orient="index", columns=["mentions", "negative"])
    out["negative_share"] = out["negative"] / out["mentions"].replace(0, np.nan)
    return out.rename_axis("aspect")
""",
        judgement="wrong",
        misconception="mentions_by_clause",
        reader="professor",
        note="mentions counted by clause",
    ),
    Trial(
        "wilson_lower",
        """
MIN_REVIEWS = 5


def wilson_lower(pos, n, z=1.96):
    if n < MIN_REVIEWS:
        return 0.0
    if pos < 0 or pos > n or z <= 0:
        raise ValueError
    p = pos / n
    return (p + z**2/(2*n) - z*np.sqrt(p*(1-p)/n + z**2/(4*n**2))) / (1 + z**2/n)
""",
        judgement="wrong",
        misconception="few_before_checks",
        reader="shop assistant",
        note="first try: the house rule before the errors",
    ),
    Trial(
        "wilson_lower",
        """
MIN_REVIEWS = 5


def wilson_lower(pos, n, z=1.96):
    if not (0 <= pos <= n and z > 0):
        raise ValueError("bad")
    if n < MIN_REVIEWS:
        return 0.0
    zz = z * z
    return float((2 * pos + zz - z * np.sqrt(zz + 4 * pos * (n - pos) / n)) / (2 * (n + zz)))
""",
        judgement="right",
        reader="professor",
        note="multiplied out",
    ),
    Trial(
        "wilson_lower",
        """
MIN_REVIEWS = 5


def wilson_lower(pos, n, z=1.96):
    if n < 0 or pos < 0 or pos > n or z <= 0:
        raise ValueError("no")
    if n < MIN_REVIEWS:
        return 0.0
    p = pos / n
    middle = p + z * 2 / (2 * n)
    root = z * (p * (1 - p) / n + z * 2 / (4 * n ** 2)) ** 0.5
    return (middle - root) / (1 + z * 2 / n)
""",
        judgement="wrong",
        misconception="z_doubled",
        reader="professor",
        note="z * 2",
    ),
    Trial(
        "wilson_lower",
        """
MIN_REVIEWS = 5


def wilson_lower(pos, n, z=1.96):
    if n <= 0 or pos < 0 or pos > n or z <= 0:
        raise ValueError("no")
    if n < MIN_REVIEWS:
        return 0.0
    p = pos / n
    middle = p + z ** 2 / (2 * n)
    root = z * (p * (1 - p) / n + z ** 2 / (4 * n ** 2)) ** 0.5
    return (middle - root) / (1 + z ** 2 / n)
""",
        judgement="wrong",
        reader="professor",
        note="no review raises an error; an error has no sentence of its own",
    ),
    Trial(
        "wilson_lower",
        """
MIN_REVIEWS = 5


def wilson_lower(pos, n, z=1.96):
    if n < 0 or pos < 0 or pos > n or z <= 0:
        raise ValueError("no")
    if n < MIN_REVIEWS:
        return 0.0
    p = round(pos / n, 2)
    middle = p + z ** 2 / (2 * n)
    root = z * (p * (1 - p) / n + z ** 2 / (4 * n ** 2)) ** 0.5
    return (middle - root) / (1 + z ** 2 / n)
""",
        judgement="wrong",
        misconception="share_rounded",
        reader="professor",
        note="the share rounded",
    ),
    Trial(
        "chart_hours",
        """
MIN_CONTACTS = 5


def chart_hours(contacts, target_s):
    import matplotlib.pyplot as plt
    c = contacts[contacts["channel"].isin(["chat", "phone"])].copy()
    c["hour"] = c["opened_at"].dt.hour.astype(str) + "h"
    c["ok"] = (c["agent_reply_at"] - c["opened_at"]).dt.total_seconds() <= target_s
    g = c.groupby("hour")["ok"].agg(["mean", "size"])
    g = g[g["size"] >= MIN_CONTACTS]
    fig, ax = plt.subplots()
    ax.bar(g.index, g["mean"])
    ax.set_title("In time by hour")
    ax.set_xlabel("hour")
    ax.set_ylabel("share")
    return ax
""",
        judgement="wrong",
        misconception="names_of_one_digit",
        reader="shop assistant",
        note="first try: 8h",
    ),
    Trial(
        "chart_hours",
        """
MIN_CONTACTS = 5


def chart_hours(contacts, target_s):
    c = contacts[contacts["channel"].isin(["chat", "phone"])].copy()
    c["hour"] = c["opened_at"].dt.strftime("%Hh")
    c["ok"] = (c["agent_reply_at"] - c["opened_at"]).dt.total_seconds() <= target_s
    g = c.groupby("hour")["ok"].agg(["mean", "size"])
    s = g[g["size"] >= MIN_CONTACTS]["mean"]
    return plots.bar(s, "Answered in time, by hour", xlabel="hour", ylabel="share in time")
""",
        judgement="right",
        reader="shop assistant",
        note="second try",
    ),
    Trial(
        "chart_hours",
        """
MIN_CONTACTS = 5


def chart_hours(contacts, target_s):
    c = contacts[contacts["channel"].isin(["chat", "phone"])].copy()
    c["hour"] = c["opened_at"].dt.strftime("%Hh")
    c["ok"] = (c["agent_reply_at"] - c["opened_at"]).dt.total_seconds() <= target_s
    g = c.groupby("hour")["ok"].agg(["mean", "size"])
    s = g[g["size"] > MIN_CONTACTS]["mean"]
    return plots.bar(s, "Answered in time, by hour", xlabel="hour", ylabel="share in time")
""",
        judgement="wrong",
        misconception="more_than_five",
        reader="professor",
        note="more than MIN_CONTACTS",
    ),
    Trial(
        "chart_hours",
        """
MIN_CONTACTS = 5


def chart_hours(contacts, target_s):
    c = contacts[contacts["channel"].isin(["chat", "phone"])].copy()
    c["hour"] = c["agent_reply_at"].dt.strftime("%Hh")
    c["ok"] = (c["agent_reply_at"] - c["opened_at"]).dt.total_seconds() <= target_s
    g = c.groupby("hour")["ok"].agg(["mean", "size"])
    s = g[g["size"] >= MIN_CONTACTS]["mean"]
    return plots.bar(s, "Answered in time, by hour", xlabel="hour", ylabel="share in time")
""",
        judgement="wrong",
        misconception="answered_ones_below",
        reader="professor",
        note="hour of the reply: who has none falls out",
    ),
    Trial(
        "chart_hours",
        """
MIN_CONTACTS = 5


def chart_hours(contacts, target_s):
    c = contacts[contacts["channel"].isin(["chat", "phone"])].copy()
    c["hour"] = c["opened_at"].dt.strftime("%Hh")
    c["ok"] = (c["agent_reply_at"] - c["opened_at"]).dt.total_seconds() <= target_s
    g = c.groupby("hour")["ok"].agg(["mean", "size"])
    s = g["mean"].where(g["size"] >= MIN_CONTACTS, 0)
    return plots.bar(s, "Answered in time, by hour", xlabel="hour", ylabel="share in time")
""",
        judgement="wrong",
        misconception="few_hours_at_zero",
        reader="professor",
        note="hours with few contacts at 0",
    ),
    Trial(
        "chart_hours",
        """
MIN_CONTACTS = 5


def chart_hours(contacts, target_s):
    c = contacts[contacts["channel"].isin(["chat", "phone"])].copy()
    c["hour"] = c["opened_at"].dt.strftime("%Hh")
    c["ok"] = (c["agent_reply_at"] - c["opened_at"]).dt.total_seconds() <= target_s
    g = c.groupby("hour").agg(mean=("ok", "mean"), size=("agent_reply_at", "count"))
    s = g[g["size"] >= MIN_CONTACTS]["mean"]
    return plots.bar(s, "Answered in time, by hour", xlabel="hour", ylabel="share in time")
""",
        judgement="wrong",
        misconception="enough_of_the_answered",
        reader="professor",
        note="MIN_CONTACTS of the answered",
    ),
    Trial(
        "chart_hours",
        """
MIN_CONTACTS = 5


def chart_hours(contacts, target_s):
    c = contacts[contacts["channel"].isin(["chat", "phone"])].copy()
    c["hour"] = c["opened_at"].dt.strftime("%Hh")
    c["ok"] = (c["agent_reply_at"] - c["opened_at"]).dt.total_seconds() <= target_s
    g = c.groupby("hour")["ok"].agg(["mean", "size"])
    s = g[g["size"] >= MIN_CONTACTS]["mean"][::-1]
    return plots.bar(s, "Answered in time, by hour", xlabel="hour", ylabel="share in time")
""",
        judgement="right",
        reader="professor",
        note="hours from late to early: the question asks for no order",
    ),
]
