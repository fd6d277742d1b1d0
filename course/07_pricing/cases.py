"""Cases of chapter 7: inputs, right variants and wrong answers. Expected values come from the solutions in exercises.md."""

import pandas as pd

from classroom.cases import Exercise, World


cost_plus_price = Exercise(points=3, compare="equal", tolerance=1e-9)


@cost_plus_price.example
def cost_plus_price_worked_in_the_question():
    raise NotImplementedError("TODO: the inputs, and the result that the question works by hand")


@cost_plus_price.visible(en="TODO", zh="TODO")
def cost_plus_price_one_week():
    raise NotImplementedError("TODO: an ordinary case of at most some tens of rows")


@cost_plus_price.visible(edge=True, en="TODO", zh="TODO")
def cost_plus_price_empty():
    raise NotImplementedError("TODO: one such case for each edge that the question names")


@cost_plus_price.hidden(worlds=3)
def cost_plus_price_another_shop(world: World):
    return {"orders": world.table("orders").head(200)}


@cost_plus_price.right
def cost_plus_price_written_differently(orders: pd.DataFrame) -> float:
    raise NotImplementedError("TODO: at least two right variants")


@cost_plus_price.wrong(en="TODO what the learner believed", zh="TODO 学员以为的是什么")
def cost_plus_price_plausible_slip(orders: pd.DataFrame) -> float:
    raise NotImplementedError("TODO: at least four plausible wrong answers")


price_elasticity = Exercise(points=3, compare="equal", tolerance=1e-9)


@price_elasticity.example
def price_elasticity_worked_in_the_question():
    raise NotImplementedError("TODO: the inputs, and the result that the question works by hand")


@price_elasticity.visible(en="TODO", zh="TODO")
def price_elasticity_one_week():
    raise NotImplementedError("TODO: an ordinary case of at most some tens of rows")


@price_elasticity.visible(edge=True, en="TODO", zh="TODO")
def price_elasticity_empty():
    raise NotImplementedError("TODO: one such case for each edge that the question names")


@price_elasticity.hidden(worlds=3)
def price_elasticity_another_shop(world: World):
    return {"orders": world.table("orders").head(200)}


@price_elasticity.right
def price_elasticity_written_differently(orders: pd.DataFrame) -> float:
    raise NotImplementedError("TODO: at least two right variants")


@price_elasticity.wrong(en="TODO what the learner believed", zh="TODO 学员以为的是什么")
def price_elasticity_plausible_slip(orders: pd.DataFrame) -> float:
    raise NotImplementedError("TODO: at least four plausible wrong answers")


optimal_price = Exercise(points=3, compare="equal", tolerance=1e-9)


@optimal_price.example
def optimal_price_worked_in_the_question():
    raise NotImplementedError("TODO: the inputs, and the result that the question works by hand")


@optimal_price.visible(en="TODO", zh="TODO")
def optimal_price_one_week():
    raise NotImplementedError("TODO: an ordinary case of at most some tens of rows")


@optimal_price.visible(edge=True, en="TODO", zh="TODO")
def optimal_price_empty():
    raise NotImplementedError("TODO: one such case for each edge that the question names")


@optimal_price.hidden(worlds=3)
def optimal_price_another_shop(world: World):
    return {"orders": world.table("orders").head(200)}


@optimal_price.right
def optimal_price_written_differently(orders: pd.DataFrame) -> float:
    raise NotImplementedError("TODO: at least two right variants")


@optimal_price.wrong(en="TODO what the learner believed", zh="TODO 学员以为的是什么")
def optimal_price_plausible_slip(orders: pd.DataFrame) -> float:
    raise NotImplementedError("TODO: at least four plausible wrong answers")


contribution_waterfall = Exercise(points=3, compare="equal", tolerance=1e-9)


@contribution_waterfall.example
def contribution_waterfall_worked_in_the_question():
    raise NotImplementedError("TODO: the inputs, and the result that the question works by hand")


@contribution_waterfall.visible(en="TODO", zh="TODO")
def contribution_waterfall_one_week():
    raise NotImplementedError("TODO: an ordinary case of at most some tens of rows")


