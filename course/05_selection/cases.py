"""Cases of chapter 5: inputs, right variants and wrong answers. Expected values come from the solutions in exercises.md."""

import pandas as pd

from classroom.cases import Exercise, World


abc_classes = Exercise(points=3, compare="equal", tolerance=1e-9)


@abc_classes.example
def abc_classes_worked_in_the_question():
    raise NotImplementedError("TODO: the inputs, and the result that the question works by hand")


@abc_classes.visible(en="TODO", zh="TODO")
def abc_classes_one_week():
    raise NotImplementedError("TODO: an ordinary case of at most some tens of rows")


@abc_classes.visible(edge=True, en="TODO", zh="TODO")
def abc_classes_empty():
    raise NotImplementedError("TODO: one such case for each edge that the question names")


@abc_classes.hidden(worlds=3)
def abc_classes_another_shop(world: World):
    return {"orders": world.table("orders").head(200)}


@abc_classes.right
def abc_classes_written_differently(orders: pd.DataFrame) -> float:
    raise NotImplementedError("TODO: at least two right variants")


@abc_classes.wrong(en="TODO what the learner believed", zh="TODO 学员以为的是什么")
def abc_classes_plausible_slip(orders: pd.DataFrame) -> float:
    raise NotImplementedError("TODO: at least four plausible wrong answers")


sku_concentration = Exercise(points=3, compare="equal", tolerance=1e-9)


@sku_concentration.example
def sku_concentration_worked_in_the_question():
    raise NotImplementedError("TODO: the inputs, and the result that the question works by hand")


@sku_concentration.visible(en="TODO", zh="TODO")
def sku_concentration_one_week():
    raise NotImplementedError("TODO: an ordinary case of at most some tens of rows")


@sku_concentration.visible(edge=True, en="TODO", zh="TODO")
def sku_concentration_empty():
    raise NotImplementedError("TODO: one such case for each edge that the question names")


@sku_concentration.hidden(worlds=3)
def sku_concentration_another_shop(world: World):
    return {"orders": world.table("orders").head(200)}


@sku_concentration.right
def sku_concentration_written_differently(orders: pd.DataFrame) -> float:
    raise NotImplementedError("TODO: at least two right variants")


@sku_concentration.wrong(en="TODO what the learner believed", zh="TODO 学员以为的是什么")
def sku_concentration_plausible_slip(orders: pd.DataFrame) -> float:
    raise NotImplementedError("TODO: at least four plausible wrong answers")


sell_through = Exercise(points=3, compare="equal", tolerance=1e-9)


@sell_through.example
def sell_through_worked_in_the_question():
    raise NotImplementedError("TODO: the inputs, and the result that the question works by hand")


@sell_through.visible(en="TODO", zh="TODO")
def sell_through_one_week():
    raise NotImplementedError("TODO: an ordinary case of at most some tens of rows")


@sell_through.visible(edge=True, en="TODO", zh="TODO")
def sell_through_empty():
    raise NotImplementedError("TODO: one such case for each edge that the question names")


@sell_through.hidden(worlds=3)
def sell_through_another_shop(world: World):
    return {"orders": world.table("orders").head(200)}


@sell_through.right
def sell_through_written_differently(orders: pd.DataFrame) -> float:
    raise NotImplementedError("TODO: at least two right variants")


@sell_through.wrong(en="TODO what the learner believed", zh="TODO 学员以为的是什么")
def sell_through_plausible_slip(orders: pd.DataFrame) -> float:
    raise NotImplementedError("TODO: at least four plausible wrong answers")


supplier_scorecard = Exercise(points=3, compare="equal", tolerance=1e-9)


@supplier_scorecard.example
def supplier_scorecard_worked_in_the_question():
    raise NotImplementedError("TODO: the inputs, and the result that the question works by hand")


@supplier_scorecard.visible(en="TODO", zh="TODO")
def supplier_scorecard_one_week():
    raise NotImplementedError("TODO: an ordinary case of at most some tens of rows")


@supplier_scorecard.visible(edge=True, en="TODO", zh="TODO")
def supplier_scorecard_empty():
    raise NotImplementedError("TODO: one such case for each edge that the question names")


@supplier_scorecard.hidden(worlds=3)
def supplier_scorecard_another_shop(world: World):
    return {"orders": world.table("orders").head(200)}


@supplier_scorecard.right
def supplier_scorecard_written_differently(orders: pd.DataFrame) -> float:
    raise NotImplementedError("TODO: at least two right variants")


@supplier_scorecard.wrong(en="TODO what the learner believed", zh="TODO 学员以为的是什么")
def supplier_scorecard_plausible_slip(orders: pd.DataFrame) -> float:
    raise NotImplementedError("TODO: at least four plausible wrong answers")


acceptance_probability = Exercise(points=3, compare="equal", tolerance=1e-9)


@acceptance_probability.example
def acceptance_probability_worked_in_the_question():
    raise NotImplementedError("TODO: the inputs, and the result that the question works by hand")


@acceptance_probability.visible(en="TODO", zh="TODO")
def acceptance_probability_one_week():
    raise NotImplementedError("TODO: an ordinary case of at most some tens of rows")


@acceptance_probability.visible(edge=True, en="TODO", zh="TODO")
def acceptance_probability_empty():
    raise NotImplementedError("TODO: one such case for each edge that the question names")


@acceptance_probability.hidden(worlds=3)
def acceptance_probability_another_shop(world: World):
    return {"orders": world.table("orders").head(200)}


@acceptance_probability.right
def acceptance_probability_written_differently(orders: pd.DataFrame) -> float:
    raise NotImplementedError("TODO: at least two right variants")


@acceptance_probability.wrong(en="TODO what the learner believed", zh="TODO 学员以为的是什么")
def acceptance_probability_plausible_slip(orders: pd.DataFrame) -> float:
    raise NotImplementedError("TODO: at least four plausible wrong answers")


launch_decision = Exercise(points=3, compare="equal", tolerance=1e-9)


@launch_decision.example
def launch_decision_worked_in_the_question():
    raise NotImplementedError("TODO: the inputs, and the result that the question works by hand")


@launch_decision.visible(en="TODO", zh="TODO")
def launch_decision_one_week():
    raise NotImplementedError("TODO: an ordinary case of at most some tens of rows")


@launch_decision.visible(edge=True, en="TODO", zh="TODO")
def launch_decision_empty():
    raise NotImplementedError("TODO: one such case for each edge that the question names")


@launch_decision.hidden(worlds=3)
def launch_decision_another_shop(world: World):
    return {"orders": world.table("orders").head(200)}


@launch_decision.right
def launch_decision_written_differently(orders: pd.DataFrame) -> float:
    raise NotImplementedError("TODO: at least two right variants")


@launch_decision.wrong(en="TODO what the learner believed", zh="TODO 学员以为的是什么")
def launch_decision_plausible_slip(orders: pd.DataFrame) -> float:
    raise NotImplementedError("TODO: at least four plausible wrong answers")
