"""Cases of chapter 18: inputs, right variants and wrong answers. Expected values come from the solutions in exercises.md."""

import math

import numpy as np
import pandas as pd

from classroom.cases import Exercise, World

WEEK = pd.Timedelta(weeks=1)


def day(text) -> pd.Timestamp:
    """A time of 2025 from ``"11-01"`` or ``"11-01 10:00"``; NaT from None."""
    return pd.NaT if pd.isna(text) else pd.Timestamp(f"2025-{text}")


def slip(exercise: Exercise, name: str, function, en: str, zh: str) -> None:
    """Declare a wrong answer that is one argument away from the right one."""
    function.__name__ = function.__qualname__ = name
    exercise.wrong(en=en, zh=zh)(function)


def slips(exercise: Exercise, solve, *entries: tuple) -> None:
    """Declare wrong answers from (name, arguments that are wrong, text, text)."""
    for name, options, en, zh in entries:
        slip(exercise, name, lambda *args, _o=options, **inputs: solve(*args, **inputs, **_o), en, zh)


# --- income_statement: one month, by the bank's lines -----------------------------------------------------------------

income_statement = Exercise(points=3, compare="equal", tolerance=1e-9)


def entries(*rows: tuple) -> pd.DataFrame:
    """A ledger from (day, account, amount)."""
    table = pd.DataFrame(rows, columns=["date", "account", "amount"]).astype({"amount": float})
    table["date"] = pd.to_datetime(pd.Series([day(text) for text in table["date"]], dtype="datetime64[s]"))
    return table


@income_statement.example
def november_by_hand():
    ledger = entries(
        ("11-01", "sales", 1000), ("11-05", "refunds", -100), ("11-01", "cogs", -480), ("11-30", "media", -90),
        ("11-02", "commission", -60), ("11-30", "warehouse", -80), ("11-30", "recharge", 30), ("11-30", "staff", -70),
        ("11-12", "insurance", -20), ("11-20", "tax", -9), ("12-01", "sales", 500),
    )  # fmt: skip
    expected = pd.Series(
        {"sales": 900.0, "cogs": 480.0, "gross": 420.0, "marketing": 150.0, "logistics": 50.0, "labour": 70.0,
         "other": 20.0, "tax": 9.0, "net": 121.0, "gross_rate": 420 / 900, "net_rate": 121 / 900}
    )  # fmt: skip
    return {"ledger": ledger, "month": "2025-11"}, expected


AUTUMN = entries(
    ("10-31 23:40", "sales", 700), ("11-01", "sales", 5200), ("11-30 22:15", "sales", 800), ("11-08", "freight_income", 64),
    ("11-19", "refunds", -410), ("11-01", "cogs", -2900), ("11-30 22:15", "cogs", -430), ("11-03", "media", -610),
    ("11-11", "campaign_fee", -95), ("11-30", "commission", -330), ("11-30", "payment_fee", -36), ("11-15", "freight", -280),
    ("11-30", "warehouse", -400), ("11-30", "recharge", 120), ("11-28", "staff", -520), ("11-30", "annual_fee", -75),
    ("11-22", "tax", -58), ("11-26", "insurance", np.nan), ("11-14", "media", np.nan), ("11-21", "sales", np.nan), ("12-01", "sales", 930), ("12-02", "cogs", -500),
    ("11-27", "deposit_interest", 12), ("12-05", "refunds", -220), ("10-30", "staff", -510),
)  # fmt: skip


@income_statement.visible(en="November, with entries of both neighbours", zh="十一月，前后两个月也有分录")
def november():
    return {"ledger": AUTUMN, "month": "2025-11"}


@income_statement.visible(en="December so far", zh="十二月到目前为止")
def december():
    more = entries(("12-31 23:59", "freight", -31.5), ("12-31 09:00", "staff", -88), ("12-12", "refunds", -55.25),
                   ("12-09", "recharge", 40), ("12-15", "legal", -120), ("12-18", "legal", np.nan), ("12-20", "cogs", np.nan))  # fmt: skip
    return {"ledger": pd.concat([more, AUTUMN.iloc[::-1]], ignore_index=True), "month": "2025-12"}


@income_statement.visible(edge=True, en="more refunds than sales", zh="退款比销售还多")
def more_refunds_than_sales():
    ledger = entries(
        ("11-02", "sales", 300), ("11-20", "refunds", -450), ("11-02", "cogs", -140), ("11-30", "staff", -90)
    )
    return {"ledger": ledger, "month": "2025-11"}


@income_statement.visible(edge=True, en="sales and refunds cancel", zh="销售和退款正好相抵")
def sales_cancel():
    ledger = entries(
        ("11-02", "sales", 300), ("11-20", "refunds", -300), ("11-30", "commission", -15), ("11-30", "tax", -3)
    )
    return {"ledger": ledger, "month": "2025-11"}


@income_statement.visible(edge=True, en="a month without entries", zh="这个月没有分录")
def no_entries():
    return {"ledger": AUTUMN, "month": "2025-09"}


@income_statement.visible(edge=True, en="an empty ledger", zh="空的总账")
def empty_ledger():
    return {"ledger": AUTUMN.head(0), "month": "2025-11"}


@income_statement.visible(edge=True, en="the year before", zh="去年同月")
def the_year_before():
    ledger = AUTUMN.assign(date=AUTUMN["date"] - pd.DateOffset(years=1))
    return {"ledger": pd.concat([ledger.iloc[3:15], AUTUMN.iloc[:8]], ignore_index=True), "month": "2024-11"}


@income_statement.hidden(worlds=3)
def other_months(world: World):
    ledger = world.table("ledger")[["date", "account", "amount"]]
    costs = world.table("shop_costs")[["date", "account", "amount"]]
    both = pd.concat([ledger, costs[costs["account"] != "media"]])
    both.loc[world.rng.random(len(both)) < 0.02, "amount"] = np.nan
    month = pd.Period("2025-01") + int(world.rng.integers(0, 12))
    tax = pd.DataFrame({"date": [month.start_time + pd.Timedelta(days=14)], "account": ["tax"], "amount": [-850.0]})
    near = both[both["date"].between("2024-12-15", "2026-01-15")]
    rows = pd.concat([near, tax]).sample(frac=1, random_state=world.rng).reset_index(drop=True)
    return {"ledger": rows, "month": str(month)}


@income_statement.invariant(en="Gross is sales less cogs.", zh="gross 等于 sales 减 cogs。")
def gross_is_what_is_left(result, **inputs):
    return abs(result["gross"] - (result["sales"] - result["cogs"])) < 1e-6


@income_statement.invariant(en="The lines add up to net.", zh="各行加起来等于 net。")
def lines_add_up(result, **inputs):
    costs = sum(result[name] for name in ("marketing", "logistics", "labour", "other", "tax"))
    return abs(result["gross"] - costs - result["net"]) < 1e-6


LINES = {
    "sales": ("sales", "freight_income", "refunds"), "cogs": ("cogs",), "marketing": ("media", "campaign_fee", "commission"),
    "logistics": ("freight", "warehouse", "recharge"), "labour": ("staff",), "tax": ("tax",),
}  # fmt: skip
ALL_LINES = (
    "sales",
    "cogs",
    "gross",
    "marketing",
    "logistics",
    "labour",
    "other",
    "tax",
    "net",
    "gross_rate",
    "net_rate",
)


def statement_of(
    ledger, month, *, end="next", year=True, moved=(), dropped=(), other=True, sign=True, absolute=False, refunds="less",
    rate_of="sales", guard=">", empty_rate=None, percent=False, order=ALL_LINES, tax_in=True, skip=True,
    other_in_net=True, other_sign=1, recharge="less",
):  # fmt: skip
    """The statement; the arguments are the ways to get a rule wrong."""
    first = pd.Timestamp(month)
    following = first + pd.DateOffset(months=1)
    if not year:
        rows = ledger[ledger["date"].dt.month == first.month]
    elif end == "next":
        rows = ledger[(ledger["date"] >= first) & (ledger["date"] < following)]
    elif end == "last_midnight":
        rows = ledger[(ledger["date"] >= first) & (ledger["date"] <= following - pd.Timedelta(days=1))]
    elif end == "first_of_next":
        rows = ledger[(ledger["date"] >= first) & (ledger["date"] <= following)]
    else:
        rows = ledger[ledger["date"] < following]
    place = {account: line for line, accounts in LINES.items() for account in accounts}
    place.update(dict(moved))
    line = rows["account"].map(place).fillna("other").where(~rows["account"].isin(dropped))
    amount = rows["amount"].abs() if absolute else rows["amount"]
    total = amount.groupby(line).sum().reindex([*LINES, "other"], fill_value=0.0)
    if skip is False:
        total = (
            amount.groupby(line).apply(lambda part: part.sum(skipna=False)).reindex([*LINES, "other"], fill_value=0.0)
        )
    if skip == "account":
        known = amount.groupby(rows["account"]).apply(lambda part: part.sum(skipna=False)).dropna()
        whole = known.groupby(known.index.map(lambda name: place.get(name, "other"))).sum()
        total = whole.reindex([*LINES, "other"], fill_value=0.0).astype(float)
    if recharge == "added":
        total["logistics"] -= 2 * rows.loc[rows["account"] == "recharge", "amount"].sum()
    if refunds != "less":
        back = rows.loc[rows["account"] == "refunds", "amount"].sum()
        total["sales"] += {"ignored": -back, "added": -2 * back}[refunds]
    turn = 1 if absolute else -1
    cost = {name: turn * total[name] for name in ("cogs", "marketing", "logistics", "labour", "other", "tax")}
    if not other:
        cost["other"] = 0.0
    cost["other"] *= other_sign
    sales = total["sales"]
    gross = sales - cost["cogs"]
    net = gross - sum(cost[name] for name in ("marketing", "logistics", "labour"))
    net -= cost["other"] if other_in_net else 0.0
    if tax_in:
        net -= cost["tax"]
    below = {"sales": sales, "gross_sales": rows.loc[rows["account"] == "sales", "amount"].sum(), "gross": gross}[
        rate_of
    ]
    known = {">": below > 0, "!=": below != 0, "abs": below != 0}[guard]
    rates = [part / below if known else (np.nan if empty_rate is None else empty_rate) for part in (gross, net)]
    if percent:
        rates = [100 * rate for rate in rates]
    shown = cost if sign else {name: -value for name, value in cost.items()}
    values = {"sales": sales, **shown, "gross": gross, "net": net, "gross_rate": rates[0], "net_rate": rates[1]}
    return pd.Series({name: float(values[name]) for name in order})


@income_statement.right
def by_mapping_accounts(ledger, month):
    return statement_of(ledger, month)


@income_statement.right
def by_a_loop_over_entries(ledger, month):
    period = pd.Period(month)
    values = dict.fromkeys(ALL_LINES, 0.0)
    for when, account, amount in zip(ledger["date"], ledger["account"], ledger["amount"], strict=True):
        if pd.isna(amount) or when.to_period("M") != period:
            continue
        line = next((name for name, accounts in LINES.items() if account in accounts), "other")
        values[line] += amount if line == "sales" else -amount
    values["gross"] = values["sales"] - values["cogs"]
    blocks = ("marketing", "logistics", "labour", "other", "tax")
    values["net"] = values["gross"] - sum(values[name] for name in blocks)
    for name in ("gross", "net"):
        values[f"{name}_rate"] = values[name] / values["sales"] if values["sales"] > 0 else float("nan")
    return pd.Series(values)


