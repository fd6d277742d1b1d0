"""Cases of chapter 17: inputs, right variants and wrong answers. Expected values come from the solutions in exercises.md."""

import hashlib
import math
from itertools import permutations

import numpy as np
import pandas as pd

from classroom.cases import Exercise, World


def slip(exercise: Exercise, name: str, function, en: str, zh: str) -> None:
    """Declare a wrong answer that is one argument away from the right one."""
    function.__name__ = function.__qualname__ = name
    exercise.wrong(en=en, zh=zh)(function)


def slips(exercise: Exercise, solve, *entries: tuple) -> None:
    """Declare wrong answers from (name, arguments that are wrong, text, text)."""
    for name, options, en, zh in entries:
        slip(exercise, name, lambda *args, _o=options, **inputs: solve(*args, **inputs, **_o), en, zh)


# --- association_rules: sold lines, both directions, above chance -----------------------------------------------------

RULES = (
    "metrics.association_rules(baskets, min_support, min_confidence, sku_id='sku')"
    "[['antecedent', 'consequent', 'support', 'confidence', 'lift']]"
)
association_rules = Exercise(points=3, compare="equal", tolerance=1e-9, library=[RULES])
COLUMNS = ["antecedent", "consequent", "support", "confidence", "lift"]


def basket_table(*orders: str, first: int = 1) -> pd.DataFrame:
    """Lines from texts such as ``"tea cup tea cup!"``; an exclamation mark is a gift."""
    rows = [
        (first + n, word.rstrip("!"), 0.0 if word.endswith("!") else 10.0 + len(word))
        for n, words in enumerate(orders)
        for word in words.split()
    ]
    return pd.DataFrame(rows, columns=["order_id", "sku", "price"])


def asked(table: pd.DataFrame, support: float, confidence: float) -> dict:
    return {"baskets": table, "min_support": support, "min_confidence": confidence}


@association_rules.example
def five_orders_by_hand():
    table = basket_table("tea cup", "tea cup tea", "tea cup!", "lamp", "cup!")
    expected = pd.DataFrame([("cup", "tea", 0.5, 1.0, 4 / 3), ("tea", "cup", 0.5, 2 / 3, 4 / 3)], columns=COLUMNS)
    return asked(table, 0.25, 0.6), expected


WEEK = basket_table(
    "tea cup rug", "cup tea tea", "tea lamp", "rug lamp cup!", "tent mat", "mat tent mat", "tea rug", "lamp!", "cup tea! mat",
    "soap rug lamp", "tent soap!", "tea cup soap", "soap tea",
)  # fmt: skip


@association_rules.visible(en="a week of thirteen orders", zh="一周十三单")
def thirteen_orders():
    return asked(WEEK.iloc[::-1].reset_index(drop=True), 0.1, 0.3)


@association_rules.visible(en="the same week, a high confidence", zh="同一周，置信度要高")
def high_confidence():
    order = np.argsort((np.arange(len(WEEK)) * 11) % len(WEEK), kind="stable")
    return asked(WEEK.iloc[order].reset_index(drop=True), 0.0, 0.65)


@association_rules.visible(edge=True, en="exactly at both limits", zh="正好等于两个下限")
def exactly_at_the_limits():
    table = basket_table("a b", "a b", "a", "a", "c d", "c", "e", "e", first=51)
    return asked(table, 0.25, 0.5)


@association_rules.visible(edge=True, en="a lift of exactly 1", zh="提升度正好是 1")
def lift_of_one():
    return asked(basket_table("a b", "a d", "a", "a", "b d", "d e", "d", "f"), 0.0, 0.0)


@association_rules.visible(edge=True, en="equal lifts", zh="提升度一样高")
def equal_lifts():
    return asked(basket_table("q p", "p q", "b a", "a b", "m n z", "n m", "z", "o"), 0.1, 0.2)


@association_rules.visible(edge=True, en="no rule", zh="一条规则也没有")
def no_rule():
    return asked(basket_table("a b", "a c", "b c"), 0.9, 0.9)


@association_rules.visible(edge=True, en="gifts only", zh="全是赠品")
def gifts_only():
    return asked(basket_table("a! b!", "c!"), 0.0, 0.0)


@association_rules.visible(edge=True, en="an empty table", zh="空表")
def no_lines():
    return asked(basket_table().astype({"sku": str, "price": float}), 0.0, 0.0)


@association_rules.hidden(worlds=4)
def other_baskets(world: World):
    rng = world.rng
    goods = list("abcdefgh")
    weights = np.arange(1, 9) / 36
    orders = [
        " ".join(
            good + ("!" if rng.random() < 0.15 else "") for good in rng.choice(goods, rng.integers(1, 5), p=weights)
        )
        for _ in range(64)
    ]
    table = basket_table(*orders).sample(frac=1, random_state=rng).reset_index(drop=True)
    return asked(table, float(rng.choice([0.0, 0.03, 0.0625])), float(rng.choice([0.1, 0.25, 0.5])))


@association_rules.invariant(en="No lift is 1 or less, and none rises.", zh="提升度都大于 1，而且从上到下不升。")
def lifts_fall(result, **inputs):
    return bool((result["lift"] > 1).all() and (result["lift"].diff().dropna() <= 1e-12).all())


def rules_of(
    baskets, min_support, min_confidence, *, gifts="out", twice=False, baskets_of="sold", above="lift", directions=2, lift="right",
    sort="right", strict_support=False, strict_confidence=False, use_support=True, use_confidence=True, first="right", floor=1.0,
    percent=1.0, reset=True, of="A",
):  # fmt: skip
    """The rules; the arguments are the ways to get one wrong."""
    sold = baskets if gifts == "in" else baskets[baskets["price"] > 0]
    if gifts == "orders_out":
        free = set(baskets.loc[baskets["price"] == 0, "order_id"])
        sold = baskets[~baskets["order_id"].isin(free)]
    if gifts == "goods_out":
        free = set(baskets.loc[baskets["price"] == 0, "sku"])
        sold = baskets[~baskets["sku"].isin(free)]
    goods = {order: list(rows) for order, rows in sold.groupby("order_id")["sku"]}
    if not twice:
        goods = {order: list(dict.fromkeys(rows)) for order, rows in goods.items()}
    number = {
        "sold": len(goods),
        "all": baskets["order_id"].nunique(),
        "several": sum(len(rows) > 1 for rows in goods.values()),
        "lines": len(sold),
    }[baskets_of]
    count: dict = {}
    both: dict = {}
    for rows in goods.values():
        for good in rows:
            count[good] = count.get(good, 0) + 1
        for pair in permutations(rows, 2):
            if pair[0] != pair[1]:
                both[pair] = both.get(pair, 0) + 1
    found = []
    for (a, b), n in both.items():
        if directions == 1 and a > b:
            continue
        support = n / number if number else 0.0
        confidence = n / count[b if of == "B" else a]
        value = {
            "right": n * number / (count[a] * count[b]),
            "confidence": confidence / count[b],
            "support": support / confidence,
        }[lift]
        good = (support > min_support if strict_support else support >= min_support) or not use_support
        sure = (
            confidence > min_confidence if strict_confidence else confidence >= min_confidence
        ) or not use_confidence
        enough = {"lift": value > floor, "equal": value >= floor, "none": True}[above]
        if good and sure and enough:
            found.append((a, b, support * percent, confidence * percent, value))
    keys = {
        "right": lambda r: (-r[4], -r[3], r[0], r[1]),
        "confidence": lambda r: (-r[3], -r[4], r[0], r[1]),
        "support": lambda r: (-r[2], -r[4], r[0], r[1]),
        "names": lambda r: (r[0], r[1]),
        "no_confidence": lambda r: (-r[4], r[0], r[1]),
        "rising": lambda r: (r[4], r[3], r[0], r[1]),
        "consequent": lambda r: (-r[4], -r[3], r[1], r[0]),
        "arrival": lambda r: (-r[4], -r[3]),
    }
    table = pd.DataFrame(sorted(found, key=keys[sort]), columns=COLUMNS)
    return table if reset or table.empty else table.set_index("antecedent")


@association_rules.right
def by_counting_pairs(baskets, min_support, min_confidence):
    return rules_of(baskets, min_support, min_confidence)


@association_rules.right
def by_a_table_of_zeros_and_ones(baskets, min_support, min_confidence):
    kept = baskets[baskets["price"] != 0]
    if kept.empty:
        return pd.DataFrame(columns=COLUMNS)
    owns = (pd.crosstab(kept["order_id"], kept["sku"]) > 0).astype(int)
    both = owns.T.dot(owns)
    n = len(owns)
    rows = []
    for a in both.index:
        for b in both.columns:
            if a != b and both.loc[a, b] > 0:
                lift = both.loc[a, b] * n / (both.loc[a, a] * both.loc[b, b])
                rows.append((a, b, both.loc[a, b] / n, both.loc[a, b] / both.loc[a, a], lift))
    rules = pd.DataFrame(rows, columns=COLUMNS)
    rules = rules.query("support >= @min_support and confidence >= @min_confidence and lift > 1")
    rules = rules.sort_values(["antecedent", "consequent"]).sort_values("confidence", ascending=False, kind="stable")
    return rules.sort_values("lift", ascending=False, kind="stable").reset_index(drop=True)


