"""Cases of chapter 1: inputs, right variants and wrong answers. Expected values come from the solutions in exercises.md."""

import numpy as np
import pandas as pd

from classroom.cases import Exercise, World

NAN = float("nan")

# growth_table: growth and CAGR with gaps and forecasts

GROWTH_LIBRARY = (
    "metrics.growth_rate(industry[industry['segment'] == segment]).set_index('year')"
    ".rename(columns={'growth_rate': 'growth'})"
)
growth_table = Exercise(points=3, compare="equal", tolerance=1e-9, library=[GROWTH_LIBRARY])
GROWTH_COLUMNS = ["gmv", "growth", "cagr"]


def years_of(*rows: tuple[int, str, float, str]) -> pd.DataFrame:
    table = pd.DataFrame(list(rows), columns=["year", "segment", "gmv", "source"])
    return table.astype({"year": "int64", "gmv": float})


LIVE_YEARS = years_of(
    (2023, "live", 330.0, "counted"),
    (2021, "live", 150.0, "counted"),
    (2022, "live", 60.0, "survey"),
    (2022, "live", 180.0, "counted"),
    (2020, "live", 100.0, "counted"),
    (2021, "shelf", 900.0, "counted"),
    (2025, "shelf", 990.0, "counted"),
    (2024, "live", 900.0, "forecast"),
)


@growth_table.example
def the_segment_of_the_question():
    industry = years_of(
        (2021, "live", 60.0, "counted"),
        (2021, "live", 40.0, "counted"),
        (2022, "live", 120.0, "counted"),
        (2024, "live", 180.0, "counted"),
        (2025, "live", 300.0, "forecast"),
    )
    rows = [[100.0, NAN, NAN], [120.0, 0.2, 0.2], [NAN, NAN, NAN], [180.0, NAN, 1.8 ** (1 / 3) - 1]]
    return {"industry": industry, "segment": "live"}, pd.DataFrame(
        rows, index=[2021, 2022, 2023, 2024], columns=GROWTH_COLUMNS
    )


@growth_table.visible(en="years out of order, two sources", zh="年份乱序，两个来源")
def years_out_of_order():
    return {"industry": LIVE_YEARS, "segment": "live"}


@growth_table.visible(en="a gap of one year", zh="中间缺一年")
def a_gap():
    return {
        "industry": years_of(
            (2018, "rental", 40.0, "counted"),
            (2019, "rental", 50.0, "counted"),
            (2022, "rental", 90.0, "forecast"),
            (2021, "rental", 72.0, "counted"),
            (2021, "live", 500.0, "counted"),
        ),
        "segment": "rental",
    }


@growth_table.visible(edge=True, en="two gaps, and a forecast in one of them", zh="两处缺口，其中一年只有预测")
def two_gaps():
    return {"industry": LIVE_YEARS, "segment": "shelf"}


@growth_table.visible(edge=True, en="a year with sales of 0", zh="有一年是 0")
def a_year_of_zero():
    return {
        "industry": years_of(
            (2020, "local", 20.0, "counted"), (2021, "local", 0.0, "counted"), (2022, "local", 5.0, "counted"),
            (2023, "local", 45.0, "counted"),
        ),
        "segment": "local",
    }  # fmt: skip


@growth_table.visible(edge=True, en="the first year is 0", zh="第一年是 0")
def begins_with_zero():
    return {
        "industry": years_of(
            (2020, "social", 0.0, "counted"), (2021, "social", 10.0, "counted"), (2022, "social", 12.0, "counted")
        ),
        "segment": "social",
    }


@growth_table.visible(edge=True, en="one year only", zh="只有一年")
def one_year():
    return {"industry": LIVE_YEARS.assign(segment="peer").head(1), "segment": "peer"}


@growth_table.visible(edge=True, en="forecasts only", zh="只有预测")
def forecasts_only():
    return {"industry": LIVE_YEARS[LIVE_YEARS["source"] == "forecast"], "segment": "live"}


@growth_table.visible(edge=True, en="a segment that is not there", zh="没有这个细分")
def not_there():
    return {"industry": LIVE_YEARS, "segment": "lease"}


@growth_table.hidden(worlds=3)
def other_segments(world: World):
    industry = world.table("industry_annual")
    segment = str(world.rng.choice(industry["segment"].unique()))
    rows = industry[["year", "segment", "gmv", "source"]].sample(frac=0.75, random_state=world.rng)
    rows["source"] = np.where(world.rng.random(len(rows)) < 0.15, "forecast", rows["source"])
    twice = rows.sample(frac=0.2, random_state=world.rng).assign(source="survey")
    return {"industry": pd.concat([rows, twice], ignore_index=True), "segment": segment}


@growth_table.right
def year_by_year(industry, segment):
    sums = {}
    for row in industry.itertuples():
        if row.segment == segment and row.source != "forecast":
            sums[row.year] = sums.get(row.year, 0.0) + row.gmv
    rows = []
    first = min(sums, default=0)
    for year in range(first, max(sums, default=-1) + 1):
        now, before, base = sums.get(year), sums.get(year - 1), sums.get(first)
        growth = now / before - 1 if now is not None and before else NAN
        cagr = (now / base) ** (1 / (year - first)) - 1 if now is not None and base and year > first else NAN
        rows.append((year, NAN if now is None else now, growth, cagr))
    table = pd.DataFrame(rows, columns=["year", *GROWTH_COLUMNS]).set_index("year")
    return table.astype(float)


def table_of_growth(industry, segment, **slips):
    """The rule with slips."""
    rows = industry if slips.get("all_segments") else industry[industry["segment"] == segment]
    if not slips.get("forecasts"):
        rows = rows[rows["source"] != "forecast"]
    if slips.get("counted_only"):
        rows = rows[rows["source"] == "counted"]
    if rows.empty:
        return pd.DataFrame(columns=GROWTH_COLUMNS, dtype=float)
    rows = rows if slips.get("as_they_come") else rows.sort_values("year", kind="stable")
    if slips.get("one_row"):
        by_year = rows.drop_duplicates("year").set_index("year")["gmv"]
    else:
        by_year = rows.groupby("year", sort=not slips.get("as_they_come"))["gmv"].agg(slips.get("how", "sum"))
    first, last = by_year.index.min(), by_year.index.max()
    if not slips.get("no_gaps"):
        by_year = by_year.reindex(range(first, last + 1))
    if slips.get("filled") is not None:
        by_year = by_year.fillna(slips["filled"])
    if slips.get("bridged"):
        by_year = by_year.ffill()
    table = pd.DataFrame({"gmv": by_year.astype(float)})
    before = table["gmv"].shift(slips.get("shift", 1))
    table["growth"] = table["gmv"] / (before if slips.get("infinite") else before.where(before > 0)) - 1
    if slips.get("times"):
        table["growth"] = table["growth"] + 1
    if slips.get("first_zero"):
        table.loc[first, "growth"] = 0.0
    if slips.get("over_now"):
        table["growth"] = 1 - before / table["gmv"].where(table["gmv"] > 0)
    years = pd.Series(table.index - first, index=table.index)
    if slips.get("rows_counted"):
        years = pd.Series(table["gmv"].notna().cumsum() - 1, index=table.index)
    years = years + slips.get("years_more", 0)
    base = by_year.loc[first]
    ratio = table["gmv"] / (base if base > 0 or slips.get("infinite") else NAN)
    if slips.get("total_growth"):
        table["cagr"] = (ratio - 1).where(years > 0)
    elif slips.get("mean_of_growth"):
        table["cagr"] = table["growth"].expanding().mean().where(table["gmv"].notna())
    elif slips.get("divided"):
        table["cagr"] = (ratio - 1) / years.where(years > 0)
    else:
        table["cagr"] = ratio ** (1 / years.where(years > 0)) - 1
        if not slips.get("one_to_any_power"):
            table["cagr"] = table["cagr"].where(years > 0)
    if slips.get("first_zero"):
        table.loc[first, "cagr"] = 0.0
    if slips.get("one_cagr"):
        table["cagr"] = table["cagr"].iloc[-1]
    return table * (100 if slips.get("percent") else 1)


@growth_table.right
def with_arrays(industry, segment):
    rows = industry.query("segment == @segment and source != 'forecast'")
    if not len(rows):
        return pd.DataFrame({name: pd.Series(dtype=float) for name in GROWTH_COLUMNS})
    years = np.arange(rows["year"].min(), rows["year"].max() + 1)
    gmv = np.array(
        [rows.loc[rows["year"] == year, "gmv"].sum() if (rows["year"] == year).any() else np.nan for year in years]
    )
    before = np.r_[np.nan, gmv[:-1]]
    before[before == 0] = np.nan
    power = np.where(years > years[0], 1 / np.maximum(years - years[0], 1), np.nan)
    with np.errstate(all="ignore"):
        cagr = (gmv / gmv[0]) ** power - 1 if gmv[0] else np.full(len(years), np.nan)
    cagr[0] = np.nan
    return pd.DataFrame({"gmv": gmv, "growth": gmv / before - 1, "cagr": cagr}, index=years)


@growth_table.wrong(
    en="Rows marked as forecast are in the sums. A wish is no figure: leave them out first.",
    zh="标着 forecast 的行也算进去了。愿望不是数字：先去掉。",
)
def forecasts_kept(industry, segment):
    return table_of_growth(industry, segment, forecasts=True)


@growth_table.wrong(
    en="Only rows marked `counted` are in the sums. The rule leaves out forecasts, and nothing else.",
    zh="只算了标着 `counted` 的行。规矩只是去掉预测，别的都要算。",
)
def counted_only(industry, segment):
    return table_of_growth(industry, segment, counted_only=True)


@growth_table.wrong(
    en="All segments are added together. The first rule asks for the rows of one segment.",
    zh="把所有细分加到一起了。第一条规矩是：只要这一个细分的行。",
)
def all_segments_together(industry, segment):
    return table_of_growth(industry, segment, all_segments=True)


@growth_table.wrong(
    en="Where a year has several rows, only one of them was taken. Add them up.",
    zh="一年有几行的，只取了一行。要加起来。",
)
def one_row_a_year(industry, segment):
    return table_of_growth(industry, segment, one_row=True)


@growth_table.wrong(
    en="Several rows of a year were averaged. Each is a part of the year's sales: add them up.",
    zh="一年的几行取了平均。每一行都是这一年的一部分：要相加。",
)
def rows_averaged(industry, segment):
    return table_of_growth(industry, segment, how="mean")


@growth_table.wrong(
    en="A year without rows has no row in your table, so the next year's growth reaches over the gap. Give every year from first to last its row.",
    zh="没有数据的年份，你的表里没有那一行，下一年的增速就跨过了缺口。从第一年到最后一年，每年都要有一行。",
)
def gaps_left_out(industry, segment):
    return table_of_growth(industry, segment, no_gaps=True)


@growth_table.wrong(
    en="A gap was filled with 0. Nobody counted that year: unknown is not zero.",
    zh="缺口填成了 0。那一年没人数过：不知道不等于零。",
)
def gaps_are_zero(industry, segment):
    return table_of_growth(industry, segment, filled=0.0)


@growth_table.wrong(
    en="A gap was filled with the year before. The group's rule leaves it missing.",
    zh="缺口用前一年的数补上了。集团的规矩是让它缺着。",
)
def gaps_bridged(industry, segment):
    return table_of_growth(industry, segment, bridged=True)


@growth_table.wrong(
    en="The years are in the order of the file, so each is compared with whatever stands above it. Sort by year first.",
    zh="年份照着文件的先后，于是每一年都在和它上面那一行比。先按年份排好。",
)
def in_the_order_of_the_file(industry, segment):
    return table_of_growth(industry, segment, as_they_come=True, no_gaps=True)


@growth_table.wrong(
    en="Growth is compared with the year after. `shift(1)` moves down: then the year before stands beside.",
    zh="拿后一年来比了。`shift(1)` 是往下挪：这样旁边才是前一年。",
)
def the_year_after(industry, segment):
    return table_of_growth(industry, segment, shift=-1)


@growth_table.wrong(
    en="The 1 was not taken off: 1.2 means 'grown to 1.2 times', the growth is 0.2.",
    zh="忘了减 1：1.2 是“变成 1.2 倍”，增速是 0.2。",
)
def one_not_taken_off(industry, segment):
    return table_of_growth(industry, segment, times=True)


@growth_table.wrong(
    en="The growth was divided by this year. Growth is measured from where it began: divide by the year before.",
    zh="增量除以了今年。增速要从起点量：除以前一年。",
)
def over_this_year(industry, segment):
    return table_of_growth(industry, segment, over_now=True)


