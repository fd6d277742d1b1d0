"""What is planted in the tables of the industry and of learning is there, and the lessons' own methods find it."""

from dataclasses import replace
from functools import lru_cache
from typing import Any

import numpy as np
import pandas as pd
import pytest
import yaml

from classroom.source import course_folder
from classroom.world import landscape
from classroom.world.effects import Effects
from classroom.world.effects_landscape import SpacedLearning, StrugglersStay
from classroom.world.made import Made
from classroom.world.schema import TABLES
from classroom.world.write import arrow_table, column_entry
from storelab.data import to_frame

SEEDS = (20251111, 7)
OFF = dict.fromkeys(("small_fast_segment", "followers_catch_up", "right_elsewhere", "spaced_learning", "strugglers_stay", "closed_circle"))  # fmt: skip


@lru_cache
def world(seed: int, off: str = "") -> dict[str, pd.DataFrame]:
    """The tables of this group alone: they need nothing of the shop but its seed."""
    effects = replace(Effects(), **{off: None}) if off else Effects()
    nothing: Any = None
    made = Made(seed, effects, nothing, nothing, nothing, nothing)
    return {
        name: to_frame(arrow_table(TABLES[name], piece), [column_entry(column) for column in TABLES[name].columns])
        for name, piece in landscape.tables(made)
    }


def sales(seed: int, off: str = "") -> pd.DataFrame:
    return world(seed, off)["industry_annual"].pivot(index="year", columns="segment", values="gmv")


@pytest.mark.parametrize("seed", SEEDS)
def test_the_fastest_segment_adds_next_to_nothing(seed: int) -> None:
    gmv = sales(seed)
    growth = gmv.pct_change().loc[2025]
    points = 100 * gmv.diff().loc[2025] / gmv.loc[2024].sum()
    assert growth.idxmax() == "rental"
    assert growth["rental"] > 3 * growth.drop("rental").max()
    assert 0 < points["rental"] < 0.2
    assert points["rental"] < 0.06 * points.sum()
    assert gmv.loc[2025, "rental"] / gmv.loc[2025].sum() < 0.006
    assert sales(seed, "small_fast_segment").pct_change().loc[2025, "rental"] < 0.1


@pytest.mark.parametrize("seed", SEEDS)
def test_the_top_three_keep_their_share_while_the_index_falls(seed: int) -> None:
    def by_year(off: str = "") -> pd.DataFrame:
        platforms = world(seed, off)["platform_share"]
        gmv = platforms.pivot(index="year", columns="platform", values="gmv")
        share = gmv.div(gmv.sum(axis=1), axis=0)
        three = share.apply(lambda row: row.nlargest(3).sum(), axis=1)
        return pd.DataFrame({"cr3": three, "hhi": (share**2).sum(axis=1)})

    found = by_year()
    assert found["cr3"].max() - found["cr3"].min() < 0.01
    assert found["hhi"].is_monotonic_decreasing
    assert found["hhi"].iloc[-1] < 0.72 * found["hhi"].iloc[0]
    assert by_year("followers_catch_up")["hhi"].iloc[-1] > 0.95 * found["hhi"].iloc[0]


@pytest.mark.parametrize("seed", SEEDS)
def test_one_claim_is_right_only_of_something_else(seed: int) -> None:
    def distance(off: str = "") -> tuple[float, float]:
        claims = world(seed, off)["quoted_claims"].query("kind == 'model' and text_en.str.startswith('Of all')")
        newest = claims.sort_values("evidence_date").groupby("same_definition").last()
        off_by = (newest["value"] / newest["evidence_value"] - 1).abs()
        return off_by[True], off_by[False]

    same, other = distance()
    assert same > 0.3
    assert other < 0.05
    same, other = distance("right_elsewhere")
    assert same < 0.05
    assert other > 0.2


