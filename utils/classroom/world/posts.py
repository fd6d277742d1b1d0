"""Posts of the content team: titles, counts, reads by day, and comments, all from a grammar."""

import re

import numpy as np

from classroom.world.columns import Coded, Columns, Floats, Ints, Times, coded, pick
from classroom.world.effects import Effects
from classroom.world.streams import stream
from classroom.world.words import CATEGORIES

FIRST, LAST = np.datetime64("2025-01-01", "D"), np.datetime64("2025-09-30", "D")
CURVES_FROM = np.datetime64("2025-07-01", "D")
CURVE_DAYS = 90
FIRST_ID = 5001
PLATFORMS = ("video_app", "note_app", "microblog", "answer_site", "own_column")
FORMATS = ("short_video", "image_text", "article")
TOPICS = ("how_to", "new_goods", "customer_story", "offer", "behind_the_scenes")
ENDINGS = ("none", "question", "vote", "challenge")
ACCOUNTS = ("lab_bench", "lab_notes", "lab_daily", "lab_answers", "lab_letter", "xiaoman")
# Of each account: posts a week; shares of the platforms and of the formats; hours of a post at the median.
_PER_WEEK = (1.5, 2.6, 4.2, 2.1, 1.0, 2.1)
_PLATFORM = np.array([
    [1, 0, 0, 0, 0], [0, 1, 0, 0, 0], [0, 0, 1, 0, 0], [0, 0, 0, 1, 0], [0, 0, 0, 0, 1], [0.65, 0.35, 0, 0, 0],
])  # fmt: skip
_FORMAT = np.array([
    [1, 0, 0], [0.3, 0.7, 0], [0.05, 0.95, 0], [0, 0.1, 0.9], [0, 0, 1], [0.7, 0.3, 0],
])  # fmt: skip
_HOURS = (7.0, 2.4, 0.6, 2.8, 5.0, 3.2)
_TOPIC = (0.28, 0.18, 0.20, 0.16, 0.18)
# Log of how often a post is shown, its spread, and share of the showings that are opened, by platform.
_SHOWN, _SHOWN_SPREAD = (9.3, 9.0, 8.9, 8.1, 8.35), (1.25, 1.1, 1.0, 1.1, 0.06)
_OPENED = (0.30, 0.15, 0.055, 0.24, 0.23)
_COMPLETION = (0.27, 0.52, 0.66, 0.47, 0.44)
_SECONDS = (24.0, 38.0, 9.0, 95.0, 120.0)
# Actions a read by platform: likes, comments, shares, favourites, follows, clicks.
ACTIONS = ("likes", "comments", "shares", "favourites", "follows", "clicks")
_RATES = np.array([
    [0.042, 0.0050, 0.0060, 0.010, 0.0030, 0.016],
    [0.050, 0.0060, 0.0050, 0.032, 0.0034, 0.026],
    [0.025, 0.0060, 0.0110, 0.003, 0.0016, 0.010],
    [0.034, 0.0050, 0.0040, 0.036, 0.0046, 0.034],
    [0.020, 0.0018, 0.0050, 0.009, 0.0000, 0.046],
])  # fmt: skip
_ORDERS = (0.046, 0.050, 0.028, 0.068, 0.076)  # orders a click
# Days in which reads of a post fall to a third, and the share of reads that follow this first wave.
_WAVE = (1.9, 3.2, 0.45, 2.0, 1.1)
_QUIET = 0.06  # share of the reads that are spread over the three months with any post
_OCCASIONS = (
    ("出租屋", "a rented room"), ("宿舍", "a dormitory"), ("周末露营", "a weekend outdoors"), ("带娃出门", "a day out with a child"),
    ("一个人吃饭", "a meal for one"), ("搬家", "moving house"), ("上班带饭", "lunch at work"), ("换季", "the change of season"),
    ("小厨房", "a small kitchen"), ("爸妈家", "my parents' home"),
)  # fmt: skip
_TEMPLATES = {
    "how_to": (
        ("{n}怎么挑？看这{k}点就够了", "How to choose a {e}: {k} points are enough"),
        ("{o}用的{n}，{k}个容易踩的坑", "A {e} for {f}: {k} mistakes"),
        ("{n}用久了有味道？{k}步洗干净", "Your {e} smells? Clean it in {k} steps"),
        ("{k}分钟学会收拾{n}", "Learn to look after your {e} in {k} minutes"),
        ("问：{o}买多大的{n}合适？", "Q: what size of {e} suits {f}?"),
    ),
    "new_goods": (
        ("上新｜{a}{n}来了", "New: the {b} {e} is here"),
        ("等了{k}个月，{a}{n}终于上架", "{k} months of waiting: the {b} {e} is on sale"),
        ("先看图：新的{a}{n}，{o}也能用", "First look: a new {b} {e}, made for {f} too"),
    ),
    "customer_story": (
        ("她用一个{n}，把{o}过舒服了", "How a {e} made {f} pleasant for her"),
        ("{o}的第{k}天，他给我们发来一张{n}的照片", "Day {k} of {f}: he sent us a picture of his {e}"),
        ("买家来信：这个{n}陪了我{k}年", "A letter: this {e} has been with me for {k} years"),
    ),
    "offer": (
        ("本周{n}第{k}件半价", "This week: every {k}th {e} at half price"),
        ("{a}{n}直降，只到周日", "{b} {e}: price down until Sunday"),
        ("囤货清单：{o}少不了的{n}", "Shopping list for {f}: the {e}"),
    ),
    "behind_the_scenes": (
        ("一个{n}要摔{k}次才能出厂", "A {e} is dropped {k} times before it leaves"),
        ("带你看{n}怎么装箱", "See how we pack a {e}"),
        ("试用员小满的一天：今天折腾{n}", "A day of our tester Xiaoman: today the {e}"),
        ("仓库里的猫又睡在{n}上了", "The warehouse cat sleeps on the {e} again"),
    ),
}  # fmt: skip
_VIRAL_AT = np.datetime64("2025-08-16 19:30:00", "s")
_VIRAL_TITLE = ("仓库里的猫钻进炒锅，怎么叫都不出来", "The warehouse cat sits in a wok and will not come out")


