"""Answers that readers gave to chapter 4 from the page alone, with a teacher's judgement by the question's text.

A reader's code stands as it was written. Answers of one reader that came out alike in every case stand once. The text was
mended after they were given; what it left open then (the median, the logarithm, what `seed` is for) is judged by what it
says now.
"""

from classroom.cases import Trial

trials: list[Trial] = [
    Trial(
        "segment_profile",
        """
MIN_USERS = 3
def segment_profile(users, orders, by):
    u = users.copy()
    u["seg"] = u[by].fillna("unknown").agg("/".join, axis=1)
    o = orders[orders["paid_at"].notna() & (orders["paid"] > orders["refund"])].copy()
    o["net"] = o["paid"] - o["refund"]
    o = o.merge(u[["user_id", "seg"]], on="user_id")
    n = u.groupby("seg").size()
    g = o.groupby("seg").agg(money=("net", "sum"), orders=("order_id", "size"), buyers=("user_id", "nunique")).reindex(n.index).fillna(0)
    out = pd.DataFrame({
        "user_share": n / n.sum(),
        "gmv_share": g["money"] / g["money"].sum(),
        "aov": g["money"] / g["orders"],
        "frequency": g["orders"] / g["buyers"]})
    out["index"] = 100 * out["gmv_share"] / out["user_share"]
    out.loc[n < MIN_USERS, "index"] = np.nan
    return out
""",
        judgement="right",
        reader="shop assistant",
    ),
    Trial(
        "segment_profile",
        """
MIN_USERS = 3
def segment_profile(users, orders, by):
    u = users.copy()
    u["seg"] = u[by].fillna("unknown").agg("/".join, axis=1)
    o = orders[orders["paid_at"].notna() & (orders["paid"] > orders["refund"])].copy()
    o["net"] = o["paid"] - o["refund"]
    o = o.merge(u[["user_id", "seg"]], on="user_id")
    n = u.groupby("seg").size()
    g = o.groupby("seg").agg(money=("net", "sum"), orders=("order_id", "size"), buyers=("user_id", "nunique")).reindex(n.index).fillna(0)
    out = pd.DataFrame({
        "user_share": n / n.sum(),
        "gmv_share": g["money"] / g["money"].sum(),
        "aov": g["money"] / g["orders"],
        "frequency": g["orders"] / n})
    out["index"] = 100 * out["gmv_share"] / out["user_share"]
    out.loc[n < MIN_USERS, "index"] = np.nan
    return out
""",
        judgement="wrong",
        misconception="orders_per_user",
        reader="shop assistant",
    ),
    Trial(
        "segment_profile",
        """
MIN_USERS = 3
def segment_profile(users, orders, by):
    u = users.copy()
    u["seg"] = u[by].fillna("unknown").agg("/".join, axis=1)
    o = orders[orders["paid_at"].notna()].copy()
    o["net"] = o["paid"] - o["refund"]
    o = o.merge(u[["user_id", "seg"]], on="user_id")
    n = u.groupby("seg").size()
    g = o.groupby("seg").agg(money=("net", "sum"), orders=("order_id", "size"), buyers=("user_id", "nunique")).reindex(n.index).fillna(0)
    out = pd.DataFrame({
        "user_share": n / n.sum(),
        "gmv_share": g["money"] / g["money"].sum(),
        "aov": g["money"] / g["orders"],
        "frequency": g["orders"] / g["buyers"]})
    out["index"] = 100 * out["gmv_share"] / out["user_share"]
    out.loc[n < MIN_USERS, "index"] = np.nan
    return out
""",
        judgement="wrong",
        misconception="given_back_counts",
        reader="shop assistant",
    ),
    Trial(
        "segment_profile",
        """
MIN_USERS = 3
def segment_profile(users, orders, by):
    u = users.copy()
    u["seg"] = u[by].fillna("unknown").agg("/".join, axis=1)
    o = orders[orders["paid_at"].notna() & (orders["paid"] > orders["refund"])].copy()
    o["net"] = o["paid"] - o["refund"]
    o = o.merge(u[["user_id", "seg"]], on="user_id")
    n = u.groupby("seg").size()
    g = o.groupby("seg").agg(money=("net", "sum"), orders=("order_id", "size"), buyers=("user_id", "nunique")).reindex(n.index).fillna(0)
    out = pd.DataFrame({
        "user_share": n / n.sum(),
        "gmv_share": g["money"] / g["money"].sum(),
        "aov": g["money"] / g["orders"],
        "frequency": g["orders"] / g["buyers"]})
    out["index"] = 100 * out["gmv_share"] / out["user_share"]
    out.loc[n <= MIN_USERS, "index"] = np.nan
    return out
""",
        judgement="wrong",
        misconception="limit_masked_too",
        reader="shop assistant",
    ),
    Trial(
        "segment_profile",
        """
MIN_USERS = 3
def segment_profile(users, orders, by):
    u = users.copy()
    u["seg"] = u[by].fillna("unknown").agg("/".join, axis=1)
    o = orders[orders["paid_at"].notna() & (orders["paid"] > orders["refund"])].copy()
    o["net"] = o["paid"] - o["refund"]
    o = o.merge(u[["user_id", "seg"]], on="user_id")
    n = u.groupby("seg").size()
    g = o.groupby("seg").agg(money=("net", "sum"), orders=("order_id", "size"), buyers=("user_id", "nunique")).reindex(n.index).fillna(0)
    out = pd.DataFrame({
        "user_share": n / n.sum(),
        "gmv_share": g["money"] / (orders["paid"]-orders["refund"]).sum(),
        "aov": g["money"] / g["orders"],
        "frequency": g["orders"] / g["buyers"]})
    out["index"] = 100 * out["gmv_share"] / out["user_share"]
    out.loc[n < MIN_USERS, "index"] = np.nan
    return out
""",
        judgement="wrong",
        misconception="whole_table_below",
        reader="shop assistant",
    ),
    Trial(
        "segment_profile",
        """
MIN_USERS = 3
def segment_profile(users, orders, by):
    u = users.copy()
    u["seg"] = u[by].fillna("unknown").agg("/".join, axis=1)
    o = orders[orders["paid_at"].notna() & (orders["paid"] > orders["refund"])].copy()
    o["net"] = o["paid"] - o["refund"]
    o = o.merge(u[["user_id", "seg"]], on="user_id")
    n = u.groupby("seg").size()
    g = o.groupby("seg").agg(money=("net", "sum"), orders=("order_id", "size"), buyers=("user_id", "nunique")).reindex(n.index).fillna(0)
    out = pd.DataFrame({
        "user_share": n / n.sum(),
        "gmv_share": g["money"] / g["money"].sum(),
        "aov": g["money"] / g["buyers"],
        "frequency": g["orders"] / g["buyers"]})
    out["index"] = 100 * out["gmv_share"] / out["user_share"]
    out.loc[n < MIN_USERS, "index"] = np.nan
    return out
""",
        judgement="wrong",
        misconception="money_per_buyer",
        reader="shop assistant",
    ),
    Trial(
        "segment_profile",
        """
MIN_USERS = 3
def segment_profile(users, orders, by):
    u = users.copy()
    u["seg"] = u.dropna(subset=by)[by].agg("/".join, axis=1)
    o = orders[orders["paid_at"].notna() & (orders["paid"] > orders["refund"])].copy()
    o["net"] = o["paid"] - o["refund"]
    o = o.merge(u[["user_id", "seg"]], on="user_id")
    n = u.groupby("seg").size()
    g = o.groupby("seg").agg(money=("net", "sum"), orders=("order_id", "size"), buyers=("user_id", "nunique")).reindex(n.index).fillna(0)
    out = pd.DataFrame({
        "user_share": n / n.sum(),
        "gmv_share": g["money"] / g["money"].sum(),
        "aov": g["money"] / g["orders"],
        "frequency": g["orders"] / g["buyers"]})
    out["index"] = 100 * out["gmv_share"] / out["user_share"]
    out.loc[n < MIN_USERS, "index"] = np.nan
    return out
""",
        judgement="wrong",
        misconception="gaps_dropped",
        reader="shop assistant",
    ),
    Trial(
        "segment_profile",
        """
MIN_USERS = 3
def segment_profile(users, orders, by):
    u = users.copy()
    u["seg"] = u[by].fillna("unknown").agg("/".join, axis=1)
    o = orders[orders["paid_at"].notna() & (orders["paid"] > orders["refund"])].copy()
    o["net"] = o["paid"] - o["refund"]
    o = o.merge(u[["user_id", "seg"]], on="user_id")
    n = u.groupby("seg").size()
    g = o.groupby("seg").agg(money=("net", "sum"), orders=("order_id", "size"), buyers=("user_id", "nunique")).reindex(n.index).fillna(0)
    out = pd.DataFrame({
        "user_share": n / g["buyers"].sum(),
        "gmv_share": g["money"] / g["money"].sum(),
        "aov": g["money"] / g["orders"],
        "frequency": g["orders"] / g["buyers"]})
    out["index"] = 100 * out["gmv_share"] / out["user_share"]
    out.loc[n < MIN_USERS, "index"] = np.nan
    return out
""",
        judgement="wrong",
        misconception="users_over_buyers",
        reader="shop assistant",
    ),
    Trial(
        "segment_profile",
        """
MIN_USERS = 3
def segment_profile(users, orders, by):
    u = users.copy()
    u["seg"] = u[by].fillna("unknown").agg("-".join, axis=1)
    o = orders[orders["paid_at"].notna() & (orders["paid"] > orders["refund"])].copy()
    o["net"] = o["paid"] - o["refund"]
    o = o.merge(u[["user_id", "seg"]], on="user_id")
    n = u.groupby("seg").size()
    g = o.groupby("seg").agg(money=("net", "sum"), orders=("order_id", "size"), buyers=("user_id", "nunique")).reindex(n.index).fillna(0)
    out = pd.DataFrame({
        "user_share": n / n.sum(),
        "gmv_share": g["money"] / g["money"].sum(),
        "aov": g["money"] / g["orders"],
        "frequency": g["orders"] / g["buyers"]})
    out["index"] = 100 * out["gmv_share"] / out["user_share"]
    out.loc[n < MIN_USERS, "index"] = np.nan
    return out
""",
        judgement="wrong",
        misconception="joined_with_a_dash",
        reader="shop assistant",
    ),
    Trial(
        "segment_profile",
        """
MIN_USERS = 3
def segment_profile(users, orders, by):
    users["seg"] = users[by].astype(str).agg("/".join, axis=1)
    o = orders[orders["paid_at"].notna()].merge(users, how="left")
    o = o[o.paid > o.refund]
    g = users.groupby("seg").size()
    m = (o.paid - o.refund).groupby(o.seg).sum()
    out = pd.DataFrame({"user_share": g / len(users), "gmv_share": m / (o.paid - o.refund).sum(), "aov": m / o.groupby("seg").size(), "frequency": o.groupby("seg").size() / o.groupby("seg").user_id.nunique()})
    out["index"] = 100 * out.gmv_share / out.user_share
    out["index"] = out["index"].where(g >= MIN_USERS)
    return out
""",
        judgement="wrong",
        reader="shop assistant",
        note="astype(str) 之后缺失还是缺失，join 报错",
    ),
    Trial(
        "segment_profile",
        """
MIN_USERS = 3
def segment_profile(users, orders, by):
    u = users
    u["seg"] = u[by].fillna("unknown").agg("/".join, axis=1)
    o = orders[orders["paid_at"].notna() & (orders["paid"] > orders["refund"])].copy()
    o["net"] = o["paid"] - o["refund"]
    o = o.merge(u[["user_id", "seg"]], on="user_id")
    n = u.groupby("seg").size()
    g = o.groupby("seg").agg(money=("net", "sum"), orders=("order_id", "size"), buyers=("user_id", "nunique")).reindex(n.index).fillna(0)
    out = pd.DataFrame({
        "user_share": n / n.sum(),
        "gmv_share": g["money"] / g["money"].sum(),
        "aov": g["money"] / g["orders"],
        "frequency": g["orders"] / g["buyers"]})
    out["index"] = 100 * out["gmv_share"] / out["user_share"]
    out.loc[n < MIN_USERS, "index"] = np.nan
    return out
""",
        judgement="wrong",
        reader="shop assistant",
        note="改了传入的 users",
    ),
    Trial(
        "segment_profile",
        """
MIN_USERS = 3
def segment_profile(users, orders, by):
    u = users.copy()
    u["seg"] = u[by].fillna("unknown").agg("/".join, axis=1)
    o = orders[orders["paid_at"].notna() & (orders["paid"] > orders["refund"])].copy()
    o["net"] = o["paid"] - o["refund"]
    o = o.merge(u[["user_id", "seg"]], on="user_id")
    n = u.groupby("seg").size()
    g = o.groupby("seg").agg(money=("net", "sum"), orders=("order_id", "size"), buyers=("user_id", "nunique")).reindex(n.index).fillna(0)
    out = pd.DataFrame({
        "user_share": n / n.sum(),
        "gmv_share": g["money"] / g["money"].sum(),
        "aov": g["money"] / g["orders"],
        "frequency": g["orders"] / g["buyers"]})
    out["index"] = 100 * out["gmv_share"] / out["user_share"]
    out.loc[n < MIN_USERS, "index"] = np.nan
    return out.round(4)
""",
        judgement="wrong",
        misconception="rounded_to_four",
        reader="shop assistant",
    ),
    Trial(
        "segment_profile",
        """
MIN_USERS = 3
def segment_profile(users, orders, by):
    u = users.copy()
    u["seg"] = u[by].fillna("unknown").agg("/".join, axis=1)
    o = orders[orders["paid_at"].notna() & (orders["paid"] > orders["refund"])].copy()
    o["net"] = o["paid"] - o["refund"]
    o = o.merge(u[["user_id", "seg"]], on="user_id", how="left")
    n = u.groupby("seg").size()
    g = o.groupby("seg").agg(money=("net", "sum"), orders=("order_id", "size"), buyers=("user_id", "nunique")).reindex(n.index).fillna(0)
    out = pd.DataFrame({
        "user_share": n / n.sum(),
        "gmv_share": g["money"] / o["net"].sum(),
        "aov": g["money"] / g["orders"],
        "frequency": g["orders"] / g["buyers"]})
    out["index"] = 100 * out["gmv_share"] / out["user_share"]
    out.loc[n < MIN_USERS, "index"] = np.nan
    return out
""",
        judgement="wrong",
        misconception="strangers_in_the_total",
        reader="shop assistant",
    ),
    Trial(
        "affinity_index",
        """
MIN_EXPECTED = 2
def affinity_index(items, users, products, segment, category):
    d = items[items["qty"] > 0].merge(users[["user_id", segment]], on="user_id").merge(products[["sku_id", category]], on="sku_id")
    d = d.dropna(subset=[segment, category])
    if d.empty:
        return pd.DataFrame()
    p = d.drop_duplicates(["user_id", category])
    c = pd.crosstab(p[segment], p[category])
    n = d.groupby(segment)["user_id"].nunique()
    total = c.sum() / d["user_id"].nunique()
    idx = c.div(n, axis=0).div(total, axis=1) * 100
    exp = pd.DataFrame(np.outer(n, total), index=c.index, columns=c.columns)
    return idx.where(exp >= MIN_EXPECTED)
""",
        judgement="right",
        reader="shop assistant",
    ),
    Trial(
        "affinity_index",
        """
MIN_EXPECTED = 2
def affinity_index(items, users, products, segment, category):
    d = items.merge(users, on="user_id").merge(products, on="sku_id")
    c = pd.crosstab(d[segment], d[category])
    return 100 * c.div(c.sum(axis=1), axis=0).div(c.sum() / c.sum().sum(), axis=1)
""",
        judgement="wrong",
        misconception="the_way_of_the_lesson",
        reader="shop assistant",
        note="课上的办法",
    ),
    Trial(
        "affinity_index",
        """
MIN_EXPECTED = 2
def affinity_index(items, users, products, segment, category):
    d = items[items["qty"] > 0].merge(users[["user_id", segment]], on="user_id").merge(products[["sku_id", category]], on="sku_id")
    d = d.dropna(subset=[segment, category])
    if d.empty:
        return pd.DataFrame()
    p = d.drop_duplicates(["user_id", category])
    c = pd.crosstab(p[segment], p[category])
    n = users.groupby(segment)["user_id"].nunique().reindex(c.index)
    total = c.sum() / d["user_id"].nunique()
    idx = c.div(n, axis=0).div(total, axis=1) * 100
    exp = pd.DataFrame(np.outer(n, total), index=c.index, columns=c.columns)
    return idx.where(exp >= MIN_EXPECTED)
""",
        judgement="wrong",
        misconception="all_users_of_the_segment",
        reader="shop assistant",
    ),
    Trial(
        "affinity_index",
        """
MIN_EXPECTED = 2
def affinity_index(items, users, products, segment, category):
    d = items[items["qty"] > 0].merge(users[["user_id", segment]], on="user_id").merge(products[["sku_id", category]], on="sku_id")
    d = d.dropna(subset=[segment, category])
    if d.empty:
        return pd.DataFrame()
    p = d.drop_duplicates(["user_id", category])
    c = pd.crosstab(p[segment], p[category])
    n = d.groupby(segment)["user_id"].nunique()
    total = c.sum() / d["user_id"].nunique()
    idx = c.div(n, axis=0).div(total, axis=1) * 100
    exp = pd.DataFrame(np.outer(n, total), index=c.index, columns=c.columns)
    return idx.where(c >= MIN_EXPECTED)
""",
        judgement="wrong",
        misconception="masked_by_the_count",
        reader="shop assistant",
    ),
    Trial(
        "affinity_index",
        """
MIN_EXPECTED = 2
def affinity_index(items, users, products, segment, category):
    d = items[items["qty"] > 0].merge(users[["user_id", segment]], on="user_id").merge(products[["sku_id", category]], on="sku_id")
    d = d.dropna(subset=[segment, category])
    if d.empty:
        return pd.DataFrame()
    p = d.drop_duplicates(["user_id", category])
    c = pd.crosstab(p[segment], p[category])
    n = d.groupby(segment)["user_id"].nunique()
    total = c.sum() / d["user_id"].nunique()
    idx = c.div(n, axis=0).div(total, axis=1) * 100
    exp = pd.DataFrame(np.outer(n, total), index=c.index, columns=c.columns)
    return idx.where(exp > MIN_EXPECTED)
""",
        judgement="wrong",
        misconception="limit_three",
        reader="shop assistant",
    ),
    Trial(
        "affinity_index",
        """
MIN_EXPECTED = 2
def affinity_index(items, users, products, segment, category):
    d = items[items["qty"] > 0].merge(users[["user_id", segment]], on="user_id").merge(products[["sku_id", category]], on="sku_id")
    d = d.dropna(subset=[segment, category])
    if d.empty:
        return pd.DataFrame()
    p = d.drop_duplicates(["user_id", category])
    c = pd.crosstab(p[segment], p[category])
    n = c.sum(axis=1)
    total = c.sum() / d["user_id"].nunique()
    idx = c.div(n, axis=0).div(total, axis=1) * 100
    exp = pd.DataFrame(np.outer(n, total), index=c.index, columns=c.columns)
    return idx.where(exp >= MIN_EXPECTED)
""",
        judgement="wrong",
        misconception="pairs_of_the_segment",
        reader="shop assistant",
    ),
    Trial(
        "affinity_index",
        """
MIN_EXPECTED = 2
def affinity_index(items, users, products, segment, category):
    d = items[items["qty"] > 0].copy()
    d["s"] = d["user_id"].map(users.set_index("user_id")[segment])
    d["c"] = d["sku_id"].map(products.set_index("sku_id")[category])
    d = d.dropna()
    p = d.drop_duplicates(["user_id", "c"])
    c = pd.crosstab(p["s"], p["c"])
    n = d.groupby("s")["user_id"].nunique(); N = d["user_id"].nunique()
    t = c.sum() / N
    out = 100 * c.div(n, axis=0) / t
    return out.mask(pd.DataFrame(np.outer(n, t), c.index, c.columns) < MIN_EXPECTED)
""",
        judgement="right",
        reader="shop assistant",
    ),
    Trial(
        "affinity_index",
        """
MIN_EXPECTED = 2
def affinity_index(items, users, products, segment, category):
    items = items[items["qty"] > 0]
    d = items.merge(users).merge(products).dropna()
    p = d.pivot_table(index=segment, columns=category, values="user_id", aggfunc="nunique", fill_value=0)
    n = d.groupby(segment)["user_id"].nunique()
    t = d.groupby(category)["user_id"].nunique() / d["user_id"].nunique()
    out = p.div(n, axis=0).div(t, axis=1) * 100
    for s in out.index:
        for c in out.columns:
            if n[s] * t[c] < MIN_EXPECTED: out.loc[s, c] = np.nan
    return out
""",
        judgement="right",
        reader="shop assistant",
    ),
    Trial(
        "affinity_index",
        """
MIN_EXPECTED = 2
def affinity_index(items, users, products, segment, category):
    d = items[items["qty"] > 0].merge(users, on="user_id").merge(products, on="sku_id").dropna()
    p = d.pivot_table(index=segment, columns=category, values="qty", aggfunc="sum", fill_value=0)
    t = p.sum() / p.sum().sum()
    out = p.div(p.sum(axis=1), axis=0) / t * 100
    return out.mask(np.outer(d.groupby(segment)["user_id"].nunique(), t) < MIN_EXPECTED)
""",
        judgement="wrong",
        misconception="pieces_under_a_mask_of_people",
        reader="shop assistant",
    ),
    Trial(
        "affinity_index",
        """
MIN_EXPECTED = 2
def affinity_index(items, users, products, segment, category):
    d = items[items["qty"] > 0].merge(users, on="user_id").merge(products, on="sku_id").dropna()
    if d.empty: return pd.DataFrame()
    c = pd.crosstab(d[segment], d[category])
    n = d.groupby(segment).size(); t = c.sum() / len(d)
    out = 100 * c.div(n, axis=0) / t
    return out.where(pd.DataFrame(np.outer(n, t), c.index, c.columns) >= MIN_EXPECTED)
""",
        judgement="wrong",
        misconception="lines_counted",
        reader="shop assistant",
    ),
    Trial(
        "kmeans_segments",
        """
from scipy.cluster.vq import kmeans2
def kmeans_segments(x, k, seed=0):
    z = ((x - x.mean()) / x.std(ddof=0)).fillna(0).to_numpy()
    runs = [kmeans2(z, k, seed=start, minit="++") for start in range(5)]
    lab = min(runs, key=lambda r: ((z - r[0][r[1]]) ** 2).sum())[1]
    lab = pd.Series(lab, index=x.index)
    m = x["spend"].groupby(lab).mean().rank().astype(int) - 1
    return lab.map(m)
""",
        judgement="right",
        reader="shop assistant",
    ),
    Trial(
        "kmeans_segments",
        """
from scipy.cluster.vq import kmeans2
def kmeans_segments(x, k, seed=0):
    sd = x.std(ddof=1).replace(0, 1)
    z = ((x - x.mean()) / sd).to_numpy(float)
    best = None
    for s in range(50):
        c, l = kmeans2(z, k, seed=seed * 1000 + s, minit="++", iter=50)
        if len(np.unique(l)) < k: continue
        c = np.array([z[l == i].mean(axis=0) for i in range(k)])
        e = ((z - c[l]) ** 2).sum()
        if best is None or e < best[0]: best = e, l
    lab = pd.Series(best[1], index=x.index)
    m = x["spend"].groupby(lab).mean().rank().astype(int) - 1
    return lab.map(m)
""",
        judgement="right",
        reader="shop assistant",
        note="ddof=1：各列同乘一个数，分群不变，所以对",
    ),
    Trial(
        "kmeans_segments",
        """
from scipy.cluster.vq import kmeans2
def kmeans_segments(x, k, seed=0):
    sd = 1
    z = ((x - x.mean()) / sd).to_numpy(float)
    best = None
    for s in range(50):
        c, l = kmeans2(z, k, seed=seed * 1000 + s, minit="++", iter=50)
        if len(np.unique(l)) < k: continue
        c = np.array([z[l == i].mean(axis=0) for i in range(k)])
        e = ((z - c[l]) ** 2).sum()
        if best is None or e < best[0]: best = e, l
    lab = pd.Series(best[1], index=x.index)
    m = x["spend"].groupby(lab).mean().rank().astype(int) - 1
    return lab.map(m)
""",
        judgement="wrong",
        misconception="not_standardised",
        reader="shop assistant",
    ),
    Trial(
        "kmeans_segments",
        """
from scipy.cluster.vq import kmeans2
def kmeans_segments(x, k, seed=0):
    sd = x.std(ddof=0).replace(0, 1)
    z = ((x - x.mean()) / sd).to_numpy(float)
    best = None
    for s in range(50):
        c, l = kmeans2(z, k, seed=seed * 1000 + s, minit="++", iter=50)
        if len(np.unique(l)) < k: continue
        c = np.array([z[l == i].mean(axis=0) for i in range(k)])
        e = ((z - c[l]) ** 2).sum()
        if best is None or e < best[0]: best = e, l
    lab = pd.Series(best[1], index=x.index)
    m = x["spend"].groupby(lab).mean().rank(ascending=False).astype(int) - 1
    return lab.map(m)
""",
        judgement="wrong",
        misconception="richest_first",
        reader="shop assistant",
    ),
    Trial(
        "kmeans_segments",
        """
from scipy.cluster.vq import kmeans2
def kmeans_segments(x, k, seed=0):
    sd = x.std(ddof=0).replace(0, 1)
    z = ((x - x.mean()) / sd).to_numpy(float)
    best = None
    for s in range(50):
        c, l = kmeans2(z, k, seed=seed * 1000 + s, minit="++", iter=50)
        if len(np.unique(l)) < k: continue
        c = np.array([z[l == i].mean(axis=0) for i in range(k)])
        e = ((z - c[l]) ** 2).sum()
        if best is None or e < best[0]: best = e, l
    lab = pd.Series(best[1], index=x.index)
    m = x["spend"].groupby(lab).median().rank().astype(int) - 1
    return lab.map(m)
""",
        judgement="wrong",
        misconception="numbered_by_the_median",
        reader="shop assistant",
        note="按中位数编号",
    ),
    Trial(
        "kmeans_segments",
        """
from scipy.cluster.vq import kmeans2
def kmeans_segments(x, k, seed=0):
    sd = x.std(ddof=0).replace(0, 1)
    z = ((x - x.mean()) / sd).to_numpy(float)
    best = None
    for s in range(1):
        c, l = kmeans2(z, k, seed=seed * 1000 + s, minit="++", iter=50)
        if len(np.unique(l)) < k: continue
        c = np.array([z[l == i].mean(axis=0) for i in range(k)])
        e = ((z - c[l]) ** 2).sum()
        if best is None or e < best[0]: best = e, l
    lab = pd.Series(best[1], index=x.index)
    m = x["spend"].groupby(lab).mean().rank().astype(int) - 1
    return lab.map(m)
""",
        judgement="wrong",
        misconception="one_start_only",
        reader="shop assistant",
        note="只起一次头，有一种情况卡住",
    ),
    Trial(
        "kmeans_segments",
        """
from scipy.cluster.vq import kmeans2
def kmeans_segments(x, k, seed=0):
    z = x.drop(columns="spend")
    z = ((z - z.mean()) / z.std(ddof=0)).fillna(0).to_numpy()
    lab = pd.Series(kmeans2(z, k, seed=seed, minit="++")[1], index=x.index)
    return lab.map(x["spend"].groupby(lab).mean().rank().astype(int) - 1)
""",
        judgement="wrong",
        misconception="spend_left_out",
        reader="shop assistant",
    ),
    Trial(
        "kmeans_segments",
        """
from scipy.cluster.vq import kmeans2
def kmeans_segments(x, k, seed=0):
    y = x.copy(); y["spend"] = np.log(y["spend"])
    z = ((y - y.mean()) / y.std(ddof=0)).fillna(0).to_numpy()
    runs = [kmeans2(z, k, seed=seed + start, minit="++") for start in range(5)]
    lab = min(runs, key=lambda r: ((z - r[0][r[1]]) ** 2).sum())[1]
    lab = pd.Series(lab, index=x.index)
    return lab.map(x["spend"].groupby(lab).mean().rank().astype(int) - 1)
""",
        judgement="wrong",
        misconception="logarithm_of_spend",
        reader="shop assistant",
        note="距离里用了对数",
    ),
    Trial(
        "kmeans_segments",
        """
from scipy.cluster.vq import kmeans2
def kmeans_segments(x, k, seed=0):
    z = ((x - x.mean()) / x.std(ddof=0)).fillna(0).to_numpy()
    runs = [kmeans2(z, k, minit="++") for start in range(30)]
    lab = min(runs, key=lambda r: ((z - r[0][r[1]]) ** 2).sum())[1]
    lab = pd.Series(lab, index=x.index)
    return lab.map(x["spend"].groupby(lab).mean().rank().astype(int) - 1)
""",
        judgement="right",
        reader="shop assistant",
        note="没用 seed，起三十次头：结果稳，题目允许",
    ),
    Trial(
        "kmeans_segments",
        """
def kmeans_segments(x, k, seed=0):
    rng = np.random.default_rng(seed)
    z = (x - x.mean()) / x.std(ddof=0).replace(0, 1)
    z = z.to_numpy()
    best, keep = np.inf, None
    for _ in range(20):
        c = z[rng.choice(len(z), k, replace=False)]
        for _ in range(50):
            l = ((z[:, None] - c) ** 2).sum(2).argmin(1)
            c = np.array([z[l == j].mean(0) if (l == j).any() else z[rng.integers(len(z))] for j in range(k)])
        e = ((z - c[l]) ** 2).sum()
        if e < best and len(set(l)) == k: best, keep = e, l
    keep = pd.Series(keep, index=x.index)
    return keep.map(x.groupby(keep)["spend"].mean().rank().astype(int) - 1)
""",
        judgement="right",
        reader="shop assistant",
    ),
    Trial(
        "kmeans_segments",
        """
def kmeans_segments(x, k, seed=0):
    return pd.qcut(x["spend"].rank(method="first"), k, labels=False)
""",
        judgement="wrong",
        misconception="equal_shares",
        reader="shop assistant",
    ),
    Trial(
        "kano_class",
        """
TABLE = ["QAAAO", "RIIIM", "RIIIM", "RIIIM", "RRRRQ"]
def kano_class(answers):
    a = answers.drop_duplicates(["respondent", "feature"], keep="last").dropna()
    a["l"] = [TABLE[int(f) - 1][int(d) - 1] for f, d in zip(a["functional"], a["dysfunctional"])]
    a = a[a["l"] != "Q"]
    out = {}
    for f in sorted(answers["feature"].unique()):
        c = a.loc[a["feature"] == f, "l"].value_counts().reindex(list("MOAIR")).fillna(0)
        if c.sum() == 0: out[f] = "Q"
        elif c[list("MOA")].sum() > c[list("IR")].sum(): out[f] = c[list("MOA")].idxmax()
        else: out[f] = c[list("IR")].idxmax()
    return pd.Series(out)
""",
        judgement="right",
        reader="shop assistant",
    ),
    Trial(
        "kano_class",
        """
TABLE = ["QAAAO", "RIIIM", "RIIIM", "RIIIM", "RRRRQ"]
def kano_class(answers):
    a = answers.dropna().drop_duplicates(["respondent", "feature"], keep="last")
    a["l"] = [TABLE[int(f) - 1][int(d) - 1] for f, d in zip(a["functional"], a["dysfunctional"])]
    a = a[a["l"] != "Q"]
    out = {}
    for f in sorted(answers["feature"].unique()):
        c = a.loc[a["feature"] == f, "l"].value_counts().reindex(list("MOAIR")).fillna(0)
        if c.sum() == 0: out[f] = "Q"
        elif c[list("MOA")].sum() > c[list("IR")].sum(): out[f] = c[list("MOA")].idxmax()
        else: out[f] = c[list("IR")].idxmax()
    return pd.Series(out)
""",
        judgement="wrong",
        misconception="gaps_dropped_first",
        reader="shop assistant",
    ),
    Trial(
        "kano_class",
        """
TABLE = ["QAAAO", "RIIIM", "RIIIM", "RIIIM", "RRRRQ"]
def kano_class(answers):
    a = answers.drop_duplicates(["respondent", "feature"], keep="last").dropna()
    a["l"] = [TABLE[int(f) - 1][int(d) - 1] for f, d in zip(a["functional"], a["dysfunctional"])]
    a = a[a["l"] != "Q"]
    out = {}
    for f in sorted(answers["feature"].unique()):
        c = a.loc[a["feature"] == f, "l"].value_counts().reindex(list("MOAIR")).fillna(0)
        if c.sum() == 0: out[f] = "Q"
        elif c[list("MOA")].sum() >= c[list("IR")].sum(): out[f] = c[list("MOA")].idxmax()
        else: out[f] = c[list("IR")].idxmax()
    return pd.Series(out)
""",
        judgement="wrong",
        misconception="tie_goes_to_those_who_care",
        reader="shop assistant",
    ),
    Trial(
        "kano_class",
        """
TABLE = ["QAAAO", "RIIIM", "RIIIM", "RIIIM", "RRRRQ"]
def kano_class(answers):
    a = answers.drop_duplicates(["respondent", "feature"], keep="first").dropna()
    a["l"] = [TABLE[int(f) - 1][int(d) - 1] for f, d in zip(a["functional"], a["dysfunctional"])]
    a = a[a["l"] != "Q"]
    out = {}
    for f in sorted(answers["feature"].unique()):
        c = a.loc[a["feature"] == f, "l"].value_counts().reindex(list("MOAIR")).fillna(0)
        if c.sum() == 0: out[f] = "Q"
        elif c[list("MOA")].sum() > c[list("IR")].sum(): out[f] = c[list("MOA")].idxmax()
        else: out[f] = c[list("IR")].idxmax()
    return pd.Series(out)
""",
        judgement="wrong",
        misconception="first_answer_kept",
        reader="shop assistant",
    ),
    Trial(
        "kano_class",
        """
TABLE = ["QAAAO", "RIIIM", "RIIIM", "RIIIM", "RRRRQ"]
def kano_class(answers):
    a = answers.drop_duplicates(["respondent", "feature"], keep="last").dropna()
    a["l"] = [TABLE[int(f) - 1][int(d) - 1] for f, d in zip(a["functional"], a["dysfunctional"])]
    return a.groupby("feature")["l"].agg(lambda s: s.value_counts().idxmax())
""",
        judgement="wrong",
        misconception="the_commonest_answer",
        reader="shop assistant",
        note="人数最多的字母，Q 也在内",
    ),
    Trial(
        "kano_class",
        """
TABLE = ["QAAAO", "RIIIM", "RIIIM", "RIIIM", "RRRRQ"]
def kano_class(answers):
    a = answers.drop_duplicates(["respondent", "feature"], keep="last").dropna()
    a["l"] = [TABLE[int(d) - 1][int(f) - 1] for f, d in zip(a["functional"], a["dysfunctional"])]
    a = a[a["l"] != "Q"]
    out = {}
    for f in sorted(answers["feature"].unique()):
        c = a.loc[a["feature"] == f, "l"].value_counts().reindex(list("MOAIR")).fillna(0)
        if c.sum() == 0: out[f] = "Q"
        elif c[list("MOA")].sum() > c[list("IR")].sum(): out[f] = c[list("MOA")].idxmax()
        else: out[f] = c[list("IR")].idxmax()
    return pd.Series(out)
""",
        judgement="wrong",
        misconception="table_turned",
        reader="shop assistant",
    ),
    Trial(
        "kano_class",
        """
TABLE = ["QAAAO", "RIIIM", "RIIIM", "RIIIM", "RRRRQ"]
def kano_class(answers):
    a = answers.drop_duplicates(["respondent", "feature"], keep="last").dropna()
    a["l"] = [TABLE[int(f) - 1][int(d) - 1] for f, d in zip(a["functional"], a["dysfunctional"])]
    a = a[a["l"] != "Q"]
    t = pd.crosstab(a["feature"], a["l"]).reindex(columns=list("MOAIR"), fill_value=0)
    return t.idxmax(axis=1).reindex(sorted(answers["feature"].unique())).fillna("Q")
""",
        judgement="wrong",
        misconception="most_frequent_letter",
        reader="shop assistant",
        note="人数最多的字母",
    ),
    Trial(
        "kano_class",
        """
TABLE = ["QAAAO", "RIIIM", "RIIIM", "RIIIM", "RRRRQ"]
def kano_class(answers):
    a = answers.drop_duplicates(["respondent", "feature"], keep="last").dropna()
    a["l"] = [TABLE[int(f) - 1][int(d) - 1] for f, d in zip(a["functional"], a["dysfunctional"])]
    a = a[a["l"] != "Q"]
    out = {}
    for f, g in a.groupby("feature"):
        c = g["l"].value_counts().reindex(list("MOAIR")).fillna(0)
        out[f] = c[list("MOA")].idxmax() if c[list("MOA")].sum() > c[["I"]].sum() else "I"
    return pd.Series(out)
""",
        judgement="wrong",
        misconception="no_room_for_r",
        reader="shop assistant",
        note="只和 I 比，R 赢不了",
    ),
    Trial(
        "competitor_gap",
        """
def competitor_gap(own, rivals, weights):
    r = rivals[weights.index]
    b = r.apply(lambda s: s.nlargest(2).mean())
    gap = own[weights.index] - b
    w = (gap * weights / weights.sum()).round(6)
    p = w[w < 0].rank(method="min").reindex(w.index)
    p[w >= 0] = 0
    return pd.DataFrame({"benchmark": b, "gap": gap, "weighted_gap": w, "priority": p})
""",
        judgement="right",
        reader="shop assistant",
    ),
    Trial(
        "competitor_gap",
        """
def competitor_gap(own, rivals, weights):
    r = rivals[weights.index]
    b = r.apply(lambda s: s.mean())
    gap = own[weights.index] - b
    w = (gap * weights / weights.sum()).round(6)
    p = w[w < 0].rank(method="min").reindex(w.index)
    p[w >= 0] = 0
    return pd.DataFrame({"benchmark": b, "gap": gap, "weighted_gap": w, "priority": p})
""",
        judgement="wrong",
        misconception="mean_of_all",
        reader="shop assistant",
    ),
    Trial(
        "competitor_gap",
        """
def competitor_gap(own, rivals, weights):
    r = rivals[weights.index]
    b = r.apply(lambda s: s.nlargest(2).mean())
    gap = own[weights.index] - b
    w = (gap * weights / weights[gap.notna()].sum()).round(6)
    p = w[w < 0].rank(method="min").reindex(w.index)
    p[w >= 0] = 0
    return pd.DataFrame({"benchmark": b, "gap": gap, "weighted_gap": w, "priority": p})
""",
        judgement="wrong",
        misconception="scaled_over_known",
        reader="shop assistant",
    ),
    Trial(
        "competitor_gap",
        """
def competitor_gap(own, rivals, weights):
    r = rivals[weights.index]
    b = r.apply(lambda s: s.nlargest(1).mean())
    gap = own[weights.index] - b
    w = (gap * weights / weights.sum()).round(6)
    p = w[w < 0].rank(method="min").reindex(w.index)
    p[w >= 0] = 0
    return pd.DataFrame({"benchmark": b, "gap": gap, "weighted_gap": w, "priority": p})
""",
        judgement="wrong",
        misconception="best_alone",
        reader="shop assistant",
    ),
    Trial(
        "competitor_gap",
        """
def competitor_gap(own, rivals, weights):
    r = rivals[weights.index]
    b = r.apply(lambda s: s.nlargest(2).mean())
    gap = own[weights.index] - b
    w = (gap * weights / weights.sum()).round(6)
    p = w[w < 0].rank(method="dense").reindex(w.index)
    p[w >= 0] = 0
    return pd.DataFrame({"benchmark": b, "gap": gap, "weighted_gap": w, "priority": p})
""",
        judgement="wrong",
        misconception="next_number_not_skipped",
        reader="shop assistant",
    ),
    Trial(
        "competitor_gap",
        """
def competitor_gap(own, rivals, weights):
    r = rivals[weights.index]
    b = r.apply(lambda s: s.nlargest(2).mean())
    gap = own[weights.index] - b
    w = (gap * weights / weights.sum()).round(6)
    p = w[w < 0].rank(method="min").reindex(w.index)
    pass
    return pd.DataFrame({"benchmark": b, "gap": gap, "weighted_gap": w, "priority": p})
""",
        judgement="wrong",
        misconception="leads_left_missing",
        reader="shop assistant",
        note="领先的方面没写 0",
    ),
    Trial(
        "competitor_gap",
        """
def competitor_gap(own, rivals, weights):
    r = rivals[weights.index]
    top = r.rank(ascending=False) <= 2
    b = r[top].mean()
    gap = own[weights.index] - b
    w = (gap * weights / weights.sum()).round(6)
    p = w.rank(method="min").where(w < 0, 0)
    return pd.DataFrame({"benchmark": b, "gap": gap, "weighted_gap": w, "priority": p})
""",
        judgement="wrong",
        misconception="unknown_has_priority_zero",
        reader="shop assistant",
    ),
    Trial(
        "competitor_gap",
        """
def competitor_gap(own, rivals, weights):
    r = rivals[weights.index]
    b = r.apply(lambda s: s.nlargest(2).mean())
    gap = own[weights.index] - b
    w = (gap * weights / weights.sum())
    p = w[w < 0].rank(method="min").reindex(w.index)
    p[w >= 0] = 0
    return pd.DataFrame({"benchmark": b, "gap": gap, "weighted_gap": w, "priority": p})
""",
        judgement="wrong",
        misconception="not_rounded",
        reader="shop assistant",
    ),
    Trial(
        "competitor_gap",
        """
def competitor_gap(own, rivals, weights):
    r = rivals[weights.index]
    b = r.apply(lambda s: s.nlargest(2).mean())
    gap = own[weights.index] - b
    w = (gap * weights / weights.sum()).round(6)
    p = w[w < 0].rank(method="min", ascending=False).reindex(w.index)
    p[w >= 0] = 0
    return pd.DataFrame({"benchmark": b, "gap": gap, "weighted_gap": w, "priority": p})
""",
        judgement="wrong",
        misconception="least_urgent_first",
        reader="shop assistant",
    ),
    Trial(
        "competitor_gap",
        """
def competitor_gap(own, rivals, weights):
    r = rivals[weights.index]
    b = r.apply(lambda s: s.nlargest(2).mean())
    gap = own[weights.index] - b
    w = (gap * weights).round(6)
    p = w[w < 0].rank(method="min").reindex(w.index)
    p[w >= 0] = 0
    return pd.DataFrame({"benchmark": b, "gap": gap, "weighted_gap": w, "priority": p})
""",
        judgement="wrong",
        misconception="weights_not_scaled",
        reader="shop assistant",
    ),
    Trial(
        "best_strategy",
        """
CURRENT = "low_cost"
SWITCH = 50.0
def best_strategy(payoff, prob):
    prob = prob[prob > 0]
    t = payoff.pivot(index="own", columns="rival", values="payoff")
    t = t[prob.index].dropna()
    t = t - SWITCH
    t.loc[CURRENT] += SWITCH
    avg = (t * prob / prob.sum()).sum(axis=1).round(6)
    worst = t.min(axis=1).round(6)
    r = pd.DataFrame({"a": avg, "w": worst}).reset_index()
    e = r.sort_values(["a", "w", "own"], ascending=[False, False, True])
    m = r.sort_values(["w", "a", "own"], ascending=[False, False, True])
    if len(r) == 0: return {"expected_value": "none", "max_min": "none"}
    return {"expected_value": e["own"].iloc[0], "max_min": m["own"].iloc[0]}
""",
        judgement="wrong",
        misconception="present_strategy_looked_up",
        reader="shop assistant",
        note="现在的策略自己落选时，取不到那一行",
    ),
    Trial(
        "best_strategy",
        """
CURRENT = "low_cost"
SWITCH = 50.0
def best_strategy(payoff, prob):
    none = {"expected_value": "none", "max_min": "none"}
    prob = prob[prob > 0]
    t = payoff[payoff["rival"].isin(prob.index)].pivot_table(index="own", columns="rival", values="payoff", dropna=False).reindex(columns=prob.index).dropna()
    if len(prob) == 0 or len(t) == 0: return none
    t = t.sub(np.where(t.index == CURRENT, 0, SWITCH), axis=0)
    a = (t @ (prob / prob.sum())).round(6); w = t.min(axis=1).round(6)
    return {"expected_value": min(t.index, key=lambda s: (-a[s], -w[s], s)), "max_min": min(t.index, key=lambda s: (-w[s], -a[s], s))}
""",
        judgement="right",
        reader="shop assistant",
    ),
    Trial(
        "best_strategy",
        """
CURRENT = "low_cost"
SWITCH = 50.0
def best_strategy(payoff, prob):
    none = {"expected_value": "none", "max_min": "none"}
    pass
    t = payoff[payoff["rival"].isin(prob.index)].pivot_table(index="own", columns="rival", values="payoff", dropna=False).reindex(columns=prob.index).dropna()
    if len(prob) == 0 or len(t) == 0: return none
    t = t.sub(np.where(t.index == CURRENT, 0, SWITCH), axis=0)
    a = (t @ (prob / prob.sum())).round(6); w = t.min(axis=1).round(6)
    return {"expected_value": min(t.index, key=lambda s: (-a[s], -w[s], s)), "max_min": min(t.index, key=lambda s: (-w[s], -a[s], s))}
""",
        judgement="wrong",
        misconception="unseen_reactions_in",
        reader="shop assistant",
    ),
    Trial(
        "best_strategy",
        """
CURRENT = "low_cost"
SWITCH = 50.0
def best_strategy(payoff, prob):
    none = {"expected_value": "none", "max_min": "none"}
    prob = prob[prob > 0]
    t = payoff[payoff["rival"].isin(prob.index)].pivot_table(index="own", columns="rival", values="payoff", dropna=False).reindex(columns=prob.index).dropna()
    if len(prob) == 0 or len(t) == 0: return none
    t = t.sub(np.where(t.index == CURRENT, 0, 0), axis=0)
    a = (t @ (prob / prob.sum())).round(6); w = t.min(axis=1).round(6)
    return {"expected_value": min(t.index, key=lambda s: (-a[s], -w[s], s)), "max_min": min(t.index, key=lambda s: (-w[s], -a[s], s))}
""",
        judgement="wrong",
        misconception="changing_is_free",
        reader="shop assistant",
    ),
    Trial(
        "best_strategy",
        """
CURRENT = "low_cost"
SWITCH = 50.0
def best_strategy(payoff, prob):
    none = {"expected_value": "none", "max_min": "none"}
    prob = prob[prob > 0]
    t = payoff[payoff["rival"].isin(prob.index)].pivot_table(index="own", columns="rival", values="payoff", dropna=False).reindex(columns=prob.index)
    if len(prob) == 0 or len(t) == 0: return none
    t = t.sub(np.where(t.index == CURRENT, 0, SWITCH), axis=0)
    a = (t @ (prob / prob.sum())).round(6); w = t.min(axis=1).round(6)
    return {"expected_value": min(t.index, key=lambda s: (-a[s], -w[s], s)), "max_min": min(t.index, key=lambda s: (-w[s], -a[s], s))}
""",
        judgement="wrong",
        misconception="gaps_skipped",
        reader="shop assistant",
    ),
    Trial(
        "best_strategy",
        """
CURRENT = "low_cost"
SWITCH = 50.0
def best_strategy(payoff, prob):
    none = {"expected_value": "none", "max_min": "none"}
    prob = prob[prob > 0]
    t = payoff[payoff["rival"].isin(prob.index)].pivot_table(index="own", columns="rival", values="payoff", dropna=False).reindex(columns=prob.index).dropna()
    if len(prob) == 0 or len(t) == 0: return none
    t = t.sub(np.where(t.index == CURRENT, 0, SWITCH), axis=0)
    a = (t @ (prob)).round(6); w = t.min(axis=1).round(6)
    return {"expected_value": min(t.index, key=lambda s: (-a[s], -w[s], s)), "max_min": min(t.index, key=lambda s: (-w[s], -a[s], s))}
""",
        judgement="right",
        reader="shop assistant",
        note="没缩放 prob：名次不变，返回的只有名字，所以对",
    ),
    Trial(
        "best_strategy",
        """
CURRENT = "low_cost"
SWITCH = 50.0
def best_strategy(payoff, prob):
    none = {"expected_value": "none", "max_min": "none"}
    prob = prob[prob > 0]
    t = payoff[payoff["rival"].isin(prob.index)].pivot_table(index="own", columns="rival", values="payoff", dropna=False).reindex(columns=prob.index).dropna()
    if len(t) == 0: return none
    t = t.sub(np.where(t.index == CURRENT, 0, SWITCH), axis=0)
    a = (t @ (prob / prob.sum())).round(6); w = t.min(axis=1).round(6)
    return {"expected_value": min(t.index, key=lambda s: -a[s]), "max_min": min(t.index, key=lambda s: (-w[s], -a[s], s))}
""",
        judgement="wrong",
        misconception="ties_by_name_alone",
        reader="shop assistant",
    ),
    Trial(
        "best_strategy",
        """
CURRENT = "low_cost"
SWITCH = 50.0
def best_strategy(payoff, prob):
    none = {"expected_value": "none", "max_min": "none"}
    prob = prob[prob > 0]
    t = payoff[payoff["rival"].isin(prob.index)].pivot_table(index="own", columns="rival", values="payoff", dropna=False).reindex(columns=prob.index).dropna()
    if len(prob) == 0 or len(t) == 0: return none
    t = t.sub(np.where(t.index == CURRENT, 0, SWITCH), axis=0)
    a = (t @ (prob / prob.sum())); w = t.min(axis=1)
    return {"expected_value": min(t.index, key=lambda s: (-a[s], -w[s], s)), "max_min": min(t.index, key=lambda s: (-w[s], -a[s], s))}
""",
        judgement="wrong",
        misconception="not_rounded",
        reader="shop assistant",
    ),
    Trial(
        "best_strategy",
        """
CURRENT = "low_cost"
SWITCH = 50.0
def best_strategy(payoff, prob):
    none = {"expected_value": "none", "max_min": "none"}
    prob = prob[prob > 0]
    t = payoff[payoff["rival"].isin(prob.index)].pivot_table(index="own", columns="rival", values="payoff", dropna=False).reindex(columns=prob.index).dropna()
    if len(prob) == 0 or len(t) == 0: return none
    t = t.sub(np.where(t.index == CURRENT, 0, SWITCH), axis=0)
    a = (t @ (prob / prob.sum())).round(6); w = (t * prob / prob.sum()).min(axis=1).round(6)
    return {"expected_value": min(t.index, key=lambda s: (-a[s], -w[s], s)), "max_min": min(t.index, key=lambda s: (-w[s], -a[s], s))}
""",
        judgement="wrong",
        misconception="worst_case_weighed",
        reader="shop assistant",
        note="在收益 × 概率里找最坏",
    ),
    Trial(
        "best_strategy",
        """
CURRENT = "low_cost"
SWITCH = 50.0
def best_strategy(payoff, prob):
    prob = prob[prob > 0]; prob = prob / prob.sum()
    t = payoff.pivot(index="own", columns="rival", values="payoff").reindex(columns=prob.index).dropna()
    if t.empty: return {"expected_value": "none", "max_min": "none"}
    a = t @ prob; w = t.min(axis=1)
    a[a.index != CURRENT] -= SWITCH
    r = pd.DataFrame({"a": a.round(6), "w": w.round(6)}).rename_axis("own").reset_index()
    return {"expected_value": r.sort_values(["a","w","own"], ascending=[0,0,1])["own"].iloc[0], "max_min": r.sort_values(["w","a","own"], ascending=[0,0,1])["own"].iloc[0]}
""",
        judgement="wrong",
        misconception="cost_off_the_mean_only",
        reader="shop assistant",
    ),
    Trial(
        "chart_market_share",
        """
def chart_market_share(market, category):
    m = market[market["category"] == category].dropna(subset=["high"]).copy()
    m["q"] = m["month"].dt.to_period("Q").astype(str)
    g = m.groupby("q").agg(own=("own_sales", "sum"), high=("high", "sum"), n=("month", "size"))
    g = g[g["n"] == 3]
    return plots.line(g["own"] / g["high"], "占有率", unit="percent", xlabel="季度", ylabel="占有率")
""",
        judgement="right",
        reader="shop assistant",
    ),
    Trial(
        "chart_market_share",
        """
import matplotlib.pyplot as plt
def chart_market_share(market, category):
    m = market[market["category"] == category].copy()
    m["q"] = m["month"].dt.to_period("Q").astype(str)
    m["s"] = m["own_sales"] / m["high"]
    g = m.groupby("q")["s"].mean()
    fig, ax = plt.subplots()
    ax.bar(g.index, g.values); ax.set_title("占有率"); ax.set_xlabel("季度"); ax.set_ylabel("占有率")
    return ax
""",
        judgement="wrong",
        misconception="mean_of_whatever_months",
        reader="shop assistant",
        note="三个月占有率的平均，缺月也画",
    ),
    Trial(
        "chart_market_share",
        """
import matplotlib.pyplot as plt
def chart_market_share(market, category):
    m = market[market["category"] == category].dropna(subset=["high"]).copy()
    m["q"] = m["month"].dt.to_period("Q").astype(str)
    g = m.groupby("q").agg(own=("own_sales", "sum"), high=("high", "sum"), n=("month", "size"))
    g = g[g["n"] == 3]
    fig, ax = plt.subplots()
    ax.bar(g.index, 100 * g["own"] / g["high"]); ax.set_title("占有率"); ax.set_xlabel("季度"); ax.set_ylabel("占有率（%）")
    return ax
""",
        judgement="right",
        reader="shop assistant",
    ),
    Trial(
        "chart_market_share",
        """
import matplotlib.pyplot as plt
def chart_market_share(market, category):
    m = market[market["category"] == category].dropna(subset=["high"]).copy()
    m["q"] = m["month"].dt.to_period("Q").astype(str)
    g = m.groupby("q").agg(own=("own_sales", "sum"), high=("high", "sum"), n=("month", "size"))
    g = g[g["n"] == 3]
    fig, ax = plt.subplots()
    ax.bar(g.index, 100 * g["own"] / g["high"]); ax.set_title("占有率"); ax.set_xlabel("季度"); ax.set_ylabel("占有率")
    return ax
""",
        judgement="wrong",
        misconception="percent_not_said",
        reader="shop assistant",
        note="百分数，轴上没写",
    ),
    Trial(
        "chart_market_share",
        """
def chart_market_share(market, category):
    m = market[market["category"] == category].dropna(subset=["high"]).copy()
    m["q"] = m["month"].dt.to_period("Q").astype(str)
    g = m.groupby("q").agg(own=("own_sales", "sum"), high=("market_sales", "sum"), n=("month", "size"))
    g = g[g["n"] == 3]
    return plots.line(g["own"] / g["high"], "占有率", unit="percent", xlabel="季度", ylabel="占有率")
""",
        judgement="wrong",
        misconception="middle_of_the_market",
        reader="shop assistant",
    ),
    Trial(
        "chart_market_share",
        """
def chart_market_share(market, category):
    m = market[market["category"] == category].copy()
    m["q"] = m["month"].dt.to_period("Q").astype(str)
    g = m.groupby("q").agg(own=("own_sales", "sum"), high=("high", "sum"), n=("month", "size"))
    g = g[g["n"] == 3]
    return plots.line(g["own"] / g["high"], "占有率", unit="percent", xlabel="季度", ylabel="占有率")
""",
        judgement="wrong",
        misconception="gaps_as_zero",
        reader="shop assistant",
    ),
    Trial(
        "chart_market_share",
        """
def chart_market_share(market, category):
    m = market[market["category"] == category].dropna(subset=["high"]).copy()
    m["q"] = m["month"].dt.to_period("Q").astype(str)
    g = m.groupby("q").agg(own=("own_sales", "sum"), high=("low", "sum"), n=("month", "size"))
    g = g[g["n"] == 3]
    return plots.line(g["own"] / g["high"], "占有率", unit="percent", xlabel="季度", ylabel="占有率")
""",
        judgement="wrong",
        misconception="low_end",
        reader="shop assistant",
    ),
    Trial(
        "chart_market_share",
        """
import matplotlib.pyplot as plt
def chart_market_share(market, category):
    m = market[market["category"] == category].copy()
    m["q"] = m["month"].dt.to_period("Q")
    g = m.groupby("q")[["own_sales", "high"]].sum()
    n = m.groupby("q")["high"].count()
    s = (g["own_sales"] / g["high"])[n == 3]
    ax = s.plot(marker="o", title="占有率")
    ax.set_xlabel("季度"); ax.set_ylabel("占有率")
    return ax
""",
        judgement="wrong",
        misconception="quarters_not_text",
        reader="shop assistant",
        note="季度没变成文字",
    ),
    Trial(
        "chart_market_share",
        """
import matplotlib.pyplot as plt
def chart_market_share(market, category):
    m = market[market["category"] == category].copy()
    m["q"] = m["month"].dt.to_period("Q").astype(str)
    m = m.dropna()
    g = m.groupby("q").agg(own=("own_sales", "sum"), high=("high", "sum"), n=("month", "nunique"))
    s = (g["own"] / g["high"])[g["n"] >= 3]
    ax = s.plot(kind="bar", title="占有率", ylabel="占有率（上限口径）", xlabel="季度")
    return ax
""",
        judgement="right",
        reader="shop assistant",
    ),
    Trial(
        "chart_market_share",
        """
import matplotlib.pyplot as plt
def chart_market_share(market, category):
    m = market[market["category"] == category].dropna(subset=["high"]).copy()
    m["q"] = m["month"].dt.to_period("Q").astype(str)
    g = m.groupby("q").agg(own=("own_sales", "sum"), high=("high", "sum"), n=("month", "size"))
    g = g[g["n"] == 3]
    fig, ax = plt.subplots()
    ax.bar(g.index, 100 * g["own"] / g["high"]); ax.set_title("占有率"); ax.set_xlabel("季度"); ax.set_ylabel("占有率（百分比）")
    return ax
""",
        judgement="right",
        reader="shop assistant",
    ),
    Trial(
        "chart_market_share",
        """
import matplotlib.pyplot as plt
def chart_market_share(market, category):
    m = market[market["category"] == category].dropna(subset=["high"]).copy()
    m["q"] = m["month"].dt.to_period("Q").astype(str)
    g = m.groupby("q").agg(own=("own_sales", "sum"), high=("high", "sum"), n=("month", "size"))
    g = g[g["n"] == 3]
    fig, ax = plt.subplots()
    ax.barh(g.index, g["own"] / g["high"]); ax.set_title("占有率"); ax.set_xlabel("季度"); ax.set_ylabel("占有率")
    return ax
""",
        judgement="right",
        reader="shop assistant",
    ),
    Trial(
        "chart_market_share",
        """
import matplotlib.pyplot as plt
def chart_market_share(market, category):
    m = market[market["category"] == category].dropna(subset=["high"]).copy()
    m["q"] = m["month"].dt.to_period("Q").astype(str)
    g = m.groupby("q").agg(own=("own_sales", "sum"), high=("high", "sum"), n=("month", "size"))
    g = g[g["n"] == 3]
    fig, ax = plt.subplots()
    ax.scatter(g.index, g["own"] / g["high"]); ax.set_title("占有率"); ax.set_xlabel("季度"); ax.set_ylabel("占有率")
    return ax
""",
        judgement="right",
        reader="shop assistant",
    ),
    Trial(
        "chart_market_share",
        """
import matplotlib.pyplot as plt
def chart_market_share(market, category):
    m = market[market["category"] == category].dropna(subset=["high"]).copy()
    m["q"] = m["month"].dt.to_period("Q").astype(str)
    g = m.groupby("q").agg(own=("own_sales", "sum"), high=("high", "sum"), n=("month", "size"))
    s = (g["own"] / g["high"])[g["n"] == 3]
    fig, ax = plt.subplots()
    bars = ax.bar(s.index, s); ax.plot(s.index, s, "o-"); ax.bar_label(bars)
    ax.set_title("a"); ax.set_xlabel("b"); ax.set_ylabel("c")
    return ax
""",
        judgement="right",
        reader="shop assistant",
        note="标题、轴名随便写：不是这里要判的",
    ),
]
