"""Cases of chapter 19: inputs, right variants and wrong answers. Expected values come from the solutions in exercises.md."""

import pandas as pd

from classroom.cases import Exercise, World


screen_listings = Exercise(points=3, compare="equal", tolerance=1e-9)


@screen_listings.example
def screen_listings_worked_in_the_question():
    raise NotImplementedError("TODO: the inputs, and the result that the question works by hand")


@screen_listings.visible(en="TODO", zh="TODO")
def screen_listings_one_week():
    raise NotImplementedError("TODO: an ordinary case of at most some tens of rows")


@screen_listings.visible(edge=True, en="TODO", zh="TODO")
def screen_listings_empty():
    raise NotImplementedError("TODO: one such case for each edge that the question names")


@screen_listings.hidden(worlds=3)
def screen_listings_another_shop(world: World):
    return {"orders": world.table("orders").head(200)}


@screen_listings.right
def screen_listings_written_differently(orders: pd.DataFrame) -> float:
    raise NotImplementedError("TODO: at least two right variants")


@screen_listings.wrong(en="TODO what the learner believed", zh="TODO 学员以为的是什么")
def screen_listings_plausible_slip(orders: pd.DataFrame) -> float:
    raise NotImplementedError("TODO: at least four plausible wrong answers")


takedown_status = Exercise(points=3, compare="equal", tolerance=1e-9)


@takedown_status.example
def takedown_status_worked_in_the_question():
    raise NotImplementedError("TODO: the inputs, and the result that the question works by hand")


@takedown_status.visible(en="TODO", zh="TODO")
def takedown_status_one_week():
    raise NotImplementedError("TODO: an ordinary case of at most some tens of rows")


@takedown_status.visible(edge=True, en="TODO", zh="TODO")
def takedown_status_empty():
    raise NotImplementedError("TODO: one such case for each edge that the question names")


@takedown_status.hidden(worlds=3)
def takedown_status_another_shop(world: World):
    return {"orders": world.table("orders").head(200)}


@takedown_status.right
def takedown_status_written_differently(orders: pd.DataFrame) -> float:
    raise NotImplementedError("TODO: at least two right variants")


@takedown_status.wrong(en="TODO what the learner believed", zh="TODO 学员以为的是什么")
def takedown_status_plausible_slip(orders: pd.DataFrame) -> float:
    raise NotImplementedError("TODO: at least four plausible wrong answers")


brushing_score = Exercise(points=3, compare="equal", tolerance=1e-9)


@brushing_score.example
def brushing_score_worked_in_the_question():
    raise NotImplementedError("TODO: the inputs, and the result that the question works by hand")


@brushing_score.visible(en="TODO", zh="TODO")
def brushing_score_one_week():
    raise NotImplementedError("TODO: an ordinary case of at most some tens of rows")


@brushing_score.visible(edge=True, en="TODO", zh="TODO")
def brushing_score_empty():
    raise NotImplementedError("TODO: one such case for each edge that the question names")


@brushing_score.hidden(worlds=3)
def brushing_score_another_shop(world: World):
    return {"orders": world.table("orders").head(200)}


@brushing_score.right
def brushing_score_written_differently(orders: pd.DataFrame) -> float:
    raise NotImplementedError("TODO: at least two right variants")


@brushing_score.wrong(en="TODO what the learner believed", zh="TODO 学员以为的是什么")
def brushing_score_plausible_slip(orders: pd.DataFrame) -> float:
    raise NotImplementedError("TODO: at least four plausible wrong answers")


choose_threshold = Exercise(points=3, compare="equal", tolerance=1e-9)


@choose_threshold.example
def choose_threshold_worked_in_the_question():
    raise NotImplementedError("TODO: the inputs, and the result that the question works by hand")


@choose_threshold.visible(en="TODO", zh="TODO")
def choose_threshold_one_week():
    raise NotImplementedError("TODO: an ordinary case of at most some tens of rows")


@choose_threshold.visible(edge=True, en="TODO", zh="TODO")
def choose_threshold_empty():
    raise NotImplementedError("TODO: one such case for each edge that the question names")


