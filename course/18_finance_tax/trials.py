"""Answers that a reader gave to chapter 18 from the page alone, with a teacher's judgement by the question's text.

The code stands as it was written. Answers that came out alike in every case stand once. The text was mended after they were
given; what it left open then (whole fen, names beside the points, a stem) is judged by what it says now.
"""

from classroom.cases import Trial

trials: list[Trial] = [
    Trial(
        "income_statement",
        """
def income_statement(ledger, month):
    df = ledger[ledger["date"].dt.strftime("%Y-%m") == month]
    s = df.groupby("account")["amount"].sum()
    g = lambda *names: s.reindex(list(names)).fillna(0).sum()
    sales = g("sales","freight_income","refunds")
    cogs = -g("cogs"); gross = sales - cogs
    marketing = -g("media","campaign_fee","commission")
    logistics = -g("freight","warehouse","recharge")
    labour = -g("staff"); tax = -g("tax")
    known = ["sales","freight_income","refunds","cogs","media","campaign_fee","commission","freight","warehouse","recharge","staff","tax"]
    other = -s[~s.index.isin(known)].sum()
    net = gross - marketing - logistics - labour - other - tax
    return pd.Series(dict(sales=sales,cogs=cogs,gross=gross,marketing=marketing,logistics=logistics,labour=labour,other=other,tax=tax,net=net,
        gross_rate=gross/sales if sales>0 else np.nan, net_rate=net/sales if sales>0 else np.nan))
""",
        judgement="right",
        reader="professor of accounting and tax",
        note="第一次就写对",
    ),
    Trial(
        "income_statement",
        """
def income_statement(ledger, month):
    df = ledger[(ledger["date"] >= pd.Timestamp(month + "-01")) & (ledger["date"] <= pd.Timestamp(month + "-01") + pd.offsets.MonthEnd(0))]
    s = df.groupby("account")["amount"].sum()
    g = lambda *names: s.reindex(list(names)).fillna(0).sum()
    sales = g("sales","freight_income","refunds")
    cogs = -g("cogs"); gross = sales - cogs
    marketing = -g("media","campaign_fee","commission")
    logistics = -g("freight","warehouse","recharge")
    labour = -g("staff"); tax = -g("tax")
    known = ["sales","freight_income","refunds","cogs","media","campaign_fee","commission","freight","warehouse","recharge","staff","tax"]
    other = -s[~s.index.isin(known)].sum()
    net = gross - marketing - logistics - labour - other - tax
    return pd.Series(dict(sales=sales,cogs=cogs,gross=gross,marketing=marketing,logistics=logistics,labour=labour,other=other,tax=tax,net=net,
        gross_rate=gross/sales if sales>0 else np.nan, net_rate=net/sales if sales>0 else np.nan))
""",
        judgement="wrong",
        misconception="last_evening_lost",
        reader="professor of accounting and tax",
        note="月末写成 <= 最后一天零点",
    ),
    Trial(
        "income_statement",
        """
def income_statement(ledger, month):
    df = ledger[ledger["date"].dt.strftime("%Y-%m") == month]
    s = df.groupby("account")["amount"].sum()
    g = lambda *names: s.reindex(list(names)).fillna(0).sum()
    sales = g("sales","freight_income","refunds")
    cogs = -g("cogs"); gross = sales - cogs
    marketing = -g("media","campaign_fee","commission")
    logistics = -g("freight","warehouse")+abs(g("recharge"))
    labour = -g("staff"); tax = -g("tax")
    known = ["sales","freight_income","refunds","cogs","media","campaign_fee","commission","freight","warehouse","recharge","staff","tax"]
    other = -s[~s.index.isin(known)].sum()
    net = gross - marketing - logistics - labour - other - tax
    return pd.Series(dict(sales=sales,cogs=cogs,gross=gross,marketing=marketing,logistics=logistics,labour=labour,other=other,tax=tax,net=net,
        gross_rate=gross/sales if sales>0 else np.nan, net_rate=net/sales if sales>0 else np.nan))
""",
        judgement="wrong",
        misconception="recharge_is_a_cost",
        reader="professor of accounting and tax",
        note="分摊收入取绝对值当费用",
    ),
    Trial(
        "income_statement",
        """
def income_statement(ledger, month):
    df = ledger[ledger["date"].dt.strftime("%Y-%m") == month]
    s = df.groupby("account")["amount"].sum()
    g = lambda *names: s.reindex(list(names)).fillna(0).sum()
    sales = g("sales","refunds")
    cogs = -g("cogs"); gross = sales - cogs
    marketing = -g("media","campaign_fee","commission")
    logistics = -g("freight","warehouse","recharge")
    labour = -g("staff"); tax = -g("tax")
    known = ["sales","freight_income","refunds","cogs","media","campaign_fee","commission","freight","warehouse","recharge","staff","tax"]
    other = -s[~s.index.isin(known)].sum()
    net = gross - marketing - logistics - labour - other - tax
    return pd.Series(dict(sales=sales,cogs=cogs,gross=gross,marketing=marketing,logistics=logistics,labour=labour,other=other,tax=tax,net=net,
        gross_rate=gross/sales if sales>0 else np.nan, net_rate=net/sales if sales>0 else np.nan))
""",
        judgement="wrong",
        misconception="freight_income_left_out",
        reader="professor of accounting and tax",
        note="运费收入漏了",
    ),
    Trial(
        "income_statement",
        """
def income_statement(ledger, month):
    df = ledger[ledger["date"].dt.strftime("%Y-%m") == month]
    s = df.groupby("account")["amount"].sum()
    g = lambda *names: s.reindex(list(names)).fillna(0).sum()
    sales = g("sales","freight_income","refunds")
    cogs = -g("cogs"); gross = sales - cogs
    marketing = -g("media","campaign_fee","commission")
    logistics = -g("freight","warehouse","recharge")
    labour = -g("staff"); tax = -g("tax")
    known = ["sales","freight_income","refunds","cogs","media","campaign_fee","commission","freight","warehouse","recharge","staff","tax"]
    other = s[~s.index.isin(known)].sum()
    net = gross - marketing - logistics - labour - other - tax
    return pd.Series(dict(sales=sales,cogs=cogs,gross=gross,marketing=marketing,logistics=logistics,labour=labour,other=other,tax=tax,net=net,
        gross_rate=gross/sales if sales>0 else np.nan, net_rate=net/sales if sales>0 else np.nan))
""",
        judgement="wrong",
        misconception="other_with_its_sign",
        reader="professor of accounting and tax",
        note="other 没翻号",
    ),
    Trial(
        "income_statement",
        """
def income_statement(ledger, month):
    df = ledger[ledger["date"].dt.strftime("%Y-%m") == month]
    s = df.groupby("account")["amount"].sum()
    g = lambda *names: s.reindex(list(names)).fillna(0).sum()
    sales = g("sales","freight_income","refunds")
    cogs = -g("cogs"); gross = sales - cogs
    marketing = -g("media","campaign_fee","commission")
    logistics = -g("freight","warehouse","recharge")
    labour = -g("staff"); tax = -g("tax")
    known = ["sales","freight_income","refunds","cogs","media","campaign_fee","commission","freight","warehouse","recharge","staff","tax"]
    other = -s[~s.index.isin(known)].sum()
    net = gross - marketing - logistics - labour - tax
    return pd.Series(dict(sales=sales,cogs=cogs,gross=gross,marketing=marketing,logistics=logistics,labour=labour,other=other,tax=tax,net=net,
        gross_rate=gross/sales if sales>0 else np.nan, net_rate=net/sales if sales>0 else np.nan))
""",
        judgement="wrong",
        misconception="other_not_taken_off",
        reader="professor of accounting and tax",
        note="net 没减 other",
    ),
    Trial(
        "income_statement",
        """
def income_statement(ledger, month):
    df = ledger[ledger["date"].dt.strftime("%Y-%m") == month]
    s = df.groupby("account")["amount"].agg(lambda v: v.to_numpy().sum())
    g = lambda *names: s.reindex(list(names)).fillna(0).sum()
    sales = g("sales","freight_income","refunds")
    cogs = -g("cogs"); gross = sales - cogs
    marketing = -g("media","campaign_fee","commission")
    logistics = -g("freight","warehouse","recharge")
    labour = -g("staff"); tax = -g("tax")
    known = ["sales","freight_income","refunds","cogs","media","campaign_fee","commission","freight","warehouse","recharge","staff","tax"]
    other = -s[~s.index.isin(known)].sum()
    net = gross - marketing - logistics - labour - other - tax
    return pd.Series(dict(sales=sales,cogs=cogs,gross=gross,marketing=marketing,logistics=logistics,labour=labour,other=other,tax=tax,net=net,
        gross_rate=gross/sales if sales>0 else np.nan, net_rate=net/sales if sales>0 else np.nan))
""",
        judgement="wrong",
        misconception="a_missing_bill_wipes_the_account",
        reader="professor of accounting and tax",
        note="科目求和时缺失没跳过，整个科目成了 0",
    ),
    Trial(
        "channel_profit",
        """
def channel_profit(ledger, driver):
    driver = driver[driver > 0]
    if driver.sum() <= 0: raise ValueError("driver")
    allnames = pd.Index(sorted(set(ledger["channel"].dropna()).union(driver.index)), name="channel")
    own = ledger.dropna(subset=["channel"])
    d = driver.reindex(allnames, fill_value=0)
    pot = int(round(100 * ledger.loc[ledger["channel"].isna(), "amount"].sum()))
    cents = [int(pot * x / d.sum()) for x in d]
    cents[list(d).index(max(d))] += pot - sum(cents)
    t = pd.DataFrame({"sales": own.loc[own["account"].isin({"sales","refunds"})].groupby("channel")["amount"].sum(),
                      "direct": own.groupby("channel")["amount"].sum()}).reindex(allnames).fillna(0)
    t["shared"] = [c / 100 for c in cents]
    t["profit"] = t["direct"] + t["shared"]
    t["rate"] = np.where(t["sales"] > 0, t["profit"] / t["sales"].replace(0, np.nan), np.nan)
    return t
""",
        judgement="right",
        reader="professor of accounting and tax",
        note="整分计算",
    ),
    Trial(
        "channel_profit",
        """
def channel_profit(ledger, driver):
    if driver.sum() == 0:
        raise ValueError("no driver")
    own = ledger[ledger["channel"].notna()]
    names = sorted(set(own["channel"]) | set(driver.index))
    d = driver.reindex(names).fillna(0)
    out = pd.DataFrame(index=pd.Index(names, name="channel"))
    out["sales"] = own[own["account"].isin(["sales","refunds"])].groupby("channel")["amount"].sum().reindex(names).fillna(0)
    out["direct"] = own.groupby("channel")["amount"].sum().reindex(names).fillna(0)
    total = ledger[ledger["channel"].isna()]["amount"].sum()
    sh = np.trunc(total * d / d.sum() * 100) / 100
    sh[d.idxmax()] += total - sh.sum()
    out["shared"] = sh
    out["profit"] = out["direct"] + out["shared"]
    out["rate"] = (out["profit"] / out["sales"]).where(out["sales"] > 0)
    return out
""",
        judgement="wrong",
        misconception="cut_in_yuan",
        reader="professor of accounting and tax",
        note="拿带小数的元去截；题目改成先换整分",
    ),
    Trial(
        "channel_profit",
        """
def channel_profit(ledger, driver):
    if driver.sum() == 0:
        raise ValueError("no driver")
    own = ledger[ledger["channel"].notna()]
    names = sorted(set(own["channel"]) | set(driver.index))
    d = driver.reindex(names).fillna(0)
    out = pd.DataFrame(index=pd.Index(names, name="channel"))
    out["sales"] = own[own["account"].isin(["sales","refunds"])].groupby("channel")["amount"].sum().reindex(names).fillna(0)
    out["direct"] = own.groupby("channel")["amount"].sum().reindex(names).fillna(0)
    total = ledger[ledger["channel"].isna()]["amount"].sum()
    sh = np.floor(total * d / d.sum() * 100) / 100
    sh[d.idxmax()] += total - sh.sum()
    out["shared"] = sh
    out["profit"] = out["direct"] + out["shared"]
    out["rate"] = (out["profit"] / out["sales"]).where(out["sales"] > 0)
    return out
""",
        judgement="wrong",
        misconception="parts_rounded_down",
        reader="professor of accounting and tax",
        note="向下取整",
    ),
    Trial(
        "channel_profit",
        """
def channel_profit(ledger, driver):
    if driver.sum() == 0:
        raise ValueError("no driver")
    own = ledger[ledger["channel"].notna()]
    names = sorted(set(own["channel"]) | set(driver.index))
    d = driver.reindex(names).fillna(0)
    out = pd.DataFrame(index=pd.Index(names, name="channel"))
    out["sales"] = own[own["account"].isin(["sales","refunds"])].groupby("channel")["amount"].sum().reindex(names).fillna(0)
    out["direct"] = own.groupby("channel")["amount"].sum().reindex(names).fillna(0)
    total = ledger[ledger["channel"].isna()]["amount"].sum()
    sh = np.trunc(total * d / d.sum() * 100) / 100
    out["shared"] = sh
    out["profit"] = out["direct"] + out["shared"]
    out["rate"] = (out["profit"] / out["sales"]).where(out["sales"] > 0)
    return out
""",
        judgement="wrong",
        misconception="rest_dropped",
        reader="professor of accounting and tax",
        note="截剩的丢了",
    ),
    Trial(
        "channel_profit",
        """
def channel_profit(ledger, driver):
    if driver.sum() == 0:
        raise ValueError("no driver")
    own = ledger[ledger["channel"].notna()]
    names = sorted(set(own["channel"]))
    d = driver.reindex(names).fillna(0)
    out = pd.DataFrame(index=pd.Index(names, name="channel"))
    out["sales"] = own[own["account"].isin(["sales","refunds"])].groupby("channel")["amount"].sum().reindex(names).fillna(0)
    out["direct"] = own.groupby("channel")["amount"].sum().reindex(names).fillna(0)
    total = ledger[ledger["channel"].isna()]["amount"].sum()
    sh = np.trunc(total * d / d.sum() * 100) / 100
    sh[d.idxmax()] += total - sh.sum()
    out["shared"] = sh
    out["profit"] = out["direct"] + out["shared"]
    out["rate"] = (out["profit"] / out["sales"]).where(out["sales"] > 0)
    return out
""",
        judgement="wrong",
        misconception="channels_without_entries_lost",
        reader="professor of accounting and tax",
        note="只有动因的渠道没有行",
    ),
    Trial(
        "channel_profit",
        """
def channel_profit(ledger, driver):
    if driver.sum() == 0:
        raise ValueError("no driver")
    own = ledger[ledger["channel"].notna()]
    names = sorted(set(own["channel"]) | set(driver.index))
    d = driver.reindex(names).fillna(0)
    out = pd.DataFrame(index=pd.Index(names, name="channel"))
    out["sales"] = own[own["account"].isin(["sales","refunds"])].groupby("channel")["amount"].sum().reindex(names).fillna(0)
    out["direct"] = own.groupby("channel")["amount"].sum().reindex(names).fillna(0)
    total = ledger[ledger["channel"].isna()]["amount"].sum()
    sh = np.trunc(total * d / d.sum() * 100) / 100
    sh[d.idxmax()] += total - sh.sum()
    out["shared"] = sh
    out["profit"] = out["direct"] + out["shared"]
    out["rate"] = (out["profit"] / out["sales"]).where(out["sales"] != 0)
    return out
""",
        judgement="wrong",
        misconception="rate_of_negative_sales",
        reader="professor of accounting and tax",
        note="销售额为负也算比率",
    ),
    Trial(
        "cash_forecast",
        """
WEEKS = 13
KEPT = 0.8


def cash_forecast(opening, flows, minimum):
    if len(flows) == 0:
        return pd.DataFrame(columns=["week","closing","cautious","alert"])
    weeks = pd.date_range(flows["week"].min(), periods=WEEKS, freq="7D")
    closing = opening + flows.groupby("week")["amount"].sum().reindex(weeks, fill_value=0).cumsum()
    f = flows.copy()
    m = (~f["certain"]) & (f["amount"] > 0)
    f.loc[m, "amount"] *= KEPT
    f.loc[m, "week"] += pd.Timedelta(days=7)
    cautious = opening + f.groupby("week")["amount"].sum().reindex(weeks, fill_value=0).cumsum()
    below = cautious < minimum
    alert = below & (below.cumsum() == 1)
    return pd.DataFrame({"week": weeks, "closing": closing.values, "cautious": cautious.values, "alert": alert.values})
""",
        judgement="right",
        reader="professor of accounting and tax",
        note="第一次就写对",
    ),
    Trial(
        "cash_forecast",
        """
WEEKS = 13
KEPT = 0.8


def cash_forecast(opening, flows, minimum):
    cols = ["week", "closing", "cautious", "alert"]
    if flows.empty: return pd.DataFrame({c: [] for c in cols})
    start = min(flows["week"]); rows = []; a = b = opening; done = False
    for i in range(WEEKS):
        w = start + pd.Timedelta(weeks=i); now = flows[flows["week"] == w]; prev = flows[flows["week"] == w - pd.Timedelta(weeks=1)]
        soft = lambda t: t[(t["amount"] > 0) & ~t["certain"].astype(bool)]["amount"].sum()
        a = a + now["amount"].sum()
        b = b + now["amount"].sum() - soft(now) + KEPT * soft(prev)
        hit = bool(b < minimum) and not done; done = done or hit
        rows.append((w, a, b, hit))
    return pd.DataFrame(rows, columns=cols)
""",
        judgement="right",
        reader="professor of accounting and tax",
        note="逐周循环",
    ),
    Trial(
        "cash_forecast",
        """
WEEKS = 13
KEPT = 0.8


def cash_forecast(opening, flows, minimum):
    if len(flows) == 0:
        return pd.DataFrame(columns=["week","closing","cautious","alert"])
    weeks = pd.date_range(flows["week"].min(), periods=WEEKS, freq="7D")
    closing = opening + flows.groupby("week")["amount"].sum().reindex(weeks, fill_value=0).cumsum()
    f = flows.copy()
    m = (~f["certain"]) & (f["amount"] > 0)
    f.loc[m, "amount"] *= KEPT
    f.loc[m, "week"] += pd.Timedelta(days=7)
    cautious = opening + f.groupby("week")["amount"].sum().reindex(weeks, fill_value=0).cumsum()
    below = cautious < minimum
    alert = below
    return pd.DataFrame({"week": weeks, "closing": closing.values, "cautious": cautious.values, "alert": alert.values})
""",
        judgement="wrong",
        reader="professor of accounting and tax",
        note="低于就报警",
    ),
    Trial(
        "cash_forecast",
        """
WEEKS = 13
KEPT = 0.8


def cash_forecast(opening, flows, minimum):
    if len(flows) == 0:
        return pd.DataFrame(columns=["week","closing","cautious","alert"])
    weeks = pd.date_range(flows["week"].min(), periods=WEEKS, freq="7D")
    closing = opening + flows.groupby("week")["amount"].sum().reindex(weeks, fill_value=0).cumsum()
    f = flows.copy()
    m = (~f["certain"])
    f.loc[m, "amount"] *= KEPT
    f.loc[m, "week"] += pd.Timedelta(days=7)
    cautious = opening + f.groupby("week")["amount"].sum().reindex(weeks, fill_value=0).cumsum()
    below = cautious < minimum
    alert = below & (below.cumsum() == 1)
    return pd.DataFrame({"week": weeks, "closing": closing.values, "cautious": cautious.values, "alert": alert.values})
""",
        judgement="wrong",
        misconception="outflows_doubted_too",
        reader="professor of accounting and tax",
        note="不确定的流出也打折推迟",
    ),
    Trial(
        "cash_forecast",
        """
WEEKS = 13
KEPT = 0.8


def cash_forecast(opening, flows, minimum):
    if len(flows) == 0:
        return pd.DataFrame(columns=["week","closing","cautious","alert"])
    weeks = pd.DatetimeIndex(sorted(flows["week"].unique())[:WEEKS])
    closing = opening + flows.groupby("week")["amount"].sum().reindex(weeks, fill_value=0).cumsum()
    f = flows.copy()
    m = (~f["certain"]) & (f["amount"] > 0)
    f.loc[m, "amount"] *= KEPT
    f.loc[m, "week"] += pd.Timedelta(days=7)
    cautious = opening + f.groupby("week")["amount"].sum().reindex(weeks, fill_value=0).cumsum()
    below = cautious < minimum
    alert = below & (below.cumsum() == 1)
    return pd.DataFrame({"week": weeks, "closing": closing.values, "cautious": cautious.values, "alert": alert.values})
""",
        judgement="wrong",
        misconception="weeks_that_are_present",
        reader="professor of accounting and tax",
        note="只有出现过的周才有行",
    ),
    Trial(
        "cash_forecast",
        """
WEEKS = 13
KEPT = 0.8


def cash_forecast(opening, flows, minimum):
    if len(flows) == 0:
        return pd.DataFrame(columns=["week","closing","cautious","alert"])
    pass
    weeks = pd.date_range(flows[(flows["certain"]) | (flows["amount"] <= 0)]["week"].min(), periods=WEEKS, freq="7D")
    closing = opening + flows.groupby("week")["amount"].sum().reindex(weeks, fill_value=0).cumsum()
    f = flows.copy()
    m = (~f["certain"]) & (f["amount"] > 0)
    f.loc[m, "amount"] *= KEPT
    f.loc[m, "week"] += pd.Timedelta(days=7)
    cautious = opening + f.groupby("week")["amount"].sum().reindex(weeks, fill_value=0).cumsum()
    below = cautious < minimum
    alert = below & (below.cumsum() == 1)
    return pd.DataFrame({"week": weeks, "closing": closing.values, "cautious": cautious.values, "alert": alert.values})
""",
        judgement="wrong",
        misconception="starts_with_the_changed_flows",
        reader="professor of accounting and tax",
        note="第一周取推迟以后的",
    ),
    Trial(
        "cash_conversion_cycle",
        """
def cash_conversion_cycle(inventory, receivable, payable, cogs, sales, days=365):
    if inventory < 0 or days <= 0:
        raise ValueError
    if cogs <= 0 or sales <= 0:
        return np.nan
    receivable = max(receivable, 0)
    payable = min(payable, inventory)
    return inventory*days/cogs + receivable*days/sales - payable*days/cogs
""",
        judgement="right",
        reader="professor of accounting and tax",
        note="第一次就写对",
    ),
    Trial(
        "cash_conversion_cycle",
        """
def cash_conversion_cycle(inventory, receivable, payable, cogs, sales, days=365):
    if inventory < 0 or days <= 0:
        raise ValueError
    if cogs <= 0 or sales <= 0:
        return np.nan
    receivable = max(receivable, 0)
    payable = max(min(payable, inventory), 0)
    return inventory*days/cogs + receivable*days/sales - payable*days/cogs
""",
        judgement="wrong",
        misconception="prepayment_ignored",
        reader="professor of accounting and tax",
        note="预付按 0",
    ),
    Trial(
        "cash_conversion_cycle",
        """
def cash_conversion_cycle(inventory, receivable, payable, cogs, sales, days=365):
    if inventory < 0 or days <= 0:
        raise ValueError
    if cogs <= 0 or sales <= 0:
        return np.nan
    receivable = max(receivable, 0)
    payable = min(payable, inventory)
    return inventory*days/cogs + receivable*days/cogs - payable*days/cogs
""",
        judgement="wrong",
        misconception="receivables_by_cogs",
        reader="professor of accounting and tax",
        note="应收除以销货成本",
    ),
    Trial(
        "cash_conversion_cycle",
        """
def cash_conversion_cycle(inventory, receivable, payable, cogs, sales, days=365):
    if cogs <= 0 or sales <= 0:
        return np.nan
    if inventory < 0 or days <= 0:
        raise ValueError
    receivable = max(receivable, 0)
    payable = min(payable, inventory)
    return inventory*days/cogs + receivable*days/sales - payable*days/cogs
""",
        judgement="wrong",
        misconception="nan_before_the_error",
        reader="professor of accounting and tax",
        note="先返回 NaN 再查错",
    ),
    Trial(
        "cash_conversion_cycle",
        """
def cash_conversion_cycle(inventory, receivable, payable, cogs, sales, days=365):
    if inventory <= 0 or days <= 0:
        raise ValueError
    if cogs <= 0 or sales <= 0:
        return np.nan
    receivable = max(receivable, 0)
    payable = min(payable, inventory)
    return inventory*days/cogs + receivable*days/sales - payable*days/cogs
""",
        judgement="wrong",
        reader="professor of accounting and tax",
        note="存货是 0 也抛错",
    ),
    Trial(
        "cash_conversion_cycle",
        """
def cash_conversion_cycle(inventory, receivable, payable, cogs, sales, days=365):
    if inventory < 0 or days <= 0:
        raise ValueError
    if cogs <= 0 or sales <= 0:
        return np.nan
    receivable = max(receivable, 0)
    payable = min(payable, inventory)
    return round(inventory*days/cogs + receivable*days/sales - payable*days/cogs, 1)
""",
        judgement="wrong",
        misconception="rounded_to_a_tenth",
        reader="professor of accounting and tax",
        note="取了一位小数",
    ),
    Trial(
        "vat_payable",
        """
def vat_payable(sales, inputs, params, taxpayer, on_date):
    d = pd.Timestamp(on_date)
    r = params[(params["taxpayer"] == taxpayer) & (params["valid_from"] <= d) & ((params["valid_to"] >= d) | params["valid_to"].isna())]
    if len(r) != 1:
        raise ValueError
    r = r.iloc[0]
    net = sales["amount"].sum() / (1 + r["rate"])
    out = net * r["rate"]
    if r["method"] == "levy":
        tax = 0 if net <= 3 * r["threshold"] else out
    else:
        tax = out - inputs[inputs["kind"] == "special"]["tax"].sum()
    relief = 0 if pd.isna(r["relief"]) else r["relief"]
    return round(max(tax * (1 - relief), 0), 2)
""",
        judgement="right",
        reader="professor of accounting and tax",
        note="第一次就写对",
    ),
    Trial(
        "vat_payable",
        """
def vat_payable(sales, inputs, params, taxpayer, on_date):
    p = params.fillna({"relief": 0.0, "threshold": -1.0})
    p["valid_to"] = p["valid_to"].fillna(pd.Timestamp("2200-01-01"))
    day = pd.to_datetime(on_date)
    hit = [r for r in p.to_dict("records") if r["taxpayer"] == taxpayer and r["valid_from"] <= day <= r["valid_to"]]
    if len(hit) != 1: raise ValueError(len(hit))
    r = hit[0]; gross = sum(sales["amount"]); base = gross / (1 + r["rate"]); t = gross - base
    if r["method"] == "levy": t = t if base > 3 * r["threshold"] and True else 0.0
    else: t -= inputs.groupby("kind")["tax"].sum().get("special", 0)
    return float(np.round(max(0.0, t) * (1 - r["relief"]), 2))
""",
        judgement="right",
        reader="professor of accounting and tax",
        note="query 和 fillna",
    ),
    Trial(
        "vat_payable",
        """
def vat_payable(sales, inputs, params, taxpayer, on_date):
    d = pd.Timestamp(on_date)
    r = params[(params["taxpayer"] == taxpayer) & (params["valid_from"] <= d) & ((params["valid_to"] >= d) | params["valid_to"].isna())]
    if len(r) != 1:
        raise ValueError
    r = r.iloc[0]
    net = sales["amount"].sum() * (1 - r["rate"])
    out = net * r["rate"]
    if r["method"] == "levy":
        tax = 0 if net <= 3 * r["threshold"] else out
    else:
        tax = out - inputs[inputs["kind"] == "special"]["tax"].sum()
    relief = 0 if pd.isna(r["relief"]) else r["relief"]
    return round(max(tax * (1 - relief), 0), 2)
""",
        judgement="wrong",
        misconception="tax_taken_off_as_a_share",
        reader="professor of accounting and tax",
        note="不含税额写成价格 ×（1 - 税率）",
    ),
    Trial(
        "vat_payable",
        """
def vat_payable(sales, inputs, params, taxpayer, on_date):
    d = pd.Timestamp(on_date)
    r = params[(params["taxpayer"] == taxpayer) & (params["valid_from"] <= d) & ((params["valid_to"] >= d) | params["valid_to"].isna())]
    if len(r) != 1:
        raise ValueError
    r = r.iloc[0]
    net = sales["amount"].sum() / (1 + r["rate"])
    out = net * r["rate"]
    if r["method"] == "levy":
        tax = 0 if net <= 3 * r["threshold"] else out
    else:
        tax = out - inputs["tax"].sum()
    relief = 0 if pd.isna(r["relief"]) else r["relief"]
    return round(max(tax * (1 - relief), 0), 2)
""",
        judgement="wrong",
        misconception="all_invoices_deducted",
        reader="professor of accounting and tax",
        note="普票也抵",
    ),
    Trial(
        "vat_payable",
        """
def vat_payable(sales, inputs, params, taxpayer, on_date):
    d = pd.Timestamp(on_date)
    r = params[(params["taxpayer"] == taxpayer) & (params["valid_from"] <= d) & ((params["valid_to"] >= d) | params["valid_to"].isna())]
    if len(r) != 1:
        raise ValueError
    r = r.iloc[0]
    net = sales["amount"].sum() / (1 + r["rate"])
    out = net * r["rate"]
    relief = 0 if pd.isna(r["relief"]) else r["relief"]
    out = out * (1 - relief)
    if r["method"] == "levy":
        tax = 0 if net <= 3 * r["threshold"] else out
    else:
        tax = out - inputs[inputs["kind"] == "special"]["tax"].sum()
    relief = 0 if pd.isna(r["relief"]) else r["relief"]
    return round(max(tax, 0), 2)
""",
        judgement="wrong",
        misconception="relief_before_the_inputs",
        reader="professor of accounting and tax",
        note="先减征再抵扣",
    ),
    Trial(
        "vat_payable",
        """
def vat_payable(sales, inputs, params, taxpayer, on_date):
    d = pd.Timestamp(on_date)
    r = params[(params["taxpayer"] == taxpayer) & (params["valid_from"] <= d) & ((params["valid_to"] >= d) | params["valid_to"].isna())]
    if len(r) != 1:
        raise ValueError
    r = r.iloc[0]
    net = round(sales["amount"].sum() / (1 + r["rate"]), 2)
    out = net * r["rate"]
    if r["method"] == "levy":
        tax = 0 if net <= 3 * r["threshold"] else out
    else:
        tax = out - inputs[inputs["kind"] == "special"]["tax"].sum()
    relief = 0 if pd.isna(r["relief"]) else r["relief"]
    return round(max(tax * (1 - relief), 0), 2)
""",
        judgement="wrong",
        misconception="net_rounded_on_the_way",
        reader="professor of accounting and tax",
        note="不含税额中途取整",
    ),
    Trial(
        "vat_payable",
        """
def vat_payable(sales, inputs, params, taxpayer, on_date):
    d = pd.Timestamp(on_date)
    r = params[(params["taxpayer"] == taxpayer) & (params["valid_from"] <= d) & ((params["valid_to"] >= d) | params["valid_to"].isna())]
    if len(r) != 1:
        raise ValueError
    r = r.iloc[0]
    net = sales["amount"].clip(lower=0).sum() / (1 + r["rate"])
    out = net * r["rate"]
    if r["method"] == "levy":
        tax = 0 if net <= 3 * r["threshold"] else out
    else:
        tax = out - inputs[inputs["kind"] == "special"]["tax"].sum()
    relief = 0 if pd.isna(r["relief"]) else r["relief"]
    return round(max(tax * (1 - relief), 0), 2)
""",
        judgement="wrong",
        misconception="refunds_left_out",
        reader="professor of accounting and tax",
        note="退款去掉了",
    ),
    Trial(
        "reconcile",
        """
def reconcile(orders, settlements, invoices):
    s = settlements.groupby("order_id")["amount"].sum().rename("got")
    i = invoices.groupby("order_id")["amount"].sum().rename("inv")
    o = orders.merge(s, left_on="order_id", right_index=True, how="left").merge(i, left_on="order_id", right_index=True, how="left")
    o["kept"] = o["paid"] - o["refund"]
    o = o[o["kept"] > 0]
    o["due"] = o["kept"] - o["fee"]
    a = o[o["got"].isna()][["order_id", "due"]].rename(columns={"due": "amount"}).assign(problem="missing")
    o["diff"] = (o["due"] - o["got"]).round(2)
    b = o[o["diff"] >= 1][["order_id", "diff"]].rename(columns={"diff": "amount"}).assign(problem="short_paid")
    o["un"] = (o["kept"] - o["inv"].fillna(0)).round(2)
    c = o[o["asked"] & (o["un"] > 0)][["order_id", "un"]].rename(columns={"un": "amount"}).assign(problem="uninvoiced")
    r = pd.concat([a, b, c])[["order_id", "problem", "amount"]]
    return r.sort_values(["order_id", "problem"]).reset_index(drop=True)
""",
        judgement="right",
        reader="professor of accounting and tax",
        note="第一次就写对",
    ),
    Trial(
        "reconcile",
        """
def reconcile(orders, settlements, invoices):
    s = settlements.groupby("order_id")["amount"].sum().rename("got")
    i = invoices.groupby("order_id")["amount"].sum().rename("inv")
    o = orders.merge(s, left_on="order_id", right_index=True, how="left").merge(i, left_on="order_id", right_index=True, how="left")
    o["kept"] = o["paid"] - o["refund"]
    o = o[o["kept"] > 0]
    o["due"] = o["kept"] - o["fee"]
    a = o[o["got"].isna()][["order_id", "due"]].rename(columns={"due": "amount"}).assign(problem="missing")
    o["diff"] = (o["due"] - o["got"].fillna(0)).round(2)
    b = o[o["diff"] >= 1][["order_id", "diff"]].rename(columns={"diff": "amount"}).assign(problem="short_paid")
    o["un"] = (o["kept"] - o["inv"].fillna(0)).round(2)
    c = o[o["asked"] & (o["un"] > 0)][["order_id", "un"]].rename(columns={"un": "amount"}).assign(problem="uninvoiced")
    r = pd.concat([a, b, c])[["order_id", "problem", "amount"]]
    return r.sort_values(["order_id", "problem"]).reset_index(drop=True)
""",
        judgement="wrong",
        misconception="missing_and_short",
        reader="professor of accounting and tax",
        note="没到账的又算少付",
    ),
    Trial(
        "reconcile",
        """
def reconcile(orders, settlements, invoices):
    s = settlements.groupby("order_id")["amount"].sum().rename("got")
    i = invoices.groupby("order_id")["amount"].sum().rename("inv")
    o = orders.merge(s, left_on="order_id", right_index=True, how="left").merge(i, left_on="order_id", right_index=True, how="left")
    o["kept"] = o["paid"] - o["refund"]
    o = o[o["kept"] > 0]
    o["due"] = o["kept"] - o["fee"]
    a = o[o["got"].isna()][["order_id", "due"]].rename(columns={"due": "amount"}).assign(problem="missing")
    o["diff"] = (o["due"] - o["got"])
    b = o[o["diff"] >= 1][["order_id", "diff"]].rename(columns={"diff": "amount"}).assign(problem="short_paid")
    o["un"] = (o["kept"] - o["inv"].fillna(0)).round(2)
    c = o[o["asked"] & (o["un"] > 0)][["order_id", "un"]].rename(columns={"un": "amount"}).assign(problem="uninvoiced")
    r = pd.concat([a, b, c])[["order_id", "problem", "amount"]]
    return r.sort_values(["order_id", "problem"]).reset_index(drop=True)
""",
        judgement="wrong",
        misconception="short_not_rounded",
        reader="professor of accounting and tax",
        note="到账差额没取两位",
    ),
    Trial(
        "reconcile",
        """
def reconcile(orders, settlements, invoices):
    s = settlements.groupby("order_id")["amount"].sum().rename("got")
    i = invoices.groupby("order_id")["amount"].sum().rename("inv")
    o = orders.merge(s, left_on="order_id", right_index=True, how="left").merge(i, left_on="order_id", right_index=True, how="left")
    o["kept"] = o["paid"] - o["refund"]
    o = o[o["kept"] > 0]
    o["due"] = o["kept"] - o["fee"]
    a = o[o["got"].isna()][["order_id", "due"]].rename(columns={"due": "amount"}).assign(problem="missing")
    o["diff"] = (o["due"] - o["got"]).round(2)
    b = o[o["diff"] >= 1][["order_id", "diff"]].rename(columns={"diff": "amount"}).assign(problem="short_paid")
    o["un"] = (o["kept"] - o["inv"].fillna(0))
    c = o[o["asked"] & (o["un"] > 0)][["order_id", "un"]].rename(columns={"un": "amount"}).assign(problem="uninvoiced")
    r = pd.concat([a, b, c])[["order_id", "problem", "amount"]]
    return r.sort_values(["order_id", "problem"]).reset_index(drop=True)
""",
        judgement="wrong",
        misconception="rest_not_rounded",
        reader="professor of accounting and tax",
        note="发票差额没取两位",
    ),
    Trial(
        "reconcile",
        """
def reconcile(orders, settlements, invoices):
    s = settlements.groupby("order_id")["amount"].sum().rename("got")
    i = invoices.groupby("order_id")["amount"].sum().rename("inv")
    o = orders.merge(s, left_on="order_id", right_index=True, how="left").merge(i, left_on="order_id", right_index=True, how="left")
    o["kept"] = o["paid"] - o["refund"]
    o = o[o["kept"] > 0]
    o["due"] = o["kept"] - o["fee"]
    a = o[o["got"].isna()][["order_id", "due"]].rename(columns={"due": "amount"}).assign(problem="missing")
    o["diff"] = (o["due"] - o["got"])
    b = o[o["diff"] >= 1][["order_id", "diff"]].rename(columns={"diff": "amount"}).assign(problem="short_paid")
    o["un"] = (o["kept"] - o["inv"].fillna(0))
    c = o[o["asked"] & (o["un"] > 0)][["order_id", "un"]].rename(columns={"un": "amount"}).assign(problem="uninvoiced")
    r = pd.concat([a, b, c])[["order_id", "problem", "amount"]]
    return r.sort_values(["order_id", "problem"]).reset_index(drop=True)
""",
        judgement="wrong",
        misconception="nothing_rounded",
        reader="professor of accounting and tax",
        note="哪里都没取两位",
    ),
    Trial(
        "reconcile",
        """
def reconcile(orders, settlements, invoices):
    s = settlements.groupby("order_id")["amount"].sum().rename("got")
    i = invoices.groupby("order_id")["amount"].sum().rename("inv")
    o = orders.merge(s, left_on="order_id", right_index=True, how="left").merge(i, left_on="order_id", right_index=True, how="left")
    o["kept"] = o["paid"] - o["refund"]
    o = o[o["kept"] > 0]
    o["due"] = o["kept"] - o["fee"]
    a = o[o["got"].isna()][["order_id", "due"]].rename(columns={"due": "amount"}).assign(problem="missing")
    o["diff"] = (o["due"] - o["got"]).round(2)
    b = o[o["diff"] >= 1][["order_id", "diff"]].rename(columns={"diff": "amount"}).assign(problem="short_paid")
    o["un"] = (o["kept"] - o["inv"].fillna(0)).round(2)
    c = o[o["asked"] & (o["un"] > 0)][["order_id", "un"]].rename(columns={"un": "amount"}).assign(problem="uninvoiced")
    r = pd.concat([b, c])[["order_id", "problem", "amount"]]
    return r.sort_values(["order_id", "problem"]).reset_index(drop=True)
""",
        judgement="wrong",
        misconception="missing_not_listed",
        reader="professor of accounting and tax",
        note="missing 没列",
    ),
    Trial(
        "reconcile",
        """
def reconcile(orders, settlements, invoices):
    s = settlements.groupby("order_id")["amount"].sum().rename("got")
    i = invoices.groupby("order_id")["amount"].sum().rename("inv")
    o = orders.merge(s, left_on="order_id", right_index=True, how="inner").merge(i, left_on="order_id", right_index=True, how="left")
    o["kept"] = o["paid"] - o["refund"]
    o = o[o["kept"] > 0]
    o["due"] = o["kept"] - o["fee"]
    a = o[o["got"].isna()][["order_id", "due"]].rename(columns={"due": "amount"}).assign(problem="missing")
    o["diff"] = (o["due"] - o["got"]).round(2)
    b = o[o["diff"] >= 1][["order_id", "diff"]].rename(columns={"diff": "amount"}).assign(problem="short_paid")
    o["un"] = (o["kept"] - o["inv"].fillna(0)).round(2)
    c = o[o["asked"] & (o["un"] > 0)][["order_id", "un"]].rename(columns={"un": "amount"}).assign(problem="uninvoiced")
    r = pd.concat([a, b, c])[["order_id", "problem", "amount"]]
    return r.sort_values(["order_id", "problem"]).reset_index(drop=True)
""",
        judgement="wrong",
        misconception="only_settled_orders",
        reader="professor of accounting and tax",
        note="inner 连接丢了没到账的",
    ),
    Trial(
        "chart_need",
        """
WEEKS_AHEAD = 13


def chart_need(plans, opening, minimum):
    p = plans[(plans["week"] >= 1) & (plans["week"] <= WEEKS_AHEAD)]
    bal = opening + p.groupby(["plan", "week"])["amount"].sum().groupby("plan").cumsum()
    need = minimum - bal.groupby("plan").min()
    need = need[need > 0]
    return plots.bar(need, "每个方案的缺口", xlabel="方案", ylabel="缺口（元）")
""",
        judgement="right",
        reader="professor of accounting and tax",
        note="第一次就写对",
    ),
    Trial(
        "chart_need",
        """
WEEKS_AHEAD = 13


def chart_need(plans, opening, minimum):
    p = plans[(plans["week"] >= 1) & (plans["week"] <= WEEKS_AHEAD)]
    bal = opening + p.groupby(["plan", "week"])["amount"].sum().groupby("plan").cumsum()
    need = minimum - bal.groupby("plan").min()
    need = need[need > 0]
    import matplotlib.pyplot as plt
    fig, ax = plt.subplots()
    ax.barh(list(need.index), list(need.values)); ax.set_title('t'); ax.set_xlabel('a'); ax.set_ylabel('b')
    return ax
""",
        judgement="right",
        reader="professor of accounting and tax",
        note="横条",
    ),
    Trial(
        "chart_need",
        """
WEEKS_AHEAD = 13


def chart_need(plans, opening, minimum):
    p = plans[(plans["week"] >= 1) & (plans["week"] <= WEEKS_AHEAD)]
    bal = opening + p.groupby(["plan", "week"])["amount"].sum().groupby("plan").cumsum()
    need = minimum - bal.groupby("plan").min()
    return plots.bar(need, "每个方案的缺口", xlabel="方案", ylabel="缺口（元）")
""",
        judgement="wrong",
        misconception="negative_needs_shown",
        reader="professor of accounting and tax",
        note="不缺的也画，负的",
    ),
    Trial(
        "chart_need",
        """
WEEKS_AHEAD = 13


def chart_need(plans, opening, minimum):
    p = plans[(plans["week"] >= 1) & (plans["week"] <= WEEKS_AHEAD)]
    bal = opening + p.groupby(["plan", "week"])["amount"].sum().cumsum()
    need = minimum - bal.groupby("plan").min()
    need = need[need > 0]
    return plots.bar(need, "每个方案的缺口", xlabel="方案", ylabel="缺口（元）")
""",
        judgement="wrong",
        misconception="sum_runs_across_plans",
        reader="professor of accounting and tax",
        note="累加跨过了方案",
    ),
    Trial(
        "chart_need",
        """
WEEKS_AHEAD = 13


def chart_need(plans, opening, minimum):
    p = plans[(plans["week"] >= 1) & (plans["week"] <= WEEKS_AHEAD)]
    bal = opening + p.groupby(["plan", "week"])["amount"].sum().groupby("plan").cumsum()
    need = 0 - bal.groupby("plan").min()
    need = need[need > 0]
    return plots.bar(need, "每个方案的缺口", xlabel="方案", ylabel="缺口（元）")
""",
        judgement="wrong",
        misconception="minimum_forgotten",
        reader="professor of accounting and tax",
        note="缺口只补到 0",
    ),
    Trial(
        "chart_need",
        """
WEEKS_AHEAD = 13


def chart_need(plans, opening, minimum):
    p = plans[(plans["week"] >= 1) & (plans["week"] <= WEEKS_AHEAD)]
    bal = opening + p.groupby(["plan", "week"])["amount"].sum().groupby("plan").cumsum()
    need = minimum - bal.groupby("plan").min()
    need = need[need > 0]
    return plots.bar(minimum - need, "每个方案的缺口", xlabel="方案", ylabel="缺口（元）")
""",
        judgement="wrong",
        misconception="lowest_balances_of_the_needy",
        reader="professor of accounting and tax",
        note="画成最低余额",
    ),
    Trial(
        "chart_need",
        """
WEEKS_AHEAD = 13


def chart_need(plans, opening, minimum):
    p = plans[(plans["week"] >= 1) & (plans["week"] <= WEEKS_AHEAD)]
    bal = opening + p.groupby(["plan", "week"])["amount"].sum().groupby("plan").cumsum()
    need = minimum - bal.groupby("plan").min()
    need = need[need > 0]
    import matplotlib.pyplot as plt
    fig, ax = plt.subplots()
    ax.plot(range(len(need)), list(need.values), 'o')
    for i,(k,v) in enumerate(need.items()): ax.annotate(k,(i,v))
    ax.set_title('t'); ax.set_xlabel('a'); ax.set_ylabel('b')
    return ax
""",
        judgement="wrong",
        reader="professor of accounting and tax",
        note="名字写在点旁，轴上是 0、1、2；题目现在说写在轴上",
    ),
    Trial(
        "chart_need",
        """
WEEKS_AHEAD = 13


def chart_need(plans, opening, minimum):
    p = plans[(plans["week"] >= 1) & (plans["week"] <= WEEKS_AHEAD)]
    bal = opening + p.groupby(["plan", "week"])["amount"].sum().groupby("plan").cumsum()
    need = minimum - bal.groupby("plan").min()
    need = need[need > 0]
    import matplotlib.pyplot as plt
    fig, ax = plt.subplots(); ax.stem(list(need.index), list(need.values)); ax.set_title('t'); ax.set_xlabel('a'); ax.set_ylabel('b')
    return ax
""",
        judgement="wrong",
        reader="professor of accounting and tax",
        note="stem，多画了一条基线；题目现在说别的都不画",
    ),
]