slips(
    income_statement, statement_of,
    ("last_evening_lost", {"end": "last_midnight"},
     "Entries of the last day with an hour are missing. The month ends before the first of the next one, not at the start of its last day.",
     "最后一天带钟点的分录漏了。这个月到下个月 1 号之前为止，不是到最后一天的零点。"),
    ("first_of_next_in", {"end": "first_of_next"},
     "Entries of the first of the next month are in. Only what lies *before* it belongs to the month.",
     "下个月 1 号的分录也算了。只有在它**之前**的才属于这个月。"),
    ("everything_before", {"end": "all_before"},
     "Entries of earlier months are in. The statement is of one month.", "更早月份的分录也算了。利润表只管一个月。"),
    ("any_year", {"year": False},
     "The same month of another year is in, too. `month` names the year as well.", "别的年份的同一个月也算了。`month` 里是写了年份的。"),
    ("refunds_ignored", {"refunds": "ignored"},
     "Refunds are not taken off sales. They stand in the ledger as negative entries and belong to the line.",
     "销售额没减退款。退款在总账里是负数，也归这一行。"),
    ("refunds_added", {"refunds": "added"},
     "Refunds were added to sales. They are negative in the ledger already: adding the entries takes them off.",
     "退款加到销售额上去了。它在总账里本来就是负数，直接相加就是减。"),
    ("freight_income_elsewhere", {"moved": (("freight_income", "other"),)},
     "Freight paid by customers is not in `sales`. The line holds `freight_income`, too.", "客人付的运费没算进 `sales`。这一行也包括 `freight_income`。"),
    ("freight_income_in_logistics", {"moved": (("freight_income", "logistics"),)},
     "Freight paid by customers was set against our freight. It belongs to `sales`.", "客人付的运费拿去抵我们的运费了。它归 `sales`。"),
    ("commission_in_other", {"moved": (("commission", "other"),)},
     "The commission stands in `other`. By the bank's rule it is marketing.", "佣金放进了 `other`。按银行的规矩，它算 marketing。"),
    ("commission_in_cogs", {"moved": (("commission", "cogs"),)},
     "The commission stands in `cogs`. By the bank's rule it is marketing.", "佣金放进了 `cogs`。按银行的规矩，它算 marketing。"),
    ("fees_in_marketing", {"moved": (("payment_fee", "marketing"), ("annual_fee", "marketing"))},
     "Payment and annual fees went to marketing. They stand in no line of the table, so they are `other`.",
     "支付手续费和年费进了 marketing。它们不在表里任何一行，应归 `other`。"),
    ("recharge_is_income", {"moved": (("recharge", "sales"),)},
     "The recharge was counted as sales. It makes `logistics` smaller.", "分摊收入算进了销售额。它应该让 `logistics` 变小。"),
    ("recharge_in_other", {"moved": (("recharge", "other"),)},
     "The recharge stands in `other`. It belongs to `logistics` and makes that line smaller.", "分摊收入放进了 `other`。它归 `logistics`，让那一行变小。"),
    ("recharge_left_out", {"dropped": ("recharge",)},
     "The recharge is missing. It belongs to `logistics` and makes that line smaller.", "分摊收入漏了。它归 `logistics`，让那一行变小。"),
    ("recharge_is_a_cost", {"recharge": "added"},
     "The recharge was added to the costs. It is income, positive in the ledger, and makes `logistics` smaller.", "分摊收入当成费用加上去了。它是收入，在总账里为正，要让 `logistics` 变小。"),
    ("freight_income_left_out", {"dropped": ("freight_income",)},
     "Freight paid by customers is nowhere. It belongs to `sales`.", "客人付的运费哪一行也没算。它归 `sales`。"),
    ("other_with_its_sign", {"other_sign": -1},
     "`other` kept the sign of the ledger. Like the other costs it stands as a positive number, and is taken off.", "`other` 没有翻号。它和别的成本一样写成正数，再减掉。"),
    ("other_not_taken_off", {"other_in_net": False},
     "`other` has its line, but net does not bear it.", "`other` 有了一行，可算 net 时没有减它。"),
    ("a_missing_bill_wipes_the_account", {"skip": "account"},
     "A missing amount wiped out its whole account. Only that entry is left out, the others of the account count.", "一笔缺失，把整个科目都抹掉了。只有那一笔不算，同一科目别的照算。"),
    ("amounts_without_sign", {"absolute": True, "refunds": "less"},
     "All amounts were made positive first, so refunds and recharges count the wrong way. Add the signed amounts, and turn the sign of the cost lines at the end.",
     "金额先全变成了正数，退款和分摊收入就算反了。先带着正负号相加，最后再翻成本各行的号。"),
    ("costs_negative", {"sign": False},
     "The cost lines are negative. On this page costs stand as positive numbers.", "成本各行是负数。这页纸上成本写成正数。"),
    ("other_forgotten", {"other": False},
     "`other` is 0 although there are accounts that stand in no other line. It is all the rest, and net bears it.",
     "有别的行没收的科目，`other` 却是 0。它是剩下的一切，net 里也要扣。"),
    ("net_before_tax", {"tax_in": False},
     "Net is before tax. The tax is taken off, too.", "net 没有扣税。税也要扣。"),
    ("rates_of_gross_sales", {"rate_of": "gross_sales"},
     "The rates are divided by the entries of the account `sales` alone. Below stands the *line* sales: freight income in, refunds off.",
     "比率除以了 `sales` 这一个科目。分母是 sales 这一**行**：加运费收入，减退款。"),
    ("rates_of_negative_sales", {"guard": "!="},
     "Where sales are below 0 a rate was formed. It is `NaN` as long as sales are not *above* 0.", "销售额是负数时也算了比率。只要不**大于** 0，就是 `NaN`。"),
    ("rates_zero", {"empty_rate": 0.0},
     "Without sales the rates are 0. Nothing can be divided: `NaN`.", "没有销售额时比率写成了 0。没得除，应是 `NaN`。"),
    ("rates_in_percent", {"percent": True}, "The rates are percent. Shares are asked for: 0.47, not 47.", "比率用了百分数。题目要的是小数：0.47，不是 47。"),
    ("a_missing_bill_spoils_the_line", {"skip": False},
     "A missing amount made its line missing. The entry is left out, the rest of the line counts.", "一笔缺失的金额让整行都缺失了。那一笔不算，同一行别的照算。"),
)  # fmt: skip


@income_statement.wrong(en="The lines come in another order than the question's.", zh="各行的先后和题目不一样。")
def lines_in_another_order(ledger, month):
    order = (
        "sales",
        "cogs",
        "marketing",
        "logistics",
        "labour",
        "other",
        "tax",
        "gross",
        "net",
        "gross_rate",
        "net_rate",
    )
    return statement_of(ledger, month, order=order)


# --- channel_profit: shared costs, to the fen -------------------------------------------------------------------------

channel_profit = Exercise(points=3, compare="equal", tolerance=1e-9)


def channel_entries(*rows: tuple) -> pd.DataFrame:
    """A ledger from (channel, account, amount)."""
    return pd.DataFrame(rows, columns=["channel", "account", "amount"]).astype({"amount": float, "channel": "str"})


@channel_profit.example
def two_channels_by_hand():
    ledger = channel_entries(
        ("shelf", "sales", 100), ("shelf", "refunds", -20), ("shelf", "media", -30), ("live", "sales", 50),
        ("live", "cogs", -10), (None, "rent", -10),
    )  # fmt: skip
    expected = pd.DataFrame(
        {"sales": [50.0, 80.0], "direct": [40.0, 50.0], "shared": [-3.33, -6.67], "profit": [36.67, 43.33],
         "rate": [36.67 / 50, 43.33 / 80]},
        index=pd.Index(["live", "shelf"], name="channel"),
    )  # fmt: skip
    return {"ledger": ledger, "driver": pd.Series({"shelf": 2, "live": 1})}, expected


MONTH = channel_entries(
    ("video", "sales", 820.5), ("shelf", "sales", 2410), ("live", "sales", 3105.4), (None, "warehouse", -391.17),
    ("live", "refunds", -644.2), ("shelf", "refunds", -180), ("live", "cogs", -1502), ("shelf", "cogs", -1190.3),
    ("video", "cogs", -433), ("live", "media", -610), ("video", "media", -44.1), (None, "content", -212.34),
    (None, "recharge", 55.5), ("shelf", "commission", -120.5), ("mall", "freight", -12.4),
)  # fmt: skip


@channel_profit.visible(en="a month, shared by parcels", zh="一个月，按包裹数摊")
def by_parcels():
    return {"ledger": MONTH, "driver": pd.Series({"live": 31, "shelf": 24, "video": 9, "mall": 2})}


@channel_profit.visible(en="the same month, shared by hours; two are equal", zh="同一个月，按工时摊，有并列的")
def by_hours():
    return {
        "ledger": MONTH.iloc[::-1].reset_index(drop=True),
        "driver": pd.Series({"video": 7, "shelf": 7, "live": 3, "mall": 5}),
    }


@channel_profit.visible(edge=True, en="the driver knows more and fewer channels", zh="动因里的渠道有多有少")
def other_channels():
    return {"ledger": MONTH, "driver": pd.Series({"store": 4, "shelf": 11, "live": 6})}


@channel_profit.visible(edge=True, en="shared income is larger than shared costs", zh="公共收入比公共费用多")
def shared_income():
    ledger = channel_entries(
        ("a", "sales", 200), ("b", "sales", 90), ("c", "cogs", -5), (None, "recharge", 40), (None, "rent", -20)
    )
    return {"ledger": ledger, "driver": pd.Series({"a": 1, "b": 1, "c": 1})}


@channel_profit.visible(edge=True, en="a channel with more refunds than sales", zh="有个渠道退款比销售多")
def more_back_than_sold():
    ledger = channel_entries(("old", "sales", 30), ("old", "refunds", -75), ("new", "sales", 400), ("new", "refunds", -10),
                             (None, "rent", -99.99), ("even", "sales", 20), ("even", "refunds", -20))  # fmt: skip
    return {"ledger": ledger, "driver": pd.Series({"old": 5, "new": 8, "even": 0})}


@channel_profit.visible(edge=True, en="parts that come out at a full fen", zh="份额正好是整分")
def parts_of_full_fen():
    ledger = channel_entries(("a", "sales", 500), ("b", "sales", 320.4), ("c", "sales", 90), ("c", "media", -12.5),
                             (None, "rent", -454.2), (None, "content", -0.45))  # fmt: skip
    return {"ledger": ledger, "driver": pd.Series({"a": 3, "b": 5, "c": 4})}


@channel_profit.visible(edge=True, en="nothing is shared", zh="没有公共费用")
def nothing_shared():
    return {
        "ledger": MONTH.dropna(subset=["channel"]).reset_index(drop=True),
        "driver": pd.Series({"live": 2, "shelf": 1}),
    }


@channel_profit.visible(edge=True, en="drivers of 0", zh="动因全是 0")
def drivers_of_zero():
    return {"ledger": MONTH, "driver": pd.Series({"live": 0, "shelf": 0})}


@channel_profit.hidden(worlds=4)
def other_books(world: World):
    costs = world.table("shop_costs")
    ledger = world.table("ledger")
    month = pd.Period("2025-01") + int(world.rng.integers(0, 12))
    both = pd.concat([ledger[ledger["account"] != "media"], costs])
    rows = both[both["date"].dt.to_period("M") == month]
    names = {1: "shelf", 2: "outdoor", 3: "north", 4: "kitchen", 5: "video", 6: "mall"}
    table = pd.DataFrame(
        {"channel": rows["shop_id"].map(names), "account": rows["account"], "amount": rows["amount"].round(2)}
    )
    driver = pd.Series({name: int(world.rng.integers(1, 90)) for name in world.rng.permutation(list(names.values()))})
    table["channel"] = table["channel"].astype("str").where(rows["shop_id"].notna())
    return {"ledger": table.sample(frac=1, random_state=world.rng).reset_index(drop=True), "driver": driver}


@channel_profit.invariant(en="Profits add up to the ledger.", zh="各渠道利润之和等于总账。")
def ties_to_the_ledger(result, *, ledger, **inputs):
    return abs(result["profit"].sum() - ledger["amount"].sum()) < 0.005


def split(
    ledger, driver, *, rows="both", sales=("sales", "refunds"), cut="trunc", rest="largest", base="total", guard=">",
    costs_only=False, check=True, profit="sum", direct="all", rate="profit", tie="first", order="name", equal=False,
    only_costs_shared=False, sign=1.0, percent=False, unit="fen",
):  # fmt: skip
    """The table; the arguments are the ways to get a rule wrong."""
    if check and not driver.sum() > 0:
        raise ValueError("no driver")
    own = ledger[ledger["channel"].notna()]
    both = set(own["channel"]) | set(driver.index)
    names = {"both": both, "ledger": set(own["channel"]), "driver": set(driver.index),
             "inner": set(own["channel"]) & set(driver.index)}[rows]  # fmt: skip
    index = pd.Index(sorted(names), name="channel")
    parts = driver.reindex(index).fillna(0).astype(float)
    sold = own[own["account"].isin(sales)].groupby("channel")["amount"].sum().reindex(index, fill_value=0.0)
    mine = own if direct == "all" else own[~own["account"].isin(["sales", "refunds"])]
    direct_sum = mine.groupby("channel")["amount"].sum().reindex(index, fill_value=0.0)
    common = ledger[ledger["channel"].isna()]
    if only_costs_shared:
        common = common[common["amount"] < 0]
    fen = round(100 * common["amount"].sum())
    whole = parts.sum() if base == "total" else parts.max()
    exact = pd.Series(fen / len(index), index=index) if equal else fen * parts / whole
    if unit == "yuan":
        exact = common["amount"].sum() * parts / whole * 100
    made = {"trunc": np.trunc, "floor": np.floor, "round": np.round, "none": lambda value: value}[cut](exact)
    left = fen - made.sum()
    if rest == "largest":
        best = parts.index[parts == parts.max()][0 if tie == "first" else -1]
        made[best] += left
    elif rest == "last":
        made.iloc[-1] += left
    elif rest == "first":
        made.iloc[0] += left
    elif rest == "sales":
        made[sold.idxmax()] += left
    elif rest == "remainder":
        for name in (made - exact).abs().sort_values(ascending=False, kind="stable").index[: int(abs(left))]:
            made[name] += np.sign(left)
    shared = sign * made / 100
    gain = (
        direct_sum + shared
        if profit == "sum"
        else direct_sum - shared
        if profit == "minus"
        else sold + direct_sum + shared
    )
    below = sold.where(sold > 0) if guard == ">" else sold.where(sold != 0)
    table = pd.DataFrame({"sales": sold, "direct": direct_sum, "shared": shared, "profit": gain})
    table["rate"] = (gain if rate == "profit" else direct_sum) / below * (100 if percent else 1)
    return table.sort_values("profit", ascending=False) if order == "profit" else table


