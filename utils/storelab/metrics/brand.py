"""The brand: who knows it, likes it and buys it, and what is said of it beside its rivals."""

from collections.abc import Sequence
from typing import Any, cast

import narwhals.stable.v2 as nw

from storelab.errors import StoreLabError, suggest
from storelab.language import pick
from storelab.metrics._checks import check_numbers
from storelab.metrics._frames import (
    By,
    IntoFrameT,
    collect,
    divide,
    finish,
    grouped,
    is_true,
    keys,
    like,
    ratio,
    read,
    scalars,
)
from storelab.metrics._periods import between, check_times, window
from storelab.metrics._totals import totals
from storelab.metrics.goods import wilson_interval
from storelab.metrics.registry import WHOLE_TABLE, metric

FAVOURABLE = 4  # of 5
FUNNEL = ("aided", "consider", "buy", "repeat")


@metric(
    "P01",
    en="Brand awareness",
    zh="知名度",
    branch="content",
    numerator={
        "en": "people who name the brand themselves; kind='aided': who know it from a list",
        "zh": "能自己说出该品牌的人；kind='aided' 时为看到名单后认得的人",
    },
    denominator={"en": "people asked about the brand", "zh": "被问到该品牌的人"},
    window=WHOLE_TABLE,
    filter={"en": "who did not answer is left out", "zh": "没有回答的不算"},
    unit="share",
    formula="people who recall / people asked",
    column="awareness",
    aliases=("Awareness",),
)
def brand_awareness(
    answers: IntoFrameT,
    by: str | Sequence[str] = "brand",
    kind: str = "unaided",
    confidence: float = 0.95,
    *,
    unaided: str = "unaided",
    aided: str = "aided",
) -> IntoFrameT:
    """Share of the people asked who know the brand (P01), with Wilson's interval.

    The answer to "which brands do you know?" is unaided recall, the answer to "do you know this one?" aided recall;
    the second is always the larger. How often it is searched for is `branded_search_index`.

    Parameters
    ----------
    answers
        One row a person and brand asked about.
    by
        Columns to group by.
    kind
        ``"unaided"`` or ``"aided"``.
    confidence
        How often such intervals hold the true share.
    unaided, aided
        Columns: whether the person recalls the brand (missing: no answer).

    Returns
    -------
    frame
        ``by``, ``asked``, ``recalled``, ``awareness``, ``low``, ``high``; the last three are null where nobody answered.

    Raises
    ------
    StoreLabError
        If the kind is unknown, a column is missing, or the confidence is not between 0 and 1.
    """
    columns = {"unaided": unaided, "aided": aided}
    if kind not in columns:
        listed = suggest(str(kind), columns) or "'unaided', 'aided'"
        raise StoreLabError(
            pick(
                {
                    "en": f"kind '{kind}' is unknown; did you mean {listed}?",
                    "zh": f"kind 没有 '{kind}' 这个取值；你是不是想写 {listed}？",
                }
            )
        )
    column = columns[kind]
    frame = read(answers, "answers", [*keys(by), column])
    answered = (~nw.col(column).is_null()).cast(nw.Int64)
    table = _shares(frame.with_columns(_asked=answered, _yes=is_true(column)), keys(by), confidence)
    names = {"_asked": "asked", "_yes": "recalled", "_share": "awareness"}
    return cast(IntoFrameT, finish(table.rename(names)))


def _shares(frame: Any, groups: list[str], confidence: float) -> Any:
    """Counts of each group with their share and Wilson's interval, from columns of 0 and 1; a table like the frame."""
    sums = grouped(frame, groups, _asked=nw.col("_asked").sum(), _yes=nw.col("_yes").sum())
    rows = collect(sums.select(*groups, "_asked", "_yes")).rows()
    counts = [(int(row[-2]), int(row[-1])) for row in rows]
    ends = [wilson_interval(yes, asked, confidence) for asked, yes in counts]
    schema = frame.collect_schema()
    columns: dict[str, list[Any]] = {
        **{name: [row[i] for row in rows] for i, name in enumerate(groups)},
        "_asked": [asked for asked, _ in counts],
        "_yes": [yes for _, yes in counts],
        "_share": [yes / asked if asked else None for asked, yes in counts],
        "low": [low if asked else None for (asked, _), (low, _) in zip(counts, ends, strict=True)],
        "high": [high if asked else None for (asked, _), (_, high) in zip(counts, ends, strict=True)],
    }
    types = {
        **{name: schema[name] for name in groups},
        "_asked": nw.Int64,
        "_yes": nw.Int64,
        **dict.fromkeys(["_share", "low", "high"], nw.Float64),
    }
    return nw.from_native(like(frame, columns, types))


