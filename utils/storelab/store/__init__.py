"""The training shop: twelve weeks, three scenarios, three roles, by code or in the cockpit; and four drills."""

from storelab.store.drills import DRILLS, Drill, DrillScore, drill, score_drill
from storelab.store.game import Policy, Store
from storelab.store.plans import REFERENCE, house
from storelab.store.report import COMPETENCES, REMARK, Rating, competences
from storelab.store.rules import LEVERS, MOVES, ROLES, SCENARIOS, SEES, WEEKS, Lever, Rules
from storelab.store.scoring import (
    WEIGHTS,
    counted,
    play,
    play_store,
    reference_policy,
    score_policy,
    score_store,
    summary,
)

__all__ = [
    "COMPETENCES",
    "DRILLS",
    "LEVERS",
    "MOVES",
    "REFERENCE",
    "REMARK",
    "ROLES",
    "SCENARIOS",
    "SEES",
    "WEEKS",
    "WEIGHTS",
    "Drill",
    "DrillScore",
    "Lever",
    "Policy",
    "Rating",
    "Rules",
    "Store",
    "competences",
    "counted",
    "drill",
    "house",
    "play",
    "play_store",
    "reference_policy",
    "score_drill",
    "score_policy",
    "score_store",
    "summary",
]
