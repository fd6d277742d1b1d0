"""Which language the learner reads: Chinese or English."""

import locale
import os
from collections.abc import Mapping

from storelab.errors import StoreLabError

LANGUAGES = ("en", "zh")
VARIABLE = "STORELAB_LANGUAGE"

_chosen: str | None = None


def use_language(name: str) -> None:
    """Choose the language of figures, tables and messages for this process.

    Parameters
    ----------
    name
        ``"en"`` or ``"zh"``.

    Raises
    ------
    StoreLabError
        If the language is another one.
    """
    global _chosen
    _chosen = known_language(name)


def known_language(name: str) -> str:
    """Return ``name`` if the course has that language, else raise a `StoreLabError` that lists them."""
    if name not in LANGUAGES:
        raise StoreLabError(
            f"Language '{name}' is not one of the course's: use 'en' or 'zh'. / 本课程只有 'en' 和 'zh' 两种语言。"
        )
    return name


def language() -> str:
    """The language in force: the one chosen, else ``STORELAB_LANGUAGE``, else the system's, else English."""
    if _chosen is not None:
        return _chosen
    if VARIABLE in os.environ:
        return known_language(os.environ[VARIABLE])
    return system_language()


def system_language() -> str:
    """Chinese where the system speaks Chinese, English elsewhere."""
    for variable in ("LC_ALL", "LC_MESSAGES", "LANG"):
        if os.environ.get(variable):
            return "zh" if os.environ[variable].lower().startswith(("zh", "chinese")) else "en"
    return "zh" if (locale.getlocale()[0] or "").lower().startswith(("zh", "chinese")) else "en"


def pick(texts: Mapping[str, str]) -> str:
    """Pick the text of the language in force from ``{"en": ..., "zh": ...}``."""
    return texts[language()]