@channel_profit.right
def by_arrays(ledger, driver):
    return split(ledger, driver)


@channel_profit.right
def by_a_loop_over_channels(ledger, driver):
    total = sum(driver.tolist())
    if not total > 0:
        raise ValueError("drivers")
    own = ledger[ledger["channel"].notna()]
    names = sorted({*own["channel"], *driver.index})
    fen = round(ledger.loc[ledger["channel"].isna(), "amount"].sum() * 100)
    weights = {name: float(driver.get(name, 0)) for name in names}
    given = {name: int(fen * weights[name] / total) for name in names}
    first = max(names, key=lambda name: weights[name])
    given[first] += fen - sum(given.values())
    rows = []
    for name in names:
        mine = own[own["channel"] == name]
        sold = float(mine.loc[mine["account"].isin(["sales", "refunds"]), "amount"].sum())
        result = float(mine["amount"].sum()) + given[name] / 100
        rows.append(
            (sold, float(mine["amount"].sum()), given[name] / 100, result, result / sold if sold > 0 else float("nan"))
        )
    columns = ["sales", "direct", "shared", "profit", "rate"]
    return pd.DataFrame(rows, columns=columns, index=pd.Index(names, name="channel"))


slips(
    channel_profit, split,
    ("channels_without_entries_lost", {"rows": "ledger"},
     "A channel that stands only in the driver has no row. It bears its part of the shared costs, too.", "只在动因里出现的渠道没有行。公共费用它也要摊。"),
    ("channels_without_driver_lost", {"rows": "driver"},
     "A channel of the ledger that the driver does not know has no row. Its driver is 0, its own entries stay.",
     "总账里有、动因里没有的渠道漏了。它的动因是 0，自己的分录还在。"),
    ("only_in_both", {"rows": "inner"},
     "Only channels that stand on both sides have a row. Every channel of either side has one.", "只留下了两边都有的渠道。哪一边出现过，都要有一行。"),
    ("sales_before_refunds", {"sales": ("sales",)}, "Refunds are not in `sales`. The column holds both accounts.", "`sales` 没含退款。这一列是两个科目之和。"),
    ("parts_not_cut", {"cut": "none"},
     "The parts have fractions of a fen. Cut them to full fen; what is left over goes to one channel.", "份额里还有不到一分的零头。要截到分，剩下的给一个渠道。"),
    ("cut_in_yuan", {"unit": "yuan"},
     "The parts were cut in yuan with fractions, and a computer's 151.55 is sometimes 151.5499…: a fen goes to the wrong channel. Count in whole fen: `round(100 * sum)`, times the driver, divided by all drivers, then cut.",
     "份额是用带小数的元截的，电脑里的 151.55 有时是 151.5499…，一分钱就给错了渠道。先换成整分：`round(100 * 总和)`，乘动因，除以动因合计，再截。"),
    ("parts_rounded", {"cut": "round"}, "The parts were rounded to the nearest fen. Cut them towards zero.", "份额四舍五入到了分。要向零截。"),
    ("parts_rounded_down", {"cut": "floor"},
     "Negative parts were rounded down, away from zero (-33.337 to -33.34). Cut *towards* zero: `np.trunc`.",
     "负数往下取整，离零更远了（-33.337 成了 -33.34）。要**向零**截：`np.trunc`。"),
    ("rest_dropped", {"rest": "none"},
     "What was left over by cutting is lost, so the channels do not add up to the ledger.", "截剩下的丢了，各渠道加起来就对不上总账。"),
    ("rest_to_the_last", {"rest": "last"}, "What was left over went to the last channel. It goes to the one with the largest driver.", "截剩下的给了最后一个渠道。应给动因最大的。"),
    ("rest_to_the_first", {"rest": "first"}, "What was left over went to the first channel. It goes to the one with the largest driver.", "截剩下的给了第一个渠道。应给动因最大的。"),
    ("rest_to_the_largest_sales", {"rest": "sales"}, "What was left over went to the channel with the largest sales. The largest *driver* decides.", "截剩下的给了销售额最大的渠道。看的是**动因**最大的。"),
    ("rest_by_remainders", {"rest": "remainder"},
     "What was left over was dealt out fen by fen, by the largest remainders. The shop's rule gives all of it to the channel with the largest driver.",
     "截剩下的按零头大小一分一分地分了。店里的规矩是全给动因最大的渠道。"),
    ("tie_to_the_last_name", {"tie": "last"}, "Of several channels with the largest driver the last by name got what was left over. It is the first.", "动因并列最大时，截剩下的给了名字排在最后的。应给排在前面的。"),
    ("shared_equally", {"equal": True}, "Every channel bears the same part. The part follows the driver.", "公共费用平均摊了。要按动因摊。"),
    ("shared_income_forgotten", {"only_costs_shared": True}, "Shared income was left out. The sum of *all* entries without a channel is shared.", "公共收入没算。要摊的是没有渠道的**全部**分录之和。"),
    ("costs_taken_off_twice", {"profit": "minus"}, "The shared part was taken off the direct result. It is negative already: add it.", "又减了一次公共份额。它本来就是负数，要相加。"),
    ("sales_counted_twice", {"profit": "sales"}, "Sales were added to `direct`, which holds them already.", "`direct` 里已经有销售额，又加了一遍。"),
    ("direct_costs_only", {"direct": "costs"}, "`direct` holds the costs only. It is the sum of all entries of the channel, sales included.", "`direct` 只有费用。它是该渠道全部分录之和，销售也在内。"),
    ("rate_before_shared", {"rate": "direct"}, "The rate is formed on `direct`. It is profit / sales.", "比率用了 `direct`。应是 profit ÷ sales。"),
    ("rate_of_negative_sales", {"guard": "!="}, "A rate was formed on sales below 0. It is `NaN` unless sales are above 0.", "销售额是负数也算了比率。不大于 0 就是 `NaN`。"),
    ("no_error_without_driver", {"check": False}, "Drivers that add up to 0 must raise a `ValueError`: nothing can be shared by them.", "动因合计为 0，应该抛出 `ValueError`：没法摊。"),
    ("sorted_by_profit", {"order": "profit"}, "The rows are sorted by profit. The question asks for names.", "行按利润排了。题目要按名字排。"),
    ("shared_as_positive", {"sign": -1.0, "profit": "minus"}, "The shared part stands as a positive number. It keeps the sign of the ledger.", "公共份额写成了正数。它跟总账一样带正负号。"),
    ("rate_in_percent", {"percent": True}, "The rate is in percent. A share is asked for.", "比率用了百分数。题目要的是小数。"),
)  # fmt: skip


# --- cash_forecast: thirteen weeks, and a cautious view ---------------------------------------------------------------

FORECAST = "metrics.cash_forecast(opening, flows, minimum)"
cash_forecast = Exercise(points=3, compare="equal", tolerance=1e-9, library=[FORECAST])
MONDAY = pd.Timestamp("2025-09-01")


def weekly(*rows: tuple) -> pd.DataFrame:
    """Flows from (number of the week, amount, certain); week 1 begins on 1 September 2025."""
    table = pd.DataFrame(rows, columns=["week", "amount", "certain"]).astype({"amount": float, "certain": bool})
    table["week"] = (MONDAY + pd.to_timedelta(7 * (table["week"].astype(int) - 1), unit="D")).astype("datetime64[s]")
    return table


@cash_forecast.example
def three_weeks_by_hand():
    flows = weekly((1, -80, True), (1, 60, False), (2, 30, True), (3, -65, False))
    expected = pd.DataFrame({
        "week": pd.date_range(MONDAY, periods=13, freq="7D"),
        "closing": [80.0, 110.0, *[45.0] * 11],
        "cautious": [20.0, 98.0, *[33.0] * 11],
        "alert": [True, *[False] * 12],
    })  # fmt: skip
    return {"opening": 100.0, "flows": flows, "minimum": 50.0}, expected


PLAN = weekly(
    (3, 410, False), (2, -260, True), (2, -75, False), (4, -300, True), (5, 120, True), (5, 350, False), (7, -520, False),
    (8, 640, False), (9, -90, True), (9, -45, False), (12, 200, False), (13, -150, True), (14, 380, False), (15, 60, True),
    (16, -700, True), (4, -30, False), (14, -20, True), (3, -55, True),
)  # fmt: skip


@cash_forecast.visible(en="an autumn", zh="一个秋天")
def an_autumn():
    return {"opening": 640.0, "flows": PLAN, "minimum": 150.0}


@cash_forecast.visible(en="the same autumn with less in the bank", zh="同一个秋天，账上少些")
def less_in_the_bank():
    return {"opening": 420.0, "flows": PLAN.iloc[::-1].reset_index(drop=True), "minimum": 80.0}


@cash_forecast.visible(edge=True, en="exactly the minimum", zh="正好等于最低余额")
def exactly_the_minimum():
    return {"opening": 300.0, "flows": weekly((1, -200, True), (3, -10, False), (5, 40, True)), "minimum": 100.0}


@cash_forecast.visible(edge=True, en="below from week to week", zh="一周一周都在线下")
def always_below():
    return {
        "opening": 90.0,
        "flows": weekly((1, 20, False), (2, -40, True), (6, 500, True), (8, -480, True)),
        "minimum": 100.0,
    }


@cash_forecast.visible(edge=True, en="no alert, and one week only", zh="不报警，只有一周")
def one_week_only():
    return {"opening": 500.0, "flows": weekly((5, -120, False), (5, 30, False)), "minimum": 0.0}


@cash_forecast.visible(edge=True, en="uncertain money in the last weeks", zh="最后几周有不确定的钱")
def uncertain_at_the_end():
    return {
        "opening": 50.0,
        "flows": weekly((1, -10, True), (12, 100, False), (13, 200, False), (13, -5, False)),
        "minimum": 0.0,
    }


@cash_forecast.visible(edge=True, en="the first week has only uncertain money", zh="第一周只有不确定的钱")
def first_week_uncertain():
    return {"opening": 10.0, "flows": weekly((2, 100, False), (3, -60, True)), "minimum": 20.0}


@cash_forecast.visible(edge=True, en="an empty table", zh="空表")
def no_flows():
    return {"opening": 100.0, "flows": PLAN.head(0), "minimum": 50.0}


@cash_forecast.hidden(worlds=3)
def other_autumns(world: World):
    flows = world.table("cashflow")
    rows = flows[flows["kind"] != "opening"][["week", "amount", "certain"]]
    start = pd.Timestamp("2024-02-05") + WEEK * int(world.rng.integers(0, 70))
    cut = rows[rows["week"].between(start, start + 16 * WEEK)]
    paid = pd.DataFrame({
        "week": start + pd.to_timedelta(7 * world.rng.integers(0, 17, 20), unit="D"),
        "amount": world.rng.uniform(100, 3000, 20).round(2), "certain": world.rng.random(20) < 0.5,
    })  # fmt: skip
    both = pd.concat([cut, paid]).sample(frac=1, random_state=world.rng).reset_index(drop=True)
    return {"opening": float(world.rng.integers(5_000, 20_000)), "flows": both, "minimum": 2000.0}


@cash_forecast.invariant(en="There is one alert at most.", zh="警报最多一次。")
def one_alert_at_most(result, **inputs):
    return result["alert"].sum() <= 1


