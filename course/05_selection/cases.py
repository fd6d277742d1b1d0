"""Cases of chapter 5: inputs, right variants and wrong answers. Expected values come from the solutions in exercises.md."""

from math import comb

import numpy as np
import pandas as pd

from classroom.cases import Exercise, World

# abc_classes: before = larger sales; ties share a class, negative counts 0, missing is N

ABC = "metrics.abc_classes(sales.rename('paid').rename_axis('sku_id').reset_index(), cuts).set_index('sku_id')['abc']"
abc_classes = Exercise(points=3, compare="equal", tolerance=1e-9, library=[ABC])


def goods(**yuan: float | None) -> pd.Series:
    return pd.Series(yuan, dtype=float)


@abc_classes.example
def the_goods_of_the_question():
    sales = goods(tent=50, lamp=30, cup=20, sock=-10, bag=None)
    return {"sales": sales}, pd.Series(["A", "A", "B", "C", "N"], index=sales.index, dtype=object)


@abc_classes.visible(en="a small shop", zh="一家小店")
def a_small_shop():
    return {"sales": goods(cup=40, tent=400, sock=25, lamp=230, bag=150, bin=-60, pan=90, mat=50, hat=15)}


@abc_classes.visible(en="ties, returns and a new good, other cuts", zh="并列、退货和新品，换了界线")
def ties_and_returns():
    sales = goods(hat=100, cup=200, mat=-80, tent=200, bag=None, sock=300, lamp=100, pan=100, pen=0)
    return {"sales": sales, "cuts": (0.5, 0.7)}


@abc_classes.visible(edge=True, en="more came back than was sold", zh="退的比卖的多")
def more_came_back():
    return {"sales": goods(a=70, b=20, c=10, d=-15)}


@abc_classes.visible(edge=True, en="exactly at both cuts", zh="正好在两条界线上")
def exactly_at_the_cuts():
    return {"sales": goods(a=800, b=150, c=50)}


@abc_classes.visible(edge=True, en="one good sells nearly all", zh="一件几乎卖了全部")
def one_good_sells_nearly_all():
    return {"sales": goods(a=2, b=990, c=8)}


@abc_classes.visible(edge=True, en="a single good", zh="只有一件商品")
def a_single_good():
    return {"sales": goods(tent=12)}


@abc_classes.visible(edge=True, en="nothing sold", zh="一件没卖")
def nothing_sold():
    return {"sales": goods(tent=0, lamp=-5, cup=0, bag=None)}


@abc_classes.visible(edge=True, en="every good sells the same", zh="每件卖得一样多")
def all_the_same():
    return {"sales": goods(a=10, b=10, c=10, d=10, e=10), "cuts": (0.6, 0.8)}


@abc_classes.visible(edge=True, en="no goods", zh="没有商品")
def no_goods():
    return {"sales": pd.Series([], index=pd.Index([], dtype=object), dtype=float)}


@abc_classes.hidden(worlds=3)
def other_ranges(world: World):
    rng = world.rng
    size = int(rng.integers(8, 40))
    yuan = np.rint(np.exp(rng.normal(4, 1.4, size)))
    yuan[rng.random(size) < 0.15] = 0
    yuan[rng.random(size) < 0.25] *= -1
    yuan[rng.random(size) < 0.2] = 50
    yuan[rng.random(size) < 0.1] = np.nan
    cuts = (0.8, 0.95) if rng.random() < 0.5 else (0.55, 0.85)
    return {"sales": pd.Series(yuan, index=[f"sku_{n}" for n in rng.permutation(size)]), "cuts": cuts}


@abc_classes.invariant(
    en="Every good has a class, in the order in which the goods came.", zh="每件商品都有类别，顺序和传进来时一样。"
)
def same_index(result, *, sales, **inputs):
    return list(result.index) == list(sales.index)


def abc(
    sales: pd.Series,
    cuts: tuple[float, float] = (0.8, 0.95),
    *,
    itself: bool = False,
    floor: bool = True,
    missing: str = "N",
    at_cut: bool = False,
    by_count: bool = False,
    rising: bool = False,
    split: bool = False,
    none_sold: str = "C",
    zero_is_c: bool = True,
    through: bool = False,
) -> pd.Series:
    """The rule; every argument leaves out or turns one clause of it."""
    known = sales.dropna()
    known = known.clip(lower=0) if floor else known
    total = known.sum()
    found = []
    for good, own in sales.items():
        if pd.isna(own):
            found.append(missing)
            continue
        own = max(own, 0) if floor else own
        ahead = known < own if rising else known >= own if through else known > own
        if split:
            order = np.arange(len(known))
            here = list(known.index).index(good)
            ahead = ahead | ((known == own) & (order < here))
        share = ahead.mean() if by_count else known[ahead].sum() / total if total else np.nan
        if itself and total:
            share += own / total
        if own <= 0 and zero_is_c and total:
            found.append("C")
        elif np.isnan(share):
            found.append(none_sold)
        elif at_cut or itself or through:
            found.append("A" if share <= cuts[0] + 1e-12 else "B" if share <= cuts[1] + 1e-12 else "C")
        else:
            found.append("A" if share < cuts[0] else "B" if share < cuts[1] else "C")
    return pd.Series(found, index=sales.index, dtype=object)


@abc_classes.right
def by_sorting(sales, cuts=(0.8, 0.95)):
    ordered = sales.dropna().clip(lower=0).sort_values(ascending=False)
    sums = ordered.groupby(ordered).sum().sort_index(ascending=False)
    before = (sums.cumsum() - sums).reindex(ordered.to_numpy()).to_numpy()
    whole = ordered.sum()
    letters = np.where(before < cuts[0] * whole, "A", np.where(before < cuts[1] * whole, "B", "C"))
    letters = pd.Series(np.where(ordered.to_numpy() > 0, letters, "C"), index=ordered.index, dtype=object)
    return letters.reindex(sales.index).fillna("N").astype(object)


@abc_classes.right
def one_good_after_another(sales, cuts=(0.8, 0.95)):
    amounts = {good: max(value, 0.0) for good, value in sales.items() if value == value}
    whole = sum(amounts.values())
    classes = []
    for good in sales.index:
        if good not in amounts:
            classes.append("N")
            continue
        ahead = sum(value for value in amounts.values() if value > amounts[good])
        if not amounts[good] or not ahead < cuts[1] * whole:
            classes.append("C")
        else:
            classes.append("A" if ahead < cuts[0] * whole else "B")
    return pd.Series(classes, index=sales.index, dtype=object)


@abc_classes.wrong(
    en="The share counts the good itself. What matters is what stands *before* it: the good that crosses a cut still belongs above it.",
    zh="占比里把商品自己也算进去了。要看的是它**前面**的：正好跨过界线的那一件，还算上面一类。",
)
def itself_included(sales, cuts=(0.8, 0.95)):
    return abc(sales, cuts, itself=True)


@abc_classes.wrong(
    en="The good itself, and those with equal sales, are in its share (`>=`). Before a good stand only those with *larger* sales (`>`).",
    zh="占比里把商品自己、还有销售额相同的都算进去了（用了 `>=`）。排在前面的，只有销售额**更大**的（用 `>`）。",
)
def itself_and_its_equals_included(sales, cuts=(0.8, 0.95)):
    return abc(sales, cuts, through=True)


@abc_classes.wrong(
    en="Goods with equal sales got different classes. Before a good stand only those with *larger* sales.",
    zh="销售额相同的商品分到了不同的类。排在前面的，只有销售额**更大**的。",
)
def ties_split(sales, cuts=(0.8, 0.95)):
    return abc(sales, cuts, split=True)


@abc_classes.wrong(
    en="A good that was not on sale is C. It sold nothing because it was not there: its class is N.",
    zh="还没上架的商品分成了 C。它没卖，是因为还不在：类别是 N。",
)
def missing_is_c(sales, cuts=(0.8, 0.95)):
    return abc(sales, cuts, missing="C")


@abc_classes.wrong(
    en="Goods that were not on sale are missing in the result. They stay in their place, with the class N.",
    zh="还没上架的商品从结果里消失了。它们应该留在原位，类别是 N。",
)
def missing_left_out(sales, cuts=(0.8, 0.95)):
    return abc(sales.dropna(), cuts)


@abc_classes.wrong(
    en="Negative sales lower the sum of all sales. A good of which more came back than was sold counts as 0, in the sum too.",
    zh="负的销售额把总和拉低了。退得比卖得多的商品按 0 算，加总时也按 0 算。",
)
def negatives_in_the_sum(sales, cuts=(0.8, 0.95)):
    return abc(sales, cuts, floor=False)


@abc_classes.wrong(
    en="Exactly at the cut was taken for less. Before the good stand 80 % of the sales: that is not less than 0.8.",
    zh="正好等于界线，被当成了“不到”。前面已经有 80%，就不是不到 0.8。",
)
def exactly_at_the_cut_is_less(sales, cuts=(0.8, 0.95)):
    return abc(sales, cuts, at_cut=True)


@abc_classes.wrong(
    en="You cut by the number of goods. The cuts are shares of the *sales*.",
    zh="按商品的件数切了。界线说的是**销售额**的占比。",
)
def by_number_of_goods(sales, cuts=(0.8, 0.95)):
    return abc(sales, cuts, by_count=True)


@abc_classes.wrong(
    en="The smallest sales stand first. Before a good stand those with larger sales.",
    zh="把卖得最少的排在了前面。排在前面的应该是销售额更大的。",
)
def smallest_first(sales, cuts=(0.8, 0.95)):
    return abc(sales, cuts, rising=True)


@abc_classes.wrong(
    en="The cuts 0.8 and 0.95 are built in. Take them from `cuts`: another shop may cut elsewhere.",
    zh="界线写死成了 0.8 和 0.95。请用参数 `cuts`：别的店可能切在别处。",
)
def fixed_cuts(sales, cuts=(0.8, 0.95)):
    return abc(sales)


@abc_classes.wrong(
    en="Only one cut was taken from `cuts`; the second is built in. Both are given.",
    zh="`cuts` 只用了一个，第二条界线写死了。两个都要用给的。",
)
def second_cut_fixed(sales, cuts=(0.8, 0.95)):
    return abc(sales, (cuts[0], 0.95))


@abc_classes.wrong(
    en="Nothing was sold, and the goods are A: 0 is not less than 0.8 of nothing. Without sales every good is C.",
    zh="一件没卖，商品却成了 A。没有销售额时，每件都是 C。",
)
def nothing_sold_is_a(sales, cuts=(0.8, 0.95)):
    return abc(sales, cuts, none_sold="A")


@abc_classes.wrong(
    en="Nothing was sold, and the goods are N. N is for goods that were not on sale; these were, and are C.",
    zh="一件没卖，商品成了 N。N 是没上架的；这些上架了，是 C。",
)
def nothing_sold_is_n(sales, cuts=(0.8, 0.95)):
    return abc(sales, cuts, none_sold="N")


@abc_classes.wrong(
    en="The result is sorted by sales. Return the goods in the order in which they came.",
    zh="结果按销售额排了序。请按商品传进来的顺序返回。",
)
def sorted_by_sales(sales, cuts=(0.8, 0.95)):
    return abc(sales, cuts)[sales.sort_values(ascending=False).index]


@abc_classes.wrong(
    en="You looked at each good's own share of the sales. What counts is the share of the goods *before* it.",
    zh="看的是每件商品自己的占比。应该看它**前面**的商品合计占多少。",
)
def own_share(sales, cuts=(0.8, 0.95)):
    known = sales.dropna().clip(lower=0)
    share = known / known.sum() if known.sum() else known * 0
    letters = pd.Series(
        np.where(share >= cuts[0], "A", np.where(share >= 1 - cuts[1], "B", "C")), known.index, dtype=object
    )
    return letters.reindex(sales.index).fillna("N")


@abc_classes.wrong(
    en="The share counts the good itself, and goods that were not on sale are C. Look at what stands *before* a good; a missing number is N.",
    zh="占比里算进了商品自己，没上架的又分成了 C。要看它**前面**的；缺失的是 N。",
)
def itself_included_and_missing_is_c(sales, cuts=(0.8, 0.95)):
    return abc(sales, cuts, itself=True, missing="C")


@abc_classes.wrong(
    en="The running sum goes through equal sales one after the other, and missing goods are C. Goods with equal sales share a class; a missing number is N.",
    zh="累计时把销售额相同的一件件往下加，缺失的又算成了 C。相同的要同类，缺失的是 N。",
)
def ties_split_and_missing_is_c(sales, cuts=(0.8, 0.95)):
    return abc(sales, cuts, split=True, missing="C")


@abc_classes.wrong(
    en="Equal sales were split, and the good itself is in its share. Before a good stand only those with larger sales.",
    zh="销售额相同的被拆开了，占比里又算进了商品自己。排在前面的，只有销售额更大的。",
)
def running_sum_with_itself(sales, cuts=(0.8, 0.95)):
    return abc(sales, cuts, split=True, itself=True)


@abc_classes.wrong(
    en="A good that was not on sale is A. A missing number is smaller than nothing and larger than nothing: set it aside first, its class is N.",
    zh="没上架的商品成了 A。缺失值跟谁比都不成立：先把它放一边，类别是 N。",
)
def missing_is_a(sales, cuts=(0.8, 0.95)):
    return abc(sales, cuts, missing="A")


# sku_concentration: goods on sale count, top rounded down but at least 1, small categories have no measures

