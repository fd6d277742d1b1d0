"""The case holds what its rubrics say of it: every figure named there comes out of the solutions."""

from typing import Any

import pytest

from classroom.build.outputs import check_points_of, points_of
from classroom.source import Chapter, load_chapter


@pytest.fixture(scope="module")
def report() -> Chapter:
    return load_chapter("case_report")


@pytest.fixture(scope="module")
def case(report: Chapter) -> dict[str, Any]:
    """Names of the notebook after all its cells with solutions, checks left out."""
    names: dict[str, Any] = {}
    for cell in report.exercise_cells:
        if cell.kind == "code" and "check" not in cell.metadata:
            exec(compile(cell.source, cell.place, "exec"), names)
    return names


def rubrics(report: Chapter, name: str) -> list[str]:
    return [cell.source for cell in report.exercise_cells if cell.metadata.get("rubric") == name]


def percent(share: float, digits: int, language: str) -> str:
    return f"{100 * share:.{digits}f}{' ' if language == 'en' else ''}%"


def test_half_of_the_points_is_automatic(report):
    assert check_points_of(report) == points_of(report) / 2


def test_the_obvious_suspect_came_late(case):
    breaks = case["answers"]["order_of_breaks"]
    assert list(breaks.index) == ["in_stock", "return_share", "conversion", "rival_price", "visits"]
    assert breaks["conversion"] < breaks["rival_price"] < breaks["visits"]


def test_at_the_meeting_nobody_could_have_seen_it_outside_the_band_twice(case):
    """The case says that nobody saw anything to talk about in week 13, when only the sizes were outside."""
    weeks = case["stride"][case["stride"]["week"] <= 13]
    assert list(case["order_of_breaks"](weeks=weeks, metrics=case["metrics"]).index) == ["in_stock"]


def test_the_till_is_half_empty_since_the_price_cut(case):
    """The case says: thirteen weeks about as usual, half now; for four weeks in between it was three quarters."""
    calm = case["stride"][~case["stride"]["campaign"]]
    usual = calm.loc[calm["week"] <= 10, "profit"].mean()
    share = calm.set_index("week")["profit"] / usual
    assert share[share.index <= 13].between(0.9, 1.1).all()
    assert share[share.index.isin(range(14, 18))].between(0.7, 0.8).all()
    assert share[share.index >= 18].between(0.45, 0.57).all()


def test_returns_rose_as_the_case_says(case):
    shares = case["stride"].set_index("week")["return_share"]
    assert [round(shares[weeks].mean(), 2) for weeks in (slice(1, 13), slice(14, 24))] == [0.11, 0.17]


def test_the_owners_price_cut_brought_nothing(report, case):
    """The measure that takes it back gains what the cut costs at the orders that came without it."""
    stride, measures = case["stride"], case["measures"].set_index("measure")
    before = stride[stride["week"].between(14, 17)]
    after = stride[stride["week"].between(18, 24) & ~stride["campaign"]]
    prices = [part["sales"].sum() / part["orders"].sum() for part in (before, after)]
    full = [part["orders_full"].sum() / part["visits_full"].sum() for part in (before, after)]
    orders = after["orders"].mean()
    assert measures.loc["restore_price", "gain"] == round((prices[0] - prices[1]) * orders, -2) == 3300
    assert full[1] - full[0] < 0.0002
    for language, text in zip(("en", "zh"), rubrics(report, "case_argument"), strict=True):
        told = [f"{price:.1f}" for price in prices] + [percent(share, 2, language) for share in full]
        assert [one for one in [*told, f"{orders:.0f}", "3,300"] if one not in text] == []


def test_no_measure_starts_before_a_decision_acts(case):
    assert case["measures"]["starts_after"].min() == 2


def test_the_low_weeks_at_summit_are_five_runs(report, case):
    low = case["summit"].sort_values("week")["in_stock"] < 0.8
    assert (low.sum(), (low & ~low.shift(fill_value=False)).sum()) == (16, 5)
    for word, text in zip(("only five runs", "只是五段"), rubrics(report, "case_transfer"), strict=True):
        assert word in text