_BEFORE_VOWEL = re.compile(r"\b([Aa]) (?=[aeio])")
# The templates speak of one lasting piece.
_LASTING = [
    group
    for group in CATEGORIES
    if group.cat1 in ("home", "kitchen", "outdoor") and not any(english.endswith("s") for _, english in group.nouns)
]


def social_posts(seed: int, effects: Effects) -> Columns:
    """Make the table ``social_posts``: what the team published in nine months, and what came of each post."""
    rng = stream(seed, "social_posts")
    account, published = _calendar(rng)
    viral = effects.viral_post
    place = int(np.searchsorted(published, _VIRAL_AT))
    account[place], published[place] = ACCOUNTS.index("xiaoman"), _VIRAL_AT
    size = len(account)
    platform = _drawn(rng, _PLATFORM[account])
    form = _drawn(rng, _FORMAT[account])
    topic = pick(rng, _TOPIC, size)
    ending = pick(rng, (0.4, 0.2, 0.2, 0.2), size)
    platform[place], form[place], topic[place] = 0, 0, TOPICS.index("behind_the_scenes")
    hours = np.maximum(np.round(np.array(_HOURS)[account] * np.exp(rng.normal(0, 0.35, size)), 1), 0.3)
    titles = _titles(rng, topic, place)
    asks = effects.endings_ask
    appeal = rng.normal(0, 0.7, size)  # what makes people open a post makes the platform show it
    shown = np.array(_SHOWN)[platform] + np.array(_SHOWN_SPREAD)[platform] * (
        0.8 * rng.normal(size=size) + 0.6 * appeal
    )
    if asks is not None:
        shown = shown + np.log(asks.shown) * ((ending > 0) & (platform != PLATFORMS.index("own_column")))
    impressions = np.exp(shown).astype(np.int64) + 60
    opened = np.clip(np.array(_OPENED)[platform] * np.exp(0.25 * appeal + rng.normal(0, 0.2, size)), 0.005, 0.85)
    reads = rng.binomial(impressions, opened)
    rates = _RATES[platform] * np.exp(rng.normal(0, 0.38, (size, len(ACTIONS))))
    buys = np.array(_ORDERS)[platform] * np.exp(rng.normal(0, 0.35, size))
    if asks is not None:
        rates[:, ACTIONS.index("comments")] *= np.where(ending > 0, asks.comments, 1.0)
    useful = effects.useful_sells
    if useful is not None:
        rates[:, ACTIONS.index("likes")] *= np.where(topic == TOPICS.index("behind_the_scenes"), useful.likes, 1.0)
        rates[:, ACTIONS.index("clicks")] *= np.where(topic == TOPICS.index("how_to"), useful.clicks, 1.0)
        buys = buys * np.where(topic == TOPICS.index("how_to"), useful.orders, 1.0)
    if viral is not None:
        reads[place], impressions[place] = viral.reads, int(viral.reads / 0.31)
        rates[place, ACTIONS.index("clicks")], buys[place] = viral.clicks, viral.orders
    acted = rng.binomial(reads[:, None], np.clip(rates, 0, 0.6))
    orders = rng.binomial(acted[:, ACTIONS.index("clicks")], np.clip(buys, 0, 0.5))
    baskets = np.exp(rng.normal(np.log(96.0), 0.75 / np.sqrt(np.maximum(orders, 1)), size)) * 1.12
    kept = np.clip(rng.normal(0.88, 0.04, size), 0.6, 1.0)
    completion = np.clip(rng.normal(np.array(_COMPLETION)[platform], 0.08), 0.03, 0.97)
    seconds = np.array(_SECONDS)[platform] * np.exp(rng.normal(0, 0.3, size)) * (0.4 + completion)
    return {
        "post_id": FIRST_ID + np.arange(size),
        "account": Coded(account, ACCOUNTS),
        "platform": Coded(platform, PLATFORMS),
        "format": Coded(form, FORMATS),
        "topic": Coded(topic, TOPICS),
        "ending": Coded(ending, ENDINGS),
        "title": coded(zh for zh, _ in titles),
        "title_en": coded(en for _, en in titles),
        "published_at": published,
        "hours_work": hours,
        "cost": np.rint(hours * 90 + np.array((120, 30, 5, 10, 20, 60))[account] * rng.random(size)).astype(np.int64) * 100,
        "impressions": impressions,
        "reads": reads,
        "completion": np.round(completion, 3),
        "read_s": np.round(seconds, 1),
        **{name: acted[:, n] for n, name in enumerate(ACTIONS)},
        "orders": orders,
        "sales": np.rint(orders * baskets * kept * 100).astype(np.int64),
    }  # fmt: skip


