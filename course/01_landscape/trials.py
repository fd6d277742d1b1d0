"""Answers that readers gave to chapter 1 from the page alone, with a teacher's judgement by the question's text.

A reader's code stands as it was written; answers that came out alike in every case stand once. The text was mended after
they were given; it is what it says now that they are judged by.
"""

from classroom.cases import Trial

trials: list[Trial] = [
    Trial(
        "growth_table",
        """
def growth_table(industry, segment):
    rows = industry[(industry["segment"] == segment) & (industry["source"] != "forecast")]
    gmv = rows.groupby("year")["gmv"].sum()
    years = range(gmv.index.min(), gmv.index.max())
    t = pd.DataFrame({"gmv": gmv.reindex(years)})
    t["growth"] = t["gmv"] / t["gmv"].shift(1) - 1
    first = t["gmv"][gmv.index.min()]
    t["cagr"] = (t["gmv"] / first) ** (1 / (t.index - gmv.index.min())) - 1
    return t
""",
        judgement="wrong",
        misconception="last_year_left_out_and_one_to_any_power",
        reader="beginner",
        note="range 少写了加 1，没有行时报错，第一年 cagr 没去掉",
    ),
    Trial(
        "growth_table",
        """
def growth_table(industry, segment):
    rows = industry[(industry["segment"] == segment) & (industry["source"] != "forecast")]
    if len(rows) == 0:
        return pd.DataFrame(columns=["gmv", "growth", "cagr"])
    gmv = rows.groupby("year")["gmv"].sum()
    years = range(gmv.index.min(), gmv.index.max() + 1)
    t = pd.DataFrame({"gmv": gmv.reindex(years)})
    t["growth"] = t["gmv"] / t["gmv"].shift(1) - 1
    first = t["gmv"][gmv.index.min()]
    t["cagr"] = (t["gmv"] / first) ** (1 / (t.index - gmv.index.min())) - 1
    return t
""",
        judgement="wrong",
        misconception="one_to_any_power",
        reader="beginner",
        note="第一年的 cagr 是 0；0 之后是无穷大",
    ),
    Trial(
        "growth_table",
        """
def growth_table(industry, segment):
    rows = industry[(industry["segment"] == segment) & (industry["source"] != "forecast")]
    if len(rows) == 0:
        return pd.DataFrame(columns=["gmv", "growth", "cagr"])
    gmv = rows.groupby("year")["gmv"].sum()
    start = gmv.index.min()
    years = range(start, gmv.index.max() + 1)
    t = pd.DataFrame({"gmv": gmv.reindex(years)})
    before = t["gmv"].shift(1)
    t["growth"] = t["gmv"] / before.where(before > 0) - 1
    t["n"] = t.index - start
    t["cagr"] = (t["gmv"] / t["gmv"][start]) ** (1 / t["n"]) - 1
    t["cagr"] = t["cagr"].where(t["n"] > 0)
    return t[["gmv", "growth", "cagr"]]
""",
        judgement="wrong",
        misconception="infinite_cagr",
        reader="beginner",
        note="第一年是 0 时 cagr 是无穷大",
    ),
    Trial(
        "growth_table",
        """
def growth_table(industry, segment):
    rows = industry[(industry["segment"] == segment) & (industry["source"] != "forecast")]
    if len(rows) == 0:
        return pd.DataFrame(columns=["gmv", "growth", "cagr"])
    gmv = rows.groupby("year")["gmv"].sum()
    start = gmv.index.min()
    years = range(start, gmv.index.max() + 1)
    t = pd.DataFrame({"gmv": gmv.reindex(years)})
    before = t["gmv"].shift(1)
    t["growth"] = t["gmv"] / before.where(before > 0) - 1
    t["n"] = t.index - start
    t["cagr"] = (t["gmv"] / t["gmv"][start]) ** (1 / t["n"]) - 1
    t["cagr"] = t["cagr"].where((t["n"] > 0) & (t["gmv"][start] > 0))
    return t[["gmv", "growth", "cagr"]]
""",
        judgement="right",
        reader="beginner",
    ),
    Trial(
        "growth_table",
        """
def growth_table(industry, segment):
    rows = industry[(industry["segment"] == segment) & (industry["source"] != "forecast")]
    if len(rows) == 0:
        return pd.DataFrame(columns=["gmv", "growth", "cagr"])
    gmv = rows.groupby("year")["gmv"].sum()
    t = pd.DataFrame({"gmv": gmv})
    t["growth"] = t["gmv"] / t["gmv"].shift(1) - 1
    t["n"] = range(len(t))
    t["cagr"] = (t["gmv"] / t["gmv"].iloc[0]) ** (1 / t["n"]) - 1
    t["cagr"] = t["cagr"].where(t["n"] > 0)
    return t[["gmv", "growth", "cagr"]]
""",
        judgement="wrong",
        misconception="gaps_stepped_over",
        reader="beginner",
        note="缺口没有行，年数数的是行",
    ),
    Trial(
        "growth_table",
        """
def growth_table(industry, segment):
    rows = industry[(industry["segment"] == segment) & (industry["source"] != "forecast")]
    if len(rows) == 0:
        return pd.DataFrame(columns=["gmv", "growth", "cagr"])
    gmv = rows.groupby("year")["gmv"].sum()
    start = gmv.index.min()
    t = pd.DataFrame({"gmv": gmv.reindex(range(start, gmv.index.max() + 1))})
    before = t["gmv"].shift(1)
    t["growth"] = 100 * (t["gmv"] / before.where(before > 0) - 1)
    t["n"] = t.index - start
    t["cagr"] = 100 * ((t["gmv"] / t["gmv"][start]) ** (1 / t["n"]) - 1)
    t["cagr"] = t["cagr"].where((t["n"] > 0) & (t["gmv"][start] > 0))
    t = t[["gmv", "growth", "cagr"]]
    return t.reset_index()
""",
        judgement="wrong",
        misconception="percent_and_years_as_a_column",
        reader="beginner",
        note="百分数，年份成了一列",
    ),
    Trial(
        "growth_table",
        """
def growth_table(industry, segment):
    rows = industry[(industry["segment"] == segment) & (industry["source"] != "forecast")]
    if len(rows) == 0:
        return pd.DataFrame(columns=["gmv", "growth", "cagr"])
    gmv = rows.groupby("year")["gmv"].sum()
    start = gmv.index.min()
    t = pd.DataFrame({"gmv": gmv.reindex(range(start, gmv.index.max() + 1), fill_value=0)})
    before = t["gmv"].shift(1)
    t["growth"] = t["gmv"] / before.where(before > 0) - 1
    t["n"] = t.index - start
    t["cagr"] = ((t["gmv"] / t["gmv"][start]) ** (1 / t["n"]) - 1)
    t["cagr"] = t["cagr"].where((t["n"] > 0) & (t["gmv"][start] > 0))
    return t[["gmv", "growth", "cagr"]]
""",
        judgement="wrong",
        misconception="gaps_are_zero",
        reader="beginner",
    ),
    Trial(
        "growth_table",
        """
def growth_table(industry, segment):
    rows = industry[(industry["segment"] == segment) & (industry["source"] != "forecast")]
    if len(rows) == 0:
        return pd.DataFrame(columns=["gmv", "growth", "cagr"])
    gmv = rows.groupby("year")["gmv"].sum()
    start = gmv.index.min()
    years = range(start, gmv.index.max() + 1)
    t = pd.DataFrame({"gmv": gmv.reindex(years)})
    before = t["gmv"].shift(1)
    t["growth"] = t["gmv"] / before.where(before > 0) - 1
    t["n"] = t.index - start
    t["cagr"] = (t["gmv"] / t["gmv"][start]) ** (1 / (t["n"] + 1)) - 1
    t["cagr"] = t["cagr"].where((t["n"] > 0) & (t["gmv"][start] > 0))
    return t[["gmv", "growth", "cagr"]]
""",
        judgement="wrong",
        misconception="one_year_too_many",
        reader="beginner",
    ),
    Trial(
        "growth_table",
        """
def growth_table(industry, segment):
    rows = industry[(industry["segment"] == segment)]
    if len(rows) == 0:
        return pd.DataFrame(columns=["gmv", "growth", "cagr"])
    gmv = rows.groupby("year")["gmv"].sum()
    start = gmv.index.min()
    years = range(start, gmv.index.max() + 1)
    t = pd.DataFrame({"gmv": gmv.reindex(years)})
    before = t["gmv"].shift(1)
    t["growth"] = t["gmv"] / before.where(before > 0) - 1
    t["n"] = t.index - start
    t["cagr"] = (t["gmv"] / t["gmv"][start]) ** (1 / t["n"]) - 1
    t["cagr"] = t["cagr"].where((t["n"] > 0) & (t["gmv"][start] > 0))
    return t[["gmv", "growth", "cagr"]]
""",
        judgement="wrong",
        misconception="forecasts_kept",
        reader="beginner",
    ),
    Trial(
        "growth_table",
        """
def growth_table(industry, segment):
    rows = industry[(industry["segment"] == segment) & (industry["source"] != "forecast")]
    if len(rows) == 0:
        return pd.DataFrame(columns=["gmv", "growth", "cagr"])
    gmv = rows.groupby("year")["gmv"].max()
    start = gmv.index.min()
    years = range(start, gmv.index.max() + 1)
    t = pd.DataFrame({"gmv": gmv.reindex(years)})
    before = t["gmv"].shift(1)
    t["growth"] = t["gmv"] / before.where(before > 0) - 1
    t["n"] = t.index - start
    t["cagr"] = (t["gmv"] / t["gmv"][start]) ** (1 / t["n"]) - 1
    t["cagr"] = t["cagr"].where((t["n"] > 0) & (t["gmv"][start] > 0))
    return t[["gmv", "growth", "cagr"]]
""",
        judgement="wrong",
        misconception="largest_row_of_a_year",
        reader="beginner",
        note="一年几行取了最大的",
    ),
    Trial(
        "growth_table",
        """
def growth_table(industry, segment):
    rows = industry[(industry["segment"] == segment) & (industry["source"] == "counted")]
    if len(rows) == 0:
        return pd.DataFrame(columns=["gmv", "growth", "cagr"])
    gmv = rows.groupby("year")["gmv"].sum()
    start = gmv.index.min()
    years = range(start, gmv.index.max() + 1)
    t = pd.DataFrame({"gmv": gmv.reindex(years)})
    before = t["gmv"].shift(1)
    t["growth"] = t["gmv"] / before.where(before > 0) - 1
    t["n"] = t.index - start
    t["cagr"] = (t["gmv"] / t["gmv"][start]) ** (1 / t["n"]) - 1
    t["cagr"] = t["cagr"].where((t["n"] > 0) & (t["gmv"][start] > 0))
    return t[["gmv", "growth", "cagr"]]
""",
        judgement="wrong",
        misconception="counted_only",
        reader="beginner",
    ),
    Trial(
        "growth_table",
        """
def growth_table(industry, segment):
    rows = industry[(industry["segment"] == segment) & (industry["source"] != "forecast")]
    if len(rows) == 0:
        return pd.DataFrame(columns=["gmv", "growth", "cagr"])
    gmv = rows.groupby("year")["gmv"].sum()
    start = gmv.index.min()
    years = range(start, gmv.index.max() + 1)
    t = pd.DataFrame({"gmv": gmv.reindex(years)})
    before = t["gmv"].ffill().shift(1)
    t["growth"] = t["gmv"] / before.where(before > 0) - 1
    t["n"] = t.index - start
    t["cagr"] = (t["gmv"] / t["gmv"][start]) ** (1 / t["n"]) - 1
    t["cagr"] = t["cagr"].where((t["n"] > 0) & (t["gmv"][start] > 0))
    return t[["gmv", "growth", "cagr"]]
""",
        judgement="wrong",
        misconception="growth_over_the_gap",
        reader="beginner",
    ),
    Trial(
        "growth_table",
        """
def growth_table(industry, segment):
    rows = industry[(industry["segment"] == segment) & (industry["source"] != "forecast")]
    if len(rows) == 0:
        return pd.DataFrame(columns=["gmv", "growth", "cagr"])
    gmv = rows.groupby("year")["gmv"].sum()
    start = gmv.index.min()
    years = range(start, gmv.index.max() + 1)
    t = pd.DataFrame({"gmv": gmv.reindex(years)})
    before = t["gmv"].shift(1)
    t["growth"] = t["gmv"].pct_change()
    t["n"] = t.index - start
    t["cagr"] = (t["gmv"] / t["gmv"][start]) ** (1 / t["n"]) - 1
    t["cagr"] = t["cagr"].where((t["n"] > 0) & (t["gmv"][start] > 0))
    return t[["gmv", "growth", "cagr"]]
""",
        judgement="wrong",
        misconception="infinite_growth",
        reader="beginner",
        note="pct_change 在 0 之后是无穷大",
    ),
    Trial(
        "growth_table",
        """
def growth_table(industry, segment):
    rows = industry[(industry["segment"] == segment) & (industry["source"] != "forecast")]
    if len(rows) == 0:
        return pd.DataFrame(columns=["gmv", "growth", "cagr"])
    gmv = rows.groupby("year")["gmv"].sum()
    start = gmv.index.min()
    years = range(start, gmv.index.max() + 1)
    t = pd.DataFrame({"gmv": gmv.reindex(years)})
    before = t["gmv"].shift(1)
    t["growth"] = t["gmv"] / before.where(before > 0) - 1
    t["n"] = t.index - start
    t["cagr"] = (t["gmv"].iloc[-1] / t["gmv"][start]) ** (1 / (len(t) - 1)) - 1 if len(t) > 1 else float("nan")
    t["cagr"] = t["cagr"].where((t["n"] > 0) & (t["gmv"][start] > 0))
    return t[["gmv", "growth", "cagr"]]
""",
        judgement="wrong",
        misconception="one_rate_for_all",
        reader="beginner",
    ),
    Trial(
        "contribution_to_growth",
        """
def contribution_to_growth(industry, y0, y1):
    gmv = industry.pivot_table(index="segment", columns="year", values="gmv", aggfunc="sum")
    total = gmv[y0].sum()
    points = 100 * (gmv[y1] - gmv[y0]) / total
    small = (gmv[y0] / total < 0.02) & (gmv[y1] / gmv[y1].sum() < 0.02)
    other = points[small].sum()
    points = points[small == False]
    points["other"] = other
    return points.sort_values(ascending=False)
""",
        judgement="wrong",
        misconception="an_empty_other",
        reader="beginner",
        note="没有小细分也写 other；两年之一不在表里就报错",
    ),
    Trial(
        "contribution_to_growth",
        """
def contribution_to_growth(industry, y0, y1):
    gmv = industry.pivot_table(index="segment", columns="year", values="gmv", aggfunc="sum")
    gmv = gmv.reindex(columns=[y0, y1]).fillna(0)
    total = gmv[y0].sum()
    points = 100 * (gmv[y1] - gmv[y0]) / total
    small = (gmv[y0] / total < 0.02) & (gmv[y1] / gmv[y1].sum() < 0.02)
    other = points[small].sum()
    points = points[small == False]
    if small.sum() > 0:
        points["other"] = other
    return points.sort_values(ascending=False)
""",
        judgement="wrong",
        misconception="divided_by_an_empty_year",
        reader="beginner",
        note="头一年没有销售额时除以了 0",
    ),
    Trial(
        "contribution_to_growth",
        """
def contribution_to_growth(industry, y0, y1):
    industry = industry[(industry["year"] == y0) | (industry["year"] == y1)]
    gmv = industry.pivot_table(index="segment", columns="year", values="gmv", aggfunc="sum")
    gmv = gmv.reindex(columns=[y0, y1]).fillna(0)
    total = gmv[y0].sum()
    points = 100 * (gmv[y1] - gmv[y0]) / total
    small = (gmv[y0] / total < 0.02) & (gmv[y1] / gmv[y1].sum() < 0.02)
    other = points[small].sum()
    points = points[small == False]
    if small.sum() > 0:
        points["other"] = other
    if total == 0:
        return points * float("nan")
    return points.sort_index().sort_values(ascending=False, kind="stable")
""",
        judgement="wrong",
        misconception="nothing_small_in_an_empty_year",
        reader="beginner",
        note="头一年没有销售额时没有归 other",
    ),
    Trial(
        "contribution_to_growth",
        """
def contribution_to_growth(industry, y0, y1):
    industry = industry[(industry["year"] == y0) | (industry["year"] == y1)]
    gmv = industry.pivot_table(index="segment", columns="year", values="gmv", aggfunc="sum")
    gmv = gmv.reindex(columns=[y0, y1]).fillna(0)
    share = gmv / gmv.sum()
    share = share.fillna(0)
    small = (share[y0] < 0.02) & (share[y1] < 0.02)
    gmv = gmv.reset_index()
    gmv["segment"] = gmv["segment"].where((small == False).values, "other")
    sums = gmv.groupby("segment")[[y0, y1]].sum()
    total = sums[y0].sum()
    points = 100 * (sums[y1] - sums[y0]) / total
    if total == 0:
        points = points * float("nan")
    return points.sort_values(ascending=False, kind="stable")
""",
        judgement="right",
        reader="beginner",
    ),
    Trial(
        "contribution_to_growth",
        """
def contribution_to_growth(industry, y0, y1):
    industry = industry[(industry["year"] == y0) | (industry["year"] == y1)]
    gmv = industry.pivot_table(index="segment", columns="year", values="gmv", aggfunc="sum").reindex(columns=[y0, y1]).fillna(0)
    share = (gmv / gmv.sum()).fillna(0)
    small = (share[y0] < 0.02)
    gmv = gmv.reset_index()
    gmv["segment"] = gmv["segment"].where((small == False).values, "other")
    sums = gmv.groupby("segment")[[y0, y1]].sum()
    total = sums[y0].sum()
    points = 100 * (sums[y1] - sums[y0]) / total
    if total == 0:
        points = points * float("nan")
    return points.sort_values(ascending=False, kind="stable")
""",
        judgement="wrong",
        misconception="small_at_first",
        reader="beginner",
    ),
    Trial(
        "contribution_to_growth",
        """
def contribution_to_growth(industry, y0, y1):
    industry = industry[(industry["year"] == y0) | (industry["year"] == y1)]
    gmv = industry.pivot_table(index="segment", columns="year", values="gmv", aggfunc="sum").reindex(columns=[y0, y1]).fillna(0)
    share = (gmv / gmv.sum()).fillna(0)
    small = (share[y0] <= 0.02) & (share[y1] <= 0.02)
    gmv = gmv.reset_index()
    gmv["segment"] = gmv["segment"].where((small == False).values, "other")
    sums = gmv.groupby("segment")[[y0, y1]].sum()
    total = sums[y0].sum()
    points = 100 * (sums[y1] - sums[y0]) / total
    if total == 0:
        points = points * float("nan")
    return points.sort_values(ascending=False, kind="stable")
""",
        judgement="wrong",
        misconception="two_percent_is_small",
        reader="beginner",
    ),
    Trial(
        "contribution_to_growth",
        """
def contribution_to_growth(industry, y0, y1):
    industry = industry[(industry["year"] == y0) | (industry["year"] == y1)]
    gmv = industry.pivot_table(index="segment", columns="year", values="gmv", aggfunc="sum").reindex(columns=[y0, y1]).fillna(0)
    share = (gmv / gmv.sum()).fillna(0)
    small = (share[y0] < 0.02) & (share[y1] < 0.02)
    gmv = gmv.reset_index()
    gmv["segment"] = gmv["segment"].where((small == False).values, "other")
    sums = gmv.groupby("segment")[[y0, y1]].sum()
    total = sums[y0].sum()
    points = 100 * (sums[y1] - sums[y0]) / (sums[y1].sum() - total)
    if total == 0:
        points = points * float("nan")
    return points.sort_values(ascending=False, kind="stable")
""",
        judgement="wrong",
        misconception="shares_of_the_change",
        reader="beginner",
    ),
    Trial(
        "contribution_to_growth",
        """
def contribution_to_growth(industry, y0, y1):
    industry = industry[(industry["year"] == y0) | (industry["year"] == y1)]
    gmv = industry.pivot_table(index="segment", columns="year", values="gmv", aggfunc="sum").reindex(columns=[y0, y1]).fillna(0)
    share = (gmv / gmv.sum()).fillna(0)
    small = (share[y0] < 0.02) & (share[y1] < 0.02)
    gmv = gmv.reset_index()
    gmv["segment"] = gmv["segment"].where((small == False).values, "other")
    sums = gmv.groupby("segment")[[y0, y1]].sum()
    total = sums[y0].sum()
    points = 100 * (sums[y1] - sums[y0]) / sums[y0]
    if total == 0:
        points = points * float("nan")
    return points.sort_values(ascending=False, kind="stable")
""",
        judgement="wrong",
        misconception="own_growth_rates",
        reader="beginner",
    ),
    Trial(
        "contribution_to_growth",
        """
def contribution_to_growth(industry, y0, y1):
    industry = industry[(industry["year"] == y0) | (industry["year"] == y1)]
    gmv = industry.pivot_table(index="segment", columns="year", values="gmv", aggfunc="sum").reindex(columns=[y0, y1]).fillna(0)
    share = (gmv / gmv.sum()).fillna(0)
    small = (share[y0] < 0.02) & (share[y1] < 0.02)
    gmv = gmv.reset_index()
    gmv["segment"] = gmv["segment"].where((small == False).values, "other")
    sums = gmv.groupby("segment")[[y0, y1]].sum()
    total = sums[y0].sum()
    points = (sums[y1] - sums[y0]) / total
    if total == 0:
        points = points * float("nan")
    return points.sort_values(ascending=False, kind="stable")
""",
        judgement="wrong",
        misconception="fractions",
        reader="beginner",
    ),
    Trial(
        "contribution_to_growth",
        """
def contribution_to_growth(industry, y0, y1):
    industry = industry[(industry["year"] == y0) | (industry["year"] == y1)]
    gmv = industry.pivot_table(index="segment", columns="year", values="gmv", aggfunc="sum")
    gmv = gmv.reindex(columns=[y0, y1]).fillna(0)
    share = gmv / gmv.sum()
    share = share.fillna(0)
    small = (share[y0] < 0.02) & (share[y1] < 0.02)
    gmv = gmv.reset_index()
    gmv["segment"] = gmv["segment"].where((small == False).values, "other")
    sums = gmv.groupby("segment")[[y0, y1]].sum()
    total = sums[y0].sum()
    points = 100 * (sums[y1] - sums[y0]) / sums[y1].sum()
    if total == 0:
        points = points * float("nan")
    return points.sort_values(ascending=False, kind="stable")
""",
        judgement="wrong",
        misconception="total_of_the_second_year",
        reader="beginner",
    ),
    Trial(
        "contribution_to_growth",
        """
def contribution_to_growth(industry, y0, y1):
    industry = industry[(industry["year"] == y0) | (industry["year"] == y1)]
    gmv = industry.pivot_table(index="segment", columns="year", values="gmv", aggfunc="sum")
    gmv = gmv.reindex(columns=[y0, y1]).fillna(0)
    share = gmv / gmv.sum()
    share = share.fillna(0)
    small = (share[y0] < 0.02) & (share[y1] < 0.02)
    gmv = gmv.reset_index()
    gmv["segment"] = gmv["segment"].where((small == False).values, "other")
    sums = gmv.groupby("segment")[[y0, y1]].sum()
    total = sums[y0].sum()
    points = 100 * (sums[y1] - sums[y0]) / total
    if total == 0:
        points = points * float("nan")
    return points
""",
        judgement="wrong",
        misconception="sorted_by_name",
        reader="beginner",
    ),
    Trial(
        "contribution_to_growth",
        """
def contribution_to_growth(industry, y0, y1):
    industry = industry[(industry["year"] == y0) | (industry["year"] == y1)]
    gmv = industry.pivot_table(index="segment", columns="year", values="gmv", aggfunc="sum")
    gmv = gmv.reindex(columns=[y0, y1]).fillna(0)
    share = gmv / gmv.sum()
    share = share.fillna(0)
    small = (share[y0] < 0.02) & (share[y1] < 0.02)
    gmv = gmv.reset_index()
    gmv["segment"] = gmv["segment"].where((small == False).values, "other")
    sums = gmv.groupby("segment")[[y0, y1]].sum()
    total = industry["gmv"].sum()
    points = 100 * (sums[y1] - sums[y0]) / total
    if total == 0:
        points = points * float("nan")
    return points.sort_values(ascending=False, kind="stable")
""",
        judgement="wrong",
        misconception="total_of_both_years",
        reader="beginner",
    ),
    Trial(
        "contribution_to_growth",
        """
def contribution_to_growth(industry, y0, y1):
    industry = industry[(industry["year"] == y0) | (industry["year"] == y1)]
    gmv = industry.pivot_table(index="segment", columns="year", values="gmv", aggfunc="sum")
    gmv = gmv.reindex(columns=[y0, y1]).fillna(0)
    share = gmv / gmv.sum()
    share = share.fillna(0)
    small = (share[y0] < 0.02) & (share[y1] < 0.02)
    gmv = gmv[small == False].reset_index()
    gmv["segment"] = gmv["segment"]
    sums = gmv.groupby("segment")[[y0, y1]].sum()
    total = sums[y0].sum()
    points = 100 * (sums[y1] - sums[y0]) / total
    if total == 0:
        points = points * float("nan")
    return points.sort_values(ascending=False, kind="stable")
""",
        judgement="wrong",
        misconception="small_ones_dropped_from_the_total",
        reader="beginner",
    ),
    Trial(
        "contribution_to_growth",
        """
def contribution_to_growth(industry, y0, y1):
    a = industry[industry["year"] == y0].groupby("segment")["gmv"].sum()
    b = industry[industry["year"] == y1].groupby("segment")["gmv"].sum()
    points = 100 * (b - a) / a.sum()
    small = (a / a.sum() < 0.02) & (b / b.sum() < 0.02)
    other = points[small].sum()
    points = points[small == False].sort_values(ascending=False)
    if small.sum() > 0:
        points["other"] = other
    return points
""",
        judgement="wrong",
        misconception="other_at_the_end",
        reader="beginner",
        note="other 放在最后；只有一年的细分成了缺失",
    ),
    Trial(
        "contribution_to_growth",
        """
def contribution_to_growth(industry, y0, y1):
    industry = industry[(industry["year"] == y0) | (industry["year"] == y1)]
    gmv = industry.pivot_table(index="segment", columns="year", values="gmv", aggfunc="sum")
    gmv = gmv.reindex(columns=[y0, y1]).fillna(0)
    share = gmv / gmv.sum()
    share = share.fillna(0)
    small = (share[y0] < 0.02) | (share[y1] < 0.02)
    gmv = gmv.reset_index()
    gmv["segment"] = gmv["segment"].where((small == False).values, "other")
    sums = gmv.groupby("segment")[[y0, y1]].sum()
    total = sums[y0].sum()
    points = 100 * (sums[y1] - sums[y0]) / total
    if total == 0:
        points = points * float("nan")
    return points.sort_values(ascending=False, kind="stable")
""",
        judgement="wrong",
        misconception="small_in_either",
        reader="beginner",
    ),
    Trial(
        "contribution_to_growth",
        """
def contribution_to_growth(industry, y0, y1):
    industry = industry[(industry["year"] == y0) | (industry["year"] == y1)]
    gmv = industry.pivot_table(index="segment", columns="year", values="gmv", aggfunc="sum")
    gmv = gmv.reindex(columns=[y0, y1]).fillna(0)
    share = gmv / gmv.sum()
    share = share.fillna(0)
    small = (gmv[y0] + gmv[y1]) / (gmv[y0].sum() + gmv[y1].sum()) < 0.02
    gmv = gmv.reset_index()
    gmv["segment"] = gmv["segment"].where((small == False).values, "other")
    sums = gmv.groupby("segment")[[y0, y1]].sum()
    total = sums[y0].sum()
    points = 100 * (sums[y1] - sums[y0]) / total
    if total == 0:
        points = points * float("nan")
    return points.sort_values(ascending=False, kind="stable")
""",
        judgement="wrong",
        misconception="small_over_both_years_together",
        reader="beginner",
        note="两年合起来看小不小",
    ),
    Trial(
        "concentration",
        """
def concentration(gmv, n=4):
    gmv = gmv.dropna().groupby(level=0).sum()
    share = gmv / gmv.sum()
    share = share[share.index != "others"]
    if len(share) == 0:
        raise ValueError("没有销售额")
    hhi = (share ** 2).sum()
    return {"cr": share.nlargest(n).sum(), "hhi": hhi, "effective_n": 1 / hhi}
""",
        judgement="wrong",
        misconception="only_rows_asked",
        reader="beginner",
        note="只问有没有行",
    ),
    Trial(
        "concentration",
        """
def concentration(gmv, n=4):
    gmv = gmv.dropna().groupby(level=0).sum()
    share = gmv / gmv.sum()
    share = share[share.index != "others"]
    if share.sum() == 0:
        raise ValueError("没有销售额")
    hhi = (share ** 2).sum()
    return {"cr": share.nlargest(n).sum(), "hhi": hhi, "effective_n": 1 / hhi}
""",
        judgement="right",
        reader="beginner",
    ),
    Trial(
        "concentration",
        """
def concentration(gmv, n=4):
    gmv = gmv[gmv.index != "others"].dropna().groupby(level=0).sum()
    if gmv.sum() == 0:
        raise ValueError("没有销售额")
    share = gmv / gmv.sum()
    hhi = (share ** 2).sum()
    return {"cr": share.nlargest(n).sum(), "hhi": hhi, "effective_n": 1 / hhi}
""",
        judgement="wrong",
        misconception="total_without_others",
        reader="beginner",
    ),
    Trial(
        "concentration",
        """
def concentration(gmv, n=4):
    share = gmv / gmv.sum()
    share = share[share.index != "others"]
    if share.sum() == 0:
        raise ValueError("没有销售额")
    hhi = (share ** 2).sum()
    return {"cr": share.nlargest(n).sum(), "hhi": hhi, "effective_n": 1 / hhi}
""",
        judgement="wrong",
        misconception="rows_for_owners",
        reader="beginner",
    ),
    Trial(
        "concentration",
        """
def concentration(gmv, n=4):
    gmv = gmv.groupby(level=0).sum()
    share = gmv / gmv.sum()
    named = share[share.index != "others"]
    if named.sum() == 0:
        raise ValueError("没有销售额")
    top = share.nlargest(n)
    cr = top[top.index != "others"].sum()
    hhi = (named ** 2).sum()
    return {"cr": cr, "hhi": hhi, "effective_n": 1 / hhi}
""",
        judgement="wrong",
        misconception="others_take_a_place",
        reader="beginner",
        note="先排名再去掉 others",
    ),
    Trial(
        "concentration",
        """
def concentration(gmv, n=4):
    gmv = gmv.dropna().groupby(level=0).sum()
    total = gmv.sum()
    named = gmv[gmv.index != "others"]
    if named.sum() == 0:
        return ValueError("没有销售额")
    share = named / total
    hhi = (share ** 2).sum()
    return {"cr": share.nlargest(4).sum(), "hhi": hhi, "effective_n": 1 / hhi}
""",
        judgement="wrong",
        misconception="always_four",
        reader="beginner",
        note="写死了四家；ValueError 用 return 交出来",
    ),
    Trial(
        "concentration",
        """
def concentration(gmv, n=4):
    gmv = gmv.dropna().groupby(level=0).sum()
    share = gmv / gmv.sum()
    share = share[share.index != "others"]
    if share.sum() == 0:
        raise ValueError("没有销售额")
    hhi = (share ** 2).sum()
    return {"cr": 100 * share.nlargest(n).sum(), "hhi": hhi, "effective_n": 1 / hhi}
""",
        judgement="wrong",
        misconception="cr_in_percent",
        reader="beginner",
    ),
    Trial(
        "concentration",
        """
def concentration(gmv, n=4):
    gmv = gmv.groupby(level=0).sum()
    share = gmv / gmv.sum()
    top = share.nlargest(n)
    if gmv[gmv.index != "others"].sum() == 0:
        raise ValueError("没有销售额")
    return {"cr": top.sum(), "hhi": (share ** 2).sum(), "effective_n": 1 / (share ** 2).sum()}
""",
        judgement="wrong",
        misconception="others_as_a_company",
        reader="beginner",
    ),
    Trial(
        "concentration",
        """
def concentration(gmv, n=4):
    gmv = gmv.fillna(0).groupby(level=0).sum()
    share = gmv / gmv.sum()
    share = share[share.index != "others"]
    if share.sum() == 0:
        raise ValueError("没有销售额")
    hhi = (share.nlargest(n) ** 2).sum()
    return {"cr": share.nlargest(n).sum(), "hhi": hhi, "effective_n": 1 / hhi}
""",
        judgement="wrong",
        misconception="index_of_the_largest",
        reader="beginner",
    ),
    Trial(
        "concentration",
        """
def concentration(gmv, n=4):
    gmv = gmv.dropna().groupby(level=0).sum()
    share = gmv / gmv.sum()
    share = share[share.index != "others"]
    if share.sum() == 0:
        raise ValueError("没有销售额")
    hhi = (share ** 2).sum()
    return {"cr": share.nlargest(n).sum(), "hhi": hhi, "effective_n": len(share)}
""",
        judgement="wrong",
        misconception="number_of_owners",
        reader="beginner",
    ),
    Trial(
        "value_split",
        """
MIN_FREIGHT = 6.0
def value_split(chain, price):
    t = chain.copy()
    t["amount"] = t["take_rate"] * price
    small = (t["node"] == "logistics") & (t["amount"] < MIN_FREIGHT)
    t["amount"] = t["amount"].where(small == False, MIN_FREIGHT)
    rest = price - t["amount"].sum()
    t["amount"] = t["amount"].fillna(rest)
    t["margin"] = t["amount"] * (1 - t["cost_share"])
    return t.sort_values("margin", ascending=False).set_index("node")[["amount", "margin"]]
""",
        judgement="wrong",
        misconception="loss_shared_with_costs",
        reader="beginner",
    ),
    Trial(
        "value_split",
        """
MIN_FREIGHT = 6.0
def value_split(chain, price):
    t = chain.copy()
    t["amount"] = t["take_rate"] * price
    small = (t["node"] == "logistics") & (t["amount"] < MIN_FREIGHT)
    t["amount"] = t["amount"].where(small == False, MIN_FREIGHT)
    rest = price - t["amount"].sum()
    t["amount"] = t["amount"].fillna(rest)
    t["margin"] = t["amount"] * (1 - t["cost_share"])
    t["margin"] = t["margin"].where(t["amount"] > 0, t["amount"])
    return t.sort_values(["margin", "node"], ascending=[False, True]).set_index("node")[["amount", "margin"]]
""",
        judgement="right",
        reader="beginner",
    ),
    Trial(
        "value_split",
        """
MIN_FREIGHT = 6.0
def value_split(chain, price):
    t = chain.copy()
    t["take_rate"] = t["take_rate"].fillna(1 - t["take_rate"].sum())
    t["amount"] = t["take_rate"] * price
    small = (t["node"] == "logistics") & (t["amount"] < MIN_FREIGHT)
    t["amount"] = t["amount"].where(small == False, MIN_FREIGHT)
    t["margin"] = t["amount"] * (1 - t["cost_share"])
    t["margin"] = t["margin"].where(t["amount"] > 0, t["amount"])
    return t.sort_values(["margin", "node"], ascending=[False, True]).set_index("node")[["amount", "margin"]]
""",
        judgement="wrong",
        misconception="rest_worked_out_first",
        reader="beginner",
        note="先按份额算剩下的，再保底",
    ),
    Trial(
        "value_split",
        """
MIN_FREIGHT = 6.0
def value_split(chain, price):
    chain["amount"] = chain["take_rate"] * price
    small = (chain["node"] == "logistics") & (chain["amount"] < MIN_FREIGHT)
    chain["amount"] = chain["amount"].where(small == False, MIN_FREIGHT)
    rest = price - chain["amount"].sum()
    chain["amount"] = chain["amount"].fillna(rest)
    chain["margin"] = chain["amount"] * (1 - chain["cost_share"])
    chain["margin"] = chain["margin"].where(chain["amount"] > 0, chain["amount"])
    return chain.sort_values(["margin", "node"], ascending=[False, True]).set_index("node")[["amount", "margin"]]
""",
        judgement="wrong",
        reader="beginner",
        note="改了传进来的表",
    ),
    Trial(
        "value_split",
        """
MIN_FREIGHT = 6.0
def value_split(chain, price):
    t = chain.copy()
    t["amount"] = t["take_rate"] * price
    t.loc[t["node"] == "logistics", "amount"] = t["amount"].clip(lower=6)
    t["amount"] = t["amount"].fillna(price - t["amount"].sum())
    t["margin"] = t["amount"] * t["cost_share"]
    return t.sort_values(["margin", "node"], ascending=[False, True]).set_index("node")[["amount", "margin"]]
""",
        judgement="wrong",
        misconception="costs_for_margins",
        reader="beginner",
    ),
    Trial(
        "value_split",
        """
MIN_FREIGHT = 6.0
def value_split(chain, price):
    t = chain.copy()
    t["amount"] = t["take_rate"] * price
    small = (t["node"] == "logistics") & (t["amount"] < MIN_FREIGHT)
    t["amount"] = t["amount"].where(small == False, MIN_FREIGHT)
    rest = price - t["amount"].sum()
    t["amount"] = t["amount"].fillna(max(rest, 0))
    t["margin"] = t["amount"] * (1 - t["cost_share"])
    return t.sort_values(["margin", "node"], ascending=[False, True]).set_index("node")[["amount", "margin"]]
""",
        judgement="wrong",
        misconception="no_negative_rest",
        reader="beginner",
    ),
    Trial(
        "value_split",
        """
MIN_FREIGHT = 6.0
def value_split(chain, price):
    t = chain.copy()
    t["amount"] = t["take_rate"] * price
    small = (t["node"] == "logistics") & (t["amount"] < MIN_FREIGHT)

    rest = price - t["amount"].sum()
    t["amount"] = t["amount"].fillna(rest)
    t["margin"] = t["amount"] * (1 - t["cost_share"])
    t["margin"] = t["margin"].where(t["amount"] > 0, t["amount"])
    return t.sort_values(["margin", "node"], ascending=[False, True]).set_index("node")[["amount", "margin"]]
""",
        judgement="wrong",
        misconception="no_minimum",
        reader="beginner",
    ),
    Trial(
        "value_split",
        """
MIN_FREIGHT = 6.0
def value_split(chain, price):
    t = chain.copy()
    t["amount"] = t["take_rate"] * price
    small = (t["amount"] < MIN_FREIGHT)
    t["amount"] = t["amount"].where(small == False, MIN_FREIGHT)
    rest = price - t["amount"].sum()
    t["amount"] = t["amount"].fillna(rest)
    t["margin"] = t["amount"] * (1 - t["cost_share"])
    t["margin"] = t["margin"].where(t["amount"] > 0, t["amount"])
    return t.sort_values(["margin", "node"], ascending=[False, True]).set_index("node")[["amount", "margin"]]
""",
        judgement="wrong",
        misconception="minimum_for_everybody",
        reader="beginner",
    ),
    Trial(
        "judge_claim",
        """
MAX_AGE_DAYS = 730
def judge_claim(claim, evidence, as_of, tol=0.10):
    today = pd.Timestamp(as_of)
    e = evidence[evidence["value"].notna() & (evidence["date"] <= today)].copy()
    e["agrees"] = (claim / e["value"] - 1).abs() <= tol
    same = e[e["same_definition"]]
    other = e[e["same_definition"] == False]
    newest = same[same["date"] == same["date"].max()]
    if newest["agrees"].any() and (today - same["date"].max()).days <= MAX_AGE_DAYS:
        return "supported"
    if same["agrees"].any():
        return "stale"
    if other["agrees"].any():
        return "other_definition"
    if len(same) > 0:
        return "implausible"
    return "no_evidence"
""",
        judgement="right",
        reader="beginner",
        note="用比值减 1 来比：同一条规矩的另一种写法",
    ),
    Trial(
        "judge_claim",
        """
MAX_AGE_DAYS = 730
def judge_claim(claim, evidence, as_of, tol=0.10):
    today = pd.Timestamp(as_of)
    e = evidence[evidence["value"].notna() & (evidence["date"] <= today)].copy()
    e["agrees"] = (claim - e["value"]).abs() <= tol * e["value"]
    same = e[e["same_definition"]]
    other = e[e["same_definition"] == False]
    newest = same[same["date"] == same["date"].max()]
    if newest["agrees"].any() and (today - same["date"].max()).days <= MAX_AGE_DAYS:
        return "supported"
    if same["agrees"].any():
        return "stale"
    if other["agrees"].any():
        return "other_definition"
    if len(same) > 0:
        return "implausible"
    return "no_evidence"
""",
        judgement="right",
        reader="beginner",
    ),
    Trial(
        "judge_claim",
        """
MAX_AGE_DAYS = 730
def judge_claim(claim, evidence, as_of, tol=0.10):
    today = pd.Timestamp(as_of)
    e = evidence[evidence["date"] <= today].copy()
    e["agrees"] = (claim - e["value"]).abs() <= tol * e["value"]
    same = e[e["same_definition"]]
    other = e[e["same_definition"] == False]
    good = same[same["agrees"]]
    if len(good) and (today - good["date"].max()).days <= MAX_AGE_DAYS:
        return "supported"
    if len(good):
        return "stale"
    if other["agrees"].any():
        return "other_definition"
    if len(same) > 0:
        return "implausible"
    return "no_evidence"
""",
        judgement="wrong",
        misconception="newest_that_agrees",
        reader="beginner",
        note="吻合的里面最新的；空值没去掉，结果一样",
    ),
    Trial(
        "judge_claim",
        """
MAX_AGE_DAYS = 730
def judge_claim(claim, evidence, as_of, tol=0.10):
    today = pd.Timestamp(as_of)
    e = evidence[evidence["value"].notna() & (evidence["date"] <= today)].copy()
    e["agrees"] = (claim - e["value"]).abs() <= tol * claim
    same = e[e["same_definition"]].sort_values("date")
    other = e[e["same_definition"] == False]
    newest = same.tail(1)
    if newest["agrees"].any() and (today - same["date"].max()).days <= MAX_AGE_DAYS:
        return "supported"
    if same["agrees"].any():
        return "stale"
    if other["agrees"].any():
        return "other_definition"
    if len(same) > 0:
        return "implausible"
    return "no_evidence"
""",
        judgement="wrong",
        misconception="tolerance_of_the_claim",
        reader="beginner",
    ),
    Trial(
        "judge_claim",
        """
MAX_AGE_DAYS = 730
def judge_claim(claim, evidence, as_of, tol=0.10):
    today = pd.Timestamp(as_of)
    e = evidence[evidence["value"].notna() & (evidence["date"] < as_of)].copy()
    e["agrees"] = (claim - e["value"]).abs() < tol * e["value"]
    same = e[e["same_definition"] == True]
    newest = same[same["date"] == same["date"].max()]
    if len(same) == 0:
        return "no_evidence"
    if newest["agrees"].any() and (today - same["date"].max()).days <= MAX_AGE_DAYS:
        return "supported"
    if same["agrees"].any():
        return "stale"
    return "implausible"
""",
        judgement="wrong",
        misconception="until_the_day_before",
        reader="beginner",
        note="当天的没算，正好差这么多的没算，没有同口径就说没有证据",
    ),
    Trial(
        "judge_claim",
        """
MAX_AGE_DAYS = 730
def judge_claim(claim, evidence, as_of, tol=0.10):
    today = pd.Timestamp(as_of)
    e = evidence[evidence["value"].notna() & (evidence["date"] <= today)].copy()
    e["agrees"] = (claim - e["value"]).abs() <= tol * e["value"]
    same = e[e["same_definition"]]
    other = e[e["same_definition"] == False]
    good = same[same["agrees"]]
    if len(good) and (today - good["date"].max()).days <= MAX_AGE_DAYS:
        return "supported"
    if len(good):
        return "stale"
    if other["agrees"].any():
        return "other_definition"
    if len(same) > 0:
        return "implausible"
    return "no_evidence"
""",
        judgement="wrong",
        misconception="newest_that_agrees",
        reader="beginner",
        note="吻合的里面最新的",
    ),
    Trial(
        "judge_claim",
        """
MAX_AGE_DAYS = 730
def judge_claim(claim, evidence, as_of, tol=0.10):
    today = pd.Timestamp(as_of)
    e = evidence[evidence["value"].notna() & (evidence["date"] <= today)].copy()
    e["agrees"] = (claim - e["value"]).abs() / e["value"] <= tol
    same = e[e["same_definition"]]
    other = e[e["same_definition"] == False]
    newest = same[same["date"] == same["date"].max()]
    if newest["agrees"].any() and (today - same["date"].max()).days <= MAX_AGE_DAYS:
        return "supported"
    if same["agrees"].any():
        return "stale"
    if other["agrees"].any():
        return "other_definition"
    if len(same) > 0:
        return "implausible"
    return "no_evidence"
""",
        judgement="right",
        reader="beginner",
        note="除以证据的值来比",
    ),
    Trial(
        "judge_claim",
        """
MAX_AGE_DAYS = 730
def judge_claim(claim, evidence, as_of, tol=0.10):
    today = pd.Timestamp(as_of)
    e = evidence[evidence["value"].notna() & (evidence["date"] <= today)].copy()
    e["agrees"] = (claim >= e["value"] * (1 - tol)) & (claim <= e["value"] * (1 + tol))
    same = e[e["same_definition"]]
    other = e[e["same_definition"] == False]
    newest = same[same["date"] == same["date"].max()]
    if newest["agrees"].any() and (today - same["date"].max()).days <= MAX_AGE_DAYS:
        return "supported"
    if same["agrees"].any():
        return "stale"
    if other["agrees"].any():
        return "other_definition"
    if len(same) > 0:
        return "implausible"
    return "no_evidence"
""",
        judgement="right",
        reader="beginner",
        note="用上下限来比",
    ),
    Trial(
        "judge_claim",
        """
MAX_AGE_DAYS = 730
def judge_claim(claim, evidence, as_of, tol=0.10):
    today = pd.Timestamp(as_of)
    e = evidence[evidence["value"].notna() & (evidence["date"] <= today)].copy()
    e["agrees"] = (claim - e["value"]).abs() <= tol * e["value"]
    same = e[e["same_definition"]]
    other = e[e["same_definition"] == False]
    newest = same[same["date"] == e["date"].max()]
    if newest["agrees"].any() and (today - same["date"].max()).days <= MAX_AGE_DAYS:
        return "supported"
    if same["agrees"].any():
        return "stale"
    if other["agrees"].any():
        return "other_definition"
    if len(same) > 0:
        return "implausible"
    return "no_evidence"
""",
        judgement="wrong",
        misconception="newest_of_everything",
        reader="beginner",
    ),
    Trial(
        "judge_claim",
        """
MAX_AGE_DAYS = 730
def judge_claim(claim, evidence, as_of, tol=0.10):
    today = pd.Timestamp(as_of)
    e = evidence[evidence["value"].notna() & (evidence["date"] <= today)].copy()
    e["agrees"] = (claim - e["value"]).abs() <= tol * e["value"]
    same = e[e["same_definition"]]
    other = e[e["same_definition"] == False]
    newest = same[same["date"] == same["date"].max()]
    if newest["agrees"].any() and (today - same["date"].max()).days / 365.25 <= 2:
        return "supported"
    if same["agrees"].any():
        return "stale"
    if other["agrees"].any():
        return "other_definition"
    if len(same) > 0:
        return "implausible"
    return "no_evidence"
""",
        judgement="right",
        reader="beginner",
        note="730 天写成不超过两年：整数天时一样",
    ),
    Trial(
        "judge_claim",
        """
MAX_AGE_DAYS = 730
def judge_claim(claim, evidence, as_of, tol=0.10):
    today = pd.Timestamp(as_of)
    e = evidence[evidence["value"].notna() & (evidence["date"] <= today)].copy()
    e["agrees"] = (claim - e["value"]).abs() <= tol * e["value"]
    same = e[e["same_definition"]]
    other = e[e["same_definition"] == False]
    newest = same[same["date"] == same["date"].max()]
    if newest["agrees"].all() and (today - same["date"].max()).days <= MAX_AGE_DAYS:
        return "supported"
    if same["agrees"].any():
        return "stale"
    if other["agrees"].any():
        return "other_definition"
    if len(same) > 0:
        return "implausible"
    return "no_evidence"
""",
        judgement="wrong",
        misconception="all_of_the_newest",
        reader="beginner",
    ),
    Trial(
        "judge_claim",
        """
MAX_AGE_DAYS = 730
def judge_claim(claim, evidence, as_of, tol=0.10):
    today = pd.Timestamp(as_of)
    e = evidence[evidence["value"].notna() & (evidence["date"] <= today)].copy()
    e["agrees"] = (claim - e["value"]).abs() <= tol * e["value"]
    same = e[e["same_definition"]]
    other = e[e["same_definition"] == False]
    newest = same[same["date"] == same["date"].max()]
    if newest["agrees"].any() and (today - same["date"].max()).days <= MAX_AGE_DAYS:
        return "supported"
    if same["agrees"].any():
        return "stale"
    if other["agrees"].any():
        return "other_definition"
    if len(e) > 0:
        return "implausible"
    return "no_evidence"
""",
        judgement="wrong",
        misconception="elsewhere_refutes",
        reader="beginner",
    ),
    Trial(
        "judge_claim",
        """
MAX_AGE_DAYS = 730
def judge_claim(claim, evidence, as_of, tol=0.10):
    today = pd.Timestamp(as_of)
    e = evidence[(evidence["date"] <= today)].copy()
    e["agrees"] = (claim - e["value"]).abs() <= tol * e["value"]
    same = e[e["same_definition"]]
    other = e[e["same_definition"] == False]
    newest = same[same["date"] == same["date"].max()]
    if newest["agrees"].any() and (today - same["date"].max()).days <= MAX_AGE_DAYS:
        return "supported"
    if same["agrees"].any():
        return "stale"
    if other["agrees"].any():
        return "other_definition"
    if len(same) > 0:
        return "implausible"
    return "no_evidence"
""",
        judgement="wrong",
        misconception="findings_without_value",
        reader="beginner",
    ),
    Trial(
        "judge_claim",
        """
MAX_AGE_DAYS = 730
def judge_claim(claim, evidence, as_of, tol=0.10):
    today = pd.Timestamp(as_of)
    e = evidence[evidence["value"].notna() & (evidence["date"] <= today)].copy()
    e["agrees"] = (claim - e["value"]).abs() <= tol * e["value"]
    same = e[e["same_definition"]]
    other = e[e["same_definition"] == False]
    newest = same[same["date"] == same["date"].max()]
    if newest["agrees"].any():
        return "supported"
    if same["agrees"].any():
        return "stale"
    if other["agrees"].any():
        return "other_definition"
    if len(same) > 0:
        return "implausible"
    return "no_evidence"
""",
        judgement="wrong",
        misconception="age_never_asked",
        reader="beginner",
    ),
    Trial(
        "judge_claim",
        """
def judge_claim(claim, evidence, as_of, tol=0.10):
    return "stale"
""",
        judgement="wrong",
        reader="beginner",
        note="总是 stale",
    ),
    Trial(
        "plan_weeks",
        """
def plan_weeks(chapters, hours_per_week):
    needs = chapters.set_index("chapter")["needs"].fillna("")
    hours = chapters.set_index("chapter")["hours"].to_dict()
    order = []
    for i in range(len(chapters)):
        for chapter in sorted(chapters["chapter"]):
            if chapter not in order:
                ok = True
                for before in needs[chapter].split():
                    if int(before) not in order:
                        ok = False
                if ok:
                    order.append(chapter)
    week = 1
    load = 0
    rows = []
    for chapter in order:
        if load + hours[chapter] > hours_per_week:
            week = week + 1
            load = 0
        load = load + hours[chapter]
        rows.append((chapter, week, load))
    return pd.DataFrame(rows, columns=["chapter", "week", "load"])
""",
        judgement="wrong",
        misconception="one_pass_after_another",
        reader="beginner",
        note="从头到尾走一遍；四周以后还有周数，空的一周也换",
    ),
    Trial(
        "plan_weeks",
        """
def plan_weeks(chapters, hours_per_week):
    needs = chapters.set_index("chapter")["needs"].fillna("").to_dict()
    hours = chapters.set_index("chapter")["hours"].to_dict()
    waiting = sorted(chapters["chapter"])
    order = []
    while waiting:
        for chapter in waiting:
            ok = True
            for before in needs[chapter].split():
                if int(before) in waiting:
                    ok = False
            if ok:
                order.append(chapter)
                waiting.remove(chapter)
                break
    week = 1
    load = 0
    rows = []
    for chapter in order:
        if load + hours[chapter] > hours_per_week:
            week = week + 1
            load = 0
        load = load + hours[chapter]
        rows.append((chapter, week, load))
    return pd.DataFrame(rows, columns=["chapter", "week", "load"])
""",
        judgement="wrong",
        misconception="a_fifth_week",
        reader="beginner",
        note="四周以后还有周数；空的一周也换",
    ),
    Trial(
        "plan_weeks",
        """
def plan_weeks(chapters, hours_per_week):
    needs = chapters.set_index("chapter")["needs"].fillna("").to_dict()
    hours = chapters.set_index("chapter")["hours"].to_dict()
    waiting = sorted(chapters["chapter"])
    order = []
    while waiting:
        for chapter in waiting:
            ok = True
            for before in needs[chapter].split():
                if int(before) in waiting:
                    ok = False
            if ok:
                order.append(chapter)
                waiting.remove(chapter)
                break
    week = 1
    load = 0
    rows = []
    for chapter in order:
        if load > 0 and load + hours[chapter] > hours_per_week:
            week = week + 1
            load = 0
        load = load + hours[chapter]
        rows.append((chapter, week, load))
    return pd.DataFrame(rows, columns=["chapter", "week", "load"])
""",
        judgement="wrong",
        misconception="a_fifth_week",
        reader="beginner",
    ),
    Trial(
        "plan_weeks",
        """
def plan_weeks(chapters, hours_per_week):
    needs = chapters.set_index("chapter")["needs"].fillna("").to_dict()
    hours = chapters.set_index("chapter")["hours"].to_dict()
    waiting = sorted(chapters["chapter"])
    order = []
    while waiting:
        for chapter in waiting:
            ok = True
            for before in needs[chapter].split():
                if int(before) in waiting:
                    ok = False
            if ok:
                order.append(chapter)
                waiting.remove(chapter)
                break
    week = 1
    load = 0
    rows = []
    for chapter in order:
        if load > 0 and load + hours[chapter] > hours_per_week:
            week = week + 1
            load = 0
        load = load + hours[chapter]
        if week > 4:
            rows.append((chapter, float("nan"), float("nan")))
        else:
            rows.append((chapter, week, load))
    return pd.DataFrame(rows, columns=["chapter", "week", "load"])
""",
        judgement="right",
        reader="beginner",
    ),
    Trial(
        "plan_weeks",
        """
def plan_weeks(chapters, hours_per_week):
    needs = chapters.set_index("chapter")["needs"].fillna("").to_dict()
    hours = chapters.set_index("chapter")["hours"].to_dict()
    waiting = sorted(chapters["chapter"])
    order = []
    while waiting:
        for chapter in waiting:
            ok = True
            for before in needs[chapter].split():
                if int(before) in waiting:
                    ok = False
            if ok:
                order.append(chapter)
                waiting.remove(chapter)
                break
    week = 1
    load = 0
    rows = []
    for chapter in order:
        if load > 0 and load + hours[chapter] > hours_per_week:
            week = week + 1
            load = 0
        load = load + hours[chapter]
        if week > 4:
            pass
        else:
            rows.append((chapter, week, load))
    return pd.DataFrame(rows, columns=["chapter", "week", "load"])
""",
        judgement="wrong",
        misconception="left_over_dropped",
        reader="beginner",
    ),
    Trial(
        "plan_weeks",
        """
def plan_weeks(chapters, hours_per_week):
    needs = chapters.set_index("chapter")["needs"].fillna("").to_dict()
    hours = chapters.set_index("chapter")["hours"].to_dict()
    waiting = sorted(chapters["chapter"])
    order = []
    while waiting:
        for chapter in waiting:
            ok = True
            for before in needs[chapter].split():
                if int(before) in waiting:
                    ok = False
            if ok:
                order.append(chapter)
                waiting.remove(chapter)
                break
    week = 1
    load = 0
    rows = []
    for chapter in order:
        if load > 0 and load + hours[chapter] >= hours_per_week:
            week = week + 1
            load = 0
        load = load + hours[chapter]
        if week > 4:
            rows.append((chapter, float("nan"), float("nan")))
        else:
            rows.append((chapter, week, load))
    return pd.DataFrame(rows, columns=["chapter", "week", "load"])
""",
        judgement="wrong",
        misconception="exactly_full_is_over",
        reader="beginner",
    ),
    Trial(
        "plan_weeks",
        """
def plan_weeks(chapters, hours_per_week):
    needs = chapters.set_index("chapter")["needs"].fillna("").to_dict()
    hours = chapters.set_index("chapter")["hours"].to_dict()
    waiting = sorted(chapters["chapter"])
    order = []
    while waiting:
        for chapter in list(waiting):
            if not any(int(b) in waiting for b in needs[chapter].split()):
                order.append(chapter)
                waiting.remove(chapter)
    rows = []
    loads = {1: 0, 2: 0, 3: 0, 4: 0}
    for chapter in order:
        placed = False
        for w in loads:
            if loads[w] == 0 or loads[w] + hours[chapter] <= hours_per_week:
                loads[w] = loads[w] + hours[chapter]
                rows.append((chapter, w, loads[w]))
                placed = True
                break
        if not placed:
            rows.append((chapter, None, None))
    return pd.DataFrame(rows, columns=["chapter", "week", "load"])
""",
        judgement="wrong",
        misconception="one_pass_after_another_filled_up",
        reader="beginner",
        note="从头到尾走一遍，又回头去填",
    ),
    Trial(
        "plan_weeks",
        """
def plan_weeks(chapters, hours_per_week):
    needs = chapters.set_index("chapter")["needs"].fillna("").to_dict()
    hours = chapters.set_index("chapter")["hours"].to_dict()
    waiting = sorted(chapters["chapter"])
    order = []
    while waiting:
        for chapter in waiting:
            ok = True
            for before in needs[chapter].split():
                if int(before) in waiting:
                    ok = False
            if ok:
                order.append(chapter)
                waiting.remove(chapter)
                break
    week = 1
    load = 0
    rows = []
    for chapter in order:
        if load > 0 and load + hours[chapter] > hours_per_week:
            week = week + 1
            load = 0
        load = load + hours[chapter]
        if week > 4:
            rows.append((chapter, float("nan"), float("nan")))
        else:
            rows.append((chapter, week, hours[chapter]))
    return pd.DataFrame(rows, columns=["chapter", "week", "load"])
""",
        judgement="wrong",
        misconception="own_hours",
        reader="beginner",
    ),
    Trial(
        "plan_weeks",
        """
def plan_weeks(chapters, hours_per_week):
    needs = chapters.set_index("chapter")["needs"].fillna("").to_dict()
    hours = chapters.set_index("chapter")["hours"].to_dict()
    waiting = sorted(chapters["chapter"])
    order = []
    while waiting:
        for chapter in waiting:
            ok = True
            for before in needs[chapter].split():
                if int(before) not in order:
                    ok = False
            if ok:
                order.append(chapter)
                waiting.remove(chapter)
                break
    week = 1
    load = 0
    rows = []
    for chapter in order:
        if load > 0 and load + hours[chapter] > hours_per_week:
            week = week + 1
            load = 0
        load = load + hours[chapter]
        if week > 4:
            rows.append((chapter, float("nan"), float("nan")))
        else:
            rows.append((chapter, week, load))
    return pd.DataFrame(rows, columns=["chapter", "week", "load"])
""",
        judgement="wrong",
        reader="beginner",
        note="先修章不在表里，循环停不下来",
    ),
    Trial(
        "chart_take_rate",
        """
from storelab import plots
def chart_take_rate(platforms, kind):
    t = platforms[platforms["type"] == kind].groupby("year")[["revenue", "gmv"]].sum()
    rate = t["revenue"] / t["gmv"]
    return plots.bar(rate, "take_rate", unit="percent", xlabel="year", ylabel="take_rate")
""",
        judgement="wrong",
        misconception="small_platforms_kept",
        reader="beginner",
    ),
    Trial(
        "chart_take_rate",
        """
from storelab import plots
def chart_take_rate(platforms, kind):
    t = platforms.groupby(["year", "type", "platform"])[["revenue", "gmv"]].sum().reset_index()
    total = t.groupby("year")["gmv"].sum().reset_index().rename(columns={"gmv": "all"})
    t = t.merge(total, on="year", how="left")
    t = t[t["gmv"] / t["all"] >= 0.01]
    t = t[t["type"] == kind].groupby("year")[["revenue", "gmv"]].sum()
    rate = t["revenue"] / t["gmv"]
    return plots.bar(rate, "变现率", unit="percent", xlabel="年份", ylabel="变现率")
""",
        judgement="right",
        reader="beginner",
    ),
    Trial(
        "chart_take_rate",
        """
from storelab import plots
def chart_take_rate(platforms, kind):
    t = platforms[platforms["type"] == kind].groupby(["year", "platform"])[["revenue", "gmv"]].sum().reset_index()
    total = t.groupby("year")["gmv"].sum().reset_index().rename(columns={"gmv": "all"})
    t = t.merge(total, on="year", how="left")
    t = t[t["gmv"] / t["all"] >= 0.01].groupby("year")[["revenue", "gmv"]].sum()
    return plots.line(t["revenue"] / t["gmv"], "变现率", unit="percent", xlabel="年份", ylabel="变现率")
""",
        judgement="wrong",
        misconception="one_percent_of_the_type",
        reader="beginner",
    ),
    Trial(
        "chart_take_rate",
        """
from storelab import plots
def chart_take_rate(platforms, kind):
    t = platforms.groupby(["year", "type", "platform"])[["revenue", "gmv"]].sum().reset_index()
    t["rate"] = t["revenue"] / t["gmv"]
    rate = t[t["type"] == kind].groupby("year")["rate"].mean()
    plots.bar(rate, "变现率", unit="percent", xlabel="年份", ylabel="变现率")
""",
        judgement="wrong",
        reader="beginner",
        note="没有 return",
    ),
    Trial(
        "chart_take_rate",
        """
from storelab import plots
def chart_take_rate(platforms, kind):
    t = platforms.groupby(["year", "type", "platform"])[["revenue", "gmv"]].sum().reset_index()
    t["rate"] = t["revenue"] / t["gmv"]
    rate = t[t["type"] == kind].groupby("year")["rate"].mean()
    return plots.bar(rate, "变现率", unit="percent", xlabel="年份", ylabel="变现率")
""",
        judgement="wrong",
        misconception="mean_of_all_rates",
        reader="beginner",
        note="各家比率的平均，小平台还在",
    ),
    Trial(
        "chart_take_rate",
        """
import matplotlib.pyplot as plt
def chart_take_rate(platforms, kind):
    t = platforms.groupby(["year", "type", "platform"])[["revenue", "gmv"]].sum().reset_index()
    total = t.groupby("year")["gmv"].sum().reset_index().rename(columns={"gmv": "all"})
    t = t.merge(total, on="year", how="left")
    t = t[t["gmv"] / t["all"] >= 0.01]
    t = t[t["type"] == kind].groupby("year")[["revenue", "gmv"]].sum()
    rate = t["revenue"] / t["gmv"]
    fig, ax = plt.subplots()
    ax.plot(rate.index, 100 * rate.values)
    return ax
""",
        judgement="wrong",
        reader="beginner",
        note="没有标题和轴的名称，数是百分数",
    ),
    Trial(
        "chart_take_rate",
        """
from storelab import plots
def chart_take_rate(platforms, kind):
    t = platforms.groupby(["year", "type", "platform"])[["revenue", "gmv"]].sum().reset_index()
    total = t.groupby("year")["gmv"].sum().reset_index().rename(columns={"gmv": "all"})
    t = t.merge(total, on="year", how="left")
    t = t[t["gmv"] / t["all"] >= 0.01]
    t = t[t["type"] == kind].groupby("year")[["revenue", "gmv"]].sum()
    rate = t["revenue"] / t["gmv"]
    return plots.line(rate, "变现率", unit="percent")
""",
        judgement="right",
        reader="beginner",
        note="折线",
    ),
    Trial(
        "chart_take_rate",
        """
from storelab import plots
def chart_take_rate(platforms, kind):
    t = platforms.groupby(["year", "type", "platform"])[["revenue", "gmv"]].sum().reset_index()
    total = t.groupby("year")["gmv"].sum().reset_index().rename(columns={"gmv": "all"})
    t = t.merge(total, on="year", how="left")
    t = t[t["gmv"] / t["all"] >= 0.01]
    t = t[t["type"] == kind].groupby("year")[["revenue", "gmv"]].sum()
    rate = t["revenue"] / t["gmv"]
    return plots.bar(rate, "变现率", unit="percent")
""",
        judgement="right",
        reader="beginner",
        note="轴的名称是缺省的",
    ),
    Trial(
        "chart_take_rate",
        """
from storelab import plots
def chart_take_rate(platforms, kind):
    t = platforms.groupby(["year", "type", "platform"])[["revenue", "gmv"]].sum().reset_index()
    total = t.groupby("year")["gmv"].sum().reset_index().rename(columns={"gmv": "all"})
    t = t.merge(total, on="year", how="left")
    t = t[t["gmv"] / t["all"] >= 0.01]
    t["r"] = t["revenue"] / t["gmv"]; t = t[t["type"] == kind].groupby("year")[["r"]].mean()
    rate = t["r"]
    return plots.bar(rate, "变现率", unit="percent", xlabel="年份", ylabel="变现率")
""",
        judgement="wrong",
        misconception="mean_of_rates",
        reader="beginner",
    ),
    Trial(
        "chart_take_rate",
        """
from storelab import plots
def chart_take_rate(platforms, kind):
    total = platforms.groupby("year")["gmv"].sum().reset_index().rename(columns={"gmv": "all"})
    t = platforms.merge(total, on="year", how="left")
    t = t[t["gmv"] / t["all"] >= 0.01]
    t = t[t["type"] == kind].groupby("year")[["revenue", "gmv"]].sum()
    rate = t["revenue"] / t["gmv"]
    return plots.bar(rate, "变现率", unit="percent", xlabel="年份", ylabel="变现率")
""",
        judgement="wrong",
        misconception="rows_for_platforms",
        reader="beginner",
    ),
    Trial(
        "chart_take_rate",
        """
from storelab import plots
def chart_take_rate(platforms, kind):
    t = platforms.groupby(["year", "type", "platform"])[["revenue", "gmv"]].sum().reset_index()
    total = t.groupby("year")["gmv"].sum().reset_index().rename(columns={"gmv": "all"})
    t = t.merge(total, on="year", how="left")
    t = t[t["gmv"] / t["all"] > 0.01]
    t = t[t["type"] == kind].groupby("year")[["revenue", "gmv"]].sum()
    rate = t["revenue"] / t["gmv"]
    return plots.bar(rate, "变现率", unit="percent", xlabel="年份", ylabel="变现率")
""",
        judgement="wrong",
        misconception="exactly_one_percent_dropped",
        reader="beginner",
    ),
    Trial(
        "chart_take_rate",
        """
from storelab import plots
def chart_take_rate(platforms, kind):
    t = platforms.groupby(["year", "type", "platform"])[["revenue", "gmv"]].sum().reset_index()
    total = t.groupby("year")["gmv"].sum().reset_index().rename(columns={"gmv": "all"})
    t = t.merge(total, on="year", how="left")
    t = t[t["gmv"] / t["all"] >= 0.01]
    t = t[t["type"] == kind].groupby("year")[["revenue", "gmv"]].sum()
    rate = (t["revenue"] / t["gmv"]).reindex(range(platforms["year"].min(), platforms["year"].max() + 1), fill_value=0)
    return plots.bar(rate, "变现率", unit="percent", xlabel="年份", ylabel="变现率")
""",
        judgement="wrong",
        misconception="empty_years_at_zero",
        reader="beginner",
    ),
    Trial(
        "chart_take_rate",
        """
from storelab import plots
def chart_take_rate(platforms, kind):
    t = platforms.groupby(["year", "type", "platform"])[["revenue", "gmv"]].sum().reset_index()
    total = t.groupby("year")["gmv"].sum().reset_index().rename(columns={"gmv": "all"})
    t = t.merge(total, on="year", how="left")
    t = t[t["gmv"] / t["all"] >= 0.01]
    t = t[t["type"] == kind].groupby("year")[["revenue", "gmv"]].sum()
    rate = (t["revenue"] / t["gmv"]).reindex(range(platforms["year"].min(), platforms["year"].max() + 1), fill_value=float("nan"))
    return plots.bar(rate, "变现率", unit="percent", xlabel="年份", ylabel="变现率")
""",
        judgement="right",
        reader="beginner",
        note="没有平台的年份是缺失，不画",
    ),
    Trial(
        "chart_take_rate",
        """
from storelab import plots
def chart_take_rate(platforms, kind):
    t = platforms.groupby(["year", "type", "platform"])[["revenue", "gmv"]].sum().reset_index()
    total = t.groupby("year")["gmv"].sum().reset_index().rename(columns={"gmv": "all"})
    t = t.merge(total, on="year", how="left")
    bad = t[t["gmv"] / t["all"] < 0.01]["platform"]
    t = t[t["platform"].isin(bad) == False]
    t = t[t["type"] == kind].groupby("year")[["revenue", "gmv"]].sum()
    rate = t["revenue"] / t["gmv"]
    return plots.bar(rate, "变现率", unit="percent", xlabel="年份", ylabel="变现率")
""",
        judgement="wrong",
        misconception="left_out_of_all_years",
        reader="beginner",
    ),
    Trial(
        "chart_take_rate",
        """
from storelab import plots
def chart_take_rate(platforms, kind):
    t = platforms.groupby(["year", "type", "platform"])[["revenue", "gmv"]].sum().reset_index()
    total = t.groupby("year")["gmv"].sum().reset_index().rename(columns={"gmv": "all"})
    t = t.merge(total, on="year", how="left")
    t = t[t["gmv"] / t["all"] >= 0.01]
    t = t[t["type"] == kind].groupby("year")[["revenue", "gmv"]].sum()
    rate = t["revenue"] / t["gmv"]
    return plots.bar(rate, "", unit="percent", xlabel="年份", ylabel="变现率")
""",
        judgement="wrong",
        reader="beginner",
        note="没有标题",
    ),
]
