"""What authors write in ``cases.py`` and ``trials.py``: inputs, right variants and wrong answers of an exercise.

An author binds an `Exercise` to a variable that has the exercise's id and decorates functions with it; every decorator
returns the function unchanged, so that one may call another. Order, names and texts are kept.
"""

from __future__ import annotations

import inspect
import zlib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, Any

from storelab.errors import StoreLabError, suggest
from storelab.practice.compare import TOLERANCE

if TYPE_CHECKING:
    import numpy as np
    import pandas as pd

COMPARISONS = ("equal", "property", "key", "chart")
# Finer than this, the twelve digits of the generated files decide, not the answer.
FINEST_TOLERANCE = 1e-11

Function = Callable[..., Any]
Texts = dict[str, str]


@dataclass(frozen=True)
class Entry:
    """One decorated function: a visible case, a wrong answer, an invariant, a bound.

    Attributes
    ----------
    name, function
        The function and its name.
    texts
        What learners read: a case's title, a wrong answer's misconception.
    edge
        For visible cases: whether it is an edge case.
    worlds
        For hidden cases: how many worlds it is run in.
    """

    name: str
    function: Function
    texts: Texts = field(default_factory=dict)
    edge: bool = False
    worlds: int = 1


class Exercise:
    """The cases of one exercise.

    Parameters
    ----------
    points
        Full marks; the same as in ``exercises.md``.
    compare
        ``"equal"`` (within the tolerance), ``"property"`` (bounds declared by `property`), ``"key"`` (a choice; the
        message never shows the right one) or ``"chart"`` (by what the marks say).
    tolerance
        How far numbers may lie apart, absolutely or relative to the expected one.
    ignore_row_order
        Whether the rows of a frame or Series may come in any order.
    library
        Calls that `classroom prove` submits as wrong answers, such as ``"metrics.step_rates(events, steps)"``, written
        with the names of the inputs; it tries the other functions of ``storelab.metrics`` by itself.

    Raises
    ------
    StoreLabError
        If ``compare`` is none of the four, or the tolerance is finer than the files' digits.
    """

    def __init__(
        self,
        points: float,
        compare: str = "equal",
        tolerance: float = TOLERANCE,
        ignore_row_order: bool = False,
        library: Sequence[str] = (),
    ) -> None:
        if compare not in COMPARISONS:
            raise StoreLabError(f"compare={compare!r} is not one of {', '.join(COMPARISONS)}.")
        if tolerance < FINEST_TOLERANCE:
            raise StoreLabError(
                f"tolerance={tolerance} is too fine: files keep 12 digits, use at least {FINEST_TOLERANCE}."
            )
        self.points = float(points)
        self.compare = compare
        self.tolerance = tolerance
        self.ignore_row_order = ignore_row_order
        self.library = tuple(library)
        self.visible_cases: list[Entry] = []
        self.hidden_cases: list[Entry] = []
        self.rights: list[Entry] = []
        self.wrongs: list[Entry] = []
        self.invariants: list[Entry] = []
        self.properties: list[Entry] = []
        self.examples: list[Entry] = []

    def visible(
        self, function: Function | None = None, *, edge: bool = False, en: str | None = None, zh: str | None = None
    ) -> Any:
        """Declare a visible case: a function that returns the inputs by name.

        Used bare or with arguments. The title that learners read is the function's name unless given; give both
        languages or none.
        """

        def keep(decorated: Function) -> Function:
            title = decorated.__name__.replace("_", " ")
            entry = Entry(decorated.__name__, decorated, {"en": en or title, "zh": zh or title}, edge=edge)
            return _keep(self.visible_cases, entry)

        return keep if function is None else keep(function)

    def hidden(self, function: Function | None = None, *, worlds: int = 3) -> Any:
        """Declare a hidden case: a function of a `World` that returns the inputs, run in so many worlds."""

        def keep(decorated: Function) -> Function:
            return _keep(self.hidden_cases, Entry(decorated.__name__, decorated, worlds=worlds))

        return keep if function is None else keep(function)

    def right(self, function: Function) -> Function:
        """Declare a right answer that is written differently from the solution."""
        return _keep(self.rights, Entry(function.__name__, function))

    def wrong(self, *, en: str, zh: str) -> Callable[[Function], Function]:
        """Declare a plausible wrong answer and the misconception behind it."""
        return lambda function: _keep(self.wrongs, Entry(function.__name__, function, {"en": en, "zh": zh}))

    def invariant(self, *, en: str, zh: str) -> Callable[[Function], Function]:
        """Declare what holds for every right result: a function ``(result, **inputs) -> bool``."""
        return lambda function: _keep(self.invariants, Entry(function.__name__, function, {"en": en, "zh": zh}))

    def property(self, *, en: str, zh: str) -> Callable[[Function], Function]:
        """Declare a bound that the question states: ``(result, expected, **inputs) -> bool or share from 0 to 1``.

        It may also return a pair, the share and a dictionary of figures; the texts name them in braces: ``{used}``.

        Its source goes to learners' machines, so it may use ``np``, ``pd``, ``math`` and functions of the same file, but
        neither the solution nor a right answer. The texts say what is asked for; the checker
        says "this does not hold:" before them.
        """
        return lambda function: _keep(self.properties, Entry(function.__name__, function, {"en": en, "zh": zh}))

    def example(self, function: Function) -> Function:
        """Declare the example that the question works by hand: a function that returns inputs and expected result."""
        return _keep(self.examples, Entry(function.__name__, function))

    def right_functions(self) -> list[Function]:
        """Functions that learners must not see: the right answers."""
        return [entry.function for entry in self.rights]

    def hidden_functions(self) -> list[Function]:
        """Functions that learners must not see: the hidden cases."""
        return [entry.function for entry in self.hidden_cases]