CONCENTRATION = (
    "metrics.sku_concentration(items.assign(order_id=1), products.head(1).assign(order_id=1, paid_at='2025-11-11', "
    "status='delivered').astype({'paid_at': 'datetime64[ns]'}), products, top=0.2).set_index('cat1')"
)
sku_concentration = Exercise(points=3, compare="equal", tolerance=1e-9, library=[CONCENTRATION])
ITEM_COLUMNS = ["sku_id", "qty", "unit_price", "discount_alloc"]
MEASURES = ["skus", "sales", "top_share", "gini", "hhi"]


def item_lines(*rows: tuple[int, int, float, float]) -> pd.DataFrame:
    types = {"sku_id": int, "qty": int, "unit_price": float, "discount_alloc": float}
    return pd.DataFrame(list(rows), columns=ITEM_COLUMNS).astype(types)


def range_of(*rows: tuple[int, str, str]) -> pd.DataFrame:
    return pd.DataFrame(list(rows), columns=["sku_id", "cat1", "status"]).astype({"sku_id": int})


ON = "on_sale"
HOME = [(1, "home", ON), (2, "home", ON), (3, "home", ON), (4, "home", ON), (5, "home", ON)]


@sku_concentration.example
def five_goods_of_home():
    items = item_lines((1, 1, 60.0, 0.0), (2, 2, 10.0, 0.0), (3, 1, 10.0, 0.0), (4, 1, 12.0, 2.0))
    expected = pd.DataFrame(
        [[5, 100.0, 0.6, 0.52, 0.42]], index=pd.Index(["home"], name="cat1"), columns=MEASURES
    ).astype({"skus": int})
    return {"items": items, "products": range_of(*HOME)}, expected


RANGE = range_of(
    (11, "outdoor", ON), (1, "home", ON), (12, "outdoor", ON), (2, "home", ON), (3, "home", "phasing_out"),
    (4, "home", ON), (13, "outdoor", ON), (5, "home", ON), (14, "outdoor", ON), (6, "home", ON), (7, "home", ON),
    (15, "outdoor", ON), (16, "outdoor", ON), (17, "outdoor", ON), (18, "outdoor", ON), (19, "outdoor", ON),
)  # fmt: skip
SOLD = item_lines(
    (1, 2, 50.0, 10.0), (12, 1, 200.0, 0.0), (2, 1, 45.0, 0.0), (1, 1, 50.0, 0.0), (3, 9, 40.0, 0.0), (11, 3, 80.0, 24.0),
    (4, 3, 10.0, 5.0), (13, 1, 99.0, 0.0), (5, 1, 8.0, 0.0), (15, 2, 30.0, 6.0), (99, 1, 500.0, 0.0), (16, 1, 20.0, 0.0),
)  # fmt: skip


@sku_concentration.visible(en="two categories", zh="两个品类")
def two_categories():
    return {"items": SOLD, "products": RANGE}


@sku_concentration.visible(en="another range, half of the goods are the top", zh="另一批商品，头部取一半")
def half_is_the_top():
    products = range_of(
        (23, "food", ON), (31, "beauty", ON), (21, "food", ON), (32, "beauty", ON), (22, "food", ON), (33, "beauty", "phasing_out"),
        (24, "food", ON), (25, "food", ON), (34, "beauty", ON), (35, "beauty", ON),
    )  # fmt: skip
    items = item_lines((22, 4, 12.5, 0.0), (35, 1, 70.0, 7.0), (24, 1, 30.0, 3.0), (31, 2, 25.0, 0.0), (33, 5, 60.0, 0.0),
                       (21, 1, 8.0, 0.0), (22, 2, 12.5, 5.0), (34, 1, 15.0, 0.0))  # fmt: skip
    return {"items": items, "products": products, "top": 0.5}


@sku_concentration.visible(edge=True, en="few goods: at least one is the top", zh="商品少：头部至少一件")
def few_goods():
    products = range_of((1, "home", ON), (2, "home", ON), (3, "home", ON), (4, "home", ON))
    return {"items": item_lines((1, 1, 30.0, 0.0), (2, 1, 50.0, 0.0), (3, 1, 20.0, 0.0)), "products": products}


@sku_concentration.visible(edge=True, en="categories with two goods, and with three", zh="只有两件和只有三件的品类")
def too_few_goods():
    products = range_of(
        (1, "home", ON), (2, "home", ON), (3, "home", "phasing_out"), (4, "food", ON), (5, "food", ON), (6, "food", ON),
        (7, "kitchen", ON), (8, "kitchen", ON), (9, "kitchen", ON),
    )  # fmt: skip
    items = item_lines(
        (1, 1, 30.0, 0.0), (2, 1, 50.0, 0.0), (3, 1, 20.0, 0.0), (4, 1, 10.0, 0.0), (6, 1, 40.0, 0.0),
        (7, 1, 15.0, 0.0), (8, 1, 25.0, 0.0), (9, 1, 60.0, 0.0),
    )  # fmt: skip
    return {"items": items, "products": products}


@sku_concentration.visible(edge=True, en="a category that sold nothing", zh="一件没卖的品类")
def nothing_sold_in_a_category():
    return {"items": item_lines((12, 1, 20.0, 0.0), (11, 1, 60.0, 0.0)), "products": RANGE}


@sku_concentration.visible(edge=True, en="a category without a good on sale", zh="没有在售商品的品类")
def a_category_that_is_gone():
    products = pd.concat([RANGE, range_of((41, "beauty", "phasing_out"), (42, "beauty", "phasing_out"))])
    items = pd.concat([SOLD, item_lines((41, 3, 25.0, 0.0))])
    return {"items": items, "products": products}


@sku_concentration.visible(edge=True, en="no items", zh="没有订单行")
def no_items():
    return {"items": SOLD.head(0), "products": RANGE}


@sku_concentration.visible(edge=True, en="no products", zh="没有商品")
def no_products():
    return {"items": SOLD, "products": RANGE.head(0)}


@sku_concentration.hidden(worlds=3)
def other_ranges_and_lines(world: World):
    rng = world.rng
    products = world.table("products")[["sku_id", "cat1", "status"]]
    products = products.sample(int(rng.integers(30, 90)), random_state=rng)
    items = world.table("order_items")[ITEM_COLUMNS]
    return {
        "items": items.sample(frac=1, random_state=rng),
        "products": products,
        "top": float(rng.choice([0.2, 0.25, 0.5])),
    }


@sku_concentration.invariant(
    en="Shares lie between 0 and 1, and the HHI is at least one over the number of goods.",
    zh="占比在 0 和 1 之间，HHI 不小于商品数的倒数。",
)
def shares_are_shares(result, **inputs):
    known = result.dropna()
    return bool(
        known[["top_share", "gini", "hhi"]].stack().between(-1e-9, 1 + 1e-9).all()
        and (known["hhi"] * known["skus"] > 0.999).all()
    )


def concentration(
    items: pd.DataFrame,
    products: pd.DataFrame,
    top: float = 0.2,
    *,
    gone: bool = False,
    unsold: bool = True,
    discount: bool = True,
    qty: bool = True,
    up: bool = False,
    none: bool = False,
    least: int = 3,
    gone_in_sales: bool = False,
    falling: bool = False,
    root: bool = False,
    zero_total: float = np.nan,
    percent: bool = False,
    drop_small: bool = False,
    top_of_all: bool = False,
    least_sold: bool = False,
    discount_a_piece: bool = False,
    nearest: bool = False,
) -> pd.DataFrame:
    """The rule; every argument leaves out or turns one clause of it."""
    off = items["discount_alloc"] * (items["qty"] if discount_a_piece else 1)
    value = items["unit_price"] * (items["qty"] if qty else 1) - (off if discount else 0)
    sold = value.groupby(items["sku_id"]).sum()
    offered = products if gone else products[products["status"] == "on_sale"]
    amounts = offered.assign(x=offered["sku_id"].map(sold))
    amounts = amounts.assign(x=amounts["x"].fillna(0.0)) if unsold else amounts.dropna(subset=["x"])
    everything = products.assign(x=products["sku_id"].map(sold).fillna(0.0)).groupby("cat1")["x"].sum()
    rows = {}
    for name, group in amounts.groupby("cat1"):
        x = np.sort(group["x"].to_numpy(float))
        n, total = len(x), x.sum()
        whole = everything[name] if gone_in_sales else total
        if ((x > 0).sum() if least_sold else n) < least or not total > 0:
            if not drop_small:
                rows[name] = [n, whole, *[zero_total if not total > 0 and n >= least else np.nan] * 3]
            continue
        count = int(np.ceil(top * n - 1e-9)) if up else int(top * n) if none else max(int(top * n), 1)
        count = max(round(top * n), 1) if nearest else count
        best = x[-count:].sum() if count else 0.0
        i = np.arange(n, 0, -1) if falling else np.arange(1, n + 1)
        hhi = ((x / whole) ** 2).sum()
        scale = 100 if percent else 1
        shown = best / (everything.sum() if top_of_all else whole)
        rows[name] = [n, whole, scale * shown, ((2 * i - n - 1) * x).sum() / (n * total), np.sqrt(hhi) if root else hhi]
    table = pd.DataFrame.from_dict(rows, orient="index", columns=MEASURES)
    return table.astype({"skus": int}).rename_axis("cat1")


@sku_concentration.right
def by_ranks_in_one_table(items, products, top=0.2):
    lines = items.assign(paid=items["qty"] * items["unit_price"] - items["discount_alloc"])
    offered = products.query("status == 'on_sale'")
    table = offered.merge(lines.groupby("sku_id", as_index=False)["paid"].sum(), on="sku_id", how="left")
    table["paid"] = table["paid"].astype(float).fillna(0.0)
    table = table.sort_values(["cat1", "paid"], kind="stable")
    groups = table.groupby("cat1")["paid"]
    table["n"], table["total"] = groups.transform("size"), groups.transform("sum")
    table["i"] = table.groupby("cat1").cumcount() + 1
    table["best"] = table["i"] > table["n"] - np.maximum(np.floor(top * table["n"]), 1)
    table["top"] = table["paid"] * table["best"]
    table["spread"] = (2 * table["i"] - table["n"] - 1) * table["paid"]
    table["square"] = table["paid"] ** 2
    kinds = table.groupby("cat1")
    sums = kinds[["paid", "top", "spread", "square"]].sum().assign(n=kinds.size())
    shown = sums.where((sums["n"] >= 3) & (sums["paid"] > 0))
    found = sums[["n", "paid"]].set_axis(["skus", "sales"], axis=1).astype({"skus": int})
    found["top_share"] = shown["top"] / shown["paid"]
    found["gini"] = shown["spread"] / (shown["n"] * shown["paid"])
    return found.assign(hhi=shown["square"] / shown["paid"] ** 2)


@sku_concentration.right
def category_after_category(items, products, top=0.2):
    found = []
    names = sorted(products.loc[products["status"].eq("on_sale"), "cat1"].unique())
    for name in names:
        ids = products.loc[products["status"].eq("on_sale") & products["cat1"].eq(name), "sku_id"]
        x = []
        for sku in ids:
            mine = items[items["sku_id"] == sku]
            x.append(float((mine["qty"] * mine["unit_price"]).sum() - mine["discount_alloc"].sum()))
        x = sorted(x, reverse=True)
        n, total = len(x), sum(x)
        measures = [np.nan] * 3
        if n > 2 and total > 0:
            k = int(top * n) or 1
            pairs = sum(abs(a - b) for a in x for b in x)
            measures = [sum(x[:k]) / total, pairs / (2 * n * total), sum((one / total) ** 2 for one in x)]
        found.append([n, total, *measures])
    table = pd.DataFrame(found, index=pd.Index(names, name="cat1", dtype=object), columns=MEASURES)
    return table.astype({"skus": int, "sales": float})


