"""Answers that readers gave to chapter 20 from the page alone, with a teacher's judgement by the question's text.

A reader's code stands as it was written. Answers of one reader that came out alike in every case stand once. The text was
mended after they were given and is judged by what it says now; constants that the cell gives stand before the code.
"""

from classroom.cases import Trial

trials: list[Trial] = [
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
