"""Random streams keyed by name, so that a new draw in one table moves no other table."""

import hashlib

import numpy as np


def stream(seed: int, name: str, *parts: int) -> np.random.Generator:
    """Make the generator of one named draw.

    Parameters
    ----------
    seed
        Seed of the whole world.
    name
        What is drawn, such as ``"orders.gaps"``; no two draws share a name.
    parts
        Block and month, for what is drawn piece by piece.

    Returns
    -------
    numpy.random.Generator
        The same for the same arguments, independent of every other name.
    """
    text = "/".join([str(seed), name, *map(str, parts)])
    return np.random.default_rng(int.from_bytes(hashlib.sha256(text.encode()).digest()[:16], "big"))