def forecast(
    opening, flows, minimum, *, weeks=13, kept=0.8, late=1, doubtful="inflows", gaps=True, alert="first", strict=True,
    on="cautious", start="before", keep_future=False, running=True, cap=True, with_opening=True, empty=True, out_kept=False,
    move_all=False,
):  # fmt: skip
    """The forecast; the arguments are the ways to get a rule wrong."""
    columns = ["week", "closing", "cautious", "alert"]
    if flows.empty and empty:
        return pd.DataFrame(columns=columns)
    unsure = ~flows["certain"]
    if doubtful == "inflows":
        unsure = unsure & (flows["amount"] > 0)
    elif doubtful == "certain":
        unsure = flows["certain"] & (flows["amount"] > 0)
    elif doubtful == "all_inflows":
        unsure = flows["amount"] > 0
    changed = flows.assign(
        amount=np.where(unsure, kept * flows["amount"], flows["amount"]),
        week=flows["week"] + pd.to_timedelta(np.where(unsure, 7 * late, 0), unit="D"),
    )
    if move_all:
        changed["week"] = flows["week"] + WEEK * late
    first = flows["week"].min() if start == "before" else changed["week"].min()
    mondays = pd.date_range(first, periods=weeks, freq="7D")
    if gaps == "present":
        mondays = pd.DatetimeIndex(sorted(flows["week"].unique())[:weeks])
    elif not gaps:
        mondays = pd.DatetimeIndex(sorted(set(flows["week"][flows["week"] <= mondays[-1]])))
    if not cap:
        mondays = pd.date_range(first, max(flows["week"].max(), changed["week"].max()), freq="7D")
    sums = [table.groupby("week")["amount"].sum().reindex(mondays, fill_value=0.0) for table in (flows, changed)]
    if keep_future:
        sums[1].iloc[-1] += changed.loc[changed["week"] > mondays[-1], "amount"].sum()
    plain, slow = ((part.cumsum() if running else part) + (opening if with_opening else 0.0) for part in sums)
    table = pd.DataFrame({"week": mondays, "closing": plain.to_numpy(), "cautious": slow.to_numpy()})
    below = table[on] < minimum if strict else table[on] <= minimum
    if alert == "first":
        table["alert"] = below & (below.cumsum() == 1)
    elif alert == "each_dip":
        table["alert"] = below & ~below.shift(fill_value=False)
    else:
        table["alert"] = below
    return table


@cash_forecast.right
def by_changed_flows(opening, flows, minimum):
    return forecast(opening, flows, minimum)


@cash_forecast.right
def by_a_loop_over_weeks(opening, flows, minimum):
    rows, warned = [], False
    if len(flows):
        first = flows["week"].min()
        closing = cautious = float(opening)
        sure = flows["certain"] | (flows["amount"] <= 0)
        for number in range(13):
            monday = first + number * WEEK
            closing += flows.loc[flows["week"] == monday, "amount"].sum()
            cautious += flows.loc[sure & (flows["week"] == monday), "amount"].sum()
            cautious += 0.8 * flows.loc[~sure & (flows["week"] == monday - WEEK), "amount"].sum()
            rows.append((monday, closing, cautious, bool(cautious < minimum and not warned)))
            warned = warned or cautious < minimum
    return pd.DataFrame(rows, columns=["week", "closing", "cautious", "alert"])


slips(
    cash_forecast, forecast,
    ("empty_weeks_lost", {"gaps": False}, "Weeks without flows have no row. There is one for each of the 13 weeks.", "没有收支的周没有行。13 周每周都要一行。"),
    ("weeks_that_are_present", {"gaps": "present"}, "Only weeks that stand in `flows` have a row. Each of the 13 weeks has one, with or without flows.", "只有 `flows` 里出现的周才有行。13 周每周一行，没有收支的也要有。"),
    ("all_weeks_shown", {"cap": False}, "Weeks beyond the thirteenth are shown. The forecast ends there.", "第 13 周以后的也列出来了。预测只到第 13 周。"),
    ("twelve_weeks", {"weeks": 12}, "There are 12 rows; `WEEKS` is 13.", "只有 12 行，`WEEKS` 是 13。"),
    ("not_late", {"late": 0}, "Uncertain inflows come in their own week. The cautious view has them one week later.", "不确定的流入算在了当周。谨慎的算法要晚一周。"),
    ("in_full", {"kept": 1.0}, "Uncertain inflows count in full. Only `KEPT` of them counts.", "不确定的流入全额算了。只算 `KEPT` 那么多。"),
    ("a_fifth_kept", {"kept": 0.2}, "A fifth of the uncertain inflows counts here. `KEPT` is what *stays*: 0.8.", "不确定的流入只算了两成。`KEPT` 是**留下**的部分：0.8。"),
    ("not_counted_at_all", {"kept": 0.0}, "Uncertain inflows do not count at all. `KEPT` of them does, a week later.", "不确定的流入一点没算。要算 `KEPT` 那么多，晚一周。"),
    ("outflows_doubted_too", {"doubtful": "all"}, "Uncertain *outflows* were made smaller and later, too. That is not cautious: outflows count in full, in their week.",
     "不确定的**流出**也减少、推迟了。那就不谨慎了：流出要在当周全额计。"),
    ("certain_ones_doubted", {"doubtful": "certain"}, "The inflows that are certain were cut. It is the others.", "打折的是确定的流入。弄反了，该打折的是不确定的。"),
    ("all_inflows_doubted", {"doubtful": "all_inflows"}, "All inflows were cut, those that are certain, too.", "所有流入都打了折，确定的也没放过。"),
    ("everything_a_week_later", {"move_all": True, "start": "before"}, "All flows were moved by a week. Only the uncertain inflows are.", "所有收支都推了一周。只有不确定的流入才推。"),
    ("starts_with_the_changed_flows", {"start": "after"}, "The first row is the first week *after* uncertain money was moved. It is the first week that stands in `flows`.",
     "第一行成了推迟**以后**的第一周。应是 `flows` 里出现的第一周。"),
    ("future_pressed_in", {"keep_future": True}, "Money that moves beyond the last week was put into the last week. It is left out.", "推到最后一周以后的钱，塞进了最后一周。不算就行。"),
    ("sums_of_weeks", {"running": False}, "These are the sums of single weeks on top of the opening. A closing balance carries all weeks before it.",
     "这是期初加上单独一周的和。期末余额要把之前各周都累加进来。"),
    ("opening_forgotten", {"with_opening": False}, "The opening is missing.", "没有加期初。"),
    ("alert_on_closing", {"on": "closing"}, "The alert looks at `closing`. It looks at the cautious forecast.", "警报看的是 `closing`。要看谨慎的那一列。"),
    ("alert_at_the_minimum", {"strict": False}, "A week that ends exactly at the minimum raised the alert. Exactly the minimum is enough.", "正好等于最低余额的周也报了警。正好等于，就够了。"),
    ("every_week_alerts", {"alert": "all"}, "Every week below the minimum raises the alert. Only the first one does.", "每个低于最低余额的周都报警了。只报第一次。"),
    ("every_dip_alerts", {"alert": "each_dip"}, "The alert comes again when the balance falls below a second time. Only the very first week counts.", "第二次跌破又报了一次警。只算最早的那一周。"),
)  # fmt: skip


@cash_forecast.wrong(
    en="An empty table must give an empty frame with the four columns.", zh="空表应返回有那四列的空表。"
)
def crashes_without_flows(opening, flows, minimum):
    return forecast(opening, flows, minimum, empty=False)


# --- cash_conversion_cycle: the bank's form ---------------------------------------------------------------------------

CYCLE = "metrics.cash_conversion_cycle(inventory, receivable, payable, cogs, sales, days)"
cash_conversion_cycle = Exercise(points=3, compare="equal", tolerance=1e-9, library=[CYCLE])


def balances(inventory, receivable, payable, cogs, sales, **days) -> dict:
    names = ("inventory", "receivable", "payable", "cogs", "sales")
    return dict(zip(names, map(float, (inventory, receivable, payable, cogs, sales)), strict=True)) | days


@cash_conversion_cycle.example
def thirty_days_by_hand():
    return balances(200, 90, 260, 800, 1200, days=400), 30.0


for _name, _en, _zh, _edge, _case in (
    ("an_ordinary_year", "an ordinary year", "普通的一年", False, balances(242_000, 126_000, 61_000, 1_840_000, 3_362_000)),
    ("more_payable_than_stock", "suppliers finance more than the stock", "应付比存货还多", False,
     balances(150_000, 80_000, 210_000, 900_000, 1_500_000)),
    ("a_quarter", "a quarter", "一个季度", False, balances(300, 220, 130, 1100, 2300, days=91)),
    ("prepaid", "goods are paid ahead", "货款预付了", True, balances(500, 260, -120, 2000, 3300)),
    ("paid_ahead_by_the_platform", "a platform has paid ahead", "平台提前打了款", True, balances(500, -90, 200, 2000, 3300)),
    ("nothing_in_stock", "nothing in stock", "没有存货", True, balances(0, 120, 80, 700, 1500, days=180)),
    ("payable_is_the_stock", "payable and stock are equal", "应付正好等于存货", True, balances(240, 100, 240, 900, 1600)),
    ("no_cogs", "nothing was sold", "什么也没卖出", True, balances(300, 0, 50, 0, 0)),
    ("no_sales", "goods went out, sales are 0", "货出去了，销售额是 0", True, balances(300, 40, 50, 600, 0)),
    ("no_cogs_but_sales", "sales without cost of goods", "有销售额，没有销货成本", True, balances(300, 40, 50, 0, 800)),
    ("negative_sales", "more came back than was sold", "退的比卖的多", True, balances(300, 40, 50, 600, -20)),
    ("negative_cogs", "the cost of goods is below 0", "销货成本是负数", True, balances(300, 40, 50, -10, 900)),
    ("negative_inventory", "inventory below 0", "存货是负数", True, balances(-5, 40, 50, 600, 900)),
    ("negative_inventory_without_sales", "inventory below 0, no sales", "存货是负数，也没有销售额", True, balances(-5, 40, 50, 600, 0)),
    ("no_days", "0 days", "天数是 0", True, balances(300, 40, 50, 600, 900, days=0)),
):  # fmt: skip

    def _inputs(_case=_case):
        return dict(_case)

    _inputs.__name__ = _inputs.__qualname__ = _name
    cash_conversion_cycle.visible(edge=_edge, en=_en, zh=_zh)(_inputs)


@cash_conversion_cycle.hidden(worlds=6)
def other_forms(world: World):
    rng = world.rng
    values = [
        rng.uniform(0, 900),
        rng.uniform(-200, 500),
        rng.uniform(-300, 1200),
        rng.uniform(500, 5000),
        rng.uniform(800, 9000),
    ]
    return balances(*(round(value, 2) for value in values), days=int(rng.integers(28, 400)))


@cash_conversion_cycle.invariant(
    en="By the bank's rule the cycle is never below 0.", zh="按银行的规矩，天数不会是负的。"
)
def never_negative(result, **inputs):
    return math.isnan(result) or result >= -1e-9


def cycle(
    inventory, receivable, payable, cogs, sales, days=365, *, cap=True, floor=True, payable_floor=False, by="cogs",
    receivable_by="sales", stock_by="cogs", sign=-1, guard="both", check="both", year=None, zero=np.nan, check_first=True,
    cap_receivable=False, absolute=False, digits=None,
):  # fmt: skip
    """The cycle; the arguments are the ways to get a rule wrong."""
    bad = (inventory < 0 and check in ("both", "inventory")) or (days <= 0 and check in ("both", "days"))
    if bad and check_first:
        raise ValueError("inputs")
    known = {"both": cogs > 0 and sales > 0, "zero": cogs != 0 and sales != 0, "cogs": cogs > 0 and sales != 0,
             "sales": sales > 0 and cogs != 0}[guard]  # fmt: skip
    if not known:
        return zero
    if bad:
        raise ValueError("inputs")
    below = {"cogs": cogs, "sales": sales}
    length = days if year is None else year
    owed = min(payable, inventory) if cap else payable
    owed = max(owed, 0) if payable_floor else abs(owed) if absolute else owed
    due = max(receivable, 0) if floor else receivable
    due = min(due, inventory) if cap_receivable else due
    value = (
        inventory * length / below[stock_by] + due * length / below[receivable_by] + sign * owed * length / below[by]
    )
    return value if digits is None else round(value, digits)


@cash_conversion_cycle.right
def in_three_steps(inventory, receivable, payable, cogs, sales, days=365):
    return cycle(inventory, receivable, payable, cogs, sales, days)


