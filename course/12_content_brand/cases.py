"""Cases of chapter 12: inputs, right variants and wrong answers. Expected values come from the solutions in exercises.md."""

import pandas as pd

from classroom.cases import Exercise, World


engagement = Exercise(points=3, compare="equal", tolerance=1e-9)


@engagement.example
def engagement_worked_in_the_question():
    raise NotImplementedError("TODO: the inputs, and the result that the question works by hand")


@engagement.visible(en="TODO", zh="TODO")
def engagement_one_week():
    raise NotImplementedError("TODO: an ordinary case of at most some tens of rows")


@engagement.visible(edge=True, en="TODO", zh="TODO")
def engagement_empty():
    raise NotImplementedError("TODO: one such case for each edge that the question names")


@engagement.hidden(worlds=3)
def engagement_another_shop(world: World):
    return {"orders": world.table("orders").head(200)}


@engagement.right
def engagement_written_differently(orders: pd.DataFrame) -> float:
    raise NotImplementedError("TODO: at least two right variants")


@engagement.wrong(en="TODO what the learner believed", zh="TODO 学员以为的是什么")
def engagement_plausible_slip(orders: pd.DataFrame) -> float:
    raise NotImplementedError("TODO: at least four plausible wrong answers")


shrunken_rate = Exercise(points=3, compare="equal", tolerance=1e-9)


@shrunken_rate.example
def shrunken_rate_worked_in_the_question():
    raise NotImplementedError("TODO: the inputs, and the result that the question works by hand")


@shrunken_rate.visible(en="TODO", zh="TODO")
def shrunken_rate_one_week():
    raise NotImplementedError("TODO: an ordinary case of at most some tens of rows")


@shrunken_rate.visible(edge=True, en="TODO", zh="TODO")
def shrunken_rate_empty():
    raise NotImplementedError("TODO: one such case for each edge that the question names")


@shrunken_rate.hidden(worlds=3)
def shrunken_rate_another_shop(world: World):
    return {"orders": world.table("orders").head(200)}


@shrunken_rate.right
def shrunken_rate_written_differently(orders: pd.DataFrame) -> float:
    raise NotImplementedError("TODO: at least two right variants")


@shrunken_rate.wrong(en="TODO what the learner believed", zh="TODO 学员以为的是什么")
def shrunken_rate_plausible_slip(orders: pd.DataFrame) -> float:
    raise NotImplementedError("TODO: at least four plausible wrong answers")


half_life = Exercise(points=3, compare="equal", tolerance=1e-9)


@half_life.example
def half_life_worked_in_the_question():
    raise NotImplementedError("TODO: the inputs, and the result that the question works by hand")


@half_life.visible(en="TODO", zh="TODO")
def half_life_one_week():
    raise NotImplementedError("TODO: an ordinary case of at most some tens of rows")


@half_life.visible(edge=True, en="TODO", zh="TODO")
def half_life_empty():
    raise NotImplementedError("TODO: one such case for each edge that the question names")


@half_life.hidden(worlds=3)
def half_life_another_shop(world: World):
    return {"orders": world.table("orders").head(200)}


@half_life.right
def half_life_written_differently(orders: pd.DataFrame) -> float:
    raise NotImplementedError("TODO: at least two right variants")


@half_life.wrong(en="TODO what the learner believed", zh="TODO 学员以为的是什么")
def half_life_plausible_slip(orders: pd.DataFrame) -> float:
    raise NotImplementedError("TODO: at least four plausible wrong answers")


kol_roi = Exercise(points=3, compare="equal", tolerance=1e-9)


@kol_roi.example
def kol_roi_worked_in_the_question():
    raise NotImplementedError("TODO: the inputs, and the result that the question works by hand")


@kol_roi.visible(en="TODO", zh="TODO")
def kol_roi_one_week():
    raise NotImplementedError("TODO: an ordinary case of at most some tens of rows")


@kol_roi.visible(edge=True, en="TODO", zh="TODO")
def kol_roi_empty():
    raise NotImplementedError("TODO: one such case for each edge that the question names")


