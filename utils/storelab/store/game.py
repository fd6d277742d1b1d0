"""The training shop, week by week."""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import numpy as np

from storelab.errors import StoreLabError, suggest
from storelab.language import pick
from storelab.store.plans import others
from storelab.store.rules import LEVERS, MOVES, ROLES, SCENARIOS, SEES, STARTS, WEEKS, Rules

Decision = Mapping[str, float]
Policy = Mapping[str, float | Sequence[float]]


@dataclass(frozen=True)
class Shocks:
    """What happens to the shop whatever it does, drawn once for a scenario and seed; one entry a week.

    Attributes
    ----------
    noise
        Factor on the visits.
    rival_price
        Price of the rival's good over our list price.
    late
        Whether what is ordered in the week comes a week late.
    contact
        Factor on the questions an order.
    faulty
        Share of the pieces on hand that turn out faulty, and can't be sold.
    """

    noise: tuple[float, ...]
    rival_price: tuple[float, ...]
    late: tuple[bool, ...]
    contact: tuple[float, ...]
    faulty: tuple[float, ...]


@lru_cache
def season(scenario: str) -> tuple[tuple[float, ...], tuple[bool, ...]]:
    """Season and events of a scenario's weeks, from the table ``sim_weeks``."""
    from storelab import data

    weeks = data.load("sim_weeks")
    weeks = weeks[weeks["scenario"] == scenario].sort_values("week")
    return tuple(weeks["season"].astype(float)), tuple(weeks["event"].astype(bool))


def draw_shocks(scenario: str, seed: int) -> Shocks:
    """Draw what happens in a scenario; the same for the same seed."""
    rng = np.random.default_rng([SCENARIOS.index(scenario), seed])
    noise = np.exp(rng.normal(0.0, 0.06, WEEKS))
    rival = np.clip(1.0 + np.cumsum(rng.normal(0.0, 0.012, WEEKS)), 0.9, 1.1)
    late = rng.random(WEEKS) < 0.06
    contact, faulty = np.ones(WEEKS), np.zeros(WEEKS)
    if scenario == "opening":
        enters = int(rng.integers(4, 8))
        rival[enters : enters + 4] -= rng.uniform(0.06, 0.14)
    elif scenario == "promotion":
        rival[4:7] -= rng.uniform(0.08, 0.16)
        late[3] |= rng.random() < 0.5
        contact[4:9] *= rng.uniform(1.1, 1.4)
    else:
        breaks = int(rng.integers(2, 5))
        faulty[breaks] = rng.uniform(0.25, 0.45)
        contact[breaks : breaks + 4] *= np.array([3.8, 3.2, 2.2, 1.5]) * rng.uniform(0.85, 1.15)
    return Shocks(*(tuple(each.tolist()) for each in (noise, rival, late, contact, faulty)))


