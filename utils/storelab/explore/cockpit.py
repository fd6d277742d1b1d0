"""The cockpit: the training shop, played week by week."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

import ipywidgets
from matplotlib.artist import Artist
from matplotlib.axes import Axes
from matplotlib.lines import Line2D
from matplotlib.ticker import StrMethodFormatter

from storelab.explore._panel import (
    LABEL,
    Panel,
    Values,
    control_layout,
    keep_room,
    new_figure,
    round_up,
    set_limits,
    slider,
)
from storelab.glossary import term
from storelab.language import pick
from storelab.plots._style import HIGHLIGHT, PALETTE
from storelab.store import (
    LEVERS,
    MOVES,
    REMARK,
    ROLES,
    SCENARIOS,
    WEEKS,
    Rating,
    Store,
    competences,
    house,
    score_store,
)

Text = Mapping[str, str]
# Title of each of the four pictures, and what it draws: for each line its label and the figure's name.
_PICTURES: Mapping[str, Sequence[tuple[Text, Sequence[tuple[Text, str]]]]] = {
    "manager": (
        ({"en": "Profit of the week (yuan)", "zh": "当周利润（元）"}, (({"en": "profit", "zh": "利润"}, "profit"),)),
        ({"en": "Stock (pieces)", "zh": "库存（件）"}, (({"en": "on hand", "zh": "在手"}, "on_hand"), ({"en": "on the way", "zh": "在途"}, "on_order"))),
        ({"en": "Orders", "zh": "订单数"}, (({"en": "sold", "zh": "卖出"}, "orders"), ({"en": "lost: no stock", "zh": "缺货丢掉"}, "lost_orders"))),
        ({"en": "Rating", "zh": "店铺评分"}, (({"en": "rating", "zh": "评分"}, "rating"),)),
    ),
    "specialist": (
        ({"en": "Visits", "zh": "访问数"}, (({"en": "visits", "zh": "访问"}, "visits"),)),
        ({"en": "Conversion (%)", "zh": "转化率（%）"}, (({"en": "conversion", "zh": "转化率"}, "conversion"),)),
        ({"en": "Orders", "zh": "订单数"}, (({"en": "sold", "zh": "卖出"}, "orders"), ({"en": "lost: no stock", "zh": "缺货丢掉"}, "lost_orders"))),
        ({"en": "Rival's price (% of our list price)", "zh": "对手价格（占标价 %）"}, (({"en": "rival", "zh": "对手"}, "rival_price"),)),
    ),
    "service": (
        ({"en": "Questions", "zh": "咨询量"}, (({"en": "asked", "zh": "来问的"}, "tickets"), ({"en": "answered", "zh": "答了的"}, "answered"))),
        ({"en": "Load of the desk (%)", "zh": "客服负荷（%）"}, (({"en": "load", "zh": "负荷"}, "load"),)),
        ({"en": "Complaints", "zh": "投诉数"}, (({"en": "complaints", "zh": "投诉"}, "complaints"),)),
        ({"en": "Rating", "zh": "店铺评分"}, (({"en": "rating", "zh": "评分"}, "rating"),)),
    ),
}  # fmt: skip
_PERCENT = ("conversion", "load", "rival_price")
_LEVERS: Mapping[str, tuple[Text, float]] = {
    "price": ({"en": "Price (% of list price)", "zh": "售价（标价的 %）"}, 1.0),
    "stock": ({"en": "Stock (weeks of sales)", "zh": "备货（够卖几周）"}, 0.5),
    "media": ({"en": "Advertising (yuan a week)", "zh": "广告（元/周）"}, 250.0),
    "promotion": ({"en": "Discount (%)", "zh": "让利（%）"}, 1.0),
    "staff": ({"en": "Service staff (people)", "zh": "客服（人）"}, 1.0),
    "service": ({"en": "Service (yuan an order)", "zh": "服务投入（元/单）"}, 0.5),
}
_SHARES = ("price", "promotion")  # moved in percent
_SCENARIOS: Mapping[str, Text] = {
    "opening": {"en": "Opening", "zh": "新店开张"},
    "promotion": {"en": "Promotion", "zh": "大促"},
    "crisis": {"en": "Crisis", "zh": "危机"},
}
_ROLES: Mapping[str, Text] = {
    "manager": {"en": "Store manager", "zh": "店长"},
    "specialist": {"en": "Operations specialist", "zh": "运营专员"},
    "service": {"en": "Head of service", "zh": "客服主管"},
}


def store_cockpit(scenario: str = "promotion", role: str = "manager", seed: int = 1) -> Panel:
    """Run a shop for twelve weeks: set the levers of your role, play the week, look, decide anew.

    Parameters
    ----------
    scenario
        ``"opening"``, ``"promotion"`` or ``"crisis"``.
    role
        ``"manager"``, ``"specialist"`` or ``"service"``: what is seen and what can be moved depends on it.
    seed
        Of what happens to the shop; each new shop takes the next one.

    Returns
    -------
    Panel
        With two buttons, for the next week and for a new shop, in its attribute ``buttons``.

    Raises
    ------
    StoreLabError
        If the scenario or role is unknown.
    """
    game = _Game(Store(scenario, seed, role))
    controls: dict[str, Any] = {
        "scenario": _choice({"en": "Scenario", "zh": "情景"}, _SCENARIOS, SCENARIOS, scenario),
        "role": _choice({"en": "Role", "zh": "角色"}, _ROLES, ROLES, role),
    }
    for name, lever in LEVERS.items():
        times = 100 if name in _SHARES else 1
        text, step = _LEVERS[name]
        controls[name] = slider(pick(text), times * house(scenario)[name], times * lever.low, times * lever.high, step)
    figure = new_figure(height=5.5)
    draw, moving = _artists(figure)

    def update(values: Values) -> str:
        if (values["scenario"], values["role"]) != (game.store.scenario, game.store.role):
            game.store = Store(values["scenario"], game.store.seed, values["role"])
        for name in LEVERS:
            controls[name].layout.display = None if name in MOVES[game.store.role] else "none"
        planned = {name: values[name] for name in MOVES[game.store.role]}
        draw(game.store, planned)
        return _words(game.store) + _plan(game.store, planned)

    hint = pick(
        {
            "en": "Play twelve weeks: move the levers, press “Play the week”, look. First guess: which lever alone would beat doing nothing by most? Then try three "
            "things: only that lever; only service at its best; and the same shop as head of service, who sees questions but no profit.",
            "zh": "经营十二周：调好手段，按“走一周”，看结果。先猜：只动一个手段，哪个最管用？然后试三件事：只动它；只把服务做到最好；再换成客服主管，只看得到咨询、看不到利润。",
        }
    )
    rows = [["scenario", "role"], ["price", "stock"], ["media", "promotion"], ["staff", "service"]]
    panel = Panel(pick({"en": "Cockpit", "zh": "经营驾驶舱"}), hint, controls, figure, update, moving, rows)
    panel.buttons = {
        "week": ipywidgets.Button(description=pick({"en": "Play the week", "zh": "走一周"}), button_style="primary"),
        "new": ipywidgets.Button(description=pick({"en": "New shop", "zh": "重新开店"})),
    }

    def play(_button: Any) -> None:
        if not game.store.over:
            values = panel.values()
            moved = {name: values[name] / (100 if name in _SHARES else 1) for name in MOVES[game.store.role]}
            game.store.step(moved)
            panel.redraw()

    def renew(_button: Any) -> None:
        game.store = Store(game.store.scenario, game.store.seed + 1, game.store.role)
        panel.redraw()

    panel.buttons["week"].on_click(play)
    panel.buttons["new"].on_click(renew)
    above = len(panel.children) - 2  # the picture and its words come last
    panel.children = (*panel.children[:above], ipywidgets.HBox(list(panel.buttons.values())), *panel.children[above:])
    return panel


class _Game:
    """The shop that is being played; a new one takes its place."""

    def __init__(self, store: Store) -> None:
        self.store = store


def _choice(text: Text, names: Mapping[str, Text], order: Sequence[str], value: str) -> ipywidgets.Dropdown:
    options = [(pick(names[name]), name) for name in order]
    return ipywidgets.Dropdown(
        options=options, value=value, description=pick(text), style=LABEL, layout=control_layout()
    )


def _artists(figure: Any) -> tuple[Callable[[Store, Values], None], list[Artist]]:
    grid = figure.add_gridspec(3, 2)
    axes = [figure.add_subplot(grid[place // 2, place % 2]) for place in range(4)]
    below = figure.add_subplot(grid[2, :])
    lines: list[list[Line2D]] = []
    for ax in axes:
        pair = [ax.plot([], [], marker="o", markersize=3, color=colour)[0] for colour in (PALETTE[0], HIGHLIGHT)]
        ax.axhline(0, color="0.7", linewidth=0.8)
        ax.set_ylim(0, 1)
        ax.yaxis.set_major_formatter(StrMethodFormatter("{x:,.6g}"))
        keep_room(ax, "-10,000")
        lines.append(pair)
    # Settings of the past as points, the one for the week ahead as a hollow ring.
    levers = {name: below.plot([], [], marker="o", markersize=3, color=PALETTE[place % len(PALETTE)])[0] for place, name in enumerate(LEVERS)}  # fmt: skip
    rings = {name: below.plot([], [], marker="o", markersize=8, markerfacecolor="none", linestyle="", color=line.get_color())[0] for name, line in levers.items()}  # fmt: skip
    below.set_ylim(-8, 138)
    below.set_yticks(range(0, 101, 25))
    below.set_title(pick({"en": "Your levers (% of their range; ring: the week ahead)", "zh": "您的手段（占可调范围 %；圆圈是下一周）"}), loc="left", fontsize=10)  # fmt: skip
    for ax in (*axes, below):
        ax.set_xlim(0.5, WEEKS + 0.5)
        ax.set_xticks(range(1, WEEKS + 1))

    def draw(store: Store, planned: Values) -> None:
        for ax, pair, (title, wanted) in zip(axes, lines, _PICTURES[store.role], strict=True):
            _retitle(ax, pick(title))
            weeks = [week["week"] for week in store.weeks]
            shown: list[float] = []
            named = [*wanted, *[({"en": "", "zh": ""}, "")] * (2 - len(wanted))]
            for line, (text, name) in zip(pair, named, strict=True):
                values = [week[name] * (100 if name in _PERCENT else 1) for week in store.weeks] if name else []
                line.set_data(weeks if name else [], values)
                line.set_label(pick(text) if name else "_none")
                shown += values
            # A legend needs room above the lines.
            _fit(ax, wanted[0][1], shown, room=1.3 if len(wanted) > 1 else 1.0)
            _legend(ax, [pick(text) for text, _ in wanted] if len(wanted) > 1 else [])
        for name, line in levers.items():
            own = name in planned
            past = [decision[name] * (100 if name in _SHARES else 1) for decision in store.decisions] if own else []
            line.set_data(range(1, len(past) + 1), [_share(name, value) for value in past])
            ahead = [planned[name]] if own and not store.over else []
            rings[name].set_data([len(past) + 1] * len(ahead), [_share(name, value) for value in ahead])
            line.set_label(pick(_LEVERS[name][0]).split(" (")[0].split("（")[0] if own else "_none")
        _legend(
            below,
            [line.get_label() for line in levers.values() if not str(line.get_label()).startswith("_")],
            columns=6,
        )

    return draw, [*(line for pair in lines for line in pair), *levers.values(), *rings.values()]


def _share(name: str, value: float) -> float:
    """Where in its range a lever stands, in percent; the value as its slider shows it."""
    lever, times = LEVERS[name], 100 if name in _SHARES else 1
    return 100 * (value / times - lever.low) / (lever.high - lever.low)


def _retitle(ax: Axes, title: str) -> None:
    # Whatever is set anew is drawn anew, and most moves change no title.
    if ax.get_title(loc="left") != title:
        ax.set_title(title, loc="left", fontsize=10)


def _fit(ax: Axes, name: str, shown: Sequence[float], room: float) -> None:
    if name == "rating":
        set_limits(ax, y=(3.0, 5.0))
        return
    top = round_up(room * max(shown)) if shown and max(shown) > 0 else 0.0
    low = -round_up(-min(shown)) if shown and min(shown) < 0 else 0.0
    set_limits(ax, y=(low, top if top > low else 1.0))


def _legend(ax: Axes, names: list[Any], columns: int = 2) -> None:
    old = ax.get_legend()
    if [text.get_text() for text in old.get_texts()] == names if old else not names:
        return
    if old:
        old.remove()
    if names:
        ax.legend(loc="upper left", fontsize=8, ncols=columns, frameon=False)


def _words(store: Store) -> str:
    if not store.weeks:
        event = store.view()["event_next"]
        return pick({"en": f"Week 1 of {WEEKS} lies ahead." + (" The platform holds an event." if event else ""),
                     "zh": f"第 1 周还没有开始，一共 {WEEKS} 周。" + ("平台有活动。" if event else "")})  # fmt: skip
    seen = store.view()
    week = int(seen["week"])
    if store.role == "service":
        told = {"en": f"{seen['tickets']:.0f} questions, {seen['answered']:.0f} answered; rating {seen['rating']:.2f}.",
                "zh": f"来了 {seen['tickets']:.0f} 个咨询，答了 {seen['answered']:.0f} 个；评分 {seen['rating']:.2f}。"}  # fmt: skip
    elif store.role == "specialist":
        told = {"en": f"{seen['visits']:,.0f} visits, {seen['orders']:.0f} orders, {seen['lost_orders']:.0f} lost for want of stock.",
                "zh": f"{seen['visits']:,.0f} 次访问，{seen['orders']:.0f} 单，缺货丢了 {seen['lost_orders']:.0f} 单。"}  # fmt: skip
    else:
        told = {"en": f"{seen['orders']:.0f} orders, profit ¥{seen['profit']:,.0f}, cash ¥{seen['cash']:,.0f}, rating {seen['rating']:.2f}.",
                "zh": f"{seen['orders']:.0f} 单，利润 {seen['profit']:,.0f} 元，现金 {seen['cash']:,.0f} 元，评分 {seen['rating']:.2f}。"}  # fmt: skip
    begun = pick({"en": f"Week {week} of {WEEKS}: ", "zh": f"第 {week} 周，共 {WEEKS} 周："}) + pick(told)
    if not store.over:
        event = seen["event_next"]
        return begun + (
            pick({"en": " The platform holds an event next week.", "zh": "下周平台有活动。"}) if event else ""
        )
    return begun + _end(store)


def _end(store: Store) -> str:
    points = score_store(store)
    total = pick({"en": f" Total {points['total']:.0f} points (0: doing nothing, 100: the reference). ",
                  "zh": f"总分 {points['total']:.0f}（什么都不做为 0，参照方案为 100）。"})  # fmt: skip
    said = [_rated(one) for one in competences(store)]
    return total + pick({"en": " ", "zh": ""}).join([*said, pick(REMARK)])


def _rated(one: Rating) -> str:
    mark = "" if one.rating is None else f" {one.rating:g}/5"
    return f"{term(f'competence.{one.competence}')}{mark}{pick({'en': ': ', 'zh': '：'})}{one.why}"


def _plan(store: Store, planned: Values) -> str:
    """What is set for the week ahead; nothing once all weeks have been played."""
    if store.over:
        return ""
    told = [f"{pick(_LEVERS[name][0])} {value:g}" for name, value in planned.items()]
    week = len(store.weeks) + 1
    return pick({"en": f" Set for week {week}: {'; '.join(told)}.", "zh": f"第 {week} 周的设置：{'；'.join(told)}。"})
