"""What people want: Kano classes, importance against satisfaction, stated intention, and how a trial is received."""

import math
from collections.abc import Iterable, Mapping
from typing import Any, cast

import narwhals.stable.v2 as nw

from storelab.errors import StoreLabError
from storelab.language import pick
from storelab.metrics._checks import check_numbers
from storelab.metrics._formulas import check_range
from storelab.metrics._frames import (
    By,
    Frame,
    IntoFrameT,
    finish,
    grouped,
    is_true,
    keys,
    ratio,
    read,
    scalars,
)
from storelab.metrics._tables import from_rows, is_missing, values_of
from storelab.metrics.registry import WHOLE_TABLE, metric

# Kano's evaluation table. Rows: how the answer is if the feature is there; columns: if it is not. Both from 1 to 5:
# I like it, I expect it, I am neutral, I can live with it, I dislike it.
KANO_TABLE = ("QAAAO", "RIIIM", "RIIIM", "RIIIM", "RRRRQ")
# Of equally frequent classes the one that costs more when it is overlooked: must-be before one-dimensional before
# attractive before indifferent; doubtful ones last.
KANO_ORDER = "MOAIRQ"


def kano_classes(
    answers: IntoFrameT,
    *,
    feature: str = "feature",
    functional: str = "functional",
    dysfunctional: str = "dysfunctional",
) -> IntoFrameT:
    """Class of each feature by Kano's pair of questions: must-be, one-dimensional, attractive, indifferent, reverse.

    Parameters
    ----------
    answers
        One row a person and feature.
    feature
        Column of the feature.
    functional, dysfunctional
        Columns of the answers if the feature is there, and if it is not: 1 I like it, 2 I expect it, 3 I am neutral, 4 I
        can live with it, 5 I dislike it. A pair with a missing answer is left out.

    Returns
    -------
    frame
        ``feature``, the counts ``M``, ``O``, ``A``, ``I``, ``R`` and ``Q`` (questionable: the two answers contradict
        each other), ``kano_class`` (the most frequent; ties go to the first of M, O, A, I, R, Q), ``satisfaction`` =
        (A + O) / (A + O + M + I), what having it gains, from 0 to 1, and ``dissatisfaction`` = -(O + M) / (A + O + M + I),
        what lacking it costs, from -1 to 0. Null without such answers. Sorted by ``feature``.

    Raises
    ------
    StoreLabError
        If a column is missing or holds no numbers, an answer is no whole number from 1 to 5, or a row has no feature.

    References
    ----------
    Kano, Seraku, Takahashi and Tsuji (1984), Attractive quality and must-be quality. The coefficients: Berger et al.
    (1993), Kano's methods for understanding customer-defined quality.
    """
    frame = read(answers, "answers", [feature, functional, dysfunctional], ids=[feature])
    check_numbers(frame, "answers", functional, dysfunctional)
    _check_kano_scale(frame, functional, dysfunctional)
    # Filled before the cast, for pandas has no whole number for a missing one.
    have, lack = (nw.col(name).fill_null(0).cast(nw.Int64) for name in (functional, dysfunctional))
    known = ~nw.col(functional).is_null() & ~nw.col(dysfunctional).is_null()
    cells = "".join(KANO_TABLE)
    marked = frame.with_columns(_pair=nw.when(known).then((have - 1) * 5 + lack - 1).otherwise(nw.lit(-1)))
    classes = {
        f"_{name}": nw.col("_pair").is_in([place for place, cell in enumerate(cells) if cell == name])
        for name in KANO_ORDER
    }
    marked = marked.with_columns(**{name: flag.fill_null(False).cast(nw.Int64) for name, flag in classes.items()})
    table = grouped(marked, [feature], **{name: nw.col(f"_{name}").sum() for name in KANO_ORDER})
    rows = []
    for label, *counts in zip(*values_of(table, [feature, *KANO_ORDER]).values(), strict=True):
        must, wanted, attractive, indifferent = counts[:4]
        total, most = must + wanted + attractive + indifferent, max(counts)
        rows.append(
            (
                label,
                *map(int, counts),
                KANO_ORDER[counts.index(most)] if most else None,
                (attractive + wanted) / total if total else None,
                -(wanted + must) / total if total else None,
            )
        )
    types = {feature: frame.collect_schema()[feature], **dict.fromkeys(KANO_ORDER, nw.Int64())}
    types |= {"kano_class": nw.String(), "satisfaction": nw.Float64(), "dissatisfaction": nw.Float64()}
    return cast(IntoFrameT, from_rows(frame, rows, types))