@kol_roi.hidden(worlds=3)
def kol_roi_another_shop(world: World):
    return {"orders": world.table("orders").head(200)}


@kol_roi.right
def kol_roi_written_differently(orders: pd.DataFrame) -> float:
    raise NotImplementedError("TODO: at least two right variants")


@kol_roi.wrong(en="TODO what the learner believed", zh="TODO 学员以为的是什么")
def kol_roi_plausible_slip(orders: pd.DataFrame) -> float:
    raise NotImplementedError("TODO: at least four plausible wrong answers")


brand_funnel = Exercise(points=3, compare="equal", tolerance=1e-9)


@brand_funnel.example
def brand_funnel_worked_in_the_question():
    raise NotImplementedError("TODO: the inputs, and the result that the question works by hand")


@brand_funnel.visible(en="TODO", zh="TODO")
def brand_funnel_one_week():
    raise NotImplementedError("TODO: an ordinary case of at most some tens of rows")


@brand_funnel.visible(edge=True, en="TODO", zh="TODO")
def brand_funnel_empty():
    raise NotImplementedError("TODO: one such case for each edge that the question names")


@brand_funnel.hidden(worlds=3)
def brand_funnel_another_shop(world: World):
    return {"orders": world.table("orders").head(200)}


@brand_funnel.right
def brand_funnel_written_differently(orders: pd.DataFrame) -> float:
    raise NotImplementedError("TODO: at least two right variants")


@brand_funnel.wrong(en="TODO what the learner believed", zh="TODO 学员以为的是什么")
def brand_funnel_plausible_slip(orders: pd.DataFrame) -> float:
    raise NotImplementedError("TODO: at least four plausible wrong answers")


thompson_allocate = Exercise(points=3, compare="equal", tolerance=1e-9)


@thompson_allocate.example
def thompson_allocate_worked_in_the_question():
    raise NotImplementedError("TODO: the inputs, and the result that the question works by hand")


@thompson_allocate.visible(en="TODO", zh="TODO")
def thompson_allocate_one_week():
    raise NotImplementedError("TODO: an ordinary case of at most some tens of rows")


@thompson_allocate.visible(edge=True, en="TODO", zh="TODO")
def thompson_allocate_empty():
    raise NotImplementedError("TODO: one such case for each edge that the question names")


@thompson_allocate.hidden(worlds=3)
def thompson_allocate_another_shop(world: World):
    return {"orders": world.table("orders").head(200)}


@thompson_allocate.right
def thompson_allocate_written_differently(orders: pd.DataFrame) -> float:
    raise NotImplementedError("TODO: at least two right variants")


@thompson_allocate.wrong(en="TODO what the learner believed", zh="TODO 学员以为的是什么")
def thompson_allocate_plausible_slip(orders: pd.DataFrame) -> float:
    raise NotImplementedError("TODO: at least four plausible wrong answers")


chart_reads = Exercise(points=3, compare="equal", tolerance=1e-9)


@chart_reads.example
def chart_reads_worked_in_the_question():
    raise NotImplementedError("TODO: the inputs, and the result that the question works by hand")


@chart_reads.visible(en="TODO", zh="TODO")
def chart_reads_one_week():
    raise NotImplementedError("TODO: an ordinary case of at most some tens of rows")


@chart_reads.visible(edge=True, en="TODO", zh="TODO")
def chart_reads_empty():
    raise NotImplementedError("TODO: one such case for each edge that the question names")


@chart_reads.hidden(worlds=3)
def chart_reads_another_shop(world: World):
    return {"orders": world.table("orders").head(200)}


@chart_reads.right
def chart_reads_written_differently(orders: pd.DataFrame) -> float:
    raise NotImplementedError("TODO: at least two right variants")


@chart_reads.wrong(en="TODO what the learner believed", zh="TODO 学员以为的是什么")
def chart_reads_plausible_slip(orders: pd.DataFrame) -> float:
    raise NotImplementedError("TODO: at least four plausible wrong answers")
