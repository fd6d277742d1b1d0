"""Turns ``course/`` into learners' notebooks, solution notebooks and the data of ``storelab``."""
