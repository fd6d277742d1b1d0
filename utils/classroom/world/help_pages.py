"""The help pages of the shop's own mini-program: what customers look for, what they find, and who asks at the desk."""

import numpy as np

from classroom.world.columns import Coded, Columns, pick
from classroom.world.desk import DAYS, FIRST_DAY
from classroom.world.effects import Effects
from classroom.world.streams import stream

VISITS = 2_600
# Question; the page's word and the customers' word for it, both languages; share of the visits.
QUESTIONS = (
    ("refund", ("退款", "refund"), ("退钱", "money back"), 0.22),
    ("where_is_it", ("物流查询", "tracking"), ("到哪了", "where is it"), 0.24),
    ("exchange", ("换货", "exchange"), ("换一个", "swap it"), 0.12),
    ("invoice", ("发票", "invoice"), ("开票", "bill"), 0.12),
    ("coupon", ("优惠券", "coupon"), ("券", "voucher"), 0.14),
    ("size", ("尺码", "size"), ("大小", "how big"), 0.16),
)
_MISNAMED = (0, 1)  # whose pages lack the customers' word


def help_visits(seed: int, effects: Effects) -> Columns:
    """Make the table ``help_visits``.

    Parameters
    ----------
    seed, effects
        Which world, and what is planted.
    """
    rng = stream(seed, "help_visits")
    started = FIRST_DAY.astype("datetime64[s]") + np.sort(rng.integers(0, DAYS * 86_400, VISITS))
    question = pick(rng, [item[3] for item in QUESTIONS], VISITS)
    misnamed = np.isin(question, _MISNAMED)
    draw = rng.random(VISITS)
    own_word = draw < (0.62 if effects.other_words is None else effects.other_words.share)
    # Elsewhere the pages know both words; a typing slip finds nothing anywhere.
    theirs = own_word & misnamed if effects.other_words is not None else np.zeros(VISITS, dtype=bool)
    nothing = theirs | (rng.random(VISITS) < 0.05)
    pages = np.where(nothing, 1 + rng.integers(0, 3, VISITS), 1 + rng.poisson(0.8, VISITS))
    seconds = np.rint(pages * 22 * np.exp(rng.normal(0, 0.5, VISITS))).astype(np.int64)
    asks = rng.random(VISITS) < np.where(nothing, 0.58, 0.16 + 0.03 * (pages - 1))
    words = [item[1] for item in QUESTIONS] + [item[2] for item in QUESTIONS]
    code = question + np.where(theirs | (own_word & ~misnamed), len(QUESTIONS), 0)
    return {
        "visit_id": 1 + np.arange(VISITS),
        "started_at": started,
        "question": Coded(question, [item[0] for item in QUESTIONS]),
        "query": Coded(code, [word[0] for word in words]),
        "query_en": Coded(code, [word[1] for word in words]),
        "results": np.where(nothing, 0, 1 + rng.integers(0, 6, VISITS)),
        "pages": pages,
        "seconds": seconds,
        "asked_desk": asks,
    }