slips(
    association_rules, rules_of,
    ("gifts_counted", {"gifts": "in"}, "Gifts were counted. A line with price 0 counts nowhere.", "赠品也算了。价格是 0 的行，哪里都不算。"),
    ("orders_with_gifts_out", {"gifts": "orders_out"}, "Whole orders with a gift were left out. Only the gift's line goes; what was sold beside it counts.", "把有赠品的整张订单都去掉了。去掉的只是赠品那一行，同单卖出的要算。"),
    ("goods_once_given_out", {"gifts": "goods_out"}, "A good that was once a gift was left out everywhere. In another order it is sold, and counts.", "当过一次赠品的商品，哪里都不算了。在别的订单里它是卖出的，要算。"),
    ("all_orders_below", {"baskets_of": "all"}, "Orders of gifts only were counted as baskets. Below the line stand orders with a sold line.", "只有赠品的订单也算成了篮子。分母是至少卖出一行的订单。"),
    ("baskets_of_several", {"baskets_of": "several"}, "Baskets with one good are missing in N. They are baskets, too.", "只有一件商品的篮子没算进 N。那也是篮子。"),
    ("lines_below", {"baskets_of": "lines"}, "N counts lines. It counts baskets.", "N 数的是行。要数篮子。"),
    ("lines_counted", {"twice": True}, "A good that stands twice in a basket was counted twice. Once a basket.", "一个篮子里出现两次的商品，算了两次。每个篮子只算一次。"),
    ("one_direction", {"directions": 1}, "Each pair stands once. A → B and B → A are two rules, with confidences of their own.", "每一对只有一条。A → B 和 B → A 是两条规则，置信度各不相同。"),
    ("chance_kept", {"above": "none"}, "Rules with a lift of 1 or less are in. Chance would bring those as well.", "提升度不超过 1 的规则也留下了。那些碰巧也会有。"),
    ("exactly_chance_kept", {"above": "equal"}, "A rule with a lift of exactly 1 is in. The lift must be *above* 1.", "提升度正好是 1 的也留下了。要**大于** 1。"),
    ("support_not_used", {"use_support": False}, "`min_support` was not used.", "没有用 `min_support`。"),
    ("confidence_not_used", {"use_confidence": False}, "`min_confidence` was not used.", "没有用 `min_confidence`。"),
    ("support_above", {"strict_support": True}, "A rule with exactly `min_support` is missing. At least: `>=`.", "支持度正好等于 `min_support` 的没留下。不低于：`>=`。"),
    ("confidence_above", {"strict_confidence": True}, "A rule with exactly `min_confidence` is missing. At least: `>=`.", "置信度正好等于 `min_confidence` 的没留下。不低于：`>=`。"),
    ("confidence_of_the_other", {"of": "B"}, "The confidence was divided by the baskets with the consequent. Below the line stand those with the antecedent.", "置信度除以了有后项的篮子。分母是有前项的篮子。"),
    ("lift_over_count", {"lift": "confidence", "floor": 0.0}, "The confidence was divided by the *number* of baskets with B. Divide by their share of all baskets.", "置信度除以了有 B 的篮子**数**。要除以它占全部篮子的比例。"),
    ("sorted_by_confidence", {"sort": "confidence"}, "The rules are sorted by confidence. The lift comes first.", "按置信度排了。先按提升度。"),
    ("sorted_by_support", {"sort": "support"}, "The rules are sorted by support. The lift comes first.", "按支持度排了。先按提升度。"),
    ("sorted_by_name", {"sort": "names"}, "The rules stand in alphabetical order. Sort by lift, highest first.", "规则是按字母排的。要按提升度从高到低。"),
    ("tie_by_name", {"sort": "no_confidence"}, "Equal lifts were sorted by name. The higher confidence comes first.", "提升度一样的按名字排了。置信度高的在前。"),
    ("consequent_before_antecedent", {"sort": "consequent"}, "Ties were settled by the consequent first. The antecedent comes before it.", "并列的先按后项排了。先按前项，再按后项。"),
    ("ties_as_they_came", {"sort": "arrival"}, "Rules with equal lift and confidence stand as they came. Then by antecedent and consequent in alphabetical order.", "提升度和置信度都一样的，照出现的先后排了。要再按前项、后项的字母先后。"),
    ("lowest_first", {"sort": "rising"}, "The lowest lift stands first. Highest first.", "提升度低的排在了前面。要从高到低。"),
    ("in_percent", {"percent": 100.0}, "Support and confidence are percentages. Shares are asked for.", "支持度和置信度用了百分数。题目要的是小数。"),
)  # fmt: skip


# --- item_similarity: strengths, two users at least -------------------------------------------------------------------

ALIKE = "metrics.item_similarity(interactions, sku_id='sku')"
item_similarity = Exercise(points=3, compare="equal", tolerance=1e-9, library=[ALIKE])


def acts(*rows: tuple) -> pd.DataFrame:
    """Interactions from (user, "tea:view cup:buy")."""
    listed = [(user, *word.split(":")) for user, words in rows for word in words.split()]
    return pd.DataFrame(listed, columns=["user_id", "sku", "type"])


@item_similarity.example
def three_users_by_hand():
    rows = acts(("u1", "tea:buy cup:view cup:view"), ("u2", "tea:view cup:buy"), ("u3", "tea:view lamp:buy"))
    near = 6 / math.sqrt(110)
    names = ["cup", "lamp", "tea"]
    expected = pd.DataFrame([[1, 0, near], [0, 1, 0], [near, 0, 1]], index=names, columns=names, dtype=float)
    return {"interactions": rows}, expected


VISITS = acts(
    ("u4", "rug:view tea:buy tea:view mat:view"), ("u1", "tea:view cup:buy cup:buy rug:buy"), ("u2", "cup:view tea:buy"),
    ("u3", "mat:buy rug:view cup:view lamp:view lamp:view"), ("u5", "tent:buy"), ("u6", "tea:view tea:view mat:buy rug:buy"),
)  # fmt: skip


@item_similarity.visible(en="six users", zh="六位用户")
def six_users():
    return {"interactions": VISITS}


@item_similarity.visible(en="the same, other order, one user more", zh="换个顺序，多一位用户")
def one_user_more():
    more = acts(("u7", "tent:view lamp:view soap:view"))
    return {"interactions": pd.concat([more, VISITS.iloc[::-1]], ignore_index=True)}


@item_similarity.visible(edge=True, en="a good with one user, many times", zh="只有一位用户的商品，来了好多次")
def one_user_many_times():
    return {
        "interactions": acts(
            ("u1", "tea:buy tea:buy tea:view cup:view"), ("u2", "cup:buy"), ("u3", "rug:view cup:view")
        )
    }


@item_similarity.visible(edge=True, en="looked first, bought later", zh="先看后买，先买后看")
def looked_and_bought():
    return {
        "interactions": acts(
            ("u1", "tea:view tea:buy cup:buy cup:view"), ("u2", "tea:view cup:buy"), ("u3", "cup:view")
        )
    }


@item_similarity.visible(edge=True, en="a single good", zh="只有一件商品")
def a_single_good():
    return {"interactions": acts(("u1", "tea:view"))}


@item_similarity.visible(edge=True, en="an empty table", zh="空表")
def nobody_came():
    return {"interactions": acts().astype(str)}


@item_similarity.hidden(worlds=4)
def other_visits(world: World):
    rng = world.rng
    rows = [
        (f"u{rng.integers(1, 15)}", good, "buy" if rng.random() < 0.35 else "view")
        for good in rng.choice(list("abcdefghij"), 70, p=np.arange(1, 11) / 55)
    ]
    return {"interactions": pd.DataFrame(rows, columns=["user_id", "sku", "type"])}


@item_similarity.invariant(en="The table is symmetric, with ones on the diagonal.", zh="表左右对称，对角线都是 1。")
def symmetric(result, **inputs):
    values = result.to_numpy(dtype=float)
    return bool(np.allclose(values, values.T) and np.allclose(np.diag(values), 1))


def likeness(
    interactions, *, buy=3.0, view=1.0, how="max", least=2, users="all", diagonal=1.0, ordered=True, kind="cosine", thin="others",
    drop=False, root=True,
):  # fmt: skip
    """The table; the arguments are the ways to get it wrong."""
    strength = interactions["type"].map({"view": view, "buy": buy}).astype(float)
    groups = strength.groupby([interactions["user_id"], interactions["sku"]])
    table = getattr(groups, how)().unstack(fill_value=0.0)
    if not ordered:
        table = table[list(dict.fromkeys(interactions["sku"]))]
    values = table.to_numpy(dtype=float)
    counted = (values > 0).sum(axis=0)
    if users == "buyers":
        bought = interactions[interactions["type"] == "buy"].groupby("sku")["user_id"].nunique()
        counted = bought.reindex(table.columns, fill_value=0).to_numpy()
    if users == "rows":
        counted = interactions.groupby("sku").size().reindex(table.columns).to_numpy()
    if kind == "centred":
        values = values - values.mean(axis=0) if len(values) else values
    inner = values.T @ values
    lengths = np.sqrt((values**2).sum(axis=0))
    with np.errstate(divide="ignore", invalid="ignore"):
        outer = np.outer(lengths, lengths)
        found = {"cosine": inner / outer, "centred": inner / outer, "dot": inner,
                 "jaccard": ((values > 0).T.astype(float) @ (values > 0)) / np.maximum(counted[:, None] + counted - (values > 0).T.astype(float) @ (values > 0), 1),
                 "squares": inner / outer**2}[kind]  # fmt: skip
    few = counted < least
    if drop:
        keep = ~few
        return pd.DataFrame(found[np.ix_(keep, keep)], index=table.columns[keep], columns=table.columns[keep])
    if thin in ("others", "rows"):
        found[few, :] = 0.0
    if thin == "others":
        found[:, few] = 0.0
    if diagonal is not None:
        np.fill_diagonal(found, diagonal)
    return pd.DataFrame(found, index=table.columns, columns=table.columns)


@item_similarity.right
def by_products_of_columns(interactions):
    return likeness(interactions)


@item_similarity.right
def by_loops_over_users(interactions):
    strength: dict = {}
    for row in interactions.itertuples():
        own = strength.setdefault(row.sku, {})
        own[row.user_id] = max(own.get(row.user_id, 0), 3 if row.type == "buy" else 1)
    goods = sorted(strength)
    table = pd.DataFrame(0.0, index=goods, columns=goods)
    for a in goods:
        for b in goods:
            if a == b:
                table.loc[a, b] = 1.0
            elif len(strength[a]) >= 2 and len(strength[b]) >= 2:
                shared = set(strength[a]) & set(strength[b])
                top = sum(strength[a][u] * strength[b][u] for u in shared)
                table.loc[a, b] = top / math.sqrt(
                    sum(v * v for v in strength[a].values()) * sum(v * v for v in strength[b].values())
                )
    return table