def test_the_rubric_of_the_argument_names_the_cases_own_figures(report, case):
    answers, stride = case["answers"], case["stride"]
    gap = answers["profit_gap"]
    breaks = answers["order_of_breaks"].astype(int)
    chosen = answers["choose_measures"]
    for language, text in zip(("en", "zh"), rubrics(report, "case_argument"), strict=True):
        week = "week {}" if language == "en" else "第 {} 周"
        amounts = [f"{amount:,.0f}" for amount in gap.values()]
        amounts += [f"{answers['cost_of_waiting'].iloc[-1]:,.0f}", f"{chosen['value']:,.0f}", *chosen["measures"]]
        weeks = [week.format(number) for number in breaks]
        weeks.append(week.format(answers["cost_of_waiting"].index[-1]))
        shares = []
        for part in (stride[stride["week"] < 15], stride[stride["week"] >= 15]):
            sums = part[["visits", "visits_full", "orders_full"]].sum()
            shares.append(percent(sums["orders_full"] / sums["visits_full"], 2, language))
            shares.append(percent(sums["visits_full"] / sums["visits"], 0, language))
        assert [told for told in [*amounts, *weeks, *shares] if told not in text] == []


def test_the_rubric_of_the_transfer_names_the_cases_own_figures(report, case):
    found, summit = case["answers"]["transfer_test"], case["summit"]
    after = summit.assign(week=summit["week"] - 1).drop(columns="in_stock")
    pairs = summit[["week", "in_stock"]].merge(after, on="week")
    signal = pairs["in_stock"] < 0.8
    sums = pairs.groupby(signal)[["orders", "visits"]].sum()
    rates = sums["orders"] / sums["visits"]
    drop = rates[False] - rates[True]
    a_week = drop * 5000 * 45
    for language, text in zip(("en", "zh"), rubrics(report, "case_transfer"), strict=True):
        told = [str(found["signals"]), str(found["others"]), f"{found['low_end']:.2f}", f"{found['high_end']:.2f}"]
        told += [percent(found["share"], 0, language), percent(found["other_share"], 0, language)]
        told += [f"{100 * drop:.2f}", f"{a_week:.0f}", f"{a_week * signal.mean():.0f}"]
        told.append(f"{a_week * signal.mean() / 2:.0f}")
        assert [one for one in told if one not in text] == []
    # A second factory costs more than missing sizes do. Earlier orders spare half: that pays with caution as well, but
    # not if the difference in conversion is only half of what was seen.
    spared = a_week * signal.mean() / 2
    assert spared / 2 < 50 < case["CAUTION"] * spared < 2 * spared < 900


def test_every_measure_that_is_left_out_is_left_out_for_another_reason(case):
    """Caution, a loss in any case, and hours: the rubric asks for each."""
    measures = case["measures"].set_index("measure", drop=False)
    alone = {
        name: case["choose_measures"](measures=measures.loc[[name]], hours=40, weeks_left=12) for name in measures.index
    }
    assert [name for name, found in alone.items() if found["measures"]] == [
        "second_factory",
        "size_alert",
        "restore_price",
    ]
    assert case["answers"]["choose_measures"]["measures"] == ["restore_price", "second_factory"]
    assert measures.loc[["restore_price", "second_factory", "more_ads"], "hours"].sum() <= 40
    assert measures.loc[["second_factory", "size_alert"], "hours"].sum() > 40
    sure = measures.assign(chance=measures["chance"] / 0.8)
    assert case["choose_measures"](measures=sure.loc[["more_ads"]], hours=40, weeks_left=12)["measures"] == ["more_ads"]
    certain = measures.loc[["match_price"]].assign(chance=0.6)
    assert case["choose_measures"](measures=certain, hours=40, weeks_left=12)["measures"] == []