@growth_table.wrong(
    en="The first year shows 0. It has nothing to be compared with: missing, not 'no growth'.",
    zh="第一年写成了 0。它没有可比的：是缺失，不是“没增长”。",
)
def first_year_is_zero(industry, segment):
    return table_of_growth(industry, segment, first_zero=True)


@growth_table.wrong(
    en="`cagr` of the first year came out as 0: 1 to the power of anything is 1, even of a missing number. That cell is NaN.",
    zh="第一年的 `cagr` 算成了 0：1 的多少次方都是 1，缺失次方也一样。那一格是 NaN。",
)
def one_to_any_power(industry, segment):
    return table_of_growth(industry, segment, one_to_any_power=True)


@growth_table.wrong(
    en="After a year with 0 the growth came out infinite. Nothing can be divided by 0: that cell is NaN.",
    zh="前一年是 0，增速变成了无穷大。0 不能当除数：那一格是 NaN。",
)
def infinite_growth(industry, segment):
    return table_of_growth(industry, segment, infinite=True)


@growth_table.wrong(
    en="`cagr` counts the rows with figures, not the years of the calendar. A gap takes time, too.",
    zh="`cagr` 的年数数的是有数据的行，不是日历上的年。缺口那一年，时间也过去了。",
)
def rows_for_years(industry, segment):
    return table_of_growth(industry, segment, rows_counted=True)


@growth_table.wrong(
    en="`cagr` counts one year too many. From 2020 to 2023 there are three years of growth, not four.",
    zh="`cagr` 多数了一年。从 2020 到 2023，涨了三次，不是四次。",
)
def one_year_too_many(industry, segment):
    return table_of_growth(industry, segment, years_more=1)


@growth_table.wrong(
    en="`cagr` holds the growth since the first year as a whole. Take the root: to the power of 1 over the years.",
    zh="`cagr` 里是从第一年起一共涨了多少。还要开方：年数分之一次方。",
)
def growth_as_a_whole(industry, segment):
    return table_of_growth(industry, segment, total_growth=True)


@growth_table.wrong(
    en="`cagr` is the whole growth divided by the years. Growth builds on growth: take the root instead.",
    zh="`cagr` 用总增长除以了年数。增长是一层层叠上去的：要开方。",
)
def divided_by_years(industry, segment):
    return table_of_growth(industry, segment, divided=True)


@growth_table.wrong(
    en="`cagr` is the mean of the yearly growth rates. After minus a half and plus a half you aren't back where you were: use first and this year only.",
    zh="`cagr` 取了各年增速的平均。先跌一半再涨一半，回不到原处：只用第一年和今年来算。",
)
def mean_of_growth_rates(industry, segment):
    return table_of_growth(industry, segment, mean_of_growth=True)


@growth_table.wrong(
    en="`cagr` shows the last year's rate on every row. Each row asks: from the first year to *this* one.",
    zh="`cagr` 每一行都是最后一年的数。每一行问的是：从第一年到**这一年**。",
)
def one_rate_for_all(industry, segment):
    return table_of_growth(industry, segment, one_cagr=True)


# contribution_to_growth: percentage points, small segments together

contribution_to_growth = Exercise(
    points=3,
    compare="equal",
    tolerance=1e-9,
    library=[
        "metrics.contribution_to_growth(industry, y0, y1).set_index('segment')['percentage_points'].sort_values(ascending=False)"
    ],
)


def sales_of(*rows: tuple[int, str, float]) -> pd.DataFrame:
    table = pd.DataFrame(list(rows), columns=["year", "segment", "gmv"])
    return table.astype({"year": "int64", "gmv": float})


@contribution_to_growth.example
def the_market_of_the_question():
    industry = sales_of(
        (2024, "shelf", 90.0), (2024, "live", 9.0), (2024, "rental", 1.0),
        (2025, "shelf", 96.0), (2025, "live", 22.0), (2025, "rental", 1.6),
    )  # fmt: skip
    return {"industry": industry, "y0": 2024, "y1": 2025}, pd.Series({"live": 13.0, "shelf": 6.0, "other": 0.6})


@contribution_to_growth.visible(en="five segments, three years", zh="五个细分，三个年份")
def five_segments():
    return {
        "industry": sales_of(
            (2025, "live", 60.0), (2023, "shelf", 480.0), (2024, "shelf", 500.0), (2025, "shelf", 520.0), (2024, "live", 40.0),
            (2024, "rental", 6.0), (2025, "rental", 9.0), (2024, "local", 50.0), (2025, "local", 45.0), (2025, "auction", 5.0),
            (2024, "auction", 4.0), (2023, "live", 20.0),
        ),
        "y0": 2024,
        "y1": 2025,
    }  # fmt: skip


@contribution_to_growth.visible(en="several rows of a segment, two years apart", zh="一个细分有几行，隔了两年")
def several_rows():
    return {
        "industry": sales_of(
            (2020, "shelf", 300.0), (2022, "peer", 90.0), (2022, "shelf", 200.0), (2020, "peer", 60.0), (2022, "shelf", 160.0),
            (2020, "peer", 40.0), (2021, "peer", 500.0), (2022, "social", 50.0), (2020, "social", 20.0),
        ),
        "y0": 2020,
        "y1": 2022,
    }  # fmt: skip


@contribution_to_growth.visible(edge=True, en="exactly 2 %, and small in one year only", zh="正好 2%，以及只有一年小")
def on_the_edge():
    return {
        "industry": sales_of(
            (2024, "shelf", 94.0), (2024, "live", 1.0), (2024, "local", 2.0), (2024, "peer", 2.0), (2024, "rental", 1.0),
            (2025, "shelf", 180.0), (2025, "live", 8.0), (2025, "local", 6.0), (2025, "peer", 3.0), (2025, "rental", 3.0),
        ),
        "y0": 2024,
        "y1": 2025,
    }  # fmt: skip


@contribution_to_growth.visible(edge=True, en="a new segment and one that vanished", zh="新来的，和消失的")
def new_and_gone():
    return {
        "industry": sales_of(
            (2024, "shelf", 80.0),
            (2024, "fax", 15.0),
            (2024, "teletext", 5.0),
            (2025, "shelf", 85.0),
            (2025, "live", 40.0),
        ),
        "y0": 2024,
        "y1": 2025,
    }


@contribution_to_growth.visible(edge=True, en="equal contributions", zh="贡献相同")
def equal_ones():
    names = ["peer", "live", "shelf", "cross", "social", "local", "wholesale"]
    rows = [(2024, name, 20.0) for name in names] + [(2025, name, 25.0) for name in names]
    return {"industry": sales_of(*rows), "y0": 2024, "y1": 2025}


@contribution_to_growth.visible(edge=True, en="a market that shrank", zh="市场缩小了")
def shrinking():
    return {
        "industry": sales_of((2024, "a", 60.0), (2024, "b", 40.0), (2025, "a", 50.0), (2025, "b", 44.0)),
        "y0": 2024,
        "y1": 2025,
    }


@contribution_to_growth.visible(edge=True, en="no sales in the first year", zh="头一年没有销售额")
def nothing_before():
    return {"industry": sales_of((2025, "shelf", 50.0), (2025, "live", 30.0), (2025, "b", 0.5)), "y0": 2024, "y1": 2025}


@contribution_to_growth.visible(edge=True, en="no sales in the second year", zh="后一年没有销售额")
def nothing_after():
    return {"industry": sales_of((2024, "shelf", 75.0), (2024, "live", 24.0), (2024, "b", 1.0)), "y0": 2024, "y1": 2025}


@contribution_to_growth.visible(edge=True, en="neither year is there", zh="两年都没有")
def neither_year():
    return {"industry": sales_of((2020, "shelf", 75.0)), "y0": 2024, "y1": 2025}


@contribution_to_growth.hidden(worlds=3)
def other_markets(world: World):
    industry = world.table("industry_annual")[["year", "segment", "gmv"]].sample(frac=1, random_state=world.rng)
    y0 = int(world.rng.integers(2016, 2024))
    return {"industry": industry, "y0": y0, "y1": int(world.rng.integers(y0 + 1, 2026))}


@contribution_to_growth.invariant(
    en="The values add up to the growth of the whole in percent.", zh="各值加起来应当等于总增速（百分数）。"
)
def adds_up(result, *, industry, y0, y1, **inputs):
    before, after = (industry.loc[industry["year"] == year, "gmv"].sum() for year in (y0, y1))
    return bool(not before or abs(result.sum() - 100 * (after / before - 1)) < 1e-6)


@contribution_to_growth.right
def segment_after_segment(industry, y0, y1):
    before, after = {}, {}
    for row in industry.itertuples():
        for year, sums in ((y0, before), (y1, after)):
            if row.year == year:
                sums[row.segment] = sums.get(row.segment, 0.0) + row.gmv
    total0, total1 = sum(before.values()), sum(after.values())
    change = {}
    for name in {*before, *after}:
        start, end = before.get(name, 0.0), after.get(name, 0.0)
        small = start < 0.02 * total0 + (not total0) and end < 0.02 * total1 + (not total1)
        key = "other" if small else name
        change[key] = change.get(key, 0.0) + end - start
    points = {name: 100 * value / total0 if total0 else NAN for name, value in change.items()}
    ordered = sorted(points, key=lambda name: (-points[name] if total0 else 0, name))
    return pd.Series([points[name] for name in ordered], index=ordered, dtype=float)


def points_of(industry, y0, y1, **slips):
    """The rule with slips."""
    sums = {}
    for year in (y0, y1):
        rows = industry[industry["year"] == year]
        by_name = rows.groupby("segment")["gmv"]
        sums[year] = by_name.last() if slips.get("one_row") else by_name.sum()
    table = pd.concat(sums, axis=1, join="inner" if slips.get("both_only") else "outer")
    table = table.reindex(columns=[y0, y1])
    if not slips.get("missing"):
        table = table.fillna(0.0)
    totals = table.sum()
    shares = table / totals.where(totals > 0, 1.0)
    cut, within = slips.get("cut", 0.02), slips.get("within", "both")
    low = (shares <= cut) if slips.get("inclusive") else (shares < cut)
    small = {"both": low.all(axis=1), "either": low.any(axis=1), "first": low[y0], "last": low[y1]}[within]
    if slips.get("keep_small"):
        small = small & False
    if slips.get("drop_small"):
        table, small = table[~small], small[~small]
    change = table[y1] - table[y0]
    base = {"first": totals[y0], "last": totals[y1]}.get(slips.get("base", "first"))
    if slips.get("own_growth"):
        names = pd.Series(table.index, index=table.index).where(~small, "other")
        both = table.groupby(names).sum()
        points = 100 * (both[y1] / both[y0].where(both[y0] > 0) - 1)
    elif slips.get("share_change"):
        points = (100 * (shares[y1] - shares[y0])).reindex(table.index)
        points = points.groupby(pd.Series(table.index, index=table.index).where(~small, "other")).sum()
    elif slips.get("of_change"):
        total_change = totals[y1] - totals[y0]
        points = 100 * change / (total_change or NAN)
        points = points.groupby(pd.Series(table.index, index=table.index).where(~small, "other")).sum(min_count=1)
    else:
        grouped = change.groupby(pd.Series(table.index, index=table.index, dtype=object).where(~small, "other")).sum()
        points = 100 * grouped / (base if base else (1.0 if slips.get("zero") else NAN))
        if slips.get("zero") and not base:
            points = points * 0.0
    points = points / slips.get("over", 1)
    if slips.get("by_name"):
        return points.sort_index()
    return points.sort_values(ascending=bool(slips.get("rising")), kind="stable")


@contribution_to_growth.right
def with_concat(industry, y0, y1):
    return points_of(industry, y0, y1)


@contribution_to_growth.wrong(
    en="Small segments stand for themselves. Those below 2 % in both years go together under `other`.",
    zh="小细分还各占一行。两年都不到 2% 的，要一起记在 `other` 名下。",
)
def small_ones_kept(industry, y0, y1):
    return points_of(industry, y0, y1, keep_small=True)


@contribution_to_growth.wrong(
    en="Small segments are gone. Their sum belongs under `other`, or the points don't add up to the growth of the whole.",
    zh="小细分不见了。它们的合计要记在 `other` 名下，不然各点加起来不等于总增速。",
)
def small_ones_dropped(industry, y0, y1):
    return points_of(industry, y0, y1, drop_small=True)


