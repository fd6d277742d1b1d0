"""Cases of chapter 15: inputs, right variants and wrong answers. Expected values come from the solutions in exercises.md."""

import pandas as pd

from classroom.cases import Exercise, World


response_metrics = Exercise(points=3, compare="equal", tolerance=1e-9)


@response_metrics.example
def response_metrics_worked_in_the_question():
    raise NotImplementedError("TODO: the inputs, and the result that the question works by hand")


@response_metrics.visible(en="TODO", zh="TODO")
def response_metrics_one_week():
    raise NotImplementedError("TODO: an ordinary case of at most some tens of rows")


@response_metrics.visible(edge=True, en="TODO", zh="TODO")
def response_metrics_empty():
    raise NotImplementedError("TODO: one such case for each edge that the question names")


@response_metrics.hidden(worlds=3)
def response_metrics_another_shop(world: World):
    return {"orders": world.table("orders").head(200)}


@response_metrics.right
def response_metrics_written_differently(orders: pd.DataFrame) -> float:
    raise NotImplementedError("TODO: at least two right variants")


@response_metrics.wrong(en="TODO what the learner believed", zh="TODO 学员以为的是什么")
def response_metrics_plausible_slip(orders: pd.DataFrame) -> float:
    raise NotImplementedError("TODO: at least four plausible wrong answers")


agents_needed = Exercise(points=3, compare="equal", tolerance=1e-9)


@agents_needed.example
def agents_needed_worked_in_the_question():
    raise NotImplementedError("TODO: the inputs, and the result that the question works by hand")


@agents_needed.visible(en="TODO", zh="TODO")
def agents_needed_one_week():
    raise NotImplementedError("TODO: an ordinary case of at most some tens of rows")


@agents_needed.visible(edge=True, en="TODO", zh="TODO")
def agents_needed_empty():
    raise NotImplementedError("TODO: one such case for each edge that the question names")


@agents_needed.hidden(worlds=3)
def agents_needed_another_shop(world: World):
    return {"orders": world.table("orders").head(200)}


@agents_needed.right
def agents_needed_written_differently(orders: pd.DataFrame) -> float:
    raise NotImplementedError("TODO: at least two right variants")


@agents_needed.wrong(en="TODO what the learner believed", zh="TODO 学员以为的是什么")
def agents_needed_plausible_slip(orders: pd.DataFrame) -> float:
    raise NotImplementedError("TODO: at least four plausible wrong answers")


sla_report = Exercise(points=3, compare="equal", tolerance=1e-9)


@sla_report.example
def sla_report_worked_in_the_question():
    raise NotImplementedError("TODO: the inputs, and the result that the question works by hand")


@sla_report.visible(en="TODO", zh="TODO")
def sla_report_one_week():
    raise NotImplementedError("TODO: an ordinary case of at most some tens of rows")


@sla_report.visible(edge=True, en="TODO", zh="TODO")
def sla_report_empty():
    raise NotImplementedError("TODO: one such case for each edge that the question names")


@sla_report.hidden(worlds=3)
def sla_report_another_shop(world: World):
    return {"orders": world.table("orders").head(200)}


@sla_report.right
def sla_report_written_differently(orders: pd.DataFrame) -> float:
    raise NotImplementedError("TODO: at least two right variants")


@sla_report.wrong(en="TODO what the learner believed", zh="TODO 学员以为的是什么")
def sla_report_plausible_slip(orders: pd.DataFrame) -> float:
    raise NotImplementedError("TODO: at least four plausible wrong answers")


csat_nps = Exercise(points=3, compare="equal", tolerance=1e-9)


@csat_nps.example
def csat_nps_worked_in_the_question():
    raise NotImplementedError("TODO: the inputs, and the result that the question works by hand")


@csat_nps.visible(en="TODO", zh="TODO")
def csat_nps_one_week():
    raise NotImplementedError("TODO: an ordinary case of at most some tens of rows")


