"""Cases of chapter 9: inputs, right variants and wrong answers. Expected values come from the solutions in exercises.md."""

import pandas as pd

from classroom.cases import Exercise, World


fulfilment_metrics = Exercise(points=3, compare="equal", tolerance=1e-9)


@fulfilment_metrics.example
def fulfilment_metrics_worked_in_the_question():
    raise NotImplementedError("TODO: the inputs, and the result that the question works by hand")


@fulfilment_metrics.visible(en="TODO", zh="TODO")
def fulfilment_metrics_one_week():
    raise NotImplementedError("TODO: an ordinary case of at most some tens of rows")


@fulfilment_metrics.visible(edge=True, en="TODO", zh="TODO")
def fulfilment_metrics_empty():
    raise NotImplementedError("TODO: one such case for each edge that the question names")


@fulfilment_metrics.hidden(worlds=3)
def fulfilment_metrics_another_shop(world: World):
    return {"orders": world.table("orders").head(200)}


@fulfilment_metrics.right
def fulfilment_metrics_written_differently(orders: pd.DataFrame) -> float:
    raise NotImplementedError("TODO: at least two right variants")


@fulfilment_metrics.wrong(en="TODO what the learner believed", zh="TODO 学员以为的是什么")
def fulfilment_metrics_plausible_slip(orders: pd.DataFrame) -> float:
    raise NotImplementedError("TODO: at least four plausible wrong answers")


backlog_share = Exercise(points=3, compare="equal", tolerance=1e-9)


@backlog_share.example
def backlog_share_worked_in_the_question():
    raise NotImplementedError("TODO: the inputs, and the result that the question works by hand")


@backlog_share.visible(en="TODO", zh="TODO")
def backlog_share_one_week():
    raise NotImplementedError("TODO: an ordinary case of at most some tens of rows")


@backlog_share.visible(edge=True, en="TODO", zh="TODO")
def backlog_share_empty():
    raise NotImplementedError("TODO: one such case for each edge that the question names")


@backlog_share.hidden(worlds=3)
def backlog_share_another_shop(world: World):
    return {"orders": world.table("orders").head(200)}


@backlog_share.right
def backlog_share_written_differently(orders: pd.DataFrame) -> float:
    raise NotImplementedError("TODO: at least two right variants")


@backlog_share.wrong(en="TODO what the learner believed", zh="TODO 学员以为的是什么")
def backlog_share_plausible_slip(orders: pd.DataFrame) -> float:
    raise NotImplementedError("TODO: at least four plausible wrong answers")


outbound_rate_by_slot = Exercise(points=3, compare="equal", tolerance=1e-9)


@outbound_rate_by_slot.example
def outbound_rate_by_slot_worked_in_the_question():
    raise NotImplementedError("TODO: the inputs, and the result that the question works by hand")


@outbound_rate_by_slot.visible(en="TODO", zh="TODO")
def outbound_rate_by_slot_one_week():
    raise NotImplementedError("TODO: an ordinary case of at most some tens of rows")


@outbound_rate_by_slot.visible(edge=True, en="TODO", zh="TODO")
def outbound_rate_by_slot_empty():
    raise NotImplementedError("TODO: one such case for each edge that the question names")


@outbound_rate_by_slot.hidden(worlds=3)
def outbound_rate_by_slot_another_shop(world: World):
    return {"orders": world.table("orders").head(200)}


@outbound_rate_by_slot.right
def outbound_rate_by_slot_written_differently(orders: pd.DataFrame) -> float:
    raise NotImplementedError("TODO: at least two right variants")


@outbound_rate_by_slot.wrong(en="TODO what the learner believed", zh="TODO 学员以为的是什么")
def outbound_rate_by_slot_plausible_slip(orders: pd.DataFrame) -> float:
    raise NotImplementedError("TODO: at least four plausible wrong answers")


warehouse_rates = Exercise(points=3, compare="equal", tolerance=1e-9)


@warehouse_rates.example
def warehouse_rates_worked_in_the_question():
    raise NotImplementedError("TODO: the inputs, and the result that the question works by hand")


@warehouse_rates.visible(en="TODO", zh="TODO")
def warehouse_rates_one_week():
    raise NotImplementedError("TODO: an ordinary case of at most some tens of rows")


@warehouse_rates.visible(edge=True, en="TODO", zh="TODO")
def warehouse_rates_empty():
    raise NotImplementedError("TODO: one such case for each edge that the question names")


@warehouse_rates.hidden(worlds=3)
def warehouse_rates_another_shop(world: World):
    return {"orders": world.table("orders").head(200)}


@warehouse_rates.right
def warehouse_rates_written_differently(orders: pd.DataFrame) -> float:
    raise NotImplementedError("TODO: at least two right variants")


@warehouse_rates.wrong(en="TODO what the learner believed", zh="TODO 学员以为的是什么")
def warehouse_rates_plausible_slip(orders: pd.DataFrame) -> float:
    raise NotImplementedError("TODO: at least four plausible wrong answers")


choose_carrier = Exercise(points=3, compare="equal", tolerance=1e-9)


@choose_carrier.example
def choose_carrier_worked_in_the_question():
    raise NotImplementedError("TODO: the inputs, and the result that the question works by hand")


@choose_carrier.visible(en="TODO", zh="TODO")
def choose_carrier_one_week():
    raise NotImplementedError("TODO: an ordinary case of at most some tens of rows")


@choose_carrier.visible(edge=True, en="TODO", zh="TODO")
def choose_carrier_empty():
    raise NotImplementedError("TODO: one such case for each edge that the question names")


@choose_carrier.hidden(worlds=3)
def choose_carrier_another_shop(world: World):
    return {"orders": world.table("orders").head(200)}


@choose_carrier.right
def choose_carrier_written_differently(orders: pd.DataFrame) -> float:
    raise NotImplementedError("TODO: at least two right variants")


@choose_carrier.wrong(en="TODO what the learner believed", zh="TODO 学员以为的是什么")
def choose_carrier_plausible_slip(orders: pd.DataFrame) -> float:
    raise NotImplementedError("TODO: at least four plausible wrong answers")


landed_cost = Exercise(points=3, compare="equal", tolerance=1e-9)


@landed_cost.example
def landed_cost_worked_in_the_question():
    raise NotImplementedError("TODO: the inputs, and the result that the question works by hand")


@landed_cost.visible(en="TODO", zh="TODO")
def landed_cost_one_week():
    raise NotImplementedError("TODO: an ordinary case of at most some tens of rows")


@landed_cost.visible(edge=True, en="TODO", zh="TODO")
def landed_cost_empty():
    raise NotImplementedError("TODO: one such case for each edge that the question names")


@landed_cost.hidden(worlds=3)
def landed_cost_another_shop(world: World):
    return {"orders": world.table("orders").head(200)}


@landed_cost.right
def landed_cost_written_differently(orders: pd.DataFrame) -> float:
    raise NotImplementedError("TODO: at least two right variants")


@landed_cost.wrong(en="TODO what the learner believed", zh="TODO 学员以为的是什么")
def landed_cost_plausible_slip(orders: pd.DataFrame) -> float:
    raise NotImplementedError("TODO: at least four plausible wrong answers")