_CONCENTRATION_SLIPS = [
    (
        {"unsold": False},
        "Goods that sold nothing are left out. They are on sale, count in `skus`, and stand at 0 yuan.",
        "一件没卖的商品被去掉了。它们在售，要算进 `skus`，销售额是 0。",
    ),
    (
        {"gone": True},
        "Goods that are not on sale are counted. Keep the status `on_sale`; the lines of the others count nowhere.",
        "不在售的商品也算进去了。只留状态为 `on_sale` 的；别的商品的行，哪里都不算。",
    ),
    (
        {"gone_in_sales": True},
        "The sales of a category hold goods that are not on sale any more. They count nowhere, in no column.",
        "品类的销售额里有已经不在售的商品。它们哪里都不算，哪一列都不算。",
    ),
    (
        {"discount": False},
        "The discount of the line is missing in the sales: qty × unit_price − discount_alloc.",
        "销售额里没有减去这一行的优惠：qty × unit_price − discount_alloc。",
    ),
    (
        {"qty": False},
        "The pieces are missing in the sales: `unit_price` is the price of one piece.",
        "销售额里没有乘件数：`unit_price` 是一件的价格。",
    ),
    (
        {"up": True},
        "The number of top goods is rounded up. The shop's rule rounds it down, but to at least 1.",
        "头部件数向上取整了。店里的规矩是向下取整，但至少 1 件。",
    ),
    (
        {"none": True},
        "In a small category the top has no good at all. Rounded down, but at least 1.",
        "小品类的头部一件也没有了。向下取整，但至少 1 件。",
    ),
    (
        {"least": 0},
        "A category with one or two goods has measures. With fewer than 3 goods on sale they are missing.",
        "只有一两件商品的品类也算了后三列。在售不到 3 件，后三列应该缺失。",
    ),
    (
        {"least": 4},
        "A category with exactly 3 goods has no measures. *Fewer* than 3 is too few; 3 are enough.",
        "正好 3 件的品类没有算。**不到** 3 件才不算，3 件够了。",
    ),
    (
        {"least_sold": True},
        'For "fewer than 3" you counted the goods that *sold*. The rule counts the goods on sale, sold or not.',
        "数“不到 3 件”时，数成了**卖动**的商品。规矩数的是在售的，卖没卖都算。",
    ),
    (
        {"discount_a_piece": True},
        "The discount was multiplied by the pieces. `discount_alloc` is the discount of the whole line: take it off once.",
        "优惠乘了件数。`discount_alloc` 是整行的优惠，只减一次。",
    ),
    (
        {"nearest": True},
        "The number of top goods is rounded to the nearest. The shop's rule rounds it down, but to at least 1.",
        "头部件数四舍五入了。店里的规矩是向下取整，但至少 1 件。",
    ),
    (
        {"discount_a_piece": True, "nearest": True},
        "The discount was multiplied by the pieces, and the number of top goods is rounded to the nearest. Take the line's discount off once; round down, to at least 1.",
        "优惠乘了件数，头部件数又四舍五入了。整行的优惠只减一次；件数向下取整，至少 1 件。",
    ),
    (
        {"falling": True},
        "The Gini coefficient is negative: the formula wants the sales in rising order.",
        "基尼系数成了负的：公式要求销售额从小到大排。",
    ),
    (
        {"root": True},
        "The HHI is the sum of the squared shares; no root is drawn.",
        "HHI 是占比的平方和，不用再开方。",
    ),
    (
        {"zero_total": 0.0},
        "A category without sales has measures of 0. Without sales there is no share: they are missing.",
        "一件没卖的品类，后三列填成了 0。没有销售额就没有占比：应该缺失。",
    ),
    (
        {"percent": True},
        "`top_share` is in percent. Shares are fractions from 0 to 1.",
        "`top_share` 用了百分数。占比要用 0 到 1 的小数。",
    ),
    (
        {"drop_small": True},
        "Categories that are too small, or sold nothing, have no row. The row stays; its last three columns are missing.",
        "商品太少或没有销售的品类不见了。行要保留，只是后三列缺失。",
    ),
    (
        {"top_of_all": True},
        "The top goods are divided by the sales of all categories. The share is within the category.",
        "头部的销售额除以了所有品类的合计。应该除以本品类的。",
    ),
    (
        {"up": True, "unsold": False},
        "Goods that sold nothing are left out, and the number of top goods is rounded up. They count at 0 yuan; the number is rounded down, to at least 1.",
        "没卖的商品被去掉了，头部件数又向上取整。没卖的算 0 元；件数向下取整，至少 1 件。",
    ),
    (
        {"unsold": False, "least": 0},
        "Goods that sold nothing are left out, and small categories have measures. On sale counts, sold or not; fewer than 3 goods: missing.",
        "没卖的商品被去掉了，小品类又算了后三列。在售就要数；不到 3 件，后三列缺失。",
    ),
    (
        {"least": 0, "up": True},
        "The top is rounded up, and categories with fewer than 3 goods have measures. Round down (at least 1), and leave those missing.",
        "头部件数向上取整了，不到 3 件的品类又算了后三列。要向下取整（至少 1 件），小品类的后三列缺失。",
    ),
]


def _slip(exercise, function, options, en, zh):
    """Enter a wrong answer that is the rule with other options."""

    def wrong(**inputs):
        return function(**inputs, **options)

    wrong.__name__ = "with_" + "_".join(f"{name}_{value}" for name, value in options.items()).replace(".", "_").replace(
        "-", "m"
    )
    exercise.wrong(en=en, zh=zh)(wrong)


for _options, _en, _zh in _CONCENTRATION_SLIPS:
    _slip(sku_concentration, concentration, _options, _en, _zh)


@sku_concentration.wrong(
    en="The categories are the columns' rows in a table with a number as index. Make the category the index.",
    zh="品类成了普通的一列，索引是数字。请把品类作为索引。",
)
def category_as_column(items, products, top=0.2):
    return concentration(items, products, top).reset_index()


@sku_concentration.wrong(
    en="The argument `top` is not used: a fifth is built in.", zh="没有用参数 `top`：写死成了五分之一。"
)
def fixed_top(items, products, top=0.2):
    return concentration(items, products)


# sell_through: goods offered, window by whole days, last sale up to end, a young good is not slow

SLOW = (
    "metrics.slow_movers(items.assign(unit_price=1.0, discount_alloc=0.0), orders, products, end).set_index('sku_id')"
    "[['units', 'days_since_last_sale', 'state']]"
)
sell_through = Exercise(points=3, compare="equal", tolerance=1e-9, library=[SLOW])
SELL_COLUMNS = ["units", "days_since", "slow", "category_rate"]


def sold_items(*rows: tuple[int, int, int]) -> pd.DataFrame:
    return pd.DataFrame(list(rows), columns=["order_id", "sku_id", "qty"]).astype(int)


def deals(*rows: tuple[int, str | None, str]) -> pd.DataFrame:
    table = pd.DataFrame(list(rows), columns=["order_id", "paid_at", "status"]).astype({"order_id": int})
    return table.assign(paid_at=pd.to_datetime(table["paid_at"]))


def catalogue(*rows: tuple[int, str, str, str]) -> pd.DataFrame:
    table = pd.DataFrame(list(rows), columns=["sku_id", "cat1", "status", "launched_on"]).astype({"sku_id": int})
    return table.assign(launched_on=pd.to_datetime(table["launched_on"]))


DECEMBER = {"start": "2025-12-01", "end": "2025-12-31"}


@sell_through.example
def lamp_bed_and_box():
    products = catalogue((1, "home", ON, "2022-05-01"), (2, "home", ON, "2023-05-01"), (3, "home", ON, "2025-12-20"))
    orders = deals((1, "2025-11-30 21:00", "delivered"), (2, "2025-12-31 23:50", "paid"))
    expected = pd.DataFrame(
        {
            "units": [0, 1, 0],
            "days_since": [31.0, 0.0, np.nan],
            "slow": [True, False, False],
            "category_rate": [1 / 3] * 3,
        },
        index=pd.Index([1, 2, 3], name="sku_id"),
    )
    return {"items": sold_items((1, 1, 2), (2, 2, 1)), "orders": orders, "products": products, **DECEMBER}, expected


GOODS = catalogue(
    (5, "home", ON, "2021-03-01"), (2, "home", ON, "2023-01-15"), (8, "food", ON, "2024-06-01"), (3, "home", "phasing_out", "2020-02-02"),
    (1, "home", ON, "2025-12-01"), (7, "food", ON, "2025-12-02"), (4, "home", ON, "2022-08-08"), (6, "food", ON, "2026-01-05"),
    (9, "food", ON, "2023-09-09"),
)  # fmt: skip
DEALS = deals(
    (101, "2025-12-01 00:00", "delivered"), (102, "2025-11-30 23:59", "delivered"), (103, "2025-12-31 23:59", "paid"),
    (104, "2026-01-01 00:10", "delivered"), (105, None, "cancelled"), (106, "2025-12-15 12:00", "refunded"), (107, "2025-12-20 09:30", "shipped"),
    (108, "2025-09-05 18:00", "delivered"),
)  # fmt: skip
SOLD_LINES = sold_items(
    (101, 5, 2), (102, 2, 3), (103, 9, 1), (103, 5, 4), (104, 4, 2), (105, 4, 1), (106, 4, 5), (107, 3, 2), (107, 5, 1), (108, 4, 1), (104, 9, 3),
)  # fmt: skip


@sell_through.visible(en="the list of December", zh="十二月的单子")
def the_list_of_december():
    return {"items": SOLD_LINES, "orders": DEALS, "products": GOODS, **DECEMBER}


@sell_through.visible(en="one week of another shop", zh="另一家店的一周")
def another_week_and_shop():
    products = catalogue(
        (33, "beauty", ON, "2025-05-25"), (31, "beauty", ON, "2025-05-26"), (32, "beauty", ON, "2024-01-01"),
        (41, "kitchen", ON, "2025-06-24"), (42, "kitchen", ON, "2019-01-01"), (43, "kitchen", "phasing_out", "2018-01-01"),
    )  # fmt: skip
    orders = deals(
        (7, "2025-06-18 10:00", "delivered"), (5, "2025-06-24 22:10", "delivered"), (6, "2025-06-17 23:59", "delivered"),
        (8, "2025-06-20 08:00", "refunded"), (9, "2025-06-22 15:00", "closed"), (4, None, "closed"),
    )  # fmt: skip
    items = sold_items((5, 41, 1), (7, 32, 2), (6, 42, 1), (8, 42, 4), (9, 32, 1), (4, 33, 2), (7, 43, 6), (5, 32, 1))
    return {"items": items, "orders": orders, "products": products, "start": "2025-06-18", "end": "2025-06-24"}


@sell_through.visible(edge=True, en="launched 30 and 29 days before the end", zh="上架正好 30 天和 29 天")
def thirty_and_twenty_nine_days():
    products = catalogue((1, "home", ON, "2025-12-01"), (2, "home", ON, "2025-12-02"), (3, "home", ON, "2025-12-31"))
    return {"items": SOLD_LINES.head(0), "orders": DEALS.head(0), "products": products, **DECEMBER}


@sell_through.visible(edge=True, en="launched after the end", zh="在 end 之后才上架")
def launched_later():
    products = catalogue((1, "home", ON, "2026-01-01"), (2, "home", ON, "2025-12-31"), (5, "home", ON, "2020-01-01"))
    return {"items": SOLD_LINES, "orders": DEALS, "products": products, **DECEMBER}


@sell_through.visible(edge=True, en="a window of one day", zh="只看一天")
def one_day():
    return {"items": SOLD_LINES, "orders": DEALS, "products": GOODS, "start": "2025-12-31", "end": "2025-12-31"}


@sell_through.visible(edge=True, en="last sales at midnight", zh="零点整卖出的最后一件")
def last_sales_at_midnight():
    products = catalogue((1, "home", ON, "2024-01-01"), (2, "home", ON, "2024-01-01"), (3, "home", ON, "2024-01-01"))
    orders = deals(
        (1, "2025-12-31 00:00", "delivered"), (2, "2025-12-30 00:00", "delivered"), (3, "2025-11-30 00:00", "delivered"),
        (4, "2026-01-01 00:00", "paid"),
    )  # fmt: skip
    return {
        "items": sold_items((1, 1, 1), (2, 2, 1), (3, 3, 2), (4, 3, 1)),
        "orders": orders,
        "products": products,
        **DECEMBER,
    }


@sell_through.visible(edge=True, en="no orders", zh="没有订单")
def without_orders():
    return {"items": SOLD_LINES.head(0), "orders": DEALS.head(0), "products": GOODS, **DECEMBER}


@sell_through.visible(edge=True, en="nothing offered", zh="没有在卖商品")
def nothing_offered():
    products = GOODS[GOODS["status"] != "on_sale"]
    return {"items": SOLD_LINES, "orders": DEALS, "products": products, **DECEMBER}


@sell_through.hidden(worlds=3)
def other_months(world: World):
    rng = world.rng
    products = world.table("products")[["sku_id", "cat1", "status", "launched_on"]]
    products = products.sample(int(rng.integers(60, 160)), random_state=rng)
    orders = world.table("orders")[["order_id", "paid_at", "status"]]
    end = pd.Timestamp("2024-06-01") + pd.Timedelta(days=int(rng.integers(0, 550)))
    start = end - pd.Timedelta(days=int(rng.integers(6, 90)))
    items = world.table("order_items")[["order_id", "sku_id", "qty"]]
    items = items[items["sku_id"].isin(products["sku_id"])]
    return {
        "items": items,
        "orders": orders,
        "products": products,
        "start": f"{start:%Y-%m-%d}",
        "end": f"{end:%Y-%m-%d}",
    }


@sell_through.invariant(
    en="Each good on sale that was launched by `end` has exactly one row.",
    zh="在 `end` 之前上架的每件在售商品正好占一行。",
)
def one_row_a_good_offered(result, *, products, end, **inputs):
    offered = products[(products["status"] == "on_sale") & (products["launched_on"] <= pd.Timestamp(end))]
    return sorted(result.index) == sorted(offered["sku_id"])


