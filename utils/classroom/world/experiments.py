"""What the shop decided and tried: the log of decisions with forecasts, and three trials."""

from collections.abc import Callable

import numpy as np

from classroom.world.columns import Bools, Coded, Columns, Floats, Ints, coded, pick
from classroom.world.customers import DEVICES
from classroom.world.effects import Effects, HopefulForecasts, TrialLuck
from classroom.world.streams import stream

# kind, metric, forecast from and to, question, Chinese, action, Chinese, what {} stands for (English/Chinese).
_DECISIONS = (
    ("promotion", "gmv", 0.25, 0.55, "How much will a flash sale of {} add to the day's sales?", "{}做一天限时抢购，当天成交额能多多少？",
     "flash sale, one day", "限时抢购一天", "thermos flasks/保温杯;desk lamps/台灯;tents/帐篷;bedding/四件套"),
    ("promotion", "orders", 0.20, 0.45, "Will {} bring more orders in its week?", "{}能让当周多出多少订单？",
     "ran it for seven days", "做了七天", "second piece at half price/第二件半价;8 yuan off from 99/满99减8;a gift with two pieces/两件送赠品;free freight from 29/满29包邮"),
    ("promotion", "new_visitors", 0.20, 0.50, "How many more new visitors will {} bring?", "{}能多带来多少新访客？",
     "ran it for two weeks", "做了两周", "a raffle in the app/小程序抽奖;a gift for inviting friends/邀请好友有礼;a coupon in the live stream/直播间发券"),
    ("promotion", "units", 0.15, 0.40, "Will a bundle of {} sell more pieces?", "{}做套装，能多卖几件？",
     "bundle offered for a month", "套装卖了一个月", "box and drawer/收纳箱加抽屉盒;pan and lid/锅加锅盖;tea set and tray/茶具加茶盘"),
    ("price", "gross_profit", 0.03, 0.12, "Raise the price of {} by 5 %?", "{}要不要涨价5%？",
     "raised", "已涨价", "wall pictures/装饰画;lunch boxes/饭盒;gift sets/礼盒"),
    ("price", "units", 0.06, 0.18, "Lower the price of {} by 8 % to clear it?", "{}要不要降价8%清货？",
     "lowered", "已降价", "last year's coats/去年外套;phasing-out lamps/停产台灯;old colours/旧配色"),
    ("page", "conversion_rate", 0.02, 0.10, "Does {} lift conversion?", "{}能提高转化率吗？",
     "on all pages after a trial", "试验后全店上线", "a size table/尺码表;a delivery date on the page/页面标出送达日;real-life pictures/实拍图;shorter descriptions/精简详情"),
    ("page", "orders", 0.02, 0.08, "Does {} cost us fewer carts?", "{}能少流失一些购物车吗？",
     "changed", "已改版", "a shorter checkout/更短的结算页;payment by one tap/一键支付;an address filled in/自动填地址"),
    ("advertising", "ad_cost", -0.20, -0.06, "Pause {} to save cost without losing orders?", "暂停{}，能省多少花费又不丢单？",
     "paused for two weeks", "停两周观察", "broad search words/宽泛关键词;night hours/夜间时段;the worst audience/最差的人群包"),
    ("advertising", "visitors", 0.05, 0.20, "Add budget to {}?", "{}要不要加预算？",
     "budget up by a fifth", "预算加两成", "short videos/短视频;long-tail words/长尾词;creators' posts/达人种草"),
    ("service", "refund", -0.15, -0.04, "Will {} lower refunds?", "{}能减少退款吗？",
     "introduced", "已实行", "a call before the refund/退款前回访;better packing/加固包装"),
    ("service", "late_parcels", -0.30, -0.08, "Will {} bring fewer late parcels?", "{}能减少超时包裹吗？",
     "changed for all orders", "全部订单改用", "a second carrier/第二家快递;packing until 22:00/打包延到22点"),
    ("stock", "out_of_stock", -0.40, -0.10, "Will {} avoid empty shelves?", "{}能减少缺货吗？",
     "in force", "已执行", "a bigger cushion/提高安全库存;weekly orders/每周补货;a second supplier/增加备用供应商"),
)  # fmt: skip
_FIRST, _LAST = np.datetime64("2024-02-05", "D"), np.datetime64("2025-12-22", "D")
_MEASURED_AFTER = 21  # days
_TRIAL_DEVICES = np.array([0.74, 0.21, 0.05])