@csat_nps.visible(edge=True, en="TODO", zh="TODO")
def csat_nps_empty():
    raise NotImplementedError("TODO: one such case for each edge that the question names")


@csat_nps.hidden(worlds=3)
def csat_nps_another_shop(world: World):
    return {"orders": world.table("orders").head(200)}


@csat_nps.right
def csat_nps_written_differently(orders: pd.DataFrame) -> float:
    raise NotImplementedError("TODO: at least two right variants")


@csat_nps.wrong(en="TODO what the learner believed", zh="TODO 学员以为的是什么")
def csat_nps_plausible_slip(orders: pd.DataFrame) -> float:
    raise NotImplementedError("TODO: at least four plausible wrong answers")


review_aspects = Exercise(points=3, compare="equal", tolerance=1e-9)


@review_aspects.example
def review_aspects_worked_in_the_question():
    raise NotImplementedError("TODO: the inputs, and the result that the question works by hand")


@review_aspects.visible(en="TODO", zh="TODO")
def review_aspects_one_week():
    raise NotImplementedError("TODO: an ordinary case of at most some tens of rows")


@review_aspects.visible(edge=True, en="TODO", zh="TODO")
def review_aspects_empty():
    raise NotImplementedError("TODO: one such case for each edge that the question names")


@review_aspects.hidden(worlds=3)
def review_aspects_another_shop(world: World):
    return {"orders": world.table("orders").head(200)}


@review_aspects.right
def review_aspects_written_differently(orders: pd.DataFrame) -> float:
    raise NotImplementedError("TODO: at least two right variants")


@review_aspects.wrong(en="TODO what the learner believed", zh="TODO 学员以为的是什么")
def review_aspects_plausible_slip(orders: pd.DataFrame) -> float:
    raise NotImplementedError("TODO: at least four plausible wrong answers")


wilson_lower = Exercise(points=3, compare="equal", tolerance=1e-9)


@wilson_lower.example
def wilson_lower_worked_in_the_question():
    raise NotImplementedError("TODO: the inputs, and the result that the question works by hand")


@wilson_lower.visible(en="TODO", zh="TODO")
def wilson_lower_one_week():
    raise NotImplementedError("TODO: an ordinary case of at most some tens of rows")


@wilson_lower.visible(edge=True, en="TODO", zh="TODO")
def wilson_lower_empty():
    raise NotImplementedError("TODO: one such case for each edge that the question names")


@wilson_lower.hidden(worlds=3)
def wilson_lower_another_shop(world: World):
    return {"orders": world.table("orders").head(200)}


@wilson_lower.right
def wilson_lower_written_differently(orders: pd.DataFrame) -> float:
    raise NotImplementedError("TODO: at least two right variants")


@wilson_lower.wrong(en="TODO what the learner believed", zh="TODO 学员以为的是什么")
def wilson_lower_plausible_slip(orders: pd.DataFrame) -> float:
    raise NotImplementedError("TODO: at least four plausible wrong answers")


chart_hours = Exercise(points=3, compare="equal", tolerance=1e-9)


@chart_hours.example
def chart_hours_worked_in_the_question():
    raise NotImplementedError("TODO: the inputs, and the result that the question works by hand")


@chart_hours.visible(en="TODO", zh="TODO")
def chart_hours_one_week():
    raise NotImplementedError("TODO: an ordinary case of at most some tens of rows")


@chart_hours.visible(edge=True, en="TODO", zh="TODO")
def chart_hours_empty():
    raise NotImplementedError("TODO: one such case for each edge that the question names")


@chart_hours.hidden(worlds=3)
def chart_hours_another_shop(world: World):
    return {"orders": world.table("orders").head(200)}


@chart_hours.right
def chart_hours_written_differently(orders: pd.DataFrame) -> float:
    raise NotImplementedError("TODO: at least two right variants")


@chart_hours.wrong(en="TODO what the learner believed", zh="TODO 学员以为的是什么")
def chart_hours_plausible_slip(orders: pd.DataFrame) -> float:
    raise NotImplementedError("TODO: at least four plausible wrong answers")
