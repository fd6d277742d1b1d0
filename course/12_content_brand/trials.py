"""Answers that a reader gave to chapter 12 from the page alone, with a teacher's judgement by the question's text.

The code stands as it was written. The text was mended after they were given; what it left open then (points without a
base, a partner without cost, a negative count on a late day, exactly 1.2 times, the index, the seed) is judged by what it
says now.
"""

from classroom.cases import Trial

trials: list[Trial] = [
    Trial(
        "engagement",
        """
def engagement(posts, base="impressions"):
    if base not in ("impressions", "reads"):
        raise ValueError("base")
    df = posts.copy()
    df[["likes", "comments", "shares"]] = df[["likes", "comments", "shares"]].fillna(0)
    df["points"] = df["likes"] + 2 * df["comments"] + 3 * df["shares"]
    df["rate"] = df["points"] / df[base]
    df.loc[df[base] < 100, "rate"] = np.nan
    g = df.groupby("account")[["points", base]].sum()
    df["account_rate"] = df["account"].map(g["points"] / g[base])
    return df[["post_id", "account", "rate", "account_rate"]].sort_values("post_id").reset_index(drop=True)
""",
        judgement="wrong",
        misconception="divided_by_nothing",
        reader="shop assistant",
        note="分母合计 0 没挡住（有赞没阅读，得 inf）；当时没有这种情况，得了满分",
    ),
    Trial(
        "engagement",
        """
def engagement(posts, base="impressions"):
    if base not in {"impressions", "reads"}:
        raise ValueError(base)
    t = posts.sort_values("post_id", ignore_index=True)
    pts = t[["likes", "comments", "shares"]].fillna(0).dot([1, 2, 3])
    den = t[base].astype(float)
    top = pts.groupby(t["account"]).transform("sum")
    bot = den.groupby(t["account"]).transform("sum")
    return t[["post_id", "account"]].assign(rate=(pts / den.where(den >= 100)),
                                            account_rate=top / bot.where(bot > 0))
""",
        judgement="right",
        reader="shop assistant",
        note="transform 加 where",
    ),
    Trial(
        "engagement",
        """
def engagement(posts, base="impressions"):
    from storelab import metrics
    df = posts.copy()
    df["rate"] = (df["likes"].fillna(0) + df["comments"].fillna(0) + df["shares"].fillna(0)) / df[base]
    df["account_rate"] = df.groupby("account")["rate"].transform("mean")
    return df[["post_id", "account", "rate", "account_rate"]].sort_values("post_id").reset_index(drop=True)
""",
        judgement="wrong",
        reader="shop assistant",
        note="照课文直接加，取各条率的平均，小内容也评，也不抛出：几处叠在一起",
    ),
    Trial(
        "engagement",
        """
def engagement(posts, base="impressions"):
    if base not in ("impressions", "reads"):
        raise ValueError("base")
    df = posts.copy()
    df[["likes", "comments", "shares"]] = df[["likes", "comments", "shares"]].fillna(0)
    df["points"] = df["likes"] + 2 * df["comments"] + 3 * df["shares"]
    df["rate"] = df["points"] / df[base]
    df.loc[df[base] < 100, "rate"] = np.nan
    g = df[df[base] >= 100].groupby("account")[["points", base]].sum()
    df["account_rate"] = df["account"].map(g["points"] / g[base])
    return df[["post_id", "account", "rate", "account_rate"]].sort_values("post_id").reset_index(drop=True)
""",
        judgement="wrong",
        misconception="small_posts_left_out",
        reader="shop assistant",
        note="不评的小内容没算进账号",
    ),
    Trial(
        "engagement",
        """
def engagement(posts, base="impressions"):
    if base not in ("impressions", "reads"):
        raise ValueError("base")
    df = posts.copy()
    df[["likes", "comments", "shares"]] = df[["likes", "comments", "shares"]].fillna(0)
    df["points"] = df["likes"] + 2 * df["comments"] + 3 * df["shares"]
    df["rate"] = df["points"] / df[base]
    df.loc[df[base] <= 100, "rate"] = np.nan
    g = df.groupby("account")[["points", base]].sum()
    df["account_rate"] = df["account"].map(g["points"] / g[base])
    return df[["post_id", "account", "rate", "account_rate"]].sort_values("post_id").reset_index(drop=True)
""",
        judgement="wrong",
        misconception="hundred_not_judged",
        reader="shop assistant",
        note="正好 100 没评",
    ),
    Trial(
        "shrunken_rate",
        """
def shrunken_rate(success, trials, strength):
    if strength < 0 or (success > trials).any():
        raise ValueError("bad")
    others_s = success.sum() - success
    others_t = trials.sum() - trials
    m = others_s / others_t
    out = (success + strength * m) / (trials + strength)
    out = out.where(others_t > 0, success / trials)
    return out
""",
        judgement="wrong",
        misconception="half_known_counts",
        reader="shop assistant",
        note="缺一个数的选题还算进“其他”",
    ),
    Trial(
        "shrunken_rate",
        """
def shrunken_rate(success, trials, strength):
    pairs = list(zip(success.tolist(), trials.tolist()))
    ok = [not (pd.isna(a) or pd.isna(b)) for a, b in pairs]
    if strength < 0 or any(o and a > b for o, (a, b) in zip(ok, pairs)):
        raise ValueError("no")
    out = []
    for i, (a, b) in enumerate(pairs):
        if not ok[i]:
            out.append(float("nan")); continue
        so = sum(p[0] for j, p in enumerate(pairs) if ok[j] and j != i)
        to = sum(p[1] for j, p in enumerate(pairs) if ok[j] and j != i)
        if to == 0:
            out.append(a / b if b else float("nan"))
        elif b + strength == 0:
            out.append(float("nan"))
        else:
            out.append((a + strength * so / to) / (b + strength))
    return pd.Series(out, index=success.index, dtype=float)
""",
        judgement="right",
        reader="shop assistant",
        note="逐个循环",
    ),
    Trial(
        "shrunken_rate",
        """
def shrunken_rate(success, trials, strength):
    if strength < 0 or (success > trials).any():
        raise ValueError("bad")
    gone = success.isna() | trials.isna()
    s = success.mask(gone)
    t = trials.mask(gone)
    others_s = s.sum() + 0 * s
    others_t = t.sum() + 0 * t
    out = (s + strength * (others_s / others_t)) / (t + strength)
    return out.where(others_t > 0, s / t)
""",
        judgement="wrong",
        misconception="towards_all",
        reader="shop assistant",
        note="往全部的平均拉",
    ),
    Trial(
        "shrunken_rate",
        """
def shrunken_rate(success, trials, strength):
    if strength < 0 or (success > trials).any():
        raise ValueError
    s, t = success.fillna(0), trials.fillna(0)
    m = (s.sum() - s) / (t.sum() - t)
    return (s + strength * m) / (t + strength)
""",
        judgement="wrong",
        misconception="missing_is_zero",
        reader="shop assistant",
        note="缺失按 0 算",
    ),
    Trial(
        "shrunken_rate",
        """
def shrunken_rate(success, trials, strength):
    if strength < 0 or (success > trials).any():
        raise ValueError("bad")
    gone = success.isna() | trials.isna()
    s = success.mask(gone)
    t = trials.mask(gone)
    others_s = s.sum() - s
    others_t = t.sum() - t
    out = (s + strength * (others_s / others_t)) / (t + strength)
    return out
""",
        judgement="wrong",
        misconception="alone_is_unknown",
        reader="shop assistant",
        note="没处可拉时是 NaN",
    ),
    Trial(
        "shrunken_rate",
        """
def shrunken_rate(success, trials, strength):
    if strength < 0 or (success > trials).any():
        raise ValueError("bad")
    gone = success.isna() | trials.isna()
    s = success.mask(gone)
    t = trials.mask(gone)
    others_s = s.sum() - s
    others_t = t.sum() - t
    out = (s + strength * (others_s / others_t)) / (t + strength)
    return out.where(others_t > 0, 0)
""",
        judgement="wrong",
        reader="shop assistant",
        note="没处可拉时填 0，缺失的也成了 0",
    ),
    Trial(
        "half_life",
        """
def half_life(reads):
    if len(reads) == 0:
        return np.nan
    if (reads < 0).any():
        raise ValueError("negative")
    s = reads.groupby(reads.index).sum()
    days = pd.date_range(s.index.min(), periods=90)
    s = s.reindex(days).fillna(0)
    total = s.sum()
    if total == 0:
        return np.nan
    c = s.cumsum()
    k = (c < total / 2).sum()
    before = c.iloc[k - 1] if k > 0 else 0
    return k + (total / 2 - before) / s.iloc[k]
""",
        judgement="right",
        reader="shop assistant",
        note="date_range 加 reindex",
    ),
    Trial(
        "half_life",
        """
def half_life(reads):
    if len(reads) == 0:
        return np.nan
    s = reads.groupby(reads.index).sum()
    days = pd.date_range(s.index.min(), periods=90)
    s = s.reindex(days).fillna(0)
    if (s < 0).any():
        raise ValueError
    total = s.sum()
    if total == 0:
        return np.nan
    c = s.cumsum()
    k = (c < total / 2).sum()
    before = c.iloc[k - 1] if k > 0 else 0
    return k + (total / 2 - before) / s.iloc[k]
""",
        judgement="wrong",
        misconception="late_negative_goes",
        reader="shop assistant",
        note="先截到 90 天才查负数；当时没有这种情况，得了满分",
    ),
    Trial(
        "half_life",
        """
def half_life(reads):
    if len(reads) == 0:
        return np.nan
    if (reads < 0).any():
        raise ValueError("negative")
    s = reads.groupby(reads.index).sum()
    days = pd.date_range(s.index.min(), periods=90)
    s = s.reindex(days).fillna(0)
    total = reads.sum()
    if total == 0:
        return np.nan
    c = s.cumsum()
    k = (c < total / 2).sum()
    before = c.iloc[k - 1] if k > 0 else 0
    return k + (total / 2 - before) / s.iloc[k]
""",
        judgement="wrong",
        reader="shop assistant",
        note="总数取了全部的天，越界，程序停下",
    ),
    Trial(
        "half_life",
        """
def half_life(reads):
    if len(reads) == 0:
        return np.nan
    if (reads < 0).any():
        raise ValueError("negative")
    s = reads.groupby(reads.index).sum()
    days = pd.date_range(s.index.min(), periods=90)
    s = s[s.index < days[-1]].fillna(0)
    total = s.sum()
    if total == 0:
        return np.nan
    c = s.cumsum()
    k = (c < total / 2).sum()
    before = c.iloc[k - 1] if k > 0 else 0
    return k + (total / 2 - before) / s.iloc[k]
""",
        judgement="wrong",
        misconception="absent_days_skipped",
        reader="shop assistant",
        note="缺的日子没补",
    ),
    Trial(
        "half_life",
        """
def half_life(reads):
    if len(reads) == 0:
        return np.nan
    if (reads < 0).any():
        raise ValueError("negative")
    reads = reads.dropna()
    s = reads.groupby(reads.index).sum()
    days = pd.date_range(s.index.min(), periods=90)
    s = s.reindex(days).fillna(0)
    total = s.sum()
    if total == 0:
        return np.nan
    c = s.cumsum()
    k = (c < total / 2).sum()
    before = c.iloc[k - 1] if k > 0 else 0
    return k + (total / 2 - before) / s.iloc[k]
""",
        judgement="wrong",
        misconception="missing_date_dropped",
        reader="shop assistant",
        note="先 dropna，第 0 天丢了",
    ),
    Trial(
        "half_life",
        """
def half_life(reads):
    if len(reads) == 0:
        return np.nan
    if (reads < 0).any():
        raise ValueError("negative")
    s = reads.groupby(reads.index).sum()
    days = pd.date_range(s.index.min(), periods=90)
    s = s.reindex(days).fillna(0)
    total = s.sum()
    if total == 0:
        return np.nan
    c = s.cumsum()
    k = (c <= total / 2).sum()
    before = c.iloc[k - 1] if k > 0 else 0
    return k + (total / 2 - before) / s.iloc[k]
""",
        judgement="wrong",
        misconception="half_is_not_enough",
        reader="shop assistant",
        note="正好一半时取到后面那天",
    ),
    Trial(
        "kol_roi",
        """
def kol_roi(deals, margin_rate):
    d = deals.copy()
    d["refund"] = d["refund"].fillna(d["gmv"] * 0.25)
    d["net_sales"] = d["gmv"] - d["refund"]
    d["cost"] = d["fee"] + d["commission"] * d["net_sales"]
    d["er"] = d["engagement"] / d["views"]
    out = d.groupby("kol_id")[["net_sales", "cost"]].sum().reset_index()
    out["roi"] = (margin_rate * out["net_sales"] - out["cost"]) / out["cost"]
    big = d[d["views"] >= 1000].groupby("kol_id")["er"].agg(["max", "min", "count"])
    flat = (big["count"] >= 3) & (big["max"] < 1.2 * big["min"])
    out["suspicious"] = out["kol_id"].map(flat).fillna(False).astype(bool)
    return out[["kol_id", "net_sales", "cost", "roi", "suspicious"]]
""",
        judgement="wrong",
        misconception="no_cost_is_infinite",
        reader="shop assistant",
        note="成本 0 没挡住（没坑位费没佣金，卖出了货，得 inf）；当时没有这种情况，得了满分",
    ),
    Trial(
        "kol_roi",
        """
def kol_roi(deals, margin_rate):
    cols = ["kol_id", "net_sales", "cost", "roi", "suspicious"]
    rows = []
    for k, g in deals.groupby("kol_id", sort=True):
        net = g["gmv"] - g["refund"].where(g["refund"].notna(), g["gmv"] / 4)
        cost = (g["fee"] + g["commission"] * net).sum()
        b = g.loc[g["views"].ge(1000)]
        r = b["engagement"].div(b["views"])
        rows.append((k, net.sum(), cost, (margin_rate * net.sum() - cost) / cost if cost else np.nan,
                     bool(len(r) >= 3 and r.max() < 1.2 * r.min())))
    return pd.DataFrame(rows, columns=cols)
""",
        judgement="right",
        reader="shop assistant",
        note="逐位循环",
    ),
    Trial(
        "kol_roi",
        """
def kol_roi(deals, margin_rate):
    d = deals.copy()
    d["refund"] = d["refund"].replace(0, np.nan).fillna(d["gmv"] * 0.25)
    d["net_sales"] = d["gmv"] - d["refund"]
    d["cost"] = d["fee"] + d["commission"] * d["net_sales"]
    d["er"] = d["engagement"] / d["views"]
    out = d.groupby("kol_id")[["net_sales", "cost"]].sum().reset_index()
    out["roi"] = (margin_rate * out["net_sales"] - out["cost"]) / out["cost"]
    big = d[d["views"] >= 1000].groupby("kol_id")["er"].agg(["max", "min", "count"])
    flat = (big["count"] >= 3) & (big["max"] < 1.2 * big["min"])
    out["suspicious"] = out["kol_id"].map(flat).fillna(False).astype(bool)
    return out[["kol_id", "net_sales", "cost", "roi", "suspicious"]]
""",
        judgement="wrong",
        misconception="no_refund_is_open",
        reader="shop assistant",
        note="写着 0 的退款也按 25% 算",
    ),
    Trial(
        "kol_roi",
        """
def kol_roi(deals, margin_rate):
    d = deals.copy()
    d["refund"] = d["refund"].fillna(d["gmv"] * 0.25)
    d["net_sales"] = d["gmv"] - d["refund"]
    d["cost"] = d["fee"] + d["commission"] * d["net_sales"]
    d["er"] = d["engagement"] / d["views"]
    out = d.groupby("kol_id")[["net_sales", "cost"]].sum().reset_index()
    out["roi"] = (margin_rate * out["net_sales"] - out["cost"]) / out["cost"]
    big = d[d["views"] >= 1000].groupby("kol_id")["er"].agg(["max", "min", "count"])
    flat = (big["count"] >= 3) & (big["max"] <= 1.2 * big["min"])
    out["suspicious"] = out["kol_id"].map(flat).fillna(False).astype(bool)
    return out[["kol_id", "net_sales", "cost", "roi", "suspicious"]]
""",
        judgement="wrong",
        misconception="exactly_the_ratio",
        reader="shop assistant",
        note="正好 1.2 倍也打标记，成本 0 也没挡住；当时没有这两种情况，得了满分",
    ),
    Trial(
        "kol_roi",
        """
def kol_roi(deals, margin_rate):
    d = deals.copy()
    d["refund"] = d["refund"].fillna(d["gmv"] * 0.25)
    d["net_sales"] = d["gmv"] - d["refund"]
    d["cost"] = d["fee"] + d["commission"] * d["net_sales"]
    d["er"] = d["engagement"] / d["views"]
    out = d.groupby("kol_id")[["net_sales", "cost"]].sum().reset_index()
    out["roi"] = (margin_rate * out["net_sales"] - out["cost"]) / out["cost"]
    big = d[d["views"] >= 1000].groupby("kol_id")["er"].agg(["max", "min", "count"])
    flat = (big["count"] >= 3) & (big["max"] < 1.2 * big["min"])
    out["suspicious"] = out["kol_id"].map(flat)
    return out[["kol_id", "net_sales", "cost", "roi", "suspicious"]]
""",
        judgement="wrong",
        misconception="no_cost_is_infinite",
        reader="shop assistant",
        note="没有够播放的合作，标记成了缺失，成本 0 也没挡住；当时得了满分",
    ),
    Trial(
        "kol_roi",
        """
def kol_roi(deals, margin_rate):
    d = deals.copy()
    d["refund"] = d["refund"].fillna(d["gmv"] * 0.25)
    d["net_sales"] = d["gmv"] - d["refund"]
    d["cost"] = d["fee"] + d["commission"] * d["net_sales"]
    d["er"] = d["engagement"] / d["views"]
    out = d.groupby("kol_id")[["net_sales", "cost"]].sum().reset_index()
    out["roi"] = (margin_rate * out["net_sales"] - out["cost"]) / out["cost"]
    big = d[d["views"] >= 1000].groupby("kol_id")["er"].agg(["max", "mean", "count"])
    flat = (big["count"] >= 3) & (big["max"] < 1.2 * big["mean"])
    out["suspicious"] = out["kol_id"].map(flat).fillna(False).astype(bool)
    return out[["kol_id", "net_sales", "cost", "roi", "suspicious"]]
""",
        judgement="wrong",
        misconception="highest_against_mean",
        reader="shop assistant",
        note="最高和平均比",
    ),
    Trial(
        "brand_funnel",
        """
def brand_funnel(tracking):
    steps = ["aided", "consider", "buy", "repeat"]
    t = tracking[tracking["asked"] >= 200].dropna(subset=steps)
    rows = []
    for brand, g in t.groupby("brand"):
        prev = g["asked"].sum()
        these = []
        for s in steps:
            people = (g[s] * g["asked"]).sum()
            rate = people / prev if prev > 0 else np.nan
            these.append([brand, s, people, rate, False])
            prev = people
        rates = pd.Series([r[3] for r in these[1:]])
        if rates.notna().any():
            these[1 + rates.idxmin()][4] = True
        rows += these
    return pd.DataFrame(rows, columns=["brand", "step", "people", "step_rate", "weakest"])
""",
        judgement="right",
        reader="shop assistant",
        note="逐品牌循环",
    ),
    Trial(
        "brand_funnel",
        """
def brand_funnel(tracking):
    steps = ["aided", "consider", "buy", "repeat"]
    t = tracking[tracking["asked"] >= 200].dropna(subset=steps)
    rows = []
    for brand, g in t.groupby("brand"):
        prev = g["asked"].sum()
        these = []
        for s in steps:
            people = (g[s] * g["asked"]).sum()
            rate = np.divide(people, prev)
            these.append([brand, s, people, rate, False])
            prev = people
        rates = pd.Series([r[3] for r in these[1:]])
        if rates.notna().any():
            these[1 + rates.idxmin()][4] = True
        rows += these
    return pd.DataFrame(rows, columns=["brand", "step", "people", "step_rate", "weakest"])
""",
        judgement="wrong",
        misconception="nobody_before_is_infinite",
        reader="shop assistant",
        note="前一步是 0、这一步不是 0，得 inf；当时没有这种情况，得了满分",
    ),
    Trial(
        "brand_funnel",
        """
def brand_funnel(tracking):
    steps = ["aided", "consider", "buy", "repeat"]
    t = tracking[tracking["asked"] >= 200].dropna(subset=steps)
    rows = []
    for brand, g in t.groupby("brand"):
        prev = g["asked"].sum()
        these = []
        for s in steps:
            people = (g[s] * g["asked"]).sum()
            rate = people / prev if prev > 0 else np.nan
            these.append([brand, s, people, rate, False])
            prev = people
        rates = pd.Series([r[2] for r in these[1:]])
        if rates.notna().any():
            these[1 + rates.idxmin()][4] = True
        rows += these
    return pd.DataFrame(rows, columns=["brand", "step", "people", "step_rate", "weakest"])
""",
        judgement="wrong",
        misconception="fewest_people",
        reader="shop assistant",
        note="人数最少的标成最弱",
    ),
    Trial(
        "brand_funnel",
        """
def brand_funnel(tracking):
    steps = ["aided", "consider", "buy", "repeat"]
    t = tracking[tracking["asked"] >= 200].dropna(subset=steps)
    rows = []
    for brand, g in t.groupby("brand"):
        prev = g["asked"].sum()
        these = []
        for s in steps:
            people = round((g[s] * g["asked"]).sum())
            rate = people / prev if prev > 0 else np.nan
            these.append([brand, s, people, rate, False])
            prev = people
        rates = pd.Series([r[3] for r in these[1:]])
        if rates.notna().any():
            these[1 + rates.idxmin()][4] = True
        rows += these
    return pd.DataFrame(rows, columns=["brand", "step", "people", "step_rate", "weakest"])
""",
        judgement="wrong",
        misconception="people_rounded",
        reader="shop assistant",
        note="人数取整",
    ),
    Trial(
        "brand_funnel",
        """
def brand_funnel(tracking):
    steps = ["aided", "consider", "buy", "repeat"]
    t = tracking[tracking["asked"] >= 200].dropna(subset=steps)
    rows = []
    for brand, g in t.groupby("brand"):
        prev = g["asked"].sum()
        these = []
        for s in steps:
            people = (g[s] * g["asked"]).sum()
            rate = people / prev if prev > 0 else 0
            these.append([brand, s, people, rate, False])
            prev = people
        rates = pd.Series([r[3] for r in these[1:]])
        if rates.notna().any():
            these[1 + rates.idxmin()][4] = True
        rows += these
    return pd.DataFrame(rows, columns=["brand", "step", "people", "step_rate", "weakest"])
""",
        judgement="wrong",
        misconception="nobody_before_is_zero",
        reader="shop assistant",
        note="前一步是 0 时填 0",
    ),
    Trial(
        "brand_funnel",
        """
def brand_funnel(tracking):
    steps = ["aided", "consider", "buy", "repeat"]
    t = tracking[tracking["asked"] >= 200].dropna(subset=steps)
    rows = []
    for brand, g in t.groupby("brand"):
        prev = g["asked"].sum()
        these = []
        for s in steps:
            people = (g[s] * g["asked"]).sum()
            rate = people / prev if prev > 0 else np.nan
            these.append([brand, s, people, rate, False])
            prev = people
        rates = pd.Series([r[3] for r in these[1:]])
        if rates.notna().any():
            these[1 + rates[::-1].idxmin()][4] = True
        rows += these
    return pd.DataFrame(rows, columns=["brand", "step", "people", "step_rate", "weakest"])
""",
        judgement="wrong",
        misconception="later_of_equals",
        reader="shop assistant",
        note="一样弱的标了后面的",
    ),
    Trial(
        "thompson_allocate",
        """
def thompson_allocate(success, trials, n, seed):
    rng = np.random.default_rng(seed)
    k = len(success)
    floor = n // 20
    a = np.array(success) + 1
    b = np.array(trials) - np.array(success) + 1
    draws = rng.beta(a, b, size=(n - floor * k, k))
    won = np.bincount(draws.argmax(axis=1), minlength=k)
    return [int(x) + floor for x in won]
""",
        judgement="right",
        reader="shop assistant",
        note="bincount 加 minlength",
    ),
    Trial(
        "thompson_allocate",
        """
def thompson_allocate(success, trials, n, seed):
    rng = np.random.default_rng()
    k = len(success)
    floor = n // 20
    a = np.array(success) + 1
    b = np.array(trials) - np.array(success) + 1
    draws = rng.beta(a, b, size=(n - floor * k, k))
    won = np.bincount(draws.argmax(axis=1), minlength=k)
    return [int(x) + floor for x in won]
""",
        judgement="right",
        reader="shop assistant",
        note="种子没用上：题面现在说检查看不到种子",
    ),
    Trial(
        "thompson_allocate",
        """
def thompson_allocate(success, trials, n, seed):
    rng = np.random.default_rng(seed)
    k = len(success)
    floor = n // 20
    a = np.array(success) + 1
    b = np.array(trials) - np.array(success) + 1
    draws = rng.beta(a, b, size=(20000, k))
    won = np.bincount(draws.argmax(axis=1), minlength=k)
    won = np.round(won / 20000 * (n - floor * k)).astype(int)
    won[won.argmax()] += n - floor * k - won.sum()
    return [int(x) + floor for x in won]
""",
        judgement="right",
        reader="shop assistant",
        note="按很长模拟的比例分，没有逐次抽：数一样，题面现在允许",
    ),
    Trial(
        "thompson_allocate",
        """
def thompson_allocate(success, trials, n, seed):
    rng = np.random.default_rng(seed)
    k = len(success)
    floor = n // 20
    a = np.array(success) + 1
    b = np.array(trials) - np.array(success) + 1
    draws = rng.beta(a, b, size=(n - floor * k, k))
    won = np.bincount(draws.argmax(axis=1))
    return [int(x) + floor for x in won]
""",
        judgement="wrong",
        misconception="no_minlength",
        reader="shop assistant",
        note="没写 minlength，n = 0 时列表是空的",
    ),
    Trial(
        "thompson_allocate",
        """
def thompson_allocate(success, trials, n, seed):
    rng = np.random.default_rng(seed)
    k = len(success)
    floor = n // 20
    a = np.maximum(np.array(success), 1e-9)
    b = np.array(trials) - np.array(success) + 1e-9
    draws = rng.beta(a, b, size=(n - floor * k, k))
    won = np.bincount(draws.argmax(axis=1), minlength=k)
    return [int(x) + floor for x in won]
""",
        judgement="wrong",
        misconception="without_the_ones",
        reader="shop assistant",
        note="两个参数都没加 1",
    ),
    Trial(
        "thompson_allocate",
        """
def thompson_allocate(success, trials, n, seed):
    rng = np.random.default_rng(seed)
    k = len(success)
    floor = n // 20
    a = np.array(success) + 1
    b = np.array(trials) + 1
    draws = rng.beta(a, b, size=(n - floor * k, k))
    won = np.bincount(draws.argmax(axis=1), minlength=k)
    return [int(x) + floor for x in won]
""",
        judgement="wrong",
        misconception="all_trials_as_failures",
        reader="shop assistant",
        note="第二个参数用了全部展示",
    ),
    Trial(
        "chart_topics",
        """
MIN_POSTS = 3
def chart_topics(posts):
    p = posts.dropna(subset=["orders"]).query("reads > 0").sort_values("post_id", kind="stable")
    p = p.drop(index=p.groupby("topic")["reads"].idxmax())
    vals = {}
    for t, g in p.groupby("topic"):
        if len(g) >= MIN_POSTS:
            vals[t] = 1000 * g["orders"].sum() / g["reads"].sum()
    return plots.bar(pd.Series(vals), "平常卖多少", xlabel="选题", ylabel="每千次阅读的订单")
""",
        judgement="right",
        reader="shop assistant",
        note="plots.bar，groupby 里取 idxmax 去掉",
    ),
    Trial(
        "chart_topics",
        """
from matplotlib.axes import Axes

MIN_POSTS = 3


def chart_topics(posts):
    p = posts[posts["orders"].notna() & (posts["reads"] > 0)]
    p = p.sort_values(["reads", "post_id"], ascending=[False, True])
    p = p[p.duplicated("topic")]
    g = p.groupby("topic").agg(n=("post_id", "size"), o=("orders", "sum"), r=("reads", "sum"))
    g = g[g["n"] >= 3]
    s = 1000 * g["o"] / g["r"]
    ax = s.plot.bar()
    ax.set_title("每千次阅读的订单")
    ax.set_xlabel("选题")
    ax.set_ylabel("单")
    return ax
""",
        judgement="right",
        reader="shop assistant",
        note="写死了 3：题面写着 MIN_POSTS（3），检查也看不到",
    ),
    Trial(
        "chart_topics",
        """
from matplotlib.axes import Axes

MIN_POSTS = 3


def chart_topics(posts):
    p = posts[posts["orders"].notna() & (posts["reads"] > 0)]
    p = p.sort_values(["reads", "post_id"], ascending=[False, True])
    p = p[p["reads"] < p.groupby("topic")["reads"].transform("max")]
    g = p.groupby("topic").agg(n=("post_id", "size"), o=("orders", "sum"), r=("reads", "sum"))
    g = g[g["n"] >= MIN_POSTS]
    s = 1000 * g["o"] / g["r"]
    ax = s.plot.bar()
    ax.set_title("每千次阅读的订单")
    ax.set_xlabel("选题")
    ax.set_ylabel("单")
    return ax
""",
        judgement="wrong",
        misconception="all_equals_taken_away",
        reader="shop assistant",
        note="并列最多的全去掉；当时图是空的，程序停下",
    ),
    Trial(
        "chart_topics",
        """
from matplotlib.axes import Axes

MIN_POSTS = 3


def chart_topics(posts):
    p = posts[posts["orders"].notna() & (posts["reads"] > 0)]
    p = p.sort_values(["reads", "post_id"], ascending=[False, True])
    p = p[p.duplicated("topic")]
    g = p.groupby("topic").agg(n=("post_id", "size"), o=("orders", "sum"), r=("reads", "sum"))
    g = g[g["n"] >= MIN_POSTS]
    s = 1000 * g["o"] / g["r"]
    ax = s.plot(marker="o", linestyle="")
    ax.set_title("每千次阅读的订单")
    ax.set_xlabel("选题")
    ax.set_ylabel("单")
    return ax
""",
        judgement="wrong",
        misconception="a_line_of_pandas",
        reader="shop assistant",
        note="pandas 的线，横轴名字只写了几个",
    ),
    Trial(
        "chart_topics",
        """
from matplotlib.axes import Axes

MIN_POSTS = 3


def chart_topics(posts):
    p = posts
    p = p.sort_values(["reads", "post_id"], ascending=[False, True])
    p = p[p.duplicated("topic")]
    p = p[p["orders"].notna() & (p["reads"] > 0)]
    g = p.groupby("topic").agg(n=("post_id", "size"), o=("orders", "sum"), r=("reads", "sum"))
    g = g[g["n"] >= MIN_POSTS]
    s = 1000 * g["o"] / g["r"]
    ax = s.plot.bar()
    ax.set_title("每千次阅读的订单")
    ax.set_xlabel("选题")
    ax.set_ylabel("单")
    return ax
""",
        judgement="wrong",
        misconception="taken_before_filter",
        reader="shop assistant",
        note="先去掉再筛",
    ),
    Trial(
        "chart_topics",
        """
def chart_topics(posts):
    p = posts[posts["orders"].notna() & (posts["reads"] > 0)]
    p = p.sort_values(["reads", "post_id"], ascending=[False, True])
    p = p[p.duplicated("topic")]
    g = p.groupby("topic").agg(n=("post_id", "size"), o=("orders", "sum"), r=("reads", "sum"))
    g = g[g["n"] >= MIN_POSTS]
    s = 1000 * g["o"] / g["r"]
    ax = s.plot.bar()
    ax.set_title("每千次阅读的订单")
    ax.set_xlabel("选题")
    ax.set_ylabel("单")
    return ax
""",
        judgement="wrong",
        reader="shop assistant",
        note="漏写 MIN_POSTS 那一行，程序停下",
    ),
]
