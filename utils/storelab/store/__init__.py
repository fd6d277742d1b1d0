"""The training shop: twelve weeks, three scenarios, three roles; by code or in the cockpit."""

from storelab.store.game import Policy, Store
from storelab.store.plans import REFERENCE, house
from storelab.store.report import COMPETENCES, Rating, competences
from storelab.store.rules import LEVERS, MOVES, ROLES, SCENARIOS, SEES, WEEKS, Lever, Rules
from storelab.store.scoring import WEIGHTS, play, play_store, reference_policy, score_policy, score_store, summary

__all__ = [
    "COMPETENCES",
    "LEVERS",
    "MOVES",
    "REFERENCE",
    "ROLES",
    "SCENARIOS",
    "SEES",
    "WEEKS",
    "WEIGHTS",
    "Lever",
    "Policy",
    "Rating",
    "Rules",
    "Store",
    "competences",
    "house",
    "play",
    "play_store",
    "reference_policy",
    "score_policy",
    "score_store",
    "summary",
]
