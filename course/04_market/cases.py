"""Cases of chapter 4: inputs, right variants and wrong answers. Expected values come from the solutions in exercises.md."""

import pandas as pd

from classroom.cases import Exercise, World


segment_profile = Exercise(points=3, compare="equal", tolerance=1e-9)


@segment_profile.example
def segment_profile_worked_in_the_question():
    raise NotImplementedError("TODO: the inputs, and the result that the question works by hand")


@segment_profile.visible(en="TODO", zh="TODO")
def segment_profile_one_week():
    raise NotImplementedError("TODO: an ordinary case of at most some tens of rows")


@segment_profile.visible(edge=True, en="TODO", zh="TODO")
def segment_profile_empty():
    raise NotImplementedError("TODO: one such case for each edge that the question names")


@segment_profile.hidden(worlds=3)
def segment_profile_another_shop(world: World):
    return {"orders": world.table("orders").head(200)}


@segment_profile.right
def segment_profile_written_differently(orders: pd.DataFrame) -> float:
    raise NotImplementedError("TODO: at least two right variants")


@segment_profile.wrong(en="TODO what the learner believed", zh="TODO 学员以为的是什么")
def segment_profile_plausible_slip(orders: pd.DataFrame) -> float:
    raise NotImplementedError("TODO: at least four plausible wrong answers")


affinity_index = Exercise(points=3, compare="equal", tolerance=1e-9)


@affinity_index.example
def affinity_index_worked_in_the_question():
    raise NotImplementedError("TODO: the inputs, and the result that the question works by hand")


@affinity_index.visible(en="TODO", zh="TODO")
def affinity_index_one_week():
    raise NotImplementedError("TODO: an ordinary case of at most some tens of rows")


@affinity_index.visible(edge=True, en="TODO", zh="TODO")
def affinity_index_empty():
    raise NotImplementedError("TODO: one such case for each edge that the question names")


@affinity_index.hidden(worlds=3)
def affinity_index_another_shop(world: World):
    return {"orders": world.table("orders").head(200)}


@affinity_index.right
def affinity_index_written_differently(orders: pd.DataFrame) -> float:
    raise NotImplementedError("TODO: at least two right variants")


@affinity_index.wrong(en="TODO what the learner believed", zh="TODO 学员以为的是什么")
def affinity_index_plausible_slip(orders: pd.DataFrame) -> float:
    raise NotImplementedError("TODO: at least four plausible wrong answers")


kmeans_segments = Exercise(points=3, compare="equal", tolerance=1e-9)


@kmeans_segments.example
def kmeans_segments_worked_in_the_question():
    raise NotImplementedError("TODO: the inputs, and the result that the question works by hand")


@kmeans_segments.visible(en="TODO", zh="TODO")
def kmeans_segments_one_week():
    raise NotImplementedError("TODO: an ordinary case of at most some tens of rows")


@kmeans_segments.visible(edge=True, en="TODO", zh="TODO")
def kmeans_segments_empty():
    raise NotImplementedError("TODO: one such case for each edge that the question names")


@kmeans_segments.hidden(worlds=3)
def kmeans_segments_another_shop(world: World):
    return {"orders": world.table("orders").head(200)}


@kmeans_segments.right
def kmeans_segments_written_differently(orders: pd.DataFrame) -> float:
    raise NotImplementedError("TODO: at least two right variants")


@kmeans_segments.wrong(en="TODO what the learner believed", zh="TODO 学员以为的是什么")
def kmeans_segments_plausible_slip(orders: pd.DataFrame) -> float:
    raise NotImplementedError("TODO: at least four plausible wrong answers")


kano_class = Exercise(points=3, compare="equal", tolerance=1e-9)


@kano_class.example
def kano_class_worked_in_the_question():
    raise NotImplementedError("TODO: the inputs, and the result that the question works by hand")


@kano_class.visible(en="TODO", zh="TODO")
def kano_class_one_week():
    raise NotImplementedError("TODO: an ordinary case of at most some tens of rows")


@kano_class.visible(edge=True, en="TODO", zh="TODO")
def kano_class_empty():
    raise NotImplementedError("TODO: one such case for each edge that the question names")


@kano_class.hidden(worlds=3)
def kano_class_another_shop(world: World):
    return {"orders": world.table("orders").head(200)}


@kano_class.right
def kano_class_written_differently(orders: pd.DataFrame) -> float:
    raise NotImplementedError("TODO: at least two right variants")


@kano_class.wrong(en="TODO what the learner believed", zh="TODO 学员以为的是什么")
def kano_class_plausible_slip(orders: pd.DataFrame) -> float:
    raise NotImplementedError("TODO: at least four plausible wrong answers")


competitor_gap = Exercise(points=3, compare="equal", tolerance=1e-9)


@competitor_gap.example
def competitor_gap_worked_in_the_question():
    raise NotImplementedError("TODO: the inputs, and the result that the question works by hand")


@competitor_gap.visible(en="TODO", zh="TODO")
def competitor_gap_one_week():
    raise NotImplementedError("TODO: an ordinary case of at most some tens of rows")


@competitor_gap.visible(edge=True, en="TODO", zh="TODO")
def competitor_gap_empty():
    raise NotImplementedError("TODO: one such case for each edge that the question names")


@competitor_gap.hidden(worlds=3)
def competitor_gap_another_shop(world: World):
    return {"orders": world.table("orders").head(200)}


@competitor_gap.right
def competitor_gap_written_differently(orders: pd.DataFrame) -> float:
    raise NotImplementedError("TODO: at least two right variants")


@competitor_gap.wrong(en="TODO what the learner believed", zh="TODO 学员以为的是什么")
def competitor_gap_plausible_slip(orders: pd.DataFrame) -> float:
    raise NotImplementedError("TODO: at least four plausible wrong answers")


best_strategy = Exercise(points=3, compare="equal", tolerance=1e-9)


@best_strategy.example
def best_strategy_worked_in_the_question():
    raise NotImplementedError("TODO: the inputs, and the result that the question works by hand")


@best_strategy.visible(en="TODO", zh="TODO")
def best_strategy_one_week():
    raise NotImplementedError("TODO: an ordinary case of at most some tens of rows")


@best_strategy.visible(edge=True, en="TODO", zh="TODO")
def best_strategy_empty():
    raise NotImplementedError("TODO: one such case for each edge that the question names")


@best_strategy.hidden(worlds=3)
def best_strategy_another_shop(world: World):
    return {"orders": world.table("orders").head(200)}


@best_strategy.right
def best_strategy_written_differently(orders: pd.DataFrame) -> float:
    raise NotImplementedError("TODO: at least two right variants")


@best_strategy.wrong(en="TODO what the learner believed", zh="TODO 学员以为的是什么")
def best_strategy_plausible_slip(orders: pd.DataFrame) -> float:
    raise NotImplementedError("TODO: at least four plausible wrong answers")
