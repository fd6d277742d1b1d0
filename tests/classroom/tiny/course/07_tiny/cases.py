"""Cases of the tiny chapter."""

import pandas as pd

from classroom.cases import Exercise, World

share = Exercise(points=2, compare="equal", tolerance=1e-9)


@share.example
def by_hand():
    return {"amounts": pd.Series([1.0, 3.0])}, pd.Series([0.25, 0.75])


@share.visible
def two_shops():
    return {"amounts": pd.Series([30.0, 10.0], index=["north", "south"])}


@share.visible(edge=True, en="nothing sold", zh="什么也没卖出")
def nothing_sold():
    return {"amounts": pd.Series([0.0, 0.0])}


@share.hidden(worlds=2)
def other_shops(world: World):
    return {"amounts": pd.Series(world.rng.integers(1, 900, 5).astype(float))}


@share.invariant(en="shares sum to one", zh="占比加起来等于一")
def sums_to_one(result, amounts):
    return amounts.sum() == 0 or abs(result.sum() - 1) < 1e-9


@share.right
def by_numpy(amounts):
    values = amounts.to_numpy(float)
    divisor = values.sum() or float("nan")
    return pd.Series(values / divisor, index=amounts.index)


@share.right
def by_apply(amounts):
    everything = sum(amounts)
    return amounts.apply(lambda amount: amount / everything if everything else float("nan"))


@share.wrong(en="Divided by the biggest, not by the sum.", zh="除以了最大的数,不是总和。")
def divided_by_the_biggest(amounts):
    return amounts / amounts.max()


@share.wrong(en="Percent instead of a fraction.", zh="用了百分数,不是小数。")
def percent(amounts):
    return 100 * amounts / amounts.sum()


@share.wrong(en="A zero sum gave zero: nothing can be said there.", zh="总和为零时填了 0,其实没法比。")
def zero_for_nothing(amounts):
    return (amounts / amounts.sum()).fillna(0.0)


@share.wrong(en="Divided by the number of shops.", zh="除以了店铺数。")
def divided_by_the_count(amounts):
    return amounts / len(amounts)
