"""Quoted figures of the industry with what was found about them.

Public figures are quoted as copies of public texts gave them and have to be confirmed at the source; the others are
about the course's own model, and their evidence is computed from it.
"""

import math
from dataclasses import dataclass

import numpy as np

from classroom.world.columns import Coded, Columns, Floats, coded
from classroom.world.effects_landscape import RightElsewhere


@dataclass(frozen=True)
class _Claim:
    text: tuple[str, str]
    value: float
    unit: str
    definition: tuple[str, str]
    # value, same definition, what it counts and where it stood, last day that it covers
    evidence: tuple[tuple[float, bool, tuple[str, str], str], ...] = ()
    kind: str = "public"


_BOOM = 2021  # a year of live sales from which a figure is still quoted
_CONFIRM = (" (copy seen; confirm at the source)", "（看到的是转载，请到来源处核实）")


def _seen(en: str, zh: str) -> tuple[str, str]:
    return en + _CONFIRM[0], zh + _CONFIRM[1]


_PUBLIC = (
    _Claim(
        ("E-commerce in China passes 8 trillion yuan in 2024", "2024 年中国电商规模将超过 8 万亿元"),
        8.0, "trillion_yuan", ("online retail of a year", "全年网上零售额"),
        (
            (12.3632, True, _seen("online retail, January to October 2024, National Bureau of Statistics", "2024 年 1—10 月网上零售额，国家统计局"), "2024-10-31"),
            (10.333, False, _seen("physical goods only, January to October 2024, National Bureau of Statistics", "其中实物商品，2024 年 1—10 月，国家统计局"), "2024-10-31"),
        ),
    ),
    _Claim(
        ("More than 750 million people shop online", "网络购物用户超过 7.5 亿人"),
        750.0, "million_people", ("people who bought online", "网络购物用户"),
        (
            (710.0, True, _seen("online shoppers, March 2020, CNNIC", "网络购物用户，2020 年 3 月，CNNIC"), "2020-03-31"),
            (782.0, True, _seen("online shoppers, December 2020, CNNIC", "网络购物用户，2020 年 12 月，CNNIC"), "2020-12-31"),
        ),
    ),
    _Claim(
        ("Cross-border e-commerce grows by more than 20 percent a year", "跨境电商年增长 20% 以上"),
        0.20, "share", ("growth of imports and exports by cross-border e-commerce", "跨境电商进出口额的增速"),
        (
            (0.176, True, _seen("growth a year from 2018 (1.06 trillion) to 2023 (2.38 trillion), customs", "2018 年 1.06 万亿到 2023 年 2.38 万亿的年均增速，海关"), "2023-12-31"),
            (0.105, True, _seen("first half of 2024 on the year before, customs", "2024 年上半年同比，海关"), "2024-06-30"),
        ),
    ),
    _Claim(
        ("Live commerce has a penetration of 22.9 percent", "直播电商渗透率 22.9%"),
        0.229, "share", ("not said: of which sales, on which platforms", "没有说明：占什么销售额、哪些平台"),
        ((0.177, False, _seen("live sales on monitored platforms over online retail, first half of 2023, Ministry of Commerce", "监测平台直播销售额占网上零售额，2023 年上半年，商务部"), "2023-06-30"),),
    ),
    _Claim(
        ("Live rooms convert at 70 percent and more", "直播间转化率 70% 以上"),
        0.70, "share", ("not said: of viewers, of clicks, of carts", "没有说明：占观众、点击还是加购"),
    ),
    _Claim(
        ("There are more than two million hosts", "主播超过 200 万人"),
        2.0, "million_people", ("not said: registered or active, in which period", "没有说明：注册还是活跃、哪段时间"),
        ((2.7, False, _seen("active hosts on monitored platforms, first half of 2023, Ministry of Commerce", "监测平台活跃主播，2023 年上半年，商务部"), "2023-06-30"),),
    ),
)  # fmt: skip


