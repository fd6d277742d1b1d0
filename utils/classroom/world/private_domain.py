"""Private domain: an invitation campaign, a card in the parcel that leads to a chat group, and what members do there."""

import numpy as np

from classroom.world.columns import MISSING, Coded, Columns, Floats
from classroom.world.effects import Effects
from classroom.world.orders import NO_TIME
from classroom.world.streams import stream

CHAIN_FROM = np.datetime64("2025-10-13", "s")
CHAIN_DAYS = 49  # up to 30 November
TRICKLE = 9.0  # people a day who find the campaign by themselves
INVITE_SHARE = 0.36  # of people who invite at all
INVITES = 2.0  # further invitations of one who does
ACCEPTED = 0.37  # of invitations
CARD_BUYERS = 6_000
CARD_DAYS = 182  # from 3 March to 31 August
WEEKS = 12


def _seconds(hours: Floats) -> np.ndarray:
    return np.round(hours * 3600).astype("timedelta64[s]")


def chain(seed: int, effects: Effects) -> tuple[Columns, Columns]:
    """Make the tables ``chain_people`` and ``chain_invites``: one generation after the other."""
    rng = stream(seed, "chain_people")
    burst = effects.sharing_burst
    a_day = rng.poisson(TRICKLE, CHAIN_DAYS)
    if burst is not None:
        a_day[: len(burst.pushed)] += np.array(burst.pushed)
    day = np.repeat(np.arange(CHAIN_DAYS), a_day)
    # People join in the evening rather than at night.
    hour = np.clip(rng.normal(17, 4.5, len(day)), 0, 23.9)
    joined = CHAIN_FROM + day.astype("timedelta64[D]") + _seconds(hour)
    fan = day < burst.fans if burst is not None else np.zeros(len(day), dtype=bool)
    end = CHAIN_FROM + np.timedelta64(CHAIN_DAYS, "D") - np.timedelta64(1, "s")
    joins, parents = [joined], [np.full(len(joined), MISSING)]
    inviter, sent_at, friend, opened_at, joined_at = [], [], [], [], []
    first, total = 0, len(joined)
    generation = 0
    while len(joined):
        draw = stream(seed, "chain_invites", generation)
        size = len(joined)
        factor = np.where(fan, burst.fan_invites if burst is not None else 1.0, 1.0)
        invites = draw.random(size) < np.minimum(INVITE_SHARE * np.sqrt(factor), 1)
        count = np.where(invites, 1 + draw.poisson(INVITES * np.sqrt(factor)), 0)
        who = np.repeat(np.arange(size), count)
        sent = joined[who] + _seconds(np.minimum(draw.exponential(15, len(who)), 160) + 0.05)
        looks = draw.random(len(who)) < 0.62
        opened = sent + _seconds(np.minimum(draw.exponential(6, len(who)), 70) + 0.02)
        comes = looks & (draw.random(len(who)) < ACCEPTED / 0.62)
        arrived = opened + _seconds(np.minimum(draw.exponential(1.5, len(who)), 40) + 0.02)
        seen = sent <= end
        who, sent, looks, opened, comes, arrived = (part[seen] for part in (who, sent, looks, opened, comes, arrived))
        comes &= arrived <= end
        number = np.full(len(who), MISSING)
        number[comes] = total + np.arange(comes.sum())
        inviter.append(first + who)
        sent_at.append(sent)
        friend.append(number)
        opened_at.append(np.where(looks & (opened <= end), opened, NO_TIME))
        joined_at.append(np.where(comes, arrived, NO_TIME))
        joins.append(arrived[comes])
        parents.append(first + who[comes])
        first, total = total, total + int(comes.sum())
        joined, fan = arrived[comes], np.zeros(int(comes.sum()), dtype=bool)
        generation += 1
    when, parent = np.concatenate(joins), np.concatenate(parents)
    order = np.argsort(when, kind="stable")
    rank = np.empty(len(order), dtype=np.int64)
    rank[order] = 1 + np.arange(len(order))
    people: Columns = {
        "person_no": rank[order],
        "joined_at": when[order],
        "invited_by": np.where(parent[order] == MISSING, MISSING, rank[parent[order]]),
    }
    by, to, at = np.concatenate(inviter), np.concatenate(friend), np.concatenate(sent_at)
    rows = np.lexsort((rank[by], at))
    invites_table: Columns = {
        "invite_no": 1 + np.arange(len(rows)),
        "inviter": rank[by[rows]],
        "invitee": np.where(to[rows] == MISSING, MISSING, rank[to[rows]]),
        "sent_at": at[rows],
        "opened_at": np.concatenate(opened_at)[rows],
        "joined_at": np.concatenate(joined_at)[rows],
    }
    return people, invites_table


