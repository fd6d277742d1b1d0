"""Cases of chapter 6: inputs, right variants and wrong answers. Expected values come from the solutions in exercises.md."""

import math
from itertools import pairwise
from statistics import NormalDist

import numpy as np
import pandas as pd

from classroom.cases import Exercise, World

# --- listing_quality: the newest version, capped parts, missing parts left out -------------------------------------

listing_quality = Exercise(points=3, compare="equal", tolerance=1e-9)

TARGETS = {"n_main": 5, "n_detail": 12, "n_scene": 3, "has_video": 1, "desc_len": 500, "attrs_filled": 15}
PARTS = list(TARGETS)
LISTING_COLUMNS = ["sku_id", "version", *PARTS]
GONE = float("nan")


def pages_of(*rows) -> pd.DataFrame:
    """Versions from (sku, version, main, detail, scene, video, text, attributes); NaN where nobody counted."""
    table = pd.DataFrame(list(rows), columns=LISTING_COLUMNS)
    counts = [name for name in PARTS if name != "has_video"]
    return table.astype(dict.fromkeys(counts, float) | {"sku_id": "int64", "version": "int64", "has_video": bool})


SHELF = pages_of(
    (14, 2, 5, 12, 1, True, 420, 15),
    (7, 1, 3, 10, 0, False, 650, 9),
    (14, 1, 5, 15, 3, True, 900, 18),
    (3, 3, 6, 8, 2, False, 250, 12),
    (3, 1, 2, 4, 0, False, 100, 5),
    (3, 2, 9, 14, 4, True, 700, 20),
    (21, 1, 0, 12, 3, True, 500, 15),
    (9, 1, 4, GONE, 2, False, 480, 15),
)


@listing_quality.example
def three_products_by_hand():
    listings = pages_of(
        (3, 1, 5, 9, 3, False, 500, 9),
        (3, 2, 5, 9, 6, False, 250, 9),
        (1, 1, 4, 9, GONE, False, 600, 9),
        (2, 1, 0, 9, 3, False, 500, 9),
    )
    expected = pd.Series([260 / 3, 0.0, 87.5], index=pd.Index([1, 2, 3], name="sku_id"))
    return {"listings": listings, "weights": {"n_main": 2, "n_scene": 1, "desc_len": 1}}, expected


@listing_quality.visible(en="a shelf with all parts", zh="一个货架，各项都算")
def all_parts():
    weights = {"n_main": 3, "n_detail": 1, "n_scene": 2, "has_video": 0.5, "desc_len": 1, "attrs_filled": 1.5}
    return {"listings": SHELF, "weights": weights}


@listing_quality.visible(en="the same shelf, pictures in use and text only", zh="同一个货架，只看场景图和文字")
def scenes_and_text():
    return {"listings": SHELF.iloc[::-1].reset_index(drop=True), "weights": {"desc_len": 1, "n_scene": 4}}


@listing_quality.visible(edge=True, en="parts that nobody counted", zh="没人数过的项")
def parts_missing():
    listings = pages_of(
        (5, 1, GONE, 6, GONE, False, 500, 15),
        (2, 1, 2, GONE, 3, True, GONE, 6),
        (8, 1, 5, 12, 3, False, 125, GONE),
    )
    weights = {"n_main": 2, "n_scene": 1, "desc_len": 1, "attrs_filled": 1}
    return {"listings": listings, "weights": weights}


@listing_quality.visible(edge=True, en="nothing known of a product", zh="一个商品什么也没数过")
def nothing_known():
    listings = pages_of((5, 1, GONE, 6, GONE, True, 500, 15), (6, 1, 4, 6, 2, True, 500, 15))
    return {"listings": listings, "weights": {"n_main": 2, "n_scene": 1}}


@listing_quality.visible(
    edge=True, en="no main picture, and main pictures have no weight", zh="没有主图，而主图没有权重"
)
def no_main_picture():
    listings = pages_of((4, 1, 0, 12, 3, True, 500, 15), (1, 2, 0, 3, 1, True, 100, 2), (1, 1, 5, 9, 2, True, 90, 9))
    return {"listings": listings, "weights": {"has_video": 1, "attrs_filled": 1}}


@listing_quality.visible(edge=True, en="no main picture and nothing else counted", zh="没有主图，别的也没数过")
def no_main_picture_and_unknown():
    listings = pages_of((4, 1, 0, GONE, GONE, True, GONE, GONE), (2, 1, 5, 6, GONE, False, 100, 3))
    return {"listings": listings, "weights": {"n_detail": 1, "n_scene": 1}}


@listing_quality.visible(edge=True, en="exactly the target and far beyond", zh="正好达标，和远远超出")
def target_and_beyond():
    listings = pages_of(
        (1, 1, 5, 12, 3, True, 500, 15), (2, 1, 50, 120, 30, True, 5000, 150), (3, 1, 4, 11, 2, False, 499, 14)
    )
    return {"listings": listings, "weights": dict.fromkeys(PARTS, 1)}


@listing_quality.visible(edge=True, en="weights of 0", zh="权重是 0")
def weights_of_zero():
    return {"listings": SHELF.head(4), "weights": {"n_main": 0, "n_scene": 0}}


@listing_quality.visible(edge=True, en="the tenth version", zh="第十版")
def the_tenth_version():
    listings = pages_of(
        (6, 9, 5, 12, 3, True, 500, 15), (6, 10, 1, 2, 0, False, 100, 3), (6, 2, 4, 12, 3, True, 500, 15)
    )
    return {"listings": listings, "weights": {"n_main": 1, "n_detail": 1}}


@listing_quality.visible(edge=True, en="counted in the old version only", zh="旧版数过、新版没数过")
def counted_in_the_old_version_only():
    # Product 5: only the text is known of version 2, 100 / 500 = 20 points. Product 6: its main pictures are not known to be 0.
    listings = pages_of(
        (5, 2, 5, 12, GONE, False, 100, 15),
        (6, 1, 0, 12, 2, False, 300, 15),
        (5, 1, 5, 12, 3, False, 100, 15),
        (6, 2, GONE, 12, 1, False, 300, 15),
    )
    return {"listings": listings, "weights": {"n_scene": 1, "desc_len": 1}}


@listing_quality.visible(edge=True, en="one product", zh="只有一个商品")
def one_product():
    return {"listings": SHELF[SHELF["sku_id"] == 7].reset_index(drop=True), "weights": {"n_main": 1, "attrs_filled": 2}}


@listing_quality.visible(edge=True, en="an empty table", zh="空表")
def an_empty_shelf():
    return {"listings": SHELF.head(0), "weights": {"n_main": 1}}


@listing_quality.hidden(worlds=3)
def pages_of_other_shops(world: World):
    versions = world.table("listings")
    products = world.rng.choice(versions["sku_id"].unique(), 40, replace=False)
    rows = versions[versions["sku_id"].isin(products)][LISTING_COLUMNS]
    rows = rows.astype(dict.fromkeys([name for name in PARTS if name != "has_video"], float))
    for name in ("n_main", "n_scene", "desc_len", "attrs_filled"):
        rows.loc[world.rng.random(len(rows)) < 0.12, name] = np.nan
    rows.loc[world.rng.random(len(rows)) < 0.1, "n_main"] = 0
    chosen = world.rng.choice(PARTS, 4, replace=False).tolist()
    weights = dict(zip(chosen, world.rng.integers(1, 5, 4).tolist(), strict=True))
    return {"listings": rows.sample(frac=1, random_state=world.rng).reset_index(drop=True), "weights": weights}


@listing_quality.invariant(en="A score lies between 0 and 100.", zh="质量分在 0 到 100 之间。")
def score_within_bounds(result, **inputs):
    known = result.dropna()
    return bool(known.between(0, 100 + 1e-9).all())


def quality(
    listings,
    weights,
    *,
    version="max",
    cap=True,
    missing="left_out",
    no_main=True,
    main_nan=False,
    scale=100.0,
    plain=False,
    total="known",
    targets=TARGETS,
    worst=True,
):
    """Scores product by product; the arguments are the ways to get a rule wrong."""
    scores = {}
    for sku, rows in listings.groupby("sku_id"):
        pick = {"max": rows["version"].idxmax(), "min": rows["version"].idxmin(), "last": rows.index[-1]}
        row = rows.loc[pick["max" if version == "all" else version]]
        if version == "all":
            row = rows[PARTS].astype(float).mean()
        above = below = 0.0
        for name, weight in weights.items():
            have = float(row[name])
            if math.isnan(have):
                if missing == "left_out":
                    continue
                have = 0.0 if missing == "zero" else targets[name]
            share = have / targets[name]
            share = min(1.0, share) if cap else share
            if plain:
                share = float(have >= targets[name])
            above += weight * share
            below += weight
        if total == "all":
            below = sum(weights.values())
        if total == "ones":
            below = 1.0
        score = scale * above / below if below else math.nan
        empty = float(row["n_main"]) == 0 or (main_nan and math.isnan(float(row["n_main"])))
        if no_main and empty and (worst or "n_main" in weights):
            score = 0.0
        scores[sku] = score
    return pd.Series(scores, dtype=float).rename_axis("sku_id")


@listing_quality.right
def product_by_product(listings, weights):
    return quality(listings, weights)


@listing_quality.right
def by_long_table(listings, weights):
    newest = listings[listings["version"] == listings.groupby("sku_id")["version"].transform("max")]
    newest = newest.set_index("sku_id").sort_index()
    long = newest[list(weights)].astype(float).reset_index().melt("sku_id", var_name="part", value_name="have").dropna()
    long["weight"] = long["part"].map(weights).astype(float)
    long["points"] = long["weight"] * np.minimum(1.0, long["have"] / long["part"].map(TARGETS).astype(float))
    sums = long.groupby("sku_id")[["points", "weight"]].sum().reindex(newest.index)
    score = 100 * sums["points"] / sums["weight"]
    score[(newest["n_main"] == 0).to_numpy()] = 0.0
    return score


def slip(exercise, function, *, en, zh, name, **options):
    """Declare a wrong answer that is a right one with one option changed."""

    def answer(*args, **inputs):
        return function(*args, **inputs, **options)

    answer.__name__ = name
    exercise.wrong(en=en, zh=zh)(answer)


