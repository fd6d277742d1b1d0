"""Ideas for a series and their teasers, the trial of two layouts, and a panel of what people read and watch."""

import numpy as np

from classroom.world.columns import Coded, Columns, coded, pick
from classroom.world.effects_social import QuietIdea, SectionsHelp
from classroom.world.streams import stream

LAYOUTS = ("running", "headed")
_READERS = 2_600
_FORGOTTEN = 0.009  # share of readers who leave the page open for hours
AGES = ("18-24", "25-34", "35-44", "45-59", "60+")
PLATFORMS = ("video_app", "note_app", "microblog", "answer_site", "own_column")
_PANEL = 1_800
_AGE = (0.17, 0.29, 0.25, 0.20, 0.09)
# Share of an age that uses a platform every week.
_USES = np.array([
    [0.80, 0.78, 0.75, 0.76, 0.70], [0.66, 0.52, 0.30, 0.14, 0.05], [0.55, 0.42, 0.28, 0.16, 0.07],
    [0.38, 0.44, 0.33, 0.17, 0.06], [0.14, 0.26, 0.37, 0.38, 0.24],
])  # fmt: skip
_MINUTES = (310.0, 120.0, 70.0, 65.0, 48.0)
# Chinese, English, mean score by colleagues, hours of work.
_IDEAS = (
    ("厨房冷知识一分钟", "one minute of kitchen facts", 6.6, 3.0), ("三十元改造出租屋", "a rented room made over for 30 yuan", 7.4, 6.5),
    ("名人的饭盒", "lunch boxes of the famous", 8.3, 9.0), ("帐篷里的晚餐", "dinners in a tent", 7.9, 8.0),
    ("把它用坏为止", "used until it breaks", 6.1, 5.0), ("一日店长", "manager for a day", 7.0, 4.5),
    ("商品变身小剧场", "goods on stage", 8.0, 7.5), ("顾客的一天", "a day of a customer", 5.4, 4.0),
)  # fmt: skip
_SHOWN = 6_000
_ALIKE = 0.03


def creative_ideas(seed: int) -> Columns:
    """Make the table ``creative_ideas``."""
    rng = stream(seed, "creative_ideas")
    zh, en, score, hours = zip(*_IDEAS, strict=True)
    return {
        "idea_id": np.arange(1, len(_IDEAS) + 1),
        "name": coded(zh),
        "name_en": coded(en),
        "panel_score": np.round(np.array(score) + rng.normal(0, 0.1, len(_IDEAS)), 1),
        "hours_work": np.array(hours),
    }


def idea_showings(seed: int, effect: QuietIdea | None) -> Columns:
    """Make the table ``idea_showings``: whether each showing of a teaser was clicked."""
    rng = stream(seed, "idea_showings")
    rates = np.array(effect.rates) if effect else np.full(len(_IDEAS), _ALIKE)
    clicked = rng.random((len(_IDEAS), _SHOWN)) < rates[:, None]
    return {
        "idea_id": np.repeat(np.arange(1, len(_IDEAS) + 1), _SHOWN),
        "number": np.tile(np.arange(1, _SHOWN + 1), len(_IDEAS)),
        "clicked": clicked.ravel(),
    }


def layout_trial(seed: int, effect: SectionsHelp | None) -> Columns:
    """Make the table ``layout_trial``; some leave the page open and go for lunch."""
    rng = stream(seed, "layout_trial")
    headed = rng.random(_READERS) < 0.5
    depth = np.clip(rng.beta(1.3, 1.1, _READERS), 0.02, 1.0)
    click = rng.random(_READERS)
    chance = np.full(_READERS, 0.058)
    pace = np.full(_READERS, 1.0)
    if effect is not None:
        depth = np.where(headed, np.minimum(depth + effect.depth * rng.gamma(2.0, 0.5, _READERS), 1.0), depth)
        chance = chance + effect.clicked * headed
        pace = np.where(headed, effect.dwell, 1.0)
    dwell = np.exp(rng.normal(np.log(18 + 95 * depth * pace), 0.45))
    forgotten = rng.random(_READERS) < _FORGOTTEN
    dwell = np.where(forgotten, rng.uniform(1_800, 26_000, _READERS), dwell)
    return {
        "reader_id": np.arange(1, _READERS + 1),
        "layout": Coded(headed.astype(np.int64), LAYOUTS),
        "depth_read": np.round(depth, 3),
        "dwell_s": np.round(dwell, 1),
        "clicked": click < chance,
    }


def media_panel(seed: int) -> Columns:
    """Make the table ``media_panel``: minutes a week on each platform; who is online much uses several."""
    rng = stream(seed, "media_panel")
    age = pick(rng, _AGE, _PANEL)
    tier = 1 + pick(rng, (0.24, 0.34, 0.42), _PANEL)
    busy = rng.normal(0, 0.55, _PANEL)  # uses of one person go together
    odds = np.log(_USES / (1 - _USES)).T[age] + busy[:, None]
    odds[:, 1] += np.array([0.3, 0.0, -0.35])[tier - 1]
    odds[:, 3] += np.array([0.25, 0.0, -0.25])[tier - 1]
    uses = rng.random(odds.shape) < 1 / (1 + np.exp(-odds))
    minutes = np.maximum(np.rint(np.array(_MINUTES) * np.exp(rng.normal(-0.3, 0.8, odds.shape))), 1).astype(np.int64)
    columns: Columns = {
        "person_id": np.arange(1, _PANEL + 1),
        "age_band": Coded(age, AGES),
        "city_tier": tier,
    }
    return columns | {name: np.where(uses, minutes, 0)[:, n] for n, name in enumerate(PLATFORMS)}