def branded_search_index(
    searches: IntoFrameT,
    start: Any,
    end: Any,
    base_start: Any,
    base_end: Any,
    by: str | Sequence[str] = "term",
    *,
    week: str = "week",
    index: str = "index",
) -> IntoFrameT:
    """How often the brand is searched for, against a base period at 100: the other measure of awareness.

    Parameters
    ----------
    searches
        One row a week and term, with the platform's index.
    start, end
        First and last day of the period looked at.
    base_start, base_end
        First and last day of the base period; take the same season.
    by
        Columns of the term.
    week, index
        Columns: first day of the week, and the index.

    Returns
    -------
    frame
        ``by`` and ``search_index``: 100 times the mean of the period over the mean of the base; null where one of them
        has no week, or the base is 0.

    Raises
    ------
    StoreLabError
        If a column is missing or of the wrong type, an index is negative, or an end lies before its start.
    """
    now, base = window(start, end), window(base_start, base_end)
    frame = read(searches, "searches", [*keys(by), week, index])
    check_times(frame, "searches", week)
    check_numbers(frame, "searches", index, negative=False)
    marked = frame.filter(~nw.col(index).is_null())
    for name, days in (("now", now), ("base", base)):
        inside = nw.when(between(week, *days)).then(nw.lit(1)).otherwise(nw.lit(0))
        marked = marked.with_columns(**{f"_in_{name}": inside}).with_columns(
            **{f"_of_{name}": nw.col(index).cast(nw.Float64) * nw.col(f"_in_{name}")}
        )
    parts = ("_in_now", "_of_now", "_in_base", "_of_base")
    table = grouped(marked, keys(by), **{name: nw.col(name).sum() for name in parts})
    means = ratio(nw.col("_of_now") * 100, nw.col("_in_now")), ratio(nw.col("_of_base"), nw.col("_in_base"))
    table = table.with_columns(_now=means[0], _base=means[1])
    return cast(
        IntoFrameT, finish(table.select(*keys(by), ratio(nw.col("_now"), nw.col("_base")).alias("search_index")))
    )


@metric(
    "P03",
    en="Brand liking",
    zh="品牌好感度",
    branch="content",
    numerator={"en": "answers of 4 or 5", "zh": "打 4 分或 5 分的回答"},
    denominator={"en": "answers from 1 to 5", "zh": "全部 1 到 5 分的回答"},
    window=WHOLE_TABLE,
    filter={"en": "who did not answer is left out", "zh": "没有回答的不算"},
    unit="share",
    formula="favourable answers / answers",
    column="liking",
    aliases=("Favourability", "好感度"),
)
def brand_liking(
    answers: IntoFrameT, by: str | Sequence[str] = "brand", confidence: float = 0.95, *, score: str = "score"
) -> IntoFrameT:
    """Share of the answers that are favourable, 4 or 5 of 5 (P03), with Wilson's interval.

    What is said in public is `positive_mention_share`.

    Parameters
    ----------
    answers
        One row a person and brand.
    by
        Columns to group by.
    confidence
        How often such intervals hold the true share.
    score
        Column of 1 to 5 (missing: no answer).

    Returns
    -------
    frame
        ``by``, ``answers``, ``favourable``, ``liking``, ``low``, ``high``; the last three are null without answers.

    Raises
    ------
    StoreLabError
        If a column is missing or holds no numbers, a score is not from 1 to 5, or the confidence not between 0 and 1.
    """
    frame = read(answers, "answers", [*keys(by), score])
    check_numbers(frame, "answers", score)
    outside = ((nw.col(score) < 1) | (nw.col(score) > 5)).fill_null(False).cast(nw.Int64).sum()
    wrong = int(scalars(frame, wrong=outside)["wrong"] or 0)
    if wrong:
        raise StoreLabError(
            pick(
                {
                    "en": f"answers: {wrong} values of '{score}' are not from 1 to 5.",
                    "zh": f"answers 的 '{score}' 列有 {wrong} 个值不在 1 到 5 之间。",
                }
            )
        )
    given = frame.with_columns(
        _asked=(~nw.col(score).is_null()).cast(nw.Int64),
        _yes=(nw.col(score) >= FAVOURABLE).fill_null(False).cast(nw.Int64),
    )
    names = {"_asked": "answers", "_yes": "favourable", "_share": "liking"}
    return cast(IntoFrameT, finish(_shares(given, keys(by), confidence).rename(names)))