def _keep(entries: list[Entry], entry: Entry) -> Function:
    if any(other.name == entry.name for other in entries):
        raise StoreLabError(f"{inspect.getfile(entry.function)}: two functions of one kind are called '{entry.name}'.")
    entries.append(entry)
    return entry.function


@dataclass(frozen=True)
class Trial:
    """An answer that a reader really gave.

    Attributes
    ----------
    exercise
        Its id.
    code
        The code of the answer cell.
    judgement
        A teacher's: ``"right"`` or ``"wrong"``.
    misconception
        For a wrong one: the name of the wrong answer that explains it, if one does.
    reader, note
        Who gave it, and what the teacher saw.
    """

    exercise: str
    code: str
    judgement: str
    misconception: str | None = None
    reader: str = ""
    note: str = ""


class World:
    """A shop that learners have not seen, for hidden cases.

    Parameters
    ----------
    seed
        The shop: two worlds of the same seed have equal tables.
    stream
        Names the random numbers of `rng`, so that one case's draws do not depend on another's.
    """

    def __init__(self, seed: int, stream: str = "") -> None:
        self.seed = seed
        self.stream = stream

    @cached_property
    def rng(self) -> np.random.Generator:
        """Random numbers of this world and case."""
        import numpy as np

        return np.random.default_rng([self.seed, zlib.crc32(self.stream.encode())])

    def table(self, name: str) -> pd.DataFrame:
        """A table of this shop, simulated on a small scale; a copy that may be changed.

        Raises
        ------
        StoreLabError
            If the simulation has no such table.
        """
        if name not in self._tables:
            near = suggest(name, self._tables) or "another"
            raise StoreLabError(f"The world has no table '{name}'. Did you mean {near}?")
        return self._tables[name].copy()

    @cached_property
    def _tables(self) -> Mapping[str, pd.DataFrame]:
        from classroom.world import small_world

        return small_world(self.seed)

    def reached(self, steps: Sequence[str]) -> pd.Series[Any]:
        """Visitors who reached each step of a funnel; now and then a step is empty or was skipped by "buy now"."""
        import pandas as pd

        counts = [int(self.rng.integers(200, 5000))]
        for _ in steps[1:]:
            counts.append(int(self.rng.binomial(counts[-1], self.rng.uniform(0.1, 0.9))))
        if len(counts) > 2 and self.rng.random() < 0.3:
            counts[int(self.rng.integers(1, len(counts)))] = 0
        return pd.Series(counts, index=list(steps))

    def sessions(self, n: int = 60) -> pd.DataFrame:
        """Visits with the columns of the course's ``sessions``; a few are flagged as bots, most users are unknown."""
        import numpy as np
        import pandas as pd

        rng = self.rng
        start = pd.Timestamp("2025-10-13")
        pageviews = np.where(rng.random(n) < 0.35, 1, rng.integers(2, 12, n))
        source = rng.choice(["search", "recommend", "paid_search", "short_video", "social", "direct", "deal_site"], n)
        paid = np.isin(source, ["paid_search", "short_video", "deal_site"])
        known = rng.random(n) < 0.4
        return pd.DataFrame(
            {
                "session_id": np.arange(1, n + 1),
                "visitor_id": rng.integers(1, max(n // 2, 2), n),
                "user_id": np.where(known, rng.integers(1, 500, n), np.nan),
                "shop_id": rng.integers(1, 7, n),
                "started_at": start + pd.to_timedelta(rng.integers(0, 28 * 86400, n), unit="s"),
                "source": source,
                "medium": np.where(paid, "paid", "organic"),
                "campaign": np.where(paid, "warm_up", ""),
                "device": rng.choice(["mobile", "desktop", "tablet"], n, p=[0.7, 0.25, 0.05]),
                "is_new": rng.random(n) < 0.4,
                "landing": rng.choice(["home", "list", "search", "item", "campaign"], n),
                "pageviews": pageviews,
                "duration_s": np.where(pageviews == 1, rng.integers(0, 30, n), rng.integers(5, 900, n)).astype(float),
                "bounced": pageviews == 1,
                "load_ms": rng.integers(300, 4000, n),
                "is_bot": rng.random(n) < 0.1,
            }
        )

    def orders(self, sessions: pd.DataFrame | None = None) -> pd.DataFrame:
        """Orders of about one visit in eight, with `sessions` or a fresh draw of them; some unpaid, some refunded."""
        import numpy as np
        import pandas as pd

        rng = self.rng
        visits = self.sessions() if sessions is None else sessions
        bought = visits[rng.random(len(visits)) < 0.125]
        # One visit in ten places a second order.
        bought = pd.concat([bought, bought[rng.random(len(bought)) < 0.1]], ignore_index=True)
        n = len(bought)
        gross = np.round(rng.lognormal(4.5, 0.8, n), 2)
        paid_at = (bought["started_at"] + pd.to_timedelta(rng.integers(60, 1800, n), unit="s")).where(
            rng.random(n) < 0.8
        )
        paid = np.where(paid_at.notna(), gross, 0.0)
        refunded = rng.random(n) < 0.15
        return pd.DataFrame(
            {
                "order_id": np.arange(1, n + 1),
                "user_id": rng.integers(1, 500, n),
                "shop_id": bought["shop_id"],
                "session_id": bought["session_id"].astype(float),
                "created_at": bought["started_at"] + pd.to_timedelta(30, unit="s"),
                "paid_at": paid_at,
                "status": np.where(paid_at.isna(), "cancelled", "delivered"),
                "device": bought["device"],
                "gross": gross,
                "discount": 0.0,
                "paid": paid,
                "refund": np.where(refunded, paid, 0.0),
            }
        )

    def events(self, n_visitors: int = 30) -> pd.DataFrame:
        """Events of visitors who walk through the shop; some skip the cart, come back, or load a page twice."""
        import numpy as np
        import pandas as pd

        rng = self.rng
        pages = {"view": "item", "cart": "cart", "checkout": "checkout", "order": "pay", "pay": "done"}
        rows: list[tuple[Any, ...]] = []
        session = 0
        for visitor in range(1, n_visitors + 1):
            for _ in range(int(rng.integers(1, 4))):
                session += 1
                moment = pd.Timestamp("2025-10-13") + pd.Timedelta(seconds=int(rng.integers(0, 14 * 86400)))
                sku = int(rng.integers(1, 40))
                rows.append((session, visitor, moment, "view", sku, str(rng.choice(["home", "list", "search"]))))
                for step, chance in (("view", 0.9), ("cart", 0.45), ("checkout", 0.7), ("order", 0.8), ("pay", 0.8)):
                    if step == "cart" and rng.random() < 0.15:
                        continue  # "buy now"
                    if rng.random() > chance:
                        break
                    for _ in range(1 + int(rng.random() < 0.1)):
                        moment += pd.Timedelta(seconds=int(rng.integers(0, 300)))
                        rows.append((session, visitor, moment, step, sku, pages[step]))
        columns = ["session_id", "visitor_id", "ts", "type", "sku_id", "page"]
        table = pd.DataFrame(rows, columns=columns)
        table.insert(0, "event_id", np.arange(1, len(table) + 1))
        return table.sample(frac=1, random_state=rng, ignore_index=True)

    def keywords(self, n: int = 40) -> pd.DataFrame:
        """Search words with the columns of the course's ``keywords``; some rates are missing, some volumes zero or tied."""
        import numpy as np
        import pandas as pd

        rng = self.rng
        goods = ["帐篷", "茶具", "台灯", "雨伞", "毛衣", "坚果"]
        names = [f"{goods[place % len(goods)]}{place + 1}" for place in range(n)]
        volume = np.round(rng.lognormal(6, 1.6, n), -1).astype(int) * (rng.random(n) > 0.08)
        ctr = np.where(rng.random(n) < 0.08, np.nan, rng.lognormal(-3.8, 0.7, n).clip(0, 0.5))
        cvr = np.where(rng.random(n) < 0.08, np.nan, rng.lognormal(-3.5, 0.8, n).clip(0, 0.5))
        return pd.DataFrame(
            {
                "keyword": rng.permutation(names),
                "volume": volume,
                "competition": rng.random(n).round(3),
                "ctr": ctr,
                "cvr": cvr,
                "cpc": rng.lognormal(-0.2, 0.7, n).round(2),
                "is_long_tail": volume < np.quantile(volume, 0.7),
                "intent": rng.choice(["buy", "browse"], n),
            }
        )

    def rank_log(self, n: int = 300) -> pd.DataFrame:
        """A search log in which slots and goods both matter; some rows were never shown, some offers never moved."""
        import numpy as np
        import pandas as pd

        rng = self.rng
        sku = rng.integers(1, 21, n)
        rank = np.where(sku > 17, sku - 16, rng.integers(1, 15, n))
        impressions = rng.integers(0, 400, n) * (rng.random(n) > 0.05)
        chance = np.clip(0.12 * rank**-0.6 * np.linspace(0.5, 1.6, 21)[sku], 0, 1)
        log = pd.DataFrame(
            {
                "date": pd.Timestamp("2025-10-13") + pd.to_timedelta(rng.integers(0, 42, n), unit="D"),
                "sku_id": sku,
                "keyword": rng.choice(["帐篷", "露营灯", "野餐垫"], n),
                "rank": rank,
                "relevance": rng.random(n).round(3),
                "sales": rng.integers(0, 500, n),
                "cvr": rng.random(n).round(3) / 10,
                "rating": rng.uniform(3.5, 5.0, n).round(1),
                "impressions": impressions,
                "clicks": rng.binomial(impressions, chance),
            }
        )
        return log.drop_duplicates(["date", "sku_id", "keyword"], ignore_index=True)
