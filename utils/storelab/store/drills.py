"""Four drills on small tasks from the shop's own tables: listing, detail page, campaign, analysis.

``drill("listing", seed=3)`` sets a task with its tables; ``score_drill("listing", 3, answer)`` marks an answer from 0 to 100, point by
point, from simple to complex; the last point of each looks at the whole. The same seed is the same task: for another attempt take another seed.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import combinations, product
from typing import TYPE_CHECKING, Any

import numpy as np

from storelab.errors import StoreLabError, suggest
from storelab.language import pick

if TYPE_CHECKING:
    import pandas as pd

Text = Mapping[str, str]
DRILLS = ("listing", "detail_page", "campaign", "analysis")
WORTH = 20.0  # percent of each of the five points

# What a listing must keep to.
TITLE_MOST = {"en": 70, "zh": 30}
MARGIN, COMMISSION, FREIGHT = 0.30, 0.05, 6.0
LEAD_DAYS, SAFETY_DAYS = 14, 5
# How a campaign may be run.
DISCOUNTS = (0.0, 0.1, 0.2, 0.3)
FEWEST_GOODS, MOST_GOODS, LEAST_MARGIN = 2, 3, 0.15
PAGE_HEIGHT = 4_000


@dataclass(frozen=True)
class Drill:
    """A task.

    Attributes
    ----------
    name, seed
        Which drill, and which task of it.
    task
        What is to be done, in the language in use.
    data
        Tables of the task by name.
    """

    name: str
    seed: int
    task: str
    data: "Mapping[str, pd.DataFrame]"

    def __str__(self) -> str:
        return self.task


@dataclass(frozen=True)
class Point:
    """One point of a mark: what was looked at, what of its 20 percent was earned, and why."""

    name: str
    earned: float
    said: str


@dataclass(frozen=True)
class DrillScore:
    """The mark of an answer.

    Attributes
    ----------
    percent
        From 0 to 100.
    points
        The five points that it is made of.
    """

    percent: float
    points: tuple[Point, ...]

    def table(self) -> "pd.DataFrame":
        """The points as a table."""
        import pandas as pd

        rows = [(point.name, point.earned, point.said) for point in self.points]
        return pd.DataFrame(rows, columns=["drill_point", "points_earned", "points_feedback"]).set_index("drill_point")

    def __str__(self) -> str:
        lines = [f"{point.earned:4.0f} / {WORTH:.0f}  {point.name}: {point.said}" for point in self.points]
        return "\n".join([f"{self.percent:.0f} / 100", *lines])


def drill(name: str, seed: int) -> Drill:
    """Set a task.

    Parameters
    ----------
    name
        ``"listing"``, ``"detail_page"``, ``"campaign"`` or ``"analysis"``.
    seed
        Number of the task.

    Raises
    ------
    StoreLabError
        If there is no such drill.
    """
    return _SET[_known(name)](int(seed))


def score_drill(name: str, seed: int, answer: Any) -> DrillScore:
    """Mark an answer; the same answer to the same task always earns the same.

    Parameters
    ----------
    name, seed
        As of `drill`.
    answer
        As the task asks for it. What is missing in it earns nothing.

    Raises
    ------
    StoreLabError
        If there is no such drill.
    """
    points = _MARK[_known(name)](drill(name, seed).data, answer)
    kept = tuple(Point(name, round(min(max(earned, 0.0), 1.0) * WORTH, 1), said) for name, earned, said in points)
    return DrillScore(round(sum(point.earned for point in kept), 1), kept)


def _known(name: str) -> str:
    if name not in DRILLS:
        near = suggest(str(name), DRILLS)
        raise StoreLabError(pick({
            "en": f"There is no drill '{name}'" + (f"; did you mean {near}?" if near else f": one of {', '.join(DRILLS)}."),
            "zh": f"没有 '{name}' 这个演练" + (f"；是不是 {near}？" if near else f"，只有 {'、'.join(DRILLS)}。"),
        }))  # fmt: skip
    return name


@lru_cache
def _table(name: str) -> Any:
    from storelab import data

    return data.load(name)


def _rng(name: str, seed: int) -> np.random.Generator:
    return np.random.default_rng([DRILLS.index(name), abs(seed)])


def _number(answer: Any, name: str) -> float:
    """A number of the answer; what is none of them counts as missing."""
    try:
        return float(answer[name])
    except (TypeError, KeyError, ValueError, IndexError):
        return float("nan")


def _exact(name: Text, found: float, wanted: float, shown: Callable[[float], str], how: Text, near: float = 0.005) -> tuple[str, float, str]:  # fmt: skip
    """A point for one number: all of it within the tolerance, half within ten times as much."""
    off = abs(found - wanted) / max(abs(wanted), 1e-9)
    earned = 1.0 if off <= near else 0.5 if off <= 10 * near else 0.0
    said = (
        {"en": "yours is {}; ", "zh": "您的是 {}；"} if found == found else {"en": "no number; ", "zh": "没有这个数；"}
    )
    right = pick({"en": "right", "zh": "对"})
    amiss = pick(said).format(shown(found)) + pick(how)
    return pick(name), earned, right if earned == 1 else amiss


# --- listing ----------------------------------------------------------------------------------------------------------


def _set_listing(seed: int) -> Drill:
    import pandas as pd

    rng = _rng("listing", seed)
    goods = _table("products").query("status == 'on_sale'").reset_index(drop=True)
    row = goods.iloc[int(rng.integers(len(goods)))]
    sheet = {
        "sku_id": int(row["sku_id"]),
        "brand": row["brand"],
        "name": pick({"en": str(row["title_en"]), "zh": str(row["title"])}),
        "colour": row["colour"],
        "size": row["size"],
        "weight_kg": float(row["weight_kg"]),
        "unit_cost": float(row["unit_cost"]),
        "sold_a_day": round(float(rng.uniform(1.5, 12.0)), 1),
        "on_the_way": int(rng.integers(0, 4)) * 12,
    }
    banned = _table("screen_terms").query("verdict == 'banned'")["term"]
    data = {"good": pd.DataFrame([sheet]), "banned": pd.DataFrame({"term": banned.to_list()})}
    most = pick({"en": str(TITLE_MOST["en"]), "zh": str(TITLE_MOST["zh"])})
    task = pick({
        "en": f"Put the good of the table `good` on sale. Answer with a dict: `attributes` (a dict with brand, colour, size, weight_kg as on the sheet; what the sheet lacks is None), "
        f"`title` (brand and colour in it, at most {most} characters, no word of the table `banned`), `price` (the lowest price in yuan that ends in 9 and keeps a margin of "
        f"{MARGIN:.0%}: (price x {1 - COMMISSION:.2f} - unit_cost - {FREIGHT:g}) / price), `stock` (pieces to order for {LEAD_DAYS} days until it comes and {SAFETY_DAYS} days of safety, "
        "rounded up, less what is on the way; never below 0).",
        "zh": f"把 `good` 表里的商品上架。用字典作答：`attributes`（字典，brand、colour、size、weight_kg 照规格表填；表上没有的填 None），`title`（含品牌和颜色，最多 {most} 个字，不含 `banned` 表里的词），"
        f"`price`（尾数为 9 的最低整数价，利润率不低于 {MARGIN:.0%}：（价 × {1 - COMMISSION:.2f} - unit_cost - {FREIGHT:g}）÷ 价），"
        f"`stock`（订货件数：到货要 {LEAD_DAYS} 天，另备 {SAFETY_DAYS} 天，向上取整，减去在途，不低于 0）。",
    })  # fmt: skip
    return Drill("listing", seed, task, data)


def least_price(unit_cost: float) -> float:
    """The lowest price that ends in 9 and keeps the margin."""
    price = 9
    while (price * (1 - COMMISSION) - unit_cost - FREIGHT) / price < MARGIN - 1e-12:
        price += 10
    return float(price)


def _mark_listing(data: Mapping[str, Any], answer: Any) -> Sequence[tuple[str, float, str]]:
    sheet, banned = data["good"].iloc[0], data["banned"]["term"].to_list()
    given = answer.get("attributes") if isinstance(answer, Mapping) else None
    given = given if isinstance(given, Mapping) else {}
    wanted = {name: sheet[name] for name in ("brand", "colour", "size", "weight_kg")}
    wrong = [name for name, value in wanted.items() if not (name in given and _same(given[name], value))]
    points = [(pick({"en": "attributes", "zh": "属性"}), 1 - len(wrong) / len(wanted), pick(
        {"en": "all as on the sheet", "zh": "和规格表一致"} if not wrong else {"en": f"look at {', '.join(wrong)}", "zh": f"请看 {'、'.join(wrong)}"}))]  # fmt: skip

    title = str(answer.get("title", "") if isinstance(answer, Mapping) else "")
    # A title may be written in either language, whatever language the task was read in.
    chinese = any("\u4e00" <= letter <= "\u9fff" for letter in title.replace(str(sheet["brand"]), ""))
    most = TITLE_MOST["zh" if chinese else "en"]
    colours = _table("products").query("sku_id == @sheet['sku_id']")[["title", "colour"]].iloc[0]
    has_colour = str(sheet["colour"]).lower() in title.lower() or str(colours["title"]).split()[-1][:2] in title
    amiss = [
        pick(text)
        for broken, text in (
            (not title, {"en": "there is none", "zh": "没有标题"}),
            (str(sheet["brand"]).lower() not in title.lower(), {"en": "the brand is missing", "zh": "缺品牌"}),
            (not has_colour, {"en": "the colour is missing", "zh": "缺颜色"}),
            (
                len(title) > most,
                {"en": f"{len(title)} characters, {most} at most", "zh": f"{len(title)} 个字，最多 {most}"},
            ),
            (any(term in title for term in banned), {"en": "a banned word", "zh": "有敏感词"}),
        )
        if broken
    ]
    points.append((pick({"en": "title", "zh": "标题"}), 0.0 if not title else 1 - 0.5 * min(len(amiss), 2), "; ".join(amiss) or pick({"en": "right", "zh": "对"})))  # fmt: skip
    price = least_price(float(sheet["unit_cost"]))
    points.append(_exact({"en": "price", "zh": "售价"}, _number(answer, "price"), price, lambda value: f"{value:g}", {
        "en": "commission is paid on the price, and the margin is measured on the price, not on the cost", "zh": "佣金按售价付，利润率按售价算，不按成本"}))  # fmt: skip
    stock = max(float(np.ceil(round(sheet["sold_a_day"] * (LEAD_DAYS + SAFETY_DAYS), 6))) - sheet["on_the_way"], 0.0)
    points.append(_exact({"en": "stock", "zh": "订货"}, _number(answer, "stock"), stock, lambda value: f"{value:g}", {
        "en": "cover all days until the next delivery and the days of safety, then take off what is on the way", "zh": "到货前的天数和安全天数都要盖住，再减在途"}))  # fmt: skip
    return [*points, _whole(points, {"en": "may go live", "zh": "能不能上线"})]


def _same(given: Any, wanted: Any) -> bool:
    if wanted is None or wanted != wanted:
        return given is None or given != given
    if isinstance(wanted, float):
        try:
            return abs(float(given) - wanted) < 1e-9
        except (TypeError, ValueError):
            return False
    return str(given).strip().lower() == str(wanted).lower()


def _whole(points: Sequence[tuple[str, float, str]], name: Text) -> tuple[str, float, str]:
    """The last point: all parts right at once."""
    left = sum(earned < 1 for _, earned, _ in points)
    said = pick({"en": "yes, all parts hold", "zh": "可以，各部分都成立"} if not left else {"en": f"not yet: {left} of {len(points)} parts to mend", "zh": f"还不行：{len(points)} 处里有 {left} 处要改"})  # fmt: skip
    return pick(name), 0.0 if left else 1.0, said


# --- detail page ------------------------------------------------------------------------------------------------------

# Block: what it answers, height in pixels, whether what it says is backed by a paper.
_BLOCKS = (
    ("how_to_return", "return", 500, True), ("returns_story", "return", 1_200, True), ("sent_within_a_day", "shipping", 450, True),
    ("carrier_map", "shipping", 1_300, True), ("material_close_up", "product", 800, True), ("best_in_the_land", "product", 600, False),
    ("size_table", "size", 700, True), ("worn_by_three", "size", 1_100, True), ("how_to_use_a_coupon", "coupon", 400, True),
    ("ways_to_pay", "payment", 350, True), ("invoice_in_two_steps", "invoice", 300, True), ("cures_backache", "product", 500, False),
)  # fmt: skip


def _set_detail_page(seed: int) -> Drill:
    import pandas as pd

    rng = _rng("detail_page", seed)
    tickets = _table("cs_tickets")["topic"]
    asked: Any = tickets.iloc[rng.integers(0, len(tickets), 240)].value_counts()
    # The goods differ in what is asked about them.
    asked = (asked * rng.uniform(0.4, 1.8, len(asked))).round().astype(int)
    asked = asked.rename_axis("topic").rename("asked_n").reset_index().sort_values("topic", ignore_index=True)
    while asked["asked_n"].duplicated().any():
        asked.loc[asked["asked_n"].duplicated(), "asked_n"] += 1
    blocks = pd.DataFrame(_BLOCKS, columns=["block", "topic", "height", "backed"])
    blocks["height"] += 50 * rng.integers(-2, 3, len(blocks))
    shown = blocks.sample(frac=1, random_state=int(rng.integers(1 << 30)), ignore_index=True)
    task = pick({
        "en": f"Build the detail page. `questions` says how often buyers asked about what; `blocks` what may be put on the page. Answer with a list of block names from top to bottom: at most {PAGE_HEIGHT:,} pixels "
        "high, no block whose claim is not backed, and answers to as many questions as fit; what is asked most stands first. A topic counts once, however many blocks speak of it.",
        "zh": f"搭一张详情页。`questions` 是买家各问了多少次，`blocks` 是可以放的模块。用列表作答，从上到下写模块名：总高不超过 {PAGE_HEIGHT:,} 像素，不放没有依据的说法，尽量多地回答问题；问得最多的放最上面。一个主题放几块都只算一次。",
    })  # fmt: skip
    return Drill("detail_page", seed, task, {"questions": asked, "blocks": shown})


def _mark_detail_page(data: Mapping[str, Any], answer: Any) -> Sequence[tuple[str, float, str]]:
    blocks, asked = data["blocks"].set_index("block"), data["questions"].set_index("topic")["asked_n"]
    given = [str(one) for one in answer] if isinstance(answer, Sequence) and not isinstance(answer, str) else []
    known = [one for one in dict.fromkeys(given) if one in blocks.index]
    strange = len(given) - len(known)
    page = blocks.loc[known]
    right = pick({"en": "right", "zh": "对"})
    points = [(pick({"en": "blocks", "zh": "模块"}), 1.0 if known and not strange else 0.0, right if known and not strange else pick(
        {"en": f"{strange} names are unknown or stand twice" if given else "a list of names is expected", "zh": f"{strange} 个名字没有或重复" if given else "应为模块名的列表"}))]  # fmt: skip
    high = int(page["height"].sum())
    points.append(
        (
            pick({"en": "height", "zh": "高度"}),
            float(bool(known) and high <= PAGE_HEIGHT),
            f"{high:,} / {PAGE_HEIGHT:,}",
        )
    )
    claims = page.index[~page["backed"].astype(bool)].to_list()
    points.append((pick({"en": "claims", "zh": "说法"}), float(bool(known) and not claims), pick(
        {"en": f"not backed: {', '.join(claims)}", "zh": f"没有依据：{'、'.join(claims)}"}) if claims else right))  # fmt: skip
    fits = high <= PAGE_HEIGHT
    covered = int(asked.reindex(page.loc[page["backed"].astype(bool), "topic"].unique()).fillna(0).sum()) if fits else 0
    best = _best_cover(blocks, asked)
    points.append((pick({"en": "questions answered", "zh": "回答的问题"}), covered / best if best else 0.0, pick(
        {"en": f"{covered} of {int(asked.sum())} questions; {best} can be reached", "zh": f"{int(asked.sum())} 个问题答了 {covered} 个，最多能到 {best}"})))  # fmt: skip
    order = [asked.get(topic, 0) for topic in dict.fromkeys(page["topic"])]
    pairs = list(combinations(order, 2))
    sorted_share = float(np.mean([one >= two for one, two in pairs])) if pairs else float(bool(order))
    points.append((pick({"en": "the page as a whole: order", "zh": "整页：先后"}), (sorted_share if covered >= 0.8 * best else 0.0), pick(
        {"en": f"{sorted_share:.0%} of the pairs stand as they are asked" + ("" if covered >= 0.8 * best else "; counts once the page answers four fifths of what can be reached"),
         "zh": f"{sorted_share:.0%} 的先后和问的多少一致" + ("" if covered >= 0.8 * best else "；先答到能答的八成，先后才算分")})))  # fmt: skip
    return points


def _best_cover(blocks: Any, asked: Any) -> int:
    """Most questions that fit on a page: of each topic the lowest block that is backed, or none."""
    lowest = blocks[blocks["backed"].astype(bool)].groupby("topic")["height"].min()
    topics = [(int(lowest[topic]), int(asked.get(topic, 0))) for topic in lowest.index]
    fits = [
        sum(count for (_, count), used in zip(topics, chosen, strict=True) if used)
        for chosen in product((False, True), repeat=len(topics))
        if sum(height for (height, _), used in zip(topics, chosen, strict=True) if used) <= PAGE_HEIGHT
    ]
    return max(fits)


# --- campaign ---------------------------------------------------------------------------------------------------------


def _offers(rng: np.random.Generator) -> Any:
    """Five goods of the outlet site; drawn anew until some plan keeps all rules."""
    import pandas as pd

    history = _table("price_history")
    history = history[(history["plan"] == "steps") & ~history["promo"]]
    usual, goods = 7 * history.groupby("sku_id")["units"].mean(), _table("products").set_index("sku_id")
    names = [f"units_at_{round(100 * discount)}" for discount in DISCOUNTS]
    while True:
        rows = []
        for sku in rng.choice(usual.index.to_numpy(), 5, replace=False):
            price, weekly, slope = float(goods.loc[sku, "list_price"]), float(usual[sku]), float(rng.uniform(1.2, 4.2))
            units = [round(weekly * (1 - discount) ** -slope) for discount in DISCOUNTS]
            cost = round(price * float(rng.uniform(0.42, 0.64)), 2)
            rows.append((int(sku), price, cost, int(weekly * rng.choice([0.9, 1.6, 2.6])), *units))
        offers = pd.DataFrame(rows, columns=["sku_id", "price", "unit_cost", "stock", *names])
        best, worst = _best_plan(offers.set_index("sku_id"))
        if best > worst:
            return offers


def _set_campaign(seed: int) -> Drill:
    offers = _offers(_rng("campaign", seed))
    task = pick({
        "en": f"Plan the week of the campaign. `offers` has five goods, their stock, and the pieces that customers want at 0, 10, 20 and 30 % off. Answer with a dict of sku_id and discount (0.1, 0.2 or 0.3) for the goods that "
        f"join: at least {FEWEST_GOODS}, at most {MOST_GOODS}, each with (price after the discount - unit_cost) / price after the discount of at least {LEAST_MARGIN:.0%}, and none wanted more often than there is stock. "
        "Of the plans that are left, the one with most gross profit of all five goods is best; who does not join sells at full price. Nothing sells beyond its stock.",
        "zh": f"排出活动周的方案。`offers` 有五个商品、各自的库存，还有打 0、10%、20%、30% 折扣时顾客想买的件数。用字典作答：参加的 sku_id 和折扣（0.1、0.2 或 0.3）。至少 {FEWEST_GOODS} 个、最多 {MOST_GOODS} 个，"
        f"每个的（折后价 - unit_cost）÷ 折后价不低于 {LEAST_MARGIN:.0%}，想买的件数都不超过库存。剩下的方案里，五个商品的毛利合计最高的最好；不参加的照原价卖。卖出不会超过库存。",
    })  # fmt: skip
    return Drill("campaign", seed, task, {"offers": offers})


def _gross(row: Any, discount: float) -> float:
    wanted = row[f"units_at_{round(100 * discount)}"]
    return float(min(wanted, row["stock"]) * (row["price"] * (1 - discount) - row["unit_cost"]))


def _margin(row: Any, discount: float) -> float:
    paid = row["price"] * (1 - discount)
    return float((paid - row["unit_cost"]) / paid)


def _mark_campaign(data: Mapping[str, Any], answer: Any) -> Sequence[tuple[str, float, str]]:
    offers = data["offers"].set_index("sku_id")
    plan: dict[int, float] = {}
    strange = 0
    for sku, discount in answer.items() if isinstance(answer, Mapping) else ():
        try:
            number, share = int(sku), round(float(discount), 6)
        except (TypeError, ValueError):
            strange += 1
            continue
        if number not in offers.index or share not in DISCOUNTS[1:]:
            strange += 1
        else:
            plan[number] = share
    right = pick({"en": "right", "zh": "对"})
    valid = bool(plan) and not strange
    points = [(pick({"en": "goods and discounts", "zh": "商品与折扣"}), float(valid), right if valid else pick(
        {"en": f"{strange} entries are no good of the table or no discount that may be given" if strange else "nothing joins", "zh": f"{strange} 项不是表里的商品或可用的折扣" if strange else "没有商品参加"}))]  # fmt: skip
    count = FEWEST_GOODS <= len(plan) <= MOST_GOODS
    points.append(
        (pick({"en": "how many", "zh": "个数"}), float(count), f"{len(plan)} ({FEWEST_GOODS} - {MOST_GOODS})")
    )
    thin = [sku for sku, share in plan.items() if _margin(offers.loc[sku], share) < LEAST_MARGIN]
    points.append((pick({"en": "margin", "zh": "利润率"}), 1 - len(thin) / len(plan) if plan else 0.0, right if plan and not thin else pick(
        {"en": f"too thin: {', '.join(map(str, thin))}", "zh": f"太薄：{'、'.join(map(str, thin))}"}) if plan else "-"))  # fmt: skip
    short = [
        sku
        for sku, share in plan.items()
        if offers.loc[sku, f"units_at_{round(100 * share)}"] > offers.loc[sku, "stock"]
    ]
    points.append((pick({"en": "stock", "zh": "库存"}), 1 - len(short) / len(plan) if plan else 0.0, right if plan and not short else pick(
        {"en": f"would sell out: {', '.join(map(str, short))}", "zh": f"会卖断：{'、'.join(map(str, short))}"}) if plan else "-"))  # fmt: skip
    allowed = valid and count and not thin and not short
    best, worst = _best_plan(offers)
    own = sum(_gross(row, plan.get(sku, 0.0)) for sku, row in offers.iterrows())
    share = 1.0 if best - worst < 1e-9 else (own - worst) / (best - worst)
    points.append((pick({"en": "the plan as a whole: profit", "zh": "整个方案：毛利"}), share if allowed else 0.0, pick(
        {"en": f"¥{own:,.0f}; the best plan that keeps all rules earns ¥{best:,.0f}" if allowed else "counts once the plan keeps all rules", "zh": f"{own:,.0f} 元；守住各条规矩的最好方案 {best:,.0f} 元" if allowed else "守住各条规矩才算分"})))  # fmt: skip
    return points


def _best_plan(offers: Any) -> tuple[float, float]:
    """Most and least profit of all plans that keep the rules; minus infinity where none does."""
    # By good: the discounts that keep its rules, each with its profit.
    options = [
        [
            (share, _gross(row, share))
            for share in DISCOUNTS
            if not share
            or (_margin(row, share) >= LEAST_MARGIN and row[f"units_at_{round(100 * share)}"] <= row["stock"])
        ]
        for _, row in offers.iterrows()
    ]
    found = [
        sum(profit for _, profit in plan)
        for plan in product(*options)
        if FEWEST_GOODS <= sum(share > 0 for share, _ in plan) <= MOST_GOODS
    ]
    return max(found, default=-np.inf), min(found, default=-np.inf)


# --- analysis ---------------------------------------------------------------------------------------------------------

FACTORS = ("visits", "conversion", "order_value")


def _set_analysis(seed: int) -> Drill:
    rng = _rng("analysis", seed)
    shop = f"shop_{int(rng.integers(1, 7))}"
    daily = _table("metric_daily")
    days = daily[(daily["scope"] == shop) & daily["metric"].isin(["visits", "orders", "gmv"])]
    wide = days.pivot(index="date", columns="metric", values="value").reset_index()
    start = int(rng.integers(0, len(wide) - 28))
    chosen = wide.iloc[start : start + 28].reset_index(drop=True)[["date", "visits", "orders", "gmv"]]
    chosen.columns.name = None
    task = pick({
        "en": "Say what moved sales. `days` has 28 days of a shop: visits, paid orders and GMV in yuan. Compare the first 14 days with the last 14, each as a sum. Answer with a dict: `sales_change` (last / first - 1), "
        "`conversion_after` (orders / visits of the last 14), `order_value_change` (GMV an order, last / first - 1), `driver` (visits, conversion or order_value: whose logarithm of last / first is largest in size), "
        "`driver_share` (that logarithm over the logarithm of the sales' ratio; may be above 1 or negative). Fractions, not percent; do not round.",
        "zh": "说清销售额是被什么带动的。`days` 是一家店 28 天的访问数（visits）、支付订单（orders）和成交额（gmv，元）。把前 14 天和后 14 天各自加总来比。用字典作答：`sales_change`（后 ÷ 前 - 1），`conversion_after`（后 14 天的订单 ÷ 访问），"
        "`order_value_change`（每单金额，后 ÷ 前 - 1），`driver`（visits、conversion 或 order_value：后 ÷ 前的对数，绝对值最大的那个），`driver_share`（它的对数 ÷ 销售额之比的对数，可以大于 1，也可以为负）。用小数，不用百分数，不要取整。",
    })  # fmt: skip
    return Drill("analysis", seed, task, {"days": chosen})


def solve_analysis(days: Any) -> dict[str, Any]:
    """The figures that the drill asks for."""
    first, last = days.iloc[:14][["visits", "orders", "gmv"]].sum(), days.iloc[14:][["visits", "orders", "gmv"]].sum()
    ratio = {
        "visits": last["visits"] / first["visits"],
        "conversion": (last["orders"] / last["visits"]) / (first["orders"] / first["visits"]),
        "order_value": (last["gmv"] / last["orders"]) / (first["gmv"] / first["orders"]),
    }
    logs = {name: float(np.log(value)) for name, value in ratio.items()}
    driver = max(FACTORS, key=lambda name: abs(logs[name]))
    return {
        "sales_change": float(last["gmv"] / first["gmv"] - 1),
        "conversion_after": float(last["orders"] / last["visits"]),
        "order_value_change": float(ratio["order_value"] - 1),
        "driver": driver,
        "driver_share": logs[driver] / float(np.log(last["gmv"] / first["gmv"])),
    }


def _mark_analysis(data: Mapping[str, Any], answer: Any) -> Sequence[tuple[str, float, str]]:
    wanted = solve_analysis(data["days"])
    plain = answer if isinstance(answer, Mapping) else {}
    percent = lambda value: f"{value:.2%}"  # noqa: E731
    sums = {
        "en": "sum each 14 days first, then divide: a mean of daily rates is another number",
        "zh": "先把 14 天加总再相除，每天的比率取平均是另一个数",
    }
    driver = plain.get("driver") == wanted["driver"]
    return [
        _exact({"en": "change of sales", "zh": "销售额变化"}, _number(plain, "sales_change"), wanted["sales_change"], percent, sums),
        _exact({"en": "conversion", "zh": "转化率"}, _number(plain, "conversion_after"), wanted["conversion_after"], percent, sums),
        _exact({"en": "order value", "zh": "每单金额"}, _number(plain, "order_value_change"), wanted["order_value_change"], percent, sums),
        (pick({"en": "driver", "zh": "主因"}), float(driver), pick({"en": "right", "zh": "对"} if driver else {
            "en": "compare the sizes of the three logarithms, whatever their sign", "zh": "比三个对数的绝对值，不看正负"})),
        _exact({"en": "the change as a whole: share of the driver", "zh": "整个变化：主因占多少"}, _number(plain, "driver_share"), wanted["driver_share"], lambda value: f"{value:.2f}", {
            "en": "the three logarithms add up to that of the sales", "zh": "三个对数加起来，等于销售额的对数"}),
    ]  # fmt: skip


_SET: Mapping[str, Callable[[int], Drill]] = {
    "listing": _set_listing, "detail_page": _set_detail_page, "campaign": _set_campaign, "analysis": _set_analysis,
}  # fmt: skip
_MARK: Mapping[str, Callable[..., Sequence[tuple[str, float, str]]]] = {
    "listing": _mark_listing, "detail_page": _mark_detail_page, "campaign": _mark_campaign, "analysis": _mark_analysis,
}  # fmt: skip
