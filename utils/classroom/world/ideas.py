"""Ideas for new goods, services and content that wait for money."""

import numpy as np

from classroom.world.columns import Columns, coded
from classroom.world.streams import stream

# Kind, English, Chinese, cost and payoff in thousands of yuan, chance of success, scores from 1 to 5: value to the user,
# technical and commercial feasibility.
_IDEAS = (
    ("product", "folding kettle", "折叠水壶", 24, 90, 0.45, 4, 4, 4),
    ("product", "picnic mat that sheds sand", "不沾沙野餐垫", 18, 66, 0.50, 4, 5, 4),
    ("product", "backpack with rain cover", "带防雨罩双肩包", 36, 118, 0.50, 4, 4, 4),
    ("product", "tent that stores solar power", "太阳能帐篷", 60, 620, 0.08, 5, 1, 3),
    ("product", "lunch box that heats itself", "自热饭盒", 42, 210, 0.25, 4, 2, 3),
    ("product", "socks by subscription", "袜子按月订购", 15, 58, 0.35, 3, 4, 3),
    ("product", "children's tea set", "儿童茶具", 20, 60, 0.40, 3, 4, 3),
    ("product", "refill pack for shampoo", "洗发水补充装", 12, 44, 0.60, 4, 5, 4),
    ("product", "lamp that follows the sun", "随日光变色台灯", 30, 125, 0.30, 3, 3, 3),
    ("product", "coffee by the single cup", "单杯咖啡组合", 16, 52, 0.50, 3, 5, 4),
    ("feature", "size finder for trousers", "裤子尺码助手", 22, 84, 0.55, 5, 4, 4),
    ("feature", "see the picture on your wall", "装饰画上墙预览", 48, 170, 0.25, 4, 2, 2),
    ("feature", "remind me before it is used up", "快用完时提醒", 10, 36, 0.55, 4, 5, 4),
    ("feature", "compare three goods", "三件商品对比", 14, 34, 0.45, 3, 5, 3),
    ("feature", "voice search", "语音找货", 34, 100, 0.20, 2, 3, 2),
    ("service", "try on at home, pay later", "先试后付", 40, 150, 0.35, 5, 3, 3),
    ("service", "repair of tents", "帐篷维修", 26, 60, 0.40, 4, 4, 2),
    ("service", "old cookware for new", "旧锅换新锅", 28, 96, 0.40, 3, 4, 4),
    ("service", "gift wrapping with a card", "礼品包装加贺卡", 8, 27, 0.65, 4, 5, 5),
    ("content", "camping course in ten films", "十集露营课", 19, 64, 0.40, 4, 4, 3),
    ("content", "recipes of customers", "顾客菜谱", 9, 30, 0.45, 3, 5, 3),
    ("content", "makers behind the goods", "走进工厂", 13, 40, 0.40, 3, 4, 3),
    ("content", "serial novel with goods", "连载小说带货", 21, 88, 0.15, 2, 3, 2),
    ("content", "weekly test: which lasts longer", "每周耐用测评", 11, 42, 0.50, 5, 4, 4),
)  # fmt: skip


def idea_pool(seed: int) -> Columns:
    """Make the table ``idea_pool``: cost, hoped-for payoff and chances of each idea, with a small pre-test.

    The pre-test asked some hundred people; its share follows the chance of success, with noise.
    """
    rng = stream(seed, "idea_pool")
    rows = len(_IDEAS)
    kind, en, zh, cost, payoff, chance, value, tech, commercial = zip(*_IDEAS, strict=True)
    jitter = np.exp(rng.normal(0, 0.04, (2, rows)))
    wants = np.clip(0.06 + 0.32 * np.array(chance) + rng.normal(0, 0.045, rows), 0.02, 0.6)
    return {
        "idea_id": np.arange(1, rows + 1),
        "name": coded(zh),
        "name_en": coded(en),
        "kind": coded(kind),
        "cost": np.rint(np.array(cost) * jitter[0] * 10).astype(np.int64) * 10_000,
        "p_success": np.array(chance),
        "payoff": np.rint(np.array(payoff) * jitter[1] * 10).astype(np.int64) * 10_000,
        "user_value": np.array(value),
        "tech": np.array(tech),
        "commercial": np.array(commercial),
        "pretest": np.round(wants, 3),
    }
