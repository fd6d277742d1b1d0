"""The cockpit: the training shop, played week by week."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

import ipywidgets
from matplotlib.artist import Artist
from matplotlib.lines import Line2D

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
from storelab.language import pick
from storelab.plots._style import HIGHLIGHT, PALETTE
from storelab.store import LEVERS, MOVES, ROLES, SCENARIOS, WEEKS, Store, competences, house, score_store

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
_COMPETENCES: Mapping[str, Text] = {
    "knowledge": {"en": "Professional knowledge", "zh": "专业知识"},
    "skill": {"en": "Practical skill", "zh": "实操技能"},
    "analysis": {"en": "Analysis", "zh": "分析能力"},
    "innovation": {"en": "Innovative thinking", "zh": "创新思维"},
    "communication": {"en": "Communication and teamwork", "zh": "沟通协作"},
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
    figure = new_figure(height=4.6)
    draw, moving = _artists(figure)

    def update(values: Values) -> str:
        if (values["scenario"], values["role"]) != (game.store.scenario, game.store.role):
            game.store = Store(values["scenario"], game.store.seed, values["role"])
        for name in LEVERS:
            controls[name].layout.display = None if name in MOVES[game.store.role] else "none"
        draw(game.store)
        return _words(game.store)

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


def _artists(figure: Any) -> tuple[Callable[[Store], None], list[Artist]]:
    axes = list(figure.subplots(2, 2).flat)
    lines: list[list[Line2D]] = []
    for ax in axes:
        pair = [ax.plot([], [], marker="o", markersize=3, color=colour)[0] for colour in (PALETTE[0], HIGHLIGHT)]
        ax.set_xlim(0.5, WEEKS + 0.5)
        ax.set_xticks(range(1, WEEKS + 1))
        ax.axhline(0, color="0.7", linewidth=0.8)
        ax.set_ylim(0, 1)
        keep_room(ax, "-10,000")
        lines.append(pair)

    def draw(store: Store) -> None:
        for ax, pair, (title, wanted) in zip(axes, lines, _PICTURES[store.role], strict=True):
            ax.set_title(pick(title), loc="left", fontsize=10)
            weeks = [week["week"] for week in store.weeks]
            shown: list[float] = []
            for line, (text, name) in zip(
                pair, [*wanted, *[({"en": "", "zh": ""}, "")] * (2 - len(wanted))], strict=True
            ):
                values = [week[name] * (100 if name in _PERCENT else 1) for week in store.weeks] if name else []
                line.set_data(weeks if name else [], values)
                line.set_label(pick(text) if name else "_none")
                shown += values
            if wanted[0][1] == "rating":
                set_limits(ax, y=(3.0, 5.0))
            else:
                top = round_up(max(shown, default=1.0) or 1.0) if max(shown, default=1.0) > 0 else 0.0
                low = -round_up(-min(shown)) if shown and min(shown) < 0 else 0.0
                set_limits(ax, y=(low, max(top, 1.0) if top > low else 1.0))
            if len(wanted) > 1:
                ax.legend(loc="upper left", fontsize=8)
            elif ax.get_legend():
                ax.get_legend().remove()

    return draw, [line for pair in lines for line in pair]


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
    rated = [
        f"{pick(_COMPETENCES[one.competence])} {one.rating:g}/5{pick({'en': ': ', 'zh': '：'})}{one.why}"
        for one in competences(store)
    ]
    return total + pick({"en": " ", "zh": ""}).join(rated)
