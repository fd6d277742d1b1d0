"""What customers say: reviews, contacts with service, and surveys."""

import numpy as np

from classroom.world.catalogue import LAST_SECOND, Catalogue
from classroom.world.columns import MISSING, Bools, Coded, Columns, Floats, Ints, pick, pick_rows
from classroom.world.customers import Customers
from classroom.world.effects import SatisfiedStay
from classroom.world.orders import NO_TIME, Orders
from classroom.world.streams import stream

_REASON_SHARES = [0.17, 0.27, 0.13, 0.35, 0.08]  # what drives leavers away: quality, price, service, logistics, trust
LATE_DAYS = 5.0  # days from payment to delivery after which customers call it late
_STARS_IN_TIME = np.array([0.012, 0.018, 0.045, 0.13, 0.795])
_STARS_LATE = np.array([0.17, 0.15, 0.19, 0.22, 0.27])
_TEXTS = {
    1: (
        "包装破了，里面也有磕碰，很失望。",
        "和图片差太多，不会再买。",
        "等了很久才到，客服也不回。",
        "用了两天就坏了。",
    ),
    2: ("质量一般，和描述有出入。", "物流太慢，催了好几次。", "味道有点重，通风几天才好。", "做工粗糙，线头不少。"),
    3: ("还可以，对得起这个价。", "东西不错，就是到得晚。", "颜色比图片深一点。", "一般般，没有想象中好。"),
    4: (
        "整体满意，包装可以再好一些。",
        "挺好用的，发货速度还行。",
        "质量不错，尺寸稍微偏小。",
        "家里人说好，下次还来。",
    ),
    5: (
        "质量很好，物流也快，五星。",
        "第二次买了，一如既往地好。",
        "包装用心，客服耐心，推荐。",
        "比预想的好，性价比高。",
        "和描述一样，很喜欢。",
        "送人的，朋友很喜欢。",
    ),
}
_ALL_TEXTS = [text for stars in range(1, 6) for text in _TEXTS[stars]]
_TEXT_START = np.cumsum([0] + [len(_TEXTS[stars]) for stars in range(1, 5)])
_TEXT_COUNT = np.array([len(_TEXTS[stars]) for stars in range(1, 6)])
LABELS = ("positive", "neutral", "negative")
TOPICS = ("shipping", "return", "size", "product", "payment", "coupon", "invoice")
TICKET_CHANNELS = ("chat", "phone", "message")


def reviews(
    seed: int,
    block: int,
    effect: SatisfiedStay | None,
    catalogue: Catalogue,
    orders: Orders,
    leaves: Bools,
    first_id: int,
) -> Columns:
    """Make the table ``reviews`` of one block: about a third of the delivered lines get one."""
    rng = stream(seed, "reviews", block)
    delivered = np.asarray(orders.table["delivered_at"])[orders.item_order]
    paid_at = np.asarray(orders.table["paid_at"])[orders.item_order]
    writes = ~np.isnat(delivered) & (rng.random(len(delivered)) < 0.32)
    created = delivered + (rng.exponential(4.0, len(delivered)) * 86_400 + 3_600).astype("timedelta64[s]")
    rows = np.flatnonzero(writes & ~np.isnat(created) & (created <= LAST_SECOND))
    rows = rows[np.argsort(created[rows], kind="stable")]
    size = len(rows)
    late = (delivered[rows] - paid_at[rows]).astype(float) / 86_400 > LATE_DAYS
    sku = np.asarray(orders.items["sku_id"])[rows] - 1
    stars = 1 + pick_rows(rng, np.stack([_STARS_IN_TIME, _STARS_LATE]), late.astype(np.int64))
    # A good that is liked less loses a star now and then.
    stars = np.maximum(stars - (rng.random(size) < np.clip(-0.08 * catalogue.quality[sku], 0, 0.5)), 1)
    if effect is not None:
        chance = stream(seed, "reviews.leavers", block).random(size)
        falls = leaves[orders.item_order[rows]] & (chance < effect.stars)
        # The chance spreads over one to four stars less.
        stars = np.maximum(stars - falls * (1 + np.floor(4 * chance / effect.stars).astype(np.int64)), 1)
    text = _TEXT_START[stars - 1] + (rng.random(size) * _TEXT_COUNT[stars - 1]).astype(np.int64)
    replies = rng.random(size) < np.where(stars <= 3, 0.6, 0.2)
    reply = created[rows] + (rng.exponential(20.0, size) * 3_600).astype("timedelta64[s]")
    edited = np.where((stars <= 3) & replies & (rng.random(size) < 0.12), np.minimum(stars + 2, 5), MISSING)

    def service_score(shift: Floats | float) -> Ints:
        return np.clip(np.round(stars + rng.normal(0, 0.6, size) + shift), 1, 5).astype(np.int64)

    return {
        "review_id": first_id + np.arange(size),
        "order_id": np.asarray(orders.items["order_id"])[rows],
        "sku_id": sku + 1,
        "user_id": np.asarray(orders.table["user_id"])[orders.item_order[rows]],
        "rating": stars.astype(np.int64),
        "text": Coded(np.where(rng.random(size) < 0.25, MISSING, text), _ALL_TEXTS),
        "created_at": created[rows],
        "has_image": rng.random(size) < 0.22,
        "reply_at": np.where(replies & (reply <= LAST_SECOND), reply, NO_TIME),
        "edited_rating": edited,
        "dsr_desc": service_score(0.1),
        "dsr_service": service_score(0.2),
        "dsr_logistics": service_score(np.where(late, -0.8, 0.25)),
        "label": Coded(np.select([stars >= 4, stars == 3], [0, 1], 2), LABELS),
    }