@contribution_to_growth.wrong(
    en="A segment that is small in one of the years went under `other`. It has to be below 2 % in both.",
    zh="只有一年小的细分也归进了 `other`。要两年都不到 2% 才算。",
)
def small_in_either(industry, y0, y1):
    return points_of(industry, y0, y1, within="either")


@contribution_to_growth.wrong(
    en="Only the first year decided what is small. A segment that outgrew 2 % stands for itself: look at both.",
    zh="只看头一年决定小不小。后来超过 2% 的，要单列：两年都要看。",
)
def small_at_first(industry, y0, y1):
    return points_of(industry, y0, y1, within="first")


@contribution_to_growth.wrong(
    en="Only the second year decided what is small. A segment that shrank below 2 % was not always small: look at both.",
    zh="只看后一年决定小不小。缩到 2% 以下的，原来并不小：两年都要看。",
)
def small_at_last(industry, y0, y1):
    return points_of(industry, y0, y1, within="last")


@contribution_to_growth.wrong(
    en="A segment with exactly 2 % went under `other`. Small is *less* than 2 %.",
    zh="正好 2% 的归进了 `other`。**不到** 2% 才算小。",
)
def two_percent_is_small(industry, y0, y1):
    return points_of(industry, y0, y1, inclusive=True)


@contribution_to_growth.wrong(
    en="These are the segments' own growth rates. A contribution divides by *all* segments of `y0`.",
    zh="这是各细分自己的增速。贡献要除以 `y0` **全部**细分的合计。",
)
def own_growth_rates(industry, y0, y1):
    return points_of(industry, y0, y1, own_growth=True)


@contribution_to_growth.wrong(
    en="You divided by the total of the second year. Growth is measured from where it began: `y0`.",
    zh="除以了后一年的合计。增长要从起点量：`y0`。",
)
def total_of_the_second_year(industry, y0, y1):
    return points_of(industry, y0, y1, base="last")


@contribution_to_growth.wrong(
    en="These are shares of the growth: they add up to 100. Percentage points add up to the growth of the whole.",
    zh="这是在总增量里的占比，加起来是 100。百分点加起来应当是总增速。",
)
def shares_of_the_change(industry, y0, y1):
    return points_of(industry, y0, y1, of_change=True)


@contribution_to_growth.wrong(
    en="These are changes of the shares: they add up to 0. A segment may grow and still lose share.",
    zh="这是占比的变化，加起来是 0。一个细分可以在涨，占比却在降。",
)
def changes_of_shares(industry, y0, y1):
    return points_of(industry, y0, y1, share_change=True)


@contribution_to_growth.wrong(
    en="The values are fractions. The board reads percentage points: times 100.",
    zh="给的是小数。董事会看的是百分点：要乘 100。",
)
def fractions(industry, y0, y1):
    return points_of(industry, y0, y1, over=100)


@contribution_to_growth.wrong(
    en="Segments that one of the years lacks are gone. A new one begins at 0, a vanished one ends there: both belong in.",
    zh="只在一年有的细分不见了。新来的从 0 开始，消失的到 0 为止：都要算。",
)
def both_years_only(industry, y0, y1):
    return points_of(industry, y0, y1, both_only=True)


@contribution_to_growth.wrong(
    en="A segment without rows in one year came out missing. It had 0 there.",
    zh="有一年没有行的细分，算出来是缺失。那一年它是 0。",
)
def missing_stays_missing(industry, y0, y1):
    table = industry[industry["year"].isin([y0, y1])].pivot_table(
        index="segment", columns="year", values="gmv", aggfunc="sum"
    )
    table = table.reindex(columns=[y0, y1])
    small = (table.fillna(0) / table.sum().where(table.sum() > 0, 1.0) < 0.02).all(axis=1)
    change = table[y1] - table[y0]
    base = table[y0].sum() or NAN
    names = pd.Series(table.index, index=table.index, dtype=object).where(~small, "other")
    return (100 * change.groupby(names).sum(min_count=1) / base).sort_values(ascending=False, kind="stable")


@contribution_to_growth.wrong(
    en="Where a segment has several rows in a year, only one was taken. Add them up.",
    zh="一个细分一年有几行的，只取了一行。要加起来。",
)
def one_row_of_several(industry, y0, y1):
    return points_of(industry, y0, y1, one_row=True)


@contribution_to_growth.wrong(
    en="Sorted by name. The board wants the largest first.", zh="按名称排了。董事会要从大到小。"
)
def sorted_by_name(industry, y0, y1):
    return points_of(industry, y0, y1, by_name=True)


@contribution_to_growth.wrong(
    en="The smallest stands first. The board wants the largest first.", zh="最小的排在前面了。要从大到小。"
)
def smallest_first(industry, y0, y1):
    return points_of(industry, y0, y1, rising=True)


@contribution_to_growth.wrong(
    en="Without sales in `y0` you gave zeros. Nothing can be divided by nothing: all values are NaN.",
    zh="`y0` 没有销售额，你给了 0。没有就没法除：全是 NaN。",
)
def zeros_without_a_start(industry, y0, y1):
    return points_of(industry, y0, y1, zero=True)


@contribution_to_growth.wrong(
    en="Years in between were added as well. Only `y0` and `y1` count.",
    zh="中间的年份也加进去了。只算 `y0` 和 `y1`。",
)
def years_in_between(industry, y0, y1):
    rows = industry[industry["year"].between(y0, y1)]
    return points_of(rows.assign(year=rows["year"].where(rows["year"] == y0, y1)), y0, y1)


# concentration: owners, not rows; others are no company

concentration = Exercise(
    points=3,
    compare="equal",
    tolerance=1e-9,
    library=[
        "{'cr': metrics.concentration_ratio(gmv, n), 'hhi': metrics.herfindahl(gmv), 'effective_n': metrics.effective_number(gmv)}"
    ],
)


@concentration.example
def the_column_of_the_question():
    gmv = pd.Series([40.0, 20.0, 10.0, 30.0], index=["A", "B", "A", "others"])
    hhi = 0.5**2 + 0.2**2
    return {"gmv": gmv, "n": 1}, {"cr": 0.5, "hhi": hhi, "effective_n": 1 / hhi}


@concentration.visible(en="six owners, two of them twice", zh="六个东家，两个出现两次")
def six_owners():
    names = ["Kiwi", "Baobab", "others", "Lotus", "Kiwi", "Cedar", "Fern", "Baobab", "Mint"]
    return {"gmv": pd.Series([210.0, 90.0, 160.0, 120.0, 40.0, 95.0, 30.0, 150.0, 25.0], index=names), "n": 3}


@concentration.visible(en="no others, four by default", zh="没有 others，默认四家")
def four_by_default():
    return {"gmv": pd.Series([5.0, 30.0, 8.0, 22.0, 15.0, 20.0], index=list("uvwxyz"))}


@concentration.visible(edge=True, en="others are the largest", zh="others 最大")
def others_largest():
    return {"gmv": pd.Series([500.0, 120.0, 80.0, 60.0], index=["others", "A", "B", "C"]), "n": 2}


@concentration.visible(edge=True, en="a missing value", zh="有缺失")
def one_missing():
    return {"gmv": pd.Series([40.0, NAN, 25.0, 35.0, NAN], index=["A", "B", "C", "A", "others"]), "n": 1}


@concentration.visible(edge=True, en="fewer owners than n", zh="不够 n 家")
def fewer_than_n():
    return {"gmv": pd.Series([3.0, 1.0], index=["A", "B"]), "n": 5}


@concentration.visible(edge=True, en="one owner", zh="只有一家")
def one_owner():
    return {"gmv": pd.Series([7.0], index=["A"]), "n": 4}


@concentration.visible(edge=True, en="all sales are 0", zh="销售额全是 0")
def all_zero():
    return {"gmv": pd.Series([0.0, 0.0], index=["A", "B"]), "n": 4}


@concentration.visible(edge=True, en="only others have sales", zh="只有 others 有销售额")
def only_others():
    return {"gmv": pd.Series([0.0, 80.0], index=["A", "others"]), "n": 4}


@concentration.visible(edge=True, en="no rows", zh="没有行")
def no_rows():
    return {"gmv": pd.Series(dtype=float, index=pd.Index([], dtype=object)), "n": 4}


@concentration.hidden(worlds=3)
def other_years(world: World):
    rows = world.table("platform_share")
    rows = rows[rows["year"] == world.rng.choice(rows["year"].unique())]
    owners = np.where(world.rng.random(len(rows)) < 0.15, "others", rows["platform"])
    owners = np.where(world.rng.random(len(rows)) < 0.2, "baihui", owners)
    gmv = rows["gmv"].where(world.rng.random(len(rows)) > 0.1).to_numpy()
    gmv = np.append(gmv, 1e12)
    return {"gmv": pd.Series(gmv, index=[*owners, "pingu"]), "n": int(world.rng.integers(1, 6))}


@concentration.invariant(en="`cr` and `hhi` lie between 0 and 1.", zh="`cr` 和 `hhi` 在 0 和 1 之间。")
def between_zero_and_one(result, **inputs):
    return bool(0 <= result["cr"] <= 1 + 1e-9 and 0 <= result["hhi"] <= 1 + 1e-9)


@concentration.right
def with_a_dictionary(gmv, n=4):
    owners, total = {}, 0.0
    for name, value in gmv.items():
        if value == value:
            total += value
            if name != "others":
                owners[name] = owners.get(name, 0.0) + value
    if not sum(owners.values()):
        raise ValueError("nothing was sold")
    shares = sorted((value / total for value in owners.values()), reverse=True)
    hhi = sum(share * share for share in shares)
    return {"cr": sum(shares[:n]), "hhi": hhi, "effective_n": 1 / hhi}


def three_numbers(gmv, n=4, **slips):
    """The rule with slips."""
    known = gmv.fillna(slips["fill"]) if "fill" in slips else gmv.dropna()
    owners = known if slips.get("rows") else known.groupby(level=0).agg(slips.get("how", "sum"))
    named = owners if slips.get("others_count") else owners[owners.index != "others"]
    total = named.sum() if slips.get("named_total") else owners.sum()
    if not (total if slips.get("only_total") else named.sum()):
        if "empty" in slips:
            return slips["empty"]
        raise ValueError("no sales")
    share = named / total
    top = share if slips.get("all_top") else share.head(n) if slips.get("first_rows") else share.nlargest(n)
    if slips.get("top_with_others"):
        top = (owners / total).nlargest(n)
    hhi = (share**2).sum()
    if slips.get("hhi_with_others"):
        hhi = ((owners / total) ** 2).sum()
    if slips.get("hhi_of_top"):
        hhi = (share.nlargest(n) ** 2).sum()
    if slips.get("square_of_sum"):
        hhi = share.sum() ** 2
    effective = len(share) if slips.get("plain_count") else 1 / hhi if hhi else NAN
    return {"cr": top.sum(), "hhi": hhi * slips.get("scale", 1), "effective_n": effective}


@concentration.right
def with_slices(gmv, n=4):
    return three_numbers(gmv, n)


@concentration.wrong(
    en="Each row was taken for an owner. One company with two apps is one owner: add up by name first.",
    zh="把每一行当成一个东家了。一家公司两个 App 还是一家：先按名字加起来。",
)
def rows_for_owners(gmv, n=4):
    return three_numbers(gmv, n, rows=True)


@concentration.wrong(
    en="'others' counts as a company. It belongs to the total, but neither to the largest nor to the HHI.",
    zh="`others` 被当成一家公司了。它算在合计里，但不排进最大的几家，也不进 HHI。",
)
def others_as_a_company(gmv, n=4):
    return three_numbers(gmv, n, others_count=True)


@concentration.wrong(
    en="'others' is missing from the total, so all shares are too large.",
    zh="合计里少了 `others`，所有份额都偏大。",
)
def total_without_others(gmv, n=4):
    return three_numbers(gmv, n, named_total=True)


@concentration.wrong(
    en="'others' stands among the largest. `cr` adds up named owners only.",
    zh="`others` 排进了最大的几家。`cr` 只加有名字的东家。",
)
def others_among_the_largest(gmv, n=4):
    return three_numbers(gmv, n, top_with_others=True)


@concentration.wrong(
    en="'others' is in the HHI. It is many small ones: the square of their sum is far too much.",
    zh="HHI 里算进了 `others`。它是许多小的，合起来再平方就太大了。",
)
def others_in_the_index(gmv, n=4):
    return three_numbers(gmv, n, hhi_with_others=True)