@pytest.mark.parametrize("seed", SEEDS)
def test_evidence_on_the_model_is_the_models(seed: int) -> None:
    tables = world(seed)
    gmv, claims = sales(seed), tables["quoted_claims"]
    stored = claims[claims["text_en"].str.startswith("Rental")].set_index("evidence_date")["evidence_value"]
    assert stored.iloc[-1] == pytest.approx(gmv["rental"].pct_change().loc[2025], abs=1e-6)
    three = claims.loc[claims["text_en"].str.startswith("The three"), "evidence_value"].iloc[0]
    of_2025 = tables["platform_share"].query("year == 2025")["gmv"]
    assert three == pytest.approx(of_2025.nlargest(3).sum() / of_2025.sum(), abs=1e-6)
    assert set(claims.loc[claims["kind"] == "public", "unit"]) <= {"share", "trillion_yuan", "million_people"}
    public = claims[(claims["kind"] == "public") & claims["evidence_value"].notna()]
    assert public["evidence_en"].str.contains("confirm at the source").all()
    assert public["evidence_zh"].str.contains("来源处核实").all()


@pytest.mark.parametrize("seed", SEEDS)
def test_platforms_share_what_the_industry_sells_to_people(seed: int) -> None:
    tables = world(seed)
    industry, platforms = tables["industry_annual"], tables["platform_share"]
    people = industry[industry["segment"] != "wholesale"].groupby("year")["gmv"].sum()
    assert (platforms.groupby("year")["gmv"].sum() == people).all()
    assert (platforms["revenue"] < 0.2 * platforms["gmv"]).all()
    shoppers = industry.groupby("year")["online_shoppers"].first()
    assert (platforms["users"] < platforms["year"].map(shoppers)).all()


@pytest.mark.parametrize("seed", SEEDS)
def test_numbers_of_the_industry_belong_together(seed: int) -> None:
    industry = world(seed)["industry_annual"]
    assert (industry.groupby("year")[["online_shoppers", "internet_users", "retail"]].nunique() == 1).all(axis=None)
    assert (industry["online_shoppers"] < industry["internet_users"]).all()
    people = industry[industry["segment"] != "wholesale"]
    assert (people["buyers"] < people["online_shoppers"]).all()
    assert people["adoption"].to_numpy() == pytest.approx(
        (people["buyers"] / people["online_shoppers"]).to_numpy(), abs=1e-6
    )
    assert industry.loc[industry["segment"] == "wholesale", "adoption"].isna().all()
    # Buyers overlap: adding them up gives more people than there are.
    assert people.query("year == 2025")["buyers"].sum() > people["online_shoppers"].max()
    assert (people.groupby("year")["gmv"].sum() < people.groupby("year")["retail"].first()).all()
    order = industry["gmv"] / industry["orders"]
    assert order.between(30, 5_000).all()
    assert (industry["source"] == "course_model").all()


def test_shares_of_the_price_add_up() -> None:
    chain = world(7)["value_chain"]
    assert chain["take_rate"].sum() == pytest.approx(1.0)
    margin = chain.set_index("node").eval("take_rate * (1 - cost_share)")
    # The merchant receives most after the producer, and keeps less than the platform's advertising does.
    assert margin["merchant"] < margin["advertising"]
    assert set(chain["to_node"]) <= set(chain["node"])


@pytest.mark.parametrize("seed", SEEDS)
def test_spread_study_shows_only_after_two_weeks(seed: int) -> None:
    def gaps(off: str = "") -> pd.Series:
        log = world(seed, off)["learning_log"]
        assert (log[log["kind"] == "study"].groupby("learner")["minutes"].sum() == 60).all()
        means = log[log["kind"] == "quiz"].pivot_table(index="days_after", columns="plan", values="quiz_score")
        return means["four_days"] - means["one_evening"]

    gap = gaps()
    noise = 11 * np.sqrt(2 / 80)  # standard error of a difference of two means of 80 learners
    assert abs(gap[1]) < 3 * noise
    assert gap[14] == pytest.approx(SpacedLearning().two_weeks, abs=3 * noise)
    assert gap[14] > 2 * noise
    assert gaps("spaced_learning")[14] == pytest.approx(gap[14] - SpacedLearning().two_weeks, abs=0.8)