@cash_conversion_cycle.right
def with_clip(inventory, receivable, payable, cogs, sales, days=365):
    if np.any(np.array([-inventory, 1 - days]) > 0):
        raise ValueError("bad")
    if cogs <= 0 or sales <= 0:
        return float("nan")
    per_day_out, per_day_in = cogs / days, sales / days
    return float(
        (inventory - np.clip(payable, None, inventory)) / per_day_out + np.clip(receivable, 0, None) / per_day_in
    )


slips(
    cash_conversion_cycle, cycle,
    ("payable_without_limit", {"cap": False}, "Payables count in full although they are more than the stock. By the bank's rule at most the inventory counts.",
     "应付比存货多，却全算了。按银行的规矩，最多算到存货那么多。"),
    ("prepayment_ignored", {"payable_floor": True}, "A prepayment (payable below 0) counts as 0. It counts as it is and makes the cycle longer.",
     "预付款（负的应付）按 0 算了。要照原数算，会让天数变长。"),
    ("prepayment_shortens", {"absolute": True}, "A prepayment shortened the cycle, as if it were a payable. Money that is with the supplier is out longer.",
     "预付款反而让天数变短了，像是当成了应付。钱在供应商手里，在外面的时间更长。"),
    ("negative_receivable_counts", {"floor": False}, "A negative receivable shortens the cycle here. It counts as 0.", "负的应收让天数变短了。它按 0 算。"),
    ("payables_added", {"sign": 1}, "Days of payables were added. They are taken off: the supplier waits, not we.", "应付天数加上去了。要减掉：等钱的是供应商，不是我们。"),
    ("payables_by_sales", {"by": "sales"}, "Payables are divided by sales. Suppliers are paid for goods: divide by cogs.", "应付除以了销售额。付给供应商的是货款，要除以销货成本。"),
    ("receivables_by_cogs", {"receivable_by": "cogs"}, "Receivables are divided by cogs. Customers owe sales: divide by sales.", "应收除以了销货成本。客人欠的是销售额，要除以销售额。"),
    ("stock_by_sales", {"stock_by": "sales"}, "The stock is divided by sales. It is valued at cost: divide by cogs.", "存货除以了销售额。存货按成本计价，要除以销货成本。"),
    ("everything_by_sales", {"stock_by": "sales", "by": "sales"}, "All three are divided by sales. Stock and payables are valued at cost: divide them by cogs.", "三项都除以了销售额。存货和应付按成本计价，要除以销货成本。"),
    ("always_a_year", {"year": 365}, "365 days were used whatever `days` is.", "不管 `days` 是几，都用了 365 天。"),
    ("always_360", {"year": 360}, "A year of 360 days was used. Take `days`.", "用了一年 360 天。要用 `days`。"),
    ("zero_for_unknown", {"zero": 0.0}, "Without sales or cogs the result is 0. That would say: no wait at all. It is `NaN`.", "没有销售额或销货成本时返回了 0，等于说一天都不用等。应是 `NaN`。"),
    ("negative_sales_divided", {"guard": "cogs"}, "Sales below 0 were divided by. If they are not above 0, the result is `NaN`.", "销售额是负数也照除了。不大于 0，就返回 `NaN`。"),
    ("negative_cogs_divided", {"guard": "sales"}, "Cost of goods below 0 was divided by. If it is not above 0, the result is `NaN`.", "销货成本是负数也照除了。不大于 0，就返回 `NaN`。"),
    ("only_zero_guarded", {"guard": "zero"}, "Only zeros give `NaN` here. Numbers below 0 do, too.", "只有 0 返回了 `NaN`。负数也要。"),
    ("negative_stock_accepted", {"check": "days"}, "An inventory below 0 must raise a `ValueError`.", "存货是负数，应该抛出 `ValueError`。"),
    ("no_days_accepted", {"check": "inventory"}, "Days of 0 or less must raise a `ValueError`.", "天数不大于 0，应该抛出 `ValueError`。"),
    ("nan_before_the_error", {"check_first": False}, "With an impossible inventory and no sales came `NaN`. The error is looked at first.", "存货不可能是负的，销售额又是 0，返回了 `NaN`。要先查错。"),
    ("rounded_to_a_tenth", {"digits": 1}, "The result is rounded. The question asks for days, not rounded.", "结果取整了。题目说不取整。"),
    ("rounded_to_two", {"digits": 2}, "The result is rounded. The question asks for days, not rounded.", "结果取整了。题目说不取整。"),
    ("rounded_to_days", {"digits": 0}, "The result is rounded to full days. The question asks for days, not rounded.", "结果取成了整天。题目说不取整。"),
    ("receivable_limited_too", {"cap_receivable": True}, "The limit was laid on the receivables, too. It is for payables only.", "应收也套上了上限。上限只管应付。"),
)  # fmt: skip


# --- vat_payable: the rate from the table -----------------------------------------------------------------------------

vat_payable = Exercise(points=3, compare="equal", tolerance=1e-9)
RULE_COLUMNS = ["taxpayer", "method", "rate", "threshold", "relief", "valid_from", "valid_to"]


def rules(*rows: tuple) -> pd.DataFrame:
    """Parameters from rows in the order of `RULE_COLUMNS`; None is missing, days are written in full."""
    table = pd.DataFrame(rows, columns=RULE_COLUMNS)
    for name in ("rate", "threshold", "relief"):
        table[name] = table[name].astype(float)
    for name in ("valid_from", "valid_to"):
        table[name] = pd.to_datetime(table[name]).astype("datetime64[s]")
    return table


def sold(*amounts: float) -> pd.DataFrame:
    return pd.DataFrame({"amount": np.array(amounts, dtype=float)})


def bought(*rows: tuple) -> pd.DataFrame:
    return pd.DataFrame(rows, columns=["kind", "tax"]).astype({"kind": "str", "tax": float})


@vat_payable.example
def a_levy_by_hand():
    params = rules(("small", "levy", 0.06, 600, 0.5, "2025-01-01", None))
    return {"sales": sold(2120, -106), "inputs": bought(("special", 30), ("ordinary", 20)), "params": params,
            "taxpayer": "small", "on_date": "2025-09-30"}, 57.0  # fmt: skip


RULES = rules(
    ("small", "levy", 0.04, 900, None, "2023-01-01", "2025-06-30"), ("large", "deduct", 0.12, None, None, "2022-01-01", "2025-03-31"),
    ("small", "levy", 0.02, 1200, 0.25, "2025-07-01", None), ("large", "deduct", 0.10, 5000, 0.1, "2025-04-01", None),
    ("rural", "levy", 0.05, None, 0.4, "2024-01-01", "2025-12-31"),
)  # fmt: skip
SALES = sold(1840.5, 920, -212.4, 2210.75, 333.3)
INPUTS = bought(("special", 120.4), ("ordinary", 77.7), ("special", 31.15), ("ordinary", 8))

for _name, _en, _zh, _edge, _case in (
    ("small_in_autumn", "a small shop in autumn", "小店，秋天", False, (SALES, INPUTS, "small", "2025-09-30")),
    ("large_in_autumn", "a large one, with special invoices", "大店，有专票", False, (SALES, INPUTS, "large", "2025-09-30")),
    ("small_in_spring", "the small shop half a year before", "同一家小店，半年前", False, (SALES, INPUTS, "small", "2025-05-31")),
    ("last_day_of_the_old_rule", "the last day of the old rule", "旧规定的最后一天", True, (SALES, INPUTS, "small", "2025-06-30")),
    ("first_day_of_the_new_rule", "the first day of the new rule", "新规定的第一天", True, (SALES, INPUTS, "small", "2025-07-01")),
    ("last_day_for_the_large", "the large one before its change", "大店，变动之前", True, (SALES, INPUTS, "large", "2025-03-31")),
    ("below_three_months", "between one and three thresholds", "在一倍和三倍起征额之间", True, (sold(2000, 500), INPUTS, "small", "2025-08-15")),
    ("exactly_three_months", "net sales are exactly three times the threshold", "不含税额正好是三倍起征额", True,
     (sold(3672), INPUTS, "small", "2025-08-15")),
    ("just_above", "just above three times the threshold", "刚过三倍起征额", True, (sold(3672, 10.2), INPUTS, "small", "2025-08-15")),
    ("below_one_month", "less than one threshold", "不到一倍起征额", True, (sold(800), INPUTS, "small", "2025-08-15")),
    ("below_without_tax", "above three times the threshold with tax, below without", "含税过了三倍起征额，不含税没过", True,
     (sold(3661.8), INPUTS, "small", "2025-08-15")),
    ("no_threshold", "a levy without a threshold", "没有起征额的征收率", True, (sold(84), INPUTS, "rural", "2025-08-15")),
    ("much_bought", "more input tax than output tax", "进项比销项多", True,
     (sold(500), bought(("special", 300), ("special", 40)), "large", "2025-09-30")),
    ("more_back_than_sold", "more refunds than sales", "退款比销售多", True, (sold(200, -900), INPUTS, "rural", "2025-08-15")),
    ("no_invoices", "no invoices of purchases", "没有进项发票", True, (SALES, INPUTS.head(0), "large", "2025-09-30")),
    ("nothing_sold", "nothing sold", "没有销售", True, (SALES.head(0), INPUTS, "small", "2025-09-30")),
    ("rule_has_ended", "no rule holds any more", "没有规定有效了", True, (SALES, INPUTS, "rural", "2026-01-01")),
    ("unknown_taxpayer", "an unknown taxpayer", "不认识的纳税人", True, (SALES, INPUTS, "medium", "2025-09-30")),
):  # fmt: skip

    def _inputs(_case=_case):
        sales, inputs, taxpayer, on_date = _case
        return {"sales": sales, "inputs": inputs, "params": RULES, "taxpayer": taxpayer, "on_date": on_date}

    _inputs.__name__ = _inputs.__qualname__ = _name
    vat_payable.visible(edge=_edge, en=_en, zh=_zh)(_inputs)


@vat_payable.visible(edge=True, en="two rules hold on one day", zh="同一天有两条规定")
def two_rules():
    params = pd.concat(
        [RULES, rules(("small", "levy", 0.03, 900, None, "2025-09-01", "2025-09-30"))], ignore_index=True
    )
    return {"sales": SALES, "inputs": INPUTS, "params": params, "taxpayer": "small", "on_date": "2025-09-15"}


@vat_payable.visible(edge=True, en="net sales with a long tail of decimals", zh="不含税额除不尽")
def a_long_tail():
    params = rules(("large", "deduct", 0.13, None, None, "2025-01-01", None))
    return {"sales": sold(3000.11), "inputs": bought(("special", 100)), "params": params, "taxpayer": "large",
            "on_date": "2025-09-30"}  # fmt: skip


@vat_payable.visible(edge=True, en="other rates in the table", zh="表里换了税率")
def other_rates():
    params = RULES.assign(rate=RULES["rate"] + 0.03, threshold=RULES["threshold"] / 2).iloc[::-1].reset_index(drop=True)
    return {"sales": SALES, "inputs": INPUTS, "params": params, "taxpayer": "small", "on_date": "2025-09-30"}


@vat_payable.hidden(worlds=6)
def other_quarters(world: World):
    rng = world.rng
    rates, thresholds = rng.choice([0.01, 0.03, 0.06, 0.09, 0.13], 4), rng.integers(3, 20, 4) * 100
    change = pd.Timestamp("2025-01-01") + pd.Timedelta(days=int(rng.integers(30, 300)))
    before = (change - pd.Timedelta(days=1)).strftime("%Y-%m-%d")
    after = change.strftime("%Y-%m-%d")
    params = rules(
        ("small", "levy", rates[0], thresholds[0], None, "2022-01-01", before), ("small", "levy", rates[1], thresholds[1], 0.5, after, None),
        ("large", "deduct", rates[2], thresholds[2], 0.2, "2022-01-01", before), ("large", "deduct", rates[3], None, None, after, None),
    )  # fmt: skip
    day_of = change + pd.Timedelta(days=int(rng.choice([-40, -1, 0, 25])))
    amounts = np.round(rng.uniform(-200, 900, int(rng.integers(3, 14))), 2)
    kinds = rng.choice(["special", "ordinary"], 6)
    inputs = pd.DataFrame({"kind": kinds, "tax": np.round(rng.uniform(2, 60, 6), 2)}).astype({"kind": "str"})
    return {"sales": sold(*amounts), "inputs": inputs, "params": params, "taxpayer": str(rng.choice(["small", "large"])),
            "on_date": day_of.strftime("%Y-%m-%d")}  # fmt: skip