def tickets(
    seed: int, block: int, effect: SatisfiedStay | None, orders: Orders, leaves: Bools, first_id: int
) -> Columns:
    """Make the table ``cs_tickets`` of one block: about one contact for eleven orders."""
    rng = stream(seed, "cs_tickets", block)
    created = np.asarray(orders.table["created_at"])
    size_orders = len(created)
    refund = np.asarray(orders.table["refund"]) > 0
    asks = rng.random(size_orders) < np.where(refund, 0.35, 0.065)
    opened = created + (rng.exponential(2.5, size_orders) * 86_400).astype("timedelta64[s]")
    rows = np.flatnonzero(asks & (opened <= LAST_SECOND))
    rows = rows[np.argsort(opened[rows], kind="stable")]
    size = len(rows)
    opened = opened[rows]
    topic = pick_rows(
        rng,
        np.array([[0.36, 0.08, 0.14, 0.22, 0.07, 0.08, 0.05], [0.12, 0.66, 0.06, 0.13, 0.01, 0.01, 0.01]]),
        refund[rows].astype(np.int64),
    )
    channel = pick(rng, [0.72, 0.10, 0.18], size)
    bot = (channel == 0) & (rng.random(size) < 0.55)
    handed = bot & (rng.random(size) < np.where(topic == 1, 0.7, 0.35))
    first_seconds = np.where(bot, 2 + rng.random(size) * 4, 55 * np.exp(rng.normal(0, 1.0, size)))
    first_seconds = np.where(channel == 2, first_seconds * 40, first_seconds)
    resolve_hours = (
        np.where(bot & ~handed, 0.08, 3.5) * np.exp(rng.normal(0, 1.1, size)) * np.where(topic == 1, 3.0, 1.0)
    )
    abandoned = rng.random(size) < np.where(first_seconds > 180, 0.16, 0.03)
    first_reply = opened + np.ceil(first_seconds).astype("timedelta64[s]")
    resolved = first_reply + np.ceil(resolve_hours * 3_600).astype("timedelta64[s]")
    escalated = ~abandoned & (rng.random(size) < np.where(topic == 1, 0.10, 0.03))
    reopened = ~abandoned & (rng.random(size) < 0.06)
    answers = ~abandoned & (rng.random(size) < 0.38)
    score = 4.55 - 0.32 * np.log1p(resolve_hours / 2) - 0.9 * escalated - 0.5 * reopened + rng.normal(0, 0.7, size)
    if effect is not None:
        score = score - effect.service * leaves[rows]
    return {
        "ticket_id": first_id + np.arange(size),
        "user_id": np.asarray(orders.table["user_id"])[rows],
        "order_id": np.asarray(orders.table["order_id"])[rows],
        "channel": Coded(channel, TICKET_CHANNELS),
        "topic": Coded(topic, TOPICS),
        "opened_at": opened,
        "first_reply_at": np.where(abandoned & (first_seconds > 180), NO_TIME, first_reply),
        "resolved_at": np.where(abandoned | (resolved > LAST_SECOND), NO_TIME, resolved),
        "agent_id": np.where(bot & ~handed, MISSING, 1 + rng.integers(0, 18, size)),
        "bot_handled": bot,
        "handed_over": handed,
        "escalated": escalated,
        "reopened": reopened,
        "abandoned": abandoned,
        "csat": np.where(answers, np.clip(np.round(score), 1, 5), MISSING).astype(np.int64),
    }