def listed(
    items: pd.DataFrame,
    orders: pd.DataFrame,
    products: pd.DataFrame,
    start: str,
    end: str,
    *,
    unpaid: bool = False,
    refunded: bool = False,
    all_goods: bool = False,
    future_goods: bool = False,
    midnight: bool = False,
    future_sales: bool = False,
    within: bool = False,
    days: int = 30,
    young: bool = False,
    unit_of_rate: str = "category",
    exact: bool = False,
    sort: bool = True,
    open_start: bool = False,
    never: float = np.nan,
    lines: bool = False,
    valid_only: bool = False,
    next_midnight: bool = False,
    slow_by_days: bool = False,
) -> pd.DataFrame:
    """The rule; every argument leaves out or turns one clause of it."""
    first, last = pd.Timestamp(start), pd.Timestamp(end)
    counted = orders if refunded else orders[orders["status"] != "refunded"]
    if unpaid:
        counted = counted.assign(paid_at=counted["paid_at"].fillna(last))
    counted = counted.dropna(subset=["paid_at"])
    if valid_only:
        counted = counted[counted["status"].isin(["paid", "shipped", "delivered"])]
    sales = items.merge(counted, on="order_id")
    if lines:
        sales = sales.assign(qty=1)
    moment = sales["paid_at"] if midnight else sales["paid_at"].dt.normalize()
    known = sales if future_sales else sales[moment <= last]
    day = known["paid_at"] if exact or next_midnight else known["paid_at"].dt.normalize()
    inside = (moment[known.index] > first) if open_start else (moment[known.index] >= first)
    inside &= moment[known.index] <= last
    offered = products if all_goods else products[products["status"] == "on_sale"]
    if not future_goods:
        offered = offered[offered["launched_on"] <= last]
    table = offered.set_index("sku_id")
    table = table.sort_index() if sort else table
    table["units"] = known[inside].groupby("sku_id")["qty"].sum().reindex(table.index, fill_value=0).astype(int)
    latest = day[inside] if within else day
    latest = latest.groupby(known["sku_id"]).max().reindex(table.index)
    until = last + pd.Timedelta(days=1) if next_midnight else last
    table["days_since"] = (until - latest).dt.days.astype(float).fillna(never)
    old = True if young else table["launched_on"] <= last - pd.Timedelta(days=days)
    table["slow"] = (table["days_since"] >= 30 if slow_by_days else table["units"] == 0) & old
    moving = (table["units"] > 0).astype(float)
    if unit_of_rate == "category":
        table["category_rate"] = moving.groupby(table["cat1"]).transform("mean")
    elif unit_of_rate == "all":
        table["category_rate"] = moving.mean()
    else:
        table["category_rate"] = table["slow"].astype(float).groupby(table["cat1"]).transform("mean")
    return table[SELL_COLUMNS]


@sell_through.right
def by_periods(items, orders, products, start, end):
    last, first = pd.Timestamp(end), pd.Timestamp(start)
    good = orders.dropna(subset=["paid_at"]).query("status != 'refunded'")
    lines = items.merge(good[good["paid_at"] < last + pd.Timedelta(days=1)], on="order_id", how="inner")
    offered = products[products["status"].eq("on_sale") & products["launched_on"].lt(last + pd.Timedelta(days=1))]
    rows = offered.sort_values("sku_id")
    result = pd.DataFrame(index=pd.Index(rows["sku_id"], name="sku_id"))
    window = lines[lines["paid_at"] >= first]
    result["units"] = window.groupby("sku_id")["qty"].sum().reindex(result.index).fillna(0).astype(int)
    newest = lines.groupby("sku_id")["paid_at"].max().reindex(result.index)
    result["days_since"] = (last - pd.to_datetime(newest).dt.floor("D")) / pd.Timedelta(days=1)
    age = (last - pd.DatetimeIndex(rows["launched_on"])).days
    result["slow"] = result["units"].eq(0).to_numpy() & (np.asarray(age) >= 30)
    kinds = pd.Series(rows["cat1"].to_numpy(), index=result.index)
    sold = result["units"].gt(0).groupby(kinds).sum() / kinds.groupby(kinds).size()
    result["category_rate"] = kinds.map(sold).astype(float)
    return result


@sell_through.right
def good_after_good(items, orders, products, start, end):
    paid = {
        row.order_id: row.paid_at.date()
        for row in orders.itertuples()
        if row.paid_at == row.paid_at and row.status != "refunded"
    }
    first, last = pd.Timestamp(start).date(), pd.Timestamp(end).date()
    offered = [row for row in products.itertuples() if row.status == "on_sale" and row.launched_on.date() <= last]
    rows = {}
    for good in sorted(offered, key=lambda row: row.sku_id):
        mine = [
            (paid[r.order_id], r.qty) for r in items[items["sku_id"] == good.sku_id].itertuples() if r.order_id in paid
        ]
        mine = [(day, qty) for day, qty in mine if day <= last]
        units = sum(qty for day, qty in mine if day >= first)
        since = (last - max(day for day, _ in mine)).days if mine else np.nan
        rows[good.sku_id] = [units, since, units == 0 and (last - good.launched_on.date()).days >= 30, good.cat1]
    table = pd.DataFrame.from_dict(rows, orient="index", columns=["units", "days_since", "slow", "cat1"])
    table.index = table.index.astype(int).rename("sku_id")
    table["category_rate"] = [float((table.loc[table["cat1"] == c, "units"] > 0).mean()) for c in table["cat1"]]
    return table[SELL_COLUMNS].astype({"units": int, "days_since": float, "slow": bool, "category_rate": float})


_SELL_SLIPS = [
    (
        {"unpaid": True},
        "An order that was never paid counts as a sale. Keep those whose `paid_at` is there.",
        "没付款的订单也算成了卖出。只留 `paid_at` 不缺失的。",
    ),
    (
        {"refunded": True},
        "Refunded orders count as sales. Their goods came back: leave out the status `refunded`.",
        "已退款的订单也算成了卖出。货都退回来了：去掉状态 `refunded`。",
    ),
    (
        {"all_goods": True},
        "Goods that are being phased out are in the list. Offered is only what has the status `on_sale`.",
        "正在清退的商品也在单子上。只有状态为 `on_sale` 的才算在卖。",
    ),
    (
        {"future_goods": True},
        "A good that was launched only after `end` is in the list. It could not be sold yet.",
        "`end` 之后才上架的商品也在单子上。那时它还没法卖。",
    ),
    (
        {"midnight": True},
        "Sales of the last day are missing. Compared with times of day, `end` is its first second; the whole day counts.",
        "最后一天的销售丢了。和几点几分比的时候，`end` 只是那天的零点；那一天要整天都算。",
    ),
    (
        {"open_start": True},
        "The day `start` itself is left out. Both days count in full.",
        "`start` 当天被去掉了。首尾两天都算整天。",
    ),
    (
        {"future_sales": True},
        "Sales after `end` are used for the last sale. On that day nobody knew them yet.",
        "找最后一次卖出时用了 `end` 之后的销售。那一天谁也不知道以后的事。",
    ),
    (
        {"within": True},
        "The last sale was looked for in the window only. Sales before `start` count for `days_since`.",
        "只在窗口里找最后一次卖出。`days_since` 也要看 `start` 之前的。",
    ),
    (
        {"young": True},
        "A good launched a few days ago is slow. It must have been launched at least 30 days before `end`.",
        "刚上架几天的商品也算成了滞销。要上架至少 30 天才算。",
    ),
    (
        {"days": 31},
        "A good launched exactly 30 days before `end` is not slow. *At least* 30 days includes 30.",
        "上架正好 30 天的没有算滞销。“至少 30 天”包括 30 天。",
    ),
    (
        {"days": 29},
        "A good launched 29 days before `end` is slow. It takes 30 days.",
        "上架 29 天的也算成了滞销。要满 30 天。",
    ),
    (
        {"unit_of_rate": "all"},
        "The rate is that of the whole shop. It is asked for each category: goods sold of the category / goods offered of it.",
        "比率算成了全店的。要按品类算：本品类卖动的 ÷ 本品类在卖的。",
    ),
    (
        {"unit_of_rate": "slow"},
        "The rate is the share of slow goods. It is asked for the share that *sold*.",
        "比率成了滞销商品的占比。要的是**卖动**的占比。",
    ),
    (
        {"exact": True},
        "Days are counted in spans of 24 hours. Calendar days: a sale at 23:50 on the day before is one day ago.",
        "按 24 小时算了天数。要按日历天：前一天 23:50 卖的，就是一天前。",
    ),
    (
        {"sort": False},
        "The goods stand in the order of the table. Sort by `sku_id`.",
        "商品按表里的顺序排。请按 `sku_id` 从小到大排。",
    ),
    (
        {"never": 0.0},
        "A good that never sold has 0 days since its last sale. It has no last sale: missing.",
        "从没卖过的商品，天数填成了 0。它没有最后一次卖出：应该缺失。",
    ),
    (
        {"lines": True},
        "Order lines were counted. `units` are pieces: add up `qty`.",
        "数成了订单行数。`units` 是件数：要把 `qty` 加起来。",
    ),
    (
        {"midnight": True, "exact": True},
        "Sales of the last day are missing: `end` as a moment is its first second, and the last day counts until midnight. And count calendar days, not spans of 24 hours.",
        "最后一天的销售丢了：`end` 当成时刻，只是那天的零点，而最后一天要算到半夜。另外，天数要按日历天，不按 24 小时。",
    ),
    (
        {"valid_only": True},
        "You kept the statuses of lesson 1 (paid, shipped, delivered). Here a sale counts whenever `paid_at` is there and the status is not `refunded`: a `closed` order that was paid counts.",
        "用了第 1 课的状态名单（paid、shipped、delivered）。这里的规矩是：有 `paid_at`、状态又不是 `refunded` 就算，付过款的 `closed` 也算。",
    ),
    (
        {"next_midnight": True},
        "Days were counted back from midnight *after* `end`, so a sale at exactly 00:00 is a day too old. Cut the times off first, then take the difference of days.",
        "天数是从 `end` **之后**的零点往回数的，零点整卖出的就多算了一天。先去掉几点几分，再求日期的差。",
    ),
    (
        {"slow_by_days": True},
        "Slow was decided by `days_since`, so a good that never sold is not slow, and the window is ignored. The rule asks for `units` of 0.",
        "拿 `days_since` 判了滞销：从没卖过的就漏了，窗口也没用上。规矩看的是 `units` 为 0。",
    ),
    (
        {"midnight": True, "refunded": True},
        "Sales of the last day are missing, and refunded orders count. `end` counts until midnight, and what came back is no sale.",
        "最后一天的销售丢了，已退款的又算进去了。`end` 算到半夜；退回来的不算卖出。",
    ),
    (
        {"within": True, "young": True},
        "The last sale was looked for in the window only, and young goods are slow. Look further back, and ask for 30 days since launch.",
        "只在窗口里找最后一次卖出，刚上架的又算了滞销。要往前找，还要看上架满 30 天没有。",
    ),
]
for _options, _en, _zh in _SELL_SLIPS:
    _slip(sell_through, listed, _options, _en, _zh)


# supplier_scorecard: fixed scales, a day of grace, three lines at least

SCORECARD = (
    "metrics.supplier_scorecard(po.assign(ordered_at=po['due_at']), '2026-12-31', weights).set_index('supplier_id')"
    "[['defect_rate', 'on_time_in_full', 'price_index', 'score', 'rank']].sort_values('rank')"
)
supplier_scorecard = Exercise(points=3, compare="equal", tolerance=1e-9, library=[SCORECARD])
PO_COLUMNS = ["supplier_id", "sku_id", "qty", "unit_cost", "due_at", "received_at", "qty_ok", "qty_defect"]
CARD_COLUMNS = ["defect_rate", "on_time_in_full", "price_index", "score", "rank"]
EQUAL = {"defect_rate": 1.0, "on_time_in_full": 1.0, "price_index": 1.0}


def purchase(*rows: tuple) -> pd.DataFrame:
    """Lines from (supplier, good, ordered, cost, days after the day promised or None, good pieces, faulty ones)."""
    table = []
    for place, (supplier, sku, qty, cost, late, fine, faulty) in enumerate(rows):
        due = pd.Timestamp("2025-10-01") + pd.Timedelta(days=3 * place)
        received = pd.NaT if late is None else due + pd.Timedelta(days=late)
        table.append((supplier, sku, qty, cost, due, received, fine, faulty))
    types = {"supplier_id": int, "sku_id": int, "qty": int, "unit_cost": float, "qty_ok": float, "qty_defect": float}
    frame = pd.DataFrame(table, columns=PO_COLUMNS).astype(types)
    return frame.assign(due_at=pd.to_datetime(frame["due_at"]), received_at=pd.to_datetime(frame["received_at"]))


@supplier_scorecard.example
def two_makers():
    po = purchase(
        (1, 7, 10, 10.0, 0, 10, 0), (1, 7, 10, 10.0, -1, 10, 0), (1, 7, 10, 10.0, 0, 10, 0),
        (2, 7, 10, 12.0, 2, 9, 1), (2, 7, 10, 12.0, 1, 9, 1), (2, 7, 10, 12.0, 0, 9, 1),
    )  # fmt: skip
    one = (100 + 100 + 100 * (1.2 - 10 / 11) / 0.4) / 3
    two = (0 + 0 + 100 * (1.2 - 12 / 11) / 0.4) / 3
    rows = [[0.0, 1.0, 10 / 11, one, 1.0], [0.1, 0.0, 12 / 11, two, 2.0]]
    index = pd.Index([1, 2], name="supplier_id")
    return {"po": po, "weights": EQUAL}, pd.DataFrame(rows, index=index, columns=CARD_COLUMNS)