@contribution_waterfall.visible(edge=True, en="TODO", zh="TODO")
def contribution_waterfall_empty():
    raise NotImplementedError("TODO: one such case for each edge that the question names")


@contribution_waterfall.hidden(worlds=3)
def contribution_waterfall_another_shop(world: World):
    return {"orders": world.table("orders").head(200)}


@contribution_waterfall.right
def contribution_waterfall_written_differently(orders: pd.DataFrame) -> float:
    raise NotImplementedError("TODO: at least two right variants")


@contribution_waterfall.wrong(en="TODO what the learner believed", zh="TODO 学员以为的是什么")
def contribution_waterfall_plausible_slip(orders: pd.DataFrame) -> float:
    raise NotImplementedError("TODO: at least four plausible wrong answers")


dynamic_price = Exercise(points=3, compare="equal", tolerance=1e-9)


@dynamic_price.example
def dynamic_price_worked_in_the_question():
    raise NotImplementedError("TODO: the inputs, and the result that the question works by hand")


@dynamic_price.visible(en="TODO", zh="TODO")
def dynamic_price_one_week():
    raise NotImplementedError("TODO: an ordinary case of at most some tens of rows")


@dynamic_price.visible(edge=True, en="TODO", zh="TODO")
def dynamic_price_empty():
    raise NotImplementedError("TODO: one such case for each edge that the question names")


@dynamic_price.hidden(worlds=3)
def dynamic_price_another_shop(world: World):
    return {"orders": world.table("orders").head(200)}


@dynamic_price.right
def dynamic_price_written_differently(orders: pd.DataFrame) -> float:
    raise NotImplementedError("TODO: at least two right variants")


@dynamic_price.wrong(en="TODO what the learner believed", zh="TODO 学员以为的是什么")
def dynamic_price_plausible_slip(orders: pd.DataFrame) -> float:
    raise NotImplementedError("TODO: at least four plausible wrong answers")


price_fairness = Exercise(points=3, compare="equal", tolerance=1e-9)


@price_fairness.example
def price_fairness_worked_in_the_question():
    raise NotImplementedError("TODO: the inputs, and the result that the question works by hand")


@price_fairness.visible(en="TODO", zh="TODO")
def price_fairness_one_week():
    raise NotImplementedError("TODO: an ordinary case of at most some tens of rows")


@price_fairness.visible(edge=True, en="TODO", zh="TODO")
def price_fairness_empty():
    raise NotImplementedError("TODO: one such case for each edge that the question names")


@price_fairness.hidden(worlds=3)
def price_fairness_another_shop(world: World):
    return {"orders": world.table("orders").head(200)}


@price_fairness.right
def price_fairness_written_differently(orders: pd.DataFrame) -> float:
    raise NotImplementedError("TODO: at least two right variants")


@price_fairness.wrong(en="TODO what the learner believed", zh="TODO 学员以为的是什么")
def price_fairness_plausible_slip(orders: pd.DataFrame) -> float:
    raise NotImplementedError("TODO: at least four plausible wrong answers")


chart_profit_by_price = Exercise(points=3, compare="equal", tolerance=1e-9)


@chart_profit_by_price.example
def chart_profit_by_price_worked_in_the_question():
    raise NotImplementedError("TODO: the inputs, and the result that the question works by hand")


@chart_profit_by_price.visible(en="TODO", zh="TODO")
def chart_profit_by_price_one_week():
    raise NotImplementedError("TODO: an ordinary case of at most some tens of rows")


@chart_profit_by_price.visible(edge=True, en="TODO", zh="TODO")
def chart_profit_by_price_empty():
    raise NotImplementedError("TODO: one such case for each edge that the question names")


@chart_profit_by_price.hidden(worlds=3)
def chart_profit_by_price_another_shop(world: World):
    return {"orders": world.table("orders").head(200)}


@chart_profit_by_price.right
def chart_profit_by_price_written_differently(orders: pd.DataFrame) -> float:
    raise NotImplementedError("TODO: at least two right variants")


@chart_profit_by_price.wrong(en="TODO what the learner believed", zh="TODO 学员以为的是什么")
def chart_profit_by_price_plausible_slip(orders: pd.DataFrame) -> float:
    raise NotImplementedError("TODO: at least four plausible wrong answers")