def _check_kano_scale(frame: Frame, *columns: str) -> None:
    outside = {}
    for name in columns:
        value = nw.col(name).cast(nw.Float64)
        wrong = (value < 1) | (value > 5) | (value != value.floor())
        outside[name] = (wrong & ~nw.col(name).is_null()).fill_null(False).cast(nw.Int64).sum()
    counts = scalars(frame, **outside)
    for name in columns:
        if counts[name]:
            count = int(counts[name])
            raise StoreLabError(
                pick(
                    {
                        "en": f"answers: {count} values of '{name}' are not whole numbers from 1 to 5.",
                        "zh": f"answers 的 '{name}' 列有 {count} 个值不是 1 到 5 的整数。",
                    }
                )
            )


def importance_satisfaction(
    answers: IntoFrameT,
    by: str = "item",
    *,
    importance: str = "importance",
    satisfaction: str = "satisfaction",
) -> IntoFrameT:
    """Where what matters is done badly: mean importance against mean satisfaction of each item, in four fields.

    The fields are cut at the means of the items, so some item is always below: it is a ranking, no verdict.

    Parameters
    ----------
    answers
        One row a person and item; both questions on one scale. A row that lacks one of the two answers is left out.
    by
        Column of the item.
    importance, satisfaction
        Columns of numbers.

    Returns
    -------
    frame
        ``by``, ``importance`` and ``satisfaction`` (means), ``gap`` = importance - satisfaction, and ``field``:
        ``"improve"`` (matters, done badly), ``"keep"`` (matters, done well), ``"low priority"``, ``"overdone"``. Sorted
        by the gap from the largest down, then by the item.

    Raises
    ------
    StoreLabError
        If a column is missing or holds no numbers, or a row has no item.

    References
    ----------
    Martilla and James (1977), Importance-performance analysis, Journal of Marketing 41.
    """
    frame = read(answers, "answers", [by, importance, satisfaction], ids=[by])
    check_numbers(frame, "answers", importance, satisfaction)
    known = frame.filter(~nw.col(importance).is_null(), ~nw.col(satisfaction).is_null())
    sums = {"_importance": nw.col(importance).sum(), "_satisfaction": nw.col(satisfaction).sum(), "_n": nw.len()}
    table = values_of(grouped(known, [by], **sums), [by, *sums])
    means = {
        label: (first / n, second / n)
        for label, first, second, n in zip(
            table[by], table["_importance"], table["_satisfaction"], table["_n"], strict=True
        )
    }
    middle = [math.fsum(pair[side] for pair in means.values()) / len(means) if means else 0.0 for side in (0, 1)]
    fields = {(True, False): "improve", (True, True): "keep", (False, False): "low priority", (False, True): "overdone"}
    rows = [
        (label, first, second, first - second, fields[first >= middle[0], second >= middle[1]])
        for label, (first, second) in means.items()
    ]
    rows.sort(key=lambda row: (-row[3], row[0]))
    types = {by: frame.collect_schema()[by], **dict.fromkeys(("importance", "satisfaction", "gap"), nw.Float64())}
    return cast(IntoFrameT, from_rows(frame, rows, types | {"field": nw.String()}))


