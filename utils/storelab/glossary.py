"""The course's words in both languages, as the build wrote them to ``generated/glossary.json``."""

import json
from functools import cache
from typing import Any

from storelab.errors import StoreLabError, suggest
from storelab.language import pick
from storelab.paths import generated_folder


@cache
def terms() -> dict[str, dict[str, str]]:
    """Every term: ``{"bounce_rate": {"en": ..., "zh": ...}, ...}``.

    Raises
    ------
    StoreLabError
        If the generated file is missing or damaged.
    """
    file = generated_folder() / "glossary.json"
    try:
        return dict(json.loads(file.read_text(encoding="utf-8")))
    except (OSError, ValueError) as error:
        raise StoreLabError(
            f"{file} is missing or damaged ({error}): run 'classroom build', or unpack the kit again."
        ) from None


def term(key: str) -> str:
    """The word for ``key`` in the learner's language.

    Raises
    ------
    StoreLabError
        If neither the glossary nor the metric registry knows the key; the message names near ones.
    """
    found = _find(key)
    if found is None:
        near = suggest(key, terms())
        raise StoreLabError(
            f"The glossary has no term '{key}'."
            + (f" Did you mean {near}?" if near else " Add it to course/glossary.yml.")
        )
    return pick(found)


def label(value: Any, column: str | None = None) -> str:
    """The text that a figure or table shows for a column name or a category value.

    Parameters
    ----------
    value
        A glossary key, a metric's name or id, or any text, which then stands for itself.
    column
        The column that the value stands in; ``"cat1.home"`` is looked up before ``"home"``.
    """
    text = str(value).lower() if isinstance(value, bool) else str(value)
    found = (_find(f"{column}.{text}") if column else None) or _find(text)
    return pick(found) if found else text


@cache
def _find(key: str) -> dict[str, str] | None:
    if key in terms():
        return terms()[key]
    from storelab.metrics import registry

    metric = registry.get(key)
    return None if metric is None else {"en": metric.en, "zh": metric.zh}
