"""Errors that speak to people."""

from collections.abc import Iterable


class StoreLabError(Exception):
    """Something that the person at the keyboard can mend; the message says what and how."""


def suggest(name: str, known: Iterable[str]) -> str:
    """Name the known words nearest to a misspelt one.

    Parameters
    ----------
    name
        What was typed.
    known
        What would have been understood.

    Returns
    -------
    str
        Up to three quoted names joined by commas; empty when nothing is near.
    """
    from difflib import get_close_matches

    return ", ".join(f"'{near}'" for near in get_close_matches(name, list(known), n=3, cutoff=0.5))