def quoted_claims(effect: RightElsewhere | None, industry: Columns, platforms: Columns) -> Columns:
    """Make the table ``quoted_claims``.

    Parameters
    ----------
    effect
        What is planted.
    industry, platforms
        The tables ``industry_annual`` and ``platform_share``, of which some claims speak.
    """
    rows = []
    for number, claim in enumerate((*_PUBLIC, *_of_the_model(effect, industry, platforms)), start=1):
        for value, same, words, day in claim.evidence or ((math.nan, False, (None, None), "NaT"),):
            rows.append((number, claim, value, same, words, day))
    claims = [row[1] for row in rows]
    return {
        "evidence_id": np.arange(1, len(rows) + 1),
        "claim_id": np.array([row[0] for row in rows], dtype=np.int64),
        "kind": coded([claim.kind for claim in claims]),
        "text_en": coded([claim.text[0] for claim in claims]),
        "text_zh": coded([claim.text[1] for claim in claims]),
        "value": np.array([claim.value for claim in claims]),
        "unit": coded([claim.unit for claim in claims]),
        "definition_en": coded([claim.definition[0] for claim in claims]),
        "definition_zh": coded([claim.definition[1] for claim in claims]),
        "evidence_value": np.array([row[2] for row in rows]),
        "same_definition": np.array([row[3] for row in rows], dtype=bool),
        "evidence_en": coded([row[4][0] for row in rows]),
        "evidence_zh": coded([row[4][1] for row in rows]),
        "evidence_date": np.array([row[5] for row in rows], dtype="datetime64[D]"),
    }


def _of_the_model(effect: RightElsewhere | None, industry: Columns, platforms: Columns) -> tuple[_Claim, ...]:
    """Four claims about the course's own model, with evidence computed from it."""
    years = np.unique(np.asarray(industry["year"]))
    gmv = {name: _by_year(industry, "segment", name) for name in _labels(industry["segment"])}
    model = {name: _by_year(industry, "model", name) for name in _labels(industry["model"])}
    whole = np.asarray(industry["gmv"], dtype=float).reshape(len(years), -1).sum(axis=1)
    of_all, of_shops = gmv["live"] / whole, gmv["live"] / model["B2C"]
    step = (effect or RightElsewhere()).rounded_to
    quoted = round(round((of_shops if effect else of_all)[-1] / step) * step, 6)
    growth = {name: values[1:] / values[:-1] - 1 for name, values in gmv.items()}
    thirds = np.sort(np.asarray(platforms["gmv"], dtype=float).reshape(len(years), -1), axis=1)[:, -3:].sum(axis=1)
    three = thirds / (whole - model["B2B"])
    boom = _BOOM - int(years[0]) - 1  # growth begins with the second year

    def found(value: float, year: int, en: str, zh: str, same: bool = True) -> tuple[float, bool, tuple[str, str], str]:
        return float(value), same, (f"{en}, {year}, course model", f"{zh}，{year} 年，课程模型"), f"{year}-12-31"

    last = int(years[-1])
    share_words = ("Of all online sales, this share is live", "全部网上交易额中，直播占这么多")
    return (
        _Claim(
            share_words, quoted, "share", ("live sales over sales of all segments", "直播占全部细分市场交易额"),
            (
                found(of_all[-2], last - 1, "live over all segments", "直播占全部细分"),
                found(of_all[-1], last, "live over all segments", "直播占全部细分"),
                found(of_shops[-1], last, "live over shops that sell to consumers (B2C)", "直播占商家对个人（B2C）交易额", same=False),
            ),
            "model",
        ),
        _Claim(
            ("Rental grows by this much a year", "租赁一年增长这么多"), round(float(growth["rental"][-1]), 2), "share",
            ("growth of sales on the year before", "交易额同比增速"),
            (
                found(growth["rental"][-2], last - 1, "rental, growth on the year", "租赁同比增速"),
                found(growth["rental"][-1], last, "rental, growth on the year", "租赁同比增速"),
            ),
            "model",
        ),
        _Claim(
            ("The three largest platforms hold this share", "最大的三家平台占这么多"), round(float(three[-1]), 2), "share",
            ("sales of the three over sales of all platforms", "三家之和占全部平台交易额"),
            (found(three[-1], last, "three largest platforms", "最大三家平台"),), "model",
        ),
        _Claim(
            ("Live grows by this much a year", "直播一年增长这么多"), round(float(growth["live"][boom]), 2), "share",
            ("growth of sales on the year before", "交易额同比增速"),
            (
                found(growth["live"][boom], _BOOM, "live, growth on the year", "直播同比增速"),
                found(growth["live"][-1], last, "live, growth on the year", "直播同比增速"),
            ),
            "model",
        ),
    )  # fmt: skip


def _labels(column: object) -> list[str]:
    assert isinstance(column, Coded)
    return list(column.labels)


def _by_year(industry: Columns, column: str, name: str) -> Floats:
    """Sales by year of the rows that hold a name."""
    names = industry[column]
    assert isinstance(names, Coded)
    years = np.asarray(industry["year"])
    rows = names.codes == list(names.labels).index(name)
    sums = np.bincount(years[rows] - years.min(), weights=np.asarray(industry["gmv"], dtype=float)[rows])
    return np.asarray(sums, dtype=float)
