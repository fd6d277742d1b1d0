"""Answers that readers gave to chapter 14 from the page alone, with a teacher's judgement by the question's text.

A reader's code stands as it was written; most slips were made on purpose, one at a time, to see the message. The text was
mended after they were given; what it left open then (an empty list of goods, the two kinds of tasks, the constants in
the cells) is judged by what it says now.
"""

from classroom.cases import Trial

trials: list[Trial] = [
    Trial(
        "cart_price",
        """
def cart_price(cart, rules):
    left = dict(zip(cart.sku_id, (cart.qty*cart.unit_price).astype(float)))
    lst = sum(left.values()); used=False; gifts=0
    for r in rules:
        tot = sum(left.values())
        if r["kind"]=="percent":
            for k in (r.get("skus") or left):
                if k in left: left[k]*=1-r["rate"]
        elif r["kind"] in ("threshold","coupon"):
            if r["kind"]=="coupon" and used: continue
            if tot>=r["threshold"] and tot>0:
                n = int(tot//r["threshold"]) if r.get("repeat") else 1
                off=min(tot,r["off"]*n)
                for k in left: left[k]-=off*left[k]/tot
                if r["kind"]=="coupon": used=True
        elif r["kind"]=="gift":
            if tot>=r["threshold"]: gifts+=r["cost"]
        else: raise ValueError(r["kind"])
    paid=sum(left.values())
    return {"list":lst,"paid":paid,"saved":lst-paid,"gifts":gifts, **{f"line_{k}":v for k,v in left.items()}}
""",
        judgement="wrong",
        misconception="empty_skus_mean_all",
        reader="professor",
        note="空的 skus 当成全部；别处都对",
    ),
    Trial(
        "cart_price",
        """
def cart_price(cart, rules):
    base = (cart["qty"] * cart["unit_price"]).astype(float).set_axis(cart["sku_id"])
    now, coupon_open, gift = base.copy(), True, 0.0
    for rule in rules:
        kind, total = rule["kind"], now.sum()
        if kind == "percent":
            mask = now.index.isin(rule["skus"]) if "skus" in rule else np.ones(len(now), bool)
            now = now.where(~mask, now * (1 - rule["rate"]))
        elif kind == "gift":
            gift += rule["cost"] * bool(total >= rule["threshold"])
        elif kind == "threshold" or kind == "coupon":
            if total < rule["threshold"] or total <= 0 or (kind == "coupon" and not coupon_open):
                continue
            times = total // rule["threshold"] if kind == "threshold" and rule.get("repeat", False) else 1
            now = now * (1 - min(1, times * rule["off"] / total))
            coupon_open = coupon_open and kind != "coupon"
        else:
            raise ValueError(kind)
    out = {"list": base.sum(), "paid": now.sum(), "saved": base.sum() - now.sum(), "gifts": gift}
    out.update(now.rename("line_{}".format).to_dict())
    return out
""",
        judgement="right",
        reader="professor",
        note="用 Series",
    ),
    Trial(
        "cart_price",
        """
def cart_price(cart, rules):
    total = (cart.qty * cart.unit_price).sum(); paid = total; gifts = 0
    for r in rules:
        if r["kind"] == "percent": paid *= 1 - r["rate"]
        elif r["kind"] in ("threshold", "coupon") and paid >= r["threshold"]: paid -= r["off"]
        elif r["kind"] == "gift" and paid >= r["threshold"]: gifts += r["cost"]
    return {"list": total, "paid": paid, "saved": total - paid, "gifts": gifts}
""",
        judgement="wrong",
        misconception="only_the_total",
        reader="shop assistant",
        note="只记总额，没有各行，券叠着用",
    ),
    Trial(
        "cart_price",
        """
def cart_price(cart, rules):
    left = dict(zip(cart.sku_id, (cart.qty*cart.unit_price).astype(float)))
    lst = sum(left.values()); used=False; gifts=0
    for r in rules:
        tot = sum(left.values())
        if r["kind"]=="percent":
            for k in (r.get("skus") or left):
                if k in left: left[k]*=1-r["rate"]
        elif r["kind"] in ("threshold","coupon"):
            if r["kind"]=="coupon" and used: continue
            if r["kind"]=="coupon": used=True
            if tot>=r["threshold"] and tot>0:
                n = int(tot//r["threshold"]) if r.get("repeat") else 1
                off=min(tot,r["off"]*n)
                for k in left: left[k]-=off*left[k]/tot
                if r["kind"]=="coupon": used=True
        elif r["kind"]=="gift":
            if tot>=r["threshold"]: gifts+=r["cost"]
        else: raise ValueError(r["kind"])
    paid=sum(left.values())
    return {"list":lst,"paid":paid,"saved":lst-paid,"gifts":gifts, **{f"line_{k}":v for k,v in left.items()}}
""",
        judgement="wrong",
        misconception="only_the_first_in_the_list",
        reader="professor",
        note="用不上的券占了名额",
    ),
    Trial(
        "cart_price",
        """
def cart_price(cart, rules):
    left = dict(zip(cart.sku_id, (cart.qty*cart.unit_price).astype(float)))
    lst = sum(left.values()); used=False; gifts=0
    for r in rules:
        tot = sum(left.values())
        if r["kind"]=="percent":
            for k in (r.get("skus") or left):
                if k in left: left[k]*=1-r["rate"]
        elif r["kind"] in ("threshold","coupon"):
            if r["kind"]=="coupon" and used: continue
            if tot>=r["threshold"] and tot>0:
                n = int(tot//r["threshold"]) if r.get("repeat") else 1
                off=min(tot,r["off"]*n)
                for k in left: left[k]-=off/len(left)
                if r["kind"]=="coupon": used=True
        elif r["kind"]=="gift":
            if tot>=r["threshold"]: gifts+=r["cost"]
        else: raise ValueError(r["kind"])
    paid=sum(left.values())
    return {"list":lst,"paid":paid,"saved":lst-paid,"gifts":gifts, **{f"line_{k}":v for k,v in left.items()}}
""",
        judgement="wrong",
        misconception="shared_equally",
        reader="professor",
        note="减的钱平均摊",
    ),
    Trial(
        "cart_price",
        """
def cart_price(cart, rules):
    left = dict(zip(cart.sku_id, (cart.qty*cart.unit_price).astype(float)))
    lst = sum(left.values()); used=False; gifts=0
    for r in rules:
        tot = sum(left.values())
        if r["kind"]=="percent":
            for k in (r.get("skus") or left):
                left[k]*=1-r["rate"]
        elif r["kind"] in ("threshold","coupon"):
            if r["kind"]=="coupon" and used: continue
            if tot>=r["threshold"] and tot>0:
                n = int(tot//r["threshold"]) if r.get("repeat") else 1
                off=min(tot,r["off"]*n)
                for k in left: left[k]-=off*left[k]/tot
                if r["kind"]=="coupon": used=True
        elif r["kind"]=="gift":
            if tot>=r["threshold"]: gifts+=r["cost"]
        else: raise ValueError(r["kind"])
    paid=sum(left.values())
    return {"list":lst,"paid":paid,"saved":lst-paid,"gifts":gifts, **{f"line_{k}":v for k,v in left.items()}}
""",
        judgement="wrong",
        reader="professor",
        note="skus 里车上没有的商品，报 KeyError",
    ),
    Trial(
        "break_even_uplift",
        """
FEE = 0.05


def break_even_uplift(margin_rate, discount):
    if discount<0 or discount>1 or margin_rate>1: raise ValueError
    a=margin_rate-FEE; b=(1-discount)*(1-FEE)-(1-margin_rate)
    if a<=0: return math.nan
    if b<1e-9: return math.inf
    return a/b-1
""",
        judgement="right",
        reader="professor",
        note="第一次就对",
    ),
    Trial(
        "break_even_uplift",
        """
FEE = 0.05


def break_even_uplift(margin_rate, discount):
    if discount<0 or discount>1 or margin_rate>1: raise ValueError
    a=margin_rate-0.05; b=(1-discount)*(1-0.05)-(1-margin_rate)
    if a<=0: return math.nan
    if b<1e-9: return math.inf
    return a/b-1
""",
        judgement="right",
        reader="professor",
        note="0.05 写成了数；值都对",
    ),
    Trial(
        "break_even_uplift",
        """
FEE = 0.05


def break_even_uplift(margin_rate, discount):
    if discount<0 or discount>1 or margin_rate>1: raise ValueError
    a=margin_rate-FEE; b=(1-discount)*(1-FEE)-(1-margin_rate)
    if a<=0: return math.nan
    if b<=0: return math.inf
    return a/b-1
""",
        judgement="wrong",
        misconception="a_rest_too_small_to_see",
        reader="professor",
        note="b <= 0，没看 1e-9",
    ),
    Trial(
        "break_even_uplift",
        """
FEE = 0.05


def break_even_uplift(margin_rate, discount):
    if discount<0 or discount>1 or margin_rate>1: raise ValueError
    if discount==0: return 0.0
    a=margin_rate-FEE; b=(1-discount)*(1-FEE)-(1-margin_rate)
    if a<=0: return math.nan
    if b<1e-9: return math.inf
    return a/b-1
""",
        judgement="wrong",
        misconception="no_discount_is_zero",
        reader="professor",
        note="折扣 0 先返回 0",
    ),
    Trial(
        "break_even_uplift",
        """
FEE = 0.05


def break_even_uplift(margin_rate, discount):
    if discount<0 or discount>1 or margin_rate>1: raise ValueError
    a=margin_rate-FEE; b=(1-discount-FEE)-(1-margin_rate)
    if a<=0: return math.nan
    if b<1e-9: return math.inf
    return a/b-1
""",
        judgement="wrong",
        misconception="fee_on_the_full_price",
        reader="professor",
        note="抽成按原价",
    ),
    Trial(
        "break_even_uplift",
        """
FEE = 0.05


def break_even_uplift(margin_rate, discount):
    if discount<0 or discount>=1 or margin_rate>1: raise ValueError
    a=margin_rate-FEE; b=(1-discount)*(1-FEE)-(1-margin_rate)
    if a<=0: return math.nan
    if b<1e-9: return math.inf
    return a/b-1
""",
        judgement="wrong",
        misconception="ends_refused",
        reader="professor",
        note="1 也拒绝",
    ),
    Trial(
        "promo_uplift",
        """
def promo_uplift(daily, start, end, post_days=14):
    d=daily.assign(date=pd.to_datetime(daily["date"])).groupby("date").agg(sales=("sales","sum"),special=("special","any"))
    s,e=pd.Timestamp(start),pd.Timestamp(end); D=pd.Timedelta(days=1)
    pre=d[(d.index>=s-28*D)&(d.index<s)]; pre=pre[~pre.special.astype(bool)]
    lev=pre.groupby(pre.index.dayofweek).sales.mean()
    a=pre[pre.index<s-14*D].sales.mean(); b=pre[pre.index>=s-14*D].sales.mean()
    trend=b/a if a>0 else np.nan
    days=pd.date_range(s,e); post=pd.date_range(e+D,periods=post_days)
    base=lambda x: (lev.reindex(x.dayofweek)*trend).sum(skipna=False) if len(x) else 0.0
    actual=d.sales.reindex(days).sum()
    bl=base(days); bp=base(post)
    out=dict(baseline=bl,actual=actual)
    nan=np.nan
    if np.isnan(bl) or np.isnan(bp) or np.isnan(trend):
        return dict(baseline=nan,actual=actual,uplift=nan,uplift_rate=nan,pull_forward=nan,net=nan)
    up=actual-bl
    pf=bp-d.sales.reindex(post).sum(skipna=False) if post_days else 0.0
    return dict(baseline=bl,actual=actual,uplift=up,uplift_rate=up/bl if bl else nan,pull_forward=pf,net=nan if np.isnan(pf) else up-max(pf,0))
""",
        judgement="right",
        reader="professor",
        note="第一次就对",
    ),
    Trial(
        "promo_uplift",
        """
def promo_uplift(daily, start, end, post_days=14):
    daily = daily.copy(); daily["date"] = pd.to_datetime(daily["date"])
    start = pd.to_datetime(start); end = pd.to_datetime(end)
    before = daily[(daily.date >= start - pd.Timedelta(days=28)) & (daily.date < start) & ~daily.special]
    by_day = before.groupby("date").sales.sum()
    level = by_day.groupby(by_day.index.dayofweek).mean()
    trend = by_day[-14:].mean() / by_day[:14].mean()
    days = daily.groupby("date").sales.sum()
    p = days[start:end]; a = days[end + pd.Timedelta(days=1): end + pd.Timedelta(days=post_days)]
    bp = (p.index.dayofweek.map(level) * trend).to_series().sum(); ba = (a.index.dayofweek.map(level) * trend).to_series().sum()
    up = p.sum() - bp; pf = ba - a.sum()
    return {"baseline": bp, "actual": p.sum(), "uplift": up, "uplift_rate": up / bp, "pull_forward": pf, "net": up - pf}
""",
        judgement="wrong",
        misconception="rows_dropped_and_halves_by_rows",
        reader="shop assistant",
        note="先去掉 special 行再求和，两段按行取",
    ),
    Trial(
        "promo_uplift",
        """
def promo_uplift(daily, start, end, post_days=14):
    d=daily.assign(date=pd.to_datetime(daily["date"])).groupby("date").agg(sales=("sales","sum"),special=("special","any"))
    s,e=pd.Timestamp(start),pd.Timestamp(end); D=pd.Timedelta(days=1)
    pre=d[(d.index>=s-28*D)&(d.index<s)]; pre=pre[~pre.special.astype(bool)]
    lev=pre.groupby(pre.index.dayofweek).sales.mean()
    a=pre[pre.index<s-14*D].sales.mean(); b=pre[pre.index>=s-14*D].sales.mean()
    trend=b/a if a>0 else np.nan
    days=pd.date_range(s,e); post=pd.date_range(e+D,periods=post_days)
    base=lambda x: (lev.reindex(x.dayofweek)*trend).sum(skipna=False) if len(x) else 0.0
    actual=d[~d.special].sales.reindex(days).sum()
    bl=base(days); bp=base(post)
    out=dict(baseline=bl,actual=actual)
    nan=np.nan
    if np.isnan(bl) or np.isnan(bp) or np.isnan(trend):
        return dict(baseline=nan,actual=actual,uplift=nan,uplift_rate=nan,pull_forward=nan,net=nan)
    up=actual-bl
    pf=bp-d.sales.reindex(post).sum(skipna=False) if post_days else 0.0
    return dict(baseline=bl,actual=actual,uplift=up,uplift_rate=up/bl if bl else nan,pull_forward=pf,net=nan if np.isnan(pf) else up-max(pf,0))
""",
        judgement="wrong",
        misconception="special_days_dropped_during",
        reader="professor",
        note="活动里的 special 日没算",
    ),
    Trial(
        "promo_uplift",
        """
def promo_uplift(daily, start, end, post_days=14):
    d=daily.assign(date=pd.to_datetime(daily["date"])).groupby("date").agg(sales=("sales","sum"),special=("special","any"))
    s,e=pd.Timestamp(start),pd.Timestamp(end); D=pd.Timedelta(days=1)
    pre=d[d.index<s]; pre=pre[~pre.special.astype(bool)].iloc[-28:]
    lev=pre.groupby(pre.index.dayofweek).sales.mean()
    a=pre[pre.index<s-14*D].sales.mean(); b=pre[pre.index>=s-14*D].sales.mean()
    trend=b/a if a>0 else np.nan
    days=pd.date_range(s,e); post=pd.date_range(e+D,periods=post_days)
    base=lambda x: (lev.reindex(x.dayofweek)*trend).sum(skipna=False) if len(x) else 0.0
    actual=d.sales.reindex(days).sum()
    bl=base(days); bp=base(post)
    out=dict(baseline=bl,actual=actual)
    nan=np.nan
    if np.isnan(bl) or np.isnan(bp) or np.isnan(trend):
        return dict(baseline=nan,actual=actual,uplift=nan,uplift_rate=nan,pull_forward=nan,net=nan)
    up=actual-bl
    pf=bp-d.sales.reindex(post).sum(skipna=False) if post_days else 0.0
    return dict(baseline=bl,actual=actual,uplift=up,uplift_rate=up/bl if bl else nan,pull_forward=pf,net=nan if np.isnan(pf) else up-max(pf,0))
""",
        judgement="wrong",
        misconception="twenty_eight_usual_days",
        reader="professor",
        note="取 28 个平常日",
    ),
    Trial(
        "promo_uplift",
        """
def promo_uplift(daily, start, end, post_days=14):
    d=daily.assign(date=pd.to_datetime(daily["date"])).groupby("date").agg(sales=("sales","sum"),special=("special","any"))
    s,e=pd.Timestamp(start),pd.Timestamp(end); D=pd.Timedelta(days=1)
    pre=d[(d.index>=s-28*D)&(d.index<s)]; pre=pre[~pre.special.astype(bool)]
    lev=pre.groupby(pre.index.dayofweek).sales.mean()
    a=pre[pre.index<s-14*D].sales.mean(); b=pre[pre.index>=s-14*D].sales.mean()
    trend=b/a if a>0 else np.nan
    days=pd.date_range(s,e); post=pd.date_range(e+D,periods=post_days)
    base=lambda x: (lev.reindex(x.dayofweek)*trend).sum(skipna=False) if len(x) else 0.0
    actual=d.sales.reindex(days).sum()
    bl=base(days); bp=base(post)
    out=dict(baseline=bl,actual=actual)
    nan=np.nan
    if np.isnan(bl) or np.isnan(bp) or np.isnan(trend):
        return dict(baseline=nan,actual=actual,uplift=nan,uplift_rate=nan,pull_forward=nan,net=nan)
    up=actual-bl
    pf=bp-d.sales.reindex(post).sum(skipna=False) if post_days else 0.0
    return dict(baseline=bl,actual=actual,uplift=up,uplift_rate=up/bl if bl else nan,pull_forward=max(pf,0),net=nan if np.isnan(pf) else up-max(pf,0))
""",
        judgement="wrong",
        misconception="pull_forward_clipped",
        reader="professor",
        note="pull_forward 自己也截到 0",
    ),
    Trial(
        "promo_uplift",
        """
def promo_uplift(daily, start, end, post_days=14):
    d=daily.assign(date=pd.to_datetime(daily["date"])).groupby("date").agg(sales=("sales","sum"),special=("special","any"))
    s,e=pd.Timestamp(start),pd.Timestamp(end); D=pd.Timedelta(days=1)
    pre=d[(d.index>=s-28*D)&(d.index<s)]; pre=pre[~pre.special.astype(bool)]
    lev=pre.groupby(pre.index.dayofweek).sales.mean()
    a=pre[pre.index<s-14*D].sales.sum(); b=pre[pre.index>=s-14*D].sales.sum()
    trend=b/a if a>0 else np.nan
    days=pd.date_range(s,e); post=pd.date_range(e+D,periods=post_days)
    base=lambda x: (lev.reindex(x.dayofweek)*trend).sum(skipna=False) if len(x) else 0.0
    actual=d.sales.reindex(days).sum()
    bl=base(days); bp=base(post)
    out=dict(baseline=bl,actual=actual)
    nan=np.nan
    if np.isnan(bl) or np.isnan(bp) or np.isnan(trend):
        return dict(baseline=nan,actual=actual,uplift=nan,uplift_rate=nan,pull_forward=nan,net=nan)
    up=actual-bl
    pf=bp-d.sales.reindex(post).sum(skipna=False) if post_days else 0.0
    return dict(baseline=bl,actual=actual,uplift=up,uplift_rate=up/bl if bl else nan,pull_forward=pf,net=nan if np.isnan(pf) else up-max(pf,0))
""",
        judgement="wrong",
        misconception="trend_of_totals",
        reader="professor",
        note="两段的总和相除",
    ),
    Trial(
        "promo_roi",
        """
def promo_roi(uplift, costs, margin_rate):
    c=sum(v for k,v in costs.items() if not k.startswith("sunk_"))
    g=(uplift["net"]-uplift.get("beside",0))*margin_rate
    if not c>0: return math.nan
    return (g-c)/c
""",
        judgement="right",
        reader="professor",
        note="第一次就对",
    ),
    Trial(
        "promo_roi",
        """
def promo_roi(uplift, costs, margin_rate):
    cost = sum(costs.values())
    return (uplift["net"] * margin_rate - cost) / cost
""",
        judgement="wrong",
        misconception="only_net_and_costs",
        reader="shop assistant",
        note="没减 beside，sunk_ 也算了",
    ),
    Trial(
        "promo_roi",
        """
def promo_roi(uplift, costs, margin_rate):
    c=sum(v for k,v in costs.items() if not k.startswith("sunk"))
    g=(uplift["net"]-uplift.get("beside",0))*margin_rate
    if not c>0: return math.nan
    return (g-c)/c
""",
        judgement="wrong",
        misconception="sunk_without_the_line",
        reader="professor",
        note="startswith 少了下划线",
    ),
    Trial(
        "promo_roi",
        """
def promo_roi(uplift, costs, margin_rate):
    c=sum(v for k,v in costs.items() if not k.startswith("sunk_"))
    g=(uplift["net"]-uplift.get("beside",0))*margin_rate
    if c<=0: return math.nan
    return (g-c)/c
""",
        judgement="right",
        reader="professor",
        note="cost <= 0；缺失照样传下去",
    ),
    Trial(
        "promo_roi",
        """
def promo_roi(uplift, costs, margin_rate):
    c=sum(v for k,v in costs.items() if not k.startswith("sunk_") and k!="discount")
    g=(uplift["net"]-uplift.get("beside",0))*margin_rate
    if not c>0: return math.nan
    return (g-c)/c
""",
        judgement="wrong",
        misconception="discount_not_a_cost",
        reader="professor",
        note="按第 3 课，让利不算花费",
    ),
    Trial(
        "promo_roi",
        """
def promo_roi(uplift, costs, margin_rate):
    c = pd.Series(costs); cost = c[~c.index.str.startswith("sunk_")].sum()
    gain = (uplift["net"] - uplift.get("beside", 0)) * margin_rate
    return (gain - cost) / cost if cost > 0 else np.nan
""",
        judgement="wrong",
        misconception="unknown_is_nothing",
        reader="shop assistant",
        note="Series.sum 跳过缺失；没有花费时还停了",
    ),
    Trial(
        "coupon_stats",
        """
def coupon_stats(coupons, holdout):
    rows=[]
    h=holdout.assign(ordered=holdout["ordered"].eq(True))
    for p,g in coupons.groupby("promo_id"):
        given=g[~g.holdout.astype(bool)]
        used=given.used_at.notna()
        u=g[["user_id"]].drop_duplicates().merge(h,on="user_id")
        t=u[u.group=="treated"].ordered.astype(float); c=u[u.group=="holdout"].ordered.astype(float)
        pt=t.mean() if len(t) else np.nan; ph=c.mean() if len(c) else np.nan
        se=np.sqrt(pt*(1-pt)/len(t)+ph*(1-ph)/len(c)) if len(t) and len(c) else np.nan
        d=pt-ph; lo=d-1.96*se; hi=d+1.96*se; n=len(t)
        cost=given.loc[used,"face"].sum(); inc=d*n
        rows.append([p,len(given),used.mean() if len(given) else np.nan,pt,ph,d,lo,hi,inc,lo*n,hi*n,cost,cost/inc if inc>0 else np.nan])
    return pd.DataFrame(rows,columns=["promo_id","issued","redemption","treated_rate","holdout_rate","difference","low","high","incremental_orders","incremental_low","incremental_high","cost","cost_per_order"])
""",
        judgement="right",
        reader="professor",
        note="第一次就对",
    ),
    Trial(
        "coupon_stats",
        """
def coupon_stats(coupons, holdout):
    m = coupons.merge(holdout, on="user_id", how="left", suffixes=("", "_y"))
    out = []
    for p, g in m.groupby("promo_id"):
        t = g[g.group == "treated"]; h = g[g.group == "holdout"]
        pt, ph = t.ordered.mean(), h.ordered.mean(); se = np.sqrt(pt*(1-pt)/len(t) + ph*(1-ph)/len(h)); d = pt - ph
        cost = g.face[g.used_at.notna()].sum()
        out.append([p, len(t), t.used_at.notna().mean(), pt, ph, d, d-1.96*se, d+1.96*se, d*len(t), (d-1.96*se)*len(t), (d+1.96*se)*len(t), cost, cost/(d*len(t))])
    return pd.DataFrame(out, columns=["promo_id","issued","redemption","treated_rate","holdout_rate","difference","low","high","incremental_orders","incremental_low","incremental_high","cost","cost_per_order"])
""",
        judgement="wrong",
        misconception="one_merge_for_all",
        reader="shop assistant",
        note="一次合并算到底",
    ),
    Trial(
        "coupon_stats",
        """
def coupon_stats(coupons, holdout):
    rows=[]
    h=holdout.assign(ordered=holdout["ordered"].eq(True))
    for p,g in coupons.drop_duplicates("user_id").groupby("promo_id"):
        given=g[~g.holdout.astype(bool)]
        used=given.used_at.notna()
        u=g[["user_id"]].drop_duplicates().merge(h,on="user_id")
        t=u[u.group=="treated"].ordered.astype(float); c=u[u.group=="holdout"].ordered.astype(float)
        pt=t.mean() if len(t) else np.nan; ph=c.mean() if len(c) else np.nan
        se=np.sqrt(pt*(1-pt)/len(t)+ph*(1-ph)/len(c)) if len(t) and len(c) else np.nan
        d=pt-ph; lo=d-1.96*se; hi=d+1.96*se; n=len(t)
        cost=given.loc[used,"face"].sum(); inc=d*n
        rows.append([p,len(given),used.mean() if len(given) else np.nan,pt,ph,d,lo,hi,inc,lo*n,hi*n,cost,cost/inc if inc>0 else np.nan])
    return pd.DataFrame(rows,columns=["promo_id","issued","redemption","treated_rate","holdout_rate","difference","low","high","incremental_orders","incremental_low","incremental_high","cost","cost_per_order"])
""",
        judgement="wrong",
        misconception="users_once_in_all",
        reader="professor",
        note="整张表按用户去重",
    ),
    Trial(
        "coupon_stats",
        """
def coupon_stats(coupons, holdout):
    rows=[]
    h=holdout.assign(ordered=holdout["ordered"].astype(bool))
    for p,g in coupons.groupby("promo_id"):
        given=g[~g.holdout.astype(bool)]
        used=given.used_at.notna()
        u=g[["user_id"]].drop_duplicates().merge(h,on="user_id")
        t=u[u.group=="treated"].ordered.astype(float); c=u[u.group=="holdout"].ordered.astype(float)
        pt=t.mean() if len(t) else np.nan; ph=c.mean() if len(c) else np.nan
        se=np.sqrt(pt*(1-pt)/len(t)+ph*(1-ph)/len(c)) if len(t) and len(c) else np.nan
        d=pt-ph; lo=d-1.96*se; hi=d+1.96*se; n=len(t)
        cost=given.loc[used,"face"].sum(); inc=d*n
        rows.append([p,len(given),used.mean() if len(given) else np.nan,pt,ph,d,lo,hi,inc,lo*n,hi*n,cost,cost/inc if inc>0 else np.nan])
    return pd.DataFrame(rows,columns=["promo_id","issued","redemption","treated_rate","holdout_rate","difference","low","high","incremental_orders","incremental_low","incremental_high","cost","cost_per_order"])
""",
        judgement="wrong",
        misconception="ordered_converted",
        reader="professor",
        note="astype(bool)",
    ),
    Trial(
        "coupon_stats",
        """
def coupon_stats(coupons, holdout):
    rows=[]
    h=holdout.assign(ordered=holdout["ordered"].eq(True))
    for p,g in coupons.groupby("promo_id"):
        given=g[~g.holdout.astype(bool)]
        used=given.used_at.notna()
        u=g[["user_id"]].drop_duplicates().merge(h,on="user_id")
        t=u[u.group=="treated"].ordered.astype(float); c=u[u.group=="holdout"].ordered.astype(float)
        pt=t.mean() if len(t) else np.nan; ph=c.mean() if len(c) else np.nan
        se=np.sqrt(pt*(1-pt)/len(t)+ph*(1-ph)/len(c)) if len(t) and len(c) else np.nan
        d=pt-ph; lo=d-1.96*se; hi=d+1.96*se; n=len(t)
        cost=given.loc[used,"face"].sum(); n=len(given); inc=d*n
        rows.append([p,len(given),used.mean() if len(given) else np.nan,pt,ph,d,lo,hi,inc,lo*n,hi*n,cost,cost/inc if inc>0 else np.nan])
    return pd.DataFrame(rows,columns=["promo_id","issued","redemption","treated_rate","holdout_rate","difference","low","high","incremental_orders","incremental_low","incremental_high","cost","cost_per_order"])
""",
        judgement="wrong",
        misconception="times_coupons",
        reader="professor",
        note="乘了券数",
    ),
    Trial(
        "coupon_stats",
        """
def coupon_stats(coupons, holdout):
    rows=[]
    h=holdout.assign(ordered=holdout["ordered"].eq(True))
    for p,g in coupons.groupby("promo_id"):
        given=g[~g.holdout.astype(bool)]
        used=given.used_at.notna()
        u=g[["user_id","holdout"]].drop_duplicates("user_id").merge(h,on="user_id"); u["group"]=u.holdout.map({True:"holdout",False:"treated"})
        t=u[u.group=="treated"].ordered.astype(float); c=u[u.group=="holdout"].ordered.astype(float)
        pt=t.mean() if len(t) else np.nan; ph=c.mean() if len(c) else np.nan
        se=np.sqrt(pt*(1-pt)/len(t)+ph*(1-ph)/len(c)) if len(t) and len(c) else np.nan
        d=pt-ph; lo=d-1.96*se; hi=d+1.96*se; n=len(t)
        cost=given.loc[used,"face"].sum(); inc=d*n
        rows.append([p,len(given),used.mean() if len(given) else np.nan,pt,ph,d,lo,hi,inc,lo*n,hi*n,cost,cost/inc if inc>0 else np.nan])
    return pd.DataFrame(rows,columns=["promo_id","issued","redemption","treated_rate","holdout_rate","difference","low","high","incremental_orders","incremental_low","incremental_high","cost","cost_per_order"])
""",
        judgement="wrong",
        misconception="groups_by_the_coupon",
        reader="professor",
        note="分组看了券的 holdout 列",
    ),
    Trial(
        "back_plan",
        """
def back_plan(event_date, tasks):
    cols=["task_id","days_needed","latest_start","latest_end","earliest_start","late"]
    if tasks.empty: return pd.DataFrame(columns=cols)
    D=pd.Timedelta(days=1); ev=pd.Timestamp(event_date)
    t=tasks.set_index("task_id")
    need={k:int(-(-int(r.days)*6//5)) if r.kind=="supplier" else int(r.days) for k,r in t.iterrows()}
    dep={k:[x.strip() for x in v.split(",") if x.strip()] if isinstance(v,str) else [] for k,v in t.depends_on.items()}
    for v in dep.values():
        for x in v:
            if x not in dep: raise ValueError(x)
    order=[]
    while len(order)<len(dep):
        r=[k for k in dep if k not in order and all(x in order for x in dep[k])]
        if not r: raise ValueError("circle")
        order+=r
    es={}
    for k in order:
        es[k]=max([pd.Timestamp(t.loc[k,"free_from"])]+[es[x]+need[x]*D for x in dep[k]])
    ls={}
    for k in reversed(order):
        succ=[ls[x] for x in dep if k in dep[x]]
        ls[k]=min(succ+[ev])-need[k]*D
    out=pd.DataFrame([[k,need[k],ls[k],ls[k]+(need[k]-1)*D,es[k],es[k]>ls[k]] for k in dep],columns=cols)
    return out.sort_values(["latest_start","task_id"]).reset_index(drop=True)
""",
        judgement="right",
        reader="professor",
        note="第一次就对",
    ),
    Trial(
        "back_plan",
        """
def back_plan(event_date, tasks):
    t = tasks.copy(); ev = pd.Timestamp(event_date)
    t["days_needed"] = [math.ceil(d * 1.2) if k == "supplier" else d for d, k in zip(t["days"], t["kind"])]
    t["latest_end"] = ev - pd.Timedelta(days=1)
    t["latest_start"] = t["latest_end"] - pd.to_timedelta(t["days_needed"] - 1, "D")
    t["earliest_start"] = pd.to_datetime(t["free_from"]); t["late"] = t["earliest_start"] > t["latest_start"]
    return t[["task_id","days_needed","latest_start","latest_end","earliest_start","late"]].sort_values(["latest_start","task_id"]).reset_index(drop=True)
""",
        judgement="wrong",
        misconception="everything_on_its_own",
        reader="shop assistant",
        note="没管依赖",
    ),
    Trial(
        "back_plan",
        """
def back_plan(event_date, tasks):
    cols=["task_id","days_needed","latest_start","latest_end","earliest_start","late"]
    if tasks.empty: return pd.DataFrame(columns=cols)
    D=pd.Timedelta(days=1); ev=pd.Timestamp(event_date)
    t=tasks.set_index("task_id")
    need={k:int(-(-int(r.days)*6//5)) if r.kind=="supplier" else int(r.days) for k,r in t.iterrows()}
    dep={k:[x.strip() for x in v.split(",") if x.strip()] if isinstance(v,str) else [] for k,v in t.depends_on.items()}
    for v in dep.values():
        for x in v:
            if x not in dep: raise ValueError(x)
    order=[]
    while len(order)<len(dep):
        r=[k for k in dep if k not in order and all(x in order for x in dep[k])]
        if not r: raise ValueError("circle")
        order+=r
    es={}
    for k in order:
        es[k]=max([pd.Timestamp(t.loc[k,"free_from"])]+[es[x]+(need[x]-1)*D for x in dep[k]])
    ls={}
    for k in reversed(order):
        succ=[ls[x] for x in dep if k in dep[x]]
        ls[k]=min(succ+[ev])-need[k]*D
    out=pd.DataFrame([[k,need[k],ls[k],ls[k]+(need[k]-1)*D,es[k],es[k]>ls[k]] for k in dep],columns=cols)
    return out.sort_values(["latest_start","task_id"]).reset_index(drop=True)
""",
        judgement="wrong",
        misconception="begins_on_the_day_of_the_end",
        reader="professor",
        note="做完当天就开始",
    ),
    Trial(
        "back_plan",
        """
def back_plan(event_date, tasks):
    cols=["task_id","days_needed","latest_start","latest_end","earliest_start","late"]
    if tasks.empty: return pd.DataFrame(columns=cols)
    D=pd.Timedelta(days=1); ev=pd.Timestamp(event_date)
    t=tasks.set_index("task_id")
    need={k:int(-(-int(r.days)*6//5)) if r.kind!="own" else int(r.days) for k,r in t.iterrows()}
    dep={k:[x.strip() for x in v.split(",") if x.strip()] if isinstance(v,str) else [] for k,v in t.depends_on.items()}
    for v in dep.values():
        for x in v:
            if x not in dep: raise ValueError(x)
    order=[]
    while len(order)<len(dep):
        r=[k for k in dep if k not in order and all(x in order for x in dep[k])]
        if not r: raise ValueError("circle")
        order+=r
    es={}
    for k in order:
        es[k]=max([pd.Timestamp(t.loc[k,"free_from"])]+[es[x]+need[x]*D for x in dep[k]])
    ls={}
    for k in reversed(order):
        succ=[ls[x] for x in dep if k in dep[x]]
        ls[k]=min(succ+[ev])-need[k]*D
    out=pd.DataFrame([[k,need[k],ls[k],ls[k]+(need[k]-1)*D,es[k],es[k]>ls[k]] for k in dep],columns=cols)
    return out.sort_values(["latest_start","task_id"]).reset_index(drop=True)
""",
        judgement="right",
        reader="professor",
        note="不是 own 就当供应商；题目里只有两种",
    ),
    Trial(
        "back_plan",
        """
def back_plan(event_date, tasks):
    cols=["task_id","days_needed","latest_start","latest_end","earliest_start","late"]
    if tasks.empty: return pd.DataFrame(columns=cols)
    D=pd.Timedelta(days=1); ev=pd.Timestamp(event_date)
    t=tasks.set_index("task_id")
    need={k:int(-(-int(r.days)*6//5)) if r.kind=="supplier" else int(r.days) for k,r in t.iterrows()}
    dep={k:[x.strip() for x in v.split(",") if x.strip()] if isinstance(v,str) else [] for k,v in t.depends_on.items()}
    for v in dep.values():
        for x in v:
            if x not in dep: raise ValueError(x)
    order=[]
    while len(order)<len(dep):
        r=[k for k in dep if k not in order and all(x in order for x in dep[k])]
        if not r: break
        order+=r
    es={}
    for k in order:
        es[k]=max([pd.Timestamp(t.loc[k,"free_from"])]+[es[x]+need[x]*D for x in dep[k]])
    ls={}
    for k in reversed(order):
        succ=[ls[x] for x in dep if k in dep[x]]
        ls[k]=min(succ+[ev])-need[k]*D
    out=pd.DataFrame([[k,need[k],ls[k],ls[k]+(need[k]-1)*D,es[k],es[k]>ls[k]] for k in dep],columns=cols)
    return out.sort_values(["latest_start","task_id"]).reset_index(drop=True)
""",
        judgement="wrong",
        reader="professor",
        note="没查转圈，报 KeyError",
    ),
    Trial(
        "back_plan",
        """
def back_plan(event_date, tasks):
    cols=["task_id","days_needed","latest_start","latest_end","earliest_start","late"]
    if tasks.empty: return pd.DataFrame(columns=cols)
    D=pd.Timedelta(days=1); ev=pd.Timestamp(event_date)
    t=tasks.set_index("task_id")
    need={k:int(round(r.days*1.2)) if r.kind=="supplier" else int(r.days) for k,r in t.iterrows()}
    dep={k:[x.strip() for x in v.split(",") if x.strip()] if isinstance(v,str) else [] for k,v in t.depends_on.items()}
    for v in dep.values():
        for x in v:
            if x not in dep: raise ValueError(x)
    order=[]
    while len(order)<len(dep):
        r=[k for k in dep if k not in order and all(x in order for x in dep[k])]
        if not r: raise ValueError("circle")
        order+=r
    es={}
    for k in order:
        es[k]=max([pd.Timestamp(t.loc[k,"free_from"])]+[es[x]+need[x]*D for x in dep[k]])
    ls={}
    for k in reversed(order):
        succ=[ls[x] for x in dep if k in dep[x]]
        ls[k]=min(succ+[ev])-need[k]*D
    out=pd.DataFrame([[k,need[k],ls[k],ls[k]+(need[k]-1)*D,es[k],es[k]>ls[k]] for k in dep],columns=cols)
    return out.sort_values(["latest_start","task_id"]).reset_index(drop=True)
""",
        judgement="wrong",
        misconception="rounded_to_the_nearest",
        reader="professor",
        note="四舍五入",
    ),
    Trial(
        "chart_dip",
        """
BEFORE = 28


def chart_dip(daily, start, end):
    d=daily.assign(date=pd.to_datetime(daily["date"])).groupby("date").agg(sales=("sales","sum"),special=("special","any"))
    s,e=pd.Timestamp(start),pd.Timestamp(end); D=pd.Timedelta(days=1)
    pre=d[(d.index>=s-BEFORE*D)&(d.index<s)&~d.special]
    usual=pre.sales.mean()
    ph=[pd.date_range(s,e),pd.date_range(e+D,periods=7),pd.date_range(e+8*D,periods=7)]
    y=pd.Series([d.sales.reindex(p).mean(skipna=False)/usual for p in ph]).dropna()
    import matplotlib.pyplot as plt
    fig,ax=plt.subplots(); ax.bar(y.index,y.values); ax.set_title("Dip"); ax.set_xlabel("phase"); ax.set_ylabel("times usual")
    return ax
""",
        judgement="right",
        reader="professor",
        note="第一次就对",
    ),
    Trial(
        "chart_dip",
        """
BEFORE = 28


def chart_dip(daily, start, end):
    d=daily.assign(date=pd.to_datetime(daily["date"])).groupby("date").agg(sales=("sales","sum"),special=("special","any"))
    s,e=pd.Timestamp(start),pd.Timestamp(end); D=pd.Timedelta(days=1)
    pre=d[(d.index>=s-28*D)&(d.index<s)&~d.special]
    usual=pre.sales.mean()
    ph=[pd.date_range(s,e),pd.date_range(e+D,periods=7),pd.date_range(e+8*D,periods=7)]
    y=pd.Series([d.sales.reindex(p).mean(skipna=False)/usual for p in ph]).dropna()
    import matplotlib.pyplot as plt
    fig,ax=plt.subplots(); ax.bar(y.index,y.values); ax.set_title("Dip"); ax.set_xlabel("phase"); ax.set_ylabel("times usual")
    return ax
""",
        judgement="right",
        reader="professor",
        note="28 写成了数；值都对",
    ),
    Trial(
        "chart_dip",
        """
BEFORE = 28


def chart_dip(daily, start, end):
    d = daily.groupby("date", as_index=False).agg({"sales": "sum", "special": "max"})
    start = pd.Timestamp(start); end = pd.Timestamp(end); D = pd.Timedelta(days=1)
    usual = daily[(daily.date < start) & (daily.date >= start - BEFORE * D) & ~daily.special].sales.mean()
    h = [d[d.date.between(a, b)].sales.mean() / usual for a, b in ((start, end), (end + D, end + 7 * D), (end + 8 * D, end + 14 * D))]
    return plots.bar(pd.Series(h), "dip", xlabel="phase", ylabel="times usual")
""",
        judgement="wrong",
        misconception="usual_of_rows",
        reader="shop assistant",
        note="平常按行平均，没齐的周也画",
    ),
    Trial(
        "chart_dip",
        """
BEFORE = 28


def chart_dip(daily, start, end):
    d=daily.assign(date=pd.to_datetime(daily["date"])).groupby("date").agg(sales=("sales","sum"),special=("special","any"))
    s,e=pd.Timestamp(start),pd.Timestamp(end); D=pd.Timedelta(days=1)
    pre=d[(d.index>=s-BEFORE*D)&(d.index<s)&~d.special]
    usual=pre.sales.mean()
    ph=[pd.date_range(s,e),pd.date_range(e,periods=7),pd.date_range(e+7*D,periods=7)]
    y=pd.Series([d.sales.reindex(p).mean(skipna=False)/usual for p in ph]).dropna()
    import matplotlib.pyplot as plt
    fig,ax=plt.subplots(); ax.bar(y.index,y.values); ax.set_title("Dip"); ax.set_xlabel("phase"); ax.set_ylabel("times usual")
    return ax
""",
        judgement="wrong",
        misconception="week_from_the_last_day",
        reader="professor",
        note="第一周从活动最后一天算起",
    ),
    Trial(
        "chart_dip",
        """
BEFORE = 28


def chart_dip(daily, start, end):
    d=daily.assign(date=pd.to_datetime(daily["date"])).groupby("date").agg(sales=("sales","sum"),special=("special","any"))
    s,e=pd.Timestamp(start),pd.Timestamp(end); D=pd.Timedelta(days=1)
    pre=d[(d.index>=s-BEFORE*D)&(d.index<s)&~d.special]
    usual=pre.sales.mean()
    ph=[pd.date_range(s,e),pd.date_range(e+D,periods=7),pd.date_range(e+8*D,periods=7)]
    y=pd.Series([d.sales.reindex(p).mean(skipna=False)/usual for p in ph]).dropna()
    import matplotlib.pyplot as plt
    fig,ax=plt.subplots(); ax.bar(y.index,y.values); ax.set_title("Dip"); pass
    return ax
""",
        judgement="wrong",
        reader="professor",
        note="没有轴名称",
    ),
    Trial(
        "chart_dip",
        """
BEFORE = 28


def chart_dip(daily, start, end):
    d=daily.assign(date=pd.to_datetime(daily["date"])).groupby("date").agg(sales=("sales","sum"),special=("special","any"))
    s,e=pd.Timestamp(start),pd.Timestamp(end); D=pd.Timedelta(days=1)
    pre=d[(d.index>=s-BEFORE*D)&(d.index<s)&~d.special]
    usual=pre.sales.mean()
    ph=[pd.date_range(s,e),pd.date_range(e+D,periods=7),pd.date_range(e+8*D,periods=7)]
    y=pd.Series([d.sales.reindex(p).mean(skipna=False)/usual for p in ph]).dropna()
    import matplotlib.pyplot as plt
    fig,ax=plt.subplots(); ax.plot(y.index,y.values,"o"); ax.set_title("Dip"); ax.set_xlabel("phase"); ax.set_ylabel("times usual")
    return ax
""",
        judgement="right",
        reader="professor",
        note="画了带点的线",
    ),
]