@choose_threshold.hidden(worlds=3)
def choose_threshold_another_shop(world: World):
    return {"orders": world.table("orders").head(200)}


@choose_threshold.right
def choose_threshold_written_differently(orders: pd.DataFrame) -> float:
    raise NotImplementedError("TODO: at least two right variants")


@choose_threshold.wrong(en="TODO what the learner believed", zh="TODO 学员以为的是什么")
def choose_threshold_plausible_slip(orders: pd.DataFrame) -> float:
    raise NotImplementedError("TODO: at least four plausible wrong answers")


k_anonymity = Exercise(points=3, compare="equal", tolerance=1e-9)


@k_anonymity.example
def k_anonymity_worked_in_the_question():
    raise NotImplementedError("TODO: the inputs, and the result that the question works by hand")


@k_anonymity.visible(en="TODO", zh="TODO")
def k_anonymity_one_week():
    raise NotImplementedError("TODO: an ordinary case of at most some tens of rows")


@k_anonymity.visible(edge=True, en="TODO", zh="TODO")
def k_anonymity_empty():
    raise NotImplementedError("TODO: one such case for each edge that the question names")


@k_anonymity.hidden(worlds=3)
def k_anonymity_another_shop(world: World):
    return {"orders": world.table("orders").head(200)}


@k_anonymity.right
def k_anonymity_written_differently(orders: pd.DataFrame) -> float:
    raise NotImplementedError("TODO: at least two right variants")


@k_anonymity.wrong(en="TODO what the learner believed", zh="TODO 学员以为的是什么")
def k_anonymity_plausible_slip(orders: pd.DataFrame) -> float:
    raise NotImplementedError("TODO: at least four plausible wrong answers")


risk_ranking = Exercise(points=3, compare="equal", tolerance=1e-9)


@risk_ranking.example
def risk_ranking_worked_in_the_question():
    raise NotImplementedError("TODO: the inputs, and the result that the question works by hand")


@risk_ranking.visible(en="TODO", zh="TODO")
def risk_ranking_one_week():
    raise NotImplementedError("TODO: an ordinary case of at most some tens of rows")


@risk_ranking.visible(edge=True, en="TODO", zh="TODO")
def risk_ranking_empty():
    raise NotImplementedError("TODO: one such case for each edge that the question names")


@risk_ranking.hidden(worlds=3)
def risk_ranking_another_shop(world: World):
    return {"orders": world.table("orders").head(200)}


@risk_ranking.right
def risk_ranking_written_differently(orders: pd.DataFrame) -> float:
    raise NotImplementedError("TODO: at least two right variants")


@risk_ranking.wrong(en="TODO what the learner believed", zh="TODO 学员以为的是什么")
def risk_ranking_plausible_slip(orders: pd.DataFrame) -> float:
    raise NotImplementedError("TODO: at least four plausible wrong answers")


chart_wrong_flags = Exercise(points=3, compare="equal", tolerance=1e-9)


@chart_wrong_flags.example
def chart_wrong_flags_worked_in_the_question():
    raise NotImplementedError("TODO: the inputs, and the result that the question works by hand")


@chart_wrong_flags.visible(en="TODO", zh="TODO")
def chart_wrong_flags_one_week():
    raise NotImplementedError("TODO: an ordinary case of at most some tens of rows")


@chart_wrong_flags.visible(edge=True, en="TODO", zh="TODO")
def chart_wrong_flags_empty():
    raise NotImplementedError("TODO: one such case for each edge that the question names")


@chart_wrong_flags.hidden(worlds=3)
def chart_wrong_flags_another_shop(world: World):
    return {"orders": world.table("orders").head(200)}


@chart_wrong_flags.right
def chart_wrong_flags_written_differently(orders: pd.DataFrame) -> float:
    raise NotImplementedError("TODO: at least two right variants")


@chart_wrong_flags.wrong(en="TODO what the learner believed", zh="TODO 学员以为的是什么")
def chart_wrong_flags_plausible_slip(orders: pd.DataFrame) -> float:
    raise NotImplementedError("TODO: at least four plausible wrong answers")