slips(
    item_similarity, likeness,
    ("all_actions_equal", {"buy": 1.0}, "A purchase was weighed like a look. A purchase is 3, a look 1.", "买和看算成一样重了。买是 3，看是 1。"),
    ("purchases_only", {"view": 0.0}, "Looks were left out. They count 1.", "浏览没有算。浏览是 1。"),
    ("actions_added", {"how": "sum"}, "Strengths of several rows were added up. The strongest action counts, once.", "几行的强度加起来了。只取最强的动作，算一次。"),
    ("actions_averaged", {"how": "mean"}, "Strengths of several rows were averaged. Bought at least once is 3.", "几行的强度取了平均。至少买过一次就是 3。"),
    ("last_action_counts", {"how": "last"}, "The last row decided. A look after the purchase does not take it back.", "以最后一行为准了。买过以后再看，买过还是算数的。"),
    ("first_action_counts", {"how": "first"}, "The first row decided. Who looked first and bought later has bought.", "以第一行为准了。先看后买，也是买过。"),
    ("weakest_action", {"how": "min"}, "The weakest action was taken. The strongest counts.", "取了最弱的动作。要取最强的。"),
    ("thin_goods_in", {"least": 1}, "A good with one user has similarities with others. Fewer than two users: 0 with all others.", "只有一位用户的商品也有相似度。不到两位用户，和别的都是 0。"),
    ("three_users_needed", {"least": 3}, "A good with two users was set to 0. *Fewer* than two is too few.", "有两位用户的商品也被清成 0 了。**不到**两位才算少。"),
    ("rows_for_users", {"users": "rows"}, "Rows were counted in place of different users. One user who comes three times is one user.", "数的是行，不是不同的用户。一位用户来三次，还是一位。"),
    ("buyers_for_users", {"users": "buyers"}, "Only buyers were counted as users of a good. Whoever touched it counts, also with a look.", "只把买过的算作用户。碰过就算，看过也算。"),
    ("thin_goods_dropped", {"drop": True}, "Goods with fewer than two users are missing in the table. They stay, with 0 and a 1 on the diagonal.", "用户不到两位的商品从表里消失了。要留着，填 0，对角线填 1。"),
    ("diagonal_of_zeros", {"diagonal": 0.0}, "The diagonal is 0. Every good is 1 with itself.", "对角线是 0。每件商品和自己都是 1。"),
    ("diagonal_lost", {"diagonal": None}, "The diagonal of a good with one user is 0. It is 1 for every good: fill it in last.", "只有一位用户的商品，对角线成了 0。每件商品都是 1：放到最后再填。"),
    ("products_not_divided", {"kind": "dot"}, "The products were not divided by the lengths. The cosine lies between 0 and 1.", "乘积没有除以长度。余弦在 0 和 1 之间。"),
    ("divided_by_squares", {"kind": "squares"}, "The products were divided by the squared lengths. The roots are missing.", "除以的是长度的平方。少开了根号。"),
    ("correlation", {"kind": "centred"}, "The columns were centred: this is the correlation. The cosine takes them as they are.", "先减了平均值，成了相关系数。余弦用原来的数。"),
    ("as_in_lesson_1", {"buy": 1.0, "least": 1}, "This is the table of lesson 1. Here a purchase weighs 3 and a look 1, and a good with fewer than two users has 0 with all others.", "这是第 1 课的算法。这里买是 3，看是 1，不到两位用户的商品和别的都是 0。"),
    ("look_added_to_purchase", {"buy": 4.0}, "A purchase was given 4, as if the look before it were added. Bought is 3, whatever else the user did.", "购买算成了 4，像是把看的那一次也加上了。买过就是 3，别的不加。"),
    ("only_rows_of_thin_goods", {"thin": "rows"}, "Only the rows of goods with fewer than two users were set to 0. Their columns, too: the table is symmetric.", "不到两位用户的商品，只把行清成了 0。列也要清：表是左右对称的。"),
    ("order_of_appearance", {"ordered": False}, "Goods stand in the order of their appearance. In alphabetical order.", "商品按出现的先后排了。要按字母先后。"),
)  # fmt: skip


# --- recommend: near goods first, then popular ones -------------------------------------------------------------------

LIST = "list(metrics.recommend(metrics.item_item_recommender(interactions, sku_id='sku'), user, k)['sku_id'])"
recommend = Exercise(points=3, compare="equal", tolerance=1e-9, library=[LIST])


def near(goods: str, **values: float) -> pd.DataFrame:
    """Similarities from names such as ``tea_cup=0.5``."""
    names = goods.split()
    table = pd.DataFrame(np.eye(len(names)), index=names, columns=names)
    for pair, value in values.items():
        a, b = pair.split("_")
        table.loc[a, b] = table.loc[b, a] = value
    return table


FEW = acts(("u1", "tea:buy"), ("u2", "tea:buy rug:buy"), ("u3", "rug:buy lamp:buy"))
FEW_SIM = near("tea cup lamp", tea_cup=0.5, cup_lamp=0.2)


@recommend.example
def a_user_by_hand():
    return {"user": "u1", "sim": FEW_SIM, "interactions": FEW, "k": 3}, ["cup", "rug", "lamp"]


SHOP = acts(
    ("ann", "tea:buy cup:buy tea:buy mat:view"), ("bob", "rug:buy rug:buy rug:buy"), ("cai", "lamp:buy tea:view soap:buy tea:buy"),
    ("dan", "soap:buy lamp:buy mat:view rug:buy"), ("eva", "tea:buy soap:buy mat:view"), ("fen", "mat:view mat:view mat:view lamp:view"),
    ("gus", "bag:buy"),
)  # fmt: skip
SIM = near(
    "soap mat tea bag lamp cup pen", tea_cup=0.6, tea_mat=0.3, cup_mat=0.25, tea_lamp=0.4, cup_pen=0.5, tea_soap=0.1, lamp_soap=0.5,
    bag_pen=0.2, cup_bag=0.05,
)  # fmt: skip


def wish(user: str, k: int | None = None, interactions: pd.DataFrame = SHOP, sim: pd.DataFrame = SIM) -> dict:
    return {"user": user, "sim": sim, "interactions": interactions} | ({} if k is None else {"k": k})


@recommend.visible(en="ann, four goods", zh="ann，四件")
def ann():
    return wish("ann", 4)


@recommend.visible(en="ann, nothing left out", zh="ann，全都要")
def ann_all():
    return wish("ann", 12, SHOP.iloc[::-1].reset_index(drop=True))


@recommend.visible(en="dan, the list is not given a length", zh="dan，没有给 k")
def dan():
    return wish("dan")


@recommend.visible(edge=True, en="a newcomer", zh="新来的人")
def newcomer():
    return wish("zoe", 4)


@recommend.visible(edge=True, en="looked only", zh="只看过，没买过")
def looked_only():
    return wish("fen")


@recommend.visible(edge=True, en="bought only what the table does not know", zh="买过的都不在相似度表里")
def unknown_goods():
    return wish("bob", 3)


@recommend.visible(edge=True, en="equal scores", zh="同分")
def equal_scores():
    table = near("pen zip cup box tea", tea_pen=0.5, tea_zip=0.5, tea_box=0.5, tea_cup=0.25)
    return wish("u1", 3, FEW, table)


@recommend.visible(edge=True, en="has everything", zh="什么都有了")
def has_everything():
    return wish("u1", 3, acts(("u1", "tea:buy cup:buy")), near("tea cup", tea_cup=0.7))


@recommend.visible(edge=True, en="nobody bought anything yet", zh="还没有人买过东西")
def nobody_bought():
    return wish("u1", 3, acts(("u1", "tea:view"), ("u2", "cup:view")), near("tea cup", tea_cup=0.7))


@recommend.hidden(worlds=5)
def other_lists(world: World):
    rng = world.rng
    goods = list("abcdefghij")
    rows = [
        (f"u{rng.integers(1, 9)}", str(good), "buy" if rng.random() < 0.6 else "view")
        for good in rng.choice(goods, 40, p=np.arange(1, 11) / 55)
    ]
    names = sorted(rng.choice(goods, 7, replace=False))
    half = np.triu(np.round(rng.choice([0, 0, 0.125, 0.25, 0.5, 0.75], (7, 7)), 3), 1)
    sim = pd.DataFrame(half + half.T + np.eye(7), index=names, columns=names)
    table = pd.DataFrame(rows, columns=["user_id", "sku", "type"])
    return wish(f"u{rng.integers(1, 10)}", int(rng.integers(2, 9)), table, sim)


@recommend.invariant(en="No good stands twice, none is had already.", zh="没有重复的，也没有已经有的。")
def nothing_twice(result, user, interactions, **inputs):
    own = interactions[(interactions["user_id"] == user) & (interactions["type"] == "buy")]
    return len(set(result)) == len(result) and not set(result) & set(own["sku"])


def listing(
    user, sim, interactions, k=10, *, has_by="buy", keep_had=False, score="sum", zero="out", fill=True, popular="users", popular_by="buy",
    tie="alphabet", hot_tie="alphabet", hot_had=True, cold="popular", hot_twice=True, default=None, again=False, fill_from="all", near_blocks="had", cut=True,
):  # fmt: skip
    """The list; the arguments are the ways to get a rule wrong."""
    k = k if default is None or k != 10 else default
    acted = interactions if has_by == "all" else interactions[interactions["type"] == "buy"]
    own = acted.loc[acted["user_id"] == user, "sku"]
    has = set(own)
    names = [good for good in own if good in sim.columns] if again else [good for good in sim.columns if good in has]
    part = sim[names]
    scores = {
        "sum": part.sum(axis=1), "mean": part.mean(axis=1).fillna(0.0), "max": part.max(axis=1).fillna(0.0),
        "last": sim[names[-1]] if names else part.sum(axis=1),
    }[score]  # fmt: skip
    rank = {good: n for n, good in enumerate(sim.index)}
    ranked = [(-value, rank[good] if tie == "table" else good, good) for good, value in scores.items()]
    if tie == "backwards":
        ranked = sorted(sorted(ranked, key=lambda r: r[2], reverse=True), key=lambda r: r[0])
    else:
        ranked = sorted(ranked)
    near_goods = [good for value, _, good in ranked if (-value > 0 or zero == "in") and (keep_had or good not in has)]
    if near_blocks == "touched":
        touched = set(interactions.loc[interactions["user_id"] == user, "sku"])
        near_goods = [good for good in near_goods if good not in touched]
    if cold == "empty" and not has:
        return []
    if cold == "touched" and not has:
        return list(interactions["sku"].value_counts().index[:k])
    seen = interactions if popular_by == "all" else interactions[interactions["type"] == "buy"]
    counts = seen.groupby("sku")["user_id"].nunique() if popular == "users" else seen.groupby("sku").size()
    place = {good: n for n, good in enumerate(dict.fromkeys(interactions["sku"]))}
    hot = sorted(counts.items(), key=lambda pair: (-pair[1], place[pair[0]] if hot_tie == "table" else pair[0]))
    blocked = has if hot_had else set()
    rest = [good for good, _ in hot if good not in blocked and (not hot_twice or good not in near_goods)]
    if fill_from == "sim":
        rest = [good for good in rest if good in sim.columns]
    if not fill and has:
        rest = []
    return [*near_goods, *rest][: k if cut else None]


