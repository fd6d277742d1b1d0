"""Cases of chapter 6: inputs, right variants and wrong answers. Expected values come from the solutions in exercises.md."""

import pandas as pd

from classroom.cases import Exercise, World


listing_quality = Exercise(points=3, compare="equal", tolerance=1e-9)


@listing_quality.example
def listing_quality_worked_in_the_question():
    raise NotImplementedError("TODO: the inputs, and the result that the question works by hand")


@listing_quality.visible(en="TODO", zh="TODO")
def listing_quality_one_week():
    raise NotImplementedError("TODO: an ordinary case of at most some tens of rows")


@listing_quality.visible(edge=True, en="TODO", zh="TODO")
def listing_quality_empty():
    raise NotImplementedError("TODO: one such case for each edge that the question names")


@listing_quality.hidden(worlds=3)
def listing_quality_another_shop(world: World):
    return {"orders": world.table("orders").head(200)}


@listing_quality.right
def listing_quality_written_differently(orders: pd.DataFrame) -> float:
    raise NotImplementedError("TODO: at least two right variants")


@listing_quality.wrong(en="TODO what the learner believed", zh="TODO 学员以为的是什么")
def listing_quality_plausible_slip(orders: pd.DataFrame) -> float:
    raise NotImplementedError("TODO: at least four plausible wrong answers")


bounce_by_speed = Exercise(points=3, compare="equal", tolerance=1e-9)


@bounce_by_speed.example
def bounce_by_speed_worked_in_the_question():
    raise NotImplementedError("TODO: the inputs, and the result that the question works by hand")


@bounce_by_speed.visible(en="TODO", zh="TODO")
def bounce_by_speed_one_week():
    raise NotImplementedError("TODO: an ordinary case of at most some tens of rows")


@bounce_by_speed.visible(edge=True, en="TODO", zh="TODO")
def bounce_by_speed_empty():
    raise NotImplementedError("TODO: one such case for each edge that the question names")


@bounce_by_speed.hidden(worlds=3)
def bounce_by_speed_another_shop(world: World):
    return {"orders": world.table("orders").head(200)}


@bounce_by_speed.right
def bounce_by_speed_written_differently(orders: pd.DataFrame) -> float:
    raise NotImplementedError("TODO: at least two right variants")


@bounce_by_speed.wrong(en="TODO what the learner believed", zh="TODO 学员以为的是什么")
def bounce_by_speed_plausible_slip(orders: pd.DataFrame) -> float:
    raise NotImplementedError("TODO: at least four plausible wrong answers")


step_dropoff = Exercise(points=3, compare="equal", tolerance=1e-9)


@step_dropoff.example
def step_dropoff_worked_in_the_question():
    raise NotImplementedError("TODO: the inputs, and the result that the question works by hand")


@step_dropoff.visible(en="TODO", zh="TODO")
def step_dropoff_one_week():
    raise NotImplementedError("TODO: an ordinary case of at most some tens of rows")


@step_dropoff.visible(edge=True, en="TODO", zh="TODO")
def step_dropoff_empty():
    raise NotImplementedError("TODO: one such case for each edge that the question names")


@step_dropoff.hidden(worlds=3)
def step_dropoff_another_shop(world: World):
    return {"orders": world.table("orders").head(200)}


@step_dropoff.right
def step_dropoff_written_differently(orders: pd.DataFrame) -> float:
    raise NotImplementedError("TODO: at least two right variants")


@step_dropoff.wrong(en="TODO what the learner believed", zh="TODO 学员以为的是什么")
def step_dropoff_plausible_slip(orders: pd.DataFrame) -> float:
    raise NotImplementedError("TODO: at least four plausible wrong answers")


ab_test = Exercise(points=3, compare="equal", tolerance=1e-9)


@ab_test.example
def ab_test_worked_in_the_question():
    raise NotImplementedError("TODO: the inputs, and the result that the question works by hand")


@ab_test.visible(en="TODO", zh="TODO")
def ab_test_one_week():
    raise NotImplementedError("TODO: an ordinary case of at most some tens of rows")


@ab_test.visible(edge=True, en="TODO", zh="TODO")
def ab_test_empty():
    raise NotImplementedError("TODO: one such case for each edge that the question names")


@ab_test.hidden(worlds=3)
def ab_test_another_shop(world: World):
    return {"orders": world.table("orders").head(200)}


@ab_test.right
def ab_test_written_differently(orders: pd.DataFrame) -> float:
    raise NotImplementedError("TODO: at least two right variants")


@ab_test.wrong(en="TODO what the learner believed", zh="TODO 学员以为的是什么")
def ab_test_plausible_slip(orders: pd.DataFrame) -> float:
    raise NotImplementedError("TODO: at least four plausible wrong answers")


sample_size = Exercise(points=3, compare="equal", tolerance=1e-9)


@sample_size.example
def sample_size_worked_in_the_question():
    raise NotImplementedError("TODO: the inputs, and the result that the question works by hand")


@sample_size.visible(en="TODO", zh="TODO")
def sample_size_one_week():
    raise NotImplementedError("TODO: an ordinary case of at most some tens of rows")


@sample_size.visible(edge=True, en="TODO", zh="TODO")
def sample_size_empty():
    raise NotImplementedError("TODO: one such case for each edge that the question names")


@sample_size.hidden(worlds=3)
def sample_size_another_shop(world: World):
    return {"orders": world.table("orders").head(200)}


@sample_size.right
def sample_size_written_differently(orders: pd.DataFrame) -> float:
    raise NotImplementedError("TODO: at least two right variants")


@sample_size.wrong(en="TODO what the learner believed", zh="TODO 学员以为的是什么")
def sample_size_plausible_slip(orders: pd.DataFrame) -> float:
    raise NotImplementedError("TODO: at least four plausible wrong answers")


srm_pvalue = Exercise(points=3, compare="equal", tolerance=1e-9)


@srm_pvalue.example
def srm_pvalue_worked_in_the_question():
    raise NotImplementedError("TODO: the inputs, and the result that the question works by hand")


@srm_pvalue.visible(en="TODO", zh="TODO")
def srm_pvalue_one_week():
    raise NotImplementedError("TODO: an ordinary case of at most some tens of rows")


@srm_pvalue.visible(edge=True, en="TODO", zh="TODO")
def srm_pvalue_empty():
    raise NotImplementedError("TODO: one such case for each edge that the question names")


@srm_pvalue.hidden(worlds=3)
def srm_pvalue_another_shop(world: World):
    return {"orders": world.table("orders").head(200)}


@srm_pvalue.right
def srm_pvalue_written_differently(orders: pd.DataFrame) -> float:
    raise NotImplementedError("TODO: at least two right variants")


@srm_pvalue.wrong(en="TODO what the learner believed", zh="TODO 学员以为的是什么")
def srm_pvalue_plausible_slip(orders: pd.DataFrame) -> float:
    raise NotImplementedError("TODO: at least four plausible wrong answers")