@metric(
    "P18",
    en="Purchase intention",
    zh="购买意愿",
    branch="market",
    numerator={
        "en": "answers, each weighed with the share of such answers that turns into purchases",
        "zh": "各档回答乘以该档实际购买的比例后相加",
    },
    denominator={"en": "answers", "zh": "全部回答"},
    window={"en": "the answers handed in", "zh": "传入的全部回答"},
    filter={"en": "who did not answer is left out", "zh": "没有回答的不算"},
    unit="share",
    formula="sum of share of answer * calibration of answer",
    aliases=("购买欲望",),
)
def purchase_intention(answers: Iterable[Any], calibration: Mapping[Any, float]) -> float:
    """Share of people who will probably buy, from what they say (P18): stated intention, calibrated.

    More say so than do it, so each answer is weighed with the share of past people of that answer who then bought. What
    people do instead of say stands in `favourite_rate` (M033) and `product_cart_rate` (M034).

    Parameters
    ----------
    answers
        A column of answers, such as whole numbers from 1 (surely not) to 5 (surely); missing values did not answer.
    calibration
        By answer, the share from 0 to 1 that bought; taken from own data, for it differs by goods and country.

    Returns
    -------
    float
        A share from 0 to 1, NaN without answers.

    Raises
    ------
    StoreLabError
        If an answer has no calibration, or a calibration is not from 0 to 1.

    References
    ----------
    Morwitz, Steckel and Gupta (2007), When do purchase intentions predict sales?, International Journal of Forecasting 23.
    """
    check_range("calibration", list(calibration.values()), 0, 1)
    given = [answer for answer in answers if not is_missing(answer)]
    unknown = sorted({str(answer) for answer in given if answer not in calibration})
    if unknown:
        raise StoreLabError(
            pick(
                {
                    "en": f"calibration has no share for the answers {', '.join(unknown)}; it has {list(calibration)}.",
                    "zh": f"calibration 里没有回答 {'、'.join(unknown)} 的比例；现有 {list(calibration)}。",
                }
            )
        )
    return math.fsum(calibration[answer] for answer in given) / len(given) if given else math.nan


@metric(
    "P16",
    en="Market acceptance",
    zh="市场接受度",
    branch="market",
    numerator={"en": "of these, people who bought", "zh": "其中购买了的人"},
    denominator={"en": "people who were shown the product on trial", "zh": "看到试销商品的人"},
    window=WHOLE_TABLE,
    filter={
        "en": "people, not exposures; repeat rate and rating stand beside it",
        "zh": "按人计，不按曝光次数；复购率和评分列在旁边",
    },
    unit="share",
    formula="buyers / people exposed; buyers of two or more / buyers; mean rating",
    column="trial_conversion",
)
def market_acceptance(
    trials: IntoFrameT,
    by: By = "sku_id",
    *,
    visitor_id: str = "visitor_id",
    bought: str = "bought",
    rating: str = "rating",
) -> IntoFrameT:
    """How a trial is received (P16): who buys, who of them buys again, and how they rate it.

    Three measures and no index: a product that many try and nobody buys twice would pass by an average. `launch_decision`
    says what follows from buyers and people when they are few.

    Parameters
    ----------
    trials
        One row an exposure.
    by
        Columns to group by; None for one row.
    visitor_id, bought, rating
        Columns of the person, whether this exposure ended in a purchase (missing: no), and the rating (missing: none).

    Returns
    -------
    frame
        ``by``, ``visitors``, ``buyers``, ``trial_conversion``, ``repeat_rate`` (buyers of two or more times among
        buyers) and ``rating`` (mean); null where nothing can be divided by. Sorted by ``by``.

    Raises
    ------
    StoreLabError
        If a column is missing, a rating is no number, or a row has no person.
    """
    groups = keys(by)
    frame = read(trials, "trials", [*groups, visitor_id, bought, rating], ids=[visitor_id])
    check_numbers(frame, "trials", rating)
    marked = frame.with_columns(_bought=is_true(bought), _whole=nw.lit(1))
    rated = {"_stars": nw.col(rating).sum(), "_ratings": nw.col(rating).count()}
    people = marked.group_by("_whole", *groups, visitor_id).agg(_times=nw.col("_bought").sum(), **rated)
    counted = people.with_columns(
        _buyer=(nw.col("_times") > 0).cast(nw.Int64), _repeat=(nw.col("_times") > 1).cast(nw.Int64)
    )
    table = grouped(
        counted,
        ["_whole", *groups],
        visitors=nw.len(),
        buyers=nw.col("_buyer").sum(),
        _repeat=nw.col("_repeat").sum(),
        _stars=nw.col("_stars").sum(),
        _ratings=nw.col("_ratings").sum(),
    )
    counts = [nw.col(name).cast(nw.Int64) for name in ("visitors", "buyers")]
    rates = [
        ratio(nw.col("buyers"), nw.col("visitors")).alias("trial_conversion"),
        ratio(nw.col("_repeat"), nw.col("buyers")).alias("repeat_rate"),
        ratio(nw.col("_stars"), nw.col("_ratings")).alias("rating"),
    ]
    return cast(IntoFrameT, finish(table.select(*groups, *counts, *rates)))
