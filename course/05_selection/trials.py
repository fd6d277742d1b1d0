"""Answers that readers gave to chapter 5 from the page alone, with a teacher's judgement by the question's text.

A reader's code stands as it was written. Answers of one reader that came out alike in every case stand once. The text was
mended after they were given; what it left open then (how the marks of a chart look and in which order they stand, a paid
order that was closed later) is judged by what it says now.
"""

from classroom.cases import Trial

trials: list[Trial] = [
    Trial(
        "abc_classes",
        """
def abc_classes(sales, cuts=(0.8, 0.95)):
    s = sales.fillna(0).clip(lower=0).sort_values(ascending=False)
    before = (s.cumsum() - s) / s.sum()
    out = pd.cut(before, [-1, cuts[0], cuts[1], 2], right=False, labels=["A", "B", "C"]).astype(str)
    out[s <= 0] = "C"
    out = out.reindex(sales.index)
    out[sales.isna()] = "N"
    return out
""",
        judgement="wrong",
        misconception="ties_split",
        reader="shop assistant",
        note="先排序累计再切，销售额相同的可能被拆开",
    ),
    Trial(
        "abc_classes",
        """
def abc_classes(sales, cuts=(0.8, 0.95)):
    s = sales.dropna().clip(lower=0)
    total = s.sum()
    out = {}
    for k, v in sales.items():
        if pd.isna(v): out[k] = "N"
        elif v <= 0: out[k] = "C"
        else:
            b = s[s > v].sum()/total
            out[k] = "A" if b < cuts[0] else "B" if b < cuts[1] else "C"
    return pd.Series(out)
""",
        judgement="right",
        reader="shop assistant",
        note="逐件比较；另有三种写法结果一样",
    ),
    Trial(
        "abc_classes",
        """
def abc_classes(sales, cuts=(0.8, 0.95)):
    # misreading: include itself (cumulative incl.)
    s = sales.dropna().clip(lower=0)
    def one(v):
        if pd.isna(v): return "N"
        if v <= 0: return "C"
        b = s[s >= v].sum()/s.sum()
        return "A" if b <= cuts[0] else "B" if b <= cuts[1] else "C"
    return sales.map(one)
""",
        judgement="wrong",
        misconception="itself_and_its_equals_included",
        reader="shop assistant",
        note="用了 >=，自己和并列的都算进去了",
    ),
    Trial(
        "abc_classes",
        """
def abc_classes(sales, cuts=(0.8, 0.95)):
    # misreading: negatives reduce total
    def one(v):
        if pd.isna(v): return "N"
        if v <= 0: return "C"
        b = sales[sales > v].sum()/sales.sum()
        return "A" if b < cuts[0] else "B" if b < cuts[1] else "C"
    return sales.apply(one)
""",
        judgement="wrong",
        misconception="negatives_in_the_sum",
        reader="shop assistant",
        note="负数拉低了总和",
    ),
    Trial(
        "sku_concentration",
        """
def sku_concentration(items, products, top=0.2):
    m = items.merge(products[products["status"]=="on_sale"], on="sku_id")
    m["sales"] = m["qty"]*m["unit_price"]-m["discount_alloc"]
    per = m.groupby(["cat1","sku_id"])["sales"].sum()
    rows = {}
    for cat, g in per.groupby("cat1"):
        x = np.sort(g.to_numpy()); n = len(x); t = x.sum()
        k = max(1, -(-n // int(1/top)))
        i = np.arange(1, n+1)
        rows[cat] = {"skus": n, "sales": t, "top_share": x[-k:].sum()/t, "gini": ((2*i-n-1)*x).sum()/(n*t), "hhi": ((x/t)**2).sum()}
    return pd.DataFrame(rows).T
""",
        judgement="wrong",
        reader="shop assistant",
        note="没卖的没算，件数向上取整，小品类也算了",
    ),
    Trial(
        "sku_concentration",
        """
def sku_concentration(items, products, top=0.2):
    p = products[products["status"]=="on_sale"].copy()
    s = items["qty"]*items["unit_price"]-items["discount_alloc"]
    p["sales"] = p["sku_id"].map(s.groupby(items["sku_id"]).sum()).fillna(0)
    rows = {}
    for cat, g in p.groupby("cat1"):
        x = np.sort(g["sales"].to_numpy()); n = len(x); t = x.sum()
        k = max(1, int(top*n))
        i = np.arange(1, n+1)
        r = {"skus": n, "sales": t, "top_share": np.nan, "gini": np.nan, "hhi": np.nan}
        if n >= 3 and t > 0:
            r.update({"top_share": x[-k:].sum()/t, "gini": ((2*i-n-1)*x).sum()/(n*t), "hhi": ((x/t)**2).sum()})
        rows[cat] = r
    return pd.DataFrame(rows).T
""",
        judgement="wrong",
        reader="shop assistant",
        note="规矩都对，没有商品时少了列名",
    ),
    Trial(
        "sku_concentration",
        """
def sku_concentration(items, products, top=0.2):
    # misreading: sales count all goods of the category, also not on sale
    p = products.copy()
    s = items["qty"]*items["unit_price"]-items["discount_alloc"]
    p["sales"] = p["sku_id"].map(s.groupby(items["sku_id"]).sum()).fillna(0)
    rows = {}
    for cat, g in p.groupby("cat1"):
        n = (g["status"]=="on_sale").sum()
        x = np.sort(g["sales"].to_numpy()); t = x.sum(); m = len(x)
        if n == 0: continue
        k = max(1, int(top*n))
        i = np.arange(1, m+1)
        r = {"skus": n, "sales": t, "top_share": np.nan, "gini": np.nan, "hhi": np.nan}
        if n >= 3 and t > 0:
            r.update({"top_share": x[-k:].sum()/t, "gini": ((2*i-m-1)*x).sum()/(m*t), "hhi": ((x/t)**2).sum()})
        rows[cat] = r
    return pd.DataFrame.from_dict(rows, orient="index", columns=["skus","sales","top_share","gini","hhi"])
""",
        judgement="wrong",
        reader="shop assistant",
        note="销售额和基尼系数里算进了不在售的",
    ),
    Trial(
        "sku_concentration",
        """
def sku_concentration(items, products, top=0.2):
    # share of the top fifth of SALES rounded to nearest, gini with descending order
    p = products[products["status"]=="on_sale"].copy()
    s = items["qty"]*items["unit_price"]-items["discount_alloc"]*items["qty"]
    p["sales"] = p["sku_id"].map(s.groupby(items["sku_id"]).sum()).fillna(0)
    rows = {}
    for cat, g in p.groupby("cat1"):
        x = np.sort(g["sales"].to_numpy()); n = len(x); t = x.sum()
        k = max(1, round(top*n))
        i = np.arange(1, n+1)
        r = {"skus": n, "sales": t, "top_share": np.nan, "gini": np.nan, "hhi": np.nan}
        if n >= 3 and t > 0:
            r.update({"top_share": x[-k:].sum()/t, "gini": ((2*i-n-1)*x).sum()/(n*t), "hhi": ((x/t)**2).sum()})
        rows[cat] = r
    return pd.DataFrame.from_dict(rows, orient="index", columns=["skus","sales","top_share","gini","hhi"])
""",
        judgement="wrong",
        misconception="with_discount_a_piece_True_nearest_True",
        reader="shop assistant",
        note="优惠乘了件数，件数四舍五入",
    ),
    Trial(
        "sku_concentration",
        """
def sku_concentration(items, products, top=0.2):
    p = products[products["status"]=="on_sale"].copy()
    s = items["qty"]*items["unit_price"]-items["discount_alloc"]
    p["sales"] = p["sku_id"].map(s.groupby(items["sku_id"]).sum()).fillna(0)
    rows = {}
    for cat, g in p.groupby("cat1"):
        x = np.sort(g["sales"].to_numpy()); n = len(x); t = x.sum()
        k = max(1, int(top*n))
        i = np.arange(1, n+1)
        r = {"skus": n, "sales": t, "top_share": np.nan, "gini": np.nan, "hhi": np.nan}
        if n >= 3 and t > 0:
            r.update({"top_share": x[-k:].sum()/t, "gini": ((2*i-n-1)*x).sum()/(n*t), "hhi": ((x/t)**2).sum()})
        rows[cat] = r
    return pd.DataFrame.from_dict(rows, orient="index", columns=["skus","sales","top_share","gini","hhi"])
""",
        judgement="right",
        reader="shop assistant",
    ),
    Trial(
        "sku_concentration",
        """
def sku_concentration(items, products, top=0.2):
    # fewer than 3 goods SOLD misreading
    p = products[products["status"]=="on_sale"].copy()
    s = items["qty"]*items["unit_price"]-items["discount_alloc"]
    p["sales"] = p["sku_id"].map(s.groupby(items["sku_id"]).sum()).fillna(0)
    rows = {}
    for cat, g in p.groupby("cat1"):
        x = np.sort(g["sales"].to_numpy()); n = len(x); t = x.sum()
        k = max(1, int(top*n))
        i = np.arange(1, n+1)
        r = {"skus": n, "sales": t, "top_share": np.nan, "gini": np.nan, "hhi": np.nan}
        if (x > 0).sum() >= 3 and t > 0:
            r.update({"top_share": x[-k:].sum()/t, "gini": ((2*i-n-1)*x).sum()/(n*t), "hhi": ((x/t)**2).sum()})
        rows[cat] = r
    return pd.DataFrame.from_dict(rows, orient="index", columns=["skus","sales","top_share","gini","hhi"])
""",
        judgement="wrong",
        misconception="with_least_sold_True",
        reader="shop assistant",
        note="不到 3 件，数成了卖动的",
    ),
    Trial(
        "sell_through",
        """
def sell_through(items, orders, products, start, end):
    start, end = pd.Timestamp(start), pd.Timestamp(end)
    o = orders[orders["paid_at"].notna() & (orders["status"] != "refunded")]
    m = items.merge(o, on="order_id")
    m = m[m["paid_at"] <= end]
    off = products[(products["status"] == "on_sale") & (products["launched_on"] <= end)].set_index("sku_id").sort_index()
    out = pd.DataFrame(index=off.index)
    out["units"] = m[m["paid_at"] >= start].groupby("sku_id")["qty"].sum().reindex(off.index, fill_value=0)
    out["days_since"] = (end - m.groupby("sku_id")["paid_at"].max().reindex(off.index)).dt.days
    out["slow"] = (out["units"] == 0) & ((end - off["launched_on"]).dt.days >= 30)
    out["category_rate"] = (out["units"] > 0).groupby(off["cat1"]).transform("mean")
    return out
""",
        judgement="wrong",
        misconception="with_midnight_True_exact_True",
        reader="shop assistant",
        note="end 当成零点，天数按 24 小时算",
    ),
    Trial(
        "sell_through",
        """
def sell_through(items, orders, products, start, end):
    start, end = pd.Timestamp(start), pd.Timestamp(end)
    o = orders[orders["paid_at"].notna() & (orders["status"] != "refunded")].copy()
    o["day"] = o["paid_at"].dt.normalize()
    m = items.merge(o, on="order_id")
    m = m[m["day"] <= end]
    off = products[(products["status"] == "on_sale") & (products["launched_on"] <= end)].set_index("sku_id").sort_index()
    out = pd.DataFrame(index=off.index)
    out["units"] = m[m["day"] >= start].groupby("sku_id")["qty"].sum().reindex(off.index, fill_value=0)
    out["days_since"] = (end - m.groupby("sku_id")["day"].max().reindex(off.index)).dt.days
    out["slow"] = (out["units"] == 0) & ((end - off["launched_on"]).dt.days >= 30)
    out["category_rate"] = (out["units"] > 0).groupby(off["cat1"]).transform("mean")
    return out
""",
        judgement="right",
        reader="shop assistant",
    ),
    Trial(
        "sell_through",
        """
def sell_through(items, orders, products, start, end):
    start, end = pd.Timestamp(start), pd.Timestamp(end)
    o = orders[orders["status"].isin(["paid","shipped","delivered"])].copy()
    o["day"] = o["paid_at"].dt.normalize()
    m = items.merge(o, on="order_id")
    m = m[m["day"] <= end]
    off = products[(products["status"] == "on_sale") & (products["launched_on"] <= end)].set_index("sku_id").sort_index()
    out = pd.DataFrame(index=off.index)
    out["units"] = m[m["day"] >= start].groupby("sku_id")["qty"].sum().reindex(off.index, fill_value=0)
    out["days_since"] = (end - m.groupby("sku_id")["day"].max().reindex(off.index)).dt.days
    out["slow"] = (out["units"] == 0) & ((end - off["launched_on"]).dt.days >= 30)
    out["category_rate"] = (out["units"] > 0).groupby(off["cat1"]).transform("mean")
    return out
""",
        judgement="wrong",
        misconception="with_valid_only_True",
        reader="shop assistant",
        note="用了第 1 课的状态名单",
    ),
    Trial(
        "sell_through",
        """
def sell_through(items, orders, products, start, end):
    start, end = pd.Timestamp(start), pd.Timestamp(end)
    o = orders[orders["paid_at"].notna() & (orders["status"] != "refunded")].copy()
    o["day"] = o["paid_at"].dt.normalize()
    m = items.merge(o, on="order_id")
    m = m[m["day"] <= end]
    off = products[(products["status"] == "on_sale") & (products["launched_on"] <= end)].set_index("sku_id").sort_index()
    out = pd.DataFrame(index=off.index)
    out["units"] = m[m["day"] >= start].groupby("sku_id")["qty"].sum().reindex(off.index, fill_value=0)
    out["days_since"] = (end - m.groupby("sku_id")["day"].max().reindex(off.index)).dt.days
    out["slow"] = (out["days_since"] >= 30) & ((end - off["launched_on"]).dt.days >= 30)
    out["category_rate"] = (out["units"] > 0).groupby(off["cat1"]).transform("mean")
    return out
""",
        judgement="wrong",
        misconception="with_slow_by_days_True",
        reader="shop assistant",
        note="拿 days_since 判滞销",
    ),
    Trial(
        "sell_through",
        """
def sell_through(items, orders, products, start, end):
    start, end = pd.Timestamp(start), pd.Timestamp(end)
    o = orders[orders["paid_at"].notna() & (orders["status"] != "refunded")].copy()
    o["day"] = o["paid_at"].dt.normalize()
    m = items.merge(o, on="order_id")
    m = m[m["day"] <= end]
    off = products[(products["status"] == "on_sale") & (products["launched_on"] <= end)].set_index("sku_id").sort_index()
    out = pd.DataFrame(index=off.index)
    out["units"] = m[m["day"] >= start].groupby("sku_id")["qty"].sum().reindex(off.index, fill_value=0)
    out["days_since"] = (end - m[m["day"] >= start].groupby("sku_id")["day"].max().reindex(off.index)).dt.days
    out["slow"] = (out["units"] == 0) & ((end - off["launched_on"]).dt.days >= 30)
    out["category_rate"] = (out["units"] > 0).groupby(off["cat1"]).transform("mean")
    return out
""",
        judgement="wrong",
        misconception="with_within_True",
        reader="shop assistant",
        note="只在窗口里找最后一次卖出",
    ),
    Trial(
        "sell_through",
        """
def sell_through(items, orders, products, start, end):
    start, end = pd.Timestamp(start), pd.Timestamp(end)
    o = orders[orders["paid_at"].notna() & (orders["status"] != "refunded")].copy()
    o["day"] = o["paid_at"].dt.normalize()
    m = items.merge(o, on="order_id")
    m = m[m["day"] <= end]
    off = products[(products["status"] == "on_sale") & (products["launched_on"] <= end)].set_index("sku_id").sort_index()
    out = pd.DataFrame(index=off.index)
    out["units"] = m[m["day"] >= start].groupby("sku_id")["qty"].sum().reindex(off.index, fill_value=0)
    out["days_since"] = (end - m.groupby("sku_id")["day"].max().reindex(off.index)).dt.days
    out["slow"] = (out["units"] == 0) & ((end - off["launched_on"]).dt.days > 30)
    out["category_rate"] = (out["units"] > 0).groupby(off["cat1"]).transform("mean")
    return out
""",
        judgement="wrong",
        misconception="with_days_31",
        reader="shop assistant",
        note="正好 30 天的没算滞销",
    ),
    Trial(
        "sell_through",
        """
def sell_through(items, orders, products, start, end):
    # as a shop person: only string cut of times, keep "units" as float, days_since from timestamps
    start, end = pd.Timestamp(start), pd.Timestamp(end) + pd.Timedelta(days=1)
    o = orders[orders["paid_at"].notna() & (orders["status"] != "refunded")]
    m = items.merge(o, on="order_id")
    m = m[m["paid_at"] < end]
    off = products[(products["status"] == "on_sale") & (products["launched_on"] < end)].set_index("sku_id").sort_index()
    out = pd.DataFrame(index=off.index)
    out["units"] = m[m["paid_at"] >= start].groupby("sku_id")["qty"].sum().reindex(off.index).fillna(0)
    out["days_since"] = (end - m.groupby("sku_id")["paid_at"].max().reindex(off.index)).dt.days
    out["slow"] = (out["units"] == 0) & ((end - off["launched_on"]).dt.days > 30)
    out["category_rate"] = (out["units"] > 0).groupby(off["cat1"]).transform("mean")
    return out
""",
        judgement="wrong",
        misconception="with_next_midnight_True",
        reader="shop assistant",
        note="从 end 之后的零点往回数，零点整卖出的多算一天",
    ),
    Trial(
        "supplier_scorecard",
        """
def supplier_scorecard(po, weights):
    po = po.copy()
    po["spent"] = po["qty"]*po["unit_cost"]
    avg = po.groupby("sku_id")["spent"].sum()/po.groupby("sku_id")["qty"].sum()
    po["usual"] = po["qty"]*po["sku_id"].map(avg)
    po["good"] = ((po["received_at"]-po["due_at"]).dt.days <= 1) & (po["qty_ok"] >= po["qty"])
    by = po.groupby("supplier_id")
    out = pd.DataFrame({
        "defect_rate": by["qty_defect"].sum()/(by["qty_ok"].sum()+by["qty_defect"].sum()),
        "on_time_in_full": by["good"].mean(),
        "price_index": by["spent"].sum()/by["usual"].sum()})
    w = sum(weights.values())
    out["score"] = (weights["defect_rate"]*(100*(1-out["defect_rate"]/0.05)).clip(0,100) + weights["on_time_in_full"]*100*out["on_time_in_full"] + weights["price_index"]*(100*(1.2-out["price_index"])/0.4).clip(0,100))/w
    out.loc[by.size() < 3, "score"] = np.nan
    out["rank"] = out["score"].rank(ascending=False, method="min")
    return out.sort_values("rank")
""",
        judgement="wrong",
        reader="shop assistant",
        note="同名次的没按编号排",
    ),
    Trial(
        "supplier_scorecard",
        """
def supplier_scorecard(po, weights):
    po = po.copy()
    po["spent"] = po["qty"]*po["unit_cost"]
    avg = po.groupby("sku_id")["spent"].sum()/po.groupby("sku_id")["qty"].sum()
    po["usual"] = po["qty"]*po["sku_id"].map(avg)
    po["good"] = ((po["received_at"]-po["due_at"]).dt.days <= 1) & (po["qty_ok"] >= po["qty"])
    by = po.groupby("supplier_id")
    out = pd.DataFrame({
        "defect_rate": by["qty_defect"].sum()/(by["qty_ok"].sum()+by["qty_defect"].sum()),
        "on_time_in_full": by["good"].mean(),
        "price_index": by["spent"].sum()/by["usual"].sum()})
    w = sum(weights.values())
    out["score"] = (weights["defect_rate"]*(100*(1-out["defect_rate"]/0.05)).clip(0,100) + weights["on_time_in_full"]*100*out["on_time_in_full"] + weights["price_index"]*(100*(1.2-out["price_index"])/0.4).clip(0,100))/w
    out.loc[(by.size() < 3), "score"] = np.nan
    out["rank"] = out["score"].rank(ascending=False, method="min")
    return out.reset_index().sort_values(["rank","supplier_id"]).set_index("supplier_id")
""",
        judgement="right",
        reader="shop assistant",
    ),
    Trial(
        "supplier_scorecard",
        """
def supplier_scorecard(po, weights):
    po = po.copy()
    po["spent"] = po["qty"]*po["unit_cost"]
    avg = po.groupby("sku_id")["spent"].sum()/po.groupby("sku_id")["qty"].sum()
    po["usual"] = po["qty"]*po["sku_id"].map(avg)
    po["good"] = ((po["received_at"]-po["due_at"]).dt.days <= 0) & (po["qty_ok"] >= po["qty"])
    by = po.groupby("supplier_id")
    out = pd.DataFrame({
        "defect_rate": by["qty_defect"].sum()/(by["qty_ok"].sum()+by["qty_defect"].sum()),
        "on_time_in_full": by["good"].mean(),
        "price_index": by["spent"].sum()/by["usual"].sum()})
    w = sum(weights.values())
    out["score"] = (weights["defect_rate"]*(100*(1-out["defect_rate"]/0.05)).clip(0,100) + weights["on_time_in_full"]*100*out["on_time_in_full"] + weights["price_index"]*(100*(1.2-out["price_index"])/0.4).clip(0,100))/w
    out.loc[(by.size() < 3), "score"] = np.nan
    out["rank"] = out["score"].rank(ascending=False, method="min")
    return out.reset_index().sort_values(["rank","supplier_id"]).set_index("supplier_id")
""",
        judgement="wrong",
        misconception="with_grace_0",
        reader="shop assistant",
        note="没给宽限的一天",
    ),
    Trial(
        "supplier_scorecard",
        """
def supplier_scorecard(po, weights):
    po = po[po["received_at"].notna()].copy()   # misreading: open lines dropped
    po["spent"] = po["qty"]*po["unit_cost"]
    avg = po.groupby("sku_id")["unit_cost"].mean()
    po["usual"] = po["qty"]*po["sku_id"].map(avg)
    po["good"] = ((po["received_at"]-po["due_at"]).dt.days <= 1) & (po["qty_ok"] >= po["qty"])
    by = po.groupby("supplier_id")
    out = pd.DataFrame({
        "defect_rate": by["qty_defect"].sum()/(by["qty_ok"].sum()+by["qty_defect"].sum()),
        "on_time_in_full": by["good"].mean(),
        "price_index": by["spent"].sum()/by["usual"].sum()})
    w = pd.Series(weights)
    pts = pd.DataFrame({"defect_rate": 100*(1-out["defect_rate"]/0.05), "on_time_in_full": 100*out["on_time_in_full"], "price_index": 100*(1.2-out["price_index"])/0.4}).clip(0,100)
    out["score"] = (pts*w).sum(axis=1)/w.sum()
    out.loc[by.size() < 3, "score"] = np.nan
    out["rank"] = out["score"].rank(ascending=False, method="min")
    return out.reset_index().sort_values(["rank","supplier_id"]).set_index("supplier_id")
""",
        judgement="wrong",
        misconception="with_arrived_only_True_usual_lines",
        reader="shop assistant",
        note="没到货的行去掉了，平常成本用简单平均",
    ),
    Trial(
        "supplier_scorecard",
        """
def supplier_scorecard(po, weights):
    po = po.copy()
    po["spent"] = po["qty"]*po["unit_cost"]
    avg = po.groupby("sku_id")["spent"].sum()/po.groupby("sku_id")["qty"].sum()
    po["usual"] = po["qty"]*po["sku_id"].map(avg)
    po["good"] = ((po["received_at"]-po["due_at"]).dt.days <= 1) & (po["qty_ok"] >= po["qty"])
    by = po.groupby("supplier_id")
    out = pd.DataFrame({
        "defect_rate": by["qty_defect"].sum()/(by["qty_ok"].sum()+by["qty_defect"].sum()),
        "on_time_in_full": by["good"].mean(),
        "price_index": by["spent"].sum()/by["usual"].sum()})
    w = pd.Series(weights)
    pts = pd.DataFrame({"defect_rate": 100*(1-out["defect_rate"]/0.05), "on_time_in_full": 100*out["on_time_in_full"], "price_index": 100*(1.2-out["price_index"])/0.4}).clip(0,100)
    out["score"] = (pts*w).sum(axis=1)/w.sum()
    out.loc[by["received_at"].count() < 3, "score"] = np.nan   # misreading: 3 lines received
    out["rank"] = out["score"].rank(ascending=False, method="min")
    return out.reset_index().sort_values(["rank","supplier_id"]).set_index("supplier_id")
""",
        judgement="wrong",
        misconception="with_received_lines_True",
        reader="shop assistant",
        note="3 行数成了到货的行",
    ),
    Trial(
        "supplier_scorecard",
        """
def supplier_scorecard(po, weights):
    po = po.copy()
    po["spent"] = po["qty"]*po["unit_cost"]
    avg = po.groupby("sku_id")["spent"].sum()/po.groupby("sku_id")["qty"].sum()
    po["usual"] = po["qty"]*po["sku_id"].map(avg)
    po["good"] = ((po["received_at"]-po["due_at"]).dt.days <= 1) & (po["qty_ok"] >= po["qty"])
    by = po.groupby("supplier_id")
    out = pd.DataFrame({
        "defect_rate": by["qty_defect"].sum()/(by["qty_ok"].sum()+by["qty_defect"].sum()),
        "on_time_in_full": by["good"].mean(),
        "price_index": by["spent"].sum()/by["usual"].sum()})
    w = pd.Series(weights)
    pts = pd.DataFrame({"defect_rate": 100*(1-out["defect_rate"]/0.05), "on_time_in_full": 100*out["on_time_in_full"], "price_index": 100*(1.2-out["price_index"])/0.4}).clip(0,100)
    out["score"] = (pts*w).sum(axis=1)/w.sum()
    out.loc[by.size() < 3, "score"] = np.nan   # misreading: 3 lines received
    out["rank"] = out["score"].rank(ascending=False, method="min")
    return out.reset_index().sort_values(["rank","supplier_id"]).set_index("supplier_id")
""",
        judgement="wrong",
        misconception="with_not_received_True",
        reader="shop assistant",
        note="一件没到的也有得分",
    ),
    Trial(
        "acceptance_probability",
        """
from math import comb
def acceptance_probability(n, c, p):
    if n == 0 or c >= n:
        return 1.0
    q = 0.9*p
    def b(k): return comb(n,k)*q**k*(1-q)**(n-k)
    first = sum(b(k) for k in range(c+1))
    return first + b(c+1)*first
""",
        judgement="right",
        reader="shop assistant",
    ),
    Trial(
        "acceptance_probability",
        """
from math import comb
def acceptance_probability(n, c, p):
    if n == 0 or c >= n:
        return 1.0
    q = p
    def b(k): return comb(n,k)*q**k*(1-q)**(n-k)
    first = sum(b(k) for k in range(c+1))
    return first + b(c+1)*first
""",
        judgement="wrong",
        misconception="with_seen_1_0",
        reader="shop assistant",
        note="每件坏的都认出来了",
    ),
    Trial(
        "acceptance_probability",
        """
from math import comb
def acceptance_probability(n, c, p):
    if n == 0 or c >= n:
        return 1.0
    q = 0.9*p
    def b(k): return comb(n,k)*q**k*(1-q)**(n-k)
    first = sum(b(k) for k in range(c+1))
    return first + b(c+1)*b(0)
""",
        judgement="wrong",
        misconception="with_second_zero",
        reader="shop assistant",
        note="第二次要求一件都没有",
    ),
    Trial(
        "acceptance_probability",
        """
from math import comb
def acceptance_probability(n, c, p):
    if n == 0 or c >= n:
        return 1.0
    q = 0.9*p
    def b(k): return comb(n,k)*q**k*(1-q)**(n-k)
    first = sum(b(k) for k in range(c+1))
    return first + (1-first)*first
""",
        judgement="wrong",
        misconception="with_border_worse",
        reader="shop assistant",
        note="没过的都再抽一次",
    ),
    Trial(
        "launch_decision",
        """
from scipy.stats import beta
def launch_decision(buyers, visitors, target, prior=(1.0,1.0), level=0.9):
    if visitors < 100: return "iterate"
    t = target/0.9
    if t >= 1: return "stop"
    pr = beta(prior[0]+buyers, prior[1]+visitors-buyers).sf(t)
    if pr >= level: return "scale"
    if pr <= 1-level: return "stop"
    return "iterate"
""",
        judgement="right",
        reader="shop assistant",
    ),
    Trial(
        "launch_decision",
        """
from scipy.stats import beta
def launch_decision(buyers, visitors, target, prior=(1.0,1.0), level=0.9):
    if visitors < 100: return "iterate"
    t = target*0.9
    if t >= 1: return "stop"
    pr = beta(prior[0]+buyers, prior[1]+visitors-buyers).sf(t)
    if pr >= level: return "scale"
    if pr <= 1-level: return "stop"
    return "iterate"
""",
        judgement="wrong",
        misconception="with_times_True",
        reader="shop assistant",
        note="目标乘了 0.9",
    ),
    Trial(
        "launch_decision",
        """
from scipy.stats import beta
def launch_decision(buyers, visitors, target, prior=(1.0,1.0), level=0.9):
    if target/0.9 >= 1: return "stop"
    if visitors < 100: return "iterate"
    pr = beta(prior[0]+buyers, prior[1]+visitors).sf(target/0.9)
    return "scale" if pr > level else "stop" if pr < 1-level else "iterate"
""",
        judgement="wrong",
        reader="shop assistant",
        note="顺序、先验、界线都错了",
    ),
    Trial(
        "launch_decision",
        """
from scipy.stats import beta
def launch_decision(buyers, visitors, target, prior=(1.0,1.0), level=0.9):
    if visitors < 100: return "iterate"
    t = target/0.9
    if t >= 1: return "stop"
    pr = beta(prior[0]+buyers, prior[1]+visitors-buyers).sf(t)
    if pr >= 0.9: return "scale"
    if pr <= 0.1: return "stop"
    return "iterate"
""",
        judgement="wrong",
        misconception="with_fixed_level_True",
        reader="shop assistant",
        note="把握写死",
    ),
    Trial(
        "launch_decision",
        """
from scipy.stats import beta
def launch_decision(buyers, visitors, target, prior=(1.0,1.0), level=0.9):
    if visitors < 100: return "iterate"
    t = target/0.9
    if t >= 1: return "stop"
    pr = beta(1+buyers, 1+visitors-buyers).sf(t)
    if pr >= level: return "scale"
    if pr <= 1-level: return "stop"
    return "iterate"
""",
        judgement="wrong",
        misconception="with_flat_True",
        reader="shop assistant",
        note="先验写死",
    ),
    Trial(
        "chart_defects",
        """
from storelab import plots
MIN_PIECES = 400
def chart_defects(inspections):
    d = inspections[(inspections["stage"]=="final") & (inspections["n"]>0)]
    d = d.drop_duplicates("lot_id")
    g = d.groupby("supplier_id")[["defects","n"]].sum()
    g = g[g["n"] > MIN_PIECES]
    return plots.bar(g["defects"]/g["n"], "Faulty pieces in final inspection", xlabel="maker", ylabel="share")
""",
        judgement="wrong",
        misconception="with_least_401",
        reader="shop assistant",
        note="正好 400 件的没画",
    ),
    Trial(
        "chart_defects",
        """
from storelab import plots
MIN_PIECES = 400
def chart_defects(inspections):
    d = inspections[(inspections["stage"]=="final") & (inspections["n"]>0)]
    d = d.drop_duplicates("lot_id")
    g = d.groupby("supplier_id")[["defects","n"]].sum()
    g = g[g["n"] >= MIN_PIECES]
    return plots.bar(g["defects"]/g["n"], "Faulty pieces in final inspection", xlabel="maker", ylabel="share")
""",
        judgement="right",
        reader="shop assistant",
    ),
    Trial(
        "chart_defects",
        """
MIN_PIECES = 400
def chart_defects(inspections):
    d = inspections[(inspections["stage"]=="final")].drop_duplicates("lot_id")
    d = d[d["n"]>0]   # order of the rules swapped
    g = d.groupby("supplier_id")[["defects","n"]].sum()
    g = g[g["n"] >= MIN_PIECES]
    s = g["defects"]/g["n"]
    ax = s.plot.bar(title="Defects", xlabel="maker", ylabel="share")
    return ax
""",
        judgement="wrong",
        misconception="with_zeros_True",
        reader="shop assistant",
        note="先留第一次，再去掉空检",
    ),
    Trial(
        "chart_defects",
        """
MIN_PIECES = 400
def chart_defects(inspections):
    d = inspections[(inspections["stage"]=="final") & (inspections["n"]>0)].drop_duplicates("lot_id")
    g = d.groupby("supplier_id")[["defects","n"]].sum()
    g = g[g["n"] >= MIN_PIECES]
    s = 100*g["defects"]/g["n"]
    return s.plot.barh(title="Defects", xlabel="percent", ylabel="maker")
""",
        judgement="right",
        reader="shop assistant",
        note="横放的柱子，轴上写了百分比",
    ),
    Trial(
        "chart_defects",
        """
MIN_PIECES = 400
def chart_defects(inspections):
    d = inspections[(inspections["stage"]=="final") & (inspections["n"]>0)].drop_duplicates("lot_id")
    d = d.assign(share=d["defects"]/d["n"])
    g = d.groupby("supplier_id").agg(share=("share","mean"), n=("n","sum"))
    g = g[g["n"] >= MIN_PIECES]
    ax = g["share"].plot.bar(title="Defects")
    ax.set_ylabel("share")
    return ax
""",
        judgement="wrong",
        misconception="with_mean_True",
        reader="shop assistant",
        note="各批比率的平均",
    ),
    Trial(
        "chart_defects",
        """
MIN_PIECES = 400
def chart_defects(inspections):
    d = inspections[(inspections["stage"]=="final") & (inspections["n"]>0)].drop_duplicates("lot_id")
    g = d.groupby("supplier_id")[["defects","n"]].sum()
    g = g[g["n"] >= 400]
    s = (100*g["defects"]/g["n"]).sort_values(ascending=False)
    return s.plot.bar(title="Defects", xlabel="maker", ylabel="share")
""",
        judgement="wrong",
        misconception="unsaid_percent",
        reader="shop assistant",
        note="百分数没写明",
    ),
    Trial(
        "chart_defects",
        """
MIN_PIECES = 400
def chart_defects(inspections):
    d = inspections[(inspections["stage"]=="final") & (inspections["n"]>0)].drop_duplicates("lot_id")
    g = d.groupby("supplier_id")[["defects","n"]].sum()
    g = g[g["n"] >= 400]
    s = (g["defects"]/g["n"])
    return s.plot.line(title="Defects", xlabel="maker", ylabel="share")
""",
        judgement="right",
        reader="shop assistant",
        note="画成了线；题目现在不规定画法",
    ),
    Trial(
        "chart_defects",
        """
import matplotlib.pyplot as plt
MIN_PIECES = 400
def chart_defects(inspections):
    d = inspections[(inspections["stage"]=="final") & (inspections["n"]>0)].drop_duplicates("lot_id")
    g = d.groupby("supplier_id")[["defects","n"]].sum()
    g = g[g["n"] >= MIN_PIECES]
    fig, ax = plt.subplots()
    ax.bar(g.index, g["defects"]/g["n"])
    ax.set_title("Defects"); ax.set_xlabel("maker"); ax.set_ylabel("share of faulty")
    return ax
""",
        judgement="right",
        reader="shop assistant",
        note="横轴是数字刻度，柱子站在编号的位置",
    ),
    Trial(
        "chart_defects",
        """
MIN_PIECES = 400
def chart_defects(inspections):
    d = inspections[(inspections["stage"]=="final") & (inspections["n"]>0)].drop_duplicates("lot_id")
    g = d.groupby("supplier_id")[["defects","n"]].sum()
    g = g[g["n"] >= 400]
    s = (g["defects"]/g["n"]).sort_values(ascending=False)
    return s.plot.bar(title="Defects", xlabel="maker", ylabel="share")
""",
        judgement="right",
        reader="shop assistant",
        note="按次品率排；题目现在不规定先后",
    ),
    Trial(
        "chart_defects",
        """
MIN_PIECES = 400
def chart_defects(inspections):
    d = inspections[(inspections["stage"]=="final") & (inspections["n"]>0)].drop_duplicates("lot_id")
    g = d.groupby("supplier_id")[["defects","n"]].sum()
    g = g[g["n"] >= MIN_PIECES]
    ax = (g["defects"]/g["n"]).plot.bar()
    ax.set_xlabel("")
    return ax
""",
        judgement="wrong",
        misconception="bare_chart",
        reader="shop assistant",
        note="没有标题和轴名",
    ),
]