@vat_payable.invariant(en="The tax is never below 0.", zh="税不会是负数。")
def never_below_zero(result, **inputs):
    return result >= 0


def vat(
    sales, inputs, params, taxpayer, on_date, *, until="<=", since=">=", open_end=True, one=True, included=True, months=3,
    limit="<=", excess=False, deduct="special", relief="used", floor=True, digits=2, threshold_for=("levy",), last=False,
    missing="none", levy_deducts=False, gross_limit=False, date=True, rate=None, net_digits=None, refunds=True, relief_first=False,
):  # fmt: skip
    """The tax; the arguments are the ways to get a rule wrong."""
    when = pd.Timestamp(on_date)
    begun = params["valid_from"] <= when if since == ">=" else params["valid_from"] < when
    ends = params["valid_to"] >= when if until == "<=" else params["valid_to"] > when
    holds = begun & (ends | params["valid_to"].isna() if open_end else ends)
    if not date:
        holds = params["valid_from"].notna()
    rows = params[holds & (params["taxpayer"] == taxpayer)]
    if len(rows) == 0 or (one and len(rows) != 1):
        raise ValueError("rows")
    row = rows.iloc[-1 if last else 0]
    used = row["rate"] if rate is None else rate
    total = (sales["amount"] if refunds else sales["amount"].clip(lower=0)).sum()
    net = {True: total / (1 + used), False: total, "share": total * (1 - used)}[included]
    net = net if net_digits is None else round(net, net_digits)
    waived = 0.0 if pd.isna(row["relief"]) else row["relief"]
    tax = net * used * (1 - waived if relief_first else 1)
    line = months * row["threshold"]
    if row["method"] in threshold_for and not pd.isna(line):
        measured = total if gross_limit else net
        free = measured <= line if limit == "<=" else measured < line
        tax = 0.0 if free else (net - line) * used if excess else tax
    elif row["method"] == "levy" and pd.isna(line) and missing == "free":
        tax = 0.0
    if row["method"] == "deduct" or levy_deducts:
        rows_in = inputs[inputs["kind"] == "special"] if deduct == "special" else inputs
        tax -= 0.0 if deduct == "none" else rows_in["tax"].sum()
    tax *= {
        "used": 1.0 if relief_first else 1 - waived,
        "ignored": 1.0,
        "share": waived if waived else 1.0,
        "nan": 1 - row["relief"],
    }[relief]
    tax = max(tax, 0.0) if floor else tax
    return round(tax, digits) if digits is not None else tax


@vat_payable.right
def in_small_steps(sales, inputs, params, taxpayer, on_date):
    return vat(sales, inputs, params, taxpayer, on_date)


@vat_payable.right
def with_query(sales, inputs, params, taxpayer, on_date):
    table = params.fillna({"valid_to": pd.Timestamp("2200-01-01"), "relief": 0.0, "threshold": -1e18})
    mine = table[(table["taxpayer"] == taxpayer) & table["valid_from"].le(on_date) & table["valid_to"].ge(on_date)]
    if mine.shape[0] != 1:
        raise ValueError("not one")
    rule = mine.iloc[0].to_dict()
    with_tax = float(sales["amount"].sum())
    without = with_tax / (1 + rule["rate"])
    due = with_tax - without
    if rule["method"] == "levy":
        due = 0.0 if without <= 3 * rule["threshold"] + 1e-9 else due
    else:
        due = due - float(inputs.groupby("kind")["tax"].sum().get("special", 0.0))
    return round(max(0.0, due * (1 - rule["relief"])), 2)


slips(
    vat_payable, vat,
    ("tax_on_top", {"included": False}, "The rate was laid on the amounts with tax. They include it: divide by 1 + rate first.", "税率直接乘了含税金额。金额是含税的，要先除以 1 加税率。"),
    ("tax_taken_off_as_a_share", {"included": "share"}, "Net sales were taken as amount × (1 - rate). The tax is laid on the net: amount / (1 + rate).", "不含税额算成了金额 ×（1 - 税率）。税是加在不含税额上的：金额 ÷（1 + 税率）。"),
    ("net_rounded_on_the_way", {"net_digits": 2}, "Net sales were rounded on the way, and a fen got lost. Round the result only.", "不含税额中途就取了两位小数，差了一分。只在最后取整。"),
    ("refunds_left_out", {"refunds": False}, "Refunds were left out. They are negative rows of `sales` and belong to the sum.", "退款没算。它是 `sales` 里的负数行，也要加进去。"),
    ("relief_before_the_inputs", {"relief_first": True}, "The relief was taken off before the input tax. It comes at the end: (output tax - special invoices) × (1 - relief).", "先减征、后抵扣了。减征在最后：（销项税额 - 专票税额）×（1 - relief）。"),
    ("threshold_of_one_month", {"months": 1}, "The threshold of one month was held against the sales of a quarter. Take three times the threshold.", "拿一个月的起征额去比一个季度的销售额。要用三倍。"),
    ("threshold_never", {"threshold_for": ()}, "The threshold was not looked at. A levy is free up to three times the threshold.", "没看起征额。按征收率的，不超过三倍起征额就免。"),
    ("threshold_for_all", {"threshold_for": ("levy", "deduct")}, "The threshold was held against a taxpayer who deducts. It is for the levy only.", "抵扣的纳税人也套了起征额。它只对按征收率的有效。"),
    ("boundary_is_taxed", {"limit": "<"}, "Net sales of exactly three times the threshold were taxed. At most: exactly is still free.", "正好等于三倍起征额的也征了。“不超过”，正好等于还免。"),
    ("only_the_excess", {"excess": True}, "Only what lies above the threshold was taxed. Once above it, all sales are.", "只征了超出的部分。一旦超过，全部销售额都要征。"),
    ("limit_with_tax", {"gross_limit": True}, "Sales *with* tax were compared with the threshold. It is in sales without tax.", "拿**含税**销售额去比起征额。起征额说的是不含税。"),
    ("levy_deducts_too", {"levy_deducts": True}, "Input tax was taken off a levy. Nothing is taken off there.", "按征收率的也抵了进项。那里什么都不能抵。"),
    ("all_invoices_deducted", {"deduct": "all"}, "Ordinary invoices were taken off, too. Only special ones count.", "普票也抵了。只有专票能抵。"),
    ("nothing_deducted", {"deduct": "none"}, "No input tax was taken off. With the method deduct the special invoices are.", "一点进项也没抵。deduct 的方法要减去专票的税额。"),
    ("relief_forgotten", {"relief": "ignored"}, "The relief was not taken off.", "没有减征。"),
    ("relief_is_what_stays", {"relief": "share"}, "The tax was multiplied by the relief. It is the share that is *waived*: times 1 - relief.", "税乘上了 relief。它是**减掉**的比例：要乘 1 - relief。"),
    ("missing_relief_spoils", {"relief": "nan"}, "A missing relief made the result missing (or 0). Missing means: none.", "relief 缺失，结果也成了缺失（或 0）。缺失就是没有减征。"),
    ("missing_threshold_is_free", {"missing": "free"}, "A levy without a threshold was taken as free. Missing means: no exemption.", "没有起征额的，当成了全免。缺失就是没有免征。"),
    ("tax_below_zero", {"floor": False}, "The tax is below 0. It never is: at least 0.", "税成了负数。不会低于 0。"),
    ("not_rounded", {"digits": None}, "The result is not rounded to two decimals.", "结果没有保留两位小数。"),
    ("rounded_to_yuan", {"digits": 0}, "The result is rounded to full yuan. Two decimals are asked for.", "结果取到了元。题目要两位小数。"),
    ("open_rules_lost", {"open_end": False}, "Rules with a missing `valid_to` were dropped (a comparison with a missing day is false). They hold until today.",
     "`valid_to` 缺失的规定被去掉了（和缺失的日期比较得到假）。它们至今有效。"),
    ("last_day_lost", {"until": "<"}, "On its last day a rule did not hold. Both days count.", "规定的最后一天没算。首尾两天都算。"),
    ("first_day_lost", {"since": ">"}, "On its first day a rule did not hold. Both days count.", "规定的第一天没算。首尾两天都算。"),
    ("first_of_several", {"one": False}, "Two rules held, and the first was taken. Not exactly one: raise a `ValueError`.", "有两条规定都有效，取了第一条。不是正好一条，要抛出 `ValueError`。"),
    ("last_of_several", {"one": False, "last": True}, "Two rules held, and the last was taken. Not exactly one: raise a `ValueError`.", "有两条规定都有效，取了最后一条。不是正好一条，要抛出 `ValueError`。"),
    ("newest_rule_always", {"date": False, "one": False, "last": True}, "The last row of the taxpayer was taken, whatever the day. The rule is the one that holds on `on_date`.",
     "不管日期，取了该纳税人的最后一行。要取 `on_date` 有效的那一行。"),
    ("first_rule_always", {"date": False, "one": False}, "The first row of the taxpayer was taken, whatever the day. The rule is the one that holds on `on_date`.",
     "不管日期，取了该纳税人的第一行。要取 `on_date` 有效的那一行。"),
    ("rate_in_the_code", {"rate": 0.02}, "A rate stands in the code. Read it from the row of `params`.", "税率写死在代码里了。要从 `params` 那一行里取。"),
)  # fmt: skip


# --- reconcile: what somebody has to chase ----------------------------------------------------------------------------

reconcile = Exercise(points=3, compare="equal", tolerance=1e-9)


def placed(*rows: tuple) -> pd.DataFrame:
    """Orders from (number, paid, refund, fee, asked)."""
    table = pd.DataFrame(rows, columns=["order_id", "paid", "refund", "fee", "asked"])
    return table.astype({"order_id": int, "paid": float, "refund": float, "fee": float, "asked": bool})


def moved(*rows: tuple) -> pd.DataFrame:
    """Settlements or invoices from (number, amount)."""
    return pd.DataFrame(rows, columns=["order_id", "amount"]).astype({"order_id": int, "amount": float})


@reconcile.example
def three_orders_by_hand():
    inputs = {
        "orders": placed((7, 100, 0, 5, True), (3, 80, 20, 3, True), (9, 50, 50, 2, True)),
        "settlements": moved((7, 60), (7, 30)), "invoices": moved((7, 100)),
    }  # fmt: skip
    expected = pd.DataFrame(
        {"order_id": [3, 3, 7], "problem": ["missing", "uninvoiced", "short_paid"], "amount": [57.0, 60.0, 5.0]}
    )
    return inputs, expected


MONDAY_ORDERS = placed(
    (31, 240, 0, 14.4, True), (12, 99.9, 0, 6, False), (45, 310.5, 110.5, 12, True), (7, 58, 58, 3.5, True), (18, 120, 0, 7.2, True),
    (22, 75.4, 0, 4.5, False), (50, 430, 30, 24, False), (61, 66, 0, 4, True), (9, 180, 0, 10.8, True), (33, 88, 0, 5.3, True),
    (70, 200, 0, 12, False), (71, 150, 0, 9, True), (80, 99.46, 1.53, 1.23, False), (81, 147.42, 2.83, 8.85, False),
    (82, 387.17, 18.71, 23.23, True), (83, 116.93, 16.35, 7.02, True),
)  # fmt: skip
MONDAY_PAYOUTS = moved(
    (31, 225.6), (12, 60), (45, 188), (18, 112.8), (22, 70), (50, 200), (50, 100), (9, 169.2), (9, -30), (33, 83.6), (99, 500),
    (12, 33.9), (71, 0), (80, 95.7), (81, 134.74), (82, 345.23), (83, 93.56),
)  # fmt: skip
MONDAY_INVOICES = moved(
    (31, 240), (45, 310.5), (45, -310.5), (18, 120), (61, 50), (9, 100), (9, 79.99), (12, 99.9), (98, 10), (33, 100), (7, 58), (82, 187.23), (82, 181.23), (83, 53.29), (83, 47.29),
)  # fmt: skip


@reconcile.visible(en="a Monday", zh="一个周一")
def a_monday():
    return {"orders": MONDAY_ORDERS, "settlements": MONDAY_PAYOUTS, "invoices": MONDAY_INVOICES}


@reconcile.visible(en="the next Monday", zh="下一个周一")
def the_next_monday():
    payouts = pd.concat([MONDAY_PAYOUTS, moved((70, 186.5), (61, 62), (50, 75.5), (71, 140))], ignore_index=True)
    invoices = pd.concat([MONDAY_INVOICES, moved((45, 200), (71, 30), (71, 30))], ignore_index=True)
    return {
        "orders": MONDAY_ORDERS.iloc[::-1].reset_index(drop=True),
        "settlements": payouts.iloc[::-1].reset_index(drop=True),
        "invoices": invoices,
    }


