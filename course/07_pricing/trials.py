"""Answers that readers gave to chapter 7 from the page alone, with a teacher's judgement by the question's text.

A reader's code stands as it was written (with the import of `math` from another cell of theirs); answers that came out alike in every case stand once. The text was mended after
they were given; what it left open then (a rate above 1, the kind of chart, the type of `cells`) is judged by what it says now.
"""

from classroom.cases import Trial

trials: list[Trial] = [
    Trial(
        "cost_plus_price",
        """
import math
def cost_plus_price(unit_cost, rate, basis="cost", fee_rate=0.0):
    if basis not in ("cost", "price"):
        raise ValueError(basis)
    keep = 1 - fee_rate - (rate if basis == "price" else 0)
    if keep <= 0:
        return np.nan
    p = unit_cost * (1 + rate) / keep if basis == "cost" else unit_cost / keep
    k = max(0, math.ceil((p - 0.01 - 9) / 10))
    return 9.0 + 10 * k
""",
        judgement="right",
        reader="professor",
    ),
    Trial(
        "cost_plus_price",
        """
import math
def cost_plus_price(unit_cost, rate, basis="cost", fee_rate=0.0):
    if basis not in ("cost", "price"):
        raise ValueError(basis)
    p = unit_cost * (1 + rate + fee_rate) if basis == "cost" else unit_cost / (1 - fee_rate - rate)
    return 9.0 + 10 * max(0, math.ceil((p - 9.01) / 10))
""",
        judgement="wrong",
        misconception="fee_added_to_the_rate",
        reader="professor",
    ),
    Trial(
        "cost_plus_price",
        """
def cost_plus_price(unit_cost, rate, basis="cost", fee_rate=0.0):
    if basis not in ("cost", "price"):
        raise ValueError(basis)
    keep = 1 - fee_rate - (rate if basis == "price" else 0)
    if keep <= 0:
        return np.nan
    p = unit_cost * (1 + rate) / keep if basis == "cost" else unit_cost / keep
    return round((p - 9) / 10) * 10 + 9
""",
        judgement="wrong",
        misconception="nearest_label",
        reader="professor",
    ),
    Trial(
        "cost_plus_price",
        """
import math
def cost_plus_price(unit_cost, rate, basis="cost", fee_rate=0.0):
    if basis not in ("cost", "price"):
        raise ValueError(basis)
    if fee_rate >= 1 or (basis == "price" and rate >= 1):
        return np.nan
    p = unit_cost * (1 + rate) / (1-fee_rate) if basis == "cost" else unit_cost / (1-rate)/(1-fee_rate)
    return 9.0 + 10 * max(0, math.ceil((p - 9.01) / 10))
""",
        judgement="wrong",
        misconception="one_after_the_other",
        reader="professor",
    ),
    Trial(
        "cost_plus_price",
        """
import math
def cost_plus_price(unit_cost, rate, basis="cost", fee_rate=0.0):
    if basis not in ("cost", "price"):
        raise ValueError(basis)
    keep = 1 - fee_rate - (rate if basis == "price" else 0)
    if keep <= 0:
        return np.nan
    p = unit_cost * (1 + rate) / keep if basis == "cost" else unit_cost / keep
    return 9.0 + 10 * max(0, math.ceil((p - 9) / 10))
""",
        judgement="wrong",
        misconception="fen_goes_up",
        reader="professor",
    ),
    Trial(
        "cost_plus_price",
        """
import math
def cost_plus_price(unit_cost, rate, basis="cost", fee_rate=0.0):
    if fee_rate >= 1: return np.nan
    if basis == "cost":
        p = unit_cost * (1 + rate) / (1 - fee_rate)
    elif basis == "price":
        if 1 - fee_rate - rate <= 0: return np.nan
        p = unit_cost / (1 - fee_rate - rate)
    else:
        raise ValueError
    return math.ceil((round(p, 2) + 1) / 10) * 10 - 1
""",
        judgement="wrong",
        misconception="fen_goes_up",
        reader="professor",
    ),
    Trial(
        "cost_plus_price",
        """
import math
def cost_plus_price(unit_cost, rate, basis="cost", fee_rate=0.0):
    if basis not in ("cost", "price"):
        raise ValueError(basis)
    keep = 1 - fee_rate - rate
    if keep <= 0:
        return np.nan
    p = unit_cost * (1 + rate) / (1-fee_rate) if basis == "cost" else unit_cost / keep
    return 9.0 + 10 * max(0, math.ceil((p - 9.01) / 10))
""",
        judgement="wrong",
        misconception="room_of_the_price_basis",
        reader="professor",
        note="按成本算时，也从 1 里减了 rate",
    ),
    Trial(
        "price_elasticity",
        """
def price_elasticity(history, controls=None):
    controls = list(controls or [])
    d = history[~history["stock_out"].astype(bool)].copy()
    d = d[d.groupby("sku_id")["price"].transform("nunique") >= 3]
    if d.empty:
        return np.nan
    X = pd.DataFrame({"lp": np.log(d["price"])})
    for c in controls:
        X["c_" + c] = d[c].astype(float)
    y = np.log(d["units"].where(d["units"] > 0, 0.5))
    X = X - X.groupby(d["sku_id"]).transform("mean")
    y = y - y.groupby(d["sku_id"]).transform("mean")
    return float(np.linalg.lstsq(X.values, y.values, rcond=None)[0][0])
""",
        judgement="right",
        reader="professor",
    ),
    Trial(
        "price_elasticity",
        """
def price_elasticity(history, controls=None):
    controls = list(controls or [])
    d = history.copy()
    d = d[d.groupby("sku_id")["price"].transform("nunique") >= 3]
    if d.empty:
        return np.nan
    X = pd.DataFrame({"lp": np.log(d["price"])})
    for c in controls:
        X["c_" + c] = d[c].astype(float)
    y = np.log(d["units"].where(d["units"] > 0, 0.5))
    X = X - X.groupby(d["sku_id"]).transform("mean")
    y = y - y.groupby(d["sku_id"]).transform("mean")
    return float(np.linalg.lstsq(X.values, y.values, rcond=None)[0][0])
""",
        judgement="wrong",
        misconception="sold_out_kept",
        reader="professor",
    ),
    Trial(
        "price_elasticity",
        """
def price_elasticity(history, controls=None):
    controls = list(controls or [])
    d = history[~history["stock_out"].astype(bool)].copy()
    d = d[d["units"] > 0]; d = d[d.groupby("sku_id")["price"].transform("nunique") >= 3]
    if d.empty:
        return np.nan
    X = pd.DataFrame({"lp": np.log(d["price"])})
    for c in controls:
        X["c_" + c] = d[c].astype(float)
    y = np.log(d["units"].where(d["units"] > 0, 0.5))
    X = X - X.groupby(d["sku_id"]).transform("mean")
    y = y - y.groupby(d["sku_id"]).transform("mean")
    return float(np.linalg.lstsq(X.values, y.values, rcond=None)[0][0])
""",
        judgement="wrong",
        misconception="zeros_dropped",
        reader="professor",
    ),
    Trial(
        "price_elasticity",
        """
def price_elasticity(history, controls=None):
    controls = list(controls or [])
    d = history[~history["stock_out"].astype(bool)].copy()
    d = d[d.groupby("sku_id")["price"].transform("nunique") >= 3]
    if d.empty:
        return np.nan
    X = pd.DataFrame({"lp": np.log(d["price"])})
    for c in controls:
        X["c_" + c] = d[c].astype(float)
    y = np.log(d["units"].where(d["units"] > 0, 0.5))
    X = X - X.mean()
    y = y - y.mean()
    return float(np.linalg.lstsq(X.values, y.values, rcond=None)[0][0])
""",
        judgement="wrong",
        misconception="one_cloud",
        reader="professor",
    ),
    Trial(
        "price_elasticity",
        """
def price_elasticity(history, controls=None):
    h = history.copy()
    h = h[h.groupby("sku_id")["price"].transform("nunique") >= 3]   # before stock-outs
    d = h[~h["stock_out"]]
    if d.empty: return np.nan
    X = pd.DataFrame({"lp": np.log(d["price"])})
    for c in controls or []: X["c_"+c] = d[c].astype(float)
    y = np.log(d["units"].clip(lower=0.5))
    X = X - X.groupby(d["sku_id"]).transform("mean"); y = y - y.groupby(d["sku_id"]).transform("mean")
    return float(np.linalg.lstsq(X, y, rcond=None)[0][0])
""",
        judgement="wrong",
        misconception="prices_counted_first",
        reader="professor",
    ),
    Trial(
        "price_elasticity",
        """
def price_elasticity(history, controls=None):
    controls = list(controls or [])
    d = history[~history["stock_out"].astype(bool)].copy()
    d = d[d.groupby("sku_id")["price"].transform("count") >= 3]
    if d.empty:
        return np.nan
    X = pd.DataFrame({"lp": np.log(d["price"])})
    for c in controls:
        X["c_" + c] = d[c].astype(float)
    y = np.log(d["units"].where(d["units"] > 0, 0.5))
    X = X - X.groupby(d["sku_id"]).transform("mean")
    y = y - y.groupby(d["sku_id"]).transform("mean")
    return float(np.linalg.lstsq(X.values, y.values, rcond=None)[0][0])
""",
        judgement="wrong",
        misconception="days_counted",
        reader="professor",
    ),
    Trial(
        "price_elasticity",
        """
def price_elasticity(history, controls=None):
    d = history[~history["stock_out"]]
    d = d[d.groupby("sku_id")["price"].transform("nunique") >= 3]
    if d.empty: return np.nan
    # average of per-product slopes
    out = []
    for _, g in d.groupby("sku_id"):
        cols = [np.ones(len(g)), np.log(g["price"])] + [g[c].astype(float) for c in controls or []]
        out.append(np.linalg.lstsq(np.column_stack(cols), np.log(g["units"].clip(lower=0.5)), rcond=None)[0][1])
    return float(np.mean(out))
""",
        judgement="wrong",
        misconception="mean_of_products",
        reader="professor",
    ),
    Trial(
        "price_elasticity",
        """
def price_elasticity(history, controls=None):
    d = history[~history["stock_out"]]
    d = d[d.groupby("sku_id")["price"].transform("nunique") >= 3]
    if d.empty: return np.nan
    # dummies -- what an econometrician writes; log1p-ish: units+0.5
    X = pd.get_dummies(d["sku_id"]).astype(float)
    X.insert(0, "lp", np.log(d["price"]))
    for c in controls or []: X["c_"+c] = d[c].astype(float)
    return float(np.linalg.lstsq(X.values, np.log(d["units"] + 0.5), rcond=None)[0][0])
""",
        judgement="wrong",
        misconception="half_added",
        reader="professor",
    ),
    Trial(
        "optimal_price",
        """
PACKING = 3.0
def optimal_price(elasticity, unit_cost, fee_rate=0.0):
    if elasticity >= -1:
        raise ValueError("no optimum")
    p = elasticity / (1 + elasticity) * (unit_cost + PACKING) / (1 - fee_rate)
    return float(min(p, 3 * unit_cost))
""",
        judgement="right",
        reader="professor",
    ),
    Trial(
        "optimal_price",
        """
PACKING = 3.0
def optimal_price(elasticity, unit_cost, fee_rate=0.0):
    if elasticity >= -1:
        raise ValueError("no optimum")
    p = elasticity / (1 + elasticity) * (unit_cost + PACKING) / (1 - fee_rate)
    return float(min(p, 3 * (unit_cost + PACKING)))
""",
        judgement="wrong",
        misconception="cap_with_packing",
        reader="professor",
    ),
    Trial(
        "optimal_price",
        """
PACKING = 3.0
def optimal_price(elasticity, unit_cost, fee_rate=0.0):
    if elasticity > -1:
        raise ValueError("no optimum")
    p = elasticity / (1 + elasticity) * (unit_cost + PACKING) / (1 - fee_rate)
    return float(min(p, 3 * unit_cost))
""",
        judgement="wrong",
        misconception="minus_one_divides",
        reader="professor",
        note="弹性 −1 时除以零",
    ),
    Trial(
        "optimal_price",
        """
PACKING = 3.0
def optimal_price(elasticity, unit_cost, fee_rate=0.0):
    if elasticity >= -1:
        raise ValueError("no optimum")
    p = elasticity / (1 + elasticity) * unit_cost / (1 - fee_rate) + PACKING
    return float(min(p, 3 * unit_cost))
""",
        judgement="wrong",
        misconception="packing_on_top",
        reader="professor",
    ),
    Trial(
        "optimal_price",
        """
PACKING = 3.0
def optimal_price(elasticity, unit_cost, fee_rate=0.0):
    if elasticity >= -1:
        raise ValueError("no optimum")
    p = elasticity / (1 + elasticity) * (unit_cost + PACKING) * (1 + fee_rate)
    return float(min(p, 3 * unit_cost))
""",
        judgement="wrong",
        misconception="fee_multiplied",
        reader="professor",
    ),
    Trial(
        "optimal_price",
        """
PACKING = 3.0
def optimal_price(elasticity, unit_cost, fee_rate=0.0):
    if elasticity >= -1:
        raise ValueError("no optimum")
    p = elasticity / (1 + elasticity) * (unit_cost + 3.0) / (1 - fee_rate)
    return float(min(p, 3 * unit_cost))
""",
        judgement="right",
        reader="professor",
        note="PACKING 写成了 3.0，值一样",
    ),
    Trial(
        "optimal_price",
        """
PACKING = 3.0
def optimal_price(elasticity, unit_cost, fee_rate=0.0):
    if elasticity >= -1:
        raise ValueError("no optimum")
    p = elasticity / (1 + elasticity) * (unit_cost + PACKING) / (1 - fee_rate)
    return round(min(p, 3*unit_cost), 2)
""",
        judgement="wrong",
        misconception="rounded_to_the_fen",
        reader="professor",
    ),
    Trial(
        "optimal_price",
        """
PACKING = 3.0
def optimal_price(elasticity, unit_cost, fee_rate=0.0):
    if elasticity >= -1:
        return 3 * unit_cost
    return min(elasticity / (1 + elasticity) * (unit_cost + PACKING) / (1 - fee_rate), 3 * unit_cost)
""",
        judgement="wrong",
        misconception="inelastic_gets_the_cap",
        reader="professor",
    ),
    Trial(
        "optimal_price",
        """
PACKING = 3.0
def optimal_price(elasticity, unit_cost, fee_rate=0.0):
    elasticity = abs(elasticity)
    if elasticity <= 1:
        raise ValueError
    return min(elasticity / (elasticity-1) * (unit_cost + PACKING) / (1 - fee_rate), 3 * unit_cost)
""",
        judgement="wrong",
        misconception="size_compared",
        reader="professor",
        note="取了绝对值再比，正的弹性也放过去了",
    ),
    Trial(
        "contribution_waterfall",
        """
FREIGHT = 6.0
def contribution_waterfall(order):
    labels = ["list", "discount", "fee", "freight", "cost", "contribution"]
    o = order.fillna(0)
    if o["qty"] == 0:
        return pd.Series(0.0, index=labels)
    lst = o["list_price"] * o["qty"]
    disc = o["shop_discount"]
    fee = -o["fee_rate"] * (lst - disc)
    paid = lst - disc - o["platform_coupon"]
    fr = -FREIGHT if paid >= 99 else 0.0
    cost = -o["unit_cost"] * o["qty"]
    v = [lst, -disc, fee, fr, cost]
    return pd.Series(v + [sum(v)], index=labels, dtype=float)
""",
        judgement="right",
        reader="professor",
    ),
    Trial(
        "contribution_waterfall",
        """
FREIGHT = 6.0
def contribution_waterfall(order):
    labels = ["list", "discount", "fee", "freight", "cost", "contribution"]
    o = order.fillna(0)
    if o["qty"] == 0:
        return pd.Series(0.0, index=labels)
    lst = o["list_price"] * o["qty"]
    disc = o["shop_discount"]
    fee = -o["fee_rate"] * (lst - disc)
    paid = lst - disc
    fr = -FREIGHT if paid >= 99 else 0.0
    cost = -o["unit_cost"] * o["qty"]
    v = [lst, -disc, fee, fr, cost]
    return pd.Series(v + [sum(v)], index=labels, dtype=float)
""",
        judgement="wrong",
        misconception="threshold_before_the_coupon",
        reader="professor",
    ),
    Trial(
        "contribution_waterfall",
        """
FREIGHT = 6.0
def contribution_waterfall(order):
    labels = ["list", "discount", "fee", "freight", "cost", "contribution"]
    o = order.fillna(0)
    if o["qty"] == 0:
        return pd.Series(0.0, index=labels)
    lst = o["list_price"] * o["qty"]
    disc = o["shop_discount"]
    fee = -o["fee_rate"] * (lst - disc)
    paid = lst - disc - o["platform_coupon"]
    fr = -FREIGHT if paid > 99 else 0.0
    cost = -o["unit_cost"] * o["qty"]
    v = [lst, -disc, fee, fr, cost]
    return pd.Series(v + [sum(v)], index=labels, dtype=float)
""",
        judgement="wrong",
        misconception="more_than_99",
        reader="professor",
    ),
    Trial(
        "contribution_waterfall",
        """
FREIGHT = 6.0
def contribution_waterfall(order):
    labels = ["list", "discount", "fee", "freight", "cost", "contribution"]
    o = order.fillna(0)
    if o["qty"] == 0:
        return pd.Series(0.0, index=labels)
    lst = o["list_price"] * o["qty"]
    disc = o["shop_discount"]
    fee = -o["fee_rate"] * (lst - disc - o["platform_coupon"])
    paid = lst - disc - o["platform_coupon"]
    fr = -FREIGHT if paid >= 99 else 0.0
    cost = -o["unit_cost"] * o["qty"]
    v = [lst, -disc, fee, fr, cost]
    return pd.Series(v + [sum(v)], index=labels, dtype=float)
""",
        judgement="wrong",
        misconception="fee_on_the_paid",
        reader="professor",
    ),
    Trial(
        "contribution_waterfall",
        """
FREIGHT = 6.0
def contribution_waterfall(order):
    labels = ["list", "discount", "fee", "freight", "cost", "contribution"]
    o = order.fillna(0)
    if o["qty"] == 0:
        return pd.Series(0.0, index=labels)
    lst = o["list_price"] * o["qty"]
    disc = o["shop_discount"] + o["platform_coupon"]
    fee = -o["fee_rate"] * (lst - disc)
    paid = lst - disc - o["platform_coupon"]
    fr = -FREIGHT if paid >= 99 else 0.0
    cost = -o["unit_cost"] * o["qty"]
    v = [lst, -disc, fee, fr, cost]
    return pd.Series(v + [sum(v)], index=labels, dtype=float)
""",
        judgement="wrong",
        misconception="coupon_in_the_discount",
        reader="professor",
    ),
    Trial(
        "contribution_waterfall",
        """
FREIGHT = 6.0
def contribution_waterfall(order):
    labels = ["list", "discount", "fee", "freight", "cost", "contribution"]
    o = order.fillna(0)
    if o["qty"] == 0:
        return pd.Series(0.0, index=labels)
    lst = o["list_price"] * o["qty"]
    disc = o["shop_discount"]
    fee = -o["fee_rate"] * (lst - disc)
    paid = lst - disc - o["platform_coupon"]
    fr = -FREIGHT if paid < 99 else 0.0
    cost = -o["unit_cost"] * o["qty"]
    v = [lst, -disc, fee, fr, cost]
    return pd.Series(v + [sum(v)], index=labels, dtype=float)
""",
        judgement="wrong",
        misconception="freight_swapped",
        reader="professor",
    ),
    Trial(
        "contribution_waterfall",
        """
FREIGHT = 6.0
def contribution_waterfall(order):
    labels = ["list", "discount", "fee", "freight", "cost", "contribution"]
    o = order.fillna(0)
    lst = o["list_price"] * o["qty"]
    disc = o["shop_discount"]
    fee = -o["fee_rate"] * (lst - disc)
    paid = lst - disc - o["platform_coupon"]
    fr = -FREIGHT if paid >= 99 else 0.0
    cost = -o["unit_cost"] * o["qty"]
    v = [lst, -disc, fee, fr, cost]
    return pd.Series(v + [sum(v)], index=labels, dtype=float)
""",
        judgement="wrong",
        misconception="cancelled_counts",
        reader="professor",
    ),
    Trial(
        "contribution_waterfall",
        """
FREIGHT = 6.0
def contribution_waterfall(order):
    labels = ["list", "discount", "fee", "freight", "cost", "contribution"]
    o = order
    if o["qty"] == 0:
        return pd.Series(0.0, index=labels)
    lst = o["list_price"] * o["qty"]
    disc = o["shop_discount"]
    fee = -o["fee_rate"] * (lst - disc)
    paid = lst - disc - o["platform_coupon"]
    fr = -FREIGHT if paid >= 99 else 0.0
    cost = -o["unit_cost"] * o["qty"]
    v = [lst, -disc, fee, fr, cost]
    return pd.Series(v + [sum(v)], index=labels, dtype=float)
""",
        judgement="wrong",
        misconception="missing_coupon_is_no_freight",
        reader="professor",
    ),
    Trial(
        "contribution_waterfall",
        """
FREIGHT = 6.0
def contribution_waterfall(order):
    labels = ["list", "discount", "fee", "freight", "cost", "contribution"]
    o = order.fillna(0)
    if o["qty"] == 0:
        return pd.Series(0.0, index=labels)
    lst = o["list_price"]
    disc = o["shop_discount"]
    fee = -o["fee_rate"] * (lst - disc)
    paid = lst - disc - o["platform_coupon"]
    fr = -FREIGHT if paid >= 99 else 0.0
    cost = -o["unit_cost"] * o["qty"]
    v = [lst, -disc, fee, fr, cost]
    return pd.Series(v + [sum(v)], index=labels, dtype=float)
""",
        judgement="wrong",
        misconception="list_of_one",
        reader="professor",
    ),
    Trial(
        "dynamic_price",
        """
def dynamic_price(base, cover_days, target_days, rival, floor, cap):
    m = 1 if np.isnan(cover_days) else np.clip(1 + 0.5 * (target_days - cover_days) / target_days, 0.85, 1.10)
    p = base * m
    if not np.isnan(rival):
        p = min(p, 1.05 * rival)
    return float(max(min(p, cap), floor))
""",
        judgement="right",
        reader="professor",
    ),
    Trial(
        "dynamic_price",
        """
def dynamic_price(base, cover_days, target_days, rival, floor, cap):
    m = 1 if np.isnan(cover_days) else np.clip(1 + 0.5 * (target_days - cover_days) / target_days, 0.85, 1.10)
    p = base * m
    if not np.isnan(rival):
        p = min(p, 1.05 * rival)
    return float(min(max(p, floor), cap))
""",
        judgement="wrong",
        misconception="cap_last",
        reader="professor",
    ),
    Trial(
        "dynamic_price",
        """
def dynamic_price(base, cover_days, target_days, rival, floor, cap):
    m = 1 if np.isnan(cover_days) else np.clip(1 + 0.5 * (target_days - cover_days) / target_days, 0.85, 1.10)
    p = base * m
    if not np.isnan(rival):
        p = min(p, rival)
    return float(max(min(p, cap), floor))
""",
        judgement="wrong",
        misconception="rival_exactly",
        reader="professor",
    ),
    Trial(
        "dynamic_price",
        """
def dynamic_price(base, cover_days, target_days, rival, floor, cap):
    m = 1 if np.isnan(cover_days) else np.clip(1 + 0.5 * (target_days - cover_days) / cover_days, 0.85, 1.10)
    p = base * m
    if not np.isnan(rival):
        p = min(p, 1.05 * rival)
    return float(max(min(p, cap), floor))
""",
        judgement="wrong",
        misconception="over_the_cover",
        reader="professor",
    ),
    Trial(
        "dynamic_price",
        """
def dynamic_price(base, cover_days, target_days, rival, floor, cap):
    m = min(max(1 + 0.5 * (target_days - cover_days) / target_days, 0.85), 1.10)
    p = min(base * m, 1.05 * rival)
    return max(min(p, cap), floor)
""",
        judgement="wrong",
        misconception="missing_cover_spreads",
        reader="professor",
    ),
    Trial(
        "dynamic_price",
        """
def dynamic_price(base, cover_days, target_days, rival, floor, cap):
    if np.isnan(cover_days) or np.isinf(cover_days):
        m = 1
    else:
        m = np.clip(1 + 0.5 * (target_days - cover_days) / target_days, 0.85, 1.10)
    p = base * m
    if not np.isnan(rival): p = min(p, 1.05 * rival)
    return max(min(p, cap), floor)
""",
        judgement="wrong",
        misconception="endless_is_unknown",
        reader="professor",
    ),
    Trial(
        "dynamic_price",
        """
def dynamic_price(base, cover_days, target_days, rival, floor, cap):
    m = 1 if np.isnan(cover_days) else 1 + 0.5 * (target_days - cover_days) / target_days
    p = base * m
    if not np.isnan(rival): p = min(p, 1.05 * rival)
    return max(min(p, cap), floor)
""",
        judgement="wrong",
        misconception="no_lower_end",
        reader="professor",
    ),
    Trial(
        "dynamic_price",
        """
def dynamic_price(base, cover_days, target_days, rival, floor, cap):
    m = 1 if np.isnan(cover_days) else np.clip(1 + 0.5 * (cover_days - target_days) / target_days, 0.85, 1.10)
    p = base * m
    if not np.isnan(rival): p = np.clip(p, 0.95*rival, 1.05 * rival)
    return round(max(min(p, cap), floor), 2)
""",
        judgement="wrong",
        reader="professor",
        note="方向反了，又夹在竞品两边，又取整",
    ),
    Trial(
        "price_fairness",
        """
def price_fairness(items, group, date="date"):
    d = items[(items["qty"] < 3) & items[group].notna()].copy()
    out = {}
    d["_p"] = (d["qty"] * d["unit_price"] - d["discount_alloc"]) / d["qty"]
    d["_d"] = pd.to_datetime(d[date]).dt.normalize()
    key = ["sku_id", "_d"]
    for g in sorted(d[group].unique()):
        a = d[d[group] == g].groupby(key)["_p"].median()
        b = d[d[group] != g].groupby(key)["_p"].agg(["median", "size"])
        b = b[(b["size"] >= 2) & (b["median"] > 0)]["median"]
        gap = (a / b - 1).dropna()
        n = len(gap)
        m, h = gap.mean(), 2 * gap.std() / np.sqrt(n) if n else np.nan
        out[g] = (n, m, m - h, m + h)
    r = pd.DataFrame.from_dict(out, orient="index", columns=["cells", "gap", "low", "high"])
    r.index.name = group
    return r.astype({"cells": int})
""",
        judgement="right",
        reader="professor",
    ),
    Trial(
        "price_fairness",
        """
def price_fairness(items, group, date="date"):
    d = items[(items["qty"] < 3) & items[group].notna()].copy()
    out = {}
    d["_p"] = (d["qty"] * d["unit_price"] - d["discount_alloc"]) / d["qty"]
    d["_d"] = pd.to_datetime(d[date]).dt.normalize()
    key = ["sku_id", "_d"]
    for g in sorted(d[group].unique()):
        a = d[d[group] == g].groupby(key)["_p"].mean()
        b = d[d[group] != g].groupby(key)["_p"].agg(median="mean", size="size")
        b = b[(b["size"] >= 2) & (b["median"] > 0)]["median"]
        gap = (a / b - 1).dropna()
        n = len(gap)
        m, h = gap.mean(), 2 * gap.std() / np.sqrt(n) if n else np.nan
        out[g] = (n, m, m - h, m + h)
    r = pd.DataFrame.from_dict(out, orient="index", columns=["cells", "gap", "low", "high"])
    r.index.name = group
    return r.astype({"cells": int})
""",
        judgement="wrong",
        misconception="means_for_medians",
        reader="professor",
    ),
    Trial(
        "price_fairness",
        """
def price_fairness(items, group, date="date"):
    d = items[(items["qty"] <= 3) & items[group].notna()].copy()
    out = {}
    d["_p"] = (d["qty"] * d["unit_price"] - d["discount_alloc"]) / d["qty"]
    d["_d"] = pd.to_datetime(d[date]).dt.normalize()
    key = ["sku_id", "_d"]
    for g in sorted(d[group].unique()):
        a = d[d[group] == g].groupby(key)["_p"].median()
        b = d[d[group] != g].groupby(key)["_p"].agg(["median", "size"])
        b = b[(b["size"] >= 2) & (b["median"] > 0)]["median"]
        gap = (a / b - 1).dropna()
        n = len(gap)
        m, h = gap.mean(), 2 * gap.std() / np.sqrt(n) if n else np.nan
        out[g] = (n, m, m - h, m + h)
    r = pd.DataFrame.from_dict(out, orient="index", columns=["cells", "gap", "low", "high"])
    r.index.name = group
    return r.astype({"cells": int})
""",
        judgement="wrong",
        misconception="three_pieces_kept",
        reader="professor",
    ),
    Trial(
        "price_fairness",
        """
def price_fairness(items, group, date="date"):
    d = items[(items["qty"] < 3) & items[group].notna()].copy()
    out = {}
    d["_p"] = (d["qty"] * d["unit_price"] - d["discount_alloc"]) / d["qty"]
    d["_d"] = pd.to_datetime(d[date])
    key = ["sku_id", "_d"]
    for g in sorted(d[group].unique()):
        a = d[d[group] == g].groupby(key)["_p"].median()
        b = d[d[group] != g].groupby(key)["_p"].agg(["median", "size"])
        b = b[(b["size"] >= 2) & (b["median"] > 0)]["median"]
        gap = (a / b - 1).dropna()
        n = len(gap)
        m, h = gap.mean(), 2 * gap.std() / np.sqrt(n) if n else np.nan
        out[g] = (n, m, m - h, m + h)
    r = pd.DataFrame.from_dict(out, orient="index", columns=["cells", "gap", "low", "high"])
    r.index.name = group
    return r.astype({"cells": int})
""",
        judgement="wrong",
        misconception="hours_apart",
        reader="professor",
    ),
    Trial(
        "price_fairness",
        """
def price_fairness(items, group, date="date"):
    d = items[(items["qty"] < 3) & items[group].notna()].copy()
    out = {}
    d["_p"] = (d["qty"] * d["unit_price"] - d["discount_alloc"]) / d["qty"]
    d["_d"] = pd.to_datetime(d[date]).dt.normalize()
    key = ["sku_id", "_d"]
    for g in sorted(d[group].unique()):
        a = d[d[group] == g].groupby(key)["_p"].median()
        b = d[d[group] != g].groupby(key)["_p"].agg(["median", "size"])
        b = b[(b["median"] > 0)]["median"]
        gap = (a / b - 1).dropna()
        n = len(gap)
        m, h = gap.mean(), 2 * gap.std() / np.sqrt(n) if n else np.nan
        out[g] = (n, m, m - h, m + h)
    r = pd.DataFrame.from_dict(out, orient="index", columns=["cells", "gap", "low", "high"])
    r.index.name = group
    return r.astype({"cells": int})
""",
        judgement="wrong",
        misconception="one_other_is_enough",
        reader="professor",
    ),
    Trial(
        "price_fairness",
        """
def price_fairness(items, group, date="date"):
    d = items[(items["qty"] < 3) & items[group].notna()].copy()
    out = {}
    d["_p"] = (d["qty"] * d["unit_price"] - d["discount_alloc"]) / d["qty"]
    d["_d"] = pd.to_datetime(d[date]).dt.normalize()
    key = ["sku_id", "_d"]
    for g in sorted(d[group].unique()):
        a = d[d[group] == g].groupby(key)["_p"].median()
        b = d[d[group] != g].groupby(key)["_p"].agg(["median", "size"])
        b = b[(b["size"] >= 2) & (b["median"] > 0)]["median"]
        gap = (a / b - 1).dropna()
        n = len(gap)
        m, h = gap.mean(), 2 * gap.std(ddof=0) / np.sqrt(n) if n else np.nan
        out[g] = (n, m, m - h, m + h)
    r = pd.DataFrame.from_dict(out, orient="index", columns=["cells", "gap", "low", "high"])
    r.index.name = group
    return r.astype({"cells": int})
""",
        judgement="wrong",
        misconception="divided_by_n_to_the_end",
        reader="professor",
    ),
    Trial(
        "price_fairness",
        """
def price_fairness(items, group, date="date"):
    d = items[(items["qty"] < 3) & items[group].notna()].copy()
    out = {}
    d["_p"] = (d["qty"] * d["unit_price"] - d["discount_alloc"]) / d["qty"]
    d["_d"] = pd.to_datetime(d[date]).dt.normalize()
    key = ["sku_id", "_d"]
    for g in sorted(d[group].unique()):
        a = d[d[group] == g].groupby(key)["_p"].median()
        b = d[d[group] != g].groupby(key)["_p"].agg(["median", "size"])
        b = b[(b["size"] >= 2) & (b["median"] > 0)]["median"]
        gap = (a / b - 1).dropna()
        n = len(gap)
        m, h = gap.mean(), 1.96 * gap.std() / np.sqrt(n) if n else np.nan
        out[g] = (n, m, m - h, m + h)
    r = pd.DataFrame.from_dict(out, orient="index", columns=["cells", "gap", "low", "high"])
    r.index.name = group
    return r.astype({"cells": int})
""",
        judgement="wrong",
        misconception="one_point_nine_six",
        reader="professor",
    ),
    Trial(
        "price_fairness",
        """
def price_fairness(items, group, date="date"):
    # others = everyone including the group itself
    d = items[(items["qty"] < 3) & items[group].notna()].copy()
    d["_p"] = d["unit_price"] - d["discount_alloc"] / d["qty"]
    d["_d"] = pd.to_datetime(d[date]).dt.normalize()
    key = ["sku_id", "_d"]
    out = {}
    b = d.groupby(key)["_p"].agg(["median", "size"])
    b = b[(b["size"] >= 2) & (b["median"] > 0)]["median"]
    for g in sorted(d[group].unique()):
        gap = (d[d[group] == g].groupby(key)["_p"].median() / b - 1).dropna()
        n = len(gap); m = gap.mean(); h = 2 * gap.std() / np.sqrt(n) if n else np.nan
        out[g] = (n, m, m - h, m + h)
    return pd.DataFrame.from_dict(out, orient="index", columns=["cells", "gap", "low", "high"]).astype({"cells": int})
""",
        judgement="wrong",
        misconception="compared_with_all",
        reader="professor",
    ),
    Trial(
        "price_fairness",
        """
def price_fairness(items, group, date="date"):
    # others' price = median of the other groups' medians; missing group counted as others
    d = items[items["qty"] < 3].copy()
    d["_p"] = d["unit_price"] - d["discount_alloc"] / d["qty"]
    d["_d"] = pd.to_datetime(d[date]).dt.normalize()
    key = ["sku_id", "_d"]
    out = {}
    for g in sorted(d[group].dropna().unique()):
        mine = d[group] == g
        a = d[mine].groupby(key)["_p"].median()
        b = d[~mine].groupby(key)["_p"].agg(["median", "size"])
        b = b[(b["size"] >= 2) & (b["median"] > 0)]["median"]
        gap = (a / b - 1).dropna()
        n = len(gap); m = gap.mean(); h = 2 * gap.std() / np.sqrt(n) if n else np.nan
        out[g] = (n, m, m - h, m + h)
    return pd.DataFrame.from_dict(out, orient="index", columns=["cells", "gap", "low", "high"]).astype({"cells": int})
""",
        judgement="wrong",
        misconception="missing_group_as_others",
        reader="professor",
    ),
    Trial(
        "price_fairness",
        """
def price_fairness(items, group, date="date"):
    d = items[(items["qty"] < 3)].dropna(subset=[group]).copy()
    d["_p"] = d["unit_price"] - d["discount_alloc"]   # forgot qty
    d["_d"] = pd.to_datetime(d[date]).dt.date
    rows = []
    for g in sorted(d[group].unique()):
        gaps = []
        for _, c in d.groupby(["sku_id", "_d"]):
            a, b = c[c[group] == g]["_p"], c[c[group] != g]["_p"]
            if len(a) and len(b) >= 2 and b.median() > 0:
                gaps.append(a.median() / b.median() - 1)
        s = pd.Series(gaps, dtype=float)
        h = 2 * s.std() / np.sqrt(len(s)) if len(s) else np.nan
        rows.append((g, len(s), s.mean(), s.mean() - h, s.mean() + h))
    return pd.DataFrame(rows, columns=[group, "cells", "gap", "low", "high"]).set_index(group)
""",
        judgement="wrong",
        misconception="discount_off_each_piece",
        reader="professor",
    ),
    Trial(
        "price_fairness",
        """
def price_fairness(items, group, date="date"):
    d = items[(items["qty"] < 3)].dropna(subset=[group]).copy()
    d["_p"] = d["unit_price"] - d["discount_alloc"] / d["qty"]
    d["_d"] = pd.to_datetime(d[date]).dt.date
    rows = []
    for g in sorted(d[group].unique()):
        gaps = []
        for _, c in d.groupby(["sku_id", "_d"]):
            a, b = c[c[group] == g]["_p"], c[c[group] != g]["_p"]
            if len(a) and len(b) >= 2 and b.median() > 0:
                gaps.append(a.median() / b.median() - 1)
        s = pd.Series(gaps, dtype=float)
        h = 2 * s.std() / np.sqrt(len(s)) if len(s) else np.nan
        rows.append((g, len(s), s.mean(), s.mean() - h, s.mean() + h))
    return pd.DataFrame(rows, columns=[group, "cells", "gap", "low", "high"]).set_index(group)
""",
        judgement="right",
        reader="professor",
    ),
    Trial(
        "chart_profit_by_price",
        """
from matplotlib.axes import Axes
import matplotlib.pyplot as plt
MIN_DAYS = 5
def chart_profit_by_price(history, unit_cost, fee_rate):
    d = history[~history["promo"] & ~history["stock_out"]].copy()
    d["profit"] = d["units"] * (d["price"] * (1 - fee_rate) - unit_cost)
    g = d.groupby("price")["profit"].agg(["mean", "size"])
    g = g[g["size"] >= MIN_DAYS]["mean"]
    fig, ax = plt.subplots()
    ax.bar(g.index, g.values, width=1)
    ax.set_title("试过的价,各赚多少"); ax.set_xlabel("价格(元)"); ax.set_ylabel("每天利润(元)")
    return ax
""",
        judgement="right",
        reader="professor",
    ),
    Trial(
        "chart_profit_by_price",
        """
from matplotlib.axes import Axes
import matplotlib.pyplot as plt
MIN_DAYS = 5
def chart_profit_by_price(history, unit_cost, fee_rate):
    d = history[~history["promo"] & ~history["stock_out"]].copy()
    d["profit"] = d["units"] * (d["price"] * (1 - fee_rate) - unit_cost)
    g = d.groupby("price")["profit"].agg(["mean", "size"])
    g = g[g["size"] > MIN_DAYS]["mean"]
    fig, ax = plt.subplots()
    ax.bar(g.index, g.values, width=1)
    ax.set_title("试过的价,各赚多少"); ax.set_xlabel("价格(元)"); ax.set_ylabel("每天利润(元)")
    return ax
""",
        judgement="wrong",
        misconception="more_than_five",
        reader="professor",
    ),
    Trial(
        "chart_profit_by_price",
        """
from matplotlib.axes import Axes
import matplotlib.pyplot as plt
MIN_DAYS = 5
def chart_profit_by_price(history, unit_cost, fee_rate):
    d = history[~history["promo"] & ~history["stock_out"]].copy()
    d["profit"] = d["units"] * (d["price"] * (1 - fee_rate) - unit_cost)
    g = d.groupby("price")["profit"].agg(mean="sum", size="size")
    g = g[g["size"] >= MIN_DAYS]["mean"]
    fig, ax = plt.subplots()
    ax.bar(g.index, g.values, width=1)
    ax.set_title("试过的价,各赚多少"); ax.set_xlabel("价格(元)"); ax.set_ylabel("每天利润(元)")
    return ax
""",
        judgement="wrong",
        misconception="sums_of_days",
        reader="professor",
    ),
    Trial(
        "chart_profit_by_price",
        """
from matplotlib.axes import Axes
import matplotlib.pyplot as plt
MIN_DAYS = 5
def chart_profit_by_price(history, unit_cost, fee_rate):
    d = history[~history["stock_out"]].copy()
    d["profit"] = d["units"] * (d["price"] * (1 - fee_rate) - unit_cost)
    g = d.groupby("price")["profit"].agg(["mean", "size"])
    g = g[g["size"] >= MIN_DAYS]["mean"]
    fig, ax = plt.subplots()
    ax.bar(g.index, g.values, width=1)
    ax.set_title("试过的价,各赚多少"); ax.set_xlabel("价格(元)"); ax.set_ylabel("每天利润(元)")
    return ax
""",
        judgement="wrong",
        misconception="promotions_kept",
        reader="professor",
    ),
    Trial(
        "chart_profit_by_price",
        """
from matplotlib.axes import Axes
import matplotlib.pyplot as plt
MIN_DAYS = 5
def chart_profit_by_price(history, unit_cost, fee_rate):
    d = history[~history["promo"] & ~history["stock_out"] & (history["units"] > 0)].copy()
    d["profit"] = d["units"] * (d["price"] * (1 - fee_rate) - unit_cost)
    g = d.groupby("price")["profit"].agg(["mean", "size"])
    g = g[g["size"] >= MIN_DAYS]["mean"]
    fig, ax = plt.subplots()
    ax.bar(g.index, g.values, width=1)
    ax.set_title("试过的价,各赚多少"); ax.set_xlabel("价格(元)"); ax.set_ylabel("每天利润(元)")
    return ax
""",
        judgement="wrong",
        misconception="days_of_nothing_dropped",
        reader="professor",
    ),
    Trial(
        "chart_profit_by_price",
        """
from matplotlib.axes import Axes
import matplotlib.pyplot as plt
MIN_DAYS = 5
def chart_profit_by_price(history, unit_cost, fee_rate):
    d = history[~history["promo"] & ~history["stock_out"]].copy()
    d["profit"] = d["units"] * (d["price"] - unit_cost) * (1 - fee_rate)
    g = d.groupby("price")["profit"].agg(["mean", "size"])
    g = g[g["size"] >= MIN_DAYS]["mean"]
    fig, ax = plt.subplots()
    ax.bar(g.index, g.values, width=1)
    ax.set_title("试过的价,各赚多少"); ax.set_xlabel("价格(元)"); ax.set_ylabel("每天利润(元)")
    return ax
""",
        judgement="wrong",
        misconception="fee_from_the_margin",
        reader="professor",
    ),
    Trial(
        "chart_profit_by_price",
        """
from matplotlib.axes import Axes
import matplotlib.pyplot as plt
MIN_DAYS = 5
def chart_profit_by_price(history, unit_cost, fee_rate):
    d = history[~history["promo"] & ~history["stock_out"]].copy()
    d["profit"] = d["units"] * (d["price"] * (1 - fee_rate) - unit_cost)
    g = d.groupby("price")["profit"].agg(["mean", "size"])
    g = g[g["size"] >= MIN_DAYS]["mean"]
    fig, ax = plt.subplots()
    ax.bar(g.index, g.values, width=1)
    ax.set_title("试过的价,各赚多少"); ax.set_xlabel("价格(元)")
    return ax
""",
        judgement="wrong",
        misconception="one_label_missing",
        reader="professor",
    ),
    Trial(
        "chart_profit_by_price",
        """
from matplotlib.axes import Axes
from storelab import plots
MIN_DAYS = 5
def chart_profit_by_price(history, unit_cost, fee_rate):
    d = history[~history["promo"] & ~history["stock_out"]]
    g = d.groupby("price")["units"].agg(["mean", "size"])
    g = g[g["size"] >= MIN_DAYS]["mean"]
    r = g * (g.index * (1 - fee_rate) - unit_cost)
    return plots.bar(r, "各价利润", xlabel="价格", ylabel="每天利润")
""",
        judgement="right",
        reader="professor",
    ),
    Trial(
        "chart_profit_by_price",
        """
from matplotlib.axes import Axes
import matplotlib.pyplot as plt
MIN_DAYS = 5
def chart_profit_by_price(history, unit_cost, fee_rate):
    d = history[~history["promo"] & ~history["stock_out"]]
    g = d.groupby("price")["units"].agg(["mean", "size"])
    g = g[g["size"] >= MIN_DAYS]["mean"]
    r = g * (g.index * (1 - fee_rate) - unit_cost)
    ax = r.plot.barh(); ax.set_title("t"); ax.set_xlabel("每天利润"); ax.set_ylabel("价格")
    return ax
""",
        judgement="right",
        reader="professor",
    ),
    Trial(
        "chart_profit_by_price",
        """
from matplotlib.axes import Axes
import matplotlib.pyplot as plt
MIN_DAYS = 5
def chart_profit_by_price(history, unit_cost, fee_rate):
    # min days before cleaning
    ok = history.groupby("price")["units"].transform("size") >= MIN_DAYS
    d = history[ok & ~history["promo"] & ~history["stock_out"]]
    r = (d["units"] * (d["price"] * (1 - fee_rate) - unit_cost)).groupby(d["price"]).mean()
    fig, ax = plt.subplots()
    ax.bar(r.index.astype(str), r.values); ax.set_title("t"); ax.set_xlabel("价格"); ax.set_ylabel("利润")
    return ax
""",
        judgement="wrong",
        misconception="days_counted_before",
        reader="professor",
    ),
    Trial(
        "cost_plus_price",
        """
def cost_plus_price(unit_cost, rate, basis="cost", fee_rate=0.0):
    # colleague: rule "ends in 9" by string/integer: ceil to integer, go up
    if basis not in ("cost", "price"): raise ValueError
    k = 1 - fee_rate - (rate if basis == "price" else 0)
    if k <= 0: return np.nan
    p = (unit_cost * (1 + rate) if basis == "cost" else unit_cost) / k
    p = int(p)            # drops the jiao
    while p % 10 != 9: p += 1
    return p
""",
        judgement="wrong",
        misconception="yuan_ignored",
        reader="professor",
    ),
    Trial(
        "cost_plus_price",
        """
import math
def cost_plus_price(unit_cost, rate, basis="cost", fee_rate=0.0):
    # tolerance one yuan-ish: 0.5
    if basis not in ("cost", "price"): raise ValueError
    k = 1 - fee_rate - (rate if basis == "price" else 0)
    if k <= 0: return np.nan
    p = (unit_cost * (1 + rate) if basis == "cost" else unit_cost) / k
    return 9.0 + 10 * max(0, math.ceil(round((p - 9) / 10, 2)))
""",
        judgement="wrong",
        misconception="few_fen_ignored",
        reader="professor",
        note="两位小数的十：多出五分钱也算标签",
    ),
    Trial(
        "cost_plus_price",
        """
import math
def cost_plus_price(unit_cost, rate, basis="cost", fee_rate=0.0):
    if basis not in ("cost", "price"): raise ValueError
    k = 1 - fee_rate - (rate if basis == "price" else 0)
    if k < 0: return np.nan
    if k == 0: return float("inf")
    p = (unit_cost * (1 + rate) if basis == "cost" else unit_cost) / k
    return 9.0 + 10 * max(0, math.ceil((p - 9.01) / 10))
""",
        judgement="wrong",
        misconception="infinite_price",
        reader="professor",
    ),
    Trial(
        "price_elasticity",
        """
def price_elasticity(history, controls=None):
    # removes zeros' rule wrong order + counts price in whole, item demean only price and units, not controls
    d = history[~history["stock_out"]].copy()
    d = d[d.groupby("sku_id")["price"].transform("nunique") >= 3]
    if d.empty: return np.nan
    lp, y = np.log(d["price"]), np.log(d["units"].clip(lower=0.5)); g = d["sku_id"]
    X = pd.DataFrame({"lp": lp - lp.groupby(g).transform("mean")})
    for c in controls or []: X["c_"+c] = d[c].astype(float)
    y = y - y.groupby(g).transform("mean")
    return float(np.linalg.lstsq(X, y, rcond=None)[0][0])
""",
        judgement="wrong",
        misconception="controls_with_their_means",
        reader="professor",
    ),
    Trial(
        "price_elasticity",
        """
def price_elasticity(history, controls=None):
    # ignores controls
    d = history[~history["stock_out"]].copy()
    d = d[d.groupby("sku_id")["price"].transform("nunique") >= 3]
    if d.empty: return np.nan
    lp, y = np.log(d["price"]), np.log(d["units"].clip(lower=0.5)); g = d["sku_id"]
    x = lp - lp.groupby(g).transform("mean"); y = y - y.groupby(g).transform("mean")
    return float((x*y).sum()/(x*x).sum())
""",
        judgement="wrong",
        misconception="controls_ignored",
        reader="professor",
    ),
    Trial(
        "price_elasticity",
        """
def price_elasticity(history, controls=None):
    controls = list(controls or [])
    d = history[~history["stock_out"].astype(bool)].copy()
    d = d[d.groupby("sku_id")["price"].transform("nunique") >= 3]
    if d.empty:
        return np.nan
    X = pd.DataFrame({"lp": np.log(d["price"])})
    for c in controls:
        X["c_" + c] = d[c].astype(float)
    y = np.log1p(d["units"])
    X = X - X.groupby(d["sku_id"]).transform("mean")
    y = y - y.groupby(d["sku_id"]).transform("mean")
    return float(np.linalg.lstsq(X.values, y.values, rcond=None)[0][0])
""",
        judgement="wrong",
        misconception="one_added",
        reader="professor",
    ),
    Trial(
        "price_elasticity",
        """
from storelab import metrics
def price_elasticity(history, controls=None):
    d = history[~history["stock_out"]].copy()
    d = d[d.groupby("sku_id")["price"].transform("nunique") >= 3]
    if d.empty: return np.nan
    d["units"] = d["units"].clip(lower=0.5)
    for c in controls or []: d[c] = d[c].astype(float)
    return metrics.price_elasticity(d, controls=list(controls or []), item="sku_id")["elasticity"]
""",
        judgement="wrong",
        reader="professor",
        note="调用 metrics 的函数，有的表上报错",
    ),
    Trial(
        "price_elasticity",
        """
def price_elasticity(history, controls=None):
    controls = list(controls or [])
    d = history[~history["stock_out"].astype(bool)].copy()
    d = d[d.groupby("sku_id")["price"].transform("nunique") > 3]
    if d.empty:
        return np.nan
    X = pd.DataFrame({"lp": np.log(d["price"])})
    for c in controls:
        X["c_" + c] = d[c].astype(float)
    y = np.log(d["units"].where(d["units"] > 0, 0.5))
    X = X - X.groupby(d["sku_id"]).transform("mean")
    y = y - y.groupby(d["sku_id"]).transform("mean")
    return float(np.linalg.lstsq(X.values, y.values, rcond=None)[0][0])
""",
        judgement="wrong",
        misconception="four_prices",
        reader="professor",
    ),
    Trial(
        "price_elasticity",
        """
def price_elasticity(history, controls=None):
    controls = list(controls or [])
    d = history[~history["stock_out"].astype(bool)].copy()
    d = d[d.groupby("sku_id")["price"].transform("nunique") >= 3]
    if d.empty:
        return np.nan
    X = pd.DataFrame({"lp": np.log(d["price"])})
    for c in controls:
        X["c_" + c] = d[c].astype(float)
    y = np.log(d["units"].where(d["units"] > 0, 1))
    X = X - X.groupby(d["sku_id"]).transform("mean")
    y = y - y.groupby(d["sku_id"]).transform("mean")
    return float(np.linalg.lstsq(X.values, y.values, rcond=None)[0][0])
""",
        judgement="wrong",
        misconception="zeros_as_one",
        reader="professor",
    ),
    Trial(
        "optimal_price",
        """
PACKING = 3.0
def optimal_price(elasticity, unit_cost, fee_rate=0.0):
    p = elasticity / (1 + elasticity) * (unit_cost + PACKING) / (1 - fee_rate)
    if p > 3 * unit_cost: return 3 * unit_cost
    if elasticity >= -1: raise ValueError
    return p
""",
        judgement="wrong",
        reader="professor",
        note="先算公式，后拒绝",
    ),
    Trial(
        "optimal_price",
        """
PACKING = 3.0
def optimal_price(elasticity, unit_cost, fee_rate=0.0):
    if elasticity >= -1: raise ValueError
    p = elasticity / (1 + elasticity) * (unit_cost + PACKING) / (1 - fee_rate)
    if p > 3 * unit_cost: raise ValueError("too high")
    return p
""",
        judgement="wrong",
        misconception="above_the_cap_refused",
        reader="professor",
    ),
    Trial(
        "optimal_price",
        """
PACKING = 3.0
def optimal_price(elasticity, unit_cost, fee_rate=0.0):
    if elasticity >= -1: raise ValueError
    p = elasticity / (1 + elasticity) * (unit_cost + PACKING)
    return min(p, 3 * unit_cost) / (1 - fee_rate)
""",
        judgement="wrong",
        misconception="cap_with_fee",
        reader="professor",
    ),
    Trial(
        "contribution_waterfall",
        """
FREIGHT = 6.0
def contribution_waterfall(order):
    labels = ["list", "discount", "fee", "freight", "cost", "contribution"]
    o = order.fillna(0)
    if o["qty"] == 0:
        return pd.Series(0.0, index=labels)
    lst = o["list_price"] * o["qty"]
    disc = o["shop_discount"]
    fee = -o["fee_rate"] * (lst - disc)
    paid = lst - disc - o["platform_coupon"]
    fr = -6.0 if paid >= 99 else 0.0
    cost = -o["unit_cost"] * o["qty"]
    v = [lst, -disc, fee, fr, cost]
    return pd.Series(v + [sum(v)], index=labels, dtype=float)
""",
        judgement="right",
        reader="professor",
        note="FREIGHT 写成了 6.0，值一样",
    ),
    Trial(
        "contribution_waterfall",
        """
FREIGHT = 6.0
def contribution_waterfall(order):
    labels = ["list", "discount", "fee", "freight", "cost", "contribution"]
    o = order.fillna(0)
    if o["qty"] == 0:
        return pd.Series(0.0, index=labels)
    lst = o["list_price"] * o["qty"]
    disc = o["shop_discount"] * o["qty"]
    fee = -o["fee_rate"] * (lst - disc)
    paid = lst - disc - o["platform_coupon"]
    fr = -FREIGHT if paid >= 99 else 0.0
    cost = -o["unit_cost"] * o["qty"]
    v = [lst, -disc, fee, fr, cost]
    return pd.Series(v + [sum(v)], index=labels, dtype=float)
""",
        judgement="wrong",
        misconception="discount_a_piece",
        reader="professor",
    ),
    Trial(
        "contribution_waterfall",
        """
FREIGHT = 6.0
def contribution_waterfall(order):
    labels = ["list", "discount", "fee", "freight", "cost", "contribution"]
    o = order.fillna(0)
    if o["qty"] == 0:
        return pd.Series(0.0, index=labels)
    lst = o["list_price"] * o["qty"]
    disc = o["shop_discount"]
    fee = -o["fee_rate"] * lst
    paid = lst - disc - o["platform_coupon"]
    fr = -FREIGHT if paid >= 99 else 0.0
    cost = -o["unit_cost"] * o["qty"]
    v = [lst, -disc, fee, fr, cost]
    return pd.Series(v + [sum(v)], index=labels, dtype=float)
""",
        judgement="wrong",
        misconception="fee_on_the_list",
        reader="professor",
    ),
    Trial(
        "contribution_waterfall",
        """
FREIGHT = 6.0
def contribution_waterfall(order):
    labels = ["list", "discount", "fee", "freight", "cost", "contribution"]
    o = order.fillna(0)
    if o["qty"] == 0:
        return pd.Series(0.0, index=labels)
    lst = o["list_price"] * o["qty"]
    disc = o["shop_discount"]
    fee = -o["fee_rate"] * (lst - disc)
    paid = lst - disc - o["platform_coupon"]
    fr = -FREIGHT if paid >= 99 else 0.0
    cost = -o["unit_cost"] * o["qty"]
    v = [lst, -disc, fee, fr, cost]
    return pd.Series(v + [sum(v)], index=labels)
""",
        judgement="right",
        reader="professor",
    ),
    Trial(
        "contribution_waterfall",
        """
FREIGHT = 6.0
def contribution_waterfall(order):
    labels = ["list", "discount", "fee", "freight", "cost", "contribution"]
    o = order.fillna(0)
    if o["qty"] == 0:
        return pd.Series(0.0, index=labels)
    lst = o["list_price"] * o["qty"]
    disc = o["shop_discount"]
    fee = -o["fee_rate"] * (lst - disc)
    paid = lst - disc - o["platform_coupon"]
    fr = -FREIGHT if paid >= 99 else 0.0
    cost = -o["unit_cost"] * o["qty"]
    v = [lst, -disc, fee, fr, cost]
    return pd.Series([round(x,2) for x in v + [sum(v)]], index=labels)
""",
        judgement="wrong",
        misconception="steps_rounded",
        reader="professor",
    ),
    Trial(
        "contribution_waterfall",
        """
FREIGHT = 6.0
def contribution_waterfall(order):
    # positive costs; qty 0 -> NaN
    order = order.copy()
    order["shop_discount"] = order["shop_discount"] if pd.notna(order["shop_discount"]) else 0
    order["platform_coupon"] = order["platform_coupon"] if pd.notna(order["platform_coupon"]) else 0
    l = order.list_price*order.qty; d = order.shop_discount
    f = order.fee_rate*(l-d); fr = FREIGHT if l-d-order.platform_coupon>=99 else 0; c = order.unit_cost*order.qty
    if order.qty == 0: l=d=f=fr=c=0
    return pd.Series({"list": l, "discount": d, "fee": f, "freight": fr, "cost": c, "contribution": l-d-f-fr-c})
""",
        judgement="wrong",
        misconception="without_signs",
        reader="professor",
    ),
    Trial(
        "contribution_waterfall",
        """
FREIGHT = 6.0
def contribution_waterfall(order):
    labels = ["list", "discount", "fee", "freight", "cost", "contribution"]
    order.loc[["shop_discount","platform_coupon"]] = order[["shop_discount","platform_coupon"]].fillna(0); o = order
    if o["qty"] == 0:
        return pd.Series(0.0, index=labels)
    lst = o["list_price"] * o["qty"]
    disc = o["shop_discount"]
    fee = -o["fee_rate"] * (lst - disc)
    paid = lst - disc - o["platform_coupon"]
    fr = -FREIGHT if paid >= 99 else 0.0
    cost = -o["unit_cost"] * o["qty"]
    v = [lst, -disc, fee, fr, cost]
    return pd.Series(v + [sum(v)], index=labels, dtype=float)
""",
        judgement="wrong",
        reader="professor",
        note="改了传入的表",
    ),
    Trial(
        "dynamic_price",
        """
def dynamic_price(base, cover_days, target_days, rival, floor, cap):
    m = 1 if np.isnan(cover_days) else np.clip(1 + 0.5 * (target_days - cover_days) / target_days, 0.85, 1.10)
    p = base * m
    if not np.isnan(rival):
        p = min(p, 1.05 * rival)
        p = max(p, 0.95 * rival)
    return float(max(min(p, cap), floor))
""",
        judgement="wrong",
        misconception="rival_on_both_sides",
        reader="professor",
    ),
    Trial(
        "dynamic_price",
        """
def dynamic_price(base, cover_days, target_days, rival, floor, cap):
    m = 1 if np.isnan(cover_days) else np.clip(1 + 0.5 * (target_days - cover_days) / target_days, 0.85, 1.10)
    p = max(base * m, floor)
    if not np.isnan(rival): p = min(p, 1.05 * rival)
    return float(min(p, cap)) if cap >= floor else floor
""",
        judgement="wrong",
        misconception="rival_last",
        reader="professor",
    ),
    Trial(
        "dynamic_price",
        """
def dynamic_price(base, cover_days, target_days, rival, floor, cap):
    m = 1 if np.isnan(cover_days) else np.clip(1 + 0.5 * (target_days - cover_days) / target_days, 0.85, 1.10)
    return float(np.nanmax([np.nanmin([base*m, 1.05*rival, cap]), floor]))
""",
        judgement="right",
        reader="professor",
    ),
    Trial(
        "dynamic_price",
        """
def dynamic_price(base, cover_days, target_days, rival, floor, cap):
    m = 1 if np.isnan(cover_days) else np.clip(1 + 0.5 * (target_days - cover_days) / target_days, 0.85, 1.10)
    return float(np.clip(min(base*m, 1.05*rival), floor, cap))
""",
        judgement="wrong",
        misconception="cap_last",
        reader="professor",
    ),
    Trial(
        "dynamic_price",
        """
def dynamic_price(base, cover_days, target_days, rival, floor, cap):
    m = 1 if np.isnan(cover_days) else np.clip(1 + 0.5 * (target_days - cover_days) / target_days, 0.85, 1.10)
    p = base * m
    if not np.isnan(rival):
        p = min(p, 1.05 * rival)
    return round(float(max(min(p, cap), floor)))
""",
        judgement="wrong",
        misconception="rounded_to_the_yuan",
        reader="professor",
    ),
    Trial(
        "price_fairness",
        """
def price_fairness(items, group, date="date"):
    d = items[(items["qty"] < 3) & items[group].notna()].copy()
    out = {}
    d["_p"] = (d["qty"] * d["unit_price"] - d["discount_alloc"]) / d["qty"]
    d["_d"] = pd.to_datetime(d[date]).dt.normalize()
    key = ["sku_id", "_d"]
    for g in sorted(d[group].unique()):
        a = d[d[group] == g].groupby(key)["_p"].median()
        b = d[d[group] != g].groupby(key)["_p"].agg(["median", "size"])
        b = b[(b["size"] > 2) & (b["median"] > 0)]["median"]
        gap = (a / b - 1).dropna()
        n = len(gap)
        m, h = gap.mean(), 2 * gap.std() / np.sqrt(n) if n else np.nan
        out[g] = (n, m, m - h, m + h)
    r = pd.DataFrame.from_dict(out, orient="index", columns=["cells", "gap", "low", "high"])
    r.index.name = group
    return r.astype({"cells": int})
""",
        judgement="wrong",
        misconception="three_others_needed",
        reader="professor",
    ),
    Trial(
        "price_fairness",
        """
def price_fairness(items, group, date="date"):
    d = items[(items["qty"] < 3) & items[group].notna()].copy()
    d["_p"] = d["unit_price"] - d["discount_alloc"]/d["qty"]
    d["_d"] = pd.to_datetime(d[date]).dt.normalize()
    key = ["sku_id", "_d"]; out = {}
    med = d.groupby(key+[group])["_p"].agg(["median","size"]).reset_index()
    for g in sorted(d[group].unique()):
        a = med[med[group]==g].set_index(key)["median"]
        o = med[med[group]!=g].groupby(key).agg(m=("median","median"), n=("size","sum"))   # median of medians
        b = o[(o.n>=2)&(o.m>0)]["m"]
        gap = (a/b-1).dropna(); n=len(gap); h = 2*gap.std()/np.sqrt(n) if n else np.nan
        out[g]=(n,gap.mean(),gap.mean()-h,gap.mean()+h)
    return pd.DataFrame.from_dict(out, orient="index", columns=["cells","gap","low","high"]).astype({"cells":int})
""",
        judgement="wrong",
        misconception="median_of_groups",
        reader="professor",
    ),
    Trial(
        "price_fairness",
        """
def price_fairness(items, group, date="date"):
    d = items[(items["qty"] < 3) & items[group].notna()].copy()
    out = {}
    d["_p"] = (d["qty"] * d["unit_price"] - d["discount_alloc"]) / d["qty"]
    d["_d"] = pd.to_datetime(d[date]).dt.normalize()
    key = ["sku_id", "_d"]
    for g in sorted(d[group].unique()):
        a = d[d[group] == g].groupby(key)["_p"].median()
        b = d[d[group] != g].groupby(key)["_p"].agg(["median", "size"])
        b = b[(b["size"] >= 2) & (b["median"] > 0)]["median"]
        gap = (a / b - 1).dropna()
        n = len(gap)
        m, h = gap.mean(), 2 * gap.std() if n else np.nan
        out[g] = (n, m, m - h, m + h)
    r = pd.DataFrame.from_dict(out, orient="index", columns=["cells", "gap", "low", "high"])
    r.index.name = group
    return r.astype({"cells": int})
""",
        judgement="wrong",
        misconception="without_the_root",
        reader="professor",
    ),
    Trial(
        "price_fairness",
        """
def price_fairness(items, group, date="date"):
    d = items[(items["qty"] < 3) & items[group].notna()].copy()
    out = {}
    d["_p"] = (d["qty"] * d["unit_price"] - d["discount_alloc"]) / d["qty"]
    d["_d"] = pd.to_datetime(d[date]).dt.normalize()
    key = ["sku_id", "_d"]
    for g in sorted(items[group].dropna().unique()):
        a = d[d[group] == g].groupby(key)["_p"].median()
        b = d[d[group] != g].groupby(key)["_p"].agg(["median", "size"])
        b = b[(b["size"] >= 2) & (b["median"] > 0)]["median"]
        gap = (a / b - 1).dropna()
        n = len(gap)
        m, h = gap.mean(), 2 * gap.std() / np.sqrt(n) if n else np.nan
        out[g] = (n, m, m - h, m + h)
    r = pd.DataFrame.from_dict(out, orient="index", columns=["cells", "gap", "low", "high"])
    r.index.name = group
    return r.astype({"cells": int})
""",
        judgement="wrong",
        misconception="groups_of_rebates",
        reader="professor",
    ),
    Trial(
        "price_fairness",
        """
def price_fairness(items, group, date="date"):
    d = items[(items["qty"] < 3) & items[group].notna()].copy()
    out = {}
    d["_p"] = (d["qty"] * d["unit_price"] - d["discount_alloc"]) / d["qty"]
    d["_d"] = pd.to_datetime(d[date]).dt.normalize()
    key = ["sku_id", "_d"]
    for g in sorted(d[group].unique()):
        a = d[d[group] == g].groupby(key)["_p"].median()
        b = d[d[group] != g].groupby(key)["_p"].agg(["median", "size"])
        b = b[(b["size"] >= 2)]["median"]
        gap = (a / b - 1).dropna()
        n = len(gap)
        m, h = gap.mean(), 2 * gap.std() / np.sqrt(n) if n else np.nan
        out[g] = (n, m, m - h, m + h)
    r = pd.DataFrame.from_dict(out, orient="index", columns=["cells", "gap", "low", "high"])
    r.index.name = group
    return r.astype({"cells": int})
""",
        judgement="wrong",
        misconception="nothing_paid_kept",
        reader="professor",
    ),
    Trial(
        "price_fairness",
        """
def price_fairness(items, group, date="date"):
    d = items[(items["qty"] < 3) & items[group].notna()].copy()
    out = {}
    d["_p"] = (d["qty"] * d["unit_price"] - d["discount_alloc"]) / d["qty"]
    d["_d"] = pd.to_datetime(d[date]).dt.normalize()
    key = ["sku_id", "_d"]
    for g in sorted(d[group].unique()):
        a = d[d[group] == g].groupby(key)["_p"].mean()
        b = d[d[group] != g].groupby(key)["_p"].agg(["median", "size"])
        b = b[(b["size"] >= 2) & (b["median"] > 0)]["median"]
        gap = (a / b - 1).dropna()
        n = len(gap)
        m, h = gap.mean(), 2 * gap.std() / np.sqrt(n) if n else np.nan
        out[g] = (n, m, m - h, m + h)
    r = pd.DataFrame.from_dict(out, orient="index", columns=["cells", "gap", "low", "high"])
    r.index.name = group
    return r.astype({"cells": int})
""",
        judgement="wrong",
        misconception="mean_of_the_own",
        reader="professor",
    ),
    Trial(
        "price_fairness",
        """
def price_fairness(items, group, date="date"):
    d = items[(items["qty"] < 3) & items[group].notna()].copy()
    d["_p"] = d["unit_price"] - d["discount_alloc"]/d["qty"]
    d["_d"] = pd.to_datetime(d[date]).dt.normalize()
    key = ["sku_id", "_d"]; out = {}
    for g in sorted(d[group].unique()):
        a = d[d[group] == g].groupby(key)["_p"].median()
        b = d[d[group] != g].groupby(key)["_p"].agg(["median", "size"])
        b = b[(b["size"] >= 2) & (b["median"] > 0)]["median"]
        gap = (a/b-1).dropna(); n=len(gap)
        if n == 0: continue
        h = 2*gap.std()/np.sqrt(n)
        out[g]=(n,gap.mean(),gap.mean()-h,gap.mean()+h)
    return pd.DataFrame.from_dict(out, orient="index", columns=["cells","gap","low","high"]).astype({"cells":int})
""",
        judgement="wrong",
        misconception="empty_group_left_out",
        reader="professor",
    ),
    Trial(
        "chart_profit_by_price",
        """
from matplotlib.axes import Axes
import matplotlib.pyplot as plt
MIN_DAYS = 5
def chart_profit_by_price(history, unit_cost, fee_rate):
    d = history[~history["promo"] & ~history["stock_out"]]
    r = (d["units"] * (d["price"] * (1 - fee_rate) - unit_cost)).groupby(d["price"]).agg(["mean","size"])
    r = r[r["size"]>=MIN_DAYS]["mean"]
    fig, ax = plt.subplots()
    ax.bar([f"¥{p}" for p in r.index], r.values); ax.set_title("各价利润"); ax.set_xlabel("价格"); ax.set_ylabel("利润")
    return ax
""",
        judgement="right",
        reader="professor",
    ),
    Trial(
        "chart_profit_by_price",
        """
from matplotlib.axes import Axes
import matplotlib.pyplot as plt
MIN_DAYS = 5
def chart_profit_by_price(history, unit_cost, fee_rate):
    d = history[~history["promo"] & ~history["stock_out"]]
    r = (d["units"] * (d["price"] * (1 - fee_rate) - unit_cost)).groupby(d["price"]).agg(["mean","size"])
    r = r[r["size"]>=MIN_DAYS]["mean"]
    fig, ax = plt.subplots()
    ax.bar([f"{p} 元" for p in r.index], r.values); ax.set_title("各价利润"); ax.set_xlabel("价格"); ax.set_ylabel("利润")
    return ax
""",
        judgement="right",
        reader="professor",
    ),
    Trial(
        "chart_profit_by_price",
        """
from matplotlib.axes import Axes
import matplotlib.pyplot as plt
MIN_DAYS = 5
def chart_profit_by_price(history, unit_cost, fee_rate):
    d = history[~history["promo"] & ~history["stock_out"]]
    r = (d["units"] * (d["price"] * (1 - fee_rate) - unit_cost)).groupby(d["price"]).agg(["mean","size"])
    r = r[r["size"]>=MIN_DAYS]["mean"]
    fig, ax = plt.subplots()
    ax.plot(r.index, r.values); ax.set_title("各价利润"); ax.set_xlabel("价格"); ax.set_ylabel("利润")
    return ax
""",
        judgement="right",
        reader="professor",
        note="折线：题目现在不限图形",
    ),
    Trial(
        "chart_profit_by_price",
        """
from matplotlib.axes import Axes
import matplotlib.pyplot as plt
MIN_DAYS = 5
def chart_profit_by_price(history, unit_cost, fee_rate):
    d = history[~history["promo"] & history["stock_out"].eq(False) | history["stock_out"]]
    r = (d["units"] * (d["price"] * (1 - fee_rate) - unit_cost)).groupby(d["price"]).agg(["mean","size"])
    r = r[r["size"]>=MIN_DAYS]["mean"]
    fig, ax = plt.subplots()
    ax.bar(r.index.astype(str), r.values); ax.set_title("各价利润"); ax.set_xlabel("价格"); ax.set_ylabel("利润")
    return ax
""",
        judgement="wrong",
        reader="professor",
        note="断货日里的活动日也在",
    ),
    Trial(
        "chart_profit_by_price",
        """
from matplotlib.axes import Axes
import matplotlib.pyplot as plt
MIN_DAYS = 5
def chart_profit_by_price(history, unit_cost, fee_rate):
    d = history[~history["promo"] & ~history["stock_out"]]
    r = (d["units"] * (d["price"] * (1 - fee_rate) - unit_cost)).groupby(d["price"]).agg(["mean","size"])
    r = r[r["size"]>=MIN_DAYS]["mean"]
    fig, ax = plt.subplots()
    ax.bar(range(len(r)), r.sort_values().values, tick_label=r.sort_values().index.astype(str)); ax.set_title("各价利润"); ax.set_xlabel("价格"); ax.set_ylabel("利润")
    return ax
""",
        judgement="right",
        reader="professor",
    ),
    Trial(
        "chart_profit_by_price",
        """
from matplotlib.axes import Axes
import matplotlib.pyplot as plt
MIN_DAYS = 5
def chart_profit_by_price(history, unit_cost, fee_rate):
    d = history[~history["promo"] & ~history["stock_out"]]
    r = (d["units"] * (d["price"] * (1 - fee_rate) - unit_cost)).groupby(d["price"]).agg(["mean","size"])
    r = r[r["size"]>=MIN_DAYS]["mean"]
    fig, ax = plt.subplots()
    ax.bar(r.index.astype(str), r.round().values); ax.set_title("各价利润"); ax.set_xlabel("价格"); ax.set_ylabel("利润")
    return ax
""",
        judgement="wrong",
        misconception="profits_rounded",
        reader="professor",
    ),
    Trial(
        "chart_profit_by_price",
        """
from matplotlib.axes import Axes
import matplotlib.pyplot as plt
MIN_DAYS = 5
def chart_profit_by_price(history, unit_cost, fee_rate):
    d = history[~history["promo"] & ~history["stock_out"]]
    r = (d["units"] * (d["price"] * (1 - fee_rate))).groupby(d["price"]).agg(["mean","size"])
    r = r[r["size"]>=MIN_DAYS]["mean"]
    fig, ax = plt.subplots()
    ax.bar(r.index.astype(str), r.values); ax.set_title("各价利润"); ax.set_xlabel("价格"); ax.set_ylabel("利润")
    return ax
""",
        judgement="wrong",
        misconception="cost_left_out",
        reader="professor",
    ),
    Trial(
        "cost_plus_price",
        """
import math
def cost_plus_price(unit_cost, rate, basis="cost", fee_rate=0.0):
    if basis not in ("cost", "price"): raise ValueError
    if rate >= 1 or fee_rate >= 1: return np.nan      # "rate of 1 or more makes no sense"
    k = 1 - fee_rate - (rate if basis == "price" else 0)
    if k <= 1e-9: return np.nan
    p = (unit_cost * (1 + rate) if basis == "cost" else unit_cost) / k
    return 9.0 + 10 * max(0, math.ceil((p - 9.01) / 10))
""",
        judgement="wrong",
        misconception="room_of_the_price_basis",
        reader="professor",
        note="rate 大于等于 1 就返回 NaN",
    ),
    Trial(
        "cost_plus_price",
        """
import math
def cost_plus_price(unit_cost, rate, basis="cost", fee_rate=0.0):
    if basis not in ("cost", "price"): raise ValueError
    k = 1 - fee_rate - (rate if basis == "price" else 0)
    if k <= 0: return np.nan
    p = (unit_cost * (1 + rate) if basis == "cost" else unit_cost) / k
    return 9.0 + 10 * max(0, math.ceil((p - 9.3) / 10))   # 30 fen too lenient
""",
        judgement="wrong",
        misconception="few_fen_ignored",
        reader="professor",
        note="多出三毛以内都算标签",
    ),
    Trial(
        "price_fairness",
        """
def price_fairness(items, group, date="date"):
    d = items[(items["qty"] < 3) & items[group].notna()].copy()
    out = {}
    d["_p"] = (d["qty"] * d["unit_price"] - d["discount_alloc"]) / d["qty"]
    d["_d"] = pd.to_datetime(d[date]).dt.normalize()
    key = ["sku_id", "_d"]
    for g in d[group].unique():
        a = d[d[group] == g].groupby(key)["_p"].median()
        b = d[d[group] != g].groupby(key)["_p"].agg(["median", "size"])
        b = b[(b["size"] >= 2) & (b["median"] > 0)]["median"]
        gap = (a / b - 1).dropna()
        n = len(gap)
        m, h = gap.mean(), 2 * gap.std() / np.sqrt(n) if n else np.nan
        out[str(g)] = (n, m, m - h, m + h)
    r = pd.DataFrame.from_dict(out, orient="index", columns=["cells", "gap", "low", "high"])
    r.index.name = group
    return r.astype({"cells": int})
""",
        judgement="wrong",
        misconception="groups_as_they_came",
        reader="professor",
    ),
    Trial(
        "price_fairness",
        """
def price_fairness(items, group, date="date"):
    d = items[(items["qty"] < 3) & items[group].notna() & (items["unit_price"] > 0)].copy()
    out = {}
    d["_p"] = (d["qty"] * d["unit_price"] - d["discount_alloc"]) / d["qty"]
    d["_d"] = pd.to_datetime(d[date]).dt.normalize()
    key = ["sku_id", "_d"]
    for g in sorted(d[group].unique()):
        a = d[d[group] == g].groupby(key)["_p"].median()
        b = d[d[group] != g].groupby(key)["_p"].agg(["median", "size"])
        b = b[(b["size"] >= 2) & (b["median"] > 0)]["median"]
        gap = (a / b - 1).dropna()
        n = len(gap)
        m, h = gap.mean(), 2 * gap.std() / np.sqrt(n) if n else np.nan
        out[g] = (n, m, m - h, m + h)
    r = pd.DataFrame.from_dict(out, orient="index", columns=["cells", "gap", "low", "high"])
    r.index.name = group
    return r.astype({"cells": int})
""",
        judgement="wrong",
        misconception="free_lines_dropped",
        reader="professor",
        note="单价 0 元的行去掉了",
    ),
    Trial(
        "price_fairness",
        """
def price_fairness(items, group, date="date"):
    d = items[(items["qty"] < 3) & items[group].notna()].copy()
    out = {}
    d["_p"] = (d["qty"] * d["unit_price"] - d["discount_alloc"]) / d["qty"]
    d["_d"] = pd.to_datetime(d[date]).dt.normalize()
    key = ["sku_id", "_d"]
    for g in sorted(d[group].unique()):
        a = d[d[group] == g].groupby(key)["_p"].median()
        b = d[d[group] != g].groupby(key)["_p"].agg(["median", "size"])
        b = b[(b["size"] >= 2) & (b["median"] > 0)]["median"]
        gap = (a / b - 1).dropna()
        n = len(gap)
        m, h = gap.mean(), 2 * gap.std() / np.sqrt(n) if n else np.nan
        out[g] = (n, m, m - h, m + h) if n > 1 else (n, m, m, m)
    r = pd.DataFrame.from_dict(out, orient="index", columns=["cells", "gap", "low", "high"])
    r.index.name = group
    return r.astype({"cells": int})
""",
        judgement="wrong",
        misconception="one_cell_is_certain",
        reader="professor",
    ),
    Trial(
        "price_fairness",
        """
def price_fairness(items, group, date="date"):
    d = items[(items["qty"] < 3) & items[group].notna()].copy()
    out = {}
    d["_p"] = (d["qty"] * d["unit_price"] - d["discount_alloc"]) / d["qty"]
    d["_d"] = pd.to_datetime(d[date]).dt.normalize()
    key = ["sku_id", "_d"]
    for g in sorted(d[group].unique()):
        a = d[d[group] == g].groupby(key)["_p"].median()
        b = d[d[group] != g].groupby(key)["_p"].agg(["median", "size"])
        b = b[(b["size"] >= 2) & (b["median"] > 0)]["median"]
        gap = (a / b - 1).dropna()
        n = len(gap)
        m, h = gap.mean(), 2 * gap.std() / np.sqrt(n) if n else np.nan
        out[g] = (n, m, m - h, m + h)
    r = pd.DataFrame.from_dict(out, orient="index", columns=["cells", "gap", "low", "high"])
    r.index.name = group
    return r.astype({"cells": float})
""",
        judgement="right",
        reader="professor",
        note="cells 是浮点数：题目现在不要求整数",
    ),
    Trial(
        "price_fairness",
        """
def price_fairness(items, group, date="date"):
    d = items[(items["qty"] < 3) & items[group].notna()].copy()
    out = {}
    d["_p"] = (d["qty"] * d["unit_price"] - d["discount_alloc"]) / d["qty"]
    d["_d"] = pd.to_datetime(d[date]).dt.normalize()
    key = ["sku_id", "_d"]
    for g in sorted(d[group].unique()):
        a = d[d[group] == g].groupby(key)["_p"].median()
        b = d[d[group] != g].groupby(key)["_p"].agg(["median", "size"])
        b = b[(b["size"] >= 2) & (b["median"] > 0)]["median"]
        gap = (a / b - 1).dropna()
        n = len(gap)
        m, h = gap.median(), 2 * gap.std() / np.sqrt(n) if n else np.nan
        out[g] = (n, m, m - h, m + h)
    r = pd.DataFrame.from_dict(out, orient="index", columns=["cells", "gap", "low", "high"])
    r.index.name = group
    return r.astype({"cells": int})
""",
        judgement="wrong",
        misconception="median_of_the_gaps",
        reader="professor",
    ),
    Trial(
        "dynamic_price",
        """
def dynamic_price(base, cover_days, target_days, rival, floor, cap):
    m = 1 if np.isnan(cover_days) else np.clip(1 + 0.5 * (target_days - cover_days) / target_days, 0.85, 1.10)
    p = base * m
    if not np.isnan(rival) and rival > base: p = min(p, 1.05 * rival)   # ignores cheaper rival?
    return float(max(min(p, cap), floor))
""",
        judgement="wrong",
        misconception="rival_ignored",
        reader="professor",
        note="竞品便宜时没有起作用",
    ),
    Trial(
        "dynamic_price",
        """
def dynamic_price(base, cover_days, target_days, rival, floor, cap):
    m = 1 if np.isnan(cover_days) else np.clip(1 + 0.5 * (1 - cover_days / target_days), 0.85, 1.10)
    if not np.isnan(rival): base = min(base, 1.05 * rival)     # rival before stock
    return float(max(min(base * m, cap), floor))
""",
        judgement="wrong",
        misconception="rival_before_stock",
        reader="professor",
    ),
    Trial(
        "chart_profit_by_price",
        """
import matplotlib.pyplot as plt
MIN_DAYS = 5
def chart_profit_by_price(history, unit_cost, fee_rate):
    d = history[~history["promo"] & ~history["stock_out"]]
    r = (d["units"] * (d["price"] * (1 - fee_rate) - unit_cost)).groupby(d["price"]).agg(["mean","size"])
    r = r[r["size"]>=MIN_DAYS]["mean"]
    fig, ax = plt.subplots(); ax.scatter(r.index, r.values); ax.set_title(" "); ax.set_xlabel("x"); ax.set_ylabel("x")
    return ax
""",
        judgement="wrong",
        reader="professor",
    ),
    Trial(
        "chart_profit_by_price",
        """
import matplotlib.pyplot as plt
MIN_DAYS = 5
def chart_profit_by_price(history, unit_cost, fee_rate):
    d = history[~history["promo"] & ~history["stock_out"]]
    r = (d["units"] * (d["price"] * (1 - fee_rate) - unit_cost)).groupby(d["price"]).agg(["mean","size"])
    r = r[r["size"]>=MIN_DAYS]["mean"]
    fig, ax = plt.subplots(); ax.plot(r.index, r.values); ax.set_title("t"); ax.set_xlabel("x"); ax.set_ylabel("x")
    return ax
""",
        judgement="right",
        reader="professor",
        note="折线，标题只有一个字母",
    ),
    Trial(
        "chart_profit_by_price",
        """
import matplotlib.pyplot as plt
MIN_DAYS = 5
def chart_profit_by_price(history, unit_cost, fee_rate):
    d = history[~history["promo"] & ~history["stock_out"]]
    r = (d["units"] * (d["price"] * (1 - fee_rate) - unit_cost)).groupby(d["price"]).agg(["mean","size"])
    r = r[r["size"]>=MIN_DAYS]["mean"]
    fig, ax = plt.subplots(); ax.bar(range(len(r)), r.values); ax.set_title("t"); ax.set_xlabel("x"); ax.set_ylabel("x")
    return ax
""",
        judgement="wrong",
        misconception="places_without_prices",
        reader="professor",
    ),
    Trial(
        "chart_profit_by_price",
        """
import matplotlib.pyplot as plt
MIN_DAYS = 5
def chart_profit_by_price(history, unit_cost, fee_rate):
    d = history[~history["promo"] & ~history["stock_out"]]
    r = (d["units"] * (d["price"] * (1 - fee_rate) - unit_cost)).groupby(d["price"]).agg(["mean","size"])
    r = r[r["size"]>=MIN_DAYS]["mean"]
    fig, ax = plt.subplots(); ax.scatter(r.index, r.values); ax.set_title("t"); ax.set_xlabel("x"); ax.set_ylabel("x")
    return ax
""",
        judgement="right",
        reader="professor",
        note="散点：题目现在不限图形",
    ),
    Trial(
        "price_elasticity",
        """
def price_elasticity(history, controls=None):
    controls = list(controls or [])
    d = history[~history["stock_out"].astype(bool)].copy()
    d = d[d.groupby("sku_id")["price"].transform("nunique") >= 3]
    if d.empty:
        return np.nan
    X = pd.DataFrame({"lp": d["price"]})
    for c in controls:
        X["c_" + c] = d[c].astype(float)
    y = np.log(d["units"].where(d["units"] > 0, 0.5))
    X = X - X.groupby(d["sku_id"]).transform("mean")
    y = y - y.groupby(d["sku_id"]).transform("mean")
    return float(np.linalg.lstsq(X.values, y.values, rcond=None)[0][0])
""",
        judgement="wrong",
        misconception="raw_prices",
        reader="professor",
        note="价格没取对数",
    ),
    Trial(
        "price_fairness",
        """
def price_fairness(items, group, date="date"):
    d = items[(items["qty"] < 3) & items[group].notna()].copy()
    d["_p"] = d["unit_price"] - d["discount_alloc"]/d["qty"]
    d = d.loc[d.index.repeat(d["qty"])]      # weighted by pieces
    d["_d"] = pd.to_datetime(d[date]).dt.normalize()
    key = ["sku_id", "_d"]; out = {}
    for g in sorted(d[group].unique()):
        a = d[d[group] == g].groupby(key)["_p"].median()
        b = d[d[group] != g].groupby(key)["_p"].agg(["median", "size"])
        b = b[(b["size"] >= 2) & (b["median"] > 0)]["median"]
        gap = (a/b-1).dropna(); n=len(gap); h = 2*gap.std()/np.sqrt(n) if n else np.nan
        out[g]=(n,gap.mean(),gap.mean()-h,gap.mean()+h)
    return pd.DataFrame.from_dict(out, orient="index", columns=["cells","gap","low","high"]).astype({"cells":int})
""",
        judgement="wrong",
        misconception="weighted_by_pieces",
        reader="professor",
        note="按件数加权",
    ),
    Trial(
        "price_fairness",
        """
def price_fairness(items, group, date="date"):
    d = items[items[group].notna()].copy()
    d["_p"] = d["unit_price"] - d["discount_alloc"]/d["qty"]
    d["_d"] = pd.to_datetime(d[date]).dt.normalize()
    key = ["sku_id", "_d"]; out = {}
    ok = d["qty"] < 3
    for g in sorted(d.loc[ok, group].unique()):
        a = d[(d[group] == g) & ok].groupby(key)["_p"].median()
        b = d[d[group] != g].groupby(key)["_p"].agg(["median", "size"])   # others keep their 3+ rows
        b = b[(b["size"] >= 2) & (b["median"] > 0)]["median"]
        gap = (a/b-1).dropna(); n=len(gap); h = 2*gap.std()/np.sqrt(n) if n else np.nan
        out[g]=(n,gap.mean(),gap.mean()-h,gap.mean()+h)
    return pd.DataFrame.from_dict(out, orient="index", columns=["cells","gap","low","high"]).astype({"cells":int})
""",
        judgement="wrong",
        misconception="others_keep_the_rebate",
        reader="professor",
        note="其他人的满件折没去掉",
    ),
]