@recommend.right
def by_sorted_names(user, sim, interactions, k=10):
    return listing(user, sim, interactions, k)


@recommend.right
def by_frames(user, sim, interactions, k=10):
    buys = interactions.query("type == 'buy'").drop_duplicates(["user_id", "sku"])
    mine = buys.loc[buys["user_id"].eq(user), "sku"]
    score = sim.reindex(columns=mine).fillna(0).sum(axis=1).drop(labels=mine, errors="ignore")
    score = score[score > 0].rename("score").rename_axis("good").reset_index()
    first = score.sort_values(["score", "good"], ascending=[False, True])["good"].tolist()
    hot = buys.groupby("sku").size().rename("n").reset_index()
    hot = hot[~hot["sku"].isin([*mine, *first])].sort_values(["n", "sku"], ascending=[False, True])["sku"].tolist()
    return (first + hot)[:k]


slips(
    recommend, listing,
    ("looks_are_had", {"has_by": "all"}, "Goods that the user only looked at were treated as had. Looking is not having.", "只看过的也当成已有了。看过不算有。"),
    ("had_goods_recommended", {"keep_had": True}, "A good that the user has bought is in the list. It is never recommended.", "单子里有用户买过的商品。已有的绝不推荐。"),
    ("nearest_good_only", {"score": "max"}, "The score is the *highest* similarity. It is the sum over all goods that the user has.", "得分取了**最高**的相似度。应该是和全部已有商品的相似度之和。"),
    ("last_good_only", {"score": "last"}, "Only one of the user's goods was used. The score is the sum over all of them.", "只用了用户的一件商品。得分是全部已有商品之和。"),
    ("bought_twice_counts_twice", {"again": True}, "A good bought twice was added twice. The user has it, that is all.", "买过两次的加了两遍。有就是有，只加一次。"),
    ("zeros_before_popular", {"zero": "in"}, "Goods with a score of 0 came before popular ones. Only a score *above* 0 comes first.", "得分是 0 的排在了热门前面。得分**大于** 0 的才排在前面。"),
    ("not_filled_up", {"fill": False}, "The list is too short. It is filled up with popular goods.", "单子太短了。不够的要用热门补足。"),
    ("popular_by_rows", {"popular": "rows"}, "Popularity was counted in rows. It counts *different* users.", "热门按行数算了。要数**不同**的用户。"),
    ("popular_by_looks", {"popular_by": "all"}, "Looks made goods popular. Popular is what users *bought*.", "浏览也算成热门了。热门看的是**买过**的人。"),
    ("popular_goods_had", {"hot_had": False}, "A popular good that the user has is in the list. Leave it out there, too.", "补进来的热门里，有用户已有的。补的时候也要跳过。"),
    ("popular_goods_twice", {"hot_twice": False}, "A good stands twice, by score and by popularity. Leave out what is in the list already.", "同一件商品站了两次，一次靠得分，一次靠热门。单子里已有的要跳过。"),
    ("newcomers_get_nothing", {"cold": "empty"}, "A user without purchases got an empty list. They get popular goods.", "没买过东西的人拿到了空单子。要给热门。"),
    ("filled_from_the_table_only", {"fill_from": "sim"}, "The list was filled up with goods of `sim` only. Popular goods may be missing in `sim`.", "补足的时候只用了 `sim` 里的商品。热门商品不一定在 `sim` 里。"),
    ("newcomers_get_the_most_rows", {"cold": "touched"}, "Newcomers got the goods with most rows, looks among them. Popular is what most different users *bought*.", "新来的人拿到的是行数最多的，浏览也数进去了。热门看的是**买过**的不同用户。"),
    ("looked_goods_not_near", {"near_blocks": "touched"}, "Goods that the user looked at are missing among the near ones. Only what they *bought* is left out.", "用户看过的商品没有放进靠得分的那一段。只跳过**买过**的。"),
    ("length_not_cut", {"cut": False}, "The list was not cut at `k` goods.", "单子没有截到 `k` 件。"),
    ("ties_as_in_the_table", {"tie": "table"}, "Equal scores stand in the order of the table. In alphabetical order.", "同分的照表里的先后排了。要按字母先后。"),
    ("ties_backwards", {"tie": "backwards"}, "Equal scores stand backwards in the alphabet.", "同分的按字母倒着排了。"),
    ("popular_ties_as_they_came", {"hot_tie": "table"}, "Equally popular goods stand in the order of the rows. In alphabetical order.", "一样热门的照行的先后排了。要按字母先后。"),
    ("default_of_five", {"default": 5}, "Without `k` the list has five goods. The default is 10.", "没给 `k` 的时候只给了五件。默认是 10。"),
)  # fmt: skip


# --- precision_recall_at_k --------------------------------------------------------------------------------------------

precision_recall_at_k = Exercise(points=3, compare="equal", tolerance=1e-9)


def judged(recs: dict[str, str], truth: dict[str, str], k: int) -> dict:
    return {
        "recs": {user: goods.split() for user, goods in recs.items()},
        "truth": {user: set(goods.split()) for user, goods in truth.items()},
        "k": k,
    }


@precision_recall_at_k.example
def four_users_by_hand():
    inputs = judged(
        {"a": "tea cup tea rug", "b": "cup", "d": "tea"}, {"a": "tea rug", "b": "cup", "c": "lamp", "d": ""}, 3
    )
    return inputs, (2 / 9, 0.5)


MONTH = (
    {
        "ann": "tea cup rug lamp", "bob": "rug tea", "cai": "soap soap tea cup", "dan": "lamp mat", "fen": "cup",
        "gus": "tea rug cup lamp",
    },
    {"ann": "cup lamp pen", "bob": "rug", "cai": "soap tea", "eva": "tea cup", "dan": "", "gus": "pen"},
)  # fmt: skip


@precision_recall_at_k.visible(en="a month, three places", zh="一个月，三位")
def three_places():
    return judged(*MONTH, 3)


@precision_recall_at_k.visible(en="the same month, one place", zh="同一个月，一位")
def one_place():
    return judged(*MONTH, 1)


@precision_recall_at_k.visible(en="the same month, ten places", zh="同一个月，十位")
def ten_places():
    return judged(*MONTH, 10)


@precision_recall_at_k.visible(edge=True, en="a good twice in the list", zh="同一件商品站了两位")
def twice_in_the_list():
    return judged({"a": "tea tea tea cup", "b": "cup cup rug"}, {"a": "tea cup", "b": "cup rug"}, 3)


@precision_recall_at_k.visible(
    edge=True, en="truth without a list, list without truth", zh="有答案没单子，有单子没答案"
)
def one_without_the_other():
    return judged({"a": "tea cup", "x": "tea"}, {"a": "tea", "b": "cup rug"}, 2)


@precision_recall_at_k.visible(edge=True, en="nobody bought anything", zh="谁也没买")
def nobody_to_judge():
    return judged({"a": "tea"}, {"a": "", "b": ""}, 2)


@precision_recall_at_k.visible(edge=True, en="no lists and no truth", zh="单子和答案都是空的")
def nothing_at_all():
    return judged({}, {}, 5)


@precision_recall_at_k.visible(edge=True, en="k is 0", zh="k 是 0")
def k_of_zero():
    return judged(*MONTH, 0)


@precision_recall_at_k.visible(edge=True, en="k is −1", zh="k 是 −1")
def k_below_zero():
    return judged(*MONTH, -1)


@precision_recall_at_k.hidden(worlds=5)
def other_months(world: World):
    rng = world.rng
    goods = list("abcdefghijkl")
    users = [f"u{n}" for n in range(14)]
    recs = {
        u: " ".join(rng.choice(goods, rng.integers(1, 9), replace=rng.random() < 0.3))
        for u in users
        if rng.random() < 0.85
    }
    truth = {u: " ".join(rng.choice(goods, rng.integers(0, 5), replace=False)) for u in users if rng.random() < 0.9}
    return judged(recs, truth, int(rng.integers(1, 9)))


@precision_recall_at_k.invariant(en="Both numbers lie between 0 and 1.", zh="两个数都在 0 和 1 之间。")
def shares(result, **inputs):
    return all(math.isnan(value) or 0 <= value <= 1 for value in result)


def scores(
    recs, truth, k, *, users="truth", absent="zero", cut=True, twice="once", below="k", recall="size", pooled=False, swap=False,
    empty="nan", check=True, no_truth="out", percent=1.0, squeeze=False,
):  # fmt: skip
    """The two numbers; the arguments are the ways to get a rule wrong."""
    if (check == "zero" and k == 0) or (check is True and k < 1):
        raise ValueError("k")
    who = {"truth": list(truth), "recs": list(recs), "both": [u for u in truth if u in recs]}[users]
    if users == "recs":
        who = [u for u in who if truth.get(u) or no_truth == "in"]
    rows, total = [], np.zeros(3)
    for user in who:
        own = truth.get(user, set())
        if not own and no_truth == "out":
            continue
        if user not in recs and absent == "out":
            continue
        goods = recs.get(user, [])
        if squeeze:
            goods = list(dict.fromkeys(goods))
        goods = goods[:k] if cut else goods
        hits = sum(good in own for good in goods) if twice == "twice" else len(set(goods) & set(own))
        divisor = {"k": k, "list": len(goods), "unique": len(set(goods)), "least": min(k, len(own))}[below]
        whole = {"size": len(own), "least": min(k, len(own))}[recall]
        rows.append((hits / divisor if divisor else 0.0, hits / whole if whole else 0.0))
        total += [hits, k, len(own)]
    if not rows:
        return (float("nan"), float("nan")) if empty == "nan" else (0.0, 0.0)
    if pooled:
        return float(total[0] / total[1]), float(total[0] / total[2])
    precision, whole = (percent * sum(column) / len(rows) for column in zip(*rows, strict=True))
    return (whole, precision) if swap else (precision, whole)


