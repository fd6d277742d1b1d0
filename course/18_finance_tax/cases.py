"""Cases of chapter 18: inputs, right variants and wrong answers. Expected values come from the solutions in exercises.md."""

import pandas as pd

from classroom.cases import Exercise, World


income_statement = Exercise(points=3, compare="equal", tolerance=1e-9)


@income_statement.example
def income_statement_worked_in_the_question():
    raise NotImplementedError("TODO: the inputs, and the result that the question works by hand")


@income_statement.visible(en="TODO", zh="TODO")
def income_statement_one_week():
    raise NotImplementedError("TODO: an ordinary case of at most some tens of rows")


@income_statement.visible(edge=True, en="TODO", zh="TODO")
def income_statement_empty():
    raise NotImplementedError("TODO: one such case for each edge that the question names")


@income_statement.hidden(worlds=3)
def income_statement_another_shop(world: World):
    return {"orders": world.table("orders").head(200)}


@income_statement.right
def income_statement_written_differently(orders: pd.DataFrame) -> float:
    raise NotImplementedError("TODO: at least two right variants")


@income_statement.wrong(en="TODO what the learner believed", zh="TODO 学员以为的是什么")
def income_statement_plausible_slip(orders: pd.DataFrame) -> float:
    raise NotImplementedError("TODO: at least four plausible wrong answers")


channel_profit = Exercise(points=3, compare="equal", tolerance=1e-9)


@channel_profit.example
def channel_profit_worked_in_the_question():
    raise NotImplementedError("TODO: the inputs, and the result that the question works by hand")


@channel_profit.visible(en="TODO", zh="TODO")
def channel_profit_one_week():
    raise NotImplementedError("TODO: an ordinary case of at most some tens of rows")


@channel_profit.visible(edge=True, en="TODO", zh="TODO")
def channel_profit_empty():
    raise NotImplementedError("TODO: one such case for each edge that the question names")


@channel_profit.hidden(worlds=3)
def channel_profit_another_shop(world: World):
    return {"orders": world.table("orders").head(200)}


@channel_profit.right
def channel_profit_written_differently(orders: pd.DataFrame) -> float:
    raise NotImplementedError("TODO: at least two right variants")


@channel_profit.wrong(en="TODO what the learner believed", zh="TODO 学员以为的是什么")
def channel_profit_plausible_slip(orders: pd.DataFrame) -> float:
    raise NotImplementedError("TODO: at least four plausible wrong answers")


cash_forecast = Exercise(points=3, compare="equal", tolerance=1e-9)


@cash_forecast.example
def cash_forecast_worked_in_the_question():
    raise NotImplementedError("TODO: the inputs, and the result that the question works by hand")


@cash_forecast.visible(en="TODO", zh="TODO")
def cash_forecast_one_week():
    raise NotImplementedError("TODO: an ordinary case of at most some tens of rows")


@cash_forecast.visible(edge=True, en="TODO", zh="TODO")
def cash_forecast_empty():
    raise NotImplementedError("TODO: one such case for each edge that the question names")


@cash_forecast.hidden(worlds=3)
def cash_forecast_another_shop(world: World):
    return {"orders": world.table("orders").head(200)}


@cash_forecast.right
def cash_forecast_written_differently(orders: pd.DataFrame) -> float:
    raise NotImplementedError("TODO: at least two right variants")


@cash_forecast.wrong(en="TODO what the learner believed", zh="TODO 学员以为的是什么")
def cash_forecast_plausible_slip(orders: pd.DataFrame) -> float:
    raise NotImplementedError("TODO: at least four plausible wrong answers")


cash_conversion_cycle = Exercise(points=3, compare="equal", tolerance=1e-9)


@cash_conversion_cycle.example
def cash_conversion_cycle_worked_in_the_question():
    raise NotImplementedError("TODO: the inputs, and the result that the question works by hand")


@cash_conversion_cycle.visible(en="TODO", zh="TODO")
def cash_conversion_cycle_one_week():
    raise NotImplementedError("TODO: an ordinary case of at most some tens of rows")