for _name, _options, _en, _zh in (
    ("oldest_version", {"version": "min"},
     "The first version of each page was scored. Customers see the newest: the highest `version`.",
     "打分的是每个页面的第一版。客人看到的是最新的一版，也就是 `version` 最大的。"),
    ("last_row", {"version": "last"},
     "The last row of each product was taken. The rows come in any order: the highest `version` counts.",
     "取的是每个商品的最后一行。行的先后是乱的，要取 `version` 最大的。"),
    ("mean_of_versions", {"version": "all"},
     "The versions of a product were averaged. Only the newest one is online.",
     "把一个商品的几个版本平均了。线上只有最新的一版。"),
    ("not_capped", {"cap": False},
     "Parts beyond the target earn more than all. Cap each share at 1: thirty pictures don't make up for a missing text.",
     "超出目标的项，拿了超过满分的分。每一项最多算 1：三十张图补不了没写的文字。"),
    ("missing_as_zero", {"missing": "zero"},
     "A missing part counts as 0, or its weight still stands below the line. Nobody counted it: leave it out on both sides.",
     "缺失的项当成了 0，或者分母里还留着它的权重。没人数过，不等于没有：两边都要去掉。"),
    ("missing_as_reached", {"missing": "full"},
     "A missing part counts as reached. Nobody counted it: leave it out, with its weight.",
     "缺失的项当成了达标。没人数过：连同它的权重一起去掉。"),
    ("weights_not_divided", {"total": "ones"},
     "The sum was not divided by the weights. They need not add up to 1.",
     "没有除以权重之和。权重加起来不一定是 1。"),
    ("main_picture_rule_forgotten", {"no_main": False},
     "A page without a main picture has points. Its score is 0, whatever else is there.",
     "没有主图的页面也有分。没有主图，别的再好也是 0 分。"),
    ("main_picture_rule_only_with_weight", {"worst": False},
     "The rule of the main picture was asked only where `n_main` has a weight. It holds always.",
     "只有给了 `n_main` 权重时才用“没有主图”的规矩。这条规矩任何时候都算。"),
    ("missing_main_is_none", {"main_nan": True},
     "A page whose main pictures nobody counted got 0. Missing is not 0.",
     "主图没人数过的页面也得了 0 分。缺失不等于 0。"),
    ("share_instead_of_points", {"scale": 1.0},
     "The score runs from 0 to 1. It is to run from 0 to 100.",
     "分数是 0 到 1。题目要 0 到 100。"),
    ("all_or_nothing", {"plain": True},
     "A part below its target earns nothing. It earns the share that is reached.",
     "没到目标的项一分不给。要按达到几成给分。"),
):  # fmt: skip
    slip(listing_quality, quality, en=_en, zh=_zh, name=_name, **_options)


@listing_quality.wrong(
    en="A part that the newest version does not know was filled in from an older one: `groupby(...).last()` takes the last "
    "value that is *there*, column by column. Take the newest row as it is, gaps included.",
    zh="新版里缺失的项，用旧版的数补上了：`groupby(...).last()` 是一列一列取最后一个**不缺失**的数。要整行取最新的一版，缺的就让它缺。",
)
def old_version_fills_the_gap(listings, weights):
    filled = listings.sort_values("version").groupby("sku_id", as_index=False).last()
    return quality(filled, weights)


@listing_quality.wrong(
    en="All parts weigh the same. The weights are an argument.",
    zh="各项的权重都一样。权重要用传进来的。",
)
def equal_weights(listings, weights):
    return quality(listings, dict.fromkeys(weights, 1))


@listing_quality.wrong(
    en="All six parts count. Only those that `weights` names do.",
    zh="六项都算了。只算 `weights` 里写到的项。",
)
def all_parts_count(listings, weights):
    return quality(listings, dict.fromkeys(PARTS, 1) | weights)


@listing_quality.wrong(
    en="The products are not in ascending order of `sku_id`.",
    zh="商品没有按 `sku_id` 从小到大排。",
)
def worst_first(listings, weights):
    return quality(listings, weights).sort_values()


@listing_quality.wrong(en="Scores are rounded. Return them as they come out.", zh="分数取了整。算出来多少就返回多少。")
def rounded_scores(listings, weights):
    return quality(listings, weights).round(1)


@listing_quality.wrong(
    en="Products of which no part is known have no row. They have one, with NaN.",
    zh="什么也不知道的商品没有了。它要在，值是 NaN。",
)
def unknown_dropped(listings, weights):
    return quality(listings, weights).dropna()


@listing_quality.wrong(
    en="Where no weight is left, the score is 0. Nothing is known there: NaN.",
    zh="权重一点不剩的，给了 0 分。那是不知道，应当是 NaN。",
)
def unknown_as_zero(listings, weights):
    return quality(listings, weights).fillna(0.0)


@listing_quality.wrong(
    en="Each row of the table was scored, old versions too. One row per product: the newest version.",
    zh="每一行都打了分，旧版本也算了。每个商品只要一行：最新的一版。",
)
def all_versions_scored(listings, weights):
    parts = [quality(listings.iloc[[place]], weights) for place in range(len(listings))]
    return pd.concat(parts) if parts else quality(listings, weights)


# --- bounce_by_speed: the shop's own bounce, bands closed above ----------------------------------------------------

SPEED = (
    "metrics.bounce_by_speed(sessions[~sessions['is_bot']], edges_ms)"
    ".rename(columns={'sessions': 'n', 'bounce_rate': 'rate'}).drop(columns='bounces')"
)
bounce_by_speed = Exercise(points=3, compare="equal", tolerance=1e-5, library=[SPEED])

SESSION_COLUMNS = ["device", "load_ms", "bounced", "duration_s", "is_bot"]
SPEED_COLUMNS = ["device", "from_ms", "to_ms", "n", "rate", "low", "high"]


def visits_of(*rows) -> pd.DataFrame:
    """Visits from (device, load time or NaN, one page only, seconds, machine)."""
    table = pd.DataFrame(list(rows), columns=SESSION_COLUMNS)
    return table.astype({"device": object, "load_ms": float, "bounced": bool, "duration_s": "int64", "is_bot": bool})


EVENING = visits_of(
    ("mobile", 1240, False, 95, False),
    ("desktop", 760, True, 4, False),
    ("mobile", 1000, True, 6, False),
    ("mobile", 2600, True, 3, False),
    ("mobile", 1001, True, 45, False),
    ("tablet", 1500, False, 130, False),
    ("mobile", 640, False, 9, False),
    ("mobile", 2000, True, 9, False),
    ("desktop", 300, True, 1, True),
    ("desktop", 2200, True, 10, False),
    ("mobile", GONE, True, 2, False),
    ("tablet", 2400, True, 7, False),
    ("mobile", 3100, False, 60, False),
    ("desktop", 910, False, 70, False),
    ("mobile", 1750, True, 5, False),
)


@bounce_by_speed.example
def visits_by_hand():
    sessions = visits_of(
        ("mobile", 1000, True, 4, False),
        ("mobile", 1000, True, 10, False),
        ("mobile", 1001, True, 3, False),
        ("desktop", 500, True, 1, True),
        ("mobile", GONE, True, 2, False),
    )
    rows = [("mobile", 0, 1000.0, 2, 0.5, 0.094529, 0.905471), ("mobile", 1000, GONE, 1, 1.0, 0.206543, 1.0)]
    return {"sessions": sessions, "edges_ms": [1000]}, pd.DataFrame(rows, columns=SPEED_COLUMNS)


@bounce_by_speed.visible(en="an evening in the shop", zh="店里的一个晚上")
def an_evening():
    return {"sessions": EVENING, "edges_ms": [1000, 2000]}


@bounce_by_speed.visible(en="the same evening, other bands", zh="同一个晚上，换几段")
def other_bands():
    return {"sessions": EVENING.iloc[::-1].reset_index(drop=True), "edges_ms": [640, 1500, 2400]}


@bounce_by_speed.visible(edge=True, en="exactly on the edge, exactly ten seconds", zh="正好在端点，正好十秒")
def exactly_on_the_edge():
    sessions = visits_of(
        ("mobile", 1500, True, 9, False),
        ("mobile", 1500, True, 10, False),
        ("mobile", 1501, True, 9, False),
        ("mobile", 1499, True, 11, False),
        ("mobile", 1501, False, 4, False),
    )
    return {"sessions": sessions, "edges_ms": [1500]}


@bounce_by_speed.visible(edge=True, en="a page that was there at once, 0 ms", zh="一打开就有的页面，0 毫秒")
def there_at_once():
    sessions = visits_of(
        ("mobile", 0, True, 3, False), ("mobile", 700, False, 20, False), ("desktop", 0, True, 12, False),
        ("mobile", 1300, True, 5, False), ("desktop", 0, True, 2, False),
    )  # fmt: skip
    return {"sessions": sessions, "edges_ms": [1000]}


@bounce_by_speed.visible(edge=True, en="bands without visits", zh="没有访问的段")
def empty_bands():
    sessions = visits_of(
        ("tablet", 5200, True, 3, False), ("desktop", 400, False, 44, False), ("desktop", 450, True, 8, False)
    )
    return {"sessions": sessions, "edges_ms": [1000, 2000, 3000]}


@bounce_by_speed.visible(
    edge=True, en="machines and missing load times only for one device", zh="有一种设备只有机器和缺失"
)
def only_machines_on_desktop():
    sessions = visits_of(
        ("desktop", 300, True, 1, True),
        ("desktop", GONE, True, 2, False),
        ("mobile", 900, True, 2, False),
        ("mobile", 1100, False, 50, False),
    )
    return {"sessions": sessions, "edges_ms": [1000]}


@bounce_by_speed.visible(edge=True, en="everybody leaves, and nobody does", zh="人人都走，和没有人走")
def all_or_nobody():
    rows = [("mobile", 800 + 10 * k, True, 2, False) for k in range(6)]
    rows += [("mobile", 1800 + 10 * k, False, 80, False) for k in range(5)]
    return {"sessions": visits_of(*rows), "edges_ms": [1000]}


@bounce_by_speed.visible(edge=True, en="no visit that counts", zh="没有算数的访问")
def no_visit_counts():
    return {"sessions": visits_of(("mobile", 900, True, 1, True)), "edges_ms": [1000, 2000]}


@bounce_by_speed.visible(edge=True, en="an empty table", zh="空表")
def no_visits():
    return {"sessions": EVENING.head(0), "edges_ms": [1000]}


@bounce_by_speed.hidden(worlds=3)
def visits_of_other_shops(world: World):
    sessions = world.table("sessions")[SESSION_COLUMNS]
    sample = sessions.sample(min(400, len(sessions)), random_state=world.rng).reset_index(drop=True)
    sample["load_ms"] = sample["load_ms"].astype(float)
    sample.loc[world.rng.random(len(sample)) < 0.05, "load_ms"] = np.nan
    edges = sorted(world.rng.choice(np.arange(600, 3000, 100), 3, replace=False).tolist())
    return {"sessions": sample, "edges_ms": edges}


@bounce_by_speed.invariant(
    en="Every visit that counts lies in one band: the numbers add up to them.",
    zh="每次算数的访问都落在一段里：各段加起来就是总数。",
)
def every_visit_in_one_band(result, *, sessions, **inputs):
    return int(result["n"].sum()) == int((~sessions["is_bot"] & sessions["load_ms"].notna()).sum())


