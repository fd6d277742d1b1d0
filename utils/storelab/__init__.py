"""What a learner imports: the shop's data, metrics, charts, widgets and checks.

``import storelab`` itself loads nothing heavy; each part is imported when it is first used.
"""

from importlib import import_module
from typing import Any

from storelab.language import language, use_language

__version__ = "0.1.0"
__all__ = ["__version__", "course_map", "data", "explore", "language", "metrics", "plots", "practice", "use_language"]

_PARTS = ("course_map", "data", "explore", "metrics", "plots", "practice")


def __getattr__(name: str) -> Any:
    if name in _PARTS:
        return import_module(f"storelab.{name}")
    raise AttributeError(f"module 'storelab' has no attribute {name!r}")
