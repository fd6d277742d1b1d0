"""Answers that a reader gave to chapter 3 from the page alone, with a teacher's judgement by the question's text.

The code stands as it was written. Answers that came out alike in every case stand once. The text was mended after they
were given (tenths of a fen in the target, a bare name of a group, an empty table without weights); they are judged by what
it says now.
"""

from classroom.cases import Trial

trials: list[Trial] = [
    Trial(
        "net_margin_per_order",
        """
RESALE = 0.8
RETURN_FREIGHT = 8.0
def net_margin_per_order(price, unit_cost, freight, platform, ad_rate=0.0):
    r = platform["return_rate"]
    r = 0 if pd.isna(r) else r
    mc = platform["min_commission"]
    mc = 0 if pd.isna(mc) else mc
    kept = (1 - r) * price
    com = (1 - r) * max(price * platform["commission"], mc)
    fee = price * platform["payment_fee"]
    ad = price * ad_rate
    margin = kept - com - fee - ad - unit_cost * (1 - r * RESALE) - freight - r * RETURN_FREIGHT
    return {"commission": com, "payment_fee": fee, "ad": ad, "margin": margin, "margin_rate": margin / kept if kept else float("nan")}
""",
        judgement="right",
        reader="professor",
    ),
    Trial(
        "net_margin_per_order",
        """
RESALE = 0.8
RETURN_FREIGHT = 8.0
def net_margin_per_order(price, unit_cost, freight, platform, ad_rate=0.0):
    r = platform["return_rate"]
    r = 0 if pd.isna(r) else r
    mc = platform["min_commission"]
    mc = 0 if pd.isna(mc) else mc
    kept = (1 - r) * price
    com = max(price * platform["commission"], mc)
    fee = price * platform["payment_fee"]
    ad = price * ad_rate
    margin = kept - com - fee - ad - unit_cost * (1 - r * RESALE) - freight - r * RETURN_FREIGHT
    return {"commission": com, "payment_fee": fee, "ad": ad, "margin": margin, "margin_rate": margin / kept if kept else float("nan")}
""",
        judgement="wrong",
        misconception="commission_on_all",
        reader="professor",
    ),
    Trial(
        "net_margin_per_order",
        """
RESALE = 0.8
RETURN_FREIGHT = 8.0
def net_margin_per_order(price, unit_cost, freight, platform, ad_rate=0.0):
    r = platform["return_rate"]
    r = 0 if pd.isna(r) else r
    mc = platform["min_commission"]
    mc = 0 if pd.isna(mc) else mc
    kept = (1 - r) * price
    com = (1 - r) * max(price * platform["commission"], mc)
    fee = price * platform["payment_fee"]
    ad = price * ad_rate
    margin = kept - com - fee - ad - unit_cost * (1 - r * RESALE) - freight - r * RETURN_FREIGHT
    return {"commission": com, "payment_fee": fee, "ad": ad, "margin": margin, "margin_rate": margin / price if price else float("nan")}
""",
        judgement="wrong",
        misconception="rate_over_price",
        reader="professor",
    ),
    Trial(
        "net_margin_per_order",
        """
RESALE = 0.8
RETURN_FREIGHT = 8.0
def net_margin_per_order(price, unit_cost, freight, platform, ad_rate=0.0):
    r = platform["return_rate"]
    r = 0 if pd.isna(r) else r
    mc = platform["min_commission"]
    mc = 0 if pd.isna(mc) else mc
    kept = (1 - r) * price
    com = (1 - r) * max(price * platform["commission"], mc)
    fee = price * platform["payment_fee"]
    ad = price * ad_rate
    margin = kept - com - fee - ad - unit_cost * (1 - r * RESALE) - freight - r * (freight + RETURN_FREIGHT)
    return {"commission": com, "payment_fee": fee, "ad": ad, "margin": margin, "margin_rate": margin / kept if kept else float("nan")}
""",
        judgement="wrong",
        misconception="freight_twice",
        reader="professor",
    ),
    Trial(
        "net_margin_per_order",
        """
RESALE = 0.8
RETURN_FREIGHT = 8.0
def net_margin_per_order(price, unit_cost, freight, platform, ad_rate=0.0):
    r = platform["return_rate"]
    r = 0 if pd.isna(r) else r
    mc = platform["min_commission"]
    mc = 0 if pd.isna(mc) else mc
    kept = (1 - r) * price
    com = (1 - r) * max(price * platform["commission"], mc)
    fee = price * platform["payment_fee"]
    ad = price * ad_rate
    margin = kept - com - fee - ad - unit_cost * (1 - r + r * RESALE) - freight - r * RETURN_FREIGHT
    return {"commission": com, "payment_fee": fee, "ad": ad, "margin": margin, "margin_rate": margin / kept if kept else float("nan")}
""",
        judgement="wrong",
        misconception="resale_turned_round",
        reader="professor",
    ),
    Trial(
        "net_margin_per_order",
        """
RESALE = 0.8
RETURN_FREIGHT = 8.0
def net_margin_per_order(price, unit_cost, freight, platform, ad_rate=0.0):
    r = platform["return_rate"]
    r = 0 if pd.isna(r) else r
    mc = platform["min_commission"]
    mc = 0 if pd.isna(mc) else mc
    kept = (1 - r) * price
    com = (1 - r) * max(price * platform["commission"], mc)
    fee = kept * platform["payment_fee"]
    ad = price * ad_rate
    margin = kept - com - fee - ad - unit_cost * (1 - r * RESALE) - freight - r * RETURN_FREIGHT
    return {"commission": com, "payment_fee": fee, "ad": ad, "margin": margin, "margin_rate": margin / kept if kept else float("nan")}
""",
        judgement="wrong",
        misconception="fee_on_kept_only",
        reader="professor",
    ),
    Trial(
        "net_margin_per_order",
        """
RESALE = 0.8
RETURN_FREIGHT = 8.0
def net_margin_per_order(price, unit_cost, freight, platform, ad_rate=0.0):
    r = platform["return_rate"]
    r = 0 if pd.isna(r) else r
    mc = platform["min_commission"]
    mc = mc
    kept = (1 - r) * price
    com = (1 - r) * max(price * platform["commission"], mc) if mc else price * platform["commission"]
    fee = price * platform["payment_fee"]
    ad = price * ad_rate
    margin = kept - com - fee - ad - unit_cost * (1 - r * RESALE) - freight - r * RETURN_FREIGHT
    return {"commission": com, "payment_fee": fee, "ad": ad, "margin": margin, "margin_rate": margin / kept if kept else float("nan")}
""",
        judgement="right",
        reader="professor",
        note="`if mc` is true for a missing one, and max keeps its first argument",
    ),
    Trial(
        "break_even_orders",
        """
from fractions import Fraction
RESERVE = "0.10"
def break_even_orders(fixed_cost, unit_margin):
    F = Fraction(str(fixed_cost))
    if F < 0:
        raise ValueError("negative fixed cost")
    m = math.floor(Fraction(str(unit_margin)) * 100)
    if m <= 0:
        raise ValueError("never pays")
    return math.ceil(F * (1 + Fraction(RESERVE)) * 100 / m)
""",
        judgement="right",
        reader="professor",
    ),
    Trial(
        "break_even_orders",
        """
from fractions import Fraction
def break_even_orders(fixed_cost, unit_margin):
    if fixed_cost < 0: raise ValueError("neg")
    m = math.floor(unit_margin * 100) / 100
    if m <= 0: raise ValueError("never")
    return math.ceil(fixed_cost * 1.1 / m)
""",
        judgement="wrong",
        misconception="in_floats",
        reader="professor",
    ),
    Trial(
        "break_even_orders",
        """
from fractions import Fraction
def break_even_orders(fixed_cost, unit_margin):
    F = Fraction(str(fixed_cost))
    if F < 0: raise ValueError("neg")
    if F == 0: return 0
    m = math.floor(Fraction(str(unit_margin)) * 100)
    if m <= 0: raise ValueError("never")
    return math.ceil(F * Fraction("1.1") * 100 / m)
""",
        judgement="wrong",
        misconception="no_cost_no_question",
        reader="professor",
    ),
    Trial(
        "break_even_orders",
        """
from fractions import Fraction
def break_even_orders(fixed_cost, unit_margin):
    F = Fraction(str(fixed_cost))
    if F < 0: raise ValueError("neg")
    m = math.floor(Fraction(str(unit_margin)) * 100)
    if m <= 0: raise ValueError("never")
    return math.floor(F * Fraction("1.1") * 100 / m) + 1
""",
        judgement="wrong",
        misconception="one_more",
        reader="professor",
    ),
    Trial(
        "break_even_orders",
        """
from fractions import Fraction
def break_even_orders(fixed_cost, unit_margin):
    F = Fraction(str(fixed_cost))
    if F < 0: raise ValueError("neg")
    m = math.floor(Fraction(str(unit_margin)) * 100)
    if m <= 0: raise ValueError("never")
    return math.ceil(F * 100 / (1-Fraction("0.1")) / m)
""",
        judgement="wrong",
        misconception="reserve_from_the_total",
        reader="professor",
    ),
    Trial(
        "break_even_orders",
        """
from fractions import Fraction
def break_even_orders(fixed_cost, unit_margin):
    F = Fraction(str(fixed_cost))
    if F < 0: raise ValueError("neg")
    m = round(Fraction(str(unit_margin)) * 100)
    if m <= 0: raise ValueError("never")
    return math.ceil(F * Fraction("1.1") * 100 / m)
""",
        judgement="wrong",
        misconception="rounded_half_up",
        reader="professor",
    ),
    Trial(
        "break_even_orders",
        """
from fractions import Fraction
def break_even_orders(fixed_cost, unit_margin):
    F = Fraction(str(fixed_cost))
    if F < 0: raise ValueError("neg")
    m = math.floor(Fraction(str(unit_margin)) * 100)
    if m <= 0: raise ValueError("never")
    target = math.ceil(F * Fraction("1.1") * 100)   # whole fen
    return math.ceil(Fraction(target, m))
""",
        judgement="right",
        reader="professor",
        note="target rounded up to fen: the same whole number",
    ),
    Trial(
        "rank_platforms",
        """
def rank_platforms(scores, weights, directions):
    total = sum(weights.values())
    if total == 0:
        raise ValueError("all weights are 0")
    s = pd.Series(0.0, index=scores.index)
    for c, w in weights.items():
        x = scores[c] if directions[c] == "benefit" else -scores[c]
        lo, hi = x.min(), x.max()
        z = (x - lo) / (hi - lo) if hi > lo else x.notna() * 0.5
        s += w * z.fillna(0)
    s = s / total
    order = pd.DataFrame({"r": -s.round(9), "n": s.index}, index=s.index).sort_values(["r", "n"]).index
    return s.loc[order]
""",
        judgement="right",
        reader="professor",
    ),
    Trial(
        "rank_platforms",
        """
def rank_platforms(scores, weights, directions):
    total = sum(weights.values())
    if total == 0:
        raise ValueError("all weights are 0")
    s = pd.Series(0.0, index=scores.index)
    for c, w in weights.items():
        x = scores[c] if directions[c] == "benefit" else -scores[c]
        lo, hi = x.min(), x.max()
        z = (x - lo) / (hi - lo) if hi > lo else x.notna() * 0.5
        s += w * z.fillna(z.mean())
    s = s / total
    order = pd.DataFrame({"r": -s.round(9), "n": s.index}, index=s.index).sort_values(["r", "n"]).index
    return s.loc[order]
""",
        judgement="wrong",
        misconception="missing_as_the_mean",
        reader="professor",
    ),
    Trial(
        "rank_platforms",
        """
def rank_platforms(scores, weights, directions):
    total = sum(weights.values())
    if total == 0:
        raise ValueError("all weights are 0")
    s = pd.Series(0.0, index=scores.index)
    for c, w in weights.items():
        x = scores[c] if directions[c] == "benefit" else -scores[c]
        lo, hi = x.min(), x.max()
        z = (x - lo) / (hi - lo) if hi > lo else x * 0.0
        s += w * z.fillna(0)
    s = s / total
    order = pd.DataFrame({"r": -s.round(9), "n": s.index}, index=s.index).sort_values(["r", "n"]).index
    return s.loc[order]
""",
        judgement="wrong",
        misconception="equal_gets_zero",
        reader="professor",
    ),
    Trial(
        "rank_platforms",
        """
def rank_platforms(scores, weights, directions):
    total = sum(weights.values())
    if total == 0:
        raise ValueError("all weights are 0")
    s = pd.Series(0.0, index=scores.index)
    for c, w in weights.items():
        sc = scores.fillna(0)
        x = sc[c] if directions[c] == "benefit" else -sc[c]
        lo, hi = x.min(), x.max()
        z = (x - lo) / (hi - lo) if hi > lo else x.notna() * 0.5
        s += w * z.fillna(0)
    s = s / total
    order = pd.DataFrame({"r": -s.round(9), "n": s.index}, index=s.index).sort_values(["r", "n"]).index
    return s.loc[order]
""",
        judgement="wrong",
        misconception="missing_as_zero_value",
        reader="professor",
    ),
    Trial(
        "rank_platforms",
        """
def rank_platforms(scores, weights, directions):
    total = sum(weights.values())
    if total == 0:
        raise ValueError("all weights are 0")
    s = pd.Series(0.0, index=scores.index)
    for c, w in weights.items():
        x = scores[c] if directions[c] == "benefit" else -scores[c]
        lo, hi = x.min(), x.max()
        z = (x - lo) / (hi - lo) if hi > lo else x.notna() * 0.5
        s += w * z.fillna(0)
    s = s / total
    return s.sort_values(ascending=False)
""",
        judgement="wrong",
        misconception="sorted_by_score_alone",
        reader="professor",
    ),
    Trial(
        "rank_platforms",
        """
def rank_platforms(scores, weights, directions):
    total = sum(weights.values())
    if total == 0:
        raise ValueError("all weights are 0")
    s = pd.Series(0.0, index=scores.index)
    for c, w in weights.items():
        x = scores[c] if directions[c] == "benefit" else -scores[c]
        lo, hi = x.min(), x.max()
        z = (x - lo) / (hi - lo) if hi > lo else pd.Series(0.5, index=x.index)
        s += w * z.fillna(0)
    s = s / total
    order = pd.DataFrame({"r": -s.round(9), "n": s.index}, index=s.index).sort_values(["r", "n"]).index
    return s.loc[order]
""",
        judgement="wrong",
        misconception="equal_also_for_the_missing",
        reader="professor",
    ),
    Trial(
        "rank_platforms",
        """
def rank_platforms(scores, weights, directions):
    if len(scores) == 0:
        return pd.Series(dtype=float)
    total = sum(weights.values())
    if total == 0:
        raise ValueError("all weights are 0")
    s = pd.Series(0.0, index=scores.index)
    for c, w in weights.items():
        x = scores[c] if directions[c] == "benefit" else -scores[c]
        lo, hi = x.min(), x.max()
        z = (x - lo) / (hi - lo) if hi > lo else x.notna() * 0.5
        s += w * z.fillna(0)
    s = s / total
    order = pd.DataFrame({"r": -s.round(9), "n": s.index}, index=s.index).sort_values(["r", "n"]).index
    return s.loc[order]
""",
        judgement="wrong",
        misconception="empty_before_the_weights",
        reader="professor",
        note="an empty table before the weights; left open then",
    ),
    Trial(
        "rank_platforms",
        """
def rank_platforms(scores, weights, directions):
    tot = sum(weights.values())
    if tot == 0: raise ValueError("x")
    z = pd.DataFrame(index=scores.index)
    for c in weights:
        x = scores[c]
        z[c] = (x - x.min())/(x.max()-x.min()) if directions[c]=="benefit" else (x.max()-x)/(x.max()-x.min())
    num = sum(z[c].fillna(0)*w for c,w in weights.items())
    den = sum(z[c].notna()*w for c,w in weights.items())
    s = num/den
    return s.sort_index().sort_values(ascending=False, kind="stable")
""",
        judgement="wrong",
        misconception="missing_left_out_of_weights",
        reader="professor",
    ),
    Trial(
        "missing_documents",
        """
MARGIN_DAYS = 30
def missing_documents(required, held, platform, category, on_date):
    day = pd.Timestamp(on_date)
    dep = category.split("/")[0]
    req = required[required["required"] & required["platform"].isin(["all", platform]) & required["category"].isin(["all", dep, category])]
    h = held[(pd.to_datetime(held["issued_on"]) <= day)]
    vu = pd.to_datetime(h["valid_until"])
    h = h[vu.isna() | (vu >= day + pd.Timedelta(days=MARGIN_DAYS))]
    out = set()
    for r in req.itertuples():
        p = h[h["doc_type"] == r.doc_type]
        if r.scope == "category":
            p = p[[bool(set(s.split(";")) & {"all", dep, category}) for s in p["scope"]]]
        if len(p) == 0:
            out.add(r.doc_type)
    return sorted(out)
""",
        judgement="right",
        reader="professor",
    ),
    Trial(
        "missing_documents",
        """
MARGIN_DAYS = 30
def missing_documents(required, held, platform, category, on_date):
    day = pd.Timestamp(on_date)
    dep = category.split("/")[0]
    req = required[required["required"] & required["platform"].isin(["all", platform]) & required["category"].isin(["all", dep, category])]
    h = held[(pd.to_datetime(held["issued_on"]) <= day)]
    vu = pd.to_datetime(h["valid_until"])
    h = h[vu.isna() | (vu >= day)]
    out = set()
    for r in req.itertuples():
        p = h[h["doc_type"] == r.doc_type]
        if r.scope == "category":
            p = p[[bool(set(s.split(";")) & {"all", dep, category}) for s in p["scope"]]]
        if len(p) == 0:
            out.add(r.doc_type)
    return sorted(out)
""",
        judgement="wrong",
        misconception="valid_today_is_enough",
        reader="professor",
    ),
    Trial(
        "missing_documents",
        """
MARGIN_DAYS = 30
def missing_documents(required, held, platform, category, on_date):
    day = pd.Timestamp(on_date)
    dep = category.split("/")[0]
    req = required[required["required"] & required["platform"].isin(["all", platform]) & required["category"].isin(["all", dep])]
    h = held[(pd.to_datetime(held["issued_on"]) <= day)]
    vu = pd.to_datetime(h["valid_until"])
    h = h[vu.isna() | (vu >= day + pd.Timedelta(days=MARGIN_DAYS))]
    out = set()
    for r in req.itertuples():
        p = h[h["doc_type"] == r.doc_type]
        if r.scope == "category":
            p = p[[bool(set(s.split(";")) & {"all", dep, category}) for s in p["scope"]]]
        if len(p) == 0:
            out.add(r.doc_type)
    return sorted(out)
""",
        judgement="wrong",
        misconception="department_only",
        reader="professor",
    ),
    Trial(
        "missing_documents",
        """
MARGIN_DAYS = 30
def missing_documents(required, held, platform, category, on_date):
    day = pd.Timestamp(on_date)
    dep = category.split("/")[0]
    req = required[required["required"] & required["platform"].isin(["all", platform]) & required["category"].isin(["all", dep, category])]
    h = held[(pd.to_datetime(held["issued_on"]) <= day)]
    vu = pd.to_datetime(h["valid_until"])
    h = h[vu.isna() | (vu > day + pd.Timedelta(days=MARGIN_DAYS))]
    out = set()
    for r in req.itertuples():
        p = h[h["doc_type"] == r.doc_type]
        if r.scope == "category":
            p = p[[bool(set(s.split(";")) & {"all", dep, category}) for s in p["scope"]]]
        if len(p) == 0:
            out.add(r.doc_type)
    return sorted(out)
""",
        judgement="wrong",
        misconception="more_than_thirty_days",
        reader="professor",
    ),
    Trial(
        "missing_documents",
        """
MARGIN_DAYS = 30
def missing_documents(required, held, platform, category, on_date):
    day = pd.Timestamp(on_date)
    dep = category.split("/")[0]
    req = required[required["required"] & required["platform"].isin(["all", platform]) & required["category"].isin(["all", dep, category])]
    h = held[(pd.to_datetime(held["issued_on"]) <= day)]
    vu = pd.to_datetime(h["valid_until"])
    h = h[vu.isna() | (vu >= day + pd.Timedelta(days=MARGIN_DAYS))]
    out = set()
    for r in req.itertuples():
        p = h[h["doc_type"] == r.doc_type]
        if r.scope == "category":
            p = p[[(s == "all" or dep in s or category in s) for s in p["scope"]]]
        if len(p) == 0:
            out.add(r.doc_type)
    return sorted(out)
""",
        judgement="wrong",
        misconception="scope_as_text",
        reader="professor",
    ),
    Trial(
        "missing_documents",
        """
MARGIN_DAYS = 30
def missing_documents(required, held, platform, category, on_date):
    day = pd.Timestamp(on_date)
    dep = category.split("/")[0]
    req = required[required["platform"].isin(["all", platform]) & required["category"].isin(["all", dep, category])]
    h = held[(pd.to_datetime(held["issued_on"]) <= day)]
    vu = pd.to_datetime(h["valid_until"])
    h = h[vu.isna() | (vu >= day + pd.Timedelta(days=MARGIN_DAYS))]
    out = set()
    for r in req.itertuples():
        p = h[h["doc_type"] == r.doc_type]
        if r.scope == "category":
            p = p[[bool(set(s.split(";")) & {"all", dep, category}) for s in p["scope"]]]
        if len(p) == 0:
            out.add(r.doc_type)
    return sorted(out)
""",
        judgement="wrong",
        misconception="advised_too",
        reader="professor",
    ),
    Trial(
        "missing_documents",
        """
MARGIN_DAYS = 30
def missing_documents(required, held, platform, category, on_date):
    day = pd.Timestamp(on_date)
    dep = category.split("/")[0]
    req = required[required["required"] & required["platform"].isin(["all", platform]) & required["category"].isin(["all", dep, category])]
    h = held[(pd.to_datetime(held["issued_on"]) <= day)]
    vu = pd.to_datetime(h["valid_until"])
    h = h[vu.isna() | (vu >= day + pd.Timedelta(days=MARGIN_DAYS))]
    out = set()
    for r in req.itertuples():
        p = h[h["doc_type"] == r.doc_type]
        if r.scope == "category":
            p = p[[bool(set(s.split(";")) & {"all", category.split("/")[-1], dep, category}) for s in p["scope"]]]
        if len(p) == 0:
            out.add(r.doc_type)
    return sorted(out)
""",
        judgement="wrong",
        misconception="bare_group_covers",
        reader="professor",
        note="the bare name of the group counts as covering",
    ),
    Trial(
        "missing_documents",
        """
MARGIN_DAYS = 30
def missing_documents(required, held, platform, category, on_date):
    day = pd.Timestamp(on_date)
    dep = category.split("/")[0]
    req = required[required["required"] & required["platform"].isin(["all", platform]) & required["category"].isin(["all", dep, category])]
    h = held[(pd.to_datetime(held["issued_on"]) <= day)]
    vu = pd.to_datetime(h["valid_until"])
    h = h[vu.isna() | (vu >= day + pd.Timedelta(days=MARGIN_DAYS))]
    out = set()
    for r in req.itertuples():
        p = h[h["doc_type"] == r.doc_type]
        if r.scope == "category":
            p = p[[bool(set(s.split(";")) & {"all", dep}) for s in p["scope"]]]
        if len(p) == 0:
            out.add(r.doc_type)
    return sorted(out)
""",
        judgement="wrong",
        misconception="path_does_not_cover",
        reader="professor",
    ),
    Trial(
        "missing_documents",
        """
MARGIN_DAYS = 30
def missing_documents(required, held, platform, category, on_date):
    day = pd.Timestamp(on_date)
    dep = category.split("/")[0]
    req = required[required["required"] & required["platform"].isin(["all", platform]) & required["category"].isin(["all", dep, category])]
    h = held[(pd.to_datetime(held["issued_on"]) < day)]
    vu = pd.to_datetime(h["valid_until"])
    h = h[vu.isna() | (vu >= day + pd.Timedelta(days=MARGIN_DAYS))]
    out = set()
    for r in req.itertuples():
        p = h[h["doc_type"] == r.doc_type]
        if r.scope == "category":
            p = p[[bool(set(s.split(";")) & {"all", dep, category}) for s in p["scope"]]]
        if len(p) == 0:
            out.add(r.doc_type)
    return sorted(out)
""",
        judgement="wrong",
        misconception="issued_today_refused",
        reader="professor",
    ),
    Trial(
        "missing_documents",
        """
MARGIN_DAYS = 30
def missing_documents(required, held, platform, category, on_date):
    day = pd.Timestamp(on_date)
    dep = category.split("/")[0]
    req = required[required["required"] & required["platform"].isin(["all", platform]) & required["category"].isin(["all", dep, category])]
    h = held[(pd.to_datetime(held["issued_on"]) <= day)]
    vu = pd.to_datetime(h["valid_until"])
    h = h[(vu >= day + pd.Timedelta(days=MARGIN_DAYS))]
    out = set()
    for r in req.itertuples():
        p = h[h["doc_type"] == r.doc_type]
        if r.scope == "category":
            p = p[[bool(set(s.split(";")) & {"all", dep, category}) for s in p["scope"]]]
        if len(p) == 0:
            out.add(r.doc_type)
    return sorted(out)
""",
        judgement="wrong",
        misconception="endless_is_expired",
        reader="professor",
    ),
    Trial(
        "missing_documents",
        """
MARGIN_DAYS = 30
def missing_documents(required, held, platform, category, on_date):
    day = pd.Timestamp(on_date)
    dep = category.split("/")[0]
    req = required[required["required"] & required["platform"].isin(["all", platform]) & required["category"].isin(["all", dep, category])]
    h = held[(pd.to_datetime(held["issued_on"]) <= day)]
    vu = pd.to_datetime(h["valid_until"])
    h = h[vu.isna() | (vu >= day + pd.Timedelta(days=MARGIN_DAYS))]
    out = set()
    for r in req.itertuples():
        p = h[h["doc_type"] == r.doc_type]
        if r.scope == "category":
            p = p[[bool(set(s.split(";")) & {"all", dep, category, r.category}) for s in p["scope"]]]
        if len(p) == 0:
            out.add(r.doc_type)
    return sorted(out)
""",
        judgement="right",
        reader="professor",
        note="a row's own category is one of ours",
    ),
    Trial(
        "onboarding_stats",
        """
STAGES = ["apply", "documents", "fees", "review", "training", "opening"]
MIN_CLOSED = 5
def onboarding_stats(log):
    cols = ["closed", "open", "pass_rate", "median_days", "p90_days"]
    if len(log) == 0:
        return pd.DataFrame(columns=cols)
    t = log.sort_values("entered_at").copy()
    t["days"] = (t["left_at"] - t["entered_at"]).dt.total_seconds() / 86400
    t["is_open"] = t["left_at"].isna()
    t["ok"] = t["result"].eq("passed")
    cases = t.groupby(["stage", "application_id"]).agg(days=("days", "sum"), is_open=("is_open", "any"), ok=("ok", "last")).reset_index()
    rows = {}
    for s in STAGES:
        c = cases[cases["stage"] == s]
        if len(c) == 0:
            continue
        k = c[~c["is_open"]]
        n = len(k)
        d = sorted(k["days"])
        rows[s] = [n, len(c) - n, k["ok"].mean() if n else np.nan, np.median(d) if n else np.nan, d[math.ceil(9 * n / 10) - 1] if n >= MIN_CLOSED else np.nan]
    return pd.DataFrame.from_dict(rows, orient="index", columns=cols)
""",
        judgement="right",
        reader="professor",
    ),
    Trial(
        "onboarding_stats",
        """
STAGES = ["apply", "documents", "fees", "review", "training", "opening"]
MIN_CLOSED = 5
def onboarding_stats(log):
    t = log.copy()
    t["days"] = (t["left_at"] - t["entered_at"]).dt.total_seconds() / 86400
    g = t.groupby("stage")
    out = pd.DataFrame({"closed": g["left_at"].count(), "open": g["left_at"].apply(lambda x: x.isna().sum())})
    out["pass_rate"] = g["result"].apply(lambda x: (x == "passed").sum()) / out["closed"]
    out["median_days"] = g["days"].median()
    out["p90_days"] = g["days"].quantile(0.9).where(out["closed"] >= MIN_CLOSED)
    return out.reindex([s for s in STAGES if s in out.index])
""",
        judgement="wrong",
        misconception="each_try_and_interpolated",
        reader="professor",
        note="grouped by stage only",
    ),
    Trial(
        "onboarding_stats",
        """
STAGES = ["apply", "documents", "fees", "review", "training", "opening"]
MIN_CLOSED = 5
def onboarding_stats(log):
    cols = ["closed", "open", "pass_rate", "median_days", "p90_days"]
    if len(log) == 0:
        return pd.DataFrame(columns=cols)
    t = log.sort_values("entered_at").copy()
    t["days"] = (t["left_at"] - t["entered_at"]).dt.days
    t["is_open"] = t["left_at"].isna()
    t["ok"] = t["result"].eq("passed")
    cases = t.groupby(["stage", "application_id"]).agg(days=("days", "sum"), is_open=("is_open", "any"), ok=("ok", "last")).reset_index()
    rows = {}
    for s in STAGES:
        c = cases[cases["stage"] == s]
        if len(c) == 0:
            continue
        k = c[~c["is_open"]]
        n = len(k)
        d = sorted(k["days"])
        rows[s] = [n, len(c) - n, k["ok"].mean() if n else np.nan, np.median(d) if n else np.nan, d[math.ceil(9 * n / 10) - 1] if n >= MIN_CLOSED else np.nan]
    return pd.DataFrame.from_dict(rows, orient="index", columns=cols)
""",
        judgement="wrong",
        misconception="whole_days",
        reader="professor",
    ),
    Trial(
        "onboarding_stats",
        """
STAGES = ["apply", "documents", "fees", "review", "training", "opening"]
MIN_CLOSED = 5
def onboarding_stats(log):
    cols = ["closed", "open", "pass_rate", "median_days", "p90_days"]
    if len(log) == 0:
        return pd.DataFrame(columns=cols)
    t = log.sort_values("entered_at").copy()
    t["days"] = (t["left_at"] - t["entered_at"]).dt.total_seconds() / 86400
    t["is_open"] = t["left_at"].isna()
    t["ok"] = t["result"].eq("passed")
    cases = t.groupby(["stage", "application_id"]).agg(days=("days", "sum"), is_open=("is_open", "any"), ok=("ok", "last")).reset_index()
    rows = {}
    for s in STAGES:
        c = cases[cases["stage"] == s]
        if len(c) == 0:
            continue
        k = c[~c["is_open"]]
        n = len(k)
        d = sorted(k["days"])
        rows[s] = [n, len(c) - n, k["ok"].mean() if n else np.nan, np.median(d) if n else np.nan, np.quantile(d, 0.9) if n >= MIN_CLOSED else np.nan]
    return pd.DataFrame.from_dict(rows, orient="index", columns=cols)
""",
        judgement="wrong",
        misconception="interpolated_p90",
        reader="professor",
    ),
    Trial(
        "onboarding_stats",
        """
STAGES = ["apply", "documents", "fees", "review", "training", "opening"]
MIN_CLOSED = 5
def onboarding_stats(log):
    cols = ["closed", "open", "pass_rate", "median_days", "p90_days"]
    if len(log) == 0:
        return pd.DataFrame(columns=cols)
    t = log.sort_values("entered_at").copy()
    t["days"] = (t["left_at"] - t["entered_at"]).dt.total_seconds() / 86400
    t["is_open"] = t["left_at"].isna()
    t["ok"] = t["result"].eq("passed")
    cases = t.groupby(["stage", "application_id"]).agg(days=("days", "last"), is_open=("is_open", "any"), ok=("ok", "last")).reset_index()
    rows = {}
    for s in STAGES:
        c = cases[cases["stage"] == s]
        if len(c) == 0:
            continue
        k = c[~c["is_open"]]
        n = len(k)
        d = sorted(k["days"])
        rows[s] = [n, len(c) - n, k["ok"].mean() if n else np.nan, np.median(d) if n else np.nan, d[math.ceil(9 * n / 10) - 1] if n >= MIN_CLOSED else np.nan]
    return pd.DataFrame.from_dict(rows, orient="index", columns=cols)
""",
        judgement="wrong",
        misconception="last_try_only",
        reader="professor",
    ),
    Trial(
        "onboarding_stats",
        """
STAGES = ["apply", "documents", "fees", "review", "training", "opening"]
MIN_CLOSED = 5
def onboarding_stats(log):
    cols = ["closed", "open", "pass_rate", "median_days", "p90_days"]
    if len(log) == 0:
        return pd.DataFrame(columns=cols)
    t = log.sort_values("entered_at").copy()
    t["days"] = (t["left_at"] - t["entered_at"]).dt.total_seconds() / 86400
    t["is_open"] = t["left_at"].isna()
    t["ok"] = t["result"].eq("passed")
    cases = t.groupby(["stage", "application_id"]).agg(days=("days", "sum"), is_open=("is_open", "any"), ok=("ok", "any")).reset_index()
    rows = {}
    for s in STAGES:
        c = cases[cases["stage"] == s]
        if len(c) == 0:
            continue
        k = c[~c["is_open"]]
        n = len(k)
        d = sorted(k["days"])
        rows[s] = [n, len(c) - n, k["ok"].mean() if n else np.nan, np.median(d) if n else np.nan, d[math.ceil(9 * n / 10) - 1] if n >= MIN_CLOSED else np.nan]
    return pd.DataFrame.from_dict(rows, orient="index", columns=cols)
""",
        judgement="wrong",
        misconception="passed_at_some_time",
        reader="professor",
    ),
    Trial(
        "onboarding_stats",
        """
STAGES = ["apply", "documents", "fees", "review", "training", "opening"]
MIN_CLOSED = 5
def onboarding_stats(log):
    cols = ["closed", "open", "pass_rate", "median_days", "p90_days"]
    if len(log) == 0:
        return pd.DataFrame(columns=cols)
    t = log.sort_values("entered_at").copy()
    t["days"] = (t["left_at"] - t["entered_at"]).dt.total_seconds() / 86400
    t["is_open"] = t["left_at"].isna()
    t["ok"] = t["result"].eq("passed")
    cases = t.groupby(["stage", "application_id"]).agg(days=("days", "sum"), is_open=("is_open", "last"), ok=("ok", "last")).reset_index()
    rows = {}
    for s in STAGES:
        c = cases[cases["stage"] == s]
        if len(c) == 0:
            continue
        k = c[~c["is_open"]]
        n = len(k)
        d = sorted(k["days"])
        rows[s] = [n, len(c) - n, k["ok"].mean() if n else np.nan, np.median(d) if n else np.nan, d[math.ceil(9 * n / 10) - 1] if n >= MIN_CLOSED else np.nan]
    return pd.DataFrame.from_dict(rows, orient="index", columns=cols)
""",
        judgement="wrong",
        misconception="open_if_the_last_is",
        reader="professor",
    ),
    Trial(
        "onboarding_stats",
        """
STAGES = ["apply", "documents", "fees", "review", "training", "opening"]
MIN_CLOSED = 5
def onboarding_stats(log):
    cols = ["closed", "open", "pass_rate", "median_days", "p90_days"]
    if len(log) == 0:
        return pd.DataFrame(columns=cols)
    t = log.copy()
    t["days"] = (t["left_at"] - t["entered_at"]).dt.total_seconds() / 86400
    t["is_open"] = t["left_at"].isna()
    t["ok"] = t["result"].eq("passed")
    cases = t.groupby(["stage", "application_id"]).agg(days=("days", "sum"), is_open=("is_open", "any"), ok=("ok", "last")).reset_index()
    rows = {}
    for s in STAGES:
        c = cases[cases["stage"] == s]
        if len(c) == 0:
            continue
        k = c[~c["is_open"]]
        n = len(k)
        d = sorted(k["days"])
        rows[s] = [n, len(c) - n, k["ok"].mean() if n else np.nan, np.median(d) if n else np.nan, d[math.ceil(9 * n / 10) - 1] if n >= MIN_CLOSED else np.nan]
    return pd.DataFrame.from_dict(rows, orient="index", columns=cols)
""",
        judgement="wrong",
        misconception="order_of_the_rows",
        reader="professor",
    ),
    Trial(
        "onboarding_stats",
        """
STAGES = ["apply", "documents", "fees", "review", "training", "opening"]
MIN_CLOSED = 5
def onboarding_stats(log):
    cols = ["closed", "open", "pass_rate", "median_days", "p90_days"]
    if len(log) == 0:
        return pd.DataFrame(columns=cols)
    t = log.sort_values("entered_at").copy()
    t["days"] = (t["left_at"] - t["entered_at"]).dt.total_seconds() / 86400
    t["is_open"] = t["left_at"].isna()
    t["ok"] = t["result"].eq("passed")
    cases = t.groupby(["stage", "application_id"]).agg(days=("days", lambda x: x.sum()), a=("entered_at","min"), z=("left_at","max"), is_open=("is_open", "any"), ok=("ok", "last")).reset_index(); cases["days"]=(cases["z"]-cases["a"]).dt.total_seconds()/86400
    rows = {}
    for s in STAGES:
        c = cases[cases["stage"] == s]
        if len(c) == 0:
            continue
        k = c[~c["is_open"]]
        n = len(k)
        d = sorted(k["days"])
        rows[s] = [n, len(c) - n, k["ok"].mean() if n else np.nan, np.median(d) if n else np.nan, d[math.ceil(9 * n / 10) - 1] if n >= MIN_CLOSED else np.nan]
    return pd.DataFrame.from_dict(rows, orient="index", columns=cols)
""",
        judgement="wrong",
        misconception="from_first_to_last",
        reader="professor",
    ),
    Trial(
        "onboarding_stats",
        """
STAGES = ["apply", "documents", "fees", "review", "training", "opening"]
MIN_CLOSED = 5
def onboarding_stats(log):
    cols = ["closed", "open", "pass_rate", "median_days", "p90_days"]
    if len(log) == 0:
        return pd.DataFrame(columns=cols)
    t = log.sort_values("entered_at").copy()
    t["days"] = (t["left_at"] - t["entered_at"]).dt.total_seconds() / 86400
    t["is_open"] = t["left_at"].isna()
    t["ok"] = t["result"].eq("passed")
    cases = t.groupby(["stage", "application_id"]).agg(days=("days", "sum"), is_open=("is_open", "any"), ok=("ok", "last")).reset_index()
    rows = {}
    for s in STAGES:
        c = cases[cases["stage"] == s]
        if len(c) == 0:
            continue
        k = c[~c["is_open"]]
        n = len(k)
        d = sorted(k["days"])
        rows[s] = [n, len(c) - n, c["ok"].mean() if n else np.nan, np.median(d) if n else np.nan, d[math.ceil(9 * n / 10) - 1] if n >= MIN_CLOSED else np.nan]
    return pd.DataFrame.from_dict(rows, orient="index", columns=cols)
""",
        judgement="wrong",
        misconception="open_as_not_passed",
        reader="professor",
    ),
    Trial(
        "onboarding_stats",
        """
STAGES = ["apply", "documents", "fees", "review", "training", "opening"]
MIN_CLOSED = 5
def onboarding_stats(log):
    cols = ["closed", "open", "pass_rate", "median_days", "p90_days"]
    if len(log) == 0:
        return pd.DataFrame(columns=cols)
    t = log.sort_values("entered_at").copy()
    t["days"] = (t["left_at"] - t["entered_at"]).dt.total_seconds() / 86400
    t["is_open"] = t["left_at"].isna()
    t["ok"] = t["result"].eq("passed")
    cases = t.groupby(["stage", "application_id"]).agg(days=("days", "sum"), is_open=("is_open", "any"), ok=("ok", "last")).reset_index()
    rows = {}
    for s in STAGES:
        c = cases[cases["stage"] == s]
        if len(c) == 0:
            continue
        k = c[~c["is_open"]]
        n = len(k)
        d = sorted(k["days"])
        rows[s] = [n, len(c) - n, k["ok"].mean() if n else np.nan, np.median(d) if n else np.nan, d[int(0.9*n)-1] if n >= MIN_CLOSED else np.nan]
    return pd.DataFrame.from_dict(rows, orient="index", columns=cols)
""",
        judgement="wrong",
        misconception="one_place_too_low",
        reader="professor",
        note="int(0.9 * n) - 1",
    ),
    Trial(
        "onboarding_stats",
        """
STAGES = ["apply", "documents", "fees", "review", "training", "opening"]
MIN_CLOSED = 5
def onboarding_stats(log):
    cols = ["closed", "open", "pass_rate", "median_days", "p90_days"]
    if len(log) == 0:
        return pd.DataFrame(columns=cols)
    t = log.sort_values("entered_at").copy()
    t["days"] = (t["left_at"] - t["entered_at"]).dt.total_seconds() / 86400
    t["is_open"] = t["left_at"].isna()
    t["ok"] = t["result"].eq("passed")
    cases = t.groupby(["stage", "application_id"]).agg(days=("days", "sum"), is_open=("is_open", "any"), ok=("ok", "last")).reset_index()
    rows = {}
    for s in STAGES:
        c = cases[cases["stage"] == s]
        if len(c) == 0:
            continue
        k = c[~c["is_open"]]
        n = len(k)
        d = sorted(k["days"])
        rows[s] = [n, len(c) - n, k["ok"].mean() if n else np.nan, np.median(d) if n else np.nan, d[math.ceil(9 * n / 10) - 1] if len(c) >= MIN_CLOSED else np.nan]
    return pd.DataFrame.from_dict(rows, orient="index", columns=cols)
""",
        judgement="wrong",
        misconception="open_count_for_the_least",
        reader="professor",
    ),
    Trial(
        "onboarding_stats",
        """
STAGES = ["apply", "documents", "fees", "review", "training", "opening"]
MIN_CLOSED = 5
def onboarding_stats(log):
    cols = ["closed", "open", "pass_rate", "median_days", "p90_days"]
    if len(log) == 0:
        return pd.DataFrame(columns=cols)
    t = log.sort_values("entered_at").copy()
    t["days"] = (t["left_at"] - t["entered_at"]).dt.total_seconds() / 86400
    t["is_open"] = t["left_at"].isna()
    t["ok"] = t["result"].eq("passed")
    cases = t.groupby(["stage", "application_id"]).agg(days=("days", "sum"), is_open=("is_open", "any"), ok=("ok", "last")).reset_index()
    rows = {}
    for s in STAGES:
        c = cases[cases["stage"] == s]
        if len(c) == 0:
            continue
        k = c[~c["is_open"]]
        n = len(k)
        d = sorted(k["days"])
        rows[s] = [n, len(c) - n, k["ok"].mean() if n else np.nan, np.median(d) if n else np.nan, d[math.ceil(0.9 * n) - 1] if n >= MIN_CLOSED else np.nan]
    return pd.DataFrame.from_dict(rows, orient="index", columns=cols)
""",
        judgement="right",
        reader="professor",
        note="no n differs up to 3,000",
    ),
    Trial(
        "penalty_status",
        """
def penalty_status(violations, schedule, on_date, window_days=365):
    cols = ["points", "status", "days_to_lapse"]
    day = pd.Timestamp(on_date)
    if len(violations) == 0:
        return pd.DataFrame(columns=cols, index=pd.Index([], name="shop_id"))
    shops = sorted(violations["shop_id"].unique())
    v = violations[(violations["date"] <= day) & (violations["date"] > day - pd.Timedelta(days=window_days)) & (violations["appeal"] != "won")]
    v = v.groupby(["shop_id", "date", "violation_type"])["points"].max().reset_index()
    out = pd.DataFrame(index=pd.Index(shops, name="shop_id"))
    out["points"] = v.groupby("shop_id")["points"].sum().reindex(shops, fill_value=0).astype(int)
    lim = schedule.dropna(subset=["min_points"]).sort_values("min_points")
    def st(p):
        r = lim[lim["min_points"] <= p]
        return r["status"].iloc[-1] if len(r) else "clear"
    out["status"] = [st(p) for p in out["points"]]
    first = v.groupby("shop_id")["date"].min().reindex(shops)
    out["days_to_lapse"] = (first + pd.Timedelta(days=window_days) - day).dt.days
    return out
""",
        judgement="right",
        reader="professor",
    ),
    Trial(
        "penalty_status",
        """
def penalty_status(violations, schedule, on_date, window_days=365):
    cols = ["points", "status", "days_to_lapse"]
    day = pd.Timestamp(on_date)
    if len(violations) == 0:
        return pd.DataFrame(columns=cols, index=pd.Index([], name="shop_id"))
    shops = sorted(violations["shop_id"].unique())
    v = violations[(violations["date"] <= day) & (violations["date"] >= day - pd.Timedelta(days=window_days)) & (violations["appeal"] != "won")]
    v = v.groupby(["shop_id", "date", "violation_type"])["points"].max().reset_index()
    out = pd.DataFrame(index=pd.Index(shops, name="shop_id"))
    out["points"] = v.groupby("shop_id")["points"].sum().reindex(shops, fill_value=0).astype(int)
    lim = schedule.dropna(subset=["min_points"]).sort_values("min_points")
    def st(p):
        r = lim[lim["min_points"] <= p]
        return r["status"].iloc[-1] if len(r) else "clear"
    out["status"] = [st(p) for p in out["points"]]
    first = v.groupby("shop_id")["date"].min().reindex(shops)
    out["days_to_lapse"] = (first + pd.Timedelta(days=window_days) - day).dt.days
    return out
""",
        judgement="wrong",
        misconception="a_day_too_long",
        reader="professor",
    ),
    Trial(
        "penalty_status",
        """
def penalty_status(violations, schedule, on_date, window_days=365):
    cols = ["points", "status", "days_to_lapse"]
    day = pd.Timestamp(on_date)
    if len(violations) == 0:
        return pd.DataFrame(columns=cols, index=pd.Index([], name="shop_id"))
    shops = sorted(violations["shop_id"].unique())
    v = violations[(violations["date"] <= day) & (violations["date"] > day - pd.Timedelta(days=window_days)) & (violations["appeal"] == "lost")]
    v = v.groupby(["shop_id", "date", "violation_type"])["points"].max().reset_index()
    out = pd.DataFrame(index=pd.Index(shops, name="shop_id"))
    out["points"] = v.groupby("shop_id")["points"].sum().reindex(shops, fill_value=0).astype(int)
    lim = schedule.dropna(subset=["min_points"]).sort_values("min_points")
    def st(p):
        r = lim[lim["min_points"] <= p]
        return r["status"].iloc[-1] if len(r) else "clear"
    out["status"] = [st(p) for p in out["points"]]
    first = v.groupby("shop_id")["date"].min().reindex(shops)
    out["days_to_lapse"] = (first + pd.Timedelta(days=window_days) - day).dt.days
    return out
""",
        judgement="wrong",
        misconception="only_lost_appeals",
        reader="professor",
    ),
    Trial(
        "penalty_status",
        """
def penalty_status(violations, schedule, on_date, window_days=365):
    cols = ["points", "status", "days_to_lapse"]
    day = pd.Timestamp(on_date)
    if len(violations) == 0:
        return pd.DataFrame(columns=cols, index=pd.Index([], name="shop_id"))
    shops = sorted(violations["shop_id"].unique())
    v = violations[(violations["date"] <= day) & (violations["date"] > day - pd.Timedelta(days=window_days)) & (violations["appeal"] != "won")]
    out = pd.DataFrame(index=pd.Index(shops, name="shop_id"))
    out["points"] = v.groupby("shop_id")["points"].sum().reindex(shops, fill_value=0).astype(int)
    lim = schedule.dropna(subset=["min_points"]).sort_values("min_points")
    def st(p):
        r = lim[lim["min_points"] <= p]
        return r["status"].iloc[-1] if len(r) else "clear"
    out["status"] = [st(p) for p in out["points"]]
    first = v.groupby("shop_id")["date"].min().reindex(shops)
    out["days_to_lapse"] = (first + pd.Timedelta(days=window_days) - day).dt.days
    return out
""",
        judgement="wrong",
        misconception="every_line_counts",
        reader="professor",
    ),
    Trial(
        "penalty_status",
        """
def penalty_status(violations, schedule, on_date, window_days=365):
    cols = ["points", "status", "days_to_lapse"]
    day = pd.Timestamp(on_date)
    if len(violations) == 0:
        return pd.DataFrame(columns=cols, index=pd.Index([], name="shop_id"))
    shops = sorted(violations["shop_id"].unique())
    v = violations[(violations["date"] <= day) & (violations["date"] > day - pd.Timedelta(days=window_days)) & (violations["appeal"] != "won")]
    v = v.groupby(["shop_id", "date"])["points"].max().reset_index()
    out = pd.DataFrame(index=pd.Index(shops, name="shop_id"))
    out["points"] = v.groupby("shop_id")["points"].sum().reindex(shops, fill_value=0).astype(int)
    lim = schedule.dropna(subset=["min_points"]).sort_values("min_points")
    def st(p):
        r = lim[lim["min_points"] <= p]
        return r["status"].iloc[-1] if len(r) else "clear"
    out["status"] = [st(p) for p in out["points"]]
    first = v.groupby("shop_id")["date"].min().reindex(shops)
    out["days_to_lapse"] = (first + pd.Timedelta(days=window_days) - day).dt.days
    return out
""",
        judgement="wrong",
        misconception="one_a_day",
        reader="professor",
    ),
    Trial(
        "penalty_status",
        """
def penalty_status(violations, schedule, on_date, window_days=365):
    cols = ["points", "status", "days_to_lapse"]
    day = pd.Timestamp(on_date)
    if len(violations) == 0:
        return pd.DataFrame(columns=cols, index=pd.Index([], name="shop_id"))
    shops = sorted(violations["shop_id"].unique())
    v = violations[(violations["date"] <= day) & (violations["date"] > day - pd.Timedelta(days=window_days)) & (violations["appeal"] != "won")]
    v = v.groupby(["shop_id", "date", "violation_type"])["points"].max().reset_index()
    out = pd.DataFrame(index=pd.Index(shops, name="shop_id"))
    out["points"] = v.groupby("shop_id")["points"].sum().reindex(shops, fill_value=0).astype(int)
    lim = schedule.dropna(subset=["min_points"]).sort_values("min_points")
    def st(p):
        r = lim[lim["min_points"] < p]
        return r["status"].iloc[-1] if len(r) else "clear"
    out["status"] = [st(p) for p in out["points"]]
    first = v.groupby("shop_id")["date"].min().reindex(shops)
    out["days_to_lapse"] = (first + pd.Timedelta(days=window_days) - day).dt.days
    return out
""",
        judgement="wrong",
        misconception="above_the_line_only",
        reader="professor",
    ),
    Trial(
        "penalty_status",
        """
def penalty_status(violations, schedule, on_date, window_days=365):
    cols = ["points", "status", "days_to_lapse"]
    day = pd.Timestamp(on_date)
    if len(violations) == 0:
        return pd.DataFrame(columns=cols, index=pd.Index([], name="shop_id"))
    shops = sorted(violations["shop_id"].unique())
    v = violations[(violations["date"] > day - pd.Timedelta(days=window_days)) & (violations["appeal"] != "won")]
    v = v.groupby(["shop_id", "date", "violation_type"])["points"].max().reset_index()
    out = pd.DataFrame(index=pd.Index(shops, name="shop_id"))
    out["points"] = v.groupby("shop_id")["points"].sum().reindex(shops, fill_value=0).astype(int)
    lim = schedule.dropna(subset=["min_points"]).sort_values("min_points")
    def st(p):
        r = lim[lim["min_points"] <= p]
        return r["status"].iloc[-1] if len(r) else "clear"
    out["status"] = [st(p) for p in out["points"]]
    first = v.groupby("shop_id")["date"].min().reindex(shops)
    out["days_to_lapse"] = (first + pd.Timedelta(days=window_days) - day).dt.days
    return out
""",
        judgement="wrong",
        misconception="future_counts",
        reader="professor",
    ),
    Trial(
        "penalty_status",
        """
def penalty_status(violations, schedule, on_date, window_days=365):
    cols = ["points", "status", "days_to_lapse"]
    day = pd.Timestamp(on_date)
    if len(violations) == 0:
        return pd.DataFrame(columns=cols, index=pd.Index([], name="shop_id"))
    shops = sorted(violations["shop_id"].unique())
    v = violations[(violations["date"] <= day) & (violations["date"] > day - pd.Timedelta(days=window_days)) & (violations["appeal"] != "won")]
    v = v.groupby(["shop_id", "date", "violation_type"])["points"].first().reset_index()
    out = pd.DataFrame(index=pd.Index(shops, name="shop_id"))
    out["points"] = v.groupby("shop_id")["points"].sum().reindex(shops, fill_value=0).astype(int)
    lim = schedule.dropna(subset=["min_points"]).sort_values("min_points")
    def st(p):
        r = lim[lim["min_points"] <= p]
        return r["status"].iloc[-1] if len(r) else "clear"
    out["status"] = [st(p) for p in out["points"]]
    first = v.groupby("shop_id")["date"].min().reindex(shops)
    out["days_to_lapse"] = (first + pd.Timedelta(days=window_days) - day).dt.days
    return out
""",
        judgement="wrong",
        misconception="the_first_of_the_day",
        reader="professor",
    ),
    Trial(
        "penalty_status",
        """
def penalty_status(violations, schedule, on_date, window_days=365):
    cols = ["points", "status", "days_to_lapse"]
    day = pd.Timestamp(on_date)
    if len(violations) == 0:
        return pd.DataFrame(columns=cols, index=pd.Index([], name="shop_id"))

    v = violations[(violations["date"] <= day) & (violations["date"] > day - pd.Timedelta(days=window_days)) & (violations["appeal"] != "won")]
    shops = sorted(v["shop_id"].unique())
    v = v.groupby(["shop_id", "date", "violation_type"])["points"].max().reset_index()
    out = pd.DataFrame(index=pd.Index(shops, name="shop_id"))
    out["points"] = v.groupby("shop_id")["points"].sum().reindex(shops, fill_value=0).astype(int)
    lim = schedule.dropna(subset=["min_points"]).sort_values("min_points")
    def st(p):
        r = lim[lim["min_points"] <= p]
        return r["status"].iloc[-1] if len(r) else "clear"
    out["status"] = [st(p) for p in out["points"]]
    first = v.groupby("shop_id")["date"].min().reindex(shops)
    out["days_to_lapse"] = (first + pd.Timedelta(days=window_days) - day).dt.days
    return out
""",
        judgement="wrong",
        misconception="lapsed_shops_vanish",
        reader="professor",
    ),
    Trial(
        "penalty_status",
        """
def penalty_status(violations, schedule, on_date, window_days=365):
    cols = ["points", "status", "days_to_lapse"]
    day = pd.Timestamp(on_date)
    if len(violations) == 0:
        return pd.DataFrame(columns=cols, index=pd.Index([], name="shop_id"))
    shops = sorted(violations["shop_id"].unique())
    v = violations[(violations["date"] <= day) & (violations["date"] > day - pd.Timedelta(days=window_days)) & (violations["appeal"] != "won")]
    v = v.groupby(["shop_id", "date", "violation_type"])["points"].max().reset_index()
    out = pd.DataFrame(index=pd.Index(shops, name="shop_id"))
    out["points"] = v.groupby("shop_id")["points"].sum().reindex(shops, fill_value=0).astype(int)
    lim = schedule.dropna(subset=["min_points"]).sort_values("min_points")
    def st(p):
        r = lim[lim["min_points"] <= p]
        return r["status"].iloc[-1] if len(r) else "clear"
    out["status"] = [st(p) for p in out["points"]]
    first = v.groupby("shop_id")["date"].max().reindex(shops)
    out["days_to_lapse"] = (first + pd.Timedelta(days=window_days) - day).dt.days
    return out
""",
        judgement="wrong",
        misconception="newest_lapses",
        reader="professor",
    ),
    Trial(
        "penalty_status",
        """
def penalty_status(violations, schedule, on_date, window_days=365):
    cols = ["points", "status", "days_to_lapse"]
    day = pd.Timestamp(on_date)
    if len(violations) == 0:
        return pd.DataFrame(columns=cols, index=pd.Index([], name="shop_id"))
    shops = sorted(violations["shop_id"].unique())
    violations = violations.sort_values("points").drop_duplicates(["shop_id","date","violation_type"], keep="last")
    v = violations[(violations["date"] <= day) & (violations["date"] > day - pd.Timedelta(days=window_days)) & (violations["appeal"] != "won")]
    v = v.groupby(["shop_id", "date", "violation_type"])["points"].max().reset_index()
    out = pd.DataFrame(index=pd.Index(shops, name="shop_id"))
    out["points"] = v.groupby("shop_id")["points"].sum().reindex(shops, fill_value=0).astype(int)
    lim = schedule.dropna(subset=["min_points"]).sort_values("min_points")
    def st(p):
        r = lim[lim["min_points"] <= p]
        return r["status"].iloc[-1] if len(r) else "clear"
    out["status"] = [st(p) for p in out["points"]]
    first = v.groupby("shop_id")["date"].min().reindex(shops)
    out["days_to_lapse"] = (first + pd.Timedelta(days=window_days) - day).dt.days
    return out
""",
        judgement="wrong",
        misconception="won_appeals_removed_last",
        reader="professor",
    ),
    Trial(
        "penalty_status",
        """
def penalty_status(violations, schedule, on_date, window_days=365):
    cols = ["points", "status", "days_to_lapse"]
    day = pd.Timestamp(on_date)
    if len(violations) == 0:
        return pd.DataFrame(columns=cols, index=pd.Index([], name="shop_id"))
    shops = sorted(violations["shop_id"].unique())
    v = violations[(violations["date"] <= day) & (violations["date"] > day - pd.Timedelta(days=window_days)) & (violations["appeal"] != "won")]
    v = v.groupby(["shop_id", "date", "violation_type"])["points"].max().reset_index()
    out = pd.DataFrame(index=pd.Index(shops, name="shop_id"))
    out["points"] = v.groupby("shop_id")["points"].sum().reindex(shops, fill_value=0).astype(int)
    lim = schedule.dropna(subset=["min_points"])
    def st(p):
        r = lim[lim["min_points"] <= p]
        return r["status"].iloc[-1] if len(r) else "clear"
    out["status"] = [st(p) for p in out["points"]]
    first = v.groupby("shop_id")["date"].min().reindex(shops)
    out["days_to_lapse"] = (first + pd.Timedelta(days=window_days) - day).dt.days
    return out
""",
        judgement="wrong",
        misconception="schedule_as_it_stands",
        reader="professor",
    ),
    Trial(
        "penalty_status",
        """
def penalty_status(violations, schedule, on_date, window_days=365):
    cols = ["points", "status", "days_to_lapse"]
    day = pd.Timestamp(on_date)
    if len(violations) == 0:
        return pd.DataFrame(columns=cols, index=pd.Index([], name="shop_id"))
    shops = sorted(violations["shop_id"].unique())
    v = violations[(violations["date"] <= day) & (violations["date"] > day - pd.Timedelta(days=window_days)) & (violations["appeal"] != "won")]
    v = v.groupby(["shop_id", "date", "violation_type"])["points"].max().reset_index()
    out = pd.DataFrame(index=pd.Index(shops, name="shop_id"))
    out["points"] = v.groupby("shop_id")["points"].sum().reindex(shops, fill_value=0).astype(int)
    lim = schedule.dropna(subset=["min_points"]).sort_values("min_points")
    def st(p):
        r = lim[lim["min_points"] <= p]
        return r["status"].iloc[-1] if len(r) else "clear"
    out["status"] = [st(p) for p in out["points"]]
    first = v.groupby("shop_id")["date"].min().reindex(shops)
    out["days_to_lapse"] = (first + pd.Timedelta(days=window_days) - day).dt.days - 1
    return out
""",
        judgement="wrong",
        misconception="a_day_early",
        reader="professor",
    ),
    Trial(
        "chart_mix_risk",
        """
from matplotlib.axes import Axes
import matplotlib.pyplot as plt
def chart_mix_risk(sales):
    t = sales.pivot(index="month", columns="platform_id", values="amount").dropna()
    tot = t.sum().sort_index().sort_values(ascending=False, kind="stable")
    c = t[tot.index].cumsum(axis=1)
    cv = c.std() / c.mean()
    fig, ax = plt.subplots()
    ax.bar(range(1, len(cv) + 1), cv.to_numpy())
    ax.set_title("Swing of sales by number of platforms")
    ax.set_xlabel("platforms"); ax.set_ylabel("CV")
    return ax
""",
        judgement="right",
        reader="professor",
    ),
    Trial(
        "chart_mix_risk",
        """
from matplotlib.axes import Axes
import matplotlib.pyplot as plt
def chart_mix_risk(sales):
    t = sales.pivot(index="month", columns="platform_id", values="amount").fillna(0)
    tot = t.sum().sort_index().sort_values(ascending=False, kind="stable")
    c = t[tot.index].cumsum(axis=1)
    cv = c.std() / c.mean()
    fig, ax = plt.subplots()
    ax.bar(range(1, len(cv) + 1), cv.to_numpy())
    ax.set_title("Swing of sales by number of platforms")
    ax.set_xlabel("platforms"); ax.set_ylabel("CV")
    return ax
""",
        judgement="wrong",
        misconception="gaps_as_zero",
        reader="professor",
    ),
    Trial(
        "chart_mix_risk",
        """
from matplotlib.axes import Axes
import matplotlib.pyplot as plt
def chart_mix_risk(sales):
    t = sales.pivot(index="month", columns="platform_id", values="amount").dropna()
    tot = t.sum().sort_index().sort_values(ascending=False, kind="stable")
    c = t[tot.index].cumsum(axis=1)
    cv = c.std(ddof=0) / c.mean()
    fig, ax = plt.subplots()
    ax.bar(range(1, len(cv) + 1), cv.to_numpy())
    ax.set_title("Swing of sales by number of platforms")
    ax.set_xlabel("platforms"); ax.set_ylabel("CV")
    return ax
""",
        judgement="wrong",
        misconception="population_deviation",
        reader="professor",
    ),
    Trial(
        "chart_mix_risk",
        """
from matplotlib.axes import Axes
import matplotlib.pyplot as plt
def chart_mix_risk(sales):
    t = sales.pivot(index="month", columns="platform_id", values="amount").dropna()
    tot = sales.groupby("platform_id")["amount"].sum().sort_index().sort_values(ascending=False, kind="stable")
    c = t[tot.index].cumsum(axis=1)
    cv = c.std() / c.mean()
    fig, ax = plt.subplots()
    ax.bar(range(1, len(cv) + 1), cv.to_numpy())
    ax.set_title("Swing of sales by number of platforms")
    ax.set_xlabel("platforms"); ax.set_ylabel("CV")
    return ax
""",
        judgement="wrong",
        misconception="totals_of_all_months",
        reader="professor",
    ),
    Trial(
        "chart_mix_risk",
        """
from matplotlib.axes import Axes
import matplotlib.pyplot as plt
def chart_mix_risk(sales):
    t = sales.pivot(index="month", columns="platform_id", values="amount").dropna()
    tot = t.sum().sort_index().sort_values(ascending=False, kind="stable")
    c = t[tot.index]
    cv = c.std() / c.mean()
    fig, ax = plt.subplots()
    ax.bar(range(1, len(cv) + 1), cv.to_numpy())
    ax.set_title("Swing of sales by number of platforms")
    ax.set_xlabel("platforms"); ax.set_ylabel("CV")
    return ax
""",
        judgement="wrong",
        misconception="each_platform_alone",
        reader="professor",
    ),
    Trial(
        "chart_mix_risk",
        """
from matplotlib.axes import Axes
import matplotlib.pyplot as plt
def chart_mix_risk(sales):
    t = sales.pivot(index="month", columns="platform_id", values="amount").dropna()
    tot = t.sum().sort_index()
    c = t[tot.index].cumsum(axis=1)
    cv = c.std() / c.mean()
    fig, ax = plt.subplots()
    ax.bar(range(1, len(cv) + 1), cv.to_numpy())
    ax.set_title("Swing of sales by number of platforms")
    ax.set_xlabel("platforms"); ax.set_ylabel("CV")
    return ax
""",
        judgement="wrong",
        misconception="in_order_of_number",
        reader="professor",
    ),
    Trial(
        "chart_mix_risk",
        """
from matplotlib.axes import Axes
import matplotlib.pyplot as plt
def chart_mix_risk(sales):
    t = sales.pivot(index="month", columns="platform_id", values="amount").dropna()
    tot = t.sum().sort_index().sort_values(ascending=False, kind="stable")
    c = t[tot.index].cumsum(axis=1)
    cv = c.std() / c.mean()
    fig, ax = plt.subplots()
    ax.bar(range(len(cv)), cv.to_numpy())
    ax.set_title("Swing of sales by number of platforms")
    ax.set_xlabel("platforms"); ax.set_ylabel("CV")
    return ax
""",
        judgement="wrong",
        misconception="counted_from_zero",
        reader="professor",
    ),
    Trial(
        "chart_mix_risk",
        """
from matplotlib.axes import Axes
import matplotlib.pyplot as plt
def chart_mix_risk(sales):
    t = sales.pivot(index="month", columns="platform_id", values="amount").dropna()
    tot = t.sum().sort_index().sort_values(ascending=False, kind="stable")
    c = t[tot.index].cumsum(axis=1)
    cv = c.std() / c.mean()
    fig, ax = plt.subplots()
    ax.bar([str(p) for p in cv.index], cv.to_numpy())
    ax.set_title("Swing of sales by number of platforms")
    ax.set_xlabel("platforms"); ax.set_ylabel("CV")
    return ax
""",
        judgement="wrong",
        misconception="named_by_platform",
        reader="professor",
    ),
    Trial(
        "chart_mix_risk",
        """
from matplotlib.axes import Axes
import matplotlib.pyplot as plt
def chart_mix_risk(sales):
    t = sales.pivot(index="month", columns="platform_id", values="amount")
    tot = t.sum().sort_index().sort_values(ascending=False, kind="stable")
    c = t[tot.index].cumsum(axis=1)
    cv = c.std() / c.mean()
    fig, ax = plt.subplots()
    ax.bar(range(1, len(cv) + 1), cv.to_numpy())
    ax.set_title("Swing of sales by number of platforms")
    ax.set_xlabel("platforms"); ax.set_ylabel("CV")
    return ax
""",
        judgement="wrong",
        misconception="gaps_left_in",
        reader="professor",
    ),
    Trial(
        "chart_mix_risk",
        """
from matplotlib.axes import Axes
import matplotlib.pyplot as plt
def chart_mix_risk(sales):
    t = sales.pivot(index="month", columns="platform_id", values="amount").dropna()
    tot = t.sum().sort_values().iloc[::-1]
    c = t[tot.index].cumsum(axis=1)
    cv = c.std() / c.mean()
    fig, ax = plt.subplots()
    ax.bar(range(1, len(cv) + 1), cv.to_numpy())
    ax.set_title("Swing of sales by number of platforms")
    ax.set_xlabel("platforms"); ax.set_ylabel("CV")
    return ax
""",
        judgement="wrong",
        misconception="ties_by_larger_number",
        reader="professor",
    ),
    Trial(
        "chart_mix_risk",
        """
from matplotlib.axes import Axes
import matplotlib.pyplot as plt
def chart_mix_risk(sales):
    t = sales.pivot(index="month", columns="platform_id", values="amount").dropna()
    tot = t.sum().sort_index().sort_values(ascending=False, kind="stable")
    c = t[tot.index].cumsum(axis=1)
    cv = c.std() / c.mean()
    fig, ax = plt.subplots()
    ax.plot(range(1, len(cv) + 1), cv.to_numpy(), "o")
    ax.set_title("Swing of sales by number of platforms")
    ax.set_xlabel("platforms"); ax.set_ylabel("CV")
    return ax
""",
        judgement="right",
        reader="professor",
    ),
    Trial(
        "chart_mix_risk",
        """
from matplotlib.axes import Axes
import matplotlib.pyplot as plt
def chart_mix_risk(sales):
    t = sales.pivot(index="month", columns="platform_id", values="amount").dropna()
    tot = t.sum().sort_index().sort_values(ascending=False, kind="stable")
    c = t[tot.index].cumsum(axis=1)
    cv = c.std() / c.mean()
    fig, ax = plt.subplots()
    ax.barh(range(1, len(cv) + 1), cv.to_numpy())
    ax.set_title("Swing of sales by number of platforms")
    ax.set_xlabel("platforms"); ax.set_ylabel("CV")
    return ax
""",
        judgement="right",
        reader="professor",
        note="lying bars",
    ),
    Trial(
        "chart_mix_risk",
        """
from storelab import plots
def chart_mix_risk(sales):
    t = sales.pivot(index="month", columns="platform_id", values="amount").dropna()
    tot = t.sum().sort_index().sort_values(ascending=False, kind="stable")
    c = t[tot.index].cumsum(axis=1)
    cv = c.std() / c.mean()
    cv.index = [f"first {k}" for k in range(1, len(cv)+1)]
    return plots.bar(cv, "Swing", xlabel="k", ylabel="cv")
""",
        judgement="right",
        reader="professor",
    ),
    Trial(
        "chart_mix_risk",
        """
from storelab import plots
def chart_mix_risk(sales):
    t = sales.pivot(index="month", columns="platform_id", values="amount").dropna()
    tot = t.sum().sort_index().sort_values(ascending=False, kind="stable")
    c = t[tot.index].cumsum(axis=1)
    cv = c.std() / c.mean()
    cv.index = range(1, len(cv) + 1)
    return plots.bar(cv, "Swing", xlabel="k", ylabel="cv", unit="percent")
""",
        judgement="right",
        reader="professor",
        note="percent, and the axis says so",
    ),
    Trial(
        "net_margin_per_order",
        """
RESALE = 0.8
RETURN_FREIGHT = 8.0
def net_margin_per_order(price, unit_cost, freight, platform, ad_rate=0.0):
    p = platform.fillna(0)
    r = p["return_rate"]; kept = price*(1-r)
    com = max((1-r)*price*p["commission"], p["min_commission"])
    fee = price*p["payment_fee"]; ad = price*ad_rate
    m = kept-com-fee-ad-unit_cost*(1-r*RESALE)-freight-r*RETURN_FREIGHT
    return {"commission":com,"payment_fee":fee,"ad":ad,"margin":m,"margin_rate":m/kept if kept>0 else float("nan")}
""",
        judgement="wrong",
        misconception="minimum_after_returns",
        reader="professor",
    ),
    Trial(
        "net_margin_per_order",
        """
RESALE = 0.8
RETURN_FREIGHT = 8.0
def net_margin_per_order(price, unit_cost, freight, platform, ad_rate=0.0):
    p = platform.fillna(0)
    r = p["return_rate"]; kept = price*(1-r)
    com = (1-r)*(price*p["commission"]+p["min_commission"])
    fee = price*p["payment_fee"]; ad = price*ad_rate
    m = kept-com-fee-ad-unit_cost*(1-r*RESALE)-freight-r*RETURN_FREIGHT
    return {"commission":com,"payment_fee":fee,"ad":ad,"margin":m,"margin_rate":m/kept if kept>0 else float("nan")}
""",
        judgement="wrong",
        misconception="share_plus_minimum",
        reader="professor",
    ),
    Trial(
        "net_margin_per_order",
        """
RESALE = 0.8
RETURN_FREIGHT = 8.0
def net_margin_per_order(price, unit_cost, freight, platform, ad_rate=0.0):
    p = platform.fillna(0)
    r = p["return_rate"]; kept = price*(1-r)
    com = (1-r)*max(price*p["commission"],p["min_commission"])
    fee = price*p["payment_fee"]; ad = kept*ad_rate
    m = kept-com-fee-ad-unit_cost*(1-r*RESALE)-freight-r*RETURN_FREIGHT
    return {"commission":com,"payment_fee":fee,"ad":ad,"margin":m,"margin_rate":m/kept if kept>0 else float("nan")}
""",
        judgement="wrong",
        misconception="ads_on_kept_only",
        reader="professor",
    ),
    Trial(
        "net_margin_per_order",
        """
RESALE = 0.8
RETURN_FREIGHT = 8.0
def net_margin_per_order(price, unit_cost, freight, platform, ad_rate=0.0):
    p = platform.fillna(0)
    r = p["return_rate"]; kept = price*(1-r)
    com = (1-r)*max(price*p["commission"],p["min_commission"])
    fee = price*p["payment_fee"]; ad = price*ad_rate
    m = kept-com-fee-ad-unit_cost*(1-r*RESALE)-freight-r*RETURN_FREIGHT
    return {"commission":com,"payment_fee":fee,"ad":ad,"margin":m,"margin_rate":m/kept if kept>0 else 0}
""",
        judgement="wrong",
        misconception="zero_rate_without_sales",
        reader="professor",
    ),
    Trial(
        "net_margin_per_order",
        """
RESALE = 0.8
RETURN_FREIGHT = 8.0
def net_margin_per_order(price, unit_cost, freight, platform, ad_rate=0.0):
    p = platform.fillna(0)
    r = p["return_rate"]; kept = price*(1-r)
    com = (1-r)*max(price*p["commission"],p["min_commission"])
    fee = price*p["payment_fee"]; ad = price*ad_rate
    m = kept-com-fee-ad-unit_cost*(1-r*RESALE)-(1-r)*freight-r*RETURN_FREIGHT
    return {"commission":com,"payment_fee":fee,"ad":ad,"margin":m,"margin_rate":m/kept if kept>0 else float("nan")}
""",
        judgement="wrong",
        misconception="freight_on_kept_only",
        reader="professor",
    ),
    Trial(
        "net_margin_per_order",
        """
RESALE = 0.8
RETURN_FREIGHT = 8.0
def net_margin_per_order(price, unit_cost, freight, platform, ad_rate=0.0):
    p = platform.fillna(0)
    r = p["return_rate"]; kept = price*(1-r)
    com = (1-r)*max(price*p["commission"],p["min_commission"])
    fee = price*p["payment_fee"]; ad = price*ad_rate
    m = kept-com-fee-ad-unit_cost*(1-r)-freight-r*RETURN_FREIGHT
    return {"commission":com,"payment_fee":fee,"ad":ad,"margin":m,"margin_rate":m/kept if kept>0 else float("nan")}
""",
        judgement="wrong",
        misconception="goods_as_new",
        reader="professor",
    ),
    Trial(
        "net_margin_per_order",
        """
RESALE = 0.8
RETURN_FREIGHT = 8.0
def net_margin_per_order(price, unit_cost, freight, platform, ad_rate=0.0):
    p = platform; p["return_rate"]=0 if pd.isna(p["return_rate"]) else p["return_rate"]; p["min_commission"]=0 if pd.isna(p["min_commission"]) else p["min_commission"]
    r = p["return_rate"]; kept = price*(1-r)
    com = (1-r)*max(price*p["commission"],p["min_commission"])
    fee = price*p["payment_fee"]; ad = price*ad_rate
    m = kept-com-fee-ad-unit_cost*(1-r*RESALE)-freight-r*RETURN_FREIGHT
    return {"commission":com,"payment_fee":fee,"ad":ad,"margin":m,"margin_rate":m/kept if kept>0 else float("nan")}
""",
        judgement="wrong",
        reader="professor",
        note="writes into the Series it was given",
    ),
    Trial(
        "net_margin_per_order",
        """
RESALE = 0.8
RETURN_FREIGHT = 8.0
def net_margin_per_order(price, unit_cost, freight, platform, ad_rate=0.0):
    p = platform.fillna(0)
    r = p["return_rate"]; kept = price*(1-r)
    com = (1-r)*max(price*p["commission"],p["min_commission"])
    fee = price*p["payment_fee"]; ad = price*ad_rate
    m = kept-com-fee-ad-unit_cost*(1-r*RESALE)-freight-r*RETURN_FREIGHT
    return {"commission":com,"payment_fee":fee,"ad":ad,"margin":m,"margin_rate": m/kept if price > 0 else float("nan")}
""",
        judgement="wrong",
        misconception="divided_by_nothing",
        reader="professor",
        note="price looked at instead of sales kept",
    ),
    Trial(
        "break_even_orders",
        """
import math
RESERVE="0.10"
def break_even_orders(fixed_cost, unit_margin):
    if fixed_cost < 0: raise ValueError("neg")
    m = math.floor(round(unit_margin*100, 6))
    if m <= 0: raise ValueError("never")
    return -(-round(fixed_cost*110) // m)
""",
        judgement="wrong",
        misconception="target_in_whole_fen",
        reader="professor",
        note="target rounded to fen",
    ),
    Trial(
        "break_even_orders",
        """
import math
RESERVE="0.10"
def break_even_orders(fixed_cost, unit_margin):
    if fixed_cost < 0: raise ValueError("neg")
    m = math.floor(round(unit_margin*100, 6))
    if m <= 0: raise ValueError("never")
    return -(-math.floor(fixed_cost*110) // m)
""",
        judgement="wrong",
        misconception="target_in_whole_fen",
        reader="professor",
        note="target cut to fen",
    ),
    Trial(
        "break_even_orders",
        """
import math
RESERVE="0.10"
def break_even_orders(fixed_cost, unit_margin):
    if fixed_cost < 0: raise ValueError("neg")
    m = math.floor(round(unit_margin*100, 6))
    if m <= 0: return 0
    return -(-round(fixed_cost*110) // m)
""",
        judgement="wrong",
        misconception="target_in_whole_fen",
        reader="professor",
        note="0 for a loss, and the target rounded",
    ),
    Trial(
        "break_even_orders",
        """
import math
RESERVE="0.10"
def break_even_orders(fixed_cost, unit_margin):
    if fixed_cost < 0: raise ValueError("neg")
    m = math.floor(round(unit_margin*100, 6))
    if m <= 0: raise ValueError("never")
    return -(-round(fixed_cost*100) // m)
""",
        judgement="wrong",
        misconception="no_reserve",
        reader="professor",
    ),
    Trial(
        "break_even_orders",
        """
import math
RESERVE="0.10"
def break_even_orders(fixed_cost, unit_margin):
    pass
    m = math.floor(round(unit_margin*100, 6))
    if m <= 0: raise ValueError("never")
    return -(-round(fixed_cost*110) // m)
""",
        judgement="wrong",
        misconception="target_in_whole_fen",
        reader="professor",
        note="no error for a negative fixed cost, and the target rounded",
    ),
    Trial(
        "break_even_orders",
        """
import math
def break_even_orders(fixed_cost, unit_margin):
    if fixed_cost < 0: return "fixed cost is negative"
    m = math.floor(round(unit_margin*100, 6))
    if m <= 0: return "never pays"
    return math.ceil(round(fixed_cost*110)/m)
""",
        judgement="wrong",
        misconception="target_in_whole_fen",
        reader="professor",
        note="returns a text, and the target rounded",
    ),
    Trial(
        "rank_platforms",
        """
def rank_platforms(scores, weights, directions):
    W = pd.Series(weights, dtype=float)
    if W.sum() == 0: raise ValueError("weights")
    s = scores[list(weights)].copy()
    for c in weights:
        if directions[c] == "cost": s[c] = -s[c]
    z = (s - s.min()) / (s.max() - s.min())
    z = z.where(s.notna(), 0).fillna(0.5)
    t = (z * W / W.sum()).sum(axis=1)
    return t.sort_index().sort_values(ascending=False, kind="stable", key=lambda x: x.round(9))
""",
        judgement="right",
        reader="professor",
    ),
    Trial(
        "rank_platforms",
        """
def rank_platforms(scores, weights, directions):
    W = pd.Series(weights, dtype=float)
    if W.sum() == 0: raise ValueError("weights")
    s = scores[list(weights)].copy()
    for c in weights:
        if directions[c] == "cost": s[c] = -s[c]
    z = (s - s.min()) / (s.max() - s.min())
    z = z.where(s.notna(), 0).fillna(0.5)
    t = (z * W / W.sum()).sum(axis=1)
    return t.sort_index().sort_values(ascending=False, kind="stable")
""",
        judgement="wrong",
        misconception="ties_by_floats",
        reader="professor",
        note="unrounded order",
    ),
    Trial(
        "rank_platforms",
        """
def rank_platforms(scores, weights, directions):
    W = pd.Series(weights, dtype=float)
    if W.sum() == 0: raise ValueError("weights")
    s = scores[list(weights)].copy()
    for c in weights:
        if directions[c] == "cost": s[c] = -s[c]
    z = (s - s.min()) / (s.max() - s.min())
    z = z.where(s.notna(), 0).fillna(0.5)
    t = (z * W / W.sum()).sum(axis=1)
    t = t.round(9)
    return t.sort_index().sort_values(ascending=False, kind="stable", key=lambda x: x.round(9))
""",
        judgement="wrong",
        misconception="rounded_to_nine",
        reader="professor",
        note="returns the rounded scores",
    ),
    Trial(
        "rank_platforms",
        """
def rank_platforms(scores, weights, directions):
    W = pd.Series(weights, dtype=float)
    if W.sum() == 0: raise ValueError("weights")
    s = scores[list(weights)].copy()
    for c in weights:
        if directions[c] == "cost": s[c] = -s[c]
    z = (s - s.min()) / (s.max() - s.min())
    z = z.where(s.notna(), 0).fillna(0.5)
    t = (z * W).sum(axis=1)
    return t.sort_index().sort_values(ascending=False, kind="stable", key=lambda x: x.round(9))
""",
        judgement="wrong",
        misconception="weights_not_normalised",
        reader="professor",
    ),
    Trial(
        "rank_platforms",
        """
def rank_platforms(scores, weights, directions):
    W = pd.Series(weights, dtype=float)
    if W.sum() == 0: raise ValueError("weights")
    s = scores[list(weights)].copy()
    for c in weights:
        pass
    z = (s - s.min()) / (s.max() - s.min())
    z = z.where(s.notna(), 0).fillna(0.5)
    t = (z * W / W.sum()).sum(axis=1)
    return t.sort_index().sort_values(ascending=False, kind="stable", key=lambda x: x.round(9))
""",
        judgement="wrong",
        misconception="directions_ignored",
        reader="professor",
    ),
    Trial(
        "rank_platforms",
        """
def rank_platforms(scores, weights, directions):
    W = pd.Series(weights, dtype=float)
    if W.sum() == 0: raise ValueError("weights")
    s = scores
    for c in weights:
        if directions[c] == "cost": s[c] = -s[c]
    z = (s - s.min()) / (s.max() - s.min())
    z = z.where(s.notna(), 0).fillna(0.5)
    t = (z * W / W.sum()).sum(axis=1)
    return t.sort_index().sort_values(ascending=False, kind="stable", key=lambda x: x.round(9))
""",
        judgement="wrong",
        reader="professor",
        note="writes into the table it was given",
    ),
    Trial(
        "rank_platforms",
        """
def rank_platforms(scores, weights, directions):
    W = pd.Series(weights, dtype=float)
    if W.sum() == 0: raise ValueError("weights")
    s = scores[list(weights)].copy()
    for c in weights:
        if directions[c] == "cost": s[c] = -s[c]
    z = s / s.max()
    z = z.where(s.notna(), 0).fillna(0.5)
    t = (z * W / W.sum()).sum(axis=1)
    return t.sort_index().sort_values(ascending=False, kind="stable", key=lambda x: x.round(9))
""",
        judgement="wrong",
        misconception="minus_over_the_largest",
        reader="professor",
    ),
    Trial(
        "onboarding_stats",
        """
STAGES = ["apply", "documents", "fees", "review", "training", "opening"]
MIN_CLOSED = 5
def onboarding_stats(log):
    cols = ["closed", "open", "pass_rate", "median_days", "p90_days"]
    if len(log) == 0:
        return pd.DataFrame(columns=cols)
    t = log.sort_values("entered_at").copy()
    t["days"] = (t["left_at"] - t["entered_at"]).dt.total_seconds() / 86400
    t["is_open"] = t["left_at"].isna()
    t["ok"] = t["result"].eq("passed")
    cases = t.groupby(["stage", "application_id"]).agg(days=("days", "sum"), is_open=("is_open", "any"), ok=("ok", "last")).reset_index()
    rows = {}
    for s in STAGES:
        c = cases[cases["stage"] == s]
        if len(c) == 0:
            continue
        k = c[~c["is_open"]]
        n = len(k)
        d = sorted(k["days"])
        rows[s] = [n, len(c) - n, k["ok"].mean() if n else np.nan, np.median(d) if n else np.nan, pd.Series(d).quantile(0.9, interpolation="higher") if n >= MIN_CLOSED else np.nan]
    return pd.DataFrame.from_dict(rows, orient="index", columns=cols)
""",
        judgement="wrong",
        misconception="one_place_too_high",
        reader="professor",
    ),
    Trial(
        "onboarding_stats",
        """
STAGES = ["apply", "documents", "fees", "review", "training", "opening"]
MIN_CLOSED = 5
def onboarding_stats(log):
    cols = ["closed", "open", "pass_rate", "median_days", "p90_days"]
    if len(log) == 0:
        return pd.DataFrame(columns=cols)
    t = log.sort_values("entered_at").copy()
    t["days"] = (t["left_at"] - t["entered_at"]).dt.total_seconds() / 86400
    t["is_open"] = t["left_at"].isna()
    t["ok"] = t["result"].eq("passed")
    cases = t.groupby(["stage", "application_id"]).agg(days=("days", "sum"), is_open=("is_open", "any"), ok=("ok", "last")).reset_index()
    rows = {}
    for s in STAGES:
        c = cases[cases["stage"] == s]
        if len(c) == 0:
            continue
        k = c[~c["is_open"]]
        n = len(k)
        d = sorted(k["days"])
        rows[s] = [n, len(c) - n, k["ok"].mean() if n else np.nan, np.median(d) if n else np.nan, pd.Series(d).quantile(0.9, interpolation="nearest") if n >= MIN_CLOSED else np.nan]
    return pd.DataFrame.from_dict(rows, orient="index", columns=cols)
""",
        judgement="wrong",
        misconception="nearest_neighbour",
        reader="professor",
    ),
    Trial(
        "onboarding_stats",
        """
STAGES = ["apply", "documents", "fees", "review", "training", "opening"]
MIN_CLOSED = 5
def onboarding_stats(log):
    cols = ["closed", "open", "pass_rate", "median_days", "p90_days"]
    if len(log) == 0:
        return pd.DataFrame(columns=cols)
    t = log.sort_values("entered_at").copy()
    t["days"] = (t["left_at"] - t["entered_at"]).dt.total_seconds() / 86400
    t["is_open"] = t["left_at"].isna()
    t["ok"] = t["result"].eq("passed")
    cases = t.groupby(["stage", "application_id"]).agg(days=("days", "sum"), is_open=("is_open", "any"), ok=("ok", "last")).reset_index()
    rows = {}
    for s in STAGES:
        c = cases[cases["stage"] == s]
        if len(c) == 0:
            continue
        k = c[~c["is_open"]]
        n = len(k)
        d = sorted(k["days"])
        rows[s] = [n, len(c) - n, k["ok"].mean() if n else np.nan, np.median(d) if n else np.nan, np.quantile(d, 0.9, method="inverted_cdf") if n >= MIN_CLOSED else np.nan]
    return pd.DataFrame.from_dict(rows, orient="index", columns=cols)
""",
        judgement="right",
        reader="professor",
    ),
    Trial(
        "onboarding_stats",
        """
STAGES = ["apply", "documents", "fees", "review", "training", "opening"]
MIN_CLOSED = 5
def onboarding_stats(log):
    cols = ["closed", "open", "pass_rate", "median_days", "p90_days"]
    if len(log) == 0:
        return pd.DataFrame(columns=cols)
    t = log.sort_values("entered_at").copy()
    t["days"] = (t["left_at"] - t["entered_at"]).dt.total_seconds() / 86400
    t["is_open"] = t["left_at"].isna()
    t["ok"] = t["result"].eq("passed")
    cases = t.groupby(["stage", "application_id"]).agg(days=("days", "sum"), is_open=("is_open", "any"), ok=("ok", "last")).reset_index()
    rows = {}
    for s in STAGES:
        c = cases[cases["stage"] == s]
        if len(c) == 0:
            continue
        k = c[~c["is_open"]]
        n = len(k)
        d = sorted(k["days"])
        rows[s] = [n, len(c) - n, k["ok"].mean() if n else np.nan, np.median(d) if n else np.nan, d[math.ceil(9 * n / 10) - 1] if n > MIN_CLOSED else np.nan]
    return pd.DataFrame.from_dict(rows, orient="index", columns=cols)
""",
        judgement="wrong",
        misconception="more_than_the_least",
        reader="professor",
    ),
    Trial(
        "onboarding_stats",
        """
STAGES = ["apply", "documents", "fees", "review", "training", "opening"]
MIN_CLOSED = 5
def onboarding_stats(log):
    cols = ["closed", "open", "pass_rate", "median_days", "p90_days"]
    if len(log) == 0:
        return pd.DataFrame(columns=cols)
    t = log.sort_values("entered_at").copy()
    t["days"] = (t["left_at"] - t["entered_at"]).dt.total_seconds() / 86400
    t["is_open"] = t["left_at"].isna()
    t["ok"] = t["result"].eq("passed")
    cases = t.groupby(["stage", "application_id"]).agg(days=("days", "sum"), is_open=("is_open", "any"), ok=("ok", "last")).reset_index()
    rows = {}
    for s in sorted(set(log["stage"])):
        c = cases[cases["stage"] == s]
        if len(c) == 0:
            continue
        k = c[~c["is_open"]]
        n = len(k)
        d = sorted(k["days"])
        rows[s] = [n, len(c) - n, k["ok"].mean() if n else np.nan, np.median(d) if n else np.nan, d[math.ceil(9 * n / 10) - 1] if n >= MIN_CLOSED else np.nan]
    return pd.DataFrame.from_dict(rows, orient="index", columns=cols)
""",
        judgement="wrong",
        misconception="in_alphabetical_order",
        reader="professor",
    ),
    Trial(
        "onboarding_stats",
        """
STAGES = ["apply", "documents", "fees", "review", "training", "opening"]
MIN_CLOSED = 5
def onboarding_stats(log):
    cols = ["closed", "open", "pass_rate", "median_days", "p90_days"]
    if len(log) == 0:
        return pd.DataFrame(columns=cols)
    t = log.sort_values("entered_at").copy()
    t["days"] = (t["left_at"] - t["entered_at"]).dt.total_seconds() / 86400
    t["is_open"] = t["left_at"].isna()
    t["ok"] = t["result"].eq("passed")
    cases = t.groupby(["stage", "application_id"]).agg(days=("days", "sum"), is_open=("is_open", "any"), ok=("ok", "last")).reset_index()
    rows = {}
    for s in STAGES:
        c = cases[cases["stage"] == s]
        if False:
            continue
        k = c[~c["is_open"]]
        n = len(k)
        d = sorted(k["days"])
        rows[s] = [n, len(c) - n, k["ok"].mean() if n else np.nan, np.median(d) if n else np.nan, d[math.ceil(9 * n / 10) - 1] if n >= MIN_CLOSED else np.nan]
    return pd.DataFrame.from_dict(rows, orient="index", columns=cols)
""",
        judgement="wrong",
        misconception="stages_that_do_not_occur",
        reader="professor",
    ),
    Trial(
        "onboarding_stats",
        """
STAGES = ["apply", "documents", "fees", "review", "training", "opening"]
MIN_CLOSED = 5
def onboarding_stats(log):
    cols = ["closed", "open", "pass_rate", "median_days", "p90_days"]
    if len(log) == 0:
        return pd.DataFrame(columns=cols)
    t = log.sort_values("entered_at").copy()
    t["days"] = (t["left_at"] - t["entered_at"]).dt.total_seconds() / 86400
    t["is_open"] = t["left_at"].isna()
    t["ok"] = t["result"].eq("passed")
    cases = t.groupby(["stage", "application_id"]).agg(days=("days", "sum"), is_open=("is_open", "any"), ok=("result", "last")).reset_index()
    rows = {}
    for s in STAGES:
        c = cases[cases["stage"] == s]
        if len(c) == 0:
            continue
        k = c[~c["is_open"]].assign(ok=lambda x: x["ok"]=="passed")
        n = len(k)
        d = sorted(k["days"])
        rows[s] = [n, len(c) - n, k["ok"].mean() if n else np.nan, np.median(d) if n else np.nan, d[math.ceil(9 * n / 10) - 1] if n >= MIN_CLOSED else np.nan]
    return pd.DataFrame.from_dict(rows, orient="index", columns=cols)
""",
        judgement="right",
        reader="professor",
        note="the missing result belongs to an open case",
    ),
    Trial(
        "onboarding_stats",
        """
STAGES = ["apply", "documents", "fees", "review", "training", "opening"]
MIN_CLOSED = 5
def onboarding_stats(log):
    cols = ["closed", "open", "pass_rate", "median_days", "p90_days"]
    if len(log) == 0:
        return pd.DataFrame(columns=cols)
    t = log.sort_values("left_at").copy()
    t["days"] = (t["left_at"] - t["entered_at"]).dt.total_seconds() / 86400
    t["is_open"] = t["left_at"].isna()
    t["ok"] = t["result"].eq("passed")
    cases = t.groupby(["stage", "application_id"]).agg(days=("days", "sum"), is_open=("is_open", "any"), ok=("ok", "last")).reset_index()
    rows = {}
    for s in STAGES:
        c = cases[cases["stage"] == s]
        if len(c) == 0:
            continue
        k = c[~c["is_open"]]
        n = len(k)
        d = sorted(k["days"])
        rows[s] = [n, len(c) - n, k["ok"].mean() if n else np.nan, np.median(d) if n else np.nan, d[math.ceil(9 * n / 10) - 1] if n >= MIN_CLOSED else np.nan]
    return pd.DataFrame.from_dict(rows, orient="index", columns=cols)
""",
        judgement="right",
        reader="professor",
        note="sorted by the end of the tries: the same order",
    ),
    Trial(
        "rank_platforms",
        """
def rank_platforms(scores, weights, directions):
    total = sum(weights.values())
    if total == 0:
        raise ValueError("all weights are 0")
    s = pd.Series(0.0, index=scores.index)
    for c, w in weights.items():
        x = scores[c] if directions[c] == "benefit" else -scores[c]
        lo, hi = x.min(), x.max()
        z = (x - lo) / (hi - lo) if hi > lo else x.notna() * 0.5
        s += w * z.fillna(0)
    s = s / total
    order = pd.DataFrame({"r": -s, "n": s.index}, index=s.index).sort_values(["r", "n"]).index
    return s.loc[order]
""",
        judgement="wrong",
        misconception="ties_by_floats",
        reader="professor",
        note="unrounded order",
    ),
    Trial(
        "rank_platforms",
        """
def rank_platforms(scores, weights, directions):
    total = sum(weights.values())
    if total == 0:
        raise ValueError("all weights are 0")
    s = pd.Series(0.0, index=scores.index)
    for c, w in weights.items():
        x = scores[c] if directions[c] == "benefit" else -scores[c]
        lo, hi = x.min(), x.max()
        z = (x - lo) / (hi - lo) if hi > lo else x.notna() * 0.5
        s += w * z.fillna(0)
    s = s / total
    order = pd.DataFrame({"r": -s.round(9), "n": s.index}, index=s.index).sort_values(["r"]).index
    return s.loc[order]
""",
        judgement="wrong",
        misconception="ties_as_in_the_table",
        reader="professor",
    ),
    Trial(
        "rank_platforms",
        """
def rank_platforms(scores, weights, directions):
    total = sum(weights.values())
    if total == 0:
        raise ValueError("all weights are 0")
    s = pd.Series(0.0, index=scores.index)
    for c, w in weights.items():
        x = scores[c] if directions[c] == "benefit" else -scores[c]
        lo, hi = x.min(), x.max()
        z = (x - lo) / (hi - lo) if hi > lo else x.notna() * 0.5
        s += w * z.fillna(0)
    s = s / total
    order = pd.DataFrame({"r": -s.round(9), "n": s.index}, index=s.index).sort_values(["r", "n"], ascending=[True, False]).index
    return s.loc[order]
""",
        judgement="wrong",
        misconception="ties_backwards",
        reader="professor",
    ),
    Trial(
        "chart_mix_risk",
        """
from matplotlib.axes import Axes
import matplotlib.pyplot as plt
def chart_mix_risk(sales):
    t = sales.pivot(index="month", columns="platform_id", values="amount").dropna()
    tot = t.sum().sort_index().sort_values(ascending=False, kind="stable")
    c = t[tot.index].cumsum(axis=1)
    cv = c.std() / c.mean()
    fig, ax = plt.subplots()
    ax.bar(range(1, len(cv) + 1), cv.to_numpy())
    ax.set_xlabel("k"); ax.set_ylabel("cv")
    return ax
""",
        judgement="wrong",
        reader="professor",
        note="no title",
    ),
    Trial(
        "chart_mix_risk",
        """
from matplotlib.axes import Axes
import matplotlib.pyplot as plt
def chart_mix_risk(sales):
    t = sales.pivot(index="month", columns="platform_id", values="amount").dropna()
    tot = t.sum().sort_index().sort_values(ascending=False, kind="stable")
    c = t[tot.index].cumsum(axis=1)
    cv = c.std() / c.mean()
    fig, ax = plt.subplots()
    ax.bar(range(1, len(cv) + 1), cv.to_numpy())
    ax.set_title("Swing of sales by number of platforms")
    return ax
""",
        judgement="wrong",
        reader="professor",
        note="neither title nor labels",
    ),
    Trial(
        "chart_mix_risk",
        """
from matplotlib.axes import Axes
import matplotlib.pyplot as plt
def chart_mix_risk(sales):
    t = sales.pivot(index="month", columns="platform_id", values="amount").dropna()
    tot = t.sum().sort_index().sort_values(ascending=False, kind="stable")
    c = t[tot.index].cumsum(axis=1)
    cv = c.mean() / c.std()
    fig, ax = plt.subplots()
    ax.bar(range(1, len(cv) + 1), cv.to_numpy())
    ax.set_title("Swing of sales by number of platforms")
    ax.set_xlabel("platforms"); ax.set_ylabel("CV")
    return ax
""",
        judgement="wrong",
        misconception="turned_round",
        reader="professor",
    ),
    Trial(
        "chart_mix_risk",
        """
from matplotlib.axes import Axes
import matplotlib.pyplot as plt
def chart_mix_risk(sales):
    t = sales.pivot(index="month", columns="platform_id", values="amount").dropna()
    tot = t.sum().sort_index().sort_values(ascending=False, kind="stable")
    c = t[tot.index].cumsum(axis=1)
    cv = 100 * c.std() / c.mean()
    fig, ax = plt.subplots()
    ax.bar(range(1, len(cv) + 1), cv.to_numpy())
    ax.set_title("Swing of sales by number of platforms")
    ax.set_xlabel("platforms"); ax.set_ylabel("CV")
    return ax
""",
        judgement="wrong",
        misconception="percent_unsaid_risk",
        reader="professor",
    ),
    Trial(
        "chart_mix_risk",
        """
from matplotlib.axes import Axes
import matplotlib.pyplot as plt
def chart_mix_risk(sales):
    t = sales.pivot(index="month", columns="platform_id", values="amount").dropna()
    tot = t.sum().sort_index().sort_values(ascending=False, kind="stable")
    c = t[tot.index].cumsum(axis=1)
    cv = c.std() / c.mean()
    fig, ax = plt.subplots()
    ax.bar(range(1, len(cv) + 1), cv.to_numpy())
    ax.set_title("Swing of sales by number of platforms")
    ax.set_xlabel("platforms"); ax.set_ylabel("CV")
    plt.show()
""",
        judgement="wrong",
        reader="professor",
        note="shows and returns nothing",
    ),
    Trial(
        "chart_mix_risk",
        """
from matplotlib.axes import Axes
import matplotlib.pyplot as plt
def chart_mix_risk(sales):
    t = sales.pivot(index="month", columns="platform_id", values="amount").dropna()
    tot = t.sum().sort_index().sort_values(ascending=False, kind="stable")
    c = t[tot.index].cumsum(axis=1)
    cv = c.std() / c.mean()
    fig, ax = plt.subplots()
    ax.plot(range(1, len(cv) + 1), cv.to_numpy()); ax.axhline(cv.iloc[0], ls="--")
    ax.set_title("Swing of sales by number of platforms")
    ax.set_xlabel("platforms"); ax.set_ylabel("CV")
    return ax
""",
        judgement="right",
        reader="professor",
        note="a reference line beside the marks",
    ),
    Trial(
        "missing_documents",
        """
MARGIN_DAYS = 30
def missing_documents(required, held, platform, category, on_date):
    day = pd.Timestamp(on_date)
    dep = category.split("/")[0]
    req = required[required["required"] & required["platform"].isin(["all", platform]) & required["category"].isin(["all", dep, category])]
    h = held[(pd.to_datetime(held["issued_on"]) <= day)]
    vu = pd.to_datetime(h["valid_until"])
    h = h[vu.isna() | (vu >= day + pd.Timedelta(days=MARGIN_DAYS))]
    out = set()
    for r in req.itertuples():
        p = h[h["doc_type"] == r.doc_type]
        if r.scope == "category":
            p = p[[bool(set(s.split(";")) & {"all", dep, category.split("/")[-1]}) for s in p["scope"]]]
        if len(p) == 0:
            out.add(r.doc_type)
    return sorted(out)
""",
        judgement="wrong",
        misconception="group_for_the_path",
        reader="professor",
        note="the bare name instead of the path",
    ),
    Trial(
        "missing_documents",
        """
MARGIN_DAYS = 30
def missing_documents(required, held, platform, category, on_date):
    day = pd.Timestamp(on_date)
    dep = category.split("/")[0]
    req = required[required["required"] & required["platform"].isin(["all", platform]) & required["category"].isin(["all", dep, category])]
    h = held[(pd.to_datetime(held["issued_on"]) <= day)]
    vu = pd.to_datetime(h["valid_until"])
    h = h[vu.isna() | (vu >= day + pd.Timedelta(days=MARGIN_DAYS))]
    out = set()
    for r in req.drop_duplicates("doc_type").itertuples():
        p = h[h["doc_type"] == r.doc_type]
        if r.scope == "category":
            p = p[[bool(set(s.split(";")) & {"all", dep, category}) for s in p["scope"]]]
        if len(p) == 0:
            out.add(r.doc_type)
    return sorted(out)
""",
        judgement="wrong",
        misconception="first_row_of_a_type",
        reader="professor",
        note="one row a type is looked at",
    ),
    Trial(
        "missing_documents",
        """
MARGIN_DAYS = 30
def missing_documents(required, held, platform, category, on_date):
    day = pd.Timestamp(on_date)
    dep = category.split("/")[0]
    req = required[required["required"] & required["platform"].isin(["all", platform]) & required["category"].isin(["all", dep, category])]
    h = held[(pd.to_datetime(held["issued_on"]) <= day)]
    vu = pd.to_datetime(h["valid_until"])
    h = h[vu.isna() | (vu >= day + pd.Timedelta(days=MARGIN_DAYS))]
    out = set()
    for r in req.itertuples():
        p = h[h["doc_type"] == r.doc_type]
        if True:
            p = p[[bool(set(s.split(";")) & {"all", dep, category}) for s in p["scope"]]]
        if len(p) == 0:
            out.add(r.doc_type)
    return sorted(out)
""",
        judgement="wrong",
        misconception="scope_always",
        reader="professor",
    ),
    Trial(
        "missing_documents",
        """
MARGIN_DAYS = 30
def missing_documents(required, held, platform, category, on_date):
    day = pd.Timestamp(on_date)
    dep = category.split("/")[0]
    req = required[required["required"] & required["platform"].isin(["all", platform]) & required["category"].isin(["all", dep, category])]
    h = held[(pd.to_datetime(held["issued_on"]) <= day)]
    vu = pd.to_datetime(h["valid_until"])
    h = h[vu.isna() | (vu >= day + pd.Timedelta(days=MARGIN_DAYS))]
    out = set()
    for r in req.itertuples():
        p = h[h["doc_type"] == r.doc_type]
        if False:
            p = p[[bool(set(s.split(";")) & {"all", dep, category}) for s in p["scope"]]]
        if len(p) == 0:
            out.add(r.doc_type)
    return sorted(out)
""",
        judgement="wrong",
        misconception="scope_ignored",
        reader="professor",
    ),
    Trial(
        "missing_documents",
        """
MARGIN_DAYS = 30
def missing_documents(required, held, platform, category, on_date):
    day = pd.Timestamp(on_date)
    dep = category.split("/")[0]
    req = required[required["required"] & required["platform"].eq(platform) & required["category"].isin(["all", dep, category])]
    h = held[(pd.to_datetime(held["issued_on"]) <= day)]
    vu = pd.to_datetime(h["valid_until"])
    h = h[vu.isna() | (vu >= day + pd.Timedelta(days=MARGIN_DAYS))]
    out = set()
    for r in req.itertuples():
        p = h[h["doc_type"] == r.doc_type]
        if r.scope == "category":
            p = p[[bool(set(s.split(";")) & {"all", dep, category}) for s in p["scope"]]]
        if len(p) == 0:
            out.add(r.doc_type)
    return sorted(out)
""",
        judgement="wrong",
        misconception="own_platform_only",
        reader="professor",
    ),
    Trial(
        "missing_documents",
        """
MARGIN_DAYS = 30
def missing_documents(required, held, platform, category, on_date):
    day = pd.Timestamp(on_date)
    dep = category.split("/")[0]
    req = required[required["required"] & required["platform"].isin(["all", platform]) & required["category"].str.startswith(("all", dep))]
    h = held[(pd.to_datetime(held["issued_on"]) <= day)]
    vu = pd.to_datetime(h["valid_until"])
    h = h[vu.isna() | (vu >= day + pd.Timedelta(days=MARGIN_DAYS))]
    out = set()
    for r in req.itertuples():
        p = h[h["doc_type"] == r.doc_type]
        if r.scope == "category":
            p = p[[bool(set(s.split(";")) & {"all", dep, category}) for s in p["scope"]]]
        if len(p) == 0:
            out.add(r.doc_type)
    return sorted(out)
""",
        judgement="wrong",
        misconception="prefix_of_the_category",
        reader="professor",
        note="text that begins like ours",
    ),
    Trial(
        "missing_documents",
        """
MARGIN_DAYS = 30
def missing_documents(required, held, platform, category, on_date):
    day = pd.Timestamp(on_date)
    dep = category.split("/")[0]
    req = required[required["required"] & required["platform"].isin(["all", platform]) & required["category"].isin(["all", dep, category])]
    h = held
    vu = pd.to_datetime(h["valid_until"])
    h = h[vu.isna() | (vu >= day + pd.Timedelta(days=MARGIN_DAYS))]
    out = set()
    for r in req.itertuples():
        p = h[h["doc_type"] == r.doc_type]
        if r.scope == "category":
            p = p[[bool(set(s.split(";")) & {"all", dep, category}) for s in p["scope"]]]
        if len(p) == 0:
            out.add(r.doc_type)
    return sorted(out)
""",
        judgement="wrong",
        misconception="not_yet_issued",
        reader="professor",
    ),
    Trial(
        "missing_documents",
        """
MARGIN_DAYS = 30
def missing_documents(required, held, platform, category, on_date):
    day = pd.Timestamp(on_date)
    dep = category.split("/")[0]
    req = required[required["required"] & required["platform"].isin(["all", platform]) & required["category"].isin(["all", dep, category])]
    h = held[(pd.to_datetime(held["issued_on"]) <= day)]
    vu = pd.to_datetime(h["valid_until"])
    h = h[vu.isna() | (vu >= day + pd.Timedelta(days=MARGIN_DAYS))]
    out = set()
    for r in req.itertuples():
        p = h[h["doc_type"] == r.doc_type]
        if r.scope == "category":
            p = p[[bool(set(s.split(";")) & {"all", dep, category}) for s in p["scope"]]]
        if len(p) == 0:
            out.add(r.doc_type)
    return list(out)[::-1]
""",
        judgement="wrong",
        reader="professor",
        note="a set turned round: no order at all",
    ),
    Trial(
        "missing_documents",
        """
MARGIN_DAYS = 30
def missing_documents(required, held, platform, category, on_date):
    day = pd.Timestamp(on_date)
    dep = category.split("/")[0]
    req = required[required["required"] & required["platform"].isin(["all", platform]) & required["category"].isin(["all", dep, category])]
    h = held[(pd.to_datetime(held["issued_on"]) <= day)]
    vu = pd.to_datetime(h["valid_until"])
    h = h[vu.isna() | (vu >= day + pd.Timedelta(days=MARGIN_DAYS))]
    out = set()
    for r in req.itertuples():
        h1 = h.drop_duplicates("doc_type"); p = h1[h1["doc_type"] == r.doc_type]
        if r.scope == "category":
            p = p[[bool(set(s.split(";")) & {"all", dep, category}) for s in p["scope"]]]
        if len(p) == 0:
            out.add(r.doc_type)
    return sorted(out)
""",
        judgement="wrong",
        misconception="first_valid_paper_only",
        reader="professor",
        note="one valid paper a type",
    ),
    Trial(
        "penalty_status",
        """
def penalty_status(violations, schedule, on_date, window_days=365):
    cols = ["points", "status", "days_to_lapse"]
    day = pd.Timestamp(on_date)
    if len(violations) == 0:
        return pd.DataFrame(columns=cols, index=pd.Index([], name="shop_id"))
    shops = sorted(violations["shop_id"].unique())
    v = violations[(violations["date"] <= day) & (violations["date"] > day - pd.Timedelta(days=window_days)) & (violations["appeal"] != "won")]
    v = v.groupby(["shop_id", "date", "violation_type"])["points"].max().reset_index()
    out = pd.DataFrame(index=pd.Index(shops, name="shop_id"))
    out["points"] = v.groupby("shop_id")["points"].sum().reindex(shops, fill_value=0).astype(int)
    lim = schedule.dropna(subset=["min_points"]).sort_values("min_points")
    def st(p):
        r = lim[lim["min_points"] <= p]
        return r["status"].iloc[-1] if len(r) else "clear"
    out["status"] = [st(p) for p in out["points"]]
    first = violations[violations["appeal"] != "won"].groupby("shop_id")["date"].min().reindex(shops)
    out["days_to_lapse"] = (first + pd.Timedelta(days=window_days) - day).dt.days
    return out
""",
        judgement="wrong",
        misconception="lapse_of_what_has_lapsed",
        reader="professor",
    ),
    Trial(
        "penalty_status",
        """
def penalty_status(violations, schedule, on_date, window_days=365):
    cols = ["points", "status", "days_to_lapse"]
    day = pd.Timestamp(on_date)
    if len(violations) == 0:
        return pd.DataFrame(columns=cols, index=pd.Index([], name="shop_id"))
    shops = sorted(violations["shop_id"].unique())
    v = violations[(violations["date"] <= day) & (violations["date"] > day - pd.Timedelta(days=window_days)) & (violations["appeal"] != "won")]
    v = v.groupby(["shop_id", "date", "violation_type"])["points"].max().reset_index()
    out = pd.DataFrame(index=pd.Index(shops, name="shop_id"))
    out["points"] = v.groupby("shop_id")["points"].sum().reindex(shops, fill_value=0).astype(int)
    lim = schedule.dropna(subset=["min_points"]).sort_values("min_points")
    def st(p):
        r = lim[lim["min_points"] <= p]
        return r["status"].iloc[-1] if len(r) else "clear"
    out["status"] = [st(p) for p in out["points"]]
    first = violations[violations["date"] > day - pd.Timedelta(days=window_days)].groupby("shop_id")["date"].min().reindex(shops)
    out["days_to_lapse"] = (first + pd.Timedelta(days=window_days) - day).dt.days
    return out
""",
        judgement="wrong",
        misconception="lapse_of_won_appeals",
        reader="professor",
    ),
    Trial(
        "penalty_status",
        """
def penalty_status(violations, schedule, on_date, window_days=365):
    cols = ["points", "status", "days_to_lapse"]
    day = pd.Timestamp(on_date)
    if len(violations) == 0:
        return pd.DataFrame(columns=cols, index=pd.Index([], name="shop_id"))
    shops = sorted(violations["shop_id"].unique())
    v = violations[(violations["date"] <= day) & (violations["date"] > day - pd.Timedelta(days=365)) & (violations["appeal"] != "won")]
    v = v.groupby(["shop_id", "date", "violation_type"])["points"].max().reset_index()
    out = pd.DataFrame(index=pd.Index(shops, name="shop_id"))
    out["points"] = v.groupby("shop_id")["points"].sum().reindex(shops, fill_value=0).astype(int)
    lim = schedule.dropna(subset=["min_points"]).sort_values("min_points")
    def st(p):
        r = lim[lim["min_points"] <= p]
        return r["status"].iloc[-1] if len(r) else "clear"
    out["status"] = [st(p) for p in out["points"]]
    first = v.groupby("shop_id")["date"].min().reindex(shops)
    out["days_to_lapse"] = (first + pd.Timedelta(days=365) - day).dt.days
    return out
""",
        judgement="wrong",
        misconception="always_a_year",
        reader="professor",
    ),
    Trial(
        "penalty_status",
        """
def penalty_status(violations, schedule, on_date, window_days=365):
    cols = ["points", "status", "days_to_lapse"]
    day = pd.Timestamp(on_date)
    if len(violations) == 0:
        return pd.DataFrame(columns=cols, index=pd.Index([], name="shop_id"))
    shops = sorted(violations["shop_id"].unique())
    v = violations[(violations["date"] <= day) & (violations["date"] > day - pd.Timedelta(days=window_days)) & (violations["appeal"] != "won")]
    v = v.groupby(["shop_id", "date", "violation_type"])["points"].max().reset_index()
    out = pd.DataFrame(index=pd.Index(shops, name="shop_id"))
    out["points"] = v.groupby("shop_id")["points"].sum().reindex(shops, fill_value=0).astype(int)
    lim = schedule.dropna(subset=["min_points"]).sort_values("min_points")
    def st(p):
        r = lim[lim["min_points"] <= p]
        return r["status"].iloc[-1] if len(r) else "ok"
    out["status"] = [st(p) for p in out["points"]]
    first = v.groupby("shop_id")["date"].min().reindex(shops)
    out["days_to_lapse"] = (first + pd.Timedelta(days=window_days) - day).dt.days
    return out
""",
        judgement="wrong",
        reader="professor",
        note="another word for clear",
    ),
    Trial(
        "missing_documents",
        """
MARGIN_DAYS = 30
def missing_documents(required, held, platform, category, on_date):
    day = pd.Timestamp(on_date)
    dep = category.split("/")[0]
    req = required[required["required"] & required["platform"].isin(["all", platform]) & required["category"].isin(["all", dep, category])]
    h = held[(pd.to_datetime(held["issued_on"]) <= day)]
    vu = pd.to_datetime(h["valid_until"])
    h = h[vu.isna() | (vu >= day + pd.Timedelta(days=MARGIN_DAYS))]
    out = set()
    for r in req.drop_duplicates("doc_type", keep="last").itertuples():
        p = h[h["doc_type"] == r.doc_type]
        if r.scope == "category":
            p = p[[bool(set(s.split(";")) & {"all", dep, category}) for s in p["scope"]]]
        if len(p) == 0:
            out.add(r.doc_type)
    return sorted(out)
""",
        judgement="wrong",
        misconception="last_row_of_a_type",
        reader="professor",
        note="the last row of a type",
    ),
    Trial(
        "missing_documents",
        """
MARGIN_DAYS = 30
def missing_documents(required, held, platform, category, on_date):
    day = pd.Timestamp(on_date)
    dep = category.split("/")[0]
    req = required[required["required"] & required["platform"].isin(["all", platform]) & required["category"].isin(["all", dep, category])]
    h = held[(pd.to_datetime(held["issued_on"]) <= day)]
    vu = pd.to_datetime(h["valid_until"])
    h = h[vu.isna() | (vu >= day + pd.Timedelta(days=MARGIN_DAYS))]
    out = set()
    for r in req.itertuples():
        p = h[h["doc_type"] == r.doc_type]
        if r.scope == "category":
            p = p[[bool(set(s.split(";")) & {"all", dep, category}) for s in p["scope"]]]
        if len(p) == 0:
            out.add(r.doc_type)
    return sorted(required.loc[req.index,"doc_type"][[t in out for t in req["doc_type"]]])
""",
        judgement="wrong",
        misconception="twice_in_the_list",
        reader="professor",
    ),
    Trial(
        "net_margin_per_order",
        """
RESALE = 0.8
RETURN_FREIGHT = 8.0
def net_margin_per_order(price, unit_cost, freight, platform, ad_rate=0.0):
    r = platform["return_rate"] if pd.notna(platform["return_rate"]) else 0.1
    mc = platform["min_commission"]
    com = (1-r)*(max(price*platform["commission"], mc) if pd.notna(mc) else price*platform["commission"])
    fee=price*platform["payment_fee"]; ad=price*ad_rate; kept=(1-r)*price
    m = kept-com-fee-ad-unit_cost*(1-r*RESALE)-freight-r*RETURN_FREIGHT
    return {"commission":com,"payment_fee":fee,"ad":ad,"margin":m,"margin_rate":m/kept if kept else math.nan}
""",
        judgement="wrong",
        reader="professor",
        note="0.1 for an unknown return rate",
    ),
    Trial(
        "net_margin_per_order",
        """
RESALE = 0.8
RETURN_FREIGHT = 8.0
def net_margin_per_order(price, unit_cost, freight, platform, ad_rate=0.0):
    r = platform["return_rate"] if pd.notna(platform["return_rate"]) else 0
    mc = platform["min_commission"]
    com = (1-r)*(max(price*platform["commission"], mc) if pd.notna(mc) else price*platform["commission"])
    fee=price*platform["payment_fee"]; ad=price*ad_rate; kept=(1-r)*price
    m = kept-com-fee-ad-unit_cost*(1-r*RESALE)-freight-r*RETURN_FREIGHT
    m=round(m,2); return {"commission":com,"payment_fee":fee,"ad":ad,"margin":m,"margin_rate":m/kept if kept else math.nan}
""",
        judgement="wrong",
        misconception="margin_rounded",
        reader="professor",
        note="rounded before the rate",
    ),
    Trial(
        "net_margin_per_order",
        """
RESALE = 0.8
RETURN_FREIGHT = 8.0
def net_margin_per_order(price, unit_cost, freight, platform, ad_rate=0.0):
    r = platform["return_rate"] if pd.notna(platform["return_rate"]) else 0
    mc = platform["min_commission"]
    com = (1-r)*(max(mc, price*platform["commission"]))
    fee=price*platform["payment_fee"]; ad=price*ad_rate; kept=(1-r)*price
    m = kept-com-fee-ad-unit_cost*(1-r*RESALE)-freight-r*RETURN_FREIGHT
    return {"commission":com,"payment_fee":fee,"ad":ad,"margin":m,"margin_rate":m/kept if kept else math.nan}
""",
        judgement="wrong",
        misconception="missing_minimum_spreads",
        reader="professor",
        note="max(nan, x)",
    ),
    Trial(
        "penalty_status",
        """
def penalty_status(violations, schedule, on_date, window_days=365):
    d=pd.Timestamp(on_date); lo=d-pd.Timedelta(days=window_days)
    if violations.empty: return pd.DataFrame({"points":[], "status":[], "days_to_lapse":[]})
    v=violations.query("date<=@d and date>@lo and appeal!='won'")
    v=v.sort_values("points",ascending=False).drop_duplicates(["shop_id","violation_type","date"])
    g=v.groupby("shop_id").agg(points=("points","sum"),old=("date","min")).reindex(sorted(violations.shop_id.unique()))
    g["points"]=g["points"].fillna(0).astype(int)
    s=schedule.dropna(subset=["min_points"]).sort_values("min_points")
    g["status"]=[ (["clear"]+s["status"].tolist())[ (s["min_points"]<=p).sum() ] for p in g["points"]]
    g["days_to_lapse"]=(g["old"]-lo).dt.days
    return g[["points","status","days_to_lapse"]]
""",
        judgement="right",
        reader="professor",
    ),
]