def speed_bands(
    sessions,
    edges_ms,
    *,
    bots=False,
    unknown=False,
    seconds="below",
    closed="right",
    bands="all",
    interval="wilson",
    z=1.96,
    percent=False,
    device=True,
    nobody=math.nan,
    all_devices=False,
    zero=True,
):
    """The table band by band; the arguments are the ways to get a rule wrong."""
    people = sessions if bots else sessions[~sessions["is_bot"]]
    people = people.assign(load_ms=people["load_ms"].fillna(0)) if unknown else people[people["load_ms"].notna()]
    if seconds == "left_out":
        people = people[~(people["bounced"] & (people["duration_s"] >= 10))]
    rows = []
    names = sorted((sessions if all_devices else people)["device"].unique()) if device else ["all"] * bool(len(people))
    for name in names:
        mine = people[people["device"] == name] if device else people
        for start, end in pairwise([-math.inf, *edges_ms, math.inf]):
            load = mine["load_ms"]
            inside = (load > start) & (load <= end) if closed == "right" else (load >= start) & (load < end)
            group = mine[inside] if zero else mine[inside & (load > 0)]
            quick = {"below": group["duration_s"] < 10, "upto": group["duration_s"] <= 10}
            left = (
                group["bounced"]
                if seconds in ("any", "left_out")
                else group["bounced"] & quick[seconds.removesuffix("_only")]
            )
            if seconds == "below_only":
                left = quick["below"]
            n, p = len(group), float(left.mean()) if len(group) else nobody
            if not n and bands == "seen":
                continue
            low = high = nobody
            if n and interval == "wilson":
                centre, reach = p + z * z / (2 * n), z * math.sqrt(p * (1 - p) / n + z * z / (4 * n * n))
                low, high = (centre - reach) / (1 + z * z / n), (centre + reach) / (1 + z * z / n)
            elif n:
                reach = z * math.sqrt(p * (1 - p) / n)
                low, high = p - reach, p + reach
            factor = 100 if percent else 1
            edge = (0 if start == -math.inf else start, math.nan if end == math.inf else end)
            rows.append((name, *edge, n, factor * p, factor * low, factor * high))
    return pd.DataFrame(rows, columns=SPEED_COLUMNS)


@bounce_by_speed.right
def band_by_band(sessions, edges_ms):
    return speed_bands(sessions, edges_ms)


@bounce_by_speed.right
def by_cut_and_reindex(sessions, edges_ms):
    people = sessions.dropna(subset=["load_ms"]).query("not is_bot")
    if people.empty:
        return pd.DataFrame(columns=SPEED_COLUMNS)
    starts = [0, *edges_ms]
    band = pd.cut(people["load_ms"], [-1, *edges_ms, np.inf], labels=starts)
    left = (people["bounced"] & people["duration_s"].lt(10)).astype(float)
    table = left.groupby([people["device"], band.astype(int)]).agg(["size", "mean"])
    full = pd.MultiIndex.from_product([sorted(people["device"].unique()), starts], names=["device", "from_ms"])
    table = table.reindex(full).reset_index().rename(columns={"size": "n", "mean": "rate"})
    table["n"] = table["n"].fillna(0).astype(int)
    table["to_ms"] = table["from_ms"].map(dict(zip(starts, [*edges_ms, np.nan], strict=True)))
    n, p, z = table["n"].replace(0, np.nan), table["rate"], 1.96
    reach = z * np.sqrt(p * (1 - p) / n + z**2 / (4 * n**2))
    table["low"] = (p + z**2 / (2 * n) - reach) / (1 + z**2 / n)
    table["high"] = (p + z**2 / (2 * n) + reach) / (1 + z**2 / n)
    return table[SPEED_COLUMNS]


for _name, _options, _en, _zh in (
    ("machines_in", {"bots": True},
     "Machines are in. Only visits with `is_bot` False count.",
     "机器也算进去了。只算 `is_bot` 为假的访问。"),
    ("missing_as_fastest", {"unknown": True},
     "Visits without a load time were put into the first band. Nobody knows how slow they were: leave them out.",
     "没有加载时间的访问算进了第一段。没人知道它多慢，要去掉。"),
    ("every_one_page_visit", {"seconds": "any"},
     "Every one-page visit counts as a bounce. The shop asks for fewer than 10 seconds, too.",
     "只看一页的全算了跳出。店里还要求不到 10 秒。"),
    ("ten_seconds_bounce", {"seconds": "upto"},
     "Exactly 10 seconds count as a bounce. Less than 10 is asked for.",
     "正好 10 秒也算了跳出。要的是不到 10 秒。"),
    ("short_visits_bounce", {"seconds": "below_only"},
     "Every short visit counts as a bounce, also one of several pages. `bounced` must be True as well.",
     "短的访问全算了跳出，看了几页的也算。`bounced` 还得为真。"),
    ("readers_left_out", {"seconds": "left_out"},
     "One-page visits of 10 seconds or more are left out altogether. They are no bounces, but they are visits: they stay "
     "below the line.",
     "只看一页、看够 10 秒的访问，整个去掉了。它们不算跳出，可还是访问：分子里没有，分母里要有。"),
    ("zero_falls_out", {"zero": False},
     "Visits of 0 ms are in no band. The first band is \"up to\" its edge, 0 included (`pd.cut` leaves out the lowest end "
     "unless it is told `include_lowest=True`).",
     "加载 0 毫秒的访问哪一段都没进。第一段是“及以下”，0 也在里面（`pd.cut` 默认不含最左端，要写 `include_lowest=True`）。"),
    ("edge_in_the_upper_band", {"closed": "left"},
     "A visit exactly on an edge lies in the band above. Here the edge is the upper end and belongs to the band below.",
     "正好在端点上的访问，放进了上面一段。这里端点是上端，属于下面一段。"),
    ("only_bands_seen", {"bands": "seen"},
     "Bands without visits have no row. Each device has all bands, with n 0.",
     "没有访问的段没有行。每种设备的每一段都要有，n 是 0。"),
    ("textbook_interval", {"interval": "plain"},
     "The interval is rate ± 1.96 standard errors. Wilson's is asked for, which stays between 0 and 1.",
     "区间用的是比率 ± 1.96 个标准误。题目要威尔逊区间，它不会跑出 0 到 1。"),
    ("in_percent", {"percent": True},
     "Rates are in percent. Shares from 0 to 1 are asked for.",
     "跳出率用了百分数。要 0 到 1 的小数。"),
    ("devices_together", {"device": False},
     "All devices stand in one group. The table is by device and band.",
     "各种设备合成了一组。要按设备、按段分开。"),
    ("empty_bands_as_zero", {"nobody": 0.0},
     "Bands without visits have a rate of 0. Nobody was there, so nothing is known: NaN.",
     "没有访问的段，跳出率成了 0。没有人来，就是不知道：NaN。"),
    ("devices_without_visits", {"all_devices": True},
     "A device whose visits do not count has rows. Only devices with a visit that counts have.",
     "没有一次算数访问的设备也有行。只有有算数访问的设备才有。"),
    ("ninety_percent", {"z": 1.645},
     "The interval uses z = 1.645, a 90 % one. 1.96 is asked for.",
     "区间用了 z = 1.645，是 90% 的。题目要 1.96。"),
):  # fmt: skip
    slip(bounce_by_speed, speed_bands, en=_en, zh=_zh, name=_name, **_options)


@bounce_by_speed.wrong(
    en="The rows are sorted by band first. Sort by device, then by band.",
    zh="先按段排了。要先按设备，再按段。",
)
def band_first(sessions, edges_ms):
    return speed_bands(sessions, edges_ms).sort_values(["from_ms", "device"], kind="stable").reset_index(drop=True)


@bounce_by_speed.wrong(en="The rates are rounded. Return them as they come out.", zh="取了整。算出来多少就返回多少。")
def rounded_rates(sessions, edges_ms):
    return speed_bands(sessions, edges_ms).round(2)


@bounce_by_speed.wrong(
    en="The last band ends at infinity. Its `to_ms` is NaN.", zh="最后一段的上端写成了无穷大。`to_ms` 应当是 NaN。"
)
def ends_at_infinity(sessions, edges_ms):
    table = speed_bands(sessions, edges_ms)
    return table.assign(to_ms=table["to_ms"].astype(float).fillna(np.inf))


@bounce_by_speed.wrong(
    en="The last band is missing: above the last edge there are visits too.",
    zh="少了最后一段：最后一个端点以上也有访问。",
)
def last_band_missing(sessions, edges_ms):
    table = speed_bands(sessions, edges_ms)
    return table[table["to_ms"].notna()].reset_index(drop=True)


@bounce_by_speed.wrong(en="The column `n` counts bounces. It counts visits.", zh="`n` 数成了跳出次数。它要数访问。")
def bounces_counted(sessions, edges_ms):
    table = speed_bands(sessions, edges_ms)
    return table.assign(n=(table["n"] * table["rate"]).fillna(0).round().astype("int64"))


@bounce_by_speed.wrong(
    en="The rate is the share that stays. A bounce rate counts those who leave.",
    zh="算成了留下的占比。跳出率数的是走掉的。",
)
def share_that_stays(sessions, edges_ms):
    table = speed_bands(sessions, edges_ms)
    return table.assign(rate=1 - table["rate"], low=1 - table["high"], high=1 - table["low"])


# --- step_dropoff: in order, within half an hour, with the money left behind ---------------------------------------

step_dropoff = Exercise(
    points=3,
    compare="equal",
    tolerance=1e-9,
    library=["metrics.step_loss(events, steps, unit='session_id').rename(columns={'step_loss': 'loss'}).iloc[1:]"],
)

THREE = ["cart", "checkout", "pay"]
DROP_COLUMNS = ["step", "reached", "lost", "loss", "value_lost"]


def actions_of(*rows) -> pd.DataFrame:
    """Actions from (visit, time of day, type, value or NaN)."""
    table = pd.DataFrame(list(rows), columns=["session_id", "ts", "type", "value"])
    table["ts"] = pd.to_datetime("2025-11-03 " + table["ts"].astype(str))
    return table.astype({"session_id": "int64", "value": float, "type": object})


MORNING = actions_of(
    (8, "09:02", "checkout", 60.0),
    (2, "09:00", "view", GONE),
    (2, "09:01", "cart", 40.0),
    (2, "09:20", "cart", 90.0),
    (2, "09:25", "checkout", 90.0),
    (2, "09:27", "pay", 90.0),
    (5, "10:40", "checkout", 75.0),
    (5, "10:10", "cart", 75.0),
    (3, "10:00", "cart", 30.0),
    (3, "10:31", "checkout", 30.0),
    (3, "10:32", "pay", 30.0),
    (8, "09:05", "cart", 60.0),
    (6, "11:00", "cart", GONE),
    (6, "11:03", "checkout", 44.0),
    (7, "11:30", "pay", 12.0),
    (9, "12:00", "cart", 150.0),
    (9, "12:10", "cart", 120.0),
    (4, "12:20", "cart", 20.0),
    (4, "12:21", "pay", 20.0),
    (4, "12:22", "checkout", 20.0),
)


@step_dropoff.example
def five_visits_by_hand():
    events = actions_of(
        (1, "10:00", "cart", 80.0), (1, "10:05", "cart", 120.0), (1, "10:10", "checkout", 120.0), (1, "10:12", "pay", 120.0),
        (2, "11:00", "cart", 50.0), (2, "11:30", "checkout", 50.0),
        (3, "12:00", "cart", 200.0), (3, "12:31", "checkout", 200.0),
        (4, "13:00", "cart", GONE),
        (5, "14:00", "checkout", 70.0),
    )  # fmt: skip
    rows = [("cart", 4, 2, 0.5, 200.0), ("checkout", 2, 1, 0.5, 50.0)]
    return {"events": events, "steps": THREE}, pd.DataFrame(rows, columns=DROP_COLUMNS)


@step_dropoff.visible(en="a morning", zh="一个上午")
def a_morning():
    return {"events": MORNING, "steps": THREE}