@precision_recall_at_k.right
def by_a_loop(recs, truth, k):
    return scores(recs, truth, k)


@precision_recall_at_k.right
def by_frames_of_hits(recs, truth, k):
    if not k >= 1:
        raise ValueError("k must be 1 or more")
    users = [user for user in truth if len(truth[user]) > 0]
    table = pd.DataFrame(index=users)
    table["hits_per_user"] = [len(truth[user].intersection(recs.get(user, ())[:k])) for user in users]
    table["size"] = [len(truth[user]) for user in users]
    return (table["hits_per_user"] / k).mean(), (table["hits_per_user"] / table["size"]).mean()


slips(
    precision_recall_at_k, scores,
    ("users_of_the_lists", {"users": "recs"}, "Users without a list are missing. Who has a truth and got no list counts with 0.", "没有单子的用户漏掉了。有答案、没单子的，按 0 算。"),
    ("users_without_truth_in", {"no_truth": "in"}, "Users without truth were judged. An empty set is left out.", "没有答案的用户也评了。集合是空的不算。"),
    ("whole_list_counts", {"cut": False}, "The whole list was used. Only the first `k` places count.", "用了整张单子。只看前 `k` 位。"),
    ("hit_twice", {"twice": "twice"}, "A good that stands twice was counted as two hits. One at most.", "站了两位的商品算猜中了两次。最多算一次。"),
    ("doubles_squeezed_out", {"squeeze": True}, "The second place of a good was taken out before cutting, so that the next ones moved up. It stays a miss.", "先去掉重复的再截断，后面的就挤上来了。第二位留着，算没猜中。"),
    ("divided_by_the_list", {"below": "list"}, "The precision was divided by the length of the list. It is divided by `k`, also where the list is shorter.", "精确率除以了单子的长度。单子短了，也除以 `k`。"),
    ("divided_by_different_goods", {"below": "unique"}, "The precision was divided by the different goods in the list. It is divided by `k`.", "精确率除以了单子里不同商品的件数。要除以 `k`。"),
    ("best_possible_precision", {"below": "least"}, "The precision was divided by the best that was possible. It is divided by `k`.", "精确率除以了最多能猜中的件数。要除以 `k`。"),
    ("best_possible_recall", {"recall": "least"}, "The recall was divided by the smaller of `k` and the truth. It is divided by the size of the truth.", "召回率除以了 `k` 和答案里较小的那个。要除以答案的件数。"),
    ("all_pooled", {"pooled": True}, "All hits were put together and divided once. First each user's share, then the mean over users.", "把所有人的猜中合在一起除了一次。先算每位用户的，再对用户取平均。"),
    ("the_other_way_round", {"swap": True}, "Recall stands first. The tuple is (precision, recall).", "召回率放在了前面。元组是（精确率, 召回率）。"),
    ("nobody_is_zero", {"empty": "zero"}, "Without judged users the numbers are 0. There is nothing to divide by: NaN.", "没有人参加评分时给了 0。没有东西可除：NaN。"),
    ("k_not_checked", {"check": False}, "A `k` of 0 was accepted. Raise a `ValueError`.", "`k` 是 0 也照样算了。要抛出 `ValueError`。"),
    ("only_zero_refused", {"check": "zero"}, "A `k` of −1 was accepted. *Less than* 1 is refused, not 0 alone.", "`k` 是 −1 也照样算了。**小于** 1 都要拒绝，不只是 0。"),
    ("percentages", {"percent": 100.0}, "The numbers are percentages. Shares are asked for.", "用了百分数。题目要的是小数。"),
)  # fmt: skip


# --- verify_chain -----------------------------------------------------------------------------------------------------

verify_chain = Exercise(points=3, compare="equal", tolerance=1e-9)
ZEROS = "0" * 64


def sealed(index: int, node: str, payload: str, prev: str) -> dict:
    text = "\n".join([prev, str(index), node, payload])
    digest = hashlib.sha256(text.encode("utf-8")).hexdigest()
    return {"index": index, "node": node, "payload": payload, "prev_hash": prev, "hash": digest}


def chain(*rows: tuple[str, str], start: int = 0, first: str = ZEROS) -> list[dict]:
    blocks: list[dict] = []
    for place, (node, payload) in enumerate(rows):
        blocks.append(sealed(start + place, node, payload, blocks[-1]["hash"] if blocks else first))
    return blocks


def with_change(blocks: list[dict], place: int, **changes) -> list[dict]:
    changed = [dict(block) for block in blocks]
    changed[place].update(changes)
    return changed


LEAF = chain(
    ("farm", "leaf 12 kg"),
    ("co-op", "leaf 12 kg"),
    ("factory", "dry 2.6 kg"),
    ("packing", "10 bags"),
    ("shop", "10 bags"),
)
TEA = chain(("茶园", "鲜叶 182 公斤"), ("合作社", "鲜叶 182 公斤"), ("茶厂", "干茶 39.5 公斤"), ("店铺", "156 袋"))


@verify_chain.example
def two_blocks_by_hand():
    return {"blocks": with_change(chain(("farm", "leaf 12 kg"), ("co-op", "leaf 12 kg")), 0, payload="leaf 21 kg")}, 0


@verify_chain.visible(en="five records, whole", zh="五条记录，完整")
def five_records():
    return {"blocks": LEAF}


@verify_chain.visible(en="a payload changed afterwards", zh="内容后来改过")
def payload_changed():
    return {"blocks": with_change(LEAF, 3, payload="14 bags")}


@verify_chain.visible(en="Chinese text, whole", zh="中文的记录，完整")
def chinese_records():
    return {"blocks": TEA}


@verify_chain.visible(en="Chinese text, another node", zh="中文的记录，记录方改了")
def node_changed():
    return {"blocks": with_change(TEA, 1, node="别的合作社")}


@verify_chain.visible(edge=True, en="changed and sealed anew", zh="改了以后自己重新封过")
def sealed_anew():
    forged = [dict(block) for block in LEAF]
    forged[2] = sealed(2, "factory", "dry 3.6 kg", forged[1]["hash"])
    return {"blocks": forged}


@verify_chain.visible(
    edge=True, en="all later ones sealed anew, a false record from the start", zh="后面全部重封；从头就是假的"
)
def false_from_the_start():
    return {"blocks": chain(("farm", "leaf 99 kg"), ("co-op", "leaf 99 kg"), ("shop", "80 bags"))}


@verify_chain.visible(edge=True, en="hashes in capital letters", zh="哈希写成大写")
def capital_letters():
    blocks = chain(("farm", "leaf 12 kg"))
    blocks[0]["hash"] = blocks[0]["hash"].upper()
    blocks.append(sealed(1, "shop", "9 bags", blocks[0]["hash"]))
    return {"blocks": blocks}


@verify_chain.visible(edge=True, en="the previous hash in other letters", zh="上一块的哈希大小写不一样")
def previous_in_other_letters():
    blocks = chain(("farm", "leaf 12 kg"))
    blocks.append(sealed(1, "shop", "9 bags", blocks[0]["hash"].upper()))
    return {"blocks": blocks}


@verify_chain.visible(
    edge=True, en="a hash in capital letters, the next in small ones", zh="哈希写成大写，下一块写成小写"
)
def next_in_small_letters():
    blocks = chain(("farm", "leaf 12 kg"), ("shop", "9 bags"))
    return {"blocks": with_change(blocks, 0, hash=blocks[0]["hash"].upper())}


@verify_chain.visible(edge=True, en="the first block has another beginning", zh="第一块的开头不是 64 个 0")
def another_beginning():
    return {"blocks": chain(("farm", "leaf 12 kg"), ("shop", "9 bags"), first="f" * 64)}


@verify_chain.visible(edge=True, en="numbers start at 1", zh="编号从 1 开始")
def numbers_from_one():
    return {"blocks": chain(("farm", "leaf 12 kg"), ("shop", "9 bags"), start=1)}


@verify_chain.visible(edge=True, en="one record taken out", zh="抽掉了一条")
def one_taken_out():
    return {"blocks": [*LEAF[:2], *LEAF[3:]]}


@verify_chain.visible(edge=True, en="two records have changed places", zh="两条换了位置")
def changed_places():
    return {"blocks": [LEAF[0], LEAF[1], LEAF[3], LEAF[2], LEAF[4]]}


@verify_chain.visible(edge=True, en="a number skipped, everything else fits", zh="跳了一个编号，别的都对得上")
def number_skipped():
    blocks = chain(("farm", "leaf 12 kg"), ("co-op", "leaf 12 kg"))
    blocks.append(sealed(3, "shop", "9 bags", blocks[-1]["hash"]))
    return {"blocks": blocks}


@verify_chain.visible(
    edge=True, en="two faults, a wrong link before a changed record", zh="两处毛病：先是接错，后是改动"
)
def two_faults():
    blocks = [dict(block) for block in LEAF]
    blocks[1] = sealed(1, "co-op", "leaf 12 kg", "a" * 64)
    blocks[4]["payload"] = "11 bags"
    return {"blocks": blocks}


@verify_chain.visible(edge=True, en="an empty list", zh="空列表")
def no_blocks():
    return {"blocks": []}