@concentration.wrong(
    en="The HHI adds up the squares of the `n` largest only. It takes all named owners.",
    zh="HHI 只加了最大 `n` 家的平方。它要算所有有名字的东家。",
)
def index_of_the_largest(gmv, n=4):
    return three_numbers(gmv, n, hhi_of_top=True)


@concentration.wrong(
    en="You added first and squared then. The HHI squares each share and adds up afterwards.",
    zh="先加后平方了。HHI 是每个份额先平方，再相加。",
)
def square_of_the_sum(gmv, n=4):
    return three_numbers(gmv, n, square_of_sum=True)


@concentration.wrong(
    en="The HHI is on the scale of the authorities, up to 10,000. Here shares are fractions: 0 to 1.",
    zh="HHI 用的是监管部门的刻度，最大 10,000。这里份额是小数：0 到 1。",
)
def ten_thousand(gmv, n=4):
    return three_numbers(gmv, n, scale=10_000)


@concentration.wrong(
    en="`effective_n` is the number of owners. It is 1 over the HHI: how many equal ones would be as concentrated.",
    zh="`effective_n` 数成了东家的个数。它是 1 除以 HHI：相当于几家一样大的。",
)
def number_of_owners(gmv, n=4):
    return three_numbers(gmv, n, plain_count=True)


@concentration.wrong(
    en="The first `n` in the list were taken, not the largest.", zh="取的是名单里头 `n` 家，不是最大的 `n` 家。"
)
def first_in_the_list(gmv, n=4):
    return three_numbers(gmv, n, first_rows=True)


@concentration.wrong(
    en="Always four were taken. How many is the argument `n`.", zh="总是取了四家。取几家，要看参数 `n`。"
)
def always_four(gmv, n=4):
    return three_numbers(gmv, 4)


@concentration.wrong(en="`cr` adds up all owners, not the `n` largest.", zh="`cr` 加了所有东家，不是最大的 `n` 家。")
def all_owners(gmv, n=4):
    return three_numbers(gmv, n, all_top=True)


@concentration.wrong(
    en="Without sales you returned missing values. Here an error is asked for: `raise ValueError(...)`.",
    zh="没有销售额时返回了缺失值。这里要求报错：`raise ValueError(……)`。",
)
def missing_without_sales(gmv, n=4):
    return three_numbers(gmv, n, empty={"cr": NAN, "hhi": NAN, "effective_n": NAN})


@concentration.wrong(
    en="Without sales you returned zeros. Shares of nothing have no size: `raise ValueError(...)`.",
    zh="没有销售额时返回了 0。什么都没有，谈不上份额：要 `raise ValueError(……)`。",
)
def zeros_without_sales(gmv, n=4):
    return three_numbers(gmv, n, empty={"cr": 0.0, "hhi": 0.0, "effective_n": 0.0})


@concentration.wrong(
    en="Where only 'others' have sales you gave numbers. The named owners together have none: that is an error, too.",
    zh="只有 `others` 有销售额时给了数。有名字的东家合起来是 0：这也要报错。",
)
def only_the_total_asked(gmv, n=4):
    return three_numbers(gmv, n, only_total=True)


@concentration.wrong(
    en="Several rows of one owner were averaged. They are parts of its sales: add them up.",
    zh="一个东家的几行取了平均。那是它销售额的几部分：要相加。",
)
def rows_of_an_owner_averaged(gmv, n=4):
    return three_numbers(gmv, n, how="mean")


@concentration.wrong(
    en="Text came back instead of an error. Writing 'ValueError' in quotes does not stop anybody: use `raise`.",
    zh="返回的是一段文字，不是报错。把 ValueError 写在引号里拦不住谁：要用 `raise`。",
)
def error_as_text(gmv, n=4):
    return three_numbers(gmv, n, empty="ValueError")


# value_split: amounts and margins along the chain

value_split = Exercise(
    points=3,
    compare="equal",
    tolerance=1e-9,
)
SPLIT_COLUMNS = ["amount", "margin"]


def chain_of(*rows: tuple[str, float, float]) -> pd.DataFrame:
    return pd.DataFrame(list(rows), columns=["node", "take_rate", "cost_share"])


QUESTION_CHAIN = chain_of(
    ("producer", 0.4, 0.9), ("platform", 0.1, 0.5), ("logistics", 0.08, 1.0), ("merchant", NAN, 0.9)
)


@value_split.example
def the_chain_of_the_question():
    rows = [[5.0, 2.5], [20.0, 2.0], [19.0, 1.9], [6.0, 0.0]]
    index = ["platform", "producer", "merchant", "logistics"]
    return {"chain": QUESTION_CHAIN, "price": 50.0}, pd.DataFrame(rows, index=index, columns=SPLIT_COLUMNS)


@value_split.visible(en="the chain of the question at 200 yuan", zh="题目里的价值链，200 元")
def at_two_hundred():
    return {"chain": QUESTION_CHAIN, "price": 200.0}


@value_split.visible(en="six parties, another one gets the rest", zh="六方，剩下的归另一方")
def six_parties():
    return {
        "chain": chain_of(
            ("payment", 0.01, 0.5), ("host", 0.2, 0.7), ("logistics", 0.05, 0.9), ("factory", NAN, 0.85), ("platform", 0.06, 0.4),
            ("merchant", 0.25, 0.95),
        ),
        "price": 80.0,
    }  # fmt: skip


@value_split.visible(edge=True, en="a low price: the rest is less than nothing", zh="价钱很低：剩下的是负数")
def a_low_price():
    return {"chain": QUESTION_CHAIN, "price": 10.0}


@value_split.visible(edge=True, en="a price of 0", zh="价钱是 0")
def price_of_zero():
    return {"chain": QUESTION_CHAIN, "price": 0.0}


@value_split.visible(edge=True, en="logistics gets exactly the minimum", zh="物流正好拿到最低数")
def exactly_the_minimum():
    return {"chain": QUESTION_CHAIN.assign(take_rate=[0.4, 0.1, 0.125, NAN]), "price": 48.0}


@value_split.visible(edge=True, en="no logistics", zh="没有物流")
def no_logistics():
    return {"chain": QUESTION_CHAIN[QUESTION_CHAIN["node"] != "logistics"], "price": 30.0}


@value_split.visible(edge=True, en="logistics gets what remains", zh="剩下的归物流")
def rest_for_logistics():
    return {
        "chain": chain_of(("producer", 0.5, 0.8), ("logistics", NAN, 0.9), ("platform", 0.25, 0.6)),
        "price": 64.0,
    }


@value_split.visible(edge=True, en="equal margins", zh="留下的一样多")
def equal_margins():
    return {
        "chain": chain_of(
            ("west", 0.2, 0.5), ("east", 0.2, 0.5), ("north", 0.1, 0.0), ("logistics", 0.1, 0.8), ("shop", NAN, 0.75)
        ),
        "price": 100.0,
    }


@value_split.hidden(worlds=3)
def other_chains(world: World):
    rng = world.rng
    chain = world.table("value_chain")[["node", "take_rate", "cost_share"]].sample(frac=1, random_state=rng)
    chain["cost_share"] = (chain["cost_share"] * rng.uniform(0.8, 1.0, len(chain))).round(3)
    chain["take_rate"] = (chain["take_rate"] * rng.uniform(0.6, 1.0, len(chain))).round(3)
    rest = rng.choice(["merchant", "producer"])
    chain.loc[chain["node"] == rest, "take_rate"] = NAN
    return {"chain": chain, "price": float(np.round(rng.choice([12.0, 39.9, 129.0, 260.0]) * rng.uniform(0.5, 1.5), 2))}


@value_split.invariant(en="The amounts add up to the price.", zh="各方拿到的加起来应当等于价钱。")
def amounts_add_up(result, *, price, **inputs):
    return bool(abs(result["amount"].sum() - price) < 1e-6)


@value_split.right
def party_after_party(chain, price):
    amounts, rest_for = {}, None
    for row in chain.itertuples():
        if row.take_rate != row.take_rate:
            rest_for = row.node
        elif row.node == "logistics":
            amounts[row.node] = max(row.take_rate * price, 6.0)
        else:
            amounts[row.node] = row.take_rate * price
    amounts[rest_for] = price - sum(amounts.values())
    share = dict(zip(chain["node"], chain["cost_share"], strict=True))
    rows = [(node, amount, amount * (1 - share[node]) if amount > 0 else amount) for node, amount in amounts.items()]
    rows.sort(key=lambda row: (-row[2], row[0]))
    return pd.DataFrame(rows, columns=["node", *SPLIT_COLUMNS]).set_index("node")


def split_of(chain, price, **slips):
    """The rule with slips."""
    table = chain[["node", "take_rate", "cost_share"]].copy()
    table["amount"] = table["take_rate"] * price
    minimum = slips.get("minimum", 6.0)
    named = table["node"] == "logistics"
    if slips.get("everybody"):
        named = table["take_rate"].notna()
    rest_first = price - table["amount"].sum()
    if slips.get("at_most"):
        table["amount"] = table["amount"].where(~(named & (table["amount"] > minimum)), minimum)
    elif slips.get("added"):
        table["amount"] = table["amount"] + np.where(named & table["take_rate"].notna(), minimum, 0.0)
    elif slips.get("always"):
        table["amount"] = table["amount"].where(~(named & table["take_rate"].notna()), minimum)
    else:
        table["amount"] = table["amount"].where(~(named & (table["amount"] < minimum)), minimum)
    rest = rest_first if slips.get("rest_first") else price - table["amount"].sum()
    if slips.get("no_loss"):
        rest = max(rest, 0.0)
    if slips.get("rest_minimum") and (table["take_rate"].isna() & (table["node"] == "logistics")).any():
        rest = max(rest, minimum)
    if slips.get("merchant"):
        table.loc[(table["node"] == "merchant") & table["take_rate"].isna(), "amount"] = rest
        table["amount"] = table["amount"].fillna(0.0)
    else:
        table["amount"] = table["amount"].fillna(0.0 if slips.get("no_rest") else rest)
    if slips.get("cost_of_price"):
        table["margin"] = table["amount"] - table["cost_share"] * price
    elif slips.get("cost_kept"):
        table["margin"] = table["amount"] * table["cost_share"]
    else:
        table["margin"] = table["amount"] * (1 - table["cost_share"])
    if not slips.get("loss_shared") and not slips.get("cost_of_price"):
        replacement = 0.0 if slips.get("loss_gone") else table["amount"]
        table["margin"] = table["margin"].where(table["amount"] >= 0, replacement)
    if slips.get("shares"):
        table[SPLIT_COLUMNS] = table[SPLIT_COLUMNS] / (price or NAN)
    if slips.get("column"):
        return table.sort_values(["margin", "node"], ascending=[False, True])[["node", *SPLIT_COLUMNS]].reset_index(
            drop=True
        )
    if slips.get("as_they_come"):
        return table.set_index("node")[SPLIT_COLUMNS]
    if slips.get("ties_as_they_come"):
        return table.sort_values("margin", ascending=False, kind="stable").set_index("node")[SPLIT_COLUMNS]
    by, rising = ("amount", False) if slips.get("by_amount") else ("margin", bool(slips.get("rising")))
    return table.sort_values([by, "node"], ascending=[rising, True]).set_index("node")[SPLIT_COLUMNS]


@value_split.right
def with_where(chain, price):
    return split_of(chain, price)


@value_split.wrong(
    en="Logistics got its share of a low price. It receives at least MIN_FREIGHT yuan.",
    zh="价钱低的时候，物流只拿了按比例的那份。它至少拿 MIN_FREIGHT 元。",
)
def no_minimum(chain, price):
    return split_of(chain, price, minimum=0.0)


@value_split.wrong(
    en="MIN_FREIGHT became a maximum. Take the *larger* of the two amounts.",
    zh="MIN_FREIGHT 成了上限。两个数要取**大**的。",
)
def a_maximum(chain, price):
    return split_of(chain, price, at_most=True)


@value_split.wrong(
    en="MIN_FREIGHT was added to the share. It is a floor: only where the share is below it.",
    zh="把 MIN_FREIGHT 加到了份额上。它是保底：份额不够时才用。",
)
def minimum_added(chain, price):
    return split_of(chain, price, added=True)


@value_split.wrong(
    en="Logistics always gets MIN_FREIGHT. At a higher price its share is more.",
    zh="物流总是拿 MIN_FREIGHT。价钱高的时候，它的份额比这多。",
)
def always_the_minimum(chain, price):
    return split_of(chain, price, always=True)


