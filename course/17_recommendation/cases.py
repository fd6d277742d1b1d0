"""Cases of chapter 17: inputs, right variants and wrong answers. Expected values come from the solutions in exercises.md."""

import pandas as pd

from classroom.cases import Exercise, World


association_rules = Exercise(points=3, compare="equal", tolerance=1e-9)


@association_rules.example
def association_rules_worked_in_the_question():
    raise NotImplementedError("TODO: the inputs, and the result that the question works by hand")


@association_rules.visible(en="TODO", zh="TODO")
def association_rules_one_week():
    raise NotImplementedError("TODO: an ordinary case of at most some tens of rows")


@association_rules.visible(edge=True, en="TODO", zh="TODO")
def association_rules_empty():
    raise NotImplementedError("TODO: one such case for each edge that the question names")


@association_rules.hidden(worlds=3)
def association_rules_another_shop(world: World):
    return {"orders": world.table("orders").head(200)}


@association_rules.right
def association_rules_written_differently(orders: pd.DataFrame) -> float:
    raise NotImplementedError("TODO: at least two right variants")


@association_rules.wrong(en="TODO what the learner believed", zh="TODO 学员以为的是什么")
def association_rules_plausible_slip(orders: pd.DataFrame) -> float:
    raise NotImplementedError("TODO: at least four plausible wrong answers")


item_similarity = Exercise(points=3, compare="equal", tolerance=1e-9)


@item_similarity.example
def item_similarity_worked_in_the_question():
    raise NotImplementedError("TODO: the inputs, and the result that the question works by hand")


@item_similarity.visible(en="TODO", zh="TODO")
def item_similarity_one_week():
    raise NotImplementedError("TODO: an ordinary case of at most some tens of rows")


@item_similarity.visible(edge=True, en="TODO", zh="TODO")
def item_similarity_empty():
    raise NotImplementedError("TODO: one such case for each edge that the question names")


@item_similarity.hidden(worlds=3)
def item_similarity_another_shop(world: World):
    return {"orders": world.table("orders").head(200)}


@item_similarity.right
def item_similarity_written_differently(orders: pd.DataFrame) -> float:
    raise NotImplementedError("TODO: at least two right variants")


@item_similarity.wrong(en="TODO what the learner believed", zh="TODO 学员以为的是什么")
def item_similarity_plausible_slip(orders: pd.DataFrame) -> float:
    raise NotImplementedError("TODO: at least four plausible wrong answers")


recommend = Exercise(points=3, compare="equal", tolerance=1e-9)


@recommend.example
def recommend_worked_in_the_question():
    raise NotImplementedError("TODO: the inputs, and the result that the question works by hand")


@recommend.visible(en="TODO", zh="TODO")
def recommend_one_week():
    raise NotImplementedError("TODO: an ordinary case of at most some tens of rows")


@recommend.visible(edge=True, en="TODO", zh="TODO")
def recommend_empty():
    raise NotImplementedError("TODO: one such case for each edge that the question names")


@recommend.hidden(worlds=3)
def recommend_another_shop(world: World):
    return {"orders": world.table("orders").head(200)}


@recommend.right
def recommend_written_differently(orders: pd.DataFrame) -> float:
    raise NotImplementedError("TODO: at least two right variants")


@recommend.wrong(en="TODO what the learner believed", zh="TODO 学员以为的是什么")
def recommend_plausible_slip(orders: pd.DataFrame) -> float:
    raise NotImplementedError("TODO: at least four plausible wrong answers")


precision_recall_at_k = Exercise(points=3, compare="equal", tolerance=1e-9)


@precision_recall_at_k.example
def precision_recall_at_k_worked_in_the_question():
    raise NotImplementedError("TODO: the inputs, and the result that the question works by hand")


@precision_recall_at_k.visible(en="TODO", zh="TODO")
def precision_recall_at_k_one_week():
    raise NotImplementedError("TODO: an ordinary case of at most some tens of rows")


@precision_recall_at_k.visible(edge=True, en="TODO", zh="TODO")
def precision_recall_at_k_empty():
    raise NotImplementedError("TODO: one such case for each edge that the question names")


@precision_recall_at_k.hidden(worlds=3)
def precision_recall_at_k_another_shop(world: World):
    return {"orders": world.table("orders").head(200)}


@precision_recall_at_k.right
def precision_recall_at_k_written_differently(orders: pd.DataFrame) -> float:
    raise NotImplementedError("TODO: at least two right variants")


@precision_recall_at_k.wrong(en="TODO what the learner believed", zh="TODO 学员以为的是什么")
def precision_recall_at_k_plausible_slip(orders: pd.DataFrame) -> float:
    raise NotImplementedError("TODO: at least four plausible wrong answers")


verify_chain = Exercise(points=3, compare="equal", tolerance=1e-9)


@verify_chain.example
def verify_chain_worked_in_the_question():
    raise NotImplementedError("TODO: the inputs, and the result that the question works by hand")


@verify_chain.visible(en="TODO", zh="TODO")
def verify_chain_one_week():
    raise NotImplementedError("TODO: an ordinary case of at most some tens of rows")


@verify_chain.visible(edge=True, en="TODO", zh="TODO")
def verify_chain_empty():
    raise NotImplementedError("TODO: one such case for each edge that the question names")


@verify_chain.hidden(worlds=3)
def verify_chain_another_shop(world: World):
    return {"orders": world.table("orders").head(200)}


@verify_chain.right
def verify_chain_written_differently(orders: pd.DataFrame) -> float:
    raise NotImplementedError("TODO: at least two right variants")


@verify_chain.wrong(en="TODO what the learner believed", zh="TODO 学员以为的是什么")
def verify_chain_plausible_slip(orders: pd.DataFrame) -> float:
    raise NotImplementedError("TODO: at least four plausible wrong answers")


tech_npv = Exercise(points=3, compare="equal", tolerance=1e-9)


@tech_npv.example
def tech_npv_worked_in_the_question():
    raise NotImplementedError("TODO: the inputs, and the result that the question works by hand")


@tech_npv.visible(en="TODO", zh="TODO")
def tech_npv_one_week():
    raise NotImplementedError("TODO: an ordinary case of at most some tens of rows")


@tech_npv.visible(edge=True, en="TODO", zh="TODO")
def tech_npv_empty():
    raise NotImplementedError("TODO: one such case for each edge that the question names")


@tech_npv.hidden(worlds=3)
def tech_npv_another_shop(world: World):
    return {"orders": world.table("orders").head(200)}


@tech_npv.right
def tech_npv_written_differently(orders: pd.DataFrame) -> float:
    raise NotImplementedError("TODO: at least two right variants")


@tech_npv.wrong(en="TODO what the learner believed", zh="TODO 学员以为的是什么")
def tech_npv_plausible_slip(orders: pd.DataFrame) -> float:
    raise NotImplementedError("TODO: at least four plausible wrong answers")