def decision_log(seed: int, effects: Effects) -> Columns:
    """Make the table ``decision_log``: what was asked, expected, done, and what came of it."""
    rng = stream(seed, "decision_log")
    hope = effects.hopeful_forecasts or HopefulForecasts(promotions=1.0)
    rows: list[tuple[str, str, str, str, str, str, float, float]] = []
    for kind, metric, low, high, question, question_zh, action, action_zh, subjects in _DECISIONS:
        for subject in subjects.split(";"):
            en, zh = subject.split("/")
            forecast = round(float(rng.uniform(low, high)), 2)
            mean = hope.promotions if kind == "promotion" else 1.0
            result = forecast * (mean + hope.noise * float(rng.normal()))
            text = question.format(en)
            rows.append((kind, metric, text, question_zh.format(zh), action, action_zh, forecast, round(result, 3)))
    size = len(rows)
    order = rng.permutation(size)
    span = int((_LAST - _FIRST).astype(int))
    days = np.sort(_FIRST + np.rint(np.linspace(0, span, size) + rng.uniform(-6, 6, size)).astype("timedelta64[D]"))
    days = np.clip(days, _FIRST, _LAST)
    end = np.datetime64("2025-12-31", "D")
    sorted_rows = [rows[n] for n in order.tolist()]
    known = days + np.timedelta64(_MEASURED_AFTER, "D") <= end
    return {
        "decision_id": np.arange(1, size + 1),
        "date": days.astype("datetime64[s]"),
        "kind": coded(row[0] for row in sorted_rows),
        "question": coded(row[2] for row in sorted_rows),
        "question_zh": coded(row[3] for row in sorted_rows),
        "metric": coded(row[1] for row in sorted_rows),
        "forecast": np.array([row[6] for row in sorted_rows]),
        "action": coded(row[4] for row in sorted_rows),
        "action_zh": coded(row[5] for row in sorted_rows),
        "result": np.where(known, [row[7] for row in sorted_rows], np.nan),
    }


def ab_tests(seed: int, effects: Effects) -> Columns:
    """Make the table ``ab_tests``: three trials, one row a unit, in order of trial and time.

    Numbers of conversions are fixed and only who converts is drawn, so that what each trial shows isn't luck.
    """
    rng = stream(seed, "ab_tests")
    same = TrialLuck().same
    luck = effects.trial_luck or TrialLuck((same, same), (same, same), same, 0.0, (same, same, same))
    parts = [
        _trial(rng, "2025-03-10", 14, 14_000, lambda variant, device, week: np.array(luck.win)[variant]),
        _trial(rng, "2025-07-07", 21, 15_000, lambda variant, device, week: _regressing(luck, variant, week)),
        _trial(
            rng,
            "2025-08-04",
            14,
            14_400,
            lambda variant, device, week: np.array(luck.by_device)[device],
            luck.lost,
        ),
    ]
    trial = np.repeat(np.arange(3), [len(part[0]) for part in parts])
    variant, device, moment, converted = (np.concatenate([part[n] for part in parts]) for n in range(4))
    value = np.rint(np.exp(rng.normal(np.log(11_800), 0.75, len(trial)))).astype(np.int64)
    return {
        "test_id": Coded(trial, ("item_photos", "freight_banner", "quick_checkout")),
        "unit_id": 700_001 + np.arange(len(trial)),
        "variant": Coded(variant, ("A", "B")),
        "device": Coded(device, DEVICES),
        "exposed_at": moment,
        "converted": converted,
        "revenue": np.where(converted, value, 0),
    }


def _regressing(luck: TrialLuck, variant: Ints, week: Ints) -> Floats:
    """A first week that favours the new version; later weeks make both equal over the whole trial."""
    first = np.array(luck.first_week)
    later = (3 * luck.same - first) / 2
    return np.where(week == 0, first[variant], later[variant])


def _trial(
    rng: np.random.Generator,
    first: str,
    days: int,
    size: int,
    rate: Callable[[Ints, Ints, Ints], Floats],
    lost: float = 0.0,
) -> tuple[Ints, Ints, np.ndarray, Bools]:
    """Variant, device, time and conversion of the units of one trial, in order of time."""
    second = np.sort(rng.integers(0, days * 86_400, size))
    device = pick(rng, _TRIAL_DEVICES, size)
    variant = rng.integers(0, 2, size)
    arrives = ~((variant == 1) & (device == 0) & (rng.random(size) < lost))
    second, device, variant = second[arrives], device[arrives], variant[arrives]
    week = second // (7 * 86_400)
    chance = rate(variant, device, week)
    converted = np.zeros(len(second), dtype=bool)
    # Each cell of variant, device and week gets its share of conversions; who it is, is drawn.
    cell = (variant * len(_TRIAL_DEVICES) + device) * 4 + week
    for one in np.unique(cell):
        members = np.flatnonzero(cell == one)
        count = int(np.floor(chance[members].sum() + rng.random()))
        converted[rng.permutation(members)[:count]] = True
    moment = np.datetime64(first, "s") + second.astype("timedelta64[s]")
    return variant, device, moment, converted