@value_split.wrong(
    en="Everybody got at least MIN_FREIGHT. The rule speaks of logistics alone.",
    zh="人人都至少拿了 MIN_FREIGHT。规矩只说物流。",
)
def minimum_for_everybody(chain, price):
    return split_of(chain, price, everybody=True)


@value_split.wrong(
    en="The rest was worked out before logistics got its minimum, so the amounts add up to more than the price.",
    zh="先算了剩下的，再给物流保底，各方加起来就超过了价钱。",
)
def rest_worked_out_first(chain, price):
    return split_of(chain, price, rest_first=True)


@value_split.wrong(
    en="A rest below zero became 0. The party bears the loss: the amounts have to add up to the price.",
    zh="剩下的是负数时写成了 0。亏损由那一方担：各方加起来要等于价钱。",
)
def no_negative_rest(chain, price):
    return split_of(chain, price, no_loss=True)


@value_split.wrong(
    en="The party with the missing rate got nothing. It gets what remains.",
    zh="份额缺失的那一方什么也没拿到。剩下的全归它。",
)
def nothing_for_the_missing(chain, price):
    return split_of(chain, price, no_rest=True)


@value_split.wrong(
    en="The rest always went to the merchant. It goes to whoever has no `take_rate`; that may be another party.",
    zh="剩下的总是给了商家。应当给 `take_rate` 缺失的那一方，可能是别人。",
)
def rest_for_the_merchant(chain, price):
    return split_of(chain, price, merchant=True)


@value_split.wrong(
    en="A negative amount was multiplied by 1 − `cost_share`, so the loss shrank. The margin there is the amount itself.",
    zh="负数也乘了 1 − `cost_share`，亏损就变小了。这时留下的就是这个负数本身。",
)
def loss_shared_with_costs(chain, price):
    return split_of(chain, price, loss_shared=True)


@value_split.wrong(
    en="A loss became a margin of 0. A negative amount is a loss: its margin is the amount itself.",
    zh="亏损的一方，留下的写成了 0。负数就是亏：留下的是这个负数本身。",
)
def loss_forgotten(chain, price):
    return split_of(chain, price, loss_gone=True)


@value_split.wrong(
    en="Costs were taken of the whole price. `cost_share` is a share of the party's own amount.",
    zh="成本是按整个价钱算的。`cost_share` 是自己拿到的那份里的比例。",
)
def costs_of_the_price(chain, price):
    return split_of(chain, price, cost_of_price=True)


@value_split.wrong(
    en="`margin` holds the costs. What is kept is amount × (1 − `cost_share`).",
    zh="`margin` 里放的是成本。留下的是 amount × (1 − `cost_share`)。",
)
def costs_for_margins(chain, price):
    return split_of(chain, price, cost_kept=True)


@value_split.wrong(
    en="Sorted by amount. Purchasing asks who *keeps* most: sort by margin.",
    zh="按拿到的排了。采购问的是谁**留下**的多：按 margin 排。",
)
def sorted_by_amount(chain, price):
    return split_of(chain, price, by_amount=True)


@value_split.wrong(en="The smallest margin stands first.", zh="留下最少的排在前面了，要从大到小。")
def smallest_margin_first(chain, price):
    return split_of(chain, price, rising=True)


@value_split.wrong(
    en="The rows are in the order of the input. Largest margin first.", zh="行还是原来的先后。要把留下最多的排在前面。"
)
def in_the_order_given(chain, price):
    return split_of(chain, price, as_they_come=True)


@value_split.wrong(
    en="Equal margins stand as they came. Sort them by name.", zh="留下一样多的，照着来的先后。要按名称排。"
)
def ties_in_the_order_given(chain, price):
    return split_of(chain, price, ties_as_they_come=True)


@value_split.wrong(
    en='The names are a column. They are asked for as row labels: `set_index("node")`.',
    zh='名称成了一列。题目要它们作行标签：`set_index("node")`。',
)
def names_as_a_column(chain, price):
    return split_of(chain, price, column=True)


@value_split.wrong(en="These are shares of the price. The table is in yuan.", zh="这是占价钱的份额。表里要写元。")
def shares_of_the_price(chain, price):
    return split_of(chain, price, shares=True)


@value_split.wrong(
    en="Where logistics itself gets what remains, it got MIN_FREIGHT. That rule is for shares; the rest may be less.",
    zh="剩下的归物流时，又给它保了底。保底说的是按份额拿的；剩下的可以更少。",
)
def rest_with_a_minimum(chain, price):
    return split_of(chain, price, rest_minimum=True)


@value_split.visible(edge=True, en="little remains for logistics", zh="留给物流的很少")
def little_for_logistics():
    return {
        "chain": chain_of(("producer", 0.7, 0.8), ("logistics", NAN, 0.9), ("platform", 0.25, 0.6)),
        "price": 40.0,
    }


# judge_claim: five verdicts

judge_claim = Exercise(points=3, compare="equal")


def evidence_of(*rows: tuple[float, str, bool]) -> pd.DataFrame:
    table = pd.DataFrame(list(rows), columns=["value", "date", "same_definition"])
    return table.assign(date=pd.to_datetime(table["date"]), value=table["value"].astype(float)).astype(
        {"same_definition": bool}
    )


def asked(claim: float, *rows: tuple[float, str, bool], as_of: str = "2025-12-31", **more: float) -> dict:
    return {"claim": claim, "evidence": evidence_of(*rows), "as_of": as_of, **more}


@judge_claim.example
def the_first_claim_of_the_question():
    return asked(100.0, (95.0, "2025-06-30", True)), "supported"


@judge_claim.visible(en="the second claim of the question", zh="题目里的第二条")
def right_once():
    return asked(100.0, (98.0, "2021-12-31", True), (140.0, "2025-06-30", True))


@judge_claim.visible(en="close and fresh, rows out of order", zh="够近也够新，行乱序")
def close_and_fresh():
    return asked(0.5, (0.52, "2024-12-31", True), (0.3, "2022-12-31", True), (0.8, "2025-03-31", False))


@judge_claim.visible(en="close to another definition only", zh="只和别的口径吻合")
def another_definition():
    return asked(29.0, (18.0, "2025-12-31", True), (28.8, "2025-12-31", False), (17.5, "2024-12-31", True))


@judge_claim.visible(en="nothing is close", zh="没有一条够近")
def nothing_close():
    return asked(70.0, (12.0, "2025-06-30", True), (14.0, "2024-06-30", True), (30.0, "2025-06-30", False))


@judge_claim.visible(edge=True, en="close, but three years old", zh="够近，可是三年前的")
def close_but_old():
    return asked(750.0, (782.0, "2022-12-31", True), (710.0, "2022-03-31", True))


@judge_claim.visible(edge=True, en="exactly as far as allowed, above", zh="正好差这么多（偏高）")
def exactly_above():
    return asked(110.0, (100.0, "2025-12-31", True))


@judge_claim.visible(
    edge=True, en="a tenth of the claim, more than a tenth of the finding", zh="不超过说法的一成，超过证据的一成"
)
def a_tenth_of_the_claim():
    return asked(100.0, (90.5, "2025-10-31", True))


@judge_claim.visible(edge=True, en="another tolerance", zh="另一个容差")
def another_tolerance():
    return asked(100.0, (96.0, "2025-10-31", True), (99.0, "2024-10-31", False), tol=0.02)


@judge_claim.visible(edge=True, en="a wide tolerance", zh="很宽的容差")
def a_wide_tolerance():
    return asked(100.0, (130.0, "2025-10-31", True), tol=0.25)


@judge_claim.visible(edge=True, en="exactly 730 days old", zh="正好 730 天")
def two_years_to_the_day():
    return asked(40.0, (41.0, "2024-01-01", True))


@judge_claim.visible(edge=True, en="a year and a half old", zh="一年半以前的")
def a_year_and_a_half():
    return asked(40.0, (41.0, "2024-06-30", True))


@judge_claim.visible(edge=True, en="731 days old", zh="731 天")
def a_day_more():
    return asked(40.0, (41.0, "2023-12-31", True))


@judge_claim.visible(edge=True, en="a finding from the future", zh="来自未来的证据")
def from_the_future():
    return asked(50.0, (50.0, "2026-03-31", True), (80.0, "2025-03-31", True), (70.0, "2025-03-31", False))


@judge_claim.visible(edge=True, en="found today, and refuted tomorrow", zh="今天的证据，和明天的")
def found_today():
    return asked(50.0, (50.0, "2024-06-30", True), (90.0, "2024-07-01", True), as_of="2024-06-30")


@judge_claim.visible(edge=True, en="the newest finding has no value", zh="最新的证据没有值")
def newest_without_value():
    return asked(20.0, (21.0, "2025-01-31", True), (NAN, "2025-11-30", True))


@judge_claim.visible(edge=True, en="two findings on the newest day", zh="最新那天有两条")
def two_on_one_day():
    return asked(60.0, (80.0, "2025-09-30", True), (61.0, "2025-09-30", True), (45.0, "2024-09-30", True))


@judge_claim.visible(edge=True, en="only another definition, and not close", zh="只有别的口径，也不吻合")
def only_another_definition():
    return asked(2.0, (2.7, "2023-06-30", False))


@judge_claim.visible(edge=True, en="another definition is newer", zh="别的口径更新")
def another_definition_is_newer():
    return asked(30.0, (31.0, "2024-12-31", True), (50.0, "2025-12-31", False))


@judge_claim.visible(edge=True, en="another definition is old and close", zh="别的口径很旧但吻合")
def another_definition_is_old():
    return asked(30.0, (60.0, "2025-12-31", True), (30.0, "2015-12-31", False))


@judge_claim.visible(edge=True, en="close both once and elsewhere", zh="曾经吻合，别的口径也吻合")
def once_and_elsewhere():
    return asked(30.0, (30.0, "2019-12-31", True), (60.0, "2025-12-31", True), (31.0, "2025-12-31", False))


@judge_claim.visible(edge=True, en="no findings at all", zh="一条证据也没有")
def no_findings():
    return asked(0.7)


@judge_claim.visible(edge=True, en="findings without values only", zh="只有没有值的证据")
def without_values():
    return asked(0.7, (NAN, "2025-06-30", True), (NAN, "2025-06-30", False))


@judge_claim.hidden(worlds=3)
def drawn_evidence(world: World):
    rng = world.rng
    n = int(rng.integers(1, 7))
    claim = float(np.round(rng.uniform(10, 200), 1))
    values = np.where(rng.random(n) < 0.15, np.nan, (claim * rng.choice([0.6, 0.97, 1.04, 1.5], n)).round(2))
    dates = pd.Timestamp("2026-02-28") - pd.to_timedelta(rng.integers(0, 1800, n), unit="D")
    evidence = pd.DataFrame({"value": values, "date": dates, "same_definition": rng.random(n) < 0.6})
    return {"claim": claim, "evidence": evidence, "as_of": "2025-12-31", "tol": float(rng.choice([0.05, 0.1]))}


@judge_claim.hidden(worlds=3)
def claims_of_the_course(world: World):
    rows = world.table("quoted_claims")
    rows = rows[rows["kind"] == "model"]
    one = rows[rows["claim_id"] == world.rng.choice(rows["claim_id"].unique())]
    evidence = one[["evidence_value", "evidence_date", "same_definition"]]
    evidence = evidence.rename(columns={"evidence_value": "value", "evidence_date": "date"}).reset_index(drop=True)
    return {"claim": float(one["value"].iloc[0]), "evidence": evidence, "as_of": "2026-01-31"}


@judge_claim.right
def row_after_row(claim, evidence, as_of, tol=0.10):
    today = pd.Timestamp(as_of)
    same, other = [], []
    for row in evidence.itertuples():
        if row.value == row.value and row.date <= today:
            (same if row.same_definition else other).append((row.date, abs(row.value - claim) <= tol * row.value))
    if same:
        newest = max(date for date, _ in same)
        if any(near for date, near in same if date == newest) and (today - newest).days <= 730:
            return "supported"
        if any(near for _, near in same):
            return "stale"
    if any(near for _, near in other):
        return "other_definition"
    return "implausible" if same else "no_evidence"


