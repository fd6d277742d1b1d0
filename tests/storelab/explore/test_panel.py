"""The machinery of the widgets: what is drawn piece by piece looks as if it were drawn at once."""

import io

import numpy as np
import pandas as pd
import pytest
from PIL import Image

from storelab import explore

REACHED = pd.Series([1000, 100, 80], index=["view", "cart", "pay"])
BRANDS = pd.DataFrame({"price": [2.0, 4, 6], "style": [3.0, 5, 2]}, index=["us", "near", "far"])
SHOPPERS = pd.DataFrame({"price": [2.0, 2.5, 4, 6.5], "style": [2.0, 3, 5, 6]})
PANELS = {
    "funnel_lever": lambda: explore.funnel_lever(REACHED, 100, {"cart": 300, "pay": 50}),
    "lifetime_lever": lambda: explore.lifetime_lever(margin=20, retention=0.5, cac=16),
    "metric_tree": explore.metric_tree,
    "platform_mix": lambda: explore.platform_mix(price=100, unit_cost=50, freight=7),
    "positioning_map": lambda: explore.positioning_map(BRANDS, SHOPPERS, "us", ["price", "style"]),
}
# Some change the scale of one Axes, some of several, some nothing but bars.
MOVES = {
    "funnel_lever": [("cost_cart", 10), ("lift_cart", 30), ("cost_cart", 900), ("lift_pay", 5)],
    "lifetime_lever": [("retention", 90), ("cac", 80), ("margin", 2), ("retention", 91), ("cac", 81)],
    "metric_tree": [("change", -20), ("leaf", "gmv"), ("leaf", "bounce_rate"), ("change", 5), ("leaf", "orders")],
    "platform_mix": [("orders", 800), ("staff", 30), ("correlation", 0.0), ("ad_share", 30), ("first", 2000)],
    "positioning_map": [("price", 4.5), ("style", 6), ("weight_x", 2), ("price", 1)],
}


def pixels(png):
    return np.asarray(Image.open(io.BytesIO(png)))


@pytest.mark.parametrize("name", PANELS)
def test_a_picture_drawn_in_parts_is_the_whole_picture(name):
    panel, whole = PANELS[name](), PANELS[name]()
    for control, value in MOVES[name]:
        whole._sheet._background = None  # forgets what was drawn, so that everything is drawn
        for one in (panel, whole):
            one.controls[control].value = value
        np.testing.assert_array_equal(pixels(panel.picture.value), pixels(whole.picture.value))


@pytest.mark.parametrize("name", PANELS)
def test_a_move_is_one_message_to_the_picture(name):
    panel = PANELS[name]()
    sent = []
    panel.picture.send_state = lambda key=None: sent.append(set(key))
    control, value = MOVES[name][0]
    panel.controls[control].value = value
    assert sent == [{"value", "tooltip"}]


def test_two_threads_draw_one_after_the_other(monkeypatch):
    import threading
    import time

    from storelab import explore
    from storelab.explore._panel import Panel

    panel = explore.store_cockpit()
    draw, inside, most = Panel._draw, [], []

    def slowly(self):
        inside.append(1)
        most.append(len(inside))
        time.sleep(0.02)
        draw(self)
        inside.pop()

    monkeypatch.setattr(Panel, "_draw", slowly)
    threads = [threading.Thread(target=panel.redraw) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert most == [1, 1, 1, 1]
