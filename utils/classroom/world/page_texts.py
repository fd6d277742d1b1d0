"""Texts that sellers of the Arcade wrote for their pages, what two lawyers said, and the terms of the word screen."""

import numpy as np

from classroom.world import arcade_words as words
from classroom.world.arcade import SELLERS, VOUCHER_SELLERS
from classroom.world.columns import Columns, coded
from classroom.world.effects import Effects
from classroom.world.streams import stream
from classroom.world.words import CATEGORIES

TEXTS = 900
FIRST = np.datetime64("2025-06-01", "s")
MONTHS = 6
_DAYS = 183


def screen_terms() -> Columns:
    """Make the table ``screen_terms``: words that call for a look, and phrases in which they are harmless."""
    term, english, verdict, kind = zip(*words.SCREEN, strict=True)
    return {"term": coded(term), "term_en": coded(english), "verdict": coded(verdict), "kind": coded(kind)}


def page_texts(seed: int, effects: Effects) -> Columns:
    """Make the table ``page_texts``; whether a text breaks the law was judged by two lawyers, after the fact."""
    rng = stream(seed, "page_texts")
    day = np.sort(rng.integers(0, _DAYS, TEXTS))
    goods = np.setdiff1d(np.arange(1, SELLERS + 1), VOUCHER_SELLERS)
    seller = rng.choice(goods, TEXTS)
    # What a text holds besides its features: an innocent phrase, a plain boast, a hidden one, or nothing.
    # Dealt out evenly within each month, so that months differ in who checks and not in what was handed in.
    month = day * MONTHS // _DAYS
    level = np.zeros(TEXTS)
    for one in range(MONTHS):
        rows = np.flatnonzero(month == one)
        level[rows] = (rng.permutation(len(rows)) + 0.5) / len(rows)
    extra = np.searchsorted(np.cumsum([0.55, 0.225, 0.145]), level, side="right")
    drawn = rng.integers(0, 1 << 30, (TEXTS, 6))
    chance = rng.random(TEXTS)
    written = []
    for who, what, row in zip(seller.tolist(), extra.tolist(), drawn, strict=True):
        noun = CATEGORIES[who % len(CATEGORIES)].nouns[row[0] % 2]
        more = ((), words.INNOCENT, words.PLAIN_BOASTS, words.HIDDEN_BOASTS)[what]
        features = [words.FEATURES[row[1] % len(words.FEATURES)], words.FEATURES[row[2] % len(words.FEATURES)]]
        lead = words.LEADS[row[3] % len(words.LEADS)]
        parts = list(dict.fromkeys(features))
        if more:
            parts.insert(int(row[4]) % (len(parts) + 1), more[row[5] % len(more)])
        chinese = lead[0] + noun[0] + "，" + "，".join(zh for zh, _ in parts)
        english = f"{lead[1]} {noun[1]}: " + "; ".join(en for _, en in parts)
        written.append((chinese, english))
    violates = extra >= 2
    tired = effects.tired_reviewers
    leak = np.full(TEXTS, 0.12 if tired is None else tired.first)
    if tired is not None:
        leak = tired.first + (tired.last - tired.first) * month / (MONTHS - 1)
    passed = np.where(violates, chance < leak, chance < 0.965)
    return {
        "text_id": np.arange(1, TEXTS + 1),
        "seller_id": seller,
        "written_on": FIRST + day * np.timedelta64(86400, "s"),
        "text": coded(zh for zh, _ in written),
        "text_en": coded(en for _, en in written),
        "passed_review": passed,
        "violates": violates,
    }