def positive_mention_share(
    mentions: IntoFrameT, by: By = None, *, positive: str = "positive", negative: str = "negative"
) -> float | IntoFrameT:
    """Share of the mentions with an opinion that are positive: liking in public, where neutral ones do not count.

    Parameters
    ----------
    mentions
        Rows with counts of mentions.
    by
        Columns to group by; None for one number.
    positive, negative
        Columns of counts.

    Returns
    -------
    float or frame
        A share from 0 to 1, NaN without an opinion; with ``by`` a frame of ``by`` and ``positive_mention_share``.

    Raises
    ------
    StoreLabError
        If a column is missing, or holds no numbers or negative ones.
    """
    sums = totals(mentions, "mentions", by, counts=[positive, negative])
    both = nw.col(positive) + nw.col(negative)
    if not keys(by):
        parts = scalars(sums, above=nw.col(positive), below=both)
        return divide(parts["above"], parts["below"])
    return cast(
        IntoFrameT, finish(sums.select(*keys(by), ratio(nw.col(positive), both).alias("positive_mention_share")))
    )


def brand_funnel(
    tracking: IntoFrameT, by: str | Sequence[str] = ("month", "brand"), steps: Sequence[str] = FUNNEL
) -> IntoFrameT:
    """From knowing a brand to buying it again: how many get to each step, and from the one before.

    Parameters
    ----------
    tracking
        One row a month and brand, with a column for each step: shares of the people asked, or counts.
    by
        Columns that name a row; rows of the same values are averaged.
    steps
        Columns in their order.

    Returns
    -------
    frame
        ``by``, ``step``, ``share`` (the column's value) and ``step_rate`` (share of the step before that gets here; null
        at the first step, where the one before is 0, and where a value is missing), in the order of ``by`` and steps.

    Raises
    ------
    StoreLabError
        If a column is missing, or holds no numbers or negative ones.
    """
    groups = keys(by)
    frame = read(tracking, "tracking", [*groups, *steps])
    check_numbers(frame, "tracking", *steps, negative=False)
    means = {f"_{name}": nw.col(name).mean() for name in steps}
    rows = collect(grouped(frame, groups, **means).select(*groups, *means)).rows()
    table: dict[str, list[Any]] = {name: [] for name in (*groups, "step", "share", "step_rate")}
    for row in rows:
        values = [None if one is None or one != one else float(one) for one in row[len(groups) :]]
        for place, (step, value) in enumerate(zip(steps, values, strict=True)):
            before = values[place - 1] if place else None
            step_rate = value / before if before and value is not None else None
            for name, one in zip(table, (*row[: len(groups)], step, value, step_rate), strict=True):
                table[name].append(one)
    schema = frame.collect_schema()
    types = {**{name: schema[name] for name in groups}, "step": nw.String, "share": nw.Float64, "step_rate": nw.Float64}
    return cast(IntoFrameT, like(frame, table, types))


def share_of_voice(
    tracking: IntoFrameT, by: str = "brand", within: By = "month", *, mentions: str = "mentions"
) -> IntoFrameT:
    """How much of what is said about all brands is said about each.

    Parameters
    ----------
    tracking
        Rows with counts of mentions of the own brand and its rivals.
    by
        Column of the brand.
    within
        Columns of the period in which shares sum to 1; None for all rows together.
    mentions
        Column of counts.

    Returns
    -------
    frame
        ``within``, ``by``, ``mentions`` and ``share_of_voice`` (null where nothing was said about any brand).

    Raises
    ------
    StoreLabError
        If a column is missing, or holds no numbers or negative ones.
    """
    periods = keys(within)
    sums = totals(tracking, "tracking", [*periods, by], counts=[mentions])
    if periods:
        shared = sums.with_columns(_all=nw.col(mentions).sum().over(*periods))
    else:
        shared = sums.with_columns(_all=nw.lit(int(scalars(sums, all=nw.col(mentions).sum())["all"] or 0)))
    share = ratio(nw.col(mentions), nw.col("_all")).alias("share_of_voice")
    table = shared.select(*periods, by, nw.col(mentions).alias("mentions"), share)
    return cast(IntoFrameT, finish(table.sort(*periods, by, nulls_last=True)))