def _drawn(rng: np.random.Generator, shares: Floats) -> Ints:
    """One position a row, by the shares of that row."""
    drawn = (rng.random((len(shares), 1)) > np.cumsum(shares, axis=1)).sum(axis=1)
    return np.minimum(drawn, shares.shape[1] - 1).astype(np.int64)


def _calendar(rng: np.random.Generator) -> tuple[Ints, Times]:
    """Account and time of each post, in order of time; the letter goes out on Thursdays, two accounts pause."""
    days = int((LAST - FIRST).astype(int)) + 1
    account, day = [], []
    for n, per_week in enumerate(_PER_WEEK):
        size = round(per_week * days / 7)
        # 2025-01-02 was a Thursday.
        drawn = np.arange(1, days, 7) if ACCOUNTS[n] == "lab_letter" else rng.integers(0, days, size)
        if ACCOUNTS[n] == "xiaoman":
            drawn = drawn[~np.isin(drawn // 7, (6, 7, 17, 18, 19, 29))]
        if ACCOUNTS[n] == "lab_bench":
            drawn = drawn[~np.isin(drawn // 7, (12, 13, 24, 25, 26))]
        account.append(np.full(len(drawn), n))
        day.append(drawn)
    who, when = np.concatenate(account), np.concatenate(day)
    second = rng.choice([8, 12, 18, 19, 20, 21, 22], len(who)) * 3600 + rng.integers(0, 3600, len(who))
    time = FIRST.astype("datetime64[s]") + (when * 86_400 + second).astype("timedelta64[s]")
    order = np.argsort(time, kind="stable")
    return who[order], time[order]


def _titles(rng: np.random.Generator, topic: Ints, viral: int) -> list[tuple[str, str]]:
    found = []
    for row, kind in enumerate(topic.tolist()):
        group = _LASTING[int(rng.integers(len(_LASTING)))]
        noun, noun_en = group.nouns[int(rng.integers(len(group.nouns)))]
        word, word_en = group.modifiers[int(rng.integers(len(group.modifiers)))]
        place, place_en = _OCCASIONS[int(rng.integers(len(_OCCASIONS)))]
        templates = _TEMPLATES[TOPICS[kind]]
        zh, en = templates[int(rng.integers(len(templates)))]
        names = {
            "n": noun,
            "e": noun_en,
            "a": word,
            "b": word_en,
            "o": place,
            "f": place_en,
            "k": int(rng.integers(3, 10)),
        }
        english = _BEFORE_VOWEL.sub(r"\1n ", en.format(**names))
        found.append(_VIRAL_TITLE if row == viral else (zh.format(**names), english))
    return found


def post_days(seed: int, effects: Effects, posts: Columns) -> Columns:
    """Make the table ``post_days``: how the reads of a post came in, day by day; they sum to ``reads``."""
    rng = stream(seed, "post_days")
    rows = np.flatnonzero(np.asarray(posts["published_at"]) >= CURVES_FROM)
    platform = _codes(posts["platform"])[rows]
    reads = np.asarray(posts["reads"])[rows]
    wave = np.array(_WAVE)[platform] * np.exp(rng.normal(0, 0.3, len(rows)))
    edges = np.arange(CURVE_DAYS + 1)
    first = _by_day(edges, wave[:, None])
    later = np.full_like(first, 1 / CURVE_DAYS)
    share = np.full(len(rows), _QUIET)
    answers = effects.long_answers
    if answers is not None:
        found = platform == PLATFORMS.index("answer_site")
        later[found] = _by_day(edges, np.full((found.sum(), 1), answers.days))
        share[found] = answers.share
    weights = (1 - share)[:, None] * first + share[:, None] * later
    weights = weights * rng.gamma(12.0, 1 / 12.0, weights.shape)
    counts = rng.multinomial(reads, weights / weights.sum(axis=1, keepdims=True))
    return {
        "post_id": np.repeat(np.asarray(posts["post_id"])[rows], CURVE_DAYS),
        "day": np.tile(np.arange(CURVE_DAYS), len(rows)),
        "reads": counts.ravel().astype(np.int64),
    }


def _by_day(edges: Ints, days: Floats) -> Floats:
    """Share of each day where what is left falls to a third in so many days."""
    left = np.exp(-edges[None, :] / days)
    share = left[:, :-1] - left[:, 1:]
    return np.asarray(share / share.sum(axis=1, keepdims=True))


# Clauses of comments; the first kind asks for the goods.
_ASKS = (
    ("求链接", "link please"), ("多少钱", "how much is it"), ("哪里能买", "where can I buy it"), ("有没有小一号的", "is there a smaller one"),
    ("这款还有货吗", "is it still in stock"), ("什么牌子的", "what brand is it"), ("已下单", "ordered one"), ("怎么下单", "how do I order"),
)  # fmt: skip
_ABOUT_GOODS = (
    ("我家那只用了两年还好好的", "mine is fine after two years"), ("正好缺一个", "just what I need"), ("比我之前买的厚", "thicker than my last one"),
    ("照着做了，真的管用", "I tried it and it works"), ("收藏了，周末试试", "saved it for the weekend"), ("洗起来方便吗", "is it easy to wash"),
    ("尺寸写清楚一点就更好了", "please state the size"), ("颜色好看", "nice colour"), ("讲得很明白", "well explained"), ("有点重", "a bit heavy"),
)  # fmt: skip
_CHAT = (
    ("哈哈哈哈", "hahaha"), ("笑死", "so funny"), ("太可爱了", "so cute"), ("猫主子又来上班了", "the cat is at work again"), ("每天准时来看", "I watch every day"),
    ("第一", "first"), ("已转给对象看", "sent it to my partner"), ("这就是我本人", "that is me"), ("求更新", "more please"),
    ("看了三遍", "watched it three times"), ("打工人的快乐源泉", "the joy of my working day"), ("它是在等开饭吗", "is it waiting for dinner"),
    ("好想rua一下", "I want to pet it"), ("这锅可惜了", "poor wok"),
)  # fmt: skip
_ENDS = (("", ""), ("！", "!"), ("～", "~"), ("[赞]", " [thumbs up]"), ("？", "?"))


def post_comments(seed: int, posts: Columns) -> Columns:
    """Make the table ``post_comments``: a sample of the comments, at most 12 of a post and 400 of one seen by millions."""
    rng = stream(seed, "post_comments")
    published, comments = np.asarray(posts["published_at"]), np.asarray(posts["comments"])
    reads, topic = np.asarray(posts["reads"]), _codes(posts["topic"])
    texts, english, of_post, likes, replies = [], [], [], [], []
    for row in np.flatnonzero((published >= CURVES_FROM) & (comments > 0)).tolist():
        million = reads[row] > 1_000_000
        chat = 0.93 if million else 0.55 if topic[row] == TOPICS.index("behind_the_scenes") else 0.2
        for _ in range(min(int(comments[row]), 400 if million else 12)):
            clauses = []
            for _ in range(min(int(rng.geometric(0.42)), 6)):
                kind = int(pick(rng, (0.3 * (1 - chat), 0.7 * (1 - chat), chat), 1)[0])
                pool = (_ASKS, _ABOUT_GOODS, _CHAT)[kind]
                clauses.append(pool[int(rng.integers(len(pool)))])
            end = _ENDS[int(pick(rng, (0.5, 0.2, 0.1, 0.1, 0.1), 1)[0])]
            texts.append("，".join(dict.fromkeys(zh for zh, _ in clauses)) + end[0])
            english.append(", ".join(dict.fromkeys(en for _, en in clauses)) + end[1])
            of_post.append(FIRST_ID + row)
            likes.append(int(rng.pareto(1.1) * (6 if million else 0.8)))
            answered = rng.random() < (0.02 if million else 0.6)
            replies.append(round(float(np.exp(rng.normal(4.2, 1.3))), 1) if answered else np.nan)
    return {
        "comment_id": np.arange(1, len(texts) + 1),
        "post_id": np.array(of_post, dtype=np.int64),
        "text": coded(texts),
        "text_en": coded(english),
        "likes": np.array(likes, dtype=np.int64),
        "reply_min": np.array(replies, dtype=float),
    }


def _codes(column: object) -> Ints:
    assert isinstance(column, Coded)
    return np.asarray(column.codes, dtype=np.int64)