@cash_conversion_cycle.visible(edge=True, en="TODO", zh="TODO")
def cash_conversion_cycle_empty():
    raise NotImplementedError("TODO: one such case for each edge that the question names")


@cash_conversion_cycle.hidden(worlds=3)
def cash_conversion_cycle_another_shop(world: World):
    return {"orders": world.table("orders").head(200)}


@cash_conversion_cycle.right
def cash_conversion_cycle_written_differently(orders: pd.DataFrame) -> float:
    raise NotImplementedError("TODO: at least two right variants")


@cash_conversion_cycle.wrong(en="TODO what the learner believed", zh="TODO 学员以为的是什么")
def cash_conversion_cycle_plausible_slip(orders: pd.DataFrame) -> float:
    raise NotImplementedError("TODO: at least four plausible wrong answers")


vat_payable = Exercise(points=3, compare="equal", tolerance=1e-9)


@vat_payable.example
def vat_payable_worked_in_the_question():
    raise NotImplementedError("TODO: the inputs, and the result that the question works by hand")


@vat_payable.visible(en="TODO", zh="TODO")
def vat_payable_one_week():
    raise NotImplementedError("TODO: an ordinary case of at most some tens of rows")


@vat_payable.visible(edge=True, en="TODO", zh="TODO")
def vat_payable_empty():
    raise NotImplementedError("TODO: one such case for each edge that the question names")


@vat_payable.hidden(worlds=3)
def vat_payable_another_shop(world: World):
    return {"orders": world.table("orders").head(200)}


@vat_payable.right
def vat_payable_written_differently(orders: pd.DataFrame) -> float:
    raise NotImplementedError("TODO: at least two right variants")


@vat_payable.wrong(en="TODO what the learner believed", zh="TODO 学员以为的是什么")
def vat_payable_plausible_slip(orders: pd.DataFrame) -> float:
    raise NotImplementedError("TODO: at least four plausible wrong answers")


reconcile = Exercise(points=3, compare="equal", tolerance=1e-9)


@reconcile.example
def reconcile_worked_in_the_question():
    raise NotImplementedError("TODO: the inputs, and the result that the question works by hand")


@reconcile.visible(en="TODO", zh="TODO")
def reconcile_one_week():
    raise NotImplementedError("TODO: an ordinary case of at most some tens of rows")


@reconcile.visible(edge=True, en="TODO", zh="TODO")
def reconcile_empty():
    raise NotImplementedError("TODO: one such case for each edge that the question names")


@reconcile.hidden(worlds=3)
def reconcile_another_shop(world: World):
    return {"orders": world.table("orders").head(200)}


@reconcile.right
def reconcile_written_differently(orders: pd.DataFrame) -> float:
    raise NotImplementedError("TODO: at least two right variants")


@reconcile.wrong(en="TODO what the learner believed", zh="TODO 学员以为的是什么")
def reconcile_plausible_slip(orders: pd.DataFrame) -> float:
    raise NotImplementedError("TODO: at least four plausible wrong answers")


chart_cash_hole = Exercise(points=3, compare="equal", tolerance=1e-9)


@chart_cash_hole.example
def chart_cash_hole_worked_in_the_question():
    raise NotImplementedError("TODO: the inputs, and the result that the question works by hand")


@chart_cash_hole.visible(en="TODO", zh="TODO")
def chart_cash_hole_one_week():
    raise NotImplementedError("TODO: an ordinary case of at most some tens of rows")


@chart_cash_hole.visible(edge=True, en="TODO", zh="TODO")
def chart_cash_hole_empty():
    raise NotImplementedError("TODO: one such case for each edge that the question names")


@chart_cash_hole.hidden(worlds=3)
def chart_cash_hole_another_shop(world: World):
    return {"orders": world.table("orders").head(200)}


@chart_cash_hole.right
def chart_cash_hole_written_differently(orders: pd.DataFrame) -> float:
    raise NotImplementedError("TODO: at least two right variants")


@chart_cash_hole.wrong(en="TODO what the learner believed", zh="TODO 学员以为的是什么")
def chart_cash_hole_plausible_slip(orders: pd.DataFrame) -> float:
    raise NotImplementedError("TODO: at least four plausible wrong answers")
