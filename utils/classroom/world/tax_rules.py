"""The table ``tax_params``: rates, thresholds and reliefs of the real tax rules, each with its days and its source."""

from dataclasses import dataclass

import numpy as np

from classroom.world.columns import MISSING, Columns, coded

OPEN = None
_TO_2027 = "2027-12-31"


@dataclass(frozen=True)
class Rule:
    """One row; amounts in yuan, None where there is none."""

    tax: str
    taxpayer: str
    rate: float
    valid_from: str
    valid_to: str | None
    source: str
    source_en: str
    threshold: int | None = None
    upper: int | None = None
    relief: float | None = None
    quick_deduction: int | None = None


_IIT_LAW = ("个人所得税法（2018 年修正）税率表二", "Individual Income Tax Law as amended in 2018, rate table 2")
_IIT_HALF = "；减半：财政部 税务总局公告 2023 年第 12 号"
_IIT_HALF_EN = "; halved by MOF and STA announcement No. 12 of 2023"
_BRACKETS = (
    (0, 30_000, 0.05, 0),
    (30_000, 90_000, 0.10, 1_500),
    (90_000, 300_000, 0.20, 10_500),
    (300_000, 500_000, 0.30, 40_500),
    (500_000, None, 0.35, 65_500),
)

RULES: tuple[Rule, ...] = (
    Rule("vat", "general", 0.16, "2018-05-01", "2019-03-31", "财税〔2018〕32 号", "Caishui [2018] No. 32"),
    Rule("vat", "general", 0.13, "2019-04-01", "2025-12-31", "财政部 税务总局 海关总署公告 2019 年第 39 号",
         "MOF, STA and customs announcement No. 39 of 2019"),
    Rule("vat", "general", 0.13, "2026-01-01", OPEN, "增值税法（2026 年 1 月 1 日起施行）第十条",
         "Value-added Tax Law, in force from 1 January 2026, article 10"),
    Rule("vat", "general_transport", 0.09, "2019-04-01", "2025-12-31", "财政部 税务总局 海关总署公告 2019 年第 39 号",
         "MOF, STA and customs announcement No. 39 of 2019"),
    Rule("vat", "general_services", 0.06, "2016-05-01", "2025-12-31", "财税〔2016〕36 号", "Caishui [2016] No. 36"),
    Rule("vat", "small_scale", 0.03, "2019-01-01", "2020-02-29", "增值税暂行条例第十二条；免税额：财税〔2019〕13 号",
         "Provisional Regulations on VAT, article 12; exempt amount: Caishui [2019] No. 13", threshold=100_000),
    Rule("vat", "small_scale", 0.01, "2023-01-01", _TO_2027, "财政部 税务总局公告 2023 年第 1 号、第 19 号",
         "MOF and STA announcements No. 1 and No. 19 of 2023", threshold=100_000),
    Rule("vat_registration", "small_scale", 0.0, "2018-05-01", OPEN, "财税〔2018〕33 号", "Caishui [2018] No. 33",
         upper=5_000_000),
    Rule("export_refund", "general", 0.13, "2019-04-01", "2025-12-31",
         "财政部 税务总局 海关总署公告 2019 年第 39 号（征退税率一致的货物）",
         "MOF, STA and customs announcement No. 39 of 2019 (goods whose refund rate equals their rate)"),
    Rule("cit", "company", 0.25, "2008-01-01", OPEN, "企业所得税法第四条", "Enterprise Income Tax Law, article 4"),
    Rule("cit", "small_profit", 0.20, "2023-01-01", _TO_2027,
         "企业所得税法第二十八条；减按 25% 计入：财政部 税务总局公告 2023 年第 6 号、第 12 号",
         "Enterprise Income Tax Law, article 28; a quarter of the income counts: MOF and STA announcements No. 6 and "
         "No. 12 of 2023",
         upper=3_000_000, relief=0.75),
    Rule("dividend", "owner", 0.20, "2019-01-01", OPEN, "个人所得税法（2018 年修正）第三条",
         "Individual Income Tax Law as amended in 2018, article 3"),
    *(
        Rule("iit_business", "individual_business", rate, "2023-01-01", _TO_2027, _IIT_LAW[0] + _IIT_HALF,
             _IIT_LAW[1] + _IIT_HALF_EN, threshold=low, upper=high, relief=0.5, quick_deduction=less)
        for low, high, rate, less in _BRACKETS
    ),
    Rule("late_payment", "all", 0.0005, "2001-05-01", OPEN, "税收征收管理法第三十二条",
         "Tax Collection and Administration Law, article 32"),
)  # fmt: skip


def rate_on(tax: str, taxpayer: str, day: str) -> float:
    """Rate after relief of the one rule that holds on a day."""
    found = [
        rule
        for rule in RULES
        if (rule.tax, rule.taxpayer) == (tax, taxpayer)
        and rule.valid_from <= day
        and (rule.valid_to is None or day <= rule.valid_to)
    ]
    (rule,) = found
    return rule.rate * (1 - (rule.relief or 0.0))


def tax_params() -> Columns:
    """Make the table ``tax_params``; the same in every world."""

    def fen(values: list[int | None]) -> np.ndarray:
        return np.array([MISSING if value is None else 100 * value for value in values], dtype=np.int64)

    return {
        "tax": coded(rule.tax for rule in RULES),
        "taxpayer": coded(rule.taxpayer for rule in RULES),
        "rate": np.array([rule.rate for rule in RULES]),
        "threshold": fen([rule.threshold for rule in RULES]),
        "upper": fen([rule.upper for rule in RULES]),
        "relief": np.array([np.nan if rule.relief is None else rule.relief for rule in RULES]),
        "quick_deduction": fen([rule.quick_deduction for rule in RULES]),
        "valid_from": np.array([rule.valid_from for rule in RULES], dtype="datetime64[s]"),
        "valid_to": np.array([rule.valid_to or "NaT" for rule in RULES], dtype="datetime64[s]"),
        "source": coded(rule.source for rule in RULES),
        "source_en": coded(rule.source_en for rule in RULES),
    }
