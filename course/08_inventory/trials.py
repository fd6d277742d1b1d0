"""Answers that readers gave to chapter 8 from the page alone, with a teacher's judgement by the question's text.

A reader's code stands as it was written. Several versions that came out alike stand once. The text was mended after they
were given (both numbers negative, full cartons of a known demand, whole numbers, the clock): they are judged by what it says
now.
"""

from classroom.cases import Trial

trials: list[Trial] = [
    Trial(
        "inventory_turnover",
        """
def inventory_turnover(annual_cogs, avg_inventory):
    if annual_cogs < 0 or avg_inventory < 0:
        raise ValueError("负的")
    if avg_inventory == 0:
        if annual_cogs > 0:
            return {"turnover": math.inf, "days": 0}
        return {"turnover": math.nan, "days": math.nan}
    t = annual_cogs / avg_inventory
    d = 360 * avg_inventory / annual_cogs if annual_cogs else math.nan
    return {"turnover": t, "days": d}
""",
        judgement="right",
        reader="shop assistant",
        note="按情况分，天数写整数 0",
    ),
    Trial(
        "inventory_turnover",
        """
def inventory_turnover(annual_cogs, avg_inventory):
    if annual_cogs < 0 or avg_inventory < 0:
        raise ValueError("负的")
    t = annual_cogs / avg_inventory
    return {"turnover": t, "days": 360/t}
""",
        judgement="wrong",
        misconception="divided_without_looking",
        reader="shop assistant",
        note="没看零就除",
    ),
    Trial(
        "inventory_turnover",
        """
def inventory_turnover(annual_cogs, avg_inventory):
    if annual_cogs < 0 or avg_inventory < 0:
        raise ValueError("负的")
    if avg_inventory == 0:
        return {"turnover": math.inf, "days": 0}
    if annual_cogs == 0:
        return {"turnover": 0, "days": math.inf}
    t = annual_cogs / avg_inventory
    return {"turnover": t, "days": round(365/t)}
""",
        judgement="wrong",
        misconception="whole_days_of_365",
        reader="shop assistant",
        note="365 天还取整；一件没卖给了无穷大",
    ),
    Trial(
        "inventory_turnover",
        """
def inventory_turnover(annual_cogs, avg_inventory):
    if annual_cogs < 0 and avg_inventory < 0:
        raise ValueError("负的")
    a=np.float64(annual_cogs); b=np.float64(avg_inventory)
    return pd.Series({"turnover": a/b, "days": 365*b/a})
""",
        judgement="wrong",
        reader="shop assistant",
        note="or 写成 and，365 天，返回 Series",
    ),
    Trial(
        "safety_stock",
        """
from statistics import NormalDist
def safety_stock(mean_d, sd_d, mean_l, sd_l, service):
    if service <= 0 or service >= 1:
        raise ValueError("x")
    z = NormalDist().inv_cdf(service)
    s = z*math.sqrt((mean_l+1)*sd_d**2 + mean_d**2*sd_l**2)
    return float(max(0, math.ceil(s)))
""",
        judgement="right",
        reader="shop assistant",
    ),
    Trial(
        "safety_stock",
        """
def safety_stock(mean_d, sd_d, mean_l, sd_l, service):
    if service <= 0.5:
        return 0.0
    if service >= 1:
        raise ValueError("x")
    z = NormalDist().inv_cdf(service)
    s = z*math.sqrt((mean_l+1)*sd_d + mean_d**2*sd_l)
    return round(s)
""",
        judgement="wrong",
        misconception="deviations_not_squared_and_rounded",
        reader="shop assistant",
        note="标准差没平方，四舍五入",
    ),
    Trial(
        "safety_stock",
        """
from statistics import NormalDist
def safety_stock(mean_d, sd_d, mean_l, sd_l, service):
    if service <= 0.5:
        return 0.0
    if service >= 1:
        raise ValueError("x")
    z = NormalDist().inv_cdf(service)
    s = z*math.sqrt((mean_l)*sd_d**2 + mean_d**2*sd_l**2)
    return float(math.ceil(s))
""",
        judgement="wrong",
        misconception="without_the_extra_day",
        reader="shop assistant",
        note="少了多的一天",
    ),
    Trial(
        "safety_stock",
        """
from statistics import NormalDist
def safety_stock(mean_d, sd_d, mean_l, sd_l, service):
    if not 0 < service < 1:
        raise ValueError("x")
    z = max(0, round(NormalDist().inv_cdf(service),3))
    s = z*math.sqrt((mean_l+1)*sd_d**2 + mean_d**2*sd_l**2)
    return float(math.ceil(s))
""",
        judgement="wrong",
        misconception="z_of_three_digits",
        reader="shop assistant",
        note="z 先取到三位小数",
    ),
    Trial(
        "newsvendor",
        """
from statistics import NormalDist
def newsvendor(price, cost, salvage, mu, sigma):
    if salvage >= cost:
        raise ValueError("x")
    if price <= cost:
        return 0.0
    z = NormalDist().inv_cdf((price-cost)/(price-salvage))
    q = mu + z*sigma
    return float(max(0, q//12*12))
""",
        judgement="right",
        reader="shop assistant",
        note="q//12*12",
    ),
    Trial(
        "newsvendor",
        """
from statistics import NormalDist
def newsvendor(price, cost, salvage, mu, sigma):
    if price <= cost:
        return 0.0
    if salvage >= cost:
        raise ValueError("x")
    z = NormalDist().inv_cdf((price-cost)/(price-salvage))
    q = mu + z*sigma
    return float(max(0, math.floor(q/12)))
""",
        judgement="wrong",
        misconception="number_of_cartons",
        reader="shop assistant",
        note="返回箱数",
    ),
    Trial(
        "newsvendor",
        """
from statistics import NormalDist
def newsvendor(price, cost, salvage, mu, sigma):
    if salvage >= cost:
        raise ValueError("x")
    if price <= cost:
        return 0.0
    z = NormalDist().inv_cdf((price-cost)/(price-salvage))
    q = mu + z*sigma
    return float(round(q/12)*12)
""",
        judgement="wrong",
        misconception="cartons_rounded",
        reader="shop assistant",
        note="四舍五入到整箱",
    ),
    Trial(
        "newsvendor",
        """
from statistics import NormalDist
def newsvendor(price, cost, salvage, mu, sigma):
    if salvage >= cost:
        raise ValueError("x")
    if price <= cost:
        return 0.0
    if sigma == 0:
        return float(mu)
    z = NormalDist().inv_cdf((price-cost)/(price-salvage))
    q = mu + z*sigma
    return max(0.0, math.floor(q/12)*12.0)
""",
        judgement="wrong",
        misconception="known_demand_not_in_cartons",
        reader="shop assistant",
        note="sigma 是 0 时返回 mu",
    ),
    Trial(
        "newsvendor",
        """
from statistics import NormalDist
def newsvendor(price, cost, salvage, mu, sigma):
    if salvage >= cost:
        raise ValueError("x")
    if price <= cost:
        return 0.0
    z = NormalDist().inv_cdf((price-cost)/(cost-salvage+price-cost))
    return max(0.0, math.floor((mu + z*sigma)/12)*12.0) if sigma else math.floor(mu/12)*12
""",
        judgement="right",
        reader="shop assistant",
        note="临界比用 cu ÷ (cu + co)",
    ),
    Trial(
        "inventory_turnover",
        """
def inventory_turnover(annual_cogs, avg_inventory):
    if annual_cogs < 0 or avg_inventory < 0:
        raise ValueError("负的")
    if avg_inventory == 0:
        return {"turnover": math.inf if annual_cogs else math.nan, "days": 0 if annual_cogs else math.nan}
    t = annual_cogs / avg_inventory
    return {"turnover": t, "days": 365/t if t else math.nan}
""",
        judgement="wrong",
        misconception="year_of_365",
        reader="shop assistant",
        note="365 天",
    ),
    Trial(
        "inventory_turnover",
        """
def inventory_turnover(annual_cogs, avg_inventory):
    if avg_inventory == 0:
        return {"turnover": math.inf if annual_cogs else math.nan, "days": 0 if annual_cogs else math.nan}
    t = annual_cogs / avg_inventory
    if t < 0:
        raise ValueError("负的")
    return {"turnover": t, "days": 360/t if t else math.nan}
""",
        judgement="wrong",
        misconception="negative_stock_let_through",
        reader="shop assistant",
        note="只查一个",
    ),
    Trial(
        "inventory_turnover",
        """
def inventory_turnover(annual_cogs, avg_inventory):
    if annual_cogs < 0 or avg_inventory < 0:
        print("账错了"); return None
    if avg_inventory == 0:
        return {"turnover": math.inf if annual_cogs else math.nan, "days": 0 if annual_cogs else math.nan}
    t = annual_cogs / avg_inventory
    return {"turnover": t, "days": 360/t if t else None}
""",
        judgement="wrong",
        misconception="error_printed",
        reader="shop assistant",
        note="print 之后返回 None",
    ),
    Trial(
        "safety_stock",
        """
from statistics import NormalDist
def safety_stock(mean_d, sd_d, mean_l, sd_l, service):
    if not 0 < service < 1:
        raise ValueError("x")
    z = {0.5:0,0.95:1.64,0.99:2.33}.get(service, NormalDist().inv_cdf(service))
    s = z*math.sqrt((mean_l+1)*sd_d**2 + mean_d**2*(sd_l+1)**2)
    return float(math.ceil(s))
""",
        judgement="wrong",
        misconception="extra_day_in_the_spread",
        reader="shop assistant",
        note="标准差也加一天",
    ),
    Trial(
        "safety_stock",
        """
from statistics import NormalDist
def safety_stock(mean_d, sd_d, mean_l, sd_l, service):
    if not 0 < service < 1:
        raise ValueError("x")
    z = NormalDist().inv_cdf(service)
    s = z*math.sqrt((mean_l+1)*sd_d**2 + mean_d*sd_l**2)
    return float(max(0,round(s)))
""",
        judgement="wrong",
        misconception="demand_not_squared_and_rounded",
        reader="shop assistant",
        note="d 没平方，四舍五入",
    ),
    Trial(
        "safety_stock",
        """
from statistics import NormalDist
def safety_stock(mean_d, sd_d, mean_l, sd_l, service):
    if service <= 0.5:
        return 0.0
    if service >= 1:
        raise ValueError("x")
    z = NormalDist().inv_cdf(service)
    s = z*math.sqrt((mean_l+1)*sd_d**2 + mean_d**2*sd_l**2)
    return mean_d*(mean_l+1) + math.ceil(s)
""",
        judgement="wrong",
        misconception="reorder_point_of_a_day_more",
        reader="shop assistant",
        note="返回再订货点",
    ),
    Trial(
        "safety_stock",
        """
from statistics import NormalDist
def safety_stock(mean_d, sd_d, mean_l, sd_l, service):
    if not 0 < service < 1:
        raise ValueError("x")
    z = {0.5:0,0.95:1.64,0.99:2.33}.get(service, NormalDist().inv_cdf(service))
    s = z*math.sqrt((mean_l+1)*sd_d**2 + mean_d**2*(sd_l)**2)
    return max(0.0,float(math.ceil(s)))
""",
        judgement="wrong",
        misconception="z_from_a_table",
        reader="shop assistant",
        note="0.95 查表取 1.64",
    ),
    Trial(
        "reorder_alerts",
        """
def reorder_alerts(inv, params, on_date):
    d = inv[inv["date"] == on_date]
    s = d.groupby("sku_id")[["on_hand","reserved","on_order"]].sum()
    t = params.merge(s, on="sku_id", how="left").fillna(0)
    t["available"] = t["on_hand"] - t["reserved"]
    t["position"] = t["available"] + t["on_order"]
    t["status"] = "ok"
    t.loc[t["position"] > t["max_days"]*t["mean_demand"], "status"] = "overstock"
    t.loc[t["position"] <= t["reorder_point"], "status"] = "reorder"
    t.loc[t["available"] <= 0, "status"] = "stock_out"
    return t.set_index("sku_id")[["available","position","status"]]
""",
        judgement="wrong",
        misconception="not_sorted",
        reader="shop assistant",
        note="没排序",
    ),
    Trial(
        "reorder_alerts",
        """
def reorder_alerts(inv, params, on_date):
    d = inv[inv["date"] == on_date]
    s = d.groupby("sku_id")[["on_hand","reserved","on_order"]].sum()
    t = params.merge(s, on="sku_id", how="left").fillna(0).sort_values("sku_id")
    t["available"] = (t["on_hand"] - t["reserved"]).astype(int)
    t["position"] = (t["available"] + t["on_order"]).astype(int)
    t["status"] = "ok"
    t.loc[t["position"] > t["max_days"]*t["mean_demand"], "status"] = "overstock"
    t.loc[t["position"] <= t["reorder_point"], "status"] = "reorder"
    t.loc[t["available"] <= 0, "status"] = "stock_out"
    return t.set_index("sku_id")[["available","position","status"]]
""",
        judgement="right",
        reader="shop assistant",
        note="merge 加逐条覆盖",
    ),
    Trial(
        "reorder_alerts",
        """
def reorder_alerts(inv, params, on_date):
    d = inv[inv["date"] == on_date]
    s = d.groupby("sku_id")[["on_hand","reserved","on_order"]].sum()
    t = params.set_index("sku_id").sort_index().join(s)
    t["available"] = t["on_hand"] - t["reserved"]
    t["position"] = t["on_hand"] + t["on_order"]
    def f(r):
        if r["available"] < 0: return "stock_out"
        if r["position"] < r["reorder_point"]: return "reorder"
        if r["position"] >= r["max_days"]*r["mean_demand"]: return "overstock"
        return "ok"
    t["status"] = t.apply(f, axis=1)
    return t[["available","position","status"]]
""",
        judgement="wrong",
        reader="shop assistant",
        note="几处一起：头寸没减已卖未发，界线都差等于",
    ),
    Trial(
        "reorder_alerts",
        """
def reorder_alerts(inv, params, on_date):
    d = inv[inv["date"] == on_date]
    s = d.groupby("sku_id")[["on_hand","reserved","on_order"]].sum()
    t = s.merge(params, on="sku_id", how="inner").sort_values("sku_id")
    t["available"] = (t["on_hand"] - t["reserved"]).clip(lower=0)
    t["position"] = (t["available"] + t["on_order"]).astype(int)
    c = [t["position"] <= 0, t["position"] <= t["reorder_point"], t["position"]/t["mean_demand"]>t["max_days"]]
    t["status"] = np.select(c, ["stock_out","reorder","overstock"], "ok")
    return t.set_index("sku_id")[["available","position","status"]]
""",
        judgement="wrong",
        reader="shop assistant",
        note="inner、可用截到 0、缺货看头寸",
    ),
    Trial(
        "simulate_policy",
        """
def simulate_policy(demand, policy, params, lead_time):
    if policy not in ("s,Q","R,S","R,s,S"):
        raise ValueError("x")
    s = params.get("s"); Q = params.get("Q"); R = params.get("R"); S = params.get("S")
    on = s + Q if policy == "s,Q" else S
    due = {}; ev = []; sold = 0; orders = 0; rec = 0
    for day, d in enumerate(demand, start=1):
        a = due.pop(day, 0); on += a; rec += a
        x = min(on, d); sold += x; on -= x
        ev.append(on)
        pos = on + sum(due.values())
        q = 0
        if policy == "s,Q":
            if pos <= s: q = Q
        elif day % R == 0:
            if policy == "R,S" or pos <= s:
                q = S - pos
        if q > 0:
            due[day+lead_time] = q; orders += 1
    tot = sum(demand)
    return {"fill_rate": sold/tot if tot else math.nan, "mean_stock": np.mean(ev) if ev else math.nan, "orders": orders, "received": rec, "closing": on}
""",
        judgement="right",
        reader="shop assistant",
    ),
    Trial(
        "simulate_policy",
        """
def simulate_policy(demand, policy, params, lead_time):
    s = params.get("s"); Q = params.get("Q"); R = params.get("R"); S = params.get("S")
    on = s + Q if policy == "s,Q" else S
    due = {}; ev = []; sold = 0; orders = 0; rec = 0
    for day, d in enumerate(demand):
        a = due.pop(day, 0); on += a; rec += a
        x = min(on, d); sold += x; on -= x
        ev.append(on)
        pos = on + sum(due.values())
        q = 0
        if policy == "s,Q":
            if pos <= s: q = Q
        elif day % R == 0:
            if policy == "R,S" or pos <= s:
                q = S - pos
        if q > 0:
            due[day+lead_time+1] = q; orders += 1
    return {"fill_rate": sold/sum(demand), "mean_stock": np.mean(ev), "orders": orders, "received": rec, "closing": on}
""",
        judgement="wrong",
        misconception="clock_of_the_lesson",
        reader="shop assistant",
        note="照第 4 课的钟：从 0 数，到货 +1",
    ),
    Trial(
        "simulate_policy",
        """
def simulate_policy(demand, policy, params, lead_time):
    if policy not in ("s,Q","R,S","R,s,S"):
        raise ValueError("x")
    s = params.get("s"); Q = params.get("Q"); R = params.get("R"); S = params.get("S")
    on = s + Q if policy == "s,Q" else S
    due = {}; ev = []; sold = 0; orders = 0; rec = 0
    for day, d in enumerate(demand, start=1):
        a = due.pop(day, 0); on += a; rec += a
        x = min(on, d); sold += x; on -= x
        ev.append(on)
        pos = on
        q = 0
        if policy == "s,Q":
            if pos <= s: q = Q
        elif day % R == 0:
            if policy == "R,S" or pos <= s:
                q = S - pos
        if q > 0:
            due[day+lead_time] = q; orders += 1
    tot = sum(demand)
    return {"fill_rate": sold/tot if tot else math.nan, "mean_stock": np.mean(ev) if ev else math.nan, "orders": orders, "received": rec, "closing": on}
""",
        judgement="wrong",
        misconception="on_the_way_forgotten",
        reader="shop assistant",
    ),
    Trial(
        "simulate_policy",
        """
def simulate_policy(demand, policy, params, lead_time):
    if policy not in ("s,Q","R,S","R,s,S"):
        raise ValueError("x")
    s = params.get("s"); Q = params.get("Q"); R = params.get("R"); S = params.get("S")
    on = s + Q if policy == "s,Q" else S
    due = {}; ev = []; sold = 0; orders = 0; rec = 0
    for day, d in enumerate(demand, start=1):
        a = due.pop(day, 0); on += a; rec += a
        x = min(on, d); sold += x; on -= x
        ev.append(on)
        pos = on + sum(due.values())
        q = 0
        if policy == "s,Q":
            while pos + q <= s: q += Q
        elif day % R == 0:
            if policy == "R,S" or pos < s:
                q = S - pos
        if q > 0:
            due[day+lead_time] = q; orders += 1
    rec += sum(due.values())
    tot = sum(demand)
    return {"fill_rate": sold/tot if tot else math.nan, "mean_stock": np.mean(ev) if ev else math.nan, "orders": orders, "received": rec, "closing": on}
""",
        judgement="wrong",
        misconception="ordered_for_received",
        reader="shop assistant",
    ),
    Trial(
        "forecast_error",
        """
def forecast_error(actual, forecast):
    t = pd.DataFrame({"a": actual, "f": forecast}).dropna()
    t["f"] = t["f"].clip(lower=0)
    e = t["f"] - t["a"]
    s = t["a"].sum()
    return {"mae": e.abs().mean(), "wape": e.abs().sum()/s if s else math.nan, "bias": e.mean()}
""",
        judgement="right",
        reader="shop assistant",
    ),
    Trial(
        "forecast_error",
        """
def forecast_error(actual, forecast):
    t = pd.concat([actual, forecast], axis=1).fillna(0)
    t.columns = ["a","f"]
    e = t["f"] - t["a"]
    return {"mae": e.abs().mean(), "wape": e.abs().sum()/t["a"].sum(), "bias": e.mean()}
""",
        judgement="wrong",
        misconception="holes_filled_negatives_kept",
        reader="shop assistant",
        note="fillna(0)，负的没处理",
    ),
    Trial(
        "forecast_error",
        """
def forecast_error(actual, forecast):
    e = (forecast.clip(lower=0) - actual).dropna()
    return {"mae": e.abs().mean(), "wape": e.abs().sum()/actual.sum() if actual.sum() else math.nan, "bias": e.mean()}
""",
        judgement="wrong",
        misconception="over_all_actuals",
        reader="shop assistant",
        note="分母用全部实际",
    ),
    Trial(
        "forecast_error",
        """
def forecast_error(actual, forecast):
    forecast[forecast < 0] = 0
    t = pd.DataFrame({"a": actual, "f": forecast}).dropna()
    t = t[t["a"] > 0]
    e = t["a"] - t["f"]
    s = t["a"].sum()
    return {"mae": e.abs().mean(), "wape": e.abs().sum()/s*100 if s else math.nan, "bias": e.mean()}
""",
        judgement="wrong",
        reader="shop assistant",
        note="改了传入的表，去掉零的日子，反号，百分数",
    ),
    Trial(
        "forecast_error",
        """
def forecast_error(actual, forecast):
    t = pd.DataFrame({"a": actual, "f": forecast}).dropna()
    t = t[t["f"] >= 0]
    e = t["f"] - t["a"]
    s = t["a"].sum()
    return {"mae": e.abs().mean(), "wape": e.abs().sum()/s if s else math.nan, "bias": e.mean()}
""",
        judgement="wrong",
        misconception="negatives_dropped",
        reader="shop assistant",
    ),
    Trial(
        "inventory_turnover",
        """
def inventory_turnover(annual_cogs, avg_inventory):
    if (annual_cogs < 0) != (avg_inventory < 0):
        raise ValueError("只要有一个是负的")
    if avg_inventory == 0:
        return {"turnover": math.inf if annual_cogs else math.nan, "days": 0 if annual_cogs else math.nan}
    t = annual_cogs / avg_inventory
    return {"turnover": t, "days": 360/t if t else math.nan}
""",
        judgement="wrong",
        misconception="both_negative_let_through",
        reader="shop assistant",
        note="一正一负才抛错",
    ),
    Trial(
        "simulate_policy",
        """
def simulate_policy(demand, policy, params, lead_time):
    if policy not in ("s,Q","R,S","R,s,S"):
        raise ValueError("x")
    s = params.get("s"); Q = params.get("Q"); R = params.get("R"); S = params.get("S")
    on = s + Q if policy == "s,Q" else S
    due = {}; ev = []; sold = 0; orders = 0; rec = 0
    for day, d in enumerate(demand):
        a = due.pop(day, 0); on += a; rec += a
        x = min(on, d); sold += x; on -= x
        ev.append(on)
        pos = on + sum(due.values())
        q = 0
        if policy == "s,Q":
            if pos <= s: q = Q
        elif day % R == 0:
            if policy == "R,S" or pos <= s:
                q = S - pos
        if q > 0:
            due[day+lead_time] = q; orders += 1
    tot = sum(demand)
    return {"fill_rate": sold/tot if tot else math.nan, "mean_stock": np.mean(ev) if ev else math.nan, "orders": orders, "received": rec, "closing": on}
""",
        judgement="wrong",
        misconception="looked_on_the_first_evening",
        reader="shop assistant",
    ),
    Trial(
        "simulate_policy",
        """
def simulate_policy(demand, policy, params, lead_time):
    if policy not in ("s,Q","R,S","R,s,S"):
        raise ValueError("x")
    s = params.get("s"); Q = params.get("Q"); R = params.get("R"); S = params.get("S")
    on = s + Q if policy == "s,Q" else S
    due = {}; ev = []; sold = 0; orders = 0; rec = 0
    for day, d in enumerate(demand, start=1):
        a = due.pop(day, 0); on += a; rec += a
        x = min(on, d); sold += x; on -= x
        ev.append(on)
        pos = on + sum(due.values())
        q = 0
        if policy == "s,Q":
            if pos <= s: q = Q
        elif day % R == 0:
            if policy == "R,S" or pos <= s:
                q = S - pos
        if q > 0:
            due[day+lead_time+1] = q; orders += 1
    tot = sum(demand)
    return {"fill_rate": sold/tot if tot else math.nan, "mean_stock": np.mean(ev) if ev else math.nan, "orders": orders, "received": rec, "closing": on}
""",
        judgement="wrong",
        misconception="a_day_late",
        reader="shop assistant",
    ),
    Trial(
        "simulate_policy",
        """
def simulate_policy(demand, policy, params, lead_time):
    if policy not in ("s,Q","R,S","R,s,S"):
        raise ValueError("x")
    s = params.get("s"); Q = params.get("Q"); R = params.get("R"); S = params.get("S")
    on = s + Q if policy == "s,Q" else S
    due = {}; ev = []; sold = 0; orders = 0; rec = 0
    for day, d in enumerate(demand, start=1):
        a = due.pop(day, 0); on += a; rec += a
        x = min(on, d); sold += x; on -= x
        ev.append(on)
        pos = on + sum(due.values())
        q = 0
        if policy == "s,Q":
            if pos < s: q = Q
        elif day % R == 0:
            if policy == "R,S" or pos < s:
                q = S - pos
        if q > 0:
            due[day+lead_time] = q; orders += 1
    tot = sum(demand)
    return {"fill_rate": sold/tot if tot else math.nan, "mean_stock": np.mean(ev) if ev else math.nan, "orders": orders, "received": rec, "closing": on}
""",
        judgement="wrong",
        misconception="below_s_only",
        reader="shop assistant",
    ),
    Trial(
        "simulate_policy",
        """
def simulate_policy(demand, policy, params, lead_time):
    if policy not in ("s,Q","R,S","R,s,S"):
        raise ValueError("x")
    s = params.get("s"); Q = params.get("Q"); R = params.get("R"); S = params.get("S")
    on = S or s
    due = {}; ev = []; sold = 0; orders = 0; rec = 0
    for day, d in enumerate(demand, start=1):
        a = due.pop(day, 0); on += a; rec += a
        x = min(on, d); sold += x; on -= x
        ev.append(on)
        pos = on + sum(due.values())
        q = 0
        if policy == "s,Q":
            if pos <= s: q = Q
        elif day % R == 0:
            if policy == "R,S" or pos <= s:
                q = S - pos
        if q > 0:
            due[day+lead_time] = q; orders += 1
    tot = sum(demand)
    return {"fill_rate": sold/tot if tot else math.nan, "mean_stock": np.mean(ev) if ev else math.nan, "orders": orders, "received": rec, "closing": on}
""",
        judgement="wrong",
        misconception="began_with_the_point",
        reader="shop assistant",
        note="开始只有 s",
    ),
    Trial(
        "simulate_policy",
        """
def simulate_policy(demand, policy, params, lead_time):
    if policy not in ("s,Q","R,S","R,s,S"):
        raise ValueError("x")
    s = params.get("s"); Q = params.get("Q"); R = params.get("R"); S = params.get("S")
    on = s + Q if policy == "s,Q" else S
    due = {}; ev = []; sold = 0; orders = 0; rec = 0
    for day, d in enumerate(demand, start=1):
        a = due.pop(day, 0); on += a; rec += a
        x = min(on, d); sold += x; on -= x
        ev.append(on)
        pos = on + sum(due.values())
        q = 0
        if policy == "s,Q":
            if pos <= s: q = Q
        elif day % R == 0:
            if policy == "R,S" or pos <= s:
                q = S - pos
        if q != 0:
            due[day+lead_time] = q; orders += 1
    tot = sum(demand)
    return {"fill_rate": sold/tot if tot else math.nan, "mean_stock": np.mean(ev) if ev else math.nan, "orders": orders, "received": rec, "closing": on}
""",
        judgement="right",
        reader="shop assistant",
        note="q != 0 才订",
    ),
    Trial(
        "forecast_error",
        """
def forecast_error(actual, forecast):
    forecast[forecast < 0] = 0
    t = pd.DataFrame({"a": actual, "f": forecast}).dropna()
    e = t["f"] - t["a"]
    s = t["a"].sum()
    return {"mae": e.abs().mean(), "wape": e.abs().sum()/s if s else math.nan, "bias": e.mean()}
""",
        judgement="wrong",
        reader="shop assistant",
        note="改了传入的 forecast",
    ),
    Trial(
        "forecast_error",
        """
def forecast_error(actual, forecast):
    t = pd.DataFrame({"a": actual, "f": forecast.clip(lower=0)}).dropna()
    t = t[t["a"] > 0]
    e = t["f"] - t["a"]
    s = t["a"].sum()
    return {"mae": e.abs().mean(), "wape": e.abs().sum()/s if s else math.nan, "bias": e.mean()}
""",
        judgement="wrong",
        misconception="zero_days_dropped",
        reader="shop assistant",
    ),
    Trial(
        "forecast_error",
        """
def forecast_error(actual, forecast):
    a = actual.sort_index().to_numpy(); f = forecast.sort_index().clip(lower=0).to_numpy()
    n = min(len(a), len(f)); t = pd.DataFrame({"a": a[:n], "f": f[:n]}).dropna()
    e = t["f"] - t["a"]
    s = t["a"].sum()
    return {"mae": e.abs().mean(), "wape": e.abs().sum()/s if s else math.nan, "bias": e.mean()}
""",
        judgement="wrong",
        misconception="by_place_after_sorting",
        reader="shop assistant",
        note="排序后按位置对",
    ),
    Trial(
        "forecast_error",
        """
def forecast_error(actual, forecast):
    t = pd.DataFrame({"a": actual, "f": forecast.clip(lower=0)}).fillna(0)
    e = t["a"] - t["f"]
    s = t["a"].sum()
    return {"mae": e.abs().mean(), "wape": e.abs().mean()/t["a"].mean() if s else math.nan, "bias": e.mean()}
""",
        judgement="wrong",
        misconception="holes_filled_bias_turned",
        reader="shop assistant",
        note="fillna(0)，偏差反了",
    ),
    Trial(
        "reorder_alerts",
        """
def reorder_alerts(inv, params, on_date):
    d = inv[inv["date"] == on_date]
    s = d.groupby("sku_id")[["on_hand","reserved","on_order"]].sum()
    t = params.merge(s, on="sku_id", how="left").fillna(0).sort_values("sku_id")
    t["available"] = (t["on_hand"] - t["reserved"]).astype(int)
    t["position"] = (t["on_hand"] + t["on_order"]).astype(int)
    t["status"] = "ok"
    t.loc[t["position"] > t["max_days"]*t["mean_demand"], "status"] = "overstock"
    t.loc[t["position"] <= t["reorder_point"], "status"] = "reorder"
    t.loc[t["available"] <= 0, "status"] = "stock_out"
    return t.set_index("sku_id")[["available","position","status"]]
""",
        judgement="wrong",
        misconception="position_without_reserved",
        reader="shop assistant",
        note="头寸 = 在库 + 在途",
    ),
    Trial(
        "reorder_alerts",
        """
def reorder_alerts(inv, params, on_date):
    d = inv[inv["date"] == on_date]
    s = d.groupby("sku_id")[["on_hand","reserved","on_order"]].sum()
    t = params.merge(s, on="sku_id", how="left").fillna(0).sort_values("sku_id")
    t["available"] = (t["on_hand"] - t["reserved"]).astype(int)
    t["position"] = (t["available"] + t["on_order"]).astype(int)
    t["status"] = "ok"
    t.loc[t["position"] > t["max_days"]*t["mean_demand"], "status"] = "overstock"
    t.loc[t["position"] < t["reorder_point"], "status"] = "reorder"
    t.loc[t["available"] < 0, "status"] = "stock_out"
    return t.set_index("sku_id")[["available","position","status"]]
""",
        judgement="wrong",
        misconception="both_borders_missed",
        reader="shop assistant",
        note="两处都用 <",
    ),
    Trial(
        "reorder_alerts",
        """
def reorder_alerts(inv, params, on_date):
    d = inv[inv["date"] == on_date]
    s = d.groupby("sku_id")[["on_hand","reserved","on_order"]].sum()
    t = params.drop_duplicates().merge(s, on="sku_id", how="left").fillna(0).sort_values("sku_id")
    t["available"] = (t["on_hand"] - t["reserved"])
    t["position"] = (t["available"] + t["on_order"])
    t["status"] = "ok"
    t.loc[t["position"] > t["max_days"]*t["mean_demand"], "status"] = "overstock"
    t.loc[t["position"] <= t["reorder_point"], "status"] = "reorder"
    t.loc[t["available"] <= 0, "status"] = "stock_out"
    return t.set_index("sku_id")[["available","position","status"]]
""",
        judgement="right",
        reader="shop assistant",
        note="件数是浮点数",
    ),
    Trial(
        "reorder_alerts",
        """
def reorder_alerts(inv, params, on_date):
    d = inv[inv["date"] == on_date]
    s = d.groupby("sku_id")[["on_hand","reserved","on_order"]].sum()
    t = params.merge(s, on="sku_id", how="inner").fillna(0).sort_values("sku_id")
    t["available"] = (t["on_hand"] - t["reserved"]).astype(int)
    t["position"] = (t["available"] + t["on_order"]).astype(int)
    t["status"] = "ok"
    t.loc[t["position"] > t["max_days"]*t["mean_demand"], "status"] = "overstock"
    t.loc[t["position"] <= t["reorder_point"], "status"] = "reorder"
    t.loc[t["available"] <= 0, "status"] = "stock_out"
    return t.set_index("sku_id")[["available","position","status"]]
""",
        judgement="wrong",
        misconception="goods_without_row_dropped",
        reader="shop assistant",
    ),
    Trial(
        "reorder_alerts",
        """
def reorder_alerts(inv, params, on_date):
    d = inv[inv["date"] <= on_date]
    s = d.groupby("sku_id")[["on_hand","reserved","on_order"]].sum()
    t = params.merge(s, on="sku_id", how="left").fillna(0).sort_values("sku_id")
    t["available"] = (t["on_hand"] - t["reserved"]).astype(int)
    t["position"] = (t["available"] + t["on_order"]).astype(int)
    t["status"] = "ok"
    t.loc[t["position"] > t["max_days"]*t["mean_demand"], "status"] = "overstock"
    t.loc[t["position"] <= t["reorder_point"], "status"] = "reorder"
    t.loc[t["available"] <= 0, "status"] = "stock_out"
    return t.set_index("sku_id")[["available","position","status"]]
""",
        judgement="wrong",
        misconception="earlier_days_added",
        reader="shop assistant",
    ),
    Trial(
        "chart_cover",
        """
from matplotlib.axes import Axes
import matplotlib.pyplot as plt
DAYS = 28
def chart_cover(stock, on_date):
    on_date = pd.Timestamp(on_date)
    w = stock[(stock["date"] <= on_date) & (stock["date"] > on_date - pd.Timedelta(days=DAYS))]
    v = w[w["on_hand"] > 0].groupby(["category","item_id"])["sold"].mean()
    v = v[v > 0]
    h = stock[stock["date"] == on_date].groupby(["category","item_id"])["on_hand"].sum().reindex(v.index, fill_value=0)
    c = h.groupby("category").sum() / v.groupby("category").sum()
    fig, ax = plt.subplots()
    ax.bar(c.index, c)
    ax.set_title("可供天数"); ax.set_xlabel("类别"); ax.set_ylabel("天")
    return ax
""",
        judgement="right",
        reader="shop assistant",
    ),
    Trial(
        "chart_cover",
        """
import matplotlib.pyplot as plt
DAYS = 28
def chart_cover(stock, on_date):
    on_date = pd.Timestamp(on_date)
    w = stock[(stock["date"] <= on_date) & (stock["date"] >= on_date - pd.Timedelta(days=DAYS))]
    v = w.groupby("category")["sold"].mean()
    h = stock[stock["date"] == on_date].groupby("category")["on_hand"].mean()
    ax = (h/v).plot.bar(title="可供天数", ylabel="天", xlabel="类别")
    return ax
""",
        judgement="wrong",
        misconception="category_means",
        reader="shop assistant",
        note="按类别平均，29 天，卖断的也算",
    ),
    Trial(
        "chart_cover",
        """
import matplotlib.pyplot as plt
DAYS = 28
def chart_cover(stock, on_date):
    on_date = pd.Timestamp(on_date)
    w = stock[(stock["date"] <= on_date) & (stock["date"] > on_date - pd.Timedelta(days=DAYS))]
    v = w[w["on_hand"] > 0].groupby(["category","item_id"])["sold"].mean().reset_index()
    h = stock[stock["date"] == on_date][["item_id","on_hand"]]
    t = v.merge(h, on="item_id")
    t["c"] = t["on_hand"]/t["sold"]
    c = t.groupby("category")["c"].mean()
    ax = c.plot.barh()
    ax.set_title("可供天数"); ax.set_xlabel("天"); ax.set_ylabel("类别")
    return ax
""",
        judgement="wrong",
        reader="shop assistant",
        note="天数取平均，没有行的丢了，速度 0 也算",
    ),
    Trial(
        "chart_cover",
        """
from storelab import plots
DAYS = 28
def chart_cover(stock, on_date):
    on_date = pd.Timestamp(on_date)
    w = stock[(stock["date"] <= on_date) & (stock["date"] > on_date - pd.Timedelta(days=DAYS))]
    v = w[w["on_hand"] > 0].groupby(["category","item_id"])["sold"].mean().rename("v").reset_index()
    v = v[v["v"] > 0]
    h = stock[stock["date"] == on_date][["item_id","on_hand"]]
    t = v.merge(h, on="item_id", how="left").fillna(0)
    s = t.groupby("category")[["on_hand","v"]].sum()
    return plots.bar((s["on_hand"]/s["v"]).rename("days_of_cover"), "cover_by_category")
""",
        judgement="right",
        reader="shop assistant",
        note="plots.bar",
    ),
    Trial(
        "chart_cover",
        """
from matplotlib.axes import Axes
import matplotlib.pyplot as plt
DAYS = 28
def chart_cover(stock, on_date):
    on_date = pd.Timestamp(on_date)
    w = stock[(stock["date"] <= on_date) & (stock["date"] > on_date - pd.Timedelta(days=DAYS))]
    v = w.groupby(["category","item_id"])["sold"].mean()
    v = v[v > 0]
    h = stock[stock["date"] == on_date].groupby(["category","item_id"])["on_hand"].sum().reindex(v.index, fill_value=0)
    c = h.groupby("category").sum() / v.groupby("category").sum()
    fig, ax = plt.subplots()
    ax.bar(c.index, c)
    ax.set_title("可供天数"); ax.set_xlabel("类别"); ax.set_ylabel("天")
    return ax
""",
        judgement="wrong",
        misconception="sold_out_evenings_in",
        reader="shop assistant",
    ),
    Trial(
        "chart_cover",
        """
from matplotlib.axes import Axes
import matplotlib.pyplot as plt
DAYS = 28
def chart_cover(stock, on_date):
    on_date = pd.Timestamp(on_date)
    w = stock[(stock["date"] <= on_date) & (stock["date"] >= on_date - pd.Timedelta(days=DAYS))]
    v = w[w["on_hand"] > 0].groupby(["category","item_id"])["sold"].mean()
    v = v[v > 0]
    h = stock[stock["date"] == on_date].groupby(["category","item_id"])["on_hand"].sum().reindex(v.index, fill_value=0)
    c = h.groupby("category").sum() / v.groupby("category").sum()
    fig, ax = plt.subplots()
    ax.bar(c.index, c)
    ax.set_title("可供天数"); ax.set_xlabel("类别"); ax.set_ylabel("天")
    return ax
""",
        judgement="wrong",
        misconception="a_day_too_many",
        reader="shop assistant",
    ),
    Trial(
        "chart_cover",
        """
from matplotlib.axes import Axes
import matplotlib.pyplot as plt
DAYS = 28
def chart_cover(stock, on_date):
    on_date = pd.Timestamp(on_date)
    w = stock[(stock["date"] <= on_date) & (stock["date"] > on_date - pd.Timedelta(days=DAYS))]
    v = w[w["on_hand"] > 0].groupby(["category","item_id"])["sold"].mean()
    v = v[v > 0]
    h = stock[stock["date"] == on_date].groupby(["category","item_id"])["on_hand"].sum().reindex(v.index, fill_value=0)
    c = (h / v).groupby("category").mean()
    fig, ax = plt.subplots()
    ax.bar(c.index, c)
    ax.set_title("可供天数"); ax.set_xlabel("类别"); ax.set_ylabel("天")
    return ax
""",
        judgement="wrong",
        misconception="mean_of_covers",
        reader="shop assistant",
    ),
    Trial(
        "chart_cover",
        """
from matplotlib.axes import Axes
import matplotlib.pyplot as plt
DAYS = 28
def chart_cover(stock, on_date):
    on_date = pd.Timestamp(on_date)
    w = stock[(stock["date"] <= on_date) & (stock["date"] > on_date - pd.Timedelta(days=DAYS))]
    v = w[w["on_hand"] > 0].groupby(["category","item_id"])["sold"].mean()
    pass
    h = stock[stock["date"] == on_date].groupby(["category","item_id"])["on_hand"].sum().reindex(v.index, fill_value=0)
    c = h.groupby("category").sum() / v.groupby("category").sum()
    fig, ax = plt.subplots()
    ax.bar(c.index, c)
    ax.set_title("可供天数"); ax.set_xlabel("类别"); ax.set_ylabel("天")
    return ax
""",
        judgement="wrong",
        misconception="dead_goods_in_the_pieces",
        reader="shop assistant",
    ),
    Trial(
        "chart_cover",
        """
from matplotlib.axes import Axes
import matplotlib.pyplot as plt
DAYS = 28
def chart_cover(stock, on_date):
    on_date = pd.Timestamp(on_date)
    w = stock[(stock["date"] <= on_date) & (stock["date"] > on_date - pd.Timedelta(days=DAYS))]
    v = w[w["on_hand"] > 0].groupby(["category","item_id"])["sold"].mean()
    v = v[v > 0]
    h = stock[stock["date"] == on_date].groupby(["category","item_id"])["on_hand"].sum().reindex(v.index, fill_value=0)
    c = h.groupby("category").sum() / v.groupby("category").sum()
    fig, ax = plt.subplots()
    ax.barh(c.index, c)
    ax.set_title("可供天数"); ax.set_xlabel("类别"); ax.set_ylabel("天")
    return ax
""",
        judgement="right",
        reader="shop assistant",
        note="横着的柱子",
    ),
    Trial(
        "chart_cover",
        """
from matplotlib.axes import Axes
import matplotlib.pyplot as plt
DAYS = 28
def chart_cover(stock, on_date):
    on_date = pd.Timestamp(on_date)
    w = stock[(stock["date"] <= on_date) & (stock["date"] > on_date - pd.Timedelta(days=DAYS))]
    v = w[w["on_hand"] > 0].groupby(["category","item_id"])["sold"].mean()
    v = v[v > 0]
    h = stock[stock["date"] == on_date].groupby(["category","item_id"])["on_hand"].sum().reindex(v.index, fill_value=0)
    c = h.groupby("category").sum() / v.groupby("category").sum()
    fig, ax = plt.subplots()
    c = c.sort_values(); ax.bar(range(len(c)), c); ax.set_xticks(range(len(c)), c.index, rotation=30)
    ax.set_title("可供天数"); ax.set_xlabel("类别"); ax.set_ylabel("天")
    return ax
""",
        judgement="right",
        reader="shop assistant",
        note="柱子用位置，刻度写类别",
    ),
    Trial(
        "forecast_error",
        """
def forecast_error(actual, forecast):
    t = pd.DataFrame({"a": actual, "f": forecast}).dropna()
    t["f"] = t["f"].clip(lower=0)
    e = t["f"] - t["a"]
    s = t["a"].sum()
    return {"mae": e.abs().mean(), "wape": e.abs().sum()/s if s else math.nan, "bias": -e.mean()}
""",
        judgement="wrong",
        misconception="bias_turned",
        reader="shop assistant",
    ),
    Trial(
        "forecast_error",
        """
def forecast_error(actual, forecast):
    t = pd.DataFrame({"a": actual, "f": forecast}).dropna()

    e = t["f"] - t["a"]
    s = t["a"].sum()
    return {"mae": e.abs().mean(), "wape": e.abs().sum()/s if s else math.nan, "bias": e.mean()}
""",
        judgement="wrong",
        misconception="negatives_kept",
        reader="shop assistant",
    ),
    Trial(
        "forecast_error",
        """
def forecast_error(actual, forecast):
    t = pd.DataFrame({"a": actual, "f": forecast}).dropna()
    t["f"] = t["f"].clip(lower=0)
    e = t["f"] - t["a"]
    s = t["a"].sum()
    return {"mae": e.abs().mean(), "wape": 100*e.abs().sum()/s if s else math.nan, "bias": e.mean()}
""",
        judgement="wrong",
        misconception="wape_in_percent",
        reader="shop assistant",
    ),
    Trial(
        "forecast_error",
        """
def forecast_error(actual, forecast):
    t = pd.DataFrame({"a": actual, "f": forecast}).fillna(0)
    t["f"] = t["f"].clip(lower=0)
    e = t["f"] - t["a"]
    s = t["a"].sum()
    return {"mae": e.abs().mean(), "wape": e.abs().sum()/s if s else math.nan, "bias": e.mean()}
""",
        judgement="wrong",
        misconception="holes_are_zero",
        reader="shop assistant",
    ),
    Trial(
        "forecast_error",
        """
def forecast_error(actual, forecast):
    t = pd.DataFrame({"a": actual.to_numpy()[:min(len(actual),len(forecast))], "f": forecast.to_numpy()[:min(len(actual),len(forecast))]}).dropna()
    t["f"] = t["f"].clip(lower=0)
    e = t["f"] - t["a"]
    s = t["a"].sum()
    return {"mae": e.abs().mean(), "wape": e.abs().sum()/s if s else math.nan, "bias": e.mean()}
""",
        judgement="wrong",
        misconception="by_place",
        reader="shop assistant",
    ),
    Trial(
        "newsvendor",
        """
from statistics import NormalDist
def newsvendor(price, cost, salvage, mu, sigma):
    if salvage >= cost:
        raise ValueError("x")
    if price <= cost:
        return 0.0
    z = NormalDist().inv_cdf((price-cost)/price)
    q = mu + z*sigma
    return float(max(0, q//12*12))
""",
        judgement="wrong",
        misconception="divided_by_price",
        reader="shop assistant",
    ),
    Trial(
        "newsvendor",
        """
from statistics import NormalDist
def newsvendor(price, cost, salvage, mu, sigma):
    if salvage >= cost:
        raise ValueError("x")
    if price <= cost:
        return 0.0
    z = NormalDist().inv_cdf((price-cost)/(price-salvage))
    q = mu + z*sigma
    return float(max(0, math.ceil(q/12)*12))
""",
        judgement="wrong",
        misconception="cartons_rounded_up",
        reader="shop assistant",
    ),
    Trial(
        "newsvendor",
        """
from statistics import NormalDist
def newsvendor(price, cost, salvage, mu, sigma):
    if salvage >= cost:
        raise ValueError("x")
    if price <= cost:
        return 0.0
    z = NormalDist().inv_cdf((cost-salvage)/(price-salvage))
    q = mu + z*sigma
    return float(max(0, q//12*12))
""",
        judgement="wrong",
        misconception="complement",
        reader="shop assistant",
    ),
    Trial(
        "newsvendor",
        """
from statistics import NormalDist
def newsvendor(price, cost, salvage, mu, sigma):
    if salvage >= cost:
        raise ValueError("x")
    if price <= cost:
        return 0.0
    z = NormalDist().inv_cdf((price-cost)/(price-salvage))
    q = mu + z*sigma
    return float((q//12*12))
""",
        judgement="wrong",
        misconception="below_no_boxes",
        reader="shop assistant",
    ),
    Trial(
        "newsvendor",
        """
from statistics import NormalDist
def newsvendor(price, cost, salvage, mu, sigma):
    if salvage >= cost:
        raise ValueError("x")
    if price <= cost:
        return 0.0
    z = NormalDist().inv_cdf((price-cost)/(price-salvage))
    q = mu + z*sigma
    return float(max(0, math.floor(q)))
""",
        judgement="wrong",
        misconception="whole_boxes",
        reader="shop assistant",
    ),
    Trial(
        "reorder_alerts",
        """
def reorder_alerts(inv, params, on_date):
    d = inv[inv["date"] == on_date]
    s = d.groupby("sku_id")[["on_hand","reserved","on_order"]].sum()
    t = params.merge(s, on="sku_id", how="left").fillna(0).sort_values("sku_id")
    t["available"] = (t["on_hand"] - t["reserved"]).astype(int)
    t["position"] = (t["available"] + t["on_order"]).astype(int)
    t["status"] = "ok"
    t.loc[t["position"] > t["max_days"]*t["mean_demand"], "status"] = "overstock"
    t.loc[t["position"] < t["reorder_point"], "status"] = "reorder"
    t.loc[t["available"] <= 0, "status"] = "stock_out"
    return t.set_index("sku_id")[["available","position","status"]]
""",
        judgement="wrong",
        misconception="below_the_point_only",
        reader="shop assistant",
    ),
    Trial(
        "reorder_alerts",
        """
def reorder_alerts(inv, params, on_date):
    d = inv[inv["date"] == on_date]
    s = d.groupby("sku_id")[["on_hand","reserved","on_order"]].sum()
    t = params.merge(s, on="sku_id", how="left").fillna(0).sort_values("sku_id")
    t["available"] = (t["on_hand"] - t["reserved"]).astype(int)
    t["position"] = (t["available"] + t["on_order"]).astype(int)
    t["status"] = "ok"
    t.loc[t["position"] > t["max_days"]*t["mean_demand"], "status"] = "overstock"
    t.loc[t["position"] <= t["reorder_point"], "status"] = "reorder"
    t.loc[t["available"] < 0, "status"] = "stock_out"
    return t.set_index("sku_id")[["available","position","status"]]
""",
        judgement="wrong",
        misconception="zero_is_not_out",
        reader="shop assistant",
    ),
    Trial(
        "reorder_alerts",
        """
def reorder_alerts(inv, params, on_date):
    d = inv[inv["date"] == on_date]
    s = d.groupby("sku_id")[["on_hand","reserved","on_order"]].sum()
    t = params.merge(s, on="sku_id", how="left").fillna(0).sort_values("sku_id")
    t["available"] = (t["on_hand"] - t["reserved"]).astype(int)
    t["position"] = (t["available"] + t["on_order"]).astype(int)
    t["status"] = "ok"
    t.loc[t["position"] > t["max_days"]*t["mean_demand"], "status"] = "overstock"
    t.loc[t["position"] <= t["reorder_point"], "status"] = "reorder"
    t.loc[t["position"] <= 0, "status"] = "stock_out"
    return t.set_index("sku_id")[["available","position","status"]]
""",
        judgement="wrong",
        misconception="stock_out_by_position",
        reader="shop assistant",
    ),
    Trial(
        "reorder_alerts",
        """
def reorder_alerts(inv, params, on_date):
    d = inv[inv["date"] == on_date]
    s = d.groupby("sku_id")[["on_hand","reserved","on_order"]].sum()
    t = params.merge(s, on="sku_id", how="left").fillna(0).sort_values("sku_id")
    t["available"] = (t["on_hand"] - t["reserved"]).astype(int)
    t["position"] = (t["available"] + t["on_order"]).astype(int)
    t["status"] = "ok"
    t.loc[t["available"] > t["max_days"]*t["mean_demand"], "status"] = "overstock"
    t.loc[t["position"] <= t["reorder_point"], "status"] = "reorder"
    t.loc[t["available"] <= 0, "status"] = "stock_out"
    return t.set_index("sku_id")[["available","position","status"]]
""",
        judgement="wrong",
        misconception="overstock_by_available",
        reader="shop assistant",
        note="积压按可用判",
    ),
    Trial(
        "reorder_alerts",
        """
def reorder_alerts(inv, params, on_date):
    d = inv[inv["date"] == on_date]
    s = d.groupby("sku_id")[["on_hand","reserved","on_order"]].sum()
    t = params.merge(s, on="sku_id", how="left").fillna(0).sort_values("sku_id")
    t["available"] = (t["on_hand"] - t["reserved"]).astype(int)
    t["position"] = (t["available"] + t["on_order"]).astype(int)
    t["status"] = "ok"
    t.loc[t["position"] > t["max_days"]*t["mean_demand"], "status"] = "overstock"
    t.loc[t["available"] <= t["reorder_point"], "status"] = "reorder"
    t.loc[t["available"] <= 0, "status"] = "stock_out"
    return t.set_index("sku_id")[["available","position","status"]]
""",
        judgement="wrong",
        misconception="reorder_by_available",
        reader="shop assistant",
        note="补货按可用判",
    ),
    Trial(
        "reorder_alerts",
        """
def reorder_alerts(inv, params, on_date):
    d = inv[inv["date"] == on_date]
    s = d.groupby("sku_id")[["on_hand","reserved","on_order"]].sum()
    t = params.merge(s, on="sku_id", how="left").fillna(0).sort_values("sku_id")
    t["available"] = (t["on_hand"] - t["reserved"]).astype(int)
    t["position"] = (t["available"] + t["on_order"]).astype(int)
    t["status"] = "ok"
    t.loc[t["available"] <= 0, "status"] = "stock_out"
    t.loc[t["position"] <= t["reorder_point"], "status"] = "reorder"
    t.loc[t["position"] > t["max_days"]*t["mean_demand"], "status"] = "overstock"
    return t[["sku_id","available","position","status"]]
""",
        judgement="wrong",
        reader="shop assistant",
        note="后写的规则盖掉先写的，sku_id 成了列",
    ),
    Trial(
        "reorder_alerts",
        """
def reorder_alerts(inv, params, on_date):
    d = inv[inv["date"] == on_date]
    s = d.groupby("sku_id")[["on_hand","reserved","on_order"]].sum()
    t = params.merge(s, on="sku_id", how="left").fillna(0).sort_values("sku_id")
    t["available"] = (t["on_hand"] - t["reserved"]).astype(int)
    t["position"] = (t["available"] + t["on_order"]).astype(int)
    t["status"] = "ok"
    t.loc[t["available"] <= 0, "status"] = "stock_out"
    t.loc[t["position"] <= t["reorder_point"], "status"] = "reorder"
    t.loc[t["position"] > t["max_days"]*t["mean_demand"], "status"] = "overstock"
    t = t.set_index("sku_id"); return t[["available","position","status"]]
""",
        judgement="wrong",
        misconception="later_rule_wins",
        reader="shop assistant",
        note="后写的规则盖掉先写的",
    ),
    Trial(
        "chart_cover",
        """
from matplotlib.axes import Axes
import matplotlib.pyplot as plt
DAYS = 28
def chart_cover(stock, on_date):
    on_date = pd.Timestamp(on_date)
    w = stock[(stock["date"] <= on_date) & (stock["date"] > on_date - pd.Timedelta(days=DAYS))]
    v = w[w["on_hand"] > 0].groupby(["category","item_id"])["sold"].mean()
    v = v[v > 0]
    h = stock[stock["date"] == on_date].groupby(["category","item_id"])["on_hand"].sum().reindex(v.index, fill_value=0)
    c = h.groupby("category").sum() / v.groupby("category").sum()
    fig, ax = plt.subplots()
    ax.bar(c.index, c)
    ax.set_xlabel("类别"); ax.set_ylabel("天")
    return ax
""",
        judgement="wrong",
        misconception="no_title",
        reader="shop assistant",
        note="没有标题",
    ),
    Trial(
        "chart_cover",
        """
from matplotlib.axes import Axes
import matplotlib.pyplot as plt
DAYS = 28
def chart_cover(stock, on_date):
    on_date = pd.Timestamp(on_date)
    w = stock[(stock["date"] <= on_date) & (stock["date"] > on_date - pd.Timedelta(days=DAYS))]
    v = w[w["on_hand"] > 0].groupby(["category","item_id"])["sold"].mean()
    v = v[v > 0]
    h = stock[stock["date"] == on_date].groupby(["category","item_id"])["on_hand"].sum().reindex(v.index, fill_value=0)
    c = h.groupby("category").sum() / v.groupby("category").sum()
    fig, ax = plt.subplots()
    ax.bar(c.index, c)
    ax.set_title("可供天数"); ax.set_xlabel("类别"); pass
    return ax
""",
        judgement="wrong",
        misconception="no_label_of_days",
        reader="shop assistant",
        note="没有纵轴名称",
    ),
    Trial(
        "chart_cover",
        """
import matplotlib.pyplot as plt
DAYS = 28
def chart_cover(stock, on_date):
    on_date = pd.Timestamp(on_date)
    w = stock[(stock["date"] <= on_date) & (stock["date"] > on_date - pd.Timedelta(days=DAYS))]
    v = w[w["on_hand"] > 0].groupby(["category","item_id"])["sold"].mean().reset_index()
    v = v[v["sold"] > 0]
    h = stock[stock["date"] == on_date][["item_id","on_hand"]]
    t = v.merge(h, on="item_id", how="inner")
    s = t.groupby("category")[["on_hand","sold"]].sum()
    fig, ax = plt.subplots()
    ax.bar(s.index, s["on_hand"]/s["sold"])
    ax.set(title="可供天数", xlabel="类别", ylabel="可供天数")
    return ax
""",
        judgement="wrong",
        misconception="no_row_no_good",
        reader="shop assistant",
    ),
    Trial(
        "simulate_policy",
        """
def simulate_policy(demand, policy, params, lead_time):
    if policy not in ("s,Q","R,S","R,s,S"):
        raise ValueError("x")
    s = params.get("s"); Q = params.get("Q"); R = params.get("R"); S = params.get("S")
    on = s + Q if policy == "s,Q" else S
    due = {}; ev = []; sold = 0; orders = 0; rec = 0
    for day, d in enumerate(demand, start=1):
        a = due.pop(day, 0); on += a; rec += a
        x = min(on, d); sold += x; on -= x
        ev.append(on)
        pos = on + sum(due.values())
        q = 0
        if policy == "s,Q":
            if pos <= s: q = Q
        elif day % R == 0:
            if True:
                q = S - pos
        if q > 0:
            due[day+lead_time] = q; orders += 1
    tot = sum(demand)
    return {"fill_rate": sold/tot if tot else math.nan, "mean_stock": np.mean(ev) if ev else math.nan, "orders": orders, "received": rec, "closing": on}
""",
        judgement="wrong",
        misconception="mixed_without_the_point",
        reader="shop assistant",
    ),
    Trial(
        "simulate_policy",
        """
def simulate_policy(demand, policy, params, lead_time):
    if policy not in ("s,Q","R,S","R,s,S"):
        raise ValueError("x")
    s = params.get("s"); Q = params.get("Q"); R = params.get("R"); S = params.get("S")
    on = s + Q if policy == "s,Q" else S
    due = {}; ev = []; sold = 0; orders = 0; rec = 0
    for day, d in enumerate(demand, start=1):
        a = due.pop(day, 0); on += a; rec += a
        x = min(on, d); sold += x; on -= x
        ev.append(on)
        pos = on + sum(due.values())
        q = 0
        if policy == "s,Q":
            if pos <= s: q = Q
        elif day % R == 0:
            if policy == "R,S" or pos <= s:
                q = S - pos
        if q > 0:
            due[day+lead_time] = q; orders += 1
    tot = sum(demand)
    return {"fill_rate": 1-ev.count(0)/len(ev) if ev else math.nan, "mean_stock": np.mean(ev) if ev else math.nan, "orders": orders, "received": rec, "closing": on}
""",
        judgement="wrong",
        misconception="share_of_evenings",
        reader="shop assistant",
        note="用晚上有货的占比",
    ),
    Trial(
        "reorder_alerts",
        """
def reorder_alerts(inv, params, on_date):
    d = inv[inv["date"] == on_date]
    s = d.groupby("sku_id")[["on_hand","reserved","on_order"]].sum()
    t = params.merge(s, on="sku_id", how="left").fillna(0).sort_values("sku_id")
    t["available"] = (t["on_hand"] - t["reserved"]).astype(int)
    t["position"] = (t["available"] + t["on_order"]).astype(int)
    t["status"] = "ok"
    t.loc[t["on_hand"] > t["max_days"]*t["mean_demand"], "status"] = "overstock"
    t.loc[t["position"] <= t["reorder_point"], "status"] = "reorder"
    t.loc[t["available"] <= 0, "status"] = "stock_out"
    return t.set_index("sku_id")[["available","position","status"]]
""",
        judgement="wrong",
        misconception="overstock_by_on_hand",
        reader="shop assistant",
        note="积压按在库判",
    ),
    Trial(
        "reorder_alerts",
        """
def reorder_alerts(inv, params, on_date):
    d = inv[inv["date"] == on_date]
    s = d.groupby("sku_id")[["on_hand","reserved","on_order"]].sum()
    t = params.merge(s, on="sku_id", how="left").fillna(0).sort_values("sku_id")
    t["available"] = (t["on_hand"] - t["reserved"]).astype(int)
    t["position"] = (t["available"] + t["on_order"]).astype(int)
    t["status"] = "ok"
    t.loc[t["position"] > t["max_days"], "status"] = "overstock"
    t.loc[t["position"] <= t["reorder_point"], "status"] = "reorder"
    t.loc[t["available"] <= 0, "status"] = "stock_out"
    return t.set_index("sku_id")[["available","position","status"]]
""",
        judgement="wrong",
        misconception="days_for_pieces",
        reader="shop assistant",
    ),
    Trial(
        "reorder_alerts",
        """
def reorder_alerts(inv, params, on_date):
    d = inv[inv["date"] == on_date]
    s = d.groupby("sku_id")[["on_hand","reserved","on_order"]].sum()
    t = params.merge(s, on="sku_id", how="left").fillna(0).sort_values("sku_id")
    t["available"] = (t["on_hand"] - t["reserved"]).astype(int)
    t["position"] = (t["available"] + t["on_order"]).astype(int)
    t["status"] = "ok"
    t.loc[t["available"] > t["max_days"]*t["mean_demand"], "status"] = "overstock"
    t.loc[t["available"] <= t["reorder_point"], "status"] = "reorder"
    t.loc[t["available"] <= 0, "status"] = "stock_out"
    return t.set_index("sku_id")[["available","position","status"]]
""",
        judgement="wrong",
        misconception="position_never_used",
        reader="shop assistant",
        note="头寸算了没用，补货和积压都按可用判",
    ),
    Trial(
        "simulate_policy",
        """
def simulate_policy(demand, policy, params, lead_time):
    if policy not in ("s,Q","R,S","R,s,S"):
        raise ValueError("x")
    s = params.get("s"); Q = params.get("Q"); R = params.get("R"); S = params.get("S")
    on = s + Q if policy == "s,Q" else S
    due = {}; ev = []; sold = 0; orders = 0; rec = 0
    for day, d in enumerate(demand, start=1):
        a = due.pop(day, 0); on += a; rec += a
        x = min(on, d); sold += x; on -= x
        ev.append(on)
        pos = on + sum(due.values())
        q = 0
        if policy == "s,Q":
            if pos <= s: q = Q
        elif day % R == 0:
            if policy == "R,S" or pos <= s:
                q = S - on
        if q > 0:
            due[day+lead_time] = q; orders += 1
    tot = sum(demand)
    return {"fill_rate": sold/tot if tot else math.nan, "mean_stock": np.mean(ev) if ev else math.nan, "orders": orders, "received": rec, "closing": on}
""",
        judgement="wrong",
        misconception="filled_by_on_hand",
        reader="shop assistant",
        note="S 减在库，没减头寸",
    ),
    Trial(
        "simulate_policy",
        """
def simulate_policy(demand, policy, params, lead_time):
    if policy not in ("s,Q","R,S","R,s,S"):
        raise ValueError("x")
    s = params.get("s"); Q = params.get("Q"); R = params.get("R"); S = params.get("S")
    on = s + Q if policy == "s,Q" else S
    due = {}; ev = []; sold = 0; orders = 0; rec = 0
    for day, d in enumerate(demand, start=1):
        a = due.pop(day, 0); on += a; rec += a
        x = min(on, d); sold += x; on -= x
        ev.append(on)
        pos = on + sum(due.values())
        q = 0
        if policy == "s,Q":
            if pos <= s: q = Q
        else:
            if policy == "R,S" or pos <= s:
                q = S - pos
        if q > 0:
            due[day+lead_time] = q; orders += 1
    tot = sum(demand)
    return {"fill_rate": sold/tot if tot else math.nan, "mean_stock": np.mean(ev) if ev else math.nan, "orders": orders, "received": rec, "closing": on}
""",
        judgement="wrong",
        misconception="looked_every_evening",
        reader="shop assistant",
        note="有 R 也每晚都看",
    ),
    Trial(
        "forecast_error",
        """
def forecast_error(actual, forecast):
    t = pd.DataFrame({"a": actual, "f": forecast}).dropna()
    t["f"] = t["f"].clip(lower=0)
    e = t["f"] - t["a"]
    s = t["a"].sum()
    return {"mae": e.abs().mean(), "wape": (e.abs()/t["a"]).mean() if s else math.nan, "bias": e.mean()}
""",
        judgement="wrong",
        misconception="mape_with_infinity",
        reader="shop assistant",
        note="用 MAPE 当 WAPE，碰到 0 成了无穷大",
    ),
]