def verdict(claim, evidence, as_of, tol=0.10, **slips):
    """The rule with slips."""
    today = pd.Timestamp(as_of)
    rows = evidence if slips.get("missing") else evidence.dropna(subset=["value"])
    if slips.get("until_yesterday"):
        rows = rows[rows["date"] < today]
    elif not slips.get("future"):
        rows = rows[rows["date"] <= today]
    if slips.get("one_definition"):
        rows = rows.assign(same_definition=True)
    if slips.get("newest_only"):
        rows = rows[rows["date"] == rows["date"].max()]
    gap = rows["value"] - claim
    gap = gap if slips.get("signed") else gap.abs()
    base = {"claim": claim, "one": 1.0}.get(slips.get("base"), rows["value"])
    near = (gap < tol * base) if slips.get("strict") else (gap <= tol * base)
    same = rows["same_definition"]
    stamp = rows["date"].max() if slips.get("newest_of_all") else rows.loc[same, "date"].max()
    on_newest = near[same & (rows["date"] == stamp)]
    fresh = on_newest.all() and len(on_newest) > 0 if slips.get("all_of_newest") else on_newest.any()
    if slips.get("last_row"):
        fresh = bool(len(near[same])) and bool(near[same].iloc[-1])
    age = (today - stamp).days if stamp == stamp else 0
    young = {"never": True, "strict": age < 730, "year": age <= 365}.get(slips.get("age"), age <= 730)
    if slips.get("any_same") and near[same].any() and young:
        return "supported"
    if fresh and young:
        return "supported"
    if slips.get("other_first") and near[~same].any():
        return "other_definition"
    if near[same].any() and not slips.get("no_stale"):
        return "stale"
    if near[~same].any() and not slips.get("no_other"):
        return "other_definition"
    if slips.get("other_is_evidence"):
        return "implausible" if len(rows) else "no_evidence"
    if slips.get("no_evidence_last"):
        return "implausible"
    return "implausible" if same.any() else "no_evidence"


@judge_claim.right
def with_masks(claim, evidence, as_of, tol=0.10):
    return verdict(claim, evidence, as_of, tol)


@judge_claim.wrong(
    en="A finding dated after `as_of` was used. On that day nobody had it.",
    zh="用了日期晚于 `as_of` 的证据。那一天，谁手里都没有它。",
)
def findings_of_the_future(claim, evidence, as_of, tol=0.10):
    return verdict(claim, evidence, as_of, tol, future=True)


@judge_claim.wrong(
    en="A finding of the very day was left out. The same day counts: `<=`.",
    zh="当天的证据被去掉了。同一天的算：用 `<=`。",
)
def until_the_day_before(claim, evidence, as_of, tol=0.10):
    return verdict(claim, evidence, as_of, tol, until_yesterday=True)


@judge_claim.wrong(
    en="A finding without a value still counts as the newest. Leave it out first.",
    zh="没有值的证据还被当成最新的一条。要先去掉。",
)
def findings_without_value(claim, evidence, as_of, tol=0.10):
    return verdict(claim, evidence, as_of, tol, missing=True)


@judge_claim.wrong(
    en="All findings were taken for the same definition. Close to something else is not support.",
    zh="所有证据都当成同口径了。和别的东西接近，不算支持。",
)
def definitions_ignored(claim, evidence, as_of, tol=0.10):
    return verdict(claim, evidence, as_of, tol, one_definition=True)


@judge_claim.wrong(
    en="`tol` was taken of the claim. The distance is measured against the finding: `tol` × its value.",
    zh="`tol` 乘的是说法的数。要乘证据的值。",
)
def tolerance_of_the_claim(claim, evidence, as_of, tol=0.10):
    return verdict(claim, evidence, as_of, tol, base="claim")


@judge_claim.wrong(
    en="`tol` was taken as a plain distance. It is a share: `tol` × the value of the finding.",
    zh="`tol` 被当成了绝对的差。它是比例：`tol` × 证据的值。",
)
def tolerance_as_a_distance(claim, evidence, as_of, tol=0.10):
    return verdict(claim, evidence, as_of, tol, base="one")


@judge_claim.wrong(
    en="The tolerance was always a tenth. It is the argument `tol`.", zh="容差总是一成。应当用参数 `tol`。"
)
def always_a_tenth(claim, evidence, as_of, tol=0.10):
    return verdict(claim, evidence, as_of, 0.10)


@judge_claim.wrong(
    en="A finding exactly as far away as allowed does not agree in your function. It does: `<=`.",
    zh="正好差到容差的证据，你算不吻合。算吻合：用 `<=`。",
)
def less_than_the_tolerance(claim, evidence, as_of, tol=0.10):
    return verdict(claim, evidence, as_of, tol, strict=True)


@judge_claim.wrong(
    en="The sign of the distance stayed, so every claim that is too high agrees. Use `.abs()`.",
    zh="差的正负号还在，偏高的说法就全吻合了。用 `.abs()`。",
)
def sign_kept(claim, evidence, as_of, tol=0.10):
    return verdict(claim, evidence, as_of, tol, signed=True)


@judge_claim.wrong(
    en="How old the finding is was never asked. Older than MAX_AGE_DAYS is stale.",
    zh="没有问证据有多旧。超过 MAX_AGE_DAYS 天就是 stale。",
)
def age_never_asked(claim, evidence, as_of, tol=0.10):
    return verdict(claim, evidence, as_of, tol, age="never")


@judge_claim.wrong(
    en="A finding of exactly MAX_AGE_DAYS days is called stale. At most so many days is still fresh.",
    zh="正好 MAX_AGE_DAYS 天的被判成 stale。“至多”这么多天还算新。",
)
def exactly_the_age_is_stale(claim, evidence, as_of, tol=0.10):
    return verdict(claim, evidence, as_of, tol, age="strict")


@judge_claim.wrong(
    en="Everything older than a year is called stale. The limit is MAX_AGE_DAYS, 730 days.",
    zh="超过一年的都判成 stale 了。界限是 MAX_AGE_DAYS，730 天。",
)
def a_year_is_old(claim, evidence, as_of, tol=0.10):
    return verdict(claim, evidence, as_of, tol, age="year")


@judge_claim.wrong(
    en="One close finding of the same definition was enough for 'supported'. The *newest* one has to be close.",
    zh="同口径里有一条吻合，就判 supported 了。要**最新**的那条吻合。",
)
def any_close_one_supports(claim, evidence, as_of, tol=0.10):
    return verdict(claim, evidence, as_of, tol, any_same=True)


@judge_claim.wrong(
    en="The newest date was taken over all findings. Another definition may be newer: ask within the same definition.",
    zh="最新的日期是在全部证据里找的。别的口径可能更新：要在同口径里找。",
)
def newest_of_everything(claim, evidence, as_of, tol=0.10):
    return verdict(claim, evidence, as_of, tol, newest_of_all=True)


@judge_claim.wrong(
    en="The last row was taken for the newest. Rows come in any order: look at the dates.",
    zh="把最后一行当成最新的了。行的先后不定：要看日期。",
)
def last_row_for_newest(claim, evidence, as_of, tol=0.10):
    return verdict(claim, evidence, as_of, tol, last_row=True)


@judge_claim.wrong(
    en="If several findings have the newest date, you asked all to agree. One is enough.",
    zh="最新那天有几条时，你要求条条吻合。有一条就行。",
)
def all_of_the_newest(claim, evidence, as_of, tol=0.10):
    return verdict(claim, evidence, as_of, tol, all_of_newest=True)


@judge_claim.wrong(
    en="'stale' never comes. What an older finding of the same definition bears out was right once.",
    zh="从来没有判过 stale。同口径里有旧证据吻合的，是曾经对过。",
)
def never_stale(claim, evidence, as_of, tol=0.10):
    return verdict(claim, evidence, as_of, tol, no_stale=True)


@judge_claim.wrong(
    en="'other_definition' never comes. A number that fits something else needs other words, it isn't made up.",
    zh="从来没有判过 other_definition。换个口径就对的数，该改的是说法，它不是编的。",
)
def never_another_definition(claim, evidence, as_of, tol=0.10):
    return verdict(claim, evidence, as_of, tol, no_other=True)


@judge_claim.wrong(
    en="The other definition was asked before 'stale'. The first question that fits is the answer; stale comes before.",
    zh="先问了别的口径，再问 stale。先符合哪条就是哪条，stale 在前。",
)
def another_definition_first(claim, evidence, as_of, tol=0.10):
    return verdict(claim, evidence, as_of, tol, other_first=True)


@judge_claim.wrong(
    en="A finding of another definition that isn't close made the claim 'implausible'. It says nothing about this definition: no evidence.",
    zh="别的口径、又不吻合的证据，让你判成了 implausible。它对这个口径什么也没说：是 no_evidence。",
)
def elsewhere_refutes(claim, evidence, as_of, tol=0.10):
    return verdict(claim, evidence, as_of, tol, other_is_evidence=True)


@judge_claim.wrong(
    en="Without any evidence you said 'implausible'. Not found is not refuted.",
    zh="没有任何证据时判成了 implausible。没找到，不等于被推翻。",
)
def not_found_is_refuted(claim, evidence, as_of, tol=0.10):
    return verdict(claim, evidence, as_of, tol, no_evidence_last=True)


@judge_claim.wrong(
    en="Only the newest findings were looked at. The older ones decide between stale and implausible.",
    zh="只看了最新的证据。是 stale 还是 implausible，要靠旧的来分。",
)
def only_the_newest(claim, evidence, as_of, tol=0.10):
    return verdict(claim, evidence, as_of, tol, newest_only=True)


@judge_claim.wrong(
    en="Nothing came out: the verdict was shown with `print`. Hand it over with `return`.",
    zh="什么也没交出来：判断是用 `print` 显示的。要用 `return` 交出来。",
)
def verdict_printed(claim, evidence, as_of, tol=0.10):
    print(verdict(claim, evidence, as_of, tol))


# plan_weeks: order by needs, weeks by hours

plan_weeks = Exercise(
    points=3,
    compare="equal",
    library=["metrics.task_schedule(chapters, task_id='chapter', duration='hours', depends_on='needs')"],
)
PLAN_COLUMNS = ["chapter", "week", "load"]


def chapters_of(*rows: tuple[int, float, str | None]) -> pd.DataFrame:
    table = pd.DataFrame(list(rows), columns=["chapter", "hours", "needs"])
    return table.astype({"chapter": "int64", "hours": float})


QUESTION_CHAPTERS = chapters_of((1, 4.0, ""), (2, 5.0, "3"), (3, 4.0, "1"), (4, 3.0, ""))


@plan_weeks.example
def the_plan_of_the_question():
    rows = [(1, 1, 4.0), (3, 1, 8.0), (2, 2, 5.0), (4, 2, 8.0)]
    return {"chapters": QUESTION_CHAPTERS, "hours_per_week": 8.0}, pd.DataFrame(rows, columns=PLAN_COLUMNS)


@plan_weeks.visible(en="the chapters of the question, 7 hours a week", zh="题目里的章，每周 7 小时")
def seven_hours():
    return {"chapters": QUESTION_CHAPTERS, "hours_per_week": 7.0}


@plan_weeks.visible(en="ten chapters, rows shuffled", zh="十章，行乱序")
def ten_chapters():
    return {
        "chapters": chapters_of(
            (7, 3.0, "2 10"), (10, 2.5, "12"), (1, 4.0, ""), (3, 2.0, "9"), (12, 3.0, ""), (2, 4.5, "1 10"), (9, 2.0, "10 1"),
            (5, 1.5, "7"), (11, 3.5, "5 12"), (4, 2.0, "1"),
        ),
        "hours_per_week": 9.0,
    }  # fmt: skip


@plan_weeks.visible(edge=True, en="exactly full", zh="正好排满")
def exactly_full():
    return {
        "chapters": chapters_of((1, 2.0, ""), (2, 3.0, ""), (3, 5.0, ""), (4, 1.0, ""), (5, 4.0, "")),
        "hours_per_week": 5.0,
    }


@plan_weeks.visible(edge=True, en="longer than a week", zh="比一整周还长")
def longer_than_a_week():
    return {
        "chapters": chapters_of((1, 9.0, ""), (2, 1.0, ""), (3, 7.0, ""), (4, 1.0, "3"), (5, 2.0, "")),
        "hours_per_week": 6.0,
    }


@plan_weeks.visible(edge=True, en="more than four weeks hold", zh="四周排不下")
def too_much():
    return {
        "chapters": chapters_of(
            (1, 3.0, ""), (2, 3.0, "1"), (3, 3.0, "2"), (4, 3.0, "3"), (5, 3.0, "4"), (6, 1.0, ""), (7, 1.0, "5")
        ),
        "hours_per_week": 4.0,
    }