def card_tables(seed: int, effects: Effects) -> tuple[Columns, Columns]:
    """Make the tables ``card_trial`` and ``chat_weeks``: who gets the card is drawn by lot, who joins is not."""
    rng = stream(seed, "card_trial")
    size = CARD_BUYERS
    day = np.sort(rng.integers(0, CARD_DAYS, size))
    hour = np.clip(rng.normal(18, 4, size), 8, 23.9)
    ordered = np.datetime64("2025-03-03", "s") + day.astype("timedelta64[D]") + _seconds(hour)
    card = rng.permutation(np.arange(size) % 2 == 0)
    liking = rng.normal(0, 1, size)
    joins = rng.random(size) < 1 / (1 + np.exp(-np.where(card, -1.25, -3.6) - 1.25 * liking))
    again = rng.random(size) < 1 / (1 + np.exp(1.05 - 1.25 * liking))
    effect = effects.card_moves_few
    if effect is not None:
        turned = stream(seed, "card_trial.turned").random(size) < effect.turned
        again |= joins & turned
    orders = np.where(again, 1 + rng.poisson(np.exp(-0.6 + 0.35 * liking)), 0)
    spent = np.round(orders * 8_300 * np.exp(rng.normal(0, 0.35, size))).astype(np.int64)
    joined = ordered + _seconds(24 * rng.uniform(2, 8, size))
    stayed = rng.exponential(26, size)  # weeks
    left = joined + _seconds(24 * 7 * stayed)
    end = np.datetime64("2025-11-30T23:59:59", "s")
    buyers: Columns = {
        "buyer_no": 1 + np.arange(size),
        "first_order_at": ordered,
        "card": card,
        "joined_at": np.where(joins, joined, NO_TIME),
        "left_at": np.where(joins & (left <= end), left, NO_TIME),
        "orders_90": orders,
        "spent_90": spent,
    }
    return buyers, _chat_weeks(seed, np.flatnonzero(joins), orders, stayed)


def _chat_weeks(seed: int, members: np.ndarray, orders: np.ndarray, stayed: np.ndarray) -> Columns:
    """Each week of a member in the group, from the one of joining on: what was written, and ordered by the group's link."""
    rng = stream(seed, "chat_weeks")
    weeks = np.minimum(np.floor(stayed[members]).astype(np.int64) + 1, WEEKS)
    row = np.repeat(np.arange(len(members)), weeks)
    week = np.arange(len(row)) - np.repeat(np.cumsum(weeks) - weeks, weeks)
    talk = np.exp(rng.normal(-1.35, 1.75, len(members)))
    messages = rng.poisson(talk[row] * np.exp(-week / 4.0))
    # A part of the orders goes through the group's link, most of it soon after joining.
    through = rng.binomial(orders[members], 0.6)
    place = np.repeat(np.arange(len(members)), through)
    at = np.floor(rng.exponential(3.6, len(place))).astype(np.int64)
    bought = np.zeros((len(members), WEEKS), dtype=np.int64)
    inside = at < weeks[place]
    np.add.at(bought, (place[inside], at[inside]), 1)
    return {
        "group_id": Coded((members % 5)[row], tuple(f"G{n}" for n in range(1, 6))),
        "buyer_no": 1 + members[row],
        "week": week,
        "messages": messages,
        "link_orders": bought[row, week],
    }