@reconcile.visible(edge=True, en="around one yuan", zh="差额在 1 元上下")
def around_one_yuan():
    orders = placed((1, 50, 0, 3, False), (2, 50, 0, 3, False), (3, 50, 0, 3, False), (4, 50, 0, 3, False),
                    (5, 209.67, 6.96, 12.58, False))  # fmt: skip
    return {
        "orders": orders,
        "settlements": moved((1, 46.01), (2, 46), (3, 45.99), (4, 48.5), (5, 189.13)),
        "invoices": moved(),
    }


@reconcile.visible(edge=True, en="refunded in full", zh="全额退款")
def refunded_in_full():
    orders = placed((1, 80, 80, 4, True), (2, 80, 79, 0.5, True), (3, 60, 60, 3, False))
    return {"orders": orders, "settlements": moved((3, 20)), "invoices": moved((1, 80))}


@reconcile.visible(edge=True, en="a fen is missing on the invoice", zh="发票差一分")
def a_fen_is_missing():
    orders = placed((1, 100, 0, 5, True), (2, 100, 0, 5, True), (3, 100, 0, 5, True), (4, 239.71, 5.94, 14.38, True))
    return {
        "orders": orders,
        "settlements": moved((1, 95), (2, 95), (3, 95), (4, 219.39)),
        "invoices": moved((4, 119.89), (4, 113.88), (1, 99.99), (2, 33.33), (2, 33.33), (2, 33.34), (3, 120)),
    }


@reconcile.visible(edge=True, en="nothing to chase", zh="没什么要追的")
def nothing_to_chase():
    return {"orders": placed((1, 100, 0, 5, True)), "settlements": moved((1, 95)), "invoices": moved((1, 100))}


@reconcile.visible(edge=True, en="nothing has arrived, nothing was issued", zh="什么也没到账，什么也没开")
def nothing_arrived():
    return {"orders": placed((2, 100, 10, 5, True), (1, 40, 0, 2, False)), "settlements": moved(), "invoices": moved()}


@reconcile.visible(edge=True, en="no orders", zh="没有订单")
def no_orders():
    return {"orders": MONDAY_ORDERS.head(0), "settlements": moved((1, 95)), "invoices": moved((1, 100))}


@reconcile.hidden(worlds=4)
def other_mondays(world: World):
    rng = world.rng
    n = 40
    paid = np.round(rng.uniform(20, 400, n), 2)
    back = np.where(rng.random(n) < 0.15, paid, np.where(rng.random(n) < 0.1, np.round(paid / 3, 2), 0.0))
    ids = rng.permutation(np.arange(100, 100 + n))
    orders = pd.DataFrame(
        {"order_id": ids, "paid": paid, "refund": back, "fee": np.round(paid * 0.06, 2), "asked": rng.random(n) < 0.4}
    )
    due = (orders["paid"] - orders["refund"] - orders["fee"]).round(2)
    came = rng.random(n)
    part = np.where(
        came < 0.7, due, np.where(came < 0.8, (due - 0.5).round(2), np.where(came < 0.9, (due * 0.8).round(2), np.nan))
    )
    first = pd.DataFrame({"order_id": ids, "amount": part}).dropna()
    halves = first.sample(frac=0.2, random_state=rng)
    payouts = pd.concat([first, halves.assign(amount=-5.0), halves.assign(amount=5.0)], ignore_index=True)
    issued = orders[orders["asked"] & (rng.random(n) < 0.7)]
    invoices = pd.DataFrame({"order_id": issued["order_id"], "amount": issued["paid"] - issued["refund"]}).reset_index(
        drop=True
    )
    return {"orders": orders, "settlements": payouts, "invoices": invoices.round(2)}


@reconcile.invariant(en="Every amount is above 0.", zh="每个金额都大于 0。")
def amounts_above_zero(result, **inputs):
    return bool((result["amount"] > 0).all())


def chase(
    orders, settlements, invoices, *, refund=True, fee=True, least=1.0, strict=False, missing="row", several="sum", asked=True,
    target="kept", done=True, tolerance=0.0, extra=False, order=("order_id", "problem"), over=False, short_whole=False,
    negatives=True, first_problem=False, missing_of="due", uninvoiced_of="rest", renumber=True, names=None, ends="kept",
    exact=(), missing_short=False, missing_shown=True, settled_only=False,
):  # fmt: skip
    """The list; the arguments are the ways to get a rule wrong."""
    back = orders["refund"] if refund else 0.0
    kept = (orders["paid"] - back).round(2)
    due = (kept - (orders["fee"] if fee else 0.0)).round(2)
    bills = invoices if negatives else invoices[invoices["amount"] > 0]
    grouped = settlements.groupby("order_id")["amount"]
    came = {"sum": grouped.sum, "first": grouped.first, "last": grouped.last, "max": grouped.max}[several]()
    issued = bills.groupby("order_id")["amount"].sum()
    arrived = orders["order_id"].map(came.to_dict()).astype(float)
    billed = orders["order_id"].map(issued.to_dict()).astype(float)
    live = (kept > 0) if done else pd.Series(True, index=orders.index)
    if ends == "refund":
        live = orders["refund"] == 0
    none = arrived.isna() if missing == "row" else arrived.fillna(0) == 0
    short = (due - arrived.fillna(0)).round(2)
    if "short" in exact:
        short = orders["paid"] - back - (orders["fee"] if fee else 0.0) - arrived.fillna(0)
    low = short > least if strict else short >= least
    if over:
        low = low | (short <= -least)
    rest = ({"kept": kept, "due": due, "paid": orders["paid"]}[target] - billed.fillna(0)).round(2)
    if "rest" in exact:
        rest = orders["paid"] - back - billed.fillna(0)
    no_bill = rest > tolerance if uninvoiced_of == "rest" else billed.isna()
    if asked:
        no_bill = no_bill & orders["asked"]
    parts = [
        ("missing", live & none & missing_shown, {"due": due, "kept": kept, "paid": orders["paid"]}[missing_of]),
        ("short_paid", live & (~none | missing_short) & low, due if short_whole else short),
        ("uninvoiced", live & no_bill, rest if uninvoiced_of == "rest" else kept),
    ]
    if settled_only:
        parts = [(name, where & arrived.notna(), amount) for name, where, amount in parts]
    if first_problem:
        parts[2] = ("uninvoiced", parts[2][1] & ~parts[0][1] & ~parts[1][1], parts[2][2])
    rows = pd.concat(
        [
            pd.DataFrame({"order_id": orders["order_id"][where], "problem": name, "amount": amount[where]})
            for name, where, amount in parts
        ]
    )
    if extra:
        strangers = settlements[~settlements["order_id"].isin(orders["order_id"])]
        rows = pd.concat([rows, strangers.assign(problem="missing")[["order_id", "problem", "amount"]]])
    if names:
        rows["problem"] = rows["problem"].replace(names)
    rows = rows.astype({"order_id": "int64", "amount": float})
    return rows.sort_values(list(order), ignore_index=renumber) if order else rows.reset_index(drop=True)


@reconcile.right
def by_three_frames(orders, settlements, invoices):
    return chase(orders, settlements, invoices)


@reconcile.right
def by_merging_sums(orders, settlements, invoices):
    came = settlements.groupby("order_id", as_index=False)["amount"].sum().rename(columns={"amount": "came"})
    issued = invoices.groupby("order_id", as_index=False)["amount"].sum().rename(columns={"amount": "issued"})
    table = orders.merge(came, on="order_id", how="left").merge(issued, on="order_id", how="left")
    table["kept"] = (table["paid"] - table["refund"]).round(2)
    table["due"] = (table["kept"] - table["fee"]).round(2)
    table = table[table["kept"] > 0]
    rows = []
    for row in table.to_dict("records"):
        gone = math.isnan(row["came"])
        if gone:
            rows.append({"order_id": row["order_id"], "problem": "missing", "amount": row["due"]})
        elif round(row["due"] - row["came"], 2) >= 1:
            rows.append(
                {"order_id": row["order_id"], "problem": "short_paid", "amount": round(row["due"] - row["came"], 2)}
            )
        rest = round(row["kept"] - (0 if math.isnan(row["issued"]) else row["issued"]), 2)
        if row["asked"] and rest > 0:
            rows.append({"order_id": row["order_id"], "problem": "uninvoiced", "amount": rest})
    result = pd.DataFrame(rows, columns=["order_id", "problem", "amount"])
    return result.sort_values(["order_id", "problem"]).reset_index(drop=True)


slips(
    reconcile, chase,
    ("refund_forgotten", {"refund": False}, "Refunds were not taken off. The shop keeps paid less refund, and expects no more.", "没减退款。店里留下的是实付减退款，多的不会来。"),
    ("fee_forgotten", {"fee": False}, "The platform's fee was not taken off what is due.", "应到账没减平台费用。"),
    ("cents_chased", {"least": 0.01}, "Differences below 1 yuan are on the list. They are rounding.", "不到 1 元的差额也列出来了。那是尾差。"),
    ("exactly_one_yuan_let_go", {"strict": True}, "A shortfall of exactly 1 yuan is not on the list. *At least* 1 yuan.", "正好少 1 元的没列。是“1 元**或更多**”。"),
    ("short_not_rounded", {"exact": ("short",)}, "The shortfall was compared without rounding: exactly 1 yuan is then sometimes 0.99999…, and the order slips through. Two decimals first.", "差额没取两位小数就去比：正好 1 元，有时成了 0.99999…，这一单就漏了。先取两位小数。"),
    ("rest_not_rounded", {"exact": ("rest",)}, "What is not invoiced was compared without rounding: a rest of 0.00000001 is then a problem. Two decimals first.", "没开票的差额没取两位小数就去比：差 0.00000001 也成了问题。先取两位小数。"),
    ("nothing_rounded", {"exact": ("short", "rest")}, "The differences were not rounded to two decimals before they were compared.", "比较之前，差额没有取两位小数。"),
    ("missing_and_short", {"missing_short": True}, "An order without any payout stands there twice, as `missing` and as `short_paid`. Without a row it is only `missing`.", "一笔也没到账的订单列了两遍：`missing` 和 `short_paid`。没有行的只算 `missing`。"),
    ("missing_not_listed", {"missing_shown": False}, "Orders without any row in `settlements` are not on the list.", "在 `settlements` 里一行也没有的订单没列出来。"),
    ("only_settled_orders", {"settled_only": True}, "Orders without a payout were lost in the merge, and their open invoices with them. Keep every order.", "没到账的订单在合并时丢了，它们没开的票也跟着丢了。每一单都要留着。"),
    ("zero_is_missing", {"missing": "zero"}, "An order whose payouts add up to 0 was called missing. It has a row: it is short-paid.", "到账合计是 0 的订单写成了 missing。它有行，是 short_paid。"),
    ("first_payout_only", {"several": "first"}, "Only the first payout of an order was looked at. Add up all its rows.", "只看了每单的第一笔到账。要把各行加起来。"),
    ("last_payout_only", {"several": "last"}, "Only the last payout of an order was looked at. Add up all its rows.", "只看了每单的最后一笔到账。要把各行加起来。"),
    ("largest_payout_only", {"several": "max"}, "Only the largest payout of an order was looked at. Add up all its rows.", "只看了每单最大的一笔到账。要把各行加起来。"),
    ("invoices_for_all", {"asked": False}, "Orders whose customers did not ask for an invoice are called uninvoiced.", "客人没要发票的订单也列成了未开票。"),
    ("invoice_of_the_due", {"target": "due"}, "The invoice was compared with what the platform owes. It covers what the shop *kept*, the fee included.", "发票和应到账比了。发票要开**留下的**全额，平台费用不减。"),
    ("invoice_of_the_paid", {"target": "paid"}, "The invoice was compared with what was paid. Refunds come off: compare with what was kept.", "发票和实付比了。要减退款，和留下的比。"),
    ("cancelled_invoice_counts", {"negatives": False}, "A cancelled invoice (the negative row) was left out, so the order looks invoiced.", "作废的发票（负数那一行）没算，订单看着像开过了。"),
    ("any_invoice_is_enough", {"uninvoiced_of": "row"}, "An order with any row of invoices counts as invoiced. The rows must add up to what was kept.", "只要有发票行就算开了。各行加起来要够留下的金额。"),
    ("a_fen_is_nothing", {"tolerance": 0.99}, "Invoices that lack some fen were let go. For invoices every fen counts; the 1 yuan is for payouts.", "发票差几分的放过了。发票一分也要对上，1 元是到账的规矩。"),
    ("refunded_orders_chased", {"done": False}, "Orders refunded in full are on the list. Nothing is kept: they are done.", "全额退款的订单也列出来了。什么也没留下，已经了结。"),
    ("any_refund_is_done", {"ends": "refund"}, "Orders with any refund were left out. Only those with nothing kept are done.", "只要有退款的订单都去掉了。什么也没留下的才算了结。"),
    ("strangers_in", {"extra": True}, "Payouts of orders that are not in `orders` are on the list. They are none of our business.", "不在 `orders` 里的到账也列出来了。那跟我们没关系。"),
    ("too_much_is_a_problem", {"over": True}, "Orders that were paid too much are called short-paid.", "多到账的订单也写成了 short_paid。"),
    ("whole_sum_short", {"short_whole": True}, "For short-paid orders the whole sum due is given. Give what is lacking.", "short_paid 写成了应到账全额。要写差多少。"),
    ("missing_with_fee", {"missing_of": "kept"}, "For missing payouts what was kept is given. The fee comes off: give what is due.", "missing 写成了留下的金额。要减平台费用，写应到账。"),
    ("one_problem_an_order", {"first_problem": True}, "An order has one row at most here. It may be unpaid and uninvoiced at once.", "每单最多列了一行。一单可以既没到账，又没开票。"),
    ("in_the_order_of_problems", {"order": ("problem", "order_id")}, "The list is sorted by problem. Sort by order first, then by problem.", "单子先按问题排了。要先按订单，再按问题。"),
    ("not_sorted", {"order": ()}, "The list is not sorted by `order_id` and `problem`.", "单子没有按 `order_id` 和 `problem` 排。"),
)  # fmt: skip


