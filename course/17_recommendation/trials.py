"""Answers that readers gave to chapter 17 from the page alone, with a teacher's judgement by the question's text.

A reader's code stands as it was written; of many versions the most telling stand. The text was mended after they were given:
what it left open then (the index of the rules, places with unequally many rows) is judged by what it says now.
"""

from classroom.cases import Trial

trials: list[Trial] = [
    Trial(
        "association_rules",
        """
def association_rules(baskets, min_support, min_confidence):
    df = baskets[baskets["price"] > 0]
    df = df[["order_id","sku"]].drop_duplicates()
    n = df["order_id"].nunique()
    cnt = df["sku"].value_counts()
    p = df.merge(df, on="order_id")
    p = p[p["sku_x"] != p["sku_y"]]
    r = p.groupby(["sku_x","sku_y"]).size().reset_index(name="n")
    r["support"] = r["n"]/n
    r["confidence"] = r["n"]/r["sku_x"].map(cnt)
    r["lift"] = r["confidence"]/(r["sku_y"].map(cnt)/n)
    r = r[(r["support"]>=min_support)&(r["confidence"]>=min_confidence)&(r["lift"]>1)]
    r = r.rename(columns={"sku_x":"antecedent","sku_y":"consequent"})
    r = r.sort_values(["lift","confidence","antecedent","consequent"], ascending=[False,False,True,True])
    return r[["antecedent","consequent","support","confidence","lift"]].reset_index(drop=True)
""",
        judgement="wrong",
        reader="professor",
        note="空表里没有一对时 map 出来是文字，除法报错",
    ),
    Trial(
        "association_rules",
        """
def association_rules(baskets, min_support, min_confidence):
    df = baskets[baskets["price"] > 0]
    df = df[["order_id","sku"]].drop_duplicates()
    n = df["order_id"].nunique()
    cnt = df["sku"].value_counts()
    p = df.merge(df, on="order_id")
    p = p[p["sku_x"] != p["sku_y"]]
    r = p.groupby(["sku_x","sku_y"]).size().reset_index(name="n")
    r["support"] = r["n"]/n
    r["confidence"] = r["n"]/r["sku_x"].map(cnt).astype(float)
    r["lift"] = r["n"]*n/(r["sku_x"].map(cnt).astype(float)*r["sku_y"].map(cnt).astype(float))
    r = r[(r["support"]>=min_support)&(r["confidence"]>=min_confidence)&(r["lift"]>1)]
    r = r.rename(columns={"sku_x":"antecedent","sku_y":"consequent"})
    r = r.sort_values(["lift","confidence","antecedent","consequent"], ascending=[False,False,True,True])
    return r[["antecedent","consequent","support","confidence","lift"]].reset_index(drop=True)
""",
        judgement="right",
        reader="professor",
    ),
    Trial(
        "association_rules",
        """
def association_rules(baskets, min_support, min_confidence):
    from collections import Counter
    from itertools import permutations
    orders = {}
    for o, s, p in zip(baskets["order_id"], baskets["sku"], baskets["price"]):
        if p != 0:
            orders.setdefault(o, set()).add(s)
    N = len(orders)
    one, two = Counter(), Counter()
    for goods in orders.values():
        one.update(goods)
        two.update(permutations(goods, 2))
    rows = []
    for (a, b), n in two.items():
        row = (a, b, n / N, n / one[a], n * N / (one[a] * one[b]))
        if row[2] >= min_support and row[3] >= min_confidence and n * N > one[a] * one[b]:
            rows.append(row)
    rows.sort(key=lambda r: (-r[4], -r[3], r[0], r[1]))
    return pd.DataFrame(rows, columns=["antecedent", "consequent", "support", "confidence", "lift"])
""",
        judgement="right",
        reader="professor",
        note="集合和 Counter",
    ),
    Trial(
        "association_rules",
        """
def association_rules(baskets, min_support, min_confidence):
    df = baskets[baskets["price"] > 0]
    df = df[["order_id","sku"]].drop_duplicates()
    n = df["order_id"].nunique()
    cnt = df["sku"].value_counts()
    p = df.merge(df, on="order_id")
    p = p[p["sku_x"] != p["sku_y"]]
    r = p.groupby(["sku_x","sku_y"]).size().reset_index(name="n")
    r["support"] = r["n"]/n
    r["confidence"] = r["n"]/r["sku_x"].map(cnt).astype(float)
    r["lift"] = r["n"]*n/(r["sku_x"].map(cnt).astype(float)*r["sku_y"].map(cnt).astype(float))
    r = r[(r["support"]>=min_support)&(r["confidence"]>=min_confidence)&(r["lift"]>1)]
    r = r.rename(columns={"sku_x":"antecedent","sku_y":"consequent"})
    r = r.sort_values(["lift","confidence","antecedent","consequent"], ascending=[False,False,True,True])
    return r[["antecedent","consequent","support","confidence","lift"]]
""",
        judgement="right",
        reader="professor",
        note="没有重排索引：题目现在写明索引不限",
    ),
    Trial(
        "association_rules",
        """
def association_rules(baskets, min_support, min_confidence):
    df = baskets[baskets["price"] > 0]
    df = df[["order_id","sku"]].drop_duplicates()
    n = df["order_id"].nunique()
    cnt = df["sku"].value_counts()
    p = df.merge(df, on="order_id")
    p = p[p["sku_x"] != p["sku_y"]]
    r = p.groupby(["sku_x","sku_y"]).size().reset_index(name="n")
    r["support"] = r["n"]/n
    r["confidence"] = r["n"]/r["sku_x"].map(cnt).astype(float)
    r["lift"] = r["n"]*n/(r["sku_x"].map(cnt).astype(float)*r["sku_y"].map(cnt).astype(float))
    r = r[(r["support"]>=min_support)&(r["confidence"]>=min_confidence)&(r["lift"]>1)]
    r = r.rename(columns={"sku_x":"antecedent","sku_y":"consequent"})
    r = r.sort_values(["lift","confidence","consequent","antecedent"], ascending=[False,False,True,True])
    return r[["antecedent","consequent","support","confidence","lift"]].reset_index(drop=True)
""",
        judgement="wrong",
        misconception="consequent_before_antecedent",
        reader="professor",
        note="并列先按后项",
    ),
    Trial(
        "association_rules",
        """
def association_rules(baskets, min_support, min_confidence):
    from collections import Counter
    from itertools import permutations
    orders = {}
    for o, s, p in zip(baskets["order_id"], baskets["sku"], baskets["price"]):
        if p != 0:
            orders.setdefault(o, []).append(s)
    N = len(orders)
    one, two = Counter(), Counter()
    for goods in orders.values():
        goods = list(dict.fromkeys(goods))
        one.update(goods)
        two.update(permutations(goods, 2))
    rows = []
    for (a, b), n in two.items():
        row = (a, b, n / N, n / one[a], n * N / (one[a] * one[b]))
        if row[2] >= min_support and row[3] >= min_confidence and n * N > one[a] * one[b]:
            rows.append(row)
    rows.sort(key=lambda r: (-r[4], -r[3]))
    return pd.DataFrame(rows, columns=["antecedent", "consequent", "support", "confidence", "lift"])
""",
        judgement="wrong",
        misconception="ties_as_they_came",
        reader="professor",
        note="并列照出现的先后",
    ),
    Trial(
        "association_rules",
        """
def association_rules(baskets, min_support, min_confidence):
    baskets.drop(baskets[baskets["price"] == 0].index, inplace=True)
    df = baskets
    df = df[["order_id","sku"]].drop_duplicates()
    n = df["order_id"].nunique()
    cnt = df["sku"].value_counts()
    p = df.merge(df, on="order_id")
    p = p[p["sku_x"] != p["sku_y"]]
    r = p.groupby(["sku_x","sku_y"]).size().reset_index(name="n")
    r["support"] = r["n"]/n
    r["confidence"] = r["n"]/r["sku_x"].map(cnt).astype(float)
    r["lift"] = r["n"]*n/(r["sku_x"].map(cnt).astype(float)*r["sku_y"].map(cnt).astype(float))
    r = r[(r["support"]>=min_support)&(r["confidence"]>=min_confidence)&(r["lift"]>1)]
    r = r.rename(columns={"sku_x":"antecedent","sku_y":"consequent"})
    r = r.sort_values(["lift","confidence","antecedent","consequent"], ascending=[False,False,True,True])
    return r[["antecedent","consequent","support","confidence","lift"]].reset_index(drop=True)
""",
        judgement="wrong",
        reader="professor",
        note="改了传入的表（引擎自己说明）",
    ),
    Trial(
        "item_similarity",
        """
def item_similarity(interactions):
    df = interactions.copy()
    df["s"] = df["type"].map({"buy": 3, "view": 1})
    m = df.pivot_table(index="user_id", columns="sku", values="s", aggfunc="max", fill_value=0)
    d = m.T @ m
    l = np.sqrt(np.diag(d))
    sim = d / np.outer(l, l)
    few = (m > 0).sum() < 2
    sim.loc[few, :] = 0
    sim.loc[:, few] = 0
    for g in sim.index:
        sim.loc[g, g] = 1
    return sim
""",
        judgement="wrong",
        reader="professor",
        note="空表时 pivot_table 报错；提示里现在写了",
    ),
    Trial(
        "item_similarity",
        """
def item_similarity(interactions):
    goods = sorted(interactions["sku"].unique())
    strength = {}
    for u, s, t in zip(interactions["user_id"], interactions["sku"], interactions["type"]):
        strength.setdefault(s, {})
        strength[s][u] = max(strength[s].get(u, 0), 3 if t == "buy" else 1)
    out = pd.DataFrame(0.0, index=goods, columns=goods)
    for a in goods:
        for b in goods:
            if a == b:
                out.loc[a, b] = 1.0
            elif len(strength[a]) >= 2 and len(strength[b]) >= 2:
                top = sum(v * strength[b].get(u, 0) for u, v in strength[a].items())
                out.loc[a, b] = top / (sum(v * v for v in strength[a].values()) * sum(v * v for v in strength[b].values())) ** 0.5
    return out
""",
        judgement="right",
        reader="professor",
        note="字典",
    ),
    Trial(
        "item_similarity",
        """
def item_similarity(interactions):
    if interactions.empty:
        return pd.DataFrame()
    df = interactions.copy()
    df["s"] = df["type"].map({"buy": 3, "view": 1})
    m = df.pivot_table(index="user_id", columns="sku", values="s", aggfunc="max", fill_value=0)
    d = m.T @ m
    l = np.sqrt(np.diag(d))
    sim = d / np.outer(l, l)
    few = (m > 0).sum() < 2
    sim.loc[few, :] = 0
    sim.loc[:, few] = 0
    for g in sim.index:
        sim.loc[g, g] = 1
    return sim
""",
        judgement="right",
        reader="professor",
    ),
    Trial(
        "item_similarity",
        """
def item_similarity(interactions):
    if interactions.empty:
        return pd.DataFrame()
    df = interactions.copy()
    df["s"] = df["type"].map({"buy": 3, "view": 1})
    m = df.pivot_table(index="user_id", columns="sku", values="s", aggfunc="max", fill_value=0)
    d = m.T @ m
    l = np.sqrt(np.diag(d))
    sim = d / np.outer(l, l)
    few = (m > 0).sum() < 2
    sim.loc[few, :] = 0
    for g in sim.index:
        sim.loc[g, g] = 1
    return sim
""",
        judgement="wrong",
        misconception="only_rows_of_thin_goods",
        reader="professor",
        note="只清了行",
    ),
    Trial(
        "item_similarity",
        """
def item_similarity(interactions):
    if interactions.empty:
        return pd.DataFrame()
    df = interactions.copy()
    df["s"] = df["type"].map({"buy": 4, "view": 1})
    m = df.pivot_table(index="user_id", columns="sku", values="s", aggfunc="max", fill_value=0)
    d = m.T @ m
    l = np.sqrt(np.diag(d))
    sim = d / np.outer(l, l)
    few = (m > 0).sum() < 2
    sim.loc[few, :] = 0
    sim.loc[:, few] = 0
    for g in sim.index:
        sim.loc[g, g] = 1
    return sim
""",
        judgement="wrong",
        misconception="look_added_to_purchase",
        reader="professor",
        note="买过的算成 4",
    ),
    Trial(
        "item_similarity",
        """
def item_similarity(interactions):
    if interactions.empty:
        return pd.DataFrame()
    c = pd.crosstab(interactions["user_id"], interactions["sku"]).clip(upper=1).astype(float)
    n = c.sum()
    sim = (c.T @ c) / np.sqrt(np.outer(n, n))
    return sim
""",
        judgement="wrong",
        misconception="as_in_lesson_1",
        reader="professor",
        note="照抄第 1 课",
    ),
    Trial(
        "recommend",
        """
def recommend(user, sim, interactions, k=10):
    buys = interactions[interactions["type"] == "buy"]
    has = set(buys.loc[buys["user_id"] == user, "sku"])
    known = [g for g in has if g in sim.columns]
    score = sim[known].sum(axis=1)
    score = score[(score > 0) & ~score.index.isin(has)]
    first = sorted(score.index, key=lambda g: (-score[g], g))
    pop = buys.groupby("sku")["user_id"].nunique()
    rest = sorted(pop.index, key=lambda g: (-pop[g], g))
    out = first + [g for g in rest if g not in has and g not in first]
    return out[:k]
""",
        judgement="right",
        reader="professor",
    ),
    Trial(
        "recommend",
        """
def recommend(user, sim, interactions, k=10):
    b = interactions.query("type == 'buy'").drop_duplicates(["user_id", "sku"])
    mine = b.query("user_id == @user")["sku"]
    s = sim.reindex(columns=mine).fillna(0).sum(axis=1).drop(mine, errors="ignore")
    near = s[s > 0].rename_axis("sku").reset_index(name="v").sort_values(["v", "sku"], ascending=[False, True])["sku"].tolist()
    p = b["sku"].value_counts().rename_axis("sku").reset_index(name="v").sort_values(["v", "sku"], ascending=[False, True])["sku"]
    fill = p[~p.isin(mine) & ~p.isin(near)].tolist()
    return (near + fill)[:k]
""",
        judgement="right",
        reader="professor",
        note="pandas",
    ),
    Trial(
        "recommend",
        """
def recommend(user, sim, interactions, k=10):
    buys = interactions[interactions["type"] == "buy"]
    has = set(buys.loc[buys["user_id"] == user, "sku"])
    known = [g for g in has if g in sim.columns]
    score = sim[known].sum(axis=1)
    score = score[(score > 0) & ~score.index.isin(has)]
    first = sorted(score.index, key=lambda g: (-score[g], g))
    pop = buys.groupby("sku")["user_id"].nunique()
    rest = sorted(pop.index, key=lambda g: (-pop[g], g))
    out = first + [g for g in rest if g not in has and g not in first and g in sim.index]
    return out[:k]
""",
        judgement="wrong",
        misconception="filled_from_the_table_only",
        reader="professor",
        note="只用 sim 里的商品补足",
    ),
    Trial(
        "recommend",
        """
def recommend(user, sim, interactions, k=10):
    buys = interactions[interactions["type"] == "buy"]
    has = set(buys.loc[buys["user_id"] == user, "sku"])
    known = [g for g in has if g in sim.columns]
    score = sim[known].sum(axis=1)
    score = score[(score > 0) & ~score.index.isin(has)]
    first = sorted(score.index, key=lambda g: (-score[g], g))
    if not has:
        return list(interactions["sku"].value_counts().index[:k])
    pop = buys.groupby("sku")["user_id"].nunique()
    rest = sorted(pop.index, key=lambda g: (-pop[g], g))
    out = first + [g for g in rest if g not in has and g not in first]
    return out[:k]
""",
        judgement="wrong",
        misconception="newcomers_get_the_most_rows",
        reader="professor",
        note="新来的人给行数最多的",
    ),
    Trial(
        "recommend",
        """
def recommend(user, sim, interactions, k=10):
    buys = interactions[interactions["type"] == "buy"]
    has = set(buys.loc[buys["user_id"] == user, "sku"])
    known = [g for g in has if g in sim.columns]
    score = sim[known].sum(axis=1)
    seen = set(interactions.loc[interactions["user_id"] == user, "sku"])
    score = score[(score > 0) & ~score.index.isin(seen)]
    first = sorted(score.index, key=lambda g: (-score[g], g))
    pop = buys.groupby("sku")["user_id"].nunique()
    rest = sorted(pop.index, key=lambda g: (-pop[g], g))
    out = first + [g for g in rest if g not in has and g not in first]
    return out[:k]
""",
        judgement="wrong",
        misconception="looked_goods_not_near",
        reader="professor",
        note="看过的也不放",
    ),
    Trial(
        "recommend",
        """
def recommend(user, sim, interactions, k=10):
    buys = interactions
    has = set(buys.loc[buys["user_id"] == user, "sku"])
    known = [g for g in has if g in sim.columns]
    score = sim[known].sum(axis=1)
    score = score[(score > 0) & ~score.index.isin(has)]
    first = sorted(score.index, key=lambda g: (-score[g], g))
    pop = buys.groupby("sku")["user_id"].nunique()
    rest = sorted(pop.index, key=lambda g: (-pop[g], g))
    out = first + [g for g in rest if g not in has and g not in first]
    return out[:k]
""",
        judgement="wrong",
        misconception="looks_are_had",
        reader="professor",
        note="两处错：看过算有，浏览算热门",
    ),
    Trial(
        "precision_recall_at_k",
        """
def precision_recall_at_k(recs, truth, k):
    if k < 1:
        raise ValueError("k")
    p, r = [], []
    for u, t in truth.items():
        if not t:
            continue
        h = len(set(recs.get(u, [])[:k]) & t)
        p.append(h / k)
        r.append(h / len(t))
    if not p:
        return (float("nan"), float("nan"))
    return (sum(p) / len(p), sum(r) / len(r))
""",
        judgement="right",
        reader="professor",
    ),
    Trial(
        "precision_recall_at_k",
        """
def precision_recall_at_k(recs, truth, k):
    if k < 1:
        raise ValueError("k must be at least 1")
    t = pd.DataFrame([(u, g) for u, s in truth.items() for g in s], columns=["u", "g"])
    l = pd.DataFrame([(u, g) for u, s in recs.items() for g in s[:k]], columns=["u", "g"]).drop_duplicates()
    if t.empty:
        return np.nan, np.nan
    size = t.groupby("u").size()
    hits = t.merge(l, on=["u", "g"]).groupby("u").size().reindex(size.index, fill_value=0)
    return float((hits / k).mean()), float((hits / size).mean())
""",
        judgement="right",
        reader="professor",
        note="表",
    ),
    Trial(
        "precision_recall_at_k",
        """
def precision_recall_at_k(recs, truth, k):
    if k == 0:
        raise ValueError("k")
    p, r = [], []
    for u, t in truth.items():
        if not t:
            continue
        h = len(set(recs.get(u, [])[:k]) & t)
        p.append(h / k)
        r.append(h / len(t))
    if not p:
        return (float("nan"), float("nan"))
    return (sum(p) / len(p), sum(r) / len(r))
""",
        judgement="wrong",
        misconception="only_zero_refused",
        reader="professor",
        note="只拦 k = 0：当时 8 种情况全过",
    ),
    Trial(
        "precision_recall_at_k",
        """
def precision_recall_at_k(recs, truth, k):
    recs = recs.copy()
    if k < 1:
        raise ValueError("k")
    p, r = [], []
    for u, t in truth.items():
        if not t:
            continue
        lst = recs.get(u, []); del lst[k:]; h = len(set(lst) & t)
        p.append(h / k)
        r.append(h / len(t))
    if not p:
        return (float("nan"), float("nan"))
    return (sum(p) / len(p), sum(r) / len(r))
""",
        judgement="wrong",
        reader="professor",
        note="照消息写 recs.copy() 再截断：里面的列表还是原来的；消息已改",
    ),
    Trial(
        "precision_recall_at_k",
        """
def precision_recall_at_k(recs, truth, k):
    if k < 1:
        raise ValueError("k")
    p, r = [], []
    for u, t in truth.items():
        if not t:
            continue
        h = len(set(list(dict.fromkeys(recs.get(u, [])))[:k]) & t)
        p.append(h / k)
        r.append(h / len(t))
    if not p:
        return (float("nan"), float("nan"))
    return (sum(p) / len(p), sum(r) / len(r))
""",
        judgement="wrong",
        misconception="doubles_squeezed_out",
        reader="professor",
        note="先去重再截断",
    ),
    Trial(
        "precision_recall_at_k",
        """
def precision_recall_at_k(recs, truth, k):
    if k < 1:
        raise ValueError("k")
    p, r = [], []
    for u, t in truth.items():
        if not t:
            continue
        h = len(set(recs.get(u, [])[:k]) & t)
        p.append(h / k)
        r.append(h / len(t))
    if not p:
        return (float("nan"), float("nan"))
    return (sum(p)/len(p), sum(x*0+1 for x in [])+ sum(a*len(t2) for a,t2 in zip(r,[t for t in truth.values() if t]))/sum(len(t) for t in truth.values()))
""",
        judgement="wrong",
        misconception="all_pooled",
        reader="professor",
        note="合在一起除",
    ),
    Trial(
        "verify_chain",
        r"""
def verify_chain(blocks):
    before = "0" * 64
    for i, b in enumerate(blocks):
        text = "\n".join([b["prev_hash"], str(b["index"]), b["node"], b["payload"]])
        h = hashlib.sha256(text.encode("utf-8")).hexdigest()
        if h != b["hash"].lower() or b["prev_hash"] != before or b["index"] != i:
            return i
        before = b["hash"]
    return -1
""",
        judgement="right",
        reader="professor",
    ),
    Trial(
        "verify_chain",
        r"""
def verify_chain(blocks):
    def own(b):
        return hashlib.sha256(f"{b['prev_hash']}\n{b['index']}\n{b['node']}\n{b['payload']}".encode()).hexdigest()
    seals = ["0" * 64] + [b["hash"] for b in blocks]
    bad = [i for i, b in enumerate(blocks) if own(b) != b["hash"].lower() or b["prev_hash"] != seals[i] or b["index"] != i]
    return min(bad, default=-1)
""",
        judgement="right",
        reader="professor",
        note="另一种写法",
    ),
    Trial(
        "verify_chain",
        r"""
def verify_chain(blocks):
    before = "0" * 64
    for i, b in enumerate(blocks):
        text = "\n".join([b["prev_hash"].lower(), str(b["index"]), b["node"], b["payload"]])
        h = hashlib.sha256(text.encode("utf-8")).hexdigest()
        if h != b["hash"].lower() or b["prev_hash"] != before or b["index"] != i:
            return i
        before = b["hash"]
    return -1
""",
        judgement="wrong",
        misconception="previous_hash_made_small",
        reader="professor",
        note="算字节前把 prev_hash 变小写：当时的消息说错了毛病",
    ),
    Trial(
        "verify_chain",
        r"""
def verify_chain(blocks):
    before = "0" * 64
    for i, b in enumerate(sorted(blocks, key=lambda b: b["index"])):
        text = "\n".join([b["prev_hash"], str(b["index"]), b["node"], b["payload"]])
        h = hashlib.sha256(text.encode("utf-8")).hexdigest()
        if h != b["hash"].lower() or b["prev_hash"] != before or b["index"] != i:
            return i
        before = b["hash"]
    return -1
""",
        judgement="wrong",
        misconception="sorted_by_number",
        reader="professor",
        note="先排序",
    ),
    Trial(
        "verify_chain",
        r"""
def verify_chain(blocks):
    before = "0" * 64
    for i, b in enumerate(blocks):
        text = "\n".join([b["prev_hash"], str(b["index"]), b["node"], b["payload"]])
        h = hashlib.sha256(text.encode("utf-8")).hexdigest()
        if h != b["hash"].lower() or b["prev_hash"] != before or (i > 0 and b["index"] != blocks[i-1]["index"] + 1):
            return i
        before = b["hash"]
    return -1
""",
        judgement="wrong",
        misconception="numbers_from_any_start",
        reader="professor",
        note="编号只和上一块比",
    ),
    Trial(
        "verify_chain",
        r"""
def verify_chain(blocks):
    before = "0" * 64
    for i, b in enumerate(blocks):
        text = "\n".join([b["prev_hash"], str(b["index"]), b["node"], b["payload"]])
        h = hashlib.sha256(text.encode("utf-8")).hexdigest()
        if h != b["hash"].lower() or b["prev_hash"] != before or b["index"] != i:
            return i
        before = h
    return -1
""",
        judgement="wrong",
        misconception="linked_to_the_computed_hash",
        reader="professor",
        note="和自己算的哈希比",
    ),
    Trial(
        "tech_npv",
        """
def tech_npv(cashflows, rate):
    if rate <= -1:
        raise ValueError
    c = np.array(list(cashflows), dtype=float)
    if c.size == 0:
        return {"npv": 0.0, "payback_year": np.nan}
    t = np.arange(c.size)
    d = c / (1 + rate) ** np.where(t == 0, 0, t - 0.5)
    ok = pd.Series(d).cumsum().round(2) >= 0
    stays = ok[::-1].cummin()[::-1]
    return {"npv": float(d.sum()), "payback_year": float(stays.idxmax()) if stays.any() else np.nan}
""",
        judgement="right",
        reader="professor",
        note="从末尾 cummin",
    ),
    Trial(
        "tech_npv",
        """
def tech_npv(cashflows, rate):
    if rate <= -1:
        raise ValueError("rate")
    if not cashflows:
        return {"npv": 0, "payback_year": float("nan")}
    d = [c if t == 0 else c / (1 + rate) ** (t - 0.5) for t, c in enumerate(cashflows)]
    cum = [sum(round(x, 2) for x in d[:t + 1]) for t in range(len(d))]
    below = [t for t, c in enumerate(cum) if c < 0]
    if not below:
        year = 0
    elif below[-1] == len(cum) - 1:
        year = float("nan")
    else:
        year = below[-1] + 1
    return {"npv": sum(d), "payback_year": year}
""",
        judgement="wrong",
        misconception="each_amount_rounded",
        reader="professor",
        note="每笔取整：当时全过",
    ),
    Trial(
        "tech_npv",
        """
def tech_npv(cashflows, rate):
    if rate <= -1:
        raise ValueError("rate")
    if not cashflows:
        return {"npv": 0, "payback_year": float("nan")}
    d = [c if t == 0 else c / (1 + rate) ** (t - 0.5) for t, c in enumerate(cashflows)]
    cum = [round(sum(d[:t + 1])) for t in range(len(d))]
    below = [t for t, c in enumerate(cum) if c < 0]
    if not below:
        year = 0
    elif below[-1] == len(cum) - 1:
        year = float("nan")
    else:
        year = below[-1] + 1
    return {"npv": sum(d), "payback_year": year}
""",
        judgement="wrong",
        misconception="rounded_to_yuan",
        reader="professor",
        note="取到整元：当时全过",
    ),
    Trial(
        "tech_npv",
        """
def tech_npv(cashflows, rate):
    if rate <= -1:
        raise ValueError("rate")
    if not cashflows:
        return {"npv": 0, "payback_year": float("nan")}
    d = [c if t == 0 else c / (1 + rate) ** (t - 0.5) for t, c in enumerate(cashflows)]
    cum = [round(sum(d[:t + 1]), 1) for t in range(len(d))]
    below = [t for t, c in enumerate(cum) if c < 0]
    if not below:
        year = 0
    elif below[-1] == len(cum) - 1:
        year = float("nan")
    else:
        year = below[-1] + 1
    return {"npv": sum(d), "payback_year": year}
""",
        judgement="wrong",
        misconception="rounded_to_ten_fen",
        reader="professor",
        note="一位小数：当时全过",
    ),
    Trial(
        "tech_npv",
        """
def tech_npv(cashflows, rate):
    if rate <= -1:
        raise ValueError("rate")
    if not cashflows:
        return {"npv": 0, "payback_year": float("nan")}
    d = [c if t == 0 else c / (1 + rate) ** (t - 0.5) for t, c in enumerate(cashflows)]
    cum = [sum(d[:t + 1]) for t in range(len(d))]
    below = [t for t, c in enumerate(cum) if c < -1]
    if not below:
        year = 0
    elif below[-1] == len(cum) - 1:
        year = float("nan")
    else:
        year = below[-1] + 1
    return {"npv": sum(d), "payback_year": year}
""",
        judgement="wrong",
        misconception="a_yuan_does_not_matter",
        reader="professor",
        note="差一元也算回本：当时全过",
    ),
    Trial(
        "tech_npv",
        """
def tech_npv(cashflows, rate):
    from storelab import metrics
    if rate <= -1: raise ValueError
    return {"npv": metrics.net_present_value(rate, cashflows), "payback_year": metrics.payback_time(cashflows)}
""",
        judgement="wrong",
        misconception="rule_of_the_library",
        reader="professor",
        note="直接调用函数库",
    ),
    Trial(
        "tech_npv",
        """
def tech_npv(cashflows, rate):
    if rate <= -1:
        raise ValueError("rate")
    if not cashflows:
        return {"npv": 0, "payback_year": float("nan")}
    d = [c if t == 0 else c / (1 + rate) ** t for t, c in enumerate(cashflows)]
    cum = [round(sum(cashflows[:t + 1]), 2) for t in range(len(d))]
    below = [t for t, c in enumerate(cum) if c < 0]
    if not below:
        year = 0
    elif below[-1] == len(cum) - 1:
        year = float("nan")
    else:
        year = below[-1] + 1
    return {"npv": sum(d), "payback_year": year}
""",
        judgement="wrong",
        misconception="end_of_year_and_plain_payback",
        reader="professor",
        note="年末折现、回本不折现",
    ),
    Trial(
        "chart_seen",
        """
MIN_ROWS = 4

def chart_seen(log):
    sh = log[log["algorithm"] == "shuffled"]
    ctr = sh.groupby("slot")["clicked"].mean()
    seen = ctr / ctr[1]
    seen = seen[seen > 0]
    pop = log[log["algorithm"] == "popular"].copy()
    pop["seen"] = pop["slot"].map(seen)
    pop = pop[pop["seen"].notna()]
    g = pop.groupby("sku").agg(clicks=("clicked", "sum"), seen=("seen", "sum"), n=("clicked", "size"))
    g = g[g["n"] >= MIN_ROWS]
    h = g["clicks"] / g["seen"]
    return plots.bar(h, "Clicks if all stood on the left", xlabel="good", ylabel="clicks per view")
""",
        judgement="right",
        reader="professor",
    ),
    Trial(
        "chart_seen",
        """
MIN_ROWS = 4

def chart_seen(log):
    import matplotlib.pyplot as plt
    rate = {}
    for s, d in log[log["algorithm"].eq("shuffled")].groupby("slot"):
        rate[s] = d["clicked"].mean()
    names, heights = [], []
    for sku, d in log[log["algorithm"].eq("popular")].groupby("sku"):
        d = d[[rate.get(s, 0) > 0 for s in d["slot"]]]
        if len(d) < MIN_ROWS:
            continue
        names.append(sku)
        heights.append(d["clicked"].sum() / sum(rate[s] / rate[1] for s in d["slot"]))
    fig, ax = plt.subplots()
    ax.plot(names, heights, "o")
    ax.set_title("Clicks without the favour of the place")
    ax.set_xlabel("good"); ax.set_ylabel("clicks per seen place")
    return ax
""",
        judgement="right",
        reader="professor",
        note="matplotlib 的点",
    ),
    Trial(
        "chart_seen",
        """
MIN_ROWS = 4

def chart_seen(log):
    sh = log[log["algorithm"] == "shuffled"]
    ctr = sh.groupby("slot")["clicked"].mean()
    seen = ctr / ctr[1]
    seen = seen[seen > 0]
    pop = log[log["algorithm"] == "popular"].copy()
    pop["seen"] = pop["slot"].map(seen)
    pop = pop[pop["seen"].notna()]
    g = pop.groupby("sku").agg(clicks=("clicked", "sum"), seen=("seen", "sum"), n=("clicked", "size"))
    g = g[g["n"] >= MIN_ROWS]
    h = g["clicks"] / g["seen"]
    import matplotlib.pyplot as plt
    fig, ax = plt.subplots()
    ax.barh(h.index, h.values)
    ax.set(title="t", xlabel="x", ylabel="y")
    return ax
""",
        judgement="right",
        reader="professor",
        note="横放的柱子",
    ),
    Trial(
        "chart_seen",
        """
MIN_ROWS = 4

def chart_seen(log):
    sh = log[log["algorithm"] == "shuffled"]
    ctr = sh.groupby("slot")["clicked"].sum()
    seen = ctr / ctr[1]
    seen = seen[seen > 0]
    pop = log[log["algorithm"] == "popular"].copy()
    pop["seen"] = pop["slot"].map(seen)
    pop = pop[pop["seen"].notna()]
    g = pop.groupby("sku").agg(clicks=("clicked", "sum"), seen=("seen", "sum"), n=("clicked", "size"))
    g = g[g["n"] >= MIN_ROWS]
    h = g["clicks"] / g["seen"]
    return plots.bar(h, "Clicks if all stood on the left", xlabel="good", ylabel="clicks per view")
""",
        judgement="wrong",
        misconception="clicks_for_click_rates",
        reader="professor",
        note="点击数当成点击率：当时全过",
    ),
    Trial(
        "chart_seen",
        """
MIN_ROWS = 4

def chart_seen(log):
    sh = log[log["algorithm"] == "shuffled"]
    ctr = sh.groupby("slot")["clicked"].mean()
    seen = ctr / ctr.max()
    seen = seen[seen > 0]
    pop = log[log["algorithm"] == "popular"].copy()
    pop["seen"] = pop["slot"].map(seen)
    pop = pop[pop["seen"].notna()]
    g = pop.groupby("sku").agg(clicks=("clicked", "sum"), seen=("seen", "sum"), n=("clicked", "size"))
    g = g[g["n"] >= MIN_ROWS]
    h = g["clicks"] / g["seen"]
    return plots.bar(h, "Clicks if all stood on the left", xlabel="good", ylabel="clicks per view")
""",
        judgement="wrong",
        misconception="over_the_best_place",
        reader="professor",
        note="除以最高的一格：当时全过",
    ),
    Trial(
        "chart_seen",
        """
MIN_ROWS = 4

def chart_seen(log):
    sh = log[log["algorithm"] == "shuffled"]
    ctr = sh.groupby("slot")["clicked"].mean()
    seen = ctr / ctr[1]
    seen = seen[seen > 0]
    pop = log[log["algorithm"] == "popular"].copy()
    pop["seen"] = pop["slot"].map(seen)
    pop = pop[pop["seen"].notna()]
    g = pop.groupby("sku").agg(clicks=("clicked", "sum"), seen=("seen", "sum"), n=("clicked", "size"))
    g = g[g["n"] >= MIN_ROWS]
    pop["w"] = pop["clicked"] / pop["seen"]
    h = pop.groupby("sku")["w"].mean().reindex(g.index)
    return plots.bar(h, "Clicks if all stood on the left", xlabel="good", ylabel="clicks per view")
""",
        judgement="wrong",
        misconception="mean_of_corrected_clicks",
        reader="professor",
        note="先除再平均",
    ),
    Trial(
        "chart_seen",
        """
MIN_ROWS = 4

def chart_seen(log):
    sh = log[log["algorithm"] == "shuffled"]
    ctr = sh.groupby("slot")["clicked"].mean()
    seen = ctr / ctr[1]
    seen = seen[seen > 0]
    pop = log[log["algorithm"] == "popular"].copy()
    n_all = pop.groupby("sku").size()
    pop["seen"] = pop["slot"].map(seen)
    pop = pop[pop["seen"].notna()]
    g = pop.groupby("sku").agg(clicks=("clicked", "sum"), seen=("seen", "sum"), n=("clicked", "size"))
    g = g[n_all.reindex(g.index) >= MIN_ROWS]
    h = g["clicks"] / g["seen"]
    return plots.bar(h, "Clicks if all stood on the left", xlabel="good", ylabel="clicks per view")
""",
        judgement="wrong",
        misconception="all_rows_for_the_least",
        reader="professor",
        note="MIN_ROWS 和全部行比",
    ),
]
