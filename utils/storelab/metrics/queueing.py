"""How many people a service needs: Erlang's formulas of a queue, and what waiting costs."""

import math

from storelab.errors import StoreLabError
from storelab.language import pick
from storelab.metrics._formulas import check_range


def waiting_probability(calls_per_hour: float, aht_min: float, agents: int) -> float:
    """Probability that a caller has to wait: Erlang's C formula.

    Callers come at random, whom they all reach is free, nobody gives up. Real people do give up, so this is an upper
    end. Computed over Erlang's B formula, one agent at a time, so that no power or factorial grows large.

    Parameters
    ----------
    calls_per_hour
        Contacts that arrive in an hour.
    aht_min
        Average handling time of one, minutes.
    agents
        People at work.

    Returns
    -------
    float
        From 0 to 1; 1 if the agents are not more than the load (``calls_per_hour * aht_min / 60``), for then the queue
        grows without end.

    Raises
    ------
    StoreLabError
        If an argument is negative, or ``agents`` is no whole number.

    References
    ----------
    Erlang (1917), Solution of some problems in the theory of probabilities of significance in automatic telephone
    exchanges.
    """
    load = _load(calls_per_hour, aht_min)
    blocked = 1.0  # with no agent, everybody is
    for count in range(1, _whole(agents) + 1):
        blocked = _one_more(blocked, load, count)
    return _waiting(blocked, load, agents)


def queue_service_level(calls_per_hour: float, aht_min: float, agents: int, wait_s: float) -> float:
    """Share of the callers who wait no longer than so many seconds (Erlang C).

    Parameters
    ----------
    calls_per_hour, aht_min, agents
        As in `waiting_probability`.
    wait_s
        Seconds of waiting that are still on target.

    Returns
    -------
    float
        From 0 to 1; 0 if the agents are not more than the load.

    Raises
    ------
    StoreLabError
        If an argument is negative, or ``agents`` is no whole number.
    """
    check_range("wait_s", wait_s, 0)
    waiting = waiting_probability(calls_per_hour, aht_min, agents)
    return _in_time(waiting, _load(calls_per_hour, aht_min), agents, aht_min, wait_s)


def mean_wait(calls_per_hour: float, aht_min: float, agents: int) -> float:
    """Mean seconds that a caller waits, those included who do not wait at all (Erlang C).

    Parameters
    ----------
    calls_per_hour, aht_min, agents
        As in `waiting_probability`.

    Returns
    -------
    float
        Seconds. Infinity, as the answer and not from a division, if the agents are not more than the load: the queue
        grows without end.

    Raises
    ------
    StoreLabError
        If an argument is negative, or ``agents`` is no whole number.
    """
    waiting = waiting_probability(calls_per_hour, aht_min, agents)
    load = _load(calls_per_hour, aht_min)
    if not load:
        return 0.0
    return waiting * 60 * aht_min / (agents - load) if agents > load else math.inf


def agents_needed(calls_per_hour: float, aht_min: float, wait_s: float, level: float) -> int:
    """The fewest agents with whom a share of the callers waits no longer than so many seconds (Erlang C).

    Parameters
    ----------
    calls_per_hour, aht_min
        As in `waiting_probability`.
    wait_s
        Seconds of waiting that are still on target.
    level
        Share of the callers, from 0 to below 1, such as 0.8 of "80 % within 20 seconds".

    Returns
    -------
    int
        People at work, breaks and absence not included; 0 without calls.

    Raises
    ------
    StoreLabError
        If an argument is negative, or ``level`` is 1 or more, which no number of agents reaches for certain.
    """
    check_range("wait_s", wait_s, 0)
    if not 0 <= level < 1:
        raise StoreLabError(
            pick(
                {
                    "en": f"level must be a share from 0 to below 1, such as 0.8; got {level!r}.",
                    "zh": f"level 应该是不小于 0、小于 1 的比例，比如 0.8；现在是 {level!r}。",
                }
            )
        )
    load = _load(calls_per_hour, aht_min)
    agents, blocked = 0, 1.0
    while load and (agents <= load or _in_time(_waiting(blocked, load, agents), load, agents, aht_min, wait_s) < level):
        agents += 1
        blocked = _one_more(blocked, load, agents)
    return agents


def waiting_cost(
    calls_per_hour: float, aht_min: float, agents: int, *, agent_cost: float, wait_cost: float
) -> dict[str, float]:
    """What an hour of service costs: people at work, and customers who wait.

    Parameters
    ----------
    calls_per_hour, aht_min, agents
        As in `waiting_probability`.
    agent_cost
        Yuan for an agent and hour.
    wait_cost
        Yuan that an hour of customers' waiting is worth: what is lost in orders and goodwill.

    Returns
    -------
    dict
        ``wait_s`` (mean seconds), ``staff``, ``waiting`` and ``total`` (yuan an hour); waiting and total are infinite
        where the wait is, see `mean_wait`.

    Raises
    ------
    StoreLabError
        If an argument is negative, or ``agents`` is no whole number.
    """
    check_range("agent_cost", agent_cost, 0)
    check_range("wait_cost", wait_cost, 0, above=True)
    wait = mean_wait(calls_per_hour, aht_min, agents)
    staff = float(agents * agent_cost)
    waiting = calls_per_hour * wait / 3_600 * wait_cost if calls_per_hour else 0.0
    return {"wait_s": wait, "staff": staff, "waiting": waiting, "total": staff + waiting}


def _load(calls_per_hour: float, aht_min: float) -> float:
    check_range("calls_per_hour", calls_per_hour, 0)
    check_range("aht_min", aht_min, 0)
    return calls_per_hour * aht_min / 60


def _whole(agents: int) -> int:
    check_range("agents", agents, 0)
    if agents != int(agents):
        raise StoreLabError(
            pick(
                {
                    "en": f"agents must be a whole number, not {agents!r}.",
                    "zh": f"agents 应该是整数，现在是 {agents!r}。",
                }
            )
        )
    return int(agents)


def _one_more(blocked: float, load: float, agents: int) -> float:
    return load * blocked / (agents + load * blocked)


def _waiting(blocked: float, load: float, agents: int) -> float:
    if not load:
        return 0.0
    return blocked / (1 - load / agents * (1 - blocked)) if agents > load else 1.0


def _in_time(waiting: float, load: float, agents: int, aht_min: float, wait_s: float) -> float:
    if not load:
        return 1.0
    return 1 - waiting * math.exp(-(agents - load) * wait_s / (60 * aht_min)) if agents > load else 0.0