# --- chart_need: what each plan has to borrow -------------------------------------------------------------------------

chart_need = Exercise(points=3, compare="chart", tolerance=1e-9)


def plan_rows(**plans) -> pd.DataFrame:
    """Rows from plan=[(week, amount), ...]."""
    rows = [(name, week, amount) for name, flows in plans.items() for week, amount in flows]
    return pd.DataFrame(rows, columns=["plan", "week", "amount"]).astype({"week": int, "amount": float})


def shuffled(table: pd.DataFrame, seed: int) -> pd.DataFrame:
    return table.sample(frac=1, random_state=seed).reset_index(drop=True)


def draw_bars(heights: dict, title="Credit needed", xlabel="plan", ylabel="yuan"):
    """Bars in plain matplotlib, with title and labels."""
    import matplotlib.pyplot as plt

    _, axes = plt.subplots()
    axes.bar(list(heights), list(heights.values()))
    axes.set(title=title, xlabel=xlabel, ylabel=ylabel)
    return axes


@chart_need.example
def two_plans_by_hand():
    plans = plan_rows(P1=[(1, -90), (2, 200), (14, -500)], P2=[(1, -60), (1, 40), (3, -20)])
    return {"plans": plans, "opening": 100.0, "minimum": 50.0}, [("P1", 40.0)]


@chart_need.visible(en="four plans", zh="四个方案")
def four_plans():
    plans = plan_rows(
        P1=[(0, -400), (1, -120), (1, 70), (3, -260), (5, 300)], P2=[(2, 90), (4, -310), (6, 120), (13, -160), (14, 700)],
        P3=[(1, 40), (7, -100), (15, -900)], P4=[(3, -200), (3, 150), (8, -190), (9, -60), (12, 500)],
    )  # fmt: skip
    return {"plans": shuffled(plans, 3), "opening": 300.0, "minimum": 120.0}


@chart_need.visible(en="a richer shop", zh="账上宽裕些的店")
def a_richer_shop():
    plans = plan_rows(
        P7=[(2, -900), (3, 100), (4, 800)], P5=[(1, -300), (13, -420), (13, 40), (14, 60)], P6=[(0, -2000), (6, -200)],
        P8=[(5, -700), (5, 690), (6, -50), (14, -5000)],
    )  # fmt: skip
    return {"plans": shuffled(plans, 8), "opening": 900.0, "minimum": 250.0}


@chart_need.visible(edge=True, en="exactly enough", zh="正好够")
def exactly_enough():
    plans = plan_rows(P1=[(1, -100), (2, 50)], P2=[(1, -101), (2, 60)], P3=[(4, -100)])
    return {"plans": plans, "opening": 200.0, "minimum": 100.0}


@chart_need.visible(edge=True, en="below the minimum already at the opening", zh="期初就低于最低余额")
def low_at_the_opening():
    plans = plan_rows(P1=[(1, 80), (2, -10)], P2=[(1, 20), (3, 5)], P3=[(2, 60), (5, -30)])
    return {"plans": plans, "opening": 50.0, "minimum": 100.0}


@chart_need.visible(edge=True, en="weeks 0, 13 and 14", zh="第 0、13、14 周")
def weeks_at_the_edges():
    plans = plan_rows(
        P1=[(0, -500), (1, -20)], P2=[(13, -350), (14, 900)], P3=[(5, -10), (14, -900)], P4=[(0, 600), (2, -310)]
    )
    return {"plans": plans, "opening": 400.0, "minimum": 100.0}


@chart_need.visible(edge=True, en="up and down within a week", zh="一周之内有进有出")
def up_and_down():
    plans = plan_rows(
        P1=[(2, -500), (2, 480), (3, -10)], P2=[(3, -150), (1, 40), (3, -120), (2, 10)], P3=[(4, -260), (1, 300), (4, 200)],
        P4=[(5, 600), (5, -900), (6, 40)],
    )  # fmt: skip
    return {"plans": plans, "opening": 400.0, "minimum": 200.0}


@chart_need.hidden(worlds=3)
def other_plans(world: World):
    rng = world.rng
    rows = pd.DataFrame({
        "plan": rng.choice([f"P{n}" for n in range(1, 7)], 120), "week": rng.integers(0, 17, 120),
        "amount": np.round(rng.normal(-10, 220, 120), 2),
    })  # fmt: skip
    sure = plan_rows(P9=[(4, -5000), (6, 100)])
    return {"plans": shuffled(pd.concat([rows, sure], ignore_index=True), 1), "opening": 600.0, "minimum": 150.0}


def needs(
    plans, opening, minimum, *, first=1, last=13, within=False, start=False, last_week=False, running=True, base="minimum",
    show="need", sort=True, with_opening=True, each=False, strict=True,
    across=False,
) -> dict:  # fmt: skip
    """Heights by plan; the arguments are the ways to get a rule wrong."""
    counted = plans[plans["week"].between(first, last)]
    heights = {}
    through = opening + counted.groupby(["plan", "week"])["amount"].sum().cumsum()
    for name, rows in counted.groupby("plan"):
        ordered = rows.sort_values("week", kind="stable") if sort else rows
        amounts = ordered["amount"] if within else ordered.groupby("week", sort=sort)["amount"].sum()
        path = (opening if with_opening else 0) + (amounts.cumsum() if running else amounts)
        if across:
            path = through[name]
        low = path.iloc[-1] if last_week else path.min()
        low = min(low, opening) if start else low
        need = (minimum if base == "minimum" else 0.0) - low
        if show == "lowest" or (show == "lowest_of_needy" and need > 0):
            heights[name] = low
        elif show == "lowest_of_needy":
            continue
        elif show == "below_zero_too":
            heights[name] = need
        elif need > 0 or show == "all" or (not strict and need >= 0):
            heights[name] = max(need, 0.0) if show == "all" else need
    if each:
        return {name: value for name, value in heights.items() if value == max(heights.values())}
    return heights


@chart_need.right
def bars_by_plan(plans, opening, minimum):
    return draw_bars(needs(plans, opening, minimum))


@chart_need.right
def points_from_a_pivot(plans, opening, minimum):
    import matplotlib.pyplot as plt

    table = plans[(plans["week"] >= 1) & (plans["week"] <= 13)].pivot_table(
        index="week", columns="plan", values="amount", aggfunc="sum"
    )
    need = minimum - (opening + table.sort_index().cumsum()).min()
    need = need[need > 0].sort_values()
    _, axes = plt.subplots()
    axes.plot(list(need.index), need.to_numpy(), "o")
    axes.set(title="need", xlabel="plan", ylabel="yuan")
    return axes


def wall(**options):
    return lambda plans, opening, minimum: draw_bars(needs(plans, opening, minimum, **options))


for _name, _options, _en, _zh in (
    ("all_weeks", {"first": -99, "last": 99}, "All weeks of the table were used. Only weeks 1 to WEEKS_AHEAD count.", "表里所有的周都用了。只算第 1 到第 WEEKS_AHEAD 周。"),
    ("week_zero_in", {"first": 0}, "Week 0 was counted. It is over and is in the opening already.", "第 0 周也算了。它已经过去，期初里就有了。"),
    ("later_weeks_in", {"last": 99}, "Weeks beyond WEEKS_AHEAD were counted.", "WEEKS_AHEAD 以后的周也算了。"),
    ("last_week_lost", {"last": 12}, "Week WEEKS_AHEAD itself was left out. It counts.", "第 WEEKS_AHEAD 周没算。它也算。"),
    ("within_the_week", {"within": True}, "The balance was followed row by row within a week. What happens within a week is netted.", "一周之内也一笔一笔地看了余额。周内的进出要相抵。"),
    ("opening_is_a_balance", {"start": True}, "The opening was taken as one of the balances. Only the ends of weeks count.", "期初也当成了一个周末余额。只看各周周末。"),
    ("last_balance", {"last_week": True}, "The balance of the last week was taken. The lowest one decides.", "用了最后一周的余额。要看最低的。"),
    ("single_weeks", {"running": False}, "Each week stands alone on the opening. Balances carry the weeks before.", "每一周都单独加在期初上。余额要把之前各周累加进来。"),
    ("minimum_forgotten", {"base": "zero"}, "The need brings the balance up to 0 only. The minimum has to be kept, too.", "缺口只补到了 0。还要留够最低余额。"),
    ("opening_left_out", {"with_opening": False}, "The opening is missing in the balances.", "余额里没有加期初。"),
    ("every_plan_shown", {"show": "all"}, "A plan that needs nothing has a mark at 0. It has no mark.", "不缺钱的方案也画了，高度是 0。它不该有标记。"),
    ("negative_needs_shown", {"show": "below_zero_too"}, "Plans that need nothing are drawn, too, below zero. A plan without a need has no mark.", "不缺钱的方案也画了，画到零以下。不缺的不画。"),
    ("sum_runs_across_plans", {"across": True}, "The running sum went on from one plan into the next. Each plan begins anew at the opening.", "累加从一个方案接到了下一个。每个方案都从期初重新开始。"),
    ("lowest_balances_of_the_needy", {"show": "lowest_of_needy"}, "The marks are as high as the lowest balance. The need is the minimum less it.", "标记的高度是最低余额。缺口是最低余额线减去它。"),
    ("exactly_enough_shown", {"strict": False}, "A plan that keeps exactly the minimum has a mark at 0. Its need is not above 0: no mark.", "正好等于最低余额的方案画了一个 0。缺口不大于 0，不画。"),
    ("lowest_balances", {"show": "lowest"}, "These are the lowest balances. The need is the minimum less the lowest balance.", "画的是最低余额。缺口是最低余额线减去它。"),
    ("rows_as_they_come", {"sort": False, "within": True}, "The amounts were added up in the order of the rows. Sum by week and bring the weeks into order first.", "金额按行的先后累加了。要先按周求和、排好。"),
    ("weeks_as_they_come", {"sort": False}, "The weeks were added up in the order in which they came. Bring them into order first.", "各周按出现的先后累加了。要先排好。"),
    ("neediest_only", {"each": True}, "Only the plan with the largest need has a mark. Each plan with a need has one.", "只画了缺口最大的方案。有缺口的都要画。"),
):  # fmt: skip
    slip(chart_need, _name, wall(**_options), _en, _zh)


@chart_need.wrong(
    en="The right marks, but without a title and axis labels: nobody else can read this chart.",
    zh="标记是对的，但没有标题，轴也没有名称：别人看不懂这张图。",
)
def bare_bars(plans, opening, minimum):
    return draw_bars(needs(plans, opening, minimum), title="", xlabel="", ylabel="")


@chart_need.wrong(
    en="One mark for all plans together. One mark for each plan with a need is asked for.",
    zh="把各方案合成了一个标记。有缺口的方案，每个一个标记。",
)
def one_bar_for_all(plans, opening, minimum):
    return draw_bars(needs(plans.assign(plan="all"), opening, minimum))