@verify_chain.hidden(worlds=5)
def other_chains(world: World):
    rng = world.rng
    nodes = ["farm", "co-op", "茶厂", "packing", "仓库", "shop"]
    blocks = chain(*[(nodes[n % 6], f"{rng.integers(5, 400)} kg") for n in range(int(rng.integers(3, 12)))])
    place = int(rng.integers(0, len(blocks)))
    kind = int(rng.integers(0, 4))
    if kind == 1:
        blocks = with_change(blocks, place, payload="0 kg")
    if kind == 2:
        forged = dict(blocks[place])
        blocks = [*blocks[:place], sealed(place, forged["node"], "0 kg", forged["prev_hash"]), *blocks[place + 1 :]]
    if kind == 3:
        blocks = [*blocks[:place], *blocks[place + 1 :]]
    return {"blocks": blocks}


@verify_chain.invariant(en="The answer is a position in the list, or −1.", zh="答案是列表里的位置，或者 −1。")
def a_position(result, blocks, **inputs):
    return -1 <= result < max(len(blocks), 1)


def check_chain(
    blocks, *, joint="\n", order=("prev_hash", "index", "node", "payload"), encoding="utf-8", own=True, link=True, first=True,
    number=True, letters="own", tail="", answer="place", whole=-1, last=False, link_first=False, errors="strict", algorithm="sha256",
    stored=True, arranged=False, small=False,
):  # fmt: skip
    """Position of the first broken block; the arguments are the ways to get a rule wrong."""
    found = []
    before = ZEROS
    for place, block in enumerate(sorted(blocks, key=lambda block: block["index"]) if arranged else blocks):
        fields = {**block, "prev_hash": block["prev_hash"].lower()} if small else block
        text = joint.join(str(fields[name]) for name in order) + tail
        digest = hashlib.new(algorithm, text.encode(encoding, errors)).hexdigest()
        given, previous, wanted = block["hash"], block["prev_hash"], before
        if letters in ("own", "all"):
            given = given.lower()
        if letters == "all":
            previous, wanted = previous.lower(), wanted.lower()
        bad = own and given != digest
        bad |= link and (first or place > 0) and previous != wanted
        bad |= number is True and block["index"] != place
        bad |= number == "next" and place > 0 and block["index"] != blocks[place - 1]["index"] + 1
        if bad:
            found.append(block["index"] if answer == "index" else place + 1 if answer == "one" else place)
        before = block["hash"] if stored else digest
    if not found:
        return whole
    return found[-1] if last else len(found) if answer == "count" else found[0]


@verify_chain.right
def by_a_walk(blocks):
    return check_chain(blocks)


@verify_chain.right
def by_three_questions(blocks):
    befores = [ZEROS, *[block["hash"] for block in blocks]]
    for place, (block, before) in enumerate(zip(blocks, befores, strict=False)):
        content = f"{block['prev_hash']}\n{block['index']}\n{block['node']}\n{block['payload']}"
        fits = hashlib.sha256(bytes(content, "utf8")).hexdigest().upper() == block["hash"].upper()
        if not (fits and block["prev_hash"] == before and block["index"] == place):
            return place
    return -1


slips(
    verify_chain, check_chain,
    ("own_hash_not_checked", {"own": False}, "The hash of a block was not computed anew from its fields. A changed text goes unseen.", "没有用内容重新算哈希。改过的文字就看不出来。"),
    ("links_not_checked", {"link": False}, "`prev_hash` was not compared with the block before. A record that was sealed anew goes unseen.", "没有拿 `prev_hash` 和上一块比。自己重新封过的就看不出来。"),
    ("beginning_not_checked", {"first": False}, "The first block's `prev_hash` was not checked. It must be 64 zeros.", "第一块的 `prev_hash` 没有验。应该是 64 个 0。"),
    ("numbers_not_checked", {"number": False}, "`index` was not compared with the position.", "没有拿 `index` 和位置比。"),
    ("letters_not_equal", {"letters": "none"}, "A `hash` in capital letters was taken as wrong. For a block's own hash capital and small letters are the same.", "`hash` 写成大写就当成错的了。和自己的内容比，大小写不分。"),
    ("letters_always_equal", {"letters": "all"}, "`prev_hash` was compared without regard to capital letters. It is compared exactly as both stand.", "比 `prev_hash` 的时候也不分大小写了。要照写的原样比。"),
    ("fields_joined_by_bars", {"joint": "|"}, "Your hashes fit no block, not even of a whole chain: the bytes have another form. Four fields in the order of the question, a line break between each two and none at the end, SHA-256 (lesson 5 has another form).", "您算的哈希和哪一块都对不上，完整的链也一样：字节的写法不同。四个字段照题目的顺序，每两个之间一个换行，末尾没有，用 SHA-256（第 5 课是另一种写法）。"),
    ("gbk_bytes", {"encoding": "gbk", "errors": "replace"}, "Whole chains with Chinese text came out broken, others are right: the text was not encoded as UTF-8.", "英文的链对了，中文的链却算成断的：文字没有按 UTF-8 编码。"),
    ("index_of_the_block", {"answer": "index"}, "The block's own `index` was returned. Its position in the list is asked for.", "返回了块里写的 `index`。要的是它在列表里的位置。"),
    ("counted_from_one", {"answer": "one"}, "Positions were counted from 1. They start at 0.", "位置从 1 数起了。从 0 开始。"),
    ("number_of_broken_blocks", {"answer": "count"}, "The number of broken blocks was returned. The position of the first one is asked for.", "返回了坏块的个数。要的是第一个坏块的位置。"),
    ("last_broken_block", {"last": True}, "The last broken block was returned. The first is asked for.", "返回了最后一个坏块。要第一个。"),
    ("whole_is_none", {"whole": None}, "A whole chain gives nothing. It gives −1.", "链完整时什么也没返回。要返回 −1。"),
    ("whole_is_length", {"whole": 0}, "A whole chain gives 0, which is the position of the first block. It gives −1.", "链完整时返回了 0，那是第一块的位置。要返回 −1。"),
    ("sorted_by_number", {"arranged": True}, "The blocks were sorted by `index` first. The order of the list is the order of the chain.", "先按 `index` 排了序。列表的顺序就是链的顺序，不要排。"),
    ("previous_hash_made_small", {"small": True}, "`prev_hash` was put in small letters before it was hashed. The bytes take it just as it stands.", "算哈希之前先把 `prev_hash` 变成了小写。字节里它写成什么样就用什么样。"),
    ("numbers_from_any_start", {"number": "next"}, "`index` was compared with the block before only. The first one must be 0: it is the position in the list.", "`index` 只和上一块比了。第一块必须是 0：它就是在列表里的位置。"),
    ("linked_to_the_computed_hash", {"stored": False}, "`prev_hash` was compared with the hash that you computed. It is compared with the `hash` that stands in the block before.", "`prev_hash` 是和您自己算的哈希比的。要和上一块里写着的 `hash` 比。"),
)  # fmt: skip


# --- tech_npv ---------------------------------------------------------------------------------------------------------

WORTH = "{'npv': metrics.net_present_value(rate, cashflows), 'payback_year': metrics.payback_time(cashflows, rate)}"
tech_npv = Exercise(points=3, compare="equal", tolerance=1e-6, library=[WORTH])


def project(*flows: float, rate: float) -> dict:
    return {"cashflows": [float(flow) for flow in flows], "rate": rate}


@tech_npv.example
def a_battery_by_hand():
    return project(-100, 60, 60, -30, 40, rate=0.0), {"npv": 30.0, "payback_year": 4.0}


@tech_npv.visible(en="a bot for four years", zh="机器人用四年")
def a_bot():
    return project(-4500, 1700, 1700, 1700, 1700, rate=0.1)


@tech_npv.visible(en="a battery in year 4", zh="第 4 年换电池")
def battery_in_year_four():
    return project(-9000, 4000, 4000, 4000, -5000, 4000, rate=0.06)


@tech_npv.visible(edge=True, en="a sum of exactly 0", zh="累计正好是 0")
def exactly_zero():
    return project(-100, 60, 40, 10, rate=0.0)


@tech_npv.visible(edge=True, en="paid back to the fen in the middle of the year", zh="年中正好回本")
def paid_back_exactly():
    return project(-100, 110, rate=0.21)


@tech_npv.visible(edge=True, en="half a fen short", zh="差不到半分")
def half_a_fen_short():
    return project(-100, 99.996, 50, rate=0.0)


@tech_npv.visible(edge=True, en="half a fen short at the end", zh="到最后差不到半分")
def half_a_fen_short_at_the_end():
    return project(-100, 60, 39.997, rate=0.0)


@tech_npv.visible(edge=True, en="four fen short", zh="差四分钱")
def four_fen_short():
    return project(-100, 99.96, 50, rate=0.0)


@tech_npv.visible(edge=True, en="sixty fen short, then forty", zh="先差六角，再差四角")
def sixty_fen_short():
    return project(-100, 99.4, 0.2, 50, rate=0.0)


@tech_npv.visible(edge=True, en="three thirds", zh="三个三分之一")
def three_thirds():
    return project(-100, 33.333, 33.333, 33.333, rate=0.0)


@tech_npv.visible(edge=True, en="never paid back", zh="一直没回本")
def never_paid_back():
    return project(-60000, 10000, 10000, 10000, rate=0.1)


@tech_npv.visible(edge=True, en="paid back, and lost again at the end", zh="回了本，最后又亏回去")
def lost_again():
    return project(-1000, 900, 900, -900, rate=0.08)


@tech_npv.visible(edge=True, en="never below zero", zh="从来没低于 0")
def never_below():
    return project(500, -200, 300, rate=0.05)


@tech_npv.visible(edge=True, en="paid back late, after a bad year", zh="中间亏了一年，后来回本")
def bad_year():
    return project(200, -900, 500, 500, 100, rate=0.1)


@tech_npv.visible(edge=True, en="today only", zh="只有今天一笔")
def today_only():
    return project(-250, rate=0.1)


@tech_npv.visible(edge=True, en="a negative rate", zh="利率是负的")
def negative_rate():
    return project(-1000, 400, 400, 400, rate=-0.05)


@tech_npv.visible(edge=True, en="an empty list", zh="空列表")
def no_flows():
    return project(rate=0.1)