BAGS = purchase(
    (14, 1, 10, 40.0, 0, 10, 0), (49, 1, 8, 34.0, 4, 8, 0), (14, 2, 6, 62.0, 1, 6, 0), (50, 1, 12, 44.0, -2, 12, 0),
    (49, 2, 10, 55.0, 0, 10, 0), (14, 1, 20, 41.0, 2, 19, 1), (50, 2, 9, 66.0, 0, 9, 0), (49, 1, 15, 33.0, 9, 14, 1),
    (50, 3, 7, 25.0, -1, 7, 0), (14, 3, 11, 23.0, 0, 11, 0), (49, 3, 30, 20.0, 1, 30, 0), (50, 1, 5, 43.0, 3, 5, 0),
    (52, 2, 10, 58.0, 0, 8, 2), (52, 3, 10, 22.0, -3, 10, 0), (52, 1, 10, 39.0, 0, 9, 1), (51, 1, 10, 42.0, 0, 10, 0),
    (51, 3, 10, 21.0, 0, 10, 0),
)  # fmt: skip


@supplier_scorecard.visible(en="five makers of bags", zh="五家做包的")
def five_makers():
    return {"po": BAGS, "weights": EQUAL}


@supplier_scorecard.visible(en="other makers, other weights", zh="换一批厂家，换一组权重")
def other_makers():
    po = purchase(
        (8, 5, 4, 90.0, -1, 4, 0), (3, 5, 25, 70.0, 0, 24, 1), (3, 6, 5, 12.0, 1, 5, 0), (8, 6, 40, 13.0, 1, 40, 0),
        (3, 5, 10, 72.0, 2, 10, 0), (8, 5, 6, 88.0, 0, 6, 0), (5, 6, 10, 11.0, 0, 10, 0), (5, 5, 10, 80.0, None, None, None),
        (5, 6, 20, 11.5, 0, 20, 1), (8, 6, 10, 13.5, 5, 10, 0),
    )  # fmt: skip
    return {"po": po, "weights": {"defect_rate": 5.0, "on_time_in_full": 3.0, "price_index": 2.0}}


@supplier_scorecard.visible(edge=True, en="exactly a day late", zh="正好晚一天")
def exactly_a_day_late():
    po = purchase(
        (1, 7, 10, 10.0, 1, 10, 0), (1, 7, 10, 10.0, 1, 10, 0), (1, 7, 10, 10.0, 2, 10, 0),
        (2, 7, 10, 10.0, 0, 10, 0), (2, 7, 10, 10.0, 0, 9, 0), (2, 7, 10, 10.0, 0, 11, 0),
    )  # fmt: skip
    return {"po": po, "weights": EQUAL}


@supplier_scorecard.visible(edge=True, en="points at their ends", zh="得分碰到上下限")
def points_at_their_ends():
    po = purchase(
        (1, 7, 10, 2.0, 0, 10, 0), (1, 7, 10, 2.0, 0, 10, 0), (1, 7, 10, 2.0, 0, 10, 0),
        (2, 7, 10, 20.0, 0, 5, 5), (2, 7, 10, 20.0, 0, 6, 4), (2, 7, 10, 20.0, 3, 10, 0),
        (3, 7, 10, 9.0, 0, 10, 0), (3, 7, 10, 9.0, 0, 10, 0), (3, 7, 10, 9.0, 0, 9, 1),
    )  # fmt: skip
    return {"po": po, "weights": EQUAL}


@supplier_scorecard.visible(edge=True, en="two lines are too few", zh="两行太少")
def two_lines():
    po = purchase(
        (9, 7, 10, 8.0, 0, 10, 0), (9, 7, 30, 8.0, 0, 30, 0), (4, 7, 10, 10.0, 0, 10, 0), (4, 7, 10, 10.0, 4, 10, 0),
        (4, 7, 10, 11.0, 0, 10, 0), (2, 7, 5, 9.0, 0, 5, 0),
    )  # fmt: skip
    return {"po": po, "weights": EQUAL}


@supplier_scorecard.visible(edge=True, en="nothing received yet", zh="一件货都没到")
def nothing_received():
    po = purchase(
        (6, 7, 10, 8.0, None, None, None), (6, 7, 10, 8.0, None, None, None), (6, 7, 10, 8.0, None, None, None),
        (4, 7, 10, 10.0, 0, 10, 0), (4, 7, 10, 10.0, None, None, None), (4, 7, 10, 11.0, 0, 10, 0),
    )  # fmt: skip
    return {"po": po, "weights": EQUAL}


@supplier_scorecard.visible(edge=True, en="equal scores", zh="得分相同")
def equal_scores():
    rows = [(maker, 7, 10, 10.0, late, 10, 0) for maker in (31, 12, 20) for late in (0, 0, 5)]
    rows += [(25, 7, 10, 10.0, 9, 9, 1)] * 3
    return {"po": purchase(*rows), "weights": EQUAL}


@supplier_scorecard.visible(edge=True, en="many makers with equal scores", zh="许多厂家得分相同")
def many_equal_scores():
    # More than 16 rows: an unstable sort, which leaves shorter tables in order, mixes them up.
    makers = [(37 * n) % 23 + 1 for n in range(22)]
    rows = [
        (maker, 7, 10, 10.0, 0 if maker % 3 else 5, 10, 0) for maker in makers for _ in range(3 if maker % 5 else 2)
    ]
    return {"po": purchase(*rows), "weights": EQUAL}


@supplier_scorecard.visible(edge=True, en="only the price counts", zh="只看价格")
def only_the_price():
    return {"po": BAGS, "weights": {"defect_rate": 0.0, "on_time_in_full": 0.0, "price_index": 4.0}}


@supplier_scorecard.visible(edge=True, en="no lines", zh="没有采购行")
def no_lines():
    return {"po": BAGS.head(0), "weights": EQUAL}


@supplier_scorecard.hidden(worlds=3)
def other_tenders(world: World):
    rng = world.rng
    rows = []
    for supplier in rng.permutation(60)[: rng.integers(3, 9)]:
        level, delay, bad = rng.uniform(0.85, 1.15), rng.uniform(0, 4), rng.uniform(0, 0.06)
        for _ in range(int(rng.integers(1, 12))):
            sku, qty = int(rng.integers(1, 5)), int(rng.integers(3, 40))
            cost = round(float(10 * sku * level * rng.uniform(0.95, 1.05)), 1)
            faulty = int(rng.binomial(qty, bad))
            late = int(rng.poisson(delay)) - 1
            came = rng.random() > 0.08
            rows.append(
                (
                    int(supplier),
                    sku,
                    qty,
                    cost,
                    late if came else None,
                    qty - faulty if came else None,
                    faulty if came else None,
                )
            )
    weights = dict(zip(EQUAL, rng.integers(1, 6, 3).astype(float).tolist(), strict=True))
    return {"po": purchase(*[rows[n] for n in rng.permutation(len(rows))]), "weights": weights}


@supplier_scorecard.invariant(
    en="Scores lie between 0 and 100, and every supplier has one row.", zh="得分在 0 到 100 之间，每家供应商正好一行。"
)
def scores_in_range(result, *, po, **inputs):
    return bool(result["score"].dropna().between(0, 100).all()) and sorted(result.index) == sorted(
        po["supplier_id"].unique()
    )


def card(
    po: pd.DataFrame,
    weights: dict[str, float],
    *,
    grace: int = 1,
    full: bool = True,
    time: bool = True,
    due_only: bool = False,
    defects_of: str = "received",
    mean_defects: bool = False,
    least: int = 3,
    usual: str = "weighted",
    clip: bool = True,
    scale: bool = True,
    weight_sum: bool = True,
    method: str = "min",
    order: str = "rank",
    not_received: bool = False,
    own_index: bool = False,
    equal_weights: bool = False,
    worst_first: bool = False,
    few_lines_usual: bool = True,
    mean_index: bool = False,
    strict_full: bool = False,
    zero_defects: bool = False,
    arrived_only: bool = False,
    received_lines: bool = False,
) -> pd.DataFrame:
    """The rule; every argument leaves out or turns one clause of it."""
    po = po[po["received_at"].notna()] if arrived_only else po
    rows = po.assign(spent=po["qty"] * po["unit_cost"])
    base = rows
    if not few_lines_usual:
        sizes = rows.groupby("supplier_id")["sku_id"].transform("size")
        base = rows[sizes >= 3]
    sums = base.groupby("sku_id")[["spent", "qty"]].sum()
    common = sums["spent"] / sums["qty"]
    if usual == "lines":
        common = base.groupby("sku_id")["unit_cost"].mean()
    if usual == "lowest":
        common = base.groupby("sku_id")["unit_cost"].min()
    rows["usual"] = rows["qty"] * rows["sku_id"].map(common)
    in_time = rows["received_at"] <= rows["due_at"] + pd.Timedelta(days=grace)
    enough = rows["qty_ok"] > rows["qty"] if strict_full else rows["qty_ok"] >= rows["qty"]
    rows["kept"] = (in_time if time else rows["received_at"].notna()) & (enough if full else True)
    if due_only:
        rows["kept"] = rows["kept"].astype(float).where(rows["received_at"].notna())
    groups = rows.groupby("supplier_id")
    good, bad = groups["qty_ok"].sum(), groups["qty_defect"].sum()
    pieces = {"received": good + bad, "ordered": groups["qty"].sum().astype(float), "good": good}[defects_of]
    rate = bad / pieces.where(pieces > 0)
    if mean_defects:
        rate = (rows["qty_defect"] / (rows["qty_ok"] + rows["qty_defect"])).groupby(rows["supplier_id"]).mean()
    index = groups["spent"].sum() / groups["usual"].sum()
    if mean_index:
        index = (rows["spent"] / rows["usual"]).groupby(rows["supplier_id"]).mean()
    if own_index:
        index = groups["spent"].sum() / groups["qty"].sum() / (rows["spent"].sum() / rows["qty"].sum())
    if zero_defects:
        rate = rate.fillna(0.0)
    table = pd.DataFrame(
        {"defect_rate": rate, "on_time_in_full": groups["kept"].mean().astype(float), "price_index": index}
    )
    points = pd.DataFrame({
        "defect_rate": 1 - table["defect_rate"] / 0.05,
        "on_time_in_full": table["on_time_in_full"],
        "price_index": (1.2 - table["price_index"]) / 0.4,
    })  # fmt: skip
    if not scale:
        ends = table.max() - table.min()
        points = (table - table.min()) / ends.where(ends > 0)
        points = points.assign(defect_rate=1 - points["defect_rate"], price_index=1 - points["price_index"]).fillna(1.0)
    points = points.clip(0, 1) if clip else points
    points = points.fillna(0.0) if not_received else points
    total = sum(weights.values()) if weight_sum else 1
    chosen = dict.fromkeys(weights, 1.0) if equal_weights else weights
    total = len(chosen) if equal_weights else total
    score = sum(100 * points[name] * weight for name, weight in chosen.items()) / total
    score = score if not_received else score.where(table["defect_rate"].notna())
    size = groups["received_at"].count() if received_lines else groups.size()
    table["score"] = score.where(size >= least)
    table["rank"] = table["score"].rank(ascending=worst_first, method=method)
    table = table.sort_index()
    return table.sort_values("rank", kind="stable") if order == "rank" else table


@supplier_scorecard.right
def by_merging(po, weights):
    lines = po.copy()
    lines["spent"] = lines["qty"].mul(lines["unit_cost"])
    usual = lines.groupby("sku_id", as_index=False).agg(all_spent=("spent", "sum"), all_qty=("qty", "sum"))
    lines = lines.merge(usual, on="sku_id", how="left")
    lines["expected"] = lines["qty"] * lines["all_spent"] / lines["all_qty"]
    late = (lines["received_at"] - lines["due_at"]).dt.days
    lines["hit"] = np.where((late <= 1) & (lines["qty_ok"] - lines["qty"] >= 0), 1.0, 0.0)
    sums = lines.groupby("supplier_id").agg(
        lines=("sku_id", "size"), ok=("qty_ok", "sum"), bad=("qty_defect", "sum"), hit=("hit", "mean"),
        spent=("spent", "sum"), expected=("expected", "sum"),
    )  # fmt: skip
    result = pd.DataFrame(index=sums.index)
    result["defect_rate"] = (sums["bad"] / (sums["ok"] + sums["bad"])).astype(float)
    result["on_time_in_full"] = sums["hit"]
    result["price_index"] = sums["spent"] / sums["expected"]
    marks = {
        "defect_rate": np.clip(100 * (1 - result["defect_rate"] / 0.05), 0, 100),
        "on_time_in_full": 100 * result["on_time_in_full"],
        "price_index": np.clip(100 * (1.2 - result["price_index"]) / 0.4, 0, 100),
    }
    whole = sum(weights.values())
    result["score"] = sum(weights[name] / whole * marks[name] for name in marks)
    result.loc[(sums["lines"] < 3) | result["defect_rate"].isna(), "score"] = np.nan
    result["rank"] = result["score"].round(9).rank(method="min", ascending=False)
    return result.reset_index().sort_values(["rank", "supplier_id"], na_position="last").set_index("supplier_id")


