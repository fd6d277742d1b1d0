"""What reviews speak of: aspects found by word lists, and whether they are praised or blamed."""

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, cast

import narwhals.stable.v2 as nw

from storelab.errors import StoreLabError
from storelab.language import pick
from storelab.metrics._frames import IntoFrameT, collect, like, read

Words = Mapping[str, Sequence[str]]

# Opinion words in both languages; a shop adds those of its own goods.
OPINIONS: dict[str, tuple[str, ...]] = {
    "positive": (
        "好", "不错", "喜欢", "满意", "快", "用心", "耐心", "推荐", "划算", "值得", "舒服", "漂亮", "完好", "热情", "准时", "结实",
        "good", "great", "nice", "fast", "quick", "love", "excellent", "perfect", "happy", "satisfied", "recommend",
        "friendly", "helpful", "sturdy", "careful",
    ),
    "negative": (
        "差", "慢", "坏", "破", "失望", "糟", "贵", "敷衍", "出入", "瑕疵", "偏小", "偏大", "掉色", "异味", "难用", "问题", "一般",
        "bad", "slow", "broken", "poor", "late", "rude", "disappointed", "disappointing", "expensive", "wrong", "damaged",
        "terrible", "awful", "problem", "problems", "worse", "worst",
    ),
    "negation": (
        "不", "没", "没有", "无", "not", "no", "never", "hardly", "without", "isn't", "wasn't", "aren't", "weren't", "don't",
        "doesn't", "didn't", "can't", "cannot", "won't",
    ),
}  # fmt: skip
CLAUSES = re.compile(r"[,.!?;:，。！？；：、…~～\n]+|但是|不过|可是|但|\bbut\b|\bhowever\b", re.IGNORECASE)
REACH = {"zh": 3, "en": 2}  # characters, or words, that may stand between a negation and what it turns round


def review_aspects(
    reviews: IntoFrameT, lexicon: Words, opinions: Words = OPINIONS, *, text: str = "text"
) -> IntoFrameT:
    """How often each aspect is mentioned in reviews, and how often with blame, by word lists.

    A text is cut into clauses at punctuation and at "but". An opinion word belongs to the aspects named in its clause.
    A negation up to three Chinese characters or two English words before it turns it round ("not very good", 不太好);
    the longest word wins, so that 不错 is praise. Chinese words match anywhere, English ones as whole words.

    Lists know no irony, no comparison and no word that is not in them: read a sample of the texts before you act.

    Parameters
    ----------
    reviews
        One row a review; those without text are left out.
    lexicon
        Words of each aspect: ``{"delivery": ["物流", "快递", "delivery"]}``.
    opinions
        Words under ``"positive"``, ``"negative"`` and ``"negation"``.
    text
        Column of text.

    Returns
    -------
    frame
        One row an aspect, in the order of ``lexicon``: ``aspect``, ``mentions``, ``positive`` and ``negative`` (reviews
        in which its praise outweighs the blame, or the other way round; the rest is neutral), and ``negative_share``
        of the mentions (null without any).

    Raises
    ------
    StoreLabError
        If a column is missing or holds no text, an aspect has no word, or a list of ``opinions`` is missing.
    """
    _check_words(lexicon, opinions)
    frame = read(reviews, "reviews", [text])
    given = collect(frame.select(text).filter(~nw.col(text).is_null()))
    scan = _scanner([*_words(lexicon), *_words(opinions)])
    roles = {kind: {word.lower() for word in opinions[kind]} for kind in ("positive", "negative", "negation")}
    aspects = {aspect: {word.lower() for word in words} for aspect, words in lexicon.items()}
    mentions, praised, blamed = Counter[str](), Counter[str](), Counter[str]()
    texts = given[text].to_list()
    _check_texts(texts, text)
    # Many reviews say the same, and each text is read once.
    for content, count in Counter(texts).items():
        for aspect, score in _scores(content, scan, roles, aspects).items():
            mentions[aspect] += count
            praised[aspect] += count * (score > 0)
            blamed[aspect] += count * (score < 0)
    names = list(lexicon)
    table: dict[str, list[Any]] = {
        "aspect": names,
        "mentions": [mentions[name] for name in names],
        "positive": [praised[name] for name in names],
        "negative": [blamed[name] for name in names],
        "negative_share": [blamed[name] / mentions[name] if mentions[name] else None for name in names],
    }
    kinds = {"aspect": nw.String, "mentions": nw.Int64, "positive": nw.Int64, "negative": nw.Int64}
    return cast(IntoFrameT, like(frame, table, {**kinds, "negative_share": nw.Float64}))


def _words(lists: Words) -> Iterable[str]:
    return (word for words in lists.values() for word in words)


def _check_words(lexicon: Words, opinions: Words) -> None:
    empty = [
        aspect for aspect, words in lexicon.items() if isinstance(words, str) or not [word for word in words if word]
    ]
    if empty or not lexicon:
        raise StoreLabError(
            pick(
                {
                    "en": f"lexicon must give each aspect a list of words; without one: {empty or 'no aspect at all'}.",
                    "zh": f"lexicon 要给每个方面一个词表；缺少词表的：{empty or '一个方面都没有'}。",
                }
            )
        )
    if not {"positive", "negative", "negation"} <= set(opinions):
        raise StoreLabError(
            pick(
                {
                    "en": f"opinions must have the lists 'positive', 'negative' and 'negation'; got {list(opinions)}.",
                    "zh": f"opinions 要有 'positive'、'negative'、'negation' 三个词表；现在是 {list(opinions)}。",
                }
            )
        )


def _check_texts(texts: Sequence[object], column: str) -> None:
    other = [value for value in texts if not isinstance(value, str)]
    if other:
        raise StoreLabError(
            pick(
                {
                    "en": f"reviews: column '{column}' must hold text; {len(other)} values do not, such as {other[0]!r}.",
                    "zh": f"reviews 的 '{column}' 列应该是文字；有 {len(other)} 个值不是，比如 {other[0]!r}。",
                }
            )
        )


def _scanner(words: Iterable[str]) -> re.Pattern[str]:
    longest_first = sorted({word.lower() for word in words if word}, key=lambda word: (-len(word), word))
    patterns = [
        rf"(?<![a-z']){re.escape(word)}(?![a-z'])" if word[0].isascii() else re.escape(word) for word in longest_first
    ]
    return re.compile("|".join(patterns))


def _scores(
    content: str, scan: re.Pattern[str], roles: Mapping[str, set[str]], aspects: Mapping[str, set[str]]
) -> dict[str, int]:
    """Praise less blame of each aspect that a text mentions."""
    scores: dict[str, int] = {}
    for clause in CLAUSES.split(content.lower().replace("’", "'")):
        found = [(match.group(), match.start(), match.end()) for match in scan.finditer(clause)]
        score, negations = 0, []
        for word, start, end in found:
            if word in roles["negation"]:
                negations.append(end)
            sign = (word in roles["positive"]) - (word in roles["negative"])
            if sign:
                turned = sum(_reaches(clause[stop:start]) for stop in negations) % 2
                score += -sign if turned else sign
                negations = []
        said = {word for word, _, _ in found}
        for aspect, words in aspects.items():
            if said & words:
                scores[aspect] = scores.get(aspect, 0) + score
    return scores


def _reaches(between: str) -> bool:
    words = re.findall(r"[a-z']+", between)
    others = re.sub(r"[a-z'\s]", "", between)
    return len(words) <= REACH["en"] and len(others) <= REACH["zh"]
