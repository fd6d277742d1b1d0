"""Cases of chapter 13: inputs, right variants and wrong answers. Expected values come from the solutions in exercises.md."""

import pandas as pd

from classroom.cases import Exercise, World

live_kpis = Exercise(points=3, compare="equal", tolerance=1e-9)


@live_kpis.example
def live_kpis_worked_in_the_question():
    raise NotImplementedError("TODO: the inputs, and the result that the question works by hand")


@live_kpis.visible(en="TODO", zh="TODO")
def live_kpis_one_week():
    raise NotImplementedError("TODO: an ordinary case of at most some tens of rows")


@live_kpis.visible(edge=True, en="TODO", zh="TODO")
def live_kpis_empty():
    raise NotImplementedError("TODO: one such case for each edge that the question names")


@live_kpis.hidden(worlds=3)
def live_kpis_another_shop(world: World):
    return {"orders": world.table("orders").head(200)}


@live_kpis.right
def live_kpis_written_differently(orders: pd.DataFrame) -> float:
    raise NotImplementedError("TODO: at least two right variants")


@live_kpis.wrong(en="TODO what the learner believed", zh="TODO 学员以为的是什么")
def live_kpis_plausible_slip(orders: pd.DataFrame) -> float:
    raise NotImplementedError("TODO: at least four plausible wrong answers")


conversion_by_base = Exercise(points=3, compare="equal", tolerance=1e-9)


@conversion_by_base.example
def conversion_by_base_worked_in_the_question():
    raise NotImplementedError("TODO: the inputs, and the result that the question works by hand")


@conversion_by_base.visible(en="TODO", zh="TODO")
def conversion_by_base_one_week():
    raise NotImplementedError("TODO: an ordinary case of at most some tens of rows")


@conversion_by_base.visible(edge=True, en="TODO", zh="TODO")
def conversion_by_base_empty():
    raise NotImplementedError("TODO: one such case for each edge that the question names")


@conversion_by_base.hidden(worlds=3)
def conversion_by_base_another_shop(world: World):
    return {"orders": world.table("orders").head(200)}


@conversion_by_base.right
def conversion_by_base_written_differently(orders: pd.DataFrame) -> float:
    raise NotImplementedError("TODO: at least two right variants")


@conversion_by_base.wrong(en="TODO what the learner believed", zh="TODO 学员以为的是什么")
def conversion_by_base_plausible_slip(orders: pd.DataFrame) -> float:
    raise NotImplementedError("TODO: at least four plausible wrong answers")


offer_effect = Exercise(points=3, compare="equal", tolerance=1e-9)


@offer_effect.example
def offer_effect_worked_in_the_question():
    raise NotImplementedError("TODO: the inputs, and the result that the question works by hand")


@offer_effect.visible(en="TODO", zh="TODO")
def offer_effect_one_week():
    raise NotImplementedError("TODO: an ordinary case of at most some tens of rows")


@offer_effect.visible(edge=True, en="TODO", zh="TODO")
def offer_effect_empty():
    raise NotImplementedError("TODO: one such case for each edge that the question names")


@offer_effect.hidden(worlds=3)
def offer_effect_another_shop(world: World):
    return {"orders": world.table("orders").head(200)}


@offer_effect.right
def offer_effect_written_differently(orders: pd.DataFrame) -> float:
    raise NotImplementedError("TODO: at least two right variants")


@offer_effect.wrong(en="TODO what the learner believed", zh="TODO 学员以为的是什么")
def offer_effect_plausible_slip(orders: pd.DataFrame) -> float:
    raise NotImplementedError("TODO: at least four plausible wrong answers")


live_break_even = Exercise(points=3, compare="equal", tolerance=1e-9)


@live_break_even.example
def live_break_even_worked_in_the_question():
    raise NotImplementedError("TODO: the inputs, and the result that the question works by hand")


@live_break_even.visible(en="TODO", zh="TODO")
def live_break_even_one_week():
    raise NotImplementedError("TODO: an ordinary case of at most some tens of rows")


@live_break_even.visible(edge=True, en="TODO", zh="TODO")
def live_break_even_empty():
    raise NotImplementedError("TODO: one such case for each edge that the question names")


@live_break_even.hidden(worlds=3)
def live_break_even_another_shop(world: World):
    return {"orders": world.table("orders").head(200)}


@live_break_even.right
def live_break_even_written_differently(orders: pd.DataFrame) -> float:
    raise NotImplementedError("TODO: at least two right variants")


@live_break_even.wrong(en="TODO what the learner believed", zh="TODO 学员以为的是什么")
def live_break_even_plausible_slip(orders: pd.DataFrame) -> float:
    raise NotImplementedError("TODO: at least four plausible wrong answers")


k_factor = Exercise(points=3, compare="equal", tolerance=1e-9)


@k_factor.example
def k_factor_worked_in_the_question():
    raise NotImplementedError("TODO: the inputs, and the result that the question works by hand")


@k_factor.visible(en="TODO", zh="TODO")
def k_factor_one_week():
    raise NotImplementedError("TODO: an ordinary case of at most some tens of rows")


@k_factor.visible(edge=True, en="TODO", zh="TODO")
def k_factor_empty():
    raise NotImplementedError("TODO: one such case for each edge that the question names")


@k_factor.hidden(worlds=3)
def k_factor_another_shop(world: World):
    return {"orders": world.table("orders").head(200)}


@k_factor.right
def k_factor_written_differently(orders: pd.DataFrame) -> float:
    raise NotImplementedError("TODO: at least two right variants")


@k_factor.wrong(en="TODO what the learner believed", zh="TODO 学员以为的是什么")
def k_factor_plausible_slip(orders: pd.DataFrame) -> float:
    raise NotImplementedError("TODO: at least four plausible wrong answers")


scene_funnel = Exercise(points=3, compare="equal", tolerance=1e-9)


@scene_funnel.example
def scene_funnel_worked_in_the_question():
    raise NotImplementedError("TODO: the inputs, and the result that the question works by hand")


@scene_funnel.visible(en="TODO", zh="TODO")
def scene_funnel_one_week():
    raise NotImplementedError("TODO: an ordinary case of at most some tens of rows")


@scene_funnel.visible(edge=True, en="TODO", zh="TODO")
def scene_funnel_empty():
    raise NotImplementedError("TODO: one such case for each edge that the question names")


@scene_funnel.hidden(worlds=3)
def scene_funnel_another_shop(world: World):
    return {"orders": world.table("orders").head(200)}


@scene_funnel.right
def scene_funnel_written_differently(orders: pd.DataFrame) -> float:
    raise NotImplementedError("TODO: at least two right variants")


@scene_funnel.wrong(en="TODO what the learner believed", zh="TODO 学员以为的是什么")
def scene_funnel_plausible_slip(orders: pd.DataFrame) -> float:
    raise NotImplementedError("TODO: at least four plausible wrong answers")