@step_dropoff.visible(en="the same morning with the view as first step", zh="同一个上午，从浏览算起")
def four_steps():
    more = actions_of(
        (3, "09:58", "view", GONE), (9, "11:50", "view", GONE), (5, "09:30", "view", GONE), (6, "11:02", "view", GONE)
    )
    events = pd.concat([more, MORNING.iloc[::-1]], ignore_index=True)
    return {"events": events, "steps": ["view", "cart", "checkout", "pay"]}


@step_dropoff.visible(edge=True, en="exactly thirty minutes, and a minute more", zh="正好三十分钟，和多一分钟")
def thirty_minutes():
    events = actions_of(
        (1, "10:00", "cart", 10.0), (1, "10:30", "checkout", 10.0), (1, "11:00", "pay", 10.0),
        (2, "10:00", "cart", 20.0), (2, "10:31", "checkout", 20.0),
        (3, "10:00", "cart", 40.0), (3, "10:20", "checkout", 40.0), (3, "10:51", "pay", 40.0),
        (4, "10:00", "cart", 80.0), (4, "10:25", "cart", 80.0), (4, "10:40", "checkout", 80.0),
    )  # fmt: skip
    return {"events": events, "steps": THREE}


@step_dropoff.visible(edge=True, en="two steps at the same moment", zh="两步在同一刻")
def at_the_same_moment():
    events = actions_of(
        (1, "10:00", "cart", 15.0),
        (1, "10:00", "checkout", 15.0),
        (2, "10:00", "cart", 25.0),
        (1, "10:00", "pay", 15.0),
    )
    return {"events": events, "steps": THREE}


@step_dropoff.visible(edge=True, en="steps in the wrong order", zh="先后反了")
def the_wrong_order():
    events = actions_of(
        (1, "10:05", "cart", 33.0), (1, "10:00", "checkout", 33.0),
        (2, "10:00", "cart", 44.0), (2, "10:02", "pay", 44.0), (2, "10:04", "checkout", 44.0),
        (3, "10:00", "checkout", 55.0), (3, "10:01", "pay", 55.0),
        (4, "10:00", "checkout", 66.0), (4, "10:03", "cart", 66.0), (4, "10:06", "checkout", 66.0),
    )  # fmt: skip
    return {"events": events, "steps": THREE}


@step_dropoff.visible(
    edge=True, en="the largest cart is not the last, and not the next step's", zh="最大的车不是最后一个，也不是下一步的"
)
def the_largest_cart():
    events = actions_of(
        (1, "10:00", "cart", 90.0), (1, "10:04", "cart", 35.0),
        (2, "10:00", "cart", 20.0), (2, "10:05", "checkout", 99.0), (2, "10:50", "cart", 70.0),
        (3, "10:00", "cart", GONE), (3, "10:01", "cart", 12.0), (3, "11:30", "cart", 64.0),
    )  # fmt: skip
    return {"events": events, "steps": THREE}


@step_dropoff.visible(
    edge=True, en="the largest value came before the step was reached", zh="最大的货值在走到这一步之前"
)
def the_largest_value_came_before():
    events = actions_of(
        (1, "10:00", "checkout", 99.0), (1, "10:02", "cart", 60.0), (1, "10:04", "checkout", 60.0),
        (2, "10:00", "cart", 30.0), (2, "10:03", "checkout", 30.0), (2, "10:05", "pay", 30.0),
        (3, "09:50", "checkout", 80.0), (3, "10:00", "cart", 45.0),
    )  # fmt: skip
    return {"events": events, "steps": THREE}


@step_dropoff.visible(edge=True, en="no value known", zh="货值都不知道")
def no_value_known():
    events = actions_of((1, "10:00", "cart", GONE), (2, "10:00", "cart", GONE), (2, "10:01", "checkout", GONE))
    return {"events": events, "steps": THREE}


@step_dropoff.visible(edge=True, en="nobody gets to the checkout", zh="没有人走到结算")
def nobody_gets_there():
    events = actions_of((1, "10:00", "cart", 10.0), (2, "10:00", "cart", 30.0), (3, "09:00", "pay", 5.0))
    return {"events": events, "steps": THREE}


@step_dropoff.visible(edge=True, en="an empty table", zh="空表")
def no_actions():
    return {"events": MORNING.head(0), "steps": THREE}