@tech_npv.visible(edge=True, en="a rate of −1", zh="利率是 −1")
def rate_of_minus_one():
    return project(-100, 50, rate=-1.0)


@tech_npv.hidden(worlds=6)
def other_projects(world: World):
    rng = world.rng
    years = int(rng.integers(2, 9))
    flows = [-float(rng.integers(10, 90)) * 100, *(float(rng.integers(4, 30)) * 100 for _ in range(years))]
    if rng.random() < 0.4:
        flows[int(rng.integers(1, years + 1))] = -float(rng.integers(10, 40)) * 100
    return {"cashflows": flows, "rate": float(rng.choice([0.0, 0.05, 0.1, 0.15]))}


@tech_npv.invariant(en="Paid back means a sum that is not below zero.", zh="说回本了，总和就不低于 0。")
def paid_back_is_worth(result, **inputs):
    return math.isnan(result["payback_year"]) or result["npv"] > -0.01


def judge(
    cashflows, rate, *, shift=0.5, today=0.0, discount_sums=True, stays=True, rounded=2, strict=False, never=math.nan, empty_year=math.nan,
    check=True, none_below="zero", add=0, from_year=0, sign=1, interpolate=False, digits=None, end="rounded",
    slack=0.0, each=None,
):  # fmt: skip
    """Value and year; the arguments are the ways to get a rule wrong."""
    if check and rate <= -1:
        raise ValueError("rate")
    sums, plain, total, bare, dusty = [], [], 0.0, 0.0, 0.0
    for t, flow in enumerate(cashflows):
        power = today if t == 0 else t - shift
        base = 1 + rate
        amount = flow / base**power if base else math.inf * flow
        total += amount
        dusty += amount if each is None else round(amount, each)
        bare += flow
        sums.append(dusty)
        plain.append(bare)
    line = sums if discount_sums else plain
    value = total if digits is None else round(total, digits)
    if not cashflows:
        return {"npv": value, "payback_year": empty_year}

    def below(amount):
        amount = round(amount, rounded) if rounded is not None else amount
        return amount <= 0 if strict else amount < -slack

    under = [t for t, amount in enumerate(line) if t >= from_year and below(amount)]
    last = line[-1] < 0 if end == "bare" else below(line[-1])
    if not stays:
        first = [t for t, amount in enumerate(line) if t >= from_year and not below(amount)]
        year = float(first[0]) if first else never
    elif last:
        year = never
    elif not under:
        year = {"zero": 0.0, "nan": math.nan, "one": 1.0}[none_below]
    else:
        year = float(under[-1] + 1)
        if interpolate:
            t = under[-1]
            year = t + -line[t] / (line[t + 1] - line[t])
    return {"npv": value, "payback_year": year + add}


@tech_npv.right
def by_running_sums(cashflows, rate):
    return judge(cashflows, rate)


@tech_npv.right
def by_looking_at_every_year(cashflows, rate):
    if not rate > -1:
        raise ValueError("rate must be above -1")
    amounts = pd.Series(cashflows, dtype=float)
    amounts.iloc[1:] = [flow / (1 + rate) ** (year - 0.5) for year, flow in enumerate(cashflows) if year]
    sums = amounts.cumsum()
    good = [year for year in range(len(sums)) if (sums.iloc[year:].round(2) >= 0).all()]
    return {"npv": amounts.sum(), "payback_year": float(good[0]) if good else float("nan")}


slips(
    tech_npv, judge,
    ("end_of_the_year", {"shift": 0.0}, "Amounts were discounted from the end of the year. They come in the middle: t − 0.5.", "按年末折现了。钱在年中到：t − 0.5。"),
    ("beginning_of_the_year", {"shift": 1.0}, "Amounts were discounted from the beginning of the year. They come in the middle: t − 0.5.", "按年初折现了。钱在年中到：t − 0.5。"),
    ("today_discounted", {"today": 0.5}, "Today's amount was discounted. It stands as it is.", "今天的钱也折了。今天的不折。"),
    ("today_grows", {"today": -0.5}, "Today's amount was given the exponent −0.5. It is not discounted: exponent 0.", "今天的钱用了 −0.5 次方。今天的不折，是 0 次方。"),
    ("payback_not_discounted", {"discount_sums": False}, "The payback counts yuan as they are. It is asked for on the discounted sums.", "回本年用的是没折现的累计。要用折现后的。"),
    ("first_time_back", {"stays": False}, "The first year above zero was taken. A later cost brings the sum below zero again: it must *stay*.", "取了第一次回到 0 的那年。后面的支出又亏回去了：要**一直**不低于 0。"),
    ("not_rounded", {"rounded": None}, "Half a fen of dust decided. Round the sum to two decimals before you compare it with 0.", "零点几分的尾差起了作用。和 0 比之前，先取两位小数。"),
    ("end_not_rounded", {"end": "bare"}, "The last sum was compared unrounded. Round it, too, before you compare it with 0.", "最后的累计没取整就比了。和 0 比之前，也先取两位小数。"),
    ("zero_is_not_enough", {"strict": True}, "A sum of exactly 0 was taken as below 0. At least 0 is paid back.", "累计正好是 0 的，当成没回本了。不低于 0 就是回本。"),
    ("never_is_zero", {"never": 0.0}, "What is never paid back got the year 0. It is NaN.", "一直没回本的写成了 0。应该是 NaN。"),
    ("never_is_minus_one", {"never": -1.0}, "What is never paid back got −1. It is NaN.", "一直没回本的写成了 −1。应该是 NaN。"),
    ("never_is_infinite", {"never": math.inf}, "What is never paid back got infinity. It is NaN.", "一直没回本的写成了无穷大。应该是 NaN。"),
    ("never_below_is_missing", {"none_below": "nan"}, "A sum that is never below 0 has no payback year here. It is paid back at once: 0.", "从来没低于 0 的没给回本年。一开始就回本：0。"),
    ("never_below_is_one", {"none_below": "one"}, "A sum that is never below 0 was given year 1. It is paid back at once: 0.", "从来没低于 0 的写成了第 1 年。一开始就回本：0。"),
    ("empty_is_year_zero", {"empty_year": 0.0}, "An empty list has no payback: NaN.", "空列表没有回本可言：NaN。"),
    ("last_bad_year", {"add": -1}, "The last year *below* zero was returned. The payback is the year after it.", "返回了最后一个低于 0 的年份。回本年是它的下一年。"),
    ("years_counted_from_one", {"add": 1}, "Today was counted as year 1. It is year 0.", "把今天数成了第 1 年。今天是第 0 年。"),
    ("between_two_years", {"interpolate": True}, "The payback lies between two years. A whole year is asked for.", "回本算在了两年之间。要整年。"),
    ("rate_not_checked", {"check": False}, "A rate of −1 was accepted. Raise a `ValueError`.", "利率 −1 也照样算了。要抛出 `ValueError`。"),
    ("rounded_to_yuan", {"rounded": 0}, "Sums were rounded to whole yuan before they were compared with 0. To two decimals: a few fen short is not paid back.", "累计取到整元再和 0 比了。要取两位小数：差几分钱就没回本。"),
    ("rounded_to_ten_fen", {"rounded": 1}, "Sums were rounded to one decimal before they were compared with 0. To two: four fen short is not paid back.", "累计只取了一位小数再和 0 比。要取两位：差四分钱就没回本。"),
    ("a_yuan_does_not_matter", {"rounded": None, "slack": 1.0}, "A sum up to a yuan below 0 was taken as paid back. Only what rounds to 0.00 is.", "差不到一元的都当成回本了。取两位小数是 0.00 才算。"),
    ("each_amount_rounded", {"each": 2}, "Each amount was rounded, and then summed. Sum first; the sum is rounded.", "每一笔先取整再相加了。先相加，取整的是累计。"),
    ("end_of_year_and_plain_payback", {"shift": 0.0, "discount_sums": False}, "Amounts were discounted from the end of the year, and the payback counts yuan that are not discounted. Both use t − 0.5.", "按年末折了现，回本年又用了没折现的累计。两样都用 t − 0.5 折现。"),
    ("npv_rounded", {"digits": 2}, "The npv is rounded. Only the comparison with 0 is.", "npv 取整了。取整的只是和 0 比的时候。"),
)  # fmt: skip


@tech_npv.wrong(
    en="This is the library's rule: end of the year, and a payback that is not discounted and may lie between two years. "
    "The question has its own.",
    zh="这是函数库的规矩：按年末折现，回本不折现，还可以落在两年之间。题目另有规矩。",
)
def rule_of_the_library(cashflows, rate):
    from storelab import metrics

    if not cashflows or rate <= -1:
        return judge(cashflows, rate)
    return {"npv": metrics.net_present_value(rate, cashflows), "payback_year": metrics.payback_time(cashflows)}


# --- chart_seen -------------------------------------------------------------------------------------------------------

chart_seen = Exercise(points=3, compare="chart", tolerance=1e-6)


def shelf(*rows: tuple[int, str, str, int, int]) -> pd.DataFrame:
    """A log from (slot, algorithm, good, rows, clicks), mixed up."""
    listed = [(slot, algorithm, sku, n < clicks) for slot, algorithm, sku, many, clicks in rows for n in range(many)]
    table = pd.DataFrame(listed, columns=["slot", "algorithm", "sku", "clicked"])
    return table.iloc[np.argsort((np.arange(len(table)) * 7) % max(len(table), 1), kind="stable")].reset_index(
        drop=True
    )


def draw_marks(heights: dict, title="clicks, corrected", xlabel="good", ylabel="click rate"):
    """Bars in plain matplotlib, with title and labels."""
    import matplotlib.pyplot as plt

    _, axes = plt.subplots()
    axes.bar(list(heights), list(heights.values()))
    axes.set(title=title, xlabel=xlabel, ylabel=ylabel)
    return axes


@chart_seen.example
def two_marks_by_hand():
    log = shelf(
        (1, "shuffled", "A", 4, 2),
        (2, "shuffled", "B", 8, 2),
        (1, "popular", "A", 4, 1),
        (2, "popular", "B", 4, 1),
        (3, "popular", "C", 4, 2),
    )
    return {"log": log}, [("A", 0.25), ("B", 0.5)]