@supplier_scorecard.right
def maker_after_maker(po, weights):
    usual = {sku: (g["qty"] * g["unit_cost"]).sum() / g["qty"].sum() for sku, g in po.groupby("sku_id")}
    rows = {}
    for maker, lines in po.groupby("supplier_id"):
        ok, bad = lines["qty_ok"].sum(), lines["qty_defect"].sum()
        rate = bad / (ok + bad) if ok + bad > 0 else np.nan
        kept = [
            bool(r.received_at <= r.due_at + pd.Timedelta(days=1) and r.qty_ok >= r.qty)
            if r.received_at == r.received_at
            else False
            for r in lines.itertuples()
        ]
        price = (lines["qty"] * lines["unit_cost"]).sum() / sum(r.qty * usual[r.sku_id] for r in lines.itertuples())
        marks = (1 - rate / 0.05, sum(kept) / len(kept), (1.2 - price) / 0.4)
        score = np.nan
        if len(lines) >= 3 and rate == rate:
            parts = [100 * min(max(mark, 0), 1) for mark in marks]
            names = ("defect_rate", "on_time_in_full", "price_index")
            score = sum(weights[n] * part for n, part in zip(names, parts, strict=True)) / sum(weights.values())
        rows[maker] = [rate, sum(kept) / len(kept), price, score]
    table = pd.DataFrame.from_dict(rows, orient="index", columns=CARD_COLUMNS[:4], dtype=float)
    table.index = table.index.astype(int).rename("supplier_id")
    scores = table["score"].to_list()
    table["rank"] = [
        np.nan if s != s else 1.0 + sum(other > s + 1e-9 for other in scores if other == other) for s in scores
    ]
    order = sorted(
        range(len(table)),
        key=lambda n: (scores[n] != scores[n], table["rank"].iloc[n] if scores[n] == scores[n] else 0, table.index[n]),
    )
    return table.iloc[order]


_CARD_SLIPS = [
    (
        {"grace": 0},
        "A line that came one day late counts as late. The shop grants one day.",
        "晚一天的算成了晚到。店里宽限一天。",
    ),
    (
        {"grace": 2},
        "A line that came two days late counts as in time. One day is granted, not two.",
        "晚两天的也算成了准时。只宽限一天。",
    ),
    (
        {"full": False},
        "A line in time but with too few good pieces counts. In full means `qty_ok` at least `qty`.",
        "准时但合格件数不够的行也算做到了。足量要求 `qty_ok` 不少于 `qty`。",
    ),
    (
        {"time": False},
        "Late lines count as kept. On time *and* in full are both asked for.",
        "晚到的行也算做到了。准时**和**足量都要。",
    ),
    (
        {"strict_full": True},
        "A line with exactly as many good pieces as ordered is not in full. At least `qty` includes `qty`.",
        "合格件数正好等于订货件数的，没算足量。“不少于”包括相等。",
    ),
    (
        {"due_only": True},
        "Lines that have not come are left out of the punctuality. They are failures: the share is over *all* lines.",
        "没到货的行没算进准时率。它们算没做到：分母是**全部**的行。",
    ),
    (
        {"defects_of": "ordered"},
        "Faulty pieces are divided by the pieces ordered. The rate is over the pieces *received*, good and faulty.",
        "不合格件数除以了订货件数。分母应该是**收到**的件数，合格加不合格。",
    ),
    (
        {"defects_of": "good"},
        "Faulty pieces are divided by the good ones. The rate is over all pieces received, the faulty ones too.",
        "不合格件数除以了合格件数。分母是收到的全部件数，不合格的也在内。",
    ),
    (
        {"mean_defects": True},
        "The defect rate is a mean of the lines' rates, so a line of 4 pieces weighs as much as one of 40. Add up first, then divide.",
        "次品率取成了各行比率的平均，4 件的行和 40 件的行一样重。先加起来，再相除。",
    ),
    (
        {"mean_index": True},
        "The price index is a mean of the lines' ratios. Sum what was spent and what it usually costs, then divide.",
        "价格指数取成了各行比值的平均。先把花费和平常的花费各自加起来，再相除。",
    ),
    (
        {"least": 0},
        "A supplier with one or two lines has a score. With fewer than 3 lines there is none.",
        "只有一两行的供应商也有得分。不到 3 行就没有得分。",
    ),
    (
        {"least": 4},
        "A supplier with exactly 3 lines has no score. Fewer than 3 are too few; 3 are enough.",
        "正好 3 行的供应商没有得分。不到 3 行才没有，3 行够了。",
    ),
    (
        {"usual": "lines"},
        "The usual cost is the plain mean over lines. It is weighted by pieces: Σ qty × unit_cost / Σ qty.",
        "平常成本取成了各行单价的简单平均。要按件数加权：Σ qty × unit_cost ÷ Σ qty。",
    ),
    (
        {"usual": "lowest"},
        "Prices are compared with the lowest one. The usual cost is the mean over all suppliers' pieces.",
        "拿最低价来比了。平常成本是所有供应商各件的平均。",
    ),
    (
        {"own_index": True},
        "All goods are thrown together in the price index, so who delivers dear goods looks dear. Compare each good with *its own* usual cost.",
        "价格指数把各种商品混在一起算了，送贵货的就显得贵。每件商品要和**它自己**的平常成本比。",
    ),
    (
        {"few_lines_usual": False},
        "Suppliers with fewer than 3 lines are missing in the usual cost. They have no score, but their lines count there.",
        "平常成本里少了不到 3 行的供应商。它们没有得分，但它们的行照样参加平常成本的计算。",
    ),
    (
        {"clip": False},
        "Points run below 0 or above 100. Each is cut off at its ends before the mean is taken.",
        "有的得分低于 0 或高于 100。每项要先限制在 0 到 100 之间，再平均。",
    ),
    (
        {"scale": False},
        "Each measure is stretched between the worst and the best supplier, as in lesson 2. The shop's points have fixed scales, so that nobody's score depends on who else bids.",
        "每个指标在最差和最好的供应商之间拉伸了，那是第 2 课的做法。店里的得分用固定的尺子，不受同场还有谁影响。",
    ),
    (
        {"weight_sum": False},
        "The weights are not divided by their sum, so scores run above 100.",
        "权重没有除以权重之和，得分就超过 100 了。",
    ),
    (
        {"equal_weights": True},
        "The weights are not used: all three points weigh the same.",
        "没有用权重：三项一样重了。",
    ),
    (
        {"method": "first"},
        "Equal scores have different ranks. They share the better place.",
        "得分相同，名次却不同。应该共用靠前的名次。",
    ),
    (
        {"method": "average"},
        'Equal scores have a rank in between. They share the *better* place: rank(method="min").',
        '得分相同的，名次取了中间值。应该共用**靠前**的名次：rank(method="min")。',
    ),
    (
        {"method": "dense"},
        "After equal scores no place is skipped. Two firsts are followed by a third.",
        "并列之后没有空出名次。两个第一之后，应该是第三。",
    ),
    (
        {"worst_first": True},
        "Rank 1 is the lowest score. Rank 1 belongs to the highest.",
        "名次 1 给了得分最低的。1 应该是得分最高的。",
    ),
    (
        {"order": "number"},
        "The suppliers stand in order of number. Sort by rank, equal ranks by number.",
        "供应商按编号排了。请按名次排，名次相同再按编号。",
    ),
    (
        {"zero_defects": True},
        "A supplier from whom nothing came has a defect rate of 0 and a score. Nothing received says nothing: both are missing.",
        "一件货没到的供应商，次品率成了 0，还有得分。没收到货就什么也说明不了：两个都缺失。",
    ),
    (
        {"not_received": True},
        "A supplier from whom nothing came has a score: its missing points were added up as 0. It has neither score nor rank.",
        "一件货没到的供应商有了得分：缺失的那项被当成 0 加了进去。它没有得分，也没有名次。",
    ),
    (
        {"arrived_only": True},
        "Lines that have not come were dropped. They count among the lines, as failures, and in the usual cost.",
        "还没到货的行被去掉了。数行数、算平常成本时都要算它们，在准时足量里算没做到。",
    ),
    (
        {"arrived_only": True, "usual": "lines"},
        "Lines that have not come were dropped, and the usual cost is a plain mean over lines. They count, as failures; the usual cost is weighted by pieces.",
        "还没到货的行被去掉了，平常成本又取成了各行的简单平均。没到的行要算（算没做到）；平常成本要按件数加权。",
    ),
    (
        {"received_lines": True},
        "For the 3 lines only those received were counted. All lines of the supplier count, whether they have come or not.",
        "数 3 行时只数了到货的。该供应商的行都算，到没到货都一样。",
    ),
    (
        {"grace": 0, "least": 0},
        "A day late counts as late, and suppliers with fewer than 3 lines have a score. One day is granted; fewer than 3 lines: no score.",
        "晚一天算了晚到，不到 3 行的又有了得分。店里宽限一天；不到 3 行没有得分。",
    ),
    (
        {"clip": False, "grace": 0},
        "A day late counts as late, and points run out of 0 to 100. One day is granted; each point is cut off at its ends.",
        "晚一天算了晚到，得分又超出了 0 到 100。店里宽限一天；每项得分要先限制在两头之间。",
    ),
]
for _options, _en, _zh in _CARD_SLIPS:
    _slip(supplier_scorecard, card, _options, _en, _zh)


# acceptance_probability: an inspector sees nine of ten, and the border gives a second sample

OC = "metrics.acceptance_probability(n, c, p)"
acceptance_probability = Exercise(points=3, compare="equal", tolerance=1e-9, library=[OC])


@acceptance_probability.example
def two_pieces():
    # 0.55 ** 2 = 0.3025; 2 * 0.45 * 0.55 = 0.495; 0.3025 + 0.495 * 0.3025 = 0.4522375
    return {"n": 2, "c": 0, "p": 0.5}, 0.4522375


for _name, _n, _c, _p, _en, _zh in (
    ("eighty_two", 80, 2, 0.05, "80 pieces, 2 allowed, a bad lot", "抽 80 件、至多 2 件，坏批"),
    ("twenty_none", 20, 0, 0.02, "20 pieces, none allowed", "抽 20 件，一件都不许"),
):

    def _case(n=_n, c=_c, p=_p):
        return {"n": n, "c": c, "p": p}

    _case.__name__ = _name
    acceptance_probability.visible(en=_en, zh=_zh)(_case)
for _name, _n, _c, _p, _en, _zh in (
    ("no_faults", 50, 1, 0.0, "a lot without a fault", "一件坏的都没有的批"),
    ("all_faulty", 12, 3, 1.0, "all pieces faulty", "全是坏的"),
    ("nobody_looks", 0, 0, 0.3, "nobody looks", "没人看"),
    ("allowed_all", 5, 5, 0.4, "as many allowed as drawn", "允许的和抽的一样多"),
    ("allowed_nearly_all", 5, 4, 0.6, "one less allowed than drawn", "允许的比抽的少一件"),
    ("allowed_more", 3, 9, 0.9, "more allowed than drawn", "允许的比抽的还多"),
    ("one_piece", 1, 0, 0.2, "a sample of one piece", "只抽一件"),
):

    def _edge(n=_n, c=_c, p=_p):
        return {"n": n, "c": c, "p": p}

    _edge.__name__ = _name
    acceptance_probability.visible(edge=True, en=_en, zh=_zh)(_edge)