@step_dropoff.hidden(worlds=3)
def checkouts_of_other_shops(world: World):
    events = world.table("events")[["session_id", "ts", "type"]]
    buyers = events.loc[events["type"].isin(["cart", "checkout"]), "session_id"].unique()
    chosen = world.rng.choice(buyers, min(60, len(buyers)), replace=False)
    sample = events[events["session_id"].isin(chosen)].copy()
    sample["value"] = world.rng.integers(10, 400, len(sample)).astype(float)
    sample.loc[world.rng.random(len(sample)) < 0.15, "value"] = np.nan
    # Some visits take a long break.
    late = sample["session_id"].isin(world.rng.choice(chosen, len(chosen) // 4, replace=False))
    sample.loc[late & sample["type"].isin(["checkout", "pay"]), "ts"] += pd.Timedelta(minutes=40)
    steps = [["cart", "checkout", "pay"], ["view", "cart", "checkout", "order"]][int(world.rng.integers(0, 2))]
    return {"events": sample.sample(frac=1, random_state=world.rng).reset_index(drop=True), "steps": steps}


@step_dropoff.invariant(
    en="Whoever is not lost at a step has reached the next one.", zh="没有丢在这一步的，就是走到下一步的。"
)
def what_is_left_goes_on(result, **inputs):
    left = (result["reached"] - result["lost"]).tolist()
    return left[:-1] == result["reached"].tolist()[1:]


def dropoff(
    events,
    steps,
    *,
    ordered=True,
    limit=30.0,
    strict=False,
    late="le",
    from_first=False,
    moment_of="min",
    value_of="max",
    of_step="own",
    counted="visits",
    last_row=False,
    base="reached",
    percent=False,
    chained=True,
    first_ever=False,
    since=False,
):
    """The table visit by visit; the arguments are the ways to get a rule wrong."""
    visits = {number: rows.sort_values("ts", kind="stable") for number, rows in events.groupby("session_id")}
    reached: dict[int, list] = {}
    for number, rows in visits.items():
        times = []
        start = rows.loc[rows["type"] == steps[0], "ts"]
        moment = (start.min() if moment_of == "min" else start.max()) if len(start) else None
        times.append(moment)
        for step in steps[1:]:
            if moment is None and chained:
                times.append(None)
                continue
            ts = rows.loc[rows["type"] == step, "ts"]
            if first_ever and len(ts):
                ts = ts[ts == ts.min()]
            if moment is not None and ordered:
                ts = ts[ts > moment] if strict else ts[ts >= moment]
            following = (ts.min() if moment_of == "min" else ts.max()) if len(ts) else None
            if following is not None and moment is not None and limit is not None and ordered:
                wait = (following - (times[0] if from_first else moment)).total_seconds() / 60
                if wait > limit or (late == "lt" and wait == limit):
                    following = None
            times.append(following)
            moment = following
        reached[number] = times
    rows = []
    for place, step in enumerate(steps):
        here = [number for number, times in reached.items() if times[place] is not None]
        if place == len(steps) - 1:
            if last_row:
                rows.append((step, len(here), 0, 0.0 if here else math.nan, 0.0))
            continue
        gone = [number for number in here if reached[number][place + 1] is None]
        worth = 0.0
        for number in here if counted == "all" else gone:
            mine = visits[number]
            own = {"own": mine["type"] == step, "any": mine["type"].notna(), "next": mine["type"] == steps[place + 1]}
            counts = own[of_step] & (mine["ts"] >= reached[number][place]) if since else own[of_step]
            values = mine.loc[counts, "value"]
            in_table = values.sort_index().dropna()
            picked = {"max": values.max(), "last": values.iloc[-1] if len(values) else math.nan,
                      "first": values.iloc[0] if len(values) else math.nan, "sum": values.sum(),
                      "mean": values.mean(), "last_row": in_table.iloc[-1] if len(in_table) else math.nan}[value_of]  # fmt: skip
            worth += 0.0 if pd.isna(picked) else float(picked)
        below = len(here) if base == "reached" else sum(times[0] is not None for times in reached.values())
        share = len(gone) / below if below else math.nan
        rows.append((step, len(here), len(gone), 100 * share if percent else share, worth))
    return pd.DataFrame(rows, columns=DROP_COLUMNS)


@step_dropoff.right
def visit_by_visit(events, steps):
    return dropoff(events, steps)


@step_dropoff.right
def by_walking_through_the_visit(events, steps):
    table = {step: [0, 0, 0.0] for step in steps[:-1]}
    for _, mine in events.groupby("session_id"):
        now = None
        for step, following in pairwise(steps):
            here = mine[mine["type"] == step]
            if now is None:
                if here.empty:
                    break
                now = here["ts"].min()
            table[step][0] += 1
            ahead = mine.loc[(mine["type"] == following) & (mine["ts"] >= now), "ts"]
            if ahead.empty or ahead.min() > now + pd.Timedelta(minutes=30):
                table[step][1] += 1
                table[step][2] += np.nan_to_num(here["value"].max())
                break
            now = ahead.min()
    rows = [(step, n, lost, lost / n if n else math.nan, value) for step, (n, lost, value) in table.items()]
    return pd.DataFrame(rows, columns=DROP_COLUMNS)


for _name, _options, _en, _zh in (
    ("order_ignored", {"ordered": False, "chained": False},
     "Each type was counted alone. A step counts only after the step before.",
     "各种动作各数各的。走过上一步之后的才算。"),
    ("first_event_ever", {"first_ever": True},
     "Only the first event of the next type in the whole visit was asked. An earlier one does not spoil the one that comes "
     "after the step.",
     "只看了整次访问里第一个下一步动作。更早的那个不算数，也不妨碍后面的那个。"),
    ("no_limit", {"limit": None},
     "There is no limit of time. A step counts if it comes at most 30 minutes after the one before.",
     "没有时间限制。下一步不晚于 30 分钟才算。"),
    ("thirty_minutes_too_late", {"late": "lt"},
     "Exactly 30 minutes count as too late. They are in time.",
     "正好 30 分钟算成迟了。正好 30 分钟算赶上。"),
    ("limit_from_the_first_step", {"from_first": True},
     "The 30 minutes run from the first step. They run anew from each step.",
     "30 分钟从第一步算起了。每一步都重新算。"),
    ("same_moment_does_not_count", {"strict": True},
     "Events at the same moment do not count. At or after the moment is asked for.",
     "同一刻的动作没算。要的是那一刻或之后。"),
    ("last_cart_starts", {"moment_of": "max"},
     "A step begins with its last event. It begins with the earliest one.",
     "每一步从最后一个动作算起了。要从最早的一个算。"),
    ("value_of_the_last_event", {"value_of": "last"},
     "The value is that of the last event. The largest of the step's events is asked for.",
     "货值取了最后一个动作的。要取这一步里最大的。"),
    ("value_of_the_last_row", {"value_of": "last_row"},
     "The value is that of the last row in the table. The rows come in any order, and the largest is asked for.",
     "货值取了表里的最后一行。行的先后是乱的，要取这一步里最大的。"),
    ("value_since_the_step", {"since": True},
     "Only events from the moment on were asked for the value. *All* events of that step's type count, earlier ones too.",
     "货值只看了走到这一步之后的动作。**所有**该动作都算，之前的也算。"),
    ("value_of_the_first_event", {"value_of": "first"},
     "The value is that of the first event. The largest of the step's events is asked for.",
     "货值取了第一个动作的。要取这一步里最大的。"),
    ("values_added_up", {"value_of": "sum"},
     "The values of a visit were added up. Each is the whole cart: take the largest.",
     "把一次访问的货值加起来了。每个数都是整车的货：取最大的。"),
    ("mean_value", {"value_of": "mean"},
     "The mean value of a visit was taken. Take the largest.",
     "货值取了平均。要取最大的。"),
    ("largest_value_of_the_visit", {"of_step": "any"},
     "The value is the largest of the whole visit. Only events of that step's type count.",
     "货值取了整次访问里最大的。只看这一步的动作。"),
    ("value_of_all_who_reached", {"counted": "all"},
     "The money of all who reached the step is added up. Only of those who are lost.",
     "走到这一步的货值全加了。只加丢掉的。"),
    ("last_step_in", {"last_row": True},
     "The last step has a row. Nobody can be lost behind it: one row for each step but the last.",
     "最后一步也有一行。它后面没有可丢的了：除最后一步外，每步一行。"),
    ("loss_of_the_first_step", {"base": "first"},
     "The loss is divided by those of the first step. Divide by those who reached this one.",
     "流失除以了第一步的访问。要除以走到这一步的。"),
    ("loss_in_percent", {"percent": True},
     "The loss is in percent. A share from 0 to 1 is asked for.",
     "流失用了百分数。要 0 到 1 的小数。"),
):  # fmt: skip
    slip(step_dropoff, dropoff, en=_en, zh=_zh, name=_name, **_options)


@step_dropoff.wrong(
    en="The rate is the share that goes on. `loss` is the share that is lost.",
    zh="算成了走下去的占比。`loss` 是丢掉的占比。",
)
def share_that_goes_on(events, steps):
    table = dropoff(events, steps)
    return table.assign(loss=1 - table["loss"])


@step_dropoff.wrong(
    en="Events are counted, not visits. A visit with three carts has reached the step once.",
    zh="数的是动作，不是访问。一次访问加购三回，也只算走到一次。",
)
def events_counted(events, steps):
    table = dropoff(events, steps)
    counts = events["type"].value_counts().reindex(steps).fillna(0).astype(int)
    lost = [max(int(counts[a] - counts[b]), 0) for a, b in pairwise(steps)]
    reached = [int(counts[step]) for step in steps[:-1]]
    share = [a / b if b else math.nan for a, b in zip(lost, reached, strict=True)]
    return table.assign(reached=reached, lost=lost, loss=share)


@step_dropoff.wrong(
    en="Visits without a known value are left out. They are lost all the same, and add 0 yuan.",
    zh="货值缺失的访问被去掉了。它们照样算丢，金额加 0。",
)
def unknown_values_dropped(events, steps):
    return dropoff(events[events["value"].notna()], steps)


@step_dropoff.wrong(
    en="A loss without anybody below the line is 0. Nobody reached the step: NaN.",
    zh="没人走到的一步，流失写成了 0。没人走到，就是 NaN。",
)
def nobody_as_zero(events, steps):
    return dropoff(events, steps).fillna({"loss": 0.0})


@step_dropoff.wrong(
    en="The value lost is missing where no value is known. It is 0.",
    zh="货值都不知道时，金额成了缺失。应当是 0。",
)
def unknown_value_lost(events, steps):
    table = dropoff(events, steps)
    return table.assign(value_lost=table["value_lost"].where(table["value_lost"] > 0))


# --- ab_test: pooled for the test, unpooled for the interval -------------------------------------------------------

TEST_KEYS = ["diff", "lift", "z", "p_value", "ci_low", "ci_high"]
AB = (
    "dict(zip(['diff', 'lift', 'z', 'p_value', 'ci_low', 'ci_high'], "
    "[metrics.lift(x_b, n_b, x_a, n_a)[k] for k in ['difference', 'relative', 'z', 'p_value', 'low', 'high']]))"
)
ab_test = Exercise(points=3, compare="equal", tolerance=1e-5, library=[AB])


def trial(x_a, n_a, x_b, n_b):
    return {"x_a": x_a, "n_a": n_a, "x_b": x_b, "n_b": n_b}


@ab_test.example
def a_hundred_and_thirty():
    return trial(100, 1000, 130, 1000), {
        "diff": 0.03,
        "lift": 0.3,
        "z": 2.1027406,
        "p_value": 0.0354885,
        "ci_low": 0.0020674,
        "ci_high": 0.0579326,
    }


@ab_test.visible(en="the trial of the question", zh="题目里的试验")
def of_the_question():
    return trial(100, 1000, 130, 1000)


@ab_test.visible(en="B is worse, and larger", zh="B 更差，人更多")
def b_is_worse():
    return trial(90, 400, 210, 1300)


@ab_test.visible(en="unequal groups", zh="两组人数不等")
def unequal_groups():
    return trial(400, 2000, 30, 90)


@ab_test.visible(edge=True, en="exactly ten carts", zh="正好十位加购")
def exactly_ten():
    return trial(10, 300, 24, 310)


@ab_test.visible(en="nine carts in A", zh="A 只有九位加购")
def nine_in_a():
    return trial(9, 300, 24, 310)


@ab_test.visible(edge=True, en="nine carts in B", zh="B 只有九位加购")
def nine_in_b():
    return trial(24, 310, 9, 300)


@ab_test.visible(edge=True, en="all but nine filled a cart in B", zh="B 只有九位没加购")
def nine_without_in_b():
    return trial(40, 80, 61, 70)


@ab_test.visible(edge=True, en="all but nine filled a cart in A, exactly ten in B", zh="A 九位没加购，B 正好十位")
def nine_without_in_a():
    return trial(51, 60, 50, 60)


@ab_test.visible(edge=True, en="exactly ten without a cart", zh="正好十位没加购")
def ten_without():
    return trial(50, 60, 40, 60)


@ab_test.visible(edge=True, en="no cart in A", zh="A 没有人加购")
def none_in_a():
    return trial(0, 500, 25, 500)


@ab_test.visible(edge=True, en="no cart at all", zh="两边都没有人加购")
def none_at_all():
    return trial(0, 500, 0, 480)


@ab_test.visible(edge=True, en="the same rate", zh="比率一样")
def the_same_rate():
    return trial(50, 500, 40, 400)


@ab_test.visible(edge=True, en="nobody saw A", zh="没有人看 A")
def nobody_saw_a():
    return trial(0, 0, 30, 300)


@ab_test.visible(edge=True, en="nobody saw B", zh="没有人看 B")
def nobody_saw_b():
    return trial(30, 300, 0, 0)


@ab_test.hidden(worlds=3)
def other_trials(world: World):
    n_a, n_b = (int(n) for n in world.rng.integers(300, 6000, 2))
    rate = world.rng.uniform(0.04, 0.4)
    return trial(int(world.rng.binomial(n_a, rate)), n_a, int(world.rng.binomial(n_b, rate * 1.15)), n_b)


@ab_test.hidden(worlds=3)
def other_small_trials(world: World):
    n_a, n_b = (int(n) for n in world.rng.integers(20, 150, 2))
    return trial(int(world.rng.integers(0, 16)), n_a, int(world.rng.integers(0, 16)), n_b)


@ab_test.invariant(en="The interval holds the difference.", zh="区间要包含差。")
def interval_holds_the_difference(result, **inputs):
    return math.isnan(result["ci_low"]) or result["ci_low"] <= result["diff"] <= result["ci_high"]


def compare(
    x_a,
    n_a,
    x_b,
    n_b,
    *,
    test="pooled",
    interval="unpooled",
    sides=2,
    z_of=1.96,
    least=10,
    where="four",
    flip=False,
    lift_by="a",
    all_or_none=False,
    percent=1.0,
    strict=False,
    of_lift=False,
):
    """The six numbers; the arguments are the ways to get a rule wrong."""
    if flip:
        x_a, n_a, x_b, n_b = x_b, n_b, x_a, n_a
    found = dict.fromkeys(TEST_KEYS, math.nan)
    if not n_a or not n_b:
        return found
    p_a, p_b = x_a / n_a, x_b / n_b
    common = (x_a + x_b) / (n_a + n_b) if test != "mean" else (p_a + p_b) / 2
    pooled = math.sqrt(common * (1 - common) * (1 / n_a + 1 / n_b))
    own = math.sqrt(p_a * (1 - p_a) / n_a + p_b * (1 - p_b) / n_b)
    sides_of = {
        "four": (x_a, n_a - x_a, x_b, n_b - x_b),
        "carts": (x_a, x_b),
        "total": (x_a + x_b, n_a + n_b - x_a - x_b),
        "units": (n_a, n_b),
        "a": (x_a, n_a - x_a),
    }[where]
    small = min(sides_of) <= least if strict else min(sides_of) < least
    if small and all_or_none:
        return found
    found["diff"] = percent * (p_b - p_a)
    below = {"a": p_a, "b": p_b, "none": 1.0}[lift_by]
    found["lift"] = percent * (p_b - p_a) / below if below else math.nan
    if small:
        return found
    error = own if test == "unpooled" else pooled
    z = (p_b - p_a) / error if error else math.nan
    tail = NormalDist().cdf(-abs(z)) if not math.isnan(z) else math.nan
    reach = z_of * (pooled if interval == "pooled" else own)
    found |= {
        "z": z,
        "p_value": sides * tail,
        "ci_low": percent * (p_b - p_a - reach),
        "ci_high": percent * (p_b - p_a + reach),
    }
    if of_lift and p_a:
        found |= {"ci_low": found["ci_low"] / p_a, "ci_high": found["ci_high"] / p_a}
    return found


@ab_test.right
def step_by_step(x_a, n_a, x_b, n_b):
    return compare(x_a, n_a, x_b, n_b)


@ab_test.right
def with_scipy(x_a, n_a, x_b, n_b):
    from scipy import stats

    if 0 in (n_a, n_b):
        return dict.fromkeys(TEST_KEYS, float("nan"))
    a = np.repeat([1.0, 0.0], [x_a, n_a - x_a])
    b = np.repeat([1.0, 0.0], [x_b, n_b - x_b])
    diff = b.mean() - a.mean()
    result = {"diff": diff, "lift": diff / a.mean() if a.any() else np.nan}
    if any(count < 10 for count in (x_a, x_b, n_a - x_a, n_b - x_b)):
        return result | dict.fromkeys(TEST_KEYS[2:], np.nan)
    z = diff / (np.concatenate([a, b]).std() * np.sqrt(1 / n_a + 1 / n_b))
    reach = 1.96 * np.sqrt(a.var() / n_a + b.var() / n_b)
    return result | {"z": z, "p_value": 2 * stats.norm.sf(abs(z)), "ci_low": diff - reach, "ci_high": diff + reach}


for _name, _options, _en, _zh in (
    ("test_unpooled", {"test": "unpooled"},
     "The test uses each version's own rate. It asks what chance does without a difference: one pooled rate for both.",
     "检验用了两边各自的比率。它问的是“没有差别时”会怎样：两边用一个合并的比率。"),
    ("interval_pooled", {"interval": "pooled"},
     "The interval uses the pooled error. It asks how large the difference is: each version keeps its own rate.",
     "区间用了合并的标准误。它问差别有多大：两边各用各的比率。"),
    ("both_the_wrong_way", {"test": "unpooled", "interval": "pooled"},
     "The two errors are exchanged: pooled for the test, unpooled for the interval.",
     "两个标准误用反了：检验用合并的，区间用不合并的。"),
    ("mean_of_rates_pooled", {"test": "mean"},
     "The common rate is the mean of both rates. Groups differ in size: all carts over all visitors.",
     "共同比率取了两个比率的平均。两组人数不一样：要用全部加购除以全部访客。"),
    ("one_sided", {"sides": 1},
     "The p-value counts one side only. Two-sided: both tails.",
     "p 值只算了一侧。要双侧，两边的尾巴都算。"),
    ("small_trials_told", {"least": 0},
     "Small trials get a test all the same. With fewer than 10 on one of the four sides, the four numbers are NaN.",
     "人太少的试验也给了检验。四边有一边不到 10 位，那四个数就是 NaN。"),
    ("ten_is_not_enough", {"strict": True},
     "Exactly 10 is called too few. Fewer than 10 is.",
     "正好 10 位被当成不够。不到 10 位才算不够。"),
    ("only_carts_counted", {"where": "carts"},
     "Only those with a cart were held against the 10. Those without a cart must be 10 as well.",
     "只看了加购的够不够 10 位。没加购的也要够 10 位。"),
    ("both_versions_together", {"where": "total"},
     "The 10 were asked of both versions together. Each version must have them.",
     "把两个版本合起来看够不够 10 位。每个版本都要够。"),
    ("only_a_asked", {"where": "a"},
     "Only version A was held against the 10. B must have them, too.",
     "只看了 A 够不够 10 位。B 也要够。"),
    ("nothing_told_when_small", {"all_or_none": True},
     "In small trials nothing is told. `diff` and `lift` still are.",
     "人少时什么都没给。`diff` 和 `lift` 照给。"),
    ("a_against_b", {"flip": True},
     "A is held against B. It is B less A, over the rate of A.",
     "算成了 A 比 B。要 B 减 A，再除以 A 的比率。"),
    ("lift_over_b", {"lift_by": "b"},
     "The lift is divided by the rate of B. What was before stands below: A.",
     "提升除以了 B 的比率。分母是原来的，也就是 A。"),
    ("lift_not_divided", {"lift_by": "none"},
     "The lift is the difference itself. Divide it by the rate of A.",
     "提升就是差，没有除。要除以 A 的比率。"),
    ("interval_of_ninety", {"z_of": 1.645},
     "The interval uses 1.645, a 90 % one. 1.96 is asked for.",
     "区间用了 1.645，是 90% 的。题目要 1.96。"),
    ("one_standard_error", {"z_of": 1.0},
     "The interval is one standard error wide on each side. 1.96 is asked for.",
     "区间左右只有一个标准误。要 1.96 个。"),
    ("in_percentage_points", {"percent": 100.0},
     "Differences are in percent. Shares are asked for: 0.03.",
     "用了百分数。要小数：0.03。"),
    ("interval_of_the_lift", {"of_lift": True},
     "The interval is that of the lift. It is asked for the difference.",
     "给的是提升的区间。题目要差的区间。"),
):  # fmt: skip
    slip(ab_test, compare, en=_en, zh=_zh, name=_name, **_options)


@ab_test.wrong(
    en="Without a cart in A the lift is infinite or 0. It is NaN: nothing can be divided by 0.",
    zh="A 没有人加购时，提升给成了无穷大或 0。除以零，是 NaN。",
)
def infinite_lift(x_a, n_a, x_b, n_b):
    found = compare(x_a, n_a, x_b, n_b)
    return found | {"lift": math.inf} if n_a and n_b and not x_a else found


@ab_test.wrong(
    en="`z` has lost its sign. B worse than A is negative.",
    zh="`z` 的正负号没了。B 比 A 差，是负数。",
)
def z_without_sign(x_a, n_a, x_b, n_b):
    found = compare(x_a, n_a, x_b, n_b)
    return found | {"z": abs(found["z"])}


@ab_test.wrong(
    en="Carts were compared, not rates. Groups of unequal size need rates.",
    zh="比的是加购数，不是比率。两组人数不一样，要比比率。",
)
def carts_compared(x_a, n_a, x_b, n_b):
    found = compare(x_a, n_a, x_b, n_b)
    return found | {"diff": float(x_b - x_a), "lift": (x_b - x_a) / x_a if x_a else math.nan} if n_a and n_b else found


# --- sample_size: visitors to let in, lost signals included --------------------------------------------------------

sample_size = Exercise(
    points=3, compare="equal", tolerance=1e-9, library=["metrics.sample_size(p0, mde, alpha, power)"]
)


def sheet(p0, mde, alpha=0.05, power=0.8):
    return {"p0": p0, "mde": mde, "alpha": alpha, "power": power}


@sample_size.example
def two_points_on_ten():
    return sheet(0.1, 0.02), 4043


@sample_size.visible(en="the sheet of the question", zh="题目里的单子")
def of_the_sheet():
    return sheet(0.1, 0.02)


@sample_size.visible(en="a small rate and a small effect", zh="比率小，效果也小")
def small_effect():
    return sheet(0.031, 0.0025)


@sample_size.visible(en="stricter and surer", zh="更严，更有把握")
def stricter():
    return sheet(0.22, 0.03, 0.01, 0.9)


@sample_size.visible(edge=True, en="a fall", zh="下降")
def a_fall():
    return sheet(0.22, -0.03)


@sample_size.visible(edge=True, en="a large effect, few visitors", zh="效果大，人很少")
def large_effect():
    return sheet(0.3, 0.4)


@sample_size.visible(edge=True, en="a rate of one half", zh="比率是一半")
def one_half():
    return sheet(0.5, 0.02, 0.1, 0.7)


@sample_size.visible(en="a lift of an eighth", zh="提升八分之一")
def an_eighth():
    return sheet(0.12, 0.015)


@sample_size.visible(en="a bold sheet", zh="一张胆大的单子")
def bold():
    return sheet(0.06, 0.01, 0.1, 0.9)


@sample_size.visible(edge=True, en="a power of one half", zh="功效是一半")
def power_of_one_half():
    return sheet(0.08, 0.01, 0.05, 0.5)


@sample_size.hidden(worlds=3)
def other_sheets(world: World):
    p0 = round(float(world.rng.uniform(0.02, 0.6)), 4)
    mde = round(float(world.rng.uniform(0.004, 0.03)) * (1 if world.rng.random() < 0.6 else -0.4), 5)
    return sheet(p0, mde, float(world.rng.choice([0.01, 0.05, 0.1])), float(world.rng.choice([0.7, 0.8, 0.9])))


@sample_size.invariant(
    en="After the loss as many remain as the formula asks for, and not twenty in a hundred more.",
    zh="扣掉数不到的，还够公式要的人数，也不会多出两成。",
)
def enough_remain(result, *, p0, mde, alpha, power):
    asked = visitors(p0, mde, alpha, power, lost="none", rounding="never")
    return asked <= 0.95 * result <= 1.2 * asked + 1


def visitors(
    p0,
    mde,
    alpha=0.05,
    power=0.8,
    *,
    lost="divide",
    tail=2,
    roots="both",
    swapped=False,
    rounding="once",
    both=1,
    square=True,
    middle="mean",
    fixed=False,
):
    """The number of visitors; the arguments are the ways to get a rule wrong."""
    normal = NormalDist()
    if fixed:
        alpha, power = 0.05, 0.8
    p1 = p0 + mde
    pm = {"mean": (p0 + p1) / 2, "p0": p0}[middle]
    pooled, own = math.sqrt(2 * pm * (1 - pm)), math.sqrt(p0 * (1 - p0) + p1 * (1 - p1))
    if roots == "pooled":
        own = pooled
    if roots == "own":
        pooled = own
    if swapped:
        pooled, own = own, pooled
    total = normal.inv_cdf(1 - alpha / tail) * pooled + normal.inv_cdf(power) * own
    n = total**2 / mde**2 if square else total / abs(mde)
    if rounding == "twice":
        n = math.ceil(n)
    n = {"divide": n / 0.95, "multiply": n * 1.05, "none": n, "less": n * 0.95}[lost]
    n *= both
    return {"once": math.ceil, "twice": math.ceil, "down": math.floor, "nearest": round, "never": float}[rounding](n)


@sample_size.right
def by_hand(p0, mde, alpha=0.05, power=0.8):
    return visitors(p0, mde, alpha, power)


@sample_size.right
def by_scipy(p0, mde, alpha=0.05, power=0.8):
    from scipy.stats import norm

    rates = np.array([p0, p0 + mde])
    spread = rates * (1 - rates)
    mean = rates.mean()
    reach = norm.isf(alpha / 2) * np.sqrt(2 * mean * (1 - mean)) + norm.ppf(power) * np.sqrt(spread.sum())
    return int(np.ceil((reach / mde) ** 2 / 0.95))


for _name, _options, _en, _zh in (
    ("nobody_lost", {"lost": "none"},
     "The visitors whose signal is lost are forgotten. Let in so many that the number remains after the loss.",
     "忘了数不到的访客。放进来的人，要扣掉丢的以后还够。"),
    ("five_percent_more", {"lost": "multiply"},
     "The number was raised by 5 %. Five of a hundred *let in* are lost: divide by 0.95.",
     "把人数加了 5%。丢的是**放进来**的人里的百分之五：要除以 0.95。"),
    ("five_percent_less", {"lost": "less"},
     "The loss was taken off. More visitors must be let in, not fewer.",
     "把丢的减掉了。要多放人进来，不是少放。"),
    ("rounded_twice", {"rounding": "twice"},
     "Rounded up twice. Once, at the very end.",
     "取整了两次。只在最后取整一次。"),
    ("rounded_down", {"rounding": "down"},
     "Rounded down. A person is missing then: round up.",
     "向下取整了，就差一个人。要向上取整。"),
    ("rounded_to_the_nearest", {"rounding": "nearest"},
     "Rounded to the nearest whole number. Round up.",
     "四舍五入了。要向上取整。"),
    ("one_sided_size", {"tail": 1},
     "The test is one-sided. Two-sided: the quantile of 1 − alpha / 2.",
     "用了单侧检验。要双侧：1 − alpha / 2 的分位数。"),
    ("both_versions_counted", {"both": 2},
     "The number counts both versions. It is asked for each.",
     "两个版本加在一起了。题目要每个版本的。"),
    ("one_root_for_both", {"roots": "pooled"},
     "The mean rate stands under both roots. Under the second stand the two rates themselves.",
     "两个根号里都用了平均比率。第二个根号里是两个比率自己的。"),
    ("own_rates_twice", {"roots": "own"},
     "The two rates stand under both roots. Under the first stands their mean.",
     "两个根号里都用了各自的比率。第一个根号里是平均比率。"),
    ("roots_swapped", {"swapped": True},
     "The roots belong to the other quantiles: the mean rate to alpha, the two rates to the power.",
     "根号配错了：平均比率配 alpha，两个比率配功效。"),
    ("old_rate_for_the_mean", {"middle": "p0"},
     "The rate of now stands for the mean. It is the mean of the rates without and with the effect.",
     "拿现在的比率当平均了。要用没有效果和有效果两个比率的平均。"),
    ("not_squared", {"square": False},
     "The quotient was not squared.",
     "没有平方。"),
    ("alpha_and_power_fixed", {"fixed": True},
     "5 % and 80 % are written into the function. They are arguments.",
     "把 5% 和 80% 写死了。它们是参数。"),
):  # fmt: skip
    slip(sample_size, visitors, en=_en, zh=_zh, name=_name, **_options)


@sample_size.wrong(
    en="The effect was taken relative to the rate. `mde` is a difference of shares: 0.02 is two percentage points.",
    zh="把 mde 当成了相对比率的百分之几。它是比率之差：0.02 就是两个百分点。",
)
def relative_effect(p0, mde, alpha=0.05, power=0.8):
    return visitors(p0, p0 * mde, alpha, power)


@sample_size.wrong(
    en="A fall was counted as a rise. With a negative `mde` the second rate is lower, and so is its spread.",
    zh="把下降当成了上升。`mde` 是负数时，第二个比率更低，波动也不同。",
)
def fall_as_rise(p0, mde, alpha=0.05, power=0.8):
    return visitors(p0, abs(mde), alpha, power)


@sample_size.wrong(
    en="The quantile of power / 2 or (1 + power) / 2 was taken. It is the quantile of the power itself.",
    zh="用了 (1 + 功效) / 2 的分位数。要用功效自己的分位数。",
)
def power_two_sided(p0, mde, alpha=0.05, power=0.8):
    return visitors(p0, mde, alpha, (1 + power) / 2)


@sample_size.wrong(
    en="The power's quantile was left out. Without it half of the real effects are missed.",
    zh="漏了功效的分位数。没有它，真有效果也有一半看不出来。",
)
def no_power(p0, mde, alpha=0.05, power=0.8):
    return visitors(p0, mde, alpha, 0.5)


# --- srm_pvalue: the split, with half a visitor taken off ----------------------------------------------------------

srm_pvalue = Exercise(
    points=3,
    compare="equal",
    tolerance=1e-9,
    library=["metrics.sample_ratio_mismatch([n_a, n_b], [ratio, 1 - ratio])['p_value']"],
)


def split(n_a, n_b, ratio=0.5):
    return {"n_a": n_a, "n_b": n_b, "ratio": ratio}


@srm_pvalue.example
def twenty_apart():
    return split(520, 480), 0.2174682261435423


@srm_pvalue.visible(en="a broken split", zh="分流坏了")
def broken():
    return split(9421, 9852)


@srm_pvalue.visible(en="seven to three, a little off", zh="七比三，差一点")
def seven_to_three():
    return split(715, 285, 0.7)


@srm_pvalue.visible(en="one in ten sees A", zh="十分之一的人看 A")
def one_in_ten():
    return split(131, 1069, 0.1)


@srm_pvalue.visible(edge=True, en="exactly as planned", zh="正好和计划一样")
def as_planned():
    return split(300, 700, 0.3)


@srm_pvalue.visible(edge=True, en="less than half a visitor off", zh="差不到半个人")
def less_than_half_off():
    return split(10, 21, 1 / 3)


@srm_pvalue.visible(edge=True, en="an odd number of visitors, half and half", zh="单数的人，对半分")
def odd_number():
    return split(51, 50)


@srm_pvalue.visible(edge=True, en="four visitors", zh="四位访客")
def four_visitors():
    return split(4, 0)


@srm_pvalue.visible(edge=True, en="nobody in A", zh="A 一个人也没有")
def nobody_in_a():
    return split(0, 60, 0.25)


@srm_pvalue.visible(edge=True, en="nobody at all", zh="一个人也没有")
def nobody_at_all():
    return split(0, 0)


@srm_pvalue.hidden(worlds=3)
def other_splits(world: World):
    ratio = float(world.rng.choice([0.5, 0.2, 0.65]))
    total = int(world.rng.integers(80, 4000))
    n_a = int(world.rng.binomial(total, ratio * world.rng.uniform(0.93, 1.07)))
    return split(n_a, total - n_a, ratio)


@srm_pvalue.invariant(en="A p-value lies between 0 and 1.", zh="p 值在 0 到 1 之间。")
def p_within_bounds(result, **inputs):
    return math.isnan(result) or 0 <= result <= 1


def mismatch(
    n_a,
    n_b,
    ratio=0.5,
    *,
    off=0.5,
    floor=True,
    below="planned",
    parts="both",
    tail="erfc",
    swapped=False,
    even=False,
    after=False,
    once=False,
):
    """The p-value; the arguments are the ways to get a rule wrong."""
    total = n_a + n_b
    if not total:
        return math.nan
    ratio = 0.5 if even else 1 - ratio if swapped else ratio
    chi_square = 0.0
    for counted, share in ((n_a, ratio), (n_b, 1 - ratio)):
        planned = total * share
        distance = abs(counted - planned) - (0.0 if after else off)
        distance = max(0.0, distance) if floor else distance
        line = {"planned": planned, "counted": counted or 1, "total": total}[below]
        chi_square += distance**2 / line
        if parts == "a":
            break
    if after:
        chi_square = max(0.0, chi_square - 0.5)
    root = math.sqrt(chi_square / 2)
    return {"erfc": math.erfc(root), "erf": math.erf(root), "half": math.erfc(root) / 2, "exp": math.exp(-chi_square / 2),
            "unscaled": math.erfc(math.sqrt(chi_square)), "chi": chi_square}[tail]  # fmt: skip


@srm_pvalue.right
def part_by_part(n_a, n_b, ratio=0.5):
    return mismatch(n_a, n_b, ratio)


@srm_pvalue.right
def by_the_normal_curve(n_a, n_b, ratio=0.5):
    total = n_a + n_b
    if total == 0:
        return float("nan")
    # With two versions chi-square is the square of one z.
    z = max(abs(n_a - total * ratio) - 0.5, 0) / math.sqrt(total * ratio * (1 - ratio))
    return 2 * (1 - NormalDist().cdf(z)) if z < 5 else 2 * NormalDist().cdf(-z)


for _name, _options, _en, _zh in (
    ("no_correction", {"off": 0.0},
     "Half a visitor was not taken off. The shop corrects each distance by 0.5.",
     "没有减去半个人。店里要把每个差距减 0.5。"),
    ("a_whole_visitor", {"off": 1.0},
     "A whole visitor was taken off. It is half a one.",
     "减了一整个人。只减半个。"),
    ("below_zero", {"floor": False},
     "A distance of less than half a visitor became negative, and its square positive again. Stop at 0.",
     "差距不到半个人的，减成了负数，一平方又变正了。最少减到 0。"),
    ("over_counted", {"below": "counted"},
     "Divided by the counted visitors. Divide by the planned ones.",
     "除以了实际人数。要除以计划人数。"),
    ("over_total", {"below": "total"},
     "Divided by all visitors. Divide each square by the version's planned ones.",
     "除以了全部人数。每个平方要除以自己版本的计划人数。"),
    ("one_version_only", {"parts": "a"},
     "Only version A is in the sum. Both belong there.",
     "只算了 A。两个版本都要加。"),
    ("ratio_of_b", {"swapped": True},
     "`ratio` was taken for B. It is the share of A.",
     "把 `ratio` 当成了 B 的。它是 A 的占比。"),
    ("always_half_and_half", {"even": True},
     "The plan is always half and half. `ratio` says the plan.",
     "计划总按对半算了。计划要看 `ratio`。"),
    ("the_other_side", {"tail": "erf"},
     "`math.erf` is the middle; the p-value is the tail, `math.erfc`.",
     "`math.erf` 是中间那一块，p 值是尾巴，用 `math.erfc`。"),
    ("half_the_tail", {"tail": "half"},
     "The p-value was halved. Chi-square has both sides in it already.",
     "把 p 值减半了。卡方里两侧都已经算进去了。"),
    ("two_degrees", {"tail": "exp"},
     "That is the tail of two degrees of freedom. Two versions have one.",
     "这是两个自由度的尾巴。两个版本只有一个自由度。"),
    ("root_not_halved", {"tail": "unscaled"},
     "Under the root stands chi-square itself. It is chi-square over 2.",
     "根号里是卡方本身。应当是卡方除以 2。"),
    ("chi_square_itself", {"tail": "chi"},
     "Chi-square was returned. Its p-value is asked for.",
     "返回的是卡方。题目要 p 值。"),
    ("taken_off_the_sum", {"after": True},
     "The half was taken off the sum. It comes off each distance, before squaring.",
     "半个人从总和里减了。要从每个差距里减，先减再平方。"),
):  # fmt: skip
    slip(srm_pvalue, mismatch, en=_en, zh=_zh, name=_name, **_options)


@srm_pvalue.wrong(
    en="Each plan was made from the other version's count. Planned is the share times *all* counted visitors.",
    zh="用另一个版本的人数推出了计划人数。计划人数是占比乘数到的**全部**访客。",
)
def plan_from_the_other_version(n_a, n_b, ratio=0.5):
    if n_a + n_b == 0:
        return float("nan")
    planned_a, planned_b = n_b * ratio / (1 - ratio), n_a * (1 - ratio) / ratio
    chi_square = max(0, abs(n_a - planned_a) - 0.5) ** 2 / planned_a
    chi_square += max(0, abs(n_b - planned_b) - 0.5) ** 2 / planned_b
    return math.erfc(math.sqrt(chi_square / 2))


@srm_pvalue.wrong(
    en="Nobody counted gives 1. Nothing can be said there: NaN.", zh="一个人也没有时给了 1。说不出什么，是 NaN。"
)
def nobody_is_fair(n_a, n_b, ratio=0.5):
    return mismatch(n_a, n_b, ratio) if n_a + n_b else 1.0


@srm_pvalue.wrong(
    en="A verdict was returned. The probability itself is asked for.", zh="返回的是有没有问题。题目要概率本身。"
)
def verdict(n_a, n_b, ratio=0.5):
    return float(mismatch(n_a, n_b, ratio) < 0.001)


@srm_pvalue.wrong(en="The p-value is rounded. Return it as it comes out.", zh="p 值取了整。算出来多少就返回多少。")
def rounded_p(n_a, n_b, ratio=0.5):
    return round(mismatch(n_a, n_b, ratio), 4)


# --- chart_weeks: the lead at ends of whole weeks ------------------------------------------------------------------

chart_weeks = Exercise(points=3, compare="chart", tolerance=1e-6)


def days_of(*rows) -> pd.DataFrame:
    """Rows of (day of the trial, version, units, conversions); day 1 is 4 August."""
    table = pd.DataFrame(list(rows), columns=["day", "variant", "units", "conversions"])
    table.insert(0, "date", pd.Timestamp("2025-08-03") + pd.to_timedelta(table.pop("day"), unit="D"))
    return table.astype({"units": "int64", "conversions": "int64", "variant": object})


def draw_leads(leads, factor=1.0, labelled=True):
    """A line with points in plain matplotlib."""
    import matplotlib.pyplot as plt

    _, axes = plt.subplots()
    axes.plot(list(leads), [factor * lead for lead in leads.values()], marker="o")
    if labelled:
        axes.set(title="Lead of B", xlabel="days", ylabel="rate of B less rate of A")
    return axes


@chart_weeks.example
def fifteen_days_by_hand():
    daily = days_of(
        (1, "A", 150, 15), (1, "B", 160, 8), (7, "A", 100, 10), (7, "B", 90, 17),
        (8, "A", 50, 0), (8, "B", 50, 20), (15, "A", 100, 20), (15, "B", 100, 10),
    )  # fmt: skip
    return {"daily": daily}, [(7, 0.0), (14, 20 / 300)]


def some_weeks(rng, days, mean=60.0, rates=(0.10, 0.12), devices=2, first=0):
    """A trial of so many days, shuffled, with a row for each device."""
    rows = []
    for day in range(1, days + 1):
        for variant, rate in zip("AB", rates, strict=True):
            for _ in range(devices):
                units = int(rng.poisson(mean))
                rows.append((day, variant, units, int(rng.binomial(units, rate))))
    table = days_of(*rows).sample(frac=1, random_state=rng).reset_index(drop=True)
    return table.assign(date=table["date"] + pd.Timedelta(days=first))


@chart_weeks.visible(en="three weeks and two days", zh="三周又两天")
def three_weeks():
    return {"daily": some_weeks(np.random.default_rng(4), 23, mean=18)}


@chart_weeks.visible(en="exactly two weeks over the new year", zh="正好两周，跨过元旦")
def two_weeks_over_new_year():
    return {"daily": some_weeks(np.random.default_rng(9), 14, mean=22, rates=(0.14, 0.10), first=145)}


@chart_weeks.visible(edge=True, en="the last day of a week, and the day after", zh="一周的最后一天，和后一天")
def the_last_day_of_a_week():
    daily = days_of(
        (1, "A", 300, 30), (1, "B", 310, 20), (8, "B", 50, 25), (8, "A", 60, 6), (14, "A", 90, 4), (14, "B", 80, 12),
    )  # fmt: skip
    return {"daily": daily}


@chart_weeks.visible(edge=True, en="a day too few for the second week", zh="第二周还差一天")
def a_day_too_few():
    daily = days_of(
        (1, "A", 300, 30), (1, "B", 310, 20), (6, "B", 70, 30), (13, "B", 50, 25), (13, "A", 60, 6), (9, "A", 40, 9)
    )
    return {"daily": daily}


@chart_weeks.visible(edge=True, en="too few visitors at first", zh="起初人太少")
def too_few_at_first():
    daily = days_of(
        (2, "A", 120, 12), (2, "B", 260, 39), (1, "A", 60, 3), (9, "A", 20, 4), (9, "B", 10, 0), (16, "A", 100, 5), (21, "B", 90, 9),
    )  # fmt: skip
    return {"daily": daily}


@chart_weeks.visible(edge=True, en="a version that begins later", zh="有个版本晚几天才开始")
def a_version_begins_later():
    daily = days_of(
        (1, "A", 400, 40), (8, "B", 230, 30), (10, "A", 90, 9), (14, "B", 50, 2), (22, "A", 70, 2), (22, "B", 60, 8)
    )
    return {"daily": daily}


@chart_weeks.visible(edge=True, en="days without rows", zh="有的日子没有行")
def days_without_rows():
    daily = days_of((1, "A", 250, 25), (1, "B", 240, 30), (30, "A", 10, 1), (30, "B", 20, 9))
    return {"daily": daily}


@chart_weeks.hidden(worlds=3)
def other_trials_by_week(world: World):
    days = int(world.rng.integers(8, 40))
    rates = (float(world.rng.uniform(0.06, 0.2)), float(world.rng.uniform(0.06, 0.2)))
    return {"daily": some_weeks(world.rng, days, mean=float(world.rng.uniform(25, 60)), rates=rates, devices=3)}


def leads_by_week(
    daily,
    *,
    so_far=True,
    least=200,
    strict=False,
    of_each=True,
    unfinished=False,
    step=7,
    shift=0,
    mean=False,
    flip=False,
    relative=False,
    calendar=False,
    each_week_units=False,
    rows_as_days=False,
    weeks_seen=False,
    at="end",
):
    """The lead at each week's end; the arguments are the ways to get a rule wrong."""
    first = daily["date"].min()
    if calendar:
        first = first - pd.Timedelta(days=int(first.weekday()) if first.weekday() else 3)
    day = (daily["date"] - first).dt.days + 1 - shift
    if rows_as_days:
        day = daily["date"].rank(method="dense").astype(int)
    last = int(day.max())
    ends = list(range(step, last + 1, step))
    if unfinished and last % step:
        ends.append(last if at == "end" else ends[-1] + step if ends else step)
    if weeks_seen:
        ends = [end for end in ends if day.between(end - step + 1, end).any()]
    leads = {}
    for end in ends:
        inside = (day <= end) if so_far else (day <= end) & (day > end - step)
        rows = daily[inside]
        sums = rows.groupby("variant")[["units", "conversions"]].sum().reindex(["A", "B"]).fillna(0)
        enough = daily[(day <= end) & (day > end - step)] if each_week_units else daily[day <= end]
        units = enough.groupby("variant")["units"].sum().reindex(["A", "B"]).fillna(0)
        least_units = units.min() if of_each else units.sum()
        if (least_units <= least if strict else least_units < least) or sums["units"].min() == 0:
            continue
        if mean:
            rates = (
                rows.assign(rate=rows["conversions"] / rows["units"])
                .groupby("variant")["rate"]
                .mean()
                .reindex(["A", "B"])
            )
        else:
            rates = sums["conversions"] / sums["units"]
        lead = rates["B"] - rates["A"]
        lead = -lead if flip else lead / rates["A"] if relative else lead
        leads[end] = float(lead)
    return leads


@chart_weeks.right
def week_by_week(daily):
    return draw_leads(leads_by_week(daily))


@chart_weeks.right
def bars_from_running_sums(daily):
    import matplotlib.pyplot as plt

    wide = daily.pivot_table(index="date", columns="variant", values=["units", "conversions"], aggfunc="sum")
    wide = wide.reindex(pd.date_range(wide.index.min(), wide.index.max())).fillna(0).cumsum().iloc[6::7]
    wide = wide[wide["units"].min(axis=1) >= 200]
    rate = wide["conversions"] / wide["units"]
    days = [(date - daily["date"].min()).days + 1 for date in wide.index]
    _, axes = plt.subplots()
    axes.bar([str(one) for one in days], (rate["B"] - rate["A"]).to_numpy())
    axes.set(title="Lead", xlabel="days", ylabel="share")
    return axes


for _name, _options, _en, _zh in (
    ("each_week_alone", {"so_far": False},
     "Each week stands alone. \"So far\" is from day 1 to the end of the week.",
     "每周各算各的。“到此为止”是从第 1 天到这周末。"),
    ("every_day", {"step": 1},
     "Every day has a mark. Only ends of whole weeks may be looked at.",
     "每天都有标记。只许看整星期的末尾。"),
    ("unfinished_week_in", {"unfinished": True},
     "The week that is not over is in. Leave it out.",
     "没过完的那一周也画了。要去掉。"),
    ("unfinished_week_as_whole", {"unfinished": True, "at": "next"},
     "The week that is not over is shown as if it were. Leave it out.",
     "没过完的那一周当成整周画了。要去掉。"),
    ("no_least_units", {"least": 0},
     "Weeks are shown in which a version has fewer than 200 units so far. *Each* version must have them, not both together.",
     "有个版本到那时不足 200 位访客的周也画了。**每个**版本都要够，不是两个合起来够。"),
    ("exactly_two_hundred_is_too_few", {"strict": True},
     "Exactly 200 units are called too few. At least 200 are asked for.",
     "正好 200 位当成了不够。至少 200 位就行。"),
    ("units_of_the_week", {"each_week_units": True},
     "The 200 units were asked of the week alone. They count from day 1.",
     "只看这一周够不够 200 位。要从第 1 天算起。"),
    ("mean_of_rates", {"mean": True},
     "Rates of the rows were averaged. Add up first, then divide.",
     "把各行的比率平均了。要先加总再相除。"),
    ("empty_week_missing", {"weeks_seen": True},
     "A week without a single row has no mark. It is over all the same: it is shown, as high as the week before.",
     "没有行的那一周没画。它照样过完了，也要画，和前一周一样高。"),
    ("a_leads", {"flip": True},
     "The lead is A's over B. It is B less A.",
     "算成了 A 领先 B。要 B 减 A。"),
    ("lead_as_lift", {"relative": True},
     "The lead is divided by the rate of A. Asked for is the difference.",
     "领先除以了 A 的比率。题目要的是差。"),
    ("days_from_zero", {"shift": 1},
     "The first day counts as day 0. It is day 1, so a week ends six days later.",
     "第一天算成了第 0 天。它是第 1 天，一周在六天以后结束。"),
    ("calendar_weeks", {"calendar": True},
     "Weeks of the calendar were taken. The first date of the table is day 1.",
     "用了日历上的周。表里最早的日期是第 1 天。"),
    ("rows_for_days", {"rows_as_days": True},
     "Days without rows were skipped. They count as days, too.",
     "没有行的日子跳过去了。它们也算日子。"),
):  # fmt: skip

    def _drawn(daily, _options=_options):
        return draw_leads(leads_by_week(daily, **_options))

    _drawn.__name__ = _name
    chart_weeks.wrong(en=_en, zh=_zh)(_drawn)


@chart_weeks.wrong(
    en="The right marks, but without a title and axis labels: nobody else can read this chart.",
    zh="标记都对，但没有标题和轴名：别人看不懂这张图。",
)
def no_title(daily):
    return draw_leads(leads_by_week(daily), labelled=False)


@chart_weeks.wrong(en="The chart has no title.", zh="图没有标题。")
def title_missing(daily):
    axes = draw_leads(leads_by_week(daily))
    axes.set_title("")
    return axes


@chart_weeks.wrong(
    en="The marks stand at the numbers of the weeks. They stand at the days: 7, 14.",
    zh="标记放在了第几周。要放在天数上：7、14。",
)
def numbers_of_weeks(daily):
    return draw_leads({end // 7: lead for end, lead in leads_by_week(daily).items()})


@chart_weeks.wrong(
    en="The lead is in percentage points, and the axis does not say so. A share is asked for, or percent on the axis.",
    zh="领先用了百分点，轴上却没写。要小数，或者在轴上写明百分比。",
)
def unmarked_percent(daily):
    return draw_leads(leads_by_week(daily), factor=100)


@chart_weeks.wrong(
    en="Only the last week is shown. Each week that is over has a mark.",
    zh="只画了最后一周。每个过完的周都要有标记。",
)
def last_week_only(daily):
    leads = leads_by_week(daily)
    return draw_leads(dict([list(leads.items())[-1]]))


@chart_weeks.wrong(en="The rate of B is shown, not its lead over A.", zh="画的是 B 的比率，不是它领先 A 多少。")
def rate_of_b(daily):
    day = (daily["date"] - daily["date"].min()).dt.days + 1
    rates = {}
    for end in leads_by_week(daily):
        mine = daily[(day <= end) & (daily["variant"] == "B")]
        rates[end] = mine["conversions"].sum() / mine["units"].sum()
    return draw_leads(rates)