@plan_weeks.visible(
    edge=True, en="a needed chapter that is not in the table, and a missing text", zh="先修章不在表里，以及缺失的文字"
)
def done_before():
    return {
        "chapters": chapters_of((6, 2.0, "2 5"), (5, 2.0, None), (8, 2.0, "0 6"), (7, 2.0, "8")),
        "hours_per_week": 4.0,
    }


@plan_weeks.visible(edge=True, en="a short one does not go back into an earlier week", zh="短的也不回头去填前面的周")
def no_going_back():
    return {
        "chapters": chapters_of((1, 3.0, ""), (2, 4.0, ""), (3, 1.0, ""), (4, 2.0, ""), (5, 1.0, "")),
        "hours_per_week": 5.0,
    }


@plan_weeks.visible(edge=True, en="one chapter", zh="只有一章")
def one_chapter():
    return {"chapters": chapters_of((3, 2.5, "1")), "hours_per_week": 2.0}


@plan_weeks.visible(edge=True, en="no chapters", zh="没有章")
def no_chapters():
    return {"chapters": QUESTION_CHAPTERS.head(0), "hours_per_week": 8.0}


@plan_weeks.hidden(worlds=3)
def other_courses(world: World):
    rng = world.rng
    rows = world.table("syllabus_map").groupby("chapter").agg(hours=("minutes", "sum"), needs=("needs", "first"))
    rows = rows.reset_index().assign(hours=lambda table: (table["hours"] / 30).round() / 2)
    rows["hours"] = rows["hours"] + rng.integers(0, 5, len(rows)) / 2
    rows = rows.sample(int(rng.integers(8, 19)), random_state=rng).reset_index(drop=True)
    return {"chapters": rows, "hours_per_week": float(rng.integers(8, 24))}


@plan_weeks.invariant(en="Every chapter stands in the plan once.", zh="每一章在计划里正好出现一次。")
def every_chapter_once(result, *, chapters, **inputs):
    return sorted(result["chapter"]) == sorted(chapters["chapter"])


@plan_weeks.right
def order_first_then_weeks(chapters, hours_per_week):
    left = {row.chapter: row for row in chapters.itertuples()}
    order = []
    while left:
        for number in sorted(left):
            text = left[number].needs
            before = [int(part) for part in str(text).split()] if isinstance(text, str) else []
            if not any(need in left for need in before):
                order.append(left.pop(number))
                break
    rows, week, load = [], 1, 0.0
    for row in order:
        if load and load + row.hours > hours_per_week:
            week, load = week + 1, 0.0
        load += row.hours
        rows.append({"chapter": row.chapter, "week": week if week <= 4 else None, "load": load if week <= 4 else None})
    return pd.DataFrame(rows, columns=PLAN_COLUMNS)


def planned(chapters, hours_per_week, **slips):
    """The rule with slips."""
    hours = dict(zip(chapters["chapter"], chapters["hours"], strict=True))
    texts = dict(zip(chapters["chapter"], chapters["needs"].fillna(""), strict=True))
    if slips.get("as_text"):
        needs = {one: [part for part in texts if str(part) in texts[one] and part != one] for one in texts}
    elif slips.get("first_need"):
        needs = {one: [int(part) for part in text.split()[:1]] for one, text in texts.items()}
    elif slips.get("last_need"):
        needs = {one: [int(part) for part in text.split()[-1:]] for one, text in texts.items()}
    else:
        needs = {one: [int(part) for part in text.split()] for one, text in texts.items()}
    if slips.get("given_order"):
        order = list(hours)
    elif slips.get("by_number"):
        order = sorted(hours)
    else:
        waiting = list(hours) if slips.get("ready_as_given") else sorted(hours)
        if slips.get("shortest"):
            waiting.sort(key=lambda one: (hours[one], one))
        if slips.get("largest"):
            waiting.sort(reverse=True)
        order = []
        while waiting:
            ready = [one for one in waiting if not set(needs[one]) & set(waiting)]
            if slips.get("missing_blocks"):
                ready = [one for one in waiting if set(needs[one]) <= set(order)]
            if not ready:
                break
            taken = ready if slips.get("rounds") else ready[:1]
            order += taken
            waiting = [one for one in waiting if one not in taken]
    rows, week, load, loads = [], 1, 0.0, {}
    for one in order:
        if slips.get("fill_up"):
            week = next(
                number
                for number in range(1, 99)
                if not loads.get(number) or loads[number] + hours[one] <= hours_per_week
            )
            loads[week] = loads.get(week, 0.0) + hours[one]
            load = loads[week]
        else:
            total = load + hours[one]
            over = total >= hours_per_week if slips.get("full_is_over") else total > hours_per_week
            if slips.get("after"):
                over = load > hours_per_week or load == hours_per_week
            if over and (load > 0 or slips.get("empty_week")):
                week, load = week + 1, (total - hours_per_week if slips.get("carry") else 0.0)
                load = load - hours[one] if slips.get("carry") else load
            load += hours[one]
        last = slips.get("weeks", 4)
        late = week > last
        shown = hours[one] if slips.get("own_hours") else load
        if slips.get("before"):
            shown = load - hours[one]
        if late and slips.get("drop_late"):
            continue
        if slips.get("keep_load"):
            rows.append((one, NAN if late else week, shown))
        elif slips.get("week_five"):
            rows.append((one, min(week, 5), shown))
        else:
            rows.append((one, NAN if late else week, NAN if late else shown))
    table = pd.DataFrame(rows, columns=PLAN_COLUMNS)
    if slips.get("whole_load"):
        table["load"] = table.groupby("week")["load"].transform("max")
    if slips.get("sorted"):
        table = table.sort_values("chapter", ignore_index=True)
    return table


@plan_weeks.right
def with_dictionaries(chapters, hours_per_week):
    return planned(chapters, hours_per_week)


@plan_weeks.wrong(
    en="The chapters are in order of their numbers; what they need was not looked at.",
    zh="各章只按号码排了，没有看先修关系。",
)
def numbers_only(chapters, hours_per_week):
    return planned(chapters, hours_per_week, by_number=True)


@plan_weeks.wrong(
    en="The chapters are in the order of the table. Order them by what they need first.",
    zh="各章照着表里的先后。要先按先修关系排。",
)
def order_of_the_table(chapters, hours_per_week):
    return planned(chapters, hours_per_week, given_order=True)


@plan_weeks.wrong(
    en="Of several possible chapters the first in the table was taken. Take the smallest number.",
    zh="可以取的有好几章时，取了表里排在前面的。要取号码最小的。",
)
def first_ready_in_the_table(chapters, hours_per_week):
    return planned(chapters, hours_per_week, ready_as_given=True)


@plan_weeks.wrong(
    en="Of several possible chapters the shortest was taken. The rule is the smallest number.",
    zh="可以取的有好几章时，取了最短的。规矩是取号码最小的。",
)
def shortest_first(chapters, hours_per_week):
    return planned(chapters, hours_per_week, shortest=True)


@plan_weeks.wrong(
    en="Of several possible chapters the largest number was taken.", zh="可以取的有好几章时，取了号码最大的。"
)
def largest_number_first(chapters, hours_per_week):
    return planned(chapters, hours_per_week, largest=True)


@plan_weeks.wrong(
    en="All possible chapters were taken at once, then the next round. After *each* chapter look again: a smaller number may have become possible.",
    zh="把能取的一次全取了，再来下一轮。每取**一章**都要重新看：也许号码更小的又可以了。",
)
def round_by_round(chapters, hours_per_week):
    return planned(chapters, hours_per_week, rounds=True)


@plan_weeks.wrong(
    en="Only the first number in `needs` was looked at. All of them have to be done: `split()` gives the list.",
    zh="`needs` 只看了第一个号码。要都学过才行：`split()` 会给出列表。",
)
def first_need_only(chapters, hours_per_week):
    return planned(chapters, hours_per_week, first_need=True)


@plan_weeks.wrong(
    en="Only the last number in `needs` was looked at. All of them have to be done.",
    zh="`needs` 只看了最后一个号码。要都学过才行。",
)
def last_need_only(chapters, hours_per_week):
    return planned(chapters, hours_per_week, last_need=True)


@plan_weeks.wrong(
    en="`needs` was searched as text, so '10' holds a '1'. Cut it at the spaces and compare whole numbers.",
    zh="`needs` 是当文字找的，“10”里也有“1”。要按空格切开，比整个号码。",
)
def needs_searched_as_text(chapters, hours_per_week):
    try:
        return planned(chapters, hours_per_week, as_text=True)
    except IndexError:
        return None


@plan_weeks.wrong(
    en="A needed chapter that is not in the table holds others up for ever. It has been done before.",
    zh="先修章不在表里，别的章就永远排不上了。不在表里的，就是以前学过了。",
)
def missing_chapters_block(chapters, hours_per_week):
    return planned(chapters, hours_per_week, missing_blocks=True)


@plan_weeks.wrong(
    en="A week that would be exactly full was called too full. Only *above* the hours does the next one begin.",
    zh="正好排满的周被当成超了。**超过**才换下一周。",
)
def exactly_full_is_over(chapters, hours_per_week):
    return planned(chapters, hours_per_week, full_is_over=True)


@plan_weeks.wrong(
    en="The next week begins only once the hours are used up, so weeks run over. Ask *before* the chapter is added.",
    zh="要等小时用完才换周，结果超了。应当在加这一章**之前**问。",
)
def asked_after_adding(chapters, hours_per_week):
    return planned(chapters, hours_per_week, after=True)


@plan_weeks.wrong(
    en="A long chapter left an empty week behind. A week that holds nothing takes it, whatever its length.",
    zh="长的章前面空出了一周。空的一周，多长的章都放得下。",
)
def an_empty_week_left(chapters, hours_per_week):
    return planned(chapters, hours_per_week, empty_week=True)


@plan_weeks.wrong(
    en="Short chapters went back into earlier weeks. Weeks before are never filled up.",
    zh="短的章回头填进了前面的周。前面的周不再填。",
)
def earlier_weeks_filled(chapters, hours_per_week):
    return planned(chapters, hours_per_week, fill_up=True)


@plan_weeks.wrong(
    en="Weeks after the fourth have numbers. What does not fit into four is left over: missing.",
    zh="第四周以后还写着周数。四周排不下的，`week` 和 `load` 缺失。",
)
def a_fifth_week(chapters, hours_per_week):
    return planned(chapters, hours_per_week, weeks=99)


@plan_weeks.wrong(
    en="Left-over chapters stand in a week 5. Their `week` and `load` are missing.",
    zh="排不下的章写成了第 5 周。它们的 `week` 和 `load` 要缺失。",
)
def week_five(chapters, hours_per_week):
    return planned(chapters, hours_per_week, week_five=True)


@plan_weeks.wrong(
    en="Left-over chapters are gone. They keep their row, with missing `week` and `load`.",
    zh="排不下的章不见了。它们的行要留着，`week` 和 `load` 缺失。",
)
def left_over_dropped(chapters, hours_per_week):
    return planned(chapters, hours_per_week, drop_late=True)


@plan_weeks.wrong(
    en="Left-over chapters still have a `load`. Without a week there is none: missing.",
    zh="排不下的章还写着 `load`。没有周，也就没有它：要缺失。",
)
def load_of_the_left_over(chapters, hours_per_week):
    return planned(chapters, hours_per_week, keep_load=True)


@plan_weeks.wrong(
    en="`load` holds the chapter's own hours. It is the week's hours so far, this chapter included.",
    zh="`load` 里是这一章自己的小时数。它应当是这一周到这一章为止的小时数。",
)
def own_hours(chapters, hours_per_week):
    return planned(chapters, hours_per_week, own_hours=True)


@plan_weeks.wrong(en="`load` leaves this chapter out. It is included.", zh="`load` 没有算上这一章。要算上。")
def load_before_the_chapter(chapters, hours_per_week):
    return planned(chapters, hours_per_week, before=True)


@plan_weeks.wrong(
    en="`load` is the whole week's. It is the hours *so far*: it rises within the week.",
    zh="`load` 写成了整周的合计。它是**到这一章为止**的：在一周里一步步往上加。",
)
def load_of_the_whole_week(chapters, hours_per_week):
    return planned(chapters, hours_per_week, whole_load=True)


@plan_weeks.wrong(
    en="What did not fit into a week was carried over, as if a chapter could be cut. A chapter stays whole.",
    zh="一周放不下的部分挪到了下一周，像是把一章切开了。一章要整个放。",
)
def chapters_cut_in_two(chapters, hours_per_week):
    return planned(chapters, hours_per_week, carry=True)