class Store:
    """A shop to run for twelve weeks.

    Parameters
    ----------
    scenario
        ``"opening"``, ``"promotion"`` or ``"crisis"``.
    seed
        Of what happens to the shop.
    role
        ``"manager"`` moves all levers, ``"specialist"`` price, media and promotion, ``"service"`` staff and service; their
        colleagues move the others as the reference does.
    rules
        The figures by which it is played.

    Attributes
    ----------
    weeks
        What happened in each week that is over, a dict of numbers a week.
    decisions
        The levers of each of these weeks, colleagues' and habits' ones included.

    Raises
    ------
    StoreLabError
        If the scenario or the role is unknown.
    """

    def __init__(self, scenario: str, seed: int, role: str = "manager", rules: Rules | None = None) -> None:
        self.scenario = _one_of("scenario", scenario, SCENARIOS)
        self.role = _one_of("role", role, ROLES)
        self.seed = int(seed)
        self.rules = rules or Rules()
        self.weeks: list[dict[str, float]] = []
        self.decisions: list[dict[str, float]] = []
        self._season, self._event = season(scenario)
        self._shocks = draw_shocks(scenario, self.seed)
        start = STARTS[scenario]
        self._cash, self._fame, self._rating, self._on_hand = start.cash, start.fame, start.rating, start.on_hand
        self._habit = 1.0
        self._backlog = 0.0
        self._staff = start.staff
        self._coming = [0.0] * (WEEKS + self.rules.lead_weeks + 2)
        self._recent = [self._fame * self.rules.conversion] * 3
        self._sold = list(self._recent)

    @property
    def goodwill(self) -> float:
        """What the shop's customers and its open questions are worth to whoever goes on with it, in yuan.

        Visits of its own, at the habit price and the rating of now, bring orders for some weeks more; each question that still waits
        costs what a complaint costs.
        """
        rules = self.rules
        orders = (
            rules.handover * self._fame * rules.conversion * self._habit**rules.habit_elasticity * trust(self._rating)
        )
        net = rules.list_price * (1 - rules.returns) * (1 - rules.commission)
        return (
            orders * (net - rules.unit_cost * (1 - 0.6 * rules.returns) - rules.freight)
            - self._backlog * rules.complaint_cost
        )

    @property
    def over(self) -> bool:
        """Whether all weeks have been played."""
        return len(self.weeks) == WEEKS

    def view(self) -> dict[str, float]:
        """What the role sees of the week that is over; before the first week its number alone and the coming event."""
        coming = float(self._event[len(self.weeks)]) if not self.over else 0.0
        if not self.weeks:
            return {"week": 0.0, "event_next": coming}
        seen = {**self.weeks[-1], "event_next": coming}
        return {name: seen[name] for name in SEES[self.role]}

    def step(self, decision: Decision) -> dict[str, float]:
        """Play one week.

        Parameters
        ----------
        decision
            Levers that the role moves, by name; those that are left out stay at the house's habit.

        Returns
        -------
        dict
            What the role sees of the week.

        Raises
        ------
        StoreLabError
            If the twelve weeks are over, a lever is unknown or not the role's, or a value lies outside its range.
        """
        if self.over:
            raise StoreLabError(pick({"en": "All twelve weeks have been played: begin a new shop.", "zh": "十二周已经走完：请重新开一家店。"}))  # fmt: skip
        week = len(self.weeks)
        chosen = {**others(self.scenario, self.role, week), **checked(decision, self.role)}
        self.decisions.append(chosen)
        self.weeks.append(self._play(week, chosen))
        return self.view()

    def _play(self, week: int, chosen: dict[str, float]) -> dict[str, float]:
        rules, shocks = self.rules, self._shocks
        joined = self._event[week] and chosen["promotion"] >= rules.event_discount
        season_now = self._season[week]
        if self._event[week] and not joined:
            season_now = 1 + rules.not_joined * (season_now - 1)
        people, staff_cost = self._hire(chosen["staff"])
        arrived = self._coming[week]
        broken = shocks.faulty[week] * (self._on_hand + arrived)
        self._on_hand += arrived - broken

        price = chosen["price"] * (1 - chosen["promotion"])
        paid_visits = rules.media_visits * (1 - math.exp(-chosen["media"] / rules.media_scale))
        visits = (self._fame * season_now + paid_visits * max(season_now, 1.0) ** 0.5) * shocks.noise[week]
        conversion = rules.conversion * (price / shocks.rival_price[week]) ** -rules.price_elasticity
        conversion *= (
            (price / self._habit) ** -rules.habit_elasticity * trust(self._rating) * (1 + 0.01 * chosen["service"])
        )
        conversion = min(conversion, 0.2)
        wanted = visits * conversion
        orders = min(wanted, self._on_hand)
        lost = wanted - orders
        self._on_hand -= orders
        self._habit = rules.habit * self._habit + (1 - rules.habit) * price

        # What goes wrong makes those ask who bought in the weeks before.
        unsettled = (shocks.contact[week] - 1) * sum(self._sold) / len(self._sold)
        tickets = (orders + unsettled) * rules.contact * (1 - 0.03 * chosen["service"]) + self._backlog
        self._sold = [*self._sold[1:], orders]
        capacity = people * rules.answers * (1 - rules.care * chosen["service"])
        answered = min(tickets, capacity)
        left = tickets - answered
        load = tickets / capacity
        complaints = left * (1 - rules.patience)
        self._backlog = left * rules.patience

        returned = rules.returns + (rules.faulty_returns if shocks.contact[week] > 1.5 else 0.0)
        sold = orders * price * rules.list_price
        refunds = sold * returned
        net = sold - refunds
        goods = orders * rules.unit_cost * (1 - 0.6 * rules.returns)
        forecast = sum(self._recent) / len(self._recent)
        bought = self._order(week, chosen["stock"], forecast)
        self._recent = [*self._recent[1:], wanted]
        storage = self._on_hand * rules.unit_cost * rules.holding
        running = (
            net * rules.commission
            + orders * (rules.freight + chosen["service"])
            + complaints * rules.complaint_cost
            + chosen["media"]
            + staff_cost
            + storage
            + rules.fixed
        )
        interest = max(-self._cash, 0.0) * rules.interest
        profit = net - goods - running - interest - broken * rules.unit_cost
        self._cash += net - running - interest - bought * rules.unit_cost

        self._rating = self._rate(chosen, load, lost, wanted, complaints, orders, returned)
        remembered = rules.fame_of_order * orders + rules.fame_of_visit * paid_visits
        self._fame = rules.fame_kept * self._fame + remembered * trust(self._rating)
        numbers = {
            "week": week + 1, "visits": visits, "conversion": conversion, "orders": orders, "lost_orders": lost, "sales": net,
            "profit": profit, "cash": self._cash, "on_hand": self._on_hand, "on_order": sum(self._coming[week + 1 :]),
            "tickets": tickets, "answered": answered, "backlog": left, "complaints": complaints, "load": load,
            "rating": self._rating, "rival_price": shocks.rival_price[week], "price_paid": price, "staff": people,
        }  # fmt: skip
        return {name: float(value) for name, value in numbers.items()}

    def _hire(self, wanted: float) -> tuple[float, float]:
        """People who can answer this week, and what all cost: those who are new learn for a week."""
        more = wanted - self._staff
        ready = min(wanted, self._staff)
        cost = wanted * self.rules.wage + max(more, 0.0) * self.rules.hiring + max(-more, 0.0) * self.rules.parting
        self._staff = wanted
        return ready, cost

    def _order(self, week: int, weeks_of_stock: float, forecast: float) -> float:
        """Order up to so many weeks of sales, what is on the way counted; the last weeks order nothing that comes too late."""
        arrives = week + self.rules.lead_weeks + int(self._shocks.late[week])
        if arrives >= WEEKS:
            return 0.0
        missing = weeks_of_stock * forecast - self._on_hand - sum(self._coming[week + 1 :])
        bought = max(missing, 0.0)
        self._coming[arrives] += bought
        return bought

    def _rate(self, chosen: Decision, load: float, lost: float, wanted: float, complaints: float, orders: float, returned: float) -> float:  # fmt: skip
        """The rating after the week: it moves a little towards what the week deserved."""
        deserved = 4.55 + 0.35 * (1 - math.exp(-chosen["service"] / 3))
        deserved -= 0.5 * max(load - 0.85, 0.0) + 4.0 * complaints / max(orders, 1.0)
        deserved -= 0.4 * lost / max(wanted, 1.0) + 2.2 * (returned - self.rules.returns)
        kept = self.rules.rating_kept
        return kept * self._rating + (1 - kept) * min(max(deserved, 2.5), 4.95)