OCTOBER = shelf(
    (1, "shuffled", "A", 5, 3), (1, "shuffled", "B", 5, 2), (2, "shuffled", "A", 8, 2), (2, "shuffled", "C", 4, 1),
    (3, "shuffled", "B", 6, 0), (3, "shuffled", "C", 2, 1), (1, "popular", "A", 9, 3), (2, "popular", "B", 8, 2),
    (3, "popular", "C", 9, 2), (2, "popular", "A", 3, 1), (3, "popular", "D", 3, 1),
)  # fmt: skip


@chart_seen.visible(en="October on three places", zh="10 月，三格")
def three_slots():
    return {"log": OCTOBER}


@chart_seen.visible(en="one good in several places", zh="一件商品站过几格")
def several_places():
    log = shelf(
        (1, "shuffled", "X", 8, 4), (2, "shuffled", "Y", 12, 9), (3, "shuffled", "Z", 16, 2), (1, "popular", "Y", 4, 1), (2, "popular", "Y", 6, 3),
        (3, "popular", "Y", 8, 1), (1, "popular", "Z", 5, 2), (2, "popular", "X", 4, 0),
    )  # fmt: skip
    return {"log": log}


@chart_seen.visible(edge=True, en="a place without a shuffled click", zh="有一格随机时没有点击")
def no_shuffled_click():
    log = shelf(
        (1, "shuffled", "A", 4, 2),
        (2, "shuffled", "B", 4, 0),
        (1, "popular", "A", 5, 2),
        (2, "popular", "B", 6, 3),
        (1, "popular", "B", 4, 1),
    )
    return {"log": log}


@chart_seen.visible(edge=True, en="a place without a shuffled row", zh="有一格没有随机的行")
def no_shuffled_row():
    log = shelf(
        (1, "shuffled", "A", 4, 2), (1, "popular", "A", 5, 2), (2, "popular", "A", 6, 3), (3, "popular", "B", 9, 3),
    )  # fmt: skip
    return {"log": log}


@chart_seen.visible(edge=True, en="exactly four rows, and three", zh="正好四行，和三行")
def four_and_three():
    log = shelf(
        (1, "shuffled", "A", 4, 2), (2, "shuffled", "B", 4, 1), (1, "popular", "A", 4, 2), (2, "popular", "B", 3, 1), (1, "shuffled", "B", 6, 3),
        (2, "popular", "C", 4, 0), (3, "popular", "B", 5, 1),
    )  # fmt: skip
    return {"log": log}


@chart_seen.hidden(worlds=3)
def other_shelves(world: World):
    rng = world.rng
    rows = []
    for slot in range(1, 5):
        for good in "ABCDEF":
            seen = 0.6 / slot
            for algorithm in ("popular", "shuffled"):
                many = int(rng.integers(1, 14))
                rows.append((slot, algorithm, good, many, int(rng.binomial(many, seen))))
    return {"log": shelf((1, "shuffled", "A", 6, 4), *rows)}


def corrected(
    log, *, base=1, seen_from="shuffled", rows_from="popular", least=4, strict=False, how="ratio", no_seen="out", least_of="kept", weight="seen",
    scale=1.0, unseen_one=False, place="mean",
):  # fmt: skip
    """Heights by good; the arguments are the ways to get a rule wrong."""
    lot = log if seen_from == "all" else log[log["algorithm"] == seen_from]
    rate = lot.groupby("slot")["clicked"].agg(place)
    seen = rate / (rate.max() if base == "max" else rate[base] if base else 1.0)
    rows = log if rows_from == "all" else log[log["algorithm"] == rows_from]
    every = rows.groupby("sku").size()
    rows = rows.assign(seen=rows["slot"].map(seen))
    if unseen_one:
        rows["seen"] = rows["seen"].where(rows["seen"] > 0, 1.0)
    if no_seen == "above_only":
        kept = rows
        weights = rows["seen"].fillna(0)
    else:
        kept = rows[rows["seen"] > 0]
        weights = kept["seen"]
    clicks = kept.groupby("sku")["clicked"].sum().astype(float)
    below = weights.groupby(kept["sku"]).sum()
    count = kept.groupby("sku").size()
    heights = {
        "ratio": clicks / below, "raw": clicks / count, "times": kept["seen"].mul(kept["clicked"]).groupby(kept["sku"]).sum() / count,
        "mean_of_ratios": (kept["clicked"] / kept["seen"]).groupby(kept["sku"]).mean(),
        "counts": clicks,
    }[how]  # fmt: skip
    size = every.reindex(heights.index) if least_of == "all" else count
    enough = size > least if strict else size >= least
    return {name: float(scale * value) for name, value in heights[enough].items() if math.isfinite(value)}


@chart_seen.right
def bars_of_two_sums(log):
    return draw_marks(corrected(log))


@chart_seen.right
def points_by_a_loop(log):
    import matplotlib.pyplot as plt

    lot = log.query("algorithm == 'shuffled'")
    first = lot.loc[lot["slot"] == 1, "clicked"].mean()
    clicks: dict = {}
    below: dict = {}
    rows: dict = {}
    for row in log.query("algorithm == 'popular'").itertuples():
        there = lot[lot["slot"] == row.slot]
        if len(there) and there["clicked"].sum():
            clicks[row.sku] = clicks.get(row.sku, 0) + bool(row.clicked)
            below[row.sku] = below.get(row.sku, 0) + there["clicked"].mean() / first
            rows[row.sku] = rows.get(row.sku, 0) + 1
    marks = {sku: clicks[sku] / below[sku] for sku in sorted(rows) if rows[sku] >= 4}
    _, axes = plt.subplots()
    axes.plot(list(marks), list(marks.values()), "o")
    axes.set(title="corrected clicks", xlabel="good", ylabel="rate")
    return axes


def hung(**options):
    return lambda log: draw_marks(corrected(log, **options))


for _name, _options, _en, _zh in (
    ("not_corrected", {"how": "raw"}, "These are plain click rates. Below the line stands how much the places were seen.", "这是没修正的点击率。分母是各格被看到多少之和。"),
    ("clicks_only", {"how": "counts"}, "These are clicks. They are divided by how much the places were seen.", "这是点击数。还要除以各格被看到多少之和。"),
    ("seen_from_popular", {"seen_from": "popular"}, "How much a place is seen was taken from popular rows. There the good and the place come together: use shuffled rows.", "“被看到多少”用了 popular 的行。那里位置和商品绑在一起，要用 shuffled 的行。"),
    ("seen_from_all_rows", {"seen_from": "all"}, "How much a place is seen was taken from all rows. Only in shuffled ones chance decided.", "“被看到多少”用了全部的行。只有 shuffled 的行才是抽签定的。"),
    ("heights_from_all_rows", {"rows_from": "all"}, "The heights hold shuffled rows, too. Only popular rows count there.", "高度里混进了 shuffled 的行。高度只用 popular 的行。"),
    ("heights_from_shuffled_rows", {"rows_from": "shuffled"}, "The heights come from shuffled rows. They come from popular ones.", "高度用了 shuffled 的行。要用 popular 的行。"),
    ("not_over_place_one", {"base": None}, "The click rate of the place was used as it is. Divide it by the rate of place 1.", "直接用了那一格的点击率。要除以第 1 格的。"),
    ("clicks_for_click_rates", {"place": "sum"}, "How much a place is seen was taken from its *number* of shuffled clicks. It is its click *rate* over that of place 1: places have unequally many rows.", "“被看到多少”用了 shuffled 的点击**数**。要用点击**率**：各格的行数不一样多。"),
    ("over_the_best_place", {"base": "max"}, "The click rates were divided by the highest one. Divide them by the rate of place 1, also where another place has more.", "点击率除以了最高的那一格。要除以第 1 格的，别的格更高也一样。"),
    ("multiplied", {"how": "times"}, "Clicks were multiplied with how much the place is seen. A place that is seen little makes a click *more* telling: divide.", "点击乘上了被看到多少。越少被看到的格子，一次点击越有分量：要除。"),
    ("mean_of_corrected_clicks", {"how": "mean_of_ratios"}, "Each click was divided by its own place and the mean taken. The rule divides the sum of clicks by the sum of what was seen.", "每次点击先除以自己那一格，再取了平均。规矩是点击之和除以被看到多少之和。"),
    ("uncorrectable_clicks_above", {"no_seen": "above_only"}, "Clicks in a place that cannot be corrected stand above the line. Such rows count neither above nor below.", "没法修正的那一格，点击留在了分子里。那一格的行，分子、分母都不算。"),
    ("unseen_counts_as_one", {"unseen_one": True}, "A place that cannot be corrected was treated like place 1. Its rows count nowhere.", "没法修正的格子当成第 1 格了。那一格的行哪里都不算。"),
    ("all_rows_for_the_least", {"least_of": "all"}, "MIN_ROWS was compared with all popular rows. Only rows that can be corrected count.", "MIN_ROWS 和全部 popular 行比了。只数能修正的行。"),
    ("few_rows_shown", {"least": 1}, "A good with fewer than MIN_ROWS rows has a mark.", "不到 MIN_ROWS 行的商品也画了。"),
    ("more_than_the_least", {"strict": True}, "A good with exactly MIN_ROWS rows has no mark. Fewer than MIN_ROWS has none.", "正好 MIN_ROWS 行的商品没画。不到 MIN_ROWS 行才不画。"),
    ("heights_in_percent", {"scale": 100.0}, "The heights are percentages. Shares are asked for.", "高度用了百分数。题目要的是小数。"),
):  # fmt: skip
    slip(chart_seen, _name, hung(**_options), _en, _zh)


@chart_seen.wrong(
    en="The right marks, but without a title and axis labels: nobody else can read this chart.",
    zh="标记是对的，但没有标题，轴也没有名称：别人看不懂这张图。",
)
def bare_marks(log):
    return draw_marks(corrected(log), title="", xlabel="", ylabel="")


@chart_seen.wrong(
    en="One mark for all goods together. One mark for each is asked for.",
    zh="把全部商品合成了一个标记。要每件商品一个。",
)
def one_mark_for_all(log):
    return draw_marks(corrected(log.assign(sku="all")))