@plan_weeks.wrong(
    en="The plan was sorted by chapter at the end. It stands in the order in which chapters are taken.",
    zh="最后又按章号排了一遍。表要按取的先后排。",
)
def sorted_by_chapter(chapters, hours_per_week):
    return planned(chapters, hours_per_week, sorted=True)


# chart_take_rate: sums over sums, year by year

chart_take_rate = Exercise(points=3, compare="chart", tolerance=1e-6)


def platforms_of(*rows: tuple[int, str, str, float, float]) -> pd.DataFrame:
    table = pd.DataFrame(list(rows), columns=["year", "platform", "type", "gmv", "revenue"])
    return table.astype({"year": "int64", "gmv": float, "revenue": float})


def draw_rates(rates: pd.Series):
    """A bar chart in plain matplotlib, with title and labels."""
    import matplotlib.pyplot as plt

    _, axes = plt.subplots()
    axes.bar([str(name) for name in rates.index], rates.to_numpy(float))
    axes.set(title="Take rate by year", xlabel="year", ylabel="revenue / GMV")
    return axes


QUESTION_PLATFORMS = platforms_of(
    (2025, "A", "general", 900.0, 27.0),
    (2025, "B", "content", 95.0, 7.6),
    (2025, "C", "content", 5.0, 2.0),
    (2024, "A", "general", 960.0, 24.0),
    (2024, "B", "content", 40.0, 2.0),
)
THREE_YEARS = platforms_of(
    (2023, "kiwi", "vertical", 60.0, 6.0), (2024, "kiwi", "vertical", 80.0, 9.0), (2023, "moss", "general", 500.0, 15.0),
    (2024, "moss", "general", 300.0, 9.0), (2024, "moss", "general", 200.0, 8.0), (2023, "fern", "general", 250.0, 15.0),
    (2022, "fern", "general", 500.0, 24.0), (2022, "kiwi", "vertical", 30.0, 2.4), (2023, "reed", "vertical", 6.0, 0.2),
    (2023, "reed", "vertical", 9.0, 0.7), (2023, "lime", "vertical", 15.0, 3.0), (2023, "tiny", "vertical", 6.0, 3.0),
    (2023, "sage", "content", 152.0, 7.0), (2024, "dust", "vertical", 5.5, 2.0), (2024, "lime", "vertical", 200.0, 44.0),
    (2022, "crumb", "general", 4.0, 1.0),
)  # fmt: skip


@chart_take_rate.example
def the_platforms_of_the_question():
    return {"platforms": QUESTION_PLATFORMS, "kind": "content"}, [(2024, 0.05), (2025, 0.08)]


@chart_take_rate.visible(en="the platforms of the question", zh="题目里的平台")
def of_the_question():
    return {"platforms": QUESTION_PLATFORMS, "kind": "content"}


@chart_take_rate.visible(en="three years, a platform in two rows", zh="三年，有个平台分两行")
def three_years():
    return {"platforms": THREE_YEARS, "kind": "vertical"}


@chart_take_rate.visible(en="the same, another type", zh="同样的表，另一类")
def another_type():
    return {"platforms": THREE_YEARS, "kind": "general"}


@chart_take_rate.visible(edge=True, en="exactly 1 %", zh="正好 1%")
def exactly_one_percent():
    return {
        "platforms": platforms_of(
            (2025, "a", "general", 590.0, 20.0),
            (2025, "b", "vertical", 400.0, 40.0),
            (2025, "c", "vertical", 10.0, 3.0),
        ),
        "kind": "vertical",
    }


@chart_take_rate.visible(edge=True, en="a year of small platforms only", zh="有一年只有小平台")
def small_ones_only():
    return {
        "platforms": platforms_of(
            (2023, "a", "general", 990.0, 20.0), (2023, "c", "content", 5.0, 1.0), (2023, "d", "content", 5.0, 1.0),
            (2024, "c", "content", 30.0, 2.0), (2024, "a", "general", 970.0, 30.0), (2025, "a", "general", 900.0, 30.0),
        ),
        "kind": "content",
    }  # fmt: skip


@chart_take_rate.visible(edge=True, en="a year without revenue", zh="有一年没有收入")
def no_revenue():
    return {
        "platforms": platforms_of(
            (2023, "b", "peer", 100.0, 0.0), (2023, "a", "general", 800.0, 30.0), (2024, "b", "peer", 120.0, 3.0)
        ),
        "kind": "peer",
    }


@chart_take_rate.hidden(worlds=3)
def other_industries(world: World):
    rng = world.rng
    rows = world.table("platform_share")[["year", "platform", "type", "gmv", "revenue"]]
    rows = rows.sample(frac=0.9, random_state=rng)
    rows = pd.concat([rows, rows.sample(12, random_state=rng)], ignore_index=True)
    return {"platforms": rows, "kind": str(rng.choice(["general", "vertical", "content"]))}


@chart_take_rate.right
def year_after_year(platforms, kind):
    rates = {}
    for year in sorted(set(platforms["year"])):
        rows = platforms[platforms["year"] == year]
        sales = earned = 0.0
        for _, one in rows.groupby("platform"):
            if one["type"].iloc[0] == kind and one["gmv"].sum() >= 0.01 * rows["gmv"].sum():
                sales, earned = sales + one["gmv"].sum(), earned + one["revenue"].sum()
        if sales:
            rates[year] = earned / sales
    return draw_rates(pd.Series(rates))


def rates_of(platforms, kind, **slips):
    """The rule with slips."""
    rows = platforms[platforms["type"] == kind] if slips.get("type_first") else platforms
    keys = ["year", "platform", "type"]
    totals = (
        rows[[*keys, "gmv", "revenue"]]
        if slips.get("rows")
        else rows.groupby(keys, as_index=False)[["gmv", "revenue"]].sum()
    )
    by_year = totals.groupby("year")["gmv"]
    whole = by_year.transform("max") if slips.get("of_largest") else by_year.transform("sum")
    if slips.get("all_years_total"):
        whole = totals["gmv"].sum()
    if slips.get("last_year_decides"):
        last = totals[totals["year"] == totals["year"].max()]
        large = last.loc[last["gmv"] >= 0.01 * last["gmv"].sum(), "platform"]
        kept = totals[totals["platform"].isin(large)]
    elif slips.get("small"):
        kept = totals
    else:
        kept = totals[(totals["gmv"] > 0.01 * whole) if slips.get("strict") else (totals["gmv"] >= 0.01 * whole)]
    if not slips.get("all_types"):
        kept = kept[kept["type"] == kind]
    kept = kept.assign(rate=kept["revenue"] / kept["gmv"])
    sums = kept.groupby("year")[["gmv", "revenue"]].sum()
    if slips.get("mean"):
        rates = kept.groupby("year")["rate"].mean()
    elif slips.get("turned"):
        rates = sums["gmv"] / sums["revenue"].where(sums["revenue"] > 0)
    elif slips.get("yuan"):
        rates = sums["revenue"]
    elif slips.get("of_all"):
        rates = sums["revenue"] / platforms.groupby("year")["gmv"].sum().reindex(sums.index)
    else:
        rates = sums["revenue"] / sums["gmv"]
    if slips.get("zero_years"):
        rates = rates.reindex(sorted(platforms["year"].unique()), fill_value=0.0)
    if slips.get("latest"):
        rates = rates.tail(1)
    return rates


@chart_take_rate.right
def as_a_line_in_seaborn(platforms, kind):
    import matplotlib.pyplot as plt
    import seaborn as sns

    rates = rates_of(platforms, kind).rename("rate").rename_axis("year").reset_index()
    _, axes = plt.subplots()
    sns.lineplot(rates, x="year", y="rate", errorbar=None, marker="o", ax=axes)
    axes.set(title="What platforms keep", xlabel="year", ylabel="take rate")
    return axes


@chart_take_rate.wrong(
    en="Platforms of every type are in the sums. Only those of `kind` count.",
    zh="各种类型的平台都算进去了。只要 `kind` 这一类。",
)
def every_type(platforms, kind):
    return draw_rates(rates_of(platforms, kind, all_types=True))


@chart_take_rate.wrong(
    en="Platforms with less than 1 % of a year are still in. Leave them out of that year.",
    zh="当年不到 1% 的平台还在。那一年要去掉。",
)
def small_platforms_kept(platforms, kind):
    return draw_rates(rates_of(platforms, kind, small=True))


@chart_take_rate.wrong(
    en="A platform with exactly 1 % is gone. Only *less* than 1 % is left out.",
    zh="正好 1% 的平台不见了。**不到** 1% 才去掉。",
)
def exactly_one_percent_dropped(platforms, kind):
    return draw_rates(rates_of(platforms, kind, strict=True))


@chart_take_rate.wrong(
    en="Rows were measured against 1 %, not platforms. Add up a platform's rows of the year first.",
    zh="拿每一行去比 1% 了。要先把一个平台当年的几行加起来。",
)
def rows_for_platforms(platforms, kind):
    return draw_rates(rates_of(platforms, kind, rows=True))


@chart_take_rate.wrong(
    en="1 % was taken of the type alone, for the others were filtered out first. It is 1 % of all platforms of the year.",
    zh="1% 是按这一类的合计算的，因为先筛掉了别的。应当是当年所有平台合计的 1%。",
)
def one_percent_of_the_type(platforms, kind):
    return draw_rates(rates_of(platforms, kind, type_first=True))


@chart_take_rate.wrong(
    en="1 % was taken of the year's largest platform. It is 1 % of all together.",
    zh="1% 是按当年最大那家算的。应当是全部合计的 1%。",
)
def one_percent_of_the_largest(platforms, kind):
    return draw_rates(rates_of(platforms, kind, of_largest=True))


@chart_take_rate.wrong(
    en="1 % was taken of all years together. Each year has a total of its own.",
    zh="1% 是按所有年份的合计算的。每年有每年的总数。",
)
def one_percent_of_all_years(platforms, kind):
    return draw_rates(rates_of(platforms, kind, all_years_total=True))


@chart_take_rate.wrong(
    en="The last year decided who is small in all years. A platform is measured in each year anew.",
    zh="用最后一年决定了哪些平台算小。每一年都要重新看。",
)
def the_last_year_decides(platforms, kind):
    return draw_rates(rates_of(platforms, kind, last_year_decides=True))


@chart_take_rate.wrong(
    en="The platforms' rates were averaged, so a small one weighs as much as a large one. Divide sums by sums.",
    zh="把各家的比率拿来平均了，小平台和大平台一样重。要合计除以合计。",
)
def mean_of_rates(platforms, kind):
    return draw_rates(rates_of(platforms, kind, mean=True))


@chart_take_rate.wrong(
    en="The fraction stands on its head: take rate is revenue over GMV.", zh="分数倒过来了：变现率是收入除以 GMV。"
)
def turned_round(platforms, kind):
    return draw_rates(rates_of(platforms, kind, turned=True).dropna())


@chart_take_rate.wrong(
    en="You divided by the GMV of all types. A type's take rate divides by its own.",
    zh="除以了所有类型的 GMV。一类的变现率，要除以它自己的。",
)
def over_all_types(platforms, kind):
    return draw_rates(rates_of(platforms, kind, of_all=True))


@chart_take_rate.wrong(en="The bars show yuan. Divide by the GMV.", zh="柱子是金额。要除以 GMV。")
def yuan_for_rates(platforms, kind):
    return draw_rates(rates_of(platforms, kind, yuan=True))


@chart_take_rate.wrong(
    en="A year without a remaining platform stands there with 0. There is nothing to divide: it has no bar.",
    zh="没有平台留下的年份画成了 0。没有可除的：那一年不画。",
)
def empty_years_at_zero(platforms, kind):
    return draw_rates(rates_of(platforms, kind, zero_years=True))


@chart_take_rate.wrong(
    en="Only the latest year is drawn. Every year is asked for.", zh="只画了最近一年。每一年都要画。"
)
def the_latest_year_only(platforms, kind):
    return draw_rates(rates_of(platforms, kind, latest=True))


@chart_take_rate.wrong(en="The type was written in: it is the argument `kind`.", zh="把类型写死了：应当用参数 `kind`。")
def always_content(platforms, kind):
    return draw_rates(rates_of(platforms, "content"))


@chart_take_rate.wrong(
    en="The right marks, but without a title and axis labels: nobody else can read this chart.",
    zh="画的数是对的，但没有标题，轴也没有名称：别人看不懂这张图。",
)
def a_bare_chart(platforms, kind):
    axes = draw_rates(rates_of(platforms, kind))
    axes.set(title="", xlabel="", ylabel="")
    return axes