def trust(rating: float) -> float:
    """Factor on the conversion that a rating brings: 1 at 4.7."""
    return math.exp(1.1 * (rating - 4.7))


def checked(decision: Decision, role: str) -> dict[str, float]:
    """The decision as numbers.

    Raises
    ------
    StoreLabError
        As `Store.step`.
    """
    found: dict[str, float] = {}
    for name, value in decision.items():
        if name not in LEVERS:
            near = suggest(str(name), LEVERS)
            raise StoreLabError(pick({
                "en": f"There is no lever '{name}'" + (f"; did you mean {near}?" if near else f". Levers: {', '.join(LEVERS)}."),
                "zh": f"没有 '{name}' 这个手段" + (f"；是不是 {near}？" if near else f"。可用的有：{'、'.join(LEVERS)}。"),
            }))  # fmt: skip
        if name not in MOVES[role]:
            raise StoreLabError(pick({
                "en": f"The role '{role}' does not move '{name}': it moves {', '.join(MOVES[role])}.",
                "zh": f"角色 {role} 不管 '{name}'：只能动 {'、'.join(MOVES[role])}。",
            }))  # fmt: skip
        lever = LEVERS[name]
        try:
            number = float(value)
        except (TypeError, ValueError):
            number = float("nan")
        if not lever.low <= number <= lever.high or (lever.whole and number != int(number)):
            kind = ("a whole number", "整数") if lever.whole else ("a number", "数")
            raise StoreLabError(pick({
                "en": f"'{name}' is {value!r}: {kind[0]} from {lever.low:g} to {lever.high:g} ({lever.unit}) is expected.",
                "zh": f"'{name}' 是 {value!r}：应为 {lever.low:g} 到 {lever.high:g} 之间的{kind[1]}。",
            }))  # fmt: skip
        found[name] = number
    return found


def _one_of(what: str, value: Any, known: Sequence[str]) -> str:
    if value not in known:
        raise StoreLabError(pick({"en": f"{what} '{value}' is unknown: one of {', '.join(known)}.", "zh": f"{what} 没有 '{value}'：只有 {'、'.join(known)}。"}))  # fmt: skip
    return str(value)