@acceptance_probability.hidden(worlds=3)
def other_plans(world: World):
    n = int(world.rng.integers(5, 200))
    return {
        "n": n,
        "c": int(world.rng.integers(1, max(n // 15, 2) + 1)),
        "p": round(float(world.rng.uniform(0.002, 0.15)), 4),
    }


@acceptance_probability.invariant(en="A probability lies between 0 and 1.", zh="概率在 0 和 1 之间。")
def is_a_probability(result, **inputs):
    return -1e-12 <= float(result) <= 1 + 1e-12


def lot(
    n: int,
    c: int,
    p: float,
    *,
    seen: float = 0.9,
    second: str = "same",
    first: int = 0,
    border: str = "exactly",
    again: int = 0,
) -> float:
    """The rule; every argument turns one clause of it."""
    called = seen * p
    chances = [comb(n, k) * called**k * (1 - called) ** (n - k) for k in range(n + 1)]
    at_once = sum(chances[: max(c + 1 + first, 0)])
    edge = chances[c + 1] if c + 1 <= n else 0.0
    if border == "worse":
        edge = 1 - sum(chances[: c + 1])
    if border == "at":
        edge = chances[c] if c <= n else 0.0
    second_chance = sum(chances[: max(c + 1 + again, 0)])
    if second == "none":
        return at_once
    if second == "sure":
        return at_once + edge
    if second == "twice":
        return at_once * at_once
    if second == "zero":
        return at_once + edge * chances[0]
    return at_once + edge * second_chance


@acceptance_probability.right
def with_scipy(n, c, p):
    from scipy.stats import binom

    pieces = binom(n, 0.9 * p)
    return float(pieces.cdf(c) * (1 + pieces.pmf(c + 1)))


@acceptance_probability.right
def piece_after_piece(n, c, p):
    chances = np.array([1.0])
    for _ in range(n):
        chances = np.append(chances, 0.0) * (1 - 0.9 * p) + np.insert(chances, 0, 0.0) * 0.9 * p
    passed = chances[: c + 1].sum()
    edge = chances[c + 1 : c + 2].sum()
    return float(passed + edge * passed)


_LOT_SLIPS = [
    (
        {"seen": 1.0},
        "Every faulty piece is recognised. The inspector sees nine of ten: a piece is called faulty with probability 0.9 × p.",
        "每件不合格的都被认出来了。验货的人十次认得出九次：判为不合格的概率是 0.9 × p。",
    ),
    (
        {"second": "none"},
        "The second chance is missing: exactly c + 1 called faulty, then another sample.",
        "漏了补救的机会：正好 c + 1 件判为不合格时，再抽一次。",
    ),
    (
        {"second": "sure"},
        "At the border the lot is accepted without the second sample. It has to pass that, too.",
        "卡在边上的批直接收了。第二次抽样也要过才行。",
    ),
    (
        {"second": "twice"},
        "Every lot is sampled twice. The second sample is drawn only at the border, and gives a chance more, not less.",
        "每批都抽了两次。只有卡在边上才抽第二次，这是多给一次机会，不是多设一道关。",
    ),
    (
        {"second": "zero"},
        "The second sample must show none at all. It passes with at most `c`, as the first.",
        "第二次要求一件都没有。和第一次一样，不超过 `c` 件就过。",
    ),
    (
        {"border": "worse"},
        "Every lot that fails is sampled again. Only *exactly* c + 1 gives a second sample; worse lots go back.",
        "没过的批都再抽了一次。只有**正好** c + 1 件才再抽，更差的退回。",
    ),
    (
        {"border": "at"},
        "The border is taken at `c`. With `c` the lot is accepted already; the border is c + 1.",
        "把 `c` 件当成了边上。`c` 件已经收下了；边上是 c + 1 件。",
    ),
    (
        {"first": -1, "again": -1},
        "Exactly `c` called faulty counts as failed. At most `c` includes `c`.",
        "正好 `c` 件判为不合格，被算成没过。“不超过 `c`”包括 `c`。",
    ),
    (
        {"again": 1},
        "The second sample passes with c + 1. It passes with at most `c`, as the first.",
        "第二次 c + 1 件也过了。和第一次一样，不超过 `c` 件才过。",
    ),
    (
        {"seen": 0.1},
        "The inspector misses nine of ten. It is the other way round: nine of ten are recognised.",
        "变成十件漏掉九件了。正好相反：十次认得出九次。",
    ),
    (
        {"seen": 1.0, "second": "none"},
        "That is the plain OC curve of lesson 2. The shop's rule has an inspector who sees nine of ten, and a second sample at the border.",
        "这是第 2 课的普通 OC 曲线。店里的规矩多两条：验货的人十次认得出九次；卡在边上再抽一次。",
    ),
    (
        {"seen": 1.0, "second": "sure"},
        "Every faulty piece is recognised, and the border is accepted without a second sample.",
        "每件不合格的都被认出来了，卡在边上的又直接收了。",
    ),
]
for _options, _en, _zh in _LOT_SLIPS:
    _slip(acceptance_probability, lot, _options, _en, _zh)


@acceptance_probability.wrong(
    en="That is the chance that a lot goes back. Asked is the chance that it is accepted.",
    zh="这是退回的概率。要的是收下的概率。",
)
def sent_back(n, c, p):
    return 1 - lot(n, c, p)


@acceptance_probability.wrong(
    en="The result is in percent. Return a number from 0 to 1.", zh="结果用了百分数。请返回 0 到 1 的数。"
)
def in_percent(n, c, p):
    return 100 * lot(n, c, p)


@acceptance_probability.wrong(
    en="Only exactly `c` called faulty is accepted. Fewer are accepted as well: at most `c`.",
    zh="只收了正好 `c` 件的。更少的当然也收：不超过 `c`。",
)
def exactly_c(n, c, p):
    called = 0.9 * p
    chances = [comb(n, k) * called**k * (1 - called) ** (n - k) for k in range(n + 1)]
    here, edge = (chances[k] if k <= n else 0.0 for k in (c, c + 1))
    return here + edge * here


@acceptance_probability.wrong(
    en="A good piece taken for a faulty one is in the sum. Only faulty pieces can be called faulty, in nine of ten cases.",
    zh="把合格的也算成会被判坏了。只有不合格的才可能被判，十次里九次。",
)
def good_ones_called_faulty(n, c, p):
    called = 0.9 * p + 0.1 * (1 - p)
    chances = [comb(n, k) * called**k * (1 - called) ** (n - k) for k in range(n + 1)]
    at_once = sum(chances[: c + 1])
    return at_once + (chances[c + 1] if c + 1 <= n else 0.0) * at_once


@acceptance_probability.wrong(
    en="The eye's nine in ten was applied to the whole result. It belongs to each piece: 0.9 × p.",
    zh="十分之九乘在了整个结果上。它说的是每一件：0.9 × p。",
)
def eye_on_the_result(n, c, p):
    return 0.9 * lot(n, c, p, seen=1.0)


# launch_decision: enough people first, then a target that the shelf makes higher

LAUNCH = "metrics.launch_decision(buyers, visitors, target)['decision']"
launch_decision = Exercise(points=3, compare="equal", tolerance=1e-9, library=[LAUNCH])


@launch_decision.example
def the_kettle():
    return {"buyers": 13, "visitors": 170, "target": 0.06}, "iterate"


_LAUNCHES = (
    ("the_mat", {"buyers": 190, "visitors": 2400, "target": 0.06}, False, "a picnic mat", "一块野餐垫"),
    ("the_stool", {"buyers": 63, "visitors": 1500, "target": 0.06}, False, "a stool", "一把折叠凳"),
    ("a_lamp_between", {"buyers": 130, "visitors": 1900, "target": 0.06}, False, "a lamp near the target", "一盏离目标不远的灯"),
    ("above_only_before_the_shelf", {"buyers": 72, "visitors": 1000, "target": 0.06}, False, "above the target, not above what the trial must show", "过了目标，没过试销要达到的数"),
    ("a_lamp_just_above", {"buyers": 66, "visitors": 1000, "target": 0.06}, False, "just above the target", "刚过目标"),
    ("too_few_all_bought", {"buyers": 99, "visitors": 99, "target": 0.06}, True, "99 people, all bought", "99 人，全买了"),
    ("too_few_none_bought", {"buyers": 0, "visitors": 40, "target": 0.3}, True, "40 people, nobody bought", "40 人，没人买"),
    ("just_enough", {"buyers": 16, "visitors": 100, "target": 0.05}, True, "exactly 100 people", "正好 100 人"),
    ("unreachable", {"buyers": 400, "visitors": 400, "target": 0.92}, True, "a target that no trial can reach", "怎么试都达不到的目标"),
    ("exactly_one", {"buyers": 500, "visitors": 500, "target": 0.9}, True, "a trial that would have to reach 1", "试销要达到 1"),
    ("unreachable_and_few", {"buyers": 30, "visitors": 50, "target": 0.95}, True, "few people and an unreachable target", "人少，目标也达不到"),
    ("nobody", {"buyers": 0, "visitors": 0, "target": 0.1}, True, "nobody came", "没有人来"),
    ("a_stern_prior", {"buyers": 14, "visitors": 130, "target": 0.06, "prior": (6.0, 194.0)}, False, "past launches in the prior", "先验里有以前的新品"),
    ("a_kind_prior", {"buyers": 10, "visitors": 160, "target": 0.06, "prior": (24.0, 176.0)}, False, "a hopeful prior", "偏乐观的先验"),
    ("a_stricter_level", {"buyers": 170, "visitors": 2200, "target": 0.06, "level": 0.99}, False, "surer: 0.99", "要更有把握：0.99"),
    ("a_looser_level", {"buyers": 13, "visitors": 170, "target": 0.06, "level": 0.7}, False, "less sure: 0.7", "把握低些：0.7"),
    ("a_looser_level_down", {"buyers": 9, "visitors": 160, "target": 0.06, "level": 0.7}, False, "less sure, and few buyers", "把握低些，买的人少"),
)  # fmt: skip
for _name, _inputs, _is_edge, _en, _zh in _LAUNCHES:

    def _trial(inputs=_inputs):
        return dict(inputs)

    _trial.__name__ = _name
    launch_decision.visible(edge=_is_edge, en=_en, zh=_zh)(_trial)


@launch_decision.hidden(worlds=3)
def other_trials(world: World):
    rng = world.rng
    visitors = int(rng.integers(60, 2500))
    target = round(float(rng.uniform(0.02, 0.12)), 3)
    buyers = int(rng.binomial(visitors, min(target * rng.uniform(0.7, 1.6), 1)))
    prior = (1.0, 1.0) if rng.random() < 0.6 else (float(rng.integers(2, 9)), float(rng.integers(60, 150)))
    return {
        "buyers": buyers,
        "visitors": visitors,
        "target": target,
        "prior": prior,
        "level": float(rng.choice([0.8, 0.9, 0.95])),
    }


@launch_decision.invariant(en="The answer is one of three words.", zh="答案是三个词之一。")
def one_of_three(result, **inputs):
    return result in ("scale", "iterate", "stop")


def launch(
    buyers: int,
    visitors: int,
    target: float,
    prior: tuple[float, float] = (1.0, 1.0),
    level: float = 0.9,
    *,
    enough: int = 100,
    few: str = "iterate",
    shelf: float = 0.9,
    times: bool = False,
    flat: bool = False,
    point: bool = False,
    down: bool = True,
    swap: bool = False,
    all_visitors: bool = False,
    fixed_level: bool = False,
    order: bool = True,
    below: bool = False,
    never: str = "stop",
    interval: bool = False,
    half: bool = False,
) -> str:
    """The rule; every argument turns one clause of it."""
    from scipy.stats import beta

    asked = target * shelf if times else target / shelf
    if not order and asked >= 1:
        return never
    if visitors < enough:
        return few
    if asked >= 1:
        return never
    a, b = (1.0, 1.0) if flat else prior
    level = 0.9 if fixed_level else level
    tail = beta(a + buyers, b + (visitors if all_visitors else visitors - buyers))
    chance = float(tail.cdf(asked) if below else tail.sf(asked))
    if swap:
        chance = 1 - chance
    if point:
        return "scale" if buyers / max(visitors, 1) >= asked else "stop"
    if half:
        return "scale" if chance >= 0.5 else "stop"
    if interval:
        low, high = tail.ppf((1 - level) / 2), tail.ppf((1 + level) / 2)
        return "scale" if low >= asked else "stop" if high <= asked else "iterate"
    if chance >= level:
        return "scale"
    if not down:
        return "stop" if chance < 0.5 else "iterate"
    return "stop" if chance <= 1 - level else "iterate"


@launch_decision.right
def with_cdf(buyers, visitors, target, prior=(1.0, 1.0), level=0.9):
    from scipy.stats import beta

    if visitors < 100:
        return "iterate"
    if target >= 0.9:
        return "stop"
    under = beta.cdf(target / 0.9, prior[0] + buyers, prior[1] + visitors - buyers)
    words = {True: "scale", False: "iterate"}
    return "stop" if 1 - under <= 1 - level else words[bool(1 - under >= level)]


@launch_decision.right
def with_the_incomplete_beta(buyers, visitors, target, prior=(1.0, 1.0), level=0.9):
    from scipy.special import betainc

    verdict = "iterate"
    if visitors >= 100:
        asked = target / 0.9
        chance = 1 - betainc(buyers + prior[0], visitors - buyers + prior[1], min(asked, 1.0))
        if asked >= 1 or chance <= 1 - level:
            verdict = "stop"
        elif chance >= level:
            verdict = "scale"
    return verdict


_LAUNCH_SLIPS = [
    (
        {"enough": 0},
        "A trial with fewer than 100 people was judged. Below 100 the word is `iterate`, whatever they did.",
        "不到 100 人的试销也判了。不到 100 人就是 `iterate`，不管买了多少。",
    ),
    (
        {"enough": 101},
        "A trial with exactly 100 people counts as too small. *Fewer* than 100 are too few.",
        "正好 100 人被当成人不够。**不到** 100 才不够。",
    ),
    (
        {"few": "stop"},
        "Too few people lead to `stop`. They have not told enough: `iterate`.",
        "人不够就判了 `stop`。人少只是还说明不了问题：`iterate`。",
    ),
    (
        {"shelf": 1.0},
        "The ordinary shelf is forgotten. There a good keeps nine tenths of its rate, so the trial has to reach target / 0.9.",
        "忘了普通货架。到了那里比率只剩九成，所以试销要达到 target / 0.9。",
    ),
    (
        {"times": True},
        "The target was lowered. The trial stands in the best place, so it has to reach *more*: target / 0.9.",
        "把目标调低了。试销摆的是最好的位置，要达到的应该**更高**：target / 0.9。",
    ),
    (
        {"flat": True},
        "The prior is not used: Beta(1, 1) is built in.",
        "没有用先验：写死成了 Beta(1, 1)。",
    ),
    (
        {"point": True},
        "The rate itself was compared with the target. Thirteen of 170 and 130 of 1,700 are the same rate and not the same evidence: use the posterior.",
        "直接拿购买率和目标比了。170 人里 13 人、1,700 人里 130 人，比率一样，把握不一样：要用后验分布。",
    ),
    (
        {"half": True},
        "One half decides, and nothing is left to `iterate`. At least `level` is scale, at most 1 − level is stop.",
        "拿一半当界线，就没有 `iterate` 了。不小于 `level` 放量，不大于 1 − level 才停。",
    ),
    (
        {"down": False},
        "Everything below one half is stopped. Stop needs a probability of at most 1 − level.",
        "概率低于一半就停了。要不大于 1 − level 才停。",
    ),
    (
        {"swap": True},
        "The probability to lie *below* was taken for the one above: good goods are stopped and bad ones scaled.",
        "把**低于**目标的概率当成了高于：好的停了，差的放量了。",
    ),
    (
        {"all_visitors": True},
        "The second number of the posterior holds all visitors. It counts those who did not buy: b + visitors − buyers.",
        "后验的第二个数用了全部访客。它数的是没买的人：b + visitors − buyers。",
    ),
    (
        {"fixed_level": True},
        "The level 0.9 is built in. Take it from `level`.",
        "把握写死成了 0.9。请用参数 `level`。",
    ),
    (
        {"order": False},
        "A target that cannot be reached stops the trial before the people were counted. Rule 1 comes first: fewer than 100 is `iterate`.",
        "还没数人，就因为达不到目标而停了。规矩 1 在前：不到 100 人是 `iterate`。",
    ),
    (
        {"never": "iterate"},
        "A target that no trial can reach leads to `iterate`. Trying on cannot help: `stop`.",
        "怎么试都达不到的目标，判成了 `iterate`。再试也没用：`stop`。",
    ),
    (
        {"interval": True},
        "The middle interval was compared with the target, so each side has only half of 1 − level. The rule asks for the probability above it.",
        "拿中间的区间和目标比，两头就各只剩一半的 1 − level。规矩问的是超过它的概率。",
    ),
    (
        {"enough": 0, "shelf": 1.0},
        "Neither the 100 people nor the ordinary shelf is in the answer. That is the rule of lesson 4, not the shop's.",
        "100 人的门槛和普通货架都没用上。这是第 4 课的规则，不是店里的规矩。",
    ),
    (
        {"shelf": 0.8},
        "The shelf takes a fifth away. It keeps nine tenths of the rate.",
        "货架上打了八折。应该是剩九成。",
    ),
]
for _options, _en, _zh in _LAUNCH_SLIPS:
    _slip(launch_decision, launch, _options, _en, _zh)


@launch_decision.wrong(
    en="One tenth was added to the target. Nine tenths of a rate are reached from target / 0.9, a little more than 1.1 × target.",
    zh="在目标上加了一成。剩九成时要达到的是 target / 0.9，比 1.1 倍还多一点。",
)
def a_tenth_more(buyers, visitors, target, prior=(1.0, 1.0), level=0.9):
    return (
        launch(buyers, visitors, 1.1 * target, prior, level, shelf=1.0) if target < 0.9 or visitors < 100 else "scale"
    )


@launch_decision.wrong(
    en="The answer is a table of numbers. Return one word: scale, iterate or stop.",
    zh="返回了一组数。请只返回一个词：scale、iterate 或 stop。",
)
def a_dictionary(buyers, visitors, target, prior=(1.0, 1.0), level=0.9):
    return {"decision": launch(buyers, visitors, target, prior, level)}


@launch_decision.wrong(
    en="The word begins with a capital letter. Return `scale`, `iterate` or `stop` in small letters.",
    zh="单词用了大写开头。请返回小写的 `scale`、`iterate`、`stop`。",
)
def capital_letters(buyers, visitors, target, prior=(1.0, 1.0), level=0.9):
    return launch(buyers, visitors, target, prior, level).capitalize()


# chart_defects: share by maker, the first inspection of a lot only

chart_defects = Exercise(points=3, compare="chart", tolerance=1e-6)
LOT_COLUMNS = ["lot_id", "supplier_id", "stage", "n", "defects"]


def lots(*rows: tuple[int, int, str, int, int]) -> pd.DataFrame:
    return pd.DataFrame(list(rows), columns=LOT_COLUMNS)


def draw_makers(share: pd.Series):
    """A bar chart in plain matplotlib, with title and labels."""
    import matplotlib.pyplot as plt

    _, axes = plt.subplots()
    axes.bar([str(maker) for maker in share.index], share.to_numpy(float))
    axes.set(title="Final inspection by maker", xlabel="maker", ylabel="faulty / inspected")
    return axes


@chart_defects.example
def maker_thirteen():
    rows = lots((1, 13, "final", 200, 6), (1, 13, "final", 200, 0), (2, 13, "final", 200, 2), (3, 14, "final", 200, 1))
    return {"inspections": rows}, [(13, 0.02)]


@chart_defects.visible(en="the makers of the question", zh="题目里的厂家")
def makers_of_the_question():
    return {"inspections": maker_thirteen()[0]["inspections"]}


@chart_defects.visible(en="four makers, lots of unequal size", zh="四家，批有大有小")
def four_makers():
    return {
        "inspections": lots(
            (7, 38, "final", 100, 6), (3, 14, "final", 500, 5), (8, 38, "final", 600, 3), (4, 14, "process", 900, 70),
            (5, 15, "final", 80, 4), (9, 15, "final", 400, 16), (5, 15, "final", 80, 1), (2, 39, "final", 250, 5),
            (6, 39, "final", 149, 0), (10, 14, "final", 100, 4), (8, 38, "process", 300, 12),
        )
    }  # fmt: skip


@chart_defects.visible(edge=True, en="a lot inspected three times", zh="检了三次的批")
def three_times():
    return {
        "inspections": lots(
            (1, 13, "final", 300, 15), (2, 13, "final", 200, 2), (1, 13, "final", 300, 8), (1, 13, "final", 300, 0),
            (3, 16, "final", 500, 5),
        )
    }  # fmt: skip


@chart_defects.visible(edge=True, en="a lot without pieces, then inspected", zh="先空检、后来才检的批")
def without_pieces():
    return {
        "inspections": lots(
            (1, 13, "final", 0, 0),
            (2, 13, "final", 250, 2),
            (1, 13, "final", 200, 9),
            (3, 37, "final", 0, 0),
            (4, 37, "final", 420, 6),
        )
    }


@chart_defects.visible(edge=True, en="exactly enough pieces, and one too few", zh="件数正好够和差一件")
def exactly_enough():
    return {
        "inspections": lots(
            (1, 13, "final", 400, 4),
            (2, 14, "final", 399, 9),
            (3, 15, "final", 200, 1),
            (3, 15, "final", 300, 0),
            (4, 16, "final", 600, 0),
        )
    }


@chart_defects.visible(edge=True, en="other stages of the same lot", zh="同一批的其他环节")
def other_stages():
    return {
        "inspections": lots(
            (1, 13, "material", 500, 20), (1, 13, "process", 400, 18), (1, 13, "final", 450, 3), (2, 14, "process", 900, 9),
            (3, 14, "final", 480, 12),
        )
    }  # fmt: skip


@chart_defects.hidden(worlds=3)
def other_months_of_lots(world: World):
    rng = world.rng
    rows = []
    for number in range(1, 60):
        maker = int(rng.choice([13, 14, 15, 16, 37, 38]))
        for attempt in range(int(rng.integers(1, 3))):
            n = int(rng.integers(0, 160)) if rng.random() > 0.1 else 0
            rows.append(
                (
                    number,
                    maker,
                    str(rng.choice(["final", "final", "process"])),
                    n,
                    int(rng.binomial(n, 0.04 / (attempt + 1))),
                )
            )
    rows.append((100, 13, "final", 400, 8))
    return {"inspections": lots(*rows)}


def shares_of(
    inspections: pd.DataFrame,
    *,
    stage: str | None = "final",
    keep: str | bool = "first",
    least: int = 400,
    zeros: bool = False,
    mean: bool = False,
    pieces_of: str = "first",
    early: bool = False,
    count: bool = False,
    good: bool = False,
) -> pd.Series:
    """Share of each maker; every argument turns one clause of the rule."""
    rows = inspections
    if early:
        rows = rows.drop_duplicates("lot_id")
    rows = rows if stage is None else rows[rows["stage"] == stage]
    rows = rows if zeros else rows[rows["n"] > 0]
    everything = rows.groupby("supplier_id")["n"].sum()
    if keep == "first":
        rows = rows.drop_duplicates("lot_id")
    elif keep == "last":
        rows = rows.drop_duplicates("lot_id", keep="last")
    sums = rows.groupby("supplier_id")[["defects", "n"]].sum()
    enough = (everything if pieces_of == "all" else sums["n"]) >= least
    share = sums["defects"] / sums["n"]
    if mean:
        share = (rows["defects"] / rows["n"]).groupby(rows["supplier_id"]).mean()
    if count:
        share = sums["defects"].astype(float)
    if good:
        share = sums["defects"] / (sums["n"] - sums["defects"])
    return share[enough.reindex(share.index)]


@chart_defects.right
def in_plain_matplotlib(inspections):
    seen, sums = set(), {}
    for row in inspections.itertuples():
        if row.stage != "final" or row.n == 0 or row.lot_id in seen:
            continue
        seen.add(row.lot_id)
        found, n = sums.get(row.supplier_id, (0, 0))
        sums[row.supplier_id] = (found + row.defects, n + row.n)
    return draw_makers(pd.Series({maker: d / n for maker, (d, n) in sorted(sums.items()) if n >= 400}))


@chart_defects.right
def with_seaborn_lying(inspections):
    import matplotlib.pyplot as plt
    import seaborn as sns

    final = inspections.query("stage == 'final' and n > 0")
    first = final[~final["lot_id"].duplicated()]
    table = first.groupby("supplier_id", as_index=False)[["n", "defects"]].sum().query("n >= 400")
    table = table.assign(share=table["defects"] / table["n"], maker=table["supplier_id"].astype(str))
    _, axes = plt.subplots()
    sns.barplot(table, y="maker", x="share", errorbar=None, ax=axes)
    axes.set(title="Faulty share by maker", xlabel="faulty share", ylabel="maker")
    return axes


_CHART_SLIPS = [
    (
        {"keep": False},
        "Later inspections of a lot count as well. They say how well we sort; keep the first of each `lot_id`.",
        "同一批后来的检验也算进去了。那说明的是我们挑得好不好；每个 `lot_id` 只留第一次。",
    ),
    (
        {"keep": "last"},
        "The last inspection of a lot was kept. After sorting every lot looks good: keep the first.",
        "留了每批的最后一次。挑拣过后哪批都好看：要留第一次。",
    ),
    (
        {"stage": None},
        "All stages are in the picture. Only `final` is asked for.",
        "各个环节都画进去了。只要 `final`。",
    ),
    (
        {"early": True},
        "The first row of each lot was kept before the filters. Filter first: the first *final* inspection with pieces is meant.",
        "还没筛选就先留了每批的第一行。要先筛选：指的是有件数的 `final` 里的第一次。",
    ),
    (
        {"least": 0},
        "A maker with few pieces has a bar. Below MIN_PIECES it is not shown.",
        "件数很少的厂家也画了。不到 MIN_PIECES 的不画。",
    ),
    (
        {"least": 401},
        "A maker with exactly MIN_PIECES pieces has no bar. Fewer are too few; exactly so many are enough.",
        "正好 MIN_PIECES 件的厂家没画。不到才不画，正好就够了。",
    ),
    (
        {"mean": True},
        "The bars are means of the lots' shares, so a lot of 80 weighs as much as one of 600. Add up first, then divide.",
        "柱子取成了各批比率的平均，80 件的批和 600 件的批一样重。先加起来，再相除。",
    ),
    (
        {"pieces_of": "all"},
        "For MIN_PIECES the later inspections were counted. The pieces are those of the first inspections.",
        "数 MIN_PIECES 时把后来的检验也算了。要数第一次检验的件数。",
    ),
    (
        {"count": True},
        "The bars show the number of faulty pieces. Asked is their share of the pieces inspected.",
        "柱子画的是不合格件数。要的是占检验件数的比例。",
    ),
    (
        {"good": True},
        "Faulty pieces are divided by the good ones. Divide by all pieces inspected.",
        "不合格件数除以了合格件数。要除以全部检验件数。",
    ),
    (
        {"zeros": True},
        "A lot without pieces was kept as the first inspection. By rule 1 it is left out before the first one is looked for.",
        "空检的那一次被当成了第一次。按规矩 1，先去掉它，再找第一次。",
    ),
    (
        {"keep": False, "least": 0},
        "Later inspections count, and makers with few pieces have a bar. Keep the first of each lot; below MIN_PIECES nothing is shown.",
        "后来的检验算进去了，件数少的厂家也画了。每批只留第一次；不到 MIN_PIECES 不画。",
    ),
    (
        {"stage": None, "keep": False},
        "All stages and all inspections are in the picture. Only the first final inspection of a lot counts.",
        "各个环节、各次检验都画进去了。每批只算 `final` 的第一次。",
    ),
]


def _chart_slip(options, en, zh):
    def wrong(inspections):
        return draw_makers(shares_of(inspections, **options))

    wrong.__name__ = "with_" + "_".join(f"{name}_{value}" for name, value in options.items())
    chart_defects.wrong(en=en, zh=zh)(wrong)


for _options, _en, _zh in _CHART_SLIPS:
    _chart_slip(_options, _en, _zh)


@chart_defects.wrong(
    en="The right bars, but without a title and axis labels: nobody else can read this chart.",
    zh="柱子是对的，但没有标题，轴也没有名称：别人看不懂这张图。",
)
def bare_chart(inspections):
    axes = draw_makers(shares_of(inspections))
    axes.set(title="", xlabel="", ylabel="")
    return axes


@chart_defects.wrong(
    en="The bars are in percent, but the axis does not say so. Draw fractions, or write percent at the axis.",
    zh="柱子用了百分数，轴上却没写。请画 0 到 1 的小数，或者在轴上写明百分比。",
)
def unsaid_percent(inspections):
    return draw_makers(100 * shares_of(inspections))


@chart_defects.wrong(
    en="The bars show the share of good pieces. The makers get the share of faulty ones.",
    zh="柱子画的是合格率。厂家要看的是次品率。",
)
def share_of_good_ones(inspections):
    return draw_makers(1 - shares_of(inspections))