@pytest.mark.parametrize("seed", SEEDS)
def test_the_mean_of_an_attempt_hides_that_everybody_improves(seed: int) -> None:
    def attempts(off: str = "") -> pd.DataFrame:
        rows = world(seed, off)["learning_log"].query("kind == 'attempt'")
        return rows.pivot(index="learner", columns="attempt", values="quiz_score").astype(float)

    wide = attempts()
    own = wide.diff(axis=1).mean().loc[3:5]
    of_all = wide.mean().diff().loc[3:5]
    assert (own > 3).all()
    assert of_all.mean() < 0.6 * own.mean()
    assert wide[6].notna().sum() < 0.5 * wide[1].notna().sum()
    rows = world(seed)["learning_log"].query("attempt == 2").set_index("learner")["peer_comment"]
    gain = (wide[2] - wide[1]).dropna().groupby(rows).mean()
    # Points end at 100, so those who were close to it can show less than they gained.
    noise = 5.5 * np.sqrt(4 / wide[2].notna().sum())
    assert 3 * noise < gain[True] - gain[False] < StrugglersStay().comment + 2 * noise
    without = attempts("strugglers_stay")
    assert without.notna().all(axis=None)
    assert abs(without.diff(axis=1).mean().mean()) < 1


@pytest.mark.parametrize("seed", SEEDS)
def test_most_contacts_is_not_most_reach(seed: int) -> None:
    def reach(off: str = "") -> dict[int, tuple[int, int]]:
        ties = world(seed, off)["kol_network"]
        assert not ties.duplicated(["from_id", "to_id"]).any()
        turned = ties.rename(columns={"from_id": "to_id", "to_id": "from_id"})
        assert len(ties.merge(turned, on=["from_id", "to_id", "weight"])) == len(ties)
        found = {}
        for account in (1, 2, 3):
            first = set(ties.loc[ties["from_id"] == account, "to_id"])
            second = set(ties.loc[ties["from_id"].isin(first), "to_id"]) - {account}
            found[account] = (len(first), len(first | second))
        return found

    found = reach()
    assert found[1][0] == max(one for one, _ in found.values())
    assert found[2][1] > 2 * found[1][1]
    assert reach("closed_circle")[1][1] > 2 * found[1][1]


def test_the_course_map_is_that_of_the_syllabus() -> None:
    syllabus = yaml.safe_load((course_folder() / "syllabus.yml").read_text(encoding="utf-8"))["chapters"]
    rows = world(7)["syllabus_map"]
    by_chapter = rows.groupby("chapter").first()
    for chapter in syllabus:
        number = int(chapter["id"][:2])
        if chapter.get("primer"):
            continue
        assert by_chapter.loc[number, "week"] == chapter["week"]
        needs = by_chapter.loc[number, "needs"]
        assert ([] if pd.isna(needs) else [int(name) for name in needs.split()]) == chapter["needs"]
    assert len(rows) == 100
    assert 80 < rows["minutes"].sum() / 60 < 100


def test_two_cheap_courses_beat_the_one_that_teaches_most() -> None:
    courses = world(7)["resources"].query("kind == 'course'")
    assert courses.loc[courses["price"].idxmax(), "resource"] == "bootcamp"
    assert courses["skills"].str.contains("data").sum() == 4
    assert (world(7)["resources"]["hours"] > 0).all()


def test_all_effects_of_this_group_are_tested() -> None:
    from classroom.world import effects_landscape

    classes = {name for name in vars(effects_landscape) if isinstance(getattr(effects_landscape, name), type)}
    assert classes == {type(getattr(Effects(), name)).__name__ for name in OFF}