def surveys(
    seed: int,
    block: int,
    effect: SatisfiedStay | None,
    customers: Customers,
    orders: Orders,
    leaves: Bools,
    first_id: int,
) -> Columns:
    """Make the table ``surveys`` of one block: sent after one delivery in four, answered by a quarter."""
    rng = stream(seed, "surveys", block)
    delivered = np.asarray(orders.table["delivered_at"])
    sent = delivered + np.timedelta64(7, "D")
    asked = ~np.isnat(delivered) & (rng.random(len(delivered)) < 0.25)
    rows = np.flatnonzero(asked & (sent <= LAST_SECOND))
    rows = rows[np.argsort(sent[rows], kind="stable")]
    size = len(rows)
    user = orders.buyer[rows]
    refund = np.asarray(orders.table["refund"])[rows] > 0
    late = (delivered[rows] - np.asarray(orders.table["paid_at"])[rows]).astype(float) / 86_400 > LATE_DAYS
    mood = rng.normal(0, 1, size) - 0.9 * refund - 0.7 * late
    reason = np.full(size, MISSING)
    if effect is not None:
        mood = mood - effect.mood * leaves[rows]
        told = stream(seed, "surveys.leavers", block)
        reason = np.where(leaves[rows] & (told.random(size) < effect.reason), pick(told, _REASON_SHARES, size), MISSING)
    older = np.asarray(customers.table["birth_year"])[user] < 1980
    answered = rng.random(size) < np.clip(0.25 + 0.04 * mood + 0.06 * older, 0.02, 0.9)
    when = sent[rows] + (rng.exponential(1.4, size) * 86_400).astype("timedelta64[s]")
    answered &= when <= LAST_SECOND

    def score(middle: float, slope: float, low: int, high: int) -> Ints:
        values = np.clip(np.round(middle + slope * mood + rng.normal(0, 0.6 * slope, size)), low, high)
        return np.where(answered, values, MISSING).astype(np.int64)

    def aspect(number: int, middle: float, slope: float) -> Ints:
        values = score(middle, slope, 1, 5)
        return np.where((values > 1) & (reason == number), values - 1, values)

    share = rng.integers(5, 31, (5, size)) * (1 + np.arange(5)[::-1, None] * 0.15)
    weights = np.round(share / share.sum(axis=0), 3)
    table: Columns = {
        "survey_id": first_id + np.arange(size),
        "user_id": customers.first_id + user,
        "sent_at": sent[rows],
        "answered_at": np.where(answered, when, NO_TIME),
        "csat": score(4.3, 0.6, 1, 5),
        "nps": score(8.3, 1.5, 0, 10),
        "ces": score(5.6, 0.9, 1, 7),
        "sus": score(74.0, 12.0, 0, 100),
        "quality": aspect(0, 4.3, 0.6),
        "price": aspect(1, 4.0, 0.6),
        "service": aspect(2, 4.2, 0.6),
        "logistics": aspect(3, 4.1, 0.7),
        "trust": aspect(4, 4.4, 0.5),
        "weight": np.where(answered, weights[0], np.nan),
    }
    return table
